"""What claims rest on: the example's seven claims by their truth, small stories of each rule, and laws."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.gold import TruePage, example_folder, placed_marks, true_pages
from sayso.lineage import Teller, Telling, trace, tree
from sayso.names import bare
from sayso.records import Claim, Kind, Lineage, Link, Relation, Span, Spans

# ----------------------------------------------------------------------------------------------------------------- the example


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
        return [self._telling(*name.split("#")) for name in claim["statements"]]

    def _telling(self, file: str, number: str) -> Telling:
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
            act=told["act"],
            distance=told["distance"],
            certainty=told["certainty"],
            chain=tuple(self._hop(file, told, depth) for depth in range(len(told["chain"])))
            or (Teller(f"{file}:{told['kind']}", told.get("name", ""), told["kind"]),),
            spans=spans,
            medium=told.get("medium"),
            denies="denies" in told,
            credits=tuple(page.truth["credit"]),
        )

    def _hop(self, file: str, told: dict[str, Any], depth: int) -> Teller:
        name = told["chain"][depth]
        here = [one for one in self.pages[file].truth["attribution"] if one.get("name") == name]
        outlets = {bare(page.truth["outlet"]) for page in self.pages.values()} - {bare("Ministry of Waterways")}
        kind: Kind = "outlet" if bare(name) in outlets else (here[0]["kind"] if here else "person")
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


# --------------------------------------------------------------------------------------------------------------- small stories


def teller(label: str, kind: Kind = "person", **more: Any) -> Teller:
    """A hop; those who are not named are of their page alone, which ``telling`` sees to."""
    return Teller(party=f"{kind}:{bare(label)}", label=label, kind=kind, **more)


def paper(name: str, **more: Any) -> Teller:
    return teller(name, "outlet", outlet=name, **more)


def unnamed(label: str, **more: Any) -> Teller:
    return teller(label, "unnamed", **more)


HOUR = 3600.0


def telling(outlet: str, *chain: Teller, page: int = 1, number: int = 1, text: str = "The dam broke.", **more: Any) -> Telling:
    """What a page of an outlet tells, in its own voice without a chain; ``page`` counts pages, ``number`` statements."""
    article = f"{outlet} {page}"
    own = [hop._replace(party=f"{article}:{hop.party}") if hop.kind in ("unnamed", "none") else hop for hop in chain]
    at = more.pop("at", float(page))
    told: dict[str, Any] = {
        "voice": "attributed" if chain else "own",
        "first": at * HOUR,
        "last": at * HOUR,
        "spans": (Span(100 * number, 100 * number + len(text)),),
    }
    return Telling(id=f"{article}#{number}", article=article, outlet=outlet, text=text, chain=tuple(own), **(told | more))


def link(
    left: str, right: str, relation: Relation, *, spans: Spans = (), right_spans: Spans = (), directed: bool = True
) -> Link:
    return Link(
        id=f"{left}>{right} {relation}",
        left=left,
        right=right,
        relation=relation,
        score=0.9,
        left_spans=spans,
        right_spans=right_spans or spans,
        directed=directed,
    )


def traced(*tellings: Telling, links: Sequence[Link] = ()) -> Lineage:
    return trace(Claim(id="claim", text="The dam broke.", statements=tuple(one.id for one in tellings)), tellings, links)


def reasons(lineage: Lineage) -> set[str]:
    return {one.reason for one in lineage.collapses}


def texts(lineage: Lineage) -> str:
    return "\n".join(one.text for one in lineage.collapses)


def counted(lineage: Lineage) -> tuple[int, int]:
    return lineage.low, lineage.high


LEE = teller("Ann Lee", role="head of the dam office")
WHOLE = (Span(0, 900),)


def test_one_who_is_named_is_one_origin() -> None:
    found = traced(telling("The Courier", LEE))
    assert counted(found) == (1, 1)
    assert [(one.who, one.kind, one.statements) for one in found.origins] == [
        ("Ann Lee, head of the dam office", "person", ("The Courier 1#1",))
    ]
    assert found.collapses == ()


@pytest.mark.parametrize("we", [teller("", "collective"), teller("we", "collective"), unnamed("they")])
def test_who_speaks_of_us_speaks_for_himself(we: Teller) -> None:
    found = traced(telling("The Tessel Post", teller("Ann Venn"), we))
    assert counted(found) == (1, 1)
    assert found.origins[0].who == "Ann Venn"


def test_a_group_of_which_more_is_told_is_behind_who_cites_it() -> None:
    assert counted(traced(telling("The Tessel Post", teller("Ann Venn"), teller("local people", "collective")))) == (0, 1)


def test_a_press_conference_is_one_source_and_no_copying() -> None:
    found = traced(telling("The Courier", LEE), telling("Bay Radio", LEE), telling("The Star", LEE))
    assert counted(found) == (1, 1)
    assert reasons(found) == {"same source"}
    assert "nothing shows that one of them has it from another" in texts(found)


def test_one_body_speaks_through_many_mouths() -> None:
    found = traced(
        telling("The Courier", LEE),
        telling("Bay Radio", teller("the dam office", "organisation")),
        telling("The Star", unnamed("a spokeswoman for the dam office")),
        telling("The Echo", unnamed("the head of the Tarn Dam Office")),
    )
    assert counted(found) == (1, 1)
    assert "one body" in reasons(found)


def test_two_named_people_are_two() -> None:
    found = traced(telling("The Courier", LEE), telling("Bay Radio", teller("Bo Ash", role="farmer")))
    assert counted(found) == (2, 2)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        (LEE, teller("Lee"), 1, 1),  # the last name alone
        (LEE, teller("A. Lee"), 1, 1),
        (LEE, teller("Bea Lee"), 2, 2),
        (teller("Tarn Dam Authority", "organisation"), teller("TDA", "organisation"), 1, 1),
        (teller("Ewald Rennick", role="state prosecutor"), teller("Rennick’s office", "organisation"), 1, 1),
        (teller("Ministry of Tides", "organisation"), teller("Osk Ray", role="minister for tides"), 1, 1),
        (teller("Ministry of Tides", "organisation"), teller("Osk Ray", role="former minister for tides"), 1, 2),
        (teller("Ministry of Tides", "organisation"), teller("Ministry of Roads", "organisation"), 2, 2),
        (teller("Ministry of Communities", "organisation"), teller("Ministry of Communications", "organisation"), 2, 2),
        (teller("St Anne’s Hospital", "organisation"), teller("Ida Voll", role="a nurse at St Anne’s Hospital"), 1, 2),
        (teller("Ida Voll", role="campaign manager"), teller("Ned Orr", role="campaign spokesman"), 1, 2),  # of one, or of two?
        (teller("St Anne’s Hospital", "organisation"), teller("Ida Voll", role="head nurse at St Anne’s Hospital"), 1, 2),
        (
            teller("St Anne’s Hospital", "organisation"),
            teller("Ida Voll", role="Dr", words="Dr Ida Voll, the director of St Anne’s Hospital in Orn, … said"),
            1,
            1,
        ),
        (
            teller("St Anne’s Hospital", "organisation"),
            teller("Ida Voll", role="Dr", words="Dr Ida Voll, the owner of a mill, … said"),
            2,
            2,
        ),
        (teller("St Anne’s Hospital", "organisation"), unnamed("a director of St Anne’s Hospital"), 1, 2),
        (teller("St Anne’s Hospital", "organisation"), unnamed("the director of St Anne’s Hospital"), 1, 1),
        (teller("the Harlan report", "document"), teller("Sue Harlan"), 1, 1),  # the words say whose it is
        (teller("the Harlan report", "document"), teller("Sue Hart"), 2, 2),
        (teller("a report by the Ministry of Tides", "document"), teller("Ministry of Tides", "organisation"), 1, 1),
        (teller("Ann Lee; Bo Ash"), LEE, 2, 2),  # two in one breath, and one of them elsewhere
        (teller("Ann Lee; Bo Ash"), teller("Bo Ash; Ann Lee"), 2, 2),
        (teller("Ann Lee or Bo Ash"), LEE, 1, 2),  # it is not settled who
    ],
)
def test_when_two_names_are_one_source(first: Teller, second: Teller, low: int, high: int) -> None:
    assert counted(traced(telling("The Courier", first), telling("Bay Radio", second))) == (low, high)


def test_a_short_name_that_two_bodies_bear_is_neither_for_certain() -> None:
    bodies = [teller("the Tarn rescue service", "organisation"), teller("the Ulm rescue service", "organisation")]
    both = [telling("The Courier", bodies[0]), telling("Bay Radio", bodies[1])]
    short = teller("the rescue service", "organisation")
    assert counted(traced(*both, telling("The Star", short))) == (2, 3)
    assert counted(traced(*both, telling("Bay Radio", short, number=2))) == (2, 2)  # on the page that names it in full


@pytest.mark.parametrize(
    ("label", "low", "high"),
    [
        ("a doctor", 1, 1),
        ("two officials", 1, 2),
        ("officials", 1, 2),
        ("three officials", 1, 3),
        ("at least four people familiar with the matter", 1, 4),
        ("a dozen employees", 1, 12),
        ("several officials", 1, 2),
        ("a spokesman", 1, 1),
        ("5 officials", 1, 5),
        ("a 67-year-old man", 1, 1),
    ],
)
def test_how_many_the_unnamed_are(label: str, low: int, high: int) -> None:
    assert counted(traced(telling("The Courier", unnamed(label)))) == (low, high)


def test_the_number_may_stand_apart_from_the_description() -> None:
    assert counted(traced(telling("The Courier", unnamed("officials", number="more than five")))) == (1, 5)


def test_the_unnamed_of_one_page_are_counted_together() -> None:
    labels = ["officials", "two officials at the ministry", "one of the officials", "the other", "two people in the department"]
    page = [telling("The Courier", unnamed(label), number=n) for n, label in enumerate(labels)]
    assert counted(traced(*page)) == (1, 2)
    assert counted(traced(*page, telling("The Courier", unnamed("a third official"), number=9))) == (1, 3)


def test_an_official_and_another_one_are_one_or_two() -> None:
    page = [telling("The Courier", unnamed(label), number=n) for n, label in enumerate(["an official", "another official"])]
    assert counted(traced(*page)) == (1, 2)


def test_the_unnamed_of_two_pages_of_one_outlet_are_one() -> None:
    found = traced(
        telling("The Courier", unnamed("a senior official")), telling("The Courier", unnamed("a senior official"), page=2)
    )
    assert counted(found) == (1, 1)


def test_the_unnamed_of_two_papers_are_never_one_for_certain() -> None:
    found = traced(telling("The Courier", unnamed("a senior official")), telling("Bay Radio", unnamed("a senior official")))
    assert counted(found) == (1, 2)
    assert [(one.low, one.high) for one in found.origins] == [(1, 1), (0, 1)]
    assert "may be “a senior official” of" in texts(found)


@pytest.mark.parametrize(
    ("label", "low"),
    [
        ("a person familiar with the dam", 1),  # may be Lee
        ("a senior official", 1),
        ("an official at the dam office", 1),
        ("an official at the Ministry of Tides", 2),  # another body
        ("a fisherman", 2),  # another sort of people
        ("a witness", 1),
    ],
)
def test_one_who_is_not_named_may_be_one_who_is(label: str, low: int) -> None:
    named = telling("The Courier", LEE._replace(role="an engineer and official at the dam office"))
    assert counted(traced(named, telling("Bay Radio", unnamed(label)))) == (low, 2)


def test_stated_nations_set_the_unnamed_apart() -> None:
    first = telling("The Courier", unnamed("a French diplomat", nation="French"))
    second = telling("Bay Radio", unnamed("a Danish diplomat", nation="Danish"))
    third = telling("The Star", unnamed("a diplomat"))
    assert counted(traced(first, second)) == (2, 2)
    assert counted(traced(first, second, third)) == (2, 3)
    assert counted(traced(first, third)) == (1, 2)


def test_a_plural_is_a_body_where_the_page_names_whose_report_it_is() -> None:
    first = telling("Coast Wire", teller("the rescue service", "organisation"))
    second = telling("The Star", unnamed("rescuers"))
    assert counted(traced(first, second)) == (1, 3)
    found = traced(first, second, links=[link("The Star 1", "Coast Wire 1", "cites")])
    assert counted(found) == (1, 1)
    assert "The Star names nobody of its own" in texts(found)


def test_a_wire_report_copied_credited_and_rewritten() -> None:
    wire = telling("Coast Wire", LEE, at=1)
    copy = telling("The Star", paper("Coast Wire", evidence="credited"), LEE, at=2, credits=("Coast Wire",))
    rewrite = telling("Bay Radio", paper("Coast Wire"), text="A dam gave way.", at=3)
    own = telling("The Echo", at=4, text="The dam is gone.")
    links = [
        link("The Star 1", "Coast Wire 1", "copies", spans=WHOLE),
        link("The Echo 1", "Coast Wire 1", "cites"),
    ]
    found = traced(wire, copy, rewrite, own, links=links)
    assert counted(found) == (1, 1)
    assert reasons(found) == {"copied passage", "citation"}
    assert set(found.origins[0].statements) == {one.id for one in (wire, copy, rewrite, own)}
    assert "Bay Radio has it from Coast Wire, and says so (“Coast Wire”)." in texts(found)


def test_an_agency_outside_the_case_is_one_origin() -> None:
    credited = paper("Coast Wire", evidence="credited")
    found = traced(telling("The Star", credited), telling("Bay Radio", credits=("Coast Wire",)))
    assert counted(found) == (1, 1)
    assert found.origins[0].who == "Coast Wire (its own page is not here)"
    assert reasons(found) == {"same wire"}
    assert counted(traced(telling("The Star", credited, LEE), telling("Bay Radio", credited, LEE))) == (1, 1)


def test_an_outlet_outside_the_case_is_an_origin_which_may_be_any() -> None:
    outside = telling("The Star", paper("The Courier"))
    assert counted(traced(outside)) == (1, 1)
    assert counted(traced(outside, telling("Bay Radio", paper("The Courier")))) == (1, 1)
    assert counted(traced(outside, telling("Bay Radio", LEE))) == (1, 2)
    assert counted(traced(outside, telling("Bay Radio", paper("The Echo")))) == (1, 2)


def test_the_unnamed_of_an_outlet_outside_the_case_are_one() -> None:
    chain = (paper("The Courier"), unnamed("two officials"))
    assert counted(traced(telling("The Star", *chain), telling("Bay Radio", *chain))) == (1, 2)


def test_an_outlet_in_the_case_is_followed_to_its_source() -> None:
    first = telling("The Courier", unnamed("two officials"), at=1)
    second = telling("The Star", paper("The Courier"), at=2)
    third = telling("Bay Radio", paper("The Star"), unnamed("two officials"), at=3)
    found = traced(first, second, third)
    assert counted(found) == (1, 2)
    assert len(found.origins) == 1
    assert len(found.origins[0].statements) == 3


def test_the_page_that_a_hop_leads_to_outranks_the_name() -> None:
    pages = [telling("The Courier", LEE, page=1), telling("The Courier", unnamed("an official of a bank"), page=2)]
    found = traced(*pages, telling("The Star", paper("The Courier", page="The Courier 2"), at=9))
    assert next(one for one in found.origins if "The Star 1#1" in one.statements).kind == "unnamed"


def test_a_link_of_the_words_themselves_is_a_citation() -> None:
    first = telling("The Courier", unnamed("two officials"))
    second = telling("The Star", unnamed("officials"), at=2)
    assert counted(traced(first, second)) == (1, 4)
    assert counted(traced(first, second, links=[link("The Star 1#1", "The Courier 1", "cites")])) == (1, 2)


def test_only_the_passage_that_carries_the_claim_is_taken_from_a_copy() -> None:
    first = telling("The Courier", unnamed("an official"), number=2)
    second = telling("The Star", unnamed("an official"), number=2, at=2)
    covering = link("The Star 1", "The Courier 1", "copies", spans=(Span(180, 300),))
    elsewhere = link("The Star 1", "The Courier 1", "copies", spans=(Span(400, 700),))
    assert counted(traced(first, second, links=[covering])) == (1, 1)
    assert counted(traced(first, second, links=[elsewhere])) == (1, 2)
    assert reasons(traced(first, second, links=[covering])) == {"copied passage"}


def test_a_copy_goes_to_the_telling_that_it_copies() -> None:
    first = telling("The Courier", unnamed("an official of a bank"), number=1)
    second = telling("The Courier", unnamed("a nurse"), number=3)
    copy = telling("The Star", unnamed("a nurse"), number=3, at=2)
    found = traced(first, second, copy, links=[link("The Star 1", "The Courier 1", "copies", spans=WHOLE)])
    assert next(one for one in found.origins if copy.id in one.statements).statements == (second.id, copy.id)


def test_nobody_knows_which_of_two_copied_the_other() -> None:
    pages = [telling("The Courier", unnamed("an official"), first=float("nan")), telling("The Star", unnamed("an official"))]
    for left, right in (("The Courier 1", "The Star 1"), ("The Star 1", "The Courier 1")):
        assert counted(traced(*pages, links=[link(left, right, "copies", spans=WHOLE, directed=False)])) == (1, 1)


@pytest.mark.parametrize("hub", [0, 3, 9])
def test_copies_of_no_known_time_are_one_whichever_of_them_they_hang_on(hub: int) -> None:
    unknown = float("nan")
    pages = [telling(f"Outlet {n}", unnamed("two officials"), first=unknown, last=unknown) for n in range(10)]
    links = [link(one.article, pages[hub].article, "copies", directed=False) for n, one in enumerate(pages) if n != hub]
    assert counted(traced(*pages, links=links)) == (1, 2)
    chain = [link(one.article, other.article, "copies", directed=False) for one, other in pairwise(pages)]
    assert counted(traced(*pages, links=chain)) == (1, 2)
    wire = telling("Coast Wire", LEE)
    made = link(pages[7].article, wire.article, "copies")
    assert counted(traced(*pages, wire, links=[*links, made])) == (1, 1)


def test_what_is_said_of_many_alike_is_said_once() -> None:
    found = traced(*(telling(f"Outlet {n}", unnamed("two officials")) for n in range(50)))
    assert counted(found) == (1, 100)
    assert len(found.collapses) == 2
    assert "(Outlet 0, Outlet 1, Outlet 10, Outlet 11 and 46 more) are not named: they count as one at least" in texts(found)


def test_two_copies_of_an_agency_that_is_not_here_are_of_one_wire() -> None:
    pages = [telling(name, unnamed("an official"), credits=("Coast Wire",)) for name in ("The Courier", "The Star")]
    found = traced(*pages, links=[link("The Star 1", "The Courier 1", "copies", spans=WHOLE, directed=False)])
    assert counted(found) == (1, 1)
    assert reasons(found) == {"same wire"}


def test_pages_without_an_outlet_are_told_apart_by_address_and_called_by_title() -> None:
    pages = [
        telling("x", unnamed("an official"), page=n)._replace(outlet=None, address=address, title="The dam")
        for n, address in enumerate(["b.example/1", "b.example/2"])
    ]
    assert counted(traced(*pages)) == (1, 2)
    assert "(“The dam”)" in texts(traced(*pages))
    assert counted(traced(*(one._replace(address="b.example/1") for one in pages))) == (1, 1)


def test_the_same_words_of_somebody_unnamed_are_one_origin() -> None:
    said = "“We had ten minutes, no more,”"
    pages = [
        telling("The Courier", unnamed("a worker"), text=said),
        telling("The Star", unnamed("an employee"), text=said, at=2),
    ]
    words = (Span(101, 128),)
    found = traced(*pages, links=[link("The Star 1", "The Courier 1", "quotes", spans=words)])
    assert counted(found) == (1, 1)
    assert reasons(found) == {"same quotation"}
    assert "“We had ten minutes" in texts(found)


def test_a_document_leaked_to_two_papers() -> None:
    pages = [
        telling("The Courier", teller("an internal memo", "document")),
        telling("The Star", teller("a memo", "document"), at=2),
    ]
    assert counted(traced(*pages)) == (1, 2)
    assert counted(traced(*pages, links=[link("The Star 1", "The Courier 1", "quotes", spans=WHOLE)])) == (1, 1)
    assert counted(traced(pages[0], telling("The Star", teller("a video", "document")))) == (2, 2)


def test_a_sentence_of_the_page_rests_on_what_it_copies_or_on_its_own_source() -> None:
    first, copy = telling("The Courier", LEE), telling("The Star", at=2)
    found = traced(first, copy, links=[link("The Star 1", "The Courier 1", "copies", spans=WHOLE)])
    assert counted(found) == (1, 1)
    assert found.origins[0].statements == (first.id, copy.id)
    headline = telling("The Courier", number=0, text="Dam breaks")
    found = traced(headline, first)
    assert found.origins[0].statements == (headline.id, first.id)


def test_a_page_that_shows_nobody_is_none_to_one() -> None:
    for hops in ((), (teller("", "none"),), (teller("local people", "collective"),), (teller("", "self"),)):
        found = traced(telling("The Star", *hops))
        assert counted(found) == (0, 1)
        assert found.origins[0].who == "nobody shown"
        assert reasons(found) == {"no origin shown"}
    assert counted(traced(telling("The Star"), telling("Bay Radio"), telling("The Echo", teller("critics", "collective")))) == (
        0,
        1,
    )


def test_nobody_adds_nothing_to_somebody() -> None:
    found = traced(telling("The Star", LEE), telling("Bay Radio", teller("", "none")), telling("The Echo"))
    assert counted(found) == (1, 1)
    assert "no origin shown" in reasons(found)


def test_a_reporter_who_saw_it_is_an_origin() -> None:
    found = traced(telling("The Star", text="I saw the wall give way."), telling("Bay Radio", text="The wall gave way."))
    assert counted(found) == (1, 1)
    assert found.origins[0].who == "the reporter of The Star"


def test_the_page_of_a_body_is_that_body_speaking() -> None:
    found = traced(telling("Ministry of Tides"), telling("The Star", teller("the ministry", "organisation")))
    assert counted(found) == (1, 1)
    assert found.origins[0].kind == "organisation"


def test_who_denies_is_no_origin() -> None:
    denial = telling("Bay Radio", teller("the ministry", "organisation"), act="denies")
    assert counted(traced(denial)) == (0, 1)
    assert reasons(traced(denial)) == {"denial"}
    assert counted(traced(telling("The Star", LEE), denial)) == (1, 1)
    assert counted(traced(telling("The Star", LEE), telling("Bay Radio", text="I do not believe it.", denies=True))) == (1, 1)


def test_who_denies_it_on_the_page_that_is_cited_is_no_origin_either() -> None:
    minister = teller("Osk Ray", role="minister for tides")
    denial = telling("Bay Radio", minister, act="denies")
    quoted = telling("The Star", paper("Bay Radio", page="Bay Radio 1"), minister, at=2)
    found = traced(denial, quoted)
    assert counted(found) == (0, 1)
    assert "denies it on the page" in texts(found)
    assert reasons(found) == {"denial"}


def test_who_passes_on_is_a_hop() -> None:
    minister = teller("Osk Ray", role="minister for tides")
    outer = telling("Bay Radio", minister, text="The rescue service tells us that the dam broke.")
    inner = telling("Bay Radio", minister, teller("the rescue service", "organisation"), text="that the dam broke.")
    found = traced(outer, inner._replace(id="inner"))
    assert counted(found) == (1, 1)
    assert found.origins[0].who == "the rescue service"
    assert "Osk Ray passes on what the rescue service told" in texts(found)


def test_an_echo_confirms_nothing() -> None:
    first = telling("The Courier", unnamed("two officials"), at=1)
    blog = telling("Tidewatch", paper("The Courier"), at=2)
    second = telling("The Courier", paper("Tidewatch"), page=2, at=3)
    found = traced(first, blog, second)
    assert counted(found) == (1, 2)
    assert found.circles == ((first.id, blog.id, second.id),)
    assert [one.statements for one in found.collapses if one.reason == "circle"] == [found.circles[0]]
    assert "a circle, which adds no origin" in texts(found)


def test_a_second_page_that_cites_the_first_is_no_circle() -> None:
    first = telling("The Courier", unnamed("two officials"), at=1)
    second = telling("The Courier", paper("The Courier", page="The Courier 1"), page=2, at=3)
    assert traced(first, second).circles == ()


def test_two_who_confirm_each_other_are_no_circle() -> None:
    pages = [
        telling("The Courier", LEE, at=1),
        telling("The Star", teller("Bo Ash"), at=2),
        telling("The Courier", paper("The Star", page="The Star 1"), page=2, at=3),
        telling("The Star", paper("The Courier", page="The Courier 1"), page=2, at=4),
    ]
    found = traced(*pages)
    assert counted(found) == (2, 2)
    assert found.circles == ()


def test_three_who_cite_each_other_round_have_no_origin() -> None:
    names = ["The Courier", "The Star", "Bay Radio"]
    pages = [telling(name, paper(names[n - 1], page=f"{names[n - 1]} 1"), at=5) for n, name in enumerate(names)]
    links = [link(f"{name} 1", f"{names[n - 1]} 1", "cites") for n, name in enumerate(names)]
    found = traced(*pages, links=links)
    assert counted(found) == (0, 1)
    assert {frozenset(circle) for circle in found.circles} == {frozenset(page.id for page in pages)}
    assert "leads round in a circle, and to nobody outside it" in texts(found)
    assert "nobody is named or described" not in texts(found)
    assert len(found.links) == 2
    known = [*pages, telling("The Star", LEE, number=2, text="Ann Lee said so.")]
    assert counted(traced(*known, links=links)) == (1, 1)


def test_what_a_page_takes_back_is_traced_to_where_it_had_it_from() -> None:
    first = telling("Coast Wire", teller("the rescue service", "organisation"), at=1)
    again = telling("Coast Wire", text="Coast Wire had reported that the dam broke", page=2, at=9)
    source = telling("Coast Wire", teller("the rescue service", "organisation"), text="that the dam broke", page=2, at=9)
    found = traced(first, again, source._replace(id="source"), links=[link("Coast Wire 2", "Coast Wire 1", "updates")])
    assert counted(found) == (1, 1)
    assert len(found.origins[0].statements) == 3
    assert found.links == ("Coast Wire 2>Coast Wire 1 updates",)


def test_somebody_unnamed_is_kept_where_the_cited_page_shows_nobody() -> None:
    found = traced(telling("The Courier", at=1), telling("The Star", paper("The Courier"), unnamed("an official"), at=2))
    assert counted(found) == (1, 1)


def test_first_seen_is_the_earliest_telling() -> None:
    found = traced(
        telling("The Star", LEE, at=9), telling("The Courier", LEE, at=3), telling("Bay Radio", LEE, first=float("nan"))
    )
    assert found.statements == ("The Courier 1#1", "The Star 1#1", "Bay Radio 1#1")


FISHER = teller("Bo Ash", role="fisherman")


@pytest.mark.parametrize(
    ("label", "number", "high"),
    [
        ("fisherman who saw the dam go", 0, 1),  # a headline, above the name
        ("a 67-year-old fisherman", 0, 1),
        ("a fisherman who asked not to be named", 0, 2),
        ("the fisherman", 9, 1),
        ("a fisherman", 9, 2),  # below the name: somebody new
        ("another fisherman", 0, 2),
        ("his brother, a fisherman", 0, 2),
        ("a retired fisherman", 0, 2),
        ("two fishermen", 0, 3),
        ("fishermen", 0, 3),
        ("a farmer", 0, 2),
        ("a witness", 0, 2),  # anybody
    ],
)
def test_a_description_means_the_only_one_of_its_page_who_has_that_role(label: str, number: int, high: int) -> None:
    found = traced(telling("The Courier", unnamed(label), number=number), telling("The Courier", FISHER, number=5))
    assert found.high == high
    assert ("nobody else whom that describes is named there" in texts(found)) == (high == 1)


def test_a_description_that_two_of_its_page_answer_to_means_neither() -> None:
    page = [telling("The Courier", unnamed("a fisherman"), number=0), telling("The Courier", FISHER, number=5)]
    other = telling("The Courier", teller("Kim Dunn", role="fisherman from Ulm"), number=6)
    assert counted(traced(*page)) == (1, 1)
    assert counted(traced(*page, other)) == (2, 3)
    assert counted(traced(*page, telling("The Courier", unnamed("another fisherman"), number=2))) == (1, 3)
    assert counted(traced(*page, telling("The Courier", unnamed("two fishermen"), number=7))) == (1, 4)


def test_what_stands_beside_the_noun_must_not_differ() -> None:
    driver = telling("The Courier", teller("Bo Ash", role="bus driver"), number=5)
    for label, high in (("driver who was there", 1), ("a bus driver", 1), ("a lorry driver", 2)):
        assert traced(telling("The Courier", unnamed(label), number=0), driver).high == high


def test_an_official_who_is_not_named_is_not_the_one_who_is() -> None:
    page = [telling("The Courier", unnamed("a senior official"), number=0)]
    page.append(telling("The Courier", teller("Bo Ash", role="official"), number=5))
    assert counted(traced(*page)) == (1, 2)


def test_a_role_that_was_taken_for_a_body_is_the_one_who_has_it() -> None:
    page = [telling("The Courier", teller("fisherman", "organisation"), number=0), telling("The Courier", FISHER, number=5)]
    assert counted(traced(*page)) == (1, 1)
    coroner = teller("Lu Falk", role="the district coroner")
    head = telling("The Courier", unnamed("coroner"), number=0)
    assert counted(traced(head, telling("The Courier", coroner, number=5))) == (1, 1)


def test_a_description_of_another_page_means_the_named_only_where_it_is_cited() -> None:
    first = telling("The Courier", unnamed("fisherman who saw the dam go"))
    assert counted(traced(first, telling("Bay Radio", FISHER, at=2))) == (1, 2)
    through = telling("Bay Radio", paper("The Courier"), FISHER, at=2)
    found = traced(first, through)
    assert counted(found) == (1, 1)
    assert found.origins[0].who == "Bo Ash, fisherman"
    assert set(found.origins[0].statements) == {first.id, through.id}
    assert "“Bo Ash, fisherman”, where that page has “fisherman who saw the dam go”" in texts(found)
    cited = link("Bay Radio 1#1", "The Courier 1", "cites")
    assert counted(traced(first, telling("Bay Radio", FISHER, at=2), links=[cited])) == (1, 1)


def test_a_description_that_is_cited_means_nobody_for_certain_where_two_may_be_meant() -> None:
    first = telling("The Courier", unnamed("a fisherman"))
    through = telling("Bay Radio", paper("The Courier"), FISHER, at=2)
    second = telling("The Courier", unnamed("another fisherman"), number=2)
    assert counted(traced(first, second, through)) == (1, 3)
    other = telling("The Star", paper("The Courier"), teller("Kim Dunn", role="fisherman"), at=3)
    assert counted(traced(first, through, other)) == (2, 3)
    again = telling("The Courier", unnamed("a fisherman"), page=2)
    assert counted(traced(first, again, through)) == (1, 1)  # of two pages of one outlet: one, as without the name
    named = telling("The Courier", FISHER, number=0)
    assert counted(traced(named, first, through)) == (1, 2)  # the page names him, and then a fisherman
    assert counted(traced(telling("The Courier", unnamed("two fishermen")), through)) == (1, 3)


# -------------------------------------------------------------------------------------------------------------------- the tree


def test_the_tree_hangs_each_telling_under_the_one_it_rests_on() -> None:
    wire = telling("Coast Wire", LEE, at=1)
    copy = telling("The Star", paper("Coast Wire", evidence="credited"), LEE, at=2)
    third = telling("Bay Radio", paper("The Star"), at=3)
    denial = telling("The Echo", teller("the ministry", "organisation"), act="denies", at=4)
    tellings = [denial, third, copy, wire]
    links = [link("The Star 1", "Coast Wire 1", "copies", spans=WHOLE)]
    drawn = tree(traced(*tellings, links=links), tellings, links)
    assert (drawn["low"], drawn["high"], drawn["pages"], drawn["outlets"], drawn["first"]) == (1, 1, 4, 4, HOUR)
    (origin,) = drawn["origins"]
    (top,) = origin["tellings"]
    (below,) = top["tellings"]
    (last,) = below["tellings"]
    assert [node["outlet"] for node in (top, below, last)] == ["Coast Wire", "The Star", "Bay Radio"]
    assert [node["reason"] for node in (top, below, last)] == [None, "copied passage", "citation"]
    assert below["why"] == "copies the passage from Coast Wire"
    assert last["through"] == ["The Star"]
    assert [node["outlet"] for node in drawn["denials"]] == ["The Echo"]
    json.dumps(drawn)


def nodes(drawn: dict[str, Any]) -> Iterator[str]:
    work = [node for origin in drawn["origins"] for node in origin["tellings"]] + drawn["nobody"] + drawn["denials"]
    while work:
        node = work.pop()
        yield node["statement"]
        work.extend(node["tellings"])


# --------------------------------------------------------------------------------------------------------------------- the laws

OUTLETS = ["The Courier", "The Star", "Bay Radio", "Coast Wire"]
SOURCES = [
    LEE,
    teller("Lee"),
    teller("Bo Ash", role="farmer"),
    teller("the dam office", "organisation"),
    teller("Ministry of Tides", "organisation"),
    teller("the ministry", "organisation"),
    teller("Ann Lee’s memo", "document"),
    teller("a memo", "document"),
    unnamed("two officials at the ministry"),
    unnamed("one of the officials"),
    unnamed("an official"),
    unnamed("a farmer"),
    unnamed("the farmer"),
    unnamed("they"),
    unnamed("a person familiar with the matter"),
    unnamed("a spokesman for the ministry"),
    teller("local people", "collective"),
    teller("", "none"),
    teller("", "self"),
    *map(paper, [*OUTLETS, "The Echo"]),
    *(paper(name, page=f"{name} 1") for name in OUTLETS),
]


RELATIONS: list[Relation] = ["copies", "quotes", "cites", "updates", "differs"]


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Telling], list[Link]]:
    """A few pages that tell, cite, copy and quote as they like."""
    tellings = []
    for outlet, page in draw(
        st.lists(st.tuples(st.sampled_from(OUTLETS), st.integers(1, 2)), min_size=1, max_size=6, unique=True)
    ):
        at = draw(st.sampled_from([1.0, 2.0, 3.0, float("nan")]))
        for number in range(draw(st.integers(1, 3))):
            chain = draw(st.lists(st.sampled_from(SOURCES), max_size=3))
            act = draw(st.sampled_from(["states", "states", "states", "denies", "asks"]))
            credited = draw(st.sampled_from([(), (), ("Coast Wire",), ("Agency",)]))
            tellings.append(telling(outlet, *chain, page=page, number=number, at=at, act=act, credits=credited))
    articles = sorted({one.article for one in tellings})
    links: list[Link] = []
    for _ in range(draw(st.integers(0, 5)) if len(articles) > 1 else 0):
        left, right = draw(st.permutations(articles))[:2]
        relation = draw(st.sampled_from(RELATIONS))
        spans = draw(st.sampled_from([(), WHOLE, (Span(100, 190),)]))
        made = link(left, right, relation, spans=spans, directed=draw(st.booleans()))
        links += [made] if made.id not in {one.id for one in links} else []
    return tellings, links


LAWS = settings(max_examples=300, deadline=None)


@LAWS
@given(stories())
def test_the_laws_of_a_lineage(story: tuple[list[Telling], list[Link]]) -> None:
    tellings, links = story
    found = traced(*tellings, links=links)
    assert 0 <= found.low <= found.high <= max(1, sum(one.high for one in found.origins))
    assert found.low == sum(one.low for one in found.origins)
    assert found.high >= 1
    under = [name for one in found.origins for name in one.statements]
    assert len(under) == len(set(under))
    denied = {one.id for one in tellings if one.act == "denies"}
    assert not denied & set(under)
    assert set(found.statements) == {one.id for one in tellings}
    assert set(found.links) <= {one.id for one in links}
    assert is_acyclic([(one.left, one.right) for one in links if one.id in found.links])
    for one in found.collapses:
        assert one.text
        assert one.statements


def is_acyclic(edges: list[tuple[str, str]]) -> bool:
    while edges:
        lefts = {left for left, _ in edges}
        kept = [edge for edge in edges if edge[1] in lefts]
        if len(kept) == len(edges):
            return False
        edges = kept
    return True


@LAWS
@given(stories(), st.randoms())
def test_the_order_of_tellings_and_links_does_not_matter(story: tuple[list[Telling], list[Link]], random: Random) -> None:
    tellings, links = story
    found = trace(Claim(id="claim", text="x", statements=tuple(one.id for one in tellings)), tellings, links)
    mixed = random.sample(tellings, len(tellings))
    assert trace(Claim(id="claim", text="x", statements=found.statements), mixed, random.sample(links, len(links))) == found


@LAWS
@given(stories(), st.data())
def test_a_copy_never_changes_the_range(story: tuple[list[Telling], list[Link]], data: st.DataObject) -> None:
    tellings, links = story
    first = data.draw(st.sampled_from(tellings))
    copy = first._replace(id="copy", article="Copy 1", outlet="The Copyist", first=9e9, last=9e9)
    made = link("copy", first.id, "copies", spans=WHOLE)
    assert counted(traced(*tellings, copy, links=[*links, made])) == counted(traced(*tellings, links=links))


@LAWS
@given(stories(), st.data())
def test_one_more_who_cites_a_telling_never_raises_the_range(
    story: tuple[list[Telling], list[Link]], data: st.DataObject
) -> None:
    tellings, links = story
    cited = data.draw(st.sampled_from(tellings))
    hop = paper(str(cited.outlet), page=cited.article)
    added = telling("The Citer", hop, at=9e9, first=9e9, last=9e9)
    made = link(added.id, cited.id, "cites")
    low, high = counted(traced(*tellings, added, links=[*links, made]))
    assert low <= counted(traced(*tellings, links=links))[0]
    assert high <= counted(traced(*tellings, links=links))[1]


@LAWS
@given(stories(), st.data())
def test_that_a_page_cites_another_never_raises_the_low_end(
    story: tuple[list[Telling], list[Link]], data: st.DataObject
) -> None:
    tellings, links = story
    articles = sorted({one.article for one in tellings})
    if len(articles) > 1:
        left, right = data.draw(st.permutations(articles))[:2]
        made = link(left, right, "cites")
        links = [replace(one, directed=True) for one in links if one.id != made.id]  # it may tell who copied whom
        assert counted(traced(*tellings, links=[*links, made]))[0] <= counted(traced(*tellings, links=links))[0]


@LAWS
@given(st.lists(st.sampled_from("Ash Birk Cole Dunn Eden Falk Gore Hale".split()), min_size=1, max_size=8), st.integers(1, 3))
def test_people_of_different_names_are_as_many_as_there_are_names(names: list[str], pages: int) -> None:
    told = [telling(f"Outlet {n % pages}", teller(f"Kim {name}"), page=n, number=n) for n, name in enumerate(names)]
    assert counted(traced(*told)) == (len(set(names)), len(set(names)))


NUMBERS = {"an official": 1, "a nurse": 1, "officials": 2, "two officials": 2, "three people familiar with the matter": 3}


@LAWS
@given(stories(), st.sampled_from(sorted(NUMBERS)))
def test_somebody_unnamed_of_another_outlet_widens_by_as_many_as_they_are(
    story: tuple[list[Telling], list[Link]], label: str
) -> None:
    tellings, links = story
    low, high = counted(traced(*tellings, links=links))
    more = traced(*tellings, telling("The Newcomer", unnamed(label)), links=links)
    assert low <= more.low <= low + 1
    assert high <= more.high <= high + NUMBERS[label]


ALONE = [one for one in SOURCES if one.outlet is None]


@LAWS
@given(st.lists(st.sampled_from(ALONE), min_size=1, max_size=6))
def test_on_pages_of_their_own_tellings_have_no_fewer_origins(sources: list[Teller]) -> None:
    one_page = [telling("The Courier", source, number=n) for n, source in enumerate(sources)]
    apart = [telling(f"Outlet {n}", source, number=n) for n, source in enumerate(sources)]
    assert counted(traced(*one_page))[1] <= counted(traced(*apart))[1]


@LAWS
@given(stories())
def test_the_tree_holds_each_telling_once(story: tuple[list[Telling], list[Link]]) -> None:
    tellings, links = story
    drawn = tree(traced(*tellings, links=links), tellings, links)
    assert sorted(nodes(drawn)) == sorted(one.id for one in tellings)


def test_a_thousand_copies_are_one_origin_and_take_no_time() -> None:
    wire = telling("Coast Wire", unnamed("an official"), at=0)
    copies = [telling(f"Outlet {n}", unnamed("an official"), at=n) for n in range(1, 1001)]
    links = [link(one.article, wire.article, "copies", spans=WHOLE) for one in copies]
    begun = process_time()
    found = traced(*copies, wire, links=links)
    assert process_time() - begun < 2
    assert counted(found) == (1, 1)
    assert len(found.origins[0].statements) == 1001
    assert any("996 more" in one.text or "997 more" in one.text for one in found.collapses)
