"""Finished sites for tests of publishing, made without a build, and what stops a publisher."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from site_builder import swap as swapping
from site_builder.manifest import Manifest
from site_builder.publish import disk, folder
from site_builder.publish.finished import finished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from site_builder.publish.finished import Finished

STEPS = ("make", "write", "link", "point", "move", "flush", "remove")


def asset(words: str) -> tuple[str, bytes]:
    """Return a style sheet, by the path that says its bytes."""
    data = f"/* {words} */ p {{ color: {words}; }}\n".encode()
    return f"static/css/site.{sha256(data).hexdigest()[:12]}.css", data


def site(
    where: Path,
    version: str,
    colour: str = "red",
    *,
    rights: tuple[str, ...] = (),
    inputs: dict[str, str] | None = None,
    **more: bytes,
) -> Finished:
    """Write a finished site of two pages and a style sheet; `more` files are by name, `a__b`: a.b.

    Each page names its edition and the style sheet. `inputs` are what it says it was made from.
    """
    path, data = asset(colour)
    page = f'<!doctype html><link href="{path}"><p>edition {version} {"and so on " * 30}</p>\n'
    files = {"index.html": page.encode(), f"themes/{version}.html": page.encode(), path: data}
    files |= {name.replace("__", "."): given for name, given in more.items()}
    manifest = Manifest(
        generator="site-builder 1",
        version=version,
        date="2026-11-21",
        seed_text="full" if rights else "excerpts",
        without_rights=rights,
        inputs={name: sha256(of.encode()).hexdigest() for name, of in (inputs or {}).items()},
        files={name: sha256(given).hexdigest() for name, given in files.items()},
        made_from={},
    )
    for name, given in {**files, "manifest.json": manifest.data()}.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_bytes(given)
    return finished(where)


class Killed(BaseException):
    """The publisher is gone: from here on it changes nothing."""


def stopping(
    monkeypatch: pytest.MonkeyPatch, at: int, fault: Callable[[], BaseException] | None = None
) -> list[str]:
    """Stop whoever publishes to a folder before its call number `at` that changes the disk.

    Without a `fault` it is killed: every later call is refused too, so that no clean-up counts.
    Returns the list in which the calls are noted.
    """
    calls: list[str] = []

    def guarded(name: str, real: Callable[..., None]) -> Callable[..., None]:
        def call(*arguments: object, **named: object) -> None:
            calls.append(name)
            if fault is None and len(calls) > at:
                if name == "write" and len(calls) == at + 1:  # it was half done
                    path, data = arguments[0], named.get("data") or arguments[1]
                    path.write_bytes(data[: len(data) // 2])
                raise Killed
            if fault is not None and len(calls) == at + 1:
                raise fault()
            real(*arguments, **named)

        return call

    for name in STEPS:
        monkeypatch.setattr(disk, name, guarded(name, getattr(disk, name)))
    monkeypatch.setattr(folder, "swap", guarded("swap", swapping.swap))
    return calls
