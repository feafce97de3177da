"""A network that sees what a test tells it to, in place of one that was trained."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.joined import CASES
from sayso.inference import Network, WordPieces

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PIECES = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *_LETTERS, *(f"##{one}" for one in _LETTERS), *".,“”‘’"])
_NAMES = {number: piece.removeprefix("##") for piece, number in _PIECES.vocabulary.items()}


class _Reader:
    def __init__(self, told: tuple[tuple[str, str, str], ...], calibration: dict[str, list[float]]) -> None:
        self.tokenizer = _PIECES
        self.card: dict[str, Any] = {
            "transitions": [[0.0] * 7] * 7,
            "calibration": {case: [1.0, 0.0] for case in CASES} | calibration,
        }
        self.told = [[words.lower().replace(" ", "") for words in triple] for triple in told]
        self.windows: list[str] = []

    def run(self, *, pieces: NDArray[np.int64], kinds: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
        count = pieces.shape[1]
        labels = np.full((1, count, 7), -6.0, dtype=np.float32)
        labels[0, :, 0] = 0
        points = np.full((1, count, count), -6.0, dtype=np.float32)
        points[0, :, 0] = 0
        shown = [_NAMES[number] for number in pieces[0]]
        line = "".join("|" if name.startswith("[") else name for name in shown)
        self.windows.append(line)
        for triple in self.told:
            at = [line.find(words) if words else -1 for words in triple]
            for role, (place, words) in enumerate(zip(at, triple, strict=True)):
                if place < 0 or (triple[1] and at[1] < 0):
                    continue
                labels[0, place : place + len(words), 2 * role + 2] = 6
                labels[0, place, 2 * role + 1] = 9
                if role and at[role - 1] >= 0:
                    points[0, place : place + len(words), at[role - 1]] = 6
        return {"labels": labels, "pointers": points}


def reader(*told: tuple[str, str, str], calibration: dict[str, list[float]] | None = None) -> Network:
    """A network that sees the triples ``told``, each the words of source, cue and content, in every window that holds them.

    A content without a cue may be told; words are found by their letters. Its ``windows`` are what it was shown.
    """
    return cast(Network, _Reader(told, calibration or {}))
