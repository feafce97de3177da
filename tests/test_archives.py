"""Archives: records in = pages + refusals + not pages, whatever the file; nothing raises, and memory stays bounded."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import random
import socket
import struct
import sys
import tracemalloc
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.pages import gather, read
from sayso.pages.archives import Entry, Line, NotPage, entries
from sayso.pages.archives.addresses import address, moment
from sayso.pages.archives.bodies import unchunk, unwrap
from sayso.pages.archives.streams import Stream
from sayso.pages.files import MOST_BYTES
from sayso.records import Article, Page, Refusal
from stories import BODY, TITLE, story
from strategies import AWKWARD

TEXT = "\n".join(BODY)
HTML = "".join(f"<p>{text}</p>" for text in BODY)
DAY = "2031-03-04T10:00:00Z"

# -------------------------------------------------------------------------------------------------------------------- the tools


def record(
    kind: str, block: bytes, *, url: str | None = "https://courier.example/1", length: object = None, **headers: str
) -> bytes:
    """A WARC record. ``length`` is what it says that its block takes; ``headers`` stand before that."""
    carried = {"response": "application/http; msgtype=response", "request": "application/http; msgtype=request"}
    given_headers = {
        "WARC-Type": kind,
        "WARC-Date": DAY,
        "Content-Type": carried.get(kind, "text/plain"),
        **({"WARC-Target-URI": url} if url is not None else {}),
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": len(block) if length is None else length,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in given_headers.items())
    return f"WARC/1.1\r\n{head}\r\n".encode("utf-8", "surrogateescape") + block + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", media: str | None = "text/html; charset=utf-8", **headers: str) -> bytes:
    """What a server answers, as it stands in a response."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {media}"] if media else [])]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def response(body: bytes | str = story(), url: str | None = "https://courier.example/1", **answered: Any) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return record("response", answer(data, **answered), url=url)


def chunked(data: bytes, size: int = 100) -> bytes:
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def brotli(data: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    writer = BrotliWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


def zstd(data: bytes) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    for at in range(0, len(data), 2**16):  # it takes no more than some megabytes at once
        writer.write(data[at : at + 2**16])
    writer.close()
    return out.getvalue()


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def plain(records: list[bytes]) -> bytes:
    return b"".join(records)


def members(records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(one, 1) for one in records)


def one_member(records: list[bytes]) -> bytes:
    return gzip.compress(b"".join(records), 1)


def frames(records: list[bytes]) -> bytes:
    return b"".join(map(zstd, records))


FORMS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": plain,
    "members": members,
    "one member": one_member,
    "frames": frames,
}
forms = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))


def assert_lawful(found: list[Entry], name: str) -> None:
    assert found
    assert len({entry.key for entry in found}) == len(found)
    for entry in found:
        assert entry.name == (f"{name}#{entry.key}" if entry.key else name)
        match entry.found:
            case Page():
                assert entry.found.name == entry.name
                assert len(entry.found.data) <= MOST_BYTES
                assert entry.found.fetched is None or entry.found.fetched.tzinfo
            case Refusal():
                assert entry.found.page.startswith(name)
                assert entry.found.step == "read"
                assert entry.found.reason != "crashed", entry.found


