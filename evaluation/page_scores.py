"""How well pages are read: paragraphs, title, authors and time against what people noted down.

Paragraphs are found one to one, when they are nearly the same text; authors are a set of names, agencies among them. Nothing
here reads a page: both sides are ``PageRow``s.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sayso.scores import Tally

NEARLY = 0.9
"""So much of two paragraphs must be the same, by difflib's ratio, for one to be the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """What somebody noted of a page, people or sayso. ``published`` is ISO 8601."""

    file: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    published: str | None = None
    paragraphs: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> PageRow:
        """The page that a row of JSON notes; what the row lacks is empty."""
        texts = {name: tuple(row.get(name) or ()) for name in ("authors", "credit", "paragraphs")}
        return cls(file=row["file"], title=row.get("title"), published=row.get("published"), **texts)


@dataclass(slots=True)
class PageScores:
    """Counts over all pages; ``table`` makes figures of them."""

    pages: int = 0
    paragraphs: Tally = field(default_factory=Tally)
    authors: Tally = field(default_factory=Tally)
    titles: int = 0
    titles_right: int = 0
    times: int = 0
    times_right: int = 0
    steps: int = 0
    steps_forward: int = 0

    def table(self) -> dict[str, float]:
        """All figures by name. ``order`` is the share of neighbouring found paragraphs that stand in the gold's order."""
        tallies = {"paragraphs": self.paragraphs, "authors": self.authors}
        figures = {f"{name} precision": tally.precision for name, tally in tallies.items()}
        figures |= {f"{name} recall": tally.recall for name, tally in tallies.items()}
        figures |= {f"{name} f": tally.f for name, tally in tallies.items()}
        return figures | {
            "order": self.steps_forward / (self.steps or 1),
            "title": self.titles_right / (self.titles or 1),
            "published": self.times_right / (self.times or 1),
        }


def score_pages(gold: Iterable[PageRow], read: Iterable[PageRow]) -> PageScores:
    """The scores of the pages ``read`` against the ``gold`` ones; a page that is not read counts as missed."""
    scores, by_file = PageScores(), {row.file: row for row in read}
    for true in gold:
        _score_page(scores, true, by_file.get(true.file, PageRow(file=true.file)))
    return scores


def _score_page(scores: PageScores, true: PageRow, said: PageRow) -> None:
    wanted, given = _paragraphs(true), _paragraphs(said)
    found = same_paragraphs(wanted, given)
    order = [there for _, there in found]
    scores.pages += 1
    scores.paragraphs += Tally(len(found), len(given), len(found), len(wanted))
    scores.steps += max(len(found) - 1, 0)
    scores.steps_forward += sum(one < other for one, other in pairwise(order))
    names, said_names = set(map(_bare, true.authors)), set(map(_bare, said.authors + said.credit))
    right = len(names & said_names)
    scores.authors += Tally(right, len(said_names), right, len(names))
    scores.titles += bool(_bare(true.title))
    scores.titles_right += _same_title(_bare(true.title), _bare(said.title))
    scores.times += bool(true.published)
    scores.times_right += _same_time(true.published, said.published)


def same_paragraphs(gold: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices of nearly the same paragraph, in the order of the gold; the very same are paired first."""
    free: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in reversed(list(enumerate(read))):
        free[text].append(index)
    pairs = {index: free[text].pop() for index, text in enumerate(gold) if free.get(text)}
    taken = set(pairs.values())
    for index, text in enumerate(gold):
        nearest = None if index in pairs else _nearest(text, read, taken)
        if nearest is not None:
            pairs[index] = nearest
            taken.add(nearest)
    return sorted(pairs.items())


def _nearest(text: str, read: Sequence[str], taken: set[int]) -> int | None:
    """The index of the paragraph that is nearly ``text``, the last of the nearest, or None."""
    least, best = NEARLY, None
    for index, other in enumerate(read):
        if index in taken or not 0.8 * len(text) <= len(other) <= 1.25 * len(text):
            continue
        matcher = difflib.SequenceMatcher(None, text, other, autojunk=False)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < least:  # upper bounds, cheap
            continue
        if (ratio := matcher.ratio()) >= least:
            least, best = ratio, index
    return best


def _paragraphs(page: PageRow) -> list[str]:
    return [folded for text in page.paragraphs if (folded := " ".join(text.split()))]


def _bare(text: str | None) -> str:
    """``text`` in lower case, words alone."""
    return " ".join(re.findall(r"[^\W_]+", (text or "").lower()))


def _same_title(true: str, said: str) -> bool:
    """Whether they are the same, or one holds the other and is little longer."""
    if not true or not said or not (true in said or said in true):
        return False
    return min(len(true), len(said)) >= 0.8 * max(len(true), len(said))


def _same_time(true: str | None, said: str | None) -> bool:
    """The same minute; the same day where the gold says midnight, which is how it says that it knows no hour."""
    one, other = moment(true), moment(said)
    if one is None or other is None:
        return False
    if (one.hour, one.minute) == (0, 0):
        return one.date() == other.date()
    return abs(one - other) < timedelta(minutes=1)


def moment(written: str | None) -> datetime | None:
    """The moment of ISO 8601, taken for UTC where it names no zone; None for anything else."""
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
