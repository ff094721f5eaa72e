"""How fast papers become records, and that memory does not grow with their number.

    python -m benchmarks.extraction [PAPERS...]

PAPERS are files or folders; without any, an invented trial is repeated. One core, everything in one run, so that the
shares can be compared on any machine: parsing the XML alone is the floor under reading, reading the one under extraction.
Times are processor time. A machine's other work only adds to it, at other papers in each round; so the time of a paper is the
least of several rounds, and what counts is the sum of these. The fastest whole round stands beside it. The interpreter counts,
too: CPython as distributions build it, with profile-guided optimisation, needs a tenth less time than one compiled without it.
"""

from __future__ import annotations

import gc
import platform
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from kg_builder.evidence import encode
from kg_builder.facts import extract
from kg_builder.ontology import load_lexicon
from kg_builder.readers import find_papers, read

__all__ = ["main"]

INVENTED = Path(__file__).parents[1] / "tests" / "data" / "invented-jats.nxml"
TARGET = 20.0  # full-text papers per second and core
ROUNDS = 5
MANY = 1000  # documents for the look at memory


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    papers, faults = find_papers([Path(a) for a in arguments]) if arguments else ([INVENTED] * 30, [])
    for fault in faults:
        sys.exit(str(fault))
    started = time.process_time()
    lexicon = load_lexicon()
    gc.freeze()  # as the pipeline does
    print(
        f"python          {platform.python_implementation()} {platform.python_version()}, {platform.python_compiler()}"
    )
    print(f"vocabulary      {time.process_time() - started:8.2f} s, once")
    xml = [paper for paper in papers if paper.suffix.lower() in {".xml", ".nxml"}]
    characters = sum(len(read(paper).text) for paper in papers)
    records = sum(len(extract(read(paper), lexicon).records) for paper in papers)
    parsed = measured(xml, etree.parse)
    seen = measured(papers, read)
    whole = measured(papers, lambda paper: [encode(r) for r in extract(read(paper), lexicon).records])
    count = len(papers)
    print(f"papers          {count:8,}   {records:,} records, {characters / count:,.0f} characters each")
    for name, (least, _) in (("parse XML", parsed), ("read", seen), ("read + extract", whole)):
        print(f"{name:15} {count / least:8.1f} papers/s {1000 * least / count:7.1f} ms {100 * least / whole[0]:5.1f} %")
    print(f"fastest round   {count / whole[1]:8.1f} papers/s {1000 * whole[1] / count:7.1f} ms")
    print(f"target          {TARGET:8.1f} papers/s {'reached' if count / whole[0] >= TARGET else 'missed'}")
    memory(papers, lambda paper: extract(read(paper), lexicon))


def measured(papers: Sequence[Path], work: Callable[[Path], object]) -> tuple[float, float]:
    """Seconds of processor time for all papers: each paper's least of several rounds, and the fastest round."""
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        gc.collect()
        rounds.append([seconds(work, paper) for paper in papers])
    return max(sum(map(min, zip(*rounds, strict=True))), 1e-9), max(min(map(sum, rounds)), 1e-9)


def seconds(work: Callable[[Path], object], paper: Path) -> float:
    """The processor time of one piece of work, with the freeing of what it made."""
    started = time.process_time()
    work(paper)
    return time.process_time() - started


def memory(papers: Sequence[Path], work: Callable[[Path], object]) -> None:
    """Print the highest memory so far, after a tenth and after all of many documents."""
    for number in range(MANY):
        work(papers[number % len(papers)])
        if number + 1 in (MANY // 10, MANY // 2, MANY):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"memory          {peak:8.1f} MB at most, after {number + 1:,} papers")


if __name__ == "__main__":
    main(sys.argv[1:])