def opened(folder: Path, data: bytes, name: str = "crawl.warc") -> list[Entry]:
    """The entries of a file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    found = list(entries(path))
    assert_lawful(found, str(path))
    return found


def told(found: list[Entry]) -> list[str]:
    """What each entry was found to be, in a word."""
    return [word(entry) for entry in found]


def word(entry: Entry) -> str:
    match entry.found:
        case Refusal():
            return entry.found.reason
        case NotPage():
            return entry.found.why
        case made:
            return type(made).__name__.lower()


def only(found: list[Entry]) -> Page:
    """The page that is the one entry of a file."""
    (entry,) = found
    assert isinstance(entry.found, Page), entry.found
    return entry.found


# ------------------------------------------------------------------------------------------------------- WARC: what records are


RECORDS = [
    ("note of the crawler", record("warcinfo", b"software: a crawler\r\n", url=None)),
    ("request", record("request", b"GET / HTTP/1.1\r\n\r\n")),
    ("page", response()),
    ("note of the crawler", record("metadata", b"fetchTimeMs: 3\r\n")),
    ("seen before", record("revisit", answer(b"", "200 OK"), WARC_Profile="identical-payload-digest")),
    ("continuation", record("continuation", b"the rest")),
    ("name look-up", record("response", b"20310304 courier.example. 60 A 192.0.2.1", url="dns:courier.example")),
    ("other address", record("resource", b"seen on a screen", url="urn:view:https://courier.example/")),
    ("redirect", response(b"", status="301 Moved", Location="https://courier.example/2")),
    ("seen before", response(b"", status="304 Not Modified")),
    ("error answer", response(status="404 Not Found")),
    ("error answer", response(status="503 Later")),
    ("error answer", response(status="101 Switching Protocols", media=None)),
    ("no content", response(b"", status="204 No Content")),
    ("part of a file", response(status="206 Partial Content")),
    ("picture", response(b"\x89PNG", media="image/png")),
    ("sound or film", response(b"....", media="video/mp4")),
    ("style or script", response(b"a {}", media="text/css")),
    ("style or script", response(b"1", media="application/javascript; charset=utf-8")),
    ("font", response(b"wOF2", media="font/woff2")),
    ("data", response(b"{}", media="application/json")),
    ("data", response(b"<a/>", media="text/xml")),
    ("document", response(b"%PDF-", media="application/pdf")),
    ("feed", response(b"<rss/>", media="application/rss+xml")),
    ("rules for robots", response(b"User-agent: *", "https://courier.example/robots.txt", media="text/plain")),
    ("other file", response(b"\0\1", media="application/x-nothing")),
    ("other file", response(b"\0\1", media=None)),
    ("page", response(media=None)),
    ("page", response(media="application/octet-stream")),
    ("page", response(TEXT, media="text/plain; charset=utf-8")),
    ("page", record("resource", story().encode(), Content_Type="text/html; charset=utf-8")),
    ("picture", record("resource", b"GIF89a", Content_Type="image/gif")),
    ("page", record("conversion", TEXT.encode(), Content_Type="text/plain")),
    ("unknown record", record("rumour", b"hm")),
    ("damaged", record("response", b"\0\xff no answer at all")),
    ("damaged", record("response", b"")),
    ("page", response(url=None)),
    ("page", response(url="http://[")),
    ("page", response(b"")),
]
"""Records, each with what it is."""


@forms
def test_each_record_is_found_to_be_what_it_is(form: Callable[[list[bytes]], bytes], tmp_path: Path) -> None:
    found = opened(tmp_path, form([one for _, one in RECORDS]))
    assert told(found) == [what for what, _ in RECORDS]


@forms
@pytest.mark.parametrize("size", [2**16, 2**18, 2**18 + 7, 10**6, 5 * 10**6])
def test_pages_may_be_large(size: int, form: Callable[[list[bytes]], bytes], tmp_path: Path) -> None:
    noise = random.Random(size).randbytes(size // 2).hex().encode()
    for body in (b"y" * size, noise):  # one packs to next to nothing, the other to half of it
        found = opened(tmp_path, form([response(), response(body), response(body), response()]))
        assert told(found) == ["page"] * 4
        assert [entry.found.data for entry in found[1:3] if isinstance(entry.found, Page)] == [body] * 2


@forms
def test_many_records_that_lie_take_no_more_time_than_they_are_many(
    form: Callable[[list[bytes]], bytes], tmp_path: Path
) -> None:
    liar = record("response", answer(b"x" * 200), length=MOST_BYTES - 2**20)
    last = [response(b"y" * 10**6)] * (1 if form is members else 22)
    assert Counter(told(opened(tmp_path, form([liar] * 300 + last)))) == {"damaged": 300, "page": len(last)}


def test_a_page_comes_with_what_the_crawler_knew_of_it(tmp_path: Path) -> None:
    data = record(
        "response", answer("<p>café</p>".encode("latin-1"), media="Text/HTML; charset=ISO-8859-1"), url="<https://a.example/ü>"
    )
    page = only(opened(tmp_path, members([data]), "crawl.warc.gz"))
    assert page == Page(
        data="<p>café</p>".encode("latin-1"),
        name=f"{tmp_path / 'crawl.warc.gz'}#0",
        url="https://a.example/ü",
        fetched=datetime(2031, 3, 4, 10, tzinfo=UTC),
        encoding=page.encoding,
        media_type="text/html",
    )
    assert page.encoding is not None
    assert b"\xe9".decode(page.encoding) == "é"


def test_keys_are_the_offsets_of_the_file(tmp_path: Path) -> None:
    records = [one for _, one in RECORDS[:3]]
    sizes = [len(one) for one in records]
    packed = [len(gzip.compress(one, 1)) for one in records]
    assert [entry.key for entry in opened(tmp_path, plain(records))] == ["0", str(sizes[0]), str(sum(sizes[:2]))]
    assert [entry.key for entry in opened(tmp_path, members(records))] == ["0", str(packed[0]), str(sum(packed[:2]))]
    assert [entry.key for entry in opened(tmp_path, one_member(records))] == ["0", f"0+{sizes[0]}", f"0+{sum(sizes[:2])}"]


@forms
def test_a_run_goes_on_where_another_stopped(form: Callable[[list[bytes]], bytes], tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(form([one for _, one in RECORDS]))
    whole = list(entries(path))
    known = {entry.key for entry in whole[::2]}
    assert list(entries(path, skip=known)) == whole[1::2]


@pytest.mark.parametrize(
    "date", ["0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "1020-01-01T00:00:00Z", "yesterday", "", "99999999999999"]
)
def test_dates_that_cannot_be_are_left_out(date: str, tmp_path: Path) -> None:
    assert only(opened(tmp_path, record("response", answer(b"<p>x"), WARC_Date=date))).fetched is None


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "http://a.example:99999/",
        "nonsense",
        "http://",
        "//a.example",
        "http://a b/",
        "http://a\x1b[2J/",
        "x" * 9_000,
        "\udc80",
    ],
)
def test_addresses_that_are_none_are_left_out(url: str, tmp_path: Path) -> None:
    assert address(url) is None
    assert only(opened(tmp_path, response(url=url))).url is None


def test_moments_are_read_as_crawlers_write_them() -> None:
    at = datetime(2031, 3, 4, 10, tzinfo=UTC)
    seconds = at.timestamp()
    for given_moment in (
        DAY,
        "Tue, 04 Mar 2031 10:00:00 GMT",
        "2031-03-04 10:00:00",
        seconds,
        int(seconds * 1000),
        f"{seconds:.0f}",
    ):
        assert moment(given_moment) == at
    wrong: list[object] = [None, True, "", [], float("nan"), float("inf"), -1e30, 1e30, 10**400, 0]
    assert [moment(one) for one in wrong] == [None] * len(wrong)


# ---------------------------------------------------------------------------------------------------- WARC: what harms a record


HARMED = {
    "short": record("response", answer(story().encode()), length=300),
    "long": record("response", answer(story().encode()), length=2_000),
    "longer": record("response", answer(story().encode()), length=10**9),
    "endless": record("response", answer(story().encode()), length="9" * 30),
    "negative": record("response", answer(story().encode()), length=-5),
    "no number": record("response", answer(story().encode()), length="many"),
    "endless header": record("response", answer(story().encode()), X="x" * 50_000),
}


@forms
@pytest.mark.parametrize("harm", HARMED)
def test_a_record_that_lies_costs_itself_alone(harm: str, form: Callable[[list[bytes]], bytes], tmp_path: Path) -> None:
    if harm == "longer" and form in (one_member, frames):
        return  # there it cannot be seen that it lies before all is unpacked: see below
    before, after = response(url="https://a.example/1"), response(url="https://a.example/2")
    found = opened(tmp_path, form([before, HARMED[harm], after, after]))
    assert told(found) == ["page", "damaged", "page", "page"]


def test_an_endless_record_in_one_member_takes_the_rest_with_it_and_says_so(tmp_path: Path) -> None:
    found = opened(tmp_path, one_member([response(), HARMED["longer"], response()]))
    assert told(found) == ["page", "cut off"]


def test_a_member_that_is_broken_costs_itself_alone(tmp_path: Path) -> None:
    whole = gzip.compress(response())
    for broken in (whole[:40] + b"\0" * 20 + whole[60:], whole[:-8] + b"\0" * 8, b"\x1f\x8b\x08" + b"\xff" * 30, whole[:-30]):
        found = opened(tmp_path, whole + broken + whole + whole)
        assert told(found) == ["page", "damaged", "page", "page"]
        assert found[1].key == str(len(whole))


def test_a_zstandard_file_may_begin_with_a_dictionary(tmp_path: Path) -> None:
    from fastwarc.stream_io import ZstdWriter, zstd_train_dictionary_from_samples

    records = [response(url=f"https://a.example/{number}") for number in range(40)]
    out = io.BytesIO()
    writer = ZstdWriter(out, dictionary=zstd_train_dictionary_from_samples(records, 2000))
    for one in records:
        writer.write(one)
    writer.close()
    found = opened(tmp_path, out.getvalue(), "crawl.warc.zst")
    assert told(found) == ["page"] * 40
    assert gather([str(tmp_path)], archives=True).paths == (str(tmp_path / "crawl.warc.zst"),)


def test_a_zstandard_file_that_is_cut_off_or_damaged_gives_what_stands_before(tmp_path: Path) -> None:
    whole = zstd(response())
    assert told(opened(tmp_path, whole * 2 + whole[:-30])) == ["page", "page", "cut off"]
    assert told(opened(tmp_path, whole * 2 + b"no frame" * 9)) == ["page", "page", "damaged"]
    assert told(opened(tmp_path, whole[:4])) in (["cut off"], ["damaged"])


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    whole = gzip.compress(response())
    assert told(opened(tmp_path, whole + b"no member" + whole)) == ["page", "damaged", "page"]
    assert told(opened(tmp_path, whole + gzip.compress(b"no record") + whole)) == ["page", "damaged", "page"]
    assert told(opened(tmp_path, whole + gzip.compress(b"WARC/") + whole)) == ["page", "damaged", "page"]
    assert told(opened(tmp_path, whole + b"\0" * 1_000 + whole + b"\0" * 1_000)) == ["page", "page"]
    assert told(opened(tmp_path, b"rumours\r\n" + response())) == ["damaged", "page"]


def test_a_page_cannot_pass_for_a_record(tmp_path: Path) -> None:
    forged = story(inside="\r\n\r\n" + response("<p>I never said so", "https://other.example/").decode() + "\r\n\r\n")
    for form in FORMS.values():
        found = opened(tmp_path, form([response(forged), response()]))
        assert [getattr(entry.found, "url", None) for entry in found] == ["https://courier.example/1"] * 2


@forms
def test_a_file_that_is_cut_off_gives_what_it_has_and_says_so(form: Callable[[list[bytes]], bytes], tmp_path: Path) -> None:
    whole = form([one for _, one in RECORDS[:6]])
    known = opened(tmp_path, whole)
    for size in range(5, len(whole), 53):
        found = opened(tmp_path, whole[:size])
        done = [entry for entry in found if word(entry) != "cut off"]
        assert len(found) - len(done) <= 1
        assert [(entry.key, entry.found) for entry in done] == [(entry.key, entry.found) for entry in known[: len(done)]]
        borders = [len(whole), *(int(entry.key) for entry in known if "+" not in entry.key)]
        assert len(found) > len(done) or any(border - 4 <= size <= border for border in borders)


# ----------------------------------------------------------------------------------------------------------------------- bodies

PAGE = story().encode()
WRAPPED: dict[str, tuple[bytes, dict[str, str]]] = {
    "chunks": (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
    "chunks of gzip": (chunked(gzip.compress(PAGE)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
    "chunks that are said and not there": (PAGE, {"Transfer_Encoding": "chunked"}),
    "gzip": (gzip.compress(PAGE), {"Content_Encoding": "x-gzip"}),
    "gzip that is said and not there": (PAGE, {"Content_Encoding": "gzip"}),
    "gzip in transfer": (gzip.compress(PAGE), {"Transfer_Encoding": "gzip"}),
    "deflate": (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
    "deflate without a head": (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
    "brotli": (brotli(PAGE), {"Content_Encoding": "br"}),
    "zstandard": (zstd(PAGE), {"Content_Encoding": "zstd"}),
    "two codings": (zlib.compress(gzip.compress(PAGE)), {"Content_Encoding": "gzip, deflate"}),
    "no coding": (PAGE, {"Content_Encoding": "identity"}),
    "a coding that nobody knows": (PAGE, {"Content_Encoding": "rot13"}),
    "a longer answer than it says": (PAGE, {"Content_Length": "3"}),
    "a shorter answer than it says": (PAGE, {"Content_Length": "99999999"}),
}


@pytest.mark.parametrize("wrapping", WRAPPED)
def test_bodies_are_unwrapped(wrapping: str, tmp_path: Path) -> None:
    body, headers = WRAPPED[wrapping]
    assert only(opened(tmp_path, response(body, **headers))).data == PAGE


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (random.Random(1).randbytes(500), {"Content_Encoding": "gzip"}, "damaged"),
        (random.Random(1).randbytes(500), {"Content_Encoding": "secret"}, "damaged"),
        (random.Random(1).randbytes(500), {"Content_Encoding": "br"}, "damaged"),
        (gzip.compress(PAGE), {"Content_Encoding": ", ".join(["gzip"] * 9)}, "damaged"),
        (gzip.compress(bytes(MOST_BYTES + 1)), {"Content_Encoding": "gzip"}, "too large"),
        (brotli(bytes(MOST_BYTES + 1)), {"Content_Encoding": "br"}, "too large"),
        (zstd(bytes(MOST_BYTES + 1)), {"Content_Encoding": "zstd"}, "too large"),
        (zlib.compress(bytes(MOST_BYTES + 1)), {"Content_Encoding": "deflate"}, "too large"),
    ],
)
def test_bodies_that_cannot_be_unwrapped_are_refused(body: bytes, headers: dict[str, str], reason: str, tmp_path: Path) -> None:
    assert told(opened(tmp_path, plain([response(body, **headers), response()]))) == [reason, "page"]


@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunks_are_joined(data: bytes, size: int) -> None:
    assert unchunk(chunked(data, size)) == data


@given(
    st.binary(max_size=200), *[st.sampled_from(["", "chunked", "gzip", "br", "zstd", "deflate", "gzip, br", "\0", ",,"])] * 2
)
def test_any_body_gives_bytes_or_a_fault(data: bytes, transfer: str, content: str) -> None:
    out = unwrap(data, transfer, content, 1_000)
    assert isinstance(out, str) or len(out) <= max(1_000, len(data))


# ------------------------------------------------------------------------------------------------------- three thousand records


BOMB = gzip.compress(bytes(MOST_BYTES + 1))


class Made(NamedTuple):
    """A record of a generated crawl: its bytes, and what may come of it once its page is read."""

    data: bytes
    outcome: str


def made(rng: random.Random, number: int, *, whole_members: bool) -> Made:
    """A record drawn by chance: a page, something that is none, one that lies, or one that means harm."""
    url = f"https://courier.example/{number}"
    body = story(inside=f"<p>The gauge read {rng.randrange(50)} at noon.</p>").encode()
    draw = rng.random()
    if draw < 0.45:
        coded, headers = rng.choice(
            [
                (body, {}),
                (gzip.compress(body), {"Content_Encoding": "gzip"}),
                (chunked(body), {"Transfer_Encoding": "chunked"}),
                (brotli(body), {"Content_Encoding": "br"}),
            ]
        )
        return Made(response(coded, url, **headers), "article")
    if draw < 0.75:
        data = rng.choice([data for what, data in RECORDS if what not in ("page", "damaged")])
        return Made(data, "not a page")
    if draw < 0.85:
        harms = [name for name in HARMED if name != "longer" or whole_members]
        return Made(HARMED[rng.choice(harms)], "refusal")
    hostile = [
        response(b"", url),
        response(b"%PDF-1.7", url),
        response(bytes(3_000), url),
        response(b"<p>" * 2_000, url),
        response(BOMB if number % 10 == 0 else b"%PDF-1.7", url, Content_Encoding="gzip"),
        response(rng.randbytes(300), url, Content_Encoding="br"),
        response("<html><body><form><input type=password></form></body></html>", url),
        record("response", rng.randbytes(200), url=url),
        record("response", b"HTTP/1.1 two hundred\r\n\r\n" + body, url=url),
        record("response", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 99_000, url=url),
    ]
    return Made(rng.choice(hostile), "refusal")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["plain", "members"])
def test_three_thousand_records_are_all_accounted_for(form: str, tmp_path: Path) -> None:
    rng = random.Random(6)
    crawl = [made(rng, number, whole_members=form == "members") for number in range(2_999)]
    crawl.append(Made(response(url="https://courier.example/last")[:-700], "refusal"))  # where the crawl was stopped
    found = opened(tmp_path, FORMS[form]([one.data for one in crawl]), "crawl.warc.gz")
    outcomes = [outcome(entry) for entry in found]
    assert len(found) == 3_000
    assert outcomes == [one.outcome for one in crawl]
    assert word(found[-1]) == "cut off"
    assert Counter(outcomes).total() == 3_000
    assert set(outcomes) == {"article", "refusal", "not a page"}


def outcome(entry: Entry) -> str:
    names: dict[type, str] = {Article: "article", Refusal: "refusal", NotPage: "not a page", Line: "line"}
    return names[type(once(entry.found.data, entry.found.media_type) if isinstance(entry.found, Page) else entry.found)]


@cache
def once(data: bytes, media_type: str | None) -> Article | Refusal:
    """What is read of a page of these bytes: many of the generated ones are the same."""
    return read(Page(data=data, name="page", media_type=media_type))


# ----------------------------------------------------------------------------------------------------------------------- memory


def peak_of(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def big(folder: Path, form: str) -> tuple[Path, list[str]]:
    """A file with something enormous between two small pages."""
    path = folder / f"big.{'jsonl' if form == 'line' else 'warc'}"
    zeros, size = bytes(2**20), 300 * 2**20
    head = record("response", b"", length=size + len(answer(b"")))[:-4] + answer(b"")
    if form == "line":
        item = json.dumps({"url": "https://a.example/", "text": TEXT}).encode() + b"\n"
        parts: Iterator[bytes] = iter([item, b'{"html": "', *[b"x" * 2**20] * 300, b'"}\n', item])
        expected = ["page", "too large", "page"]
    else:
        parts = iter([response(), head, *[zeros] * 300, b"\r\n\r\n", response()])
        expected = ["page", "too large", "page"]
    with gzip.open(path, "wb", 1) if form == "one member" else open(path, "wb") as file:
        for part in parts:
            file.write(part)
    return path, expected


@pytest.mark.slow
@pytest.mark.parametrize("form", ["plain", "one member", "line"])
def test_memory_stays_bounded(form: str, tmp_path: Path) -> None:
    path, expected = big(tmp_path, form)
    found: list[str] = []
    peak = peak_of(lambda: found.extend(map(word, entries(path))))
    assert found == expected
    assert peak < 4 * MOST_BYTES


@pytest.mark.slow
def test_many_records_take_no_more_memory_than_few(tmp_path: Path) -> None:
    few, many = tmp_path / "few.warc.gz", tmp_path / "many.warc.gz"
    few.write_bytes(members([response()] * 100))
    many.write_bytes(members([response()] * 5_000))
    list(entries(few))
    assert peak_of(lambda: Counter(map(word, entries(many)))) < peak_of(lambda: Counter(map(word, entries(few)))) + 2**20


# ------------------------------------------------------------------------------------------------------------------------- WACZ

CRAWL = members([record("warcinfo", b""), response()])


def test_the_warcs_of_a_wacz_are_read(tmp_path: Path) -> None:
    data = zipped(
        ("archive/data.warc.gz", CRAWL),
        ("datapackage.json", b"{}"),
        ("archive/more.warc", response()),
        ("pages/pages.jsonl", b"{}"),
    )
    for method in (
        data,
        zipped(("archive/data.warc.gz", CRAWL), ("archive/more.warc", response()), method=zipfile.ZIP_DEFLATED),
    ):
        found = opened(tmp_path, method, "crawl.wacz")
        assert told(found) == ["note of the crawler", "page", "page"]
        assert [entry.key.rpartition("#")[0] for entry in found] == ["archive/data.warc.gz"] * 2 + ["archive/more.warc"]


@pytest.mark.parametrize(
    "name", ["../../outside.warc", "/etc/outside.warc", "C:\\outside.warc", "a\x1b[2J.warc", "con\n.warc", "‮.warc"]
)
def test_names_inside_are_no_paths(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "ner"
    folder.mkdir(parents=True)
    found = opened(folder, zipped((name, response())), "crawl.wacz")
    assert told(found) == ["page"]
    assert found[0].name.removeprefix(str(folder)).isprintable()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / "crawl.wacz"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_gives_other_keys(tmp_path: Path) -> None:
    assert told(opened(tmp_path, zipped(("a.warc", response()), ("a.warc", response())), "crawl.wacz")) == ["page"] * 2


def locked(data: bytes) -> bytes:
    """A zip archive that says its first file is encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.index(b"PK\1\2") + 8] |= 1
    return bytes(changed)


