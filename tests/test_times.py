"""Days and moments as pages write them."""

from __future__ import annotations

import email.utils
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.pages import times

DAY = date(2031, 3, 4)


def at(hour: int, minute: int = 42, zone: float | None = None, day: date = DAY) -> datetime:
    known = None if zone is None else timezone(timedelta(hours=zone))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=known)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2031-03-04", DAY),
        ("2031-3-4", DAY),
        ("2031-03-04T19:42:00Z", at(19, zone=0)),
        ("2031-03-04T19:42Z", at(19, zone=0)),
        ("2031-03-04 19:42", at(19)),
        ("2031-03-04 19:42:00 UTC", at(19, zone=0)),
        ("2031-03-04T19:42:00+01:00", at(19, zone=1)),
        ("2031-03-04T19:42:00-0330", at(19, zone=-3.5)),
        ("2031-03-04T19:42:00+05", at(19, zone=5)),
        ("2031-03-04T19:42:00.123456789Z", at(19, zone=0).replace(microsecond=123456)),
        ("20310304T194200Z", at(19, zone=0)),
        ("20310304T1942+0100", at(19, zone=1)),
        ("2031-03-04 2031", DAY),
        ("Tue, 04 Mar 2031 19:42:00 GMT", at(19, zone=0)),
        ("Tue, 04 Mar 2031 19:42:00 -0500", at(19, zone=-5)),
        ("4 March 2031", DAY),
        ("4th of March, 2031", DAY),
        ("Tuesday, March 4th 2031", DAY),
        ("MAR. 4, 2031", DAY),
        ("4-Mar-2031", DAY),
        ("Sept. 9, 2031", date(2031, 9, 9)),
        ("Published 4 March 2031, 7:42 pm", at(19)),
        ("7:42pm, 4 March 2031", at(19)),
        ("4 March 2031 at 19.42", at(19)),
        ("4 March 2031 | 7 a.m.", at(7, 0)),
        ("4 March 2031, 12:42 am", at(0)),
        ("4 March 2031, 12:42 pm", at(12)),
        ("March 4 2031 – 19:42 (CET)", at(19, zone=1)),
        ("March 4, 2031 at 7:42 p.m. ET", at(19, zone=-5)),
        ("July 4, 2031 at 7:42 p.m. ET", at(19, zone=-4, day=date(2031, 7, 4))),
        ("March 9, 2031 at 7:42 p.m. PT", at(19, zone=-7, day=date(2031, 3, 9))),
        ("March 8, 2031 at 7:42 p.m. PT", at(19, zone=-8, day=date(2031, 3, 8))),
        ("7:42 PM BST, 4 June 2031", at(19, zone=1, day=date(2031, 6, 4))),
        ("4 March 2031 19:42 QQQ", at(19)),
        ("4 March 2031 25:99", DAY),
        ("4 March 2031 14:42 pm", at(14)),
    ],
)
def test_moments(text: str, moment: date | datetime) -> None:
    found = times.parse(text)
    assert (found, type(found)) == (moment, type(moment))
    if isinstance(found, datetime) and isinstance(moment, datetime):
        assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yesterday",
        "3 hours ago",
        "03/04/2031",
        "2031-13-45",
        "31 Feb 2031",
        "May 2031",
        "4 March",
        "20310",
        "4 March 20311",
        "1:2:3",
    ],
)
def test_what_is_no_moment(text: str | None) -> None:
    assert times.parse(text) is None


def test_a_long_text_is_not_searched() -> None:
    assert times.parse("4 March 2031 " + "x" * 2_000) is None


zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=zones, min_value=datetime(1900, 1, 1), max_value=datetime(2199, 1, 1))


@given(moments)
def test_iso_comes_back(moment: datetime) -> None:
    for precision in ("minutes", "seconds", "microseconds"):
        written = moment.isoformat(timespec=precision)
        assert times.parse(written) == datetime.fromisoformat(written)
    assert times.parse(moment.date().isoformat()) == moment.date()


@given(moments)
def test_dates_of_mail_come_back(moment: datetime) -> None:
    whole = moment.replace(second=0, microsecond=0)
    assert times.parse(email.utils.format_datetime(whole)) == whole
    assert times.parse(email.utils.format_datetime(whole.astimezone(UTC), usegmt=True)) == whole


@given(moments, st.sampled_from(["%d %B %Y, %H:%M", "%B %d, %Y at %I:%M %p", "%a %d %b %Y %H.%M", "%I:%M%p, %d %B %Y"]))
def test_english_dates_come_back(moment: datetime, form: str) -> None:
    assert times.parse(moment.strftime(form)) == moment.replace(second=0, microsecond=0, tzinfo=None)


PIECES = ["4", "March", "2031", "2031-03-04", "T", ":", "19:42", "99", " ", "+25:00", "Z", "pm", "ET", "0000", "٣", "²", "1/2"]


lists = st.lists(st.sampled_from(PIECES), max_size=9)


@given(st.one_of(st.text(max_size=40), lists.map("".join), lists.map(" ".join)))
@example("0000-01-01")
@example("٢٠٣١-٠٣-٠٤")
@example("1 Jan 0000 19:42 ET")
@example("1 Jan 0001 00:00 ET")
@example("4 March 2031 ²:42")
def test_nothing_raises(text: str) -> None:
    found = times.parse(text)
    assert times.precise(found) == (0 if found is None else 1 if type(found) is date else 2 if not found.tzinfo else 3)  # type: ignore[attr-defined]
