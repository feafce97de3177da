"""The verbs that show a case: served until somebody ends it, and written to be handed on."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sayso import cli
from sayso.corpus import Case
from sayso.web import serving

ADDRESS = re.compile(r"http://\S+/")


def _heeding() -> None:
    """What a run of the tests that outlives its terminal passes over is heeded by what it starts."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def running(*arguments: str, env: dict[str, str] | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A command that serves, with the address that it tells."""
    command = [sys.executable, "-m", "sayso", *arguments]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | (env or {}),
        preexec_fn=_heeding,
    ) as process:
        try:
            assert process.stderr is not None
            told = next(line for line in process.stderr if ADDRESS.search(line))
            yield process, ADDRESS.search(told)[0]  # type: ignore[index]
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_case_is_served_until_it_is_ended(number: signal.Signals, room: str) -> None:
    with running("serve", room) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert "<h1" in answer.read().decode("utf-8")
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert "closed" in err
    assert "Traceback" not in err


def test_the_demo_cleans_up(tmp_path: Path) -> None:
    with running("demo", "--jobs", "1", env={"TMPDIR": str(tmp_path)}) as (process, address):
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("sayso-demo-")]
        with urllib.request.urlopen(address + "claims", timeout=20) as answer:
            assert "Skarrow" in answer.read().decode("utf-8")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("sayso-demo-")] == []


