"""Patients that sentences count: the specification (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.evidence import AdverseEvent, Outcome
from kg_builder.facts.counted_in_both import counted_in_both
from kg_builder.facts.counted_patients import counted_patients
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
from tests.facts.conftest import ReportOf


def found(report: ReportOf, sentence: str) -> list[str]:
    """ "arm event grade count" of each adverse event, "arm endpoint count" of each outcome; what two rules tell once."""
    paper = report(sentence=sentence)
    told = [
        f"{r.arm} {r.event} {r.grade} {r.count}" if isinstance(r, AdverseEvent) else f"{r.arm} {r.endpoint} {r.value}"
        for r in (*counted_patients(paper), *counted_in_both(paper))
    ]
    return list(dict.fromkeys(told))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Five patients (three in the sorafenib group and two in the placebo group) developed grade 3 pneumonitis.",
            ["overall pneumonitis 3 5", "sorafenib pneumonitis 3 3", "placebo pneumonitis 3 2"],
        ),
        (
            "9 patients developed grade 3-4 rash (seven in the sorafenib group and two in the placebo group).",
            ["overall rash 3-4 9", "sorafenib rash 3-4 7", "placebo rash 3-4 2"],
        ),
        (
            "Six patients died from treatment-related causes (five in the sorafenib group and one in the placebo group).",
            [
                "overall treatment-related death 5 6",
                "sorafenib treatment-related death 5 5",
                "placebo treatment-related death 5 1",
            ],
        ),
        (
            "Pneumonitis occurred in 2 patients in the sorafenib group [fatal in one] and 1 patient in the placebo group.",
            ["sorafenib Pneumonitis any 2", "placebo Pneumonitis any 1"],
        ),
        (
            "Pneumonitis occurred in 2 (5%) patients in the sorafenib group and 1 (2%) in the placebo group.",
            [],
        ),  # shares are told
        (
            "A total of 9 patients died: 3 in the sorafenib group and 6 in the placebo group.",
            ["overall death 9", "sorafenib death 3", "placebo death 6"],
        ),
        (
            "Deaths occurred in 8 of 40 patients in the sorafenib group and 9/50 patients in the placebo group.",
            ["sorafenib death 8", "placebo death 9"],
        ),
        (
            "A complete response was achieved in 8 and 9 patients in the sorafenib and placebo groups, respectively.",
            ["sorafenib CR 8", "placebo CR 9"],
        ),
        (
            "Recurrences were reported in 8/40 and 9/50 patients in the sorafenib and placebo groups, respectively.",
            ["sorafenib recurrence 8", "placebo recurrence 9"],
        ),
        (
            "Recurrences were reported in 8/20 and 9/25 patients in the sorafenib and placebo groups, respectively.",
            [],  # of a part of them
        ),
        (
            "In patients with cirrhosis, CR was achieved in 8 and 9 patients in the sorafenib and placebo groups, respectively.",
            [],
        ),
        (
            "A total of 67 deaths occurred, 39 in the sorafenib group and 28 in the placebo group.",
            ["overall death 67", "sorafenib death 39", "placebo death 28"],
        ),
        (
            "A total of 67 deaths (39 sorafenib, 28 placebo) were recorded.",
            ["overall death 67", "sorafenib death 39", "placebo death 28"],
        ),
        (
            "Nine patients had sepsis (sorafenib, 5; placebo group, n = 4).",
            ["overall sepsis any 9", "sorafenib sepsis any 5", "placebo sepsis any 4"],
        ),
        ("Nine patients had sepsis (sorafenib, 5; placebo, 3).", []),  # which do not add up
        ("Rash also occurred in four patients in the placebo group.", ["placebo Rash any 4"]),
        (
            "There were 14 and 12 cases of rash, 8 and 7 cases of sepsis, respectively, in the sorafenib and placebo groups.",
            ["sorafenib rash any 14", "placebo rash any 12", "sorafenib sepsis any 8", "placebo sepsis any 7"],
        ),
        (
            "Infection occurred in 4 patients in the sorafenib group [pulmonary embolism (PE) in 3, and sepsis in 1] and 2 "
            "patients in the placebo group (colitis, n = 1; rash, n = 1).",
            [
                "sorafenib Infection any 4",
                "placebo Infection any 2",
                "sorafenib pulmonary embolism any 3",
                "sorafenib sepsis any 1",
                "placebo colitis any 1",
                "placebo rash any 1",
            ],
        ),
        (  # what does not add up divides nobody
            "Infection occurred in 4 patients in the sorafenib group (colitis in 2, and sepsis in 1) and 2 patients in the "
            "placebo group.",
            ["sorafenib Infection any 4", "placebo Infection any 2"],
        ),
        (
            "Two patients died from sepsis in the sorafenib group, while no patients died from sepsis in the placebo group.",
            ["sorafenib sepsis 5 2", "placebo sepsis 5 0"],
        ),
        (
            "Hematologic relapse was detected in 6 and 5 patients, and molecular relapse occurred in 1 and 2 patients, "
            "respectively, in the sorafenib and placebo groups.",
            [
                "sorafenib hematologic relapse 6",
                "placebo hematologic relapse 5",
                "sorafenib molecular relapse 1",
                "placebo molecular relapse 2",
            ],
        ),
        (
            "Suspected relapse was detected in 6 and 5 patients, respectively, in the sorafenib and placebo groups.",
            [],
        ),
        ("Twelve patients in the sorafenib group developed 15 episodes of sepsis.", ["sorafenib sepsis any 12"]),
        ("In the sorafenib group, 12 patients had 15 episodes of sepsis.", []),
        ("There were 14 and 12 cases of rash in the sorafenib group.", []),
        (
            "There were three cases of grade 4 colitis in the sorafenib group and one in the placebo group.",
            ["sorafenib colitis 4 3", "placebo colitis 4 1"],
        ),
        ("One case of fatal colitis was reported in the placebo group.", ["placebo colitis 5 1"]),
        ("There was one case of colitis in each group.", ["sorafenib colitis any 1", "placebo colitis any 1"]),
        ("Colitis was seen in one patient in each group.", ["sorafenib Colitis any 1", "placebo Colitis any 1"]),
        ("There were three cases of colitis among patients with rash in the sorafenib group.", []),
        ("There were three cases of sibling donors or colitis in the sorafenib group.", []),
        (
            "Rash occurred in 6 and 4 patients in the sorafenib and placebo groups, respectively.",
            ["sorafenib Rash any 6", "placebo Rash any 4"],
        ),
        ("Rash occurred in 6 and 4 patients in the sorafenib group.", []),  # which?
        (
            "Molecular relapse was seen in 6 and 4 patients in the sorafenib and placebo groups, respectively.",
            ["sorafenib molecular relapse 6", "placebo molecular relapse 4"],
        ),
        ("36 patients relapsed (40.0%).", ["overall relapse 40.0"]),
        ("Eighteen of 90 patients responded (20%).", ["overall ORR 20"]),
        ("Nine of 45 patients responded (20%).", []),  # which half of them?
        ("Nine patients relapsed (40.0%).", []),  # of whom?
        (
            "At the last visit 58 patients were alive and 32 patients had died.",
            ["overall alive 58", "overall death 32"],
        ),
        (
            "At the last visit 58 patients (64.4%) were alive and 32 (35.6%) had died.",
            ["overall alive 64.4", "overall death 35.6"],
        ),
        ("At the last visit 28 patients were alive and 12 patients had died.", []),  # which 40 of 90?
        (
            "A total of 60 deaths (28 in the sorafenib group and 32 in the placebo group) had occurred.",
            ["overall death 60", "sorafenib death 28", "placebo death 32"],
        ),
        (
            "There were 4 and 2 cases of fungal infections, respectively, in the sorafenib and placebo groups.",
            ["sorafenib fungal infection any 4", "placebo fungal infection any 2"],
        ),
        (
            "Sepsis occurred in 3 patients in the sorafenib group and in none in the placebo group.",
            ["sorafenib Sepsis any 3", "placebo Sepsis any 0"],
        ),
        ("Eight patients assigned to sorafenib developed pneumonitis.", ["sorafenib pneumonitis any 8"]),
        (
            "Four patients died of treatment-related causes: three in the sorafenib group and one in the placebo group.",
            [f"{arm} treatment-related death 5 {n}" for arm, n in (("overall", 4), ("sorafenib", 3), ("placebo", 1))],
        ),
        ("No patient in the sorafenib group had grade 4 rash.", ["sorafenib rash 4 0"]),
        (
            "In the sorafenib group, grade 3 toxicities included nausea in 3 patients, grade 4 rash in two, and fevers in 1.",
            ["sorafenib nausea 3 3", "sorafenib rash 4 2", "sorafenib fever 3 1"],
        ),
        ("Adverse events included nausea in 3 patients and rash in 2.", []),  # of which group?
        ("In the sorafenib group, adverse events included nausea in 3 patients (7.5%).", []),  # a share
        ("In the sorafenib group, treatment was stopped because of rash in 3 patients.", []),
        (
            "There were 30 deaths in the sorafenib group and 45 in the placebo group.",
            ["sorafenib death 30", "placebo death 45"],
        ),
        ("There were 30 deaths in patients with cirrhosis.", []),
        ("No patients had grade 4 rash.", ["overall rash 4 0"]),
        ("We saw the sorafenib group. No patients had grade 4 rash.", []),  # of whom?
        ("No patients with cirrhosis had grade 4 rash.", []),
        ("No patient in either group achieved a complete response.", ["sorafenib CR 0", "placebo CR 0"]),
        (
            "Grade 3 pneumonitis was seen in 2 patients in the sorafenib group and 1 in the placebo group.",
            ["sorafenib pneumonitis 3 2", "placebo pneumonitis 3 1"],
        ),
        (
            "Serious events were rash (12 events in the sorafenib group vs 8 in the placebo group) and sepsis (7 events vs 6).",
            ["sorafenib rash any 12", "placebo rash any 8", "sorafenib sepsis any 7", "placebo sepsis any 6"],
        ),
        (
            "TRM occurred in 8 patients (sepsis in 5) in the sorafenib group, and 3 patients (sepsis in 1) in the placebo group.",
            ["sorafenib TRM 8", "placebo TRM 3"],
        ),
        (
            "There were four regimen-related deaths in the sorafenib group.",
            ["sorafenib regimen-related death 5 4"],
        ),
        (
            "Four patients in each group developed pneumonitis.",
            ["sorafenib pneumonitis any 4", "placebo pneumonitis any 4"],
        ),
        ("Six patients in the sorafenib group experienced grade 4 AEs.", ["sorafenib any AE 4 6"]),
        (
            "Grade 4 rash was seen in 4 patients in the placebo group and 1 in the sorafenib group.",
            ["placebo rash 4 4", "sorafenib rash 4 1"],
        ),
        (
            "Serious adverse events occurred in 14 patients in the sorafenib group and in 9 patients in the placebo group.",
            ["sorafenib any serious AE any 14", "placebo any serious AE any 9"],
        ),
        ("Four patients in the sorafenib group had a partial response (10%).", ["sorafenib PR 10"]),
        ("Rash occurred in 8 patients in the sorafenib group (20%).", ["sorafenib Rash any 8"]),
        ("Rash occurred in 8 patients in the sorafenib group (95% CI 2-20).", ["sorafenib Rash any 8"]),
        ("Rash occurred in 4 patients (10.0%) in the sorafenib group.", []),  # told with its share
        ("Progressive disease was recorded in 12 patients (13.3%).", []),  # told with its share
        ("Two patients in the sorafenib group died of sepsis.", ["sorafenib sepsis 5 2"]),
        (
            "11 patients in the sorafenib group and 8 in the placebo group had died at the time of analysis.",
            ["sorafenib death 11", "placebo death 8"],
        ),
        (
            "Grade 3 rash was seen in 4 patients in the sorafenib group and two patients in the placebo group.",
            ["sorafenib rash 3 4", "placebo rash 3 2"],
        ),
        ("Pneumonitis occurred in seven patients in the placebo group.", ["placebo Pneumonitis any 7"]),
        ("Rash was seen in 4 patients (10%) in the sorafenib group.", []),  # see adverse_prose
        ("No rash was seen in 4 patients in the sorafenib group.", []),
        ("Rash and pneumonitis were seen in 4 patients in the sorafenib group.", []),  # both of them, or either?
        ("One toxic death occurred in the placebo group.", ["placebo treatment-related death 5 1"]),
        (
            "There were two toxicity-related deaths in the sorafenib group and one in the placebo group.",
            ["sorafenib treatment-related death 5 2", "placebo treatment-related death 5 1"],
        ),
        (
            "Treatment-related death was observed in 2 patients in the placebo group.",
            ["placebo treatment-related death 5 2"],
        ),
        (
            "80 deaths were recorded (35 in the sorafenib group and 45 in the placebo group).",
            ["overall death 80", "sorafenib death 35", "placebo death 45"],
        ),
        (
            "A total of 90 patients were enrolled; by then, 70 deaths and 81 disease progressions had occurred.",
            ["overall death 70", "overall progression 81"],
        ),
        ("We needed 80 deaths, and 12 deaths were observed.", []),  # of how many is not told
        (
            "There were 44 disease-free survival events and 31 overall survival events.",
            ["overall DFS event 44", "overall OS event 31"],
        ),
        (
            "We recorded 30 relapse-free survival events in the sorafenib group and 33 in the placebo group.",
            ["sorafenib RFS event 30", "placebo RFS event 33"],
        ),
        (
            "There were 17 deaths in the sorafenib group and 26 deaths in the placebo group.",
            ["sorafenib death 17", "placebo death 26"],
        ),
        (
            "The number of patients with a relapse was 17 for the sorafenib group and 26 for the placebo group.",
            ["sorafenib relapse 17", "placebo relapse 26"],
        ),
        (
            "For PFS, the total number of events was 28 in the sorafenib group and 29 in the placebo group.",
            ["sorafenib PFS event 28", "placebo PFS event 29"],
        ),
        (
            "For PFS and OS, the total number of events was 28 in the sorafenib group and 29 in the placebo group.",
            [],  # of which?
        ),
        ("The number of patients with a relapse was 17 for the sorafenib group.", []),
        ("There were 17 deaths in the sorafenib group and 26 relapses in the placebo group.", ["sorafenib death 17"]),
        (
            "We recorded three cases of colitis in the sorafenib group and one in the placebo group.",
            ["sorafenib colitis any 3", "placebo colitis any 1"],
        ),
        ("We recorded three cases of colitis.", []),  # of which group?
        ("By then, 55 EFS events had occurred.", ["overall EFS event 55"]),
        ("In all, 79 events (i.e., deaths) occurred; the sorafenib group was small.", []),
        (
            "Median PFS was 8.1 months, with 30 events in the sorafenib group and 33 events in the placebo group.",
            ["sorafenib PFS event 30", "placebo PFS event 33"],
        ),
        (
            "A total of 63 events were recorded for OS (30 in the sorafenib group and 33 in the placebo group).",
            ["overall OS event 63", "sorafenib OS event 30", "placebo OS event 33"],
        ),
        (
            "PFS and OS were long, with 30 events in the sorafenib group and 33 events in the placebo group.",
            [],
        ),  # of which?
        ("Toxicity was low, with 30 events in the sorafenib group and 33 events in the placebo group.", []),
        ("The final analysis was planned after 60 OS events had occurred.", []),
        ("An analysis was done when 60 PFS events had occurred.", []),
        ("Of the 60 OS events, 20 were recorded early.", []),
        ("There were 12 RFS events in patients with cirrhosis.", []),
        ("There were 40 adverse events and 12 cardiac events.", []),
        ("Of the 80 deaths, 12 were recorded early.", []),
        ("During follow-up, 72 of 88 patients had progressed.", []),  # of how many in all is not told
        (
            "Five patients (three in the sorafenib group and one in the placebo group) developed rash.",
            [],
        ),  # 3 + 1 is not 5
        (
            "20 patients in the sorafenib group had rash, of whom two patients died of sepsis.",
            ["sorafenib rash any 20"],
        ),
        ("164 (60%) of 23 patients in the sorafenib group had died.", []),
        ("Two patients developed pneumonitis.", []),  # in which arm?
        ("Three patients in the sorafenib group had a history of pneumonitis.", []),
        ("Two patients in the sorafenib group died within 30 days of surgery.", []),
        (
            "Four patients in the sorafenib group discontinued treatment because of adverse events.",
            ["sorafenib AE leading to discontinuation any 4"],
        ),
        (
            "Five patients in the sorafenib group and two in the placebo group experienced grade 3 toxicity.",
            ["sorafenib any toxicity 3 5", "placebo any toxicity 3 2"],
        ),
        ("Four patients in the sorafenib group discontinued treatment, and adverse events were rare.", []),
        (
            "Five patients in the sorafenib group achieved CR, 12 had PR and two SD.",
            ["sorafenib CR 5", "sorafenib PR 12", "sorafenib SD 2"],
        ),
        (
            "Six patients in the sorafenib group attained a pathologic complete response compared with 2 in the placebo group.",
            ["sorafenib pCR 6", "placebo pCR 2"],
        ),
        ("Two patients achieved a partial response.", []),  # in which arm?
        (
            "Grade 3 rash was observed in three patients in the sorafenib group.",
            ["sorafenib rash 3 3"],
        ),
        ("Rash occurred in three patients (8%) in the sorafenib group.", []),  # a rate
        ("Rash occurred in three patients.", []),  # in which arm?
        ("Grade 3-4 adverse events occurred in nine patients in the placebo group.", ["placebo any AE 3-4 9"]),
        (
            "Treatment-related deaths occurred in two patients (one in each group).",
            [f"{arm} treatment-related death 5 {n}" for arm, n in (("overall", 2), ("sorafenib", 1), ("placebo", 1))],
        ),
        (
            "One patient in the sorafenib group had grade 4 rash and two had grade 3 fatigue.",
            ["sorafenib rash 4 1", "sorafenib fatigue 3 2"],
        ),
        ("Of the patients with ascites, two in the sorafenib group achieved CR.", []),  # a part of the arm
        ("Two patients in the sorafenib group had a complete response rate of 10%.", []),
        ("Two patients in the sorafenib group had a PFS of 10 months.", []),
    ],
)
def test_counts_with_their_arms(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Counts go to the arms that the sentence names, and to all patients where those of the arms add up."""
    assert found(report, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rash occurred in 8 patients in the sorafenib group (20%).", [(8, "20")]),
        ("Four patients in the sorafenib group had a partial response (10%).", [(4, "10")]),
        ("Eight patients in the sorafenib group developed rash (95% CI 2-14).", [(8, None)]),
        ("Two patients (5%) in the sorafenib group died of drug-related sepsis.", [(2, "5")]),
        ("Two patients (4%) died of sepsis.", []),  # in which group?
        ("There were two treatment-related deaths in the sorafenib group (5%).", [(2, "5")]),
    ],
)
def test_counts_with_their_shares(report: ReportOf, sentence: str, expected: list[tuple[int, str | None]]) -> None:
    """A count and the share in brackets behind it are one fact; limits of confidence are no share."""
    told = [
        (r.count, r.percent if isinstance(r, AdverseEvent) else r.value)
        for r in counted_patients(report(sentence=sentence))
    ]
    assert [(count, str(share) if share else None) for count, share in told] == expected


