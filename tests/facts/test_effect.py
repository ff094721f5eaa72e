"""Regression tables: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect, Outcome
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf


def found(report: ReportOf, caption: str, rows: str) -> list[str]:
    """ "endpoint model factor (contrast) value ci p" of each record."""
    records = [r for r in from_tables(report(caption, rows)) if isinstance(r, Effect)]
    return [
        f"{r.endpoint} {r.model} {r.factor} ({r.contrast}) {r.value} {'-'.join(map(str, r.ci or ()))} {r.p}"
        for r in records
    ]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Cox regression for PFS and OS",
            "| PFS | | | | OS | | |\n| Univariate analysis | | Multivariate analysis | | Univariate "
            "analysis | | Multivariate analysis |\n"
            "Factor | HR (95% CI) | p | HR (95% CI) | p | HR (95% CI) | p | HR (95% CI) | p\n"
            "Age (> 60 vs. ≤ 60) | 0.60 (0.30-1.20) | 0.146 | | | 0.83 (0.40-1.70) | 0.607 | 0.70 (0.50-0.98) | 0.04\n"
            "Surgery (yes or no) | 1.02 (0.39-2.69) | 0.971 | 1.10 (0.90-1.30) | 0.2 | 0.65 (0.24-1.75) | 0.388 | |",
            [
                "PFS univariate Age (>60 vs <=60) 0.60 0.30-1.20 0.146",
                "PFS univariate Surgery (yes vs no) 1.02 0.39-2.69 0.971",
                "PFS multivariate Surgery (yes vs no) 1.10 0.90-1.30 0.2",
                "OS univariate Age (>60 vs <=60) 0.83 0.40-1.70 0.607",
                "OS univariate Surgery (yes vs no) 0.65 0.24-1.75 0.388",
                "OS multivariate Age (>60 vs <=60) 0.70 0.50-0.98 0.04",
            ],
        ),
        (
            "Multivariable analysis of overall survival",
            "Variable | Hazard ratio | 95% CI | P\nStage | | |\nI | 1 (reference) | |\nII | 1.50 | "
            "1.10-2.00 | 0.01\nIII | 2.40 | 1.60-3.50 | <0.001",
            [
                "OS multivariate Stage (II vs I) 1.50 1.10-2.00 0.01",
                "OS multivariate Stage (III vs I) 2.40 1.60-3.50 <0.001",
            ],
        ),
        (
            "Univariate analysis of overall survival",
            "Variable | Odds ratio (95% CI) | P\nStatus: 0 versus 1 | 1.30 (0.95-1.78) | 0.11\nNode | not done |",
            ["OS univariate Status (0 vs 1) 1.30 0.95-1.78 0.11"],
        ),
        (
            "Cox regression of overall survival",
            "| Univariate | | Multivariate |\n| HR (95% CI) | P | HR (95% CI) | P\nT stage | | 0.01 | |\nT1-2 | 1 | | 1 |\n"
            "T3 | 1.40 (0.95-2.06) | 0.09 | 1.30 (0.86-1.97) | 0.22\nT4 | 2.20 (1.42-3.41) | 0.001 | 1.90 (1.18-3.06) | 0.01\n"
            "Age >60 years | 1.80 (1.18-3.06) | 0.008 | |",
            [
                "OS univariate T stage (T3 vs T1-2) 1.40 0.95-2.06 0.09",
                "OS univariate T stage (T4 vs T1-2) 2.20 1.42-3.41 0.001",
                "OS univariate Age >60 years (None) 1.80 1.18-3.06 0.008",
                "OS multivariate T stage (T3 vs T1-2) 1.30 0.86-1.97 0.22",
                "OS multivariate T stage (T4 vs T1-2) 1.90 1.18-3.06 0.01",
            ],
        ),
        (
            "Univariate analysis of relapse-free survival",
            "Variable | HR | 95% CI | P\nMRD positive | 3.20 | 1.90-5.39 | <0.001",
            ["RFS univariate MRD positive (None) 3.20 1.90-5.39 <0.001"],
        ),
        (
            "Hazard ratios",
            "Endpoint | HR (95% CI) | P\nOS: sorafenib vs placebo | 0.72 (0.55-0.94) | 0.016",
            ["OS None treatment (sorafenib vs placebo) 0.72 0.55-0.94 0.016"],
        ),
        (
            "Risk factors for rash",
            "Factor | Odds ratio | 95% CI | P\nAge \u2013 old vs young | 2.10 | 1.20-3.68 | 0.009",
            ["rash None Age (old vs young) 2.10 1.20-3.68 0.009"],
        ),
    ],
)
def test_ratios_with_their_factor_and_model(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Endpoint and model stand over the columns or in the caption; contrasts in the label or between rows."""
    assert found(report, caption, rows) == expected


def test_a_ratio_of_nothing_is_no_record(report: ReportOf) -> None:
    """Where a row names only an endpoint, and nothing what is compared, there is no record."""
    assert found(report, "Outcome measures", "Outcome | HR (95% CI)\nOverall survival | 1.58 (0.52-4.78)") == []


def test_a_p_value_over_all_levels_in_each_of_two_analyses(report: ReportOf) -> None:
    """A row with nothing but the p value of its levels heads them, also where its column is not the last."""
    rows = "Variable | Univariate HR (95% CI) | P | Multivariate HR (95% CI) | P\nStage | | <0.001 | |\n"
    rows += "I-II | Reference | | Reference |\nIII-IV | 2.10 (1.50-2.90) | | 1.80 (1.30-2.60) | 0.001"
    assert found(report, "Analyses of OS", rows) == [
        "OS univariate Stage (III-IV vs I-II) 2.10 1.50-2.90 <0.001",
        "OS multivariate Stage (III-IV vs I-II) 1.80 1.30-2.60 0.001",
    ]


