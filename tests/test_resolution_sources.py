"""Who a source is: pronouns, descriptions, documents, groups, coordinated sources, and when nobody is named. Invented names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation import coreference
from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.records import Article, Attribution, Block, Source, Span
from sayso.resolution import resolve
from sayso.resolution.mentions import read_mention
from sayso.resolution.papers import forms, title
from sayso.resolution.pronouns import FEATURES, WEIGHTS, is_sure
from sayso.resolution.roster import roster
from sayso.resolution.scene import Entry


def article(*lines: str) -> Article:
    text = "\n".join(lines)
    blocks = tuple(Block(span=place, label="body") for place in spans.lines(text, [(0, len(text))]))
    return Article(id="a", text=text, blocks=blocks, language="en")


def sources(*lines: str) -> list[Source]:
    """The sources of what the grammar finds, in the order of their first mention."""
    made = article(*lines)
    annotation = annotate(made)
    found = resolve(made, annotation, attribute(made, annotation, engine="grammar"))
    return sorted(found.sources, key=lambda one: one.mentions)


def source(words: str, *lines: str) -> Source:
    """The source that has a mention of ``words``, which is given its own attribution in the last line."""
    made = article(*lines, f"{words} said that it was closed.")
    start = made.text.rindex(f"{words} said")
    cue = Span(start + len(words) + 1, start + len(words) + 5)
    told = Attribution(
        id="x", source=(Span(start, cue.start - 1),), cue=(cue,), content=(Span(cue.end + 1, len(made.text) - 1),), engine="t"
    )
    annotation = annotate(made)
    before = [one for one in attribute(made, annotation, engine="grammar") if one.cue[:1] < told.cue]
    found = resolve(made, annotation, [*before, told])
    [hop] = [hop for one in found.statements for hop in one.chain if hop.attribution == "x"]
    return next(one for one in found.sources if one.id == hop.source)


# -------------------------------------------------------------------------------------------------------------------- pronouns


@pytest.mark.parametrize(
    ("lines", "pronoun", "name"),
    [
        (("Orla Venn, a baker, came to the quay. Near the boats, Piet Haar waited.",), "She", "Orla Venn"),
        (("Orla Venn said that it was dark.", "The plan of Piet Haar was dropped."), "She", "Orla Venn"),
        (("“It is dark,” Orla Venn said in Lowmere.",), "She", "Orla Venn"),
        (("Residents said that it was dark. Then residents said that it was wet.",), "They", "Residents"),
        (("Ewan Lorne met his guests on Monday.", "He spoke for an hour. He had coffee. He went home."), "He", "Ewan Lorne"),
    ],
)
def test_a_pronoun_means_the_likeliest(lines: tuple[str, ...], pronoun: str, name: str) -> None:
    found = source(pronoun, *lines)
    assert (found.name, found.resolved, found.candidates) == (name, True, ())


@pytest.mark.parametrize(
    ("line", "words", "name"),
    [
        ("The Bank of Orsholt raised its rates.", "Orsholt", "Orsholt"),
        ("The Times of Orsholt was sold.", "Orsholt", "Orsholt"),
        ("The Bank of Orsholt raised its rates.", "The bank", "Bank of Orsholt"),
        ("The Republic of Orsholt closed its ports.", "Orsholt", "Republic of Orsholt"),
    ],
)
def test_what_a_body_is_of_is_not_the_body(line: str, words: str, name: str) -> None:
    assert source(words, line).name == name


def test_two_who_fit_alike_are_candidates() -> None:
    found = source("She", "Anna Venn met Ida Haar.")
    assert not found.resolved
    assert found.name is None
    assert set(found.candidates) == {"Anna Venn", "Ida Haar"}


def test_a_place_is_nobody() -> None:
    assert source("He", "Rain fell on Norway and on Chicago.").name is None


def test_pronouns_of_the_running_text_keep_somebody_in_mind() -> None:
    lines = "Ewan Lorne built the quay.", *["He liked it there."] * 8
    assert source("He", *lines).name == "Ewan Lorne"


def test_they_is_a_single_body_only_where_that_is_clear() -> None:
    assert source("They", "The Harbour Bank spoke with Lowmere College and the Tide Company.").name is None


def test_the_speaker_is_not_he_of_his_own_words() -> None:
    inner, _ = sources("“He said that it was closed,” Piet Haar said.")
    assert (inner.name, inner.candidates) == (None, ())


def test_we_of_a_campaigns_man_is_the_campaign() -> None:
    found = {
        one.name for one in sources("“We think that it will rain,” said Piet Haar, the Venn campaign’s political director.")
    }
    assert "Venn campaign" in found


def test_weights_fit_the_features() -> None:
    assert all(len(row) == len(FEATURES) for row in WEIGHTS.values())


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=5))
def test_two_alike_are_never_sure(chances: list[float]) -> None:
    top = max(chances)
    entry = Entry("person", name="Orla Venn")
    assert not is_sure([(top, entry), (top, entry), *((chance, entry) for chance in chances)], "one")


# ---------------------------------------------------------------------------------------------------------------- descriptions


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (("Orla Venn, 43, is a baker. Ida Haar, 51, is a nurse.",), "The 43-year-old", "Orla Venn"),
        (("Montana Sen. Ewan Lorne came.", "Orla Venn, a baker, came too."), "The Montana senator", "Ewan Lorne"),
        (
            ("The poll was a Harbour Times-Tallystick opinion poll.", "It rained."),
            "The poll",
            "Harbour Times-Tallystick opinion poll",
        ),
        (("A letter to Director Orla Venn was found.", "It rained."), "The letter", "letter to Director Orla Venn"),
        (("Her documentary “Low Tide” was shown.", "It rained."), "The film", "Low Tide"),
        (("Rain fell on Norway.", "It rained all day."), "The country", "Norway"),
        (("Of those asked, 40 percent of voters said yes.",), "30 percent", "30 percent of voters"),
        (("Orla Venn, a baker, met friends. Orla Venn smiled.",), "Many of her friends", "Many of Orla Venn’s friends"),
    ],
)
def test_a_description_takes_up_what_was_named(lines: tuple[str, ...], words: str, name: str) -> None:
    assert source(words, *lines, "More rain fell.", "Then it stopped.").name == name


@pytest.mark.parametrize(
    ("lines", "words", "candidates"),
    [
        (("Rain fell on Norway and on Sweden.",), "The country", ("Sweden", "Norway")),
        (
            ("The House Tide Committee met the House Boat Committee.",),
            "The committee",
            ("House Boat Committee", "House Tide Committee"),
        ),
        (("Nobody knew.",), "The letter", ()),
        (("Nobody knew.",), "The panel", ()),
        (("A woman came. Orla Venn came.",), "The woman", ()),
        (("Nobody knew.",), "His supporters", ()),
    ],
)
def test_a_wrong_name_is_worse_than_none(lines: tuple[str, ...], words: str, candidates: tuple[str, ...]) -> None:
    found = source(words, *lines, "Then it rained.", "More rain fell.")
    assert (found.name, found.resolved) == (None, False)
    assert sorted(found.candidates) == sorted(candidates)
    assert found.descriptor is not None


def test_somebody_of_another_role_is_not_meant() -> None:
    lines = "Orla Venn, an economist, spoke. Orla Venn left.", "It rained.", "More rain fell."
    assert source("The candidate", *lines).name is None


def test_forms_of_a_document_are_those_with_a_name() -> None:
    text = "A new poll. The latest Harbour Times tracking poll came. Another poll. A letter from Orla Venn, a baker."
    assert [form.name for form in forms(text, "poll")] == ["Harbour Times tracking poll"]
    assert [form.name for form in forms(text, "letter")] == ["letter from Orla Venn"]
    assert title("The book “Low Tide” sold. It rained.", "film", 30) is None


# ------------------------------------------------------------------------------------------------------------ names and kinds


def named(text: str) -> dict[str, tuple[str, str]]:
    made = article(text)
    return {one.name: (one.kind, one.gender) for one in roster(made, annotate(made)).named}


def test_an_acronym_is_spelt_by_the_words_before_it() -> None:
    text = "A march of the Alliance to Reclaim Our Quays (AROQ) began.", "It rained.", "More rain fell."
    assert source("AROQ", *text).name == "Alliance to Reclaim Our Quays"
    assert source("The event organizer Alliance to Reclaim Our Quays", *text).name == "Alliance to Reclaim Our Quays"


def test_a_committee_with_and_in_its_name_is_one() -> None:
    assert "House Tides and Harbour Reform Committee" in named("The House Tides and Harbour Reform Committee met.")


def test_capitals_amid_a_name_are_a_firms_or_a_familys() -> None:
    found = named("A day with TideWorks and later with Ava DuVenn and with Ida McHaar at noon.")
    assert found["TideWorks"][0] == "organisation"
    assert found["Ava DuVenn"] == ("person", "f")
    assert found["Ida McHaar"] == ("person", "f")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nearly eight of 10 voters", "collective"),
        ("one of the first polls", "document"),
        ("a political movement", "collective"),
        ("the Venn camp", "organisation"),
        ("the average resident", "collective"),
        ("new modelling", "document"),
        ("the UK’s", "organisation"),
        ("friends", "collective"),
        ("Lowmere News Service", "outlet"),
    ],
)
def test_kinds_by_words(words: str, kind: str) -> None:
    made = article(words)
    assert read_mention(words, roster(made, annotate(made)), 0).kind == kind


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Orla Venn and others", ("Orla Venn", "others")),
        ("Norway, Bosnia and Herzegovina, and Georgia", ("Norway", "Bosnia and Herzegovina", "Georgia")),
        ("The minister and the police", ("The minister", "the police")),
    ],
)
def test_coordinated_sources_are_told_apart(words: str, parts: tuple[str, ...]) -> None:
    made = article(words)
    assert read_mention(words, roster(made, annotate(made)), 0).parts == parts


# ------------------------------------------------------------------------------------------------------------------------ laws

_WORDS = st.sampled_from(
    "the a his her whose who that which said Orla Venn Norway poll letter of them and , company women 43-year-old it they both "
    "my friends camp percent 40 ( ) “ ” ’s".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=4, max_size=25), st.integers(0, 20), st.integers(1, 4))
def test_any_words_can_be_a_source(words: list[str], first: int, count: int) -> None:
    first = min(first, len(words) - 2)
    source_words, before = words[first : first + count], words[:first]
    text = " ".join([*before, *source_words, "said", "so."])
    start = len(" ".join(before)) + bool(before)
    end = start + len(" ".join(source_words))
    made = article(text)
    told = Attribution(
        id="x", source=(Span(start, end),), cue=(Span(end + 1, end + 5),), content=(Span(end + 6, len(text)),), engine="t"
    )
    found = resolve(made, annotate(made), [told])
    assert all(one.resolved or one.name is None for one in found.sources)
    assert all(not one.resolved for one in found.sources if one.candidates)


# ------------------------------------------------------------------------------------------------------------- the measurement

_TREE = """# newpar
# text = Anna Venn left.
1\tAnna\tAnna\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-nnn-cf1-1,2-coref
2\tVenn\tVenn\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = She said so.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv-nnn-cf1-1-coref)
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
3\tso\tso\tADV\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def test_a_subject_is_held_against_the_names_of_its_chain() -> None:
    case = coreference.read_document("invented\n" + _TREE)
    assert [(one.word, one.chain.named) for one in case.pronouns] == [("she", {"Anna Venn"})]
    assert coreference.tallies([case])["pronoun"] == coreference.Tally(1, 1, 0)
