"""The app, served on this machine until it is stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from sayso.corpus import Case
from sayso.errors import UsageError

HOST = "127.0.0.1"
PORT = 8311
LARGEST = 256 << 20
"""So many bytes may be sent at once, unless told otherwise."""
_TRIED = 20
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def serve(
    case: str | os.PathLike[str],
    *,
    host: str = HOST,
    port: int | None = None,
    largest: int = LARGEST,
    told: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the reading room of ``case`` at ``host`` and ``port`` until Ctrl-C; without a port, at the first free one from
    8311 on. ``told`` is called with the address once it answers. Raises ``CaseError`` where the case cannot be opened, and
    ``UsageError`` where the port cannot be had."""
    import uvicorn

    from sayso.web.app import app

    path = os.fspath(case)
    Case(path).close()
    listening = _bound(host, port)
    port = listening.getsockname()[1]
    names = {f"{name}:{port}" for name in (*_LOCAL, f"[{host}]" if ":" in host else host)}
    made = app(path, hosts=frozenset(names), largest=largest)
    config = uvicorn.Config(made, log_level="warning", access_log=False, server_header=False, lifespan="off")
    with listening:
        told(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int | None) -> socket.socket:
    """A socket that listens at ``port``, or at the first that is free."""
    why: OSError | None = None
    for tried in [port] if port is not None else range(PORT, PORT + _TRIED):
        made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((host, tried))
        except OSError as error:
            made.close()
            why = error
        else:
            return made
    where = f"port {port}" if port is not None else f"the ports {PORT} to {PORT + _TRIED - 1}"
    raise UsageError(f"{host} cannot be listened at, {where}: {why.strerror if why else ''}; give another with --port")
