"""Whom a pronoun of the third person means: those spoken of before it are weighed against each other, and the likeliest is
taken where it is likely enough.

Each candidate has features of its last mention and of all its mentions; a log-linear model weighs them against those of the
others and against "none of these". Pronouns of the running text are read on the way, though they be no sources: they keep in
mind whom an article is about. ``WEIGHTS`` are counted by ``training/pronouns.py``, mostly on the coreference of GUM.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso import spans
from sayso.names.finding import plain
from sayso.names.lexicon import PEOPLES, PLACES
from sayso.records import Attribution
from sayso.resolution import lexicon
from sayso.resolution.scene import Entry, Scene

Number = Literal["one", "several", "thing"]

FEATURES = (
    "none of these", "distance", "same sentence", "sentence before", "other paragraph", "source", "source near", "at the head",
    "governed", "owner", "mentions", "of this gender", "pronoun", "pronoun near", "unnamed", "body", "document", "plural",
    "alone", "order", "human", "source here",
)  # fmt: skip
"""What is weighed. The first is that of "none of these" alone, the others are those of candidates."""

WEIGHTS: dict[Number, tuple[float, ...]] = {
    "one": (
        0.3, -1.32, -0.03, 0.93, -0.33, -0.87, 0.6, 0.67, -1.13, -0.64, 1.03,
        0.95, -0.45, -0.79, -0.81, 0, 0, 0, -0.13, -0.02, 0.34, 0.29,
    ),
    "several": (
        0.67, -1.33, 0.08, 0.27, -0.27, 0.86, 1.79, 0.21, -0.52, -0.12, 0.77,
        0, 0, 0, -0.05, -0.48, 0, -0.1, -0.36, -0.61, -0.67, 0.86,
    ),
    "thing": (
        0.61, -0.67, -0.15, 0.27, -0.99, 0.42, 0.26, 0.22, -1.13, -0.19, 0.93,
        0, 0, 0, 0, -0.31, -0.29, 0, 0.01, -0.14, -0.61, 0.16,
    ),
}  # fmt: skip
"""What each of ``FEATURES`` is worth, by what the pronoun stands for."""

LEAST: dict[Number, float] = {"one": 0.1, "several": 0.35, "thing": 0.3}
"""How likely the likeliest must be, with "none of these" among the others."""
SHARE: dict[Number, float] = {"one": 0.55, "several": 0.0, "thing": 0.5}
"""How likely it must be among the candidates alone: where two fit about as well, neither is taken."""
_ONE_BODY = 0.45
_CLEARLY = 0.8
"""A single body is meant by "they" where it is that likely, or that likely among the candidates."""

_REACH = 1500
"""How far back, in characters, a pronoun looks for whom it stands for."""
_HEAD = 30
_GOVERNED_BY = 12
_FAR = 12
_LONGEST_ACRONYM = 4
_NEVER = 10**6
_FRONTED = re.compile(r"(?:After|Before|When|While|As|Although|Though|Since|Because|If|Until|Unlike|Like|Despite|Following)\b")
_GOVERNED = re.compile(r"\b(?:of|with|to|by|for|from|at|in|on|against|about|than|between|near|like|over|under|via)(?: the)? $")
_OWNS = re.compile(r"[’']s?\b|(?<=s)[’']")
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er)\b")


class Mark(NamedTuple):
    """A place where somebody is spoken of before a pronoun, and how; ``human`` unless a person is only guessed to be one."""

    start: int
    end: int
    entry: Entry
    sort: Literal["source", "name", "pronoun"]
    human: bool = True


@dataclass(slots=True)
class Candidate:
    """Somebody whom a pronoun can mean, and what his mentions before it show; sentences by number."""

    entry: Entry
    last: Mark
    count: int = 0
    source: int = -_NEVER
    pronoun: int = -_NEVER
    human: bool = False


def gender(pronoun: str) -> str:
    """What a pronoun shows: "m", "f", or nothing."""
    return "m" if pronoun in lexicon.MALE else "f" if pronoun in lexicon.FEMALE else ""


class Trail:
    """The pronouns of one person in the running text of an article, read as far as they are asked for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._marks: list[Mark] = []
        self._next = 0
        self._places = [
            (match.start(), match.group().casefold())
            for match in _PERSONAL.finditer(scene.text)
            if spans.locate(scene.quoted, match.start()) is None
        ]

    def before(self, at: int) -> Sequence[Mark]:
        """The pronouns in reach before ``at`` of which it is clear whom they mean."""
        while self._next < len(self._places) and self._places[self._next][0] < at:
            place, word = self._places[self._next]
            self._next += 1
            ranked = rank(self, place, "one", gender(word))
            if ranked and is_sure(ranked, "one"):
                self._marks.append(Mark(place, place + len(word), ranked[0][1], "pronoun"))
        first, last = (bisect_left(self._marks, end, key=lambda mark: mark.start) for end in (at - _REACH, at))
        return self._marks[first:last]


# -------------------------------------------------------------------------------------------------------------------- weighing


