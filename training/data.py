"""Attributions marked by people, as windows to train on.

A document goes through ``read`` and ``annotate`` as at work, and its lines become the rows of
``sayso.attribution.tensors``. People's spans are laid over the units: a unit bears the role of the span that covers its
first letter. Where nobody marked (``discard``), nothing is taught.
"""

from __future__ import annotations

import gzip
import json
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import tensors
from sayso.attribution.model import may_hold
from sayso.attribution.tensors import ROLES, Row, Tokenizer
from sayso.pages import read
from sayso.records import READ_LABELS, Annotation, Article, Page, Refusal, Span

NOBODY = -1
WIDEST = 256
"""Word pieces in a window to train on: up to more than at work, so that the network learns from what stands further off."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A row with what people marked in it: for each unit its label, whether it is known, and where it points.

    ``targets`` are the offsets in the text at which the unit pointed at begins, or ``NOBODY``.
    """

    row: Row
    labels: list[int]
    known: list[bool]
    targets: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A window to train on. ``points`` are numbers of pieces of the window, 0 for none."""

    pieces: list[int]
    kinds: list[int]
    firsts: list[int]
    begins: list[int]
    labels: list[int]
    known: list[bool]
    points: list[int]


Marked = Mapping[str, Any]
"""An attribution as it is marked: ``source``, ``cue`` and ``content``, each a list of spans."""


def documents(path: Path) -> list[dict[str, Any]]:
    """The JSON lines of ``path``."""
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        return [json.loads(line) for line in opened if line.strip()]


def versions(document: Mapping[str, Any]) -> list[Sequence[Mapping[str, Any]]]:
    """The attributions of a document as each of its annotators marked them."""
    return [document["attributions"], *document.get("other_annotators", {}).values()]


def article_of(document: Mapping[str, Any]) -> tuple[Article, Annotation]:
    """The document as ``read`` and ``annotate`` see it."""
    data = document["text"].encode("utf-8", "surrogatepass")
    article = read(Page(data=data, name=str(document["id"]), encoding="utf-8", media_type="text/plain"))
    if isinstance(article, Refusal):
        raise ValueError(f"{document['id']}: {article.message}")
    return article, annotate(article)


def taught(document: Mapping[str, Any], tokenizer: Tokenizer) -> list[list[Taught]]:
    """The rows of a document, once for each annotator."""
    article, annotation = article_of(document)
    lines = spans.lines(article.text, (block.span for block in article.labelled(*READ_LABELS)))
    rows = list(tensors.rows(article.text, annotation.quotations, annotation.sentences, lines, tokenizer))
    waste = spans.normal(map(tuple, document.get("discard", ())))
    return [list(_taught(rows, marked, waste)) for marked in versions(document)]


def taught_inside(document: Mapping[str, Any], tokenizer: Tokenizer) -> list[list[Taught]]:
    """The rows of each content of a document in which people marked, or might have marked, attributions: what is shown to the
    network where contents are read again."""
    article, annotation = article_of(document)
    contents = {
        spans.normal(Span(*span) for span in one["content"]): inside for one, inside in families(document["attributions"])
    }
    out = []
    for content, inside in contents.items():
        if inside or may_hold(article.text, content):
            rows = tensors.inner_rows(article.text, annotation.quotations, annotation.sentences, content, tokenizer)
            out.append(list(_taught(list(rows), inside, ())))
    return [rows for rows in out if rows]


def families(marked: Sequence[Marked]) -> list[tuple[Marked, list[Marked]]]:
    """Each attribution with those directly inside its content: all of them stands there, and in no smaller content."""
    contents = [spans.normal(Span(*span) for span in one["content"]) for one in marked]
    wholes = [spans.normal(Span(*span) for role in ROLES for span in one[role]) for one in marked]
    inside: list[list[Marked]] = [[] for _ in marked]
    for number, whole in enumerate(wholes):
        around = [content for at, content in enumerate(contents) if at != number and spans.inside(whole, content)]
        host = min(around, key=spans.size, default=None)
        for at, content in enumerate(contents):
            if content == host and at != number:
                inside[at].append(marked[number])
    return list(zip(marked, inside, strict=True))


def outermost(marked: Sequence[Marked]) -> list[Marked]:
    """The attributions that stand in no other one's content: all that flat marks have."""
    held = {id(one) for _, inside in families(marked) for one in inside}
    return [one for one in marked if id(one) not in held]


def _taught(rows: Sequence[Row], marked: Iterable[Mapping[str, Any]], waste: Sequence[Span]) -> Iterator[Taught]:
    units = [unit for row in rows for unit in row.units]
    ends = [unit.end for unit in units]
    labels, targets = [0] * len(units), [NOBODY] * len(units)

    def covered(span: Sequence[int]) -> range:
        first = bisect_left(ends, span[0] + 1)
        last = first
        while last < len(units) and units[last].start < span[1]:
            last += 1
        return range(first, last)

    begins = [n for row in rows for n in (True, *([False] * (len(row.units) - 1)))]
    for attribution in marked:
        heads = {role: next((u for s in attribution[role] for u in covered(s)), None) for role in ROLES}
        aims = {"source": None, "cue": heads["source"], "content": heads["source"] if heads["cue"] is None else heads["cue"]}
        for role in ROLES:
            for span in attribution[role]:
                for place, unit in enumerate(covered(span)):
                    if labels[unit]:
                        continue
                    first = place == 0 or begins[unit] or not labels[unit - 1]
                    labels[unit] = 2 * ROLES.index(role) + (1 if first else 2)
                    aim = aims[role]
                    targets[unit] = NOBODY if aim is None else units[aim].start
    at = 0
    for row in rows:
        stop = at + len(row.units)
        known = [spans.locate(waste, unit.start) is None for unit in row.units]
        yield Taught(row, _sound(labels[at:stop]), known, targets[at:stop])
        at = stop


