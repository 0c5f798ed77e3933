"""The schema of `content/sources/*.yaml`."""

from __future__ import annotations

from site_builder.content.records import SHA256
from site_builder.model import FURNITURE
from site_builder.schema.quotes import VIA, WHO, inner_quote, placed_quote, stretch
from site_builder.schema.shapes import (
    Schema,
    choice,
    either,
    entries,
    mapping,
    maybe,
    name,
    names,
    text,
    whole,
)

_BASIS = "The words of the seed that say so; they may be furniture."


def _stated(about: str, key: str, what: Schema) -> Schema:
    keys = {key: what, "basis": inner_quote(_BASIS)}
    return either(about, mapping("A stated fact", about, keys, [key, "basis"]))


def source() -> Schema:
    """Return the schema of the record of a seed."""
    keys = {
        "seed": name('The seed: its file’s name without .txt, or the part before "_", quoted.'),
        "sha256": text(
            "What `sha256sum` prints for the seed: its bytes are held to it.",
            pattern=whole(SHA256.pattern),
        ),
        "short": text("The article’s name in badges."),
        "publisher": _stated(
            "Who published the article, where the seed says so; else null.",
            "name",
            text("The publisher’s name."),
        ),
        "title": _stated(
            "The article’s title, where the seed has it; else null.", "text", text("The title.")
        ),
        "author": _stated(
            "Who wrote the article, where the seed says so; else null.",
            "name",
            text("The author’s name."),
        ),
        "published": _stated(
            "When it was published, where the seed says so; else null.",
            "text",
            text("The date, as the seed has it."),
        ),
        "url": _stated(
            "Where it stands on the web, where the seed says so; else null.",
            "text",
            text("An address that begins with https:// or http://.", pattern="^https?://"),
        ),
        "rights": maybe("On what terms the full text may be published; null where not known."),
        "voices": entries("Who is speaking over a stretch, said once.", _voice()),
        "furniture": entries("What is never evidence and never printed.", _furniture()),
        "set_aside": entries("What the briefing leaves out.", _set_aside()),
    }
    about = "What is known of one seed. Nothing is filled in from general knowledge."
    needed = ["seed", "sha256", "short"]
    defs = {"quote": placed_quote()}
    return mapping("A source", about, keys, needed, **{"$defs": defs})


def _voice() -> Schema:
    keys = {
        "by": names(WHO, null=False),
        "via": names(VIA),
        "shown_by": inner_quote("The words of the seed that show who is speaking."),
    }
    about = "Who is speaking over a stretch of the seed."
    return stretch("A voice", about, keys, ["by", "shown_by"])


def _furniture() -> Schema:
    kinds = (
        "menu (navigation, section names), advert, campaign (the publisher’s own causes), contact "
        "(write to our newsroom), cookies (consent and privacy notices), caption, credit (of a "
        "picture or an author), links (read more, other headlines), promotion (newsletters, apps)"
    )
    keys = {"kind": choice(f"What it is: {kinds}.", FURNITURE)}
    return stretch(
        "An entry of furniture",
        "A part of the seed that is no part of the article.",
        keys,
        ["kind"],
    )


def _set_aside() -> Schema:
    keys = {"reason": text("Why the briefing leaves it out, for a reader.")}
    return stretch(
        "An entry of set_aside",
        "A part of the seed that the briefing leaves out.",
        keys,
        ["reason"],
    )
