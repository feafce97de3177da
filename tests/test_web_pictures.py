"""Pictures: the layered layout, the words in them, the line of time, and what a lineage and a timeline look like."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.corpus.rows import ClaimView, HopRow
from sayso.web.pictures import layers
from sayso.web.pictures.layers import Edge, Layout, Node, lay_out
from sayso.web.pictures.letters import cut, lines_of, width_of
from sayso.web.pictures.lineage import lineage
from sayso.web.pictures.svg import Picture
from sayso.web.pictures.timeline import timeline as drawn_timeline
from sayso.web.views.lineage import ALL, BESIDE, ORIGINS, PAGES, lineage_rows, woven
from sayso.web.views.timeline import DAY, instant, ticks, timeline, timeline_rows
from tellings_made import claim_of, link_of, origin_of, telling_of

SVG = "{http://www.w3.org/2000/svg}"

# ---------------------------------------------------------------------------------------------------------------------- layout


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Nodes of any size, and edges between any of them, circles and loops too."""
    sizes = st.floats(min_value=4, max_value=200, allow_nan=False)
    count = draw(st.integers(min_value=0, max_value=14))
    nodes = [Node(f"n{n}", draw(sizes), draw(sizes), draw(st.integers(0, 3))) for n in range(count)]
    ends = st.integers(min_value=0, max_value=max(count - 1, 0))
    pairs = draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=24)) if count else []
    return nodes, [Edge(f"n{left}", f"n{right}", is_round) for left, right, is_round in pairs]


def _laid(graph: tuple[list[Node], list[Edge]]) -> Layout:
    return lay_out(*graph, between=40, apart=10)


@given(graphs())
def test_no_two_boxes_overlap_and_all_are_in_bounds(graph: tuple[list[Node], list[Edge]]) -> None:
    laid = _laid(graph)
    boxes = [laid.boxes[node.name] for node in graph[0]]
    for box in boxes:
        assert box.x >= 0
        assert box.y >= -0.01
        assert box.right <= laid.width + 0.01
        assert box.bottom <= laid.height + 0.01
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = one.right < other.x or other.right < one.x
            above = one.bottom + 10 <= other.y + 0.01 or other.bottom + 10 <= one.y + 0.01
            assert beside or above


@given(graphs())
def test_every_edge_leads_to_the_right_but_those_that_close_a_circle(graph: tuple[list[Node], list[Edge]]) -> None:
    laid = _laid(graph)
    for edge, route in zip(graph[1], laid.routes, strict=True):
        if route is None:
            continue
        left, right = laid.boxes[edge.left], laid.boxes[edge.right]
        assert route[0] == pytest.approx((left.right, left.middle))
        assert route[-1] == pytest.approx((right.x, right.middle))
        assert all(one[0] <= other[0] for one, other in pairwise(route))
        assert route[0][0] < route[-1][0]
        assert all(0 <= x <= laid.width and -0.01 <= y <= laid.height + 0.01 for x, y in route)


@given(graphs())
def test_only_edges_of_circles_have_no_route(graph: tuple[list[Node], list[Edge]]) -> None:
    laid = _laid(graph)
    below: dict[str, set[str]] = {}
    for edge, route in zip(graph[1], laid.routes, strict=True):
        if route is not None:
            below.setdefault(edge.left, set()).add(edge.right)
    for edge, route in zip(graph[1], laid.routes, strict=True):
        if route is None:
            assert _reaches(below, edge.right, edge.left)


@given(graphs())
def test_edges_told_to_be_round_give_way_to_others(graph: tuple[list[Node], list[Edge]]) -> None:
    straight = [edge for edge in graph[1] if not edge.is_round]
    alone = lay_out(graph[0], straight).routes
    both = [route for edge, route in zip(graph[1], _laid(graph).routes, strict=True) if not edge.is_round]
    assert [route is None for route in both] == [route is None for route in alone]


def _reaches(below: dict[str, set[str]], start: str, end: str) -> bool:
    seen, left = {start}, [start]
    while left:
        for name in below.get(left.pop(), set()) - seen:
            seen.add(name)
            left.append(name)
    return end in seen


@given(graphs())
def test_an_edge_that_passes_a_column_touches_no_box_there(graph: tuple[list[Node], list[Edge]]) -> None:
    laid = _laid(graph)
    for edge, route in zip(graph[1], laid.routes, strict=True):
        for (x, y), (right, down) in pairwise(route or ()):
            if y != down:
                continue
            for name, box in laid.boxes.items():
                if name not in (edge.left, edge.right) and x < box.right and box.x < right:
                    assert not box.y < y < box.bottom


