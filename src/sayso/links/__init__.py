"""What ties pages: which copy, quote or cite each other, which statements put the same thing, and which figures differ.

``link`` sees tables. What of an article is compared is made of its dossier alone (``features``), kept as columns of numbers and
put into an engine, which this room does not name: it asks for the methods of ``Tables`` and writes SQL as DuckDB reads it. The
SQL proposes pairs, each kind of link in a file of its own; what is proposed is then held against the words themselves.

Nothing here counts origins: that is ``lineage``. Nothing here says which page is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sayso.records import Relation, Spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.links.features import Sheet
    from sayso.links.words import Words
    from sayso.records import Dossier

DENIED_HERE, DENIED_THERE = "denied here, asserted there", "asserted here, denied there"
"""The reasons of a link between a denial and what it denies: the denial on the left, and on the right."""


class Tables(Protocol):
    """What the SQL of links runs over. The names of tables and views are those that the SQL uses."""

    def load(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """Append columns of numbers to a table, which is made of them where it is not there."""

    def view(self, name: str, sql: str) -> None:
        """Give a SELECT a name."""

    def table(self, name: str, sql: str) -> None:
        """Run a SELECT once, and keep what it gives under a name."""

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """What a SELECT gives, row by row."""

    def columns(self, sql: str) -> dict[str, NDArray[Any]]:
        """What a SELECT of numbers gives, column by column."""


class Articles(Protocol):
    """Where the words of a proposed pair are looked up. Articles go by their numbers."""

    def words(self, article: int) -> Words:
        """The words of an article."""

    def dossier(self, article: int) -> Dossier:
        """The dossier of an article."""

    def text(self, article: int) -> str:
        """The text of an article, which is had sooner than all of its dossier."""


class Understood(Articles, Protocol):
    """Articles, and what their texts mean."""

    def meanings(self, texts: Sequence[tuple[int, str]]) -> NDArray[np.int8]:
        """What each of some texts means, given with the articles that it stands in: see ``meaning.vectors``."""


class Kept(Understood, Protocol):
    """Articles, what their texts mean, and their sheets that are late."""

    def load(self, tables: Tables, sheets: Sequence[Sheet], articles: NDArray[np.int64]) -> None:
        """Append the rows of some articles to the tables of some sheets."""


class Tie(NamedTuple):
    """A link as this room gives it: ``left`` repeats, cites, revises or contradicts ``right``. Articles go by their numbers,
    statements by ``article << PLACES | place``; None ties the article as a whole."""

    relation: Relation
    left: int
    right: int
    score: float
    directed: bool = True
    left_spans: Spans = ()
    right_spans: Spans = ()
    left_statement: int | None = None
    right_statement: int | None = None
    left_share: float | None = None
    """Of copies: which share of the left one's running words stands in the right one."""
    right_share: float | None = None
    reason: str = ""
