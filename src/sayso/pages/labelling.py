"""What each fragment of an HTML page is: headline, body, caption, menu, comment form ...

Evidence is weighed in this order: what hides a fragment; what its own words look like (``shapes``); what the elements
around it are called (``tree.Mark``), unless they hold so much of the main text that the name must mean something else; and
whether it belongs to the main text (``body``). Every label comes with its reason in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from sayso.pages import shapes
from sayso.pages.metadata import Metadata
from sayso.pages.particulars import site_names
from sayso.pages.tree import Fragment, Fragments, Mark, letters
from sayso.records import BODY_LABELS, Label

PROSE = frozenset({"p", "li", "blockquote", "dd", "pre", "td"})
CELLS = frozenset({"td", "th", "dt", "dd", "caption", "label", "legend"})
_CELL = 30
"""A cell of a table is body from this many code points on."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID_SHARE = 0.3
"""Elements that hold more than this share of the main text are the article's own frame, whatever it is called."""
_LINKED = 0.8
"""A block with more than this share of its characters on hyperlinks points elsewhere."""
_MOST_QUOTED = 1_500
"""Pages of more paragraphs than this are not searched for pull quotes, which takes the square of their number."""


class Labelled(NamedTuple):
    """A fragment's label, with the reason in words."""

    label: Label
    reason: str


def label(page: Fragments, voted: set[int], meta: Metadata, title: str | None, check: Callable[[], None]) -> list[Labelled]:
    """One label for each fragment of ``page``, in order. ``voted`` are the indices that the first word takes for main text,
    ``title`` is the one that was settled on, and ``meta`` what the page says of itself. ``check`` is
    called now and then, and may raise to stop."""
    return _Labelling(page, voted, meta, title, check).run()