@given(graphs())
@settings(max_examples=30)
def test_a_layout_is_the_same_each_time(graph: tuple[list[Node], list[Edge]]) -> None:
    assert _laid(graph) == _laid(graph)


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 9)), min_size=1, max_size=12))
def test_numbers_that_never_fall_keep_those_that_rise_already(told: list[tuple[float, float]]) -> None:
    wanted, weights = [one for one, _ in told], [weight for _, weight in told]
    found = layers._rising(wanted, weights)
    assert len(found) == len(wanted)
    assert all(one <= other + 1e-9 for one, other in pairwise(found))
    assert layers._rising(sorted(wanted), weights) == sorted(wanted)
    assert min(wanted) - 1e-6 <= found[0]
    assert found[-1] <= max(wanted) + 1e-6


def test_crossings_are_taken_out() -> None:
    nodes = [Node(name, 10, 10) for name in "abcxyz"]
    laid = lay_out(nodes, [Edge("a", "z"), Edge("b", "y"), Edge("c", "x")])
    left = sorted("abc", key=lambda name: laid.boxes[name].y)
    right = sorted("xyz", key=lambda name: laid.boxes[name].y)
    assert [{"a": "z", "b": "y", "c": "x"}[name] for name in left] == right


def test_the_longest_path_tells_the_column_and_least_the_earliest() -> None:
    nodes = [Node("a", 10, 10), Node("b", 20, 10), Node("c", 10, 10), Node("late", 10, 10, 2)]
    laid = lay_out(nodes, [Edge("a", "b"), Edge("b", "c"), Edge("a", "c")], between=30)
    assert [column.x for column in laid.columns] == [0, 40, 90]
    assert laid.boxes["late"].x == laid.boxes["c"].x == 90
    assert len(laid.routes[2] or ()) == 4, "the long edge crosses the column of b on a level"


def test_nothing_is_laid_out_of_nothing() -> None:
    assert lay_out([], []) == Layout({}, [], [], 0.0, 0.0)


# --------------------------------------------------------------------------------------------------------------------- letters


@given(st.text(), st.floats(20, 400), st.integers(1, 3))
def test_lines_fit_and_are_not_too_many(words: str, width: float, most: int) -> None:
    lines = lines_of(words, width, most=most)
    assert len(lines) <= most
    assert all(width_of(line) <= width or len(line) <= 1 for line in lines)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=8), max_size=8))
def test_words_that_have_room_are_all_there(words: list[str]) -> None:
    assert " ".join(lines_of(" ".join(words), 4000)).split() == words


def test_what_is_cut_tells_so_between_words_where_it_can() -> None:
    assert lines_of("The Ministry of Waterways and of Ferries on Rivers", 120) == ["The Ministry of", "Waterways…"]
    assert cut("x" * 200, 60).endswith("x…")
    assert cut("short", 60) == "short"


def test_a_word_without_an_end_does_not_break_out() -> None:
    lines = lines_of("x" * 50_000, 150)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width_of(line) <= 150 for line in lines)


# ------------------------------------------------------------------------------------------------------------------------ time


def _named(start: str, end: str) -> list[str]:
    first, last = (datetime.fromisoformat(one).replace(tzinfo=UTC).timestamp() for one in (start, end))
    return [tick.label for tick in ticks(first, last)]


def test_ticks_are_hours_days_months_or_years_as_fits() -> None:
    assert _named("2031-03-04T05:10", "2031-03-04T09:50") == ["4 Mar 2031, 06:00", "07:00", "08:00", "09:00"]
    assert _named("2031-03-04T05:10", "2031-03-05T19:00") == [
        "4 Mar 2031, 06:00",
        "12:00",
        "18:00",
        "5 Mar",
        "06:00",
        "12:00",
        "18:00",
    ]
    assert _named("2031-03-04T05:10", "2031-03-08T19:00") == ["5 Mar 2031", "6 Mar", "7 Mar", "8 Mar"]
    assert _named("2031-03-04", "2031-08-04") == ["Apr 2031", "May 2031", "Jun 2031", "Jul 2031", "Aug 2031"]
    assert _named("2021-03-04", "2028-01-04") == ["2022", "2023", "2024", "2025", "2026", "2027", "2028"]


@given(st.floats(-1e9, 4e9), st.floats(0, 4e9))
def test_ticks_are_few_in_bounds_and_in_order(start: float, long: float) -> None:
    found = ticks(start, start + long)
    assert len(found) <= 9
    assert all(start <= tick.at <= start + long for tick in found)
    assert all(one.at < other.at for one, other in pairwise(found))


