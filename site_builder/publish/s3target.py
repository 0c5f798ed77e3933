"""Where in a bucket a site goes: what `s3://bucket/prefix` names, and what may be named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder.publish.finished import refused
from site_builder.publish.shown import shown

LEDGER = ".site-builder-ledger.json"
"""The object, below the prefix, that says which others `publish` put there."""

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
_PREFIX = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*")
_LONGEST = 500  # of 1,024 bytes that a key may have; a path of a site has two names of 100 at most
_FORM = "write s3://BUCKET or s3://BUCKET/PREFIX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A bucket and what the keys of the site begin with: "" or, as in "a/b/", with the slash."""

    bucket: str
    prefix: str

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @property
    def mark(self) -> str:
        """Return what each object of ours says of itself: where the site stands it belongs to."""
        return f"/{self.prefix}"

    def key(self, path: str) -> str:
        """Return the key of a file of the site."""
        return self.prefix + path


def read_target(text: str) -> Target:
    """Return what `s3://bucket/prefix` names; raises FaultError (`publish-refused`).

    A bucket is named as Amazon has it for all new ones; a prefix is folders of plain letters,
    digits, dot, hyphen and underscore, so that no address has to encode it.
    """
    place = shown(text)
    scheme, _, rest = text.partition("://")
    bucket, _, prefix = rest.partition("/")
    prefix = prefix and f"{prefix.removesuffix('/')}/"
    if scheme != "s3":
        raise refused(place, "this names no bucket", _FORM)
    if not _BUCKET.fullmatch(bucket) or _NUMBERS.fullmatch(bucket) or _breaks(bucket):
        message = "no bucket can have this name"
        raise refused(place, message, f"use 3 to 63 of a to z, 0 to 9, hyphen and dot; {_FORM}")
    if not _PREFIX.fullmatch(prefix) or len(prefix) > _LONGEST:
        message = "this prefix would have to be encoded in addresses, or leads elsewhere"
        hint = "use folders of letters a to z, digits, dot, hyphen and underscore, as in site/2026"
        raise refused(place, message, hint)
    return Target(bucket=bucket, prefix=prefix)


def _breaks(bucket: str) -> bool:
    """Tell whether a dot stands where no name of a host has one."""
    return any(pair in bucket for pair in ("..", ".-", "-."))
