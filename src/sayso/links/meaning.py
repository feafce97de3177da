"""What a sentence means, as a vector: all-MiniLM-L6-v2 as it was published, eight-bit, in the folder beside this file.

How near two sentences are is the cosine of their vectors. One sentence at a time, so that its vector hangs on nothing else. The
numbers of a vector are rounded to bytes, so that it can be kept, and are so from the beginning: a vector that was kept and one
that is new are the same, and sums of bytes are the same in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import inference

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "meaning"
SIZE = 384
_LONGEST = 128
"""Word pieces that are read of a sentence: as many as the model was trained on."""
_MOST = 127
"""The largest number of a vector, up to its sign."""
_AT_ONCE = 4_096
"""So many pairs are held against each other at once."""


def vectors(texts: Sequence[str], threads: int = 1) -> NDArray[np.int8]:
    """A row of ``SIZE`` numbers for each of ``texts``. Raises ``ModelError`` where the model cannot be loaded."""
    import numpy as np

    network = inference.load(FOLDER)
    begin, end = network.tokenizer.start, network.tokenizer.end

    def mean(pieces: Sequence[int]) -> NDArray[np.int8]:
        whole = np.array([[begin, *pieces[: _LONGEST - 2], end]], np.int64)
        exact = network.run(pieces=whole)["meaning"][0]
        rounded: NDArray[np.int8] = np.rint(exact * (_MOST / np.abs(exact).max())).astype(np.int8)
        return rounded

    rows = np.zeros((len(texts), SIZE), np.int8)
    with ThreadPoolExecutor(threads) as pool:  # the network lets go of the interpreter while it works
        for row, found in enumerate(pool.map(mean, (pieces for pieces, _, _ in network.tokenizer.encode(texts)))):
            rows[row] = found
    return rows


def nearness(rows: NDArray[np.int8], ones: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.float64]:
    """The cosines of the vectors that stand at ``ones`` and at ``others`` in ``rows``."""
    import numpy as np

    found = np.zeros(len(ones))
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    for first in range(0, len(ones), _AT_ONCE):
        one, other = ones[first : first + _AT_ONCE], others[first : first + _AT_ONCE]
        products = np.einsum("ij,ij->i", rows[one].astype(np.float32), rows[other].astype(np.float32))
        found[first : first + _AT_ONCE] = products / (lengths[one] * lengths[other])
    return found


def digest() -> str:
    """The SHA-256 of the network, as its card gives it."""
    return str(inference.card(FOLDER)["digests"][inference.NETWORK])
