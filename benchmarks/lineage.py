"""How long questions of lineage take over many regimens: the graph in memory beside SPARQL property paths.

    python benchmarks/lineage.py [REGIMENS]

The regimens are invented: components of the vocabulary in sets of one to six, grown from one another as in real life, with
sequences between them; the same in every run. Every figure is the median over the same thirty regimens.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg_builder import evidence, lineage
from kg_builder.iris import TXO, iri, slug
from kg_builder.lexicon import Category, Lexicon
from kg_builder.ontology import load_lexicon

ASKED = 30
_PREFIX = f"PREFIX txo: <{TXO}>"
_DESCENT = "(txo:adds|^txo:variantOf)"


def invented(count: int, lexicon: Lexicon) -> list[evidence.Evidence]:
    """Outcomes of so many regimens, and sequences between them."""
    chance = random.Random(20261121)  # noqa: S311 - repeatable, not secret
    kinds = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS)
    keys = sorted(t.key for t in lexicon.of(*kinds) if not lexicon.is_general(t.key))
    regimens: dict[tuple[str, ...], None] = {(key,): None for key in keys[: count // 4]}
    while len(regimens) < count:
        base = chance.choice(list(regimens)[-2000:])
        if len(base) < 6:
            regimens[tuple(sorted({*base, chance.choice(keys)}))] = None
    place = evidence.Place(start=0, end=1)
    sets = list(regimens)
    outcomes = [
        evidence.Outcome(doc=f"p{i % 2000}", span=place, rule="invented", regimen=parts, endpoint="OS", n=50,
                         statistic="median", study=f"[{i % 7}]").identified()
        for i, parts in enumerate(sets)
    ]  # fmt: skip
    steps = [
        evidence.Sequence(doc=f"p{i % 2000}", span=place, rule="invented", from_=chance.choice(sets), from_line=1,
                          to=chance.choice(sets), to_line=2, n=chance.randrange(1, 90)).identified()
        for i in range(count)
    ]  # fmt: skip
    return [*outcomes, *steps]


def as_store(graph: lineage.Lineage) -> ox.Store:
    """The same edges as triples."""
    names = {"adds": "adds", "variant_of": "variantOf", "followed_by": "followedBy"}
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(node_of(u), ox.NamedNode(TXO + names[data["type"]]), node_of(v), ox.DefaultGraph())
        for u, v, data in graph.edges(data=True)
        if data["type"] in names
    )
    return store


def node_of(regimen: str) -> ox.NamedNode:
    """A regimen's name."""
    return iri("regimen", slug(regimen))


def median_ms(ask: Callable[[str], object], asked: Sequence[str]) -> str:
    """Milliseconds: the median and the most."""
    taken = []
    for item in asked:
        started = time.perf_counter()
        ask(item)
        taken.append((time.perf_counter() - started) * 1000)
    return f"{statistics.median(taken):9.2f} {max(taken):9.2f}"


def rows(store: ox.Store, pattern: str) -> Callable[[str], object]:
    """A question as SPARQL: how many rows the pattern has."""

    def ask(regimen: str) -> int:
        answer = store.query(f"{_PREFIX} SELECT DISTINCT ?x {{ {pattern.replace('$R', str(node_of(regimen)))} }}")
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - a SELECT
        return len(list(answer))

    return ask


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    lexicon = load_lexicon()
    records = invented(count, lexicon)
    started = time.perf_counter()
    graph = lineage.weave(records, lexicon)
    print(f"{len(graph):,} regimens, {graph.number_of_edges():,} edges, woven in {time.perf_counter() - started:.1f} s")
    store = as_store(graph)
    asked = sorted(random.Random(1).sample(sorted(graph), ASKED), key=lambda n: (-len(n), n))  # noqa: S311
    goal = asked[0]
    questions: list[tuple[str, Callable[[str], object], str | None]] = [
        ("ancestors", lambda r: lineage.ancestors(graph, r), f"?x {_DESCENT}+ $R"),
        ("descendants", lambda r: lineage.descendants(graph, r), f"$R {_DESCENT}+ ?x"),
        ("common ancestors", lambda r: lineage.common_ancestors(graph, r, goal),
         f"?x {_DESCENT}* $R . ?x {_DESCENT}* {node_of(goal)}"),
        ("shortest path", lambda r: lineage.path(graph, r, goal), None),
        ("tried after", lambda r: lineage.tried_after(graph, r), "$R txo:followedBy ?x"),
        ("tried between", lambda r: lineage.tried_between(graph, r, goal),
         f"$R txo:followedBy ?x . ?x txo:followedBy {node_of(goal)}"),
        ("generations", lambda _: lineage.generations(graph), None),
        ("dead ends", lambda _: lineage.dead_ends(graph),
         "?b txo:followedBy ?x FILTER NOT EXISTS { ?x txo:followedBy ?a }"),
        ("most connected", lambda _: lineage.most_connected(graph), None),
        ("part by line", lambda _: lineage.part(graph, line=2), None),
        ("find by name", lambda r: lineage.find_regimen(graph, " with ".join(reversed(r.split("+"))), lexicon), None),
        ("told in words", lambda r: lineage.tell(graph, r), None),
    ]  # fmt: skip
    print(f"{'ms: median, most':20} {'networkx':>19} {'property path':>19}")
    for name, ask, pattern in questions:
        by_path = median_ms(rows(store, pattern), asked) if pattern else f"{'-':>9} {'-':>9}"
        print(f"{name:20} {median_ms(ask, asked)} {by_path}")


if __name__ == "__main__":
    main()