def test_all_patients_are_no_factor(report: ReportOf) -> None:
    """In a table of subgroups the ratios are of the treatment, also that of all patients."""
    rows = "Subgroup | HR (95% CI)\nAll patients | 0.74 (0.60-0.91)\nAge > 60 | 0.60 (0.40-0.90)\nAge <= 60 | 0.80 (0.60-1.10)"
    assert [r.split(" (")[0] for r in found(report, "Subgroup analysis of OS", rows)] == ["OS None treatment"] * 3


def test_two_groups_are_told_apart_by_what_is_said_of_both(report: ReportOf) -> None:
    """A ratio beside two groups that are no treatments is of what tells them apart."""
    rows = "Endpoint | ZQ1 positive | ZQ1 negative | HR (95% CI)\n2-year OS, % | 40 | 85 | 5.20 (2.90-9.30)"
    assert found(report, "Outcomes by marker", rows) == ["OS None ZQ1 (None) 5.20 2.90-9.30 None"]


def test_a_caption_that_names_the_factor(report: ReportOf) -> None:
    """ "X as a risk factor of E" is about X in each row, against whom the row's section names."""
    rows = "| Trial A | Trial B\nCompared with patients without progression | |\nPatients, n | 102 | 76\n"
    rows += "HR (95% CI) | 1.98 (1.71-2.29) | 2.25 (1.79-2.83)"
    against = "Early fever vs patients without progression"
    assert found(report, "Early fever as a risk factor of overall survival", rows) == [
        f"OS None Early fever ({against}) 1.98 1.71-2.29 None",
        f"OS None Early fever ({against}) 2.25 1.79-2.83 None",
    ]
    assert found(report, "Overall survival in both trials", rows) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "HR comparing \u201cpositive\u201d versus \u201cfree\u201d margin status, adjusted for age.",
            "margin status (positive vs free)",
        ),
        ("Hazard ratios are for sorafenib versus placebo.", "treatment (sorafenib vs placebo)"),
        ("HR for high versus low CEA.", "high vs low CEA (high vs low CEA)"),
        ("HR, hazard ratio.", None),
    ],
)
def test_what_a_note_says_that_ratios_compare(report: ReportOf, note: str, expected: str | None) -> None:
    """Where rows name only endpoints, the notes may tell what is compared."""
    rows = "Outcome | HR (95% CI) | Events of positive\nOverall survival | 1.58 (0.52-4.78) | 9/30"
    records = [r for r in from_tables(report("Outcome measures", rows, note=f"Note: {note}")) if isinstance(r, Effect)]
    assert [f"{r.factor} ({r.contrast})" for r in records] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("a Hazard ratios were adjusted for age and smoking with a Cox model.", "multivariate"),
        ("HR was adjusted for the stratification factors.", None),
        ("Doses were adjusted for age.", None),
    ],
)
def test_what_a_note_says_that_ratios_were_adjusted_for(report: ReportOf, note: str, expected: str | None) -> None:
    """Ratios of a table whose note says what they were adjusted for are of a model of several variables."""
    rows = "Variable | HR (95% CI) a | P\nGrade (3 vs 1-2) | 1.50 (1.10-2.00) | 0.01"
    paper = report("Predictors of overall survival", rows, note)
    assert [r.model for r in from_tables(paper) if isinstance(r, Effect)] == [expected]


