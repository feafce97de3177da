"""Quotations: the same words in quotation marks on two pages, however they are cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import World, page
from sayso.links.inflections import bases
from sayso.links.words import hash_of
from sayso.records import Dossier

SAID = (
    "The sluice groaned all night like an old barn door, and by the time the wardens came the meadow was a lake; nobody in the"
    " board had listened to the keeper of the lock since harvest"
)
FIRST = "Meadow under water\n\n{} The sheep had been moved to the chapel yard before the weir gave way on Sunday."
LATER = (
    "What the keeper of the lock saw\n\n{} The weir at Low Tessel gave way on Sunday, and the sheep stood in the chapel yard."
)


def first(quoted: str = f"“{SAID},” Maren Oduvale, the keeper, said.", **more: object) -> Dossier:
    return page(
        FIRST.format(quoted), "The Tessel Post", "2031-05-01T08:00:00+00:00", "https://tesselpost.example/meadow", **more
    )


def later(quoted: str, outlet: str = "Carrow Echo", when: str | None = "2031-05-02T08:00:00+00:00") -> Dossier:
    return page(LATER.format(quoted), outlet, when, "https://carrowecho.example/keeper")


def quoting(*dossiers: Dossier) -> set[tuple[int, int]]:
    return {(tie.left, tie.right) for tie in World(*dossiers).quotes}


# ----------------------------------------------------------------------------------------------------------- forms of quotation


@pytest.mark.parametrize(
    "words",
    [
        f"“{SAID},” said Oduvale.",
        "“The sluice groaned all night like an old barn door,” said Oduvale.",
        "Oduvale said that it “groaned all night like an old barn door”.",
        "Oduvale spoke of a sluice that was “like an old barn door”.",
        "“The sluice groaned all night ... nobody in the board had listened to the keeper of the lock,” said Oduvale.",
        "“[It] groaned all night like an old barn door, and by the time the [men] came the meadow was a lake,” Oduvale said.",
        "‘The sluice groaned all night like an old barn door,’ said Oduvale.",
        "«The sluice groaned all night like an old barn door,» said Oduvale.",
        '"The sluice groaned all night like an old barn door," said Oduvale.',
        "Oduvale: “The sluice groaned all the night like an old barn door, and when the wardens came the meadow was a lake.”",
        "“The sluice groans all nights like old barn doors, and by the time the warden came the meadows were lakes.”",
    ],
)
def test_a_quotation_is_known_again(words: str) -> None:
    world = World(first(), later(words))
    assert {(tie.left, tie.right) for tie in world.quotes} == {(2, 1)}
    (tie,) = world.quotes
    assert tie.relation == "quotes"
    assert tie.directed
    assert tie.left_statement is None
    assert 0.5 < tie.score <= 1
    assert tie.reason
    assert "barn door" in " ".join(world.left(tie)) or "board" in " ".join(world.left(tie))
    assert "barn door" in " ".join(world.right(tie)) or "board" in " ".join(world.right(tie))


def test_the_spans_are_the_quoted_words() -> None:
    world = World(first(), later("Oduvale said that it “groaned all night like an old barn door”."))
    (tie,) = world.quotes
    assert world.left(tie) == world.right(tie) == ["groaned all night like an old barn door"]


def test_a_fuller_quotation_than_before_is_the_same_one() -> None:
    clipped = first("Maren Oduvale, the keeper, spoke of a sluice that “groaned all night like an old barn door”.")
    assert quoting(clipped, later(f"“{SAID},” said Oduvale.")) == {(2, 1)}


def test_two_clips_that_lap_over_are_of_one_quotation() -> None:
    one = first("Maren Oduvale, the keeper, said it “groaned all night like an old barn door”.")
    other = later(
        "Oduvale said that “all night like an old barn door, and by the time the wardens came the meadow was a lake”."
    )
    assert quoting(one, other) == {(2, 1)}


def test_a_block_quotation_needs_no_marks() -> None:
    assert quoting(first(), later(f"The keeper wrote:\n\n> {SAID}.\n\n")) == {(2, 1)}


def test_what_a_statement_or_transcript_has_without_marks_is_quoted_from_it() -> None:
    assert quoting(
        first(f"OUR KEEPER: {SAID}."), later("“The sluice groaned all night like an old barn door,” said Oduvale.")
    ) == {(2, 1)}


def test_a_page_that_says_it_without_marks_quotes_nothing() -> None:
    assert not quoting(first(), later("The sluice groaned all night like an old barn door."))


# -------------------------------------------------------------------------------------------------------------- what is no link


@pytest.mark.parametrize(
    "words",
    [
        "“No comment,” said {}.",
        "“We do not know what will happen,” said {}.",
        "“It is what it is,” said {}.",
        "“I do not want to talk about this now,” said {}.",
        "“I have nothing more to say about that at this time,” said {}.",
    ],
)
def test_what_anybody_says_links_nothing(words: str) -> None:
    assert not quoting(first(words.format("Maren Oduvale")), later(words.format("Ada Lindquist")))


def test_few_words_must_be_quoted_there_as_well() -> None:
    clip = "Oduvale called it “an old barn door”."
    assert quoting(first("The keeper said it was “an old barn door”."), later(clip)) == {(2, 1)}
    assert not quoting(first("At the mill stands an old barn door."), later(clip))


def test_the_title_of_a_work_is_no_quotation() -> None:
    both = "Oduvale recalled the song “Rain upon the Hollow Lanterns” at the lock."
    assert not quoting(first(both), later(both.replace("recalled", "sang")))


def test_a_saying_links_pages_of_different_stories_if_it_is_long() -> None:
    bakery = (
        "Bakery closes\n\nThe ovens of the Lindquist family go to a museum in Carrow, with the scales, the till and marzipan"
        " moulds. Apprentices carried sacks of rye, buckwheat and semolina down the cobbled alley, past cooper, saddler and"
        " glazier, while a clarinet played. Crumbs, cinnamon and caraway lay on the counter beside the ledger. {}"
    )
    regatta = (
        "Regatta begins\n\nEleven boats have entered, the pilots’ gig among them, and the band has a new trumpet. Coxswains"
        " tested their oars, rowlocks and rudders below the breakwater, where cormorants sat on buoys."
        " Pennants, bunting and a canvas awning hung over the jetty, and the commodore polished his sextant. {}"
    )

    def told(words: str) -> set[tuple[int, int]]:
        one = page(bakery.format(words), "Carrow Echo", "2031-01-01T08:00:00+00:00")
        return quoting(one, page(regatta.format(words), "The Buoy", "2031-03-01T08:00:00+00:00"))

    assert told("“A lantern that is lent to a stranger burns for the lender as well,” as somebody used to say.") == {(2, 1)}
    assert not told("She spoke of “a lantern lent to strangers”.")


def test_a_headline_quotes_its_own_text() -> None:
    said = "“The sluice groaned like an old barn door all night,” said Oduvale."
    text = f"‘Like an old barn door all night’, says keeper\n\n{said} Sheep stood in the yard."
    world = World(
        first("“The sluice groaned like an old barn door all night,” Maren Oduvale said."),
        page(text, "Carrow Echo", "2031-05-02T08:00:00+00:00"),
    )
    (tie,) = world.quotes
    assert all(span.start > text.index("\n") for span in tie.left_spans)


def test_what_is_copied_with_the_words_around_it_is_no_quotation_of_its_own() -> None:
    body = (
        f"“{SAID},” Maren Oduvale, the keeper, said.\n\nThe board of Low Tessel met behind closed doors on Monday and left"
        " by the back stairs when farmers came with lanterns.\n\nA wagon of sand stood in the lane beside the mill until"
        " evening, because the driver had been told to wait for a signature that never came."
    )
    source = page(f"Meadow under water\n\n{body}", "The Tessel Post", "2031-05-01T08:00:00+00:00")
    copied = page(f"Lake at Low Tessel\n\n{body}", "Carrow Echo", "2031-05-02T08:00:00+00:00")
    world = World(source, copied)
    assert world.copies
    assert not world.quotes


def test_versions_of_a_page_do_not_quote_each_other() -> None:
    one, other = first(), first(f"“{SAID},” Maren Oduvale said once more.")
    assert not quoting(one, other)


# ------------------------------------------------------------------------------------------------------------- from which page


def test_the_page_that_is_cited_comes_first_and_else_the_earliest() -> None:
    middle = page(
        LATER.format("Oduvale said that it “groaned all night like an old barn door”."),
        "Lindmoor Gazette", "2031-05-02T09:00:00+00:00",
        "https://lindmoor.example/keeper",
    )  # fmt: skip
    clip = "“groaned all night like an old barn door”"
    assert quoting(first(), middle, later(f"Oduvale said that it {clip}.", when="2031-05-03T08:00:00+00:00")) == {
        (2, 1),
        (3, 1),
    }
    named = later(f"According to the Lindmoor Gazette, Oduvale said that it {clip}.", when="2031-05-03T08:00:00+00:00")
    assert quoting(first(), middle, named) == {(2, 1), (3, 2)}


def test_where_time_does_not_tell_the_tie_has_no_direction() -> None:
    world = World(first(), later(f"“{SAID},” said Oduvale.", when=None))
    (tie,) = world.quotes
    assert not tie.directed


def test_the_order_of_the_pages_does_not_matter() -> None:
    pages = [first(), later("Oduvale said that it “groaned all night like an old barn door”.")]
    there, back = World(*pages), World(*pages[::-1])
    (one,), (other,) = there.quotes, back.quotes
    assert (there.left(one), there.right(one)) == (back.left(other), back.right(other))
    assert (one.left, one.right, other.left, other.right) == (2, 1, 1, 2)


@given(st.integers(0, 24), st.integers(7, 14))
@settings(max_examples=15, deadline=None)
def test_any_clip_of_seven_words_is_known(start: int, size: int) -> None:
    words = SAID.split()
    clip = " ".join(words[min(start, len(words) - size) :][:size]).strip(",;")
    assert quoting(first(), later(f"Oduvale put it as “{clip}”.")) == {(2, 1)}


# ----------------------------------------------------------------------------------------------------------------- inflections


@pytest.mark.parametrize(
    "forms",
    [
        "warn warned warning warnings",
        "be is are was were been",
        "report reports reported report's",
        "city cities",
        "feb february",
    ],
)
def test_forms_of_a_word_have_one_base(forms: str) -> None:
    hashes = np.array([hash_of(form) for form in forms.split()], np.int64)
    assert len(set(bases(hashes).tolist())) == 1


def test_names_and_unknown_words_keep_their_ends() -> None:
    hashes = np.array([hash_of(word) for word in ("tessels", "tessel", "press", "news")], np.int64)
    assert len(set(bases(hashes).tolist())) == 4
