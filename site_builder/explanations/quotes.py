"""Explanations of the codes about where a quote stands in its article."""

from __future__ import annotations

TEXTS = {
    "quote-missing": """
A quote is the proof of a statement, so it is the article's own words. The finding shows the nearest
passage and what differs: a letter, a digit, a word left out, a capital. Copy the words from the
article again rather than typing them. Where you leave words out within a paragraph, write […]; dots
alone are not enough. If the words are in another article, the finding says which. If they are in
none, the statement has no evidence.

    in the article:  The ramp came from a letter by a ten-year-old pupil.
    wrong:           The ramp came from a ten-year-old pupil
    right:           The ramp came from a letter by a ten-year-old pupil
    right:           The ramp came from […] a ten-year-old pupil
""",
    "quote-ambiguous": """
A reader who follows the quote must come to the words that were meant, and the same words may be
said of something else further on. The finding lists the places. Copy more of the sentence, or tell
the place apart by the number of its paragraph or by words that stand just before or after it.

    quote: The ramp is open to everybody.
    suffix: Ms Okafor told the crowd
""",
    "quote-order": """
With […] a quote leaves words out, and what remains must still be one passage: the parts in the
article's order, within one paragraph. Parts that are picked from far apart, or put in another
order, can say what nobody said. Put them in order, or make each an entry of evidence of its own.
""",
    "quote-cuts-word": """
Half a word can mean something else: "00 people" is not "400 people", "legal" is not "illegal". A
hyphenated word, a number with its sign and a word with its apostrophe count as one; a possessive 's
may be left off. Take in the whole word, which the finding shows.

    wrong:  a letter by a ten
    right:  a letter by a ten-year-old pupil
""",
    "quote-short": """
A word or two can be found in any article and say nothing of their own. What carries a statement or
an account has at least twelve characters; a name or a date in a record may be shorter. Copy the
part of the sentence that makes the claim, with its verb.
""",
    "quote-in-furniture": """
A caption, a menu or an advert was not written as part of the article, and often belongs to another
one. What the seed's record marks as furniture is never cited, printed or searched. Cite the
sentence in the article's text that says the same. If the mark itself is wrong, mend `furniture:` in
the record.
""",
    "hedge-cut": """
"May open" is not "opens", and "some" is not "all". A quote that begins just after such a word, ends
just before it, or skips it by […], makes the article surer than it is. The finding shows the clause
and the word. Widen the quote so that the word is in it. The rule sees clauses, not grammar: where
it stops an honest quote, begin the quote where the clause begins.

    in the article:  The pool, the council said, may open on Sundays.
    wrong:           open on Sundays
    right:           may open on Sundays
""",
}
