"""Hypothesis strategies for every record, from the type hints of its fields; by hand only where a law ties fields together."""

from __future__ import annotations

import string
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sayso import records
from sayso.errors import RecordError
from sayso.records import (
    LABELS,
    Act,
    Article,
    Attribution,
    Block,
    Certainty,
    Claim,
    Distance,
    Dossier,
    Figure,
    Hint,
    Hop,
    Hyperlink,
    Kind,
    Lineage,
    Link,
    Origin,
    Quotation,
    Refusal,
    Run,
    Source,
    Span,
    Spans,
    Statement,
)

KINDS = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
"""Every record there is."""

AWKWARD = [
    "\u2028",
    "\u2029",
    "\x85",
    "\r\n",
    "\x00",
    "\ud800",
    "\udfff",
    "\\u2028",
    '"',
    "\\",
    "\ufeff",
    "“”",
    "🙂",
    "e\u0301",
]


def _pairs(text: str) -> bool:
    return any("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in pairwise(text))


texts = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(), max_size=8)), max_size=3)
texts_ = texts.map("".join).filter(lambda text: not _pairs(text))
words = st.text(string.ascii_letters + "é“", min_size=1, max_size=8)
zones = st.none() | st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=zones)


@st.composite
def span_lists(draw: DrawFn, least: int = 0, most: int = 4) -> Spans:
    """Sorted, disjoint spans; some touch."""
    steps = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), min_size=least, max_size=most))
    made, at = [], 0
    for gap, length in steps:
        made.append(Span(at + gap, at + gap + length))
        at += gap + length
    return tuple(made)


one_span = span_lists(1, 1).map(lambda spans: spans[0])


