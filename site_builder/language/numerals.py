"""Numbers as they are written: words and digits, shares, multiples, units, and their values."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from site_builder.language.clocks import CLOCK
from site_builder.language.words import content

LONGEST = 40  # digits that are read as a value; what is longer is compared as it is written
Value = Fraction | str
"""A number's value; a string where it has none: "thousands", a code, more digits than are read."""

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
SCALES |= {"trillion": 10**12, "dozen": 12}
SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
CARDINALS = {word: value for value, word in enumerate(_UNITS)}
CARDINALS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
ORDINALS = {
    word: value
    for value, word in enumerate(
        """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """.split(),
        start=1,
    )
}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7}
PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100}
TIMES = {"twice": 2, "thrice": 3, "twofold": 2}
TIMES |= {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
PAIRS = ("pair", "couple", "both", "duo", "twins")

MEASURES = {
    "second": ("second", "sec"),
    "minute": ("minute", "min"),
    "hour": ("hour", "hr"),
    "day": ("day",),
    "week": ("week",),
    "fortnight": ("fortnight",),
    "month": ("month",),
    "year": ("year", "yr"),
    "decade": ("decade",),
    "century": ("century",),
    "centuries": ("centuries",),
    "metre": ("metre", "meter", "m"),
    "kilometre": ("kilometre", "kilometer", "km"),
    "centimetre": ("centimetre", "centimeter", "cm"),
    "millimetre": ("millimetre", "millimeter", "mm"),
    "mile": ("mile",),
    "foot": ("foot", "feet", "ft"),
    "inch": ("inch", "inche"),
    "acre": ("acre",),
    "hectare": ("hectare", "ha"),
    "tonne": ("tonne",),
    "ton": ("ton",),
    "kilogram": ("kilogram", "kilo", "kg"),
    "gram": ("gram", "g"),
    "pound": ("pound", "£", "gbp"),
    "penny": ("penny", "pence", "p"),
    "euro": ("euro", "€", "eur"),
    "dollar": ("dollar", "$", "usd"),
    "litre": ("litre", "liter"),
    "degree": ("degree", "°"),
    "point": ("percentage point",),
    "mph": ("mph",),
    "megawatt": ("megawatt", "mw"),
}
"""Units of measure: one is never another. Written in the singular; a plural s is taken off."""
MEASURE = {form: unit for unit, forms in MEASURES.items() for form in forms}

ANYTHING = frozenset(
    map(content, "people case member individual number total figure item head piece".split())
)
"""What may be counted under another name: 1,204 passengers are 1,204 people."""
# Nouns of one line may stand for each other where they are counted.
_ALIKE = """
staff worker employee workforce
pupil student schoolchild schoolchildren
child children kid youngster
car vehicle
home house household dwelling
firm company business
job post position
officer police
fan supporter spectator
death dead killed fatality
vote ballot
book volume title copy
boat vessel ship ferry craft
trip journey crossing sailing
site location place
meeting session
flat apartment
volunteer helper
visitor guest visit
shot bullet
mistake error
prisoner inmate
soldier troop
answer response reply
customer client
driver motorist
doctor medic
attack assault
charge count
complaint objection
girl schoolgirl
woman women
man men
"""
LIKE_NOUNS = {
    content(word): k for k, line in enumerate(_ALIKE.split("\n")) for word in line.split()
}
"""What is counted, by the number of the group of nouns that may stand for it."""

DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_WORDS = "|".join([*_UNITS, *_TENS, *SCALES])
# "and" joins what follows a scale: two hundred and six, but not three and five.
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\s+and\s+(?!a\b)"
CARDINAL = rf"(?:{_WORDS})(?:(?:[ -]|{_AND})(?:{_WORDS}))*"
_PART = "halves|half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
_THOUSANDS = "hundreds|thousands|millions|billions"
# What makes a code of digits with letters behind them, but for ordinals, scales and units.
_NO_CODE = "st|nd|rd|th|s|k|m|mn|bn|tn|am|pm|p|pc|kg|km|cm|mm|g|ft|mph|mw|yr|yrs"
_TIMES_OF = "seconds|minutes|hours|days|weeks|months|years|decades"
NUMBER = re.compile(
    rf"""
    (?P<code> (?: [^\W\d_]+\d\w* | \d+(?!(?:{_NO_CODE})\b)[^\W\d_]\w* ) )
  | (?P<clock> {CLOCK} )
  | (?P<mixed> \b(?:{DIGITS}|{CARDINAL})[ -]and[ -](?:an?[ -](?:half|quarter|third)
        |three[ -]quarters|two[ -]thirds)\b )
  | (?P<vague> \b(?:
        (?:tens|dozens|{_THOUSANDS})(?:\s+of\s+(?:{_THOUSANDS}))?
        | scores(?=\s+of) | (?:several|many)\s+(?:hundred|thousand|million|billion) )\b )
  | (?P<some> \b(?:several|a\s+number\s+of)\b )
  | (?P<nof> \b(?:{DIGITS}|{CARDINAL})\s+(?:[a-z]+\s+)??
        (?:in\s+(?:every\s+)?|out\s+of\s+(?:every\s+)?|of\s+every\s+)(?:{DIGITS}|{CARDINAL})\b
        (?!\s*(?:{_TIMES_OF})\b) )
  | (?P<place> \b(?:{"|".join(_TENS)})-(?:first|second|third|fourth|fifth|sixth|seventh|eighth
        |ninth)\b )
  | (?P<part> \b(?:(?:(?:{CARDINAL}|an?|\d+)[ -]+)(?:{_PART})|half|halves|halved|halving)\b(?!-) )
  | (?P<fold> \b(?:{DIGITS}|{CARDINAL})[ -]?fold\b | \b(?:{DIGITS}|{CARDINAL})\s+times\b
        | \b(?:twice|thrice)\b | \b(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|ed|es|ing)\b )
  | (?P<ordinal> \b(?:{"|".join(ORDINALS)})\b | \b\d+(?:st|nd|rd|th)\b )
  | (?P<decade> \b\d{{4}}s\b )
  | (?P<plain> [£$€]? (?:{DIGITS}) (?:\s?(?:k|mn|m|bn|tn)\b)? (?:\s+(?:{"|".join(SCALES)})s?\b)?
        (?:\s?%)? | \b{CARDINAL}\b )
  | (?P<pair> \b(?:{"|".join(PAIRS)})\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A number as it is written; the name of the group that matches tells in what way."""

_NO_FIGURE = "|".join(
    [
        "[ap]|[ap]m|in|out|of|fold|times|past|minutes past|o|and an?|and three|and two",
        "k|mn|m|bn|tn",
        _PART,
        *(f"{scale}s?" for scale in SCALES),
    ]
)
FIGURE = re.compile(
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)"
    rf"(?=[.,;](?:\s|\Z)|[ ]+(?!(?:{_NO_FIGURE})\b)[a-z]+\b"
    rf"(?!\s+(?:out\b|(?:in|of)\s+(?:every|\d|{_WORDS}))))",
    re.IGNORECASE,
)
"""What NUMBER finds and calls plain, in digits only, by what follows: most numbers, and sooner.

All its other groups need, behind the digits, a letter or a mark at once, or one of `_NO_FIGURE`
behind spaces, or (for "4 in 5") one word more, "in", "out of" or "of", and a number or "every".
"""

_MARKS = re.compile(r"[£$€%\u00a0\u202f\u2009,]")
_IN_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_JOINED = re.compile(r"[\s-]+")


@lru_cache(maxsize=1 << 14)
def value_of(words: str) -> Value:
    """Return the value of a number in digits or words; what is too long stays a string."""
    plain = _MARKS.sub("", words).strip()
    digits = _IN_DIGITS.match(plain)
    if digits:
        if len(digits[0]) > LONGEST:
            return digits[0].lstrip("0")
        value = Fraction(digits[0])
        for word in plain[digits.end() :].split():
            value *= SHORT.get(word) or SCALES.get(word.removesuffix("s"), 1)
        return value
    total = current = 0
    for word in _JOINED.split(words.strip()):
        if word in CARDINALS:
            current += CARDINALS[word]
        elif word in SCALES:
            scale = SCALES[word]
            if scale <= 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
    return Fraction(total + current)
