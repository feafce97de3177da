"""One step over many pages: the order is kept, and what a page does to its worker it does to nobody else."""

from __future__ import annotations

import os
import time

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
