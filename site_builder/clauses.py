"""Find the negation or hedge that a quote cuts off from its own clause.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.quotes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The tables hold patterns for whole words, in any case but for `may`, which the month is not.
# What looks ahead or behind names an honest use that is neither negation nor hedge.
NEGATIONS = (
    r"\w+n['’]t",
    r"not",
    r"no(?!-)",
    r"no-one",
    r"never",
    r"cannot",
    r"without",
    r"neither",
    r"nor",
    r"none",
    r"nobody",
    r"nothing",
    r"nowhere",
    r"hardly",
    r"barely",
    r"scarcely",
    r"rarely",
    r"seldom",
    r"(?<!a )few",
    r"little (?:evidence|sign|reason)",
    r"(?:fail|fails|failed|failing|unable) to",
    r"den(?:y|ies|ied)",
)
HEDGES = (
    r"(?-i:may)",
    r"might",
    r"could",
    r"can(?!-)",
    r"would",
    r"should",
    r"likely",
    r"unlikely",
    r"almost certainly",
    r"almost",
    r"nearly",
    r"possibl[ey]",
    r"probabl[ey]",
    r"perhaps",
    r"maybe",
    r"potential(?:ly)?",
    r"some",
    r"a number of",
    r"in (?:some|many|several|a number of|a few) cases",
    r"often",
    r"usually",
    r"typically",
    r"generally",
    r"frequently",
    r"sometimes",
    r"occasionally",
    r"mostly",
    r"mainly",
    r"largely",
    r"primarily",
    r"predominantly",
    r"partly",
    r"relatively",
    r"alleged(?:ly)?",
    r"reportedly",
    r"apparent(?:ly)?",
    r"seemingly",
    r"suspected",
    r"believe[sd]?",
    r"thought to",
    r"estimate[sd]?",
    r"approximately",
    r"roughly",
    r"suggest(?:s|ed|ing)?",
    r"appear(?:s|ed)?(?! (?:in|at|on|before|by|via|for|with|alongside)\b)",
    r"seem(?:s|ed)?",
    r"tend(?:s|ed)?(?= to\b)",
    r"(?<!better )(?<!best )(?<!well )(?<!also )known(?! (?:as|for|to)\b)",
)
# These govern the number after them and nothing else.
LIMITS = (
    r"about",
    r"around",
    r"over",
    r"under",
    r"above",
    r"below",
    r"up to",
    r"at (?:least|most)",
    r"(?:more|fewer|less) than",
    r"as (?:many|few|much|little) as",
)
_NUMBER = (
    r"\s+(?=[£$€]?\d|(?:the |an? |one )?(?:half|thirds?|quarters?|dozens?|hundreds?|thousands?"
    r"|millions?|billions?)\b|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety)\b)"
)


def _words(*patterns: str) -> str:
    return rf"(?<![\w'’-])(?:{'|'.join(patterns)})(?!\w)"


_GOVERNORS = re.compile(_words(*NEGATIONS, *HEDGES), re.IGNORECASE)
_LIMITS = re.compile(_words(*LIMITS) + _NUMBER, re.IGNORECASE)
_MARK = (
    r"[;!?()\[\]“”\"–—…«»]"
    r"|(?<!\d)[.,:]|[.,:](?!\d)"  # but not inside a number
    r"|(?<![^\W_])['’‘]|['’‘](?![^\W_])"  # but not an apostrophe inside a word
    r"|(?<=\s)-(?=\s)"
)
_MARKS = re.compile(_MARK)
_BOUNDARY = (
    _MARK + r"|\b(?:but|who|which|whose|while|whereas|because|although|though|where|when|if|as"
    r"|after|before)\b"
)
_BOUNDARIES = re.compile(_BOUNDARY, re.IGNORECASE)
# "rejected | for showing no clear ideology": what is said of the reason is not said of the act.
_NEXT_BOUNDARY = re.compile(_BOUNDARY + r"|\b(?:for|by|from|into) \w+ing\b", re.IGNORECASE)
# A remark between commas, behind which the verb of its subject stands.
_REMARK = re.compile(r",\s+(?:who|whose|whom|which|where)\b[^,.;:]*\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r",\s+(?P<verb>(?:was|were|is|are|has|have|had|did|does|do|will|would|can|could|may|might|must"
    r"|should|never|not|cannot|\w+n['’]t)\b)",
    re.IGNORECASE,
)
# Marks that end a clause wherever they stand; a full stop or comma may stand within a number.
_PLAIN_MARKS = frozenset(';!?“”"—…')
_STOPS = frozenset(".,:")
_LONGEST = 40  # characters of the longest entry of a table, and some
_USUAL = 120  # characters to the next boundary
_FARTHEST = 1000  # characters on each side of a quote that are looked at; no clause is longer


def cut_hedge(text: str, parts: Sequence[Span], paragraph: Span) -> tuple[str, Span] | None:
    """Return the first negation or hedge that the quote cuts off, and its span in the text.

    That is a word of the tables in what is skipped between two parts, or in the same clause before
    the first part or after the last. A clause ends at punctuation, brackets, quotation marks and
    dashes, and at `but`, `who`, `as` and their like; at a quote's edge that stands there nothing
    is cut. `paragraph` is what the clauses stay within: where the quote runs over several
    paragraphs, the stretch from the first to the last.
    """
    if len(parts) == 1 and _stands_alone(text, *parts[0], paragraph):
        return None
    edges = [_left(text, parts[0].start, paragraph)]
    edges += [at for part in parts for at in part]
    edges += [_right(text, parts[-1].end, paragraph)]
    gaps = [Span(*gap) for gap in zip(edges[::2], edges[1::2], strict=True) if gap[0] < gap[1]]
    cut = min((word for gap in gaps for word in _cut(text, gap)), default=None)
    return (text[slice(*cut)], cut) if cut else None


def _stands_alone(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Tell whether a quote begins where a clause begins and ends where one ends, by its marks."""
    if not _is_mark_before(text, start, paragraph):
        return False
    ends = _is_mark(text, end - 1) or _is_mark(text, end) or end >= paragraph.end
    return ends and _verb_behind(text, end, paragraph) is None