def test_moments_are_read_with_their_zones_and_days_as_days() -> None:
    assert instant("1970-01-02T02:00:00+02:00") == (DAY, False)
    assert instant("1970-01-02T00:00:00") == (DAY, False)
    assert instant("1970-01-02") == (DAY, True)
    assert instant(None) == instant("yesterday") == (None, False)


# ----------------------------------------------------------------------------------------------------- what pictures look like


def _drawn(picture: Picture) -> ET.Element:
    """The picture as a browser reads it."""
    return ET.fromstring(picture.file())


def _words(drawn: ET.Element) -> list[str]:
    return [one.text or "" for one in drawn.iter(f"{SVG}text")]


def _ties(drawn: ET.Element) -> list[str]:
    """The kinds of lines that are drawn, the legend left out."""
    groups = [one for one in drawn.iter(f"{SVG}g") if one.get("class") == "tie"]
    return [(one.find(f"{SVG}path").get("class") or "").removeprefix("edge ") for one in groups]  # type: ignore[union-attr]


def test_a_lineage_has_origins_at_the_left_and_pages_behind_those_that_they_copy() -> None:
    view = claim_of(
        [telling_of("wire", origins=(0,)), telling_of("copy", origins=(0,))],
        [origin_of("The Service", "organisation", "wire", "copy")],
        [link_of("copy", "wire", "copies")],
    )
    found = woven(view)
    assert [(one.column, one.label) for one in found.spots] == [("origin", "The Service"), ("page", "wire"), ("page", "copy")]
    assert [(tie.left, tie.right, tie.evidence) for tie in found.ties] == [
        ("origin 0", "page article-wire", "stated"),
        ("page article-wire", "page article-copy", "matched"),
    ]
    picture = lineage(found, "It goes back to one origin.")
    assert picture.description == "It goes back to one origin."
    drawn = _drawn(picture)
    assert {"It rests on", "told by", "who have it from these"} <= set(_words(drawn))
    assert _ties(drawn) == ["stated", "matched"]
    assert [row[:2] for row in picture.rows] == [
        ("The Service", "wire, 2031-03-04 10:00 UTC"),
        ("wire, 2031-03-04 10:00 UTC", "copy, 2031-03-04 10:00 UTC"),
    ]


def test_shapes_tell_kinds_apart_and_lines_what_shows_it() -> None:
    kinds = ("person", "organisation", "document", "unnamed", "none")
    tellings = [
        telling_of(kind, origins=(n,), chain=[HopRow(f"source-{kind}", kind, kind, None, evidence, "words")])
        for n, (kind, evidence) in enumerate(zip(kinds, ("stated", "linked", "credited", "matched", "stated"), strict=True))
    ]
    view = claim_of(tellings, [origin_of(f"the {kind}", kind, kind) for kind in kinds])
    drawn = _drawn(lineage(woven(view), "Five"))
    shapes = {one.get("class", ""): one.tag.removeprefix(SVG) for one in drawn.iter() if "kind-" in one.get("class", "")}
    assert set(shapes) == {f"shape kind-{one}" for one in ("named", "institution", "document", "unnamed", "unresolved")}
    outlines = {
        one.get("class"): (one.tag, len(one.get("points", "").split())) for one in drawn.iter() if one.get("class") in shapes
    }
    assert len(set(outlines.values())) == len(outlines), "no two are drawn alike"
    assert sorted(_ties(drawn)) == ["credited", "linked", "matched", "stated", "stated"]


def test_who_hands_it_on_stands_between() -> None:
    chain = [
        HopRow("source-post", "The Post", "outlet", None, "linked", "the Post reports"),
        HopRow("source-officials", "two officials", "unnamed", None, "stated", "two officials said"),
    ]
    view = claim_of(
        [telling_of("page", origins=(0,), chain=chain)], [origin_of("two officials, not named", "unnamed", "page", high=2)]
    )
    found = woven(view)
    assert [(one.column, one.label, one.told) for one in found.spots] == [
        ("origin", "two officials", ("not named", "counts as 1 to 2")),
        ("hop", "The Post", ("hands it on",)),
        ("page", "page", ("2031-03-04 10:00 UTC",)),
    ]
    assert [(tie.evidence, tie.words) for tie in found.ties] == [
        ("stated", "two officials said"),
        ("linked", "the Post reports"),
    ]
    assert "through" in _words(_drawn(lineage(found, "")))


