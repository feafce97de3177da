"""Who is behind the tellings of a claim: the sources that are shown to be one joined, each with the tellings that name it.

Named ones are joined over all pages: one name, several voices of one body, a document and who wrote it. Unnamed ones are joined
within one outlet only, where they answer to one description.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sayso.lineage.hops import Step, is_witness
from sayso.lineage.kinship import Known, known
from sayso.lineage.meant import Meant, meant_here, meant_there
from sayso.lineage.named import joined
from sayso.lineage.story import Story, outlet_key, outlet_of
from sayso.lineage.tellings import Hop, Teller
from sayso.lineage.unnamed import described, how_many
from sayso.lineage.voices import is_proper, voice_of
from sayso.names import lexicon
from sayso.names.finding import plain
from sayso.outlets import outlet
from sayso.records import Kind

Sort = Literal["named", "unnamed", "outside", "wire", "author", "nobody"]
"""What a telling rests on by its own words: somebody named, somebody unnamed, an outlet or an agency that has no page here, its
author's own eyes, or nobody that is shown."""


class Root(NamedTuple):
    """What a telling rests on by its own words: ``teller`` says so, ``outlet`` is where it was told or published."""

    sort: Sort
    teller: Teller | None = None
    outlet: str = ""


def root_of(story: Story, place: int) -> Root:
    """What a telling rests on by its own words, wherever it may have them from."""
    telling, (source, carriers) = story.tellings[place], story.told[place]
    if source is None:
        return _without_source(story, place)
    if source.kind in ("collective", "none", "self"):
        return Root("nobody", source)
    if source.kind == "outlet":
        return Root("wire" if source.evidence == "credited" else "outside", source, source.outlet or source.label)
    if telling.act in ("asks", "declines"):
        return Root("nobody", source)
    if is_named(source):
        return Root("named", source)
    carried = next((name for hop in reversed(carriers) if (name := outlet_of(hop))), None)
    return Root("unnamed", source, carried or story.home(place))


def is_own_source(story: Story, root: Root) -> bool:
    """Whether a telling shows a source that is not another page of the case: somebody or something behind this page itself, or
    an outlet that has no page here."""
    if root.sort in ("outside", "wire"):
        return root.teller is not None and root.teller.page not in story.places and outlet_key(root.outlet) not in story.pages
    return root.sort != "nobody"


def is_behind_another(story: Story, place: int, root: Root) -> bool:
    """Whether somebody unnamed is told of as the source of an outlet that has a page here, another one than this."""
    return root.sort == "unnamed" and root.outlet != story.home(place) and outlet_key(root.outlet) in story.pages


def is_named(teller: Teller) -> bool:
    """Whether a teller is somebody in particular wherever he is met: by name, or as the voice of a body."""
    if teller.kind == "person":
        return " or " not in teller.label  # "Ann Lee or Bea Lee": it is not settled who
    if teller.kind == "organisation":
        return True
    if teller.kind == "document":
        return is_proper(teller.label)
    voice = voice_of(teller)
    return teller.kind == "unnamed" and voice.speaks and voice.most == 1 and bool(voice.body)


def _without_source(story: Story, place: int) -> Root:
    """What a telling without a source rests on: the body whose own page it is, its author's eyes, a credit, or nobody."""
    telling = story.tellings[place]
    if any(hop.kind == "none" for hop in telling.chain) or telling.voice == "inference":
        return Root("nobody")
    if is_witness(telling):
        return Root("author", None, story.name(place))
    if telling.outlet and _is_body_page(telling.outlet):
        return Root("named", Teller(f"page of {telling.outlet}", telling.outlet, "organisation"))
    if telling.credits:
        return Root("wire", Teller(telling.credits[0], telling.credits[0], "outlet", evidence="credited"), telling.credits[0])
    return Root("nobody")


_PUBLISHING = frozenset(
    "ministry department police council government hospital university commission court parliament union party campaign "
    "embassy army navy inc corp ltd plc company airways airlines treasury secretariat municipality".split()
)
"""Bodies that publish pages of their own; agencies, institutes and networks may be outlets."""


def _is_body_page(name: str) -> bool:
    """Whether who publishes a page is a body that speaks for itself: a ministry, a company, a hospital; no outlet."""
    words = {plain(word) for word in name.split()}
    return bool(words & _PUBLISHING) and not words & lexicon.OUTLET_NAMES and outlet(name) is None


