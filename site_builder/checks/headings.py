"""Headings, questions and notes: no number and no name that no statement under them proves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from site_builder.checks import numbers
from site_builder.checks.claims import LONGEST
from site_builder.findings import Finding, finding
from site_builder.language.said import Said, prose
from site_builder.language.spelling import Spellings, bare, capitals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from site_builder.checks.case import Case
    from site_builder.checks.parts import Part
    from site_builder.model import Difference, Theme
    from site_builder.places import Text

    # Returns the words of the statements that a heading is about; None where one is not proved.
    Proof = Callable[[], list[Said] | None]


class _Opening(NamedTuple):
    """A word with a capital that opens a heading: perhaps a name, perhaps any word there is."""

    text: Text
    word: str
    span: tuple[int, int]


def check(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number and name of a heading or note that nothing proves.

    Of what rests on a statement whose own quote is not found nothing is said: that quote might
    prove it.
    """
    headings = _Headings(case)
    for theme in case.briefing.themes:
        part = case.part(theme)
        made = partial(headings.of_theme, theme, part)
        found, openings = case.memory.once("headings", (part, *case.names), made)
        yield from found
        headings.openings += openings
    yield from headings.of_differences()
    yield from headings.of_gaps()
    yield from headings.misspelt()


class _Headings:
    """The headings of a case, each held to what it is about; `openings` are yet to be looked at."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.openings: list[_Opening] = []

    def of_theme(self, theme: Theme, part: Part) -> tuple[list[Finding], list[_Opening]]:
        """Return what is wrong with the headings of a theme, and the words that open them."""
        own = _Headings(self.case)
        under = {str(statement.id) for statement in theme.statements()}
        found = [*own.heading(theme.title, partial(self.case.proved, under, part))]
        for section in theme.sections:
            about = {str(statement.id) for statement in section.statements}
            found += own.heading(section.heading, partial(self.case.proved, about, part))
        return found, own.openings

    def of_differences(self) -> Iterator[Finding]:
        """Yield what is wrong with questions and notes of differences."""
        for difference in self.case.briefing.differences:
            proof = partial(self.case.proved, {str(name) for name in difference.statements})
            says = list(_accounts(self.case, difference))
            for text in (difference.question, difference.note):
                if text is not None:
                    yield from self.heading(text, proof, says, sides=len(difference.accounts))

    def of_gaps(self) -> Iterator[Finding]:
        """Yield what is wrong with questions and notes of what is not stated."""
        for gap in self.case.briefing.gaps:
            for text in (gap.question, gap.note):
                if text is not None:
                    yield from self.heading(text, partial(self.case.proved, None))

    def heading(
        self, text: Text, proof: Proof, says: Iterable[str] = (), *, sides: int = 0
    ) -> Iterator[Finding]:
        """Yield what is wrong with a heading that is about what `proof` returns, and `says`."""
        if len(text) > LONGEST:  # `lengths` reports it
            return
        desk = self.case.desk
        said = Said(prose(text))
        stated = said.numbers
        named = desk.named(said)
        yield from self._names(text, said, proof, says)
        about = proof() if stated or named else None
        if about is None:
            return
        proved = [*about, *(Said(str(words)) for words in says)]
        for number in stated:
            if number.role in {"pair", "ordinal"} or numbers.is_of_articles(said, number):
                continue
            value = number.values[0]
            if not isinstance(value, str) and value <= sides and number.role in {"count", "plain"}:
                continue  # it counts the accounts
            if numbers.weigh(number, said, proved):
                yield _unproved(text, said, number.start, number.end)
        for name in named:
            if not any(other.id == name.id for one in proved for other in desk.named(one)):
                yield _unproved(text, said, name.start, name.end)

    def _names(
        self, text: Text, said: Said, proof: Proof, says: Iterable[str]
    ) -> Iterator[Finding]:
        """Yield names that no statement under it has, and those that are known otherwise spelt."""
        known = self.case.desk.known_words
        odd = [
            (start, end, opens)
            for start, end, opens in capitals(said.text)
            if not known.has(said.text[start:end]) or self._misform(said.text[start:end], proof)
        ]
        titled = bool(odd) and _is_titled(said.text)
        for start, end, opens in odd:
            word = said.text[start:end]
            if opens and not word.isupper():
                self.openings.append(_Opening(text, word, (start, end)))
                continue
            near = self._misform(word, proof) or known.near(word)
            if near:
                yield _misspelt(text, word, near, (start, end))
            elif not opens and not titled and not _is_proved(word, proof(), says):
                yield _unproved(text, said, start, end)

    def _misform(self, word: str, proof: Proof) -> str:
        """Return a known name that the word seems to be a form of, and is of it a misspelling.

        Jame is no form of James, nor Guardia of Guardian, unless a statement under it has the word.
        """
        desk, plain = self.case.desk, bare(word)
        known = desk.known_words
        if plain in known.plain:
            return ""
        near = known.near(word)
        if not near or (_is_plural(plain, bare(near)) and bare(near) not in desk.person_words):
            return ""
        if any(plain in one.vocabulary for one in proof() or ()):
            return ""  # a statement under it has the word as it stands: Hyde Park, of Rosa Parks
        return near

    def misspelt(self) -> Iterator[Finding]:
        """Yield the words that open headings and seem to be names, spelt otherwise."""
        known = self.case.desk.known_words
        near = [(one, name) for one in self.openings if (name := known.near(one.word))]
        common = _common(self.case) if near else set()
        for (text, word, span), name in near:
            low = word.casefold()
            if not low.islower() or low not in common:
                yield _misspelt(text, word, name, span)


def _common(case: Case) -> set[str]:
    """Return what stands between spaces in all statements and accounts."""
    found: set[str] = set()
    for theme in case.briefing.themes:
        found |= case.memory.once("words between spaces", (theme,), partial(_words, theme))
    accounts = (account for one in case.briefing.differences for account in one.accounts)
    return found.union(*(account.says.split() for account in accounts))


def _words(theme: Theme) -> frozenset[str]:
    every = (statement.text for statement in theme.statements())
    texts = [text for text in every if len(text) <= LONGEST]  # `lengths` reports others
    return frozenset(prose("\n".join(texts)).split())


def _accounts(case: Case, difference: Difference) -> Iterator[str]:
    """Yield the words of the accounts of a difference, and the names of those who give them."""
    desk = case.desk
    for account in difference.accounts:
        yield str(account.says)
        for one in map(str, (*account.by, *account.via)):
            yield desk.name(one)
            yield desk.name(desk.of(one))


def _is_plural(one: str, other: str) -> bool:
    """Tell whether two words differ by the ending of a plural."""
    return f"{one}s" == other or f"{other}s" == one


def _is_titled(text: str) -> bool:
    """Tell whether a heading gives all its long words a capital, so that no word is told by one."""
    long = [word for word in text.split() if len(word) > 3]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _is_proved(word: str, proved: list[Said] | None, says: Iterable[str]) -> bool:
    """Tell whether a statement under a heading has a word with a capital, or another form of it."""
    if not proved or any(bare(word) in one.vocabulary for one in proved):
        return True
    return Spellings((*says, *(one.text for one in proved))).has(word)


def _misspelt(text: Text, word: str, near: str, span: tuple[int, int]) -> Finding:
    message = f"“{word}” is spelt otherwise than “{near}”"
    return finding("name-misspelt", text, message, hint=f"write “{near}”", span=span)


def _unproved(text: Text, said: Said, start: int, end: int) -> Finding:
    words = said.text[start:end]
    return finding(
        "heading-unproved",
        text,
        f"no statement that this is about proves “{words}”",
        hint="leave it out, or let a statement with its passage say it",
        span=(start, end),
    )
