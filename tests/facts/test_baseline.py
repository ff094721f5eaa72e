"""Baseline tables: the specification, row by row (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.evidence import Baseline, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

CAPTION = "Baseline characteristics of the patients"
HEAD = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50) | P value"


def found(report: ReportOf, rows: str, note: str = "", head: str = HEAD) -> list[str]:
    """ "arm: characteristic=level numbers" of each record."""
    records = [r for r in from_tables(report(CAPTION, f"{head}\n{rows}", note)) if isinstance(r, Baseline)]
    return [f"{r.arm}: {r.characteristic}={r.level} {_numbers(r)}" for r in records]


def _numbers(r: Baseline) -> str:
    shown = {"n": r.count, "%": r.percent, "median": r.median, "mean": r.mean, "sd": r.sd}
    plain = [f"{name} {value}" for name, value in shown.items() if value is not None]
    spans = [f"{name} {span[0]}-{span[1]}" for name, span in (("iqr", r.iqr), ("range", r.range)) if span]
    return " ".join([*plain, *spans, *([r.unit] if r.unit else [])])


A, B = "Sorafenib", "Placebo"


@pytest.mark.parametrize(
    ("rows", "note", "expected"),
    [
        (
            "Sex (%) | | | 0.50\nMale | 10 (25.0) | 30 (60.0) |\nFemale | 30 (75.0) | 20 (40.0) |",
            "",
            [
                f"{A}: Sex=Male n 10 % 25.0",
                f"{B}: Sex=Male n 30 % 60.0",
                f"{A}: Sex=Female n 30 % 75.0",
                f"{B}: Sex=Female n 20 % 40.0",
            ],
        ),
        (
            "Median age, years (range) | 61 (30-80) | 59 (31-79) | 0.4",
            "",
            [f"{A}: age=None median 61 range 30-80 year", f"{B}: age=None median 59 range 31-79 year"],
        ),
        (
            "Sex | | | 0.50\nMale | 10 | 30 |\nFemale | 30 | 20 |\nSize | | |\n<5 | 60 | 70 |\n\u22655 | 40 | 30 |",
            "",  # 40 and 50 patients in all; what adds up to 100 may be shares
            [f"{A}: Sex=Male n 10", f"{B}: Sex=Male n 30", f"{A}: Sex=Female n 30", f"{B}: Sex=Female n 20"],
        ),
        (
            "Male, % | 75 | 70 |\nAnti-ZQ antibody, n (%) | 12 | 20 |",  # a share in one row, counts in the other
            "",
            [
                f"{A}: Male=None % 75",
                f"{B}: Male=None % 70",
                f"{A}: Anti-ZQ antibody=None n 12",
                f"{B}: Anti-ZQ antibody=None n 20",
            ],
        ),
        (
            "Gender (male/female), n (%) | 30/10 (75/25) | 35/15 (70/30) |",
            "",
            [
                f"{A}: Gender=male n 30 % 75",
                f"{A}: Gender=female n 10 % 25",
                f"{B}: Gender=male n 35 % 70",
                f"{B}: Gender=female n 15 % 30",
            ],
        ),
        (
            "Median age, years | 61 (30 to 80) | 59 (31-79) |\nNodes | 2 (1 to 4) | 3 (0-6) |",  # as the row above says
            "",
            [
                f"{A}: age=None median 61 range 30-80 year",
                f"{B}: age=None median 59 range 31-79 year",
                f"{A}: Nodes=None median 2 range 1-4",
                f"{B}: Nodes=None median 3 range 0-6",
            ],
        ),
        (
            "Age | 61 (50-70) | 59 (51-69) |\nMedian AFP | 9 | 8 |\nMean weight | 70 | 71 |",  # a median, or a mean?
            "",
            [
                f"{A}: AFP=None median 9",
                f"{B}: AFP=None median 8",
                f"{A}: weight=None mean 70",
                f"{B}: weight=None mean 71",
            ],
        ),
        (
            "ER +ve | 10 (25.0) | 30 (60.0) |\nER -ve | 30 (75.0) | 20 (40.0) |",
            "",
            [
                f"{A}: ER=positive n 10 % 25.0",
                f"{B}: ER=positive n 30 % 60.0",
                f"{A}: ER=negative n 30 % 75.0",
                f"{B}: ER=negative n 20 % 40.0",
            ],
        ),
        (
            "Comorbidity score (HCT-CI); median (range) | 1 (0-8) | 2 (0-7) |",  # no confidence interval
            "",
            [f"{A}: Comorbidity score=None median 1 range 0-8", f"{B}: Comorbidity score=None median 2 range 0-7"],
        ),
        (
            "Age | 61.5 [50.0, 70.0] | 59.0 [51.0, 69.0] | 0.4",
            "Note: Values are median (interquartile range) or number (%).",
            [f"{A}: Age=None median 61.5 iqr 50.0-70.0", f"{B}: Age=None median 59.0 iqr 51.0-69.0"],
        ),
        (
            "Weight (kg), mean (SD) | 70.1 (9.2) | 68.4 (8.8) | 0.4",
            "",
            [f"{A}: Weight=None mean 70.1 sd 9.2 kg", f"{B}: Weight=None mean 68.4 sd 8.8 kg"],
        ),
        (
            "Sex male/female | 10/30 | 30/20 | 0.5",
            "",
            [f"{A}: Sex=male n 10", f"{A}: Sex=female n 30", f"{B}: Sex=male n 30", f"{B}: Sex=female n 20"],
        ),
        (
            "Sex (M:F) | 10:30 | 30:20 | 0.5\nMale:female ratio | 1:3 | 3:2 |\nPrior surgery, % | 45 | 40 |",
            "",
            [
                f"{A}: Sex=M n 10",
                f"{A}: Sex=F n 30",
                f"{B}: Sex=M n 30",
                f"{B}: Sex=F n 20",
                f"{A}: Prior surgery=None % 45",
                f"{B}: Prior surgery=None % 40",
            ],
        ),
        (
            "Donor; n | | |\nSibling/8/8 matched unrelated | 10/30 | 30/20 | 0.5",
            "",
            [
                f"{A}: Donor; n=Sibling n 10",
                f"{A}: Donor; n=8/8 matched unrelated n 30",
                f"{B}: Donor; n=Sibling n 30",
                f"{B}: Donor; n=8/8 matched unrelated n 20",
            ],
        ),
        (
            "Site (head/tail) | 10 (25%)/30 (75%) | 30/20 | 0.5\nMale/Female | 10/30 | 30/20 |",
            "",
            [
                f"{A}: Site=head n 10 % 25",
                f"{A}: Site=tail n 30 % 75",
                f"{B}: Site=head n 30",
                f"{B}: Site=tail n 20",
                f"{A}: sex=Male n 10",
                f"{A}: sex=Female n 30",
                f"{B}: sex=Male n 30",
                f"{B}: sex=Female n 20",
            ],
        ),
        (
            "BMI (kg/m\u00b2), mean (SD) | 24.4 (4.1) | 24.9 (4.4) |",
            "",
            [f"{A}: BMI=None mean 24.4 sd 4.1 kg/m2", f"{B}: BMI=None mean 24.9 sd 4.4 kg/m2"],
        ),
        (
            "Brain metastases, n (%) | 0 | 1 (2.0) | 0.9",
            "",
            [f"{A}: Brain metastases=None n 0", f"{B}: Brain metastases=None n 1 % 2.0"],
        ),
        ("Brain metastases | 3 (<1%) | .. |", "", [f"{A}: Brain metastases=None n 3"]),
        (
            "Female sex - no. (%) | 10 (25.0) | 0 |\nAge - yr | | |\nMedian (range) | 61 (30-80) | 59 (31-79) |",
            "",
            [
                f"{A}: Female sex=None n 10 % 25.0",
                f"{B}: Female sex=None n 0",
                f"{A}: Age=None median 61 range 30-80 year",
                f"{B}: Age=None median 59 range 31-79 year",
            ],
        ),
        (
            "Stage IV | 10 (25.0) | 20 (40.0)\nSex, % | |\nMale | 25 | 60\nFemale | 75 | 40",
            "",
            [
                *(f"{A}: Stage IV=None n 10 % 25.0", f"{B}: Stage IV=None n 20 % 40.0"),
                *(f"{A}: Sex=Male % 25", f"{B}: Sex=Male % 60", f"{A}: Sex=Female % 75", f"{B}: Sex=Female % 40"),
            ],
        ),
        (
            "ALT (U/L), M (P25, P75) | 38 (25, 60) | 35 (24, 55) | 0.3",
            "",
            [f"{A}: ALT=None median 38 iqr 25-60 U/L", f"{B}: ALT=None median 35 iqr 24-55 U/L"],
        ),
        (
            "Sex (%) | |\nMale | 40 (100) | 50 (100)\nFemale | 0 | 0",
            "",
            [
                *(f"{A}: Sex=Male n 40 % 100", f"{B}: Sex=Male n 50 % 100"),
                *(f"{A}: Sex=Female n 0", f"{B}: Sex=Female n 0"),
            ],
        ),
    ],
)
def test_rows_become_records(report: ReportOf, rows: str, note: str, expected: list[str]) -> None:
    """A row is a characteristic, or a level under one; its numbers are what label, head or note call them."""
    assert found(report, rows, note) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Blood tests | |\nElevated LDH | 10 (25.0) |\nHyponatremia | 4 (10.0) |",
            ["Elevated LDH=None", "Hyponatremia=None"],
        ),
        ("BCLC stage | |\nB | 10 (25.0) |\nAFP > 400 ng/mL | 4 (10.0) |", ["BCLC stage=B", "AFP > 400 ng/mL=None"]),
        (
            "Comorbidity | |\nHypertension | 10 (25.0) |\nDiabetes | 4 (10.0) |",
            ["Comorbidity=Hypertension", "Comorbidity=Diabetes"],
        ),
        ("EGFR mutation | |\nL858R | 10 (25.0) |\nT790M | 4 (10.0) |", ["EGFR mutation=L858R", "EGFR mutation=T790M"]),
        ("Site | |\nHead | 10 (25.0) |\nTail | 4 (10.0) |", ["Site=Head", "Site=Tail"]),
        ("Site | |\nHead | 10 (25.0) |\nTail | 4 (10.0) |\nTotal | 14 (35.0) |", ["Site=Head", "Site=Tail"]),  # of both
        (
            "Serostatus, no. | |\n-/+ | 10 |\n+/+ | 4 |",
            ["Serostatus=-/+", "Serostatus=+/+"],
        ),
        (
            "Resection | |\nPartial | 10 (25.0) |\nTotal | 4 (10.0) |",
            ["Resection=Partial", "Resection=Total"],
        ),  # a kind
    ],
)
def test_rows_under_a_section_are_levels_or_characteristics(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Known findings under a heading that is no variable speak for themselves; levels of a variable do not."""
    assert [line.split(": ", 1)[1].rsplit(" n ", 1)[0] for line in found(report, rows)] == expected


