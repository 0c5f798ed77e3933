"""Links: a link in what a curator wrote leads to a statement."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from site_builder.checks.case import Case, did_you_mean
from site_builder.findings import Finding, finding
from site_builder.markdown import link_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.model import Theme
    from site_builder.places import Text

_MEANT = re.compile(r"(?<!\\)\]\(")


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for every link that leads to no statement."""
    briefing = case.briefing
    texts: list[Text | None] = [
        *(difference.note for difference in briefing.differences),
        *(gap.note for gap in briefing.gaps),
        *(note.text for note in briefing.notes),
        *(term.text for term in briefing.terms),
    ]
    for theme in briefing.themes:
        texts += case.memory.once("texts with links", (theme,), partial(_of_theme, theme))
    for text in texts:
        if text is not None:
            yield from _links(case, text)


def _of_theme(theme: Theme) -> list[Text]:
    """Return the statements' texts that have links, or what may be meant as one."""
    return [s.text for s in theme.statements() if "](" in s.text]


def _links(case: Case, text: Text) -> Iterator[Finding]:
    targets = list(link_targets(text))
    meant = _MEANT.search(text)
    if meant is not None and not targets:
        message = "this is written as a link, but is none: the page would show its brackets"
        hint = "write [words](#its-id); a text of more than 10,000 characters has no links"
        yield finding("link-unknown", text, message, hint=hint, span=meant.span())
    for target in targets:
        start = max(text.find(target), 0)
        span = (start, start + len(target)) if target in text else None
        name = target.removeprefix("#")
        if not target.startswith("#"):
            message = f"“{target}” is not a link to a statement"
            hint = "link to a statement as [words](#its-id); a web address belongs in notes.yaml"
            yield finding("link-unknown", text, message, hint=hint, span=span)
        elif name not in case.statements:
            hint = did_you_mean(name, case.statements)
            message = f"there is no statement “{name}”"
            yield finding("link-unknown", text, message, hint=hint, span=span)
