"""Tables of responses and survival: the specification (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.evidence import Effect, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


def found(report: ReportOf, caption: str, rows: str, note: str = "") -> list[str]:
    """ "arm [subgroup] endpoint@months statistic value unit count ci" of each record."""
    records = [r for r in from_tables(report(caption, rows, note)) if isinstance(r, Outcome)]
    return [
        f"{r.arm} [{r.subgroup or ''}] {r.endpoint}@{r.at_months or ''} {r.statistic} {r.qualifier or r.value}"
        f" {r.unit} {r.count} {_ci(r)}"
        for r in records
    ]


def _ci(r: Outcome) -> str:
    return "-".join(map(str, r.ci)) if r.ci else "none"


HEAD = "Response | Sorafenib (n = 40) | Placebo (n = 50) | P"


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Tumor response",
            f"{HEAD}\nComplete response | 1 (2.5) | 0 | 0.5\nPartial response | 9 (22.5) | 3 (6.0) | 0.03\n"
            f"Unknown | 2 (5.0) | 1 (2.0) |\nObjective response rate (CR + PR), % | 10 (25.0) | 3 (6.0) | "
            f"0.02",
            [
                "Sorafenib [] CR@ rate 2.5 percent 1 none",
                "Placebo [] CR@ count 0 patient None none",
                "Sorafenib [] PR@ rate 22.5 percent 9 none",
                "Placebo [] PR@ rate 6.0 percent 3 none",
                "Sorafenib [] ORR@ rate 25.0 percent 10 none",
                "Placebo [] ORR@ rate 6.0 percent 3 none",
            ],
        ),
        (
            "Subgroup analysis of overall survival",
            "Subgroup | Sorafenib median OS (months) | Placebo median OS (months) | HR (95% CI)\nSex | | |\n"
            "Male | 17.2 | 11.9 | 0.74 (0.50-1.10)",
            [
                "sorafenib [Sex Male] OS@ median 17.2 month None none",
                "placebo [Sex Male] OS@ median 11.9 month None none",
            ],
        ),
        (
            "Sites of the first recurrence",
            "Place | Sorafenib (n = 20) | Placebo (n = 25)\nLocation, n (%) | |\nLiver only | 4 (20.0) | 10 (40.0)",
            [
                "Sorafenib [] recurrence: Liver only@ rate 20.0 percent 4 none",
                "Placebo [] recurrence: Liver only@ rate 40.0 percent 10 none",
            ],
        ),
        (
            "Patterns of relapse",
            "| Sorafenib (n = 40) | Placebo (n = 50)\nLocal relapse | 4 (10.0) | 10 (20.0)\nBoth | 2 (5.0) | 5 (10.0)",
            [
                "Sorafenib [] local recurrence@ rate 10.0 percent 4 none",
                "Placebo [] local recurrence@ rate 20.0 percent 10 none",
                "Sorafenib [] relapse: Both@ rate 5.0 percent 2 none",
                "Placebo [] relapse: Both@ rate 10.0 percent 5 none",
            ],
        ),
        (
            "Sites of disease at baseline",
            "| Sorafenib (n = 40) | Placebo (n = 50)\nLiver | 4 (10.0) | 10 (20.0)\nLung | 2 (5.0) | 5 (10.0)",
            [],
        ),
        (
            "Recurrences and metastases",
            "Events | Sorafenib (n = 40) n (%) | Placebo (n = 50) n (%)\nRecurrence | 4 (10.0) | 10 (20.0)\n"
            "Distant metastasis | 2 (5.0) | 5 (10.0)",
            [
                "Sorafenib [] recurrence@ rate 10.0 percent 4 none",
                "Placebo [] recurrence@ rate 20.0 percent 10 none",
                "Sorafenib [] distant metastasis@ rate 5.0 percent 2 none",
                "Placebo [] distant metastasis@ rate 10.0 percent 5 none",
            ],
        ),
        (
            "Baseline characteristics",
            "Trait | Sorafenib (n = 40) n (%) | Placebo (n = 50) n (%)\nMale | 20 (50.0) | 30 (60.0)\n"
            "Distant metastasis | 2 (5.0) | 5 (10.0)",
            [],
        ),
        (
            "Recurrence",
            "Events | Sorafenib (n = 40) n (%) | Placebo (n = 50) n (%)\nAny recurrence | |\nLiver | 4 (10.0) | 10 (20.0)\n"
            "Lung | 2 (5.0) | 5 (10.0)",
            [  # kinds of an event, not of patients
                "Sorafenib [] recurrence: Liver@ rate 10.0 percent 4 none",
                "Placebo [] recurrence: Liver@ rate 20.0 percent 10 none",
                "Sorafenib [] recurrence: Lung@ rate 5.0 percent 2 none",
                "Placebo [] recurrence: Lung@ rate 10.0 percent 5 none",
            ],
        ),
        (
            "Recurrences by site",
            "| Sorafenib (n = 40) | Placebo (n = 50)\nSites of first recurrence b, n (%) | |\nLiver | 4 (66.7) | 10 (83.3)",
            [
                "Sorafenib [] recurrence: Liver@ rate 66.7 percent 4 none",
                "Placebo [] recurrence: Liver@ rate 83.3 percent 10 none",
            ],
        ),
        (  # a place among others, and nobody: "0" beside counts with shares
            "Recurrences by site",
            "| Sorafenib (n = 40) | Placebo (n = 50)\nSites of first recurrence, n (%) | |\nLiver | 4 (66.7) | 0\n"
            "Other | 2 (33.3) | 3 (50.0)\nUnknown | 1 (16.7) | 0",
            [
                "Sorafenib [] recurrence: Liver@ rate 66.7 percent 4 none",
                "Placebo [] recurrence: Liver@ count 0 patient None none",
                "Sorafenib [] recurrence: Other@ rate 33.3 percent 2 none",
                "Placebo [] recurrence: Other@ rate 50.0 percent 3 none",
            ],
        ),
        (  # times: "0" is none of patients
            "Recurrences",
            "| Sorafenib (n = 40) | Placebo (n = 50)\nTime to recurrence | 4.1 (2.0-6.7) | 0",
            [],
        ),
        (  # levels of a factor, a footnote behind one
            "Survival by trait",
            "Trait | Cases | Median OS, months (95% CI)\nHistology | |\nClear cell | 30 | 11.2 (9.1-13.4)\n"
            "Other b | 12 | 8.0 (6.1-9.9)\nUnknown | 3 | 7.1 (5.0-9.0)\nResponse | |\nCR | 4 | 20.1 (9.0-30.0)\n"
            "PR | 9 | 15.0 (9.9-19.1)\nNot evaluable | 2 | 3.0 (1.0-4.0)",
            [
                "overall [Histology Clear cell] OS@ median 11.2 month None 9.1-13.4",
                "overall [Histology Other] OS@ median 8.0 month None 6.1-9.9",
                "overall [Histology Unknown] OS@ median 7.1 month None 5.0-9.0",
                "overall [] CR@ count 4 patient None none",
                "overall [CR] OS@ median 20.1 month None 9.0-30.0",
                "overall [] PR@ count 9 patient None none",
                "overall [PR] OS@ median 15.0 month None 9.9-19.1",
            ],
        ),
        (
            "Efficacy",
            "Endpoint | Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months (95% CI) | 11.2 (9.1-13.4) "
            "| 8.0 (6.1-NR)\n1-year OS rate, % | 45.0 | 30.5\nMedian PFS, months (95% CI) | NR | 3.1 "
            "(2.0-4.2)",
            [
                "Sorafenib [] OS@ median 11.2 month None 9.1-13.4",
                "Placebo [] OS@ median 8.0 month None 6.1-None",
                "Sorafenib [] OS@12 rate 45.0 percent None none",
                "Placebo [] OS@12 rate 30.5 percent None none",
                "Sorafenib [] PFS@ median NR None None none",
                "Placebo [] PFS@ median 3.1 month None 2.0-4.2",
            ],
        ),
        (
            "Survival outcomes",
            "Treatment | mOS (months) | mPFS (months)\nSorafenib (n = 40) | 11.2 | 4.0\nPlacebo (n = 50) | 8.0 | 3.1",
            [
                "sorafenib [] OS@ median 11.2 month None none",
                "sorafenib [] PFS@ median 4.0 month None none",
                "placebo [] OS@ median 8.0 month None none",
                "placebo [] PFS@ median 3.1 month None none",
            ],
        ),
        (
            "Tumor response and correlation to the stain",
            "All patients | All | Weak stain | Strong stain\nORR% | 55 | 63 | 49\nDCR% | 85 | 88 | 81",
            [
                "overall [] ORR@ rate 55 percent None none",
                "overall [Weak stain] ORR@ rate 63 percent None none",
                "overall [Strong stain] ORR@ rate 49 percent None none",
                "overall [] DCR@ rate 85 percent None none",
                "overall [Weak stain] DCR@ rate 88 percent None none",
                "overall [Strong stain] DCR@ rate 81 percent None none",
            ],
        ),
        (
            "Efficacy by stain",
            "Stain | Median survival (months) (95% CI) | P\n(PFS) | | 0.04\n  Weak stain | 9.1 (7.0-12.2) |\n"
            "  Strong stain | 3.2 (2.2-4.4) |\n(OS) | | 0.6\n  Weak stain | 14.1 (9.0-19.2) |\n  Strong stain | 8.0 (5.2-9.4) |",
            [
                "overall [Weak stain] PFS@ median 9.1 month None 7.0-12.2",
                "overall [Strong stain] PFS@ median 3.2 month None 2.2-4.4",
                "overall [Weak stain] OS@ median 14.1 month None 9.0-19.2",
                "overall [Strong stain] OS@ median 8.0 month None 5.2-9.4",
            ],
        ),
        (
            "Efficacy",
            " | Sorafenib efficacy | Sorafenib efficacy\nEndpoint | Sorafenib (n = 40) | Placebo (n = 50)\n"
            "Median OS, months | 11.2 | 8.0",
            [
                "Sorafenib [] OS@ median 11.2 month None none",
                "Placebo [] OS@ median 8.0 month None none",
            ],
        ),
        (
            "Efficacy",
            "Best response | Sorafenib (n = 40)\nComplete | 2 (5)\nPartial | 10 (25)\nStable | 20 (50)\nProgression | 8 (20)\n"
            "CR + PR | 12 (30)\n1-yr survival, % | 45",
            [
                "Sorafenib [] CR@ rate 5 percent 2 none",
                "Sorafenib [] PR@ rate 25 percent 10 none",
                "Sorafenib [] SD@ rate 50 percent 20 none",
                "Sorafenib [] PD@ rate 20 percent 8 none",
                "Sorafenib [] ORR@ rate 30 percent 12 none",
                "Sorafenib [] OS@12 rate 45 percent None none",
            ],
        ),
        (
            "Progression-free survival",
            " | Sorafenib (n = 40) | Placebo (n = 50)\nMedian, months | 5.5 | 3.0\n95% CI | 4.1-6.9 | 2.0-4.0\n"
            "6-month rate, % | 42 | 20",
            [
                "Sorafenib [] PFS@ median 5.5 month None 4.1-6.9",
                "Placebo [] PFS@ median 3.0 month None 2.0-4.0",
                "Sorafenib [] PFS@6 rate 42 percent None none",
                "Placebo [] PFS@6 rate 20 percent None none",
            ],
        ),
        (
            "Overall and progression-free survival",  # which of the two?
            " | Sorafenib (n = 40) | Placebo (n = 50)\nMedian, months | 5.5 | 3.0",
            [],
        ),
        (
            "Tumor response",
            "Response | Sorafenib (n = 40)\nCR | 2 (5)\nRR, % (95% CI) | 30 (17-47)",  # no relative risk
            ["Sorafenib [] CR@ rate 5 percent 2 none", "Sorafenib [] ORR@ rate 30 percent None 17-47"],
        ),
        (
            "Response",
            "Resection | Sorafenib (n = 40)\nComplete | 2 (5)\nIncomplete | 10 (25)",  # not of the tumour to treatment
            [],
        ),
        (
            "Efficacy",
            "Outcome | Sorafenib (n = 40) | Placebo (n = 50)\nOverall survival | | \nMedian - mo | 11.2 | 8.0\n"
            "At 12 months - % | 45.0 | 30.5",
            [
                "Sorafenib [] OS@ median 11.2 month None none",
                "Placebo [] OS@ median 8.0 month None none",
                "Sorafenib [] OS@12 rate 45.0 percent None none",
                "Placebo [] OS@12 rate 30.5 percent None none",
            ],
        ),
    ],
)
def test_endpoints_in_rows_or_over_columns(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Rates with their counts, medians with their confidence limits, landmarks with their time."""
    assert found(report, caption, rows) == expected


