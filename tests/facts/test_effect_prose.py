"""Ratios of sentences: the specification (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.evidence import Effect, Outcome
from kg_builder.facts.effect_prose import effects
from kg_builder.facts.outcome import outcomes
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
from tests.facts.conftest import PaperOf, ReportOf


def found(report: ReportOf, sentence: str) -> list[str]:
    """ "endpoint measure model factor value ci p" of each record."""
    records = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    return [
        f"{r.endpoint} {r.measure} {r.model} {r.factor} {r.value} {'-'.join(map(str, r.ci or ()))} {r.p}"
        for r in records
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Multivariate analysis identified AFP>400 ng/mL (HR 2.04; 95% CI 1.10-3.79; p=0.03) as an "
            "independent predictor of OS.",
            ["OS HR multivariate AFP >400 ng/mL 2.04 1.10-3.79 0.03"],
        ),
        (
            "Cirrhosis (HR 1.75, 95% CI 1.10-2.80) and elevated LDH (HR 2.10, 95% CI 1.30-3.40) were associated with shorter OS.",
            ["OS HR None Cirrhosis 1.75 1.10-2.80 None", "OS HR None elevated LDH 2.10 1.30-3.40 None"],
        ),
        (
            "Nodal status remained independent (HR = 2.10; 95% CI: 1.40-3.10; P < 0.001 and HR = 1.90; 95% CI: 1.20-2.80; "
            "P = 0.004, for DFS and OS, respectively).",
            [
                "DFS HR multivariate Nodal status 2.10 1.40-3.10 <0.001",
                "OS HR multivariate Nodal status 1.90 1.20-2.80 0.004",
            ],
        ),
        (
            "Low albumin was an independent predictor of worse DFS and OS (HR 1.57, 95% CI 1.37-1.86, p = 0.006 and HR 1.64, "
            "95% CI 1.41-2.01, p = 0.05, respectively).",
            [
                "DFS HR multivariate albumin low 1.57 1.37-1.86 0.006",
                "OS HR multivariate albumin low 1.64 1.41-2.01 0.05",
            ],
        ),
        (
            "The hazard ratios for sorafenib versus placebo were 0.57 (95% CI 0.37-0.86) and 0.64 (95% CI 0.41-1.01) for PFS and "
            "OS, respectively.",
            ["PFS HR None treatment 0.57 0.37-0.86 None", "OS HR None treatment 0.64 0.41-1.01 None"],
        ),
        (
            "An analysis of these patients confirmed the advantage of sorafenib over placebo observed in the main trial [2] with "
            "HR: 0.57; 95% CI 0.37 to 0.86; P = 0.006 and HR: 0,64; 95% CI 0.41 to 1.01; P = 0.05 for RFS and OS, respectively.",
            ["RFS HR None treatment 0.57 0.37-0.86 0.006", "OS HR None treatment 0.64 0.41-1.01 0.05"],
        ),
        (
            "Only tumour size retained significance for OS (HR 2.10; 95% CI: 1.40-3.10).",
            ["OS HR None tumour size 2.10 1.40-3.10 None"],
        ),
        ("The interaction remained significant for OS (HR 2.10; 95% CI: 1.40-3.10).", []),
        ("Age and sex remained significant for OS (HR 2.10; 95% CI: 1.40-3.10).", []),
        ("OS was longer than observed in the main trial [2] (HR 0.57; 95% CI 0.37 to 0.86).", []),
        (
            "On multivariate analysis, treatment with sorafenib was an independent predictor of OS (HR 0.61; 95% CI 0.44-0.85).",
            ["OS HR multivariate treatment 0.61 0.44-0.85 None"],
        ),
        (
            "After adjustment for stage, sorafenib was still associated with better OS (HR 0.69; 95% CI 0.55-0.87).",
            ["OS HR None treatment 0.69 0.55-0.87 None"],
        ),
        (
            "The risk of death was reduced by 31% (HR 0.69, 95% CI 0.55-0.87).",
            ["OS HR None treatment 0.69 0.55-0.87 None"],
        ),
        (
            "This corresponded to a 31% reduction in the risk of progression or death (HR 0.69, 95% CI 0.55-0.87).",
            ["PFS HR None treatment 0.69 0.55-0.87 None"],
        ),
        (
            "The odds ratio for objective response was 2.10 (95% CI 1.05-4.20).",
            ["ORR OR None treatment 2.10 1.05-4.20 None"],
        ),
        (
            "Patients who developed irAEs had longer OS (18.3 vs 8.9 months; HR 0.55, 95% CI 0.34-0.90; p = 0.016).",
            ["OS HR None irAEs 0.55 0.34-0.90 0.016"],
        ),
        ("Ascites, CRP and AFP were all associated with shorter OS (HR 1.8, 2.1, and 1.7, respectively).", []),
        ("The risk of death was reduced by 31% with aspirin use (HR 0.69, 95% CI 0.55-0.87).", []),
        ("The risk of death was reduced by 31% in men (HR 0.69, 95% CI 0.55-0.87).", []),
        (
            "In the sorafenib group, LDH was an independent predictor of OS (HR 1.70, 95% CI 1.20-2.20).",
            ["OS HR multivariate LDH 1.70 1.20-2.20 None"],
        ),
        (
            "Treatment effects were seen on PFS (over 2 years: HR 0.61, 95% CI 0.40-0.93).",
            ["PFS HR None treatment 0.61 0.40-0.93 None"],
        ),
        ("High LDH was a stronger predictor than treatment effects of OS (HR 2.61, 95% CI 1.40-4.93).", []),
        (
            "Sorafenib was better than placebo (HR 0.57; 95% CI 0.37 to 0.86; P = 0.006 and HR 0.64; 95% CI 0.41 to 1.01; "
            "P = 0.05 for PFS and OS, respectively).",
            ["PFS HR None treatment 0.57 0.37-0.86 0.006", "OS HR None treatment 0.64 0.41-1.01 0.05"],
        ),
        (
            "Male sex predicted shorter OS (adjusted HR 1.40, 95% CI 1.05-1.87).",
            ["OS HR multivariate Male sex 1.40 1.05-1.87 None"],
        ),
        (
            "Higher keratinoid growth factor (KRGF; HR 1.60 [1.04, 2.40]; p=0.02) and lower TXQ1 levels predicted shorter PFS.",
            ["PFS HR None Higher keratinoid growth factor 1.60 1.04-2.40 0.02"],
        ),
        (
            "An XYZ-mismatched donor (HR 1.75, 95% CI 1.10-2.80), more than two lesions (HR 1.33, 95% CI 1.01-1.75) and "
            "low-normal/low LDH (HR 2.10, 95% CI 1.30-3.40) predicted shorter OS.",
            [
                "OS HR None XYZ-mismatched donor 1.75 1.10-2.80 None",
                "OS HR None more than two lesions 1.33 1.01-1.75 None",
                "OS HR None low-normal/low LDH 2.10 1.30-3.40 None",
            ],
        ),
        (
            "High LDH was associated with a lower ORR (21.1% vs 40.5%, P = 0.01; OR 0.39, 95% CI 0.18-0.84) and shorter OS "
            "(7.1 vs. 14.2 months; HR 1.87, 95% CI 1.21-2.90).",
            ["ORR OR None high LDH 0.39 0.18-0.84 None", "OS HR None high LDH 1.87 1.21-2.90 None"],
        ),
        (
            "Female sex (HR 0.71, 95% CI 0.52-0.97) and prophylactic cranial irradiation (HR 0.55, 95% CI 0.38-0.79) were "
            "associated with longer OS.",
            [
                "OS HR None Female sex 0.71 0.52-0.97 None",
                "OS HR None prophylactic cranial irradiation 0.55 0.38-0.79 None",
            ],
        ),
        (
            "CC2/3 resection (HR 4.10, 95% CI 2.40-7.00) and only surgery (HR 0.55, 95% CI 0.38-0.79) predicted OS.",
            ["OS HR None CC2/3 resection 4.10 2.40-7.00 None", "OS HR None surgery 0.55 0.38-0.79 None"],
        ),
        (
            "Median PFS was 9.1 months for KRAS wild-type and 5.2 months for BRAF V600E (HR 0.59, 95% CI 0.40-0.87).",
            [],
        ),
        ("High LDH was associated with shorter OS (7.1 vs. 14.2 months; HR 0.53, 95% CI 0.31-0.90).", []),
        ("LDH and CRP were not associated with OS (HR 1.04, 95% CI 0.97-1.11 and HR 1.12, 95% CI 0.88-1.43).", []),
        (
            "CPS ≥ 5 was not predictive of OS (HR 0.91, 95% CI 0.55-1.49).",
            ["OS HR None CPS >=5 0.91 0.55-1.49 None"],
        ),
        (
            "On Cox regression NLR (HR 1.40, 95% CI 1.05-1.87) was associated with OS.",
            ["OS HR None NLR 1.40 1.05-1.87 None"],
        ),
        (
            "NLR ≥5 was an adverse prognostic factor for OS (HR 2.47, 95% CI 1.38-4.43).",
            ["OS HR None NLR >=5 2.47 1.38-4.43 None"],
        ),
        (
            "Patients with CPS < 5 had shorter PFS than those with CPS ≥ 5 (4.1 vs 8.8; HR 1.87, 95% CI 1.21-2.90; p=0.005).",
            ["PFS HR None CPS < 5 1.87 1.21-2.90 0.005"],
        ),
        (
            "Patients with ascites had shorter PFS (HR 1.87, 95% CI 1.21-2.90).",  # than those without
            ["PFS HR None ascites 1.87 1.21-2.90 None"],
        ),
        (
            "The HRs for PFS and OS with sorafenib versus placebo were 0.74 (0.60-0.91) and 0.80 (0.61-0.95), respectively.",
            ["PFS HR None treatment 0.74 0.60-0.91 None", "OS HR None treatment 0.80 0.61-0.95 None"],
        ),
        (
            "The hazard ratio for death in the sorafenib group, as compared with the placebo group, was 0.74 (0.60 to 0.91).",
            ["OS HR None treatment 0.74 0.60-0.91 None"],
        ),
        (
            "A higher mGPS was associated with an increased risk of death: HR 1.90 (95% CI 1.20-3.00).",
            ["OS HR None mGPS higher 1.90 1.20-3.00 None"],
        ),
        (
            "Independent predictors of OS were age (HR 1.50, 95% CI 1.10-2.00) and ascites (HR 2.10, 95% CI 1.30-3.40).",
            ["OS HR multivariate age 1.50 1.10-2.00 None", "OS HR multivariate ascites 2.10 1.30-3.40 None"],
        ),
        (
            "Older age (HR per 10 years, 1.30; 95% CI, 1.10 to 1.50) and male sex (HR, 1.40; 95% CI, 1.10 to 1.80) predicted OS.",
            ["OS HR None Older age 1.30 1.10-1.50 None", "OS HR None male sex 1.40 1.10-1.80 None"],
        ),
        (
            "High CEA (HR 1.90; P = .01) and low albumin (HR 0.60; P = .03) were prognostic for OS but not for PFS.",
            ["OS HR None high CEA 1.90  0.01", "OS HR None low albumin 0.60  0.03"],
        ),
        (
            "Age was associated with OS (univariable: HR 1.50, 1.10-2.10; multivariable: HR 1.40, 1.00-1.90).",
            ["OS HR univariate Age 1.50 1.10-2.10 None", "OS HR multivariate Age 1.40 1.00-1.90 None"],
        ),
        (
            "Age was associated with OS with an HR of 1.50 (1.10-2.10) in univariate analysis and an HR of 1.40 (1.00-1.90) in "
            "multivariate analysis.",
            ["OS HR univariate Age 1.50 1.10-2.10 None", "OS HR multivariate Age 1.40 1.00-1.90 None"],
        ),
        (
            "Age was associated with OS (crude HR 1.50, 1.10-2.10; adjusted HR 1.40, 1.00-1.90).",
            ["OS HR univariate Age 1.50 1.10-2.10 None", "OS HR multivariate Age 1.40 1.00-1.90 None"],
        ),
        (
            "Age was associated with OS in univariable (HR 1.50, 1.10-2.10) and multivariable analyses (HR 1.40, 1.00-1.90).",
            ["OS HR univariate Age 1.50 1.10-2.10 None", "OS HR multivariate Age 1.40 1.00-1.90 None"],
        ),
        (
            "Loss of PTEN correlated with shorter PFS (adjusted hazard ratio [aHR] 2.10 [95% CI 1.20-3.70]).",
            ["PFS HR multivariate Loss of PTEN 2.10 1.20-3.70 None"],
        ),
        (
            "Median DFS was 20 months in the high-NLR group and 35 months in the low-NLR group (HR 1.70, 95% CI 1.20-2.40).",
            ["DFS HR None high-NLR group 1.70 1.20-2.40 None"],
        ),
        (
            "Poor OS was associated with ECOG PS 2 (HR 2.20; 95% CI 1.40-3.50) and elevated LDH (HR 1.80; 95% CI 1.20-2.70).",
            ["OS HR None ECOG PS 2 2.20 1.40-3.50 None", "OS HR None elevated LDH 1.80 1.20-2.70 None"],
        ),
        (
            "Smokers had a higher risk of recurrence (HR 1.60, 95% CI 1.10-2.30).",
            ["recurrence HR None Smokers 1.60 1.10-2.30 None"],
        ),
        (
            "Predictors of poor OS were age (HR, 1.9; 95% CI, 1.2-3.0) and no chemotherapy (HR, 2.4; 95% CI, 1.5-3.9).",
            ["OS HR None age 1.9 1.2-3.0 None", "OS HR None no chemotherapy 2.4 1.5-3.9 None"],
        ),
        (
            "In the subgroup of patients with ascites, sorafenib improved PFS (HR 0.55; 95% CI 0.35-0.87).",
            ["PFS HR None treatment 0.55 0.35-0.87 None"],
        ),
        (
            "Female sex was protective (HR 0.72; 95% CI 0.55-0.94) for OS.",
            ["OS HR None Female sex 0.72 0.55-0.94 None"],
        ),
        (
            "The presence of zinc after surgery was strongly prognostic for OS (HR 7.20; 95% CI 2.70-19.00).",
            ["OS HR None zinc after surgery 7.20 2.70-19.00 None"],
        ),
        (
            "OS was shorter in AB1-positive than in AB1-negative patients (median 10 vs 40 months; HR 7.20; 95% CI 2.70-19.00).",
            ["OS HR None AB1-positive 7.20 2.70-19.00 None"],
        ),
        (
            "Patients with ascites had worse OS than those with fever (HR 1.90; 1.30-2.80), as did smokers (HR 1.50; 1.10-2.10).",
            ["OS HR None ascites 1.90 1.30-2.80 None"],
        ),
        (
            "An NLR above 3 doubled the risk of death (HR 2.02; 95% CI 1.40-2.90).",
            ["OS HR None NLR >3 2.02 1.40-2.90 None"],
        ),
        ("Patients with ascites had a median PFS of 4.1 months (HR 1.87, 95% CI 1.21-2.90).", []),
        ("Patients with ascites had shorter PFS with sorafenib (HR 1.87, 95% CI 1.21-2.90).", []),
        (
            "A positive margin was prognostic of worse OS, compared with a free margin, hazard ratio (HR) = 2.40 (1.10-5.20).",
            ["OS HR None margin positive 2.40 1.10-5.20 None"],
        ),
        (
            "The strongest associations with OS were CEA (HR 1.40, 95% CI 1.10-1.80) and >=T3 stage (HR 1.90, 95% CI 1.10-3.30).",
            ["OS HR None CEA 1.40 1.10-1.80 None", "OS HR None >=T3 stage 1.90 1.10-3.30 None"],
        ),
        (
            "The 1-yr AFP was associated with relapse (HR 2.70, 95% CI 1.90-3.70), DFS events (HR 2.40, 95% CI 1.80-3.30), but "
            "not clearly on overall survival (HR 1.10, 95% CI 0.80-1.60).",
            [
                "relapse HR None 1-yr AFP 2.70 1.90-3.70 None",
                "DFS HR None 1-yr AFP 2.40 1.80-3.30 None",
                "OS HR None 1-yr AFP 1.10 0.80-1.60 None",
            ],
        ),
        (
            "Levels of zinc below 2.1 (log scale; HR 2.50, 95% CI 1.20-5.20) were associated with shorter PFS.",
            ["PFS HR None Levels of zinc below 2.1 2.50 1.20-5.20 None"],
        ),
        (
            "High zinc was associated with a poor PFS (univariable: hazard ratio 1.35, 95% CI 1.12-1.63).",
            ["PFS HR univariate zinc high 1.35 1.12-1.63 None"],
        ),
        (
            "PFS by independent review was 9.6 months with sorafenib versus 6.4 months with placebo (hazard ratio for relapse "
            "or death, 0.65; 95% CI, 0.55 to 0.77; P<0.001).",
            ["PFS HR None treatment 0.65 0.55-0.77 <0.001"],
        ),
        (
            "Patients in the sorafenib group had better OS and RFS than those in the placebo group (hazard ratio, 0.52; 95% CI, "
            "0.33 to 0.82; P = .002; hazard ratio, 0.57; 95% CI, 0.37 to 0.89; P = .009, respectively).",
            ["OS HR None treatment 0.52 0.33-0.82 0.002", "RFS HR None treatment 0.57 0.37-0.89 0.009"],
        ),
        (
            "The hazard ratio for death in the sorafenib group was 0.63 (95 percent confidence interval, 0.52 to 0.75).",
            ["OS HR None treatment 0.63 0.52-0.75 None"],
        ),
        (
            "The hazard ratio for death with sorafenib as compared with placebo at the second planned analysis was 0.58 "
            "(95% CI, 0.42 to 0.79).",
            ["OS HR None treatment 0.58 0.42-0.79 None"],
        ),
        (
            "Sarcopenia was an independent predictor of OS (HR 1.98, 95% CI 1.29-3.05).",
            ["OS HR multivariate Sarcopenia 1.98 1.29-3.05 None"],
        ),
        (
            "Median OS was 11.2 months in the sorafenib group and 8.0 months in the placebo group (hazard "
            "ratio 0.74 [95% CI 0.60-0.91]; p=0.004).",
            ["OS HR None treatment 0.74 0.60-0.91 0.004"],
        ),
        (
            "Severe sarcopenia was associated with a lower OS (RR 5.21, CI 1.33-20.40, P = 0.018), and a higher TRM (RR 8.53, "
            "CI 2.28-50.72, P = 0.006).",
            [
                "OS RR None Severe sarcopenia 5.21 1.33-20.40 0.018",
                "TRM RR None Severe sarcopenia 8.53 2.28-50.72 0.006",
            ],
        ),
        (
            "A high NLR (HR 0.23; 95% CI 0.08-0.26; p=0.004) was a predictor of progression.",
            ["PFS HR None high NLR 0.23 0.08-0.26 0.004"],
        ),
        ("The duration of calm was longer with a high NLR (HR 0.23; 95% CI 0.08-0.26; p=0.004).", []),
        (
            "The time to new nodules was longer with a high NLR (HR 0.23; 95% CI 0.08-0.26; p=0.004).",
            ["time to new nodules HR None high NLR 0.23 0.08-0.26 0.004"],
        ),
        (
            "OS was longer in patients with a low NLR than in those with a high NLR (HR 0.69, 95% CI 0.55-0.87).",
            ["OS HR None low NLR 0.69 0.55-0.87 None"],
        ),
        (
            "There was no effect of sorafenib on either PFS (HR 1.04, 95% CI 0.89-1.22; p=0.62) or OS (HR 1.05, 95% CI "
            "0.89-1.23; p=0.56).",
            ["PFS HR None treatment 1.04 0.89-1.22 0.62", "OS HR None treatment 1.05 0.89-1.23 0.56"],
        ),
        (
            "Female sex was associated with a higher incidence of moderate/severe rash (HR 3.8, 95% CI: 1.7-8.5, P = 0.001).",
            ["rash HR None Female sex 3.8 1.7-8.5 0.001"],
        ),
        (
            "The hazard ratio of sorafenib vs. placebo for PFS is 0.77 with 95% CI of 0.60 to 0.98.",
            ["PFS HR None treatment 0.77 0.60-0.98 None"],
        ),
        (
            "NLR was not associated with PFS (HR = 0.83; 95% CI: 0.55-1.24; P = 0.36) or OS (HR = 0.69; 95% CI: 0.43-1.09).",
            ["PFS HR None NLR 0.83 0.55-1.24 0.36", "OS HR None NLR 0.69 0.43-1.09 None"],
        ),
        (
            "Patients with a high NLR had a shorter PFS (HR = 1.83; 95% CI: 1.15 to 2.24) when compared to those with a low NLR.",
            ["PFS HR None high NLR 1.83 1.15-2.24 None"],
        ),
        (
            "OS was 9 months with sorafenib and 8 months with placebo. The hazard ratio of sorafenib versus placebo was 0.69 "
            "(95% CI: 0.43 to 1.09).",
            ["OS HR None treatment 0.69 0.43-1.09 None"],
        ),
        (
            "Median OS was 20.1 months for patients with low AFP and 15.0 months for those with high AFP (HR 0.70, 95% CI "
            "0.55-0.90; P = 0.004).",
            ["OS HR None low AFP 0.70 0.55-0.90 0.004"],
        ),
        ("OS was told of patients with low AFP and of those with high AFP, too (HR 0.70, 95% CI 0.55-0.90).", []),
        (
            "In multivariable tests, zetafactor (HR 0.71, 95% CI 0.55-0.92) and treatment arm (HR 0.43; 95% CI 0.31-0.86) were "
            "associated with OS.",
            [
                "OS HR multivariate zetafactor 0.71 0.55-0.92 None",
                "OS HR multivariate treatment arm 0.43 0.31-0.86 None",
            ],
        ),
        (
            "In patients with ascites, sorafenib prolonged OS from 9.8 to 14.9 months (HR 0.65, 95% CI 0.50-0.84).",
            ["OS HR None treatment 0.65 0.50-0.84 None"],
        ),
        ("Sorafenib prolonged OS in patients with ascites and in those without (HR 0.65, 95% CI 0.50-0.84).", []),
        ("There was an effect of height on OS (HR 1.04, 95% CI 0.89-1.22; p=0.62) with sorafenib.", []),
        (
            "The sorafenib group did better than the placebo group (HR 0.69, 95% CI 0.55-0.87, P = 0.001 "
            "for PFS; HR 0.80, 95% CI 0.61-1.05, P = 0.10 for OS).",
            ["PFS HR None treatment 0.69 0.55-0.87 0.001", "OS HR None treatment 0.80 0.61-1.05 0.1"],
        ),
        (
            "The HRs for PFS were 0.61 (0.40-0.93) for the cirrhotic subgroup and 0.95 (0.70-1.29) for the "
            "noncirrhotic subgroup.",
            ["PFS HR None treatment 0.61 0.40-0.93 None", "PFS HR None treatment 0.95 0.70-1.29 None"],
        ),
        (
            "OS did not differ between the miR-21 expression groups in the sorafenib group (HR 0.90 versus 1.10 with placebo).",
            ["OS HR None miR-21 expression 0.90  None"],
        ),
        (
            "In multivariable analysis, zetafactor (HR 0.71, 95% CI 0.55-0.92) and larger spleens (HR 1.43; 95% CI 1.1-1.86) "
            "were associated with OS.",
            [
                "OS HR multivariate zetafactor 0.71 0.55-0.92 None",
                "OS HR multivariate larger spleens 1.43 1.1-1.86 None",
            ],
        ),
        (
            "The score was associated with OS (HR 1.71, 95% CI 1.05-2.92) and ZQSS (HR 1.43; 95% CI 1.10-1.86).",
            ["OS HR None score 1.71 1.05-2.92 None", "ZQSS HR None score 1.43 1.10-1.86 None"],
        ),
        (
            "High NLR was associated with recurrence (HR 1.9, 95% CI 1.2-3.0), distant metastasis (HR 2.2, 95% CI 1.3-3.7) "
            "and CSS (HR 2.5, 95% CI 1.4-4.4).",
            [
                "recurrence HR None NLR high 1.9 1.2-3.0 None",
                "distant metastasis HR None NLR high 2.2 1.3-3.7 None",
                "CSS HR None NLR high 2.5 1.4-4.4 None",
            ],
        ),
        (
            "The hazard ratio for disease progression or death with sorafenib as compared with placebo in all patients was 0.76 "
            "(95% CI, 0.68 to 0.86).",
            ["PFS HR None treatment 0.76 0.68-0.86 None"],
        ),
        (
            "The hazard ratios were computed by a model in which the two arms were told apart, with a P value of 0.05.",
            [],
        ),
        (
            "NLR remained an independent prognostic factor for OS after adjustment for stage (HR 1.62; 95% CI 1.10-2.40).",
            ["OS HR multivariate NLR 1.62 1.10-2.40 None"],
        ),
        (
            "High versus low NLR was associated with OS (HR 1.80, 95% CI 1.25-2.60).",
            ["OS HR None NLR high 1.80 1.25-2.60 None"],
        ),
        ("Women had a better OS than men (HR 0.70, 95% CI 0.50-0.98).", ["OS HR None Women 0.70 0.50-0.98 None"]),
        (
            "DFS was similar in the two groups (HR 0.98; 95% CI 0.80-1.20; P = 0.85).",
            ["DFS HR None treatment 0.98 0.80-1.20 0.85"],
        ),
        (
            "The rate of local recurrence was lower in the sorafenib group (HR 0.55; 95% CI 0.33-0.93; P = 0.024).",
            ["local recurrence HR None treatment 0.55 0.33-0.93 0.024"],
        ),
        (
            "The hazard ratios for PFS and OS were 0.70 (95% CI, 0.51 to 0.96) and 0.64 (95% CI, 0.44 to 0.93), respectively.",
            ["PFS HR None treatment 0.70 0.51-0.96 None", "OS HR None treatment 0.64 0.44-0.93 None"],
        ),
        (
            "The hazard ratios for PFS and OS were 0.70 (95% CI, 0.51 to 0.96) and 0.64 (95% CI, 0.44 to 0.93) for high NLR.",
            [],
        ),
        ("Treatment was associated with a lower risk of death (HR 0.71, 95% CI 0.55-0.92) and longer OS.", []),
        (
            "The hazard ratio for death in the sorafenib group was 0.61 (95% CI, 0.41 to 0.91; P = 0.01).",
            ["OS HR None treatment 0.61 0.41-0.91 0.01"],
        ),
        (
            "The risk of disease progression or death was lower with sorafenib (HR 0.55, 95% CI 0.40-0.75).",
            ["PFS HR None treatment 0.55 0.40-0.75 None"],
        ),
        (
            "PFS was longer with sorafenib than with placebo (HR; 0.77, 95% confidence interval; 0.60-0.99, P = 0.04).",
            ["PFS HR None treatment 0.77 0.60-0.99 0.04"],
        ),
        (
            "Median PFS was 5.1 months with sorafenib and 4.2 months with placebo. The hazard ratio was 0.77 (0.60-0.99).",
            ["PFS HR None treatment 0.77 0.60-0.99 None"],
        ),
        (
            "We set sorafenib against placebo for relapse-free survival. Some patients were left out. "
            "The stratified hazard ratio was 0.66 (95% CI, 0.50-0.87; P = 0.01).",
            ["RFS HR None treatment 0.66 0.50-0.87 0.01"],
        ),
        (
            "Sorafenib treatment (HR 0.60, 95% CI 0.41-0.88) and age >70 years (HR 1.4, 95% CI 1.1-1.8) were independent "
            "predictors of OS.",
            [
                "OS HR multivariate Sorafenib treatment 0.60 0.41-0.88 None",
                "OS HR multivariate age >70 years 1.4 1.1-1.8 None",
            ],
        ),
        (
            "Sorafenib was associated with longer OS than placebo (HR 0.60, 95% CI 0.41-0.88).",
            ["OS HR None treatment 0.60 0.41-0.88 None"],
        ),
        (
            "In the subgroup of patients with high AFP, median OS was 17.1 months with sorafenib and 10.2 months with placebo "
            "(HR 0.55, 95% CI 0.37-0.82).",
            ["OS HR None treatment 0.55 0.37-0.82 None"],
        ),
        (
            "Median OS in patients with high AFP was 18.2 months with sorafenib and 12.0 months with placebo (HR 0.62, 95% CI "
            "0.40-0.90).",
            ["OS HR None treatment 0.62 0.40-0.90 None"],
        ),
        (
            "OS in patients with high AFP was shorter than in those with low AFP (HR 1.62, 95% CI 1.10-2.40).",
            ["OS HR None high AFP 1.62 1.10-2.40 None"],
        ),
        ("OS was predicted by response to sorafenib (HR 0.60, 95% CI 0.41-0.88).", []),
        ("PFS and OS were longer with sorafenib than with placebo. The hazard ratio was 0.77 (0.60-0.99).", []),
        ("The ORR was higher with sorafenib than with placebo. The hazard ratio was 0.77 (0.60-0.99).", []),
        ("OS was shorter in patients with high AFP than in those with low AFP. The hazard ratio was 1.77.", []),
        (
            "Sorafenib was associated with longer OS compared with placebo (HR 0.65; 95% CI 0.50-0.80).",
            ["OS HR None treatment 0.65 0.50-0.80 None"],
        ),
        (
            "Fever was associated with longer OS with sorafenib than with placebo (HR 0.65; 95% CI 0.50-0.80).",
            ["OS HR None Fever 0.65 0.50-0.80 None"],
        ),
        (
            "Patients with a good profile had a shorter OS (HR 1.64; 95% CI 1.03-2.60) compared with those without.",
            ["OS HR None good profile 1.64 1.03-2.60 None"],
        ),
        ("The sorafenib group met the criterion (HR <0.65 for PFS) that the placebo group had set.", []),
        (
            "CRP > 5 mg/L (OR 2.31, 95% CI 1.12-4.76, P = 0.023) independently predicted pCR.",
            ["pCR OR multivariate CRP > 5 mg/L 2.31 1.12-4.76 0.023"],
        ),
        ("The hazard ratio was 0.74 for some comparison.", []),
        (
            "The HR for OS was 0.75 (95% CI 0.55-1.02) and the HR for PFS was 0.61 (95% CI 0.40-0.90).",
            ["OS HR None treatment 0.75 0.55-1.02 None", "PFS HR None treatment 0.61 0.40-0.90 None"],
        ),
        (
            "HRs for PFS and OS were 0.61 (95% CI 0.40-0.90) and 0.75 (95% CI 0.55-1.02), respectively.",
            ["PFS HR None treatment 0.61 0.40-0.90 None", "OS HR None treatment 0.75 0.55-1.02 None"],
        ),
        ("Patients with high AFP did worse. The HR for OS was 1.75 (95% CI 1.25-2.02).", []),
        (
            "The HR for OS was 1.75 (95% CI 1.25-2.02) in patients with cirrhosis.",
            ["OS HR None treatment 1.75 1.25-2.02 None"],
        ),
        (
            "Tumor size (HR 1.81, 95% CI 1.10-2.92) was associated with recurrence.",
            ["recurrence HR None Tumor size 1.81 1.10-2.92 None"],
        ),
        (
            "Sorafenib reduced recurrence compared with placebo with a hazard ratio of 0.56 (95% CI 0.31-0.92).",
            ["recurrence HR None treatment 0.56 0.31-0.92 None"],
        ),
        (
            "Treatment with sorafenib remained associated with longer PFS (HR 0.61, 95% CI 0.40-0.90).",
            ["PFS HR None treatment 0.61 0.40-0.90 None"],
        ),
        (
            "OS was 17.1 months with sorafenib and 10.2 months with placebo. The difference remained significant in "
            "multivariate analysis (HR 0.55, 95% CI 0.37-0.82).",
            ["OS HR multivariate treatment 0.55 0.37-0.82 None"],
        ),
        (
            "OS was 17.1 months with sorafenib and 10.2 months with placebo. The difference was not significant "
            "in multivariate analysis of patients with high AFP (HR 0.55, 95% CI 0.37-0.82).",
            [],
        ),
        (
            "There was a trend for shorter PFS in patients seen for high-risk disease (HR 2.10, 95% CI 1.20-4.20), while "
            "higher AFP predicted shorter OS (HR 1.31, 95% CI 1.10-1.61).",
            ["PFS HR None high-risk 2.10 1.20-4.20 None", "OS HR None AFP higher 1.31 1.10-1.61 None"],
        ),
        (
            "Sorafenib conditioning (HR 0.31, 95% CI 0.12-0.82) and transplantation from an HLA-identical sibling donor "
            "(HR 0.51, 95% CI 0.21-0.92) were associated with OS.",
            [
                "OS HR None Sorafenib conditioning 0.31 0.12-0.82 None",
                "OS HR None transplantation from an HLA-identical sibling donor 0.51 0.21-0.92 None",
            ],
        ),
        ("OS was longer (HR 0.74; 95% CI 0.91-0.60).", []),
        (
            "OS was similar with sorafenib and placebo (HR 0.90, 95% CI 0.70-1.15). PFS was similar with sorafenib and placebo "
            "(0.94, 0.76-1.17; p=0.59).",
            ["OS HR None treatment 0.90 0.70-1.15 None", "PFS HR None treatment 0.94 0.76-1.17 0.59"],
        ),
        ("PFS was similar with sorafenib and placebo (0.94, 0.76-1.17; p=0.59).", []),  # what is it?
        (
            "The 5-year OS was 80%. In multivariate analysis, high AFP (HR 2.85, 95% CI 1.60-5.08) was an independent factor.",
            ["OS HR multivariate high AFP 2.85 1.60-5.08 None"],
        ),
        (
            "OS was longer with sorafenib than with placebo (HR .75 [95% CI .60-.94]).",
            ["OS HR None treatment 0.75 0.60-0.94 None"],
        ),
        (
            "High AFP was associated with OS (HR 1.02 per 10 ng/mL; 95% CI 1.01-1.03).",
            ["OS HR None AFP high 1.02 1.01-1.03 None"],
        ),
        (
            "Adverse events of grade 3 or worse were more frequent with sorafenib than with placebo (RR 1.60, 80% CI 1.20-2.10).",
            ["AE>=3 RR None treatment 1.60 1.20-2.10 None"],
        ),
        (
            "Of the adverse events, rash was more common with sorafenib than with placebo (OR 2.10, 95% CI 1.50-2.90).",
            ["rash OR None treatment 2.10 1.50-2.90 None"],
        ),
        (
            "OS: HR 0.72 (95% CI 0.55-0.94), P = 0.01; PFS: HR 0.61 (95% CI 0.47-0.80), P < 0.001.",
            ["OS HR None treatment 0.72 0.55-0.94 0.01", "PFS HR None treatment 0.61 0.47-0.80 <0.001"],
        ),
        (
            "PFS (HR 0.61; 95% CI 0.47-0.80) and OS (HR 0.72; 95% CI 0.55-0.94) were improved with sorafenib.",
            ["PFS HR None treatment 0.61 0.47-0.80 None", "OS HR None treatment 0.72 0.55-0.94 None"],
        ),
        ("PFS (HR 0.61; 95% CI 0.47-0.80) and OS (HR 0.72; 95% CI 0.55-0.94) were improved with aspirin.", []),
        ("PFS was improved in smokers (HR 0.61; 95% CI 0.47-0.80).", []),
        (
            "The HR for PFS was 0.61 (95% CI 0.47-0.80) and that for OS was 0.72 (95% CI 0.55-0.94).",
            ["PFS HR None treatment 0.61 0.47-0.80 None", "OS HR None treatment 0.72 0.55-0.94 None"],
        ),
        (
            "After adjustment for age and stage, the HR for death was 0.70 (95% CI 0.52-0.93).",
            ["OS HR None treatment 0.70 0.52-0.93 None"],
        ),
        ("An HR of 0.72 (95% CI 0.55-0.94) for OS was to be detected.", []),
        ("An HR below 1.0 favors sorafenib for OS.", []),
        (
            "The difference in ORR was significant (37% vs 19%; OR 2.45; 95% CI 1.21-4.98), that in OS was not (HR 0.95).",
            ["ORR OR None treatment 2.45 1.21-4.98 None", "OS HR None treatment 0.95  None"],
        ),
        (
            "Predictors of OS included high NLR (P = 0.004; HR 1.80; 95% CI 1.20-2.70) and ascites (P = 0.018; HR 1.56).",
            ["OS HR None high NLR 1.80 1.20-2.70 0.004", "OS HR None ascites 1.56  0.018"],
        ),
        (
            "Tumor size (\u22655 vs <5 cm, HR 1.80, 95% CI 1.20-2.70) and LDH (high versus low; HR 2.20) predicted OS.",
            ["OS HR None Tumor size 1.80 1.20-2.70 None", "OS HR None LDH 2.20  None"],
        ),
        (
            "Cox regression identified high NLR as an independent predictor of poor OS (HR 1.80; 95% CI 1.20-2.70).",
            ["OS HR multivariate NLR high 1.80 1.20-2.70 None"],
        ),
        (
            "High NLR was an adverse prognostic factor (for OS, HR 1.80; for PFS, HR 1.60).",
            ["OS HR None NLR high 1.80  None", "PFS HR None NLR high 1.60  None"],
        ),
        (
            "In multivariable analysis for OS, the HR for high versus low NLR was 1.80 (95% CI 1.20-2.70).",
            ["OS HR multivariate high NLR 1.80 1.20-2.70 None"],
        ),
        (
            "The HR for death was 1.80 (95% CI 1.20-2.70) for patients with high NLR compared with those with low NLR.",
            ["OS HR None high NLR 1.80 1.20-2.70 None"],
        ),
        ("The HR for death in patients with high NLR was 0.80 (95% CI 0.60-1.07).", []),  # of treatment, among these
        (
            "High NLR (HR 1.80; 95% CI 1.20-2.70) and R0 resection (HR 0.51; 95% CI 0.37-0.70) were associated with OS.",
            ["OS HR None high NLR 1.80 1.20-2.70 None"],
        ),
        (
            "Number of nodes (1-3 vs 0: HR 1.60, 95% CI 1.10-2.33; \u22654 vs 0: HR 2.90, 95% CI 1.95-4.31) predicted DFS.",
            ["DFS HR None Number of nodes 1.60 1.10-2.33 None", "DFS HR None Number of nodes 2.90 1.95-4.31 None"],
        ),
        ("Previous studies have shown that high NLR is associated with worse OS (HR 1.81; 95% CI 1.67-1.97).", []),
        ("Roe and colleagues reported that high NLR was associated with worse OS (HR 1.81; 95% CI 1.67-1.97).", []),
        (
            "On multivariable analysis, treatment arm (sorafenib vs placebo) was a predictor of OS (HR 0.70; 95% CI 0.52-0.93).",
            ["OS HR multivariate treatment 0.70 0.52-0.93 None"],
        ),
        ("OS favored sorafenib in all parts, with HRs ranging from 0.60 to 0.85.", []),
        (
            "High LDH was associated with shorter OS (HR 1.80). PFS was also shorter (HR 1.60; 95% CI 1.10-2.33).",
            ["OS HR None LDH high 1.80  None"],
        ),
        (
            "Neither age (HR 1.01; 95% CI 0.99-1.03) nor sex (HR 0.95; 95% CI 0.70-1.29) was associated with OS.",
            ["OS HR None age 1.01 0.99-1.03 None", "OS HR None sex 0.95 0.70-1.29 None"],
        ),
        (
            "Comparison of positive versus doubtful nodes in terms of OS gave HR = 2.77 (95% CI: 1.61-5.20, p = 0.01).",
            ["OS HR None positive node 2.77 1.61-5.20 0.01"],
        ),
        (
            "High CRP was linked to poorer OS (HR 1.81, 95% CI 1.20-2.40).",
            ["OS HR None CRP high 1.81 1.20-2.40 None"],
        ),
        (
            "High CRP typically indicates poorer OS (HR 1.81, 95% CI 1.20-2.40).",
            ["OS HR None CRP high 1.81 1.20-2.40 None"],
        ),
        ("The results indicated longer OS (HR 0.81, 95% CI 0.60-0.90).", []),
        (
            "Comparing high with low uptake gave an HR for PFS of 1.90 (95% CI 1.20-3.10).",
            ["PFS HR None high uptake 1.90 1.20-3.10 None"],
        ),
        (
            "The risk of death was higher in patients with positive than with negative margins: HR = 2.10 (95% CI 1.20-3.80).",
            ["OS HR None positive margin 2.10 1.20-3.80 None"],
        ),
        (
            "Independent predictors of OS were the outcome of the first scan (HR 4.82, 95% CI 2.53-9.19) and age (HR 1.20).",
            ["OS HR multivariate outcome of the first scan 4.82 2.53-9.19 None", "OS HR multivariate age 1.20  None"],
        ),
    ],
)
def test_ratios_with_what_they_compare(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """A ratio needs an endpoint and a factor, or two treatments; limits in the wrong order are no interval."""
    assert found(report, sentence) == expected


def test_ratios_of_one_treatment_in_several_parts(report: ReportOf) -> None:
    """A ratio in the bracket behind a part of the patients is of what the sentence begins with, in that part."""
    ratios = "stage I (HR 0.71, 95% CI 0.64-0.80) and stage II (HR 0.77, 95% CI 0.66-0.89)."
    sentence = f"Surgery was associated with improved OS in {ratios}"
    records = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert [(r.population, r.factor, str(r.value)) for r in records] == [
        ("stage I", "Surgery", "0.71"),
        ("stage II", "Surgery", "0.77"),
    ]


def test_ratios_of_a_meta_analysis(vocabulary: Lexicon) -> None:
    """A meta-analysis that calls itself a review has results of its own: those without a citation; another review has none."""
    ratios = "Ascites (HR 1.59, 95% CI 1.27-1.98) and left or right lesions (HR 1.65, 95% CI 1.35-2.02)"
    sentence = f"{ratios} were associated with poor OS."
    for kind, expected in (("review and meta-analysis", ["Ascites", "left or right lesions"]), ("review", [])):
        text = f"# An invented tumour: a {kind}\n\n## Abstract\n\n{sentence}\n\n## Methods\n\nA.\n\n## Results\n\nA.\n"
        records = effects(understand(read_bytes(text.encode(), "invented"), vocabulary))
        assert [r.factor for r in records if isinstance(r, Effect)] == expected


def test_ratios_of_cited_studies(vocabulary: Lexicon) -> None:
    """In a review a ratio is of the one treatment that a sentence sets against one other, or of a factor, in the cited study."""
    told = "In IMbrave150, atezolizumab plus bevacizumab improved OS over sorafenib (HR 0.67, 95% CI 0.53-0.86; P < 0.001) [1]. "
    told += "Lenvatinib and sorafenib were compared with placebo (HR 0.67 for OS) [2]. "
    told += "NLR predicted OS with sorafenib (HR 1.5) [3]. "
    told += "Median OS was 15.2 months with lenvatinib and 9.1 months with sorafenib (HR 0.7) [4]. "
    told += "Median OS was 15.2 months with lenvatinib and sorafenib (HR 0.8) [5]."
    text = f"# Drugs for liver cancer: a review\n\n## Combinations\n\n{told}\n"
    records = [
        r
        for r in effects(understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary))
        if isinstance(r, Effect)
    ]
    assert [(r.study, r.endpoint, r.factor, r.contrast, str(r.value)) for r in records] == [
        ("IMbrave150", "OS", "atezolizumab plus bevacizumab", "atezolizumab plus bevacizumab vs sorafenib", "0.67"),
        ("[3]", "OS", "NLR", None, "1.5"),
        ("[4]", "OS", "lenvatinib", "lenvatinib vs sorafenib", "0.7"),
    ]


TESTED = "sorafenib vs placebo"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was 11.2 months and 8.0 months, respectively (hazard ratio for death, 0.74; 95% confidence "
            "interval [CI], 0.60 to 0.91).",
            [("OS", "overall", "treatment", TESTED)],
        ),
        ("OS was longer with sorafenib (HR 0.74, 95% CI 0.60-0.91).", [("OS", "overall", "treatment", TESTED)]),
        (
            "OS did not differ between the two groups (HR 0.94, 95% CI 0.80-1.11).",
            [("OS", "overall", "treatment", TESTED)],
        ),
        (
            "High NLR was associated with shorter OS. PFS was shorter, too (HR 1.60; 95% CI 1.20-2.10).",
            [],
        ),
        (
            "For sorafenib versus placebo, the OS HR was 0.74 (95% CI 0.60-0.91).",
            [("OS", "overall", "treatment", "sorafenib vs placebo")],
        ),
        (
            "The hazard ratio for death (sorafenib v placebo) was 0.74 (95% CI 0.60-0.91).",
            [("OS", "overall", "treatment", "sorafenib vs placebo")],
        ),
        (
            "The HR for OS of NLR >5 versus NLR <2 was 1.80 (95% CI 1.20-2.70).",
            [("OS", "overall", "NLR >5", "NLR >5 vs NLR <2")],
        ),
        ("OS was longer in responders with sorafenib (HR 0.74, 95% CI 0.60-0.91).", []),  # a part of an arm
        (
            "Among PD-L1-high patients, median OS was 11.2 months versus 8.0 months (HR 0.74; 99% CI 0.60-0.91).",
            [("OS", "PD-L1-high", "treatment", TESTED)],
        ),
        (
            "The HR for OS was 0.74 (95% CI 0.60-0.91) for sorafenib versus placebo.",
            [("OS", "overall", "treatment", "sorafenib vs placebo")],
        ),
        (
            "Non-relapse mortality was 14.3% with sorafenib and 21.9% with placebo (HR 0.74; 95% CI 0.60-0.91).",
            [("NRM", "overall", "treatment", TESTED)],
        ),
        (
            "In patients without prior surgery, the HR for PFS was 0.74 (95% CI 0.60-0.91).",
            [("PFS", "without prior surgery", "treatment", TESTED)],
        ),
        (
            "OS favoured sorafenib in patients aged <65 years (HR 0.74; 95% CI 0.62-0.87) but not in those aged >=65 years "
            "(HR 1.10; 95% CI 0.89-1.36).",
            [("OS", "aged <65 years", "treatment", TESTED), ("OS", "aged >=65 years", "treatment", TESTED)],
        ),
        (
            "The effect of sorafenib on PFS was greater in patients with high NLR (HR 0.60; 95% CI 0.40-0.90) than in those "
            "with low NLR (HR 0.90; 95% CI 0.70-1.20).",
            [("PFS", "high NLR", "treatment", TESTED), ("PFS", "low NLR", "treatment", TESTED)],
        ),
        (
            "OS was longer with sorafenib in men (HR 0.81; 95% CI 0.70-0.97) and in women (HR 0.83; 95% CI 0.71-0.97).",
            [("OS", "men", "treatment", TESTED), ("OS", "women", "treatment", TESTED)],
        ),
        (
            "OS was shorter in patients with high NLR (HR 1.80; 95% CI 1.30-2.50).",
            [("OS", "overall", "high NLR", None)],
        ),
        ("In patients without prior surgery, the old had a worse PFS (HR 1.74; 95% CI 1.60-1.91).", []),
        (
            "The HR for PFS was 0.74 (0.60-0.91) for patients with ascites and 0.90 (0.70-1.20) for patients with fever.",
            [("PFS", "ascites", "treatment", TESTED), ("PFS", "fever", "treatment", TESTED)],
        ),
        (
            "The HRs for PFS and OS were 0.74 (0.60-0.91) and 0.80 (0.61-0.95), respectively.",
            [("PFS", "overall", "treatment", TESTED), ("OS", "overall", "treatment", TESTED)],
        ),
        (
            "A high NLR was frequent. The HRs for PFS and OS were 0.74 (0.60-0.91) and 0.80 (0.61-0.95), respectively.",
            [],
        ),
        (
            "OS was longer with sorafenib (HR 0.74, 95% CI 0.60-0.91). The same was observed for PFS (HR 0.80 [0.61 ; 0.95]).",
            [("OS", "overall", "treatment", TESTED), ("PFS", "overall", "treatment", TESTED)],
        ),
        (
            "OS was longer with sorafenib (HR 0.74, 95% CI 0.60-0.91). This difference was not seen in low expressers (HR 0.97).",
            [("OS", "overall", "treatment", TESTED), ("OS", "low expressers", "treatment", TESTED)],
        ),
        (
            "OS was longer with sorafenib (HR 0.74, 95% CI 0.60-0.91). A similar trend was seen for PFS (HR 0.80).",
            [("OS", "overall", "treatment", TESTED), ("PFS", "overall", "treatment", TESTED)],
        ),
        (
            "OS was longer with sorafenib (HR 0.74, 95% CI 0.60-0.91). A similar trend for PFS (HR 0.80; 95% CI 0.61-0.95) was "
            "seen in patients with low AFP.",
            [("OS", "overall", "treatment", TESTED), ("PFS", "low AFP", "treatment", TESTED)],
        ),
        (
            "OS was longer with sorafenib (HR 0.74, 95% CI 0.60-0.91). A similar effect on PFS (HR 0.80) was seen in the study.",
            [("OS", "overall", "treatment", TESTED), ("PFS", "overall", "treatment", TESTED)],
        ),
        ("They lived longer. The same was observed for PFS (HR 0.80; 95% CI 0.61-0.95).", []),
        (
            "OS did not differ between the XK7 expression subgroups in the whole population (HR 0.9 [0.4 ; 2.1]), in the "
            "placebo arm (HR 0.7 [0.2 ; 2.9]), or in the sorafenib arm (HR 1.1 [0.4 ; 3.0]).",
            [
                ("OS", "overall", "XK7 expression", None),
                ("OS", "placebo", "XK7 expression", None),
                ("OS", "sorafenib", "XK7 expression", None),
            ],
        ),
        (
            "In the sorafenib arm, OS was similar among the XK7 status groups (HR 1.04; 95% CI 0.80-1.31).",
            [("OS", "sorafenib", "XK7 status", None)],
        ),
        (
            "Patients with LDH levels higher than 250 had twice the risk of death (HR 2.10; 95% CI 1.12-3.80).",
            [("OS", "overall", "LDH >250", None)],
        ),
    ],
)
def test_whom_a_ratio_of_treatments_is_of(
    report: ReportOf, sentence: str, expected: list[tuple[str | None, ...]]
) -> None:
    """Population and contrast of ratios that compare the arms, however the sentence names them."""
    records = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert [(r.endpoint, r.population, r.factor, r.contrast) for r in records] == expected


def test_treatments_without_known_arms_are_compared(report: ReportOf) -> None:
    """Two treatments that a sentence sets against each other are compared; not where it tells of some patients only."""
    said = "Median OS was 9 months with {} than with radiotherapy alone, 7 months (HR 0.74; 95% CI 0.60-0.91)."
    for words, factors in (("cisplatin", ["treatment"]), ("cisplatin for codon 13 patients", [])):
        paper = report(sentence=said.format(words), methods="All were seen.")
        assert [r.factor for r in effects(paper) if isinstance(r, Effect)] == factors


@pytest.mark.parametrize(
    ("sentence", "contrast"),
    [
        ("Sorafenib vs placebo (HR 0.74, 95% CI 0.60-0.91) for OS.", "Sorafenib vs placebo"),
        ("Median OS was 11.2 months vs 8.0 months (HR 0.74, 95% CI 0.60-0.91).", TESTED),
    ],
)
def test_values_are_no_contrast(report: ReportOf, sentence: str, contrast: str | None) -> None:
    """What stands on both sides of "vs" is a contrast where it names groups, not where it says what was seen."""
    arms = "The sorafenib group (n = 30) and the placebo group (n = 28) were seen. "
    (effect,) = [r for r in effects(report(sentence=arms + sentence)) if isinstance(r, Effect)]
    assert (effect.contrast or "").strip(" (") == (contrast or "")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Poe et al. found that CRP > 10 mg/L (HR 1.9, 95% CI 1.2-2.9) and cirrhosis (HR 2.2; 95% CI 1.4-3.3) were "
            "independent predictors of OS [1].",
            [("CRP > 10 mg/L", "1.9", "Poe et al. [1]"), ("cirrhosis", "2.2", "Poe et al. [1]")],
        ),
        ("OS was longer with sorafenib (HR 0.7, 95% CI 0.5-0.9) [1].", []),  # than with what?
    ],
)
def test_factors_of_cited_studies(review_of: PaperOf, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """What a review prints of others' patients."""
    records = [r for r in effects(review_of(sentence)) if isinstance(r, Effect)]
    assert [(r.factor, str(r.value), r.study) for r in records] == expected


