"""What a claim rests on: who or what knows of it other than through another page, counted as a range, with a reason for each
collapse.

``trace`` is a function of a claim, its tellings and the links between their pages; it knows no engine and no file. Each telling
is followed to what it rests on: the passage that it copies, the page that it cites, the words that it quotes (``hops``). What
is left names its source, or describes it, or shows nobody (``sources``). Sources that are one are joined (``named``,
``unnamed``, ``meant``); those that may be one widen the range (``kinship``, ``counting``). Circles are reported, and add no
origin (``circles``).

The rules, in the order in which they hold:

- Who denies a claim carries it, and is no origin of it; nor is one who is cited for it and denies it on the page that is cited.
- A telling whose words hold another one's passes that on: "the minister said that the service told her".
- A named source is one origin on all pages: the same name, the voices of one body, a document and those whose name it bears.
  Whether pages have it from each other or each from the source is told by the reasons, and changes no count.
- An unnamed source goes back to the page that is copied, cited or quoted for it; else it is one of its outlet's, one for each
  description, of as many as are counted ("two officials": one to two). It is one with somebody named for certain only where
  he alone has that role of those named on its page, or on one that has it from there (``meant``); and with no other. The low
  end counts it only where stated bodies, nations or sorts of people show it to be separate of all others that are counted.
- A sentence without a source goes back to what it copies, to those of its page that have one, or to a page that its page cites.
  What its author saw is an origin; the own page of a body is that body speaking; a credit to an agency whose page is not here
  is an origin outside the case, and so is an outlet that is cited and has no page here that tells it.
- A circle takes steps out, and no source: who names or describes one of his own rests on it, the others of the circle on him.
  Links that do not tell who has it from whom are read so that all that hang together by them have one beginning (``turning``).
- A diffuse group ("local people"), an allegation without a source, a question, a circle: no origin shown. That adds nothing to
  those that are shown; where nobody is shown, it is none to one.

Not done here: which statements put the same thing, and which pages copy or cite which (``links``). "First seen" is the earliest
page of the case, and no claim that it was published first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lineage.circles import rings, without_circles
from sayso.lineage.origins import Found, found
from sayso.lineage.reasons import collapses, nobody, who
from sayso.lineage.story import Story
from sayso.lineage.tellings import Teller, Telling, in_time
from sayso.lineage.trees import tree
from sayso.records import Claim, Lineage, Link, Origin, identity

__all__ = ["Teller", "Telling", "trace", "tree"]


def trace(claim: Claim, tellings: Sequence[Telling], links: Sequence[Link] = ()) -> Lineage:
    """The origins of ``claim``, from its ``tellings`` (one for each of its statements, in any order) and the ``links`` between
    their articles and statements."""
    story = Story(in_time(tellings), links)
    back = found(story)
    origins, ringed = _origins(claim, back), rings(back)
    return Lineage(
        claim=claim.id,
        statements=tuple(one.id for one in story.tellings),
        links=without_circles(story, links) if links else (),
        origins=origins,
        low=sum(origin.low for origin in origins),
        high=sum(origin.high for origin in origins),
        collapses=tuple(collapses(back, ringed)),
        circles=tuple(tuple(story.tellings[place].id for place in ring) for ring in ringed),
    )


def _origins(claim: Claim, back: Found) -> tuple[Origin, ...]:
    """The origins that were found, or one that is nobody shown where there is none."""
    ids = [one.id for one in back.story.tellings]
    if not back.groups:
        shown = tuple(ids[place] for place in nobody(back))
        return (Origin(id=identity("origin", claim.id), who="nobody shown", kind="none", statements=shown, low=0),)
    return tuple(
        Origin(
            id=identity("origin", claim.id, ids[group.places[0]]),
            who=who(group),
            kind=group.kind,
            statements=tuple(ids[place] for place in group.places),
            low=group.least if number in back.count.shown else 0,
            high=group.most,
        )
        for number, group in enumerate(back.groups)
    )
