"""The network and the grammar together: what either sees, how far they agree, and how sure that makes us.

The two err in different ways: where both see the same attribution, seven in eight are right; where one sees it alone, half
or less. So each attribution belongs to a case, by who saw it and where it stands, and each case has its own calibration on
the model's card. Where both see the same cue and do not agree on the rest, the surer one is kept. What only the grammar
sees is added: hops of hearsay above all ("the Post reported, citing two officials"), since the network was taught on flat
marks.

At the end parents are settled: those that the engines gave, and else the innermost attribution in whose content all of it
stands.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from sayso import inference, spans
from sayso.attribution import grammar, model, parents
from sayso.attribution.rules import OF_CLAUSES_AND_QUOTATIONS, SET_PHRASES
from sayso.inference import Network
from sayso.records import Annotation, Article, Attribution, Span, Spans, identity

Case = Literal[
    "agreed", "told", "alone", "inner agreed", "inner", "own agreed", "own", "ruled", "set phrase", "ruled inside", "disputed",
    "hop",
]  # fmt: skip
"""Seen by both; by the network alone, with a cue or without one; inside another attribution, by both or by the network alone;
the same where somebody speaks of himself ("I think"); by the grammar alone, by its rules for clauses and for set
phrases, and inside others; by the grammar, where the network reads the same cue otherwise; by the grammar, as what a report
goes back to ("citing two officials")."""
CASES: tuple[Case, ...] = get_args(Case)
_SELF = frozenset({"i", "we"})
_RECKONED = frozenset({"we know", "we now know", "we already know", "we all know"})
_HEARS = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being) (?:\w+ly |also |once )?(?:told|warned|informed|notified|briefed|alerted)\b"
)
"""Cues of somebody who is told, and does not say."""
_ALIKE = 0.5
"""The Jaccard over code points from which on two spans are taken for the same, as in ``sayso.scores``."""


def find(article: Article, annotation: Annotation, *, network: Network | None = None) -> tuple[Attribution, ...]:
    """All attributions of ``article``, with calibrated scores and their parents, in the order of their contents.

    ``network`` is the model to use; where None, the one that comes with sayso. Raises ``ModelError`` where that cannot be
    loaded.
    """
    network = network or inference.load(model.FOLDER)
    return parents.settled(calibrated(seen(article, annotation, network), network.card))


def seen(article: Article, annotation: Annotation, network: Network) -> list[tuple[Case, Attribution]]:
    """What either engine sees, each with its case; scores are still the engines' own."""
    told = parents.left(model.find(article, annotation, network=network), lambda one: not _reckons(article, one))
    ruled = grammar.find(article, annotation)
    rules = {one.id: one for one in ruled}
    twins = _twins(article.text, told, ruled)
    by_id = {one.id: one for one in told}
    out: list[tuple[Case, Attribution]] = []
    renamed: dict[str | None, str] = {}
    for one in told:
        parent = by_id.get(one.parent or "")
        rule = rules.get(twins.get(one.id, ""))
        case = _case(article, one, parent, agreed=rule is not None)
        joint = _unheard(article, one if rule is None else _joint(article, annotation, one, rule))
        renamed[one.id] = joint.id
        out.append((case, joint))
    out += _ruled(article, annotation, told, ruled, {rule: by_id[one] for one, rule in twins.items()})
    return [(case, replace(one, parent=renamed.get(one.parent, one.parent))) for case, one in out]


def _unheard(article: Article, one: Attribution) -> Attribution:
    """The same without the one who "was told", where that was taken for its source; so mark people who annotate."""
    if not one.source or not one.cue or one.source[0] > one.cue[0] or not _HEARS.search(article.slice(one.cue)):
        return one
    return replace(one, source=(), id=identity("attribution", article.id, str(()), str(one.cue), str(one.content)))


def _reckons(article: Article, one: Attribution) -> bool:
    """Whether the article itself concludes, together with its readers ("we now know"): its own voice, and nobody's word."""
    words = f"{article.slice(one.source)} {article.slice(one.cue)}".lower()
    return one.parent is None and one.form == "indirect" and words in _RECKONED


def _ruled(
    article: Article,
    annotation: Annotation,
    told: Sequence[Attribution],
    ruled: Sequence[Attribution],
    hosts: Mapping[str, Attribution],
) -> Iterator[tuple[Case, Attribution]]:
    """What the grammar sees and the network does not see alike. ``hosts`` are the network's twins of the grammar's others."""
    at_cue = _Places((piece, one) for one in told for piece in one.cue)
    rules, ids = {one.id: one for one in ruled}, {one.id for one in told}
    for rule in ruled:
        if rule.id in hosts:
            continue
        above, other = rules.get(rule.parent or ""), at_cue.first(rule.cue)
        host = (hosts.get(above.id) or at_cue.first(above.cue)) if above is not None else None
        hung = _hung(article, annotation, rule, host)
        if hung.id in ids:
            continue
        if above is not None and host is not None and not spans.overlap(rule.cue, above.content):
            yield "hop", hung
        elif other is not None:  # the less sure the network is of its reading, the likelier is this one
            yield "disputed", replace(hung, score=round(1 - other.score, 6))
        elif hung.parent:
            yield "ruled inside", hung
        else:
            yield "set phrase" if grammar.rule_of(rule) in SET_PHRASES else "ruled", hung


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


