"""What templates are given of what was changed, and of the feeds that tell of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A correction, update, clarification or withdrawal; `id` is its anchor, `href` its address.

    `headline` is what was done and when. `at` is the address of the statement `place`, or where
    that id still answers, on the page of `theme`; `now` is what the statement says today, "" where
    it was `withdrawn`, by this change or a later one. `was` is "" where its words name a person who
    holds no office, and `unsaid` tells so.
    """

    id: str
    href: str
    headline: str
    place: str
    at: str
    theme: str
    was: str
    unsaid: str
    now: str
    why: str
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed of what changes, for programs that read such: its name, media type and address."""

    name: str
    type: str
    href: str
