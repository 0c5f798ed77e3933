"""What many tests share: the real site, built once, and the option that renews expectations."""

from __future__ import annotations

import gc
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from hypothesis import is_hypothesis_test, settings
from kept import keep_compiled
from ran import Ran, ran

from site_builder.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PROJECT = Path(__file__).parent.parent

# A busy machine is no fault of the code.
settings.register_profile("steady", deadline=None, print_blob=True)
settings.load_profile("steady")

# Most of what a small build takes, and of no account to what it makes.
keep_compiled()

# Files that take a minute go first, so that none of them is left for one worker at the end.
LONG = ("test_hostile.py", "test_interrupted.py", "test_pages.py", "test_journeys.py")
LONG += ("test_safety.py", "test_mutations.py", "test_same_bytes.py", "test_concurrent.py")
LONG += ("test_meeting.py", "test_wheel.py")  # with the browser still young; waits for PyPI

# Where these look at the same code a great many times, coverage would double what they take. What
# only they reach counts as not reached.
UNMEASURED = ("test_checks_bounds.py", "test_concurrent.py", "test_draft_cases.py")
UNMEASURED += ("test_finds.py", "test_hostile.py")
UNMEASURED += ("test_interrupted.py", "test_journeys.py", "test_language_bounds.py")
UNMEASURED += ("test_mutations.py", "test_overlaps.py", "test_pages.py", "test_safety.py")
UNMEASURED += ("test_same_bytes.py", "test_scale.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
    for item in items:
        if item.path.name in UNMEASURED or is_property(item):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """Let no search for what may be collected look through seven thousand tests, each time."""
    gc.collect()
    gc.freeze()


def is_property(item: pytest.Item) -> bool:
    """Tell whether a test tries many examples."""
    return isinstance(item, pytest.Function) and is_hypothesis_test(item.function)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless", action="store_true", help="write what tests produce as what they expect"
    )


@pytest.fixture(autouse=True, scope="session")
def _one_process() -> Iterator[None]:
    """Let small sites be built in this process, where what is run is counted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.pipeline._FEW", 300)
        yield


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether this run writes expectations instead of comparing with them."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """What runs a command in this process."""
    return partial(ran, capsys)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project that is the current folder."""
    folder = tiny.project(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny project with the real draft page and a style sheet of two files."""
    folder = tiny.project(tmp_path / "project")
    shutil.copy(PROJECT / "templates/pages/draft.html", folder / "templates/pages/draft.html")
    (folder / "static/css").mkdir(parents=True)
    (folder / "static/css/site.css").write_text('@import url("part.css");\n', encoding="utf-8")
    (folder / "static/css/part.css").write_text("p > b { color: red; }\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real briefing's site, built once; no test writes into it."""
    folder = tmp_path_factory.mktemp("real") / "site"
    outcome = build(PROJECT, folder)
    assert outcome.pages, outcome.findings
    return folder


@pytest.fixture(scope="session")
def pool() -> Mapping[str, bytes]:
    """The files of tests/cases/base by name: a whole briefing that gives no finding."""
    base = PROJECT / "tests" / "cases" / "base"
    files = (path for path in base.rglob("*") if path.is_file())
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in files}
