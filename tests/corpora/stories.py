"""Stories: who writes what of an event, from whom, and in which order.

Each form is what newsrooms do: a wire report that is copied whole, cut, edited and topped with leads of their own; a press
conference; an exclusive with unnamed officials that others cite, deny or confirm; two offices that count differently; two
outlets that cite each other; a feature with a borrowed passage; a page that has nothing to do with any other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from random import Random
from typing import Literal, NamedTuple, get_args

from corpora import vocabulary
from corpora.events import CRAFTS, CROPS, KINDS, STONES
from corpora.grammar import expand
from corpora.newsroom import Cast, Outlet, Party, World
from corpora.telling import Fact, Quote, Teller, utterance
from corpora.writing import Draft, Paragraph, Sentence, capital, edited

Form = Literal["background", "wire", "conference", "exclusive", "tolls", "circle", "borrowed", "giant"]
FORMS: tuple[Form, ...] = get_args(Form)
_WEIGHTS = {"background": 30, "wire": 22, "conference": 12, "exclusive": 18, "tolls": 8, "circle": 4, "borrowed": 12}
_SIZES = {"background": (1, 1), "wire": (3, 16), "conference": (3, 7), "exclusive": (3, 8), "tolls": (2, 4), "circle": (2, 3),
          "borrowed": (2, 4)}  # fmt: skip


class Plan(NamedTuple):
    """What becomes of a story: its form, and how many pages it has."""

    form: Form
    size: int


def plan(seed: int, number: int) -> Plan:
    """The plan of a story; drawn without writing it."""
    chance = Random(f"plan {seed} {number}")
    form = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    low, high = _SIZES[form]
    return Plan(form, chance.randint(low, high))  # type: ignore[arg-type]


def written(seed: int, number: int, planned: Plan, world: World) -> list[Draft]:
    """The pages of a story, in the order in which they came out."""
    story = _Story(seed, number, planned, world)
    getattr(story, planned.form)()
    story.finish()
    return story.drafts


class _Story:
    def __init__(self, seed: int, number: int, planned: Plan, world: World) -> None:
        self.chance = Random(f"story {seed} {number}")
        self.number, self.size, self.world = number, planned.size, world
        self.kind = self.chance.choice(KINDS)
        self.cast = _cast(self.chance, self.kind)
        self.slots = self.cast.slots
        self.facts = [
            Fact(f"f{number}.{at}", wordings, self.slots) for at, wordings in enumerate((self.kind.toll, *self.kind.facts))
        ]
        self.quotes = [
            utterance(f"q{number}.{at}", self.chance.choice(self.cast.people), self.slots, self.chance) for at in range(6)
        ]
        self.teller_of = {fact.id: self._teller(at) for at, fact in enumerate(self.facts)}
        self.begin = datetime(2029, 1, 3, 6, tzinfo=UTC) + timedelta(minutes=self.chance.randint(0, 700 * 24 * 60))
        self.hour = 0.0
        self.drafts: list[Draft] = []
        self.outlets = self.chance.sample(world.outlets, min(len(world.outlets), 40))
        self.singles = 0

    def _teller(self, at: int) -> Party:
        if self.chance.random() < 0.4:
            return self.cast.bodies[at % len(self.cast.bodies)]
        return self.cast.people[at % len(self.cast.people)]

    # ------------------------------------------------------------------------------------------------------------- pages

    def page(self, form: str, outlet: Outlet | None = None, *, later: float | None = None) -> Teller:
        """A new page, some hours after the last."""
        chance = self.chance
        if self.drafts:
            self.hour += chance.uniform(0.3, 9) if later is None else later
        outlet = outlet or self.outlets[len(self.drafts) % len(self.outlets)]
        number = len(self.drafts)
        at = (self.begin + timedelta(hours=self.hour)).astimezone(timezone(timedelta(hours=1))).replace(second=0, microsecond=0)
        known = chance.random()
        headline = capital(expand(chance.choice(self.kind.headline), self.slots, chance))
        if form == "background" or chance.random() < 0.3:
            headline = capital(expand("<headline>", self.slots, chance))
        draft = Draft(
            outlet=outlet,
            url=f"https://www.{outlet.domain}/{at.year}/{at.month:02}/{'-'.join(headline.lower().split()[:5])}-{self.number}-{number}".replace("’", ""),
            headline=headline,
            byline=f"{vocabulary.first_name(chance)} {vocabulary.name(chance)}",
            published=None if known < 0.04 else at.date() if known < 0.16 else at,
            form=form,
            hour=self.hour,
        )
        self.drafts.append(draft)
        return Teller(draft, chance, self.slots, f"s{self.number}.{number}")

    def write(self, teller: Teller, sentences: list[Sentence]) -> None:
        """Sentences as paragraphs of one to three."""
        draft, at = teller.draft, 0
        while at < len(sentences):
            more = self.chance.choice((1, 1, 2, 2, 3))
            draft.paragraphs.append(sentences[at : at + more])
            at += more

    def single(self, teller: Teller) -> Sentence:
        """Something that only this page has somebody say."""
        self.singles += 1
        clause = expand("<clause>", self.slots, self.chance)
        return teller.said(clause, self.chance.choice((*self.cast.people, *self.cast.bodies)), f"x{self.number}.{self.singles}")

    def other(self, teller: Teller) -> Sentence:
        """A sentence that is only on this page."""
        return self.single(teller) if self.chance.random() < 0.25 else teller.own()

    def filler(self, teller: Teller, least: int, most: int) -> list[Sentence]:
        """Some of them."""
        return [self.other(teller) for _ in range(self.chance.randint(least, most))]

    def report(self, teller: Teller, facts: list[Fact], quotes: list[Quote], least: int = 5, most: int = 10) -> None:
        """A report of one's own: facts from those who told them, quotations, and more."""
        ways: list[Callable[[], Sentence]] = [partial(self.told, teller, fact) for fact in facts]
        rest = [*ways[1:], *(partial(teller.quoted, quote) for quote in quotes)]
        rest += [partial(self.other, teller)] * self.chance.randint(least, most)
        self.chance.shuffle(rest)
        self.write(teller, [way() for way in (*ways[:1], *rest)])

    def told(self, teller: Teller, fact: Fact) -> Sentence:
        """A fact from him who tells it."""
        return teller.said(fact.tell(self.chance), self.teller_of[fact.id], fact.id)

    # ------------------------------------------------------------------------------------------------------------- forms

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
        self.report(Teller(self.drafts[0], self.chance, self.slots, f"s{self.number}.0"), self.facts[:4], self.quotes[:3], 6, 11)
        self.outlets = list(self.world.outlets)
        while len(self.drafts) < self.size:
            self.copy(self.drafts[0])

    def conference(self) -> None:
        """A press conference: everybody was there."""
        asked = self.chance.sample(self.facts, 3)
        spoken = self.quotes[:3]
        for _ in range(self.size):
            teller = self.page("conference", later=self.chance.uniform(0.1, 2))
            told = self.chance.sample(asked, self.chance.randint(2, 3))
            self.report(teller, told, [], 4, 9)
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
        other = dict(self.slots, n=str(int(self.slots["n"]) + self.chance.choice((2, 3, 5, 8, 13))))
        counts = [self.facts[0], Fact(f"f{self.number}.other", self.kind.toll, other)]
        tellers = [self.cast.bodies[0], self.cast.bodies[1]]
        for at in range(self.size):
            teller = self.page("tolls")
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

    # ------------------------------------------------------------------------------------------- what is done with a page

    def copy(self, source: Draft) -> None:
        """A copy: whole, cut, edited, in another order, with paragraphs put in or a lead of its own."""
        chance = self.chance
        teller = self.page("copy")
        draft = teller.draft
        kept: list[Paragraph] = [list(one) for one in source.paragraphs]
        if chance.random() < 0.5:
            draft.headline = source.headline
        if chance.random() < 0.4:
            rate = chance.uniform(0.03, 0.15)
            kept = [[edited(one, chance, rate) for one in paragraph] for paragraph in kept]
        if chance.random() < 0.45:
            kept = _cut(kept, chance.uniform(0.35, 0.9))
        if chance.random() < 0.2:
            head, rest = kept[:1], kept[1:]
            chance.shuffle(rest)
            kept = head + rest
        if chance.random() < 0.35:
            kept = [self.filler(teller, 1, 2), *kept[chance.random() < 0.5 and len(kept) > 2 :]]
        for _ in range(chance.choice((0, 0, 1, 2))):
            kept.insert(chance.randint(1, len(kept)), self.filler(teller, 1, 3))
        draft.paragraphs = kept
        if source.outlet.kind == "agency" and chance.random() < 0.7:
            draft.credit = source.outlet
            draft.byline = "" if chance.random() < 0.7 else draft.byline

    def rewrite(self, source: Draft) -> None:
        """The same in other words, and from where."""
        teller = self.page("rewrite")
        link = source.url if self.chance.random() < 0.5 else None
        told = list(dict.fromkeys(said.fact for one in source.sentences() for said in one.said if said.fact.startswith("f")))
        facts = [fact for fact in self.facts if fact.id in told]
        first = teller.reported(facts[0].tell(self.chance), source.outlet, facts[0].id, link)
        rest = [self.told(teller, fact) for fact in facts[1:3]]
        self.write(teller, [first, *rest, *self.filler(teller, 3, 8)])

    def quoting(self, source: Draft) -> None:
        """A page of its own with quotations that the source had first."""
        teller = self.page("quoting")
        spoken = {uid for one in source.sentences() for uid in one.spoken}
        self.report(teller, [self.facts[4]], [], 4, 9)
        self.repeat(teller, [quote for quote in self.quotes if quote.uid in spoken][:2])

    def repeat(self, teller: Teller, quotes: list[Quote]) -> None:
        """Quotations whole, clipped, or with brackets."""
        for quote in quotes:
            made = self.chance.choice((teller.quoted, teller.quoted, teller.clipped, teller.bracketed))(quote)
            teller.draft.paragraphs.insert(self.chance.randint(1, len(teller.draft.paragraphs)), [made])

    def update(self, source: Draft) -> None:
        """A later version at the same address, with another toll."""
        teller = self.page("update", source.outlet)
        draft = teller.draft
        draft.url, draft.headline, draft.published = source.url, source.headline, source.published
        draft.updated = (self.begin + timedelta(hours=self.hour)).replace(second=0, microsecond=0)
        more = dict(self.slots, n=str(int(self.slots["n"]) + self.chance.randint(1, 9)))
        toll = Fact(f"f{self.number}.update{len(self.drafts)}", self.kind.toll, more)
        lead = teller.said(toll.tell(self.chance), self.teller_of[self.facts[0].id], toll.id)
        old = self.facts[0].id
        kept = [[one for one in paragraph if all(said.fact != old for said in one.said)] for paragraph in source.paragraphs]
        draft.paragraphs = [[lead], *filter(None, kept), self.filler(teller, 1, 2)]

    def passage(self, source: Draft) -> None:
        """A feature with sixty to a hundred words of another page in it."""
        teller = self.page("borrowed")
        sentences = source.sentences()
        first = self.chance.randint(0, max(0, len(sentences) - 6))
        taken: list[Sentence] = []
        for sentence in sentences[first:]:
            taken.append(sentence)
            if sum(one.size for one in taken) >= 60:
                break
        self.write(teller, self.filler(teller, 6, 12))
        teller.draft.paragraphs.insert(self.chance.randint(1, len(teller.draft.paragraphs)), taken)

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
            return Party(key, "unnamed", "person familiar with the matter", number="one")
        return Party(key, "unnamed", "senior official", body=body, number="one")

    def citing(self, source: Draft, fact: Fact, party: Party, said: Quote) -> None:
        """Others have it from there, and say so."""
        teller = self.page("citing")
        link = source.url if self.chance.random() < 0.5 else None
        if self.chance.random() < 0.5:
            told = [teller.citing(fact.tell(self.chance), source.outlet, party, fact.id, link)]
        else:
            told = [teller.reported(fact.tell(self.chance), source.outlet, fact.id, link)]
        self.write(teller, [*told, *self.filler(teller, 5, 10)])
        if (party.key, party.name) in teller.draft.met and self.chance.random() < 0.5:
            self.repeat(teller, [said])

    def denial(self, source: Draft, fact: Fact) -> None:
        """The body that is meant denies it."""
        teller = self.page("denial")
        body = self.cast.bodies[3]
        told = [
            teller.reported(fact.tell(self.chance), source.outlet, fact.id),
            teller.said(fact.tell(self.chance), body, fact.id, act="denies"),
        ]
        self.write(teller, [*told, *self.filler(teller, 4, 9)])

    def confirmation(self, fact: Fact) -> None:
        """Somebody else who knows, by name."""
        teller = self.page("confirmation")
        known = [one for one in self.cast.people if one.body is None]
        witness = known[len(self.drafts) % len(known)]
        self.write(teller, [teller.said(fact.tell(self.chance), witness, fact.id), *self.filler(teller, 5, 10)])

    def confirmed_by_echo(self, source: Draft, fact: Fact) -> None:
        """The first outlet takes an echo of its own report for a confirmation."""
        echo = next((one for one in self.drafts[1:] if one.form == "citing"), None)
        if echo is None:
            self.confirmation(fact)
            return
        teller = self.page("echoed", source.outlet)
        told = teller.reported(fact.tell(self.chance), echo.outlet, fact.id, echo.url)
        self.write(teller, [told, *self.filler(teller, 5, 9)])

    # --------------------------------------------------------------------------------------------------------- furniture

    def finish(self) -> None:
        """Popular sayings and boilerplate, here and there."""
        for at, draft in enumerate(self.drafts):
            if self.chance.random() < 0.05:
                words, whose = self.chance.choice(self.world.sayings)
                teller = Teller(draft, self.chance, self.slots, f"s{self.number}.{at}.p")
                saying = teller.quoted(Quote(f"saying {whose}", words, Party(f"saying {whose}", "person", whose)))
                draft.paragraphs.insert(self.chance.randint(1, len(draft.paragraphs)), [saying])
            if self.chance.random() < 0.5:
                draft.footer = draft.outlet.footer


