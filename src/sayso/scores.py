"""How well attributions agree with those that people marked: precision, recall and F, by role and by kind of error.

Both sides are ``Marking``s: the attributions of one document, with labels, beside its text. Before they are compared, spans
are cut at line breaks, freed of white space at their ends and joined over white space, and predictions in regions that
nobody annotated are left out.

- strict, exact, overlap: spans of a role. Strict: same start, same end. Exact: the same once quotation marks and closing
  punctuation are trimmed. Overlap: one shared code point will do, which flatters long spans; never a bar.
- linked: attributions, paired one to one so that each role that the gold has agrees with Jaccard >= 0.5, and a role that it
  lacks is absent. linked95: with >= 0.95. speech: linked, of those whose cue holds a verb of speech.
- nesting: arrows from an attribution to the one that it stands in, both ends linked. inference: code points.
- labels: over the linked pairs. See ``Labels``.

``score(..., layer="polnear")`` is for gold that is flat: what is not paired but hangs by an arrow on a paired one is set aside,
since a gold without chains can say nothing against it.

This module scores. It reads no file, runs no step and sets no floor: that is done in ``evaluation``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sayso.errors import UsageError
from sayso.records import Span, Spans
from sayso.spans import join, lines

Role = Literal["source", "cue", "content"]
ClosedLabel = Literal["kind", "act", "distance", "certainty"]
Measure = Literal["strict", "exact", "overlap", "speech", "linked", "linked95", "nesting", "inference"]

ROLES: tuple[Role, ...] = get_args(Role)
CLOSED: tuple[ClosedLabel, ...] = get_args(ClosedLabel)

SPEECH = frozenset(
    """
    say says said saying      tell tells told telling   according   add adds added adding   write writes wrote written writing
    state states stated       ask asks asked            report reports reported             announce announces announced
    reply replied             respond responded         tweet tweeted                       call called
    explain explained explaining                        declare declared                    note noted noting
    claim claims claimed      argue argued argues       warn warned                         continue continued   recall recalled
    """.split()
)
"""Words that make a cue one of speech."""

TITLES = frozenset(
    "the a an mr mrs ms dr sen rep gov president secretary former prof professor general gen lt col sir minister prime".split()
)
"""Words that are no part of a name."""

EDGES = " \t\n\r\u00a0\"'“”‘’«».,;:!?"
"""What ``exact`` does not look at, at either end of a span."""

MANY = 10
"""So many gold cases a class must have to count for macro F."""


# ------------------------------------------------------------------------------------------------------------- what is compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An attribution as somebody marked it, people or sayso. Labels are None where nobody gave them."""

    id: str
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    inside: str | None = None
    layer: str | None = None
    name: str | None = None
    medium: str | None = None
    kind: str | None = None
    act: str | None = None
    distance: str | None = None
    certainty: str | None = None

    def of(self, role: Role) -> Spans:
        """The spans of one role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]

    def label(self, label: ClosedLabel) -> str | None:
        """The value of one closed label."""
        return {"kind": self.kind, "act": self.act, "distance": self.distance, "certainty": self.certainty}[label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What somebody marked in one document. ``discard`` are regions that were not annotated; ``inference`` is None where
    nobody looked for any."""

    text: str
    attributions: tuple[Marked, ...] = ()
    inference: Spans | None = None
    discard: Spans = ()


def marking(row: Mapping[str, Any], text: str) -> Marking:
    """The marking that a row of JSON holds: ``attributions`` (``id``, ``source``, ``cue``, ``content``, ``inside``, labels),
    ``inference``, ``discard``. Raises ``UsageError`` for a span outside ``text`` and for ids that recur."""
    attributions = tuple(_marked(one, number, text) for number, one in enumerate(row.get("attributions") or ()))
    if len({one.id for one in attributions}) < len(attributions):
        raise UsageError(f"two attributions of {row.get('id')} have the same id; give each its own")
    return Marking(
        text=text,
        attributions=attributions,
        inference=None if row.get("inference") is None else tuple(Span(*span) for span in row["inference"]),
        discard=tuple(Span(*span) for span in row.get("discard") or ()),
    )


