"""What the figures of a page are figures of, so that those of other pages can be held against them.

A figure counts a ``thing``: a state of people ("the dead", however it is said: "eleven died", "killed eleven", "the toll rose
to eleven"), the noun behind it ("jobs"), or both ("jobs lost"). The state is told by the words right behind or before the
number, from the lists of ``states``; nothing is guessed from afar. Measures are brought to one unit, round numbers are given
the room that rounding leaves. What is a part ("three of the dead"), an addition ("two more"), a guess ("could reach 20") or
the past ("up from 11", "had earlier reported 11") is none of what the page puts now, and is marked so or left out.

Nothing is compared here.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso import spans
from sayso.links.features import Subject, once
from sayso.links.measures import measured
from sayso.links.rarity import rarity
from sayso.links.states import (
    ABOARD,
    ACTIVE,
    ADDED,
    AFTER,
    ALIKE,
    ALSO,
    BEFELL,
    BEFORE,
    DONE_TO,
    GENERIC,
    GIVEN,
    GUESSED,
    MOVING,
    NEUTRAL,
    NOUNS,
    NUMBER_OF,
    NUMERAL,
    PARENTHESIS,
    PART_BEFORE,
    PART_BEHIND,
    PAST,
    PLANNED,
    PLANS,
    RATE,
    SINCE,
    SPLIT,
    STOPPED,
    TOLD_BEHIND,
    TOLL,
    TOLL_NAMED,
    state_of,
)
from sayso.records import READ_LABELS, Day, Figure, Span, Spans

HEADLINE, STANDFIRST, LEAD, REST = range(4)
"""How far up a page a figure stands: ``LEAD`` are the first sentences of the body."""
_LEADING = 4
"""So many sentences of the body are its lead."""


class Term(NamedTuple):
    """A word beside a figure: its stem, whether it has a capital, its weight."""

    stem: str
    named: bool
    weight: float


class Amount(NamedTuple):
    """A figure with what it is of.

    ``thing`` is what figures of one thing have in common; ``state`` is the state of people that it tells ("dead"), "age" of an
    age, or empty. Where there is none, ``terms`` are the words beside it that tell what it is of, with their weights (a vector
    of length 1). ``told`` are the words that tell it, the number among them; ``sentence`` is the number of its sentence.
    ``low`` and ``high`` are in the base ``unit``, infinite where they are open. ``rank`` is how far up it stands. ``past`` is
    True for what the page gives as no longer so ("had earlier reported 11"), ``carried`` where the state is that of the words
    before ("The coroner says 14"). ``when`` are the days that are told, ``where`` the words of the place, ``names`` the rare
    words with a capital in its sentence, and ``moving`` says that such figures are others every day ("rose 3 percent").
    """

    figure: Figure
    thing: str
    state: str
    unit: str
    low: float
    high: float
    told: Spans
    noun: Span | None
    within: Span
    sentence: int
    rank: int
    frame: str
    past: bool
    carried: bool
    terms: tuple[Term, ...]
    statement: int
    when: Day | None
    where: frozenset[str]
    names: frozenset[str]
    moving: bool


class _Thing(NamedTuple):
    """What a figure is of: its key, its state, the words that tell it, the noun among them."""

    key: str
    state: str
    words: Spans
    noun: Span | None = None


@once
def amounts(subject: Subject) -> tuple[Amount, ...]:
    """What the figures of an article are of, in the order of the page, those left out of which that is not known."""
    return tuple(_amounts(subject))


def _amounts(subject: Subject) -> Iterator[Amount]:
    article, annotation = subject.dossier.article, subject.annotation
    places = {one.id: at for at, one in enumerate(subject.dossier.statements)}
    given = {one.span: one for one in subject.dossier.figures}
    taken = spans.normal(span for one in subject.dossier.statements for hop in one.chain for span in hop.spans)
    ranks = _ranks(subject)
    starts = [one.start for one in annotation.sentences]
    carrying = _Carrying(article.text, subject)
    for at, figure in enumerate(annotation.figures):
        number = bisect_right(starts, figure.span.start) - 1
        rank = ranks.get(number)
        if rank is None or _is_taken(taken, figure.span) or (figure.span not in given and rank > STANDFIRST):
            continue
        near = annotation.figures[max(0, at - 3) : at + 4]
        reading = _Reading(article.text, annotation.sentences[number], figure, near)
        found = reading.thing()
        carried = found is None and (found := carrying.thing(reading, number)) is not None
        if found is None:
            continue
        told = given.get(figure.span, figure)
        unit, low, high = measured(article.text[slice(*figure.span)], figure)
        carrying.note(number, "" if found.key.endswith(_PLAN) else found.state)
        yield Amount(
            figure, found.key, found.state, unit, low, high, found.words, found.noun, reading.sentence, number, rank,
            reading.frame(), reading.past(), carried, () if found.state else reading.terms(),
            places.get(told.statement or "", -1), told.when, _words(article.text[slice(*told.where)] if told.where else ""),
            reading.names(taken, rank), MOVING.search(article.text[slice(*reading.sentence)]) is not None,
        )  # fmt: skip


def _is_taken(taken: Spans, span: Span) -> bool:
    """Whether a figure stands in the words that tell who speaks: it counts those ("two officials")."""
    place = bisect_right(taken, span) - 1
    return any(0 <= at < len(taken) and taken[at].start < span.end and span.start < taken[at].end for at in (place, place + 1))


def _near(taken: Spans, span: Span) -> Spans:
    """Those of the spans that may share something with ``span``."""
    first = max(0, bisect_right(taken, span) - 1)
    last = bisect_right(taken, Span(span.end, span.end))
    return taken[first:last]


def _is_plain(headline: str) -> bool:
    """Whether a headline has small letters where a sentence would."""
    words = [word for word in headline.split()[1:] if len(word) > _SHORT]
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def _words(text: str) -> frozenset[str]:
    """The words of a name, in small letters."""
    return frozenset(word.lower() for word in re.findall(r"\w{3,}", text))


class _Carrying:
    """The state that the sentences before tell, for a bare figure behind them: "There are two counts of the dead. The coroner
    says 14." """

    def __init__(self, text: str, subject: Subject) -> None:
        self._text = text
        self._sentences = subject.annotation.sentences
        self._blocks = [block.span for block in subject.dossier.article.blocks]
        self._state, self._at = "", -_NEAR

    def note(self, sentence: int, state: str) -> None:
        """That this sentence tells this state."""
        if state and state != "age":
            self._state, self._at = state, sentence

    def thing(self, reading: _Reading, sentence: int) -> _Thing | None:
        """What a bare figure of this sentence is of, if it says who gives it and the sentences before say of what."""
        figure = reading.figure
        if figure.unit or figure.counted or not GIVEN.search(reading.before) or not STOPPED.match(reading.behind):
            return None
        for earlier in range(sentence, max(-1, sentence - _NEAR), -1):
            if not self._is_beside(earlier, sentence):
                return None
            if earlier == self._at:
                return _Thing(self._state, self._state, (figure.span,))
            named = TOLL_NAMED.search(self._text[slice(*self._sentences[earlier])])
            if named is not None:
                state = state_of(named["state"] or "dead", None)
                return _Thing(state, state, (figure.span,))
        return None

    def _is_beside(self, one: int, other: int) -> bool:
        """Whether two sentences are of one block."""
        return spans.locate(self._blocks, self._sentences[one].start) == spans.locate(
            self._blocks, self._sentences[other].start
        )


