"""The schemas of what many content files share: quotes, evidence, stretches of a seed."""

from __future__ import annotations

from site_builder.model import ARTICLE, GIVEN
from site_builder.schema.shapes import (
    Schema,
    choice,
    either,
    mapping,
    maybe,
    name,
    names,
    number,
    ref,
    span,
    text,
)

SEED = 'The seed, by the part of its file’s name before the first underscore, quoted: "001".'
WHO = f"Who claims it: ids of speakers.yaml, or `{ARTICLE}` for the article’s own words."
VIA = "Who passed it on, where the article retells somebody else’s report."
IN_THE_SEED = "The words of the seed, copied; […] leaves words out within one paragraph."

_PLACED = {
    "prefix": maybe("The words that stand just before, to tell equal quotes apart."),
    "suffix": maybe("The words that stand just after, to tell equal quotes apart."),
    "paragraph": number("The paragraph that the quote stands in, to tell equal quotes apart."),
}
_QUOTE = {"quote": text(IN_THE_SEED), **_PLACED}


def placed_quote() -> Schema:
    """Return the schema of a quote with what places it."""
    about = "Words of the seed, and what tells equal words apart."
    return mapping("A quote", about, _QUOTE, ["quote"])


def inner_quote(about: str, *, null: bool = False) -> Schema:
    """Return the schema of a quote written as text alone or with what places it."""
    return either(about, text(IN_THE_SEED), ref("quote"), null=null)


def evidence() -> Schema:
    """Return the schema of an entry of evidence."""
    keys = {
        "seed": name(SEED),
        **_QUOTE,
        "by": names(f"{WHO} For this entry alone."),
        "via": names(f"{VIA} For this entry alone."),
        "given": choice("How the article gives it, for this entry alone.", GIVEN, null=True),
        "context": inner_quote("A quote that shows who is speaking.", null=True),
    }
    about = "A passage: the seed, and the words copied from it."
    return mapping("An entry of evidence", about, keys, ["seed", "quote"])


def stretch(title: str, about: str, more: dict[str, Schema], needed: list[str]) -> Schema:
    """Return the schema of an entry about part of a seed: a paragraph, a run of them or a quote."""
    keys = {
        **_QUOTE,
        "paragraph": span(
            "The number of a paragraph: a non-blank line, counted from 1. With a quote, the one "
            "that it stands in."
        ),
        "paragraphs": span("Paragraphs from one to another, both included, as in 15-23."),
        **more,
    }
    ways: list[Schema] = [
        {"required": ["quote"], "properties": {"paragraphs": False}},
        *(
            {
                "required": [key],
                "properties": {"quote": False, "prefix": False, "suffix": False, other: False},
            }
            for key, other in (("paragraph", "paragraphs"), ("paragraphs", "paragraph"))
        ),
    ]
    return mapping(title, about, keys, needed, anyOf=ways)
