"""Built sites for tests of `verify`: changed, and signed again as somebody would who hides it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, in_order
from site_builder.manifest import read_manifest
from site_builder.verifying.audit import Audit, audited
from site_builder.verifying.folders import Folder
from site_builder.verifying.originals import originals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def signed(site: Path) -> None:
    """Write a manifest for the files that are there now."""
    manifest = read_manifest((site / "manifest.json").read_bytes())
    files = {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", "packed.json"}
        and path.suffix not in {".gz", ".br"}
    }  # fmt: skip
    (site / "manifest.json").write_bytes(replace(manifest, files=files).data())


def edited(site: Path, edits: Mapping[str, tuple[str, str]]) -> None:
    """Replace words in files, each as often as they stand there, and sign the site again.

    A `*` in a file's name stands for what names its bytes.
    """
    for name, (old, new) in edits.items():
        (path,) = site.glob(name)
        text = path.read_bytes().decode()
        assert old in text, f"{name} does not hold {old!r}"
        path.write_bytes(text.replace(old, new).encode())
    signed(site)


def looked(site: Path, seeds: Path | None = None) -> Audit:
    """Return what an audit of a folder comes to."""
    given = None if seeds is None else (lambda manifest: originals(seeds, manifest))
    return audited(Folder(site), seeds_of=given)


def told(site: Path, seeds: Path | None = None) -> list[str]:
    """Return what is wrong with a site, a line each: path, line, code and message."""
    try:
        findings = looked(site, seeds).findings
    except FaultError as error:
        findings = [error.finding]
    above = len(site.as_posix()) + 1
    return [
        f"{found.place.file[above:]}{f':{found.place.line}' if found.place.line else ''} "
        f"{found.code}: {found.message}"
        for found in in_order(findings)
    ]
