"""What the first word on the main text is worth: the paragraphs that are found with it, without it, and by it alone::

    python -m benchmarks.ablation [DIR]

DIR holds saved pages and ``pages.jsonl`` with what people noted of them; without it, ``pages/saved`` of the shared folder. The
road from a page to its paragraphs is that of ``sayso.pages``, with the first word swapped; the first line of the table is the
road as it is, and is compared with ``read`` itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml.html import HtmlElement

from evaluation.page_scores import PageRow, score_pages
from evaluation.pages import load_from, row
from evaluation.shared import AbsentError, folder, rows
from sayso.pages import body, labelling, particulars, read, tree
from sayso.pages.decoding import decode
from sayso.pages.files import unpack
from sayso.pages.metadata import metadata
from sayso.pages.tree import Fragments
from sayso.records import BODY_LABELS, Refusal

Paragraphs = tuple[str, ...]
Voter = Callable[[HtmlElement, Fragments], set[int]]

VOTERS: dict[str, Voter] = {
    "as it is: trafilatura, then our labels": body.vote,
    "the densest element, then our labels": lambda _, page: body._densest(page.items),
}
ALONE = "trafilatura alone"


def labelled(html: str, url: str | None, voter: Voter) -> Paragraphs:
    """The paragraphs of a page where ``voter`` has the first word."""
    root = tree.parse(html)
    if root is None:
        return ()
    page = tree.fragments(root)
    meta = metadata(root, url)
    voted = body.anchor(meta.bodies, page.items) | voter(root, page)
    title = particulars.title(meta, {tree.letters(item.text) for item in page.items})
    labels = labelling.label(page, voted, meta, title, lambda: None)
    kept = {*BODY_LABELS, "standfirst"}
    return tuple(item.text for item, told in zip(page.items, labels, strict=True) if told.label in kept)


def trafilatura_alone(html: str) -> Paragraphs:
    """The lines that trafilatura gives of a page."""
    from trafilatura.core import bare_extraction

    document = bare_extraction(html, include_comments=False, with_metadata=True)
    text = getattr(document, "text", None) or ""
    return tuple(line for line in text.split("\n") if line.strip())


def found(place: Path) -> dict[str, list[PageRow]]:
    """What each way makes of the pages of a folder, and what ``read`` does."""
    out: dict[str, list[PageRow]] = {name: [] for name in ("read", *VOTERS, ALONE)}
    for file, url, html, whole in _pages(place):
        out["read"].append(whole)
        for name, voter in VOTERS.items():
            out[name].append(PageRow(file=file, paragraphs=labelled(html, url, voter)))
        out[ALONE].append(PageRow(file=file, paragraphs=trafilatura_alone(html)))
    return out


def _pages(place: Path) -> Iterator[tuple[str, str | None, str, PageRow]]:
    """Name, address and markup of each page of a folder, and what ``read`` makes of it; pages that are refused are left out."""
    for named in rows(place / "pages.jsonl"):
        page = load_from(place / named["file"], named.get("url"))
        article = page if isinstance(page, Refusal) else read(page)
        if isinstance(page, Refusal) or isinstance(article, Refusal):
            print(f"{named['file']} is left out: it was refused")
            continue
        yield named["file"], named.get("url"), decode(unpack(page.data) or b""), PageRow.of(row(named["file"], article))


def main() -> int:
    """Measure and print; 1 where the road rebuilt here is not that of ``read``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description="What the first word is worth.")
    parser.add_argument("dir", nargs="?", type=Path, help="a folder of saved pages with pages.jsonl")
    options = parser.parse_args()
    try:
        place = options.dir or folder(within="pages/saved")
    except AbsentError as absent:
        print(f"ablation: {absent}")
        return 0
    made = found(place)
    gold = [PageRow.of(noted) for noted in rows(place / "pages.jsonl")]
    print(f"{len(gold)} pages\n\n{'paragraphs':40}  precision  recall      F")
    for name in (*VOTERS, ALONE):
        tally = score_pages(gold, made[name]).paragraphs
        print(f"{name:40}  {tally.precision:9.3f}  {tally.recall:6.3f}  {tally.f:5.3f}")
    first = next(iter(VOTERS))
    other = [one.file for one, whole in zip(made[first], made["read"], strict=True) if one.paragraphs != whole.paragraphs]
    if other:
        print(f"\nThe road rebuilt here is no longer that of read: {', '.join(other)}. Mend benchmarks/ablation.py.")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
