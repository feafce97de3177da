"""Pages put one below the other in one file: their headings moved down, their ids made those of one page alone.

This works on what templates made, tag by tag: words of pages are escaped there, so that no tag, quotation mark or angle of
theirs can be taken for one of ours.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"^<(/?)h([1-6])(?=[\s>])")
_DEEPEST = 6
_OWN = re.compile(
    r'(\s(?:id|for|headers|list|aria-(?:labelledby|describedby|controls|owns|details|activedescendant))=")([^"]*)(")'
)
_HERE = re.compile(r'(\shref="#|="url\(#)([^"/)]+)([")])')


def nested(html: str, anchor: str, down: int) -> str:
    """The HTML of a page as a section of a file that holds many: its headings are moved ``down`` by so many levels, but look as
    they did (see ``levelled``), and its ids, with all that names them, begin with ``anchor``. What has a slash in it is the id
    of a page, and stays."""

    def prefixed(found: re.Match[str]) -> str:
        ids = " ".join(one if "/" in one else f"{anchor}/{one}" for one in found[2].split())
        return f"{found[1]}{ids}{found[3]}"

    def lowered(found: re.Match[str]) -> str:
        level = int(found[2])
        looks = "" if found[1] else f' data-level="{level}"'
        return f"<{found[1]}h{min(level + down, _DEEPEST)}{looks}"

    def changed(found: re.Match[str]) -> str:
        tag = _HEADING.sub(lowered, found[0])
        return _HERE.sub(prefixed, _OWN.sub(prefixed, tag))

    return _TAG.sub(changed, html)


_STYLED = re.compile(r"(?<![\w.#-])h([1-6])(?![\w-])(?=[^{}]*\{)")


def levelled(styles: str) -> str:
    """A style sheet for pages that were put one below the other: headings look as they did where they stood alone."""
    return _STYLED.sub(r':where([data-level="\1"])', styles)
