"""Whether every statement has its evidence, and every quotation is the passage it links to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.verifying.links import Fault, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from site_builder.verifying.articles import Beside, Marked
    from site_builder.verifying.pages import Claim, Page, Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A statement as the pages show it, by its address: what it says and rests on.

    Where it names a person, other pages say its `heading`.
    `evidence` and `also` are the addresses of passages.
    """

    words: str
    heading: str
    evidence: frozenset[str]
    also: frozenset[str]


@dataclass(slots=True)
class Rested:
    """What came of the statements and quotations of all pages."""

    faults: list[Fault] = field(default_factory=list)
    statements: dict[str, Stated] = field(default_factory=dict)
    quotations: int = 0
    unknown: int = 0
    without: list[str] = field(default_factory=list)  # pages of a theme that state nothing


def rested(
    pages: Mapping[str, Page],
    passages: Mapping[str, Marked],
    beside: Mapping[str, Sequence[Beside]],
    lost: frozenset[str] = frozenset(),
) -> Rested:
    """Hold statements and quotations to the passages that the articles' pages mark, by address.

    `beside` is the margin of each article's page. Nothing is held to a page that is `lost`: what is
    wrong with it is told of it, not again of all that names it.
    """
    found = Rested()
    for name, page in sorted(pages.items()):
        for quoted in page.quoted:
            if page_of(within(name, quoted.href)) in lost:
                found.unknown += 1
            else:
                _quotation(name, quoted, passages, found)
        for claim in page.claims:
            _statement(name, claim, passages, found)
        if name.startswith("themes/") and not any(claim.id for claim in page.claims):
            found.without.append(name)
    for name, page in sorted(pages.items()):
        found.faults += _repeated(name, page, passages, found, lost)
    for name, items in sorted(beside.items()):
        for item in items:
            stated = found.statements.get(item.address)
            if stated is not None and item.words not in {stated.words, stated.heading}:
                message = f"the margin does not say {item.address} as its page does"
                found.faults.append(Fault(name, item.spot, message))
    return found


def _repeated(
    name: str,
    page: Page,
    passages: Mapping[str, Marked],
    found: Rested,
    lost: frozenset[str],
) -> Iterator[Fault]:
    """Yield where statements, or their passages, are repeated otherwise than they stand."""
    for claim in page.claims:
        said = found.statements.get(_address(name, claim))
        if claim.id or page_of(_address(name, claim)) in lost:
            continue
        if said is None or said.words != claim.words:
            message = "this statement is not on the page of its theme as it is here"
            yield Fault(name, claim.spot, message)
    for quoted in page.quoted:
        said = found.statements.get(within(name, quoted.href))
        if quoted.block or said is None or any(page_of(one) in lost for one in said.evidence):
            continue
        texts = {passages[one].words for one in said.evidence if one in passages}
        if None not in texts and quoted.words not in texts:
            message = (
                f"{quoted.href}: what is shown beside this link is no passage of its statement"
            )
            yield Fault(name, quoted.spot, message)


def page_of(address: str) -> str:
    """Return the path of the page that an address is of."""
    return address.partition("#")[0]


def _address(name: str, claim: Claim) -> str:
    if claim.id:
        return f"{name}#{claim.id}"
    return within(name, claim.href)


def _quotation(name: str, quoted: Quoted, passages: Mapping[str, Marked], found: Rested) -> None:
    address = within(name, quoted.href)
    if not quoted.block and not address.startswith("articles/"):
        return  # what a link to a statement shows beside itself
    marked = passages.get(address)
    if marked is None:
        message = "this quotation leads to no passage of an article"
        found.faults.append(Fault(name, quoted.spot, f"{quoted.href or '(empty)'}: {message}"))
        return
    found.quotations += 1
    if marked.words is None:
        found.unknown += 1
    elif marked.words != quoted.words or not quoted.words:
        here, there = _differ(quoted.words, marked.words)
        message = f"the quotation is not its passage: “{here}” here, “{there}” in the article"
        found.faults.append(Fault(name, quoted.spot, message))


def _statement(
    name: str,
    claim: Claim,
    passages: Mapping[str, Marked],
    found: Rested,
) -> None:
    address = _address(name, claim)
    if not claim.words:
        found.faults.append(Fault(name, claim.spot, "this statement has no words"))
    if not claim.evidence:
        message = f"“{claim.words[:80]}”: this statement has no quotation to rest on"
        found.faults.append(Fault(name, claim.spot, message))
    for quoted in (*claim.evidence, *claim.also):
        where = within(name, quoted.href)
        marked = passages.get(where)
        if marked is not None and address not in marked.back:
            message = f"the margin of {where} does not lead back to this statement"
            found.faults.append(Fault(name, quoted.spot, message))
    if claim.id:
        found.statements[address] = Stated(
            words=claim.words,
            heading=claim.heading,
            evidence=frozenset(within(name, quoted.href) for quoted in claim.evidence),
            also=frozenset(within(name, quoted.href) for quoted in claim.also),
        )


def _differ(here: str, there: str) -> tuple[str, str]:
    """Return the words from a little before the first that differ."""
    at = next(
        (n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b),
        min(len(here), len(there)),
    )
    start = max(at - 20, 0)
    return here[start : at + 40], there[start : at + 40]