def test_an_interval_that_no_one_calls_confidence_limits_is_left_out(report: ReportOf) -> None:
    """A note that says "interquartile range" gives no confidence interval."""
    rows = "Treatment | mOS (months)\nSorafenib (n = 40) | 11.2 (9.1-13.4)\nPlacebo (n = 50) | 8.0 (6.1-9.9)"
    note = "Note: Values are median (interquartile range)."
    assert found(report, "Survival outcomes", rows, note) == [
        "sorafenib [] OS@ median 11.2 month None none",
        "placebo [] OS@ median 8.0 month None none",
    ]


def test_rows_that_name_patients_are_subgroups(report: ReportOf) -> None:
    """Under an endpoint's head, levels of a factor are subgroups, with their own size."""
    rows = "Variable | Number of patients | Response rate (%)\nAge | |\n>50 years | 30 | 29\n≤50 years | 60 | 14"
    assert found(report, "Objective response rates by age", rows) == [
        "overall [Age >50 years] ORR@ rate 29 percent None none",
        "overall [Age ≤50 years] ORR@ rate 14 percent None none",
    ]


def test_what_is_counted_is_no_part_of_the_patients(report: ReportOf) -> None:
    """Sites of recurrence, as shares of all patients of the arm, are not subgroups."""
    rows = "Recurrence | Sorafenib (n = 40) n (%) | Placebo (n = 50) n (%)\n"
    rows += "Any | 9 (22.5) | 20 (40.0)\n  Lung | 5 (12.5) | 9 (18.0)"
    assert found(report, "Sites of recurrence", rows) == [
        "Sorafenib [] recurrence@ rate 22.5 percent 9 none",
        "Placebo [] recurrence@ rate 40.0 percent 20 none",
        "Sorafenib [] recurrence: Lung@ rate 12.5 percent 5 none",
        "Placebo [] recurrence: Lung@ rate 18.0 percent 9 none",
    ]


