"""What tells an inert page from one that is not: each way out of its element is seen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import tiny
from inert import faults

from site_builder.pipeline import build

PROJECT = Path(__file__).parent.parent

POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file:; "
    "connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
DATA = '<script type="application/ld+json">'
HEAD = f'<meta charset="utf-8">{META}<title>A pool</title>'


def page(body: str, head: str = HEAD) -> bytes:
    html = f'<!doctype html>\n<html lang="en-GB"><head>{head}</head>\n<body>{body}</body></html>\n'
    return html.encode()


def body_faults(body: str) -> list[str]:
    return [fault.partition(": ")[2] for fault in faults(page(body))]


def head_faults(head: str) -> list[str]:
    return [fault.partition(": ")[2] for fault in faults(page("<p>Open.</p>", head))]


def test_every_page_of_the_real_site_is_inert(built_site: Path) -> None:
    found = {path.name: faults(path.read_bytes()) for path in built_site.rglob("*.html")}
    assert len(found) > 10
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "body",
    [
        '<p class="a b" id="deep-end">The pool &lt;b&gt; &amp; the “diving board” &#39;x&#39;</p>',
        '<p><a href="../themes/pool.html#deep-end">in full</a> <a href="#main">up</a></p>',
        '<p><a href="https://example.org:8080/a?b=c#d" rel="noopener noreferrer">out</a></p>',
        '<p><a href="mailto:pool@example.org" rel="noopener noreferrer">write</a></p>',
        '<blockquote cite="a/one.html#c1-2" dir="ltr">a\u200fb\u2066c\u2069</blockquote>',
        "<p>soft\u00adly, zero\u200bwidth, joined\u200d</p>",
        '<svg width="100%" height="20" aria-hidden="true"><rect x="1.50%" y="0"></rect></svg>',
    ],
)
def test_what_templates_make_is_inert(body: str) -> None:
    assert body_faults(body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>1</script>", "script inside body"),
        ("<style>p {}</style>", "element style"),
        ('<iframe src="x"></iframe>', "element iframe"),
        ('<object data="x"></object>', "element object"),
        ("<embed>", "element embed"),
        ("<form></form>", "element form"),
        ("<img>", "element img"),
        ("<svg><use></use></svg>", "element use"),
        ("<svg><a></a></svg>", "a inside svg"),
        ("<rect></rect>", "rect inside body"),
        ('<svg onload="x"></svg>', "attribute onload of svg"),
        ('<svg width="1px"></svg>', "width of svg is '1px'"),
        ("<template></template>", "element template"),
        ("<section><base></section>", "base inside section"),
        ("<div><meta></div>", "meta inside div"),
        ('<p onclick="x">a</p>', "attribute onclick of p"),
        ('<p style="color: red">a</p>', "attribute style of p"),
        ('<p srcdoc="x">a</p>', "attribute srcdoc of p"),
        ('<div role="alert">a</div>', "role of div is 'alert'"),
        ('<p id="a b">a</p>', "id of p is 'a b'"),
        ('<p class="a" class="b">a</p>', "p has an attribute twice"),
    ],
)
def test_no_other_element_or_attribute_is_let_through(body: str, fault: str) -> None:
    assert fault in body_faults(body)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " https://example.org/",
        "data:text/html,x",
        "file:///etc/hosts",
        "tel:0800",
        "ftp://example.org/",
        "//evil.example/",
        "/pool.html",
        "\\\\evil.example\\x",
        "..\\x.html",
        "a/../b.html",
        "https://good.example@evil.example/",
        "https://xn--\u0430pple.example/",
        "https:evil.example",
        "pool.html?x=1",
    ],
)
def test_no_odd_address_is_let_through(address: str) -> None:
    shown = address.replace("&#106;", "j")
    link = f'<p><a href="{address}" rel="noopener noreferrer">a</a></p>'
    assert f"address {shown!r}" in body_faults(link)
    if shown == address:
        assert f"address {address!r}" in body_faults(f'<blockquote cite="{address}"></blockquote>')


@pytest.mark.parametrize("rel", ["", ' rel="noopener"', ' rel="noreferrer"'])
def test_a_link_to_elsewhere_does_not_tell_where_it_comes_from(rel: str) -> None:
    found = body_faults(f'<p><a href="https://example.org/"{rel}>a</a></p>')
    assert "the link to https://example.org/ tells where it comes from" in found


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>a", "</body> closes p"),
        ("<p>a</p></div>", "</div> closes body"),
        ("<p><b>a</p></b>", "</p> closes b"),
        ("<p><div>a</div></p>", "div inside p"),
        ("<span><p>a</p></span>", "p inside span"),
        ('<a href="#a"><b><a href="#b">a</a></b></a>', "a link inside a link"),
        ("<div><li>a</li></div>", "li inside div"),
        ("<table><p>a</p></table>", "p inside table"),
        ("<p/>", "p is written as closed"),
        ("<p id=a>a</p>", "written as no template does: <p id=a>"),
        ("<p id='a'>a</p>", "written as no template does: <p id='a'>"),
        ("<P>a</P>", "written as no template does: <P>"),
        ('<p\nid="a">a</p>', 'written as no template does: <p\nid="a">'),
        ("<!-- a -->", "comment:  a "),
        ("<?php ?>", "processing instruction: php ?"),
        ("<![CDATA[ a ]]>", "declaration: CDATA[ a "),
        ("<!doctype html>", "declaration: doctype html"),
        ("<p>a < b</p>", "not escaped: '<'"),
        ("<p>a & b</p>", "not escaped: '&'"),
        ("<p>&bogus;</p>", "no character: &bogus;"),
    ],
)
def test_text_that_broke_out_of_its_element_is_seen(body: str, fault: str) -> None:
    assert fault in body_faults(body)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>a\0b</p>", "control character U+0000"),
        ("<p>a\x1b[31m</p>", "control character U+001B"),
        ("<p>a&#27;</p>", "no character: &#27;"),
        ("<p>a\x85</p>", "control character U+0085"),
        ('<blockquote dir="ltr">a\u202eb</blockquote>', "control character U+202E"),
        ('<p dir="ltr">a\u2067b</p>', "control character U+2067"),
        ("<p>a\u200fb</p>", "direction character U+200F that nothing keeps apart"),
        (
            '<nav aria-label="a\u2066b"></nav>',
            "aria-label of nav: direction character U+2066 that nothing keeps apart",
        ),
    ],
)
def test_characters_that_change_how_a_page_reads_are_seen(body: str, fault: str) -> None:
    assert fault in body_faults(body)


def test_bytes_that_are_no_text_are_seen() -> None:
    assert faults(page("<p>a</p>").replace(b"a", b"\xff")) != []
    assert faults(b"\xff") == ["byte 0 is not UTF-8"]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("<title>a</title>", "the policy does not stand directly after the character set"),
        (
            META + '<meta charset="utf-8">',
            "the policy does not stand directly after the character set",
        ),
        (
            '<meta charset="utf-8"><base href="/x/">' + META,
            "the policy does not stand directly after the character set",
        ),
        (
            '<meta charset="utf-8"><link rel="stylesheet" href="static/a.css">' + META,
            "the policy does not stand directly after the character set",
        ),
        (HEAD + META, "there is a second policy"),
        (HEAD + '<base href="/x/">', "a base outside the page for missing addresses"),
        (HEAD + '<base href="//evil.example/">', "address '//evil.example/'"),
        (HEAD + '<link rel="stylesheet" href="https://evil.example/a.css">', "address "),
        (HEAD + '<link rel="preload" href="static/a.css">', "rel of link is 'preload'"),
        (HEAD + '<meta http-equiv="refresh" content="0">', "http-equiv of meta is 'refresh'"),
        (HEAD.replace("'none'; form", "'self'; form"), ""),
        (HEAD.replace("default-src 'none'", "default-src 'self'"), "the policy has no default-src"),
        (HEAD.replace(" form-action 'none'", ""), "the policy has no form-action 'none'"),
        (HEAD.replace(" base-uri 'none';", ""), "the policy has no base-uri"),
        (HEAD.replace("file:", "data:", 1), "the policy allows data: in style-src"),
        (HEAD.replace("file:", "'unsafe-inline'", 1), "the policy allows 'unsafe-inline' in style"),
        (HEAD.replace("file:", "https:", 1), "the policy allows https: in style-src"),
        (HEAD.replace("base-uri", "script-src 'self'; base-uri"), ""),
        (
            HEAD.replace("base-uri", "script-src 'unsafe-inline'; base-uri"),
            "the policy allows 'unsafe-inline' in script-src",
        ),
        (HEAD.replace("base-uri", "script-src-elem *; base-uri"), "the policy has script-src-elem"),
        (HEAD + '<script src="static/js/a.0123456789ab.js" defer></script>', ""),
        (HEAD + '<script src="static/js/a.js" defer></script>', "address 'static/js/a.js'"),
        (HEAD + '<link rel="canonical" href="https://a.example/b">', ""),
        (HEAD + '<link rel="canonical" href="b">', "address 'b'"),
        (HEAD + '<meta property="og:image" content="b">', "address 'b'"),
        (HEAD + '<meta property="og:video" content="b">', "property of meta is 'og:video'"),
        (HEAD + '<script src="//a.example/a.js"></script>', "address '//a.example/a.js'"),
        (HEAD + '<script src="data:,1"></script>', "address 'data:,1'"),
        (HEAD + "<script>1</script>", "words in script"),
        (HEAD + DATA + '{"a":"\\u003c/script"}</script>', ""),
        (HEAD + DATA + '{"a":"<b>"}</script>', "data with characters that are not escaped"),
        (HEAD + DATA + '{"a":"\u2028"}</script>', "data with characters that are not escaped"),
        (HEAD + DATA + "alert(1)</script>", "data that is no JSON"),
        (HEAD + '<script type="application/json">1</script>', "a script of a type"),
        (HEAD + '<script src="static/js/a.js" type="application/ld+json"></script>', "a script of"),
        (HEAD + '<link rel="alternate" href="../evidence.json" type="application/json">', ""),
        (HEAD + '<link rel="alternate" href="//a.example/e.json">', "address '//a.example/e.json'"),
    ],
)
def test_the_policy_governs_the_whole_page(head: str, fault: str) -> None:
    found = head_faults(head)
    if fault:
        assert any(fault in one for one in found), found
    else:
        assert found == []


def test_the_page_for_missing_addresses_may_have_a_base() -> None:
    head = HEAD.replace("A pool", "Page not found – A pool") + '<base href="/some/base/">'
    assert head_faults(head) == []


def test_a_fault_says_where_it_is() -> None:
    assert faults(page("\n <script>1</script>"))[0] == "4:2: script inside body"


TRICK = (
    '</p></title><script>alert(1)</script>"\'><img src=x onerror=alert(1)> {{ 7 + 7 }} &lt;b&gt;"'
)


def project(folder: Path, content: dict[str, Any], seeds: dict[str, str], **records: Any) -> Path:
    """Write a tiny project in the real site's dress."""
    made = tiny.project(folder, content, seeds, **records)
    for name in ("templates", "static"):
        shutil.rmtree(made / name)
        shutil.copytree(PROJECT / name, made / name)
    return made


