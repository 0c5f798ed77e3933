"""Explanations of the codes about what of an article nobody has looked at."""

from __future__ import annotations

TEXTS = {
    "sentence-unreviewed": """
What a briefing leaves out can mislead as much as what it says, so each sentence of each article
is read and decided on. Cite it: add it to the evidence of the statement that it supports, or write
the statement. Or set it aside in the article's record, with a reason that readers will see on the
article's page. Or mark it as furniture, if it is a menu, a caption or an advert. Only the evidence
of statements and of the accounts of a difference cites; what shows a name or a voice does not.
While you are still reading, `coverage: warn` lets the build go on, and `coverage: count` says
nothing; the command `coverage` lists what is left.

    set_aside:
      - quote: The baths had been closed for two winters.
        reason: about the old baths
""",
    "sentence-partly-reviewed": """
A sentence often makes two claims, and citing one of them does not mean that the other was read. Up
to seven words may be left beside a citation: who said it, a date, a turn of speech. Here there are
eight or more. Widen the quote if the statement rests on these words too, cite them under another
statement, or set them aside by a quote of their own, with the reason. What is left out by […]
counts as left.

    set_aside:
      - quote: which replaces the open-air baths of 1931
        reason: about the old baths
""",
}