@pytest.mark.parametrize(
    "rows",
    [
        "Age | 61 (50-70) | 59 (51-69) | 0.4",
        "Number of patients | 40 | 50 |",
        "Total | 40 (100) | 50 (100) |",
        "Score | 61.5 (12) | 59.5 (13) |",
        "Response | 10 (250) | 30 (600) |",
    ],
)
def test_what_is_not_clear_is_no_record(report: ReportOf, rows: str) -> None:
    """Intervals that nothing explains, sizes of groups, and shares above 100 give none."""
    assert found(report, rows) == []


def test_count_and_percentage_in_neighbouring_columns_are_one_record(report: ReportOf) -> None:
    """ "N | %" over two cells says one thing of all patients."""
    assert found(report, "Sex | |\nMale | 30 | 60.0\nFemale | 20 | 40.0", head="Characteristic | N | %") == [
        "overall: Sex=Male n 30 % 60.0",
        "overall: Sex=Female n 20 % 40.0",
    ]


def test_a_median_stays_one_in_columns_of_counts(report: ReportOf) -> None:
    """Where the label says median, the number is no count, and the range beside it no percentage."""
    assert found(report, "Median age, y (range) | 64 | (22-86)\nMale | 30 | 60.0", head="Characteristic | N | %") == [
        "overall: age=None median 64 range 22-86 year",
        "overall: Male=None n 30 % 60.0",
    ]


