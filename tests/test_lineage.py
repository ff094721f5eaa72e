"""How regimens descend from one another, asked of invented records; and the command as users run it."""

from __future__ import annotations

import json
import random
import re
import shlex
from pathlib import Path

import networkx as nx
import pytest

from kg_builder import lineage
from kg_builder.cli import main
from kg_builder.errors import QueryError, StoreError
from kg_builder.evidence import Evidence, Outcome, Place, Recommendation, Sequence, Study
from kg_builder.lexicon import Lexicon
from kg_builder.lineage.composition import Composition, covers
from kg_builder.ontology import load_lexicon
from tests.conftest import DATA, ROOT, Run

PLACE = Place(start=0, end=9)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The vocabulary that ships."""
    return load_lexicon()


def outcome(*regimen: str, doc: str = "one-2020", study: str = "this", n: int = 30, **more: object) -> Outcome:
    """An invented median."""
    facts = {"endpoint": "OS", "statistic": "median", "unit": "month", "arm": " + ".join(regimen)} | more
    return Outcome(doc=doc, span=PLACE, rule="invented", regimen=regimen, study=study, n=n, **facts).identified()  # type: ignore[arg-type]


def step(before: str, after: str, n: int, doc: str = "one-2020", reason: str | None = None) -> Sequence:
    """An invented sequence; components are joined by +."""
    quote = f"after {before} {n} patients had {after}"
    return Sequence(doc=doc, span=PLACE, rule="invented", from_=tuple(before.split("+")), from_line=1, quote=quote,
                    to=tuple(after.split("+")), to_line=2, n=n, reason=reason).identified()  # fmt: skip


RECORDS: tuple[Evidence, ...] = (
    outcome("tki"),
    outcome("lenvatinib"),
    outcome("sorafenib", study="[2]"),
    outcome("tace", doc="two-2021"),
    outcome("lenvatinib", "tace", doc="two-2021", n=80),
    outcome("lenvatinib", "anti-pd-1", study="[3]"),
    outcome("lenvatinib", "sintilimab", study="[4]"),
    outcome("lenvatinib", "tace", "anti-pd-1", doc="two-2021", n=40),
    outcome("atezolizumab", "bevacizumab", study="[5]"),
    step("lenvatinib", "regorafenib", 12, reason="progression"),
    step("lenvatinib", "regorafenib", 30, doc="two-2021"),
    step("lenvatinib", "lenvatinib+tace", 50),
    step("regorafenib", "ablation", 3),
    Recommendation(doc="one-2020", span=PLACE, rule="invented", body="NCCN", treatment=("lenvatinib",), line=1,
                   stance="recommends").identified(),
    Study(doc="two-2021", span=PLACE, rule="invented", period="2015-02/2016-11", regimen=("lenvatinib", "tace")).identified(),
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(lexicon: Lexicon) -> lineage.Lineage:
    """The graph of the invented records."""
    return lineage.weave(RECORDS, lexicon)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built graph of the invented record file."""
    target = tmp_path_factory.mktemp("lineage") / "graph"
    with pytest.raises(SystemExit, match="0"):
        main(["build", str(DATA / "invented-records.jsonl"), "-o", str(target)])
    return target


EDGES = [
    ("lenvatinib", "lenvatinib+tace", "adds", True),
    ("lenvatinib+tace", "lenvatinib", "drops", True),
    ("lenvatinib+tace", "anti-pd-1+lenvatinib+tace", "adds", True),
    ("lenvatinib", "anti-pd-1+lenvatinib+tace", "adds", False),  # there is a regimen between them
    ("lenvatinib+sintilimab", "anti-pd-1+lenvatinib", "variant_of", True),
    ("lenvatinib", "tki", "variant_of", True),
    ("lenvatinib", "sorafenib", "substitutes", True),
    ("tki", "lenvatinib", "substitutes", False),  # one holds the other
    ("lenvatinib", "tace", "substitutes", False),  # no class holds both
    ("lenvatinib", "regorafenib", "followed_by 1>2", True),
    ("lenvatinib+tace", "tace", "compared_with", True),
    ("anti-pd-1+lenvatinib", "lenvatinib+sintilimab", "compared_with", False),  # two studies
]