def test_who_denies_it_is_drawn_with_a_wave_and_is_no_origin() -> None:
    chain = [HopRow("source-m", "The Ministry", "organisation", None, "stated", "the ministry denied")]
    view = claim_of(
        [telling_of("one", origins=(0,)), telling_of("two", act="denies", chain=chain)], [origin_of("Ann Roe", "person", "one")]
    )
    found = woven(view)
    denied = next(tie for tie in found.ties if tie.evidence == "denied")
    assert denied.right == "page article-two"
    assert next(one for one in found.spots if one.name == denied.left).marks == ("denies it",)
    path = next(one for one in _drawn(lineage(found, "")).iter(f"{SVG}path") if one.get("class") == "edge denied")
    assert path.get("d", "").count("L") > 20


def test_a_circle_is_marked_and_leads_from_nobody() -> None:
    view = claim_of(
        [telling_of("one", origins=(0,)), telling_of("two", origins=(0,))],
        [origin_of("nobody shown", "none", "one", "two", low=0)],
        [link_of("one", "two", "cites"), link_of("two", "one", "cites")],
        circles=(("statement-one", "statement-two"),),
    )
    found = woven(view)
    assert {(tie.left, tie.right, tie.is_round) for tie in found.ties} == {
        ("page article-two", "page article-one", True),
        ("page article-one", "page article-two", True),
    }
    assert all("in a circle" in one.marks for one in found.spots if one.column == "page")
    assert _ties(_drawn(lineage(found, ""))) == ["circle", "circle"]


@pytest.mark.parametrize("count", [ALL, ALL + 1, 986])
def test_many_copies_are_counted_where_they_would_stand(count: int) -> None:
    names = [f"copy{n}" for n in range(count)]
    view = claim_of(
        [telling_of("wire", origins=(0,)), *(telling_of(name, origins=(0,)) for name in names)],
        [origin_of("Ann Roe", "person", "wire", *names)],
        [link_of(name, "wire", "copies") for name in names],
    )
    found = woven(view)
    pages = [one for one in found.spots if one.column == "page"]
    more = [one for one in found.spots if one.column == "more"]
    if count <= ALL:
        assert len(pages) == count + 1
        assert not more
        assert not found.hidden
    else:
        assert len(pages) == BESIDE + 1
        assert found.hidden == count - BESIDE
        assert f"{count - BESIDE:,} pages not drawn" in lineage(found, "One.").description
        assert [(one.label, one.told) for one in more] == [(f"{count - BESIDE:,} more pages", ("all copy it",))]
    assert sum(1 for _ in lineage_rows(view)) == count + 1, "the sheet has them all"


def test_a_claim_of_many_origins_stays_a_picture() -> None:
    names = [f"p{n}" for n in range(200)]
    view = claim_of(
        [telling_of(name, origins=(n,)) for n, name in enumerate(names)],
        [origin_of(f"Source {n}", "person", name) for n, name in enumerate(names)],
    )
    found = woven(view)
    assert sum(one.column == "origin" for one in found.spots) == ORIGINS + 1
    assert sum(one.column == "page" for one in found.spots) <= PAGES + ORIGINS
    assert found.hidden + sum(one.column == "page" for one in found.spots) == 200


@st.composite
def views(draw: st.DrawFn) -> tuple[Sequence[str], ClaimView]:
    """Claims of any shape: any page may copy or cite any other, go back to any origins, deny it, be in a circle."""
    count, many = draw(st.integers(1, 40)), draw(st.integers(0, 20))
    names = [f"p{n}" for n in range(count)]
    places = st.lists(st.integers(0, many - 1), unique=True, max_size=3) if many else st.just([])
    tellings = [
        telling_of(
            name, origins=tuple(draw(places)), act=draw(st.sampled_from(["states", "states", "denies"])), first=draw(_FIRST)
        )
        for name in names
    ]
    of = [[one.row.article.removeprefix("article-") for one in tellings if place in one.origins] for place in range(many)]
    origins = [origin_of(f"s{n}", draw(st.sampled_from(["person", "unnamed", "none"])), *told) for n, told in enumerate(of)]
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(["copies", "cites"])), max_size=60)
    )
    links = [link_of(left, right, relation) for left, right, relation in pairs if left != right]
    circle = (
        draw(st.lists(st.sampled_from(names), min_size=2, max_size=4, unique=True)) if count > 1 and draw(st.booleans()) else []
    )
    circles = (tuple(f"statement-{name}" for name in circle),) if circle else ()
    return names, claim_of(tellings, origins, links, circles=circles)


_FIRST = st.sampled_from(
    [None, "2031-03-04", "2031-03-04T10:00:00+02:00", "2031-03-05T10:00:00", "2033-01-01T00:00:00", "no day"]
)


