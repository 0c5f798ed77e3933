"""Whether the files of a copy are those that its manifest lists, with the same bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from site_builder.findings import FaultError, Finding, finding
from site_builder.hosting import is_fingerprinted, says_its_bytes
from site_builder.manifest import MADE_BY, Manifest, read_manifest
from site_builder.packed import plain, read_packed
from site_builder.places import Place
from site_builder.urls import CNAME, HEADERS, MANIFEST, NO_JEKYLL, PACKED
from site_builder.verifying.copies import LARGEST, Copy, Got, got, path_fault, unpacked_file

if TYPE_CHECKING:
    from collections.abc import Iterator

FOR_HOSTS = frozenset({HEADERS, NO_JEKYLL, CNAME})
"""Files that a host reads and need not serve."""

AGAIN = "ask the publisher, or get the site again; then build and publish it again"
_BROTLI = "files packed by Brotli, which is not installed here (pip install brotli)"


class Unseen(NamedTuple):
    """What could not be looked at, and why."""

    what: str
    why: str


@dataclass(slots=True)
class Seen:
    """What came of the files: findings, counts, and what could not be looked at."""

    findings: list[Finding] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def tell(self, code: str, place: str, message: str, hint: str = AGAIN) -> None:
        """Add a finding about a whole file."""
        self.findings.append(finding(code, Place(file=place), message, hint=hint))


def named(copy: Copy, path: str) -> str:
    """Return how a file of a copy is named to people."""
    return f"{copy.place}/{path}" if path else copy.place


def manifest_of(copy: Copy, expected: str) -> Manifest:
    """Return the manifest of a copy; raises FaultError if it is not whole, or not that one.

    `expected` is the digest that it must have; "" takes any.
    """
    place = Place(file=named(copy, MANIFEST))
    found = got(MANIFEST, copy)
    if found.why:
        hint = found.hint or "name the folder, zip or address of a site of this builder"
        message = f"there is no site that can be held to anything: {found.why}"
        raise FaultError(finding("site-unreadable", place, message, hint=hint))
    try:
        manifest = read_manifest(found.data)
    except ValueError as error:
        raise FaultError(finding("site-changed", place, str(error), hint=AGAIN)) from None
    if not manifest.generator.startswith(MADE_BY):
        message = "this builder did not make the site"
        raise FaultError(finding("site-unreadable", place, message))
    for path in manifest.files:
        wrong = path_fault(path)
        if wrong or path in {MANIFEST, PACKED}:
            message = f"it lists “{path[:200]}”: {wrong or 'no site lists that'}"
            raise FaultError(finding("site-unreadable", place, message, hint=AGAIN))
    if expected and manifest.digest != expected:
        message = f"this is another site, or another edition: its digest is {manifest.digest}"
        hint = f"{expected} was expected"
        raise FaultError(finding("site-changed", place, message, hint=hint))
    return manifest


def each_listed(copy: Copy, manifest: Manifest, seen: Seen) -> Iterator[Got]:
    """Yield every file that has the SHA-256 of the manifest; tell of those that have not."""
    unheld = 0
    for found in copy.each(sorted(manifest.files)):
        place = named(copy, found.path)
        if found.why:
            if copy.served and found.path in FOR_HOSTS:
                why = "it is for the host, which need not serve it"
                seen.unseen.append(Unseen(found.path, why))
            elif found.absent:
                message = f"the site lists this file: {found.why}"
                seen.tell("site-changed", place, message)
            else:
                seen.tell("site-unreadable", place, found.why, found.hint or AGAIN)
            continue
        if sha256(found.data).hexdigest() != manifest.files[found.path]:
            message = "these are not the bytes of which the site’s manifest has the SHA-256"
            seen.tell("site-changed", place, message)
            continue
        seen.counts["files"] += 1
        unheld += bool(found.unheld)
        _sent(copy, found, seen)
        yield found
    if unheld:
        why = "Brotli is not installed here (pip install brotli)"
        seen.unseen.append(Unseen(f"what is sent packed by Brotli, for {unheld} of the files", why))


def _sent(copy: Copy, found: Got, seen: Seen) -> None:
    """Note what came packed on the way."""
    if found.unlike:
        seen.tell("site-changed", named(copy, found.path), found.unlike)
    for by in found.sent:
        seen.counts[f"sent {by}"] += 1


def others(copy: Copy, manifest: Manifest, seen: Seen) -> None:
    """Tell of files that the manifest does not list; packed ones are held to what they pack."""
    there = set(copy.names())
    listed = {*manifest.files, MANIFEST, PACKED}
    packed = _packed(copy, manifest, seen)
    for path in sorted(there - listed - packed.keys()):
        wrong = path_fault(path)
        if not wrong and is_fingerprinted(path) and says_its_bytes(path, got(path, copy).data):
            seen.counts["earlier"] += 1
            continue
        shown = path if not wrong else path.encode("unicode_escape").decode()[:200]
        message = wrong or "the site does not list this file"
        hint = "no page of the site needs it: ask who put it there"
        seen.tell("site-changed", named(copy, shown), message, hint)
    _unpack(copy, manifest, packed, seen)


def _packed(copy: Copy, manifest: Manifest, seen: Seen) -> dict[str, str]:
    """Return the packed files that the copy lists, with their SHA-256."""
    found = got(PACKED, copy)
    if found.absent:
        return {}
    place = named(copy, PACKED)
    if found.why:
        seen.tell("site-unreadable", place, found.why, found.hint or AGAIN)
        return {}
    try:
        packed = read_packed(found.data)
    except ValueError as error:
        seen.tell("site-changed", place, str(error))
        return {}
    if packed.manifest != manifest.digest:
        seen.tell("site-changed", place, "it is of another site, or another edition")
        return {}
    for path in packed.files:
        if plain(path) not in {*manifest.files, MANIFEST}:
            message = f"it lists “{path[:200]}”, which packs no file of the site"
            seen.tell("site-changed", place, message)
    return dict(packed.files)


def _unpack(copy: Copy, manifest: Manifest, packed: dict[str, str], seen: Seen) -> None:
    """Hold each packed file to its SHA-256 and to what it packs."""
    wanted = [path for path in sorted(packed) if not path_fault(path)]
    unseen: Counter[str] = Counter()
    for found in copy.each(wanted):
        of = plain(found.path) or ""
        place = named(copy, found.path)
        if found.why:
            if copy.served:
                unseen["packed files that the host does not serve by their names"] += 1
            else:
                seen.tell("site-changed", place, f"the site lists this file: {found.why}")
        elif sha256(found.data).hexdigest() != packed[found.path]:
            seen.tell("site-changed", place, f"these are not the bytes that {PACKED} says")
        else:
            digest = manifest.files.get(of) or sha256(manifest.data()).hexdigest()
            unlike = _held(found, of, digest)
            if unlike is None:
                unseen[_BROTLI] += 1
            elif unlike:
                seen.tell("site-changed", place, unlike)
            else:
                seen.counts["packed"] += 1
    seen.unseen += [Unseen(f"{count} {what}", "") for what, count in unseen.items()]


def _held(found: Got, of: str, wanted: str) -> str | None:
    """Return why a packed file does not pack `of`; None where what unpacks it is not installed."""
    try:
        data = unpacked_file(found.path, found.data, LARGEST)
    except ValueError as error:
        return f"it cannot be unpacked: {error}"
    if data is None:
        return None
    return "" if sha256(data).hexdigest() == wanted else f"it does not unpack to the bytes of {of}"
