"""What all tests share: the folder of shared data, the rule that nothing is skipped where SAYSO_NO_SKIPS is set, a command that
is run in this process."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # `evaluation` is not installed, and plain `pytest` does not look into the folder it runs in

from evaluation.shared import AbsentError, folder, skips_fail  # noqa: E402


def _shared() -> Path:
    try:
        return folder().resolve()
    except AbsentError as absent:
        pytest.skip(str(absent))


@pytest.fixture
def shared() -> Path:
    """The folder of shared data; the test is skipped where it is absent."""
    return _shared()


class Said(NamedTuple):
    """What a command said: its exit code, what it printed, its notes."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The lines of JSON that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs a command of sayso in this process."""
    from sayso import cli

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        code = cli.run([str(one) for one in arguments])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example as a case, filled from the command line, for tests that only look."""
    from cases import PAGES, QUICK
    from sayso import cli

    path = str(tmp_path_factory.mktemp("example") / "story.case")
    assert cli.run(["add", path, PAGES, *QUICK]) == 0
    return path


@pytest.fixture
def own(case: str, tmp_path: Path) -> str:
    """A copy of it, for tests that write."""
    return shutil.copy(case, str(tmp_path / "own.case"))


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example as its truth has it, linked, for tests of the web that only look."""
    from sayso.corpus import Case
    from true_claims import fill

    path = str(fill(tmp_path_factory.mktemp("room") / "room.case"))
    with Case(path, write=True) as made:
        made.link()
    return path


@pytest.fixture
def own_room(room: str, tmp_path: Path) -> str:
    """A copy of it, for tests that write."""
    return shutil.copy(room, str(tmp_path / "own.case"))


@pytest.fixture
def browse() -> Callable[[str], TestClient]:
    """Gives a browser without a screen for the web app on a case."""
    from starlette.testclient import TestClient

    from sayso.web.app import app

    def opened(path: str) -> TestClient:
        made = app(path, hosts=frozenset({"127.0.0.1:8311"}), largest=1 << 20)
        return TestClient(made, base_url="http://127.0.0.1:8311", follow_redirects=False)

    return opened


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared"):
        _shared()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and skips_fail():
        report.outcome = "failed"
        report.longrepr = f"SAYSO_NO_SKIPS is set, and {item.nodeid} was {_why(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and skips_fail():
        report.outcome = "failed"
        report.longrepr = f"SAYSO_NO_SKIPS is set, and {collector.nodeid} was {_why(report.longrepr)}"
    return report


def _why(longrepr: object) -> str:
    return str(longrepr[2] if isinstance(longrepr, tuple) else longrepr).removeprefix("Skipped: ")
