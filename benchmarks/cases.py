"""How fast a case is filled, how large it is, and how fast it is looked through::

    python -m benchmarks.cases [DIR] [--pages 200] [--sizes 1000 10000] [--large] [--jobs 2] [--case FILE]

DIR is a folder of saved pages; without it those of the shared folder, or else the bundled example. Filling is timed over
copies of these pages, each with a line of its own, through ``sayso add`` in a fresh process, with each engine. Looking is timed
in cases of generated dossiers: those of the same pages, by the grammar, each under ids of its own and with other names of the
same length, so that a source is heard in a few articles as in a real pile; ``--large`` goes up to 100,000 articles, which takes
an hour and some ten gigabytes, and ``--case`` keeps the case, to go on from there. Times of looking are medians over different
statements, sources and words, in one process.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import pile, reading
from sayso.attribution import ENGINES
from sayso.corpus import Case
from sayso.formats import jsonl
from sayso.pages import gather
from sayso.records import Dossier, Page, identity
from sayso.road import analyze
from sayso.workers import Crash, cores, over

LARGE = 100_000
BATCH = 100
SAME_NAMES = 20
"""So many articles share their names: a story and its copies."""
TIMES = 40
"""So many times each way of looking is timed, on something else each time."""


# -------------------------------------------------------------------------------------------------------------------- filling


def copies(place: Path, count: int, into: Path) -> None:
    """So many files: the pages of a folder, again and again, each with a line of its own."""
    pages = [page for page in pile.pages(place) if b"\0" not in page.data[:1000]]
    for number in range(count):
        page = pages[number % len(pages)]
        name = f"{number:05}.txt" if page.media_type == "text/plain" else f"{number:05}.html"
        (into / name).write_bytes(_marked(page, number))


def _marked(page: Page, number: int) -> bytes:
    line = f"Copy {number} of this page was made on a quiet morning."
    if page.media_type == "text/plain":
        return page.data + f"\n\n{line}\n".encode()
    head, end, tail = page.data.rpartition(b"</p>")
    return head + end + f"<p>{line}</p>".encode() + tail


def filling(place: Path, count: int, jobs: int) -> Iterator[str]:
    """Pages a second of ``sayso add`` in a fresh process, its start included, and what the case takes on the disk."""
    with TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        pages.mkdir()
        copies(place, count, pages)
        for engine in ENGINES:
            case = Path(folder, f"{engine}.case")
            command = [sys.executable, "-m", "sayso", "add", str(case), str(pages), "--engine", engine, "--jobs", str(jobs)]
            taken = _seconds(command)
            again = _seconds(command)
            with Case(case) as file:
                kept = len(file)
            size = case.stat().st_size / 1024 / max(kept, 1)
            yield f"{engine:12}  {count / taken:7.1f}  {count / again:9.0f}  {kept:8}  {size:9.0f}"


def _seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True)
    return time.perf_counter() - begun


# ---------------------------------------------------------------------------------------------------------- generated dossiers

_ID = re.compile(r'"(article|attribution|source|statement)-([0-9a-f]{16})"')
_NAME = re.compile(r"[A-Z][a-z]{3,}")
_OURS = frozenset(["Dossier", *(kind.__name__ for kind in Dossier.__mro__)])
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def originals(place: str) -> tuple[str, ...]:
    """The lines of the dossiers of a folder, by the grammar."""
    made = (analyze(page, engine="grammar") for page in pile.pages(Path(place)))
    return tuple(jsonl.dump(one) for one in made if isinstance(one, Dossier) and one.statements)


def generated(name: str, *, place: str) -> Dossier:
    """The dossier of this number: one of the originals, under ids of its own and with other names. Runs in a worker."""
    number = int(name)
    lines = originals(place)
    line = lines[number % len(lines)]
    story = number // len(lines) // SAME_NAMES
    names = _names(number % len(lines), place)
    line = names.sub(lambda found: _other(found[0], story), line) if story else line
    line = _ID.sub(lambda found: f'"{identity(found[1], found[2], name)}"', line)
    return jsonl.load(line.replace('"url":null', f'"url":"https://paper.example/{name}"', 1), Dossier)


@cache
def _names(which: int, place: str) -> re.Pattern[str]:
    """The words of the names of a dossier's sources."""
    dossier = jsonl.load(originals(place)[which], Dossier)
    words = {word for source in dossier.sources for word in _NAME.findall(source.name or "")} - _OURS
    return re.compile(r"\b(?:" + "|".join(sorted(words) or ["^$"]) + r")\b")


def _other(word: str, story: int) -> str:
    """Another word of the same length."""
    shift = random.Random(f"{word} {story}")
    return word[0] + "".join(shift.choice(_LETTERS) for _ in word[1:])


