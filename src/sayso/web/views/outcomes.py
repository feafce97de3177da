"""What comes of work beside the app: what became of each file, and how far a job is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sayso.corpus.rows import ArticleRow
from sayso.reports.prose import plural
from sayso.web.views.lists import capital, sentence
from sayso.web.views.overview import ToDo
from sayso.web.work import Job, Stored, Taken, Why

_STAGES = {
    "features": "preparing pages",
    "loading": "loading pages",
    "pages of one story": "finding pages of one story",
    "citations": "looking for citations",
    "copies": "looking for copies",
    "quotes": "looking for quotations",
    "claims": "finding what puts the same",
    "conflicts": "comparing figures and denials",
    "clusters": "grouping statements",
    "tracing": "tracing claims to their origins",
    "figures": "lining up figures",
    "writing": "writing it down",
}
"""What the stages of linking are called."""


class Outcome(NamedTuple):
    """What became of a file: ``what`` in a few words, ``more`` in others; its articles, what was refused and why; how many of
    each are not shown one by one."""

    name: str
    size: str
    what: str
    is_refused: bool
    more: str
    articles: Sequence[ArticleRow]
    whys: Sequence[Why]
    articles_left: int
    whys_left: int


class Progress(NamedTuple):
    """A job: ``title`` is what it does, ``state`` how it stands, ``now`` what it is at. ``done`` of ``of`` is how far it is, 0
    of 0 where nobody knows. ``waiting`` are the names of files that are to come."""

    title: str
    state: str
    is_over: bool
    now: str
    done: int
    of: int
    outcomes: Sequence[Outcome]
    waiting: Sequence[Stored]
    waiting_left: int
    summary: str
    why: str
    asked: str
    added: int
    then_link: bool


_LISTED = 20


def progress(job: Job) -> Progress:
    """A job as it stands."""
    taken = tuple(job.taken)
    begun = len(taken) + (job.state == "under way")
    left = job.files[begun:] if not job.is_over else ()
    done, of = _far(job, taken)
    return Progress(
        title=_title(job),
        state=job.state,
        is_over=job.is_over,
        now=_now(job, taken),
        done=done,
        of=of,
        outcomes=tuple(map(outcome, taken)),
        waiting=left[:_LISTED],
        waiting_left=max(len(left) - _LISTED, 0),
        summary=summary(taken),
        why=_why(job),
        asked=datetime.fromtimestamp(job.asked, UTC).astimezone().strftime("%H:%M"),
        added=sum(one.new for one in taken),
        then_link=job.then_link,
    )


def _title(job: Job) -> str:
    if not job.files:
        return "Linking the pages"
    files = f"{len(job.files):,} {plural('file', len(job.files))}"
    return f"Adding {files}{', then linking' if job.then_link else ''}"


def _far(job: Job, taken: Sequence[Taken]) -> tuple[int, int]:
    if job.stage:
        return job.at, job.of
    total = sum(one.size for one in job.files)
    return min(sum(one.size for one in taken) + job.place, total), total


def _now(job: Job, taken: Sequence[Taken]) -> str:
    if job.state != "under way":
        return "It waits for what was asked for before." if job.state == "waiting" else ""
    if job.stage:
        count = f": {job.at:,} of {job.of:,}" if job.of else ""
        return capital(f"{_STAGES.get(job.stage, job.stage)}{count}")
    if len(taken) < len(job.files):
        pages = f", {job.kept:,} {plural('page', job.kept)} so far" if job.kept else ""
        return f"Reading {job.files[len(taken)].name} ({len(taken) + 1:,} of {len(job.files):,}){pages}"
    return "Nearly done"


def _why(job: Job) -> str:
    if job.state == "stopped":
        return "It was stopped; what was done until then is kept."
    if job.crashes:
        pages = f"{job.crashes:,} {'page' if job.crashes == 1 else 'pages'}"
        return f"sayso itself failed on {pages} while it linked them; the terminal in which it runs shows more."
    return sentence(job.why) if job.why else ""


# --------------------------------------------------------------------------------------------------------------------- files


def outcome(one: Taken) -> Outcome:
    """What became of one file."""
    shown = len(one.articles), len(one.whys)
    refused = sum(count for _, count in one.refused)
    what = (one.failed and "not read") or _what(one)
    return Outcome(
        name=one.name,
        size=size(one.size),
        what=what,
        is_refused=bool(one.failed) or (refused > 0 and not one.articles),
        more=one.failed or "; ".join(_more(one)),
        articles=one.articles,
        whys=[why._replace(message=sentence(why.message), advice=sentence(why.advice)) for why in one.whys],
        articles_left=max(one.new + one.known - shown[0], 0) if shown[0] else 0,
        whys_left=max(refused - shown[1], 0),
    )


def _what(one: Taken) -> str:
    """What became of the pages of a file: a few words for one page, counts for several."""
    refused = sum(count for _, count in one.refused)
    others = sum(count for _, count in one.not_pages)
    counts = (one.new, one.known, refused, others)
    if sum(counts) == 1:
        added = "added as a new version" if one.versions else "added"
        return (added, "already there", "refused", "not a page")[counts.index(1)]
    words = ("added", "already there", "refused", "not a page" if others == 1 else "not pages")
    told = [f"{count:,} {word}" for count, word in zip(counts, words, strict=True) if count]
    return ", ".join(told) or "nothing in it"


def _more(one: Taken) -> Iterator[str]:
    several = one.new + one.known + sum(count for _, count in one.refused) + sum(count for _, count in one.not_pages) > 1
    if several and one.versions:
        told = "is a new version of a page that was" if one.versions == 1 else "are new versions of pages that were"
        yield f"{one.versions:,} of them {told} there"
    if one.not_pages:
        yield "not pages: " + ", ".join(f"{count:,} {what}" for what, count in one.not_pages)
    if one.foreign:
        yield "not in English: read, but not searched for who says what"


def summary(taken: Sequence[Taken]) -> str:
    """What became of all files together."""
    new, known = sum(one.new for one in taken), sum(one.known for one in taken)
    refused = sum(count for one in taken for _, count in one.refused)
    others = sum(count for one in taken for _, count in one.not_pages)
    failed = sum(1 for one in taken if one.failed)
    told = ((new, "added"), (known, "already there"), (refused, "refused"), (others, "not pages"), (failed, "not read"))
    return ", ".join(f"{count:,} {words}" for count, words in told if count)


def size(count: int) -> str:
    """A number of bytes as people read it."""
    if count < 1 << 10:
        return f"{count} {plural('byte', count)}"
    return f"{count / (1 << 10):,.0f} KB" if count < 1 << 20 else f"{count / (1 << 20):,.1f} MB"


class Work(NamedTuple):
    """All jobs, the newest first, whether one of them is not over, and what is to be done next."""

    jobs: Sequence[Progress]
    is_busy: bool
    to_do: ToDo | None


def work(jobs: Sequence[Progress], to_do: ToDo | None) -> Work:
    """The jobs of a case."""
    busy = any(not job.is_over for job in jobs)
    return Work(jobs, busy, None if busy else to_do)
