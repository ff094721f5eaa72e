"""Prognostic relations: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand

PaperOf = Callable[..., Paper]
Told = list[tuple[str, str | None, str, str | None, object, str | None]]


def told(paper: Paper) -> Told:
    """(factor, cut-off, endpoint, direction, p, study) of each association."""
    return [(r.factor, r.cutoff, r.endpoint, r.direction, r.p, r.study) for r in associations(paper)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Poe et al. found that NLR > 4.2 was associated with shorter OS (P=0.031) [1].",
            [("NLR", ">4.2", "OS", "worse", 0.031, "Poe et al. [1]")],
        ),
        (
            "Quill et al. and Poe et al. identified ascites as an independent risk factor for OS (P=0.02; P=0.04) [1, 2].",
            [("ascites", None, "OS", "worse", 0.02, "Quill et al. [2]"),
             ("ascites", None, "OS", "worse", 0.04, "Poe et al. [1]")],
        ),
        (
            "High CRP levels were linked to poorer PFS and OS (P=0.011, P<0.001) [3].",
            [("CRP level", "high", "PFS", "worse", 0.011, "[3]"), ("CRP level", "high", "OS", "worse", "<0.001", "[3]")],
        ),
        (
            "Patients with high CRP had numerically shorter OS [2].",
            [("CRP", "high", "OS", "none", None, "[2]")],
        ),
        (
            "High CRP was associated with shorter OS, but this was not statistically significant [2].",
            [("CRP", "high", "OS", "none", None, "[2]")],
        ),
        (
            "High CRP was associated with shorter OS, but the number of patients was not significant [2].",
            [("CRP", "high", "OS", "worse", None, "[2]")],
        ),
        ("AFP reduction > 30% significantly prolonged PFS [2].", [("AFP reduction", ">30%", "PFS", "better", None, "[2]")]),
        (
            "ECOG PS 2 (P=0.008) and ascites (P=0.03) were associated with shorter OS [1].",
            [("ECOG PS", "2", "OS", "worse", 0.008, "[1]"), ("ascites", None, "OS", "worse", 0.03, "[1]")],
        ),
        (
            "CRP was associated with a lower ORR (P=0.001) and shorter PFS [1].",
            [("CRP", None, "ORR", "worse", 0.001, "[1]"), ("CRP", None, "PFS", "worse", None, "[1]")],
        ),
        (
            "CRP was associated with distant failures (HR 2.10, 95% CI 1.40-3.20), DFS events (HR 1.80) and OS (HR 1.30) [1].",
            [
                ("CRP", None, "distant metastasis", "worse", None, "[1]"),
                ("CRP", None, "DFS", "worse", None, "[1]"),
                ("CRP", None, "OS", "worse", None, "[1]"),
            ],
        ),
        (
            "CRP was linked to shorter OS (P=0.01), but not with PFS (P=0.4) [1].",
            [("CRP", None, "OS", "worse", 0.01, "[1]"), ("CRP", None, "PFS", "none", 0.4, "[1]")],
        ),
        (
            "There was no significantly increased risk of death in patients with ascites (P=0.42) [1].",
            [("ascites", None, "OS", "none", 0.42, "[1]")],
        ),
        (
            "There was an increased risk of death in patients with positive compared with negative margins [1].",
            [("margin", "positive", "OS", "worse", None, "[1]")],
        ),
        ("We saw poorer OS in patients with ascites with HR of 15.6 [1].", [("ascites", None, "OS", "worse", None, "[1]")]),
        ("Patients with baseline PLR < 150 had longer OS [1].", [("baseline PLR", "<150", "OS", "better", None, "[1]")]),
        (
            "Patients with grade 2 or higher hypertension had longer PFS (P=0.01) [1].",
            [("grade 2 or higher hypertension", None, "PFS", "better", 0.01, "[1]")],
        ),
        ("Cirrhosis was not associated with PFS (P=0.61) [2].", [("Cirrhosis", None, "PFS", "none", 0.61, "[2]")]),
        (
            "Rusk et al. reported no significant impact of AST on OS [3].",
            [("AST", None, "OS", "none", None, "Rusk et al. [3]")],
        ),
        (
            "Another study did not find a significant correlation between tumor number and OS [1].",
            [("tumor number", None, "OS", "none", None, "[1]")],
        ),
        (
            "Poe et al. reported significantly shorter OS in patients with ascites (P=0.008) [1].",
            [("ascites", None, "OS", "worse", 0.008, "Poe et al. [1]")],
        ),
        (
            "CRP was an independent predictor for OS (HR 2.10; 95% CI 1.20-3.60; P=0.01) [1].",
            [("CRP", None, "OS", "worse", 0.01, "[1]")],
        ),
        ("More than 3 tumors predicted worse OS [2].", [("number of tumors", ">3", "OS", "worse", None, "[2]")]),
        ("AFP decreases reduced the risk of recurrence [2].", [("AFP decrease", None, "recurrence", "better", None, "[2]")]),
        (
            "Quill et al. found that the PFS of the high-CRP group was inferior to that of the low-CRP group (P=0.007) [2].",
            [("CRP", "high", "PFS", "worse", 0.007, "Quill et al. [2]")],
        ),
        (
            "Rusk et al. found AFP significantly higher in progressors than in responders (P=0.04) [3].",
            [("AFP", None, "response", "worse", 0.04, "Rusk et al. [3]")],
        ),
        (
            "CRP is an independent risk factor for OS and also shortens PFS [1].",
            [("CRP", None, "OS", "worse", None, "[1]"), ("CRP", None, "PFS", "worse", None, "[1]")],
        ),
        (
            "Portal vein invasion was associated with poor response, lowering OS [1].",
            [("Portal vein invasion", None, "response", "worse", None, "[1]"),
             ("Portal vein invasion", None, "OS", "worse", None, "[1]")],
        ),
        (
            "Patients showing elevated levels of ferritin (> 300 ng/mL) had shorter OS [3].",
            [("ferritin", ">300 ng/mL", "OS", "worse", None, "[3]")],
        ),
        (
            "When the CRP or AFP ratio is < 2, it is associated with longer OS [1].",
            [("CRP ratio", "<2", "OS", "better", None, "[1]"), ("AFP ratio", "<2", "OS", "better", None, "[1]")],
        ),
        (
            "Poe et al. identified age, ascites, and CRP as independent risk factors for OS (P=0.01, P=0.02, P=0.03) [1].",
            [("age", None, "OS", "worse", 0.01, "Poe et al. [1]"), ("ascites", None, "OS", "worse", 0.02, "Poe et al. [1]"),
             ("CRP", None, "OS", "worse", 0.03, "Poe et al. [1]")],
        ),
        (
            "Neither age status nor AFP status affected OS [2].",
            [("age status", None, "OS", "none", None, "[2]"), ("AFP status", None, "OS", "none", None, "[2]")],
        ),
        (
            "Ascites, present in a third of the patients, significantly reduced OS [2].",
            [("Ascites", None, "OS", "worse", None, "[2]")],
        ),
        (
            "Patients with ascites had shorter survival (P = 0.02 for PFS; P = 0.03 for OS) [2].",
            [("ascites", None, "PFS", "worse", 0.02, "[2]"), ("ascites", None, "OS", "worse", 0.03, "[2]")],
        ),
        (
            "The survival benefit was most evident in patients with AFP below 50 ng/mL [2].",
            [("AFP", "<50 ng/mL", "OS", "better", None, "[2]")],
        ),
        (
            "Poe et al. found ascites to be an adverse prognostic factor (P=0.01) [1].",
            [("ascites", None, "prognosis", "worse", 0.01, "Poe et al. [1]")],
        ),
        (
            "Poe et al. found that CRP (HR 1.9) and albumin (HR 0.6) were independent predictors of OS [1].",
            [("CRP", None, "OS", "worse", None, "Poe et al. [1]"), ("albumin", None, "OS", "better", None, "Poe et al. [1]")],
        ),
        ("AFP has been shown to be independently associated with worse OS [2].", [("AFP", None, "OS", "worse", None, "[2]")]),
        ("The \"GG\" genotype was associated with longer OS [2].", [("GG genotype", None, "OS", "better", None, "[2]")]),
        (
            "CRP > 3 mg/L was associated with shorter OS, marking it as a burden on the patient (P = 0.04) [2].",
            [("CRP", ">3 mg/L", "OS", "worse", 0.04, "[2]")],
        ),
        (
            "There were no significant OS differences between high and low platelet counts [2].",
            [("platelet count", None, "OS", "none", None, "[2]")],
        ),
        (
            "The survival rates in patients with ascites were similar to those of other patients [2].",
            [("ascites", None, "OS", "none", None, "[2]")],
        ),
        ("CRP rises in hepatitis [1], while AFP predicts worse OS (P=0.02) [2].", [("AFP", None, "OS", "worse", 0.02, "[2]")]),
    ],
)  # fmt: skip
def test_relations_are_read(review_of: PaperOf, sentence: str, expected: Told) -> None:
    """A factor, its cut-off, each endpoint with its direction and p, each author with the own reference."""
    assert sorted(told(review_of(sentence)), key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lenvatinib plus pembrolizumab significantly improved OS [1].",
        "We investigated whether CRP is associated with OS [1].",
        "Further studies are needed to improve survival.",
        "Several methods are used to predict prognosis [2].",
        "This study reported a median OS of 12.1 months [3].",
        "The aim was to identify factors associated with OS [3].",
        "Targeting regulatory T cells may improve OS [1].",
        "Staging systems such as CRP scores enhance our understanding of the prognosis [1].",
        "The CRP score achieved a high AUC for OS [2].",
        "Platelets influence the immune and inflammatory response [2].",
        "Antibodies against PD-L1 were associated with longer OS [2].",
        "Sorafenib combined with PD-1 treatment prolonged OS (P=0.01) [1].",
        "The median OS of patients with ascites was superior to 9 months [1].",
        "Higher CRP would correlate with shorter OS [1].",
        "Limited data support CRP as a prognostic factor for OS [1].",
        "An HR < 1 indicates improved OS [1].",
        "CRP was higher in men than in women [1].",
        "Metastatic breast cancer is associated with high mortality [1].",
        "It lowered CRP and improved OS [1].",
    ],
)
def test_what_is_no_relation_gives_none(review_of: PaperOf, sentence: str) -> None:
    """What a treatment does, aims, questions and generalities are no prognostic relation."""
    assert told(review_of(sentence)) == []


def test_a_paragraph_says_which_way_its_factor_points(review_of: PaperOf) -> None:
    """ "An independent prognostic factor" points where the same paragraph says that the factor points."""
    paper = review_of(
        "Ascites was associated with worse OS [1].", "Ascites is an independent prognostic factor for PFS [2]."
    )
    assert ("Ascites", None, "PFS", "worse", None, "[2]") in told(paper)


def test_having_little_of_a_factor_points_the_other_way(review_of: PaperOf) -> None:
    """A paragraph where "low X" is worse says that X itself is better; one level of a score says nothing of the score."""
    low = review_of("Low albumin was associated with shorter OS [1].", "Albumin is a prognostic factor for PFS [2].")
    assert ("Albumin", None, "PFS", "better", None, "[2]") in told(low)
    level = review_of("KRAS class of 2 had worse OS [1].", "The KRAS class is a prognostic factor for PFS [2].")
    assert ("KRAS class", None, "PFS", None, None, "[2]") in told(level)


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("The ECOG score is a prognostic factor for PFS [2].", "worse"),
        ("KPS independently predicted OS [2].", "better"),
        ("Child-Pugh class affected OS [2].", "worse"),
        ("A low KPS is a prognostic factor for OS [2].", None),
        ("AFP is a prognostic factor for OS [2].", None),
        ("The ECOG score was not associated with OS [2].", "none"),
    ],
)
def test_a_scale_of_severity_or_fitness_says_which_way_it_points(
    review_of: PaperOf, sentence: str, direction: str | None
) -> None:
    """By the making of the scale, where the text says of no direction; a marker has none of its own."""
    assert [r.direction for r in associations(review_of(sentence))] == [direction]


def test_success_is_no_risk(review_of: PaperOf) -> None:
    """What a response predicts is better, also of an adverse endpoint; of a mere category the text must say it."""
    paper = review_of("Early response predicts recurrence [1].", "Gender is a predictive factor for recurrence [2].")
    assert [r.direction for r in associations(paper)] == ["better", None]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On multivariate analysis, age (HR 1.5; P=0.01) and CRP (HR 0.7; P=0.002) were independently associated with OS.",
            [("age", None, "OS", "worse", 0.01), ("CRP", None, "OS", "better", 0.002)],
        ),
        (
            "ECOG PS ≥ 1 (P = 0.02), AFP > 90 ng/mL (P = 0.01), and ascites (P < 0.001) were independent risk factors for PFS.",
            [("ECOG PS", ">=1", "PFS", "worse", 0.02), ("AFP", ">90 ng/mL", "PFS", "worse", 0.01),
             ("ascites", None, "PFS", "worse", "<0.001")],
        ),
        (
            "Independent prognostic factors for OS were ECOG PS (P = 0.01), LDH (P = 0.003) and CRP (P = 0.04).",
            [("ECOG PS", None, "OS", "worse", 0.01), ("LDH", None, "OS", None, 0.003), ("CRP", None, "OS", None, 0.04)],
        ),
        (
            "Factors associated with shorter PFS included elevated LDH and liver metastases.",
            [("LDH", "elevated", "PFS", "worse", None), ("liver metastases", None, "PFS", "worse", None)],
        ),
        (
            "The ORR was higher in patients with PD-L1 CPS ≥ 2 than in those with CPS < 2 (45% vs 20%, P=0.01).",
            [("PD-L1 CPS", ">=2", "ORR", "better", 0.01)],
        ),
        ("Worse OS was observed in patients with ascites (P = 0.02).", [("ascites", None, "OS", "worse", 0.02)]),
        (
            "There was no significant difference in OS between patients with and without cirrhosis (P = 0.4).",
            [("cirrhosis", None, "OS", "none", 0.4)],
        ),
        ("PFS did not differ by PD-L1 status (P = 0.5).", [("PD-L1 status", None, "PFS", "none", 0.5)]),
        ("ORRs did not vary according to PD-L1 status (P = 0.5).", [("PD-L1 status", None, "ORR", "none", 0.5)]),
        (
            "OS in all patients was not statistically different in relation to the EGFR status (mutated: 17.5 months, "
            "wild: 18.2 months, not known or not tested: 10.1 months; P = 0.5).",
            [("EGFR status", None, "OS", "none", 0.5)],
        ),
        (
            "Stage IV (HR 1.45; P = 0.005) and treatment arm (HR 0.70; P = 0.002) were independent predictors of PFS.",
            [("Stage", "IV", "PFS", "worse", 0.005), ("treatment arm", None, "PFS", "better", 0.002)],
        ),
        ("PFS was not different in the three EGFR mutational groups.", [("EGFR mutational group", None, "PFS", "none", None)]),
        (
            "The ORR in exon 19 patients compared to exon 21 and wild-type patients was significantly lower (P = 0.01).",
            [("exon 19", None, "ORR", "worse", 0.01)],
        ),
        ("OS in evaluable patients was significantly lower (P = 0.01).", []),  # than whose?
        ("Baseline CEA was not predictive of response.", [("Baseline CEA", None, "response", "none", None)]),
        (
            "Higher ferritin (P = 0.03) and lower albumin levels were associated with shorter OS.",
            [("ferritin", "higher", "OS", "worse", 0.03), ("albumin level", "lower", "OS", "worse", None)],
        ),
        (
            "The neutrophil and lymphocyte ratio was associated with OS (P = 0.03).",
            [("neutrophil and lymphocyte ratio", None, "OS", None, 0.03)],
        ),
        (
            "Pretreatment NLR, but not PLR, predicted worse OS.",
            [("Pretreatment NLR", None, "OS", "worse", None), ("PLR", None, "OS", "none", None)],
        ),
        ("The presence of ascites had no significant effect on PFS.", [("ascites", None, "PFS", "none", None)]),
        ("Patients achieving CR had longer OS than the others.", [("CR", None, "OS", "better", None)]),
        ("OS was longer in patients without ascites (P = 0.03).", [("ascites", None, "OS", "worse", 0.03)]),
        ("The risk of death was increased in patients with ascites.", [("ascites", None, "OS", "worse", None)]),
        ("No association was found between KRAS status and PFS.", [("KRAS status", None, "PFS", "none", None)]),
        (
            "HER2 status was not associated with PFS but was associated with longer OS (P = 0.003).",
            [("HER2 status", None, "PFS", "none", None), ("HER2 status", None, "OS", "better", 0.003)],
        ),
        (
            "The Ki-67 index is high in most tumors and is associated with reduced DFS.",
            [("Ki-67 index", None, "DFS", "worse", None)],
        ),
        (
            "PD-L1 expression, as measured by IHC, was associated with longer PFS.",
            [("PD-L1 expression", None, "PFS", "better", None)],
        ),
        ("LDH was neither associated with PFS nor with age.", [("LDH", None, "PFS", "none", None)]),
        ("Patients without ascites had longer OS (P = 0.01).", [("ascites", None, "OS", "worse", 0.01)]),
        ("Non-cirrhotic patients had longer OS.", [("cirrhosis", None, "OS", "worse", None)]),
        ("The absence of ascites was associated with longer OS.", [("absence of ascites", None, "OS", "better", None)]),
        (
            "Low albumin was associated with worse OS in both the training (P = 0.001) and validation cohorts (P = 0.02).",
            [("albumin", "low", "OS", "worse", 0.001), ("albumin", "low", "OS", "worse", 0.02)],
        ),
        (
            "CEA was associated with worse OS in univariate (P = 0.02) but not in multivariate analysis (P = 0.2).",
            [("CEA", None, "OS", "worse", 0.02), ("CEA", None, "OS", "none", 0.2)],
        ),
        ("TTP was significantly longer among HER2-positive women (P = 0.02).", [("HER2-positive", None, "TTP", "better", 0.02)]),
        ("PFS was poorer in patients older than 70 years (P = 0.03).", [("age", ">70 years", "PFS", "worse", 0.03)]),
        (
            "Tumors larger than 5 cm were associated with a higher risk of recurrence.",
            [("Tumor size", ">5 cm", "recurrence", "worse", None)],
        ),
        ("OS did not differ between patients with and without ascites.", [("ascites", None, "OS", "none", None)]),
        (
            "CEA > 5 ng/mL (P = 0.02) remained significant for OS in the multivariate analysis.",
            [("CEA", ">5 ng/mL", "OS", None, 0.02)],
        ),
        ("OS was shorter among patients with CRP measurements (P = 0.01).", []),
        ("PFS was longer among younger nurses.", []),
        (
            "The strongest associations with OS were LDH (HR = 2.82, p < 0.001) and ≥T3 stage (HR = 1.8, p = 0.04).",
            [("LDH", None, "OS", "worse", "<0.001"), ("≥T3 stage", None, "OS", "worse", 0.04)],
        ),
        (
            "Predictors of PFS were the outcome of the first scan (HR = 2.82, p < 0.001) and CRP (HR = 1.47, p = 0.03).",
            [("outcome of the first scan", None, "PFS", "worse", "<0.001"), ("CRP", None, "PFS", "worse", 0.03)],
        ),
        (
            "There was no increased risk of death in patients with high compared with low CRP: HR = 1.18 (0.52-2.78, p = 0.42).",
            [("CRP", "high", "OS", "none", 0.42)],
        ),
        ("OS was shorter in patients with high than with low LDH (P = 0.02).", [("LDH", "high", "OS", "worse", 0.02)]),
        ("No increased risk of death was seen in patients with ascites (P = 0.42).", [("ascites", None, "OS", "none", 0.42)]),
        (
            "Neither OS nor PFS differed between patients with and without ascites (P = 0.4).",
            [("ascites", None, "OS", "none", 0.4), ("ascites", None, "PFS", "none", 0.4)],
        ),
        (
            "Neither PFS nor OS was associated with KRAS status (P = 0.6).",
            [("KRAS status", None, "PFS", "none", 0.6), ("KRAS status", None, "OS", "none", 0.6)],
        ),
        (
            "Neither the response rate nor PFS differed in the triple-negative subgroup.",
            [("triple-negative", None, "ORR", "none", None), ("triple-negative", None, "PFS", "none", None)],
        ),
        (
            "The rate of response to cisplatin did not differ significantly on the basis of HER2 or KRAS status.",
            [("HER2 status", None, "ORR", "none", None), ("KRAS status", None, "ORR", "none", None)],
        ),
        (
            "OS did not differ according to whether patients had ascites (P = 0.7).",
            [("ascites", None, "OS", "none", 0.7)],
        ),
        (
            "No difference in PFS was seen between KRAS-mutant and wild-type tumours (P = 0.8).",
            [("KRAS-mutant", None, "PFS", "none", 0.8)],
        ),
        ("PFS was no different in patients with high LDH (P = 0.8).", [("LDH", "high", "PFS", "none", 0.8)]),
        ("PFS was different in patients with high LDH (P = 0.01).", []),
        (
            "Patients with positive biopsies were more likely to report a DFS event later (HR = 2.81, p < 0.001).",
            [("biopsy", "positive", "DFS", "worse", "<0.001")],
        ),
        (
            "Patients with ascites had poorer survival rates, compared to patients with cirrhosis, HBV or HCV (P < 0.001).",
            [("ascites", None, "OS", "worse", "<0.001")],
        ),
        (
            "High CEA was associated with a worse disease-free and overall survival.",
            [("CEA", "high", "DFS", "worse", None), ("CEA", "high", "OS", "worse", None)],
        ),
        (
            "Women with ascites and those with ECOG PS 2 had a lower ORR (P = 0.02 and P = 0.04, respectively).",
            [("ascites", None, "ORR", "worse", 0.02), ("ECOG PS", "2", "ORR", "worse", 0.04)],
        ),
        ("A link between CEA and AFP has been suggested, with a worse prognosis.", []),
        ("No difference in association between CEA and OS was seen by sex.", []),
        ("CEA had a significant effect on these outcomes.", []),
        ("Sorafenib was associated with longer PFS in patients with high CEA.", []),
        ("We believe that HBV infection increases mortality.", []),
        (
            "Antibiotic use was associated with shorter OS (HR 1.9, P=0.003).",
            [("Antibiotic use", None, "OS", "worse", 0.003)],
        ),
        ("Dexamethasone enhances the response.", []),
        (
            "Triple-negative tumors were more frequent in women, and were associated with a significant decrement in OS.",
            [("Triple-negative tumor", None, "OS", "worse", None)],
        ),
        (
            "There was no significant difference in RFS (HR 0.9; P = 0.68) and OS (HR 0.7; P = 0.30) between patients "
            "with high CEA when compared to the others.",
            [("CEA", "high", "RFS", "none", 0.68), ("CEA", "high", "OS", "none", 0.3)],
        ),
        (
            "PFS was not significantly different between the PD-L1 expression subgroups (P=0.79).",
            [("PD-L1 expression", None, "PFS", "none", 0.79)],
        ),
        (
            "There were no differences in PFS by age (P=0.4), sex (P=0.6) or stage (P=0.2).",
            [("age", None, "PFS", "none", 0.4), ("sex", None, "PFS", "none", 0.6), ("stage", None, "PFS", "none", 0.2)],
        ),
        (
            "No significant survival differences were found among sex groups (men vs. women; P=0.6) and age groups (P=0.4).",
            [("sex", None, "OS", "none", 0.6), ("age", None, "OS", "none", 0.4)],
        ),
        ("No differences in PFS were found among the treatment groups (P=0.6) and centre groups (P=0.4).", []),
        (
            "Patients with high CEA had similar PFS but shorter OS compared with those with low CEA.",
            [("CEA", "high", "PFS", "none", None), ("CEA", "high", "OS", "worse", None)],
        ),
        ("PFS was not significantly different between the two treatment groups (P=0.79).", []),
        (
            "Many tumors lacked ER, PR and HER2, and ascites was itself associated with worse OS.",
            [("ascites", None, "OS", "worse", None)],
        ),
        ("LDH had the most significant negative association with PFS.", [("LDH", None, "PFS", "worse", None)]),
        ("Patients with high CEA had twice the risk of death.", [("CEA", "high", "OS", "worse", None)]),
        ("OS was also shorter for patients who developed ascites.", [("ascites", None, "OS", "worse", None)]),
        ("Patients in the experimental arm had longer PFS than those in the control arm (P=0.01).", []),
        ("OS was similar between arms regardless of age group assignment.", []),
        ("High-risk patients were more likely to receive adjuvant chemotherapy.", []),
        ("Subgroup analyses showed a PFS benefit of sorafenib regardless of PD-L1 status.", []),
        ("Tumor response was associated with improvement in symptoms.", []),
        (
            "Only age (P=0.02) and stage (P<0.001) remained independent predictors of survival.",
            [("age", None, "OS", None, 0.02), ("stage", None, "OS", None, "<0.001")],
        ),
        (
            "Neither tumor size nor nodal status was predictive of recurrence.",
            [("tumor size", None, "recurrence", "none", None), ("nodal status", None, "recurrence", "none", None)],
        ),
        (
            "The number of metastatic sites (≥3 vs <3) was associated with PFS (HR 2.0, P=0.01).",
            [("number of metastatic sites", ">=3", "PFS", "worse", 0.01)],
        ),
        ("Patients whose tumors expressed HER3 had worse OS.", [("HER3", None, "OS", "worse", None)]),
        ("Tumors with KRAS mutations had a lower ORR.", [("KRAS mutation", None, "ORR", "worse", None)]),
        (
            "We found no evidence that KRAS mutation was associated with OS.",
            [("KRAS mutation", None, "OS", "none", None)],
        ),
        ("We found no evidence that KRAS mutation predicts benefit from cetuximab.", []),
        (
            "Factors such as age, zonal pattern, ascites, and CRP were not associated with PFS.",
            [("age", None, "PFS", "none", None), ("zonal pattern", None, "PFS", "none", None),
             ("ascites", None, "PFS", "none", None), ("CRP", None, "PFS", "none", None)],
        ),
        (
            "No correlation between AFP reduction and ORR (P=0.2) was seen.",
            [("AFP reduction", None, "ORR", "none", 0.2)],
        ),
        ("No correlation between PFS and OS was seen.", []),
        (
            "Ascites, CRP and AFP were all associated with worse OS (P<0.05).",
            [(x, None, "OS", "worse", "<0.05") for x in ("Ascites", "CRP", "AFP")],
        ),
        (
            "Elevated LDH predicted shorter PFS (HR, 1.74 [95% CI, 1.10 to 2.76]; P = 0.018).",
            [("LDH", "elevated", "PFS", "worse", 0.018)],
        ),
        (
            "CRP (>9) was an independent predictor of worse OS (HR 1.9; P=0.006) in addition to the marker X1 (HR 1.6; P=0.04).",
            [("CRP", ">9", "OS", "worse", 0.006)],
        ),
        (
            "Compared with ECOG PS 0, ECOG PS 1 (HR 1.5) and ECOG PS 2 (HR 3.1) were associated with poorer survival.",
            [("ECOG PS", "1", "OS", "worse", None), ("ECOG PS", "2", "OS", "worse", None)],
        ),
        ("Responders had lower IL-8 levels than non-responders (P=0.003).", [("IL-8 level", None, "response", "worse", 0.003)]),
        ("Women had lower IL-8 levels than men (P=0.003).", []),
        (
            "Among the genes, XQL1, a known tumor suppressor, had the most negative association with PFS (P=0.01).",
            [("XQL1", None, "PFS", "worse", 0.01)],
        ),
        ("MiR-21 was inversely correlated with DFS (P=0.02).", [("MiR-21", None, "DFS", "worse", 0.02)]),
        ("CRP was inversely associated with the risk of death (P=0.02).", [("CRP", None, "OS", "better", 0.02)]),
        (
            "There was a significant negative correlation between NLR and OS (P=0.004).",
            [("NLR", None, "OS", "worse", 0.004)],
        ),
        ("MiR-21 had less significant or no association with PFS (P=0.03).", []),
        ("There was no association of tumor size with OS.", [("tumor size", None, "OS", "none", None)]),
        ("No association of OS with tumor size was found.", [("tumor size", None, "OS", "none", None)]),
        ("We saw an association of high CRP with shorter OS.", [("CRP", "high", "OS", "worse", None)]),
        ("The association of CRP with relapse was assessed.", []),
        ("The association of high CRP with shorter OS is debated.", []),
        ("Patients with high CRP were found to have worse PFS (P=0.03).", [("CRP", "high", "PFS", "worse", 0.03)]),
        ("There was a trend toward longer PFS with high CD8 counts (P=0.08).", [("CD8 count", "high", "PFS", "better", 0.08)]),
        ("PFS was longer with sorafenib (P=0.01).", []),
        (
            "There was a trend for lower PFS in patients operated on for recurrent disease (P=0.07).",
            [("recurrent disease", None, "PFS", "worse", 0.07)],
        ),
        ("OS was shorter in patients presenting with ascites (P=0.01).", [("ascites", None, "OS", "worse", 0.01)]),
        ("Smokers had the lowest survival rates (P=0.003).", [("Smoker", None, "OS", "worse", 0.003)]),
        ("The best survival was seen in patients with ascites (P=0.01).", [("ascites", None, "OS", "better", 0.01)]),
        ("OS was worst for patients with ascites (P<0.001).", [("ascites", None, "OS", "worse", "<0.001")]),
        (
            "High CRP (P=0.01) but not age (P=0.6) was associated with shorter OS.",
            [("CRP", "high", "OS", "worse", 0.01), ("age", None, "OS", "none", 0.6)],
        ),
        (
            "Stage and ascites, but not age, were associated with shorter OS.",
            [("Stage", None, "OS", "worse", None), ("ascites", None, "OS", "worse", None), ("age", None, "OS", "none", None)],
        ),
        ("Age was not significant for OS (P=0.1).", [("Age", None, "OS", "none", 0.1)]),
        ("The interaction was significant for OS (P=0.01).", []),
        ("Molecular subgroups were associated with OS (P=0.01).", [("Molecular subgroup", None, "OS", None, 0.01)]),
        (
            "High CRP was associated with shorter OS. However, this difference did not reach statistical significance.",
            [("CRP", "high", "OS", "none", None)],
        ),
        (
            "Patients with high CRP had shorter OS. The difference was not significant (P=0.2).",
            [("CRP", "high", "OS", "none", 0.2)],
        ),
        (
            "Patients with high CRP had shorter OS (P=0.01). The difference was not significant.",
            [("CRP", "high", "OS", "worse", 0.01)],
        ),
        (
            "Patients with high CRP had shorter OS. The difference in age was not significant.",
            [("CRP", "high", "OS", "worse", None)],
        ),
        (
            "There was a trend toward positive correlation between CRP and OS. This trend was not statistically significant.",
            [("CRP", None, "OS", "none", None)],
        ),
        (
            "The XQL1 gene was read. Mutated tumors were associated with shorter OS than tumors without XQL1 mutations.",
            [("XQL1 mutated tumor", None, "OS", "worse", None)],
        ),
        (
            "KRAS and BRAF status was known. Mutated tumors were associated with shorter OS.",
            [("Mutated tumor", None, "OS", "worse", None)],
        ),
        (
            "Patients who were deemed to have ascites had worse OS than the others (P=0.01).",
            [("ascites", None, "OS", "worse", 0.01)],
        ),
        ("Patients who were found to have ascites had worse OS (P=0.01).", [("ascites", None, "OS", "worse", 0.01)]),
        (
            "No difference in OS was observed between patients with and without ascites (P=0.5).",
            [("ascites", None, "OS", "none", 0.5)],
        ),
        ("No differences in OS were seen according to age (P=0.5).", [("age", None, "OS", "none", 0.5)]),
        ("No differences in OS were found between the arms (P=0.5).", []),
        ("KRAS mutation was, however, associated with shorter OS.", [("KRAS mutation", None, "OS", "worse", None)]),
        (
            "PFS was not different in the three KRAS genetic groups (P=0.72).",
            [("KRAS genetic group", None, "PFS", "none", 0.72)],
        ),
        (
            "Higher CRP was generally observed in patients who achieved an objective response as opposed to patients "
            "with SD (P=0.04).",
            [("CRP", None, "response", "better", 0.04)],
        ),
        ("Higher CRP was generally observed in patients with fever than in those without (P=0.04).", []),
        (
            "KRAS mutations confer resistance and are associated with shorter OS.",
            [("KRAS mutation", None, "OS", "worse", None)],
        ),
        ("Adjuvant sorafenib was associated with better OS.", []),
        ("Patients were given sorafenib and it was associated with longer OS.", []),
        ("Quality of life improved and OS was longer in the sorafenib arm.", []),
        ("Adding bevacizumab improved PFS in patients with KRAS mutations.", []),
        ("PFS was longer in patients treated with sorafenib (P = 0.01).", []),
        ("OS did not differ by treatment group.", []),
        ("Factors associated with OS were analysed by Cox regression.", []),
        ("Variables included in the model for OS were entered stepwise.", []),
    ],
)  # fmt: skip
def test_relations_of_a_trial_are_read(
    report: Callable[..., Paper], sentence: str, expected: list[tuple[object, ...]]
) -> None:
    """Lists of factors, each with its own statistics; endpoints before their factors; comparisons of patients."""
    found = [(r.factor, r.cutoff, r.endpoint, r.direction, r.p) for r in associations(report(sentence=sentence))]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize(
    ("sentences", "treatments"),
    [
        (("NLR > 4 was associated with shorter OS in patients treated with sorafenib [1].",), [("sorafenib",)]),
        (("NLR > 4 was associated with shorter OS [4].",), [("lenvatinib",)]),
        (("NLR > 4 was associated with shorter OS [1].",), [()]),
        (("NLR > 4 was associated with shorter OS.",), [("lenvatinib",)]),
        (
            ("A study of sorafenib measured CRP.", "Elevated CRP was associated with shorter OS [1]."),
            [("sorafenib",)],
        ),
        (
            ("CRP predicts OS in sorafenib monotherapy [1], sorafenib combined with TACE [2], and regorafenib [3].",),
            [("sorafenib",), ("sorafenib", "tace"), ("regorafenib",)],
        ),
        (("CRP predicted worse OS in patients receiving TACE and sorafenib [1].",), [("tace", "sorafenib")]),
        (
            ("TACE with apatinib showed CRP as a risk factor for OS in patients treated with sorafenib [1].",),
            [("sorafenib",)],
        ),
    ],
)
def test_the_treatment_is_what_the_study_gave(
    review_of: PaperOf, sentences: tuple[str, ...], treatments: list[tuple[str, ...]]
) -> None:
    """The sentence, the same study's sentence before, else the title says the treatment; not of a paper on other things."""
    assert [r.treatment for r in associations(review_of(*sentences))] == treatments


