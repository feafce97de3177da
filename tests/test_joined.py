"""Two engines joined: cases, the surer of two readings of one cue, and parents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader import reader
from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import joined, parents, tensors
from sayso.attribution.joined import CASES, Case
from sayso.inference import Network
from sayso.records import Article, Attribution, Block, Span, check_forest

TEXT = "The Star reported that the mill was shut, citing two clerks. Ann Lee thinks that it will open again."


def article(text: str = TEXT) -> Article:
    lines = spans.lines(text, [(0, len(text))])
    return Article(id="a", text=text, blocks=tuple(Block(span=line, label="body") for line in lines), language="en")


def seen(network: Network) -> dict[str, Case]:
    made = article()
    return {made.slice(one.cue): case for case, one in joined.seen(made, annotate(made), network)}


REPORT = ("The Star", "reported", "that the mill was shut")


def test_what_both_see_is_agreed_and_what_the_grammar_goes_back_to_is_a_hop() -> None:
    assert seen(reader(REPORT)) == {"reported": "agreed", "citing": "hop", "thinks": "ruled"}


def test_what_the_network_sees_alone_is_told() -> None:
    assert seen(reader(REPORT, ("it", "will", "open again")))["will"] == "told"


def test_a_hop_outdoes_who_is_cited_read_as_what_is_said() -> None:
    made = article()
    network = reader(REPORT, ("The Star", "citing", "two clerks"), calibration={"hop": [0.0, 9.0]})
    found = joined.find(made, annotate(made), network=network)
    assert [made.slice(one.source) for one in found if made.slice(one.cue) == "citing"] == ["two clerks"]


def test_the_surer_of_two_readings_of_one_cue_is_kept() -> None:
    one = Attribution(id="n", source=(Span(0, 8),), cue=(Span(9, 17),), content=(Span(18, 40),), score=0.4)
    other = Attribution(id="r", source=(Span(0, 8),), cue=(Span(9, 17),), content=(Span(18, 30),), score=0.6)
    child = Attribution(id="c", cue=(Span(20, 22),), content=(Span(23, 30),), parent="n", score=0.9)
    card = {"calibration": {case: [1.0, 0.0] for case in CASES}}
    kept = parents.settled(joined.calibrated([("told", one), ("disputed", other), ("inner", child)], card))
    assert [(made.id, made.parent) for made in kept] == [("r", None), ("c", "r")]
    check_forest(kept)


def test_a_hop_hangs_on_the_report() -> None:
    made = article()
    found = joined.find(made, annotate(made), network=reader(REPORT))
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


def test_what_we_now_know_is_the_articles_own_voice() -> None:
    told = Article(id="a", text="We now know the dam was weak.", blocks=(Block(span=Span(0, 29), label="body"),))
    one = Attribution(id="1", source=(Span(0, 2),), cue=(Span(3, 11),), content=(Span(12, 28),))
    assert joined._reckons(told, one)
    assert not joined._reckons(told, replace(one, cue=(Span(7, 11),), source=(Span(3, 6),)))
    assert not joined._reckons(told, replace(one, parent="2"))


def test_a_source_in_another_line_gives_way_to_one_beside_the_cue() -> None:
    text = "A memo leaked on Monday.\n“The weir is sound, the memo reads."
    far = Attribution(id="1", source=(Span(0, 6),), cue=(Span(54, 59),), content=(Span(25, 53),))
    near = Attribution(
        id="2", source=(Span(45, 53),), cue=(Span(54, 59),), content=(Span(25, 43),), reason="clause, then speaker"
    )
    assert joined._alike(text, far, near)
    assert not joined._alike(text, near, far)
    assert not joined._alike(text.replace("\n", " "), far, near)


def test_what_hung_on_a_conclusion_of_the_article_stands_alone() -> None:
    text = "We now know the guild says the dam was weak."
    told = Article(id="a", text=text, blocks=(Block(span=Span(0, len(text)), label="body"),))
    outer = Attribution(id="1", source=(Span(0, 2),), cue=(Span(3, 11),), content=(Span(12, 43),))
    inner = Attribution(id="2", source=(Span(12, 21),), cue=(Span(22, 26),), content=(Span(27, 43),), parent="1")
    assert parents.left([outer, inner], lambda one: not joined._reckons(told, one)) == (replace(inner, parent=None),)