def grown(case: Case, begin: int, end: int, place: str, jobs: int) -> None:
    """Add the generated dossiers from one number to another."""
    batch: list[tuple[Dossier, None]] = []
    for made in over(partial(generated, place=place), map(str, range(begin, end)), jobs=jobs):
        if isinstance(made, Crash):
            raise SystemExit(made.trace)
        batch.append((made, None))
        if len(batch) == BATCH:
            case.add(batch)
            batch = []
    case.add(batch)


# -------------------------------------------------------------------------------------------------------------------- looking


def ways(case: Case) -> dict[str, Callable[[], object]]:
    """Each way of looking, on something else at every call."""
    chance = random.Random(6)
    statements = [row.id for row in case.statements(limit=2000)]
    sources = [row.id for row in case.sources(limit=2000)]
    outlets = [row.id for row in case.outlets()]
    words = sorted({word for row in case.statements(limit=300) for word in re.findall(r"[a-z]{5,}", row.text)})

    def some(choices: Sequence[str]) -> str:
        return chance.choice(choices)

    return {
        "ls": lambda: case.articles(limit=50),
        "find, one word": lambda: case.find(some(words)),
        "find, two words": lambda: case.find(f"{some(words)} {some(words)}"),
        "statements": lambda: case.statements(limit=50),
        "statements --unnamed": lambda: case.statements(unnamed=True, limit=50),
        "statements --doubted": lambda: case.statements(doubted=True, limit=50),
        "statements --denied": lambda: case.statements(denied=True, limit=50),
        "statements --source": lambda: case.statements(source=some(sources), limit=50),
        "statements --outlet": lambda: case.statements(outlet=some(outlets), limit=50),
        "statements --text": lambda: case.statements(text=some(words), limit=50),
        "statements, 1050 rows": lambda: case.statements(limit=1050),
        "statement": lambda: case.statement(some(statements)),
        "sources": lambda: case.sources(limit=50),
        "source": lambda: case.source(some(sources)),
        "source, most heard": lambda: case.source(sources[0]),
        "outlets": case.outlets,
        "outlet": lambda: case.outlet(some(outlets)),
    }


def looking(path: Path, times: int) -> dict[str, tuple[float, float]]:
    """Median and largest milliseconds of each way of looking."""
    found = {}
    with Case(path) as case:
        for name, way in ways(case).items():
            way()
            taken = sorted(_once(way) for _ in range(times))
            found[name] = (median(taken) * 1000, taken[-1] * 1000)
    return found


def _once(way: Callable[[], object]) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


def measured(place: Path, sizes: Sequence[int], jobs: int, kept: Path | None = None) -> Iterator[str]:
    """A table of the ways of looking, a column a size; ``kept`` is a case that is grown, and stays."""
    columns: dict[int, dict[str, tuple[float, float]]] = {}
    with TemporaryDirectory() as folder:
        path = kept or Path(folder, "generated.case")
        for size in sorted(sizes):
            begun = time.perf_counter()
            with Case(path, write=True) as case:
                begin = len(case)
                grown(case, begin, size, str(place), jobs)
            rate = max(size - begin, 0) / (time.perf_counter() - begun)
            columns[size] = looking(path, TIMES)
            kilobytes = path.stat().st_size / 1024 / max(size, begin)
            yield f"{size:,} articles: {rate:.0f} dossiers a second added, {kilobytes:.0f} kB an article"
    if not columns:
        return
    yield ""
    yield f"{'median (largest) ms':24}" + "".join(f"{size:>18,}" for size in columns)
    for name in next(iter(columns.values())):
        yield f"{name:24}" + "".join(f"{column[name][0]:9.1f} {f'({column[name][1]:.0f})':>8}" for column in columns.values())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cases", description="How fast a case is filled and looked through."
    )
    parser.add_argument("dir", nargs="?", help="a folder of saved pages")
    parser.add_argument("--pages", type=int, default=200, help="so many pages are added with each engine; 0 leaves that out")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[1000, 10_000], help="articles of the cases that are looked through"
    )
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} articles")
    parser.add_argument("--jobs", type=int, default=min(2, cores()), help="processes that analyse")
    parser.add_argument("--case", type=Path, help="a case that the dossiers are generated into, and that stays")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    place = pile.where(options.dir)
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    print(f"{reading.machine()}; {options.jobs} processes{busy}; pages of {len(gather([place]).paths)} files\n")
    if options.pages:
        print(f"{'sayso add':12}  pages/s  again, /s  articles  kB a page")
        for line in filling(place, options.pages, options.jobs):
            print(line, flush=True)
        print()
    for line in measured(place, [*options.sizes, *([LARGE] if options.large else [])], options.jobs, options.case):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
