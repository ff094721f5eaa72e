"""How long reasoning takes: on the records that ship, and on many invented regimens, by our own reasoner and by HermiT.

    python benchmarks/reasoning.py [REGIMENS]

The regimens are invented: one to five components of the vocabulary; the same in every run. Both reasoners must agree.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg_builder.evidence import Evidence, Outcome, Place, read_records
from kg_builder.graph import dataset
from kg_builder.lexicon import Category, Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.reasoning import Reasoner, hermit, infer
from kg_builder.resources import corpus_files
from kg_builder.validation import CHECKS


def invented(count: int, lexicon: Lexicon) -> list[Evidence]:
    """An outcome of each of so many regimens."""
    chance = random.Random(20261121)  # noqa: S311 - repeatable, not secret
    keys = sorted(t.key for t in lexicon.of(Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS))
    regimens: dict[tuple[str, ...], None] = {}
    while len(regimens) < count:
        regimens[tuple(sorted(chance.sample(keys, chance.randint(1, 5))))] = None
    return [
        Outcome(
            doc=f"invented-{number // 100}",
            span=Place(start=number, end=number + 1),
            rule="invented",
            regimen=regimen,
            endpoint="ORR",
            statistic="rate",
            value=Decimal(number % 100),
            unit="percent",
        )
        for number, regimen in enumerate(regimens)
    ]


def measure(name: str, records: Sequence[Evidence], lexicon: Lexicon) -> list[ox.Triple]:
    """Reason by all means there are."""
    triples = [quad.triple for quad in dataset(records, lexicon)]
    reasoners = [Reasoner.PYTHON, Reasoner.HERMIT] if hermit.java() else [Reasoner.PYTHON]
    found = []
    for reasoner in reasoners:
        started = time.perf_counter()
        inference = infer(triples, reasoner)
        seconds = time.perf_counter() - started
        found.append(inference.inferred)
        print(
            f"{name}: {inference.regimens:,} regimens, {len(inference.inferred):,} conclusions, {seconds:.1f} s, {reasoner}"
        )
    assert all(conclusions == found[0] for conclusions in found), "the reasoners disagree"  # noqa: S101 - the claim
    return triples


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    lexicon = load_lexicon()
    shipped = [record for file in corpus_files() for record in read_records(file)]
    triples = measure("shipped records", shipped, lexicon)
    measure("invented", invented(count, lexicon), lexicon)
    for name, check in CHECKS.items():
        started = time.perf_counter()
        findings = list(check(triples))
        print(
            f"validate {name}: {len(triples):,} triples, {len(findings):,} findings, {time.perf_counter() - started:.1f} s"
        )


if __name__ == "__main__":
    main()
