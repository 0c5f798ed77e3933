"""`publish --init HOST`: the configuration of a host, written into the project."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import __version__
from site_builder.labels import counted
from site_builder.publish.finished import refused
from site_builder.publish.hosts import CALL, HOSTS, filled
from site_builder.writing import create

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from site_builder.cli.terminal import Terminal
    from site_builder.model import Settings

_MODELS = Path(__file__).parent.parent / "publish" / "models"
_NAME = "site-builder"
_NEEDS_PACKED = "gitlab"  # the one that sends files as they are, packed in advance


def init_host(options: Namespace, terminal: Terminal) -> int:
    """Write the file that a host wants, unless it is there, and say what comes next."""
    host = HOSTS[options.init]
    settings, unlicensed = _known(options.project)
    title = "" if settings is None else str(settings.title)
    base_url = options.base_url or (settings.base_url if settings is not None else "")
    model = (_MODELS / host.model).read_text(encoding="utf-8")
    builder = _builder(options)
    try:
        made = filled(model, builder=builder, title=title, base_url=base_url)
    except ValueError:
        message = "this address has characters that no configuration is given"
        hint = "give one of letters, digits, dots and hyphens with --base-url"
        raise refused(host.file, message, hint) from None
    create(options.project, {host.file: made.encode()})
    if not options.quiet:
        asked = _before(unlicensed, base_url, builder if "@BUILDER@" in model else "")
        todo = (*asked, *(line.replace(CALL, options.call) for line in host.todo))
        terminal.out.say(f"made {host.file}", "next:", *(f"  {line}" for line in todo))
    return 0


def _builder(options: Namespace) -> str:
    """Return what pip installs the builder from: the project itself where it holds the builder."""
    extra = "[publish]" if options.init == _NEEDS_PACKED else ""
    with suppress(OSError, ValueError, KeyError):
        text = (options.project / "pyproject.toml").read_text(encoding="utf-8")
        if tomllib.loads(text)["project"]["name"] == _NAME:
            return f".{extra}"
    return f"{_NAME}{extra}=={__version__}"


def _before(unlicensed: int, base_url: str, builder: str) -> Iterator[str]:
    """Yield what has to be settled before the host can publish.

    `builder` is what the file installs, if it installs one: its name alone is no place to get it.
    """
    if builder.startswith(_NAME):
        yield (
            f"in the file, put where you have the builder from for “{builder}” (a wheel, or "
            "git+https://…): it is on no registry, and the name could be anybody's there"
        )
    if unlicensed:
        yield (
            f"{counted(unlicensed, 'article')} {'state' if unlicensed > 1 else 'states'} no right "
            "to the full text, which is refused: write `rights` in content/sources/, or "
            "`seed_text: excerpts` in content/site.yaml"
        )
    if not base_url:
        yield "write `base_url`, where the site will stand, in content/site.yaml"


def _known(project: Path) -> tuple[Settings | None, int]:
    """Return the settings, and of how many articles the full text may not go out, as far as known.

    Nothing is known of content that cannot be read.
    """
    from site_builder.pipeline import opened

    case, _ = opened(project)
    if case is None:
        return None, 0
    settings = case.briefing.settings
    full = settings.seed_text == "full"
    unsaid = {seed.id for seed in case.seeds.values() if seed.record.rights is None}
    return settings, full * len(unsaid)