def overlapping(data: bytes) -> bytes:
    """A zip archive whose second file is said to lie where the first one does."""
    changed = bytearray(data)
    second = changed.index(b"PK\1\2", changed.index(b"PK\1\2") + 4)
    struct.pack_into("<L", changed, second + 42, 0)
    return bytes(changed)


TWO = zipped(("archive/a.warc", response()), ("archive/b.warc", response()))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (locked(TWO), ["archive", "page"]),
        (overlapping(TWO), ["damaged"]),
        (TWO[:-40], ["damaged"]),
        (TWO[:100], ["damaged"]),
        (TWO.replace(b"HTTP/1.1", b"HTTP/9.9", 1), ["damaged", "page"]),
        (zipped(("story.html", PAGE)), ["archive"]),
        (zipped(), ["archive"]),
        (zipped(("archive/in.wacz", TWO), ("archive/a.warc", response())), ["archive", "page"]),
        (zipped(("archive/in.warc.gz", TWO), ("archive/a.warc", response())), ["archive", "page"]),
        (zipped(("archive/in.warc", b""), ("archive/a.warc", response())), ["page"]),
        (zipped(("archive/in.warc", b"rumours"), ("archive/a.warc", response())), ["damaged", "page"]),
    ],
)
def test_zip_archives_that_mean_harm_are_refused(data: bytes, found: list[str], tmp_path: Path) -> None:
    assert told(opened(tmp_path, data, "crawl.wacz")) == found


