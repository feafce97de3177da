"""What a page puts, as rows of numbers: which statements are compared, the words that tell them from the rest of the page, and
what they say for sure: figures, days, names.

A word weighs as much as it is rare in the news and rare on its page: the name that a whole story is about tells nothing of one
statement. So two statements are found to be worth comparing in SQL, before anything is asked about what they mean. Of the
sentences in a page's own voice only the first ``OWN`` are looked at.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from sayso import spans
from sayso.links.amounts import Amount, amounts
from sayso.links.features import Sheet, Subject, once
from sayso.links.rarity import rarity
from sayso.links.words import hash_of, plain
from sayso.names.finding import is_acronym
from sayso.records import Article, Dossier, Figure, Span, Spans, Statement, slice_text

_Made = TypeVar("_Made")
OWN = 12
"""So many sentences in a page's own voice are compared, the headline among them."""
TELLING = 8.0
"""The same words are the same claim where the rarities of the words add up to this: "11" or "it" may be about anything."""
WHOLE = 5.0
"""Nor may a whole sentence be about anything."""
SAYING = 2.5
"""A statement without a figure and with less in its words than this is not compared: "it", "to comment"."""
COVERED = 0.6
"""A statement that is so much of another one puts the same: "he said that they had said that ..."."""
STEMS = 12
"""So many words stand for a statement."""
SURE, LOOSE, DAY, NAME, TOPIC = range(5)
"""The kinds of what is said for sure: a figure of which it is known of what it is, another one, a day, a name, a name that the
whole page is about."""
_AROUND = 0.5
"""What a word weighs that stands in the sentence of a statement, and not in itself."""
_LEAST = 0.5
_COMMON = 0.9
"""Words that stand in more than two of five articles tell nothing of what a sentence is about."""
_LEADING = re.compile(r"^(?:that|how|whether|why)\s+", re.I)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NUMBER = re.compile(r"\b\d[\d.,]*")
_NUMBER_RARITY = 3.0


class Told(NamedTuple):
    """A word that stands for a statement: its stem, what it weighs there, and whether it is of a name."""

    stem: str
    weight: float
    is_name: bool


# ------------------------------------------------------------------------------------------------------------------- the words


def content_of(article: Article, statement: Statement) -> str:
    """The words of a statement without what only ties them to their sentence."""
    return content(article.text, statement.spans)


def content(text: str, pieces: Spans) -> str:
    """The same of the text of an article, and of the spans of a statement."""
    return _LEADING.sub("", slice_text(text, pieces).strip(" “”‘’\"',."))


def key_of(text: str, sentence: str) -> int:
    """A hash of the words of a text, the same for texts of the same words; with those of its sentence where its own may be
    about anything, and 0 where these may be too."""
    if weight(text) >= TELLING:
        return hash_of(_words(text))
    return hash_of(f"{_words(text)} | {_words(sentence)}") if weight(sentence) >= WHOLE else 0


def _words(text: str) -> str:
    return " ".join(plain(word) for word in _WORD.findall(text))


def weight(text: str) -> float:
    """How much the words of a text tell: the sum of their rarities, numbers too."""
    return sum(stems(text).values()) + _NUMBER_RARITY * len(set(_NUMBER.findall(text)))


@lru_cache(maxsize=1 << 10)
def stems(text: str) -> Mapping[str, float]:
    """The words of a text that tell what it is about, without their endings, and how rare they are; no numbers."""
    found: dict[str, float] = {}
    for word in _WORD.findall(text):
        told = _told(word)
        if told is not None:
            found[told[0]] = max(told[1], found.get(told[0], 0.0))
    return found


@lru_cache(maxsize=1 << 16)
def _told(word: str) -> tuple[str, float] | None:
    """The stem of a word and how rare it is; None where it tells nothing."""
    rare = rarity(word)
    return (_stem(plain(word)), rare) if rare > _COMMON and not word.isdigit() else None


_ENDINGS = ("ings", "ing", "edly", "ies", "ied", "ed", "es", "s", "ly", "er")


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + ("y" if ending in ("ies", "ied") else "")
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


# -------------------------------------------------------------------------------------------------------------- the statements


def _put(subject: Subject) -> Iterator[Sequence[float]]:
    """The statements that are compared: the hash of their words, whether somebody else than the page says them, their sentence,
    and the place of the statement that they are the most of."""
    dossier, weighed = subject.dossier, _weighed(subject)
    for place in weighed:
        one = dossier.statements[place]
        around = _around(subject.annotation.sentences, one.spans)
        key = key_of(content_of(dossier.article, one), dossier.article.slice(around)) if one.chain else 0
        mass = sum(told.weight for told in weighed[place])
        yield place, key, bool(one.chain), *around, _holder(dossier, place), mass


@once
def _compared(subject: Subject) -> list[int]:
    """The places of the statements that put anything: not a bare name, "it", or "to comment"."""
    found, own = [], 0
    valued = {figure.statement for figure in subject.dossier.figures}
    named = _named(subject)
    for place, one in enumerate(subject.dossier.statements):
        own += not one.chain
        if one.chain or own <= OWN:
            told = stems(content_of(subject.dossier.article, one))
            if one.id in valued or sum(rare for stem, rare in told.items() if stem not in named) >= SAYING:
                found.append(place)
    return found


def _amounts(subject: Subject) -> list[Amount]:
    """The figures of which it is known who gives them and of what they are."""
    return [one for one in amounts(subject) if one.statement >= 0]


def _named(subject: Subject) -> set[str]:
    """The words of the names of a page."""
    text = subject.dossier.article.text
    return {stem for name in subject.annotation.names for stem in stems(text[slice(*name.span)])}


