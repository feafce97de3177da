"""What a line is by its words alone, and what it must not be taken for."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.pages import shapes
from sayso.records import LABELS, Label
from stories import BODY

SHAPES: dict[Label, str] = {
    "comment": "Leave a Reply|3 Comments|Comments (12)|Comments are closed.|Be the first to comment|Log in to reply",
    "legal": (
        "© 2031 Tessel Courier|Copyright 2031 by the Courier|All rights reserved|Terms of use|"
        "We use cookies to count you.|By signing up you agree to our terms."
    ),
    "credit": (
        "Reporting by Ilse Tarnok|Edited by Bram Veld|With files from AFP|— With AFP|"
        "Source: Tessel Canal Wire|Jo Tern contributed to this report.|First published in the Courier"
    ),
    "caption": (
        "Photo: Ilse Tarnok|(Photo by Ilse Tarnok)|Image: the lock|The lock at noon. (Picture: Ilse Tarnok)|"
        "The lock. (Ilse Tarnok/Tessel Courier)|Ilse Tarnok/Getty Images"
    ),
    "correction": (
        "Correction: it was Thursday.|Editor’s note: The board has replied.|"
        "Clarification (5 March 2031): it was Thursday.|An earlier version of this story misstated the day."
    ),
    "related": (
        "READ MORE: The ferry|Read more|Related stories|More from the Courier|See also:|Most popular|Up next|"
        "Click here to see the lock|Must read: the ferry"
    ),
    "other": (
        "Sign up for our newsletter|Subscribe now|Advertisement|Follow us on Telegram|Story continues below|"
        "* * *|-30-|What do you think? Tell us."
    ),
    "navigation": (
        "Share|Share this article|Home|Log in|Skip to main content|4 min read|Tags: locks, weirs|Print|Back to top|Copy link"
    ),
}
"""Lines by label, parted by bars."""


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, texts in SHAPES.items() for text in texts.split("|")])
def test_furniture_is_known_by_its_words(label: Label, text: str) -> None:
    found = shapes.shape(text)
    assert found is not None
    assert found.label == label
    assert found.reason.startswith("reads as ")


PROSE = [
    *BODY,
    "“Share this with nobody,” she said.",
    "Home is where the river is, she told the board.",
    "Photographs of the lock were handed to the board on Monday.",
    "Reports of a crack in the gate were wrong, the lock keeper said.",
    "More than forty sheep were moved from the east bank.",
    "Related by marriage, the two keepers had not spoken for years.",
    "Comments made by the mayor on Monday angered the farmers.",
    "Print runs of the old tide tables ended in May.",
    "Read the river, her father used to say, and not the gauge.",
    "Corrections officers were among those who filled the sandbags.",
    "By dawn the meadow was dry.",
    "By Monday evening the board had met twice.",
    "From the bridge the gate could be seen to move.",
    "The source: a spring above the mill, which nobody had seen for years, was found again.",
    "In 2031 the gates were replaced.",
    "The gauge stood at 19.42 on 4 March 2031, the board said.",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_has_no_shape(text: str) -> None:
    assert (shapes.shape(text), shapes.is_byline(text), shapes.is_dateline(text)) == (None, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Published 4 March 2031",
        "4 March 2031, 7:42 pm GMT",
        "Updated: Mar 4, 2031 at 7:42 a.m. ET",
        "Tue 4 Mar 2031",
        "3 hours ago",
        "19:42",
        "2031-03-04T19:42:00Z",
        "Last updated on March 4, 2031",
    ],
)
def test_lines_of_time(text: str) -> None:
    assert shapes.is_dateline(text)


@pytest.mark.parametrize(
    ("text", "people", "bodies"),
    [
        ("By Ilse Tarnok", ["Ilse Tarnok"], []),
        ("BY ILSE TARNOK", ["ILSE TARNOK"], []),
        ("By A. Moss and Jo Tern, Staff Writers, for Sable News", ["A. Moss", "Jo Tern"], ["Sable News"]),
        ("By Ilse van der Veld and Jo de la Cruz", ["Ilse van der Veld", "Jo de la Cruz"], []),
        ("By Ilse O’Tarnok & Bram Veld-Oss with AFP", ["Ilse O’Tarnok", "Bram Veld-Oss"], ["Agence France-Presse"]),
        ("By Ilse Tarnok, Science Editor, and Bram Veld", ["Ilse Tarnok", "Bram Veld"], []),
        ("By Ilse Tarnok • Chief Correspondent", ["Ilse Tarnok"], []),
        ("By Ilse Tarnok | 4 March 2031", ["Ilse Tarnok"], []),
        ("Ilse Tarnok | 4 March 2031, 7:42 pm", ["Ilse Tarnok"], []),
        ("By ILSE TARNOK Associated Press", ["ILSE TARNOK"], ["Associated Press"]),
        ("By Ilse Tarnok AFP", ["Ilse Tarnok"], ["Agence France-Presse"]),
        ("By Ilse Maria Bloomberg", ["Ilse Maria Bloomberg"], []),
        ("By the Associated Press", [], ["Associated Press"]),
        ("By Courier Newsroom", [], ["Courier Newsroom"]),
        ("Written by Ilse Tarnok", ["Ilse Tarnok"], []),
    ],
)
def test_bylines(text: str, people: list[str], bodies: list[str]) -> None:
    assert shapes.is_byline(text)
    assert shapes.byline_names(text) == (people, bodies)


@pytest.mark.parametrize(
    ("text", "people", "bodies"),
    [
        ("Ilse Tarnok", ["Ilse Tarnok"], []),
        ("Ilse Tarnok (Reuters)", ["Ilse Tarnok"], ["Reuters"]),
        ("Tessel News Staff", [], ["Tessel News Staff"]),
        ("Staff Writer", [], []),
        ("Ilse", [], []),
        ("ilse@courier.example", [], []),
        ("", [], []),
    ],
)
def test_author_fields(text: str, people: list[str], bodies: list[str]) -> None:
    assert shapes.byline_names(text) == (people, bodies)


@pytest.mark.parametrize(
    ("text", "names", "is_bio"),
    [
        ("Ilse Tarnok is a reporter with the Courier.", ["Ilse Tarnok"], True),
        ("Ilse covers rivers.", ["Ilse Tarnok"], True),
        ("Ilse Tarnok is a reporter with the Courier.", ["Bram Veld"], False),
        ("The weir was opened, said Ilse Tarnok.", ["Ilse Tarnok"], False),
        ("Ilse Tarnok is a reporter.", ["", " "], False),
        ("", ["Ilse Tarnok"], False),
    ],
)
def test_author_boxes(text: str, names: list[str], is_bio: bool) -> None:
    assert shapes.is_bio(text, names) == is_bio


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT ARDEN (AP) — The weir held.", "Associated Press"),
        ("PORT ARDEN, March 4 (Reuters) - The weir held.", "Reuters"),
        ("PORT ARDEN (ANI): The weir held.", "Asian News International"),
        ("Low Tessel (TCW) — The weir held.", "TCW"),
        ("PORT ARDEN/AFP — The weir held.", "Agence France-Presse"),
        ("ILSE TARNOK (HOST): Good morning.", None),
        ("The weir (see page 4) - it held.", None),
        ("The Associated Press said so.", None),
    ],
)
def test_wires(text: str, agency: str | None) -> None:
    assert shapes.wire(text) == agency


def test_bodies_that_a_line_credits() -> None:
    assert shapes.credited("Reporting by PA Media and dpa; editing by Jo Tern") == ["PA Media", "Deutsche Presse-Agentur"]
    assert shapes.credited("Additional reporting by Tessel Wire Service") == ["Tessel Wire Service"]
    assert shapes.credited("Reporting by Ilse Tarnok") == []


WORDS = [
    "By ",
    "from ",
    "©",
    " 2031 ",
    "AP",
    " and ",
    "(",
    ")",
    "— ",
    "Ada ",
    "Moss",
    ", ",
    "newsletter ",
    "7:42 pm",
    "\n",
    ":",
    "is a reporter",
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=20).map("".join)))
@example("By ")
@example("İ " * 20)
def test_no_line_raises(text: str) -> None:
    found = shapes.shape(text)
    assert found is None or found.label in LABELS
    people, bodies = shapes.byline_names(text)
    assert all(name.strip() == name != "" for name in people + bodies)
    assert isinstance(shapes.is_byline(text) or shapes.is_dateline(text) or shapes.is_bio(text, people), bool)
    shapes.wire(text)
    shapes.credited(text)


@pytest.mark.parametrize(
    "word", ["newsletter ", "report ", "commission earn ", "Ada ", "a", "A. ", "© ", "(", "- ", "By ", "3 ", "  "]
)
def test_long_lines_are_judged_in_time(word: str) -> None:
    begun = time.monotonic()
    for size in (150, 390, 1_190, 50_000):
        text = (word * size)[:size] + "\x00"
        shapes.shape(text)
        shapes.is_byline(text)
        shapes.is_dateline(text)
        shapes.is_bio(text, ["Ada Moss"])
        shapes.wire(text)
    assert time.monotonic() - begun < 1