def test_a_case_that_is_not_there_is_told(sayso: Any, tmp_path: Path) -> None:
    for verb in ("serve", "report"):
        said = sayso(verb, tmp_path / "none.case")
        assert said.code == 1
        assert "there is no case" in said.err
        assert "sayso add" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("host", "warned"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("127.0.0.9", False),
        ("0.0.0.0", True),
        ("desk.example", True),
    ],
)
def test_others_are_let_in_with_a_warning(
    host: str, warned: bool, room: str, sayso: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(serving, "serve", lambda case, **asked: given.update(asked))
    said = sayso("serve", room, "--host", host, "--name", "desk.example", "--port", "8400")
    assert said.code == 0
    assert ("to others" in said.err) == warned
    assert (given["host"], given["port"], given["names"]) == (host, 8400, ("desk.example",))


def test_a_port_that_is_taken_is_told(room: str, sayso: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = sayso("serve", room, "--port", taken.getsockname()[1])
    assert said.code == 2
    assert "--port" in said.err
    assert sayso("serve", room, "--port", 0).code == 2


def test_names_are_those_that_were_given() -> None:
    assert "desk.example:8311" in serving.names_of("0.0.0.0", 8311, ["Desk.example"])
    assert "desk.example:8311" not in serving.names_of("0.0.0.0", 8311)


# --------------------------------------------------------------------------------------------------------------------- report


@pytest.fixture
def here(room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a copy of the case."""
    shutil.copy(room, tmp_path / "ferry.case")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930000000")
    return tmp_path


def test_a_report_is_written_beside(here: Path, sayso: Any) -> None:
    said = sayso("report", "ferry.case")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("ferry.html holds 14 articles on ")
    first = (here / "ferry.html").read_bytes()
    assert b"2031-02-27" in first
    again = sayso("report", "ferry.case")
    assert again.code == 2
    assert "--output" in again.err
    assert sayso("report", "ferry.case", "-o", "ferry.html").code == 0
    assert (here / "ferry.html").read_bytes() == first
    assert sorted(path.name for path in here.iterdir()) == ["ferry.case", "ferry.html"]


def test_a_report_takes_the_place_of_a_file_alone(here: Path, sayso: Any) -> None:
    (here / "real.html").touch(mode=0o600)
    (here / "link.html").symlink_to("real.html")
    assert sayso("report", "ferry.case", "-o", "link.html", "--limit", "1").code == 0
    assert (here / "link.html").is_symlink()
    assert (here / "real.html").read_bytes().startswith(b"<!doctype html>")
    assert stat.S_IMODE((here / "real.html").stat().st_mode) == 0o600
    os.mkfifo(here / "pipe")
    with subprocess.Popen(["timeout", "20", "cat", str(here / "pipe")], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        with ThreadPoolExecutor(1) as pool:
            read = pool.submit(reader.stdout.read)
            assert sayso("report", "ferry.case", "-o", "pipe", "--limit", "1").code == 0
            assert read.result() == (here / "real.html").read_bytes()
    assert (here / "pipe").is_fifo()
    before = sorted(here.iterdir())
    for option, path in (("-o", "."), ("-o", "none/a.html"), ("--folder", "none/a"), ("--folder", "pipe")):
        said = sayso("report", "ferry.case", option, path, "--limit", "1")
        assert (said.code, said.err.count("\n")) == (2, 1)
    assert sayso("report", "ferry.case", "-o", "x" * 300, "--limit", "1").code == 1
    assert sorted(here.iterdir()) == before


def test_nobody_reads_what_is_not_meant_for_him(here: Path, sayso: Any) -> None:
    before = os.umask(0o077)
    try:
        sayso("report", "ferry.case", "--limit", "1")
        sayso("report", "ferry.case", "--limit", "1", "--folder", "parts")
    finally:
        os.umask(before)
    made = [here / "ferry.html", here / "parts", here / "parts" / "claim"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o600, 0o700, 0o700]


def test_a_report_goes_to_standard_output(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "report", "ferry.case", "-o", "-", "--limit", "1"], capture_output=True, timeout=120
    )
    assert done.returncode == 0
    assert done.stdout.startswith(b"<!doctype html>")
    assert done.stdout.rstrip().endswith(b"</html>")


def test_a_folder_and_a_file_are_two_forms(here: Path, sayso: Any) -> None:
    assert sayso("report", "ferry.case", "-o", "a.html", "--folder", "b").code == 2
    said = sayso("report", "ferry.case", "--folder", "b", "--limit", "2", "--title", "Two claims")
    assert said.code == 0
    assert "Two claims" in (here / "b" / "index.html").read_text(encoding="utf-8")
    assert sayso("report", "ferry.case", "--folder", "b").code == 2


def test_claims_are_chosen_by_short_ids(here: Path, sayso: Any) -> None:
    with Case("ferry.case") as case:
        first, second = (row.id for row in case.claims(limit=2))
    assert sayso("report", "ferry.case", "--claims", f"{first.removeprefix('claim-')[:9]}, {second}").code == 0
    html = (here / "ferry.html").read_text(encoding="utf-8")
    assert set(re.findall(r'id="/claim/(claim-[0-9a-f]{16})"', html)) == {first, second}
    assert sayso("report", "ferry.case", "-o", "x.html", "--claims", "claim-0000000000000000").code == 1
    assert not (here / "x.html").exists()


def test_names_are_covered_and_it_is_said(here: Path, sayso: Any) -> None:
    said = sayso("report", "ferry.case", "--redact", "Anselm Torvey", "--redact", "Ilse Varren")
    assert said.code == 0
    assert re.search(r"\d+ places covered", said.err)
    assert "Read it before you hand it on" in said.err
    html = (here / "ferry.html").read_text(encoding="utf-8")
    assert "Torvey" not in html
    assert "Varren" not in html
    missed = sayso("report", "ferry.case", "-o", "x.html", "--redact", "Anselm Torvy")
    assert missed.code == 2
    assert "stands nowhere" in missed.err
    assert not (here / "x.html").exists()


@pytest.mark.parametrize("epoch", ["tomorrow", "9" * 30])
def test_a_moment_that_is_none_is_told(epoch: str, here: Path, sayso: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    said = sayso("report", "ferry.case")
    assert said.code == 2
    assert "SOURCE_DATE_EPOCH" in said.err


def test_the_case_is_never_written_over(here: Path, sayso: Any) -> None:
    before = (here / "ferry.case").read_bytes()
    said = sayso("report", "ferry.case", "-o", "ferry.case")
    assert said.code == 2
    assert (here / "ferry.case").read_bytes() == before
    assert sayso("report", "ferry.case", "-o", "none/a.html").code == 2


def test_help_names_them(sayso: Any) -> None:
    help_ = sayso("--help").out
    assert all(f"  {verb} " in help_ for verb in ("serve", "demo", "report"))
    assert cli.run(["report", "--help"]) == 0
