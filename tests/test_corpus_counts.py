"""What stays quick in a large case: profiles of outlets are kept as counts, and no search ranks more than it must."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from cases import example, filled, variants
from sayso.corpus import Case, counting, looking
from sayso.records import Run


def kept(path: Path) -> dict[tuple[object, ...], int]:
    with sqlite3.connect(path) as connection:
        return {row[:3]: row[3] for row in connection.execute("SELECT outlet, what, thing, number FROM outlet_counts")}


def test_counts_of_outlets_are_those_of_the_statements(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case")
    before = kept(path)
    assert {what for _, what, _ in before} == {"kind", "firmness", "source", "cites"}
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM outlet_counts")
    counting.recount(connection)
    connection.execute("DELETE FROM outlet_counts WHERE number = 0")
    connection.commit()
    connection.close()
    assert kept(path) == before


def test_counts_go_away_with_what_they_counted(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case")
    with Case(path, write=True) as case:
        bare = [replace(one, statements=(), figures=(), run=Run(version="9", engine="none")) for one in example()]
        case.add([(one, None) for one in bare], renew=True)
        assert kept(path) == {}
        assert all(one.sound for one in case.doctor())
        case.add([(one, None) for one in example()], renew=True)
        assert all(one.sound for one in case.doctor())
    other = kept(filled(tmp_path / "b.case"))
    assert sorted(kept(path).values()) == sorted(other.values())


def test_the_doctor_finds_a_count_that_is_wrong(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE outlet_counts SET number = number + 1 WHERE what = 'cites'")
    with Case(path) as case:
        assert [one.check for one in case.doctor() if not one.sound] == ["counts"]


def test_of_a_word_that_all_articles_hold_the_last_ones_are_ranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "a.case", variants(28))
    with Case(path) as case:
        assert case.holding("the") == 28
        monkeypatch.setattr(looking, "RANKED", 14)
        last = {row.id for row in case.articles() if int(row.id.removeprefix("article-")) >= 14}
        assert {hit.article for hit in case.find("the", limit=5)} <= last
        assert len(case.find("the", limit=28)) == 28
        assert len(case.find("ferry", limit=5)) == 5


def test_figures_tell_where_and_when(tmp_path: Path) -> None:
    with Case(filled(tmp_path / "a.case")) as case:
        figures = [figure for one in example() for figure in one.figures]
        connection = sqlite3.connect(case.path)
        rows = connection.execute("SELECT place, day, text FROM numbers_given").fetchall()
        connection.close()
    assert sum(row[0] is not None for row in rows) == sum(one.where is not None for one in figures) > 0
    assert sum(row[1] is not None for row in rows) == sum(one.when is not None for one in figures) > 0
    assert sum(row[2] is not None for row in rows) == sum(one.statement is not None for one in figures) > 0
