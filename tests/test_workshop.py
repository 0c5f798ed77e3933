"""The workshop: what is served after each save, and what open pages load again."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tiny
from desks import BROKEN, UNUSED, codes, made, page

from site_builder.cli import workshop

if TYPE_CHECKING:
    from site_builder.served import Served

ROOT = Path(__file__).parent.parent


def asked(served: Served, question: str, **query: str) -> Any:
    reply = served.ask(question, query)
    return json.loads(reply.body) if reply is not None else None


def test_a_good_project_is_shown_without_a_finding(project: Path) -> None:
    served, loads = made(project).renew()
    assert (codes(served), loads, served.stale, len(served.book)) == ([], "*", False, 14)
    assert "<title>A bridge</title>" in page(served)
    assert not (project / "public").exists()


def test_where_nothing_changed_nothing_is_loaded(project: Path) -> None:
    desk = made(project)
    first, _ = desk.renew()
    (project / "content/site.yaml").touch()
    (project / "content/notes.txt").write_text("not content")
    assert desk.renew() == (first, "")


def test_a_save_is_shown_and_a_slip_is_shown_in_its_place(project: Path) -> None:
    desk = made(project)
    desk.renew()
    tiny.project(project, {"site": {"title": "Anew"}})
    served, loads = desk.renew()
    assert (codes(served), loads) == ([], "*")
    assert "<title>Anew</title>" in page(served)
    tiny.project(project, BROKEN)
    served, loads = desk.renew()
    assert codes(served) == ["quote-missing"]
    assert served.unproved == {"closed"}
    assert served.where(served.findings[0]) == "themes/bridge.html#closed"
    assert "<title>A bridge</title>" in page(served)
    tiny.project(project, UNUSED)
    served, _ = desk.renew()
    assert (codes(served), served.unproved) == (["speaker-unused"], frozenset())


def test_what_could_not_be_read_is_no_finding_any_more_when_it_is_gone(project: Path) -> None:
    desk = made(project)
    desk.renew()
    for folder in ("seeds", "static"):
        link = project / folder / "out.txt"
        link.symlink_to(project.parent)
        served, loads = desk.renew()
        assert (codes(served), loads) == (["file-unreadable"], "*")
        link.unlink()
        served, loads = desk.renew()
        assert (codes(served), loads) == ([], "*")


def test_a_second_save_of_the_same_length_in_the_same_moment_is_seen(project: Path) -> None:
    file, desk = project / "content/site.yaml", made(project)
    text = file.read_text(encoding="utf-8")
    long_ago = time.time() - 3_600
    for title in ("A bridge", "B bridge", "C bridge", "D bridge"):
        file.write_text(text.replace("A bridge", title), encoding="utf-8")
        os.utime(file, (long_ago, long_ago))
        served, _ = desk.renew()
        assert f"<title>{title}</title>" in page(served)


@pytest.mark.parametrize("spoilt", [b"title: [", b"\xff\xfe", b"", b"- a\n"])
def test_where_too_little_can_be_read_the_last_pages_are_shown_and_it_is_said(
    spoilt: bytes, project: Path
) -> None:
    desk = made(project)
    before, _ = desk.renew()
    good = (project / "content/site.yaml").read_bytes()
    (project / "content/site.yaml").write_bytes(spoilt)
    served, loads = desk.renew()
    assert (served.stale, loads) == (True, "*")
    assert codes(served)
    assert "<title>A bridge</title>" in page(served)
    assert served.book is before.book
    (project / "content/site.yaml").write_bytes(good)
    served, loads = desk.renew()
    assert (served.stale, codes(served), loads) == (False, [], "*")


def test_a_project_with_nothing_in_it_shows_what_is_missing(tmp_path: Path) -> None:
    served, loads = made(tmp_path).renew()
    assert set(codes(served)) == {"file-missing"}
    assert (served.stale, loads, len(served.book)) == (False, "*", 0)
    assert "content/site.yaml: error file-missing" in page(served)
    tiny.project(tmp_path)
    served, _ = made(tmp_path).renew()
    assert codes(served) == []


@pytest.mark.parametrize("folder", ["content", "seeds", "templates", "static"])
def test_a_folder_that_goes_and_comes_back(folder: str, project: Path) -> None:
    desk = made(project)
    desk.renew()
    (project / folder).rename(project / "away")
    served, _ = desk.renew()
    # The builder's own templates and static files take the place of those that are gone.
    assert bool(codes(served)) is (folder in {"content", "seeds"})
    assert page(served)
    (project / "away").rename(project / folder)
    served, loads = desk.renew()
    again = r"static/css/site\.[0-9a-f]{12}\.css" if folder == "static" else r"\*"
    assert (codes(served), served.stale) == ([], False)
    assert re.fullmatch(again, loads)
    assert "<title>A bridge</title>" in page(served)


def test_a_theme_that_is_half_typed_is_shown_as_it_was(project: Path) -> None:
    desk = made(project)
    desk.renew()
    file = project / "content/themes/bridge.yaml"
    good = file.read_bytes()
    file.write_bytes(good + b"\nsections: [\n")
    served, _ = desk.renew()
    assert "yaml-syntax" in codes(served) or "key-duplicate" in codes(served)
    path = "themes/bridge.html"
    assert '"stale": true' in page(served, path)
    assert '"stale": false' in page(served, "method.html")
    served, _ = desk.renew()
    assert '"stale": true' in page(served, path)
    file.write_bytes(good)
    served, _ = desk.renew()
    assert codes(served) == []
    assert '"stale": false' in page(served, path)


def test_the_page_of_a_theme_that_is_deleted_goes(project: Path) -> None:
    desk = made(project)
    desk.renew()
    (project / "content/themes/bridge.yaml").unlink()
    served, _ = desk.renew()
    assert codes(served)
    assert served.page("themes/bridge.html") is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left", "/a/b.html"), "No space left"),
        (MemoryError(), "no memory is left for making the draft"),
        (RecursionError("x"), "the builder met something"),
    ],
)
def test_whatever_ends_the_reading_is_a_finding_and_the_next_save_is_shown(
    error: Exception, words: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    desk = made(project)
    desk.renew()
    with monkeypatch.context() as patch:
        patch.setattr(workshop, "read_inputs", fail)
        served, loads = desk.renew()
    assert (served.stale, loads) == (True, "*")
    assert words in served.findings[0].message
    assert "<title>A bridge</title>" in page(served)
    served, loads = desk.renew()
    assert (served.stale, codes(served), loads) == (False, [], "*")


def test_words_of_an_article_are_cited_and_what_rests_on_them_is_told(project: Path) -> None:
    served, _ = made(project).renew()
    cited = asked(
        served, "cite", seed="one", paragraph="1", words="It opened again in May.", before=""
    )
    assert cited["faults"] == []
    assert cited["yaml"].startswith("- seed: ")
    assert cited["used"] == []
    cited = asked(
        served, "cite", seed="one", paragraph="1", words="The old bridge closed", before=""
    )
    assert [use["href"] for use in cited["used"]] == ["../themes/bridge.html#closed"]
    for wrong in (
        {"seed": "nine"},
        {"paragraph": "x"},
        {"paragraph": "²"},
        {"paragraph": "9" * 99},
    ):
        query = {"seed": "one", "paragraph": "1", "words": "The old bridge closed", **wrong}
        assert asked(served, "cite", **query) is None
    far = asked(served, "cite", seed="one", paragraph="999", words="The old bridge closed")
    assert far is None or far["faults"] or far["yaml"]


def test_a_code_is_explained_and_the_scripts_are_the_builders(project: Path) -> None:
    served, _ = made(project).renew()
    explained = served.ask("explain", {"code": "quote-missing"})
    assert explained is not None
    assert b"quote" in explained.body
    assert served.ask("explain", {"code": "../x"}) is None
    for name in ("desk.js", "desk.css"):
        asset = served.ask(name, {})
        assert asset is not None
        assert asset.body == (ROOT / "site_builder/desk" / name).read_bytes()


def test_what_is_no_page_is_served_while_nothing_is_wrong(project: Path) -> None:
    desk = made(project)
    served, _ = desk.renew()
    reply = served.page("robots.txt")
    assert reply is not None
    assert reply.body.endswith(b"Sitemap: http://127.0.0.1/sitemap.xml\n")
    file = project / "content/themes/bridge.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("bridge closed", "bridge fell"))
    served, _ = desk.renew()
    assert codes(served)
    assert served.page("robots.txt") is None
    assert served.page("search-index.js") is not None
