"""What is kept from one build to the next: it is what would be worked out anew."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import quote, statement, theme

from site_builder.checks import run
from site_builder.draft import draft_of
from site_builder.findings import in_order
from site_builder.memory import KEPT, Memory
from site_builder.proof import Inputs, read_case
from site_builder.views.index import Index
from site_builder.views.pages import book

if TYPE_CHECKING:
    from collections.abc import Mapping

SAFE = "The bridge is likely to be safe, said Bo Hart, who inspected 12 bridges in 2023.\n"


def test_a_step_is_taken_once_for_the_same_parts() -> None:
    memory, made = Memory(), list[str]()
    one, other = [1], [1]

    def step(name: str, *parts: object) -> str:
        return memory.once(name, parts, lambda: made.append(name) or f"{name}{len(made)}")

    assert step("a", "x", 1) == step("a", "".join("x"), 1) == "a1"
    assert step("b", "x", 1) == "b2"
    assert step("a", "y", 1) == "a3"
    assert step("a", b"x", 1) == "a4"
    assert step("a", one) == step("a", one) == "a5"
    assert step("a", other) == "a6"  # equal, but another object
    assert step("a", tiny) == "a7"
    assert len(memory) == 7


def test_what_is_worked_out_apart_is_forgotten_and_uses_nothing_from_before() -> None:
    memory, made = Memory(), list[str]()

    def step(name: str) -> str:
        return memory.once("a", (name,), lambda: made.append(name) or name)

    def outer() -> str:
        with memory.apart():
            return step("x") + step("x") + step("y")

    assert step("x") == "x"
    assert memory.once("outer", (), outer) == memory.once("outer", (), outer) == "xxy"
    assert step("x") == "x"
    assert made == ["x", "x", "y"]
    assert len(memory) == 2
    with contextlib.suppress(KeyError), memory.apart():
        raise KeyError
    assert len(memory) == 2


def test_nothing_is_a_result_too() -> None:
    memory, made = Memory(), list[int]()
    for _ in range(2):
        assert memory.once("a", (), lambda: made.append(1)) is None
    assert made == [1]


def test_what_no_build_asks_for_is_forgotten() -> None:
    memory = Memory()
    memory.begin()
    memory.once("old", (), list)
    for _ in range(KEPT):
        memory.begin()
        memory.once("new", (), list)
        assert len(memory) == 2
    memory.begin()
    assert len(memory) == 1


def test_an_object_is_kept_with_what_it_came_to_so_that_no_other_takes_its_place() -> None:
    memory = Memory()
    for number in range(200):  # the address of one that is gone is soon another's
        assert memory.once("a", ([number],), lambda number=number: number) == number


# A small project in several states: each file in some versions, or not there.
WORDS = ("The old bridge closed in March.", "It opened again in May.", "The bridge never closed.")
THEMES = [
    theme(statement("closed", quote("one", WORDS[0]), text="The old bridge closed in March.")),
    theme(statement("closed", quote("one", WORDS[0]), text="The old bridge closed in 1999.")),
    theme(statement("closed", quote("one", WORDS[2]))),
    theme(
        statement("closed", quote("one", WORDS[0]), by="ann"),
        statement("again", quote("one", WORDS[1]), quote("two", "is likely to be safe")),
        heading="Bo Hart and 3 bridges",
    ),
    theme(statement("closed"), statement("closed", quote("three", WORDS[0]))),
]
SPEAKERS = [
    None,
    [{"id": "ann", "name": "Ann Dell", "kind": "person"}],
    [{"id": "ann", "name": "Bo Hart", "kind": "person"}],
]
OTHER = [
    None,
    theme(statement("safe", quote("two", SAFE.strip()), text="Bo Hart: it is safe.", by="ann")),
    theme(statement("safe", quote("two", "12 bridges in 2023"), also=[quote("one", WORDS[1])])),
]
VOICES = [
    {},
    {"voices": [{"paragraphs": "1", "by": "ann", "shown_by": "said Ann Dell"}]},
    {"furniture": [{"paragraph": 1, "kind": "menu"}]},
    {"set_aside": [{"quote": WORDS[1], "reason": "later"}]},
]
SEEDS = [
    {"one": tiny.SEED},
    {"one": tiny.SEED, "two": SAFE},
    {"one": SAFE, "two": tiny.SEED},
]
BROKEN = [None, b"a: [", b"\xff", b""]
FACETS = (THEMES, SPEAKERS, OTHER, VOICES, SEEDS, BROKEN)


def state(choice: list[int]) -> Inputs:
    """Return the bytes of a project in one of its states."""
    bridge, speakers, other, voices, seeds, broken = (
        facet[number % len(facet)] for facet, number in zip(FACETS, choice, strict=True)
    )
    content = {"themes/bridge": bridge, "themes/other": other, "speakers": speakers}
    content = {name: value for name, value in content.items() if value is not None}
    content["site"] = {"themes": ["bridge"], "coverage": "error"}
    made = tiny.inputs(content, seeds, one=voices)
    if broken is not None:
        made = Inputs(content={**made.content, "content/terms.yaml": broken}, seeds=made.seeds)
    return made


def came_to(inputs: Inputs, memory: Memory) -> tuple[list[str], Mapping[str, object]]:
    """Return the findings of a project in full, and every page of its draft as it is shown."""
    memory.begin()
    case, found, whole = read_case(inputs, memory=memory)
    assert case is not None
    findings = in_order([*found, *run(case, whole=whole)])
    pages = book(Index(proved=draft_of(case, findings)))
    return list(map(repr, findings)), {path: repr(make().view) for path, make in pages.items()}


EDITS = st.lists(
    st.tuples(st.integers(0, len(FACETS) - 1), st.integers(0, 4)), min_size=1, max_size=12
)


@settings(max_examples=25)
@given(edits=EDITS)
def test_after_any_edits_it_is_as_if_nothing_had_been_kept(edits: list[tuple[int, int]]) -> None:
    kept, choice = Memory(), [0] * len(FACETS)
    for facet, number in edits:
        choice[facet] = number
        inputs = state(choice)
        assert came_to(inputs, kept) == came_to(inputs, Memory())
