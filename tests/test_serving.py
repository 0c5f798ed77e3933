"""`serve`: what is said at each save, and the whole of it in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import socket
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
from desks import BROKEN, UNUSED
from test_server import free_port

from site_builder.cli import serving
from site_builder.cli.parser import parse
from site_builder.cli.serving import WATCHED, serve_project
from site_builder.cli.terminal import Terminal
from site_builder.server import HOST, Address, NoPortError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent


def asked(project: Path, *flags: str) -> tuple[Namespace, Terminal]:
    """Return what `serve` is given by the command line."""
    terminal = Terminal.of_process()
    return parse(["serve", "--project", str(project), *flags], terminal), terminal


def desk(project: Path, *flags: str) -> serving._Desk:
    return serving._Desk(*asked(project, *flags))


def test_it_says_what_was_saved_how_long_it_took_and_what_is_wrong(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = desk(project)
    made.rebuild(())
    assert re.fullmatch(r"draft of 14 pages in \d+\.\d\d s: no error\n", capsys.readouterr().out)
    names = [str(project / f"content/{name}.yaml") for name in "dcba"]
    tiny.project(project, {"site": {"title": "Anew"}})
    made.rebuild(names[2:])
    out = capsys.readouterr().out
    assert out.endswith(" s after content/a.yaml, content/b.yaml: no error\n")
    made.rebuild([*names, "/elsewhere/x"])
    out = capsys.readouterr().out
    assert out.startswith("nothing changed in ")
    assert out.endswith(
        " s after /elsewhere/x, content/a.yaml, content/b.yaml and 2 more: no error\n"
    )
    desk(project, "-q").rebuild(())
    assert capsys.readouterr() == ("", "")


def test_a_finding_is_said_once_and_again_when_it_has_gone_and_come_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = desk(project)
    tiny.project(project, BROKEN)
    made.rebuild(())
    out, err = capsys.readouterr()
    assert out.endswith(": 1 error\n")
    assert "content/themes/bridge.yaml:1:" in err
    assert "error quote-missing: this quote is not in seed one" in err
    tiny.project(project, {**BROKEN, **UNUSED})
    made.rebuild(())
    out, err = capsys.readouterr()
    assert out.endswith(": 1 error and 1 warning\n")
    assert "quote-missing" not in err
    assert "warning speaker-unused" in err
    tiny.project(project, {"speakers": []})
    made.rebuild(())
    assert capsys.readouterr().out.endswith(": no error\n")
    tiny.project(project, BROKEN)
    made.rebuild(())
    assert "error quote-missing" in capsys.readouterr().err


def test_what_is_found_when_nobody_saves_is_said_too(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = desk(project)
    page = project / "templates/pages/theme.html"
    page.write_text("{{ page.nothing }}", encoding="utf-8")
    made.rebuild(())
    assert capsys.readouterr().err == ""
    assert made.settle()[1] == "*"
    assert "templates/pages/theme.html:1:1: error template-fault" in capsys.readouterr().err


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
        try:
            raise OSError(24, "Too many open files")
        except OSError:
            log.exception("handle <0x7f> at line 3")
    assert (
        capsys.readouterr().err
        == "tornado.general: malformed �[2J�\ntornado.general: Too many open files\n"
    )


def test_serving_joins_the_parts(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(watch: Any, builder: Any, address: Address, ready: Any) -> None:
        assert watch._names == set(WATCHED)
        served, loads = builder.rebuild(())
        assert (len(served.book), loads) == (14, "*")
        assert address == Address(port=8123, strict=True, base_path="/a/b/")
        ready("http://127.0.0.1:8123/a/b/")

    opened: list[str] = []
    monkeypatch.setattr(serving, "run", run)
    monkeypatch.setattr(serving.webbrowser, "open", opened.append)
    flags = ("--port", "8123", "--strict-port", "--base-path", "/a/b/", "--open", "-q")
    assert serve_project(*asked(project, *flags)) == 0
    assert not (project / "public").exists()
    said = "serving http://127.0.0.1:8123/a/b/ (this machine only); Ctrl-C ends it\n"
    assert capsys.readouterr() == (said, "")
    assert opened == ["http://127.0.0.1:8123/a/b/"]


def test_it_says_where_the_port_was_taken_and_where_others_may_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk(project, "--port", "8000").ready("http://127.0.0.1:8001/")
    assert capsys.readouterr().out.startswith("port 8000 is taken; serving http://127.0.0.1:8001/")
    desk(project, "--host", "0.0.0.0").ready("http://127.0.0.1:8000/")
    assert "this machine only" not in capsys.readouterr().out


def test_without_a_free_port_it_ends_with_a_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_: object, **__: object) -> None:
        raise NoPortError("no free port")

    monkeypatch.setattr(serving, "run", run)
    assert serve_project(*asked(project)) == 2
    assert capsys.readouterr() == ("", "site-builder: no free port\n")


@contextmanager
def process(project: Path, *flags: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start `build.py serve`; give it with its address; end it, by force after 30 s."""
    command = [sys.executable, ROOT / "build.py", "serve", "--port", str(free_port())]
    with subprocess.Popen(
        [*command, "--project", project, *flags],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as started:
        guard = Timer(30, started.kill)
        guard.start()
        try:
            assert started.stdout is not None
            lines = iter(started.stdout.readline, "")
            line = next((line for line in lines if "serving http" in line), "")
            assert line.endswith("(this machine only); Ctrl-C ends it\n")
            yield started, line[line.index("http") :].split()[0]
        finally:
            guard.cancel()
            started.kill()


def shown(address: str) -> str:
    try:
        with closing(urllib.request.urlopen(address, timeout=5)) as page:
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
    """The site; a slip; half a file; a folder away and back; mended; Ctrl-C."""
    with process(project, "--base-path", "/base/") as (started, address):
        page = shown(address)
        assert "<title>A bridge</title>" in page
        assert "desk-data" in page
        tiny.project(project, BROKEN)
        page = wait_for(f"{address}themes/bridge.html", "quote-missing")
        assert "this quote is not in seed one" in page
        assert "<title>A bridge</title>" in page
        site = project / "content/site.yaml"
        whole = site.read_bytes()
        site.write_bytes(whole[: len(whole) // 2])
        wait_for(address, '"stale": true')
        site.write_bytes(whole)
        wait_for(address, '"stale": false')
        (project / "content").rename(project / "away")
        wait_for(address, '"stale": true')
        (project / "away").rename(project / "content")
        wait_for(address, '"stale": false')
        tiny.project(project, {"site": {"title": "Mended"}})
        assert '"findings": []' in wait_for(f"{address}themes/bridge.html", "Mended")
        begun = time.monotonic()
        started.send_signal(signal.SIGINT)
        assert started.wait(timeout=10) == 0
        assert time.monotonic() - begun < 2
    assert not (project / "public").exists()
    assert not list(project.glob(".*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("options", [["--poll"], []])
def test_it_ends_without_a_word_when_it_is_told_to(options: list[str], project: Path) -> None:
    with process(project, *options) as (started, address):
        shown(address)
        started.terminate()
        assert started.wait(timeout=10) == 128 + signal.SIGTERM
        assert started.stdout is not None
        assert started.stdout.read() == ""


def test_of_many_quick_saves_the_last_is_shown(project: Path) -> None:
    site = project / "content/site.yaml"
    given = json.loads(site.read_bytes())
    with process(project, "-q") as (_, address):
        for number in range(300):
            site.write_text(json.dumps({**given, "title": f"State {number:03}"}), encoding="utf-8")
        wait_for(address, "<title>State 299</title>")


def test_a_taken_port_that_is_wanted_and_no_other_ends_it_at_once(project: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, ROOT / "build.py", "serve", "--port", port, "--strict-port"]
        done = subprocess.run(
            [*command, "--project", project],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert done.returncode == 2
    assert re.fullmatch(
        rf"site-builder: port {port} cannot be listened on: .*; choose one with --port\n",
        done.stderr,
    )


def test_a_folder_that_is_no_project_is_not_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve_project(*asked(tmp_path)) == 2
    err = capsys.readouterr().err
    assert "there is neither content/ nor seeds/ in" in err
    assert "--project" in err
