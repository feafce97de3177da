"""The command line: data on standard output, notes and progress on standard error.

Exit codes: 0 done, 1 failed, 2 misuse, 3 done but some inputs were refused, 130 stopped by Ctrl-C. Each command imports what
it needs when it runs, so that ``sayso --help`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from sayso.errors import SaysoError, UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from sayso.attribution import Engine
    from sayso.pages import Pile
    from sayso.records import Article, Dossier, Refusal
    from sayso.workers import Crash

DONE, FAILED, MISUSE, SOME_REFUSED, STOPPED = 0, 1, 2, 3, 130

_ABOUT = """\
sayso reads saved news pages and answers, for each statement: on whose say-so?

Three commands to try:
  sayso show --summary $(sayso example)   a made-up story, told by made-up outlets, a line a page
  sayso show PAGE                         who says what on one of them, or on a saved page of your own
  sayso explain PAGE 3                    on which words the third statement of it rests

sayso --help lists all commands.
"""

_PAGES = click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
_JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON line a page.")
_ENGINE = click.option(
    "--engine",
    type=click.Choice(["model", "grammar"]),
    default="model",
    show_default=True,
    help="What finds attributions: a network, or rules that need no model.",
)
_LEAST = click.option(
    "--least",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out attributions that are less sure than this, from 0 to 1.",
)

Record = TypeVar("Record", "Article", "Dossier")
Item = TypeVar("Item")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, help="Print the version.")
@click.pass_context
def sayso(context: click.Context, version: bool) -> None:
    """Who says what on saved news pages, through whom, and how firmly.

    A PAGE is a file (HTML, MHTML or plain text, also gzipped), a folder of such files, or - for standard input.
    """
    if version:
        from sayso import __version__

        click.echo(f"sayso {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(_ABOUT, nl=False)


@sayso.command()
@_PAGES
@click.option("--blocks", is_flag=True, help="Show every block of the page with its label, also what is no body.")
@_JSON
def read(pages: tuple[str, ...], blocks: bool, as_json: bool) -> int:
    """Show an article as it was read: title, outlet, byline, credit, time, body."""
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


@sayso.command()
@_PAGES
@click.option("--why", is_flag=True, help="Tell the rule and the words behind each attribution.")
@click.option("--summary", is_flag=True, help="Show one line a page: how many statements, and whether their sources are named.")
@_ENGINE
@_LEAST
@_JSON
def show(pages: tuple[str, ...], why: bool, summary: bool, engine: Engine, least: float | None, as_json: bool) -> int:
    """Show who says what on a page, on whose word and how firmly. Behind several pages stands a line for each.

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
        console = _console()
        if not summary:
            console.rule(style="dim", characters="-")
        console.print(summary_table(rows))
    return code


@sayso.command()
@click.argument("page", metavar="PAGE")
@click.argument("numbers", nargs=-1, type=click.IntRange(min=1), metavar="[NUMBER]...")
@_ENGINE
@_LEAST
def explain(page: str, numbers: tuple[int, ...], engine: Engine, least: float | None) -> int:
    """Tell on which words statements of a page rest: NUMBER as in "sayso show PAGE", all where none is given.

    For each: the words in their place, source, cue and content, the rule that found them, who the source is, and the words
    that decided how firmly it is put.
    """

    def report(dossier: Dossier) -> RenderableType:
        from sayso.reports import explanation

        return explanation(dossier, numbers)

    return _each((page,), partial(_dossiers, engine=engine, least=least), report, False)


@sayso.command()
@_PAGES
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of standard output.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="How many processes; as many as there are cores by default.")
@_ENGINE
@_LEAST
def analyze(pages: tuple[str, ...], output: str | None, jobs: int | None, engine: Engine, least: float | None) -> int:
    """Write one JSON line a page: all that is known of it, without loss, or why it was refused.

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
                record = _note_crash(outcome) if isinstance(outcome, Crash) else outcome
                if isinstance(record, Refusal):
                    refused.append(record)
                else:
                    refused += record.refusals
                    done += 1
                click.echo(jsonl.dump(record), out)
    for refusal in refused:
        _note_refusal(refusal)
    _note_passed_over(pile)
    return _exit_code(done, refused)


@sayso.command()
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
    console = None if as_json else _console()
    for refusal in pile.refusals:
        _note_refusal(refusal)
    with _progress(pile.paths, pile.paths) as paths:
        for path in paths:
            outcome = attempt(lambda path: list(step(path)), path)
            records = [_note_crash(outcome)] if isinstance(outcome, Crash) else outcome
            for record in records:
                if isinstance(record, Refusal):
                    refused.append(record)
                    _note_refusal(record)
                    continue
                if console is None:
                    _print_json(record)
                elif (told := report(record)) is not None:
                    if done:
                        console.rule(style="dim", characters="-")
                    console.print(told)
                refused += getattr(record, "refusals", ())
                done += 1
    _note_passed_over(pile)
    return _exit_code(done, refused)


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


def _exit_code(done: int, refused: Sequence[Refusal]) -> int:
    return DONE if not refused else SOME_REFUSED if done else FAILED


def _note_passed_over(pile: Pile) -> None:
    if pile.passed_over:
        click.echo(f"{len(pile.passed_over)} other files in these folders are no pages and were passed over.", err=True)


def _note_crash(crash: Crash) -> Refusal:
    """The refusal of a page that sayso failed on; the trace goes to standard error, since a bug is never swallowed."""
    if crash.trace:
        click.echo(crash.trace, err=True, nl=False)
    return crash.refusal


def _print_json(record: Article | Dossier) -> None:
    from sayso.formats import jsonl

    click.echo(jsonl.dump(record))


def _note_refusal(refusal: Refusal) -> None:
    from sayso.reports import refusal_report

    _console(stderr=True).print(refusal_report(refusal))


def _console(stderr: bool = False) -> Console:
    """A console that reads nothing of a page as markup, and keeps to a readable measure."""
    from rich.console import Console

    from sayso.reports import MEASURE

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to ``run``: rich would end the program with an error."""
            raise BrokenPipeError

    console = Terminal(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.width = min(console.width, MEASURE)
    return console


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


# --------------------------------------------------------------------------------------------------------------------- the end


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    try:
        code = sayso.main(args=None if arguments is None else list(arguments), prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.exceptions.Abort):
        click.echo("stopped", err=True)
        return STOPPED
    except click.ClickException as error:
        error.show()
        return MISUSE if isinstance(error, click.UsageError) else FAILED
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        return MISUSE if isinstance(error, UsageError) else FAILED
    except BrokenPipeError:
        _close_quietly()
        return DONE


def _close_quietly() -> None:
    """Point standard output nowhere, so that the interpreter does not complain of the broken pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
