"""HTML to fragments: the visible text of a page in reading order, cut where a browser would begin a new line of its own.

A fragment knows where it stands (its tag, the elements around it, what their names give away) and carries its hyperlinks.
What a fragment *is* (body, menu, caption) is decided in ``labelling``; nothing is thrown away here but what no reader sees
as text (scripts, styles, pictures, form fields).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree, html

from sayso.records import Label

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section "
    "summary table tbody td tfoot th thead title tr ul".split()
)
UNSEEN = frozenset(
    "applet area audio base canvas col colgroup datalist embed frame head iframe img input link map math meta noembed noframes "
    "noscript object option param picture script select source style svg template textarea title track video wbr".split()
)
SOLID = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote figcaption td th dd dt pre caption".split())
"""Blocks of running text: two inline elements that touch in them are one word ("<b>T</b>he"), elsewhere they are two."""

INVISIBLE = dict.fromkeys([*range(9), 11, *range(14, 32), 127, 0xAD, 0x200B, 0x2060, 0xFEFF])
"""Code points that show nothing and split words: control characters, soft hyphen, zero-width space, word joiner, byte order
mark."""


_LETTERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of ``text`` in lower case: what is left equal when marks, spaces and bullets differ."""
    return _LETTERS.sub("", text).lower()


class Mark(NamedTuple):
    """What the name of an element gives away about everything inside it."""

    label: Label
    reason: str


@dataclass(slots=True, kw_only=True)
class Fragment:
    """One line of its own. ``path`` numbers the elements around it, outermost first; ``marks`` are those of them that give
    something away."""

    text: str
    tag: str
    path: tuple[int, ...]
    marks: tuple[int, ...]
    links: list[tuple[int, int, str]]
    key: str = ""
    """The letters of the text, by which fragments are compared."""

    def __post_init__(self) -> None:
        self.key = letters(self.text)

    @property
    def linked(self) -> float:
        """The share of the characters that stand on a hyperlink."""
        return sum(end - start for start, end, _ in self.links) / len(self.text)


@dataclass(slots=True)
class Fragments:
    """The fragments of a page, what the numbers of their ``marks`` mean, and the tags and classes on their paths."""

    items: list[Fragment] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    depth: int = 0


