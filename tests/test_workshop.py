"""The house rules that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg_builder import pipeline

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))

LOCKS = ("requirements.txt", "requirements-dev.txt")
MOST_LINES_OF_MODULE = 400
MOST_LINES_OF_BODY = 40


def name_of(module: Path) -> str:
    """A module's path, as test ids show it."""
    return str(module.relative_to(ROOT))


def bodies(module: Path) -> Iterator[tuple[str, int]]:
    """The functions of a module and how many lines their bodies have, without docstrings."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield node.name, (node.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(module: Path) -> None:
    """A module has at most 400 lines, a function body at most 40."""
    assert len(module.read_text("utf-8").splitlines()) <= MOST_LINES_OF_MODULE
    assert [(name, lines) for name, lines in bodies(module) if lines > MOST_LINES_OF_BODY] == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_module_says_what_it_offers(module: Path) -> None:
    """A module has a docstring, and names what others may use in `__all__`."""
    tree = ast.parse(module.read_text("utf-8"))
    names = {
        t.id for node in tree.body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)
    }
    assert ast.get_docstring(tree)
    assert "__all__" in names


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_gives_each_name_once(module: Path) -> None:
    """No pattern or function of a module hides an earlier one of the same name; linters let constants pass."""
    tree = ast.parse(module.read_text("utf-8"))
    given = [n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    given += [t.id for n in tree.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)]
    assert [name for name, times in Counter(given).items() if times > 1] == []


def test_no_rdf_library_is_known_below_the_graph() -> None:
    """The contract that forbids RDF libraries names every module below the graph's floor."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers, forbidden = contracts
    floors = [re.findall(r"\w+", floor) for floor in layers["layers"]]
    graph = next(number for number, floor in enumerate(floors) if "graph" in floor)
    below = {f"kg_builder.{name}" for floor in floors[graph + 1 :] for name in floor}
    assert set(forbidden["source_modules"]) == below


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_hashes_and_no_addresses(lock: str) -> None:
    """Every requirement is exact and hashed; no index, no address, no path of somebody's machine."""
    text = (ROOT / lock).read_text("utf-8")
    requirements = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert requirements
    assert [r for r in requirements if not re.match(r"[\w.\-\[\]]+==\S+ .*--hash=sha256:", r, re.DOTALL)] == []
    assert re.findall(r"(?i)https?:|file:|--(?:extra-)?index|--find-links|^/| /\w", text) == []


def test_both_locks_pin_the_same_versions() -> None:
    """What `make test` installs does not move what `make build` installed."""
    pins = [set(re.findall(r"^\S+==[^\\\n]+", (ROOT / f).read_text("utf-8"), re.MULTILINE)) for f in LOCKS]
    assert pins[0] <= pins[1]


def test_nothing_made_by_running_is_committed() -> None:
    """The repository holds sources only."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a git checkout")
    made = re.compile(r"(^|/)(\.venv|build|dist|__pycache__|\.\w+_cache)/|\.pyc$")
    assert [name for name in listed.stdout.splitlines() if made.search(name)] == []


def test_the_front_page_shows_what_make_build_prints(tmp_path: Path) -> None:
    """The figures at the top of the README are those of the records that ship."""
    _, summary = pipeline.build([], tmp_path / "graph")
    assert summary is not None
    readme = (ROOT / "README.md").read_text("utf-8")
    printed = {
        "papers": summary.papers,
        "records": sum(summary.records.values()),
        "regimens": summary.regimens,
        "triples": summary.triples,
    }
    stale = [
        f"{name}  {n:,}" for name, n in printed.items() if not re.search(rf"^{name} +{n:,}\b", readme, re.MULTILINE)
    ]
    assert stale == [], "refresh the README"