# ----------------------------------------------------------------------------------------------------------------- the joining


@dataclass(slots=True)
class Group:
    """One source behind tellings: the hops that name it, and all tellings that go back to it, in time.

    It stands for ``least`` to ``most`` origins. ``outlet`` is set of an outlet or agency outside the case, and of an author;
    ``meant`` are the descriptions of one who is named.
    """

    sort: Sort
    kind: Kind
    tellers: list[Hop]
    outlet: str = ""
    least: int = 1
    most: int = 1
    places: list[int] = field(default_factory=list)
    meant: list[Meant] = field(default_factory=list)

    def known(self) -> Known:
        """What its pages tell of it together."""
        return known((teller for teller, _ in self.tellers), self.kind)


def grouped(story: Story, roots: Iterable[tuple[int, Root]], steps: Sequence[Step | None]) -> list[Group]:
    """The sources of ``roots`` (places of tellings with what they rest on, nobody left out), those that are one joined; in the
    order in which they are first named. ``steps`` are those of all tellings."""
    named: list[Hop] = []
    unnamed: list[tuple[Hop, str]] = []
    others: dict[tuple[Sort, str], Group] = {}
    for place, (sort, teller, name) in roots:
        if sort == "named" and teller is not None:
            named.append((teller, place))
        elif sort == "unnamed" and teller is not None:
            unnamed.append(((teller, place), outlet_key(name)))
        else:
            kept: Sort = "author" if sort == "author" else "outside"
            kind: Kind = "self" if sort == "author" else "outlet"
            group = others.setdefault((kept, outlet_key(name)), Group(sort, kind, [], name))
            group.sort = "wire" if "wire" in (sort, group.sort) else sort
            group.tellers.append((teller or Teller(name, name, kind), place))
    found = [*_people_and_others(story, named, unnamed, steps), *others.values()]
    return sorted(found, key=lambda group: min(place for _, place in group.tellers))


def _people_and_others(
    story: Story, named: Sequence[Hop], unnamed: Sequence[tuple[Hop, str]], steps: Sequence[Step | None]
) -> Iterator[Group]:
    """The named sources, with the descriptions that mean them, and the unnamed ones that are left, ``unnamed`` with outlets."""
    own = [hop for hop, name in unnamed if hop[0].kind == "unnamed" and name == outlet_key(story.home(hop[1]))]
    meant = meant_here(story, named, own)
    taken = {place for (_, place), _ in meant}
    groups = list(_named(story, [hop for hop in named if hop[1] not in taken]))
    own = [hop for hop in own if hop[1] not in taken]
    meant += meant_there(story, [group.tellers for group in groups], own, steps)
    at = {place: group for group in groups for _, place in group.tellers}
    for one in meant:
        at[one.named[1]].meant.append(one)
        taken.add(one.described[1])
    outlets: defaultdict[str, list[Hop]] = defaultdict(list)
    for hop, name in unnamed:
        if hop[1] not in taken:
            outlets[name].append(hop)
    yield from groups
    yield from _unnamed(story, outlets.values())


def _named(story: Story, hops: Sequence[Hop]) -> Iterator[Group]:
    for tellers, count in joined(story, hops):
        yield Group("named", _kind_of(story, tellers), tellers, least=count, most=count)


def _kind_of(story: Story, tellers: Sequence[Hop]) -> Kind:
    """What kind a source of several voices is: a person who stands on every page where the body does, else the body."""
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for teller, place in tellers:
        pages["organisation" if teller.kind == "unnamed" else teller.kind].add(story.tellings[place].article)
    if pages["person"] and pages["organisation"] <= pages["person"]:
        return "person"
    return "organisation" if pages["organisation"] else "document"


def _unnamed(story: Story, outlets: Iterable[Sequence[Hop]]) -> Iterator[Group]:
    for hops in outlets:
        for parties in described(story, hops):
            tellers = sorted((hop for hops in parties for hop in hops), key=lambda hop: hop[1])
            kind: Kind = "document" if tellers[0][0].kind == "document" else "unnamed"
            yield Group("unnamed", kind, tellers, most=how_many(story, parties))