@pytest.mark.parametrize(("first", "second", "key", "is_there"), EDGES)
def test_edges_say_how_compositions_relate(
    graph: lineage.Lineage, first: str, second: str, key: str, is_there: bool
) -> None:
    """Exactly the direct relations are edges, each under its type."""
    assert graph.has_edge(first, second, key) is is_there


def test_every_edge_lists_its_evidence(graph: lineage.Lineage) -> None:
    """The records behind an edge are named with their place."""
    known = {record.id for record in RECORDS}
    for _, _, data in graph.edges(data=True):
        assert data["type"] in lineage.TYPES
        assert data["evidence"]
        assert {source.record for source in data["evidence"]} <= known
        assert all(source.place == "text" for source in data["evidence"])


def test_the_order_of_records_does_not_matter(lexicon: Lexicon, graph: lineage.Lineage) -> None:
    """The same records in any order give the same bytes."""
    again = lineage.weave(reversed(RECORDS), lexicon)
    assert lineage.FORMATS["json"](again) == lineage.FORMATS["json"](graph)


def test_covers_is_the_transitive_reduction() -> None:
    """On random sets the covering relation is what networkx finds by reducing all inclusions."""
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    sets = {frozenset(chance.sample("abcdefg", chance.randrange(1, 6))) for _ in range(60)}
    everything = nx.DiGraph((a, b) for a in sets for b in sets if a < b)
    assert set(covers(sets)) == set(nx.transitive_reduction(everything).edges)


def test_fillings_skip_nothing_that_lies_between(lexicon: Lexicon) -> None:
    """A drug is tied to the nearest of its classes that is there, not to the wider ones too."""
    sets = [frozenset({key}) for key in ("lenvatinib", "vegfr-tki", "tki")]
    found = {(min(a), min(b)) for a, b in Composition(sets, lexicon).fillings()}
    assert found == {("lenvatinib", "vegfr-tki"), ("vegfr-tki", "tki")}


def test_descent_is_followed_over_both_kinds_of_edge(graph: lineage.Lineage) -> None:
    """Ancestors have fewer components or wider ones; descendants are their mirror."""
    assert set(lineage.ancestors(graph, "lenvatinib+sintilimab")) == {"lenvatinib", "anti-pd-1+lenvatinib", "tki"}
    for node in graph:
        assert all(node in lineage.descendants(graph, above) for above in lineage.ancestors(graph, node))


def test_generations_come_after_their_parents(graph: lineage.Lineage) -> None:
    """Every regimen stands in exactly one generation, below all its parents."""
    number = {node: i for i, generation in enumerate(lineage.generations(graph)) for node in generation}
    assert set(number) == set(graph)
    assert all(number[above] < number[node] for node in graph for above in lineage.parents(graph, node))


def test_a_path_is_as_short_as_can_be(graph: lineage.Lineage) -> None:
    """The way between two regimens has as many steps as networkx finds without directions."""
    plain = nx.Graph((u, v) for u, v, d in graph.edges(data=True) if d["type"] not in ("followed_by", "compared_with"))
    for start in plain:
        for goal, length in nx.single_source_shortest_path_length(plain, start).items():
            assert len(lineage.path(graph, start, goal)) == length


