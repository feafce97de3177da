"""How long linking takes, stage by stage, how much memory it needs, and how both grow::

    python -m benchmarks.links [--sizes 1000 10000] [--large] [--jobs 2] [--memory 1GB] [--case FILE] [--score]

Cases are filled with generated dossiers whose lineage is known (``tests/corpora``), a wire report with a thousand copies among
them from a few thousand pages on. Each size is linked anew, all of it, in a process of its own, whose peak is told, and that of
its workers; then a hundred pages that were held back are added to the largest, and linked. ``--large`` goes up to 100,000
pages; ``--case`` keeps the case, to go on from there; ``--score`` also counts what was found (``evaluation.lineage``).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import reading
from evaluation import generated
from sayso.corpus import Case
from sayso.records import Dossier
from sayso.workers import Crash, cores, over

from corpora import Corpus, dossiers_of  # isort: skip  # evaluation.generated tells where it lies

LARGE = 100_000
LATER = 100
"""So many pages are added to the largest case."""
BATCH = 200
SEED = 7
GIANT, GIANT_AT = 1000, 400
"""So many pages copy one report, the story of this number."""

_LINK = """
import json, resource, sys, time
from sayso.corpus import Case
begun = time.perf_counter()
with Case(sys.argv[1], write=True) as case:
    report = case.link(jobs=int(sys.argv[2]), memory=sys.argv[3], anew=sys.argv[4] == "anew")
peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({"seconds": report.seconds, "whole": time.perf_counter() - begun, "peaks": peaks, "links": report.state.links,
                  "claims": report.state.claims, "verified": report.verified, "new": report.new, "traced": report.traced}))
"""


def corpus(size: int) -> Corpus:
    """The corpus that cases of all sizes are the beginning of."""
    return Corpus(SEED, size, giant=GIANT, giant_at=GIANT_AT)


def held_back(size: int) -> frozenset[int]:
    """The pages of the largest case that are added later, some here and some there."""
    return frozenset(random.Random(size).sample(range(size // 2, size), min(LATER, size // 10)))


def grown(path: Path, whole: Corpus, begin: int, end: int, skip: frozenset[int], jobs: int) -> None:
    """Add the dossiers of pages ``begin`` to ``end`` but those to ``skip``."""
    stories = [one for one in whole.stories if one.first < end and one.first + one.plan.size > begin]
    step = partial(dossiers_of, seed=whole.seed, size=whole.size, giant=whole.giant, giant_at=whole.giant_at)
    firsts = iter(stories)
    batch: list[tuple[Dossier, None]] = []
    with Case(path, write=True) as case:
        for made in over(step, (str(one.number) for one in stories), jobs=jobs):
            if isinstance(made, Crash):
                raise SystemExit(made.trace)
            for number, dossier in enumerate(made, next(firsts).first):
                if begin <= number < end and number not in skip:
                    batch.append((dossier, None))
            if len(batch) >= BATCH:
                case.add(batch)
                batch = []
        case.add(batch)


def added(path: Path, whole: Corpus, numbers: frozenset[int]) -> None:
    """Add single pages."""
    batch = []
    for story in whole.stories:
        inside = [number for number in range(story.first, story.first + story.plan.size) if number in numbers]
        if inside:
            made = dossiers_of(str(story.number), seed=whole.seed, size=whole.size, giant=whole.giant, giant_at=whole.giant_at)
            batch += [(made[number - story.first], None) for number in inside]
    with Case(path, write=True) as case:
        case.add(batch)


def linked(path: Path, jobs: int, memory: str, *, anew: bool) -> dict[str, Any]:
    """What ``Case.link`` reports in a fresh process, with its peak."""
    command = [sys.executable, "-c", _LINK, str(path), str(jobs), memory, "anew" if anew else "again"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def measured(sizes: Sequence[int], jobs: int, memory: str, kept: Path | None, *, score: bool) -> Iterator[str]:
    """A table of the stages, a column a size, and how each grows."""
    whole = corpus(max(sizes))
    skip = held_back(whole.size)
    columns: dict[str, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        path = kept or Path(folder, "generated.case")
        at = _pages(path)
        for size in sorted(sizes):
            begun = time.perf_counter()
            if at < size:
                grown(path, whole, at, size, skip, jobs)
            at = max(at, size)
            spent = time.perf_counter() - begun
            report = linked(path, jobs, memory, anew=True)
            columns[f"{size:,}"] = _column(report)
            megabytes = path.stat().st_size / 1e6
            yield f"{size:,} pages, {megabytes:.0f} MB, filled in {spent:.0f} s: {report['links']}, {report['claims']} claims"
        added(path, whole, skip)
        report = linked(path, jobs, memory, anew=False)
        columns[f"+{len(skip)}"] = _column(report)
        yield f"{len(skip)} pages more: verified {report['verified']}, new {report['new']}, traced {report['traced']}"
        yield ""
        yield from _table(columns, sorted(sizes))
        if score:
            yield ""
            yield from (line.text for line in generated.of_corpus(path, whole, pages=False))


def _pages(path: Path) -> int:
    """How many pages of the corpus a case that is kept holds already."""
    if not path.exists():
        return 0
    with Case(path) as case:
        return len(case)


def _column(report: dict[str, Any]) -> dict[str, float]:
    own, children = report["peaks"]
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {**report["seconds"], "all": report["whole"], "peak MB": own / unit, "of a worker, MB": children / unit}


def _table(columns: dict[str, dict[str, float]], sizes: Sequence[int]) -> Iterator[str]:
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    steps = [f"{a:,}-{b:,}" for a, b in pairwise(sizes)]
    yield f"{'seconds':18}" + "".join(f"{name:>12}" for name in columns) + "".join(f"{f'grows {step}':>24}" for step in steps)
    for name in names:
        cells = [column.get(name, math.nan) for column in columns.values()]
        powers = [_power(cells[at], cells[at + 1], sizes[at], sizes[at + 1]) for at in range(len(sizes) - 1)]
        yield f"{name:18}" + "".join(f"{cell:12.1f}" for cell in cells) + "".join(f"{power:>24}" for power in powers)


def _power(small: float, large: float, few: int, many: int) -> str:
    """The exponent of growth: 1 is linear. Nothing is told of what takes less than a tenth of a second."""
    if not (small >= 0.1 and large > 0):
        return "-"
    return f"n^{math.log(large / small) / math.log(many / few):.2f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links", description="How fast linking is, and how it grows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], help="pages of the cases that are linked")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} pages")
    parser.add_argument("--jobs", type=int, default=min(2, cores()), help="processes that prepare, and threads of the engine")
    parser.add_argument("--memory", default="1GB", help="about how much memory linking may take")
    parser.add_argument("--case", type=Path, help="a case that the dossiers are added to, and that stays")
    parser.add_argument("--score", action="store_true", help="also what of the known lineage was found")
    options = parser.parse_args()
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    print(f"{reading.machine()}; {options.jobs} processes, {options.memory} of memory{busy}\n")
    sizes = [*options.sizes, *([LARGE] if options.large else [])]
    for line in measured(sizes, options.jobs, options.memory, options.case, score=options.score):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
