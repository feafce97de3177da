"""The chain of a statement as a small picture: who said it at the top, the page at the bottom, through whom between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sayso.casebook.wording import called
from sayso.corpus.rows import HopRow
from sayso.reports.prose import one_line
from sayso.reports.wording import KINDS
from sayso.web.pictures.letters import cut
from sayso.web.pictures.shapes import edge, family, shape
from sayso.web.pictures.svg import Picture, To, element

WIDTH = 320.0
_STEP = 52.0
_X, _TOP = 12.0, 20.0
_LABEL = 34.0
_BOLD = 1.08
"""So much wider are names, which are set in bold."""
_OF_KIND: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}


def chain_picture(hops: Sequence[HopRow]) -> Picture:
    """The chain that ``hops`` make, outermost first."""
    inwards = list(reversed(hops))
    rows = [(called(hop.who, hop.kind), _OF_KIND.get(hop.kind, hop.kind), hop.evidence) for hop in inwards]
    said = "; then ".join(f"{who}, {kind}, {evidence}" for who, kind, evidence in rows)
    return Picture(
        name="chain",
        title="On whose word",
        description=f"From who said it to the page: {said}; then this page.",
        width=WIDTH,
        height=_TOP * 2 + _STEP * len(inwards),
        draw=lambda to: list(_drawn(inwards, to)),
        heads=("who", "is", "known by"),
        rows=rows,
    )


def _drawn(inwards: Sequence[HopRow], to: To) -> Iterator[Markup]:
    for place, hop in enumerate(inwards):
        y = _TOP + place * _STEP
        yield edge(hop.evidence, f"M{_X:.0f} {y:.0f}V{y + _STEP:.0f}")
    for place, hop in enumerate(inwards):
        y = _TOP + place * _STEP
        yield shape(_family(hop), _X, y, 8.0)
        yield from _label(hop, y, to)
    y = _TOP + len(inwards) * _STEP
    yield element("rect", {"class": "shape", "x": _X - 6, "y": y - 8, "width": 12.0, "height": 16.0})
    yield _text("this page", y + 4.5, "this")


def _family(hop: HopRow) -> str:
    return family(hop.kind, resolved=bool(hop.who) or hop.kind in ("self", "none"))


def _label(hop: HopRow, y: float, to: To) -> Iterator[Markup]:
    plain = one_line(hop.who or "") if hop.kind in ("unnamed", "collective", "document") else ""
    who = _text(cut(plain or called(hop.who, hop.kind), (WIDTH - _LABEL) / _BOLD), y + 1, "name")
    address = to("source", hop.source)
    yield element("a", {"href": address}, who) if address else who
    kind = _OF_KIND.get(hop.kind, hop.kind)
    how = "" if hop.evidence == "stated" else f", {hop.evidence}"
    yield _text(cut(f"{kind}{how}", WIDTH - _LABEL), y + 17, "soft")


def _text(words: str, y: float, name: str) -> Markup:
    return element("text", {"x": _LABEL, "y": y, "class": name}, words)
