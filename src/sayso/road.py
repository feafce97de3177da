"""The whole road for one page: read, annotate, attribute, resolve."""

from __future__ import annotations

import os
from dataclasses import replace

import sayso
from sayso import outlets
from sayso.annotation import annotate
from sayso.attribution import Engine, attribute, check_engine, digest
from sayso.pages import load, read
from sayso.records import Article, Dossier, Page, Refusal, Run
from sayso.resolution import resolve


def analyze(
    page: Page | Article | str | os.PathLike[str], *, engine: Engine = "model", least: float | None = None
) -> Dossier | Refusal:
    """The dossier of one page: of a ``Page``, of an ``Article`` that was read already, or of a path (``-`` is standard input).

    A page that cannot be read gives a ``Refusal``. An article that is not in English is kept, but no attributions are looked
    for, and the dossier says so. Errors of sayso itself are not caught. ``engine`` and ``least`` are those of ``attribute``.
    """
    check_engine(engine)
    if isinstance(page, str | os.PathLike):
        loaded = load(os.fspath(page))
        if isinstance(loaded, Refusal):
            return loaded
        page = loaded
    article = page if isinstance(page, Article) else read(page)
    return article if isinstance(article, Refusal) else _dossier(article, page, engine, least)


def run_of(*, engine: Engine = "model", least: float | None = None) -> Run:
    """What a dossier that is made now says of its making: two of one ``Run`` differ in nothing but their pages."""
    told = {"least": None if least is None else f"{least:g}", "outlets": outlets.digest()}
    options = tuple((name, value) for name, value in told.items() if value is not None)
    return Run(version=sayso.__version__, engine=engine, model=digest(engine), options=options)


def _dossier(article: Article, page: Page | Article, engine: Engine, least: float | None) -> Dossier:
    run = run_of(engine=engine, least=least)
    if article.language not in (None, "en"):
        name = page.name if isinstance(page, Page) else article.url or article.id
        return Dossier(article=article, run=replace(run, model=None), refusals=(_not_english(article, name),))
    annotation = annotate(article)
    attributions = attribute(article, annotation, engine=engine, least=least)
    resolution = resolve(article, annotation, attributions)
    return Dossier(
        article=article,
        run=run,
        attributions=attributions,
        sources=resolution.sources,
        statements=resolution.statements,
        figures=resolution.figures,
    )


def _not_english(article: Article, name: str) -> Refusal:
    return Refusal(
        page=name,
        step="attribute",
        reason="language",
        message=f"this page is in another language ({article.language}), and sayso finds who says what in English only",
        advice="the page was read: “sayso read” shows it; give a translation to have its statements traced",
        url=article.url,
    )