def test_counts_are_over_independent_studies(graph: lineage.Lineage) -> None:
    """Two papers that tell the same step are two studies; their patients add up, most studies come first."""
    first, second = lineage.tried_after(graph, "lenvatinib")
    assert (first.regimen, len(first.studies), first.n, first.reasons) == ("regorafenib", 2, 42, ("progression",))
    assert (second.regimen, second.n) == ("lenvatinib+tace", 50)
    assert [t.regimen for t in lineage.tried_before(graph, "ablation")] == ["regorafenib"]
    assert [to.regimen for to, _ in lineage.tried_between(graph, "lenvatinib", "ablation")] == ["regorafenib"]
    assert lineage.dead_ends(graph) == ["lenvatinib+tace", "ablation"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"body": "NCCN"}, {"lenvatinib"}),
        ({"of_class": "anti-pd-1"}, {"anti-pd-1+lenvatinib", "lenvatinib+sintilimab", "anti-pd-1+lenvatinib+tace"}),
        ({"line": 2}, {"regorafenib", "lenvatinib+tace", "ablation"}),
        ({"year": 2016, "of_class": "tki"}, {"lenvatinib+tace", "anti-pd-1+lenvatinib+tace", "lenvatinib", "regorafenib"}),
    ],
)  # fmt: skip
def test_parts_are_chosen_by_what_regimens_are(
    graph: lineage.Lineage, lexicon: Lexicon, where: dict[str, str | int | None], expected: set[str]
) -> None:
    """By class, line, body and year, or several of them at once."""
    assert set(lineage.select(graph, where, lexicon)) == expected


NAMES = [
    ("Lenvatinib", "lenvatinib"),
    ("Lenvima", "lenvatinib"),
    ("T+A", "atezolizumab+bevacizumab"),
    ("atezo/bev", "atezolizumab+bevacizumab"),
    ("bev plus atezo", "atezolizumab+bevacizumab"),
    ("Lenvatinib plus PD-1", "anti-pd-1+lenvatinib"),
    ("PD-1 inhibitor combined with Lenvima", "anti-pd-1+lenvatinib"),
    ("tace + lenvatinib + anti-pd-1", "anti-pd-1+lenvatinib+tace"),
    ("TACE-lenvatinib", "lenvatinib+tace"),
    ("the TACE and lenva group", "lenvatinib+tace"),
]


@pytest.mark.parametrize(("text", "key"), NAMES)
def test_names_are_taken_as_people_say_them(graph: lineage.Lineage, lexicon: Lexicon, text: str, key: str) -> None:
    """Brands, short forms, any joint and any order."""
    assert lineage.find_regimen(graph, text, lexicon) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lenvatinbi", "did you mean lenvatinib"),
        ("lenvatinib + qqq", "'qqq' is not known"),
        ("tace + sorafenib", "the nearest: "),
        ("", "names no regimen"),
        ("+", "names no regimen"),
        ("<script>alert(1)</script>", "is not known"),
    ],
)
def test_unknown_names_are_answered_in_words(graph: lineage.Lineage, lexicon: Lexicon, text: str, words: str) -> None:
    """What is not known is named, with what is near."""
    with pytest.raises(QueryError, match=words.replace("(", r"\(")):
        lineage.find_regimen(graph, text, lexicon)


def test_words_tell_family_and_fate(graph: lineage.Lineage) -> None:
    """The page of a regimen has its parents, its descendants, its swaps and what came next with quotes."""
    told = lineage.tell(graph, "lenvatinib")
    for words in ("Grew out of\n  TKI", "└─", "sorafenib", "regorafenib: 2 studies, 42 patients",
                  "“after lenvatinib 30 patients had regorafenib”", "Recommended by: NCCN"):  # fmt: skip
        assert words in told
    assert "Compared with\n  anti-PD-1 + lenvatinib + TACE  (two-2021)" in lineage.tell(graph, "tace")
    assert max(map(len, told.splitlines())) < 140


def test_a_way_is_told_as_a_story(graph: lineage.Lineage) -> None:
    """Each step says what is added, dropped or taken instead."""
    told = lineage.tell_way(graph, "sorafenib", "anti-pd-1+lenvatinib+tace")
    assert "1. Take lenvatinib in place of sorafenib" in told
    assert "Add TACE" in told
    assert "one and the same" in lineage.tell_way(graph, "tace", "tace")
    assert "No way leads" in lineage.tell_way(graph, "ablation", "atezolizumab+bevacizumab")


