"""What is told of sources that are not named: number, body, nation, why unnamed, how they can know. Invented names only."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Anonymity, Article, Block, Span
from sayso.resolution.anonymity import anonymity

FIELDS = ("number", "body", "nationality", "grounds", "knowledge")


def article(text: str) -> Article:
    return Article(id="a", text=text, blocks=(Block(span=Span(0, len(text)), label="body"),) if text.strip() else ())


def told(line: str) -> dict[str, str]:
    """What is told of the source that stands between brackets in ``line``; several brackets are several mentions."""
    text, mentions = "", []
    for piece in line.split("["):
        words, found, rest = piece.partition("]")
        if found:
            mentions.append(Span(len(text), len(text) + len(words)))
        text += words + rest
    made = article(text)
    found_out = anonymity(made, tuple(mentions)) or Anonymity()
    spans = {name: getattr(found_out, name) for name in FIELDS}
    return {name: made.slice(span) for name, span in spans.items() if span is not None}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("[Two officials] said so.", "Two"),
        ("[At least two sources] said so.", "At least two"),
        ("[More than a dozen current and former clerks] said so.", "More than a dozen"),
        ("[Half a dozen guards] said so.", "Half a dozen"),
        ("[one of the officials] said so.", "one"),
        ("[The two clerks] said so.", "two"),
        ("[Several pilots] said so.", "Several"),
        ("[nearly 140 members of the guild] said so.", "nearly 140"),
        ("[a handful of traders] said so.", "a handful"),
        ("[Two-thirds of the pilots] said so.", None),
        ("[about eight out of 10 pilots] said so.", None),
        ("[40 percent of the pilots] said so.", None),
        ("[A pilot] said so.", None),
        ("[officials] said so.", None),
    ],
)
def test_how_many_they_are(line: str, number: str | None) -> None:
    assert told(line).get("number") == number


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("[a Harbour Ministry official] said so.", "Harbour Ministry"),
        ("[an official at the Harbour Ministry] said so.", "the Harbour Ministry"),
        ("[a ministry spokesman] said so.", "ministry"),
        ("[a senior campaign official] said so.", "campaign"),
        ("[the campaign’s lawyer] said so.", "campaign"),
        ("[a police source] said so.", "police"),
        ("[three former Tallystick executives] said so.", "Tallystick"),
        ("[U.S. law enforcement officials] said so.", "law enforcement"),
        ("[a spokesperson for the airline] said so.", "the airline"),
        ("[officials in the ministry] said so.", "the ministry"),
        ("[an employee of the Tide Commission, who was there,] said so.", "the Tide Commission"),
        ("[a European Union diplomat] said so.", "European Union"),
        ("[a Norwegian diplomat] said so.", None),
        ("[a resident of Skarrow] said so.", None),
        ("[officials in Norway] said so.", None),
        ("[judges handling Tide Commission cases] said so.", None),
        ("[a friend] said so.", None),
    ],
)
def test_of_which_body_they_are(line: str, body: str | None) -> None:
    assert told(line).get("body") == body


@pytest.mark.parametrize(
    ("line", "nationality"),
    [
        ("[A senior Norwegian official] said so.", "Norwegian"),
        ("[two Western diplomats] said so.", "Western"),
        ("[U.S. officials] said so.", "U.S."),
        ("[a Norwegian Tide Ministry official] said so.", None),  # part of the name of the ministry, as far as capitals show
        ("[three Norwegians] said so.", "Norwegians"),
        ("[a Republican strategist] said so.", None),
        ("[a polish of shoes] said so.", None),
    ],
)
def test_of_which_nation_they_are(line: str, nationality: str | None) -> None:
    assert told(line).get("nationality") == nationality


@pytest.mark.parametrize(
    ("line", "grounds"),
    [
        (
            "[Two officials], who spoke on condition of anonymity because they feared for their jobs, said so.",
            "because they feared for their jobs",
        ),
        (
            "[An official], speaking on the condition of anonymity to discuss the talks, said it was over.",
            "to discuss the talks",
        ),
        ("It was over, [an aide] said on condition that he not be named because talks go on.", "because talks go on"),
        ("[A clerk], granted anonymity to speak candidly, called it a mess.", "to speak candidly"),
        (
            "It leaks, said [a diplomat] who was not authorized to speak publicly about the dam.",
            "was not authorized to speak publicly about the dam",
        ),
        ("[A pilot] who was not authorised to brief the press said so.", "was not authorised to brief the press"),
        ("[A guard] said so. He is not allowed to talk to reporters.", "is not allowed to talk to reporters"),
        ("[The woman], who did not want to be named for fear of losing her job, said so.", "for fear of losing her job"),
        ("[The official] declined to be named, citing the sensitivity of the talks.", "citing the sensitivity of the talks"),
        (
            "[A person briefed on the plan] said so. The person asked not to be identified because the plan is private.",
            "because the plan is private",
        ),
        ("[A nurse] said so, requesting anonymity out of fear of reprisals.", "out of fear of reprisals"),
        ("[A trader], who asked not to be quoted by name for security reasons, said so.", "for security reasons"),
        (
            "[A witness], whose name is being withheld to protect her children, said so.",
            "to protect her children",
        ),
        ("[A clerk] said so. The Harbour Times is not naming him because he is a minor.", "because he is a minor"),
        ("Fearing reprisals, [a teacher] asked not to be named.", "Fearing reprisals"),
        ("[Some of them] spoke anonymously because of a non-disclosure agreement.", "because of a non-disclosure agreement"),
        ("“No,” [a source] said. [The source] insisted on anonymity as the report is secret.", "as the report is secret"),
        ("[A clerk] would only speak on condition of anonymity.", None),
        ("[A clerk] said so because he was asked.", None),
        ("[A clerk] said so. Orla Venn asked not to be named because she is shy.", None),
    ],
)
def test_why_they_are_not_named(line: str, grounds: str | None) -> None:
    assert told(line).get("grounds") == grounds


@pytest.mark.parametrize(
    ("line", "knowledge"),
    [
        ("[three people familiar with the matter] said so.", "familiar with the matter"),
        ("[three people] familiar with the matter said so.", "familiar with the matter"),
        ("[One person with direct knowledge of the inquiry] said so.", "with direct knowledge of the inquiry"),
        ("[a clerk briefed on the plan] said so.", "briefed on the plan"),
        ("[a clerk], who was briefed on the plan, said so.", "who was briefed on the plan"),
        ("[sources close to the family] said so.", "close to the family"),
        ("[two guards who saw the boat] said so.", "who saw the boat"),
        ("[a clerk who has read the report] said so.", "who has read the report"),
        ("[a pilot who attended the meeting] said so.", "who attended the meeting"),
        ("[one of those involved in the talks] said so.", "involved in the talks"),
        ("[a guard present at the launch] said so.", "present at the launch"),
        ("[a trader with access to the books] said so.", "with access to the books"),
        ("[clerks with no direct knowledge of the case] said so.", None),
        ("[a clerk] said that Orla Venn was familiar with the matter.", None),
    ],
)
def test_how_they_can_know(line: str, knowledge: str | None) -> None:
    assert told(line).get("knowledge") == knowledge


def test_all_of_it_is_gathered_from_several_mentions() -> None:
    line = (
        "[Two Norwegian Coast Guard officers familiar with the search] said so. [The officers], who were not "
        "authorized to discuss it, had seen the boat."
    )
    assert told(line) == {
        "number": "Two",
        "body": "Norwegian Coast Guard",
        "grounds": "were not authorized to discuss it",
        "knowledge": "familiar with the search",
    }


def test_of_whom_nothing_is_told_there_is_nothing() -> None:
    assert anonymity(article("A man said so."), (Span(0, 5),)) is None


@given(st.data())
def test_what_is_told_stands_in_the_text(data: Any) -> None:
    words = st.sampled_from(
        "two of the a officials Norwegian Tide Ministry who spoke on condition of anonymity because they feared familiar with "
        "it not authorized to speak , . “ ” \n said".split(" ")
    )
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=40)))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = anonymity(article(text), (Span(start, end),)) or Anonymity()
    for name in FIELDS:
        span = getattr(found, name)
        assert span is None or text[slice(*span)].strip() == text[slice(*span)] != ""


def test_a_long_description_is_read_in_time() -> None:
    text = "who was not familiar with a condition of anonymity because of the " * 20_000
    begun = time.monotonic()
    anonymity(article(text), (Span(0, len(text)), Span(1, len(text))))
    assert time.monotonic() - begun < 2
