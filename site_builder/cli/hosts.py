"""`publish --init HOST`: the configuration of a host, written into the project."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import __version__
from site_builder.publish.finished import refused
from site_builder.publish.hosts import HOSTS, filled
from site_builder.writing import create

if TYPE_CHECKING:
    from argparse import Namespace

    from site_builder.cli.terminal import Terminal

_MODELS = Path(__file__).parent.parent / "publish" / "models"
_NEEDS_PACKED = "gitlab"  # the one that sends files as they are, packed in advance


def init_host(options: Namespace, terminal: Terminal) -> int:
    """Write the file that a host wants, unless it is there, and say what comes next."""
    host = HOSTS[options.init]
    title, base_url = _known(options.project)
    base_url = options.base_url or base_url
    model = (_MODELS / host.model).read_text(encoding="utf-8")
    try:
        made = filled(model, builder=_builder(options), title=title, base_url=base_url)
    except ValueError:
        message = "this address has characters that no configuration is given"
        hint = "give one of letters, digits, dots and hyphens with --base-url"
        raise refused(host.file, message, hint) from None
    create(options.project, {host.file: made.encode()})
    if not options.quiet:
        terminal.out.say(f"made {host.file}", "next:", *(f"  {line}" for line in host.todo))
    return 0


def _builder(options: Namespace) -> str:
    """Return what pip installs the builder from: the project itself where it holds the builder."""
    extra = "[publish]" if options.init == _NEEDS_PACKED else ""
    with suppress(OSError, ValueError, KeyError):
        text = (options.project / "pyproject.toml").read_text(encoding="utf-8")
        if tomllib.loads(text)["project"]["name"] == "site-builder":
            return f".{extra}"
    return f"site-builder{extra}=={__version__}"


def _known(project: Path) -> tuple[str, str]:
    """Return title and address of the site, as far as its content can be read."""
    from site_builder.pipeline import opened

    case, _ = opened(project)
    if case is None:
        return "", ""
    settings = case.briefing.settings
    return str(settings.title), str(settings.base_url or "")
