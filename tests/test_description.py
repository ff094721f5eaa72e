"""The description of a dataset says what is in it."""

from __future__ import annotations

from functools import cache

import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from kg_builder.description import DATASET, describe
from kg_builder.graph import dataset
from kg_builder.iris import PREFIXES, TXO
from tests.queries.test_queries import invented, lexicon

SET = rdflib.URIRef(DATASET.value)


@cache
def described() -> tuple[rdflib.Graph, set[object]]:
    """The description of the invented papers' graph, and the triples of that graph."""
    quads = list(dataset(invented(), lexicon()))
    return rdflib.Graph().parse(data=describe(quads), format="turtle"), {q.triple for q in quads}


def test_it_says_what_the_dataset_is() -> None:
    """Title, licence and maker, for catalogues that read DCAT and for tools that read VoID."""
    graph, _ = described()
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(SET, RDF.type))
    assert {DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator} <= set(graph.predicates(SET))


def test_its_figures_are_those_of_the_graph() -> None:
    """Triples and papers are counted, each triple once."""
    graph, triples = described()
    assert graph.value(SET, VOID.triples) == rdflib.Literal(len(triples))
    assert graph.value(SET, VOID.documents) == rdflib.Literal(len({r.doc for r in invented()}))


def test_classes_and_properties_are_counted() -> None:
    """A reader sees from the description alone which questions the graph can answer."""
    graph, _ = described()
    papers = [
        p for p in graph.objects(SET, VOID.classPartition) if (p, VOID["class"], rdflib.URIRef(f"{TXO}Paper")) in graph
    ]
    assert [graph.value(p, VOID.entities) for p in papers] == [rdflib.Literal(len({r.doc for r in invented()}))]
    values = {graph.value(p, VOID.property) for p in graph.objects(SET, VOID.propertyPartition)}
    assert rdflib.URIRef(f"{TXO}value") in values


def test_links_to_other_vocabularies_are_counted() -> None:
    """Each vocabulary and kind of match is a link set of the dataset."""
    graph, _ = described()
    titles = {str(graph.value(s, DCTERMS.title)) for s in graph.objects(SET, VOID.subset)}
    predicates = {str(graph.value(s, VOID.linkPredicate)) for s in graph.objects(SET, VOID.subset)}
    assert {"links to ncit", "links to mondo", "links to chebi"} <= titles
    assert PREFIXES["skos"] + "exactMatch" in predicates


def test_examples_exist() -> None:
    """An example resource is one that the graph describes."""
    graph, triples = described()
    subjects = {getattr(getattr(t, "subject", None), "value", None) for t in triples}
    examples = {str(e) for e in graph.objects(SET, VOID.exampleResource)}
    assert examples and examples <= subjects


def test_the_same_graph_is_described_in_the_same_words() -> None:
    """No clock, no chance."""
    quads = list(dataset(invented(), lexicon()))
    assert describe(quads) == describe(quads[::-1])


def test_an_empty_graph_is_described() -> None:
    """Nothing in, zeros out."""
    graph = rdflib.Graph().parse(data=describe([]), format="turtle")
    assert graph.value(SET, VOID.triples) == rdflib.Literal(0)
