"""Names that a briefing knows, found in a text in any of their forms.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from site_builder.language.words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from site_builder.language.lexicon import Tokens

    _Owned = tuple[bool, str]  # whether a form has capitals, and whose it is

# What somebody does who says something.
_SPEAKING = frozenset(
    """
    said says say told tells warned warns warn added adds wrote writes urged urges stressed
    stresses described describes estimate estimates estimated identified identifed counted believes
    believe argued argues claimed claims insisted insists predicted predicts reported suggested
    suggests concluded concludes commented cautioned complained
    """.split()
)
# The same, where it stands before who says it.
_SAID = frozenset("said says added adds told warned wrote according".split())
_ANY = _SPEAKING | _SAID
# What may stand between a name and what it says: "the council’s report warned".
_STAFF = frozenset(
    """
    report reports analysts officers chiefs bosses officials review also spokesman spokeswoman
    """.split()
)
# What may stand between "said" and a name.
_TITLES = frozenset(
    "the a mr mrs ms dr sir prof professor new from report councillor minister uk british".split()
)
# What may stand between a name and its verb: "the council has warned".
_HAVING = frozenset({"has", "have", "had", "also"})
_TELLING = frozenset({"told", "tells", "telling", "tell"})
_TALKING = frozenset({"speaking", "spoke", "speaks", "interview", "talking"})


# "Tom Bell, who runs the pool at Low Moor, said"
_APPOSED = re.compile(r", [^,.;:“”\"]{2,80}, (?:said|says|told|warned|added|wrote)\b")


class Name(NamedTuple):
    """A name at text[start:end]: whose it is, and whether this one hears something or says it."""

    id: str
    start: int
    end: int
    hears: bool
    speaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every form of every name: by its first word, then by its words, those of the most first.

    What is looked for at a word hangs on how long the names are that begin with it, not on how many
    do: half of all who are called by a first name may share it.
    """

    forms: Mapping[str, tuple[tuple[int, Mapping[tuple[str, ...], tuple[_Owned, ...]]], ...]]
    firsts: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Iterable[str]]]) -> Names:
        """Return the table of (id, its forms); a leading "the" is no part of a name."""
        found: dict[str, dict[int, dict[tuple[str, ...], tuple[_Owned, ...]]]] = {}
        for owner, forms in names:
            for form in forms if owner else ():  # one without an id is reported, and is nobody
                parts = tuple(map(_bare, plain_words(form)))
                parts = parts[1:] if len(parts) > 1 and parts[0] == "the" else parts
                if parts:
                    capital = all(word[0].isupper() for word in form.split() if len(word) > 3)
                    alike = found.setdefault(parts[0], {}).setdefault(len(parts), {})
                    alike[parts] = (*alike.get(parts, ()), (capital, owner))
        ordered = {
            first: tuple(sorted(by_size.items(), reverse=True)) for first, by_size in found.items()
        }
        return cls(forms=ordered, firsts=frozenset(ordered))

    def may_find(self, said: Tokens) -> bool:
        """Tell whether a text may have a name: it has the first word of one."""
        firsts = self.firsts
        if not firsts.isdisjoint(said.vocabulary):
            return True
        return (
            bool(firsts)
            and _has_possessive(said)
            and any(word.endswith("'s") and word[:-2] in firsts for word in said.vocabulary)
        )

    def find(self, said: Tokens) -> Iterator[Name]:
        """Yield the names of a text, at each word the longest."""
        if not self.may_find(said):
            return
        tokens = [_bare(token) for token in said.tokens] if _has_possessive(said) else said.tokens
        past = 0
        for k in [k for k, token in enumerate(tokens) if token in self.firsts]:
            if k < past:
                continue
            for size, alike in self.forms[tokens[k]]:
                start = said.spans[k][0]
                whose = alike.get(tuple(tokens[k : k + size]), ())
                own = [one for capital, one in whose if not capital or said.text[start].isupper()]
                if own:
                    past = k + size
                    yield from _named(said, own, k, past)
                    break


def _named(said: Tokens, owners: Iterable[str], first: int, past: int) -> Iterator[Name]:
    """Yield the name that some words of a text are, once for each whose it is."""
    start, end = said.spans[first][0], said.spans[past - 1][1]
    hears = _hears(said.tokens, first)
    speaks = _speaks(said.tokens, first, past) or _APPOSED.match(said.text, end) is not None
    for owner in owners:
        yield Name(id=owner, start=start, end=end, hears=hears, speaks=speaks)


def may_speak(said: Tokens) -> bool:
    """Tell whether a text may have a name of who says something."""
    return not _ANY.isdisjoint(said.vocabulary)


def _has_possessive(said: Tokens) -> bool:
    return "'s" in said.text or "’s" in said.text


def _bare(token: str) -> str:
    return token.removesuffix("'s")


def _hears(said: Sequence[str], k: int) -> bool:
    """Tell whether the name is that of who is told: "told The Courier", "speaking to X"."""
    at = k - 1
    if at >= 0 and said[at] == "the":
        at -= 1
    if at < 0:
        return False
    return said[at] in _TELLING or (
        said[at] in {"to", "with"} and at > 0 and said[at - 1] in _TALKING
    )


def _speaks(said: Sequence[str], first: int, past: int) -> bool:
    """Tell whether the name is that of who says something: "X said", "according to X"."""
    if _hears(said, first):
        return False
    following = list(said[past : past + 4])
    if following and following[0] in _STAFF:
        following = following[1:]
    while following and following[0] in _HAVING:
        following = following[1:]
    if following and following[0] in _SPEAKING:
        return True
    before = list(said[max(first - 8, 0) : first])
    while before and before[-1] in _TITLES:
        before.pop()
    return bool(before) and (before[-1] in _SAID or before[-2:] == ["according", "to"])
