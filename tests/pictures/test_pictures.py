"""Every picture keeps the same promises: drawn from records, the same every time, nothing over anything else."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kg_builder import pictures
from kg_builder.cli import main
from kg_builder.errors import QueryError
from kg_builder.evidence import Evidence, decode, read_records, write_lines
from kg_builder.ontology import load_lexicon
from kg_builder.pictures.style import COLOURS
from kg_builder.resources import corpus_files

ARMS = (("lenvatinib",), ("lenvatinib", "sintilimab"), ("lenvatinib", "tace", "anti-pd-1"))
EVENTS = (
    "hypertension",
    "rash",
    "fatigue with a very long name that goes on and on & on",
    "diarrhoea <of note>",
    "$3\\,\\mathrm{of$ something",
)


def record(kind: str, **facts: object) -> Evidence:
    """An invented record."""
    common = {"kind": kind, "doc": "invented-2021", "span": {"start": 0, "end": 9}, "rule": "invented"}
    return decode(json.dumps(common | facts)).identified()


def invented() -> list[Evidence]:
    """Records of all kinds that pictures draw, of our own invention."""
    found: list[Evidence] = []
    for number, regimen in enumerate(ARMS, 1):
        arm = {"arm": " + ".join(regimen), "regimen": regimen, "n": 30 * number}
        median = {"endpoint": "OS", "statistic": "median", "value": 8 + number, "unit": "month", "ci": [6, None]}
        found.append(record("outcome", **median, line=number, **arm))
        rates = {"CR": number, "PR": 20, "SD": 40, "PD": 30, "ORR": 20 + number}
        found += [
            record("outcome", endpoint=key, statistic="rate", value=value, unit="percent", criteria=criteria, **arm)
            for criteria in ("RECIST 1.1", "mRECIST")
            for key, value in rates.items()
        ]
        found += [
            record("adverse_event", event=event, grade=grade, percent=percent + number, **arm)
            for event in EVENTS
            for grade, percent in (("any", 40), (">=3", 9))
        ]
        ratio = {"endpoint": "OS", "measure": "HR", "value": number / 2, "ci": [0.2, 3]}
        found.append(record("effect", factor=f"factor {number}", **ratio))
    steps = ((1, "lenvatinib", "tki", 40), (1, "lenvatinib", "regorafenib", 30), (2, "tki", "ablation", 5))
    found += [
        record("sequence", **{"from": [a]}, from_line=line, to=[b], to_line=line + 1, n=n) for line, a, b, n in steps
    ]
    months = range(1, 12, 2)
    found += [record("timeline", date=f"2019-{month:02}", item="AFP", value=month * 100) for month in months]
    return found + [
        record("timeline", date=f"2019-{m:02}", item="liver", text="a finding of some length") for m in months
    ]


@pytest.fixture(scope="module")
def material() -> pictures.Material:
    """The invented records with the vocabulary that ships."""
    return pictures.Material(tuple(invented()), load_lexicon())


def drawn(material: pictures.Material, name: str, **settings: str) -> Figure:
    """A picture."""
    return pictures.PICTURES[name].draw(material, settings)


def words_of(figure: Figure) -> str:
    """All text of a figure."""
    return "\n".join(t.get_text() for t in (*figure.texts, *figure.axes[0].texts))


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_has_a_title_and_a_source(material: pictures.Material, name: str) -> None:
    """Each picture stands for itself: a bold title above, its source at the foot."""
    texts = drawn(material, name).texts
    assert texts[0].get_fontweight() == "bold"
    assert any("Source: invented-2021" in t.get_text() for t in texts)


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_no_text_covers_another_or_leaves_the_page(material: pictures.Material, name: str) -> None:
    """The boxes of all texts, as they are rendered, are apart and within the figure."""
    assert faults_of(drawn(material, name)) == []


REAL = [
    ("lineage", {"regimen": "lenvatinib"}), ("lineage", {}), ("forest", {}), ("forest", {"endpoint": "PFS"}),
    ("forest", {"of": "HR"}), ("response", {}), ("adverse-events", {}), ("timeline", {}), ("sequence", {}), ("ontology", {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> pictures.Material:
    """The records that ship, of real papers."""
    if not corpus_files():
        pytest.skip("no records ship yet")
    return pictures.Material([r for file in corpus_files() for r in read_records(file)], load_lexicon())


@pytest.mark.parametrize(("name", "settings"), REAL)
def test_real_papers_are_drawn_legibly(shipped: pictures.Material, name: str, settings: dict[str, str]) -> None:
    """With the long names and the many values of real papers, too, no text covers another."""
    assert faults_of(drawn(shipped, name, **settings)) == []


def faults_of(figure: Figure) -> list[tuple[str, ...]]:
    """Texts that cover each other or leave the page."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    texts = [t for t in (*figure.texts, *figure.axes[0].texts) if t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts]
    page = figure.bbox
    outside = [(w,) for w, b in boxes if b.x0 < -1 or b.y0 < -1 or b.x1 > page.x1 + 1 or b.y1 > page.y1 + 1]
    return outside + [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
    ]


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_the_same_records_give_the_same_bytes(material: pictures.Material, name: str) -> None:
    """In any order of records, in SVG and PNG; no date and no chance."""
    again = pictures.Material(tuple(reversed(material.records)), material.lexicon)
    for ending in (".svg", ".png"):
        first, second = (pictures.render(drawn(m, name), ending) for m in (material, again))
        assert first == second
    assert b"<dc:date>" not in pictures.render(drawn(material, name))


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_html_is_whole_and_safe(material: pictures.Material, name: str) -> None:
    """The page parses, fetches nothing, and holds no script."""
    page = pictures.render(drawn(material, name), ".html").decode("utf-8")
    assert etree.HTML(page) is not None
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!#)', page) == []


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_nothing_to_draw_is_said_in_words(name: str) -> None:
    """Without fitting records a picture is an error that says so, not an empty page."""
    with pytest.raises(QueryError, match="nothing to draw"):
        drawn(pictures.Material((), load_lexicon()), name)


