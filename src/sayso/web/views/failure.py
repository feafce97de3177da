"""What cannot be shown or done: why not, and where to go from there."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple
from urllib.parse import unquote

_NAMED = {"statement": "the statement", "claim": "the claim"}
"""What forms are sent about, and stays where it is when one of them fails."""
_REFUSED = (403, 405, 413, 415)
"""The statuses of what is not let in, whatever it says."""


class Back(NamedTuple):
    """A page that leads on: its kind, the id of what it is about, and what it is called in a sentence."""

    kind: str
    name: str
    words: str


class Failure(NamedTuple):
    """What failed, and the pages to go back to, the nearest first."""

    title: str
    message: str
    back: tuple[Back, ...]


def failure(status: int, message: str, path: str, *, asked: bool, lists: Container[str]) -> Failure:
    """What is told with an HTTP ``status`` where the address ``path`` fails, and whether more than the page is ``asked`` of it.
    The kinds of pages in ``lists`` can be had as they are."""
    title = "Not here" if status == 404 else "Not taken" if status in _REFUSED else "Not possible"
    overview = Back("overview", "", "the overview")
    return Failure(title, message, (*_near(path, lists if asked else ()), overview))


def _near(path: str, lists: Container[str]) -> tuple[Back, ...]:
    """The page that a path is part of, or that it is without what is asked of it."""
    kind, *rest = path.removeprefix("/").split("/")
    if len(rest) > 1 and kind in _NAMED:
        return (Back(kind, unquote(rest[0]), _NAMED[kind]),)
    return (Back(kind, "", "the whole list"),) if not rest and kind in lists else ()
