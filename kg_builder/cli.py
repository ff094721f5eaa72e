"""The command line: `kg-builder COMMAND`. Results go to standard output, all else to standard error.

Exit status: 0 done, 1 the input or the graph has a fault, 2 wrong usage. What a command needs is imported when it runs,
so that `--help` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kg_builder.errors import KgBuilderError

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg-builder",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class _Form(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


_BUILD = Path("build")
_Papers = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Papers, or folders of papers.")]
_Sources = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH...]", help="Papers, folders, or record files (.jsonl).")
]
_File = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")]
_Folder = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Write the graph into this folder.")]
_Graph = Annotated[Path, typer.Option("--graph", "-g", metavar="DIR", help="The folder that build wrote.")]
_Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes to use; one per core by default.")]
_Endpoint = Annotated[str, typer.Option("--endpoint", metavar="URL", help="The server's address for updates.")]
_Timeout = Annotated[int, typer.Option("--timeout", metavar="SECONDS", min=1, help="How long to wait for an answer.")]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its exit status."""
    try:
        app(args=arguments, prog_name="kg-builder")
    except KgBuilderError as fault:
        from kg_builder import terminal

        terminal.complain(fault)
        sys.exit(1)
    sys.exit(0)


def _print_version(wanted: bool) -> None:
    if wanted:
        from kg_builder.resources import version

        typer.echo(f"kg-builder {version()}")
        raise typer.Exit


@app.callback()
def _program(
    _: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Clinical papers in, a knowledge graph of cancer treatment out."""


@app.command(epilog="Example: kg-builder text papers/yin-2025.txt | head")
def text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A paper: text, Markdown, JATS XML or PDF.")],
) -> None:
    """Print a paper's text, as the spans of evidence records count it."""
    from kg_builder import terminal
    from kg_builder.readers import read

    terminal.print_bytes(read(file).text.encode("utf-8"))


@app.command(
    epilog="Examples: kg-builder extract papers/ -o records.jsonl; kg-builder extract paper.pdf --report paper.html"
)
def extract(
    paths: _Papers,
    output: _File = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.html", help="Also write a page that shows all in place.")
    ] = None,
    quotes: Annotated[bool, typer.Option(help="Give each record the text of its span.")] = True,
    jobs: _Jobs = None,
) -> None:
    """Extract evidence records from papers, as JSON lines."""
    from kg_builder import pipeline, terminal

    with terminal.progress("Extracting") as progress:
        harvest, summary = pipeline.extract(paths, quotes=quotes, jobs=jobs, progress=progress)
    content = pipeline.as_lines(harvest.records)
    if output is None:
        terminal.print_bytes(content)
    elif harvest.documents:
        pipeline.write_file(content, output)
    if report is not None:
        from kg_builder.report import report_on

        pipeline.write_file(report_on(paths, harvest.records, harvest.notes), report)
    terminal.show_summary(summary)
    _finish(harvest.faults)


@app.command(
    epilog="Examples: kg-builder build (from the records that ship); kg-builder build papers/ corrected.jsonl -o graph"
)
def build(paths: _Sources = None, output: _Folder = _BUILD, jobs: _Jobs = None) -> None:
    """Build the graph: from the records that ship when no PATH is given, else from papers and record files."""
    from kg_builder import pipeline, terminal

    with terminal.progress("Reading") as progress:
        harvest, summary = pipeline.build(paths or [], output, jobs=jobs, progress=progress)
    if summary is not None:
        terminal.show_summary(summary)
        terminal.say(f"The graph is in {output}: graph.ttl, graph.trig, inferred.ttl, void.ttl, records.jsonl, store")
    _finish(harvest.faults)


@app.command(
    epilog="Examples: kg-builder query --list; kg-builder query after-failure --set regimen=lenvatinib; "
    "kg-builder query 'SELECT ?name { ?r a txo:Regimen ; rdfs:label ?name }' --format csv"
)
def query(
    question: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE.rq|'SELECT …'", help="A question by name, a file, or SPARQL.")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter (may be repeated).")
    ] = None,
    names: Annotated[bool, typer.Option("--list", help="List the questions that have a name.")] = False,
    form: Annotated[_Form, typer.Option("--format", "-f", help="Form of the answer.")] = _Form.TABLE,
    graph: _Graph = _BUILD,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead.")
    ] = None,
    timeout: _Timeout = 30,
) -> None:
    """Ask a question of the graph, or of any SPARQL endpoint."""
    from kg_builder import pipeline, terminal
    from kg_builder.sparql import serialize

    if names:
        terminal.list_questions()
        return
    if question is None:
        raise typer.BadParameter("name a question, a file or a query; --list shows the questions", param_hint="NAME")
    results = pipeline.ask(question, _settings(settings or []), graph=graph, endpoint=endpoint, timeout=timeout)
    if form is _Form.TABLE:
        terminal.print_rows(results)
    else:
        terminal.print_bytes(serialize(results, form))


