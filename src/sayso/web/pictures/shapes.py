"""The signs that all pictures share: a shape for each family of sources, a line for each kind of evidence.

A disc is somebody with a name, a square a body or an outlet, a sheet a document, a diamond somebody who is not named, a
triangle what could not be told. Stated words are a full line, hyperlinks a double one, credits are dashed, shared wording is
dotted. Fills only repeat what shapes tell.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from sayso.web.pictures.svg import element

FAMILIES: dict[str, str] = {
    "person": "named",
    "self": "named",
    "organisation": "institution",
    "outlet": "institution",
    "document": "document",
    "unnamed": "unnamed",
    "collective": "unnamed",
    "none": "unresolved",
}
"""The family of each kind of source."""
FAMILY_WORDS: dict[str, str] = {
    "named": "a person with a name",
    "institution": "an organisation or an outlet",
    "document": "a document",
    "unnamed": "somebody who is not named",
    "unresolved": "not told, or not settled",
}
"""What a shape stands for."""
EVIDENCE_WORDS: dict[str, str] = {
    "stated": "by words of the page",
    "linked": "by a hyperlink",
    "credited": "by a byline or a credit",
    "matched": "by wording that is shared",
}
"""What a line stands for."""


def family(kind: str | None, *, resolved: bool = True) -> str:
    """The family of a source of this kind; those that could not be ``resolved`` are one of their own."""
    return FAMILIES.get(kind or "none", "unresolved") if resolved else "unresolved"


def shape(told: str, x: float, y: float, size: float = 7.0) -> Markup:
    """The shape of a family, centred at ``x``, ``y``, about ``size`` to each side."""
    return _DRAWN[told](x, y, size, f"shape kind-{told}")


def edge(evidence: str, path: str) -> Markup:
    """A line along ``path`` (the ``d`` of an SVG path) for what is known by ``evidence``."""
    drawn = element("path", {"class": f"edge {evidence}", "d": path})
    return drawn + element("path", {"class": "edge inside", "d": path}) if evidence == "linked" else drawn


def _disc(x: float, y: float, size: float, name: str) -> Markup:
    return element("circle", {"class": name, "cx": x, "cy": y, "r": size})


def _square(x: float, y: float, size: float, name: str) -> Markup:
    side = size * 0.9
    return element("rect", {"class": name, "x": x - side, "y": y - side, "width": 2 * side, "height": 2 * side})


def _sheet(x: float, y: float, size: float, name: str) -> Markup:
    half, fold = size * 0.8, size * 0.6
    corners = [(-half, -size), (half - fold, -size), (half, fold - size), (half, size), (-half, size)]
    return _polygon(x, y, corners, name)


def _diamond(x: float, y: float, size: float, name: str) -> Markup:
    far = size * 1.15
    return _polygon(x, y, [(0, -far), (far, 0), (0, far), (-far, 0)], name)


def _triangle(x: float, y: float, size: float, name: str) -> Markup:
    return _polygon(x, y, [(0, -size), (size, size * 0.8), (-size, size * 0.8)], name)


def _polygon(x: float, y: float, corners: list[tuple[float, float]], name: str) -> Markup:
    points = " ".join(f"{x + across:.1f},{y + down:.1f}" for across, down in corners)
    return element("polygon", {"class": name, "points": points})


_DRAWN: dict[str, Callable[[float, float, float, str], Markup]] = {
    "named": _disc,
    "institution": _square,
    "document": _sheet,
    "unnamed": _diamond,
    "unresolved": _triangle,
}
