"""The order of linking: kind after kind proposes pairs over the whole case, and what is new of them is held against the words.

Every kind of link is a module with ``SHEETS`` (what it compares), ``candidates`` (SQL over the tables that gives pairs of
articles, ``left`` the later, with what else verifying needs) and ``verify`` (from pairs to ties). What was verified is not
verified again: the pairs of a left article are digested together with both dossiers, and only where that digest is new does
``verify`` see them, all of them. So it must be a function of the pairs of one left article and of the articles named there; and
a case that grew in steps holds the ties of one that was linked at once.

After each kind all its ties, those kept and those new, stand in two tables, for the SQL of what follows:

- ``ties(tie, relation, left, right, left_statement, right_statement, score, directed, left_share, right_share)``; a relation
  is its place in ``RELATIONS``, a statement -1 where the tie is of the whole article.
- ``runs(tie, place, side, start, stop)``: the evidence, side 0 on the left and 1 on the right; not of claims, which are many.

Beside them stand ``pages`` (when an article came out at the earliest and the latest, its ``rank`` in time, its outlet, owner
and address as hashes, how many words it has, the digest of its dossier) and ``spots`` (the pieces of its statements).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, get_args

from sayso import outlets
from sayso.links.addresses import address_of
from sayso.links.features import Columns, Sheet, Subject, moments
from sayso.links.words import hash_of
from sayso.records import Relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.links import Kept, Tables, Tie

RELATIONS: tuple[Relation, ...] = get_args(Relation)
BATCH = 2_000
"""So many ties are handed on at once."""
_TICK = 0.2
Tell = Callable[[str, int, int], None]
"""What is called as linking goes on: the stage, how much of it is done, and how much there is (0 where nobody knows)."""


class Kind(NamedTuple):
    """A kind of link: the module that finds it, the relations of its ties, the tables that nobody needs after it, and whether
    it is asked later where the evidence of its ties stands (``runs``)."""

    name: str
    relations: tuple[Relation, ...]
    spent: tuple[str, ...] = ()
    evidence: bool = True

    @property
    def module(self) -> Any:
        """The module, imported when it is first needed."""
        return import_module(f"sayso.links.{self.name}")


KINDS = (
    Kind("citations", ("cites",)),
    Kind("copies", ("copies",), ("prints",)),
    Kind("quotes", ("quotes",), ("phrases", "quotations", "quote_keys")),
    Kind("claims", ("same_claim",), ("put", "put_stems", "put_sure"), evidence=False),
    Kind("conflicts", ("differs", "updates"), ("amount_terms",)),
)
"""The kinds in their order: each may look at the ties of those before it."""
_CLAIMS = next(kind for kind in KINDS if kind.name == "claims")


# ------------------------------------------------------------------------------------------------------------------ the sheets


def _page(subject: Subject) -> Iterator[tuple[float, float, float, int, int, int, int]]:
    """When a page came out, and since when it stands as it does; whose it is; where it is found; how long it is."""
    article = subject.dossier.article
    first, last = moments(article.published or article.updated)
    renewed, later = moments(article.updated)
    outlet = article.outlet or ""
    known = outlets.outlet(outlet) if outlet else None
    name = known.name if known is not None else outlet
    owner = (known.parent if known is not None else None) or name
    address = article.canonical_url or article.url
    yield (
        first,
        max(last, later) if later == later else last,
        renewed,
        hash_of(name) if name else 0,
        hash_of(owner) if owner else 0,
        hash_of(address_of(address)) if address else 0,
        len(subject.words.hashes),
    )


def _spots(subject: Subject) -> Iterator[tuple[int, int, int, int]]:
    """The pieces of each statement, and whether somebody else than the page says it."""
    for place, one in enumerate(subject.dossier.statements):
        for start, stop in one.spans:
            yield place, start, stop, one.voice == "attributed"


_PAGE = dict.fromkeys(("first", "last", "renewed"), "float64") | dict.fromkeys(("outlet", "owner", "address", "words"), "int64")
_SPOT = {"place": "int32", "start": "int32", "stop": "int32", "attributed": "int8"}
SHEETS = (Sheet("page", _PAGE, _page), Sheet("spots", _SPOT, _spots))


def sheets() -> tuple[Sheet, ...]:
    """The sheets of all kinds, and those of all pages."""
    modules = (import_module("sayso.links.related"), *(kind.module for kind in KINDS))
    found = {sheet.name: sheet for sheet in SHEETS}
    for module in modules:
        found |= {sheet.name: sheet for sheet in module.SHEETS}
    return tuple(found.values())


# ------------------------------------------------------------------------------------------------------------------- the flow


class Earlier(Protocol):
    """What an earlier run left, and where this one leaves what it finds."""

    def compared(self, kind: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """The left articles whose pairs were verified, and the digests of these pairs."""

    def forget(self, kind: Kind, articles: NDArray[Any]) -> None:
        """What was found for these left articles holds no more."""

    def ties(self, kind: Kind) -> Iterator[tuple[Columns, Columns]]:
        """The ties that were found and hold, some at a time, as rows of ``ties`` and of ``runs``, which are told only of kinds
        with ``evidence``."""

    def remember(self, kind: Kind, articles: NDArray[Any], digests: NDArray[Any]) -> None:
        """The pairs of these left articles were verified now."""

    def keep(self, kind: Kind, ties: Sequence[Tie]) -> int:
        """Ties that are new. They are numbered from what this gives on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of statements (two columns) that analysts joined, and those that they parted."""

    same: NDArray[Any]
    apart: NDArray[Any]


def link(tables: Tables, articles: Kept, earlier: Earlier, judged: Judged, tell: Tell) -> None:
    """Find all ties among the articles whose sheets and ``pages`` are in ``tables``, and make the table ``clusters(statement,
    claim)`` of the statements that put the same thing; a claim is the lowest number of its statements."""
    _load(tables, *_columns((), 0))
    for kind in KINDS:
        if kind.name == "claims":
            tell("pages of one story", 0, 0)
            import_module("sayso.links.related").relate(tables)
        _link(tables, articles, earlier, kind, tell)
        for name in kind.spent:
            tables.table(name, "SELECT 0 AS nothing WHERE false")
        if kind.name == "claims":
            tell("clusters", 0, 0)
            _cluster(tables, judged)


def foresee(tables: Tables, articles: Kept, compared: tuple[NDArray[Any], NDArray[Any]], tell: Tell) -> None:
    """Ask ``articles`` what their texts mean, as far as ``link`` is going to, and as that is known before there are ties; all
    that is found is let go. ``compared`` is what ``Earlier`` tells of claims."""
    _load(tables, *_columns((), 0))
    import_module("sayso.links.related").relate(tables)
    pairs = _sorted(_CLAIMS.module.candidates(tables))
    new = _changed(tables, pairs, *compared).rows
    for _ in _told(_CLAIMS, tables, new, articles, lambda _, done, total: tell("meanings", done, total)):
        pass


def _cluster(tables: Tables, judged: Judged) -> None:
    """Make the table ``clusters``."""
    import numpy as np

    found = import_module("sayso.links.claims").clusters(tables, judged.same, judged.apart)
    statements, claims = found["statement"], found["claim"]
    order = np.lexsort((statements, claims))
    statements, claims = statements[order], claims[order]
    starts = np.flatnonzero(np.r_[True, claims[1:] != claims[:-1]]) if len(claims) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(claims)])
    lowest = np.repeat(statements[starts], sizes)
    is_shared = np.repeat(sizes, sizes) > 1
    tables.table("clusters", "SELECT 0::BIGINT AS statement, 0::BIGINT AS claim WHERE false")
    tables.load("clusters", {"statement": statements[is_shared], "claim": lowest[is_shared]})


def _link(tables: Tables, articles: Kept, earlier: Earlier, kind: Kind, tell: Tell) -> None:
    """One kind: propose, verify what is new, and load all its ties."""
    import numpy as np

    tell(kind.name, 0, 0)
    changed = _changed(tables, _sorted(kind.module.candidates(tables)), *earlier.compared(kind.name))
    earlier.forget(kind, np.union1d(changed.lefts, changed.gone))
    for ties, runs in earlier.ties(kind):
        _load(tables, ties, runs)
    for batch in _batches(_told(kind, tables, changed.rows, articles, tell)):
        ties, runs = _columns(batch, earlier.keep(kind, batch))
        _load(tables, ties, runs if kind.evidence else {})
    earlier.remember(kind, changed.lefts, changed.digests)


class _Changed(NamedTuple):
    """Of proposed pairs what was not verified before: the left articles, their digests, and all their rows; and the articles
    that were left ones, and are so no more."""

    lefts: NDArray[Any]
    digests: NDArray[Any]
    rows: Columns
    gone: NDArray[Any]


def _changed(tables: Tables, pairs: Columns, known: NDArray[Any], before: NDArray[Any]) -> _Changed:
    """What of ``pairs`` is new, where the pairs of the articles ``known`` had the digests ``before``."""
    import numpy as np

    lefts, digests, firsts = digested(tables, pairs)
    is_new = _is_new(lefts, digests, known, before)
    again = np.repeat(is_new, np.diff(np.r_[firsts, len(pairs["left"])]))
    rows = {name: cells[again] for name, cells in pairs.items()}
    return _Changed(lefts[is_new], digests[is_new], rows, np.setdiff1d(known, lefts))


def _told(kind: Kind, tables: Tables, pairs: Columns, articles: Kept, tell: Tell) -> Iterator[Tie]:
    """The ties among pairs, each once; it is told how far they are, as ties come in the order of their left articles."""
    import numpy as np

    lefts = pairs["left"]
    late = [sheet for sheet in kind.module.SHEETS if sheet.late]
    if late:
        articles.load(tables, late, np.union1d(lefts, pairs["right"]))
    told, seen, left = 0.0, set[tuple[Any, ...]](), None
    tell(kind.name, 0, len(lefts))
    for tie in kind.module.verify(tables, pairs, articles):
        if tie.left != left:
            left, seen = tie.left, set()
            if time.monotonic() - told > _TICK:
                told = time.monotonic()
                tell(kind.name, int(lefts.searchsorted(left)), len(lefts))
        if _key(tie) not in seen:
            seen.add(_key(tie))
            yield tie
    tell(kind.name, len(lefts), len(lefts))


def _key(tie: Tie) -> tuple[Any, ...]:
    """What of a tie there is but once."""
    return tie.relation, tie.left, tie.right, tie.left_statement, tie.right_statement, tie.left_spans, tie.right_spans


def _sorted(pairs: Columns) -> Columns:
    """Rows in an order that does not hang on the engine: by left article, by right, by all else."""
    import numpy as np

    names = ["left", "right", *sorted(set(pairs) - {"left", "right"})]
    order = np.lexsort([pairs["right"], pairs["left"]])
    is_next = (np.diff(pairs["left"][order]) == 0) & (np.diff(pairs["right"][order]) == 0)
    among = np.flatnonzero(np.r_[is_next, False] | np.r_[False, is_next])  # of two pages several rows: few as a rule
    order[among] = order[among][np.lexsort([pairs[name][order[among]] for name in reversed(names)])]
    return {name: pairs[name][order] for name in names}


# -------------------------------------------------------------------------------------------------------------------- digests


def digested(tables: Tables, pairs: Columns) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Of pairs sorted by their left articles: these articles, a digest of the rows of each with both dossiers, and where its
    rows begin."""
    import numpy as np

    pages = tables.columns("SELECT article, digest FROM pages ORDER BY article")
    lefts = pairs["left"]
    rows = np.zeros(len(lefts), np.uint64)
    for name, cells in pairs.items():
        told = np.round(cells, _DIGITS) if cells.dtype.kind == "f" else cells
        rows = mixed(rows ^ mixed(bits(told) + np.uint64(hash_of(name) & _ALL)))
    for side in ("left", "right"):
        rows = mixed(rows ^ bits(pages["digest"])[np.searchsorted(pages["article"], pairs[side])])
    firsts = np.flatnonzero(np.r_[True, lefts[1:] != lefts[:-1]]) if len(lefts) else np.zeros(0, np.int64)
    sums = np.add.reduceat(rows, firsts) if len(lefts) else rows
    return lefts[firsts], sums.view(np.int64), firsts