def _verb_behind(text: str, end: int, paragraph: Span) -> int | None:
    """Return where the verb stands of a subject with a remark on it, at which a quote ends."""
    at = end - 1 if text[end - 1] == "," else end
    found = _GOES_ON.match(text, at, paragraph.end) if text.startswith(",", at) else None
    if found is None or not _REMARK.search(text, max(paragraph.start, at - _FARTHEST), at):
        return None
    return found.start("verb")


def _is_mark_before(text: str, start: int, paragraph: Span) -> bool:
    at = start - 1
    while at >= paragraph.start and text[at] in " \n":
        at -= 1
    return at < paragraph.start or _is_mark(text, at)


def _is_mark(text: str, at: int) -> bool:
    """Tell whether the character ends a clause by itself."""
    char = text[at : at + 1]
    return char in _PLAIN_MARKS or (char in _STOPS and not text[at + 1 : at + 2].isdigit())


def _cut(text: str, gap: Span) -> Iterator[Span]:
    """Yield the words of the tables that are not wholly inside what the quote keeps."""
    start, end = max(gap.start - _LONGEST, 0), gap.end + _LONGEST
    for word in _GOVERNORS.finditer(text, start, end):
        if word.start() < gap.end and word.end() > gap.start:
            yield Span(*word.span())
    for word in _LIMITS.finditer(text, start, end):
        if word.start() < gap.end <= word.end():  # the number itself is kept
            yield Span(word.start(), word.start() + len(word.group().rstrip()))


def _left(text: str, first: int, paragraph: Span) -> int:
    """Return where the clause begins that the quote's first word is in."""
    if _BOUNDARIES.match(text, first):
        return first
    start = first
    for reach in (_USUAL, _FARTHEST):
        start = max(paragraph.start, first - reach)
        marks = list(_BOUNDARIES.finditer(text, start, first))
        if marks:
            return marks[-1].end()
    return start


def _right(text: str, last: int, paragraph: Span) -> int:
    """Return where the clause ends that the quote's last word is in.

    Behind a remark on its subject it goes on: "the archive, which is upstairs, | was not damaged".
    """
    verb = _verb_behind(text, last, paragraph)
    if verb is None and _MARKS.match(text, last - 1):
        return last
    last = last if verb is None else verb
    end = max(min(paragraph.end, last + _FARTHEST), last)
    mark = _NEXT_BOUNDARY.search(text, last, end)
    return mark.start() if mark else end
