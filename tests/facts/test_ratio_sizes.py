"""How many patients a ratio is about, where these are not all of the study (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect, Outcome
from kg_builder.facts import extract
from kg_builder.facts.effect_prose import effects
from kg_builder.facts.from_tables import from_tables
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from tests.facts.conftest import ReportOf

_LEVELS = "Factor | No. | HR (95% CI)\nECOG PS | |\n0 | 30 | 1\n1 | 40 | 1.5 (1.1-2.2)\n2 | 10 | 2.5 (1.1-5.2)"
_ALL = "Of 900 patients, 300 were analysed; a total of 300 patients were included."


def sizes(
    report: ReportOf, rows: str, caption: str = "Cox regression of overall survival", **told: str
) -> list[int | None]:
    """The sizes of the ratios of a table."""
    return [r.n for r in from_tables(report(caption, rows, **told)) if isinstance(r, Effect)]


def test_the_levels_of_a_factor_add_up(report: ReportOf) -> None:
    """Only where each prints its number and one is the reference."""
    assert sizes(report, _LEVELS) == [80, 80]
    assert sizes(report, _LEVELS.replace("30 |", "|")) == [None, None]
    assert sizes(report, _LEVELS.replace("1\n1", "0.9 (0.5-1.2)\n1")) == [None] * 3


_ONE = "Factor | HR (95% CI)\nECOG 1 vs 0 | 1.5 (1.1-2.2)"


@pytest.mark.parametrize(
    ("caption", "sentence", "n"),
    [
        ("Cox regression of overall survival", "See the table.", 300),
        ("Cox regression of overall survival (training set)", "See the table.", None),
        ("Cox regression of overall survival", "Factors in the training cohort were looked at (Table 1).", None),
        (
            "Cox regression of overall survival",
            "The training cohort and the validation cohort were alike (Table 1).",
            300,
        ),
    ],
)
def test_a_set_of_the_patients_is_not_all(report: ReportOf, caption: str, sentence: str, n: int | None) -> None:
    """The caption, or the paragraph that sends the reader to a table, tells of one set; its size is told nowhere."""
    assert sizes(report, _ONE, caption, sentence=sentence, methods=_ALL) == [n]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("In the 62 patients analysed, older age was associated with worse OS (HR 2.1, 95% CI 1.2-3.1).", 62),
        ("In the 62 patients with pain, older age was associated with worse OS (HR 2.1, 95% CI 1.2-3.1).", None),
        ("Older age was associated with worse OS (HR 2.1, 95% CI 1.2-3.1).", None),
    ],
)
def test_a_sentence_says_how_many_it_is_about(report: ReportOf, text: str, n: int | None) -> None:
    """All patients of an analysis by their number; some of them who have something are a part."""
    assert [r.n for r in effects(report(sentence=text, methods=_ALL)) if isinstance(r, Effect)] == [n]


@pytest.mark.parametrize(("heading", "n"), [("Per-protocol analyses (N = 177)", 177), ("Analyses", 300)])
def test_a_heading_says_how_many_its_section_is_about(vocabulary: Lexicon, heading: str, n: int) -> None:
    """A further section is about all again, and so is one below it where the format does not tell that it is below."""
    own = f"### {heading}\n\nMedian OS was 9.5 months.\n\n### Survival\n\nMedian PFS was 4.5 months.\n"
    text = f"# A trial of sorafenib\n\n## Methods\n\n{_ALL}\n\n## Results\n\n{own}"
    found = extract(read_bytes(text.encode(), "invented"), vocabulary).records
    assert [r.n for r in found if isinstance(r, Outcome)] == [n, 300]


def test_sections_below_a_sized_one_are_about_as_many(vocabulary: Lexicon) -> None:
    """JATS tells which section is within which."""
    below = "<sec><title>Survival</title><p>Median OS was 9.5 months.</p></sec>"
    beside = "<sec><title>Harms</title><p>Median PFS was 4.5 months.</p></sec>"
    results = f"<sec><title>Results</title><sec><title>Per-protocol (n = 177)</title>{below}</sec>{beside}</sec>"
    xml = f"<article><body><sec><title>Methods</title><p>{_ALL}</p></sec>{results}</body></article>"
    found = extract(read_bytes(xml.encode(), "invented"), vocabulary).records
    assert [r.n for r in found if isinstance(r, Outcome)] == [177, 300]
