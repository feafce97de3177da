"""Figures on their way into a dossier: each belongs to the innermost statement that holds it, and survives JSON lines."""

from __future__ import annotations

import time
from datetime import date

import pytest

from sayso import spans
from sayso.annotation import annotate
from sayso.errors import RecordError
from sayso.formats import jsonl
from sayso.records import Annotation, Article, Block, Day, Dossier, Figure, Run, Span, Statement
from sayso.resolution.figures import figures_given
from sayso.road import analyze

TEXT = "Orla Venn said that at least 14 people had died. The fire took 3 hours."


def article(text: str) -> Article:
    block = Block(span=Span(0, len(text)), label="body")
    return Article(id="a", text=text, blocks=(block,), language="en", published=date(2016, 10, 26))


def test_figures_belong_to_their_statements() -> None:
    dossier = analyze(article(TEXT))
    assert isinstance(dossier, Dossier)
    words = {one.id: dossier.article.slice(one.spans) for one in dossier.statements}
    told = [(dossier.article.slice(one.span), words[one.statement or ""]) for one in dossier.figures]
    assert told[0][0] == "at least 14"
    assert "people had died" in told[0][1]
    assert told[1] == ("3 hours", "The fire took 3 hours.")
    assert jsonl.load(jsonl.dump(dossier), Dossier) == dossier


def test_the_innermost_statement_has_the_figure_and_what_is_in_none_is_left_out() -> None:
    def statement(name: str, *places: tuple[int, int]) -> Statement:
        return Statement(id=name, spans=tuple(Span(*place) for place in places), voice="own")

    def figure(start: int, end: int) -> Figure:
        return Figure(span=Span(start, end), low=1, high=1)

    told = [statement("outer", (0, 50)), statement("inner", (10, 20), (30, 40)), statement("far", (60, 70))]
    found = Annotation(article="a", figures=tuple(figure(at, at + 2) for at in (0, 12, 19, 22, 31, 48, 55, 59, 68)))
    empty = article("." * 80)
    given = figures_given(empty, found, told)
    assert [(one.span.start, one.statement) for one in given] == [
        (0, "outer"),
        (12, "inner"),
        (19, "outer"),
        (22, "outer"),
        (31, "inner"),
        (48, "outer"),
        (68, "far"),
    ]
    assert figures_given(empty, found, []) == ()
    assert all(spans.inside([one.span], [(0, 70)]) for one in given)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("It killed 14 people in Norway on Tuesday.", [("14", "Tuesday", "Norway")]),
        (
            "In 2014, 30 boats sank near Paris, France, and 12 burnt.",
            [("30", "2014", "Paris, France"), ("12", "2014", "Paris, France")],
        ),
        ("It rose from 10 boats in 2014 to 15 boats in 2015.", [("10", "2014", None), ("15", "2015", None)]),
        ("One in four went in 2010, up from one in 10 in 2000.", [("One in four", "2010", None), ("one in 10", "2000", None)]),
        ("It will cut 43 percent of 2005 levels by 2030.", [("43 percent", "2030", None)]),
        ("It killed 14 people. It burnt in Norway on Tuesday.", [("14", None, None)]),
        ("The Norway desk killed 14 stories.", [("14", None, None)]),
    ],
)
def test_where_and_when(line: str, told: list[tuple[str, str | None, str | None]]) -> None:
    made = article(line)
    own = [Statement(id=str(one.start), spans=(one,), voice="own") for one in annotate(made).sentences]

    def words(span: Span | None) -> str | None:
        return made.slice(span) if span is not None else None

    given = figures_given(made, annotate(made), own)
    assert [(words(one.span), words(one.when.span if one.when else None), words(one.where)) for one in given] == told


def test_days_of_the_saying_are_not_those_of_the_figure() -> None:
    made = article("Venn said on Tuesday that 14 people had died in 2014, and at least 3 left.")
    content = Span(made.text.index("14 people"), made.text.index(", and"))
    told = [
        Statement(id="said", spans=(content,), voice="own"),
        Statement(id="page", spans=(Span(0, len(made.text)),), voice="own"),
    ]
    [first, second] = figures_given(made, annotate(made), told)
    assert (first.statement, second.statement) == ("said", "page")
    assert first.when is not None
    assert made.slice(first.when.span) == "2014"


def test_places_and_days_of_figures_keep_the_laws() -> None:
    with pytest.raises(RecordError, match="the place of a figure"):
        Figure(span=Span(0, 1), low=1, high=1, where=Span(2, 2))
    far = Day(span=Span(90, 95), earliest=date(2016, 10, 3), latest=date(2016, 10, 3))
    for late in (Figure(span=Span(0, 1), low=1, high=1, when=far), Figure(span=Span(0, 1), low=1, high=1, where=far.span)):
        with pytest.raises(RecordError, match="behind the end"):
            Dossier(article=article("Short."), run=Run(version="0", engine="none"), figures=(late,))


@pytest.mark.parametrize("seed", ["in 2014 5 boats in Norway ", "5 boats ", "In 2014 and 12 boats, "])
def test_time_grows_with_the_text(seed: str) -> None:
    def taken(length: int) -> float:
        made = article((seed * length)[:length].strip())
        found = annotate(made)
        told = [Statement(id="s", spans=(Span(0, len(made.text)),), voice="own")]
        start = time.perf_counter()
        figures_given(made, found, told)
        return time.perf_counter() - start

    assert min(taken(20_000), taken(20_000)) < 8 * max(taken(5_000), 0.02)