def test_a_level_and_its_opposite_with_a_ratio_each(report: ReportOf) -> None:
    """Where neither is the reference, both are parts of the patients, in each of which the two arms are compared."""
    rows = "Marker | HR | 95% CI\nZQ1 | |\nNegative (n = 60) | 0.64 | 0.38-1.09\nPositive (n = 40) | 0.48 | 0.25-0.93"
    caption = "Unadjusted effects on PFS"
    assert found(report, caption, rows) == [
        "PFS univariate treatment (sorafenib vs placebo) 0.64 0.38-1.09 None",
        "PFS univariate treatment (sorafenib vs placebo) 0.48 0.25-0.93 None",
    ]
    assert len(found(report, "Treatment by marker effects on PFS", rows.replace("Positive", "Unknown"))) == 2
    assert found(report, caption, rows.replace("Positive", "Unknown"))[0].startswith("PFS univariate ZQ1: Negative")
    with_reference = rows.replace("0.64 | 0.38-1.09", "1 (reference) |")
    assert found(report, caption, with_reference) == [
        "PFS univariate ZQ1 (Positive (n = 40) vs Negative (n = 60)) 0.48 0.25-0.93 None"
    ]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Cox regression for overall survival",
            "Variable | Univariate analysis | | Multivariate analysis | \n | HR (95% CI) | P | HR (95% CI) | P\n"
            "ECOG PS | | | |\n0 | Reference | | Reference | \n1-2 | 2.11 (1.50-2.97) | <0.001 | 1.89 (1.31-2.73) | 0.001\n"
            "Liver metastases (yes vs no) | 1.77 (1.25-2.51) | 0.001 | 1.62 (1.12-2.35) | 0.01\n"
            "LDH > 250 U/L | 1.55 (1.10-2.18) | 0.012 | |",
            [
                "OS univariate ECOG PS (1-2 vs 0) 2.11 1.50-2.97 <0.001",
                "OS univariate Liver metastases (yes vs no) 1.77 1.25-2.51 0.001",
                "OS univariate LDH > 250 U/L (None) 1.55 1.10-2.18 0.012",
                "OS multivariate ECOG PS (1-2 vs 0) 1.89 1.31-2.73 0.001",
                "OS multivariate Liver metastases (yes vs no) 1.62 1.12-2.35 0.01",
            ],
        ),
        (
            "Multivariate Cox model of survival",
            " | HR (95% CI) | p\nAge (>60 vs. <=60) | 1.20 (0.80-1.70) | 0.4",
            ["OS multivariate Age (>60 vs <=60) 1.20 0.80-1.70 0.4"],
        ),
        (
            "Cox regression for PFS",
            "Factor | Hazard ratio | 95% CI lower | 95% CI upper | p\nAge | 1.02 | 1.00 | 1.04 | 0.08\n"
            "HER2 (positive vs negative) | 0.62 | 0.41 | 0.94 | 0.024",
            ["PFS None Age (None) 1.02 1.00-1.04 0.08", "PFS None HER2 (positive vs negative) 0.62 0.41-0.94 0.024"],
        ),
        (
            "Logistic regression of predictors of objective response",
            "Variable | B | SE | OR | 95% CI | P\nNLR (high/low) | -0.92 | 0.33 | 0.40 | 0.21-0.76 | 0.005\n"
            "Age | 0.10 | 0.05 | 1.10 | 0.99-1.22 | 0.06",
            ["ORR None NLR (high vs low) 0.40 0.21-0.76 0.005", "ORR None Age (None) 1.10 0.99-1.22 0.06"],
        ),
        (
            "Multivariate Cox model of OS",
            "Variable | B | SE | Sig. | Exp(B) | Lower | Upper\nAge | 0.02 | 0.01 | 0.07 | 1.02 | 0.99 | 1.05\n"
            "Node status | 0.75 | 0.20 | <0.001 | 2.12 | 1.43 | 3.13",
            ["OS multivariate Age (None) 1.02 0.99-1.05 0.07", "OS multivariate Node status (None) 2.12 1.43-3.13 <0.001"],
        ),
        (
            "Efficacy",
            "Outcome | Sorafenib | Placebo | HR (95% CI)\nOverall survival | | |\nMedian - mo | 11.2 | 8.0 | 0.56 (0.45-0.70)",
            ["OS None treatment (sorafenib vs placebo) 0.56 0.45-0.70 None"],
        ),
        (
            "Cox regression for OS",
            "Variable | HR | 95% CI\nAge (ref: <60 years) | 1.45 | 1.10-1.91\nSex, male (vs. female) | 1.10 | 0.83-1.47\n"
            "ECOG PS \u22652 vs. 0-1 | 2.10 | 1.50-2.94\nSurgery, yes/no | 0.70 | 0.53-0.93\n"
            "Stage III (vs. I-II) | 2.80 | 2.10-3.73\nGrade (ref. 1) | |\n3 | 1.66 | 1.12-2.46",
            [
                "OS None Age (vs <60 years) 1.45 1.10-1.91 None",
                "OS None Sex (male vs female) 1.10 0.83-1.47 None",
                "OS None ECOG PS (ECOG PS >=2 vs 0-1) 2.10 1.50-2.94 None",
                "OS None Surgery (yes vs no) 0.70 0.53-0.93 None",
                "OS None Stage (Stage III vs I-II) 2.80 2.10-3.73 None",
                "OS None Grade (3 vs 1) 1.66 1.12-2.46 None",
            ],
        ),
        (
            "Cox regression for DFS",
            "Variable | HR (95% CI), p value\nStage III vs II | 1.90 (1.30-2.78), p=0.001\n"
            "male vs. female | 1.10 (0.80-1.51), p=0.56",
            [
                "DFS None Stage (Stage III vs II) 1.90 1.30-2.78 0.001",
                "DFS None male vs. female (male vs female) 1.10 0.80-1.51 0.56",
            ],
        ),
    ],
)  # fmt: skip
def test_layouts_of_regressions(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """Rows of references are no heads; a section ends at a row with a factor of its own; limits, odds, exponents."""
    assert found(report, caption, rows) == expected


@pytest.mark.parametrize(
    ("head", "model"),
    [
        ("HR (90% CI)", None),
        ("HR (95% C.I.)", None),
        ("sHR (95.0% CI)", None),
        ("Subdistribution HR (95% CI)", None),
        ("Adjusted hazard ratio (aHR)", "multivariate"),
        ("Multivariable HR (95% CI)", "multivariate"),
        ("Exp(B) (95% CI)", None),
    ],
)
def test_a_ratio_is_known_by_any_of_its_names(report: ReportOf, head: str, model: str | None) -> None:
    """The level of the interval, the kind of hazard and the model beside them do not matter."""
    rows = f"Variable | {head} | P\nAge (> 60 vs. \u2264 60) | 1.30 (1.05-1.62) | 0.02"
    expected = [f"OS {model} Age (>60 vs <=60) 1.30 1.05-1.62 0.02"]
    assert found(report, "Cox regression for overall survival", rows) == expected


@pytest.mark.parametrize("head", ["HRQoL", "CHR", "B (95% CI)", "THR score"])
def test_what_only_looks_like_a_ratio_is_none(report: ReportOf, head: str) -> None:
    """Other words with the letters of a ratio name none."""
    rows = f"Variable | {head} | P\nAge (> 60 vs. \u2264 60) | 1.30 (1.05-1.62) | 0.02"
    assert found(report, "Cox regression for overall survival", rows) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Outcome | Gefitinib (n = 40) | Sorafenib (n = 50) | HR (95% CI) | P\nOS | | | |\n"
            "  Events, n | 30 | 41 | | \n  Median, months | 9.2 | 6.1 | 0.71 (0.52-0.97) | 0.03",
            ["OS None treatment (Gefitinib vs Sorafenib) 0.71 0.52-0.97 0.03"],
        ),
        (
            "Endpoint | Gefitinib (n = 40) | Sorafenib (n = 50)\nMedian PFS, months | 4.4 | 3.1\n95% CI | 3.0-5.9 | 2.2-4.0\n"
            "HR (95% CI) | 0.80 (0.61-1.05) |\nP value | 0.11 |\nMedian OS, months | 9.2 | 6.1\nHR (95% CI) | 0.71 (0.52-0.97) |",
            [
                "PFS None treatment (Gefitinib vs Sorafenib) 0.80 0.61-1.05 0.11",
                "OS None treatment (Gefitinib vs Sorafenib) 0.71 0.52-0.97 None",
            ],
        ),
        (
            "Endpoint | Gefitinib (n = 40) | Sorafenib (n = 50) | Lenvatinib (n = 45)\nMedian OS, months | 9.2 | 6.1 | 8.8\n"
            "Response rate, % | 10 | 20 | 30\nHR vs sorafenib (95% CI) | 0.71 (0.52-0.97) | - | 0.75 (0.55-1.02)",
            [
                "OS None treatment (Gefitinib vs sorafenib) 0.71 0.52-0.97 None",
                "OS None treatment (Lenvatinib vs sorafenib) 0.75 0.55-1.02 None",
            ],
        ),
        (
            "Endpoint | Gefitinib (n = 40) | Sorafenib (n = 50) | Lenvatinib (n = 45)\nMedian OS, months | 9.2 | 6.1 | 8.8\n"
            "HR (95% CI) | 0.71 (0.52-0.97) | 1 (reference) | 0.75 (0.55-1.02)",
            [
                "OS None treatment (Gefitinib vs Sorafenib) 0.71 0.52-0.97 None",
                "OS None treatment (Lenvatinib vs Sorafenib) 0.75 0.55-1.02 None",
            ],
        ),
        (
            "Endpoint | Gefitinib (n = 40) | Sorafenib (n = 50)\nOS | |\n  Median, months | 9.2 | 6.1\n  HR | 0.71 |\n"
            "  95% CI | 0.52-0.97 |",
            ["OS None treatment (Gefitinib vs Sorafenib) 0.71 0.52-0.97 None"],
        ),
        (
            " | Median OS, months | Median OS, months | \nSubgroup | Gefitinib | Sorafenib | HR (95% CI)\n"
            "ZQ1 high | 9.2 | 6.1 | 0.71 (0.52-0.97)",
            ["OS None treatment (Gefitinib vs sorafenib) 0.71 0.52-0.97 None"],
        ),
        (
            "Endpoint | Gefitinib (n = 40) | Sorafenib (n = 50) | Lenvatinib (n = 45)\nMedian OS, months | 9.2 | 6.1 | 8.8\n"
            "HR (95% CI) | 0.71 (0.52-0.97) | |",
            [],
        ),
        (
            "Endpoint | Gefitinib (n = 40) | Control (n = 50) | HR (95% CI)\nMedian OS, months | 9.2 | 6.1 | 0.71 (0.52-0.97)",
            ["OS None treatment (Gefitinib vs Control) 0.71 0.52-0.97 None"],
        ),
        (
            "Endpoint | Weak stain (n = 40) | Strong stain (n = 50) | HR (95% CI)\n"
            "Median OS, months | 9.2 | 6.1 | 0.71 (0.52-0.97)",
            ["OS None stain (None) 0.71 0.52-0.97 None"],
        ),
        (
            "Endpoint | Weak stain (n = 40) | Strong stain (n = 50)\nMedian OS, months | 9.2 | 6.1\n"
            "HR (95% CI) | 0.71 (0.52-0.97) |",
            [],
        ),
    ],
)
def test_ratios_of_treatments_beside_or_below_their_medians(report: ReportOf, rows: str, expected: list[str]) -> None:
    """What is compared is the treatment, where two stand over the columns or the label names the other one."""
    assert found(report, "Efficacy", rows) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("0.71 (0.52-0.97)", ""), ["OS None treatment (sorafenib vs placebo) 0.71 0.52-0.97 None"]),
        (("0.71 (0.52-0.97)", "Reference"), ["OS None treatment (Sorafenib vs Placebo) 0.71 0.52-0.97 None"]),
        (("0.71 (0.52-0.97)", "0.88 (0.50-1.54)"), []),
    ],
)
def test_a_ratio_beside_one_of_two_arms_is_of_the_treatment(
    report: ReportOf, cells: tuple[str, str], expected: list[str]
) -> None:
    """Rows that name the arms are no factors."""
    rows = f"Arm | Median (months) | HR (95% CI)\nSorafenib | 11.2 | {cells[0]}\nPlacebo | 8.0 | {cells[1]}"
    assert found(report, "Overall survival by arm", rows) == expected


