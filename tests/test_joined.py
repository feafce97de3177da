"""Two engines joined: cases, the surer of two readings of one cue, and parents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import joined, tensors
from sayso.attribution.joined import CASES, Case
from sayso.inference import WordPieces
from sayso.records import Article, Attribution, Block, Span, check_forest

TEXT = "The Star reported that the mill was shut, citing two clerks. Ann Lee thinks that it will open again."


class Reader:
    """A network that sees what it is told to: the words of each role, and what points at what."""

    def __init__(self, *told: tuple[str, str, str]) -> None:
        letters = "abcdefghijklmnopqrstuvwxyz"
        self.tokenizer = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{one}" for one in letters), *".,“”"])
        self.card: dict[str, Any] = {
            "transitions": [[0.0] * 7] * 7,
            "calibration": {case: [1.0, 0.0] for case in CASES},
        }
        self.told = [[words.lower().replace(" ", "") for words in triple] for triple in told]

    def run(self, *, pieces: np.ndarray, kinds: np.ndarray) -> dict[str, np.ndarray]:
        count = pieces.shape[1]
        labels = np.full((1, count, 7), -6.0, dtype=np.float32)
        labels[0, :, 0] = 0
        points = np.full((1, count, count), -6.0, dtype=np.float32)
        points[0, :, 0] = 0
        names = {number: piece for piece, number in self.tokenizer.vocabulary.items()}
        shown = [names[number].removeprefix("##") for number in pieces[0]]
        shown[0] = shown[-1] = "|"
        line = "".join(shown)
        for triple in self.told:
            at = [line.find(words) if words else -1 for words in triple]
            for role, (place, words) in enumerate(zip(at, triple, strict=True)):
                if place >= 0 and at[1] >= 0:
                    labels[0, place : place + len(words), 2 * role + 2] = 6
                    labels[0, place, 2 * role + 1] = 9
                    if role and at[role - 1] >= 0:
                        points[0, place : place + len(words), at[role - 1]] = 6
        return {"labels": labels, "pointers": points}


def article(text: str = TEXT) -> Article:
    lines = spans.lines(text, [(0, len(text))])
    return Article(id="a", text=text, blocks=tuple(Block(span=line, label="body") for line in lines), language="en")


def seen(reader: Reader) -> dict[str, Case]:
    made = article()
    return {made.slice(one.cue): case for case, one in joined.seen(made, annotate(made), reader)}  # type: ignore[arg-type]


REPORT = ("The Star", "reported", "that the mill was shut")


def test_what_both_see_is_agreed_and_what_the_grammar_goes_back_to_is_a_hop() -> None:
    assert seen(Reader(REPORT)) == {"reported": "agreed", "citing": "hop", "thinks": "ruled"}


def test_what_the_network_sees_alone_is_told() -> None:
    assert seen(Reader(REPORT, ("it", "will", "open again")))["will"] == "told"


def test_a_hop_outdoes_who_is_cited_read_as_what_is_said() -> None:
    made, reader = article(), Reader(REPORT, ("The Star", "citing", "two clerks"))
    reader.card["calibration"]["hop"] = [0.0, 9.0]
    found = joined.find(made, annotate(made), network=reader)  # type: ignore[arg-type]
    assert [made.slice(one.source) for one in found if made.slice(one.cue) == "citing"] == ["two clerks"]


def test_the_surer_of_two_readings_of_one_cue_is_kept() -> None:
    one = Attribution(id="n", source=(Span(0, 8),), cue=(Span(9, 17),), content=(Span(18, 40),), score=0.4)
    other = Attribution(id="r", source=(Span(0, 8),), cue=(Span(9, 17),), content=(Span(18, 30),), score=0.6)
    child = Attribution(id="c", cue=(Span(20, 22),), content=(Span(23, 30),), parent="n", score=0.9)
    card = {"calibration": {case: [1.0, 0.0] for case in CASES}}
    kept = joined.settled(joined.calibrated([("told", one), ("disputed", other), ("inner", child)], card))
    assert [(made.id, made.parent) for made in kept] == [("r", None), ("c", "r")]
    check_forest(kept)


def test_a_hop_hangs_on_the_report() -> None:
    made = article()
    found = joined.find(made, annotate(made), network=Reader(REPORT))  # type: ignore[arg-type]
    check_forest(found)
    by_cue = {made.slice(one.cue): one for one in found}
    assert by_cue["citing"].parent == by_cue["reported"].id
    assert made.slice(by_cue["citing"].source) == "two clerks"
    assert "network" in by_cue["reported"].reason
    assert "grammar" in by_cue["reported"].reason


@pytest.mark.parametrize("case", CASES)
def test_confidence_is_calibrated_by_case(case: Case) -> None:
    card = {"calibration": {each: [1.0, 0.0] for each in CASES} | {case: [0.5, -1.0]}}
    told = [joined.confidence(sure, card, case) for sure in (0.0, 0.5, 1.0)]
    assert told == sorted(told)
    assert told[1] == pytest.approx(0.2689, abs=1e-3)


def test_the_pact_has_seven_labels() -> None:
    assert len(tensors.LABELS) == 7