def test_a_factor_set_against_its_absence_is_no_treatment_arm(review_of: PaperOf) -> None:
    """ "Surgical conversion … compared to non-conversion": the patients had what the study gave, converted or not."""
    paper = review_of("Surgical conversion prolonged OS compared to non-conversion (P=0.01) [4].")
    assert [(r.factor, r.treatment, r.direction) for r in associations(paper)] == [
        ("Surgical conversion", ("lenvatinib",), "better")
    ]


@pytest.mark.parametrize(
    ("sentence", "treatments"),
    [
        ("In the sorafenib group, high CRP was associated with shorter OS.", {("sorafenib",)}),
        ("CRP and the sorafenib group were independent predictors for OS.", {(), ("sorafenib",)}),
        ("High CRP was associated with shorter OS.", {()}),
        ("High CRP was associated with shorter OS but not with an effect of sorafenib and placebo.", {()}),
    ],
)
def test_an_arm_is_the_cohort_only_where_it_is_no_factor(
    report: Callable[..., Paper], sentence: str, treatments: set[tuple[str, ...]]
) -> None:
    """A factor that is listed beside an arm was not seen in that arm."""
    assert {r.treatment for r in associations(report(sentence=sentence))} == treatments


@pytest.mark.parametrize(
    ("methods", "treatments"),
    [
        ("All patients received sorafenib.", {("sorafenib",)}),
        ("Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50).", {()}),
    ],
)
def test_the_title_says_what_all_patients_had(
    report: Callable[..., Paper], methods: str, treatments: set[tuple[str, ...]]
) -> None:
    """Only of a study without arms."""
    paper = report(sentence="High CRP was associated with shorter OS.", methods=methods)
    assert {r.treatment for r in associations(paper)} == treatments