def rank(
    trail: Trail,
    at: int,
    number: Number,
    sex: str,
    attribution: Attribution | None = None,
    more: Sequence[Mark] = (),
    keep: Callable[[Entry], bool] | None = None,
) -> list[tuple[float, Entry]]:
    """Those whom a pronoun at ``at`` can mean, the likeliest first, each with its probability.

    ``sex`` is what the pronoun shows, ``attribution`` the one that it is the source of, ``more`` are mentions that are neither
    names nor sources; only entries that ``keep`` lets pass are weighed.
    """
    found = [one for one in candidates(trail, at, number, sex, attribution, more) if keep is None or keep(one.entry)]
    weights = WEIGHTS[number]
    scores = [
        sum(weight * value for weight, value in zip(weights, row, strict=True)) for row in features(trail.scene, at, sex, found)
    ]
    top = max([weights[0], *scores])
    chances = [math.exp(score - top) for score in scores]
    total = sum(chances) + math.exp(weights[0] - top)
    ranked = sorted(zip(chances, found, strict=True), key=lambda pair: -pair[0])
    return [(chance / total, one.entry) for chance, one in ranked]


def is_sure(ranked: Sequence[tuple[float, Entry]], number: Number) -> bool:
    """Whether the likeliest is likely enough to be named."""
    chance, entry = ranked[0]
    share = chance / sum(other for other, _ in ranked)
    if number == "several" and not entry.plural and entry.kind in ("organisation", "outlet") and share < _CLEARLY:
        return chance >= _ONE_BODY
    return chance >= LEAST[number] and share >= SHARE[number]


def candidates(
    trail: Trail, at: int, number: Number, sex: str, attribution: Attribution | None = None, more: Sequence[Mark] = ()
) -> list[Candidate]:
    """Those spoken of before ``at`` whom a pronoun of this number and gender can mean; but for the speaker, who does not call
    himself "he"."""
    scene = trail.scene
    found: dict[str, Candidate] = {}
    speaker = scene.speaker(attribution) if attribution is not None else None
    spoken = scene.is_spoken(at)
    marks = [*_marks(scene, at), *more, *(trail.before(at) if number == "one" else ())]
    for mark in sorted(marks, key=lambda mark: mark.start):
        entry = mark.entry
        if not _fits(entry, number, sex) or (speaker is not None and entry.key == speaker.key):
            continue
        if spoken or mark.sort != "name" or not scene.is_spoken(mark.start):
            _note(found.setdefault(entry.key, Candidate(entry, mark)), mark, scene.sentence(mark.start))
    return list(found.values())


def _note(one: Candidate, mark: Mark, sentence: int) -> None:
    one.last = mark
    one.count += 1
    one.human |= mark.human
    if mark.sort == "source":
        one.source = sentence
    elif mark.sort == "pronoun":
        one.pronoun = sentence


def _marks(scene: Scene, at: int) -> Iterator[Mark]:
    """The sources before ``at``, and the names but for places."""
    for place, entry in scene.sources_before(at, _REACH):
        yield Mark(place, place, entry, "source")
    for span, named in scene.names_before(at, _REACH):
        if _is_place(named.name):
            continue
        entry = scene.known(named)
        human = named.human > 0 or named.kind != "person" or entry.key in scene.entries
        if human or not (_is_shouted(named.name) or plain(named.name) in lexicon.ADJECTIVES):
            yield Mark(span.start, span.end, entry, "name", human)


def _is_place(name: str) -> bool:
    return plain(name) in PLACES or plain(name).removesuffix("s") in PEOPLES


def _is_shouted(name: str) -> bool:
    return any(word.isupper() and len(word) > _LONGEST_ACRONYM for word in name.split())


def _fits(entry: Entry, number: Number, sex: str) -> bool:
    """Whether a pronoun can mean an entry, by number, gender and kind."""
    if entry.called is None:
        return False
    if number == "one":
        return entry.kind in ("person", "unnamed") and not entry.plural and (not sex or entry.gender in ("", sex))
    if number == "several":
        return (entry.plural and entry.kind != "document") or entry.kind in ("collective", "organisation", "outlet")
    return entry.kind in ("organisation", "outlet", "document", "self") and not entry.plural


def features(scene: Scene, at: int, sex: str, found: Sequence[Candidate]) -> list[tuple[float, ...]]:
    """What speaks for each of ``found``, in the order of ``FEATURES``."""
    nearest = sorted(range(len(found)), key=lambda index: -found[index].last.start)
    order = {index: place for place, index in enumerate(nearest)}
    here = scene.sentence(at)
    return [_row(scene, at, sex, one, here, order[index], len(found) == 1) for index, one in enumerate(found)]


def _row(scene: Scene, at: int, sex: str, one: Candidate, here: int, order: int, alone: bool) -> tuple[float, ...]:
    text, last, entry = scene.text, one.last, one.entry
    sentence = scene.sentence(last.start)
    between = max(0, here - sentence)
    begins = scene.starts[sentence] if sentence >= 0 else -_NEVER
    named = last.sort == "name"
    return (
        0.0,
        math.log1p(min(between, _FAR)),
        float(between == 0),
        float(between == 1),
        float(text.find("\n", last.start, at) >= 0),
        float(last.sort == "source"),
        float(here - one.source <= 2),
        float(last.start - begins < _HEAD and _FRONTED.match(text, begins) is None),
        float(named and _GOVERNED.search(text, max(0, last.start - _GOVERNED_BY), last.start) is not None),
        float(named and _OWNS.match(text, last.end) is not None),
        math.log(one.count),
        float(entry.gender != "" and entry.gender == sex),
        float(one.pronoun >= 0),
        float(here - one.pronoun <= 1),
        float(entry.kind == "unnamed"),
        float(entry.kind in ("organisation", "outlet")),
        float(entry.kind == "document"),
        float(entry.plural),
        float(alone),
        float(min(order, 4)),
        float(one.human),
        float(one.source == here),
    )
