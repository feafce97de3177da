"""Scores of links, claims and origins: against the example, against corpora whose lineage is known, and between real stories::

    python -m evaluation.lineage [--engine model|grammar|true] [--case FILE]           the bundled example
    python -m evaluation.lineage --generated 1000 [--seed 7] [--pages] [--case FILE]   a generated corpus
    python -m evaluation.lineage --basil [--engine grammar]                            50 triples of the shared folder

What the figures mean:

*Links of the example* are counted as pairs of pages, by relation: precision is the share of the found pairs that the truth has,
recall the share of its pairs that were found. A claim of the truth is held against the found claim that shares most of its
statements (by their words); its pages found, pages extra, and both ranges are told.

*Generated corpora*: every figure is about pages or claims for which the truth has something.

- *copies recall*: of all pairs of a page and another that first had a passage of at least ``PASSAGE`` words of it, those for
  which a found copy ties the page to that one, or to another that holds at least half of the same words. *partial*: of those
  where the passage is shorter than ``PARTIAL`` words. *copies precision*: of all found copies, those whose pages share
  a sentence that one has from the other or both from a third. Boilerplate, popular sayings and quotations are no copies.
- *quotes recall*: of all utterances that a page quotes in a sentence of its own and that an earlier page quotes, those for which
  a quote or copy is found between the page and any that quotes the same. *precision*: of all found quotes, those whose pages quote
  an utterance in common; popular sayings are right, but not asked for.
- *cites recall*: of all outlets of the same story that a page names or links as its source, those to whose pages a citation is
  found. *precision*: of all found citations, those of an outlet that the page names, links or credits, in its story.
- *claims*: what somebody is made to say, told on at least two pages. *purity*: of the statements of the found claim that
  fits best, those that put it; *completeness*: of those that put it, those in that claim. *contain*: the range that was found holds
  the true number of origins; *exact*: it is just the range that the words of the pages allow; *sharp*: low = high = the true number.
  Those of ``single`` claims, told on one page, are counted apart, since nearly all of them are bound to be right.

*Triples*: three reports of one event each, of three outlets. Links inside a triple may be right, links across are taken for wrong,
though events may have to do with each other: the share of links that run across is an upper estimate of what is wrong.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from evaluation.dossiers import true_dossiers
from evaluation.gold import example_folder, gold_row, true_pages
from evaluation.shared import AbsentError, folder, rows
from sayso import spans
from sayso.corpus import Case
from sayso.records import Article, Block, Dossier, Page, Refusal, Span, Spans, identity
from sayso.road import analyze

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # the generator of corpora lives with the tests
from corpora import Corpus, Truth  # noqa: E402

PASSAGE, PARTIAL = 45, 110
PLACES = 20
BATCH = 200


# -------------------------------------------------------------------------------------------------------------- what was found


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


def found_in(path: Path) -> Found:
    """The links and claims of a case, from its rows."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        links = file.execute("SELECT relation, left, right, left_statement, right_statement, left_share, directed, reason FROM links")
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


class Tally(NamedTuple):
    """Right, found, wanted and got: two fractions."""

    right: int = 0
    found: int = 0
    got: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        return f"P {_share(self.right, self.found)} ({self.right}/{self.found})  R {_share(self.got, self.wanted)} ({self.got}/{self.wanted})"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


# ------------------------------------------------------------------------------------------------------------------ the example


def example(path: Path, engine: str) -> Iterator[str]:
    """Score the bundled example; ``engine`` "true" takes the dossiers of the truth."""
    import tomllib

    truth = tomllib.loads((example_folder() / "truth.toml").read_text(encoding="utf-8"))
    pages = list(true_pages())
    if engine == "true":
        made = true_dossiers(pages)
    else:
        made = {page.file: one for page in pages if isinstance(one := analyze(page.article, engine=engine), Dossier)}  # type: ignore[arg-type]
    filled(path, made.values())
    found = found_in(path)
    number = {file: found.articles[one.article.id] for file, one in made.items()}
    file_of = {at: file for file, at in number.items()}
    yield from _example_links(truth, found, file_of)
    told = {page.file: {one["id"]: _as_spans(one["content"]) for one in gold_row(page)["attributions"]} for page in pages}
    yield ""
    for claim in truth["claim"]:
        yield from _example_claim(claim, found, made, number, told, file_of)
    circles = {frozenset(one["pages"]) for one in truth.get("circle", [])}
    said = {frozenset(file_of[at] for at in one) for one in found.circles}
    yield f"\ncircles {Tally(len(said & circles), len(said), len(said & circles), len(circles))}: {[sorted(one) for one in said]}"


