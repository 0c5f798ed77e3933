"""Typography of a seed, read for itself: what stands within quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("‐‑‒–—", "-"),
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\t\r\n", " "),
    }
)


def plain(text: str) -> str:
    """Return a text of the same length with straight quotation marks and one kind of dash."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=64)
def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return what stands within quotation marks, in order; a speech may go on over paragraphs.

    A mark that is not closed at the end of its line ends there; the next line goes on with the
    speech if it opens with the same mark again. An apostrophe is no mark.
    """
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        opened: tuple[str, int] | None = None
        for at in range(*line.span()):
            char, inside = text[at], text[at - 1 : at + 2]
            closes = opened is not None and (
                (opened[0] in '“"' and char in '”"')
                or (opened[0] in "‘’" and char == "’" and not _between_letters(inside))
            )
            if opened is not None and closes:
                spans.append((opened[1], at))
                opened = None
            elif opened is None and (char in '“"' or _opens(text, at)):
                opened = (char, at + 1)
        if opened is not None and opened[0] in "“‘":
            spans.append((opened[1], line.end()))
    return tuple(spans)


def _opens(text: str, at: int) -> bool:
    """Tell whether a single mark opens: also a closing one that stands before a word (’Com’)."""
    before = text[at - 1 : at] if at else " "
    word_follows = text[at + 1 : at + 2].isalpha()
    return text[at] == "‘" or (text[at] == "’" and before in " “(" and word_follows)


def _between_letters(three: str) -> bool:
    return len(three) == 3 and three[0].isalpha() and three[2].isalpha()
