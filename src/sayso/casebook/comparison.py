"""Two pages side by side: what stands in both faces each other and bears a number; what is a page's own stands alone.

Colour only repeats the numbers. A passage that the right page has in another place is shown beside the left one all the same,
and where it stands in the right page its number is left in its stead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.casebook.wording import place, short
from sayso.corpus.packing import iso
from sayso.records import READ_LABELS, Article, Span
from sayso.reports.prose import SHORT, one_line, plural, shortened, styled

if TYPE_CHECKING:
    from sayso.corpus.rows import ClaimRow
    from sayso.links.compare import Comparison, Sentence

_SHARED = "green"
_CLAIMS = 12
"""So many claims of both pages are shown, unless all is asked for."""


class RunRow(NamedTuple):
    """A passage that stands in both pages: where it begins and ends in the text of each, how many words it has, and these."""

    number: int
    left_start: int
    left_end: int
    right_start: int
    right_end: int
    words: int
    left_text: str
    right_text: str


def run_rows(left: Article, right: Article, found: Comparison) -> list[RunRow]:
    """The shared passages of two pages, in the order of the left one."""
    rows = []
    for number, (ours, theirs) in enumerate(zip(found.left_runs, found.right_runs, strict=True), 1):
        words = one_line(left.text[slice(*ours)])
        rows.append(RunRow(number, *ours, *theirs, len(words.split()), words, one_line(right.text[slice(*theirs)])))
    return rows


def comparison_report(
    left: Article, right: Article, found: Comparison, both: Sequence[ClaimRow] | None = None, *, full: bool = False
) -> Group:
    """Two pages side by side, with the share of each that stands in the other, and the claims that stand on ``both`` (None: not
    known); ``full`` leaves out nothing of what is a page's own."""
    heads = two_columns()
    heads.add_row(
        _head(left, found.left_share, found.left_sentences), "", _head(right, found.right_share, found.right_sentences)
    )
    body: list[RenderableType] = [Text(""), _Aligned(left, right, found, full).table()] if found.left_runs or full else []
    return Group(heads, Text(""), styled(_told(len(found.left_runs))), *body, *_claims(both, full))


def _claims(both: Sequence[ClaimRow] | None, full: bool) -> Iterator[RenderableType]:
    if both is None:
        return
    count = f"{len(both)} {plural('claim', len(both))}" if both else "No claim"
    yield styled(f"{count} {'stand' if len(both) > 1 else 'stands'} on both pages.", "bold")
    for row in both if full else both[:_CLAIMS]:
        yield styled(f"{short(row.id)}  ", "dim") + styled(shortened(one_line(row.text), SHORT))
    if not full and len(both) > _CLAIMS:
        yield styled(f"and {len(both) - _CLAIMS} more: --full shows all", "dim")


