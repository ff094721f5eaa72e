"""Measure the precision of every extraction rule on gold standards, and write `kg_builder/calibration.tsv`.

    python benchmarks/calibrate.py SHARED

SHARED holds `papers/`, `gold/` and `evaluation/evaluate.py`, which decides whether a record is right. Rules that no
record of a gold paper used are listed with no cases.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from kg_builder.calibration import FILE, Measured, as_table
from kg_builder.evidence import encode
from kg_builder.pipeline import extract
from kg_builder.readers import read

__all__ = ["emitted_rules", "main"]

FACTS = Path(__file__).parents[1] / "kg_builder" / "facts"
_RULE = re.compile(
    r"(?:table|sentence|overview|study|sequence|dose|model|association|recommendation|class|timeline)(?:-[a-z]+)+"
)


def emitted_rules() -> frozenset[str]:
    """The names of rules that the modules of facts write out."""
    found: set[str] = set()
    for module in sorted(FACTS.glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RULE.fullmatch(node.value):
                found.add(node.value)
    return frozenset(found)


def main(shared: Path) -> None:
    """Extract the gold papers, compare, write the file."""
    judge = _judge(shared)
    gold = judge.unique(judge.read(",".join(str(file) for file in sorted(shared.glob("gold/*.jsonl")))))
    papers = sorted({_stem(record) for record in gold})
    files = [file for paper in papers for file in sorted(shared.glob(f"papers/**/{paper}.*"))]
    harvest, _ = extract(files)
    reach = {file.stem: _reach(read(file).text, gold, file.stem) for file in files}
    whole = [json.loads(encode(record)) for record in harvest.records]
    records = [r for r in whole if r["kind"] in judge.EXHAUSTIVE or r["span"]["start"] <= reach[r["doc"]]]
    counted, right, kinds = Counter[str](), Counter[str](), dict[str, str]()
    for record, is_right in _judged(judge, gold, records):
        counted[record["rule"]] += 1
        right[record["rule"]] += is_right
        kinds[record["rule"]] = record["kind"]
    rules = emitted_rules() | set(counted)
    rows = [Measured(r, counted[r], right[r], kinds.get(r) in judge.EXHAUSTIVE) for r in rules]
    FILE.write_text(as_table(rows), encoding="utf-8")


def _judge(shared: Path) -> ModuleType:
    """The evaluation script as a module."""
    spec = importlib.util.spec_from_file_location("evaluate", shared / "evaluation" / "evaluate.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no evaluation at {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _judged(
    judge: ModuleType, gold: list[dict[str, Any]], records: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each record, repetitions aside, with whether the gold has it on the right thing."""
    for record in judge.unique(records):
        same = [g for g in gold if _stem(g) == record["doc"] and g["kind"] == record["kind"]]
        yield record, any(judge.value_key(g) == judge.value_key(record) and judge.attached(g, record) for g in same)


def _reach(text: str, gold: list[dict[str, Any]], paper: str) -> int:
    """How far into a paper its gold goes: one that covers the first half says nothing of the second."""
    quotes = (record.get("quote") or "" for record in gold if _stem(record) == paper)
    return max((text.find(quote) + len(quote) for quote in quotes if quote and quote in text), default=len(text))


def _stem(record: dict[str, Any]) -> str:
    return str(record["doc"]).removesuffix(".part1")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
