"""`serve`: what a rebuild shows and says, and the whole of it in a process of its own."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
import tiny
from test_server import free_port
from tiny import quote, statement, theme

from site_builder import pipeline
from site_builder.cli import serving
from site_builder.cli.parser import parse
from site_builder.cli.serving import serve_project
from site_builder.cli.terminal import Terminal
from site_builder.server import NoPortError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parent.parent
BROKEN = {"themes/bridge": theme(statement("closed", quote("one", "The <new> bridge closed")))}
UNUSED = {"speakers": [{"id": "bo", "name": "Bo", "kind": "person"}]}


def asked(project: Path, *flags: str) -> tuple[Namespace, Terminal]:
    """Return what `serve` is given by the command line."""
    terminal = Terminal.of_process()
    return parse(["serve", "--project", str(project), *flags], terminal), terminal


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project with the real draft page."""
    folder = tiny.project(tmp_path / "project")
    shutil.copy(ROOT / "templates/pages/draft.html", folder / "templates/pages/draft.html")
    (folder / "static/css").mkdir(parents=True)
    (folder / "static/css/site.css").write_text('@import url("part.css");\n', encoding="utf-8")
    (folder / "static/css/part.css").write_text("p > b { color: red; }\n", encoding="utf-8")
    return folder


@pytest.fixture
def rebuild(project: Path, tmp_path: Path) -> Callable[..., str | None]:
    """What `serve` does at each save, with the page as text."""
    site = tmp_path / "site"
    site.mkdir()

    def rebuild(*changed: str, flags: Sequence[str] = ()) -> str | None:
        page = serving._rebuild(site, changed, *asked(project, *flags))
        return None if page is None else page.decode()

    return rebuild


