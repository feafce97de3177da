"""What a sentence means, as a vector of length 1: all-MiniLM-L6-v2 as it was published, eight-bit, in the folder beside this
file.

How near two sentences are is the cosine of their vectors. One sentence at a time, so that its vector hangs on nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """A row of ``SIZE`` numbers for each of ``texts``. Raises ``ModelError`` where the model cannot be loaded."""
    import numpy as np

    network = inference.load(FOLDER)
    begin, end = network.tokenizer.start, network.tokenizer.end
    rows = np.zeros((len(texts), SIZE), np.float32)
    for row, (pieces, _, _) in enumerate(network.tokenizer.encode(texts)):
        whole = np.array([[begin, *pieces[: _LONGEST - 2], end]], np.int64)
        rows[row] = network.run(pieces=whole)["meaning"][0]
    return rows


def digest() -> str:
    """The SHA-256 of the network, as its card gives it."""
    return str(inference.card(FOLDER)["digests"][inference.NETWORK])
