"""Scores in tables: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Model
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.model_table import listed_models
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand
from tests.facts.conftest import ReportOf


def overview(vocabulary: Lexicon, head: str, *rows: str) -> Paper:
    """A review with one table of studies."""
    table = "\n".join("\t".join(c.strip() for c in row.split("|")) for row in (head, *rows))
    text = (
        f"# Prognosis of glioma: a review\n\n## Models\n\nThey are listed.\n\nTABLE 1 | Prognostic models\n\n{table}\n"
    )
    return understand(read_bytes(text.encode(), "invented"), vocabulary)


def test_scores_of_cited_studies(vocabulary: Lexicon) -> None:
    """Each value with its data set; a score of one marker is called by it and not made of it, any other by its study."""
    paper = overview(
        vocabulary,
        "Author, year | No. of cases | Variables | Training AUC | Validation C-index",
        "Poe et al., 2019 | 1,210 | age, CRP and ascites | 0.781 | 0.702",
        "Quill et al., 2021 | 96 | NLR | NA | 0.645*",
        "Rusk et al., 2022 | 80 | KPS | >0.700 | 71.0",
    )
    assert [(r.name, r.study, r.n, r.inputs, r.metric, r.dataset, str(r.value)) for r in listed_models(paper)] == [
        ("Poe model", "Poe et al. 2019", 1210, ("age", "CRP", "ascites"), "AUC", "training", "0.781"),
        ("Poe model", "Poe et al. 2019", 1210, ("age", "CRP", "ascites"), "C-index", "validation", "0.702"),
        ("NLR", "Quill et al. 2021", 96, (), "C-index", "validation", "0.645"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Model | AUC (95% CI) | C-index\nABX score | 0.81 (0.76-0.86) | 0.74\nStage | 0.66 (0.60-0.72) | 0.61",
            [
                ("ABX score", "AUC", None, "0.81"),
                ("ABX score", "C-index", None, "0.74"),
                ("Stage", "AUC", None, "0.66"),
                ("Stage", "C-index", None, "0.61"),
            ],
        ),
        (
            "Score | Training cohort | Validation cohort\n | AUC | AUC\nABX score | 0.81 | 0.77",
            [("ABX score", "AUC", "training", "0.81"), ("ABX score", "AUC", "validation", "0.77")],
        ),
        ("Cohort | Nomogram AUC\nTraining set | 0.81", [("Nomogram", "AUC", "training", "0.81")]),
        ("Dose | AUC (ng h/mL)\n40 mg | 512.1\n80 mg | 1004", []),  # exposure to a drug
        ("Sex | n (%)\nMale | 12 (60)", []),
    ],
)
def test_scores_of_the_paper_itself(report: ReportOf, rows: str, expected: list[object]) -> None:
    """A score a row, or a data set a row under the score's name."""
    records = [r for r in from_tables(report("Discrimination", rows)) if isinstance(r, Model)]
    assert [(r.name, r.metric, r.dataset, str(r.value)) for r in records] == expected
