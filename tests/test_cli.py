"""The program as its users run it: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.cli import main
from kg_builder.export import FORMATS
from kg_builder.questions import all_questions
from kg_builder.resources import corpus_files, query_files
from tests.conftest import DATA, Run, Server, free_port

COMMANDS = ("text", "extract", "build", "query", "reason", "validate", "export", "publish")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built graph of the invented records, to be read only."""
    folder = tmp_path_factory.mktemp("built") / "graph"
    with pytest.raises(SystemExit, match="0"):
        main(["build", str(DATA / "invented-records.jsonl"), "-o", str(folder)])
    return folder


def installed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in a process of its own."""
    program = Path(sys.executable).parent / "kg-builder"
    env = {**os.environ, **environment}
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False, env=env, encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    """`--help` is quick because no library of graphs, papers or numbers is imported for it."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kg_builder.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in run.stderr.splitlines()}
    assert "typer" in imported
    assert not imported & {"rdflib", "pyoxigraph", "lxml", "networkx", "owlready2", "matplotlib", "SPARQLWrapper"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(run: Run, command: str) -> None:
    """The help of each command ends with a line to copy."""
    ending = run(command, "--help")
    assert ending.status == 0
    assert re.search(rf"Examples?:\s+kg-builder {command}", " ".join(ending.out.split()))


def test_the_version_is_printed(run: Run) -> None:
    """`--version` prints name and version."""
    assert re.fullmatch(r"kg-builder \d+\.\d+\.\d+\n", run("--version").out)


def test_text_is_printed_as_spans_count_it(run: Run, data: Path) -> None:
    """The text is that of the document, to the character."""
    from kg_builder.readers import read

    for name in ("invented-text.txt", "invented-jats.nxml"):
        assert run("text", data / name) == (0, read(data / name).text, "")


def test_the_output_does_not_depend_on_the_locale(data: Path) -> None:
    """A terminal that knows no Unicode gets UTF-8 all the same, and no traceback."""
    plain = installed("text", str(data / "invented-text.txt"), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert plain.returncode == 0
    assert "6.1–8.7" in plain.stdout


def test_records_are_printed_or_written(run: Run, data: Path, tmp_path: Path) -> None:
    """Records go to standard output or to the file named, the summary to standard error."""
    printed = run("extract", data / "invented-text.txt")
    written = run("extract", data / "invented-text.txt", "-o", tmp_path / "deep" / "records.jsonl")
    assert (printed.status, written.status, written.out) == (0, 0, "")
    assert (tmp_path / "deep" / "records.jsonl").read_text("utf-8") == printed.out
    assert {json.loads(line)["doc"] for line in printed.out.splitlines()} == {"invented-text"}
    assert re.search(r"papers 1 .*records [1-9]", printed.err)


def test_build_says_what_it_made(run: Run, data: Path, tmp_path: Path) -> None:
    """The summary has papers, records by kind, regimens, triples and seconds."""
    ending = run("build", data / "invented-records.jsonl", "-o", tmp_path / "graph")
    assert ending.status == 0
    assert re.search(r"papers 1 records 17 6 outcome, 1 .* regimens 3 triples [\d,]+ seconds \d", ending.err)


def test_build_needs_no_paper(run: Run, tmp_path: Path) -> None:
    """Without a path the graph is made of the records that ship."""
    assert run("build", "-o", tmp_path / "graph").status == 0
    assert (tmp_path / "graph" / "graph.ttl").stat().st_size > 0


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_exported(run: Run, graph: Path, tmp_path: Path, name: str) -> None:
    """What is printed is what is written, and the help names the format."""
    printed = run("export", "--format", name, "--graph", graph)
    written = run("export", "--format", name, "--graph", graph, "-o", tmp_path / "file")
    assert (printed.status, written.status) == (0, 0)
    assert printed.out == (tmp_path / "file").read_text("utf-8")
    assert name in run("export", "--help").out


def test_a_named_question_is_answered_with_its_source(run: Run, graph: Path) -> None:
    """The table shows the answer and the place where it is printed."""
    ending = run("query", "after-failure", "--set", "regimen=lenvatinib", "--graph", graph)
    assert ending.status == 0
    assert re.search(r"regorafenib .* 12 .* invented-2026, text, characters 430-440", ending.out)
    assert ending.err == "1 row"


@pytest.mark.parametrize("question", [f.stem for f in query_files()])
def test_every_question_is_listed(run: Run, question: str) -> None:
    """`query --list` shows every question that ships."""
    assert re.search(rf"^{question}\s+\w", run("query", "--list").out, re.MULTILINE)


def test_a_query_is_taken_from_a_file_or_the_command_line(run: Run, graph: Path, tmp_path: Path) -> None:
    """Own queries may use the project's prefixes undeclared, and their variables can be set."""
    query = "SELECT ?n { ?x a txo:TreatmentSequence ; txo:n ?n ; txo:reason ?reason }"
    (tmp_path / "mine.rq").write_text(query)
    for own in (query, tmp_path / "mine.rq"):
        ending = run("query", own, "--set", "reason=progression", "--graph", graph, "--format", "csv")
        assert (ending.status, ending.out) == (0, "n\r\n12\r\n")
        assert run("query", own, "--set", "reason=toxicity", "--graph", graph).err == "0 rows"


def test_reasoning_is_explained_in_words(run: Run, data: Path, tmp_path: Path) -> None:
    """`reason` counts the regimens of each class and writes them apart; with a regimen it gives the grounds."""
    folder = tmp_path / "graph"
    assert run("build", data / "invented-records.jsonl", "-o", folder).status == 0
    before = (folder / "inferred.ttl").read_bytes()
    ending = run("reason", "--reasoner", "python", "-g", folder)
    assert ending.status == 0
    assert "TKI-containing regimen" in ending.out
    assert "by the reasoner of kg-builder (OWL 2 EL)" in ending.err
    assert (folder / "inferred.ttl").read_bytes() == before
    told = run("reason", "lenvatinib", "-g", folder).out
    assert "is a TKI-containing regimen (a regimen that has a tyrosine kinase inhibitor among its components)" in told
    assert "because lenvatinib is a VEGFR tyrosine kinase inhibitor, hence a tyrosine kinase inhibitor" in told
    query = "ASK { ?r a txo:TkiContainingRegimen }"
    assert run("query", query, "-g", folder).out == "yes\n"


def test_answers_have_forms(run: Run, graph: Path) -> None:
    """Rows as CSV and JSON, triples as Turtle and JSON-LD, a truth value as yes and JSON."""
    select, ask = "SELECT ?x { ?x a txo:Arm } ORDER BY ?x", "ASK { ?x a txo:Arm }"
    make = "CONSTRUCT { ?x a txo:Arm } WHERE { ?x a txo:Arm }"
    rows = list(csv.DictReader(io.StringIO(run("query", select, "-g", graph, "-f", "csv").out)))
    bindings = json.loads(run("query", select, "-g", graph, "-f", "json").out)["results"]["bindings"]
    turtle = run("query", make, "-g", graph, "-f", "ttl").out
    assert [row["x"] for row in rows] == [binding["x"]["value"] for binding in bindings]
    assert len(rows) == len(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))) == 2
    assert len(json.loads(run("query", make, "-g", graph, "-f", "json").out)) == 2
    assert run("query", make, "-g", graph).out.splitlines()[0].split() == ["subject", "predicate", "object"]
    assert (run("query", ask, "-g", graph).out, json.loads(run("query", ask, "-g", graph, "-f", "json").out)) == (
        "yes\n",
        {"head": {}, "boolean": True},
    )


