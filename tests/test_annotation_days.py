"""Days: expressions of time against the day of publication, and against days told before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import spans
from sayso.annotation import annotate
from sayso.annotation.days import find_days
from sayso.records import Article, Block, Span

WEDNESDAY = date(2016, 10, 26)


def article(text: str, published: date | None) -> Article:
    blocks = tuple(Block(span=line, label="body") for line in spans.lines(text, [(0, len(text))]))
    return Article(id="a", text=text, blocks=blocks, language="en", published=published)


def days_of(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    days = annotate(article(text, published)).days
    ends = [(one, "" if one.latest == one.earliest else f"..{one.latest}") for one in days]
    return [(text[slice(*one.span)], f"{one.earliest}{end}") for one, end in ends]


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
        ("It rained Oct.\xa025.", "Oct.\xa025", "2016-10-25"),
        ("It rained on June 11: all day.", "June 11", "2016-06-11"),
        ("It rained in late 2014.", "late 2014", "2014-09-01..2014-12-31"),
        ("It rained in the summer of 2014.", "summer of 2014", "2014-06-01..2014-08-31"),
        ("It rained in the third quarter of 2015.", "third quarter of 2015", "2015-07-01..2015-09-30"),
        ("It rained in the late 1990s.", "late 1990s", "1997-01-01..1999-12-31"),
        ("It rained in the early 2000s.", "early 2000s", "2000-01-01..2003-12-31"),
        ("It rained in the 1800s.", "1800s", "1800-01-01..1899-12-31"),
        ("It is a custom dating to 1848.", "1848", "1848-01-01..1848-12-31"),
        ("A poet (1885-1941) lies here.", "1885-1941", "1885-01-01..1941-12-31"),
        ("The Tessel Vision 2040 program strives on.", "2040", "2040-01-01..2040-12-31"),
        ("It will end in the next week.", "next week", "2016-10-26..2016-11-02"),
        ("It rained in the mid-’80s.", "mid-’80s", "1984-01-01..1986-12-31"),
        ("It rained over the weekend.", "the weekend", "2016-10-22..2016-10-23"),
        ("It will rain over the weekend.", "the weekend", "2016-10-29..2016-10-30"),
        ("It rained this weekend.", "this weekend", "2016-10-22..2016-10-23"),
        ("It rained twenty-five years ago.", "twenty-five years ago", "1991-01-01..1991-12-31"),
        ("It rained in the past year.", "past year", "2015-10-26..2016-10-26"),
        ("It rained for the past six months.", "past six months", "2016-04-26..2016-10-26"),
        ("It will rain early next year.", "early next year", "2017-01-01..2017-04-30"),
        ("It will end in two weeks.", "in two weeks", "2016-11-06..2016-11-12"),
        ("In just 10 days, votes will be cast.", "In just 10 days", "2016-11-05"),
        ("It will end six weeks from now.", "six weeks from now", "2016-12-04..2016-12-10"),
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
    made = article("Three days ago, on Oct. 3, 14 people left.", None)
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


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Venn will speak Sunday.", "2016-10-30"),
        ("Venn is to speak on Sunday.", "2016-10-30"),
        ("Venn speaks in Tessel on Sunday.", "2016-10-30"),
        ("Venn is speaking in Tessel on Sunday.", "2016-10-30"),
        ("Venn had hoped to speak, but spoke on Sunday.", "2016-10-23"),
        ("Venn spoke on Sunday.", "2016-10-23"),
        ("Venn could not be reached on Sunday.", "2016-10-23"),
        ("Tessel expects storms Sunday.", "2016-10-30"),
        ("More rain on Sunday.", "2016-10-30"),
        ("On Sunday, the court will rule.", "2016-10-30"),
        ("On Sunday, the court ruled.", "2016-10-23"),
        ("A vote on the plan is scheduled for Sunday.", "2016-10-30"),
        ("The gate will be closed on Sunday.", "2016-10-30"),
        ("“The gate will be closed,” Venn said on Sunday.", "2016-10-23"),
        ("Venn said on Sunday that the gate will be closed.", "2016-10-23"),
        ("Venn told the guild the gate will be closed on Sunday.", "2016-10-30"),
        ("Venn is winning after Sunday’s debate.", "2016-10-23"),
        ("The guild called a strike for Sunday.", "2016-10-30"),
        ("The gate was closed until Sunday.", "2016-10-23"),
        ("The gate stays shut until Sunday.", "2016-10-30"),
        ("It was lower than forecast on Sunday.", "2016-10-23"),
    ],
)
def test_a_weekday_lies_ahead_or_behind(line: str, meant: str) -> None:
    assert days_of(line) == [("Sunday", meant)]


@pytest.mark.parametrize(
    ("line", "expression", "meant"),
    [
        ("It rained on Oct. 3, and three days later it froze.", "three days later", "2016-10-06"),
        ("It rained on Oct. 3. The next day it froze.", "The next day", "2016-10-04"),
        ("It rained on Oct. 3.\nThe following week it froze.", "The following week", "2016-10-10..2016-10-16"),
        ("It rained on Oct. 3 but froze the day before.", "the day before", "2016-10-02"),
        ("It rained in May 2014. Two years later it froze.", "Two years later", "2016-01-01..2016-12-31"),
        ("It rained in May 2014. A month earlier it froze.", "A month earlier", "2014-04-01..2014-04-30"),
        ("It rained in 2014, and on Oct. 3. Two weeks later it froze.", "Two weeks later", "2016-10-14..2016-10-20"),
        ("It rained on Oct. 3. The next week it froze.", "The next week", "2016-10-10..2016-10-16"),
        ("It rained on Oct. 3, and that day it froze.", "that day", "2016-10-03"),
    ],
)
def test_days_reckoned_from_a_day_told_before(line: str, expression: str, meant: str) -> None:
    assert days_of(line)[-1] == (expression, meant)


@pytest.mark.parametrize(
    "line", ["Three days later it froze.", "It froze the next day.", "In 2014 it rained, and three days later it froze."]
)
def test_days_reckoned_from_nothing_are_not_told(line: str) -> None:
    assert [told for told, _ in days_of(line) if told != "2014"] == []
    assert [line[slice(*one.span)] for one in annotate(article(line, WEDNESDAY)).figures] == []


@pytest.mark.parametrize(
    "line",
    [
        "He is in his 60s.",
        "It was in the low 50s.",
        "They work on the weekend.",
        "Tessel Today wrote so.",
        "It took two days.",
        "It took place two days after it.",
    ],
)
def test_ages_degrees_and_lengths_are_no_days(line: str) -> None:
    assert days_of(line) == []


# ----------------------------------------------------------------------------------------------------------------------- laws

PUBLISHED = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(PUBLISHED, st.integers(0, 300))
def test_a_day_of_the_last_months_is_found_without_its_year(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    for written in (f"{day:%B} {day.day}", f"{day.day} {day:%B}"):
        assert days_of(f"It rained on {written}.", published) == [(written, str(day))]


@given(PUBLISHED, st.integers(1, 99))
def test_days_ago_are_counted_to_the_day(published: date, back: int) -> None:
    assert days_of(f"It rained {back} days ago.", published) == [(f"{back} days ago", str(published - timedelta(days=back)))]


@given(PUBLISHED, st.integers(0, 6))
def test_a_weekday_is_of_the_last_week_or_of_the_next(published: date, shift: int) -> None:
    past, coming = published - timedelta(days=shift), published + timedelta(days=shift)
    assert days_of(f"It rained on {past:%A}.", published) == [(f"{past:%A}", str(past))]
    assert days_of(f"It will rain on {coming:%A}.", published) == [(f"{coming:%A}", str(coming))]


@given(PUBLISHED, st.integers(1, 400), st.sampled_from(["day", "week", "month", "year"]))
def test_later_and_earlier_are_two_ways_of_one_road(day: date, many: int, unit: str) -> None:
    told = f"{day:%B} {day.day}, {day.year}"
    [_, (_, later)] = days_of(f"It rained on {told}. {min(many, 99)} {unit}s later it froze.")
    [_, (_, earlier)] = days_of(f"It rained on {told}. {min(many, 99)} {unit}s earlier it froze.")
    assert earlier <= str(day) <= later.split("..")[-1]


def test_spans_are_of_the_text_as_it_is() -> None:
    text = "It rained on Oct.\xa03 and on\xa0Monday."
    assert [one.span for one in annotate(article(text, WEDNESDAY)).days] == [Span(13, 19), Span(27, 33)]


def _told(text: str) -> list[tuple[str, str]]:
    found, _ = find_days(text, [Span(0, len(text))], date(2024, 6, 1))
    return [(str(day.earliest), str(day.latest)) for day in found]


def test_a_range_that_would_begin_on_no_day_is_two_days() -> None:
    assert _told("It ran from Feb. 29 to Jan. 3, 2024.") == [("2024-02-29", "2024-02-29"), ("2024-01-03", "2024-01-03")]


def test_a_part_of_a_decade_is_told_in_capitals_too() -> None:
    assert _told("Late ’90s fashion") == _told("the late ’90s") == [("1997-01-01", "1999-12-31")]
