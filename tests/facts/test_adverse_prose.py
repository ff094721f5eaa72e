"""Adverse events of sentences: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.adverse_prose import adverse_events
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
from tests.facts.conftest import ReportOf


def found(report: ReportOf, sentence: str) -> list[str]:
    """ "arm: event grade count percent" of each record."""
    records = [r for r in adverse_events(report(sentence=sentence)) if isinstance(r, AdverseEvent)]
    return [f"{r.arm}: {r.event} {r.grade} {r.count} {r.percent}" for r in records]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The most common grade 3-4 adverse events in the sorafenib group were diarrhea (12.5%), fatigue "
            "(7.5%), and rash (5.0%).",
            ["sorafenib: diarrhea 3-4 None 12.5", "sorafenib: fatigue 3-4 None 7.5", "sorafenib: rash 3-4 None 5.0"],
        ),
        (
            "The most common adverse events in the sorafenib group were rash (n = 12; 30.0%) and pain (4 patients; 10.0%).",
            ["sorafenib: rash any 12 30.0", "sorafenib: pain any 4 10.0"],
        ),
        (
            "We recorded rash in 12 (30%) of 40 patients in the sorafenib group versus 20 (40%) of 50 in the placebo group.",
            ["sorafenib: rash any 12 30", "placebo: rash any 20 40"],
        ),
        (
            "Rash (all grades) was 5% in the sorafenib group and 2% in the placebo group.",
            ["sorafenib: Rash any None 5", "placebo: Rash any None 2"],
        ),
        ("We saw a response in 12 (30%) patients in the sorafenib group, of whom 9 (75%) had rash.", []),
        ("We recorded rash at baseline in 12 (30%) of 40 patients in the sorafenib group.", []),
        (
            "Grade 3 rash occurred in 6% of patients in both groups.",
            ["sorafenib: rash 3 None 6", "placebo: rash 3 None 6"],
        ),
        (
            "Eight patients in the sorafenib group had grade 3 rash (20.0%) and four developed pain (10.0%).",
            ["sorafenib: rash 3 8 20.0", "sorafenib: pain any 4 10.0"],  # each verb with its own grade
        ),
        (
            "In the sorafenib group the events of grade 3 or 4 were rash (20.0%) and pain (10.0%).",
            ["sorafenib: rash 3-4 None 20.0", "sorafenib: pain 3-4 None 10.0"],  # 4 is a grade
        ),
        (
            "In the sorafenib group two patients (5.0%) died of sepsis and one (2.5%) died from pneumonitis.",
            [],
        ),  # not of both
        ("Rash was reported in 5% (grade 3) of patients in the sorafenib group.", ["sorafenib: Rash 3 None 5"]),
        (
            "Rash was higher with sorafenib (30% vs 20%), whereas grade 3 pain was higher with placebo (9% vs 5%).",
            [
                "sorafenib: Rash any None 30",
                "placebo: Rash any None 20",
                "placebo: pain 3 None 9",
                "sorafenib: pain 3 None 5",
            ],
        ),
        (
            "Grade 3 adverse events were rash (15% vs 20%) and pain (3% vs 4%) in the sorafenib and placebo groups.",
            [
                "sorafenib: rash 3 None 15",
                "placebo: rash 3 None 20",
                "sorafenib: pain 3 None 3",
                "placebo: pain 3 None 4",
            ],
        ),
        (
            "Grade 4 rash occurred (in 45% and 38% of the sorafenib and placebo groups, respectively), pain (in 42% and 28%).",
            [
                "sorafenib: rash 4 None 45",
                "placebo: rash 4 None 38",
                "sorafenib: pain 4 None 42",
                "placebo: pain 4 None 28",
            ],
        ),
        (
            "The rate of rash of grade 3 or above was lower with sorafenib than with placebo (5% vs 9%).",
            ["sorafenib: rash >=3 None 5", "placebo: rash >=3 None 9"],
        ),
        (
            "Grade 3 rash (6 [12.0%]) and pain (5 [10.0%]) were the most common events in the sorafenib group.",
            ["sorafenib: rash 3 6 12.0", "sorafenib: pain 3 5 10.0"],
        ),
        (
            "Rash (grade 2 or worse) was more common in the sorafenib group (57% vs 41%).",
            ["sorafenib: Rash >=2 None 57", "placebo: Rash >=2 None 41"],
        ),
        (  # what is less is the appetite, not the share of the patients
            "The most common grade 3 events were rash (35%, sorafenib; 37%, placebo) and decreased appetite (8% vs 11%).",
            [],
        ),
        (
            "Rash was seen in 9 (22%) patients of the sorafenib group and 4 (8%) patients of the placebo group. Pain occurred "
            "in 86% vs 46% of patients.",
            [
                "sorafenib: Rash any 9 22",
                "placebo: Rash any 4 8",
                "sorafenib: Pain any None 86",
                "placebo: Pain any None 46",
            ],
        ),
        (
            "Rates of adverse events of grade 3 or above were higher with sorafenib than with placebo (57% vs 41%).",
            ["sorafenib: any AE >=3 None 57", "placebo: any AE >=3 None 41"],
        ),
        (
            "12 (30.0%) sorafenib patients and 5/50 (10.0%) placebo patients developed rash.",
            ["sorafenib: rash any 12 30.0", "placebo: rash any 5 10.0"],
        ),
        (
            "Rash was more frequent in the sorafenib group (12/40, 30.0%) than in the placebo group (10.0%, 5/50).",
            ["sorafenib: Rash any 12 30.0", "placebo: Rash any 5 10.0"],
        ),
        (
            "The most common grade 3 events were rash (nine [22.5%] of 40 patients in the sorafenib group vs six [12.0%] of 50 "
            "in the placebo group) and pain (four [10.0%] vs one [2.0%]).",
            [
                "sorafenib: rash 3 9 22.5",
                "placebo: rash 3 6 12.0",
                "sorafenib: pain 3 4 10.0",
                "placebo: pain 3 1 2.0",
            ],
        ),
        (
            "Grade 3-4 adverse events were more common with sorafenib than with placebo (50.0% vs 30.0%). The most frequent "
            "were rash (22.5% vs 12.0%) and pain (10.0% vs 2.0%).",
            [
                "sorafenib: any AE 3-4 None 50.0",
                "placebo: any AE 3-4 None 30.0",
                "sorafenib: rash 3-4 None 22.5",
                "placebo: rash 3-4 None 12.0",
                "sorafenib: pain 3-4 None 10.0",
                "placebo: pain 3-4 None 2.0",
            ],
        ),
        (
            "The most common grade 3-4 events in the sorafenib group, compared with the placebo group, were diarrhea (10 [25.0%] "
            "grade 3 with sorafenib vs two [4.0%] grade 3 with placebo) and rash (grade 3: 4 [10.0%] vs two [<1%]).",
            [
                "sorafenib: diarrhea 3 10 25.0",
                "placebo: diarrhea 3 2 4.0",
                "sorafenib: rash 3 4 10.0",
                "placebo: rash 3 2 None",
            ],
        ),
        (
            "Serious adverse events were reported in 10 (25.0%) of 40 patients allocated sorafenib and 5 (10.0%) of 50 assigned "
            "placebo.",
            ["sorafenib: any serious AE any 10 25.0", "placebo: any serious AE any 5 10.0"],
        ),
        (
            "Grade 3/4 pain, rash and diarrhea were more common in the sorafenib group (30% vs 21%, 15% vs 0%, and 10% vs 3%, "
            "respectively).",
            [
                "sorafenib: pain 3-4 None 30",
                "placebo: pain 3-4 None 21",
                "sorafenib: rash 3-4 None 15",
                "placebo: rash 3-4 None 0",
                "sorafenib: diarrhea 3-4 None 10",
                "placebo: diarrhea 3-4 None 3",
            ],
        ),
        (
            "Grade 3 adverse events emerged in 50.0% of 38 patients who received at least one dose of sorafenib and in 30.0% of "
            "49 patients who received at least one dose of placebo.",
            ["sorafenib: any AE 3 None 50.0", "placebo: any AE 3 None 30.0"],
        ),
        (
            "The most common adverse events of grade three or higher in the sorafenib group were fatigue (7 patients, 17.5%) and "
            "rash (4, 10.0%).",
            ["sorafenib: fatigue >=3 7 17.5", "sorafenib: rash >=3 4 10.0"],
        ),
        (
            "Treatment-related adverse events occurred in 30 (75.0%) patients assigned sorafenib and in 20 (40.0%) of those "
            "assigned placebo.",
            [
                "sorafenib: any treatment-related AE any 30 75.0",
                "placebo: any treatment-related AE any 20 40.0",
            ],
        ),
        (
            "The most common grade 3-4 events were rash or acne (nine [22.5%] patients given sorafenib vs five [10.0%] of those "
            "given placebo), quix (8 [20.0%] vs 1 [2.0%]) and pain (4 [10.0%] vs 1 [2.0%]).",
            [
                "sorafenib: acne 3-4 9 22.5",
                "placebo: acne 3-4 5 10.0",
                "sorafenib: pain 3-4 4 10.0",
                "placebo: pain 3-4 1 2.0",
            ],
        ),
        (
            "Adverse events occurred in 36 patients (90.0%) in the sorafenib group and 25 patients (50.0%) in the placebo group; "
            "grade 3 or 4 events occurred in 20 patients (50.0%) and 10 patients (20.0%), respectively.",
            [
                "sorafenib: any AE any 36 90.0",
                "placebo: any AE any 25 50.0",
                "sorafenib: any AE 3-4 20 50.0",
                "placebo: any AE 3-4 10 20.0",
            ],
        ),
        (
            "Infections (grades 2-4) were the most common adverse event, seen in 10 (25.0%) in the sorafenib group.",
            ["sorafenib: Infection 2-4 10 25.0"],
        ),
        ("Hospital stay for toxicity was needed in 10 patients (25.0%) in the sorafenib group.", []),
        (
            "Deaths due to adverse events were reported in 4 (10.0%) patients who received one or more doses of sorafenib and "
            "three (6.0%) of those who did not receive it.",
            ["sorafenib: AE leading to death any 4 10.0"],
        ),
        (
            "Rash of grade 3 was seen in 10.0% and grade 2 in 20.0% of patients in the sorafenib group.",
            ["sorafenib: Rash 2 None 20.0"],
        ),
        (
            "Grade 3 toxicities were anemia (10.0%), rash (5.0%) and pain (2.5%) in the sorafenib group, and rash (4.0%) in the "
            "placebo group.",
            [
                "sorafenib: anemia 3 None 10.0",
                "sorafenib: rash 3 None 5.0",
                "sorafenib: pain 3 None 2.5",
                "placebo: rash 3 None 4.0",
            ],
        ),
        ("Sorafenib did well. The most common events were rash (22.5% vs 12.0%).", []),  # which is first?
        (
            "The most common adverse events leading to discontinuation in the sorafenib group were rash (5.0%) and pain (2.5%).",
            [
                "sorafenib: rash leading to discontinuation any None 5.0",
                "sorafenib: pain leading to discontinuation any None 2.5",
            ],
        ),
        (
            "In the sorafenib arm, AEs occurred in 36 patients (90.0%); 14 (35.0%) had grade 3 or 4 events.",
            ["sorafenib: any AE any 36 90.0", "sorafenib: any AE 3-4 14 35.0"],
        ),
        (
            "In the sorafenib arm, AEs of any grade occurred in 36 patients (90.0%), and grade 3-4 events in 14 (35.0%).",
            ["sorafenib: any AE any 36 90.0", "sorafenib: any AE 3-4 14 35.0"],
        ),
        (
            "Treatment-related grade 3 to 4 adverse events occurred in 25.0% of patients in the sorafenib arm.",
            ["sorafenib: any treatment-related AE 3-4 None 25.0"],
        ),
        (
            "Adverse events of grade 3 that were attributed to a drug occurred in 25.0% of patients in the sorafenib arm.",
            ["sorafenib: any treatment-related AE 3 None 25.0"],
        ),
        (
            "The most common adverse events were rash (12 [30%] of 40 in the sorafenib arm vs five [10%] of 50 in the "
            "placebo arm) and fever (four [10%] vs two [4%]).",
            [
                "sorafenib: rash any 12 30",
                "placebo: rash any 5 10",
                "sorafenib: fever any 4 10",
                "placebo: fever any 2 4",
            ],
        ),
        (
            "Treatment-related deaths occurred in two (5%) patients in the sorafenib arm (one sepsis, one stroke) and "
            "one (2%) in the placebo arm.",
            ["sorafenib: treatment-related death 5 2 5", "placebo: treatment-related death 5 1 2"],
        ),
        (
            "Two (5%) patients in the sorafenib arm and one (2%) in the placebo arm died from treatment-related causes.",
            ["sorafenib: treatment-related death 5 2 5", "placebo: treatment-related death 5 1 2"],
        ),
        (
            "Rash (12.5% vs 4.0%) was more frequent in the sorafenib arm.",
            ["sorafenib: Rash any None 12.5", "placebo: Rash any None 4.0"],
        ),
        (
            "Grade 3 toxicity was less common with placebo (10.0%) than with sorafenib (30.0%).",
            ["placebo: any toxicity 3 None 10.0", "sorafenib: any toxicity 3 None 30.0"],
        ),
        (
            "In the sorafenib arm, TRAEs of any grade occurred in 36 patients (90.0%), and grade ≥3 TRAEs in 14 (35.0%).",
            [
                "sorafenib: any treatment-related AE any 36 90.0",
                "sorafenib: any treatment-related AE >=3 14 35.0",
            ],
        ),
        (
            "Rash was more common in the sorafenib arm (10.7% vs 0.2%).",
            ["sorafenib: Rash any None 10.7", "placebo: Rash any None 0.2"],
        ),
        ("Rash was less common in the sorafenib arm (10.7% vs 0.2%).", []),
        (
            "There was significantly more grade 4 rash with sorafenib (12 [30%] vs 5 [10%]).",
            ["sorafenib: rash 4 12 30", "placebo: rash 4 5 10"],
        ),
        ("More than two cycles were given in the sorafenib arm, with rash (30% vs 10%).", []),
        (
            "In the sorafenib group, grade 3 adverse events occurred in 68% and cardiac adverse events in 6%.",
            ["sorafenib: any AE 3 None 68", "sorafenib: cardiac adverse event any None 6"],
        ),
        (
            "The most common AEs (≥20%) in the sorafenib arm were diarrhea (42.5%) and rash (25.0%).",
            ["sorafenib: diarrhea any None 42.5", "sorafenib: rash any None 25.0"],
        ),
        (
            "Grade 3 or 4 adverse events occurred in 20 patients (50.0%) in the sorafenib arm and 15 (30.0%) in the placebo arm.",
            ["sorafenib: any AE 3-4 20 50.0", "placebo: any AE 3-4 15 30.0"],
        ),
        (
            "Grade 3 or 4 adverse events occurred in 20 patients (50.0%) in the sorafenib arm and 15 (30.0%) in the placebo "
            "arm, and serious adverse events occurred in 8 (20.0%) and 5 (10.0%) patients, respectively.",
            [
                "sorafenib: any AE 3-4 20 50.0",
                "placebo: any AE 3-4 15 30.0",
                "sorafenib: any serious AE any 8 20.0",
                "placebo: any serious AE any 5 10.0",
            ],
        ),
        (
            "Rash (31.0% vs 12.0%) and fatigue (9.0% vs 7.0%) were reported more often with sorafenib than with placebo.",
            [
                "sorafenib: Rash any None 31.0",
                "placebo: Rash any None 12.0",
                "sorafenib: fatigue any None 9.0",
                "placebo: fatigue any None 7.0",
            ],
        ),
        (
            "The incidence of grade 3-4 TRAEs was 52.5% in the sorafenib group and 30.0% in the placebo group.",
            ["sorafenib: any treatment-related AE 3-4 None 52.5", "placebo: any treatment-related AE 3-4 None 30.0"],
        ),
        (
            "The most common TRAEs in the sorafenib group were hypertension (50.0%) and rash (40.0%).",
            ["sorafenib: hypertension any None 50.0", "sorafenib: rash any None 40.0"],
        ),
        (
            "In the sorafenib group, rash (35.0%) and fatigue (15.0%) were the most common grade 3/4 adverse events.",
            ["sorafenib: rash 3-4 None 35.0", "sorafenib: fatigue 3-4 None 15.0"],
        ),
        (
            "Anastomotic leak rates were higher in the sorafenib group (8 [20%] of 40 in the sorafenib group vs "
            "5 [10%] of 50 in the placebo group).",
            ["sorafenib: Anastomotic leak any 8 20", "placebo: Anastomotic leak any 5 10"],
        ),
        (
            "Wound complications were more prevalent in the sorafenib group, occurring in 8 (20%) patients in this group "
            "compared with 5 (10%) patients in the placebo group.",
            ["sorafenib: Wound complication any 8 20", "placebo: Wound complication any 5 10"],
        ),
        (
            "The incidence of III-IV acute GVHD was 16.7% in the sorafenib group and 2.0% in the placebo group.",
            ["sorafenib: acute GVHD 3-4 None 16.7", "placebo: acute GVHD 3-4 None 2.0"],
        ),
        (
            "Grade 3 toxicities in the sorafenib group were rash (four patients) and fatigue (3 patients).",
            ["sorafenib: rash 3 4 None", "sorafenib: fatigue 3 3 None"],
        ),
        (
            "The most frequent grade 3-4 toxicity in the sorafenib group was rash (n = 9, 22.5%).",
            ["sorafenib: rash 3-4 9 22.5"],
        ),
        (
            "Hypertension was observed in 20 (50.0%) patients in the sorafenib group.",
            ["sorafenib: Hypertension any 20 50.0"],
        ),
        (
            "Rash was more frequent in the sorafenib group than in the placebo group (32.5% vs 14.0%, P = 0.03).",
            ["sorafenib: Rash any None 32.5", "placebo: Rash any None 14.0"],
        ),
        (
            "Symptomatic hyponatremia occurred in 2.5% of patients in the sorafenib group and 1.0% in the placebo group.",
            ["sorafenib: Symptomatic hyponatremia any None 2.5", "placebo: Symptomatic hyponatremia any None 1.0"],
        ),
        (
            "Grade ≥3 neutropenia occurred in 12.5% of patients in the sorafenib group and 2.0% in the placebo group.",
            ["sorafenib: neutropenia >=3 None 12.5", "placebo: neutropenia >=3 None 2.0"],
        ),
        (
            "The most common grade 3 adverse events in the sorafenib vs placebo groups were hypertension "
            "(20.0% vs 6.0%) and diarrhea (15.0% vs 4.0%).",
            [
                "sorafenib: hypertension 3 None 20.0",
                "placebo: hypertension 3 None 6.0",
                "sorafenib: diarrhea 3 None 15.0",
                "placebo: diarrhea 3 None 4.0",
            ],
        ),
        (
            "Other grade 3 toxicities included diarrhea (n = 7) and fatigue (n = 5) in the sorafenib group; "
            "and diarrhea (n = 2) in the placebo group.",
            ["sorafenib: diarrhea 3 7 None", "sorafenib: fatigue 3 5 None", "placebo: diarrhea 3 2 None"],
        ),
        (
            "Grade 3 to 4 rash (15%) and pain (10%) were the most frequent adverse events in the sorafenib arm.",
            ["sorafenib: rash 3-4 None 15", "sorafenib: pain 3-4 None 10"],
        ),
        (
            "Patients in the sorafenib arm had significantly more grade 3 rash (12% vs 2%, P = 0.01).",
            ["sorafenib: rash 3 None 12", "placebo: rash 3 None 2"],
        ),
        (
            "Adverse events included pain (sorafenib 12%, placebo 2%) and rash (sorafenib 10%, placebo 0%).",
            [
                f"{arm}: {x} any None {n}"
                for arm, x, n in (
                    ("sorafenib", "pain", 12),
                    ("placebo", "pain", 2),
                    ("sorafenib", "rash", 10),
                    ("placebo", "rash", 0),
                )
            ],
        ),
        (
            "For fungal infections, the figures were 10% in the sorafenib group and 4% in the placebo group.",
            ["sorafenib: fungal infection any None 10", "placebo: fungal infection any None 4"],
        ),
        ("The most common toxicity was rash (31/90).", ["overall: rash any 31 None"]),
        ("The most common toxicity was rash (31/60).", []),  # of a part of the patients
        (
            "Adverse events leading to dose reduction were reported in 7.5% of the sorafenib group.",
            ["sorafenib: AE leading to dose reduction any None 7.5"],
        ),
        (
            "In the sorafenib group, diarrhea (32.5%), nausea and rash (22.5% each) were reported as adverse events.",
            ["sorafenib: diarrhea any None 32.5", "sorafenib: nausea any None 22.5", "sorafenib: rash any None 22.5"],
        ),
        (
            "Adverse events in the sorafenib group included nausea, diarrhea (32.5%) and rash (22.5%).",
            ["sorafenib: diarrhea any None 32.5", "sorafenib: rash any None 22.5"],
        ),
        (  # the chronic form has a scale of its own
            "The rates of grade 2-4 acute GVHD and chronic GVHD were 30.0% and 40.0%, respectively, in the sorafenib group.",
            ["sorafenib: acute GVHD 2-4 None 30.0", "sorafenib: chronic GVHD any None 40.0"],
        ),
        (
            "Rash was seen in 3 patients (7.5%) in the sorafenib group and in none of those in the placebo group.",
            ["sorafenib: Rash any 3 7.5", "placebo: Rash any 0 None"],
        ),
        (
            "Rash was seen in 3 patients (7.5%) in the sorafenib group; no patient in the placebo group withdrew.",
            ["sorafenib: Rash any 3 7.5"],
        ),
        (
            "Rash of any grade occurred in 45% of patients treated with sorafenib, including 17% with grade 3.",
            ["sorafenib: Rash any None 45", "sorafenib: Rash 3 None 17"],
        ),
        ("Fatigue of grade 1 was reported in 20.0% of patients.", []),
        ("Toxicity was assessed in 38 (95%) patients in the sorafenib group.", []),
        ("A history of hypertension was reported by 40.0% of the sorafenib group.", []),
    ],
)
def test_shares_and_counts_of_named_groups(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """An event's share or count belongs to the group the sentence ties it to; without one there is no record."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The rate of grade 3 or higher adverse events was 36% in the sorafenib group and 50% in the placebo group, and "
            "the rate of treatment discontinuation due to toxic effects was 4% and 7%, respectively.",
            [
                "sorafenib: any AE >=3 None 36",
                "placebo: any AE >=3 None 50",
                "sorafenib: AE leading to discontinuation any None 4",
                "placebo: AE leading to discontinuation any None 7",
            ],
        ),
        (
            "Grade 3 rash occurred in 6% of patients in the sorafenib group, and the incidence of pain was 40%.",
            ["sorafenib: rash 3 None 6", "sorafenib: pain any None 40"],
        ),
        (
            "Grade 3 rash was seen in 6% of patients in the sorafenib group, whereas 40% of patients had pain.",
            ["sorafenib: rash 3 None 6", "sorafenib: pain any None 40"],
        ),
        (
            "Grade 3 rash was seen in 6% of patients in the sorafenib group, pain in 4%, and nausea in 2%.",
            [f"sorafenib: {event} 3 None {share}" for event, share in (("rash", 6), ("pain", 4), ("nausea", 2))],
        ),
        (
            "Grade 3 adverse events occurred in 6% of patients in the sorafenib group; rash was seen in 4%.",
            ["sorafenib: any AE 3 None 6", "sorafenib: rash 3 None 4"],  # one of them
        ),
    ],
)
def test_a_clause_of_an_event_of_its_own_has_its_own_grade(
    report: ReportOf, sentence: str, expected: list[str]
) -> None:
    """What is told of another event, or of a treatment's end, with a verb of its own is not of the grade told before."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the sorafenib group toxic effects led to dose reductions, or interruptions, or both in 24 (60%) of 40 "
            "patients and permanent discontinuation in 4 (10%) patients.",
            [
                "sorafenib: AE leading to dose reduction or interruption any 24 60",
                "sorafenib: AE leading to discontinuation any 4 10",
            ],
        ),
        (
            "In the sorafenib group toxicity resulted in dose reduction in 20% of patients and discontinuation in 5%.",
            [
                "sorafenib: AE leading to dose reduction any None 20",
                "sorafenib: AE leading to discontinuation any None 5",
            ],
        ),
        (
            "Grade 3 adverse events occurred in 6% of patients in the sorafenib group and 3% in the placebo group, and "
            "adverse events leading to discontinuation occurred in 5% and 2%, respectively.",
            ["sorafenib: any AE 3 None 6", "placebo: any AE 3 None 3"],  # an endpoint
        ),
        (
            "In the sorafenib group treatment resulted in grade 3 or 4 hematologic toxic effects in 7 percent of patients.",
            ["sorafenib: hematologic toxicity 3-4 None 7"],
        ),
        (
            "Non-hematologic toxicity occurred in 7% of patients in the sorafenib group and late toxic effects in 2%.",
            ["sorafenib: Non-hematologic toxicity any None 7", "sorafenib: late toxicity any None 2"],
        ),
        ("In the sorafenib group new adverse events occurred in 7% of patients.", ["sorafenib: any AE any None 7"]),
        (
            "In the sorafenib group dose interruption or reduction because of adverse events was required in 35%.",
            ["sorafenib: AE leading to interruption or dose reduction any None 35"],
        ),
        (
            "Adverse events of any cause led to discontinuation in 30% of the patients in the sorafenib group.",
            ["sorafenib: AE leading to discontinuation any None 30"],
        ),
        (
            "Serious adverse events were seen in 9% of patients in the sorafenib group, with 4% of sorafenib-treated patients "
            "requiring transfusion.",
            ["sorafenib: any serious AE any None 9"],
        ),
        (
            "The most common events in the sorafenib group were rash (41%) and pain (36%), whereas pain (38%) and nausea (35%) "
            "were most common in the placebo group.",
            [
                "sorafenib: rash any None 41",
                "sorafenib: pain any None 36",
                "placebo: pain any None 38",
                "placebo: nausea any None 35",
            ],
        ),
        (
            "Sorafenib caused serious adverse events in 7% of patients.",
            ["sorafenib: any serious AE any None 7"],
        ),
        (
            "The most common events with sorafenib were rash, which occurred in 38% of those treated, and pain, which occurred "
            "in 21%; 4% of the patients who received sorafenib had nausea.",
            ["sorafenib: rash any None 38", "sorafenib: pain any None 21", "sorafenib: nausea any None 4"],
        ),
        (
            "20 patients (50%) in the sorafenib group, as compared with 20 (40%) in the placebo group, had adverse events.",
            ["sorafenib: any AE any 20 50", "placebo: any AE any 20 40"],
        ),
        (
            "Grade 3 adverse events occurred in 6% of patients in the sorafenib group and 3% in the placebo group, and 5% and "
            "2% of patients, respectively, discontinued treatment because of toxicity.",
            ["sorafenib: any AE 3 None 6", "placebo: any AE 3 None 3"],
        ),
    ],
)
def test_adverse_events_of_a_kind_and_what_they_led_to(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Events of an organ are not all events; each thing that events led to has its own value, of whom it befell."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rash occurred in 31.0% of patients with sorafenib and 12.0% with placebo.",
         ["sorafenib: Rash any None 31.0", "placebo: Rash any None 12.0"]),
        ("Rash was reported in 31.0% of patients.", ["overall: Rash any None 31.0"]),
        ("Rash was reported in 31.0% of surgical patients.", []),  # some of all
        ("Deaths due to adverse events occurred in 3 patients (1.5%).", ["overall: AE leading to death any 3 1.5"]),
        ("Four patients (3.0%) had rash grade 1, n = 2; grade 3, n = 2.", ["overall: rash any 4 3.0"]),
        ("Rash was reported in less than 1% of patients.", []),
        ("Twelve patients (40.0%) experienced grade 3 rash.", ["overall: rash 3 12 40.0"]),
        ("Rash was seen in 9 patients (30.0%), and five (17.0%) had grade 3 or 4 fatigue.",
         ["overall: Rash any 9 30.0", "overall: fatigue 3-4 5 17.0"]),
        ("Two of 30 patients (7.0%) developed a grade 4 rash.", ["overall: rash 4 2 7.0"]),
        ("Grade 3-4 toxicities occurred in 45.0% of patients.", ["overall: any toxicity 3-4 None 45.0"]),
        ("12% of patients experienced grade 3 or 4 toxicity.", ["overall: any toxicity 3-4 None 12"]),
        ("Toxicity was assessed in 45.0% of patients.", []),
        ("Rash was the most common skin toxicity, occurring in 60.0% of patients.", ["overall: Rash any None 60.0"]),
        ("Four patients (10.0%) stopped treatment because of adverse events.",
         ["overall: AE leading to discontinuation any 4 10.0"]),
        (
            "Rash (grade 3, 20%; grade 4, 10%) was the most common toxicity.",
            ["overall: Rash 3 None 20", "overall: Rash 4 None 10"],
        ),
        (
            "Rash of any grade was reported in 31.0%, including grade 3 in 3 (7.5%) and grade 4 in 1 patient.",
            ["overall: Rash any None 31.0", "overall: Rash 3 3 7.5", "overall: Rash 4 1 None"],
        ),
        (
            "Adverse events occurred in 31 patients (34.4%), including grade 3-4 events in 9 (10.0%).",
            ["overall: any AE any 31 34.4", "overall: any AE 3-4 9 10.0"],
        ),
        (
            "Adverse events occurred in 31 patients (34.4%), of which nine (10.0%) were grade 3-4.",
            ["overall: any AE any 31 34.4", "overall: any AE 3-4 9 10.0"],
        ),
        (
            "Adverse events occurred in 31 patients (34.4%), including nine with grade 3 rash.",
            ["overall: any AE any 31 34.4"],
        ),
        (
            "Rash of any grade was reported in 31.0%, and grade 3 fatigue in 7.5%.",
            ["overall: Rash any None 31.0", "overall: fatigue 3 None 7.5"],
        ),
        ("Rash was seen in 31.0% of patients (grade 2, 9.0%; grade ≥3, 1.4%).",
         ["overall: Rash any None 31.0", "overall: Rash 2 None 9.0", "overall: Rash >=3 None 1.4"]),
        ("Rash occurred in 64.0% (grade ≥3: 1.0%), and fatigue in 14.0% (grade ≥3 in 3.0%).",
         ["overall: Rash any None 64.0", "overall: Rash >=3 None 1.0", "overall: fatigue any None 14.0",
          "overall: fatigue >=3 None 3.0"]),
        ("The incidence of grade II-IV acute GVHD at day 100 was 24.8%.", ["overall: acute GVHD 2-4 None 24.8"]),
    ],
)  # fmt: skip
def test_groups_where_no_arms_are_known(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """The treatment that a value is tied to is its group; of patients of one kind there is no record."""
    records = adverse_events(report(sentence=sentence, methods="All were seen."))
    found = [f"{r.arm}: {r.event} {r.grade} {r.count} {r.percent}" for r in records if isinstance(r, AdverseEvent)]
    assert found == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("In our patients", ["12"]),
        ("In a previous phase II study", []),
        ("In contrast to earlier trials, in our study", ["12"]),
    ],
)
def test_a_discussion_may_tell_of_an_earlier_study(vocabulary: Lexicon, opening: str, expected: list[str]) -> None:
    """What it says of one is not told of the paper's own patients, also where no reference is given."""
    text = (
        "# A trial of sorafenib\n\n## Methods\n\nAll 40 patients received sorafenib.\n\n## Discussion\n\n"
        f"{opening}, grade 3 rash occurred in 12% of patients.\n"
    )
    paper = understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)
    assert [str(r.percent) for r in adverse_events(paper) if isinstance(r, AdverseEvent)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Rates of adverse events were lower with sorafenib than with placebo (any grade, 68% v 88%; grade 3-4, 10% v 55%).",
            ["sorafenib any 68", "placebo any 88", "sorafenib 3-4 10", "placebo 3-4 55"],
        ),
        (
            "More grade 3 adverse events occurred with sorafenib than with placebo (71% v 49%), whereas grade 4 events were "
            "slightly more common with placebo (31% v 25% with sorafenib).",
            ["sorafenib 3 71", "placebo 3 49", "placebo 4 31", "sorafenib 4 25"],
        ),
        (
            "Permanent discontinuation of any drug as a result of adverse events occurred in 4 patients (9.7%) in the sorafenib "
            "group and in 3 patients (5.9%) in the placebo group.",
            ["sorafenib leading to discontinuation any 9.7", "placebo leading to discontinuation any 5.9"],
        ),
        (
            "We noted treatment-emergent adverse events in 39 (98%) of 40 patients in the sorafenib safety population and 46 "
            "(94%) of 49 patients in the control safety population.",
            ["sorafenib any 98", "placebo any 94"],
        ),
        (
            "Rash was rarer with sorafenib than with placebo (10% vs 20%), as were grade 3, 4, or 5 adverse events (26% vs 53%).",
            ["sorafenib any 10", "placebo any 20", "sorafenib >=3 26", "placebo >=3 53"],
        ),
        (
            "Frequent grade 3 to 4 toxicities for sorafenib v placebo were: rash (82% v 57%), pain (21% v 27%).",
            ["sorafenib 3-4 82", "placebo 3-4 57", "sorafenib 3-4 21", "placebo 3-4 27"],
        ),
    ],
)
def test_events_of_both_arms_in_brackets(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Grades one after the other in a bracket, groups joined by "v", and what happened "as a result of" events."""
    records = [r for r in adverse_events(report(sentence=sentence)) if isinstance(r, AdverseEvent)]
    led = " leading to discontinuation"
    rows = [f"{r.arm}{led if r.event.endswith(led) else ''} {r.grade} {r.percent}" for r in records]
    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The incidence of mucositis of Invented Toxicity Scale (ITS) grade 3 or 4 was 63% in the sorafenib group and 98% in "
            "the placebo group.",
            [("mucositis", "3-4"), ("mucositis", "3-4")],
        ),
        (
            "Adverse events were alike in the two groups, except for CSF leak (5% in the sorafenib group vs. 1% in the placebo "
            "group).",
            [("CSF leak", "any"), ("CSF leak", "any")],
        ),
        (
            "No delayed nausea was reported by 74% of patients in the sorafenib group versus 45% in the placebo group.",
            [],  # who had none
        ),
        (
            "Grade 2-4 acute toxicity was more frequent in the sorafenib group (17%) than in the placebo group (10%).",
            [("acute toxicity", "2-4"), ("acute toxicity", "2-4")],
        ),
        (
            "There were eight (20%) treatment-related deaths in the sorafenib group compared with ten (20%) in the placebo "
            "group.",
            [("treatment-related death", "5"), ("treatment-related death", "5")],
        ),
        (
            "Alopecia was more common in the sorafenib group (0 patients vs 45 (90%) of 50 patients).",
            [],  # 45 of whom?
        ),
        (
            "There were no grade 5 toxic effects, but nausea occurred in 5% of patients in the sorafenib group.",
            [("nausea", "any")],
        ),
    ],
)
def test_a_scale_before_a_grade_and_a_grade_that_nobody_had(
    report: ReportOf, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """The name of a scale may stand before the grade of all its values; "no grade 5 toxicity" grades no other event."""
    records = adverse_events(report(sentence=sentence))
    assert [(r.event, r.grade) for r in records if isinstance(r, AdverseEvent)] == expected
