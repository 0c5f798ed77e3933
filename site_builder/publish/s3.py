"""A finished site put into a bucket: only what differs, and never so that half a site is served.

New files go first, then pages, and what is no longer needed goes last. Nothing that `publish` did
not put there is replaced or deleted. A run that was cut off is completed by the next.
"""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from site_builder.compressing import gunzipped, gzipped
from site_builder.hosting import cache_control, content_type, is_fingerprinted, is_packable
from site_builder.manifest import read_manifest
from site_builder.publish.finished import refused
from site_builder.publish.plan import planned
from site_builder.publish.s3client import AT_ONCE, Bucket, OvertakenError, foreign, overtaken
from site_builder.publish.s3ledger import (
    Ledger,
    Sent,
    read_ledger,
    served_as,
    state,
)
from site_builder.publish.s3target import LEDGER, read_target
from site_builder.urls import HOME, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from site_builder.manifest import Manifest
    from site_builder.publish.finished import Finished
    from site_builder.publish.plan import Agreed, Plan, Telling


_T = TypeVar("_T")
_DIGEST, _SERVED, _MARK = "sha256", "served", "site-builder"  # what an object says of itself


def publish_s3(
    site: Finished,
    target: str,
    *,
    dry_run: bool,
    telling: Telling,
    agreed: Agreed = lambda _: None,
) -> Plan:
    """Make `s3://bucket/prefix` hold the site, and return what that changed.

    With `dry_run` nothing is written. Raises FaultError: `publish-refused` where something stands
    in the way, `publish-busy` where somebody else publishes too, `publish-fault` for all else.
    """
    place = read_target(target)
    if LEDGER in site.files:
        raise refused(target, f"the site has a file {LEDGER}, where the ledger goes", "rename it")
    with closing(Bucket(place)) as bucket:
        run = _Run(site, bucket)
        try:
            agreed(plan := run.plan())
            if dry_run or (plan.is_empty and run.before.is_of(site.manifest.digest)):
                return plan
            run.send(plan, telling)
        except OvertakenError:
            raise overtaken(place) from None
        return plan


