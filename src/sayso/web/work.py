"""Work that takes its time, done beside the app: files are taken into a case, and its pages are linked.

    bench("story.case").start(store(files, then_link=True))

A case has one bench, at which one job is done at a time; the others wait. Each is done in a process of its own: the app answers
as quickly as before, a page that kills what reads it is told of, and the next file is taken. Who stops the app stops the job:
what was added until then is kept, and what was linked is as it was before. Files lie in a folder that nobody else may read, and
are removed when the job ends, however it ends.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple

from sayso.corpus import Case, Seen, seen
from sayso.corpus.rows import ArticleRow
from sayso.errors import SaysoError, UsageError
from sayso.records import Page, Refusal
from sayso.workers import cores

if TYPE_CHECKING:
    from sayso.attribution import Engine
    from sayso.intake import Tally
    from sayso.pages.archives import Entry

ENGINE: Engine = "model"
"""What finds who says what on pages that are taken in."""
SHOWN = 20
"""So many articles and refusals of one file are told of one by one."""
SILENCE = 300.0
"""For so many seconds a process may take a file in without a word before it is taken for stuck: longer than a page may take."""
MOST_WAITING = 8
_MOST_KEPT = 12
"""So many jobs that are done are remembered."""
_GRACE = 5.0
_ENDINGS = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}\Z")
_NAMED = 200
_UNNAMED = "a file without a name"
State = Literal["waiting", "under way", "done", "failed", "stopped"]


class Stored(NamedTuple):
    """A file that waits to be taken in: where it lies, what its sender calls it, and how many bytes it has."""

    path: str
    name: str
    size: int


class Why(NamedTuple):
    """A page that was refused, and what to do."""

    page: str
    reason: str
    message: str
    advice: str


class Taken(NamedTuple):
    """What became of the pages in one file, counted as ``intake.Tally`` counts them. ``articles`` are the first that it holds,
    new or known, ``whys`` the first that were refused. ``failed`` says what befell the file itself, "" where nothing did."""

    name: str
    size: int
    new: int = 0
    versions: int = 0
    known: int = 0
    refused: tuple[tuple[str, int], ...] = ()
    not_pages: tuple[tuple[str, int], ...] = ()
    foreign: int = 0
    articles: tuple[ArticleRow, ...] = ()
    whys: tuple[Why, ...] = ()
    failed: str = ""


@dataclass(slots=True, eq=False)
class Job:
    """Something to be done, and how far it is. ``files`` are taken in, those of ``folder``, which is removed at the end; with
    ``then_link`` the case is linked. ``taken`` tells of the files that are done, ``kept`` of how many pages of the next one,
    and ``place`` of how many of its bytes. ``stage``, ``at`` and ``of`` tell how far linking is. ``why`` is what to know where
    the job failed; ``crashes`` counts the pages that ran into a bug while they were linked."""

    files: tuple[Stored, ...] = ()
    folder: str | None = None
    then_link: bool = False
    state: State = "waiting"
    taken: list[Taken] = field(default_factory=list)
    kept: int = 0
    place: int = 0
    stage: str = ""
    at: int = 0
    of: int = 0
    crashes: int = 0
    why: str = ""
    asked: float = field(default_factory=time.time)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ("done", "failed", "stopped")

    @property
    def is_linking(self) -> bool:
        """Whether it links at this moment, so that nobody else can write."""
        return self.state == "under way" and bool(self.stage)


# --------------------------------------------------------------------------------------------------------------------- files


def store(files: Sequence[tuple[str, BinaryIO]], *, then_link: bool = False) -> Job:
    """Put files (what their sender calls them, their bytes) into a folder of their own, under names of ours: a job that has
    not begun. Raises ``UsageError`` where there is none, ``SaysoError`` where they cannot be stored."""
    if not files:
        raise UsageError("no file was sent; choose some, or drop them on the page")
    folder = tempfile.mkdtemp(prefix="sayso-files-")
    try:
        stored = tuple(_stored(folder, number, name, file) for number, (name, file) in enumerate(files))
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise SaysoError(f"the files cannot be stored: {error.strerror}; nothing of them was taken") from error
        raise
    return Job(stored, folder, then_link)


def _stored(folder: str, number: int, name: str, file: BinaryIO) -> Stored:
    called = bare(name)
    ending = _ENDINGS.search(called)
    path = os.path.join(folder, f"{number:04}{ending[0].lower() if ending else ''}")
    with open(path, "xb", opener=lambda where, flags: os.open(where, flags, 0o600)) as out:
        shutil.copyfileobj(file, out, 1 << 20)
        return Stored(path, called, out.tell())


def bare(name: str) -> str:
    """What a file is called, without the folders that it came from, and not too long; its end is kept, which tells its kind."""
    last = re.split(r"[/\\]", " ".join(name.split()))[-1].strip()
    return (last if len(last) <= _NAMED else f"{last[: _NAMED // 2]}…{last[-_NAMED // 2 + 1 :]}") or _UNNAMED


# --------------------------------------------------------------------------------------------------------------------- bench


class Bench:
    """Where the jobs of one case are done, one after the other."""

    def __init__(self, case: str) -> None:
        self.case = case
        self._jobs: list[Job] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: BaseProcess | None = None
        self._stopping = False

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs, the newest first, and not more than a few that are over."""
        with self._lock:
            return tuple(reversed(self._jobs))

    @property
    def is_busy(self) -> bool:
        """Whether something is under way, or waits."""
        return any(not job.is_over for job in self.jobs)

    @property
    def is_linking(self) -> bool:
        """Whether the case is linked at this moment."""
        return any(job.is_linking for job in self.jobs)

    def start(self, job: Job) -> Job:
        """Begin a job, or have it wait for those that were asked for before. Raises ``UsageError`` where too many wait."""
        with self._lock:
            waiting = [one for one in self._jobs if one.state == "waiting"]
            if len(waiting) >= MOST_WAITING:
                _clear(job)
                raise UsageError("too much is waiting to be done; wait until some of it is, and send this again")
            over = [one for one in self._jobs if one.is_over]
            self._jobs = [one for one in self._jobs if one not in over[: -_MOST_KEPT + 1]] + [job]
            if self._thread is None:
                self._stopping = False
                self._thread = threading.Thread(target=self._run, name=f"work on {self.case}", daemon=True)
                self._thread.start()
        return job

    def stop(self) -> None:
        """Stop what is under way, and give up what waits. The case stays sound."""
        with self._lock:
            self._stopping = True
            thread, process = self._thread, self._process
        if process is not None:
            process.terminate()
        if thread is not None:
            thread.join(_GRACE)
        if process is not None and process.is_alive():
            process.kill()
        if thread is not None:
            thread.join(_GRACE)

    def _run(self) -> None:
        """The life of the thread that sees to the jobs."""
        while (job := self._next()) is not None:
            try:
                self._do(job)
            except Exception as error:  # a bug of this house: the app goes on, and the reader is told
                job.state, job.why = "failed", f"sayso itself failed here ({type(error).__name__}: {error})"
            finally:
                _clear(job)

    def _next(self) -> Job | None:
        with self._lock:
            for job in self._jobs:
                if job.state == "waiting":
                    job.state = "stopped" if self._stopping else "under way"
                    if not self._stopping:
                        return job
                    _clear(job)
            self._thread = None
            return None

    def _do(self, job: Job) -> None:
        """Do a job, with another process for each that a file kills."""
        while job.state == "under way":
            ended = self._attempt(job)
            if self._stopping:
                job.state = "stopped"
            elif ended:
                job.state = "failed" if job.why else "done"
            elif len(job.taken) < len(job.files):
                one = job.files[len(job.taken)]
                job.taken.append(Taken(one.name, one.size, failed="the process that read this file died, or was stuck"))
            elif job.then_link:
                job.state, job.why = "failed", "The process that linked the pages died; they are linked as they were before."
            else:
                job.state = "done"  # every file is told of

    def _attempt(self, job: Job) -> bool:
        """Do what is left of a job in a process. Whether that came to its end."""
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        left = job.files[len(job.taken) :]
        process = context.Process(target=_labour, args=(theirs, self.case, left, job.then_link, ENGINE))
        with self._lock:
            if self._stopping:
                return False
            process.start()
            self._process = process
        theirs.close()
        ended = False
        try:
            with ours:
                ended = _heard(job, ours)
        finally:
            if not ended:
                process.kill()
            process.join()
            with self._lock:
                self._process = None
        return ended