def _around(sentences: Spans, content: Spans) -> Span:
    """From the beginning of the sentence in which a statement begins to the end of that in which its first piece ends."""
    starts = [one.start for one in sentences]
    first = max(bisect_right(starts, content[0].start) - 1, 0)
    last = max(bisect_right(starts, content[0].end - 1) - 1, first)
    if not sentences:
        return content[0]
    return Span(min(sentences[first].start, content[0].start), max(sentences[last].end, content[0].end))


def _holder(dossier: Dossier, place: int) -> int:
    """The place of the statement that this one is the most of, or -1."""
    inner = dossier.statements[place]
    if not inner.chain:
        return -1
    length = sum(end - start for start, end in inner.spans)
    for other, outer in enumerate(dossier.statements):
        is_around = other != place and outer.chain and spans.inside(inner.spans, outer.spans)
        if is_around and length >= COVERED * sum(end - start for start, end in outer.spans):
            return other
    return -1


def _stems(subject: Subject) -> Iterator[tuple[int, int, float, bool]]:
    """The words that stand for each statement, as hashes, what they weigh, and whether they are of a name."""
    for place, weighed in _weighed(subject).items():
        for stem, weigh, is_name in weighed:
            yield place, hash_of(stem) >> 32, weigh, is_name


@once
def _weighed(subject: Subject) -> dict[int, list[Told]]:
    """The words that stand for each statement that is compared, the weightiest first."""
    text = subject.dossier.article.text
    sentences = [stems(text[start:end]).keys() for start, end in subject.annotation.sentences]
    here = Counter(stem for one in sentences for stem in one)
    named = _named(subject)
    figures, states = _figures_by_place(subject), _states(subject)
    found: dict[int, list[Told]] = {}
    for place in _compared(subject):
        one = subject.dossier.statements[place]
        around = _around(subject.annotation.sentences, one.spans)
        told = {stem: rare * _AROUND for stem, rare in stems(text[slice(*around)]).items()}
        told |= stems(content_of(subject.dossier.article, one))
        weighed = {stem: rare * _telling(here[stem], len(sentences)) for stem, rare in told.items()}
        weighed |= {f"#{value.low:g}": _NUMBER_RARITY for value in figures.get(place, ()) if value.low is not None}
        weighed |= {f"={state}": _NUMBER_RARITY for state in states.get(place, ())}
        ranked = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0]))[:STEMS]
        found[place] = [Told(stem, weigh, stem in named) for stem, weigh in ranked if weigh >= _LEAST]
    return found


def _telling(count: int, of: int) -> float:
    """How much a word tells of one sentence that stands in so many ``of`` the page, from 0 to 1."""
    return min(1.0, 0.15 + math.log(of / max(count, 1)) / math.log(of)) if of > 3 else 1.0


def _figures_by_place(subject: Subject) -> dict[int, list[Figure]]:
    places = {one.id: place for place, one in enumerate(subject.dossier.statements)}
    found: dict[int, list[Figure]] = {}
    for figure in subject.dossier.figures:
        if figure.statement is not None:
            found.setdefault(places[figure.statement], []).append(figure)
    return found


def _states(subject: Subject) -> dict[int, set[str]]:
    """The states of people ("dead", however it is said) of which each statement gives a figure, by its place."""
    found: dict[int, set[str]] = {}
    for one in _amounts(subject):
        if one.state:
            found.setdefault(one.statement, set()).add(one.state)
    return found


def _sure(subject: Subject) -> Iterator[Sequence[float]]:
    """What statements say for sure: figures (of what, in which state and unit, from, to), days (from, to) and names."""
    known = {
        one.figure.span: (SURE, _hash(one.thing), _hash(one.state), _hash(one.unit), one.low, one.high)
        for one in _amounts(subject)
    }
    for place, figures in _figures_by_place(subject).items():
        for figure in figures:
            yield place, *(known.get(figure.span) or _loose(figure))
    annotation, article = subject.annotation, subject.dossier.article
    sentences = len(annotation.sentences)
    names = [(name.span, _name(article.text[slice(*name.span)], name.kind)) for name in annotation.names]
    named = Counter(told for _, told in names)
    for place in _compared(subject):
        held = subject.dossier.statements[place].spans
        for day in annotation.days:
            if any(a <= day.span.start and day.span.end <= b for a, b in held):
                yield place, DAY, 0, 0, 0, day.earliest.toordinal(), day.latest.toordinal()
        for span, told in names:
            if any(a <= span.start and span.end <= b for a, b in held):
                kind = NAME if named[told] <= max(2, sentences // 4) else TOPIC
                rare = 0.0 if is_acronym(told) else rarity(told)
                yield place, kind, hash_of(told), 0, 0, rare, rare


def _name(name: str, kind: str) -> str:
    """The word of a name that tells whom it means: of a person the last, else the rarest."""
    words = name.removesuffix("’s").removesuffix("'s").split()
    return words[-1] if kind == "person" else max(reversed(words), key=rarity)


def _loose(figure: Figure) -> tuple[float, ...]:
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    return (LOOSE, 0, 0, _hash(figure.unit), low, high)


def _hash(word: str) -> int:
    return hash_of(word) if word else 0


SHEETS = (
    Sheet(
        "put",
        {
            "place": "int32", "key": "int64", "said": "int8", "start": "int32", "stop": "int32", "held": "int32",
            "mass": "float32",
        },
        _put,
    ),
    Sheet("put_stems", {"place": "int32", "stem": "int32", "weight": "float32", "named": "int8"}, _stems, late=True),
    Sheet(
        "put_sure",
        {
            "place": "int32", "kind": "int8", "thing": "int64", "state": "int64", "unit": "int64",
            "low": "float64", "high": "float64",
        },
        _sure,
        late=True,
    ),
)  # fmt: skip
"""The statements that are compared, the words that stand for each, and what each says for sure."""
