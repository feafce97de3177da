"""Scores of a linked case of generated pages, whose lineage is known, against that. What each figure means is told in
``evaluation.lineage``."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from sayso import spans
from sayso.corpus import Case
from sayso.corpus.claims import CREDITED
from sayso.links.features import PLACES
from sayso.records import Dossier, Refusal, Span, Spans
from sayso.road import analyze

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the generator of corpora lives with the tests
from corpora import Corpus, Truth

PASSAGE, PARTIAL = 45, 110
"""Words of a passage that must be found, and of one that counts as partial."""
BATCH = 200


class FoundLink(NamedTuple):
    """A link of a case; articles and statements go by the numbers of their rows."""

    relation: str
    left: int
    right: int
    left_statement: int | None
    right_statement: int | None
    left_share: float | None
    directed: bool
    reason: str


@dataclass(slots=True)
class FoundClaim:
    """A claim of a case."""

    text: str
    low: int
    high: int
    statements: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Found:
    """What linking left in a case."""

    articles: dict[str, int]
    links: list[FoundLink]
    claims: dict[int, FoundClaim]
    claim_of: dict[int, int]
    circles: list[frozenset[int]]


_LINKS = (
    f"SELECT relation, left, right, left_statement, right_statement, left_share, directed, reason FROM links l WHERE {CREDITED}"
)


def found_in(path: Path) -> Found:
    """The links and claims of a case, from its rows; without citations that the case does not show."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        links = file.execute(_LINKS)
        claims = {row[0]: FoundClaim(*row[1:]) for row in file.execute("SELECT number, text, low, high FROM claims")}
        claim_of = dict(file.execute("SELECT statement, claim FROM claim_statements"))
        by_id = file.execute("SELECT statements FROM circles").fetchall()
        wanted = {one for (told,) in by_id for one in json.loads(told)}
        marks = json.dumps(sorted(wanted))
        where = "SELECT id, article FROM statements WHERE id IN (SELECT value FROM json_each(?))"
        article_of = dict(file.execute(where, (marks,)))
        found = Found(
            articles=dict(file.execute("SELECT id, number FROM articles")),
            links=[FoundLink(*row) for row in links],
            claims=claims,
            claim_of=claim_of,
            circles=[frozenset(article_of[one] for one in json.loads(told) if one in article_of) for (told,) in by_id],
        )
    for statement, claim in claim_of.items():
        found.claims[claim].statements.add(statement)
    return found


def filled(path: Path, dossiers: Iterable[Dossier]) -> None:
    """A case of these dossiers, linked."""
    batch: list[tuple[Dossier, None]] = []
    with Case(path, write=True) as case:
        for dossier in dossiers:
            batch.append((dossier, None))
            if len(batch) == BATCH:
                case.add(batch)
                batch = []
        case.add(batch)
        case.link()


class Line(NamedTuple):
    """What is told of one thing that was scored: the line as it is printed, and its figures by name, shares of 1. Figures that
    have nothing to be a share of are not there."""

    text: str
    figures: Mapping[str, float] = MappingProxyType({})


def figures_of(lines: Iterable[Line]) -> dict[str, float]:
    """The figures of all lines."""
    return {name: figure for line in lines for name, figure in line.figures.items()}


class Tally(NamedTuple):
    """Right, found, wanted and got: two fractions."""

    right: int = 0
    found: int = 0
    got: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision = f"P {share(self.right, self.found)} ({self.right}/{self.found})"
        return f"{precision}  R {share(self.got, self.wanted)} ({self.got}/{self.wanted})"

    def figures(self, name: str) -> dict[str, float]:
        """Precision and recall of what has this name."""
        return fractions(name, {"precision": (self.right, self.found), "recall": (self.got, self.wanted)})


