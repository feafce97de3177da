"""How fast the whole road and the steps behind ``read`` are, with either engine, beside trafilatura and plain tokenisation::

    python -m benchmarks.roads [DIR] [--rounds 7]

DIR is a folder of saved pages; without it those of the shared folder, or else the bundled example. Pages that are refused, or
not in English, are left out. Words are those of ``annotate``: the words of the blocks that are read for attributions. Plain
tokenisation is the model's own tokeniser over those blocks. Memory and cold starts are measured in fresh processes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from trafilatura.core import bare_extraction

from benchmarks import pile, reading, rounds
from sayso import analyze, inference
from sayso.annotation import annotate
from sayso.attribution import ENGINES, Engine, attribute, model
from sayso.pages import read
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Page, Refusal
from sayso.resolution import resolve


class Stage(NamedTuple):
    """A page with what each step made of it, so that each can be timed alone."""

    page: Page
    article: Article
    annotation: Annotation
    attributions: tuple[Attribution, ...]


def stage(page: Page) -> Stage | None:
    """All that the steps make of a page; None for one that goes no further than ``read``."""
    article = read(page)
    if isinstance(article, Refusal) or article.language not in (None, "en"):
        return None
    annotation = annotate(article)
    return Stage(page, article, annotation, attribute(article, annotation))


def tokenise(one: Stage) -> object:
    """The blocks that are searched for attributions, cut into word pieces."""
    blocks = [one.article.slice(block.span) for block in one.article.labelled(*READ_LABELS)]
    return inference.load(model.FOLDER).tokenizer.encode(blocks)


def behind_read(one: Stage, engine: Engine) -> object:
    """The three steps behind ``read``, in a row."""
    annotation = annotate(one.article)
    return resolve(one.article, annotation, attribute(one.article, annotation, engine=engine))


WAYS: dict[str, rounds.Way] = {
    "read": lambda one: read(one.page),
    "trafilatura, metadata": lambda one: bare_extraction(one.page.data, with_metadata=True),
    "tokenise": tokenise,
    "annotate": lambda one: annotate(one.article),
    "attribute, grammar": lambda one: attribute(one.article, one.annotation, engine="grammar"),
    "attribute, model": lambda one: attribute(one.article, one.annotation, engine="model"),
    "resolve": lambda one: resolve(one.article, one.annotation, one.attributions),
    "behind read, grammar": partial(behind_read, engine="grammar"),
    "behind read, model": partial(behind_read, engine="model"),
    "whole road, grammar": lambda one: analyze(one.page, engine="grammar"),
    "whole road, model": lambda one: analyze(one.page, engine="model"),
}

_PEAK = """
import resource, sys
from pathlib import Path
from benchmarks import pile
from sayso import analyze
for page in pile.pages(Path(sys.argv[1])):
    analyze(page, engine=sys.argv[2])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024))
"""


def processes(place: Path, page: Page) -> Iterator[str]:
    """Peak memory over all pages of ``place``, and cold starts on ``page``, by engine."""
    yield f"{'':22}  peak MB  cold start of sayso show PAGE, median s of {reading.STARTS}"
    with TemporaryDirectory() as folder:
        file = Path(folder, "page.html" if page.media_type is None else "page.txt")
        file.write_bytes(page.data)
        for engine in ENGINES:
            done = subprocess.run([sys.executable, "-c", _PEAK, str(place), engine], capture_output=True, text=True, check=True)
            starts = median(reading.cold("show", str(file), "--engine", engine))
            yield f"{engine:22}  {float(done.stdout) / 2**20:7.0f}  {starts:.2f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roads", description="How fast the steps behind read are.")
    parser.add_argument("dir", nargs="?", help="a folder of saved pages")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    place = pile.where(options.dir)
    other = list(
        processes(place, pile.middle(pile.pages(place)))
    )  # first: a process inherits the peak of the one that starts it
    found = [one for page in pile.pages(place) if (one := stage(page))]
    words = sum(len(one.annotation.words) for one in found)
    made = sum(len(one.attributions) for one in found)
    print(f"{len(found)} pages, {words} words, {made} attributions; one core; medians of {options.rounds} interleaved rounds")
    print(f"{reading.machine()}\n")
    taken = rounds.interleaved(WAYS, found, options.rounds)
    print(f"{'':22}  words/s  pages/s  CPU s  times read (clock)")
    for name, each in taken.items():
        clock, _ = rounds.ratio(each, taken["read"])
        speeds = f"{each.per_second(words):7.0f}  {each.per_second(len(found)):7.1f}"
        print(f"{name:22}  {speeds}  {median(each.cpu):5.2f}  {clock:.2f}")
    print("\n" + "\n".join(other))
    return 0


if __name__ == "__main__":
    sys.exit(main())