@pytest.mark.parametrize(
    ("title", "treatment"),
    [
        ("Combined radiotherapy and immune checkpoint inhibitors for primary or recurrent glioma", ("rt", "ici")),
        ("Chemotherapy for glioma", ()),  # of whatever kind
        ("Radiotherapy with or without sorafenib for glioma", ()),
    ],
)
def test_a_title_may_combine_classes(vocabulary: Lexicon, title: str, treatment: tuple[str, ...]) -> None:
    """A class alone says too little."""
    text = f"# {title}\n\n## Methods\n\nWe looked back.\n\n## Results\n\nHigh CRP was associated with shorter OS.\n"
    paper = understand(read_bytes(text.encode(), "invented"), vocabulary)
    assert {r.treatment for r in associations(paper)} == {treatment}


@pytest.mark.parametrize(
    ("sentence", "treatment"),
    [
        ("We found that high CRP was associated with shorter OS.", ("rt", "sorafenib")),
        (
            "We found that high CRP was associated with shorter OS, consistent with other studies [3].",
            ("rt", "sorafenib"),
        ),
        ("High CRP has been associated with shorter OS.", ()),
    ],
)
def test_a_discussion_speaks_of_the_own_patients_where_it_says_so(
    vocabulary: Lexicon, sentence: str, treatment: tuple[str, ...]
) -> None:
    """Else it may speak of anybody's."""
    text = f"# Radiotherapy plus sorafenib for glioma\n\n## Methods\n\nWe looked back.\n\n## Discussion\n\n{sentence}\n"
    paper = understand(read_bytes(text.encode(), "invented"), vocabulary)
    assert {r.treatment for r in associations(paper)} == {treatment}


