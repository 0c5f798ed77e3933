"""The whole build, readable aloud: read, parse, check, view, render, write; and the PDF alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from site_builder import __version__, cache, compressing, stock, urls
from site_builder.assets import printed, shipped
from site_builder.compiled import keep_compiled, read_compiled
from site_builder.findings import FaultError, Finding, finding, has_errors, in_order
from site_builder.hosting import is_packable
from site_builder.inputs import read_inputs, read_looks
from site_builder.installing import installs
from site_builder.manifest import MADE_BY, Manifest, read_manifest
from site_builder.outcome import Outcome
from site_builder.output import claimed, replacing
from site_builder.packed import Packed
from site_builder.places import Place
from site_builder.printing import put, refuse_other
from site_builder.proof import prove, read_case
from site_builder.sidebyside import judged, processes, side_by_side
from site_builder.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeVar

    from site_builder.checks.case import Case
    from site_builder.compressing import Packers
    from site_builder.proof import Proved
    from site_builder.render import Compiled, Renderer
    from site_builder.staging import Staging
    from site_builder.views.index import Index

    T = TypeVar("T")
    Files = Mapping[str, bytes]
    Progress = Callable[[int, int, str], None]


_FEW = 3  # articles: to share the making of fewer takes longer than it saves
_MANY = 300  # articles of which it saves to count their sentences beforehand, once for all


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """With what a check or a build is made, and who is told how it goes.

    `jobs` processes make it: without a number one makes what is tiny, and all else as many as can
    work at once. `cached` tells that what earlier ones came to is used and kept. `progress` is
    told of what is made, `waiting` that another build is waited for.
    """

    jobs: int | None = None
    cached: bool = False
    progress: Progress | None = None
    waiting: Callable[[], None] = lambda: None

    def workers(self, articles: int) -> int:
        """Return how many processes make a site of so many articles."""
        return processes() if self.jobs is None and articles > _FEW else self.jobs or 1


def check(
    project: Path, *, strict: bool = False, means: Means | None = None
) -> tuple[Proved | None, Outcome]:
    """Return the proved briefing of a project, or None where findings stop it."""
    means = means or Means()
    inputs, unread = read_inputs(project)
    verdicts = cache.verdicts(project) if means.cached else None
    workers = means.workers(len(inputs.seeds))
    proved, findings = prove(
        inputs,
        unread=unread,
        strict=strict,
        verdicts=verdicts,
        judged=partial(judged, workers=workers),
    )
    if verdicts is not None:
        cache.keep_verdicts(project, verdicts)
    if proved is None:
        return None, Outcome(findings=tuple(findings))
    return proved, Outcome(
        findings=tuple(findings),
        statements=sum(1 for _ in proved.briefing.statements()),
        quotes=len(proved.passages),
        seeds=len(proved.seeds),
    )


def opened(project: Path) -> tuple[Case | None, list[Finding]]:
    """Return the case of a project and what was found in reading it.

    There is no case where any of its content could not be read.
    """
    inputs, unread = read_inputs(project)
    case, findings, whole = read_case(inputs, unread=unread)
    return case if whole else None, in_order(findings)


def build(
    project: Path,
    output: Path,
    *,
    base_url: str | None = None,
    strict: bool = False,
    excerpts: bool = False,
    compress: bool = False,
    means: Means | None = None,
) -> Outcome:
    """Build the site of a project into `output`; a finding leaves what is there as it was.

    With `excerpts` only cited sentences are published, whatever the settings say; with `compress`
    packed files stand beside those that get smaller.
    """
    means = means or Means()
    try:
        packing = compressing.needed() if compress else {}
        with claimed(output, project, waiting=means.waiting):
            proved, outcome = check(project, strict=strict, means=means)
            if proved is None:
                return outcome
            if excerpts:
                proved = _excerpted(proved)
            proved = _standing_at(base_url, proved)
            return _publish(proved, outcome, project, output, means, packing=packing)
    except FaultError as fault:
        return Outcome(findings=(fault.finding,))
    except OSError as error:
        return Outcome(findings=(disk_fault(error, project),))


def pdf(
    project: Path,
    file: Path,
    *,
    base_url: str | None = None,
    strict: bool = False,
    telling: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Print the whole briefing into a PDF; a finding leaves what is there as it was.

    `telling` is told of each step: it takes a while.
    """
    from site_builder.views.book import book_page

    try:
        refuse_other(file, project)
        proved, outcome = check(project, strict=strict)
        if proved is None:
            return outcome
        sheet, renderer, faults = _looks(project, printed)
        if has_errors(faults):
            return Outcome(findings=tuple(in_order([*outcome.findings, *faults])))
        html = renderer.page(book_page(_standing_at(base_url, proved)))
        made = typeset(html, sheet, telling=telling)
        put(file, made.data, project)
    except FaultError as fault:
        return Outcome(findings=(fault.finding,))
    except OSError as error:
        return Outcome(findings=(disk_fault(error, project),))
    return replace(outcome, pages=made.pages)


