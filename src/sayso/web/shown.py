"""What is asked of a page of the reading room, and what it answers: a template with what it shows, and what can be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.corpus import Case
    from sayso.web.pictures import Picture

PER_PAGE = 50
"""So many rows of a list stand on one page."""
MOST = 1_000_000_000
"""No page of a list has a higher number: what is behind it fits in no case."""


class Asked:
    """What an address asks beyond its path: words, switches and numbers. What is not asked is None, False or a default."""

    def __init__(self, pairs: Mapping[str, str] | None = None) -> None:
        self.pairs = dict(pairs or {})

    def word(self, name: str) -> str | None:
        """The words under ``name``, None where there are none."""
        return self.pairs.get(name, "").strip() or None

    def flag(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.pairs.get(name, "") in ("1", "on", "true", "yes")

    def number(self, name: str, default: int = 1) -> int:
        """A number from 1 on. Raises ``UsageError`` for anything else."""
        words = self.pairs.get(name, "").strip()
        if not words:
            return default
        if not words.isascii() or not words.isdecimal() or not 1 <= int(words[:10]) <= MOST or len(words) > 10:
            raise UsageError(f"{name} must be a whole number from 1 on")
        return int(words)

    def but(self, **other: object) -> dict[str, object]:
        """All that is asked, with some of it changed (None takes it out): for addresses of the same page."""
        return {**self.pairs, **other}


class AskedAll(Asked):
    """What a report asks of a page: nothing beyond it, and all rows of its lists."""

    def number(self, name: str, default: int = 1) -> int:
        """0 for the number of a page of a list: see ``part``."""
        return 0 if name.startswith("page") else default


class Sheet(NamedTuple):
    """Rows of one type that a list shows: all of them, for CSV and JSON. ``flat`` is what lines of CSV are made of, and how a
    row becomes one, where rows hold more than one word a cell."""

    kind: Any
    rows: Callable[[], Iterable[NamedTuple]]
    flat: tuple[Any, Callable[[Any], NamedTuple]] | None = None


class Part(NamedTuple):
    """The rows of one page of a list. ``more`` says whether there is another page behind it."""

    rows: list[Any]
    number: int
    more: bool

    @property
    def first(self) -> int:
        """The number of the first row, from 1 on."""
        return (self.number - 1) * PER_PAGE + 1


def part(fetch: Callable[[int, int], list[Any]], number: int) -> Part:
    """Page ``number`` of the rows that ``fetch`` gives for a limit and an offset; with 0, all rows as one page."""
    if not number:
        return Part(fetch(MOST, 0), 1, False)
    rows = fetch(PER_PAGE + 1, (number - 1) * PER_PAGE)
    return Part(rows[:PER_PAGE], number, len(rows) > PER_PAGE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its ``template`` with the ``view`` that it is filled in with, and a ``title``. ``sheets`` are its lists, "" the
    one that it is about; ``pictures`` those that it shows, by their names. ``record`` is what JSON of the page gives where it
    is about one thing."""

    template: str
    title: str
    view: Any = None
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    record: Any = None


Asking = Callable[["Case", str, Asked], Shown]
"""From a case, the name of what a page is about ("" for a list) and what is asked, to what it shows."""
Deed = Callable[["Case", str, Mapping[str, str]], str]
"""From a case open to write, the name in the path and the words of a form, to the address that shows what came of it."""


class Upload(NamedTuple):
    """A file that a form brings: what the sender calls it, and its bytes."""

    name: str
    file: BinaryIO


Taking = Callable[[str, Mapping[str, str], Sequence[Upload]], str]
"""From the path of a case, the words of a form and the files that it brings, to the address that shows what comes of it."""