def _marked(row: Mapping[str, Any], number: int, text: str) -> Marked:
    inside = row.get("inside")
    labels: dict[str, Any] = {name: row.get(name) for name in ("layer", "name", "medium", *CLOSED)}
    return Marked(
        id=f"#{number}" if row.get("id") is None else str(row["id"]),
        source=_tidy(text, row.get("source") or ()),
        cue=_tidy(text, row.get("cue") or ()),
        content=_tidy(text, row.get("content") or ()),
        inside=None if inside is None else str(inside),
        **labels,
    )


def _tidy(text: str, spans: Iterable[Sequence[int]]) -> Spans:
    given = [Span(start, end) for start, end in spans]
    for start, end in given:
        if not 0 <= start <= end <= len(text):
            raise UsageError(f"[{start}, {end}) is not in the text of {len(text)} characters; was another text marked?")
    return join(text, lines(text, given))


# --------------------------------------------------------------------------------------------------------------- what comes out


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a measure: how many of those predicted are right, how many of the gold ones are found. Tallies add up."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.predicted + other.predicted, self.found + other.found, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0 where nothing is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that is found; 0 where there is none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Labels:
    """Labels over the linked pairs; "of all" counts gold attributions that are not linked as wrong.

    A name is right when it is the gold's but for case, titles and articles; the last name of a person will do, where nobody
    else of the document bears it. It is wrong only when another name is given: none given is not wrong. A medium is right
    when at least half of the words of the two together are shared.
    """

    pairs: int = 0
    gold: int = 0
    names: int = 0
    wrong_names: int = 0
    media: Tally = field(default_factory=Tally)
    confusion: dict[ClosedLabel, Counter[tuple[str | None, str | None]]] = field(
        default_factory=lambda: {label: Counter() for label in CLOSED}
    )

    def accuracy(self, label: ClosedLabel) -> float:
        """The share of pairs on which the two agree."""
        return sum(n for (gold, said), n in self.confusion[label].items() if gold == said) / self.pairs

    def macro_f(self, label: ClosedLabel) -> float:
        """The mean F over the classes that have ``MANY`` gold cases, or over all where none has."""
        gold: Counter[str | None] = Counter()
        said: Counter[str | None] = Counter()
        for (one, other), n in self.confusion[label].items():
            gold[one] += n
            said[other] += n
        right = self.confusion[label]
        classes = [one for one, n in gold.items() if n >= MANY] or list(gold)
        return sum(Tally(right[one, one], said[one], right[one, one], gold[one]).f for one in classes) / len(classes)

    def table(self) -> dict[str, float]:
        """All figures by name."""
        table = {"pairs": self.pairs, "name": self.names / self.pairs, "name of all": self.names / self.gold}
        table |= {"wrong names": self.wrong_names / self.pairs, "medium f": self.media.f}
        for label in CLOSED:
            table |= {label: self.accuracy(label), f"{label} macro f": self.macro_f(label)}
        return table | {"kind of all": self.accuracy("kind") * self.pairs / self.gold}


