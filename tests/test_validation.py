"""Validation: the graph that ships is sound, and every seeded fault is found and named.

A file of `data/faults/` changes a sound graph by a SPARQL update so that it must fail; its first line says which check
finds that and in which words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder import assess
from kg_builder.cli import main
from kg_builder.errors import StoreError, VocabularyError
from kg_builder.evidence import Record, read_records
from kg_builder.graph import dataset
from kg_builder.iris import PREFIXES, TXO, curie
from kg_builder.ontology import load_lexicon, ontology_triples
from kg_builder.pipeline import build
from kg_builder.reasoning import infer
from kg_builder.resources import corpus_files, folder, quality_files, shapes_file
from kg_builder.validation import CHECKS, Finding, Severity, checks, failed, read_graph, validate
from kg_builder.validation.mapped import check_mappings
from kg_builder.validation.quality import check_quality
from tests.conftest import DATA, ROOT

CLASS = curie("owl:Class")
FAULTS = sorted((DATA / "faults").glob("*.ru"))


def invented() -> list[Record]:
    """The records of three invented papers."""
    return list(read_records(ROOT / "tests" / "queries" / "records.jsonl"))


def graph_of(records: Sequence[Record]) -> tuple[ox.Triple, ...]:
    """The graph of records and what follows from it, with those terms of the vocabulary only that it uses."""
    quads = list(dataset(records, load_lexicon()))
    triples = [*(q.triple for q in quads), *(q.triple for q in infer(q.triple for q in quads).quads())]
    classes = {t.subject for t in triples if t.object == CLASS}
    noted = (t.subject for t in triples if t.predicate == curie("skos:notation") and t.subject not in classes)
    terms = {node for node in noted if isinstance(node, ox.NamedNode) and node.value.startswith(TXO)}
    front = {t.object for t in triples if t.subject not in terms and "/kg/inference/" not in str(t.subject)}
    used = {term for term in terms if term in front}
    for _ in range(3):
        front = {t.object for t in triples if t.subject in used}
        used |= {term for term in terms if term in front}
    idle = terms - used
    return tuple(t for t in dict.fromkeys(triples) if idle.isdisjoint(t) and not _is_about(t.subject, idle))


def _is_about(node: object, idle: set[ox.NamedNode]) -> bool:
    """Whether a node annotates an inference on one of these."""
    return any(f"/kg/inference/{term.value.removeprefix(TXO)}/" in str(node) for term in idle)


@cache
def sound() -> tuple[ox.Triple, ...]:
    """A graph without faults."""
    return graph_of(invented())


def spoiled(file: Path) -> list[ox.Triple]:
    """The sound graph with a fault."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in sound())
    store.update(file.read_text("utf-8"))
    return [quad.triple for quad in store]


