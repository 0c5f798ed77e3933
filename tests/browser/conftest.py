"""The browser, and the built site in each of the places where a reader may find it."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .chromium import NoBrowserError, find
from .desk import ROOT, Desk, process, watch
from .reader import Passage, passages
from .serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Open = Callable[..., Page]

ARGUMENTS = (
    "--no-sandbox",  # which does not start for root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PLACES = ("http", "http under a base path", "file", "file without JavaScript")

_OVERLAPPING = """() => [...document.querySelectorAll('.cite[id] .cite[id]')].flatMap(
  inner => [inner.id, inner.parentElement.closest('.cite[id]').id])"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the site stands: `root` is the address of its folder, with a "/" at the end."""

    root: str
    paths: tuple[str, ...]
    javascript: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The passages that each page shows, and the addresses of those that share words."""

    shown: dict[str, tuple[Passage, ...]]
    overlapping: frozenset[str]

    @property
    def statements(self) -> list[Passage]:
        """Every passage of every statement, theme by theme."""
        themes = (found for path, found in self.shown.items() if path.startswith("themes/"))
        return [passage for found in themes for passage in found if passage.owner]

    @property
    def all(self) -> set[Passage]:
        """Every passage of every page."""
        return {passage for found in self.shown.values() for passage in found}


# Package scope, not session: while Playwright runs, no other test could run an event loop.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path, trouble = "", ""
    try:
        path = find()
    except NoBrowserError as error:
        trouble = str(error)
    if trouble:
        pytest.fail(trouble, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a blank page with a fresh profile; options are a context's."""
    with ExitStack() as stack:

        def opened(*, width: int = 1280, height: int = 800, **options: object) -> Page:
            options = {"reduced_motion": "reduce", "color_scheme": "light", **options}
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                **options,
            )
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            return context.new_page()

        yield opened


@pytest.fixture(scope="package")
def paths(built_site: Path) -> tuple[str, ...]:
    """The path of every page of the site, below the site's folder."""
    found = sorted(path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html"))
    assert len(found) > 10
    return tuple(found)


@pytest.fixture(scope="package")
def read(chromium: Browser, built_site: Path, paths: tuple[str, ...]) -> Read:
    """What the real site shows, page by page."""
    root = f"{built_site.as_uri()}/"
    shown, overlapping = {}, set()
    with chromium.new_page() as page:
        for path in paths:
            page.goto(root + path)
            shown[path] = tuple(passages(page, root))
            overlapping |= {f"{path}#{anchor}" for anchor in page.evaluate(_OVERLAPPING)}
    return Read(shown=shown, overlapping=frozenset(overlapping))


@pytest.fixture
def on_disk(built_site: Path, paths: tuple[str, ...]) -> Place:
    """The site as a folder on a disk."""
    return Place(root=f"{built_site.as_uri()}/", paths=paths)


@pytest.fixture
def on_web(built_site: Path, paths: tuple[str, ...]) -> Iterator[Place]:
    """The site on a web server, below a base path."""
    with serving(built_site, "/some/base/") as root:
        yield Place(root=root, paths=paths)


@pytest.fixture(params=PLACES)
def place(
    request: pytest.FixtureRequest, built_site: Path, paths: tuple[str, ...]
) -> Iterator[Place]:
    """The site in each of the places in turn."""
    if request.param.startswith("file"):
        plain = request.param == "file"
        yield Place(root=f"{built_site.as_uri()}/", paths=paths, javascript=plain)
        return
    with serving(built_site, "/" if request.param == "http" else "/some/base/") as root:
        yield Place(root=root, paths=paths)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    project = tmp_path_factory.mktemp("served") / "project"
    for name in ("content", "seeds", "templates", "static"):
        shutil.copytree(ROOT / name, project / name)
    with process(project) as served:
        yield served


@pytest.fixture
def curator(open_page: Open, desk: Desk) -> Iterator[Page]:
    """A page on which nothing goes wrong, and that asks for nothing from elsewhere."""
    page = open_page()
    wrong, asked = watch(page)
    yield page
    assert wrong == []
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(desk.root).netloc}
