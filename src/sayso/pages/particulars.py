"""The particulars of an article: title, outlet, authors, times, language.

Each is weighed from what the page says of itself (``Metadata``) and from its labelled lines, since pages contradict
themselves and many say nothing; for each the rule that decides is told by its function. A plain text has lines only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso import names, outlets
from sayso.names import bare
from sayso.pages import shapes, times
from sayso.pages.metadata import Metadata, Moment
from sayso.pages.tree import letters
from sayso.records import READ_LABELS, Label


class Line(NamedTuple):
    """The words of a block and what they are."""

    label: Label
    text: str
    links: int = 0


_LONGEST_TITLE = 500
"""Code points; what is longer is a page whose title was never closed."""
_SHORT_TITLE = 4
"""Words; what has no more may be the name of the site."""
_SHORT_SITE = 6


def title(meta: Metadata, lines: Collection[str]) -> str | None:
    """The title that most places of the page agree on, each with one vote, its site's name cut off; in a tie the first wins,
    but for one so short that it may be the site's name. A place that holds only the site's name has no vote.

    ``lines`` are the letters of the page's lines: a part of a title that is a line of its own there is the headline, and
    the rest the site's name.
    """
    candidates = [" ".join(next(filter(None, titles), "").split()) for titles in (*meta.titles, meta.headings)]
    sites = site_names(meta)
    candidates = [one for one in candidates if 0 < len(one) <= _LONGEST_TITLE and letters(one) not in sites]
    cut = [part for candidate in candidates if (part := _without_site(candidate, candidates, lines))]
    votes = Counter(map(bare, cut))
    return max(cut or candidates, key=lambda part: (votes[bare(part)], len(part.split()) > _SHORT_TITLE), default=None)


def site_names(meta: Metadata) -> set[str]:
    """The letters of what the site calls itself, in its metadata and in its address."""
    host = _host(meta.canonical or meta.base)
    names = {letters(name) for name in (*meta.outlets, host or "", (host or "").split(".")[0])} - {""}
    return names | {f"the{name}" for name in names} | {name.removeprefix("the") for name in names if len(name) > _SHORT_SITE}


_CUT = re.compile(r"\s+[|–—·•»:-]\s+|:\s+")


def _without_site(whole: str, others: list[str], lines: Collection[str]) -> str:
    """A title without " | The Site" behind it or "The Site: " before it, where the page shows that it is one; empty where
    nothing but the site is left."""
    for other in sorted(others, key=len):
        if len(other) < len(whole) and whole.startswith(other) and re.match(r"\s+[|–—·:•»-]\s+\S", whole[len(other) :]):
            return other
        site = re.match(re.escape(whole) + r"\s*[:|–—-]\s+", other)
        if site and len(rest := other[site.end() :]) > len(whole) and letters(rest) in lines:
            return ""
    if letters(whole) in lines:
        return whole
    parts = [part for cut in _CUT.finditer(whole) for part in (whole[: cut.start()], whole[cut.end() :])]
    return max((part for part in parts if len(part) > 15 and letters(part) in lines), key=len, default=whole)


def outlet(meta: Metadata, lines: Sequence[Line], headline: str | None, address: str | None) -> str | None:
    """The outlet as the page names it in its metadata; else the one known to be at its address; else the name beside its
    title; else in its copyright line; else its domain; else its banner."""
    for name in meta.outlets:
        if 1 < len(name) <= 60 and "://" not in name and not name.startswith(("@", "©")):
            return name
    known = outlets.outlet_at(address or "")
    if known is not None and known.kind != "platform":
        return known.name
    return _beside_title(meta, headline) or _copyright_holder(lines) or _host(address) or _banner(meta, lines)


def _beside_title(meta: Metadata, headline: str | None) -> str | None:
    for whole in (title for place in meta.titles for title in place if title):
        before, found, after = whole.partition(headline or "\0")
        if not found:
            continue
        if tail := re.match(r"\s+[|–—·:•»-]\s+(\S.{1,50})$", after):
            return re.split(r"\s+[|–—·•»-]\s+", tail[1])[-1]
        if head := re.match(r"(\S.{1,40}?)\s*[|–—·:•»-]\s", before):
            return head[1]
    return None


_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?"
    r"([^\W\d_][\w’'&. -]{2,50}?)(?:[.,|]|\s+\d{4}|\s+all rights|$)",
    re.I,
)


def _copyright_holder(lines: Sequence[Line]) -> str | None:
    found = (_COPYRIGHT.search(line.text[:500]) for line in lines if line.label == "legal")
    holders = (match[1].strip() for match in found if match and match[1][0].isupper())
    return next((holder for holder in holders if not outlets.agency(holder)), None)  # an agency's line is a credit


def _host(address: str | None) -> str | None:
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:  # an address that is none
        return None
    return host.removeprefix("www.") if host else None


def _banner(meta: Metadata, lines: Sequence[Line]) -> str | None:
    """The words at the very top of a page that says nothing of itself: an old page has its banner there."""
    top = lines[0] if lines and meta.titles else Line("other", "")
    name = top.text.split("\n")[0]
    if top.label not in ("other", "navigation") or top.links > 1 or not 1 < len(name) <= 40:
        return None
    return name if name[:1].isupper() and not shapes.shape(name) else None


def headline(lines: Sequence[Line]) -> str | None:
    """The words of the block that is the headline, on one line."""
    return next((" ".join(line.text.split()) for line in lines if line.label == "headline"), None)


def authors(meta: Metadata, lines: Sequence[Line], outlet_name: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people of the byline, and the bodies that are credited.

    People are those of the first place in the metadata that names authors, else those of the byline lines. Bodies are the
    authors that are no people, and the agencies of credit lines, copyright lines and wire datelines, the page's own outlet
    apart.
    """
    people, bodies = next(filter(any, (_declared(group, outlet_name) for group in meta.authors)), ([], []))
    for line in lines:
        if line.label == "byline" and not people:
            people, others = shapes.byline_names(line.text)
            bodies = bodies + others
    own = [body for body in _credited(lines) if not outlets.is_own(body, outlet_name)]
    return _distinct(people), _distinct(bodies + own)


