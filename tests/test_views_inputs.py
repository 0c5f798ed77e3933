"""Each page names all that it shows anything of: with that unchanged, it is the same page."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from fairs import CONTENT, FAIR, SEEDS
from tiny import statement, theme

from site_builder import urls
from site_builder.exports import exports
from site_builder.inputs import read_inputs
from site_builder.proof import Inputs, Proved, read_case
from site_builder.views.index import Index
from site_builder.views.inputs import TITLES, PageInputs
from site_builder.views.pages import book, paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    Made = dict[str, tuple[object, object]]

PROJECT = Path(__file__).parent.parent
EDITS = 25


def changed(name: str) -> Inputs:
    """Return the inputs with other bytes, of the same meaning, in one file."""
    given = tiny.inputs(CONTENT, SEEDS)
    if name in given.content:
        return replace(given, content={**given.content, name: given.content[name] + b"\n# more\n"})
    seeds = {stem: text + "More.\n" * (name == f"seeds/{stem}.txt") for stem, text in SEEDS.items()}
    return tiny.inputs(CONTENT, seeds)


def meant(digests: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return the inputs of these names, alone or by their folder, with their hashes."""
    return {
        name: digest
        for name, digest in digests.items()
        if any(name == one or fnmatch(name, one) for one in names)
    }


def named(given: Inputs) -> dict[str, dict[str, str]]:
    """Return by page the inputs that it names."""
    index = Index(proved=tiny.placed(given))
    inputs = PageInputs(index=index)
    return {path: meant(index.proved.digests, inputs.of(path)) for path in paths(index)}


@pytest.mark.parametrize("name", sorted(tiny.inputs(CONTENT, SEEDS).content))
def test_a_page_names_a_changed_file_or_shows_nothing_of_it(name: str) -> None:
    before, after = named(tiny.inputs(CONTENT, SEEDS)), named(changed(name))
    differ = {path for path in before if before[path] != after[path]}
    assert differ == {path for path in before if name in before[path]}
    assert "index.html" in differ


def test_a_theme_is_not_made_from_what_it_does_not_mention() -> None:
    made = named(tiny.inputs(CONTENT, SEEDS))
    fair, bridge = made["themes/fair.html"], made["themes/bridge.html"]
    assert "seeds/one.txt" not in fair
    assert "content/themes/bridge.yaml" in fair  # its summary links there
    assert "content/themes/fair.yaml" not in bridge
    assert {"seeds/one.txt", "seeds/two.txt"} <= set(bridge)  # through its differences


def test_an_article_is_made_from_itself_and_from_the_themes_that_rest_on_it() -> None:
    made = named(tiny.inputs(CONTENT, SEEDS))
    one, two = made["articles/one.html"], made["articles/two.html"]
    assert {"seeds/one.txt", "content/themes/bridge.yaml"} <= set(one)
    assert not {"seeds/two.txt", "content/themes/fair.yaml"} & set(one)
    assert "content/themes/fair.yaml" in two
    assert not {"seeds/one.txt", "content/themes/bridge.yaml"} & set(two)
    assert made["articles/index.html"].keys() == made["index.html"].keys() > one.keys()


def test_what_a_theme_does_not_name_can_change_without_a_trace_on_it() -> None:
    """The other theme's words change, and the page's view stays what it was."""
    other = statement("fair-drew", FAIR, text="The fair drew many.")
    content = {**CONTENT, "themes/fair": theme(other, title="The fair")}
    before, after = (tiny.placed(tiny.inputs(given, SEEDS)) for given in (CONTENT, content))
    pick = "themes/bridge.html"
    assert views(before)[pick][1] == views(after)[pick][1]
    assert views(before)["themes/fair.html"][1] != views(after)["themes/fair.html"][1]
    assert TITLES in PageInputs(index=Index(proved=before)).of(pick)  # which its navigation names


