"""Which pages may tell one story: those that share rare words within some weeks. Claims and figures are compared between them
only.

A page has its ``TERMS`` weightiest words, by how rare they are in the news at large and how often the page says them, headlines
twice; how much two pages share is the cosine of the two. Within each word a page is held against the pages just before it and
the earliest of its time, so that the work grows with the pages, however big a story is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.links.features import Sheet, Subject
from sayso.links.rarity import rarity_of_hash
from sayso.links.words import HEADLINE

if TYPE_CHECKING:
    from sayso.links import Tables

TERMS = 32
"""So many words stand for a page."""
NEIGHBOURS = 20
"""A page is related to so many earlier ones at most."""
WEEKS = 4
SHARED = 0.05
"""The least cosine of related pages. In the 50 triples of BASIL all 150 pairs have it, and 35 of the 11,025 other pairs."""
_LAGS = 10
"""Within a word a page is held against so many before it."""
_COMMON = 2.0
"""Words that stand in more than one in seven articles (e to the power of this) say nothing about a story."""


def _terms(subject: Subject) -> Iterator[tuple[int, float]]:
    """The words that stand for a page, with their weights: a vector of length 1."""
    import numpy as np

    words = subject.words
    hashes, places = np.unique(words.hashes, return_inverse=True)
    text = subject.dossier.article.text
    said = np.bincount(places, 1.0 + (words.flags & HEADLINE > 0), len(hashes))
    first = np.full(len(hashes), len(words.hashes))
    np.minimum.at(first, places, np.arange(len(places)))
    weighed = []
    for word, count, place in zip(hashes.tolist(), said.tolist(), first.tolist(), strict=True):
        rare = rarity_of_hash(word)
        if rare > _COMMON and not text[words.starts[place] : words.ends[place]].isdigit():
            weighed.append((rare * (1 + math.log(count)), word))
    weighed = sorted(weighed, reverse=True)[:TERMS]
    length = math.sqrt(sum(weight * weight for weight, _ in weighed))
    return ((word, weight / length) for weight, word in weighed)


SHEETS = (Sheet("terms", {"term": "int64", "weight": "float64"}, _terms),)


def relate(tables: Tables) -> None:
    """Make the table ``related(left, right, shared)`` of ``terms`` and ``pages``: ``left`` the later by rank."""
    tables.table(
        "term_places",
        f"""
        SELECT t.term, t.weight, p.rank, p.first, p.era,
            CAST(row_number() OVER (PARTITION BY t.term ORDER BY p.rank) AS INTEGER) AS place,
            row_number() OVER (PARTITION BY t.term, p.era ORDER BY p.rank) <= 2 AS leads
        FROM terms t JOIN (
            SELECT article, CAST(rank AS INTEGER) AS rank, first,
                CASE WHEN first IS NULL OR isnan(first) THEN -1 ELSE CAST(floor(first / {_SECONDS}) AS INTEGER) END AS era
            FROM pages) p USING (article)""",
    )
    met = "SELECT a.rank AS l, b.rank AS r, a.weight * b.weight AS w"
    soon = f"(a.first IS NULL OR b.first IS NULL OR isnan(a.first) OR isnan(b.first) OR a.first - b.first <= {_SECONDS})"
    tables.table(
        "related",
        f"""
        WITH met AS (
            {met} FROM (SELECT *, unnest(range(1, {_LAGS + 1})) AS lag FROM term_places) a
            JOIN term_places b ON a.term = b.term AND a.place - a.lag = b.place WHERE {soon}
            UNION ALL
            {met} FROM (SELECT *, unnest([0, 1]) AS back FROM term_places) a
            JOIN (SELECT * FROM term_places WHERE leads) b ON a.term = b.term AND a.era - a.back = b.era
            WHERE a.place - b.place > {_LAGS} AND {soon}
        ), summed AS (
            SELECT l, r, sum(w) AS shared FROM met GROUP BY l, r HAVING count(*) > 1 AND sum(w) >= {SHARED}
        ), nearest AS (
            SELECT * FROM summed QUALIFY row_number() OVER (PARTITION BY l ORDER BY shared DESC, r) <= {NEIGHBOURS}
        )
        SELECT a.article AS "left", b.article AS "right", shared
        FROM nearest JOIN pages a ON a.rank = l JOIN pages b ON b.rank = r""",
    )
    tables.table("term_places", "SELECT 0 AS nothing WHERE false")


_SECONDS = WEEKS * 7 * 86_400