def _as_spans(given: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(*one) for one in given)


def _example_links(truth: Mapping[str, Any], found: Found, file_of: Mapping[int, str]) -> Iterator[str]:
    wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in truth["link"]:
        wanted[one["relation"]].add((one["left"], one["right"]))
    got: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link in found.links:
        got[link.relation].add((file_of[link.left], file_of[link.right]))
    for relation in sorted(wanted.keys() | got.keys() - {"same_claim"}):
        true, said = wanted[relation], got[relation]
        if relation == "differs":
            true, said = ({(min(pair), max(pair)) for pair in one} for one in (true, said))
        right = len(true & said)
        yield f"{relation:10} {Tally(right, len(said), right, len(true))}"
        yield from (f"    missed  {left} -> {right}" for left, right in sorted(true - said))
        yield from (f"    extra   {left} -> {right}" for left, right in sorted(said - true))


def _example_claim(
    claim: Mapping[str, Any],
    found: Found,
    made: Mapping[str, Dossier],
    number: Mapping[str, int],
    told: Mapping[str, Mapping[str, Spans]],
    file_of: Mapping[int, str],
) -> Iterator[str]:
    wanted = [(file, told[file][name]) for file, _, name in (one.partition("#") for one in claim["statements"])]
    carrying = {at for file, words in wanted if (at := _statement(made[file], number[file], words)) is not None}
    pages = {file for file, _ in wanted}
    best = Counter(found.claim_of[at] for at in carrying if at in found.claim_of).most_common()
    if not best:
        yield f"{claim['id']}: not found"
        return
    chosen = found.claims[best[0][0]]
    said = {file_of[at >> PLACES] for at in chosen.statements}
    low, high = claim["origins"]["low"], claim["origins"]["high"]
    verdict = "exact" if (low, high) == (chosen.low, chosen.high) else "differs"
    yield (
        f"{claim['id']:16} origins {chosen.low}..{chosen.high} (true {low}..{high}, {verdict})  statements {len(carrying & chosen.statements)}"
        f"/{len(carrying)} found, {len(chosen.statements - carrying)} extra, in {len(best)} claims  pages {len(said & pages)}/{len(pages)}, {len(said - pages)} extra"
    )


def _statement(dossier: Dossier, article: int, words: Spans) -> int | None:
    """The attributed statement of a dossier that shares most of these words, half of them at least."""
    best, place = 0.0, None
    for at, one in enumerate(dossier.statements):
        both = spans.size(spans.common(one.spans, words))
        share = both / max(spans.size(one.spans), spans.size(words))
        if share > best:
            best, place = share, at
    return article << PLACES | place if place is not None and best >= 0.3 else None


# ------------------------------------------------------------------------------------------------------------ generated corpora


class Placed(NamedTuple):
    """Where the pages and passages of a corpus stand in a case: article by page, page by article, statement by (page, place among
    the passages of the page's dossier)."""

    article: dict[int, int]
    page: dict[int, int]
    statement: dict[tuple[int, Spans], int]


def generated(path: Path, corpus: Corpus, *, pages: bool, engine: str = "grammar") -> Iterator[str]:
    """Score a generated corpus."""
    truth = corpus.truth()
    ids: dict[int, str] = {}
    statements: dict[tuple[int, Spans], int] = {}
    if not path.exists():
        filled(path, _noted(_analysed(corpus, engine) if pages else corpus.dossiers(), ids))
    else:
        ids = {number: one.article.id for number, one in (_analysed(corpus, engine) if pages else corpus.dossiers())}
    found = found_in(path)
    article = {number: found.articles[one] for number, one in ids.items() if one in found.articles}
    if pages:
        with Case(path) as case:
            for number, one in ids.items():
                _align(case.dossier(one), article[number], number, truth, statements)
    else:
        for number, dossier in corpus.dossiers():
            for place, one in enumerate(dossier.statements):
                statements[number, one.spans] = article[number] << PLACES | place
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
        place = _statement(dossier, article, tuple(sorted(here))) if here else None
        if place is not None:
            statements[number, passage.spans] = place


