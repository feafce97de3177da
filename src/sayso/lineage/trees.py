"""The tree of origins as plain data: each origin, the tellings that name it, and under each those that have it from there.

What a terminal or a page shows is made of this; nothing here is for one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sayso.lineage.hops import REASONS, How, Step, steps
from sayso.lineage.origins import opened
from sayso.lineage.rounds import rounds
from sayso.lineage.sources import root_of
from sayso.lineage.story import Story
from sayso.lineage.tellings import Telling, in_time, is_denial
from sayso.records import Lineage, Link

Node = dict[str, Any]
_WHY: dict[How, str] = {
    "inner": "passes on what is told there",
    "copied": "copies the passage from {right}",
    "one wire": "prints the same report of an agency as {right}",
    "credited": "credits it to {right}",
    "cited": "has it from {right}",
    "quoted": "gives the same words as {right}",
    "same page": "names its source elsewhere on the page",
    "mentioned": "names or copies {right} elsewhere on the page",
}


def tree(lineage: Lineage, tellings: Sequence[Telling], links: Sequence[Link] = ()) -> Node:
    """The tree of a lineage, of the same ``tellings`` and ``links`` that it was traced from.

    ``origins`` are ``{id, who, kind, low, high, tellings}``; a telling is ``{statement, article, outlet, first, text, through,
    reason, why, words, links, tellings}``: ``through`` whom the page has it, as it says, and why it hangs under another one.
    Tellings that show nobody are under ``nobody``, those that deny the claim, or cite one who denies it, under ``denials``.
    """
    story = Story(in_time(tellings), links)
    taken = steps(story)
    cut, _ = opened(story, taken, rounds(taken), [root_of(story, place) for place in range(len(taken))])
    origin = {name: one.id for one in lineage.origins for name in one.statements}
    under = ["denials" if is_denial(one) else origin.get(one.id, "nobody") for one in story.tellings]
    nodes = [_node(one) for one in story.tellings]
    roots: defaultdict[str, list[Node]] = defaultdict(list)
    for place, node in enumerate(nodes):
        up = _above(place, cut[place], under)
        if up is None:
            roots[under[place]].append(node)
        else:
            node |= _told(story, *up)
            nodes[up[1]]["tellings"].append(node)
    empty = [one.id for one in lineage.origins if one.kind == "none"]
    return {
        "claim": lineage.claim,
        "low": lineage.low,
        "high": lineage.high,
        "pages": len({one.article for one in story.tellings}),
        "outlets": len({story.home(place) for place in range(len(nodes))}),
        "first": next((one.first for one in story.tellings if one.first == one.first), None),
        "origins": [
            {"id": one.id, "who": one.who, "kind": one.kind, "low": one.low, "high": one.high, "tellings": roots[one.id]}
            for one in lineage.origins
            if one.id not in empty
        ],
        "nobody": [node for name in (*empty, "nobody") for node in roots[name]],
        "denials": roots["denials"],
        "circles": [list(circle) for circle in lineage.circles],
        "reasons": [{"reason": one.reason, "text": one.text, "statements": list(one.statements)} for one in lineage.collapses],
    }


def _above(place: int, step: Step | None, under: Sequence[str]) -> tuple[Step, int] | None:
    """The telling that another one hangs under: the first of its step with the same origin."""
    to = next((to for to in step.to if under[to] == under[place]), None) if step is not None else None
    return (step, to) if step is not None and to is not None else None


def _told(story: Story, step: Step, to: int) -> Node:
    why = _WHY[step.how].format(right=story.page(to))
    return {"reason": REASONS[step.how], "why": why, "words": step.words, "links": list(step.links)}


def _node(one: Telling) -> Node:
    return {
        "statement": one.id,
        "article": one.article,
        "outlet": one.outlet,
        "first": one.first if one.first == one.first else None,
        "text": one.text,
        "through": [hop.label for hop in one.chain if hop.label],
        "reason": None,
        "why": "",
        "words": "",
        "links": [],
        "tellings": [],
    }
