"""What `evidence.json` may hold, as JSON Schema: the reference for whoever reads it.

Every field is named, described and, unless it stands under `may`, required; none else may stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.content.ledgers import CHANGES, NOTES, SPEAKERS
from site_builder.coverage import Status
from site_builder.exports.fields import (
    DIALECT,
    choice,
    count,
    day,
    many,
    maybe,
    name,
    names,
    page,
    record,
    text,
    texts,
)
from site_builder.model import ARTICLE, DIFFERS_ON, FIGURES, GIVEN, KINDS, ORIGINS
from site_builder.settings import NAMES, SEED_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.exports.fields import Schema


_BY = f"Ids of speakers; `{ARTICLE}` stands for the article’s own words, no speaker named."
_SENTENCES = {
    Status.CITED: "Sentences of which a statement, or an account of a difference, cites words.",
    Status.PARTLY: "Sentences cited in part of which eight words or more are not reviewed.",
    Status.ASIDE: "Sentences left out, with a reason.",
    Status.FURNITURE: "Sentences that are page furniture: menus, captions, adverts.",
    Status.UNREVIEWED: "Sentences that nobody has reviewed.",
}


def schema(address: str) -> Schema:
    """Return the schema; `address` is where it stands, or "" where that is not known."""
    about = (
        "What a briefing says and the passages it rests on. Offsets are code points into the "
        "decoded text of a seed (an article as plain UTF-8 text, without a byte order mark), end "
        "exclusive. Addresses of pages are relative to the folder that holds this file. That a "
        "passage is found shows that its words were published, not that they are true."
    )
    return {
        "$schema": DIALECT,
        **({"$id": address} if address else {}),
        "title": "Evidence of a sourced briefing",
        **record(about, {**_head(), **_lists()}, may={"base_url": text("Where the site stands.")}),
    }


def _head() -> Mapping[str, Schema]:
    return {
        "$schema": text("Where this schema stands."),
        "generator": text("The program that made the site, with its version."),
        "title": text("The briefing’s title."),
        "description": text("What the briefing is about."),
        "language": text("The language of the briefing, as a language tag."),
        "edition": record(
            "Which edition of the briefing this is.",
            {
                "version": text("Its number."),
                "date": day("When it was made."),
                "review_by": day("Until when it should be trusted."),
                "would_change": text("What would change it."),
            },
        ),
        "contact": maybe("Where to report a mistake."),
        "caution": maybe("What a reader should bear in mind."),
        "seed_text": choice(
            "full: the site shows the articles; excerpts: only the sentences that it cites.",
            SEED_TEXT,
        ),
        "names": choice(
            "withheld: names of persons who hold no office are left out, with the passages.",
            NAMES,
        ),
        "summary": names("Statements, differences and gaps that the home page says in brief."),
        "figures": names("Statements whose figures the home page shows."),
        "coverage": _sentences("What became of the sentences of all seeds."),
    }


def _lists() -> Mapping[str, Schema]:
    return {
        "themes": many("The pages of the briefing, in order.", _theme()),
        "seeds": many("The articles.", _seed()),
        "passages": many("Every passage that a page marks.", _passage()),
        "speakers": many("Who makes claims or passes them on.", _speaker()),
        "origins": many("Where claims first come from, traced by the curator.", _origin()),
        "statements": many("Every claim of the briefing, theme by theme.", _statement()),
        "differences": many("On what the articles differ, most important first.", _difference()),
        "gaps": many("Questions that no article answers.", _gap()),
        "terms": many("Names that mean one thing, and meanings an article gives.", _term()),
        "notes": many("Facts from outside the articles; never evidence.", _note()),
        "changes": many("What was corrected, updated or clarified.", _change()),
    }


def _theme() -> Schema:
    section = record(
        "A heading and what stands under it.",
        {"heading": text("The heading."), "statements": names("Its statements, in order.")},
    )
    return record(
        "A page of the briefing.",
        {
            "id": name("The theme’s id."),
            "title": text("Its title."),
            "page": page("Its page."),
            "sensitive": texts("What it warns of."),
            "summary": names("Statements that it says in brief."),
            "figures": names("Statements whose figures it shows in a table."),
            "sections": many("Its sections, in order.", section),
        },
    )


def _seed() -> Schema:
    fact = record(
        "What the article states of itself; null if it does not.",
        {"text": text("The fact.")},
        may={
            "basis": name("The passage that states it."),
            "furniture": count("The paragraph of page furniture that states it, not shown.", 1),
        },
        null=True,
    )
    span = {"start": count("Offset of its first character."), "end": count("Offset after it.")}
    return record(
        "An article.",
        {
            "id": name("The seed’s id."),
            "file": text("Its file, as in `inputs` of manifest.json."),
            "sha256": text("SHA-256 of that file’s bytes.", pattern="^[0-9a-f]{64}$"),
            "size": count("How many bytes it has.", 1),
            "page": page("The article’s page."),
            "short": text("What the article is called for short."),
            **{
                name: fact | {"description": f"{about}; null if the article does not state it."}
                for name, about in (
                    ("publisher", "Who published it"),
                    ("title", "Its title"),
                    ("author", "Who wrote it"),
                    ("published", "When it was published"),
                    ("url", "Its address"),
                )
            },
            "rights": maybe("What allows its full text to be published; null: nothing recorded."),
            "paragraphs": count("How many paragraphs it has.", 1),
            "sentences": _sentences("What became of its sentences."),
            "furniture": many(
                "Where it is page furniture: never evidence, never shown.", record("", span)
            ),
            "set_aside": many(
                "What the briefing leaves out.",
                record("", {**span, "reason": text("Why it is left out.")}),
            ),
            "withheld": count("How many sentences are not shown as they name a person."),
        },
    )


def _passage() -> Schema:
    part = record(
        "A part of a passage: words that stand together.",
        {
            "start": count("Offset of the first character."),
            "end": count("Offset after the last character.", 1),
            "exact": text("The seed’s own characters."),
        },
    )
    return record(
        "A span of a seed, in several parts where words are left out.",
        {
            "id": name("The seed, #, and the passage’s anchor on its page."),
            "seed": name("The seed."),
            "paragraph": count("The paragraph in which it begins, from 1.", 1),
            "page": page("Where it is marked."),
            "parts": many("Its parts, in order.", part, least=1),
        },
    )


def _speaker() -> Schema:
    return record(
        "Who makes claims or passes them on.",
        {
            "id": name("The speaker’s id."),
            "name": text("The name."),
            "kind": choice("What the speaker is.", SPEAKERS),
            "also": texts("Other names, as articles print them."),
            "of": maybe("The organisation that a person speaks for, by its id."),
            "role": maybe("The office held."),
            "page": page("Where the site says who this is."),
            "evidence": names("Passages that show it."),
        },
    )


def _origin() -> Schema:
    return record(
        "Where claims first come from, however many articles repeat them.",
        {
            "id": name("The origin’s id."),
            "name": text("Its name."),
            "kind": choice("What it is.", ORIGINS),
            "by": names("Whose it is: ids of speakers."),
        },
    )


def _statement() -> Schema:
    reach = {
        "articles": count("How many articles carry the whole claim, shared copy counted once."),
        "shared": count("How many of them share their wording with another."),
        "together": count("How many carry it only together; 0 if one alone does."),
        "differ": count("How many others give another version of it."),
    }
    how = "How the article gives it."
    attributed = {
        "passage": maybe("The passage."),
        "by": names(f"{_BY} Empty: as the statement’s."),
        "via": names("Who passed it on."),
        "given": choice(how, (*GIVEN, None)),
    }
    overruled = {
        "code": text("The check that was overruled."),
        "words": text("The words it was about."),
        "reason": text("Why the statement stands."),
    }
    about = "Where passages have a speaker, or a way of being given, of their own."
    return record(
        "A claim of the briefing in the curator’s own words.",
        {
            "id": name("The statement’s id, which never changes."),
            "theme": name("The theme on whose page it stands."),
            "page": page("Where it stands."),
            "text": text("The claim, without markup."),
            "kind": choice("What sort of claim it is.", KINDS),
            "given": choice(how, GIVEN),
            "by": names(_BY),
            "via": names("Who passed it on: ids of speakers."),
            "origin": maybe("Where it first comes from; null: not stated."),
            "when": maybe("When it was: a date or period (EDTF), or an article’s own words."),
            "evidence": names("The passages that carry the claim, all of them together."),
            "also": names("Passages each of which carries the whole claim."),
            "reach": record("How many articles carry it.", reach),
            "differences": names("The differences that bear on it."),
            "overruled": many("Checks that a person overruled.", record("", overruled)),
        },
        may={
            "attributed": many(about, record("", attributed)),
            "figure": _figure(),
        },
    )


def _figure() -> Schema:
    period = {
        "words": maybe("In the article’s words."),
        "from": maybe("Its beginning; null: open."),
        "to": maybe("Its end; null: open."),
    }
    numbers = {
        "value": "The number, as it is written.",
        "of": "Of how many, for a share.",
        "low": "The lower end of a range.",
        "high": "The upper end of a range.",
        "from": "What it changed from.",
        "to": "What it changed to.",
    }
    return record(
        "The number of the claim and what it counts.",
        {
            "kind": choice("What sort of number it is.", FIGURES),
            "unit": maybe("Its unit."),
            "measure": text("What is counted."),
            "population": maybe("Of whom."),
            "place": maybe("Where."),
            "period": record("When; null: not recorded.", period, null=True),
            "base": maybe("What it is a share, multiple or change of; null: not stated."),
            "counted_by": maybe("Who counted: the id of a speaker."),
            "not_with": names("Statements with whose figures it must not be compared."),
        },
        may={name: text(about) for name, about in numbers.items()},
    )


def _difference() -> Schema:
    account = {
        "says": text("The version, in the curator’s words."),
        "by": names(_BY),
        "via": names("Who passed it on: ids of speakers."),
        "evidence": names("The passages that give it."),
    }
    return record(
        "A point on which articles differ.",
        {
            "id": name("The difference’s id."),
            "page": page("Where it stands."),
            "on": choice("What they differ on.", DIFFERS_ON),
            "rank": choice("1 changes what a reader would believe, 3 is small.", (1, 2, 3)),
            "question": text("The question to which they give different answers."),
            "statements": names("Statements on which it bears."),
            "accounts": many("Each version.", record("", account), least=1),
            "note": maybe("What else is to be said."),
        },
    )


def _gap() -> Schema:
    return record(
        "A question that no article answers.",
        {
            "id": name("The gap’s id."),
            "page": page("Where it stands."),
            "question": text("The question."),
            "absent": texts("Words that were searched for and are in none of the seeds."),
            "seeds": names("The seeds in which they were searched for."),
            "themes": names("The themes whose pages show it."),
            "note": maybe("What else is to be said."),
        },
    )


def _term() -> Schema:
    return record(
        "Names that mean one thing, perhaps with a meaning.",
        {
            "id": name("The term’s id."),
            "page": page("Where it stands."),
            "name": text("The name."),
            "also": texts("Other forms of it."),
            "text": maybe("What it means."),
            "evidence": names("Passages that show it."),
        },
    )


def _note() -> Schema:
    return record(
        "A fact from outside the articles.",
        {
            "id": name("The note’s id."),
            "kind": choice(
                "help: a place to turn to; term: a word explained; context: the rest.", NOTES
            ),
            "name": text("What it is about."),
            "text": text("The fact."),
            "phone": maybe("A telephone number."),
            "url": maybe("An address."),
            "source": text("Where it is from."),
            "checked": day("When it was last looked up; null: nobody has.", null=True),
            "themes": names("The themes whose pages show it."),
        },
    )


def _change() -> Schema:
    return record(
        "A change of what was published.",
        {
            "date": day("When it was made."),
            "kind": choice("What sort of change.", CHANGES),
            "statement": name("The statement; a withdrawn one is in no other list."),
            "was": text(
                "What was said; empty where it named a person who holds no office.", least=0
            ),
            "now": maybe("What was said then; null: it was withdrawn; empty as “was” is.", least=0),
            "why": text("Why it was changed."),
            "theme": maybe(
                "The theme on whose page a withdrawn statement’s id answers, else null."
            ),
            "page": text("Where the page of corrections tells of it."),
        },
    )


def _sentences(about: str) -> Schema:
    counts = {status.value: count(words) for status, words in _SENTENCES.items()}
    return record(about, {"total": count("All of them."), **counts})
