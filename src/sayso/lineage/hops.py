"""Where each telling of a claim has it from, as far as the case shows: what it copies, cites, quotes or passes on.

A step leads from a telling to those of the same claim that it rests on. Only the passage that carries the claim counts: a page
that copies another one elsewhere does not have this claim from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from sayso.lineage.kinship import is_fit, is_of_body, is_same, may_be
from sayso.lineage.story import Story, outlet_key, outlet_of
from sayso.lineage.tellings import Teller, Telling, is_denial
from sayso.lineage.turning import COVERED, covers
from sayso.outlets import is_own
from sayso.records import CollapseReason, Link, Spans
from sayso.spans import common, overlap, size

How = Literal["inner", "copied", "one wire", "credited", "cited", "quoted", "same page", "mentioned"]
"""How a telling has it from another: its words hold the other's, copy it, are of one agency's report with it, are credited to
it, name its page, quote it, stand on the same page, or stand on a page that names the other's page elsewhere."""
REASONS: dict[How, CollapseReason] = {
    "inner": "citation",
    "copied": "copied passage",
    "one wire": "same wire",
    "credited": "same wire",
    "cited": "citation",
    "quoted": "same quotation",
    "same page": "same source",
    "mentioned": "citation",
}


class Step(NamedTuple):
    """From a telling to those that it rests on (by place), with the links that show it and the words of the page for it."""

    to: tuple[int, ...]
    how: How
    links: tuple[str, ...] = ()
    words: str = ""


def steps(story: Story) -> list[Step | None]:
    """For each telling the step to what it rests on; None where nothing shows that it has it from another one."""
    return [_step(story, place) for place in range(len(story.tellings))]


def _step(story: Story, place: int) -> Step | None:
    if is_denial(story.tellings[place]):
        return None
    return next(filter(None, (find(story, place) for find in _WAYS)), None)


# -------------------------------------------------------------------------------------------------- the ways to be told of it


def _inner(story: Story, place: int) -> Step | None:
    """To those whose words stand in this telling's own: "the minister said that the service told her"."""
    here, (source, carriers) = story.tellings[place], story.told[place]
    line = [hop.party for hop in (*carriers, *((source,) if source else ()))]
    found = []
    for other in story.places[here.article]:
        deeper, before = story.told[other]
        if other == place or deeper is None or is_denial(story.tellings[other]) or len(before) < len(line):
            continue
        if [hop.party for hop in before[: len(line)]] == line and _share(here.spans, story.tellings[other].spans, bool(line)):
            found.append(other)
    return Step(tuple(found), "inner") if found else None


def _share(one: Spans, other: Spans, unknown: bool) -> bool:
    """Whether two statements of a page share words; ``unknown`` where their spans are not told."""
    return overlap(one, other) if one and other else unknown


def _copied(story: Story, place: int) -> Step | None:
    """To the passage that this one copies."""
    for link in story.leads_of(place, "copies"):
        if to := _across(story, place, link, COVERED):
            return Step(
                to, "copied" if link.directed or not _credit_one(story, place, to) else "credited", (link.id,), link.reason
            )
    return None


def _credit_one(story: Story, place: int, to: Sequence[int]) -> bool:
    """Whether two pages credit the same agency: a common source, and none of them copied the other."""
    return any(set(story.tellings[place].credits) & set(story.tellings[other].credits) for other in to)


def _quoted(story: Story, place: int) -> Step | None:
    """To those that give the same words."""
    here, own = story.tellings[place], story.home(place)
    exact = (link for link in story.leads_of(place, "quotes") if link.left_spans or link.left == here.id)
    found = [(to, link) for link in exact if (to := _across(story, place, link, 0.0))]
    if not found:
        return None
    to, link = min(
        found, key=lambda one: (story.home(one[0][0]) != own, one[0])
    )  # a new version of a page has them from the old
    return Step(to, "quoted", (link.id,), words_under(here, link.left_spans))


def words_under(telling: Telling, passage: Spans) -> str:
    """The words of a telling that lie in a passage of its page; none where its text does not tell them apart."""
    if len(telling.spans) != 1 or size(telling.spans) != len(telling.text):
        return ""
    at = telling.spans[0].start
    return " … ".join(telling.text[start - at : end - at] for start, end in common(passage, telling.spans))


def _across(story: Story, place: int, link: Link, share: float) -> tuple[int, ...]:
    """The tellings on the right of a link that answer to one on its left: those under the same run of words."""
    here = story.tellings[place]
    if not covers(link.left_spans, here.spans, share):
        return ()
    there = [
        other
        for other in story.places[link.right]
        if covers(link.right_spans, story.tellings[other].spans, share) and not is_denial(story.tellings[other])
    ]
    there = [other for other in there if story.tellings[other].text == here.text] or there
    if len(there) < 2 or not (link.left_spans and here.spans and link.right_spans):
        return tuple(there)
    at = _moved(here.spans[0].start, link.left_spans, link.right_spans)
    return (
        min(there, key=lambda other: abs(at - story.tellings[other].spans[0].start) if story.tellings[other].spans else at),
    )


def _moved(at: int, left: Spans, right: Spans) -> int:
    """Where a place of the left page lies on the right one, whose runs go with those of the left in their order."""
    for one, other in zip(left, right, strict=False):
        if at < one.end:
            return other.start + at - one.start
    return right[-1].end


