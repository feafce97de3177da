"""Where each telling of a claim has it from, as far as the case shows: which other telling it copies, cites, quotes or passes on.

A step leads from a telling to those of the same claim that it rests on. Only the passage that carries the claim counts: a page
that copies another one elsewhere does not have this claim from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf
from typing import Literal, NamedTuple

from sayso.lineage.kinship import is_fit, is_same, may_be
from sayso.lineage.tellings import Teller, Telling, is_denial
from sayso.lineage.voices import is_pronoun
from sayso.names import bare
from sayso.outlets import is_own, outlet, outlet_at
from sayso.records import CollapseReason, Link, Spans
from sayso.spans import common, overlap, size

How = Literal["inner", "copied", "credited", "cited", "quoted", "same page", "mentioned"]
"""How a telling has it from another: its words hold the other's, copy it, come by a wire, name its page, quote it, stand on the
same page, or stand on a page that names the other's page elsewhere."""
REASONS: dict[How, CollapseReason] = {
    "inner": "citation",
    "copied": "copied passage",
    "credited": "same wire",
    "cited": "citation",
    "quoted": "same quotation",
    "same page": "same source",
    "mentioned": "citation",
}
_COVERED = 0.6
"""So much of a statement must lie in a shared passage to be taken from it."""


class Step(NamedTuple):
    """From a telling to those that it rests on (by place), with the links that show it and the words of the page for it."""

    to: tuple[int, ...]
    how: How
    links: tuple[str, ...] = ()
    words: str = ""


class Told(NamedTuple):
    """The chain of a telling as it counts: the deepest source that is somebody, and those who carry it, outermost first."""

    source: Teller | None
    carriers: tuple[Teller, ...]


@lru_cache(maxsize=1 << 14)
def outlet_key(name: str) -> str:
    """What of the name of an outlet is compared."""
    known = outlet(name) or (outlet_at(name) if "." in name and " " not in name else None)
    return bare(known.name if known is not None else name) or name.casefold()


def told_by(telling: Telling) -> Told:
    """Who a telling says tells, without the page's own outlet and without those who are nobody, where somebody is left."""
    hops = [hop for hop in telling.chain if hop.kind != "none" and not _is_self(hop, telling)]
    while len(hops) > 1 and is_pronoun(hops[-1]):
        hops.pop()
    return Told(hops[-1], tuple(hops[:-1])) if hops else Told(None, ())


def _is_self(hop: Teller, telling: Telling) -> bool:
    if hop.kind == "self":
        return True
    name = hop.outlet or (hop.label if hop.kind == "outlet" else None)
    return name is not None and (hop.page is None or hop.page == telling.article) and is_own(name, telling.outlet)


def outlet_of(hop: Teller) -> str | None:
    """The name of the outlet that a hop is, None of another source."""
    return hop.outlet or (hop.label if hop.kind == "outlet" else None)


@dataclass(slots=True)
class Case:
    """The tellings of one claim, in time, and the links between them, looked up from either side."""

    tellings: Sequence[Telling]
    links: Iterable[Link] = ()
    told: list[Told] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    """The tellings of each article, and each telling by its id."""
    pages: dict[str, list[str]] = field(default_factory=dict)
    """The articles of each outlet."""
    leads: dict[str, list[Link]] = field(default_factory=dict)
    """The links by which an article has something from another one."""

    def __post_init__(self) -> None:
        self.told = [told_by(one) for one in self.tellings]
        for place, one in enumerate(self.tellings):
            if one.article not in self.places and one.outlet:
                self.pages.setdefault(outlet_key(one.outlet), []).append(one.article)
            self.places.setdefault(one.article, []).append(place)
        for place, one in enumerate(self.tellings):
            self.places.setdefault(one.id, [place])
        if self.links:
            self._look_up()

    def _look_up(self) -> None:
        for link in sorted(self.links, key=lambda one: one.id):
            if link.relation not in ("copies", "quotes", "cites") or not {link.left, link.right} <= self.places.keys():
                continue
            if not link.directed and self.places[link.left] < self.places[link.right]:
                link = turned(link)
            if self.article_at(link.left) != self.article_at(link.right):
                self.leads.setdefault(self.article_at(link.left), []).append(link)

    def article_at(self, end: str) -> str:
        """The article that an end of a link is, or stands in."""
        return self.tellings[self.places[end][0]].article

    def pages_of_claim(self) -> set[str]:
        """The articles that carry the claim."""
        return {one.article for one in self.tellings}

    def first(self, place: int) -> float:
        """When the page of a telling first came out; the end of time where that is not known."""
        first = self.tellings[place].first
        return first if first == first else inf


def turned(link: Link) -> Link:
    """A link read the other way."""
    ends = {"left": link.right, "right": link.left, "left_spans": link.right_spans, "right_spans": link.left_spans}
    return replace(link, **ends)  # type: ignore[arg-type]


