"""What texts of articles mean, kept in the case: each is asked of the network once, however often linking compares it.

A vector is of an article and of the words of a text: it goes with the article, and bears the digest of the network. Nothing is
kept of what was never compared.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from sayso.corpus.opening import transaction
from sayso.links import meaning
from sayso.links.stacks import damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DIGEST = 16
"""So many characters of the digest of the network are kept with each vector."""


class Meanings:
    """Where it is looked up what texts mean, in an open case; ``threads`` ask the network for what is lacking."""

    def __init__(self, connection: sqlite3.Connection, path: str, *, threads: int = 1) -> None:
        self._connection = connection
        self._path = path
        self._threads = threads

    def of(self, texts: Sequence[tuple[int, str]]) -> NDArray[np.int8]:
        """The vector of each of ``texts``, given with the numbers of their articles. Those that are lacking are made and kept.
        Raises ``CaseError`` where one that was kept is damaged."""
        import numpy as np

        keys = [(article, _key(text)) for article, text in texts]
        known = self._known({article for article, _ in keys})
        lacking = {key: text for key, (_, text) in zip(keys, texts, strict=True) if key not in known}
        if lacking:
            distinct = list(dict.fromkeys(lacking.values()))
            made = dict(zip(distinct, meaning.vectors(distinct, self._threads), strict=True))
            known |= self._keep({key: made[text].tobytes() for key, text in lacking.items()})
        found = np.frombuffer(b"".join(known[key] for key in keys), np.int8)
        if len(found) != len(keys) * meaning.SIZE or not found.reshape(-1, meaning.SIZE).any(axis=1).all():
            raise damaged()
        return found.reshape(-1, meaning.SIZE)

    def _known(self, articles: set[int]) -> dict[tuple[int, int], bytes]:
        """The vectors that are kept of these articles."""
        rows = self._connection.execute(
            "SELECT article, words, vector FROM meanings WHERE article IN (SELECT value FROM json_each(?)) AND made_by = ?",
            (json.dumps(sorted(articles)), meaning.digest()[:_DIGEST]),
        )
        return {(article, words): vector for article, words, vector in rows}

    def _keep(self, made: dict[tuple[int, int], bytes]) -> dict[tuple[int, int], bytes]:
        """Write vectors, in the transaction that is open, else at once. Those of an article that is gone are not kept."""
        rows = [(*key, meaning.digest()[:_DIGEST], vector) for key, vector in made.items()]
        with nullcontext() if self._connection.in_transaction else transaction(self._connection, self._path):
            self._connection.executemany(
                "INSERT OR REPLACE INTO meanings (article, words, made_by, vector)"
                " SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM articles WHERE number = ?1)",
                rows,
            )
        return made


def _key(text: str) -> int:
    """By what a text of an article is known: a digest of its words, as a number."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
