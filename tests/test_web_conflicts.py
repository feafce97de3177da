"""Figures that differ, two pages side by side, and what ties pages: what the pages show, the pictures, the files."""

from __future__ import annotations

import csv
import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from linked import page
from sayso.casebook.comparison import steady
from sayso.corpus import Case
from sayso.corpus.rows import ConflictRow
from sayso.records import READ_LABELS, Article, Span
from sayso.web.pictures import strip
from sayso.web.pictures.strip import Mark
from sayso.web.views import comparison, conflicts

Browse = Callable[[str], TestClient]
SVG = "{http://www.w3.org/2000/svg}"


def row(number: int, low: float | None, high: float | None, who: str | None = "Ann Ode", **more: Any) -> ConflictRow:
    told: dict[str, Any] = {
        "conflict": "conflict-00", "of": "the dead", "unit": "", "written": f"figure {number}", "low": low, "high": high,
        "who": who, "through": "", "outlet": "Daily Lamp", "article": f"article-{number:016x}", "statement": None,
        "first_seen": f"2031-03-{number + 1:02}T10:00:00+00:00", "pages": 1, "against": (),
    }  # fmt: skip
    return ConflictRow(**told | more)


DIFFER = [
    row(1, 11, 11, against=("figure 2", "figure 3")),
    row(2, 14, None, who="Bo Quill", against=("figure 1",)),
    row(3, 14, 20, against=("figure 1",)),
    row(4, None, 30, who=None),
]


# ----------------------------------------------------------------------------------------------------------------------- views


def test_figures_are_numbered_and_say_against_which_they_stand() -> None:
    (thing,) = conflicts.things(DIFFER)
    assert [one.number for one in thing.figures] == [1, 2, 3, 4]
    assert [one.against for one in thing.figures] == [(2, 3), (1,), (1,), ()]
    assert [one.allows for one in thing.figures] == ["11", "14 or more", "14 to 20", "30 or less"]
    assert thing.figures[3].who == "the page itself, Daily Lamp"


def test_only_who_gave_another_figure_before_revises_it() -> None:
    (thing,) = conflicts.things(DIFFER)
    assert [one.revised for one in thing.figures] == [(), (), (1,), ()]


def test_different_values_are_counted_once_the_smallest_first() -> None:
    (thing,) = conflicts.things([*DIFFER, row(5, 11, 11, who="Cy")])
    assert [(one.allows, one.figures) for one in thing.values] == [
        ("30 or less", 1), ("11", 2), ("14 to 20", 1), ("14 or more", 1),
    ]  # fmt: skip


def test_things_keep_to_themselves() -> None:
    found = conflicts.things([*DIFFER, row(1, 2, 2, conflict="conflict-01", of=" the\nlost ")])
    assert [(one.of, len(one.figures)) for one in found] == [("the dead", 4), ("the lost", 1)]


def test_the_figures_of_one_stand_below_each_other_in_the_picture() -> None:
    marks = conflicts.marks(conflicts.things(DIFFER)[0])
    assert [one.number for one in marks] == [1, 3, 2, 4]
    assert [one.revised for one in marks] == [False, True, False, False]


# -------------------------------------------------------------------------------------------------------------------- pictures


def mark(number: int, low: float | None, high: float | None, at: datetime | None = None, lane: str = "Ann") -> Mark:
    return Mark(number, lane, "as written", "allows", low, high, "when", at, 1, f"article-{number}")


ENDS = st.floats(-1e12, 1e12) | st.integers(-1000, 10**9).map(float)
BOUNDS = st.tuples(ENDS, ENDS, st.sampled_from(["both", "low", "high", "one"])).map(
    lambda told: {
        "both": (min(told[:2]), max(told[:2])),
        "low": (told[0], None),
        "high": (None, told[0]),
        "one": (told[0], told[0]),
    }[told[2]]
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([None, UTC]))


