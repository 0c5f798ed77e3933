"""Changes of how sure, how much and whether: hedges, strong words, negations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.mutations.drafts import Draft, cased, reworded, shuffled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from benchmarks.mutations.honest import Honest, Wording

    Rules = Sequence[tuple[str, Sequence[str]]]

# A hedge with what a sentence is without it.
_DROPPED: Rules = (
    (r"\balmost certainly ", ("", "certainly ")),
    (r"\b(?:likely|probably|possibly|potentially) ", ("",)),
    (r"\bpotential ", ("",)),
    (r"\b(?:may|might|could) not (\w+)", (r"do not \1",)),
    (r"\b(?:may|might|could) (?:also )?be (?=part)", ("are ",)),
    (r"\b(?:may|might|could) be (?!part)", ("is ",)),
    (r"\bcan (also )?be (a |an )", (r"is \1\2",)),
    (r"\bcan (also )?be (?=\w+(?:ed|en)\b)", (r"are \1", r"are being \1")),
    (r"\b(?:may|might|could|can) (?!not|be|also)(?=[a-z])", ("will ",)),
    (r"\b(?:often|usually|typically|generally|frequently|sometimes) ", ("",)),
    (r"\b(?:predominantly|primarily|mostly|mainly|largely) ", ("",)),
    (r"\bIn general, ", ("",)),
    (r"\b[Ii]n (?:some|many|a number of) cases,? ", ("",)),
    (r"\bsome (?=[a-z]+s\b)(?!cases)", ("", "the ")),
    (r"\bmany of (?=these|those|the)", ("",)),
    (r"\bmany (?=[a-z]+s?\b)(?!of )", ("", "the ")),
    (r"\bmany of them ", ("",)),
    (r"\bknown (?=[a-z]+s\b)", ("",)),
    (r"\bAn estimated (?=\d)", ("", "Exactly ")),
    (r"\bestimate that\b", ("say that", "found that", "report that")),
    (r"\bevidence suggests that ", ("", "evidence shows that ")),
    (r", where \w+ (?:is|are|was|were) \w+", ("",)),
    (r"\bessentially ", ("",)),
    (r"\b(?:relatively[- ])", ("",)),
    (r"\bis set to have\b", ("has",)),
)
# A sentence made stronger: a weak word for a strong one, or a strong word put in.
_SUBJECTS = (
    *("offenders", "members", "victims", "young people", "criminals", "attackers", "networks"),
    *("groups", "participants", "children", "parents and carers", "young men", "investigations"),
    *("social media providers", "technology companies", "officers", "perpetrators", "reports"),
    *("counter-terrorism officers", "com networks", "threats", "chatbots", "tools", "users"),
)
_SUBJECT = "|".join(sorted(_SUBJECTS, key=len, reverse=True))
_SAID = "said|says|warned|warns|wrote"
_STRONGER: Rules = (
    (r"\b(?:often|usually|typically|generally|frequently|routinely)\b", ("always", "invariably")),
    (r"\b(?:predominantly|primarily|mostly|mainly)\b", ("entirely", "only", "exclusively")),
    (r"\balmost certainly\b", ("certainly", "without doubt")),
    (r"\b(?:some|many) (?=[a-z]+s?\b)(?!of |cases)", ("all ", "most ", "nearly all ")),
    (r"\bmany of\b", ("all of", "most of")),
    (r"\bin some cases\b", ("in all cases", "in most cases", "in every case")),
    (r"\b(?:may|can|could|might)(?= (?:also )?be\b)", ("will", "will always", "must")),
    (r"\b(?:may|can|could)(?= not\b)", ("will", "must")),
    (r"\bshould\b(?! they)", ("must",)),
    (r"\blikely (?=thousands)", ("certainly ", "proven ")),
    (r"\blikely (?=contributes)", ("certainly ", "always ")),
    (r"\bsuggests\b", ("proves", "confirms")),
    (r"\bestimate(?= that)", ("have proved", "have confirmed")),
    (r"\b(?:particularly|especially) (?=[a-z]+)", ("only ", "exclusively ")),
    (rf"(?<![\w“‘-] )(?<![\w-])(?:the |these )?(?=(?:{_SUBJECT})\b)(\w)", (r"all \1", r"most \1")),
    (rf"\b(?:the|these) (?={_SUBJECT})", ("all the ", "most of the ", "every one of the ")),
    (
        r"\b(?:is|are) (?!not|set|by |the |a |an |al|now|often|also|usually)",
        ("{} always ", "{} certainly "),
    ),
    (r"\b(?:was|were) (?!not|of |by |the |a |an |now|\d)", ("{} clearly ", "{} certainly ")),
    (r"\b(?:has|have) (?!not|a |to )(?=[a-z]+(?:ed|en|own)\b)", ("{} always ", "{} definitely ")),
    (r"\bwarn that\b", ("have proved that", "have confirmed that")),
    (rf"\b(?:{_SAID}) that\b", ("proved that", "has confirmed that")),
    (rf"(?<=, )(one article|the NCA) (?:{_SAID})\b", (r"\1 has proved", r"\1 confirms")),
)
# A verb with and without its negation; the first word of a pair is the verb as it stands.
_BASE = (
    *("describe", "collaborate", "attract", "want", "manipulate", "share", "target", "continue"),
    *("use", "pose", "make", "help", "warn", "estimate", "access", "know", "list", "exploit"),
)
_THIRD = {
    "describes": "describe",
    "contributes": "contribute",
    "lists": "list",
    "uses": "use",
    "causes": "cause",
    "continues": "continue",
    "shows": "show",
    "suggests": "suggest",
    "marks": "mark",
    "affects": "affect",
    "analyses": "analyse",
    "adds": "add",
    "gives": "give",
    "says": "say",
}
_PAST = {
    "rose": "rise",
    "grew": "grow",
    "increased": "increase",
    "involved": "involve",
    "occurred": "occur",
    "identified": "identify",
    "encouraged": "encourage",
    "asked": "ask",
    "called": "call",
    "stressed": "stress",
    "named": "name",
    "spoke": "speak",
    "warned": "warn",
    "said": "say",
    "reported": "report",
    "investigated": "investigate",
    "told": "tell",
}
_REPORTING = frozenset({"said", "says", "told", "reported", "warned", "adds", "gives"})
_AUXILIARY = "is|are|was|were|had|will|must|could|may"
_PARTICIPLE = r"(?=(?:[a-z]+ed|[a-z]+en|grown|made|had|already)\b)"
_NO_VERB = (
    r"(?<!\bto )(?<!should )(?<!must )(?<!will )(?<!can )(?<!the )(?<!\bof )(?<!not )(?<!never )"
)
_NO_PARTICIPLE = r"(?<!, )(?<!have )(?<!has )(?<!been )(?<!was )(?<!were )(?<!is )(?<!are )"
_NEGATED: Rules = (
    (rf"\b({_AUXILIARY})(?=[ ,])(?! not| never)", (r"\1 not", r"\1 never")),
    (r"\bshould (?!they|not)", ("should not ", "should never ")),
    (rf"\b(has|have) {_PARTICIPLE}(?!not)", (r"\1 not ", r"\1 never ")),
    (rf"\bhave (?!not|never){_PARTICIPLE.replace('?=', '?!')}", ("do not have ", "never have ")),
    (r"\bcan\b", ("cannot", "can never")),
    (rf"{_NO_VERB}\b({'|'.join(_BASE)})\b(?= [a-z“])(?! of)", (r"do not \1", r"never \1")),
    *((rf"\b{verb}\b", (f"does not {base}",)) for verb, base in _THIRD.items()),
    *((rf"{_NO_PARTICIPLE}\b{v}\b(?! to )", (f"did not {base}",)) for v, base in _PAST.items()),
)
_AFFIRMED: Rules = (
    (r"\b(?:does|do|did) not (?:name)\b", ("names", "clearly names")),
    (r"\bdoes not say\b", ("says", "also says")),
    (r"\b(?:do|did) not ", ("", "often ", "do now ")),
    (r"\babsolutely not\b", ("absolutely", "now")),
    (r"(?<!absolutely )\bnot ", ("", "now ", "also ", "often ")),
    (r"\bcannot\b", ("can", "can now")),
    (r"\bnever ", ("", "often ", "always ")),
    (r"\bwithout (naming)", (r"and \1", r"while \1")),
    (r"\bwithout (?!naming)", ("with ", "despite ", "using ")),
    (r"\bnaming no (\w+)", (r"naming a \1", r"naming the \1")),
    (r"\bno (?=clear)", ("", "a ", "very ")),
    (r"(?<!naming )\bno (?!clear)", ("a ", "some ")),
)


def hedges_dropped(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each hedge of a statement, the statement without it."""
    yield from _by(_DROPPED, honest, random, quoted=True)