@pytest.mark.parametrize("caption", ["Treatment details", "Treatment history of the patients"])
def test_what_the_patients_were_given_is_a_characteristic(report: ReportOf, caption: str) -> None:
    """A mark behind a label is no part of it."""
    rows = "Treatment | No. | %\nSites# | |\nBone | 30 | 60.0\nLung | 20 | 40.0\nICI | |\nNivolumab* | 50 | 100.0"
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Baseline)]
    assert [(r.characteristic, r.level, r.count) for r in records] == [
        ("Sites", "Bone", 30),
        ("Sites", "Lung", 20),
        ("ICI", "Nivolumab", 50),
    ]


def test_a_sized_head_that_names_nobody_is_of_all(report: ReportOf) -> None:
    """ "Value (n = 90)" is no arm."""
    for head in ("Value (n = 90)", "Frequency (n = 90)", "Data (n = 90)"):
        told = found(report, "Male | 30 (33.3)\nFemale | 60 (66.7)", head=f"Characteristic | {head}")
        assert {line.split(":")[0] for line in told} == {"overall"}


def test_groups_may_begin_with_a_digit(report: ReportOf) -> None:
    """A sized or treated group is one, whatever its name begins with; a landmark is none."""
    head = "Characteristic | 5-FU | 2.0 mg/m2 (n = 3) | 2-year OS (%) (SE)"
    rows = "Male | 10 (25.0) | 1 (33.3) | 45.5 (2.1)\nFemale | 30 (75.0) | 2 (66.7) | 40.5 (1.9)"
    assert found(report, rows, head=head) == [
        "5-FU: Male=None n 10 % 25.0",
        "2.0 mg/m2: Male=None n 1 % 33.3",
        "5-FU: Female=None n 30 % 75.0",
        "2.0 mg/m2: Female=None n 2 % 66.7",
    ]


