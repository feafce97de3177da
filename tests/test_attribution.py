"""attribute(): the rules of the grammar, on invented sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import attribute
from sayso.records import Article, Attribution, Block, Label, check_forest


def article(*lines: str, headline: bool = False) -> Article:
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    blocks = [Block(span=place, label="headline" if headline and not at else "body") for at, place in enumerate(places)]
    return Article(id="a", text=text, blocks=tuple(blocks), language="en")


def found(*lines: str, headline: bool = False) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, in words."""
    made = article(*lines, headline=headline)
    every = attribute(made, annotate(made), engine="grammar")
    return [(made.slice(a.source), made.slice(a.cue), made.slice(a.content)) for a in every]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“We won,” Ann Lee said.", ("Ann Lee", "said", "“We won,”")),
        ("“We won,” said Ann Lee, the captain.", ("Ann Lee, the captain", "said", "“We won,”")),
        ("“We won,” she said. “Twice over, in fact.”", ("she", "said", "“We won,” … “Twice over, in fact.”")),
        ("Ann Lee said, “We won.”", ("Ann Lee", "said", "“We won.”")),
        ("Ann Lee said: “We won.”", ("Ann Lee", "said:", "“We won.”")),
        ("'We won,' Ann Lee said.", ("Ann Lee", "said", "'We won,'")),
        ("Ann Lee said that the bridge was closed.", ("Ann Lee", "said", "that the bridge was closed")),
        ("The mayor said on Monday that the bridge was closed.", ("The mayor", "said", "that the bridge was closed")),
        ("Ann Lee, head of the guild, said it was closed.", ("Ann Lee, head of the guild,", "said", "it was closed")),
        ("The bridge, Ann Lee said, was closed at dawn.", ("Ann Lee", "said", "The bridge … was closed at dawn")),
        ("The bridge was closed at dawn, Ann Lee said.", ("Ann Lee", "said", "The bridge was closed at dawn")),
        ("The bridge was closed, according to the guild.", ("the guild", "according to", "The bridge was closed")),
        ("According to the guild, the bridge was closed.", ("the guild", "According to", "the bridge was closed")),
        ("As the paper notes, the bridge was closed.", ("the paper", "notes", "the bridge was closed")),
        ("Ann Lee told reporters that the bridge was closed.", ("Ann Lee", "told", "that the bridge was closed")),
        ("The guild declined to comment on the closure.", ("The guild", "declined", "to comment on the closure")),
        ("The vote is expected to be close.", ("", "is expected", "The vote … to be close")),
        ("It is unclear whether the bridge will open.", ("", "It is unclear", "whether the bridge will open")),
        ("Rumours have surfaced that the pier was unsafe.", ("", "Rumours have surfaced", "that the pier was unsafe")),
        ("The guard reportedly left his post.", ("", "reportedly", "The guard … left his post")),
        ("The guard has, reportedly, left his post.", ("", "reportedly", "The guard has … left his post")),
        ("Reportedly the guard left his post.", ("", "Reportedly", "the guard left his post")),
        ("It is not yet known why the bridge fell.", ("", "It is not yet known", "why the bridge fell")),
        ("It was not clear who paid.", ("", "It was not clear", "who paid")),
        ("It remains unclear who paid.", ("", "It remains unclear", "who paid")),
        ("Fears that the pier would fall spread.", ("", "Fears", "that the pier would fall spread")),
        ("The guild did not respond to questions.", ("The guild", "did not respond to", "questions")),
        ("Ann Lee could not be reached for comment.", ("Ann Lee", "could not be reached", "for comment")),
        ("Ann Lee would not say where.", ("Ann Lee", "would not say", "where")),
        ("The guard refused to leave the pier.", ("The guard", "refused", "to leave the pier")),
        ("The guard asked not to be named because he feels watched.", ("The guard", "asked", "not to be named")),
        ("Asked whether the pier was safe, she shrugged.", ("", "Asked", "whether the pier was safe")),
        ("The so-called pier guild was late.", ("", "so-called", "pier guild")),
        ("Ann Lee, a nurse who was there, said it was dark.", ("Ann Lee, a nurse who was there,", "said", "it was dark")),
        ("Ann Lee, whose son was there, said it was dark.", ("Ann Lee, whose son was there,", "said", "it was dark")),
        ("It was dark, according to the guild, Pier Folk.", ("the guild, Pier Folk", "according to", "It was dark")),
        ("It was dark, Ann Lee told reporters.", ("Ann Lee", "told", "It was dark")),
        ("A note sent on Monday says that it was dark.", ("A note sent on Monday", "says", "that it was dark")),
        ("The guild on Monday denied that it was dark.", ("The guild", "denied", "that it was dark")),
        ("The card on it reads: “Hold fast.”", ("The card on it", "reads:", "“Hold fast.”")),
        ("The 67-year-old fisherman said it was dark.", ("The 67-year-old fisherman", "said", "it was dark")),
        ("They’ve always said that it was dark.", ("They", "’ve always said", "that it was dark")),
        ("Last week the guild said it was dark.", ("the guild", "said", "it was dark")),
        ("He used to say that it was dark.", ("He", "used to say", "that it was dark")),
        ("Neither side believes that it was dark.", ("Neither side", "believes", "that it was dark")),
        ("Readers want the pier to close.", ("Readers", "want", "the pier to close")),
        ("A sign saying “Keep off the pier” fell.", ("A sign", "saying", "“Keep off the pier” fell")),
        ("HARBOUR (AP) — The pier is shut, Ann Lee said.", ("Ann Lee", "said", "The pier is shut")),
        ("“We won.” — Ann Lee", ("Ann Lee", "—", "“We won.”")),
        ("Many wanted to know whether it was dark.", ("Many", "wanted to know", "whether it was dark")),
        ("Ann Lee is sure that the pier is safe.", ("Ann Lee", "is sure", "that the pier is safe")),
        ("I am certain of that number.", ("I", "am certain of", "that number")),
        ("The crew were eager to leave.", ("The crew", "were eager", "to leave")),
        ("The guild remains critical of the plan.", ("The guild", "remains critical of", "the plan")),
        ("The plan was criticised by the guild as rash.", ("the guild", "was criticised by", "The plan … as rash")),
        ("The plan is seen as rash.", ("", "is seen as", "The plan … rash")),
        ("The plan was thought “awkward” so late.", ("", "was thought", "The plan … “awkward”")),
        ("Bo Roe was accused of theft.", ("", "was accused", "Bo Roe … of theft")),
        ("The crew had been told twice that it was safe.", ("", "had been told", "that it was safe")),
        ("The guild would not publish the advice.", ("The guild", "would not publish", "the advice")),
        ("The guild has not released its figures.", ("The guild", "has not released", "its figures")),
        ("A doctor puts the number at no fewer than 14.", ("A doctor", "puts", "the number at no fewer than 14")),
        ("As one guard put it, the pier was dark.", ("one guard", "put it", "the pier was dark")),
        ("In the words of a clerk, the pier is shut.", ("a clerk", "In the words of", "the pier is shut")),
        ("The pier is shut, in the view of the guild.", ("the guild", "in the view of", "The pier is shut")),
        ("The guild rejects in full the report.", ("The guild", "rejects", "the report")),
        ("Several readers ask whether it is safe.", ("Several readers", "ask", "whether it is safe")),
        ("The guild holds that the pier is safe.", ("The guild", "holds", "that the pier is safe")),
        ("Neither side claimed to know how it fell.", ("Neither side", "claimed", "to know how it fell")),
        ("The captain who runs the pier said it was shut.", ("The captain who runs the pier", "said", "it was shut")),
        ("A note that Bo Roe, a clerk, sent says it was shut.", ("A note that Bo Roe, a clerk, sent", "says", "it was shut")),
        ("The guild, led by Bo Roe, said it was shut.", ("The guild, led by Bo Roe,", "said", "it was shut")),
        ("Ann Lee, quoted by the Post, said it was shut.", ("Ann Lee, quoted by the Post,", "said", "it was shut")),
        ("The guard, who said he likes “the pier,” will go.", ("who", "said", "he likes “the pier,”")),
        ("“We won,” said Bo Roe, then a captain.", ("Bo Roe, then a captain", "said", "“We won,”")),
        ("“We won,” said Bo Roe, managing director.", ("Bo Roe, managing director", "said", "“We won,”")),
        ("“We won,” said a baker that has left.", ("a baker that has left", "said", "“We won,”")),
        ("Ann Lee praised the crew, a rare thing.", ("Ann Lee", "praised", "the crew")),
        ("Ann Lee praised the crew, the rest went home.", ("Ann Lee", "praised", "the crew")),
        ("Ann Lee endorsed the plan on Monday.", ("Ann Lee", "endorsed", "the plan")),
        ("She told her hosts the pier was shut.", ("She", "told", "the pier was shut")),
        ("Ann Lee was quoted as saying that it was dark.", ("Ann Lee", "was quoted as saying", "that it was dark")),
        ("“We won twice, Ann Lee said. “It took years.”", ("Ann Lee", "said", "“We won twice … “It took years.”")),
    ],
)  # fmt: skip
def test_rules(line: str, expected: tuple[str, str, str]) -> None:
    assert found(line) == [expected]


