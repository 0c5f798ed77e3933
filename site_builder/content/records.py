"""`content/sources/*.yaml` to Record: what is known about one seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.content.entries import each, link_address, read_inner_quote, read_stretch
from site_builder.fields import Fields, as_mapping
from site_builder.findings import Finding, finding
from site_builder.model import FURNITURE, Furniture, Quote, Record, SetAside, Stated, Voice
from site_builder.places import Text

if TYPE_CHECKING:
    from site_builder.yamltext import Mapping, Node

SHA256 = re.compile(r"[0-9a-f]{64}")


def read_record(name: str, node: Mapping, findings: list[Finding]) -> Record:
    """Return the record of the seed that the file `name` describes."""
    fields = Fields(node, findings, "a source")
    seed = fields.text("seed")

    def voice(entry: Mapping, log: list[Finding]) -> Voice:
        return _voice(entry, seed, log)

    def furniture(entry: Mapping, log: list[Finding]) -> Furniture:
        inner = Fields(entry, log, "an entry of furniture")
        stretch = read_stretch(inner, seed, log)
        made = Furniture(stretch=stretch, kind=inner.choice("kind", FURNITURE))
        inner.close()
        return made

    def set_aside(entry: Mapping, log: list[Finding]) -> SetAside:
        inner = Fields(entry, log, "an entry of set_aside")
        stretch = read_stretch(inner, seed, log)
        made = SetAside(stretch=stretch, reason=inner.text("reason"))
        inner.close()
        return made

    record = Record(
        file=name,
        seed=seed,
        sha256=_sha256(fields.text("sha256"), findings),
        short=fields.text("short"),
        publisher=_stated(fields.node("publisher"), "name", seed, findings),
        title=_stated(fields.node("title"), "text", seed, findings),
        author=_stated(fields.node("author"), "name", seed, findings),
        published=_stated(fields.node("published"), "text", seed, findings),
        url=_address(fields.node("url"), seed, findings),
        rights=fields.maybe_text("rights"),
        voices=each(fields.items("voices"), findings, "a voice", voice),
        furniture=each(fields.items("furniture"), findings, "an entry of furniture", furniture),
        set_aside=each(fields.items("set_aside"), findings, "an entry of set_aside", set_aside),
    )
    fields.close()
    return record


def _sha256(text: Text, findings: list[Finding]) -> Text:
    if text and not SHA256.fullmatch(text):
        hint = "copy the 64 characters that `sha256sum` prints for the seed"
        findings.append(finding("value-form", text, "this is not a SHA-256", hint=hint))
    return text


def _stated(node: Node | None, key: str, seed: Text, findings: list[Finding]) -> Stated | None:
    if node is None or (isinstance(node, Text) and node.is_null):
        return None
    if isinstance(node, Text):
        hint = f"write {key}: and under it basis: with the words of the seed that say so"
        message = "nothing is filled in from general knowledge: this needs a basis in the seed"
        findings.append(finding("value-shape", node, message, hint=hint))
        return None
    mapping = as_mapping(node, findings, "a stated fact", lost=False)
    if mapping is None:
        return None
    fields = Fields(mapping, findings, "a stated fact")
    text = fields.text(key)
    basis = fields.node("basis")
    quote = read_inner_quote(basis, seed, findings)
    quote = quote or Quote(seed=seed, text=fields.text("basis", "the article’s words that say it"))
    fields.close()
    return Stated(text=text, basis=quote)


def _address(node: Node | None, seed: Text, findings: list[Finding]) -> Stated | None:
    stated = _stated(node, "text", seed, findings)
    known = stated is not None and (not stated.text or link_address(stated.text, findings))
    return stated if known else None


def _voice(node: Mapping, seed: Text, findings: list[Finding]) -> Voice:
    fields = Fields(node, findings, "a voice")
    shown = fields.node("shown_by")
    voice = Voice(
        stretch=read_stretch(fields, seed, findings),
        by=fields.texts("by", required="the id of who speaks, as in content/speakers.yaml"),
        via=fields.texts("via"),
        shown_by=read_inner_quote(shown, seed, findings)
        or Quote(seed=seed, text=fields.text("shown_by")),
    )
    fields.close()
    return voice
