"""Which fragments of a page are its main text: a first word, before anything is known of labels.

The word is trafilatura's (Barbaresi, ACL 2021, https://aclanthology.org/2021.acl-demo.15), anchored to our fragments by
their letters and digits; what it is known to lose or to let in is mended in ``labelling``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import html

from sayso.pages.tree import Fragment, Fragments, letters

MOST_DEPTH = 200
"""Deeper trees are not shown to trafilatura, which walks some of them by recursion."""
MOST_ELEMENTS = 60_000
"""Nor are pages of more elements than this: no article has them, and its time grows faster than the page."""

_CERTAIN = 25
"""From this many letters on, words that stand somewhere inside the extracted text are taken to be those of the fragment."""


def vote(root: html.HtmlElement, page: Fragments) -> set[int]:
    """The indices of the fragments that are taken for main text before anything else is known. The tree is used up.

    Where trafilatura finds less than half of the running text in the densest element of the page, or the page is too deep
    or too large to be shown to it, that element has a word too.
    """
    densest = _densest(page.items)
    if page.depth > MOST_DEPTH or len(page.tags) > MOST_ELEMENTS:
        return densest
    from trafilatura.core import bare_extraction

    document = bare_extraction(root, fast=True, include_comments=False, with_metadata=False, deduplicate=False)
    text = getattr(document, "text", None) or ""
    voted = anchor(text.split("\n"), page.items)
    size = sum(len(page.items[i].text) for i in densest)
    return voted if sum(len(page.items[i].text) for i in voted) > size / 2 else voted | densest


def _densest(items: list[Fragment]) -> set[int]:
    """The fragments of the element that holds the most running text closest to itself."""
    weight: Counter[int] = Counter()
    for item in items:
        if _is_running(item):
            for number, share in zip(reversed(item.path[:-1]), (1.0, 0.9, 0.7, 0.5, 0.4), strict=False):
                weight[number] += round(len(item.text) * share)
    if not weight:
        return set()
    best = weight.most_common(1)[0][0]
    return {
        i
        for i, item in enumerate(items)
        if best in item.path and (_is_running(item) or (item.tag in _LINES and item.linked < 0.5))
    }


_LINES = frozenset({"p", "li", "blockquote", "h2", "h3", "h4"})


def _is_running(item: Fragment) -> bool:
    """Whether a fragment is a sentence or more, and no caption or list of links."""
    ends = item.text.rstrip("”\"’')")[-1:] in ".!?:…"
    return len(item.text) >= 60 and ends and item.linked < 0.3 and item.tag != "figcaption"


def anchor(lines: Iterable[str], items: list[Fragment]) -> set[int]:
    """The indices of the fragments whose words are a line of ``lines``, or stand inside them."""
    keys = [key for key in map(letters, lines) if key]
    exact, whole = set(keys), "\n".join(keys)

    def stands(key: str) -> bool:
        return key in exact or (len(key) >= _CERTAIN and key in whole)

    out: set[int] = set()
    for index, item in enumerate(items):
        # A line break inside a paragraph may be a new line there.
        parts = filter(None, map(letters, item.text.split("\n")))
        if item.key and (stands(item.key) or ("\n" in item.text and all(map(stands, parts)))):
            out.add(index)
    return out
