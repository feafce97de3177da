"""The tree of origins as plain data: each origin, the tellings that name it, and under each those that have it from there.

What a terminal or a page shows is made of this; nothing here is for one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sayso.lineage.hops import REASONS, Case, Step, steps
from sayso.lineage.hops import rounds as _rounds
from sayso.lineage.hops import without_rounds as _without_rounds
from sayso.lineage.tellings import Telling, in_time, is_denial, place_of
from sayso.records import Lineage, Link

Node = dict[str, Any]


def tree(lineage: Lineage, tellings: Sequence[Telling], links: Sequence[Link] = ()) -> Node:
    """The tree of a lineage, of the same ``tellings`` and ``links`` that it was traced from.

    ``origins`` are ``{id, who, kind, low, high, tellings}``; a telling is ``{statement, article, outlet, first, text, through,
    reason, words, links, from, tellings}``: through whom it says it has it, and where it hangs under another one, why. Tellings
    that show nobody are under ``nobody``, those that deny the claim under ``denials``.
    """
    case = Case(in_time(tellings), links)
    taken = steps(case)
    cut, _ = _without_rounds(taken, _rounds(taken))
    origin = {name: one.id for one in lineage.origins for name in one.statements}
    nodes = [_node(one) for one in case.tellings]
    roots: defaultdict[str, list[Node]] = defaultdict(list)
    for place, one in enumerate(case.tellings):
        of = "denials" if is_denial(one) else origin.get(one.id, "nobody")
        up = _above(case, cut[place], of, origin)
        if up is None:
            roots[of].append(nodes[place])
        else:
            step, to = up
            nodes[place] |= {"reason": REASONS[step.how], "how": step.how, "words": step.words, "links": list(step.links)}
            nodes[place]["from"] = case.tellings[to].id
            nodes[to]["tellings"].append(nodes[place])
    shown = [one for one in lineage.origins if one.kind != "none"]
    return {
        "claim": lineage.claim,
        "low": lineage.low,
        "high": lineage.high,
        "pages": len(case.pages_of_claim()),
        "outlets": len({place_of(one) for one in case.tellings}),
        "first": next((one.first for one in case.tellings if one.first == one.first), None),
        "origins": [
            {"id": one.id, "who": one.who, "kind": one.kind, "low": one.low, "high": one.high, "tellings": roots[one.id]}
            for one in shown
        ],
        "nobody": [node for one in lineage.origins if one.kind == "none" for node in roots[one.id]] + roots["nobody"],
        "denials": roots["denials"],
        "circles": [list(circle) for circle in lineage.circles],
        "reasons": [{"reason": one.reason, "text": one.text, "statements": list(one.statements)} for one in lineage.collapses],
    }


def _above(case: Case, step: Step | None, of: str, origin: dict[str, str]) -> tuple[Step, int] | None:
    """The telling that another one hangs under: the first of its step with the same origin."""
    if step is None:
        return None
    for to in step.to:
        one = case.tellings[to]
        if not is_denial(one) and origin.get(one.id, "nobody") == of:
            return step, to
    return None


def _node(one: Telling) -> Node:
    return {
        "statement": one.id,
        "article": one.article,
        "outlet": one.outlet,
        "first": one.first if one.first == one.first else None,
        "text": one.text,
        "through": [hop.label for hop in one.chain if hop.label],
        "from": None,
        "reason": None,
        "how": None,
        "words": "",
        "links": [],
        "tellings": [],
    }
