"""The command line: `kg-builder COMMAND`. Results go to standard output, all else to standard error.

Exit status: 0 done, 1 the input or the graph has a fault, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg_builder.errors import KgBuilderError

if TYPE_CHECKING:
    from rich.console import Console

    from kg_builder.pipeline import Harvest, Progress

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg-builder",
    help="Clinical papers in, a knowledge graph of cancer treatment out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_BUILD = Path("build")
_Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes to use; all cores by default.")]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its exit status."""
    try:
        app(args=arguments)
    except KgBuilderError as fault:
        _complain(fault)
        sys.exit(1)
    sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        from kg_builder.resources import version

        typer.echo(f"kg-builder {version()}")
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Clinical papers in, a knowledge graph of cancer treatment out."""


@app.command(epilog="Example: kg-builder text papers/yin-2025.txt | head")
def text(file: Annotated[Path, typer.Argument(metavar="FILE", help="A paper: text, Markdown or JATS XML.")]) -> None:
    """Print a paper's text, as the spans of evidence records count it."""
    from kg_builder.readers import read

    _print(read(file).text)


@app.command(epilog="Example: kg-builder extract papers/ -o records.jsonl")
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Papers, or folders of papers.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = None,
    quotes: Annotated[bool, typer.Option(help="Give each record the text of its span.")] = True,
    jobs: _Jobs = None,
) -> None:
    """Extract evidence records from papers, as JSON lines."""
    from kg_builder import pipeline
    from kg_builder.evidence import write_lines

    with _progress("Extracting") as progress:
        harvest = pipeline.extract(paths, quotes=quotes, jobs=jobs, progress=progress)
    if output is None:
        _print("".join(write_lines(harvest.records)))
    elif harvest.documents:
        pipeline.write_records(harvest.records, output)
    _finish(harvest)


def _finish(harvest: Harvest) -> None:
    for fault in harvest.faults:
        _complain(fault)
    if harvest.faults:
        raise typer.Exit(1)


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()


def _complain(fault: Exception) -> None:
    _stderr().print(f"[bold red]error:[/] {_plain(str(fault))}", soft_wrap=True)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _stderr() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)


@contextmanager
def _progress(title: str) -> Iterator[Progress | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = _stderr()
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[item]}")
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, item="")
        yield lambda item, done, total: bar.update(task, completed=done, total=total, item=item)


if __name__ == "__main__":
    main()
