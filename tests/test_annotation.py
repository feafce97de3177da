"""annotate(): offsets, quotation marks of every kind, and any text at all."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.records import Annotation, Article, Block, Label, Quotation


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


def check(text: str) -> None:
    made = article(text)
    found = annotate(made)
    lines = [block.span for block in made.blocks]
    for place in found.sentences + found.words:
        assert spans.inside([place], lines)
        assert made.slice(place).strip() == made.slice(place)
    for quotation in found.quotations:
        assert all("\n" not in made.text[s:e] for s, e in quotation.spans)
    covered = spans.join(text, found.sentences)
    assert all(spans.inside([word], covered) for word in found.words)


def test_time_grows_with_the_text_only() -> None:
    start = time.perf_counter()
    for marks in ('"', "“", "’ ", "('\"“‘ ", "“a\n", "s' a", "“a. "):
        annotate(article(marks * 4000))
    assert time.perf_counter() - start < 5
