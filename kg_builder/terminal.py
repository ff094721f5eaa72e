"""What the command line prints: results to standard output; messages, progress and summaries to standard error."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from kg_builder.iris import PREFIXES
from kg_builder.questions import Parameter, all_questions

if TYPE_CHECKING:
    from kg_builder import pipeline
    from kg_builder.pictures import Picture
    from kg_builder.reasoning import Explanation, Inference
    from kg_builder.sparql import Results
    from kg_builder.validation import Finding

__all__ = [
    "complain",
    "list_pictures",
    "list_questions",
    "print_bytes",
    "print_rows",
    "progress",
    "say",
    "show_explanation",
    "show_findings",
    "show_inference",
    "show_summary",
]

_SHOWN = 5  # findings of one kind that are told one by one
_NO_LIMIT = 100_000  # columns of a terminal that is none: nothing is wrapped or cut in a pipe
_NUMBERS = frozenset(PREFIXES["xsd"] + name for name in ("decimal", "integer", "double", "float"))
_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def print_bytes(content: bytes) -> None:
    """Print a result as it is."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """Tell the user something."""
    _stderr().print(escape(message), soft_wrap=True)


def complain(fault: Exception) -> None:
    """Tell the user what went wrong."""
    _stderr().print(f"[bold red]error:[/] {escape(str(fault))}", soft_wrap=True)


@contextmanager
def progress(title: str) -> Iterator[pipeline.Progress | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = _stderr()
    if not console.is_terminal:
        yield None
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[item]}")
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, item="")
        yield lambda item, done, total: bar.update(task, completed=done, total=total or None, item=item)


def show_summary(summary: pipeline.Summary) -> None:
    """A run in figures."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column()
    for row in _figures(summary):
        table.add_row(*row)
    _stderr().print(table)


def _figures(summary: pipeline.Summary) -> Iterator[tuple[str, str, str]]:
    yield "papers", f"{summary.papers:,}", ""
    yield "records", f"{sum(summary.records.values()):,}", _counted(summary.records)
    if summary.notes:
        yield "notes", f"{sum(summary.notes.values()):,}", _counted(summary.notes)
    if summary.regimens is not None and summary.triples is not None:
        yield "regimens", f"{summary.regimens:,}", ""
        yield "triples", f"{summary.triples:,}", ""
    yield "seconds", f"{summary.seconds:.1f}", ""


def _counted(counts: Mapping[str, int]) -> str:
    """Counts, the largest first.

    >>> _counted({"dose": 2, "outcome": 31})
    '31 outcome, 2 dose'
    """
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in ordered)


def print_rows(results: Results) -> None:
    """Print an answer as a table for people; tell on standard error how many rows it has."""
    if isinstance(results, ox.QueryBoolean):
        print_bytes(b"yes\n" if results else b"no\n")
        return
    names, rows = _rows(results)
    numeric = [any(_is_number(row[number]) for row in rows) for number in range(len(names))]
    if rows:
        _print_table(names, numeric, [[_cell(value) for value in row] for row in rows])
    say(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}")


def show_inference(inference: Inference) -> None:
    """Print how many regimens have each inferred class; tell who reasoned, and what cannot be."""
    _print_table(["class", "regimens"], [False, True], [[name, str(n)] for name, n in inference.counts().items()])
    for iri in inference.unsatisfiable:
        say(
            f"{_cell(ox.NamedNode(iri))}: no member is possible: its definition or its superclasses contradict each other"
        )
    for iri in inference.impossible:
        say(f"{_cell(ox.NamedNode(iri))}: cannot be: it belongs to classes that exclude each other")
    say(f"{len(inference.inferred):,} conclusions on {inference.regimens:,} regimens, by {inference.reasoner.called}")


