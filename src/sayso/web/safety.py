"""What stands between a browser and the app: who may ask, how much may be sent, and what a page may do.

Only requests to a host that the app was opened for are answered, so that no other site reaches it through a name of its own
(DNS rebinding). What writes has to come from a page of the app: a browser says where a form was sent from, and the form must
bring back a token that only a page of the app could show (bound to a cookie, and to this run of the app). Bodies are counted as
they come in, whatever their length was said to be. Every answer has a Content-Security-Policy that allows no inline script or
style, no frame, and nothing from elsewhere; nothing is kept by the browser.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
METHODS = ("GET", "HEAD", "POST")
TOKEN = "token"
WORDS = 1 << 20
"""So many bytes a form without files may have."""
FIELDS = 200
FILES = 1000
LONGEST = 1 << 16
"""So many bytes one field of a form may have."""
_SECRET = secrets.token_bytes(32)
_SESSION = re.compile(r"[\w-]{20,64}", re.A)
_PATIENCE = 2
"""So many times of what is allowed is read and thrown away before a request that is too large is refused: a browser reads no
answer while it sends."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

# -------------------------------------------------------------------------------------------------------------------- tokens


def token_of(request: Request) -> str:
    """The token that forms of this browser must bring back."""
    return _signed(request.scope["sayso.session"])


def _signed(session: str) -> str:
    return hmac.new(_SECRET, session.encode("ascii"), "sha256").hexdigest()


async def form_of(request: Request, *, files: int = 0) -> FormData:
    """The form that a request brings, with ``files`` at most. Raises ``HTTPException``: 403 for a form without the token of its
    browser, 413 for one that is too large, 415 for what is no form, 400 for one that is broken, or whose
    sender is gone."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() not in _FORMS:
        raise HTTPException(415, "Only forms can be sent here.")
    if not files:
        request.scope["sayso.allowed"] = min(request.scope["sayso.allowed"], WORDS)
    try:
        form = await request.form(max_files=files, max_fields=FIELDS, max_part_size=LONGEST)
    except ClientDisconnect as error:  # who stops sending is no bug
        raise HTTPException(400, "This form did not come to its end.") from error
    told = form.getlist(TOKEN)
    if len(told) != 1 or not isinstance(told[0], str) or not _is_same(told[0], token_of(request)):
        await form.close()
        raise HTTPException(403, _STALE)
    return form


def _is_same(told: str, token: str) -> bool:
    return hmac.compare_digest(told.encode("utf-8", "surrogatepass"), token.encode("ascii"))


_STALE = (
    "This form did not come from a page that this app has shown since it was started, and nothing was done. Go back, load the"
    " page again, and send it once more."
)

# --------------------------------------------------------------------------------------------------------------------- guard


class Guard:
    """The application around the app, which lets in what may come in, and marks what goes out. ``hosts`` are the names with the
    port that the app was opened for; ``largest`` is how many bytes may be sent at once."""

    def __init__(self, app: Any, *, hosts: frozenset[str], largest: int) -> None:
        self.app = app
        self.hosts = hosts
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused is not None:
            await refused(scope, receive, _marked(scope, send, {}))
            return
        name = f"sayso-{_with_port(request.headers['host']).rpartition(':')[2]}"  # apps at other ports see the same cookies
        known = request.cookies.get(name, "")
        session = known if _SESSION.fullmatch(known) else secrets.token_urlsafe(24)
        scope["sayso.session"], scope["sayso.allowed"] = session, self.largest
        # Lax, not Strict: who comes by a link from elsewhere brings it too, and no page that he has open loses its token
        told = {} if session == known else {"set-cookie": f"{name}={session}; Path=/; HttpOnly; SameSite=Lax"}
        await self.app(scope, _counted(scope, receive), _marked(scope, send, told))

    def _refused(self, request: Request) -> Response | None:
        """The answer to what is not let in at all."""
        headers = request.headers
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _with_port(hosts[0]) not in self.hosts:
            return PlainTextResponse("This app answers only at the address that it was opened at.", 421)
        if request.method not in METHODS:
            return PlainTextResponse("Only GET, HEAD and POST are answered here.", 405, {"allow": ", ".join(METHODS)})
        if request.method == "POST" and not _is_ours(headers.get("origin"), headers.get("sec-fetch-site"), hosts[0]):
            return PlainTextResponse("What another site sends is not taken.", 403)
        return None


def _with_port(host: str) -> str:
    """A host as it is compared: browsers leave out the port that is the usual one."""
    told = host.strip().lower()
    return told if re.search(r":\d+$", told) else f"{told}:80"


def _is_ours(origin: str | None, site: str | None, host: str) -> bool:
    """Whether what a browser says of where a form was sent from, as far as it says so, is this app."""
    return (origin is None or origin.lower() == f"http://{host.lower()}") and site in (None, "same-origin", "none")


def _counted(scope: Scope, receive: Receive) -> Receive:
    """What comes in, up to what is allowed. Raises ``HTTPException`` where it is more, once it was read to its end, or far too
    much of it was."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        allowed = scope["sayso.allowed"]
        if came <= allowed:
            return message
        while message.get("more_body") and came <= allowed * _PATIENCE:
            message = await receive()
            came += len(message.get("body", b""))
        size = f"{allowed / (1 << 20):,.0f} MB" if allowed >= 1 << 20 else f"{allowed:,} bytes"
        raise HTTPException(413, f"This is too large: {size} can be sent at once. Nothing of it was taken; send it in parts.")

    return counted


def _marked(scope: Scope, send: Send, told: dict[str, str]) -> Send:
    """What goes out, with the headers that every answer has."""
    told = HEADERS | told | {"cache-control": "no-cache" if scope["path"].startswith("/static/") else "no-store"}

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.decode("latin-1").lower() not in told]
            message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in told.items())]
        await send(message)

    return marked
