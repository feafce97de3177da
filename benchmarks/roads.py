"""How fast the steps behind ``read`` are::

    python -m benchmarks.roads [DIR] [--rounds 7]

DIR is a folder of saved pages; without it those of the shared folder, or else the bundled example. Pages that are refused, or
not in English, are left out. Words are those of ``annotate``: the words of the blocks that are read for attributions.
"""

from __future__ import annotations

import argparse
import os
import sys
from statistics import median
from typing import NamedTuple

from benchmarks import pile, rounds
from benchmarks.reading import machine
from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.pages import read
from sayso.records import Annotation, Article, Attribution, Page, Refusal
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


def grammar_road(one: Stage) -> object:
    """The three steps behind ``read``, in a row."""
    annotation = annotate(one.article)
    return resolve(one.article, annotation, attribute(one.article, annotation))


WAYS: dict[str, rounds.Way] = {
    "read": lambda one: read(one.page),
    "annotate": lambda one: annotate(one.article),
    "attribute": lambda one: attribute(one.article, one.annotation),
    "resolve": lambda one: resolve(one.article, one.annotation, one.attributions),
    "the three behind read": grammar_road,
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roads", description="How fast the steps behind read are.")
    parser.add_argument("dir", nargs="?", help="a folder of saved pages")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    found = [one for page in pile.pages(pile.where(options.dir)) if (one := stage(page))]
    words = sum(len(one.annotation.words) for one in found)
    made = sum(len(one.attributions) for one in found)
    print(f"{len(found)} pages, {words} words, {made} attributions; one core; medians of {options.rounds} interleaved rounds")
    print(f"{machine()}\n")
    taken = rounds.interleaved(WAYS, found, options.rounds)
    print(f"{'':22}  words/s  pages/s  CPU s  times read (clock)")
    for name, each in taken.items():
        clock, _ = rounds.ratio(each, taken["read"])
        speeds = f"{each.per_second(words):7.0f}  {each.per_second(len(found)):7.1f}"
        print(f"{name:22}  {speeds}  {median(each.cpu):5.2f}  {clock:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