def site_faults(made: Path, output: Path) -> dict[str, list[str]]:
    outcome = build(made, output)
    assert outcome.pages, outcome.findings
    return {path.name: faults(path.read_bytes()) for path in output.rglob("*.html")}


def test_what_is_written_as_html_is_shown_as_words(tmp_path: Path) -> None:
    seed = f"The old bridge closed in March. {TRICK} It opened again in May.\n"
    cited = [tiny.quote("one", TRICK)]
    markdown = f"{TRICK} ![x](#closed) **a** <https://example.org> [a]: https://example.org"
    fact = {"basis": TRICK}
    content = {
        "site": {"title": TRICK, "description": TRICK, "caution": TRICK, "contact": TRICK},
        "themes/bridge": {
            "title": TRICK,
            "sensitive": [TRICK],
            "summary": ["closed"],
            "sections": [
                {
                    "heading": TRICK,
                    "statements": [
                        tiny.statement(
                            "closed",
                            tiny.quote("one", TRICK),
                            text=markdown,
                            by="ann",
                            origin="o",
                            accept=[
                                {"code": "given-unlike", "words": "own-words", "reason": TRICK}
                            ],
                            figure={"kind": "count", "value": TRICK, "measure": TRICK},
                        )
                    ],
                }
            ],
        },
        "speakers": [
            {"id": "ann", "name": TRICK, "kind": "person", "role": TRICK, "evidence": cited}
        ],
        "origins": [{"id": "o", "name": TRICK, "by": "ann", "kind": "report", "evidence": cited}],
        "terms": [{"id": "t", "name": TRICK, "text": markdown, "evidence": cited}],
        "differences": [
            {
                "id": "d",
                "on": "date",
                "rank": 1,
                "question": TRICK,
                "statements": ["closed"],
                "accounts": [{"says": TRICK, "by": "ann", "evidence": cited}] * 2,
                "note": markdown,
            }
        ],
        "gaps": [
            {
                "id": "g",
                "question": TRICK,
                "absent": ["<b>"],
                "seeds": "all",
                "themes": ["bridge"],
                "note": markdown,
            }
        ],
        "notes": [
            {
                "id": f"about-{kind}",
                "kind": kind,
                "name": TRICK,
                "text": markdown,
                "source": TRICK,
                "url": "https://example.org/a?b='c'",
                "themes": ["bridge"],
            }
            for kind in ("help", "context")
        ],
        "changes": [
            {
                "date": "2024-06-01",
                "kind": "correction",
                "statement": "closed",
                "was": TRICK,
                "now": markdown,
                "why": TRICK,
            }
        ],
    }
    record = {
        "short": TRICK,
        "publisher": {"name": TRICK, **fact},
        "title": {"text": TRICK, **fact},
    }
    seeds = {"one": seed, "two": f"{TRICK} It rained.\n"}
    made = project(tmp_path / "project", content, seeds, one=record, two={"short": TRICK})
    found = site_faults(made, tmp_path / "site")
    assert {name: what for name, what in found.items() if what} == {}
    theme = (tmp_path / "site" / "themes" / "bridge.html").read_text(encoding="utf-8")
    assert theme.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 10
    assert "{{ 7 + 7 }}" in theme
    method = (tmp_path / "site" / "method.html").read_text(encoding="utf-8")
    assert all(
        part in method for part in ("One check overruled", "given-unlike", "Sentences shared")
    )


def test_marks_of_direction_in_an_article_are_kept_apart(tmp_path: Path) -> None:
    words = "The pool\u200f opened \u2066in\u2069 \u202aMay 2022\u202c, \u061csaid\u200e \u2068Ann."
    seed = f"{words}\n\nIt closed\u200f in \u2066June.\n"
    record = {"title": {"text": "It closed", "basis": "It closed […] in"}}
    skips = [{"seed": "one", "quote": "The pool […] opened […] in"}]
    content = {"themes/bridge": tiny.theme(tiny.statement("closed", *skips))}
    made = project(tmp_path / "project", content, {"one": seed}, one=record)
    found = site_faults(made, tmp_path / "site")
    assert {name: what for name, what in found.items() if what} == {}
    article = (tmp_path / "site" / "articles" / "one.html").read_text(encoding="utf-8")
    assert [char for char in words if not char.isprintable() and char not in article] == []