def _cited(story: Story, place: int) -> Step | None:
    """To the page of an outlet that the telling names or credits, the innermost first."""
    source, carriers = story.told[place]
    hops = (*carriers, *((source,) if source is not None else ()))
    for depth in range(len(hops) - 1, -1, -1):
        hop = hops[depth]
        wanted = source if depth < len(hops) - 1 else None
        pages = pages_of(story, place, hop)
        found = [(page, to) for page in pages if (to := _matching(story, story.places[page], wanted, hop.page == page))]
        if not found:
            continue
        page, to = found[0]
        links = tuple(link.id for link in story.leads_of(place, "cites") if story.article_at(link.right) == page)
        return Step(to, "credited" if hop.evidence == "credited" else "cited", links, hop.words or hop.label)
    return _linked(story, place)


def _linked(story: Story, place: int) -> Step | None:
    """To the page that the words of the telling lead to, though its chain names no outlet."""
    for link in story.leads_of(place, "cites"):
        if link.left == story.tellings[place].id and (
            to := _matching(story, story.places[link.right], story.told[place].source, False)
        ):
            return Step(to, "cited", (link.id,), link.reason)
    return None


def pages_of(story: Story, place: int, hop: Teller) -> list[str]:
    """The pages of this claim that a hop can lead to, the likeliest first."""
    here, name = story.tellings[place], outlet_of(hop)
    its = [hop.page] if hop.page is not None and hop.page in story.places and hop.page != here.article else []
    if name is None:
        return its
    linked = (story.article_at(link.right) for link in story.leads_of(place, "cites"))
    its += [page for page in linked if is_own(name, story.name(story.places[page][0]))]
    others = [page for page in story.pages.get(outlet_key(name), ()) if page != here.article]
    others.sort(
        key=lambda page: story.is_later(page, place)
    )  # a page that came out later stands for what its outlet had before
    return list(dict.fromkeys([*its, *others]))


def _matching(story: Story, there: Sequence[int], wanted: Teller | None, sure: bool) -> tuple[int, ...]:
    """Those of a page's tellings that can be what is cited: those of the same source, where one is named behind the page; where
    it is ``sure`` that this page is meant and it does nothing but deny the claim, its denials."""
    put = [other for other in there if not is_denial(story.tellings[other])]
    if wanted is None:
        return tuple(put or (there if sure else ()))
    same = [other for other in put if any(is_same(wanted, hop) for hop in story.tellings[other].chain)]
    if same:
        return tuple(same)
    if wanted.kind == "unnamed":
        fit = [other for other in put if (one := story.told[other].source) is not None and is_fit(wanted, one)]
        return tuple(fit or [other for other in put if (one := story.told[other].source) is None or may_be(wanted, one)])
    if wanted.kind in ("collective", "none"):
        return tuple(put)
    denied = [other for other in there if other not in put and any(is_same(wanted, hop) for hop in story.tellings[other].chain)]
    return tuple(denied) if sure else ()


def _same_page(story: Story, place: int) -> Step | None:
    """From a sentence without a source to those of its page that have one."""
    if story.told[place].source is not None or is_witness(story.tellings[place]):
        return None
    there = story.places[story.tellings[place].article]
    sourced = (n for n in there if (one := story.told[n].source) is not None and one.kind not in ("collective", "none"))
    found = tuple(other for other in sourced if not is_denial(story.tellings[other]))
    return Step(found, "same page") if found else None


def _mentioned(story: Story, place: int) -> Step | None:
    """To a page that this one names or copies elsewhere, where no source of its own is shown."""
    here, source = story.tellings[place], story.told[place].source
    if is_witness(here) or (source is not None and (source.kind not in ("unnamed", "none") or is_told_itself(here))):
        return None
    for link in (*story.leads_of(place, "cites"), *story.leads_of(place, "copies")):
        to = [other for other in story.places[link.right] if not is_denial(story.tellings[other])]
        if source is not None and source.kind == "unnamed":
            to = [other for other in to if (one := story.told[other].source) is not None and is_of_body(source, one)]
        if to:
            return Step(tuple(to), "mentioned", (link.id,), link.reason)
    return None


_WAYS: tuple[Callable[[Story, int], Step | None], ...] = (_inner, _copied, _cited, _quoted, _same_page, _mentioned)

# ------------------------------------------------------------------------------------------------- what a telling shows

_SEEN = re.compile(
    r"\b(?:I|[Ww]e)(?:[’']ve| have| had)? (?:\w+ly )?"
    r"(?:saw|seen|heard|watched|counted|witnessed|measured|was there|were there|stood)\b"
)
_HERE = re.compile(r"(?i)^(?:this|our) |^(?:us|me)$")


def is_witness(telling: Telling) -> bool:
    """Whether the author tells what he saw himself."""
    own = telling.voice != "attributed" or all(hop.kind == "self" for hop in telling.chain)
    return own and _SEEN.search(telling.text) is not None


def is_told_itself(telling: Telling) -> bool:
    """Whether the page was told so itself: "told this newspaper"."""
    medium = re.sub("^[Tt]he ", "", telling.medium or "")
    return is_own(medium, telling.outlet) or _HERE.search(medium) is not None
