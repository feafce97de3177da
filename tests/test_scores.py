"""Scores: known figures by hand, laws, and the very figures of the scorer that judges the work."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.page_scores import PageRow, moment, score_pages
from evaluation.shared import rows
from sayso.errors import UsageError
from sayso.records import Span
from sayso.scores import CLOSED, ROLES, Marking, Scores, Tally, marking, same_name, score

TEXT = "“It rained,” Ann Lee said.\nOfficials claimed that Bo knew, the Post wrote.\nNobody listened."
#       0123456789012345678901234 5

Row = dict[str, Any]


def at(words: str, start: int = 0) -> list[int]:
    """The span of ``words`` in TEXT."""
    found = TEXT.index(words, start)
    return [found, found + len(words)]


RAIN: Row = {
    "id": "rain",
    "source": [at("Ann Lee")],
    "cue": [at("said")],
    "content": [at("“It rained,”")],
    "inside": None,
    "name": "Ann Lee",
    "kind": "person",
    "medium": None,
    "act": "states",
    "distance": "neutral",
    "certainty": "plain",
}
POST: Row = RAIN | {
    "id": "post",
    "source": [at("the Post")],
    "cue": [at("wrote")],
    "content": [at("Officials claimed that Bo knew")],
    "name": "the Washington Post",
    "kind": "outlet",
}
KNEW: Row = RAIN | {
    "id": "knew",
    "source": [at("Officials")],
    "cue": [at("claimed")],
    "content": [at("that Bo knew")],
    "inside": "post",
    "name": "officials",
    "kind": "unnamed",
    "distance": "doubting",
    "medium": "an email to aides",
}
GOLD: Row = {"id": "d", "attributions": [RAIN, POST, KNEW], "inference": [at("Nobody listened.")]}


def scored(predicted: list[Row], gold: Row = GOLD, layer: str | None = None, **more: Any) -> Scores:
    return score([(marking(gold, TEXT), marking({"attributions": predicted, **more}, TEXT))], layer=layer)


def flat(rows_: list[Row]) -> Row:
    return {"id": "d", "attributions": [{**row, "layer": "polnear"} for row in rows_]}


def test_gold_against_itself_is_perfect() -> None:
    scores = scored([RAIN, POST, KNEW], inference=GOLD["inference"])
    assert {tally.f for tally in scores.tallies.values()} == {1.0}
    assert scores.of("nesting") == Tally(1, 1, 1, 1)
    table = scores.labels.table()
    assert table["wrong names"] == 0
    assert {table[label] for label in (*CLOSED, "name", "name of all", "kind of all", "medium f")} == {1.0}


def test_nothing_predicted_is_nothing_found() -> None:
    scores = scored([])
    assert scores.of("linked") == Tally(0, 0, 0, 3)
    assert scores.of("linked").f == 0
    assert scores.of("speech").gold == 3
    assert scores.of("inference") == Tally(0, 0, 0, len("Nobody listened."))


def test_exact_forgives_marks_and_strict_does_not() -> None:
    scores = scored([RAIN | {"content": [at("It rained")]}])
    assert scores.of("strict", "content").right == 0
    assert scores.of("exact", "content") == Tally(1, 1, 1, 3)
    assert scores.of("overlap", "content") == Tally(1, 1, 1, 3)


def test_linked_needs_half_of_each_role() -> None:
    half = RAIN | {"content": [[0, 6]]}  # 6 of 12 code points
    less = RAIN | {"content": [[0, 5]]}
    assert scored([half]).of("linked").right == 1
    assert scored([half]).of("linked95").right == 0
    assert scored([less]).of("linked").right == 0


def test_a_role_that_the_gold_lacks_must_be_absent() -> None:
    gold = {"id": "d", "attributions": [RAIN | {"source": []}]}
    assert scored([RAIN | {"source": []}], gold).of("linked").right == 1
    assert scored([RAIN], gold).of("linked").right == 0
    assert scored([RAIN | {"source": []}]).of("linked").right == 0


def test_one_prediction_is_paired_once() -> None:
    gold = {"id": "d", "attributions": [RAIN, RAIN | {"id": "again"}]}
    assert scored([RAIN], gold).of("linked") == Tally(1, 1, 1, 2)


def test_spans_are_cut_at_lines_freed_of_white_space_and_joined_over_it() -> None:
    torn = RAIN | {"source": [[12, 17], [17, 20]], "content": [[0, 4], [4, 12]], "cue": [[20, 26], [26, 27]]}
    assert [torn["cue"]] != [RAIN["cue"]]
    marked = marking({"attributions": [torn]}, TEXT).attributions[0]
    assert marked.source == (Span(*at("Ann Lee")),)
    assert marked.content == (Span(0, 12),)
    assert marked.cue == (Span(*at("said.")),)
    across = marking({"attributions": [RAIN | {"content": [[20, 36]]}]}, TEXT).attributions[0]
    assert [TEXT[start:end] for start, end in across.content] == [" said.".strip(), "Officials"]


def test_predictions_in_discarded_regions_are_left_out() -> None:
    gold = GOLD | {"discard": [[0, 3]]}
    assert scored([RAIN, POST], gold).of("linked").predicted == 2  # RAIN's cue stands outside
    assert scored([RAIN | {"cue": []}, POST], gold).of("linked").predicted == 1


def test_a_flat_gold_does_not_judge_chains() -> None:
    scores = scored([RAIN, POST, KNEW], flat([RAIN, POST]), "polnear")
    assert (scores.aside, scores.of("linked")) == (1, Tally(2, 2, 2, 2))
    scores = scored([RAIN, POST, KNEW], flat([RAIN, KNEW]), "polnear")
    assert (scores.aside, scores.of("linked").f) == (1, 1.0)
    scores = scored([RAIN, POST, KNEW | {"inside": None}], flat([RAIN, POST]), "polnear")
    assert (scores.aside, scores.of("linked").predicted) == (0, 3)


def test_other_layers_do_not_count() -> None:
    gold = flat([RAIN, POST])
    gold["attributions"][1]["layer"] = "missed"
    assert scored([RAIN], gold, "polnear").of("linked") == Tally(1, 1, 1, 1)
    assert scored([RAIN], gold).of("linked").gold == 2


def test_speech_counts_cues_of_speech_on_either_side() -> None:
    mute = RAIN | {"cue": [at("Lee")], "source": []}
    scores = scored([mute], {"id": "d", "attributions": [mute]})
    assert scores.of("linked").gold == 1
    assert scores.of("speech") == Tally()


def test_labels_over_linked_pairs() -> None:
    other = KNEW | {"kind": "collective", "name": "critics", "medium": "email", "distance": "neutral"}
    table = scored([RAIN | {"name": None}, other]).labels.table()
    assert table["pairs"] == 2
    assert table["kind"] == 0.5
    assert table["kind of all"] == pytest.approx(1 / 3)
    assert table["name"] == 0
    assert table["wrong names"] == 0.5  # none given is not wrong
    assert table["act"] == 1
    assert table["medium f"] == 0  # "email" is one of three words
    assert table["distance macro f"] == pytest.approx((2 / 3 + 0) / 2)


def test_names() -> None:
    assert same_name("Ann Lee", "Sen. Ann Lee", person=True)
    assert same_name("Ann Lee", "Lee", person=True)
    assert not same_name("Ann Lee", "Lee", person=True, namesakes=frozenset({"lee"}))
    assert same_name("Ann Lee", "Ann B. Lee", person=True, namesakes=frozenset({"lee"}))
    assert not same_name("Ann Lee", "Bo Lee", person=True)
    assert not same_name("Ann Lee", "Ann", person=True)
    assert not same_name("Trump campaign", "campaign", person=False)
    assert same_name(None, "the", person=False)
    assert not same_name("Ann Lee", None, person=True)


def test_two_persons_with_one_last_name() -> None:
    gold = {"id": "d", "attributions": [RAIN, POST | {"kind": "person", "name": "Bo Lee"}]}
    assert scored([RAIN | {"name": "Lee"}], gold).labels.table()["wrong names"] == 1


def test_what_cannot_be_scored_is_said() -> None:
    with pytest.raises(UsageError, match="same id"):
        marking({"attributions": [RAIN, RAIN]}, TEXT)
    with pytest.raises(UsageError, match="not in the text"):
        marking({"attributions": [RAIN | {"cue": [[0, 10_000]]}]}, TEXT)


spans = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(1, 20)).map(lambda p: [p[0], min(p[0] + p[1], len(TEXT))]), max_size=2
)
some = st.lists(st.fixed_dictionaries(dict.fromkeys(ROLES, spans) | {"inside": st.just(None)}), max_size=5)


@given(some, some)
def test_measures_are_shares_and_ordered(gold: list[Row], predicted: list[Row]) -> None:
    scores = scored(predicted, {"attributions": gold})
    for tally in scores.tallies.values():
        assert 0 <= tally.precision <= 1
        assert 0 <= tally.recall <= 1
        assert min(tally.precision, tally.recall) <= tally.f + 1e-9
    for role in ROLES:
        strict, overlap = scores.of("strict", role), scores.of("overlap", role)
        assert strict.right <= overlap.right
    assert scores.of("linked95").right <= scores.of("linked").right


@given(some, some)
def test_sides_swap_precision_and_recall(gold: list[Row], predicted: list[Row]) -> None:
    there, back = scored(predicted, {"attributions": gold}), scored(gold, {"attributions": predicted})
    for measure in ("strict", "exact", "overlap"):
        for role in ROLES:
            assert there.of(measure, role).precision == back.of(measure, role).recall


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(gold: list[Row], chance: random.Random) -> None:
    named = [row | {"id": str(number)} for number, row in enumerate(gold)]
    shuffled = chance.sample(named, len(named))
    assert scored(shuffled, {"attributions": named}).tallies == scored(named, {"attributions": named}).tallies


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3, 4) + Tally(1, 1, 1, 1) == Tally(2, 3, 4, 5)
    assert Tally().f == Tally().precision == Tally().recall == 0


# ------------------------------------------------------------------------------------------------------------ pages


PAGE = PageRow(
    file="a.html",
    title="Rain in Vell: no end",
    authors=("Ann Lee", "Reuters"),
    published="2024-05-01T09:30:00+02:00",
    paragraphs=("It rained.", "It rained again, and nobody knew why it did so.", "Then it stopped."),
)


def read(**changes: Any) -> PageRow:
    return PageRow(**({name: getattr(PAGE, name) for name in PageRow.__slots__} | changes))


def test_a_page_against_itself_is_perfect() -> None:
    figures = score_pages([PAGE], [PAGE]).table()
    assert set(figures.values()) == {1.0}


def test_paragraphs_may_differ_by_a_tenth() -> None:
    close = read(paragraphs=("It  rained.", "It rained again, and nobody knew why it did it.", "Menu"))
    assert score_pages([PAGE], [close]).paragraphs == Tally(2, 3, 2, 3)


def test_paragraphs_out_of_order() -> None:
    table = score_pages([PAGE], [read(paragraphs=PAGE.paragraphs[::-1])]).table()
    assert table["paragraphs f"] == 1
    assert table["order"] == 0


@pytest.mark.parametrize(
    ("title", "right"),
    [("rain in vell no end!", True), ("Rain in Vell: no end | X", True), ("Rain in Vell", False), (None, False)],
)
def test_titles(title: str | None, right: bool) -> None:
    assert score_pages([PAGE], [read(title=title)]).table()["title"] == right


def test_authors_and_credit_count_together() -> None:
    found = read(authors=("ann lee",), credit=("REUTERS", "AP"))
    assert score_pages([PAGE], [found]).authors == Tally(2, 3, 2, 2)


@pytest.mark.parametrize(
    ("gold", "said", "right"),
    [
        ("2024-05-01T09:30:00+02:00", "2024-05-01T07:30:59Z", True),
        ("2024-05-01T09:30:00+02:00", "2024-05-01T07:31:00Z", False),
        ("2024-05-01 09:30:00", "2024-05-01T09:30:00+00:00", True),
        ("2024-05-01 00:00:00", "2024-05-01T18:30", True),
        ("2024-05-01 00:00:00", "2024-05-02", False),
        ("2024-05-01T09:30:00+02:00", None, False),
    ],
)
def test_times(gold: str, said: str | None, right: bool) -> None:
    assert score_pages([read(published=gold)], [read(published=said)]).table()["published"] == right


def test_what_is_no_time() -> None:
    assert moment("yesterday") is None
    assert moment(None) is None


def test_a_page_that_was_not_read_is_a_miss() -> None:
    scores = score_pages([PAGE], [])
    assert scores.paragraphs == Tally(0, 0, 0, 3)
    assert scores.table()["title"] == 0


# ----------------------------------------------------------------------------------------------- the scorer that judges


def perturbed(row: Row, chance: random.Random) -> Row:
    """What a middling engine could have made of a gold row: spans moved, roles lost, arrows bent, labels changed."""
    made, size = [], len(row["text"])
    for gold in row["attributions"]:
        if chance.random() < 0.15:
            continue
        one = {key: value for key, value in gold.items() if key != "layer"}
        for role in ROLES:
            one[role] = [moved(span, size, chance) for span in gold[role] if chance.random() < 0.97]
        one["content"] = one["content"] or gold["content"]
        for label in (*CLOSED, "name", "medium"):
            if chance.random() < 0.2:
                one[label] = chance.choice([other.get(label) for other in row["attributions"]])
        if chance.random() < 0.1:
            one["inside"] = chance.choice(row["attributions"])["id"] if "id" in gold else None
        made.append(one)
        if chance.random() < 0.1 and "id" in one:
            made.append(one | {"id": f"{one['id']}-in", "inside": one["id"], "source": [], "cue": []})
    return {"id": row["id"], "attributions": made, "inference": [[0, min(300, size)]]}


def moved(span: list[int], size: int, chance: random.Random) -> list[int]:
    if chance.random() < 0.7:
        return span
    start = min(max(0, span[0] + chance.randint(-4, 4)), size)
    return [start, max(start, min(size, span[1] + chance.randint(-9, 9)))]


def with_texts(gold: list[Row], texts: list[Row]) -> list[Row]:
    by_id = {row["id"]: row["text"] for row in texts}
    return [row | {"text": by_id[row["id"]]} for row in gold]


def with_ids(gold: list[Row]) -> list[Row]:
    """PolNeAR has no ids of its own; arrows need some."""
    return [
        row | {"attributions": [{"id": f"p{n}", "inside": None} | one for n, one in enumerate(row["attributions"])]}
        for row in gold
    ]


def news(shared: Path) -> list[Row]:
    return list(rows(shared / "gold/news-dev.jsonl")) + list(rows(shared / "gold/seeds.jsonl"))


def layers(shared: Path) -> list[Row]:
    return with_texts(list(rows(shared / "gold/layers-dev.jsonl")), list(rows(shared / "data/polnear/dev.jsonl.gz")))


def polnear(shared: Path) -> list[Row]:
    return with_ids(list(rows(shared / "data/polnear/dev.jsonl.gz")))


def judged(shared: Path, tool: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(shared / "tools" / tool), *arguments, "--json"], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def write(path: Path, lines: list[Row]) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("gold", "layer"), [(news, None), (layers, None), (layers, "polnear"), (polnear, "polnear")])
def test_the_very_figures_of_the_judge(
    shared: Path, tmp_path: Path, gold: Callable[[Path], list[Row]], layer: str | None
) -> None:
    true = gold(shared)
    said = [perturbed(row, random.Random(row["id"])) for row in true[1:]]  # the first is not predicted at all
    by_id = {row["id"]: row for row in said}
    options = ["--layer", layer] if layer else []
    judge = judged(shared, "score.py", write(tmp_path / "gold.jsonl", true), write(tmp_path / "said.jsonl", said), *options)
    ours = score(((marking(row, row["text"]), marking(by_id.get(row["id"], {}), row["text"])) for row in true), layer=layer)
    labels = judge.pop("labels", None)
    assert {(measure, role) for measure, roles in judge.items() for role in roles} == set(ours.tallies)
    for (measure, role), tally in ours.tallies.items():
        theirs = judge[measure][role]
        mine = {"p": tally.precision, "r": tally.recall, "f": tally.f, "predicted": tally.predicted, "gold": tally.gold}
        assert mine == pytest.approx(theirs), (measure, role)
    assert 0.3 < ours.of("linked").f < 0.95  # the perturbation is worth its name
    assert (labels is None) == (ours.labels.pairs == 0)
    if labels:
        assert ours.labels.table() == pytest.approx(labels)


@pytest.mark.shared
@pytest.mark.slow
def test_the_very_figures_of_the_judge_of_pages(shared: Path, tmp_path: Path) -> None:
    true = list(rows(shared / "pages/saved/pages.jsonl"))
    said = [perturbed_page(row, random.Random(row["file"])) for row in true[1:]]
    judge = judged(shared, "score_pages.py", str(shared / "pages/saved"), write(tmp_path / "read.jsonl", said))
    ours = score_pages(map(PageRow.of, true), map(PageRow.of, said))
    assert ours.pages == judge["pages"]
    for name, tally in (("paragraphs", ours.paragraphs), ("authors", ours.authors)):
        theirs = {key: judge[name][key] for key in ("p", "r", "f")}
        assert {"p": tally.precision, "r": tally.recall, "f": tally.f} == pytest.approx(theirs)
    table = ours.table()
    theirs = {"order": judge["paragraphs"]["order"], "title": judge["title"], "published": judge["published"]}
    assert {name: table[name] for name in theirs} == pytest.approx(theirs)


def perturbed_page(row: Row, chance: random.Random) -> Row:
    paragraphs = [one for one in row["paragraphs"] if chance.random() < 0.9]
    paragraphs = [one[chance.randint(0, 9) :].upper() if chance.random() < 0.1 else one + " " for one in paragraphs]
    paragraphs = [one[: int(len(one) * 0.85)] if chance.random() < 0.2 else one for one in paragraphs] + ["Menu", " "]
    if len(paragraphs) > 3 and chance.random() < 0.3:
        paragraphs[1], paragraphs[2] = paragraphs[2], paragraphs[1]
    return {
        "file": row["file"],
        "title": chance.choice([row["title"], row["title"].upper() + " |", row["title"][:9], None]),
        "authors": [name for name in row["authors"] if chance.random() < 0.7],
        "credit": chance.choice([["Associated Press"], [], None]),
        "published": chance.choice([row["published"], (row["published"] or "")[:16], (row["published"] or "")[:10], None]),
        "paragraphs": paragraphs,
    }


def test_markings_without_gold_labels_have_none() -> None:
    empty = Marking(text=TEXT)
    assert score([(empty, empty)]).labels.gold == 0