def test_each_ratio_compares_the_groups_beside_it(report: ReportOf) -> None:
    """Of three arms, a sentence may compare two here and two there."""
    methods = "We saw the sorafenib group (n = 40), the lenvatinib group (n = 40) and the placebo group (n = 41)."
    twice = (
        "PFS was longer with sorafenib than with placebo (HR 0.39; 95% CI 0.32-0.49) and was longer with lenvatinib than with "
        "placebo (HR 0.65; 95% CI 0.53-0.80)."
    )
    records = [r for r in effects(report(sentence=twice, methods=methods)) if isinstance(r, Effect)]
    assert [(r.contrast, str(r.value)) for r in records] == [
        ("sorafenib vs placebo", "0.39"),
        ("lenvatinib vs placebo", "0.65"),
    ]


def test_the_bracket_or_what_stands_behind_it_tells_the_other_arm(report: ReportOf) -> None:
    """Of three arms a ratio compares the two that it names: in its bracket, or behind it and before it."""
    arms = "We saw the sorafenib group (n = 40), the lenvatinib group (n = 41), "
    arms += "the TACE group (n = 42) and the placebo group (n = 50)."
    for sentence, expected in (
        (
            "OS was 8.1 months with placebo, 9.2 months with sorafenib (HR vs. placebo, 0.82; 95% CI, 0.68-0.99) and 10.2 months "
            "with lenvatinib (HR vs. placebo, 0.72; 95% CI, 0.58-0.89).",
            ["sorafenib vs placebo", "lenvatinib vs placebo"],
        ),
        (
            "Compared with placebo, the HR for death was 0.91 (0.59-1.38; p=0.65) for sorafenib and 0.88 (0.67-1.16) for "
            "lenvatinib.",
            ["sorafenib vs placebo", "lenvatinib vs placebo"],
        ),
        (
            "OS was 11.5 months with sorafenib, as compared with 2.9 months with placebo (HR, 0.42; 95% CI, 0.31-0.57), and 6.9 "
            "months with lenvatinib.",
            ["sorafenib vs placebo"],
        ),
        (
            "OS was 8.1 months with placebo, 9.2 months with sorafenib (HR 0.82; 95% CI, 0.68-0.99) and 10.2 with lenvatinib "
            "(HR 0.72; 95% CI, 0.58-0.89).",
            ["sorafenib vs placebo", "lenvatinib vs placebo"],
        ),
        (
            "OS was 8.1 months with placebo and 9.2 months with sorafenib or lenvatinib (HR, 0.82; 95% CI, 0.68-0.99).",
            [],
        ),
    ):
        found_ = [r.contrast for r in effects(report(sentence=sentence, methods=arms)) if isinstance(r, Effect)]
        assert found_ == expected