# ------------------------------------------------------------------------------------------------------------------- JSON lines

ITEMS: list[dict[str, Any]] = [
    {
        "url": "https://courier.example/1",
        "title": TITLE,
        "text": TEXT,
        "date": "2031-03-04",
        "author": "Ada Moss",
        "sitename": "The Courier",
    },
    {
        "link": "https://courier.example/2",
        "headline": TITLE,
        "maintext": TEXT,
        "date_publish": "2031-03-04 19:00:00",
        "authors": ["Ada Moss"],
    },
    {"URL": "https://courier.example/3", "rawHtml": story(), "crawled_at": DAY},
    {
        "uri": "https://courier.example/4",
        "title": TITLE,
        "content": HTML,
        "published": 1930384800,
        "author": {"name": "Ada Moss"},
    },
    {"page_url": "https://courier.example/5", "title": TITLE, "body": TEXT},
    {"url": ["no address"], "source_url": "https://courier.example/6", "text": [*BODY]},
]


def lines(items: list[Any]) -> bytes:
    return "\n".join(json.dumps(item) for item in items).encode()


ARRANGED: dict[str, bytes] = {
    "items.jsonl": lines(ITEMS),
    "items.jsonl.gz": gzip.compress(lines(ITEMS)),
    "bom.ndjson": codecs.BOM_UTF8 + lines(ITEMS),
    "array.json": b"[\n" + lines(ITEMS).replace(b"\n", b",\n") + b"\n]\n",
    "one.json": json.dumps(ITEMS).encode(),
    "spread.json": json.dumps(ITEMS, indent=2).encode(),
    "windows.jl": lines(ITEMS).replace(b"\n", b"\r\n\r\n"),
    "unnamed": lines(ITEMS),
}


