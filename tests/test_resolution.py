"""resolve(): who a source is, on which chain a statement stands, how firmly it is put. Invented names only."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.records import Article, Attribution, Block, Dossier, Label, Run, Source, Span, Statement
from sayso.resolution import Resolution, resolve


def article(
    *lines: str, credit: tuple[str, ...] = (), outlet: str | None = None, labels: Mapping[int, Label] | None = None
) -> Article:
    """An article of ``lines``, which are body but for those that ``labels`` calls otherwise."""
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    blocks = tuple(Block(span=place, label=(labels or {}).get(number, "body")) for number, place in enumerate(places))
    return Article(id="a", text=text, blocks=blocks, language="en", credit=credit, outlet=outlet)


def resolved(made: Article) -> Resolution:
    annotation = annotate(made)
    attributions = attribute(made, annotation, engine="grammar")
    found = resolve(made, annotation, attributions)
    Dossier(  # closed under ids, or this raises
        article=made,
        run=Run(version="0", engine="grammar"),
        attributions=attributions,
        sources=found.sources,
        statements=found.statements,
    )
    return found


def sources(*lines: str) -> list[Source]:
    return list(resolved(article(*lines)).sources)


def speakers(*lines: str) -> list[str | None]:
    """The name, or else the description, of whoever stands last in the chain of each attributed statement."""
    found = resolved(article(*lines))
    by_id = {source.id: source for source in found.sources}
    innermost = [by_id[statement.chain[-1].source] for statement in found.statements if statement.chain]
    return [source.name or source.descriptor for source in innermost]


def chains(made: Article) -> list[list[str | None]]:
    """The names along the chain of each attributed statement."""
    found = resolved(made)
    by_id = {source.id: source for source in found.sources}
    hops = [[by_id[hop.source] for hop in statement.chain] for statement in found.statements if statement.chain]
    return [[source.name or source.descriptor for source in chain] for chain in hops]


def media(*lines: str) -> list[str | None]:
    return [statement.medium for statement in resolved(article(*lines)).statements if statement.chain]


def statement(*lines: str) -> Statement:
    return next(statement for statement in resolved(article(*lines)).statements if statement.chain)


@pytest.mark.parametrize(
    ("subject", "kind", "name"),
    [
        ("Orla Venn", "person", "Orla Venn"),
        ("Interior Minister Orla Venn", "person", "Orla Venn"),
        ("Orla Venn, the head of the harbour guild,", "person", "Orla Venn"),
        ("The Ministry of Tides", "organisation", "Ministry of Tides"),
        ("The police", "organisation", "police"),
        ("Norway", "organisation", "Norway"),
        ("The Harbour Times", "outlet", "Harbour Times"),
        ("The newspaper", "outlet", "newspaper"),
        ("A new report", "document", "A new report"),
        ("A senior official", "unnamed", None),
        ("Two officials", "unnamed", None),
        ("A spokeswoman", "unnamed", None),
        ("Critics", "collective", "Critics"),
        ("Many residents", "collective", "Many residents"),
        ("Nobody", "collective", "Nobody"),
        ("Number 10", "organisation", "No 10"),
    ],
)
def test_kinds_and_names(subject: str, kind: str, name: str | None) -> None:
    [source] = sources(f"{subject} said that the bridge was closed.")
    assert (source.kind, source.name) == (kind, name)
    assert source.mentions


def test_no_source_is_a_kind_of_its_own() -> None:
    [source] = sources("It is unclear whether the bridge will open.")
    assert (source.kind, source.name, source.mentions) == ("none", None, ())


def test_a_role_is_kept_beside_the_name() -> None:
    [source] = sources("Orla Venn, the head of the harbour guild, said that the bridge was closed.")
    assert source.role == "head of the harbour guild"


def test_a_last_name_joins_the_full_name_even_where_that_is_no_source() -> None:
    lines = ("A letter from Orla Venn came on Monday.", "“It is closed,” Venn said.", "“For good,” said Ms. Venn.")
    assert speakers(*lines) == ["Orla Venn", "Orla Venn"]


def test_two_who_share_a_last_name_are_not_guessed_at() -> None:
    assert speakers("Orla Venn met Piet Venn.", "“It is closed,” Venn said.") == ["Venn"]


def test_a_pronoun_goes_to_the_nearest_source_that_fits() -> None:
    lines = ("Orla Venn, a spokeswoman, said that it was closed.", "The guild said that it was open.", "“It is not,” she said.")
    assert speakers(*lines)[-1] == "Orla Venn"


def test_a_pronoun_without_a_source_before_it_stays_unresolved() -> None:
    found = resolved(article("“It is closed,” she said."))
    assert [(s.resolved, s.name) for s in found.sources] == [(False, None)]


def test_each_source_is_one_record() -> None:
    found = sources("Orla Venn said that it was closed.", "Venn said that it was dark.", "The guild said that it was wet.")
    assert [s.name for s in found] == ["Orla Venn", "guild"]
    assert len(found[0].mentions) == 2


def test_unnamed_sources_with_different_descriptions_stay_apart() -> None:
    found = sources("A harbour official said that it was closed.", "A guild official said that it was open.")
    assert [s.descriptor for s in found] == ["A harbour official", "A guild official"]


def test_the_same_description_with_an_article_means_the_one_before() -> None:
    found = sources("A harbour official said that it was closed.", "The official said that it was dark.")
    assert len(found) == 1


def test_a_chain_runs_from_the_page_inwards() -> None:
    made = article("“The guild said the bridge was closed,” Orla Venn said.", credit=("Associated Press",))
    found = resolved(made)
    by_id = {source.id: source for source in found.sources}
    inner = max(found.statements, key=lambda statement: len(statement.chain))
    assert [by_id[hop.source].name for hop in inner.chain] == ["Associated Press", "Orla Venn", "guild"]
    assert [hop.evidence for hop in inner.chain] == ["credited", "stated", "stated"]


def test_an_agency_on_its_own_page_is_no_hop() -> None:
    found = resolved(article("Orla Venn said that it was closed.", credit=("AP",), outlet="AP News"))
    assert [len(s.chain) for s in found.statements] == [1]


def test_own_voice_is_what_attributions_leave() -> None:
    made = article("The bridge was closed on Monday. Orla Venn said that it was safe. Unsurprisingly, nobody crossed it.")
    found = resolved(made)
    assert [(s.voice, made.slice(s.spans)) for s in found.statements] == [
        ("own", "The bridge was closed on Monday."),
        ("attributed", "that it was safe"),
        ("inference", "Unsurprisingly, nobody crossed it."),
    ]


@pytest.mark.parametrize(
    ("line", "act", "distance", "certainty"),
    [
        ("Orla Venn said that it was closed.", "states", "neutral", "plain"),
        ("Orla Venn claimed that it was closed.", "states", "doubting", "plain"),
        ("Orla Venn confirmed that it was closed.", "states", "vouching", "plain"),
        ("Orla Venn denied that it was closed.", "denies", "neutral", "plain"),
        ("Orla Venn believes that it was closed.", "believes", "neutral", "plain"),
        ("Orla Venn promised to close it.", "wants", "neutral", "plain"),
        ("Orla Venn called for a new bridge.", "wants", "neutral", "plain"),
        ("Orla Venn praised the crew of the ferry.", "judges", "neutral", "plain"),
        ("The harbour guild has not claimed that the bridge was safe.", "declines", "neutral", "plain"),
        ("Orla Venn never said that the bridge was safe.", "declines", "neutral", "plain"),
        ("Orla Venn has not admitted that she knew.", "declines", "neutral", "plain"),
        ("Orla Venn claimed that the bridge was not safe.", "states", "doubting", "plain"),
        ("Nobody has claimed that the bridge was safe.", "declines", "doubting", "plain"),
        ("None of the officials said that the bridge was safe.", "declines", "neutral", "plain"),
        ("Orla Venn declined to comment on the closure.", "declines", "neutral", "plain"),
        ("Orla Venn said that it may be closed.", "states", "neutral", "hedged"),
        ("“Is it closed?” Orla Venn asked.", "asks", "neutral", "unknown"),
        ("Orla Venn asked whether the bridge was closed.", "asks", "neutral", "unknown"),
        ("Orla Venn said that it closed in May 2030.", "states", "neutral", "plain"),
        ("It is unclear whether the bridge will open.", "states", "neutral", "unknown"),
    ],
)
def test_firmness(line: str, act: str, distance: str, certainty: str) -> None:
    found = statement(line)
    assert (found.act, found.distance, found.certainty) == (act, distance, certainty)


@pytest.mark.parametrize(
    ("asked", "act"), [("editors to wait", "wants"), ("how to close it", "asks"), ("Lee where to go", "asks")]
)
def test_who_asks_somebody_to_do_something_wants_it(asked: str, act: str) -> None:
    text = f"The guild asks {asked}."
    start, cue, content = text.index("asks"), len("The guild asks"), len("The guild asks ")
    one = Attribution(
        id="one",
        source=(Span(0, start - 1),),
        cue=(Span(start, cue),),
        content=(Span(content, len(text) - 1),),
        form="indirect",
    )
    made = article(text)
    [asking] = [told for told in resolve(made, annotate(made), [one]).statements if told.chain]
    assert asking.act == act


def test_triggers_are_the_words_that_decided() -> None:
    line = "Orla Venn claimed that it may be closed."
    found = statement(line)
    assert {t.field: line[slice(*t.span)] for t in found.triggers} == {"distance": "claimed", "certainty": "may"}


def test_the_medium_is_named_behind_the_cue() -> None:
    assert statement("Orla Venn told the Harbour Times that it was closed.").medium == "Harbour Times"
    assert statement("“It is closed,” Orla Venn said in a statement.").medium == "a statement"


@pytest.mark.parametrize(
    ("line", "medium"),
    [
        ("“It is closed,” Orla Venn said in an interview with the Harbour Times.", "an interview with the Harbour Times"),
        ("“It is closed,” Orla Venn said at a briefing on the quay.", "a briefing on the quay"),
        ("“It is closed,” Orla Venn said at a rally in Lowmere on Monday.", "a rally in Lowmere"),
        ("“It is closed,” Orla Venn said at a news conference.", "a news conference"),
        ("In its press release, the Ministry of Tides said that it was closed.", "its press release"),
        ("Orla Venn told Radio Lowmere that it was closed.", "Radio Lowmere"),
        ("Orla Venn told the program Coast Morning that it was closed.", "Coast Morning"),
        ("“It is closed,” Orla Venn wrote in her memoir, “The Wet Road.”", "The Wet Road"),
        ("Reached by telephone, Orla Venn said that it was closed.", "telephone"),
        ("“It is closed,” Orla Venn wrote on Facebook.", "Facebook"),
        ("Orla Venn said on Sunday that it was closed.", None),
        ("In the middle of the debate, Orla Venn said that it was closed.", None),
        ("Piet Haar, according to the Harbour Times, said that it was closed.", None),
    ],
)
def test_the_medium_as_the_page_names_it(line: str, medium: str | None) -> None:
    assert medium in media(line)


def test_those_who_wrote_wrote_the_letter() -> None:
    lines = "The guild sent a letter on Monday to Orla Venn.", "“It is closed,” the guild wrote."
    assert media(*lines) == ["a letter"]


def test_turns_are_spoken_on_the_programme_that_the_page_writes_down() -> None:
    lines = (
        "This is a transcript of an interview broadcast on The Wet Hour at eight.",
        "VENN: It is closed, and nobody has told me why.",
        "HAAR: I think that it will open again.",
    )
    assert set(media(*lines)) == {"The Wet Hour"}


def test_an_occasion_ends_where_another_time_begins() -> None:
    said = "Orla Venn said in a statement that it was closed.", "Venn has long insisted that it was dark."
    assert media(*said) == ["a statement", None]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("The Harbour Times reported a fire.", "The Times said that it was out."), ["Harbour Times", "Harbour Times"]),
        (("The Ministry of Tides spoke.", "The ministry said that it was closed."), ["Ministry of Tides"]),
        (("Orla Venn, the harbour commander, arrived.", "The commander said that it was closed."), ["Orla Venn"]),
        (("Orla Venn and Piet Haar said that it was closed.",), ["Orla Venn; Piet Haar"]),
        (("Anna Venn arrived.", "Her lawyer said that it was closed."), ["Anna Venn’s lawyer"]),
        (("Anna Venn’s lawyer, Piet Haar, arrived.", "Her lawyer said that it was closed."), ["Piet Haar"]),
        (("Two officials said that it was closed.", "The officials said that it was dark."), ["Two officials"] * 2),
        (
            ("Two officials said that it was closed.", "The first official said that it was dark."),
            ["Two officials", "one of the officials"],
        ),
        (("Deputy minister Orla Venn arrived.", "The minister said that it was closed."), ["The minister"]),
        (("MEC Venn arrived.", "Orla Venn, 43, said that it was closed.", "The MEC said that it was dark."), ["Orla Venn"] * 2),
        (("The minister for tides and quays, Orla Venn, said that it was closed.", "Orla Venn left."), ["Orla Venn"]),
        (
            ("The Harbour Oversight and Tide Reform Committee said that it was closed.",),
            ["Harbour Oversight and Tide Reform Committee"],
        ),
        (("Orla Venn, 43, arrived.", "The 43-year-old said that it was closed."), ["Orla Venn"]),
        (("The Venn campaign opened.", "The campaign said that it was closed."), ["Venn campaign"]),
        (("The market research firm Tallystick said that it was closed.",), ["Tallystick"]),
        (("Gannick Kettle Works fell.", "The company said that it was closed."), ["Gannick Kettle Works"]),
        (
            ("“It is closed,” said Orla Venn of the Reed Institute in Lowmere, which says that it is dark.",),
            ["Orla Venn", "Reed Institute"],
        ),
        (("Mediators said that it was closed.",), ["Mediators"]),
        (
            ("According to the Harbour Times, the Ministry of Tides was warned.", "The ministry said that it was closed."),
            ["Harbour Times", "Ministry of Tides"],
        ),
        (("The Harbour Times has a note.", "The paper said that it was closed."), ["Harbour Times"]),
        (("The Reed Quay Trust, or RQT, opened.", "Eventually RQT said that it was closed."), ["Reed Quay Trust"]),
        (("Orla Venn, 43, left.", "The tidal commentator Orla Venn said that it was closed."), ["Orla Venn"]),
        (
            ("Orla Venn, 43, left.", "Northern politicians and Orla Venn said that it was closed."),
            ["Northern politicians; Orla Venn"],
        ),
        (("Orla Venn King, 43, left.", "King said that it was closed."), ["Orla Venn King"]),
        (
            ("Orla Venn, 43, arrived.", "Brave Orla Venn said that it was closed."),
            ["Orla Venn"],
        ),
        (("A poll of 1,200 voters said that it was closed.",), ["A poll of 1,200 voters"]),
    ],
)
def test_who_is_meant(lines: tuple[str, ...], names: list[str]) -> None:
    assert speakers(*lines) == names


def test_a_pronoun_that_fits_two_alike_stays_open() -> None:
    found = sources("Anna Venn met Ida Haar.", "She said that it was cold.")
    [open_one] = [source for source in found if not source.resolved]
    assert open_one.name is None


def test_an_outlet_that_was_told_is_a_hop() -> None:
    made = article("Orla Venn told the Harbour Times that it was closed.")
    found = resolved(made)
    by_id = {source.id: source for source in found.sources}
    [told] = [statement for statement in found.statements if statement.chain]
    assert [by_id[hop.source].name for hop in told.chain] == ["Harbour Times", "Orla Venn"]


def test_what_the_own_outlet_was_told_comes_from_no_agency() -> None:
    made = article("Orla Venn told the Tidings that it was closed.", credit=("AP",), outlet="The Harbour Tidings")
    [told] = [statement for statement in resolved(made).statements if statement.chain]
    assert [hop.evidence for hop in told.chain] == ["stated"]


def test_an_interview_lasts() -> None:
    found = resolved(article("Orla Venn said in an interview that it was closed.", "Venn said that it was dark."))
    assert [statement.medium for statement in found.statements if statement.chain] == ["an interview", "an interview"]


def test_why_somebody_is_not_named_is_kept() -> None:
    line = "Two officials, who spoke on condition of anonymity because they feared for their jobs, said that it was closed."
    [source] = sources(line)
    assert source.anonymity is not None
    assert source.anonymity.number is not None
    assert source.anonymity.grounds is not None
    assert line[slice(*source.anonymity.number)] == "Two"
    assert line[slice(*source.anonymity.grounds)].startswith("because they feared")


@pytest.mark.parametrize(
    ("outlet", "told"),
    [("Harbour News", "Harbour"), ("Harbour News", "Harbour News Digital"), ("AP News", "The Associated Press")],
)
def test_the_own_outlet_is_no_hop(outlet: str, told: str) -> None:
    assert chains(article(f"Orla Venn told {told} that it was closed.", outlet=outlet)) == [["Orla Venn"]]


def test_an_agency_that_added_to_a_text_is_no_hop_of_it() -> None:
    line = "Orla Venn said that it was closed."
    lines = "With files from The Associated Press", "Reporting by The Associated Press; additional reporting by Piet Haar"
    made = [article(line, credit, credit=("Associated Press",), labels={1: "credit"}) for credit in lines]
    assert list(map(chains, made)) == [[["Orla Venn"]], [["Associated Press", "Orla Venn"]]]


def test_what_opens_a_sentence_holds_for_what_is_joined_to_it() -> None:
    made = article("According to the Harbour Times, the bridge was shut, and two officials said that it was rotten.")
    assert chains(made)[-1] == ["Harbour Times", "two officials"]


def test_somebody_quoted_is_not_the_author() -> None:
    found = resolved(article("“The bridge was shut.", "“I hope that it will open again.", "“It was a long night.”"))
    assert not any(source.kind == "self" for source in found.sources)


def test_somebody_in_a_set_off_quotation_is_not_the_author() -> None:
    found = resolved(article("The letter is blunt.", "I ask that the bridge be shut.", labels={1: "quote"}))
    assert not any(source.kind == "self" for source in found.sources)


def test_a_relative_of_whom_the_speaker_has_just_spoken_is_meant() -> None:
    lines = (
        "“My father worked that boat,” Orla Venn said. “Piet Haar knew him.”",
        "VENN: My father was a pilot. He said that it was cold.",
    )
    assert "Orla Venn’s father" in speakers(*lines)


def test_names_in_captions_are_not_meant_by_pronouns() -> None:
    lines = "Orla Venn said that it was closed.", "The bridge at night. (Ida Haar/AFP)", "She said that it was dark."
    assert {chain[-1] for chain in chains(article(*lines, labels={1: "caption"}))} == {"Orla Venn"}


def test_they_are_no_document_and_no_single_body() -> None:
    found = sources("New figures showed that it was closed.", "They vowed to open it.")
    assert [source.resolved for source in found] == [True, False]


def test_the_kind_of_what_is_a_document() -> None:
    for words in ("Official tallies", "A combination of photos", "His own remarks", "A heading", "A check", "A poll this week"):
        assert sources(f"{words} showed that it was closed.")[0].kind == "document", words


def test_an_envoy_speaks_for_the_body_that_sent_him() -> None:
    lines = "Norway’s ambassador to the U.S., Piet Haar, told the Harbour Times: “We want it to be closed.”"
    assert "U.S." not in {source.name for source in sources(lines)}