def test_what_one_treatment_adds_where_there_are_several_arms(report: ReportOf) -> None:
    """In a factorial trial "adding X" is compared with no X; what adds to nothing is no factor."""
    methods = "We saw the DTIC group (n = 40), the DTIC plus cisplatin group (n = 40) and the DTIC plus sorafenib group (n = 41)."
    adding = "Addition of cisplatin did not improve OS (p = 0.28); HR for OS was 0.93 (95% CI 0.71-1.21)."
    (record,) = (r for r in effects(report(sentence=adding, methods=methods)) if isinstance(r, Effect))
    assert (record.factor, record.contrast) == ("treatment (cisplatin)", "with vs without cisplatin")
    without = "Cisplatin did not improve OS (p = 0.28); HR for OS was 0.93 (95% CI 0.71-1.21)."
    assert not [r for r in effects(report(sentence=without, methods=methods)) if isinstance(r, Effect)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients with high NLR had a worse OS (HR 1.81, 95% CI 1.25-2.60).", ["high NLR"]),
        ("Patients with high NLR had received more lines (HR 1.81, 95% CI 1.25-2.60).", []),
    ],
)
def test_a_part_fares_otherwise_than_all_others(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """In a study without arms the ratio of the patients with a trait is against those without."""
    paper = report(sentence=sentence, methods="A total of 90 patients were enrolled and received sorafenib.")
    assert [r.factor for r in effects(paper) if isinstance(r, Effect)] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "In a trial, lenvatinib improved OS compared with sunitinib (13.1 vs. 10.6 months; HR 0.81; 95% CI 0.66-0.99) [1].",
            [("[1]", "treatment", "lenvatinib vs sunitinib", "0.81")],
        ),
        (
            "One trial compared lenvatinib with sunitinib [1]. This trial showed a longer OS with lenvatinib than with sunitinib "
            "(HR 0.8). PFS was similar in both treatment arms (4.1 vs. 4.2 months; HR 1.08) [1].",
            [
                ("[1]", "treatment", "lenvatinib vs sunitinib", "0.8"),
                ("[1]", "treatment", "lenvatinib vs sunitinib", "1.08"),
            ],
        ),
        ("OS was longer with lenvatinib than with sunitinib (HR 0.8).", []),  # whose?
        (
            "One saw longer OS with lenvatinib than sunitinib (HR 0.8) [1]. There was a difference in PFS, too (HR 0.7).",
            [
                ("[1]", "treatment", "lenvatinib vs sunitinib", "0.8"),
                ("[1]", "treatment", "lenvatinib vs sunitinib", "0.7"),
            ],
        ),
        (
            "One trial saw a longer OS with lenvatinib than with sunitinib (HR 0.8) [1]. OS was alike with axitinib (HR 1.0).",
            [("[1]", "treatment", "lenvatinib vs sunitinib", "0.8")],
        ),
    ],
)
def test_cited_ratios_in_a_trial(vocabulary: Lexicon, told: str, expected: list[tuple[str, ...]]) -> None:
    """A ratio of a cited study is of its treatments, also in a trial's introduction."""
    text = f"# A trial of sorafenib\n\n## Introduction\n\n{told}\n\n## Methods\n\nSorafenib was given.\n\n## Results\n\nSee.\n"
    paper = understand(read_bytes(text.encode(), "invented"), vocabulary)
    records = [r for r in effects(paper) if isinstance(r, Effect)]
    assert [(r.study, r.factor, r.contrast, str(r.value)) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "models"),
    [
        (
            "After adjustment for age and stage, a high CRP was associated with worse OS (HR 2.1, 95% CI 1.2-3.5).",
            ["multivariate"],
        ),
        ("A high CRP was associated with worse OS (HR 2.1, 95% CI 1.2-3.5) after adjusting for age.", ["multivariate"]),
        ("Without adjustment for multiple testing, a high CRP was associated with worse OS (HR 2.1, 95% CI 1.2-3.5).", [None]),
        ("After adjustment for stage, sorafenib was associated with better OS (HR 0.7, 95% CI 0.5-0.9).", [None]),
        (
            "Table 2 shows the univariable Cox models for OS. Higher CRP was associated with shorter OS (HR 1.9, 95% "
            "CI 1.1-3.2).",
            ["univariate"],
        ),
        (
            "On univariate analysis, CRP was associated with OS (HR 2.1, 95% CI 1.2-3.5). In addition, high LDH was "
            "associated with "
            "shorter OS (HR 1.9, 95% CI 1.1-3.2).",
            ["univariate", "univariate"],
        ),
        (
            "When controlling for age, a high CRP was associated with worse OS (HR 2.1, 95% CI 1.2-3.5). Similarly, a "
            "high LDH was "
            "associated with worse OS (HR 2.0, 95% CI 1.1-3.7).",
            ["multivariate", "multivariate"],
        ),
        (
            "Uni- and multivariate analyses were done. Higher CRP was associated with shorter OS (HR 1.9, 95% CI 1.1-3.2).",
            [None],
        ),
        (
            "In multivariate analysis, CRP predicted OS (HR 2.1, 95% CI 1.2-3.5). The HR for death with sorafenib was "
            "0.7 (95% CI "
            "0.5-0.9).",
            ["multivariate", None],
        ),
        (
            "In multivariate analysis, CRP predicted OS (HR 2.1, 95% CI 1.2-3.5). In an exploratory analysis, a high "
            "LDH was associated "
            "with shorter OS (HR 1.9, 95% CI 1.1-3.2).",
            ["multivariate", None],
        ),
    ],
)  # fmt: skip
def test_the_analysis_that_the_paragraph_names(report: ReportOf, sentence: str, models: list[str | None]) -> None:
    """A trait's ratio is of the analysis that the sentences before named last; a treatment's is not."""
    assert [r.model for r in effects(report(sentence=sentence)) if isinstance(r, Effect)] == models


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The HR for death with sorafenib versus placebo was 0.70 (95% CI 0.50-0.90) in a phase III trial.", []),
        ("The HR for death with sorafenib versus placebo was 0.70 (95% CI 0.50-0.90) in our trial.", ["0.70"]),
        ("The HR for death with sorafenib versus placebo was 0.70 (95% CI 0.50-0.90).", ["0.70"]),
    ],
)
def test_a_discussion_tells_of_others_without_citing_them(report: ReportOf, sentence: str, values: list[str]) -> None:
    """What another study found is none of this one's ratios."""
    told = effects(report(sentence=f"See below.\n\n## Discussion\n\n{sentence}"))
    assert [str(r.value) for r in told if isinstance(r, Effect)] == values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In all, the reduction in the risk of death with sorafenib versus placebo was 28% (hazard ratio, 0.72; "
            "95% CI, 0.62 to 0.84), and events were rarer with sorafenib (any grade, 68% vs 88%; grade 3, lower).",
            ["OS treatment overall 0.72"],
        ),
        (
            "Patients in the PD-L1 low or undetectable subgroup also had improved OS with sorafenib (median OS 12 months vs 9 "
            "months; HR 0.75 [95% CI 0.59-0.96]).",
            ["OS treatment PD-L1 low or undetectable 0.75"],
        ),
        (
            "PFS was longer with sorafenib than with placebo, including 21 vs. 5 months in the gBRCA cohort (HR, 0.27; "
            "95% CI, 0.17 to 0.41) and 9 vs. 4 months in the overall non-gBRCA cohort (HR, 0.45; 95% CI, 0.34 to 0.61).",
            ["PFS treatment gBRCA cohort 0.27", "PFS treatment overall non-gBRCA cohort 0.45"],
        ),
        (
            "PFS was longer with sorafenib than with placebo in the overall population (HR 0.6; 95% CI, 0.5 to 0.8).",
            ["PFS treatment overall 0.6"],
        ),
        (
            "Sorafenib, as compared with placebo, was better in the time until the start of palliative chemotherapy (HR, 0.35), "
            "the time to progression (HR, 0.72), and the time until marker (PSA) progression (HR, 0.17).",
            [
                "time until the start of palliative chemotherapy treatment overall 0.35",
                "TTP treatment overall 0.72",
                "time until marker (PSA) progression treatment overall 0.17",
            ],
        ),
        (
            "Eight patients in the sorafenib group had CNS progression, as compared with 20 in the placebo group (hazard ratio, "
            "0.16; 95% CI, 0.10 to 0.28).",
            ["CNS progression treatment overall 0.16"],
        ),
        (
            "OS was longer with sorafenib than with placebo at first (8 months vs 5 months; HR 0.54, 95% CI 0.38-0.77; p=0.02) "
            "and at the end of follow-up (9 months vs 5 months; 0.50, 0.36-0.70; p<0.0001).",
            ["OS treatment overall 0.54", "OS treatment overall 0.50"],
        ),
    ],
)
def test_ratios_of_parts_and_of_times_to_events(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """A cohort right before the bracket is whose ratio it is, the time right before it what it is of; not all progress is PFS."""
    records = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert [f"{r.endpoint} {r.factor} {r.population} {r.value}" for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "contrast"),
    [
        (
            "OS with sorafenib alone was 10.1 months (hazard ratio for death in the comparison with S100 alone, 0.66).",
            "3 vs 1",
        ),
        (
            "OS did not differ between sorafenib alone and sorafenib plus S100 (HR with sorafenib plus S100, 1.04).",
            "2 vs 3",
        ),
    ],
)
def test_which_arm_a_ratio_sets_against_which(report: ReportOf, sentence: str, contrast: str) -> None:
    """Names with digits may stand between a ratio and its value; the arm that the ratio is said to be "with" comes first."""
    methods = (
        "We randomly assigned them to S100 alone (n = 40), sorafenib plus S100 (n = 41), or sorafenib alone (n = 42)."
    )
    names = {"S100 alone": "1", "sorafenib plus S100": "2", "sorafenib alone": "3"}
    (record,) = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert " vs ".join(names[name] for name in (record.contrast or "").split(" vs ")) == contrast


