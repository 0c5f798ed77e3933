"""Where a text stands in quotation marks, also over several paragraphs.

Offsets are code points, end exclusive. Newspapers write “…”, "…" and ‘…’, open each paragraph of a
speech anew and close only the last, and slip: the cases are in tests/language/quotations.txt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from site_builder.quotes import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARK = re.compile("[“”\"„«»‘’‚']")
_DOUBLE_OPEN = "“„«"
_DOUBLE_CLOSE = "”»"
_DOUBLE = _DOUBLE_OPEN + _DOUBLE_CLOSE + '"'
_DOUBLE_OPENS = _DOUBLE_OPEN + '"'
_SINGLE = re.compile("[’']")
# A single mark behind a letter or digit opens nothing.
_OPENS = re.compile(r"""[“"‘«„‚’'](?:(?<=[“"‘«„‚])|(?<![^\W_].))""")
_FARTHEST = 2_000  # characters within which a quotation that holds an apostrophe is closed
_LONGEST_SLIP = 80  # characters within which a word that ’ opens by mistake is closed


def has_marks(text: str) -> bool:
    """Tell whether there may be a quotation in the text."""
    if "“" in text or '"' in text or "‘" in text or "«" in text:
        return True
    return ("’" in text or "'" in text) and may_open(text, 0, len(text))


def may_open(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] has a mark that may open a quotation; see `_of_paragraph`."""
    return _OPENS.search(text, start, end) is not None


def quoted_spans(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Return what stands within quotation marks, in order and without the outer marks.

    Speech that is not closed ends with its paragraph: where it goes on in the next, that one opens
    with a mark of its own. A single mark between letters is an apostrophe, and so is one after a
    plural's s, if the quotation is closed later.
    """
    return _merged([span for paragraph in paragraphs for span in _of_paragraph(text, paragraph)])


def _of_paragraph(text: str, paragraph: Span) -> list[Span]:
    spans: list[Span] = []
    double = single = -1  # where the quotation begins that is open
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, char = mark.start(), mark.group()
        if char in _DOUBLE:
            if double < 0:
                if char in _DOUBLE_OPENS and not _dangles(text, at, char):
                    double = at + 1
            elif _closes(text, at, char):
                spans.append(Span(double, at))
                double = -1
        elif single < 0:
            if _opens_single(text, at, char, paragraph):
                single = at + 1
        elif _closes_single(text, at, char, paragraph):
            spans.append(Span(single, at))
            single = -1
    left = double if double >= 0 else single
    if left >= 0 and (double >= 0 or _is_speech(text, single, paragraph)):
        spans.append(Span(left, paragraph.end))
    return spans


def _closes(text: str, at: int, char: str) -> bool:
    """Tell whether a double mark may close; a straight one does where it follows something."""
    if char != '"':
        return char in _DOUBLE_CLOSE
    return at > 0 and not text[at - 1].isspace()


def _dangles(text: str, at: int, char: str) -> bool:
    """Tell whether a straight mark closes what was never opened."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return char == '"' and at > 0 and not text[at - 1].isspace() and after.isspace()


def _opens_single(text: str, at: int, char: str, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if before.isalnum() or after.isspace():
        return False
    if char == "‘":
        return True
    # ’ or ' at the start of a word: an elision (’em, '90s), unless it is closed soon after.
    if not after.isalpha() or not (before.isspace() or before in '“"(—–'):
        return False
    close = _next_close(text, at + 1, min(paragraph.end, at + _LONGEST_SLIP))
    return close >= 0


def _next_close(text: str, start: int, end: int) -> int:
    for mark in _SINGLE.finditer(text, start, min(end, start + _FARTHEST)):
        at = mark.start()
        after = text[at + 1] if at + 1 < len(text) else " "
        if not after.isalnum() and not text[at - 1].isspace():
            return at
    return -1


def _closes_single(text: str, at: int, char: str, paragraph: Span) -> bool:
    if char not in "’'":
        return False
    after = text[at + 1] if at + 1 < paragraph.end else " "
    before = text[at - 1]
    if after.isalnum() or before.isspace():
        return False
    if before not in "sS" or not after.isspace():
        return True
    # "the officers’ views are mixed’": a plural's apostrophe, if another mark closes.
    follows = text[at + 2 : at + 3]
    if not follows.islower():
        return True
    close = _next_close(text, at + 1, paragraph.end)
    again = text.find("‘", at + 1, min(paragraph.end, at + _FARTHEST))
    return close < 0 or (0 <= again < close)


def _is_speech(text: str, single: int, paragraph: Span) -> bool:
    """Tell whether a single mark opens speech: at the start, or behind a colon or comma."""
    if text[max(single - 3, 0) : single - 1].strip().endswith((":", ",")):
        return True
    return not text[paragraph.start : single - 1].strip()


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def is_quoted(spans: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether [start, end) stands wholly within one of the spans, which are in order."""
    k = bisect_right(spans, (start, 1 << 62)) - 1
    return k >= 0 and spans[k].start <= start and end <= spans[k].end


def touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether any of [start, end) stands within one of the spans, which are in order."""
    k = bisect_right(spans, (end - 1, 1 << 62)) - 1
    return k >= 0 and spans[k].end > start


def own_quotations(text: str) -> Iterator[Span]:
    """Yield what a curator puts in quotation marks in one text, without the marks."""
    yield from quoted_spans(text, [Span(0, len(text))])
