"""Adding pages in the browser: what became of each file, beside the app, whatever the files are."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser
from starlette.testclient import TestClient

from cases import PAGES
from sayso.corpus import Case, seen
from sayso.corpus.rows import ArticleRow
from sayso.errors import UsageError
from sayso.pages.archives import Entry, entries
from sayso.records import Page, Refusal
from sayso.web import work
from sayso.web.views import outcomes
from sayso.web.work import Job, Stored, Taken, Why, bare, bench, store

Browse = Callable[[str], TestClient]
FILES = sorted(Path(PAGES).iterdir())
PATIENCE = 180.0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """By the grammar, and nothing is left under way."""
    monkeypatch.setattr(work, "ENGINE", "grammar")
    yield
    work.stop()


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """A case with nothing in it."""
    path = str(tmp_path / "empty.case")
    Case(path, write=True).close()
    return path


def done(job: Job) -> Job:
    """The job, once it is over."""
    deadline = time.monotonic() + PATIENCE
    while not job.is_over and time.monotonic() < deadline:
        time.sleep(0.02)
    assert job.is_over, job
    return job


def took(case: str, *files: tuple[str, bytes], link: bool = False) -> Job:
    """A job that took these files in."""
    return done(bench(case).start(store([(name, io.BytesIO(data)) for name, data in files], then_link=link)))


def send(client: TestClient, *files: tuple[str, bytes], **words: str) -> str:
    """Where the form leads that sends these files."""
    token = parser.fromstring(client.get("/import").text).xpath("//input[@name='token']/@value")[0]
    sent = [("pages", (name, data, "application/octet-stream")) for name, data in files]
    answer = client.post("/import", data={"token": token, **words}, files=sent)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def shown(client: TestClient) -> str:
    """The words of the page that tells of work, once nothing is under way."""
    deadline = time.monotonic() + PATIENCE
    while 'data-busy="1"' in (page := client.get("/work").text) and time.monotonic() < deadline:
        time.sleep(0.05)
    return " ".join(parser.fromstring(page).xpath("string(//main)").split())


# ------------------------------------------------------------------------------------------------------------- by the browser


def test_files_are_taken_in_and_each_is_told_of(empty: str, browse: Browse) -> None:
    client = browse(empty)
    page, other = FILES[0], FILES[1]
    where = send(
        client,
        (page.name, page.read_bytes()),
        ("report.pdf", b"%PDF-1.7 and so on"),
        ("nothing.html", b""),
        (other.name, other.read_bytes()),
    )
    assert where == "/work"
    told = shown(client)
    assert f"{page.name} " in told
    assert "2 added, 2 refused" in told
    assert "this is a PDF" in told.replace("This", "this")
    assert "pdftotext" in told
    links = [one for one in parser.fromstring(client.get("/work").text).xpath("//main//a/@href") if "/article/" in one]
    assert len(links) == 2
    assert all(client.get(one).status_code == 200 for one in links)
    with Case(empty) as case:
        assert len(case) == 2
        assert {row.page for row in case.refusals()} == {"report.pdf", "nothing.html"}


def test_the_same_again_is_known_and_another_text_is_a_version(empty: str) -> None:
    first, updated = (Path(PAGES) / name for name in ("tkw-first.html", "tkw-updated.html"))
    took(empty, (first.name, first.read_bytes()))
    job = took(empty, ("copy.html", first.read_bytes()), (updated.name, updated.read_bytes()), ("a.pdf", b"%PDF-1"))
    told = [outcomes.outcome(one).what for one in job.taken]
    assert told == ["already there", "added as a new version", "refused"]
    assert [len(one.articles) for one in job.taken] == [1, 1, 0]
    again = took(empty, ("a.pdf", b"%PDF-1"))
    assert outcomes.outcome(again.taken[0]).what == "refused", "it was tried again"
    assert again.taken[0].whys[0].reason == "pdf"


def test_what_was_refused_is_read_again_when_it_is_sent_again(empty: str, browse: Browse) -> None:
    page, lasting = FILES[0], b"%PDF-1.7"
    known = seen(Page(data=page.read_bytes(), name=page.name))
    old = Refusal(page=page.name, step="read", reason="too slow", message="it took too long", advice="Try again.")
    other = replace(old, page="b.pdf")
    with Case(empty, write=True) as case:
        case.add([(old, known), (other, seen(Page(data=lasting, name="b.pdf")))])
    client = browse(empty)
    send(client, (page.name, page.read_bytes()), ("b.pdf", lasting))
    assert "1 added, 1 refused" in shown(client)
    with Case(empty) as case:
        assert [row.reason for row in case.refusals()] == ["pdf"], "one is read now, and the other refused for what it is"
        assert case.became(known) == case.articles()[0]
        assert all(finding.sound for finding in case.doctor())
    send(client, ("b.pdf", lasting))
    assert "1 refused" in shown(client)
    with Case(empty) as case:
        assert [row.page for row in case.refusals()] == ["b.pdf"], "it stands there once"


def test_a_file_is_opened_once(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def noted(path: str) -> Iterator[Entry]:
        opened.append(path)
        return entries(path)

    monkeypatch.setattr("sayso.intake.entries", noted)
    monkeypatch.setattr("sayso.pages.archives.entries", noted)
    page = FILES[0].read_text(encoding="utf-8")
    lines = [json.dumps({"url": f"https://paper.example/{number}", "html": page + str(number)}) for number in range(3)]
    job = store([("crawl.jsonl", io.BytesIO("\n".join([*lines, "{broken"]).encode()))])
    with Case(empty, write=True) as case:
        told = work._taken(case, job.files[0], "grammar", lambda kept, place: None)
    assert opened == [job.files[0].path]
    assert (told.new, len(told.articles), len(told.whys)) == (3, 3, 1)
    assert [row.url for row in told.articles] == [f"https://paper.example/{number}" for number in range(3)]


def test_versions_are_ordered_by_what_they_say_not_by_when_they_were_sent(empty: str) -> None:
    first, updated = (Path(PAGES) / name for name in ("tkw-first.html", "tkw-updated.html"))
    took(empty, (updated.name, updated.read_bytes()), (first.name, first.read_bytes()))
    with Case(empty) as case:
        titles = [row.title for row in sorted(case.articles(), key=lambda row: row.version)]
        assert titles == [
            "Eleven dead after cable ferry capsizes in flooded Keldan river",
            "Death toll in Keldan ferry disaster rises to 14, coroner says",
        ]


@pytest.mark.slow
def test_pages_are_linked_when_they_are_in(empty: str, browse: Browse) -> None:
    client = browse(empty)
    send(client, *((page.name, page.read_bytes()) for page in FILES[:3]), link="1")
    told = shown(client)
    assert "3 added" in told
    with Case(empty) as case:
        state = case.linked()
        assert state.is_whole
        assert state.claims > 0


@pytest.mark.slow
def test_linking_can_be_asked_for_alone(empty: str, browse: Browse) -> None:
    client = browse(empty)
    took(empty, *((page.name, page.read_bytes()) for page in FILES[:2]))
    page = parser.fromstring(client.get("/").text)
    form = page.xpath("//form[@action='/link']")[0]
    answer = client.post("/link", data={"token": form.xpath("input[@name='token']/@value")[0]})
    assert answer.headers["location"] == "/work"
    shown(client)
    with Case(empty) as case:
        assert case.linked().is_whole
    assert not parser.fromstring(client.get("/").text).xpath("//form[@action='/link']")


def test_a_form_without_a_file_says_so(empty: str, browse: Browse) -> None:
    client = browse(empty)
    token = parser.fromstring(client.get("/import").text).xpath("//input[@name='token']/@value")[0]
    answer = client.post("/import", data={"token": token}, files={"pages": ("", b"")})
    assert answer.status_code == 400
    assert "no file was sent" in answer.text


def test_the_page_refreshes_itself_only_without_scripts_and_only_while_it_works(empty: str, browse: Browse) -> None:
    client = browse(empty)
    assert "http-equiv" not in client.get("/work").text
    send(client, (FILES[0].name, FILES[0].read_bytes()))
    busy = client.get("/work").text
    if 'data-busy="1"' in busy:
        assert parser.fromstring(busy).xpath("//noscript/meta[@http-equiv='refresh']/@content") == ["2"]
    shown(client)
    assert "http-equiv" not in client.get("/work").text


# ------------------------------------------------------------------------------------------------------------- what is sent


def test_archives_lines_and_feeds_are_taken_apart(empty: str) -> None:
    page = FILES[0].read_text(encoding="utf-8")
    lines = b"".join(
        f'{{"url": "https://paper.example/{number}", "html": {json.dumps(page + str(number))}}}\n'.encode()
        for number in range(3)
    )
    feed = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>t</title>
<link>https://paper.example/f</link><description>A short summary.</description></item></channel></rss>"""
    job = took(empty, ("crawl.jsonl", lines), ("feed.xml", feed), ("page.html.gz", gzip.compress(FILES[1].read_bytes())))
    assert [one.failed for one in job.taken] == ["", "", ""]
    assert job.taken[0].new == 3
    assert len(job.taken[0].articles) == 3
    assert outcomes.outcome(job.taken[0]).what == "3 added"
    assert job.taken[1].not_pages == (("summary only", 1),)
    assert job.taken[2].new == 1
    assert outcomes.summary(job.taken) == "4 added, 1 not pages"


