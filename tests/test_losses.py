"""What of a web page is said to be missing in its text: a byline, a date, tables."""

from __future__ import annotations

from time import process_time

import papers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.extracting import extracted
from site_builder.losses import losses

TEXT = "The ferry is busy.\nBy Tom Bell\n1 May 2024\nIsle | 12,204\nSkerrow | 331\n"
TABLE = "<table><tr><th>Isle</th><td>12,204</td></tr><tr><th>Skerrow<td>331</tr></table>"
NO_BYLINE = "perhaps its byline, and the text does not have it"
NO_DATE = "perhaps its date, and the text does not have it"
FLAT = "as lines only, without its columns; read the text against the page"


@pytest.mark.parametrize(
    ("page", "lost"),
    [
        ('<p class="byline">By Tom Bell</p><time>1 May 2024</time>', []),
        ('<p class="byline">By <a rel="author">Tom Bell</a>, reporter</p>', []),
        ('<p class="by byline--big">By <b>Ann Dell</b></p>', [f"“By Ann Dell”, {NO_BYLINE}"]),
        ('<span itemprop="author">Ann Dell</span>', [f"“Ann Dell”, {NO_BYLINE}"]),
        ("<time datetime=x>3 June 2024</time>", [f"“3 June 2024”, {NO_DATE}"]),
        ("<div class='article__published'>Published 2024-06-03</div>", [f"2024-06-03”, {NO_DATE}"]),
        ("<time>an hour ago</time><p class=update>3 June</p>", []),
        ("<aside><time>3 June 2024</time></aside><nav class=author>Ann Dell</nav>", []),
        ('<p class="author">Dell</p>', []),
        (f'<div class="author-page"><p>{"Ann Dell " * 40}</p></div>', []),
        ("<body class='author'>Ann Dell</body>", []),
        # The first counts: those behind it are about other articles.
        ("<time>1 May 2024</time><time>3 June 2024</time>", []),
        (TABLE, [f"a table of the page: {FLAT}"]),
        (TABLE * 2, [f"2 tables of the page: {FLAT}"]),
        (TABLE.replace("331", "977").replace("Isle", "Wight"), [f"a table of the page: {FLAT}"]),
        ("<table><tr><td>abc<td>def<tr><td>ghi<td>jkl</table>", ["a table of the page: left out"]),
        ("<table><tr><td>The ferry</td></tr><tr><td>is busy</td></tr></table>", []),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", []),
        (f"<table><tr><td>{TABLE}</td></tr></table>", [f"a table of the page: {FLAT}"]),
    ],
)
def test_what_the_page_shows_and_the_text_has_not_is_told(page: str, lost: list[str]) -> None:
    told = losses(f"<html><head><time>9 May</time></head><body>{page}</body></html>", TEXT)
    assert len(told) == len(lost)
    assert all(part in remark for part, remark in zip(lost, told, strict=True))


def test_of_a_saved_page_all_that_is_lost_is_told() -> None:
    head = "<p class='byline'>Ann Dell, correspondent</p><time>3 June 2024</time>"
    page = papers.page().replace("<article>", f"<article><header>{head}</header>", 1)
    page = page.replace("</article>", f"{TABLE}</article>", 1)
    made = extracted("a.html", page.encode())
    text = made.text
    assert ("Ann Dell" in text, "3 June 2024" in text, "12,204" in text) == (False, False, True)
    assert [remark.split("”", maxsplit=1)[0] for remark in made.remarks] == [
        "the page shows “Ann Dell, correspondent",
        "the page shows “3 June 2024",
        f"a table of the page: {FLAT}",
    ]


@given(st.lists(st.sampled_from(["<p class=author>", "</p>", TABLE, "<tr>", "<td>", "Ann Dell ",
                                 "<time>", "</time>", "<nav>", "</nav>", "</table>", "<table>", "<",
                                 "1 May", "<!--", "<![", "<script>"]), max_size=30))  # fmt: skip
def test_any_page_is_looked_through(parts: list[str]) -> None:
    for remark in losses("".join(parts), ""):
        assert len(remark) < 300


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "part", ["<div class=author>x", "<table><tr><td>x", "</p>", "<p>", "<time>1"]
)
def test_a_large_page_is_looked_through_in_a_moment(part: str) -> None:
    started = process_time()
    losses(part * (200_000 // len(part)) + "</p></div></table>" * 1000, TEXT)
    assert process_time() - started < 6  # 1.3 s at most on a machine that does nothing else