def test_a_time_to_an_event_is_not_the_event(report: ReportOf) -> None:
    """The label is the endpoint where the vocabulary has only a part of it; what was measured is no population."""
    rows = "Endpoint | Sorafenib (n = 40) | Placebo (n = 50) | HR (95% CI)\n"
    rows += "Median time to ZQ progression, months | 4.0 | 3.1 | 0.71 (0.52-0.97)"
    assert found(report, "Efficacy", rows) == [
        "time to ZQ progression None treatment (Sorafenib vs Placebo) 0.71 0.52-0.97 None"
    ]
    populations = {r.population for r in from_tables(report("Efficacy", rows)) if isinstance(r, Effect)}
    assert populations == {"overall"}


def test_a_group_named_by_an_outcome_is_no_population(report: ReportOf) -> None:
    """Where another table sets patients with an outcome apart, a caption that names it means the outcome."""
    sentence = "The pCR group (n = 30) was younger than the progression group (n = 60)."
    paper = report(
        "Predictors of pCR", "Variable | OR (95% CI)\nAge (> 60 vs. \u2264 60) | 1.30 (1.05-1.62)", "", sentence
    )
    assert [(r.population, r.endpoint) for r in from_tables(paper) if isinstance(r, Effect)] == [("overall", "pCR")]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (
            "Benefit of sorafenib by marker",
            "Level | n | PFS HR | 95% CI\nType A | | |\n\u2264 30 | 21 | 0.41 | 0.13-1.28\n> 30 | 63 | 0.80 | 0.45-1.40",
            ["treatment / Type A \u2264 30 / PFS 0.41", "treatment / Type A > 30 / PFS 0.80"],
        ),
        (
            "Factors of survival",
            "Level | n | PFS HR | 95% CI\nMarker | | |\n< 30 | 21 | 0.41 | 0.13-1.28\n> 60 | 63 | 0.80 | 0.45-1.40",
            ["Marker: < 30 / overall / PFS 0.41", "Marker: > 60 / overall / PFS 0.80"],
        ),
        (
            "Factors of survival",
            "Factor | OS HR | 95% CI\nAge | 1.00 | 0.98-1.02\nStage | |\nI | 1.00 |\nII | 1.4 | 1.1-1.8",
            ["Age / overall / OS 1.00", "Stage / overall / OS 1.4"],
        ),
        (
            "Prognostic factors for overall survival",
            "Factor | HR (95% CI)\nProgression ≤ 2 years | 9.4 (6.1-15.2)\nProgression | 2.4 (1.1-5.2)",
            ["Progression ≤ 2 years / overall / OS 9.4"],
        ),
        (
            "Hazard ratios for death (Cox regression)",
            "Factor | HR (95% CI)\nAFP > 400 | 2.4 (1.1-5.2)",
            ["AFP > 400 / overall / OS 2.4"],
        ),
        ("Results", "Measure | HR (95% CI)\nLiver cancer deaths | 2.4 (1.1-5.2)", []),
        (
            "Results",
            "Measure | OS HR (95% CI)\nLung progression at entry | 2.4 (1.1-5.2)",
            ["Lung progression at entry / overall / OS 2.4"],
        ),
    ],
)
def test_levels_that_enclose_all_patients_and_events_are_no_factors(
    report: ReportOf, caption: str, rows: str, expected: list[str]
) -> None:
    """Both sides of one limit with a ratio each are parts of the patients; an event that the ratio is of is no factor."""
    text = "The sorafenib group (n = 60) and the placebo group (n = 60) were compared."
    records = [r for r in from_tables(report(caption, rows, text)) if isinstance(r, Effect)]
    assert [f"{r.factor} / {r.population} / {r.endpoint} {r.value}" for r in records] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Sex | |\nMale | 1 (reference) |\nFemale | 0.85 (0.62-1.17) | 0.3\nECOG PS 1 or more | 1.90 (1.40-2.58) | 0.01\n"
            "QQ (per 100 U/L) | 1.11 (1.02-1.21) | 0.02",
            ["Sex: Female vs Male", "ECOG PS 1 or more: None", "QQ (per 100 U/L): None"],
        ),
        (
            "Sex | |\nMale | 1 (reference) |\nFemale | 0.85 (0.62-1.17) | 0.3\nQQ (per 100 U/L) | 1.11 (1.02-1.21) | 0.02",
            ["Sex: Female vs Male", "Sex: QQ (per 100 U/L) vs Male"],  # of which nobody knows what it is
        ),
        (
            "Site | |\nColon | 1 (reference) |\nRectum | 0.85 (0.62-1.17) | 0.3\nLiver metastases | 1.11 (1.02-1.21) | 0.02",
            ["Site: Rectum vs Colon", "Site: Liver metastases vs Colon"],
        ),
    ],
)
def test_a_variable_behind_the_levels_of_another(report: ReportOf, rows: str, expected: list[str]) -> None:
    """A row that names a variable of its own is no level of the section above it, nor are the rows behind that one."""
    table = f"Variable | HR (95% CI) | P\n{rows}"
    records = [r for r in from_tables(report("Cox regression for overall survival", table)) if isinstance(r, Effect)]
    assert [f"{r.factor}: {r.contrast}" for r in records] == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("KRAS mutant", [("KRAS mutant", "treatment", "sorafenib", "KRAS mutant"), ("placebo", "KRAS mutant")]),
        ("Treatment arm", [("overall", "Treatment arm", "sorafenib", None), ("placebo", None)]),
    ],
)
def test_arms_below_a_part_of_the_patients(
    report: ReportOf, section: str, expected: list[tuple[str | None, ...]]
) -> None:
    """Rows of arms below a part of the patients are of that part; "Treatment arm" over them names none."""
    rows = f"{section} | | |\nSorafenib | 25 | 6.9 (5.1-8.7) | 0.80 (0.45-1.42)\nPlacebo | 22 | 7.1 (5.0-9.2) | 1"
    table = f"Group | n | Median OS (95% CI), months | HR (95% CI)\n{rows}"
    effect, *others = sorted(from_tables(report("Survival by group", table)), key=lambda r: not isinstance(r, Effect))
    first, second = (r for r in others if isinstance(r, Outcome))
    assert isinstance(effect, Effect)
    assert [
        (effect.population, effect.factor, str(first.arm).lower(), first.subgroup),
        (str(second.arm).lower(), second.subgroup),
    ] == expected