@pytest.mark.slow
def test_a_bomb_is_refused(empty: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", b"\0" * (50 << 20))
        archive.writestr("datapackage.json", "{}")
    bombs = [("page.html.gz", gzip.compress(b"<html>" + b"a" * (60 << 20))), ("crawl.wacz", packed.getvalue())]
    job = took(empty, *bombs, (FILES[0].name, FILES[0].read_bytes()))
    assert [one.new for one in job.taken] == [0, 0, 1]
    assert job.taken[0].refused == (("too large", 1),)
    assert job.state == "done"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\page.html", "page.html"),
        ("/etc/passwd", "passwd"),
        ("..", ".."),
        ("", "a file without a name"),
        ("a\nb\x00.html", "a b\x00.html"),
        ("<script>alert(1)</script>.html", "script>.html"),
    ],
)
def test_a_name_leads_nowhere(tmp_path: Path, name: str, called: str) -> None:
    assert bare(name) == called
    job = store([(name, io.BytesIO(b"words"))])
    assert job.folder is not None
    (stored,) = job.files
    assert os.path.dirname(stored.path) == job.folder
    assert os.path.basename(stored.path).startswith("0000")
    assert os.stat(job.folder).st_mode & 0o077 == 0
    assert os.stat(stored.path).st_mode & 0o077 == 0
    shutil.rmtree(job.folder)