def test_headlines_are_searched_too() -> None:
    assert found("Mayor says bridge is safe", headline=True) == [("Mayor", "says", "bridge is safe")]
    assert found("Ann Lee: ‘The bridge is safe’", "It is.", headline=True)[0][:2] == ("Ann Lee", ":")


def test_a_participle_takes_the_speaker_of_its_sentence_and_ends_the_first_report() -> None:
    assert found("Ann Lee praised the crew, saying that nobody was hurt.") == [
        ("Ann Lee", "praised", "the crew"),
        ("Ann Lee", "saying", "that nobody was hurt"),
    ]


def test_a_paragraph_of_quotations_alone_goes_to_the_speaker_before() -> None:
    [(source, _, content)] = found("“We won,” Ann Lee said.", "“It took years.”")
    assert (source, content) == ("Ann Lee", "“We won,” … “It took years.”")


def test_a_line_that_ends_with_a_colon_leads_to_the_next() -> None:
    assert found("In spring, the captain, Ann Lee, told the Harbour Times:", "“We won.”", "It rained.") == [
        ("the captain, Ann Lee,", "told", "“We won.”")
    ]


def test_scare_quotes_are_nobodys_words() -> None:
    assert found("The “volunteers” came at dawn and left at noon.") == []


def test_an_attribution_inside_quoted_words_has_the_speaker_as_parent() -> None:
    made = article("“The guild said the bridge was closed,” Ann Lee said.")
    outer, inner = attribute(made, annotate(made), engine="grammar")
    assert inner.parent == outer.id
    assert (made.slice(inner.source), made.slice(inner.content)) == ("The guild", "the bridge was closed")


