"""The fullest forms that an article gives a document: "Harbour Times-Tallystick opinion poll" for "the poll".

Looks at words and capitals around the head noun alone; which form is meant is decided in ``descriptions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.names import bare
from sayso.names.finding import OWNER, plain
from sayso.resolution import lexicon
from sayso.resolution.roster import role_word

_BEHIND = re.compile(
    r"(?: (?:published|released|conducted|commissioned|issued|prepared|written|sponsored|led) by| to| from| by) (?:the )?"
    r"[A-Z][\w’'&.-]*(?: (?:(?:of|for|and|at) (?:the )?)?[A-Z][\w’'&-]*){0,14}"
)
_TITLED = re.compile(
    r"\b(?P<sort>film|movie|documentary|book|novel|memoir|essay|play|song|album|series|paper|report|study|podcast),? "
    r"(?:called |titled |entitled )?[“‘\"](?P<title>[A-Z\d][^“”‘\"\n]{1,60}?)[”’\"]"
)
_NEAR = 800
_LEFT = 90
_MOST_SMALL = 2
_NO_PART = frozenset(
    "sent send wrote write signed read got received is was are were has have had a an the this that these those his her its "
    "their our my of in at on to for from by with and or but as than said says new latest recent another every each no any "
    "some last first second previous earlier".split()
)


class Form(NamedTuple):
    """A document as it is called in one place."""

    place: int
    name: str


def forms(text: str, head: str) -> list[Form]:
    """The forms of more words than ``head`` that a text gives, in its order, each once."""
    once: dict[str, Form] = {}
    for form in _forms(text, head):
        once.setdefault(bare(form.name), form)
    return list(once.values())


def _forms(text: str, head: str) -> Iterator[Form]:
    for match in _head(head).finditer(text):
        behind = _BEHIND.match(text, match.end())
        before = _before(text[max(0, match.start() - _LEFT) : match.start()], alone=behind is None)
        if before or behind is not None:
            name = " ".join([*before, match.group()]) + (OWNER.sub("", behind.group()) if behind is not None else "")
            yield Form(match.start(), name)


def title(text: str, head: str, at: int) -> str | None:
    """The title of the work that ``head`` speaks of, where one is given before: "her documentary “Low Tide.” The film"."""
    told = [match for match in _TITLED.finditer(text, max(0, at - _NEAR), at) if role_word(match["sort"]) == role_word(head)]
    return told[-1]["title"].strip(" ,.") if told else None


@lru_cache(maxsize=256)
def _head(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-]){re.escape(head)}(?![\w’'-])")


def _before(lead: str, *, alone: bool) -> Sequence[str]:
    """The words right before a head that belong to its name: capitals, and small words between them and the head."""
    small: list[str] = []
    capitals: list[str] = []
    for word in reversed(re.split(r"[\n.;:,“”\"()—–](?=\s|$)|\s+(?=[“\"])", lead)[-1].split()):
        if word[:1].isupper() and plain(word) not in lexicon.OPENERS and plain(word) not in _NO_PART:
            capitals.insert(0, word)
        elif capitals or len(small) == _MOST_SMALL or not word.isalpha() or plain(word) in _NO_PART:
            break
        else:
            small.insert(0, word)
    if alone and not capitals:
        return []
    return [*capitals, *small] if not capitals or OWNER.search(capitals[-1]) is None else []