def _twins(text: str, told: Sequence[Attribution], ruled: Sequence[Attribution]) -> dict[str, str]:
    """The ids of what the network sees, each with the id of what the grammar sees alike, one to one. A content for which the
    network finds nobody is like any of the grammar's with the same content."""
    at_cue = _Places((piece, one) for one in ruled for piece in one.cue)
    at_content = _Places((one.content[0], one) for one in ruled if one.parent is None)
    twins: dict[str, str] = {}
    for one in told:
        near = at_cue.first(one.cue) if one.cue else at_content.first(one.content)
        if near is not None and near.id not in twins and _alike(text, one, near):
            twins[near.id] = one.id
    return {one: rule for rule, one in twins.items()}


def _joint(article: Article, annotation: Annotation, one: Attribution, rule: Attribution) -> Attribution:
    """What both see, as the network has it; but the grammar's cue where the two differ in that (people do not agree whether "in
    a statement" belongs to it), and the grammar's other spans where it is let speak for them."""
    cue = one.cue if one.cue and _same(one.cue, rule.cue) else rule.cue
    source = one.source if one.cue and _same(one.source, rule.source) else rule.source
    content = one.content if _same(one.content, rule.content) else rule.content
    source = spans.join(article.text, spans.cut(source, cue))
    content = spans.join(article.text, spans.cut(content, cue + source))
    if not content:
        source, cue, content = one.source, one.cue, one.content
    return replace(
        one,
        id=identity("attribution", article.id, str(source), str(cue), str(content)),
        source=source,
        cue=cue,
        content=content,
        form=model.form_of(annotation.quotations, content),
        reason=f"{one.reason}; grammar: {rule.reason}",
    )


def _alike(text: str, one: Attribution, rule: Attribution) -> bool:
    """Whether the two engines see the same thing: the same content and the same source for it. Where only one of the two is
    the same, the grammar may speak for the other: for the content if its rule knows the phrase, for the source if it has
    all of the network's, if any, and the clause behind it ("two clerks, who asked not to be named"), or if the network has
    gone to another line for its source."""
    if not one.cue:
        return _same(one.content, rule.content)
    name = grammar.rule_of(rule)
    if _same(one.source, rule.source):
        return _same(one.content, rule.content) or name not in OF_CLAUSES_AND_QUOTATIONS
    longer = name == "reported clause" and spans.inside(one.source, rule.source)
    nearer = bool(rule.source) and _is_far(text, one) and not _is_far(text, rule)
    return (longer or nearer) and _same(one.content, rule.content)


def _is_far(text: str, one: Attribution) -> bool:
    """Whether the source stands in another line than the cue."""
    around = spans.cover(one.source + one.cue) if one.source else None
    return around is not None and "\n" in text[around.start : around.end]


def _same(left: Spans, right: Spans) -> bool:
    return _jaccard(left, right) >= _ALIKE


def _jaccard(left: Spans, right: Spans) -> float:
    both = spans.size(spans.common(left, right))
    either = spans.size(left) + spans.size(right) - both
    return both / either if either else 1.0


def _case(article: Article, one: Attribution, parent: Attribution | None, *, agreed: bool) -> Case:
    if parent is None:
        return "agreed" if agreed else "told" if one.cue else "alone"
    words, around = article.slice(one.source).lower(), article.slice(parent.source).lower()
    if words and (words.split(" ")[0] in _SELF or words == around):
        return "own agreed" if agreed else "own"
    return "inner agreed" if agreed else "inner"


def _hung(article: Article, annotation: Annotation, rule: Attribution, host: Attribution | None) -> Attribution:
    """What the grammar sees, hung on what the network sees instead of its parent, its content cut to fit; on none if it
    cannot."""
    if host is None:
        return replace(rule, parent=None)
    content = spans.cut(spans.common(rule.content, host.content), rule.source + rule.cue)
    content = spans.join(article.text, content)
    if not content:
        return replace(rule, parent=None)
    key = identity("attribution", article.id, str(rule.source), str(rule.cue), str(content))
    return replace(rule, id=key, parent=host.id, content=content, form=model.form_of(annotation.quotations, content))


# ---------------------------------------------------------------------------------------------------------------- how sure


def calibrated(found: Iterable[tuple[Case, Attribution]], card: Mapping[str, Any]) -> list[Attribution]:
    """The attributions with the probability that they are right as their score; of those at one cue the surest only."""
    told = [replace(one, score=confidence(one.score, card, case)) for case, one in found]
    surest: list[Attribution] = []
    held: set[int] = set()
    for one in sorted(told, key=lambda one: -one.score):
        cue = {offset for start, end in one.cue for offset in range(start, end)}
        if not cue & held:
            held |= cue
            surest.append(one)
    above, staying = {one.id: one.parent for one in told}, {one.id for one in surest}
    return [replace(one, parent=parents.standing(one.parent, above, staying)) for one in surest]


def confidence(sure: float, card: Mapping[str, Any], case: Case) -> float:
    """The calibrated probability for what an engine is ``sure`` of: Platt's scaling (1999), with the card's numbers."""
    slope, offset = card["calibration"][case]
    return round(1 / (1 + math.exp(-(slope * log_odds(sure) + offset))), 4)


def log_odds(sure: float) -> float:
    """The logarithm of the odds of ``sure``, from 0 to 1; finite at both ends."""
    return math.log(max(sure, 1e-9) / max(1 - sure, 1e-9))
