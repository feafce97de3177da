"""Who is behind the tellings of a claim: the sources that are shown to be one joined, each with the tellings that name it.

Named ones are joined over all pages: one name, several voices of one body, a document and who wrote it. Unnamed ones are joined
within one outlet only, where they answer to one description.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sayso.lineage.hops import Case, is_witness, outlet_key, outlet_of
from sayso.lineage.kinship import (
    Known,
    is_acronym_of,
    is_apart,
    is_one_body,
    is_one_name,
    known,
    name_of,
)
from sayso.lineage.tellings import Teller, Telling, place_of
from sayso.lineage.voices import Voice, is_open, is_proper, is_pronoun, stem, stems, voice_of
from sayso.names import lexicon
from sayso.names.finding import plain
from sayso.outlets import outlet
from sayso.records import Kind

Sort = Literal["named", "unnamed", "outside", "wire", "author", "nobody"]
"""What a telling rests on by its own words: somebody named, somebody unnamed, an outlet outside the case, an agency outside the
case, its author's own eyes, or nobody that is shown."""


class Root(NamedTuple):
    """What a telling rests on by its own words: ``teller`` says so, ``outlet`` is where it was told or published."""

    sort: Sort
    teller: Teller | None = None
    outlet: str = ""


def root_of(case: Case, place: int) -> Root:
    """What a telling rests on by its own words, wherever it may have them from."""
    telling, (source, carriers) = case.tellings[place], case.told[place]
    if source is None:
        return _without_source(telling)
    if source.kind in ("collective", "none", "self"):
        return Root("nobody", source)
    if source.kind == "outlet":
        return Root("wire" if source.evidence == "credited" else "outside", source, source.outlet or source.label)
    if telling.act in ("asks", "declines"):
        return Root("nobody", source)
    if is_named(source):
        return Root("named", source)
    carried = next((name for hop in reversed(carriers) if (name := outlet_of(hop))), None)
    return Root("unnamed", source, carried or place_of(telling))


def is_named(teller: Teller) -> bool:
    """Whether a teller is somebody in particular wherever he is met: by name, or as the voice of a body."""
    if teller.kind in ("person", "organisation"):
        return True
    if teller.kind == "document":
        return is_proper(teller.label)
    voice = voice_of(teller)
    return teller.kind == "unnamed" and voice.speaks and voice.most == 1 and bool(voice.body)


def _without_source(telling: Telling) -> Root:
    """What a telling without a source rests on: the body whose own page it is, its author's eyes, a credit, or nobody."""
    if is_witness(telling):
        return Root("author", None, place_of(telling))
    if telling.outlet and _is_body_page(telling.outlet):
        return Root("named", Teller(f"page of {telling.outlet}", telling.outlet, "organisation"))
    if telling.credits:
        return Root("wire", Teller(telling.credits[0], telling.credits[0], "outlet", evidence="credited"), telling.credits[0])
    return Root("nobody")


def _is_body_page(name: str) -> bool:
    """Whether who publishes a page is a body that speaks for itself: a ministry, a company, a hospital; no outlet."""
    words = {plain(word) for word in name.split()}
    return outlet(name) is None and bool(words & lexicon.BODIES) and not words & lexicon.OUTLET_NAMES


# ----------------------------------------------------------------------------------------------------------------------- the joining


@dataclass(slots=True)
class Group:
    """One source behind tellings: all hops that name it, each with its telling, and how many it may be."""

    sort: Sort
    kind: Kind
    tellers: list[tuple[Teller, int]] = field(default_factory=list)
    outlet: str = ""
    most: int = 1
    places: list[int] = field(default_factory=list)
    """All tellings that go back to it, in time."""

    def known(self) -> Known:
        """What its pages tell of it together."""
        return known((teller for teller, _ in self.tellers), self.kind)


def grouped(case: Case, roots: Iterable[tuple[int, Root]]) -> list[Group]:
    """The sources of ``roots`` (places of tellings with what they rest on; nobody left out), those that are one joined."""
    named: list[tuple[Teller, int]] = []
    unnamed: defaultdict[str, list[tuple[Teller, int]]] = defaultdict(list)
    others: dict[tuple[Sort, str], Group] = {}
    for place, (sort, teller, name) in roots:
        if sort == "named" and teller is not None:
            named.append((teller, place))
        elif sort == "unnamed" and teller is not None:
            unnamed[outlet_key(name)].append((teller, place))
        else:
            kind: Kind = "self" if sort == "author" else "outlet"
            group = others.setdefault(
                (sort if sort == "author" else "outside", outlet_key(name)), Group(sort, kind, outlet=name)
            )
            group.sort = "wire" if "wire" in (sort, group.sort) else sort
            group.tellers.append((teller or Teller(name, name, kind), place))
    found = [*_named(case, named), *(g for name, ones in unnamed.items() for g in _unnamed(case, ones)), *others.values()]
    return sorted(found, key=lambda group: min(place for _, place in group.tellers))


