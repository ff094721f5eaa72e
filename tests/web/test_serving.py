from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg_builder.errors import DocumentError, StoreError
from kg_builder.web.serving import read_texts, serve, sparql_server


def test_a_port_in_use_is_told() -> None:
    """The message names the port and what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=rf"port {port} of 127.0.0.1 cannot be used .*--port"):
            serve(Path("nowhere"), port=port)


def test_a_graph_that_is_not_built_is_told(tmp_path: Path) -> None:
    """The message says how to make one."""
    with pytest.raises(StoreError, match="no graph here; make it with"):
        serve(tmp_path, port=0)


def test_papers_that_are_not_there_are_told(tmp_path: Path) -> None:
    """A folder of papers must exist; one paper that cannot be read leaves the others."""
    with pytest.raises(DocumentError, match="no such file or folder"):
        list(read_texts(tmp_path / "none"))
    (tmp_path / "good.txt").write_text("# A paper\n\nIts text is short.\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    told: list[str] = []
    assert [paper.id for paper in read_texts(tmp_path, told.append)] == ["good"]
    assert "empty.txt" in told[0]
    assert list(read_texts(None)) == []


def get(url: str) -> str:
    """What the address answers, as soon as it does."""
    deadline = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - the address is ours
                return str(response.read().decode("utf-8"))
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_the_sparql_server_runs_beside_and_stops(built: Path) -> None:
    """It answers from the store, over all graphs, refuses to write, and is gone afterwards."""
    with sparql_server(built, "127.0.0.1") as address:
        assert address is not None
        answer = get(f"{address}/query?query=ASK%20%7B%3Fs%20a%20%3Chttps%3A%2F%2Fw3id.org%2Ftxo%23Regimen%3E%7D")
        assert "true" in answer
        with pytest.raises(OSError, match="40"):
            urllib.request.urlopen(f"{address}/update", data=b"update=CLEAR ALL", timeout=5)  # noqa: S310 - ours
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=5)  # noqa: S310 - the address is ours


def test_without_the_program_there_is_no_sparql_server(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The explorer still runs, and says why the page is missing."""
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    told: list[str] = []
    with sparql_server(built, "127.0.0.1", told.append) as address:
        assert address is None
    assert "not installed" in told[0]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs started meanwhile heed SIGINT, though the run of tests itself may not, as a shell's background job."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_interrupted(built: Path, ending: signal.Signals) -> None:
    """It tells its address, answers there, and ends with status 0 and no traceback; the SPARQL server ends with it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kg_builder.cli", "serve", "--graph", str(built), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    try:
        page = get(f"http://127.0.0.1:{port}/")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            policy = str(response.headers["Content-Security-Policy"])
    finally:
        process.send_signal(ending)
        _, messages = process.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}/" in messages
    assert "Traceback" not in messages
    assert process.returncode == 0
    assert "kg-builder" in page
    beside = policy.partition("frame-src ")[2].partition(";")[0]
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(beside, timeout=5)  # noqa: S310 - the address is ours
