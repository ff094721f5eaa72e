"""The scripts of `examples/` run as their head comments say, on an invented graph."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg_builder.cli import main
from tests.conftest import DATA, ROOT, Server

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built graph of the invented records."""
    target = tmp_path_factory.mktemp("examples") / "graph"
    with pytest.raises(SystemExit, match="0"):
        main(["build", str(DATA / "invented-records.jsonl"), "-o", str(target)])
    return target


def example(name: str, *arguments: object) -> str:
    """What a script prints."""
    command = [sys.executable, str(EXAMPLES / name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_run_here() -> None:
    """No script lies about that is not tested, and each says how to run it."""
    scripts = {file.name: file.read_text("utf-8") for file in EXAMPLES.glob("*.py")}
    assert set(scripts) == {"lineage_with_networkx.py", "ask_with_sparqlwrapper.py", "read_with_rdflib.py"}
    assert all(f"python examples/{name}" in text for name, text in scripts.items())


def test_networkx_draws_a_family(folder: Path, tmp_path: Path) -> None:
    """From the JSON that the lineage command writes."""
    source, target = tmp_path / "lineage.json", tmp_path / "lineage.png"
    with pytest.raises(SystemExit, match="0"):
        main(["lineage", "lenvatinib", "-f", "json", "-o", str(source), "-g", str(folder)])
    assert "regimens" in example("lineage_with_networkx.py", source, target)
    assert target.read_bytes()[1:4] == b"PNG"


def test_sparqlwrapper_asks_a_server(folder: Path, sparql_server: Server) -> None:
    """From a server that the graph was published to."""
    with pytest.raises(SystemExit, match="0"):
        main(["publish", "--endpoint", sparql_server.update, "-g", str(folder)])
    assert example("ask_with_sparqlwrapper.py", sparql_server.query, "lenvatinib").split()[:3] == [
        "regorafenib",
        "12",
        "patients,",
    ]


def test_rdflib_reads_the_graph(folder: Path) -> None:
    """From the Turtle file that build writes."""
    lines = example("read_with_rdflib.py", folder / "graph.ttl", "PFS").splitlines()
    assert [line.split()[0] for line in lines] == ["7.4", "4.9"]
    assert "lenvatinib + sintilimab" in lines[0]
