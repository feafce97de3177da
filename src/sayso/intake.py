"""Intake: from paths to a filled case. Every page of files, folders and archives is analysed once, and kept in its order.

    with Case("story.case", write=True) as case:
        tally = take_in(case, gather(["crawl.warc.gz", "saved/"], archives=True), jobs=4)

Pages are analysed in worker processes; this one alone writes. Outcomes are kept in the order of the pages, a batch at a time,
and only what is kept is counted: a run that is stopped, however rudely, has kept a beginning of what an undisturbed one keeps,
and the next run passes over that. Pages that the case knows are told by their bytes, and are not read again.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from sayso.attribution import Engine
from sayso.corpus import Case, Seen, seen
from sayso.errors import CaseError, FormatError
from sayso.formats import jsonl
from sayso.pages import Pile
from sayso.pages.archives import Entry, Line, NotPage, entries
from sayso.records import Article, Dossier, Page, Refusal
from sayso.road import analyze, run_of
from sayso.workers import Crash, over

BATCH = 100
"""So many outcomes are kept at once, at most."""
SECONDS = 1.0
"""For so long an outcome waits at most for others to be kept with it."""


@dataclass(slots=True)
class Tally:
    """What became of all that was taken in: every record of every file is counted once.

    ``new`` articles, of which ``versions`` are other versions of pages that were there; ``renewed`` analyses; ``known`` pages,
    which were there already; ``refused`` ones by reason, and those ``refused_before``, which were not tried again; records that
    are ``not_pages``, by what they are. ``foreign`` articles are in another language, and have no statements.
    """

    new: int = 0
    versions: int = 0
    renewed: int = 0
    known: int = 0
    refused_before: int = 0
    foreign: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    not_pages: Counter[str] = field(default_factory=Counter)

    @property
    def kept(self) -> int:
        """How many outcomes were kept."""
        return self.new + self.renewed + self.known + self.refused_before + self.refused.total()


Tell = Callable[[Tally, int], None]
"""What is called whenever something was kept: with the tally, and how many bytes of the files were read."""


def take_in(
    case: Case,
    pile: Pile,
    *,
    engine: Engine = "model",
    least: float | None = None,
    jobs: int = 1,
    again: bool = False,
    retry: bool = False,
    names: Mapping[str, str] = MappingProxyType({}),
    met: Callable[[Entry], None] = lambda entry: None,
    tell: Tell = lambda tally, place: None,
    crashed: Callable[[str], None] = lambda trace: None,
) -> Tally:
    """Add all pages of ``pile`` to ``case``: files, archives, lines that ``sayso analyze`` wrote; and what was refused there.

    With ``retry``, pages that were refused before are tried again; with ``again`` too, and lines outrank what the case holds,
    and what another model, engine or version analysed is analysed anew, its reviews staying. ``names`` are what files are
    called that only lie at their paths for now: they are kept under these. ``met`` is given every record of the files as it is
    read, ``crashed`` the trace of each bug that a page runs into. Stopped by Ctrl-C, it keeps what is done and raises
    ``KeyboardInterrupt``. Raises ``CaseError`` where the case cannot be written; what was told of until then is kept.
    """
    intake = _Intake(case, again, retry or again, tell, crashed)
    step = partial(_outcome, engine=engine, least=least)
    intake.run(over(step, intake.sent(_pages(intake, pile, names, met)), jobs=jobs))
    if again:
        stale = (_Task(name, case.dossier(name).article) for name in case.outdated(run_of(engine=engine, least=least)))
        intake.run(over(step, intake.sent(stale), jobs=jobs))
    return intake.tally


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker is given: a page, or what needs no reading and only keeps its place in the order."""

    name: str
    what: Page | Article | Line | Refusal
    page: Seen | None = None


def _outcome(task: _Task, *, engine: Engine, least: float | None) -> Dossier | Refusal:
    """What is kept of a task. Runs in a worker."""
    what = task.what if not isinstance(task.what, Line) else _read_line(task.what, task.name)
    return what if isinstance(what, Dossier | Refusal) else analyze(what, engine=engine, least=least)


_KIND = re.compile(rb'\{"sayso":\d+,"record":"(\w+)"')


def _read_line(line: Line, name: str) -> Dossier | Refusal | Article:
    """The record of a line that sayso wrote."""
    told = _KIND.match(line.data)
    kinds = {b"Refusal": Refusal, b"Article": Article}
    kind = kinds.get(told[1], Dossier) if told else Dossier
    try:
        record: Dossier | Refusal | Article = jsonl.load(line.data, kind)
    except FormatError as error:
        return _damaged(name, str(error))
    return record


def _damaged(name: str, why: str) -> Refusal:
    advice = "Make it anew with “sayso analyze” or “sayso export”; everything else was taken."
    return Refusal(page=name, step="read", reason="damaged", message=f"this line cannot be kept: {why}", advice=advice)


