"""What of an article is compared with other articles: its features, made of one dossier, kept as columns of numbers.

Each kind of link says what it needs: a ``Sheet`` with its columns and how its rows are made of a ``Subject``. All sheets of a
dossier are made by ``features``; they are packed into bytes for the case, unpacked, and put together as the columns of a table
of the same name, to which ``article`` (its number) is added in front. No text is kept: names and addresses are compared by
hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sayso.links.words import Words, words
from sayso.records import Annotation, Dossier

if TYPE_CHECKING:
    from numpy.typing import NDArray

Made = TypeVar("Made")
Columns = dict[str, "NDArray[Any]"]
"""The rows of a table as columns of numbers, all of one length."""
PLACES = 20
"""The number of a statement is that of its article, shifted by so many bits, and its place in the dossier."""


class Subject(NamedTuple):
    """One article, as the makers of sheets see it."""

    dossier: Dossier
    annotation: Annotation
    words: Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of features: the types of its columns (numpy's names, "int64"), and the rows of one article in that order. One
    that is ``late`` proposes nothing: it has the rows of the articles that are held against each other, once they are known.
    """

    name: str
    columns: Mapping[str, str]
    make: Callable[[Subject], Iterable[Sequence[float]]]
    late: bool = False


def features(dossier: Dossier, annotation: Annotation, sheets: Iterable[Sheet]) -> tuple[Words, dict[str, Columns]]:
    """The words of an article, and the columns of each of its ``sheets`` by their names."""
    spoken = sorted(span for one in annotation.quotations if one.use == "speech" for span in one.spans)
    subject = Subject(dossier, annotation, words(dossier.article, tuple(spoken)))
    return subject.words, {sheet.name: _columns(sheet, list(sheet.make(subject))) for sheet in sheets}


def once(make: Callable[[Subject], Made]) -> Callable[[Subject], Made]:
    """A function of a subject that several sheets ask for. The sheets of an article are made one after the other: what was made
    of the last subject is kept for the next sheet."""
    last: list[tuple[Subject, Made]] = []

    @wraps(make)
    def made(subject: Subject) -> Made:
        known = last[-1:]
        if not known or known[0][0] is not subject:
            known = last[:] = [(subject, make(subject))]
        return known[0][1]

    return made


def _columns(sheet: Sheet, rows: list[Sequence[float]]) -> Columns:
    import numpy as np

    cells = zip(*rows, strict=True) if rows else ((),) * len(sheet.columns)
    return {name: np.array(cell, kind) for (name, kind), cell in zip(sheet.columns.items(), cells, strict=True)}


def moments(published: date | datetime | None) -> tuple[float, float]:
    """The first and the last second (of the epoch, UTC) at which an article may have come out; NaN twice where nobody knows. A
    day without an hour is a whole day, wherever on earth; an hour without a zone half a day more or less."""
    if published is None:
        return float("nan"), float("nan")
    if not isinstance(published, datetime):
        begin = datetime(published.year, published.month, published.day, tzinfo=UTC)
        return (begin - _HALF_DAY).timestamp(), (begin + 3 * _HALF_DAY).timestamp()
    if published.tzinfo is None:
        known = published.replace(tzinfo=UTC)
        return (known - _HALF_DAY).timestamp(), (known + _HALF_DAY).timestamp()
    return published.timestamp(), published.timestamp()


_HALF_DAY = timedelta(hours=12)
