"""``sayso add``: a case is filled from anything, stopped at any moment, and gone on with."""

from __future__ import annotations

import gzip
import json
import random
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cases import PAGES, QUICK, example, tables
from sayso import cli
from sayso.corpus import Case
from sayso.corpus.parties import party_id
from sayso.errors import CaseError
from sayso.formats import jsonl
from sayso.intake import take_in
from sayso.pages import Pile, gather
from sayso.pages.archives import entries
from sayso.records import Dossier, Refusal
from stories import BODY, story

# -------------------------------------------------------------------------------------------------------------------- filling


def test_the_example_is_as_analyze_gives_it(case: str, sayso: Any, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    assert sayso("analyze", PAGES, *QUICK, "-o", lines).code == 0
    assert sayso("export", case).out == lines.read_text(encoding="utf-8")
    dossiers = [jsonl.load(line, Dossier) for line in lines.read_text(encoding="utf-8").splitlines()]
    rows = {row["id"]: row for row in sayso("statements", case, "--voice", "any", "--json").rows}
    assert len(rows) == sum(len(one.statements) for one in dossiers)
    for dossier in dossiers:
        sources = {one.id: one for one in dossier.sources}
        for statement in dossier.statements:
            row = rows[statement.id]
            assert row["text"] == " ".join(dossier.article.slice(statement.spans).split())
            assert [row[name] for name in ("act", "distance", "certainty", "voice")] == [
                statement.act, statement.distance, statement.certainty, statement.voice,
            ]  # fmt: skip
            chain = [party_id(sources[hop.source], dossier.article.id) for hop in statement.chain]
            assert row["source"] == (chain[-1] if chain else None)
    known = {
        row["id"] for row in sayso("sources", case, "--json").rows + sayso("sources", case, "--kind", "none", "--json").rows
    }
    assert known == {party_id(one, dossier.article.id) for dossier in dossiers for one in dossier.sources}
    assert sayso("refusals", case, "--json").rows == []


def test_a_chain_is_shown_as_analyze_has_it(case: str, sayso: Any) -> None:
    dossier = example()[0]
    one = max(dossier.statements, key=lambda one: len(one.chain))
    sources = {source.id: source for source in dossier.sources}
    [view] = sayso("statement", case, one.id, "--json").rows
    assert [(hop["source"], hop["kind"], hop["evidence"]) for hop in view["chain"]] == [
        (party_id(sources[hop.source], dossier.article.id), sources[hop.source].kind, hop.evidence) for hop in one.chain
    ]
    assert dict(view["triggers"]).keys() == {trigger.field for trigger in one.triggers}


def test_adding_twice_is_adding_once(own: str, sayso: Any) -> None:
    before = tables(Path(own))
    said = sayso("add", own, PAGES, *QUICK)
    assert said.code == 0
    assert said.out.startswith("0 added, 14 already there, 0 new versions, 0 refused, 0 not pages; ")
    assert tables(Path(own)) == before


def test_a_round_trip_gives_the_same_rows(case: str, sayso: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "first.case", tmp_path / "second.case"
    lines = tmp_path / "lines.jsonl"
    assert sayso("add", first, PAGES, tmp_path / "none.html", *QUICK).code == 3
    assert sayso("export", first, "-o", lines).code == 0
    assert sayso("add", second, lines, *QUICK).code == 3
    assert {name: rows for name, rows in tables(second).items() if name != "pages"} == {
        name: rows for name, rows in tables(first).items() if name != "pages"
    }
    assert sayso("export", second).out == lines.read_text(encoding="utf-8")


def test_what_was_refused_is_kept_and_tried_again_when_asked(sayso: Any, tmp_path: Path) -> None:
    page, path = tmp_path / "page.html", tmp_path / "a.case"
    page.write_bytes(b"%PDF-1.7\n")
    said = sayso("add", path, page, *QUICK)
    assert said.code == 1
    assert "1 pdf" in said.err
    assert "sayso refusals" in said.err
    [refusal] = sayso("refusals", path, "--json").rows
    assert (refusal["page"], refusal["reason"]) == (str(page), "pdf")
    assert "pdf" in sayso("refusals", path).out
    assert sayso("add", path, page, *QUICK).out.startswith(
        "0 added, 0 already there, 0 new versions, 0 refused, 1 refused before"
    )
    assert sayso("add", path, page, *QUICK, "--again").out.startswith("0 added, 0 already there, 0 new versions, 1 refused")


def test_again_analyses_what_another_engine_made_and_reviews_stay(own: str, sayso: Any) -> None:
    statement = sayso("statements", own, "--json", "--limit", 1).rows[0]["id"]
    sayso("review", own, statement, "--note", "ask her")
    assert ", 14 analysed anew" in sayso("add", own, *QUICK, "--least", "0.01", "--again").out
    assert "analysed anew" not in sayso("add", own, *QUICK, "--least", "0.01", "--again").out
    assert [row["statement"] for row in sayso("reviews", own, "--json").rows] == [statement]
    assert sayso("doctor", own).code == 0


def test_another_text_at_the_same_address_is_a_version(sayso: Any, tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://paper.example/weir">'
    for number in (1, 2):
        Path(tmp_path, f"{number}.html").write_text(story(head=head, body=(*BODY, f"Seen {number} times.")), encoding="utf-8")
    path = tmp_path / "a.case"
    assert "1 added, 0 already there, 0 new versions" in sayso("add", path, tmp_path / "1.html", *QUICK).out
    assert "1 added, 0 already there, 1 new version," in sayso("add", path, tmp_path / "2.html", *QUICK).out
    assert "version 2 of 2" in sayso("ls", path).out


# ----------------------------------------------------------------------------------------------------------- mixed archives


def warc(*records: tuple[str, str, bytes]) -> bytes:
    """A WARC of records: type, address, block."""
    made = b""
    for kind, url, block in records:
        http = "application/http; msgtype=response"
        head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        made += f"{head}Content-Type: {http}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    return made


def answer(text: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n{text}".encode()


def told(number: int) -> str:
    """A page that no other is like."""
    return story(body=(*BODY, f"The gauge at lock {number} stood a hand over its mark, the keeper said."))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of pages and archives: see the test for what is in it."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    crawl = warc(
        ("response", "https://a.example/1", answer(told(1))),
        ("request", "https://a.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
        ("response", "https://a.example/2", answer("", "301 Moved")),
        ("response", "https://a.example/3", answer("x", media="image/png")),
        ("response", "https://a.example/4", answer(told(2))),
    )
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(crawl))
    cut = gzip.compress(warc(("response", "https://a.example/5", answer(told(3))))) + gzip.compress(crawl)[:200]
    (folder / "cut.warc.gz").write_bytes(cut)
    items = [{"url": "https://b.example/1", "html": told(4)}, {"url": "https://b.example/2"}]
    (folder / "items.jsonl").write_text("\n".join(map(json.dumps, items)) + "\n", encoding="utf-8")
    (folder / "lines.jsonl").write_text(jsonl.dump(example()[0]) + "\n" + jsonl.dump(example()[1])[:500], encoding="utf-8")
    with zipfile.ZipFile(folder / "saved.wacz", "w") as wacz:
        wacz.writestr("archive/a.warc", warc(("response", "https://c.example/1", answer(told(5)))))
    (folder / "page.html").write_text(told(6), encoding="utf-8")
    (folder / "same.html").write_text(told(6), encoding="utf-8")
    (folder / "notes.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def test_a_folder_of_mixed_archives_counts_right(mixed: Path, sayso: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    said = sayso("add", path, mixed, *QUICK, "--json")
    [became] = said.rows
    assert said.code == 3
    assert became["added"] == 7, said.err  # two of the crawl, one before the cut, one item, one line, one of the WACZ, one page
    assert became["already_there"] == 1
    assert became["not_pages"] == {"request": 1, "redirect": 1, "picture": 1}
    assert became["refused"] == {"cut off": 1, "not a page": 1, "image": 1, "damaged": 1}
    assert became["articles"] == 7
    assert len(sayso("refusals", path, "--json").rows) == 4
    assert "1 other files in these folders" in said.err
    [again] = sayso("add", path, mixed, *QUICK, "--json").rows
    assert (again["added"], again["articles"], again["not_pages"]) == (0, 7, became["not_pages"])


RECORDS: tuple[tuple[str, bytes], ...] = (
    ("request", b"GET / HTTP/1.1\r\n\r\n"),
    ("response", answer("", "301 Moved")),
    ("response", answer("x", media="image/png")),
    ("response", b"\xff\x00" * 50),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08garbage"),
    ("response", answer("<html><body></body></html>")),
    ("revisit", answer("")),
    ("metadata", b"via: ../../etc/passwd"),
    ("response", answer("<b>" * 5000)),
)


@pytest.mark.slow
def test_three_thousand_records_in_are_articles_refusals_and_not_pages(sayso: Any, tmp_path: Path) -> None:
    chance = random.Random(3)
    records = []
    for number in range(3000):
        kind, block = ("response", answer(told(number))) if number % 10 == 0 else chance.choice(RECORDS)
        cut = chance.randrange(len(block)) if chance.random() < 0.05 else len(block)
        name = f"{number}" if number % 7 else f"../../{number}\x1b[31m"
        records.append((kind, f"https://a.example/{name}", block[:cut]))
    crawl = tmp_path / "crawl.warc.gz"
    crawl.write_bytes(gzip.compress(warc(*records)) + gzip.compress(warc(records[0]))[:-40])
    [became] = sayso("add", tmp_path / "a.case", crawl, "--engine", "grammar", "--json").rows
    refused, others = sum(became["refused"].values()), sum(became["not_pages"].values())
    found = len(list(entries(crawl)))
    assert found >= 3001
    assert became["added"] + became["already_there"] + became["refused_before"] + refused + others == found
    assert became["articles"] == became["added"] > 250
    assert min(refused, others) > 500
    assert len(sayso("refusals", tmp_path / "a.case", "--json").rows) == refused
    assert not list(tmp_path.parent.glob("*\x1b*"))


def test_a_line_that_cannot_be_kept_costs_that_line_alone(sayso: Any, tmp_path: Path) -> None:
    first, second = example()[:2]
    other = replace(second, article=replace(second.article, id=first.article.id))
    lines = tmp_path / "lines.jsonl"
    lines.write_text("\n".join(map(jsonl.dump, (first, other, second))), encoding="utf-8")
    said = sayso("add", tmp_path / "a.case", lines, *QUICK)
    assert said.code == 3
    assert said.out.startswith("2 added, 0 already there, 0 new versions, 1 refused")


def test_a_case_that_cannot_be_written_ends_the_run(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    def full(*_: object, **__: object) -> None:
        raise CaseError("there is no room left on the disk") from sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Case, "add", full)
    refusal = Refusal(page="a", step="read", reason="pdf", message="a PDF", advice="Turn it into text.")
    with Case(own, write=True) as file, pytest.raises(CaseError, match="no room left"):
        take_in(file, Pile(paths=(), passed_over=(), refusals=(refusal,)))


# --------------------------------------------------------------------------------------------------------------- being stopped

ADD = "import sayso.intake as intake; intake.BATCH = 2; from sayso.cli import main; main()"


def adding(path: Path, pages: Path, *, jobs: int = 1) -> subprocess.Popen[bytes]:
    """A process that adds a folder, two pages at once."""
    command = [sys.executable, "-c", ADD, "add", str(path), str(pages), "--engine", "grammar", "--jobs", str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kept(path: Path) -> int:
    """How many articles a reader sees, while somebody writes."""
    try:
        with Case(path) as case:
            return len(case)
    except CaseError:
        return 0  # there is no case yet


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for number in range(30):
        (folder / f"{number:02}.html").write_text(told(number), encoding="utf-8")
    (folder / "12b.html").write_bytes(b"%PDF-1.7\n")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, pile: Path) -> tuple[dict[str, Any], float]:
    """The rows of a run that nobody disturbed, and the seconds that it took."""
    path = tmp_path_factory.mktemp("whole") / "a.case"
    begun = time.monotonic()
    assert adding(path, pile).wait() == 3
    taken = time.monotonic() - begun
    assert kept(path) == 30
    return tables(path), taken


def disturbed(path: Path, pile: Path, sent: signal.Signals, after: float, jobs: int) -> None:
    """Stop a run ``after`` some seconds; what a reader saw before is there, and the case is sound."""
    process = adding(path, pile, jobs=jobs)
    time.sleep(after)
    seen = kept(path)
    process.send_signal(sent)
    process.wait(60)
    assert process.returncode in (-sent, cli.STOPPED, cli.SOME_REFUSED, cli.DONE)  # it may have been done already
    assert kept(path) >= seen
    if path.exists():
        with Case(path) as case:
            assert all(one.sound for one in case.doctor())


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_goes_on(
    sent: signal.Signals, jobs: int, pile: Path, whole: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    rows, taken = whole
    path = tmp_path / "a.case"
    disturbed(path, pile, sent, taken * 0.7, jobs)
    assert adding(path, pile, jobs=jobs).wait() in (cli.SOME_REFUSED, cli.DONE)  # the refused page may be kept already
    assert tables(path) == rows


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(6))
def test_thirty_kills_at_random_moments_lose_nothing(
    round_: int, pile: Path, whole: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    rows, taken = whole
    moments = random.Random(round_)
    path = tmp_path / "a.case"
    for _ in range(5):
        disturbed(path, pile, signal.SIGKILL, taken * moments.uniform(0.1, 1), moments.choice((1, 2)))
    adding(path, pile).wait()
    assert tables(path) == rows


@pytest.mark.slow
def test_a_disk_that_fills_up_is_told_and_the_same_command_goes_on(
    pile: Path, whole: tuple[dict[str, Any], float], tmp_path: Path
) -> None:
    path, most = tmp_path / "a.case", 500_000
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most})); {ADD}"
    command = ["add", str(path), str(pile), "--engine", "grammar", "--jobs", "1"]
    done = subprocess.run([sys.executable, "-c", limited, *command], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("sayso: ")
    assert "disk" in done.stderr
    with Case(path) as case:
        assert 0 < len(case) < 30
        assert all(one.sound for one in case.doctor())
    adding(path, pile).wait()
    assert tables(path) == whole[0]


@pytest.mark.slow
def test_two_runs_at_once_fill_one_case(pile: Path, whole: tuple[dict[str, Any], float], tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    both = [adding(path, pile), adding(path, pile)]
    assert {process.wait(120) for process in both} <= {cli.DONE, cli.SOME_REFUSED}
    with Case(path) as case:
        assert len(case) == 30
        assert all(one.sound for one in case.doctor())
        assert {row.id for row in case.articles()} == {row[1] for row in whole[0]["articles"]}


def test_a_terminal_sees_progress_and_rate(sayso: Any, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    said = sayso("add", tmp_path / "a.case", pile / "01.html", pile / "02.html", *QUICK)
    assert "pages: 2 in" in said.err
    assert "a second" in said.err
    assert said.out.startswith("2 added")


def test_what_is_told_of_is_kept_and_goes_up(pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.intake.BATCH", 5)
    seen = []
    found = gather([pile])
    with Case(tmp_path / "a.case", write=True) as file, Case(tmp_path / "a.case") as reader:
        take_in(file, found, engine="grammar", tell=lambda tally, place: seen.append((tally.new, len(reader), place)))
    assert len(seen) > 5
    assert seen == sorted(seen)
    assert all(new == there for new, there, _ in seen)
    assert seen[-1][2] == sum(Path(path).stat().st_size for path in found.paths)


def test_ctrl_c_keeps_what_is_done_and_says_so(sayso: Any, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.road import analyze

    path, through = tmp_path / "a.case", 0

    def interrupted(*given: Any, **options: Any) -> Any:
        nonlocal through
        through += 1
        if through == 8:
            raise KeyboardInterrupt
        return analyze(*given, **options)

    monkeypatch.setattr("sayso.intake.analyze", interrupted)
    said = sayso("add", path, pile, *QUICK)
    assert said.code == cli.STOPPED
    assert "The same command goes on from there" in said.err
    assert kept(path) == 7