def test_a_server_answers_as_the_store_does(run: Run, data: Path, tmp_path: Path, sparql_server: Server) -> None:
    """Published to a real server, every question's example has the same rows there as here."""
    folder = tmp_path / "graph"
    assert run("build", data / "invented-records.jsonl", *corpus_files(), "-o", folder).status == 0
    published = run("publish", "--endpoint", sparql_server.update, "--graph", folder)
    assert (published.status, published.out) == (0, "")
    assert re.search(r"[\d,]+ triples published", published.err)
    answered = 0
    for question in all_questions().values():
        asked = [*shlex.split(question.example)[1:], "--format", "csv"]
        here, there = run(*asked, "--graph", folder), run(*asked, "--endpoint", sparql_server.query)
        assert (here.status, there.status) == (0, 0), there.err
        assert sorted(there.out.splitlines()) == sorted(here.out.splitlines()), question.name
        answered += len(here.out.splitlines()) > 1
    assert answered


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["text", "nowhere.txt"], r"nowhere\.txt: cannot be read"),
        (["extract", "nowhere.txt"], r"nowhere\.txt: cannot be read"),
        (["extract", "empty.txt"], r"empty\.txt: the file is empty"),
        (["extract", "no-papers"], "no-papers: no papers in this folder"),
        (["extract", "junk.txt"], r"junk\.txt: binary data, not a paper"),
        (["extract", "broken.xml"], r"broken\.xml:\d+:\d+: broken XML"),
        (["extract", "thief.xml"], r"thief\.xml:1:\d+: the file declares XML entities"),
        (["extract", "bomb.xml"], r"bomb\.xml:\d:\d+: the file declares XML entities"),
        (["build", "prose.jsonl"], r"prose\.jsonl:1: JSON is malformed"),
        (["build", "lacking.jsonl"], r"lacking\.jsonl:1: .*missing required field"),
        (["export", "--format", "turtle"], "build: no graph here; make it with: kg-builder build"),
        (["publish", "--endpoint", "http://127.0.0.1:9/"], "build: no graph here"),
        (["query", "papers"], "build: no graph here"),
        (["query", "after-failur"], "no question is called 'after-failur'; there are: after-failure"),
        (["query", "papers", "--set", "colour=red"], "papers: no parameter is called 'colour'"),
        (["query", "after-failure"], "after-failure: set regimen"),
        (
            ["query", "after-failure", "--set", "regimen=lenvatinob"],
            "'lenvatinob' is not known; did you mean lenvatinib",
        ),
        (["query", "SELECT ?s { ?s ?p }", "-g", "GRAPH"], "query: not a SPARQL query: 1:20"),
        (["query", "bad.rq", "-g", "GRAPH"], r"bad\.rq: not a SPARQL query: 2:"),
        (["query", "nowhere.rq"], r"nowhere\.rq: No such file"),
        (["query", "SELECT ?s { ?s ?p ?o }", "--set", "x=1", "-g", "GRAPH"], "no parameter is called 'x'"),
        (["query", "SELECT * { ?s ?p ?o }", "-g", "GRAPH", "-f", "ttl"], "rows, which have no form 'ttl'"),
        (["query", "CONSTRUCT WHERE { ?s ?p ?o }", "-g", "GRAPH", "-f", "csv"], "triples, which have no form 'csv'"),
        (["query", "papers", "--endpoint", "http://127.0.0.1:DOWN/"], "cannot be reached"),
        (["query", "papers", "--endpoint", "localhost"], "begins with http"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_fault_is_told_in_words(
    run: Run, graph: Path, arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad input ends with status 1 and one message that names file and place; nothing is printed or written."""
    spoil(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    places = {"GRAPH": str(graph), "http://127.0.0.1:DOWN/": f"http://127.0.0.1:{free_port()}/"}
    ending = run(*(places.get(argument, argument) for argument in arguments))
    assert (ending.status, ending.out) == (1, "")
    assert re.search(message, ending.err), ending.err
    assert "Traceback" not in ending.err
    assert sorted(tmp_path.rglob("*")) == before


def spoil(folder: Path) -> None:
    """Fill a folder with everything that can be wrong."""
    (folder / "no-papers").mkdir()
    for name, content in {
        "empty.txt": b"",
        "junk.txt": bytes(range(256)) * 20,
        "broken.xml": b"<article><body>",
        "thief.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>',
        "bomb.xml": b'<!DOCTYPE a [<!ENTITY a "aa">\n<!ENTITY b "&a;&a;&a;">]><article>&b;</article>',
        "prose.jsonl": b"this is no record\n",
        "lacking.jsonl": b'{"kind": "dose", "doc": "x"}\n',
        "bad.rq": b"SELECT *\nWHERE { ?s ?p",
    }.items():
        (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["text"],
        ["extract"],
        ["extract", "--fast", "x.txt"],
        ["export"],
        ["export", "--format", "papyrus"],
        ["query"],
        ["query", "papers", "--set", "novalue"],
        ["query", "papers", "--format", "papyrus"],
        ["query", "papers", "--timeout", "soon"],
        ["publish"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_status_2(run: Run, arguments: list[str]) -> None:
    """Misuse of the command line is told from bad input."""
    ending = run(*arguments)
    assert (ending.status, ending.out) == (2, "")
    assert "Usage: kg-builder" in ending.err


def test_good_files_are_used_beside_bad_ones(run: Run, data: Path, tmp_path: Path) -> None:
    """The good paper's records are printed, the bad one is named, the status says that something was wrong."""
    spoil(tmp_path)
    ending = run("extract", tmp_path / "broken.xml", data / "invented-text.txt", tmp_path / "empty.txt")
    assert ending.status == 1
    assert {json.loads(line)["doc"] for line in ending.out.splitlines()} == {"invented-text"}
    assert re.search(r"broken\.xml", ending.err)
    assert re.search(r"empty\.txt", ending.err)


def test_every_shared_paper_is_read(run: Run, shared_papers: Path, tmp_path: Path) -> None:
    """All papers at hand run without a fault, and every record's quote is the text of its span."""
    from kg_builder.readers import find_papers, read

    ending = run("extract", shared_papers, "-o", tmp_path / "records.jsonl")
    assert (ending.status, "error" in ending.err) == (0, False)
    texts = {paper.stem: read(paper).text for paper in find_papers([shared_papers])[0]}
    records = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text("utf-8").splitlines()]
    assert {r["doc"] for r in records} == set(texts)
    odd = [r["id"] for r in records if r["quote"] != texts[r["doc"]][r["span"]["start"] : r["span"]["end"]]]
    assert odd == []
