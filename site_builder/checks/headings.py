"""Headings, questions and notes: no number and no name that no statement under them proves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from site_builder.checks import numbers
from site_builder.checks.claims import LONGEST
from site_builder.findings import Finding, finding
from site_builder.language.said import Said, prose
from site_builder.language.spelling import Spellings, bare, capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.model import Difference
    from site_builder.places import Text


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number and name of a heading or note that nothing proves.

    Of what rests on a statement whose own quote is not found nothing is said: that quote might
    prove it.
    """
    for theme in case.briefing.themes:
        under = [*theme.statements()]
        yield from _heading(case, theme.title, {str(s.id) for s in under})
        for section in theme.sections:
            yield from _heading(case, section.heading, {str(s.id) for s in section.statements})
    for difference in case.briefing.differences:
        about = {str(name) for name in difference.statements}
        says = list(_accounts(case, difference))
        for text in (difference.question, difference.note):
            if text is not None:
                yield from _heading(case, text, about, says, sides=len(difference.accounts))
    for gap in case.briefing.gaps:
        for text in (gap.question, gap.note):
            if text is not None:
                yield from _heading(case, text, None)


def _accounts(case: Case, difference: Difference) -> Iterator[str]:
    """Yield the words of the accounts of a difference, and the names of those who give them."""
    desk = case.desk
    for account in difference.accounts:
        yield str(account.says)
        for one in map(str, (*account.by, *account.via)):
            yield desk.name(one)
            yield desk.name(desk.of(one))


def _heading(
    case: Case, text: Text, about: set[str] | None, says: Iterable[str] = (), *, sides: int = 0
) -> Iterator[Finding]:
    if len(text) > LONGEST:  # `lengths` reports it
        return
    said = case.memory.once("heading", (text,), lambda: Said(prose(text)))
    stated = said.numbers
    named = case.desk.named(said)
    yield from _names(case, text, said, about, says)
    if (not stated and not named) or case.lacks_proof(about):
        return
    told = (case.memory.once("says", (str(words),), partial(Said, str(words))) for words in says)
    proved = [*case.proved_words(about), *told]
    for number in stated:
        if number.role in {"pair", "ordinal"} or numbers.is_of_articles(said, number):
            continue
        value = number.values[0]
        if not isinstance(value, str) and value <= sides and number.role in {"count", "plain"}:
            continue  # it counts the accounts
        if numbers.weigh(number, said, proved):
            yield _unproved(text, said, number.start, number.end)
    for name in named:
        if not any(other.id == name.id for one in proved for other in case.desk.named(one)):
            yield _unproved(text, said, name.start, name.end)


def _names(
    case: Case, text: Text, said: Said, about: set[str] | None, says: Iterable[str]
) -> Iterator[Finding]:
    """Yield names that no statement under it has, and those spelt otherwise than they are known."""
    known = case.desk.known_words
    odd = case.memory.once("odd words", (said, known), partial(_odd, said, known))
    titled = bool(odd) and _is_titled(said.text)
    for start, end, opens in odd:
        word = said.text[start:end]
        if opens and not word.isupper() and case.is_common(word):
            continue
        near = case.memory.once("near", (known, word), partial(known.near, word))
        if not near and not opens and not titled and not _is_proved(case, word, about, says):
            yield _unproved(text, said, start, end)
        elif near:
            message = f"“{word}” is spelt otherwise than “{near}”"
            hint = f"write “{near}”"
            yield finding("name-misspelt", text, message, hint=hint, span=(start, end))


def _odd(said: Said, known: Spellings) -> list[tuple[int, int, bool]]:
    """Return the words with a capital that are in no known name."""
    return [
        (start, end, opens)
        for start, end, opens in capitals(said.text)
        if not known.has(said.text[start:end])
    ]


def _is_titled(text: str) -> bool:
    """Tell whether a heading gives all its long words a capital, so that no word is told by one."""
    long = [word for word in text.split() if len(word) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _is_proved(case: Case, word: str, about: set[str] | None, says: Iterable[str]) -> bool:
    """Tell whether a statement under a heading has a word with a capital, or another form of it."""
    proved = case.proved_words(about)
    if case.lacks_proof(about) or not proved or any(bare(word) in one.vocabulary for one in proved):
        return True
    return Spellings((*says, *(one.text for one in proved))).has(word)


def _unproved(text: Text, said: Said, start: int, end: int) -> Finding:
    words = said.text[start:end]
    return finding(
        "heading-unproved",
        text,
        f"no statement that this is about proves “{words}”",
        hint="leave it out, or let a statement with its passage say it",
        span=(start, end),
    )
