"""The local web app: from a request to a page of the catalogue, and from a form to what it does. It knows HTTP, and decides
nothing.

Each request opens the case anew, which takes a millisecond, and closes it: a connection belongs to one thread, and what another
program writes is seen at once. Pages are made in threads, so that a slow one holds nobody up.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.casebook import csv_lines, json_line
from sayso.corpus import Case
from sayso.errors import CaseError, SaysoError, UsageError
from sayso.web.addresses import Served
from sayso.web.catalogue import DEEDS, NAMED, PAGES, TAKINGS
from sayso.web.rendering import render
from sayso.web.safety import FILES, TOKEN, Guard, form_of, token_of
from sayso.web.shown import Asked, Asking, Deed, Sheet, Shown, Taking, Upload
from sayso.web.views.failure import failure
from sayso.web.work import bench

STATIC = str(files("sayso.web").joinpath("static"))
_HELD = 8 << 20
"""So many bytes of a file that is asked for are held in memory."""
_LINKING = "The pages are being linked, and nothing else can be written until that is done; send this again then."


@dataclass(frozen=True, slots=True)
class _Room:
    """The app on one case: what its routes need to know."""

    case: str

    def shown(self, request: Request, asking: Asking) -> Shown:
        """What a page shows."""
        asked = Asked(request.query_params)
        with Case(self.case) as case:
            return asking(case, request.path_params.get("name", ""), asked)

    def page(self, request: Request, asking: Asking) -> Response:
        """A page as HTML."""
        shown = self.shown(request, asking)
        return _html(request, shown.template, page=shown, view=shown.view)

    def download(self, request: Request, asking: Asking) -> Response:
        """A list, a record or a picture of a page as a file."""
        asked = Asked(request.query_params)
        name, part, form = (request.path_params.get(key, "") for key in ("name", "part", "form"))
        with Case(self.case) as case:
            shown = asking(case, name, asked)
            if form == "svg" and part in shown.pictures:
                return _file([shown.pictures[part].file()], "image/svg+xml", f"{part}.svg")
            if form == "json" and not part and shown.record is not None:
                return _file([json_line(shown.record), "\n"], "application/json", f"{name}.json")
            if part in shown.sheets and form in _WRITTEN:
                write, media = _WRITTEN[form]
                kind = part or request.path_params["kind"]
                return _file(write(shown.sheets[part]), media, f"{kind}.{form}")
        raise CaseError(f"there is no {form.upper()} of this page; its address without the ending shows it")

    async def do(self, request: Request, deed: Deed) -> Response:
        """What a form asks for, and then the page that shows what came of it."""
        form = await form_of(request)
        where = await run_in_threadpool(self._done, request, deed, _words(form))
        return RedirectResponse(where, status_code=303)

    def _done(self, request: Request, deed: Deed, words: Mapping[str, str]) -> str:
        if bench(self.case).is_linking:
            raise UsageError(_LINKING)  # at once: the case would have it wait for half a minute, and then refuse it too
        with Case(self.case, write=True) as case:
            return deed(case, request.path_params.get("name", ""), words)

    async def take(self, request: Request, taking: Taking) -> Response:
        """What a form with files asks for, and then the page that shows what comes of it."""
        form = await form_of(request, files=FILES)
        brought = [Upload(one.filename or "", one.file) for _, one in form.multi_items() if isinstance(one, UploadFile)]
        try:
            where = await run_in_threadpool(taking, self.case, _words(form), brought)
        finally:
            await form.close()
        return RedirectResponse(where, status_code=303)


def _words(form: FormData) -> dict[str, str]:
    """What a form says, but for its token."""
    return {name: value for name, value in form.multi_items() if isinstance(value, str) and name != TOKEN}


def _html(request: Request, template: str, status: int = 200, **words: Any) -> Response:
    """A template as a response. Every page knows where it is, and has the token that a form must bring back."""
    here = str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
    addresses = Served()
    told: dict[str, Any] = {"here": here, "token": token_of(request), "largest": request.scope["sayso.allowed"]}
    return HTMLResponse(render(template, addresses, **told, **words), status)


def _csv(sheet: Sheet) -> Iterator[str]:
    if sheet.flat is None:
        return csv_lines(sheet.rows(), sheet.kind._fields)
    kind, line = sheet.flat
    return csv_lines(map(line, sheet.rows()), kind._fields)


def _json(sheet: Sheet) -> Iterator[str]:
    """Rows as one list of JSON, an object a line."""
    before = "["
    for row in sheet.rows():
        yield f"{before}{json_line(row)}"
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


_WRITTEN: Mapping[str, tuple[Callable[[Sheet], Iterator[str]], str]] = {
    "csv": (_csv, "text/csv"),
    "json": (_json, "application/json"),
}


def _file(lines: Iterable[str], media: str, name: str) -> Response:
    """Something to be kept as a file, which no browser opens as a page of this one. What is long goes over a file that nobody
    else sees: the rows of a large case need not fit in memory, and must be read in the thread that opened it."""
    spool = SpooledTemporaryFile(_HELD)  # noqa: SIM115
    for line in lines:
        spool.write(line.encode("utf-8", "replace"))
    size = spool.tell()
    spool.seek(0)
    plain = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)[-100:]
    head = {"Content-Disposition": f'attachment; filename="{plain}"', "Content-Length": str(size)}
    return StreamingResponse(_chunks(spool), media_type=media, headers=head)


def _chunks(spool: IO[bytes]) -> Iterator[bytes]:
    with spool:
        while chunk := spool.read(1 << 16):
            yield chunk


# ------------------------------------------------------------------------------------------------------------------- failures


def _failed(request: Request, error: Exception) -> Response:
    """What sayso can explain: misuse, what is not there, or a file that cannot be read or written now."""
    is_file = isinstance(error.__cause__, sqlite3.Error)
    status = 503 if is_file else 400 if isinstance(error, UsageError) else 404 if isinstance(error, CaseError) else 500
    return _told(request, status, str(error))


def _lost(request: Request, error: Exception) -> Response:
    """An address that leads nowhere, a method that it does not take, a form that is not taken."""
    assert isinstance(error, HTTPException)
    known = {404: "There is no page at this address.", 405: "Nothing can be sent to this address."}
    return _told(request, error.status_code, known.get(error.status_code, error.detail))


def _told(request: Request, status: int, message: str) -> Response:
    view = failure(status, message, request.url.path, asked=bool(request.url.query), lists=PAGES)
    return _html(request, "failed.html", status, title=view.title, view=view)


def _broken(request: Request, error: Exception) -> Response:
    """A bug: the reader is told that it is none of his doing. Its trace goes to standard error, by the server."""
    return PlainTextResponse("sayso ran into a bug of its own; the terminal in which it runs shows its trace.", status_code=500)


# --------------------------------------------------------------------------------------------------------------------- routes


def app(case: str, *, hosts: frozenset[str], largest: int) -> Guard:
    """The app on ``case``, for requests to these ``hosts`` (names with the port), with bodies of ``largest`` bytes at most."""
    room = _Room(case)
    made = Starlette(
        routes=[*_routes(room), Mount("/static", StaticFiles(directory=STATIC), name="static")],
        exception_handlers={SaysoError: _failed, HTTPException: _lost, Exception: _broken},
    )
    return Guard(made, hosts=hosts, largest=largest)  # around all of it, so that answers to bugs are marked too


def _routes(room: _Room) -> Iterator[Route]:
    for path, deed in DEEDS.items():
        yield Route(path, _doing(room.do, deed), methods=["POST"])
    for path, taking in TAKINGS.items():
        yield Route(path, _doing(room.take, taking), methods=["POST"])
    for kind, asking in PAGES.items():
        yield Route("/" if kind == "overview" else f"/{kind}", _with(room.page, asking))
        yield Route(f"/{kind}.{{form}}", _with(room.download, asking, kind))
        yield Route(f"/{kind}/{{part}}.{{form}}", _with(room.download, asking, kind))
    for kind, asking in NAMED.items():
        yield Route(f"/{kind}/{{name}}.{{form}}", _with(room.download, asking, kind))
        yield Route(f"/{kind}/{{name}}", _with(room.page, asking))
        yield Route(f"/{kind}/{{name}}/{{part}}.{{form}}", _with(room.download, asking, kind))


def _with(answer: Callable[[Request, Asking], Response], asking: Asking, kind: str = "") -> Callable[[Request], Response]:
    def answered(request: Request) -> Response:
        if kind:
            request.path_params["kind"] = kind
        return answer(request, asking)

    return answered


def _doing(do: Callable[[Request, Any], Awaitable[Response]], deed: Deed | Taking) -> Callable[[Request], object]:
    async def done(request: Request) -> Response:
        return await do(request, deed)

    return done
