"""Which fragments of a page are its main text: a first word, before anything is known of labels.

The word is trafilatura's (Barbaresi, ACL 2021, https://aclanthology.org/2021.acl-demo.15), anchored to our fragments by their letters and digits; what it
is known to lose or to let in is mended in ``labelling``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import html

from sayso.pages.tree import Fragment

_LETTERS = re.compile(r"[\W_]+")
_CERTAIN = 25
"""From this many letters on, words that stand somewhere inside the extracted text are taken to be those of the fragment."""


def letters(text: str) -> str:
    """The letters and digits of ``text`` in lower case: what is left equal when marks, spaces and bullets are set differently."""
    return _LETTERS.sub("", text).lower()


def vote(root: html.HtmlElement, items: list[Fragment]) -> set[int]:
    """The indices of the fragments that trafilatura takes for main text. The tree is used up."""
    from trafilatura.core import bare_extraction

    document = bare_extraction(root, fast=True, include_comments=False, with_metadata=False, deduplicate=False)
    return anchor((document.text or "").split("\n"), items) if document is not None else set()


def anchor(lines: Iterable[str], items: list[Fragment]) -> set[int]:
    """The indices of the fragments whose words are a line of ``lines``, or stand inside them."""
    keys = [key for key in map(letters, lines) if key]
    exact, whole = set(keys), "\n".join(keys)
    out: set[int] = set()
    for index, item in enumerate(items):
        key = letters(item.text)
        if key and (key in exact or (len(key) >= _CERTAIN and key in whole)):
            out.add(index)
    return out
