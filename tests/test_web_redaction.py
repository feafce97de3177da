"""Names covered: every way of writing them, at every place of a report, and nothing told by a length or a number."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.corpus import Case
from sayso.errors import RedactionError, UsageError
from sayso.records import Page, Refusal
from sayso.road import analyze
from sayso.web.addresses import OneFile
from sayso.web.bars import barred, readings
from sayso.web.book import Book, Order
from sayso.web.covering import covered, covering
from sayso.web.redaction import BAR, VEIL, Called, Redactor, folded
from sayso.web.report import write_file, write_folder

MADE = datetime(2031, 3, 9, 12, 0, tzinfo=UTC)
VENN = Called(("Orla",), ("Venn",))
FINDER = Redactor([VENN], others=["Orla Brand"])


def told(text: str, finder: Redactor = FINDER) -> str:
    return finder.covered(text).replace(BAR, "█")


# -------------------------------------------------------------------------------------------------------- one name, many forms


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Orla Venn said", "█ said"),
        ("said ORLA VENN, who", "said █, who"),
        ("Venn’s plan, the Venns’ house, Venn's", "█ plan, the █ house, █"),
        ("Ms. Venn and Dr Orla M. Venn met Prof O. Venn", "█ and █ met █"),
        ("Venn, Orla (1988)", "█ (1988)"),
        ("by Orla", "by █"),
        ("Orla Brand and Orla", "Orla Brand and █"),
        ("minister Venn", "minister █"),
        ("https://star.example/2031/orla-venn-resigns", "https://star.example/2031/█"),
        ("https://star.example/2031/venn_resigns.html?id=7", "https://star.example/2031/█?id=7"),
        ("pages/statement-venn.html", "pages/█"),
        ("orla%20venn and O%72la%20V%65nn", "█ and █"),
        ("@ovenn, @OrlaVennMP, #VennOut", "@█, @█, #█"),
        ("o.venn@moorings.example, orlav@moorings.example", "█@moorings.example, █@moorings.example"),
        ("www.vennforall.example/plans", "█/plans"),
        ("realOrlaVenn2031 wrote", "█ wrote"),
        ("Or\u00adla Ve\u200bnn, Orla\u00a0Venn, Orla\nVenn", "█, █, █"),
        ("Ve-\nnn went", "█ went"),
        ("O\u0301rla Ve\u0301nn", "█"),
        ("Ｏｒｌａ　Ｖｅｎｎ", "█"),
        ("Or\x07la Venn", "█"),
        ("https://a.example/?q=orla%2520ve%25256en", "https://a.example/?q=█"),
        ("https://a.example?by=realvenn&page=2", "https://a.example?by=█&page=2"),
        ("100%25 venn, xn--, xn--99999999999999, %25", "100%25 █, xn--, xn--99999999999999, %25"),
        ("invention, prevenn, Avenne, Orlando, the Vennery", "invention, prevenn, Avenne, Orlando, the Vennery"),
    ],
)
def test_every_form_is_covered(text: str, left: str) -> None:
    assert told(text) == left


def test_letters_that_are_spelled_otherwise() -> None:
    finder = Redactor([Called(("Jürgen",), ("van", "der", "Møller"))])
    for text in (
        "Jürgen van der Møller",
        "Juergen van der Moeller",
        "JURGEN VAN DER MOLLER",
        "j%C3%BCrgen-van-der-m%C3%B8ller",
    ):
        assert told(text, finder) == "█"
    assert told("Herr van der Møller", finder) == "Herr █"
    spelled = Redactor([Called(("Juergen",), ("Moeller",))])
    assert told("Jürgen Möller", spelled) == "█"
    assert told("Ms O’Hara, O'HARA, ohara", Redactor([Called((), ("O’Hara",))])) == "█, █, █"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://xn--mller-kva.example/a", "https://█/a"),
        ("https://www.drm%25C3%25BCllerpress.example", "https://█"),
        ("https://drmuellerpress.example and @realmueller, @mullerteam", "https://█ and @█, @█"),
        ("by xn--mller-kva", "by █"),
    ],
)
@pytest.mark.parametrize("family", ["Müller", "Mueller"])
def test_addresses_spell_letters_otherwise(text: str, left: str, family: str) -> None:
    assert told(text, Redactor([Called(("Ilse",), (family,))])) == left


def test_a_name_that_is_a_word_needs_a_capital() -> None:
    finder = Redactor([Called(("Will",), ("Page",))], ordinary={"will", "page"})
    assert told("Page said he will turn the page, Will will not.", finder) == "█ said he will turn the page, █ will not."
    assert told("will page, WILL PAGE", finder) == "█, █"
    assert told("https://star.example/a/minister-page-resigns", finder) == "https://star.example/a/█"
    assert finder.left("page 2 of the list; Page 3") is None


def test_bodies_are_called_by_short_names_and_letters() -> None:
    finder = Redactor([Called((), ("Saltgate", "Evening", "Post"), True), Called((), ("Post",), True, definite=True)], {"post"})
    assert told("the Saltgate Evening Post, SEP, saltgateeveningpost.example", finder) == "the █, █, █.example"
    assert told("The Post has it; by post; at the post office", finder) == "█ has it; by post; at the post office"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_what_is_covered_is_covered_once_and_for_all(before: str, behind: str) -> None:
    text = f"{before} Orla Venn {behind}"
    masked = FINDER.masked(text)
    assert len(masked) == len(text)
    assert all(new in (old, VEIL) or old == VEIL for new, old in zip(masked, text, strict=True))
    assert [one.isspace() for one in masked] == [one.isspace() for one in text]
    assert "venn" not in masked.lower()
    bare = FINDER.covered(text)
    assert FINDER.covered(bare).replace("\ufffd", "") == bare.replace(VEIL, "")
    assert not FINDER.names(bare)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A name as somebody might write it: any case, accents, unseen characters, gaps."""
    unseen = st.sampled_from(["", "", "", "\u00ad", "\u200b", "\u2060", "\u0301", "\ufeff"])
    letters = [
        draw(st.sampled_from([one.lower(), one.upper()])) + draw(unseen)
        for one in draw(st.sampled_from(["OrlaVenn", "VennOrla", "Venn"]))
    ]
    if len(letters) > 4:
        letters.insert(4, draw(st.sampled_from([" ", "\u00a0", "-", "_", ".", "\n", " \n ", ", ", ""])))
    words = "".join(letters)
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC"])), words)


