"""Whom a description means: a headline has "fisherman who saw the dam go", and its page names "Bo Ash, a fisherman".

One who is described is the only one of his page who is named and has that role; or the only one whom a page names that has the
claim from there. A description that may stand for somebody who is kept unnamed ("a senior official") means nobody for certain,
nor does one in the plural, nor one that brings in somebody new behind the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from sayso.lineage.hops import Step, pages_of
from sayso.lineage.kinship import is_apart, is_one_name, known, name_of
from sayso.lineage.story import Story
from sayso.lineage.tellings import Hop, Teller
from sayso.lineage.voices import Voice, calling, is_akin, is_open, is_proper, stem, voice_of

_SHY = frozenset(
    "official aide adviser advisor diplomat bureaucrat employee executive staffer worker manager lawmaker legislator trader "
    "banker lawyer agent operative strategist consultant colleague friend associate".split()
)
"""What those are often called who ask not to be named."""
_KEPT = re.compile(
    r"(?i)\b(?:anonym|unnamed|unidentified|condition|not (?:to be|be|named|authori)|(?:declin|refus|request|ask)(?:ed|ing))"
)
_NEW = re.compile(r"(?i)^(?:his|her|their|its|my|our)\b|\b(?:another|other|second|third|fourth|fellow|different|separate)\b")
_PAST = re.compile(r"(?i)\b(?:former|ex|retired|onetime|then|late)\b")
_HAD = frozenset({"copied", "credited", "cited"})


class Meant(NamedTuple):
    """A description, and the naming of the one whom it means."""

    described: Hop
    named: Hop


class _Person(NamedTuple):
    """Somebody whom a page names: the roles that it gives, and where it first names him."""

    roles: set[str]
    first: float


def meant_here(story: Story, named: Sequence[Hop], unnamed: Sequence[Hop]) -> list[Meant]:
    """Those of ``unnamed`` (and of the bodies of ``named`` that bear no name) who are named on their own page."""
    by_party: defaultdict[tuple[str, str], list[Hop]] = defaultdict(list)
    for teller, place in (*unnamed, *(hop for hop in named if _is_nameless(hop[0]))):
        by_party[story.tellings[place].article, teller.party].append((teller, place))
    by_name: dict[tuple[str, str], Hop] = {}
    for teller, place in named if by_party else ():
        if teller.kind == "person":
            by_name.setdefault((story.tellings[place].article, teller.party), (teller, place))
    found, pages = [], {page for page, _ in by_name}
    for (article, _), hops in by_party.items():
        if article in pages:
            to = by_name.get((article, _only_one(story, article, hops) or ""))
            found += [Meant(hop, to) for hop in hops] if to is not None else []
    return found


def meant_there(
    story: Story, groups: Sequence[Sequence[Hop]], unnamed: Sequence[Hop], steps: Sequence[Step | None]
) -> list[Meant]:
    """Those of ``unnamed`` whom a page names that has the claim from theirs; ``groups`` are the named sources."""
    by_page: defaultdict[str, dict[str, list[Hop]]] = defaultdict(dict)
    for teller, place in unnamed:
        by_page[story.tellings[place].article].setdefault(teller.party, []).append((teller, place))
    fitting: dict[tuple[str, str, frozenset[str], tuple[str, ...]], list[tuple[str, str]]] = {}
    found: defaultdict[tuple[str, str], dict[int, Hop]] = defaultdict(dict)
    for number, hops in enumerate(groups if by_page else ()):
        for hop in hops:
            roles = _roles(story, hop)
            pages = tuple(page for page in _had_from(story, hop[1], steps[hop[1]]) if page in by_page) if roles else ()
            key = hop[0].party, hop[0].label, roles, pages
            if key not in fitting:
                fitting[key] = _alone(story, list(_described_there(story, hop[0], roles, pages, by_page)))
            for one in fitting[key]:
                found[one].setdefault(number, hop)
    only = ((page, party, next(iter(by.values()))) for (page, party), by in found.items() if len(by) == 1)
    return [Meant(hop, to) for page, party, to in only for hop in by_page[page][party]]


def _roles(story: Story, hop: Hop) -> frozenset[str]:
    """The roles that the page gives to one whom it names."""
    teller, place = hop
    return frozenset(_people(story, story.tellings[place].article)[teller.party].roles) if _is_one(teller) else frozenset()


def _alone(story: Story, fit: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The descriptions that fit somebody where they are one: no two of a page, and all of one outlet's pages."""
    homes = {story.home(story.places[page][0]) for page, _ in fit}
    return fit if len(homes) == 1 and len(fit) == len({page for page, _ in fit}) else []


