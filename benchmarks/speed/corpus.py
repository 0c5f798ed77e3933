"""A briefing of any size, for a clock: honest, of no two sentences alike, and nobody's.

Its subject is what a coast's harbours, libraries and railways report of themselves. Every five
articles of about 800 words have a theme of 25 statements, five of each article, with one to three
quotes each. The same numbers always make the same bytes.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.blocks import block, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ARTICLES = 5
"""Articles of a theme."""

STATEMENTS = 5
"""Statements of an article in its theme."""

_SENTENCES = 42  # of an article, about 800 words
_FOLDED = 0.15  # of the quotes that have such marks, which is one in ten of all: typed straight
_MARKS = {"“": '"', "”": '"', "’": "'", "–": "-"}

_PLACES = """Skerrow Ardmoor Brènnach Calder Dùnmore Eastwick Fáilte Garve Hòltsay Inchbrae Jura
Kilmóra Lochend Møllan Nàirnside Oldshore Penárth Quayside Rønsey Strand Tórran Ullay Vaila Westray
Ystrad Zetness""".split()
_BODIES = """council library railway harbour museum hospital school observatory brewery orchard
ferry lighthouse theatre market mill foundry garden archive bakery laundry""".split()
_ADJECTIVES = """old new small narrow grey quiet northern southern upper lower wooden stone iron
early late damp bright covered open hidden broad steep local winter summer common painted mended
tall slender crooked weathered brick tiled glazed floating timber""".split()
_NOUNS = """bridge station pier tower clock boiler roof wall staircase window turbine signal
platform bell gate fence cellar engine crane pump furnace lantern cabin ledger timetable map
catalogue collection path tunnel weir meadow hedge greenhouse kiln slipway warehouse tank
footpath workshop kitchen quay barge carriage wagon chimney courtyard""".split()
_VERBS = """repaired painted moved opened closed cleaned measured replaced inspected rebuilt lent
sold bought raised lowered widened drained restored counted photographed listed marked borrowed
tested dried""".split()
_PLURALS = """visitors passengers readers pupils lamps bricks tickets parcels trees volumes seats
crates letters boats tiles maps bottles loaves cyclists walkers""".split()
_ENDS = """before the tide turned|after a week of rain|with help from neighbours|at its own cost|
without closing the road|while the café stayed open|in spite of the wind|as the spring market began|
for the first time in years|under a grant from the county|beside the chapel|in a single afternoon|
along the naïve old route|with parts from a dealer in Zürich|to make room for cyclists|
ahead of the regatta|on the advice of an engineer|over two long weekends"""
_CLAUSES = _ENDS.replace("\n", "").split("|")
_FORMS = (
    "The {adjective} {first} at {place} was {verb} in {month}, {end}, and {many} were counted.",
    "In {month} the {body}’s {adjective} {first} was {verb} beside a {other} {second}, {end}.",
    "{place} had {many} in {month}, and its {adjective} {first} was {verb} {end}.",
    "A {adjective} {first} from {place} was {verb} and {then} {end}, the “{other} {second}” too.",
    "After {month} the {body} at {place} {verb} {many} and a {adjective} {first} – {end}.",
    "The {body} {verb} its {adjective} {first} {end}, {then} a {second} and had {many} by {month}.",
)
_MONTHS = """January February March April May June July August September October November
December""".split()
_FIRST = """Ada Bram Cósima Dara Éilís Finn Gwen Hanna Íde Joss Kaja Lorcan Márta Niall Oona Piotr
Runa Siân Tomás Una""".split()
_SYLLABLES = """bar den fel gor hal jem kor lin mas nev pol rud sor tam vel wyn""".split()


_QUOTES = (1, 2, 1, 3, 1)  # of the statements of an article, in turn
_HEADINGS = ("Repairs", "Openings", "Voices", "Counts", "Changes")
_YEARS = range(2009, 2026)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a statement says, who says it, and the sentences that it rests on."""

    text: str
    by: str
    given: str
    kind: str
    quotes: tuple[str, ...]
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article's text, its record, its only speaker, and what is said of it."""

    id: str
    text: str
    record: dict[str, Any]
    speaker: dict[str, Any]
    statements: tuple[Statement, ...]


def article(number: int) -> Article:
    """Return an article of this number."""
    chance = random.Random(number)
    place, body = chance.choice(_PLACES), chance.choice(_BODIES)
    name = f"{chance.choice(_FIRST)} {_surname(number)}"
    title = f"What the {body} at {place} has done"
    day = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.choice(_YEARS)}"
    told = _sentences(chance)
    spoken = _spoken(chance, name, body, place)
    statements = tuple(_statements(chance, told, spoken, f"speaker-{number:06}", name))
    used = [quote for one in statements for quote in one.quotes if not one.context] + [spoken]
    rest = [next(told) for _ in range(_SENTENCES - len(used))]
    order = chance.sample([*used, *rest], _SENTENCES)
    lines = [title, f"Published {day} by {place} Bulletin"]
    while order:
        lines.append(" ".join(order[: (size := chance.randint(2, 5))]))
        del order[:size]
    text = "\n\n".join(lines) + "\n"
    record = {
        "seed": f"{number:06}",
        "sha256": sha256(text.encode()).hexdigest(),
        "short": f"{place} {number}",
        "publisher": {"name": f"{place} Bulletin", "basis": f"{place} Bulletin"},
        "title": {"text": title, "basis": title},
        "published": {"text": day, "basis": day},
        "rights": "made for a measurement",
    }
    speaker = {
        "id": f"speaker-{number:06}",
        "name": name,
        "kind": "person",
        "evidence": [{"seed": f"{number:06}", "quote": f"said {name}"}],
    }
    return Article(
        id=f"{number:06}", text=text, record=record, speaker=speaker, statements=statements
    )


