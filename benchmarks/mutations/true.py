"""The rules by which a change stays true and is left out; README.md lists them.

A rule is about the world that a reader is told of, never about what a check can see: none may
stand here because a change is not caught.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from benchmarks.mutations.marks import plain, quoted_spans
from benchmarks.mutations.names import known_names
from benchmarks.mutations.quotations import QUOTATION
from site_builder.seeds import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.mutations.drafts import Draft
    from benchmarks.mutations.honest import Honest
    from site_builder.model import Quote

    Rule = Callable[[Honest, Draft], bool]

_ALIKE = 0.9  # of the words of two quotes that are the same words
_CLAUSE = re.compile(
    r"[,;:.?—–]|\b(?:but|while|who|which|because|although|where|when|if|and)\b", re.IGNORECASE
)
_FAMILIES = (
    r"\b(?:may|might|could|can|possibly|potential(?:ly)?)\b",
    r"\b(?:likely|probably|almost certainly)\b",
    r"\b(?:often|usually|typically|generally|frequently|routinely|commonly|in general)\b",
    r"\b(?:sometimes|in (?:some|many|a number of) cases)\b",
    r"\b(?:some|many)\b(?! cases)",
    r"\b(?:predominantly|primarily|mostly|mainly|largely)\b",
    r"\b(?:estimated?s?|about|around|approximately)\b",
    r"\b(?:known|reported)\b",
    r"\b(?:suggests?|appears?|seems?)\b",
    r"\bwhere\b",
    r"\brelatively\b",
    r"\bessentially\b",
)
_ATTRIBUTES = re.compile(
    r"\b(?:said|says|saying|told|warn(?:ed|s)?|according to|reported|stressed|added|estimates?d?"
    r"|described|wrote|asked|urged|called|referred to)\b|\"|\B'\w",
    re.IGNORECASE,
)
_OF_A_COURT = re.compile(
    r"\b(?:convict(?:ed|ions?)|jailed|sentenced|found guilty|acquitted|prosecutions?)\b",
    re.IGNORECASE,
)


def stays_true(honest: Honest, kind: str, draft: Draft) -> bool:
    """Tell whether a change says nothing that the briefing does not prove already."""
    return draft.before == draft.after or any(rule(honest, draft) for rule in RULES.get(kind, ()))


def counts_articles(_: Honest, draft: Draft) -> bool:
    """Tell whether the number counts articles ("One article says"): the briefing's own remark."""
    if draft.wording is None:
        return False
    text = str(draft.wording.text)
    start = len(text) - len(text[_first(draft) :])
    return bool(re.match(r"[\w,-]+(?: of the)? (?:articles?|accounts?|seeds?)\b", text[start:]))


def _first(draft: Draft) -> int:
    """Return where the words that changed stand in the wording."""
    after = draft.after
    same = 0
    while same < min(len(draft.before), len(after)) and draft.before[same] == after[same]:
        same += 1
    return draft.before.rfind(draft.old, 0, same + len(draft.old))


def is_the_same_one(honest: Honest, draft: Draft) -> bool:
    """Tell whether both names are of the same one, or of a person and whom he or she speaks for."""
    if draft.wording is None:  # ids of speakers
        of = {str(s.id): str(s.of or "") for s in honest.briefing.speakers}
        return of.get(draft.old) == draft.new
    forms = {form: one for one in known_names(honest) for form in one.forms}
    old, new = _named(forms, draft.old), _named(forms, draft.new)
    if old is None or new is None:
        return False
    return forms[old].id == forms[new].id or forms[old].of == forms[new].id


def _named(forms: Mapping[str, object], words: str) -> str | None:
    found = [form for form in forms if form.removeprefix("The ") in words]
    return max(found, key=len, default=None)


def is_named_below(_: Honest, draft: Draft) -> bool:
    """Tell whether a heading, question or note gets a name that a statement under it has.

    Such words carry no claim; all that is asked of them is to name nobody who is not named below.
    """
    if draft.wording is None or not draft.wording.below:
        return False
    new = re.sub(r"^[Tt]he ", "", draft.new)
    return any(new in text for text in draft.wording.below)


def hedge_remains(_: Honest, draft: Draft) -> bool:
    """Tell whether another hedge of the same meaning stands in the clause that lost one."""
    ends = [found.end() for found in _CLAUSE.finditer(draft.after)]
    at = min(_first(draft), len(draft.after))
    start = max((end for end in ends if end <= at), default=0)
    end = min((end for end in ends if end > at), default=len(draft.after))
    clause = draft.after[start:end]
    return any(
        re.search(family, draft.old, re.IGNORECASE) and re.search(family, clause, re.IGNORECASE)
        for family in _FAMILIES
    )


def hedge_is_the_curators(_: Honest, draft: Draft) -> bool:
    """Tell whether no passage has a hedge of this meaning: the curator was more careful."""
    if draft.wording is None:
        return False
    passages = " ".join(draft.wording.quotes())
    families = [f for f in _FAMILIES if re.search(f, draft.old, re.IGNORECASE)]
    return bool(families) and not any(re.search(f, passages, re.IGNORECASE) for f in families)


def passage_is_as_strong(_: Honest, draft: Draft) -> bool:
    """Tell whether a passage has the strong word before the same next word."""
    if draft.wording is None or not draft.new.strip():
        return False
    new = draft.new.strip().lower()
    after = " ".join(draft.after.lower().split())
    found = re.search(rf"{re.escape(new)}\W+\w+", after)
    return found is not None and any(
        found[0] in " ".join(plain(quote).lower().split()) for quote in draft.wording.quotes()
    )


