"""One step over many pages, in worker processes that may die: what a page does to its worker, it does to nobody else.

Outcomes come in the order of the pages. A step that raises, a worker that dies, and a page that takes far too long each
become a ``Refusal`` with the reason "crashed" or "too slow", and the run goes on with a fresh worker. Processes are
spawned, not forked, so that no thread or lock is copied half way. Nothing here knows what the step does, or keeps anything
on disk.
"""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from sayso.errors import RecordError, SaysoError
from sayso.records import Refusal

Outcome = TypeVar("Outcome")

SECONDS = 60.0
"""How long a worker may be at one page before it is taken for stuck. Reading alone refuses a page after a third of this."""
_AHEAD = 4
"""So many pages a worker may be done before the one that is next in order: what waits is held in memory."""
_TICK = 0.5


@dataclass(frozen=True, slots=True)
class Crash:
    """A refusal that stands for a bug, with the trace to report it by."""

    refusal: Refusal
    trace: str


def attempt(step: Callable[[str], Outcome], path: str) -> Outcome | Crash:
    """What ``step`` gives for ``path``; a ``Crash`` where a bug raises, since one bad page never stops a run. What sayso raises
    on purpose is let through."""
    try:
        return step(path)
    except Exception as error:
        if isinstance(error, SaysoError) and not isinstance(error, RecordError):
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(last.filename)}, line {last.lineno}"
        what = f"sayso itself failed on this page ({type(error).__name__} in {where})"
        return Crash(_crashed(path, what), traceback.format_exc())


def over(
    step: Callable[[str], Outcome], paths: Sequence[str], *, jobs: int, seconds: float = SECONDS
) -> Iterator[Outcome | Crash]:
    """The outcome of ``step`` for each of ``paths``, in order, from ``jobs`` processes (this one alone where ``jobs`` is 1).

    ``step`` must be a function of a module, so that a worker can import it, and give what can be pickled.
    """
    if jobs <= 1 or len(paths) <= 1:
        for path in paths:
            yield attempt(step, path)
        return
    crew = _Crew(step, min(jobs, len(paths)), seconds)
    try:
        yield from crew.run(paths)
    finally:
        crew.dismiss()


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# ------------------------------------------------------------------------------------------------------------------- the crew


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    index: int | None = None
    begun: float = field(default_factory=time.monotonic)


class _Crew:
    def __init__(self, step: Callable[[str], Any], size: int, seconds: float) -> None:
        self.step = step
        self.seconds = seconds
        self.context = multiprocessing.get_context("spawn")
        self.workers = [self._hire() for _ in range(size)]

    def run(self, paths: Sequence[str]) -> Iterator[Any]:
        waiting = deque(range(len(paths)))
        done: dict[int, Any] = {}
        due = 0
        while due < len(paths):
            for worker in self.workers:
                if worker.index is None and waiting and waiting[0] < due + _AHEAD * len(self.workers):
                    self._send(worker, waiting.popleft(), paths)
            wait([worker.connection for worker in self.workers if worker.index is not None], timeout=_TICK)
            for place, worker in enumerate(self.workers):
                if worker.index is not None and (outcome := self._outcome(worker, paths[worker.index])) is not None:
                    done[worker.index] = outcome
                    worker.index = None
                    if not worker.process.is_alive():
                        self.workers[place] = self._hire()
            while due in done:
                yield done.pop(due)
                due += 1

    def _send(self, worker: _Worker, index: int, paths: Sequence[str]) -> None:
        worker.index, worker.begun = index, time.monotonic()
        with suppress(OSError):  # it died while idle; that is noticed where its answer is awaited
            worker.connection.send(paths[index])

    def _outcome(self, worker: _Worker, path: str) -> Any | None:
        """What a worker answers; a crash where it is dead or stuck; None where it is still at work."""
        try:
            if worker.connection.poll():
                return worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(_TICK)
            worker.process.kill()
            worker.process.join()
            return Crash(_crashed(path, f"the process that read this page died (exit status {worker.process.exitcode})"), "")
        if time.monotonic() - worker.begun > self.seconds:
            worker.process.kill()
            worker.process.join()
            return Crash(_stuck(path, self.seconds), "")
        return None

    def _hire(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(self.step, theirs), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.connection.close()
            if worker.index is not None:
                worker.process.kill()
        for worker in self.workers:
            worker.process.join()


def _work(step: Callable[[str], Any], connection: Connection) -> None:
    """The life of a worker: a path in, an outcome out, until nobody asks any more."""
    try:
        while True:
            connection.send(attempt(step, connection.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        return


# --------------------------------------------------------------------------------------------------------------------- crashes


def _crashed(path: str, what: str) -> Refusal:
    advice = "This is a bug in sayso: please report it with the page, or with a part of it that does the same."
    return Refusal(page=path, step="read", reason="crashed", message=what, advice=advice)


def _stuck(path: str, seconds: float) -> Refusal:
    message = f"the page took more than {seconds:g} seconds"
    return Refusal(
        page=path,
        step="read",
        reason="too slow",
        message=message,
        advice="Save the text of the page as .txt, and give sayso that.",
    )