def _heard(job: Job, told: Connection) -> bool:
    """Take note of what a process tells of a job. Whether it says that it is through."""
    with suppress(EOFError, OSError):
        while job.stage or told.poll(SILENCE):
            what, *words = told.recv()
            if what == "kept":
                job.kept, job.place = words
            elif what == "taken":
                job.taken.append(words[0])
                job.kept = job.place = 0
            elif what == "stage":
                job.stage, job.at, job.of = words
            elif what == "failed":
                job.why = words[0]
                return True
            elif what == "done":
                job.crashes, job.stage = words[0], ""
                return True
    return False


def _clear(job: Job) -> None:
    """Remove the files of a job."""
    if job.folder is not None:
        shutil.rmtree(job.folder, ignore_errors=True)


_BENCHES: dict[str, Bench] = {}
_LOCK = threading.Lock()


def bench(case: str) -> Bench:
    """The bench of the case at this path."""
    with _LOCK:
        return _BENCHES.setdefault(os.path.realpath(case), Bench(case))


@atexit.register
def stop() -> None:
    """Stop all work that is under way in this process."""
    for one in list(_BENCHES.values()):
        one.stop()


# ------------------------------------------------------------------------------------------------------ in its own process


def _labour(told: Connection, case: str, files: Sequence[Stored], then_link: bool, engine: Engine) -> None:
    """Do a job, and tell how far it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for the app, which then stops this
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with Case(case, write=True) as open_case:
            for one in files:
                told.send(("taken", _taken(open_case, one, engine, lambda *far: told.send(("kept", *far)))))
            crashes = _linked(open_case, lambda *far: told.send(("stage", *far))) if then_link else 0
        told.send(("done", crashes))
    except SaysoError as error:
        told.send(("failed", str(error)))
    except (KeyboardInterrupt, OSError):  # stopped; or the app is gone
        return


def _interrupt(number: int, frame: Any) -> None:
    raise KeyboardInterrupt


def _linked(case: Case, tell: Callable[[str, int, int], None]) -> int:
    tell("features", 0, 0)
    traces = case.link(jobs=cores(), progress=tell).crashes
    for trace in traces:
        _note(trace)
    return len(traces)


def _note(trace: str) -> None:
    """Tell of a bug where the app was started."""
    sys.stderr.write(f"{trace}\n")


def _taken(case: Case, one: Stored, engine: Engine, tell: Callable[[int, int], None]) -> Taken:
    """Take a file in. What was refused before is tried again: who sends it once more wants that."""
    from sayso.intake import take_in  # what reads pages is needed here alone
    from sayso.pages import Pile

    first: list[Seen | Refusal] = []

    def told(tally: Tally, place: int) -> None:
        tell(tally.kept + tally.not_pages.total(), place)

    pile = Pile(paths=(one.path,), passed_over=(), refusals=())
    tally = take_in(
        case,
        pile,
        engine=engine,
        jobs=cores(),
        retry=True,
        names={one.path: one.name},
        met=partial(_remember, first),
        tell=told,
        crashed=_note,
    )
    return _counted(one, tally, [_became(case, page) for page in first])


def _remember(first: list[Seen | Refusal], entry: Entry) -> None:
    """Note which the first pages of a file are: not their bytes, of which there may be many."""
    if len(first) < SHOWN and isinstance(entry.found, Page | Refusal):
        first.append(seen(entry.found) if isinstance(entry.found, Page) else entry.found)


def _counted(one: Stored, tally: Tally, became: Sequence[ArticleRow | Why | None]) -> Taken:
    return Taken(
        one.name,
        one.size,
        tally.new,
        tally.versions,
        tally.known,
        tuple(tally.refused.most_common()),
        tuple(tally.not_pages.most_common()),
        tally.foreign,
        tuple(found for found in became if isinstance(found, ArticleRow)),
        tuple(found for found in became if isinstance(found, Why)),
    )


def _became(case: Case, page: Seen | Refusal) -> ArticleRow | Why | None:
    """What became of a page of a file, or why there is none; None where nothing was kept of it."""
    made = case.became(page) if isinstance(page, Seen) else page
    if made is None or isinstance(made, ArticleRow):
        return made
    return Why(page.name if isinstance(page, Seen) else page.page, made.reason, made.message, made.advice)
