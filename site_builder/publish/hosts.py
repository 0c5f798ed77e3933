"""What a host is told of a site: ready-made configuration, and what is left to do by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from site_builder import hosting

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?::[0-9]+)?(/(?:[A-Za-z0-9._~-]+/)*)")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_ROOT = "/srv/www/site"
CALL = "{call}"
"""Stands in what is to be done for how the builder was called."""
_INDENT = " " * 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """The file that a host wants in the project, the model it is made from, and what comes next."""

    file: str
    model: str
    todo: tuple[str, ...]


HOSTS: Mapping[str, Host] = {
    "github": Host(
        file=".github/workflows/publish.yml",
        model="publish.yml",
        todo=(
            "commit the file and push it to main; if your branch has another name, change it there",
            "when the branch gh-pages is there: Settings, Pages, deploy from the branch gh-pages",
        ),
    ),
    "gitlab": Host(
        file=".gitlab-ci.yml",
        model="gitlab-ci.yml",
        todo=("commit the file and push it: Deploy, Pages then says the address",),
    ),
    "netlify": Host(
        file="netlify.toml",
        model="netlify.toml",
        todo=("commit the file and push it", "at Netlify: Add new project, import this repository"),
    ),
    "cloudflare": Host(
        file="wrangler.toml",
        model="wrangler.toml",
        todo=(
            "commit the file and push it",
            "at Cloudflare: Workers & Pages, create a Pages project from this repository, with the "
            "build command and the variable that stand in the file",
        ),
    ),
    "nginx": Host(
        file="nginx.conf",
        model="nginx.conf",
        todo=(
            f"{CALL} publish {_ROOT}",
            "look through the file, and link it into /etc/nginx/sites-enabled/ or conf.d/",
            "nginx -t, then: systemctl reload nginx",
        ),
    ),
}


def filled(model: str, *, builder: str, title: str, base_url: str) -> str:
    """Return a model with what is known of the site; raises ValueError where an address is odd.

    Nothing from the content gets in but a host, a path and a name of letters, digits and hyphens.
    """
    host, base = "_", "/"
    if base_url:
        found = _HOST.fullmatch(base_url)
        if found is None or ".." in found[2]:
            raise ValueError(base_url)
        host, base = found[1], found[2]
    name = _NOT_IN_NAMES.sub("-", title.lower()).strip("-")[:50].strip("-")
    given = {
        "BUILDER": builder,
        "NAME": name or "briefing",
        "HOST": host,
        "BASE": base,
        "TEXTS": " ".join(_texts()),
        "TYPES": "\n".join(_types()),
        "PLACES": "\n".join(_places(base)),
        "PROTECTING": "\n".join(_protecting()),
    }
    for key, value in given.items():
        model = model.replace(f"@{key}@", value)
    return model


def _texts() -> list[str]:
    """Return the media types that are text, but for that of pages, of which nginx knows it."""
    kinds = {hosting.content_type(path) for path in (*_paths(), *hosting.NAMED)}
    texts = {kind.partition(";")[0] for kind in kinds if kind.endswith("; charset=utf-8")}
    return sorted(texts - {"text/html"})


def _paths() -> list[str]:
    return [f"a{suffix}" for suffix in hosting.TYPES]


def _types() -> list[str]:
    def kind(suffix: str) -> str:
        return hosting.TYPES[suffix].partition(";")[0]

    grouped = groupby(sorted(hosting.TYPES, key=lambda one: (kind(one), one)), key=kind)
    return [f"{_INDENT * 2}{of} {' '.join(s[1:] for s in some)};" for of, some in grouped]


def _protecting() -> list[str]:
    every = {"Content-Security-Policy": hosting.POLICY, **hosting.PROTECTING}
    return [f'{_INDENT}add_header {name} "{value}" always;' for name, value in every.items()]


def _places(base: str) -> list[str]:
    """Return where the files of the site are, and those whose type their name does not say."""
    current = f"{_ROOT}/current"
    lines = [f"location {base} {{", f"    alias {current}/;", "    index index.html;", "}"]
    if base != "/":
        lines += ["location / {", "    return 404;", "}"]
        lines += [f"location = {base.rstrip('/')} {{", f"    return 301 {base};", "}"]
    for path, kind in hosting.NAMED.items():
        lines += [
            f"location = {base}{path} {{",
            f"    alias {current}/{path};",
            "    types { }",
            f"    default_type {kind.partition(';')[0]};",
            "}",
        ]
    return [f"{_INDENT}{line}" for line in lines]