def test_the_ratio_that_a_row_names_and_who_judged(report: ReportOf) -> None:
    """A row "Odds ratio" in a column of hazard ratios is one of odds; an endpoint with its judges is no population."""
    rows = (
        "Endpoint | Sorafenib (n = 40) | Placebo (n = 50) | Hazard ratio (95% CI)\nPFS by BICR | | | 0.69 (0.53-0.90)\n"
        "ORR by investigator, n (%) | 10 (25.0) | 5 (10.0) |\n  Odds ratio (95% CI) | | | 3.10 (1.90-5.07)"
    )
    records = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Effect)]
    assert [(r.population, r.measure) for r in records] == [("overall", "HR"), ("overall", "OR")]


def test_bare_odds_beside_limits_in_columns_of_their_own(report: ReportOf) -> None:
    """ "OR" is a ratio where its lower and upper limits stand beside it."""
    rows = "Variable | OR | 95% CI lower | 95% CI upper | P\nZQ1 (yes vs no) | 3.01 | 1.37 | 6.62 | 0.006"
    assert found(report, "Logistic regression for pneumonitis", rows) == [
        "pneumonitis None ZQ1 (yes vs no) 3.01 1.37-6.62 0.006"
    ]


def test_a_hazard_ratio_below_a_share(report: ReportOf) -> None:
    """The endpoint is that of the ratio's own section, though the vocabulary knows it as a share."""
    rows = (
        "Outcome | Sorafenib (n = 40) | Doxorubicin (n = 50)\nOverall survival | |\n1-year rate, % | 50.1 | 40.2\n"
        "Hazard ratio (95% CI) | 0.84 (0.63-1.11) |\n"
        "Locoregional control | |\nHazard ratio (95% CI) | 0.70 (0.51-0.97) |"
    )
    records = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Effect)]
    assert [r.endpoint for r in records] == ["OS", "LRC"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Group | HR (95% CI) | P\nHigh risk | |\nSorafenib | 0.70 (0.43-1.16) | 0.5\nPlacebo | 1 |",
            [("High risk", "treatment", "Sorafenib vs Placebo")],
        ),
        (
            "Factor | HR (95% CI) | P\nTreatment group | |\nSorafenib | 0.70 (0.43-1.16) | 0.5\nPlacebo | 1 |",
            [("overall", "Treatment group", "Sorafenib vs Placebo")],
        ),
        (
            "Factor | HR (95% CI) | P\nStain | |\nWeak | 0.70 (0.43-1.16) | 0.5\nStrong | 1 |",
            [("overall", "Stain", "Weak vs Strong")],
        ),
        (
            "Factor | No. | P (log-rank) | HR (95% CI) | P\nStain | | .62 | | .02\nWeak | 40 | | 1.70 (1.43-2.16) |\n"
            "Strong | 50 | | 1 |\nSex | | .31 | | .04\nMale | 44 | | 1.31 (1.01-1.77) |\nFemale | 46 | | 1 |",
            [("overall", "Stain", "Weak vs Strong"), ("overall", "Sex", "Male vs Female")],
        ),
    ],
)
def test_whose_ratio_it_is_below_a_section(report: ReportOf, rows: str, expected: list[tuple[str, str, str]]) -> None:
    """Arms below a group of patients are compared in it; tests in the midst of a section's row leave it a section."""
    records = [r for r in from_tables(report("Cox regression for OS", rows)) if isinstance(r, Effect)]
    assert [(r.population, r.factor, r.contrast) for r in records] == expected


