"""Attacks on the web app: what pages, names and reviewers bring is text and nothing else; who asks is who the app is for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

import hostile
from places import every_address
from sayso.corpus import Case
from sayso.web.app import app
from sayso.web.catalogue import DEEDS, NAMED, PAGES, TAKINGS
from sayso.web.safety import FIELDS, LONGEST, WORDS, Guard

Browse = Callable[[str], TestClient]
HOST = "127.0.0.1:8311"
LARGEST = 1 << 20
OURS = {"/static/sayso.js", "/static/import.js"}
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="session")
def trap(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case made by somebody who means harm."""
    return hostile.fill(tmp_path_factory.mktemp("trap") / f"{hostile.MARK}<b onclick=alert(1)>.case")


@pytest.fixture(scope="session")
def trapped(trap: str) -> TestClient:
    """A browser on it."""
    return TestClient(app(trap, hosts=frozenset({HOST}), largest=LARGEST), base_url=f"http://{HOST}", follow_redirects=False)


def token(client: TestClient) -> str:
    """The token that a page shows, bound to the cookie that came with it."""
    found = parser.fromstring(client.get("/import").text).xpath("//input[@name='token']/@value")
    return str(found[0])


# ------------------------------------------------------------------------------------------------------------ what pages bring


def test_the_trap_is_full(trap: str) -> None:
    with Case(trap) as case:
        totals = case.totals()
        assert totals.articles == len(hostile.PAYLOADS)
        assert totals.claims
        assert case.conflicts()
        assert case.links()
        for payload in hostile.PAYLOADS:
            assert any(payload.replace("\0", "\ufffd")[:40] in (row.title or "") for row in case.articles())
            assert any(payload.replace("\0", "\ufffd")[:40] in row.page for row in case.refusals())
        for wanted in (hostile.TAG, hostile.MARK):
            assert any(wanted in row.text for row in case.statements())
            assert any(wanted in (row.name or "") for row in case.sources())


def elements(text: str) -> Iterator[etree._Element]:
    """The elements of a page, as a browser would have them."""
    yield from parser.fromstring(text).iter(etree.Element)


@pytest.mark.parametrize("kind", [*PAGES, *NAMED])
def test_no_page_shows_what_is_brought_as_anything_but_text(trap: str, trapped: TestClient, kind: str) -> None:
    addresses = [
        one for one in every_address(trap) if one.split("?")[0].split("/")[1] in (kind, "" if kind == "overview" else kind)
    ]
    assert addresses
    for address in addresses:
        answer = trapped.get(address)
        assert answer.status_code == 200, address
        assert not STEERING.search(answer.text.replace("\n", "")), address
        check(answer.text, address)


def check(text: str, address: str) -> None:
    """No element, attribute or address of a page is what somebody else made it."""
    for one in elements(text):
        where = f"{address}: <{one.tag} {dict(one.attrib)}>"[:300]
        assert hostile.MARK not in one.tag, where
        assert one.tag not in ("iframe", "object", "embed", "base", "img", "style"), where
        for name, value in one.attrib.items():
            assert hostile.MARK not in name, where
            assert not name.lower().startswith("on"), where
            assert name != "style", where
            if name in ("href", "src", "action", "formaction", "xlink:href", "data", "cite", "poster", "ping"):
                assert leads_well(value), where
        if one.tag == "script":
            assert one.get("src") in OURS, where
            assert not (one.text or "").strip(), where
        if one.tag == "meta" and one.get("http-equiv"):
            assert (one.get("http-equiv"), one.get("content")) == ("refresh", "2"), where


