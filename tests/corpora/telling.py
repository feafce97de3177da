"""The sentences of reports: what somebody said, what is quoted, what another outlet reported, and what the page says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from corpora import vocabulary
from corpora.grammar import expand
from corpora.newsroom import Outlet, Party
from corpora.writing import Draft, Piece, Said, Sentence, capital, ended, mention
from sayso.records import Act, Evidence

_CUES = "said|said|said|added|explained|confirmed|insisted|noted|acknowledged|maintained".split("|")
_REPORTED = "reported|reported|wrote|said".split("|")
_THEIRS = "reported|first reported|revealed|disclosed".split("|")


@dataclass(slots=True)
class Fact:
    """Something that is told: ``wordings`` put the same thing; ``first`` is the one that was used first."""

    id: str
    wordings: tuple[str, ...]
    slots: Mapping[str, str]
    first: str | None = None

    def tell(self, chance: Random, *, otherwise: bool = False) -> str:
        """A clause that puts it; ``otherwise`` in another wording than the first."""
        wording = chance.choice([one for one in self.wordings if not otherwise or one != self.first])
        self.first = self.first or wording
        return expand(wording, self.slots, chance)


class Quote(NamedTuple):
    """An utterance, without quotation marks and without its last stop."""

    uid: str
    words: str
    party: Party


@dataclass(slots=True)
class Teller:
    """Writes the sentences of one page."""

    draft: Draft
    chance: Random
    slots: Mapping[str, str]
    name: str
    count: int = 0

    def uid(self) -> str:
        """A name for a sentence that is new."""
        self.count += 1
        return f"{self.name}.{self.count}"

    def own(self, clause: str | None = None, fact: str | None = None) -> Sentence:
        """A sentence in the page's own voice; what it puts is also told by somebody as ``fact``."""
        words = clause if clause is not None else expand("<own>", self.slots, self.chance)
        return Sentence(self.uid(), (Piece(capital(words) + "."),), puts=fact)

    def datelined(self, sentence: Sentence) -> Sentence:
        """The same with a place before it."""
        return sentence._replace(pieces=(Piece(f"{self.slots['town'].upper()} — "), *sentence.pieces))

    def when(self) -> str:
        """When somebody said it, mostly not told."""
        return f" on {self.chance.choice(vocabulary.WEEKDAYS)}" if self.chance.random() < 0.3 else ""

    def said(self, clause: str, party: Party, fact: str, *, act: Act = "states") -> Sentence:
        """Somebody is made to stand for ``clause``."""
        return Sentence(self.uid(), self._said(clause, party, 0, act), (Said((party,), ("stated",), fact, act),))

    def _said(self, clause: str, party: Party, at: int, act: Act) -> tuple[Piece, ...]:
        content = ((at, "content"),)

        def source(*, opening: bool) -> list[Piece]:
            return mention(self.draft, party, self.chance, at, opening=opening)

        form = self.chance.random()
        if act == "denies":
            return ended(
                [
                    *source(opening=True),
                    Piece(" "),
                    Piece("denied", ((at, "cue"),)),
                    Piece(" "),
                    Piece(f"that {clause}", content),
                ]
            )
        if form < 0.35:
            cue = Piece(self.chance.choice(_CUES), ((at, "cue"),))
            said = [Piece(capital(clause), content), Piece(", "), *source(opening=False), Piece(" "), cue, Piece(self.when())]
        elif form < 0.7:
            cue = Piece(self.chance.choice(_CUES), ((at, "cue"),))
            said = [*source(opening=True), Piece(" "), cue, Piece(self.when() + " "), Piece(f"that {clause}", content)]
        elif form < 0.85:
            who = source(opening=False)
            who[-1] = Piece(who[-1].text.removesuffix(","), who[-1].roles)
            said = [Piece("According to", ((at, "cue"),)), Piece(" "), *who, Piece(", "), Piece(clause, content)]
        else:
            said = [
                Piece(capital(clause), content),
                Piece(", "),
                Piece("according to", ((at, "cue"),)),
                Piece(" "),
                *source(opening=False),
            ]
        return ended(said)

    def through(self, clause: str, party: Party, medium: Outlet, fact: str) -> Sentence:
        """Somebody who told it to another outlet."""
        through = _party(medium)
        pieces = [
            *mention(self.draft, party, self.chance, 0, opening=True),
            Piece(" "),
            Piece("told", ((0, "cue"),)),
            Piece(" "),
            Piece(medium.spoken, ((0, "medium"),)),
            Piece(" "),
            Piece(f"that {clause}", ((0, "content"),)),
        ]
        return Sentence(self.uid(), ended(pieces), (Said((through, party), ("stated", "stated"), fact),))

    def reported(self, clause: str, outlet: Outlet, fact: str, link: str | None = None) -> Sentence:
        """What another outlet reported, no source of its told."""
        evidence: Evidence = "linked" if link else "stated"
        cue = Piece(self.chance.choice(_THEIRS if link is None else _REPORTED), ((0, "cue"),))
        mark = ((0, "source"), (0, "link")) if link else ((0, "source"),)
        if self.chance.random() < 0.6:
            pieces = [
                Piece(capital(outlet.spoken), mark),
                Piece(" "),
                cue,
                Piece(self.when() + " "),
                Piece(f"that {clause}", ((0, "content"),)),
            ]
        else:
            pieces = [
                Piece("According to", ((0, "cue"),)), Piece(" "), Piece(outlet.spoken, mark), Piece(", "),
                Piece(clause, ((0, "content"),)),
            ]  # fmt: skip
        return Sentence(self.uid(), ended(pieces), (Said((_party(outlet),), (evidence,), fact),), link=link)

    def citing(self, clause: str, outlet: Outlet, party: Party, fact: str, link: str | None = None) -> Sentence:
        """What another outlet reported, with its source."""
        evidence: Evidence = "linked" if link else "stated"
        mark = ((0, "source"), (0, "link")) if link else ((0, "source"),)
        content = ((0, "content"), (1, "content"))
        who = mention(self.draft, party, self.chance, 1, opening=False)
        who[-1] = Piece(who[-1].text.removesuffix(","), who[-1].roles)
        pieces = [
            Piece(capital(outlet.spoken), mark), Piece(", "), Piece("citing", ((1, "cue"),)), Piece(" "), *who, Piece(", "),
            Piece("reported", ((0, "cue"),)), Piece(self.when() + " "), Piece(f"that {clause}", content),
        ]  # fmt: skip
        first = Said((_party(outlet),), (evidence,), fact)
        second = Said((_party(outlet), party), (evidence, "stated"), fact, parent=0)
        return Sentence(self.uid(), ended(pieces), (first, second), link=link)

    # ---------------------------------------------------------------------------------------------------------- quotations

    def quoted(self, quote: Quote) -> Sentence:
        """An utterance as a whole."""
        said = Said((quote.party,), ("stated",), quote.uid, form="direct")
        content = ((0, "content"),)
        cue = Piece("said", ((0, "cue"),))
        if self.chance.random() < 0.5:
            source = mention(self.draft, quote.party, self.chance, 0, opening=False)
            pieces = [Piece(f"“{quote.words},”", content), Piece(" "), cue, Piece(" "), *source]
            return Sentence(self.uid(), ended(pieces), (said,), (quote.uid,))
        source = mention(self.draft, quote.party, self.chance, 0, opening=True)
        pieces = [*source, Piece(" "), cue, Piece(self.when() + ": "), Piece(f"“{quote.words}.”", content)]
        return Sentence(self.uid(), tuple(pieces), (said,), (quote.uid,))

    def broken(self, quote: Quote) -> Sentence:
        """An utterance in two pieces, the speaker between them."""
        words = quote.words.split()
        half = self.chance.randint(3, len(words) - 3)
        content = ((0, "content"),)
        source = mention(self.draft, quote.party, self.chance, 0, opening=False)
        source[-1] = Piece(source[-1].text.removesuffix(","), source[-1].roles)
        first, rest = " ".join(words[:half]).rstrip(","), " ".join(words[half:])
        cue = Piece("said", ((0, "cue"),))
        pieces = [
            Piece(f"“{first},”", content),
            Piece(" "),
            *source,
            Piece(" "),
            cue,
            Piece(", "),
            Piece(f"“{rest}.”", content),
        ]
        said = Said((quote.party,), ("stated",), quote.uid, form="direct")
        return Sentence(self.uid(), tuple(pieces), (said,), (quote.uid,))

    def clipped(self, quote: Quote) -> Sentence:
        """Some words of an utterance, four to ten of them."""
        words = quote.words.split()
        size = min(self.chance.randint(5, 10), len(words))
        first = self.chance.randint(0, len(words) - size)
        clip = " ".join(words[first : first + size]).strip(",;")
        source = mention(self.draft, quote.party, self.chance, 0, opening=True)
        cue = self.chance.choice(("spoke of", "described it as", "put it as", "called it"))
        pieces = [*source, Piece(" "), Piece(cue, ((0, "cue"),)), Piece(" "), Piece(f"“{clip}”", ((0, "content"),))]
        said = Said((quote.party,), ("stated",), quote.uid, form="direct")
        return Sentence(self.uid(), ended(pieces), (said,), (quote.uid,))

    def bracketed(self, quote: Quote) -> Sentence:
        """An utterance whose first words are put otherwise, in brackets, and that is broken off or joined."""
        words = quote.words.split()
        bracket = self.chance.choice(("[The people here]", "[They]", "[My colleagues]", "[Everybody]"))
        left = words[2:]
        if len(left) > 14 and self.chance.random() < 0.5:
            gone = self.chance.randint(4, len(left) - 9)
            left = [*left[:gone], "...", *left[gone + 4 :]]
        source = mention(self.draft, quote.party, self.chance, 0, opening=False)
        text = f"“{bracket} {' '.join(left)},”"
        pieces = [Piece(text, ((0, "content"),)), Piece(" "), *source, Piece(" "), Piece("said", ((0, "cue"),))]
        said = Said((quote.party,), ("stated",), quote.uid, form="direct")
        return Sentence(self.uid(), ended(pieces), (said,), (quote.uid,))


def _party(outlet: Outlet) -> Party:
    return Party(f"outlet {outlet.number}", "outlet", outlet.name)


def utterance(uid: str, party: Party, slots: Mapping[str, str], chance: Random) -> Quote:
    """Something that is said aloud: ten to thirty words."""
    words = expand(chance.choice(("<speech>", "<speech>, and <speech>", "<speech>, but <speech>")), slots, chance)
    while len(words.split()) < 10:
        words += ", and " + expand("<speech>", slots, chance)
    return Quote(uid, capital(words), party)