def test_groups_may_be_named_by_what_they_reached(report: ReportOf) -> None:
    """A sized head is a group where an endpoint names it, unless all heads are endpoints of the same patients."""
    head = "Characteristic | pCR (n = 20) | Non-pCR (n = 70)"
    assert found(report, "Male | 12 (60.0) | 45 (64.3)", head=head) == [
        "pCR: Male=None n 12 % 60.0",
        "Non-pCR: Male=None n 45 % 64.3",
    ]
    assert found(report, "Male | 12 (60.0) | 15 (75.0)", head="Characteristic | ORR (n = 20) | DCR (n = 20)") == []


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        (
            "Marker | Median | IQR | Mean | SD | Mean | SE",
            "Albumin, g/dL | 3.8 | 3.5-4.1 | 3.7 | 0.4 | 3.6 | 0.1",
            [
                "overall: Albumin=None median 3.8 iqr 3.5-4.1 g/dL",
                "overall: Albumin=None mean 3.7 sd 0.4 g/dL",
                "overall: Albumin=None mean 3.6 g/dL",
            ],
        ),
        (
            "Feature | Sorafenib (n = 40)",
            "Age (years) | \nN | 40\nMedian | 61\nQ1, Q3 | 50, 70\nMin, max | 31, 84",
            [f"{A}: Age=None median 61 year", f"{A}: Age=None iqr 50-70 year", f"{A}: Age=None range 31-84 year"],
        ),
        (
            "Feature | Sorafenib (n = 40)",
            "Age (years) |\nMedian | 61\nQuartiles (Q1-Q3) | 50-70",
            [f"{A}: Age=None median 61 year", f"{A}: Age=None iqr 50-70 year"],
        ),
    ],
)
def test_spreads_in_columns_and_rows_of_their_own(report: ReportOf, head: str, rows: str, expected: list[str]) -> None:
    """The column behind medians or means prints their spread; rows of quartiles and limits, and none of sizes."""
    assert found(report, rows, head=head) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Baseline characteristics (% of patients)", [f"{A}: Bone disease=None % 23", f"{B}: Bone disease=None % 25"]),
        ("Baseline characteristics, n (%)", [f"{A}: Bone disease=None n 23", f"{B}: Bone disease=None n 25"]),
        ("Baseline characteristics", []),
    ],
)
def test_a_caption_tells_percentages(report: ReportOf, caption: str, expected: list[str]) -> None:
    """Bare numbers are percentages where the caption says so, but not those of a row with a unit."""
    rows = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\nBone disease | 23 | 25\nAge (years) | 61 | 59"
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Baseline) and r.characteristic[0] == "B"]
    assert [f"{r.arm}: {r.characteristic}={r.level} {_numbers(r)}" for r in records] == expected