def _sound(labels: list[int]) -> list[int]:
    """The same, where a span that goes on without having begun begins."""
    for place, label in enumerate(labels):
        if label and label % 2 == 0 and (place == 0 or labels[place - 1] not in (label, label - 1)):
            labels[place] = label - 1
    return labels


# ------------------------------------------------------------------------------------------------------------------- an epoch


@dataclass(frozen=True, slots=True)
class Noise:
    """How often windows are made harder than the articles are, so that the network stands on pages as they are scraped."""

    short: float = 0.25
    """windows that end before they are full"""
    alone: float = 0.10
    """rows that are read alone, one sentence or a few"""
    clause: float = 0.5
    """of those, the ones that begin in lower case and lack their final mark, as contents do"""
    no_case: float = 0.04
    titles: float = 0.04
    no_marks: float = 0.05


def epoch(
    texts: Sequence[Sequence[Sequence[Taught]]],
    tokenizer: Tokenizer,
    noise: Noise | None,
    seed: int,
    contents: Sequence[Sequence[Taught]] = (),
) -> list[Example]:
    """The windows of one epoch in a random order: packed as at work without ``noise``, else at random; and those of
    ``contents`` that are read by themselves."""
    chance = random.Random(seed)
    out: list[Example] = []
    for rows in contents:
        for held in tensors.packed(rows, lambda row: len(row.row.pieces), WIDEST):
            shown = example(held, tokenizer, inside=True)
            out.append(_harder(shown, tokenizer, noise, chance) if noise is not None else shown)
    for versions_of in texts:
        rows = chance.choice(versions_of)
        if noise is None:
            out += (example(held, tokenizer) for held in tensors.packed(rows, lambda row: len(row.row.pieces), WIDEST))
        else:
            out += _noisy(rows, tokenizer, noise, chance)
    chance.shuffle(out)
    return out


def _noisy(rows: Sequence[Taught], tokenizer: Tokenizer, noise: Noise, chance: random.Random) -> Iterator[Example]:
    held: list[Taught] = []
    size, room = 1, chance.randint(64, WIDEST)
    for row in rows:
        if chance.random() < noise.alone:
            yield _harder(example([_alone(row, noise, chance)], tokenizer), tokenizer, noise, chance)
        if held and size + len(row.row.pieces) + 1 > room:
            yield _harder(example(held, tokenizer), tokenizer, noise, chance)
            held, size = [], 1
            room = chance.randint(48, WIDEST) if chance.random() < noise.short else WIDEST
        held.append(row)
        size += len(row.row.pieces) + 1
    if held:
        yield _harder(example(held, tokenizer), tokenizer, noise, chance)


def _alone(taught: Taught, noise: Noise, chance: random.Random) -> Taught:
    """The row without its final mark and, at its beginning, without a capital, now and then."""
    row, labels = taught.row, taught.labels
    if chance.random() > noise.clause or len(row.units) < 4 or row.firsts[-1] != len(row.pieces) - 1:
        return taught
    kinds = list(row.kinds[:-1])
    if kinds[0] % 4 == 1:
        kinds[: row.firsts[1]] = [kinds[0] - 1] * row.firsts[1]
    clipped = Row(row.pieces[:-1], kinds, row.firsts[:-1], row.units[:-1])
    return Taught(clipped, labels[:-1], taught.known[:-1], taught.targets[:-1])


def _harder(example: Example, tokenizer: Tokenizer, noise: Noise, chance: random.Random) -> Example:
    """Letter case or quotation marks taken away from the whole window, now and then."""
    draw = chance.random()
    kinds = example.kinds
    if draw < noise.no_case:
        kinds = [kind - kind % 4 if kind % 4 in (1, 2) else kind for kind in kinds]
    elif draw < noise.no_case + noise.titles:
        kinds = [
            kind + 1 if kind % 4 == 0 and number and example.pieces[number] != tokenizer.end else kind
            for number, kind in enumerate(kinds)
        ]
    elif draw < noise.no_case + noise.titles + noise.no_marks:
        kinds = [kinds[0], *(kind % 4 for kind in kinds[1:])]
    return Example(example.pieces, kinds, example.firsts, example.begins, example.labels, example.known, example.points)


def example(rows: Sequence[Taught], tokenizer: Tokenizer, *, inside: bool = False) -> Example:
    """One window of ``rows``; ``inside`` where they are those of a content."""
    window = tensors.window([row.row for row in rows], tokenizer, inside=inside)
    place = {unit.start: first for unit, first in zip(window.units, window.firsts, strict=True)}
    return Example(
        window.pieces,
        window.kinds,
        window.firsts,
        window.begins,
        [label for row in rows for label in row.labels],
        [known for row in rows for known in row.known],
        [place.get(target, 0) for row in rows for target in row.targets],
    )
