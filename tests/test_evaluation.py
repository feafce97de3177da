"""The truth about the example as gold, and what is written down of pages."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from evaluation import pages
from evaluation.gold import Mark, TruePage, TruthError, gold_row, true_pages, unmark
from sayso.records import Article, Block, Refusal, Span

TEXT = "Ann Lee said it rained.\n\n“It  rained,”\nhe wrote.\n\nAnn Lee said it rained."


def article() -> Article:
    blocks = [(0, 23, "related"), (25, 48, "body"), (50, 73, "body")]
    made = tuple(Block(span=Span(start, end), label=label) for start, end, label in blocks)  # type: ignore[arg-type]
    return Article(id="a", text=TEXT, blocks=made)


def page(*marked: str, told: tuple[str, ...] = ("a1",)) -> TruePage:
    truth: dict[str, Any] = {"file": "rain.html", "passage": [{"marked": one} for one in marked]}
    truth["attribution"] = [{"id": one, "kind": "person", "act": "states"} for one in told]
    return TruePage(truth=truth, article=article())


def test_marks_nest_and_recur() -> None:
    words, marks = unmark("{a1.source|Ann} {a1.cue|said} {a1.content|that {a2.source|Bo} {a2.cue|knew} {a2.content|it}}.")
    assert words == "Ann said that Bo knew it."
    assert {(mark.id, mark.role, words[slice(*mark.span)]) for mark in marks} == {
        ("a1", "source", "Ann"),
        ("a1", "cue", "said"),
        ("a1", "content", "that Bo knew it"),
        ("a2", "source", "Bo"),
        ("a2", "cue", "knew"),
        ("a2", "content", "it"),
    }
    assert unmark("{inference|So there.}") == ("So there.", [Mark("", "inference", Span(0, 9))])


@pytest.mark.parametrize("marked", ["{a1.cue|said", "said}", "{a1.mood|said}"])
def test_marks_must_close(marked: str) -> None:
    with pytest.raises(TruthError):
        unmark(marked)


def test_passages_are_found_by_their_words() -> None:
    row = gold_row(page("{a1.content|“It rained,”} {a1.source|he} {a1.cue|wrote}."))
    found = row["attributions"][0]
    assert [TEXT[slice(*span)] for role in ("content", "source", "cue") for span in found[role]] == [
        "“It  rained,”",
        "he",
        "wrote",
    ]
    assert (found["kind"], found["name"], found["inside"]) == ("person", None, None)


def test_the_article_comes_before_what_stands_around_it() -> None:
    row = gold_row(page("{a1.source|Ann Lee} {a1.cue|said} {a1.content|it rained}."))
    assert row["attributions"][0]["source"] == [Span(50, 57)]


def test_a_passage_is_used_once() -> None:
    one, two = ("{%s.source|Ann Lee} {%s.cue|said} {%s.content|it rained}." % ((name,) * 3) for name in ("a1", "a2"))
    row = gold_row(page(one, two, told=("a1", "a2")))
    assert [one["source"] for one in row["attributions"]] == [[Span(50, 57)], [Span(0, 7)]]


def test_a_passage_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TruthError, match="no block of the page reads “Bo said so"):
        gold_row(page("{a1.source|Bo} {a1.cue|said} {a1.content|so}."))


def test_marks_and_attributions_must_agree() -> None:
    with pytest.raises(TruthError, match="told of are"):
        gold_row(page("{a1.source|Ann Lee} said it rained.", told=("a1", "a2")))


@pytest.mark.slow
def test_the_truth_fits_the_example() -> None:
    rows = [gold_row(one) for one in true_pages()]
    assert len(rows) >= 10
    assert all(one["content"] and one["kind"] for row in rows for one in row["attributions"])


def test_a_page_is_written_down() -> None:
    made = pages.row("rain.html", article())
    assert made["paragraphs"] == ["“It  rained,”\nhe wrote.", "Ann Lee said it rained."]
    assert (made["title"], made["published"], made["authors"]) == (None, None, [])


def test_a_refused_page_is_an_empty_row() -> None:
    refusal = Refusal(page="p", step="read", reason="empty", message="m", advice="a")
    assert pages.row("rain.html", refusal)["paragraphs"] == []


def test_a_folder_is_written_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = "<html><head><title>Rain</title></head><body><article><h1>Rain in Vell</h1>" + "<p>It rained on.</p>" * 9
    (tmp_path / "rain.html").write_text(html + "</article></body></html>", encoding="utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    named = [{"file": "rain.html", "url": "https://vell.example/rain"}, {"file": "empty.html"}]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(one) + "\n" for one in named), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert pages.main([str(tmp_path), str(out)]) == 0
    rain, empty = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert rain["file"] == "rain.html"
    assert rain["published"] is None or datetime.fromisoformat(rain["published"])
    assert empty == pages.row("empty.html", Refusal(page="", step="read", reason="empty", message="m", advice="a"))
    assert "empty.html: " in capsys.readouterr().err


def test_misuse_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.main([]) == 2
    assert "usage" in capsys.readouterr().err
