"""How well sources are resolved when the attributions are right: gold attributions go through ``resolve``, and what comes out
is scored::

    python -m evaluation.resolution [--show N] [--only SET]

The sets are the recent news, the layers over PolNeAR, the two scraped pages, and the bundled example, of which whole chains are
compared too. Below each set stand the names of sources that are pronouns, descriptions and names, with counts. ``gum`` is
another sort of gold: whom subjects of verbs of saying mean, by the coreference of GUM. ``--show`` prints the first N
differences.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from evaluation import coreference, predict
from evaluation.gold import TruePage, articles_folder, gold_row, true_pages
from evaluation.shared import AbsentError, folder, rows
from sayso import spans
from sayso.annotation import annotate
from sayso.names import bare
from sayso.pages import read
from sayso.records import Annotation, Article, Attribution, Dossier, Form, Page, Refusal, Run, Statement
from sayso.resolution import resolve
from sayso.scores import CLOSED, Marked, Marking, Scores, marking, same_name, score


class Case(NamedTuple):
    """An article and what was marked in it; ``row`` is the gold as it stands in its file."""

    article: Article
    row: Mapping[str, Any]

    @property
    def gold(self) -> Marking:
        """The gold as the scorer takes it."""
        return marking(self.row, self.article.text)


# ---------------------------------------------------------------------------------------------------------------- the sets


def news() -> Iterator[Case]:
    """Recent news on all topics."""
    return map(_plain, rows(folder(within="gold/news-dev.jsonl")))


def seeds() -> Iterator[Case]:
    """The two scraped texts that sayso was begun with."""
    return map(_plain, rows(folder(within="gold/seeds.jsonl")))


def layers() -> Iterator[Case]:
    """Articles of 2016 and 2017, their attributions marked by people and labelled later."""
    return map(_plain, layer_rows())


def layer_rows() -> Iterator[dict[str, Any]]:
    """The rows of these articles, with their text."""
    texts = {row["id"]: row["text"] for row in rows(folder(within="data/polnear/dev.jsonl.gz"))}
    return (row | {"text": texts[row["id"]]} for row in rows(folder(within="gold/layers-dev.jsonl")))


def example() -> Iterator[Case]:
    """The bundled example, with its true chains."""
    return map(true_case, true_pages())


def articles() -> Iterator[Case]:
    """The invented articles of the gate."""
    return map(true_case, true_pages(articles_folder()))


def true_case(page: TruePage) -> Case:
    """A page that the truth is known of, with its true chains."""
    told = page.truth.get("attribution", [])
    chains = {one["id"]: (one["chain"], one["evidence"]) for one in told if "chain" in one}
    return Case(page.article, gold_row(page) | {"chains": chains})


SETS: dict[str, Callable[[], Iterator[Case]]] = {
    "news": news,
    "layers": layers,
    "seeds": seeds,
    "example": example,
    "articles": articles,
}


def _plain(row: Mapping[str, Any]) -> Case:
    page = Page(data=row["text"].encode("utf-8", "surrogatepass"), name=row["id"], encoding="utf-8", media_type="text/plain")
    article = read(page)
    if isinstance(article, Refusal):
        raise ValueError(f"{row['id']} was refused: {article.message}")
    return Case(article, row)


# ------------------------------------------------------------------------------------------------------- gold as attributions


def dossier(case: Case) -> Dossier:
    """What ``resolve`` makes of the gold attributions of ``case``."""
    annotation = annotate(case.article)
    attributions = tuple(gold_attributions(case, annotation))
    found = resolve(case.article, annotation, attributions)
    return Dossier(
        article=case.article,
        run=Run(version="0", engine="gold"),
        attributions=attributions,
        sources=found.sources,
        statements=found.statements,
        figures=found.figures,
    )


def gold_attributions(case: Case, annotation: Annotation) -> Iterator[Attribution]:
    """The gold of ``case`` as records: roles are freed of what another role holds, and a content that runs out of its
    parent's is without a parent, as the laws of ``Attribution`` ask."""
    marked = {one.id: one for one in case.gold.attributions if one.content or one.cue}
    for one in marked.values():
        content = one.content or one.cue
        cue = spans.cut(one.cue, content)
        parent = marked.get(one.inside or "")
        yield Attribution(
            id=one.id,
            source=spans.cut(one.source, content + cue),
            cue=cue,
            content=content,
            parent=parent.id if parent is not None and spans.inside(content, parent.content) else None,
            form=_form(one, annotation),
            engine="gold",
        )


