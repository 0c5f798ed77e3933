"""The schema of `content/themes/*.yaml`: statements, their evidence and their figures."""

from __future__ import annotations

from site_builder.codes import ACCEPTABLE
from site_builder.content.themes import EDTF, MOMENT, NUMBERS, OPTIONAL, WORDS_OF_TIME
from site_builder.model import FIGURES, GIVEN, KINDS
from site_builder.schema.quotes import VIA, WHO, evidence, placed_quote
from site_builder.schema.shapes import (
    Schema,
    choice,
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

SHARED = {"quote": placed_quote(), "evidence": evidence()}
_NUMBER = {
    "value": "The number, as the article writes it.",
    "of": "The whole that a share is of.",
    "low": "The lower end.",
    "high": "The upper end.",
    "from": "Where the change began.",
    "to": "Where the change ended.",
}


def theme() -> Schema:
    """Return the schema of a theme."""
    keys = {
        "title": text("The title of the theme’s page."),
        "sensitive": names("What a reader should be warned of."),
        "summary": names("Ids of statements that stand at the top of the page."),
        "figures": names("Ids of statements, of any theme, whose figures stand in a table."),
        "sections": entries("The page’s sections, in order.", _section()),
    }
    about = "A page of the briefing. The file’s name is its id and address."
    defs = {**SHARED, "statement": _statement(), "figure": _figure()}
    return mapping("A theme", about, keys, ["title"], **{"$defs": defs})


def _section() -> Schema:
    keys = {
        "heading": text("No number and no name that a statement under it does not prove."),
        "statements": entries("The statements, in order.", ref("statement")),
    }
    return mapping("A section", "A heading and the statements under it.", keys, ["heading"])


def _statement() -> Schema:
    keys = {
        "id": identifier(
            "Lower case with hyphens; unique in the briefing and stable for ever: it is the link "
            "people share."
        ),
        "text": text(
            "One claim in your own words, 2,000 characters at most: inline Markdown (emphasis, "
            "links to #statement-id), no HTML."
        ),
        "by": names(WHO, null=False),
        "via": names(VIA),
        "given": choice("How the article gives it.", GIVEN),
        "kind": choice("What sort of claim it is.", KINDS),
        "origin": name("An id of origins.yaml; left out: “Original source not stated”.", null=True),
        "evidence": entries(
            "All of these are needed together to carry the claim.", ref("evidence")
        ),
        "also": entries(
            "Each of these carries the whole claim by itself; only these make “2 articles”.",
            ref("evidence"),
        ),
        "figure": either("What a number counts.", ref("figure")),
        "when": maybe(
            "A date in EDTF: 2024, 2025-03~ (about), 2022/2024; or, where the article names no "
            "year, its own words, as in: last month.",
            whole(f"{EDTF.pattern}|{WORDS_OF_TIME}"),
        ),
        "accept": entries("Fit findings that you answer for.", _acceptance()),
    }
    needed = ["id", "text", "by", "given", "kind", "evidence"]
    return mapping("A statement", "One claim of the briefing, with its evidence.", keys, needed)


def _acceptance() -> Schema:
    keys = {
        "code": choice("The finding’s code.", sorted(ACCEPTABLE)),
        "words": text("The words that the finding is about."),
        "reason": text("Why it is right as it stands; published on the method page."),
    }
    about = "One fit finding that you answer for; it is itself a finding once it silences nothing."
    return mapping("An acceptance", about, keys, keys)


def _figure() -> Schema:
    keys = {
        "kind": choice("What sort of number it is; it settles which numbers there are.", FIGURES),
        **{key: maybe(about) for key, about in _NUMBER.items()},
        "unit": maybe("What is counted, as in passengers."),
        "measure": text("What is measured, as in passengers carried."),
        "population": maybe("Of whom or what."),
        "place": maybe("Where it holds."),
        "period": either("When it holds: in words, or from and to.", text("In words."), _period()),
        "base": maybe("What a share or multiple is of; null where not stated."),
        "counted_by": name("Who counted: an id of speakers.yaml.", null=True),
        "not_with": names("Statements whose figures it must not be compared with."),
    }
    about = "What a number of the statement counts. Numbers stay as the article writes them."
    rules = [_numbers_of(kind) for kind in FIGURES]
    return mapping("A figure", about, keys, ["kind", "measure"], allOf=rules)


def _numbers_of(kind: str) -> Schema:
    """Return the rule that a figure of this kind has its numbers and no others."""
    own = NUMBERS[kind]
    needed = [key for key in own if (kind, key) not in OPTIONAL]
    present = {key: text(_NUMBER[key]) for key in needed}
    absent = dict.fromkeys((key for key in _NUMBER if key not in own), False)
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"required": needed, "properties": {**present, **absent}},
    }


def _period() -> Schema:
    keys = {
        "from": maybe("A date in EDTF.", whole(MOMENT)),
        "to": maybe("A date in EDTF.", whole(MOMENT)),
    }
    ways = [{"required": ["from"]}, {"required": ["to"]}]
    return mapping(
        "A period", "From one date to another; either may be open.", keys, [], anyOf=ways
    )
