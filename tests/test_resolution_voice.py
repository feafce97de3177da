"""The own voice where it judges, what a denial denies, and who declined: invented names only."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.records import Article, Block, Span, Statement
from sayso.resolution import resolve, voice
from sayso.resolution.stance import KIND_OF, KINDS, OPENERS


def article(*lines: str) -> Article:
    text = "\n".join(lines)
    blocks = tuple(Block(span=place, label="body") for place in spans.lines(text, [(0, len(text))]))
    return Article(id="a", text=text, blocks=blocks, language="en")


def statements(made: Article) -> tuple[Statement, ...]:
    annotation = annotate(made)
    return resolve(made, annotation, attribute(made, annotation, engine="grammar")).statements


def own(*lines: str) -> list[tuple[str, str]]:
    made = article(*lines)
    return [(one.voice, made.slice(one.spans)) for one in statements(made) if one.voice != "attributed"]


# ---------------------------------------------------------------------------------------------------------------- the own voice


@pytest.mark.parametrize(
    "line",
    [
        "Unsurprisingly, nobody crossed it.",
        "But it is unlikely that the new bridge will do anything to calm the harbour.",
        "That claim is a lie.",
        "It's a stunning and deeply troubling failure of the harbour board.",
        "The guild's plan could prove to be a serious problem for the mayor.",
        "The silence from the ministry seems to suggest that something went badly wrong.",
        "The real question is whether the board can ever be trusted again.",
    ],
)
def test_what_infers_or_judges_is_inference_with_its_words(line: str) -> None:
    made = article(line)
    (only,) = statements(made)
    assert (only.voice, only.chain) == ("inference", ())
    words = [made.slice(trigger.span) for trigger in only.triggers]
    assert words
    assert {trigger.field for trigger in only.triggers} == {"voice"}
    assert all(word in line for word in words)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on Monday after an inspection by the harbour board.",
        "Orla Venn, 54, was elected to the council in 2019 and joined the committee in May.",
        "The ferry carries 400 passengers a day between Brenmouth and Skarrow.",
        "Three people were arrested on Tuesday night and charged with theft.",
        "The meeting was held at the town hall at 7 p.m. on Thursday.",
    ],
)
def test_plain_report_is_own_voice(line: str) -> None:
    assert own(line) == [("own", line)]


def test_only_the_clause_that_judges_is_inference() -> None:
    line = "The bridge was closed on Monday at 7 a.m. by the harbour board, which is a truly disastrous and foolish decision."
    assert own(line) == [
        ("own", "The bridge was closed on Monday at 7 a.m. by the harbour board"),
        ("inference", "which is a truly disastrous and foolish decision."),
    ]


def test_the_reason_is_the_words_that_weigh_most() -> None:
    made = article("Unsurprisingly, nobody crossed it.")
    (only,) = statements(made)
    assert made.slice(only.triggers[0].span) == "Unsurprisingly"
    assert len(only.triggers) <= 3


def test_words_of_nobody_known_are_not_the_pages_judgement() -> None:
    (piece,) = (Span(0, 55),)
    assert voice.inferred("“It is a terrible, foolish and truly stupid mistake ever", (piece,)) == ()


def test_what_others_judge_is_theirs() -> None:
    made = article("Critics say that the plan is a terrible and foolish mistake.")
    assert all(one.voice == "attributed" for one in statements(made))


WORDS = st.sampled_from(
    [*sorted(KIND_OF)[::7], "the", "board", "met", "Venn", "12", "—", ",", "which", "but", ";", "?", "“", "”"]
)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_clauses_are_the_text_in_order(text: str) -> None:
    whole = Span(0, len(text))
    cut = list(voice.clauses(text, whole))
    assert all(left.end <= right.start for left, right in itertools.pairwise(cut))
    assert all(0 <= one.start < one.end <= len(text) for one in cut)
    left_out = [text[one.start : one.end] for one in spans.cut([whole], cut)]
    assert not any(letter.isalnum() for words in left_out for letter in words)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_what_is_inferred_lies_in_the_sentence_and_has_its_reasons_inside(text: str) -> None:
    found = voice.inferred(text, (Span(0, len(text)),))
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert all(one.span.start <= words.start < words.end <= one.span.end for words in one.words)


def test_the_table_knows_only_clues_that_there_are() -> None:
    table = voice.weights()
    named = {name for name in table.clues if ": " in name}
    heads = {name.split(": ")[0] for name in named}
    assert heads <= {"kind", "word", "opens", "around"}
    assert {name.removeprefix("kind: ") for name in named if name.startswith("kind: ")} <= set(KINDS)
    assert {name.removeprefix("opens: ") for name in named if name.startswith("opens: ")} <= {*OPENERS.values(), "other"}
    assert all(abs(value) < 10 for value in table.clues.values())


def test_the_table_holds_no_name() -> None:
    words = {name.removeprefix("word: ") for name in voice.weights().clues if name.startswith("word: ")}
    assert words == {word.lower() for word in words}
    assert len(words) < 2000
    assert not any(character.isdigit() for word in words for character in word)


def test_the_marks_behind_the_table_are_offsets_only() -> None:
    marks = Path(__file__).parent.parent / "training" / "voice-marks.jsonl"
    for line in marks.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"set", "id", "digest", "inference"}
        assert row["inference"] == sorted(row["inference"])
        assert all(0 <= start < end for start, end in row["inference"])


# --------------------------------------------------------------------------------------------------------- denials and refusals


def denied(*lines: str) -> list[tuple[str, str | None]]:
    """Each denial with the words of the statement that it denies."""
    made = article(*lines)
    found = {one.id: one for one in statements(made)}
    return [
        (made.slice(one.spans), made.slice(found[one.denies].spans) if one.denies else None)
        for one in found.values()
        if one.act == "denies"
    ]


ACCUSED = "Orla Venn said that the harbour board had ignored a warning about the cable."


@pytest.mark.parametrize(
    "line",
    [
        "Ruud Tanner denied the claim.",
        "The ministry rejects that.",
        "Ruud Tanner disputes Venn’s account.",
        "Ruud Tanner denied the allegations.",
        "Ruud Tanner denied that the harbour board had ignored any warning about the cable.",
        "Ruud Tanner said that was not true.",
        "Ruud Tanner said that no such warning had come.",
        "“That is not true,” Ruud Tanner said.",
    ],
)
def test_a_denial_is_linked_to_what_it_denies(line: str) -> None:
    ((_, what),) = denied(ACCUSED, line)
    assert what == "that the harbour board had ignored a warning about the cable"


def test_a_denial_that_holds_what_it_denies() -> None:
    found = denied("Ruud Tanner denied allegations by Orla Venn that the board had ignored a warning.")
    assert [what for _, what in found] in (["that the board had ignored a warning"], [None])


def test_the_words_that_show_what_is_denied() -> None:
    made = article(ACCUSED, "Ruud Tanner denied the claim.")
    denial = next(one for one in statements(made) if one.act == "denies")
    assert [made.slice(one.span) for one in denial.triggers if one.field == "denies"] == ["the claim"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Ruud Tanner denied the claim.",),  # nothing is claimed
        ("Ruud Tanner said that the board had met on Monday at noon.", "Ruud Tanner denied the claim."),  # his own words
        (ACCUSED, "Ruud Tanner denied that his brother had sold the mill."),  # of another thing
        (ACCUSED, *["The meeting was held at the town hall, and the doors were closed at noon."] * 8, "Ruud Tanner denied it."),
        (ACCUSED, "Ruud Tanner denied wrongdoing."),
    ],
)
def test_where_nothing_fits_there_is_no_link(lines: tuple[str, ...]) -> None:
    assert [what for _, what in denied(*lines)] == [None]


def test_of_two_accusers_the_named_one_is_denied() -> None:
    lines = (ACCUSED, "Imke Drost said that the mayor had sold the ferry to his brother.", "Ruud Tanner denied Venn’s claim.")
    ((_, what),) = denied(*lines)
    assert what == "that the harbour board had ignored a warning about the cable"


def test_a_denial_is_not_denied() -> None:
    found = denied(ACCUSED, "Ruud Tanner denied the claim.", "Imke Drost rejected that.")
    assert {what for _, what in found} == {"that the harbour board had ignored a warning about the cable"}


@pytest.mark.parametrize(
    ("line", "act", "who"),
    [
        ("Orla Venn declined to comment.", "declines", "Orla Venn"),
        ("Orla Venn could not be reached for comment.", "declines", "Orla Venn"),
        ("The harbour guild did not immediately respond to a request for comment.", "declines", "harbour guild"),
        ("The harbour guild did not return calls seeking comment.", "declines", "harbour guild"),
        ("Orla Venn refused to say whether the bridge was safe.", "declines", "Orla Venn"),
        ("Orla Venn did not deny that the bridge was unsafe.", "declines", "Orla Venn"),
        ("Orla Venn did not dispute the figures.", "declines", "Orla Venn"),
        ("Orla Venn would neither confirm nor deny that it was closed.", "declines", "Orla Venn"),
        ("Orla Venn denied that it was closed.", "denies", "Orla Venn"),
        ("Orla Venn said the allegations were false.", "denies", "Orla Venn"),
        ("Orla Venn said it was not so simple.", "states", "Orla Venn"),
        ("“No,” Orla Venn said.", "denies", "Orla Venn"),
        ("“No large bridge was ever built here,” Orla Venn said.", "states", "Orla Venn"),
        ("Orla Venn hopes that it is not true.", "believes", "Orla Venn"),
    ],
)
def test_who_declines_and_who_denies(line: str, act: str, who: str) -> None:
    made = article(line)
    annotation = annotate(made)
    found = resolve(made, annotation, attribute(made, annotation, engine="grammar"))
    (only,) = (one for one in found.statements if one.chain)
    by_id = {source.id: source for source in found.sources}
    assert (only.act, by_id[only.chain[-1].source].name) == (act, who)