def _declared(group: list[tuple[str, bool | None]], outlet_name: str | None) -> tuple[list[str], list[str]]:
    """People and bodies among the authors that one place of the metadata names.

    A name that the page says is a person's is believed unless its words say otherwise ("Person": "News Desk").
    """
    people: list[str] = []
    bodies: list[str] = []
    for name, is_body in group:
        if not name or "://" in name or name.startswith("@") or len(name) > 200:
            continue
        found, others = shapes.byline_names(name)
        if outlets.is_own(name, outlet_name) or is_body or (is_body is None and not found and others):
            bodies += others or [name]
        elif found:
            people += found
            bodies += others
        elif is_body is False and not others and shapes.could_be_person(name):
            people.append(name)
        else:
            bodies += others
    return people, bodies


def _credited(lines: Sequence[Line]) -> Iterator[str]:
    """The agencies that credit lines, copyright lines and wire datelines name, short names spelled out as the page does it
    elsewhere."""
    wires: dict[str, None] = {}
    for line in lines:
        if line.label == "credit" or (line.label in ("legal", "byline") and len(line.text) < 200):
            yield from shapes.credited(line.text)
        elif line.label == "body" and (wire := shapes.wire(line.text)):
            wires[wire] = None
    for wire in list(wires)[:_MOST_WIRES]:
        yield next((full for line in lines if (full := names.expand(wire, line.text))), wire)


_MOST_WIRES = 5
"""A page credits a handful of agencies at most."""


def _distinct(found: list[str]) -> tuple[str, ...]:
    """Names without those that differ from an earlier one in case or marks only."""
    first: dict[str, str] = {}
    for name in found:
        first.setdefault(bare(name), name)
    return tuple(first.values())


def moments(meta: Metadata, lines: Sequence[Line]) -> tuple[Moment, Moment]:
    """When the page was published, and when updated if that was later: by the metadata, else by the lines of time on the
    page."""
    published, updated = _best(meta.published), _best(meta.updated)
    if published is None:
        for line in lines:
            if line.label not in ("dateline", "byline") or not (moment := times.parse(line.text)):
                continue
            if re.match(r"\W*(?:last\s+)?(?:updated|modified)", line.text, re.I):
                updated = updated or moment
            else:
                published = published or moment
    later = updated is not None and (published is None or _order(updated) > _order(published))
    return published, updated if later else None


def _best(candidates: list[Moment]) -> Moment:
    """The first moment, or the most precise one of the same days: pages give the hour in one place and the zone in another."""
    known = [moment for moment in candidates if moment is not None]
    near = [moment for moment in known if abs(_order(moment) - _order(known[0])) <= timedelta(days=1)]
    return max(near, key=times.precise, default=None)


def _order(moment: date | datetime) -> datetime:
    """A point in time to compare by; what tells no zone is taken for universal time."""
    whole = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    return whole if whole.tzinfo else whole.replace(tzinfo=UTC)


_ENGLISH = frozenset(
    "the of and to in a is that for it was on with as he be at by his had this not are but from or have an they which she we"
    " said were has their".split()
)
_ENOUGH_WORDS = 20
_ENGLISH_SHARE = 0.16
"""The share of these words in running English is 0.25 to 0.4, in other European languages under 0.1."""


def language(meta: Metadata, lines: Sequence[Line]) -> str | None:
    """The language that the article is written in; what the page declares counts where the text is too short to tell."""
    text = " ".join(line.text for line in lines if line.label in READ_LABELS)[:20_000]
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _ENOUGH_WORDS:
        return meta.language
    if sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words):
        return "en"
    import py3langid  # a second to load, so only for the few pages that are not English at first sight

    return str(py3langid.classify(text)[0])
