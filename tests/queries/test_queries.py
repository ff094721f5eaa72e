"""Every question answers its golden rows, on the local store and on a SPARQL server, and says where each row stands.

A file `golden/<question>--<case>.tsv` has the settings in its first line, the names of the columns in the second, then the
rows; one without rows is a question that must find nothing. `{version}` is the version of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib

from kg_builder import remote, store
from kg_builder.evidence import Record, read_records
from kg_builder.export import FORMATS
from kg_builder.graph import dataset
from kg_builder.iris import PREFIXES
from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.questions import all_questions, find_question, values_of
from kg_builder.reasoning import infer
from kg_builder.resources import version
from kg_builder.sparql import Results, bind
from tests.conftest import Server

HERE = Path(__file__).parent
GOLDEN = sorted((HERE / "golden").glob("*.tsv"))


class Case(NamedTuple):
    """A question, how it is set, and what it must answer."""

    question: str
    settings: Mapping[str, str]
    header: str
    rows: list[str]


def read_case(file: Path) -> Case:
    """A golden file."""
    settings, header, *rows = file.read_text("utf-8").replace("{version}", version()).splitlines()
    pairs = (pair.partition("=") for pair in settings.removeprefix("# ").split("\t") if "=" in pair)
    return Case(file.stem.partition("--")[0], {name: value for name, _, value in pairs}, header, rows)


def invented() -> list[Record]:
    """The records of three invented papers."""
    return list(read_records(HERE / "records.jsonl"))


@cache
def lexicon() -> Lexicon:
    """The vocabulary that ships."""
    return load_lexicon()


@cache
def quads() -> tuple[ox.Quad, ...]:
    """The graph of the invented papers, with what follows from it."""
    reported = list(dataset(invented(), lexicon()))
    return (*reported, *infer(quad.triple for quad in reported).quads())


@cache
def local_store() -> ox.Store:
    """The graph in a store."""
    here = ox.Store()
    here.bulk_extend(quads())
    return here


@cache
def turtle_graph() -> rdflib.Graph:
    """The graph as a user of rdflib has it."""
    return rdflib.Graph().parse(data=FORMATS["turtle"].export(quads()), format="turtle")


def as_lines(answer: Results) -> tuple[str, list[str]]:
    """Header and rows, cells separated by tabs."""
    assert isinstance(answer, ox.QuerySolutions)
    header = "\t".join(v.value for v in answer.variables)
    return header, ["\t".join("" if cell is None else str(cell.value) for cell in row) for row in answer]


def test_every_question_has_golden_rows() -> None:
    """No question ships without a case, some cases must find nothing, and no case is of a question that is gone."""
    cases = [read_case(file) for file in GOLDEN]
    assert {case.question for case in cases} == set(all_questions())
    assert any(not case.rows for case in cases)


@pytest.mark.parametrize("file", GOLDEN, ids=lambda f: f.stem)
def test_questions_answer_their_golden_rows(file: Path) -> None:
    """The local store answers as written down."""
    case = read_case(file)
    question = find_question(case.question)
    answer = store.ask(local_store(), question.query, values_of(question, case.settings, lexicon()))
    assert as_lines(answer) == (case.header, case.rows)


def test_a_server_answers_the_same(sparql_server: Server) -> None:
    """A real SPARQL server, with the graph published into it, gives the same rows for every case."""
    remote.publish(sparql_server.update, quads())
    for file in GOLDEN:
        case = read_case(file)
        question = find_question(case.question)
        answer = remote.ask(sparql_server.query, question.query, values_of(question, case.settings, lexicon()))
        assert as_lines(answer) == (case.header, case.rows), file.name


@pytest.mark.parametrize("name", sorted(all_questions()))
def test_every_question_is_documented(name: str) -> None:
    """Title, what it answers, an example that can be run; every row says where it is printed; parameters are variables."""
    question = find_question(name)
    assert question.title
    assert question.answers.endswith(".")
    assert question.example.startswith(f"kg-builder query {name}")
    assert "?source" in question.query
    assert "?quote" in question.query
    settings = dict(word.split("=", 1) for word in question.example.split() if "=" in word)
    assert set(settings) <= {p.name for p in question.parameters}
    assert all(f"?{p.name}" in question.query for p in question.parameters)
    values_of(question, settings, lexicon())


@pytest.mark.parametrize("name", sorted(all_questions()))
def test_every_row_shows_its_source(name: str) -> None:
    """Whatever a question finds with its example or its golden settings, the source is never empty."""
    question = find_question(name)
    for case in (read_case(file) for file in GOLDEN if file.stem.partition("--")[0] == name):
        answer = store.ask(local_store(), question.query, values_of(question, case.settings, lexicon()))
        assert isinstance(answer, ox.QuerySolutions)
        assert all(row["source"] is not None for row in answer)


@pytest.mark.parametrize("name", sorted(all_questions()))
def test_rdflib_answers_the_same_from_the_turtle_file(name: str) -> None:
    """`graph.ttl` in the library that users import answers as the store does: nothing depends on one engine."""
    case = max((read_case(file) for file in GOLDEN if file.stem.partition("--")[0] == name), key=lambda c: len(c.rows))
    question = find_question(name)
    answer = turtle_graph().query(bind(question.query, values_of(question, case.settings, lexicon())))
    assert ["\t".join(str(row.get(v, "")) for v in answer.vars or ()) for row in answer.bindings] == case.rows


@pytest.mark.parametrize(
    ("name", "update", "found"),
    [
        (
            "value-without-place",
            "DELETE { ?p oa:end ?end } WHERE { ?p oa:start 260 ; oa:end ?end }",
            ["outcome: S group"],
        ),
        (
            "estimate-outside-interval",
            "DELETE { ?x txo:ciLow 14.2 } INSERT { ?x txo:ciLow 18.2 } WHERE { ?x txo:ciLow 14.2 }",
            ["outcome: LT group"],
        ),
        (
            "conflicting-values",
            "INSERT { <urn:x> a txo:OutcomeResult ; txo:paper ?p ; txo:arm ?a ; txo:endpointName ?e ; txo:value 99.5 ; "
            'txo:statistic "rate" ; txo:unitName "percent" ; txo:criteriaName "mRECIST" ; txo:line 2 ; '
            "prov:hadPrimarySource ?place } WHERE { ?x txo:value 79.2 ; txo:paper ?p ; txo:arm ?a ; txo:endpointName ?e ; "
            "prov:hadPrimarySource ?place }",
            ["LT"],
        ),
        (
            "response-above-control",
            "DELETE { ?x txo:value 79.2 } INSERT { ?x txo:value 20.0 } WHERE { ?x txo:value 79.2 }",
            ["LT"],
        ),
        (
            "disputed-recommendations",
            'INSERT { ?x txo:stance "does not recommend" } WHERE { ?x txo:stance "controversial" }',
            ["TACE", "TACE"],
        ),
        (
            "control-elsewhere",
            'INSERT { ?x txo:regimen ?r } WHERE { ?x txo:value "700"^^xsd:decimal . ?a rdfs:label "S"@en ; txo:regimen ?r }',
            ["regorafenib"],
        ),
    ],
)
def test_questions_that_should_find_nothing_find_faults(name: str, update: str, found: list[str]) -> None:
    """An empty answer means that nothing is wrong: where something is, the question finds it."""
    store_of_one = ox.Store()
    store_of_one.bulk_extend(ox.Quad(*quad.triple) for quad in quads())
    store_of_one.update(update, prefixes=dict(PREFIXES))
    answer = store.ask(store_of_one, find_question(name).query, {})
    _, rows = as_lines(answer)
    assert [row.split("\t")[0].partition(",")[0] for row in rows] == found