@given(
    disguised(),
    st.sampled_from(["", "Ms ", "@", "the minister ", "“", "(", "/a/"]),
    st.sampled_from(["", "’s", "'s", ",", ".”", "-"]),
)
def test_no_disguise_helps(name: str, before: str, behind: str) -> None:
    masked = FINDER.masked(f"He met {before}{name}{behind} there")
    assert not set("venVEN") & set(
        masked.removeprefix("He met ").removeprefix(before.replace("Ms ", "")).replace("there", "").replace("the minister ", "")
    )


@given(st.text(max_size=200))
def test_folding_keeps_the_places(text: str) -> None:
    read = folded(text)
    for place in range(len(read.text)):
        start, end = read.span(place, place + 1)
        assert 0 <= start < end <= len(text)
    assert read.text == folded(text).text


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "Venn " * 5_000, "-\n" * 20_000, "o r l a " * 5_000, "Orla " * 5_000, "@" * 20_000]
)
def test_long_texts_take_no_long_time(text: str) -> None:
    assert len(FINDER.masked(text)) == len(text)


# --------------------------------------------------------------------------------------------------------- bars, the last look


def test_bars_have_one_width_and_stand_where_they_may() -> None:
    head = f'<title>{VEIL * 3}</title><p title="{VEIL * 9}">'
    made = f"{head}x {VEIL * 2} {VEIL * 7}<mark>{VEIL}</mark><svg><text>{VEIL}</text></svg>"
    shown = barred(made)
    assert VEIL not in shown.html
    assert shown.bars == 2
    assert shown.html.count("█████") == 5
    assert "██████" not in shown.html
    assert shown.html.count('class="bar"') == 2


@pytest.mark.parametrize(
    "made",
    [
        "<p>Or<mark>la Ve</mark>nn</p>",
        "<p>Orla <b>Venn</b></p>",
        '<img alt="Orla Venn">',
        '<a href="https://star.example/orla-venn">x</a>',
        "<td>Orla</td><td>Venn</td>",
        "<p>Orla&#160;Venn</p>",
        "<svg><text>Ve<tspan>nn</tspan></text></svg>",
        '<p aria-label="ask @ovenn">x</p>',
    ],
)
def test_the_last_look_finds_what_is_left(made: str) -> None:
    assert any(map(FINDER.left, readings(made)))


def test_the_last_look_takes_no_digest_for_a_name() -> None:
    finder = Redactor([Called((), ("Abe",)), Called((), ("Dade",))])
    made = '<a href="#/claim/claim-1abe2dade3f40000">article-1abe2dade3f40000</a> 1abe2d4f'
    assert not any(map(finder.left, readings(made)))


# ------------------------------------------------------------------------------------------------------------ the whole report


def people(case: Case) -> Iterator[str]:
    """Those who have a name of their own, and one that is no word with other uses: neither "Operator" nor "the ministry", which
    is covered with a capital only, nor several of whom one spoke ("A or B")."""
    rows = (row for row in case.sources() if row.name and row.kind in ("person", "organisation", "outlet"))
    return (row.name for row in rows if row.name and re.search(r"\b[A-Z].* [A-Z]", row.name) and " or " not in row.name)


def words_of(html: str) -> str:
    """All that a report says, pictures and attributes too, tags taken out as if they were not there."""
    ids = re.sub(r"[a-z-]+-[0-9a-f]{16}|[0-9a-f]{32,}", "", html[html.index("</style>") :])
    return unescape(re.sub(r"<[^>]*>", "", ids) + " ".join(re.findall(r'="([^"]*)"', ids)))


