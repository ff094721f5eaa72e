"""Runs: order does not matter, faults are kept apart, nothing is half-written."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg_builder import pipeline
from kg_builder.errors import StoreError
from kg_builder.export import trig

FILES = ("graph.trig", "graph.ttl", "inferred.ttl", "records.jsonl", "void.ttl")


@pytest.fixture
def papers(tmp_path: Path, data: Path) -> list[Path]:
    """Six papers of our own: more than are read in one process."""
    made = []
    for number in range(3):
        for kind, ending in (("text", "txt"), ("jats", "nxml")):
            made.append(tmp_path / "papers" / f"{kind}-{number}.{ending}")
            made[-1].parent.mkdir(exist_ok=True)
            shutil.copy(data / f"invented-{kind}.{ending}", made[-1])
    return made


def faults_of(harvest: pipeline.Harvest) -> list[str]:
    """The messages of a run's faults."""
    return [str(fault) for fault in harvest.faults]


def test_the_order_of_papers_does_not_matter(papers: list[Path], data: Path, tmp_path: Path) -> None:
    """The same papers in any order, in one process or several, give byte-identical files."""
    sources = [*papers, data / "invented-records.jsonl"]
    pipeline.build(sources, tmp_path / "one", jobs=1)
    pipeline.build(sources[::-1], tmp_path / "two", jobs=2)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_folder_gives_what_its_files_give(
    papers: list[Path], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder stands for the papers in it, whatever else it holds; a paper named in several ways counts once."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(data / "invented-records.jsonl", papers[0].parent)
    by_name, _ = pipeline.extract(papers, jobs=1)
    by_folder, _ = pipeline.extract([papers[0].parent, papers[0], papers[0].relative_to(tmp_path)], jobs=1)
    assert by_folder == by_name
    assert by_folder.faults == ()


def test_records_can_be_built_again(papers: list[Path], tmp_path: Path) -> None:
    """The graph of extracted records is the graph of the papers."""
    pipeline.build(papers, tmp_path / "papers-graph", jobs=1)
    pipeline.build([tmp_path / "papers-graph" / "records.jsonl"], tmp_path / "records-graph", jobs=1)
    for name in FILES:
        assert (tmp_path / "papers-graph" / name).read_bytes() == (tmp_path / "records-graph" / name).read_bytes()


def test_quotes_are_left_out_on_demand(data: Path) -> None:
    """What the repository ships has places, no sentences."""
    harvest, _ = pipeline.extract([data / "invented-text.txt"], quotes=False)
    assert harvest.records
    assert {r.quote for r in harvest.records} == {None}


def test_every_quote_is_the_text_of_its_span(papers: list[Path]) -> None:
    """A record shows the very characters that it points at."""
    from kg_builder.readers import read

    documents = {p.stem: read(p) for p in papers}
    harvest, _ = pipeline.extract(papers, jobs=1)
    assert harvest.records
    for record in harvest.records:
        assert record.quote == documents[record.doc].text[record.span.start : record.span.end]


Spoil = Callable[[Path], Path]


def _file(name: str, content: bytes) -> Spoil:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


RECORD = {"kind": "dose", "doc": "x", "span": {"start": 0, "end": 1}, "rule": "r", "drug": "d", "dose": 1, "unit": "mg"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "nowhere.txt", r"nowhere\.txt: cannot be read \(no such file"),
        (_file("empty.txt", b""), r"empty\.txt: the file is empty"),
        (_file("junk.txt", bytes(range(256)) * 20), r"junk\.txt: binary data, not a paper"),
        (_file("broken.nxml", b"<article><body>\n<p>half"), r"broken\.nxml:2:\d+: broken XML"),
        (
            _file("thief.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<article>&x;</article>'),
            r"thief\.xml:1:\d+: the file declares XML entities",
        ),
        (
            _file("bomb.xml", b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<article>&b;</article>'),
            r"bomb\.xml:1:\d+: the file declares XML entities",
        ),
        (_file("prose.jsonl", b"\nnot a record\n"), r"prose\.jsonl:2: JSON is malformed"),
        (_file("latin.jsonl", b'{"kind": "\xe9"}\n'), r"latin\.jsonl:1: "),
        (
            _file("lacking.jsonl", json.dumps({k: v for k, v in RECORD.items() if k != "unit"}).encode()),
            r"lacking\.jsonl:1: .*missing required field `unit`",
        ),
        (_file("unknown.jsonl", json.dumps({**RECORD, "kind": "song"}).encode()), r"unknown\.jsonl:1: .*song"),
        (_file("none.jsonl", b"\n\n"), r"none\.jsonl: no records in it"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_used(make: Spoil, message: str, data: Path, tmp_path: Path) -> None:
    """Each fault names its file and place; the graph of the good files is built."""
    bad = make(tmp_path)
    harvest, summary = pipeline.build([bad, data / "invented-records.jsonl"], tmp_path / "graph")
    assert len(harvest.faults) == 1
    _assert_matches(message, faults_of(harvest))
    assert summary is not None
    assert harvest.documents == ("invented-2026",)
    assert (tmp_path / "graph" / "store").is_dir()


def _assert_matches(message: str, faults: list[str]) -> None:
    assert any(re.search(message, fault) for fault in faults), faults


def test_a_folder_without_papers_is_named(tmp_path: Path) -> None:
    """An empty folder is a fault of the input, and nothing is written."""
    (tmp_path / "empty").mkdir()
    harvest, summary = pipeline.build([tmp_path / "empty"], tmp_path / "graph")
    _assert_matches("empty: no papers in this folder", faults_of(harvest))
    assert summary is None
    assert not (tmp_path / "graph").exists()


def test_a_folder_of_records_is_taken(data: Path, tmp_path: Path) -> None:
    """Records need not be named one by one."""
    (tmp_path / "corpus").mkdir()
    shutil.copy(data / "invented-records.jsonl", tmp_path / "corpus")
    harvest, _ = pipeline.build([tmp_path / "corpus"], tmp_path / "graph")
    assert (harvest.documents, harvest.faults) == (("invented-2026",), ())


def test_records_are_no_papers(data: Path) -> None:
    """Extracting from a record file is a mistake, said so."""
    harvest, _ = pipeline.extract([data / "invented-records.jsonl"])
    _assert_matches("evidence records, not a paper", faults_of(harvest))


def test_two_files_about_one_document_are_named(papers: list[Path], tmp_path: Path) -> None:
    """The same document id twice is a fault that names both files; the first by name is used."""
    twin = tmp_path / "twin" / "text-0.txt"
    twin.parent.mkdir()
    shutil.copy(papers[0], twin)
    harvest, _ = pipeline.extract([twin, papers[0]])
    _assert_matches(r"twin/text-0\.txt: document 'text-0' is already that of .*papers/text-0\.txt", faults_of(harvest))
    assert harvest.documents == ("text-0",)


def test_a_failure_of_the_program_in_one_paper_does_not_stop_the_others(
    papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody thought of is reported with its place, and the other papers are still read."""
    from kg_builder import readers

    read = readers.read

    def stumbling(path: Path) -> object:
        if path.stem == "text-1":
            raise ZeroDivisionError("on purpose")
        return read(path)

    monkeypatch.setattr(readers, "read", stumbling)
    harvest, _ = pipeline.extract(papers, jobs=1)
    _assert_matches(r"text-1\.txt: the program failed on it \(ZeroDivisionError at test_pipeline", faults_of(harvest))
    assert len(harvest.documents) == len(papers) - 1


def test_an_earlier_graph_stays_whole_when_writing_fails(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure in the middle leaves every file of the earlier graph, and no trace of the new one."""
    out = tmp_path / "graph"
    pipeline.build([data / "invented-records.jsonl"], out)
    before = {f.name: f.read_bytes() for f in out.iterdir() if f.is_file()}

    def full(_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(trig, "TRIG", replace(trig.TRIG, export=full))
    with pytest.raises(StoreError, match=r"graph: the graph cannot be written: No space left"):
        pipeline.build([data / "invented-text.txt"], out)
    assert {f.name: f.read_bytes() for f in out.iterdir() if f.is_file()} == before
    assert sorted(f.name for f in out.iterdir()) == sorted([*FILES, "store"])


def test_other_files_in_the_folder_are_left_alone(data: Path, tmp_path: Path) -> None:
    """Building into a folder that holds more than the graph removes nothing of it."""
    (tmp_path / "thesis.tex").write_text("years of work")
    pipeline.build([data / "invented-records.jsonl"], tmp_path)
    pipeline.build([data / "invented-records.jsonl"], tmp_path)
    assert (tmp_path / "thesis.tex").read_text() == "years of work"
    assert sorted(f.name for f in tmp_path.iterdir()) == sorted([*FILES, "store", "thesis.tex"])


def test_a_place_that_cannot_be_written_is_named(data: Path, tmp_path: Path) -> None:
    """A file where the folder should be is a fault in words, for graphs and for records."""
    (tmp_path / "graph").write_text("a file")
    with pytest.raises(StoreError, match="graph: the graph cannot be written"):
        pipeline.build([data / "invented-records.jsonl"], tmp_path / "graph")
    with pytest.raises(StoreError, match=r"records\.jsonl: cannot be written"):
        pipeline.write_file(b"", tmp_path / "graph" / "records.jsonl")


def test_the_shipped_records_are_what_the_papers_give(shared_papers: Path) -> None:
    """Extracting the five papers again gives `corpus/`, record by record."""
    from kg_builder.resources import corpus_files

    shipped = {f.stem: f.read_bytes() for f in corpus_files()}
    assert shipped
    papers = [shared_papers / f"{name}.txt" for name in shipped]
    harvest, _ = pipeline.extract(papers, quotes=False, jobs=os.cpu_count())
    for name, content in shipped.items():
        assert pipeline.as_lines(r for r in harvest.records if r.doc == name) == content, f"make corpus: {name}"