@dataclass(slots=True)
class Scores:
    """The figures of a run. ``aside`` counts what a flat gold could not judge."""

    tallies: defaultdict[tuple[Measure, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    labels: Labels = field(default_factory=Labels)
    aside: int = 0

    def of(self, measure: Measure, role: str = "all") -> Tally:
        """The tally of a measure, for ``strict``, ``exact`` and ``overlap`` of one role."""
        return self.tallies.get((measure, role), Tally())


# ---------------------------------------------------------------------------------------------------------------------- scoring


def score(documents: Iterable[tuple[Marking, Marking]], *, layer: str | None = None) -> Scores:
    """The scores over ``documents``: pairs of what is gold and what was predicted for the same text.

    With ``layer`` only gold attributions of that layer count, and inference does not.
    """
    scores = Scores()
    for gold, predicted in documents:
        _score_document(scores, gold, predicted, layer)
    return scores


def _score_document(scores: Scores, gold: Marking, predicted: Marking, layer: str | None) -> None:
    golds = [_Points(one) for one in gold.attributions if layer is None or one.layer in (None, layer)]
    waste = _points(gold.discard)
    guesses = [_Points(one) for one in predicted.attributions]
    guesses = [one for one in guesses if waste.isdisjoint(one.sets[1] or one.sets[2])]
    if layer is not None:
        aside = _hanging(golds, guesses)
        scores.aside += len(aside)
        guesses = [one for one in guesses if one.id not in aside]
    for role in ROLES:
        _score_spans(scores, role, gold.text, golds, guesses)
    pairs = _pair(golds, guesses, 0.5)
    closely = _pair(golds, guesses, 0.95)
    _add(scores, "linked", Tally(len(pairs), len(guesses), len(pairs), len(golds)))
    _add(scores, "linked95", Tally(len(closely), len(guesses), len(closely), len(golds)))
    _add(scores, "speech", _speech(gold.text, golds, guesses, pairs))
    _add(scores, "nesting", _nesting(golds, guesses, pairs))
    _score_labels(scores.labels, gold, golds, guesses, pairs)
    if gold.inference is not None and layer is None:
        true, said = _points(gold.inference), _points(predicted.inference or ())
        _add(scores, "inference", Tally(len(true & said), len(said), len(true & said), len(true)))


def linked(gold: Marking, predicted: Marking) -> dict[str, str]:
    """The pairs that "linked" counts: ids of ``gold`` to ids of ``predicted``, one to one. Nothing is discarded."""
    return _pair([_Points(one) for one in gold.attributions], [_Points(one) for one in predicted.attributions], 0.5)


def _add(scores: Scores, measure: Measure, tally: Tally, role: str = "all") -> None:
    scores.tallies[measure, role] += tally


class _Points:
    """An attribution with the code points of each role as a set, in the order of ``ROLES``."""

    __slots__ = ("id", "marked", "sets")

    def __init__(self, marked: Marked) -> None:
        self.id = marked.id
        self.marked = marked
        self.sets = tuple(_points(marked.of(role)) for role in ROLES)


def _points(spans: Iterable[Span]) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


def _jaccard(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0


def _agreement(gold: _Points, guess: _Points, least: float) -> float | None:
    """The sum of the Jaccards of the three roles, or None where the two may not be paired."""
    if gold.sets[2].isdisjoint(guess.sets[2]) and gold.sets[1].isdisjoint(guess.sets[1]):
        return None
    total = 0.0
    for true, said in zip(gold.sets, guess.sets, strict=True):
        one = _jaccard(true, said)
        if (said and not true) or one < least:
            return None
        total += one
    return total


def _pair(golds: Sequence[_Points], guesses: Sequence[_Points], least: float) -> dict[str, str]:
    """Gold ids to predicted ids, one to one, the best agreement first; ties go by id, whatever the order of rows."""
    found = [
        (-agreement, gold.id, guess.id)
        for gold in golds
        for guess in guesses
        if (agreement := _agreement(gold, guess, least)) is not None
    ]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, gold_id, guess_id in sorted(found):
        if gold_id not in pairs and guess_id not in taken:
            pairs[gold_id] = guess_id
            taken.add(guess_id)
    return pairs


def _hanging(golds: Sequence[_Points], guesses: Sequence[_Points]) -> set[str]:
    """Ids of unpaired predictions that stand in, or around, a paired one."""
    paired = set(_pair(golds, guesses, 0.5).values())
    by_id = {one.id: one for one in guesses}
    hanging: set[str] = set()
    for child in guesses:
        parent = by_id.get(child.marked.inside) if child.marked.inside is not None else None
        if parent is not None and child.sets[2] <= parent.sets[2] and (child.id in paired) != (parent.id in paired):
            hanging.add(parent.id if child.id in paired else child.id)
    return hanging


def _score_spans(scores: Scores, role: Role, text: str, golds: Sequence[_Points], guesses: Sequence[_Points]) -> None:
    true = {span for one in golds for span in one.marked.of(role)}
    said = {span for one in guesses for span in one.marked.of(role)}
    _add(scores, "strict", _shared(true, said), role)
    _add(scores, "exact", _shared({_bare(text, one) for one in true}, {_bare(text, one) for one in said}), role)
    in_true, in_said = _points(true), _points(said)
    right = sum(not in_true.isdisjoint(range(*span)) for span in said)
    found = sum(not in_said.isdisjoint(range(*span)) for span in true)
    _add(scores, "overlap", Tally(right, len(said), found, len(true)), role)


def _shared(true: set[Span], said: set[Span]) -> Tally:
    return Tally(len(true & said), len(said), len(true & said), len(true))


def _bare(text: str, span: Span) -> Span:
    """``span`` without quotation marks and punctuation at its ends; of marks alone, its end."""
    words = text[span.start : span.end].lstrip(EDGES)
    return Span(span.end - len(words), span.end - len(words) + len(words.rstrip(EDGES)))


def _speech(text: str, golds: Sequence[_Points], guesses: Sequence[_Points], pairs: Mapping[str, str]) -> Tally:
    """Spoken gold found among all predictions, and spoken predictions right by all gold: neither hangs on the other's cue."""
    true = {one.id for one in golds if _spoken(text, one)}
    said = [one for one in guesses if _spoken(text, one)]
    return Tally(len(_pair(golds, said, 0.5)), len(said), sum(one in true for one in pairs), len(true))


def _spoken(text: str, one: _Points) -> bool:
    return any(not SPEECH.isdisjoint(_words(text[start:end])) for start, end in one.marked.cue)


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").lower())


def _nesting(golds: Sequence[_Points], guesses: Sequence[_Points], pairs: Mapping[str, str]) -> Tally:
    true, said = ({(one.id, one.marked.inside) for one in side if one.marked.inside is not None} for side in (golds, guesses))
    hits = sum(child in pairs and parent in pairs and (pairs[child], pairs[parent]) in said for child, parent in true)
    return Tally(hits, len(said), hits, len(true))


# ----------------------------------------------------------------------------------------------------------------------- labels


def _score_labels(
    labels: Labels, gold: Marking, golds: Sequence[_Points], guesses: Sequence[_Points], pairs: Mapping[str, str]
) -> None:
    if all(one.marked.kind is None for one in golds):
        return
    labels.gold += len(golds)
    by_gold, by_guess = {one.id: one.marked for one in golds}, {one.id: one.marked for one in guesses}
    namesakes = _namesakes(gold)
    for gold_id, guess_id in pairs.items():
        true, said = by_gold[gold_id], by_guess[guess_id]
        if true.kind is None:
            continue
        labels.pairs += 1
        for label in CLOSED:
            labels.confusion[label][true.label(label), said.label(label)] += 1
        good = same_name(true.name, said.name, person=true.kind == "person", namesakes=namesakes)
        labels.names += good
        labels.wrong_names += bool(_plain(said.name)) and not good
        labels.media += _same_medium(set(_plain(true.medium)), set(_plain(said.medium)))


def _plain(name: str | None) -> list[str]:
    return [word for word in _words(name) if word not in TITLES]


def _namesakes(gold: Marking) -> frozenset[str]:
    """Last names that two persons of the document bear."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for one in gold.attributions:
        if one.kind == "person" and (words := _plain(one.name)):
            bearers[words[-1]].add(" ".join(words))
    return frozenset(last for last, names in bearers.items() if len(names) > 1)


def same_name(true: str | None, said: str | None, *, person: bool, namesakes: frozenset[str] = frozenset()) -> bool:
    """Whether ``said`` is the name ``true``; the last name of a person will do where nobody else bears it (``namesakes``)."""
    left, right = _plain(true), _plain(said)
    if left == right or not person or not left or not right:
        return left == right
    nested = set(left) <= set(right) or set(right) <= set(left)
    return left[-1] == right[-1] and nested and (left[-1] not in namesakes or min(len(left), len(right)) > 1)


def _same_medium(true: set[str], said: set[str]) -> Tally:
    same = int(bool(true & said) and 2 * len(true & said) >= len(true | said))
    return Tally(same, int(bool(said)), same, int(bool(true)))
