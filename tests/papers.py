"""Small web pages and PDFs for tests of what is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = (
    "The ferry to Skerrow carried 1,204 passengers in May 2026, the harbour office said on Friday.",
    "“We expect that to grow,” said Ada Holm, the harbour master. “It may double by autumn.”",
    "The timetable has not changed since the new boat arrived in the spring of last year.",
)
TITLE = "Ferry busier than ever"


def page(*paragraphs: str, head: str = "", title: str = TITLE) -> str:
    """Return a web page with a menu, an article and a foot."""
    body = "".join(f"<p>{words}</p>" for words in (paragraphs or WORDS))
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}<title>{title} | Harbour News</title></head>'
        f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{title}</h1>'
        f"{body}</article><footer>All rights reserved</footer></body></html>\n"
    )


def pdf(*pages: Sequence[str], title: str = "") -> bytes:
    """Return a PDF with these lines on its pages, in plain letters."""
    kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects.append(f"<< /Title ({title}) >>")
    made, starts = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode()


LINES = (
    "Ferry report",
    "The ferry to Skerrow carried 1,204 passengers in May 2026, the har-",
    "bour office said. The harbour is busy and the council has paid for a",
    "second landing stage, which it hopes will open before the next year.",
    "Ada Holm, the harbour master, said that the self-",
    "made timetable holds.",
    "It may double by autumn.",
)