def test_sums_are_no_percentages_under_a_head_of_percentages(report: ReportOf) -> None:
    """A row that says "Mean" is a mean, whatever the other rows print; a range alone names no characteristic."""
    rows = "Age | |\nMean | 45.5 | 50.5\nRange 20-80 | |\nMale | 10 | 30"
    head = "Characteristic | Sorafenib, % | Placebo, %"
    assert found(report, rows, head=head)[:2] == [
        f"{A.lower()}: Age=None mean 45.5",
        f"{B.lower()}: Age=None mean 50.5",
    ]


@pytest.mark.parametrize(("cell", "unit"), [("68.1 kg", "kg"), ("68.1", None), ("68.1 of some", None)])
def test_a_cell_may_print_the_unit_of_its_sum(report: ReportOf, cell: str, unit: str | None) -> None:
    """A unit behind the number is the value's, where the labels print none."""
    rows = f"Factor | Sorafenib (n = 40) | Placebo (n = 50)\nSize, mean | {cell} | {cell}"
    records = [r for r in from_tables(report("Baseline characteristics", rows)) if isinstance(r, Baseline)]
    assert {r.unit for r in records} <= {unit}


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "Patient characteristics and univariate analysis of overall survival",
            ["Sex Male 60 66.7", "Sex Female 30 33.3"],
        ),
        ("Univariate analysis of overall survival by patient characteristics", []),
    ],
)
def test_counts_beside_what_they_mean(report: ReportOf, caption: str, expected: list[str]) -> None:
    """A table of characteristics counts the patients also where it tells their survival beside that."""
    rows = "Characteristic | n (%) | Median OS (months) | HR (95% CI)\nSex | | |\n"
    rows += "Male | 60 (66.7) | 21.0 | 1\nFemale | 30 (33.3) | 17.2 | 1.20 (0.80-1.80)"
    methods = "A total of 90 patients were enrolled and received sorafenib."
    records = [*from_tables(report(caption, rows, methods=methods))]
    counted = [r for r in records if isinstance(r, Baseline)]
    assert [f"{r.characteristic} {r.level} {r.count} {r.percent}" for r in counted] == expected
    assert [r.value for r in records if isinstance(r, Outcome)] == [Decimal("21.0"), Decimal("17.2")]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Age, mean \u00b1 SD, y", ["None", "<60", "\u226560"]),
        ("Male, n (%)", []),  # a count has no limits
        ("Mean \u00b1 SD", []),  # of what, it does not say
    ],
)
def test_bare_limits_go_on_with_what_is_summed_up(report: ReportOf, label: str, expected: list[str]) -> None:
    """ "<60" below a mean age is a level of the age, though it is not set in."""
    value = "20 (50)" if label[-1] == ")" else "60.1 \u00b1 8.9"
    rows = f"Feature | Sorafenib (n = 40)\n{label} | {value}\n<60 | 16 (40.0)\n\u226560 | 24 (60.0)"
    records = [r for r in from_tables(report("Baseline characteristics", rows)) if isinstance(r, Baseline)]
    assert [str(r.level) for r in records if r.characteristic.startswith("Age")] == expected


