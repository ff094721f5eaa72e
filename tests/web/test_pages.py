from __future__ import annotations

import json
from dataclasses import replace

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from kg_builder.web.app import failed, show
from kg_builder.web.comparing import rows
from kg_builder.web.forest import forest
from kg_builder.web.lean import lean
from kg_builder.web.parts import quote_sheet
from kg_builder.web.search import Index
from kg_builder.web.shelf import Shelf

RECORD = "invented-2031:outcome:"


def words(parts: object) -> str:
    """All that a page says and leads to."""
    if isinstance(parts, Component):
        props = parts.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
        own = [str(v) for k, v in props.items() if k in ("href", "title", "className") and v]
        return " ".join([*own, words(props.get("children"))])
    if isinstance(parts, (list, tuple)):
        return " ".join(map(words, parts))
    return "" if parts is None else str(parts)


PAGES = (
    ("/", "", ["2 papers", "lenvatinib + sintilimab", "/paper/invented-2031"]),
    ("/search", "?q=lenvatinib", ["/regimen/lenvatinib", "/treatment/lenvatinib"]),
    ("/search", "?q=sintilimab%20with%20Lenvima", ["/regimen/lenvatinib+sintilimab"]),
    ("/search", "?q=levnatinib", ["Did you mean", "/treatment/lenvatinib"]),
    ("/search", "?q=AFP", ["/factor/AFP"]),
    ("/search", "?q=nobody", ["/paper/invented-2031"]),
    ("/search", "?q=qqqqqq", ["nor one like it"]),
    ("/search", "", ["Write a name"]),
    ("/regimen/lenvatinib+sintilimab", "", ["15.5 months", "11.0–19.5", "TKI plus ICI regimen", "Because", "NCCN",
                                            "Diarrhoea", "phase II", "Grew out of"]),
    ("/regimen/lenvatinib", "", ["Patients had next", "regorafenib", "progression", "8 mg per day", "AFP"]),
    ("/regimen/Lenvima", "", ["9.5 months"]),
    ("/regimen/qqqqqq", "", ["No such regimen"]),
    ("/treatment/ici", "", ["Regimens that have it", "lenvatinib + sintilimab"]),
    ("/treatment/qqqqqq", "", ["No such treatment"]),
    ("/factor/AFP", "", [">400 ng/mL", "worse"]),
    ("/factor/qqqqqq", "", ["No such factor"]),
    ("/paper/invented-2031", "", ["Outcomes 4", "15.5 months", "?view=text"]),
    ("/paper/invented-2031", "?kind=adverse_event", ["Diarrhoea", "4"]),
    ("/paper/invented-2031", "?kind=nonsense&part=99999", ["15.5 months"]),
    ("/paper/invented-2031", "?view=text", ["mark value", "33.0%"]),
    ("/paper/other-2032", "?view=text", ["not at hand", "--papers"]),
    ("/paper/invented-2030", "", ["No such paper", "invented-2031"]),
    ("/compare", "", ["Choose two regimens"]),
    ("/compare", "?r=lenvatinib&r=qqqqqq&endpoint=OS+median", ["No regimen here is called qqqqqq", "9.5"]),
    ("/compare", "?r=lenvatinib&r=lenvatinib%2Bsintilimab&endpoint=OS+median", ["15.5", "7.25", "not directly comparable",
                                                                                "second line (1 row)"]),
    ("/compare", "?r=lenvatinib&r=lenvatinib%2Bsintilimab&endpoint=ORR+rate", ["mRECIST (1 row)", "RECIST 1.1 (1 row)"]),
    ("/compare", "?r=lenvatinib&line=line+9", ["No result passes"]),
    ("/sparql", "", ["No SPARQL server"]),
    ("/nonsense", "", ["No such page"]),
)  # fmt: skip


@pytest.mark.parametrize(("path", "query", "said"), PAGES, ids=[path + query for path, query, _ in PAGES])
def test_every_page_says_what_it_must(index: Index, path: str, query: str, said: list[str]) -> None:
    """A page shows its values with their units, or says in words what is missing."""
    told = words(show(index, path, query))
    assert [part for part in said if part not in told] == []


@pytest.mark.parametrize(
    "query",
    [
        "?q=<script>alert(1)</script>",
        "?" + "&".join(["q=a"] * 500),
        "?q=%00%ff",
        "?part=-1&kind=..%2F",
        "?q=" + "x" * 9999,
    ],
)
@pytest.mark.parametrize(
    "path", ["/search", "/compare", "/paper/invented-2031", "/regimen/%3Cscript%3E", "/paper/..%2F..%2Fetc", "/%00"]
)
def test_hostile_addresses_get_a_page(index: Index, path: str, query: str) -> None:
    """Nothing that an address says makes a page fail."""
    assert "H1(" in repr(show(index, path, query)[0])


def test_markup_in_records_stays_text(index: Index, shelf: Shelf) -> None:
    """What papers print is never markup: it travels as JSON strings that become text."""
    page = show(index, "/compare", "?r=lenvatinib&endpoint=ORR+rate")
    sent = json.dumps(lean(page), cls=PlotlyJSONEncoder)
    trees = [json.loads(part["props"]["data-lean"]) for part in json.loads(sent) if "data-lean" in part["props"]]
    assert "<img src=x onerror=alert(1)>" in json.dumps(trees)
    assert "dangerously" not in sent
    plot = forest(shelf, rows(shelf, ["lenvatinib"], "ORR", "rate", {}))
    assert plot is not None
    assert "&lt;img" in str(plot.layout.yaxis.ticktext)
    assert "<img" not in str(plot.to_plotly_json())


def test_every_number_opens_its_quote(index: Index, shelf: Shelf) -> None:
    """The link of a number names its record; the sheet shows quote, place and what was read."""
    record = next(r for r in shelf.records if r.quote == "15.5 months")
    assert f"#{record.id}" in words(show(index, "/regimen/lenvatinib+sintilimab", ""))
    told = words(quote_sheet(shelf, record.id))
    assert "15.5 months" in told
    assert f"/paper/invented-2031?view=text&at={record.span.start}#{record.id}" in told
    assert "invented-2031, text" in told


def test_an_unknown_record_is_told(shelf: Shelf) -> None:
    """An old deep link says that the record is gone; no link opens nothing."""
    assert "no record of this name" in words(quote_sheet(shelf, "x:outcome:0"))
    assert quote_sheet(shelf, "") == []


def test_doubts_stand_beside_the_number(shelf: Shelf) -> None:
    """A warning about a record shows at its number and in its sheet."""
    record = next(r for r in shelf.records if r.quote == "15.5 months")
    doubtful = replace(shelf, warnings={record.id: ["the interval is odd"]})
    assert "the interval is odd" in words(show(Index(doubtful), "/regimen/lenvatinib+sintilimab", ""))
    assert "the interval is odd" in words(quote_sheet(doubtful, record.id))


def test_a_text_that_changed_is_not_marked(shelf: Shelf) -> None:
    """Where the text at hand is not the one that was read, the page says so instead of marking wrong words."""
    paper = shelf.papers["invented-2031"]
    stale = replace(shelf, papers={paper.id: replace(paper, text="x" + paper.text)})
    assert "not the one that the records were read from" in words(
        show(Index(stale), "/paper/invented-2031", "?view=text")
    )


def test_a_fault_of_the_program_is_told_without_its_insides() -> None:
    """The user reads that it failed; the traceback goes to the log."""
    told = words(failed(ValueError("secret"))[0])
    assert "secret" not in told
    assert "failed on this page" in told
