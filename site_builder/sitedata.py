"""What a version of a briefing says, as it is compared: from the data that a built site carries.

That is its `evidence.json`, whose form evidence.schema.json tells; no page is read, so that it does
not matter by which templates they were made. Each function raises KeyError, TypeError or
AttributeError where the data is not of that form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from site_builder.versions import (
    BRIEFING,
    Version,
    account_text,
    attributed,
    one_line,
    passage_text,
    passages_text,
    period_text,
    stretches,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Data = Mapping[str, Any]
    Facts = Mapping[str, str]

_FACTS = {
    "publisher": "publisher",
    "title": "title",
    "author": "author",
    "published": "published",
    "url": "address",
}
_ATTRIBUTED = ("by", "via", "given")
_OWN = ("measure", "unit", "population", "place", "base")
_APART = frozenset((*_OWN, "kind", "period", "counted_by", "not_with"))


def of_site(data: Data) -> Version:
    """Return what the evidence of a site says."""
    return Version(kind="site", things=dict(_Site(data).things()))


class _Site:
    def __init__(self, data: Data) -> None:
        self._data = data
        self._passages: dict[str, str] = {
            one["id"]: passage_text(one["seed"], [part["exact"] for part in one["parts"]])
            for one in data["passages"]
        }

    def things(self) -> Iterator[tuple[tuple[str, str], Facts]]:
        """Yield what is said of each thing, by what it is and its id."""
        data = self._data
        yield ("briefing", BRIEFING), _briefing(data)
        for theme in data["themes"]:
            yield ("theme", theme["id"]), _theme(theme)
        for one in data["statements"]:
            yield ("statement", one["id"]), self._statement(one)
        for seed in data["seeds"]:
            yield ("seed", seed["file"]), {"sha256": seed["sha256"]}
            yield ("article", seed["id"]), _article(seed)
        for one in data["differences"]:
            yield ("difference", one["id"]), self._difference(one)
        for gap in data["gaps"]:
            yield ("gap", gap["id"]), _gap(gap)
        for one in data["speakers"]:
            texts = _texts(one, "name", "kind", "also", "of", "role")
            yield ("speaker", one["id"]), {**texts, "evidence": self._cited(one["evidence"])}
        for one in data["origins"]:
            yield ("origin", one["id"]), _texts(one, "name", "kind", "by")
        for one in data["terms"]:
            texts = _texts(one, "name", "also", "text")
            yield ("term", one["id"]), {**texts, "evidence": self._cited(one["evidence"])}
        for note in data["notes"]:
            names = ("kind", "name", "text", "phone", "url", "source", "checked", "themes")
            yield ("note", note["id"]), _texts(note, *names)

    def _cited(self, names: list[str], own: Data | None = None) -> str:
        """Return passages as a text; `own` is what is said of one alone, by its name."""
        said = own or {}
        return passages_text(
            attributed(
                self._passages[name], *(_text(said.get(name, {}).get(k)) for k in _ATTRIBUTED)
            )
            for name in names
        )

    def _statement(self, one: Data) -> Facts:
        own = {entry["passage"]: entry for entry in one.get("attributed", ())}
        return {
            **_texts(one, "text", "theme", "by", "via", "given", "kind", "origin", "when"),
            **_figure(one.get("figure")),
            "evidence": self._cited(one["evidence"], own),
            "also": self._cited(one["also"], own),
            "accepted": "\n".join(
                f"{entry['code']}: {entry['words']}: {entry['reason']}"
                for entry in one["overruled"]
            ),
        }

    def _difference(self, one: Data) -> Facts:
        accounts = enumerate(one["accounts"], start=1)
        return {
            **_texts(one, "question", "on", "rank", "note", "statements"),
            **{
                f"account {number}": account_text(
                    account["says"],
                    (*account["by"], *account["via"]),
                    self._cited(account["evidence"]),
                )
                for number, account in accounts
            },
        }


def _accepted(entry: Data) -> str:
    return f"{entry['code']}: {entry['words']}: {entry['reason']}"


def _text(value: object) -> str:
    """Return a value as a text: a list with commas, nothing as no text."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else one_line(str(value))


def _texts(of: Data, *names: str) -> dict[str, str]:
    return {name: _text(of[name]) for name in names}


def _briefing(data: Data) -> Facts:
    edition = data["edition"]
    return {
        **_texts(data, "title", "description", "caution", "contact"),
        "edition": f"{edition['version']}, {edition['date']}",
        "review by": edition["review_by"],
        "would change": edition["would_change"],
        "seed text": data["seed_text"],
        **_texts(data, "names", "summary", "figures"),
    }


def _theme(theme: Data) -> Facts:
    headings = "\n".join(section["heading"] for section in theme["sections"])
    return {**_texts(theme, "title", "sensitive", "summary", "figures"), "headings": headings}


def _article(seed: Data) -> Facts:
    aside = [(one["start"], one["end"], one["reason"]) for one in seed["set_aside"]]
    return {
        **_texts(seed, "short", "rights"),
        **{name: _text((seed[key] or {}).get("text")) for key, name in _FACTS.items()},
        "furniture": stretches((one["start"], one["end"], "") for one in seed["furniture"]),
        "set aside": stretches(aside),
    }


def _gap(gap: Data) -> Facts:
    seeds = ", ".join(sorted(gap["seeds"]))
    return {**_texts(gap, "question", "absent", "themes", "note"), "seeds": seeds}


def _figure(figure: Data | None) -> Facts:
    if figure is None:
        return {}
    period = figure["period"]
    known = {
        "kind": figure["kind"],
        **{name: number for name, number in figure.items() if name not in _APART},
        **{name: figure[name] for name in _OWN},
        "period": period and period_text(period["words"], period["from"], period["to"]),
        "counted by": figure["counted_by"],
        "not with": ", ".join(sorted(figure["not_with"])),
    }
    return {f"figure {name}": _text(value) for name, value in known.items() if value}
