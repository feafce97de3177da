"""analyze(): a page down the whole road."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import analyze, annotate, attribute, read, resolve
from sayso.attribution import digest
from sayso.errors import UsageError
from sayso.records import Dossier, Page, Refusal

TEXT = """Bridge at Lowmere shut after storm

The old bridge at Lowmere was shut on Monday after a storm tore away its railing.

“Nobody will cross it before spring,” Orla Venn, the head of the harbour guild, said. She said that the piers were sound.
"""


def page(text: str = TEXT, name: str = "story.txt") -> Page:
    return Page(data=text.encode(), name=name, media_type="text/plain")


def dossier(text: str = TEXT) -> Dossier:
    made = analyze(page(text))
    assert isinstance(made, Dossier)
    return made


def test_a_page_gives_a_dossier_with_its_run() -> None:
    made = dossier()
    assert made.article.text == TEXT
    assert (made.run.engine, made.run.options) == ("model", ())
    assert made.run.model == digest("model")
    assert [made.article.slice(a.source) for a in made.attributions][-1] == "She"
    assert {source.name for source in made.sources} == {"Orla Venn"}


def test_a_path_a_page_and_an_article_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    by_path, by_text = analyze(path), analyze(str(path))
    assert isinstance(by_path, Dossier)
    assert by_path == by_text
    assert analyze(by_path.article) == by_path


def test_the_road_is_its_steps() -> None:
    article = read(page())
    assert not isinstance(article, Refusal)
    annotation = annotate(article)
    attributions = attribute(article, annotation)
    made = dossier()
    assert made.attributions == attributions
    assert made.statements == resolve(article, annotation, attributions).statements


def test_a_second_run_gives_the_same_ids() -> None:
    assert dossier() == dossier()


def test_a_page_that_cannot_be_read_is_a_refusal(tmp_path: Path) -> None:
    assert isinstance(analyze(Page(data=b"", name="empty.html")), Refusal)
    assert isinstance(analyze(tmp_path / "missing.html"), Refusal)


def test_another_language_is_read_and_its_attributions_are_refused() -> None:
    made = dossier(
        "Die Brücke ist gesperrt\n\nDie alte Brücke wurde am Montag gesperrt, weil der Sturm das Geländer abgerissen hat.\n\n"
        "„Vor dem Frühjahr wird niemand hinübergehen“, sagte die Leiterin der Hafengilde, die seit zwanzig Jahren im Amt ist.\n"
    )
    assert made.article.language == "de"
    assert not made.attributions
    assert not made.statements
    assert [(refusal.step, refusal.reason) for refusal in made.refusals] == [("attribute", "language")]


def test_the_run_tells_the_engine_and_the_options() -> None:
    made = analyze(page(), engine="grammar", least=0.5)
    assert isinstance(made, Dossier)
    assert (made.run.engine, made.run.model, made.run.options) == ("grammar", None, (("least", "0.5"),))
    assert {attribution.engine for attribution in made.attributions} == {"grammar"}


def test_an_engine_that_does_not_exist_is_misuse_on_any_page() -> None:
    for text in (TEXT, "Le maire a dit que le pont est fermé et que personne ne peut passer la rivière cette semaine. " * 3):
        with pytest.raises(UsageError, match="no engine called"):
            analyze(page(text), engine="oracle")  # type: ignore[arg-type]


def test_a_bug_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sayso.road.attribute", broken)
    with pytest.raises(ZeroDivisionError):
        analyze(page())