def show_findings(findings: Sequence[Finding], *, as_json: bool) -> None:
    """Print what is wrong with a graph, findings of one kind together; tell how many of each severity there are."""
    if as_json:
        content = json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)
        print_bytes(f"{content}\n".encode())
    else:
        print_bytes("".join(f"{line}\n" for line in _told(findings)).encode("utf-8"))
    counts = Counter(finding.severity for finding in findings)
    said = ", ".join(f"{counts[kind]:,} {kind}{'' if counts[kind] == 1 else 's'}" for kind in sorted(counts))
    say(f"{said or 'no findings'}; checked: shapes, OWL 2 EL profile, ontology quality, consistency, mappings")


def _told(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings in words; of many that say the same, the first ones."""
    for _, group in groupby(findings, key=lambda f: (f.severity, f.check, f.rule, f.message)):
        alike = list(group)
        first = alike[0]
        yield f"{first.severity}: {first.check} {first.rule}: {first.message}"
        yield from (f"    {f.subject}" + (f" ({f.value})" if f.value else "") for f in alike[:_SHOWN])
        if len(alike) > _SHOWN:
            yield f"    … and {len(alike) - _SHOWN:,} more (all with --format json)"


def show_explanation(explanation: Explanation) -> None:
    """Print why a regimen has its classes."""
    lines = [explanation.regimen if explanation.classes else f"{explanation.regimen}: no class follows"]
    for name, definition, why in explanation.classes:
        lines += [f"  is {name}" + (f" ({definition})" if definition else ""), f"    because {why}"]
    print_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))


def list_questions() -> None:
    """Print the questions that ship: name, title, parameters."""
    questions = all_questions().values()
    rows = [[q.name, q.title, ", ".join(_parameter(p) for p in q.parameters)] for q in questions]
    _print_table(["name", "question", "parameters"], [False] * 3, rows)
    say("Ask one: kg-builder query NAME --set PARAMETER=VALUE")


def list_pictures(pictures: Iterable[Picture]) -> None:
    """Print the pictures that can be drawn: name, what each shows, what can be set."""
    rows = []
    for picture in pictures:
        rows += [[picture.name, picture.shows], *(["", f"--set {n}=…  {text}"] for n, text in picture.settings.items())]
    _print_table(["picture", "shows; what can be set"], [False] * 2, rows)


def _parameter(parameter: Parameter) -> str:
    """A parameter as the list shows it.

    >>> _parameter(Parameter(name="a", type="class", text="", default="tki")), _parameter(
    ...     Parameter(name="b", type="class", text=""))
    ('a=tki', '[b]')
    """
    if parameter.default is not None:
        return f"{parameter.name}={parameter.default}"
    return parameter.name if parameter.required else f"[{parameter.name}]"


def _print_table(names: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, is_number in zip(names, numeric, strict=True):
        table.add_column(escape(name), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(" ".join(cell.split())) for cell in row))
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(table)
        return
    wide = Console(highlight=False, width=_NO_LIMIT)
    with wide.capture() as captured:
        wide.print(table)
    print_bytes("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()).encode("utf-8"))


def _rows(results: ox.QuerySolutions | ox.QueryTriples) -> tuple[Sequence[str], list[Sequence[object]]]:
    if isinstance(results, ox.QueryTriples):
        return ("subject", "predicate", "object"), [tuple(triple) for triple in results]
    return [v.value for v in results.variables], [tuple(row) for row in results]


def _is_number(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value in _NUMBERS


def _cell(value: object) -> str:
    """A term as people read it.

    >>> _cell(ox.Literal("8 mg")), _cell(ox.NamedNode("https://w3id.org/txo#lenvatinib")), _cell(None)
    ('8 mg', 'txo:lenvatinib', '')
    """
    if value is None:
        return ""
    if isinstance(value, ox.Literal):
        return value.value
    if isinstance(value, ox.NamedNode):
        return next(
            (f"{p}:{value.value[len(n) :]}" for p, n in _LONGEST_FIRST if value.value.startswith(n)), value.value
        )
    return str(value)


def _stderr() -> Console:
    return Console(stderr=True, highlight=False)