@pytest.mark.parametrize(
    ("sentences", "study"),
    [
        (("Poe et al. found that CRP predicted worse OS.", "It rises early [1, 2]."), "Poe et al. [1]"),
        (("Poe et al. found that CRP predicted worse OS.", "It rises early [2]."), "Poe et al."),
        (("Poe et al. found that CRP predicted worse OS.", "Rusk et al. did not [1]."), "Poe et al."),
        (("Poe et al. found that CRP predicted worse OS [2].", "It rises early [1]."), "Poe et al. [2]"),
    ],
)
def test_an_author_has_the_number_behind_the_next_sentences(
    review_of: PaperOf, sentences: tuple[str, ...], study: str
) -> None:
    """Where the reference list names that author under it, and no other author comes between."""
    assert next(iter(associations(review_of(*sentences)))).study == study


@pytest.mark.parametrize(
    ("before", "treatment"),
    [
        ("Nivolumab, pembrolizumab and durvalumab are inhibitors.", ("tace", "ici")),
        ("Interferon alfa and nivolumab are given.", ("tace", "immunotherapy")),
    ],
)
def test_what_a_paper_means_by_immunotherapy(review_of: PaperOf, before: str, treatment: tuple[str, ...]) -> None:
    """Beside another treatment it is checkpoint inhibition, where the paper speaks of no other immunotherapy as often."""
    paper = review_of(before, "CRP predicted worse OS in patients treated with TACE combined with immunotherapy [1].")
    assert [r.treatment for r in associations(paper)] == [treatment]