def _cut(paragraphs: list[Paragraph], share: float) -> list[Paragraph]:
    """The first paragraphs, at least sixty words of them."""
    kept, words = [], 0
    whole = sum(one.size for paragraph in paragraphs for one in paragraph)
    for paragraph in paragraphs:
        if words >= max(60, share * whole):
            break
        kept.append(paragraph)
        words += sum(one.size for one in paragraph)
    return kept


def _cast(chance: Random, kind: object) -> Cast:
    slots = {f"name{n}": vocabulary.name(chance) for n in range(1, 5)}
    slots |= {
        "town": vocabulary.name(chance),
        "country": vocabulary.name(chance) + "ia",
        "place": f"{vocabulary.name(chance)} {chance.choice(vocabulary.PLACE_TAILS)}",
        "street": f"{vocabulary.name(chance)} {chance.choice(('Street', 'Lane', 'Row', 'Road'))}",
        "hall": f"{vocabulary.name(chance)} {chance.choice(('Hall', 'House', 'Chapel', 'Arcade'))}",
        "family": f"the {vocabulary.name(chance)} family",
        "n": str(chance.randint(13, 480)),
        "m": f"{chance.randint(3, 95)}.{chance.randint(1, 9)}",
        "month1": f"{chance.choice(vocabulary.MONTHS)} {chance.randint(2021, 2027)}",
        "crop": chance.choice(CROPS),
        "stone": chance.choice(STONES),
        "craft": chance.choice(CRAFTS),
    }
    slots["n_dead"] = slots["n"]
    slots |= {f"kw{n + 1}": word for n, word in enumerate(chance.sample(kind.words, 4))}  # type: ignore[attr-defined]
    slots["thing"] = expand(chance.choice(kind.thing), slots, chance)  # type: ignore[attr-defined]
    slots["Thing"] = capital(slots["thing"])
    names = [expand(one, slots, chance) for one in kind.bodies]  # type: ignore[attr-defined]
    bodies = tuple(Party(f"body {name}", "organisation", name) for name in names)
    roles = list(kind.roles)  # type: ignore[attr-defined]
    chance.shuffle(roles)
    people = []
    for at in range(6):
        called = f"{vocabulary.first_name(chance)} {vocabulary.name(chance)}"
        if at < 2:
            people.append(Party(bodies[at].key, "person", called, roles[at], bodies[at].name))
        else:
            people.append(Party(f"person {called}", "person", called, roles[at]))
    return Cast(slots, bodies, tuple(people))
