"""What is true of a generated corpus: who has which words from whom, who cites whom, and where each claim comes from.

All of it is read off the drafts. Pages go by their numbers in the corpus.

- ``shared(left, right)``: words of sentences that one of the pages has from the other, or both from a third.
- ``parents``: the pages whose sentences a page has taken over, with the share of its own words.
- ``spoken``: utterances that a page quotes, in any form, and the pages that quote the same.
- ``cites``: the pages of the story that a page names or links, as sets of pages any of which is meant.
- ``claims``: what is told by somebody, the passages that carry it, and its origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corpora.events import OUTSIDERS
from corpora.newsroom import Party
from corpora.rendering import content_of, laid
from corpora.writing import Draft
from sayso.records import Span, Spans


class Passage(NamedTuple):
    """Words of a page that carry a claim: their spans in the text of the generated article, and in their paragraph."""

    page: int
    claim: str
    spans: Spans
    words: tuple[str, ...]
    denies: bool


@dataclass(slots=True)
class TrueClaim:
    """What is told. ``count`` is the exact number of its origins; ``low`` to ``high`` all that the words of the pages allow."""

    id: str
    passages: list[Passage] = field(default_factory=list)
    own: list[Passage] = field(default_factory=list)
    """Sentences that put it in a page's own voice."""
    origins: dict[str, Party] = field(default_factory=dict)
    low: int = 0
    high: int = 1

    @property
    def count(self) -> int:
        """The exact number of origins."""
        separate = sum(party.people if party.kind == "unnamed" else 1 for party in self.origins.values())
        return max(separate, 1) if self.origins else 0

    @property
    def pages(self) -> set[int]:
        """The pages that carry it."""
        return {passage.page for passage in self.passages}


@dataclass(slots=True)
class Truth:
    """The truth about a corpus, or about some stories of it."""

    drafts: dict[int, Draft] = field(default_factory=dict)
    story: dict[int, int] = field(default_factory=dict)
    words: dict[int, dict[str, int]] = field(default_factory=dict)
    """Of each page: its sentences and how many words they have."""
    holders: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Of each sentence: the pages that hold it, in order of time."""
    spoken: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    cites: dict[int, list[frozenset[int]]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[str, TrueClaim] = field(default_factory=dict)
    told: dict[int, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    """Of each page: its passages that carry a claim."""
    circles: list[frozenset[int]] = field(default_factory=list)

    def shared(self, left: int, right: int) -> int:
        """How many words of the left page stand in sentences that the right one has, too."""
        there = self.words[right]
        return sum(size for uid, size in self.words[left].items() if uid in there)

    def share(self, left: int, right: int) -> float:
        """The same as a share of the left page."""
        return self.shared(left, right) / max(1, sum(self.words[left].values()))

    def parents(self, page: int) -> list[int]:
        """The pages of the first that held each of its sentences, other than itself."""
        first = {self.holders[uid][0] for uid in self.words[page]}
        return sorted(first - {page})


def enter(truth: Truth, story: int, drafts: Mapping[int, Draft]) -> None:
    """Add the truth of a story, or of those of its pages that are given, each under its number, in order of time."""
    by_outlet: dict[int, list[int]] = defaultdict(list)
    for number, draft in drafts.items():
        truth.drafts[number], truth.story[number] = draft, story
        truth.words[number] = {one.uid: one.size for one in draft.sentences()}
        by_outlet[draft.outlet.number].append(number)
        for uid in truth.words[number]:
            truth.holders[uid].append(number)
        for uid in dict.fromkeys(uid for one in draft.sentences() for uid in one.spoken):
            truth.spoken[uid].append(number)
    claims: dict[str, TrueClaim] = {}
    for number, draft in drafts.items():
        _tell(claims, number, draft)
        _cite(truth, number, draft, by_outlet)
    for claim in claims.values():
        _count(claim)
        for passage in claim.passages:
            truth.told[passage.page].append(passage)
    truth.claims |= claims
    truth.circles += _circles(drafts)


def _tell(claims: dict[str, TrueClaim], number: int, draft: Draft) -> None:
    text, _, placed = laid(draft)
    for start, sentence in placed:
        if sentence.puts is not None:
            whole = Span(start, start + len(sentence.text))
            own = Passage(number, sentence.puts, (whole,), (sentence.text,), False)
            claims.setdefault(sentence.puts, TrueClaim(sentence.puts)).own.append(own)
        if not sentence.said:
            continue
        at = len(sentence.said) - 1
        said = sentence.said[at]
        spans = content_of(sentence, start, at)
        denies = said.act == "denies"
        claim = claims.setdefault(said.fact, TrueClaim(said.fact))
        claim.passages.append(Passage(number, said.fact, spans, tuple(text[s:e] for s, e in spans), denies))
        party = said.chain[-1]
        if party.kind != "outlet" and not denies:
            claim.origins.setdefault(party.key, party)


def _cite(truth: Truth, number: int, draft: Draft, by_outlet: dict[int, list[int]]) -> None:
    for sentence in draft.sentences():
        outlets = {int(party.key.split()[1]) for said in sentence.said for party in said.chain if party.kind == "outlet"}
        for outlet in outlets:
            meant = frozenset(by_outlet.get(outlet, ())) - {number}
            if meant and meant not in truth.cites[number]:
                truth.cites[number].append(meant)


def _count(claim: TrueClaim) -> None:
    """The range that the words of the pages allow: named sources are told apart; unnamed ones are never merged for certain."""
    named = [one for one in claim.origins.values() if one.kind != "unnamed"]
    hidden = [one for one in claim.origins.values() if one.kind == "unnamed"]
    is_another = any(all(_apart(one, known) for known in named) for one in hidden)
    claim.low = len(named) + is_another
    claim.high = len(named) + sum(1 if one.number == "one" else 2 for one in hidden)
    if not claim.origins:
        claim.low, claim.high = 0, 1


def _apart(hidden: Party, named: Party) -> bool:
    """Whether somebody of an office who is not named cannot be one who is: of another body, or of quite another trade."""
    other = named.body or (named.name if named.kind == "organisation" else None)
    return hidden.body is not None and (other != hidden.body if other else named.role in OUTSIDERS)


def _circles(drafts: Mapping[int, Draft]) -> list[frozenset[int]]:
    rumoured = [number for number, draft in drafts.items() if draft.form == "circle"]
    found = [frozenset(rumoured)] if len(rumoured) > 1 and _closed(drafts, rumoured) else []
    for number, draft in drafts.items():
        if draft.form == "echoed":
            link = next(one.link for one in draft.sentences() if one.link)
            round_ = [other for other, one in drafts.items() if one.url == link or one.form == "exclusive"]
            found += [frozenset({*round_, number})] if len(round_) == 2 else []
    return found


def _closed(drafts: Mapping[int, Draft], pages: list[int]) -> bool:
    """Whether each of the pages cites an outlet of another of them."""
    outlets = {f"outlet {drafts[number].outlet.number}" for number in pages}
    cites = [{party.key for one in drafts[number].sentences() for said in one.said for party in said.chain} for number in pages]
    return all(one & outlets for one in cites)


__all__ = ["Passage", "Span", "TrueClaim", "Truth", "enter"]
