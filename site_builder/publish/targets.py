"""What a target of publishing is: a branch of a repository, a bucket, or a folder."""

from __future__ import annotations

import re

GIT, S3, FOLDER = "git", "s3", "folder"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # of two letters: C:\ is a folder


def kind_of(target: str) -> str:
    """Return GIT for `git:…`, S3 for `s3://…`, else FOLDER; "" for an address of another kind."""
    for kind, mark in ((GIT, "git:"), (S3, "s3://")):
        if target.startswith(mark):
            return kind
    return "" if _SCHEME.match(target) else FOLDER