@pytest.mark.parametrize(
    "heads", ["No. | %", "Absolute number | Relative frequency (%)", "Frequency | Percent", "n | Percentage"]
)
def test_counts_beside_percentages_in_either_order(report: ReportOf, heads: str) -> None:
    """A count and its percentage are one value, whichever stands first."""
    count, percent = heads.split(" | ")
    for first, second, male, female in (
        (count, percent, "65 | 72.2", "25 | 27.8"),
        (percent, count, "72.2 | 65", "27.8 | 25"),
    ):
        rows = f"Characteristic | {first} | {second}\nSex | |\nMale | {male}\nFemale | {female}"
        records = [r for r in from_tables(report("Patient characteristics", rows)) if isinstance(r, Baseline)]
        told = [(r.level, r.count, str(r.percent)) for r in records]
        assert told == [("Male", 65, "72.2"), ("Female", 25, "27.8")]


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        (
            "Characteristic | N | %",
            "Age | |\nMean 64.15 years | |\nRange 35-82 years | |\n<60 | 30 | 33.3\n>60 | 60 | 66.7",
            [
                "overall: Age=None mean 64.15 year",
                "overall: Age=None range 35-82 year",
                "overall: Age=<60 n 30 % 33.3",
                "overall: Age=>60 n 60 % 66.7",
            ],
        ),
        (
            "Characteristic | No. (%)",
            "Median age, years: 62 (35-82) |\nMale | 30 (33.3)\nFemale | 60 (66.7)",
            [
                "overall: age=None median 62 range 35-82 year",
                "overall: Male=None n 30 % 33.3",
                "overall: Female=None n 60 % 66.7",
            ],
        ),
        (  # of which group?
            HEAD,
            "Median age: 62 (35-82) | | |\nMale | 10 (25.0) | 30 (60.0) |",
            ["Sorafenib: Male=None n 10 % 25.0", "Placebo: Male=None n 30 % 60.0"],
        ),
    ],
)  # fmt: skip
def test_values_within_labels(report: ReportOf, head: str, rows: str, expected: list[str]) -> None:
    """A label may print its own mean or range, where the table is of one group."""
    assert found(report, rows, head=head) == expected


def test_arms_as_characteristics(report: ReportOf) -> None:
    """A row that names an arm tells who was given what; a short form of "not known" is written out."""
    rows = "Sorafenib | 40 (44.4)\nPlacebo | 50 (55.6)\nSite | \nLiver | 80 (88.9)\nNK | 10 (11.1)"
    assert found(report, rows, "Abbreviations: NK, not known.", head="Characteristic | All patients") == [
        "overall: treatment=Sorafenib n 40 % 44.4",
        "overall: treatment=Placebo n 50 % 55.6",
        "overall: Site=Liver n 80 % 88.9",
        "overall: Site=not known n 10 % 11.1",
    ]


