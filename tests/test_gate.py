"""The gate falls when a figure does, says in one line what is skipped, and skips nothing where that is not allowed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation import gate, lineage
from evaluation.generated import Line
from evaluation.gold import TruePage, TruthError
from evaluation.shared import AbsentError, folder
from sayso.records import Article, Block, Span

Open = Callable[..., int]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    """The gate over one group of figures and floors of a test's own."""
    monkeypatch.delenv("SAYSO_NO_SKIPS", raising=False)

    def run(figures: Callable[[], dict[str, float]], floors: dict[str, float]) -> int:
        monkeypatch.setattr(gate, "GROUPS", {"mine": figures})
        file = tmp_path / "floors.json"
        file.write_text(json.dumps({"mine": floors}), encoding="utf-8")
        return gate.main(["--floors", str(file)])

    return run


@pytest.mark.parametrize(
    ("figure", "floor", "code"), [(0.5, 0.5, 0), (0.5, 0.4, 0), (0.5, 0.501, 1), (1 - 1e-12, 1.0, 0), (0.0, 0.0, 0)]
)
def test_a_figure_under_its_floor_falls(opened: Open, figure: float, floor: float, code: int) -> None:
    assert opened(lambda: {"linked": figure}, {"linked": floor}) == code


def test_a_figure_without_a_floor_stands(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    assert opened(lambda: {"linked": 0.1}, {}) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["linked", "0.100", "-"]


def test_a_floor_without_a_figure_falls(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    assert opened(lambda: {"linked": 0.1}, {"linkd": 0.1}) == 1
    assert "linkd                      -   0.100  FELL" in capsys.readouterr().out


def test_what_is_absent_is_skipped_with_one_line(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYSO_SHARED", str(tmp_path / "nowhere"))

    def figures() -> dict[str, float]:
        return {"linked": float(bool(folder(within="gold")))}

    assert opened(figures, {"linked": 1.0}) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1
    assert said[0].startswith("mine: skipped: there is no ")
    monkeypatch.setenv("SAYSO_NO_SKIPS", "1")
    assert opened(figures, {"linked": 1.0}) == 1


def test_a_truth_that_does_not_fit_falls(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    def figures() -> dict[str, float]:
        raise TruthError("no block of the page reads “Rain.”")

    assert opened(figures, {}) == 1
    assert "no block" in capsys.readouterr().out


def test_shared_data_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYSO_SHARED", str(tmp_path))
    assert folder() == tmp_path
    with pytest.raises(AbsentError, match="SAYSO_SHARED must name"):
        folder(within="gold")


def test_the_floors_are_of_groups_that_are_measured() -> None:
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert floors.keys() == gate.GROUPS.keys()
    assert all(0 <= floor <= 1 for group in floors.values() for floor in group.values())


def test_the_table_is_as_wide_as_its_longest_name() -> None:
    lines = gate.table("mine", gate.judge({"generated circles precision": 1.0, "linked": 0.5}, {"linked": 0.4})).splitlines()
    assert lines[1:3] == ["  generated circles precision   1.000       -", f"  {'linked':27}   0.500   0.400  ok"]
    assert lines[0].endswith("figure   floor")
    assert lines[0].index("floor") + len("floor") == lines[2].index("0.400") + len("0.400")


def test_lineage_is_measured_on_three_kinds_of_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    def example(path: Path, engine: str) -> list[Line]:
        assert path.parent.is_dir()
        return [Line("circles: all", {"circles recall": float(engine == "true")}), Line("")]

    monkeypatch.setattr(lineage, "example", example)
    monkeypatch.setattr(gate, "generated", lambda *_, pages: [Line("", {"claims exact": 0.75, "pages": float(pages)})])
    assert gate.measure_lineage() == {
        "example circles recall": 0.0,
        "true circles recall": 1.0,
        "generated claims exact": 0.75,
        "generated pages": 0.0,
    }


def test_what_is_read_of_the_example_is_compared_as_it_is() -> None:
    text = "Rain in Vell\n\nIt rained.\n\nLog in"
    labels: list[tuple[Any, Span]] = [("headline", Span(0, 12)), ("body", Span(14, 24)), ("navigation", Span(26, 32))]
    article = Article(
        id="a",
        text=text,
        blocks=tuple(Block(span=span, label=label) for label, span in labels),
        title="Rain in Vell",
        byline=("Ann Lee",),
    )
    truth: dict[str, Any] = {
        "file": "rain.html",
        "title": "Rain in Vell",
        "outlet": "The Vell",
        "byline": ["Ann Lee"],
        "credit": [],
    }
    truth |= {"published": "2031-03-04", "paragraphs": 1, "not_body": ["Log in", "rained"]}
    page = TruePage(truth=truth, article=article)
    right = {"title", "byline", "credit", "paragraphs"}
    expected = {name: float(name in right) for name in (*right, "outlet", "published")} | {"not body": 0.5}
    assert gate.reading_figures([page]) == expected


@pytest.mark.slow
def test_the_example_stands_and_falls_with_its_floors(tmp_path: Path) -> None:
    """End to end: what sayso makes of its example is on its floors, and is under floors a little higher."""
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert gate.main(["--only", "example"]) == 0
    figures = gate.measure_example()
    for name in ("linked", "not body"):
        raised = tmp_path / "raised.json"
        raised.write_text(json.dumps({"example": floors["example"] | {name: figures[name] + 0.01}}), encoding="utf-8")
        assert gate.main(["--only", "example", "--floors", str(raised)]) == 1
