"""`content/themes/*.yaml` to Theme."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder.content.entries import each, read_evidences
from site_builder.fields import Fields, as_mapping, is_identifier
from site_builder.findings import Finding, finding
from site_builder.model import (
    FIGURES,
    GIVEN,
    KINDS,
    Acceptance,
    Figure,
    Period,
    Section,
    Statement,
    Theme,
)
from site_builder.places import Place, Text
from site_builder.urls import name_fault

if TYPE_CHECKING:
    from site_builder.yamltext import Mapping, Node

# The level 0 and 1 forms of EDTF that a briefing needs (Library of Congress, EDTF specification,
# 2019): dates, unspecified digits, uncertain and approximate dates, intervals open at either end.
_YEAR, _MONTH, _DAY = r"[0-9]{3}[0-9X]", r"(?:0[1-9]|1[0-2]|XX)", r"(?:[0-9]{2}|XX)"
MOMENT = rf"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?[?~%]?"
EDTF = re.compile(rf"{MOMENT}(?:/(?:{MOMENT}|\.\.)?)?|(?:\.\.)?/{MOMENT}")
WORDS_OF_TIME = r"[^\s0-9X./][^\r\n]{1,79}"
"""What `when` may be where an article gives no date: its own words, such as "last month"."""
_WORDS_OF_TIME = re.compile(rf"(?=[^\W\d_])(?!.*(?:19|20)[0-9]{{2}}){WORDS_OF_TIME}")
_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_BY = "the id of who says it, as in content/speakers.yaml, or article: its own words"

# Which numbers each kind of figure has.
NUMBERS = {
    "multiple": ("value",),
    "share": ("value", "of"),
    "range": ("low", "high"),
    "change": ("value", "from", "to"),
    "count": ("value",),
    "age": ("low", "high"),
}
OPTIONAL = {("change", "from"), ("change", "to"), ("share", "of"), ("age", "high"), ("age", "low")}


def read_theme(name: str, node: Mapping, findings: list[Finding]) -> Theme:
    """Return the theme in the file `name`, whose stem is its id."""
    theme_id = PurePosixPath(name).stem
    if not is_identifier(theme_id):
        fault = name_fault(theme_id)
        wrong = fault.message if fault else "cannot be an id"
        message = f"a theme’s file name becomes an address: this one {wrong}"
        hint = (
            "use lower-case letters a to z, digits and single hyphens, 80 at most, as in the-pool"
        )
        findings.append(finding("value-form", Place(file=name), message, hint=hint))
    fields = Fields(node, findings, "a theme")
    theme = Theme(
        id=theme_id,
        file=name,
        title=fields.text("title"),
        sensitive=fields.texts("sensitive"),
        summary=fields.texts("summary"),
        figures=fields.texts("figures"),
        sections=each(fields.items("sections"), findings, "a section", _section),
    )
    fields.close()
    return theme


def _section(node: Mapping, findings: list[Finding]) -> Section:
    fields = Fields(node, findings, "a section")
    section = Section(
        heading=fields.text("heading"),
        statements=each(fields.items("statements"), findings, "a statement", _statement),
    )
    fields.close()
    return section


def _statement(node: Mapping, findings: list[Finding]) -> Statement:
    fields = Fields(node, findings, "a statement")
    statement = Statement(
        id=fields.identifier("id"),
        text=fields.text("text"),
        by=fields.texts("by", required=_BY),
        via=fields.texts("via"),
        given=fields.choice("given", GIVEN),
        kind=fields.choice("kind", KINDS),
        origin=fields.maybe_text("origin"),
        evidence=read_evidences(fields, "evidence", findings),
        also=read_evidences(fields, "also", findings),
        figure=_figure(fields.node("figure"), findings),
        when=_when(fields.maybe_text("when"), findings),
        accept=each(fields.items("accept"), findings, "an acceptance", _acceptance),
    )
    fields.close()
    return statement


def _figure(node: Node | None, findings: list[Finding]) -> Figure | None:
    if node is None or (isinstance(node, Text) and node.is_null):
        return None
    mapping = as_mapping(node, findings, "a figure", lost=False)
    if mapping is None:
        return None
    fields = Fields(mapping, findings, "a figure")
    kind = fields.choice("kind", FIGURES)
    figure = Figure(
        kind=kind,
        numbers=_numbers(fields, kind, known=fields.node("kind") in NUMBERS),
        unit=fields.maybe_text("unit"),
        measure=fields.text("measure"),
        population=fields.maybe_text("population"),
        place=fields.maybe_text("place"),
        period=_period(fields, findings),
        base=fields.maybe_text("base"),
        counted_by=fields.maybe_text("counted_by"),
        not_with=fields.texts("not_with"),
    )
    fields.close()
    return figure


def _numbers(fields: Fields, kind: str, *, known: bool) -> tuple[tuple[str, Text], ...]:
    """Return the numbers of a figure; of one of no known kind any will do."""
    if not known:
        for name in sorted({name for names in NUMBERS.values() for name in names}):
            fields.node(name)
        return ()
    numbers: list[tuple[str, Text]] = []
    for name in NUMBERS[kind]:
        number = fields.maybe_text(name) if (kind, name) in OPTIONAL else fields.text(name)
        if number is not None:
            numbers.append((name, number))
    return tuple(numbers)


def _period(figure: Fields, findings: list[Finding]) -> Period | None:
    node = figure.node("period")
    if node is None or isinstance(node, Text):
        words = figure.maybe_text("period")
        return None if words is None else Period(words=words)
    mapping = as_mapping(node, findings, "a period", lost=False)
    if mapping is None:
        return None
    fields = Fields(mapping, findings, "a period")
    ends = [fields.maybe_text(key) for key in ("from", "to")]
    fields.close()
    for end in ends:
        if end is not None and (not EDTF.fullmatch(end) or "/" in end or not _exists(end)):
            hint = "write 2024, 2025-03 or 2025-03~ (about); other words go after `period:` itself"
            findings.append(finding("value-form", end, "this is not a date in EDTF", hint=hint))
            return None
    if ends == [None, None]:
        message = "a period needs “from”, “to” or both"
        hint = "add `from:` with the year, month or day it begins in, or `to:`; or take it out"
        findings.append(finding("key-missing", fields.here(), message, hint=hint))
        return None
    return Period(start=ends[0], end=ends[1])


def _when(text: Text | None, findings: list[Finding]) -> Text | None:
    if text is not None and not _WORDS_OF_TIME.fullmatch(text) and not _is_date(text):
        hint = (
            "write 2024, 2025-03, 2025-03~ (about) or 2022/2024 (from, to); or, where the article "
            "names no year, its own words, as in “last month”, without the quotation marks"
        )
        findings.append(finding("value-form", text, "this is not a date in EDTF", hint=hint))
        return None
    return text


def _is_date(text: str) -> bool:
    return EDTF.fullmatch(text) is not None and _exists(text)


def _exists(text: str) -> bool:
    """Tell whether the calendar has every full date in the text."""
    try:
        return all(date.fromisoformat(full) for full in _FULL_DATE.findall(text))
    except ValueError:
        return False


def _acceptance(node: Mapping, findings: list[Finding]) -> Acceptance:
    fields = Fields(node, findings, "an acceptance")
    acceptance = Acceptance(
        code=fields.text("code"), words=fields.text("words"), reason=fields.text("reason")
    )
    fields.close()
    return acceptance
