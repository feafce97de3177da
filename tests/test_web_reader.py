"""The reader: texts cut into marked pieces without a letter lost, what is told of a statement, and its correction."""

from __future__ import annotations

import csv
import dataclasses
import html
import json
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser
from starlette.testclient import TestClient

from sayso.corpus import Case
from sayso.corpus.rows import HopRow, StatementRow
from sayso.records import READ_LABELS, Span
from sayso.spans import normal
from sayso.web.pictures.chain import chain_picture
from sayso.web.views.marking import FIRMLY, Mark, Marking, firmness_of, lanes, segments
from sayso.web.views.reader import Look, reader
from sayso.web.views.statement import Page, sentence

Browse = Callable[[str], TestClient]

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda two: (two[0], two[0] + two[1]))
TEXTS = st.text(min_size=1, max_size=60)


# ------------------------------------------------------------------------------------------------------------------- marking


@given(st.integers(0, 20), st.integers(0, 40), st.lists(SPANS, max_size=8))
def test_segments_tile_what_they_cut_and_know_what_they_lie_in(start: int, size: int, spans: list[tuple[int, int]]) -> None:
    found = list(segments(Span(start, start + size), spans))
    assert [place for span, _ in found for place in range(*span)] == list(range(start, start + size))
    for span, places in found:
        for place in range(*span):
            assert [n for n, (first, last) in enumerate(spans) if first <= place < last] == list(places)


@st.composite
def markings(draw: st.DrawFn) -> tuple[Marking, Span]:
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda two: Span(two[0], min(two[0] + two[1], len(text)))
    )
    marks = draw(
        st.lists(st.builds(Mark, spans, st.sampled_from(["content", "cue", "source"]), st.integers(0, 4)), max_size=12)
    )
    shown = draw(st.frozensets(st.integers(0, 4)))
    start = draw(st.integers(0, len(text) - 1))
    within = Span(start, draw(st.integers(start + 1, len(text))))
    return Marking(text, marks, dict.fromkeys(range(5), "asserted"), shown), within


@given(markings())
def test_no_letter_is_lost_or_doubled_by_marks(made: tuple[Marking, Span]) -> None:
    marking, within = made
    pieces = marking.pieces(within)
    assert "".join(one.words for piece in pieces for one in piece.words) == marking.text[within.start : within.end]
    for piece in pieces:
        assert piece.owner is None or (piece.owner in piece.contents and piece.owner in marking.shown)
        assert (piece.owner is None) == (not marking.shown & set(piece.contents))
    led = [piece.owner for piece in pieces if piece.leads]
    assert len(led) == len(set(led))
    assert set(led) == {piece.owner for piece in pieces} - {None}


@given(st.dictionaries(st.integers(0, 5), st.lists(SPANS.filter(lambda one: one[0] < one[1]), min_size=1, max_size=3)))
def test_contents_that_share_words_run_in_lanes_of_their_own(contents: dict[int, list[tuple[int, int]]]) -> None:
    told = {of: normal(spans) for of, spans in contents.items()}
    found = lanes(told)
    places = {of: {place for span in spans for place in range(*span)} for of, spans in told.items()}
    for one in places:
        for other in places:
            assert one == other or found[one] != found[other] or not places[one] & places[other]


def test_what_somebody_says_that_somebody_said_leads_to_the_inner_and_shows_both() -> None:
    text = "She said that he said that it sank."
    marks = [
        Mark(Span(0, 3), "source", 0),
        Mark(Span(4, 8), "cue", 0),
        Mark(Span(9, 34), "content", 0),
        Mark(Span(14, 16), "source", 1),
        Mark(Span(17, 21), "cue", 1),
        Mark(Span(22, 34), "content", 1),
    ]
    marking = Marking(text, marks, {0: "asserted", 1: "doubted"}, frozenset({0, 1}))
    before, outer, inner, end = marking.pieces(Span(0, len(text)))
    assert (before.owner, outer.owner, inner.owner, end.owner) == (None, 0, 1, None)
    assert [one.words for one in outer.words] == ["that ", "he", " ", "said", " "]
    assert outer.words[1].sources == (1,)
    assert [(line.firmness, line.lane) for line in inner.lines] == [("asserted", 1), ("doubted", 0)]


