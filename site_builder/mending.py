"""What of a briefing's content can be mended: what is sure, and what somebody has to decide."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks import references
from site_builder.checks.evidence import cut_of
from site_builder.checks.parts import Role
from site_builder.edits import scalars
from site_builder.language.spelling import distance
from site_builder.language.words import WORD
from site_builder.misquotes import Mended, completed, denies, mended
from site_builder.model import ARTICLE
from site_builder.quotes import CutsWord, Found, Missing, find

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from site_builder.checks.case import Case
    from site_builder.checks.parts import Asked
    from site_builder.findings import Finding
    from site_builder.places import Source, Text
    from site_builder.quotes import Haystack
    from site_builder.seeds import Seed

_MOST = 500  # misquotes that are looked at: the nearest passage of each takes time
_DOTS = re.compile(r"(?<!\[)(?:\.\.\.|…)(?!\])")
_FORMS = frozenset({"value-choice", "key-unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A text of the content, what it should be, and why; `doubt` is "" where that is sure."""

    code: str
    text: Text
    new: str
    reason: str
    doubt: str = ""


class _Near(NamedTuple):
    """A known name that is near to an unknown one, and why it is not surely meant."""

    name: str
    doubt: str


def mends(
    case: Case,
    findings: Sequence[Finding],
    sources: Iterable[Source],
    *,
    whole: bool,
    reviewed: Collection[str] = (),
) -> list[Mend]:
    """Return what can be mended, in the order of the files, each text once.

    `findings` are those of reading, `sources` the content files; without `whole`, some of them
    could not be read, and no unknown name is held to be misspelt. `reviewed` are the ids of the
    seeds whose new bytes somebody has read.
    """
    found = [*_hashes(case, reviewed), *_quotes(case)]
    found += _names(case, findings, list(sources), whole=whole)
    once = {(mend.text.source.name, mend.text.start): mend for mend in reversed(found)}
    return [once[key] for key in sorted(once)]


def _hashes(case: Case, reviewed: Collection[str]) -> Iterator[Mend]:
    for seed in _seeds(case):
        recorded, actual = seed.record.sha256, seed.source.sha256
        if not recorded or recorded == actual:
            continue
        reason = f"{seed.source.name} has another SHA-256 than is recorded"
        doubt = ""
        if recorded.lower().strip() != actual and seed.id not in reviewed:
            doubt = (
                f"somebody has to read the new text against every quote; then: "
                f"mend --reviewed {seed.id}"
            )
        yield Mend(code="seed-changed", text=recorded, new=actual, reason=reason, doubt=doubt)


def _seeds(case: Case) -> list[Seed]:
    return list({seed.id: seed for seed in case.seeds.values()}.values())


def _quotes(case: Case) -> Iterator[Mend]:
    """Yield the quotes that are mended, each place of equal ones."""
    known = _vocabulary(case)
    answers: dict[Asked, tuple[Mended, Seed | None] | None] = {}
    for ask in case.asked():
        result, seed = case.results.get(ask), case.seed(ask.quote.seed)
        if seed is None or seed.changed or not ask.quote.text:
            continue
        if ask not in answers and len(answers) < _MOST:
            if isinstance(result, CutsWord):
                answers[ask] = _whole_word(ask, seed, result, known())
            elif isinstance(result, Missing):
                answers[ask] = _elsewhere(case, ask, seed) or _misquoted(ask, seed, known())
        if (made := answers.get(ask)) is None:
            continue
        change, other = made
        code = "quote-missing" if isinstance(result, Missing) else "quote-cuts-word"
        text, new = ask.quote.text, change.new
        if other is not None:
            text, new = ask.quote.seed, other.id
        yield Mend(code=code, text=text, new=new, reason=change.what, doubt=change.doubt)


def _vocabulary(case: Case) -> Callable[[], frozenset[str]]:
    """Return what gives the words of all articles, in lower case, once they are asked for."""

    @cache
    def words() -> frozenset[str]:
        texts = (seed.text for seed in _seeds(case))
        return frozenset(word.lower() for text in texts for word in WORD.findall(text))

    return words


def _misquoted(ask: Asked, seed: Seed, known: Collection[str]) -> tuple[Mended, None] | None:
    """Return the quote as its seed has it, if that is then found where the entry says."""
    hay = _hay(ask, seed)
    dotted = _DOTS.sub("[…]", ask.quote.text)
    if dotted != ask.quote.text and _is_found(ask, dotted, hay):
        what = "[…] marks words that are left out, dots alone do not"
        return Mended(dotted, what, _cuts(ask, dotted, seed)), None
    found = mended(ask.quote.text, hay, known)
    if found is None or not _is_found(ask, found.new, hay):
        return None
    where = f"seed {seed.id}: {found.what}"
    return found._replace(what=where, doubt=found.doubt or _cuts(ask, found.new, seed)), None