def test_a_ratio_is_no_time(report: ReportOf) -> None:
    """ "HR" over a column is not the hour."""
    rows = " | PFS | PFS\nMarker | HR | TxM (HR)\nPositive | 0.62 | 1.31\nNegative | 0.48 | 1.02"
    assert found(report, "Treatment by marker effects", rows) == []


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Survival by subgroup",
            "Subgroup | Sorafenib | | Placebo | \n | n | Median OS, months | n | Median OS, months\n"
            "ECOG 0 | 24 | 24.1 | 31 | 13.2",
            [("sorafenib", 24), ("placebo", 31)],
        ),
        (
            "Response by subgroup",
            "Subgroup | n | Responders, n | ORR, %\nAge < 60 | 20 | 11 | 55.0\nAge at least 60 | 15 | 8 | 53.3",
            [("overall", 20), ("overall", 15)],
        ),
        (
            "Tumor response",
            "Response | Sorafenib (n = 40) | Placebo (n = 50)\nEvaluable patients | 38 | 45\n"
            "Partial response | 9 (23.7) | 3 (6.7)",
            [("Sorafenib", 38), ("Placebo", 45)],
        ),
        ("Tumor response (N = 35)", "Response | Patients, n (%)\nPartial response | 7 (20.0)", [("overall", 35)]),
    ],
)
def test_how_many_patients_a_value_is_about(
    report: ReportOf, caption: str, rows: str, expected: list[tuple[str, int]]
) -> None:
    """The row's own number beside an endpoint, else a first row of evaluable patients, the head's, or the caption's."""
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Outcome)]
    assert [(r.arm, r.n) for r in records] == expected


def test_the_rate_of_an_endpoint_is_no_share_of_the_patients_beside_it(report: ReportOf) -> None:
    """In "n | 1-year OS (%)" the first column counts patients, not survivors."""
    rows = "Stage | n | 1-year OS (%) | 3-year OS (%)\nI | 30 | 90.0 | 70.5\nII | 20 | 75.0 | 50.0"
    assert found(report, "Overall survival by stage", rows)[:2] == [
        "overall [I] OS@12 rate 90.0 percent None none",
        "overall [I] OS@36 rate 70.5 percent None none",
    ]


@pytest.mark.parametrize(("head", "expected"), [("PD", 2), ("Mean", 0)])
def test_sd_among_responses_is_stable_disease(report: ReportOf, head: str, expected: int) -> None:
    """And a standard deviation beside a mean."""
    assert len(found(report, "Response by site", f"Site | {head} | SD\nLung | 8 (20.0) | 12 (30.0)")) == expected


def test_response_categories_over_columns(report: ReportOf) -> None:
    """PR and PD are no p values, and SD beside them no standard deviation."""
    rows = "Arm | CR | PR | SD | PD\nSorafenib (n = 40) | 1 (2.5) | 9 (22.5) | 20 (50.0) | 10 (25.0)"
    assert [f.split()[2] + f.split()[4] for f in found(report, "Response by arm", rows)] == [
        "CR@2.5",
        "PR@22.5",
        "SD@50.0",
        "PD@25.0",
    ]


def test_a_count_and_its_rate_with_limits_are_one_value(report: ReportOf) -> None:
    """Whether in two columns or in one cell."""
    rows = " | n | % (95% CI) | Placebo (n = 50)\nObjective response rate | 10 | 25.0 (12.7-41.2) | 3 (6.0%; 1.3-16.5)"
    assert [f.split(" ", 2)[2] for f in found(report, "Response", rows)] == [
        "ORR@ rate 25.0 percent 10 12.7-41.2",
        "ORR@ rate 6.0 percent 3 1.3-16.5",
    ]


def test_arms_in_the_second_column_of_labels(report: ReportOf) -> None:
    """Below an endpoint, rows that name the arms are those arms; rows that name something else are parts of the patients."""
    rows = "Endpoint | Arm | Median (months)\nPFS | Sorafenib | 4.0\n | Placebo | 3.1\nOS | Sorafenib | 11.2\n | Placebo | 8.0"
    assert found(report, "Survival outcomes", rows) == [
        "sorafenib [] PFS@ median 4.0 month None none",
        "placebo [] PFS@ median 3.1 month None none",
        "sorafenib [] OS@ median 11.2 month None none",
        "placebo [] OS@ median 8.0 month None none",
    ]
    lettered = rows.replace("Sorafenib", "Arm A").replace("Placebo", "Arm B")
    assert found(report, "Survival outcomes", lettered)[:2] == [
        "Arm A [] PFS@ median 4.0 month None none",
        "Arm B [] PFS@ median 3.1 month None none",
    ]
    parts = rows.replace("Sorafenib", "Prior sorafenib").replace("Placebo", "No metastasis")
    assert found(report, "Survival outcomes", parts)[:2] == [
        "overall [Prior sorafenib] PFS@ median 4.0 month None none",
        "overall [No metastasis] PFS@ median 3.1 month None none",
    ]


