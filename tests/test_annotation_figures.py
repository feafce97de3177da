"""Figures: the forms in which numbers are written, what they count, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotation import annotate
from sayso.records import Article, Block, Figure, Span

Told = tuple[str, float | None, float | None, str, str, str]


def article(text: str) -> Article:
    return Article(id="a", text=text, blocks=(Block(span=Span(0, len(text)), label="body"),), language="en")


def figures_of(line: str) -> list[Told]:
    return [(line[slice(*one.span)], one.low, one.high, one.bound, one.unit, one.counted) for one in found(line)]


def found(line: str) -> tuple[Figure, ...]:
    return annotate(article(line)).figures


FORMS: list[tuple[str, Told]] = [
    # numbers
    ("Eleven people died.", ("Eleven", 11, 11, "exact", "", "people")),
    ("They lost 3,412 boats.", ("3,412", 3412, 3412, "exact", "", "boats")),
    ("They lost 1.4 million boats.", ("1.4 million", 1.4e6, 1.4e6, "exact", "", "boats")),
    ("They lost 2.5m boats.", ("2.5m", 2.5e6, 2.5e6, "exact", "", "boats")),
    ("They lost two hundred and five boats.", ("two hundred and five", 205, 205, "exact", "", "boats")),
    ("They lost twenty-five boats.", ("twenty-five", 25, 25, "exact", "", "boats")),
    ("They lost three thousand, two hundred boats.", ("three thousand, two hundred", 3200, 3200, "exact", "", "boats")),
    ("They lost two dozen boats.", ("two dozen", 24, 24, "exact", "", "boats")),
    ("They lost half a dozen boats.", ("half a dozen", 6, 6, "exact", "", "boats")),
    ("They lost a half-dozen boats.", ("a half-dozen", 6, 6, "exact", "", "boats")),
    ("They lost half a million boats.", ("half a million", 5e5, 5e5, "exact", "", "boats")),
    ("They lost a quarter of a million boats.", ("a quarter of a million", 2.5e5, 2.5e5, "exact", "", "boats")),
    ("It took seven and a half years.", ("seven and a half years", 7.5, 7.5, "exact", "years", "")),
    ("They lost two and a half million boats.", ("two and a half million", 2.5e6, 2.5e6, "exact", "", "boats")),
    ("They lost a million and a half boats.", ("a million and a half", 1.5e6, 1.5e6, "exact", "", "boats")),
    ("Venn had 272 electoral votes.", ("272", 272, 272, "exact", "", "electoral votes")),
    ("Two Tessel police officers left.", ("Two", 2, 2, "exact", "", "Tessel police officers")),
    ("It closed three police stations.", ("three", 3, 3, "exact", "", "police stations")),
    ("It was closed seven times.", ("seven", 7, 7, "exact", "", "times")),
    ("A three-judge panel sat.", ("three", 3, 3, "exact", "", "judge")),
    ("The 28-nation bloc met.", ("28", 28, 28, "exact", "", "nation")),
    # nobody
    ("No one was hurt.", ("No one", 0, 0, "exact", "", "")),
    ("Nobody in the harbour died.", ("Nobody", 0, 0, "exact", "", "")),
    ("There were no casualties.", ("no", 0, 0, "exact", "", "casualties")),
    ("They reported zero deaths.", ("zero", 0, 0, "exact", "", "deaths")),
    # told by their size only
    ("They lost dozens of boats.", ("dozens", 24, None, "at least", "", "boats")),
    ("Dozens were hurt.", ("Dozens", 24, None, "at least", "", "")),
    ("Scores of boats sank.", ("Scores", 40, None, "at least", "", "boats")),
    ("They lost several dozen boats.", ("several dozen", 36, None, "at least", "", "boats")),
    ("They lost a few hundred boats.", ("a few hundred", 300, None, "at least", "", "boats")),
    ("They lost tens of thousands of boats.", ("tens of thousands", 2e4, None, "at least", "", "boats")),
    ("They lost hundreds of thousands of pounds.", ("hundreds of thousands of pounds", 2e5, None, "at least", "£", "")),
    ("It cost billions of dollars.", ("billions of dollars", 2e9, None, "at least", "$", "")),
    # bounds
    ("At least 14 people died.", ("At least 14", 14, None, "at least", "", "people")),
    ("No fewer than 14 people died.", ("No fewer than 14", 14, None, "at least", "", "people")),
    ("More than 2,500 Tessel residents fled.", ("More than 2,500", 2500, None, "more than", "", "Tessel residents")),
    ("Well over a hundred boats sank.", ("Well over a hundred", 100, None, "more than", "", "boats")),
    ("No more than three boats sank.", ("No more than three", None, 3, "at most", "", "boats")),
    ("Up to 80,000 boats sank.", ("Up to 80,000", None, 8e4, "at most", "", "boats")),
    ("As many as 30 boats sank.", ("As many as 30", None, 30, "at most", "", "boats")),
    ("Fewer than 30 boats sank.", ("Fewer than 30", None, 30, "at most", "", "boats")),
    ("About 100 boats sank.", ("About 100", 90, 110, "about", "", "boats")),
    ("An estimated 100 boats sank.", ("An estimated 100", 90, 110, "about", "", "boats")),
    ("Nearly 100 boats sank.", ("Nearly 100", 90, 100, "about", "", "boats")),
    ("Only four boats sank.", ("Only four", 4, 4, "exact", "", "boats")),
    ("Some 100 or so boats sank.", ("Some 100 or so", 90, 110, "about", "", "boats")),
    ("Children of 10 or more came.", ("10 or more", 10, None, "at least", "", "")),
    ("One or more boats sank.", ("One or more", 1, None, "at least", "", "boats")),
    ("They lost 10 boats or more.", ("10", 10, 10, "exact", "", "boats")),
    ("It has 10,000+ boats.", ("10,000+", 1e4, None, "at least", "", "boats")),
    # ranges
    ("It lies between the two boats.", ("two", 2, 2, "exact", "", "boats")),
    ("Between 10 and 15 boats sank.", ("Between 10 and 15", 10, 15, "between", "", "boats")),
    ("They lost 10 to 15 boats.", ("10 to 15", 10, 15, "between", "", "boats")),
    ("They lost 10–15 boats.", ("10–15", 10, 15, "between", "", "boats")),
    ("They lost 70,000 to 80,000 boats.", ("70,000 to 80,000", 7e4, 8e4, "between", "", "boats")),
    ("They lost 12,000-15,000.", ("12,000-15,000", 1.2e4, 1.5e4, "between", "", "")),
    ("They lost five or six boats.", ("five or six", 5, 6, "between", "", "boats")),
    ("It cost $10-15 million.", ("$10-15 million", 1e7, 1.5e7, "between", "$", "")),
    ("It cost $2 million to more than $3 million.", ("$2 million to more than $3 million", 2e6, None, "between", "$", "")),
    ("It took 12 to 18 months.", ("12 to 18 months", 12, 18, "between", "months", "")),
    ("Tariffs ranging from 5 to 25 percent.", ("5 to 25 percent", 5, 25, "between", "%", "")),
    ("It took three-to-five years.", ("three-to-five years", 3, 5, "between", "years", "")),
    ("Those between the ages of 17 and 20 left.", ("between the ages of 17 and 20", 17, 20, "between", "years", "")),
    # money
    ("It cost $1.2 billion.", ("$1.2 billion", 1.2e9, 1.2e9, "exact", "$", "")),
    ("It cost $3.4 billion.", ("$3.4 billion", 3.4e9, 3.4e9, "exact", "$", "")),
    ("It cost £3m.", ("£3m", 3e6, 3e6, "exact", "£", "")),
    ("It cost US$40.", ("US$40", 40, 40, "exact", "US$", "")),
    ("It cost 20 euros.", ("20 euros", 20, 20, "exact", "€", "")),
    ("It cost 3.4 billion dollars.", ("3.4 billion dollars", 3.4e9, 3.4e9, "exact", "$", "")),
    # parts and multiples
    ("It fell 4.5 percent.", ("4.5 percent", 4.5, 4.5, "exact", "%", "")),
    ("It fell 4.5\xa0per cent.", ("4.5\xa0per cent", 4.5, 4.5, "exact", "%", "")),
    ("Some 45% of voters stayed.", ("Some 45%", 40.5, 49.5, "about", "%", "voters")),
    ("Some 45% of TBS drivers stayed.", ("Some 45%", 40.5, 49.5, "about", "%", "TBS drivers")),
    ("Two percent of the budget went.", ("Two percent", 2, 2, "exact", "%", "budget")),
    ("It fell two percentage points.", ("two percentage points", 2, 2, "exact", "percentage points", "")),
    ("They lost a third of the boats.", ("a third", 1 / 3, 1 / 3, "exact", "share", "boats")),
    ("It fell by nearly a third.", ("nearly a third", 0.3, 1 / 3, "about", "share", "")),
    ("They lost two-thirds of their boats.", ("two-thirds", 2 / 3, 2 / 3, "exact", "share", "boats")),
    ("More than half of the boats sank.", ("More than half", 0.5, None, "more than", "share", "boats")),
    ("One in five boats sank.", ("One in five", 0.2, 0.2, "exact", "share", "boats")),
    ("Eight out of 10 boats sank.", ("Eight out of 10", 0.8, 0.8, "exact", "share", "boats")),
    ("It had twice as many boats.", ("twice as many", 2, 2, "exact", "times", "boats")),
    ("It had half as many boats.", ("half as many", 0.5, 0.5, "exact", "times", "boats")),
    ("It cost more than three times the price.", ("more than three times", 3, None, "more than", "times", "")),
    ("It rose tenfold.", ("tenfold", 10, 10, "exact", "times", "")),
    ("It cost double what it had.", ("double", 2, 2, "exact", "times", "")),
    # measures and ages
    ("It took two years.", ("two years", 2, 2, "exact", "years", "")),
    ("The eight-week sprint began.", ("eight-week", 8, 8, "exact", "weeks", "")),
    ("The 45-year-old left.", ("45-year-old", 45, 45, "exact", "years", "")),
    ("Orla Venn, 45, left.", ("45", 45, 45, "exact", "years", "")),
    ("Children aged 14 or under left.", ("14 or under", None, 14, "at most", "years", "")),
    ("Girls from the ages of 14 to 17 left.", ("14 to 17", 14, 17, "between", "years", "")),
    ("She left at age 12.", ("12", 12, 12, "exact", "years", "")),
    ("It is 30km away.", ("30km", 30, 30, "exact", "km", "")),
    ("It burnt 12 square miles.", ("12 square miles", 12, 12, "exact", "square miles", "")),
    ("It fell to -5C.", ("-5C", -5, -5, "exact", "degrees", "")),
    ("It exceeded 1.5°C.", ("exceeded 1.5°C", 1.5, None, "more than", "degrees", "")),
]


@pytest.mark.parametrize(("line", "told"), FORMS, ids=[line for line, _ in FORMS])
def test_forms(line: str, told: Told) -> None:
    [(span, low, high, *rest)] = figures_of(line)
    assert (span, *rest) == (told[0], *told[3:])
    assert low == pytest.approx(told[1])
    assert high == pytest.approx(told[2])


def test_there_are_enough_forms() -> None:
    assert len(FORMS) >= 60


@pytest.mark.parametrize(
    "line",
    [
        "It was 3 p.m., 10:30 and 9 o’clock.",
        "Call 555-123-4567 or +44 20 7946 0958.",
        "He came 1st and the 25th.",
        "See Section 3, page 12 and Article 5.",
        "See articles 5 and 4.",
        "The Boeing 737 and Channel 4 and Covid-19 and the G20 and MH17.",
        "It ended 3-2 and 6-4, 6-0.",
        "It passed by a 3 to 1 margin and a two-to-one vote.",
        "No one knows. One of them left, one day the other one.",
        "Nobody has the nerve. There is no one like her, and no doubt of it.",
        "They went to Zero Point.",
        "In 2014 and on Oct. 25, 2016.",
        "It rained three days ago, and in 2014 a week later.",
        "He lives at 14 Roe Street.",
        "1. First point",
        "A third term. The third man.",
        "His test scores rose. She scores.",
        "See www.roe.example/2/14 and #7 and @roe5.",
        "In 3D and on 24/7.",
        "He is 6'3\" tall.",
        "Day two brought a Level 3 out of 5 risk, and a storm or two.",
        "Tessel, NY, 10032.",
        "They promised net zero and zero tolerance.",
    ],
)
def test_what_is_no_figure(line: str) -> None:
    assert figures_of(line) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("It rose from 10 to 15 boats.", ["10", "15"]),
        ("She leads 47 percent to 48 percent.", ["47 percent", "48 percent"]),
        ("It killed 12 — 15 of them left.", ["12", "15"]),
        ("Nearly a third — 31% — of them left.", ["Nearly a third", "31%"]),
        ("Of 14 boats, 3 sank; two of 11 crews died.", ["14", "3", "two", "11"]),
        ("It was 18 percent, or less than one-third of it.", ["18 percent", "less than one-third"]),
    ],
)
def test_two_numbers_that_are_no_range(line: str, told: list[str]) -> None:
    assert [one[0] for one in figures_of(line)] == told


# ----------------------------------------------------------------------------------------------------------------------- laws

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WHOLE = st.integers(2, 10**7).filter(lambda number: not 1500 <= number < 2100)


def spelt(number: int) -> str:
    """A whole number below a million in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = f" {'and ' if number % size < 100 else ''}{spelt(number % size)}" if number % size else ""
    return f"{spelt(number // size)} {name}{rest}"


