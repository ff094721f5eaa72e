"""What is printed, on a terminal and in a pipe."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg_builder import terminal
from kg_builder.pipeline import Summary
from kg_builder.sparql import Results


def rows(count: int) -> Results:
    """An answer of some rows, with a long cell, a number and a cell that is empty."""
    values = " ".join(f'("{"long " * 60}" {n}.5 UNDEF)' for n in range(count))
    return ox.Store().query(f"SELECT ?words ?number ?nothing {{ VALUES (?words ?number ?nothing) {{ {values} }} }}")


def test_nothing_is_cut_in_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    """A table that is not shown on a terminal has every row on one line, whole, without padding."""
    terminal.print_rows(rows(2))
    out, err = capfd.readouterr()
    head, _, first, second = out.splitlines()
    assert head.split() == ["words", "number", "nothing"]
    assert first.startswith("long " * 60)
    assert (first.split()[-1], second.split()[-1]) == ("0.5", "1.5")
    assert err == "2 rows\n"
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_a_terminal_gets_what_fits(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal long cells are folded to its width."""
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "60")
    terminal.print_rows(rows(1))
    out = re.sub(r"\x1b\[[\d;]*m", "", capfd.readouterr().out)
    assert max(map(len, out.splitlines())) <= 60
    assert out.count("long") == 60


def test_an_empty_answer_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    """No rows, no table."""
    terminal.print_rows(rows(0))
    assert capfd.readouterr() == ("", "0 rows\n")


def test_markup_in_values_is_text(capfd: pytest.CaptureFixture[str]) -> None:
    """Square brackets of a paper are printed, not obeyed."""
    terminal.print_rows(ox.Store().query("SELECT ?x { VALUES ?x { '[red]PFS[/] [12, 13]' } }"))
    terminal.complain(ValueError("[bold]a.txt[/]: broken"))
    out, err = capfd.readouterr()
    assert "[red]PFS[/] [12, 13]" in out
    assert err.splitlines()[-1] == "error: [bold]a.txt[/]: broken"


def test_progress_is_for_terminals_only(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A log file gets no progress bar; a terminal gets one that goes away."""
    with terminal.progress("Reading") as report:
        assert report is None
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with terminal.progress("Reading") as report:
        assert report is not None
        report("a.txt", 1, 2)
    out, err = capfd.readouterr()
    assert out == ""
    assert "Reading" in err


def test_a_summary_has_its_figures(capfd: pytest.CaptureFixture[str]) -> None:
    """Largest counts first; figures of the graph only where there is one."""
    counts = {"dose": 2, "adverse_event": 1200}
    terminal.show_summary(Summary(papers=3, records=counts, notes={}, seconds=1.26))
    without = capfd.readouterr().err.split()
    terminal.show_summary(
        Summary(papers=3, records=counts, notes={"arm not certain": 4}, seconds=1.26, regimens=5, triples=12_345)
    )
    with_graph = capfd.readouterr().err.split()
    assert " ".join(without) == "papers 3 records 1,202 1,200 adverse event, 2 dose seconds 1.3"
    assert " ".join(with_graph).endswith("notes 4 4 arm not certain regimens 5 triples 12,345 seconds 1.3")
