"""The runs that judge a graph: what follows from it, and whether it is as it must be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg_builder.export.turtle import TURTLE
from kg_builder.ontology import load_lexicon
from kg_builder.pipeline import INFERRED, write_file
from kg_builder.questions import resolve
from kg_builder.reasoning import INFERRED_GRAPH, Explanation, Inference, Reasoner, compared, explained
from kg_builder.store import open_store, replace_graph
from kg_builder.validation import Finding, read_graph
from kg_builder.validation import validate as check

__all__ = ["explain", "reason", "validate"]


def reason(graph: Path, reasoner: Reasoner) -> Inference:
    """Reason on the graph in a folder anew; `inferred.ttl` and the store's graph of inferences are replaced.

    Raises:
        ReasonerError: HermiT cannot run, or it and our own reasoner disagree.
        StoreError: there is no graph in the folder, or it cannot be written.
    """
    inference = compared((q.triple for q in open_store(graph) if q.graph_name != INFERRED_GRAPH), reasoner)
    replace_graph(graph, INFERRED_GRAPH, inference.quads())
    write_file(TURTLE.export(inference.quads()), graph / INFERRED)
    return inference


def explain(regimen: str, *, graph: Path) -> Explanation:
    """Why the regimen that a user means has its classes, by the graph in a folder.

    Raises:
        QueryError: the words mean no regimen, or one that the graph does not have.
        StoreError: there is no graph in the folder.
    """
    node = resolve("regimen", regimen, load_lexicon(), where="reason")
    return explained((q.triple for q in open_store(graph) if q.graph_name != INFERRED_GRAPH), node.value)


def validate(files: Sequence[Path], *, graph: Path) -> list[Finding]:
    """What is wrong with the graph in these files, taken together, or with the one in a folder if there are none.

    Raises:
        StoreError: a file is no graph, or there is none in the folder.
    """
    if files:
        return check(triple for file in files for triple in read_graph(file))
    return check(quad.triple for quad in open_store(graph))
