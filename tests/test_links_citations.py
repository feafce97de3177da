"""Citations: which page is meant where another names its outlet, links to it or credits it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linked import World, page
from sayso.links.addresses import address_of, host_of, is_specific
from sayso.links.features import PLACES
from sayso.records import Dossier

WEIR = """Weir at Low Tessel was known to be cracked

The water board knew for a year that the weir at Low Tessel was cracked, according to two engineers of the board.

The engineers said the report on the sluice was locked away by the chairman, Maren Oduvale, before the spring flood.

Oduvale did not answer when he was called at the lock."""
BAKERY = """Bakery in Upper Tessel closes after ninety years

The bakery of the Lindquist family closes on Saturday, Ada Lindquist said.

The ovens are to be sold to a museum in Carrow, she said."""
TELLS = """Board silent on the cracked weir

{} that the weir at Low Tessel was cracked and that the water board knew of it.

The board of Low Tessel would not say on Friday whether Maren Oduvale had locked the report on the sluice away."""


def weir(when: str | None = "2031-05-01T08:00:00+00:00", outlet: str = "The Tessel Post", **more: object) -> Dossier:
    return page(WEIR, outlet, when, "https://www.tesselpost.example/2031/weir-was-cracked", **more)


def tells(opening: str, when: str | None = "2031-05-02T08:00:00+00:00", outlet: str = "Carrow Echo", **more: object) -> Dossier:
    return page(TELLS.format(opening), outlet, when, "https://carrowecho.example/board-silent", **more)


def cited(*dossiers: Dossier) -> set[tuple[int, int]]:
    return {(tie.left, tie.right) for tie in World(*dossiers).cites}


# ---------------------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "opening",
    [
        "The Tessel Post reported on Thursday",
        "An engineer of the board told the Tessel Post",
        "According to the Tessel Post, it was known",
        "The Tessel Post, citing two engineers, reported",
        "Two engineers said in an interview with the Tessel Post",
        "It was first reported by the Tessel Post",
    ],
)
def test_an_outlet_that_is_named_as_the_place_of_a_report_is_cited(opening: str) -> None:
    world = World(weir(), tells(opening))
    assert {(tie.left, tie.right) for tie in world.cites} == {(2, 1)}
    for tie in world.cites:
        assert tie.relation == "cites"
        assert tie.directed
        assert 0.3 < tie.score <= 1
        assert any("Tessel Post" in words for words in world.left(tie))
        assert tie.reason


def test_the_paragraph_that_tells_it_is_shown() -> None:
    world = World(weir(), tells("The Tessel Post reported on Thursday"))
    assert {words for tie in world.cites for words in world.right(tie)} <= {line.rstrip(".") for line in WEIR.split("\n")}
    assert all(tie.right_spans for tie in world.cites)


def test_a_hop_is_told_with_its_statement() -> None:
    world = World(weir(), tells("The Tessel Post reported on Thursday"))
    statement = next(tie.left_statement for tie in world.cites if tie.left_statement is not None)
    assert statement >> PLACES == 2
    told = world.dossiers[2].statements[statement & ((1 << PLACES) - 1)]
    assert told.chain
    assert "cracked" in world.dossiers[2].article.slice(told.spans)


def test_an_outlet_that_is_only_mentioned_is_not_cited() -> None:
    text = """Carrow fair opens

The Tessel Post has its own tent at the fair this year, beside the weir at Low Tessel and the sluice.

