"""Speakers: whom a claim names as its speaker is shown to speak in its passages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from site_builder.checks.claims import supports
from site_builder.checks.misfits import Misfit, passages
from site_builder.findings import Finding, finding
from site_builder.language.words import contents
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.checks.case import Case
    from site_builder.checks.claims import Claim, Support
    from site_builder.checks.desk import Desk
    from site_builder.checks.parts import Part
    from site_builder.language.names import Name
    from site_builder.model import Record, Voice
    from site_builder.places import Text


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each origin whose passages do not show who it is by.

    An interview is by whom somebody told something, if a passage names whom.
    """
    desk, listed = case.desk, case.part(case.briefing.origins)
    for origin in case.briefing.origins:
        found = list(supports(desk, listed, origin.evidence))
        shown = {name.id for support in found for name in support.names}
        shown |= {str(one) for support in found for voice in support.voices for one in voice.by}
        shown |= {desk.of(one) for one in shown}
        heard = (name for support in found for name in support.names if name.hears)
        told = {name.id for name in heard} if origin.kind == "interview" else set()
        for one in origin.by:
            if found and one in desk.speakers and one not in shown:
                message = f"no passage of this origin names {desk.name(one)}"
                hint = "cite the words that name whose it is, or mend `by`"
                yield finding("speaker-unshown", one, message, hint=hint, notes=passages(found))
            elif told and one in desk.speakers and one not in told:
                names = " and ".join(sorted(map(desk.name, told)))
                message = (
                    f"a passage of this interview has it told to {names}, not {desk.name(one)}"
                )
                hint = f"write by: {min(told)}: an interview is by whom it was given to"
                yield finding("speaker-unshown", one, message, hint=hint, notes=passages(found))
    for record in case.briefing.records:
        if record.voices:
            part = case.part(record)
            made = partial(_voices, case, record, part)
            yield from case.memory.once("voices shown", (part, *case.names), made)


def _voices(case: Case, record: Record, part: Part) -> list[Finding]:
    """Return what is wrong with the voices of a record; it hangs on their seeds and all names."""
    return [found for voice in record.voices for found in _voice(case, voice, part)]


def _voice(case: Case, voice: Voice, part: Part) -> Iterator[Finding]:
    """Yield a finding where the words that show a voice name others than it says."""
    desk = case.desk
    for one in voice.via:
        if one in voice.by and one in desk.speakers and desk.speakers[one].kind == "person":
            message = f"{desk.name(one)} is named as the speaker and as who passed it on"
            hint = "write via: whoever passed it on, or take `via` out"
            yield finding("speaker-unshown", one, message, hint=hint)
    seed, passage = case.seed(voice.shown_by.seed), part.passages.get(voice.shown_by)
    if seed is None or passage is None:
        return
    named = {name.id for name in desk.named(desk.said(seed, passage.parts)) if not name.hears}
    shown = named | {desk.of(one) for one in named}
    for one in voice.by:
        if named and one in desk.speakers and one not in shown:
            names = " and ".join(sorted(map(desk.name, named)))
            message = f"the words that show this voice name {names}, not {desk.name(one)}"
            hint = f"write by: {min(named)}, or copy the words that show who speaks"
            yield finding("speaker-unshown", one, message, hint=hint)