class _Joined:
    """Things that are joined in pairs, by number."""

    def __init__(self, count: int) -> None:
        self.up = list(range(count))

    def top(self, one: int) -> int:
        while self.up[one] != one:
            self.up[one] = self.up[self.up[one]]
            one = self.up[one]
        return one

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.top(one), self.top(other)))
        self.up[other] = one

    def groups(self) -> Iterator[list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for one in range(len(self.up)):
            found[self.top(one)].append(one)
        yield from found.values()


# -------------------------------------------------------------------------------------------------------------------- who is named


def _named(case: Case, hops: Sequence[tuple[Teller, int]]) -> Iterator[Group]:
    """Named sources, joined: the same party, one name in full and short, the voices of one body, a document and its author."""
    parties: dict[tuple[str, str], list[tuple[Teller, int]]] = {}
    for teller, place in hops:
        parties.setdefault((teller.kind, teller.party), []).append((teller, place))
    members = sorted(parties.values(), key=lambda ones: (ones[0][0].kind, min(teller.label for teller, _ in ones), ones[0][1]))
    joined = _Joined(len(members))
    if len(members) > 1:
        _join_people(members, joined)
        _join_bodies(case, members, joined)
        _join_documents(members, joined)
    for numbers in joined.groups():
        tellers = sorted((hop for n in numbers for hop in members[n]), key=lambda hop: hop[1])
        yield Group("named", _kind_of(case, tellers), tellers)


def _kind_of(case: Case, tellers: Sequence[tuple[Teller, int]]) -> Kind:
    """What kind joined sources are: a person who stands on every page where the body or document does, else the body."""
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for teller, place in tellers:
        pages["organisation" if teller.kind == "unnamed" else teller.kind].add(case.tellings[place].article)
    rest = set().union(*(found for kind, found in pages.items() if kind != "person"))
    if pages["person"] and (rest <= pages["person"] or not pages["organisation"]):
        return "person"
    return "organisation" if pages["organisation"] else "document"


def _join_people(members: Sequence[Sequence[tuple[Teller, int]]], joined: _Joined) -> None:
    """People of one name. A last name alone is that of the only one who bears it."""
    by_last: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for number, ones in enumerate(members):
        if ones[0][0].kind == "person":
            name = max((name_of(teller.label) for teller, _ in ones), key=lambda words: (len(words), words))
            if name:
                by_last[name[-1]].append((name, number))
    for bearers in by_last.values():
        full: list[tuple[tuple[str, ...], int]] = []
        for name, number in sorted(bearers, key=lambda one: (-len(one[0]), -len(one[0][0]), one)):
            same = [other for known_name, other in full if is_one_name(name, known_name)]
            if len({joined.top(other) for other in same}) == 1:
                joined.join(same[0], number)
            else:
                full.append((name, number))


def _join_bodies(case: Case, members: Sequence[Sequence[tuple[Teller, int]]], joined: _Joined) -> None:
    """The voices of one body: it itself, its head, its spokeswoman. Short forms go to the only longer one that they can be of,
    on the same page rather than elsewhere."""
    voices = [(voice, n) for n, ones in enumerate(members) for voice in _bodies_of(ones)]
    voices.sort(key=lambda one: (-len(one[0].body), sorted(one[0].body), one[1]))
    bodies: list[tuple[Voice, list[int]]] = []
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for voice, number in voices:
        first = min(voice.body, key=lambda word: (len(by_stem[word]), word))
        near = [at for at in by_stem[first] if is_one_body(voice, bodies[at][0])]
        if len(near) > 1:
            pages = {case.tellings[place].article for _, place in members[number]}
            near = [
                at for at in near if pages & {case.tellings[p].article for n in bodies[at][1] for _, p in members[n]}
            ] or near
        if len({joined.top(bodies[at][1][0]) for at in near}) == 1:
            joined.join(bodies[near[0]][1][0], number)
            bodies[near[0]][1].append(number)
        else:
            for word in voice.body:
                by_stem[word].append(len(bodies))
            bodies.append((voice, [number]))
    _join_acronyms(members, joined)


def _bodies_of(ones: Sequence[tuple[Teller, int]]) -> Iterator[Voice]:
    """The bodies that a party speaks for, the fullest words for each."""
    voices = {voice_of(teller) for teller, _ in ones}
    spoken = [voice for voice in voices if voice.speaks and voice.body]
    if spoken:
        yield max(spoken, key=lambda voice: (len(voice.body), sorted(voice.body)))


def _join_acronyms(members: Sequence[Sequence[tuple[Teller, int]]], joined: _Joined) -> None:
    labels = {teller.label: n for n, ones in enumerate(members) for teller, _ in ones if teller.kind == "organisation"}
    short = [(label, n) for label, n in sorted(labels.items()) if label.replace(".", "").isupper()]
    for label, number in short:
        of = {joined.top(n) for other, n in labels.items() if is_acronym_of(label, other)}
        if len(of) == 1:
            joined.join(of.pop(), number)


def _join_documents(members: Sequence[Sequence[tuple[Teller, int]]], joined: _Joined) -> None:
    """Documents and those whose they are by their own name: "Ilse Varren’s note", "a report by the ministry"."""
    papers = [n for n, ones in enumerate(members) if ones[0][0].kind == "document"]
    if not papers:
        return
    people = [(n, name_of(teller.label)) for n, ones in enumerate(members) for teller, _ in ones if teller.kind == "person"]
    bodies = [(n, teller.label) for n, ones in enumerate(members) for teller, _ in ones if teller.kind == "organisation"]
    for number in papers:
        words = {plain(word) for teller, _ in members[number] for word in f"{teller.label} {teller.role or ''}".split()}
        told = frozenset().union(*(stems(f"{teller.label} {teller.role or ''}") for teller, _ in members[number]))
        owners = {joined.top(n) for n, name in people if name and name[-1] in words and (len(name) == 1 or {*name} & words)}
        owners = owners or {joined.top(n) for n, label in bodies if is_proper(label) and stems(label) and stems(label) <= told}
        if len(owners) == 1:
            joined.join(owners.pop(), number)


# ---------------------------------------------------------------------------------------------------------------- who is not named


def _unnamed(case: Case, hops: Sequence[tuple[Teller, int]]) -> Iterator[Group]:
    """The unnamed sources of one outlet, joined where they answer to one description."""
    parties: dict[str, list[tuple[Teller, int]]] = {}
    for teller, place in hops:
        parties.setdefault(teller.party, []).append((teller, place))
    members = sorted(parties.values(), key=lambda ones: (_rank(case, ones), ones[0][1], ones[0][0].label))
    groups: list[list[list[tuple[Teller, int]]]] = []
    for ones in members:
        near = [group for group in groups if _answers(case, ones, group)]
        if len(near) > 1:
            pages = _pages(case, ones)
            near = [group for group in near if any(pages & _pages(case, other) for other in group)] or near
        if len(near) == 1 or (near and _rank(case, ones) > 1):
            near[0].append(ones)
        else:
            groups.append([ones])
    for group in groups:
        tellers = sorted((hop for ones in group for hop in ones), key=lambda hop: hop[1])
        kind: Kind = "document" if tellers[0][0].kind == "document" else "unnamed"
        yield Group("unnamed", kind, tellers, most=_count(case, group))


def _rank(case: Case, ones: Sequence[tuple[Teller, int]]) -> int:
    """The order in which descriptions are taken: those that name a body first, then others, then "the other", then "they"."""
    voice = voice_of(ones[0][0])
    if is_pronoun(ones[0][0]) or not voice.head:
        return 3
    return 2 if voice.part else 0 if voice.body else 1


def _pages(case: Case, ones: Iterable[tuple[Teller, int]]) -> set[str]:
    return {case.tellings[place].article for _, place in ones}


def _answers(case: Case, ones: Sequence[tuple[Teller, int]], group: Sequence[Sequence[tuple[Teller, int]]]) -> bool:
    """Whether a party of an outlet answers to the description of a group of the same outlet."""
    mine = voice_of(ones[0][0])
    here = _pages(case, ones)
    for others in group:
        yours = voice_of(others[0][0])
        near = bool(here & _pages(case, others))
        if ones[0][0].kind != others[0][0].kind:
            return False
        if not mine.head or is_pronoun(ones[0][0]):
            return near
        alike = stem(mine.head) == stem(yours.head) or (
            near and mine.most == yours.most > 1 and (is_open(mine) or is_open(yours))
        )
        if mine.most == yours.most > 1 and near and alike and (is_open(mine) or is_open(yours)):
            return True  # "two people in the department", "two officials in the ministry"
        if alike:
            return not is_apart(known([ones[0][0]], ones[0][0].kind), known([others[0][0]], others[0][0].kind))
    return False


_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


def _count(case: Case, group: Sequence[Sequence[tuple[Teller, int]]]) -> int:
    """At most how many the unnamed of one description are: the number that is given, else as many as one page tells apart."""
    voices = [voice_of(ones[0][0]) for ones in group]
    given = max(voice.most for voice in voices)
    labels = [word for ones in group for word in ones[0][0].label.casefold().split()]
    given = max([given, *(count for word, count in _ORDINALS.items() if word in labels)])
    if given > 1 and any(voice.most > 1 and not voice.crowd for voice in voices):
        return given
    apart: defaultdict[str, int] = defaultdict(int)
    for ones in group:
        for page in _pages(case, ones):
            apart[page] += voice_of(ones[0][0]).most == 1
    return max(given, *apart.values())
