"""The article's own voice where it infers, insinuates or judges rather than reports.

A sentence in the own voice is cut into clauses, and each clause is weighed by *clues*: kinds of words (``stance``), single
words, and how it is built. Weights, bias and threshold stand in ``voice.json``; they were fitted by ``training/voice.py``. The
words that weigh most are given as the reason. A few openings ("unsurprisingly", "no wonder") are enough by themselves.

Nothing here knows of attributions, and nothing but the clause and its sentence is looked at.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.records import Span, Spans
from sayso.resolution.stance import KIND_OF, OPENERS, OPENING, PHRASE

_CUT = re.compile(
    r"(?<!\s)\s*(?:—|–|\s-{1,2}\s)\s*|[—–]\s*|(?<=[;:])\s+|"
    r",\s+(?=(?:but|yet|which|who|whose|where|though|although|even though|even if|while|"
    r"because|when|making|giving|leaving|prompting|meaning|suggesting)\b|"
    r"(?:and|so|nor|as|since|if|unless) (?:it|he|she|they|we|you|I|there|this|that|these|those|now|the)\b)"
)
_FEWEST = 4
"""A clause has so many words at least."""
_LOOSE = " ,;:—–-\n"
_TOKEN = re.compile(r"[A-Za-z][A-Za-z’'\-]*|\d[\d,.]*|[?“\"”$%]")
_WORD = re.compile(r"\w+")
_IS = re.compile(
    r"is|are|was|were|be|been|being|becom(?:es?|ing)|became|remain(?:s|ed)?|seem(?:s|ed)?|looks?|feels?|proved?|"
    r"[a-z]+'(?:s|re)|(?:is|are|was|were)n't"
)
_WEIGHED = frozenset({"praise", "blame", "weight"})
_AROUND = frozenset({"chance", "likelihood", "seeming", "praise", "blame", "weight", "effect", "stakes", "comment"})
"""The kinds of words that count from the clauses beside, so many of them, too."""
_BESIDE = 4
_REACH = 5
_MOST_REASONS = 3


class Clue(NamedTuple):
    """What speaks for or against a judgement: its name in the table of weights, its strength, the words it is read off."""

    name: str
    value: float
    words: Span | None = None


class Inferred(NamedTuple):
    """Clauses in which the own voice infers or judges, joined where they touch, and the words that show it best."""

    span: Span
    words: Spans


@dataclass(frozen=True, slots=True)
class Weights:
    """What each clue counts for. A clause infers whose clues sum up to more than ``least``."""

    least: float
    clues: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights that come with sayso."""
    table = json.loads(files("sayso.resolution").joinpath("voice.json").read_text(encoding="utf-8"))
    return Weights(least=table["least"], clues=table["clues"])


def inferred(text: str, pieces: Spans) -> tuple[Inferred, ...]:
    """The clauses in which the own voice infers or judges, of the ``pieces`` of one sentence that are in that voice."""
    if text[pieces[0].start] in '“"':  # words of somebody, whom nobody was found to speak
        return ()
    table = weights()
    found: list[Inferred] = []
    cut = [clause for piece in pieces for clause in clauses(text, piece)]
    for clause in cut:
        words = _why(text, clause, cut, table)
        if words is None:
            continue
        if found and not _WORD.search(text, found[-1].span.end, clause.start):
            before = found.pop()
            clause, words = Span(before.span.start, clause.end), before.words + words
        found.append(Inferred(clause, words))
    return tuple(found)


def _why(text: str, clause: Span, sentence: Sequence[Span], table: Weights) -> Spans | None:
    """The words by which a clause infers or judges; None where it does not."""
    opening = OPENING.match(text, *clause)
    if opening is not None:
        start = next(match.start() for match in _WORD.finditer(text, *opening.span()))
        return (Span(start, opening.end()),)
    given = clues(text, clause, sentence)
    weight = math.fsum(clue.value * table.clues.get(clue.name, 0.0) for clue in given)
    return _reasons(given, table.clues) if weight > table.least else None


def clauses(text: str, piece: Span) -> Iterator[Span]:
    """The clauses of ``piece``: cut at dashes, colons, semicolons, and commas before words that begin a clause."""
    starts, ends = [piece.start], []
    begun = [match.start() for match in _WORD.finditer(text, *piece)]
    for match in _CUT.finditer(text, *piece):
        if _is_long(begun, starts[-1], match.start()) and _is_long(begun, match.end(), piece.end):
            starts.append(match.end())
            ends.append(match.start())
    for start, end in zip(starts, [*ends, piece.end], strict=True):
        words = text[start:end]
        first, last = len(words) - len(words.lstrip(_LOOSE)), len(words.rstrip(_LOOSE))
        if first < last:
            yield Span(start + first, start + last)


