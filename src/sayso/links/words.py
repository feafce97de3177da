"""The words of an article as numbers, in the order of its text: what passages and quotations are compared by.

Only blocks that are read for who says what have words here (``READ_LABELS``). A word is compared without case, accents and
punctuation, and "don't" is one word however its apostrophe is written; a number stays as it is written. Equal words have equal
hashes on every machine.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.records import READ_LABELS, Article, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUOTED, HEADLINE, CAPTION = 1, 2, 4
"""Bits of ``Words.flags``: inside quotation marks that are speech; of a headline or standfirst; of a caption."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TOP = frozenset({"headline", "standfirst"})


class Words(NamedTuple):
    """A column an entry, a row a word: its hash, where it stands in ``Article.text`` (code points), the number of its block
    among those that are read, and its flags."""

    hashes: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    blocks: NDArray[np.int32]
    flags: NDArray[np.uint8]

    def span(self, first: int, end: int) -> Span:
        """The code points of the words ``[first, end)``; ``first`` < ``end``."""
        return Span(int(self.starts[first]), int(self.ends[end - 1]))


def words(article: Article, quoted: tuple[Span, ...] = ()) -> Words:
    """The words of an article; ``quoted`` are its spans between quotation marks that are speech, in order."""
    import numpy as np

    hashes, starts, ends, blocks, flags = [], [], [], [], []
    read = [block for block in article.blocks if block.label in READ_LABELS]
    for number, block in enumerate(read):
        flag = HEADLINE if block.label in _TOP else CAPTION if block.label == "caption" else 0
        for found in _WORD.finditer(article.text, *block.span):
            hashes.append(hash_of(found[0]))
            starts.append(found.start())
            ends.append(found.end())
            blocks.append(number)
            flags.append(flag)
    made = Words(
        np.array(hashes, np.int64),
        np.array(starts, np.int32),
        np.array(ends, np.int32),
        np.array(blocks, np.int32),
        np.array(flags, np.uint8),
    )
    for span in quoted:
        inside = slice(*np.searchsorted(made.starts, [span.start, span.end]))
        made.flags[inside] |= QUOTED
    return made


@lru_cache(maxsize=1 << 17)
def hash_of(word: str) -> int:
    """The hash of a word, or of any text that is compared: signed, 64 bits, the same everywhere."""
    digest = hashlib.blake2b(plain(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def plain(word: str) -> str:
    """What of a word is compared."""
    folded = word.casefold().replace("’", "'")
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded)
    return "".join(character for character in apart if not unicodedata.combining(character))
