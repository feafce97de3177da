"""From the scores of the network to spans and pairs: the best sequence of labels, what points where, and how sure that is.

The sequence is the best path of a linear-chain CRF (Viterbi 1967; Lafferty et al. 2001), in which a span goes on only
within its role and its line. Then each content points at a cue and each cue at a source, as whole spans: the mean of what
their units say. Sureness is the product of how probable the labels of the three spans are, by the forward-backward
algorithm, and how probable the pointers are; it is no probability yet: the card says how it is made one.

Pure arithmetic on arrays: nothing here knows of articles or quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.tensors import LABELS, ROLES, Window
from sayso.records import Span

Floats = NDArray[np.float32]
NEVER = -1e4
_FURTHER = np.array([label > 0 and label % 2 == 0 for label in range(len(LABELS))])
SOURCE, CUE, CONTENT = range(len(ROLES))


@dataclass(slots=True)
class Found:
    """A span of a role: its units ``[first, stop)`` in the window, its place in the text, how probable its labels are."""

    role: int
    first: int
    stop: int
    span: Span
    sure: float


@dataclass(slots=True)
class Triple:
    """A cue with its source and its contents; a content that has no cue stands alone, or with a source."""

    cue: Found | None
    sources: list[Found] = field(default_factory=list)
    contents: list[Found] = field(default_factory=list)
    sure: float = 1.0


def decode(window: Window, scores: Floats, pointers: Floats, table: NDArray[np.float64]) -> list[Triple]:
    """What the network sees in ``window``: ``scores`` (pieces, labels) and ``pointers`` (pieces, pieces) of that window, under
    the ``table`` of ``allowed`` transitions."""
    firsts = np.asarray(window.firsts)
    units = scores[firsts].astype(np.float64)
    units[np.ix_(np.asarray(window.begins), np.flatnonzero(_FURTHER))] = NEVER
    labels = best_path(units, table)
    likely = marginals(units, table)[np.arange(len(labels)), labels]
    found = [
        Found(
            role,
            first,
            stop,
            Span(window.units[first].start, window.units[stop - 1].end),
            float(np.exp(np.log(likely[first:stop] + 1e-9).mean())),
        )
        for role, first, stop in _spans(labels)
    ]
    return _paired(found, firsts, pointers)


def allowed(transitions: Floats) -> NDArray[np.float64]:
    """``transitions`` (labels, labels) with ``NEVER`` where a span would go on that has not begun."""
    table = transitions.astype(np.float64)
    for before in range(len(LABELS)):
        for after in np.flatnonzero(_FURTHER):
            if before not in (after, after - 1):
                table[before, after] += NEVER
    return table


def best_path(units: NDArray[np.float64], table: NDArray[np.float64]) -> NDArray[np.intp]:
    """The best label of each unit, (units,), for the scores (units, labels)."""
    back = np.zeros(units.shape, dtype=np.intp)
    state = units[0]
    for place in range(1, len(units)):
        paths = state[:, None] + table
        back[place] = paths.argmax(0)
        state = paths[back[place], np.arange(len(state))] + units[place]
    labels = np.zeros(len(units), dtype=np.intp)
    labels[-1] = state.argmax()
    for place in range(len(units) - 1, 0, -1):
        labels[place - 1] = back[place, labels[place]]
    return labels


def marginals(units: NDArray[np.float64], table: NDArray[np.float64]) -> NDArray[np.float64]:
    """How probable each label of each unit is, (units, labels), over all paths."""
    steps = np.exp(table)
    shown = np.exp(units - units.max(1, keepdims=True))
    ahead, behind = np.ones_like(shown), np.ones_like(shown)
    ahead[0] = shown[0] / shown[0].sum()
    for place in range(1, len(units)):
        state = (ahead[place - 1] @ steps) * shown[place]
        ahead[place] = state / state.sum()
    for place in range(len(units) - 2, -1, -1):
        state = steps @ (behind[place + 1] * shown[place + 1])
        behind[place] = state / state.sum()
    both = ahead * behind
    return np.asarray(both / both.sum(1, keepdims=True))


def _spans(labels: Sequence[int] | NDArray[np.intp]) -> list[tuple[int, int, int]]:
    """Role, first unit and the unit behind the last, of each span."""
    out: list[tuple[int, int, int]] = []
    for place, label in enumerate(labels):
        if label and label % 2:
            out.append(((int(label) - 1) // 2, place, place + 1))
        elif label:
            out[-1] = (*out[-1][:2], place + 1)
    return out


def _paired(found: Sequence[Found], firsts: NDArray[np.intp], pointers: Floats) -> list[Triple]:
    sources, cues, contents = ([one for one in found if one.role == role] for role in range(len(ROLES)))
    triples: dict[int, Triple] = {}
    for cue in cues:
        source, sure = _aim(cue, sources, firsts, pointers)
        triples[cue.first] = Triple(cue, [source] if source else [], [], cue.sure * sure * (source.sure if source else 1.0))
    alone: list[Triple] = []
    for content in contents:
        cue_of, sure = _aim(content, cues + sources, firsts, pointers)
        if cue_of is None or cue_of.role == SOURCE:
            alone.append(Triple(None, [cue_of] if cue_of else [], [content], content.sure * sure))
            continue
        triple = triples[cue_of.first]
        triple.contents.append(content)
        triple.sure *= content.sure * sure
    return [triple for triple in triples.values() if triple.contents] + alone


def _aim(one: Found, candidates: Sequence[Found], firsts: NDArray[np.intp], pointers: Floats) -> tuple[Found | None, float]:
    """At which of ``candidates``, or at none, the units of ``one`` point together, and how probable that is."""
    places = np.concatenate([[0], firsts[[other.first for other in candidates]]]) if candidates else np.array([0])
    scores = pointers[firsts[one.first : one.stop]][:, places].astype(np.float64)
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
    mean = scores.mean(0)
    best = int(mean.argmax())
    sure = float(np.exp(mean[best] - np.logaddexp.reduce(mean)))
    return (candidates[best - 1] if best else None), sure
