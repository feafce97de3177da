"""annotate(): offsets, quotation marks of every kind, and any text at all."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.records import Annotation, Article, Block, Label, Quotation, Span


def article(*lines: str, label: Label = "body") -> Article:
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    return Article(id="a", text=text, blocks=tuple(Block(span=place, label=label) for place in places), language="en")


def quoted(*lines: str) -> list[tuple[list[str], Quotation]]:
    made = article(*lines)
    return [([made.text[s:e] for s, e in q.spans], q) for q in annotate(made).quotations]


def words_of(*lines: str) -> list[list[str]]:
    return [words for words, _ in quoted(*lines)]


def test_sentences_keep_to_their_line_and_to_exact_offsets() -> None:
    made = article("Dr. Lee met 3 p.m. trains. “Go. Now,” she said.", "No full stop here", "😀 Third line.")
    found = [made.slice(s) for s in annotate(made).sentences]
    assert found == ["Dr. Lee met 3 p.m. trains.", "“Go. Now,” she said.", "No full stop here", "😀 Third line."]


def test_a_title_is_no_end_of_a_sentence() -> None:
    made = article("“Yes,” said Ms. Lee. “No,” said Adm. Roe.", "He met Ms.")
    assert [made.slice(s) for s in annotate(made).sentences] == ["“Yes,” said Ms. Lee.", "“No,” said Adm. Roe.", "He met Ms."]


def test_words_have_exact_offsets() -> None:
    made = article("The U.S. spokes-woman didn’t go.")
    assert [made.slice(w) for w in annotate(made).words] == ["The", "U.S.", "spokes-woman", "didn’t", "go"]


def test_blocks_that_are_not_read_are_not_annotated() -> None:
    assert annotate(article("“Hello,” she said.", label="navigation")) == Annotation(article="a")


def test_curly_straight_typed_and_british_marks() -> None:
    assert words_of("“We won,” he said. “Twice.”") == [["“We won,”"], ["“Twice.”"]]
    assert words_of('"We won," he said. "Twice."') == [['"We won,"'], ['"Twice."']]
    assert words_of("''We won,'' he said.") == [["''We won,''"]]
    assert words_of("‘We won,’ said the lads’ coach.") == [["‘We won,’"]]
    assert words_of("'We won,' said the lads' coach.") == [["'We won,'"]]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert words_of("The dogs' owner didn't mind '90s music, rock 'n' roll or Tom's hat.") == []
    assert words_of("The dogs’ owner didn’t mind; it’s Tom’s.") == []
    assert words_of("‘The girls’ team didn’t lose,’ he said.") == [["‘The girls’ team didn’t lose,’"]]


def test_single_marks_inside_double_ones_lie_deeper() -> None:
    found = quoted("“She told me ‘never again’ and left,” he said.")
    assert [(words, q.depth) for words, q in found] == [
        (["“She told me ‘never again’ and left,”"], 0),
        (["‘never again’"], 1),
    ]


def test_a_quotation_that_opens_in_each_paragraph_and_closes_in_the_last() -> None:
    [(words, whole)] = quoted("“One went. It was cold.", "“Two went.", "“Three went,” she said.")
    assert words == ["“One went. It was cold.", "“Two went.", "“Three went,”"]
    assert whole.closed


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    found = quoted("“The gate was open, the letter reads.", "It was shut later.")
    assert [(words, q.closed) for words, q in found] == [(["“The gate was open, the letter reads."], False)]


def test_a_second_opening_ends_the_first() -> None:
    assert words_of("“Never closed, he wrote. “Closed,” he added.") == [["“Never closed, he wrote."], ["“Closed,”"]]


def test_a_close_without_an_opening_reaches_back_to_the_start_of_its_line() -> None:
    [(words, whole)] = quoted("The gate was shut,” the letter adds.")
    assert words == ["The gate was shut,”"]
    assert (whole.opened, whole.closed) == (False, True)


def test_scare_quotes_and_titles_are_told_from_speech() -> None:
    def uses(line: str) -> list[str]:
        return [q.use for _, q in quoted(line)]

    assert uses("The “volunteers” came at dawn.") == ["scare"]
    assert uses("She said “no” at once.") == ["speech"]
    assert uses("He read from the book “The Long Dry Summer” on stage.") == ["work"]
    assert uses("“We are going,” she said.") == ["speech"]


@given(st.text(alphabet=st.sampled_from("ab. ,’'‘“”\"»«\n`S?!(—é😀\ud800"), max_size=80))
def test_any_marks_give_sound_annotations(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
def test_any_text_gives_sound_annotations(text: str) -> None:
    check(text)


def check(text: str, published: date | None = date(2016, 10, 26)) -> None:
    made = replace(article(text), published=published)
    found = annotate(made)
    lines = [block.span for block in made.blocks]
    for place in found.sentences + found.words:
        assert spans.inside([place], lines)
        assert made.slice(place).strip() == made.slice(place)
    for quotation in found.quotations:
        assert all("\n" not in made.text[s:e] for s, e in quotation.spans)
    the_names, the_days, the_figures = (
        [one.span for one in found.names],
        [one.span for one in found.days],
        [one.span for one in found.figures],
    )
    for places in (the_names, the_days, the_figures):
        assert all(spans.inside([place], lines) and made.slice(place).strip() == made.slice(place) for place in places)
        assert all("\n" not in made.slice(place) for place in places)
        assert all(left.end <= right.start for left, right in pairwise(places))
    assert not spans.overlap(the_days, the_names)
    assert not spans.overlap(the_days, the_figures)
    covered = spans.join(text, found.sentences)
    assert all(spans.inside([word], covered) for word in found.words)


def test_time_grows_with_the_text_only() -> None:
    start = time.perf_counter()
    for marks in ('"', "“", "’ ", "('\"“‘ ", "“a\n", "s' a", "“a. "):
        annotate(article(marks * 4000))
    assert time.perf_counter() - start < 5


# ---------------------------------------------------------------------------------------------------------------------- names


def names_of(*lines: str) -> list[tuple[str, str]]:
    made = article(*lines)
    return [(made.slice(name.span), name.kind) for name in annotate(made).names]


def named(*lines: str) -> list[str]:
    return [name for name, _ in names_of(*lines)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("He met Prime Minister Orla Venn and Dr. J. K. Roe.", ["Orla Venn", "J. K. Roe"]),
        ("Orla Venn’s brother met Tom Roe's aunt.", ["Orla Venn", "Tom Roe"]),
        (
            "They called Ludwig van der Roe, Bashar al-Venn and Jean-Luc d’Orla.",
            ["Ludwig van der Roe", "Bashar al-Venn", "Jean-Luc d’Orla"],
        ),
        ("They fled from al-Orla to Zoë Émile.", ["al-Orla", "Zoë Émile"]),
        ("She left the Department of Health and Human Services.", ["Department of Health and Human Services"]),
        ("She left the Food and Drug Administration and Tessel Canal.", ["Food and Drug Administration", "Tessel Canal"]),
        ("She met New Hampshire Governor Orla Venn.", ["New Hampshire", "Orla Venn"]),
        ("She won the US Open.", ["US Open"]),
        ("President Orla Venn of France met the King of Tessel.", ["Orla Venn", "France", "Tessel"]),
        ("Mary Roe of the Reed Institute asked WHO.", ["Mary Roe", "Reed Institute", "WHO"]),
        ("It was built by Venn & Roe.", ["Venn & Roe"]),
        ("He asked Orla Venn and Tom Roe.", ["Orla Venn", "Tom Roe"]),
        ("Meanwhile Orla Venn left. Yesterday the Harbour Guild met.", ["Orla Venn", "Harbour Guild"]),
        ("Raindrops fell. Officials waited. Nobody came.", []),
        ("The President met the Foreign Minister.", []),
        ("On Monday, in May 2016, nobody came.", []),
        ("He called the CEO about TV and I said OK.", []),
        ("(Photo: Ann Lee/AFP)", ["Ann Lee", "AFP"]),
    ],
)
def test_where_names_begin_and_end(line: str, found: list[str]) -> None:
    assert named(line) == found


def test_the_rest_of_the_article_tells_what_a_capital_is_worth_at_the_beginning_of_a_sentence() -> None:
    assert named("Venn left.", "They asked Venn.") == ["Venn", "Venn"]
    assert named("Floods came.", "They feared floods.") == []


def test_a_headline_in_capitals_names_only_whom_the_text_names() -> None:
    made = Article(
        id="a",
        text="Orla Venn Slams Harbour Plan\nHe told Orla Venn so.",
        blocks=(Block(span=Span(0, 28), label="headline"), Block(span=Span(29, 50), label="body")),
    )
    assert [made.slice(name.span) for name in annotate(made).names] == ["Orla Venn", "Orla Venn"]


def test_kinds_of_names() -> None:
    found = dict(
        names_of(
            "Mary Venn told the Harbour Guild in Tessel and in Norway that Roe Street was American.",
            "Venn waited for Captain Thole near Lake Orla. The AFP asked the Ministry of Tides.",
        )
    )
    assert found == {
        "Mary Venn": "person",
        "Harbour Guild": "organisation",
        "Tessel": "place",
        "Norway": "place",
        "Roe Street": "place",
        "American": "other",
        "Venn": "person",
        "Thole": "person",
        "Lake Orla": "place",
        "AFP": "organisation",
        "Ministry of Tides": "organisation",
    }


# ----------------------------------------------------------------------------------------------------------------------- days

WEDNESDAY = date(2016, 10, 26)


def days_of(line: str, published: date | datetime | None = WEDNESDAY) -> list[tuple[str, str]]:
    made = replace(article(line), published=published)
    found = annotate(made).days
    return [
        (made.slice(one.span), str(one.earliest) + (f"..{one.latest}" if one.latest > one.earliest else "")) for one in found
    ]


@pytest.mark.parametrize(
    ("line", "expression", "meant"),
    [
        ("It was signed on Oct. 25, 2016, in rain.", "Oct. 25, 2016", "2016-10-25"),
        ("It was signed on 25 October.", "25 October", "2016-10-25"),
        ("It was signed on the 25th of October 2015.", "25th of October 2015", "2015-10-25"),
        ("Signed 2016-10-25.", "2016-10-25", "2016-10-25"),
        ("Signed 2016-10-25T14:00:00Z.", "2016-10-25T14:00:00Z", "2016-10-25"),
        ("Signed 25/10/2016.", "25/10/2016", "2016-10-25"),
        ("It rained on Monday.", "Monday", "2016-10-24"),
        ("It rained Monday night.", "Monday night", "2016-10-24"),
        ("It rained on Wednesday.", "Wednesday", "2016-10-26"),
        ("It rained last Wednesday.", "last Wednesday", "2016-10-19"),
        ("It will be closed on Friday.", "Friday", "2016-10-28"),
        ("“It will rain,” she said Monday.", "Monday", "2016-10-24"),
        ("It was Monday, Oct. 24, 2016.", "Monday, Oct. 24, 2016", "2016-10-24"),
        ("On Sunday Venn left.", "Sunday", "2016-10-23"),
        ("It rained yesterday.", "yesterday", "2016-10-25"),
        ("It rained last night.", "last night", "2016-10-25"),
        ("It rained last November.", "last November", "2015-11-01..2015-11-30"),
        ("It rained in November.", "November", "2015-11-01..2015-11-30"),
        ("It will rain in November.", "November", "2016-11-01..2016-11-30"),
        ("It rained in May.", "May", "2016-05-01..2016-05-31"),
        ("It rained in April last year.", "April last year", "2015-04-01..2015-04-30"),
        ("It rained in early March 2014.", "early March 2014", "2014-03-01..2014-03-10"),
        ("It rained in 2014.", "2014", "2014-01-01..2014-12-31"),
        ("The 2014 election was wet.", "2014", "2014-01-01..2014-12-31"),
        ("It rained in the 1990s.", "1990s", "1990-01-01..1999-12-31"),
        ("It rained from 2014 to 2016.", "2014 to 2016", "2014-01-01..2016-12-31"),
        ("It rained in 2014-15.", "2014-15", "2014-01-01..2015-12-31"),
        ("It rained on Oct. 3-5.", "Oct. 3-5", "2016-10-03..2016-10-05"),
        ("It rained from Dec. 30 to Jan. 2, 2015.", "Dec. 30 to Jan. 2, 2015", "2014-12-30..2015-01-02"),
        ("It rained between Monday and Tuesday.", "Monday and Tuesday", "2016-10-24..2016-10-25"),
        ("It rained last week.", "last week", "2016-10-17..2016-10-23"),
        ("It rained earlier this month.", "earlier this month", "2016-10-01..2016-10-26"),
        ("It rained over the past two weeks.", "past two weeks", "2016-10-12..2016-10-26"),
        ("It rained three days ago.", "three days ago", "2016-10-23"),
        ("It rained two years ago.", "two years ago", "2014-01-01..2014-12-31"),
        ("It rained last summer.", "last summer", "2016-06-01..2016-08-31"),
        ("It rained on Feb. 29.", "Feb. 29", "2016-02-29"),
    ],
)
def test_days(line: str, expression: str, meant: str) -> None:
    assert days_of(line) == [(expression, meant)]


@pytest.mark.parametrize(
    "line",
    [
        "It may rain. May I come?",
        "They march. March on! The March on Tessel began.",
        "Theresa May and April Roe met June Venn.",
        "The Sun and the Sunday Times wrote so.",
        "Wait a second. The Second Chamber sat.",
        "It rained on Black Friday and Super Tuesday.",
        "They won 3/4 and 9/11.",
        "It cost $2016 or 2016%.",
        "It rained on Feb. 31.",
        "They met on Mondays.",
    ],
)
def test_what_is_no_day(line: str) -> None:
    assert days_of(line) == []


def test_without_a_day_of_publication_only_those_with_a_year_are_told() -> None:
    assert days_of("It rained yesterday, on Monday, last May, on Oct. 3 and in 2014.", None) == [
        ("2014", "2014-01-01..2014-12-31")
    ]
    made = replace(article("Three days ago, on Oct. 3, 14 people left."), published=None)
    assert [made.slice(one.span) for one in annotate(made).figures] == ["14"]


@pytest.mark.parametrize("published", [date.min, date.max, date(2016, 2, 29)])
def test_the_ends_of_the_calendar(published: date) -> None:
    for line in (
        "last century",
        "in a century",
        "ten decades ago",
        "999 years ago",
        "next year",
        "on Monday",
        "tomorrow",
        "Feb. 29",
    ):
        days_of(f"It rained {line}.", published)


def test_the_hour_of_publication_does_not_matter() -> None:
    assert days_of("It rained today.", datetime(2016, 10, 26, 23, 59, tzinfo=UTC)) == [("today", "2016-10-26")]


# -------------------------------------------------------------------------------------------------------------------- figures


def figures_of(line: str) -> list[tuple[str, float | None, float | None, str, str, str]]:
    made = article(line)
    return [(made.slice(f.span), f.low, f.high, f.bound, f.unit, f.counted) for f in annotate(made).figures]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Eleven people died.", ("Eleven", 11, 11, "exact", "", "people")),
        ("At least 14 people died.", ("At least 14", 14, None, "at least", "", "people")),
        ("More than 2,500 Tessel residents fled.", ("More than 2,500", 2500, None, "more than", "", "Tessel residents")),
        ("No more than three boats sank.", ("No more than three", None, 3, "at most", "", "boats")),
        ("As many as 30 boats sank.", ("As many as 30", None, 30, "at most", "", "boats")),
        ("Fewer than 30 boats sank.", ("Fewer than 30", None, 30, "at most", "", "boats")),
        ("About 100 boats sank.", ("About 100", 90, 110, "about", "", "boats")),
        ("Nearly 100 boats sank.", ("Nearly 100", 90, 100, "about", "", "boats")),
        ("Between 10 and 15 boats sank.", ("Between 10 and 15", 10, 15, "between", "", "boats")),
        ("They lost 10 to 15 boats.", ("10 to 15", 10, 15, "between", "", "boats")),
        ("They lost 10–15 boats.", ("10–15", 10, 15, "between", "", "boats")),
        ("It cost $1.2 billion.", ("$1.2 billion", 1.2e9, 1.2e9, "exact", "$", "")),
        ("It cost £3m.", ("£3m", 3e6, 3e6, "exact", "£", "")),
        ("It cost $10-15 million.", ("$10-15 million", 1e7, 1.5e7, "between", "$", "")),
        ("It cost 20 euros.", ("20 euros", 20, 20, "exact", "€", "")),
        ("It fell 4.5 percent.", ("4.5 percent", 4.5, 4.5, "exact", "%", "")),
        ("Some 45% of voters stayed.", ("Some 45%", 40.5, 49.5, "about", "%", "voters")),
        ("It fell two percentage points.", ("two percentage points", 2, 2, "exact", "percentage points", "")),
        ("They lost two dozen boats.", ("two dozen", 24, 24, "exact", "", "boats")),
        ("They lost dozens of boats.", ("dozens", 24, None, "at least", "", "boats")),
        ("They lost hundreds of thousands of pounds.", ("hundreds of thousands of pounds", 2e5, None, "at least", "£", "")),
        ("They lost half a million boats.", ("half a million", 5e5, 5e5, "exact", "", "boats")),
        ("They lost two hundred and five boats.", ("two hundred and five", 205, 205, "exact", "", "boats")),
        ("They lost twenty-five boats.", ("twenty-five", 25, 25, "exact", "", "boats")),
        ("They lost 10 boats or more.", ("10", 10, 10, "exact", "", "boats")),
        ("Children of 10 or more came.", ("10 or more", 10, None, "at least", "", "")),
        ("They lost a third of the boats.", ("a third", 1 / 3, 1 / 3, "exact", "share", "boats")),
        ("One in five boats sank.", ("One in five", 0.2, 0.2, "exact", "share", "boats")),
        ("It took two years.", ("two years", 2, 2, "exact", "years", "")),
        ("The 45-year-old left.", ("45-year-old", 45, 45, "exact", "years", "")),
        ("Orla Venn, 45, left.", ("45", 45, 45, "exact", "years", "")),
        ("It is 30km away.", ("30km", 30, 30, "exact", "km", "")),
        ("It burnt 12 square miles.", ("12 square miles", 12, 12, "exact", "square miles", "")),
        ("It fell to -5C.", ("-5C", -5, -5, "exact", "degrees", "")),
        ("Venn had 272 electoral votes.", ("272", 272, 272, "exact", "", "electoral votes")),
    ],
)
def test_figures(line: str, found: tuple[str, float | None, float | None, str, str, str]) -> None:
    [(span, low, high, *rest)] = figures_of(line)
    assert (span, *rest) == (found[0], *found[3:])
    assert low == pytest.approx(found[1])
    assert high == pytest.approx(found[2])


@pytest.mark.parametrize(
    "line",
    [
        "It was 3 p.m., 10:30 and 9 o’clock.",
        "Call 555-123-4567 or +44 20 7946 0958.",
        "He came 1st and the 25th.",
        "See Section 3, page 12 and Article 5.",
        "The Boeing 737 and Channel 4 and Covid-19 and the G20 and MH17.",
        "It ended 3-2 and 6-4, 6-0.",
        "No one came, one of them left, one day the other one.",
        "In 2014 and on Oct. 25, 2016.",
        "He lives at 14 Roe Street.",
        "1. First point",
        "A third term. The third man.",
        "See www.roe.example/2/14 and #7 and @roe5.",
        "In 3D and on 24/7.",
    ],
)
def test_what_is_no_figure(line: str) -> None:
    assert figures_of(line) == []


def test_from_one_number_to_another_is_no_range() -> None:
    assert [one[:4] for one in figures_of("It rose from 10 to 15 boats.")] == [("10", 10, 10, "exact"), ("15", 15, 15, "exact")]


# ------------------------------------------------------------------------------------------------------------------- any text

PIECES = (
    "Orla Venn’s al-Roe & Mr. U.S. Oct. 25 , 2016 - – to and between 10 15 1.2 billion $ £3m % a third of one in five May "
    "Monday last next week ago two dozen hundreds thousands at least about -year-old 45 , . “ "
    "” ' ( ) \n 3/4 2016-10-25 1990s ’90s"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join), st.sampled_from([None, WEDNESDAY, date.min, date.max]))
def test_any_words_give_sound_names_days_and_figures(text: str, published: date | None) -> None:
    check(text, published)


@pytest.mark.parametrize(
    "seed",
    [
        *("A'", "A’s ", "Al-", "A. ", "Mr. ", "Ann Lee ", "A of the ", "Food and Health ", "& A ", "A-", "Ann said "),
        *(
            "1,",
            "1,000,",
            "1.",
            "12 ",
            "1-",
            "1 to ",
            "one ",
            "one-",
            "two hundred and ",
            "a million ",
            "hundreds of ",
            "(02) ",
        ),
        *("at least ", "$", "$1 ", "1 in ", "a third of ", "1m ", "+44 ", "A, 12, ", "12 to 15 ", "from 12 ", "half a "),
        *("2016-", "Oct. ", "Oct. 25-", "Monday ", "Monday, ", "last ", "last two ", "two years ago ", "in May ", "in 2014 "),
    ],
)
def test_time_grows_with_the_text_in_every_finder(seed: str) -> None:
    def taken(length: int) -> float:
        made = replace(article((seed * length)[:length].strip()), published=WEDNESDAY)
        start = time.perf_counter()
        annotate(made)
        return time.perf_counter() - start

    assert taken(20_000) < 2
    assert min(taken(20_000), taken(20_000)) < 8 * max(taken(5_000), 0.01)