_NEAR = 3
"""A bare figure is of what so many sentences tell, its own among them."""


def _ranks(subject: Subject) -> dict[int, int]:
    """How far up the sentences stand that are read, by their number."""
    found: dict[int, int] = {}
    body = 0
    blocks = [block for block in subject.dossier.article.blocks if block.label in READ_LABELS]
    starts = [block.span.start for block in blocks]
    for number, sentence in enumerate(subject.annotation.sentences):
        place = bisect_right(starts, sentence.start) - 1
        if place < 0 or sentence.start >= blocks[place].span.end:
            continue
        label = blocks[place].label
        if label in ("headline", "standfirst"):
            found[number] = HEADLINE if label == "headline" else STANDFIRST
            continue
        found[number] = LEAD if body < _LEADING else REST
        body += 1
    return found


class _Reading(NamedTuple):
    """One figure in its sentence, with the figures near it."""

    text: str
    sentence: Span
    figure: Figure
    near: Sequence[Figure]

    @property
    def before(self) -> str:
        """The words of the sentence between the figure before and this one."""
        last = max((one.span.end for one in self.near if one.span.end <= self.figure.span.start), default=0)
        return self.text[max(last, self.sentence.start) : self.figure.span.start]

    @property
    def behind(self) -> str:
        """The words of the sentence behind the figure."""
        return self.text[self.figure.span.end : self.sentence.end]

    def thing(self) -> _Thing | None:
        """The thing that the figure counts, the state that it tells, and the words that tell it."""
        if self._is_no_count():
            return None
        if self.figure.unit == "years" and (aged := self._age()) is not None:
            return aged
        noun = self._noun()
        kind = noun_key(self.text[slice(*noun)] if noun is not None else "")
        if kind is None:
            return None
        state, words = self._state(noun) if not self.figure.unit else ("", ())
        if not kind and not state and noun is not None and self.text[: noun.end].lower().endswith("victims"):
            state = "victims"
        own = NOUNS.get(kind.rpartition(" ")[2])
        if own is not None and state in ("", own):
            state, kind = own, kind.rpartition(" ")[0]
        state, kind = ALSO.get((state, kind), (state, kind))
        told = spans.normal(span for span in (self.figure.span, noun, *words) if span is not None)
        told, outlook = _bridged(self.text, told), self._outlook()
        if state:
            is_told = not outlook or (outlook == _PLAN and state in PLANS)
            return _Thing(f"{state} {kind}".strip() + outlook, state, told, noun) if is_told else None
        if not kind and self.figure.unit in ("", "times"):
            return None
        return _Thing(f"{kind}#{outlook and '?'}", "", told, noun)

    def _noun(self) -> Span | None:
        """What is counted, as it stands behind the figure; of "four of the nineteen strands" the strands."""
        counted, start = self.figure.counted, self.figure.span.end
        whole = next((one for one in self.near if self._is_of(self.figure.span, one.span)), None)
        if whole is not None and not counted:
            counted, start = whole.counted, whole.span.end
        at = self.text.find(counted, start, self.sentence.end) if counted else -1
        return Span(at, at + len(counted)) if at >= 0 else None

    def _is_of(self, part: Span, whole: Span) -> bool:
        """Whether the second of two figures is the whole of which the first is a part: "12 of the 40"."""
        return part.end < whole.start and _OF.fullmatch(self.text[part.end : whole.start]) is not None

    def _is_no_count(self) -> bool:
        """Whether the figure counts a part of something, what comes on top of it, or how often it is."""
        behind = self.behind
        rest = behind[len(self.figure.counted) + 1 :] if self.figure.counted else behind
        return bool(
            ADDED.search(self.figure.counted)
            or (self.figure.unit in _TIMES and SINCE.match(behind))
            or ADDED.match(behind.lstrip()[:12])
            or PART_BEFORE.search(self.before)
            or PART_BEHIND.match(behind)
            or SPLIT.match(behind)
            or any(self._is_of(one.span, self.figure.span) for one in self.near)
            or RATE.match(rest)
        )

    def _outlook(self) -> str:
        """``_GUESS`` of what is not known to have come to pass, ``_PLAN`` of what is going to, else empty."""
        beside = self.before, re.split(r"[,;]", self.behind)[0][:_CLAUSE]
        if any(map(GUESSED.search, beside)):
            return _GUESS
        return _PLAN if any(map(PLANNED.search, beside)) else ""

    def _state(self, noun: Span | None) -> tuple[str, Spans]:
        """The state that the words behind or before tell, and those words."""
        start = noun.end if noun is not None else self.figure.span.end
        behind = PARENTHESIS.sub(lambda cut: " " * len(cut[0]), self.text[start : self.sentence.end])
        found = AFTER.match(behind)
        if found is not None and found["state"] in ABOARD:  # "29 people aboard died"
            found = AFTER.match(behind, found.end()) or found
        if found is not None:
            return ("", ()) if _is_done_by_them(found, behind) else _told(found, start)
        before = self.before
        for pattern in (BEFORE, TOLL, NUMBER_OF):
            found = pattern.search(before)
            if found is not None:
                return _told(found, self.figure.span.start - len(before))
        found = TOLD_BEHIND.match(behind)
        return _told(found, start) if found is not None else ("", ())

    def _age(self) -> _Thing | None:
        """The age of somebody who is named in full: "Orla Venn, 45,", "45-year-old Orla Venn"."""
        named = _NAMED_BEFORE.search(self.before) or _NAMED_BEHIND.match(self.behind)
        if named is None:
            return None
        base = self.figure.span.start - len(self.before) if named.re is _NAMED_BEFORE else self.figure.span.end
        name = Span(base + named.start("name"), base + named.end("name"))
        return _Thing(f"age {named['name'].lower()}", "age", _bridged(self.text, spans.normal((name, self.figure.span))))

    def terms(self) -> tuple[Term, ...]:
        """The words between the figures before and behind that tell what it is of, the nearer the heavier."""
        first = min((one.span.start for one in self.near if one.span.start >= self.figure.span.end), default=self.sentence.end)
        behind = self.text[self.figure.span.end : min(first, self.sentence.end)]
        counted = {"without", *map(stemmed, _WORD.findall(self.figure.counted))}
        weighed: dict[tuple[str, bool], float] = {}
        for words in (reversed(_WORD.findall(self.before)), _WORD.findall(behind)):
            for far, word in enumerate(words):
                rare = rarity(word)
                stem = stemmed(word)
                if rare > _COMMON and stem not in counted:
                    term = stem, word[0].isupper()
                    weighed[term] = max(weighed.get(term, 0.0), rare / (1 + far / _SCALE))
        kept = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
        length = math.sqrt(sum(weight * weight for _, weight in kept))
        return tuple(Term(stem, named, round(weight / length, 4)) for (stem, named), weight in kept)

    def names(self, taken: Spans, rank: int) -> frozenset[str]:
        """The rare words with a capital in the sentence, without those that are ``taken``, which tell who speaks; of a
        headline, where any word may have one, those that have one inside a sentence of the page, too."""
        words = " | ".join(self.text[start:end] for start, end in spans.cut([self.sentence], _near(taken, self.sentence)))
        found = {one[0] for one in _NAME.finditer(words)}
        if rank <= STANDFIRST and not _is_plain(self.text[slice(*self.sentence)]):
            rest = self.text[self.sentence.end :]
            found = {word for word in found if re.search(rf"[a-z,] {re.escape(word)}\b", rest)}
        return frozenset(word for word in map(str.lower, found) if word not in _DATES and rarity(word) > _RARE)

    def frame(self) -> str:
        """The span of time that it is counted over, as it is written: "last year", "in 2007", "since May"."""
        words = self.text[slice(*self.sentence)]
        return " ".join(sorted({" ".join(found[0].lower().split()) for found in _FRAME.finditer(words)}))

    def past(self) -> bool:
        """Whether the page gives it as what it was before."""
        return PAST.search(self.before) is not None or _EARLIER.search(self.text[slice(*self.sentence)]) is not None


