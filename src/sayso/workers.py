"""One step over many items, in worker processes that may die: what an item does to its worker, it does to nobody else.

Items are taken as they are needed, and outcomes come in their order, a few of them ahead of what is asked for. A step that
raises, a worker that dies, and an item that takes far too long each become a ``Refusal`` with the reason "crashed" or "too
slow", and the run goes on with a fresh worker. Processes are spawned, not forked, so that no thread or lock is copied half
way; they do not hear Ctrl-C, which is for the one that started them. Nothing here knows what the step does, or keeps anything
on disk.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from sayso.errors import RecordError, SaysoError
from sayso.records import Refusal

SECONDS = 60.0
"""How long a worker may be at one item before it is taken for stuck. Reading alone refuses a page after a third of this."""
_AHEAD = 4
"""So many items a worker may be done before the one that is next in order: what waits is held in memory."""
_TICK = 0.5
_READY = "ready"
_END = object()


class Named(Protocol):
    """What bears the name by which a user knows it."""

    @property
    def name(self) -> str:
        """The name, for a refusal."""


Item = TypeVar("Item", bound="str | Named")
"""What a step is done to: a path, or anything that can be pickled and bears a name."""
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Crash:
    """A refusal that stands for a bug, with the trace to report it by."""

    refusal: Refusal
    trace: str


def attempt(step: Callable[[Item], Outcome], item: Item) -> Outcome | Crash:
    """What ``step`` gives for ``item``; a ``Crash`` where a bug raises, since one bad page never stops a run. What sayso raises
    on purpose is let through."""
    try:
        return step(item)
    except Exception as error:
        if isinstance(error, SaysoError) and not isinstance(error, RecordError):
            raise
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(last.filename)}, line {last.lineno}"
        what = f"sayso itself failed on this page ({type(error).__name__} in {where})"
        return Crash(_crashed(_name(item), what), traceback.format_exc())


def over(
    step: Callable[[Item], Outcome], items: Iterable[Item], *, jobs: int, seconds: float = SECONDS
) -> Iterator[Outcome | Crash]:
    """The outcome of ``step`` for each of ``items``, in order, from ``jobs`` processes (this one alone where ``jobs`` is 1, or
    where there is one item).

    ``step`` must be a function of a module, so that a worker can import it, and give what can be pickled. Close the iterator
    where it is not run to its end, and no process is left behind.
    """
    coming = iter(items)
    first = list(islice(coming, max(jobs, 1)))
    coming = chain(first, coming)
    if len(first) <= 1:
        for item in coming:
            yield attempt(step, item)
        return
    crew = _Crew(step, len(first), seconds)
    try:
        yield from crew.run(coming)
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
    is_ready: bool = False
    index: int | None = None
    name: str = ""
    begun: float = field(default_factory=time.monotonic)

    @property
    def is_idle(self) -> bool:
        return self.is_ready and self.index is None


class _Crew:
    def __init__(self, step: Callable[[Any], Any], size: int, seconds: float) -> None:
        self.step = step
        self.seconds = seconds
        self.context = multiprocessing.get_context("spawn")
        self.workers: list[_Worker] = []
        for _ in range(size):
            self.workers.append(self._hire())
        self.sent = self.due = 0
        self.done: dict[int, Any] = {}

    def run(self, items: Iterator[Any]) -> Iterator[Any]:
        """The outcomes in order. Workers get their next item before the caller gets an outcome, so that none waits for him."""
        while True:
            is_over = self._feed(items)
            while self.due in self.done:
                yield self.done.pop(self.due)
                self.due += 1
            if is_over and self.due == self.sent:
                return
            self._collect()

    def _feed(self, items: Iterator[Any]) -> bool:
        """Give an item to each worker that has none. Whether there is none left."""
        for worker in self.workers:
            if worker.is_idle and self.sent < self.due + _AHEAD * len(self.workers):
                item: Any = next(items, _END)
                if item is _END:
                    return True
                worker.index, worker.name, worker.begun = self.sent, _name(item), time.monotonic()
                self.sent += 1
                with suppress(OSError):  # it died while idle; that is noticed where its answer is awaited
                    worker.connection.send(item)
        return False

    def _collect(self) -> None:
        """Wait until a worker answers, dies or has taken too long, and put away the outcomes."""
        awaited = [worker for worker in self.workers if not worker.is_idle]
        wait([worker.connection for worker in awaited], timeout=_TICK if awaited else 0)
        for worker in awaited:
            outcome = self._outcome(worker)
            if outcome is None:
                continue
            if worker.index is not None:
                self.done[worker.index] = outcome
            worker.index, worker.is_ready = None, True
            if not worker.process.is_alive():
                self.workers[self.workers.index(worker)] = self._hire()

    def _outcome(self, worker: _Worker) -> Any | None:
        """What a worker answers; a crash where it is dead or stuck; None where it is still at work."""
        try:
            if worker.connection.poll():
                answer = worker.connection.recv()
                if isinstance(answer, SaysoError):
                    raise answer
                return answer
        except (EOFError, OSError):
            worker.process.join(_TICK)
            worker.process.kill()
            worker.process.join()
            return self._died(worker)
        if worker.index is not None and time.monotonic() - worker.begun > self.seconds:
            worker.process.kill()
            worker.process.join()
            return Crash(_stuck(worker.name, self.seconds), "")
        return None

    def _died(self, worker: _Worker) -> Crash:
        status = worker.process.exitcode
        if not worker.is_ready:
            raise SaysoError(
                f"a worker process ended before it began (exit status {status}); use one process (--jobs 1), and in a script "
                'of your own begin under if __name__ == "__main__"'
            )
        return Crash(_crashed(worker.name, f"the process that read this page died (exit status {status})"), "")

    def _hire(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(self.step, theirs), daemon=True)
        with _unheard_interrupts():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()


@contextmanager
def _unheard_interrupts() -> Iterator[None]:
    """Processes that are started inside never hear Ctrl-C, not even while they start."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard if heard is not None else signal.SIG_DFL)


def _work(step: Callable[[Any], Any], connection: Connection) -> None:
    """The life of a worker: an item in, an outcome out, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        connection.send(_READY)
        while True:
            item = connection.recv()
            try:
                outcome = attempt(step, item)
            except SaysoError as error:  # nothing that an item can help: the run ends with it
                connection.send(error)
                return
            connection.send(outcome)
    except (EOFError, OSError):
        return


def _name(item: str | Named) -> str:
    return item if isinstance(item, str) else item.name


# --------------------------------------------------------------------------------------------------------------------- crashes


def _crashed(name: str, what: str) -> Refusal:
    advice = "This is a bug in sayso: please report it with the page, or with a part of it that does the same."
    return Refusal(page=name, step="read", reason="crashed", message=what, advice=advice)


def _stuck(name: str, seconds: float) -> Refusal:
    message = f"the page took more than {seconds:g} seconds"
    return Refusal(
        page=name,
        step="read",
        reason="too slow",
        message=message,
        advice="Save the text of the page as .txt, and give sayso that.",
    )
