"""A real browser on a real server: Chromium as the system has it, driven by Playwright, and the app on a port of its own."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sayso.web.app import app
from sayso.web.serving import bound, names_of

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""A browser that asks nobody but the app."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; the test is skipped where there is none. It is closed behind the last test here: as long as it is open, its
    event loop runs in this thread, and no other test can have one."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here; install it (Debian: apt install chromium) or name it in SAYSO_CHROMIUM")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield made
        made.close()


@contextmanager
def served(case: str) -> Iterator[str]:
    """The address of the app on a case, served from a thread until it is left."""
    with bound("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        made = app(case, hosts=names_of("127.0.0.1", port), largest=8 << 20)
        server = uvicorn.Server(uvicorn.Config(made, log_level="warning", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="package")
def address(room: str) -> Iterator[str]:
    """The app on the example, for tests that only look."""
    with served(room) as made:
        yield made


@pytest.fixture
def own_address(own_room: str) -> Iterator[str]:
    """The app on a copy of it, for tests that write."""
    with served(own_room) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing, and shows it when a script fails or something is refused by the policy."""
    made = browser.new_context(viewport={"width": 1200, "height": 900})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of it; the test fails where a script failed, or the policy refused something."""
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    yield made
    assert not wrong