def _form(one: Marked, annotation: Annotation) -> Form:
    quoted = [span for quotation in annotation.quotations for span in quotation.spans]
    if spans.inside(one.content, quoted):
        return "direct"
    return "mixed" if not (one.source or one.cue) or spans.overlap(one.content, quoted) else "indirect"


# --------------------------------------------------------------------------------------------------------------------- figures


def said(made: Dossier) -> Marking:
    """A dossier as the scorer takes it."""
    return marking({"attributions": predict.rows(made), "inference": predict.inferences(made)}, made.article.text)


def figures(scores: Scores) -> dict[str, float]:
    """The figures of one set, by name."""
    table = scores.labels.table()
    told = {"name": table["name"], "names not wrong": 1 - table["wrong names"]}
    told |= {name: table[name] for name in (*CLOSED, "medium f")}
    if scores.of("inference").gold:
        told["inference"] = scores.of("inference").f
    return told


def measure(cases: Iterable[Case]) -> dict[str, float]:
    """The figures over ``cases``; of whole chains only where they are known."""
    made = [(case, dossier(case)) for case in cases]
    told = figures(score((case.gold, said(one)) for case, one in made))
    chains = [right for case, one in made for _, _, right in compare_chains(case, one)]
    return told | ({"chains": sum(chains) / len(chains)} if chains else {})


def compare_chains(case: Case, made: Dossier) -> Iterator[tuple[str, str, bool]]:
    """For each attribution with a true chain: the true one, the one that was made, and whether they agree hop by hop, in
    names and evidence."""
    by_content = {statement.spans: statement for statement in made.statements if statement.chain}
    attributions = {one.id: one for one in made.attributions}
    for name, (chain, evidence) in case.row.get("chains", {}).items():
        hops = _hops(made, by_content[attributions[name].content], name)
        true = list(zip(chain, evidence, strict=True))
        right = [(_told(who), how) for who, how in true] == [(_told(who), how) for who, how in hops]
        yield f"{case.row['id']} {name} {_arrows(true)}", _arrows(hops), right


def _hops(made: Dossier, statement: Statement, attribution: str) -> list[tuple[str, str]]:
    """Name and evidence of the hops of ``statement`` down to ``attribution``, but for nobody and the page at the head."""
    sources = {source.id: source for source in made.sources}
    chain = statement.chain
    last = next((place for place, hop in enumerate(chain) if hop.attribution == attribution), len(chain) - 1)
    told = [(sources[hop.source], hop.evidence) for hop in chain[: last + 1]]
    told = [(one, how) for one, how in told if one.kind != "none"]
    told = told[1:] if told and told[0][0].kind == "self" else told
    return [(one.name or one.descriptor or "?", how) for one, how in told]


def _told(who: str) -> str:
    """A name as it is compared: "the mother of Ann Lee" is "Ann Lee's mother"."""
    return bare(re.sub(r"(?i)^(?:the )?(\w+) of (.+)$", r"\2's \1", who.replace("’", "'")))


def _arrows(hops: Iterable[tuple[str, str]]) -> str:
    return " <- ".join(f"{who} ({how})" for who, how in hops) or "nobody"


# ------------------------------------------------------------------------------------------------------------ sorts of sources

SORTS: tuple[coreference.Sort, ...] = ("pronoun", "nominal", "name")
PRONOUNS = frozenset(
    "he she it they him her them his its their i we you my our your who whom whose which that this himself herself itself "
    "themselves".split()
)


