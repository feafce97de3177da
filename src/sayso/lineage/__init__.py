"""What a claim rests on: who or what knows of it other than through another page, counted as a range, with a reason for each
collapse.

``trace`` is a function of a claim, its tellings and the links between their pages; it knows no engine and no file. A telling is
followed to what it rests on: the passage that it copies, the page that it cites, the words that it quotes (``hops``). What is
left names its source, or describes it, or shows nobody (``sources``); sources that are one are joined, and those that could be
one widen the range (``kinship``, ``origins``). Circles are reported, and add no origin (``circles``).

The rules, in the order in which they hold:

- Who denies a claim carries it, and is no origin of it.
- A telling whose words hold another one's passes that on: "the minister said that the service told her".
- A named source is one origin on all pages: the same name, the voices of one body, a document and who wrote it. Whether pages
  have it from each other or each from the source is told by the reason, and changes no count.
- An unnamed source goes back to the page that is copied, cited or quoted for it; else it is one of its outlet's, one for each
  description, of as many as are counted ("two officials": one to two). It is never one with another for certain, and counts for
  the low end only where bodies, nations or sorts of people are stated that show it to be separate.
- A sentence without a source goes back to what is copied, to those of its page that have one, or to the page that its page cites.
  What its author saw is an origin; the page of a body is that body speaking; a credit to an agency outside the case is an origin
  outside the case, and so is an outlet that is cited and has no page in it.
- A diffuse group ("local people"), an allegation without a source, a circle: no origin shown. Where nothing else is there, that is
  none to one.

Not done here: which statements put the same thing, and which pages copy or cite which (``links``). "First seen" is the earliest
page of the case, and no claim that it was published first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lineage.circles import circles, without_circles
from sayso.lineage.hops import Case
from sayso.lineage.origins import Found, found
from sayso.lineage.reasons import collapses, nobody, who
from sayso.lineage.tellings import Teller, Telling, in_time
from sayso.lineage.trees import tree
from sayso.records import Claim, Lineage, Link, Origin, identity

__all__ = ["Teller", "Telling", "trace", "tree"]


def trace(claim: Claim, tellings: Sequence[Telling], links: Sequence[Link] = ()) -> Lineage:
    """The origins of ``claim``, from its ``tellings`` (one for each of its statements, in any order) and the ``links`` between
    their articles and statements."""
    case = Case(in_time(tellings), links)
    back = found(case)
    origins = _origins(claim, back)
    return Lineage(
        claim=claim.id,
        statements=tuple(one.id for one in case.tellings),
        links=without_circles(case, links),
        origins=origins,
        low=sum(origin.low for origin in origins),
        high=sum(origin.high for origin in origins),
        collapses=tuple(collapses(back)),
        circles=circles(back),
    )


def _origins(claim: Claim, back: Found) -> tuple[Origin, ...]:
    """The origins that were found, or one that is nobody shown where there is none."""
    ids = [one.id for one in back.case.tellings]
    if not back.groups:
        shown = tuple(ids[n] for n in nobody(back))
        return (Origin(id=identity("origin", claim.id), who="nobody shown", kind="none", statements=shown, low=0),)
    return tuple(
        Origin(
            id=identity("origin", claim.id, ids[min(place for _, place in group.tellers)]),
            who=who(group),
            kind=group.kind,
            statements=tuple(ids[place] for place in group.places),
            low=int(number in back.shown),
            high=group.most,
        )
        for number, group in enumerate(back.groups)
    )
