"""Scores of links, claims and origins: against the example, against corpora whose lineage is known, and between real stories::

    python -m evaluation.lineage [--engine model|grammar|true] [--case FILE]           the bundled example
    python -m evaluation.lineage --generated 1000 [--seed 7] [--pages] [--case FILE]   a generated corpus
    python -m evaluation.lineage --basil [--engine grammar]                            50 triples of the shared folder

What the figures mean:

*Links of the example* are counted as pairs of pages, by relation, as ``Case.links`` shows them: precision is the share of the
found pairs that the truth has, recall the share of its pairs that were found. A claim of the truth is held against the found
claim that shares most of its statements (by their words); its pages found, pages extra, and both ranges are told. Figures that
differ are counted as ``differs``, in either order. *denials* are of a page that has a denial of a claim and another that has
the claim: precision over all pairs found, recall over the pages that have a denial of what another outlet put. A range is
*exact* that is the true one, and *contains* the truth where the true one lies within it; a claim that was not found is neither.

*Generated corpora*: every figure is about pages or claims for which the truth has something.

- *copies recall*: of all pairs of a page and another that first had a passage of at least ``PASSAGE`` words of it, those for
  which a found copy ties the page to that one, or to another that holds at least half of the same words. *partial*: of those
  where the passage is shorter than ``PARTIAL`` words. *copies precision*: of all found copies, those whose pages share a
  sentence that one has from the other or both from a third. Boilerplate, popular sayings and quotations are no copies.
- *quotes recall*: of all utterances that a page quotes in a sentence of its own and that an earlier page quotes, those for
  which a quote or copy is found between the page and any that quotes the same. *precision*: of all found quotes, those whose
  pages quote an utterance in common; popular sayings are right, but not asked for.
- *cites recall*: of all outlets of the same story that a page names or links as its source, those to whose pages a citation
  is found. *precision*: of all found citations, those of an outlet that the page names, links or credits, in its story.
- *differs*: tolls that pages of different outlets give of one event, and denials of what another page puts. *recall* is over
  the stories that have such a pair; *precision* over all found pairs.
- *claims*: what somebody is made to say, told on at least two pages. *purity*: of the statements of the found claim that fits
  best, those that put it; *completeness*: of those that put it, those in that claim. *contain*: the range that was found
  holds the true number of origins; *exact*: it is just the range that the words of the pages allow; *sharp*: low = high = the
  true number. Those of ``single`` claims, told on one page, are counted apart, since nearly all of them are bound to be
  right.

*Triples*: three reports of one event each, of three outlets. Links inside a triple may be right, links across are taken for
wrong, though events may have to do with each other: the share of links that run across is an upper estimate of what is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from evaluation.dossiers import true_dossiers
from evaluation.generated import Found, Line, Tally, filled, found_in, fractions, generated, share, statement_at
from evaluation.gold import example_folder, gold_row, true_pages
from evaluation.shared import AbsentError, folder, rows
from sayso.links import DENIED_HERE, DENIED_THERE
from sayso.links.features import PLACES
from sayso.records import Article, Block, Dossier, Label, Span, Spans, identity
from sayso.road import analyze

# ------------------------------------------------------------------------------------------------------------------ the example


def example(path: Path, engine: str) -> Iterator[Line]:
    """Score the bundled example; ``engine`` "true" takes the dossiers of the truth."""
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
    yield Line("")
    judged = [_example_claim(claim, found, made, number, told, file_of) for claim in truth["claim"]]
    yield from (Line(one.text) for one in judged)
    yield _ranges(judged)
    circles = {frozenset(one["pages"]) for one in truth.get("circle", [])}
    said = {frozenset(file_of[at] for at in one) for one in found.circles}
    right = len(said & circles)
    tally = Tally(right, len(said), right, len(circles))
    yield Line(f"\ncircles {tally}: {[sorted(one) for one in said]}", tally.figures("circles"))


def _as_spans(given: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(*one) for one in given)


def _example_links(truth: Mapping[str, Any], found: Found, file_of: Mapping[int, str]) -> Iterator[Line]:
    wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in truth["link"]:
        wanted[one["relation"]].add((one["left"], one["right"]))
    got: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link in found.links:
        of = "denials" if link.relation == "differs" and link.reason in (DENIED_HERE, DENIED_THERE) else link.relation
        got[of].add((file_of[link.left], file_of[link.right]))
    denied = got.pop("denials", set())
    for relation in sorted(wanted.keys() | got.keys() - {"same_claim"}):
        true, said = wanted[relation], got[relation]
        if relation == "differs":
            true, said = ({(min(pair), max(pair)) for pair in one} for one in (true, said))
        right = len(true & said)
        tally = Tally(right, len(said), right, len(true))
        yield Line(f"{relation:10} {tally}", tally.figures(relation))
        yield from (Line(f"    missed  {left} -> {right}") for left, right in sorted(true - said))
        yield from (Line(f"    extra   {left} -> {right}") for left, right in sorted(said - true))
    yield from _example_denials(truth, denied)


def _example_denials(truth: Mapping[str, Any], found: Set[tuple[str, str]]) -> Iterator[Line]:
    """What is found of the pages that deny a claim which another outlet puts, as the statements of the truth have it."""
    told = {(page["file"], one["id"]): one["act"] for page in truth["page"] for one in page.get("attribution", ())}
    outlet = {page["file"]: page["outlet"] for page in truth["page"]}
    true = set[tuple[str, str]]()
    for claim in truth["claim"]:
        acts = [(file, told[file, name]) for file, _, name in (one.partition("#") for one in claim["statements"])]
        denying = {file for file, act in acts if act == "denies"}
        true |= {(a, b) for a in denying for b in {file for file, _ in acts} - denying if outlet[a] != outlet[b]}
    right = [pair for pair in found if pair in true or pair[::-1] in true]
    seen = {way[0] for pair in right for way in (pair, pair[::-1]) if way in true}
    tally = Tally(len(right), len(found), len(seen), len({page for page, _ in true}))
    yield Line(f"denials    {tally}", tally.figures("denials"))
    yield from (Line(f"    extra   {left} -> {right}") for left, right in sorted(found - set(right)))


class _Judged(NamedTuple):
    text: str
    is_exact: bool = False
    contains: bool = False


def _ranges(judged: Sequence[_Judged]) -> Line:
    """How many claims have the true range, and how many one that contains it."""
    exact, contain = sum(one.is_exact for one in judged), sum(one.contains for one in judged)
    figures = fractions("claims", {"exact": (exact, len(judged)), "contain": (contain, len(judged))})
    return Line(f"{len(judged)} claims: {exact} exact, {contain} contain the truth", figures)


def _example_claim(
    claim: Mapping[str, Any],
    found: Found,
    made: Mapping[str, Dossier],
    number: Mapping[str, int],
    told: Mapping[str, Mapping[str, Spans]],
    file_of: Mapping[int, str],
) -> _Judged:
    wanted = [(file, told[file][name]) for file, _, name in (one.partition("#") for one in claim["statements"])]
    carrying = {at for file, words in wanted if (at := statement_at(made[file], number[file], words)) is not None}
    pages = {file for file, _ in wanted}
    best = Counter(found.claim_of[at] for at in carrying if at in found.claim_of).most_common()
    if not best:
        return _Judged(f"{claim['id']}: not found")
    chosen = found.claims[best[0][0]]
    said = {file_of[at >> PLACES] for at in chosen.statements}
    low, high = claim["origins"]["low"], claim["origins"]["high"]
    is_exact = (low, high) == (chosen.low, chosen.high)
    verdict = "exact" if is_exact else "not the same"
    both, extra = len(carrying & chosen.statements), len(chosen.statements - carrying)
    text = (
        f"{claim['id']:16} origins {chosen.low}..{chosen.high} (true {low}..{high}, {verdict})"
        f"  statements {both}/{len(carrying)} found, {extra} extra, in {len(best)} claims"
        f"  pages {len(said & pages)}/{len(pages)}, {len(said - pages)} extra"
    )
    return _Judged(text, is_exact, contains=chosen.low <= low and high <= chosen.high)


# --------------------------------------------------------------------------------------------------------------------- triples


def triples(path: Path, engine: str) -> Iterator[Line]:
    """Links inside and across the triples of the shared folder."""
    told = list(rows(folder(within="data/basil/articles-2010-2014.jsonl.gz")))
    articles = [_article(row) for row in told]
    made = [one for article in articles if isinstance(one := analyze(article, engine=engine), Dossier)]  # type: ignore[arg-type]
    if not path.exists():
        filled(path, made)
    found = found_in(path)
    event = {
        found.articles[article.id]: row["event"]
        for article, row in zip(articles, told, strict=True)
        if article.id in found.articles
    }
    inside, across, examples = Counter[str](), Counter[str](), defaultdict(list)
    for link in found.links:
        if event[link.left] == event[link.right]:
            inside[link.relation] += 1
        else:
            across[link.relation] += 1
            examples[link.relation].append(f"{event[link.left][:8]} {event[link.right][:8]}: {link.reason}")
    for relation in sorted({*inside, *across}):
        both = inside[relation] + across[relation]
        told_of = f"inside {inside[relation]:5}  across {across[relation]:5}  P >= {share(inside[relation], both)}"
        yield Line(f"{relation:12} {told_of}")
        yield from (Line(f"    across  {line[:160]}") for line in examples[relation][:5])
    mixed = sum(len({event[one >> PLACES] for one in claim.statements}) > 1 for claim in found.claims.values())
    several = [one for one in found.claims.values() if len({at >> PLACES for at in one.statements}) > 1]
    yield Line(f"claims on several pages {len(several)}, of several events {mixed}")


def _article(row: Mapping[str, Any]) -> Article:
    parts: list[tuple[Label, str]] = [("headline", row["title"] or ""), *(("body", words) for words in row["paragraphs"])]
    text, blocks = "", []
    for label, words in parts:
        if words.strip():
            text += "\n\n" if text else ""
            blocks.append(Block(span=Span(len(text), len(text) + len(words)), label=label))
            text += words
    return Article(
        id=identity("article", row["url"], text),
        text=text,
        blocks=tuple(blocks),
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
            lines = generated(path, options.seed, options.generated, pages=options.pages, engine=options.engine or "grammar")
        elif options.basil:
            lines = triples(path, options.engine or "grammar")
        else:
            lines = example(path, options.engine or "model")
        try:
            for line in lines:
                print(line.text, flush=True)
        except AbsentError as absent:
            print(absent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