_GUESS, _PLAN = "?", "!"
"""What stands behind the key of a thing of which nobody says that it has come to pass."""
_CLAUSE = 80
_OF = re.compile(r" of (?:the |its |his |her |their |those |these |all )?")
_NAME = re.compile(r"(?<=[\w,’'”\"] )[A-Z]\w{2,}")
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
_SHORT = 3
_RARE = 2.7
"""Names that are as common as this ("President", "Washington") tell no event."""
_COMMON, _SCALE, _TERMS = 1.2, 3.0, 12
"""Words as common as this tell nothing; at so many words from the figure a word weighs half; so many are kept."""
_WORD = re.compile(r"[A-Za-z][\w’'-]+")
_TIMES = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"})
_PERSON = (
    r"(?<![\w-])(?!(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Captain|Officer)\b)(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+)+)"
)
_NAMED_BEFORE = re.compile(rf"{_PERSON}(?:, |, aged? | \()$")
_NAMED_BEHIND = re.compile(rf" {_PERSON}")


def _told(found: re.Match[str], base: int) -> tuple[str, Spans]:
    """The state that words behind ``base`` tell, and these words."""
    state = found.groupdict()
    return state_of(state["state"], state.get("also")), (Span(base + found.start("state"), base + found.end("state")),)


def _is_done_by_them(found: re.Match[str], behind: str) -> bool:
    """Whether those who are counted did to others what the words tell: "two gunmen killed three"."""
    active = DONE_TO.match(found["state"]) is not None and BEFELL.search(found[0]) is None
    return active and ACTIVE.match(behind, found.end()) is not None