def is_verbatim(honest: Honest, draft: Draft) -> bool:
    """Tell whether each quotation still stands, word for word, within quotation marks of a seed."""
    if draft.wording is None:
        return False
    spoken = [
        " ".join(plain(text[start:end]).split())
        for evidence in draft.wording.rests
        for text, start, end in _spoken(honest, evidence.quote)
    ]
    quotations = [found[1] or found[2] for found in QUOTATION.finditer(draft.after)]
    words = [" ".join(plain(quotation).split()).rstrip(".,") for quotation in quotations]
    return all(any(quotation in said for said in spoken) for quotation in words)


def _spoken(honest: Honest, quote: Quote) -> list[tuple[str, int, int]]:
    """Return what of a passage stands within quotation marks in its seed: (text, start, end)."""
    seed = honest.seed(str(quote.seed))
    found = passage(honest, quote)
    if seed is None or found is None:
        return []
    start, end = found
    spans = quoted_spans(seed.text)
    return [(seed.text, max(a, start), min(b, end)) for a, b in spans if a < end and start < b]


def passage(honest: Honest, quote: Quote) -> tuple[int, int] | None:
    """Return where a quote without […] first stands in its seed, its typography folded."""
    seed = honest.seed(str(quote.seed))
    return None if seed is None else stands_at(str(quote.text), seed.text)


def stands_at(quote: str, text: str) -> tuple[int, int] | None:
    """Return where in a text the words of a quote stand."""
    words = [re.escape(word) for word in plain(quote).split()]
    found = re.search(r"\s+".join(words), plain(text)) if words else None
    return found.span() if found else None


def holds_the_quote(honest: Honest, draft: Draft) -> bool:
    """Tell whether the seed that is now named holds the words that are now quoted."""
    quote = draft.quotes[0]
    swapped = draft.after.startswith("seed ")
    seed = honest.seed(draft.new if swapped else str(quote.seed))
    words = str(quote.text) if swapped else draft.new
    return seed is not None and stands_at(words, seed.text) is not None


def rest_on_the_same(honest: Honest, draft: Draft) -> bool:
    """Tell whether two quotes are of the very same sentence, or the same words in two articles."""
    one, other = draft.quotes
    a, b = plain(one.text).lower().split(), plain(other.text).lower().split()
    if " ".join(a) in " ".join(b) or " ".join(b) in " ".join(a):
        return True
    if SequenceMatcher(a=a, b=b, autojunk=False).ratio() >= _ALIKE:
        return True
    return bool(_sentences(honest, one)) and _sentences(honest, one) == _sentences(honest, other)


def _sentences(honest: Honest, quote: Quote) -> set[tuple[str, int]]:
    """Return the sentences that a quote has words of."""
    seed, found = honest.seed(str(quote.seed)), passage(honest, quote)
    if seed is None or found is None:
        return set()
    return {
        (seed.id, span.start)
        for paragraph in seed.paragraphs
        for span in sentence_spans(seed.text, paragraph)
        if span.start < found[1] and found[0] < span.end
    }


def negates_nothing(_: Honest, draft: Draft) -> bool:
    """Tell whether what was left out is "not only", which denies nothing."""
    return "not only" in draft.old.lower()


def is_spoken(honest: Honest, draft: Draft) -> bool:
    """Tell whether the words that the statement takes from its passages are in quotation marks."""
    if draft.new != "quoted" or draft.statement is None:
        return False
    text = str(draft.statement.text)
    used = {word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", text)}
    inside = every = 0
    for quote in draft.quotes:
        seed, found = honest.seed(str(quote.seed)), passage(honest, quote)
        if seed is None or found is None:
            continue
        spans = [(a, b) for _, a, b in _spoken(honest, quote)]
        for word in re.finditer(r"[^\W\d_]{4,}", seed.text[found[0] : found[1]]):
            if word[0][:5].lower() in used:
                at = found[0] + word.start()
                every += 1
                inside += any(a <= at < b for a, b in spans)
    said = QUOTATION.search(text)
    return bool(every) and (inside * 2 >= every or bool(said and inside))


def is_attributed(_: Honest, draft: Draft) -> bool:
    """Tell whether a passage gives words as somebody's ("said", or in quotation marks)."""
    passages = plain(" ".join(str(quote.text) for quote in draft.quotes))
    return draft.new == "paraphrased" and _ATTRIBUTES.search(passages) is not None


def is_of_a_court(_: Honest, draft: Draft) -> bool:
    """Tell whether a passage tells what a court decided."""
    passages = " ".join(str(quote.text) for quote in draft.quotes)
    return draft.new == "court-outcome" and _OF_A_COURT.search(passages) is not None


RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (counts_articles,),
    "number word": (counts_articles,),
    "speaker": (is_the_same_one,),
    "name swapped": (is_the_same_one, is_named_below),
    "hedge dropped": (hedge_remains, hedge_is_the_curators),
    "strong word": (passage_is_as_strong,),
    "quoted word": (is_verbatim,),
    "quotes swapped": (rest_on_the_same,),
    "seed id": (holds_the_quote,),
    "letter of a quote": (holds_the_quote,),
    "ellipsis": (negates_nothing,),
    "given raised": (is_spoken, is_attributed),
    "kind raised": (is_of_a_court,),
}
"""The rules of each kind; a kind that is not here has none."""
