"""How treatments descend from one another, and what patients had before and after: a graph of regimens.

    weaving (records → graph) ← composition (which sets cover which)
    walks (descent, paths), practice (before, after, parts of the graph), naming (what users call a regimen)
    telling (words), writing (JSON, GraphML, DOT, Cytoscape)

>>> from kg_builder.evidence import Outcome, Place
>>> from kg_builder.lexicon import Lexicon
>>> sets = [("a",), ("b",), ("a", "b")]
>>> graph = weave([Outcome(doc="x", span=Place(start=0, end=1), rule="r", regimen=parts, endpoint="OS",
...                        statistic="median") for parts in sets], Lexicon(()))
>>> ancestors(graph, find_regimen(graph, "B plus a", Lexicon(())))
{'a': 1, 'b': 1}
"""

from __future__ import annotations

from kg_builder.lineage.naming import find_regimen, select
from kg_builder.lineage.practice import (
    Tried,
    compared,
    dead_ends,
    most_connected,
    part,
    roots,
    tried_after,
    tried_before,
    tried_between,
)
from kg_builder.lineage.telling import tell, tell_all, tell_way
from kg_builder.lineage.walks import (
    Step,
    ancestors,
    children,
    common_ancestors,
    descendants,
    edges_between,
    generations,
    parents,
    path,
)
from kg_builder.lineage.weaving import SYMMETRIC, TYPES, Lineage, Source, load, records_of, weave
from kg_builder.lineage.writing import FORMATS, family, way

__all__ = [
    "FORMATS",
    "SYMMETRIC",
    "TYPES",
    "Lineage",
    "Source",
    "Step",
    "Tried",
    "ancestors",
    "children",
    "common_ancestors",
    "compared",
    "dead_ends",
    "descendants",
    "edges_between",
    "family",
    "find_regimen",
    "generations",
    "load",
    "most_connected",
    "parents",
    "part",
    "path",
    "records_of",
    "roots",
    "select",
    "tell",
    "tell_all",
    "tell_way",
    "tried_after",
    "tried_before",
    "tried_between",
    "way",
    "weave",
]