def test_times_in_the_column_of_labels(report: ReportOf) -> None:
    """Below heads of endpoints, a time is a landmark and a statistic the statistic: neither is a part of the patients."""
    rows = "Time | OS (%) | DFS (%)\n1 year | 88.1 | 76.3\nMedian, months | 50.2 | 38.0\nStage III | 61.0 | 52.9"
    assert found(report, "Survival", rows) == [
        "overall [] OS@12 rate 88.1 percent None none",
        "overall [] DFS@12 rate 76.3 percent None none",
        "overall [] OS@ median 50.2 month None none",
        "overall [] DFS@ median 38.0 month None none",
        "overall [Stage III] OS@ rate 61.0 percent None none",
        "overall [Stage III] DFS@ rate 52.9 percent None none",
    ]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        ("Tumor response (%)", "CR | 4 | 3\nPR | 50 | 44", ["CR@ rate 4 percent", "PR@ rate 50 percent"]),
        ("Tumor response", "CR | 4.0 | 3\nPR | 50 | 44", ["CR@ rate 4.0 percent", "PR@ rate 50 percent"]),
        ("Tumor response", "CR | 4 | 3\nPR | 20 | 14", ["CR@ count 4 patient", "PR@ count 20 patient"]),
        ("Tumor response, n (%)", "CR | 4 | 3\nPR | 20 | 14", ["CR@ count 4 patient", "PR@ count 20 patient"]),
        ("Tumor response, No (%)", "CR | 4 | 3\nPR | 20 | 14", ["CR@ count 4 patient", "PR@ count 20 patient"]),
        ("Tumor response", "CR, n | 4 | 3\nORR, % | 50.5 | 44", ["CR@ count 4 patient", "ORR@ rate 50.5 percent"]),
        (
            "Tumor response",
            "CR, n | 4.0 | 3\nPR, n | 20 | 9\nSD, n | 5 | 9",
            ["PR@ count 20 patient", "SD@ count 5 patient"],
        ),
    ],
)
def test_bare_numbers_of_responses(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """A decimal point in a column, or "(%)" in caption or stub, makes percentages; labels of their own are stronger."""
    head = "Response | Sorafenib (n = 40) | Placebo (n = 50)"
    first = [f for f in found(report, caption, f"{head}\n{rows}") if f.startswith("Sorafenib")]
    assert [f.removeprefix("Sorafenib [] ").removesuffix(" None none") for f in first] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("\u2265VGPR, n (%) | 8 (20.0) | 5 (10.0)", ["[] >=VGPR@ rate 20.0 percent 8"]),
        ("MRD negative, n (%) | 8 (20.0) | 5 (10.0)", ["[] MRD negativity@ rate 20.0 percent 8"]),
        ("MRD positive, n (%) | 8 (20.0) | 5 (10.0)", []),
        ("No response, n (%) | 8 (20.0) | 5 (10.0)", []),
        ("No. with CR, n (%) | 8 (20.0) | 5 (10.0)", ["[] CR@ rate 20.0 percent 8"]),
        ("Time to CR, months | 2 | 3", []),
        ("Duration of SD, months | 4 | 3", []),
        ("Objective response | |\n  Median duration, months | 7 | 6", []),
        ("Reason for withdrawal | |\n  Progression | 8 (20.0) | 5 (10.0)", []),
        (
            "Wild type | |\n  ORR, n (%) | 8 (20.0) | 5 (10.0)\nMutant | |\n  ORR, n (%) | 2 (5.0) | 1 (2.0)",
            ["[Wild type] ORR@ rate 20.0 percent 8", "[Mutant] ORR@ rate 5.0 percent 2"],
        ),
        ("Response | |\n  CR | 8 (20.0) | 5 (10.0)", ["[] CR@ rate 20.0 percent 8"]),
    ],
)
def test_what_qualifies_an_endpoint_is_part_of_it(report: ReportOf, rows: str, expected: list[str]) -> None:
    """At least, negative and no are no empty words; a time to a response is none; sections with the same rows are parts."""
    head = "Outcome | Sorafenib (n = 40) | Placebo (n = 50)"
    first = [
        f for f in found(report, "Efficacy", f"{head}\n{rows}\nPFS, months | 4.0 | 3.1") if f.startswith("Sorafenib")
    ]
    kept = [f.removeprefix("Sorafenib ").removesuffix(" none") for f in first if "PFS" not in f]
    assert kept == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Outcome | Sorafenib (n = 40) | 95% CI\nORR, % | 20.0 | 10.1-33.2\nMedian OS, months | 9.2 | (7.5-NR)",
            ["ORR@ rate 20.0 percent None 10.1-33.2", "OS@ median 9.2 month None 7.5-None"],
        ),
        (
            "Outcome | Sorafenib (n = 40) | Placebo (n = 50)\nORR, n (%) | 8 (20.0) | 5 (10.0)\n95% CI | 10.1-33.2 | 3.5-21.0\n"
            "PR, n (%) | 8 (20.0) | 5 (10.0)\nSD | 4 (10.0) | 5 (10.0)\n"
            "Median OS, months | 9.2 | 6.1\n(95% CI) | (7.5-11.0) | (5.0-7.2)",
            [
                "ORR@ rate 20.0 percent 8 10.1-33.2",
                "PR@ rate 20.0 percent 8 none",
                "SD@ rate 10.0 percent 4 none",
                "OS@ median 9.2 month None 7.5-11.0",
            ],
        ),
        (
            "Arm | 1-year OS (%) | 3-year OS (%) | 95% CI\nSorafenib (n = 40) | 31.0 | 30.5 | 20.1-43.2\n"
            "Placebo (n = 50) | 10.0 | 9.0 | 5.0-20.0",
            ["OS@12 rate 31.0 percent None none", "OS@36 rate 30.5 percent None 20.1-43.2"],
        ),
        (
            "Outcome | Sorafenib (n = 40) | 95% CI\nORR, % | 20.0 | 30.1-43.2\nMedian OS, months | 9.2 |\nRange | 1.0-30.1 |",
            ["ORR@ rate 20.0 percent None none", "OS@ median 9.2 month None none"],
        ),
        (  # as printed: those of the other two enclose their values
            "Outcome | Sorafenib (n = 40) | Gefitinib (n = 50) | Placebo (n = 50)\nORR, n (%) | 8 (20.0) | 5 (10.0) | 6 (12.0)\n"
            "95% CI | 21.1-33.2 | 3.5-21.0 | 5.0-20.0",
            ["ORR@ rate 20.0 percent 8 21.1-33.2"],
        ),
        (
            "Outcome | Sorafenib (n = 40) | Gefitinib (n = 50) | Placebo (n = 50)\nORR, n (%) | 8 (20.0) | 5 (10.0) | 6 (12.0)\n"
            "95% CI | 21.1-33.2 | 3.5-21.0 | 15.0-20.0",
            ["ORR@ rate 20.0 percent 8 none"],
        ),
    ],
)
def test_confidence_limits_in_cells_of_their_own(report: ReportOf, rows: str, expected: list[str]) -> None:
    """They stand in the next column or in the row below, and enclose the value; PR and SD are no statistics."""
    first = [f for f in found(report, "Efficacy", rows) if f.lower().startswith("sorafenib")]
    assert [f[len("Sorafenib [] ") :] for f in first] == expected


