"""Claims about `kg_builder.graph`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pyoxigraph as ox
import pytest

from kg_builder.evidence import (
    KINDS,
    AdverseEvent,
    Baseline,
    ClassOf,
    Dose,
    Effect,
    Evidence,
    Outcome,
    Place,
    Sequence,
    Study,
    Timeline,
)
from kg_builder.graph import CLASSES, ONTOLOGY_GRAPH, SHARED_GRAPH, dataset, instantiate
from kg_builder.iris import PREFIXES, arm_iri, curie, iri, record_iri, regimen_iri
from kg_builder.lexicon import Category, Lexicon, Name, NameKind, Term
from kg_builder.linking import Vocabulary
from kg_builder.ontology import ontology_triples
from tests.queries.test_queries import invented

TXO = PREFIXES["txo"]


def term(category: Category, key: str, label: str, *abbreviations: str) -> Term:
    """A term of an invented vocabulary."""
    names = (Name(label, NameKind.LABEL), *(Name(a, NameKind.ABBREVIATION) for a in abbreviations))
    return Term(iri=f"{TXO}{key}", key=key, label=label, category=category, names=names)


LEXICON = Lexicon(
    (
        term(Category.DRUG, "wonderib", "wonderib"),
        term(Category.PROCEDURE, "embo", "embolisation", "EMBO"),
        term(Category.TREATMENT_CLASS, "tki", "tyrosine kinase inhibitor", "TKI"),
        term(Category.ENDPOINT, "OS", "overall survival", "OS"),
        term(Category.UNIT, "month", "month"),
        term(Category.BIOMARKER, "NLR", "neutrophil-to-lymphocyte ratio", "NLR"),
        term(Category.BIOMARKER, "albumin", "albumin"),
        term(Category.TRIAL, "NOVEL-1", "NOVEL-1"),
        term(Category.STAGING_SYSTEM, "Hill", "Hill class"),
        term(Category.STAGING_LEVEL, "HillB", "Hill B"),
        term(Category.STAGING_LEVEL, "DaleB", "Dale B"),
    )
)
PLACE = Place(start=5, end=9, where="table 2", row="OS", column="A")


def outcome(**facts: object) -> Outcome:
    """An outcome of an invented paper."""
    given = {"doc": "x-2020", "span": PLACE, "rule": "invented", "endpoint": "OS", "statistic": "median", **facts}
    return Outcome(**given)  # type: ignore[arg-type]


def said(record: Evidence, *others: Evidence) -> set[tuple[str, str]]:
    """What the graph says of a record: local names of properties, and values."""
    node = record_iri(record.identified())
    return {
        (quad.predicate.value.partition("#")[2], getattr(quad.object, "value", "").removeprefix(TXO))
        for quad in instantiate([record, *others], LEXICON)
        if quad.subject == node and quad.predicate.value.startswith(TXO)
    }


@cache
def declared() -> frozenset[str]:
    """Every term that the ontology declares."""
    types = PREFIXES["rdf"] + "type"
    return frozenset(
        t.subject.value
        for t in ontology_triples()
        if t.predicate.value == types and isinstance(t.subject, ox.NamedNode)
    )


def test_every_kind_has_a_class() -> None:
    """No kind of record is left out of the graph."""
    assert set(CLASSES) == set(KINDS)


def test_every_term_used_is_declared() -> None:
    """Each class and property that the graph uses stands in the ontology, and each field's property as well."""
    data = list(instantiate(invented(), LEXICON))
    builtin = (PREFIXES["rdf"], PREFIXES["rdfs"])
    properties = {q.predicate.value for q in data if not q.predicate.value.startswith(builtin)}
    classes = {q.object.value for q in data if q.predicate == curie("rdf:type") and isinstance(q.object, ox.NamedNode)}
    invented_terms = {t.iri for t in LEXICON.terms}
    assert properties | classes <= declared() | invented_terms


