"""Attributions that were marked for this project: other topics than PolNeAR's, and what stands inside its contents.

Three sets, marked by language models that read the texts under the guide of the gold, and so silver: invented articles with
their marks in the text (``stories``), which lie here; news, biographies and interviews of GUM (annotations CC BY 4.0, texts CC
or public domain), and contents of PolNeAR's training articles. Of the latter two only offsets lie here (``gum.jsonl``,
``polnear.jsonl``), with the digest of the text that they were marked in.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.gold import unmark
from sayso.attribution.tensors import ROLES
from sayso.records import Span

HERE = Path(__file__).parent / "marked"


class MarksError(Exception):
    """Marks and the text that they were made in do not fit together."""


def stories() -> Iterator[dict[str, Any]]:
    """The invented articles, in the form of PolNeAR's documents."""
    for path in sorted((HERE / "stories").glob("*.txt")):
        text, marks = unmark(path.read_text(encoding="utf-8"))
        marked: dict[str, dict[str, list[Span]]] = {mark.id: {role: [] for role in ROLES} for mark in marks}
        for mark in marks:
            marked[mark.id][mark.role].append(mark.span)
        yield {"id": path.stem, "text": text, "attributions": list(marked.values())}


def gum(folder: Path) -> Iterator[dict[str, Any]]:
    """The marked articles of GUM, whose treebank lies in ``folder``."""
    yield from _placed(HERE / "gum.jsonl", dict(texts_of_gum(folder / "train.conllu.gz")))


def polnear(folder: Path) -> Iterator[dict[str, Any]]:
    """PolNeAR's training articles with those of its attributions that were read again, and what stands inside them."""
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as opened:
        rows = (json.loads(line) for line in opened if line.strip())
        yield from _placed(HERE / "polnear.jsonl", {row["id"]: row["text"] for row in rows})


def texts_of_gum(treebank: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of each document of a treebank of GUM, a line for each paragraph."""
    with gzip.open(treebank, "rt", encoding="utf-8") as opened:
        name = ""
        paragraphs: list[list[str]] = []
        for line in map(str.rstrip, opened):
            if line.startswith("# newdoc id"):
                if name:
                    yield name, _joined(paragraphs)
                name, paragraphs = line.split("=", 1)[1].strip(), [[]]
            elif line == "# newpar":
                paragraphs.append([])
            elif line.startswith("# text ="):
                paragraphs[-1].append(line.split("=", 1)[1].strip())
        if name:
            yield name, _joined(paragraphs)


def _joined(paragraphs: Iterable[list[str]]) -> str:
    return "\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


def _placed(path: Path, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["id"]]
        if digest(text) != row["digest"]:
            raise MarksError(f"{path.name}: {row['id']} was marked in another text than the one at hand")
        yield {"id": row["id"], "text": text, "attributions": row["attributions"]}


def digest(text: str) -> str:
    """What a text is known by: the first sixteen digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
