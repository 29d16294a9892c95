"""A real Chromium for tests: no network, every error of the page collected."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page, and what went wrong on it."""

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def chromium() -> str:
    """The browser on this machine; skips the test where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on the path; on Debian: apt-get install chromium fonts-noto-cjk")
    pytest.importorskip("playwright", reason="playwright is not installed; pip install playwright")
    return found


@contextmanager
def launched() -> Iterator[Any]:
    """A running browser; one in a process at a time."""
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, path: Path, width: int = 1440, height: int = 900, locale: str = "en-GB") -> Iterator[Opened]:
    """Open a file from disk with the network off and wait until it has drawn itself."""
    phone = width < 700
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True, locale=locale, is_mobile=phone, has_touch=phone
    )
    page = context.new_page()
    seen = Opened(page)
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.goto(path.resolve().as_uri())
    page.wait_for_selector("body[data-ready=yes]", timeout=30_000)
    page.wait_for_timeout(300)
    try:
        yield seen
    finally:
        context.close()
