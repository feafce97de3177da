"""The network and the grammar together: what either sees, how far they agree, and how sure that makes us.

The two err in different ways: where both see the same attribution, nine in ten are right; where one sees it alone, much
fewer. So each attribution belongs to a case, by who saw it and where it stands, and each case has its own calibration on
the model's card. Where both see the same cue and do not agree on the rest, the surer one is kept. What only the grammar
sees is added: hops of hearsay above all ("the Post reported, citing two officials"), since the network was taught on flat
marks.

At the end parents are settled: those that the engines gave, and else the innermost attribution in whose content all of it
stands.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from sayso import inference, spans
from sayso.attribution import grammar, model
from sayso.inference import Network
from sayso.records import Annotation, Article, Attribution, Span, Spans, identity

Case = Literal["agreed", "told", "alone", "inner agreed", "inner", "own", "ruled", "ruled inside", "disputed", "hop"]
"""Seen by both; by the network alone, with a cue or without one; inside another attribution, by both, by the network alone,
or by it alone where somebody speaks of himself ("I think"); by the grammar alone, outside and inside others; by the
grammar, where the network reads the same cue otherwise; by the grammar, as what a report goes back to ("citing two
officials")."""
CASES: tuple[Case, ...] = get_args(Case)
_SELF = frozenset({"i", "we"})
_ALIKE = 0.5
"""The Jaccard over code points from which on two spans are taken for the same, as in ``sayso.scores``."""


def find(article: Article, annotation: Annotation, *, network: Network | None = None) -> tuple[Attribution, ...]:
    """All attributions of ``article``, with calibrated scores and their parents, in the order of their contents.

    ``network`` is the model to use; where None, the one that comes with sayso. Raises ``ModelError`` where that cannot be
    loaded.
    """
    network = network or inference.load(model.FOLDER)
    return settled(calibrated(seen(article, annotation, network), network.card))


def seen(article: Article, annotation: Annotation, network: Network) -> list[tuple[Case, Attribution]]:
    """What either engine sees, each with its case; scores are still the engines' own."""
    told, ruled = model.find(article, annotation, network=network), grammar.find(article, annotation)
    by_id = {one.id: one for one in told}
    twins = _twins(told, ruled)
    at_cue = _Places((piece, one) for one in told for piece in one.cue)
    rules = {one.id: one for one in ruled}
    hosts = {rule: one for one, rule in twins.items()}
    renamed = {one.id: twins[one.id] for one in told if one.id in twins and not one.cue}
    out = [_told(article, one, by_id.get(one.parent or ""), rules.get(twins.get(one.id, ""))) for one in told]
    for rule in ruled:
        if rule.id in hosts:
            continue
        above = rules.get(rule.parent or "")
        host = above and (by_id.get(hosts.get(above.id, "")) or at_cue.first(above.cue))
        hung = _hung(article, rule, host)
        if hung.id not in by_id:
            is_hop = above is not None and host is not None and not spans.overlap(rule.cue, above.content)
            inside: Case = "ruled inside" if hung.parent else "ruled"
            out.append(("hop" if is_hop else "disputed" if at_cue.first(rule.cue) else inside, hung))
    return [(case, replace(one, parent=renamed.get(one.parent or "", one.parent))) for case, one in out]


class _Places:
    """Attributions by the places of their cues or contents."""

    def __init__(self, places: Iterable[tuple[Span, Attribution]]) -> None:
        self._by_end = sorted(places, key=lambda place: place[0].end)

    def first(self, pieces: Spans) -> Attribution | None:
        """The first one with a place that overlaps any of ``pieces``."""
        for start, end in pieces:
            at = bisect_right(self._by_end, start, key=lambda place: place[0].end)
            if at < len(self._by_end) and self._by_end[at][0].start < end:
                return self._by_end[at][1]
        return None


def _twins(told: Sequence[Attribution], ruled: Sequence[Attribution]) -> dict[str, str]:
    """The ids of what the network sees, each with the id of what the grammar sees alike. A content for which the network
    finds nobody is like any of the grammar's with the same content."""
    at_cue = _Places((piece, one) for one in ruled for piece in one.cue)
    at_content = _Places((one.content[0], one) for one in ruled if one.parent is None)
    twins: dict[str, str] = {}
    for one in told:
        near = at_cue.first(one.cue) if one.cue else at_content.first(one.content)
        if near is not None and _alike(one, near) and near.id not in twins.values():
            twins[one.id] = near.id
    return twins


def _told(article: Article, one: Attribution, parent: Attribution | None, rule: Attribution | None) -> tuple[Case, Attribution]:
    """What the network sees with its case; it tells the rule that agrees, and takes the speaker from it where it has none."""
    if rule is None:
        return _case(article, one, parent, agreed=False), one
    if not one.cue:
        return "agreed", replace(
            rule, parent=None, score=one.score, engine=one.engine, reason=f"{one.reason}; grammar: {rule.reason}"
        )
    return _case(article, one, parent, agreed=True), replace(one, reason=f"{one.reason}; grammar: {rule.reason}")


def _alike(one: Attribution, other: Attribution) -> bool:
    pairs = [(one.content, other.content)]
    if one.cue:
        pairs += [(one.source, other.source), (one.cue, other.cue)]
    return all(_jaccard(left, right) >= _ALIKE for left, right in pairs)


def _jaccard(left: Spans, right: Spans) -> float:
    both = spans.size(spans.common(left, right))
    either = spans.size(left) + spans.size(right) - both
    return both / either if either else 1.0


def _case(article: Article, one: Attribution, parent: Attribution | None, *, agreed: bool) -> Case:
    if parent is None:
        return "agreed" if agreed else "told" if one.cue else "alone"
    words, around = article.slice(one.source).lower(), article.slice(parent.source).lower()
    if words.split(" ")[0] in _SELF or words == around:
        return "own"
    return "inner agreed" if agreed else "inner"


def _hung(article: Article, rule: Attribution, host: Attribution | None) -> Attribution:
    """What the grammar sees, hung on what the network sees instead of its parent, its content cut to fit; on none if it
    cannot."""
    content = spans.cut(spans.common(rule.content, host.content), rule.source + rule.cue) if host is not None else ()
    if host is None or not content:
        return replace(rule, parent=None)
    key = identity("attribution", article.id, str(rule.source), str(rule.cue), str(content))
    return replace(rule, id=key, parent=host.id, content=content)


# ---------------------------------------------------------------------------------------------------------------- how sure


def calibrated(found: Iterable[tuple[Case, Attribution]], card: Mapping[str, Any]) -> list[Attribution]:
    """The attributions with the probability that they are right as their score; of those at one cue the surest only."""
    told = [replace(one, score=confidence(one.score, card, case)) for case, one in found]
    told.sort(key=lambda one: -one.score)
    gone: dict[str, str | None] = {}
    out: list[Attribution] = []
    held: set[int] = set()
    for one in told:
        cue = {offset for start, end in one.cue for offset in range(start, end)}
        if cue & held:
            gone[one.id] = one.parent
            continue
        held |= cue
        out.append(one)
    return [replace(one, parent=_standing(one.parent, gone)) for one in out]


def _standing(parent: str | None, gone: Mapping[str, str | None]) -> str | None:
    while parent is not None and parent in gone:
        parent = gone[parent]
    return parent


def confidence(sure: float, card: Mapping[str, Any], case: Case) -> float:
    """The calibrated probability for what an engine is ``sure`` of: Platt's scaling (1999), with the card's numbers."""
    slope, offset = card["calibration"][case]
    odds = math.log(max(sure, 1e-9) / max(1 - sure, 1e-9))
    return round(1 / (1 + math.exp(-(slope * odds + offset))), 4)


# ----------------------------------------------------------------------------------------------------------------- parents


def settled(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """``found`` in the order of their contents; one without a parent hangs on the innermost that holds all of it."""
    out: list[Attribution] = []
    open_ones: list[Attribution] = []
    ids: set[str] = set()
    for child in sorted(found, key=lambda one: (one.content[0].start, -one.content[-1].end, one.cue)):
        if child.id in ids:
            continue
        ids.add(child.id)
        whole = child.content + child.cue + child.source
        open_ones = [one for one in open_ones if one.content[-1].end > child.content[0].start]
        if child.parent is None:
            around = next((one for one in reversed(open_ones) if spans.inside(whole, one.content)), None)
            child = replace(child, parent=around.id if around else None)
        out.append(child)
        open_ones.append(child)
    return tuple(out)