# ------------------------------------------------------------------------------------------------------------------ the page


def _articles(room: str) -> list[str]:
    with Case(room) as case:
        return [row.id for row in case.articles()]


def _text_of(page: str) -> str:
    """The words of the blocks, without any markup."""
    found = re.findall(r'<(?:p|blockquote) class="words">(.*?)</(?:p|blockquote)>', page, re.DOTALL)
    return "\n".join(html.unescape(re.sub(r"<[^>]*>", "", one)) for one in found)


def test_every_article_is_shown_to_the_letter(room: str, browse: Browse) -> None:
    client = browse(room)
    for name in _articles(room):
        with Case(room) as case:
            article = case.dossier(name).article
        page = client.get(f"/article/{name}?blocks=all")
        assert page.status_code == 200
        assert _text_of(page.text) == "\n".join(article.slice(block.span) for block in article.blocks)
        ids = re.findall(r' id="([^"]+)"', page.text)
        assert len(ids) == len(set(ids))


FITS: list[tuple[str, Callable[[StatementRow], bool]]] = [
    ("unnamed", lambda row: row.kind == "unnamed"),
    ("denied", lambda row: row.voice == "attributed" and firmness_of(row) == "denied"),
    ("inference", lambda row: row.voice == "inference"),
    ("off", lambda row: False),
]


def test_all_marks_or_a_count_of_what_is_hidden(room: str, browse: Browse) -> None:
    client = browse(room)
    for name in _articles(room):
        with Case(room) as case:
            rows = [row for row in case.statements(article=name, voice="any") if row.voice != "own"]
        for asked, fits in FITS:
            page = client.get(f"/article/{name}?marks={asked}").text
            hidden = sum(not fits(row) for row in rows)
            assert (f"{hidden} of {len(rows)} marks are hidden" in page) == (hidden > 0), (name, asked)
            drawn = set(re.findall(r'data-step="([^"]+)"', page))
            assert drawn <= {row.id for row in rows if fits(row)}
    assert client.get(f"/article/{name}?marks=nonsense").status_code == 400