def test_values_are_typed_as_reported() -> None:
    """Decimals, counts and words keep their types; intervals become two properties; absent limits none."""
    record = outcome(value=Decimal("17.30"), n=48, unit="month", ci=(Decimal("14.2"), None), at_months=Decimal(12))
    node = record_iri(record.identified())
    facts = {q.predicate.value: q.object for q in instantiate([record], LEXICON) if q.subject == node}
    assert facts[TXO + "value"] == ox.Literal("17.3", datatype=curie("xsd:decimal"))
    assert facts[TXO + "n"] == ox.Literal("48", datatype=curie("xsd:integer"))
    assert facts[TXO + "ciLow"] == ox.Literal("14.2", datatype=curie("xsd:decimal"))
    assert TXO + "ciHigh" not in facts
    assert facts[TXO + "atMonths"] == ox.Literal("12", datatype=curie("xsd:decimal"))
    assert facts[TXO + "unitName"] == ox.Literal("month")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (outcome(), {("endpoint", "OS"), ("endpointName", "OS")}),
        (outcome(endpoint="moonwalk"), {("endpointName", "moonwalk")}),
        (outcome(p="<0.001"), {("p", "<0.001"), ("pBelow", "0.001")}),
        (outcome(p=0.03), {("p", "0.03"), ("pValue", "0.03")}),
        (outcome(p="NS"), {("p", "NS")}),
        (
            Effect(doc="x", span=PLACE, rule="r", measure="HR", model="univariate", factor="baseline NLR (high)"),
            {("analysis", "univariate"), ("factorName", "baseline NLR (high)"), ("factor", "NLR")},
        ),
        (
            Effect(doc="x", span=PLACE, rule="r", measure="HR", factor="NLR and albumin"),
            {("factor", "NLR"), ("factor", "albumin")},
        ),
        (
            AdverseEvent(doc="x", span=PLACE, rule="r", event="rash", grade=">=3"),
            {("eventName", "rash"), ("minGrade", "3"), ("maxGrade", "5"), ("grade", ">=3")},
        ),
        (
            AdverseEvent(doc="x", span=PLACE, rule="r", event="rash", grade="3-4"),
            {("minGrade", "3"), ("maxGrade", "4")},
        ),
        (
            ClassOf(doc="x", span=PLACE, rule="r", drug="wonderib", class_="tki"),
            {("drug", "wonderib"), ("drugClass", "tki")},
        ),
        (
            Dose(doc="x", span=PLACE, rule="r", drug="newdrug", dose=Decimal(8), unit="mg"),
            {("drug", iri("agent", "newdrug").value), ("dose", "8"), ("unitName", "mg")},
        ),
        (
            Timeline(doc="x", span=PLACE, rule="r", date="2014-08", item="albumin"),
            {("date", "2014-08"), ("item", "albumin")},
        ),
        (
            Sequence(doc="x", span=PLACE, rule="r", from_=("tki",), to=("wonderib", "embo")),
            {("fromRegimen", regimen_iri(["tki"]).value), ("toRegimen", regimen_iri(["embo", "wonderib"]).value)},
        ),
        (
            Baseline(doc="x", span=PLACE, rule="r", characteristic="Hill class", level="B"),
            {("characteristic", "Hill"), ("level", "HillB"), ("levelName", "B")},
        ),
        (outcome(study="NOVEL-1 [3]"), {("study", "NOVEL-1")}),
        (outcome(study="UNHEARD-9 [3]"), {("study", iri("study", "UNHEARD-9").value)}),
        (outcome(study="Lee et al. [3]"), {("study", iri("study", "x-2020", "lee_et_al._%5B3%5D").value)}),
    ],
)
def test_fields_become_properties(record: Evidence, expected: set[tuple[str, str]]) -> None:
    """Each field is said in the graph: in words, and as a link where the vocabulary knows them."""
    assert expected <= said(record)


@pytest.mark.parametrize(
    ("record", "absent"),
    [
        (AdverseEvent(doc="x", span=PLACE, rule="r", event="rash", grade="any"), "minGrade"),
        (outcome(endpoint="moonwalk"), "endpoint"),
        (outcome(p="NS"), "pValue"),
        (outcome(vs="B"), "comparator"),
        (Baseline(doc="x", span=PLACE, rule="r", characteristic="Hill class", level="Z"), "level"),
        (Baseline(doc="x", span=PLACE, rule="r", characteristic="class", level="B"), "level"),
        (Effect(doc="x", span=PLACE, rule="r", measure="HR", factor="NLRX"), "factor"),
    ],
)
def test_nothing_is_guessed(record: Evidence, absent: str) -> None:
    """A grade without a number, an unknown name or an unknown arm gives no link and no number."""
    assert absent not in {name for name, _ in said(record)}


def test_a_comparator_is_an_arm_of_the_same_study() -> None:
    """`vs` links to the arm that the paper reports under that name."""
    one, other = outcome(arm="A", vs="B group"), outcome(arm="B", value=Decimal(1))
    assert ("comparator", arm_iri("x-2020", "this", "B").value) in said(one, other)


def test_an_arm_says_what_its_records_agree_on() -> None:
    """Size and regimen of an arm are those that most of its records have; subgroups do not count; a tie says nothing."""
    records = [
        outcome(arm="A", n=48, regimen=("wonderib",), line=1),
        outcome(arm="A", n=48, endpoint="PFS", regimen=("wonderib",), line=2),
        outcome(arm="A", n=11, endpoint="PFS", subgroup="old", regimen=("wonderib",)),
    ]
    arm = arm_iri("x-2020", "this", "A")
    facts = {q.predicate: q.object for q in instantiate(records, LEXICON) if q.subject == arm}
    assert facts[curie("txo:n")] == ox.Literal("48", datatype=curie("xsd:integer"))
    assert facts[curie("txo:regimen")] == regimen_iri(["wonderib"])
    assert curie("txo:line") not in facts


