"""A served site: pages made when they are asked for, dressed with what is wrong and where."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import tiny

from site_builder.findings import FaultError, Snippet, finding
from site_builder.places import Place
from site_builder.served import MOST, Served
from site_builder.views.index import Index
from site_builder.views.pages import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from site_builder.findings import Finding
    from site_builder.views.pages import Page

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
HTML = f"<!doctype html><html><head>{POLICY}<title>A</title></head><body></body></html>"
PLACE = Place(file="content/themes/bridge.yaml", line=3, column=2)
OWN = r' src="(?:\.\./)*static/js/[a-z]+\.[0-9a-f]{12}\.js" defer data-stays[^<>]*>'
HOSTILE = "</script><script>alert(1)</script><!--\x1b[2J\u202e"


class Kitchen:
    """What a served site is made with; pages that are filled are counted."""

    def __init__(self, *, broken: str = "") -> None:
        self.filled: list[str] = []
        self.broken = broken

    def render(self, make: Callable[[], Page]) -> bytes:
        page = make()
        self.filled.append(page.path)
        if page.path == self.broken:
            raise FaultError(finding("template-fault", Place(file="templates/x.html", line=2), "x"))
        return HTML.encode()

    @staticmethod
    def faults(findings: Any) -> bytes:
        return HTML.replace("A", f"{len(findings)} faults").encode()

    def served(self, *findings: Finding, **more: Any) -> Served:
        given: dict[str, Any] = {
            "book": book(Index(proved=tiny.proved())),
            "static": {"static/css/site.css": b"p {}", "static/a.bin": b"\0", "static/i.svg": b""},
            "findings": findings,
            "where": lambda _: "themes/bridge.html#closed",
            "unproved": frozenset({"closed"}),
            "stale": False,
            "render": self.render,
            "faults": self.faults,
            "answers": {
                "desk.js": lambda _: b"js",
                "cite": lambda q: q.get("a", "").encode() or None,
            },
        }
        return Served(**{**given, **more})


def data(served: Served, path: str) -> dict[str, Any]:
    """Return what the script on a page knows."""
    page = served.page(path)
    assert page is not None
    html = page.body.decode()
    found = re.search(r'<script type="application/json" id="desk-data">(.*?)</script>', html)
    assert found is not None
    return dict(json.loads(found[1]))


def test_a_page_is_dressed_and_its_policy_is_the_servers() -> None:
    page = Kitchen().served().page("index.html")
    assert page is not None
    assert page.type == "text/html; charset=utf-8"
    html = page.body.decode()
    assert POLICY not in html
    assert html.index("desk.js") < html.index("</head>")
    assert html.count("</head>") == 1


def test_a_page_is_made_when_it_is_asked_for_and_once() -> None:
    kitchen = Kitchen()
    served = kitchen.served()
    assert kitchen.filled == []
    assert served.page("index.html") == served.page("index.html")
    assert kitchen.filled == ["index.html"]


def test_files_are_served_as_they_are() -> None:
    served = Kitchen().served()
    types = {}
    for name in served.static:
        reply = served.page(name)
        assert reply is not None
        assert reply.body == served.static[name]
        types[name.rpartition(".")[2]] = reply.type
    assert types == {
        "css": "text/css; charset=utf-8",
        "bin": "application/octet-stream",
        "svg": "image/svg+xml; charset=utf-8",
    }
    for path in ("content/site.yaml", "no.html", "", "../x", "static/css/"):
        assert served.page(path) is None
    assert b"<title>A" in served.missing("no.html").body


def test_a_finding_is_told_with_all_that_helps_to_mend_it() -> None:
    found = finding(
        "quote-missing",
        PLACE,
        "not there",
        hint="copy it",
        notes=[f"note {number}" for number in range(40)],
    )
    found = replace(found, snippet=Snippet(text="quote: abc def", start=7, end=10))
    told = data(Kitchen().served(found), "themes/bridge.html")["findings"][0]
    assert told["place"] == "content/themes/bridge.yaml:3:2"
    assert (told["severity"], told["code"], told["hint"]) == ("error", "quote-missing", "copy it")
    assert told["snippet"] == ["quote: ", "abc", " def"]
    assert len(told["notes"]) == 12
    assert (told["here"], told["anchor"]) == (True, "closed")


def test_addresses_are_relative_to_the_page_that_has_them() -> None:
    served = Kitchen().served(finding("quote-missing", PLACE, "x"))
    told = data(served, "articles/one.html")
    assert told["findings"][0]["href"] == "../themes/bridge.html#closed"
    assert told["findings"][0]["here"] is False
    assert (told["article"], told["unproved"], told["errors"]) == ("one", ["closed"], 1)
    assert data(served, "articles/index.html")["article"] == ""
    assert data(served, "index.html")["article"] == ""
    nowhere = Kitchen().served(finding("quote-missing", PLACE, "x"), where=lambda _: "")
    assert data(nowhere, "index.html")["findings"][0]["href"] == ""


def test_hostile_words_stay_words() -> None:
    found = finding(
        "quote-missing",
        Place(file=HOSTILE, line=1, column=1),
        HOSTILE,
        hint=HOSTILE,
        notes=[HOSTILE],
    )
    found = replace(found, snippet=Snippet(text=HOSTILE, start=0, end=4))
    page = Kitchen().served(found).page("index.html")
    assert page is not None
    html = page.body.decode()
    assert html.count("</script>") == 3  # the server's own
    assert "alert(1)</script>" not in html
    assert not {"\x1b", "\u202e"} & set(html)


def test_of_very_many_findings_the_first_are_told_and_all_are_counted() -> None:
    served = Kitchen().served(*[finding("quote-missing", PLACE, f"{n}") for n in range(MOST + 9)])
    told = data(served, "index.html")
    assert (len(told["findings"]), told["errors"], told["warnings"]) == (MOST, MOST + 9, 0)


def test_while_there_is_no_page_at_all_every_page_is_the_findings() -> None:
    served = Kitchen().served(finding("file-missing", PLACE, "x"), book={})
    for path in ("index.html", "themes/any.html"):
        page = served.page(path)
        assert page is not None
        assert b"1 faults" in page.body
    assert data(served, "index.html")["book"] is False
    assert served.page("favicon.ico") is None
    assert b"1 faults" in served.missing("favicon.ico").body


def test_a_page_that_cannot_be_made_says_why_and_the_others_are_shown() -> None:
    served = Kitchen(broken="themes/bridge.html").served()
    broken, sound = served.page("themes/bridge.html"), served.page("index.html")
    assert broken is not None
    assert sound is not None
    assert b"1 faults" in broken.body
    assert b"<title>A<" in sound.body


@pytest.mark.parametrize(
    ("question", "query", "body"),
    [
        ("desk.js", {}, b"js"),
        ("cite", {"a": "b"}, b"b"),
        ("cite", {}, None),
        ("secret", {}, None),
    ],
)
def test_the_pages_script_is_answered(
    question: str, query: dict[str, str], body: bytes | None
) -> None:
    reply = Kitchen().served().ask(question, query)
    assert (reply.body if reply is not None else None) == body


def test_a_file_made_of_the_briefing_is_made_when_it_is_asked_for_and_once() -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"var a;"

    served = Kitchen().served(data={"search-index.js": make})
    assert made == []
    for _ in range(2):
        reply = served.page("search-index.js")
        assert reply is not None
        assert (reply.body, reply.type) == (b"var a;", "text/javascript; charset=utf-8")
    assert made == [1]


def test_where_what_is_searched_cannot_be_made_the_page_for_it_says_why() -> None:
    def make() -> bytes:
        raise FaultError(finding("builder-fault", Place(file="site_builder/x.py"), "no answer"))

    served = Kitchen().served(data={"search-index.js": make})
    assert served.page("search-index.js") is None
    told = data(served, "search.html")
    assert [one["message"] for one in told["findings"]] == ["no answer"]
    assert told["errors"] == 1
    assert data(served, "index.html")["errors"] == 0


def test_no_published_page_has_any_of_it(built_site: Path) -> None:
    pages = list(built_site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert not re.search(rf"<script(?!{OWN})(?! type=\"application/ld\+json\">)", html)
        assert "desk" not in html, page
        assert 'class="fresh"' not in html, page
    assert not [path for path in built_site.rglob("*") if "desk" in path.name]
