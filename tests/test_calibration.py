"""Every rule has a confidence, and the shipped numbers are what the file's columns say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.calibrate import emitted_rules
from kg_builder.calibration import FILE, Confidence, Measured, as_table, confidence, measured, measurement
from kg_builder.pipeline import extract


def test_every_rule_that_extraction_names_is_listed() -> None:
    """A new rule needs `make calibrate`: each name that a module of facts writes has a row."""
    assert len(emitted_rules()) > 20
    assert emitted_rules() - set(measured()) == set()


def test_every_rule_that_a_paper_yields_has_a_measurement(data: Path) -> None:
    """Also names that are put together at run time are found."""
    harvest, _ = extract([data / "invented-text.txt", data / "invented-jats.nxml"])
    assert {r.rule for r in harvest.records if measurement(r.rule).rule not in measured()} == set()


def test_the_file_is_what_the_measurements_say() -> None:
    """The class in the file is the one that its numbers prove; rows are sorted, each rule once."""
    assert FILE.read_text("utf-8") == as_table(measured().values())


@pytest.mark.parametrize(
    ("records", "right", "expected"),
    [
        (400, 396, Confidence.HIGH),
        (40, 40, Confidence.HIGH),
        (20, 20, Confidence.MEDIUM),
        (400, 320, Confidence.MEDIUM),
        (9, 9, Confidence.LOW),
        (100, 60, Confidence.LOW),
        (0, 0, Confidence.LOW),
    ],
)
def test_confidence_is_what_the_cases_prove(records: int, right: int, expected: Confidence) -> None:
    """Few cases, however good, prove little."""
    assert Measured("rule", records, right).confidence is expected


def test_the_classes_keep_their_promise() -> None:
    """Over all rules of a class, the share of right records is what the class says."""
    for level, least in ((Confidence.HIGH, 0.9), (Confidence.MEDIUM, 0.7)):
        rules = [m for m in measured().values() if m.confidence is level]
        assert sum(m.right for m in rules) >= least * sum(m.records for m in rules)


def test_an_unknown_rule_is_trusted_least() -> None:
    """What was never measured has low confidence."""
    assert confidence("brand-new-rule") is Confidence.LOW
