from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from kg_builder.web import create_app
from kg_builder.web.shelf import Shelf

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: the explorer is not looked at in a browser")


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    """The explorer, running."""
    server = make_server("127.0.0.1", 0, create_app(shelf).server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def dom(url: str, folder: Path) -> str:
    """The page after its scripts have run."""
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
    ]
    more = ["--disable-component-update", "--disable-sync", f"--user-data-dir={folder}", "--virtual-time-budget=8000"]
    done = subprocess.run(
        [str(CHROMIUM), *flags, *more, "--dump-dom", url], capture_output=True, text=True, timeout=90, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/regimen/lenvatinib+sintilimab", r">15\.5 months</a>"),
        ("/paper/invented-2031?view=text", r'class="mark value"[^>]*>33\.0%</a>'),
        ("/compare?r=lenvatinib&endpoint=ORR+rate", r"&lt;img src=x onerror=alert\(1\)&gt;</td>"),
    ],
)
def test_pages_appear_in_a_browser(address: str, tmp_path: Path, path: str, shown: str) -> None:
    """The scripts build the page; markup of papers stays text."""
    page = dom(address + path, tmp_path)
    assert re.search(shown, page)
    assert "<img src=" not in page
