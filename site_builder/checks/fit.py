"""Fit: what a claim says is what its passages say; and what a curator answers for instead.

Each rule is a generator of misfits for one claim. An `accept` silences the misfits of its code
whose words are its words, on its own statement; one that silences nothing is a finding.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from site_builder.checks import (
    denials,
    figures,
    hedges,
    kinds,
    names,
    numbers,
    opposites,
    quotations,
    relevance,
    speakers,
    times,
)
from site_builder.codes import ACCEPTABLE
from site_builder.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_builder.checks.case import Case
    from site_builder.checks.claims import Claim
    from site_builder.checks.misfits import Misfit
    from site_builder.checks.parts import Part

    Rule = Callable[[Claim], Iterator[Misfit]]

# Of a statement and of an account of a difference.
SHOWN: tuple[Rule, ...] = (numbers.rule, quotations.rule, speakers.rule, names.rule)
# Of a statement only: an account says in a few words what sets its passage apart.
WHOLE: tuple[Rule, ...] = (
    times.rule,
    hedges.rule,
    denials.rule,
    opposites.rule,
    kinds.rule,
    relevance.rule,
)
# Of a glossary entry, which has no speaker and is of no kind.
EXPLAINING = tuple(rule for rule in SHOWN + WHOLE if rule not in (speakers.rule, kinds.rule))
# Of a statement in the very words of its passages, which cannot differ from them in any: there is
# nothing to compare but who speaks, and how the article gives it.
VERBATIM: tuple[Rule, ...] = (speakers.rule, kinds.rule)


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for all that does not fit and is not accepted, and for idle acceptances."""

    def judge(part: Part) -> list[Finding]:
        return case.memory.once("fit", (part, *case.names), partial(_of_part, case, part))

    left = [part for part in _held(case) if not case.verdicts.fits(part)]
    for part, found in zip(left, case.judged(left, judge), strict=True):
        if not found:
            case.verdicts.note(part)
        yield from found


def _held(case: Case) -> tuple[Part, ...]:
    """Return the parts that say something: the themes, the differences, the terms."""
    terms = case.briefing.terms
    return (*case.claiming, *([case.part(terms)] if terms else ()))


def _of_part(case: Case, part: Part) -> list[Finding]:
    """Return what does not fit in a part; it hangs on the part, and on all names there are.

    Passages are read for it and forgotten: of a large briefing they would fill the memory.
    """
    case.desk.ready()
    with case.memory.apart():
        return [
            found
            for claim in case.claims(part)
            for found in (*_findings(claim), *figures.beside(claim))
        ]


def _findings(claim: Claim) -> list[Finding]:
    """Return what does not fit."""
    misfits = [misfit for rule in _rules(claim) for misfit in rule(claim)]
    idle: list[Finding] = []
    if claim.accept:
        accepted = list(_accepted(claim, misfits))
        silenced = {id(misfit) for _, misfit in accepted}
        misfits = [misfit for misfit in misfits if id(misfit) not in silenced]
        idle = list(_idle(claim, {k for k, _ in accepted}))
    return [*idle, *(_finding(claim, misfit) for misfit in misfits)]


def _rules(claim: Claim) -> tuple[Rule, ...]:
    if claim.term is not None:
        return EXPLAINING
    if claim.statement is None:
        return SHOWN
    return VERBATIM if claim.is_verbatim else SHOWN + WHOLE


def _accepted(claim: Claim, misfits: list[Misfit]) -> Iterator[tuple[int, Misfit]]:
    """Yield the misfits that are answered for, each with the index of its acceptance."""
    for k, entry in enumerate(claim.accept):
        for misfit in misfits:
            same = entry.words.casefold().strip() == misfit.words.casefold().strip()
            if entry.code == misfit.code and same:
                yield k, misfit


def _idle(claim: Claim, used: set[int]) -> Iterator[Finding]:
    """Yield the acceptances that silence nothing."""
    for k, entry in enumerate(claim.accept):
        if k not in used and entry.code in ACCEPTABLE:
            message = f"nothing of this statement is {entry.code} for the words “{entry.words}”"
            hint = "take the acceptance out, or write the words that the finding names"
            yield finding("accept-unused", entry.code, message, hint=hint)


def _finding(claim: Claim, misfit: Misfit) -> Finding:
    where = misfit.where if misfit.where is not None else claim.text
    hint = misfit.hint
    if misfit.code in ACCEPTABLE and claim.statement is not None and misfit.words:
        hint = f"{hint}; or answer for it: accept {misfit.code}, words: {misfit.words}"
    return finding(
        misfit.code, where, misfit.message, hint=hint, notes=misfit.notes, span=misfit.span
    )
