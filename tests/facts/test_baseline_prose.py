"""Characteristics of patients in sentences: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Baseline
from kg_builder.facts.baseline_prose import baselines
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
from tests.facts.conftest import ReportOf


def found(report: ReportOf, sentence: str) -> list[str]:
    """ "arm: characteristic = level, count percent" of each record, or its median or mean with its spread."""
    lines = []
    for r in baselines(report(sentence=sentence)):
        if isinstance(r, Baseline):
            numbers = (r.count, r.percent) if r.level else (r.median or r.mean, r.range or r.iqr or r.sd, r.unit)
            shown = " ".join("-".join(map(str, x)) if isinstance(x, tuple) else str(x) for x in numbers)
            lines.append(f"{r.arm}: {r.characteristic} = {r.level}, {shown}")
    return lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The majority had adenocarcinoma (61.5%) and ECOG performance status of 0 to 1 (88.5%).",
            ["overall: histology = adenocarcinoma, None 61.5", "overall: ECOG performance status = 0 to 1, None 88.5"],
        ),
        (
            "There were 30 (75.0%) men and 10 women in the sorafenib group.",
            ["sorafenib: sex = men, 30 75.0", "sorafenib: sex = women, 10 None"],
        ),
        (
            "Of the 90 patients, 60 (66.7%) were male and 30 (33.3%) were female.",
            ["overall: sex = male, 60 66.7", "overall: sex = female, 30 33.3"],
        ),
        ("Of the 70 patients, 60 (85.7%) were male.", []),  # which 70 of 90?
        (
            "Prior surgery had been performed in 20 patients (50.0%) in the sorafenib group.",
            ["sorafenib: prior surgery = yes, 20 50.0"],
        ),
        ("HER2 amplifications were found in 36 of 90 tumours (40.0%).", ["overall: HER2 amplification = yes, 36 40.0"]),
        ("BRAF V600E mutation was detected in 36 patients (40.0%).", ["overall: BRAF = V600E mutation, 36 40.0"]),
        (
            "The patients were as follows: male, 60.0%; ECOG PS 0, 40.0%; liver metastases, 52.2%.",
            [
                f"overall: {x}"
                for x in ("sex = male, None 60.0", "ECOG PS = 0, None 40.0", "liver metastasis = yes, None 52.2")
            ],
        ),
        ("Of the patients, male, 60.0% had diarrhoea.", []),
        (
            "Most patients had liver metastases (LM; 40%), bone metastases (BM, 22%) or lung metastases (35%).",
            [
                "overall: liver metastasis = yes, None 40",
                "overall: bone metastasis = yes, None 22",
                "overall: lung metastasis = yes, None 35",
            ],
        ),
        (
            "Patients were overweight/obese (59%), current/former smokers (n = 36, 40%) and of Zubrod performance "
            "status 1 (53%).",
            [
                "overall: BMI = overweight/obese, None 59",
                "overall: smoking history = current/former smoker, 36 40",
                "overall: Zubrod performance status = 1, None 53",
            ],
        ),
        (
            "They had low-volume metastatic disease (31%) or high volume metastatic disease (HVM, 53%).",
            [
                "overall: low-volume metastatic disease = yes, None 31",
                "overall: high volume metastatic disease = yes, None 53",
            ],
        ),
        ("After treatment, 18 patients (20.0%) had cirrhosis.", []),
        (
            "A total of 50 men and 40 women were seen.",
            ["overall: sex = men, 50 None", "overall: sex = women, 40 None"],
        ),
        ("A total of 50 women were seen.", []),  # all, perhaps
        ("18 patients (20.0%) received second-line chemotherapy.", []),
        ("ECOG performance status was 0, 1, and 2 in 45 (50%), 36 (40%), and 9 (10%) patients, respectively.", []),
        (
            "EGFR mutation/amplification was seen in 36 tumours (40%), and mesenchymal factor (MET) amplification in 9 (10%).",
            ["overall: EGFR mutation/amplification = yes, 36 40", "overall: MET amplification = yes, 9 10"],
        ),
        (
            "Human epidermal growth factor receptor 2 (HER2) amplification was seen in 36 tumours (40%).",
            ["overall: HER2 = amplification, 36 40"],
        ),
        ("ER positivity was found in 36 tumours (40%).", ["overall: ER = positivity, 36 40"]),
        ("36 tumours (40.0%) exhibited p53 over-expression.", ["overall: p53 = over-expression, 36 40.0"]),
        ("1.36 tumours (40.0%) exhibited p53 over-expression.", ["overall: p53 = over-expression, None 40.0"]),
        (
            "Of the 85 patients for whom complete biomarker data were available, 30 had tumours that were found to carry HER2.",
            ["overall: HER2 = yes, 30 None"],
        ),
        ("Of the 85 patients who completed treatment, 30 had tumours that were found to carry HER2.", []),
        (
            "Thirty-six patients (40.0%) had cirrhosis, which was a predictor of bleeding.",
            ["overall: cirrhosis = yes, 36 40.0"],
        ),
        (
            "We saw 90 patients (60 males and 30 females; median age, 61 years; range, 33-80 years).",
            ["overall: age = None, 61 33-80 year", "overall: sex = male, 60 None", "overall: sex = female, 30 None"],
        ),
        (
            "Histology was adenocarcinoma in 60 patients (66.7%), squamous cell carcinoma in 20 and other in 10 (11.1%).",
            [
                "overall: Histology = adenocarcinoma, 60 66.7",
                "overall: Histology = squamous cell carcinoma, 20 None",
                "overall: Histology = other, 10 11.1",
            ],
        ),
        (
            "EGFR amplification was observed in 32 tumors (36%), FAT9 deletion detected in 39 (43%), and EGFR loss in 10.",
            ["overall: EGFR amplification = yes, 32 36", "overall: FAT9 deletion = yes, 39 43"],
        ),
        ("KRAS mutation was found in 22 patients (22/90; 24.4%).", ["overall: KRAS mutation = yes, 22 24.4"]),
        ("KRAS mutation was found in 22/90 tumours (24.4%).", ["overall: KRAS mutation = yes, 22 24.4"]),
        ("KRAS mutation was found in 22 patients (18%).", ["overall: KRAS mutation = yes, 22 18"]),
        ("KRAS mutation was found in 22 patients, with a mean load of 18%.", ["overall: KRAS mutation = yes, 22 None"]),
        ("KRAS mutation was detected in eight specimens.", ["overall: KRAS mutation = yes, 8 None"]),
        ("DNA amplification was found in 22 patients (24.4%).", []),
        ("Thirty patients had an ECOG PS of 0, 50 of 1 and 10 of 2.", ["overall: ECOG PS = 0, 30 None"]),
        (
            "Most patients had stage IV disease (n = 60), liver metastases (n = 24) and a good appetite (n = 80).",
            ["overall: stage = IV, 60 None", "overall: liver metastasis = yes, 24 None"],
        ),
        ("Prior therapies included cetuximab (n = 40; 44%).", ["overall: Prior therapy = cetuximab, 40 44"]),
        (
            "Patients had received a median of 3 prior lines of therapy (range 1-7).",
            ["overall: number of prior lines of therapy = None, 3 1-7 None"],
        ),
        ("Patients in the placebo group had received a median of 3 prior lines of therapy.", []),
        ("Ages ranged from 33 to 80 years (median 61 years).", ["overall: age = None, 61 33-80 year"]),
        ("Their age ranged from 33 to 80 years.", []),
        ("The average age was 61 years, with a range of 33 to 80.", ["overall: age = None, 61 33-80 year"]),
        ("The mean (SD) age was 61.2 (9.3) years.", ["overall: age = None, 61.2 9.3 year"]),
        ("The mean age was 61.2 years (SD = 9.3).", ["overall: age = None, 61.2 9.3 year"]),
        ("The median serum level of VEGF was 140 pg/mL (range 20-900).", ["overall: VEGF = None, 140 20-900 pg/mL"]),
        ("Median age was 61 years (Q1-Q3: 55-68).", ["overall: age = None, 61 55-68 year"]),
        (
            "Median age was 60 years, ranging from 30 to 70, in the sorafenib group and 62 years in the placebo group.",
            ["sorafenib: age = None, 60 30-70 year", "placebo: age = None, 62 None year"],
        ),
        ("Forty (44.4%) patients had AFP levels ≥ 1,000 ng/mL.", ["overall: AFP level = ≥ 1,000 ng/mL, 40 44.4"]),
        (
            "90 patients, 61 (67.8%) of them males with a median age of 56.5 years, met the inclusion criteria.",
            ["overall: age = None, 56.5 None year", "overall: sex = male, 61 67.8"],
        ),
        ("Fifty-four patients (60.0%) were never smokers.", ["overall: smoking history = never smoker, 54 60.0"]),
        (
            "Twenty patients were male (44.4%) and 25 were female (55.6%).",
            ["overall: sex = male, 20 44.4", "overall: sex = female, 25 55.6"],
        ),
        (
            "Most had an ECOG performance status of 0 (48.0%) or 1 (52.0%).",
            [
                "overall: ECOG performance status = 0, None 48.0",
                "overall: ECOG performance status = 1, None 52.0",
            ],
        ),
        ("Eighteen patients had stage III disease.", ["overall: stage = III, 18 None"]),
        (
            "Of the 90 patients, 60 (66.7%) had T1 or T2 tumors and 27 (30.0%) had N2-3 disease.",
            ["overall: T category = T1 or T2, 60 66.7", "overall: N category = N2-3, 27 30.0"],
        ),
        ("Of the 90 patients, 30 (33.3%) had T3 disease.", ["overall: T category = T3, 30 33.3"]),
        ("Sixty percent of the patients were women.", ["overall: sex = women, None 60"]),
        (
            "Sixty percent had stage IV disease and 40% had stage III disease.",
            ["overall: stage = IV, None 60", "overall: stage = III, None 40"],
        ),
        ("KRAS mutations were found in 15 patients (37.5%).", ["overall: KRAS mutation = yes, 15 37.5"]),
        ("We identified KRAS mutations in 15/40 (37.5%) tumors.", ["overall: KRAS mutation = yes, 15 37.5"]),
        ("Of all, 22 (55.0%) cases were of wild-type KRAS.", ["overall: KRAS = wild-type, 22 55.0"]),
        (
            "Twenty (50.0%) were men, and 18 (45.0%) had brain metastases.",
            ["overall: sex = men, 20 50.0", "overall: brain metastasis = yes, 18 45.0"],
        ),
        (
            "Serous histology was seen in 80% and 82% of patients in the sorafenib and placebo groups, respectively.",
            ["sorafenib: histology = Serous, None 80", "placebo: histology = Serous, None 82"],
        ),
        ("In 25 patients no KRAS mutation was found (62.5%).", ["overall: KRAS mutation = no, 25 62.5"]),
        ("Of them, 9 (60.0%) of KRAS mutations were rare.", []),  # a part of the mutations
        (
            "15 (37.5%) patients had synchronous metastases, whereas 9 (22.5%) had metachronous metastases.",
            [
                "overall: synchronous metastases = yes, 15 37.5",
                "overall: metachronous metastases = yes, 9 22.5",
            ],
        ),
        (
            "Twenty patients (50.0%) in the sorafenib group and 25 (50.0%) in the placebo group were male.",
            ["sorafenib: sex = male, 20 50.0", "placebo: sex = male, 25 50.0"],
        ),
        ("There were 61 males and 29 females.", ["overall: sex = male, 61 None", "overall: sex = female, 29 None"]),
        (
            "27 (30.0%) and 45 (50.0%) of patients had cirrhosis and ascites at baseline, respectively.",
            ["overall: cirrhosis = yes, 27 30.0", "overall: ascites at baseline = yes, 45 50.0"],
        ),
        (
            "Overall, 36.7% of patients had cirrhosis (45.0% in the sorafenib group and 30.0% in the placebo group).",
            [
                "overall: cirrhosis = yes, None 36.7",
                "sorafenib: cirrhosis = yes, None 45.0",
                "placebo: cirrhosis = yes, None 30.0",
            ],
        ),
        (
            "The proportion of patients with AFP > 400 ng/mL was higher in the sorafenib group than in the placebo group "
            "(45.0% vs. 36.0%).",
            ["sorafenib: AFP = > 400 ng/mL, None 45.0", "placebo: AFP = > 400 ng/mL, None 36.0"],
        ),
        (
            "The most common metastatic site was bone (42.2%), followed by lymph nodes (31.1%) and skin (2.2%).",
            [
                "overall: metastatic site = bone, None 42.2",
                "overall: metastatic site = lymph nodes, None 31.1",
                "overall: metastatic site = skin, None 2.2",
            ],
        ),
        (
            "All patients had received prior anticancer therapy, including surgery (80.0%) and radiotherapy (22.2%).",
            [
                "overall: prior anticancer therapy = surgery, None 80.0",
                "overall: prior anticancer therapy = radiotherapy, None 22.2",
            ],
        ),
        (
            "Of 40 patients with known KRAS mutation status, KRAS mutation was documented in 12 patients.",
            ["overall: KRAS mutation = yes, 12 None"],
        ),
        (
            "Diabetes was present in 12 (30.0%) patients in the sorafenib group and nine (18.0%) patients in the placebo group.",
            ["sorafenib: comorbidity = Diabetes, 12 30.0", "placebo: comorbidity = Diabetes, 9 18.0"],
        ),
        (
            "At baseline, 12 patients (30.0%) in the sorafenib group and 9 (18.0%) in the placebo group had diabetes.",
            ["sorafenib: comorbidity = diabetes, 12 30.0", "placebo: comorbidity = diabetes, 9 18.0"],
        ),
        ("Rash of grade 3 was seen in 4 (10.0%) patients of the sorafenib group.", []),
        (
            "Patients had an ECOG performance status of 0 (60.0%) or 1 (40.0%).",
            ["overall: ECOG performance status = 0, None 60.0", "overall: ECOG performance status = 1, None 40.0"],
        ),
        (
            "ECOG performance status was 0 in 54 (60.0%) patients and 1 in 36 (40.0%).",
            ["overall: ECOG performance status = 0, 54 60.0", "overall: ECOG performance status = 1, 36 40.0"],
        ),
        (
            "There were 12 (30.0%) women in the sorafenib group and 25 (50.0%) in the placebo group.",
            ["sorafenib: sex = women, 12 30.0", "placebo: sex = women, 25 50.0"],
        ),
        ("20 (22.2%) of 90 patients were older than 70 years.", ["overall: age = >70 years, 20 22.2"]),
        (
            "We included 90 patients with bone metastases (n = 54) and ascites (n = 36).",  # not 90 with metastases
            ["overall: bone metastasis = yes, 54 None"],
        ),
        ("Patients were without diabetes (91.1%).", ["overall: diabetes = no, None 91.1"]),
    ],
)
def test_shares_of_the_patients(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """A share belongs to the characteristic beside it, and to the group that the sentence ties to it, else to all."""
    assert [line.replace("smokers", "smoker") for line in found(report, sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The median age was 61 years (range 33-80).", ["overall: age = None, 61 33-80 year"]),
        (
            "The median age was 61 years (60 years in the sorafenib and 62 years in the placebo group).",
            [
                "overall: age = None, 61 None year",
                "sorafenib: age = None, 60 None year",
                "placebo: age = None, 62 None year",
            ],
        ),
        (
            "The median age was 61 years (sorafenib group: 60 years; placebo group: 62 years).",
            [
                "overall: age = None, 61 None year",
                "sorafenib: age = None, 60 None year",
                "placebo: age = None, 62 None year",
            ],
        ),
        (
            "The median age was 61 (sorafenib 60 (33-80), placebo 62 (35-81)) years.",
            [
                "overall: age = None, 61 None year",
                "sorafenib: age = None, 60 33-80 year",
                "placebo: age = None, 62 35-81 year",
            ],
        ),
        (
            "The median age was 61 years in the sorafenib group, placebo 62 years.",
            ["sorafenib: age = None, 61 None year", "placebo: age = None, 62 None year"],
        ),
        ("Patients ranged in age from 33 to 80 years (median 61).", ["overall: age = None, 61 33-80 year"]),
        ("The mean age was 59.5 years (SD 7.5; range 33-80).", ["overall: age = None, 59.5 33-80 year"]),
        ("The mean age was 59.5 ± 7.5 years.", ["overall: age = None, 59.5 7.5 year"]),
        ("The median PSA was 22.5 ng/mL.", ["overall: PSA = None, 22.5 None ng/mL"]),
        ("The median follow-up was 22.5 months.", []),
        ("The median number of prior lines was 3.", ["overall: number of prior lines = None, 3 None None"]),
        ("The median age was 61 years and 62 years.", []),  # whose?
        (
            "Mean age was 61.5 versus 62 years in the sorafenib and placebo groups, respectively.",
            ["sorafenib: age = None, 61.5 None year", "placebo: age = None, 62 None year"],
        ),
        (
            "BMI was 25.4 ± 3.5 kg/m2 in the sorafenib group.",
            ["sorafenib: BMI = None, 25.4 3.5 kg/m2"],
        ),
        ("BMI was 25.4 kg/m2 in the sorafenib group.", []),  # mean or median?
        (
            "Median AFP was 45 ng/mL (IQR 12-110) in the sorafenib group and 50 ng/mL (14-120) in the placebo group.",
            ["sorafenib: AFP = None, 45 12-110 ng/mL", "placebo: AFP = None, 50 14-120 ng/mL"],
        ),
    ],
)
def test_medians_and_means(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """What "median" or "mean" stands before is summed up by the number behind it."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In all, 36 patients (40%) were male, 27 (30%) had a KPS of 60, and 18 (20%) had a biopsy.",
            ["overall: sex = male, 36 40", "overall: KPS = 60, 27 30"],
        ),
        ("In all, 36 patients (40%) were male, and 18 (20%) had a response.", []),  # of what came
        ("In all, 36 biopsies (40%) were of males.", []),
    ],
)
def test_an_item_on_operations_takes_no_other_with_it(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """How many had a biopsy stands in a list of what the patients had at the start."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The median (IQR) age was 60 (50-70) years.", ["overall 60 None iqr 50-70"]),
        ("The median (interquartile range [IQR]) age was 60 (50-70) years.", ["overall 60 None iqr 50-70"]),
        ("Median age, years (interquartile range), was 60 (50-70).", ["overall 60 None iqr 50-70"]),
        ("The median (range) age was 60 (50-70) years.", ["overall 60 None range 50-70"]),
        ("The mean (95% CI) age was 60 (58-62) years.", ["overall None 60 None"]),  # neither
        ("The median age was 60 years (mean ± SD, 61 ± 15 years).", ["overall 60 61 15"]),
        (
            "Median age was 60 years (mean 61 ± 15) in the sorafenib group and 55 years (mean 57 ± 14) in the placebo group.",
            ["sorafenib 60 61 15", "placebo 55 57 14"],
        ),
    ],
)
def test_what_limits_are_and_a_mean_beside_the_median(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Limits are of the kind that the words before the value say; a mean in brackets is the same patients'."""
    told = [r for r in baselines(report(sentence=sentence)) if isinstance(r, Baseline)]
    spreads = [("iqr", r.iqr) if r.iqr else ("range", r.range) if r.range else (str(r.sd), ()) for r in told]
    shown = [f"{name} {'-'.join(map(str, limits or ()))}".strip() for name, limits in spreads]
    assert [f"{r.arm} {r.median} {r.mean} {spread}" for r, spread in zip(told, shown, strict=True)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 30 patients with cirrhosis, 12 (40.0%) had ascites at baseline.",
        "Among these, 12 (40.0%) had cirrhosis.",
        "Less than 2% of patients were never smokers.",
        "Patients with cirrhosis (30.0%) had a worse response than those without.",
        "Diarrhea developed in 12 (13.3%) men.",
        "Twelve patients (13.3%) had grade 3 or 4 neutropenia.",
        "Rash grade 3 was seen in 13.3%.",
        "Median overall survival was 9.5 months in 61 males.",
        "27 patients (30.0%) with cirrhosis discontinued treatment.",
    ],
)
def test_what_is_not_said_of_all_patients_at_the_start(report: ReportOf, sentence: str) -> None:
    """Parts of the patients, bounds, outcomes and events give no characteristic."""
    assert found(report, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "### PD-L1 expression\n\nFifty-four tumours (60.0%) exhibited evidence of PD-L1 protein over-expression.",
            ["overall: PD-L1 = over-expression, 54 60.0"],
        ),
        ("### Mutational status\n\nIn 66 patients no KRAS mutation was found (73.3%).", ["overall: KRAS mutation = no, 66 73.3"]),
        ("### KRAS mutations\n\n20 (22.2%) of the KRAS mutations were known before.", []),
        ("### PD-L1 expression and survival\n\nPD-L1 was positive in 54 patients (60.0%).", []),
    ],
)  # fmt: skip
def test_the_status_of_a_marker(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """A section on a marker's status tells how many have it; one on what it means for them does not."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of these 80 patients, 40 (50.0%) had tumours that were reported to be EGFR positive.", [(80, 40)]),
        ("Of the 80 patients with a full record, 40 (50.0%) had cirrhosis.", [(80, 40)]),
        ("Of these 60 patients, 30 (50.0%) had cirrhosis.", []),
    ],
)
def test_nearly_all_patients_are_no_part(report: ReportOf, sentence: str, expected: list[tuple[int, int]]) -> None:
    """A share of nearly all patients counts from these; one of fewer tells nothing of all."""
    methods = "A total of 90 patients were enrolled. All received sorafenib."
    records = baselines(report(sentence=sentence, methods=methods))
    assert [(r.n, r.count) for r in records if isinstance(r, Baseline)] == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Mutation frequency", 1), ("Correlation between mutations and response", 0), ("Quality of life", 0)],
)
def test_headings_under_which_patients_are_told_of(heading: str, expected: int) -> None:
    """What a heading says of mutations, other than what became of them, is of the patients at the start."""
    text = f"# A trial of sorafenib\n\n## Results\n\n### {heading}\n\nKRAS mutations were found in 15 patients (37.5%)."
    paper = understand(read_bytes(text.encode(), "invented"), load_lexicon())
    assert sum(isinstance(r, Baseline) for r in baselines(paper)) == expected


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("KRAS mutation was found in 8 patients.", 90),
        ("KRAS mutation was found in 9 (10%) samples.", 90),
        ("KRAS mutation was detected in eight specimens.", None),
        ("KRAS mutation was found in 8 samples.", None),
        ("Among the 81 evaluable specimens, KRAS mutation was detected in eight specimens.", 81),
        ("Only 15% of the patients included were older than 70 years.", 90),
    ],
)
def test_specimens_are_not_all_patients(report: ReportOf, sentence: str, n: int | None) -> None:
    """How many were examined is not how many patients there are, unless the share says so."""
    paper = report(sentence=sentence, methods="Patients took sorafenib. In all, 90 patients were randomised.")
    assert [r.n for r in baselines(paper) if isinstance(r, Baseline)] == [n]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("43 patients (48%) had RAS WT tumours.", ("RAS", "WT")),
        ("43 (48%) of them had wt KRAS.", ("KRAS", "wt")),
        ("Forty-three (48%) patients were confirmed KRAS wild-type.", ("KRAS", "wild-type")),
        ("Thirty-six patients (40%) had an unknown KRAS status.", ("KRAS status", "unknown")),
        ("Forty-three of these patients were confirmed all RAS WT.", ("all RAS", "WT")),
        ("One hundred and three of these patients had cirrhosis.", ("cirrhosis", "yes")),
        ("One hundred and three patients (57%) had cirrhosis.", ("cirrhosis", "yes")),
        ("43 patients (48%) had KRAS mutations.", ("KRAS mutation", "yes")),
    ],
)
def test_the_wild_type_is_no_finding_of_the_gene(report: ReportOf, sentence: str, expected: tuple[str, str]) -> None:
    """Its short form is a status too, and so is that nothing is known."""
    records = [r for r in baselines(report(sentence=sentence)) if isinstance(r, Baseline)]
    assert [(r.characteristic, r.level) for r in records] == [expected]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("One hundred and three patients (57%) had cirrhosis.", 103),
        ("Cirrhosis was present in one hundred and three patients.", 103),
        ("Cirrhosis was present in three patients.", 3),
    ],
)
def test_hundreds_in_words(report: ReportOf, sentence: str, count: int) -> None:
    """The last word of a number is not the number."""
    assert [r.count for r in baselines(report(sentence=sentence)) if isinstance(r, Baseline)] == [count]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The proportion of men was 62% (sorafenib) and 58% (placebo).", ["sorafenib", "placebo"]),
        (
            "30 (75%) of 40 sorafenib patients and 35 (70%) of 50 placebo patients had cirrhosis.",
            ["sorafenib", "placebo"],
        ),
        (
            "Thirty (75%) of 40 sorafenib patients and 35 (70%) of 50 placebo patients had cirrhosis.",
            ["sorafenib", "placebo"],
        ),
        ("Cirrhosis was present in 30 of 40 sorafenib patients (75%).", ["sorafenib"]),
        ("30 of 40 sorafenib patients (75%) had cirrhosis.", ["sorafenib"]),
        ("Of 90, 30 of 40 patients tested (75%) had cirrhosis.", ["overall"]),
    ],
)
def test_whose_shares_they_are(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """An arm in a bracket behind a share, or whose patients it is of."""
    methods = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50). In all, 90 were randomised."
    records = [r for r in baselines(report(sentence=sentence, methods=methods)) if isinstance(r, Baseline)]
    assert [r.arm for r in records] == expected