def leads_well(address: str) -> bool:
    """Whether an address stays in the app, or leads out by HTTP."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") or (not parts.scheme and not parts.netloc and address[:1] in ("/", "#"))


def test_searching_for_an_attack_is_harmless(trapped: TestClient) -> None:
    for payload in (
        *hostile.PAYLOADS,
        "[script]",
        "a OR b",
        'title:"x',
        "NEAR(",
        "*",
        "\x00",
        "%00",
        "'; DROP TABLE articles;--",
    ):
        address = f"/search?q={quote(payload[:2000], errors='replace')}"
        answer = trapped.get(address)
        assert answer.status_code == 200, payload[:50]
        check(answer.text, address[:80])


def test_a_file_of_an_attack_is_no_page(trap: str, trapped: TestClient) -> None:
    with Case(trap) as case:
        claim = case.claims(limit=1)[0].id
    for address in ("/articles.csv", "/articles.json", "/refusals.csv", "/reviews.json", f"/claim/{claim}.json"):
        answer = trapped.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-disposition"].startswith("attachment"), address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert not answer.headers["content-type"].startswith("text/html"), address


def test_the_name_of_a_file_cannot_break_its_head(trap: str, trapped: TestClient) -> None:
    with Case(trap) as case:
        outlets = [row.name for row in case.outlets()]
    for name in outlets:
        answer = trapped.get(f"/outlet/{quote(name, safe='')}.json")
        if answer.status_code == 200:
            told = answer.headers["content-disposition"]
            assert re.fullmatch(r'attachment; filename="[\w.-]+"', told, re.A), told[:200]


# ----------------------------------------------------------------------------------------------------------------- who asks


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8311", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8312", "", "127.0.0.1:8311.evil.example"],
)
def test_another_name_is_not_answered(room: str, browse: Browse, host: str) -> None:
    answer = browse(room).get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "sayso" not in answer.text


def test_the_usual_port_may_be_left_out(room: str) -> None:
    made = app(room, hosts=frozenset({"127.0.0.1:80", "[::1]:80"}), largest=LARGEST)
    for host in ("127.0.0.1", "127.0.0.1:80", "[::1]"):
        assert TestClient(made, base_url="http://127.0.0.1").get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_not_answered(room: str, browse: Browse, method: str) -> None:
    answer = browse(room).request(method, "/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


def posts() -> list[str]:
    """Every path that takes a form."""
    return [path.replace("{name}", "x") for path in (*DEEDS, *TAKINGS)]


def test_all_paths_that_take_forms_are_known(room: str) -> None:
    made = app(room, hosts=frozenset({HOST}), largest=LARGEST).app
    assert isinstance(made, Starlette)
    taking = {route.path for route in made.routes if isinstance(route, Route) and "POST" in (route.methods or ())}
    assert taking == {*DEEDS, *TAKINGS}
    assert {"/import", "/link"} <= taking


@pytest.mark.parametrize("path", posts())
def test_nothing_is_written_without_the_token_of_the_browser(own_room: str, browse: Browse, path: str) -> None:
    before = Path(own_room).read_bytes()
    client = browse(own_room)
    good, other = token(client), token(browse(own_room))
    assert good != other
    for wrong in (None, "", "x", good[:-1], good + "0", other, "é"):
        words = {"note": "x"} if wrong is None else {"token": wrong}
        assert client.post(path, data=words).status_code == 403, wrong
        assert client.post(path, data=words, files={"pages": ("a.txt", b"words")}).status_code in (400, 403), wrong
    assert client.post(f"{path}?token={good}", data={"note": "x"}).status_code == 403
    assert client.post(path, content=f"token={good}", headers={"content-type": "text/plain"}).status_code == 415
    assert client.post(path, content=f'{{"token": "{good}"}}', headers={"content-type": "application/json"}).status_code == 415
    assert Path(own_room).read_bytes() == before


@pytest.mark.parametrize("path", posts())
@pytest.mark.parametrize(
    "head",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8311"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_nothing_is_taken_from_another_site(own_room: str, browse: Browse, path: str, head: dict[str, str]) -> None:
    client = browse(own_room)
    answer = client.post(path, data={"token": token(client)}, headers=head)
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_what_its_own_page_sends_is_taken(own_room: str, browse: Browse) -> None:
    client = browse(own_room)
    with Case(own_room) as case:
        statement = case.statements(limit=1)[0].id
    head = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
    words = {"token": token(client), "judgement": "note", "note": "looked at"}
    assert client.post(f"/statement/{statement}/review", data=words, headers=head).status_code == 303
    with Case(own_room) as case:
        assert [row.note for row in case.reviews()] == ["looked at"]


def test_apps_at_two_ports_do_not_disturb_each_other(room: str) -> None:
    made = [TestClient(app(room, hosts=frozenset({host}), largest=LARGEST)) for host in (HOST, "127.0.0.1:8312")]
    names = [
        client.get("/about", headers={"host": host}).headers["set-cookie"]
        for client, host in zip(made, (HOST, "127.0.0.1:8312"), strict=True)
    ]
    assert names[0].startswith("sayso-8311=")
    assert names[1].startswith("sayso-8312=")
    assert all("HttpOnly" in name and "SameSite" in name for name in names)


@pytest.mark.parametrize("cookie", ["x", "a" * 5000, "a b", "é" * 30, "../../etc/passwd", '"><script>'])
def test_an_odd_cookie_is_replaced(room: str, browse: Browse, cookie: str) -> None:
    answer = browse(room).get("/about", headers={b"cookie": f"sayso-8311={cookie}".encode()})
    assert answer.status_code == 200
    assert re.match(r"sayso-8311=[\w-]{20,64};", answer.headers["set-cookie"])


# ----------------------------------------------------------------------------------------------------------- what is answered


@pytest.mark.parametrize("address", ["/", "/nothing", "/articles.csv", "/static/sayso.css", "/claims?page=x"])
def test_every_answer_says_what_a_page_may_do(room: str, browse: Browse, address: str) -> None:
    head = browse(room).get(address).headers
    policy = head["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert head["x-content-type-options"] == "nosniff"
    assert head["cross-origin-opener-policy"] == head["cross-origin-resource-policy"] == "same-origin"
    assert head["cache-control"] in ("no-store", "no-cache")
    assert len(head.get_list("cache-control")) == 1


def test_the_answer_to_a_bug_says_it_too_and_tells_nothing(room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("/home/secret")

    monkeypatch.setattr("sayso.web.app.render", fail)
    made = app(room, hosts=frozenset({HOST}), largest=LARGEST)
    answer = TestClient(made, base_url=f"http://{HOST}", raise_server_exceptions=False).get("/about")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..%5capp.py",
        "/static/sayso.css%00.html",
        "/static/",
        "/article/..%2f..%2fetc%2fpasswd",
        "/claim/%00",
        "/outlet/..%2f..%2f.json",
        "/conflict/%2e%2e.csv",
    ],
)
def test_no_path_leads_out(room: str, browse: Browse, path: str) -> None:
    answer = browse(room).get(path)
    assert answer.status_code == 404, answer.text[:200]
    assert "def " not in answer.text
    assert "root:" not in answer.text


ODD = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    [
        "\x00",
        "\u202e",
        "9" * 400,
        "-1",
        "0",
        "1e9",
        "٣",
        "1\n2",
        "%",
        "x" * 3000,
        "2031-13-99",
        "<b>",
        "any",
        "kind",
        "../..",
        "'\"",
    ]
)


@pytest.mark.parametrize("kind", PAGES)
@settings(max_examples=5, deadline=None)
@given(values=st.lists(ODD, min_size=12, max_size=12))
def test_odd_questions_get_a_clear_answer(kind: str, trapped: TestClient, values: list[str]) -> None:
    names = ("page", "q", "outlet", "since", "text", "kind", "name", "part", "reason", "source", "left", "class")
    query = "&".join(f"{name}={quote(value)}" for name, value in zip(names, values, strict=True))
    address = f"{'' if kind == 'overview' else kind}"
    answer = trapped.get(f"/{address}?{query}&page=1&page={quote(values[0])}")
    assert answer.status_code in (200, 400, 404), answer.text[-300:]
    check(answer.text, address)


@pytest.mark.parametrize("query", ["%ff%fe", "a=%", "=&=&&", "page=%00", "page=99999999999999999999", "&" * 500, "q=%c3%28"])
def test_a_query_that_is_none_is_harmless(trapped: TestClient, query: str) -> None:
    for kind in PAGES:
        answer = trapped.get(f"/{'' if kind == 'overview' else kind}?{query}")
        assert answer.status_code in (200, 400, 404), (kind, query)
        assert "<h1" in answer.text


# ---------------------------------------------------------------------------------------------------------- how much is sent


def multipart(size: int, token: str) -> tuple[bytes, dict[str, str]]:
    """A form with a file of so many bytes, and its head."""
    body = f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n--b\r\n'
    body += 'Content-Disposition: form-data; name="pages"; filename="a.txt"\r\n\r\n' + "x" * size + "\r\n--b--\r\n"
    return body.encode(), {"content-type": "multipart/form-data; boundary=b"}


@pytest.mark.parametrize("length", ["true", "none", "lying"])
def test_what_is_too_large_is_refused_while_it_comes(own_room: str, browse: Browse, length: str) -> None:
    client = browse(own_room)
    body, head = multipart(3 * LARGEST, token(client))
    pieces = (body[at : at + 65536] for at in range(0, len(body), 65536))
    if length == "lying":
        head["content-length"] = "10"
    answer = client.post("/import", content=body if length == "true" else pieces, headers=head)
    assert answer.status_code == 413
    assert "1 MB can be sent at once" in answer.text
    assert "<h1" in answer.text


def test_only_so_much_is_read_of_what_never_ends(own_room: str, browse: Browse) -> None:
    client = browse(own_room)
    _, head = multipart(0, "")
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while read < 100 * LARGEST:
            read += 65536
            yield b"x" * 65536

    assert client.post("/import", content=endless(), headers=head).status_code in (400, 413)


def test_a_form_without_files_is_small(own_room: str, browse: Browse) -> None:
    client = browse(own_room)
    told = token(client)
    for words in (
        {"token": told, "note": "x" * (LONGEST + 1)},
        {"token": told, **{f"n{number}": "x" for number in range(FIELDS + 1)}},
        {"token": told, **{f"n{number}": "x" * 60_000 for number in range(WORDS // 60_000 + 1)}},
    ):
        assert client.post("/link", data=words).status_code in (400, 413)
    assert client.post("/link", data={"token": told}, files={"pages": ("a.txt", b"words")}).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        b"--b\r\n\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        b"\x00" * 100,
        b"--b--\r\n" * 100,
    ],
)
def test_a_broken_form_is_refused(own_room: str, browse: Browse, body: bytes) -> None:
    client = browse(own_room)
    head = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/import", content=body, headers=head).status_code in (400, 403)
    assert client.post("/import", content=body, headers={"content-type": "multipart/form-data"}).status_code in (400, 403)


@pytest.mark.parametrize("media", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_who_stops_sending_is_no_bug(room: str, media: str) -> None:
    came: Iterator[dict[str, object]] = iter(
        [{"type": "http.request", "body": b"--x", "more_body": True}, {"type": "http.disconnect"}]
    )
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return next(came)

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(dict(message))

    head = [(b"host", HOST.encode()), (b"content-type", media.encode())]
    scope = {"type": "http", "method": "POST", "path": "/import", "query_string": b"", "scheme": "http", "headers": head}
    asyncio.run(app(room, hosts=frozenset({HOST}), largest=LARGEST)(scope, receive, send))
    assert sent[0]["status"] == 400


def test_the_guard_passes_on_what_is_no_request() -> None:
    seen: list[str] = []

    async def inner(scope: dict[str, str], receive: object, send: object) -> None:
        seen.append(scope["type"])

    asyncio.run(Guard(inner, hosts=frozenset(), largest=1)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
