"""The network applied to an article: windows, quotation marks, contents read again."""

from __future__ import annotations

from reader import reader
from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import model
from sayso.inference import Network
from sayso.records import Article, Attribution, Block, check_forest


def article(*lines: str) -> Article:
    text = "\n".join(lines)
    places = spans.lines(text, [(0, len(text))])
    return Article(id="a", text=text, blocks=tuple(Block(span=place, label="body") for place in places), language="en")


def found(network: Network, *lines: str) -> list[tuple[str, str, str]]:
    made = article(*lines)
    attributions = model.find(made, annotate(made), network=network)
    check_forest(attributions)
    return [(made.slice(one.source), made.slice(one.cue), made.slice(one.content)) for one in attributions]


def parents(network: Network, *lines: str) -> dict[str, str]:
    made = article(*lines)
    attributions = {one.id: one for one in model.find(made, annotate(made), network=network)}
    return {made.slice(one.cue): made.slice(attributions[one.parent].cue) for one in attributions.values() if one.parent}


def test_source_cue_and_content_with_their_form() -> None:
    made = article("“We won,” Ann said.")
    network = reader(("Ann", "said", "“We won,”"))
    (only,) = model.find(made, annotate(made), network=network)
    assert (made.slice(only.source), made.slice(only.cue), made.slice(only.content)) == ("Ann", "said", "“We won,”")
    assert (only.form, only.engine, only.reason) == ("direct", "model", "network: “said”")
    assert isinstance(only, Attribution)


def test_a_content_that_would_cut_a_quotation_holds_all_of_it() -> None:
    network = reader(("Ann", "said", "“We won the cup and the"))
    assert found(network, "“We won the cup and the bell,” Ann said.") == [("Ann", "said", "“We won the cup and the bell,”")]


def test_but_not_what_somebody_else_said() -> None:
    network = reader(("Ann", "said", "“We won the cup and the"), ("Bo", "wants", "bell"))
    line = "“We won the cup and the Bo wants bell,” Ann said."
    assert ("Ann", "said", "“We won the cup and the") in found(network, line)


def test_a_quotation_over_several_paragraphs_is_one_content() -> None:
    network = reader(("Ann", "said", "“We won the cup."), ("", "", "“We lost the bell."))
    lines = ("Ann said: “We won the cup.", "“We lost the bell.”", "It rained.")
    assert found(network, *lines) == [("Ann", "said", "“We won the cup. … “We lost the bell.”")]


def test_a_quotation_longer_than_a_window_stays_whole() -> None:
    words = "we won the cup and then the bell and so on. " * 40
    line = f"Ann said: “{words.strip()}”"
    network = reader(("Ann", "said", "“we won the cup and then the bell"), ("", "", "we won the cup and then the bell"))
    ((source, cue, content),) = found(network, line)
    assert len(network.windows) > 2  # type: ignore[attr-defined]
    assert (source, cue) == ("Ann", "said")
    assert content == line.removeprefix("Ann said: ")


def test_contents_are_read_again_without_their_marks() -> None:
    network = reader(("Ann", "said", "“Bo told me that it rained,”"), ("Bo", "told", "that it rained"))
    line = "“Bo told me that it rained,” Ann said."
    assert found(network, line) == [("Ann", "said", "“Bo told me that it rained,”"), ("Bo", "told", "that it rained")]
    assert parents(network, line) == {"told": "said"}
    assert network.windows[-1] == "|botoldmethatitrained,|"  # type: ignore[attr-defined]


def test_a_content_without_a_cue_in_it_is_not_read_again() -> None:
    network = reader(("Ann", "said", "“It was a long and rainy day,”"))
    found(network, "“It was a long and rainy day,” Ann said.")
    assert len(network.windows) == 1  # type: ignore[attr-defined]


def test_words_of_nobody_count_only_between_marks() -> None:
    network = reader(("", "", "We won"))
    assert found(network, "“We won,” it was heard.") == [("", "", "“We won,”")]
    assert found(network, "We won, it was heard.") == []