def _pages(intake: _Intake, pile: Pile, names: Mapping[str, str], met: Callable[[Entry], None]) -> Iterator[_Task]:
    """A task for each record of each file that the case does not know."""
    for refusal in pile.refusals:
        yield _Task(refusal.page, refusal)
    for path in pile.paths:
        before = intake.place
        for entry in entries(path):
            intake.place = before + entry.at
            told = _renamed(entry, path, names[path]) if path in names else entry
            met(told)
            task = intake.task(told)
            if task is not None:
                yield task
        intake.place = before + size(path)


def _renamed(entry: Entry, path: str, name: str) -> Entry:
    """A record of the file that lies at ``path`` and is called ``name``; nobody knows when that was saved."""
    called, found = name + entry.name.removeprefix(path), entry.found
    if isinstance(found, Page):
        found = replace(found, name=called, fetched=found.fetched if entry.key else None)
    elif isinstance(found, Refusal):
        found = replace(found, page=called)
    return replace(entry, name=called, found=found)


def size(path: str) -> int:
    """How many bytes a file has; 0 where nobody knows."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


class _Intake:
    """One run: what is on its way, what waits to be kept, and what became of it."""

    def __init__(self, case: Case, again: bool, retry: bool, tell: Tell, crashed: Callable[[str], None]) -> None:
        self.case = case
        self.again = again
        self.retry = retry
        self.tell = tell
        self.crashed = crashed
        self.tally = Tally()
        self.place = 0
        self.under_way: deque[Seen | None] = deque()
        self.waiting: list[tuple[Dossier | Refusal, Seen | None]] = []
        self.kept_at = time.monotonic()

    # ---------------------------------------------------------------------------------------------------------------- going in

    def task(self, entry: Entry) -> _Task | None:
        """What is to be done for a record; None where nothing is, but to count it."""
        found = entry.found
        if isinstance(found, NotPage):
            self.tally.not_pages[found.why] += 1
            return None
        page = seen(found) if isinstance(found, Page) else None
        if page is not None and self.case.has(page, read=self.retry):
            self._pass_over(page)
            return None
        return _Task(entry.name, found, page)

    def _pass_over(self, page: Seen) -> None:
        """Count a page that the case knows."""
        if self.case.has(page, read=True):
            self.tally.known += 1
        else:
            self.tally.refused_before += 1
        self._keep_in_time()

    def sent(self, tasks: Iterable[_Task]) -> Iterator[_Task]:
        """The tasks as they are; which page each is of is remembered until its outcome comes."""
        for task in tasks:
            self.under_way.append(task.page)
            yield task

    # -------------------------------------------------------------------------------------------------------------- coming out

    def run(self, outcomes: Iterator[Dossier | Refusal | Crash]) -> None:
        """Keep the outcomes of what was sent, in its order."""
        try:
            with closing(outcomes):  # type: ignore[type-var]
                for outcome in outcomes:
                    self._take(outcome, self.under_way.popleft())
        except KeyboardInterrupt:
            self._keep()
            raise
        self._keep()

    def _take(self, outcome: Dossier | Refusal | Crash, page: Seen | None) -> None:
        if isinstance(outcome, Crash):
            self.crashed(outcome.trace)
            outcome = outcome.refusal
        self.waiting.append((outcome, page))
        if len(self.waiting) >= BATCH:
            self._keep()
        self._keep_in_time()

    def _keep_in_time(self) -> None:
        if time.monotonic() - self.kept_at >= SECONDS:
            self._keep()

    def _keep(self) -> None:
        """Write what waits. When this returns it is on the disk, and counted."""
        batch = self.waiting
        if batch:
            try:
                self._add(batch)
            except Exception as error:
                if _is_of_the_case(error):
                    raise
                self._one_by_one(batch)
            self.waiting = []
        self.kept_at = time.monotonic()
        self.tell(self.tally, self.place)

    def _one_by_one(self, batch: Iterable[tuple[Dossier | Refusal, Seen | None]]) -> None:
        """Find out which outcome of a batch cannot be kept, and refuse that one."""
        for outcome, page in batch:
            try:
                self._add([(outcome, page)])
            except Exception as error:
                if _is_of_the_case(error):
                    raise
                name = page.name if page is not None else outcome.page if isinstance(outcome, Refusal) else outcome.article.id
                self._add([(_damaged(name, str(error)), page)])

    def _add(self, batch: list[tuple[Dossier | Refusal, Seen | None]]) -> None:
        added = self.case.add(batch, renew=self.again)
        refused = [outcome.reason for outcome, _ in batch if isinstance(outcome, Refusal)]
        tally = self.tally
        tally.new += added.new
        tally.versions += added.versions
        tally.renewed += added.renewed
        tally.known += added.known - (len(refused) - added.refused)
        tally.refused.update(refused)
        tally.foreign += sum(1 for outcome, _ in batch if isinstance(outcome, Dossier) and outcome.refusals)


_OF_THE_PAGE = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What SQLite raises for a row that it does not take, rather than for a file that it cannot write."""


def _is_of_the_case(error: Exception) -> bool:
    """Whether it is the case that cannot be written, and not what was to be written."""
    cause = error.__cause__
    return isinstance(error, CaseError) and isinstance(cause, sqlite3.Error) and not isinstance(cause, _OF_THE_PAGE)
