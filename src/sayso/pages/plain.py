"""Text without markup, as scraped or saved by hand: find its menu line, headline, byline, author box and comment form by
their shape.

The text is left as it is, code point for code point; blocks are its lines, or its paragraphs where the lines were wrapped
by hand. What stands between the first paragraph and the last is body unless its own words say otherwise: to lose a
paragraph is worse than to keep a stray line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from sayso.pages import shapes
from sayso.records import Label, Span

_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\[email.protected\]", re.I)
_LINK = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']")
_TURN = re.compile(
    r"^(?:[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,4}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}|Q|A)(?: ?\([^)]{1,60}\))?:\s+\S"
)
_FEWEST_TURNS = 3
"""So many turns of speakers make a transcript; one line with a colon may be a headline ("Harbour chief: we were warned")."""
_PARAGRAPH = 90
"""From this many code points on, a line is a paragraph whether it ends a sentence or not."""


@dataclass(slots=True)
class _Line:
    """A block while its label is being settled."""

    span: Span
    label: Label
    reason: str


def lines(text: str, check: Callable[[], None]) -> list[tuple[Span, Label, str]]:
    """The blocks of a plain text in order: span, label, and the reason for it. All that is not white space is in one.
    ``check`` is called for each line, and may raise to stop."""
    spans = _wrapped(text) or [
        Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\r\n\x0b\x0c\x85\u2028\u2029]*\S)?", text)
    ]
    out = [_Line(span, "body", "a paragraph") for span in spans]
    texts = [text[start:end] for start, end in spans]
    turns = sum(1 for text in texts if _TURN.match(text)) >= _FEWEST_TURNS
    first = next((i for i, text in enumerate(texts) if _is_paragraph(text, turns=turns)), None)
    end, boxed = _body_end(texts, first or 0)
    if first is None:  # a few short lines, the first of them over the others
        first = int(len(texts) > 1 and _could_be_title(texts[0]) and not _SENTENCE_END.search(texts[0]))
    _head(out, texts, first)
    for index in range(first, end):
        check()
        _inside(out[index], texts[index])
    _tail(out, texts, end, boxed=boxed)
    return [(line.span, line.label, line.reason) for line in out]


def links(text: str, span: Span) -> list[tuple[int, int, str]]:
    """The addresses that are written out in a block, as spans of the text."""
    return [(m.start(), m.end(), m[0]) for m in _LINK.finditer(text, span.start, span.end)]


def _wrapped(text: str) -> list[Span] | None:
    """The paragraphs of a text whose lines were broken by hand at a fixed width, with empty lines between paragraphs; else
    None."""
    rows = text.split("\n")
    inner = [row for row, below in pairwise(rows) if row.strip() and below.strip()]
    if len(inner) < 3 or max(map(len, rows)) > 100:
        return None
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"\S+(?:[^\S\n]*\n?[^\S\n]*\S+)*", text)]
    full = sum(1 for row in inner if len(row) > 50)
    ended = sum(1 for row in inner if _SENTENCE_END.search(row))
    broken = sum(1 for p in paragraphs if "\n" in text[p.start : p.end])
    wrapped = full > 0.6 * len(inner) and ended < 0.5 * len(inner) and broken > 0.3 * len(paragraphs)
    return paragraphs if wrapped else None


def _is_paragraph(text: str, *, turns: bool) -> bool:
    """Whether a line is running text: long, or a shorter one that ends a sentence, or (in a transcript) a turn of a speaker."""
    if shapes.is_dateline(text) or shapes.is_byline(text) or shapes.shape(text):
        return False
    ends = bool(_SENTENCE_END.search(text))
    return (
        (len(text) >= _PARAGRAPH and (ends or len(text) >= 200))
        or (ends and len(text) >= 60)
        or (turns and bool(_TURN.match(text)))
    )


def _head(out: list[_Line], texts: list[str], first: int) -> None:
    """Lines before the first paragraph: the last one that could be a headline is it, with the line right above where that is
    a part of it; what stands further up is menu, what stands below is byline, time or summary."""
    told = [_furniture(text) for text in texts[:first]]
    titles = [i for i in range(first) if told[i] is None and _could_be_title(texts[i])]
    headline = _headline(texts, titles)
    for index in range(first):
        line, known = out[index], told[index]
        if index == headline:
            line.label, line.reason = "headline", "the line over the text"
        elif known:
            line.label, line.reason = known
        elif headline is not None and index > headline:
            line.label, line.reason = "standfirst", "between headline and text"
        elif headline is not None and index == headline - 1 and _SENTENCE_END.search(texts[index]):
            line.label, line.reason = "headline", "the first part of the headline"
        else:
            line.label, line.reason = "navigation", "a short line above the headline"


def _headline(texts: list[str], titles: list[int]) -> int | None:
    """The last line that could be a title, or the one before it where that is longer and the last reads like a summary of
    it."""
    if not titles:
        return None
    last = titles[-1]
    if (
        len(titles) > 1
        and titles[-2] == last - 1
        and len(texts[last]) > 1.3 * len(texts[last - 1])
        and len(texts[last - 1].split()) >= 4
        and not _is_menu(texts[last - 1])
    ):
        return last - 1
    return last


_SECTIONS = frozenset(
    "home news local national world international politics business economy money markets sports sport opinion views culture"
    " arts entertainment lifestyle life health science tech technology weather travel food video videos photos podcasts live"
    " latest more menu search about contact subscribe login jobs education environment climate crime obituaries magazine"
    " events".split()
)


def _is_menu(text: str) -> bool:
    """Whether a line strings the names of sections together: each word has a capital, and half of them are such names."""
    words = re.findall(r"\w+", text)
    named = sum(word.lower() in _SECTIONS for word in words)
    return len(words) >= 3 and all(word[0].isupper() for word in words) and named >= 0.5 * len(words)


def _could_be_title(text: str) -> bool:
    return 2 <= len(text.split()) <= 40 and len(text) <= 260 and any(c.isalpha() for c in text)


def _furniture(text: str) -> tuple[Label, str] | None:
    if shapes.is_dateline(text):
        return "dateline", "a time"
    if shapes.is_byline(text):
        return "byline", "“by” and names"
    return shapes.shape(text)


def _inside(line: _Line, text: str) -> None:
    """A line among the paragraphs is body unless its words say what else it is; times and bylines there head the entries of
    a live blog."""
    known = _furniture(text)
    if (known and known[0] not in ("navigation", "comment") and not (known[0] == "other" and len(text) > 200)) or (
        known and len(text) <= 60
    ):
        line.label, line.reason = known


def _body_end(texts: list[str], first: int) -> tuple[int, bool]:
    """Where the body is over: before a comment form, and before the author box above it; and whether there is such a box."""
    authors = [name for text in texts[:first] if shapes.is_byline(text) for name in shapes.byline_names(text)[0]]
    end = len(texts)
    for index in range(first + 1, len(texts)):
        if _opens_comments(texts[index]):
            end = index
            break
    while end > first + 1 and not _is_end_of_body(texts[end - 1], texts, end):
        end -= 1
    box = _author_box(texts, first, end, authors)
    return (end, False) if box is None else (box, True)


def _opens_comments(text: str) -> bool:
    known = shapes.shape(text)
    return known is not None and known.label == "comment" and len(text) < 80


def _is_end_of_body(text: str, texts: list[str], end: int) -> bool:
    """Whether a last line belongs to the body: it ends a sentence, or nothing tells it from the rest."""
    known = _furniture(text)
    return not (known or (end == len(texts) and _ADDRESS.fullmatch(text)))


def _author_box(texts: list[str], first: int, end: int, authors: list[str]) -> int | None:
    """The index where an author box at the end begins: a line that tells who somebody is, with the name and picture lines
    above it."""
    for index in range(max(first + 1, end - 4), end):
        known = shapes.is_bio(texts[index], authors)
        if not (known or shapes.BIO.search(texts[index])) or len(texts[index]) > 700 or texts[index][:1] in "\"“‘'":
            continue
        start = index
        while start > max(first + 1, index - 3) and len(texts[start - 1]) <= 40 and not _SENTENCE_END.search(texts[start - 1]):
            start -= 1
        subject = set(texts[index].split()[:4])
        above = {word for text in texts[start:index] for word in text.split() if word[:1].isupper()}
        alone = start == index == end - 1 and _SOMEBODY.match(texts[index])
        if known or alone or not subject.isdisjoint(above):
            return start
    return None


_SOMEBODY = re.compile(r"[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]+ )+(?:is|was|covers|writes|reports)\b")


def _tail(out: list[_Line], texts: list[str], end: int, *, boxed: bool) -> None:
    """Lines behind the body: what their words say they are; else author box, where there is one, until a comment form begins,
    and comments from there on."""
    comments = False
    for index in range(end, len(texts)):
        line, known = out[index], _furniture(texts[index])
        comments = comments or _opens_comments(texts[index])
        if comments and (known is None or known[0] in ("navigation", "other")):
            line.label, line.reason = "comment", "behind a comment form"
        elif known and not (boxed and known[0] == "navigation"):
            line.label, line.reason = known
        elif boxed:
            line.label, line.reason = "bio", "an author box behind the text"
        else:
            line.label, line.reason = "other", "behind the text"
