"""The verb that fills a case: ``sayso add``."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sayso.cli.console import (
    ENGINE,
    FAILED,
    JOBS,
    LEAST,
    exit_code,
    note_passed_over,
    note_refusals,
    note_trace,
)
from sayso.cli.linking import link_case, link_told
from sayso.cli.looking import CASE, opened
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.attribution import Engine
    from sayso.intake import Tally, Tell
    from sayso.pages import Pile


@click.command()
@CASE
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@ENGINE
@LEAST
@JOBS
@click.option(
    "--again", is_flag=True, help="Analyse anew what another model or version analysed, and try again what was refused."
)
@click.option("--link", "and_link", is_flag=True, help="Link the pages of the case afterwards, as “sayso link” does.")
@click.option("--json", "as_json", is_flag=True, help="Write what became of the pages as one JSON line.")
def add(
    case: str,
    paths: tuple[str, ...],
    engine: Engine,
    least: float | None,
    jobs: int | None,
    again: bool,
    and_link: bool,
    as_json: bool,
) -> int:
    """Add pages to a case, and make it where there is none.

    A PATH is a file or folder of saved pages, a WARC or WACZ archive, JSON lines of a crawler or of "sayso analyze", a saved
    RSS or Atom file, or - for standard input. A page that is there already is passed over, so that the same command goes on
    where it was stopped. Without a PATH, --again goes over the pages that are there.
    """
    from sayso.intake import take_in
    from sayso.pages import gather
    from sayso.workers import cores

    if os.path.isdir(case):
        raise UsageError(f"{case} is a folder; the case comes first: sayso add CASE PATH...")
    if not paths and not os.path.exists(case):
        raise UsageError(f"say which pages go into the case: sayso add {case} PATH...")
    pile = gather(paths, archives=True)
    note_refusals(pile.refusals)
    if not pile.paths and not os.path.exists(case):
        return FAILED  # no case is made of nothing
    begun = time.monotonic()
    with opened(case, write=True) as file, _progress(pile) as tell:
        try:
            tally = take_in(
                file, pile, engine=engine, least=least, jobs=jobs or cores(), again=again, tell=tell, crashed=note_trace
            )
        except KeyboardInterrupt:
            click.echo("\nWhat is done is kept. The same command goes on from there.", err=True)
            raise
        count = len(file)
    note_passed_over(pile)
    _note_why(tally, case)
    _note_rate(tally, time.monotonic() - begun)
    click.echo(_as_json(tally, count) if as_json else _told(tally, case, count))
    if and_link:
        with opened(case, write=True) as file:
            told = link_told(link_case(file, jobs=jobs), case)
        click.echo(told, err=as_json)
    return exit_code(tally.kept - tally.refused.total(), tally.refused.total() + tally.foreign)


# ---------------------------------------------------------------------------------------------------------------- what became


def _told(tally: Tally, case: str, count: int) -> str:
    """What became of the pages, in one line."""
    from sayso.reports.prose import plural

    others = tally.not_pages.total()
    parts = [
        f"{tally.new:,} added",
        f"{tally.known:,} already there",
        f"{tally.versions:,} new {plural('version', tally.versions)}",
        *([f"{tally.renewed:,} analysed anew"] if tally.renewed else []),
        f"{tally.refused.total():,} refused",
        *([f"{tally.refused_before:,} refused before"] if tally.refused_before else []),
        f"{others:,} {'not a page' if others == 1 else 'not pages'}",
    ]
    return f"{', '.join(parts)}; {case} holds {count:,} {plural('article', count)}"


def _as_json(tally: Tally, count: int) -> str:
    became = {"added": tally.new, "already_there": tally.known, "new_versions": tally.versions, "analysed_anew": tally.renewed}
    refused = {"refused": dict(tally.refused), "refused_before": tally.refused_before}
    others = {"not_pages": dict(tally.not_pages), "other_language": tally.foreign}
    return json.dumps(became | refused | others | {"articles": count})


def _note_why(tally: Tally, case: str) -> None:
    """Say for which reasons pages were refused, and what the records were that are no pages."""
    if tally.refused:
        click.echo(f"refused: {_counted(tally.refused)}; “sayso refusals {case}” tells why, and what to do", err=True)
    if tally.not_pages:
        click.echo(f"not pages: {_counted(tally.not_pages)}", err=True)
    if tally.foreign:
        are = "article is" if tally.foreign == 1 else "articles are"
        click.echo(f"{tally.foreign:,} {are} not in English: read, but not searched for who says what", err=True)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.most_common())


def _note_rate(tally: Tally, seconds: float) -> None:
    if sys.stderr.isatty() and tally.kept:
        click.echo(f"pages: {tally.kept:,} in {seconds:.1f} s, {tally.kept / max(seconds, 0.001):.1f} a second", err=True)


# ------------------------------------------------------------------------------------------------------------------- progress


@contextmanager
def _progress(pile: Pile) -> Iterator[Tell]:
    """What to call when something was kept: a bar on standard error where that is a terminal, by the bytes of the files, with
    how many pages are kept and how many a second."""
    if not sys.stderr.isatty():
        yield lambda tally, place: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from sayso.intake import size

    total = sum(size(path) for path in pile.paths)
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.description}"), TimeRemainingColumn())
    begun = time.monotonic()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task("starting", total=total or None)

        def tell(tally: Tally, place: int) -> None:
            rate = tally.kept / max(time.monotonic() - begun, 0.001)
            bar.update(task, completed=min(place, total), description=f"pages: {tally.kept:,}, {rate:.1f} a second")

        yield tell


COMMANDS = (add,)