def parse(text: str) -> html.HtmlElement | None:
    """The element tree of a page, whatever its faults, or None where nothing can be made of it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        # As bytes, since lxml refuses a str that begins with an encoding declaration.
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments, or nothing at all
        return None


def fragments(root: html.HtmlElement) -> Fragments:
    """Cut a tree into fragments. Linear in the size of the page."""
    out = Fragments()
    pen = _Pen(out)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in UNSEEN:
                walk.skip_subtree()
                continue
            pen.enter(element, tag)
        elif tag in UNSEEN:
            pen.write(element.tail)
        else:
            pen.leave(element, tag)
    pen.flush()
    return out


class _Pen:
    """Writes the folded text of the block at hand and drops it as a fragment where the block begins, ends or breaks."""

    def __init__(self, out: Fragments) -> None:
        self.out = out
        self.path: list[int] = []
        self.marks: list[int] = []
        self.blocks: list[tuple[str, int]] = [("html", -1)]
        self.owner = -1
        self.pieces: list[str] = []
        self.size = 0
        self.breaks = 0
        self.touching = False
        self.place: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self.open_links: list[tuple[int, int, str]] = []
        self.links: list[tuple[int, int, str]] = []

    def enter(self, element: html.HtmlElement, tag: str) -> None:
        number = len(self.out.tags)
        self.out.tags.append(tag)
        self.out.classes.append(element.get("class") or "")
        if tag in BLOCKS:
            self._end_block()
            self.blocks.append((tag, number))
        elif tag == "br":
            self._break()
        elif self.touching and self.blocks[-1][0] not in SOLID:
            self.space()
        self.path.append(number)
        self.out.depth = max(self.out.depth, len(self.path))
        mark = _mark(element, tag)
        if mark:
            self.out.marks[number] = mark
            self.marks.append(number)
        if tag == "a" and (address := element.get("href")):
            self.open_links.append((self.size, len(self.pieces), address.strip()))
        self.touching = False
        self.write(element.text)

    def leave(self, element: html.HtmlElement, tag: str) -> None:
        number = self.path.pop()
        if tag in BLOCKS:
            self._end_block(number)
            self.blocks.pop()
        if self.marks and self.marks[-1] == number:
            self.marks.pop()
        if tag == "a" and element.get("href") and self.open_links:
            self._close(*self.open_links.pop())
        self.touching = not element.tail and tag not in BLOCKS
        self.write(element.tail)

    def write(self, text: str | None) -> None:
        if not text:
            return
        tag, number = self.blocks[-1]
        if self.pieces and self.owner != number and not text.isspace():
            self.flush()
        if tag == "pre" and "\n\n" in text:
            for part in re.split(r"\n[ \t\r]*\n", text):
                self._fold(part)
                self.flush()
            return
        self._fold(text)

    def _end_block(self, left: int = -1) -> None:
        """A block that begins or ends breaks the line, but for a block without words inside a paragraph (a button beside a
        word)."""
        if self.pieces and self.owner != left and self.owner >= 0 and self.out.tags[self.owner] in SOLID:
            return
        self.flush()

    def _fold(self, text: str) -> None:
        words = text.translate(INVISIBLE).split()
        if not words:
            if text[:1].isspace():
                self.space()
            return
        self.breaks = 0
        if text[0].isspace():
            self.space()
        folded = " ".join(words)
        if not self.pieces:
            self.owner = self.blocks[-1][1]
            self.place = tuple(self.path), tuple(self.marks)
        self.pieces.append(folded)
        self.size += len(folded)
        if text[-1].isspace():
            self.space()

    def space(self) -> None:
        if self.pieces and self.pieces[-1] not in (" ", "\n"):
            self.pieces.append(" ")
            self.size += 1

    def _break(self) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        elif self.pieces:
            if self.pieces[-1] == " ":
                self.pieces.pop()
                self.size -= 1
            self.pieces.append("\n")
            self.size += 1

    def _close(self, start: int, piece: int, address: str) -> None:
        """Keep a hyperlink that began at the code point ``start``, before the piece at index ``piece``."""
        text = "".join(self.pieces[piece:])
        first, last = start + len(text) - len(text.lstrip()), self.size - (len(text) - len(text.rstrip()))
        if first < last:
            self.links.append((first, last, address))

    def flush(self) -> None:
        if not self.pieces:
            self.breaks, self.touching = 0, False
            return
        still_open = self.open_links
        for start, piece, address in still_open:
            self._close(start, piece, address)
        self.open_links = [(0, 0, address) for _, _, address in still_open]
        text = "".join(self.pieces).rstrip()
        if text:
            path, marks = self.place
            depth = bisect_right(path, self.owner)  # the <b> that the first word of a block is in is not around it
            tag = self.out.tags[self.owner] if self.owner >= 0 else "html"
            marks = tuple(m for m in marks if m <= self.owner)
            self.out.items.append(Fragment(text=text, tag=tag, path=path[:depth], marks=marks, links=_disjoint(self.links)))
        self.pieces, self.size, self.breaks, self.touching, self.links = [], 0, 0, False, []


def _disjoint(links: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Links in order, a link inside another one left out (a browser would not nest them either)."""
    out: list[tuple[int, int, str]] = []
    for link in sorted(links):
        if not out or link[0] >= out[-1][1]:
            out.append(link)
    return out


# ------------------------------------------------------------------------------------------------- what names give away