def test_a_good_build_shows_the_site_and_says_what_made_it(
    project: Path, rebuild: Callable[..., str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert rebuild() is None
    assert re.fullmatch(r"built 8 pages in \d+\.\d\d s\n", capsys.readouterr().out)
    names = [str(project / f"content/{name}.yaml") for name in "dcba"]
    assert rebuild(*names[2:]) is None
    assert capsys.readouterr().out.endswith(" s after content/a.yaml, content/b.yaml\n")
    assert rebuild(*names, "/elsewhere/x") is None
    assert capsys.readouterr().out.endswith(
        " s after /elsewhere/x, content/a.yaml, content/b.yaml and 2 more\n"
    )
    assert rebuild("x", flags=["-q"]) is None
    assert capsys.readouterr() == ("", "")


def test_findings_take_the_place_of_every_page(
    project: Path, rebuild: Callable[..., str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.project(project, BROKEN)
    page = rebuild(str(project / "content/themes/bridge.yaml"))
    assert page is not None
    assert "<h1>Draft</h1>" in page
    assert "1 finding" in page
    assert re.search(r"<code>content/themes/bridge\.yaml:1:\d+</code>", page)
    assert "error quote-missing: this quote is not in seed one" in page
    assert "The &lt;new&gt; bridge closed" in page
    assert "<new>" not in page
    out, err = capsys.readouterr()
    assert re.fullmatch(r"not built in \d+\.\d\d s after content/themes/bridge\.yaml\n", out)
    assert "error quote-missing" in err
    tiny.project(project)
    assert rebuild() is None


def test_the_draft_page_has_its_style_with_it_before_the_first_good_build(
    project: Path, rebuild: Callable[..., str | None]
) -> None:
    tiny.project(project, BROKEN)
    page = rebuild()
    assert page is not None
    assert "<style>\np > b { color: red; }\n\n</style>" in page
    (project / "static/css/part.css").write_text("</style><p>", encoding="utf-8")
    page = rebuild()
    assert page is not None
    assert r"<\/style>" in page
    assert page.count("</style>") == 1


def test_a_warning_is_said_and_the_site_is_shown(
    project: Path, rebuild: Callable[..., str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.project(project, UNUSED)
    assert rebuild() is None
    out, err = capsys.readouterr()
    assert "warning speaker-unused" in err
    assert out.startswith("built 8 pages")


def test_a_broken_template_is_a_finding_like_any(
    project: Path, rebuild: Callable[..., str | None]
) -> None:
    (project / "templates/pages/home.html").write_text("\n{{ page.nothing }}", encoding="utf-8")
    page = rebuild()
    assert page is not None
    assert "<code>templates/pages/home.html:2:1</code>" in page


def test_findings_are_plain_text_where_their_own_page_is_broken(
    project: Path, rebuild: Callable[..., str | None]
) -> None:
    tiny.project(project, BROKEN)
    (project / "templates/pages/draft.html").write_text("{{ nothing }}", encoding="utf-8")
    page = rebuild()
    assert page is not None
    assert page.startswith("<!doctype html><html><head></head><body><pre>content/themes/")
    assert "The &lt;new&gt; bridge closed" in page
    assert "templates/pages/draft.html:1:1: error template-fault: " in page


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left", "/a/b.html"), "/a/b.html: error disk-fault: No space left"),
        (OSError(28, "No space left"), "project: error disk-fault: No space left"),
        (MemoryError(), ":1: error builder-fault: no memory is left for building the site"),
        (RecursionError("x"), "error builder-fault: the builder met something"),
    ],
)
def test_what_ends_a_build_is_shown_and_does_not_end_the_serving(  # noqa: PLR0913, PLR0917
    error: Exception,
    words: str,
    project: Path,
    rebuild: Callable[..., str | None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "build", fail)
    page = rebuild()
    assert page is not None
    assert words in page
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    rebuild(flags=["-v"])
    assert ("Traceback" in capsys.readouterr().err) is (not isinstance(error, OSError))


def test_findings_are_shown_where_not_even_the_templates_can_be_read(
    project: Path, rebuild: Callable[..., str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "templates")

    tiny.project(project, BROKEN)
    monkeypatch.setattr(serving, "read_looks", fail)
    page = rebuild()
    assert page is not None
    assert "error quote-missing" in page
    assert "templates: error disk-fault: Permission denied" in page


@pytest.mark.no_cover
def test_a_page_of_findings_is_not_without_end(
    project: Path, rebuild: Callable[..., str | None]
) -> None:
    many = [statement(f"s{number}", quote("one", "The new bridge")) for number in range(700)]
    tiny.project(project, {"themes/bridge": theme(*many)})
    page = rebuild()
    assert page is not None
    assert page.count("error quote-missing") == 500
    assert "not shown: 200 more" in page


def test_what_libraries_log_is_said_in_harmless_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = logging.getLogger("tornado.general")
    with serving._logs_told(Terminal.of_process()):
        try:
            raise RuntimeError("x")
        except RuntimeError:
            log.exception("malformed %s", "\x1b[2J\u202e")
        log.info("not worth a word")
    assert capsys.readouterr().err == "tornado.general: malformed �[2J�\n"


def test_serving_joins_the_parts(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: dict[str, Any] = {}

    def run(folder: Path, watched: Sequence[Path], rebuild: Any, *, port: int, ready: Any) -> None:
        assert folder.is_dir()
        assert not list(folder.iterdir())
        assert rebuild(()) is None
        assert (folder / "index.html").is_file()
        ready("http://127.0.0.1:8123/")
        seen.update(folder=folder, watched=watched, port=port)

    monkeypatch.setattr(serving, "run", run)
    assert serve_project(*asked(project, "--port", "8123", "-q")) == 0
    assert seen["port"] == 8123
    assert seen["watched"] == [project / n for n in ("content", "seeds", "templates", "static")]
    assert not seen["folder"].exists()  # nothing is left of it
    assert not (project / "public").exists()
    said = "serving http://127.0.0.1:8123/ (this machine only); Ctrl-C ends it\n"
    assert capsys.readouterr() == (said, "")


def test_without_a_free_port_it_ends_with_a_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: object, **__: object) -> None:
        raise NoPortError("no free port")

    monkeypatch.setattr(serving, "run", run)
    assert serve_project(*asked(project)) == 2
    assert capsys.readouterr() == ("", "site-builder: no free port\n")


@contextmanager
def process(project: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `build.py serve`; give it with its address; end it, by force after 30 s."""
    command = [sys.executable, ROOT / "build.py", "serve", "--port", str(free_port())]
    with subprocess.Popen(
        [*command, "--project", project],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as started:
        guard = Timer(30, started.kill)
        guard.start()
        try:
            assert started.stdout is not None
            lines = iter(started.stdout.readline, "")
            line = next((line for line in lines if line.startswith("serving ")), "")
            assert line.endswith("(this machine only); Ctrl-C ends it\n")
            yield started, line.split()[1]
        finally:
            guard.cancel()
            started.kill()


def shown(address: str) -> str:
    try:
        with closing(urllib.request.urlopen(address, timeout=5)) as page:  # noqa: S310 - ours
            return str(page.read().decode())
    except HTTPError as error:
        with error:
            return str(error.read().decode())


def wait_for(address: str, words: str) -> str:
    """Return the page at the address as soon as it has these words."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        page = shown(address)
        if words in page:
            return page
        time.sleep(0.05)
    pytest.fail(f"{words!r} never came at {address}")


def test_a_day_with_it(project: Path) -> None:
    """The site; broken content at any address; mended; Ctrl-C."""
    with process(project) as (started, address):
        page = shown(address)
        assert "<title>A bridge</title>" in page
        assert '<script src="/livereload.js"></script>' in page
        tiny.project(project, BROKEN)
        wait_for(address, "quote-missing")
        assert "<h1>Draft</h1>" in shown(f"{address}themes/bridge.html")
        assert "<h1>Draft</h1>" in shown(f"{address}no/such/page")
        tiny.project(project, {"site": {"title": "Mended"}})
        wait_for(address, "<title>Mended</title>")
        assert "<title>Mended</title>" in wait_for(f"{address}themes/bridge.html", "Mended")
        begun = time.monotonic()
        started.send_signal(signal.SIGINT)
        assert started.wait(timeout=10) == 0
        assert time.monotonic() - begun < 2
    assert not (project / "public").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_nothing_is_left_when_it_is_told_to_end(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    with process(project) as (started, _):
        assert list(scratch.iterdir())
        started.terminate()
        assert started.wait(timeout=10) == 128 + signal.SIGTERM
        assert started.stdout is not None
        assert started.stdout.read() == ""
    assert not list(scratch.iterdir())


def test_a_project_with_nothing_in_it_shows_what_is_missing(tmp_path: Path) -> None:
    with process(tmp_path) as (started, address):
        assert "content/site.yaml: error file-missing" in shown(address)
        started.send_signal(signal.SIGINT)
        assert started.wait(timeout=10) == 0