def scored(truth: Truth, found: Found, placed: Placed) -> Iterator[str]:
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
    yield f"circles         {Tally(right, len(said), got, len(truth.circles))}"


def _tied(pairs: Iterable[tuple[int, int, FoundLink]]) -> dict[int, set[int]]:
    made: dict[int, set[int]] = defaultdict(set)
    for left, right, _ in pairs:
        made[left].add(right)
        made[right].add(left)
    return made


def _copies(truth: Truth, pairs: Sequence[tuple[int, int, FoundLink]], tied: Mapping[int, set[int]]) -> Iterator[str]:
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
    wrong = Counter((truth.drafts[left].form, truth.drafts[to].form) for left, to, _ in pairs if not truth.shared(left, to))
    yield f"copies          {Tally(len(right), len(pairs), got, wanted)}  missed {dict(missed)}  wrong {dict(wrong.most_common(6))}"
    yield f"copies, partial R {_share(some, partial)} ({some}/{partial})"
    known = [(left, to) for left, to, link in right if link.directed]
    later = sum(truth.drafts[left].hour >= truth.drafts[to].hour for left, to in known)
    off = [abs(link.left_share - truth.share(left, to)) for left, to, link in right if link.left_share is not None]
    yield f"copies, way     {_share(later, len(known))} of those with a direction ({len(known)}/{len(right)}) lead back in time; share off by {sum(off) / max(1, len(off)):.3f} on average"


def _holds(truth: Truth, page: int, held: set[str], other: int, size: int) -> bool:
    words, there = truth.words[page], truth.words[other]
    return 2 * sum(words[uid] for uid in held if uid in there) >= size


def _quotes(truth: Truth, pairs: Sequence[tuple[int, int, FoundLink]], tied: Mapping[str, Mapping[int, set[int]]]) -> Iterator[str]:
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
    yield f"quotes          {Tally(right, len(pairs), got, wanted)}  missed {dict(+missed)}  wrong {dict(wrong.most_common(6))}"


def _cites(truth: Truth, pairs: Sequence[tuple[int, int, FoundLink]]) -> Iterator[str]:
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
    yield f"cites           {Tally(right, found, got, len(wanted))}  missed {dict(missed)}  wrong {dict((+wrong).most_common(6))}"


def _versions(truth: Truth, pairs: Mapping[str, Sequence[tuple[int, int, FoundLink]]]) -> Iterator[str]:
    by_address: dict[str, list[int]] = defaultdict(list)
    tolls: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for page, draft in truth.drafts.items():
        by_address[draft.url].append(page)
        for one in draft.sentences():
            for said in one.said:
                if said.fact.endswith((".0", ".other")) or ".update" in said.fact:
                    tolls[truth.story[page]][said.fact].add(page)
    true = {(later, earlier) for same in by_address.values() for later in same for earlier in same if later > earlier}
    said = {(max(left, to), min(left, to)) for left, to, _ in pairs["updates"]}
    got = sum(any((later, one) in said for _, one in true) for later in {later for later, _ in true})
    yield f"updates         {Tally(len(said & true), len(said), got, len({later for later, _ in true}))}"
    split = {story: facts for story, facts in tolls.items() if len(facts) > 1}
    found = {(left, to) for left, to, _ in pairs["differs"]}
    right = sum(_differ(split.get(truth.story[left], {}), left, to) for left, to in found if truth.story[left] == truth.story[to])
    stories = {truth.story[left] for left, to in found if _differ(split.get(truth.story[left], {}), left, to)}
    yield f"differs         {Tally(right, len(found), len(stories & split.keys()), len(split))} (R: stories)"


def _differ(facts: Mapping[str, set[int]], left: int, right: int) -> bool:
    return any(left in one and right in other for a, one in facts.items() for b, other in facts.items() if a != b)


