"""git, run for us: no question, no hook, no endless wait, and no password in what it says."""

from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.findings import printable
from site_builder.publish.finished import failed
from site_builder.publish.shown import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE = 600.0  # seconds for one call; below, what ends one in which nothing moves
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "protocol.ext.allow=never",
    "protocol.fd.allow=never",
    "push.gpgSign=false",
    "push.followTags=false",
    "gc.auto=0",
    "http.lowSpeedLimit=1",
    "http.lowSpeedTime=60",
    "advice.pushUpdateRejected=false",
    "fastimport.unpackLimit=0",
)
_SSH = "ssh -oBatchMode=yes -oConnectTimeout=30 -oServerAliveInterval=15 -oServerAliveCountMax=4"
# What would let git work on another repository than ours; names, keys and proxies stay.
_OTHERS = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"),
        *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_PREFIX"),
    }
)
_SHOWN = 400  # characters of what git says
_AGAIN = "mend this and run the same command again; the branch is whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a call of git came to."""

    status: int
    out: bytes
    err: str

    @property
    def why(self) -> str:
        """Return what git says of a failure, fit to be shown."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        return printable(shown(" ".join(lines)), _SHOWN) or f"git ended with status {self.status}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Git:
    """git in a repository of ours, or, without one, in the folder of the project."""

    place: str  # what is published to, as it may be shown
    project: Path
    repository: Path | None = None
    patience: float = PATIENCE
    more: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: str, data: bytes = b"") -> Said:
        """Run git; raises FaultError where it is not there or does not end."""
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        try:
            with subprocess.Popen(  # noqa: S603 - no shell, and what could be an option is refused
                ["git", *settings, *words],  # noqa: S607 - the git of whoever publishes
                cwd=self.project,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # no terminal that ssh could ask at
            ) as process:
                try:
                    out, err = process.communicate(data, timeout=self.patience)
                except BaseException:
                    _end(process)
                    raise
        except FileNotFoundError:
            hint = "install git (Debian: apt-get install git)"
            raise failed(self.place, "this needs git, which is not installed", hint) from None
        except subprocess.TimeoutExpired:
            message = f"git {words[0]} did not end in {self.patience:.0f} s"
            raise failed(self.place, message, _AGAIN) from None
        return Said(status=process.returncode, out=out, err=err.decode("utf-8", "replace"))

    def done(self, *words: str, data: bytes = b"") -> bytes:
        """Run git and return what it prints; raises FaultError with what it says if it fails."""
        said = self.run(*words, data=data)
        if said.status:
            raise failed(self.place, said.why, _AGAIN)
        return said.out

    def _environment(self) -> dict[str, str]:
        environment = {name: value for name, value in os.environ.items() if name not in _OTHERS}
        environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **self.more}
        if self.repository is not None:
            environment["GIT_DIR"] = str(self.repository)
        return environment


def unasked(git: Git) -> dict[str, str]:
    """Return what keeps ssh from asking, where whoever publishes has not said how to call it."""
    if os.environ.get("GIT_SSH_COMMAND") or os.environ.get("GIT_SSH"):
        return {}
    if git.run("config", "core.sshCommand").out.strip():
        return {}
    return {"GIT_SSH_COMMAND": _SSH}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and what it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):  # it has ended; Windows has no groups
        process.kill()