@pytest.mark.parametrize("level", ["95% CI", "99.73% CI,", "95 per cent c.i.", "95 percent confidence interval,"])
def test_levels_of_confidence(report: ReportOf, level: str) -> None:
    """However the level is printed, it is no value, and the limits behind it are the ratio's."""
    sentence = (
        f"OS was longer with sorafenib than with placebo (hazard ratio for death, 0.68; {level} 0.47 to 0.97; P=0.002)."
    )
    methods = "We randomly assigned them to sorafenib (n = 40) or placebo (n = 41)."
    paper = report(sentence=sentence, methods=methods)
    (record,) = [r for r in effects(paper) if isinstance(r, Effect)]
    assert record.ci == (Decimal("0.47"), Decimal("0.97"))
    assert not [r for r in outcomes(paper) if isinstance(r, Outcome)]


@pytest.mark.parametrize(
    ("longer", "ratio", "contrast"),
    [
        ("sorafenib", "0.93", "sorafenib vs placebo"),
        ("placebo", "0.93", None),
        ("placebo", "1.13", "sorafenib vs placebo"),
        ("placebo", "0.71", "placebo vs sorafenib"),
        ("sorafenib", "1.41", "placebo vs sorafenib"),
    ],
)
def test_a_ratio_near_to_one_may_belie_the_medians(
    report: ReportOf, longer: str, ratio: str, contrast: str | None
) -> None:
    """Which arm it is of is not told by medians that speak against the usual order, unless it is far from one."""
    shorter = "placebo" if longer == "sorafenib" else "sorafenib"
    sentence = f"Median OS was 39.9 months with {longer} and 36.0 months with {shorter} (HR {ratio})."
    methods = "We randomly assigned them to sorafenib (n = 40) or placebo (n = 41)."
    (record,) = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert record.contrast == contrast


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Patients with low LDH had a longer OS than patients with high LDH (HR 1.9, 95% CI 1.2-3.1).",
            "LDH: high LDH vs low LDH",
        ),
        (
            "Patients with low LDH had a longer OS than patients with high LDH (HR 0.5, 95% CI 0.3-0.8).",
            "low LDH: low LDH vs high LDH",
        ),
        ("Low LDH was associated with longer OS (HR 1.9, 95% CI 1.2-3.1).", "LDH: None"),
        ("Low LDH was associated with longer OS (HR 0.5, 95% CI 0.3-0.8).", "LDH low: None"),
        ("Low LDH was not associated with OS (HR 1.9, 95% CI 0.8-4.1).", "LDH low: None"),
        (
            "Median OS was 10 months in patients with high LDH and 14 months in patients with low LDH (HR 0.61; 0.41-0.90).",
            "LDH: low LDH vs high LDH",
        ),
        (
            "Median OS was 10 months in patients with high LDH and 14 months in patients with low LDH (HR 1.61; 1.11-2.3).",
            "high LDH: high LDH vs low LDH",
        ),
        (
            "Median PFS was 11 months in PD-L1-positive patients versus 5 months in PD-L1-negative patients (HR 1.85, 95% CI "
            "1.38-2.79).",
            "PD-L1: PD-L1-negative patients vs PD-L1-positive patients",
        ),
        ("OS was longer with sorafenib than with placebo (HR 1.4; 95% CI 1.1-1.7).", "treatment: placebo vs sorafenib"),
        ("OS was longer with sorafenib than with placebo (HR 0.7; 95% CI 0.6-0.9).", "treatment: sorafenib vs placebo"),
        (
            "OS was shorter with sorafenib than with placebo (HR 1.4; 95% CI 1.1-1.7).",
            "treatment: sorafenib vs placebo",
        ),
        (
            "OS was longer with sorafenib than with placebo (HR for sorafenib vs placebo 1.4; 95% CI 1.1-1.7).",
            "treatment: sorafenib vs placebo",
        ),
    ],
)
def test_words_that_belie_a_ratio(report: ReportOf, sentence: str, expected: str) -> None:
    """Who lives longer has the smaller hazard: a ratio that says otherwise is of those with whom the sentence compares."""
    (record,) = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert f"{record.factor}: {record.contrast}" == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "LDH was tied to age, whereas CRP was associated with PFS (HR 2.1, 95% CI 1.1-4.4).",
            ["PFS None CRP overall 2.1"],
        ),
        (
            "Age was not associated with PFS, whereas CRP was associated with PFS (HR 2.1, 95% CI 1.1-4.4).",
            ["PFS None CRP overall 2.1"],
        ),
        (
            "LDH was not prognostic for PFS but remained significant for OS (HR 2.1, 95% CI 1.1-4.4).",
            ["OS None LDH overall 2.1"],
        ),
        (
            "LDH was not a predictive factor for PFS in the placebo group, but remained significant in the sorafenib group "
            "(HR 2.1 [1.0; 4.4]).",
            ["PFS None LDH sorafenib 2.1"],
        ),
        (
            "LDH was not prognostic for PFS, but was a significant predictor for OS in women (HR 2.1, 95% CI 1.1-4.4).",
            ["OS None LDH women 2.1"],
        ),
        (
            "PFS was longer with sorafenib than with placebo (HR 0.7, 95% CI 0.5-0.9). Similar results were seen in patients "
            "with liver metastases (HR 0.66, 95% CI 0.43-0.91).",
            ["PFS None treatment overall 0.7", "PFS None treatment liver metastases 0.66"],
        ),
        (
            "LDH was associated with OS (HR 2.1, 95% CI 1.4-3.0) and remained significant in multivariate analysis (HR 1.8, 95% "
            "CI 1.2-2.7).",
            ["OS None LDH overall 2.1", "OS multivariate LDH overall 1.8"],
        ),
        (
            "LDH was associated with OS (HR 2.11 and 1.85 in univariate and multivariate analysis; p < 0.001).",
            ["OS univariate LDH overall 2.11", "OS multivariate LDH overall 1.85"],
        ),
        (
            "OS was shorter in patients with brain metastases than in those without (HR 2.11 and 2.05, stratified and not).",
            ["OS None brain metastases overall 2.11", "OS None brain metastases overall 2.05"],
        ),
        (
            "LDH was associated with PFS and OS (HR 2.11 and 1.85, respectively).",
            ["PFS None LDH overall 2.11", "OS None LDH overall 1.85"],
        ),
        ("LDH was associated with OS in men and women (HR 2.11 and 1.85, respectively).", []),
        (
            "Higher LDH levels correlated with shorter PFS (hazard ratio: 2.7; 95% confidence interval: 1.5-4.8).",
            ["PFS None LDH levels higher overall 2.7"],
        ),
        (
            "Tumour size >5 cm (vs <5 cm; HR 1.72 [95% CI 1.18-2.51]) was independently associated with worse OS.",
            ["OS multivariate Tumour size >5 cm overall 1.72"],
        ),
        (
            "Patients achieving a complete response had better OS (HR 0.35; 95% CI 0.20-0.61).",
            ["OS None complete response overall 0.35"],
        ),
        ("Patients with grade 3 rash were more likely to respond (OR = 3.1, 95% CI 1.4-7.0).", []),
        (
            "A Cox model showed age (per 10 years: HR 1.22, 95% CI 1.05-1.42) and albumin (per 1 g/dL: HR 0.55, 95% CI "
            "0.41-0.74) as significant predictors of OS.",
            ["OS None age overall 1.22", "OS None albumin overall 0.55"],
        ),
    ],
)
def test_which_of_several_verbs_parts_and_models_a_ratio_is_of(
    report: ReportOf, sentence: str, expected: list[str]
) -> None:
    """The nearest verb has the factor, a part set apart its own ratio; of two values a sentence must say what parts them."""
    records = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert [f"{r.endpoint} {r.model} {r.factor} {r.population} {r.value}" for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "OS was similar in men (HR 0.75, 95% CI 0.56-1.01; p = 0.06) and women (HR 0.80, 0.57-1.12; p for interaction = "
            "0.78).",
            [0.06, None],
        ),
        ("Elevated CRP was associated with worse OS (HR 2.40, 95% CI 1.61-3.57; P for trend < 0.001).", [None]),
        ("Elevated CRP was associated with worse OS (HR 2.40, 95% CI 1.61-3.57; P < 0.001).", ["<0.001"]),
    ],
)
def test_a_p_for_interaction_is_of_no_ratio(
    report: ReportOf, sentence: str, expected: list[float | str | None]
) -> None:
    """What tests a trend, or whether two ratios differ, is not the p value of the ratio before it."""
    assert [r.p for r in effects(report(sentence=sentence)) if isinstance(r, Effect)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Adjuvant chemotherapy was associated with improved OS (HR 0.62; 95% CI 0.45-0.86).",
            "Adjuvant chemotherapy: None",
        ),
        ("OS did not differ between men and women (HR 1.04; 95% CI 0.80-1.36).", "men: men vs women"),
        (
            "OS was similar between patients with KRAS-mutant and KRAS wild-type tumours (HR 1.04; 95% CI 0.80-1.36).",
            "KRAS-mutant: KRAS-mutant vs KRAS wild-type",
        ),
    ],
)
def test_ratios_of_a_cohort(report: ReportOf, sentence: str, expected: str) -> None:
    """Where no arms are compared, what some were given is a factor, and "between A and B" tells its two levels."""
    methods = "We reviewed 202 consecutive patients with resected colon cancer."
    (record,) = [r for r in effects(report(sentence=sentence, methods=methods)) if isinstance(r, Effect)]
    assert f"{record.factor}: {record.contrast}" == expected


