"""A page made of the fields in which a crawler or a feed gives an article: ``read`` finds them where pages have them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_META = '<meta {} content="{}">'


def compose(
    body: str,
    *,
    title: str | None = None,
    published: str | None = None,
    authors: Sequence[str] = (),
    outlet: str | None = None,
    language: str | None = None,
) -> bytes:
    """An HTML page with ``body``, which is markup, under a heading; the same fields give the same bytes."""
    metas = [
        _META.format(name, escape(value))
        for name, value in (
            ('property="og:title"', title),
            ('property="article:published_time"', published),
            *(('name="author"', author) for author in authors),
            ('property="og:site_name"', outlet),
        )
        if value
    ]
    head = f"<title>{escape(title)}</title>" if title else ""
    heading = f"<h1>{escape(title)}</h1>\n" if title else ""
    lang = f' lang="{escape(language)}"' if language else ""
    page = (
        f'<!doctype html>\n<html{lang}><head><meta charset="utf-8">{head}{"".join(metas)}</head>\n'
        f"<body><article>\n{heading}{body}\n</article></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def paragraphs(text: str) -> str:
    """Plain text as markup: a paragraph for each line that is not blank."""
    return "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())
