"""What claims rest on: the example's seven claims by their truth, small stories of each rule, and laws."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from evaluation.gold import TruePage, example_folder, placed_marks, true_pages
from sayso.lineage import Teller, Telling, trace
from sayso.names import bare
from sayso.records import Claim, Link, Span, Spans, identity

# ------------------------------------------------------------------------------------------------------------------- the example


def seconds(page: dict[str, Any], key: str) -> float:
    """When a page came out, by its truth; NaN where it does not say."""
    if key not in page:
        return float("nan")
    found = page[key]
    if isinstance(found, str):
        found = datetime.fromisoformat(found)
    if not isinstance(found, datetime):
        assert isinstance(found, date)
        found = datetime(found.year, found.month, found.day)
    return float(found.timestamp() if found.tzinfo else found.replace(tzinfo=None).timestamp())


class Example:
    """The truth of the example as tellings and links."""

    def __init__(self) -> None:
        truth = tomllib.loads((example_folder() / "truth.toml").read_text(encoding="utf-8"))
        self.claims, self.circles = truth["claim"], truth["circle"]
        self.pages = {page.file: page for page in true_pages()}
        self.contents = {file: contents(page) for file, page in self.pages.items()}
        self.links = [self._link(n, link) for n, link in enumerate(truth["link"])]

    def tellings(self, claim: dict[str, Any]) -> list[Telling]:
        files = {name.split("#")[0] for name in claim["statements"]}
        return [self._telling(*name.split("#"), files) for name in claim["statements"]]

    def _telling(self, file: str, number: str, files: set[str]) -> Telling:
        page = self.pages[file]
        told = next(one for one in page.truth["attribution"] if one["id"] == number)
        spans = self.contents[file][number]
        return Telling(
            id=f"{file}#{number}",
            article=file,
            outlet=page.truth["outlet"],
            first=seconds(page.truth, "published"),
            last=seconds(page.truth, "updated" if "updated" in page.truth else "published"),
            text=page.article.slice(spans),
            voice="attributed" if told["chain"] else "own",
            act=told["act"],
            distance=told["distance"],
            certainty=told["certainty"],
            chain=tuple(self._hop(file, told, depth, files) for depth in range(len(told["chain"]))),
            spans=spans,
            medium=told.get("medium"),
            denies="denies" in told,
            credits=tuple(page.truth["credit"]),
        )

    def _hop(self, file: str, told: dict[str, Any], depth: int, files: set[str]) -> Teller:
        name = told["chain"][depth]
        here = [one for one in self.pages[file].truth["attribution"] if one.get("name") == name]
        outlets = {bare(page.truth["outlet"]) for page in self.pages.values()} - {bare("Ministry of Waterways")}
        kind = "outlet" if bare(name) in outlets else (here[0]["kind"] if here else "person")
        found = told if depth == len(told["chain"]) - 1 else (here[0] if here else {})
        named = kind not in ("unnamed", "none", "collective")
        return Teller(
            party=f"{kind}:{bare(name)}" if named else f"{file}:{name}",
            label=name,
            kind=kind,
            role=found.get("role"),
            outlet=name if kind == "outlet" else None,
            evidence=told["evidence"][depth],
            page=self._page(file, name) if kind == "outlet" else None,
        )

    def _page(self, file: str, name: str) -> str | None:
        """The only page of an outlet that a page cites."""
        cited = {link.right for link in self.links if link.left == file and link.relation == "cites"}
        found = [one for one in cited if bare(self.pages[one].truth["outlet"]) == bare(name)]
        return found[0] if len(found) == 1 else None

    def _link(self, number: int, link: dict[str, Any]) -> Link:
        left, right = self.pages[link["left"]], self.pages[link["right"]]
        if link["relation"] == "copies":
            spans = shared_blocks(left, right)
        else:
            spans = found_words(left, link["evidence"]), found_words(right, link["evidence"])
        if link["relation"] != "quotes" and link["relation"] != "copies":
            spans = spans[0], ()
        return Link(
            id=f"link-{number}",
            left=link["left"],
            right=link["right"],
            relation=link["relation"],
            score=1.0,
            left_spans=spans[0],
            right_spans=spans[1],
            reason=link["reason"],
        )


def contents(page: TruePage) -> dict[str, Spans]:
    """The words of each attribution of a page."""
    found: dict[str, list[Span]] = {}
    for mark in placed_marks(page):
        if mark.role == "content":
            found.setdefault(mark.id, []).append(mark.span)
    return {name: tuple(sorted(spans)) for name, spans in found.items()}


def shared_blocks(left: TruePage, right: TruePage) -> tuple[Spans, Spans]:
    """The paragraphs that two pages share word for word."""
    there = {right.article.slice(block.span): block.span for block in right.article.labelled("body")}
    pairs = [
        (block.span, there[words])
        for block in left.article.labelled("body")
        if (words := left.article.slice(block.span)) in there
    ]
    return tuple(one for one, _ in pairs), tuple(sorted(other for _, other in pairs))


def found_words(page: TruePage, words: str) -> Spans:
    """Where words stand on a page, whatever marks are around them."""
    words = words.strip("“”‘’")
    at = page.article.text.find(words)
    return (Span(at, at + len(words)),) if at >= 0 else ()


@pytest.fixture(scope="module")
def example() -> Example:
    return Example()


NAMES = ["toll-11", "toll-14", "tree-struck", "cable-first", "warning-sent", "warning-ignored", "captain-drinking"]


@pytest.mark.parametrize("name", NAMES)
def test_the_example(example: Example, name: str) -> None:
    told = next(one for one in example.claims if one["id"] == name)
    tellings = example.tellings(told)
    found = trace(Claim(id=name, text=told["text"], statements=tuple(told["statements"])), tellings, example.links)
    assert (found.low, found.high) == (told["origins"]["low"], told["origins"]["high"])
    pages = {frozenset(origin["pages"]) for origin in told["origin"]}
    assert {frozenset(name.split("#")[0] for name in origin.statements) for origin in found.origins} == pages
    circles = [set(circle["pages"]) for circle in example.circles if circle["claim"] == name]
    assert [{one.split("#")[0] for one in circle} for circle in found.circles] == circles


def test_there_is_no_other_claim_in_the_example(example: Example) -> None:
    assert [claim["id"] for claim in example.claims] == NAMES
