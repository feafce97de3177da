"""The gate: measures sayso and fails when a figure is under its floor::

    python -m evaluation.gate [--only GROUP] [--floors FILE]

Groups are kinds of gold: that of ``example``, ``articles`` and ``grammar`` lies in the repository, that of ``lineage`` there or
is generated, and these are always measured; the others lie in the folder of shared data and are skipped, with one line, where
it is absent. Floors stand in ``floors.json``. They are raised by hand, when a change has made things better for good; lowering
one needs a reason in the commit that does it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from evaluation import annotation, lineage, predict, resolution
from evaluation.generated import figures_of, generated
from evaluation.gold import TruePage, TruthError, articles_folder, gold_row, true_pages
from evaluation.page_scores import PageRow, score_pages
from evaluation.pages import read_folder
from evaluation.shared import AbsentError, folder, rows, skips_fail
from sayso.attribution import ENGINES, Engine
from sayso.records import BODY_LABELS, Article, Refusal
from sayso.road import analyze
from sayso.scores import CLOSED, ROLES, Marking, Measure, Scores, marking, score

Figures = dict[str, float]
FLOORS = Path(__file__).with_name("floors.json")
GENERATED_SEED, GENERATED_PAGES = 5, 300
TOLERANCE = 1e-9
"""Floors are written to three places; a figure that is exactly on its floor stands."""


class Verdict(NamedTuple):
    """A figure and its floor. ``figure`` is None where a floor names what nothing measures."""

    name: str
    figure: float | None
    floor: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is not under its floor; one without a floor stands, a floor without a figure falls."""
        return self.floor is None or (self.figure is not None and self.figure >= self.floor - TOLERANCE)


