"""How each file of a site is to be served: its type, how long it may be kept, what may be packed.

One table for all: `serve`, the `_headers` file, and every target of `publish`.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath

FOREVER = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
"""A copy may be kept and is asked about before each use: a correction is seen at once."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
"""What any page of a site may load, and who may frame it; each page narrows it."""

PROTECTING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The headers, beside the policy, that every file of a site is to be sent with."""

TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
# Types of files whose endings do not say them.
NAMED = {
    "CNAME": "text/plain; charset=utf-8",
    "_headers": "text/plain; charset=utf-8",
    ".nojekyll": "text/plain; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "sources.csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
    "evidence.schema.json": "application/schema+json; charset=utf-8",
}
_FINGERPRINTED = re.compile(r"static/(?:.*/)?[^/]+\.[0-9a-f]{12}(?:\.[A-Za-z0-9_-]+)?")
_PACKED = frozenset(
    {".atom", ".bib", ".css", ".csv", ".html", ".ico", ".js", ".json", ".jsonld", ".svg", ".txt"}
    | {".wasm", ".xml"}
)


def content_type(path: str) -> str:
    """Return the media type of a file of a site, with its character set where it is text."""
    own = NAMED.get(path)
    return own or TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def is_fingerprinted(path: str) -> bool:
    """Tell whether a file's name says its bytes, so that it never changes."""
    return _FINGERPRINTED.fullmatch(path) is not None


def says_its_bytes(path: str, data: bytes) -> bool:
    """Tell whether a fingerprinted file's name says these very bytes."""
    return is_fingerprinted(path) and f".{sha256(data).hexdigest()[:12]}." in f"{path}."


def cache_control(path: str) -> str:
    """Return how long a copy of a file may be used unasked."""
    return FOREVER if is_fingerprinted(path) else REVALIDATED


def is_packable(path: str) -> bool:
    """Tell whether a file gets smaller by gzip or Brotli; pictures and fonts are packed already."""
    return PurePosixPath(path).suffix.lower() in _PACKED
