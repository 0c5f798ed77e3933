"""`publish`: a finished site put where readers find it: a folder, a git branch, a bucket."""

from __future__ import annotations

import argparse
import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_builder.cli.arguments import base_url, excerpts, formats, path, strict
from site_builder.findings import FaultError
from site_builder.publish.targets import FOLDER, GIT, S3, kind_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Agreed, Plan

HOSTS = ("github", "gitlab", "netlify", "cloudflare", "nginx")
_KEEP, _KEEP_LEAST = 3, 2


def add_publish(known: Commands) -> None:
    """Add the command."""
    parser = known.add(
        "publish",
        publish,
        doing="publishing the site",
        summary="put the site where readers find it: a folder, a git branch, a bucket",
        about="Build the site and put it where readers find it: into a folder that a web server "
        "reads (/srv/www/site: the server’s root is its folder `current`), onto a branch "
        "(git:REMOTE#gh-pages) or into a bucket (s3://bucket/prefix). It can be stopped and run "
        "again at any time: what is served is the old site or the new one. It says the digest by "
        "which `verify --expect` knows this edition. --init HOST writes what a host needs instead.",
    )
    parser.add_argument(
        "target",
        nargs="?",
        type=_target,
        metavar="TARGET",
        help="a folder, git:REMOTE[#branch], or s3://bucket[/prefix]",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    parser.add_argument(
        "--from",
        dest="built",
        type=path,
        metavar="DIR",
        help="publish this built site as it is (default: the project, built afresh)",
    )
    parser.add_argument(
        "--base-url",
        type=base_url,
        metavar="URL",
        help="where the site will stand (default: base_url of site.yaml)",
    )
    excerpts(parser)
    parser.add_argument(
        "--allow-full-text",
        action="store_true",
        help="publish articles in full though their records state no right to it",
    )
    parser.add_argument(
        "--no-compress",
        action="store_true",
        help="write no packed files into a folder (.gz, .br; they need the extra `publish`)",
    )
    parser.add_argument(
        "--keep",
        type=_number,
        metavar="N",
        help=f"how many releases stay in a folder, two at least (default: {_KEEP})",
    )
    parser.add_argument(
        "--rollback", action="store_true", help="let a folder serve the release before this one"
    )
    parser.add_argument(
        "--init",
        choices=HOSTS,
        metavar="HOST",
        help=f"write the configuration that a host needs into the project: {', '.join(HOSTS)}",
    )
    strict(parser)
    formats(parser)


def _target(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise argparse.ArgumentTypeError("name a folder, git:REMOTE or s3://bucket")
    return text


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", text) or int(text) < _KEEP_LEAST:
        raise argparse.ArgumentTypeError("write a number from 2 on: what is served, and one before")
    return int(text)


def publish(options: Namespace, terminal: Terminal) -> int:
    """Publish the site, or write what a host needs; return the exit status."""
    if (wrong := _misused(options)) is not None:
        terminal.err.say(f"publish: error: {wrong}")
        return 2
    if options.init:
        from site_builder.cli.hosts import init_host

        return init_host(options, terminal)
    if options.rollback:
        return _roll_back(options, terminal)
    _look_at_target(options)
    with _site(options, terminal) as (site, findings):
        from site_builder.cli.commands import judged, show_fault
        from site_builder.cli.edition import tell

        if site is None:
            return max(judged(findings, options, terminal), 1)
        try:
            plan = _published(site, findings, options, terminal)
        except FaultError as error:
            return show_fault(error, options, terminal, findings)
        return tell(plan, site, findings, options, terminal)


_TAKEN = {
    "init": {"base_url"},
    "rollback": {"dry_run"},
    "built": {"dry_run", "allow_full_text", "keep", "no_compress"},
}
_FLAGS = {
    "dry_run": "--dry-run",
    "built": "--from",
    "base_url": "--base-url",
    "excerpts": "--excerpts",
    "allow_full_text": "--allow-full-text",
    "no_compress": "--no-compress",
    "keep": "--keep",
    "rollback": "--rollback",
    "init": "--init",
    "strict": "--strict",
}


def _misused(options: Namespace) -> str | None:
    """Return what of the options does not go together."""
    target: str = options.target or ""
    if bool(options.init) == bool(target):
        return "name a TARGET, or --init HOST" if not target else "--init takes no TARGET"
    given = {name for name in _FLAGS if getattr(options, name)}
    for name, taken in _TAKEN.items():
        if name in given and (other := given - taken - {name}):
            return f"{_FLAGS[name]} does not go with {_FLAGS[min(other)]}"
    kind = kind_of(target)
    if not kind:
        return "a TARGET is a folder (./a:b, where a name has a colon), git:REMOTE or s3://bucket"
    others = given & {"keep", "no_compress", "rollback"}
    if kind != FOLDER and others:
        return f"{_FLAGS[min(others)]} is for a folder"
    return None


def _look_at_target(options: Namespace) -> None:
    """Raise FaultError where the target can be none, before anything is built for it."""
    target: str = options.target
    kind = kind_of(target)
    if kind == GIT:
        from site_builder.publish.git import read_remote

        read_remote(target, options.project)
    elif kind == S3:
        from site_builder.publish.s3target import read_target

        read_target(target)
    else:
        from site_builder.publish.folder import fit_for_releases

        fit_for_releases(Path(target), options.project)


@contextmanager
def _site(
    options: Namespace, terminal: Terminal
) -> Iterator[tuple[Finished | None, list[Finding]]]:
    """Give the site that is to be published, if there is one, and what its build found."""
    from site_builder.publish.finished import finished

    if options.built is not None:
        yield finished(options.built), []
        return
    from site_builder import pipeline
    from site_builder.cli.commands import progress

    with TemporaryDirectory(prefix="site-builder-") as folder:
        made = Path(folder) / "site"
        outcome = pipeline.build(
            options.project,
            made,
            base_url=options.base_url,
            strict=options.strict,
            excerpts=options.excerpts,
            means=pipeline.Means(progress=progress(options, terminal)),
        )
        yield finished(made) if outcome.pages else None, list(outcome.findings)


def _published(
    site: Finished, findings: list[Finding], options: Namespace, terminal: Terminal
) -> Plan:
    """Publish a site; return what that changed. What is found of it is added to the findings."""
    from site_builder.publish.gate import pass_through, reused
    from site_builder.publish.shown import shown

    place = shown(options.target)

    def agreed(plan: Plan) -> None:
        found = reused(site, plan, place)
        if found is not None and options.strict:
            raise FaultError(found)
        if found is not None and found not in findings:
            findings.append(found)

    pass_through(site, place, allow_full_text=options.allow_full_text)
    return _sent(site, options, terminal, agreed)


def _sent(site: Finished, options: Namespace, terminal: Terminal, agreed: Agreed) -> Plan:
    """Send the site to its target; return what that changed."""
    from site_builder.cli.commands import telling_of

    target: str = options.target
    telling = telling_of(options, terminal)
    dry_run: bool = options.dry_run
    project: Path = options.project
    kind = kind_of(target)
    if kind == GIT:
        from site_builder.publish.git import publish_git

        return publish_git(
            site, target, project=project, dry_run=dry_run, agreed=agreed, telling=telling
        )
    if kind == S3:
        from site_builder.publish.s3 import publish_s3

        return publish_s3(site, target, dry_run=dry_run, agreed=agreed, telling=telling)
    from site_builder.compressing import packers
    from site_builder.publish.folder import publish_folder

    return publish_folder(
        site,
        Path(target),
        project=project,
        keep=options.keep or _KEEP,
        packing=None if options.no_compress else packers(),
        dry_run=dry_run,
        agreed=agreed,
        telling=telling,
    )


def _roll_back(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.commands import telling_of
    from site_builder.cli.edition import tell_rollback
    from site_builder.publish.folder import roll_back

    plan, manifest = roll_back(
        Path(options.target),
        project=options.project,
        dry_run=options.dry_run,
        telling=telling_of(options, terminal),
    )
    return tell_rollback(plan, manifest, options, terminal)