@pytest.mark.parametrize(
    ("sentence", "factors"),
    [
        ("Patients with high CRP had improved OS with sorafenib (P = 0.02).", []),
        ("Patients with high CRP had longer OS with sorafenib than with placebo (P = 0.02).", []),
        ("Patients with high CRP had shorter OS with sorafenib (P = 0.02).", ["CRP"]),
    ],
)
def test_what_an_arm_did_to_patients_is_no_association(vocabulary: Lexicon, sentence: str, factors: list[str]) -> None:
    """It tells of the treatment, in some of the patients."""
    arms = "Patients were randomly assigned to sorafenib (n = 40) or placebo (n = 40)."
    text = f"# Sorafenib for glioma: a randomized trial\n\n## Methods\n\n{arms}\n\n## Results\n\n{sentence}\n"
    paper = understand(read_bytes(text.encode(), "invented"), vocabulary)
    assert [r.factor for r in associations(paper)] == factors


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Neither age (HR 1.02, P = 0.44) nor CRP (HR 0.95, P = 0.80) was associated with OS.",
            [("age", None, "none"), ("CRP", None, "none")],
        ),
        (
            "Elevated CRP and lymph node metastasis were risk factors for recurrence.",
            [("CRP", "elevated", "worse"), ("lymph node metastasis", None, "worse")],
        ),
        ("The AUC of CRP for predicting pCR was 0.69.", []),
    ],
)
def test_what_each_of_two_factors_shares(
    vocabulary: Lexicon, sentence: str, expected: list[tuple[str, str | None, str]]
) -> None:
    """A denial holds for both, behind brackets too; a level only for what has levels."""
    text = f"# Sorafenib for glioma\n\n## Methods\n\nWe looked back.\n\n## Results\n\n{sentence}\n"
    paper = understand(read_bytes(text.encode(), "invented"), vocabulary)
    assert [(r.factor, r.cutoff, r.direction) for r in associations(paper)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The ORR was 23% in patients with ascites and 24% in patients without ascites (P = 0.96).",
            [("ascites", None, "ORR", "none", 0.96)],
        ),
        (
            "Patients with KRAS mutation had a PFS of 5.5 months and those with wild-type KRAS of 8.9 months (P = 0.03).",
            [("KRAS mutation", None, "PFS", "worse", 0.03)],
        ),
        (
            "Median OS was 12.0 months for patients with LDH ≤ 250 U/L and 7.0 months for LDH > 250 U/L (P < 0.001).",
            [("LDH", "<=250 U/L", "OS", "better", "<0.001")],
        ),
        (
            "The recurrence rate was 40% in patients with vascular invasion and 20% in those without (P = 0.01).",
            [("vascular invasion", None, "recurrence", "worse", 0.01)],
        ),
        ("The ORR was 23% in patients with ascites and 24% in patients without ascites.", []),  # by chance or not?
        ("Median OS was 9.5 months with sorafenib and 6.9 months with placebo (P = 0.01).", []),  # arms are no factor
        ("In patients with ascites, median OS was 8 months with sorafenib and 5 months with placebo (P = 0.04).", []),
    ],
)
def test_values_of_two_parts_with_one_p(report: PaperOf, sentence: str, expected: list[object]) -> None:
    """They tell of the factor that parts the patients, where no verb does."""
    found = associations(report(sentence=sentence))
    assert [(r.factor, r.cutoff, r.endpoint, r.direction, r.p) for r in found] == expected