def judge(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[Verdict]:
    """Each figure beside its floor, and each floor that has no figure."""
    names = [*figures, *(name for name in floors if name not in figures)]
    return [Verdict(name, figures.get(name), floors.get(name)) for name in names]


# -------------------------------------------------------------------------------------------------------- measuring


def measure_pages() -> Figures:
    """Saved pages: paragraphs, title, authors, time."""
    saved = folder(within="pages/saved")
    return score_pages(map(PageRow.of, rows(saved / "pages.jsonl")), map(PageRow.of, read_folder(saved))).table()


def measure_polnear() -> Figures:
    """News articles of 2016 and 2017 with flat attributions by people."""
    return attribution_figures(score(_marked(rows(folder(within="data/polnear/dev.jsonl.gz"))), layer="polnear"))


def measure_news() -> Figures:
    """Recent news on all topics, nested and labelled."""
    return attribution_figures(score(_marked(rows(folder(within="gold/news-dev.jsonl")))))


def measure_layers() -> Figures:
    """24 of the articles of 2016, with what people's flat marks lack: who, how firmly, what stands inside what."""
    return attribution_figures(score(_marked(resolution.layer_rows())))


def measure_annotation() -> Figures:
    """Figures and days of twenty articles: their places, values, and what is counted."""
    return {name: figure for name, figure in annotation.measure(annotation.cases()).items() if "marked" not in name}


def measure_seeds() -> Figures:
    """The two scraped texts that sayso was begun with."""
    return attribution_figures(score(_marked(rows(folder(within="gold/seeds.jsonl")))))


def measure_example() -> Figures:
    """The bundled example: what is read of each page, and its attributions."""
    pages = list(true_pages())
    return reading_figures(pages) | attribution_figures(score(_against_truth(pages)))


def measure_articles() -> Figures:
    """Ten invented articles as plain text, of every form and topic: headline, byline, and attributions."""
    pages = list(true_pages(articles_folder()))
    head = {
        "title": sum(one.article.title == one.truth["title"] for one in pages) / len(pages),
        "byline": sum(list(one.article.byline) == one.truth["byline"] for one in pages) / len(pages),
    }
    return head | attribution_figures(score(_against_truth(pages)))


def measure_grammar() -> Figures:
    """The engine that needs no model, on the gold of the repository."""
    example = score(_against_truth(true_pages(), "grammar"))
    articles = score(_against_truth(true_pages(articles_folder()), "grammar"))
    return _linked("example", example) | _linked("articles", articles)


def measure_grammar_shared() -> Figures:
    """The same on the shared gold."""
    polnear = score(_marked(rows(folder(within="data/polnear/dev.jsonl.gz")), "grammar"), layer="polnear")
    figures = _linked("polnear", polnear)
    for name in ("news-dev", "seeds"):
        figures |= _linked(name, score(_marked(rows(folder(within=f"gold/{name}.jsonl")), "grammar")))
    return figures


def _linked(name: str, scores: Scores) -> Figures:
    nesting = {f"{name} nesting": scores.of("nesting").f} if scores.of("nesting").gold else {}
    return {f"{name} linked": scores.of("linked").f} | nesting


def measure_resolution() -> Figures:
    """Sources, labels and chains where the attributions are right: gold ones of the example, and of the shared gold."""
    told = {f"example {name}": figure for name, figure in resolution.measure(resolution.example()).items()}
    for name in ("news", "layers", "seeds"):
        told |= {f"{name} {label}": figure for label, figure in resolution.measure(resolution.SETS[name]()).items()}
    return told


def measure_lineage() -> Figures:
    """Links, claims, origins and circles: of the example, by the model and by its truth, and of a generated corpus."""
    with TemporaryDirectory() as passing:
        at = Path(passing)
        told = {
            "example": lineage.example(at / "example.case", "model"),
            "true": lineage.example(at / "true.case", "true"),
            "generated": generated(at / "generated.case", GENERATED_SEED, GENERATED_PAGES, pages=False),
        }
        return {f"{name} {what}": figure for name, lines in told.items() for what, figure in figures_of(lines).items()}


GROUPS: dict[str, Callable[[], Figures]] = {
    "example": measure_example,
    "articles": measure_articles,
    "pages": measure_pages,
    "polnear": measure_polnear,
    "layers": measure_layers,
    "news": measure_news,
    "seeds": measure_seeds,
    "annotation": measure_annotation,
    "resolution": measure_resolution,
    "grammar": measure_grammar,
    "grammar, shared": measure_grammar_shared,
    "lineage": measure_lineage,
}


def _marked(gold: Iterable[Mapping[str, Any]], engine: Engine = ENGINES[0]) -> Iterator[tuple[Marking, Marking]]:
    for row in gold:
        yield marking(row, row["text"]), marking(predict.predict(dict(row), engine=engine), row["text"])


def _against_truth(pages: Iterable[TruePage], engine: Engine = ENGINES[0]) -> Iterator[tuple[Marking, Marking]]:
    for page in pages:
        yield marking(gold_row(page), page.article.text), marking(said(page, engine), page.article.text)


def said(page: TruePage, engine: Engine = ENGINES[0]) -> Mapping[str, Any]:
    """What sayso makes of a page that the truth is known of, as a row for the scorer; nothing of one that it refuses."""
    dossier = analyze(page.article, engine=engine)
    if isinstance(dossier, Refusal):
        return {}
    return {"attributions": predict.rows(dossier), "inference": predict.inferences(dossier)}


def attribution_figures(scores: Scores) -> Figures:
    """The figures that have floors, by name; labels only where the gold has them."""
    whole: tuple[Measure, ...] = ("linked", "speech", "nesting", "inference")
    figures = {f"strict {role}": scores.of("strict", role).f for role in ROLES}
    figures |= {measure: scores.of(measure).f for measure in whole if scores.of(measure).gold}
    if scores.labels.pairs:
        table = scores.labels.table()
        figures |= {name: table[name] for name in ("name", *CLOSED, "medium f")}
        figures["names not wrong"] = 1 - table["wrong names"]
    return figures


def reading_figures(pages: Iterable[TruePage]) -> Figures:
    """The share of the example's pages of which each thing is read just as it is."""
    right: dict[str, list[bool]] = {}
    for page in pages:
        for name, is_right in _read_right(page.truth, page.article):
            right.setdefault(name, []).append(is_right)
    return {name: sum(found) / len(found) for name, found in right.items()}


def _read_right(truth: Mapping[str, Any], article: Article) -> Iterator[tuple[str, bool]]:
    body = [" ".join(article.slice(block.span).split()) for block in article.labelled(*BODY_LABELS)]
    yield "title", article.title == truth["title"]
    yield "outlet", article.outlet == truth["outlet"]
    yield "byline", list(article.byline) == truth["byline"]
    yield "credit", list(article.credit) == truth["credit"]
    yield "published", same_time(truth["published"], article.published)
    if "updated" in truth:
        yield "updated", same_time(truth["updated"], article.updated)
    yield "paragraphs", len(body) == truth["paragraphs"]
    yield from (("not body", not any(words in text for text in body)) for words in truth["not_body"])


def same_time(true: str, said: date | datetime | None) -> bool:
    """The same moment, whatever its zone; where the truth is a day, the same day and no hour made up."""
    wanted = datetime.fromisoformat(true) if "T" in true else date.fromisoformat(true)
    return type(wanted) is type(said) and wanted == said


# --------------------------------------------------------------------------------------------------------- telling


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and give 1 when a figure fell, a truth does not fit, or what must not be skipped was."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description="Measure sayso against its floors.")
    parser.add_argument("--only", choices=GROUPS, action="append", help="measure this group; may be given again")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    options = parser.parse_args(arguments)
    floors = json.loads(options.floors.read_text(encoding="utf-8"))
    stands = [_stands(group, floors.get(group, {})) for group in options.only or GROUPS]
    return 0 if all(stands) else 1


def _stands(group: str, floors: Mapping[str, float]) -> bool:
    try:
        verdicts = judge(GROUPS[group](), floors)
    except AbsentError as absent:
        print(f"{group}: {absent}")
        return not skips_fail()
    except TruthError as error:
        print(f"{group}: {error}")
        return False
    print(table(group, verdicts))
    return all(verdict.holds for verdict in verdicts)


def table(group: str, verdicts: Iterable[Verdict]) -> str:
    """Figure, floor and verdict, a line each."""
    told = list(verdicts)
    width = max([20, *(len(one.name) for one in told)])
    lines = [f"{group:{width + 2}}  figure   floor"]
    for name, figure, floor in told:
        said = "" if floor is None else "ok" if Verdict(name, figure, floor).holds else "FELL"
        lines.append(f"  {name:{width}}  {_number(figure)}  {_number(floor)}  {said}".rstrip())
    return "\n".join([*lines, ""])


def _number(value: float | None) -> str:
    return "     -" if value is None else f"{value:6.3f}"


if __name__ == "__main__":
    sys.exit(main())
