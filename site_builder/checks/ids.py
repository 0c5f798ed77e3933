"""Ids: each names one thing in the whole briefing, for ever."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.urls import is_reserved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Theme
    from site_builder.places import Text


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every id given, or listed on one list, a second time."""
    briefing = case.briefing
    of_themes = (case.memory.once("ids", (t,), partial(_ids, t)) for t in briefing.themes)
    anchors = [
        *chain.from_iterable(of_themes),
        *(difference.id for difference in briefing.differences),
        *(gap.id for gap in briefing.gaps),
        *(note.id for note in briefing.notes),
        *(term.id for term in briefing.terms),
    ]
    yield from _twice(anchors)
    yield from _twice(speaker.id for speaker in briefing.speakers)
    yield from _twice(origin.id for origin in briefing.origins)
    for names in (
        briefing.settings.themes,
        briefing.settings.summary,
        briefing.settings.figures,
        briefing.settings.named,
        *(theme.summary for theme in briefing.themes),
        *(theme.figures for theme in briefing.themes),
        *(difference.statements for difference in briefing.differences),
    ):
        yield from _listed_twice(names)
    for anchor in anchors:
        if is_reserved(anchor):
            message = f"“{anchor}” is the name of a part of the page itself"
            yield finding("id-duplicate", anchor, message, hint="choose another id")


def _ids(theme: Theme) -> list[Text]:
    return [statement.id for statement in theme.statements()]


def _twice(ids: Iterable[Text]) -> Iterator[Finding]:
    first: dict[str, Text] = {}
    every = list(ids)
    if len({*every, ""}) == len(every) + 1:  # as it nearly always is
        return
    for name in every:
        if not name:
            continue
        if name in first:
            message = f"the id “{name}” stands already at {first[name].place}"
            yield finding("id-duplicate", name, message, hint="give one of the two another id")
        else:
            first[name] = name


def _listed_twice(names: Collection[Text]) -> Iterator[Finding]:
    if len(names) == len({*names}):
        return
    listed: set[str] = set()
    for name in names:
        if name in listed:
            message = f"“{name}” is on this list already"
            yield finding("id-duplicate", name, message, hint="take one of the two out")
        listed.add(name)
