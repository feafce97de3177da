"""A case on the command line: looked at, reviewed, written out as CSV that runs nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import PAGES, example
from sayso.casebook import csv_lines, json_line, short
from sayso.corpus import Case
from sayso.corpus.rows import Count, SourceRow
from sayso.records import Refusal
from stories import story

# -------------------------------------------------------------------------------------------------------------------- looking

LISTS = ("ls", "statements", "sources", "outlets", "refusals", "reviews", "doctor")


@pytest.mark.parametrize("verb", LISTS)
def test_every_list_has_three_forms(verb: str, own: str, sayso: Any) -> None:
    with Case(own, write=True) as file:
        refusal = Refusal(page="a.pdf", step="read", reason="pdf", message="this is a PDF", advice="Turn it into text.")
        file.add([(refusal, None)])
        file.review(file.statements(limit=1)[0].id, "note", note="=HYPERLINK(1)")
    rows = sayso(verb, own, "--json").rows
    cells = list(csv.DictReader(io.StringIO(sayso(verb, own, "--csv").out)))
    assert rows
    assert [list(row) for row in cells] == [list(row) for row in rows]
    shown = sayso(verb, own)
    assert shown.code == 0
    assert len(shown.out.splitlines()) > 1
    assert max(map(len, shown.out.splitlines())) <= 80
    assert sayso(verb, own, "--json", "--csv").code == 2


@pytest.mark.parametrize("columns", ["80", "120", "40"])
def test_tables_keep_to_the_width(columns: str, case: str, sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for verb in (*(verb for verb in LISTS if verb not in ("refusals", "reviews")), "find"):
        lines = sayso(verb, case, *(["cable"] if verb == "find" else [])).out.splitlines()
        assert lines
        assert max(map(len, lines)) <= int(columns), verb


@pytest.mark.parametrize(
    ("option", "holds"),
    [
        (("--unnamed",), lambda row: row["kind"] == "unnamed"),
        (("--doubted",), lambda row: row["distance"] == "doubting"),
        (("--denied",), lambda row: row["denied"]),
        (("--hedged",), lambda row: row["certainty"] == "hedged"),
        (("--kind", "outlet"), lambda row: row["kind"] == "outlet"),
        (("--act", "denies"), lambda row: row["act"] == "denies"),
        (("--voice", "inference"), lambda row: row["voice"] == "inference"),
        (("--outlet", "Saltgate Post"), lambda row: row["outlet"] == "Saltgate Post"),
        (("--since", "2031-03-05"), lambda row: row["published"][:10] >= "2031-03-05"),
        (("--text", "cable"), lambda row: "cable" in row["text"].lower()),
    ],
)
def test_statements_fit_what_is_asked(option: Sequence[str], holds: Any, case: str, sayso: Any) -> None:
    everything = sayso("statements", case, "--voice", "any", "--json").rows
    rows = sayso("statements", case, *option, "--json").rows
    assert rows
    assert all(map(holds, rows))
    attributed = [row for row in everything if row["voice"] == ("inference" if "inference" in option else "attributed")]
    assert len(rows) == len([row for row in attributed if holds(row)])


def test_a_limit_says_how_many_more(case: str, sayso: Any) -> None:
    everything = len(sayso("statements", case, "--json").rows)
    said = sayso("statements", case, "--limit", 3)
    assert f"and {everything - 3} more" in said.err
    assert said.out.count("2031-03-0") == 3
    assert len(sayso("statements", case, "--limit", 3, "--json").rows) == 3
    assert sayso("statements", case, "--limit", 0).err == ""


def test_short_ids_are_enough_where_one_is_meant(case: str, sayso: Any) -> None:
    [statement] = sayso("statements", case, "--json", "--limit", 1).rows
    for name in (statement["id"], short(statement["id"]), "statement-" + short(statement["id"])):
        assert sayso("statement", case, name, "--json").rows[0]["row"]["id"] == statement["id"]
    said = sayso("statements", case, "--article", short(statement["article"]), "--json")
    assert {row["article"] for row in said.rows} == {statement["article"]}
    source = short(statement["source"])
    assert sayso("source", case, source, "--json").rows[0]["row"]["id"] == statement["source"]
    assert statement["id"] in [row["id"] for row in sayso("statements", case, "--source", source, "--json").rows]
    outlet = sayso("outlets", case, "--json").rows[0]
    assert sayso("outlet", case, short(outlet["id"]), "--json").rows[0]["row"] == outlet


def test_an_id_that_may_be_two_is_asked_back(tmp_path: Path, sayso: Any) -> None:
    first, second = (
        replace(one, article=replace(one.article, id=f"article-{'ab12' * 3}{n}000")) for n, one in enumerate(example()[:2])
    )
    with Case(tmp_path / "a.case", write=True) as file:
        file.add([(first, None), (second, None)])
    said = sayso("statements", tmp_path / "a.case", "--article", "ab12ab12")
    assert said.code == 1
    assert first.article.id in said.err
    assert second.article.id in said.err
    assert sayso("statements", tmp_path / "a.case", "--article", "ab12ab12ab121", "--json").rows


def test_a_review_makes_no_case(sayso: Any, tmp_path: Path) -> None:
    said = sayso("review", tmp_path / "none.case", "statement-1", "--note", "look again")
    assert said.code == 1
    assert "there is no case" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", [("statements", "--csv"), ("statements", "--limit", "0"), ("export",)])
def test_a_reader_that_goes_away_is_no_failure(verb: tuple[str, ...], case: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as nobody:
        command = [sys.executable, "-m", "sayso", verb[0], case, *verb[1:]]
        done = subprocess.run(command, stdout=nobody, stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_find_shows_the_place_and_who_says_it(case: str, sayso: Any) -> None:
    said = sayso("find", case, "put", "in", "a", "drawer")
    assert "[drawer]" in said.out
    assert "two officials" in said.out
    hits = sayso("find", case, '"put in a drawer"', "--json").rows
    assert hits
    assert all("drawer" in hit["snippet"] for hit in hits)
    nothing = sayso("find", case, "zeppelin")
    assert (nothing.code, nothing.out) == (0, "")
    assert "nothing" in nothing.err


def test_profiles_are_counts_with_their_n(case: str, sayso: Any) -> None:
    source = sayso("sources", case, "--json", "--limit", 1).rows[0]
    shown = sayso("source", case, source["name"]).out
    assert source["name"] in shown
    assert f"of {source['statements']}" in shown
    counts = list(csv.DictReader(io.StringIO(sayso("source", case, source["id"], "--csv").out)))
    assert sum(int(one["number"]) for one in counts if one["what"] == "act") == source["statements"]
    outlet = sayso("outlets", case, "--json", "--limit", 1).rows[0]
    assert f"of {outlet['statements']}" in sayso("outlet", case, outlet["name"]).out
    counts = list(csv.DictReader(io.StringIO(sayso("outlet", case, outlet["id"], "--csv").out)))
    assert sum(int(one["number"]) for one in counts if one["what"] == "said by") == outlet["statements"]


def test_a_statement_is_shown_whole(case: str, sayso: Any) -> None:
    row = next(row for row in sayso("statements", case, "--json").rows if row["via"])
    shown = " ".join(sayso("statement", case, row["id"]).out.split())
    assert row["text"] in shown
    assert "this page <- " in shown
    assert row["via"].split(" < ")[0] in shown
    assert "certainty: " in shown
    [cells] = csv.DictReader(io.StringIO(sayso("statement", case, row["id"], "--csv").out))
    assert cells["id"] == row["id"]


@pytest.mark.parametrize(
    ("arguments", "code", "err"),
    [
        (("ls", "nowhere.case"), 1, "sayso add"),
        (("add", "nowhere.case"), 2, "which pages"),
        (("add", PAGES, "{case}"), 2, "the case comes first"),
        (("statements",), 2, "CASE"),
        (("statement", "{case}", "statement-0000000000000000"), 1, "sayso statements"),
        (("source", "{case}", "Nobody Atall"), 1, "sayso sources"),
        (("outlet", "{case}", "The Nowhere Post"), 1, "sayso outlets"),
        (("statements", "{case}", "--since", "soon"), 2, "2031-03-04"),
        (("statements", "{case}", "--kind", "ghost"), 2, "unnamed"),
        (("review", "{case}", "statement-0"), 2, "--wrong-speaker"),
        (("review", "{case}", "statement-0", "--undo", "--note", "x"), 2, "--undo"),
        (("find", "{case}", "..."), 2, "word"),
    ],
)
def test_errors_say_what_to_do(arguments: Sequence[str], code: int, err: str, case: str, sayso: Any) -> None:
    said = sayso(*(one.format(case=case) for one in arguments))
    assert (said.code, said.out) == (code, "")
    assert err in said.err


def test_no_case_is_made_of_nothing(sayso: Any, tmp_path: Path) -> None:
    said = sayso("add", tmp_path / "a.case", tmp_path / "none.html")
    assert said.code == 1
    assert "no such file" in said.err
    assert not (tmp_path / "a.case").exists()
    (tmp_path / "page.html").write_text(story(), encoding="utf-8")
    assert "no case" in sayso("add", tmp_path / "page.html", tmp_path / "page.html").err


def test_a_case_that_is_not_sound_fails_the_doctor(own: str, sayso: Any) -> None:
    import sqlite3

    with sqlite3.connect(own) as connection:
        connection.execute("UPDATE dossiers SET digest = 'x' WHERE article = 1")
    connection.close()
    said = sayso("doctor", own)
    assert said.code == 1
    assert "NOT SOUND" in said.out


def test_nothing_is_written_over_the_case(own: str, sayso: Any) -> None:
    for command in (("export", own, "-o", own), ("reviews", own, "--gold", own)):
        said = sayso(*command)
        assert (said.code, "the case itself" in said.err) == (2, True)
    assert sayso("doctor", own).code == 0


# ------------------------------------------------------------------------------------------------------------------ reviewing


def test_reviews_are_made_shown_listed_and_taken_back(own: str, sayso: Any) -> None:
    one, other = (row["id"] for row in sayso("statements", own, "--json", "--limit", 2).rows)
    assert sayso("review", own, short(one), "--wrong-speaker", "Ada Quill", "--note", "paragraph 3").code == 0
    assert sayso("review", own, one, "--label", "act=denies", "--label", "certainty=hedged").code == 0
    assert sayso("review", own, other, "--not-a-statement", "--by", "ada").code == 0
    assert sayso("review", own, other, "--wrong-speaker").code == 0
    found = [(row["judgement"], row["field"], row["value"], row["by"]) for row in sayso("reviews", own, "--json").rows]
    assert found == [
        ("wrong speaker", None, "Ada Quill", None),
        ("wrong label", "act", "denies", None),
        ("wrong label", "certainty", "hedged", None),
        ("not a statement", None, None, "ada"),
        ("wrong speaker", None, None, None),
    ]
    shown = [sayso("statements", own, "--limit", 1), sayso("statement", own, one), sayso("reviews", own)]
    words = " ".join(sayso("statements", own, "--json", "--limit", 1).rows[0]["text"].split()[:4])
    assert all("Ada Quill" in said.out for said in [*shown, sayso("find", own, f'"{words}"')])
    assert {row["id"] for row in sayso("statements", own, "--reviewed", "--json").rows} == {one, other}
    many = sayso("review", own, one, "--undo")
    assert (many.code, "name one" in many.err) == (1, True)
    first = sayso("reviews", own, "--json").rows[0]["id"]
    assert sayso("review", own, short(first), "--undo", "--json").rows[0]["undone"]
    assert len(sayso("reviews", own, "--json").rows) == 4
    assert len(sayso("reviews", own, "--undone", "--json").rows) == 5
    assert "undone" in sayso("reviews", own, "--undone").out


def test_the_one_review_of_a_statement_is_undone_by_its_statement(own: str, sayso: Any) -> None:
    [row] = sayso("statements", own, "--json", "--limit", 1).rows
    assert "no review stands" in sayso("review", own, row["id"], "--undo").err
    sayso("review", own, row["id"], "--note", "ask her")
    assert sayso("review", own, row["id"], "--undo").code == 0
    assert sayso("reviews", own).out == ""
    assert sayso("review", own, row["id"], "--label", "act").code == 2
    assert sayso("review", own, row["id"], "--label", "act=sings").code == 2


def test_gold_is_a_line_an_article(own: str, sayso: Any, tmp_path: Path) -> None:
    row = next(row for row in sayso("statements", own, "--json").rows if row["kind"] == "person")
    sayso("review", own, row["id"], "--wrong-speaker", "Ada Quill")
    gold = tmp_path / "gold.jsonl"
    assert sayso("reviews", own, "--gold", gold).code == 0
    [line] = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert line["id"] == row["article"]
    assert [one["name"] for one in line["attributions"]] == ["Ada Quill"]


# -------------------------------------------------------------------------------------------------------------- safe cells

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXTS)
def test_no_cell_of_csv_is_a_formula(text: str) -> None:
    row = SourceRow("id", text, "person", None, -1, 0, 0, 0)
    [cells] = list(csv.DictReader(io.StringIO("".join(csv_lines([row], SourceRow._fields)), newline="")))
    cell = cells["name"] or ""
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert cells["statements"] == "-1"  # a number is no text
    assert not any((ord(one) < 32 and one not in "\n") or 127 <= ord(one) < 160 for one in cell)


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", " =1", "＝1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(begins: str) -> None:
    assert list(csv_lines([Count(begins, 1, 2)], ("name",)))[1].lstrip('"').startswith("'")


@given(TEXTS)
def test_json_is_one_line_and_comes_back(text: str) -> None:
    line = json_line(Count(text, 1, 2))
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"name": text, "number": 1, "n": 2, "id": None, "own": None, "own_n": None}


def test_no_word_of_a_case_steers_the_terminal(tmp_path: Path, sayso: Any) -> None:
    hostile = "\x1b]0;owned\x07\x9b31m\u202e"
    dossier = example()[0]
    article = replace(dossier.article, id=f"a{hostile}", title=f"t{hostile}", outlet=f"o{hostile}")
    sources = tuple(replace(one, name=f"{one.name}{hostile}" if one.name else None) for one in dossier.sources)
    refusal = Refusal(
        page=f"p{hostile}", step="read", reason="pdf", message=f"m{hostile}", advice=f"a{hostile}", url=f"u{hostile}"
    )
    with Case(tmp_path / "a.case", write=True) as file:
        file.add([(replace(dossier, article=article, sources=sources), None), (refusal, None)])
        file.review(file.statements(limit=1)[0].id, "note", note=hostile, by=hostile)
        statement, source, outlet = file.statements()[0].id, file.sources()[0].id, file.outlets()[0].id
    path = tmp_path / "a.case"
    commands: list[tuple[object, ...]] = [(verb, path) for verb in LISTS]
    commands += [("find", path, "the"), ("statement", path, statement), ("source", path, source), ("outlet", path, outlet)]
    for command in commands:
        for form in ((), ("--csv",), ("--json",)):
            said = sayso(*command, *form)
            assert said.code == 0
            assert not set("\x1b\x07\x9b") & set(said.out + said.err), (command, form)