@pytest.mark.parametrize(
    "label", ["Mean reduction in tumor volume (%)", "Change from baseline in PSA", "Median decrease of AFP"]
)
def test_what_became_of_patients_is_no_characteristic(report: ReportOf, label: str) -> None:
    """Rows of changes are no rows of how patients were at the start; those beside them are."""
    rows = f"Age, mean (SD) | 61.0 (8.1) | 62.0 (9.2) | 0.4\n{label} | 35.1 (12.2) | 10.0 (8.8) | 0.01"
    assert found(report, rows) == [f"{A}: Age=None mean 61.0 sd 8.1", f"{B}: Age=None mean 62.0 sd 9.2"]


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        (
            "Feature | XQ1 high (n = 80) | XQ1 low (n = 90)",
            "Sex | |\nMale | 45 | 55\nFemale | 35 | 35",
            ["XQ1 high: Sex=Male n 45", "XQ1 low: Sex=Male n 55", "XQ1 high: Sex=Female n 35", "XQ1 low: Sex=Female n 35"],
        ),
        (
            "Feature | XQ1 positive | XQ1 negative",
            "Sex | |\nMale | 45 | 52\nFemale | 35 | 38\nStage | |\nII | 30 | 61\nIII | 50 | 40",
            [
                "XQ1 positive: Sex=Male n 45", "XQ1 positive: Sex=Female n 35", "XQ1 positive: Stage=II n 30",
                "XQ1 positive: Stage=III n 50",
            ],
        ),
        (
            "Feature | n | XQ1 \u22643 | XQ1 >3",
            "Sex | | |\nMale | 100 | 45 | 55\nFemale | 80 | 35 | 44",
            ["overall: Sex=Male n 100", "XQ1 \u22643: Sex=Male n 45", "XQ1 >3: Sex=Male n 55", "overall: Sex=Female n 80"],
        ),
        ("Feature | XQ1 high (n = 80) | XQ1 low (n = 90)", "Sex | |\nMale | 45 | 55\nFemale | 34 | 36", []),
        (
            "Feature | XQ1 positive | XQ1 negative",
            "Sex | |\nMale | 45 | 52\nFemale | 55 | 48\nStage | |\nII | 30 | 60\nIII | 70 | 40", [],
        ),
    ],
)  # fmt: skip
def test_bare_numbers_that_add_up_are_counts(report: ReportOf, head: str, rows: str, expected: list[str]) -> None:
    """To the size of their column, to the same in two sections (not to 100), or over the groups of a row to its number."""
    assert found(report, rows, head=head) == expected


def test_how_many_a_heading_is_about_is_no_part_of_its_name(report: ReportOf) -> None:
    """The size in a heading, and the mark of a note before it, are not what the heading names."""
    rows = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\nSubtype d (n = 70) | |\nZQ | 20 (50) | 30 (60)"
    found = [r for r in from_tables(report("Baseline characteristics", rows)) if isinstance(r, Baseline)]
    assert {r.characteristic for r in found} == {"Subtype"}


@pytest.mark.parametrize(
    ("label", "unit"),
    [("Median age in years (range)", "year"), ("Age years, median (range)", "year"), ("Median score (range)", None)],
)
def test_a_unit_before_what_is_said_of_the_statistic(report: ReportOf, label: str, unit: str | None) -> None:
    """The unit may stand before the words for the statistic, behind "in" or alone."""
    rows = f"Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\n{label} | 60 (35-82) | 61 (38-80)"
    found = [r for r in from_tables(report("Baseline characteristics", rows)) if isinstance(r, Baseline)]
    assert [(str(r.median), r.unit) for r in found] == [("60", unit), ("61", unit)]


def test_of_how_many_patients_none_is(report: ReportOf) -> None:
    """A bare zero is of as many as the shares beside it, where they are all of the same; any other bare count is not."""
    head = "Characteristic | Sorafenib (n = 40) | Placebo (n = 50)\nSurgery | |\n"
    rows = (
        f"{head}Wide | 20/30 (67%) | 15/25 (60%)\nLocal | 10/30 (33%) | 10/24 (42%)\nOther | 0 | 0\nUnknown | 10 | 25"
    )
    found = [r for r in from_tables(report("Baseline characteristics", rows)) if isinstance(r, Baseline)]
    assert [(r.arm, r.count, r.n) for r in found if r.level in ("Other", "Unknown")] == [
        ("Sorafenib", 0, 30),
        ("Placebo", 0, 50),
        ("Sorafenib", 10, 40),
        ("Placebo", 25, 50),
    ]
