"""Circles: an outlet cites another one for what that one has from it. They are reported, and no link is dropped without a word.

A circle may close on one page, where pages are brought up to date and name each other, or on two pages of one outlet: the second
cites a blog, and the blog cites the first. Pages that merely give the same quotation are in no circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.lineage.hops import Case, outlet_key
from sayso.lineage.origins import Found
from sayso.records import Link

_DESCENT = frozenset({"inner", "copied", "credited", "cited", "mentioned"})
"""Steps that say that one page has it from another; that two give the same words says less."""


def circles(back: Found) -> tuple[tuple[str, ...], ...]:
    """The statements of each circle, in time; circles that share one are one."""
    case = back.case
    rings = [set(group) for group in back.round_ones if len(_articles(case, group)) > 1]
    rings += _between_pages(back)
    joined: list[set[int]] = []
    for ring in rings:
        touching = [other for other in joined if other & ring]
        joined = [other for other in joined if not other & ring] + [ring.union(*touching)]
    return tuple(tuple(case.tellings[n].id for n in sorted(ring)) for ring in sorted(joined, key=min))


def _articles(case: Case, places: Iterable[int]) -> set[str]:
    return {case.tellings[n].article for n in places}


def _between_pages(back: Found) -> Iterator[set[int]]:
    """The rings that close on two pages of one outlet."""
    case = back.case
    several = [articles for articles in case.pages.values() if len(articles) > 1]
    for articles in several:
        for article in articles:
            for start in case.places[article]:
                yield from _returns(back, start)


def _returns(back: Found, start: int) -> Iterator[set[int]]:
    """The ways from a telling by other outlets to another page of its own."""
    case = back.case
    own = _outlet(case, start)
    work: list[tuple[int, ...]] = [(start,)]
    seen = {start}
    while work:
        way = work.pop()
        step = back.steps[way[-1]]
        if step is None or step.how not in _DESCENT:
            continue
        for to in step.to:
            if to in seen and _outlet(case, to) != own:
                continue
            seen.add(to)
            if _outlet(case, to) != own:
                work.append((*way, to))
            elif case.tellings[to].article == case.tellings[start].article:
                work.append((*way, to))
            elif any(_outlet(case, n) != own for n in way):
                yield {*way, to}


def _outlet(case: Case, place: int) -> str:
    one = case.tellings[place]
    return outlet_key(one.outlet) if one.outlet else one.article


def without_circles(case: Case, links: Sequence[Link]) -> tuple[str, ...]:
    """The ids of the links between the articles of a claim by which one has from another, without those that close a circle."""
    if not links:
        return ()
    down: dict[str, set[str]] = {}
    kept = []
    for link in sorted(links, key=lambda one: (_later(case, one), one.id)):
        if link.relation not in ("copies", "quotes", "cites", "updates") or not {link.left, link.right} <= case.places.keys():
            continue
        left, right = case.article_at(link.left), case.article_at(link.right)
        if left == right or _leads(down, right, left):
            continue
        down.setdefault(left, set()).add(right)
        kept.append(link.id)
    return tuple(sorted(kept))


def _later(case: Case, link: Link) -> bool:
    """Whether a link leads to a page that came later: such a one is the first to be left out."""
    if not {link.left, link.right} <= case.places.keys():
        return False
    return case.places[link.left] < case.places[link.right]


def _leads(down: dict[str, set[str]], start: str, end: str) -> bool:
    """Whether links lead from one article to another."""
    work, seen = [start], {start}
    while work:
        at = work.pop()
        if at == end:
            return True
        new = down.get(at, set()) - seen
        seen |= new
        work.extend(new)
    return False
