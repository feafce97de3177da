"""Short ids: so much of an id as no other of its kind begins with is enough to say which is meant."""

from __future__ import annotations

import re
import sqlite3
from typing import Literal

from sayso.corpus.packing import shown
from sayso.errors import CaseError

Named = Literal["article", "statement", "source", "outlet", "review", "claim", "link", "claim-review"]
"""What has an id in a case."""

_TABLES: dict[Named, str] = {
    "article": "articles",
    "statement": "statements",
    "source": "parties",
    "outlet": "outlets",
    "review": "reviews",
    "claim": "claims",
    "link": "links",
    "claim-review": "claim_reviews",
}
_LISTED_BY: dict[Named, str] = {
    "article": "ls",
    "statement": "statements",
    "source": "sources",
    "outlet": "outlets",
    "review": "reviews",
    "claim": "claims",
    "link": "links",
    "claim-review": "reviews",
}
_MOST = 5
_SHORT = re.compile(r"(?:(?P<kind>[a-z]+(?:-[a-z]+)?)-)?(?P<digits>[0-9a-f]{4,16})")


def whole(connection: sqlite3.Connection, kind: Named, asked: str) -> str:
    """The id that ``asked`` is, or begins; ``asked`` itself where it is neither: it may be a name.

    The word before the digits may be left out, and digits behind the fourth. Raises ``CaseError`` where several ids begin so.
    """
    found = _SHORT.fullmatch(asked)
    if found is None or found["kind"] not in (None, kind):
        return asked
    table, begins = _TABLES[kind], f"{kind}-{found['digits']}"
    rows = connection.execute(
        f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (begins, f"{begins}g", _MOST + 1)
    ).fetchall()
    ids = [row[0] for row in rows]
    if len(ids) > 1 and begins not in ids:
        more = ", ..." if len(ids) > _MOST else ""
        raise CaseError(
            f"{shown(asked)} is the beginning of {', '.join(ids[:_MOST])}{more}; give more of the id "
            f"(“sayso {_LISTED_BY[kind]} CASE --json” lists them in full)"
        )
    return begins if begins in ids else ids[0] if ids else asked
