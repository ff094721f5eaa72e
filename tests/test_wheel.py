"""What a user who installs the wheel gets."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly built wheel."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = target.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def content(wheel: Path) -> frozenset[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.mark.parametrize(("folder", "ending"), [("ontology", "ttl"), ("queries", "rq"), ("corpus", "jsonl")])
def test_the_wheel_carries_the_data(content: frozenset[str], folder: str, ending: str) -> None:
    """Every ontology file, question and shipped record is inside."""
    here = {f"kg_builder/_data/{folder}/{f.name}" for f in (ROOT / folder).glob(f"*.{ending}")}
    assert here
    assert here <= content


def test_the_wheel_carries_the_package_and_its_types(content: frozenset[str]) -> None:
    """Every module is inside, and the marker that it is typed."""
    modules = {str(f.relative_to(ROOT)) for f in (ROOT / "kg_builder").rglob("*.py")}
    assert modules | {"kg_builder/py.typed"} <= content


def test_the_wheel_carries_nothing_else(content: frozenset[str]) -> None:
    """No tests, no papers, no caches."""
    odd = {n for n in content if not n.startswith(("kg_builder/", "kg_builder-")) or "__pycache__" in n}
    assert not odd
    assert not any("test" in Path(n).parts[-1] or "tests" in Path(n).parts for n in content)


def test_the_wheel_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    """Installed anywhere, the program lists the questions that it carries."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-c", "from kg_builder.resources import folder; print(folder('queries'))"]
    ran = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, check=True)
    assert Path(ran.stdout.decode().strip()) == tmp_path / "kg_builder" / "_data" / "queries"