@pytest.mark.parametrize("name", ARRANGED)
def test_items_of_crawlers_are_pages(name: str, tmp_path: Path) -> None:
    found = opened(tmp_path, ARRANGED[name], name)
    assert told(found) == ["page"] * len(ITEMS)
    pages = [entry.found for entry in found if isinstance(entry.found, Page)]
    assert [page.url for page in pages] == [f"https://courier.example/{number}" for number in range(1, 7)]
    for page in pages:
        article = read(page)
        assert isinstance(article, Article)
        for text in BODY:
            assert text in article.text


def test_what_a_crawler_knew_is_read_with_the_page(tmp_path: Path) -> None:
    pages = [entry.found for entry in opened(tmp_path, lines(ITEMS), "items.jsonl")]
    first, second, third, fourth = (read(page) for page in pages[:4] if isinstance(page, Page))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Article)
    assert isinstance(fourth, Article)
    assert (first.title, first.outlet, first.byline, str(first.published)) == (
        TITLE,
        "The Courier",
        ("Ada Moss",),
        "2031-03-04",
    )
    assert (second.byline, str(second.published)) == (("Ada Moss",), "2031-03-04 19:00:00")
    assert (fourth.byline, fourth.published) == (("Ada Moss",), datetime.fromtimestamp(1930384800, UTC))
    assert isinstance(pages[2], Page)
    assert pages[2].fetched == datetime(2031, 3, 4, 10, tzinfo=UTC)
    assert pages[2].data == story().encode()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"url": "https://a.example/", "text": ""}', "empty"),
        ('{"url": "https://a.example/", "text": null}', "empty"),
        ('{"url": "https://a.example/", "text": 3}', "empty"),
        ('{"url": "https://a.example/", "status": 404}', "not a page"),
        ("{}", "not a page"),
        ('{"text": "a', "damaged"),
        ("rumours", "damaged"),
        ("[1]", "damaged"),
        ("3", "damaged"),
        ("[" * 100_000, "damaged"),
        ('{"text": ' + "[" * 100_000, "damaged"),
        ('{"text": 1' + "0" * 10_000 + "}", "damaged"),
        ('{"text": "\\ud800"}', "page"),
        ('{"text": "<b"}', "page"),
        ('{"sayso":1,"record":"Dossier"}', "line"),
        ('{"sayso":', "line"),
    ],
)
def test_a_line_costs_itself_alone(line: str, what: str, tmp_path: Path) -> None:
    good = json.dumps(ITEMS[0])
    assert told(opened(tmp_path, f"{good}\n{line}\n\n{good}\n".encode(), "items.jsonl")) == ["page", what, "page"]