def test_criteria_are_never_mixed_silently(material: pictures.Material) -> None:
    """Bars by RECIST and by mRECIST stand under headings of their own; so do lines in a forest plot."""
    assert {"RECIST 1.1", "mRECIST"} <= set(words_of(drawn(material, "response")).splitlines())
    assert {"line 1", "line 2", "line 3"} <= set(words_of(drawn(material, "forest")).splitlines())


def test_values_are_shown_as_printed(material: pictures.Material) -> None:
    """A median stands beside its mark with its interval; an end that was not reached says so."""
    assert "9 (6–NR)" in words_of(drawn(material, "forest"))
    assert "factor 2" in words_of(drawn(material, "forest", of="HR"))


def test_patients_are_drawn_once(material: pictures.Material) -> None:
    """Of a class and its drug that are both counted, the flow that leads on is drawn."""
    words = words_of(drawn(material, "sequence"))
    assert "TKI\nn = 40" in words
    assert "regorafenib" not in words


def test_colours_are_those_of_okabe_and_ito() -> None:
    """The palette is the one that was made for colour-blind readers."""
    assert {*COLOURS} == {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442"}


FAULTS = [
    (("forst",), 2, "there are lineage, forest"),
    (("forest", "-o", "out.pdf"), 2, "must end in .svg"),
    (("forest", "--set", "colour=red"), 1, "nothing is called 'colour'"),
    (("forest", "--set", "endpoint=qqq"), 1, "'qqq' is not known"),
    (("forest", "--set", "line=two"), 1, "not a whole number"),
    (("forest", "--set", "endpoint=TTP"), 1, "nothing to draw"),
    (("lineage", "--set", "regimen=lenvatinbi"), 1, "did you mean lenvatinib"),
    (("lineage", "--set", "edges=sideways"), 1, "there are adds"),
    (("timeline", "--set", "since=yesterday"), 1, "is not a date"),
    (("sequence", "--set", "study=qqq"), 1, "no study 'qqq'"),
    (("ontology", "--set", "root=qqq"), 1, "'qqq' is not known"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented records as `build` leaves them."""
    target = tmp_path_factory.mktemp("pictures")
    (target / "records.jsonl").write_text("".join(write_lines(invented())), "utf-8")
    return target


@pytest.mark.parametrize(("arguments", "status", "words"), FAULTS)
def test_faults_are_told_in_words(
    capfd: pytest.CaptureFixture[str], folder: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    """No traceback, the right exit status, and what there is."""
    with pytest.raises(SystemExit) as exit_:
        main(["draw", *arguments, "-g", str(folder)])
    told = " ".join(capfd.readouterr().err.replace("│", "").split())
    assert (exit_.value.code, "Traceback" in told) == (status, False)
    assert words in told


@pytest.mark.parametrize("ending", pictures.ENDINGS)
def test_the_command_writes_a_file(folder: Path, tmp_path: Path, ending: str) -> None:
    """The ending of FILE decides its form."""
    file = tmp_path / f"forest{ending}"
    with pytest.raises(SystemExit, match="0"):
        main(["draw", "forest", "-o", str(file), "-g", str(folder)])
    head = file.read_bytes()[:200]
    assert {".svg": b"<svg", ".png": b"PNG", ".html": b"<!doctype html>"}[ending] in head + file.read_bytes()[:2000]


def test_the_command_lists_what_there_is(capfd: pytest.CaptureFixture[str]) -> None:
    """Every picture with what it shows and what can be set."""
    with pytest.raises(SystemExit, match="0"):
        main(["draw", "--list"])
    out = capfd.readouterr().out
    assert all(p.name in out and all(s in out for s in p.settings) for p in pictures.PICTURES.values())
