"""The words of a text, their stems, and which of them carry what it is about.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word: letters and digits, with apostrophes between them."""

_PUNCTUATION = ".,-“”–:;()?"

GRAMMAR = frozenset(
    """
    a an the this that these those such another other others same own
    i me my we us our you your he him his she her hers it its they them their theirs
    myself ourselves yourself yourselves himself herself itself themselves each
    who whom whose which what when where why how there here then
    is are was were be been being am has have had having do does did doing done
    isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't
    it's that's there's they're we're you're i'm we've they've i've he's she's
    can could may might must shall should will would can't couldn't won't wouldn't shouldn't
    not no nor neither never none nobody nothing nowhere cannot without
    and or but if because as until while of at by for with about against between into through
    during before after above below to from up down in out on off over under again further
    than so too very just also both either only even still yet already now once
    all any every most more much many some few less least several
    always clearly certainly definitely completely totally entirely fully absolutely exclusively
    solely undoubtedly
    like one ones two per via upon within among amongst amid across along around
    get gets got getting make makes made making take takes took taken taking
    mr mrs ms miss dr sir
    """.split()
)
"""Words of grammar."""
# Words by which a text says who says what.
_SAYING = frozenset(
    """
    called calling said say says saying told tell tells telling according added adds
    adding warned warns
    article articles article's undated report reports reported reporting quote quotes quoted
    quoting naming
    speaker speakers retell retells retold retelling
    """.split()
)
EMPTY = GRAMMAR | _SAYING
"""The words that say nothing of what a sentence is about."""

