"""What a page says of itself to machines: JSON-LD (schema.org), OpenGraph and other meta elements, microdata, ``<time>``,
canonical link.

Every field is a list of candidates, best first, since pages contradict themselves; who weighs them is ``sayso.pages``.
Nothing here looks at the visible text, but for the words of ``<title>``, ``<h1>`` and ``<time>``.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from sayso.names import bare
from sayso.pages import times

Moment = date | datetime | None


@dataclass(slots=True)
class Metadata:
    """Candidates for each field, best first, as they were written (white space folded, entities decoded)."""

    titles: list[list[str]] = field(default_factory=list)
    """One list for each place that tells the title: JSON-LD, meta elements, ``<title>``, microdata."""
    headings: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    authors: list[list[tuple[str, bool | None]]] = field(default_factory=list)
    """One list for each place that names authors: the name, and whether it is an organisation's, where the page says."""
    outlets: list[str] = field(default_factory=list)
    published: list[Moment] = field(default_factory=list)
    updated: list[Moment] = field(default_factory=list)
    canonical: str | None = None
    base: str | None = None
    language: str | None = None
    bodies: list[str] = field(default_factory=list)
    live: bool = False
    """Whether the page calls itself a live blog."""


ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|Story|Column|Transcript)$")
_PUBLISHED = (
    "article:published_time|og:published_time|article:published|datepublished|datecreated|parsely-pub-date|"
    "sailthru.date|pubdate|pub_date|publishdate|publish_date|publication_date|published_time|publish-date|"
    "dc.date.issued|dcterms.created|dcterms.date|dc.date|date|cxenseparse:recs:publishtime|"
    "cxenseparse:publishtime|article_date_original|originalpublicationdate"
).split("|")
_UPDATED = (
    "article:modified_time|og:updated_time|datemodified|article:modified|last-modified|lastmod|"
    "last_updated_date|dcterms.modified|dc.date.modified|cxenseparse:modified_time|revised|updated_time"
).split("|")
_AUTHOR = (
    "author|article:author_name|parsely-author|sailthru.author|dc.creator|dcterms.creator|byl|byline|"
    "mrf:authors|cxenseparse:author|creator|article:author|og:article:author|twitter:creator"
).split("|")
_OUTLET = ("og:site_name|application-name|apple-mobile-web-app-title|dc.publisher|twitter:app:name:iphone|cre|copyright").split(
    "|"
)


def metadata(root: html.HtmlElement, url: str | None) -> Metadata:
    """Everything that the tree of a page says of itself. ``url`` is where the page was found, if known; addresses are made
    absolute by it."""
    found = Metadata()
    metas = _metas(root)
    nodes = list(_json_ld(root))
    found.headings += map(_words, islice(root.iter("h1"), _MOST_ELEMENTS))
    _read_json_ld(nodes, [*metas.get("og:title", []), fold(root.findtext(".//head/title")), *found.headings], found)
    _read_metas(metas, found)
    _read_microdata(root, found)
    _read_elements(root, found)
    _read_addresses(root, metas, url, found)
    return found


def fold(text: Any) -> str:
    """One line of text: entities decoded (twice escaped ones too), tags dropped, white space folded. What is no text is
    empty."""
    if not isinstance(text, str):
        return ""
    if "&" in text:
        text = entities.unescape(entities.unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]*>", " ", text)
    return " ".join(text.split())


# -------------------------------------------------------------------------------------------------------------------- JSON-LD


