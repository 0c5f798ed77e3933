"""HTML read strictly: what the builder writes is read, what a browser may read otherwise is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from site_builder.verifying.articles import parts_of
from site_builder.verifying.links import looked_over, target_of
from site_builder.verifying.markup import MarkupError
from site_builder.verifying.pages import Page, PageReader, SheetReader, in_css


def page(text: str) -> Page:
    reader = PageReader()
    reader.read(text)
    return reader.page


def faults(text: str, name: str = "themes/a.html") -> list[str]:
    pages = {name: page(text), "index.html": page('<p id="top">')}
    looked = looked_over(pages, {}, {name, "index.html", "a.png"})
    return [fault.message for fault in looked.faults if fault.path == name]


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html><body><p>A<br>B</p></body></html>",
        "<p title='a' hidden data-x=1>A &amp; B</p><!-- a comment -->",
        '<svg><path d="M0"/><title>a</title></svg>',
        "<title>A &lt; B</title><ul><li>one<li>two</ul></p>",
        '<script type="application/ld+json">{"a": "<b>"}</script>',
    ],
)
def test_what_a_builder_writes_is_read(text: str) -> None:
    assert page(text).wrong == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<",
            "<p",
            '<p a="',
            "<p a=b'c>",
            "< p>",
            "<p/a>",
            "<!-- a -- b -->",
            "<!-- a",
            "<![CDATA[",
        ),
        *(
            "<?php",
            "<!ELEMENT",
            "</p x>",
            "<textarea>",
            "<plaintext>",
            "<IFRAME src=a>",
            "<template>",
        ),
        *("<script>", "<script><!--</script>", "<style>a{}", "<title>a", "<div>" * 300),
    ],
)
def test_what_can_be_read_otherwise_is_refused(text: str) -> None:
    with pytest.raises(MarkupError):
        page(text)


@pytest.mark.parametrize(
    "text",
    ["<a " * 200_000, "<!--" * 200_000, "<p a=" * 200_000, "<!-" * 200_000, '<p a="' * 200_000,
     "<p>" + " " * 400_000 + "<", "<p" + " a" * 200_000, "</p " * 200_000],
)  # fmt: skip
def test_endless_markup_ends_soon(text: str) -> None:
    with pytest.raises(MarkupError):
        page(text)


def test_a_fault_has_its_line_and_column() -> None:
    with pytest.raises(MarkupError) as error:
        page("<p>one</p>\n<p>two</p> <bad\n")
    assert error.value.spot == (2, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a href="">', "(empty): leads nowhere"),
        ('<a href="javascript:alert(1)">', "leads to no place that every reader can open"),
        ('<a href=" a.html">', "no address has white space around it"),
        ('<a href="java&#9;script:a">', "or anything invisible"),
        ('<a href="\\\\example.org">', "leads to no place"),
        ('<a href="//example.org">', "leads to no place"),
        ('<a href="/a.html">', "holds under one base path only"),
        ('<a href="../../a.html">', "leads out of the site"),
        ('<a href="../index.html#bottom">', "the page is there, the anchor is not"),
        ('<img src="https://example.org/a.png">', "a page loads nothing from elsewhere"),
        ('<img srcset="../a.png 1x, //example.org/a.png 2x">', "a page loads nothing"),
        ('<link rel="preload" href="https://example.org/a.css">', "a page loads nothing"),
        ('<p style="background: URL(https://example.org/a)">', "a page loads nothing"),
        ("<style>@import 'https://example.org/a';</style>", "a page loads nothing"),
        (r"<style>p{a:\75rl(https://example.org/a)}</style>", "a page loads nothing"),
        ('<meta http-equiv="Refresh" content="0;url=a">', "a page leads nowhere by itself"),
        ('<p onclick="a()">', "a page has no script of its own: onclick"),
        ('<img src="data:text/html,a">', "a page loads nothing from elsewhere"),
        ('<a href="data:image/svg+xml,a">', "leads to no place"),
        ('<form action="https://example.org/">', "a page loads nothing"),
        ('<link rel="canonical" href="https://a.org/b.html">', "this is not the address of this"),
        ('<meta property="og:image" content="https://a.org/b.png">', "of a file of the site"),
        ('<p id=""><p id="">', "elements have this id"),
    ],
)
def test_a_link_that_leads_nowhere_or_loads_is_told(text: str, expected: str) -> None:
    assert any(expected in message for message in faults(text)), faults(text)


def test_links_that_hold_are_not_told() -> None:
    text = (
        '<link rel="canonical" href="https://a.org/x/themes/a.html">'
        '<link rel="license" href="https://a.org/licence">'
        '<meta property="og:image" content="https://a.org/x/a.png">'
        '<meta property="og:url" content="https://a.org/x/themes/a">'
        '<a href="https://example.org/">a</a><a href="mailto:a@b.org">b</a><a href="#c">c</a>'
        '<p id="c"></p><a href="../index.html?a#top">d</a><img src="../%61.png">'
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )
    assert faults(text) == []


def test_a_base_is_that_of_the_other_pages() -> None:
    pages = {
        "404.html": page('<base href="/y/"><a href="index.html">a</a>'),
        "index.html": page('<link rel="canonical" href="https://a.org/x/">'),
    }
    (fault,) = looked_over(pages, {}, pages).faults
    assert fault.message == "<base> is /y/, but the site stands at /x/"


def test_addresses_in_a_style_sheet_have_their_place() -> None:
    text = "/* url(a) */\np { a: url( 'b' ) }\n  @import \"c\";"
    assert list(in_css(text)) == [((2, 8), "b"), ((3, 3), "c")]


def test_an_address_is_followed_from_where_it_stands() -> None:
    assert target_of("a/b.html", "../c.html#d") == ("c.html", "d")
    assert target_of("a/b.html", "#d") == ("a/b.html", "d")
    assert target_of("a/b.html", "https://a.org/") == (None, "")
    assert target_of("a/b.html", "../../c")[0] is None


@pytest.mark.parametrize(
    "anchor", ["c1-1", "c5-2", "c1-5_4-8", "c1", "p1-2", "c1-2_", "c1-5_5-8", f"c1-{'9' * 30}"]
)
def test_an_anchor_that_is_no_passage_has_no_parts(anchor: str) -> None:
    assert parts_of(anchor) is None


def test_the_parts_of_an_anchor_rise() -> None:
    parts = parts_of("c0-4_9-12")
    assert parts == ((0, 4), (9, 12))
    assert all(one[1] < other[0] for one, other in pairwise(parts))


def test_quotations_are_read_without_the_marks_of_where_they_are_cut() -> None:
    reader = SheetReader()
    reader.read(
        '<h1>T</h1><h2>H</h2><ol><li class="statement" id="s"><p class="statement__text">'
        "A <em>b</em>"
        '</p><blockquote cite="a#c1-2"><p><span class="cut">… </span>one <mark>two</mark> '
        '<span class="cut">[…]</span> three</p></blockquote></li></ol>'
        '<a class="ref" href="b#c1-2" data-words="“one […] two”">c</a>'
    )
    (claim,) = reader.page.claims
    assert (claim.words, claim.heading) == ("A b", "H (T)")
    assert [quoted.words for quoted in reader.page.quoted] == ["one two three", "one two"]