def fractions(name: str, parts: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Shares of what has this name, each by its part and whole, but those of nothing."""
    return {f"{name} {what}": part / whole for what, (part, whole) in parts.items() if whole}


def share(part: int, whole: int) -> str:
    """A fraction as it is printed."""
    return f"{part / whole:.3f}" if whole else "  -  "


def statement_at(dossier: Dossier, article: int, words: Spans) -> int | None:
    """The number of the statement of a dossier that shares most of these words, a third of them at least."""
    best, place = 0.0, None
    for at, one in enumerate(dossier.statements):
        both = spans.size(spans.common(one.spans, words))
        share = both / max(spans.size(one.spans), spans.size(words))
        if share > best:
            best, place = share, at
    return article << PLACES | place if place is not None and best >= 0.3 else None


class Placed(NamedTuple):
    """Where the pages and passages of a corpus stand in a case: article by page, page by article, statement by page and spans
    of the passage."""

    article: dict[int, int]
    page: dict[int, int]
    statement: dict[tuple[int, Spans], int]


def generated(path: Path, seed: int, size: int, *, pages: bool, engine: str = "grammar") -> Iterator[Line]:
    """Score the corpus of this seed and size: fill a case with it, unless it is there, and link it."""
    yield from of_corpus(path, Corpus(seed, size), pages=pages, engine=engine)


def of_corpus(path: Path, corpus: Corpus, *, pages: bool, engine: str = "grammar") -> Iterator[Line]:
    """The same of a corpus that was made by hand."""
    ids: dict[int, str] = {}
    statements: dict[tuple[int, Spans], int] = {}
    if not path.exists():
        filled(path, _noted(_analysed(corpus, engine) if pages else corpus.dossiers(), ids))
    else:
        ids = {number: one.article.id for number, one in (_analysed(corpus, engine) if pages else corpus.dossiers())}
    found = found_in(path)
    article = {number: found.articles[one] for number, one in ids.items() if one in found.articles}
    truth = corpus.truth(article)
    if pages:
        with Case(path) as case:
            for number, at in article.items():
                _align(case.dossier(ids[number]), at, number, truth, statements)
    else:
        for number, dossier in corpus.dossiers():
            if number not in article:
                continue
            for place, statement in enumerate(dossier.statements):
                statements[number, statement.spans] = article[number] << PLACES | place
    yield from scored(truth, found, Placed(article, {at: number for number, at in article.items()}, statements))


def _noted(numbered: Iterable[tuple[int, Dossier]], ids: dict[int, str]) -> Iterator[Dossier]:
    for number, dossier in numbered:
        ids[number] = dossier.article.id
        yield dossier


def _analysed(corpus: Corpus, engine: str) -> Iterator[tuple[int, Dossier]]:
    for number, page in corpus.pages():
        made = analyze(page, engine=engine)  # type: ignore[arg-type]
        if isinstance(made, Refusal):
            raise SystemExit(f"page {number} was refused: {made}")
        yield number, made


def _align(dossier: Dossier, article: int, number: int, truth: Truth, statements: dict[tuple[int, Spans], int]) -> None:
    """Find the true passages of a page among the statements that were found on it."""
    for passage in truth.told[number]:
        here: list[Span] = []
        for words in passage.words:
            at = dossier.article.text.find(words)
            if at >= 0:
                here.append(Span(at, at + len(words)))
        place = statement_at(dossier, article, tuple(sorted(here))) if here else None
        if place is not None:
            statements[number, passage.spans] = place


def scored(truth: Truth, found: Found, placed: Placed) -> Iterator[Line]:
    """All figures of a corpus, a line each."""
    pairs: dict[str, list[tuple[int, int, FoundLink]]] = defaultdict(list)
    for link in found.links:
        pairs[link.relation].append((placed.page[link.left], placed.page[link.right], link))
    tied = {relation: _tied(pairs[relation]) for relation in ("copies", "quotes", "cites", "updates", "differs")}
    yield from _copies(truth, pairs["copies"], tied["copies"])
    yield from _quotes(truth, pairs["quotes"], tied)
    yield from _cites(truth, pairs["cites"])
    yield from _versions(truth, pairs)
    yield from _claims(truth, found, placed)
    said = [frozenset(placed.page[at] for at in one) for one in found.circles]
    got = sum(any(true <= one for one in said) for true in truth.circles)
    right = sum(any(true <= one for true in truth.circles) for one in said)
    tally = Tally(right, len(said), got, len(truth.circles))
    yield Line(f"circles         {tally}", tally.figures("circles"))


def _tied(pairs: Iterable[tuple[int, int, FoundLink]]) -> dict[int, set[int]]:
    made: dict[int, set[int]] = defaultdict(set)
    for left, right, _ in pairs:
        made[left].add(right)
        made[right].add(left)
    return made


def _copies(truth: Truth, pairs: Sequence[tuple[int, int, FoundLink]], tied: Mapping[int, set[int]]) -> Iterator[Line]:
    right = [(left, to, link) for left, to, link in pairs if truth.shared(left, to)]
    wanted = got = partial = some = 0
    missed: Counter[str] = Counter()
    for page in truth.words:
        for parent in truth.parents(page):
            size = truth.shared(page, parent)
            if size < PASSAGE or truth.drafts[page].form == "update":
                continue
            held = {uid for uid in truth.words[page] if uid in truth.words[parent]}
            is_found = any(_holds(truth, page, held, other, size) for other in tied.get(page, ()))
            wanted, got = wanted + 1, got + is_found
            if size < PARTIAL:
                partial, some = partial + 1, some + is_found
            if not is_found:
                missed[truth.drafts[page].form] += 1
    bad = [(left, to) for left, to, _ in pairs if not truth.shared(left, to)]
    wrong = Counter((truth.drafts[left].form, truth.drafts[to].form) for left, to in bad)
    apart = sum(truth.story[left] != truth.story[to] for left, to in bad)
    tally = Tally(len(right), len(pairs), got, wanted)
    text = f"copies          {tally}  missed {dict(missed)}  wrong {dict(wrong.most_common(6))}, {apart} of two stories"
    yield Line(text, tally.figures("copies"))
    yield Line(f"copies, partial R {share(some, partial)} ({some}/{partial})")
    known = [(left, to) for left, to, link in right if link.directed]
    later = sum(truth.drafts[left].hour >= truth.drafts[to].hour for left, to in known)
    off = [abs(link.left_share - truth.share(left, to)) for left, to, link in right if link.left_share is not None]
    back = f"{share(later, len(known))} of those with a direction ({len(known)}/{len(right)}) lead back in time"
    yield Line(f"copies, way     {back}")
    yield Line(f"copies, share   off by {sum(off) / max(1, len(off)):.3f} on average")


def _holds(truth: Truth, page: int, held: set[str], other: int, size: int) -> bool:
    words, there = truth.words[page], truth.words[other]
    return 2 * sum(words[uid] for uid in held if uid in there) >= size


def _quotes(
    truth: Truth, pairs: Sequence[tuple[int, int, FoundLink]], tied: Mapping[str, Mapping[int, set[int]]]
) -> Iterator[Line]:
    spoken: dict[int, set[str]] = defaultdict(set)
    for uid, pages in truth.spoken.items():
        for page in pages:
            spoken[page].add(uid)
    right = sum(bool(spoken[left] & spoken[to]) for left, to, _ in pairs)
    wanted = got = 0
    missed: Counter[str] = Counter()
    for page, uids in spoken.items():
        own = {uid for one in truth.drafts[page].sentences() if truth.holders[one.uid][0] == page for uid in one.spoken}
        for uid in uids & own:
            earlier = set(truth.spoken[uid][: truth.spoken[uid].index(page)])
            if not earlier or uid.startswith("saying"):
                continue
            others = set(truth.spoken[uid])
            is_found = bool(others & (tied["quotes"].get(page, set()) | tied["copies"].get(page, set())))
            wanted, got = wanted + 1, got + is_found
            missed[truth.drafts[page].form] += not is_found
    wrong = Counter((truth.drafts[left].form, truth.drafts[to].form) for left, to, _ in pairs if not spoken[left] & spoken[to])
    tally = Tally(right, len(pairs), got, wanted)
    text = f"quotes          {tally}  missed {dict(+missed)}  wrong {dict(wrong.most_common(6))}"
    yield Line(text, tally.figures("quotes"))


def _cites(truth: Truth, pairs: Sequence[tuple[int, int, FoundLink]]) -> Iterator[Line]:
    cited: dict[int, set[int]] = defaultdict(set)
    wrong: Counter[tuple[str, str]] = Counter()
    right = 0
    for left, to, _ in {(left, to, 0) for left, to, _ in pairs}:
        cited[left].add(to)
        credit = truth.drafts[left].credit
        is_credit = credit is not None and truth.drafts[to].outlet == credit and truth.story[left] == truth.story[to]
        is_right = is_credit or any(to in meant for meant in truth.cites[left])
        right += is_right
        wrong[truth.drafts[left].form, truth.drafts[to].form] += not is_right
    wanted = [(page, meant) for page, all_meant in truth.cites.items() for meant in all_meant]
    got = sum(bool(cited[page] & meant) for page, meant in wanted)
    missed = Counter(truth.drafts[page].form for page, meant in wanted if not cited[page] & meant)
    found = len({(left, to) for left, to, _ in pairs})
    tally = Tally(right, found, got, len(wanted))
    text = f"cites           {tally}  missed {dict(missed)}  wrong {dict((+wrong).most_common(6))}"
    yield Line(text, tally.figures("cites"))


def _versions(truth: Truth, pairs: Mapping[str, Sequence[tuple[int, int, FoundLink]]]) -> Iterator[Line]:
    by_address: dict[str, list[int]] = defaultdict(list)
    for page, draft in truth.drafts.items():
        by_address[draft.url].append(page)
    true = {(later, earlier) for same in by_address.values() for later in same for earlier in same if later > earlier}
    found_updates = {(max(left, to), min(left, to)) for left, to, _ in pairs["updates"]}
    got = sum(any((later, one) in found_updates for _, one in true) for later in {later for later, _ in true})
    tally = Tally(len(found_updates & true), len(found_updates), got, len({later for later, _ in true}))
    yield Line(f"updates         {tally}", tally.figures("updates"))
    found = {(max(left, to), min(left, to)) for left, to, _ in pairs["differs"]}
    counts, denials = _counting(truth), _denying(truth)
    for name, wanted in (("figures", counts), ("denials", denials)):
        stories = {truth.story[page] for page, _ in wanted}
        seen = {truth.story[page] for page, _ in found & wanted}
        told = fractions("differs", {f"{name} recall": (len(seen), len(stories))})
        yield Line(f"differs, {name}  R {share(len(seen), len(stories))} of {len(stories)} stories", told)
    right = len(found & (counts | denials))
    told = fractions("differs", {"precision": (right, len(found))})
    yield Line(f"differs, all    P {share(right, len(found))} ({right}/{len(found)})", told)


def _counting(truth: Truth) -> set[tuple[int, int]]:
    """The pages of one story but different outlets that give different tolls, in the text or the headline; the later first."""
    told: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for page, draft in truth.drafts.items():
        words = [word for one in truth.told[page] if _is_toll(one.claim) for word in one.words]
        counts = {found[0] for text in (*words, *_counted_in(draft.headline)) if (found := _COUNT.search(text))}
        told[truth.story[page]] += [(count, page) for count in counts]
    outlet = {page: draft.outlet for page, draft in truth.drafts.items()}
    pairs = ((a, b) for story in told.values() for one, a in story for other, b in story if one != other)
    return {(max(pair), min(pair)) for pair in pairs if outlet[pair[0]] != outlet[pair[1]]}


_COUNT = re.compile(r"\b\d+\b")


def _is_toll(claim: str) -> bool:
    return claim[0] == "f" and (claim.endswith((".0", ".other")) or ".update" in claim)


def _counted_in(headline: str) -> list[str]:
    """The headline, where it begins with a toll."""
    return [headline] if headline[:1].isdigit() else []


def _denying(truth: Truth) -> set[tuple[int, int]]:
    """The pages of which one denies what the other puts, the later first."""
    return {
        (max(one.page, other.page), min(one.page, other.page))
        for claim in truth.claims.values()
        for one in claim.passages
        for other in claim.passages
        if one.denies and not other.denies and one.page != other.page
    }


def _claims(truth: Truth, found: Found, placed: Placed) -> Iterator[Line]:
    counts: dict[str, Counter[str]] = {"claims": Counter(), "single": Counter()}
    purity = completeness = 0.0
    ranges: Counter[str] = Counter()
    for claim in truth.claims.values():
        at = {placed.statement[one.page, one.spans] for one in claim.passages if (one.page, one.spans) in placed.statement}
        tally = counts["claims" if len(claim.pages) > 1 else "single"]
        tally["all"] += 1
        best = Counter(found.claim_of[one] for one in at if one in found.claim_of).most_common(1)
        if not best:
            tally["lost"] += 1
            continue
        chosen = found.claims[best[0][0]]
        contains = chosen.low <= claim.count <= chosen.high
        exact = (chosen.low, chosen.high) == (claim.low, claim.high)
        tally["contain"] += contains
        tally["exact"] += exact
        tally["sharp"] += chosen.low == chosen.high == claim.count
        if tally is counts["claims"]:
            told = {placed.statement[one.page, one.spans] for one in claim.own if (one.page, one.spans) in placed.statement}
            both = len(chosen.statements & at)
            purity += both / len(chosen.statements - told)
            completeness += both / len(at)
            if not (contains and exact):
                form = truth.drafts[min(claim.pages)].form
                ranges[f"{form} true {claim.low}..{claim.high} ({claim.count}) found {chosen.low}..{chosen.high}"] += 1
    for name, tally in counts.items():
        parts = "  ".join(f"{what} {share(tally[what], tally['all'])}" for what in ("contain", "exact", "sharp", "lost"))
        yield Line(
            f"{name:15} {tally['all']}: {parts}",
            fractions(name, {what: (tally[what], tally["all"]) for what in ("contain", "exact")}),
        )
    known = max(1, counts["claims"]["all"] - counts["claims"]["lost"])
    yield Line(f"claims, fit     purity {purity / known:.3f}  completeness {completeness / known:.3f}")
    yield from (Line(f"    {count:6}  {told}") for told, count in ranges.most_common(10))
