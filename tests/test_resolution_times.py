"""When statements were made: the days beside the cue, and none that belong to something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sayso import spans
from sayso.annotation import annotate
from sayso.records import Article, Attribution, Block, Source, Span
from sayso.resolution.times import Times

WEDNESDAY = date(2016, 10, 26)


def times_of(text: str, *triples: tuple[str, str, str], kind: str = "person") -> list[str]:
    """The times of attributions whose source, cue and content are these words, "-" for none. All have one source."""
    article = Article(
        id="a",
        text=text,
        blocks=tuple(Block(span=line, label="body") for line in spans.lines(text, [(0, len(text))])),
        published=WEDNESDAY,
    )
    made = [attribution(text, f"t{number}", *triple) for number, triple in enumerate(triples)]
    behind = {one.id: Source(id="s", kind="document" if kind == "document" else "person", name="Venn") for one in made}
    times = Times(article, annotate(article), made, behind).of
    return [text[slice(*times[one.id].span)] if one.id in times else "-" for one in made]


def attribution(text: str, name: str, source: str, cue: str, content: str) -> Attribution:
    at = text.index(content)
    return Attribution(
        id=name,
        source=(place(text, source, at),),
        cue=(place(text, cue, at),),
        content=(place(text, content, at),),
        form="mixed",
    )


def place(text: str, words: str, near: int) -> Span:
    """The occurrence of ``words`` that begins nearest to an offset."""
    found = [at for at in range(len(text)) if text.startswith(words, at)]
    at = min(found, key=lambda one: abs(one - near))
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "time"),
    [
        ("“It is shut,” Venn said on Tuesday.", "Venn", "said", "“It is shut,”", "Tuesday"),
        ("Venn told reporters in Tessel on Tuesday that it was shut.", "Venn", "told reporters", "it was shut", "Tuesday"),
        ("Venn said in a statement late Monday it was shut.", "Venn", "said", "it was shut", "Monday"),
        ("On Tuesday, Venn denied it was shut.", "Venn", "denied", "it was shut", "Tuesday"),
        ("In a letter on Tuesday, Venn said it was shut.", "Venn", "said", "it was shut", "Tuesday"),
        ("Venn on Tuesday said it was shut.", "Venn", "said", "it was shut", "Tuesday"),
        ("Earlier this month, Venn said it was shut.", "Venn", "said", "it was shut", "Earlier this month"),
        ("Prosecutors in April claimed it was shut.", "Prosecutors in April", "claimed", "it was shut", "April"),
        ("Venn said it was shut on Tuesday.", "Venn", "said", "it was shut on Tuesday", "-"),
        ("Venn said after Tuesday’s vote that it was shut.", "Venn", "said", "it was shut", "-"),
        ("Venn, who was elected in 2014, said it was shut.", "Venn, who was elected in 2014,", "said", "it was shut", "-"),
        ("The vote on Tuesday was wrong, and Venn said it was shut.", "Venn", "said", "it was shut", "-"),
        ("Before Tuesday’s vote Venn said it was shut.", "Venn", "said", "it was shut", "-"),
        ("Ahead of a vote that will be held on Friday Venn said it was shut.", "Venn", "said", "it was shut", "-"),
        ("Venn said it was shut. On Tuesday it rained.", "Venn", "said", "it was shut", "-"),
    ],
)
def test_the_day_of_saying(text: str, source: str, cue: str, content: str, time: str) -> None:
    assert times_of(text, (source, cue, content)) == [time]


def test_a_document_is_of_its_own_day_and_a_person_is_not() -> None:
    told = ("A 2014 report", "found", "it was shut")
    assert times_of("A 2014 report found it was shut.", told, kind="document") == ["2014"]
    assert times_of("The 2014 winner found it was shut.", ("The 2014 winner", "found", "it was shut")) == ["-"]


def test_what_is_said_next_in_the_paragraph_is_said_on_the_same_day() -> None:
    first, then = ("Venn", "said", "“It is shut,”"), ("he", "added", "“For good,”")
    assert times_of("“It is shut,” Venn said on Tuesday. “For good,” he added.", first, then) == ["Tuesday", "Tuesday"]
    assert times_of("“It is shut,” Venn said on Tuesday.\n“For good,” he added.", first, then) == ["Tuesday", "-"]


def test_a_day_inside_the_words_of_somebody_else_does_not_count() -> None:
    outer, inner = ("Venn", "said", "Roe denied on Tuesday it was shut"), ("Roe", "denied", "it was shut")
    assert times_of("Venn said Roe denied on Tuesday it was shut.", outer, inner) == ["-", "Tuesday"]


def test_the_day_on_which_it_was_told_is_not_that_of_what_was_told() -> None:
    text = "On Tuesday, Venn said Roe had denied it was shut."
    outer = attribution(text, "outer", "Venn", "said", "Roe had denied it was shut")
    inner = replace(attribution(text, "inner", "Roe", "had denied", "it was shut"), parent="outer")
    article = Article(id="a", text=text, blocks=(Block(span=Span(0, len(text)), label="body"),), published=WEDNESDAY)
    behind = {name: Source(id=name, kind="person", name=name) for name in ("outer", "inner")}
    assert list(Times(article, annotate(article), [outer, inner], behind).of) == ["outer"]
