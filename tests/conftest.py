"""What several tests need: the program run as a user runs it, and a real SPARQL server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg_builder.cli import main

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
PAPERS = ROOT.parent / "shared" / "papers"


class Server(NamedTuple):
    """A running SPARQL server."""

    query: str
    update: str


class Ending(NamedTuple):
    """How a run of the program ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ending]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the program with these arguments."""

    def program(*arguments: object) -> Ending:
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        code = exit_.value.code
        return Ending(code if isinstance(code, int) else 1, out, " ".join(err.split()))

    return program


@pytest.fixture
def data() -> Path:
    """The invented papers and records of our own writing."""
    return DATA


@pytest.fixture
def shared_papers() -> Path:
    """The real papers, which are not part of the repository."""
    if not PAPERS.is_dir():
        pytest.skip(f"the papers are not here ({PAPERS.relative_to(ROOT.parent)})")
    return PAPERS


def free_port() -> int:
    """A TCP port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def sparql_server(tmp_path: Path) -> Iterator[Server]:
    """An empty Oxigraph server on loopback, for this test only."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program is not None, "the oxigraph package brings its server"
    port = free_port()
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stdout=log, stderr=log)
        try:
            _wait_until_up(f"http://127.0.0.1:{port}/", process)
            yield Server(query=f"http://127.0.0.1:{port}/query", update=f"http://127.0.0.1:{port}/update")
        finally:
            process.terminate()
            process.wait(10)


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 - the address is ours
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")
