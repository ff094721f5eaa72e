"""Claims about `kg_builder.provenance`: each rule is one node that says how far it can be trusted."""

from __future__ import annotations

import pytest

from kg_builder import calibration
from kg_builder.calibration import Measured
from kg_builder.graph import SHARED_GRAPH, instantiate
from kg_builder.iris import curie, iri, record_iri, rule_iri
from kg_builder.provenance import described_rule
from tests.test_graph import LEXICON, outcome


def said(rule: str) -> dict[str, str]:
    """What is said of a rule, by property."""
    return {name: str(value.value) for _, name, value in described_rule(rule)}


@pytest.fixture
def measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invented measurements."""
    known = {"table-x": Measured("table-x", 200, 196), "told-y": Measured("told-y", 10, 4)}
    monkeypatch.setattr(calibration, "measured", lambda: known)


@pytest.mark.usefixtures("measurements")
@pytest.mark.parametrize(
    ("rule", "confidence", "numbers"),
    [
        ("table-x", "high", ("200", "0.98", "0.95")),
        ("table-x-of-a-new-kind", "high", ("200", "0.98", "0.95")),
        ("told-y", "low", ("10", "0.4", "0.168")),
        ("unknown", "low", ("0", None, None)),
    ],
)
def test_a_rule_says_what_its_measurement_proves(rule: str, confidence: str, numbers: tuple[str | None, ...]) -> None:
    """Confidence, records compared, precision and what is proven of it; nothing invented for a rule never measured."""
    facts = said(rule)
    assert facts["txo:confidence"] == confidence
    names = ("txo:recordsCompared", "txo:measuredPrecision", "txo:provenPrecision")
    assert tuple(facts.get(name) for name in names) == numbers


@pytest.mark.usefixtures("measurements")
def test_a_borrowed_measurement_is_named() -> None:
    """A rule that has the measurement of another says whose."""
    assert said("table-x-of-a-new-kind")["rdfs:label"].endswith("measured as table-x")
    assert "measured as" not in said("table-x")["rdfs:label"]


def test_a_rule_is_one_node_for_all_statements() -> None:
    """Two statements of one rule share its node, which stands in the shared graph and is two steps away."""
    records = [outcome(), outcome(endpoint="PFS")]
    quads = list(instantiate(records, LEXICON))
    rule = rule_iri("invented")
    assert {q.graph_name for q in quads if q.subject == rule} == {SHARED_GRAPH}
    activities = {q.object for q in quads if q.predicate == curie("prov:wasGeneratedBy")}
    assert activities == {iri("extraction", "x-2020", "invented")}
    assert {q.object for q in quads if q.subject in activities and q.predicate == curie("txo:byRule")} == {rule}
    assert len([q for q in quads if q.subject == record_iri(records[0].identified()) and "confidence" in str(q)]) == 0
