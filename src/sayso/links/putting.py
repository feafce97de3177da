"""What a page puts, as numbers: of each statement what it means, in itself and in its sentence, its figures, and how much it says.

It takes the sentence model some 50 milliseconds a page, so it is made for pages only that have something to compare, and kept as
bytes. Of the sentences in a page's own voice only the first ``OWN`` are looked at.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso import spans
from sayso.annotation import annotate
from sayso.errors import CaseError
from sayso.links import meaning
from sayso.links.amounts import amounts
from sayso.links.features import Subject, pack, unpack
from sayso.links.rarity import rarity
from sayso.links.words import Words, hash_of, plain
from sayso.records import Article, Dossier, Figure, Span, Spans, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OWN = 12
"""So many sentences in a page's own voice are compared, the headline among them."""
TELLING = 8.0
"""The same words are the same claim where the rarities of the words add up to this: "11" or "it" may be about anything."""
_SAYING = 2.5
"""A statement without a figure and with less in its words than this is not compared: "it", "to comment"."""
_COMMON = 0.9
"""Words that stand in more than two of five articles tell nothing of what a sentence is about."""
_LEADING = re.compile(r"^(?:that|how|whether|why)\s+", re.I)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NUMBER_RARITY = 3.0
_SCALE = 127.0


class Puts(NamedTuple):
    """The statements of a page that are compared, a row each; ``contents`` and ``sentences`` are vectors of length 1."""

    places: NDArray[np.int32]
    is_said: NDArray[np.bool_]
    sentence: NDArray[np.int32]
    """The row of its sentence among ``sentences``."""
    held: NDArray[np.int32]
    """The row of the statement that holds most of what this one says, or -1."""
    contents: NDArray[np.float32]
    sentences: NDArray[np.float32]
    valued: NDArray[np.int32]
    values: NDArray[np.float64]
    """A row a figure: what it is of, in which state, in which unit (hashes as numbers), from, to, and whether that is known;
    ``valued`` is the row of its statement."""

    def values_of(self, row: int) -> NDArray[np.float64]:
        """The figures of a statement."""
        return self.values[self.valued == row]

    def holds(self, one: int, other: int) -> bool:
        """Whether one of two statements is most of the other."""
        return bool(self.held[one] == other or self.held[other] == one)


def content_of(article: Article, statement: Statement) -> str:
    """The words of a statement without what only ties them to their sentence."""
    return _LEADING.sub("", article.slice(statement.spans).strip(" “”‘’\"',."))


def key_of(text: str) -> int:
    """A hash of the words of a text, the same for texts of the same words; 0 where they may be about anything."""
    return hash_of(" ".join(plain(word) for word in _WORD.findall(text))) if weight(text) >= TELLING else 0


def weight(text: str) -> float:
    """How much the words of a text tell: the sum of their rarities."""
    return sum(stems(text).values())


# ----------------------------------------------------------------------------------------------------------------- as numbers


def puts(dossier: Dossier, words: Words) -> bytes:
    """What a page puts, as bytes."""
    import numpy as np

    article, annotation = dossier.article, annotate(dossier.article)
    values = _values(Subject(dossier, annotation, words))
    texts = [content_of(article, one) for one in dossier.statements]
    places = list(_compared(dossier, texts, values))
    around = [_around(annotation.sentences, dossier.statements[place].spans) for place in places]
    contexts = {span: article.text[slice(*span)] for span in sorted(set(around))}
    rows = {span: row for row, span in enumerate(contexts)}
    row_of = {place: row for row, place in enumerate(places)}
    listed = [(row_of[place], value) for place in places for value in values.get(place, ())]
    columns = {
        "places": np.array(places, np.int32),
        "is_said": np.array([dossier.statements[place].voice == "attributed" for place in places], bool),
        "sentence": np.array([rows[span] for span in around], np.int32),
        "held": np.array([row_of.get(_holder(dossier, place, texts), -1) for place in places], np.int32),
        "contents": _small(meaning.vectors([texts[place] for place in places])),
        "sentences": _small(meaning.vectors(list(contexts.values()))),
        "valued": np.array([row for row, _ in listed], np.int32),
        "values": np.array([value for _, value in listed], np.float64).ravel(),
    }
    return pack({"puts": columns})


def unpacked(data: bytes) -> Puts:
    """What a page puts again. Raises ``CaseError`` where the bytes are not those of ``puts``."""
    columns = unpack(data).get("puts", {})
    if columns.keys() != set(Puts._fields):
        raise CaseError("what is kept of an article is damaged; “sayso link --anew” makes it again")
    shaped = {name: _large(columns[name]) for name in ("contents", "sentences")} | {"values": columns["values"].reshape(-1, 6)}
    return Puts(**columns | shaped)


def _small(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    import numpy as np

    return np.round(vectors * _SCALE).astype(np.int8).ravel()


def _large(cells: NDArray[np.int8]) -> NDArray[np.float32]:
    import numpy as np

    vectors = cells.reshape(-1, meaning.SIZE).astype(np.float32)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def _compared(dossier: Dossier, texts: Sequence[str], values: dict[int, list[tuple[float, ...]]]) -> Iterable[int]:
    """The places of the statements that are compared."""
    own = 0
    for place, one in enumerate(dossier.statements):
        own += one.voice != "attributed"
        if (one.voice == "attributed" or own <= OWN) and (values.get(place) or weight(texts[place]) >= _SAYING):
            yield place


def _around(sentences: Spans, content: Spans) -> Span:
    """From the beginning of the first sentence of a statement to the end of the last, if it is not far."""
    starts = [one.start for one in sentences]
    first = max(bisect_right(starts, content[0].start) - 1, 0)
    last = max(bisect_right(starts, content[0].end - 1) - 1, first)
    return Span(min(sentences[first].start, content[0].start), max(sentences[last].end, content[0].end)) if sentences else content[0]


def _holder(dossier: Dossier, place: int, texts: Sequence[str]) -> int:
    """The place of the statement that this one is the most of."""
    inner = dossier.statements[place]
    held = weight(texts[place])
    for other, outer in enumerate(dossier.statements):
        if other != place and outer.chain and inner.chain and spans.inside(inner.spans, outer.spans):
            if held >= 0.6 * weight(texts[other]):
                return other
    return -1


def _values(subject: Subject) -> dict[int, list[tuple[float, ...]]]:
    """The figures of each statement by its place: what they are of where that is known."""
    places = {one.id: place for place, one in enumerate(subject.dossier.statements)}
    sure = {
        one.figure.span: (_number(one.thing), _number(one.state), _number(one.unit), one.low, one.high, 1.0)
        for one in amounts(subject)
        if one.statement >= 0
    }
    found: dict[int, list[tuple[float, ...]]] = {}
    for figure in subject.dossier.figures:
        if figure.statement is not None:
            found.setdefault(places[figure.statement], []).append(sure.get(figure.span) or _value(figure))
    return found


def _value(figure: Figure) -> tuple[float, ...]:
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    return (0.0, 0.0, _number(figure.unit), low, high, 0.0)


def _number(word: str) -> float:
    return float(hash_of(word) >> 12) if word else 0.0


# ------------------------------------------------------------------------------------------------------------------- the words


def stems(text: str) -> dict[str, float]:
    """The words of a text that tell what it is about, without their endings, and how rare they are."""
    found: dict[str, float] = {}
    for word in _WORD.findall(text):
        rare = _NUMBER_RARITY if word.isdigit() else rarity(word)
        if rare > _COMMON:
            stem = _stem(plain(word))
            found[stem] = max(rare, found.get(stem, 0.0))
    return found


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
