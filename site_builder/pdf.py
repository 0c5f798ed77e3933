"""The text of a PDF, by pypdf, its lines joined to paragraphs."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from site_builder.extracts import FEWEST, Extracted, as_seed, cleaned, fault, hush, needed
from site_builder.findings import FaultError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_PAGES = 3_000
_PARTED = re.compile(r"([^\W\d_]+)-\Z")
_FIRST = re.compile(r"[^\W\d_]+")


def pdf(name: str, data: bytes) -> Extracted:
    """Return the text of a PDF, its lines joined to paragraphs."""
    try:
        import pypdf
    except ImportError as error:
        raise needed("pypdf", "PDFs", name, error) from None
    hush("pypdf")
    locked = fault(
        "file-unreadable",
        name,
        "this PDF is encrypted",
        "save a copy without a password (print it to a PDF), and add that",
    )
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        number = len(reader.pages)
        pages = [page.extract_text() for page in reader.pages] if number <= _MOST_PAGES else []
        about = reader.metadata
        said = {"title": about.title, "author": about.author} if about else {}
    except FaultError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a PDF does to it is the PDF's fault
        if type(error).__name__ in {"DependencyError", "FileNotDecryptedError"}:
            raise locked from None
        message = f"this PDF cannot be read ({type(error).__name__})"
        hint = "open it in a reader and save or print it as a new PDF, or copy its text"
        raise fault("file-unreadable", name, message, hint) from None
    if number > _MOST_PAGES:
        message = f"this PDF has {number:,} pages"
        raise fault("file-unreadable", name, message, "save the pages of the article alone")
    return _of_pages(name, pages, said, f"pypdf {pypdf.__version__}")


def _of_pages(name: str, pages: list[str], said: Mapping[str, object], version: str) -> Extracted:
    bare = [number for number, page in enumerate(pages, 1) if len(page.split()) < 3]
    if len(" ".join(pages).split()) < FEWEST:
        message = "this PDF has next to no text: its pages may be pictures, perhaps scanned"
        hint = "have the text recognised (OCR) by another program, and add what it makes"
        raise fault("seed-empty", name, message, hint)
    listed = ", ".join(map(str, bare[:12])) + (", …" if bare[12:] else "")
    remarks = (f"there is next to no text on these of its {len(pages)} pages: {listed}",)
    return Extracted(
        data=as_seed(name, cleaned(paragraphed("\n\n".join(pages))), "add a part of it"),
        kept=".pdf",
        how=f"Its text was taken out of the PDF by {version}, lines joined to paragraphs: "
        "read it against the PDF, for columns, notes and the heads of pages.",
        tells={
            key: " ".join(str(value).split())[:300]
            for key, value in said.items()
            if value and str(value).strip()
        },
        remarks=remarks if bare else (),
    )


def paragraphed(text: str) -> str:
    """Return text whose lines are cut at the edge of a page as paragraphs of one line each.

    A line goes on in the next unless it ends a sentence or is much shorter than the others. A word
    that is parted at the end of a line is joined where the text has it joined elsewhere; else it
    keeps its hyphen.
    """
    whole = set(re.findall(r"\w+", text.lower()))
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    made: list[str] = []
    before = ""  # the line before, if no blank one stands between
    for line in (line.strip() for line in text.splitlines()):
        if line and before and _goes_on(before, line, usual):
            made[-1] = _joined(made[-1], line, whole)
        elif line:
            made.append(line)
        before = line
    return "\n".join(made)


def _joined(start: str, line: str, whole: set[str]) -> str:
    parted = _PARTED.search(start), _FIRST.match(line)
    if parted[0] is None or parted[1] is None:
        return f"{start} {line}"
    joined = parted[0][1] + parted[1][0]
    return (start[:-1] if joined.lower() in whole else start) + line


def _goes_on(line: str, following: str, usual: int) -> bool:
    """Tell whether a line, of those that are `usual` characters long, goes on in the next."""
    ended = line.rstrip("”’\"')]").endswith((".", "!", "?", ":"))
    if len(line) < usual * 0.7:
        return not ended and following[0].islower()
    return not ended or len(line) > usual * 0.9