def _unsaid(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where a text names one of several speakers and leaves another out."""
    speaking = set(map(str, claim.by))
    named = speaking & {name.id for name in claim.desk.named(claim.said)}
    for one in claim.by if named else ():
        role = claim.desk.role_of(one)
        if role and not claim.said.stems.isdisjoint(contents(role)):
            continue  # "its director said"
        if one in claim.desk.speakers and one not in named:
            yield Misfit(
                code="speaker-missing",
                words=str(one),
                message=f"the text names another speaker, but not {claim.desk.name(one)}",
                hint=f"name {claim.desk.name(one)} too, or take the id out of `by`",
                where=one,
            )


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit for each speaker that a passage does not show, and each that is left out."""
    if len(claim.by) > 1:
        yield from _unsaid(claim)
    told: set[str] = set()
    for support in (*claim.supports, *claim.also) if claim.also else claim.supports:
        by = support.entry.by or claim.by
        via = support.entry.via or claim.via
        passed_on = _via(claim.desk, support, via, by) if via or support.voices else ()
        for misfit in (*_by(claim, support, by), *passed_on):
            if misfit.message not in told:
                told.add(misfit.message)
                yield misfit


def _by(claim: Claim, support: Support, by: Sequence[Text]) -> Iterator[Misfit]:
    """Yield a misfit for each speaker who is not shown to speak in a passage."""
    desk = claim.desk
    voiced = {str(one) for voice in support.voices for one in voice.by}
    if tuple(by) == (ARTICLE,):
        if claim.on != "name":  # then an account says how an article prints it
            yield from _nobody(claim, support, by[0], voiced)
        return
    speaking = voiced | {name.id for name in support.names if not name.hears}
    for one in by:
        if one == ARTICLE or one not in desk.speakers:
            continue
        officers = {other for other in speaking if desk.of(other) == one} - set(map(str, by))
        if officers and one not in voiced:
            names = " and ".join(sorted(map(desk.name, officers)))
            message = f"the passage shows {names}, not {desk.name(one)}, as the one who says it"
            hint = f"write by: {min(officers)}"
        elif one not in speaking:
            message = f"nothing shows that {desk.name(one)} says this"
            hint = _hint(desk, speaking - set(map(str, by)))
        else:
            continue
        yield Misfit(
            code="speaker-unshown",
            words=str(one),
            message=message,
            hint=hint,
            where=one,
            notes=passages([support]),
        )


def _hint(desk: Desk, speaking: set[str]) -> str:
    """Return what to do where nothing shows a speaker, and who else is shown to speak."""
    add = "add `context:` with the words that show it, or a voice to the record of the seed"
    if not speaking:
        return add
    known = ", ".join(f"{one} ({desk.name(one)})" for one in sorted(speaking))
    return f"the passage shows {known}: write that, or {add}"


def _nobody(claim: Claim, support: Support, by: Text, voiced: set[str]) -> Iterator[Misfit]:
    """Yield a misfit where `by: article` leaves out who is shown to speak."""
    desk = claim.desk
    speaking = voiced | {name.id for name in support.speaking if _is_used(claim, support, name)}
    if claim.statement is None and support.entry.context is not None:
        speaking |= {name.id for name in support.names if not name.hears}
    if not speaking:
        yield from _spoken(claim, support, by)
        return
    names = " and ".join(sorted(map(desk.name, speaking)))
    how = "a voice is declared over the passage" if voiced else "the passage names the speaker"
    yield Misfit(
        code="speaker-missing",
        words=str(by),
        message=f"{how}: {names} says this, not the article by itself",
        hint=f"write by: {min(speaking)}, and say in the text who says it",
        where=by,
        notes=passages([support]),
    )


def _spoken(claim: Claim, support: Support, by: Text) -> Iterator[Misfit]:
    """Yield a misfit where what the article is to say by itself stands in quotation marks."""
    if claim.desk.is_quoted(support.seed, support.parts):
        yield Misfit(
            code="speaker-missing",
            words=str(by),
            message="these words stand in quotation marks: somebody says them, not the article",
            hint="write by: whoever says them, and cite in `context:` the words that show it",
            where=by,
            notes=passages([support]),
        )


def _is_used(claim: Claim, support: Support, name: Name) -> bool:
    """Tell whether the claim says what the sentence says in which somebody is named as speaking."""
    sentences = support.said.sentences
    if len(sentences) == 1:
        return True
    one = next((s for s in sentences if s.at <= name.start < s.at + len(s.text)), sentences[0])
    return len(one.stems & claim.said.stems - claim.own_names) > 1


def _via(desk: Desk, support: Support, via: Sequence[Text], by: Sequence[Text]) -> Iterator[Misfit]:
    """Yield a misfit for whoever passed a claim on and is not shown to, or is left out."""
    voices = support.voices
    named = {name.id for name in support.names}
    shown = named | {str(one) for voice in voices for one in (*voice.by, *voice.via)}
    for one in via:
        person = one in desk.speakers and desk.speakers[one].kind == "person"
        if person and one in by:
            yield Misfit(
                code="speaker-unshown",
                words=str(one),
                message=f"{desk.name(one)} is named as the speaker and as who passed it on",
                hint="write via: whoever passed it on, or take `via` out",
                where=one,
            )
        if one in desk.speakers and one not in shown:
            yield Misfit(
                code="speaker-unshown",
                words=str(one),
                message=f"nothing shows that {desk.name(one)} passed this on",
                hint="cite the words that show it as `context:`, or take `via` out",
                where=one,
                notes=passages([support]),
            )
    for voice in voices:
        left = {str(one) for one in voice.via} - set(map(str, (*via, *by)))
        if left and by and set(map(str, voice.by)) & set(map(str, by)):
            names = " and ".join(sorted(map(desk.name, left)))
            yield Misfit(
                code="speaker-missing",
                words=min(left),
                message=f"the article has this from {names}, who is not named as via",
                hint=f"write via: {min(left)}",
                where=by[0],
                notes=passages([support]),
            )
