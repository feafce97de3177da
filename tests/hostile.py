"""A case made by somebody who means harm: whatever a page, a name of a file or a reviewer can bring, it brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from sayso.corpus import Case, seen
from sayso.records import Dossier, Page, Refusal
from sayso.road import analyze

MARK = "zqx"
"""What all that is brought bears, so that it is known wherever it ends."""
TAG = f"<script>alert('{MARK}')</script><img src=x onerror=alert('{MARK}')>"
BREAKING_OUT = f"\"'><{MARK} {MARK}=1 onclick=alert(1)></{MARK}></title></textarea></script>--></svg>"
STEERING = f"{MARK}\u202eesrever\u202c\u2066\u2069\u200f\u061c\x1b[31m\x07\x00\x9b\ufeff"
ADDRESS = f"javascript:alert('{MARK}')//"
LONG = "w" + MARK * 16_700
"""A word of 50,000 characters."""
TEMPLATE = "{{ 7 * 7 }}{% for x in [] %}${7*7}"

PAYLOADS = (TAG, BREAKING_OUT, STEERING, LONG, TEMPLATE)

_PAGE = """<html lang="en"><head><title>{title}</title><link rel="canonical" href="{address}">
<meta property="og:site_name" content="{outlet}"><meta name="author" content="{byline}">
<meta property="article:published_time" content="2031-03-0{day}T10:00:00Z"><script>alert(0)</script></head>
<body onload="alert(0)"><article><h1>{title}</h1><p>By {byline}</p>
<p>Mayor Nadia Orvel said on Monday that {count} people died in the flood at Brenmouth {tag} on Sunday night.</p>
<p>“The dam {tag} was never inspected {out}, and everybody in the ministry knew it,” said Nadia Orvel, the mayor.</p>
<p>{source} said that the warning had been set aside. Officials who asked not to be named {tag} said the report was lost.</p>
<p>The ministry denied that the report was lost. <a href="{address}">The document {tag}</a> says that {count} people died.</p>
<p>{text}</p><p>A spokesman {steering} declined to comment. According to the <a href="{address}">Tideway {out} Post</a>,
the mayor had been told in March that the dam would fail.</p></article></body></html>"""


def pages() -> Iterator[Page]:
    """The pages: each of the payloads in every place that a page has."""
    for number, payload in enumerate(PAYLOADS):
        words = escape(payload)
        data = _PAGE.format(
            title=f"Dam {words}",
            address=escape(ADDRESS),
            outlet=f"Outlet {words}" if number % 2 else f"Tideway {escape(BREAKING_OUT)} Post",
            byline=f"Ada {words}",
            day=number + 1,
            count=11 + number % 2,
            tag=escape(TAG),
            out=escape(BREAKING_OUT),
            source=f"Dr Ilse {words[:300]} Varn",
            text=words,
            steering=escape(STEERING),
        ).encode("utf-8", "surrogatepass")
        yield Page(data=data, name=f"{payload}.html", url=f"{ADDRESS}{payload[:200]}")


def fill(path: Path) -> str:
    """The case at ``path``, linked and reviewed."""
    with Case(path, write=True) as case:
        case.add([(_dossier(page, payload), seen(page)) for page, payload in zip(pages(), PAYLOADS, strict=True)])
        case.add([(_refusal(one), None) for one in PAYLOADS])
        case.link()
        rows = case.statements(limit=len(PAYLOADS))
        for row, payload in zip(rows, PAYLOADS, strict=True):
            case.review(row.id, "wrong speaker", value=payload, note=payload, by=payload)
            case.review(row.id, "note", note=payload, by=payload)
        case.review_claims("not the same", rows[0].id, rows[1].id, note=TAG, by=BREAKING_OUT)
    return str(path)


def _dossier(page: Page, payload: str) -> Dossier:
    """What the road makes of a page, with what reading has made harmless put back: a case may come from anywhere."""
    made = analyze(page, engine="grammar")
    assert isinstance(made, Dossier)
    said: dict[str, Any] = {"title": f"Dam {payload}", "outlet": f"Post {payload}", "byline": (payload,), "credit": (payload,)}
    sources = tuple(replace(one, name=f"{one.name} {payload}") if one.name else one for one in made.sources)
    return replace(made, article=replace(made.article, **said, url=ADDRESS, canonical_url=page.url), sources=sources)


def _refusal(payload: str) -> Refusal:
    words = {"message": f"the page {payload}", "advice": f"Do {payload}"}
    return Refusal(page=f"{payload}.pdf", step="read", reason="pdf", url=ADDRESS, **words)
