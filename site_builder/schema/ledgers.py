"""The schemas of `content/site.yaml` and of the files that hold one list each."""

from __future__ import annotations

from site_builder.content.ledgers import CHANGES, NOTES, RANKS, SPEAKERS
from site_builder.model import DIFFERS_ON, ORIGINS
from site_builder.schema.quotes import VIA, WHO
from site_builder.schema.shapes import (
    Schema,
    choice,
    date,
    either,
    entries,
    identifier,
    mapping,
    maybe,
    name,
    names,
    ref,
    text,
    whole,
)
from site_builder.schema.themes import SHARED
from site_builder.settings import COVERAGE, LANGUAGE, NAMES, SEED_TEXT
from site_builder.urls import LONGEST_CONTACT

_ID = "Lower case with hyphens; unique and stable for ever."
_EVIDENCE = entries("The passages that show it.", ref("evidence"))


def _ledger(title: str, entry: Schema, **defs: Schema) -> Schema:
    listed = entries(f"A list; each entry is {entry['title'].lower()}.", entry)
    return {"title": title, **listed, **({"$defs": defs} if defs else {})}


def site() -> Schema:
    """Return the schema of site.yaml."""
    edition = {
        "version": text('The edition, quoted: "1.0".'),
        "date": date("The day of this edition, as in 2026-11-21."),
        "review_by": date("Until when it should be trusted, as in 2027-05-21."),
        "would_change": text("What would change the briefing, as in a newer report."),
    }
    security = {
        "contact": text(
            "An address that begins with https://, mailto: or tel:.",
            pattern="^(?:https://|mailto:|tel:)",
            maxLength=LONGEST_CONTACT,
        ),
        "expires": date("Until when this holds, as in 2027-05-21; a year at most."),
        "policy": maybe(
            "A page, by https://, on what to report and how.",
            "^https://",
            maxLength=LONGEST_CONTACT,
        ),
        "preferred_languages": names("Tags of the languages to write in, such as en."),
    }
    whom = "Whom to tell of a weakness of the site: .well-known/security.txt. Left out, no file."
    about = "Which edition this is, and until when it should be trusted."
    keys = {
        "title": text("The briefing’s title."),
        "description": text("What it is about, in a sentence."),
        "base_url": maybe(
            "Where the site will stand; only for absolute links. Left out, none is made.",
            "^https?://[^?#]*$",
        ),
        "language": maybe("A language tag such as en-GB, also where left out.", _language()),
        "edition": mapping("An edition", about, edition, edition),
        "contact": maybe("Words, a number or an address for corrections."),
        "caution": maybe("What a reader should know before all else."),
        "themes": names("The themes, by the names of their files, in the order of the site."),
        "summary": names("What the home page says in brief: statements, differences and gaps."),
        "figures": names("Ids of the statements whose figures stand there; without it, all."),
        "named": names("Persons in the articles who hold no office, each as it is printed."),
        "names": choice(
            "withheld: nothing that names them is published; shown where left out.",
            NAMES,
            null=True,
        ),
        "seed_text": choice(
            "full, or excerpts: only cited sentences are published.", SEED_TEXT, null=True
        ),
        "coverage": choice(
            "What a sentence is that nobody has looked at; error where left out.",
            COVERAGE,
            null=True,
        ),
        "security": either(
            whom, mapping("security", whom, security, ["contact", "expires"]), null=True
        ),
        "cname": maybe(
            "The host that GitHub Pages answers for, as in www.example.org.", r"^[A-Za-z0-9.-]+$"
        ),
    }
    about = "The briefing as a whole."
    return mapping("site.yaml", about, keys, ["title", "description", "edition"])


def _language() -> str:
    return whole(LANGUAGE.pattern)


def speakers() -> Schema:
    """Return the schema of speakers.yaml."""
    keys = {
        "id": identifier(_ID),
        "name": text("The name."),
        "kind": choice("A person or an organisation.", SPEAKERS),
        "also": names("Other forms of the name, as articles print them."),
        "of": name("The organisation a person speaks for: an id of this file.", null=True),
        "role": maybe("What the person is there."),
        "evidence": _EVIDENCE,
    }
    about = "A person or organisation that makes claims or passes them on."
    return _ledger("Speakers", mapping("A speaker", about, keys, ["id", "name", "kind"]), **SHARED)