def test_lines_of_analyze_are_given_as_they_are(tmp_path: Path) -> None:
    rows = [b'{"sayso":1,"record":"Dossier","article":{}}', b'{"sayso":1,"record":"Refusal"}']
    for name, data in (
        ("out.jsonl", b"\n".join(rows)),
        ("out", b"\r\n".join(rows)),
        ("out.txt.gz", gzip.compress(b"\n".join(rows))),
    ):
        assert [entry.found for entry in opened(tmp_path, data, name)] == [Line(data=row) for row in rows]


def test_lines_that_are_cut_off_are_told_once(tmp_path: Path) -> None:
    data = lines(ITEMS)
    assert told(opened(tmp_path, data[:-20], "items.jsonl")) == ["page"] * 5 + ["cut off"]
    found = told(opened(tmp_path, gzip.compress(data)[:-40], "items.jsonl.gz"))
    assert found == ["page"] * (len(found) - 1) + ["cut off"]


# ------------------------------------------------------------------------------------------------------------------------ feeds

SHORT = "The weir held, the board said."
LONG = HTML * 3
RSS = f"""<?xml version="1.0" encoding="utf-8"?><!-- saved -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Courier</title><link>https://courier.example/</link><language>en</language>
<item><title>{TITLE}</title><link>https://courier.example/1</link><dc:creator>Ada Moss</dc:creator>
<pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><description>{SHORT}</description>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Two</title><link>https://courier.example/2</link><description>{SHORT}</description></item>
<item><title>Three</title><link>https://courier.example/3</link><description><![CDATA[{LONG}]]></description></item>
<item><title>Four</title><link>https://courier.example/4</link>
<description><![CDATA[{LONG} <a>Read more…</a>]]></description></item>
<item><title>Five</title></item>
</channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>
<entry><title>{TITLE}</title><link href="https://courier.example/1"/><id>urn:1</id><updated>2031-03-04T10:00:00Z</updated>
<author><name>Ada Moss</name></author><content type="html">{HTML.replace("<", "&lt;")}</content></entry>
<entry><title>Two</title><id>urn:2</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry>
<entry><title>Three</title><id>urn:3</id><content type="text">{TEXT}</content></entry>
<entry><title>Four</title><id>urn:4</id><summary>{SHORT}</summary></entry></feed>
"""


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something went online")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("feed", "what"),
    [
        (RSS, ["page", "summary only", "page", "summary only", "summary only"]),
        (ATOM, ["page", "page", "page", "summary only"]),
    ],
)
def test_entries_that_are_whole_are_pages(feed: str, what: list[str], tmp_path: Path) -> None:
    for name, data in (
        ("feed.xml", feed.encode()),
        ("feed", b"\n" + feed.encode()),
        ("feed.xml.gz", gzip.compress(feed.encode())),
    ):
        found = opened(tmp_path, data.lstrip(), name)
        assert told(found) == what
        assert isinstance(found[0].found, Page)
        article = read(found[0].found)
        assert isinstance(article, Article)
        assert (article.url, article.title, article.outlet) == ("https://courier.example/1", TITLE, "The Courier")
        assert (article.byline, article.published) == (("Ada Moss",), datetime(2031, 3, 4, 10, tzinfo=UTC))
        assert all(text in article.text for text in BODY)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    "feed",
    [
        '<!DOCTYPE rss SYSTEM "http://courier.example/rss.dtd">' + RSS.split("\n", 1)[1],
        RSS.replace("<channel>", '<channel xml:base="http://courier.example/">'),
        RSS.replace("<?xml", '<?xml-stylesheet href="http://courier.example/x.xsl"?><?xml', 1).replace(
            '<?xml version="1.0" encoding="utf-8"?>', ""
        ),
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
        + RSS.split("\n", 1)[1].replace(SHORT, "&b;"),
        "https://courier.example/feed.xml",
        "feed://courier.example/feed.xml",
        "/etc/passwd",
    ],
)
def test_a_feed_fetches_nothing(feed: str, tmp_path: Path) -> None:
    found = opened(tmp_path, feed.encode(), "feed.rss")
    assert not any(b"root:" in entry.found.data for entry in found if isinstance(entry.found, Page))


