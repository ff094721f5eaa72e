"""The runs of the program: papers to records, records to a graph on disk.

The only place that wires the floors together and touches the clock or the disk of a run. A file that cannot be used is a
fault of the run, not its end: the other files are still processed. Files are written beside their target and renamed
when they are whole.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from kg_builder.errors import DocumentError, KgBuilderError, RecordError
from kg_builder.evidence import Record, read_records, write_lines
from kg_builder.facts import Note
from kg_builder.lexicon import Lexicon
from kg_builder.resources import corpus_files

__all__ = ["Harvest", "Progress", "Summary", "extract", "records_of", "write_records"]

Progress = Callable[[str, int, int], None]  # what is done, how many are, of how many

_RECORDS = ".jsonl"
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
    """What one file yielded."""

    records: tuple[Record, ...] = ()
    notes: tuple[Note, ...] = ()
    documents: tuple[str, ...] = ()
    fault: KgBuilderError | None = None


def extract(
    paths: Sequence[Path], *, quotes: bool = True, jobs: int | None = None, progress: Progress | None = None
) -> Harvest:
    """The evidence records of papers: files and folders in any order give the same records in the same order."""
    records, papers, faults = _inputs(paths)
    faults += [DocumentError(f"{r}: evidence records, not a paper; kg-builder build takes them") for r in records]
    return _harvest(papers, (), faults, quotes=quotes, jobs=jobs, progress=progress)


def records_of(paths: Sequence[Path], *, jobs: int | None = None, progress: Progress | None = None) -> Harvest:
    """The records of papers and of record files; of those that ship when no path is given."""
    files, papers, faults = _inputs(paths) if paths else (list(corpus_files()), [], [])
    return _harvest(papers, files, faults, quotes=True, jobs=jobs, progress=progress)


def write_records(records: Iterable[Record], path: Path) -> None:
    """Write records as JSON lines; the file appears when it is whole.

    Raises:
        RecordError: the file cannot be written.
    """
    try:
        with _beside(path) as file, file.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(write_lines(records))
    except OSError as fault:
        raise RecordError(f"{path}: cannot be written: {fault.strerror or fault}") from fault


def _inputs(paths: Iterable[Path]) -> tuple[list[Path], list[Path], list[KgBuilderError]]:
    """Record files, papers, and what is wrong with the rest."""
    from kg_builder.readers import find_papers

    records: dict[Path, None] = {}
    searched: list[Path] = []
    for path in paths:
        here = sorted(path.rglob(f"*{_RECORDS}")) if path.is_dir() else [path] if path.suffix == _RECORDS else []
        records.update(dict.fromkeys(here))
        if not here or (path.is_dir() and any(f.is_file() and f not in records for f in path.rglob("*"))):
            searched.append(path)
    papers, faults = find_papers(searched)
    return list(records), papers, list(faults)


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
    files = [*sorted(set(papers), key=lambda p: (p.stem, str(p))), *sorted(set(record_files))]
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
    records = sorted((r for result in kept for r in result.records), key=lambda r: r.doc)
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
    return _Yield(records=records, documents=tuple(dict.fromkeys(r.doc for r in records)))


def _of_paper(file: Path) -> _Yield:
    from kg_builder.facts import extract as extract_facts
    from kg_builder.readers import read

    document = read(file)
    extraction = extract_facts(document, _vocabulary())
    return _Yield(records=extraction.records, notes=extraction.notes, documents=(document.id,))


@cache
def _vocabulary() -> Lexicon:
    from kg_builder.ontology import load_lexicon

    return load_lexicon()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A path beside `target` that takes its place when all went well and vanishes otherwise."""
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield path
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)
