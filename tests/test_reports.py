"""Reports: what a terminal is sent, at any width, and what it is never sent."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from sayso import analyze, spans
from sayso.errors import UsageError
from sayso.records import (
    Anonymity,
    Article,
    Block,
    Day,
    Dossier,
    Figure,
    Hop,
    Label,
    Page,
    Refusal,
    Run,
    Source,
    Span,
    Statement,
    Trigger,
)
from sayso.reports import article_report, dossier_report, explanation, refusal_report, row, safe, summary_table
from sayso.reports.wording import bounds, days

STORY = """Bridge at Lowmere shut after storm

The old bridge at Lowmere was shut on Monday after a storm tore away its railing. [blink]Nobody[/blink] :smile: was hurt.

“Nobody will cross it before spring,” Orla Venn, the head of the harbour guild, said in a statement. The guild said that {long}.

Two officials claimed that the piers may be unsafe. It is unclear whether the bridge will open.
""".replace("{long}", "it would " + "wait and " * 60 + "see")
STEERING = [
    *range(0x0A),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x200E,
    0x200F,
    0x61C,
]


def printed(report: RenderableType, width: int = 80, colour: bool = False) -> str:
    out = io.StringIO()
    Console(
        file=out, width=width, markup=True, emoji=True, force_terminal=colour, color_system="truecolor" if colour else None
    ).print(report)
    return out.getvalue()


def dossier() -> Dossier:
    made = analyze(Page(data=STORY.encode(), name="story.txt", media_type="text/plain"), engine="grammar")
    assert isinstance(made, Dossier)
    return made


def told(line: str) -> str:
    """What is shown of a page with one sentence."""
    made = analyze(article(("body", line)), engine="grammar")
    assert isinstance(made, Dossier)
    return printed(dossier_report(made))


def article(*blocks: tuple[Label, str], title: str = "Bridge shut") -> Article:
    text = "\n".join(words for _, words in blocks)
    places = spans.lines(text, [(0, len(text))])
    made = [
        Block(span=place, label=label, reason=f"shaped like {label}") for place, (label, _) in zip(places, blocks, strict=True)
    ]
    return Article(
        id="a",
        text=text,
        blocks=tuple(made),
        title=title,
        outlet="Harbour Times",
        byline=("Orla Venn",),
        credit=("Coast Wire",),
        published=datetime(2031, 3, 4, 6, 5, tzinfo=UTC),
        updated=date(2031, 3, 5),
        language="en",
    )


def test_safe_replaces_what_steers_a_terminal_and_keeps_the_rest() -> None:
    assert all(safe(chr(code)) in ("\ufffd", " ") for code in STEERING)
    assert safe("é “x”\nעברית 😀") == "é “x”\nעברית 😀"
    assert safe("a\tb\r\nc\x1b[31md") == "a b\nc\ufffd[31md"
    assert safe("half a pair: \ud83d") == "half a pair: \ufffd"


@given(st.text(alphabet=st.sampled_from("ab \x1b[0m]\u202e\x07\n\x9b:smile:[red]"), max_size=60))
def test_no_control_character_of_a_page_reaches_the_terminal(words: str) -> None:
    made = Article(id="a", text="", blocks=(), title=words, outlet=words, byline=(words,))
    out = printed(article_report(made, blocks=True))
    assert not any(chr(code) in out for code in STEERING)


def test_an_article_shows_what_is_known_of_it() -> None:
    out = printed(article_report(article(("headline", "Bridge shut"), ("body", "It was shut."), ("legal", "All rights."))))
    assert out.splitlines()[:7] == [
        "Bridge shut",
        "outlet: Harbour Times",
        "by: Orla Venn",
        "credit: Coast Wire",
        "published: 2031-03-04 06:05 UTC",
        "updated: 2031-03-05",
        "language: en",
    ]
    assert "It was shut." in out
    assert "All rights." not in out
    assert out.splitlines()[-1] == "Not body: 1 legal."


def test_blocks_are_shown_with_label_and_reason() -> None:
    out = printed(article_report(article(("body", "It was shut."), ("legal", "All rights.")), blocks=True))
    assert "legal: shaped like legal\n  All rights." in out


def test_a_dossier_shows_words_chain_and_firmness() -> None:
    out = printed(dossier_report(dossier()))
    assert "“Nobody will cross it before spring,”\n      this page <- Orla Venn\n      through a statement" in out
    assert "this page <- unnamed: Two officials\n      doubting (“claimed”); hedged (“may”)" in out
    assert "this page <- no source stated" in out
    assert "[…]" in out
    assert "why:" not in out


def test_why_tells_rule_and_words() -> None:
    assert "why: reported clause: “claimed” (grammar, " in printed(dossier_report(dossier(), why=True))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2031, 3, 4), date(2031, 3, 4), "2031-03-04"),
        (date(2031, 3, 3), date(2031, 3, 9), "2031-03-03 to 2031-03-09"),
        (date(2032, 2, 1), date(2032, 2, 29), "2032-02"),
        (date(2032, 2, 1), date(2032, 2, 28), "2032-02-01 to 2032-02-28"),
        (date(2031, 12, 1), date(2031, 12, 31), "2031-12"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2031, 1, 1), date(2032, 12, 31), "2031-01-01 to 2032-12-31"),
        (date(9999, 1, 1), date(9999, 12, 31), "9999-01-01 to 9999-12-31"),
    ],
)
def test_days_are_told_as_a_year_a_month_a_day_or_from_and_to(first: date, last: date, told: str) -> None:
    assert days(Day(span=Span(0, 1), earliest=first, latest=last)) == told


def test_a_change_within_the_minute_is_not_told() -> None:
    one = article(("body", "It was shut."))
    when = datetime(2031, 3, 4, 6, 5, 10, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    out = printed(article_report(replace(one, published=when, updated=when.replace(second=50))))
    assert "published: 2031-03-04 06:05 UTC-3:30\n" in out
    assert "updated" not in out


def test_the_summary_counts_by_kind_of_source() -> None:
    tail = printed(dossier_report(dossier())).split("4 attributed statements, by the kind of source:\n")[1].splitlines()
    assert [line.split(None, 1) for line in tail] == [
        ["1", "named person"],
        ["1", "organisation"],
        ["1", "unnamed source"],
        ["1", "no source stated"],
        ["2", "sentences in the page's own voice"],
        ["1", "hop in the deepest chain"],
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(dossier_report(dossier(), why=True), width).splitlines())) <= width


def test_colour_says_nothing_that_words_do_not() -> None:
    import re

    plain, coloured = printed(dossier_report(dossier())), printed(dossier_report(dossier()), colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_markup_of_a_page_is_shown_as_it_stands() -> None:
    assert "[blink]Nobody[/blink] :smile: was hurt." in " ".join(printed(article_report(dossier().article)).split())


def test_a_refusal_says_what_to_do_next() -> None:
    refusal = Refusal(page="x\x1b.html", step="read", reason="empty", message="there is nothing in it", advice="save it again")
    assert printed(refusal_report(refusal)) == "x\ufffd.html: there is nothing in it\n  save it again\n"


def test_a_medium_in_the_cue_is_told() -> None:
    assert "through Twitter" in told("Orla Venn tweeted that it was shut.")


def test_a_medium_that_is_a_hop_is_not_told_twice() -> None:
    out = told("Orla Venn told the Coast Star that it was shut.")
    assert "<- Coast Star <- Orla Venn\n" in out
    assert "through" not in out


def test_a_body_that_is_described_has_its_article() -> None:
    assert "<- the harbour agency\n" in told("The harbour agency said that it was shut.")


def test_the_author_has_his_name() -> None:
    assert "<- the author (Orla Venn)\n" in told("I believe that it was shut.")


def test_many_pages_have_a_line_each() -> None:
    lines = printed(summary_table([row(dossier()), row(dossier())]), width=60).splitlines()
    assert len(lines) == 3
    assert lines[0].split() == ["page", "in", "all", "named", "unnamed", "nobody", "hops"]
    assert lines[1].split()[-5:] == ["4", "2", "1", "1", "1"]
    assert lines[1].startswith("Bridge at Lowmere")


# ------------------------------------------------------------------------------------- who is not named, figures, circumstances


def explained(line: str, *numbers: int) -> str:
    made = analyze(article(("body", line)), engine="grammar")
    assert isinstance(made, Dossier)
    return printed(explanation(made, numbers))


def dossier_of(**told: Any) -> Dossier:
    """A made dossier: an unnamed source that says something on a Monday, and denies what the page says of 14 to 16 boats."""
    text = "The guild lost 14 to 16 boats. That is not so, a clerk who saw the boats said on Monday. He fears reprisals."
    made = Article(id="a", text=text, blocks=(Block(span=Span(0, len(text)), label="body"),), title="Boats")
    clerk = Source(
        id="s",
        kind="unnamed",
        descriptor="a clerk",
        mentions=(at(text, "a clerk"),),
        anonymity=Anonymity(knowledge=at(text, "who saw the boats"), grounds=at(text, "fears reprisals")),
    )
    own = Statement(id="own", spans=(at(text, "The guild lost 14 to 16 boats"),), voice="own")
    day = Day(span=at(text, "on Monday"), earliest=date(2031, 3, 3), latest=date(2031, 3, 3))
    said = Statement(
        id="said",
        spans=(at(text, "That is not so"),),
        chain=(Hop(source="s"),),
        time=day,
        denies="own",
        triggers=(Trigger(field="denies", span=at(text, "not so")),),
        **told,
    )
    figure = Figure(span=at(text, "14 to 16"), low=14, high=16, bound="between", counted="boats", statement="said")
    return Dossier(
        article=made, run=Run(version="0", engine="none"), sources=(clerk,), statements=(own, said), figures=(figure,)
    )


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_when_it_was_said_and_what_it_denies() -> None:
    out = " ".join(printed(dossier_report(dossier_of(medium="a letter"))).split())
    assert "unnamed: a clerk through a letter; said 2031-03-03 (“on Monday”); against what the page itself says " in out


def test_who_is_not_named_is_listed_with_what_is_told_beyond_the_name() -> None:
    out = printed(dossier_report(dossier_of()))
    assert "Not named:\n  a clerk (1)\n    why not named “fears reprisals”; can know “who saw the boats”\n" in out
    out = told("Two officials in the ministry said that it was shut.")
    assert "Not named:\n  Two officials in the ministry (1)\n    no reason is given\n" in out
    assert "Not named" not in told("Orla Venn said that it was shut.")


def test_figures_are_listed_with_whose_they_are() -> None:
    assert "Figures, and whose they are:\n  “14 to 16” (boats): unnamed: a clerk (1)\n" in printed(dossier_report(dossier_of()))
    assert "Figures" not in told("Orla Venn said that it was shut.")


def test_an_explanation_gives_each_label_with_its_words() -> None:
    out = explained("The guild claimed that the bridge may be shut.", 1)
    assert "act: states (“claimed”); distance: doubting (“claimed”); certainty: hedged \n    (“may”)\n" in out
    assert "found by: reported clause: “claimed” (grammar, " in out
    assert "distance: neutral (nothing doubts or vouches)" in explained("Orla Venn said that it was shut.")


def test_an_explanation_tells_circumstances_and_figures() -> None:
    out = " ".join(printed(explanation(dossier_of(medium="a letter"))).split())
    assert "can know: “who saw the boats”" in out
    assert "through: a letter (as the chain shows)" in out
    assert "said: 2031-03-03 (“on Monday”)" in out
    assert "against: what the page itself says, “The guild lost 14 to 16 boats” (“not so”)" in out
    assert "figure: “14 to 16” (boats); 14 to 16" in out


def test_an_explanation_tells_where_a_medium_is_named() -> None:
    lines = "“It is shut,” Orla Venn said in a speech.", "“It is rotten,” Orla Venn added."
    made = analyze(article(*(("body", line) for line in lines)), engine="grammar")
    assert isinstance(made, Dossier)
    assert "through: a speech (“a speech”)\n" in printed(explanation(made, (1,)))
    assert "through: a speech (“a speech”, named elsewhere on the page)" in printed(explanation(made, (2,)))
    with pytest.raises(UsageError, match="there is no statement 3; this page has 2"):
        explanation(made, (3,))


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (2.0, 2.0, "km", "2 km"),
        (14.0, None, "", "14 or more"),
        (None, 1500.0, "", "1,500 or less"),
        (0.5, 1.0, "%", "0.5 to 1 %"),
        (0.0, 0.0, "", "0"),
        (0.0, 2.0, "", "0 to 2"),
    ],
)
def test_what_values_a_figure_can_mean(low: float | None, high: float | None, unit: str, words: str) -> None:
    assert bounds(Figure(span=Span(0, 1), low=low, high=high, unit=unit)) == words
