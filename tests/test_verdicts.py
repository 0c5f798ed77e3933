"""A claim that fitted is not held to its passages again until anything it hangs on changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from tiny import quote, statement, theme

from site_builder import cache
from site_builder.checks import fit
from site_builder.proof import prove
from site_builder.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ran import Ran

    from site_builder.proof import Inputs

FAIR = "The fair drew many people in June."
SEEDS = {**tiny.SEEDS, "two": f"{FAIR}\n"}
CONTENT: dict[str, Any] = {
    "site": {**tiny.SITE, "themes": ["bridge", "fair"]},
    "themes/bridge": theme(statement("closed", text="The old bridge closed in March.")),
    "themes/fair": theme(statement("drew", quote("two", FAIR), text=FAIR)),
    "speakers": [
        {"id": "dell", "name": "Ann Dell", "kind": "person", "evidence": [quote("one", "Ann Dell")]}
    ],
}


def given(content: dict[str, Any] | None = None, seeds: dict[str, str] | None = None) -> Inputs:
    return tiny.inputs({**CONTENT, **(content or {})}, {**SEEDS, **(seeds or {})})


def held(
    inputs: Inputs, known: set[bytes], monkeypatch: pytest.MonkeyPatch, maker: bytes = b"one"
) -> tuple[list[str], set[bytes]]:
    """Return the claims that are held to their passages, and what is known after that."""
    seen: list[str] = []
    original = fit._findings

    def findings(claim: Any) -> Any:
        seen.append(str(getattr(claim.source, "id", "an account")))
        return original(claim)

    with monkeypatch.context() as patched:
        patched.setattr(fit, "_findings", findings)
        verdicts = Verdicts(known, maker)
        prove(inputs, verdicts=verdicts)
    return seen, verdicts.fitting


def test_what_is_known_to_fit_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, known = held(given(), set(), monkeypatch)
    assert (seen, len(known)) == (["closed", "drew"], 2)
    assert held(given(), known, monkeypatch) == ([], known)


CHANGED = {
    "its theme": (
        {"themes/fair": theme(statement("drew", quote("two", FAIR), text=FAIR + " "))},
        {},
    ),
    "its seed": ({}, {"two": f"{FAIR} It rained.\n"}),
}
ALL = {
    "the site": {"site": {**CONTENT["site"], "title": "Another"}},
    "the speakers": {"speakers": [{**CONTENT["speakers"][0], "also": ["Dell"]}]},
    "a new file": {"terms": [{"id": "fair", "name": "fair", "also": ["feast"]}]},
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_change_asks_what_hangs_on_it(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, known = held(given(), set(), monkeypatch)
    seen, now = held(given(*change), known, monkeypatch)
    assert (seen, len(now)) == (["drew"], 2)


@pytest.mark.parametrize("change", ALL.values(), ids=ALL)
def test_what_every_claim_hangs_on_asks_all(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, known = held(given(), set(), monkeypatch)
    assert held(given(change), known, monkeypatch)[0] == ["closed", "drew"]


def test_the_glossary_hangs_on_its_own_file_not_on_the_differences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    term = {"id": "fair", "name": "fair", "text": "It drew many.", "evidence": [quote("two", FAIR)]}
    account = {"says": "many", "by": "article", "evidence": [quote("two", FAIR)]}
    kind = {"id": "how", "on": "figure", "rank": 2, "question": "How many?", "statements": ["drew"]}
    differences = {**kind, "accounts": [account, account]}
    noted = {"terms": [term], "differences": [differences]}
    seen, known = held(given(noted), set(), monkeypatch)
    assert (len(seen), len(known)) == (5, 4)
    other = {**noted, "differences": [{**differences, "rank": 3}]}
    assert len(held(given(other), known, monkeypatch)[0]) == 2


def test_a_record_and_another_builder_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _, known = held(given(), set(), monkeypatch)
    inputs = given()
    name = "content/sources/two.yaml"
    noted = replace(inputs, content={**inputs.content, name: inputs.content[name] + b"\n# more\n"})
    assert held(noted, known, monkeypatch)[0] == ["drew"]
    assert held(inputs, known, monkeypatch, maker=b"two")[0] == ["closed", "drew"]


def test_what_does_not_fit_is_never_known(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "themes/fair": theme(statement("drew", quote("two", FAIR), text="It drew 300 people."))
    }
    seen, known = held(given(wrong), set(), monkeypatch)
    assert (seen, len(known)) == (["closed", "drew"], 1)
    again, _ = held(given(wrong), known, monkeypatch)
    assert again == ["drew"]
    verdicts = Verdicts(known, b"one")
    assert prove(given(wrong), verdicts=verdicts) == prove(given(wrong))


def test_without_a_maker_nothing_is_kept() -> None:
    verdicts = Verdicts()
    prove(given(), verdicts=verdicts)
    assert verdicts.fitting == set()


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_damaged_verdicts_are_none(damage: bytes | None, tmp_path: Path) -> None:
    verdicts = cache.verdicts(tmp_path)
    assert verdicts.known == set()
    prove(given(), verdicts=verdicts)
    cache.keep_verdicts(tmp_path, verdicts)
    assert cache.verdicts(tmp_path).known == verdicts.fitting != set()
    place = tmp_path / cache.FOLDER / "verdicts"
    place.write_bytes(place.read_bytes()[:-1] + b"\0" if damage is None else damage)
    assert cache.verdicts(tmp_path).known == set()


def test_check_keeps_and_uses_them(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("check").status == 0
    assert (here / cache.FOLDER / "verdicts").is_file()
    monkeypatch.setattr(fit, "_findings", lambda _: pytest.fail("it is held again"))
    assert run("check").status == 0
    with pytest.raises(pytest.fail.Exception):
        run("check", "--no-cache")


def test_a_file_that_cannot_be_read_costs_no_verdict(here: Path, run: Callable[..., Ran]) -> None:
    run("check")
    known = cache.verdicts(here).known
    broken = here / "content/site.yaml"
    good = broken.read_bytes()
    broken.write_bytes(b"title: [")
    assert run("check").status == 1
    broken.write_bytes(good)
    assert cache.verdicts(here).known == known != set()
