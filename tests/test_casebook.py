"""How rows of a case are put in words: times with their zone, pages without a name, what is not plain about a statement."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given

from sayso.casebook.wording import firmness, moment, page_name, page_title
from sayso.corpus.rows import StatementRow
from strategies import moments
from tellings_made import telling_of


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (None, ""),
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T06:15:00", "2031-03-04 06:15"),
        ("2031-03-04T06:15:00+00:00", "2031-03-04 06:15 UTC"),
        ("2031-03-04T06:15:59+02:00", "2031-03-04 06:15 UTC+2"),
        ("2031-03-04T06:15:00-04:00", "2031-03-04 06:15 UTC-4"),
        ("2031-03-04T06:15:00-03:30", "2031-03-04 06:15 UTC-3:30"),
        ("2031-03-04T06:15:00+05:45", "2031-03-04 06:15 UTC+5:45"),
        ("█████ a name that was made black", "█████ a name that was made black"),
    ],
)
def test_a_time_is_told_with_its_zone_where_that_is_known(stored: str | None, told: str) -> None:
    assert moment(stored) == told


@given(moments)
def test_a_time_and_its_zone_tell_one_minute(when: datetime) -> None:
    told = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d)(?: UTC(?:([+-])(\d+)(?::(\d\d))?)?)?", moment(when.isoformat()))
    assert told is not None
    assert told[1] == when.isoformat()[:16].replace("T", " ")
    if (away := when.utcoffset()) is not None:
        minutes = int(told[3] or 0) * 60 + int(told[4] or 0)
        assert (-minutes if told[2] == "-" else minutes) == int(away.total_seconds() / 60)


def test_a_page_is_called_by_its_outlet_its_title_or_its_id() -> None:
    assert page_name("The\n Post", "Dam breaks", "article-0123456789abcdef") == "The Post"
    assert page_name(None, "Dam\n breaks", "article-0123456789abcdef") == "Dam breaks"
    assert page_name(None, " ", "article-0123456789abcdef") == "a page without a title [01234567]"
    assert page_title("", "article-0123456789abcdef") == "a page without a title [01234567]"


def _said(*, who: str, via: str, medium: str) -> StatementRow:
    return telling_of("page").row._replace(who=who, via=via, medium=medium)


def test_a_medium_is_told_where_the_chain_does_not_tell_it() -> None:
    assert firmness(_said(who="Ann Roe", via="", medium="an interview")) == "through an interview"
    assert firmness(_said(who="Ann Roe", via="Harbour Times < The Post", medium="the Post")) == ""
    assert firmness(_said(who="The Post", via="", medium="Post")) == ""
