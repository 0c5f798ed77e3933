"""The lists of sources, read by what makes bibliographies of them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import tiny
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from site_builder.exports.sources import bibtex, csl
from site_builder.views.index import Index

if TYPE_CHECKING:
    from site_builder.proof import Proved

SITES = Path(__file__).parent / "sites"
HOSTILE = r"50% of {a} & b_c #1 \input{x} $x$ ~ ^ “q”"
SEED = f"{HOSTILE}\n{tiny.SEED}On 2024-03-05 by Bo Lee, see https://example.org/a_b%20c.\n"
FACTS = {
    "title": {"text": HOSTILE, "basis": HOSTILE},
    "publisher": {"name": HOSTILE, "basis": HOSTILE},
    "author": {"name": "Bo Lee and Co", "basis": "Bo Lee"},
    "published": {"text": "2024-03-05", "basis": "2024-03-05"},
    "url": {"text": "https://example.org/a_b%20c", "basis": "https://example.org/a_b%20c"},
}


def stated(**changes: Any) -> Proved:
    facts = {name: fact for name, fact in {**FACTS, **changes}.items() if fact}
    return tiny.placed(tiny.inputs(seeds={"one": SEED}, one=facts))


def bibliography(items: list[dict[str, Any]]) -> list[str]:
    """Return the entries as a style makes them; it is the one that comes with the library."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of fields that the style does not use
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in made.bibliography()]


def entries(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return {
        entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries
    }


def test_a_bibliography_is_made_of_the_briefing_s_articles(built_site: Path) -> None:
    items = json.loads((built_site / "sources.csl.json").read_bytes())
    made = bibliography(items)
    assert len(made) == 5
    assert any("UK Crime Agency Warns about Rise" in entry for entry in made)
    assert any("Metro" in entry for entry in made)


def test_undated_articles_have_no_date(built_site: Path) -> None:
    items = json.loads((built_site / "sources.csl.json").read_bytes())
    assert not any("issued" in item for item in items)
    assert all("Not stated in the article:" in item["note"] for item in items)
    known = entries((built_site / "sources.bib").read_text())
    assert sorted(known) == [f"article-00{number}" for number in range(5)]
    assert not any({"year", "date", "month"} & {*fields} for fields in known.values())


@pytest.mark.parametrize("name", ["excerpts", "overlap"])
def test_the_lists_of_the_test_sites_are_read(name: str) -> None:
    folder = SITES / name / "expected"
    items = json.loads((folder / "sources.csl.json").read_bytes())
    assert len(bibliography(items)) == len(items)
    assert [*entries((folder / "sources.bib").read_text())] == [item["id"] for item in items]


def test_an_article_that_states_all_is_listed_with_all() -> None:
    (item,) = csl(Index(proved=stated()))
    assert item | {"note": ""} == {
        "id": "article-one",
        "type": "document",
        "title": HOSTILE,
        "title-short": "Paper one",
        "author": [{"literal": "Bo Lee and Co"}],
        "publisher": HOSTILE,
        "issued": {"date-parts": [[2024, 3, 5]]},
        "URL": "https://example.org/a_b%20c",
        "note": "",
    }
    assert "Not stated" not in item["note"]
    assert "2024" in bibliography([item])[0]


def test_words_of_time_stay_words() -> None:
    made = stated(published={"text": "in March", "basis": "in March"})
    assert csl(Index(proved=made))[0]["issued"] == {"literal": "in March"}
    assert entries(bibtex(Index(proved=made)))["article-one"]["year"] == "in March"
    assert bibliography(csl(Index(proved=made)))


def test_what_tex_would_read_as_commands_is_escaped() -> None:
    fields = entries(bibtex(Index(proved=stated())))["article-one"]
    assert fields["howpublished"] == (
        r"50\% of \{a\} \& b\_c \#1 \textbackslash{}input\{x\} \$x\$ \textasciitilde{} "
        r"\textasciicircum{} “q”"
    )
    assert fields["title"] == f"{{{fields['howpublished']}}}"
    assert fields["author"] == "{Bo Lee and Co}"
    assert fields["date"] == "2024-03-05"
    assert fields["url"] == "https://example.org/a_b%20c"


def test_with_an_address_a_source_says_where_it_is_shown() -> None:
    made = tiny.proved({"site": {"base_url": "https://example.org/b"}})
    assert "(https://example.org/b/articles/one.html)" in csl(Index(proved=made))[0]["note"]
    assert csl(Index(proved=made))[0]["title"] == "[Article one]"


@pytest.mark.parametrize("published", ["2024", "2024-03", "2024-13"])
def test_a_date_has_the_parts_that_are_stated(published: str) -> None:
    made = stated(published={"text": published, "basis": "2024-03-05"})
    parts = {"2024": [2024], "2024-03": [2024, 3]}
    wanted = {"date-parts": [parts[published]]} if published in parts else {"literal": published}
    assert csl(Index(proved=made))[0]["issued"] == wanted
