"""Records as tables: one column schema a record, made of the record itself, for every engine and every file of columns.

A field is a column of the same name. A record inside a record is a struct, a tuple is a list, ``start`` and ``end`` of a span
have names. Days are days; what is a day or a moment is a text in ISO 8601, since neither would hold both. Where a record holds
many others that are joined a lot (blocks, hyperlinks, hops), these have a table of their own, which leads back by ``article``.

``rows`` takes a dossier to the rows of all tables. What is added to the fields is said in ``TABLES`` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sayso.corpus import parties
from sayso.corpus.packing import shown
from sayso.records import (
    Article,
    Attribution,
    Block,
    Claim,
    Dossier,
    Figure,
    Hop,
    Hyperlink,
    Lineage,
    Link,
    Refusal,
    Run,
    Source,
    Span,
    Statement,
)

Scalar = Literal["text", "integer", "real", "boolean", "binary", "day"]


@dataclass(frozen=True, slots=True)
class List:
    """Any number of values of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class Struct:
    """Named values of their own types."""

    fields: tuple[Column, ...]


Type = Scalar | List | Struct
Row = dict[str, Any]
"""The cells of a row by the names of their columns: scalars as they are, structs as dicts, lists as lists."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, and whether a cell may be empty."""

    name: str
    type: Type
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a record: its columns are keys, those of its fields, and what is added. ``apart`` are the fields that have a
    table of their own."""

    name: str
    record: type
    columns: tuple[Column, ...]
    apart: frozenset[str] = frozenset()


# ------------------------------------------------------------------------------------------------------ the schema of a record


@cache
def columns(record: Any) -> tuple[Column, ...]:
    """A column for each field of a record, in its order."""
    hints = get_type_hints(record)
    names = [field.name for field in fields(record)] if is_dataclass(record) else list(hints)
    return tuple(_column(name, hints[name]) for name in names)


def _column(name: str, hint: Any) -> Column:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kept = tuple(part for part in parts if part is not NoneType)
    is_moment = set(kept) == {date, datetime}
    return Column(name, "text" if is_moment else _type(kept[0]), len(kept) < len(parts))


_SCALARS: dict[Any, Scalar] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "real",
    bytes: "binary",
    date: "day",
    datetime: "text",
}


def _type(hint: Any) -> Type:
    if hint in _SCALARS:
        return _SCALARS[hint]
    parts = get_args(hint)
    if get_origin(hint) is Literal:
        return "text"
    if get_origin(hint) is tuple and parts[-1] is Ellipsis:
        return List(_type(parts[0]))
    if get_origin(hint) is tuple:
        return Struct(tuple(Column(f"item{place}", _type(part)) for place, part in enumerate(parts, 1)))
    if hint is Span or is_dataclass(hint):
        record: Any = hint
        return Struct(columns(record))
    raise TypeError(
        f"records hold fields of type {hint}, which tables do not know yet"
    )  # a bug: see tests/test_corpus_tables.py


# ------------------------------------------------------------------------------------------------------------------- the tables

_ARTICLE = Column("article", "text")
_PLACE = Column("place", "integer")


def _table(
    name: str, record: type, keys: tuple[Column, ...] = (), *, apart: str | None = None, added: tuple[Column, ...] = ()
) -> Table:
    own = tuple(column for column in columns(record) if column.name != apart)
    return Table(name, record, keys + own + added, frozenset({apart} if apart else ()))


_IN_ARTICLE = (_ARTICLE, _PLACE)
_OF_ARTICLES = (Column("outlet_id", "text", True), Column("run", Struct(columns(Run))))

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table("articles", Article, apart="blocks", added=_OF_ARTICLES),
        _table("blocks", Block, _IN_ARTICLE, apart="links"),
        _table("hyperlinks", Hyperlink, (_ARTICLE, Column("block", "integer"), _PLACE)),
        _table("attributions", Attribution, _IN_ARTICLE),
        _table("sources", Source, _IN_ARTICLE, added=(Column("party", "text"),)),
        _table("statements", Statement, _IN_ARTICLE, apart="chain", added=(Column("text", "text"),)),
        _table("hops", Hop, (_ARTICLE, Column("statement", "text"), _PLACE)),
        _table("figures", Figure, _IN_ARTICLE),
        _table("refusals", Refusal, (Column("article", "text", True), _PLACE)),
        _table("links", Link),
        _table("claims", Claim),
        _table("lineages", Lineage),
    )
}
"""Every table: those of a dossier, whose rows ``rows`` gives, and those of what ties articles."""


_TIES: dict[type, str] = {Link: "links", Claim: "claims", Lineage: "lineages"}


def rows(record: Dossier | Refusal | Link | Claim | Lineage) -> Iterator[tuple[str, Row]]:
    """The rows of a dossier, of a refused page, or of what ties articles, each with the name of its table, in the order of
    ``TABLES``."""
    if isinstance(record, Link | Claim | Lineage):
        table = TABLES[_TIES[type(record)]]
        yield table.name, _row(table, record)
        return
    if isinstance(record, Refusal):
        yield "refusals", _row(TABLES["refusals"], record, article=None, place=0)
        return
    article = record.article
    yield "articles", _row(TABLES["articles"], article, outlet_id=_outlet(article), run=_cell(record.run, Struct(columns(Run))))
    for place, block in enumerate(article.blocks):
        yield "blocks", _row(TABLES["blocks"], block, article=article.id, place=place)
    for number, block in enumerate(article.blocks):
        for place, link in enumerate(block.links):
            yield "hyperlinks", _row(TABLES["hyperlinks"], link, article=article.id, block=number, place=place)
    yield from _each("attributions", article, record.attributions)
    for place, source in enumerate(record.sources):
        party = parties.party_id(source, article.id)
        yield "sources", _row(TABLES["sources"], source, article=article.id, place=place, party=party)
    for place, statement in enumerate(record.statements):
        text = shown(article.slice(statement.spans))
        yield "statements", _row(TABLES["statements"], statement, article=article.id, place=place, text=text)
    for statement in record.statements:
        for place, hop in enumerate(statement.chain):
            yield "hops", _row(TABLES["hops"], hop, article=article.id, statement=statement.id, place=place)
    yield from _each("figures", article, record.figures)
    yield from _each("refusals", article, record.refusals)


def _each(name: str, article: Article, records: tuple[object, ...]) -> Iterator[tuple[str, Row]]:
    for place, record in enumerate(records):
        yield name, _row(TABLES[name], record, article=article.id, place=place)


def _outlet(article: Article) -> str | None:
    return parties.outlet_id(article.outlet) if article.outlet is not None else None


def _row(table: Table, record: object, **others: Any) -> Row:
    return {
        column.name: others[column.name] if column.name in others else _cell(getattr(record, column.name), column.type)
        for column in table.columns
    }


def _cell(value: Any, kind: Type) -> Any:
    """A value of a field as a cell holds it."""
    if value is None:
        return None
    if isinstance(kind, List):
        return [_cell(one, kind.item) for one in value]
    if isinstance(kind, Struct):
        parts = value if isinstance(value, tuple) else (getattr(value, field.name) for field in kind.fields)
        return {field.name: _cell(part, field.type) for field, part in zip(kind.fields, parts, strict=True)}
    if isinstance(value, str):
        return shown(value)
    return value.isoformat() if kind == "text" else value
