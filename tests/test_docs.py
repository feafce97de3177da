"""The documentation is true: what it names is there, what is there is named, and its Python runs."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args, get_origin

import click
import pytest

from sayso import cli, records

ROOT = Path(__file__).parent.parent
EXAMPLE = Path(str(files("sayso").joinpath("example", "pages")))
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in {"build", "dist"} for part in path.relative_to(ROOT).parts)
)
REFERENCE = ROOT / "docs" / "reference"
COMMANDS: dict[str, click.Command] = {"sayso": cli.sayso} | {f"sayso {name}": c for name, c in cli.sayso.commands.items()}

_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.M | re.S)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^()\s]+)\)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def fenced(text: str, *languages: str) -> Iterator[str]:
    return (body for language, body in _FENCE.findall(text) if language in languages)


def commands(text: str) -> Iterator[list[str]]:
    """Every command line of a page, in code blocks and between backticks, cut into words."""
    lines = [line.split(" #")[0] for body in fenced(text, "sh") for line in body.splitlines()]
    for line in [*lines, *_INLINE.findall(_FENCE.sub("", text))]:
        if re.match(r"(?:sayso|make|python -m) \S", line.strip()):
            yield shlex.split(line)


def sections(text: str) -> dict[str, str]:
    """What stands under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts} - {"-h", "--help"}


def first_cells(section: str) -> list[str]:
    """The words in backticks that begin the rows of a table."""
    return [word for row in re.findall(r"^\| (`[^|]+`) \|", section, re.M) for word in _INLINE.findall(row)]


# ------------------------------------------------------------------------------------------------------------------- commands


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_are_real(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for words in commands(page.read_text(encoding="utf-8")):
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.M), words
        elif words[0] == "python":
            assert importlib.util.find_spec(words[2]), words
        else:
            assert_is_call(words)


def assert_is_call(words: list[str]) -> None:
    """That a line which begins with ``sayso`` names a command, and options that it has."""
    is_command = not words[1].startswith("-")
    name = f"sayso {words[1]}" if is_command else "sayso"
    assert name in COMMANDS, words
    given = {word for word in words[1:] if word.startswith("-") and word not in {"-", "-h", "--help"}}
    assert given <= options(COMMANDS[name]), words


def test_commands_that_are_not_real_are_seen() -> None:
    assert list(commands("Say `sayso dance` or\n```sh\nmake tea  # hot\n```\n")) == [["make", "tea"], ["sayso", "dance"]]
    for line in ("sayso dance", "sayso show --sing", "sayso --sing"):
        with pytest.raises(AssertionError):
            assert_is_call(line.split())


def test_every_command_and_option_is_documented_and_no_other() -> None:
    told = sections((REFERENCE / "command-line.md").read_text(encoding="utf-8"))
    assert {title for title in told if title.startswith("sayso")} == set(COMMANDS)
    for name, command in COMMANDS.items():
        assert set(first_cells(told[name])) - {"-h", "--help"} == options(command), name


def test_exit_codes_are_those_of_the_command_line() -> None:
    told = sections((REFERENCE / "command-line.md").read_text(encoding="utf-8"))["Exit codes"]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", told, re.M)]
    assert codes == [cli.DONE, cli.FAILED, cli.MISUSE, cli.SOME_REFUSED, cli.STOPPED]


# ------------------------------------------------------------------------------------------------ labels, rooms, links, Python


def test_labels_are_those_of_the_records() -> None:
    told = sections((REFERENCE / "labels.md").read_text(encoding="utf-8"))
    closed = {name: get_args(kind) for name, kind in vars(records).items() if get_origin(kind) is Literal}
    assert {name: tuple(first_cells(section)) for name, section in told.items()} == closed


def test_every_room_has_a_line_in_the_plan() -> None:
    plan = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    floors = set(re.findall(r"^\| [\d.-]+ \| `([^`]+)` \|", plan, re.M))
    house = ROOT / "src" / "sayso"
    rooms = {f"{path.name}/" if path.is_dir() else path.name for path in house.iterdir() if path.suffix in {"", ".py"}}
    assert floors == rooms - {"__pycache__/"}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in link:
            assert (page.parent / link.split("#")[0]).exists(), link


SNIPPETS = [(page, code) for page in PAGES for code in fenced(page.read_text(encoding="utf-8"), "python")]


@pytest.mark.parametrize(("page", "code"), SNIPPETS, ids=[named(page) for page, _ in SNIPPETS])
def test_python_runs(
    page: Path, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in EXAMPLE.iterdir():
        shutil.copy(path, tmp_path)
    shutil.copy(EXAMPLE / "tkw-first.html", tmp_path / "story.html")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, named(page), "exec"), {})
    assert capsys.readouterr().out.strip()


def test_the_readme_runs_some_python() -> None:
    assert ROOT / "README.md" in [page for page, _ in SNIPPETS]