def test_a_head_with_two_ratios(report: ReportOf) -> None:
    """Times have hazards, shares the other ratio; what a ratio is "for" is its endpoint."""
    rows = (
        "End point | Sorafenib (n = 40) | Placebo (n = 50) | Hazard Ratio or Odds Ratio (95% CI)\n"
        "Median PFS, mo | 5.5 | 3.1 | 0.69 (0.53-0.90)\nORR, no. (%) | 10 (25) | 5 (10) | 3.10 (1.90-5.07)"
    )
    records = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Effect)]
    assert [(r.endpoint, r.measure) for r in records] == [("PFS", "HR"), ("ORR", "OR")]


def test_responders_are_a_factor_of_hazards(report: ReportOf) -> None:
    """A response set against another has no hazard of its own."""
    rows = "Variable | HR (95% CI) | P\nResponse (CR vs PR) | 0.64 (0.43-0.95) | 0.02\nOS: Male vs female | 1.2 (0.9-1.6) | 0.3"
    assert found(report, "Multivariate Cox analysis", rows)[0] == (
        "None multivariate Response (CR vs PR) 0.64 0.43-0.95 0.02"
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Quartile | HR (95% CI)\nQ1 | 1\nQ2 | 1.55 (0.63-3.79)\nQ3 | 2.79 (1.23-6.34)",
            ["OS None Quartile (Q2 vs Q1) 1.55 0.63-3.79 None", "OS None Quartile (Q3 vs Q1) 2.79 1.23-6.34 None"],
        ),
        (
            "Variable | HR (95% CI)\nZQ1 | 1\nZQ2 | 1.55 (0.63-3.79)\nZQ3 | 2.79 (1.23-6.34)",
            ["OS None ZQ2 (None) 1.55 0.63-3.79 None", "OS None ZQ3 (None) 2.79 1.23-6.34 None"],
        ),
        (
            "Quartile | HR (95% CI)\nQ1 | 1\nQ2 | 1.55 (0.63-3.79)\nQ3 | 1",
            ["OS None Q2 (None) 1.55 0.63-3.79 None"],
        ),
        (
            "No. of risk factors | HR (95% CI)\n0 | 1\n1 | 1.55 (0.63-3.79)\n2 or more | 2.79 (1.23-6.34)",
            [
                "OS None No. of risk factors (1 vs 0) 1.55 0.63-3.79 None",
                "OS None No. of risk factors (2 or more vs 0) 2.79 1.23-6.34 None",
            ],
        ),
        (
            "Risk group | HR (95% CI)\nLow | 1\nIntermediate | 1.55 (0.63-3.79)\nHigh | 2.79 (1.23-6.34)",
            [
                "OS None Risk group (Intermediate vs Low) 1.55 0.63-3.79 None",
                "OS None Risk group (High vs Low) 2.79 1.23-6.34 None",
            ],
        ),
    ],
)
def test_levels_of_the_factor_over_the_labels(report: ReportOf, rows: str, expected: list[str]) -> None:
    """Where the head of the labels is a factor and the first row alone its reference, the others are against that."""
    assert found(report, "Hazard ratios for OS", rows) == expected


