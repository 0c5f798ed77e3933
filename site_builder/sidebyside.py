"""Tasks that two or more processes take from one heap, each the next one when it is free.

The processes are copies of this one, so that a task can use all that is in memory; what it comes to
goes back at the end, and had better be small. Where a system cannot copy a process, or there is
little to do, this one does all of it alone.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    T = TypeVar("T")

R = TypeVar("R")

MOST = 4
"""Processes: more wait for memory and the disk."""

_TOGETHER = 4  # items that are taken together, of many
_NUMBER = 4  # bytes of a task's number, which the system gives to one reader as a whole
_HEAP = 32 << 10  # bytes of numbers that the heap holds: fewer than a pipe of any system


def processes() -> int:
    """Return how many processes can work at once here."""
    if not hasattr(os, "fork") or sys.platform == "darwin":  # which fork breaks other libraries of
        return 1
    return min(len(os.sched_getaffinity(0)), MOST) if hasattr(os, "sched_getaffinity") else 1


def side_by_side(
    tasks: Sequence[T],
    work: Callable[[T], R],
    *,
    workers: int,
    told: Callable[[int, T], None] = lambda *_: None,
) -> list[R]:
    """Return what each task comes to, in their order; an exception of any is raised.

    `told` is told of each task that this process has done, and how many all have. The first tasks
    are begun first: put those there that take long.
    """
    workers = min(workers, MOST, len(tasks))
    if workers < 2:
        return [_done(work, task, number, told) for number, task in enumerate(tasks, start=1)]
    gc.freeze()  # or each process would copy what it only looks at
    heap = _Heap(len(tasks))
    helpers: list[_Helper[R]] = []
    try:
        helpers.extend(_helper(heap, tasks, work, number) for number in range(1, workers))
        done = dict(_work(heap, tasks, work, 0, told))
        for helper in helpers:
            done.update(helper.results())
        return [done[number] for number in range(len(tasks))]
    finally:
        for helper in helpers:
            helper.end()
        heap.close()


def judged(items: Sequence[T], work: Callable[[T], R], *, workers: int) -> Iterator[R]:
    """Yield what each of many items comes to, in order, as `map` does; a helper takes a few."""
    if workers < 2 or len(items) < workers:
        yield from map(work, items)
        return
    each = max(1, min(_TOGETHER, len(items) // (_TOGETHER * workers)))
    some = [items[at : at + each] for at in range(0, len(items), each)]
    for found in side_by_side(some, lambda part: [work(item) for item in part], workers=workers):
        yield from found


def _done(work: Callable[[T], R], task: T, number: int, told: Callable[[int, T], None]) -> R:
    result = work(task)
    told(number, task)
    return result


class _Heap:
    """The numbers of the tasks that nobody has begun, and how many tasks are done."""

    def __init__(self, count: int) -> None:
        each = -(-count * _NUMBER // _HEAP)  # tasks of a number, so that all numbers fit
        self._groups = [range(at, min(at + each, count)) for at in range(0, count, each)]
        self._taken, left = os.pipe()
        with os.fdopen(left, "wb") as heap:
            for number in range(len(self._groups)):
                heap.write(number.to_bytes(_NUMBER, "big"))
        self._done = mmap.mmap(-1, 8 * MOST)

    def take(self) -> range:
        """Return the tasks to do next; none where all are begun."""
        found = os.read(self._taken, _NUMBER)
        return self._groups[int.from_bytes(found, "big")] if found else range(0)

    def count(self, worker: int, done: int) -> int:
        """Note how many a worker has done, and return how many all have."""
        self._done[8 * worker : 8 * worker + 8] = done.to_bytes(8, "big")
        return sum(int.from_bytes(self._done[at : at + 8], "big") for at in range(0, 8 * MOST, 8))

    def close(self) -> None:
        """Let go of it."""
        os.close(self._taken)
        self._done.close()


def _work(
    heap: _Heap,
    tasks: Sequence[T],
    work: Callable[[T], R],
    worker: int,
    told: Callable[[int, T], None] = lambda *_: None,
) -> list[tuple[int, R]]:
    """Return what this process's tasks come to, each with its number."""
    done: list[tuple[int, R]] = []
    while group := heap.take():
        for number in group:
            done.append((number, work(tasks[number])))
            told(heap.count(worker, len(done)), tasks[number])
    return done


@dataclass(frozen=True, slots=True)
class _Helper(Generic[R]):
    """Another process that works: its id, and where what it has done comes from."""

    process: int
    back: int

    def results(self) -> list[tuple[int, R]]:
        """Return what its tasks came to, when it is done; an exception of one is raised."""
        with os.fdopen(os.dup(self.back), "rb") as back:
            data = back.read()
        if not data:
            raise OSError(0, "a process that helped to build was ended from outside")
        found = pickle.loads(data)  # noqa: S301 - of our own process
        if isinstance(found, BaseException):
            raise found
        return list(found)

    def end(self) -> None:
        """End it, if it has not ended."""
        os.close(self.back)
        with suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self.process, 0)


def _helper(heap: _Heap, tasks: Sequence[T], work: Callable[[T], R], worker: int) -> _Helper[R]:
    back, result = os.pipe()
    process = os.fork()
    if not process:
        _help(heap, tasks, work, worker, result)
    os.close(result)
    return _Helper(process, back)


def _help(
    heap: _Heap, tasks: Sequence[T], work: Callable[[T], R], worker: int, result: int
) -> NoReturn:
    """Work as a helper, send what it came to, and end without a trace."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
        found: object
        try:
            found = _work(heap, tasks, work, worker)
        except Exception as error:  # noqa: BLE001 - the first process raises it
            found = error
        with os.fdopen(result, "wb") as sent:
            sent.write(pickle.dumps(found))
    finally:
        os._exit(0)