@pytest.mark.parametrize("check", CHECKS)
def test_a_sound_graph_passes(check: str) -> None:
    """No check finds an error in a graph without faults."""
    assert [f for f in CHECKS[check](sound()) if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("file", FAULTS, ids=lambda f: f.stem)
def test_every_seeded_fault_is_found_and_named(file: Path) -> None:
    """The check that the file names fails, in the words that the file gives, and says where."""
    check, _, words = file.read_text("utf-8").partition("\n")[0].removeprefix("# ").partition(": ")
    findings = list(CHECKS[check](spoiled(file)))
    said = [f for f in findings if words in f"{f.rule}: {f.message}"]
    assert said, findings[:5]
    assert failed(said)
    assert all(f.subject for f in said)


def test_every_check_has_faults() -> None:
    """Each check has several graphs that must fail."""
    seeded = [file.read_text("utf-8").removeprefix("# ").partition(":")[0] for file in FAULTS]
    assert {check: seeded.count(check) >= 3 for check in CHECKS} == dict.fromkeys(CHECKS, True)


@cache
def of_the_shipped_ontology() -> tuple[Finding, ...]:
    """What is wrong with the ontology that ships."""
    triples = ontology_triples()
    return tuple(f for check in ("profile", "quality", "consistency") for f in CHECKS[check](triples))


def test_the_ontology_that_ships_is_clean() -> None:
    """Nothing outside the profile, no error and no warning of quality, no contradiction."""
    assert of_the_shipped_ontology() == ()


def test_the_graph_that_ships_passes(tmp_path: Path) -> None:
    """The graph of the shipped records (of the invented ones where none ship) has no error."""
    build(list(corpus_files()) or [ROOT / "tests" / "queries" / "records.jsonl"], tmp_path / "graph", jobs=1)
    assert [f for f in assess.validate([], graph=tmp_path / "graph") if f.severity is Severity.ERROR] == []


def shape_messages() -> Iterator[tuple[str, str]]:
    """Every shape with a class and every message."""
    for quad in ox.parse(path=shapes_file(), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value.endswith(("#targetClass", "#message")):
            yield quad.predicate.value.rpartition("#")[2], str(quad.object)


def test_every_class_of_the_graph_has_a_shape() -> None:
    """Every node of the graph has a class for which there is a shape."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*t) for t in sound())
    query = """
        SELECT ?x ?above WHERE { ?x a/rdfs:subClassOf* ?above FILTER(STRSTARTS(STR(?x), "https://w3id.org/txo/kg/")) }"""
    above: dict[str, set[str]] = {}
    rows = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        above.setdefault(str(row["x"]), set()).add(str(row["above"]))
    shaped = {value for kind, value in shape_messages() if kind == "targetClass"}
    assert [node for node, classes in above.items() if not classes & shaped] == []


def test_messages_are_sentences() -> None:
    """A message says what is wrong in words, without the vocabulary of SHACL."""
    messages = [value for kind, value in shape_messages() if kind == "message"]
    assert len(messages) > 80
    assert [m for m in messages if len(m) < 30 or "sh:" in m or "Count" in m] == []


def test_records_without_quotes_are_warned_of() -> None:
    """The repository ships places without sentences: that is a warning, no error."""
    bare = [t for t in sound() if t.predicate != curie("oa:exact") and t.object != curie("oa:TextQuoteSelector")]
    findings = [f for f in CHECKS["shape"](bare) if "has its quote" in f.message]
    assert findings
    assert {f.severity for f in findings} == {Severity.WARNING}


def test_an_interval_may_be_open() -> None:
    """A limit that was not reached is said to be open, which is no fault."""
    record = '{"kind":"outcome","doc":"x","span":{"start":0,"end":9},"rule":"r","arm":"A","endpoint":"OS"'
    record += ',"statistic":"median","value":12.5,"unit":"month","ci":[9.1,null]}'
    from kg_builder.evidence import decode

    triples = graph_of([decode(record)])
    assert any(t.predicate == curie("txo:openEnd") for t in triples)
    assert [f for f in CHECKS["shape"](triples) if f.severity is Severity.ERROR] == []


def written(file: Path, triples: Sequence[ox.Triple]) -> Path:
    """A graph as a file."""
    file.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    return file


def test_the_command_fails_and_names_the_fault(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`validate FILE` ends with status 1 and names check, rule, words and place; JSON has the same."""
    file = written(tmp_path / "faulty.ttl", spoiled(DATA / "faults" / "statement-without-source.ru"))
    with pytest.raises(SystemExit) as ending:
        main(["validate", str(file)])
    told = capfd.readouterr()
    assert ending.value.code == 1
    assert "error: shape prov:wasDerivedFrom: a statement has no source: say at least one place" in told.out
    assert "\n    outcome:" in told.out
    assert "checked: shapes, OWL 2 EL profile, ontology quality, consistency, mappings" in told.err
    with pytest.raises(SystemExit):
        main(["validate", str(file), "--format", "json"])
    finding = json.loads(capfd.readouterr().out)[0]
    assert set(finding) == {"check", "rule", "severity", "subject", "message", "value"}


def test_a_graph_without_the_ontology_is_checked_with_it() -> None:
    """Data alone are checked against the ontology that ships."""
    torn = [ox.Triple(ox.NamedNode(TXO + "lenvatinib"), curie("rdf:type"), curie("txo:Resection"))]
    assert any(f.check == "consistency" for f in validate(torn))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, "cannot be read: No such file"),
        ("broken.ttl", "<urn:a> <urn:b>", r"broken\.ttl:1:\d+: not Turtle"),
        ("graph.docx", "x", "not a graph by its ending"),
    ],
)
def test_a_file_that_is_no_graph_is_named(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    """Missing, broken, of another kind: the message names file and place."""
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(StoreError, match=message):
        read_graph(tmp_path / name)


def test_the_mappings_that_ship_pass() -> None:
    """No row of the mappings breaks the gate."""
    assert list(check_mappings()) == []


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("NCIT:C61948", "NCIT:61948", "has not the form of a NCIT identifier"),
        ("NCIT:C61948", "MEDDRA:10049010", "we have no leave to ship identifiers of MEDDRA"),
        ("txo:sorafenib\tsorafenib", "txo:sorafenib\tlenvatinib", "the ontology calls txo:sorafenib 'sorafenib'"),
        ("txo:sorafenib\t", "txo:sorafenip\t", "txo:sorafenip is not in the ontology"),
    ],
)
def test_a_wrong_mapping_fails_validation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, becomes: str, words: str
) -> None:
    """A row that breaks the gate is an error of `validate`, with its line."""
    shipped = (folder("ontology") / "mappings.sssom.tsv").read_text("utf-8")
    file = tmp_path / "wrong.sssom.tsv"
    file.write_text(shipped.replace(was, becomes).replace("#  UCUM:", "#  MEDDRA: urn:meddra#\n#  UCUM:"))
    monkeypatch.setattr(checks, "CHECKS", {})
    monkeypatch.setattr(checks, "check_mappings", lambda: check_mappings(file))
    findings = validate(sound())
    assert failed(findings)
    assert all(f.subject.startswith("wrong.sssom.tsv:") for f in findings)
    assert any(words in f.message for f in findings), findings


@pytest.mark.parametrize("file", quality_files(), ids=lambda f: f.stem)
def test_quality_questions_are_documented(file: Path) -> None:
    """Each says what is wrong, how bad it is, and which published checks it follows."""
    list(check_quality([], [file]))
    assert "\n# after: " in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?term {}", "begin with"),
        ("# x\n#\n# severity: error\n# after: y\nSELECT", "not SPARQL"),
        ("# x\n#\n# severity: error\n# after: y\nASK {}", "SELECT \\?term"),
    ],
)
def test_a_broken_quality_question_is_named(tmp_path: Path, text: str, message: str) -> None:
    """A question that cannot be used is a fault of the ontology's folder."""
    file = tmp_path / "broken.rq"
    file.write_text(text)
    with pytest.raises(VocabularyError, match=rf"broken\.rq.*{message}"):
        list(check_quality([], [file]))