def two_columns() -> Table:
    """A table with a column for each page and a narrow one between them."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False, expand=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True, style=_SHARED, justify="center", width=5)
    table.add_column(ratio=1)
    return table


def _head(side: Article, share: float, sentences: Sequence[Sentence]) -> Group:
    wholly, partly = (sum(one.derived == derived for one in sentences) for derived in ("wholly", "partly"))
    return Group(
        styled(one_line(side.title or "(no title)"), "bold"),
        styled(f"{place(side.outlet, iso(side.published))}  {short(side.id)}", "dim"),
        styled(f"{share:.0%} of its words stand in the other page", _SHARED),
        styled(f"of {len(sentences)} {plural('sentence', len(sentences))} {wholly} wholly and {partly} partly", "dim"),
    )


def _told(count: int) -> str:
    if not count:
        return "No passage of five words or more stands in both pages."
    if count == 1:
        return "One passage stands in both pages: [1]. The rest stands in one page only."
    return (
        f"{count} passages stand in both pages: [1] to [{count}], as the left one has them. The rest stands in one page only."
    )


class _Aligned:
    """The rows of two pages. Passages that both have in the same order keep the pages in step."""

    def __init__(self, left: Article, right: Article, found: Comparison, full: bool) -> None:
        self.left, self.right, self.full = left, right, full
        self.runs = [
            (in_full(left.text, ours), in_full(right.text, theirs))
            for ours, theirs in zip(found.left_runs, found.right_runs, strict=True)
        ]
        self.steady = steady(found.right_runs)
        self.blocks = {one.id: sorted(block.span for block in one.labelled(*READ_LABELS)) for one in (left, right)}

    def table(self) -> Table:
        table = two_columns()
        table.padding = (0, 1, 1, 0)
        for ours, number, theirs in self._rows():
            if ours.plain or theirs.plain:
                table.add_row(ours, f"[{number + 1}]" if number is not None else "", theirs)
        return table

    def _rows(self) -> Iterator[tuple[Text, int | None, Text]]:
        """What is the left page's own, what is shared (with its number), what is the right page's own."""
        mine = theirs = 0
        for number in [*sorted(self.steady), len(self.runs)]:
            end, other_end = self.runs[number] if number < len(self.runs) else (_END, _END)
            beside = self._right(theirs, other_end.start)
            for odd in range(len(self.runs)):
                if odd not in self.steady and mine <= self.runs[odd][0].start < end.start:
                    yield self._own(self.left, mine, self.runs[odd][0].start), None, beside
                    yield self._shared(odd)
                    mine, beside = self.runs[odd][0].end, Text("")
            yield self._own(self.left, mine, end.start), None, beside
            if number < len(self.runs):
                yield self._shared(number)
            mine, theirs = end.end, other_end.end

    def _shared(self, number: int) -> tuple[Text, int, Text]:
        ours, theirs = self.runs[number]
        return self._run(self.left, ours), number, self._run(self.right, theirs)

    def _run(self, side: Article, span: Span) -> Text:
        return styled("\n".join(self._parts(side, *span)), _SHARED)

    def _right(self, start: int, end: int) -> Text:
        """What is the right page's own, with the numbers of passages that the left page has in another place."""
        words = Text("")
        odd = [number for number in range(len(self.runs)) if number not in self.steady]
        for number in sorted(odd, key=lambda one: self.runs[one][1]):
            span = self.runs[number][1]
            if start <= span.start < end:
                words = words + self._own(self.right, start, span.start) + Text(f" [{number + 1}] ", _SHARED)
                start = span.end
        return words + self._own(self.right, start, end)

    def _own(self, side: Article, start: int, end: int) -> Text:
        told = " ".join(self._parts(side, start, end))
        words = told if self.full else shortened(told, SHORT)
        return styled(words, "dim") if any(map(str.isalnum, words)) else Text("")

    def _parts(self, side: Article, start: int, end: int) -> list[str]:
        """What is read of a part of a page, block by block."""
        cut = ((max(start, block.start), min(end, block.end)) for block in self.blocks[side.id])
        return [one_line(side.text[begin:stop]) for begin, stop in cut if begin < stop]


def in_full(text: str, run: Span) -> Span:
    """A passage with the quotation marks and stops that stand at its ends."""
    start, end = run
    while start and not text[start - 1].isalnum() and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end += 1
    return Span(start, end)


_END = Span(1 << 40, 1 << 40)


def steady(runs: Sequence[Span]) -> frozenset[int]:
    """The longest row of passages that both pages have in the same order: the places of those whose ``runs`` in the right page
    stand one behind the other."""
    ends: list[Span] = []  # where the row of each length that ends first ends
    last: list[int] = []
    before: list[int | None] = []
    for number, run in enumerate(runs):
        place = bisect_left(ends, run)
        ends[place : place + 1] = [run]
        last[place : place + 1] = [number]
        before.append(last[place - 1] if place else None)
    row = set[int]()
    at = last[-1] if last else None
    while at is not None:
        row.add(at)
        at = before[at]
    return frozenset(row)