def _claims(truth: Truth, found: Found, placed: Placed) -> Iterator[str]:
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
            both = len(chosen.statements & at)
            purity += both / len(chosen.statements)
            completeness += both / len(at)
            if not (contains and exact):
                form = truth.drafts[min(claim.pages)].form
                ranges[f"{form} true {claim.low}..{claim.high} ({claim.count}) found {chosen.low}..{chosen.high}"] += 1
    for name, tally in counts.items():
        parts = "  ".join(f"{what} {_share(tally[what], tally['all'])}" for what in ("contain", "exact", "sharp", "lost"))
        yield f"{name:15} {tally['all']}: {parts}"
    known = max(1, counts["claims"]["all"] - counts["claims"]["lost"])
    yield f"claims, fit     purity {purity / known:.3f}  completeness {completeness / known:.3f}"
    yield from (f"    {count:6}  {told}" for told, count in ranges.most_common(10))


# --------------------------------------------------------------------------------------------------------------------- triples


def triples(path: Path, engine: str) -> Iterator[str]:
    """Links inside and across the triples of the shared folder."""
    told = list(rows(folder(within="data/basil/articles-2010-2014.jsonl.gz")))
    articles = [_article(row) for row in told]
    made = [one for article in articles if isinstance(one := analyze(article, engine=engine), Dossier)]  # type: ignore[arg-type]
    if not path.exists():
        filled(path, made)
    found = found_in(path)
    event = {found.articles[article.id]: row["event"] for article, row in zip(articles, told, strict=True) if article.id in found.articles}
    inside, across, examples = Counter[str](), Counter[str](), defaultdict(list)
    for link in found.links:
        if event[link.left] == event[link.right]:
            inside[link.relation] += 1
        else:
            across[link.relation] += 1
            examples[link.relation].append(f"{event[link.left][:8]} {event[link.right][:8]}: {link.reason}")
    for relation in sorted({*inside, *across}):
        yield f"{relation:12} inside {inside[relation]:5}  across {across[relation]:5}  P >= {_share(inside[relation], inside[relation] + across[relation])}"
        yield from (f"    across  {line[:160]}" for line in examples[relation][:5])
    mixed = sum(len({event[one >> PLACES] for one in claim.statements}) > 1 for claim in found.claims.values())
    several = [one for one in found.claims.values() if len({at >> PLACES for at in one.statements}) > 1]
    yield f"claims on several pages {len(several)}, of several events {mixed}"


def _article(row: Mapping[str, Any]) -> Article:
    from datetime import date

    parts, blocks, at = [row["title"], *row["paragraphs"]], [], 0
    for place, words in enumerate(parts):
        blocks.append(Block(span=Span(at, at + len(words)), label="body" if place else "headline"))
        at += len(words) + 2
    text = "\n\n".join(parts)
    return Article(
        id=identity("article", row["url"], text),
        text=text,
        blocks=tuple(block for block in blocks if block.span.start < block.span.end),
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        published=date.fromisoformat(row["date"]),
        language="en",
    )


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.lineage", description="Scores of links, claims and origins.")
    parser.add_argument("--generated", type=int, metavar="N", help="a generated corpus of so many pages")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", action="store_true", help="analyse its pages, instead of taking dossiers without faults")
    parser.add_argument("--basil", action="store_true", help="links inside and across the triples of the shared folder")
    parser.add_argument("--engine", default=None, help="model or grammar; for the example also true")
    parser.add_argument("--case", type=Path, help="keep the case here; one that is there is scored as it is")
    options = parser.parse_args()
    with TemporaryDirectory() as passing:
        path = options.case or Path(passing, "lineage.case")
        if options.generated:
            lines = generated(path, Corpus(options.seed, options.generated), pages=options.pages, engine=options.engine or "grammar")
        elif options.basil:
            lines = triples(path, options.engine or "grammar")
        else:
            lines = example(path, options.engine or "model")
        try:
            for line in lines:
                print(line, flush=True)
        except AbsentError as absent:
            print(absent)
    return 0


if __name__ == "__main__":
    sys.exit(main())


__all__ = ["Page", "example", "found_in", "generated", "scored", "triples"]
