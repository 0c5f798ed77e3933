from __future__ import annotations

from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from site_builder.markdown import link_targets, plain, render


def resolve(target: str) -> str:
    return f"../{target.removeprefix('#')}.html"


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("A pool.", "A pool.", "A pool."),
        ("  A\n pool. ", "A pool.", "A pool."),
        ("*Half* of **all**", "<em>Half</em> of <strong>all</strong>", "Half of all"),
        ("_Half_  of\n__all__", "<em>Half</em> of <strong>all</strong>", "Half of all"),
        ("See [the pool](#pool).", 'See <a href="../pool.html">the pool</a>.', "See the pool."),
        ("[*a*](#b)", '<a href="../b.html"><em>a</em></a>', "a"),
        ("2 \\* 3", "2 * 3", "2 * 3"),
        ("2 * 3", "2 * 3", "2 * 3"),
        ("snake_case_words", "snake_case_words", "snake_case_words"),
        ("Tea & <b>cake</b>", "Tea &amp; &lt;b&gt;cake&lt;/b&gt;", "Tea & <b>cake</b>"),
        ("*Tea* & <b>", "<em>Tea</em> &amp; &lt;b&gt;", "Tea & <b>"),
        ("&amp; *x*", "&amp;amp; <em>x</em>", "&amp; x"),
        ("# Not a heading", "# Not a heading", "# Not a heading"),
        ("- [x] done", "- [x] done", "- [x] done"),
        ("`code` ~~gone~~", "`code` ~~gone~~", "`code` ~~gone~~"),
        ("![alt](#pool)", '!<a href="../pool.html">alt</a>', "!alt"),
        ("https://example.org *x*", "https://example.org <em>x</em>", "https://example.org x"),
        ("[words] and […]", "[words] and […]", "[words] and […]"),
        ("{{ x }} {% y %}", "{{ x }} {% y %}", "{{ x }} {% y %}"),
        ("", "", ""),
    ],
)
def test_what_is_markdown_and_what_is_not(text: str, html: str, words: str) -> None:
    rendered = render(text, resolve)
    assert isinstance(rendered, Markup)
    assert rendered == html
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("no link", []),
        ("[a](#b) and [c](#d)", ["#b", "#d"]),
        ("[a](https://example.org/)", ["https://example.org/"]),
        ("[a](javascript:alert)", ["javascript:alert"]),
        ("[a](<#b c>)", ["#b%20c"]),
        ("[a]()", [""]),
        ("\\[a](#b)", []),
        ("array[0](x)", ["x"]),
    ],
)
def test_every_target_is_told_to_the_checks(text: str, targets: list[str]) -> None:
    assert list(link_targets(text)) == targets


def test_quotation_marks_cannot_leave_an_attribute() -> None:
    html = render("[a](#b)", lambda _: '"><script>')
    assert html == '<a href="&quot;&gt;&lt;script&gt;">a</a>'


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, tuple[str, ...]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add((tag, tuple(name for name, _ in attrs)))


@given(st.text(alphabet="ab <>&\"'*_[]()#\\/:!`=\n{}%"))
def test_nothing_but_emphasis_and_links_ever_comes_out(text: str) -> None:
    tags = _Tags()
    tags.feed(render(text, resolve))
    assert tags.seen <= {("em", ()), ("strong", ()), ("a", ("href",))}


SIGNS = ("*", "_", "[", "](", "\\", "[a](", "**a ", "[*", "*[", "[[]", "a**b_", "[a](b 'c \"", "(")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.no_cover
def test_a_text_of_one_sign_is_read_in_good_time(sign: str) -> None:
    before = process_time()
    for text in (sign * (4_000 // len(sign)), sign * 300_000):
        assert render(text, resolve)
        assert plain(text)
        list(link_targets(text))
    assert process_time() - before < 20


def test_a_text_of_more_than_ten_thousand_characters_has_no_markdown() -> None:
    text = "*a* [b](#c) " * 800
    assert render(text, resolve).startswith("<em>a</em> <a ")
    assert plain(text).startswith("a b a b")
    assert set(link_targets(text)) == {"#c"}
    text = "*a* <b> [b](#c)\n" * 800
    assert render(text, resolve).startswith("*a* &lt;b&gt; [b](#c) *a*")
    assert plain(text).startswith("*a* <b> [b](#c) *a*")
    assert not list(link_targets(text))
