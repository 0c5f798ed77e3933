"""The schemas say of content files what the readers say of them, as an editor's YAML reads them."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from test_cases import BASE, CASES, EXPECTED, FOLDERS
from test_content_readme import _BLOCK

from site_builder import content
from site_builder.content import LISTS, read_briefing
from site_builder.fields import Fields
from site_builder.schema import FOLDER, NAMES, as_json, describes, file_name, modeline, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    name: text
    for name, text in _BLOCK.findall((ROOT / "content/README.md").read_text(encoding="utf-8"))
    if name.endswith(".yaml")
}
VALIDATORS = {name: Draft202012Validator(schema(name)) for name in NAMES}
OF_FORM = ("key-missing", "key-unknown", "value-choice", "value-empty", "value-form", "value-shape")


class Core(yaml.CSafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, which has no dates."""


Core.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+0123456789.")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)
Core.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(node.value.lstrip("0xo") or 0, 16)
)


def as_json_has_it(value: Any) -> Any:
    """Return what YAML 1.1 makes of a date, and of the key `on`, as the text that it was."""
    if isinstance(value, dict):
        return {
            "on" if key is True else str(key): as_json_has_it(one) for key, one in value.items()
        }
    if isinstance(value, list):
        return [as_json_has_it(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def name_of(path: str) -> str:
    """Return the name of the schema for a file below the project."""
    return Path(path).parts[1].removesuffix(".yaml")


def objections(path: str, text: str, loader: type[yaml.SafeLoader] = Core) -> list[str]:
    value = as_json_has_it(yaml.load(text, loader))
    return [error.message for error in VALIDATORS[name_of(path)].iter_errors(value)]


def files_of(project: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((project / "content").rglob("*.yaml")):
        yield path.relative_to(project).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_in_the_newest_dialect_and_in_that_of_editors(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    Draft7Validator.check_schema(
        {**schema(name), "$schema": Draft7Validator.META_SCHEMA["$schema"]}
    )
    words = {key for part in parts(schema(name)) for key in part}
    # What one of the two does not know, or understands otherwise.
    assert not words & {
        "$id",
        "prefixItems",
        "dependentRequired",
        "unevaluatedProperties",
        "format",
    }
    assert "definitions" not in words


def parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from parts(part)


@pytest.mark.parametrize("loader", [Core, yaml.CSafeLoader], ids=["yaml-1.2", "yaml-1.1"])
@pytest.mark.parametrize("project", [ROOT, BASE], ids=["shipped", "base"])
def test_what_is_shipped_is_valid(project: Path, loader: type[yaml.SafeLoader]) -> None:
    found = {path: objections(path, text, loader) for path, text in files_of(project)}
    assert {path: said for path, said in found.items() if said} == {}
    assert {name_of(path) for path in found} >= {"site", "sources", "themes"}


def test_the_examples_of_the_reference_are_valid() -> None:
    assert {name_of(path) for path in EXAMPLES} == set(NAMES)
    assert {path: said for path, text in EXAMPLES.items() if (said := objections(path, text))} == {}


@pytest.mark.parametrize("path", [path for path, _ in files_of(ROOT)])
def test_shipped_files_name_their_schema(path: str) -> None:
    line = (ROOT / path).read_text(encoding="utf-8").splitlines()[0]
    assert line == modeline(path)
    target = (ROOT / path).parent / line.partition("$schema=")[2]
    assert target.resolve() == (ROOT / FOLDER / file_name(name_of(path))).resolve()


def test_the_shipped_schemas_are_those_that_are_written() -> None:
    shipped = {path.name: path.read_text("utf-8") for path in (ROOT / FOLDER).iterdir()}
    assert shipped == {file_name(name): as_json(name) for name in NAMES}, "build.py schema --write"


def codes_of(case: Path) -> set[str]:
    return set(re.findall(r": (?:error|warning) ([a-z-]+): ", (case / EXPECTED).read_text("utf-8")))


# A schema says nothing of the form of these: one of two keys may be null, not both.
UNTOLD = "key-missing/period-of-nothing"


def test_a_schema_objects_to_the_form_of_a_case_and_to_nothing_else() -> None:
    read, objected = 0, 0
    for case in FOLDERS:
        codes = codes_of(case)
        if any(code.startswith(("yaml", "flow", "file")) for code in codes):
            continue
        said = [one for path, text in files_of(case) for one in objections(path, text)]
        told = f"{case.relative_to(CASES)}: {said}"
        read += 1
        if codes & {"key-unknown", "value-choice", "key-missing", "value-shape"}:
            assert said or told.startswith(UNTOLD), told
            objected += 1
        elif not codes & {"evidence-missing", "accept-refused", *OF_FORM}:
            assert not said, told
    assert (read > 150, objected > 10) == (True, True)


ODD: list[Any] = [None, "", "zzz", 7, [], [None], [["zzz"]], {"zzz": True}]


def variants(value: Any) -> Iterator[Any]:
    """Yield the value with one part of it taken out, renamed, added or made something else."""
    for path in paths(value):
        for odd in ODD:
            yield at(value, path, lambda holder, key, odd=odd: holder.__setitem__(key, odd))
        yield at(value, path, lambda holder, key: holder.pop(key))
        if isinstance(path[-1], str):
            yield at(value, path, lambda holder, key: holder.update({f"{key}x": holder.pop(key)}))


def paths(value: Any, start: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in keys:
        yield (*start, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*start, key))


def at(value: Any, path: tuple[Any, ...], change: Any) -> Any:
    made = copy.deepcopy(value)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return made


def of_form(name: str, value: Any) -> list[str]:
    """Return what the readers find wrong in the form of one file."""
    site = EXAMPLES["content/site.yaml"]
    path = describes(name).replace("*", "ferry" if name == "themes" else "100")
    files = {"content/site.yaml": site.encode(), path: json.dumps(value).encode()}
    _, findings = read_briefing(files)
    return [f"{found.code}: {found.message}" for found in findings]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.removeprefix("content/"))
def test_schema_and_readers_agree_on_whatever_is_made_of_the_examples(path: str) -> None:
    """What the readers take, the schema takes; what the schema takes beyond that is told here."""
    name = name_of(path)
    original = yaml.load(EXAMPLES[path], yaml.BaseLoader)
    original = json.loads(json.dumps(original).replace('"null"', "null"))
    for value in variants(original):
        said = [error.message for error in VALIDATORS[name].iter_errors(value)]
        found = of_form(name, value)
        about = f"{json.dumps(value, ensure_ascii=False)}\nschema: {said}\nreaders: {found}"
        if said and not found:  # the checks, not the readers, ask for evidence
            assert any("'evidence' is a required property" in one for one in said), about
        if found and not said:
            assert all(map(_only_readers_see, found)), about


def _only_readers_see(found: str) -> bool:
    """Tell whether it is of a kind that an editor cannot be told, or told in a few words."""
    return bool(
        re.search(r"value-form: (?!“[a-z_]+” (?:cannot|is not a whole))", found)
        or "needs “from”" in found
        or "the meaning of" in found
        or ("value-form" in found and "“zzz”" not in found)
    )


def test_the_keys_of_the_schemas_are_those_of_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, set[str]] = {}
    close = Fields.close

    def noted(fields: Fields) -> None:
        asked.setdefault(fields._what, set()).update(fields._asked)
        close(fields)

    monkeypatch.setattr(Fields, "close", noted)
    files = {path: text.encode() for path, text in files_of(ROOT)}
    read_briefing(files | {path: text.encode() for path, text in EXAMPLES.items()})
    every = "{kind: %s, measure: a, value: 1, of: 2, low: 1, high: 2, from: 1, to: 2}"
    figures = "".join(f"      - figure: {every % kind}\n" for kind in ("range", "share", "change"))
    theme = f"title: a\nsections:\n  - heading: a\n    statements:\n{figures}"
    theme += (
        "      - {accept: [{code: a, words: a, reason: a}], evidence: [{context: {quote: a}}]}\n"
    )
    stretches = "[{paragraphs: 1-2}, {quote: a}]"
    source = f"voices: {stretches}\nfurniture: {stretches}\nset_aside: {stretches}\n"
    read_briefing(
        {
            "content/site.yaml": b"title: a",
            "content/themes/odd.yaml": theme.encode(),
            "content/sources/odd.yaml": f"{source}title: {{}}\nauthor: {{}}".encode(),
            "content/changes.yaml": b"- {now: null}",
            "content/labels.yaml": b"origin: {}\nfound: {}",
            "content/differences.yaml": b"- {accounts: [{says: a}]}",
        }
    )
    said: dict[str, set[str]] = {}
    for name in NAMES:
        for part in parts(schema(name)):
            if part.get("additionalProperties") is False:
                title = part["title"]
                what = title if title == "site.yaml" else title[0].lower() + title[1:]
                said.setdefault(what, set()).update(part["properties"])
                assert all(value.get("description") for value in part["properties"].values()), what
    assert said == asked


def test_every_file_has_a_schema() -> None:
    assert {*LISTS, *content.FOLDERS, "site", "labels"} == set(NAMES)
