"""Reviews are kept, shown, taken back, hung on what a newer analysis finds, and given as gold."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cases import example, filled
from sayso.corpus import Case
from sayso.errors import CaseError, UsageError
from sayso.records import Dossier, Run, Span, Statement
from sayso.spans import size


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case(filled(tmp_path / "a.case"), write=True) as opened:
        yield opened


def attributed(dossier: Dossier) -> list[Statement]:
    return [one for one in dossier.statements if one.chain and one.chain[-1].attribution]


FIRST = attributed(example()[0])[0]


def test_a_review_is_shown_wherever_its_statement_is(case: Case) -> None:
    made = case.review(FIRST.id, "wrong speaker", value="Anna  Vell", note="see line 3", by="ms")
    case.review(FIRST.id, "wrong label", field="act", value="denies")
    assert made.value == "Anna Vell"
    told = "wrong speaker: Anna Vell (see line 3); wrong label, act: denies"
    assert case.statement(FIRST.id).row.review == told
    assert [row.review for row in case.statements() if row.id == FIRST.id] == [told]
    assert [row.id for row in case.statements(reviewed=True)] == [FIRST.id]
    assert [one.judgement for one in case.statement(FIRST.id).reviews] == ["wrong speaker", "wrong label"]
    assert case.reviews(statement=FIRST.id) == case.reviews()


def test_a_review_is_undone_and_stays(case: Case) -> None:
    made = case.review(FIRST.id, "not a statement")
    assert case.review(FIRST.id, "not a statement") == made
    undone = case.undo(made.id)
    assert undone.undone is not None
    assert undone._replace(undone=None) == made
    assert case.undo(made.id) == undone
    assert case.reviews() == []
    assert case.reviews(undone=True) == [undone]
    assert case.statement(FIRST.id).row.review == ""
    assert case.statement(FIRST.id).reviews == (undone,)
    again = case.review(FIRST.id, "not a statement")
    assert again.id != made.id
    assert case.reviews() == [again]


def test_ids_of_reviews_are_stable(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        with Case(filled(tmp_path / f"{name}.case"), write=True) as case:
            found.append(case.review(FIRST.id, "note", note="odd").id)
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"judgement": "boring"}, "there are: wrong speaker"),
        ({"judgement": "note"}, "must say something"),
        ({"judgement": "note", "note": "x", "value": "y"}, "takes no value"),
        ({"judgement": "wrong label", "value": "denies"}, "which label is wrong"),
        ({"judgement": "wrong label", "field": "act"}, "say what the act should be"),
        ({"judgement": "wrong label", "field": "act", "value": "sings"}, "it is one of states"),
        ({"judgement": "wrong speaker", "field": "kind"}, "goes with “wrong label”"),
        ({"judgement": "not a statement", "value": "x"}, "say it in a note"),
    ],
)
def test_what_is_no_review_is_told(case: Case, given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        case.review(FIRST.id, **given)
    assert case.reviews(undone=True) == []


def test_what_is_not_there_is_told(case: Case) -> None:
    with pytest.raises(CaseError, match="no statement nothing"):
        case.review("nothing", "not a statement")
    with pytest.raises(CaseError, match="no review nothing"):
        case.undo("nothing")


# ----------------------------------------------------------------------------------------------------- a newer analysis


def anew(dossier: Dossier, statement: Statement | None) -> Dossier:
    """The dossier as a newer model has it: without its first reviewed statement, or with another in its place."""
    others = [one for one in dossier.statements if one.id != FIRST.id]
    kept = [*([statement] if statement else []), *(replace(one, denies=None) for one in others)]
    figures = tuple(replace(one, statement=None) for one in dossier.figures)
    return replace(dossier, statements=tuple(kept), figures=figures, run=Run(version="9", engine="model"))


def test_a_review_survives_a_newer_analysis(case: Case) -> None:
    made = case.review(FIRST.id, "wrong speaker", value="Anna Vell")
    (start, end), *_ = FIRST.spans
    moved = replace(FIRST, id="statement-moved", spans=(Span(start, end - (end - start) // 4),))
    case.add([(anew(example()[0], moved), None)], renew=True)
    assert case.reviews() == [made._replace(now="statement-moved")]
    assert case.statement("statement-moved").row.review == "wrong speaker: Anna Vell"
    assert case.reviews(statement="statement-moved") == case.reviews(statement=FIRST.id)


def test_a_review_waits_where_nothing_is_left_of_its_statement(case: Case) -> None:
    made = case.review(FIRST.id, "not a statement")
    (start, end), *_ = FIRST.spans
    far = replace(FIRST, id="statement-far", spans=(Span(end - (end - start) // 4, end),))
    case.add([(anew(example()[0], far), None)], renew=True)
    assert case.reviews() == [made._replace(now=None)]
    assert case.statement("statement-far").row.review == ""
    assert list(case.gold()) == []
    case.add([(example()[0], None)], renew=True)
    assert case.reviews() == [made]
    assert all(finding.sound for finding in case.doctor())


# ----------------------------------------------------------------------------------------------------------------- gold


def test_gold_holds_what_was_judged_and_discards_the_rest(case: Case) -> None:
    dossier = example()[0]
    wrong, bad, noted = attributed(dossier)[:3]
    case.review(wrong.id, "wrong speaker", value="Anna Vell")
    case.review(wrong.id, "wrong label", field="kind", value="person")
    case.review(bad.id, "not a statement")
    case.review(noted.id, "note", note="look again")
    case.undo(case.review(wrong.id, "wrong label", field="act", value="asks").id)
    (row,) = case.gold()
    (mended,) = row["attributions"]
    assert (row["id"], row["text"]) == (dossier.article.id, dossier.article.text)
    assert (mended["name"], mended["kind"], mended["act"]) == ("Anna Vell", "person", wrong.act)
    assert mended["content"] == wrong.spans
    by_id = {one.id: one for one in dossier.attributions}
    touched = [by_id[str(one.chain[-1].attribution)] for one in (wrong, bad)]
    judged = [span for one in touched for span in one.source + one.cue + one.content]
    assert size(row["discard"]) + size(judged) >= len(dossier.article.text)
    for one in touched:
        assert not set(row["discard"]) & set(one.cue)


def test_gold_of_a_voice(case: Case) -> None:
    own = next(one for one in example()[1].statements if one.voice == "own")
    case.review(own.id, "wrong label", field="voice", value="inference")
    (row,) = case.gold()
    assert row["inference"] == list(own.spans)
    assert row["attributions"] == []


def test_gold_is_scored(case: Case, shared: Path, tmp_path: Path) -> None:
    """The scorer of the shared folder takes the gold as it is: against itself all is right."""
    for dossier in example()[:3]:
        for one in attributed(dossier)[:3]:
            case.review(one.id, "wrong speaker", value="Anna Vell")
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in case.gold()), encoding="utf-8")
    scorer = shared / "tools" / "score.py"
    if not scorer.exists() or importlib.util.spec_from_file_location("score", scorer) is None:
        pytest.skip("the scorer is not there")
    run = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(gold), "--json"], capture_output=True, text=True, check=True
    )
    found = json.loads(run.stdout)
    assert found["linked"]["all"]["f"] == 1