def _is_long(begun: Sequence[int], start: int, end: int) -> bool:
    """Whether words enough for a clause are ``begun`` between two offsets."""
    return bisect_left(begun, end) - bisect_left(begun, start) >= _FEWEST


# ----------------------------------------------------------------------------------------------------------------------- clues


class _Token(NamedTuple):
    low: str
    raw: str
    span: Span


def _tokens(text: str, span: Span) -> list[_Token]:
    found = ((match.group(), Span(*match.span())) for match in _TOKEN.finditer(text, *span))
    return [_Token(raw.lower().replace("’", "'"), raw, place) for raw, place in found]


def clues(text: str, clause: Span, sentence: Sequence[Span]) -> list[Clue]:
    """What of a ``clause`` speaks for or against a judgement; ``sentence`` are all clauses of its sentence."""
    tokens = _tokens(text, clause)
    found = [*_words(tokens), *_built(text, clause, tokens), *_predicated(tokens)]
    phrase = PHRASE.search(text, *clause)
    if phrase is not None:
        found.append(Clue("set phrase", 1.0, Span(*phrase.span())))
    around: dict[str, int] = {}
    place = bisect_left(sentence, clause)
    beside = (*sentence[max(0, place - _BESIDE) : place], *sentence[place + 1 : place + 1 + _BESIDE])
    for token in (token for other in beside for token in _tokens(text, other)):
        for kind in KIND_OF.get(token.low, ()):
            if kind in _AROUND:
                around[kind] = min(around.get(kind, 0) + 1, 2)
    found += (Clue(f"around: {kind}", float(count)) for kind, count in around.items())
    return found


def _words(tokens: Sequence[_Token]) -> Iterator[Clue]:
    """Kinds of words, each counted twice at most, and single words, each counted once."""
    seen: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if token.low == "likely" and tokens[place + 1 : place + 2] and tokens[place + 1].low.startswith("voter"):
            continue  # a term of polls
        for kind in KIND_OF.get(token.low, ()):
            seen[kind] = seen.get(kind, 0) + 1
            if seen[kind] <= 2:
                yield Clue(f"kind: {kind}", 1.0, token.span)
        known = token.raw.islower() or (place == 0 and (token.low in KIND_OF or token.low in OPENERS))  # else maybe a name
        if known and f"word: {token.low}" not in seen:
            seen[f"word: {token.low}"] = 1
            yield Clue(f"word: {token.low}", 1.0, token.span)


def _built(text: str, clause: Span, tokens: Sequence[_Token]) -> Iterator[Clue]:
    """How a clause begins, how long it is, and what it holds of figures, names and quoted words."""
    words = [token for token in tokens if token.raw[0].isalpha()]
    if tokens:
        yield Clue(f"opens: {OPENERS.get(tokens[0].low, 'other')}", 1.0)
    yield Clue("bias", 1.0)
    yield Clue("length", min(len(words), 40) / 40)
    yield Clue("names", sum(token.raw[0].isupper() for token in tokens[1:]) / (len(words) or 1))
    yield Clue("figures", min(sum(token.low[0].isdigit() or token.low in "$%" for token in tokens), 3) / 3)
    yield Clue("past", min(sum(token.low.endswith("ed") and len(token.low) > 4 for token in words), 3) / 3)
    if text[clause.start].islower():
        yield Clue("goes on", 1.0)
    if any(token.low in '“"”' for token in tokens):
        yield Clue("quoted", 1.0)
    if any(token.low == "?" for token in tokens):
        yield Clue("question", 1.0)
    adverb = next((token for token in words if token.low.endswith("ly") and len(token.low) > 5), None)
    if adverb is not None:
        yield Clue("adverb", 1.0, adverb.span)


def _predicated(tokens: Sequence[_Token]) -> Iterator[Clue]:
    """A word of praise, blame or weight behind "is", and "is a": something is called something."""
    called: Span | None = None
    named = False
    for place, token in enumerate(tokens):
        if _IS.fullmatch(token.low):
            behind = tokens[place + 1 : place + 1 + _REACH]
            called = called or next((one.span for one in behind if _WEIGHED.intersection(KIND_OF.get(one.low, ()))), None)
            named = named or (bool(behind) and behind[0].low in ("a", "an", "the"))
    if called is not None:
        yield Clue("predicated", 1.0, called)
    if named:
        yield Clue("is a", 1.0)


def _reasons(given: Sequence[Clue], table: Mapping[str, float]) -> Spans:
    """The words that weigh most, at most three, in the order of the text."""
    weight: dict[Span, float] = {}
    for clue in given:
        if clue.words is not None:
            weight[clue.words] = weight.get(clue.words, 0.0) + clue.value * table.get(clue.name, 0.0)
    best = sorted((span for span in weight if weight[span] > 0), key=lambda span: (-weight[span], span))[:_MOST_REASONS]
    kept: list[Span] = []
    for span in best:
        if weight[span] * 2 >= weight[best[0]] and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept))
