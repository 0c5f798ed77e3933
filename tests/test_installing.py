"""An extra is installed from where the builder is."""

from __future__ import annotations

import json
import shlex
import sys
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from site_builder import installing

if TYPE_CHECKING:
    from pathlib import Path


def test_beside_a_checkout() -> None:
    said = installing.installs("publish")
    home = shlex.quote(f"{installing.HOME}[publish]")
    assert said == f"{shlex.quote(sys.executable)} -m pip install -e {home}"


@pytest.mark.parametrize(
    ("source", "end"),
    [
        (json.dumps({"url": "file:///opt/the%20builder"}), "'/opt/the builder[pdf]'"),
        (json.dumps({"url": "https://host/builder.whl"}), "'https://host/builder.whl[pdf]'"),
        (None, "'site-builder[pdf]', from where you have the builder"),
        ("not JSON", "'site-builder[pdf]', from where you have the builder"),
    ],
)
def test_where_it_was_installed_from(
    source: str | None, end: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return source

    monkeypatch.setattr(installing, "HOME", tmp_path)
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    assert installing.installs("pdf").endswith(f"-m pip install {end}")


def test_a_builder_that_was_never_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(installing, "HOME", tmp_path)
    monkeypatch.setattr(metadata, "distribution", missing)
    assert "from where you have the builder" in installing.installs("pdf")