def test_regimens_are_shared_and_readable() -> None:
    """The same components are the same node in every paper, described once, outside of the papers' graphs."""
    one = outcome(regimen=("wonderib", "embo"))
    two = Outcome(doc="y", span=PLACE, rule="r", endpoint="OS", statistic="median", regimen=("embo", "wonderib"))
    node = regimen_iri(["embo", "wonderib"])
    about = [q for q in instantiate([one, two], LEXICON) if q.subject == node]
    assert {q.graph_name for q in about} == {SHARED_GRAPH}
    assert ox.Literal("EMBO + wonderib", language="en") in {q.object for q in about}
    assert len([q for q in about if q.predicate == curie("txo:hasComponent")]) == 2


def test_a_class_as_component_is_an_agent_not_named() -> None:
    """A class cannot be swallowed: the component is an unnamed member of it."""
    agent = iri("agent", "tki")
    kinds = {
        q.object
        for q in instantiate([outcome(regimen=("tki",))], LEXICON)
        if q.subject == agent and q.predicate == curie("rdf:type")
    }
    assert kinds == {curie("txo:UnspecifiedAgent"), ox.NamedNode(f"{TXO}tki")}


def test_every_record_has_its_sources() -> None:
    """All places, the first one as primary; characters and words, a quote when the record has one, rule and program."""
    record = outcome(also=(Place(start=70, end=75),), quote="OS 17").identified()
    quads = [q for q in instantiate([record], LEXICON) if "/provenance" in str(q.graph_name)]
    of_record = {(q.predicate, q.object) for q in quads if q.subject == record_iri(record)}
    first, second = iri("source", "x-2020", "5-9"), iri("source", "x-2020", "70-75")
    assert of_record == {
        (curie("prov:wasDerivedFrom"), first),
        (curie("prov:wasDerivedFrom"), second),
        (curie("prov:hadPrimarySource"), first),
        (curie("prov:wasGeneratedBy"), iri("extraction", "x-2020", "invented")),
    }
    exact = {q.subject.value: q.object for q in quads if q.predicate == curie("oa:exact")}  # type: ignore[union-attr]
    assert exact == {first.value + "/quote": ox.Literal("OS 17")}


def test_a_record_without_a_quote_has_no_quote_selector() -> None:
    """What ships has no sentences: only positions."""
    assert not [q for q in instantiate([outcome()], LEXICON) if q.object == curie("oa:TextQuoteSelector")]


def test_the_order_of_records_does_not_matter() -> None:
    """The same papers give the same quads in the same order."""
    records = invented()
    assert list(dataset(records, LEXICON)) == list(dataset(reversed(records), LEXICON))


def test_no_node_is_blank_and_no_graph_the_default() -> None:
    """Every node of the data has a name, and every triple a graph."""
    for quad in instantiate(invented(), LEXICON):
        assert isinstance(quad.graph_name, ox.NamedNode)
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_a_paper_has_three_graphs_and_the_ontology_its_own() -> None:
    """Assertion, provenance, publication info; shared things and the ontology apart."""
    graphs = {q.graph_name for q in dataset(invented(), LEXICON) if "/graph/beta" in str(q.graph_name)}
    parts = {iri("graph", "beta-2024", part) for part in ("assertion", "provenance", "info")}
    assert graphs == parts
    assert {ONTOLOGY_GRAPH, SHARED_GRAPH} <= {q.graph_name for q in dataset(invented(), LEXICON)}


def test_an_own_study_has_its_registry_id() -> None:
    """What a description says of a study's registration stands at the study."""
    record = Study(doc="x", span=PLACE, rule="r", study="this", registry="NCT09999999")
    about = {q.predicate: q.object for q in instantiate([record], LEXICON) if q.subject == iri("study", "x")}
    assert about[curie("txo:registry")] == ox.Literal("NCT09999999")


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("NLR", ["NLR"]),
        ("neutrophil-to-lymphocyte ratio", ["NLR"]),
        ("high NLR at week 3", ["NLR"]),
        ("albumin/NLR", ["albumin", "NLR"]),
        ("nlr", []),
        ("albuminuria", []),
        ("", []),
    ],
)
def test_terms_are_found_inside_words(words: str, keys: list[str]) -> None:
    """Factors name their markers somewhere inside; parts of words do not count, abbreviations keep their case."""
    assert [t.key for t in Vocabulary(LEXICON).terms("factor", words)] == keys
