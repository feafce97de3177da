"""The app, served on this machine until it is stopped."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sayso.corpus import Case
from sayso.errors import UsageError
from sayso.web import work

HOST = "127.0.0.1"
PORT = 8311
LARGEST = 256 << 20
"""So many bytes may be sent at once, unless told otherwise."""
_TRIED = 20
_PATIENCE = 3
"""So many seconds a page that is being made may take when the app is stopped."""
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


def serve(
    case: str | os.PathLike[str],
    *,
    host: str = HOST,
    port: int | None = None,
    names: Iterable[str] = (),
    largest: int = LARGEST,
    told: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the reading room of ``case`` at ``host`` and ``port`` until Ctrl-C or a signal to end; without a port, at the first
    free one from 8311 on. ``names`` are what else browsers may call this machine. ``told`` is called with the address once it
    answers. Raises ``CaseError`` where the case cannot be opened, and ``UsageError`` where the port cannot be had."""
    import uvicorn

    from sayso.web.app import app

    path = os.fspath(case)
    Case(path).close()
    listening = bound(host, port)
    port = listening.getsockname()[1]
    made = app(path, hosts=names_of(host, port, names), largest=largest)
    config = uvicorn.Config(made, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none")
    config.timeout_graceful_shutdown = _PATIENCE
    with listening, _until_stopped():
        told(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        uvicorn.Server(config).run(sockets=[listening])
    work.stop()


@contextmanager
def _until_stopped() -> Iterator[None]:
    """Ends without an error at Ctrl-C, and where this process is told to end or loses its terminal, so that whoever waits
    behind it can clean up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # not where nohup took care of it
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def names_of(host: str, port: int, names: Iterable[str] = ()) -> frozenset[str]:
    """How requests may call the app that listens at ``host`` and ``port``."""
    return frozenset(f"{name.lower()}:{port}" for name in (*_LOCAL, f"[{host}]" if ":" in host else host, *names))


def is_own(host: str) -> bool:
    """Whether nobody but this machine reaches what listens at ``host``."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bound(host: str, port: int | None) -> socket.socket:
    """A socket that listens at ``port``, or at the first that is free."""
    why: OSError | None = None
    for tried in [port] if port is not None else range(PORT, PORT + _TRIED):
        made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((host, tried))
            made.listen()
        except OSError as error:
            made.close()
            why = error
        else:
            return made
    where = f"port {port}" if port is not None else f"the ports {PORT} to {PORT + _TRIED - 1}"
    raise UsageError(f"{host} cannot be listened at, {where}: {why.strerror if why else ''}; give another with --port")