def steps(case: Case) -> list[Step | None]:
    """For each telling the step to what it rests on; None where nothing shows that it has it from another one."""
    return [_step(case, place) for place in range(len(case.tellings))]


def _step(case: Case, place: int) -> Step | None:
    if is_denial(case.tellings[place]):
        return None
    return next(filter(None, (find(case, place) for find in _WAYS)), None)


# ------------------------------------------------------------------------------------------------------- the ways to be told of it


def _inner(case: Case, place: int) -> Step | None:
    """To those whose words stand in this telling's own: "the minister said that the service told her"."""
    here, (source, carriers) = case.tellings[place], case.told[place]
    line = [hop.party for hop in (*carriers, *((source,) if source else ()))]
    found = []
    for other in case.places[here.article]:
        deeper, before = case.told[other]
        if other == place or deeper is None or is_denial(case.tellings[other]) or len(before) < len(line):
            continue
        if [hop.party for hop in before[: len(line)]] == line and _share(here.spans, case.tellings[other].spans, bool(line)):
            found.append(other)
    return Step(tuple(found), "inner") if found else None


def _share(one: Spans, other: Spans, unknown: bool) -> bool:
    """Whether two statements of a page share words; ``unknown`` where their spans are not told."""
    return overlap(one, other) if one and other else unknown


def _copied(case: Case, place: int) -> Step | None:
    """To the passage that this one copies."""
    for link in case.leads.get(case.tellings[place].article, ()):
        if link.relation == "copies" and (to := _across(case, place, link, _COVERED)):
            return Step(to, "copied", (link.id,))
    return None


def _quoted(case: Case, place: int) -> Step | None:
    """To those that give the same words."""
    for link in case.leads.get(case.tellings[place].article, ()):
        exact = link.left_spans or link.left == case.tellings[place].id
        if link.relation == "quotes" and exact and (to := _across(case, place, link, 0.0)):
            return Step(to, "quoted", (link.id,))
    return None


def _across(case: Case, place: int, link: Link, share: float) -> tuple[int, ...]:
    """The tellings on the right of a link that answer to one on its left: those under the same run of words."""
    here = case.tellings[place]
    if place not in case.places[link.left] or not _covers(link.left_spans, here.spans, share):
        return ()
    there = [
        other
        for other in case.places[link.right]
        if _covers(link.right_spans, case.tellings[other].spans, share) and not is_denial(case.tellings[other])
    ]
    if len(there) < 2:
        return tuple(there)
    same = [other for other in there if case.tellings[other].text == here.text]
    if same or not (link.left_spans and here.spans and link.right_spans):
        return tuple(same or there)
    at = _moved(here.spans[0].start, link.left_spans, link.right_spans)
    return (min(there, key=lambda other: abs(case.tellings[other].spans[0].start - at) if case.tellings[other].spans else at),)


def _covers(passage: Spans, words: Spans, share: float) -> bool:
    """Whether more than ``share`` of the words lie in a passage; so it is taken where either is not told."""
    if not passage or not words:
        return True
    inside = size(common(passage, words))
    return inside > 0 and inside >= share * size(words)


def _moved(at: int, left: Spans, right: Spans) -> int:
    """Where a place of the left page lies on the right one, whose runs go with those of the left in their order."""
    for one, other in zip(left, right, strict=False):
        if at < one.end:
            return other.start + at - one.start
    return right[-1].end


def _cited(case: Case, place: int) -> Step | None:
    """To the page of an outlet that the telling names or credits, the innermost first."""
    here, (source, carriers) = case.tellings[place], case.told[place]
    hops = (*carriers, *((source,) if source is not None else ()))
    for depth in range(len(hops) - 1, -1, -1):
        hop = hops[depth]
        wanted = source if depth < len(hops) - 1 else None
        pages = _pages_of(case, place, hop)
        found = [(page, to) for page in pages if (to := _matching(case, case.places[page], wanted, hop.page == page))]
        if not found:
            continue
        page, to = found[0]
        links = tuple(
            link.id
            for link in case.leads.get(here.article, ())
            if link.relation == "cites" and case.article_at(link.right) == page
        )
        return Step(to, "credited" if hop.evidence == "credited" else "cited", links, hop.words or hop.label)
    return None


def _pages_of(case: Case, place: int, hop: Teller) -> list[str]:
    """The pages of this claim that a hop can lead to, the likeliest first."""
    here, name = case.tellings[place], outlet_of(hop)
    if hop.page is not None and hop.page in case.places and hop.page != here.article:
        return [hop.page]
    if name is None:
        return []
    linked = (case.article_at(link.right) for link in case.leads.get(here.article, ()) if link.relation == "cites")
    its = [page for page in linked if is_own(name, case.tellings[case.places[page][0]].outlet)]
    until = here.last if here.last == here.last else inf
    of_name = case.pages.get(outlet_key(name), ())
    earlier = (page for page in of_name if page != here.article and not case.tellings[case.places[page][0]].first > until)
    return list(dict.fromkeys([*its, *earlier]))