def test_a_feed_that_is_cut_off_says_so(tmp_path: Path) -> None:
    for end in (RSS.index("Read more"), RSS.index("Five")):
        found = told(opened(tmp_path, RSS[:end].encode(), "feed.xml"))
        assert found[:3] == ["page", "summary only", "page"]
        assert found[-1] == "cut off"
    assert told(opened(tmp_path, gzip.compress(RSS.encode())[:-9], "feed.xml.gz"))[-1] == "cut off"


def test_feeds_that_hold_nothing_are_refused(tmp_path: Path) -> None:
    assert told(opened(tmp_path, b"<rss><channel></channel></rss>", "feed.xml")) == ["empty"]
    assert told(opened(tmp_path, b"<rss>" + b"<item>" * 100_001 + b"</rss>", "feed.xml")) == ["too large"]
    assert told(opened(tmp_path, RSS.encode("utf-16"), "feed.xml"))[:2] == ["page", "summary only"]


# ------------------------------------------------------------------------------------------------------ kinds of files, folders


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("story.html", PAGE, ["page"]),
        ("story.html.gz", gzip.compress(PAGE), ["page"]),
        ("story.txt", TEXT.encode(), ["page"]),
        ("story.warc", PAGE, ["page"]),  # named as what it is not
        ("story.jsonl", PAGE, ["page"]),
        ("story.jsonl", TEXT.encode(), ["page"]),
        ("story.xml", b'<?xml version="1.0"?>' + PAGE, ["page"]),
        ("story.wacz", PAGE, ["page"]),
        ("story.txt", b'{ "the words begin with a brace', ["page"]),
        ("story.txt", b"WARC/1.0 is a format, she said.", ["cut off"]),
        ("crawl.html", response(), ["page"]),
        ("crawl", members([response()]), ["page"]),
        ("crawl.warc", codecs.BOM_UTF8 + b"\r\n" + response(), ["page"]),
        ("crawl.warc", response().replace(b"\r\n", b"\n").replace(b"Content-Length: 1", b"Content-Length: 1"), None),
        ("crawl.warc", b"", ["empty"]),
        ("crawl.warc.gz", gzip.compress(b""), ["empty"]),
        ("story.html", b"", ["empty"]),
        ("feed.xml", b"", ["empty"]),
        ("items.jsonl", b"\n\n", ["page"]),
        ("crawl.warc", b"nothing of the kind", ["damaged"]),
    ],
)
def test_the_kind_of_a_file_is_told_by_what_is_in_it(name: str, data: bytes, what: list[str] | None, tmp_path: Path) -> None:
    found = told(opened(tmp_path, data, name))
    assert what is None or found == what


