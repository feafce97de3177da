"""The folder of texts and gold that may not be published and so lies beside the project: where it is, or what to say."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class AbsentError(Exception):
    """What was asked for is not on this machine. The message is the one line to print."""


def folder(*, within: str = ".") -> Path:
    """The folder that SAYSO_SHARED names (``../shared`` where it is not set), or a path in it. Raises ``AbsentError``."""
    root = Path(os.environ.get("SAYSO_SHARED") or "../shared")
    if not (root / within).exists():
        raise AbsentError(f"skipped: there is no {root / within}; SAYSO_SHARED must name the folder of shared data")
    return root / within


def skips_fail() -> bool:
    """Whether SAYSO_NO_SKIPS asks that what is skipped counts as failed."""
    return os.environ.get("SAYSO_NO_SKIPS", "") not in ("", "0")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, packed by gzip or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
