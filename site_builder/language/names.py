"""Names that a briefing knows, found in a text in any of their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from site_builder.language.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SPEAKING = frozenset(
    """
    said says say told tells warned warns warn added adds wrote writes urged urges stressed
    stresses described describes estimate estimates estimated identified identifed counted believes
    believe argued argues claimed claims insisted insists predicted predicts reported suggested
    suggests concluded concludes commented cautioned complained
    """.split()
)
_SAID = frozenset("said says added adds told warned wrote according".split())
_STAFF = frozenset("report reports analysts officers chiefs bosses officials review also spokesman spokeswoman".split())
_TITLES = frozenset("the a mr mrs ms dr sir prof professor new from report councillor minister".split())


class Name(NamedTuple):
    """A name at text[start:end]: whose it is, and whether somebody is only told something."""

    id: str
    start: int
    end: int
    hears: bool
    speaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every form of every name, by its first word; the longest first."""

    forms: Mapping[str, tuple[tuple[tuple[str, ...], bool, str], ...]]

    @classmethod
    def of(cls, names: Iterable[tuple[str, Iterable[str]]]) -> Names:
        """Return the table of (id, its forms); a leading "the" is no part of a name."""
        found: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        for owner, forms in names:
            for form in forms:
                parts = tuple(_bare(word).text for word in words(form))
                parts = parts[1:] if len(parts) > 1 and parts[0] == "the" else parts
                if parts:
                    capital = all(word[0].isupper() for word in form.split() if len(word) > 3)
                    found.setdefault(parts[0], []).append((parts, capital, owner))
        return cls(
            forms={
                first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
                for first, entries in found.items()
            }
        )

    def find(self, text: str, said: Sequence[Word]) -> Iterator[Name]:
        """Yield the names in the words of a text, at each word the longest."""
        k = 0
        while k < len(said):
            size = 0
            for parts, capital, owner in self.forms.get(_bare(said[k]).text, ()):
                if size and len(parts) < size:
                    break
                here = said[k : k + len(parts)]
                if tuple(_bare(word).text for word in here) != parts:
                    continue
                if capital and not text[here[0].start].isupper():
                    continue
                size = len(parts)
                yield Name(
                    id=owner,
                    start=here[0].start,
                    end=here[-1].end,
                    hears=_hears(said, k),
                    speaks=_speaks(said, k, k + size),
                )
            k += max(size, 1)


def _bare(word: Word) -> Word:
    if word.text.endswith("'s"):
        return Word(word.text[:-2], word.start, word.end)
    return word


def _hears(said: Sequence[Word], k: int) -> bool:
    """Tell whether the name is that of who is told: "told The Guardian", "speaking to X"."""
    at = k - 1
    if at >= 0 and said[at].text == "the":
        at -= 1
    if at < 0:
        return False
    return said[at].text in {"told", "tells", "telling", "tell"} or (
        said[at].text in {"to", "with"}
        and at > 0
        and said[at - 1].text in {"speaking", "spoke", "speaks", "interview", "talking"}
    )


def _speaks(said: Sequence[Word], first: int, past: int) -> bool:
    """Tell whether the name is the subject of a word of saying: "X said", "said X", "according to X"."""
    if _hears(said, first):
        return False
    following = [word.text for word in said[past : past + 3]]
    if following and following[0] in _STAFF:
        following = following[1:]
    if following and following[0] in _SPEAKING:
        return True
    before = [word.text for word in said[max(first - 8, 0) : first]]
    while before and before[-1] in _TITLES:
        before.pop()
    return bool(before) and (before[-1] in _SAID or before[-2:] == ["according", "to"])