def parents(*lines: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    """By source and cue: the words of the content, and source and cue of the parent."""
    made = article(*lines)
    by_id = {a.id: a for a in attribute(made, annotate(made), engine="grammar")}

    def named(a: Attribution | None) -> tuple[str, str]:
        return (made.slice(a.source), made.slice(a.cue)) if a is not None else ("", "")

    return {named(a): (made.slice(a.content), *named(by_id.get(a.parent or ""))) for a in by_id.values()}


@pytest.mark.parametrize(
    "line",
    [
        "Citing two officials, the Post reported that the pier was shut.",
        "The Post reported that the pier was shut, citing two officials.",
        "The Post, citing two officials, reported that the pier was shut.",
    ],
)
def test_whoever_is_cited_stands_behind_what_is_reported(line: str) -> None:
    said = "that the pier was shut"
    hops = {(source.lower(), cue.lower()): chain for (source, cue), chain in parents(line).items()}
    assert hops["the post", "reported"] == (said, "", "")
    assert (hops["two officials", "citing"][0], hops["two officials", "citing"][2]) == (said, "reported")


@pytest.mark.parametrize(
    ("line", "outer", "cue"),
    [
        ("The Post, quoting two officials, said the pier was shut.", "said", "quoting"),
        ("According to the Post, which cited two officials, the pier was shut.", "According to", "cited"),
        ("The pier was shut, according to the Post, which cited two officials.", "according to", "cited"),
    ],
)
def test_whoever_is_quoted_or_cited_in_passing_is_a_hop(line: str, outer: str, cue: str) -> None:
    hops = parents(line)
    assert {content.lower() for content, *_ in hops.values()} == {"the pier was shut"}
    assert hops["two officials", cue][1:] == (hops["two officials", cue][1], outer)
    assert hops[hops["two officials", cue][1], outer][1:] == ("", "")


def test_what_stands_in_a_cited_report_hangs_on_the_last_hop() -> None:
    hops = parents("The Post reported that Bo Roe had said the pier was shut, citing two officials.")
    assert hops["Bo Roe", "had said"][1:] == ("two officials", "citing")
    assert hops["two officials", "citing"][1:] == ("The Post", "reported")


def test_an_outlet_that_carried_the_news_is_not_in_the_way() -> None:
    assert ("The guild", "told", "that the pier was shut") in found(
        "The guild told the Post, which saw it, that the pier was shut."
    )
    assert found("The pier was shut, Ann Lee said on Friday, adding that nobody knew.")[1][:2] == ("Ann Lee", "adding")


def test_officials_who_asked_not_to_be_named_say_something_else() -> None:
    assert found("Officials who asked not to be named said it was shut.") == [
        ("who", "asked", "not to be named"),
        ("Officials who asked not to be named", "said", "it was shut"),
    ]


def test_a_quotation_inside_a_quotation_has_its_own_speaker() -> None:
    inner = parents("‘My sister rang and she said, “Hold fast”, and that was all,’ Ann Lee said.")
    assert inner["she", "said"] == ("“Hold fast”", "Ann Lee", "said")


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''"])
def test_marks_of_any_kind_cost_nothing(marks: str) -> None:
    one, two = marks[0], marks[1]
    lines = (f"Ann Lee, a baker’s wife, said: {one}We don’t know.", f"{one}It’s the Roes’ pier.{two}", "It rained.")
    assert found(*lines) == [("Ann Lee, a baker’s wife,", "said:", f"{one}We don’t know. … {one}It’s the Roes’ pier.{two}")]


def test_a_quotation_that_nobody_closed_still_follows_its_speaker() -> None:
    assert found("“We won,” said Ann Lee. “It took years.", "It rained.") == [
        ("Ann Lee", "said", "“We won,” … “It took years.")
    ]


def test_what_the_article_goes_on_with_is_in_nobodys_turn() -> None:
    prose = ["It rained."] * 4
    assert found(*prose, "LEE: It was dark.", "ROE: It was not.", "LEE: You slept.", "Nobody was awake.")[2][2] == "You slept"


def test_what_is_cited_may_be_no_source() -> None:
    assert found("The crew went home, citing fatigue.") in ([], [("The crew", "citing", "fatigue")])


def test_a_report_within_a_report() -> None:
    assert parents("According to the Post, Ann Lee said the pier was shut.") == {
        ("the Post", "According to"): ("Ann Lee said the pier was shut", "", ""),
        ("Ann Lee", "said"): ("the pier was shut", "the Post", "According to"),
    }
    assert parents("The Post quotes one of them as saying that it was shut.")["one of them", "as saying"] == (
        "that it was shut",
        "The Post",
        "quotes",
    )


def test_claims_and_reports_that_are_nouns() -> None:
    assert parents("The guild rejected the report by the Post that the pier was shut.")["the Post", "the report"][0] == (
        "that the pier was shut"
    )
    [(source, cue, content)] = found("Ann Lee’s claim that the pier was shut was proved by nobody.")
    assert (source, cue, content) == ("Ann Lee’s", "claim", "that the pier was shut")


def test_quoted_people_speak_of_themselves_and_of_others() -> None:
    inner = parents("“I think the pier is safe. He said that it was not,” Ann Lee said.")
    assert inner["I", "think"][0] == "the pier is safe"
    assert inner["He", "said"] == ("that it was not", "Ann Lee", "said")


def test_what_quoted_people_do_is_not_what_they_say() -> None:
    assert len(found("“We are looking for six, and we called the guild,” Ann Lee said.")) == 1


def test_a_speaker_begins_anew_behind_and() -> None:
    assert found("I said that the pier was shut, and I asked for help.")[0] == ("I", "said", "that the pier was shut")


def test_another_speaker_begins_behind_and() -> None:
    assert found("Ann Lee says that the pier is shut, and Bo Roe said that it is not.") == [
        ("Ann Lee", "says", "that the pier is shut"),
        ("Bo Roe", "said", "that it is not"),
    ]


def test_a_second_verb_behind_but_ends_the_first() -> None:
    assert found("The guild disputes the figure but has declined to say why.") == [
        ("The guild", "disputes", "the figure"),
        ("The guild", "has declined", "to say why"),
    ]


def test_a_transcript_goes_on_until_the_next_label() -> None:
    turns = found("LEE: It was dark.", "ROE: It was not.", "LEE: You were asleep.", "Nobody was awake then.")
    assert turns[0] == ("LEE", ":", "It was dark")
    assert turns[2][2] == "You were asleep … Nobody was awake then."


def test_a_block_quotation_belongs_to_whoever_stands_before_the_colon() -> None:
    lines = ("Ann Lee wrote:", "The pier is shut.", "It rained.")
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    labels: tuple[Label, ...] = ("body", "quote", "body")
    blocks = tuple(Block(span=at, label=label) for at, label in zip(places, labels, strict=True))
    made = Article(id="a", text=text, blocks=blocks, language="en")
    [only] = attribute(made, annotate(made), engine="grammar")
    assert (made.slice(only.source), made.slice(only.content)) == ("Ann Lee", "The pier is shut.")


def test_a_name_behind_a_dash_speaks_the_quotation_above() -> None:
    assert found("“We won.”", "— Ann Lee, baker") == [("Ann Lee, baker", "—", "“We won.”")]


def test_a_quotation_that_never_closes_leaves_its_speaker_out() -> None:
    assert found("“We won twice, the email reads.") == [("the email", "reads", "“We won twice")]


def test_headlines_of_roles() -> None:
    assert found("Deputy minister: ‘The pier is safe’", "It is.", headline=True)[0][:2] == ("Deputy minister", ":")
    assert found("Guild denies rift as pier reopens", "It is.", headline=True)[0] == ("Guild", "denies", "rift")
    assert found("Harvest news: pier reopens", "It does.", headline=True) == []
    assert found("Harbour LIVE: pier reopens", "It does.", headline=True) == []


@pytest.mark.parametrize(
    "line",
    [
        "Berry notes and a little oak lead to a long finish.",
        "We offer up the 12 wines on the list.",
        "It is one of our most requested features.",
        "The road adds forty minutes to the journey.",
        "The clinic stands on a street of houses called homes.",
        "Who said that the pier was shut?",
        "You may think that the pier is safe.",
        "The emails will not be released by the court.",
        "It is sure to rain.",
        "He held the rope that was cut.",
        "“We are looking for six.”",
    ],
)
def test_words_that_only_look_like_cues(line: str) -> None:
    assert found(line) == []


def test_each_attribution_tells_its_form_and_why() -> None:
    made = article("“We won,” she said. He said the road was “quite safe” by noon.")
    direct, mixed = attribute(made, annotate(made), engine="grammar")
    assert (direct.form, mixed.form) == ("direct", "mixed")
    assert direct.reason == "quotation, then speaker: “said”"
    assert direct.engine == "grammar"
    assert 0 < direct.score < 1


WORDS = [
    *("Ann Lee", "the guild", "who", "his", "rumours", "THE", "U.S.", "1", "that", "in", "as", "As", "and"),
    *(
        "said",
        "says",
        "told",
        "citing",
        "according to",
        "called on",
        "is expected to",
        "reportedly",
        "It is unclear",
        "claim",
        "as",
    ),
    *(",", ".", ":", "“", "”", '"', "'", "\n", "(", ")", "—"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_order_of_words_gives_sound_attributions(text: str) -> None:
    check(text)


@given(st.text(max_size=120))
def test_any_text_gives_sound_attributions(text: str) -> None:
    check(text)


def check(text: str) -> tuple[Attribution, ...]:
    made = article(text)
    attributions = attribute(made, annotate(made), engine="grammar")
    check_forest(attributions)
    assert attributions == attribute(made, annotate(made), engine="grammar")
    return attributions


def test_time_grows_with_the_text_only() -> None:
    start = time.perf_counter()
    for words in (
        "“A,” he said. ",
        "he said that ",
        "according to ",
        "x, ",
        "“A.” ",
        "Ann, who said, ",
        "said (",
        "“a\n“said x\n",
        "citing officials, ",
        "Citing A, he said. ",
        "his claim that ",
        "the report by ",
        "ANN: yes\n",
        "— Ann ",
        "a who ",
        "men who said x ",
        "which cited A, ",
        "it was seen as x by A ",
        "told A, which a, ",
        "‘a “b ‘c’ d” e’ ",
    ):
        check(words * 1000)
    assert time.perf_counter() - start < 10
