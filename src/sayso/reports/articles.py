"""An article as prose with what is known of it, or block by block; a refusal with its advice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.records import BODY_LABELS, Article, Block, Refusal
from sayso.reports.prose import indented, one_line, styled
from sayso.reports.wording import moment

_READ_AS_PROSE = BODY_LABELS | {"headline", "standfirst"}


def article_report(article: Article, *, blocks: bool = False) -> Group:
    """An article as prose with what is known of it; with ``blocks`` every block with its label and the reason for it."""
    body = _all_blocks(article) if blocks else _prose(article)
    return Group(*head(article), *body, Text(""), styled(_left_out(article), "dim"))


def head(article: Article) -> Iterator[RenderableType]:
    """The title, and what is known of an article."""
    yield styled(one_line(article.title or "(no title)"), "bold")
    published, updated = (moment(when) if when is not None else "" for when in (article.published, article.updated))
    facts = (
        ("outlet", article.outlet),
        ("by", ", ".join(article.byline)),
        ("credit", ", ".join(article.credit)),
        ("published", published),
        ("updated", updated if updated != published else ""),
        ("language", article.language),
        ("address", article.canonical_url or article.url),
    )
    for name, value in facts:
        if value:
            yield styled(f"{name}: {one_line(value)}", "dim")


def _prose(article: Article) -> Iterator[RenderableType]:
    for block in article.blocks:
        if block.label not in _READ_AS_PROSE or _is_title(article, block):
            continue
        yield Text("")
        words = styled(article.slice(block.span).strip(), {"headline": "bold", "standfirst": "italic"}.get(block.label, ""))
        yield indented(words, 4) if block.label == "quote" else words


def _is_title(article: Article, block: Block) -> bool:
    return block.label == "headline" and one_line(article.slice(block.span)) == one_line(article.title or "")


def _all_blocks(article: Article) -> Iterator[RenderableType]:
    for block in article.blocks:
        yield Text("")
        yield styled(f"{block.label}: {one_line(block.reason)}" if block.reason else block.label, "dim")
        yield indented(styled(article.slice(block.span).strip()), 2)


def _left_out(article: Article) -> str:
    counts = Counter(block.label for block in article.blocks if block.label not in _READ_AS_PROSE)
    if not counts:
        return "Nothing was left out."
    return "Not body: " + ", ".join(f"{count} {label}" for label, count in counts.most_common()) + "."


def refusal_report(refusal: Refusal) -> Group:
    """What was refused, why, and what to do next."""
    return Group(
        styled(f"{one_line(refusal.page)}: {one_line(refusal.message)}"), indented(styled(one_line(refusal.advice)), 2)
    )