def of(hint: Any) -> SearchStrategy[Any]:
    """Values for the type hint of a field."""
    origin, parts = get_origin(hint), get_args(hint)
    plain = {
        str: texts_,
        int: st.integers(0, 10**20),
        float: st.floats(0, 1),
        bool: st.booleans(),
        bytes: st.binary(max_size=20),
        date: st.dates(),
        datetime: moments,
        NoneType: st.none(),
        Span: one_span,
    }
    if hint in plain:
        return plain[hint]
    if hint == Spans:
        return span_lists()
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in (Union, UnionType):
        return st.one_of([of(part) for part in parts])
    if origin is tuple and parts[-1] is Ellipsis:
        return st.lists(of(parts[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(of, parts))
    return record(hint)


def record(kind: Any) -> SearchStrategy[Any]:
    """Sound records of a kind."""
    return BY_HAND[kind]() if kind in BY_HAND else built(kind)


def built(kind: Any, **given: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Records of a kind, each field by its hint or as ``given``; what breaks a law is thrown away."""
    hints = get_type_hints(kind)
    values = {field.name: given[field.name] if field.name in given else of(hints[field.name]) for field in fields(kind)}
    return st.fixed_dictionaries(values).map(lambda chosen: _lawful(kind, chosen)).filter(lambda made: made is not None)


def _lawful(kind: Any, chosen: dict[str, Any]) -> Any:
    try:
        return kind(**chosen)
    except RecordError:
        return None


@st.composite
def blocks(draw: DrawFn, span: Span | None = None) -> Block:
    span = span or draw(one_span)
    links = [
        Hyperlink(span=Span(max(span.start, start), min(span.end, end)), url=draw(texts_))
        for start, end in draw(span_lists(most=2))
        if max(span.start, start) < min(span.end, end)
    ]
    return Block(span=span, label=draw(st.sampled_from(LABELS)), links=tuple(links), reason=draw(texts_))


@st.composite
def articles(draw: DrawFn) -> Article:
    text, made = "", []
    for paragraph in draw(st.lists(texts_.filter(str.strip), max_size=4)):
        text += draw(st.sampled_from(["", "\n\n", " "])) if text else ""
        made.append(draw(blocks(Span(len(text), len(text) + len(paragraph)))))
        text += paragraph
    text += "\n"
    if _pairs(text):
        text, made = "", []
    return draw(built(Article, id=words, text=st.just(text), blocks=st.just(tuple(made))))  # type: ignore[no-any-return]


@st.composite
def attributions(draw: DrawFn, /, **given: Any) -> Attribution:
    pieces = draw(span_lists(1, 6))
    content, *others = pieces if draw(st.booleans()) else pieces[::-1]
    source = tuple(sorted(others[::2])) if draw(st.booleans()) else ()
    given = {"source": source, "cue": tuple(sorted(others[1::2])), "content": (content,), "parent": None} | given
    return draw(built(Attribution, id=words, **{name: st.just(value) for name, value in given.items()}))  # type: ignore[no-any-return]


@st.composite
def figures(draw: DrawFn, /, **given: SearchStrategy[Any]) -> Figure:
    numbers = st.one_of(st.floats(-1e9, 1e9), st.integers(-(10**20), 10**20))
    low, high = sorted([draw(numbers), draw(numbers)])
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high), (low, low)]))
    return draw(built(Figure, low=st.just(ends[0]), high=st.just(ends[1]), **given))  # type: ignore[no-any-return]


@st.composite
def hints(draw: DrawFn) -> Hint:
    closed = {"kind": Kind, "act": Act, "distance": Distance, "certainty": Certainty}
    field = draw(st.sampled_from(sorted(closed)))
    value = st.sampled_from(get_args(closed[field]))
    return draw(built(Hint, field=st.just(field), value=value))  # type: ignore[no-any-return]


@st.composite
def statements(draw: DrawFn, /, **given: SearchStrategy[Any]) -> Statement:
    chain = draw(given.pop("chain", st.lists(built(Hop), max_size=2)))
    voice = "attributed" if chain else draw(st.sampled_from(["own", "inference"]))
    given = {"id": words, "spans": span_lists(1)} | given
    return draw(built(Statement, chain=st.just(tuple(chain)), voice=st.just(voice), **given))  # type: ignore[no-any-return]


@st.composite
def dossiers(draw: DrawFn) -> Dossier:
    """A dossier whose ids are closed, with a chain of attributions one inside the other."""
    article = draw(articles().filter(lambda made: len(made.text) < 400))
    room = Article(id=article.id, text=article.text + "." * 100, blocks=(*article.blocks, _tail(article)))
    chain: list[Attribution] = []
    for number in range(draw(st.integers(0, 3))):
        inherited = {"content": chain[-1].content, "parent": chain[-1].id, "source": (), "cue": ()} if chain else {}
        made = draw(attributions(**inherited).filter(lambda one: _end(one) < 100))
        chain.append(_lawful(Attribution, _values(made) | {"id": f"a{number}", "form": "direct"}))
    people = [
        _lawful(Source, _values(draw(record(Source))) | {"id": f"s{n}", "mentions": ()}) for n in range(draw(st.integers(1, 3)))
    ]
    hop = st.builds(
        Hop,
        source=st.sampled_from([one.id for one in people]),
        attribution=st.sampled_from([None, *(one.id for one in chain)]),
        evidence=of(records.Evidence),
        spans=span_lists(most=2),
    )
    told = draw(
        st.lists(
            statements(chain=st.lists(hop, max_size=2), denies=st.none(), triggers=st.just(())),
            max_size=3,
            unique_by=lambda one: one.id,
        )
    )
    counted = st.lists(figures(statement=st.sampled_from([None, *(one.id for one in told)])), max_size=2)
    return Dossier(
        article=room,
        run=draw(built(Run)),
        attributions=tuple(chain),
        sources=tuple(people),
        statements=tuple(told),
        figures=tuple(draw(counted)),
        refusals=tuple(draw(st.lists(record(Refusal), max_size=1))),
    )


def _values(made: Any) -> dict[str, Any]:
    return {field.name: getattr(made, field.name) for field in fields(made)}


def _tail(article: Article) -> Block:
    return Block(span=Span(len(article.text), len(article.text) + 100), label="body")


def _end(one: Attribution) -> int:
    return max(span.end for span in one.source + one.cue + one.content)


@st.composite
def lineages(draw: DrawFn) -> Lineage:
    ids = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    shown = st.lists(st.sampled_from(ids), max_size=2).map(tuple)
    counts = st.integers(0, 3)
    found = draw(st.lists(built(Origin, statements=shown, low=counts, high=counts), max_size=3))
    high = draw(st.integers(0, max(sum(one.high for one in found), 1)))
    low = draw(st.integers(0, high))
    return draw(  # type: ignore[no-any-return]
        built(Lineage, statements=st.just(tuple(ids)), origins=st.just(tuple(found)), low=st.just(low), high=st.just(high))
    )


BY_HAND: dict[Any, Any] = {
    Article: articles,
    Attribution: attributions,
    Block: blocks,
    Claim: lambda: built(Claim, statements=st.lists(words, min_size=1, max_size=3, unique=True).map(tuple)),
    Dossier: dossiers,
    Figure: figures,
    Hint: hints,
    Lineage: lineages,
    Link: lambda: built(Link, left=words),
    Quotation: lambda: built(Quotation, spans=span_lists(1)),
    Refusal: lambda: built(Refusal, message=words, advice=words),
    Source: lambda: st.one_of(built(Source, id=words, name=st.none()), built(Source, id=words, resolved=st.just(True))),
    Statement: statements,
}
