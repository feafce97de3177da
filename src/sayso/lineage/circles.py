"""Circles: an outlet cites another one for what that one has from it. They are reported, and add no origin.

A circle may close on one page, where pages are brought up to date and name each other, or on two pages of one outlet: the
second cites a blog, and the blog cites the first. Pages that merely give the same quotation are in no circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.lineage.origins import Found
from sayso.lineage.story import Story
from sayso.records import Link

_FROM = frozenset({"inner", "copied", "credited", "cited", "mentioned"})
"""Steps by which one page has it from another; that two give the same words says less."""


def rings(back: Found) -> list[list[int]]:
    """The tellings of each circle, in time; circles that share one are one."""
    story = back.story
    if sum(step is not None for step in back.steps) < 2 and not back.rounds:
        return []
    found = [set(group) for group in back.rounds if len({story.home(place) for place in group}) > 1]
    found += _over_pages(back)
    joined: list[set[int]] = []
    for ring in found:
        touching = [other for other in joined if other & ring]
        joined = [other for other in joined if not other & ring] + [ring.union(*touching)]
    return sorted(sorted(ring) for ring in joined)


def _over_pages(back: Found) -> Iterator[set[int]]:
    """The circles that close on another page of the outlet that they begin with."""
    story = back.story
    for articles in story.pages.values():
        if len(articles) > 1:
            for article in articles:
                for start in story.places[article]:
                    yield from _returns(back, start)


def _returns(back: Found, start: int) -> Iterator[set[int]]:
    """The ways from a telling that says where it has it from, through other outlets, to another page of its own. One that has
    the words of a page which has them from its own outlet only has its own words again."""
    story, own = back.story, back.story.home(start)
    first = back.steps[start]
    if first is not None and first.how == "copied":
        return
    came: dict[int, int] = {start: start}
    work = [start]
    while work:
        place = work.pop()
        step = back.steps[place]
        if step is None or step.how not in _FROM:
            continue
        for to in step.to:
            is_home = story.home(to) == own and story.tellings[to].article != story.tellings[start].article
            if is_home and story.home(place) != own:
                yield {to, *_way(came, place)}
            elif to not in came and not is_home:
                came[to] = place
                work.append(to)


def _way(came: dict[int, int], place: int) -> Iterable[int]:
    """The way that led to a telling, back to where it began."""
    yield place
    while came[place] != place:
        place = came[place]
        yield place


def without_circles(story: Story, links: Sequence[Link]) -> tuple[str, ...]:
    """The ids of the links by which one page of a claim has something from another or revises it, but for those that would
    close a circle: of these the ones that lead to a page that came later."""
    known = (link for link in links if link.left in story.places and link.right in story.places)
    down: dict[str, set[str]] = {}
    kept = []
    for link in sorted(known, key=lambda one: (story.places[one.left] < story.places[one.right], one.id)):
        left, right = story.article_at(link.left), story.article_at(link.right)
        if link.relation in ("same_claim", "differs") or left == right or _leads(down, right, left):
            continue
        down.setdefault(left, set()).add(right)
        kept.append(link.id)
    return tuple(sorted(kept))


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