def _json_ld(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every node of every JSON-LD script, nested ones too. Scripts that are not JSON are passed over, as browsers and
    search engines do."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        text = re.sub(r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)$", "", text).strip().rstrip(";")
        try:
            yield from _nodes(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    queue = [root]
    for item in queue:
        if isinstance(item, dict):
            yield item
            queue.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            queue.extend(value for value in item if isinstance(value, dict | list))


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [str(k).rsplit("/", 1)[-1] for k in (kind if isinstance(kind, list) else [kind]) if k]


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _read_json_ld(nodes: list[dict[str, Any]], titles: list[str], found: Metadata) -> None:
    """``titles`` are what the page is called elsewhere, which tells its own article from those that it points to."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}

    def whole(value: Any) -> Any:
        return by_id.get(value["@id"], value) if isinstance(value, dict) and isinstance(value.get("@id"), str) else value

    articles = [
        n for n in nodes if any(ARTICLE_TYPES.search(kind) for kind in _types(n)) and ("headline" in n or "datePublished" in n)
    ]
    pages = [n for n in nodes if any(kind.endswith("Page") for kind in _types(n)) and "datePublished" in n]
    # The page's own article is called as the page is; else it stands before those that it points to, and its entries.
    articles.sort(key=lambda node: not _is_called(fold(node.get("headline")), titles))
    found.live = any("LiveBlogPosting" in _types(node) for node in articles[:1])
    for node in articles[:1] + pages[:1]:
        found.titles.append([fold(node.get("headline"))])
        found.descriptions.append(fold(node.get("description")))
        found.published += [times.parse(fold(node.get("datePublished"))), times.parse(fold(node.get("dateCreated")))]
        found.updated.append(times.parse(fold(node.get("dateModified"))))
        if node in articles:
            authors = map(whole, _each(node.get("author")) or _each(node.get("creator")))
            found.authors.append([pair for author in authors for pair in _author(author)])
            found.bodies.append(fold(node.get("articleBody")))
            found.bodies += [fold(u.get("articleBody")) for u in _each(node.get("liveBlogUpdate")) if isinstance(u, dict)]
        found.language = found.language or _language(node.get("inLanguage"))
        for publisher in map(whole, _each(node.get("publisher")) + _each(node.get("sourceOrganization"))):
            found.outlets.append(fold(publisher.get("name") if isinstance(publisher, dict) else publisher))


def _is_called(headline: str, titles: list[str]) -> bool:
    words = bare(headline)
    return bool(words) and any(words in bare(title) for title in titles)


def _author(author: Any) -> list[tuple[str, bool | None]]:
    if isinstance(author, str):
        return [(fold(author), None)]
    if not isinstance(author, dict):
        return []
    kinds = _types(author)
    is_body = "Person" not in kinds if kinds else None
    return [(fold(name), is_body) for name in _each(author.get("name"))]


def _language(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    tag = re.split(r"[-_]", value.strip().lower())[0] if isinstance(value, str) else ""
    return {"eng": "en", "english": "en"}.get(tag, tag if 2 <= len(tag) <= 3 and tag.isalpha() else None)


# -------------------------------------------------------------------------------------------------- meta, microdata, elements


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = fold(meta.get("content"))
        if content:
            for key in (meta.get("property"), meta.get("name"), meta.get("itemprop"), meta.get("http-equiv")):
                if key:
                    out.setdefault(key.strip().lower(), []).append(content)
    return out


def _read_metas(metas: dict[str, list[str]], found: Metadata) -> None:
    keys = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title", "headline")
    found.titles.append([title for key in keys for title in metas.get(key, [])[:1]])
    for key in ("og:description", "description", "twitter:description", "dc.description"):
        found.descriptions += metas.get(key, [])[:1]
    found.published += [times.parse(value) for key in _PUBLISHED for value in metas.get(key, [])[:1]]
    found.updated += [times.parse(value) for key in _UPDATED for value in metas.get(key, [])[:1]]
    found.authors += [[(value, None) for value in metas.get(key, [])] for key in _AUTHOR]
    found.outlets += [value for key in _OUTLET for value in metas.get(key, [])[:1]]
    found.language = found.language or next(
        (_language(v) for k in ("content-language", "og:locale", "language") for v in metas.get(k, [])), None
    )


def _read_microdata(root: html.HtmlElement, found: Metadata) -> None:
    authors: list[tuple[str, bool | None]] = []
    first: html.HtmlElement | None = None
    for element in root.xpath("//*[@itemprop]")[:_MOST_ELEMENTS]:
        properties = element.get("itemprop").split()
        value = fold(element.get("content") or element.get("datetime") or "")
        if element.tag == "meta":
            continue  # read with the other meta elements
        if "datePublished" in properties:
            found.published.append(times.parse(value or _words(element)))
        elif "dateModified" in properties:
            found.updated.append(times.parse(value or _words(element)))
        elif "author" in properties or "creator" in properties:
            # Teasers of other stories have authors too: those of the first item count.
            item = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
            if not authors or item is first:
                first = item
                authors.append(_microdata_author(element))
        elif "headline" in properties:
            found.titles.append([value or _words(element)])
        elif "publisher" in properties or "sourceOrganization" in properties:
            name = element.find(".//*[@itemprop='name']")
            found.outlets.append((fold(name.get("content")) or _words(name)) if name is not None else "")
    found.authors.append(authors)


def _words(element: html.HtmlElement) -> str:
    """The words of an element, as far as a title, a name or a date can be long."""
    return fold(element.text_content()[:_LONGEST])


_LONGEST = 5_000
_MOST_ELEMENTS = 1_000
"""How many elements of a kind are looked at; a page that says more of itself than this says nothing."""


def _microdata_author(element: html.HtmlElement) -> tuple[str, bool | None]:
    name = element.find(".//*[@itemprop='name']")
    name = element if name is None else name
    kind = element.get("itemtype")
    return (fold(name.get("content")) or _words(name))[:200], "Organization" in kind if kind else None


def _read_elements(root: html.HtmlElement, found: Metadata) -> None:
    title = root.find(".//head/title")
    if title is not None:
        found.titles.append([_words(title)])
    for element in list(root.iter("time"))[:3]:
        found.published.append(times.parse(element.get("datetime")) or times.parse(_words(element)))
    for element in root.xpath("//abbr[@title]"):  # the hAtom microformat of older blogs
        field_name = set((element.get("class") or "").split())
        if "published" in field_name:
            found.published.append(times.parse(element.get("title")))
        elif "updated" in field_name:
            found.updated.append(times.parse(element.get("title")))
    found.language = _language(root.get("lang") or root.get("xml:lang")) or found.language


def _read_addresses(root: html.HtmlElement, metas: dict[str, list[str]], url: str | None, found: Metadata) -> None:
    links = (link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    base = next((b.get("href") for b in root.iter("base") if b.get("href")), None)
    candidates = [url, *links, *metas.get("og:url", [])[:1]]
    found.base = absolute(base, url) if base else url
    for address in candidates[1:]:
        found.canonical = found.canonical or _whole(absolute(address, url))
    found.base = found.base or found.canonical


def _whole(address: str | None) -> str | None:
    """``address`` if it names a host, else None."""
    try:
        return address if address and urlsplit(address).netloc else None
    except ValueError:
        return None


def absolute(address: str | None, base: str | None) -> str | None:
    """``address`` as it leads from ``base``; as it stands where that cannot be said; None where there is none."""
    if not address:
        return None
    address = address.strip()
    if not base or address.startswith(("https://", "http://")):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address
