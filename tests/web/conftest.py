"""A small invented graph and the text of its paper, for the explorer's tests."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg_builder.document import Block, BlockKind, Document, Span
from kg_builder.evidence import (
    AdverseEvent,
    Association,
    Baseline,
    Dose,
    Evidence,
    Outcome,
    Place,
    Recommendation,
    Sequence,
    Study,
    write_lines,
)
from kg_builder.graph import dataset
from kg_builder.ontology import load_lexicon
from kg_builder.reasoning import infer
from kg_builder.store import STORE, fill
from kg_builder.web.search import Index
from kg_builder.web.shelf import Shelf, open_shelf

TEXT = """A trial that nobody ever ran <script>alert('x')</script>

Median OS was 15.5 months (95% CI 11.0–19.5) with lenvatinib plus sintilimab.

Median OS was 9.5 months (95% CI 7.0–12.0) with lenvatinib.

The response rate was 33.0% by mRECIST and 24.0% by RECIST 1.1.

Diarrhoea of grade 3 occurred in 4 patients.
"""
BOTH = ("lenvatinib", "sintilimab")


def at(words: str, **where: str) -> dict[str, Any]:
    """Where the words stand in the text, and the words."""
    start = TEXT.index(words)
    return {"span": Place(start=start, end=start + len(words), **where), "quote": words, "rule": "by-hand"}


def invented() -> list[Evidence]:
    """What the paper and a second one report."""
    group: dict[str, Any] = {"doc": "invented-2031", "arm": "LEN + SIN", "regimen": BOTH, "line": 1, "n": 60}
    alone: dict[str, Any] = {"doc": "invented-2031", "arm": "LEN", "regimen": BOTH[:1], "line": 1, "n": 58}
    other: dict[str, Any] = {
        "doc": "other-2032",
        "rule": "by-hand",
        "span": Place(start=0, end=4, where="table 1", row="OS", column="all"),
    }
    months: dict[str, Any] = {"endpoint": "OS", "statistic": "median", "unit": "month"}
    rate: dict[str, Any] = {"endpoint": "ORR", "statistic": "rate", "unit": "percent"}
    sort: dict[str, Any] = {"characteristic": "Child-Pugh class", "level": "A"}
    return [
        Outcome(**group, **months, value=Decimal("15.5"), ci=(Decimal("11.0"), Decimal("19.5")), **at("15.5 months")),
        Outcome(**alone, **months, value=Decimal("9.5"), ci=(Decimal("7.0"), Decimal("12.0")), **at("9.5 months")),
        Outcome(**group, **rate, value=Decimal("33.0"), criteria="mRECIST", **at("33.0%")),
        Outcome(**alone, **rate, value=Decimal("24.0"), criteria="RECIST 1.1", **at("24.0%")),
        AdverseEvent(doc="invented-2031", arm="LEN + SIN", n=60, event="Diarrhoea", grade="3", count=4, **at("4 patients")),
        Baseline(doc="invented-2031", arm="LEN + SIN", n=60, **sort, count=48, percent=Decimal("80.0"), **at("Median OS")),
        Study(doc="invented-2031", design="phase II", n=118, registry="NCT00000000", **at("A trial")),
        Outcome(**other, **months, arm="LEN group", regimen=BOTH[:1], line=2, n=30, value=Decimal("7.25")),
        Sequence(**other, from_=BOTH[:1], from_line=1, to=("regorafenib",), to_line=2, n=12, reason="progression"),
        Association(**other, treatment=BOTH[:1], factor="AFP", cutoff=">400 ng/mL", endpoint="OS", direction="worse"),
        Recommendation(**other, body="NCCN", treatment=BOTH, line=1, stance="recommends"),
        Dose(**other, drug="lenvatinib", dose=Decimal(8), unit="mg", per="day"),
        Outcome(**other, **rate, arm="=HYPERLINK()", regimen=BOTH[:1], value=Decimal(21),
                subgroup="<img src=x onerror=alert(1)>"),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `kg-builder build` leaves it."""
    folder = tmp_path_factory.mktemp("built")
    records = [r.identified() for r in invented()]
    (folder / "records.jsonl").write_text("".join(write_lines(records)), "utf-8")
    quads = list(dataset(records, load_lexicon()))
    fill(folder / STORE, [*quads, *infer(q.triple for q in quads).quads()])
    return folder


@pytest.fixture(scope="session")
def paper() -> Document:
    """The invented paper."""
    title = Block(kind=BlockKind.TITLE, parts=(Span(0, TEXT.index("\n")),))
    body = Block(kind=BlockKind.PARAGRAPH, parts=(Span(TEXT.index("Median"), len(TEXT)),))
    return Document(id="invented-2031", text=TEXT, blocks=(title, body))


@pytest.fixture(scope="session")
def shelf(built: Path, paper: Document) -> Shelf:
    """The invented graph with the text of its first paper."""
    return open_shelf(built, [paper])


@pytest.fixture(scope="session")
def index(shelf: Shelf) -> Index:
    """The search over it."""
    return Index(shelf)
