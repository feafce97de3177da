"""Starting is quick: the face and the help load nothing heavy."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = {
    "charset_normalizer",
    "duckdb",
    "fastwarc",
    "feedparser",
    "htmldate",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "py3langid",
    "pyarrow",
    "requests",
    "rich",
    "sentencex",
    "sqlite3",
    "sqlglot",
    "starlette",
    "tldextract",
    "tokenizers",
    "trafilatura",
    "uvicorn",
}
LIMIT = 0.3
"""Seconds, the start of Python included; the best of five, since the machine may be busy with something else."""

STARTS = {
    "import": "import sayso; dir(sayso)",
    "help": "import sys; sys.argv = ['sayso', '--help']; from sayso.cli import main; main()",
}


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


@pytest.mark.parametrize("start", STARTS)
def test_nothing_heavy_is_loaded(start: str) -> None:
    code = f"import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); {STARTS[start]}"
    loaded = {name.split(".")[0] for name in run(code).stderr.split()}
    assert "sayso" in loaded
    assert not loaded & HEAVY


def test_looking_at_a_case_loads_nothing_that_reads_pages() -> None:
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); import sayso; sayso.Case"
    loaded = {name.split(".")[0] for name in run(code).stderr.split()}
    assert loaded & HEAVY == {"sqlite3"}


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS)
def test_the_start_is_quick(start: str) -> None:
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        run(STARTS[start])
        taken.append(time.perf_counter() - began)
    assert min(taken) < LIMIT


def test_the_face_is_whole() -> None:
    import sayso

    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    assert set(sayso.__all__) <= set(dir(sayso))
    assert len(sayso.__all__) <= 25
    with pytest.raises(AttributeError, match="no attribute 'rumour'"):
        sayso.rumour  # noqa: B018
