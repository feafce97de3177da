"""The pages that benchmarks run over: those of a folder, or the saved pages of the shared folder, or the bundled example."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from evaluation.shared import AbsentError, folder
from sayso.pages import gather, load
from sayso.pages.files import unpack
from sayso.records import Page, Refusal


def where(given: str | None) -> Path:
    """The folder to run over, with a note where it is the example for want of something better. Raises ``SystemExit`` where
    it holds no page."""
    place = Path(given) if given else _saved()
    if not gather([place]).paths:
        raise SystemExit(f"there is no page in {place}; name a folder that holds some")
    return place


def _saved() -> Path:
    try:
        return folder(within="pages/saved")
    except AbsentError as absent:
        print(f"saved pages: {absent}\nThe bundled example is used instead; its pages are few and small.\n")
        return Path(str(files("sayso").joinpath("example", "pages")))


def pages(place: Path) -> list[Page]:
    """All pages of a folder, unpacked, so that no benchmark times the disk or gzip."""
    found = [page for path in gather([place]).paths if not isinstance(page := load(path), Refusal)]
    return [Page(data=data, name=page.name, media_type=page.media_type) for page in found if (data := unpack(page.data))]


def middle(found: list[Page]) -> Page:
    """The page of median size."""
    return sorted(found, key=lambda page: (len(page.data), page.name))[len(found) // 2]
