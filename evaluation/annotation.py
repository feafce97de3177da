"""How well days and figures are found and read, over twenty articles in which all of them were marked::

    python -m evaluation.annotation [--set NAME] [--show N]

The marks stand in ``annotation.jsonl``: offsets, values and labels, no words; the texts are those of the shared data. They were
made by reading, before the finders had been run on these texts. ``first`` are ten articles whose errors were read and their
causes mended. ``fresh`` are five more, marked with them and measured after that; ``last`` another five, chosen and marked when
all was mended. Of both the few errors were then read and mended too, so that none of the three is unseen any more.

Told are precision and recall of the places (any overlap, and to the letter) and of what was read there: of a day its first
and last day, of a figure its low, high, bound and unit, and what is counted. What is marked ``optional`` may be found or not.
``--show`` prints the first N errors.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.shared import AbsentError, folder, rows
from sayso.annotation import annotate
from sayso.records import Annotation, Article, Block, Day, Figure, Span, identity

GOLD = Path(__file__).with_name("annotation.jsonl")
KINDS = ("figures", "days")
SETS = ("first", "fresh", "last")


class Case(NamedTuple):
    """An article, its marks as they stand in their file, and what ``annotate`` found in it."""

    article: Article
    row: Mapping[str, Any]
    found: Annotation


class Pair(NamedTuple):
    """A mark and what was found where it stands; one of the two may be missing."""

    mark: Mapping[str, Any] | None
    found: Day | Figure | None


def cases(which: str | None = None) -> Iterator[Case]:
    """The marked articles, or those of one set. Raises ``AbsentError`` where their texts are not on this machine, and
    ``ValueError`` where a text is not the one that was marked."""
    for row in rows(GOLD):
        if which in (None, row["set"]):
            text = _texts(row["from"])[row["id"]]
            if identity("text", text) != row["text"]:
                raise ValueError(f"{row['id']} is not the text that was marked")
            article = article_of(row, text)
            yield Case(article, row, annotate(article))


@cache
def _texts(file: str) -> dict[str, str]:
    return {row["id"]: row["text"] for row in rows(folder(within=file))}


def article_of(row: Mapping[str, Any], text: str) -> Article:
    """The marked parts of ``text`` as the body of an article of the day that ``row`` tells."""
    read = [Span(*span) for span in row["read"]]
    edges = [0, *(edge for span in read for edge in span), len(text)]
    pieces = [Span(*ends) for ends in pairwise(edges) if text[slice(*ends)].strip()]
    blocks = tuple(Block(span=span, label="body" if span in read else "other") for span in pieces)
    return Article(id=row["id"], text=text, blocks=blocks, published=date.fromisoformat(row["published"]), language="en")


# -------------------------------------------------------------------------------------------------------------------- scoring


def pairs(marks: Sequence[Mapping[str, Any]], found: Sequence[Day | Figure]) -> Iterator[Pair]:
    """Each mark with what overlaps it most and no other mark more, then what is left over. Optional marks pair off what is
    found there, and neither counts."""
    overlaps = sorted(
        ((_common(mark["span"], one.span), place, at) for place, mark in enumerate(marks) for at, one in enumerate(found)),
        reverse=True,
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for size, place, at in overlaps:
        if size > 0 and place not in taken and at not in used:
            taken[place] = at
            used.add(at)
    for place, mark in enumerate(marks):
        if not mark.get("optional"):
            yield Pair(mark, found[taken[place]] if place in taken else None)
    yield from (Pair(None, one) for at, one in enumerate(found) if at not in used)


def _common(left: Sequence[int], right: Sequence[int]) -> int:
    return min(left[1], right[1]) - max(left[0], right[0])


def same_place(pair: Pair) -> bool:
    """Whether a mark was found to the letter."""
    return pair.mark is not None and pair.found is not None and tuple(pair.mark["span"]) == pair.found.span


def same_value(pair: Pair) -> bool:
    """Whether the days, or the values, bound and unit, are those of the mark."""
    mark, found = pair
    if mark is None or found is None:
        return False
    if isinstance(found, Day):
        return (mark["earliest"], mark["latest"]) == (str(found.earliest), str(found.latest))
    ends = all(_close(mark[end], value) for end, value in (("low", found.low), ("high", found.high)))
    return ends and (mark["bound"], mark["unit"]) == (found.bound, found.unit)


def _close(left: float | None, right: float | None) -> bool:
    return left is right if left is None or right is None else isclose(left, right, rel_tol=1e-6)


def same_counted(pair: Pair, text: str) -> bool:
    """Whether what is counted is what the mark says, to the letter."""
    mark, found = pair
    if mark is None or not isinstance(found, Figure):
        return False
    return found.counted == (text[slice(*mark["counted"])] if mark["counted"] else "")


def measure(made: Iterable[Case]) -> dict[str, float]:
    """Precision and recall over ``made``, by name."""
    told: dict[str, float] = {}
    known = list(made)
    for kind in KINDS:
        all_pairs = [(pair, case.article.text) for case in known for pair in pairs(case.row[kind], getattr(case.found, kind))]
        marked = sum(pair.mark is not None for pair, _ in all_pairs)
        found = sum(pair.found is not None for pair, _ in all_pairs)
        right = {
            "place": sum(None not in pair for pair, _ in all_pairs),
            "exact place": sum(same_place(pair) for pair, _ in all_pairs),
            "value": sum(same_value(pair) for pair, _ in all_pairs),
        }
        if kind == "figures":
            right["counted"] = sum(same_value(pair) and same_counted(pair, text) for pair, text in all_pairs)
        told[f"{kind} marked"] = marked
        for name, count in right.items():
            told |= {f"{kind} {name} p": count / max(1, found), f"{kind} {name} r": count / max(1, marked)}
    return told


# -------------------------------------------------------------------------------------------------------------------- telling


def errors(case: Case) -> Iterator[str]:
    """A line for each mark that was missed or misread, and for each thing found where none is."""
    text = case.article.text
    for kind in KINDS:
        for pair in pairs(case.row[kind], getattr(case.found, kind)):
            wrong = [] if same_value(pair) else ["value"]
            wrong += [] if same_place(pair) else ["place"]
            wrong += ["counted"] if kind == "figures" and not same_counted(pair, text) else []
            if wrong:
                what = "missed" if pair.found is None else "no mark" if pair.mark is None else "+".join(wrong)
                span = pair.mark["span"] if pair.mark is not None else pair.found.span if pair.found is not None else (0, 0)
                around = text[max(0, span[0] - 40) : span[0]] + "[" + text[slice(*span)] + "]" + text[span[1] : span[1] + 40]
                yield f"{kind:8}{what:20}{' '.join(around.split())}\n{'':12}{_short(pair.mark)}  MADE  {_short(pair.found)}"


def _short(one: Mapping[str, Any] | Day | Figure | None) -> str:
    names = ("earliest", "latest", "low", "high", "bound", "unit", "counted")
    told = one if isinstance(one, Mapping) else {name: getattr(one, name, None) for name in names}
    return " ".join(str(told[name]) for name in names if told.get(name) not in (None, "")) or "-"


def main(arguments: list[str] | None = None) -> int:
    """Measure both sets, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.annotation", description="Score days and figures on marked text."
    )
    parser.add_argument("--show", type=int, default=0, help="print the first N errors of each set")
    parser.add_argument("--set", choices=SETS, action="append", dest="sets", help="this set only")
    options = parser.parse_args(arguments)
    for name in options.sets or SETS:
        try:
            made = list(cases(name))
        except AbsentError as absent:
            print(f"{name}: {absent}")
            continue
        print(name)
        for label, value in measure(made).items():
            print(f"  {label:24}{value:8.3f}" if "marked" not in label else f"  {label:24}{value:8.0f}")
        print("\n".join([line for case in made for line in errors(case)][: options.show]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
