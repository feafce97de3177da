"""Copies: pages that have whole passages of another page, word for word but for small edits.

Pages that share fingerprints (``fingerprints``) are proposed in SQL, each page with the earliest that has one of its own: a
story with a thousand copies is a star of a thousand pairs, and nothing is cut off because it is common. Two kinds of
fingerprints prove nothing: those of boilerplate, which began with an owner and recur over several otherwise different pages of
it, and those of stock phrases, which are most often all that two pages share; between other owners' pages boilerplate is no
more than a stock phrase. What is proposed is aligned word by word (``passages``).

A copy runs from the later page to the earlier one; where times do not tell, from the page that cites the other, or from one
that is the beginning of the other and no more. Pages that both credit one agency may both have it from there: their tie is not
directed. Pages of one address are versions of each other, no copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sayso import outlets
from sayso.links import Tie
from sayso.links.features import Sheet, Subject
from sayso.links.fingerprints import fingerprints
from sayso.links.passages import Common, Copy, Side, copied, is_clipped, side, told
from sayso.links.words import hash_of
from sayso.names import bare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.links import Articles, Tables
    from sayso.records import Article

SHARED = 2
"""Two pages are compared where they share so many fingerprints that count."""
_FEW = 4
"""Pages that share so few fingerprints may have nothing in common but a phrase."""
_SEVERAL = 3
"""What so many otherwise different pages of one owner have is its boilerplate; a phrase of so many pairs is a stock one."""
_KEPT = 256
"""So many articles are kept at hand while pairs are aligned."""


def _prints(subject: Subject) -> Iterator[tuple[int]]:
    return ((one,) for one in sorted(set(fingerprints(subject.words)[0].tolist())))


def _credits(subject: Subject) -> Iterator[tuple[int]]:
    return ((body,) for body in sorted(_credited(subject.dossier.article)))


def _credited(article: Article) -> dict[int, str]:
    """Whom a page credits with its text, its own outlet aside: the hash of the body, and its name as it stands there."""
    others = [name for name in article.credit if not outlets.is_own(name, article.outlet)]
    known = [outlets.outlet(name) for name in others]
    return {hash_of(bare(name) if one is None else one.name): name for name, one in zip(others, known, strict=True)}


SHEETS = (Sheet("prints", {"print": "int64"}, _prints), Sheet("credits", {"body": "int64"}, _credits))


# ----------------------------------------------------------------------------------------------------------------- candidates


def candidates(tables: Tables) -> dict[str, NDArray[np.int64]]:
    """The pairs of pages that may be copies, of the sheets, ``pages``, and ``ties`` where citations are known.

    ``left`` is the later one, or the one that cites; ``ordered`` where time tells it, ``cited`` where it cites ``right``;
    ``owner`` and ``other`` are their owners, or 0, ``one_credit`` is a body that both credit, or 0; ``stock`` and
    ``boilerplate`` stand for the fingerprints of such that both have. A row changes only with the two pages, or with what is
    stock and boilerplate of theirs.
    """
    _star(tables)
    _boilerplate(tables)
    _stock(tables)
    tables.view("copy_citing", _CITING if _is_there(tables, "ties") else _NONE_CITING)
    tables.table("copy_pairs", _PAIRS)
    for done in ("copy_edges", "copy_counts", "copy_sizes"):
        tables.table(done, "SELECT 0 AS nothing WHERE false")  # makes room
    tables.table("copy_shared", _COMMON_SHARED)
    return tables.columns(_CANDIDATES)


def _is_there(tables: Tables, name: str) -> bool:
    return any(tables.rows(f"SELECT 1 FROM information_schema.tables WHERE table_name = '{name}'"))


def _star(tables: Tables) -> None:
    """Each page with the earliest page that has one of its fingerprints, once for each: ``copy_edges``."""
    tables.table(
        "copy_firsts",
        "SELECT print, min(rank) AS first FROM prints JOIN pages USING (article) GROUP BY print HAVING count(*) > 1",
    )
    tables.table(
        "copy_edges",
        """SELECT p.article AS later, e.article AS earlier, print FROM prints JOIN pages p USING (article)
        JOIN copy_firsts f USING (print) JOIN pages e ON e.rank = f.first WHERE p.rank > f.first""",
    )
    tables.table("copy_counts", "SELECT later, earlier, count(*) AS shared FROM copy_edges GROUP BY ALL")


def _boilerplate(tables: Tables) -> None:
    """The fingerprints that several otherwise different pages of one owner have, of which one is the earliest of all, and the
    owner."""
    tables.table("copy_sizes", "SELECT article, count(*) AS n FROM prints GROUP BY article")
    tables.table(
        "copy_boilerplate",
        f"""WITH different AS (
            SELECT later, earlier, l.owner, CASE l.address WHEN 0 THEN later ELSE l.address END AS page
            FROM copy_counts JOIN pages l ON l.article = later JOIN pages r ON r.article = earlier
            JOIN copy_sizes a ON a.article = later JOIN copy_sizes b ON b.article = earlier
            WHERE l.owner = r.owner AND l.owner <> 0 AND (l.address <> r.address OR l.address = 0)
            AND 2 * shared < least(a.n, b.n)
        )
        SELECT print, owner FROM copy_edges JOIN different USING (later, earlier)
        GROUP BY print, owner HAVING count(DISTINCT page) >= {_SEVERAL - 1}""",
    )


def _stock(tables: Tables) -> None:
    """The fingerprints of phrases that pages share which share hardly anything else, more often than pages that do."""
    few = f"count(*) FILTER (shared <= {_FEW})"
    tables.table(
        "copy_stock",
        f"""SELECT print FROM copy_edges JOIN copy_counts USING (later, earlier) ANTI JOIN copy_boilerplate USING (print)
        GROUP BY print HAVING {few} >= {_SEVERAL} AND 2 * {few} > count(*)""",
    )
    tables.view("copy_common", "SELECT print FROM copy_boilerplate UNION SELECT print FROM copy_stock")


_CITING = """SELECT DISTINCT "left", "right" FROM ties WHERE relation = 2"""
_NONE_CITING = """SELECT 0 AS "left", 0 AS "right" WHERE false"""

# A page that cites another is held against it even where both have the same passages of an earlier one.
_PAIRS = f"""
    WITH telling AS (SELECT * FROM copy_edges ANTI JOIN copy_common USING (print)),
    star AS (SELECT later, earlier FROM telling GROUP BY ALL HAVING count(*) >= {SHARED}),
    asked AS (
        SELECT DISTINCT greatest(p.rank, q.rank) AS late, least(p.rank, q.rank) AS early
        FROM copy_citing JOIN pages p ON p.article = "left" JOIN pages q ON q.article = "right"
    ), siblings AS (
        SELECT DISTINCT l.article AS one, r.article AS other
        FROM asked JOIN pages l ON l.rank = late JOIN pages r ON r.rank = early
        JOIN star a ON a.later = l.article JOIN star b ON b.later = r.article AND b.earlier = a.earlier
    )
    SELECT later, earlier FROM star
    UNION
    SELECT one, other FROM siblings JOIN telling a ON a.later = one JOIN telling b ON b.later = other AND b.print = a.print
    GROUP BY ALL HAVING count(*) >= {SHARED}"""

_COMMON_SHARED = """
    WITH marked AS (SELECT article, print FROM prints SEMI JOIN copy_common USING (print)),
    ours AS MATERIALIZED (SELECT later, earlier, print FROM copy_pairs JOIN marked a ON a.article = later)
    SELECT later, earlier, bit_xor(print) AS stock,
        coalesce(bit_xor(print) FILTER (EXISTS (
            FROM copy_boilerplate b WHERE b.print = o.print AND b.owner IN (l.owner, r.owner))), 0) AS boilerplate
    FROM ours o JOIN marked m USING (print)
    JOIN pages l ON l.article = later JOIN pages r ON r.article = earlier
    WHERE m.article = earlier GROUP BY ALL"""
"""What is materialized is joined first: by fingerprints alone, stock phrases and boilerplate would be millions of rows."""

_CANDIDATES = """
    WITH credited AS (
        SELECT later, earlier, min(a.body) AS body
        FROM copy_pairs JOIN credits a ON a.article = later JOIN credits b ON b.article = earlier AND b.body = a.body
        GROUP BY ALL
    ), seen AS (
        SELECT c.later, c.earlier, coalesce(stock, 0) AS stock, coalesce(boilerplate, 0) AS boilerplate,
            coalesce(l.first > r.last AND NOT isnan(l.first) AND NOT isnan(r.last), false) AS ordered,
            l.owner, r.owner AS other, l.words > r.words AS longer,
            EXISTS (FROM copy_citing t WHERE t.left = c.later AND t.right = c.earlier) AS forth,
            EXISTS (FROM copy_citing t WHERE t.left = c.earlier AND t.right = c.later) AS back,
            coalesce(body, 0) AS one_credit
        FROM copy_pairs c LEFT JOIN copy_shared USING (later, earlier) LEFT JOIN credited USING (later, earlier)
        JOIN pages l ON l.article = c.later JOIN pages r ON r.article = c.earlier
        WHERE l.address <> r.address OR l.address = 0
    ), turned AS (
        SELECT *, NOT ordered AND (back AND NOT forth OR back = forth AND longer) AS turn FROM seen
    )
    SELECT CAST(CASE WHEN turn THEN earlier ELSE later END AS BIGINT) AS "left",
        CAST(CASE WHEN turn THEN later ELSE earlier END AS BIGINT) AS "right", stock, boilerplate,
        CAST(ordered AS BIGINT) AS ordered, CAST(CASE WHEN turn THEN back ELSE forth END AND back <> forth AS BIGINT) AS cited,
        owner, other, one_credit
    FROM turned ORDER BY ALL"""


# --------------------------------------------------------------------------------------------------------------- verification


class _Pair(NamedTuple):
    """A row of ``candidates``."""

    left: int
    right: int
    ordered: int
    cited: int
    owner: int
    other: int
    one_credit: int
    stock: int
    boilerplate: int


def verify(tables: Tables, pairs: dict[str, NDArray[np.int64]], articles: Articles) -> Iterator[Tie]:
    """The copies among ``pairs``, which are rows of ``candidates``: a tie between articles, with its runs one to one."""
    common = _common(tables)
    sides = lru_cache(maxsize=_KEPT)(lambda article: side(articles.words(article)))
    for pair in map(_Pair._make, zip(*(pairs[name].tolist() for name in _Pair._fields), strict=True)):
        left, right = sides(pair.left), sides(pair.right)
        copy = copied(left, right, common(pair), one_owner=pair.owner == pair.other != 0)
        if copy is not None:
            yield _tie(pair, left, right, copy, articles)


def _common(tables: Tables) -> Callable[[_Pair], Common]:
    """What tells the fingerprints that prove nothing between two pages, as far as they share any."""
    import numpy as np

    stock = tables.columns("SELECT print FROM copy_common ORDER BY print")["print"]
    known = tables.columns("SELECT print, owner FROM copy_boilerplate ORDER BY owner, print")
    none = stock[:0]

    def of(owner: int) -> NDArray[np.int64]:
        first, last = np.searchsorted(known["owner"], owner), np.searchsorted(known["owner"], owner, "right")
        prints: NDArray[np.int64] = known["print"][first:last]
        return prints

    def here(pair: _Pair) -> Common:
        boilerplate = np.union1d(of(pair.owner), of(pair.other)) if pair.boilerplate else none
        return Common(stock if pair.stock else none, boilerplate)

    return here


def _tie(pair: _Pair, left: Side, right: Side, copy: Copy, articles: Articles) -> Tie:
    directed, why = _direction(pair, left, right, copy, articles)
    return Tie(
        relation="copies",
        left=pair.left,
        right=pair.right,
        score=copy.weight / (copy.weight + _HALF),
        directed=directed,
        left_spans=left.spans([passage.spans[0] for passage in copy.passages]),
        right_spans=right.spans([passage.spans[1] for passage in copy.passages]),
        left_share=copy.words / len(left.at),
        right_share=copy.words / len(right.at),
        reason=told(left, right, copy) + why,
    )


_HALF = 12.0
"""Own words of such weight would score a half: about eight words of middling rarity."""


def _direction(pair: _Pair, left: Side, right: Side, copy: Copy, articles: Articles) -> tuple[bool, str]:
    """Whether it is known who copies whom, and the rest of the reason that tells it."""
    if pair.cited:
        return True, "; it cites the other page"
    if pair.one_credit:
        body = _credited(articles.dossier(pair.left).article)[pair.one_credit]
        return False, f"; both credit {body}, and may both have it from there"
    if pair.ordered:
        return True, "; the other page is the earlier one"
    if is_clipped(left, right, copy):
        return True, "; it is the beginning of the other page, and nothing else"
    return False, "; nothing shows which of the two was first"
