"""What every engine of attribution must do, whichever way it does it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import ENGINES, Engine, attribute, digest, kept
from sayso.errors import UsageError
from sayso.records import Article, Attribution, Block, Label, Span, check_forest

each_engine = pytest.mark.parametrize("engine", ENGINES)


def article(*lines: str, labels: dict[int, Label] | None = None) -> Article:
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    blocks = [Block(span=place, label=(labels or {}).get(at, "body")) for at, place in enumerate(places)]
    return Article(id="a", text=text, blocks=tuple(blocks), language="en")


def found(made: Article, engine: Engine) -> tuple[Attribution, ...]:
    return attribute(made, annotate(made), engine=engine)


@each_engine
@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        ("“We will not sell the mill,” Ann Lee said on Monday.", "Ann Lee", "“We will not sell the mill,”"),
        ("The council said that the bridge would stay closed.", "The council", "that the bridge would stay closed"),
        ("According to the fire service, nobody was hurt.", "the fire service", "nobody was hurt"),
    ],
)
def test_the_plain_cases_are_found(engine: Engine, line: str, source: str, content: str) -> None:
    made = article("The mill stands by the river, and has stood there for long.", line)
    told = [(made.slice(one.source), made.slice(one.content).strip(" .")) for one in found(made, engine)]
    assert (source, content.strip(" .")) in told


@each_engine
def test_only_what_is_read_is_searched(engine: Engine) -> None:
    made = article("“We won,” Ann Lee said.", "“We lost,” Bo Ash said.", labels={1: "comment"})
    assert [made.slice(one.source) for one in found(made, engine)] == ["Ann Lee"]


@each_engine
def test_each_tells_its_engine_its_score_and_its_words(engine: Engine) -> None:
    (only,) = found(article("“We won,” Ann Lee said."), engine)
    assert only.engine == engine
    assert 0 < only.score <= 1
    assert "said" in only.reason
    assert only.form == "direct"


@each_engine
def test_what_is_less_sure_is_left_out_when_asked(engine: Engine) -> None:
    made = article("“We won,” Ann Lee said.", "The guild wants a vote, and Bo Ash called it unfair, reportedly.")
    every = attribute(made, annotate(made), engine=engine, least=0.0)
    middle = sorted(one.score for one in every)[len(every) // 2]
    assert {one.id for one in attribute(made, annotate(made), engine=engine, least=middle)} == {
        one.id for one in every if one.score >= middle
    }
    assert attribute(made, annotate(made), engine=engine, least=1.0) == tuple(one for one in every if one.score == 1)


@each_engine
def test_a_page_does_not_depend_on_the_pages_before_it(engine: Engine) -> None:
    first = article("“We won,” Ann Lee said. The guild denied that it had been told.")
    other = article("“" + "We lost and lost. " * 200 + "” Bo Ash said, citing two officials who saw it.")
    alone = found(first, engine)
    found(other, engine)
    assert found(first, engine) == alone


def check(text: str, engine: Engine) -> None:
    made = article(text)
    attributions = found(made, engine)
    check_forest(attributions)
    read = spans.normal(block.span for block in made.blocks)
    for one in attributions:
        assert spans.inside(one.source + one.cue + one.content, read)
    assert all(before.content[0].start <= after.content[0].start for before, after in pairwise(attributions))


WORDS = [
    *("Ann", "the guild", "who", "his", "THE", "U.S.", "1", "that", "in", "as", "said", "told", "citing", "claim"),
    *("according to", "called on", ",", ".", ":", "“", "”", '"', "'", "\n", "(", "—", "’s", "‘"),
]


@each_engine
@settings(max_examples=40, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=120))
def test_any_text_gives_sound_attributions(engine: Engine, text: str) -> None:
    check(text, engine)


@each_engine
@pytest.mark.slow
def test_time_grows_with_the_text_only(engine: Engine) -> None:
    start = time.perf_counter()
    for words in ("“A,” he said. ", "he said that ", "“a\n“said x\n", "citing officials, ", "‘a “b ", "ANN: yes\n", "(" * 9):
        check(words * 300, engine)
    assert time.perf_counter() - start < 60


@each_engine
@pytest.mark.parametrize(
    "text",
    [
        "“I am the one who asked not to be named, citing my lawyer,” he said.",
        "citing we who asked not to be named ”",
        "Ann said the \ud800 bridge was closed.",
        "“" * 300 + "he said that " * 20,
        "The Post, citing The Post, said “ ” that citing , citing.",
    ],
)
def test_odd_texts_that_once_failed(engine: Engine, text: str) -> None:
    check(text, engine)


@each_engine
def test_spans_neither_begin_nor_end_with_white_space(engine: Engine) -> None:
    made = article("Many on the quay wanted to know whether the night boat would run, citing two clerks , he said .")
    for one in found(made, engine):
        for start, end in one.source + one.cue + one.content:
            assert made.text[start:end] == made.text[start:end].strip()


def test_an_engine_that_does_not_exist_is_a_clear_error() -> None:
    made = article("x")
    with pytest.raises(UsageError, match="no engine called 'oracle'; there are: model, grammar"):
        attribute(made, annotate(made), engine="oracle")  # type: ignore[arg-type]


def test_the_grammar_needs_no_weights() -> None:
    assert digest("grammar") is None


def test_what_hung_on_something_left_out_moves_up() -> None:
    def one(name: str, parent: str | None, score: float) -> Attribution:
        return Attribution(id=name, content=(Span(0, 9),), cue=(Span(10, 12),), parent=parent, score=score)

    forest = (one("a", None, 0.9), one("b", "a", 0.2), one("c", "b", 0.8), one("d", None, 0.1), one("e", "d", 0.7))
    assert [(kept_one.id, kept_one.parent) for kept_one in kept(forest, 0.5)] == [("a", None), ("c", "a"), ("e", None)]
