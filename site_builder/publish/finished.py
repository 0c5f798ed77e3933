"""A finished site on the disk, read: only what its manifest lists, only with the bytes it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding
from site_builder.manifest import MADE_BY, Manifest, read_manifest
from site_builder.packed import plain, read_packed
from site_builder.places import Place
from site_builder.urls import MANIFEST, PACKED

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A site as it is to be published: `files` has the SHA-256 of each, the manifest's too.

    `packed` has those of the packed files and of the list of them, if there are any.
    """

    folder: Path
    manifest: Manifest
    files: Mapping[str, str]
    packed: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; raises FaultError if they are not those of the manifest."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            raise refused(str(self.folder / path), reason, _AGAIN) from error
        wanted = self.files.get(path) or self.packed[path]
        if sha256(data).hexdigest() != wanted:
            message = "it is not what the site's manifest says: it was changed after the build"
            raise refused(str(self.folder / path), message, _AGAIN)
        return data


_AGAIN = "build the site again, and publish that"


def finished(folder: Path) -> Finished:
    """Return the site in a folder; raises FaultError (`publish-refused`) if it is not whole.

    What of the folder the manifest does not list is not looked at and not published.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
        manifest = read_manifest(data)
    except OSError as error:
        message = f"there is no built site: {error.strerror or 'it cannot be read'}"
        raise refused(str(folder / MANIFEST), message, "name the folder of a build") from error
    except ValueError as error:
        raise refused(str(folder / MANIFEST), str(error), _AGAIN) from error
    if not manifest.generator.startswith(MADE_BY):
        raise refused(str(folder / MANIFEST), "this builder did not make the site", _AGAIN)
    for path in manifest.files:
        if path.startswith("/") or ".." in Path(path).parts or "\\" in path:
            raise refused(str(folder / MANIFEST), f"it lists {path!r}, which is no file", _AGAIN)
    files = {**manifest.files, MANIFEST: sha256(data).hexdigest()}
    packed = _packed(folder, manifest)
    return Finished(
        folder=folder, manifest=manifest, files=dict(sorted(files.items())), packed=packed
    )


def _packed(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Return the packed files of a site and the list of them; none where there is no list."""
    try:
        data = (folder / PACKED).read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise refused(str(folder / PACKED), error.strerror or "unreadable", _AGAIN) from error
    try:
        packed = read_packed(data)
    except ValueError as error:
        raise refused(str(folder / PACKED), str(error), _AGAIN) from error
    if packed.manifest != manifest.digest:
        raise refused(str(folder / PACKED), "it is the list of another site", _AGAIN)
    for path in packed.files:
        if path in manifest.files or plain(path) not in {*manifest.files, MANIFEST}:
            message = f"it lists {path!r}, which packs no file of the site"
            raise refused(str(folder / PACKED), message, _AGAIN)
    return {**packed.files, PACKED: sha256(data).hexdigest()}


def refused(place: str, message: str, hint: str) -> FaultError:
    """Return what is said of a site, or of a place, that is not to be published."""
    return FaultError(finding("publish-refused", Place(file=place), message, hint=hint))


def failed(place: str, message: str, hint: str) -> FaultError:
    """Return what is said of a place that could not be written; what is served is whole."""
    return FaultError(finding("publish-fault", Place(file=place), message, hint=hint))


def busy(place: str, message: str, hint: str) -> FaultError:
    """Return what is said where somebody else is publishing to the same place."""
    return FaultError(finding("publish-busy", Place(file=place), message, hint=hint))
