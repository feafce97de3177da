"""What commands print with: consoles, notes of what was refused or crashed, and the options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.pages import Pile
    from sayso.records import Refusal
    from sayso.workers import Crash

DONE, FAILED, MISUSE, SOME_REFUSED, STOPPED = 0, 1, 2, 3, 130

_WIDE = 120
"""No table is wider, however wide the terminal: the eye would lose its row."""

ENGINE = click.option(
    "--engine",
    type=click.Choice(["model", "grammar"]),
    default="model",
    show_default=True,
    help="What finds attributions: a network, or rules that need no model.",
)
LEAST = click.option(
    "--least",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out attributions that are less sure than this, from 0 to 1.",
)
JOBS = click.option(
    "--jobs", "-j", type=click.IntRange(min=1), help="How many processes; as many as there are cores by default."
)


def console(*, stderr: bool = False, wide: bool = False) -> Console:
    """A console that reads nothing of a page as markup, and keeps to a readable measure; ``wide`` is that of tables."""
    from rich.console import Console

    from sayso.reports import MEASURE

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to ``run``: rich would end the program with an error."""
            raise BrokenPipeError

    made = Terminal(stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False)
    made.width = min(made.width, _WIDE if wide else MEASURE)
    return made


def exit_code(done: int, refused: int) -> int:
    """The code that tells how much was done."""
    return DONE if not refused else SOME_REFUSED if done else FAILED


def note_passed_over(pile: Pile) -> None:
    """Say how many files of folders were no pages."""
    if pile.passed_over:
        click.echo(f"{len(pile.passed_over)} other files in these folders are no pages and were passed over.", err=True)


def note_trace(trace: str) -> None:
    """Show the trace of a bug, which is never swallowed."""
    if trace:
        click.echo(trace, err=True, nl=False)


def note_crash(crash: Crash) -> Refusal:
    """The refusal of a page that sayso failed on; the trace goes to standard error."""
    note_trace(crash.trace)
    return crash.refusal


def note_refusals(refusals: Sequence[Refusal]) -> None:
    """Say what was refused, why, and what to do next."""
    from sayso.reports import refusal_report

    err = console(stderr=True)
    for refusal in refusals:
        err.print(refusal_report(refusal))
