"""What the network is shown: units with exact offsets, marks in one form, windows that fit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import tensors
from sayso.attribution.tensors import KINDS, MOST_PIECES, Row
from sayso.inference import WordPieces
from sayso.records import READ_LABELS, Annotation, Article, Block, Span

LETTERS = [*"abcdefghijklmnopqrstuvwxyz0123456789"]
PIECES = WordPieces(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{one}" for one in LETTERS), *".,:;!?'\"“”‘’()-", "said", "the"]
)


def article_of(text: str) -> tuple[Article, Annotation]:
    lines = spans.lines(text, [Span(0, len(text))])
    blocks = tuple(Block(span=line, label="body") for line in lines)
    article = Article(id="a", text=text, blocks=blocks)
    return article, annotate(article)


def rows_of(text: str) -> list[Row]:
    article, annotation = article_of(text)
    lines = spans.lines(text, (block.span for block in article.labelled(*READ_LABELS)))
    return list(tensors.rows(text, annotation.quotations, annotation.sentences, lines, PIECES))


TEXTS = st.text(st.sampled_from("abcdeé XYZ19.,’'\"“”‘\n—ß\u200bＡ…"), max_size=400)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_units_are_words_of_the_text_in_their_order(text: str) -> None:
    for row in rows_of(text):
        assert len(row.pieces) == len(row.kinds) <= MOST_PIECES - 2
        assert len(row.firsts) == len(row.units)
        assert row.firsts == sorted(set(row.firsts))
        assert all(0 <= kind < KINDS for kind in row.kinds)
        assert all(before.end <= after.start for before, after in pairwise(row.units))
        for start, end in row.units:
            assert text[start:end].strip()
            assert "\n" not in text[start:end]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_marks_in_one_form_move_nothing(text: str) -> None:
    _, annotation = article_of(text)
    shown = tensors.shown(text, Span(0, len(text)), tensors.marks_of(text, annotation.quotations))
    assert len(shown) == len(text)
    changed = {place for place in range(len(text)) if shown[place] != text[place]}
    assert all(text[place] in "“”‘’'\"" for place in changed)


def test_marks_are_shown_alike_however_they_are_written() -> None:
    curly = "“It’s closed,” she said. “They told us ‘no’ again.”"
    straight = '"It\'s closed," she said. "They told us \'no\' again."'
    british = "‘It’s closed,’ she said. ‘They told us “no” again.’"
    pieces = [[row.pieces for row in rows_of(text)] for text in (curly, straight, british)]
    kinds = [[row.kinds for row in rows_of(text)] for text in (curly, straight, british)]
    assert pieces[0] == pieces[1] == pieces[2]
    assert kinds[0] == kinds[1] == kinds[2]


def test_case_and_marks_are_told_beside_the_pieces() -> None:
    (row,) = rows_of("She SAID: “No” 7")
    words = {
        "".join("She SAID: “No” 7"[slice(*unit)]): row.kinds[first] for unit, first in zip(row.units, row.firsts, strict=True)
    }
    assert words == {"She": 1, "SAID": 2, ":": 3, "“": 7, "No": 5, "”": 7, "7": 3}


def test_a_long_line_is_cut_before_a_sentence() -> None:
    text = "Abc said the bar. " * 60
    rows = rows_of(text.strip())
    assert len(rows) > 1
    assert [unit for row in rows for unit in row.units] == sorted(unit for row in rows for unit in row.units)
    assert all(text[row.units[0].start :].startswith("Abc") for row in rows)


def test_a_word_without_end_is_cut_too() -> None:
    rows = rows_of("a" * 90 + " " + "-" * 2000)
    assert sum(len(row.units) for row in rows) == 2001
    assert all(len(row.pieces) <= MOST_PIECES - 2 for row in rows)


def test_windows_hold_whole_rows_and_tell_where_they_begin() -> None:
    rows = rows_of("the said the\n" * 100)
    windows = list(tensors.windows(rows, PIECES))
    assert all(len(window.pieces) <= MOST_PIECES for window in windows)
    assert [unit for window in windows for unit in window.units] == [unit for row in rows for unit in row.units]
    assert sum(len(window.begins) for window in windows) == len(rows)
    for window in windows:
        assert window.pieces[0] == PIECES.start
        assert window.pieces[-1] == PIECES.end
        assert all(
            window.firsts[begin] - 1 == 0 or window.pieces[window.firsts[begin] - 1] == PIECES.end for begin in window.begins
        )
