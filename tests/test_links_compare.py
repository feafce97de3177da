"""Two pages side by side: runs one to one, shares both ways, and how far each sentence is derived."""

from __future__ import annotations

from time import process_time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.links.compare import Comparison, compare
from sayso.links.words import CAPTION, HEADLINE, Words, hash_of
from sayso.records import Span

HEAD, BODY, PICTURE = HEADLINE, 0, CAPTION


def text(words: str, flag: int = BODY) -> Words:
    """Words as if each were as long as it is written, with a space between."""
    split = words.split()
    starts = np.cumsum([0, *(len(word) + 1 for word in split)])[:-1].astype(np.int32)
    ends = (starts + [len(word) for word in split]).astype(np.int32) if split else starts
    hashes = np.array([hash_of(word) for word in split], np.int64)
    return Words(hashes, starts, ends, np.zeros(len(split), np.int32), np.full(len(split), flag, np.uint8))


def sentences(words: str) -> list[Span]:
    """What stands between two full stops."""
    spans, at = [], 0
    for one in words.split(" . "):
        spans.append(Span(at, at + len(one)))
        at += len(one) + 3
    return spans


FIRST = "the ferry left at noon with nine people . the cable had been mended twice that winter . nobody saw it part"
SECOND = "we were told this . the ferry left at noon with nine people . the cable had been mended thrice that winter"


def test_the_runs_of_both_pages_their_shares_and_their_sentences() -> None:
    found = compare(text(FIRST.replace(" . ", "   ")), text(SECOND.replace(" . ", "   ")))
    assert len(found.left_runs) == len(found.right_runs) == 1
    stripped = [page.replace(" . ", " ") for page in (FIRST, SECOND)]
    found = compare(
        text(stripped[0]), text(stripped[1]), [Span(0, 38), Span(39, 80), Span(81, 99)], [Span(0, 16), Span(17, 55)]
    )
    assert [one.derived for one in found.left_sentences] == ["wholly", "wholly", "not"]
    assert [one.derived for one in found.right_sentences] == ["not", "wholly"]
    assert stripped[0][slice(*found.left_runs[0])] == stripped[0][: stripped[0].index(" nobody")]
    assert (found.left_share, found.right_share) == (15 / 20, 15 / 20)


def test_a_sentence_of_which_a_part_is_shared_is_partly_derived() -> None:
    one = "the ferry left at noon with nine people"
    other = "on the ferry left at noon nobody had ever once thought to count heads"
    found = compare(text(one), text(other), [Span(0, len(one))], [Span(0, len(other))])
    assert found.left_sentences[0].derived == "partly"
    assert (found.left_sentences[0].words, found.left_sentences[0].shared) == (8, 5)
    assert found.right_sentences[0].derived == "partly"


def test_headlines_and_captions_are_passed_over() -> None:
    body = "the ferry left at noon with nine people"
    for flag in (HEAD, PICTURE):
        found = compare(text(body, flag), text(body), [Span(0, len(body))])
        assert found == Comparison((), (), 0.0, 0.0, (), ())


WORDS = st.lists(st.sampled_from("a b c d e f g".split()), max_size=60).map(" ".join)


@given(WORDS, WORDS, st.integers(1, 9))
@settings(max_examples=200)
def test_laws(one: str, other: str, size: int) -> None:
    left, right = text(one), text(other)
    cuts = [Span(at, min(at + size, len(one))) for at in range(0, len(one), size)]
    found, turned = compare(left, right, cuts), compare(right, left)
    assert 0 <= found.left_share <= 1
    assert 0 <= found.right_share <= 1
    assert (found.left_share, found.right_share) == (turned.right_share, turned.left_share)
    assert set(zip(found.left_runs, found.right_runs, strict=True)) == set(
        zip(turned.right_runs, turned.left_runs, strict=True)
    )
    assert all(0 <= start < end <= len(one) for start, end in found.left_runs)
    assert sum(sentence.words for sentence in found.left_sentences) == len(one.split())
    assert all(sentence.shared <= sentence.words for sentence in found.left_sentences)
    itself = compare(left, left, cuts)
    assert itself.left_share == itself.right_share == (1.0 if one else 0.0)
    assert all(sentence.derived == "wholly" for sentence in itself.left_sentences)


def test_long_texts_of_few_words_take_no_time() -> None:
    many = {
        "equal": "ferry " * 50_000,
        "two": "ferry pier " * 25_000,
        "one": "ferry",
        "none": "",
        "ten": "a b c d e f g h i j " * 5_000,
    }
    begun = process_time()
    for one in many.values():
        for other in many.values():
            found = compare(text(one), text(other))
            assert len(found.left_runs) == len(found.right_runs)
            assert 0 <= found.left_share <= 1
    assert process_time() - begun < 60
