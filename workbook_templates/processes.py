"""The same work on many things, in several processes: in order, and nothing stopped by one of them.

Processes are spawned on every system, so that what works on one works on all; they are sent chunks,
and only a few ahead of what is asked for, so that the memory does not grow with the number of things.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from time import perf_counter
from typing import Generic, TypeAlias, TypeVar

from udfs import policies

Thing = TypeVar("Thing")
Made = TypeVar("Made")

#: Done here before others are called in: they also tell how long one takes.
_FIRST = 8
#: Starting processes takes about this many seconds; less work than that is done here.
_WORTH = 1.0
_MOST_WORKERS = 8
_MOST_IN_CHUNK = 16
_AHEAD = 2
#: How often (in seconds) somebody who waits asks whether to go on.
_GLANCE = 0.2


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What came of one thing: `made`, or nothing and the `defect` that prevented it.

    `defect` (a traceback, and what was logged as an error in another process) may also stand beside
    something made. It is for our log, not for people.
    """

    made: Made | None
    defect: str = ""


Outcomes: TypeAlias = list[Outcome[Made]]


def most_workers() -> int:
    """How many processes are of use on this machine."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(here or 1, _MOST_WORKERS)


def never() -> bool:
    """For work that nobody breaks off."""
    return False


def in_order(
    work: Callable[[Thing], Made],
    things: Sequence[Thing],
    *,
    workers: int = 0,
    stopped: Callable[[], bool] = never,
) -> Iterator[Outcome[Made]]:
    """What `work` makes of each thing, in their order. Ends early once `stopped` says so.

    `workers` is how many processes work; 0 for as many as are worth it, 1 for this one alone.
    `work` and the things must be picklable. An exception is the outcome of its thing; a thing that
    kills its process, too.
    """
    begun = 0
    if workers < 2:
        alone = len(things) if workers == 1 or most_workers() == 1 else _FIRST
        before = perf_counter()
        for thing in things[:alone]:
            if stopped():
                return
            yield _tried(work, thing)
        begun = min(alone, len(things))
        spent = perf_counter() - before
        if begun and spent / begun * (len(things) - begun) < _WORTH:
            workers = 1
    rest = things[begun:]
    if workers == 1:
        for thing in rest:
            if stopped():
                return
            yield _tried(work, thing)
    elif rest:
        yield from _Pool(work, min(workers or most_workers(), len(rest)), stopped).run(rest)


def _tried(work: Callable[[Thing], Made], thing: Thing) -> Outcome[Made]:
    try:
        return Outcome(work(thing))
    except Exception:
        return Outcome(None, traceback.format_exc())


class _Pool(Generic[Thing, Made]):
    def __init__(
        self, work: Callable[[Thing], Made], workers: int, stopped: Callable[[], bool]
    ) -> None:
        self.work, self.workers, self.stopped = work, workers, stopped
        self.executor = self._started(workers)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers,
            multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(policies.library().own,),
        )

    def run(self, things: Sequence[Thing]) -> Iterator[Outcome[Made]]:
        size = max(1, min(_MOST_IN_CHUNK, len(things) // (self.workers * 4)))
        coming = iter(things)
        chunks = iter(lambda: tuple(islice(coming, size)), ())
        waiting: deque[tuple[Future[Outcomes[Made]], tuple[Thing, ...]]] = deque()
        try:
            while True:
                for chunk in islice(chunks, self.workers * _AHEAD - len(waiting)):
                    waiting.append((self._sent(chunk), chunk))
                if not waiting:
                    return
                future, chunk = waiting.popleft()
                outcomes = self._outcomes(future)
                if outcomes is None:
                    self.executor.shutdown(wait=False, cancel_futures=True)
                    self.executor = self._started(self.workers)
                    outcomes = self._one_by_one(chunk)
                    waiting = deque((self._sent(each), each) for _, each in waiting)
                for outcome in outcomes:
                    if self.stopped():
                        return
                    yield outcome
        finally:
            self.executor.shutdown(cancel_futures=True)

    def _sent(self, chunk: tuple[Thing, ...]) -> Future[Outcomes[Made]]:
        try:
            with _no_interruption():
                return self.executor.submit(_all_tried, self.work, chunk)
        except BrokenExecutor as broken:
            future: Future[Outcomes[Made]] = Future()
            future.set_exception(broken)
            return future

    def _outcomes(self, future: Future[Outcomes[Made]]) -> Outcomes[Made] | None:
        """The outcomes of a chunk; None where a process died over one; [] when broken off."""
        while not self.stopped():
            try:
                return future.result(_GLANCE)
            except TimeoutError:
                continue
            except BrokenExecutor:
                return None
        return []

    def _one_by_one(self, chunk: tuple[Thing, ...]) -> Outcomes[Made]:
        """Each in a process of its own, to find the one that kills."""
        outcomes: Outcomes[Made] = []
        for thing in chunk:
            with self._started(1) as one:
                try:
                    with _no_interruption():
                        future = one.submit(_all_tried, self.work, (thing,))
                    outcomes += future.result()
                except BrokenExecutor:
                    outcomes.append(Outcome(None, f"the process died over {thing!r}"))
            if self.stopped():
                break
        return outcomes


@contextmanager
def _no_interruption() -> Iterator[None]:
    """While a process may be started: Ctrl-C waits, and the new one is born deaf to it.

    Between its birth and `_begin` it would else end with a traceback on the screen.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- in the other process ---


class _Kept(logging.Handler):
    """What is logged as an error while one thing is worked on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))

    def taken(self) -> str:
        text, self.texts = "\n".join(self.texts), []
        return text


_KEPT = _Kept()


def _begin(folders: tuple[os.PathLike[str], ...]) -> None:
    """Make a new process ready: it sees the same policies, and leaves Ctrl-C to the one that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(_KEPT)
    policies.use_folders(folders)  # type: ignore[arg-type]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody is left to tell


def _all_tried(work: Callable[[Thing], Made], chunk: tuple[Thing, ...]) -> Outcomes[Made]:
    return [_with_log(outcome) for outcome in map(partial(_tried, work), chunk)]


def _with_log(outcome: Outcome[Made]) -> Outcome[Made]:
    logged = _KEPT.taken()
    if not logged:
        return outcome
    return replace(outcome, defect="\n".join(part for part in (logged, outcome.defect) if part))
