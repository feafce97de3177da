"""Line-ups of figures: which go together, and what of them stays the same where other pages come in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.links import lineups
from sayso.links.lineups import _by_page, _ordered, _Row

GROUPS = st.lists(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), min_size=1, max_size=4), max_size=6)


def test_line_ups_that_have_a_page_in_common_go_together() -> None:
    first, second, third = [(1, 0), (2, 3)], [(5, 0), (6, 0)], [(2, 5), (4, 1)]
    assert _by_page([first, second, third]) == [[first, third], [second]]


@given(GROUPS)
def test_each_line_up_is_there_once_and_no_page_in_two_places(groups: list[list[tuple[int, int]]]) -> None:
    found = _by_page(groups)
    assert sorted(group for some in found for group in some) == sorted(groups)
    pages = [{article for group in some for article, _ in group} for some in found]
    assert sum(map(len, pages)) == len(set().union(*pages))


def test_other_pages_in_between_change_nothing_of_a_line_up() -> None:
    """Ranks are places among all pages of a case: of a line-up their order is kept."""

    def row(article: int, rank: int) -> _Row:
        return _Row(**(dict.fromkeys(_Row._fields, 0) | {"article": article, "rank": rank}))

    before, after = ({(at, 0): row(at, rank) for at, rank in ranks} for ranks in (((1, 4), (2, 2)), ((1, 90), (2, 7))))
    group = [(1, 0), (2, 0)]
    assert _ordered(group, before) == _ordered(group, after)
    assert [one.rank for one in lineups._ordered(group, before)] == [1, 0]
