"""Lines of JSON hold every record without loss, and say what is wrong with those that do not."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import FormatError
from sayso.formats import jsonl
from sayso.records import Article, Block, Claim, Figure, Origin, Page, Span
from strategies import KINDS, record

CLAIM = Claim(id="c", text="It rained.", statements=("s1", "s2"))
SLOW = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@SLOW
@given(data=st.data())
def test_round_trip(kind: Any, data: st.DataObject) -> None:
    made = data.draw(record(kind))
    line = jsonl.dump(made)
    assert len(line.splitlines()) == 1
    assert jsonl.load(line, kind) == made
    assert jsonl.load(line.encode("utf-8"), kind) == made
    assert jsonl.dump(jsonl.load(line, kind)) == line


def test_a_line_reads_like_this() -> None:
    assert jsonl.dump(CLAIM) == '{"sayso":1,"record":"Claim","id":"c","text":"It rained.","statements":["s1","s2"]}'


def article(published: date | None) -> Article:
    block = Block(span=Span(0, 2), label="body")
    return Article(id="a", text="é…", blocks=(block,), published=published)


@pytest.mark.parametrize(
    "published",
    [
        None,
        date(2024, 5, 1),
        datetime(2024, 5, 1),
        datetime(2024, 5, 1, 9, 30, tzinfo=UTC),
        datetime(2024, 5, 1, 9, 30, 1, 5, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
    ],
)
def test_days_and_moments_stay_what_they_are(published: date | None) -> None:
    back = jsonl.load(jsonl.dump(article(published)), Article).published
    assert type(back) is type(published)
    assert back == published
    if isinstance(published, datetime):
        assert isinstance(back, datetime)
        assert back.utcoffset() == published.utcoffset()


def test_text_is_written_as_it_stands() -> None:
    assert '"é…"' in jsonl.dump(article(None))


def test_bytes_are_base64() -> None:
    assert '"data":"AP8="' in jsonl.dump(Page(data=b"\x00\xff", name="-"))


def test_whole_numbers_stay_whole() -> None:
    figure = Figure(span=Span(0, 2), low=10**30, high=None)
    assert type(jsonl.load(jsonl.dump(figure), Figure).low) is int


@pytest.mark.parametrize("what", [object(), "text", Span(0, 1), Claim])
def test_only_records_are_written(what: object) -> None:
    with pytest.raises(FormatError, match="no record"):
        jsonl.dump(what)


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(FormatError, match="None for an open end"):
        jsonl.dump(Figure(span=Span(0, 1), low=3, high=float("inf")))
    with pytest.raises(FormatError, match="surrogate"):
        jsonl.dump(Page(data=b"", name="\ud83d\ude00"))
    with pytest.raises(FormatError, match="object"):
        jsonl.dump(Claim(id=object(), text="", statements=("s",)))  # type: ignore[arg-type]


def changed(**changes: Any) -> str:
    return json.dumps(json.loads(jsonl.dump(CLAIM)) | changes)


def without(name: str) -> str:
    row = json.loads(jsonl.dump(CLAIM))
    del row[name]
    return json.dumps(row)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "not a line of JSON"),
        ("{", "not a line of JSON"),
        (b"\xff\xfe\xfa", "not a line of JSON"),
        ("[" * 100_000, "not a line of JSON"),
        ('{"sayso": NaN}', "not a line of JSON"),
        ("[1]", "no record"),
        ("{}", "not a line of sayso"),
        (without("sayso"), "not a line of sayso"),
        (changed(sayso="1"), "not a line of sayso"),
        (changed(sayso=0), "not a line of sayso"),
        (changed(sayso=2), "update sayso"),
        (changed(record="Rumour"), "no record is called 'Rumour'"),
        (changed(record=["Claim"]), "no record is called"),
        (without("record"), "no record is called None"),
        (changed(record="Origin"), "type Origin, where Claim was asked for"),
        (without("text"), "missing 'text'"),
        (changed(truth=True), "unknown 'truth'"),
        (changed(text=1), "text: 1 stands where a text is due"),
        (changed(statements="s1"), "statements: .* array is due"),
        (changed(statements=[1]), "statements: 1 stands where a text is due"),
        (changed(statements=[]), "a law of Claim is broken: a claim must rest on a statement"),
    ],
)
def test_what_is_wrong_is_said(line: str | bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        jsonl.load(line, Claim)


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        (Origin, {"low": True}, "low: true stands where a whole number is due"),
        (Origin, {"low": 1.5}, "whole number"),
        (Origin, {"kind": "god"}, "none of collective, document"),
        (Origin, {"kind": ["none"]}, "none of"),
        (Figure, {"span": [1]}, r"span: \[1\] stands where a span"),
        (Figure, {"span": [0, 1.0]}, "span"),
        (Figure, {"span": [1, 1]}, "a law of Figure"),
        (Figure, {"low": "ten"}, "number"),
        (Article, {"published": "May"}, "no date of ISO 8601"),
        (Article, {"published": 20240501}, "text"),
        (Article, {"blocks": [{"span": [0, 2]}]}, "blocks: fields are missing 'label', 'links', 'reason'"),
        (Article, {"blocks": [3]}, "blocks: 3 stands where Block is due"),
        (Page, {"data": "?"}, "base64"),
        (Page, {"data": "é"}, "base64"),
        (Page, {"fetched": "2024-05-01"}, "a day, where a moment is due"),
    ],
)
def test_what_is_wrong_in_a_field_is_said(kind: Any, changes: dict[str, Any], said: str) -> None:
    sound: dict[Any, Any] = {
        Origin: Origin(id="o", who="x", kind="person", statements=()),
        Figure: Figure(span=Span(0, 1), low=1, high=1),
        Article: article(None),
        Page: Page(data=b"", name="-"),
    }
    line = json.dumps(json.loads(jsonl.dump(sound[kind])) | changes)
    with pytest.raises(FormatError, match=said):
        jsonl.load(line, kind)


def test_a_day_is_no_moment() -> None:
    day = '{"sayso":1,"record":"Day","span":[0,1],"earliest":"2024-05-01T00:00:00","latest":"2024-05-01"}'
    kind = next(kind for kind in KINDS if kind.__name__ == "Day")
    with pytest.raises(FormatError, match="a moment, where a day is due"):
        jsonl.load(day, kind)


def test_a_pair_has_two() -> None:
    run = '{"sayso":1,"record":"Run","version":"1","engine":"e","model":null,"options":[["a"]]}'
    kind = next(kind for kind in KINDS if kind.__name__ == "Run")
    with pytest.raises(FormatError, match="options: 1 values stand where 2 are due"):
        jsonl.load(run, kind)


@given(st.text(), st.sampled_from(KINDS))
def test_anything_else_is_a_format_error(line: str, kind: Any) -> None:
    with pytest.raises(FormatError):
        jsonl.load(line, kind)


@SLOW
@given(data=st.data())
def test_lines_that_were_cut_or_bent(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    row = json.loads(jsonl.dump(data.draw(record(kind))))
    name = data.draw(st.sampled_from(sorted(set(row) - {"sayso", "record"})))
    row[name] = data.draw(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=3))
    with contextlib.suppress(FormatError):  # and nothing else; the change may have been none
        jsonl.load(json.dumps(row), kind)
