"""Stories: who writes what of an event, from whom, and in which order.

Each form is what newsrooms do: a wire report that is copied whole, cut, edited and topped with leads of their own; a press
conference; an exclusive with unnamed officials that others cite, deny or confirm; two offices that count differently; outlets
that cite each other round; a report of which others hold a passage; a page that has nothing to do with any other.
"""

from __future__ import annotations

from random import Random
from typing import Literal, NamedTuple, get_args

from corpora.desk import Desk
from corpora.newsroom import Outlet, Party, World
from corpora.telling import Fact, Quote, Teller, utterance
from corpora.writing import Draft

Form = Literal["background", "wire", "conference", "exclusive", "tolls", "circle", "borrowed", "giant"]
FORMS: tuple[Form, ...] = get_args(Form)
_DRAWN: tuple[tuple[Form, int, int, int], ...] = (
    ("background", 30, 1, 1),
    ("wire", 22, 3, 16),
    ("conference", 12, 3, 7),
    ("exclusive", 18, 3, 8),
    ("tolls", 8, 2, 4),
    ("circle", 4, 2, 3),
    ("borrowed", 12, 2, 4),
)
"""Forms with their weights, and how many pages they have at least and at most."""


class Plan(NamedTuple):
    """What becomes of a story: its form, and how many pages it has."""

    form: Form
    size: int


def plan(seed: int, number: int) -> Plan:
    """The plan of a story; drawn without writing it."""
    chance = Random(f"plan {seed} {number}")
    form, _, low, high = chance.choices(_DRAWN, [weight for _, weight, _, _ in _DRAWN])[0]
    return Plan(form, chance.randint(low, high))


def written(seed: int, number: int, planned: Plan, world: World) -> list[Draft]:
    """The pages of a story, in the order in which they came out."""
    story = _Story(seed, number, planned.size, world)
    getattr(story, planned.form)()
    story.finish()
    return story.drafts


