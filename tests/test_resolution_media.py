"""The channel of a statement: as it is named, carried over within one occasion, and as a hop of the chain. Invented names
only."""

from __future__ import annotations

import pytest

from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.records import Article, Block, Source, Statement
from sayso.resolution import resolve
from sayso.resolution.channels import called, is_document, outlet_in
from sayso.spans import lines as lines_of


def article(*lines: str) -> Article:
    text = "\n".join(lines)
    blocks = tuple(Block(span=place, label="body") for place in lines_of(text, [(0, len(text))]))
    return Article(id="a", text=text, blocks=blocks, language="en")


def statements(*lines: str) -> tuple[list[Statement], dict[str, Source]]:
    made = article(*lines)
    annotation = annotate(made)
    found = resolve(made, annotation, attribute(made, annotation, engine="grammar"))
    return [one for one in found.statements if one.chain], {source.id: source for source in found.sources}


def media(*lines: str) -> list[str | None]:
    return [one.medium for one in statements(*lines)[0]]


def chain(*lines: str) -> list[str | None]:
    """The names along the chain of the last attributed statement."""
    found, sources = statements(*lines)
    return [sources[hop.source].name or sources[hop.source].descriptor for hop in found[-1].chain]


@pytest.mark.parametrize(
    ("line", "medium"),
    [
        ("Orla Venn told his radio audience that it was closed.", "his radio audience"),
        ("Orla Venn told a news conference in Lowmere that it was closed.", "a news conference in Lowmere"),
        ("Orla Venn told Variety that it was closed.", "Variety"),
        ("“It is closed,” Orla Venn explained to Haaretz in an interview.", "Haaretz"),
        ("“It is closed,” Orla Venn said in a letter and tweet.", "a letter and tweet"),
        ("“It is closed,” Orla Venn wrote for the Harbour Times.", "Harbour Times"),
        ("“It is closed,” Orla Venn tweeted.", "Twitter"),
        ("Orla Venn wrote on X: “It is closed.”", "X"),
        ("Orla Venn told the Harbour Times’ weekly show that it was closed.", "Harbour Times’ weekly show"),
        ("Analysts polled by Tallystick said that it was closed.", "Tallystick"),
        ("Users on the company’s own forum said that it was closed.", "the company’s own forum"),
        ("A note on the guild’s website said that it was closed.", "the guild’s website"),
        ("Orla Venn said it was closed after Piet Haar failed to come to a hearing.", None),
        ("Orla Venn said that it was closed.", None),
    ],
)
def test_the_channel_as_it_is_named(line: str, medium: str | None) -> None:
    assert media(line)[-1] == medium


def test_what_is_said_next_belongs_to_the_same_occasion() -> None:
    lines = (
        "“It is closed,” Orla Venn said in a speech in Lowmere.",
        "She accused the guild of sleeping.",
        "“Wake up,” she added.",
    )
    assert set(media(*lines)) == {"a speech in Lowmere"}


def test_an_occasion_told_in_passing_holds_for_what_is_said_there() -> None:
    lines = "Orla Venn held a news conference in Lowmere on Monday.", "“It is closed,” Orla Venn said."
    assert media(*lines) == ["a news conference in Lowmere"]


def test_another_time_is_another_occasion() -> None:
    lines = "“It is closed,” Orla Venn said in a statement.", "“It is open,” Orla Venn said in July."
    assert media(*lines) == ["a statement", None]
    assert media(lines[0], "Orla Venn has said that it was open.")[-1] is None


def test_nobody_writes_in_a_speech() -> None:
    assert media("“It is closed,” Orla Venn said in a speech.", "“It is open,” Orla Venn wrote.")[-1] is None


def test_each_tweet_stands_alone() -> None:
    assert media("“It is closed,” Orla Venn tweeted.", "“It is open,” Orla Venn said.") == ["Twitter", None]


def test_the_interview_is_the_one_named_before() -> None:
    lines = "“It is closed,” Orla Venn said in an interview with the Harbour Times.", "“No,” Piet Haar said in the interview."
    assert media(*lines)[-1] == "an interview with the Harbour Times"


@pytest.mark.parametrize(
    ("line", "hops"),
    [
        ("Orla Venn told Haaretz that it was closed.", ["Haaretz", "Orla Venn"]),
        ("“It is closed,” Orla Venn said in an interview with the Harbour Times.", ["Harbour Times", "Orla Venn"]),
        ("“It is closed,” Orla Venn wrote in a letter to the Tide Guild.", ["a letter to the Tide Guild", "Orla Venn"]),
        ("“It is closed,” Orla Venn said in a speech.", ["Orla Venn"]),
        ("“It is closed,” Orla Venn said in a statement.", ["Orla Venn"]),
        ("“It is closed,” Orla Venn wrote on Facebook.", ["Orla Venn"]),
    ],
)
def test_an_outlet_or_a_document_that_carries_the_words_is_a_hop(line: str, hops: list[str]) -> None:
    assert chain(line) == hops


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Harbour Times", "Harbour Times"),
        ("an interview with the Harbour Times", "Harbour Times"),
        ("Harbour Times’ weekly show", "Harbour Times"),
        ("People’s Daily", "People’s Daily"),
        ("BBC's “Morning Tide”", "BBC"),
        ("an interview with Orla Venn", None),
        ("Facebook", None),
        ("a letter to the guild", None),
    ],
)
def test_the_outlet_that_a_channel_is_or_names(words: str, name: str | None) -> None:
    assert outlet_in(words) == name


def test_documents_are_told_from_occasions() -> None:
    assert all(map(is_document, ("a letter", "the guild’s annual report", "legal papers", "a joint study of tides")))
    assert not any(map(is_document, ("a statement", "an interview", "a speech", "a paper conference", "Twitter")))


def test_a_channel_is_called_by_its_name() -> None:
    assert [called(words) for words in ("tweeted", "a letter\n to the guild")] == ["Twitter", "a letter to the guild"]


def test_a_plan_that_somebody_is_involved_in_is_no_broadcast() -> None:
    assert media("Orla Venn worked in the country’s harbour program.", "Venn said that it was closed.") == [None]
    assert media("Orla Venn spoke on the weekly programme.", "Venn said that it was closed.") == ["the weekly programme"]