def _looks(
    project: Path,
    of: Callable[[Files, Files], tuple[T, list[Finding]]],
    compiled: Compiled | None = None,
) -> tuple[T, Renderer, list[Finding]]:
    """Return what `of` makes of static files, what fills the templates, and what is wrong.

    The project's own files take the place of the builder's. `compiled` is as for `Renderer.of`.
    """
    from site_builder.render import Renderer  # `check` renders nothing

    files, unread = read_looks(project, "static")
    templates, unfilled = read_looks(project, "templates")
    static, faults = of(files, stock.looks("static"))
    renderer = Renderer.of({**stock.looks("templates"), **templates}, compiled)
    return static, renderer, [*faults, *unread, *unfilled]


def _standing_at(base_url: str | None, proved: Proved) -> Proved:
    """Return the briefing with another address than its settings give, if there is one."""
    if base_url is None:
        return proved
    settings = replace(proved.briefing.settings, base_url=base_url)
    return replace(proved, briefing=replace(proved.briefing, settings=settings))


def _excerpted(proved: Proved) -> Proved:
    """Return the briefing with only the cited sentences of its articles to be shown."""
    settings = replace(proved.briefing.settings, seed_text="excerpts")
    return replace(proved, briefing=replace(proved.briefing, settings=settings))


def _publish(
    proved: Proved,
    outcome: Outcome,
    project: Path,
    output: Path,
    means: Means,
    *,
    packing: Packers,
) -> Outcome:
    from site_builder.unchanged import looks
    from site_builder.views.index import Index

    progress = means.progress
    compiled = read_compiled()
    known = len(compiled)
    static, renderer, faults = _looks(project, shipped, compiled)
    if has_errors(faults):
        return Outcome(findings=tuple(in_order([*outcome.findings, *faults])))
    renderer = replace(renderer, static=static.names)
    try:
        with replacing(output, project) as staging:
            for path, data in static.files.items():
                staging.write(path, data)
            advice, quick = _write_search(proved, staging, progress)
            index = Index(proved=proved, pagefind=quick)
            key = looks(index, renderer, cache.maker()) if means.cached else None
            last = cache.last_site(project, output, key) if key is not None else None
            made_from = _write_pages(index, renderer, staging, means, last)
            staging.write(urls.MANIFEST, _manifest(proved, staging, made_from))
            if packing:
                _write_packed(staging, packing, progress)
    except FaultError as fault:
        return Outcome(findings=(*outcome.findings, fault.finding))
    if len(compiled) > known:
        keep_compiled(compiled)
    if key is not None:
        cache.keep_site(project, output, key, staging.digests[urls.MANIFEST])
    return replace(outcome, pages=len(made_from), advice=advice)


def disk_fault(error: OSError, project: Path) -> Finding:
    """Return the finding for what the system refused."""
    place = Place(file=str(error.filename or project))
    message = error.strerror or "the system refused to read or write"
    hint = "the last good site is as it was; mend this and run the command again"
    return finding("disk-fault", place, message, hint=hint)