@given(views())
@settings(max_examples=60, deadline=None)
def test_every_page_of_any_claim_is_drawn_or_counted(made: tuple[Sequence[str], ClaimView]) -> None:
    names, view = made
    found = woven(view)
    drawn = {one.name for one in found.spots if one.column == "page"}
    assert len(drawn) + found.hidden == len(names) == found.pages
    spots = {one.name for one in found.spots}
    assert all(tie.left in spots and tie.right in spots for tie in found.ties)
    assert len(spots) == len(found.spots)
    ET.fromstring(lineage(found, "any").file())
    assert {row.article for row in lineage_rows(view)} == {f"article-{name}" for name in names}


@given(views())
@settings(max_examples=40, deadline=None)
def test_every_page_of_any_claim_has_its_time(made: tuple[Sequence[str], ClaimView]) -> None:
    names, view = made
    told = timeline(view)
    assert {mark.article for mark in told.marks} == {f"article-{name}" for name in names}
    assert len(list(timeline_rows(view))) == len(told.marks)
    drawn = _drawn(drawn_timeline(told, "any"))
    for one in drawn.iter(f"{SVG}circle"):
        assert 0 <= float(one.get("cx", "")) <= float(drawn.get("width", ""))
        assert 0 <= float(one.get("cy", "")) <= float(drawn.get("height", ""))


def test_a_timeline_tells_days_and_pages_without_a_time_apart() -> None:
    view = claim_of(
        [
            telling_of("exact", origins=(0,), first="2031-03-04T10:00:00+02:00", seen="2031-03-05T08:00:00+02:00"),
            telling_of("day", origins=(0,), first="2031-03-05"),
            telling_of("never", origins=(), first=None),
            telling_of("no", act="denies", first="2031-03-05T09:00:00+02:00"),
            telling_of("doubt", origins=(0,), distance="doubting"),
        ],
        [origin_of("Ann Roe", "person", "exact", "day", "doubt")],
    )
    told = timeline(view)
    assert [lane.label for lane in told.lanes] == ["Ann Roe", "nobody shown", "denied"]
    marks = {mark.label: mark for mark in told.marks}
    assert marks["day"].is_day
    assert marks["never"].at is None
    assert marks["exact"].until is not None
    assert {name: mark.does for name, mark in marks.items()} == {
        "exact": "asserts", "day": "asserts", "never": "asserts", "no": "denies", "doubt": "doubts",
    }  # fmt: skip
    assert told.marks[-1].label == "never"
    picture = drawn_timeline(told, "One.")
    assert "of 1 page the time is not known" in picture.description.lower()
    assert [row[0] for row in picture.rows if row[1] in ("day", "never")] == ["2031-03-05", "not known"]
    assert "time not known" in _words(_drawn(picture))
    rows = {row.outlet: row for row in timeline_rows(view)}
    assert rows["exact"].utc == "2031-03-04T08:00+00:00"
    assert rows["exact"].known == "moment"
    assert (rows["day"].known, rows["never"].known) == ("day", "nothing")


def test_a_crowded_lane_counts_its_pages_and_still_shows_who_denies() -> None:
    many = [telling_of(f"p{n}", origins=(0,), first=f"2031-03-{1 + n % 28:02}T10:00:00+00:00") for n in range(300)]
    doubt = telling_of("doubt", origins=(0,), distance="doubting")
    view = claim_of([*many, doubt], [origin_of("Ann Roe", "person", *(f"p{n}" for n in range(300)), "doubt")])
    picture = drawn_timeline(timeline(view), "Many.")
    drawn = _drawn(picture)
    assert sum(one.get("class") == "pile" for one in drawn.iter(f"{SVG}rect")) == 28 + 1
    assert "doubt" in _words(drawn)
    assert sum(int(row[1].split()[0]) for row in picture.rows if row[1].endswith(("page", "pages"))) == 300


def test_words_of_pages_stay_words_in_pictures() -> None:
    evil = "</text><script>alert(1)</script>\u202e"
    view = claim_of([telling_of(evil, origins=(0,))], [origin_of(evil, "person", evil)])
    for picture in (lineage(woven(view), evil), drawn_timeline(timeline(view), evil)):
        assert "<script" not in picture.file()
        assert "\u202e" not in picture.file()
        ET.fromstring(picture.file())


def test_pictures_lead_on_where_there_is_something_to_see() -> None:
    view = claim_of([telling_of("one", origins=(0,))], [origin_of("Ann Roe", "person", "one")])
    asked: list[tuple[str, str]] = []

    def to(kind: str, name: str = "", **more: object) -> str | None:
        asked.append((kind, name))
        return f"/{kind}/{name}" if kind == "article" else None

    drawn = lineage(woven(view), "").inline(to)
    assert ("article", "article-one") in asked
    assert 'href="/article/article-one"' in drawn