def test_sections_of_an_endpoint_with_its_statistics(report: ReportOf) -> None:
    """Events, median, limits, ratio and P value in rows below the endpoint that they are of; a share below a response."""
    rows = (
        "Outcome | Sorafenib (n = 40) | Placebo (n = 50)\nPFS | |\nEvents - no. (%) | 30 (75.0) | 40 (80.0)\n"
        "Median - mo | 4.4 | 2.9\n95% CI | 4.2-5.3 | 2.8-3.0\nStratified hazard ratio (95% CI) | 0.64 (0.54-0.75) |\n"
        "Stratified log-rank P value | 0.02 |\nOverall survival | |\nNo. of deaths | 20 (50.0) | 30 (60.0)\n"
        "Number of patients | 40 | 50\nObjective response rate | |\nN (%) | 8 (20.0) | 5 (10.0)\n"
        "DOR, median (range), mo | NR (1.6-15.6) | 4.3 (1.4-15.4)"
    )
    records = list(from_tables(report("Efficacy", rows)))
    first = [r for r in records if isinstance(r, Outcome) and r.arm == "sorafenib".title()]
    assert [(r.endpoint, r.statistic, str(r.value), r.count, r.ci, r.criteria) for r in first] == [
        ("PFS event", "rate", "75.0", 30, None, None),
        ("PFS", "median", "4.4", None, (Decimal("4.2"), Decimal("5.3")), None),
        ("death", "rate", "50.0", 20, None, None),
        ("ORR", "rate", "20.0", 8, None, None),
        ("DOR", "median", "None", None, None, None),
    ]
    (effect,) = [r for r in records if isinstance(r, Effect)]
    assert (effect.endpoint, str(effect.value), str(effect.p)) == ("PFS", "0.64", "0.02")


def test_a_row_for_each_patient(report: ReportOf) -> None:
    """Numbered patients have values, not medians; "+" says that the event had not happened yet."""
    rows = "Patient | Age | PFS (months)\n1 | 45 | 12.1\n2 | 61 | 18.4+\n3 | 39 | 5.0"
    records = [r for r in from_tables(report("Outcome of the patients", rows)) if isinstance(r, Outcome)]
    assert [(r.subgroup, r.statistic, str(r.value), r.qualifier) for r in records] == [
        ("patient 1", "value", "12.1", None),
        ("patient 2", "value", "18.4", ">"),
        ("patient 3", "value", "5.0", None),
    ]
    grades = rows.replace("Patient", "Grade")
    records = [r for r in from_tables(report("Outcome of the patients", grades)) if isinstance(r, Outcome)]
    assert {r.statistic for r in records} == {"median"}


def test_survival_rates_with_their_standard_errors(report: ReportOf) -> None:
    """A head may name the error beside the rate; sizes stand in a column of their own."""
    rows = "Factor | N | 5-year EFS (%) \u00b1 SE | P\nAll patients | 90 | 45.2 \u00b1 4.1 |\n"
    rows += "ZQ1 amplified | 30 | 38.0 \u00b1 6.3 | 0.11"
    records = list(from_tables(report("Survival by prognostic factor", rows)))
    assert [(r.kind, r.subgroup, r.n, str(r.value), str(r.at_months)) for r in records if isinstance(r, Outcome)] == [
        ("outcome", None, 90, "45.2", "60"),
        ("outcome", "ZQ1 amplified", 30, "38.0", "60"),
    ]
    assert all(isinstance(r, Outcome) for r in records)


def test_a_share_with_an_endpoint_is_not_of_the_size_beside_it(report: ReportOf) -> None:
    """The number of patients at risk left of a rate is no count of those with the outcome."""
    rows = (
        "Group | n | 1-year OS rate (%) | 3-year OS rate (%)\nSorafenib | 40 | 45.0 | 30.1\nPlacebo | 50 | 30.5 | 20.2"
    )
    records = [r for r in from_tables(report("Survival rates", rows)) if isinstance(r, Outcome)]
    assert [(r.arm, r.n, str(r.value), r.count) for r in records][:3] == [
        ("sorafenib", 40, "45.0", None),
        ("sorafenib", 40, "30.1", None),
        ("placebo", 50, "30.5", None),
    ]


def test_the_size_of_an_arm_is_not_that_of_its_parts(report: ReportOf) -> None:
    """Rows of levels have the sizes that they print, or none."""
    rows = "Variable | Sorafenib (n = 40) ORR (%) | Placebo (n = 50) ORR (%)\nStage | |\nII | 4 (40.0) | 5 (25.0)\n"
    rows += "III (n = 20) | 9 (45.0) | 7 (35.0)"
    records = [r for r in from_tables(report("Objective response by stage", rows)) if isinstance(r, Outcome)]
    assert [(r.subgroup, r.n) for r in records if r.arm == "Sorafenib"] == [("Stage II", None), ("Stage III", 20)]


def test_a_letter_over_an_arm_is_its_name(report: ReportOf) -> None:
    """And no part of the patients."""
    rows = " | Arm A | Arm B\nEndpoint | Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months | 11.2 | 8.0"
    assert found(report, "Efficacy", rows) == [
        "Sorafenib [] OS@ median 11.2 month None none",
        "Placebo [] OS@ median 8.0 month None none",
    ]


