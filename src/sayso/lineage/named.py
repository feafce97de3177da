"""Named sources that are one: a name in full and short, the voices of one body, a document and those whose it is.

A short name goes to the only longer one that it can be of, on its own page rather than elsewhere; where it can be of several,
it stays by itself. "The campaign" of two pages is one body only where the body itself speaks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.lineage.kinship import is_acronym_of, is_any, is_one_body, is_one_name, name_of
from sayso.lineage.story import Story
from sayso.lineage.tellings import Hop
from sayso.lineage.voices import Voice, is_proper, stems, voice_of
from sayso.names.finding import plain

_OFFICE = re.compile(r"(?i)^(?:the )?(?:office of (?P<of>.+)|(?P<whose>.+?)[’']s? office)$")


class _Party(NamedTuple):
    """A source as one id knows it: the hops that name it, in time."""

    hops: list[Hop]

    @property
    def kind(self) -> str:
        return self.hops[0][0].kind

    @property
    def labels(self) -> list[str]:
        return [teller.label for teller, _ in self.hops]


class _Joined:
    """Parties that are joined in pairs, by number."""

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

    def join_only(self, one: int, others: set[int]) -> bool:
        """Join with the others where they are one; tells whether they are."""
        tops = {self.top(other) for other in others}
        if len(tops) == 1:
            self.join(one, min(tops))
        return len(tops) == 1


def joined(story: Story, hops: Sequence[Hop]) -> Iterator[tuple[list[Hop], int]]:
    """The hops of each named source, in time, and how many they name: one, but where several are named in one breath."""
    by_id: dict[tuple[str, str], list[Hop]] = {}
    several: list[Hop] = []
    for teller, place in hops:
        if "; " in teller.label:
            several.append((teller, place))
        else:
            by_id.setdefault((teller.kind, teller.party), []).append((teller, place))
    parties = sorted(map(_Party, by_id.values()), key=lambda party: (party.kind, min(party.labels), party.hops[0][1]))
    one = _Joined(len(parties))
    if len(parties) > 1:
        _join_people(parties, one)
        _join_bodies(story, parties, one)
        _join_by_name(parties, one)
        _join_documents(parties, one)
    groups: defaultdict[int, list[Hop]] = defaultdict(list)
    for number, party in enumerate(parties):
        groups[one.top(number)] += party.hops
    yield from _with_several(list(groups.values()), several)


def _join_people(parties: Sequence[_Party], one: _Joined) -> None:
    """People of one name."""
    by_last: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for number, party in enumerate(parties):
        name = max(map(name_of, party.labels), key=lambda words: (len(words), words)) if party.kind == "person" else ()
        if name:
            by_last[name[-1]].append((name, number))
    for bearers in by_last.values():
        full: list[tuple[tuple[str, ...], int]] = []
        for name, number in sorted(bearers, key=lambda bearer: (-len(bearer[0]), -len(bearer[0][0]), bearer)):
            if not one.join_only(number, {other for known, other in full if is_one_name(name, known)}):
                full.append((name, number))


def _join_bodies(story: Story, parties: Sequence[_Party], one: _Joined) -> None:
    """The voices of one body: itself, its head, its spokeswoman."""
    voices = [(voice, number) for number, party in enumerate(parties) if (voice := _spoken(party)) is not None]
    voices.sort(key=lambda told: (-len(told[0].body), sorted(told[0].body), told[1]))
    bodies: list[tuple[Voice, list[int]]] = []
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for voice, number in voices:
        rarest = min(voice.body, key=lambda word: (len(by_stem[word]), word))
        near = [at for at in by_stem[rarest] if is_one_body(voice, bodies[at][0])]
        beside = [at for at in near if any(_are_on_one_page(story, parties[number], parties[n]) for n in bodies[at][1])]
        if is_any(voice.body):
            near = [at for at in near if at in beside or "organisation" in _kinds(parties, [number, *bodies[at][1]])]
        near = beside or near
        if one.join_only(number, {bodies[at][1][0] for at in near}):
            bodies[near[0]][1].append(number)
        else:
            for word in voice.body:
                by_stem[word].append(len(bodies))
            bodies.append((voice, [number]))


def _spoken(party: _Party) -> Voice | None:
    """The body that a party speaks for, in the fullest words for it."""
    voices = {voice_of(teller) for teller, _ in party.hops}
    spoken = (voice for voice in voices if voice.speaks and voice.body)
    return max(spoken, key=lambda voice: (len(voice.body), sorted(voice.body)), default=None)


def _kinds(parties: Sequence[_Party], numbers: Sequence[int]) -> set[str]:
    return {parties[number].kind for number in numbers}


def _are_on_one_page(story: Story, party: _Party, other: _Party) -> bool:
    here = {story.tellings[place].article for _, place in party.hops}
    return any(story.tellings[place].article in here for _, place in other.hops)


def _join_by_name(parties: Sequence[_Party], one: _Joined) -> None:
    """Acronyms, and somebody's office, with those whose they are."""
    labels = {label: number for number, party in enumerate(parties) for label in party.labels if party.kind == "organisation"}
    people = [
        (name_of(label), number) for number, party in enumerate(parties) for label in party.labels if party.kind == "person"
    ]
    for label, number in sorted(labels.items()):
        one.join_only(number, {other for name, other in labels.items() if is_acronym_of(label, name)})
        office = _OFFICE.match(label)
        if office is not None:
            whose = name_of(office["of"] or office["whose"])
            one.join_only(number, {other for name, other in people if is_one_name(whose, name)})


