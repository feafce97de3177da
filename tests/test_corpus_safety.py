"""A case is mailed around: what is no case, newer, changed or broken is told, and nothing in a file acts by itself."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from cases import example, filled, tables
from sayso.corpus import Case, health, schema
from sayso.errors import CaseError, SaysoError
from sayso.records import Run

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return filled(tmp_path_factory.mktemp("sound") / "a.case").read_bytes()


@pytest.fixture
def path(tmp_path: Path, sound: bytes) -> Path:
    found = tmp_path / "a.case"
    found.write_bytes(sound)
    return found


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def refused(path: Path, *, write: bool = False) -> str:
    with pytest.raises(CaseError) as told:
        Case(path, write=write)
    assert str(path) in str(told.value)
    return str(told.value)


# ------------------------------------------------------------------------------------------------------- no case at all


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "sayso add" in refused(tmp_path / "none.case")
    assert not (tmp_path / "none.case").exists()
    assert "folder exists" in refused(tmp_path / "no" / "folder.case", write=True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>" * 50, b"SQLite format 3\0", b"SQLite format 3\0" + b"x" * 200])
def test_other_files_are_no_case(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.case"
    path.write_bytes(data)
    assert "no case" in refused(path)
    if data:
        assert "no case" in refused(path, write=True)
        assert path.read_bytes() == data


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    refused(tmp_path)


def test_other_databases_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE mail (body TEXT)")
    before = path.read_bytes()
    for write in (False, True):
        assert "no case of sayso" in refused(path, write=write)
    assert path.read_bytes() == before


def test_a_newer_case_is_told(path: Path) -> None:
    change(path, "PRAGMA user_version = 99")
    assert "newer sayso (form 99" in refused(path)
    assert "update sayso" in refused(path, write=True)


# ----------------------------------------------------------------------------------------------------- what was changed


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TRIGGER t AFTER INSERT ON reviews BEGIN DELETE FROM reviews; END"],
        ["CREATE VIEW bad AS SELECT 1"],
        ["DROP VIEW who_said_what", "CREATE VIEW who_said_what AS SELECT id, randomblob(1000000000) AS who FROM statements"],
        ["CREATE VIRTUAL TABLE bad USING fts5 (x)"],
        ["CREATE VIRTUAL TABLE bad USING rtree (a, b, c)"],
        ["CREATE TABLE more (x)"],
        ["CREATE INDEX more ON articles (title)"],
        ["CREATE UNIQUE INDEX more ON articles (abs(number))"],
        ["ALTER TABLE articles ADD COLUMN more TEXT DEFAULT 'x'"],
        ["DROP VIEW versions"],
        ["DROP TABLE article_words"],
        ["PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = replace(sql, 'NULL', 'NULL ') WHERE name = 'reviews'"],
    ],
    ids=lambda statements: statements[-1][:40],
)
def test_a_file_that_is_not_as_a_case_is_refused(path: Path, statements: list[str]) -> None:
    change(path, *statements)
    told = refused(path)
    assert "is not as a case has it" in told or "lacks" in told
    assert told == refused(path, write=True)


def test_counts_of_the_planner_are_harmless(path: Path) -> None:
    change(path, "ANALYZE")
    with Case(path) as case:
        assert case.statements(unnamed=True)


def test_a_reader_cannot_write(path: Path) -> None:
    with Case(path) as case:
        name = case.statements()[0].id
        with pytest.raises(CaseError, match="opened to look"):
            case.review(name, "not a statement")
        with pytest.raises(CaseError, match="opened to look"):
            case.add([(example()[0], None)], renew=True)


def test_the_guards_are_on(path: Path) -> None:
    with Case(path) as case:
        found = {
            name: case._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("trusted_schema", "foreign_keys", "cell_size_check", "query_only")
        }
    assert found == {"trusted_schema": 0, "foreign_keys": 1, "cell_size_check": 1, "query_only": 1}
    with Case(path, write=True) as case:
        guards = [case._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert guards == ["wal", 2]


def test_no_view_or_index_of_a_case_needs_trust() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    schema.create(connection)
    views = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) >= 8
    for view in views:
        assert connection.execute(f"SELECT * FROM {view}").fetchall() == []
    assert not [thing for thing in schema.things(connection) if thing[0] == "trigger"]
    connection.close()


# ------------------------------------------------------------------------------------------------------- what is broken


def packed(line: bytes) -> bytes:
    return zlib.compress(line)


@pytest.mark.parametrize("line", [b"", b"junk", packed(b"{}"), packed(b"x" * 10_000_000), packed(b"\xff\xfe")[:5]])
def test_a_changed_dossier_is_told(path: Path, line: bytes) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE dossiers SET line = ? WHERE article = 2", (line,))
    connection.commit()
    connection.close()
    with Case(path) as case:
        with pytest.raises(CaseError, match="is damaged"):
            list(case)
        (finding,) = [finding for finding in case.doctor() if not finding.sound]
        assert finding.check == "dossiers"
        assert example()[1].article.id in finding.detail


@pytest.mark.parametrize(
    ("check", "statement"),
    [
        (
            "keys",
            "UPDATE statements SET party = 999999 WHERE number = (SELECT min(number) FROM statements WHERE party IS NOT NULL)",
        ),
        ("dossiers", "UPDATE articles SET text = text || '!' WHERE number = 1"),
        ("dossiers", "DELETE FROM statements WHERE number = (SELECT max(number) FROM statements)"),
        ("dossiers", "DELETE FROM dossiers WHERE article = 3"),
        ("counts", "UPDATE parties SET statements = statements + 1 WHERE number = 1"),
        ("words", "INSERT INTO article_words (article_words) VALUES ('delete-all')"),
    ],
)
def test_the_doctor_finds(path: Path, check: str, statement: str) -> None:
    change(path, statement)
    with Case(path) as case:
        assert check in [finding.check for finding in case.doctor() if not finding.sound]


def test_rows_that_somebody_made_up_are_told(path: Path) -> None:
    with Case(path, write=True) as case:
        name = case.statements(unnamed=True)[0].id
        case.review(name, "not a statement")
        source = case.sources(kind="unnamed")[0].id
    change(
        path,
        "UPDATE statements SET id = 'made-up' WHERE number = (SELECT min(number) FROM statements)",
        "UPDATE sources SET anonymity = '[1'",
        "UPDATE reviews SET spans = '{'",
    )
    with Case(path, write=True) as case:
        with pytest.raises(CaseError, match="is not in the dossier"):
            case.statement("made-up")
        with pytest.raises(CaseError, match="malformed JSON"):
            case.source(source)
        case.add([(replace(one, run=Run(version="9", engine="grammar")), None) for one in example()], renew=True)
        assert [one.now for one in case.reviews()] == [name]
        assert case.source(source).row.id == source


def test_the_doctor_is_content_with_a_sound_case(path: Path) -> None:
    with Case(path) as case:
        findings = case.doctor()
    assert [finding.check for finding in findings] == [*health._CHECKS, "versions", "linked"]
    assert all(finding.sound for finding in findings)


@pytest.mark.parametrize("seed", range(25))
def test_damage_is_told_and_never_breaks_the_reader(path: Path, sound: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(sound)
    if seed % 5 == 0:
        data = data[: chance.randrange(100, len(data))]
    for _ in range(60):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path.write_bytes(data)
    try:
        with Case(path) as case:
            for asking in (
                lambda: list(case),
                lambda: case.statements(voice="any"),
                lambda: case.find("ferry cable"),
                lambda: [case.source(row.id) for row in case.sources()],
                lambda: [case.outlet(row.id) for row in case.outlets()],
                case.articles,
                case.doctor,
            ):
                with suppress(SaysoError):
                    asking()
    except CaseError:
        pass


# ---------------------------------------------------------------------------------------------------------- a full disk


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", example()[:5])
    before = tables(path)
    with Case(path, write=True) as case:
        pages = case._connection.execute("PRAGMA page_count").fetchone()[0]
        case._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
        with pytest.raises(CaseError, match=r"no room left.*make room, and add the same again"):
            case.add([(one, None) for one in example()[5:]])
        assert len(case) == 5
        case._connection.execute("PRAGMA max_page_count = 1000000")
        assert case.add([(one, None) for one in example()[5:]]).new == len(example()) - 5
    assert before["articles"] == tables(path)["articles"][:5]
    with Case(path) as case:
        assert list(case) == list(example())
        assert all(finding.sound for finding in case.doctor())


LIMITED = """
import resource, sys
from pathlib import Path
from cases import variants
from sayso.corpus import Case
from sayso.errors import CaseError
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
case = Case(sys.argv[1], write=True)
try:
    for number, dossier in enumerate(variants(400)):
        case.add([(dossier, None)])
        print(number + 1, flush=True)