@dataclass(slots=True)
class _Run:
    """One way through: `etags` has what stands at each path, as far as it is ours."""

    site: Finished
    bucket: Bucket
    token: str = field(default_factory=partial(secrets.token_hex, 16))
    before: Ledger = field(default_factory=Ledger)
    tag: str | None = None
    etags: dict[str, str] = field(default_factory=dict)

    def plan(self) -> Plan:
        """Look at what is there, and return what would change; writes nothing."""
        self.before, self.tag = _ledger(self.bucket)
        wanted = {path: state(digest, served_as(path)) for path, digest in self.site.files.items()}
        listed = self.bucket.listed(self.before.owned | wanted.keys())
        there = self._ours(listed, wanted)
        if strangers := sorted(path for path in wanted if path in listed and path not in there):
            raise foreign(self.bucket.target, strangers)
        self.etags = {path: listed[path] for path in there}
        plan = planned(there, wanted, kept=frozenset(filter(is_fingerprinted, self._former())))
        return replace(plan, former=self._published() if MANIFEST in plan.changed else ())

    def send(self, plan: Plan, telling: Telling) -> None:
        """Do what the plan says, in an order in which no page lacks what it names."""
        begun = self.before.begins(self.token, self._edition, frozenset(self.site.files))
        self._note(begun)
        for what, paths in _phases(plan):
            self._hold()
            telling(f"sending {what}")
            self.etags.update(zip(paths, _each(self._put, paths), strict=True))
        self._prove()
        if plan.gone:
            self._hold()
            telling(f"deleting what no page needs any more: {len(plan.gone)}")
            for _ in _each(self.bucket.delete, plan.gone):
                pass
        self._note(self._settled())

    def _ours(self, listed: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
        """Return the state of each file that is ours; an object that we put there says so itself.

        What has the ETag that the ledger gives is not asked, unless it is to go.
        """
        there: dict[str, str] = {}
        asked = []
        for path, etag in listed.items():
            sent = self.before.files.get(path)
            if sent is not None and sent.etag == etag and path in wanted:
                there[path] = sent.state
            else:
                asked.append(path)
        for path, stored in zip(asked, _each(self.bucket.look, asked), strict=True):
            if stored is not None and stored.marks.get(_MARK) == self.bucket.target.mark:
                there[path] = state(stored.marks.get(_DIGEST, ""), stored.marks.get(_SERVED, ""))
        return there

    def _published(self) -> tuple[Manifest, ...]:
        """Return the manifest that stands there: of what a run sends it is the last."""
        there = self.bucket.read(MANIFEST)
        with suppress(ValueError):
            if there is not None:
                return (read_manifest(gunzipped(there[0])),)
        return ()

    def _put(self, path: str) -> str:
        """Send a file, and return the ETag of what stands there then."""
        body, said = _served(path, self.site.read(path))
        said["Metadata"] = self._marks(path)
        try:
            return self.bucket.put(path, body, said, over=self.etags.get(path))
        except OvertakenError:
            # An answer may have been lost on its way, and the same request been sent again.
            stored = self.bucket.look(path)
            if stored is None or not said["Metadata"].items() <= stored.marks.items():
                raise
            return stored.etag

    def _marks(self, path: str) -> dict[str, str]:
        digest, mark = self.site.files[path], self.bucket.target.mark
        return {_DIGEST: digest, _SERVED: served_as(path), _MARK: mark}

    def _note(self, ledger: Ledger) -> None:
        """Write the ledger over the one that was read or written before."""
        data = ledger.data()
        said = {"ContentType": content_type(LEDGER), "CacheControl": cache_control(LEDGER)}
        try:
            self.tag = self.bucket.put(LEDGER, data, said, over=self.tag)
        except OvertakenError:
            there = self.bucket.read(LEDGER)
            if there is None or there[0] != data:
                raise
            self.tag = there[1]

    def _hold(self) -> None:
        """Raise OvertakenError if the ledger is no longer the one that this run wrote."""
        stored = self.bucket.look(LEDGER)
        if stored is None or stored.etag != self.tag:
            raise OvertakenError

    def _prove(self) -> None:
        """Raise OvertakenError unless every file of the site stands there as it was sent."""
        self._hold()
        listed = self.bucket.listed(self.site.files.keys())
        if any(listed.get(path) != self.etags[path] for path in self.site.files):
            raise OvertakenError

    def _settled(self) -> Ledger:
        files = {
            path: Sent(digest=digest, served=served_as(path), etag=self.etags[path])
            for path, digest in self.site.files.items()
        }
        # Also what was just deleted: another run that was under way may have put it there again.
        kept = self._former()
        return Ledger(run=self.token, settled=True, manifest=self._edition, files=files, kept=kept)

    def _former(self) -> frozenset[str]:
        return self.before.former(self._edition, frozenset(self.site.files))

    @property
    def _edition(self) -> str:
        return self.site.manifest.digest


def _ledger(bucket: Bucket) -> tuple[Ledger, str | None]:
    """Return what is noted in a bucket, and the ETag of the note; raises FaultError if not ours."""
    there = bucket.read(LEDGER)
    if there is None:
        return Ledger(), None
    try:
        return read_ledger(there[0]), there[1]
    except ValueError as error:
        hint = "publish with the version that wrote it, or to another prefix"
        raise refused(f"{bucket.target}/{LEDGER}", str(error), hint) from None


def _served(path: str, data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the bytes of a file as a bucket serves them, and what it says with them.

    A bucket sends everyone the same bytes; what gets smaller is packed, as every browser, and
    what fetches feeds, can unpack gzip.
    """
    said: dict[str, Any] = {
        "ContentType": content_type(path),
        "CacheControl": cache_control(path),
    }
    if is_packable(path) and len(packed := gzipped(data)) < len(data):
        return packed, {**said, "ContentEncoding": "gzip"}
    return data, said


def _phases(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield what is sent together: whatever a page names comes before it, the first page last."""
    last = (HOME, MANIFEST)
    new = [path for path in plan.new if path not in last]
    groups = (
        ("what pages need", [path for path in new if not path.endswith(".html")]),
        ("new pages", [path for path in new if path.endswith(".html")]),
        ("what changed", [path for path in plan.changed if path not in last]),
    )
    yield from ((f"{what}: {len(paths)}", paths) for what, paths in groups if paths)
    for path in last:
        if path in plan.new or path in plan.changed:
            yield path, [path]


def _each(work: Callable[[str], _T], paths: Iterable[str]) -> Iterator[_T]:
    """Yield what the work comes to for each path, a few at a time; the first that fails ends it."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield from pool.map(work, paths)
    finally:
        pool.shutdown(cancel_futures=True)