def _only_one(story: Story, article: str, hops: Sequence[Hop]) -> str | None:
    """The one person whom a page names and whom a description on it means."""
    teller = hops[0][0]
    if not _can_mean_one(story, article, teller):
        return None
    people = _people(story, article)
    fit = [party for party, one in people.items() if any(_answers(teller, role) for role in one.roles)]
    if len(fit) != 1:
        return None
    is_first = min(_at(story, place) for _, place in hops) < people[fit[0]].first
    return fit[0] if is_first or re.match(r"(?i)the ", teller.label) else None


def _described_there(
    story: Story, teller: Teller, roles: frozenset[str], pages: Sequence[str], by_page: dict[str, dict[str, list[Hop]]]
) -> Iterator[tuple[str, str]]:
    """The descriptions, by page and party, that one of these ``roles`` answers to on ``pages`` that do not name him."""
    for page in pages:
        there = _people(story, page)
        if teller.party in there or any(is_one_name(name_of(teller.label), name) for name in _names(story, page)):
            continue
        for party, hops in by_page[page].items():
            one = hops[0][0]
            is_taken = any(_answers(one, role) for other in there.values() for role in other.roles)
            is_taken = is_taken or len({other.party for other in _alike(story, page, _voice(one))}) > 1
            if not is_taken and _can_mean_one(story, page, one) and any(_answers(one, role) for role in roles):
                yield page, party


def _had_from(story: Story, place: int, step: Step | None) -> list[str]:
    """The pages from which a telling has it: those that it copies or cites, and those of the outlets that it goes through."""
    found = [story.tellings[to].article for to in step.to] if step is not None and step.how in _HAD else []
    for hop in story.told[place].carriers:
        pages = pages_of(story, place, hop)
        found += pages[:1] if hop.page is not None and pages[:1] == [hop.page] else pages
    own = story.tellings[place]
    found += [story.article_at(link.right) for link in story.leads_of(place, "cites") if link.left == own.id]
    return [page for page in dict.fromkeys(found) if page != own.article]


def _people(story: Story, article: str) -> dict[str, _Person]:
    """Those whom a page names for the claim, one by one, by their ids."""
    found: dict[str, _Person] = {}
    for place in story.places[article]:
        for hop in filter(_is_one, story.tellings[place].chain):
            roles, first = found.get(hop.party, (set(), inf))
            found[hop.party] = _Person(roles | ({hop.role} if hop.role else set()), min(first, _at(story, place)))
    return found


def _names(story: Story, article: str) -> Iterator[tuple[str, ...]]:
    """The names of all whom a page names for the claim, in one breath with others or not."""
    for place in story.places[article]:
        yield from (
            name_of(part)
            for hop in story.tellings[place].chain
            if hop.kind == "person"
            for part in re.split("; | or ", hop.label)
        )


def _at(story: Story, place: int) -> float:
    """Where on its page a telling stands."""
    spans = story.tellings[place].spans
    return spans[0].start if spans else inf


def _is_one(teller: Teller) -> bool:
    """Whether a teller is one person by name."""
    return teller.kind == "person" and "; " not in teller.label and " or " not in teller.label


# --------------------------------------------------------------------------------------------------------------- the words


def _is_nameless(teller: Teller) -> bool:
    """Whether what was taken for a body is called by what somebody is: "fisherman"."""
    return teller.kind == "organisation" and not is_proper(teller.label) and bool(_voice(teller).sort)


def _voice(teller: Teller) -> Voice:
    """What words tell that are read as a description."""
    return voice_of(teller if teller.kind == "unnamed" else teller._replace(kind="unnamed"))


def _can_mean_one(story: Story, article: str, teller: Teller) -> bool:
    """Whether a description can mean one who is named elsewhere: one person, not kept unnamed, and none of several alike."""
    voice, words = _voice(teller), f"{teller.label} {teller.words}"
    if is_open(voice) or voice.head in _SHY or voice.most > 1 or voice.crowd or voice.part:
        return False
    if _KEPT.search(words) or _NEW.search(teller.label):
        return False
    alike = _alike(story, article, voice)
    return not any(_voice(other).most > 1 or _NEW.search(other.label) for other in alike)


def _alike(story: Story, article: str, voice: Voice) -> list[Teller]:
    """All whom a page describes by one noun."""
    hops = (hop for place in story.places[article] for hop in story.tellings[place].chain)
    described = (hop for hop in hops if hop.kind in ("unnamed", "collective"))
    return [hop for hop in described if _singular(_voice(hop).head) == _singular(voice.head)]


def _singular(noun: str) -> str:
    return stem(re.sub("men$", "man", noun))


def _answers(teller: Teller, role: str) -> bool:
    """Whether a role is what a description says: the same noun, nothing else beside it, and nothing against it."""
    (noun, mine), (other, yours) = calling(teller.label), calling(role)
    if not noun or noun != other or not is_akin(mine, yours):
        return False
    if bool(_PAST.search(teller.label)) != bool(_PAST.search(role)):
        return False
    named = Teller("", "", role=role)
    return not is_apart(known([teller._replace(kind="unnamed")], "unnamed"), known([named], "person"))
