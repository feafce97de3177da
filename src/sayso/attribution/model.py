"""The second engine: attributions by a small network, read again inside what it found.

The article is shown to the network window by window; what it tags and where it points makes attributions (``decoding``). The
network was taught on flat marks, so chains come from reading again: each content in which a cue may stand is shown
to it by itself, quotation marks taken off, and what is found there hangs on the attribution around it.

Where the network and the quotation marks disagree, the marks win in two ways, and only these: a content that holds most of
a quotation in which nothing else was found holds all of it; and a quotation that opens anew in each paragraph, or is longer
than a window, is one content if one speaker was found for it.

Scores are the decoder's raw sureness; ``joined`` makes probabilities of them. This file does not train, and does not say who a
source is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso import inference, spans
from sayso.attribution import lexicon, tensors
from sayso.attribution.decoding import Triple, allowed, decode
from sayso.attribution.tensors import Window
from sayso.inference import Network
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Form, Quotation, Span, Spans, identity

ENGINE = "model"
FOLDER = Path(__file__).parent / "attributor"
"""The model that comes with sayso."""

DEEPEST = 4
"""How often contents are read again inside contents."""
_FEWEST = 12
"""A content of fewer characters holds no attribution of its own."""
_STRAY = 2
"""So many characters of a direct content may stand outside the marks: a comma, a full stop."""
_WORD = re.compile(r"[a-z]+")


@dataclass(slots=True, eq=False)
class _Seen:
    """An attribution in the making."""

    source: Spans
    cue: Spans
    content: Spans
    sure: float
    parent: _Seen | None = None

    @property
    def all(self) -> Spans:
        return spans.normal(self.source + self.cue + self.content)


def find(article: Article, annotation: Annotation, *, network: Network | None = None) -> tuple[Attribution, ...]:
    """All attributions that the network sees in ``article``, however unsure, in the order of their contents.

    ``network`` is the model to use; where None, the one that comes with sayso. Raises ``ModelError`` where that cannot be
    loaded.
    """
    network = network or inference.load(FOLDER)
    lines = spans.lines(article.text, (block.span for block in article.labelled(*READ_LABELS)))
    table = allowed(np.array(network.card["transitions"], dtype=np.float32))
    reading = _Reading(article.text, annotation.sentences, network, table)
    seen = _read(reading, annotation.quotations, lines)
    seen = _gone_on(article.text, annotation.quotations, seen)
    for one in seen:
        one.content = _whole(annotation.quotations, one, seen)
    every = list(seen)
    for _ in range(DEEPEST):
        seen = _inner(reading, annotation.quotations, seen)
        every += seen
    return _finished(article, annotation, every)


def threshold() -> float:
    """The confidence under which attributions are left out by default: the one that the card gives."""
    return float(inference.card(FOLDER)["threshold"])


def digest() -> str:
    """The SHA-256 of the network that comes with sayso, as its card gives it."""
    return str(inference.card(FOLDER)["digests"][inference.NETWORK])


# ------------------------------------------------------------------------------------------------------------------ one reading


class _Reading(NamedTuple):
    """What stays the same while an article is read and read again: its text, the network, and the labels it allows in a row."""

    text: str
    sentences: Spans
    network: Network
    table: NDArray[np.float64]


def _read(reading: _Reading, quotations: Sequence[Quotation], lines: Sequence[Span]) -> list[_Seen]:
    """What the network sees in ``lines``, in the order of the text."""
    rows = tensors.rows(reading.text, quotations, reading.sentences, lines, reading.network.tokenizer)
    return _shown(reading, tensors.windows(rows, reading.network.tokenizer))


def _shown(reading: _Reading, windows: Iterable[Window]) -> list[_Seen]:
    """What the network sees in ``windows``, in the order of the text."""
    out: list[_Seen] = []
    for window in windows:
        seen = reading.network.run(pieces=np.array([window.pieces]), kinds=np.array([window.kinds]))
        found = decode(window, seen["labels"][0], seen["pointers"][0], reading.table)
        out += (one for one in (_seen(reading.text, triple) for triple in found) if one is not None)
    return sorted(out, key=lambda one: (one.content[0], one.cue))


def _seen(text: str, triple: Triple) -> _Seen | None:
    cue = spans.join(text, [triple.cue.span]) if triple.cue else ()
    source = spans.cut(spans.join(text, [one.span for one in triple.sources]), cue)
    content = spans.join(text, spans.cut([one.span for one in triple.contents], cue + source))
    return _Seen(source, cue, content, triple.sure) if content else None


# ------------------------------------------------------------------------------------------------- the network and the marks


def _gone_on(text: str, quotations: Sequence[Quotation], seen: Sequence[_Seen]) -> list[_Seen]:
    """The same, with the further pieces of a quotation, in another paragraph or window, given to whoever speaks."""
    gone: set[_Seen] = set()
    for quotation in quotations:
        if quotation.depth:
            continue
        touched = [
            one for one in _near(seen, quotation.spans) if one not in gone and spans.overlap(one.content, quotation.spans)
        ]
        spoken = [one for one in touched if one.cue or one.source]
        alone = [one for one in touched if not (one.cue or one.source)]
        if len(spoken) != 1 or (len(quotation.spans) == 1 and not alone):
            continue
        speaker = spoken[0]
        taken = [piece for one in _near(seen, quotation.spans) for piece in one.source + one.cue]
        speaker.content = spans.join(text, spans.cut((*speaker.content, *quotation.spans), taken))
        gone.update(alone)
    return [one for one in seen if one not in gone]


def _near(seen: Sequence[_Seen], pieces: Spans) -> Sequence[_Seen]:
    """Those of ``seen`` (in the order of their contents) whose content begins not far from ``pieces``."""
    first = bisect_left(seen, pieces[0].start - tensors.FAR, key=lambda one: one.content[0].start)
    last = bisect_right(seen, pieces[-1].end + tensors.FAR, key=lambda one: one.content[0].start)
    return seen[first:last]


def _whole(quotations: Sequence[Quotation], one: _Seen, seen: Sequence[_Seen]) -> Spans:
    """The content of ``one`` with all of each quotation that it holds most of, if nobody else has a part in that."""
    content = one.content
    for quotation in tensors.about(quotations, content):
        whole = quotation.spans
        if quotation.depth or len(whole) > 1 or not quotation.closed or not quotation.opened:
            continue
        rest = spans.cut(whole, content)
        if not rest or 2 * spans.size(rest) >= spans.size(whole) or spans.overlap(rest, one.source + one.cue):
            continue
        if not any(spans.overlap(rest, other.all) for other in _near(seen, whole) if other is not one):
            content = spans.normal(content + rest)
    return content


# --------------------------------------------------------------------------------------------------------------------- chains


def _inner(reading: _Reading, quotations: Sequence[Quotation], seen: Sequence[_Seen]) -> list[_Seen]:
    """What the network sees inside the contents of ``seen`` when it is shown each by itself."""
    text, sentences, network, _ = reading
    out: list[_Seen] = []
    for one in seen:
        if not may_hold(text, one.content):
            continue
        rows = tensors.inner_rows(text, quotations, sentences, one.content, network.tokenizer)
        for inner in _shown(reading, tensors.windows(rows, network.tokenizer, inside=True)):
            if inner.cue and inner.content != one.content:
                inner.parent = one
                out.append(inner)
    return out


def may_hold(text: str, content: Spans) -> bool:
    """Whether ``content`` is long enough to hold an attribution and has a word that can be a cue's: if not, it is not read."""
    pieces = (text[start:end].lower() for start, end in spans.lines(text, content) if end - start >= _FEWEST)
    return any(word in lexicon.HEADS for piece in pieces for word in _WORD.findall(piece))


