"""Outlets: the table is sound, names and addresses find the right one, and the user's file adds to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import analyze, outlets
from sayso.errors import UsageError
from sayso.names import bare
from sayso.outlets import KINDS, VARIABLE, agency, is_own, outlet, outlet_at, read
from sayso.records import Dossier, Page
from sayso.resolution.roster import kind_of_name


@pytest.fixture(autouse=True)
def the_table_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def called(name: str) -> str | None:
    found = outlet(name)
    return found.name if found is not None else None


def at(address: str) -> str | None:
    found = outlet_at(address)
    return found.name if found is not None else None


# ----------------------------------------------------------------------------------------------------------- our own table


def test_the_table_is_sound() -> None:
    table = outlets.outlets()  # reading it raises where two have the same name or domain
    assert len(table) > 500
    assert {one.kind for one in table} == set(KINDS)
    for one in table:
        assert all(name == " ".join(name.split()) and bare(name) for name in one.names), one
        assert all(re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", domain) for domain in one.domains), one
        assert not {bare(name) for name in one.aliases} & {bare(name) for name in one.ordinary}, one


def test_whoever_owns_an_outlet_of_the_table_is_called_as_there() -> None:
    by_key = {bare(one.name): one.name for one in outlets.outlets()}
    wrong = [one.name for one in outlets.outlets() if one.parent and by_key.get(bare(one.parent), one.parent) != one.parent]
    assert not wrong


def test_every_outlet_is_found_by_its_names_and_domains() -> None:
    for one in outlets.outlets():
        assert outlet(one.name) is one, one
        assert all(outlet(name) is one for name in one.aliases), one
        assert all(outlet_at(domain) is one for domain in one.domains), one


def test_no_names_that_are_heard_anywhere_are_given_names_or_offices() -> None:
    from sayso.names.lexicon import GIVEN_FEMALE, GIVEN_MALE, TITLES

    words = {bare(name) for one in outlets.outlets() for name in one.names if outlet(name, expected=False) is not None}
    assert not words & (GIVEN_FEMALE | GIVEN_MALE | TITLES)


def test_columns_and_kinds_are_documented() -> None:
    told = (Path(__file__).parents[1] / "docs" / "reference" / "outlets.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", told, re.M)) == (*outlets.COLUMNS, *KINDS)
    example = told.split("```\n")[1].splitlines()
    assert [one.name for one in read(example, "example")] == ["Tessel Courier", "Low Water Mark"]


# ---------------------------------------------------------------------------------------------------------------- by name


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("The New York Times", "The New York Times"),
        ("NYT", "The New York Times"),
        ("the Washington Post", "The Washington Post"),
        ("USA TODAY", "USA Today"),
        ("El Pais", "El País"),
        ("Süddeutsche Zeitung", "Süddeutsche Zeitung"),
        ("Al-Jazeera", "Al Jazeera"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("Harper's", "Harper’s Magazine"),
        ("Tessel Courier", None),
        ("", None),
        (".", None),
    ],
)
def test_an_outlet_by_name(name: str, found: str | None) -> None:
    assert called(name) == found


@pytest.mark.parametrize("name", ["Time", "the Hill", "APA", "The Information", "People", "The Observer"])
def test_ordinary_words_are_outlets_only_where_one_is_expected(name: str) -> None:
    assert outlet(name) is not None
    assert outlet(name, expected=False) is None


@pytest.mark.parametrize("name", ["economist", "axios", "ap", "time", "reuters"])
def test_a_single_word_needs_its_capital(name: str) -> None:
    assert outlet(name) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Haaretz", "outlet"), ("Der Spiegel", "outlet"), ("Le Monde", "outlet"), ("Facebook", "organisation"), ("Dawn", None)],
)
def test_the_table_tells_the_kind_of_a_name(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


# ------------------------------------------------------------------------------------------------------------- by address


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://abcnews.go.com/Politics/story?id=1", "ABC News"),
        ("go.com", None),
        ("www.abc.net.au", "ABC (Australia)"),
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("http://news.sky.com:8080/x", "Sky News"),
        ("sky.com", None),
        ("https://timesofindia.indiatimes.com/x", "The Times of India"),
        ("https://economictimes.indiatimes.com/x", "The Economic Times"),
        ("NYTimes.com.", "The New York Times"),
        ("https://notnytimes.com/", None),
        ("https://lowwatermark.example/2031", None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_an_outlet_by_the_longest_domain(address: str, found: str | None) -> None:
    assert at(address) == found


@given(st.text())
def test_any_text_is_looked_up(text: str) -> None:
    assert outlet(text, expected=False) in (None, outlet(text))
    assert outlet_at(text) is None or "." in text


# -------------------------------------------------------------------------------------------------------------- agencies


def test_agencies_by_name_and_alias() -> None:
    assert agency("AP") == agency("the associated press") == agency(" Associated Press. ") == "Associated Press"
    assert agency("dpa") == agency("DPA") == "Deutsche Presse-Agentur"
    assert agency("ap") is None  # words of two letters are agencies in capitals only
    assert agency("BBC") is None
    assert agency("Tessel Courier") is None
    assert agency("") is None


# ------------------------------------------------------------------------------------------------------------ the own outlet


@pytest.mark.parametrize(
    ("name", "outlet_name", "own"),
    [
        ("Tessel Courier", "The Tessel-Courier", True),
        ("the Courier", "Tessel Courier", True),
        ("TC", "Tessel Courier", True),
        ("Tessel Courier Online", "Tessel Courier News", True),
        ("AP", "The Associated Press", True),
        ("HuffPost", "The Huffington Post", True),
        ("The Washington Post", "washingtonpost.com", True),
        ("Tessel", "Tessel Courier", False),
        ("tc", "Tessel Courier", False),
        ("T", "Tessel", False),
        ("The Associated Press", "Tessel Courier", False),
        ("Canadian Press", "The Associated Press", False),
        ("The Washington Post", "The Washington Times", False),
        ("", "", False),
        ("!", "?", False),
        (None, "Tessel Courier", False),
        ("Tessel Courier", None, False),
    ],
)
def test_the_outlet_of_the_page_itself(name: str | None, outlet_name: str | None, own: bool) -> None:
    assert is_own(name, outlet_name) is own


@given(st.text(), st.text())
def test_any_names_of_outlets_are_compared(name: str, other: str) -> None:
    assert is_own(name, other) in (True, False)
    assert is_own(other, other) is bool(bare(other))


# ------------------------------------------------------------------------------------------------------------ the user's file


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "mine.csv"
    monkeypatch.setenv(VARIABLE, str(path))
    yield path
    outlets._tabled.cache_clear()


def test_the_users_file_adds_and_overrides(users: Path) -> None:
    users.write_text(
        "name,kind,aliases,domains,parent\n"
        "Tessel Courier,newspaper,TeCo; Courier of Tessel,tessel.example; news.tessel.example,Tessel Group\n"
        "The Guardian,magazine,The Grauniad,theguardian.com,\n"
        '"Lantern, The",online,AP,,\n',
        encoding="utf-8",
    )
    assert called("TeCo") == at("https://www.news.tessel.example/a") == "Tessel Courier"
    guardian = outlet("The Grauniad")
    assert guardian is not None
    assert (guardian.kind, outlet_at("theguardian.com")) == ("magazine", guardian)
    assert called("AP") == "Lantern, The"  # the user's word counts for more
    assert called("Associated Press") == "Associated Press"
    assert outlet("Tessel Courier") in outlets.outlets()


def test_a_run_tells_which_file_it_knew(users: Path) -> None:
    users.write_text("name,kind\nTessel Courier,online\n", encoding="utf-8")
    page = Page(data=b"Orla Venn said that it was shut.", name="page.txt", media_type="text/plain")
    first, again = analyze(page, engine="grammar"), analyze(page, engine="grammar")
    users.write_text("name,kind\nTessel Star,online\n", encoding="utf-8")
    other = analyze(page, engine="grammar")
    assert isinstance(first, Dossier)
    assert isinstance(other, Dossier)
    assert first == again
    assert [name for name, _ in first.run.options] == ["outlets"]
    assert first.run.options != other.run.options


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,sort\nTessel Courier,newspaper\n", "line 1: the first line must name the columns, of name, kind, aliases"),
        ("", "line 1: the first line must name the columns"),
        ("name,kind\nTessel Courier,paper\n", "line 2: the kind is 'paper'; it must be one of agency, newspaper"),
        ("name,kind\nTessel Courier\n", "line 2: there must be as many values as columns"),
        ("name,kind\nTessel Courier,online,more\n", "line 2: there must be as many values as columns"),
        ("name,kind\n!,online\n", "line 2: a name must have letters or digits"),
        ("name,kind,domains\nTessel Courier,online,https://tessel.example\n", "line 2: https://tessel.example is no domain"),
        ("name,kind,domains\nTessel Courier,online,www.tessel.example\n", "line 2: www.tessel.example is no domain"),
        ("name,kind\nTessel,online\nThe Tessel,online\n", "line 3: The Tessel has the name 'tessel', and so has Tessel"),
        ("name,kind,domains\nA,online,a.example\nB,online,a.example\n", "line 3: B has the domain a.example, and so has A"),
        ('name,kind\n"Tessel,online\n', "this is no CSV"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_where(users: Path, text: str, says: str) -> None:
    users.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(says)) as raised:
        outlet("Tessel")
    assert "mine.csv" in str(raised.value)


def test_a_file_that_is_not_there_or_not_text_is_told(users: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        outlet("Tessel")
    users.write_bytes(b"name,kind\nTess\xe9l,online\n")
    with pytest.raises(UsageError, match="it is not UTF-8; SAYSO_OUTLETS must name a CSV file"):
        outlet("Tessel")


def test_the_command_line_tells_of_a_bad_file_and_ends(users: Path) -> None:
    users.write_text("name\n", encoding="utf-8")
    page = users.with_name("page.txt")
    page.write_text("The bridge was shut on Monday, Orla Venn told Haaretz, after a storm tore away its railing.\n" * 3)
    command = [sys.executable, "-m", "sayso", "analyze", "-j", "2", "--engine", "grammar", str(page), str(page)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"sayso: {users}, line 1: the first line must name the columns")
    assert len(done.stderr.splitlines()) == 1


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_file_is_read_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert all(bare(one.name) for one in read(("name,kind\n" + text).splitlines(keepends=True), "mine.csv"))


def test_the_table_is_read_late_and_fast() -> None:
    code = "import sys, sayso.outlets as o; assert not o._tabled.cache_info().currsize; o.outlet('AP'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"tldextract", "tomllib", "rich", "numpy"} & set(loaded)
    outlets._tabled.cache_clear()
    begun = time.perf_counter()
    outlet("AP")
    assert time.perf_counter() - begun < 0.5