def test_a_row_of_all_patients_below_endpoints_tells_their_outcome(report: ReportOf) -> None:
    """ "All" is a size only where no endpoint stands above."""
    rows = "Sex | No. | Median PFS (months) | Median OS (months)\nAll | 90 | 7.3 | 19.6\nMale | 60 | 7.0 | 19.0"
    assert found(report, "Survival", rows) == [
        "overall [] PFS@ median 7.3 month None none",
        "overall [] OS@ median 19.6 month None none",
        "overall [Male] PFS@ median 7.0 month None none",
        "overall [Male] OS@ median 19.0 month None none",
    ]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (
            "PD-L1 positive (n = 50) | PD-L1 negative (n = 40)",
            ["overall PD-L1 positive 0.04", "overall PD-L1 negative 0.04"],
        ),
        ("Cohort A (n = 50) | Cohort B (n = 40)", ["Cohort A None 0.04", "Cohort B None 0.04"]),
    ],
)
def test_groups_by_the_status_of_a_marker_are_no_arms(report: ReportOf, heads: str, expected: list[str]) -> None:
    """Heads with sizes are arms, but not those that tell a marker's status; their p value stays theirs."""
    methods = "A total of 90 patients were enrolled. All received sorafenib."
    paper = report("Response", f"Response | {heads} | P\nORR | 20 (40.0) | 8 (20.0) | 0.04", methods=methods)
    assert [f"{r.arm} {r.subgroup} {r.p}" for r in from_tables(paper) if isinstance(r, Outcome)] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Response | BICR (n = 40) | Investigator (n = 40)\nORR, n (%) | 10 (25.0) | 12 (30.0)",
            ["overall [BICR] ORR@ rate 25.0 percent 10 none", "overall [Investigator] ORR@ rate 30.0 percent 12 none"],
        ),
        (
            "Endpoint | Sorafenib (n = 40) | Placebo (n = 50) | HR (95% CI)\nMedian PFS by BICR, months "
            "| 5.5 | 3.1 | 0.69 (0.53-0.90)\nORR per IRC, n (%) | 10 (25.0) | 5 (10.0) |",
            [
                "Sorafenib [] PFS@ median 5.5 month None none",
                "Placebo [] PFS@ median 3.1 month None none",
                "Sorafenib [] ORR@ rate 25.0 percent 10 none",
                "Placebo [] ORR@ rate 10.0 percent 5 none",
            ],
        ),
        ("Response | By IRC (n = 40)\nORR, n (%) | 10 (25.0)", ["overall [] ORR@ rate 25.0 percent 10 none"]),
        (
            "Response | Second line (n = 40) | Third line (n = 20)\nORR, n (%) | 10 (25.0) | 2 (10.0)",
            ["Second line [] ORR@ rate 25.0 percent 10 none", "Third line [] ORR@ rate 10.0 percent 2 none"],
        ),
        (
            "Exposure | Sorafenib plus TACE (n = 40) | Sorafenib plus TACE (n = 40) | Sorafenib (n = 50)\n"
            " | TACE | Sorafenib | Sorafenib\nDose reduction, n (%) | 4 (10.0) | 8 (20.0) | 5 (10.0)",
            [
                "Sorafenib plus TACE [TACE] dose reduction@ rate 10.0 percent 4 none",
                "Sorafenib plus TACE [Sorafenib] dose reduction@ rate 20.0 percent 8 none",
                "Sorafenib [] dose reduction@ rate 10.0 percent 5 none",
            ],
        ),
    ],
)
def test_what_stands_over_a_column_beside_its_patients(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Who judged is no group, "second" before a line no time, and a part of an arm's regimen no other arm."""
    assert found(report, "Efficacy and exposure", rows) == expected


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Kaplan-Meier estimates of overall survival, % (95% CI)",
            "Time point | Sorafenib (n = 40) | Placebo (n = 50)\n6 months | 94.5 (89.4-97.2) | 90.1\nAt risk | 30 | 31",
            ["Sorafenib [] OS@6 rate 94.5 percent None 89.4-97.2", "Placebo [] OS@6 rate 90.1 percent None none"],
        ),
        ("Overall and progression-free survival (%)", "Time | Sorafenib (n = 40)\n6 months | 94.5", []),
        ("Follow-up and overall survival", "Time | Sorafenib (n = 40)\n6 months | 12", []),
        (
            "Response, n/N",
            "Response | Sorafenib (n = 40) | Placebo (n = 50)\nCR | 4/8 | 1/60\nPR | 9/8 | 3/9",
            ["Sorafenib [] CR@ count 4 patient None none", "Placebo [] CR@ count 1 patient None none",
             "Placebo [] PR@ count 3 patient None none"],
        ),
        ("Response", "Response | Sorafenib (n = 40) | Placebo (n = 50)\nCR | 4/8 | 1/9", []),
        (
            "Response",
            "Best response, n (%) | Sorafenib (n = 40)\nBest response, n (%) |\nCR | 4 (10)\nORR, % | 12\nDCR, n | 9",
            ["Sorafenib [] CR@ rate 10 percent 4 none", "Sorafenib [] ORR@ rate 12 percent None none",
             "Sorafenib [] DCR@ count 9 patient None none"],
        ),
        (
            "Progression-free survival in subgroups",
            " | Sorafenib | Placebo |\nSubgroup | Median, mo | Median, mo | HR (95% CI)\n"
            "All patients | 5.5 | 3.1 | 0.69 (0.53-0.90)\n"
            "ZQ1 (ln) | 5.5 | 3.1 | 0.80 (0.60-1.10)",
            ["sorafenib [] PFS@ median 5.5 month None none", "placebo [] PFS@ median 3.1 month None none"],
        ),
    ],
)  # fmt: skip
def test_what_only_the_caption_or_the_label_says(
    report: ReportOf, caption: str, rows: str, expected: list[str]
) -> None:
    """The one endpoint of a caption over times and all patients; fractions that are called so; the nearest label's "%"."""
    assert found(report, caption, rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Group | Median OS (mo)\nHigh risk |\nSorafenib | 11.2\nPlacebo | 8.0",
            ["sorafenib [High risk] OS@ median 11.2 month None none",
             "placebo [High risk] OS@ median 8.0 month None none"],
        ),
        (
            "Group | Median OS (mo)\nTreatment |\nSorafenib | 11.2\nPlacebo | 8.0",
            ["sorafenib [] OS@ median 11.2 month None none", "placebo [] OS@ median 8.0 month None none"],
        ),
        (
            "Endpoint | Sorafenib (n = 40) | Placebo (n = 50) | P (sorafenib vs placebo) | P, both vs others\n"
            "Median OS, months | 11.2 | 8.0 | 0.70 | 0.21\nDCR at 12 weeks | 20/40 (50%; 95% CI 34-66) | |",
            ["Sorafenib [] OS@ median 11.2 month None none", "Placebo [] OS@ median 8.0 month None none",
             "Sorafenib [] DCR@ rate 50 percent 20 34-66"],
        ),
        (
            "Endpoint | Sorafenib (n = 40) | Placebo (n = 50)\nORR, no. (% [95% CI]) | 10 (25 [12-41]) | 5 (10 [3-22])",
            ["Sorafenib [] ORR@ rate 25 percent 10 12-41", "Placebo [] ORR@ rate 10 percent 5 3-22"],
        ),
    ],
)  # fmt: skip
def test_arms_below_patients_and_tests_of_two_arms(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Arms below a group of patients are its parts; a head with "P" and "vs" is no arm; brackets in brackets are limits."""
    assert found(report, "Efficacy", rows) == expected


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Overall survival by factor",
            "Factor | n | 1-year OS (%) | Median OS (months)\nResponse to radiotherapy | | |\n"
            "CR | 30 | 90.2 | 35.8\nPR | 50 | 74.0 | 21.9",
            [
                "overall [Response to radiotherapy CR] OS@12 rate 90.2 percent None none",
                "overall [Response to radiotherapy CR] OS@ median 35.8 month None none",
                "overall [Response to radiotherapy PR] OS@12 rate 74.0 percent None none",
                "overall [Response to radiotherapy PR] OS@ median 21.9 month None none",
            ],
        ),
        (
            "Recurrence-free survival by subgroup",
            " | Sorafenib | Placebo |\nSubgroup | Rate at 18 mo (%) | Rate at 18 mo (%) | HR (95% CI)\n"
            "Stage III | 92.1 | 71.0 | 0.32 (0.09-1.23)\nTotal | 71.4 | 53.2 | 0.57 (0.43-0.74)",
            [
                "sorafenib [Stage III] RFS@18 rate 92.1 percent None none",
                "placebo [Stage III] RFS@18 rate 71.0 percent None none",
                "sorafenib [] RFS@18 rate 71.4 percent None none",
                "placebo [] RFS@18 rate 53.2 percent None none",
            ],
        ),
        (
            "Efficacy",
            "Scale | Sorafenib, median (95% CI), months | Placebo, median (95% CI), months\nOS | 9.7 (7.3-12.5) | 8.3",
            ["sorafenib [] OS@ median 9.7 month None 7.3-12.5", "placebo [] OS@ median 8.3 month None none"],
        ),
    ],
)
def test_parts_of_the_patients_below_heads_of_times(
    report: ReportOf, caption: str, rows: str, expected: list[str]
) -> None:
    """A response below "OS" names those who had it; a rate's time may stand alone over it; all patients are a row, too."""
    found_ = [x for x in found(report, caption, rows) if "] CR@ count" not in x and "] PR@ count" not in x]
    assert found_ == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [("Sorafenib", [None, None]), ("Prior sorafenib", [("sorafenib",)] * 2), ("Sex", [("sorafenib",)] * 2)],
)
def test_a_part_told_by_the_treatment_has_no_regimen_of_all(
    report: ReportOf, section: str, expected: list[tuple[str, ...] | None]
) -> None:
    """Where the patients are divided by a treatment, not all were given it."""
    paper = report("Survival", f"Factor | Median OS (months)\n{section} |\nYes | 31.2\nNo | 17.4", methods="A cohort.")
    assert [r.regimen or None for r in from_tables(paper) if isinstance(r, Outcome)] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Regimen | mOS (months)\nXA | 11.2\nXB | 8.0", ["XA", "XB"]),
        ("Stain | mOS (months)\nXA | 11.2\nXB | 8.0", ["overall", "overall"]),
        (
            "Outcome | No. of patients (%)/time (95% CI)\nORR | 10 (25.0)\nMedian OS | 9.0 months (7.0-11.0)",
            ["overall"] * 2,
        ),
        (
            "Primary end point: MFS | Sorafenib (n = 40)\nMedian MFS, months | 9.1\nMedian rPFS, months | 8.1",
            ["Sorafenib"] * 2,
        ),
    ],
)
def test_which_words_name_arms(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Labels under "Regimen" do, though no one else names them; heads of numbers and times do not."""
    records = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Outcome)]
    assert [r.arm for r in records] == expected


def test_parts_whose_share_of_all_stands_beside_their_responses(report: ReportOf) -> None:
    """Their share of all patients in another column leaves them parts; an interim analysis is one of its endpoint."""
    rows = "Characteristic | n (%) | ORR, n (%)\nAll | 40 (100) | 20 (50.0)\nStain | |\nWeak | 30 (75.0) | 17 (56.7)"
    records = [r for r in from_tables(report("Response by stain (n = 40)", rows)) if isinstance(r, Outcome)]
    assert [(r.subgroup, r.count) for r in records if r.endpoint == "ORR"] == [(None, 20), ("Stain Weak", 17)]
    interim = "Endpoint | Sorafenib (n = 40)\nInterim OS | \nMedian time (95% CI), months | 18.9 (14.9-26.2)"
    assert found(report, "Efficacy", interim) == ["Sorafenib [] OS@ median 18.9 month None 14.9-26.2"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Endpoint | Year 1 | At 3 years\nOS, % | 98.9 | 93.2",
            ["overall [] OS@36 rate 93.2 percent None none"],
        ),
        (
            "Endpoint | Sorafenib (n = 40) | Placebo (n = 50) | Stratified HR (95% CI) | Weighted hazard quotient\nOS | | | |\n"
            "Median, months | 9.6 | 7.4 | 0.81 (0.68-0.96) | 0.9\nSurvival at 6 months (%) | 72 | 57 | |",
            [
                "Sorafenib [] OS@ median 9.6 month None none",
                "Placebo [] OS@ median 7.4 month None none",
                "Sorafenib [] OS@6 rate 72 percent None none",
                "Placebo [] OS@6 rate 57 percent None none",
            ],
        ),
        (
            "Endpoint | High ratio group (n = 40) | Low ratio group (n = 50)\nMedian OS, months | 9.6 | 7.4",
            ["High ratio group [] OS@ median 9.6 month None none", "Low ratio group [] OS@ median 7.4 month None none"],
        ),
    ],
)
def test_times_and_ratios_over_columns(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Times over the columns are those of the rates below; ratios name no group unless it has a size; "survival" below OS."""
    assert [x for x in found(report, "Efficacy", rows) if "value 98.9" not in x] == expected


def test_columns_of_two_studies(report: ReportOf) -> None:
    """A study that stands over columns is whose the results are, no part of the patients."""
    rows = (
        " | Study 101 | | Study 102 |\n | Sorafenib (n = 40) | Placebo (n = 50) | Sorafenib (n = 30) | Placebo (n = 35)\n"
        "ORR, n (%) | 12 (30.0) | 5 (10.0) | 9 (30.0) | 7 (20.0)\nCR, n (%) | 2 (5.0) | 0 | 1 (3.3) | 0"
    )
    records = [r for r in from_tables(report("Response", rows)) if isinstance(r, Outcome) and r.endpoint == "ORR"]
    assert [(r.arm, r.study, r.subgroup, r.count) for r in records] == [
        ("Sorafenib", "Study 101", None, 12),
        ("Placebo", "Study 101", None, 5),
        ("Sorafenib", "Study 102", None, 9),
        ("Placebo", "Study 102", None, 7),
    ]


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        (
            "Number of sites | n | Median OS (months)\n0 | 30 | 21.0\n1-2 | 20 | 12.2\n3 or more | 40 | 6.0",
            ["Number of sites 0 21.0", "Number of sites 1-2 12.2", "Number of sites 3 or more 6.0"],
        ),
        ("Risk group | Median OS (months)\nLow | 25.2\nHigh | 6.8", ["Risk group Low 25.2", "Risk group High 6.8"]),
        ("Factor | Median OS (months)\nLow XQ1 | 25.2\nHigh XQ1 | 6.8", ["Low XQ1 25.2", "High XQ1 6.8"]),
        (
            "Variable | N | Median OS (months)\nECOG PS | |\n0-1 | 60 | 14.0\n2 | 30 | 6.1\nAge | 90 | 12.0",
            ["ECOG PS 0-1 14.0", "ECOG PS 2 6.1", "None 12.0"],
        ),
    ],
)
def test_levels_of_what_the_head_over_the_labels_counts(report: ReportOf, rows: str, parts: list[str]) -> None:
    """A bare number or level below "No. of X" is called by both; a variable behind the levels of another is of all."""
    methods = "A total of 90 patients were enrolled and given sorafenib."
    records = [r for r in from_tables(report("Overall survival", rows, methods=methods)) if isinstance(r, Outcome)]
    assert [f"{r.subgroup} {r.value}" for r in records] == parts