def test_a_page_is_loaded_as_before(tmp_path: Path) -> None:
    from sayso.pages import load

    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert [(entry.key, entry.found) for entry in entries(path)] == [("", load(path))]


def test_files_that_cannot_be_had_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.warc"):
        (entry,) = entries(path)
        assert isinstance(entry.found, Refusal)
        assert (entry.key, entry.found.reason) == ("", "unreadable")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError("not here")

    class Given:
        def __init__(self, data: bytes) -> None:
            self.buffer = Pipe(data)

    for data, what in (
        (members([response()] * 3), ["page"] * 3),
        (PAGE, ["page"]),
        (lines(ITEMS), ["page"] * 6),
        (TWO, ["unreadable"]),
    ):
        monkeypatch.setattr(sys, "stdin", Given(data))
        found = list(entries("-"))
        assert_lawful(found, "-")
        assert told(found) == what


def test_folders_give_their_archives_where_they_are_asked_for(tmp_path: Path) -> None:
    files = {
        "a.html": PAGE,
        "b.warc.gz": CRAWL,
        "c.wacz": TWO,
        "d.jsonl": lines(ITEMS),
        "e.xml": RSS.encode(),
        "f.json": json.dumps(ITEMS).encode(),
        "g.xml": b"<sitemap/>",
        "h.json": b"[1, 2]",
        "i.css": b"",
        ".j.warc": CRAWL,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    pages, everything = gather([tmp_path]), gather([tmp_path], archives=True)
    assert [Path(path).name for path in pages.paths] == ["a.html"]
    assert [Path(path).name for path in everything.paths] == ["a.html", "b.warc.gz", "c.wacz", "d.jsonl", "e.xml", "f.json"]
    assert len(everything.passed_over) == 4


# -------------------------------------------------------------------------------------------------------------------- any bytes

NAMES = ["a.warc", "a.warc.gz", "a.wacz", "a.jsonl", "a.json", "a.xml", "a.rss", "a.html", "a"]
STARTS = [
    b"",
    b"WARC/1.0\r\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b'{"',
    b'{"sayso":',
    b"<rss",
    b"<feed>",
    b"\xff\xfe<\0r\0s\0s\0",
    codecs.BOM_UTF8,
]
SOUND = [
    plain([one for _, one in RECORDS[:6]]),
    members([one for _, one in RECORDS[:6]]),
    one_member([one for _, one in RECORDS[:6]]),
    zipped(("archive/a.warc.gz", CRAWL), ("archive/b.warc", response()), method=zipfile.ZIP_DEFLATED),
    lines(ITEMS),
    RSS.encode(),
    ATOM.encode(),
]


@st.composite
def harmed(draw: st.DrawFn) -> bytes:
    """A sound archive with a few bytes changed, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from(SOUND)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = start + draw(st.integers(0, 60))
        piece = draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([*STARTS, *(text.encode("utf-8", "replace") for text in AWKWARD)]))
        )
        data[start:end] = draw(st.sampled_from([piece, b"", bytes(data[start:end]) * 2]))
    return bytes(data[: draw(st.integers(len(data) // 2, len(data)))] if draw(st.booleans()) else data)


@settings(deadline=None)
@given(st.one_of(harmed(), st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=300))), st.sampled_from(NAMES))
def test_any_bytes_give_entries(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = opened(folder, data, name)
    assert opened(folder, data, name) == [Entry(key=e.key, name=e.name, found=_now(e, folder / name), at=e.at) for e in found]


def _now(entry: Entry, path: Path) -> Any:
    """What was found, with the time at which the file was written last."""
    if not isinstance(entry.found, Page) or entry.found.fetched is None or entry.found.fetched.year == 2031:
        return entry.found
    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Page(
        **{name: getattr(entry.found, name) for name in ("data", "name", "url", "encoding", "media_type")}, fetched=saved
    )


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(1, 400))
def test_a_stream_gives_what_was_packed(parts: list[bytes], step: int) -> None:
    whole = b"".join(parts)
    looks_packed = whole[:2] == b"\x1f\x8b" or whole[1:4] in (b"\xb5\x2f\xfd", b"\x2a\x4d\x18")  # gzip, or Zstandard
    for data in (b"".join(map(gzip.compress, parts)), *([] if looks_packed else [whole])):
        stream = Stream(io.BytesIO(data))
        got = b""
        while piece := stream.peek(step):
            assert stream.position == len(got)
            assert stream.skip(len(piece)) == len(piece)
            got += piece
        assert got == whole
        assert stream.wound is None