def test_long_names_keep_their_ends() -> None:
    told = bare(f"{'x' * 5000}.warc.gz")
    assert len(told) <= 200
    assert told.endswith(".warc.gz")


def test_what_a_file_is_called_is_what_the_case_knows(empty: str) -> None:
    name = "<img src=x onerror=alert(1)>.html"
    took(empty, (name, b"%PDF-1.7"), (f"folder/{name}", FILES[0].read_bytes()))
    with Case(empty) as case:
        assert [row.page for row in case.refusals()] == [name]
        (article,) = case.articles()
        assert [page.name for page in case.pages(article.id)] == [name]


# ------------------------------------------------------------------------------------------------------------ beside the app


def test_nothing_is_left_of_the_files(empty: str) -> None:
    job = store([("a.html", io.BytesIO(FILES[0].read_bytes()))])
    assert job.folder is not None
    assert os.path.exists(job.folder)
    done(bench(empty).start(job))
    assert not os.path.exists(job.folder)


def test_one_job_waits_for_another(empty: str) -> None:
    first = bench(empty).start(store([(FILES[0].name, io.BytesIO(FILES[0].read_bytes()))]))
    second = bench(empty).start(store([(FILES[1].name, io.BytesIO(FILES[1].read_bytes()))]))
    assert second.state == "waiting"
    assert outcomes.progress(second).now.startswith("It waits")
    assert done(first).state == done(second).state == "done"
    with Case(empty) as case:
        assert len(case) == 2


