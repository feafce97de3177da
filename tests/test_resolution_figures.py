"""Figures on their way into a dossier: each belongs to the innermost statement that holds it, and survives JSON lines."""

from __future__ import annotations

from sayso import spans
from sayso.formats import jsonl
from sayso.records import Annotation, Article, Block, Dossier, Figure, Span, Statement
from sayso.resolution.figures import figures_given
from sayso.road import analyze

TEXT = "Orla Venn said that at least 14 people had died. The fire took 3 hours."


def article(text: str) -> Article:
    return Article(id="a", text=text, blocks=(Block(span=Span(0, len(text)), label="body"),), language="en")


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
    given = figures_given(found, told)
    assert [(one.span.start, one.statement) for one in given] == [
        (0, "outer"),
        (12, "inner"),
        (19, "outer"),
        (22, "outer"),
        (31, "inner"),
        (48, "outer"),
        (68, "far"),
    ]
    assert figures_given(found, []) == ()
    assert all(spans.inside([one.span], [(0, 70)]) for one in given)
