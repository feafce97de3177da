"""The verbs that show a case as pages: ``sayso serve`` and ``sayso demo`` in a browser, ``sayso report`` to be handed on."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from sayso.cli.console import DONE, JOBS, note_trace
from sayso.cli.linking import link_case
from sayso.cli.looking import CASE, keep, opened
from sayso.errors import SaysoError, UsageError

if TYPE_CHECKING:
    from sayso.web.report import Made, Order

_EPOCH = "SOURCE_DATE_EPOCH"
"""The variable by which programs that make files are told at which second they make them."""
_PORT = click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="The port; the first free one from 8311 on by default."
)
_OPEN = click.option("--open", "show", is_flag=True, help="Open it in the browser of this machine, too.")


# ------------------------------------------------------------------------------------------------------------------- to look at


@click.command()
@CASE
@_PORT
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen at: any but this machine’s own lets others in.",
)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="What others call this machine in their browsers, with --host."
)
@_OPEN
def serve(case: str, port: int | None, host: str, names: tuple[str, ...], show: bool) -> int:
    """Open the reading room of a case: a web app on this machine.

    It listens on this machine only, asks no network for anything, and goes on until Ctrl-C.
    """
    from sayso.web.serving import is_own

    opened(case).close()  # raises, with what to do, where there is none
    if not is_own(host):
        told = "whoever reaches it can read the case, and change it. There is no password, and nothing is encrypted."
        click.echo(f"This opens {case} to others at {host}: {told}", err=True)
    return _serve(case, show, host=host, port=port, names=names)


@click.command()
@_PORT
@_OPEN
@JOBS
def demo(port: int | None, show: bool, jobs: int | None) -> int:
    """Open the reading room on the made-up story that comes with sayso.

    Its pages are read, searched for who says what, and linked, which takes a few seconds; what comes of it is gone with
    Ctrl-C.
    """
    from importlib.resources import as_file, files

    with tempfile.TemporaryDirectory(prefix="sayso-demo-") as folder, as_file(files("sayso") / "example" / "pages") as pages:
        case = os.path.join(folder, "ferry.case")
        _fill(case, str(pages), jobs)
        return _serve(case, show, port=port)


def _fill(case: str, pages: str, jobs: int | None) -> None:
    """Make a case of a folder of pages, linked."""
    from sayso.intake import take_in
    from sayso.pages import gather
    from sayso.workers import cores

    click.echo("Reading the made-up story of a ferry ...", err=True)
    with opened(case, write=True) as file:
        take_in(file, gather([pages]), jobs=jobs or cores(), crashed=note_trace)
        link_case(file, jobs=jobs)


def _serve(case: str, show: bool, **where: Any) -> int:
    from sayso.web.serving import serve

    def told(address: str) -> None:
        click.echo(f"{os.path.basename(case)} can be read at {address} until Ctrl-C", err=True)
        if show:
            click.launch(address)

    serve(case, told=told, **where)
    click.echo("closed", err=True)
    return DONE


# ----------------------------------------------------------------------------------------------------------------- to hand on


@click.command()
@CASE
@click.option(
    "-o", "--output", metavar="FILE", help="The file to write, - for standard output; CASE with .html at its end by default."
)
@click.option("--folder", metavar="DIR", help="Write a new folder instead, a file a page: for large cases.")
@click.option(
    "--redact", multiple=True, metavar="NAME", help="Cover this name, however pages write it; give it once for each name."
)
@click.option("--claims", multiple=True, metavar="ID", help="Only these claims, and the articles that tell them.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the N claims on most pages, and their articles.")
@click.option("--title", metavar="WORDS", help="What the report is called.")
def report(
    case: str,
    output: str | None,
    folder: str | None,
    redact: tuple[str, ...],
    claims: tuple[str, ...],
    limit: int | None,
    title: str | None,
) -> int:
    """Write a case as a report: one HTML file, to be handed on.

    It holds the claims with their lineage, the articles with who says what, who is behind it, and the digests of what it was
    made of. It needs no network, no script, and no sayso.
    """
    from sayso.web.report import Order

    if folder is not None and output is not None:
        raise UsageError("--folder writes a folder and --output a file; give one of them")
    chosen = tuple(one for words in claims for one in re.split(r"[\s,]+", words) if one)
    order = Order(_made(), title=title, claims=chosen, limit=limit, redact=redact)
    opened(case).close()
    return _to_folder(case, order, folder) if folder is not None else _to_file(case, order, output)


def _made() -> datetime:
    """Now, or the moment that whoever wants the same bytes again has set."""
    told = os.environ.get(_EPOCH)
    if told is None:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{_EPOCH} must be a number of seconds since 1970, not {told!r}") from error


def _to_folder(case: str, order: Order, folder: str) -> int:
    from sayso.web.report import write_folder

    with opened(case) as file, _explained(folder):
        _tell(write_folder(file, order, folder), order, os.path.join(folder, "index.html"))
    return DONE


def _to_file(case: str, order: Order, output: str | None) -> int:
    from sayso.web.report import write_file

    if output == "-":
        with opened(case) as file:
            write_file(file, order, sys.stdout.buffer)
        return DONE
    path = output or f"{Path(case).stem}.html"
    if not output and os.path.exists(path):
        raise UsageError(f"{path} is there already; name a file with --output")
    keep(case, path)
    with opened(case) as file, _explained(path), _replaced(path) as out:
        made = write_file(file, order, out)
    _tell(made, order, path)
    return DONE


@contextmanager
def _replaced(path: str) -> Iterator[IO[bytes]]:
    """A file that takes the place of ``path``, or of what that links to, once all of it is written. Where there is a device or
    a pipe, nothing takes its place: it is written to."""
    path = os.path.realpath(path)
    folder = os.path.dirname(path)
    if os.path.isdir(path) or not os.path.isdir(folder):
        raise UsageError(f"{path} is a folder; name a file" if os.path.isdir(path) else f"{folder} is no folder; make it first")
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as out:
            yield out
        return
    beside = os.path.join(folder, f".sayso-{secrets.token_hex(4)}")
    try:
        with open(beside, "xb") as out:
            yield out
        if os.path.exists(path):
            shutil.copymode(path, beside)  # who may read it is for its owner to say
        os.replace(beside, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Tells why ``path`` cannot be written."""
    try:
        yield
    except BrokenPipeError:  # whoever reads has seen enough
        raise
    except OSError as error:
        raise SaysoError(f"{path} cannot be written: {error.strerror or error}") from error


def _tell(made: Made, order: Order, path: str) -> None:
    """Say what was written, and what a reader should know before he hands it on."""
    from sayso.reports.prose import plural

    told = (
        f"{path} holds {made.articles:,} {plural('article', made.articles)} on {made.pages:,} pages, {made.size / 1e6:.1f} MB"
    )
    if order.redact:
        told += f"; {made.bars:,} {plural('place', made.bars)} covered"
    click.echo(told, err=True)
    if made.shared:
        click.echo(f"The family name is also that of {', '.join(made.shared)}, and is covered there, too.", err=True)
    if order.redact:
        click.echo(
            "What pages tell about somebody (an office, a town) is not covered. Read it before you hand it on.", err=True
        )


COMMANDS = (serve, demo, report)
