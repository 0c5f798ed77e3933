from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import urls
from site_builder.model import Passage
from site_builder.quotes import Span

PASSAGE = Passage(seed="001", parts=(Span(3, 9), Span(12, 20)))


def test_addresses() -> None:
    assert urls.theme("the-pool") == "themes/the-pool.html"
    assert urls.article("001") == "articles/001.html"
    assert urls.paragraph_anchor(4) == "p4"
    assert urls.section_anchor(2) == "section-2"
    assert urls.speaker_anchor("ann-dell") == "speaker_ann-dell"
    assert urls.passage_anchor(PASSAGE) == "c3-9_12-20"
    assert urls.passage(PASSAGE) == "articles/001.html#c3-9_12-20"


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html#help", "index.html", "#help"),
        ("method.html", "index.html", "method.html"),
        ("themes/a.html", "index.html", "themes/a.html"),
        ("themes/a.html#b", "themes/a.html", "#b"),
        ("themes/a.html", "themes/a.html", "a.html"),
        ("themes/b.html#c", "themes/a.html", "b.html#c"),
        ("articles/001.html#p3", "themes/a.html", "../articles/001.html#p3"),
        ("index.html", "themes/a.html", "../index.html"),
        ("a/b/c.html", "a/d/e.html", "../b/c.html"),
        ("a/b/c.html", "a/e.html", "b/c.html"),
        ("a/e.html", "a/b/c.html", "../e.html"),
        ("a", "a/b.html", "../a"),
    ],
)
def test_an_address_as_a_page_writes_it(target: str, page: str, expected: str) -> None:
    assert urls.relative(target, page) == expected


@pytest.mark.parametrize(
    ("page", "expected"), [("index.html", ""), ("a/b.html", "../"), ("a/b/c.html", "../../")]
)
def test_the_way_to_the_root(page: str, expected: str) -> None:
    assert urls.root(page) == expected


NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, max_size=3).map(lambda parts: "/".join([*parts, "x.html"]))


@given(PATHS, PATHS, st.sampled_from(["", "#p1"]))
def test_a_browser_follows_a_relative_address_to_its_target(
    target: str, page: str, anchor: str
) -> None:
    written = urls.relative(target + anchor, page)
    assert urljoin(f"file:///site/{page}", written) == f"file:///site/{target}{anchor}"
    assert not urlsplit(written).path.startswith("/")


@pytest.mark.parametrize("name", ["main", "help", "top", "edition", "figures", "section-12"])
def test_names_that_the_pages_use_themselves(name: str) -> None:
    assert urls.is_reserved(name)


@pytest.mark.parametrize("name", ["mains", "the-summary", "section", "section-one", "section-1-a"])
def test_other_names_are_free(name: str) -> None:
    assert not urls.is_reserved(name)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a/b?c=d&e[]=1#f",
        "https://example.org/a%20b/(c)'d",
        "https://xn--pple-43d.example/",
        "https://192.0.2.1/",
        "https://[2001:db8::1]:8443/",
        "https://localhost:65535/",
    ],
)
def test_a_page_links_to_web_addresses(address: str) -> None:
    assert urls.address_fault(address) is None
    assert urls.address_fault(address, mail=True) is None


@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        ("javascript:alert(1)", "no page links to what begins with javascript:", "https://"),
        ("JaVaScRiPt://example.org/%0aalert(1)", "what begins with JaVaScRiPt:", "https://"),
        ("java\nscript:alert(1)", "no white space and nothing invisible", "take it out"),
        ("\x01javascript:alert(1)", "no white space and nothing invisible", "take it out"),
        ("https://example.org/\u202egpj", "no white space and nothing invisible", "take it out"),
        ("https://example.org/a\u200bb", "no white space and nothing invisible", "take it out"),
        ("https://example.org/a b", "no white space and nothing invisible", "take it out"),
        ("data:text/html,x", "what begins with data:", "https://"),
        ("tel:0800", "what begins with tel:", "https://"),
        ("HTTPS://example.org/", "what begins with HTTPS:", "https://"),
        ("file:///etc/hosts", "what begins with file:", "https://"),
        ("mailto:help@example.org", "what begins with mailto:", "https://"),
        ("//example.org/", "this is not a web address", "begins with https://"),
        ("https:example.org", "this is not a web address", "begins with https://"),
        ("https:/\\example.org", "this is not a web address", "begins with https://"),
        ("example.org", "this is not a web address", "begins with https://"),
        ("", "this is not a web address", "begins with https://"),
        ("https://", "no host that there can be", "https://example.org/"),
        ("https:///a", "no host that there can be", "https://example.org/"),
        ("https://a..b/", "no host that there can be", "https://example.org/"),
        ("https://-a.example/", "no host that there can be", "https://example.org/"),
        ("https://ex%61mple.org/", "no host that there can be", "https://example.org/"),
        ("https://example.org:65536/", "no host that there can be", "https://example.org/"),
        ("https://example.org:999999/", "no host that there can be", "https://example.org/"),
        (f"https://{'a.' * 130}example/", "no host that there can be", "https://example.org/"),
        ("https://good.example@evil.example/", "before @ in a web address is not", "leave out"),
        ("https://example.org\\@evil.example/", "before @ in a web address is not", "leave out"),
        (
            "https://\u0430pple.example/x",
            "not in plain letters",
            "https://xn--pple-43d.example/x",
        ),
        (f"https://{'é' * 999}/", "not in plain letters", "https://example.org/"),
        ("https://\u3002\u3002/", "not in plain letters", "https://example.org/"),
        ("https://example.org/é", "“é” cannot stand in a web address", "write %C3%A9 for it"),
        ("https://example.org/a\\b", "“\\” cannot stand in a web address", "write %5C for it"),
        ("https://example.org/<b>", "“<” cannot stand in a web address", "write %3C for it"),
        ("https://example.org/100%", "a % in a web address stands before two", "write %25"),
    ],
)
def test_a_page_links_to_nothing_else(address: str, message: str, hint: str) -> None:
    fault = urls.address_fault(address)
    assert fault is not None
    assert message in fault.message
    assert hint in fault.hint
    assert f"{fault.message}{fault.hint}".isprintable()


def test_a_mail_address_is_one_address_without_headers() -> None:
    assert urls.address_fault("mailto:help@example.org", mail=True) is None
    for wrong in (
        "mailto:",
        "mailto:a@b?bcc=c@d",
        "mailto:a@b,c@d",
        "mailto:a%0ab@c",
        "mailto:a@b..c",
    ):
        fault = urls.address_fault(wrong, mail=True)
        assert fault is not None, wrong
        assert fault.message == "this is not a mail address"
    assert "mailto:" in str(urls.address_fault("MAILTO:a@b", mail=True))


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        ("tel:0800", True),
        (" javascript:alert(1)", True),
        ("//example.org", True),
        ("https://example.org", True),
        ("help@example.org", False),
        ("Post: 1 High Street", False),
        ("12:30", False),
        ("", False),
    ],
)
def test_what_a_program_could_take_for_an_address(words: str, *, looks: bool) -> None:
    assert urls.looks_like_address(words) is looks


def test_a_name_is_one_that_every_disk_and_web_server_takes() -> None:
    for name in ("a", "001", "a.b_c-d", "console.txt", "a" * urls.LONGEST_NAME):
        assert urls.name_fault(name) is None
    for name in ("", ".", "..", "a/b", "a ", "a.", "con", "Con.tar.gz", "lpt1", "é", "a" * 101):
        assert urls.name_fault(name) is not None, name
