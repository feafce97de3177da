"""annotate(): offsets, quotation marks of every kind, and any text at all."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.records import Annotation, Article, Block, Label, Quotation, Span


def article(*lines: str, label: Label = "body") -> Article:
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    return Article(id="a", text=text, blocks=tuple(Block(span=place, label=label) for place in places), language="en")


def quoted(*lines: str) -> list[tuple[list[str], Quotation]]:
    made = article(*lines)
    return [([made.text[s:e] for s, e in q.spans], q) for q in annotate(made).quotations]


def words_of(*lines: str) -> list[list[str]]:
    return [words for words, _ in quoted(*lines)]


def test_sentences_keep_to_their_line_and_to_exact_offsets() -> None:
    made = article("Dr. Lee met 3 p.m. trains. “Go. Now,” she said.", "No full stop here", "😀 Third line.")
    found = [made.slice(s) for s in annotate(made).sentences]
    assert found == ["Dr. Lee met 3 p.m. trains.", "“Go. Now,” she said.", "No full stop here", "😀 Third line."]


def test_a_title_is_no_end_of_a_sentence() -> None:
    made = article("“Yes,” said Ms. Lee. “No,” said Adm. Roe.", "He met Ms.")
    assert [made.slice(s) for s in annotate(made).sentences] == ["“Yes,” said Ms. Lee.", "“No,” said Adm. Roe.", "He met Ms."]


def test_words_have_exact_offsets() -> None:
    made = article("The U.S. spokes-woman didn’t go.")
    assert [made.slice(w) for w in annotate(made).words] == ["The", "U.S.", "spokes-woman", "didn’t", "go"]


def test_blocks_that_are_not_read_are_not_annotated() -> None:
    assert annotate(article("“Hello,” she said.", label="navigation")) == Annotation(article="a")


def test_curly_straight_typed_and_british_marks() -> None:
    assert words_of("“We won,” he said. “Twice.”") == [["“We won,”"], ["“Twice.”"]]
    assert words_of('"We won," he said. "Twice."') == [['"We won,"'], ['"Twice."']]
    assert words_of("''We won,'' he said.") == [["''We won,''"]]
    assert words_of("‘We won,’ said the lads’ coach.") == [["‘We won,’"]]
    assert words_of("'We won,' said the lads' coach.") == [["'We won,'"]]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert words_of("The dogs' owner didn't mind '90s music, rock 'n' roll or Tom's hat.") == []
    assert words_of("The dogs’ owner didn’t mind; it’s Tom’s.") == []
    assert words_of("‘The girls’ team didn’t lose,’ he said.") == [["‘The girls’ team didn’t lose,’"]]


def test_single_marks_inside_double_ones_lie_deeper() -> None:
    found = quoted("“She told me ‘never again’ and left,” he said.")
    assert [(words, q.depth) for words, q in found] == [
        (["“She told me ‘never again’ and left,”"], 0),
        (["‘never again’"], 1),
    ]


def test_a_quotation_that_opens_in_each_paragraph_and_closes_in_the_last() -> None:
    [(words, whole)] = quoted("“One went. It was cold.", "“Two went.", "“Three went,” she said.")
    assert words == ["“One went. It was cold.", "“Two went.", "“Three went,”"]
    assert whole.closed


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    found = quoted("“The gate was open, the letter reads.", "It was shut later.")
    assert [(words, q.closed) for words, q in found] == [(["“The gate was open, the letter reads."], False)]


def test_a_second_opening_ends_the_first() -> None:
    assert words_of("“Never closed, he wrote. “Closed,” he added.") == [["“Never closed, he wrote."], ["“Closed,”"]]


def test_a_close_without_an_opening_reaches_back_to_the_start_of_its_line() -> None:
    [(words, whole)] = quoted("The gate was shut,” the letter adds.")
    assert words == ["The gate was shut,”"]
    assert (whole.opened, whole.closed) == (False, True)


def test_scare_quotes_and_titles_are_told_from_speech() -> None:
    def uses(line: str) -> list[str]:
        return [q.use for _, q in quoted(line)]

    assert uses("The “volunteers” came at dawn.") == ["scare"]
    assert uses("She said “no” at once.") == ["speech"]
    assert uses("He read from the book “The Long Dry Summer” on stage.") == ["work"]
    assert uses("“We are going,” she said.") == ["speech"]


@given(st.text(alphabet=st.sampled_from("ab. ,’'‘“”\"»«\n`S?!(—é😀\ud800"), max_size=80))
def test_any_marks_give_sound_annotations(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
def test_any_text_gives_sound_annotations(text: str) -> None:
    check(text)


def check(text: str, published: date | None = date(2016, 10, 26)) -> None:
    made = replace(article(text), published=published)
    found = annotate(made)
    lines = [block.span for block in made.blocks]
    for place in found.sentences + found.words:
        assert spans.inside([place], lines)
        assert made.slice(place).strip() == made.slice(place)
    for quotation in found.quotations:
        assert all("\n" not in made.text[s:e] for s, e in quotation.spans)
    the_names, the_days, the_figures = (
        [one.span for one in found.names],
        [one.span for one in found.days],
        [one.span for one in found.figures],
    )
    for places in (the_names, the_days, the_figures):
        assert all(spans.inside([place], lines) and made.slice(place).strip() == made.slice(place) for place in places)
        assert all("\n" not in made.slice(place) for place in places)
        assert all(left.end <= right.start for left, right in pairwise(places))
    assert not spans.overlap(the_days, the_names)
    assert not spans.overlap(the_days, the_figures)
    covered = spans.join(text, found.sentences)
    assert all(spans.inside([word], covered) for word in found.words)


def test_time_grows_with_the_text_only() -> None:
    start = time.perf_counter()
    for marks in ('"', "“", "’ ", "('\"“‘ ", "“a\n", "s' a", "“a. "):
        annotate(article(marks * 4000))
    assert time.perf_counter() - start < 5


# ---------------------------------------------------------------------------------------------------------------------- names


def names_of(*lines: str) -> list[tuple[str, str]]:
    made = article(*lines)
    return [(made.slice(name.span), name.kind) for name in annotate(made).names]


def named(*lines: str) -> list[str]:
    return [name for name, _ in names_of(*lines)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("He met Prime Minister Orla Venn and Dr. J. K. Roe.", ["Orla Venn", "J. K. Roe"]),
        ("Orla Venn’s brother met Tom Roe's aunt.", ["Orla Venn", "Tom Roe"]),
        (
            "They called Ludwig van der Roe, Bashar al-Venn and Jean-Luc d’Orla.",
            ["Ludwig van der Roe", "Bashar al-Venn", "Jean-Luc d’Orla"],
        ),
        ("They fled from al-Orla to Zoë Émile.", ["al-Orla", "Zoë Émile"]),
        ("She left the Department of Health and Human Services.", ["Department of Health and Human Services"]),
        ("She left the Food and Drug Administration and Tessel Canal.", ["Food and Drug Administration", "Tessel Canal"]),
        ("She met New Hampshire Governor Orla Venn.", ["New Hampshire", "Orla Venn"]),
        ("She won the US Open.", ["US Open"]),
        ("President Orla Venn of France met the King of Tessel.", ["Orla Venn", "France", "Tessel"]),
        ("Mary Roe of the Reed Institute asked WHO.", ["Mary Roe", "Reed Institute", "WHO"]),
        ("It was built by Venn & Roe.", ["Venn & Roe"]),
        ("He asked Orla Venn and Tom Roe.", ["Orla Venn", "Tom Roe"]),
        ("Meanwhile Orla Venn left. Yesterday the Harbour Guild met.", ["Orla Venn", "Harbour Guild"]),
        ("Raindrops fell. Officials waited. Nobody came.", []),
        ("The President met the Foreign Minister.", []),
        ("On Monday, in May 2016, nobody came.", []),
        ("He called the CEO about TV and I said OK.", []),
        ("(Photo: Ann Lee/AFP)", ["Ann Lee", "AFP"]),
    ],
)
def test_where_names_begin_and_end(line: str, found: list[str]) -> None:
    assert named(line) == found


def test_the_rest_of_the_article_tells_what_a_capital_is_worth_at_the_beginning_of_a_sentence() -> None:
    assert named("Venn left.", "They asked Venn.") == ["Venn", "Venn"]
    assert named("Floods came.", "They feared floods.") == []


def test_a_headline_in_capitals_names_only_whom_the_text_names() -> None:
    made = Article(
        id="a",
        text="Orla Venn Slams Harbour Plan\nHe told Orla Venn so.",
        blocks=(Block(span=Span(0, 28), label="headline"), Block(span=Span(29, 50), label="body")),
    )
    assert [made.slice(name.span) for name in annotate(made).names] == ["Orla Venn", "Orla Venn"]


def test_kinds_of_names() -> None:
    found = dict(
        names_of(
            "Mary Venn told the Harbour Guild in Tessel and in Norway that Roe Street was American.",
            "Venn waited for Captain Thole near Lake Orla. The AFP asked the Ministry of Tides.",
        )
    )
    assert found == {
        "Mary Venn": "person",
        "Harbour Guild": "organisation",
        "Tessel": "place",
        "Norway": "place",
        "Roe Street": "place",
        "American": "other",
        "Venn": "person",
        "Thole": "person",
        "Lake Orla": "place",
        "AFP": "organisation",
        "Ministry of Tides": "organisation",
    }


# ------------------------------------------------------------------------------------------------------------------- any text

WEDNESDAY = date(2016, 10, 26)
PIECES = (
    "Orla Venn’s al-Roe & Mr. U.S. Oct. 25 , 2016 - – to and between 10 15 1.2 billion $ £3m % a third of one in five May "
    "Monday last next week ago two dozen hundreds thousands at least about -year-old 45 , . “ "
    "” ' ( ) \n 3/4 2016-10-25 1990s ’90s no one was twice as many later the following day in weekend will spoke aged half"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join), st.sampled_from([None, WEDNESDAY, date.min, date.max]))
def test_any_words_give_sound_names_days_and_figures(text: str, published: date | None) -> None:
    check(text, published)


@pytest.mark.parametrize(
    "seed",
    [
        *("A'", "A’s ", "Al-", "A. ", "Mr. ", "Ann Lee ", "A of the ", "Food and Health ", "& A ", "A-", "Ann said "),
        *(
            "1,",
            "1,000,",
            "1.",
            "12 ",
            "1-",
            "1 to ",
            "one ",
            "one-",
            "two hundred and ",
            "a million ",
            "hundreds of ",
            "(02) ",
        ),
        *("at least ", "$", "$1 ", "1 in ", "a third of ", "1m ", "+44 ", "A, 12, ", "12 to 15 ", "from 12 ", "half a "),
        *("2016-", "Oct. ", "Oct. 25-", "Monday ", "Monday, ", "last ", "last two ", "two years ago ", "in May ", "in 2014 "),
        *(
            "no one ",
            "twice as ",
            "in 3 days ",
            "two days later ",
            "the weekend ",
            "the next day ",
            "will Monday ",
            "aged 3-",
            "3 to 1 ",
        ),
    ],
)
def test_time_grows_with_the_text_in_every_finder(seed: str) -> None:
    def taken(length: int) -> float:
        made = replace(article((seed * length)[:length].strip()), published=WEDNESDAY)
        start = time.perf_counter()
        annotate(made)
        return time.perf_counter() - start

    assert taken(20_000) < 2
    assert min(taken(20_000), taken(20_000)) < 8 * max(taken(5_000), 0.02)