@given(WHOLE)
def test_every_whole_number_in_digits_is_read(number: int) -> None:
    assert figures_of(f"They lost {number:,} boats.") == [(f"{number:,}", number, number, "exact", "", "boats")]


@given(st.integers(2, 99_999))
def test_every_whole_number_in_words_is_read(number: int) -> None:
    words = spelt(number)
    assert figures_of(f"They lost {words} boats.") == [(words, number, number, "exact", "", "boats")]


@given(WHOLE, WHOLE, st.sampled_from(["{} to {}", "between {} and {}", "{}-{}", "{}–{}"]))
def test_ranges_stay_ranges(one: int, other: int, form: str) -> None:
    low, high = sorted((one, other))
    if low == high:
        return
    written = form.format(f"{low:,}", f"{high:,}")
    assert figures_of(f"They lost {written} boats.") == [(written, low, high, "between", "", "boats")]


@given(WHOLE, st.sampled_from(["at least", "more than", "up to", "fewer than", "about", "nearly", "exactly"]))
def test_a_bound_holds_the_number_that_it_bounds(number: int, words: str) -> None:
    [(written, low, high, bound, *_)] = figures_of(f"They lost {words} {number:,} boats.")
    assert written == f"{words} {number:,}"
    assert low is None or low <= number
    assert high is None or high >= number
    assert (bound == "exact") == (low == high)


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(["million", "billion", "trillion"]), st.sampled_from("$£€"))
def test_money_is_read_to_the_last_digit(whole: int, tenth: int, size: str, sign: str) -> None:
    value = round((whole + tenth / 10) * {"million": 10**6, "billion": 10**9, "trillion": 10**12}[size])
    [(written, low, high, bound, unit, _)] = figures_of(f"It cost {sign}{whole}.{tenth} {size}.")
    assert (written, low, high, bound, unit) == (f"{sign}{whole}.{tenth} {size}", value, value, "exact", sign)


@given(st.integers(1, 99), st.integers(2, 100))
def test_shares_lie_between_nought_and_one(some: int, every: int) -> None:
    shares = [one for one in found(f"They lost {some} in {every} boats.") if one.unit == "share"]
    assert len(shares) == (some < every)
    assert all(one.low == pytest.approx(some / every) for one in shares)