_ALL = (1 << 64) - 1
_DIGITS = 9
"""Behind these digits, sums differ with the order in which an engine adds."""


def bits(cells: NDArray[Any]) -> NDArray[Any]:
    """Numbers of any type as 64 bits each."""
    import numpy as np

    return cells.astype(np.float64 if cells.dtype.kind == "f" else np.int64).view(np.uint64)


def mixed(values: NDArray[Any]) -> NDArray[Any]:
    """64 bits stirred, so that sums of what is near are not near (splitmix64)."""
    import numpy as np

    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed_values: NDArray[Any] = values ^ (values >> np.uint64(31))
    return mixed_values


def _is_new(lefts: NDArray[Any], digests: NDArray[Any], known: NDArray[Any], before: NDArray[Any]) -> NDArray[Any]:
    """Which of ``lefts`` were not verified with this digest."""
    import numpy as np

    order = np.argsort(known)
    known, before = known[order], before[order]
    places = np.searchsorted(known, lefts)
    found = np.minimum(places, max(len(known) - 1, 0))
    if not len(known):
        return np.ones(len(lefts), bool)
    is_new: NDArray[Any] = (known[found] != lefts) | (before[found] != digests)
    return is_new


# ---------------------------------------------------------------------------------------------------------- ties as columns