def test_what_was_left_out_is_counted_and_can_be_seen_with_its_reason(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        articles = [one.article for one in case]
    for article in articles:
        left_out = [block for block in article.blocks if block.label not in READ_LABELS]
        page = html.unescape(client.get(f"/article/{article.id}").text)
        told = re.search(r"Left out: ([^<]*)\. <a [^>]*>The whole page</a>", page)
        counted = re.findall(r"([\d,]+)\xa0([^,]+)", told[1]) if told else []
        assert sorted(int(number) for number, _ in counted) == sorted(Counter(block.label for block in left_out).values())
        whole = html.unescape(client.get(f"/article/{article.id}?blocks=all").text)
        for block in left_out:
            assert f"<b>{block.label}</b>: {block.reason}</p>" in whole


def test_an_outlet_is_called_on_its_articles_as_in_the_list(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        for row in case.articles():
            page = parser.fromstring(client.get(f"/article/{row.id}").text)
            (where,) = page.xpath("//p[@class='where']")
            assert (row.outlet or "Outlet not known") in " ".join(where.text_content().split())


def test_everybody_on_whose_word_a_page_puts_something_is_named_beside_it(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        for row in case.articles():
            counts = Counter(one.source for one in case.statements(article=row.id))
            page = parser.fromstring(client.get(f"/article/{row.id}").text)
            shown = page.xpath("//ol[@class='speakers']/li")
            assert sorted(int(one.xpath("string(span)")) for one in shown) == sorted(counts.values())


def test_every_statement_can_be_chosen_without_a_script(room: str, browse: Browse) -> None:
    client = browse(room)
    for name in _articles(room)[:4]:
        with Case(room) as case:
            rows = case.statements(article=name, voice="any")
        for row in rows:
            page = client.get(f"/article/{name}?statement={row.id}").text
            assert page.count('id="panel"') == 1
            assert f'data-statement="{row.id}"' in page
            assert " lit" in page
            assert f'id="{row.id}"' in page
    assert "is not on this page" in client.get(f"/article/{name}?statement=statement-0000000000000000").text


def test_own_address_of_a_page_is_a_link_only_where_a_browser_may_go(room: str) -> None:
    with Case(room) as case:
        row = case.articles(limit=1)[0]
        dossier, rows = case.dossier(row.id), case.statements(article=row.id, voice="any")
    for address, is_web in (
        ("https://example.org/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("http://[", False),
        (None, False),
    ):
        article = dataclasses.replace(dossier.article, url=address, canonical_url=None)
        view = reader(dataclasses.replace(dossier, article=article), row, rows, (), Look())
        assert view.head.is_web is is_web


# ---------------------------------------------------------------------------------------------------------------- statements


HOP = HopRow("source-1", "Orla Venn", "person", None, "stated", "Venn")


@pytest.mark.parametrize(
    ("hops", "said"),
    [
        ([HOP], "This page puts it on the word of Orla Venn."),
        (
            [HOP._replace(who="Northern Star", kind="outlet"), HOP._replace(who="two officials", kind="unnamed")],
            "This page puts it on the word of Northern Star, which put it on that of two officials (not named).",
        ),
        (
            [HOP, HOP._replace(who=None, kind="none")],
            "This page puts it on the word of Orla Venn, without a word on whom that goes back to.",
        ),
        ([HOP._replace(who=None, kind="none")], "This page says that it is said, and not by whom."),
        ([HOP._replace(evidence="credited")], "This page puts it on the word of Orla Venn (credited)."),
    ],
)
def test_a_chain_is_a_sentence(room: str, hops: list[HopRow], said: str) -> None:
    with Case(room) as case:
        row = case.statements(limit=1)[0]
    assert "".join(word.words for word in sentence(row, hops, [""] * len(hops))) == said
    named = "".join(word.words for word in sentence(row, hops, ["he"] * len(hops)))
    assert named.count("“he” (it could not be settled who that is)") == sum(hop.kind != "none" for hop in hops)


def test_a_chain_is_a_picture_with_a_twin(room: str) -> None:
    picture = chain_picture([HOP._replace(who="Northern Star", kind="outlet"), HOP._replace(who="<b>&", kind="unnamed")])
    drawn = picture.file()
    assert picture.rows == [("unnamed: <b>&", "not named", "stated"), ("Northern Star", "an outlet", "stated")]
    assert "<b>" not in drawn
    assert "&lt;b&gt;&amp;" in drawn
    assert drawn.count('class="shape kind-') == 2


def test_what_is_told_of_a_statement_stands_on_its_dossier(room: str) -> None:
    with Case(room) as case:
        for row in case.articles():
            rows, chains = case.statements(article=row.id, voice="any"), case.chains(row.id)
            page = Page(case.dossier(row.id), rows, chains)
            assert page.panel("statement-of-another-page", None, (), ()) is None
            for one in rows:
                panel, view = page.panel(one.id, None, (), ()), case.statement(one.id)
                assert panel is not None
                assert chains.get(one.id, ()) == view.chain
                assert [hop.source for hop in panel.hops] == [hop.source for hop in view.chain]
                assert (panel.denies.id if panel.denies else None) == view.denies
                assert tuple(other.id for other in panel.denied_by) == view.denied_by
                assert len(panel.figures) == len(view.figures)
                for other in panel.within:
                    around = page.panel(other.id, None, (), ())
                    assert around is not None
                    assert one.id in {inner.id for inner in around.holds}


@pytest.mark.parametrize(("score", "sure"), [(0.97, "Sure"), (0.83, "Fairly sure"), (0.7, "Not quite sure"), (0.51, "Unsure")])
def test_how_sure_a_reading_is_stands_in_words_and_is_that_of_its_weakest_hop(room: str, score: float, sure: str) -> None:
    with Case(room) as case:
        row = next(one for one in case.statements() if one.via)
        dossier, rows = case.dossier(row.article), case.statements(article=row.article, voice="any")
        chains = case.chains(row.article)
    statement = next(one for one in dossier.statements if one.id == row.id)
    last = statement.chain[-1].attribution
    scored = [dataclasses.replace(one, score=score if one.id == last else 1.0) for one in dossier.attributions]
    panel = Page(dataclasses.replace(dossier, attributions=tuple(scored)), rows, chains).panel(row.id, None, (), ())
    assert panel is not None
    assert panel.sure is not None
    assert panel.sure[0] == sure
    assert not re.search(r"\d", panel.sure[1])


def test_other_pages_that_carry_a_statement_are_named(room: str, browse: Browse) -> None:
    with Case(room) as case:
        claim = case.claims(limit=1)[0]
        rows = case.statements(claim=claim.id, voice="any")
        assert len(rows) == claim.statements
        assert {row.id for row in rows} == {telling.row.id for telling in case.claim(claim.id).tellings}
        assert case.claim_with(rows[0].id) == claim
    page = browse(room).get(f"/statement/{rows[0].id}").text
    others = {row.article for row in rows} - {rows[0].article}
    assert sum(f"/article/{article}?" in page for article in others) == min(len(others), 5)
    assert f"/claim/{claim.id}" in page


def test_a_statement_has_a_page_a_part_and_files(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        row = case.statements(limit=1)[0]
    page, panel = client.get(f"/statement/{row.id}"), client.get(f"/statement/{row.id}?panel=1")
    assert "<h1" in page.text
    assert "<html" not in panel.text
    assert 'class="sentence"' in panel.text
    assert json.loads(client.get(f"/statement/{row.id}.json").text)["row"]["id"] == row.id
    assert client.get(f"/statement/{row.id}/chain.svg").headers["content-type"].startswith("image/svg+xml")
    assert client.get("/statement/statement-0").status_code == 404


@pytest.mark.parametrize("asked", ["", "unnamed=1", "kind=person&act=denies", "voice=any&text=ferry", "doubted=1", "hedged=1"])
def test_the_list_has_what_the_case_gives_and_files_have_all_of_it(room: str, browse: Browse, asked: str) -> None:
    client = browse(room)
    pairs = dict(pair.split("=") for pair in asked.split("&") if pair)
    with Case(room) as case:
        rows = case.statements(**{name: True if value == "1" else value for name, value in pairs.items()})  # type: ignore[arg-type]
    page = client.get(f"/statements?{asked}").text
    assert page.count('<li class="row">') == min(len(rows), 50)
    assert [one["id"] for one in json.loads(client.get(f"/statements.json?{asked}").text)] == [row.id for row in rows]
    lines = list(csv.DictReader(StringIO(client.get(f"/statements.csv?{asked}").text)))
    assert [one["id"] for one in lines] == [row.id for row in rows]
    if len(rows) > 50:
        assert 'rel="next"' in page
        second = client.get(f"/statements?{asked}&page=2").text
        assert second.count('<li class="row">') == min(len(rows) - 50, 50)


def test_what_does_not_exist_is_said_in_words(room: str, browse: Browse) -> None:
    answer = browse(room).get("/statements?kind=nobody")
    assert answer.status_code == 400
    assert "no kind is called" in answer.text


# --------------------------------------------------------------------------------------------------------------- corrections


def _sent(client: TestClient, page: str, path: str, **words: str) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', client.get(page).text)
    assert token is not None
    return client.post(path, data={"token": token[1], **words})


def test_a_wrong_speaker_is_corrected_shown_and_taken_back(own_room: str, browse: Browse) -> None:
    client = browse(own_room)
    with Case(own_room) as case:
        row = case.statements(limit=1)[0]
    page = f"/article/{row.article}?statement={row.id}"
    answer = _sent(client, page, f"/statement/{row.id}/review", judgement="speaker", value="Orla Venn", note="see page 3")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{page}#{row.id}"
    with Case(own_room) as case:
        review = case.reviews(statement=row.id)[0]
    assert (review.judgement, review.value, review.note) == ("wrong speaker", "Orla Venn", "see page 3")
    shown = client.get(page).text
    assert "wrong speaker: Orla Venn" in shown
    assert re.search(r'class="put [^"]*reviewed', shown)
    undone = _sent(client, page, f"/review/{review.id}/undo")
    assert undone.headers["location"] == f"{page}#{row.id}"
    with Case(own_room) as case:
        assert case.reviews(statement=row.id) == []
    assert "taken back" in client.get(page).text
    back = _sent(client, page, f"/review/{review.id}/undo", back="reviews")
    assert back.headers["location"] == "/reviews"


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ({"judgement": "nobody", "value": "left over"}, ("wrong speaker", None, None, None)),
        ({"judgement": "claim"}, ("not a statement", None, None, None)),
        ({"judgement": "label", "label": "act=denies"}, ("wrong label", "act", "denies", None)),
        ({"judgement": "label", "label": "role=", "words": "a  pilot"}, ("wrong label", "role", "a pilot", None)),
        ({"judgement": "note", "note": "call her"}, ("note", None, None, "call her")),
    ],
)
def test_every_correction_is_the_review_that_it_says(
    own_room: str, browse: Browse, words: dict[str, str], made: tuple[str | None, ...]
) -> None:
    client = browse(own_room)
    with Case(own_room) as case:
        row = case.statements(limit=1)[0]
    _sent(client, f"/statement/{row.id}", f"/statement/{row.id}/review", **words)
    with Case(own_room) as case:
        review = case.reviews(statement=row.id)[0]
    assert (review.judgement, review.field, review.value, review.note) == made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "choose what is wrong"),
        ({"judgement": "speaker", "value": " "}, "write who says it"),
        ({"judgement": "note"}, "a note must say something"),
        ({"judgement": "label", "label": "role="}, "say what the role should be"),
        ({"judgement": "label", "label": "act=sings"}, "the act cannot be"),
    ],
)
def test_a_form_that_does_not_fit_is_answered_with_a_page(
    own_room: str, browse: Browse, words: dict[str, str], said: str
) -> None:
    client = browse(own_room)
    with Case(own_room) as case:
        row = case.statements(limit=1)[0]
    answer = _sent(client, f"/statement/{row.id}", f"/statement/{row.id}/review", **words)
    assert answer.status_code == 400
    assert said in answer.text
    with Case(own_room) as case:
        assert case.reviews(statement=row.id, undone=True) == []


def test_firmness_is_called_the_same_wherever_it_is_told(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        rows = {row.id: row for row in case.statements(limit=50)}
    listed = parser.fromstring(client.get("/statements").text).xpath("//main//ol[@class='statements']/li")
    assert len(listed) == len(rows)
    told = set()
    for item, row in zip(listed, rows.values(), strict=True):
        firm = firmness_of(row)
        words = [one for one in FIRMLY.values() if f" · {one} " in " ".join(item.text_content().split())]
        assert words == ([FIRMLY[firm]] if firm in FIRMLY else [])
        assert item.xpath(".//a/@class")[0] == f"firm {firm}"
        told |= set(words)
    assert len(told) > 1
    legend = " ".join(client.get(f"/article/{_articles(room)[0]}").text.split())
    assert all(f">{words}</span>" in legend for words in FIRMLY.values())