def strengthened(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each place a strong word may stand, the statement with it."""
    yield from _by(_STRONGER, honest, random, quoted=False)


def negated(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each verb of a statement that is not negated, the statement with it negated."""
    yield from _by(_NEGATED, honest, random, quoted=False)


def affirmed(honest: Honest, random: Random) -> Iterator[Iterator[Draft]]:
    """Yield, for each negation of a statement, the statement without it."""
    yield from _by(_AFFIRMED, honest, random, quoted=True)


def _by(rules: Rules, honest: Honest, random: Random, *, quoted: bool) -> Iterator[Iterator[Draft]]:
    """Yield the drafts of each place in a statement that a rule finds, also within quotations."""
    for wording in honest.wordings:
        if wording.place != "statement":
            continue
        for pattern, templates in rules:
            for found in re.finditer(pattern, wording.text, re.IGNORECASE):
                if quoted or not in_quotation(wording.text, found.start()):
                    yield _at(wording, found, templates, random)


def _at(
    wording: Wording, found: re.Match[str], templates: Sequence[str], random: Random
) -> Iterator[Draft]:
    before = wording.text[: found.start()]
    first = not before or before.endswith((". ", "? "))
    if found[0] in _REPORTING and "," in re.split(r"[.?] ", before)[-1]:
        return  # "…, one article says": nobody would deny that
    for template in shuffled(list(templates), random):
        new = found.expand(template).replace("{}", found[0].strip())
        if first:
            new = new[:-1] + new[-1:].lower()  # the letter that began the sentence
        yield reworded(wording, *found.span(), cased(new, found[0] if first else "a"), tidy=True)


def in_quotation(text: str, at: int) -> bool:
    """Tell whether a place of a text stands within curly quotation marks."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)