def _hand_over(content: bytes, output: Path | None) -> None:
    """Write to the file, or print where none is named."""
    from kg_builder import pipeline, terminal

    if output is None:
        terminal.print_bytes(content)
    else:
        pipeline.write_file(content, output)


def _settings(pairs: Sequence[str]) -> dict[str, str]:
    """`name=value` pairs as a mapping."""
    for pair in pairs:
        if not pair.partition("=")[0].isidentifier() or "=" not in pair:
            raise typer.BadParameter(f"write NAME=VALUE, not {pair!r}", param_hint="--set")
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


@app.command(
    epilog="Examples: kg-builder lineage lenvatinib; kg-builder lineage lenvatinib --to 'TACE + lenvatinib + PD-1'; "
    "kg-builder lineage 'T+A' --format dot | dot -Tsvg -o lineage.svg"
)
def lineage(
    regimen: Annotated[str | None, typer.Argument(metavar="[REGIMEN]", help="A regimen, as people call it.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="REGIMEN", help="Tell the way to this regimen.")] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json, graphml, dot or cytoscape.")
    ] = "text",
    of_class: Annotated[
        str | None, typer.Option("--class", help="Only regimens with a component of this class.")
    ] = None,
    line: Annotated[int | None, typer.Option("--line", help="Only regimens used in this line of therapy.")] = None,
    body: Annotated[str | None, typer.Option("--body", help="Only regimens that this body recommends.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Only regimens studied in this year.")] = None,
    output: _File = None,
    graph: _Graph = _BUILD,
) -> None:
    """Tell what a regimen descends from, what grew out of it, and what patients had before and after it."""
    from kg_builder import show
    from kg_builder.lineage import FORMATS

    if form != "text" and form not in FORMATS:
        raise typer.BadParameter(f"no format {form!r}; there are text, {', '.join(FORMATS)}", param_hint="--format")
    if to is not None and regimen is None:
        raise typer.BadParameter("name the regimen to start from too", param_hint="--to")
    where = {"of_class": of_class, "line": line, "body": body, "year": year}
    content = show.lineage(regimen, to, form=form, where=where, graph=graph)
    _hand_over(content, output)


@app.command(
    epilog="Examples: kg-builder reason; kg-builder reason 'lenvatinib + pembrolizumab'; kg-builder reason --reasoner hermit"
)
def reason(
    regimen: Annotated[
        str | None, typer.Argument(metavar="[REGIMEN]", help="Explain the classes of this regimen.")
    ] = None,
    reasoner: Annotated[
        str | None,
        typer.Option(
            metavar="hermit|python",
            help="HermiT (needs Java, and is compared with our own) or our own; by default HermiT where there is Java.",
        ),
    ] = None,
    graph: _Graph = _BUILD,
) -> None:
    """Infer the classes of regimens from their components, or explain in words why a regimen has its classes."""
    from kg_builder import assess, terminal
    from kg_builder.reasoning import Reasoner

    if reasoner is not None and reasoner not in list(Reasoner):
        raise typer.BadParameter(f"no reasoner {reasoner!r}; there are {', '.join(Reasoner)}", param_hint="--reasoner")
    if regimen is not None:
        terminal.show_explanation(assess.explain(regimen, graph=graph))
        return
    chosen = Reasoner(reasoner) if reasoner else Reasoner.best()
    if chosen is Reasoner.PYTHON and reasoner is None:
        terminal.say("There is no Java here, so our own reasoner for OWL 2 EL is used; it finds the same classes.")
    inference = assess.reason(graph, chosen)
    terminal.show_inference(inference)
    if inference.unsatisfiable or inference.impossible:
        raise typer.Exit(1)