def _statements(
    chance: random.Random, told: Iterator[str], spoken: str, speaker: str, name: str
) -> Iterator[Statement]:
    """Yield five statements: four of the article's own words, and one of what somebody says."""
    for index, number in enumerate(_QUOTES):
        if index == 2:
            words = spoken[1 : spoken.index("”")].removesuffix(",")
            yield Statement(
                text=f"{name} says: “{words}.”",
                by=speaker,
                given="quoted",
                kind="description",
                quotes=(words,),
                context=f"said {name}",
            )
            continue
        quotes = tuple(next(told) for _ in range(number))
        marked = [_marked(chance, quote) for quote in quotes]
        yield Statement(
            text=" ".join(marked), by="article", given="own-words", kind="event", quotes=quotes
        )


def _marked(chance: random.Random, sentence: str) -> str:
    """Return a sentence with inline Markdown around a few of its words."""
    words = sentence.split(" ")
    start = chance.randrange(1, len(words) - 4)
    mark = chance.choice(("*", "**"))
    if any(not word.isalnum() for word in words[start : start + 2]):
        return sentence
    return " ".join(
        [*words[:start], f"{mark}{words[start]}", f"{words[start + 1]}{mark}", *words[start + 2 :]]
    )


def _sentences(chance: random.Random) -> Iterator[str]:
    """Yield sentences without end."""
    pick = chance.choice
    while True:
        month = f"{pick(_MONTHS)} {pick(_YEARS)}"
        number = f"{chance.randint(101, 98_000):,}"
        first, second = chance.sample(_NOUNS, 2)
        yield pick(_FORMS).format(
            place=pick(_PLACES),
            body=pick(_BODIES),
            adjective=pick(_ADJECTIVES),
            other=pick(_ADJECTIVES),
            first=first,
            second=second,
            verb=pick(_VERBS),
            then=pick(_VERBS),
            many=f"{number} {pick(_PLURALS)}",
            month=month,
            end=pick(_CLAUSES),
        )


def _spoken(chance: random.Random, name: str, body: str, place: str) -> str:
    pick = chance.choice
    what = f"{pick(_ADJECTIVES)} {pick(_NOUNS)} {pick(_CLAUSES)}"
    return f"“We {pick(_VERBS)} the {what},” said {name}, who speaks for the {body} at {place}."


def _surname(number: int) -> str:
    """Return a name of its own for each number."""
    base, made = len(_SYLLABLES), ""
    for _ in range(5):
        number, left = divmod(number * 7 + 3, base) if not made else divmod(number, base)
        made += _SYLLABLES[left]
    return made.capitalize()


def briefing(seeds: int) -> Iterator[tuple[str, str]]:
    """Yield every file of a briefing of so many articles, by its path."""
    themes, speakers = [], []
    for first in range(0, seeds, ARTICLES):
        some = [article(number) for number in range(first, min(first + ARTICLES, seeds))]
        for one in some:
            yield f"seeds/{one.id}.txt", one.text
            yield f"content/sources/{one.id}.yaml", block(one.record, typed)
            speakers.append(one.speaker)
        name = f"theme-{first // ARTICLES:05}"
        themes.append(name)
        yield f"content/themes/{name}.yaml", block(_theme(first, some), typed)
    yield "content/speakers.yaml", block(speakers, typed)
    site = {
        "title": "What a coast reports",
        "description": "A briefing made for a clock.",
        "edition": {
            "version": "1.0",
            "date": "2026-01-01",
            "review_by": "2027-01-01",
            "would_change": "another corpus",
        },
        "themes": themes,
        "coverage": "count",
    }
    yield "content/site.yaml", block(site, typed)


def _theme(first: int, articles: Sequence[Article]) -> dict[str, Any]:
    chance = random.Random(-first - 1)
    sections: list[dict[str, Any]] = [{"heading": h, "statements": []} for h in _HEADINGS]
    for one in articles:
        for section, statement in zip(sections, one.statements, strict=True):
            evidence = [
                {"seed": one.id, "quote": _typed(chance, quote)} for quote in statement.quotes
            ]
            if statement.context:
                evidence[0]["context"] = statement.context
            section["statements"].append(
                {
                    "id": f"s-{one.id}-{len(section['statements'])}-{section['heading'].lower()}",
                    "text": statement.text,
                    "by": statement.by,
                    "given": statement.given,
                    "kind": statement.kind,
                    "evidence": evidence,
                }
            )
    return {"title": "Reports from the coast", "sections": sections}


def _typed(chance: random.Random, quote: str) -> str:
    """Return a quote, one in ten as somebody types it who has no curly marks."""
    if chance.random() < _FOLDED:
        for curly, straight in _MARKS.items():
            quote = quote.replace(curly, straight)
    return quote


def write(folder: Path, seeds: int) -> int:
    """Write a briefing into a folder that is empty or new; return the bytes that it has."""
    size = 0
    for path, text in briefing(seeds):
        file, data = folder / path, text.encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        size += len(data)
    return size


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=100)
    asked = parser.parse_args(arguments)
    print(f"{write(asked.folder, asked.seeds) / 1e6:,.1f} MB in {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
