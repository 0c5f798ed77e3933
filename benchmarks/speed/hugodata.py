"""What Hugo needs in front matter to make the data files itself, so far as templates can make them.

These are `evidence.json`, `annotations.jsonld`, each theme's claims, and both lists of sources. The
index of search is copied: its lists of words are no work for a template. All is told beforehand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.speed.hugofiles import Bare, Fields, File
from site_builder.urls import hashed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MADE = frozenset({"evidence.json", "annotations.jsonld", "sources.csl.json", "sources.bib"})
# What the templates have as it is: a briefing in which it is otherwise is refused.
_REACH = {"articles": 1, "shared": 0, "together": 0, "differ": 0}
_NONE = "also via origin when differences overruled"
_STATED = ("publisher", "title", "published")


def is_made(path: str) -> bool:
    """Tell whether a file of the site is one that Hugo makes."""
    return path in _MADE or (path.startswith("themes/") and path.endswith(".jsonld"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What the data files say, by the ids of what they say it of; `whole` of the whole site."""

    statements: Mapping[str, Mapping[str, Any]]
    passages: Mapping[str, Mapping[str, Any]]
    cited: Mapping[str, Sequence[Mapping[str, Any]]]
    seeds: Mapping[str, Mapping[str, Any]]
    spoken: Sequence[Mapping[str, Any]]
    around: Mapping[str, tuple[str, str]]
    whole: Fields

    @classmethod
    def of(cls, built: Path) -> Data:
        """Return what the data files of a built site say."""
        said = json.loads((built / "evidence.json").read_text(encoding="utf-8"))
        marked = json.loads((built / "annotations.jsonld").read_text(encoding="utf-8"))
        around = {}
        for item in marked["first"]["items"]:
            place, quote = item["target"]["scope"], item["target"]["selector"][0]
            around[place] = (quote.get("prefix", ""), quote.get("suffix", ""))
        cited: dict[str, list[Mapping[str, Any]]] = {}
        for one in said["passages"]:
            cited.setdefault(one["seed"], []).append(one)
        return cls(
            cited=cited,
            statements={one["id"]: one for one in said["statements"]},
            passages={one["id"]: one for one in said["passages"]},
            seeds={one["id"]: one for one in said["seeds"]},
            spoken=said["speakers"],
            around=around,
            whole={
                "generator": said["generator"],
                "review_date": said["edition"]["review_by"],
                "coverage": {name: Bare(count) for name, count in said["coverage"].items()},
            },
        )

    def theme(self, fields: Fields) -> Fields:
        """Return the front matter of a theme with what the data files say; adds to what is given.

        Raises ValueError where they say what the layouts do not.
        """
        cited = {}
        for statement in (one for part in fields["sections"] for one in part["statements"]):
            said = self.statements[statement["id"]]
            if any(said[name] for name in _NONE.split()) or said["reach"] != _REACH:
                raise ValueError(f"the data files say more of {said['id']} than the layouts")
            if said["text"] != statement["text"]:
                statement["plain"] = said["text"]
            statement |= {"given": said["given"], "is": said["kind"], "by": said["by"]}
            if said["given"] == "quoted":
                statement["name"] = self._name(said["by"][0])
            for entry in statement["evidence"]:
                cited[entry["article"]] = self.seeds[entry["article"]]
                entry.update(self._passage(f"{entry['article']}#{entry['anchor']}"))
        listed = [
            {
                "id": name,
                "title": seed["title"]["text"],
                "publisher": seed["publisher"]["text"],
                "bytes": hashed(seed["sha256"]),
            }
            for name, seed in sorted(cited.items())
        ]
        return {**fields, "articles": listed}

    def _name(self, speaker: str) -> str:
        return next(str(one["name"]) for one in self.spoken if one["id"] == speaker)

    def _passage(self, name: str) -> Fields:
        said = self.passages[name]
        (part,) = said["parts"]
        before, after = self.around.get(said["page"], ("", ""))
        words = {"exact": part["exact"], "before": before, "after": after}
        return {**words, "start": Bare(part["start"]), "end": Bare(part["end"])}

    def article(self, fields: Fields) -> Fields:
        """Return the front matter of an article with what the data files say.

        Raises ValueError where they say what the layouts do not.
        """
        said = self.seeds[fields["id"]]
        if any((said["author"], said["url"], said["furniture"], said["set_aside"])):
            raise ValueError(f"the data files say more of {said['id']} than the layouts")
        return {
            **fields,
            "rights": said["rights"],
            "length": Bare(said["size"]),
            "sentences": {name: Bare(count) for name, count in said["sentences"].items()},
            "basis": {name: said[name]["basis"] for name in _STATED},
            "cited": [
                {
                    "anchor": one["id"].partition("#")[2],
                    "paragraph": Bare(one["paragraph"]),
                    "exact": one["parts"][0]["exact"],
                    "start": Bare(one["parts"][0]["start"]),
                    "end": Bare(one["parts"][0]["end"]),
                }
                for one in self.cited[said["id"]]
            ],
        }

    def speakers(self) -> File:
        """Return the speakers as a file of data."""
        text = json.dumps(self.spoken, ensure_ascii=False, indent=1)
        return File(path="data/speakers.json", data=text.encode())
