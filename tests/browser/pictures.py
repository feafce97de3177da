"""The pictures of the reading room in the documentation, taken anew of the bundled example by the shipped model::

    python tests/browser/pictures.py docs/pictures

Each is taken by a real browser: light, dark, narrow, and as it is printed. Look at them before they are committed.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from browser.conftest import CHROMIUM, QUIET, served  # noqa: E402
from sayso.corpus import Case  # noqa: E402
from sayso.intake import take_in  # noqa: E402
from sayso.pages import gather  # noqa: E402


class Shot(NamedTuple):
    """A picture: its file, the address, the window, dark or not, printed or not, the marked passage that is chosen."""

    name: str
    path: str
    width: int = 1120
    height: int = 760
    dark: bool = False
    printed: bool = False
    steps: int = 0


def shots(case: Case) -> list[Shot]:
    """What is shown: the overview, a claim, an article with a statement chosen, figures that differ."""
    articles = {(row.title or ""): row.id for row in case.articles()}
    officials = next(name for title, name in articles.items() if "officials say" in title)
    claim = case.claims(limit=1)[0].id
    reader = f"/article/{officials}"
    return [
        Shot("overview", "/"),
        Shot("reader", reader, steps=3),
        Shot("reader-dark", reader, dark=True, steps=3),
        Shot("reader-narrow", reader, width=390, height=780),
        Shot("reader-print", reader, width=794, height=1000, printed=True),
        Shot("claim", f"/claim/{claim}", height=860),
        Shot("claim-dark", f"/claim/{claim}", height=860, dark=True),
        Shot("claim-narrow", f"/claim/{claim}", width=390, height=780),
        Shot("claim-print", f"/claim/{claim}", width=794, height=1000, printed=True),
        Shot("conflicts", "/conflicts", height=640),
    ]


def take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    if shot.printed:
        page.emulate_media(media="print")
    page.goto(address + shot.path)
    for _ in range(shot.steps):
        page.keyboard.press("j")
        page.wait_for_timeout(300)
    page.screenshot(path=folder / f"{shot.name}.png")
    page.close()


def main() -> int:
    """Take them all into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        path = str(Path(place, "example.case"))
        with Case(path, write=True) as case:
            take_in(case, gather([str(files("sayso").joinpath("example", "pages"))], archives=True))
            case.link()
            wanted = shots(case)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with served(path) as address:
            for shot in wanted:
                take(browser, address, shot, folder)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