_TIE = {
    "tie": "int64",
    "relation": "int8",
    "left": "int64",
    "right": "int64",
    "left_statement": "int64",
    "right_statement": "int64",
    "score": "float64",
    "directed": "int8",
    "left_share": "float64",
    "right_share": "float64",
}
_RUN = {"tie": "int64", "place": "int32", "side": "int8", "start": "int32", "stop": "int32"}


def _columns(ties: Sequence[Tie], first: int) -> tuple[Columns, Columns]:
    """The rows of ``ties`` and ``runs`` for ties that are numbered from ``first`` on."""
    rows = [(first + at, *tie_row(tie)) for at, tie in enumerate(ties)]
    runs = [(first + at, *run) for at, tie in enumerate(ties) for run in tie_runs(tie.left_spans, tie.right_spans)]
    return columns(_TIE, rows), columns(_RUN, runs)


def tie_row(tie: Tie) -> tuple[Any, ...]:
    """The cells of ``ties`` behind the number."""
    statements = (-1 if one is None else one for one in (tie.left_statement, tie.right_statement))
    shares = (float("nan") if one is None else one for one in (tie.left_share, tie.right_share))
    return (RELATIONS.index(tie.relation), tie.left, tie.right, *statements, tie.score, tie.directed, *shares)


def tie_runs(left: Iterable[Sequence[int]], right: Iterable[Sequence[int]]) -> Iterator[tuple[int, int, int, int]]:
    """The cells of ``runs`` behind the number."""
    for side, spans in enumerate((left, right)):
        for place, (start, stop) in enumerate(spans):
            yield place, side, start, stop


def kept_columns(rows: Sequence[tuple[Any, ...]], runs: Sequence[tuple[Any, ...]]) -> tuple[Columns, Columns]:
    """Rows of ``ties`` and ``runs`` that were kept, as columns. Raises ``ValueError`` or ``TypeError`` for no numbers."""
    return columns(_TIE, rows), columns(_RUN, runs)


def columns(kinds: dict[str, str], rows: Sequence[Sequence[Any]]) -> Columns:
    """Rows as columns of these types."""
    import numpy as np

    cells = zip(*rows, strict=True) if rows else ((),) * len(kinds)
    return {name: np.array(cell, kind) for (name, kind), cell in zip(kinds.items(), cells, strict=True)}


def _load(tables: Tables, ties: Columns, runs: Columns) -> None:
    tables.load("ties", ties)
    if runs:
        tables.load("runs", runs)


def _batches(ties: Iterable[Tie]) -> Iterator[list[Tie]]:
    """Ties, some at a time."""
    batch: list[Tie] = []
    for tie in ties:
        batch.append(tie)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
