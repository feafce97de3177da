"""What was acknowledged stays, whenever the writer is killed; readers see whole batches while somebody writes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cases import example, filled, tables, variants
from sayso.corpus import Case
from sayso.formats import jsonl

PAGES = 60
BATCH = 3
WRITER = """
import sys
from sayso.corpus import Case, Seen
from sayso.formats import jsonl
from sayso.records import Dossier
path, lines, batch = sys.argv[1], open(sys.argv[2], encoding="utf-8").read().splitlines(), int(sys.argv[3])
print("ready", flush=True)
with Case(path, write=True) as case:
    pages = [Seen(f"page {number}", f"{number}.html") for number in range(len(lines))]
    waiting = [(line, page) for line, page in zip(lines, pages) if not case.has(page)]
    done = len(lines) - len(waiting)
    while waiting:
        some, waiting = waiting[:batch], waiting[batch:]
        case.add([(jsonl.load(line, Dossier), page) for line, page in some])
        done += len(some)
        print(done, flush=True)
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("lines") / "pages.jsonl"
    found.write_text("\n".join(map(jsonl.dump, variants(PAGES))), encoding="utf-8")
    return found


def writer(path: Path, lines: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(lines), str(BATCH)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, lines: Path) -> tuple[Path, float]:
    """A case that nobody disturbed, and the seconds that it took."""
    path = tmp_path_factory.mktemp("whole") / "a.case"
    process = writer(path, lines)
    began = time.monotonic()
    process.communicate()
    assert process.returncode == 0
    return path, time.monotonic() - began


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal on Windows")
@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 33))])
def test_a_killed_writer_loses_nothing_that_was_acknowledged(
    tmp_path: Path, lines: Path, whole: tuple[Path, float], seed: int
) -> None:
    path = tmp_path / "a.case"
    chance = random.Random(seed)
    for _ in range(2):  # killed, gone on with, and killed again
        process = writer(path, lines)
        time.sleep(chance.uniform(0, whole[1] * 0.8))
        process.send_signal(signal.SIGKILL)
        acknowledged = [0, *map(int, process.communicate()[0].split())][-1]
        if not path.exists():
            assert acknowledged == 0
            continue
        with Case(path) as case:
            assert len(case) >= acknowledged
            assert len(case) % BATCH == 0
            assert [one.article.id for one in case] == [one.article.id for one in variants(len(case))]
            assert [finding for finding in case.doctor() if not finding.sound] == []
    process = writer(path, lines)
    process.communicate()
    assert process.returncode == 0
    assert tables(path) == tables(whole[0])


def test_four_readers_see_no_error_and_no_half_batch(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", variants(BATCH))
    over, seen, wrong = threading.Event(), [0, 0, 0, 0], []

    def read(place: int) -> None:
        try:
            with Case(path) as case:
                while not over.is_set():
                    assert len(case) % BATCH == 0
                    row = case.statements(unnamed=True, limit=5)[-1]
                    assert case.statement(row.id).row.id == row.id
                    assert case.source(str(row.source)).row.articles == 1
                    assert case.find("ferry", limit=3)
                    assert len(list(case)) >= BATCH
                    seen[place] += 1
        except Exception as error:
            wrong.append(error)

    readers = [threading.Thread(target=read, args=(place,)) for place in range(4)]
    for reader in readers:
        reader.start()
    with Case(path, write=True) as case:
        while min(seen) < 3 and not wrong:
            number = len(case)
            case.add([(one, None) for one in variants(number + BATCH)[number:]])
    over.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert min(seen) >= 3


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", [])
    pages, wrong = variants(12), []

    def write(start: int) -> None:
        try:
            with Case(path, write=True) as case:
                for page in pages[start::2]:
                    case.add([(page, None)])
        except Exception as error:
            wrong.append(error)

    writers = [threading.Thread(target=write, args=(start,)) for start in (0, 1)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert wrong == []
    with Case(path) as case:
        assert {one.article.id for one in case} == {one.article.id for one in pages}
        assert all(finding.sound for finding in case.doctor())


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", example()[:2])
    before = tables(path)

    def outcomes() -> object:
        yield example()[2], None
        raise KeyboardInterrupt

    with Case(path, write=True) as case, pytest.raises(KeyboardInterrupt):
        case.add(outcomes())  # type: ignore[arg-type]
    assert tables(path) == before
