"""A statement as one looks into it: on whose word it stands, by which words that is known, how sure, who else carries it.

All of it comes from the dossier of its page and the rows of the case, so that many statements of one page are cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.casebook.wording import called, chain
from sayso.corpus.reviews import FIELDS
from sayso.corpus.rows import ClaimRow, HopRow, Review, StatementRow
from sayso.records import Dossier, Hop, Source, Statement
from sayso.reports.prose import SHORT_NAME, one_line, shortened
from sayso.reports.wording import KINDS, NOTHING, WHY, Numbered, bounds, days, figure_words, told_of
from sayso.spans import inside
from sayso.web.pictures import Picture
from sayso.web.pictures.chain import chain_picture

OTHERS = 5
"""So many of the other pages that carry a statement are named beside it."""
OTHERS_ASKED = 40
"""So many statements of a claim are looked at to find these."""
_OF_KIND: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}
MEANT: dict[str, dict[str, str]] = {
    "act": {
        "states": "says, writes or shows that it is so",
        "believes": "thinks, feels, hopes, fears or expects it",
        "wants": "plans, promises, demands or decides it",
        "asks": "asks it",
        "judges": "praises, accuses, calls somebody something",
        "denies": "says that it is not so",
        "declines": "refuses to say or to do it",
    },
    "distance": {
        "neutral": "the page’s wording leaves it open",
        "doubting": "the page’s wording casts doubt on it",
        "vouching": "the page’s wording takes it for true",
    },
    "certainty": {
        "plain": "put without reserve",
        "hedged": "put with reserve",
        "unknown": "the source does not know, or asks",
    },
}
"""What the labels of a statement mean, by what they are labels of."""
_PLAIN = ("states", "neutral", "plain")
_SURE = (
    (0.9, "Sure", "of ten such readings nine or more are expected to hold"),
    (0.8, "Fairly sure", "of five such readings four or more are expected to hold"),
    (0.65, "Not quite sure", "of three such readings two or more are expected to hold"),
    (0.5, "Unsure", "somewhat more such readings are expected to hold than to fail; read the sentence"),
    (0.0, "A guess", "as many such readings are expected to fail as to hold; read the sentence"),
)
"""From the calibrated score of a reading, at least this, to words: how sure, and what that means over many of them."""
_GUESSED = ("A guess", "whether a page infers is the least sure of all labels; read the clause")


class Word(NamedTuple):
    """Words of a sentence; with an id where they name a source."""

    words: str
    source: str | None = None


class Told(NamedTuple):
    """A hop of a chain: who it is, and on what that rests. ``names`` are all that the page calls him, ``facts`` what it
    tells of somebody whom it does not name; ``found`` says by which rule the words were found."""

    source: str
    who: str
    kind: str
    evidence: str
    role: str | None
    words: str
    names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    found: str


class Named(NamedTuple):
    """A label with the words that decided it, and what it means; ``is_plain`` where it is what most statements are."""

    name: str
    value: str
    decided: str
    meaning: str
    is_plain: bool


class Other(NamedTuple):
    """A statement that this one is tied to: by a denial, or because one lies in the other."""

    id: str
    who: str
    words: str


class Panel(NamedTuple):
    """All that is told of one statement. ``others`` are statements of other pages that put the same."""

    row: StatementRow
    sentence: tuple[Word, ...]
    picture: Picture | None
    line: str
    hops: tuple[Told, ...]
    labels: tuple[Named, ...]
    medium: str | None
    said: str | None
    sure: tuple[str, str] | None
    triggers: tuple[str, ...]
    figures: tuple[str, ...]
    denies: Other | None
    denied_by: tuple[Other, ...]
    within: tuple[Other, ...]
    holds: tuple[Other, ...]
    claim: ClaimRow | None
    others: tuple[StatementRow, ...]
    reviews: tuple[Review, ...]
    undone: tuple[Review, ...]


class Page:
    """The statements of one page, to be told of one by one."""

    def __init__(self, dossier: Dossier, rows: Sequence[StatementRow], chains: dict[str, tuple[HopRow, ...]]) -> None:
        self.known = Numbered(dossier)
        self.article = dossier.article
        self.rows = list(rows)
        self._statements = dossier.statements
        self._chains = chains
        self._places = {row.id: place for place, row in enumerate(self.rows)}

    def panel(
        self, name: str, claim: ClaimRow | None, alike: Sequence[StatementRow], reviews: Sequence[Review]
    ) -> Panel | None:
        """What is told of the statement of this id, None where the page has none; ``alike`` are statements of its ``claim``."""
        if (place := self._places.get(name)) is None:
            return None
        one, row, hops = self._statements[place], self.rows[place], self._chains.get(name, ())
        return Panel(
            row=row,
            sentence=sentence(row, hops, self._as_written(one)),
            picture=chain_picture(hops) if hops else None,
            line=chain(hops) if hops else "",
            hops=tuple(self._hop(hop, told) for hop, told in zip(one.chain, hops, strict=True)),
            labels=tuple(self._labels(one)),
            medium=one.medium and one_line(one.medium),
            said=None if one.time is None else f"{days(one.time)} (“{self._words(one.time.span)}”)",
            sure=self._sure(one),
            triggers=tuple(dict.fromkeys(self._words(word.span) for word in one.triggers if word.field == "voice")),
            figures=tuple(f"{figure_words(self.article, f)}: {bounds(f)}" for f in self.known.figures.get(one.id, ())),
            denies=self._other(self._place_of(one.denies)) if one.denies else None,
            denied_by=tuple(self._other(at) for at, other in enumerate(self._statements) if other.denies == one.id),
            within=tuple(self._other(at) for at in self._around(place, outward=True)),
            holds=tuple(self._other(at) for at in self._around(place, outward=False)),
            claim=claim,
            others=_others(row, alike)[:OTHERS],
            reviews=tuple(review for review in reviews if not review.undone),
            undone=tuple(review for review in reviews if review.undone),
        )

    def _as_written(self, one: Statement) -> tuple[str, ...]:
        """For each hop of a statement what the page calls it, where that could not be settled; else ""."""
        sources = [self.known.sources[hop.source] for hop in one.chain]
        return tuple("" if source.resolved or not source.mentions else self._words(source.mentions[0]) for source in sources)

    def speakers(self) -> list[str]:
        """Whom the page names, for who looks for the right speaker."""
        named = {source.name: None for source in self.known.sources.values() if source.name and source.kind != "self"}
        return sorted(one_line(name) for name in named)

    def _words(self, span: tuple[int, int]) -> str:
        return one_line(self.article.text[span[0] : span[1]])

    def _hop(self, hop: Hop, told: HopRow) -> Told:
        source = self.known.sources[hop.source]
        made = self.known.attributions.get(hop.attribution or "")
        names = dict.fromkeys(shortened(self._words(mention), SHORT_NAME) for mention in source.mentions)
        return Told(
            source=told.source,
            who=called(told.who, told.kind),
            kind=_OF_KIND.get(told.kind, told.kind),
            evidence=told.evidence,
            role=told.role and one_line(told.role),
            words=one_line(told.words),
            names=tuple(names) if len(names) > 1 else (),
            facts=tuple(self._told(source)) if source.kind == "unnamed" else (),
            found=one_line(made.reason) if made else "",
        )

    def _told(self, source: Source) -> Iterator[tuple[str, str]]:
        """What the page tells of somebody whom it does not name, and whether it says why."""
        facts = told_of(self.article, source)
        yield from ((name, f"“{words}”") for name, words in facts.items())
        if WHY not in facts:
            yield WHY, "no reason is given"

    def _labels(self, one: Statement) -> Iterator[Named]:
        """Act, distance and certainty, with the words that decided each; the page's own statements have none."""
        if not one.chain:
            return
        made = self.known.attributions.get(one.chain[-1].attribution or "")
        cue = one_line(self.article.slice(made.cue)) if made and made.cue else ""
        decided = ({"act": cue} if cue else {}) | {word.field: self._words(word.span) for word in one.triggers}
        for name, value in (("act", one.act), ("distance", one.distance), ("certainty", one.certainty)):
            yield Named(
                name, value, f"“{decided[name]}”" if name in decided else NOTHING[name], MEANT[name][value], value in _PLAIN
            )

    def _sure(self, one: Statement) -> tuple[str, str] | None:
        """How sure the least sure hop is; None where nothing was guessed."""
        if one.voice == "inference":
            return _GUESSED
        made = (self.known.attributions.get(hop.attribution or "") for hop in one.chain)
        scores = [attribution.score for attribution in made if attribution is not None]
        fitting = ((sure, meaning) for least, sure, meaning in _SURE if scores and min(scores) >= least)
        return next(fitting, None)

    def _place_of(self, statement: str) -> int:
        return next(place for place, one in enumerate(self._statements) if one.id == statement)

    def _other(self, place: int) -> Other:
        row = self.rows[place]
        return Other(
            row.id,
            _named(row.who, row.kind) if row.voice == "attributed" else "the page itself",
            shortened(one_line(row.text), SHORT_NAME),
        )

    def _around(self, place: int, *, outward: bool) -> list[int]:
        """The statements in whose words this one lies, or those that lie in its words, the nearest first."""
        one = self._statements[place].spans
        found = []
        for at, other in enumerate(self._statements):
            inner, outer = (one, other.spans) if outward else (other.spans, one)
            if at != place and other.chain and inner != outer and inside(inner, outer):
                found.append(at)
        return found


