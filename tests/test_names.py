"""Names compared as a reader would, acronyms spelled out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.names import bare, expand, initials
from sayso.names.finding import names_in


def test_bare() -> None:
    assert bare("The Tessel-Courier, Ltd.") == bare("tessel courier ltd") == "tessel courier ltd"
    assert bare("Theo Vann") == "theo vann"
    assert bare(" “Élan”_ ") == "élan"


@given(st.text())
def test_bare_is_settled(name: str) -> None:
    once = bare(name)
    assert " ".join(once.split()) == once
    assert once.startswith("the ") or bare(once) == once


def test_initials() -> None:
    assert initials("Trans-Arden Wire") == "TAW"
    assert initials("Bureau of the River News") == "BRN"
    assert initials("a wire of no name") == ""


@pytest.mark.parametrize(
    ("acronym", "text", "name"),
    [
        ("TCW", "On Monday Tessel Canal Wire said so.", "Tessel Canal Wire"),
        ("T.C.W.", "the Trans-Canal Wire", "Trans-Canal Wire"),
        ("BRN", "She told the Bureau of River News so.", "Bureau of River News"),
        ("ABC", "Xeno Alpha Beta Canto Delta", "Alpha Beta Canto"),
        ("TCW", "Tessel Canal. Wire", None),
        ("TC", "Tessel Courier", None),
        ("TcW", "Tessel Canal Wire", None),
        ("", "Tessel Canal Wire", None),
        ("TCW", "", None),
    ],
)
def test_an_acronym_spelled_out(acronym: str, text: str, name: str | None) -> None:
    assert expand(acronym, text) == name


@given(st.text("ABab -of.’", max_size=60), st.text("AB", min_size=3, max_size=4))
def test_what_is_found_stands_there_and_has_the_initials(text: str, acronym: str) -> None:
    found = expand(acronym, text)
    assert found is None or (found in text and initials(found) == acronym)


def test_a_megabyte_of_capitals_is_searched_in_time() -> None:
    begun = time.monotonic()
    assert expand("ABCW", "Alpha Beta Canto of " * 50_000) is None
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("People’s Republic of Orsholt", ["People’s Republic of Orsholt"]),
        ("National People's Congress", ["National People's Congress"]),
        ("Tessel Children's Hospital", ["Tessel Children's Hospital"]),
        ("St Orla's Hospital", ["St Orla's Hospital"]),
        ("Orsholt's National Assembly", ["Orsholt", "National Assembly"]),
        ("Orla Venn's Reed Institute", ["Orla Venn", "Reed Institute"]),
    ],
)
def test_an_owner_is_part_of_a_name_where_a_body_is_called_by_it(run: str, names: list[str]) -> None:
    assert [one.name for one in names_in(run)] == names
