"""A page of HTML made a PDF with pages, by WeasyPrint: tagged, the same bytes for the same input.

Nothing is fetched: the style sheet is handed over, and every address is refused.
"""

from __future__ import annotations

import hashlib
import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from site_builder.findings import FaultError, finding
from site_builder.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Telling = Callable[[str], None]

VARIANT = "pdf/ua-1"
"""PDF/UA-1. WeasyPrint's PDF/UA-2 lacks the structure destinations that that standard asks for."""

MADE_BY = b"site-builder-"
"""What the identifier of a PDF begins with, by which the command knows its own: the rest of a PDF
is compressed. What follows is a hash of what it is made of, not of when."""

_ID = re.compile(r'\sid="([^"]+)"')
_DIGITS = re.compile(r"\d+")
_STEP = re.compile(r"Step \d - (.*)")
_PANGO = (
    "install Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fonts-dejavu); on others see WeasyPrint’s first steps"
)


class Typeset(NamedTuple):
    """A PDF, and how many pages it has."""

    data: bytes
    pages: int


def typeset(html: bytes, sheet: str, *, telling: Telling = lambda _: None) -> Typeset:
    """Return a PDF of the page; `telling` is told of each step.

    Raises FaultError (`pdf-fault`) where WeasyPrint cannot be used, where something of the page
    came to stand on no page of the PDF, and where it was to be fetched from elsewhere.
    """
    weasyprint = _weasyprint()
    text = html.decode()
    identifier = MADE_BY + hashlib.sha256(html + sheet.encode()).hexdigest().encode()
    options = {"pdf_variant": VARIANT, "pdf_identifier": identifier}
    with _told(telling) as faults:
        fetcher = _nothing(weasyprint)
        page = weasyprint.HTML(string=text, base_url="about:blank", url_fetcher=fetcher)
        style = weasyprint.CSS(string=sheet, base_url="about:blank", url_fetcher=fetcher)
        document = page.render(stylesheets=[style], **options)
        wrong = [*_missing(text, document.pages), *_misled(document.pages)]
        made = document.write_pdf(finisher=_finished, **options)
    if wrong or faults:
        raise _incomplete((wrong or faults)[0])
    return Typeset(bytes(made), len(document.pages))


def _missing(html: str, pages: Sequence[Any]) -> Iterator[str]:
    """Yield what of a page with an id stands on no page of the PDF, or not whole on it.

    A place is where a box begins and, of a later WeasyPrint, ends: x and y in turn.
    """
    places = [(*pair, page.height) for page in pages for pair in page.anchors.items()]
    there = {name for name, _, _ in places}
    yield from (
        f"{name} is on none of its pages" for name in _ID.findall(html) if name not in there
    )
    for name, place, height in places:
        if min(place[1::2]) < 0 or max(place[1::2]) > height:
            yield f"{name} is too long for a page, and would be cut off"


def _misled(pages: Sequence[Any]) -> Iterator[str]:
    """Yield each page number that is not that of the place it is given for.

    WeasyPrint sets the pages again until all numbers hold, and gives up after some turns. What it
    wrote is known by its boxes alone, which it calls its own: `target-counter` after a link.
    """
    numbers = {name: n for n, page in enumerate(pages, start=1) for name in page.anchors}
    told: dict[str, list[str]] = {}
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - known by these alone
            if box.element_tag == "a::after" and getattr(box, "text", ""):
                link = f"{box.element.get('href')} {id(box.element)}"
                told.setdefault(link, []).append(box.text)
    for link, parts in told.items():
        name, found = link[1:].partition(" ")[0], _DIGITS.findall("".join(parts))
        if link[0] == "#" and found and found[-1] != str(numbers.get(name)):
            yield f"{name} is on page {numbers.get(name)}, and another is given"


def _weasyprint() -> Any:
    try:
        import weasyprint  # it takes a second
    except ImportError as error:
        why = "this Python does not have it"
        if error.name != "weasyprint":
            why = f"it cannot be used: {error}"
        message = f"the Python package weasyprint is needed for a PDF, and {why}"
        raise _fault(message, "the command `doctor` says how to install it") from None
    except OSError as error:  # a library of the system that it loads
        message = f"WeasyPrint, which makes the PDF, lacks a library: {str(error).splitlines()[0]}"
        raise _fault(message, _PANGO) from None
    return weasyprint


def _nothing(weasyprint: Any) -> Any:
    """Return what refuses to fetch anything, from the network or the disk."""

    class Nothing(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # its types are not known
        def fetch(self, url: str, headers: object = None) -> NoReturn:
            del headers
            raise ValueError(f"nothing is fetched for a PDF: {url[:200]}")

    return Nothing()


@contextmanager
def _told(telling: Telling) -> Iterator[list[str]]:
    """Tell of WeasyPrint's steps, and give what it finds wrong; no other log is written."""

    class Steps(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            step = _STEP.fullmatch(record.getMessage())
            if step is not None:
                telling(step[1].replace("Creating layout - ", ""))

    class Faults(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            faults.append(record.getMessage())

    faults: list[str] = []
    steps, wrong = logging.getLogger("weasyprint.progress"), logging.getLogger("weasyprint")
    heard: tuple[tuple[logging.Logger, logging.Handler, int], ...] = (
        (steps, Steps(), logging.INFO),
        (wrong, Faults(), logging.WARNING),
    )
    before = [(logger, logger.level, logger.propagate) for logger, _, _ in heard]
    for logger, handler, level in heard:
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False
    try:
        yield faults
    finally:
        for (logger, handler, _), (_, level, propagate) in zip(heard, before, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate


def _finished(document: Any, pdf: Any) -> None:
    """Say of footnotes that they are notes, and of each link where it leads.

    WeasyPrint tags what it knows from HTML alone. It puts the footnotes of a page into an element
    of their own after those of the page's content, which stand in sections.
    """
    pages = {name: n for n, page in enumerate(document.pages, start=1) for name in page.anchors}
    objects = {each.reference: each for each in pdf.objects}
    notes = 0
    for each in pdf.objects:
        if not isinstance(each, dict):
            continue
        if each.get("Subtype") == "/Link" and "Dest" in each:
            target = each["Dest"].string
            each["Contents"] = type(each["Dest"])(f"Go to page {pages[target]}")
        if each.get("S") == "/Document":
            for area in each["K"]:
                if objects[area]["S"] != "/NonStruct":
                    continue
                for note in objects[area]["K"]:
                    notes += 1
                    objects[note]["S"] = "/Note"
                    objects[note]["ID"] = b"(note-%d)" % notes


def _incomplete(what: str) -> FaultError:
    hint = "no PDF was written; if templates or book.css are your own, look there first"
    return _fault(f"the PDF would not be whole or not as it should be: {what}", hint)


def _fault(message: str, hint: str) -> FaultError:
    return FaultError(finding("pdf-fault", Place(file="briefing.pdf"), message, hint=hint))