@given(st.lists(ENDS, min_size=1, max_size=6))
def test_a_scale_has_room_for_all_and_keeps_their_order(values: list[float]) -> None:
    made = strip.scale(values, 100.0, 500.0)
    places = [made.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(100 <= place <= 500 for place in places)
    assert all(made.low <= tick <= made.high for tick in strip.ticks(made))
    assert len(strip.ticks(made)) <= 8


@given(st.lists(st.tuples(BOUNDS, st.none() | MOMENTS), min_size=1, max_size=8))
def test_every_figure_stands_inside_the_picture(told: list[tuple[tuple[float | None, float | None], datetime | None]]) -> None:
    marks = [mark(number, *bounds, at=at) for number, (bounds, at) in enumerate(told, 1)]
    pictures = [strip.by_value("of what", marks), strip.over_time("of what", marks)]
    for made in filter(None, pictures):
        root = ET.fromstring(made.file())
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for line in root.iter(f"{SVG}line"):
            assert 0 <= float(line.attrib["y1"]) <= height
            assert 0 <= float(line.attrib["y2"]) <= height
            assert 0 <= float(line.attrib["x1"]) <= width
            assert 0 <= float(line.attrib["x2"]) <= width
        assert all(0 <= float(one.attrib["cx"]) <= width for one in root.iter(f"{SVG}circle"))
        titles = [one.text or "" for one in root.iter(f"{SVG}title")]
        assert titles[0] == "of what"
        assert len(made.rows) == len(marks)


def test_a_dot_a_bar_and_an_arrow() -> None:
    made = ET.fromstring(strip.by_value("x", [mark(1, 5, 5), mark(2, 3, 8), mark(3, 6, None)]).file())
    assert [len(list(made.iter(f"{SVG}{name}"))) for name in ("circle", "polygon")] == [1, 1]
    assert sum(one.attrib["class"] == "bar" for one in made.iter(f"{SVG}line")) == 5


def test_a_figure_that_was_revised_is_tied_to_the_one_before() -> None:
    noon = datetime(2031, 3, 4, 12, tzinfo=UTC)
    rows = [mark(1, 5, 5, noon), mark(2, 8, 8, noon)._replace(revised=True), mark(3, 9, 9, noon, lane="Bo")]
    made = strip.by_value("x", rows)
    assert sum(one.attrib["class"] == "revision" for one in ET.fromstring(made.file()).iter(f"{SVG}line")) == 1
    assert [one[3] for one in made.rows] == ["Ann", "Ann, revised", "Bo"]


def test_what_stands_at_one_moment_does_not_hide_each_other() -> None:
    noon = datetime(2031, 3, 4, 12, tzinfo=UTC)
    rows = [mark(number, 5, 5, noon + timedelta(minutes=number == 9)) for number in range(1, 10)]
    made = strip.over_time("x", rows)
    assert made is not None
    places = sorted(float(one.attrib["cx"]) for one in ET.fromstring(made.file()).iter(f"{SVG}circle"))
    assert all(other - one >= 20 for one, other in itertools.pairwise(places))


def test_time_is_drawn_only_where_there_are_two_moments() -> None:
    noon = datetime(2031, 3, 4, 12, tzinfo=UTC)
    assert strip.over_time("x", [mark(1, 1, 1, noon), mark(2, 2, 2, noon)]) is None
    assert strip.over_time("x", [mark(1, 1, 1, noon), mark(2, 2, 2, None)]) is None
    assert strip.over_time("x", [mark(1, 1, 1, noon), mark(2, 2, 2, noon + timedelta(hours=1))]) is not None


# ------------------------------------------------------------------------------------------------------------------- conflicts


def test_a_case_whose_figures_differ_shows_each_as_written(room: str, browse: Browse) -> None:
    with Case(room) as case:
        rows = case.conflicts()
    assert rows, "the example has figures that differ"
    answer = browse(room).get("/conflicts").text
    assert all(one.written in answer for one in rows)
    assert answer.count("<svg") == len({one.conflict for one in rows})
    shown = re.sub(r"<[^>]+>", " ", answer[answer.index("<main") : answer.index("</main")]).lower()
    assert not re.search(r"\b(wrong|false|true|correct|accurate|contradict\w*|lie[sd]?)\b", shown)


def test_one_conflict_has_its_pictures_and_files(room: str, browse: Browse) -> None:
    with Case(room) as case:
        rows = case.conflicts()
    name = rows[0].conflict
    of_it = [one for one in rows if one.conflict == name]
    client = browse(room)
    answer = client.get(f"/conflict/{name}")
    assert answer.status_code == 200
    assert answer.text.count('class="picture strip"') == 1
    drawn = client.get(f"/conflict/{name}/strip.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "<a " not in drawn.text, "a file leads nowhere"
    written = list(csv.DictReader(io.StringIO(client.get(f"/conflict/{name}.csv").text)))
    assert [one["written"] for one in written] == [one.written for one in of_it]
    assert [one["written"] for one in client.get(f"/conflict/{name}.json").json()] == [one.written for one in of_it]


def test_an_unknown_conflict_is_told(room: str, browse: Browse) -> None:
    answer = browse(room).get("/conflict/conflict-0000000000000000")
    assert answer.status_code in (400, 404)
    assert "no figures" in answer.text


def test_what_is_asked_of_conflicts_is_asked(room: str, browse: Browse) -> None:
    client = browse(room)
    assert "No figures that differ fit" in client.get("/conflicts?text=nobodysaysthis").text
    assert "No figures that differ fit" in client.get("/conflicts?since=2099-01-01").text
    assert client.get("/conflicts?since=yesterday").status_code == 400
    with Case(room) as case:
        text = case.conflicts()[0].written.split()[0]
    assert len(client.get(f"/conflicts.json?text={text}").json()) > 0


def test_no_page_cuts_what_belongs_together_in_two(own_room: str) -> None:
    with Case(own_room, write=True) as case:
        article = case._connection.execute("SELECT min(number) FROM articles").fetchone()[0]
        case._connection.executemany(
            "INSERT INTO conflicts (conflict, counted, unit, written, low, high, who, through, article, pages, articles,"
            " against) VALUES (?, 'the lost', '', ?, 1, 1, NULL, '', ?, 1, '[]', '[]')",
            [(f"conflict-{n // 3}", f"figure {n}", article) for n in range(12)],
        )
        every = case.conflicts()
        parts = [case.conflicts(whole=True, limit=2, offset=offset) for offset in range(0, 8, 2)]
        assert [one for some in parts for one in some] == every
        assert all(len({one.conflict for one in some}) <= 2 for some in parts)
        (last,) = {one.conflict for one in case.conflicts(whole=True, limit=1, offset=len({o.conflict for o in every}) - 1)}
        assert last == "conflict-3"
        assert case.conflicts(conflict="conflict-1") == [one for one in every if one.conflict == "conflict-1"]


# --------------------------------------------------------------------------------------------------------------------- compare


def article(text: str, **more: Any) -> Article:
    return page(text, **more).article


STORY = "The bridge at Orsel fell in the night of Monday, the mayor said. Nobody was on it when it fell."
LEFT = f"Bridge falls\n\n{STORY}\n\nA driver heard a loud noise and stopped his lorry at once."
RIGHT = (
    f"A town without its bridge\n\nPeople of Orsel are sad this week, and some of them are angry with the town hall.\n\n{STORY}"
)


def pair_of(left: Article, right: Article, showing: str = "all") -> comparison.Pair:
    from sayso.corpus.claims import compared

    return comparison.pair(left, right, compared(left, right), (), None, showing)


def words_of(row: comparison.Row, side: int) -> str:
    return " ".join(piece.words for line in row[side] for piece in line.pieces)


def test_what_stands_in_both_is_numbered_on_both_sides_and_in_step() -> None:
    found = pair_of(article(LEFT), article(RIGHT))
    assert found.runs == 1
    (begins,) = [row for row in found.rows if any(piece.begins for line in row.left for piece in line.pieces)]
    assert any(piece.begins and piece.run == 1 for line in begins.right for piece in line.pieces)
    assert words_of(begins, 0).startswith("The bridge at Orsel")
    assert words_of(begins, 1).startswith("The bridge at Orsel")
    assert "A driver" in words_of(begins, 0)


def test_each_sentence_says_how_much_of_it_stands_in_the_other_page() -> None:
    found = pair_of(article(LEFT), article(RIGHT))
    assert (found.left.wholly, found.left.partly, found.left.none) == (2, 0, 1)
    assert (found.right.wholly, found.right.none) == (2, 1)
    derived = [line.derived for row in found.rows for line in row.left]
    assert sorted(derived) == ["", "not", "wholly", "wholly"]


SENTENCES = (
    "The bridge at Orsel fell in the night of Monday, the mayor said.",
    "Nobody was on it when it fell.",
    "A driver heard a loud noise and stopped his lorry at once.",
    "People of the town were angry with the council on Tuesday morning.",
    "“We asked for repairs in the spring,” said Ann Ode, a baker.",
)
STORIES = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), min_size=2, max_size=5)


