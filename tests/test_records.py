"""The laws of the records: each is broken once here, and hypothesis looks for records that should not be."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import records
from sayso.errors import RecordError, SaysoError
from sayso.records import (
    Annotation,
    Article,
    Attribution,
    Block,
    Claim,
    Collapse,
    Day,
    Dossier,
    Figure,
    Hint,
    Hop,
    Hyperlink,
    Lineage,
    Link,
    Name,
    Origin,
    Quotation,
    Refusal,
    Run,
    Source,
    Span,
    Statement,
    Trigger,
    check_forest,
    identity,
    slice_text,
)
from sayso.spans import normal
from strategies import KINDS, record, span_lists

ONE, TWO = (Span(0, 1),), (Span(2, 3),)
BLOCK = Block(span=Span(0, 4), label="body")
ARTICLE = Article(id="a", text="Rain.", blocks=(Block(span=Span(0, 5), label="body"),))
SAID = Attribution(id="x", source=ONE, cue=TWO, content=(Span(3, 5),))
ANN = Source(id="ann", kind="person", name="Ann Lee")
RUN = Run(version="1", engine="grammar")
STATEMENT = Statement(id="s", spans=ONE, chain=(Hop(source="ann", attribution="x"),))
ORIGIN = Origin(id="o", who="Ann Lee", kind="person", statements=("s",))

BROKEN: list[tuple[Any, dict[str, Any], str]] = [
    (Hyperlink, {"span": Span(1, 1), "url": "u"}, "at least one code point"),
    (Block, {"span": Span(2, 1), "label": "body"}, "at least one code point"),
    (Block, {"span": Span(0, 1), "label": "advert"}, "it must be one of headline"),
    (
        Block,
        {"span": Span(1, 2), "label": "body", "links": (Hyperlink(span=Span(0, 2), url="u"),)},
        "inside its block",
    ),
    (Article, {"id": "", "text": "", "blocks": ()}, "must have an id"),
    (Article, {"id": "a", "text": "Rain fell.", "blocks": (BLOCK,)}, "behind 4 lies in no block"),
    (Article, {"id": "a", "text": "Rain", "blocks": (Block(span=Span(1, 4), label="body"),)}, "between 0 and 1"),
    (Article, {"id": "a", "text": "Rain", "blocks": (BLOCK, BLOCK)}, "sorted and disjoint"),
    (Article, {"id": "a", "text": "Rai", "blocks": (BLOCK,)}, "behind the end of the text"),
    (Quotation, {"spans": ()}, "must have words"),
    (Quotation, {"spans": (Span(3, 4), Span(0, 1))}, "sorted and disjoint"),
    (Quotation, {"spans": ONE, "depth": -1}, "counts from 0"),
    (Quotation, {"spans": ONE, "opened": False, "closed": False}, "at least one mark"),
    (Quotation, {"spans": ONE, "use": "irony"}, "one of speech"),
    (Name, {"span": Span(-1, 1)}, "at least one code point"),
    (Name, {"span": Span(0, 1), "kind": "ship"}, "one of person"),
    (Day, {"span": Span(0, 0), "earliest": date.min, "latest": date.min}, "at least one code point"),
    (Day, {"span": Span(0, 1), "earliest": date.max, "latest": date.min}, "cannot end"),
    (Figure, {"span": Span(0, 0), "low": 1, "high": 1}, "at least one code point"),
    (Figure, {"span": Span(0, 1), "low": None, "high": None}, "must have a value"),
    (Figure, {"span": Span(0, 1), "low": 2, "high": 1}, "cannot run from"),
    (Figure, {"span": Span(0, 1), "low": 1, "high": 1, "bound": "over"}, "one of exact"),
    (Annotation, {"article": "a", "sentences": (Span(0, 2), Span(1, 3))}, "sentences must be sorted"),
    (Annotation, {"article": "a", "words": (Span(0, 0),)}, "words is"),
    (Hint, {"field": "mood", "value": "glad", "score": 1}, "no label is called"),
    (Hint, {"field": "act", "value": "sings", "score": 1}, "one of states"),
    (Hint, {"field": "act", "value": "states", "score": 2}, "between 0 and 1"),
    (Attribution, {"id": "", "content": ONE, "cue": TWO}, "must have an id"),
    (Attribution, {"id": "x", "content": ONE, "cue": TWO, "parent": "x"}, "its own parent"),
    (Attribution, {"id": "x", "content": ONE, "cue": TWO, "form": "loud"}, "one of direct"),
    (Attribution, {"id": "x", "content": ONE, "cue": TWO, "score": float("nan")}, "between 0 and 1"),
    (Attribution, {"id": "x", "content": (), "cue": TWO}, "must have a content"),
    (Attribution, {"id": "x", "content": ONE}, "a source, a cue or quotation marks"),
    (Attribution, {"id": "x", "content": ONE, "cue": (Span(4, 5), Span(2, 3))}, "the cue of an attribution must be sorted"),
    (Attribution, {"id": "x", "content": ONE, "cue": ONE}, "together must be sorted and disjoint"),
    (Source, {"id": "", "kind": "person"}, "must have an id"),
    (Source, {"id": "s", "kind": "ghost"}, "one of person"),
    (Source, {"id": "s", "kind": "person", "mentions": (Span(1, 1),)}, "mentions"),
    (Source, {"id": "s", "kind": "none", "name": "Ann"}, "there is no name"),
    (Source, {"id": "s", "kind": "person", "name": "Ann", "resolved": False}, "has candidates, not a name"),
    (Hop, {"source": "s", "evidence": "felt"}, "one of stated"),
    (Hop, {"source": "s", "spans": (Span(1, 1),)}, "the words of a hop"),
    (Trigger, {"field": "act", "span": Span(1, 1)}, "a trigger"),
    (Statement, {"id": "", "spans": ONE, "voice": "own"}, "must have an id"),
    (Statement, {"id": "s", "spans": (), "voice": "own"}, "must have words"),
    (Statement, {"id": "s", "spans": (Span(1, 0),), "voice": "own"}, "the words of a statement"),
    (Statement, {"id": "s", "spans": ONE, "voice": "loud"}, "one of attributed"),
    (Statement, {"id": "s", "spans": ONE, "voice": "own", "act": "sings"}, "one of states"),
    (Statement, {"id": "s", "spans": ONE, "voice": "own", "distance": "far"}, "one of neutral"),
    (Statement, {"id": "s", "spans": ONE, "voice": "own", "certainty": "sure"}, "one of plain"),
    (Statement, {"id": "s", "spans": ONE}, "exactly where it is attributed"),
    (Statement, {"id": "s", "spans": ONE, "voice": "own", "chain": (Hop(source="ann"),)}, "exactly where"),
    (Refusal, {"page": "p", "step": "guess", "reason": "empty", "message": "m", "advice": "a"}, "one of read"),
    (Refusal, {"page": "p", "step": "read", "reason": "dull", "message": "m", "advice": "a"}, "one of empty"),
    (Refusal, {"page": "p", "step": "read", "reason": "empty", "message": "m", "advice": ""}, "what to do next"),
    (Dossier, {"attributions": (SAID, SAID)}, "two attributions are called x"),
    (Dossier, {"sources": (ANN, ANN)}, "two sources"),
    (Dossier, {"statements": (Statement(id="s", spans=ONE, voice="own"),) * 2}, "two statements"),
    (Dossier, {"statements": (Statement(id="s", spans=ONE, voice="own", denies="t"),)}, "denies what is not there"),
    (Dossier, {"statements": (STATEMENT,), "attributions": (SAID,)}, "the source ann of s is not there"),
    (Dossier, {"statements": (STATEMENT,), "sources": (ANN,)}, "the attribution x of s is not there"),
    (Dossier, {"figures": (Figure(span=Span(0, 1), low=1, high=1, statement="s"),)}, "belongs to no statement"),
    (Dossier, {"sources": (Source(id="s", kind="person", mentions=(Span(4, 6),)),)}, "behind the end of the text"),
    (Link, {"id": "l", "left": "a", "right": "a", "relation": "cites", "score": 1}, "linked to itself"),
    (Link, {"id": "l", "left": "a", "right": "b", "relation": "likes", "score": 1}, "one of copies"),
    (Link, {"id": "l", "left": "a", "right": "b", "relation": "cites", "score": -1}, "between 0 and 1"),
    (
        Link,
        {"id": "l", "left": "a", "right": "b", "relation": "cites", "score": 1, "left_spans": (Span(1, 1),)},
        "on the left",
    ),
    (
        Link,
        {"id": "l", "left": "a", "right": "b", "relation": "cites", "score": 1, "right_spans": (Span(1, 1),)},
        "on the right",
    ),
    (Claim, {"id": "c", "text": "t", "statements": ()}, "must rest on a statement"),
    (Claim, {"id": "c", "text": "t", "statements": ("s", "s")}, "stands in a claim once"),
    (Origin, {"id": "o", "who": "w", "kind": "ghost", "statements": ()}, "one of person"),
    (Origin, {"id": "o", "who": "w", "kind": "person", "statements": (), "low": 2}, "cannot count"),
    (Collapse, {"reason": "whim", "text": "t", "statements": ()}, "one of same source"),
    (Lineage, {"low": 2, "high": 1}, "cannot run from"),
    (Lineage, {"statements": ()}, "rests on a statement that is not in the lineage"),
    (Lineage, {"high": 2}, "more origins are counted"),
]
WHOLE: dict[Any, dict[str, Any]] = {
    Dossier: {"article": ARTICLE, "run": RUN},
    Lineage: {"claim": "c", "statements": ("s",), "links": (), "origins": (ORIGIN,), "low": 1, "high": 1},
}


@pytest.mark.parametrize(("kind", "values", "said"), BROKEN, ids=lambda value: getattr(value, "__name__", ""))
def test_a_broken_law_is_said(kind: Any, values: dict[str, Any], said: str) -> None:
    with pytest.raises(RecordError, match=said):
        kind(**(WHOLE.get(kind, {}) | values))


def test_a_sound_dossier_stands() -> None:
    Dossier(article=ARTICLE, run=RUN, attributions=(SAID,), sources=(ANN,), statements=(STATEMENT,))


def test_a_broken_law_is_a_value_error_and_ours() -> None:
    assert issubclass(RecordError, ValueError)
    assert issubclass(RecordError, SaysoError)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_records_are_frozen_slotted_and_by_keyword(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert kind.__doc__


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_records_hold_nothing_that_changes(kind: Any) -> None:
    """No lists, no dicts: a record is hashable, and no free-form metadata can creep in."""
    for hint in get_type_hints(kind).values():
        assert "dict" not in str(hint)
        assert "list" not in str(hint)
        assert "Any" not in str(hint)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(st.sampled_from(KINDS).flatmap(record))
def test_sound_records_are_values(made: Any) -> None:
    again = dataclasses.replace(made)
    assert made == again
    assert hash(made) == hash(again)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, dataclasses.fields(made)[0].name, None)


pieces = st.lists(st.tuples(st.integers(-1, 8), st.integers(-1, 8)).map(lambda pair: Span(*pair)), max_size=3).map(tuple)


def sound(spans: tuple[Span, ...]) -> bool:
    """Sorted, disjoint, no empty piece, nothing before 0: on the points themselves."""
    points = [point for span in spans for point in range(span.start, span.end)]
    return all(0 <= span.start < span.end for span in spans) and points == sorted(set(points))


@given(pieces, pieces, pieces, st.sampled_from(["direct", "indirect"]))
def test_attributions_hold_their_laws(source: Any, cue: Any, content: Any, form: Any) -> None:
    lawful = all(map(sound, (source, cue, content))) and bool(content) and (form == "direct" or bool(source or cue))
    lawful = lawful and sound(tuple(sorted(source + cue + content)))
    try:
        Attribution(id="x", source=source, cue=cue, content=content, form=form)
    except RecordError:
        assert not lawful
    else:
        assert lawful


@given(st.text("ab \n", max_size=8), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3))
def test_articles_hold_their_laws(text: str, spans: list[tuple[int, int]]) -> None:
    given_ = tuple(Span(*span) for span in spans if span[0] < span[1])
    held = {point for span in given_ for point in range(*span)}
    inked = {point for point, character in enumerate(text) if character.strip()}
    lawful = sound(given_) and inked <= held <= set(range(len(text)))
    try:
        Article(id="a", text=text, blocks=tuple(Block(span=span, label="body") for span in given_))
    except RecordError:
        assert not lawful
    else:
        assert lawful


@st.composite
def forests(draw: st.DrawFn) -> list[Attribution]:
    """Attributions with any parents at all: missing, circular, of other words."""
    count = draw(st.integers(1, 5))
    parents = st.sampled_from([None, *(str(n) for n in range(count)), *(["gone"] if draw(st.booleans()) else [])])
    contents = span_lists(1, 2).map(normal) if draw(st.booleans()) else st.just((Span(0, 9),))
    made = []
    for number in range(count):
        parent = draw(parents)
        parent = None if parent == str(number) else parent
        made.append(Attribution(id=str(number), content=draw(contents), form="direct", parent=parent))
    return made


@given(forests())
def test_forests(attributions: list[Attribution]) -> None:
    parents = {one.id: one.parent for one in attributions}
    contents = {one.id: {p for span in one.content for p in range(*span)} for one in attributions}

    def rooted(node: str | None) -> bool:
        for _ in range(len(parents) + 1):
            if node is None:
                return True
            node = parents.get(node)
        return False

    arrows = [(child, parent) for child, parent in parents.items() if parent is not None]
    lawful = all(parent in parents and contents[child] <= contents[parent] for child, parent in arrows)
    lawful = lawful and all(map(rooted, parents))
    if lawful:
        check_forest(attributions)
    else:
        with pytest.raises(RecordError):
            check_forest(attributions)


def test_forests_by_hand() -> None:
    outer = Attribution(id="o", content=(Span(0, 9),), form="direct")
    check_forest([outer, Attribution(id="i", content=(Span(0, 9),), form="direct", parent="o")])
    with pytest.raises(RecordError, match="is not there"):
        check_forest([Attribution(id="i", content=ONE, form="direct", parent="o")])
    with pytest.raises(RecordError, match="must lie in that of o"):
        check_forest([outer, Attribution(id="i", content=(Span(5, 10),), form="direct", parent="o")])
    arrows = [("a", "b"), ("b", "a")]
    circle = [Attribution(id=one, content=ONE, form="direct", parent=other) for one, other in arrows]
    with pytest.raises(RecordError, match="run in a circle"):
        check_forest(circle)


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_identity_names_what_it_names(left: list[str], right: list[str]) -> None:
    assert (identity("x", *left) == identity("x", *right)) == (left == right)


def test_identity_is_the_same_everywhere() -> None:
    assert identity("article", "a", "b") == "article-235870420603e322"
    assert identity("article", "\ud800").startswith("article-")


def test_slices() -> None:
    assert ARTICLE.slice(Span(0, 4)) == "Rain"
    assert ARTICLE.slice((Span(0, 1), Span(2, 4))) == "R … in"
    assert slice_text("Rain", ()) == ""
    assert [block.label for block in ARTICLE.labelled("body", "quote")] == ["body"]
    assert not list(ARTICLE.labelled("headline"))


def test_lists_of_labels_are_parts_of_the_whole() -> None:
    assert set(get_args(records.Label)) >= records.READ_LABELS >= records.BODY_LABELS
