"""The entries that many content files share: quotes, evidence and stretches of a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.fields import Fields, as_mapping
from site_builder.findings import Finding, finding
from site_builder.model import GIVEN, Evidence, Quote, Stretch
from site_builder.places import Text
from site_builder.urls import address_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from site_builder.yamltext import Mapping, Node

    T = TypeVar("T")


def each(
    nodes: Iterable[Node],
    findings: list[Finding],
    what: str,
    read: Callable[[Mapping, list[Finding]], T],
) -> tuple[T, ...]:
    """Return what `read` makes of every mapping in a list; anything else there is a finding."""
    made = []
    for node in nodes:
        mapping = as_mapping(node, findings, what)
        if mapping is not None:
            made.append(read(mapping, findings))
    return tuple(made)


def link_address(text: Text | None, findings: list[Finding], *, mail: bool = False) -> Text | None:
    """Return an address that a page may link to; None if it is absent or no such (value-form)."""
    fault = None if text is None else address_fault(text, mail=mail)
    if text is None or fault is None:
        return text
    findings.append(finding("value-form", text, fault.message, hint=fault.hint))
    return None


def read_quote(fields: Fields, seed: Text) -> Quote:
    """Return the quote of an entry: its words and what tells equal words apart."""
    return Quote(
        seed=seed,
        text=fields.text("quote", "words copied from the article"),
        prefix=fields.maybe_text("prefix"),
        suffix=fields.maybe_text("suffix"),
        paragraph=fields.whole("paragraph"),
    )


def read_inner_quote(node: Node | None, seed: Text, findings: list[Finding]) -> Quote | None:
    """Return a quote written as text alone, or as a mapping with `quote` and what places it.

    None where there is none, or a text without words: whoever needs one asks the field for it.
    """
    if isinstance(node, Text):
        return None if node.is_blank else Quote(seed=seed, text=node)
    if node is None:
        return None
    mapping = as_mapping(node, findings, "a quote")
    if mapping is None:
        return None
    fields = Fields(mapping, findings, "a quote")
    quote = read_quote(fields, seed)
    fields.close()
    return quote


def read_evidence(node: Mapping, findings: list[Finding]) -> Evidence:
    """Return one entry of evidence."""
    fields = Fields(node, findings, "an entry of evidence")
    seed = fields.text("seed")
    evidence = Evidence(
        quote=read_quote(fields, seed),
        by=fields.texts("by"),
        via=fields.texts("via"),
        given=fields.maybe_choice("given", GIVEN),
        context=read_inner_quote(_worded(fields, "context"), seed, findings),
    )
    fields.close()
    return evidence


def _worded(fields: Fields, key: str) -> Node | None:
    """Return what stands under the key, a text only if it has words (value-empty)."""
    node = fields.node(key)
    return fields.maybe_text(key) if isinstance(node, Text) else node


def read_evidences(fields: Fields, key: str, findings: list[Finding]) -> tuple[Evidence, ...]:
    """Return the list of evidence under this key."""
    return each(fields.items(key), findings, "an entry of evidence", read_evidence)


def read_stretch(fields: Fields, seed: Text, findings: list[Finding]) -> Stretch:
    """Return the part of a seed that an entry names by paragraphs, or by a quote."""
    words = fields.node("quote")
    if words is not None:
        quote = read_quote(fields, seed)
        return Stretch(where=quote.text, quote=quote)
    for key in ("paragraph", "paragraphs"):
        node = fields.node(key)
        if isinstance(node, Text):
            return Stretch(where=node, paragraphs=fields.paragraphs(key))
    where = fields.here()
    hint = "add `paragraph: 12`, `paragraphs: 12-15` or `quote:`"
    findings.append(finding("key-missing", where, "this names no part of the seed", hint=hint))
    return Stretch(where=where)
