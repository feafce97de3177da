"""What was marked, as windows to train on: laid over the units and read back, it is what was marked."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.attribution import tensors
from sayso.attribution.decoding import allowed, decode
from sayso.attribution.tensors import LABELS, Window
from sayso.inference import WordPieces
from training import data, marks
from training.data import Example, Noise, Taught
from training.marks import MarksError

LETTERS = [*"abcdefghijklmnopqrstuvwxyz0123456789"]
PIECES = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{one}" for one in LETTERS), *".,:;!?'\"“”‘’()-"])

TEXT = """Mill to stay shut, guild says

The mill will stay shut, Ann Lee said. “Nobody asked us,” she added, “and nobody will.”

Bo Ash denied that."""


NESTING: dict[str, Any] = {
    "id": "weir",
    "text": "“Ann Lee fears that he wants to flood us,” the reeve told Bo Ash, and the Courier wrote that all is well here.",
}


def span(words: str, begin: int = 0) -> list[int]:
    start = TEXT.index(words, begin)
    return [start, start + len(words)]


def marked(source: str, cue: str, *contents: str) -> dict[str, Any]:
    return {"source": [span(source)] if source else [], "cue": [span(cue)], "content": [span(words) for words in contents]}


DOCUMENT: dict[str, Any] = {
    "id": "mill",
    "text": TEXT,
    "attributions": [
        marked("guild", "says", "Mill to stay shut"),
        marked("Ann Lee", "said", "The mill will stay shut"),
        marked("she", "added", "“Nobody asked us,”", "“and nobody will.”"),
        marked("Bo Ash", "denied", "that"),
    ],
    "discard": [span("Bo Ash denied that.")],
}


def read_back(example: Example, window: Window) -> set[tuple[str, str, str]]:
    """What a network would find that gives each unit its label and its aim."""
    count = len(example.pieces)
    scores, points = np.full((count, len(LABELS)), -9, dtype=np.float32), np.full((count, count), -9, dtype=np.float32)
    for first, label, aim in zip(example.firsts, example.labels, example.points, strict=True):
        scores[first, label] = points[first, aim] = 9
    found = decode(window, scores, points, allowed(np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)))
    return {
        (
            " ".join(TEXT[slice(*one.span)] for one in triple.sources),
            TEXT[slice(*triple.cue.span)] if triple.cue else "",
            " ".join(TEXT[slice(*one.span)] for one in triple.contents),
        )
        for triple in found
    }


def rows() -> list[Taught]:
    return data.taught(DOCUMENT, PIECES)[0]


def test_what_is_marked_is_read_back() -> None:
    taught = rows()
    window = tensors.window([one.row for one in taught], PIECES)
    assert read_back(data.example(taught, PIECES), window) == {
        ("guild", "says", "Mill to stay shut"),
        ("Ann Lee", "said", "The mill will stay shut"),
        ("she", "added", "“Nobody asked us,” “and nobody will.”"),
        ("Bo Ash", "denied", "that"),
    }


def test_what_was_not_marked_teaches_nothing() -> None:
    known = [(TEXT[slice(*unit)], sure) for one in rows() for unit, sure in zip(one.row.units, one.known, strict=True)]
    assert [word for word, sure in known if not sure] == ["Bo", "Ash", "denied", "that", "."]


def test_a_cue_in_another_window_is_no_aim() -> None:
    (last,) = (one for one in rows() if TEXT[one.row.units[0].start :].startswith("Bo"))
    assert data.example([last], PIECES).points.count(0) == 3  # the two words of the source, and the full stop


def test_each_annotator_is_a_version() -> None:
    both = DOCUMENT | {"other_annotators": {"b": DOCUMENT["attributions"][:1]}}
    first, second = data.taught(both, PIECES)
    assert sum(label > 0 for one in first for label in one.labels) > sum(label > 0 for one in second for label in one.labels)


def test_an_epoch_is_the_same_for_the_same_seed_and_its_windows_fit() -> None:
    texts = [data.taught(DOCUMENT, PIECES)] * 20
    one, again, other = (data.epoch(texts, PIECES, Noise(alone=0.5), seed) for seed in (1, 1, 2))
    assert one == again != other
    for example in one:
        assert len(example.pieces) == len(example.kinds) <= data.WIDEST
        assert len(example.firsts) == len(example.labels) == len(example.known) == len(example.points)
        assert all(0 <= point < len(example.pieces) for point in example.points)
        assert all(0 <= kind < 8 for kind in example.kinds)


def test_noise_takes_the_marks_or_the_case_away_and_nothing_else() -> None:
    clear = data.example(rows(), PIECES)
    for noise, told in ((Noise(no_case=1), {1, 2}), (Noise(no_case=0, titles=0, no_marks=1), {4, 5, 6, 7})):
        harder = data._harder(clear, PIECES, noise, random.Random(1))
        assert (harder.pieces, harder.labels, harder.points) == (clear.pieces, clear.labels, clear.points)
        assert not told & {kind % 4 if told == {1, 2} else kind for kind in harder.kinds}


def nested(source: str, cue: str, content: str) -> dict[str, Any]:
    words = {"source": source, "cue": cue, "content": content}
    starts = {role: str(NESTING["text"]).index(said) for role, said in words.items()}
    return {role: [[starts[role], starts[role] + len(said)]] for role, said in words.items()}


OUTER = nested("the reeve", "told Bo Ash", "“Ann Lee fears that he wants to flood us,”")
FEARS = nested("Ann Lee", "fears", "that he wants to flood us")
WANTS = nested("he", "wants", "to flood us")
WROTE = nested("the Courier", "wrote", "that all is well here")
NESTING["attributions"] = [WANTS, OUTER, WROTE, FEARS]


def test_each_stands_in_the_smallest_content_that_holds_all_of_it() -> None:
    assert data.families(NESTING["attributions"]) == [(WANTS, []), (OUTER, [FEARS]), (WROTE, []), (FEARS, [WANTS])]
    assert data.outermost(NESTING["attributions"]) == [OUTER, WROTE]


def test_what_stands_in_two_contents_of_the_same_words_stands_in_both() -> None:
    citing = dict(OUTER, source=[], cue=WROTE["source"])
    assert [inside for _, inside in data.families([OUTER, citing, FEARS])] == [[FEARS], [FEARS], []]


def test_contents_are_read_by_themselves_without_the_marks_around_them() -> None:
    first, second, *further = data.taught_inside(NESTING, PIECES)
    text = str(NESTING["text"])
    shown = ["".join(text[slice(*unit)] for one in rows for unit in one.row.units) for rows in (first, second)]
    assert shown == ["AnnLeefearsthathewantstofloodus,", "thathewantstofloodus"]
    assert not any(kind >= 4 for one in first for kind in one.row.kinds)
    window = data.example(first, PIECES, inside=True)
    assert window.kinds[0] == 4
    assert data.example(first, PIECES).kinds[0] == 0
    assert [label for one in second for label in one.labels][:3] == [0, 1, 3]
    assert all(not any(label for one in rows for label in one.labels) for rows in further)


def test_contents_come_into_an_epoch_as_windows_of_their_own() -> None:
    contents = data.taught_inside(NESTING, PIECES)
    examples = data.epoch([], PIECES, None, 1, contents=contents)
    assert len(examples) == len(contents)
    assert {example.kinds[0] for example in examples} == {4}


def test_the_stories_are_marked_soundly() -> None:
    told = list(marks.stories())
    assert len(told) > 20
    for story in told:
        for one in story["attributions"]:
            assert one["content"], story["id"]
            places = [at for role in ("source", "cue", "content") for span in one[role] for at in range(*span)]
            assert len(places) == len(set(places)), (story["id"], one)
        assert "{" not in story["text"]
        assert "}" not in story["text"]


def test_marks_of_another_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "marks.jsonl").write_text('{"id": "a", "digest": "0", "attributions": []}\n')
    with pytest.raises(MarksError, match="another text"):
        list(marks._placed(tmp_path / "marks.jsonl", {"a": "text"}))


def test_marks_lie_in_the_texts_that_they_were_made_in(shared: Path) -> None:
    for document in (*marks.gum(shared / "data" / "gum"), *marks.polnear(shared / "data" / "polnear")):
        text = document["text"]
        for one in document["attributions"]:
            assert one["content"]
            for role in ("source", "cue", "content"):
                for start, end in one[role]:
                    assert 0 <= start < end <= len(text)
                    assert text[start:end] == text[start:end].strip()