@pytest.mark.parametrize("sentence", ["OS did not differ between sorafenib and placebo (HR 1.04; 95% CI 0.80-1.36)."])
def test_between_arms_it_is_treatment(report: ReportOf, sentence: str) -> None:
    """Two arms that "between" joins are no levels of a trait."""
    (record,) = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert record.factor == "treatment"


@pytest.mark.parametrize(
    ("sentence", "contrast"),
    [
        (
            "The ORR was higher with sorafenib (38% vs. 22%; odds ratio, 2.17; 95% CI, 1.2 to 3.9).",
            "sorafenib vs placebo",
        ),
        (
            "The ORR was 38% with sorafenib and 22% with placebo (OR 0.46; 95% CI, 0.26 to 0.83).",
            "placebo vs sorafenib",
        ),
        (
            "The hazard ratio for death in the sorafenib group, as compared with the placebo group, was 0.61 (0.48-0.78).",
            "sorafenib vs placebo",
        ),
        ("The ORR favored sorafenib (odds ratio, 2.17; 95% CI, 1.2 to 3.9).", None),
    ],
)
def test_which_arms_a_ratio_of_odds_compares(report: ReportOf, sentence: str, contrast: str | None) -> None:
    """The arm with the larger share has the larger odds; a ratio may say itself which arm it compares with which."""
    (record,) = [r for r in effects(report(sentence=sentence)) if isinstance(r, Effect)]
    assert (record.factor, record.contrast) == ("treatment", contrast)