@settings(max_examples=25, deadline=None)
@given(STORIES, STORIES)
def test_nothing_of_a_page_is_lost_or_told_twice(left: list[str], right: list[str]) -> None:
    ours, theirs = (article("\n\n".join(["Bridge falls", *some])) for some in (left, right))
    found = pair_of(ours, theirs)
    for side, read in enumerate((ours, theirs)):
        told = " ".join(words_of(row, side) for row in found.rows)
        blocks = [read.slice(block.span) for block in read.labelled(*READ_LABELS)]
        assert "".join(told.split()) == "".join("".join(blocks).split())
        begun = [piece.run for row in found.rows for line in row[side] for piece in line.pieces if piece.begins]
        assert Counter(begun) == Counter(range(1, found.runs + 1))


@pytest.mark.parametrize(("showing", "kept"), [("shared", {"wholly", "partly"}), ("own", {"partly", "not"})])
def test_a_part_can_be_looked_at_alone(showing: str, kept: set[str]) -> None:
    found = pair_of(article(LEFT), article(RIGHT), showing)
    lines = [line for row in found.rows for side in row for line in side]
    assert lines
    assert {line.derived for line in lines} <= kept
    assert any(line.skips for line in lines)


@given(st.lists(st.integers(0, 12), max_size=9))
def test_the_longest_row_in_step_is_as_long_as_any(starts: list[int]) -> None:
    runs = [Span(start, start + 1) for start in starts]
    found = steady(runs)
    assert all(runs[a] < runs[b] for a, b in itertools.pairwise(sorted(found)))
    best = max(
        (len(some) for size in range(len(runs) + 1) for some in itertools.combinations(runs, size)
         if all(a < b for a, b in itertools.pairwise(some))),
        default=0,
    )  # fmt: skip
    assert len(found) == best


NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (NOON, NOON + timedelta(minutes=50), "The left page bears the earlier time, by 50 minutes."),
        (NOON + timedelta(hours=3), NOON, "The right page bears the earlier time, by about 3 hours."),
        (NOON, NOON + timedelta(days=9), "The left page bears the earlier time, by about 9 days."),
        (NOON, NOON.astimezone(timezone(timedelta(hours=2))), "Both bear the same time."),
        (NOON, datetime(2031, 3, 4, 1), "Only one of them tells its time zone, so nothing shows which came out first."),
        (NOON, datetime(2031, 3, 1, 1), "The right page bears the earlier day."),
        (date(2031, 3, 4), NOON, "Their days do not tell which came out first."),
        (date(2031, 3, 3), NOON, "The left page bears the earlier day."),
        (NOON, None, "It is not known when both of them came out."),
    ],
)
def test_which_came_out_first_is_told_only_where_it_shows(left: date, right: date | None, told: str) -> None:
    assert comparison.earlier(left, right) == told


def copied(room: str) -> tuple[str, str]:
    with Case(room) as case:
        link = case.links(relation="copies")[0]
    return link.left, link.right


def test_two_pages_of_a_case_side_by_side(room: str, browse: Browse) -> None:
    left, right = copied(room)
    client = browse(room)
    answer = client.get(f"/compare?left={left}&right={right}").text
    ids = re.findall(r'id="((?:left|right)-\d+)"', answer)
    assert ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#((?:left|right)-\d+)"', answer)) == set(ids), "each number leads to one that is there"
    assert "<b>copies</b>" in answer
    runs = client.get(f"/compare.json?left={left}&right={right}").json()
    assert [f"left-{one['number']}" for one in runs] == [one for one in ids if one.startswith("left")]
    assert client.get(f"/compare?left={left}&right={right}&show=own").status_code == 200
    assert client.get(f"/compare?left={left}&right={right}&show=what").status_code == 400


def test_pages_are_chosen_by_id_by_words_or_among_those_linked(room: str, browse: Browse) -> None:
    left, right = copied(room)
    client = browse(room)
    assert f"left={left}&amp;right={right}" in client.get(f"/compare?left={left}").text
    assert f"left={left}&amp;right={right}" in client.get("/compare").text
    assert left[:16] != left
    assert client.get(f"/compare?left={left[8:16]}&right={right}").text.count('class="run"') > 0
    with Case(room) as case:
        word = (case.dossier(left).article.title or "").split()[0]
    assert "pages that hold" in client.get(f"/compare?left={word}").text
    assert "No page of this case" in client.get("/compare?left=%21%21").text
    assert "one page twice" in client.get(f"/compare?left={left}&right={left}").text


# ----------------------------------------------------------------------------------------------------------------------- links


def test_links_of_a_relation_and_of_a_page(room: str, browse: Browse) -> None:
    left, right = copied(room)
    client = browse(room)
    rows = client.get(f"/links.json?article={left}").json()
    assert rows
    assert all(left in (one["left"], one["right"]) for one in rows)
    assert {one["relation"] for one in client.get("/links.json?relation=cites").json()} == {"cites"}
    assert client.get("/links?relation=hates").status_code == 400
    with Case(room) as case:
        between = case.links(article=left, other=right, relation="any")
        assert {frozenset((one.left, one.right)) for one in between} == {frozenset((left, right))}
        assert between == case.links(article=right, other=left, relation="any")


def test_a_case_that_is_not_linked_says_so(case: str, browse: Browse) -> None:
    client = browse(case)
    for path in ("/conflicts", "/links"):
        assert "not linked" in client.get(path).text
    with Case(case) as file:
        one, other = file.articles(limit=2)
    assert "not linked" in client.get(f"/compare?left={one.id}&right={other.id}").text
