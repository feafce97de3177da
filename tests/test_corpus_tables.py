"""Every field of every record is a column of its type; an engine holds the rows of a case, answers SQL and fetches nothing."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from cases import filled
from sayso.corpus import Case
from sayso.corpus.engine import DuckEngine, fill, type_of
from sayso.corpus.parties import party_id
from sayso.corpus.tables import TABLES, Column, List, Row, Struct, Table, columns, rows
from sayso.errors import UsageError
from sayso.records import Article, Block, Dossier, Refusal, Source, Span
from strategies import KINDS, dossiers

PLAIN = {str: "text", bool: "boolean", int: "integer", float: "real", bytes: "binary", date: "day", datetime: "text"}


def fits(column: Any, hint: Any) -> bool:
    """Whether a type of a column is the one for a type hint; written anew, from the hint's side."""
    if get_origin(hint) in (Union, UnionType):
        (*kept,) = (part for part in get_args(hint) if part is not NoneType)
        return column == "text" if set(kept) == {date, datetime} else fits(column, kept[0])
    if get_origin(hint) is Literal:
        return bool(column == "text")
    if hint is Span:
        return bool(column == Struct((Column("start", "integer"), Column("end", "integer"))))
    if get_origin(hint) is tuple:
        items = get_args(hint)
        if items[-1] is Ellipsis:
            return isinstance(column, List) and fits(column.item, items[0])
        return isinstance(column, Struct) and all(fits(one.type, item) for one, item in zip(column.fields, items, strict=True))
    if is_dataclass(hint):
        return isinstance(column, Struct) and [one.name for one in column.fields] == [field.name for field in fields(hint)]
    return bool(column == PLAIN[hint])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_record_is_a_schema_field_by_field(kind: Any) -> None:
    hints = get_type_hints(kind)
    found = columns(kind)
    assert [column.name for column in found] == [field.name for field in fields(kind)]
    for column in found:
        assert fits(column.type, hints[column.name]), column
        assert column.nullable == (NoneType in get_args(hints[column.name])), column


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_has_every_field_of_its_record(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert {field.name for field in fields(table.record)} - table.apart <= set(names)
    for name in table.apart:
        (item, _) = get_args(get_type_hints(table.record)[name])
        assert item in {other.record for other in TABLES.values()}, "what stands apart must have a table of its own"


def test_every_record_that_a_dossier_holds_has_a_table() -> None:
    held = {get_args(hint)[0] for hint in get_type_hints(Dossier).values() if get_origin(hint) is tuple}
    assert held | {Article, Block} <= {table.record for table in TABLES.values()}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_rows_have_all_and_fit_their_tables(dossier: Dossier) -> None:
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for name, row in rows(dossier):
        assert list(row) == [column.name for column in TABLES[name].columns]
        assert all(
            value is not None or column.nullable for column, value in zip(TABLES[name].columns, row.values(), strict=True)
        )
        found[name].append(row)
    assert len(found["articles"]) == 1
    for name in ("attributions", "sources", "statements", "figures", "refusals"):
        records = getattr(dossier, name)
        assert [row["place"] for row in found[name]] == list(range(len(records)))
    assert [row["id"] for row in found["statements"]] == [one.id for one in dossier.statements]
    assert [row["source"] for row in found["hops"]] == [hop.source for one in dossier.statements for hop in one.chain]
    assert [row["party"] for row in found["sources"]] == [party_id(one, dossier.article.id) for one in dossier.sources]
    assert [len(row["mentions"]) for row in found["sources"]] == [len(one.mentions) for one in dossier.sources]


# ----------------------------------------------------------------------------------------------------------- the engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckEngine]:
    with DuckEngine(memory="200MB", spill=tmp_path / "spill", threads=2) as made:
        yield made


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Case(filled(tmp_path_factory.mktemp("case") / "story.case"), write=True) as opened:
        refusal = Refusal(page="x", step="read", reason="pdf", message="a PDF", advice="text")
        opened.add([(refusal, None)])
        yield opened


def test_the_engine_holds_the_rows_of_the_case(engine: DuckEngine, case: Case) -> None:
    fill(engine, case)
    expected: dict[str, list[Row]] = {name: [] for name in TABLES}
    for record in case.records():
        for name, row in rows(record):
            expected[name].append(row)
    for name, table in TABLES.items():
        found = [dict(zip([c.name for c in table.columns], row, strict=True)) for row in engine.rows(f"SELECT * FROM {name}")]
        assert sorted(map(repr, found)) == sorted(map(repr, expected[name])), name
    assert len(expected["refusals"]) == 1


def test_sql_joins_what_articles_have_in_common(engine: DuckEngine, case: Case) -> None:
    fill(engine, case, ["sources", "hops", "statements"])
    engine.view("named", "SELECT * FROM sources WHERE name IS NOT NULL")
    engine.table("heard", "SELECT party, count(DISTINCT article) AS n FROM named GROUP BY party")
    (most,) = engine.rows("SELECT n FROM heard ORDER BY n DESC LIMIT 1")
    assert most[0] == max(row.articles for row in case.sources() if row.kind != "unnamed")
    starts = list(engine.rows('SELECT spans[1].start, spans[1]."end" FROM statements ORDER BY article, place LIMIT 3'))
    assert all(start < end for start, end in starts)
    engine.view("named", "SELECT 1 AS one")
    assert list(engine.rows("SELECT * FROM named")) == [(1,)]
    with pytest.raises(UsageError, match="there are: articles"):
        fill(engine, case, ["rumours"])


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(dossiers())
def test_any_dossier_goes_into_the_engine(dossier: Dossier) -> None:
    with DuckEngine(memory="100MB", threads=1) as engine:
        engine.map(rows, [dossier, dossier], TABLES.values())
        for name, count in (("blocks", len(dossier.article.blocks)), ("figures", len(dossier.figures))):
            assert list(engine.rows(f"SELECT count(*) FROM {name}")) == [(2 * count,)]
        found = list(engine.rows("SELECT id, low, high FROM figures, articles LIMIT 4"))
        assert all(isinstance(low, float | NoneType) for _, low, _ in found)


def test_a_table_is_written_and_read_by_another(engine: DuckEngine, case: Case, tmp_path: Path) -> None:
    fill(engine, case, ["statements"])
    path = tmp_path / "it's.parquet"
    engine.write("statements", path)
    with DuckEngine() as other:
        quoted = str(path).replace("'", "''")
        other.table("back", f"SELECT * FROM read_parquet('{quoted}')")
        order = "SELECT * FROM {} ORDER BY article, place"
        assert list(other.rows(order.format("back"))) == list(engine.rows(order.format("statements")))


def test_more_than_fits_in_memory_is_spilled(tmp_path: Path) -> None:
    with DuckEngine(memory="50MB", spill=tmp_path / "spill", threads=1) as engine:
        engine.table("many", "SELECT range AS n, md5(range::VARCHAR) AS digest FROM range(1500000)")
        (row,) = engine.rows("SELECT count(*) FROM (SELECT digest, n FROM many ORDER BY digest)")
        assert row == (1_500_000,)
        assert list((tmp_path / "spill").iterdir())


def test_no_extension_is_fetched(engine: DuckEngine) -> None:
    settings = dict(engine.rows("SELECT name, value FROM duckdb_settings()"))
    assert settings["autoinstall_known_extensions"] == settings["autoload_known_extensions"] == "false"
    import duckdb

    with pytest.raises(duckdb.Error, match=r"httpfs|sqlite"):
        list(engine.rows("SELECT * FROM 'https://paper.example/a.csv'"))


def test_the_passing_folder_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with DuckEngine() as engine:
        assert list(tmp_path.iterdir())
        engine.table("x", "SELECT 1")
    assert not list(tmp_path.iterdir())


def test_types_are_those_of_duckdb() -> None:
    assert type_of(List(Struct((Column("start", "integer"), Column("day", "day"))))) == 'STRUCT("start" BIGINT, "day" DATE)[]'
    assert {type_of(column.type) for column in columns(Source)} >= {"VARCHAR", "BOOLEAN", "VARCHAR[]"}
    assert importlib.util.find_spec("duckdb") is not None