def written(case: Case, *names: str) -> str:
    out = io.BytesIO()
    write_file(case, Order(MADE, redact=names), out)
    return out.getvalue().decode("utf-8")


@pytest.mark.parametrize("name", ["Anselm Torvey", "Mirelle Oakstead", "Rufina Antrell", "Ilse Varren", "Nell Ardmoor"])
def test_no_page_names_who_is_covered(name: str, room: str) -> None:
    with Case(room) as case:
        html = written(case, name)
    assert VEIL not in html
    for word in name.lower().split():
        assert word not in words_of(html).lower()
        assert word not in html[html.index("<body") :].lower()
    assert "Something was covered in" in html
    assert "Ilse Varren" in html or name == "Ilse Varren"


@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_anybody_can_be_covered(data: st.DataObject, room: str) -> None:
    with Case(room) as case:
        names = data.draw(st.lists(st.sampled_from(sorted(set(people(case)))), min_size=1, max_size=2, unique=True))
        html = words_of(written(case, *names)).lower()
    for name in names:
        assert name.lower() not in html


def test_a_folder_names_nobody_either(room: str, tmp_path: Path) -> None:
    with Case(room) as case:
        made = write_folder(case, Order(MADE, title="On Torvey", redact=("Anselm Torvey",)), tmp_path / "report")
    everything = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "report").rglob("*.html"))
    assert made.bars > 20
    assert "torvey" not in everything.lower()
    assert "anselm" not in everything.lower()


def test_no_length_is_told(room: str) -> None:
    """Marks may cut a name in two; each piece is a bar like all others."""
    with Case(room) as case:
        html = written(case, "Anselm Torvey")
    bars = re.findall("█+", html)
    assert bars
    assert set(bars) == {"█████"}


def test_what_was_refused_and_reviewed_is_covered(own_room: str) -> None:
    with Case(own_room, write=True) as case:
        refusal = Refusal(
            page="/home/me/torvey-letter.pdf",
            step="read",
            reason="pdf",
            message="this is a PDF of Anselm Torvey",
            advice="Turn it.",
        )
        case.add([(refusal, None)])
        statement = case.statements(limit=1)[0].id
        case.review(statement, "wrong speaker", value="A. Torvey", note="heard Torvey say so", by="torvey@desk.example")
        html = written(case, "Anselm Torvey")
    assert "torvey" not in html.lower()
    assert "/home/me" not in html


def test_a_misspelled_name_is_no_report(room: str) -> None:
    with Case(room) as case:
        with pytest.raises(UsageError, match="stands nowhere"):
            written(case, "Anselm Torvy")
        with pytest.raises(UsageError, match="no name"):
            written(case, " , ")


def test_who_shares_a_family_name_is_told_of(tmp_path: Path) -> None:
    text = b"Bridge shut\n\nOrla Venn said the bridge was shut. Tamsin Venn said it was open. Orla Brand said it was not.\n"
    path = tmp_path / "a.case"
    with Case(path, write=True) as case:
        case.add([(analyze(Page(data=text, name="a.txt"), engine="grammar"), None)])
        made = covering(case, ["Orla Venn"])
        seen = next(iter(covered(case, made.redactor))).article.text
    assert made.shared == ("Tamsin Venn",)
    assert "Venn" not in seen
    assert "Orla Brand said" in seen


def test_a_leak_is_never_written(room: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Should anything slip through on the way, nothing is written."""
    monkeypatch.setattr("sayso.web.book.covered", lambda case, redactor: case)
    with Case(room) as case:
        out = io.BytesIO()
        with pytest.raises(RedactionError, match="nothing was written"):
            write_file(case, Order(MADE, redact=("Anselm Torvey",)), out)
        assert out.getvalue() == b""
        with pytest.raises(RedactionError):
            write_folder(case, Order(MADE, redact=("Anselm Torvey",)), tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


def test_offsets_hold(room: str) -> None:
    with Case(room) as case:
        made = covering(case, ["Anselm Torvey"])
        for dossier, seen in zip(case, covered(case, made.redactor), strict=True):
            assert len(seen.article.text) == len(dossier.article.text)
            assert [one.spans for one in seen.statements] == [one.spans for one in dossier.statements]
            assert seen.article.id == dossier.article.id


def test_ids_and_digests_stay(room: str) -> None:
    with Case(room) as case:
        plain, hidden = (Book(case, Order(MADE, redact=names), brief=True) for names in ((), ("Anselm Torvey",)))
        addresses = OneFile(plain.held, case.place_of)
        ids = [
            set(
                re.findall(
                    r"article-[0-9a-f]{16}", book.page(("digests", ""), addresses, layout="leaf.html", anchor="x", standing="")
                )
            )
            for book in (plain, hidden)
        ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 14
