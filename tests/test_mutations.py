"""The measure of the checks: what the changes are, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tiny import inputs, quote, statement, theme

from benchmarks.mutations import true
from benchmarks.mutations.changes import KINDS, Change, draw
from benchmarks.mutations.drafts import Draft, reworded
from benchmarks.mutations.honest import Edit, Honest, UnwritableError, differ, read_honest
from benchmarks.mutations.marks import quoted_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = {
    "one": "The mill made 1,204 loaves in 2023, Ann Dell said. “It is not a large mill,” she said. "
    "The mill is not often open. Between 2019 and 2021 known orders rose sixfold, the Bakers "
    "Guild said. Some 3 to 4 bakers may leave. Six orders came by post.\n",
    "two": "The mill is not often open. Two bakers left in May.\n",
}
TEXTS = {
    "loaves": (
        "The mill made 1,204 loaves in 2023, Ann Dell said.",
        "The mill made 1,204 loaves in 2023, Ann Dell said.",
    ),
    "large": ("“It is not a large mill”, Ann Dell said.", "It is not a large mill"),
    "open": ("The mill is not often open.", "The mill is not often open."),
    "orders": (
        "Known orders rose sixfold between 2019 and 2021, the Bakers Guild said.",
        "Between 2019 and 2021 known orders rose sixfold, the Bakers Guild said.",
    ),
    "leave": ("Some 3 to 4 bakers may leave. Two articles say so.", "Some 3 to 4 bakers may leave"),
}
SPEAKERS = [
    {"id": "ann", "name": "Ann Dell", "kind": "person", "of": "guild", "role": "miller"},
    {"id": "bob", "name": "Bob Carr", "kind": "person", "of": "guild", "role": "baker"},
    {"id": "guild", "name": "Bakers Guild", "kind": "organisation", "role": "a guild"},
]


def entry(name: str, **more: Any) -> dict[str, Any]:
    text, words = TEXTS[name]
    return statement(name, quote("one", words), text=text, **more)


def honest() -> Honest:
    statements = (
        entry("loaves", by="ann", given="paraphrased", kind="count"),
        entry("large", by="ann", given="quoted", kind="opinion"),
        entry("open", kind="judgement"),
        entry(
            "orders",
            by="guild",
            figure={"kind": "multiple", "value": "6", "measure": "orders"},
            when="2019/2021",
        ),
        entry("leave", kind="estimate"),
    )
    evidence = [quote("one", "Ann Dell said")]
    named = [{**speaker, "evidence": evidence} for speaker in SPEAKERS]
    content = {"themes/bridge": theme(*statements), "speakers": named}
    return read_honest(inputs(content, SEEDS))


HONEST = honest()


def made(name: str, seed: int = 1) -> list[Change]:
    kind = next(kind for kind in KINDS if kind.name == name)
    return draw(HONEST, seed, count=40, kinds=[kind])


def pairs(name: str) -> set[tuple[str, str]]:
    """Return what was and what is, where they differ, of the changes of a kind."""
    found = set()
    for change in made(name):
        low, high = differ(change.before, change.after)
        end = len(change.after) - (len(change.before) - high)
        found.add((change.before[low:high], change.after[low:end]))
    return found


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("digit", "1,204", "1,205"),
        ("year", "2023", "2024"),
        ("range end", "between 2019 and 2021", "between 2020 and 2021"),
        ("range end", "3 to 4", "4"),
        ("multiple", "sixfold", "tenfold"),
        ("multiple", "rose sixfold", "doubled"),
        ("unit", "rose sixfold", "rose by 6%"),
        ("period", "in 2023", "since 2023"),
        ("period", "between 2019 and 2021", "since 2019"),
        ("figure", "6", "7"),
        ("when", "2019/2021", "2019/2022"),
        ("speaker", "by: ann", "by: bob"),
        ("speaker", "by: ann", "by: article"),
        ("name swapped", "Ann Dell", "Bob Carr"),
        ("hedge dropped", "Known orders", "Orders"),
        ("hedge dropped", "may leave", "will leave"),
        ("strong word", "not often", "not always"),
        ("negation added", "may leave", "may not leave"),
        ("negation dropped", "is not a large", "is a large"),
        ("quoted word", "a large", "a huge"),
        ("letter of a quote", "loaves", "loaves"),
        ("given raised", "given: paraphrased", "given: quoted"),
        ("kind raised", "kind: estimate", "kind: count"),
    ],
)
def test_a_kind_makes_what_it_says(kind: str, before: str, after: str) -> None:
    changes = made(kind)
    assert changes
    assert all(change.before != change.after for change in changes)
    if kind == "letter of a quote":
        assert all(len(change.before) == len(change.after) for change in changes)
    else:
        assert any(before in c.before and after in c.after for c in changes), pairs(kind)


def test_every_kind_finds_a_place() -> None:
    for kind in KINDS:
        nothing = kind.name == "number word"  # "Two articles" is the briefing's own remark
        assert bool(made(kind.name)) is not nothing, kind.name
    assert all(change.after.count("[…]") == 1 for change in made("ellipsis"))


def test_a_change_is_one_value_of_one_file() -> None:
    for change in draw(HONEST, 3, count=150):
        for name, data in change.files.items():
            if not name.startswith("content/"):
                continue
            old = list(values(yaml.safe_load(HONEST.inputs.content[name])))
            new = list(values(yaml.safe_load(data)))
            differing = sum(a != b for a, b in zip(old, new, strict=True))
            assert 1 <= differing <= (4 if change.kind == "quotes swapped" else 1), change


def values(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from values(inner)
    else:
        yield value


def test_the_same_seed_gives_the_same_changes() -> None:
    assert draw(HONEST, 5, count=60) == draw(HONEST, 5, count=60)
    assert draw(HONEST, 5, count=60) != draw(HONEST, 6, count=60)


def test_no_change_is_made_twice_and_a_kind_with_few_leaves_its_share() -> None:
    few = [kind for kind in KINDS if kind.name in ("kind raised", "letter of a quote")]
    changes = draw(HONEST, 1, count=60, kinds=few)
    assert len(changes) == 60
    assert len({(c.kind, c.owner, c.before, c.after) for c in changes}) == 60
    assert sum(c.kind == "kind raised" for c in changes) < 30


def test_a_style_that_cannot_say_it_gives_way_to_quotation_marks() -> None:
    text = "content/themes/bridge.yaml"
    data = b"title: A b\nsections:\n- heading: >-\n    some\n    words\n  statements: []\n"
    content = {**HONEST.inputs.content, text: data}
    read = read_honest(type(HONEST.inputs)(content=content, seeds=HONEST.inputs.seeds))
    heading = read.briefing.themes[0].sections[0].heading
    assert b"some\n    swords" in read.write([read.reword(heading, "some swords")])[text]
    title = read.briefing.themes[0].title
    assert b'title: "A: b # c"\n' in read.write([read.reword(title, "A: b # c")])[text]
    with pytest.raises(UnwritableError):
        read.write([Edit(file=text, start=0, end=5, new="a: b: c", values=("title",))])


def wording(name: str, place: str = "statement") -> Any:
    return next(w for w in HONEST.wordings if w.owner == name and w.place == place)


def changed(name: str, old: str, new: str, *, tidy: bool = True) -> Draft:
    of = wording(name)
    start = of.text.index(old)
    return reworded(of, start, start + len(old), new, tidy=tidy)


def by(old: str, new: str) -> Draft:
    return Draft(owner="x", place="statement", before=old, after=new, edits=(), old=old, new=new)


@pytest.mark.parametrize(
    ("kind", "draft", "left_out"),
    [
        ("number word", changed("leave", "Two", "Three"), True),
        ("number word", changed("leave", "Some", "Three"), False),
        ("speaker", by("ann", "guild"), True),
        ("speaker", by("guild", "ann"), False),
        ("name swapped", changed("loaves", "Ann Dell", "the Bakers Guild"), True),
        ("name swapped", changed("loaves", "Ann Dell", "Bob Carr"), False),
        ("hedge dropped", changed("leave", "may leave", "leave"), False),
        ("hedge dropped", changed("open", "often ", ""), False),
        ("strong word", changed("open", "often open", "large mill"), False),
        ("quoted word", changed("large", "It is not a large mill", "not a large mill"), True),
        ("quoted word", changed("large", "not a", "a"), False),
        ("digit", changed("loaves", "1,204", "1,204"), True),
    ],
)
def test_what_stays_true_is_left_out(kind: str, draft: Draft, *, left_out: bool) -> None:
    assert true.stays_true(HONEST, kind, draft) is left_out


def test_a_hedge_beside_another_of_its_meaning_may_go() -> None:
    text = "The mill may possibly close, but it often opens."
    of = type(wording("open"))(text=text, owner="x", place="statement", rests=wording("open").rests)
    assert true.hedge_remains(HONEST, reworded(of, 9, 13, ""))
    assert not true.hedge_remains(HONEST, reworded(of, text.index("often"), len(text) - 6, ""))
    assert true.hedge_is_the_curators(HONEST, reworded(of, 9, 13, "")), "no passage has it"
    often = text.index("often")
    assert not true.hedge_is_the_curators(HONEST, reworded(of, often, often + 5, ""))


def test_a_seed_that_holds_the_same_quote_may_be_named() -> None:
    changes = [change for change in made("seed id") if change.owner == "open"]
    assert changes == []
    assert [change.owner for change in made("seed id")].count("loaves") == 1


def test_quotes_of_one_sentence_may_be_swapped() -> None:
    quotes = {s.id: s.evidence[0].quote for s in HONEST.briefing.statements()}
    same = Draft(
        owner="x",
        place="statement",
        before="a",
        after="b",
        edits=(),
        quotes=(quotes["open"], quotes["open"]),
    )
    assert true.rest_on_the_same(HONEST, same)
    other = Draft(
        owner="x",
        place="statement",
        before="a",
        after="b",
        edits=(),
        quotes=(quotes["open"], quotes["loaves"]),
    )
    assert not true.rest_on_the_same(HONEST, other)


def test_a_claim_in_quotation_marks_may_be_called_quoted() -> None:
    known = {str(s.id): s for s in HONEST.briefing.statements()}

    def raised(name: str) -> Draft:
        one = known[name]
        quotes = tuple(e.quote for e in one.evidence)
        return Draft(
            owner=name,
            place="statement",
            before="given: own-words",
            after="given: quoted",
            edits=(),
            new="quoted",
            statement=one,
            quotes=quotes,
        )

    assert true.is_spoken(HONEST, raised("large"))
    assert not true.is_spoken(HONEST, raised("loaves"))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “so it is” and left.", ["so it is"]),
        ("‘It’s so,’ she said.", ["It’s so,"]),
        ("“One.\n“Two,” she said.\nThree", ["One.", "Two,"]),
        ('the "word" alone', ["word"]),
        ("the victims’ own words", []),
    ],
)
def test_what_stands_in_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == inside