def test_a_figure_that_must_not_be_compared_makes_a_theme_depend_on_the_other() -> None:
    apart = {"kind": "count", "value": "1", "measure": "bridges", "not_with": ["fair-drew"]}
    content = {**CONTENT, "themes/bridge": theme(statement("count", figure=apart))}
    content = {key: value for key, value in content.items() if key in {"site", "themes/bridge"}}
    content["themes/fair"] = theme(statement("fair-drew", FAIR))
    made = named(tiny.inputs(content, SEEDS))
    assert "content/themes/fair.yaml" in made["themes/bridge.html"]
    assert "content/themes/bridge.yaml" not in made["themes/fair.html"]


def test_what_a_figure_is_called_hangs_on_all_that_would_be_called_alike() -> None:
    def made(measure: str) -> Index:
        figure = {"kind": "count", "value": "1", "measure": "bridges", "place": "York"}
        content = {
            "themes/bridge": theme(statement("one", figure=figure)),
            "themes/fair": theme(statement("two", figure={**figure, "measure": measure})),
            "site": {"themes": ["bridge", "fair"]},
        }
        return Index(proved=tiny.placed(tiny.inputs(content, SEEDS)))

    alone, alike = made("boats"), made("bridges")
    assert (alone.figure_names["one"], alike.figure_names["one"]) == (
        "1: bridges",
        "1: bridges (York)",
    )
    assert PageInputs(index=alone).across() != PageInputs(index=alike).across()
    assert PageInputs(index=alone).across() == PageInputs(index=made("boats")).across()


def views(proved: Proved) -> Made:
    """Return what each page, and each theme's data, is made from, and what it shows."""
    index = Index(proved=proved)
    inputs = PageInputs(index=index)
    across = inputs.across()
    made: Made = {}
    for path, make in book(index).items():
        names, page = inputs.of(path), make()
        made[path] = (names, meant(proved.digests, names), across), (page.site, page.view)
    data = exports(index)
    for theme_ in index.themes:
        path = urls.theme_data(theme_.id)
        made[path] = made[urls.theme(theme_.id)][0], data[path]()
    return made


def edited(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a word changed, lines left out, or two lines in each other's place."""
    lines = data.decode().split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.choice(["word", "word", "word", "cut", "swap"]):
        case "word":
            if words := [*re.finditer(r"[A-Za-z]{4,}|\d+", lines[at])]:
                start, end = rng.choice(words).span()
                new = rng.choice([f"{lines[at][start:end]}x", "other", "17"])
                lines[at] = lines[at][:start] + new + lines[at][end:]
        case "cut":
            del lines[at : at + rng.randint(1, 6)]
        case _:
            lines[at], lines[to] = lines[to], lines[at]
    return "\n".join(lines).encode()


def found(given: Inputs) -> Proved | None:
    """Return the briefing, whatever else is wrong with it, if all of its quotes are found."""
    case, _, whole = read_case(given)
    if case is None or not whole or not {a.quote for a in case.asked()} <= case.passages().keys():
        return None
    files = {**given.content, **given.seeds}
    return Proved(
        briefing=case.briefing,
        seeds={seed.id: seed for seed in case.seeds.values()},
        passages=case.passages(),
        digests={name: sha256(data).hexdigest() for name, data in files.items()},
    )


@pytest.mark.parametrize("number", range(2))
def test_after_any_edit_a_page_of_the_same_inputs_shows_the_same(number: int) -> None:
    rng = random.Random(number)
    given, _ = read_inputs(PROJECT)
    first = found(given)
    assert first is not None
    before, same, edits = views(first), 0, 0
    while edits < EDITS:
        name = rng.choice([*given.content, *given.seeds])
        content, seeds = dict(given.content), dict(given.seeds)
        files = content if name in content else seeds
        files[name] = edited(rng, files[name])
        try:
            proved = found(Inputs(content=content, seeds=seeds))
            after = views(proved) if proved is not None else None
        except LookupError:  # it names somebody whom the edit took away: a finding, and no page
            continue
        for path, (made_from, view) in after.items() if after is not None else ():
            if before.get(path, ((), None))[0] == made_from:
                assert before[path][1] == view, (name, path)
                same += 1
        edits += after is not None
    assert same > EDITS / 2
