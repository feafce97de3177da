"""How fast pages are read, beside trafilatura alone, and how much memory that takes::

    python -m benchmarks.reading [DIR] [--rounds 7]

DIR is a folder of saved pages; without it those of the shared folder, or else the bundled example. Both readers get the same
bytes, unpacked, and both give text and metadata. sayso asks trafilatura for its word on what is main text, so its time holds
trafilatura's. Memory and cold starts are measured in fresh processes.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import pile, rounds
from sayso.records import Page

STARTS = 5
"""How often each cold start is tried."""

_PEAK = """
import resource, sys
from pathlib import Path
from benchmarks import pile, reading
way = reading.ways()[sys.argv[2]] if sys.argv[2] else None
for page in pile.pages(Path(sys.argv[1])):
    if way:
        way(page)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024))
"""


def _sayso(page: Page) -> object:
    from sayso.pages import read

    return read(page)


def _trafilatura(page: Page) -> object:
    from trafilatura.core import bare_extraction

    return bare_extraction(page.data, with_metadata=True)


def _trafilatura_text(page: Page) -> object:
    from trafilatura.core import bare_extraction

    return bare_extraction(page.data)


def ways() -> dict[str, rounds.Way]:
    """The readers that are compared, by name."""
    return {
        "sayso.read": _sayso,
        "trafilatura, metadata": _trafilatura,
        "trafilatura, defaults": _trafilatura_text,
    }


def peak(place: Path, name: str) -> float:
    """The most memory, in MB, that a fresh process needs to read all pages of ``place``; with no name, to load them only."""
    done = subprocess.run([sys.executable, "-c", _PEAK, str(place), name], capture_output=True, text=True, check=True)
    return float(done.stdout) / 2**20


def cold(*arguments: str) -> list[float]:
    """The seconds that ``sayso`` with these arguments takes as a fresh process, sorted."""
    taken = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "sayso", *arguments], stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - began)
    return sorted(taken)


def machine() -> str:
    """What the figures were measured with, as far as Python knows."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, trafilatura {version('trafilatura')}"


def _speed(found: list[Page], times: int) -> Iterator[str]:
    taken = rounds.interleaved(ways(), found, times)
    yield f"{'':24}  pages/s  CPU s  times trafilatura with metadata (clock, CPU)"
    for name, each in taken.items():
        clock, cpu = rounds.ratio(each, taken["trafilatura, metadata"])
        yield f"{name:24}  {each.per_second(len(found)):7.1f}  {median(each.cpu):5.2f}  {clock:.2f}  {cpu:.2f}"


def _memory(place: Path) -> Iterator[str]:
    yield f"{'peak memory of a process':24}  {'MB':>7}"
    for name in ["", *list(ways())[:2]]:
        yield f"{name or 'that only loads them':24}  {peak(place, name):7.0f}"


def _starts(page: Page) -> Iterator[str]:
    yield f"{'cold start':24}  {'best s':>7}  median s   of {STARTS}"
    with TemporaryDirectory() as folder:
        file = Path(folder, "page.html" if page.media_type is None else "page.txt")
        file.write_bytes(page.data)
        for name, arguments in (("sayso --help", ["--help"]), ("sayso read PAGE", ["read", str(file)])):
            taken = cold(*arguments)
            yield f"{name:24}  {taken[0]:7.2f}  {median(taken):8.2f}"
    yield f"PAGE is the page of median size, {len(page.data) // 1000} kB."


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description="How fast pages are read.")
    parser.add_argument("dir", nargs="?", help="a folder of saved pages")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    place = pile.where(options.dir)
    memory = list(_memory(place))  # first: on Linux the peak of a process begins with that of the one that started it
    found = pile.pages(place)
    size = sum(len(page.data) for page in found) / 1e6
    print(f"{len(found)} pages, {size:.1f} MB; one core; medians of {options.rounds} interleaved rounds\n{machine()}\n")
    for part in (_speed(found, options.rounds), memory, _starts(pile.middle(found))):
        print("\n".join(part) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