except CaseError as error:
    print(error, file=sys.stderr)
    sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_a_file_that_may_not_grow_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    run = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True, cwd=HERE, check=False)
    assert run.returncode == 7, run.stderr
    assert "all before it was: make room" in run.stderr
    acknowledged = int(run.stdout.split()[-1])
    assert acknowledged > 5
    with Case(path) as case:
        assert len(case) == acknowledged
        assert all(finding.sound for finding in case.doctor())


# ------------------------------------------------------------------------------------------------------- other openings


def test_an_older_form_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def more(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE VIEW newest AS SELECT max(published) AS published FROM articles")

    old, form = schema.sql(), schema.FORM
    monkeypatch.setattr(schema, "FORM", form + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {form: more})
    new = f"{old}\nCREATE VIEW newest AS SELECT max(published) AS published FROM articles;\n"
    monkeypatch.setattr(schema, "sql", lambda asked=form + 1: {form: old, form + 1: new}[asked])
    schema.expected.cache_clear()
    try:
        assert f"older form ({form}; this sayso has {form + 1})" in refused(path)
        with Case(path, write=True) as case:
            assert list(case) == list(example())
        with Case(path) as case:
            assert "newest" in case.names()
    finally:
        schema.expected.cache_clear()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, form = schema.sql(), schema.FORM
    monkeypatch.setattr(schema, "FORM", form + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {form: lambda connection: connection.execute("DROP VIEW nothing")})
    monkeypatch.setattr(schema, "sql", lambda asked=form + 1: old)
    schema.expected.cache_clear()
    try:
        refused(path, write=True)
        change(path, "SELECT 1")
    finally:
        schema.expected.cache_clear()
        monkeypatch.undo()
    with Case(path) as case:
        assert list(case) == list(example())


def test_the_schema_is_pinned_to_its_form() -> None:
    """Who changes the tables must raise the form and write a migration: files of the old form are out there."""
    import hashlib

    text = repr(sorted(schema.things(_made()))).encode()
    assert (schema.FORM, hashlib.sha256(text).hexdigest()[:16]) == (3, "77b32603b1bd87da")


def _made() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    return connection


def test_a_case_in_a_folder_that_cannot_be_written_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with Case(path) as case:
        assert len(case) == len(example())
    assert sorted(one.name for one in path.parent.iterdir()) == ["a.case"]


def test_a_copy_is_whole_and_writes_over_nothing(path: Path, tmp_path: Path) -> None:
    with Case(path, write=True) as case:
        case.review(case.statements()[0].id, "note", note="look again")
        case.copy(tmp_path / "b.case")
        with pytest.raises(CaseError, match="there is a file"):
            case.copy(tmp_path / "b.case")
    assert tables(path) == tables(tmp_path / "b.case")
    with Case(tmp_path / "b.case") as case:
        assert len(case.reviews()) == 1


def test_a_closed_case_is_one_file(path: Path) -> None:
    with Case(path, write=True) as case:
        case.review(case.statements()[0].id, "not a statement")
        assert (path.parent / "a.case-wal").exists()
    with Case(path) as case:
        assert len(case) == len(example())
    assert sorted(one.name for one in path.parent.iterdir()) == ["a.case"]


def test_a_case_is_whole_from_the_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.case"
    with monkeypatch.context() as patch:
        patch.setattr("os.link", stopped)
        with pytest.raises(KeyboardInterrupt):
            Case(path, write=True)
    assert list(tmp_path.iterdir()) == []
    path.touch()
    with Case(filled(path)) as case:
        assert list(case) == list(example())


def test_a_case_that_somebody_made_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    filled(tmp_path / "other.case")

    def meanwhile(*_: object) -> None:
        (tmp_path / "other.case").rename(path)
        raise FileExistsError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.link", meanwhile)
        Case(path, write=True).close()
    with Case(path) as case:
        assert len(case) == len(example())
    assert [one.name for one in tmp_path.iterdir()] == ["a.case"]


def test_a_disk_without_links_will_do(tmp_path: Path) -> None:
    def no_links(*_: object) -> None:
        raise OSError("not supported")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.link", no_links)
        filled(tmp_path / "a.case")
    assert [one.name for one in tmp_path.iterdir()] == ["a.case"]


def test_what_a_case_left_behind_is_not_taken_for_another(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", example()[:1])
    with Case(path, write=True) as case:
        case.add([(one, None) for one in example()[1:]])
        log = (tmp_path / "a.case-wal").read_bytes()
    assert len(log) > 100_000
    path.unlink()
    (tmp_path / "a.case-wal").write_bytes(log)
    with Case(path, write=True) as case:
        assert len(case) == 0
        case.add([(example()[0], None)])
    with Case(path) as case:
        assert list(case) == [example()[0]]
