"""How the verbs of a case write what they found: a table to read, lines of JSON, or CSV; and how much of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from sayso.cli.console import DONE, console
from sayso.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

LOOKED_AHEAD = 1000
"""So many rows behind the last one that is shown are counted; where there are more, it is said that there are more."""

Row = TypeVar("Row", bound=Any)
Command = Callable[..., int]


class Form(NamedTuple):
    """How to write: for people where neither is set. ``limit`` is the most rows, None for all."""

    as_json: bool
    as_csv: bool
    limit: int | None

    @property
    def for_people(self) -> bool:
        """Whether it goes to a reader, not to a program."""
        return not (self.as_json or self.as_csv)

    def listed(
        self,
        fetch: Callable[[int | None], Iterable[Row]],
        kind: Any,
        table: Callable[[Sequence[Row]], RenderableType],
        *,
        ahead: int = LOOKED_AHEAD,
    ) -> int:
        """Write the rows of type ``kind`` that ``fetch`` gives when it is told how many are wanted at most. Of those behind
        what is shown, ``ahead`` are counted."""
        if self.limit is None and not self.for_people:
            self.write(fetch(None), kind, lambda: "")  # row by row: there may be more than memory holds
            return DONE
        found = list(fetch(None if self.limit is None else self.limit + ahead))
        rows = found[: self.limit]
        self.write(rows, kind, lambda: table(rows))
        if len(found) > len(rows):
            more = len(found) - len(rows)
            told = "and more" if more == 1 == ahead else f"and {'' if more < ahead else 'at least '}{more:,} more"
            click.echo(f"{told}: --limit says how many are shown, 0 stands for all", err=True)
        return DONE

    def write(self, rows: Iterable[Row], kind: Any, report: Callable[[], RenderableType]) -> None:
        """Write ``rows``, or for people the report; a note where there is nothing."""
        from sayso.casebook import csv_lines, json_line

        if self.as_json:
            for row in rows:
                click.echo(json_line(row))
        elif self.as_csv:
            for line in csv_lines(rows, kind._fields):
                click.echo(line, nl=False)
        elif rows:
            console(wide=True).print(report())
        else:
            click.echo("nothing of that kind is in this case", err=True)


def write_list(rows: Iterable[Any]) -> None:
    """Write rows as one list of JSON, an object a line."""
    from sayso.casebook import json_line

    before = "["
    for row in rows:
        click.echo(f"{before}{json_line(row)}", nl=False)
        before = ",\n"
    click.echo("[]" if before == "[" else "]")


def formed(limit: int | None = None, *, told: str = "Write one JSON line a row.") -> Callable[[Command], Command]:
    """Give a command ``--json`` and ``--csv``, and ``--limit`` where one is given, which holds for people; the command gets
    them as ``form``. ``told`` is what help says of ``--json``."""

    def decorate(command: Command) -> Command:
        @click.option("--json", "as_json", is_flag=True, help=told)
        @click.option("--csv", "as_csv", is_flag=True, help="Write CSV, which a spreadsheet opens.")
        @wraps(command)
        def called(*given: Any, as_json: bool, as_csv: bool, **options: Any) -> int:
            if as_json and as_csv:
                raise UsageError("--json and --csv are two forms; give one of them")
            most = options.pop("limit", None)
            if most is None and not (as_json or as_csv):
                most = limit
            return command(*given, form=Form(as_json, as_csv, most or None), **options)

        return _limited(called, limit) if limit is not None else called

    return decorate


def _limited(command: Command, limit: int) -> Command:
    told = f"Show at most so many rows; 0 for all. {limit} by default, with --json and --csv all."
    return click.option("--limit", type=click.IntRange(min=0), metavar="N", help=told)(command)
