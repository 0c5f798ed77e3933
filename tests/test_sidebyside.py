"""Tasks done by several processes come to what one process makes of them."""

from __future__ import annotations

import errno
import os
import signal
from typing import TYPE_CHECKING

import pytest

from site_builder.findings import FaultError, finding
from site_builder.places import Place
from site_builder.sidebyside import MOST, judged, processes, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")


class Copies:
    """The copies of this process that were made, whatever else it has begun."""

    def __init__(self) -> None:
        self.made: list[int] = []
        self._fork = os.fork

    def fork(self) -> int:
        """Copy this process, and remember the copy."""
        made = self._fork()
        if made:
            self.made.append(made)
        return made

    def are_gone(self) -> bool:
        """Tell whether there were some, and none is left to be waited for."""
        for process in self.made:
            with pytest.raises(ChildProcessError):
                os.waitpid(process, os.WNOHANG)
        return bool(self.made)


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Copies:
    """What knows of each copy of this process."""
    known = Copies()
    monkeypatch.setattr(os, "fork", known.fork)
    return known


def square(number: int) -> int:
    return number * number


def test_one_process_or_several_come_to_the_same() -> None:
    # More than a pipe holds by their numbers.
    for count in (0, 1, 2, 3, 50, 20_000):
        numbers = range(count)
        for workers in (1, 2, MOST, 99):
            assert side_by_side(numbers, square, workers=workers) == [*map(square, numbers)]


def test_the_tasks_are_shared_and_no_process_is_left(copies: Copies) -> None:
    seen = side_by_side(range(4_000), lambda _: os.getpid(), workers=2)
    assert 1 <= len(set(seen)) <= 2
    assert copies.are_gone()


def test_who_waits_is_told_how_many_are_done() -> None:
    told: list[tuple[int, int]] = []
    side_by_side(range(3), square, workers=1, told=lambda *step: told.append(step))
    assert told == [(1, 0), (2, 1), (3, 2)]
    told.clear()
    side_by_side(range(300), square, workers=2, told=lambda *step: told.append(step))
    done = [number for number, _ in told]
    assert done == sorted(done)
    assert all(1 <= number <= 300 for number in done)


def often(work: Callable[[int], int]) -> None:
    """Share tasks until a helper has surely taken one."""
    for _ in range(50):
        side_by_side(range(2_000), work, workers=2)


def fault(code: str) -> FaultError:
    return FaultError(finding(code, Place(file="a.html", line=2, column=3), "wrong", hint="mend"))


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left", "a.html"), fault("disk-fault"), ValueError("x")],
)
def test_what_goes_wrong_anywhere_is_raised_here(error: Exception, copies: Copies) -> None:
    here = os.getpid()

    def elsewhere(_: int) -> int:
        if os.getpid() != here:
            raise error
        return 1

    with pytest.raises(type(error)) as raised:
        often(elsewhere)
    assert raised.value.args == error.args
    assert copies.are_gone()


def test_what_goes_wrong_here_ends_the_others(copies: Copies) -> None:
    here = os.getpid()

    def fails(_: int) -> int:
        if os.getpid() == here:
            raise KeyboardInterrupt
        return signal.sigwait([signal.SIGUSR1])

    with pytest.raises(KeyboardInterrupt):
        side_by_side(range(9), fails, workers=3)
    assert copies.are_gone()


def test_a_process_that_is_ended_from_outside_is_a_fault() -> None:
    here = os.getpid()

    def killed(number: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(OSError, match="ended from outside"):
        often(killed)


def test_many_items_are_judged_in_their_order() -> None:
    numbers = range(1_234)
    for workers in (1, 2):
        assert [*judged(numbers, square, workers=workers)] == [*map(square, numbers)]


def test_there_is_at_least_one_process() -> None:
    assert 1 <= processes() <= MOST
