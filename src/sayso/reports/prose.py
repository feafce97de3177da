"""Words as a terminal shows them: made safe, put on one line, shortened, set in from the margin."""

from __future__ import annotations

import re

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

MEASURE = 88
"""No line of prose is longer, however wide the terminal."""
SHORT = 240
SHORT_NAME = 80

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """``text`` with every character that could steer a terminal, turn the reading direction or not be written at all
    replaced by U+FFFD; tabs become spaces."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def styled(words: str, style: str = "") -> Text:
    """Words of a page or of ours, plain: no markup, no emoji, no highlighting."""
    return Text(safe(words), style=style, overflow="fold")


def one_line(words: str) -> str:
    """``words`` with single spaces for all white space."""
    return " ".join(words.split())


def shortened(words: str, most: int) -> str:
    """``words`` with the middle left out where they are long, cut between words."""
    if len(words) <= most:
        return words
    head, tail = words[: most * 2 // 3], words[-most // 4 :]
    return f"{head.rsplit(' ', 1)[0]} […] {tail.split(' ', 1)[-1]}"


def plural(noun: str, count: int) -> str:
    """``noun`` as it is for ``count`` of them."""
    return noun if count == 1 else f"{noun}s"


class Hung:
    """Something set to the right of a margin, with words in the margin of its first line; no line is filled up with spaces."""

    def __init__(self, body: RenderableType, by: int, margin: str = "") -> None:
        self.body = body
        self.by = by
        self.margin = margin

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inner = options.update_width(max(options.max_width - self.by, 1))
        for number, line in enumerate(console.render_lines(self.body, inner, pad=False)):
            yield Segment(self.margin.ljust(self.by) if number == 0 else " " * self.by if line else "")
            yield from line
            yield Segment.line()


def indented(body: RenderableType, by: int) -> Hung:
    """``body`` set in by so many columns."""
    return Hung(body, by)


def numbered(number: int, body: RenderableType) -> Hung:
    """``body`` with its number in a margin of its own."""
    return Hung(body, 4, f"{number:3}")
