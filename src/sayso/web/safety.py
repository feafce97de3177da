"""What stands between a browser and the app: who may ask, how much may be sent, and what a page may do.

Only requests to a host that the app was opened for are answered, so that no other site reaches it through a name of its own
(DNS rebinding). A form must bring back a token that only a page of the app could show it (double submit, bound to a cookie
that other sites cannot send). Every answer has a Content-Security-Policy that allows no inline script or style, no frame, and
nothing from elsewhere; nothing is kept by the browser.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse

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
COOKIE = "sayso"
TOKEN = "token"
_SECRET = secrets.token_bytes(32)


def token_of(request: Request) -> str:
    """The token that forms of this browser must bring back."""
    return _signed(request.scope["sayso.session"])


def _signed(session: str) -> str:
    return hmac.new(_SECRET, session.encode("utf-8", "replace"), "sha256").hexdigest()


class Guard:
    """The middleware that lets in what may come in, and marks what goes out."""

    def __init__(self, app: Any, *, hosts: frozenset[str], largest: int) -> None:
        self.app = app
        self.hosts = hosts
        self.largest = largest

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if request.headers.get("host", "").lower() not in self.hosts:
            await PlainTextResponse("This app answers only at the address that it was opened at.", 421)(scope, receive, send)
            return
        session = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        scope["sayso.session"] = session
        is_new = COOKIE not in request.cookies

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = dict(HEADERS)
                if not scope["path"].startswith("/static/"):
                    told["cache-control"] = "no-store"
                if is_new:
                    told["set-cookie"] = f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
                message["headers"] = [*message["headers"], *((name.encode(), value.encode()) for name, value in told.items())]
            await send(message)

        await self.app(scope, receive, marked)