def test_formats_are_read_by_others(graph: lineage.Lineage, tmp_path: Path) -> None:
    """Networkx reads our JSON and our GraphML back with all nodes and edges."""
    back: lineage.Lineage = nx.MultiDiGraph(
        nx.node_link_graph(json.loads(lineage.FORMATS["json"](graph)), edges="edges")
    )
    assert (set(back), set(back.edges(keys=True))) == (set(graph), set(graph.edges(keys=True)))
    file = tmp_path / "lineage.graphml"
    file.write_bytes(lineage.FORMATS["graphml"](graph))
    assert nx.read_graphml(file, force_multigraph=True).number_of_edges() == graph.number_of_edges()
    elements = json.loads(lineage.FORMATS["cytoscape"](graph))["elements"]
    assert len(elements["edges"]) == graph.number_of_edges()


def test_the_command_tells_the_lineage(run: Run, folder: Path) -> None:
    """Text goes to standard output; nothing else is said."""
    ending = run("lineage", "Lenvima", "-g", folder)
    assert (ending.status, ending.err) == (0, "")
    assert ending.out.startswith("lenvatinib\n==========\n")
    assert "regorafenib: 1 study, 12 patients, line 1 → 2, for progression" in ending.out
    assert "Add sintilimab" in run("lineage", "lenvatinib", "--to", "sintilimab + LEN", "-g", folder).out
    assert "regimens in" in run("lineage", "-g", folder).out


@pytest.mark.parametrize("form", ["json", "graphml", "dot", "cytoscape"])
def test_the_command_writes_formats(run: Run, folder: Path, tmp_path: Path, form: str) -> None:
    """With -o into a file, the same bytes as to standard output."""
    file = tmp_path / "out"
    assert run("lineage", "lenvatinib", "-f", form, "-g", folder, "-o", file).status == 0
    assert file.read_text("utf-8") == run("lineage", "lenvatinib", "-f", form, "-g", folder).out


FAULTS = [
    (("lenvatinbi",), 1, "did you mean lenvatinib"),
    (("tace",), 1, "nor one like it"),
    (("lenvatinib", "--to", "qqq"), 1, "'qqq' is not known"),
    (("lenvatinib", "--year", "1990"), 1, "no regimen is left: year can be"),
    (("lenvatinib", "--format", "xml"), 2, "there are text, json"),
    (("--to", "lenvatinib"), 2, "name the regimen to start from"),
]


@pytest.mark.parametrize(("arguments", "status", "words"), FAULTS)
def test_faults_are_told_in_words(run: Run, folder: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    """No traceback, the right exit status, and what to do."""
    ending = run("lineage", *arguments, "-g", folder)
    assert ending.status == status
    assert words in ending.err.replace("│ ", "")
    assert "Traceback" not in ending.err


def test_the_front_page_prints_what_the_program_tells(run: Run, tmp_path: Path) -> None:
    """The lineages in the README are those of the records that ship."""
    shown = re.findall(
        r"^\$ kg-builder (lineage .+)\n((?:.*\n)*?)```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    if not shown:
        pytest.skip("the README has no lineage")
    assert run("build", "-o", tmp_path / "graph").status == 0
    for command, printed in shown:
        assert run(*shlex.split(command), "-g", tmp_path / "graph").out == printed, f"refresh: kg-builder {command}"


def test_a_missing_or_empty_graph_is_told_in_words(run: Run, tmp_path: Path, lexicon: Lexicon) -> None:
    """Without a graph the message says how to make one; a graph without regimens is named as such."""
    ending = run("lineage", "lenvatinib", "-g", tmp_path)
    assert (ending.status, "kg-builder build" in ending.err) == (1, True)
    (tmp_path / "records.jsonl").write_text("")
    assert "no regimens" in run("lineage", "lenvatinib", "-g", tmp_path).err
    with pytest.raises(StoreError):
        lineage.load(tmp_path / "nowhere", lexicon)