def test_end_points_in_ranks_and_times_to(report: ReportOf) -> None:
    """The rank of an end point is no population, and "time to" what is not known an endpoint of its own."""
    rows = (
        "End point | Sorafenib | Placebo | HR (95% CI)\nSecondary end points | | |\n"
        "Time to metastasis - median mo | 5.5 | 3.1 | 0.69 (0.53-0.90)\nOverall survival | 9 | 8 | 0.9 (0.6-1.3)"
    )
    records = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Effect)]
    assert [(r.population, r.endpoint) for r in records] == [("overall", "Time to metastasis"), ("overall", "OS")]


def test_what_stands_in_heads_and_labels_beside_hazards(report: ReportOf) -> None:
    """A model over columns is no group, an interaction no test of a ratio, a response of a part not its endpoint."""
    rows = (
        "Subgroup | HR (95% CI) | Interaction p\nAge < 65 | 0.50 (0.31-0.81) | 0.61\n"
        "Response to earlier treatment: CR/PR | 0.62 (0.35-1.12) | 0.44\n2-year XC | 0.71 (0.31-1.60) |"
    )
    records = [r for r in from_tables(report("PFS subgroup results", rows)) if isinstance(r, Effect)]
    assert [(r.endpoint, r.p) for r in records] == [("PFS", None), ("PFS", None), (None, None)]
    models = (
        "Variable | Univariable HR (95% CI) | Multivariable (n = 28) HR (95% CI)\nZQ1 | 1.2 (0.9-1.7) | 1.1 (0.8-1.6)"
    )
    told = report("Cox regression for OS", models, methods="A cohort.")
    assert {r.population for r in from_tables(told) if isinstance(r, Effect)} == {"overall"}


def test_a_bare_number_among_limited_ratios_is_none(report: ReportOf) -> None:
    """What a model's quality is stands below its ratios, without limits."""
    rows = "Variable | HR (95% CI)\nZQ1 | 1.2 (0.9-1.7)\nZQ2 | 1.1 (0.8-1.6)\nC-index | 0.78"
    assert len(found(report, "Cox regression for OS", rows)) == 2
    bare = "Variable | HR | P\nZQ1 | 1.2 | 0.3\nZQ2 | 1.1 | 0.4\nZQ3 | 0.78 | 0.5"
    assert len(found(report, "Cox regression for OS", bare)) == 3


def test_limits_in_columns_of_their_own_below_two_endpoints(report: ReportOf) -> None:
    """A head "95% CI" prints no value: the row of heads that it stands in is one."""
    rows = (
        " | PFS | | | OS | |\nFactor | HR | 95% CI | p | HR | 95% CI | p\n"
        "Age (>65 vs \u226465) | 1.10 | 0.80-1.50 | 0.55 | 1.30 | 0.90-1.90 | 0.16"
    )
    assert found(report, "Multivariate analysis", rows) == [
        "PFS multivariate Age (>65 vs <=65) 1.10 0.80-1.50 0.55",
        "OS multivariate Age (>65 vs <=65) 1.30 0.90-1.90 0.16",
    ]


@pytest.mark.parametrize(
    ("caption", "rows", "expected"),
    [
        (  # limits in the line beneath
            "Cox regression of OS",
            "Factor | HR (95% CI) | P\nAge >60 | 1.50 | 0.01\n | (1.10-2.00) |\nMale sex | 0.90 | 0.50\n | (0.60-1.30) |",
            ["OS None Age >60 (None) 1.50 1.10-2.00 0.01", "OS None Male sex (None) 0.90 0.60-1.30 0.5"],
        ),
        (  # limits that do not enclose the value above are not its own
            "Cox regression of OS",
            "Factor | HR (95% CI) | P\nAge >60 | 1.50 | 0.01\n | (2.10-3.00) |\nMale sex | 0.90 (0.60-1.30) | 0.50",
            ["OS None Male sex (None) 0.90 0.60-1.30 0.5"],
        ),
        (  # one ratio over two levels, in two lines: the treatment's effect in the one against the other
            "Hazard ratios of sorafenib versus placebo for OS by marker",
            "Marker | HR | 95% CI | TxM (HR)\nKi67 | | |\nHigh | 0.64 | 0.37-1.09 | 1.31\nLow | 0.48 | 0.25-0.93 | (0.56-3.06)",
            [
                "OS None treatment (sorafenib vs placebo) 0.64 0.37-1.09 None",
                "OS None treatment (sorafenib vs placebo) 0.48 0.25-0.93 None",
                "OS None treatment by Ki67 interaction (None) 1.31 0.56-3.06 None",
            ],
        ),
        (
            "Hazard ratios of sorafenib versus placebo for OS by marker",
            "Marker | HR (95% CI) | HR for interaction (95% CI)\nKi67 | | 1.31 (0.56-3.06)\nHigh | 0.64 (0.37-1.09) |\n"
            "Low | 0.48 (0.25-0.93) |",
            [
                "OS None treatment (sorafenib vs placebo) 0.64 0.37-1.09 None",
                "OS None treatment (sorafenib vs placebo) 0.48 0.25-0.93 None",
                "OS None treatment by Ki67 interaction (None) 1.31 0.56-3.06 None",
            ],
        ),
        (  # the p value before the ratio, in one cell or above it
            "PFS by marker",
            "Marker | Sorafenib (n = 40) | Placebo (n = 50) | P value HR (95% CI)\nAll patients | 8.2 months | 6.4 months | 0.18 "
            "0.81 (0.61-1.09)\nBRCA mutant | 9.2 months | 6.0 months | 0.02\n | | | 0.61 (0.41-0.92)",
            [
                "PFS None treatment (Sorafenib vs Placebo) 0.81 0.61-1.09 0.18",
                "PFS None treatment (Sorafenib vs Placebo) 0.61 0.41-0.92 0.02",
            ],
        ),
        (  # the ratio in a bracket behind its p value; "NS" is none
            "Prognostic factors for OS and DFS",
            " | OS | | DFS |\n | Univariate | Multivariate (RR) | Univariate | Multivariate (RR)\n"
            "Ascites yes/no | P = 0.014 | P = 0.018 (5.214) | NS | NS\n"
            "Age ≤60/>60 years | P = 0.01 | NS | P = 0.04 | P = 0.03 (1.52)",
            [
                "OS multivariate Ascites (yes vs no) 5.214  0.018",
                "DFS multivariate Age (<=60 vs >60 years) 1.52  0.03",
            ],
        ),
        (  # without a model beside it, RR is a response rate
            "Response", "Group | Sorafenib (RR) | Placebo (RR)\nAge >60 | 20.5 | 10.2\nAge <60 | 22.5 | 11.2", [],
        ),
    ],
)  # fmt: skip
def test_ratios_in_two_lines_or_beside_p_values(report: ReportOf, caption: str, rows: str, expected: list[str]) -> None:
    """A ratio goes on in the line beneath; a head or a cell may hold its p value, too."""
    assert found(report, caption, rows) == expected


