"""Which statements put the same thing, in the same words or in others: *same_claim*, and the clusters that are claims.

Pages of one story (``related``) are held against each other, statement by statement. What is said in the very words of another
page is tied to that page alone, without asking what it means: a thousand copies are a star of a thousand ties. Everything else has
a score between 0 and 1 (``sameness``), and statements are gathered by the average of it (``gathering``): one good pair never
chains two claims.

Whether a statement asserts, doubts or denies does not matter: the denial of a claim belongs to the claim. The sentences of a page
in its own voice may join a claim that somebody makes, and make none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.links import Articles, Tables, Tie
from sayso.links.features import PLACES, Sheet, Subject
from sayso.links.gathering import gather
from sayso.links.putting import Puts, content_of, key_of, puts, stems, unpacked
from sayso.links.sameness import CERTAIN, Same, sameness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PAGES = 400
"""So many pages are kept ready for the next comparison."""
_SAME_CLAIM = 3
"""The place of the relation among those of a tie."""
_SHOWN = 4
"""So many shared words are named as the reason of a tie."""


def _keys(subject: Subject) -> Iterator[tuple[int, int]]:
    """The attributed statements that have words of their own."""
    for place, one in enumerate(subject.dossier.statements):
        if one.voice == "attributed" and (key := key_of(content_of(subject.dossier.article, one))):
            yield place, key


SHEETS = (Sheet("put", {"place": "int32", "key": "int64"}, _keys),)


# ----------------------------------------------------------------------------------------------------------------- candidates


def candidates(tables: Tables) -> dict[str, NDArray[np.int64]]:
    """Pairs of pages of one story, of which one copies, quotes or cites the other, and each page with itself."""
    return tables.columns(
        """
        SELECT "left", "right" FROM related
        UNION SELECT "left", "right" FROM ties WHERE relation IN (0, 1, 2)
        UNION SELECT article, article FROM pages"""
    )


def verify(tables: Tables, pairs: Mapping[str, NDArray[np.int64]], articles: Articles) -> Iterator[Tie]:
    """The statements of each left page that put what one of a right page puts, or another of the same page."""
    import numpy as np

    lefts, rights = pairs["left"], pairs["right"]
    keys = _put(tables, np.union1d(lefts, rights))
    pages = _Pages(articles)
    starts = np.flatnonzero(np.r_[True, lefts[1:] != lefts[:-1]]).tolist() if len(lefts) else []
    for start, end in zip(starts, [*starts[1:], len(lefts)], strict=True):
        left = int(lefts[start])
        yield from _ties(pages, keys, left, sorted({int(one) for one in rights[start:end]} - {left}))


def _put(tables: Tables, articles: NDArray[np.int64]) -> dict[int, dict[int, int]]:
    """The keys of the statements of these articles, by their places."""
    wanted = ",".join(map(str, articles.tolist())) or "-1"
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = tables.columns(f"SELECT article, place, key FROM put WHERE article IN ({wanted}) ORDER BY article, place")
    for article, place, key in zip(*(rows[name].tolist() for name in ("article", "place", "key")), strict=True):
        found[article][place] = key
    return found


class _Pages:
    """What pages put, those that were asked for last kept at hand."""

    def __init__(self, articles: Articles) -> None:
        self.articles = articles
        self.puts = lru_cache(maxsize=_PAGES)(self._puts)

    def _puts(self, article: int) -> Puts:
        def make() -> bytes:
            return puts(self.articles.dossier(article), self.articles.words(article))

        kept = getattr(self.articles, "kept", None)
        return unpacked(kept(article, make) if kept is not None else make())


def _ties(pages: _Pages, keys: Mapping[int, Mapping[int, int]], left: int, others: Sequence[int]) -> Iterator[Tie]:
    """The ties of one left page. ``first`` is where words stand first: in another page, else in its own."""
    first: dict[int, tuple[int, int]] = {}
    for article in (*others, left):
        for place, key in keys.get(article, {}).items():
            first.setdefault(key, (article, place))
    twice = {article: frozenset(p for p, key in keys.get(article, {}).items() if first[key] != (article, p)) for article in (*others, left)}
    for place in sorted(twice[left]):
        article, there = first[keys[left][place]]
        yield _tie(pages, left, article, Same(place, there, CERTAIN, 0.0))
    for article in (*others, left):
        for same in sameness(pages.puts(left), pages.puts(article), twice[left], twice[article]):
            yield _tie(pages, left, article, same)


def _tie(pages: _Pages, left: int, right: int, same: Same) -> Tie:
    ours, theirs = pages.articles.dossier(left), pages.articles.dossier(right)
    mine, its = ours.statements[same.left], theirs.statements[same.right]
    shared = _shared(content_of(ours.article, mine), content_of(theirs.article, its))
    return Tie(
        "same_claim",
        left,
        right,
        same.score,
        directed=False,
        left_spans=mine.spans,
        right_spans=its.spans,
        left_statement=left << PLACES | same.left,
        right_statement=right << PLACES | same.right,
        reason=_reason(same, shared),
    )


def _shared(mine: str, its: str) -> list[str]:
    """The rarest words that two texts share, as the first writes them."""
    ours, theirs = stems(mine), stems(its)
    written = {stem: word for word in reversed(mine.split()) for stem in stems(word)}
    both = sorted(ours.keys() & theirs.keys(), key=lambda stem: (-ours[stem], stem))
    return [written[stem].strip(" .,;:“”‘’\"'()") for stem in both if stem in written][:_SHOWN]


def _reason(same: Same, shared: Sequence[str]) -> str:
    if same.score >= CERTAIN:
        return "the same words"
    told = ["a figure of the same thing that agrees"] if same.agree >= 1 else []
    told += ["the words " + ", ".join(f"“{word}”" for word in shared)] if shared else []
    return "the same thing in other words" + (f"; both have {' and '.join(told)}" if told else "")


# ------------------------------------------------------------------------------------------------------------------- clusters


def clusters(tables: Tables, same: NDArray[np.int64], apart: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """The claims of two statements or more: ``statement`` and ``claim``, a row a statement. ``same`` and ``apart`` are pairs of
    statements (two columns) that are to stand in one claim, and in two."""
    import numpy as np

    found = tables.columns(
        f"""
        WITH voices AS (SELECT article << {PLACES} | place AS statement, max(attributed) AS said FROM spots GROUP BY 1)
        SELECT t.left_statement AS a, t.right_statement AS b, t.score, v.said AS a_said, w.said AS b_said
        FROM ties t JOIN voices v ON v.statement = t.left_statement JOIN voices w ON w.statement = t.right_statement
        WHERE t.relation = {_SAME_CLAIM} ORDER BY a, b"""
    )
    compared = tables.columns('SELECT "left" AS a, "right" AS b FROM related')
    statements, claims = gather(found, compared, np.asarray(same).reshape(-1, 2), np.asarray(apart).reshape(-1, 2))
    return {"statement": statements, "claim": claims}