# Endings that are taken off, the longest first; what is left has three letters or more. It need not
# be a word: it is compared with what is left of other words, by the same table.
_ENDINGS = tuple(
    sorted(
        """
        isation isations ization izations ising izing ised ized iser izer isers izers ise ize ises
        izes ation ations ating ated ates ate ative ator ators ition itions ion ions
        ality alities ally al als ical ically ic ics ity ities ness iness ment ments
        ance ances ence ences ant ants ent ents ancy ency
        ing ings ingly ed edly er ers est or ors ory ories
        ive ives ively ous ously ful fully less able ably ible ibly ability ibility
        ies ied ier iest y ly ily es e s ship ships ism ist ists hood
        ify ifies ified ification ifying en ened ening ens
        our ours oured ouring is ble bly
        """.split(),
        key=lambda ending: (-len(ending), ending),
    )
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_ENDING_SET = frozenset(_ENDINGS)
_SHORTEST = 3  # letters of a stem; one more where the ending has three or more
_STOUT = 5  # letters that are left where a second ending is taken off
_IRREGULAR = {
    "offence": "offend",
    "offences": "offend",
    "offense": "offend",
    "offenses": "offend",
    "offender": "offender",  # a person: three quarters of offences are not of offenders
    "offenders": "offender",
    "used": "use",
    "uses": "use",
    "using": "use",
    "user": "use",
    "users": "use",
    "tech": "technolog",
    "children": "child",
    "men": "man",
    "women": "woman",
    "people": "person",
    "teenagers": "teen",
    "teenager": "teen",
    "teenaged": "teen",
    "teenage": "teen",
    "rose": "ris",
    "risen": "ris",
    "fell": "fall",
    "fallen": "fall",
    "grew": "grow",
    "grown": "grow",
    "growth": "grow",
    "spoke": "speak",
    "spoken": "speak",
    "began": "begin",
    "begun": "begin",
    "found": "find",
    "kept": "keep",
    "sold": "sell",
    "paid": "pay",
    "built": "build",
    "drawn": "draw",
    "drew": "draw",
    "drove": "driv",
    "driven": "driv",
    "lost": "los",
    "loss": "los",
    "losses": "los",
    "left": "leav",
    "led": "lead",
    "held": "hold",
    "sent": "send",
    "spent": "spend",
    "bought": "buy",
    "thought": "think",
    "shown": "show",
    "seen": "see",
    "saw": "see",
    "gave": "giv",
    "given": "giv",
    "wrote": "writ",
    "written": "writ",
    "died": "die",
    "dying": "die",
    "death": "die",
    "deaths": "die",
    "dead": "die",
    "chose": "choos",
    "chosen": "choos",
    "went": "go",
    "gone": "go",
    "came": "com",
    "became": "becom",
    "lives": "life",
    "live": "life",
    "living": "life",
}


class Word(NamedTuple):
    """A word in lower case with straight apostrophes, and where it stands."""

    text: str
    start: int
    end: int


def plain_words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes; hyphens part words."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is several in lower case might part a word
        return [word.lower().replace("’", "'") for word in WORD.findall(text)]
    if "’" in low:
        low = low.replace("’", "'")
    # Most texts have few kinds of punctuation: then splitting at spaces gives the same words.
    bare = low
    for mark in _PUNCTUATION:
        if mark in bare:
            bare = bare.replace(mark, " ")
    found = bare.split()
    return found if _are_words(found) else WORD.findall(low)


def may_have(text: str, vocabulary: frozenset[str], words: frozenset[str]) -> bool:
    """Tell whether a pattern that looks for one of the words, in any case, may find it in a text.

    To such a pattern a word may end at an apostrophe; and it takes three letters that `lower`
    leaves as they are for a plain s or i.
    """
    if not words.isdisjoint(vocabulary) or "ſ" in text or "ı" in text or "İ" in text:
        return True
    if "’" not in text and "'" not in text:
        return False
    return any("'" in word and not words.isdisjoint(word.split("'")) for word in vocabulary)


def _are_words(found: list[str]) -> bool:
    """Tell whether each of these, between which there were spaces, is a word as WORD has it."""
    joined = "".join(found)
    if joined.isalnum() or not joined:
        return True
    if "'" not in joined or not joined.replace("'", "").isalnum():
        return False
    apart = f" {' '.join(found)} "
    return " '" not in apart and "' " not in apart and "''" not in apart


def runs(tokens: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Return each run of so many words."""
    return zip(*(tokens[at:] for at in range(size)), strict=False)


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, as `plain_words` gives them."""
    return [found.span() for found in WORD.finditer(text)]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return what a word shares with its other forms; a number or short word is its own stem."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("'s"):
        word = word[:-2]
    elif word.endswith("'"):
        word = word[:-1]
    if not word.isalpha():
        return word
    word = word.replace("yz", "ys")
    word = _without_ending(word, _SHORTEST)
    while (shorter := _without_ending(word, _STOUT)) != word:
        word = shorter
    if len(word) > _SHORTEST and (word[-1] in "ei" or word[-2] == word[-1] not in "ls"):
        word = word[:-1]
    return word


def is_ending(letters: str) -> bool:
    """Tell whether the letters are nothing, or an ending by which forms of a word differ."""
    return not letters or letters in _ENDING_SET


def irregular(stem: str) -> tuple[str, ...]:
    """Return the words of this stem that do not begin like the others: rose, for that of rises."""
    return tuple(word for word, root in _IRREGULAR.items() if root == stem)


def _without_ending(word: str, least: int) -> str:
    for size in range(min(_LONGEST_ENDING, len(word) - least), 0, -1):
        if size > 2 and len(word) - size <= _SHORTEST:
            continue
        if word[-size:] in _ENDING_SET:
            return word[:-size]
    return word


@lru_cache(maxsize=1 << 17)
def content(word: str) -> str:
    """Return the stem of a word that carries what a text is about, or nothing."""
    return "" if word in EMPTY or (len(word) == 1 and not word.isdigit()) else stem(word)


@lru_cache(maxsize=1 << 17)
def head(word: str) -> str:
    """Return the stem of a word that something may govern, words of saying too, or nothing."""
    return stem(word) if word in _SAYING else content(word)


_COUNTING = frozenset(
    map(
        stem,
        """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred thousand million billion hundreds thousands millions dozen dozens half third
        quarter quarters thirds twice sixfold tenfold times cent percent first second aged age
        year years month months week weeks day days
        """.split(),
    )
)


def is_number(stem: str) -> bool:
    """Tell whether a stem is of a number or of what numbers are said with."""
    return stem in _COUNTING or not stem.isalpha()


def contents(text: str) -> frozenset[str]:
    """Return the stems of the words that carry what a text is about."""
    return frozenset(map(content, plain_words(text))) - {""}