def test_sites_that_the_head_over_the_labels_names(report: ReportOf) -> None:
    """Places below "Site of first recurrence" are events in them; their total is none."""
    rows = "Site of first recurrence | No. of patients (%)\nLiver | 20 (22.2)\nLung | 9 (10.0)\nTotal | 29 (32.2)"
    methods = "A total of 90 patients were enrolled and given sorafenib."
    records = [r for r in from_tables(report("Recurrence patterns", rows, methods=methods)) if isinstance(r, Outcome)]
    assert [(r.endpoint, r.count) for r in records] == [("recurrence: Liver", 20), ("recurrence: Lung", 9)]


def test_limits_in_the_line_beneath(report: ReportOf) -> None:
    """Limits below a value are its confidence limits where its label says so; else they may be a range."""
    rows = f"{HEAD}\nMedian OS, months (95% CI) | 12.3 | 9.1 | 0.02\n | (10.1-14.2) | (7.7-10.3) |\n"
    rows += "Median TTP, months (range) | 5.3 | 4.1 | 0.02\n | (1.1-14.2) | (0.7-10.3) |"
    assert found(report, "Survival", rows) == [
        "Sorafenib [] OS@ median 12.3 month None 10.1-14.2",
        "Placebo [] OS@ median 9.1 month None 7.7-10.3",
        "Sorafenib [] TTP@ median 5.3 month None none",
        "Placebo [] TTP@ median 4.1 month None none",
    ]


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        ("ORR (95% CI)", ["69% (62-75)", "53% (46-60)"], ["ORR@ rate 69 percent None 62-75"]),
        ("ORR, % | ORR (95% CI)", ["69 | 62-75", "53 | 46-60"], ["ORR@ rate 69 percent None 62-75"]),
    ],
)
def test_a_head_that_names_its_interval(report: ReportOf, heads: str, cells: list[str], expected: list[str]) -> None:
    """The cells tell whether such a column prints the values too, or limits only."""
    rows = f"Arm | N | {heads}\nSorafenib | 40 | {cells[0]}\nPlacebo | 50 | {cells[1]}"
    assert [r.split(" [] ")[1] for r in found(report, "Response rates", rows)[:1]] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median OS was 12.3 months with sorafenib.", ["12.3 month", "9.1 month", "5.3 month", "4.0 month"]),
        ("Median OS was 12.9 months with sorafenib.", []),
        ("Median OS was 12.3 months with sorafenib, and follow-up 9.1 weeks.", []),
    ],
)
def test_a_unit_that_only_the_prose_prints(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Medians without a unit are times in that in which the prose prints one of them, if it is only one."""
    rows = "Endpoint | Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS | 12.3 | 9.1\nMedian PFS | 5.3 | 4.0"
    records = from_tables(report("Survival", rows, sentence=sentence))
    assert [f"{r.value} {r.unit}" for r in records if isinstance(r, Outcome)] == expected


@pytest.mark.parametrize(
    ("label", "ratio", "contrast"),
    [
        ("HR (95% CI)", "0.67 (0.53-0.84)", "Sorafenib vs Placebo"),
        ("Hazard ratio (placebo vs sorafenib)", "1.49 (1.19-1.89)", "placebo vs sorafenib"),
        ("HR (95% CI)", "1.49 (1.19-1.89)", "Placebo vs Sorafenib"),
    ],
)
def test_a_ratio_below_the_times_of_arms_in_rows(report: ReportOf, label: str, ratio: str, contrast: str) -> None:
    """It is of the column's endpoint, and no outcome; the arm with longer times has less hazard."""
    rows = f"Arm | N | Median PFS, months\nSorafenib | 40 | 11.0\nPlacebo | 50 | 8.8\n{label} | | {ratio}\nP | | 0.004"
    records = list(from_tables(report("Survival", rows)))
    effects = [(r.endpoint, r.factor, r.contrast, r.p) for r in records if isinstance(r, Effect)]
    assert effects == [("PFS", "treatment", contrast, 0.004)]
    assert [r.value for r in records if isinstance(r, Outcome)] == [Decimal("11.0"), Decimal("8.8")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("30-day mortality, n (%) | 4 (10.0) | 2 (4.0)", "death@1 rate 10.0 percent 4 none"),
        ("100-day mortality, n (%) | 4 (10.0) | 2 (4.0)", "death@3.3 rate 10.0 percent 4 none"),
        ("Median time to first SRE, months | 9.1 | 7.7", "SRE@ median 9.1 month None none"),
    ],
)
def test_rows_below_a_stub_that_says_nothing(report: ReportOf, row: str, expected: str) -> None:
    """ "Outcome" over the labels is no outcome; days before a death are a landmark."""
    head = "Outcome | Sorafenib (n = 40) | Placebo (n = 50)\nMedian OS, months | 12.3 | 9.1"
    of_sorafenib = [line for line in found(report, "Results", f"{head}\n{row}") if line.startswith("Sorafenib")]
    assert of_sorafenib[1:] == [f"Sorafenib [] {expected}"]


def test_a_count_with_its_percentage_in_the_next_column(report: ReportOf) -> None:
    """It is a share, of whatever endpoint."""
    rows = (
        " | Sorafenib (n = 40) | | Placebo (n = 50) |\nResult | n | % | n | %\nMRD negative (10-5) | 4 | 10.0 | 2 | 4.0"
    )
    assert found(report, "Responses", rows) == [
        "Sorafenib [] MRD negativity@ rate 10.0 percent 4 none",
        "Placebo [] MRD negativity@ rate 4.0 percent 2 none",
    ]
