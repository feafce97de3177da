"""Verbs for pages: read, show, explain, analyze, and where the example is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from sayso.cli.console import ENGINE, JOBS, LEAST, console, exit_code, note_crash, note_passed_over, note_refusals
from sayso.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.attribution import Engine
    from sayso.records import Article, Dossier, Refusal

_PAGES = click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
_JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON line a page.")

Record = TypeVar("Record", "Article", "Dossier")
Item = TypeVar("Item")


@click.command()
@_PAGES
@click.option("--blocks", is_flag=True, help="Show every block of the page with its label, also what is no body.")
@_JSON
def read(pages: tuple[str, ...], blocks: bool, as_json: bool) -> int:
    """Show an article as it was read.

    Title, outlet, byline, credit, time, body.
    """
    from sayso.pages import load
    from sayso.pages import read as read_page
    from sayso.records import Refusal

    def article(path: str) -> Iterator[Article | Refusal]:
        page = load(path)
        yield page if isinstance(page, Refusal) else read_page(page)

    def report(article: Article) -> RenderableType:
        from sayso.reports import article_report

        return article_report(article, blocks=blocks)

    return _each(pages, article, report, as_json)


@click.command()
@_PAGES
@click.option("--why", is_flag=True, help="Tell the rule and the words behind each attribution.")
@click.option("--summary", is_flag=True, help="Show one line a page: how many statements, and whether their sources are named.")
@ENGINE
@LEAST
@_JSON
def show(pages: tuple[str, ...], why: bool, summary: bool, engine: Engine, least: float | None, as_json: bool) -> int:
    """Show who says what on a page.

    On whose word, and how firmly. Behind several pages stands a line for each.

    A PAGE may also be a file that "sayso analyze" wrote; - takes its lines as well as a page.
    """

    from sayso.reports import Row, dossier_report, row, summary_table

    if summary and (as_json or why):
        raise UsageError("--summary goes with neither --json nor --why")
    rows: list[Row] = []

    def report(dossier: Dossier) -> RenderableType | None:
        rows.append(row(dossier))
        return None if summary else dossier_report(dossier, why=why)

    code = _each(pages, partial(_dossiers, engine=engine, least=least), report, as_json)
    if len(rows) > 1 or (summary and rows):
        out = console()
        if not summary:
            out.rule(style="dim", characters="-")
        out.print(summary_table(rows))
    return code


@click.command()
@click.argument("page", metavar="PAGE")
@click.argument("numbers", nargs=-1, type=click.IntRange(min=1), metavar="[NUMBER]...")
@ENGINE
@LEAST
def explain(page: str, numbers: tuple[int, ...], engine: Engine, least: float | None) -> int:
    """Tell on which words statements of a page rest.

    NUMBER is as in "sayso show PAGE"; all are told where none is given.

    For each: the words in their place, source, cue and content, the rule that found them, who the source is, and the words
    that decided how firmly it is put.
    """

    def report(dossier: Dossier) -> RenderableType:
        from sayso.reports import explanation

        return explanation(dossier, numbers)

    return _each((page,), partial(_dossiers, engine=engine, least=least), report, False)


@click.command()
@_PAGES
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of standard output.")
@JOBS
@ENGINE
@LEAST
def analyze(pages: tuple[str, ...], output: str | None, jobs: int | None, engine: Engine, least: float | None) -> int:
    """Write one JSON line a page.

    It holds all that is known of the page, without loss, or why it was refused.

    "sayso show FILE" shows what is in such a file.
    """
    from sayso.formats import jsonl
    from sayso.pages import gather
    from sayso.records import Refusal
    from sayso.road import analyze as analyze_page
    from sayso.workers import Crash, cores, over

    step = partial(analyze_page, engine=engine, least=least)
    pile = gather(pages)
    refused = list(pile.refusals)
    done = 0
    with click.open_file(output or "-", "w", encoding="utf-8") as out:
        for refusal in pile.refusals:
            click.echo(jsonl.dump(refusal), out)
        with _progress(pile.paths, over(step, pile.paths, jobs=jobs or cores())) as outcomes:
            for outcome in outcomes:
                record = note_crash(outcome) if isinstance(outcome, Crash) else outcome
                if isinstance(record, Refusal):
                    refused.append(record)
                else:
                    refused += record.refusals
                    done += 1
                click.echo(jsonl.dump(record), out)
    note_refusals(refused)
    note_passed_over(pile)
    return exit_code(done, len(refused))


@click.command()
def example() -> None:
    """Print the folder of the example pages that come with sayso."""
    from importlib.resources import files

    click.echo(str(files("sayso").joinpath("example", "pages")))


# -------------------------------------------------------------------------------------------------------------- over many pages


def _each(
    pages: Sequence[str],
    step: Callable[[str], Iterable[Record | Refusal]],
    report: Callable[[Record], RenderableType | None],
    as_json: bool,
) -> int:
    """Do ``step`` on each page of ``pages``, and print what it gives, if anything. The exit code."""
    from sayso.pages import gather
    from sayso.records import Refusal
    from sayso.workers import Crash, attempt

    pile = gather(pages)
    refused = list(pile.refusals)
    done = 0
    out = None if as_json else console()
    note_refusals(pile.refusals)
    with _progress(pile.paths, pile.paths) as paths:
        for path in paths:
            outcome = attempt(lambda path: list(step(path)), path)
            records = [note_crash(outcome)] if isinstance(outcome, Crash) else outcome
            for record in records:
                if isinstance(record, Refusal):
                    refused.append(record)
                    note_refusals([record])
                    continue
                if out is None:
                    _print_json(record)
                elif (told := report(record)) is not None:
                    if done:
                        out.rule(style="dim", characters="-")
                    out.print(told)
                refused += getattr(record, "refusals", ())
                done += 1
    note_passed_over(pile)
    return exit_code(done, len(refused))


def _dossiers(path: str, engine: Engine, least: float | None) -> Iterator[Dossier | Refusal]:
    """The dossier of a page; or those that a file of "sayso analyze" holds, with its refusals."""
    from sayso.formats import jsonl
    from sayso.pages import load
    from sayso.records import Dossier, Refusal
    from sayso.road import analyze as analyze_page

    page = load(path)
    if isinstance(page, Refusal):
        yield page
    elif not jsonl.is_line(page.data):
        yield analyze_page(page, engine=engine, least=least)
    else:
        for line in page.data.splitlines():
            if line.strip():
                yield jsonl.load(line, Refusal) if jsonl.kind_of(line) == "Refusal" else jsonl.load(line, Dossier)


def _print_json(record: Article | Dossier) -> None:
    from sayso.formats import jsonl

    click.echo(jsonl.dump(record))


@contextmanager
def _progress(paths: Sequence[str], steps: Iterable[Item]) -> Iterator[Iterable[Item]]:
    """``steps``, one for each of ``paths``, with a bar on standard error where that is a terminal and there are several."""
    if len(paths) < 2 or not sys.stderr.isatty():
        yield steps
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty(), redirect_stderr=True
    )
    with bar:
        yield bar.track(steps, total=len(paths), description="pages")


COMMANDS = (read, show, explain, analyze, example)