def _join_documents(parties: Sequence[_Party], one: _Joined) -> None:
    """Documents and those whose their own words say they are: "Ann Lee’s memo", "a report by the Ministry of Tides"."""
    papers = [number for number, party in enumerate(parties) if party.kind == "document"]
    if not papers:
        return
    named = [
        (name_of(label), number) for number, party in enumerate(parties) for label in party.labels if party.kind == "person"
    ]
    bodies = [
        (stems(label), number) for number, party in enumerate(parties) for label in party.labels if _is_body_name(party, label)
    ]
    for number in papers:
        told = [f"{teller.label} {teller.role or ''}" for teller, _ in parties[number].hops]
        words = {plain(word) for text in told for word in text.split()}
        owners = {other for name, other in named if name and name[-1] in words}
        if len(owners) > 1:
            owners = {other for name, other in named if name[-1] in words and name[0] in words}
        held = frozenset().union(*map(stems, told))
        one.join_only(number, owners or {other for body, other in bodies if body <= held})


def _is_body_name(party: _Party, label: str) -> bool:
    return party.kind == "organisation" and is_proper(label) and bool(stems(label))


def _with_several(groups: list[list[Hop]], several: Sequence[Hop]) -> Iterator[tuple[list[Hop], int]]:
    """The groups, and those of several who are named in one breath: where each of them is named elsewhere, with the first; else
    by themselves, as many as are not."""
    counts = [1] * len(groups)
    names = [{name_of(teller.label) for teller, _ in group} for group in groups]
    for teller, place in sorted(several, key=lambda hop: (-hop[0].label.count("; "), hop[1])):
        parts = [name_of(part) for part in teller.label.split("; ")]
        homes = [
            next((n for n, known in enumerate(names) if any(_is_called(part, name) for name in known)), None) for part in parts
        ]
        new = [part for part, home in zip(parts, homes, strict=True) if home is None]
        if new:
            groups.append([(teller, place)])
            counts.append(len(new))
            names.append(set(new))
        else:
            groups[next(home for home in homes if home is not None)].append((teller, place))
    for group, count in zip(groups, counts, strict=True):
        yield sorted(group, key=lambda hop: hop[1]), count


def _is_called(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return name == other or is_one_name(name, other)
