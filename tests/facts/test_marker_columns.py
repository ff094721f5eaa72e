"""What a marker measured in each part of the patients, from tables: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

_CAPTION = "Serum CEA by patient characteristics"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            " | CEA, ng/mL | |\n | Median | p\nSex | | 0.4\n  Female | 12 |\n  Male | 17 |",
            ["CEA Sex: Female median 12 - ng/mL None", "CEA Sex: Male median 17 - ng/mL None"],
        ),
        (
            "Characteristic | n | CEA, median (range) | p\nSex | | | 0.4\n  Female | 30 | 12 (5-40) |\n  Male | 60 | 17 (6-90) |",
            [
                *("Sex Female 30", "Sex Male 60"),
                *("CEA Sex: Female median 12 5-40 None 30", "CEA Sex: Male median 17 6-90 None 60"),
            ],
        ),
        (
            "Characteristic | n | CEA (mean ± SD) | p\nSex | | | 0.4\n  Female | 30 | 12.1 ± 3.2 |\n  Male | 60 | 17.2 ± 4.1 |",
            [
                *("Sex Female 30", "Sex Male 60"),
                *("CEA Sex: Female mean 12.1 3.2 None 30", "CEA Sex: Male mean 17.2 4.1 None 60"),
            ],
        ),
        (
            " | Sorafenib (n = 40) | Placebo (n = 50)\nCEA, median (range) | 12 (5-40) | 17 (6-90)",
            ["CEA None median 12 5-40 None 40", "CEA None median 17 6-90 None 50"],
        ),  # the marker stands in the rows
    ],
)
def test_markers_by_trait(report: ReportOf, rows: str, expected: list[str]) -> None:
    """The marker is what is measured, the row says of whom; no part of the patients is taken for a characteristic."""
    records = [r for r in from_tables(report(_CAPTION, rows)) if isinstance(r, Baseline)]
    assert [_told(r) for r in records] == expected


def _told(record: Baseline) -> str:
    if record.count is not None:
        return f"{record.characteristic} {record.level} {record.count}"
    centre = "median" if record.median is not None else "mean"
    spread = "-".join(map(str, record.range)) if record.range else record.sd or "-"
    size = f" {record.n}" if record.n != 90 else ""
    return f"{record.characteristic} {record.level} {centre} {getattr(record, centre)} {spread} {record.unit or None}{size}"
