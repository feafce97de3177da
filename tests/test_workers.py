"""One step over many items: the order is kept, and what a page does to its worker it does to nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import RecordError, UsageError
from sayso.workers import Crash, attempt, over


def step(path: str) -> str:
    """A step that fails as its page says."""
    if path == "raise":
        raise KeyError(path)
    if path == "law":
        raise RecordError("a law is broken")
    if path == "misuse":
        raise UsageError("not like that")
    if path == "die":
        os._exit(9)
    if path == "stick":
        time.sleep(60)
    if path.startswith("slow"):
        time.sleep(0.3)
    return path.upper()


def reasons(outcomes: list[str | Crash]) -> list[str]:
    return [outcome.refusal.reason if isinstance(outcome, Crash) else outcome for outcome in outcomes]


def test_an_attempt_gives_what_the_step_gives() -> None:
    assert attempt(step, "a") == "A"


@pytest.mark.parametrize("page", ["raise", "law"])
def test_a_bug_is_a_refusal_with_its_trace(page: str) -> None:
    crash = attempt(step, page)
    assert isinstance(crash, Crash)
    assert (crash.refusal.page, crash.refusal.reason) == (page, "crashed")
    assert "test_workers.py" in crash.refusal.message
    assert "Traceback" in crash.trace
    assert "report" in crash.refusal.advice


def test_misuse_is_no_bug() -> None:
    with pytest.raises(UsageError):
        attempt(step, "misuse")


def test_one_process_goes_on_after_a_bug() -> None:
    assert reasons(list(over(step, ["a", "raise", "b"], jobs=1))) == ["A", "crashed", "B"]


@pytest.mark.slow
def test_outcomes_come_in_order_and_a_dead_worker_costs_one_page() -> None:
    pages = ["slow1", "a", "die", "b", "raise", "die", "c", *(f"p{n}" for n in range(20))]
    assert reasons(list(over(step, pages, jobs=2))) == [
        "SLOW1", "A", "crashed", "B", "crashed", "crashed", "C", *(f"P{n}" for n in range(20)),
    ]  # fmt: skip


@pytest.mark.slow
def test_a_page_that_sticks_is_refused_and_the_run_goes_on() -> None:
    begun = time.monotonic()
    assert reasons(list(over(step, ["a", "stick", "b"], jobs=2, seconds=2))) == ["A", "too slow", "B"]
    assert time.monotonic() - begun < 30


@pytest.mark.slow
def test_who_stops_listening_leaves_no_process_behind() -> None:
    outcomes = over(step, ["a", "slow1", "slow2", "slow3"], jobs=2)
    assert next(outcomes) == "A"
    outcomes.close()  # type: ignore[attr-defined]


class Paper:
    """Something that can be pickled and names itself."""

    def __init__(self, name: str) -> None:
        self.name = name


def read(paper: Paper) -> str:
    return step(paper.name)


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_anything_that_names_itself_is_taken(jobs: int) -> None:
    outcomes = list(over(read, (Paper(name) for name in ("a", "raise", "b")), jobs=jobs))
    assert reasons(outcomes) == ["A", "crashed", "B"]
    assert [one.refusal.page for one in outcomes if isinstance(one, Crash)] == ["raise"]


def test_nothing_gives_nothing() -> None:
    assert list(over(step, [], jobs=2)) == []


@pytest.mark.slow
def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def coming() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield f"p{number}"

    outcomes = over(step, coming(), jobs=2)
    assert next(outcomes) == "P0"
    assert len(taken) < 20
    assert [next(outcomes) for _ in range(100)] == [f"P{number}" for number in range(1, 101)]
    assert len(taken) < 120
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.slow
def test_misuse_in_a_worker_ends_the_run_with_its_reason() -> None:
    with pytest.raises(UsageError, match="not like that"):
        list(over(step, ["a", "misuse", "b"], jobs=2))


@pytest.mark.slow
def test_workers_that_cannot_begin_are_told_and_not_hired_for_ever(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"  # each worker runs it anew, and would hire workers of its own
    script.write_text("from sayso.workers import over\nprint(list(over(str.upper, ['a', 'b'], jobs=2)))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "ended before it began" in done.stderr
    assert "__main__" in done.stderr.splitlines()[-1]


@pytest.mark.slow
def test_workers_do_not_hear_ctrl_c() -> None:
    code = (
        "import os, signal\nfrom sayso.workers import over\nfrom test_workers import step\n"
        "if __name__ == '__main__':\n"
        "    outcomes = over(step, ['a', 'slow1', 'slow2', 'b'], jobs=2)\n    next(outcomes)\n"
        "    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    os.killpg(0, signal.SIGINT)\n    print(list(outcomes))\n"
    )
    place = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | place, timeout=60, start_new_session=True
    )
    assert done.stdout == "['SLOW1', 'SLOW2', 'B']\n", done.stderr
