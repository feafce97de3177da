"""The command line: what goes where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso import cli
from sayso.errors import FormatError, UsageError
from sayso.formats import jsonl
from sayso.records import Article, Dossier

STORY = """Old bridge shut after a night of storm

The old bridge at Lowmere was shut on Monday after a storm tore away its railing and part of its deck.

“Nobody will cross it before the spring,” Orla Venn, the head of the harbour guild, said on Tuesday.
"""


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def sayso(*arguments: str, given: str | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", env=os.environ | (env or {}), timeout=60
    )


def test_alone_it_says_what_it_is_and_three_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 0
    out = capsys.readouterr().out
    assert "on whose say-so?" in out
    assert len([line for line in out.splitlines() if line.startswith("  sayso ")]) == 3


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("sayso ")
    assert cli.run(["--help"]) == 0
    assert "show" in capsys.readouterr().out


def test_read_prints_the_article(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["read", story]) == 0
    assert "The old bridge at Lowmere was shut" in capsys.readouterr().out
    assert cli.run(["read", story, "--blocks"]) == 0
    assert "headline" in capsys.readouterr().out


def test_show_prints_who_says_what(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", story, "--why"]) == 0
    out = capsys.readouterr().out
    assert "this page <- Orla Venn" in out
    assert "grammar: quotation, then speaker" in out
    assert cli.run(["show", story, "--why", "--engine", "grammar"]) == 0
    assert "why: quotation, then speaker" in capsys.readouterr().out


def test_what_is_less_sure_is_left_out_when_asked(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", story, "--least", "1"]) == 0
    assert "this page <- Orla Venn" not in capsys.readouterr().out
    assert cli.run(["show", story, "--least", "2"]) == 2
    assert "--least" in capsys.readouterr().err


def test_behind_several_pages_stands_a_line_for_each(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(f"{story}.2.txt").write_text(STORY, encoding="utf-8")
    assert cli.run(["show", story, f"{story}.2.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[-3].split()[:3] == ["page", "in", "all"]
    assert cli.run(["show", "--summary", story]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert cli.run(["show", "--summary", "--json", story]) == 2
    assert "--summary" in capsys.readouterr().err


def test_json_is_one_lossless_line_a_page(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", story, story + "x", "--json"]) == 3
    caught = capsys.readouterr()
    [line] = caught.out.splitlines()
    assert jsonl.load(line, Dossier).article.text == STORY
    assert "no such file" in caught.err
    assert cli.run(["read", story, "--json"]) == 0
    assert jsonl.load(capsys.readouterr().out, Article).text == STORY


def test_example_prints_a_folder_of_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["example"]) == 0
    assert any(Path(capsys.readouterr().out.strip()).iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "err"),
    [
        (["read", "https://harbour.example/story"], 1, "never goes online"),
        (["show", "nowhere.html"], 1, "no such file"),
        (["show"], 2, "PAGE"),
        (["dance"], 2, "dance"),
        (["read", "--colour", "x"], 2, "--colour"),
    ],
)
def test_misuse_and_refusals(arguments: Sequence[str], code: int, err: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == code
    caught = capsys.readouterr()
    assert caught.out == ""
    assert err in caught.err


def test_a_pdf_gives_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert cli.run(["read", str(path)]) == 1
    assert "PDF" in capsys.readouterr().err


def test_some_refused_is_three(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", story, "nowhere.html"]) == 3
    caught = capsys.readouterr()
    assert "Orla Venn" in caught.out
    assert "nowhere.html" in caught.err


@pytest.mark.parametrize(
    ("raised", "code", "err"),
    [
        (FormatError("the line is cut"), 1, "the line is cut"),
        (UsageError("no such option"), 2, "no such option"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
)
def test_errors_become_one_line_and_a_code(
    raised: BaseException, code: int, err: str, story: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("sayso.road.analyze", failing)
    assert cli.run(["show", story]) == code
    assert capsys.readouterr().err.strip().splitlines()[-1].endswith(err)


def test_standard_input_and_no_colour_in_a_real_process() -> None:
    done = sayso("show", "-", given=STORY, env={"NO_COLOR": "1", "COLUMNS": "60"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "this page <- Orla Venn" in done.stdout
    assert "\x1b" not in done.stdout
    line = sayso("read", "-", "--json", given=STORY)
    assert json.loads(line.stdout)["record"] == "Article"


def test_a_broken_pipe_is_quiet(story: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as nobody:
        done = subprocess.run([sys.executable, "-m", "sayso", "show", story], stdout=nobody, stderr=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_analyze_writes_lines_that_show_reads_back(story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "lines.jsonl"
    assert cli.run(["analyze", story, str(tmp_path / "none.html"), "--jobs", "1", "-o", str(lines)]) == 3
    assert "no such file" in capsys.readouterr().err
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 2
    assert cli.run(["show", story]) == 0
    shown = capsys.readouterr().out
    assert cli.run(["show", str(lines)]) == 3
    again = capsys.readouterr()
    assert again.out == shown
    assert "no such file" in again.err
    assert sayso("show", "-", given=lines.read_text(encoding="utf-8")).stdout == shown


def test_explain_tells_the_words_and_the_rule(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", story, "1"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("source: ", "cue: ", "content: ", "found by: ", "certainty: "))
    assert cli.run(["explain", story, "99"]) == 2
    assert "no statement 99" in capsys.readouterr().err


def test_a_file_that_was_cut_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "cut.jsonl"
    lines.write_text('{"sayso":1,"record":"Dossier","article":{', encoding="utf-8")
    assert cli.run(["show", str(lines)]) == 1
    assert "not a line of JSON" in capsys.readouterr().err
