"""The house stands: imports only go down, rooms of a floor do not know each other, and every file has a name of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "src" / "sayso"

FLOORS: dict[str, float] = {
    "errors": 1.0,
    "records": 1.1,
    "spans": 1.2,
    "names": 1.3,
    "outlets": 1.4,
    "inference": 1.3,
    "pages": 2,
    "annotation": 2,
    "attribution": 2,
    "resolution": 2,
    "links": 2,
    "lineage": 2,
    "scores": 2,
    "reports": 2,
    "formats": 2,
    "road": 3,
    "workers": 3.1,
    "corpus": 4,
    "intake": 4.1,
    "casebook": 4.1,
    "__init__": 4.5,  # the face names the rooms below; only what people use, the web and the command line, may look at it
    "web": 5,
    "cli": 6,
    "__main__": 7,
}
"""A room may import what has a smaller number. Floors 1 and 4 have stairs of their own."""

OUTSIDE = {"evaluation", "training", "benchmarks", "tests"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "base"}

FILES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(path: Path, source: str | None = None) -> Iterator[str]:
    """The dotted names of all modules that a file imports, wherever in it, `from x import y` as x.y."""
    tree = ast.parse(source if source is not None else path.read_text(encoding="utf-8"))
    package = ["sayso", *path.relative_to(HOUSE).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name != "sayso")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sayso":
            yield f"sayso.{node.attr}"  # `import sayso` alone shows nothing; what is taken from it does
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def rooms_of(path: Path, source: str | None = None) -> set[str]:
    """The rooms of sayso that a file imports from."""
    names = (name.split(".") for name in imported(path, source) if name.startswith("sayso."))
    return {parts[1] if parts[1] in FLOORS else "__init__" for parts in names if parts[1] != "__version__"}


def wrong(path: Path, source: str | None = None) -> set[str]:
    """The rooms that a file imports and may not."""
    room = room_of(path)
    return {other for other in rooms_of(path, source) if other != room and FLOORS[other] >= FLOORS[room]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_only_go_down(path: Path) -> None:
    assert room_of(path) in FLOORS, "a new room needs a floor in this table, and a line in the plan"
    assert not wrong(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_the_house_does_not_lean_on_its_scaffold(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & OUTSIDE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_files_have_names_of_their_own(path: Path) -> None:
    assert not NAMELESS & {part.removesuffix(".py") for part in path.relative_to(HOUSE).parts}


@pytest.mark.parametrize(
    ("room", "source", "found"),
    [
        ("spans.py", "from sayso.names import x", {"names"}),
        ("names.py", "import sayso.outlets", {"outlets"}),
        ("pages/tree.py", "def f():\n    from sayso.annotation import annotate", {"annotation"}),
        ("pages/tree.py", "from ..annotation import annotate", {"annotation"}),
        ("pages/tree.py", "from .. import annotation", {"annotation"}),
        ("pages/tree.py", "from sayso import annotation", {"annotation"}),
        ("pages/tree.py", "from sayso import read", {"__init__"}),
        ("pages/tree.py", "import sayso\nsayso.read(page)", {"__init__"}),
        ("pages/tree.py", "from sayso import *", {"__init__"}),
        ("road.py", "import sayso\nrun = sayso.__version__", set()),
        ("road.py", "from sayso import __version__", set()),
        ("pages/tree.py", "from sayso.pages.blocks import x\nfrom . import times\nfrom sayso.records import Page", set()),
        ("road.py", "from sayso.cli import main", {"cli"}),
        ("cli.py", "import sayso\nfrom sayso.road import analyze\nsayso.read(page)", set()),
        ("__init__.py", "from sayso.cli import main", {"cli"}),
    ],
)
def test_this_test_sees_what_is_wrong(room: str, source: str, found: set[str]) -> None:
    assert wrong(HOUSE / room, source) == found
