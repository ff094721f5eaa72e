"""The runs of the program: papers to records, records to a graph on disk.

The only place that wires the floors together and touches the clock or the disk of a run. A file that cannot be used is a
fault of the run, not its end: the other files are still processed. Files are written beside their target and renamed
when they are whole.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg_builder.errors import DocumentError, KgBuilderError, RecordError, StoreError
from kg_builder.evidence import Record, decode, read_records, write_lines
from kg_builder.facts import Note
from kg_builder.lexicon import Lexicon
from kg_builder.resources import corpus_files

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg_builder.questions import Question
    from kg_builder.sparql import Results

__all__ = [
    "INFERRED",
    "Harvest",
    "Progress",
    "Summary",
    "as_lines",
    "ask",
    "build",
    "extract",
    "summary",
    "write_file",
]

Progress = Callable[[str, int, int], None]  # what is done, how many are, of how many

_RECORDS = ".jsonl"
INFERRED = "inferred.ttl"
_FEW = 4  # papers that are not worth starting processes for


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What papers and record files yielded: records by document, and what went wrong."""

    documents: tuple[str, ...]
    records: tuple[Record, ...]
    notes: tuple[Note, ...]
    faults: tuple[KgBuilderError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A run in figures."""

    papers: int
    records: Mapping[str, int]  # by kind
    notes: Mapping[str, int]  # by reason
    seconds: float
    regimens: int | None = None  # None where no graph was built
    triples: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Yield:
    """What one file yielded; records as JSON lines, which mean the same in every process."""

    lines: bytes = b""
    notes: tuple[Note, ...] = ()
    documents: tuple[str, ...] = ()
    fault: KgBuilderError | None = None


def extract(
    paths: Sequence[Path], *, quotes: bool = True, jobs: int | None = None, progress: Progress | None = None
) -> tuple[Harvest, Summary]:
    """The evidence records of papers: files and folders in any order give the same records in the same order."""
    started = time.perf_counter()
    records, papers, faults = _inputs(paths)
    named = [r for r in records if r in paths]
    faults += [DocumentError(f"{r}: evidence records, not a paper; kg-builder build takes them") for r in named]
    harvest = _harvest(papers, (), faults, quotes=quotes, jobs=jobs, progress=progress)
    return harvest, summary(harvest, time.perf_counter() - started)


def as_lines(records: Iterable[Record]) -> bytes:
    """Records as JSON lines."""
    return "".join(write_lines(records)).encode("utf-8")


def write_file(content: bytes, path: Path) -> None:
    """Write a file that appears when it is whole.

    Raises:
        StoreError: the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as fault:
        raise StoreError(f"{path}: cannot be written: {fault.strerror or fault}") from fault
    finally:
        with suppress(OSError):
            beside.unlink()


def build(
    paths: Sequence[Path], out: Path, *, jobs: int | None = None, progress: Progress | None = None
) -> tuple[Harvest, Summary | None]:
    """Make the graph of papers and record files (of the records that ship when no path is given) in the folder `out`.

    Files of an earlier graph are replaced when the new ones are whole, other files are left alone. There is no summary,
    and nothing is written, when no document could be used.

    Raises:
        StoreError: the graph cannot be written there, or no path is given and no records ship.
    """
    from kg_builder.graph import dataset
    from kg_builder.reasoning import infer

    started = time.perf_counter()
    files, papers, faults = _inputs(paths) if paths else (list(corpus_files()), [], [])
    harvest = _harvest(papers, files, faults, quotes=True, jobs=jobs, progress=progress)
    if not harvest.documents and not harvest.faults:
        raise StoreError("no records ship with this installation; name papers or record files to build from")
    if not harvest.documents:
        return harvest, None
    quads = list(dataset(harvest.records, _vocabulary()))
    try:
        with _replacing(out) as folder:
            _write_graph(folder, harvest.records, quads, infer(q.triple for q in quads).quads())
    except OSError as fault:
        raise StoreError(f"{out}: the graph cannot be written: {fault.strerror or fault}") from fault
    return harvest, summary(harvest, time.perf_counter() - started, quads)


def summary(harvest: Harvest, seconds: float, quads: Iterable[ox.Quad] | None = None) -> Summary:
    """A run in figures; with quads, also those of the graph."""
    from kg_builder.iris import curie

    counted = Summary(
        papers=len(harvest.documents),
        records=Counter(r.kind for r in harvest.records),
        notes=Counter(n.reason for n in harvest.notes),
        seconds=seconds,
    )
    if quads is None:
        return counted
    triples = {q.triple for q in quads}
    regimens = sum(1 for t in triples if (t.predicate, t.object) == (curie("rdf:type"), curie("txo:Regimen")))
    return replace(counted, regimens=regimens, triples=len(triples))


def ask(
    question: str, settings: Mapping[str, str], *, graph: Path, endpoint: str | None = None, timeout: int = 30
) -> Results:
    """The answer to a named question, a query file or the text of a query, from the graph in a folder or an endpoint.

    Raises:
        QueryError: there is no such question or parameter, or the query is malformed.
        StoreError: there is no graph in the folder.
        EndpointError: the endpoint is down, slow, refuses, or answers nonsense.
    """
    from kg_builder import remote, store
    from kg_builder.questions import values_of

    asked = _question(question, settings)
    values = values_of(asked, settings, _vocabulary() if asked.parameters else Lexicon(()))
    if endpoint is not None:
        return remote.ask(endpoint, asked.query, values, where=asked.name, timeout=timeout)
    return store.ask(store.open_store(graph), asked.query, values, where=asked.name)


def _question(text: str, settings: Mapping[str, str]) -> Question:
    """A named question; or a user's own query, where any variable can be set to a text."""
    from kg_builder.questions import Parameter, Question, find_question, read_question
    from kg_builder.sparql import variables

    if "{" in text:
        own = Question(name="query", title="", answers="", parameters=(), example="", query=text)
    elif text.endswith(".rq"):
        own = replace(read_question(Path(text)), name=text)
    else:
        return find_question(text)
    free = sorted((variables(own.query) & set(settings)) - {p.name for p in own.parameters})
    plain = tuple(Parameter(name=name, type="text", text="a text") for name in free)
    return replace(own, parameters=own.parameters + plain)


def _write_graph(
    folder: Path, records: Iterable[Record], quads: Sequence[ox.Quad], inferred: Sequence[ox.Quad]
) -> None:
    """All files of a graph: what papers report; apart from it what follows; in the store both."""
    from kg_builder.description import describe
    from kg_builder.export.trig import TRIG
    from kg_builder.export.turtle import TURTLE
    from kg_builder.store import STORE, fill

    (folder / "records.jsonl").write_bytes(as_lines(records))
    for exporter in (TURTLE, TRIG):
        (folder / f"graph{exporter.ending}").write_bytes(exporter.export(quads))
    (folder / INFERRED).write_bytes(TURTLE.export(inferred))
    (folder / "void.ttl").write_bytes(describe(quads))
    fill(folder / STORE, [*quads, *inferred])


def _inputs(paths: Iterable[Path]) -> tuple[list[Path], list[Path], list[KgBuilderError]]:
    """Record files (named, or directly in a folder), papers, and what is wrong with the rest."""
    from kg_builder.readers import find_papers

    records: dict[Path, None] = {}
    searched: list[Path] = []
    for path in paths:
        here = sorted(path.glob(f"*{_RECORDS}")) if path.is_dir() else [path] if path.suffix == _RECORDS else []
        records.update(dict.fromkeys(here))
        if not here or (path.is_dir() and any(f.suffix != _RECORDS for f in path.iterdir())):
            searched.append(path)
    papers, faults = find_papers(searched)
    return _each_once(records), _each_once(papers), list(faults)


def _each_once(files: Iterable[Path]) -> list[Path]:
    """Files in the order of their names, each once however it is called."""
    ordered = sorted(files, key=lambda f: (f.stem, str(f)))
    return list({file.resolve(): file for file in reversed(ordered)}.values())[::-1]


def _harvest(
    papers: Sequence[Path],
    record_files: Sequence[Path],
    faults: Sequence[KgBuilderError],
    *,
    quotes: bool,
    jobs: int | None,
    progress: Progress | None,
) -> Harvest:
    """Read and extract everything; of two files about the same document the second is a fault."""
    files = [*papers, *record_files]
    yields = _run_all(files, jobs, progress)
    found = list(faults)
    home: dict[str, Path] = {}
    kept: list[_Yield] = []
    for file, result in zip(files, yields, strict=True):
        known = next((d for d in result.documents if d in home), None)
        if result.fault is not None:
            found.append(result.fault)
        elif known is not None:
            found.append(DocumentError(f"{file}: document {known!r} is already that of {home[known]}; rename one"))
        else:
            home |= dict.fromkeys(result.documents, file)
            kept.append(result)
    records = sorted((decode(x) for result in kept for x in result.lines.splitlines()), key=lambda r: r.doc)
    return Harvest(
        documents=tuple(sorted(home)),
        records=tuple(records if quotes else map(_without_quote, records)),
        notes=tuple(sorted((n for result in kept for n in result.notes), key=lambda n: n.doc)),
        faults=tuple(found),
    )


def _without_quote(record: Record) -> Record:
    return msgspec.structs.replace(record, quote=None)


def _run_all(files: Sequence[Path], jobs: int | None, progress: Progress | None) -> list[_Yield]:
    """Every file's yield, in the order of the files, from as many processes as are worth it."""
    workers = min(jobs or os.cpu_count() or 1, len(files))
    if workers <= 1 or len(files) <= _FEW:
        return _watched(map(_run_one, files), files, progress)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return _watched(pool.map(_run_one, files), files, progress)


def _watched(yields: Iterator[_Yield], files: Sequence[Path], progress: Progress | None) -> list[_Yield]:
    done: list[_Yield] = []
    for file, result in zip(files, yields, strict=True):
        done.append(result)
        if progress is not None:
            progress(file.name, len(done), len(files))
    return done


def _run_one(file: Path) -> _Yield:
    """One file's records; a fault in it, even one of the program's own, does not stop the others."""
    try:
        return _of_records(file) if file.suffix == _RECORDS else _of_paper(file)
    except KgBuilderError as fault:
        return _Yield(fault=fault)
    except Exception as fault:  # noqa: BLE001 - reported as a fault of the run, with its place
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        words = f"{file}: the program failed on it ({type(fault).__name__} at {where}: {fault}); please report this"
        return _Yield(fault=DocumentError(words))


def _of_records(file: Path) -> _Yield:
    records = tuple(r if r.id else r.identified() for r in read_records(file))
    if not records:
        raise RecordError(f"{file}: no records in it")
    return _Yield(lines=as_lines(records), documents=tuple(dict.fromkeys(r.doc for r in records)))


def _of_paper(file: Path) -> _Yield:
    from kg_builder.facts import extract as extract_facts
    from kg_builder.readers import read

    document = read(file)
    extraction = extract_facts(document, _vocabulary())
    return _Yield(lines=as_lines(extraction.records), notes=extraction.notes, documents=(document.id,))


@cache
def _vocabulary() -> Lexicon:
    """The vocabulary, set apart from the search for garbage: it stays till the program ends."""
    from kg_builder.ontology import load_lexicon

    lexicon = load_lexicon()
    gc.freeze()
    return lexicon


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A new folder whose content moves into `out` when all went well and vanishes otherwise."""
    is_new = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
    try:
        yield folder
        _move_in(folder, out)
        is_new = False
    finally:
        shutil.rmtree(folder)
        if is_new:
            out.rmdir()


def _move_in(folder: Path, out: Path) -> None:
    """Move everything in `folder` to `out`, in place of what has the same name; all of it or nothing."""
    items = sorted(folder.iterdir())
    aside = folder / "aside"
    aside.mkdir()
    with ExitStack() as undo:
        for item in items:
            target, old = out / item.name, aside / item.name
            if target.exists():
                target.rename(old)
                undo.callback(old.rename, target)
            item.rename(target)
            undo.callback(target.rename, item)
        undo.pop_all()