def sentence(row: StatementRow, hops: Sequence[HopRow], written: Sequence[str]) -> tuple[Word, ...]:
    """On whose word a page puts a statement, as a sentence. ``written`` is what the page calls each of ``hops``, "" where it is
    known who that is."""
    if row.voice == "inference":
        return (Word("This page infers it: nobody is given for it, and it is more than a report."),)
    if not hops:
        return (Word("This page says it in its own voice; nobody is given for it."),)
    return tuple(_sentence(tuple(zip(hops, written, strict=True))))


def _sentence(hops: Sequence[tuple[HopRow, str]]) -> Iterator[Word]:
    (first, written), *inner = hops
    if first.kind == "none":
        yield Word("This page says that it is said, and not by whom")
    elif first.kind == "self":
        yield Word("This page puts it on the word of its own author")
    else:
        yield from (Word("This page puts it on the word of "), *_name(first, written))
    for hop, called_there in inner:
        if hop.kind == "none":
            yield Word(", without a word on whom that goes back to")
        else:
            yield from (
                Word(", who put it on that of " if _is_somebody(first) else ", which put it on that of "),
                *_name(hop, called_there),
            )
        first = hop
    yield Word(".")


def _name(hop: HopRow, written: str) -> Iterator[Word]:
    if written:
        yield from (Word(f"“{shortened(written, SHORT_NAME)}”", hop.source), Word(" (it could not be settled who that is)"))
    else:
        yield Word(_named(hop.who, hop.kind), hop.source)
    if hop.kind == "unnamed" and hop.who:
        yield Word(" (not named)")
    if hop.evidence == "credited":
        yield Word(" (credited)")


def _named(who: str | None, kind: str | None) -> str:
    """A source as one names it in a sentence, without its kind."""
    return one_line(who) if who and kind in ("unnamed", "collective", "document") else called(who, kind)


def _is_somebody(hop: HopRow) -> bool:
    return hop.kind in ("person", "unnamed", "collective", "self")


def _others(row: StatementRow, alike: Sequence[StatementRow]) -> tuple[StatementRow, ...]:
    """Of statements that put the same, one of each other page."""
    pages = {one.article: one for one in reversed(alike) if one.article != row.article}
    return tuple(reversed(pages.values()))


# --------------------------------------------------------------------------------------------------------------- corrections


class Labels(NamedTuple):
    """A label that can be wrong, and what it can be instead; none where any words will do."""

    field: str
    values: tuple[str, ...]


LABELS = tuple(Labels(field, values) for field, values in FIELDS.items())
"""What can be said of a wrong label."""
