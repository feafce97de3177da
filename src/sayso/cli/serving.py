"""The verbs that show a case as pages: ``sayso serve`` and ``sayso demo``."""

from __future__ import annotations

import click

from sayso.cli.console import DONE
from sayso.cli.looking import CASE


@click.command()
@CASE
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="The port; the first free one from 8311 on by default."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at: any but this machine’s own lets others in.",
)
def serve(case: str, port: int | None, host: str) -> int:
    """Open the reading room of a case: a web app on this machine.

    It listens on this machine only, asks no network for anything, and goes on until Ctrl-C.
    """
    from sayso.web.serving import serve as served

    served(
        case, host=host, port=port, told=lambda address: click.echo(f"{case} can be read at {address} until Ctrl-C", err=True)
    )
    return DONE


COMMANDS = (serve,)
