"""The command line: data on standard output, notes and progress on standard error.

Exit codes: 0 done, 1 failed, 2 misuse, 3 done but some inputs were refused, 130 stopped by Ctrl-C. Each command imports what
it needs when it runs, so that ``sayso --help`` is quick.

Here is the group of all commands, and how a run ends. ``pages`` has the verbs for pages, ``adding``, ``looking``, ``linking``
and ``reviewing`` those for a case; ``console`` is what they print with, ``forms`` how a list is written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from sayso.cli import adding, linking, looking, pages, reviewing, serving
from sayso.cli.console import DONE, FAILED, MISUSE, SOME_REFUSED, STOPPED
from sayso.errors import SaysoError, UsageError

__all__ = ["DONE", "FAILED", "MISUSE", "SOME_REFUSED", "STOPPED", "main", "run", "sayso"]

_ABOUT = """\
sayso reads saved news pages and answers, for each statement: on whose say-so?

Three commands to try:
  sayso show --summary $(sayso example)   a made-up story, told by made-up outlets, a line a page
  sayso show PAGE                         who says what on one of them, or on a saved page of your own
  sayso explain PAGE 3                    on which words the third statement of it rests

Many pages go into a case, which is one file: sayso add story.case PAGE...
sayso --help lists all commands.
"""

_SECTIONS = {
    "One page": ("read", "show", "explain", "analyze", "example"),
    "A case: many pages in one file": (
        "add", "ls", "find", "statements", "statement", "sources", "source", "outlets", "outlet", "refusals", "review",
        "reviews", "export", "doctor",
    ),
    "What ties the pages of a case": ("link", "claims", "claim", "conflicts", "compare", "links", "regroup"),
    "A case to look at and to hand on": ("serve", "demo", "report"),
}  # fmt: skip
"""The commands, in the order in which help lists them."""


class _Group(click.Group):
    """A group that lists its commands under headings, and fails of no broken pipe."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError as error:
            raise BrokenPipeError from error  # without its number: click ends a run of that number as failed

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for names in _SECTIONS.values() for name in names]

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, names in _SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(80)) for name in names])


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, help="Print the version.")
@click.pass_context
def sayso(context: click.Context, version: bool) -> None:
    """Who says what on saved news pages, through whom, and how firmly.

    A PAGE is a file (HTML, MHTML or plain text, also gzipped), a folder of such files, or - for standard input. A CASE is a
    file that holds many pages.
    """
    if version:
        from sayso import __version__

        click.echo(f"sayso {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(_ABOUT, nl=False)
    else:
        _check_outlets()


def _check_outlets() -> None:
    """Read the user's table of outlets, if there is one: where it is wrong, nothing is begun."""
    from sayso.outlets import VARIABLE, outlets

    if os.environ.get(VARIABLE):
        outlets()


for command in (
    *pages.COMMANDS,
    *adding.COMMANDS,
    *looking.COMMANDS,
    *linking.COMMANDS,
    *reviewing.COMMANDS,
    *serving.COMMANDS,
):
    sayso.add_command(command)


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
        click.echo(f"sayso: {_safe(str(error))}", err=True)
        return MISUSE if isinstance(error, UsageError) else FAILED
    except BrokenPipeError:
        _close_quietly()
        return DONE


def _safe(message: str) -> str:
    """A message without what could steer a terminal: it may name what stands in a file."""
    from sayso.reports import safe

    return safe(message)


def _close_quietly() -> None:
    """Point standard output nowhere, so that the interpreter does not complain of the broken pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
