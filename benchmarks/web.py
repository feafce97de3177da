"""How long the server takes over each page of the reading room::

    python -m benchmarks.web [--pages 2000] [--case FILE] [--times 15] [--jobs 2]

A case of generated pages is filled and linked (``tests/corpora``; one of its stories is copied some two hundred times), unless
``--case`` names one that is there already. Then each kind of page is asked for several things, ``--times`` times in all, of the
app itself and without a network: the time is from the request to the last byte of the answer, the case opened anew each time.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from starlette.testclient import TestClient

from benchmarks import reading
from benchmarks.links import SEED, grown
from sayso.corpus import Case
from sayso.web.addresses import Served
from sayso.web.app import app
from sayso.web.catalogue import NAMED, PAGES
from sayso.workers import cores

from corpora import Corpus  # isort: skip  # evaluation.generated, which benchmarks.links imports, tells where it lies

GIANT, GIANT_AT = 210, 20
"""So many pages copy one report, the story of this number: a claim of more than two hundred statements."""
MANY = 200
GOAL = 150
"""Milliseconds that no page should take at the median."""
HOST = "127.0.0.1:8311"
TO = Served().to


def filled(path: Path, pages: int, jobs: int) -> None:
    """Make the case of so many generated pages, linked."""
    grown(path, Corpus(SEED, pages, giant=GIANT, giant_at=GIANT_AT), 0, pages, frozenset(), jobs)
    with Case(path, write=True) as case:
        case.link(jobs=jobs)


def asked(case: Case) -> Iterator[tuple[str, Sequence[str]]]:
    """The kinds of pages with the addresses that are asked for, in a chosen order."""
    chance = random.Random(SEED)
    for kind in PAGES:
        yield kind, [str(TO(kind))]
    for kind in NAMED:
        names = _NAMES[kind](case)
        yield kind, [str(TO(kind, name)) for name in chance.sample(names, min(len(names), 10))]
    rows = case.claims(limit=500)
    large = min((row for row in rows if row.statements >= MANY), key=lambda row: row.statements, default=None)
    if large is not None:
        yield f"a claim of {large.statements:,} statements", [str(TO("claim", large.id))]
    most = max(rows, key=lambda row: row.statements, default=None)
    if most is not None and most is not large:
        yield f"the largest claim, {most.statements:,} statements", [str(TO("claim", most.id))]
    articles = case.articles(limit=40)
    statements = [case.statements(article=row.id, limit=3) for row in articles[:10]]
    yield "an article, a statement chosen", [str(TO("article", a[-1].article, statement=a[-1].id)) for a in statements if a]
    pairs = zip(articles[::2], articles[1::2], strict=False)
    yield "two articles compared", [str(TO("compare", left=one.id, right=other.id)) for one, other in pairs][:10]
    yield "search for a word", [str(TO("search", q=word)) for word in ("said", "officials", "report", "minister")]
    yield "claims of one origin", [str(TO("claims", single_origin=True))]
    yield "statements, unnamed", [str(TO("statements", unnamed=True))]


_NAMES: Mapping[str, Callable[[Case], list[str]]] = {
    "article": lambda case: [row.id for row in case.articles(limit=200)],
    "statement": lambda case: [row.id for row in case.statements(limit=200)],
    "claim": lambda case: [row.id for row in case.claims(limit=200)],
    "timeline": lambda case: [row.id for row in case.claims(limit=200)],
    "conflict": lambda case: [row.conflict for row in case.conflicts(limit=50)],
    "source": lambda case: [row.id for row in case.sources(limit=100)],
    "outlet": lambda case: [row.id for row in case.outlets()[:50]],
}


def measured(path: Path, times: int) -> Iterator[str]:
    """A line for each kind of page: median and worst in milliseconds, and how large the page is."""
    client = TestClient(app(str(path), hosts=frozenset({HOST}), largest=1 << 20), base_url=f"http://{HOST}")
    with Case(path) as case:
        kinds = list(asked(case))
        yield f"{len(case):,} pages, {path.stat().st_size / 1e6:.0f} MB, {case.linked().claims:,} claims"
    yield ""
    yield f"{'milliseconds':40}{'median':>9}{'worst':>9}{'kB':>9}"
    for kind, addresses in kinds:
        if not addresses:
            yield f"{kind:40}{'nothing of this kind in the case':>40}"
            continue
        spent, size = [], 0
        client.get(addresses[0])  # templates are read once
        for turn in range(times):
            begun = time.perf_counter()
            answer = client.get(addresses[turn % len(addresses)])
            spent.append(1000 * (time.perf_counter() - begun))
            size = max(size, len(answer.content))
            if answer.status_code != 200:
                raise SystemExit(f"{addresses[turn % len(addresses)]}: {answer.status_code}")
        slow = "  over the goal" if median(spent) > GOAL else ""
        yield f"{kind:40}{median(spent):9.1f}{max(spent):9.1f}{size / 1000:9.0f}{slow}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description="How long pages of the reading room take.")
    parser.add_argument("--pages", type=int, default=2000, help="pages of the case that is made")
    parser.add_argument("--case", type=Path, help="a case that is there already, linked")
    parser.add_argument("--times", type=int, default=15, help="how often each kind of page is asked for")
    parser.add_argument("--jobs", type=int, default=min(2, cores()))
    options = parser.parse_args()
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    print(f"{reading.machine()}{busy}\n")
    with TemporaryDirectory() as folder:
        path = options.case or Path(folder, "generated.case")
        if not path.exists():
            filled(path, options.pages, options.jobs)
        for line in measured(path, options.times):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
