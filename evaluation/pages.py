"""What sayso reads from saved pages, written down for a scorer::

    python -m evaluation.pages DIR OUT.jsonl

DIR holds the pages and ``pages.jsonl``, one page a line, with ``file`` and perhaps ``url``. OUT gets one line a page: ``file``,
``title``, ``authors``, ``credit``, ``published``, and ``paragraphs``: the text that a reader would call the article, in order
and without its headline.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.shared import rows
from sayso.pages import load, read
from sayso.records import BODY_LABELS, Article, Page, Refusal


def load_from(path: Path, url: str | None) -> Page | Refusal:
    """The page in a file, as if it came from ``url``."""
    page = load(path)
    return page if isinstance(page, Refusal) else replace(page, url=url)


def row(file: str, article: Article | Refusal) -> dict[str, Any]:
    """What a scorer is told of a page; of one that was refused, nothing but its name."""
    if isinstance(article, Refusal):
        return {"file": file, "title": None, "authors": [], "credit": [], "published": None, "paragraphs": []}
    return {
        "file": file,
        "title": article.title,
        "authors": list(article.byline),
        "credit": list(article.credit),
        "published": article.published.isoformat() if article.published else None,
        "paragraphs": [article.slice(block.span) for block in article.labelled(*BODY_LABELS, "standfirst")],
    }


def read_folder(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of all pages that ``pages.jsonl`` names; a refusal is noted on standard error."""
    for named in rows(folder / "pages.jsonl"):
        page = load_from(folder / named["file"], named.get("url"))
        article = page if isinstance(page, Refusal) else read(page)
        if isinstance(article, Refusal):
            print(f"{named['file']}: {article.message}", file=sys.stderr)
        yield row(named["file"], article)


def main(arguments: list[str]) -> int:
    """Run the command; 2 is misuse."""
    if len(arguments) != 2:
        print("usage: python -m evaluation.pages DIR OUT.jsonl", file=sys.stderr)
        return 2
    folder, out = map(Path, arguments)
    with out.open("w", encoding="utf-8") as lines:
        for read_row in read_folder(folder):
            lines.write(json.dumps(read_row, ensure_ascii=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
