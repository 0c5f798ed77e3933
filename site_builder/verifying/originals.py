"""The articles that a site was made from, found in a reader's folder by name or by SHA-256."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from site_builder.findings import Finding, finding
from site_builder.places import Place
from site_builder.seeds import SeedText, read_seeds, seed_ids
from site_builder.verifying.folders import ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from site_builder.manifest import Manifest

_LARGEST = 16 << 20  # bytes of an article, as a build takes it
_MOST = 50_000  # files of the folder that are looked at


def originals(folder: Path, manifest: Manifest) -> tuple[Mapping[str, SeedText], list[Finding]]:
    """Return the articles of a site that are in the folder, by id, and what is wrong with others.

    An article counts only with the bytes of which the manifest has the SHA-256.
    """
    wanted = {n: digest for n, digest in manifest.inputs.items() if n.startswith("seeds/")}
    findings: list[Finding] = []
    found: dict[str, bytes] = {}
    unlike: dict[str, Path] = {}
    names = {PurePosixPath(name).name: name for name in wanted}
    by_digest: dict[str, list[str]] = {}
    for name, digest in wanted.items():
        by_digest.setdefault(digest, []).append(name)
    for path in _files(folder):
        try:
            data, why = ordinary(path, _LARGEST)
        except OSError as error:
            data, why = b"", f"it cannot be read: {error.strerror}"
        named = names.get(path.name)
        if why:
            if named:
                findings.append(_refused(path, why))
            continue
        digest = sha256(data).hexdigest()
        found |= dict.fromkeys(by_digest.get(digest, ()), data)
        if named and wanted[named] != digest:
            unlike[named] = path
    for name, path in unlike.items():
        if name not in found:
            message = "this is not the article that the site was made from: its SHA-256 is another"
            findings.append(_refused(path, message))
    for name in sorted(wanted.keys() - found.keys() - unlike.keys()):
        path = folder / PurePosixPath(name).name
        findings.append(_refused(path, "this article is not there, by its name or its SHA-256"))
    return _read(found, wanted, findings), findings


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of the folder, and of a folder `seeds` in it."""
    count = 0
    for place in (folder, folder / "seeds"):
        if not place.is_dir():
            continue
        for path in sorted(place.iterdir()):
            count += 1
            if count > _MOST:
                return
            if not path.is_dir() and not path.is_symlink():
                yield path


def _read(
    found: Mapping[str, bytes], wanted: Mapping[str, str], findings: list[Finding]
) -> dict[str, SeedText]:
    ids = seed_ids(wanted)
    seeds = {}
    for name, data in found.items():
        read, wrong = read_seeds({name: data})
        findings += wrong
        for seed in read.values():
            seeds[ids[name]] = replace(seed, id=ids[name])
    return seeds


def _refused(path: Path, message: str) -> Finding:
    hint = "its passages cannot be held to it: name the folder that has the article as it was read"
    return finding("seed-refused", Place(file=path.as_posix()), message, hint=hint)
