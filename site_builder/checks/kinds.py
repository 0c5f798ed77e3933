"""Kinds: how the article gives a claim, and of what kind it is, agree with its passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.checks.misfits import Misfit, passages
from site_builder.language.lexicon import NOTHING, Lexicon
from site_builder.language.said import Said
from site_builder.language.speech import is_quoted, touches
from site_builder.language.words import contents
from site_builder.model import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from site_builder.checks.claims import Claim, Support
    from site_builder.places import Text

# Of a statement of this kind a passage has one of these.
_WORDS = {
    "estimate": Lexicon.of(
        {
            "estimate": """
                estimate, estimates, estimated, estimating, estimation, likely, believed, thought,
                reckon, reckons, reckoned, roughly, approximately, around, about, some, probably,
                calculated, calculate, put at, puts, assessed, assess, believe, believes,
                projected, projection, forecast, expected, predicts, predicted, could, may, might,
                up to, as many as, nearly, almost, suggests, suggested, modelling, modelled,
                model, think, thinks, at least, more than, over, expect, hundreds, thousands,
                perhaps
            """
        }
    ),
    "judgement": Lexicon.of(
        {
            "judgement": """
                likely, unlikely, probably, possible, possibly, may, might, could, can, suggest,
                suggests, suggested, appear, appears, appeared, seem, seems, seemed, believe,
                believes, believed, assess, assesses, assessed, judge, judges, judged, almost
                certainly, certainly, highly, conclude, concludes, concluded, think, thinks,
                thought, consider, considers, considered, indicate, indicates, indicated,
                warn, warns, warned, caution, cautions, cautioned, doubt, doubts, doubted,
                perhaps, credible, satisfied, suspect, suspects, suspected, resembled, resembles,
                concedes, conceded, prove, described as, fears, feared,
                evidence, opinion, view, in our, clearly, clear, apparently, potential,
                potentially, risk, risks, expect, expects, expected, should, finding, found,
                estimate, estimated, ruled, must, would, convinced, argued, argues, sees, feel,
                feels, felt
            """
        }
    ),
    "court-outcome": Lexicon.of(
        {
            "court": """
                convicted, conviction, convictions, convict, jailed, sentenced, sentence,
                sentences, guilty, acquitted, acquittal, cleared, pleaded, imprisoned, prison,
                fined, fine, verdict, jury, court, judge, tribunal, ruled, ruling, ordered,
                banned, disqualified, ban, custody, suspended, appeal, damages, settlement,
                dismissed, upheld, quashed, prosecuted, prosecutions, prosecution, magistrates,
                probation, injunction, order, proved, not proved, suspension, disciplinary, struck
                off, panel finds, panel found, costs
            """
        }
    ),
}
_NEEDS = {
    "estimate": "words that make it one: estimated, likely, about, believed",
    "judgement": "words that make it one: likely, suggests, assessed, believed",
    "court-outcome": "words of a court",
}
# The kinds that say a thing is so, and those whose words a statement of such a kind has none of.
_SURE = {
    "count": ("estimate",),
    "description": ("judgement", "figure"),
    "event": ("plan", "judgement"),
}
_UNSURE = {
    "estimate": Lexicon.of(
        {
            NOTHING: """
                as likely, more likely, less likely, most likely, how likely, reckoned with, reckon
                with, reckons with
            """,
            "estimate": """
                estimate, estimates, estimated, likely, believed, reckon, reckons, reckoned,
                probably, thought to, is thought that, forecast, forecasts, predicts, predicted,
                expects, fears, feared, was put at, is put at, are put at, were put at
            """,
        }
    ),
    "judgement": Lexicon.of(
        {
            NOTHING: "as likely, more likely, less likely, most likely, how likely",
            "judgement": """
                almost certainly, almost certain, likely, unlikely, probably, probable, suggests,
                suggest, suggested, may not, highly likely, seems, seem, believes, believe, thinks
            """,
        }
    ),
    "figure": Lexicon.of(
        {
            NOTHING: "reckoned with, reckon with, reckons with",
            "estimate": "estimate, estimates, estimated, reckons, reckoned",
        }
    ),
    "plan": Lexicon.of(
        {
            # what was made of a plan, as where it was voted down, is an event
            NOTHING: """
                a plan to, the plan to, its plan to, their plan to, his plan to, her plan to,
                million plan to, billion plan to, this plan to, that plan to, any plan to, no plan
                to, a proposal, the proposal, the proposals, its proposal, its proposals, their
                proposals
            """,
            "plan": """
                will, shall, plans to, plan to, planned to, intends to, intend to,
                aims to, aim to, aimed at, means to, expected to, might, no
                intention of, is set to, are set to, is due to, are due to, hopes
                to, hope to, proposes to, to launch, going to, proposal,
                proposals, is to, are to, pledged to, promised to
            """,
        }
    ),
}
# What has happened, and led to a plan.
_FOLLOWS = re.compile(
    r"[^.;]*,? (?:after|since|once|now that|because|following) [^.;]*"
    r"\b(?:\w{2,}ed|won|lost|chose|took|gave)\b",
    re.IGNORECASE,
)
_TITLES = contents("professor captain judge councillor minister president inspector constable")
# Opens a clause that is told by the way, in which the words that follow stand.
_RELATIVE = re.compile(r"\b(?:where|which|who|whose|when|until|before)\b[^.,;:]*\Z", re.IGNORECASE)


def rule(claim: Claim) -> Iterator[Misfit]:
    """Yield a misfit where `given` or `kind` says more than the passages show."""
    if claim.statement is None:
        return
    given, kind = claim.statement.given, claim.statement.kind
    if claim.by and _is_written(given):  # nobody may be given: that is told already
        yield from _given(claim, given)
    if _is_written(kind):
        yield from _kind(claim, kind)


def _is_written(text: Text) -> bool:
    """Tell whether the curator wrote this, so that it stands in for nothing missing or wrong."""
    written = text.source.text
    return written.startswith(text, text.start) or str(text) in written[text.start : text.end]


def _given(claim: Claim, given: Text) -> Iterator[Misfit]:
    own = tuple(claim.by) == (ARTICLE,)
    yield from _of_speaker(given, own=own)
    if given == "quoted" and not own:
        plain = [s for s in claim.supports if s.entry.given is None]
        if plain and not any(_is_quoted(claim, s) for s in plain):
            yield _unquoted(given, plain)
    for support in (*claim.supports, *claim.also):
        how, by = support.entry.given, support.entry.by
        if how is None:
            continue
        if by and (tuple(by) == (ARTICLE,)) != (how == "own-words"):
            yield from _of_speaker(how, own=tuple(by) == (ARTICLE,))
        elif how == "quoted" and not _is_quoted(claim, support):
            yield _unquoted(how, [support])


def _of_speaker(given: Text, *, own: bool) -> Iterator[Misfit]:
    """Yield a misfit where the article's own words are called a speaker's, or the reverse."""
    if own and given != "own-words":
        yield Misfit(
            code="given-unlike",
            words=str(given),
            message=f"the article speaks for itself (by: {ARTICLE}), so nothing is {given}",
            hint="write given: own-words, or by: the speaker",
            where=given,
        )
    elif not own and given == "own-words":
        yield Misfit(
            code="given-unlike",
            words=str(given),
            message="own-words is the article speaking for itself; this is claimed by a speaker",
            hint="write given: paraphrased, or quoted where the words stand in quotation marks",
            where=given,
        )


def _unquoted(given: Text, supports: Sequence[Support]) -> Misfit:
    return Misfit(
        code="given-unlike",
        words="quoted",
        message="the article does not put these words in quotation marks",
        hint="write given: paraphrased",
        where=given,
        notes=passages(supports),
    )


def _is_quoted(claim: Claim, support: Support) -> bool:
    """Tell whether the passage is speech: most of it, or what the claim itself quotes from it."""
    desk, seed = claim.desk, support.seed
    size = sum(part.end - part.start for part in support.parts)
    inside = 0
    for part in support.parts:
        speech = desk.quoted(seed, part)
        if is_quoted(speech, *part):
            inside += part.end - part.start
            continue
        inside += sum(
            min(part.end, span.end) - max(part.start, span.start)
            for span in speech
            if span.start < part.end and part.start < span.end
        )
    if inside * 2 >= size or (inside and _rests_on_speech(claim, support)):
        return True
    return bool(claim.said.quotations) and any(
        touches(desk.quoted(seed, part), *part) for part in support.parts
    )


def _rests_on_speech(claim: Claim, support: Support) -> bool:
    """Tell whether the claim has more of a passage’s speech than of what stands around it.

    Who says it may take more words than what is said; who that is, and what they are, counts for
    nothing. A claim that has nothing of either may say the speech in other words.
    """
    roles = (claim.desk.role_of(one) for one in (*claim.by, *support.entry.by))
    offices = claim.own_names.union(_TITLES, *map(contents, roles))
    spoken, around = (
        Said(" ".join(support.said.text[a:b] for a, b in spans)).stems - offices
        for spans in (support.said.quotations, _between(support.said))
    )
    own = claim.said.stems
    of_speech, of_speaker = own & (spoken - around), own & (around - spoken)
    if not of_speech and not of_speaker:
        return bool(own - offices)
    return len(of_speech) > len(of_speaker)


def _between(said: Said) -> list[tuple[int, int]]:
    """Return what of a text stands outside quotation marks."""
    edges = [0, *(edge for span in said.quotations for edge in span), len(said.text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _kind(claim: Claim, written: Text) -> Iterator[Misfit]:
    kind = str(written)
    lacks = _lacks(claim, kind)
    if lacks:
        yield Misfit(
            code="kind-unlike",
            words=kind,
            message=lacks,
            hint="choose the kind that the passage shows",
            where=written,
            notes=passages(claim.supports),
        )
        return
    for other in _SURE.get(kind, ()):
        if claim.is_verbatim and not any(_UNSURE[other].has(s.said) for s in claim.supports):
            continue  # then it has none either, and need not be read
        found = next(_UNSURE[other].find(claim.said), None)
        if found is None:
            continue
        first, last = claim.said.words[found.first], claim.said.words[found.last - 1]
        if other == "plan" and _is_by_the_way(claim.said.text, first.start, last.end):
            continue
        words = claim.said.text[first.start : last.end]
        yield Misfit(
            code="kind-unlike",
            words=kind,
            message=f"the statement says “{words}”, so it is no {kind}",
            hint=f"write kind: {'estimate' if other == 'figure' else other}",
            where=written,
            notes=passages(claim.supports, words),
        )


def _is_by_the_way(text: str, start: int, end: int) -> bool:
    """Tell whether an event is told beside a plan, as what led to it or what it is part of.

    "Was taken to the port, from where it will sail"; "will be mended, after councillors voted".
    """
    return bool(_RELATIVE.search(text, 0, start) or _FOLLOWS.match(text, end))


def _lacks(claim: Claim, kind: str) -> str:
    """Return what no passage has that a statement of the kind needs, or nothing."""
    texts = [support.said for support in claim.supports]
    if kind in _WORDS and not any(map(_WORDS[kind].has, texts)):
        return f"no passage has {_NEEDS[kind]}"
    if kind == "count" and not any(text.numbers or text.denials for text in texts):
        return "no passage counts anything"
    return ""