def _write_search(proved: Proved, staging: Staging, progress: Progress | None) -> tuple[str, bool]:
    """Write Pagefind's index of a large site where it can; return advice, and whether it did."""
    from site_builder import pagefind
    from site_builder.views.index import Index
    from site_builder.views.pages import is_large, page_count
    from site_builder.views.search import KINDS, entries

    total = page_count(proved)
    if not is_large(proved):
        return "", False
    if (program := pagefind.program()) is None:
        return f"search of {total:,} pages loads quicker after: {installs('search')}", False
    if progress is not None:
        progress(0, total, f"{urls.PAGEFIND}/")
    language = proved.briefing.settings.language
    for path, data in pagefind.pagefind(
        entries(Index(proved=proved)), [*KINDS], language, made_by=program
    ):
        staging.write(path, data)
    return "", True


def _write_pages(
    index: Index,
    renderer: Renderer,
    staging: Staging,
    means: Means,
    last: Manifest | None,
) -> dict[str, tuple[str, ...]]:
    """Write every page and file of data; return by page what it is made from.

    Of the `last` site those are taken over that would be made the same.
    """
    from site_builder.exports import exports
    from site_builder.unchanged import Unchanged
    from site_builder.views.pages import book, data

    unchanged = Unchanged(index=index, last=last)
    every, files = book(index), {**data(index), **exports(index)}
    tasks = [*dict.fromkeys((urls.METHOD, *files, *every))]  # what takes long is begun first

    def make(path: str) -> tuple[str, tuple[str, ...]]:
        made_from = () if path in files else unchanged.inputs.of(path)
        digest = unchanged.digest(path)
        if digest is None or not staging.keep(path, digest):
            made = files[path]() if path in files else renderer.page(every[path]())
            staging.write(path, made)
        return staging.digests[path], made_from

    def told(done: int, path: str) -> None:
        if means.progress is not None:
            means.progress(done, len(tasks), path)

    workers = means.workers(len(index.proved.seeds))
    if workers > 1:
        renderer.ready()
    if workers > 1 and len(index.proved.seeds) > _MANY:
        index.count(partial(side_by_side, workers=workers))
    made = dict(zip(tasks, side_by_side(tasks, make, workers=workers, told=told), strict=True))
    staging.digests.update((path, digest) for path, (digest, _) in made.items())
    return {path: made[path][1] for path in every}


def _write_packed(staging: Staging, packing: Packers, progress: Progress | None) -> None:
    """Write packed files beside those of the site, and the list of them; the manifest has none."""
    manifest = read_manifest(staging.read(urls.MANIFEST)).digest
    total = len(packing) * sum(map(is_packable, staging.digests)) + 1
    made = compressing.packed_files(sorted(staging.digests), staging.read, packing)
    files = {}
    for number, (path, data) in enumerate(made, start=1):
        if progress is not None:
            progress(number, total, path)
        if path not in staging.digests:  # the project has a file of this name of its own
            staging.write(path, data)
            files[path] = staging.digests[path]
    staging.write(urls.PACKED, Packed(manifest=manifest, files=files).data())
    if progress is not None:
        progress(total, total, urls.PACKED)


def _manifest(proved: Proved, staging: Staging, made_from: Mapping[str, tuple[str, ...]]) -> bytes:
    """Return what was published and from which bytes."""
    settings = proved.briefing.settings
    unsaid = [name for name, seed in sorted(proved.seeds.items()) if seed.record.rights is None]
    return Manifest(
        generator=f"{MADE_BY} {__version__}",
        version=str(settings.edition.version),
        date=str(settings.edition.date),
        seed_text=settings.seed_text,
        without_rights=tuple(unsaid) if settings.seed_text == "full" else (),
        inputs=proved.digests,
        files=staging.digests,
        made_from=made_from,
    ).data()