def origins() -> Schema:
    """Return the schema of origins.yaml."""
    keys = {
        "id": identifier(_ID),
        "name": text("The name of the report, interview, statement, data or case."),
        "by": names("Whose it is: ids of speakers.yaml."),
        "kind": choice("What it is.", ORIGINS),
        "evidence": _EVIDENCE,
    }
    about = "Where a claim first comes from, however many articles repeat it."
    return _ledger("Origins", mapping("An origin", about, keys, ["id", "name", "kind"]), **SHARED)


def terms() -> Schema:
    """Return the schema of terms.yaml."""
    keys = {
        "id": identifier(_ID),
        "name": text("The name."),
        "also": names("Other forms of it."),
        "text": maybe("What it means: a glossary entry, which needs evidence."),
        "evidence": _EVIDENCE,
    }
    about = "Forms of one name and, where an article gives one, a definition."
    return _ledger("Terms", mapping("A term", about, keys, ["id", "name"]), **SHARED)


def differences() -> Schema:
    """Return the schema of differences.yaml."""
    account = {
        "says": text("What this account says, in a few words."),
        "by": names(WHO),
        "via": names(VIA),
        "evidence": _EVIDENCE,
    }
    about = "One version of a point on which seeds differ."
    accounts = entries(
        "The accounts, two or more.", mapping("An account", about, account, ["says", "evidence"])
    )
    keys = {
        "id": identifier(_ID),
        "on": choice("On what the seeds differ.", DIFFERS_ON),
        "rank": choice(
            "1 changes what a reader would believe, 2 is worth knowing, 3 is small.", RANKS
        ),
        "question": text("The question that the accounts answer."),
        "statements": names("Ids of the statements that it is about."),
        "accounts": {**accounts, "type": "array", "minItems": 2},
        "note": maybe("What can be said of why they differ."),
    }
    about = "A point on which seeds disagree."
    needed = ["id", "on", "rank", "question", "accounts"]
    return _ledger("Differences", mapping("A difference", about, keys, needed), **SHARED)


def gaps() -> Schema:
    """Return the schema of gaps.yaml."""
    keys = {
        "id": identifier(_ID),
        "question": text("The question that no seed answers."),
        "absent": names(
            "Words that the build proves absent: whole words, in any case.", null=False
        ),
        "seeds": names('The seeds read, quoted ("001"), or all.'),
        "themes": names("The pages that show it."),
        "note": maybe("What else is to be said of it."),
    }
    about = "A question that no seed answers, with the words the build proves absent."
    return _ledger("Gaps", mapping("A gap", about, keys, ["id", "question", "absent"]))


def notes() -> Schema:
    """Return the schema of notes.yaml."""
    keys = {
        "id": identifier(_ID),
        "kind": choice("A help line, a term explained, or context.", NOTES),
        "name": text("The name of the service or the term."),
        "text": text("What a reader should know."),
        "phone": maybe('A number to call, quoted: "999".'),
        "url": maybe("Where the fact, or the help, is to be found.", "^(?:https?://|mailto:)"),
        "source": text("Where the fact is from."),
        "checked": date(
            "The day someone last looked it up; null: “check before publishing”.", null=True
        ),
        "themes": names("The pages that show a note that is no help line."),
    }
    about = "A fact from outside the seeds, shown as such and never evidence."
    needed = ["id", "kind", "name", "text", "source"]
    return _ledger("Notes", mapping("An outside note", about, keys, needed))


def changes() -> Schema:
    """Return the schema of changes.yaml."""
    keys = {
        "date": date("The day of the change."),
        "kind": choice("A mistake put right, news, or clearer words.", CHANGES),
        "statement": identifier("The id of the statement."),
        "was": text("What it said before."),
        "now": maybe("What it says now; null: it was withdrawn, and its id is not used again."),
        "why": text("Why it was changed."),
        "theme": name("The page on which the id of a withdrawn statement still answers."),
    }
    about = "A change that is published; the newest stands last."
    needed = ["date", "kind", "statement", "was", "now", "why"]
    rule = {
        "if": {"properties": {"now": {"const": None}}},
        "then": {"required": ["theme"]},
        "else": {"properties": {"theme": False}},
    }
    return _ledger("Changes", mapping("A change", about, keys, needed, allOf=[rule]))