@app.command(
    epilog="Examples: kg-builder validate; kg-builder validate graph.ttl more.ttl; kg-builder validate --format json"
)
def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="Graph files; by default the graph that was built.")
    ] = None,
    graph: _Graph = _BUILD,
    form: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="Form of the report.")] = "text",
) -> None:
    """Check a graph and its ontology: SHACL shapes, OWL 2 EL profile, ontology quality, consistency, mappings."""
    from kg_builder import assess, terminal
    from kg_builder.validation import failed

    if form not in {"text", "json"}:
        raise typer.BadParameter(f"no format {form!r}; there are text, json", param_hint="--format")
    findings = assess.validate(files or [], graph=graph)
    terminal.show_findings(findings, as_json=form == "json")
    if failed(findings):
        raise typer.Exit(1)


@app.command(
    epilog="Examples: kg-builder draw lineage --set regimen=lenvatinib -o lineage.svg; "
    "kg-builder draw forest --set endpoint=PFS -o forest.png; kg-builder draw --list"
)
def draw(
    picture: Annotated[
        str | None,
        typer.Argument(
            metavar="PICTURE", help="lineage, forest, response, adverse-events, timeline, sequence, ontology."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.svg|.png|.html", help="Write here; SVG by default.")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Set what is drawn (may be repeated).")
    ] = None,
    names: Annotated[bool, typer.Option("--list", help="List the pictures and what can be set.")] = False,
    graph: _Graph = _BUILD,
) -> None:
    """Draw a picture of the graph."""
    from kg_builder import show, terminal
    from kg_builder.pictures import ENDINGS, PICTURES

    if names:
        terminal.list_pictures(PICTURES.values())
        return
    if picture is None or picture not in PICTURES:
        raise typer.BadParameter(f"no picture {picture!r}; there are {', '.join(PICTURES)}", param_hint="PICTURE")
    ending = output.suffix.lower() if output else ".svg"
    if ending not in ENDINGS:
        raise typer.BadParameter(f"FILE must end in {', '.join(ENDINGS)}", param_hint="--output")
    content = show.draw(picture, _settings(settings or []), ending=ending, graph=graph)
    _hand_over(content, output)


@app.command(epilog="Example: kg-builder export --format jsonld -o graph.jsonld")
def export(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="turtle, trig, nquads, ntriples, jsonld, rdfxml, csv, owl, nanopub or fhir.",
        ),
    ],
    output: _File = None,
    graph: _Graph = _BUILD,
) -> None:
    """Write the graph in a format that others read."""
    from kg_builder.export import FORMATS
    from kg_builder.store import open_store

    if form not in FORMATS:
        raise typer.BadParameter(f"no format {form!r}; there are {', '.join(FORMATS)}", param_hint="--format")
    content = FORMATS[form].export(open_store(graph))
    _hand_over(content, output)


@app.command(
    epilog="Example: kg-builder publish --endpoint http://localhost:7878/update. The address for updates is …/update "
    "at Oxigraph, …/DATASET/update at Fuseki, …/repositories/NAME/statements at GraphDB, …/sparql at Virtuoso."
)
def publish(endpoint: _Endpoint, graph: _Graph = _BUILD, timeout: _Timeout = 30) -> None:
    """Put the graph into a SPARQL server: the named graphs of all papers, in place of earlier ones."""
    from kg_builder import remote, terminal
    from kg_builder.store import open_store

    with terminal.progress("Publishing") as progress:
        report = None if progress is None else lambda name: progress(name, 0, 0)
        count = remote.publish(endpoint, open_store(graph), timeout=timeout, progress=report)
    terminal.say(f"{count:,} triples published to {endpoint}")


@app.command(epilog="Example: kg-builder serve --port 8050 --papers papers/")
def serve(
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=65535, help="The port of the explorer.")] = 8050,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; this machine only by default.")
    ] = "127.0.0.1",
    papers: Annotated[
        Path | None, typer.Option("--papers", metavar="DIR", help="The papers, to show values in their text.")
    ] = None,
    graph: _Graph = _BUILD,
) -> None:
    """Show the graph in a browser: regimens, comparisons, papers with their values; and a SPARQL endpoint beside it."""
    from kg_builder import terminal
    from kg_builder.web import serve as run

    run(graph, port=port, host=host, papers=papers, tell=terminal.say)


def _finish(faults: Sequence[KgBuilderError]) -> None:
    """Name all faults of a run, and end with the status that says so."""
    from kg_builder import terminal

    for fault in faults:
        terminal.complain(fault)
    if faults:
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