ARMS_OF_THREE = "Patients were assigned to sorafenib (n = 40), regorafenib (n = 45) or placebo (n = 50)."


@pytest.mark.parametrize(
    ("caption", "head", "rows", "expected"),
    [
        (
            "Efficacy",
            "Outcome | Sorafenib vs placebo HR (95% CI) | P | Regorafenib vs placebo HR (95% CI) | P",
            "OS | 0.64 (0.37-1.09) | 0.1 | 0.50 (0.30-0.90) | 0.02",
            [
                "OS None treatment (Sorafenib vs placebo) 0.64 0.37-1.09 0.1",
                "OS None treatment (Regorafenib vs placebo) 0.50 0.30-0.90 0.02",
            ],
        ),
        (
            "Hazard ratios of OS by subgroup",
            "Subgroup | Sorafenib vs placebo (HR, 95% CI) | Regorafenib vs placebo (HR, 95% CI)",
            "Male | 0.64 (0.37-1.09) | 0.50 (0.30-0.90)",
            [
                "OS None treatment (Sorafenib vs placebo) 0.64 0.37-1.09 None",
                "OS None treatment (Regorafenib vs placebo) 0.50 0.30-0.90 None",
            ],
        ),
        (
            "Analyses of PFS",
            "Variable | Univariate (HR, 95% CI) | P | Multivariate (HR, 95% CI) | P",
            "Age >60 | 1.5 (1.1-2.0) | 0.01 | 1.4 (1.0-1.9) | 0.05",
            [
                "PFS univariate Age >60 (None) 1.5 1.1-2.0 0.01",
                "PFS multivariate Age >60 (None) 1.4 1.0-1.9 0.05",
            ],
        ),
        (
            "Cox regression of OS",
            "Factor | High vs low (HR) | 95% CI",
            "AFP | 1.64 | 1.37-2.09",
            ["OS None AFP (High vs low) 1.64 1.37-2.09 None"],
        ),
        ("Ki67 and survival", "Outcome | High vs low (HR) | 95% CI", "OS | 1.64 | 1.37-2.09", []),  # levels of what?
        ("Patients", "Sex | High risk (HR) | Standard risk (SR)", "Male | 12 (30%) | 20 (50%)", []),  # no ratio
    ],
)
def test_heads_that_say_what_is_compared(
    report: ReportOf, caption: str, head: str, rows: str, expected: list[str]
) -> None:
    """A ratio may close a head, behind a model or behind what is set against each other, with or without brackets."""
    records = from_tables(report(caption, f"{head}\n{rows}", methods=ARMS_OF_THREE))
    told = [
        f"{r.endpoint} {r.model} {r.factor} ({r.contrast}) {r.value} {'-'.join(map(str, r.ci or ()))} {r.p}"
        for r in records
        if isinstance(r, Effect)
    ]
    assert told == expected


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("Hazard ratio or difference (95% CI)", "Median PFS, mo | 9.1 | 6.2 | 0.62 (0.51-0.75)", ("PFS", "HR")),
        ("Hazard ratio or difference (95% CI)", "Deaths, n (%) | 9 (23) | 20 (40) | 0.64 (0.47-0.88)", ("OS", "HR")),
        ("Hazard ratio or difference (95% CI)", "Objective response, n (%) | 9 (23) | 5 (10) | 10.8 (4.2-17.5)", None),
        ("OR/HR (95% CI)", "CR + CRi, n (%) | 9 (23) | 5 (10) | 1.77 (1.01-3.10)", ("CR/CRi", "OR")),
        ("HR (95% CI)", "Late grade \u22652 GU toxicity | 21.5% | 19.0% | 1.15 (0.68-1.94)", None),
    ],
)
def test_ratios_that_only_some_rows_have(
    report: ReportOf, head: str, row: str, expected: tuple[str, str] | None
) -> None:
    """A difference is no ratio; of two ratios over a column the endpoint takes its own; a harm is no trait."""
    rows = f" | Sorafenib (n = 40) | Placebo (n = 50) | {head}\nMedian OS, mo | 12.3 | 9.1 | 0.70 (0.50-0.90)\n{row}"
    effects = [r for r in from_tables(report("Efficacy", rows)) if isinstance(r, Effect)]
    assert [(r.endpoint, r.measure) for r in effects][1:] == ([expected] if expected else [])
