"""Prints the shipped briefing as a PDF and holds it to what `bookpdf.faults` asks for.

It takes half a minute, so it is a step of the audit and no test. Prints what it counted and
returns 0, or a line for each fault and returns 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bookpdf import BookPdf, faults

from site_builder import stock
from site_builder.assets import printed
from site_builder.pipeline import check
from site_builder.render import Renderer
from site_builder.typesetting import typeset
from site_builder.views.book import book_page

ROOT = Path(__file__).parent.parent.parent


def main() -> int:
    """Print and look; return the exit status."""
    proved, outcome = check(ROOT)
    if proved is None:
        print(*outcome.findings, sep="\n")
        return 1
    html = Renderer.of(stock.looks("templates")).page(book_page(proved))
    made = typeset(html, printed({}, stock.looks("static"))[0])
    book = BookPdf(data=made.data, html=html.decode())
    wrong = list(faults(book, proved))
    for fault in wrong:
        print(fault)
    notes = f"{len(book.notes)} footnotes, {len(book.contents)} lines of contents"
    print(f"{made.pages} pages, {len(made.data):,} bytes, {notes}: {len(wrong)} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
