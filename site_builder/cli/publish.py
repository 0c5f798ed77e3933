"""`publish`: a finished site put where readers find it: a folder, a git branch, a bucket."""

from __future__ import annotations

import argparse
import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_builder.cli.arguments import base_url, formats, path, strict
from site_builder.labels import counted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from site_builder.cli.arguments import Commands
    from site_builder.cli.terminal import Terminal
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Plan

HOSTS = ("github", "gitlab", "netlify", "cloudflare", "nginx")
_KEEP = 3
_MOST = 20  # names of a kind that are said, unless -v asks for all


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
    parser.add_argument(
        "--excerpts",
        action="store_true",
        help="of articles show only the sentences that are cited, whatever site.yaml says",
    )
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
        default=_KEEP,
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
    if not re.fullmatch("[0-9]{1,4}", text) or not int(text):
        raise argparse.ArgumentTypeError("write a number from 1 on")
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
    with _site(options, terminal) as site:
        if isinstance(site, int):
            return site
        from site_builder.publish.gate import pass_through
        from site_builder.publish.shown import shown

        pass_through(site, shown(options.target), allow_full_text=options.allow_full_text)
        plan = _sent(site, options, terminal)
        _say(plan, site, options, terminal)
    return 0


def _misused(options: Namespace) -> str | None:
    """Return what of the options does not go together."""
    target: str = options.target or ""
    if bool(options.init) == bool(target):
        return "name a TARGET, or --init HOST" if not target else "--init takes no TARGET"
    if options.rollback and (target.startswith(("git:", "s3:")) or options.built):
        return "--rollback is for a folder, and takes nothing that was built"
    if options.built and (options.excerpts or options.base_url or options.strict):
        return "--from takes a site as it was built: give --excerpts, --base-url to a build"
    if "://" in target and not target.startswith(("git:", "s3://")):
        return "a TARGET is a folder, git:REMOTE or s3://bucket"
    return None


@contextmanager
def _site(options: Namespace, terminal: Terminal) -> Iterator[Finished | int]:
    """Give the site that is to be published, or the exit status where there is none."""
    from site_builder.publish.finished import finished

    if options.built is not None:
        yield finished(options.built)
        return
    from site_builder import pipeline
    from site_builder.cli.commands import judged, progress

    with TemporaryDirectory(prefix="site-builder-") as folder:
        made = Path(folder) / "site"
        outcome = pipeline.build(
            options.project,
            made,
            base_url=options.base_url,
            strict=options.strict,
            excerpts=options.excerpts,
            progress=progress(options, terminal),
        )
        status = judged(outcome.findings, options, terminal)
        yield finished(made) if outcome.pages else max(status, 1)


def _sent(site: Finished, options: Namespace, terminal: Terminal) -> Plan:
    """Send the site to its target; return what that changed."""
    from site_builder.cli.commands import telling_of

    target: str = options.target
    telling = telling_of(options, terminal)
    if target.startswith("git:"):
        from site_builder.publish.git import publish_git

        return publish_git(
            site, target, project=options.project, dry_run=options.dry_run, telling=telling
        )
    if target.startswith("s3://"):
        from site_builder.publish.s3 import publish_s3

        return publish_s3(site, target, dry_run=options.dry_run, telling=telling)
    from site_builder.compressing import INSTALL, packers
    from site_builder.publish.folder import publish_folder

    packing = None if options.no_compress else packers()
    plan = publish_folder(
        site,
        Path(target),
        project=options.project,
        keep=options.keep,
        packing=packing,
        dry_run=options.dry_run,
        telling=telling,
    )
    if packing is None and not (options.no_compress or options.quiet or site.packed):
        terminal.err.say(f"hint: pages travel smaller after: {INSTALL}")
    return plan


def _roll_back(options: Namespace, terminal: Terminal) -> int:
    from site_builder.cli.commands import people, telling_of
    from site_builder.publish.folder import roll_back

    plan, name = roll_back(
        Path(options.target),
        project=options.project,
        dry_run=options.dry_run,
        telling=telling_of(options, terminal),
    )
    if not options.quiet:
        done = "would serve" if options.dry_run else "serves"
        people(options, terminal).say(*_changes(plan, options), f"{options.target} {done} {name}")
    return 0


def _say(plan: Plan, site: Finished, options: Namespace, terminal: Terminal) -> None:
    """Say what was changed, and by what name the edition is known."""
    from site_builder.cli.commands import people
    from site_builder.publish.shown import shown

    if options.quiet:
        return
    target, manifest = shown(options.target), site.manifest
    edition = f"edition {manifest.version} of {manifest.date}"
    if plan.is_empty:
        said = f"{target} has {edition} already: nothing to change"
    elif options.dry_run:
        said = f"{edition} would be published at {target}; nothing was changed"
    else:
        said = f"published {edition} at {target}"
    voice = people(options, terminal)
    voice.say(*_changes(plan, options), said, f"digest {manifest.digest}")


def _changes(plan: Plan, options: Namespace) -> Iterator[str]:
    """Yield how many files come, change and go, and with --dry-run or -v which."""
    naming = options.dry_run or options.verbose
    for what, paths in (("new", plan.new), ("changed", plan.changed), ("gone", plan.gone)):
        if paths:
            yield f"{what:<8} {counted(len(paths), 'file')}"
            most = len(paths) if options.verbose else _MOST
            yield from (f"         {name}" for name in paths[:most] if naming)
            if naming and paths[most:]:
                yield f"         … and {len(paths) - most} more"
    if plan.kept:
        yield f"kept     {counted(len(plan.kept), 'file')} that an open page may ask for"
    if plan.same and not plan.is_empty:
        yield f"same     {counted(plan.same, 'file')}"