def stemmed(word: str) -> str:
    """A word in small letters without the ending of its inflection."""
    word = re.sub(r"[’']s?$", "", word.lower())
    return re.sub(r"(?:ing|ed|es|s|e|y)$", "", word) if len(word) > 4 else word


_FRAME = re.compile(
    r"\b(?:(?:in|since|by|during|from|of|between)\s+)?(?:(?:19|20)[0-9]{2})(?:s\b|\b)|"
    r"(?i:\b(?:so far )?(?:this|last|next|each|every|past|previous|a|per) (?:year|month|week|quarter|decade|season)\b|"
    r"\b(?:annual|yearly|monthly|weekly|daily)(?:ly)?\b|\byears? ago\b|\bearlier this (?:year|month|week)\b|"
    r"\b(?:over|in) the (?:past|last) [\w-]+ (?:years|months|weeks|days|decades)\b)"
)
_EARLIER = re.compile(
    r"(?i)\b(?:had (?:earlier|previously|initially|originally|first) (?:\w+ed|said|put|given|told)|(?:earlier|previous|initial|"
    r"original|first) (?:version|report|count|figure|estimate|toll|story|article)|(?:earlier|previously|initially|originally) "
    r"(?:reported|said|put|stated|given|gave|told|misstated)|misstated)\b"
)


def _bridged(text: str, told: Spans) -> Spans:
    """Spans of words with no more than some small words between them as one."""
    out: list[Span] = []
    for span in told:
        if out and re.fullmatch(r"[ \w’'-]{0,40}", text[out[-1].end : span.start]):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def noun_key(counted: str) -> str | None:
    """What of a counted noun phrase is compared: empty for people at large, None for what only adds to others."""
    words = [word.strip(",.’'“”\"").lower() for word in re.split(r"[\s-]+", counted)]
    told = (ALIKE.get(one, one) for word in words if word and word not in NEUTRAL for one in (singular(word),))
    kept = sorted({word for word in told if not NUMERAL.fullmatch(word)})
    if any(ADDED.fullmatch(word) for word in kept):
        return None
    return " ".join(word for word in kept if word not in GENERIC)


_ODD = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "feet": "foot",
    "people": "people",
}


def singular(word: str) -> str:
    """A noun in small letters without the ending of its plural."""
    if word in _ODD:
        return _ODD[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
