"""A bucket, spoken to by boto3, an extra; every answer that is no success is put into our words.

Keys and where the bucket is come only from what boto3 reads itself: the environment and ~/.aws.
"""

from __future__ import annotations

import base64
from contextlib import contextmanager, suppress
from hashlib import md5
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from site_builder.findings import printable
from site_builder.installing import installs
from site_builder.publish.finished import busy, failed, refused

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from site_builder.findings import FaultError
    from site_builder.publish.s3target import Target

AT_ONCE = 8  # requests

_PATIENCE = {"connect_timeout": 10, "read_timeout": 60}  # seconds
_LARGEST = 64 * 1024 * 1024  # bytes of an object that is read; a ledger of 10,000 files has two
_SHOWN = 200  # characters of what the host says
_AGAIN = "what is served is whole; run the same command again"
_KEYS = (
    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure` or "
    "`aws sso login`"
)
_HINTS = {
    "NoSuchBucket": "make the bucket, or look at its name and at AWS_ENDPOINT_URL",
    **dict.fromkeys(
        ("AccessDenied", "403", "AllAccessDisabled"),
        "whoever publishes needs s3:ListBucket for the bucket, and s3:GetObject, s3:PutObject and "
        "s3:DeleteObject for what begins with the prefix",
    ),
    **dict.fromkeys(
        ("ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch", "401"),
        f"the keys are not those of this host, or no longer: {_KEYS}",
    ),
    "RequestTimeTooSkewed": "set the clock of this machine",
}


class OvertakenError(Exception):
    """Something else stands at a key than stood there when it was looked at."""


class _AbsentError(Exception):
    """What was asked for is not there; callers of the class never meet this."""


class Stored(NamedTuple):
    """What an object says of itself."""

    etag: str
    marks: Mapping[str, str]


class Bucket:
    """The objects of a bucket below a prefix; they are named by their paths in the site.

    `conditional` tells whether the host knows writing only where nothing changed meanwhile.
    """

    def __init__(self, target: Target) -> None:
        """Find the keys and the host; raises FaultError (`publish-fault`), also without boto3."""
        self.target = target
        self.conditional = True
        self._secrets: tuple[str, ...] = ()
        self._host = ""
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            message = "publishing to a bucket needs the package boto3, which is not installed"
            raise failed(str(target), message, installs("publish")) from None
        with self._words():
            session = boto3.DEFAULT_SESSION or boto3.session.Session()
            keys = session.get_credentials()
            if keys is None:
                raise failed(str(target), "there are no keys to write to the bucket with", _KEYS)
            frozen = keys.get_frozen_credentials()
            self._secrets = tuple(filter(None, frozen))
            # A checksum of our own is sent, which every host knows; boto3's newer ones are not.
            config = Config(
                retries={"mode": "standard"},
                max_pool_connections=AT_ONCE,
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                **_PATIENCE,
            )
            try:
                self._client = session.client("s3", config=config)
            except ValueError:
                hint = "write it as in https://s3.example.org"
                raise failed(str(target), "AWS_ENDPOINT_URL is no address", hint) from None
        self._host = urlsplit(self._client.meta.endpoint_url).hostname or ""

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def listed(self, paths: Container[str]) -> dict[str, str]:
        """Return the ETag of each of these paths at which an object stands."""
        there: dict[str, str] = {}
        with self._words():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.target.bucket, Prefix=self.target.prefix):
                for found in page.get("Contents", ()):
                    path = found["Key"].removeprefix(self.target.prefix)
                    if path in paths:
                        there[path] = found["ETag"]
        return there

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return the bytes of an object and its ETag; None where none is."""
        with suppress(_AbsentError), self._words(path, absent=("NoSuchKey", "404")):
            answer = self._client.get_object(**self._named(path))
            return answer["Body"].read(_LARGEST), answer["ETag"]
        return None

    def look(self, path: str) -> Stored | None:
        """Return what an object says of itself; None where none is."""
        with suppress(_AbsentError), self._words(path, absent=("NoSuchKey", "404")):
            answer = self._client.head_object(**self._named(path))
            marks = {name.lower(): said for name, said in answer.get("Metadata", {}).items()}
            return Stored(answer["ETag"], marks)
        return None

    def put(self, path: str, body: bytes, said: Mapping[str, Any], *, over: str | None) -> str:
        """Write an object and return its ETag.

        `over` is the ETag of what stands there, None where nothing does. Raises OvertakenError if
        something else does, as far as the host can tell.
        """
        # What arrives otherwise than it was sent, or cut off, is refused by the host.
        checked = base64.b64encode(md5(body, usedforsecurity=False).digest()).decode()
        whole = {**self._named(path), **said, "Body": body, "ContentMD5": checked}
        if self.conditional:
            condition = {"IfMatch": over} if over else {"IfNoneMatch": "*"}
            with suppress(_AbsentError), self._words(path, absent=("NotImplemented", "501")):
                return str(self._client.put_object(**whole, **condition)["ETag"])
            self.conditional = False
        with self._words(path):
            return str(self._client.put_object(**whole)["ETag"])

    def delete(self, path: str) -> None:
        """Take an object away."""
        with self._words(path):
            self._client.delete_object(**self._named(path))

    def _named(self, path: str) -> dict[str, str]:
        return {"Bucket": self.target.bucket, "Key": self.target.key(path)}

    @contextmanager
    def _words(self, path: str = "", *, absent: tuple[str, ...] = ()) -> Iterator[None]:
        """Put what goes wrong into our words; codes in `absent` mean that there is nothing.

        What boto3 has to say is not handed on: it names whole requests.
        """
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as error:
            said = error.response.get("Error", {})
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            code = str(said.get("Code") or status)
            if code in absent or (str(status) in absent and code != "NoSuchBucket"):
                raise _AbsentError from None
            if status in {409, 412} or (code == "NoSuchKey" and "NoSuchKey" not in absent):
                raise OvertakenError from None
            raise self._answered(path, code, str(said.get("Message", ""))) from None
        except BotoCoreError as error:
            raise self._unanswered(error) from None

    def _answered(self, path: str, code: str, message: str) -> FaultError:
        where = f" for {path}" if path else ""
        for secret in self._secrets:
            code, message = code.replace(secret, "…"), message.replace(secret, "…")
        said = f"the bucket’s host says {printable(code, 60)}{where}: {printable(message, _SHOWN)}"
        return failed(str(self.target), said, _HINTS.get(code, _AGAIN))

    def _unanswered(self, error: Exception) -> FaultError:
        """Return what is said where no answer came, by the kind of error alone."""
        from botocore import exceptions as kinds

        keys = (
            *(kinds.NoCredentialsError, kinds.PartialCredentialsError, kinds.ProfileNotFound),
            *(kinds.CredentialRetrievalError, kinds.SSOError, kinds.ConfigNotFound),
        )
        host = printable(self._host, _SHOWN)
        if isinstance(error, keys):
            return failed(str(self.target), "the keys to the bucket cannot be read", _KEYS)
        if isinstance(error, kinds.SSLError):
            message = f"the certificate of {host} is not accepted"
            return failed(str(self.target), message, "look at AWS_ENDPOINT_URL and AWS_CA_BUNDLE")
        if isinstance(error, kinds.HTTPClientError | kinds.ConnectionError):
            return failed(str(self.target), f"the connection to {host} failed or broke", _AGAIN)
        name = type(error).__name__
        return failed(str(self.target), f"boto3 could not send what was asked: {name}", _AGAIN)


def overtaken(target: Target) -> FaultError:
    """Return what is said where somebody else is publishing to the same place."""
    message = "somebody else has begun to publish here meanwhile, or has changed what we put here"
    return busy(str(target), message, "wait for them to end, and run the same command again")


def foreign(target: Target, paths: list[str]) -> FaultError:
    """Return what is said where objects that are not ours stand in the way."""
    named = ", ".join(paths[:5]) + (", …" if len(paths) > 5 else "")
    message = f"{len(paths)} objects stand in the way that `publish` did not put here: {named}"
    return refused(str(target), message, "move them away, or publish to another prefix")
