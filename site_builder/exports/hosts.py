"""What hosts and robots read of a site: headers, names, who may look at what, whom to tell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.hosting import FOREVER, POLICY, PROTECTING, content_type
from site_builder.views.pages import is_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from site_builder.draft import Draft
    from site_builder.proof import Proved
    from site_builder.security import Security
    from site_builder.views.index import Index

    Rule = tuple[str, tuple[str, ...]]

MOST_RULES = 100
"""Rules that Cloudflare reads of `_headers`; it passes over what comes after."""

# What hosts take for something else, or for nothing that they know. Names only, no patterns such as
# `*.jsonld`: of those Netlify reads what stands before the asterisk.
_TYPED = (
    *(urls.ATOM, urls.JSON_FEED, urls.ANNOTATIONS, urls.EVIDENCE_SCHEMA),
    *(urls.CSL, urls.BIBTEX, urls.FIGURES, urls.SECURITY),
)


def files(index: Index) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file for hosts and robots, by its path."""
    settings = index.proved.briefing.settings
    made: dict[str, Callable[[], bytes]] = {
        urls.HEADERS: partial(headers, index.proved),
        urls.NO_JEKYLL: bytes,
        urls.ROBOTS: partial(robots, settings.base_url),
    }
    # Where the site is built for another place, the name would lead readers away from it.
    root = not urls.path_of(settings.base_url).strip("/")
    if settings.cname and root and urls.host_of(settings.base_url) in {"", settings.cname}:
        made[urls.CNAME] = partial(_lines, [settings.cname])
    if settings.security is not None:
        made[urls.SECURITY] = partial(security, settings.security, settings.base_url)
    return made


def headers(proved: Proved | Draft) -> bytes:
    """Return the headers of each file as Netlify and Cloudflare read them.

    A host sends those of every rule that fits, so no header stands in two rules that fit one file.
    Paths count from the published folder, which such a host serves as its root.
    """
    rules = [
        ("/*", tuple(_for_all(proved))),
        ("/static/*", (f"Cache-Control: {FOREVER}",)),
        *((f"/{path}", (f"Content-Type: {content_type(path)}",)) for path in _TYPED),
    ]
    rules += _unlisted(proved, MOST_RULES - len(rules))
    return _lines(line for path, named in rules for line in (path, *(f"  {one}" for one in named)))


def _for_all(proved: Proved | Draft) -> Iterator[str]:
    """Yield the headers that every file is sent with.

    How long it may be kept is not among them: both hosts have it asked about before each use. The
    policy is the outermost; each page narrows it. Pagefind runs in a worker, which this governs.
    """
    own = "script-src 'self'"
    policy = POLICY.replace(own, f"{own} 'wasm-unsafe-eval'") if is_large(proved) else POLICY
    for name, value in {"Content-Security-Policy": policy, **PROTECTING}.items():
        yield f"{name}: {value}"


def _unlisted(proved: Proved | Draft, most: int) -> list[Rule]:
    """Return the rules that keep articles shown whole out of search engines.

    Under both addresses: such hosts serve `a.html` as `a` too. Of more than a host reads there are
    none; each page says it itself, and these say it again to whoever reads no page.
    """
    if proved.briefing.settings.seed_text != "full":
        return []
    paths = [urls.article(name) for name in sorted(proved.seeds)]
    both = [f"/{name}" for path in paths for name in (path, path.removesuffix(".html"))]
    return [(path, ("X-Robots-Tag: noindex",)) for path in both] if len(both) <= most else []


def robots(base_url: str) -> bytes:
    """Return what robots may look at: all of it, so that they see which pages are not to be listed.

    It counts only where the site is all that its host has.
    """
    site_map = [f"Sitemap: {base_url}{urls.SITEMAP}"] if base_url else []
    return _lines(["User-agent: *", "Allow: /", *site_map])


def security(told: Security, base_url: str) -> bytes:
    """Return whom to tell of a weakness of the site, by RFC 9116; a day ends what holds until it.

    It counts only where the site is all that its host has.
    """
    fields = [
        ("Contact", str(told.contact)),
        ("Expires", f"{told.expires}T00:00:00Z"),
        ("Preferred-Languages", ", ".join(told.preferred_languages)),
        ("Canonical", f"{base_url}{urls.SECURITY}" if base_url.startswith("https:") else ""),
        ("Policy", str(told.policy or "")),
    ]
    return _lines(f"{name}: {value}" for name, value in fields if value)


def _lines(lines: Iterator[str] | list[str]) -> bytes:
    """Return lines as a file; raises ValueError if one is two, or more than a host reads."""
    made = list(lines)
    if any(not line.isprintable() or not line.isascii() or len(line) > 2000 for line in made):
        raise ValueError("a line for a host has what no such line may have")
    return "".join(f"{line}\n" for line in made).encode()
