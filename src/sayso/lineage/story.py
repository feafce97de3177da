"""The tellings of one claim with the links between their pages, looked up from every side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf
from typing import NamedTuple

from sayso.lineage.tellings import Teller, Telling
from sayso.lineage.turning import COVERED, Edge, covers, depths
from sayso.lineage.voices import is_pronoun
from sayso.names import bare
from sayso.outlets import is_own, outlet, outlet_at
from sayso.records import Link

_OF_DESCENT = frozenset({"copies", "quotes", "cites"})


class Told(NamedTuple):
    """The chain of a telling as it counts: the deepest source that is somebody, and those who carry it, outermost first."""

    source: Teller | None
    carriers: tuple[Teller, ...]


def told_by(telling: Telling) -> Told:
    """Who tells, by a telling's own words: but for the page's own outlet, and for those who are nobody where somebody is."""
    hops = [hop for hop in telling.chain if hop.kind != "none" and not _is_self(hop, telling)]
    while len(hops) > 1 and is_pronoun(hops[-1]):
        hops.pop()
    return Told(hops[-1], tuple(hops[:-1])) if hops else Told(None, ())


def _is_self(hop: Teller, telling: Telling) -> bool:
    if hop.kind == "self":
        return True
    name = outlet_of(hop)
    return name is not None and hop.page in (None, telling.article) and is_own(name, telling.outlet)


def outlet_of(hop: Teller) -> str | None:
    """The name of the outlet that a hop is; None of another source."""
    return hop.outlet or (hop.label if hop.kind == "outlet" else None)


@lru_cache(maxsize=1 << 14)
def outlet_key(name: str) -> str:
    """What of the name of an outlet is compared."""
    known = outlet(name) or (outlet_at(name) if "." in name and " " not in name else None)
    return bare(known.name if known is not None else name) or name.casefold()


@dataclass(slots=True)
class Story:
    """The tellings of one claim, in time, and the links between them. Tellings go by their places."""

    tellings: Sequence[Telling]
    links: Sequence[Link] = ()
    told: list[Told] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    """The tellings of each article; and each telling by its id."""
    pages: dict[str, list[str]] = field(default_factory=dict)
    """The articles of each outlet, in time."""
    leads: dict[str, list[Link]] = field(default_factory=dict)
    """The links by which an article has something from another one."""

    def __post_init__(self) -> None:
        for place, one in enumerate(self.tellings):
            self.told.append(told_by(one))
            if one.article not in self.places and one.outlet:
                self.pages.setdefault(outlet_key(one.outlet), []).append(one.article)
            self.places.setdefault(one.article, []).append(place)
        if self.links:
            self._look_up()

    def _look_up(self) -> None:
        for place, one in enumerate(self.tellings):
            self.places.setdefault(one.id, [place])
        of_descent = (link for link in sorted(self.links, key=lambda one: one.id) if link.relation in _OF_DESCENT)
        here = (link for link in of_descent if link.left in self.places and link.right in self.places)
        known = [
            (link, (left, right))
            for link in here
            if (left := self.article_at(link.left)) != (right := self.article_at(link.right))
        ]
        depth = self._depths(known)
        for link, (left, right) in known:
            if not link.directed and (depth.get(left, 0), self.places[left]) < (depth.get(right, 0), self.places[right]):
                link, left = _turned(link), right
            self.leads.setdefault(left, []).append(link)

    def _depths(self, known: Sequence[tuple[Link, Edge]]) -> dict[str, int]:
        """How far pages with links that may be read both ways are from where they begin; links that carry the claim count."""
        if all(link.directed for link, _ in known):
            return {}
        carried = [(link, between) for link, between in known if self._carries(link)]

        def rank(article: str) -> tuple[float, int]:
            place = self.places[article][0]
            first = self.tellings[place].first
            return (first if first == first else inf), place

        both = [between for link, between in carried if not link.directed]
        return depths(both, (between for link, between in carried if link.directed), rank)

    def _carries(self, link: Link) -> bool:
        """Whether the words of a link are those of the claim, on both sides."""
        share = COVERED if link.relation == "copies" else 0.0
        ends = ((link.left, link.left_spans), (link.right, link.right_spans))
        return all(any(covers(spans, self.tellings[place].spans, share) for place in self.places[end]) for end, spans in ends)

    def article_at(self, end: str) -> str:
        """The article that an end of a link is, or stands in."""
        return self.tellings[self.places[end][0]].article

    def leads_of(self, place: int, relation: str) -> Iterator[Link]:
        """The links of a relation that lead away from a telling, or from its whole page."""
        links = self.leads.get(self.tellings[place].article, ())
        return (link for link in links if link.relation == relation and place in self.places[link.left])

    def name(self, place: int) -> str:
        """What the page of a telling is called: by its outlet, else by its title."""
        one = self.tellings[place]
        title = f"“{one.title}”" if one.title and " " in one.title else one.title  # a host or a file name stands without marks
        return one.outlet or title or "a page without a title"

    def page(self, place: int) -> str:
        """The same, told from the outlet's other pages of this claim."""
        one = self.tellings[place]
        pages = self.pages.get(outlet_key(one.outlet), ()) if one.outlet else ()
        return (
            f"{one.outlet} (page {pages.index(one.article) + 1} of {len(pages)} here)" if len(pages) > 1 else self.name(place)
        )

    def home(self, place: int) -> str:
        """Whose page a telling stands on: the outlet's, or that of one address where no outlet is known."""
        one = self.tellings[place]
        return outlet_key(one.outlet) if one.outlet else one.address or one.article

    def is_later(self, article: str, place: int) -> bool:
        """Whether an article is known to have come out after the page of a telling."""
        last = self.tellings[place].last
        return self.tellings[self.places[article][0]].first > (last if last == last else inf)


def _turned(link: Link) -> Link:
    """A link read the other way."""
    return replace(link, left=link.right, right=link.left, left_spans=link.right_spans, right_spans=link.left_spans)
