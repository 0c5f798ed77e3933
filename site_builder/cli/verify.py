"""`verify`: a reader's audit of a finished site, wherever it is."""

from __future__ import annotations

import argparse
import os
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.cli.arguments import formats, project

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal
    from site_builder.verifying.audit import Audit
    from site_builder.verifying.copies import Copy

_URL = re.compile(r"https?:", re.IGNORECASE)


def add_verify(known: Commands) -> None:
    """Add the command."""
    parser = known.add(
        "verify",
        _verify,
        doing="looking at a site",
        summary="prove what a published site shows, without its YAML",
        about="Prove of a finished site (a folder, a zip, or the address of a page) that every "
        "file is as it was built, every link leads somewhere, nothing comes from elsewhere, every "
        "statement has its passage and every quotation is the words of it. With --seeds the words "
        "are held to the articles themselves. What could not be looked at is said.",
    )
    parser.add_argument("site", type=_site, metavar="SITE", help="a folder, a zip, or an address")
    parser.add_argument(
        "--seeds", type=project, metavar="DIR", help="the articles, to prove every passage by them"
    )
    parser.add_argument(
        "--expect",
        type=_digest,
        metavar="DIGEST",
        help="the digest that the publisher names: no other site will do",
    )
    formats(parser)


def _site(text: str) -> str:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("name a folder, a zip or an address")
    if text.startswith(("git:", "s3:")):
        said = "what readers get is looked at: name the address where it is served, or a clone"
        raise argparse.ArgumentTypeError(said)
    return text


def _digest(text: str) -> str:
    digest = text.removeprefix("sha256:").lower()
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise argparse.ArgumentTypeError("a digest is 64 digits and letters a to f")
    return digest


def _verify(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.commands import judged, people, progress
    from site_builder.verifying.audit import audited
    from site_builder.verifying.originals import originals

    folder: Path | None = options.seeds
    with closing(_opened(options.site)) as copy:
        audit = audited(
            copy,
            expected=options.expect or "",
            seeds_of=None if folder is None else lambda manifest: originals(folder, manifest),
            progress=progress(options, terminal),
        )
    status = judged(audit.findings, options, terminal, _result(audit))
    if not options.quiet:
        people(options, terminal).say(*_report(audit, copy, good=not status))
    return status


def _result(audit: Audit) -> dict[str, object]:
    """Return what was proved, for machines."""
    manifest = audit.manifest
    return {
        "edition": {"version": manifest.version, "date": manifest.date},
        "digest": manifest.digest,
        "counts": dict(audit.counts),
        "not_looked_at": [{"what": one.what, "why": one.why} for one in audit.unseen],
    }


def _opened(site: str) -> Copy:
    """Return the copy that is named; raises FaultError."""
    from site_builder.findings import FaultError, finding
    from site_builder.places import Place
    from site_builder.verifying.copies import UnreadError
    from site_builder.verifying.folders import Folder
    from site_builder.verifying.zips import Zip

    place = Path(site)
    try:
        if _URL.match(site):
            from site_builder.verifying.remote import Remote, shown

            name = shown(site)
            return Remote(site)
        name = place.as_posix()
        place = _served_from(place)
        return Folder(place) if os.path.isdir(place) else Zip(place)  # noqa: PTH112 - no error
    except UnreadError as error:
        hint = error.hint or "name the folder, zip or address of a site of this builder"
        where = Place(file=name)
        raise FaultError(finding("site-unreadable", where, error.message, hint=hint)) from None


def _served_from(folder: Path) -> Path:
    """Return the folder that a server reads: of one that `publish` put releases in, `current`."""
    from site_builder.urls import MANIFEST

    current = folder / "current"
    there = os.path.isfile(current / MANIFEST)  # noqa: PTH113 - raises nothing
    return current if there and not os.path.lexists(folder / MANIFEST) else folder


def _report(audit: Audit, copy: Copy, *, good: bool) -> Iterator[str]:
    """Yield what was proved with counts, then what was not looked at and why."""
    from site_builder.labels import counted

    of, manifest = audit.counts, audit.manifest
    whole = of["files"]
    edition = f"edition {manifest.version} of {manifest.date}"
    yield f"{copy.place}: {edition}, made by {manifest.generator}"
    yield f"  digest      {manifest.digest}"
    yield f"  files       {whole:,} of {len(manifest.files):,} are as the manifest lists them"
    for key, what in _PACKED.items():
        if of[key]:
            yield f"              {counted(of[key], *what)}"
    yield (
        f"  links       {of['links to files']:,} to files and {of['links to anchors']:,} to "
        f"anchors lead there, on {counted(of['pages'], 'page')}; "
        f"{of['links elsewhere, not followed']:,} lead elsewhere and are not followed"
    )
    held = (
        f"{of['held passages']:,} held to {counted(of['held articles'], 'article')}, "
        f"{of['held characters']:,} characters"
        if of["held articles"]
        else "held to one another"
    )
    yield f"  passages    {of['passages']:,} in {counted(of['articles'], 'article')}, {held}"
    yield (
        f"  statements  {of['statements']:,}, and {of['quotations']:,} quotations held to their "
        "passages"
    )
    if of["data statements"]:
        yield (
            f"  data        {of['data statements']:,} statements and {of['data passages']:,} "
            "passages of evidence.json held to the pages"
        )
    for unseen in audit.unseen:
        yield f"  not looked at: {unseen.what}{': ' if unseen.why else ''}{unseen.why}"
    if good:
        yield "no fault: what is counted here is proved; that the articles are true, nothing proves"
    else:
        yield "there are faults: what the findings name is not proved"


_PACKED = {
    "packed": ("packed file unpacks to its own", "packed files unpack to their own"),
    "sent gzip": ("came packed by gzip, the same", "came packed by gzip, the same"),
    "sent br": ("came packed by Brotli, the same", "came packed by Brotli, the same"),
    "earlier": ("static file of an earlier edition", "static files of an earlier edition"),
}
