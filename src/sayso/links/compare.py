"""Two pages side by side: which passages stand in both, how much of each stands in the other, and which sentences.

    compare(left_words, right_words, left_sentences, right_sentences)

All running words count, quoted ones too: this shows what is there, and does not say who has it from whom.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from sayso.links.alignment import Passage, align
from sayso.links.fingerprints import running
from sayso.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.links.words import Words

Derived = Literal["wholly", "partly", "not"]
"""How much of a sentence stands in the other page."""

LEAST = 5
"""Passages of fewer words are said by anybody."""
_WHOLLY, _PARTLY = 0.8, 0.2
"""These shares of the words of a sentence make it derived; what stands alike in part must also be ``LEAST`` words."""


class Sentence(NamedTuple):
    """A sentence, or a part of one: how many of its words there are, and how many of them stand in the other page."""

    span: Span
    words: int
    shared: int
    derived: Derived


class Comparison(NamedTuple):
    """Two pages side by side. ``left_runs[n]`` and ``right_runs[n]`` are one passage; they are sorted by the left page, so that
    those of the right page jump where it has them in another order. The shares are of running words, headlines and captions
    aside."""

    left_runs: tuple[Span, ...]
    right_runs: tuple[Span, ...]
    left_share: float
    right_share: float
    left_sentences: tuple[Sentence, ...]
    right_sentences: tuple[Sentence, ...]


def compare(left: Words, right: Words, left_sentences: Iterable[Span] = (), right_sentences: Iterable[Span] = ()) -> Comparison:
    """What two pages share, given their words and sentences. Sentences without running words (headlines) are passed over."""
    ours, theirs = running(left), running(right)
    least = min(LEAST, len(ours), len(theirs))
    passages = [one for one in align(left.hashes[ours], right.hashes[theirs]) if len(one.left) >= least]
    return Comparison(
        left_runs=tuple(_span(left, ours, passage.spans[0]) for passage in passages),
        right_runs=tuple(_span(right, theirs, passage.spans[1]) for passage in passages),
        left_share=share(passages, len(ours)),
        right_share=share(passages, len(theirs)),
        left_sentences=_sentences(left, ours, [passage.left for passage in passages], left_sentences),
        right_sentences=_sentences(right, theirs, [passage.right for passage in passages], right_sentences),
    )


def share(passages: Iterable[Passage], words: int) -> float:
    """Which share of so many ``words`` stands in the passages."""
    return sum(len(passage.left) for passage in passages) / words if words else 0.0


def _sentences(
    words: Words, at: NDArray[np.intp], shared: list[NDArray[np.intp]], sentences: Iterable[Span]
) -> tuple[Sentence, ...]:
    import numpy as np

    marked = np.zeros(len(at) + 1, np.intp)
    for places in shared:
        marked[places + 1] = 1
    total = np.cumsum(marked)
    found = []
    for span in sentences:
        first, end = np.searchsorted(words.starts[at], [span.start, span.end]).tolist()
        if first < end:
            found.append(_sentence(Span(*span), end - first, int(total[end] - total[first])))
    return tuple(found)


def _sentence(span: Span, words: int, shared: int) -> Sentence:
    if shared >= _WHOLLY * words:
        return Sentence(span, words, shared, "wholly")
    partly = shared >= LEAST and shared >= _PARTLY * words
    return Sentence(span, words, shared, "partly" if partly else "not")


def _span(words: Words, at: NDArray[np.intp], places: tuple[int, int]) -> Span:
    first, end = places
    return words.span(int(at[first]), int(at[end - 1]) + 1)
