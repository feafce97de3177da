"""An invented story and the pages that tests build around it. Place, people and outlets are made up."""

from __future__ import annotations

from typing import Any, NamedTuple

from sayso.pages import read
from sayso.records import Article, Label, Page, Refusal

TITLE = "Weir at Low Tessel holds through the night"
BODY = (
    "The weir at Low Tessel held through the night, the water board said, although the gauge at the lock stood a hand over"
    " its mark.",
    "“We opened the second sluice at four,” said Maren Oduvale, who keeps the lock, “and by six the meadow was draining.”",
    "Farmers on the east bank had moved their sheep on Sunday, when the first warning was posted at the chapel door.",
    "The board will meet on Thursday to decide whether the old timber gates are to be replaced before the winter.",
)


class Lined(NamedTuple):
    """A block as tests compare it."""

    label: Label
    text: str


def story(
    *,
    head: str = "",
    top: str = "",
    under: str = "",
    inside: str = "",
    behind: str = "",
    after: str = "",
    body: tuple[str, ...] = BODY,
    title: str = f"<title>{TITLE}</title>",
    heading: str = TITLE,
) -> str:
    """A page around the story: ``top`` before the article, ``under`` its headline, ``inside`` and ``behind`` its paragraphs,
    ``after`` the article."""
    half = len(body) // 2
    paragraphs = [f"<p>{text}</p>" for text in body]
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{title}{head}</head><body>{top}<main><article>',
            f"<h1>{heading}</h1>{under}",
            *paragraphs[:half],
            inside,
            *paragraphs[half:],
            behind,
            f"</article></main>{after}</body></html>",
        ]
    )


def given(data: str | bytes, **carrier: Any) -> Page:
    """A page of these bytes or, in UTF-8, of this text."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return Page(data=raw, name="page", **carrier)


def article(data: str | bytes, **carrier: Any) -> Article:
    """The article that is read of a page; the test fails where it is refused."""
    made = read(given(data, **carrier))
    assert isinstance(made, Article), made
    return made


def refusal(data: str | bytes, **carrier: Any) -> Refusal:
    """The refusal of a page; the test fails where it is read."""
    made = read(given(data, **carrier))
    assert isinstance(made, Refusal), made.text[:200]
    return made


def plain(*lines: str) -> Article:
    """The article that is read of lines of plain text."""
    return article("\n".join(lines), media_type="text/plain", encoding="utf-8")


def lined(made: Article) -> list[Lined]:
    """Label and words of each block."""
    return [Lined(block.label, made.slice(block.span)) for block in made.blocks]


def beside(made: Article) -> list[Lined]:
    """The blocks apart from the headline and the paragraphs of the story, which must all be there, in order and body."""
    found = lined(made)
    assert [text for label, text in found if label == "body" and text in BODY] == list(BODY), found
    return [line for line in found if line.text not in (*BODY, TITLE)]
