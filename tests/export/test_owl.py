"""The OWL file opens where ontologies are edited and reasoned on, and holds what belongs there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import owlready2
import pytest
import rdflib
from rdflib.namespace import OWL as OWL_NS
from rdflib.namespace import RDF

from kg_builder.export.owl import OWL
from kg_builder.graph import dataset
from kg_builder.iris import KG, TXO
from tests.queries.test_queries import invented, lexicon


@cache
def written() -> bytes:
    """The ontology that ships, with the regimens of the invented papers."""
    return OWL.export(dataset(invented(), lexicon()))


@pytest.fixture
def loaded(tmp_path: Path) -> owlready2.Ontology:
    """The file as owlready2 has it."""
    file = tmp_path / "txo.owl"
    file.write_bytes(written())
    return owlready2.World().get_ontology(file.as_uri()).load()


def test_owlready2_loads_it(loaded: owlready2.Ontology) -> None:
    """Classes, properties, drugs and regimens are there as what they are."""
    classes = {c.name for c in loaded.classes()}
    individuals = {i.iri for i in loaded.individuals()}
    assert loaded.base_iri == TXO
    assert {"Regimen", "TyrosineKinaseInhibitor", "OutcomeResult"} <= classes
    assert {"hasComponent", "arm"} <= {p.name for p in loaded.object_properties()}
    assert {"value", "ciLow"} <= {p.name for p in loaded.data_properties()}
    assert {TXO + "sorafenib", f"{KG}regimen/lenvatinib+tace"} <= individuals


def test_a_regimen_has_its_components(loaded: owlready2.Ontology) -> None:
    """A reasoner finds the composition that the regimen classes are defined by."""
    regimen = loaded.world[f"{KG}regimen/lenvatinib+tace"]
    assert {c.iri for c in regimen.hasComponent} == {TXO + "lenvatinib", TXO + "tace"}


def test_a_class_as_component_is_said_in_logic() -> None:
    """Reasoners elsewhere need `hasComponent some Radiotherapy`; a class as an individual tells them nothing."""
    graph = rdflib.Graph().parse(data=written(), format="xml")
    regimen, radiotherapy = rdflib.URIRef(TXO + "regimen-cross"), rdflib.URIRef(TXO + "Radiotherapy")
    assert (regimen, rdflib.URIRef(TXO + "hasComponent"), radiotherapy) not in graph
    fillers = {graph.value(kind, OWL_NS.someValuesFrom) for kind in graph.objects(regimen, RDF.type)}
    assert radiotherapy in fillers


def test_what_papers_report_is_left_out() -> None:
    """No result, source or arm: ontology and composition only."""
    graph = rdflib.Graph().parse(data=written(), format="xml")
    subjects = {str(s) for s in graph.subjects() if isinstance(s, rdflib.URIRef)}
    ours = {s.removeprefix(KG).partition("/")[0] for s in subjects if s.startswith(KG)}
    assert ours <= {"regimen", "agent"}
    assert len(list(graph.subjects(RDF.type, OWL_NS.Ontology))) == 1


def test_it_links_to_other_vocabularies() -> None:
    """The mappings are part of the ontology as others see it."""
    assert b"http://purl.obolibrary.org/obo/NCIT_C61948" in written()


def test_an_empty_graph_gives_an_empty_file() -> None:
    """Nothing in, valid RDF/XML out."""
    assert len(rdflib.Graph().parse(data=OWL.export([]), format="xml")) == 0