def test_too_many_do_not_wait(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST_WAITING", 2)
    with pytest.raises(UsageError, match="too much is waiting"):
        _crowd(empty)
    assert len(bench(empty).jobs) in (2, 3)  # one of them may be under way


def _crowd(case: str) -> None:
    for _ in range(10):
        bench(case).start(Job(then_link=True))


def test_a_process_that_dies_takes_one_file_with_it(empty: str) -> None:
    at = bench(empty)
    job = at.start(store([(page.name, io.BytesIO(page.read_bytes())) for page in FILES[:2]]))
    deadline = time.monotonic() + PATIENCE
    while at._process is None and time.monotonic() < deadline:
        time.sleep(0.001)
    assert at._process is not None
    at._process.kill()
    assert done(job).state == "done"
    assert [bool(one.failed) for one in job.taken] == [True, False]
    assert job.taken[1].new == 1
    assert outcomes.outcome(job.taken[0]).what == "not read"
    assert outcomes.outcome(job.taken[0]).is_refused


def test_a_process_that_dies_while_it_links_is_told_of(empty: str) -> None:
    at = bench(empty)
    job = at.start(Job(then_link=True))
    deadline = time.monotonic() + PATIENCE
    while at._process is None and time.monotonic() < deadline:
        time.sleep(0.001)
    assert at._process is not None
    at._process.kill()
    assert done(job).state == "failed"
    assert "linked as they were before" in outcomes.progress(job).why


def test_a_process_that_says_nothing_is_given_up(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SILENCE", 0.0)
    job = took(empty, ("a.html", b"words"))
    assert job.state == "done"
    assert "stuck" in job.taken[0].failed


def test_a_file_that_cannot_be_had_does_not_stop_the_others(empty: str) -> None:
    job = store([("gone.html", io.BytesIO(b"x")), (FILES[0].name, io.BytesIO(FILES[0].read_bytes()))])
    os.unlink(job.files[0].path)
    done(bench(empty).start(job))
    assert job.state == "done"
    assert [one.new for one in job.taken] == [0, 1]
    assert job.taken[0].whys[0].reason == "unreadable"


@pytest.mark.slow
def test_a_case_is_sound_when_work_is_stopped(empty: str) -> None:
    files = [(page.name, io.BytesIO(page.read_bytes())) for page in FILES]
    job = bench(empty).start(store(files, then_link=True))
    deadline = time.monotonic() + PATIENCE
    while not job.taken and time.monotonic() < deadline:
        time.sleep(0.01)
    bench(empty).stop()
    assert job.state == "stopped"
    assert job.folder is not None
    assert not os.path.exists(job.folder)
    assert outcomes.progress(job).why.startswith("It was stopped")
    with Case(empty) as case:
        assert all(finding.sound for finding in case.doctor())
        assert len(case) >= len([one for one in job.taken if one.new])
    assert took(empty, (FILES[0].name, FILES[0].read_bytes())).state == "done"


def test_a_case_that_cannot_be_written_is_told(empty: str) -> None:
    Path(empty).write_bytes(b"no case at all")
    job = took(empty, (FILES[0].name, FILES[0].read_bytes()))
    assert job.state == "failed"
    assert "is no case" in outcomes.progress(job).why


def test_nobody_else_writes_while_the_case_is_linked(own_room: str, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse(own_room)
    token = parser.fromstring(client.get("/import").text).xpath("//input[@name='token']/@value")[0]
    monkeypatch.setattr(work.Bench, "is_linking", True)
    begun = time.monotonic()
    answer = client.post("/link", data={"token": token})
    assert answer.status_code == 400
    assert "being linked" in answer.text
    assert time.monotonic() - begun < 5


def test_a_case_that_others_write_into_is_there(own_room: str, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse(own_room)
    token = parser.fromstring(client.get("/import").text).xpath("//input[@name='token']/@value")[0]
    with Case(own_room) as case:
        statement = case.statements(limit=1)[0].id
    monkeypatch.setattr("sayso.corpus.opening.PATIENCE", 0.1)
    with closing(sqlite3.connect(own_room, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = {"token": token, "judgement": "note", "note": "look again"}
        answer = client.post(f"/statement/{statement}/review", data=said)
    assert answer.status_code == 503
    assert "wait until it is done" in answer.text


# --------------------------------------------------------------------------------------------------------------- how it is told


def row(number: int) -> ArticleRow:
    return ArticleRow(f"article-{number}", "t", None, None, None, None, "en", 1, 1, 1, 1, 0, "2031-03-04")


@pytest.mark.parametrize(
    ("taken", "what", "more"),
    [
        (Taken("a", 1, new=1, articles=(row(1),)), "added", ""),
        (Taken("a", 1, new=1, versions=1, articles=(row(1),)), "added as a new version", ""),
        (Taken("a", 1, known=1, articles=(row(1),)), "already there", ""),
        (Taken("a", 1, refused=(("pdf", 1),), whys=(Why("a", "pdf", "m", "d"),)), "refused", ""),
        (Taken("a", 1, not_pages=(("picture", 1),)), "not a page", "not pages: 1 picture"),
        (Taken("a", 1), "nothing in it", ""),
        (Taken("a", 1, failed="it died"), "not read", "it died"),
        (
            Taken("a", 1, new=2, versions=1, known=1, refused=(("pdf", 1),), not_pages=(("request", 9), ("picture", 1))),
            "2 added, 1 already there, 1 refused, 10 not pages",
            "1 of them is a new version of a page that was there; not pages: 9 request, 1 picture",
        ),
        (Taken("a", 1, new=1, foreign=1), "added", "not in English: read, but not searched for who says what"),
    ],
)
def test_what_became_of_a_file_is_put_in_words(taken: Taken, what: str, more: str) -> None:
    told = outcomes.outcome(taken)
    assert (told.what, told.more) == (what, more)


def test_progress_tells_how_far_a_job_is() -> None:
    files = tuple(Stored("/x", f"{number}.html", 100) for number in range(4))
    job = Job(files, None, then_link=True, state="under way", taken=[Taken("0.html", 100, new=1)], kept=7, place=50)
    told = outcomes.progress(job)
    assert (told.done, told.of) == (150, 400)
    assert told.now == "Reading 1.html (2 of 4), 7 pages so far"
    assert [one.name for one in told.waiting] == ["2.html", "3.html"]
    job.taken, job.stage, job.at, job.of = job.taken * 4, "features", 3, 9
    told = outcomes.progress(job)
    assert (told.done, told.of, told.now) == (3, 9, "Preparing pages: 3 of 9")
    assert job.is_linking
    job.state = "done"
    assert outcomes.progress(job).now == ""
    assert not job.is_linking


@pytest.mark.parametrize(("count", "told"), [(0, "0 bytes"), (1, "1 byte"), (1 << 10, "1 KB"), (3 << 19, "1.5 MB")])
def test_sizes_are_told_as_people_read_them(count: int, told: str) -> None:
    assert outcomes.size(count) == told
