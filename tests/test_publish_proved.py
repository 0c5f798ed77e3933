"""Published, served by a real nginx, and proved over http: any one changed byte is found."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_publish_nginx import NGINX, nginx, put

from site_builder.findings import FaultError
from site_builder.pipeline import build
from site_builder.publish.finished import finished
from site_builder.verifying.audit import audited
from site_builder.verifying.originals import originals
from site_builder.verifying.remote import Remote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.verifying.audit import Audit

pytestmark = pytest.mark.skipif(NGINX is None, reason="needs nginx")
BRIEFING = Path(__file__).parent / "cases/base"
BASE = "/briefing/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A briefing below a base path, packed: the folder that nginx reads, and its address."""
    folder = tmp_path_factory.mktemp("proved")
    assert build(BRIEFING, folder / "site", base_url=f"http://127.0.0.1{BASE}").pages
    put(finished(folder / "site"), folder / "www")
    started, port = nginx(folder, folder / "www", BASE)
    try:
        yield (folder / "www/current").resolve(), f"http://127.0.0.1:{port}{BASE}"
    finally:
        started.terminate()
        started.communicate()


def proved(address: str) -> Audit:
    with closing(Remote(address)) as copy:
        return audited(copy, seeds_of=lambda manifest: originals(BRIEFING / "seeds", manifest))


def test_what_is_served_is_what_was_built(served: tuple[Path, str]) -> None:
    audit = proved(served[1])
    assert audit.findings == []
    assert audit.counts["files"] == len(audit.manifest.files)
    assert audit.counts["held passages"] == audit.counts["passages"] > 50


def test_one_changed_byte_of_any_file_is_found(served: tuple[Path, str]) -> None:
    """Each file is changed at a place of its own, all of them at once, and each is named."""
    root, address = served
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    plain = {path: data for path, data in files.items() if data and not is_packed(path)}
    chosen = random.Random(8)
    try:
        for path, data in plain.items():
            if path.name != "manifest.json":
                at = chosen.randrange(len(data))
                path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        told = {finding.place.file for finding in proved(address).findings}
    finally:
        for path, data in plain.items():
            path.write_bytes(data)
    names = {path.relative_to(root).as_posix() for path in plain} - {"manifest.json"}
    missed = {name for name in names if f"{address}{name}" not in told}
    assert missed == set()
    assert len(names) > 20


def is_packed(path: Path) -> bool:
    return path.suffix in {".gz", ".br"} or path.name == "packed.json"


def test_a_packed_file_that_holds_other_words_is_found(served: tuple[Path, str]) -> None:
    root, address = served
    packed = root / "index.html.gz"
    good = packed.read_bytes()
    try:
        packed.write_bytes((root / "method.html.gz").read_bytes())
        told = {finding.place.file for finding in proved(address).findings}
    finally:
        packed.write_bytes(good)
    assert told == {f"{address}index.html", f"{address}index.html.gz"}


def test_a_changed_manifest_is_found(served: tuple[Path, str]) -> None:
    root, address = served
    manifest = root / "manifest.json"
    good = manifest.read_bytes()
    try:
        manifest.write_bytes(good.replace(b'"date": "2', b'"date": "1', 1))
        with closing(Remote(address)) as copy, pytest.raises(FaultError) as caught:
            audited(copy)
    finally:
        manifest.write_bytes(good)
    assert caught.value.finding.code == "site-changed"
