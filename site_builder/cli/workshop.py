"""The workshop of `serve`: reads the project at each save; what the save left alone is kept."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from site_builder import stock, urls
from site_builder.assets import Static, shipped
from site_builder.checks import run
from site_builder.citing import cite_words
from site_builder.cli.faults import finding_of
from site_builder.draft import draft_of
from site_builder.explanations import EXPLANATIONS
from site_builder.exports import exports
from site_builder.findings import FaultError, as_text, has_errors, in_order
from site_builder.inputs import read_inputs, read_looks
from site_builder.memory import Memory
from site_builder.proof import read_case
from site_builder.render import Renderer
from site_builder.served import Served
from site_builder.spots import Spots
from site_builder.uses import used_by
from site_builder.views.index import Index
from site_builder.views.pages import book, data
from site_builder.views.shapes import DraftPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from site_builder.checks.case import Case
    from site_builder.findings import Finding
    from site_builder.inputs import Kept
    from site_builder.proof import Inputs
    from site_builder.render import Compiled
    from site_builder.served import Answer, Book
    from site_builder.views.pages import Page

_DOING = "making the draft"
_FILLING = "making a page"
_LARGE = 100  # pages of a site of which only those that are made at once are tried
# Those that are made of all there is.
_SLOW = (urls.HOME, urls.PEOPLE, urls.DATES, urls.ARTICLES, urls.METHOD)
_MOST = 500  # findings on the page that stands where there is no other
STYLE = "css/site.css"


@dataclass(slots=True, kw_only=True)
class _Looks:
    """The templates and static files of a project as they are now, and what is wrong with them."""

    templates: Mapping[str, bytes] = field(default_factory=dict)
    files: tuple[Mapping[str, bytes], Mapping[str, bytes]] = ({}, {})
    static: Static = field(default_factory=Static)
    turn: int = 0  # how often static files have changed
    renderer: Renderer = field(default_factory=lambda: Renderer.of({}))
    sheets: tuple[Finding, ...] = ()  # what is wrong with the static files
    faults: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()  # what is wrong where a template is read
    tried: tuple[Finding, ...] = ()  # and where it is filled, for the pages below
    tried_of: Book | None = None
    compiled: Compiled = field(default_factory=dict)
    filling: Lock = field(default_factory=Lock)  # what a page takes is bounded for one at a time

    def renew(self, project: Path, kept: Kept) -> None:
        """Read them; what did not change is kept."""
        own, lost = read_looks(project, "static", kept)
        files = own, stock.looks("static")
        templates, lost_too = read_looks(project, "templates", kept)
        templates = {**stock.looks("templates"), **templates}
        if templates != self.templates:
            self.templates, self.tried, self.tried_of = templates, (), None
            if len(self.compiled) > 4 * len(templates):  # mostly of earlier saves
                self.compiled.clear()
            self.renderer = Renderer.of(templates, self.compiled)
            self.unread = tuple(dict.fromkeys(self._unread()))
        if files != self.files:
            self.files = files
            self.static, sheets = shipped(*files)
            self.turn += 1
            self.sheets = tuple(sheets)
        self.renderer = replace(self.renderer, static=self.static.names)
        self.faults = (*self.sheets, *lost, *lost_too)

    def wrong(self) -> tuple[Finding, ...]:
        """Return what is wrong with templates, as far as they were tried."""
        return tuple(dict.fromkeys((*self.unread, *self.tried)))

    def trial(self, pages: Book) -> None:
        """Fill a page of each kind, to see what is wrong; other pages may need another trial.

        Of a large site the pages that take long are left out: they show what is wrong with theirs
        when they are asked for.
        """
        self.tried, self.tried_of = tuple(self._unfilled(pages)), pages

    def _unread(self) -> Iterator[Finding]:
        for path in self.templates:
            if path.endswith(".html"):
                try:
                    self.renderer.read(path.removeprefix("templates/"))
                except FaultError as fault:
                    yield fault.finding

    def _unfilled(self, pages: Book) -> Iterator[Finding]:
        slow = frozenset(_SLOW) if len(pages) > _LARGE else frozenset()
        kinds: dict[str, str] = {}
        for path in pages:
            folder, _, name = path.rpartition("/")
            kinds.setdefault(folder if folder and name != "index.html" else path, path)
        for path in kinds.values():
            if path not in slow:
                try:
                    self.page(pages[path])
                except FaultError as fault:
                    yield fault.finding

    @property
    def page(self) -> Callable[[Callable[[], Page]], bytes]:
        """What makes a page and fills its template as it is now; raises FaultError."""
        return partial(_page, self.renderer, self.filling)


def _page(renderer: Renderer, filling: Lock, make: Callable[[], Page]) -> bytes:
    """Return a page as UTF-8; raises FaultError, whatever goes wrong: others can be shown."""
    try:
        page = make()
        with filling:
            return renderer.page(page)
    except Exception as error:
        raise FaultError(finding_of(error, Path(), _FILLING)) from error


def _file(make: Callable[[], bytes]) -> bytes:
    """Return a file that is no page; raises FaultError, whatever goes wrong."""
    try:
        return make()
    except Exception as error:
        raise FaultError(finding_of(error, Path(), "making a file of the site")) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read of a project at one save, and what could not be."""

    inputs: Inputs
    templates: Mapping[str, bytes]
    static: Static
    faults: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What was made of inputs, as far as they could be read, and what is wrong with them."""

    inputs: Inputs
    unread: tuple[Finding, ...]
    case: Case | None
    findings: tuple[Finding, ...]
    whole: bool


@dataclass(slots=True, kw_only=True)
class Workshop:
    """Makes what is served of a project; `base_url` is where it is served."""

    project: Path
    base_url: str
    looks: _Looks = field(default_factory=_Looks)
    memory: Memory = field(default_factory=Memory)
    served: Served | None = None
    _read_last: _Read | None = None
    _checked_last: _Checked | None = None
    _states: int = 0
    _kept: Kept = field(default_factory=dict)

    def renew(self) -> tuple[Served, str]:
        """Return what is to be shown now, and what open pages load again, as `server.run` asks."""
        before, last, self._read_last = self.served, self._read_last, None
        return self._guarded(lambda: self._read(before, last))

    def settle(self) -> tuple[Served, str]:
        """Return the same once templates were tried: an open page need not wait for that."""
        served = self.served
        if served is None:
            return self.renew()
        return self._guarded(lambda: self._tried(served))

    def _guarded(self, make: Callable[[], tuple[Served, str]]) -> tuple[Served, str]:
        try:
            self.served, loads = make()
        except Exception as error:  # noqa: BLE001 - a person sees it on the page, and goes on
            self.served, loads = self._only([finding_of(error, self.project, _DOING)]), "*"
        return self.served, loads

    def _tried(self, served: Served) -> tuple[Served, str]:
        checked = self._checked_last
        if checked is None or served.stale or served.book is self.looks.tried_of:
            return served, ""
        self.looks.trial(served.book)
        findings = in_order([*checked.findings, *self.looks.faults, *self.looks.wrong()])
        if findings == served.findings:
            return served, ""
        return served.telling(findings, self._version()), "*"

    def _read(self, before: Served | None, last: _Read | None) -> tuple[Served, str]:
        inputs, unread = read_inputs(self.project, self._kept)
        self.looks.renew(self.project, self._kept)
        now = _Read(
            inputs=inputs,
            templates=self.looks.templates,
            static=self.looks.static,
            faults=(*unread, *self.looks.faults),
        )
        self._read_last = now
        if before is not None and now == last:
            return before, ""
        checked = self._checked(inputs, tuple(unread))
        findings = [*checked.findings, *self.looks.faults]
        if checked.case is None:
            return self._only(in_order(findings)), "*"
        served = self._shown(checked.case, findings, {} if checked.whole else self._earlier(inputs))
        return served, _loads(before, served, last, now)

    def _checked(self, inputs: Inputs, unread: tuple[Finding, ...]) -> _Checked:
        """Return what the inputs come to; they are checked again only if they have changed."""
        last = self._checked_last
        if last is None or (last.inputs, last.unread) != (inputs, unread):
            self.memory.begin()
            case, found, whole = read_case(inputs, unread=unread, memory=self.memory)
            found += run(case, whole=whole) if case is not None else []
            last = _Checked(
                inputs=inputs, unread=unread, case=case, findings=tuple(found), whole=whole
            )
            self._checked_last = last
        return last

    def _earlier(self, inputs: Inputs) -> Book:
        """Return the pages of the last save: of a file that cannot be read now they are shown.

        That of a theme whose file was deleted goes.
        """
        book = self.served.book if self.served is not None else {}
        there = {urls.theme(Path(name).stem) for name in inputs.content}
        themes = urls.theme("").partition(".")[0]
        return {p: page for p, page in book.items() if p in there or not p.startswith(themes)}

    def _shown(self, case: Case, findings: list[Finding], earlier: Book) -> Served:
        whole = not has_errors(findings)
        draft = draft_of(case, findings, self.base_url)
        # One without an error has all the parts of what is proved, and what is made of it is shown.
        index = Index(proved=draft)
        more = exports(index) if whole else {}
        pages = book(index)
        spots = Spots(case.briefing, {s.id: s for s in case.sources.values()}.values())
        return Served(
            book={**earlier, **pages},
            old=frozenset(earlier.keys() - pages.keys()),
            static=self.looks.static.files,
            data={path: partial(_file, make) for path, make in {**data(index), **more}.items()},
            findings=in_order([*findings, *self.looks.wrong()]),
            where=spots.of,
            unproved=draft.unproved,
            stale=False,
            version=self._version(),
            looks=self.looks.turn,
            render=self.looks.page,
            faults=self._faults,
            answers=_answers(case, spots),
        )

    def _only(self, findings: Sequence[Finding]) -> Served:
        """Return the pages of the last save of which enough could be read, with what is wrong."""
        before = self.served
        return Served(
            book=before.book if before is not None else {},
            static=self.looks.static.files,
            data=before.data if before is not None else {},
            findings=findings,
            where=before.where if before is not None else lambda _: "",
            unproved=before.unproved if before is not None else frozenset(),
            stale=before is not None and bool(before.book),
            version=self._version(),
            looks=self.looks.turn,
            render=self.looks.page,
            faults=self._faults,
            answers=_answers(),
        )

    def _version(self) -> str:
        """Return a name that no other state of the site has, also not after a new start."""
        self._states += 1
        return f"{os.getpid()}-{self._states}"

    def _faults(self, findings: Sequence[Finding]) -> bytes:
        """Return the page of findings alone; plain text where even its template is broken."""
        shown = [(str(f.place), as_text(f), str(f.severity)) for f in findings[:_MOST]]
        if findings[_MOST:]:
            shown.append(("", f"not shown: {len(findings) - _MOST} more", ""))
        static = self.looks.static
        sheet = static.files.get(static.names.get(STYLE, ""), b"").decode("utf-8", "replace")
        style = Markup(sheet.replace("</", r"<\/"))  # noqa: S704 - the project's own, ends no tag
        try:
            page = DraftPage(findings=tuple(shown), style=style)
            with self.looks.filling:
                return self.looks.renderer.fill("draft", page=page)
        except Exception as error:  # noqa: BLE001 - whatever it is, the findings are shown
            fault = finding_of(error, self.project, "filling the draft page")
            text = escape("\n".join([*(words for _, words, _ in shown), as_text(fault)]))
            html = f"<!doctype html><html><head></head><body><pre>{text}</pre></body></html>"
            return html.encode()


def _loads(before: Served | None, shown: Served, last: _Read | None, now: _Read) -> str:
    """Return what open pages load again: a style sheet alone keeps the page as it is."""
    if before is None or last is None or before.stale or before.findings != shown.findings:
        return "*"
    if replace(last, static=now.static) != now:
        return "*"
    old, new = last.static.names, now.static.names
    changed = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    alone = len(changed) == 1 and changed[0] in new and changed[0].endswith(".css")
    return new[changed[0]] if alone else "*"


def _answers(case: Case | None = None, spots: Spots | None = None) -> dict[str, Answer]:
    def cited(query: Mapping[str, str]) -> bytes | None:
        return None if case is None or spots is None else _cited(case, spots, query)

    return {
        "desk.js": lambda _: _asset("desk.js"),
        "desk.css": lambda _: _asset("desk.css"),
        "explain": lambda query: EXPLANATIONS.get(query.get("code", ""), "").encode() or None,
        "cite": cited,
    }


def _cited(case: Case, spots: Spots, query: Mapping[str, str]) -> bytes | None:
    """Return the entry of evidence for words of an article's page, and what rests on them."""
    seed = case.seed(query.get("seed", ""))
    number = query.get("paragraph", "")
    if seed is None or not number.isascii() or not number.isdigit() or len(number) > 9:
        return None
    words, before = query.get("words", ""), query.get("before", "")
    citation = cite_words(seed, words, paragraph=int(number), before=before)
    page = urls.article(seed.id)
    used = [
        {
            "text": f"{use.what} {use.id}",
            "place": str(use.place),
            "href": _href(spots.at(use.place), page),
        }
        for use in used_by(case, seed.id, *citation.span)
    ]
    answer = {"yaml": citation.yaml, "faults": list(citation.faults), "used": used}
    return json.dumps(answer, ensure_ascii=False).encode()


def _href(address: str, page: str) -> str:
    return urls.relative(address, page) if address else ""


def _asset(name: str) -> bytes:
    return resources.files("site_builder").joinpath("desk", name).read_bytes()