class _Story(Desk):
    def background(self) -> None:
        """Pages that nobody repeats."""
        for _ in range(self.size):
            teller = self.page("background")
            self.report(teller, [], [utterance(f"b{self.number}", self.cast.people[0], self.slots, self.chance)], 6, 14)

    def wire(self) -> None:
        """A wire report and what becomes of it."""
        wire = self.chance.choice(self.world.wires)
        teller = self.page("wire", wire)
        self.report(teller, self.facts[:4], self.quotes[:3], 6, 11)
        source = self.drafts[0]
        while len(self.drafts) < self.size:
            draw = self.chance.random()
            if draw < 0.7:
                self.copy(source)
            elif draw < 0.82:
                self.rewrite(source)
            elif draw < 0.94:
                self.quoting(source)
            else:
                self.update(source)

    def giant(self) -> None:
        """A wire report that a thousand pages copy."""
        self.page("wire", self.chance.choice(self.world.wires))
        self.report(
            Teller(self.drafts[0], self.chance, self.slots, f"s{self.number}.0"), self.facts[:4], self.quotes[:3], 6, 11
        )
        self.outlets = list(self.world.outlets)
        while len(self.drafts) < self.size:
            self.copy(self.drafts[0])

    def conference(self) -> None:
        """A press conference: everybody was there."""
        asked = self.chance.sample(self.facts, 3)
        spoken = self.quotes[:3]
        for _ in range(self.size):
            teller = self.page("conference", later=self.chance.uniform(0.1, 2))
            self.report(teller, self.chance.sample(asked, self.chance.randint(2, 3)), [], 4, 9)
            self.repeat(teller, self.chance.sample(spoken, self.chance.randint(1, 2)))

    def exclusive(self) -> None:
        """What unnamed officials tell one outlet, and others repeat, deny or confirm."""
        secret = self.facts[2]
        teller = self.page("exclusive")
        party = self.unnamed(teller.draft.outlet)
        opening = [teller.said(secret.tell(self.chance), party, secret.id)]
        said = utterance(f"q{self.number}.s", party, self.slots, self.chance)
        rest = [teller.quoted(said), *(self.told(teller, fact) for fact in self.facts[:1])]
        self.write(teller, [*opening, *rest, *self.filler(teller, 5, 10)])
        first = self.drafts[0]
        circle = self.size >= 3 and self.chance.random() < 0.35
        while len(self.drafts) < self.size - circle:
            draw = self.chance.random()
            if draw < 0.5:
                self.citing(first, secret, party, said)
            elif draw < 0.65:
                self.copy(first)
            elif draw < 0.8:
                self.denial(first, secret)
            else:
                self.confirmation(secret)
        if circle:
            self.confirmed_by_echo(first, secret)

    def tolls(self) -> None:
        """Two offices that count differently."""
        other = self.counted(self.chance.choice((2, 3, 5, 8, 13)))
        counts = [self.facts[0], Fact(f"f{self.number}.other", self.kind.toll, other)]
        tellers = [self.cast.bodies[0], self.cast.bodies[1]]
        for at in range(self.size):
            teller = self.page("tolls", slots=counts[at % 2].slots)
            fact, party = counts[at % 2], tellers[at % 2]
            lead = teller.said(fact.tell(self.chance), party, fact.id)
            self.write(teller, [lead, *self.filler(teller, 6, 11)])

    def circle(self) -> None:
        """Outlets that cite each other round, and nobody who knows."""
        rumour = self.facts[1]
        outlets = self.outlets[: self.size]
        for at, outlet in enumerate(outlets):
            teller = self.page("circle", outlet)
            cited = outlets[at - 1]
            told = teller.reported(rumour.tell(self.chance), cited, rumour.id)
            self.write(teller, [told, *self.filler(teller, 6, 11)])

    def borrowed(self) -> None:
        """A report, and features of other outlets that hold a passage of it."""
        self.report(self.page("report"), self.facts[:3], self.quotes[:2], 7, 12)
        while len(self.drafts) < self.size:
            self.passage(self.drafts[0])

    # -------------------------------------------------------------------------------------------------------- exclusives

    def unnamed(self, outlet: Outlet) -> Party:
        """Somebody who will not be named."""
        draw = self.chance.random()
        body = self.cast.bodies[2].name
        key = f"u{self.number}.{outlet.number}"
        if draw < 0.4:
            return Party(key, "unnamed", "officials", body=body, number="two", people=2)
        if draw < 0.6:
            return Party(key, "unnamed", "officials", body=body, people=self.chance.randint(1, 2))
        if draw < 0.8:
            return Party(
                key, "unnamed", "person familiar with the matter", number="one", people=int(self.chance.random() < 0.75)
            )
        return Party(key, "unnamed", "senior official", body=body, number="one")

    def citing(self, source: Draft, fact: Fact, party: Party, said: Quote) -> None:
        """Others have it from there, and say so."""
        teller = self.page("citing")
        link = source.url if self.chance.random() < 0.5 else None
        if self.chance.random() < 0.5:
            told = [teller.citing(fact.tell(self.chance, otherwise=True), source.outlet, party, fact.id, link)]
        else:
            told = [teller.reported(fact.tell(self.chance, otherwise=True), source.outlet, fact.id, link)]
        self.write(teller, [*told, *self.filler(teller, 5, 10)])
        if (party.key, party.name) in teller.draft.met and self.chance.random() < 0.5:
            self.repeat(teller, [said])

    def denial(self, source: Draft, fact: Fact) -> None:
        """The body that is meant denies it."""
        teller = self.page("denial")
        body = self.cast.bodies[3]
        told = [
            teller.reported(fact.tell(self.chance, otherwise=True), source.outlet, fact.id),
            teller.said(fact.tell(self.chance, otherwise=True), body, fact.id, act="denies"),
        ]
        self.write(teller, [*told, *self.filler(teller, 4, 9)])

    def confirmation(self, fact: Fact) -> None:
        """Somebody else who knows, by name."""
        teller = self.page("confirmation")
        known = [one for one in self.cast.people if one.body is None]
        witness = known[len(self.drafts) % len(known)]
        self.write(teller, [teller.said(fact.tell(self.chance, otherwise=True), witness, fact.id), *self.filler(teller, 5, 10)])

    def confirmed_by_echo(self, source: Draft, fact: Fact) -> None:
        """The first outlet takes an echo of its own report for a confirmation."""
        echo = next((one for one in self.drafts[1:] if one.form == "citing"), None)
        if echo is None:
            self.confirmation(fact)
            return
        teller = self.page("echoed", source.outlet)
        told = teller.reported(fact.tell(self.chance, otherwise=True), echo.outlet, fact.id, echo.url)
        self.write(teller, [told, *self.filler(teller, 5, 9)])