TAG_MARKS: dict[str, Mark] = {
    "nav": Mark("navigation", "in a <nav>"),
    "footer": Mark("navigation", "in a <footer>"),
    "aside": Mark("related", "in an <aside>"),
    "form": Mark("navigation", "in a form"),
    "button": Mark("navigation", "a button"),
    "dialog": Mark("other", "in a dialog"),
    "menu": Mark("navigation", "in a <menu>"),
    "figure": Mark("caption", "in a <figure>"),
    "figcaption": Mark("caption", "a <figcaption>"),
    "blockquote": Mark("quote", "a block quotation"),
}
ROLES: dict[str | None, Label] = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "navigation",
    "contentinfo": "navigation",
    "banner": "navigation",
    "toolbar": "navigation",
    "dialog": "other",
    "alertdialog": "other",
    "complementary": "related",
}
NAMED: tuple[tuple[Label, str], ...] = (
    # The first that fits wins. Words are those of class, id and the like, cut at hyphens, underscores and capitals.
    (
        "legal",
        r"cookies?|consent|gdpr|ccpa|onetrust|copyright|legal|terms|affiliate disclaimer|affiliate disclosure",
    ),
    (
        "correction",
        r"corrections?|editors? notes?|clarification",
    ),
    (
        "comment",
        r"comments?|disqus|respond|reply form|coral|viafoura|openweb|livefyre|discussion|commenting",
    ),
    (
        "caption",
        r"captions?|cutline|wp caption text",
    ),
    (
        "credit",
        r"(?:photo|image|media|picture) (?:credit|source)|credits?|photographer|copyright holder",
    ),
    (
        "bio",
        r"(?:about|meet) (?:the )?authors?"
        r"|authors? (?:bio|box|info|card|profile|description|about|details|block|footer|summary)"
        r"|(?:author|contributor|writer|journalist|reporter) bios?|bio|biography|biographical|contributor (?:bio|info)",
    ),
    (
        "byline",
        r"by ?lines?|authors?|contributors?|authored|writers?|article by|journalists?",
    ),
    (
        "other",
        r"news ?letters?|sign ?up|subscri\w+|paywall|promo(?:tion)?s?|ad|ads|advert\w*|sponsor\w*|donat\w*|membership"
        r"|call to action|cta|pull ?quotes?|app (?:banner|promo)|push notification|outbrain|taboola|tooltip"
        r"|screen reader text|sr only|visually hidden|contacts?|contact (?:info|details|us)|imprint|colophon|player|quiz"
        r"|poll|widgets?|inline (?:cta|promo|ad)|slideshow controls|alert bar",
    ),
    (
        "related",
        r"related|recommend\w*|most (?:read|popular|viewed|shared|commented)|popular|trending|read (?:more|next|also|on)"
        r"|also (?:read|like)|more (?:from|on|in|stories|news|like)|see also|recirc\w*|up next"
        r"|latest (?:news|stories|posts)|next (?:article|story)|editors? picks?|top stories|keep reading|further reading"
        r"|suggested|in ?article link|story list|teaser list|carousel|tout|rail",
    ),
    (
        "navigation",
        r"nav\w*|menus?|bread ?crumbs?|share|sharing|social|tool ?bars?|tags?|topics?|pagination|pager|masthead|site header"
        r"|global header|page header|site footer|footer|skip (?:link|to \w+)|search|log ?in|edition picker|follow|ticker"
        r"|sidebar|section label|kicker|eyebrow|category|categories|jump ?links?|table of contents|toc|print button",
    ),
    (
        "dateline",
        r"date ?lines?|time ?stamps?|publish(?:ed)?(?: date| time| on)?|pub ?date|post(?:ed)?(?: date| on)"
        r"|date(?: time| published)?|updated|last (?:modified|updated)",
    ),
    (
        "standfirst",
        r"stand ?first|dek|deck|sub ?titles?|sub ?heads?|sub ?headings?|sub ?headlines?|strap(?: ?line)?"
        r"|(?:article|post|story|page|entry|content) (?:summary|excerpt|description|intro|lede|lead|abstract)|summary"
        r"|excerpt|teaser text",
    ),
)
_NAMED = [(label, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")) for label, pattern in NAMED]
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def _mark(element: html.HtmlElement, tag: str) -> Mark | None:
    attributes = dict(element.items())
    if not attributes:
        return TAG_MARKS.get(tag)
    get = attributes.get
    style = get("style")
    if "hidden" in attributes or get("aria-hidden") == "true" or (style and _HIDDEN.search(style)):
        return Mark("other", "hidden from readers")
    role = get("role")
    if role in ROLES:
        return Mark(ROLES[role], f"role={role}")
    # The page's own frame bears the names of what it contains ("has-sidebar", "comments-open").
    if tag not in ("html", "body", "main", "article", "h1"):
        names = " ".join(filter(None, map(get, _NAMING)))
        if names and (mark := _named(names)):
            return mark
    return TAG_MARKS.get(tag)


_NAMING = ("class", "id", "itemprop", "data-testid", "data-component")


@lru_cache(maxsize=16_384)
def _named(names: str) -> Mark | None:
    for name in names.split():
        words = " ".join(_WORDS.findall(name)).lower()
        for label, pattern in _NAMED:
            if found := pattern.search(words):
                return Mark(label, f"named “{found[0]}”")
    return None