def test_the_patient_of_a_case_report(vocabulary: Lexicon) -> None:
    """What the one patient achieved is one patient's response; what a lesion or another study showed is not."""
    told = "The patient achieved a partial response (PR) and subsequently a complete response. "
    told += "The lesion showed a partial response. Stable disease was expected."
    text = f"# Lenvatinib for liver cancer: a case report\n\n## Case presentation\n\n{told}\n"
    paper = understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)
    records = [r for r in counted_patients(paper) if isinstance(r, Outcome)]
    assert [(r.endpoint, r.statistic, r.value, r.n) for r in records] == [
        ("PR", "count", Decimal(1), 1),
        ("CR", "count", Decimal(1), 1),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twenty-seven deaths were reported.", ["overall death 27"]),
        ("Forty-four biochemical progression-free survival events were observed.", ["overall bPFS event 44"]),
        ("In all, 39 events (i.e., deaths) occurred during follow-up.", ["overall death 39"]),
        ("Forty patients were treated, with 13 patients achieving disease control.", ["overall DCR 13"]),
        (
            "The ORR was 30%, with 3 patients achieving a CR and 9 patients achieving a PR.",
            ["overall CR 3", "overall PR 9"],
        ),
        ("A total of 13 patients died.", ["overall death 13"]),
        ("In 13 patients achieving a CR the drug was stopped.", []),
        ("Two deaths were reported.", []),  # so few are told one by one
        ("Twelve deaths were reported in patients with cirrhosis.", []),
    ],
)
def test_events_of_a_study_of_one_group(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """What is counted is of all its patients, unless a part is named."""
    paper = report(sentence=sentence, methods="All patients received sorafenib.")
    told = [r for r in counted_patients(paper) if isinstance(r, Outcome)]
    assert [f"{r.arm} {r.endpoint} {r.value}" for r in told] == expected


def test_of_how_many_patients_a_count_is(report: ReportOf) -> None:
    """ "13 of 17 patients" are so many of those 17, and not of all."""
    paper = report(
        sentence="Thirteen of 17 patients achieved disease control.", methods="All patients received sorafenib."
    )
    assert [(r.value, r.n) for r in counted_patients(paper)] == [(13, 17)]  # type: ignore[union-attr]


def test_patients_of_a_group_that_is_no_known_arm(report: ReportOf) -> None:
    """ "In 9 patients in the X group": where X is no arm that the paper is known to have, they are not all of its patients."""
    told = "Sepsis occurred in 9 patients in the {} group and in 1 patient in the usual-care group."
    methods = "All patients received sorafenib."
    assert list(counted_patients(report(sentence=told.format("cetuximab"), methods=methods))) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "There were 18 deaths in the sorafenib group as compared with 26 in the placebo group (hazard ratio, 0.63).",
            ["sorafenib death 18", "placebo death 26"],
        ),
        (
            "There were 18 treatment-failure events among patients in the sorafenib group, versus 26 in the placebo group.",
            ["sorafenib treatment failure 18", "placebo treatment failure 26"],
        ),
        (
            "There were 18 deaths from any cause in the sorafenib group versus 26 in the placebo group.",
            ["sorafenib death 18", "placebo death 26"],
        ),
        ("There were 18 failure-free survival gains in the sorafenib group.", []),  # no event
        (
            "9 (10%) patients had developed locoregional recurrence (4 patients in the sorafenib group and 5 in the placebo "
            "group).",
            [
                "overall locoregional recurrence 10",
                "sorafenib locoregional recurrence 4",
                "placebo locoregional recurrence 5",
            ],
        ),
        (
            "Distant metastasis was observed in 9 (10%) of 90 patients: 4 (10%) in the sorafenib group and 5 (10%) in the "
            "placebo group.",
            ["overall distant metastasis 10", "sorafenib distant metastasis 10", "placebo distant metastasis 10"],
        ),
        (
            "9 patients (10%) had grade 3 rash (4 [10%] in the sorafenib group and 5 [10%] in the placebo group).",
            ["overall rash 3 9", "sorafenib rash 3 4", "placebo rash 3 5"],
        ),
        ("9 patients (10%) had grade 3 rash (4 in the sorafenib group and 3 in the placebo group).", []),  # of nine?
        ("9 (10%) patients had no relapse (4 in the sorafenib group and 5 in the placebo group).", []),
        ("9 (10%) patients had rash or a relapse (4 in the sorafenib group and 5 in the placebo group).", []),
        ("One death related to sorafenib was reported.", ["sorafenib treatment-related death 5 1"]),
        (
            "Two deaths were attributed to the study drug in the sorafenib group and one in the placebo group.",
            ["sorafenib treatment-related death 5 2", "placebo treatment-related death 5 1"],
        ),
        ("No deaths were considered to be related to treatment.", ["overall treatment-related death 5 0"]),
        ("Three deaths were related to sorafenib or placebo.", []),
        ("Three deaths were related to progression, and two deaths not related to sorafenib were seen.", []),
        ("Two deaths were related to treatment.", []),  # of which arm?
        (
            "Four patients had grade 3 hepatic adverse events in the sorafenib group.",
            ["sorafenib hepatic toxicity 3 4"],
        ),
        ("Grade 3 non-hematologic toxicity was observed in 7 patients in the sorafenib group.", []),
    ],
)
def test_counts_set_against_each_other_or_summed(report: ReportOf, sentence: str, expected: list[str]) -> None:
    """Counts of two arms, with or without that of all patients; events that the treatment caused are of whom it was given."""
    assert found(report, sentence) == expected
