"""attribute(): the rules of the grammar, on invented sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.records import Article, Attribution, Block, check_forest


def article(*lines: str, headline: bool = False) -> Article:
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    blocks = [Block(span=place, label="headline" if headline and not at else "body") for at, place in enumerate(places)]
    return Article(id="a", text=text, blocks=tuple(blocks), language="en")


def found(*lines: str, headline: bool = False) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, in words."""
    made = article(*lines, headline=headline)
    return [(made.slice(a.source), made.slice(a.cue), made.slice(a.content)) for a in attribute(made, annotate(made))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“We won,” Ann Lee said.", ("Ann Lee", "said", "“We won,”")),
        ("“We won,” said Ann Lee, the captain.", ("Ann Lee, the captain", "said", "“We won,”")),
        ("“We won,” she said. “Twice over, in fact.”", ("she", "said", "“We won,” … “Twice over, in fact.”")),
        ("Ann Lee said, “We won.”", ("Ann Lee", "said", "“We won.”")),
        ("Ann Lee said: “We won.”", ("Ann Lee", "said:", "“We won.”")),
        ("'We won,' Ann Lee said.", ("Ann Lee", "said", "'We won,'")),
        ("Ann Lee said that the bridge was closed.", ("Ann Lee", "said", "that the bridge was closed")),
        ("The mayor said on Monday that the bridge was closed.", ("The mayor", "said", "that the bridge was closed")),
        ("Ann Lee, head of the guild, said it was closed.", ("Ann Lee, head of the guild,", "said", "it was closed")),
        ("The bridge, Ann Lee said, was closed at dawn.", ("Ann Lee", "said", "The bridge … was closed at dawn")),
        ("The bridge was closed at dawn, Ann Lee said.", ("Ann Lee", "said", "The bridge was closed at dawn")),
        ("The bridge was closed, according to the guild.", ("the guild", "according to", "The bridge was closed")),
        ("According to the guild, the bridge was closed.", ("the guild", "According to", "the bridge was closed")),
        ("As the paper notes, the bridge was closed.", ("the paper", "notes", "the bridge was closed")),
        ("Ann Lee told reporters that the bridge was closed.", ("Ann Lee", "told", "that the bridge was closed")),
        ("The guild declined to comment on the closure.", ("The guild", "declined", "to comment on the closure")),
        ("The vote is expected to be close.", ("", "is expected", "The vote … to be close")),
        ("It is unclear whether the bridge will open.", ("", "It is unclear", "whether the bridge will open")),
        ("Rumours have surfaced that the pier was unsafe.", ("", "Rumours have surfaced", "that the pier was unsafe")),
        ("The guard reportedly left his post.", ("", "reportedly", "The guard … left his post")),
    ],
)  # fmt: skip
def test_rules(line: str, expected: tuple[str, str, str]) -> None:
    assert found(line) == [expected]


def test_headlines_are_searched_too() -> None:
    assert found("Mayor says bridge is safe", headline=True) == [("Mayor", "says", "bridge is safe")]
    assert found("Ann Lee: ‘The bridge is safe’", "It is.", headline=True)[0][:2] == ("Ann Lee", ":")


def test_a_participle_takes_the_speaker_of_its_sentence_and_ends_the_first_report() -> None:
    assert found("Ann Lee praised the crew, saying that nobody was hurt.") == [
        ("Ann Lee", "praised", "the crew"),
        ("Ann Lee", "saying", "that nobody was hurt"),
    ]


def test_a_paragraph_of_quotations_alone_goes_to_the_speaker_before() -> None:
    [(source, _, content)] = found("“We won,” Ann Lee said.", "“It took years.”")
    assert (source, content) == ("Ann Lee", "“We won,” … “It took years.”")


def test_a_line_that_ends_with_a_colon_leads_to_the_next() -> None:
    assert found("In spring, the captain, Ann Lee, told the Harbour Times:", "“We won.”", "It rained.") == [
        ("the captain, Ann Lee,", "told", "“We won.”")
    ]


def test_scare_quotes_are_nobodys_words() -> None:
    assert found("The “volunteers” came at dawn and left at noon.") == []


def test_an_attribution_inside_quoted_words_has_the_speaker_as_parent() -> None:
    made = article("“The guild said the bridge was closed,” Ann Lee said.")
    outer, inner = attribute(made, annotate(made))
    assert inner.parent == outer.id
    assert (made.slice(inner.source), made.slice(inner.content)) == ("The guild", "the bridge was closed")


def test_each_attribution_tells_its_form_and_why() -> None:
    made = article("“We won,” she said. He said the road was “quite safe” by noon.")
    direct, mixed = attribute(made, annotate(made))
    assert (direct.form, mixed.form) == ("direct", "mixed")
    assert direct.reason == "quotation, then speaker: “said”"
    assert direct.engine == "grammar"
    assert 0 < direct.score < 1


WORDS = [
    *("Ann Lee", "the guild", "who", "his", "rumours", "THE", "U.S.", "1", "that", "in", "as", "As", "and"),
    *("said", "says", "told", "citing", "according to", "called on", "is expected to", "reportedly", "It is unclear"),
    *(",", ".", ":", "“", "”", '"', "'", "\n", "(", ")", "—"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_order_of_words_gives_sound_attributions(text: str) -> None:
    check(text)


@given(st.text(max_size=120))
def test_any_text_gives_sound_attributions(text: str) -> None:
    check(text)


def check(text: str) -> tuple[Attribution, ...]:
    made = article(text)
    attributions = attribute(made, annotate(made))
    check_forest(attributions)
    assert attributions == attribute(made, annotate(made))
    return attributions


def test_time_grows_with_the_text_only() -> None:
    start = time.perf_counter()
    for words in (
        "“A,” he said. ",
        "he said that ",
        "according to ",
        "x, ",
        "“A.” ",
        "Ann, who said, ",
        "said (",
        "“a\n“said x\n",
    ):
        check(words * 1500)
    assert time.perf_counter() - start < 10
