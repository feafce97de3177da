"""The claims of the example as its truth file has them, as rows of a case: what a linker without a fault would give."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.dossiers import statements_of, true_dossiers
from evaluation.gold import example_folder, true_pages
from sayso.corpus import Case
from sayso.corpus.rows import ClaimRow, ClaimView, CollapseRow, LinkRow, OriginRow, Range, TellingRow
from sayso.records import Dossier


def truth() -> dict[str, Any]:
    return tomllib.loads((example_folder() / "truth.toml").read_text(encoding="utf-8"))


def fill(path: Path) -> Path:
    """The case of the true dossiers."""
    with Case(path, write=True) as case:
        case.add([(dossier, None) for dossier in true_dossiers(true_pages()).values()])
    return path


def claim_views(path: Path) -> dict[str, ClaimView]:
    """The views of all claims of the truth, by their ids there, over the case at ``path``."""
    dossiers = true_dossiers(true_pages())
    with Case(path) as case:
        return {told["id"]: _view(case, dossiers, told) for told in truth()["claim"]}


def _view(case: Case, dossiers: Mapping[str, Dossier], told: Mapping[str, Any]) -> ClaimView:
    names = {dossier.article.id: file for file, dossier in dossiers.items()}
    ids = []
    for one in told["statements"]:
        file, attribution = one.split("#")
        ids.append(statements_of(dossiers[file])[attribution].id)
    views = sorted(
        (case.statement(one) for one in dict.fromkeys(ids)), key=lambda view: (view.row.published or "", view.row.id)
    )
    origins = [(one, set(one["pages"])) for one in told["origin"]]
    tellings = tuple(
        TellingRow(
            view.row,
            view.chain,
            tuple(n for n, (_, pages) in enumerate(origins) if names[view.row.article] in pages),
            view.row.published,
            view.row.published,
        )
        for view in views
    )
    low, high = told["origins"]["low"], told["origins"]["high"]
    articles = {view.row.article for view in views}
    row = ClaimRow(
        id=f"claim-{sum(map(ord, told['id'])):016x}",
        text=told["text"],
        pages=len(articles),
        outlets=len({view.row.outlet for view in views}),
        origins=Range(low, high),
        unnamed="only" if {one["kind"] for one, _ in origins} == {"unnamed"} else None,
        first_seen=min(view.row.published or "9" for view in views),
        disputed="denied" if any(view.row.act == "denies" for view in views) else "",
        circles=0,
        statements=len(views),
    )
    return ClaimView(
        row=row,
        tellings=tellings,
        origins=tuple(
            OriginRow(f"origin-{n}", one["who"], one["kind"], Range(1, 2 if "two " in one["who"] else 1), ())
            for n, (one, _) in enumerate(origins)
        ),
        collapses=tuple(CollapseRow("citation", reason, (), (), ()) for reason in told["reasons"]),
        circles=(),
        links=tuple(_links(case, dossiers, articles)),
        conflicts=(),
        reviews=(),
    )


def _links(case: Case, dossiers: Mapping[str, Dossier], articles: set[str]) -> Iterator[LinkRow]:
    rows = {row.id: row for row in case.articles()}
    for number, told in enumerate(truth()["link"]):
        left, right = (rows[dossiers[told[side]].article.id] for side in ("left", "right"))
        if left.id in articles and right.id in articles and told["relation"] in ("copies", "quotes", "cites"):
            ends = (left.id, left.title, left.outlet, left.published, right.id, right.title, right.outlet, right.published)
            alone = (None, None, 1.0, True, None, None)
            yield LinkRow(f"link-{number:016x}", told["relation"], *ends, *alone, told["evidence"], "", told["reason"])