Maren Oduvale of the water board will open the fair, the town said."""
    assert not cited(weir(), page(text, "Carrow Echo", "2031-05-02T08:00:00+00:00"))


def test_of_the_pages_of_an_outlet_the_one_that_tells_it_is_meant() -> None:
    bakery = page(BAKERY, "The Tessel Post", "2031-05-01T20:00:00+00:00", "https://www.tesselpost.example/2031/bakery")
    assert cited(bakery, weir(), tells("The Tessel Post reported")) == {(3, 2)}


def test_an_outlet_whose_pages_tell_something_else_ties_nothing() -> None:
    bakery = page(BAKERY, "The Tessel Post", "2031-05-01T20:00:00+00:00", "https://www.tesselpost.example/2031/bakery")
    assert not cited(bakery, tells("The Tessel Post reported"))


def test_an_outlet_without_a_page_ties_nothing() -> None:
    assert not cited(weir(), tells("The Lindmoor Gazette reported"))


def test_where_two_pages_tell_it_alike_the_earlier_is_meant() -> None:
    again = page(
        WEIR + "\n\nIt rains.", "The Tessel Post", "2031-05-01T21:00:00+00:00", "https://www.tesselpost.example/2031/weir-again"
    )
    assert (3, 1) in cited(weir(), again, tells("The Tessel Post reported"))
    assert (3, 2) not in cited(weir(), again, tells("The Tessel Post reported"))


def test_a_later_page_is_not_cited_unless_it_was_put_out_soon_after() -> None:
    assert not cited(weir("2031-06-01T08:00:00+00:00"), tells("The Tessel Post reported"))
    assert cited(weir("2031-05-02T12:00:00+00:00"), tells("The Tessel Post reported")) == {(2, 1)}


def test_pages_of_unknown_time_can_be_cited_and_cite() -> None:
    assert cited(weir(None), tells("The Tessel Post reported")) == {(2, 1)}
    assert cited(weir(), tells("The Tessel Post reported", None)) == {(2, 1)}


def test_the_last_word_of_an_outlet_stands_for_it_where_it_was_named_in_full() -> None:
    text = TELLS.format("The Tessel Post reported on Thursday") + "\n\nThe Post said the sluice was shut in spring."
    world = World(weir(), page(text, "Carrow Echo", "2031-05-02T08:00:00+00:00"))
    assert {(tie.left, tie.right) for tie in world.cites} == {(2, 1)}


def test_initials_stand_for_the_one_outlet_that_has_them() -> None:
    wire = page(WEIR, "Northern Tessel Wire", "2031-05-01T08:00:00+00:00", "https://northerntessel.example/weir-1")
    other = page(BAKERY, "North Tor Weekly", "2031-05-01T09:00:00+00:00", "https://northtor.example/bakery-1")
    assert cited(wire, tells("NTW reported on Thursday")) == {(2, 1)}
    assert not cited(wire, other, tells("NTW reported on Thursday"))


def test_an_outlet_is_known_by_its_other_names() -> None:
    times = page(WEIR, "The New York Times", "2031-05-01T08:00:00+00:00", "https://www.nytimes.com/2031/05/01/us/weir.html")
    assert cited(times, tells("NYT reported on Thursday")) == {(2, 1)}
    blog = page(WEIR, None, "2031-05-01T08:00:00+00:00", "https://lowtesselnotes.example/2031/05/they-knew.html")
    assert cited(blog, tells("According to Low Tessel Notes, it was known")) == {(2, 1)}


def test_nobody_cites_himself() -> None:
    own = tells("The Tessel Post reported on Thursday", outlet="The Tessel Post")
    assert not cited(weir(), own)
    assert cited(weir(), tells("The Tessel Post reported earlier", outlet="The Tessel Post")) == {(2, 1)}


# ------------------------------------------------------------------------------------------------------- addresses and credits


def test_a_hyperlink_leads_to_its_page_whatever_is_told_there() -> None:
    world = World(
        weir(),
        page(BAKERY + "\n\nThe town has [other worries](http://tesselpost.example/2031/weir-was-cracked/?utm_source=x) now."),
    )
    (tie,) = world.cites
    assert (tie.left, tie.right, tie.score) == (2, 1, 1.0)
    assert world.left(tie) == ["other worries"]
    assert tie.left_statement is None
    assert "links" in tie.reason


def test_a_name_on_a_link_to_a_page_that_is_not_in_the_case_means_no_other_page() -> None:
    link = "The [Tessel Post](https://www.tesselpost.example/2031/another-story-altogether) reported on Thursday"
    assert not cited(weir(), tells(link))
    front = "The [Tessel Post](https://www.tesselpost.example/) reported on Thursday"
    assert cited(weir(), tells(front)) == {(2, 1)}


def test_of_two_versions_of_an_address_the_one_that_could_be_seen_is_meant() -> None:
    link = "The [Tessel Post](https://www.tesselpost.example/2031/weir-was-cracked) reported on Thursday"
    from datetime import UTC, datetime

    later = weir(updated=datetime(2031, 5, 3, 8, tzinfo=UTC))
    assert cited(later, weir(), tells(link)) == {(3, 2)}
    assert cited(later, weir()) == set()


def test_a_credit_leads_to_the_page_of_the_wire() -> None:
    wire = page(WEIR, "Northern Tessel Wire", "2031-05-01T08:00:00+00:00", "https://northerntessel.example/weir-1")
    copy = page(
        WEIR, "Carrow Echo", "2031-05-01T10:00:00+00:00", "https://carrowecho.example/weir", credit=("Northern Tessel Wire",)
    )
    (tie,) = World(wire, copy).cites
    assert (tie.left, tie.right, tie.left_statement) == (2, 1, None)
    assert "credits" in tie.reason
    dated = page(
        WEIR.replace("The water board knew", "LOW TESSEL (NTW) — The water board knew"),
        "Carrow Echo",
        "2031-05-01T10:00:00+00:00",
    )
    assert cited(wire, dated) == {(2, 1)}


def test_a_body_is_a_source_and_no_outlet_but_its_page_can_be_linked() -> None:
    board = page(WEIR, "Tessel Water Board", "2031-05-01T08:00:00+00:00", "https://water.tessel.example/press/2031/weir-1")
    assert not cited(board, tells("The Tessel Water Board said"))
    link = "The Tessel Water Board said in a [statement](https://water.tessel.example/press/2031/weir-1)"
    assert cited(board, tells(link)) == {(2, 1)}


# ------------------------------------------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/x/", "http://a.example/x"),
        ("https://a.example/x?utm_medium=mail&id=2#top", "https://a.example/x?id=2"),
        ("https://m.a.example/x/amp/", "https://A.example/x"),
        ("https://a.example:443/x/index.html", "https://a.example/x"),
        ("https://a.example/x?b=1&a=2", "https://a.example/x?a=2&b=1"),
    ],
)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert address_of(one) == address_of(other) != ""


@pytest.mark.parametrize(
    "url", ["mailto:ann@a.example", "#top", "javascript:void(0)", "", "http://[::1", "/x", "ftp://a.example/x"]
)
def test_what_is_no_address_of_a_page(url: str) -> None:
    assert address_of(url) == ""


def test_different_pages_have_different_addresses() -> None:
    told = (
        "https://a.example/x",
        "https://a.example/y",
        "https://b.example/x",
        "https://a.example/x?id=1",
        "https://a.example/x?id=2",
        "https://a.example",
    )
    assert len({address_of(url) for url in told}) == len(told)
    assert host_of("https://www.a.example/x?y=1") == "a.example"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/", False),
        ("https://a.example/topic/water", False),
        ("https://a.example/2031/05/weir-was-cracked", True),
        ("https://a.example/story.php?id=77", True),
        ("https://a.example/news/the-weir-that-cracked", True),
    ],
)
def test_an_address_of_one_piece(url: str, *, expected: bool) -> None:
    assert is_specific(url) is expected


@given(st.text())
def test_any_text_has_an_address_or_none(text: str) -> None:
    assert address_of(address_of(text)) in ("", address_of(text))
    assert address_of("https://a.example/" + text) == "" or host_of("https://a.example/" + text)
