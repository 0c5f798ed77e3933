"""What `explain` tells of each code beyond its meaning: why the rule is there, and what to do.

A text is paragraphs, with an empty line between them; lines that begin with four spaces are an
example and stay as they are.
"""

from __future__ import annotations

from site_builder.explanations import bookkeeping, coverage, fit, quotes, reading, running

EXPLANATIONS: dict[str, str] = {
    **reading.TEXTS,
    **bookkeeping.TEXTS,
    **quotes.TEXTS,
    **fit.TEXTS,
    **coverage.TEXTS,
    **running.TEXTS,
}
