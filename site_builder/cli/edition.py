"""What publishing came to, said to people and to machines: what changed, and of which edition."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from site_builder.cli.commands import judged, people
from site_builder.compressing import packers
from site_builder.installing import installs
from site_builder.labels import counted
from site_builder.publish.gate import advice
from site_builder.publish.shown import shown
from site_builder.publish.targets import FOLDER, kind_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from site_builder.cli.terminal import Terminal
    from site_builder.findings import Finding
    from site_builder.manifest import Manifest
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Plan

_MOST = 20  # names of a kind that are said, unless -v asks for all


def tell(
    plan: Plan, site: Finished, findings: list[Finding], options: Namespace, terminal: Terminal
) -> int:
    """Say what was changed, by what name the edition is known, and what could be better."""
    target, manifest = shown(options.target), site.manifest
    hints = tuple(_hints(plan, site, options))
    status = judged(findings, options, terminal, _result(plan, manifest, options, hints))
    if options.quiet:
        return status
    edition = f"edition {manifest.version} of {manifest.date}"
    if plan.is_empty:
        said = f"{target} has {edition} already: nothing to change"
    elif options.dry_run:
        said = f"{edition} would be published at {target}; nothing was changed"
    else:
        said = f"published {edition} at {target}"
    voice = people(options, terminal)
    voice.say(*_changes(plan, options), said, f"digest {manifest.digest}")
    if not plan.is_empty:
        terminal.err.say(*(f"hint: {hint}" for hint in hints))
    return status


def tell_rollback(plan: Plan, manifest: Manifest, options: Namespace, terminal: Terminal) -> int:
    """Say which edition is served again, and what that changed."""
    status = judged([], options, terminal, _result(plan, manifest, options, ()))
    if not options.quiet:
        serves = "would serve" if options.dry_run else "serves"
        said = f"{options.target} {serves} edition {manifest.version} of {manifest.date}"
        voice = people(options, terminal)
        voice.say(*_changes(plan, options), said, f"digest {manifest.digest}")
    return status


def _hints(plan: Plan, site: Finished, options: Namespace) -> Iterator[str]:
    """Yield what could be better about what was published."""
    yield from advice(site, plan, today=datetime.now(UTC).date().isoformat())
    if kind_of(options.target) == FOLDER and not (options.no_compress or site.packed or packers()):
        yield f"pages travel smaller after: {installs('publish')}"


def _result(
    plan: Plan, manifest: Manifest, options: Namespace, hints: Sequence[str]
) -> dict[str, object]:
    """Return what publishing came to, for machines."""
    return {
        "target": shown(options.target),
        "dry_run": options.dry_run,
        "edition": {"version": manifest.version, "date": manifest.date},
        "digest": manifest.digest,
        "new": len(plan.new),
        "changed": len(plan.changed),
        "gone": len(plan.gone),
        "kept": len(plan.kept),
        "same": plan.same,
        "hints": list(hints),
    }


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