class _Labelling:
    def __init__(self, page: Fragments, voted: set[int], meta: Metadata, title: str | None, check: Callable[[], None]) -> None:
        self.page = page
        self.check = check
        self.items = page.items
        self.keys = [item.key for item in page.items]
        self.voted = voted
        self.live = meta.live
        self.title = letters(title or "")
        self.titles = {self.title, *(letters(t) for place in (*meta.titles, meta.headings[:1]) for t in place)}
        self.sites = site_names(meta)
        self.titles -= {"", *self.sites}
        self.descriptions = {letters(description) for description in meta.descriptions} - {""}
        self.authors = [name for group in meta.authors for author, _ in group for name in shapes.byline_names(author)[0]]
        self.valid = self._valid_marks()
        self.headline = self._headline()
        self.frames, self.wide_frames = self._frames()

    def run(self) -> list[Labelled]:
        out = [self._one(index) for index in range(len(self.items))]
        self._standfirst(out)
        self._related(out)
        self._gaps(out)
        if self.live:
            self._entries(out)
        self._ends(out)
        self._pull_quotes(out)
        return out

    # ------------------------------------------------------------------------------------------------ what is known beforehand

    def _valid_marks(self) -> dict[int, Mark]:
        """The marks that are believed: those of elements that do not, with their namesakes, hold a large part of the main
        text."""
        weight: Counter[tuple[str, str]] = Counter()
        total = 0
        for index in self.voted:
            item = self.items[index]
            if item.linked < 0.5:
                total += len(item.text)
                weight.update({self._named(number): len(item.text) for number in item.marks})
        return {n: mark for n, mark in self.page.marks.items() if not weight[self._named(n)] > _VOID_SHARE * total}

    def _named(self, number: int) -> tuple[str, str]:
        """The tag and class of an element; elements without a class are each their own."""
        return self.page.tags[number], self.page.classes[number] or str(number)

    def _headline(self) -> int | None:
        """The fragment that is the headline: a heading with the words of the title, else any line with them, else the first
        <h1>."""
        best: tuple[int, int] | None = None
        for index, (item, key) in enumerate(zip(self.items, self.keys, strict=True)):
            if not key or key in self.sites or self._hidden(item):
                continue
            level = {"h1": 3, "h2": 1}.get(item.tag, 0)
            same = key in self.titles or (
                len(key) > 20 and any(key in t or (t in key and len(t) > 0.6 * len(key)) for t in self.titles)
            )
            rank = (8 if key == self.title else 4 if same else 0) + level
            if (same or item.tag == "h1") and (best is None or rank > best[0]):
                best = rank, index
        return best[1] if best else None

    def _frames(self) -> tuple[set[int], set[int]]:
        """The elements that hold main text: directly, where two voted paragraphs or more stand side by side in them; and at
        a remove, where each of three paragraphs or more has an element of its own."""
        close: Counter[int] = Counter()
        wide: Counter[int] = Counter()
        for index in self.voted:
            item = self.items[index]
            if item.tag not in HEADINGS and item.linked < 0.5 and self._mark(item) is None:
                close[self._holder(item)] += 1
                wide.update({self._holder(item, 2), self._holder(item, 3)})
        return {number for number, n in close.items() if n >= 2}, {number for number, n in wide.items() if n >= 3}

    def _holder(self, item: Fragment, remove: int = 1) -> int:
        """The element around the paragraph or heading that a fragment is, ``remove`` steps out; text straight in a <div>
        has that around it."""
        steps = remove if item.tag in PROSE or item.tag in HEADINGS else remove - 1
        return item.path[-1 - steps] if len(item.path) > steps else -1

    def _stands_in_main_text(self, item: Fragment) -> bool:
        """Whether the neighbours of a fragment are main text."""
        if self._holder(item) in self.frames:
            return True
        return (
            len(item.text) > 60
            and item.tag in PROSE
            and not self.wide_frames.isdisjoint((self._holder(item, 2), self._holder(item, 3)))
        )

    def _hidden(self, item: Fragment) -> bool:
        return any(self.page.marks[n].reason == "hidden from readers" and n in self.valid for n in item.marks)

    def _mark(self, item: Fragment) -> Mark | None:
        """The mark that counts for a fragment: the innermost that is believed, but what stands in a menu stays there."""
        marks = [self.valid[n] for n in item.marks if n in self.valid]
        if marks and marks[-1].label == "standfirst":
            return marks[-1]
        outer = [m for m in marks if m.label in ("comment", "related", "navigation", "bio", "legal", "other")]
        return outer[0] if outer else marks[-1] if marks else None

    # ------------------------------------------------------------------------------------------------------------ one fragment

    def _one(self, index: int) -> Labelled:
        item, key = self.items[index], self.keys[index]
        self.check()
        if index == self.headline:
            return Labelled("headline", "the words of the title" if key in self.titles else "the first heading")
        if not key:
            return Labelled("other", "no words")
        if self._hidden(item) and not (index in self.voted and self._is_prose(item)):
            return Labelled("other", "hidden from readers")
        voted = index in self.voted
        mark = self._mark(item)
        if key in self.titles and len(key) > 12:
            return Labelled("other", "the title again")
        furniture = self._furniture(item, mark) if voted or not self._is_menu_link(item) else None
        if furniture:
            return furniture
        if mark and not (voted and self._outweighs(item, mark)):
            return self._by_mark(item, mark, voted)
        if item.linked > _LINKED and self._points_elsewhere(item):
            return Labelled("related" if len(item.text) > 25 or voted else "navigation", "nothing but a hyperlink")
        cell = item.tag in CELLS and len(item.text) <= _CELL
        if voted and not cell:
            return Labelled("body", "main text")
        if self._stands_in_main_text(item) and (item.tag in PROSE or item.tag in HEADINGS) and not cell:
            return Labelled("body", "stands among paragraphs of the main text")
        if item.linked > 0.5:
            return Labelled("navigation", "hyperlinks")
        return Labelled("other", "outside the main text")

    def _is_menu_link(self, item: Fragment) -> bool:
        """Whether a short line is one hyperlink, as most lines of a page are: its words tell nothing that matters here."""
        return item.linked > _LINKED and len(item.text) < 80 and item.text[:3].lower() != "by "

    def _furniture(self, item: Fragment, mark: Mark | None) -> Labelled | None:
        """What the words of a line alone give away."""
        if shapes.is_dateline(item.text):
            return Labelled("dateline", "a time")
        if shapes.is_byline(item.text):
            return Labelled("byline", "“by” and names")
        if shapes.is_bio(item.text, self.authors):
            return Labelled("bio", "tells who the author is")
        shape = shapes.shape(item.text)
        if shape is None:
            return None
        if mark and mark.label in ("comment", "bio") and shape.label in ("related", "navigation", "other"):
            return None
        return Labelled(*shape)

    def _outweighs(self, item: Fragment, mark: Mark) -> bool:
        """Whether a vote for main text is believed against a mark: the names of elements are loose, those of tags are not."""
        if mark.label in ("quote", "standfirst"):
            return False
        named = mark.reason.startswith("named") or mark.reason == "hidden from readers"
        return named and mark.label not in ("comment", "bio", "caption") and self._is_prose(item)

    def _is_prose(self, item: Fragment) -> bool:
        """Whether a fragment is a full paragraph among paragraphs of the main text."""
        return item.tag in PROSE and len(item.text) > 80 and item.linked < 0.3 and self._stands_in_main_text(item)

    def _by_mark(self, item: Fragment, mark: Mark, voted: bool) -> Labelled:
        if mark.label == "byline" and len(item.text) > 200:
            return Labelled("bio", mark.reason + ", too long for a byline")
        if mark.label == "dateline" and not any(c.isdigit() for c in item.text):
            return Labelled("other", mark.reason + " without a time")
        if mark.label == "quote" and not voted and self.frames.isdisjoint(item.path):
            return Labelled("other", mark.reason + " outside the main text")
        if mark.label == "standfirst" and voted and len(item.text) > 600:
            return Labelled("body", "main text")
        return Labelled(*mark)

    def _points_elsewhere(self, item: Fragment) -> bool:
        """Whether a line that is one hyperlink leads away, as a headline does. A sentence among paragraphs, or a heading over
        them, does not."""
        if not self._stands_in_main_text(item):
            return True
        sentence = len(item.text) > 40 and _ends_sentence(item.text) and not item.text.isupper()
        return not (item.tag in HEADINGS or sentence)

    # ------------------------------------------------------------------------------------------------- the page at large

    def _standfirst(self, out: list[Labelled]) -> None:
        """The summary under a headline: what the page describes itself with, or a line between headline and main text."""
        long = (i for i, line in enumerate(out) if line.label == "body" and len(self.items[i].text) > 60)
        first = next((i for i in long if self.items[i].tag not in HEADINGS), None)
        for index, (item, labelled) in enumerate(zip(self.items, out, strict=True)):
            head = (self.headline is None or index > self.headline) and (first is None or index <= first)
            if labelled.label == "standfirst" and not head:
                main = index in self.voted or self._holder(item) in self.frames
                out[index] = Labelled("body", "main text") if main else Labelled("related", "a summary that stands elsewhere")
            elif not head or labelled.reason in ("hidden from readers", "the title again"):
                continue
            elif labelled.label in ("comment", "caption", "bio", "headline") or (
                labelled.label == "body" and self._is_prose(item)
            ):
                continue  # a page may describe itself with its first paragraph
            elif self._describes(self.keys[index]):
                out[index] = Labelled("standfirst", "the page's own description")
            elif (labelled.label == "other" or (labelled.label == "body" and item.tag in HEADINGS)) and self._follows_headline(
                index, first
            ):
                out[index] = Labelled("standfirst", "between headline and main text")

    def _describes(self, key: str) -> bool:
        """Whether a line is one of the page's descriptions of itself, which may be cut short."""
        return len(key) > 40 and any(key == d or (len(d) > 60 and key.startswith(d[:-4])) for d in self.descriptions)

    def _follows_headline(self, index: int, first: int | None) -> bool:
        item = self.items[index]
        if self.headline is None or first is None or not self.headline < index < min(first, self.headline + 4):
            return False
        return len(self.keys[index]) > 40 and item.tag in ("h2", "h3", "p", "div") and item.linked < 0.3

    def _related(self, out: list[Labelled]) -> None:
        """What stands under a heading like "More from us" is related, as far as the element goes that holds no main text."""
        main = [item for item in map(self.items.__getitem__, self.voted) if self._stands_in_main_text(item)]
        holding = {number for item in main for number in item.path}
        reach = dict.fromkeys(("related", "comment", "other"), -1)  # how far the headings of each kind have settled things
        for index, labelled in enumerate(out):
            item = self.items[index]
            if (
                labelled.label not in ("related", "other", "comment")
                or item.tag not in HEADINGS
                or not labelled.reason.startswith("reads as")
            ):
                continue
            if index <= max(reach["related"], reach["comment"], reach[labelled.label] if labelled.label == "other" else -1):
                continue
            outer = next((number for number in item.path if number not in holding), None)
            for later in range(index + 1, len(out)):
                if outer not in self.items[later].path:
                    break
                reach[labelled.label] = later
                if out[later].label in ("body", "quote", "standfirst", "other", "navigation"):
                    out[later] = Labelled(labelled.label, f"under “{item.text[:40]}”")

    def _gaps(self, out: list[Labelled]) -> None:
        """A full paragraph with nothing against it, close between two of the main text, is one of them."""
        body = [i for i, line in enumerate(out) if line.label == "body" and self.items[i].tag in PROSE]
        for left, right in pairwise(body):
            for index in range(left + 1, right if right - left <= 4 else left):
                item = self.items[index]
                sentence = item.tag == "p" and len(item.text) > 80 and _ends_sentence(item.text)
                if out[index].label == "other" and sentence and item.linked < 0.5 and not self._mark(item):
                    out[index] = Labelled("body", "between paragraphs of the main text")

    def _entries(self, out: list[Labelled]) -> None:
        """The entries of a live blog are built alike: what stands in the twin of an element that holds main text is main
        text."""
        twins = {self._signature(item, n) for i, item in enumerate(self.items) if out[i].label == "body" for n in range(2, 6)}
        twins.discard(None)
        for index, item in enumerate(self.items):
            if out[index].label != "other" or not (item.tag in PROSE or item.tag in HEADINGS) or self._mark(item):
                continue
            if not twins.isdisjoint(self._signature(item, n) for n in range(2, 6)):
                out[index] = Labelled("body", "an entry of a live blog")

    def _signature(self, item: Fragment, remove: int) -> tuple[str, str, int] | None:
        """The tag, class and parent of the element that stands ``remove`` steps from the innermost one; None for elements
        without a class."""
        if len(item.path) <= remove or not self.page.classes[item.path[-remove]]:
            return None
        number = item.path[-remove]
        return self.page.tags[number], self.page.classes[number], item.path[-remove - 1]

    def _ends(self, out: list[Labelled]) -> None:
        """Nothing before the headline is body; a heading with no body behind it is none either."""
        if self.headline is not None:
            for index in range(self.headline):
                if out[index].label in BODY_LABELS and (index not in self.voted or len(self.items[index].text) < 100):
                    out[index] = Labelled("navigation", "before the headline")
        self._behind(out)
        open_heading: list[int] = []
        for index, labelled in enumerate(out):
            if labelled.label not in BODY_LABELS:
                if labelled.label in ("related", "comment", "navigation") and open_heading:
                    for heading in open_heading:
                        out[heading] = Labelled(labelled.label, "a heading over what is not main text")
                    open_heading = []
                continue
            if self.items[index].tag in HEADINGS:
                open_heading.append(index)
            else:
                open_heading = []
        for heading in open_heading:
            out[heading] = Labelled("other", "a heading with nothing under it")

    def _behind(self, out: list[Labelled]) -> None:
        """A line that was let in behind the end of the main text, past other things, and that stands in another element, is
        none of it."""
        main = [
            i for i, labelled in enumerate(out) if labelled.label in BODY_LABELS and self._stands_in_main_text(self.items[i])
        ]
        past = False
        for index in range(main[-1] + 1 if main else len(out), len(out)):
            if out[index].label not in BODY_LABELS:
                past = past or out[index].label in ("related", "navigation", "comment", "bio", "legal")
            elif past:
                out[index] = Labelled("other", "behind the end of the main text")

    def _pull_quotes(self, out: list[Labelled]) -> None:
        """A line lifted out of the main text and set large is there twice: as a part of a paragraph, or as one of two alike."""
        body = [i for i, line in enumerate(out) if line.label in BODY_LABELS]
        if len(body) > _MOST_QUOTED:
            return
        whole = "\n".join(self.keys[i] for i in body)
        alike = Counter(self.keys[i] for i in body)
        seen: set[str] = set()
        for index in body:
            self.check()
            key = self.keys[index]
            if not 30 < len(key) < 300 or self.items[index].tag in HEADINGS:
                continue
            if key in seen or whole.count(key) > alike[key]:
                out[index] = Labelled("other", "a pull quote: its words stand in the main text")
            seen.add(key)


def _ends_sentence(text: str) -> bool:
    """Whether the last mark of a line, closing quotation marks apart, is that of a sentence."""
    return text.rstrip("”\"’'")[-1:] in ".!?"