def _elsewhere(case: Case, ask: Asked, seed: Seed) -> tuple[Mended, Seed] | None:
    """Return the one other seed that has the quote; never sure, it may be the quote that is off."""
    holders = [other for other in _seeds(case) if _is_found(ask, ask.quote.text, other.haystack)]
    if len(holders) != 1 or holders[0].id == seed.id or ask.role is Role.BASIS:
        return None
    what = f"the quote is not in seed {seed.id}, but it is in {holders[0].id}"
    return Mended("", what, "say which article you mean"), holders[0]


def _whole_word(
    ask: Asked, seed: Seed, result: CutsWord, known: Collection[str]
) -> tuple[Mended, None] | None:
    """Return a quote that ends within a word with the whole of it."""
    last = result.parts[-1].end
    if result.edge != last:  # what a quote cuts at its beginning is perhaps a word of its own
        return None
    at = next((k for k in range(len(result.word)) if _fits(seed.text, last, result.word, k)), None)
    if at is None:
        return None
    new = ask.quote.text.rstrip() + result.word[at:]
    if not _is_found(ask, new, _hay(ask, seed)):
        return None
    doubt = completed(result.word, result.word[:at], known) or _cuts(ask, new, seed)
    what = f"seed {seed.id}: the quote ends within the word “{result.word}”"
    return Mended(new, what, doubt), None


def _fits(text: str, edge: int, word: str, at: int) -> bool:
    """Tell whether `word` stands in the text so that its first `at` characters end at the edge."""
    return at > 0 and text.startswith(word, edge - at)


def _hay(ask: Asked, seed: Seed) -> Haystack:
    """Return where the quote may stand: what bounds a stretch, or is a basis, also in furniture."""
    loose = ask.role in {Role.BASIS, Role.STRETCH}
    return replace(seed.haystack, furniture=()) if loose else seed.haystack


def _find(ask: Asked, words: str, hay: Haystack) -> Found | None:
    quote = ask.quote
    found = find(
        words,
        hay,
        prefix=quote.prefix or "",
        suffix=quote.suffix or "",
        paragraph=quote.paragraph,
        whole_words=ask.role is not Role.STRETCH,
    )
    return found if isinstance(found, Found) else None


def _is_found(ask: Asked, words: str, hay: Haystack) -> bool:
    return _find(ask, words, hay) is not None


def _cuts(ask: Asked, words: str, seed: Seed) -> str:
    """Return a doubt where the quote, once found, cuts off a denial or a hedge."""
    found = _find(ask, words, _hay(ask, seed))
    if found is None or ask.role is not Role.EVIDENCE:
        return ""
    cut = cut_of(seed, found.parts)
    return "" if cut is None else f"the quote then leaves out “{cut[0]}”"


def _names(
    case: Case, findings: Sequence[Finding], sources: Sequence[Source], *, whole: bool
) -> Iterator[Mend]:
    """Yield the names, choices and keys that are misspelt."""
    about = [found for found in findings if found.code in {*_FORMS, "theme-unknown"}]
    about += references.check(case) if whole else ()
    wanted = {found.place.file for found in about}
    texts = {
        (text.source.name, text.place.line, text.place.column): text
        for source in sources
        if source.name in wanted
        for text in scalars(source)
    }
    for found in about:
        text = texts.get((found.place.file, found.place.line, found.place.column))
        near = None if text is None else _near(text, found, case)
        if text is not None and near is not None:
            reason = f"“{text}” is near to “{near.name}” and to nothing else"
            yield Mend(code=found.code, text=text, new=near.name, reason=reason, doubt=near.doubt)


def _near(text: Text, found: Finding, case: Case) -> _Near | None:
    known: Iterable[str] = {
        "speaker-unknown": case.speakers | {ARTICLE},
        "origin-unknown": case.origins,
        "statement-unknown": case.statements,
        "theme-unknown": case.themes,
        "seed-unknown": {seed.id for seed in _seeds(case)},
    }.get(found.code, ())
    if found.code in _FORMS:
        known = found.known
    if found.code == "seed-unknown":
        same = [name for name in known if name.lstrip("0") == text.lstrip("0")]
        return _Near(same[0], "") if len(same) == 1 else None
    return nearest_name(text, known)


def nearest_name(word: str, known: Iterable[str]) -> _Near | None:
    """Return the one known name that a word is a slip of, a letter or two away; None if none is.

    It is not sure where a part with a digit differs: the next report may have the next number.
    """
    every = set(known)
    same = [name for name in every if _parts(name) == _parts(word)]
    near = same or [name for name in every if _is_slip(_parts(word), _parts(name))]
    if len(near) != 1 or len(word) < 3:
        return None
    numbered = [[part for part in _parts(one) if re.search("[0-9]", part)] for one in (word, *near)]
    return _Near(near[0], "" if numbered[0] == numbered[1] else "a number differs")


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.lower())


def _is_slip(word: list[str], name: list[str]) -> bool:
    """Tell whether a name is a slip of another, part by part: male-share is not female-share."""
    if "".join(word) == "".join(name):
        return True
    return len(word) == len(name) and all(
        one == other or (_is_near(one, other) and not denies(one, other))
        for one, other in zip(word, name, strict=True)
    )


def _is_near(one: str, other: str) -> bool:
    most = 1 if len(other) < 8 else 2
    return len(other) > 2 and distance(one, other, most) <= most