def sort_of(words: str, true: Marked) -> coreference.Sort:
    """Whether a source is a pronoun, or has a word of its true name, or only describes."""
    bare_words = set(bare(words).split())
    if bare(words) in PRONOUNS:
        return "pronoun"
    named = true.kind in ("person", "organisation", "outlet") and bare_words & set(bare(true.name or "").split())
    return "name" if named else "nominal"


def by_sort(cases: Iterable[tuple[Case, Dossier]]) -> dict[coreference.Sort, coreference.Tally]:
    """For each sort of source, how many there are, how many got the right name, how many a wrong one."""
    told = {sort: coreference.Tally() for sort in SORTS}
    for case, made in cases:
        found = {one.id: one for one in said(made).attributions}
        for true in case.gold.attributions:
            one = found.get(true.id)
            if one is not None and one.source and true.kind is not None:
                sort = sort_of(case.article.slice(one.source), true)
                right = same_name(true.name, one.name, person=true.kind == "person")
                told[sort] = told[sort].plus(right=right, named=bool(one.name))
    return told


# -------------------------------------------------------------------------------------------------------------------- telling


def tally_line(told: Mapping[coreference.Sort, coreference.Tally]) -> str:
    """The tallies by sort, as one line."""
    parts = (f"{sort} {one.right} of {one.all} right, {one.wrong} wrong" for sort, one in told.items() if one.all)
    return "; ".join(parts)


def print_gum(show: int) -> None:
    """Print the tallies over both splits of GUM, and the first differences of its dev split."""
    for split in ("dev", "train"):
        print(f"gum {split:6}" + tally_line(coreference.tallies(coreference.cases(split))))
    wrong = [one for case in coreference.cases("dev") for one in coreference.outcomes(case) if not one.right]
    for one in wrong[:show]:
        print(f"  name       {min(one.subject.chain.named)!s:40} {one.name!s:40} {one.words}")


def differences(case: Case, made: Dossier) -> Iterator[str]:
    """A line for each label, name, medium and chain that is not the gold's."""
    found = {one.id: one for one in said(made).attributions}
    for true in case.gold.attributions:
        one = found.get(true.id)
        if one is None or true.kind is None:
            continue
        words = "|".join(
            case.article.slice(getattr(true, role))[:50].replace("\n", " ") for role in ("source", "cue", "content")
        )
        if not same_name(true.name, one.name, person=true.kind == "person"):
            yield f"name       {true.name!s:40} {one.name!s:40} {words}"
        for label in CLOSED:
            if true.label(label) != one.label(label):
                yield f"{label:10} {true.label(label)!s:40} {one.label(label)!s:40} {words}"
        if (true.medium or "") != (one.medium or ""):
            yield f"medium     {true.medium!s:40} {one.medium!s:40} {words}"
    yield from (f"chain      {true}   MADE {one}" for true, one, right in compare_chains(case, made) if not right)


def main(arguments: list[str] | None = None) -> int:
    """Measure every set that is there, and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.resolution", description="Score resolve() on gold attributions."
    )
    parser.add_argument("--show", type=int, default=0, help="print the first N differences of each set")
    parser.add_argument("--only", choices=[*SETS, "gum"], action="append", help="this set; may be given again")
    options = parser.parse_args(arguments)
    for name in options.only or [*SETS, "gum"]:
        try:
            if name == "gum":
                print_gum(options.show)
                continue
            cases = list(SETS[name]())
        except AbsentError as absent:
            print(f"{name}: {absent}")
            continue
        print(f"{name:9}" + "  ".join(f"{label} {value:.3f}" for label, value in measure(cases).items()))
        print(f"{'':9}" + tally_line(by_sort((case, dossier(case)) for case in cases)))
        shown = [f"  {line}" for case in cases for line in differences(case, dossier(case))]
        print("\n".join(shown[: options.show]), end="\n" if shown[: options.show] else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
