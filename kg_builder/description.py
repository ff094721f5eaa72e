"""What the dataset is, for catalogues and for programs that decide whether to load it: VoID and DCAT."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg_builder.graph import ONTOLOGY_GRAPH
from kg_builder.iris import KG, PREFIXES, TXO, curie, literal
from kg_builder.mappings import MAPPINGS_GRAPH
from kg_builder.resources import version

__all__ = ["DATASET", "describe"]

DATASET = ox.NamedNode(KG + "dataset")
_PREFIXES: Mapping[str, str] = {
    **{name: PREFIXES[name] for name in ("dcterms", "rdf", "rdfs", "skos", "txo", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "kg": KG,
    "void": "http://rdfs.org/ns/void#",
    **{part: f"{KG}dataset/{part}/" for part in ("class", "file", "links", "property")},
}
_FILES: Mapping[str, tuple[str, str]] = {
    "graph.ttl": ("text/turtle", "all graphs as one, in Turtle"),
    "graph.trig": ("application/trig", "the named graphs of every paper, in TriG"),
}
_VOCABULARIES = ("txo", "prov", "oa", "skos", "dcterms", "np")
_LICENCE = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")

Object = ox.NamedNode | ox.Literal


def describe(quads: Sequence[ox.Quad]) -> bytes:
    """The description of a dataset, in Turtle, sorted."""
    triples = {quad.triple for quad in quads}
    found = {*_itself(), *_figures(triples), *_partitions(triples), *_links(quads), *_distributions()}
    ordered = sorted(found, key=lambda t: (t.subject != DATASET, str(t)))
    return ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=dict(_PREFIXES)) or b""


def _node(name: str) -> ox.NamedNode:
    prefix, _, rest = name.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + rest) if prefix in _PREFIXES else curie(name)


def _part(*names: str) -> ox.NamedNode:
    return ox.NamedNode("/".join((DATASET.value, *names)))


def _say(subject: ox.NamedNode, **said: Object | Sequence[Object]) -> Iterator[ox.Triple]:
    """Triples about a thing; `void_triples=…` is `void:triples`."""
    for name, values in said.items():
        predicate = _node(name.replace("_", ":", 1))
        for value in (values,) if isinstance(values, ox.NamedNode | ox.Literal) else values:
            yield ox.Triple(subject, predicate, value)


def _english(words: str) -> ox.Literal:
    return ox.Literal(words, language="en")


def _itself() -> Iterator[ox.Triple]:
    yield from _say(
        DATASET,
        rdf_type=(_node("void:Dataset"), _node("dcat:Dataset")),
        dcterms_title=_english("Knowledge graph of cancer treatment, from clinical papers"),
        dcterms_description=_english(
            "Regimens, arms, outcomes, effects, adverse events, prognostic factors and recommendations as papers report "
            "them, every value with the place where it is printed."
        ),
        dcterms_license=_LICENCE,
        dcterms_creator=_english("kg-builder contributors"),
        dcterms_language=ox.Literal("en"),
        dcterms_conformsTo=ONTOLOGY_GRAPH,
        dcat_version=ox.Literal(version()),
        dcat_keyword=[
            _english(word) for word in ("cancer treatment", "clinical evidence", "knowledge graph", "regimens")
        ],
        void_uriSpace=ox.Literal(KG),
        void_vocabulary=[ox.NamedNode(PREFIXES[name]) for name in _VOCABULARIES],
        void_feature=[ox.NamedNode(f"http://www.w3.org/ns/formats/{name}") for name in ("Turtle", "TriG")],
    )


def _figures(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """How large it is, and a thing of each main kind to begin with."""
    triples = list(triples)
    papers, examples = 0, []
    for name in ("OutcomeResult", "Paper", "Regimen"):
        found = [t.subject for t in triples if (t.predicate, t.object) == (curie("rdf:type"), _node(f"txo:{name}"))]
        papers = len(found) if name == "Paper" else papers
        examples += sorted((node for node in found if isinstance(node, ox.NamedNode)), key=str)[:1]
    ours = {t.subject for t in triples if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith((KG, TXO))}
    yield from _say(
        DATASET,
        void_triples=literal(len(triples)),
        void_entities=literal(len(ours)),
        void_distinctSubjects=literal(len({t.subject for t in triples})),
        void_properties=literal(len({t.predicate for t in triples})),
        void_documents=literal(papers),
        void_exampleResource=examples,
    )


def _partitions(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """How many things of each class and how many triples of each property of the ontology there are."""
    triples = list(triples)
    typed = (t.object for t in triples if t.predicate == curie("rdf:type"))
    classes = Counter(c for c in typed if isinstance(c, ox.NamedNode) and c.value.startswith(TXO))
    properties = Counter(t.predicate for t in triples if t.predicate.value.startswith(TXO))
    for node, count in classes.items():
        part = _part("class", node.value.removeprefix(TXO))
        yield ox.Triple(DATASET, _node("void:classPartition"), part)
        yield from _say(part, void_class=node, void_entities=literal(count))
    for node, count in properties.items():
        part = _part("property", node.value.removeprefix(TXO))
        yield ox.Triple(DATASET, _node("void:propertyPartition"), part)
        yield from _say(part, void_property=node, void_triples=literal(count))


def _links(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """The links to other vocabularies, one set for each and for each kind of match."""
    linked = [q for q in quads if q.graph_name == MAPPINGS_GRAPH and isinstance(q.object, ox.NamedNode)]
    counts = Counter((_vocabulary(q.object), q.predicate) for q in linked)
    for (target, predicate), count in counts.items():
        part = _part("links", target, predicate.value.rpartition("#")[2])
        yield ox.Triple(DATASET, _node("void:subset"), part)
        yield from _say(
            part,
            rdf_type=_node("void:Linkset"),
            dcterms_title=_english(f"links to {target}"),
            void_linkPredicate=predicate,
            void_subjectsTarget=DATASET,
            void_triples=literal(count),
        )


def _vocabulary(node: object) -> str:
    """The name of the vocabulary that an identifier belongs to.

    >>> [_vocabulary(ox.NamedNode(iri)) for iri in ("http://purl.obolibrary.org/obo/NCIT_C3099", "https://loinc.org/1-2")]
    ['ncit', 'loinc.org']
    """
    iri = node.value if isinstance(node, ox.NamedNode) else ""
    last = iri.rpartition("/")[2]
    return last.partition("_")[0].lower() if "_" in last else iri.split("/")[2]


def _distributions() -> Iterator[ox.Triple]:
    """The files beside the description."""
    for name, (media, words) in _FILES.items():
        part = _part("file", name)
        yield ox.Triple(DATASET, _node("dcat:distribution"), part)
        yield ox.Triple(DATASET, _node("void:dataDump"), part)
        yield from _say(
            part,
            rdf_type=_node("dcat:Distribution"),
            dcterms_title=_english(f"{name}: {words}"),
            dcterms_license=_LICENCE,
            dcat_mediaType=ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media}"),
        )