# ------------------------------------------------------------------------------------------------------------------ as records


def _finished(article: Article, annotation: Annotation, seen: Sequence[_Seen]) -> tuple[Attribution, ...]:
    made: dict[str, Attribution] = {}
    ids: dict[_Seen, str] = {}
    for one in seen:
        form = form_of(annotation.quotations, one.content)
        if not (one.source or one.cue or form != "indirect"):
            continue
        key = identity("attribution", article.id, str(one.source), str(one.cue), str(one.content))
        if key in made:
            continue
        ids[one] = key
        made[key] = Attribution(
            id=key,
            source=one.source,
            cue=one.cue,
            content=one.content,
            parent=ids.get(one.parent) if one.parent is not None else None,
            form=form,
            score=round(one.sure, 6),
            engine=ENGINE,
            reason=f"network: “{article.slice(one.cue)}”" if one.cue else "network: quotation marks",
        )
    return tuple(sorted(made.values(), key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue)))


def form_of(quotations: Sequence[Quotation], content: Spans) -> Form:
    """Direct where all of the content stands between quotation marks, mixed where some of it does."""
    near = tensors.about(quotations, content)
    spoken = (quotation for quotation in near if quotation.use == "speech" and not quotation.depth)
    size = spans.size(content)
    bare = spans.size(spans.cut(content, (piece for quotation in spoken for piece in quotation.spans)))
    return "indirect" if bare == size else "direct" if bare <= _STRAY else "mixed"
