"""Entries to an index of their words, as the published search reads it.

`static/js/finder.js` reads what is made here and takes a question apart by the rule of `words`: the
two change together. Ranking is Okapi BM25 (Robertson and Zaragoza 2009), in which an entry's worth
and length are worked out here and the rarity of a word there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Words that nobody looks for. A question made of nothing else is answered with nothing.
STOP = frozenset(
    """
    a an and are as at be been but by did do does for from had has have how i if in into is it its
    of on or so than that the their them there these they this to us was we were what when where
    which who whose why will with you your
    """.split()
)
# What a person in need may type: above what is found for it stand the lines of help.
HELP = (
    *("suicide", "suicidal", "self-harm", "self-harming", "self-injury", "selfharm"),
    *("kill myself", "killing myself", "end my life", "ending my life", "want to die"),
    *("wanting to die", "harm myself", "hurt myself", "hurting myself", "cut myself"),
    *("cutting myself", "take my own life", "overdose", "hanging myself"),
    *("report abuse", "reporting abuse", "get help", "getting help", "need help", "help me"),
    *("being abused", "abusing me", "being groomed", "grooming me", "being blackmailed"),
    *("blackmailing me", "blackmailed me", "nudes of me", "my nudes", "worried about my child"),
)
LEVELS = 26
"""An entry's worth for a word is one of so many steps, written as a letter from A (least)."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# No word with a hyphen takes the beginning of a number: "500-1,000" has 1000 in it.
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)+|[^\W_]+(?:-(?![0-9]+[.,][0-9])[^\W_]+)*")
_APOSTROPHE = re.compile("['\u2018\u2019](?:s(?![^\\W_]))?")
_HYPHENS = re.compile("[\u2010\u2011]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = tuple(high + low for high in _DIGITS for low in _DIGITS)
_SMALL = tuple(pair.lstrip("0") or "0" for pair in _PAIRS)
_KNOWN = 1 << 15  # of what texts are made of: so much is remembered
_SATURATION, _LENGTH = 1.2, 0.5  # k1 and b of BM25: entries are short, and all of like length
_ALSO = 0.4  # what a word is worth that is looked for and not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What can be found: `text` is shown with `by` under it; `also` is looked for and not shown.

    `worth`, from 0 to 1, is how far up its kind stands among entries that match as well.
    """

    kind: str
    href: str
    text: str
    by: str = ""
    also: str = ""
    worth: float = 1.0


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared: lower case, no accents, no possessive s.

    A number has no separators of thousands ("291273"). A word with hyphens is yielded in its parts
    and then joined: "self", "harm", "selfharm".
    """
    return chain.from_iterable(map(_words, text.split()))


@lru_cache(maxsize=_KNOWN)
def _words(written: str) -> tuple[str, ...]:
    """Return the words of what stands between white space, which no word has in it."""
    plain = written
    if not written.isascii():
        marked = unicodedata.normalize("NFKD", written)
        plain = "".join(c for c in marked if not unicodedata.combining(c) and c != "\u00ad")
    plain = _HYPHENS.sub("-", _APOSTROPHE.sub("", plain.lower()))
    found: list[str] = []
    for token in _TOKEN.findall(plain):
        if "-" in token:
            found += token.split("-")
            found.append(token.replace("-", ""))
        else:
            found.append(token.replace(",", ""))
    return tuple(found)


@lru_cache(maxsize=_KNOWN)
def _terms(written: str) -> tuple[str, ...]:
    """Return those words that somebody looks for."""
    return tuple(word for word in _words(written) if word not in STOP)


def script(entries: Sequence[Entry], kinds: Mapping[str, str]) -> bytes:
    """Return the index as a classic script, which pages on a disk can load too.

    It sets `searchIndex`: `entries` as [kind, href, text, by], `kinds` what each kind is called,
    `terms` in the order of code points, `posts` for each term the entries that hold it, as steps
    from one to the next in base 36 with a letter of worth after each ("0C2A" is entries 0 and 2),
    `stop` and `help`.
    """
    order = {kind: number for number, kind in enumerate(kinds)}
    posts = _posts(entries)
    index = {
        "kinds": list(kinds.values()),
        "entries": [[order[e.kind], e.href, e.text, e.by] for e in entries],
        "terms": " ".join(sorted(posts)),
        "posts": " ".join(_packed(posts[term]) for term in sorted(posts)),
        "stop": " ".join(sorted(STOP)),
        "help": [" ".join(words(phrase.replace("-", " "))) for phrase in HELP],
    }
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"var searchIndex={written};\n".encode()


def _posts(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Return for each term the entries that hold it, in order: number times LEVELS and its step."""
    shown = [_counted(entry) for entry in entries]
    lengths = [sum(counts.values()) for counts in shown]
    usual = sum(lengths) / len(lengths) if any(lengths) else 1.0
    posts: dict[str, list[int]] = defaultdict(list)
    for number, (entry, counts, length) in enumerate(zip(entries, shown, lengths, strict=True)):
        spread = _SATURATION * (1 - _LENGTH + _LENGTH * length / usual)
        codes = {
            count: number * LEVELS
            + min(int(entry.worth * count / (count + spread) * LEVELS), LEVELS - 1)
            for count in {*counts.values()}
        }
        for term, count in counts.items():
            posts[term].append(codes[count])
    return posts


def _counted(entry: Entry) -> dict[str, float]:
    counts: dict[str, float] = {}
    for part, weight in ((entry.text, 1.0), (entry.by, 0.5), (entry.also, _ALSO)):
        for term in chain.from_iterable(map(_terms, part.split())):
            counts[term] = counts.get(term, 0.0) + weight
    return counts


def _packed(posts: Iterable[int]) -> str:
    parts, before = [], 0
    for code in posts:
        number, step = divmod(code, LEVELS)
        gap, before = number - before, number
        parts.append((_SMALL[gap] if gap < len(_SMALL) else _base36(gap)) + _LETTERS[step])
    return "".join(parts)


def _base36(number: int) -> str:
    high, low = divmod(number, len(_PAIRS))
    return _base36(high) + _PAIRS[low] if high else _SMALL[low]