def _matching(case: Case, there: Sequence[int], wanted: Teller | None, sure: bool) -> tuple[int, ...]:
    """Those of a page's tellings that can be what is cited: those of the same source, where one is named behind the page."""
    put = [other for other in there if not is_denial(case.tellings[other])]
    if wanted is None:
        return tuple(put)
    same = [other for other in put if any(is_same(wanted, hop) for hop in case.tellings[other].chain)]
    if same:
        return tuple(same)
    if wanted.kind == "unnamed":
        fit = [other for other in put if (one := case.told[other].source) is not None and is_fit(wanted, one)]
        return tuple(fit or [other for other in put if (one := case.told[other].source) is None or may_be(wanted, one)])
    if wanted.kind in ("collective", "none"):
        return tuple(put)
    denied = [other for other in there if other not in put and any(is_same(wanted, hop) for hop in case.tellings[other].chain)]
    return tuple(denied) if sure else ()


def _same_page(case: Case, place: int) -> Step | None:
    """From a sentence without a source to those of its page that have one."""
    if case.told[place].source is not None or is_witness(case.tellings[place]):
        return None
    there = case.places[case.tellings[place].article]
    sourced = (n for n in there if (one := case.told[n].source) is not None and one.kind not in ("collective", "none"))
    found = tuple(other for other in sourced if not is_denial(case.tellings[other]))
    return Step(found, "same page") if found else None


def _mentioned(case: Case, place: int) -> Step | None:
    """To a page that this one names or copies elsewhere, where no source of its own is shown."""
    here, source = case.tellings[place], case.told[place].source
    if is_witness(here) or (source is not None and (source.kind not in ("unnamed", "none") or is_told_itself(here))):
        return None
    for link in case.leads.get(here.article, ()):
        if link.relation == "quotes" or place not in case.places[link.left]:
            continue
        to = [other for other in case.places[link.right] if not is_denial(case.tellings[other])]
        if source is not None:
            to = [other for other in to if (one := case.told[other].source) is not None and is_fit(source, one)]
        if to:
            return Step(tuple(to), "mentioned", (link.id,))
    return None


_WAYS: tuple[Callable[[Case, int], Step | None], ...] = (_inner, _copied, _cited, _quoted, _same_page, _mentioned)

# ------------------------------------------------------------------------------------------------------------- what a telling shows

_SEEN = re.compile(
    r"\b(?:I|[Ww]e)(?:[’']ve| have| had)? (?:\w+ly )?(?:saw|seen|heard|watched|counted|witnessed|measured|was there|were there|stood)\b"
)


def is_witness(telling: Telling) -> bool:
    """Whether the author tells what he saw himself."""
    own = telling.voice != "attributed" or all(hop.kind == "self" for hop in telling.chain)
    return own and _SEEN.search(telling.text) is not None


def is_told_itself(telling: Telling) -> bool:
    """Whether the page was told so itself: "told this newspaper"."""
    medium = telling.medium
    return medium is not None and (is_own(re.sub("^[Tt]he ", "", medium), telling.outlet) or _THIS.search(medium) is not None)


_THIS = re.compile(r"(?i)^(?:this|our) |^(?:us|me|reporters)$")


# ------------------------------------------------------------------------------------------------------------------ cut the circles


def rounds(taken: Sequence[Step | None]) -> list[list[int]]:
    """The groups of tellings that lead to each other round (strongly connected, of more than one), by Tarjan without recursion."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    inside: set[int] = set()
    found: list[list[int]] = []
    for start in range(len(taken)):
        if start in number:
            continue
        work = [(start, 0)]
        while work:
            node, at = work.pop()
            if at == 0:
                number[node] = low[node] = len(number)
                stack.append(node)
                inside.add(node)
            step = taken[node]
            to = step.to if step is not None else ()
            if at:
                low[node] = min(low[node], low[to[at - 1]]) if to[at - 1] in inside else low[node]
            while at < len(to):
                if to[at] not in number:
                    work += [(node, at + 1), (to[at], 0)]
                    break
                if to[at] in inside:
                    low[node] = min(low[node], number[to[at]])
                at += 1
            else:
                if low[node] == number[node]:
                    group = []
                    while not group or group[-1] != node:
                        group.append(stack.pop())
                        inside.discard(group[-1])
                    if len(group) > 1:
                        found.append(sorted(group))
    return found


def without_rounds(taken: Sequence[Step | None], round_ones: Sequence[Sequence[int]]) -> tuple[list[Step | None], set[int]]:
    """The steps without those that lead round, and the tellings that are left with none by that."""
    cut, lost = list(taken), set()
    for group in round_ones:
        members = set(group)
        for place in group:
            step = cut[place]
            out = tuple(to for to in step.to if to not in members) if step is not None else ()
            cut[place] = step._replace(to=out) if step is not None and out else None
            if not out:
                lost.add(place)
    return cut, lost
