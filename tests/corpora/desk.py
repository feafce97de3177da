"""A newsdesk: how pages of one story are begun, written, and passed on.

What is done with a page of others: it is copied (whole, cut, edited, in another order, with paragraphs put in or a lead of
one's own), told again in other words, quoted from, revised, or a passage is taken over into something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from random import Random

from corpora import vocabulary
from corpora.casting import cast
from corpora.events import KINDS
from corpora.grammar import expand
from corpora.newsroom import Outlet, Party, World
from corpora.telling import Fact, Quote, Teller, utterance
from corpora.writing import Draft, Paragraph, Sentence, capital, edited

_ZONE = timezone(timedelta(hours=1))


class Desk:
    """One story while it is written: its facts, who tells them, what was said, and the pages so far."""

    def __init__(self, seed: int, number: int, size: int, world: World) -> None:
        self.chance = Random(f"story {seed} {number}")
        self.number, self.size, self.world = number, size, world
        self.kind = self.chance.choice(KINDS)
        self.cast = cast(self.chance, self.kind, world)
        self.slots = self.cast.slots
        wordings = (self.kind.toll, *self.kind.facts)
        self.facts = [Fact(f"f{number}.{at}", wording, self.slots) for at, wording in enumerate(wordings)]
        speakers = [self.chance.choice(self.cast.people) for _ in range(6)]
        self.quotes = [utterance(f"q{number}.{at}", who, self.slots, self.chance) for at, who in enumerate(speakers)]
        self.teller_of = {fact.id: self._teller(at) for at, fact in enumerate(self.facts)}
        self.begin = datetime(2029, 1, 3, 6, tzinfo=UTC) + timedelta(minutes=self.chance.randint(0, 700 * 24 * 60))
        self.hour = 0.0
        self.drafts: list[Draft] = []
        self.outlets = self.chance.sample(world.outlets, 40)
        self.singles = 0

    def _teller(self, at: int) -> Party:
        return self.cast.bodies[at % 4] if self.chance.random() < 0.4 else self.cast.people[at % 6]

    # ------------------------------------------------------------------------------------------------------------- pages

    def page(
        self, form: str, outlet: Outlet | None = None, *, later: float | None = None, slots: Mapping[str, str] | None = None
    ) -> Teller:
        """A new page, some hours after the last. ``slots`` are those of its headline."""
        chance, number = self.chance, len(self.drafts)
        if self.drafts:
            self.hour += chance.uniform(0.3, 9) if later is None else later
        outlet = outlet or self.outlets[number % len(self.outlets)]
        at = (self.begin + timedelta(hours=self.hour)).astimezone(_ZONE).replace(second=0, microsecond=0)
        known = chance.random()
        headline = "<headline>" if form == "background" or chance.random() < 0.3 else chance.choice(self.kind.headline)
        headline = capital(expand(headline, slots or self.slots, chance))
        slug = "-".join(headline.lower().replace("’", "").split()[:5])
        draft = Draft(
            outlet=outlet,
            url=f"https://www.{outlet.domain}/{at.year}/{at.month:02}/{slug}-{self.number}-{number}",
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

    def counted(self, more: int) -> dict[str, str]:
        """The slots with a toll that is higher by so many."""
        count = str(int(self.slots["n"]) + more)
        return dict(self.slots, n=count, n_dead=count)

    def told(self, teller: Teller, fact: Fact, *, otherwise: bool = False) -> Sentence:
        """A fact from him who tells it; ``otherwise`` in another wording than where it was first told."""
        return teller.said(fact.tell(self.chance, otherwise=otherwise), self.teller_of[fact.id], fact.id)

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
        rest: list[Callable[[], Sentence]] = [*ways[1:], *(partial(teller.quoted, quote) for quote in quotes)]
        rest += [partial(self.other, teller)] * self.chance.randint(least, most)
        self.chance.shuffle(rest)
        sentences = [way() for way in (*ways[:1], *rest)]
        if facts and self.chance.random() < 0.4:
            sentences[0] = teller.datelined(sentences[0])
        self.write(teller, sentences)

    # ------------------------------------------------------------------------------------------------------ passed on

    def copy(self, source: Draft) -> None:
        """A copy of a page, or of one of its copies."""
        chance = self.chance
        copied = [one for one in self.drafts if one.form == "copy"]
        if copied and chance.random() < 0.15:
            source = chance.choice(copied[-8:])
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
            kept = [self.filler(teller, 1, 2), *kept[chance.random() < 0.5 and len(kept) > 4 :]]
        for _ in range(chance.choice((0, 0, 1, 2))):
            kept.insert(chance.randint(1, len(kept)), self.filler(teller, 1, 3))
        draft.paragraphs = kept
        wire = source.credit or (source.outlet if source.outlet.kind == "agency" else None)
        if wire and chance.random() < 0.7:
            draft.credit = wire
            draft.byline = "" if chance.random() < 0.7 else draft.byline

    def rewrite(self, source: Draft) -> None:
        """The same in other words, and from where."""
        teller = self.page("rewrite")
        link = source.url if self.chance.random() < 0.5 else None
        told = list(dict.fromkeys(said.fact for one in source.sentences() for said in one.said if said.fact.startswith("f")))
        facts = [fact for fact in self.facts if fact.id in told]
        first = [teller.reported(facts[0].tell(self.chance, otherwise=True), source.outlet, facts[0].id, link)]
        if self.chance.random() < 0.25:
            first.insert(0, teller.own(facts[0].tell(self.chance, otherwise=True), facts[0].id))
        rest = [self.told(teller, fact, otherwise=True) for fact in facts[1:3]]
        self.write(teller, [*first, *rest, *self.filler(teller, 3, 8)])

    def quoting(self, source: Draft) -> None:
        """A page of its own with quotations that the source had first."""
        teller = self.page("quoting")
        spoken = {uid for one in source.sentences() for uid in one.spoken}
        self.report(teller, [self.facts[4]], [], 4, 9)
        self.repeat(teller, [quote for quote in self.quotes if quote.uid in spoken][:2])

    def repeat(self, teller: Teller, quotes: list[Quote]) -> None:
        """Quotations whole, in two pieces, clipped, or with brackets."""
        for quote in quotes:
            made = self.chance.choice((teller.quoted, teller.quoted, teller.broken, teller.clipped, teller.bracketed))(quote)
            teller.draft.paragraphs.insert(self.chance.randint(1, len(teller.draft.paragraphs)), [made])

    def update(self, source: Draft) -> None:
        """A later version at the same address, with another toll."""
        teller = self.page("update", source.outlet)
        draft = teller.draft
        draft.url, draft.headline, draft.published = source.url, source.headline, source.published
        draft.updated = (self.begin + timedelta(hours=self.hour)).replace(second=0, microsecond=0)
        more = self.counted(self.chance.randint(1, 9))
        draft.headline = source.headline.replace(self.slots["n"], more["n"])
        toll = Fact(f"f{self.number}.update{len(self.drafts)}", self.kind.toll, more)
        lead = teller.said(toll.tell(self.chance), self.teller_of[self.facts[0].id], toll.id)
        old = self.facts[0].id
        kept = [[one for one in paragraph if all(said.fact != old for said in one.said)] for paragraph in source.paragraphs]
        draft.paragraphs = [[lead], *filter(None, kept), self.filler(teller, 1, 2)]

    def passage(self, source: Draft) -> None:
        """Something else with sixty to a hundred words of another page in it."""
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

    # ------------------------------------------------------------------------------------------------------- furniture

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
                draft.footer_at = self.chance.randint(1, len(draft.paragraphs)) if self.chance.random() < 0.3 else None


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
