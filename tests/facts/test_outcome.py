"""Outcomes of sentences: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.document import Block, BlockKind, Document, Section, Span
from kg_builder.evidence import Outcome
from kg_builder.facts.note import Note
from kg_builder.facts.outcome import outcomes
from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand
from tests.facts.conftest import PaperOf

ARMS = "We compared the LEN group (n = 40) and the LEN-TACE group (n = 38). Lenvatinib (LEN) was given."


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The shipped vocabulary."""
    return load_lexicon()


def paper_of(*paragraphs: tuple[Section, str]) -> Document:
    """A trial report of invented paragraphs."""
    text, blocks = "", []
    for section, paragraph in paragraphs:
        blocks.append(
            Block(kind=BlockKind.PARAGRAPH, parts=(Span(len(text), len(text) + len(paragraph)),), section=section)
        )
        text += paragraph + "\n\n"
    return Document(id="t", text=text, blocks=tuple(blocks))


def found(
    lexicon: Lexicon, sentence: str, arms: str = ARMS
) -> list[tuple[str | None, str | None, str, str, str | None]]:
    """(arm, subgroup, endpoint, value, CI) of each outcome of the sentence."""
    document = paper_of((Section.METHODS, arms), (Section.RESULTS, sentence))
    return [
        (r.arm, r.subgroup, _endpoint(r), str(r.value if r.value is not None else r.qualifier), _interval(r))
        for r in outcomes(understand(document, lexicon))
        if isinstance(r, Outcome)
    ]


def _endpoint(record: Outcome) -> str:
    return record.endpoint if record.at_months is None else f"{record.endpoint}@{record.at_months}"


def _interval(record: Outcome) -> str | None:
    return "-".join("?" if x is None else str(x) for x in record.ci) if record.ci else None


A, B = "LEN", "LEN-TACE"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median PFS for the patients in the LEN group was 5.3 months (95% CI, 4.1-6.5) and 8.1 months (95% CI, 7.0-9.2) "
            "in the LEN-TACE group.",
            [(A, None, "PFS", "5.3", "4.1-6.5"), (B, None, "PFS", "8.1", "7.0-9.2")],
        ),
        ("The ORR was 24% in both arms.", [(A, None, "ORR", "24", None), (B, None, "ORR", "24", None)]),
        ("The ORR was 47% with LEN-TACE and 49% without ascites.", [(B, None, "ORR", "47", None)]),
        (
            "The survival rate was 35% in the LEN group versus 42% in the LEN-TACE group at 1 year, and 9% versus 14% at "
            "2 years.",
            [
                (A, None, "OS@12", "35", None),
                (B, None, "OS@12", "42", None),
                (A, None, "OS@24", "9", None),
                (B, None, "OS@24", "14", None),
            ],
        ),
        (
            "OS was 35% in the LEN group and 42% in the LEN-TACE group at 1 year and 9% and 14%, respectively, at 2 years.",
            [
                (A, None, "OS@12", "35", None),
                (B, None, "OS@12", "42", None),
                (A, None, "OS@24", "9", None),
                (B, None, "OS@24", "14", None),
            ],
        ),
        (
            "OS was 45%, 30% and 20% at 1, 2 and 3 years in the LEN group.",
            [(A, None, "OS@12", "45", None), (A, None, "OS@24", "30", None), (A, None, "OS@36", "20", None)],
        ),
        ("In the LEN group, 20% had progressive disease or had died.", []),
        ("The ORR was 24% and 26% in both arms.", []),
        (
            "In the LEN group, median PFS was 4.1 months and median OS was 11.2 months.",
            [(A, None, "PFS", "4.1", None), (A, None, "OS", "11.2", None)],
        ),
        (
            "In the LEN group, median OS for patients with ECOG PS 0, 1, and 2 was 15, 10, and 4 months, respectively.",
            [(A, "ECOG PS 0", "OS", "15", None), (A, "ECOG PS 1", "OS", "10", None), (A, "ECOG PS 2", "OS", "4", None)],
        ),
        (
            "In the LEN group, the ORR in patients with N0, N1 and N2 disease was 40%, 30% and 20%, respectively.",
            [(A, "N0", "ORR", "40", None), (A, "N1", "ORR", "30", None), (A, "N2 disease", "ORR", "20", None)],
        ),
        (
            "In the LEN group, the ORR was 40%, 30% and 20% for stage I, II and III, respectively.",
            [
                (A, "stage I", "ORR", "40", None),
                (A, "stage II", "ORR", "30", None),
                (A, "stage III", "ORR", "20", None),
            ],
        ),
        (
            "In the LEN group, the ORR in patients with T1 and T2 tumors was 40%.",
            [(A, "T1 and T2 tumors", "ORR", "40", None)],
        ),
        (
            "The ORR was 20.0% in the LEN group and 55.3% in the LEN-TACE group.",
            [(A, None, "ORR", "20.0", None), (B, None, "ORR", "55.3", None)],
        ),
        (
            "An objective response was seen in 8 (20.0%) of 40 patients allocated LEN and 21 (55.3%) of 38 assigned LEN-TACE.",
            [(A, None, "ORR", "20.0", None), (B, None, "ORR", "55.3", None)],
        ),
        (
            "Median OS was longer in patients assigned to LEN-TACE (13.0 months [IQR 7.6-21.9]) than in those assigned to LEN "
            "(11.0 months [5.6-19.8]; hazard ratio for death, 0.77; 95% CI 0.61-0.98).",
            [(B, None, "OS", "13.0", None), (A, None, "OS", "11.0", None)],
        ),
        (
            "6-month PFS was 47.3% for LEN every 2 weeks, 46.4% for LEN every 3 weeks, and 26.5% for LEN-TACE.",
            [
                ("LEN every 2 weeks", None, "PFS@6", "47.3", None),
                ("LEN every 3 weeks", None, "PFS@6", "46.4", None),
                (B, None, "PFS@6", "26.5", None),
            ],
        ),
        (
            "The 1- and 3-year overall survivals for the LEN group and the LEN-TACE group were 92.6%, and 66.6% and 85.3%, and "
            "59%, respectively. The corresponding progression-free survivals at 1 and 3 years were 79%, 60%, 66%, and 44%, "
            "respectively.",
            [
                (A, None, "OS@12", "92.6", None),
                (A, None, "OS@36", "66.6", None),
                (B, None, "OS@12", "85.3", None),
                (B, None, "OS@36", "59", None),
                (A, None, "PFS@12", "79", None),
                (A, None, "PFS@36", "60", None),
                (B, None, "PFS@12", "66", None),
                (B, None, "PFS@36", "44", None),
            ],
        ),
        (
            "The ORR was 20% with LEN versus 55% with LEN-TACE. DCR was 60% vs 90%. PFS was 4.1 and 8.0 months, respectively.",
            [
                (A, None, "ORR", "20", None),
                (B, None, "ORR", "55", None),
                (A, None, "DCR", "60", None),
                (B, None, "DCR", "90", None),
                (A, None, "PFS", "4.1", None),
                (B, None, "PFS", "8.0", None),
            ],
        ),
        (
            "The pCR rates in the LEN and LEN-TACE arms were 38.6% and 14.0%, respectively.",
            [(A, None, "pCR", "38.6", None), (B, None, "pCR", "14.0", None)],
        ),
        (
            "OS was longer with LEN-TACE than with LEN (median, 23.9 vs. 9.2 months).",
            [(B, None, "OS", "23.9", None), (A, None, "OS", "9.2", None)],
        ),
        (
            "Compared with LEN, LEN-TACE was followed by more deaths; median PFS was 4.1 and 8.2 months in the LEN and LEN-TACE "
            "groups, and OS 9.2 and 11.2 months in the respective groups.",
            [
                (A, None, "PFS", "4.1", None),
                (B, None, "PFS", "8.2", None),
                (A, None, "OS", "9.2", None),
                (B, None, "OS", "11.2", None),
            ],
        ),
        (
            "The ORR was 30% in the LEN group, including 2 CRs and 10 PRs, and 10% in the LEN-TACE group.",
            [(A, None, "ORR", "30", None), (B, None, "ORR", "10", None)],
        ),
        (
            "Median PFS in KRAS wild-type patients was 10.1 months with LEN and 6.0 months with LEN-TACE.",
            [(x, "KRAS wild-type patients", "PFS", n, None) for x, n in ((A, "10.1"), (B, "6.0"))],
        ),
        (
            "Median time to progression: 5.1 months LEN, 3.0 months LEN-TACE.",
            [(A, None, "TTP", "5.1", None), (B, None, "TTP", "3.0", None)],
        ),
        (
            "Median OS was 12.1 months in the LEN group and 8.0 in the LEN-TACE group.",
            [(A, None, "OS", "12.1", None), (B, None, "OS", "8.0", None)],
        ),
        (
            "Median OS was 12.1 months in the LEN group and 8 deaths in the LEN-TACE group were early.",
            [(A, None, "OS", "12.1", None)],
        ),
        *(
            (
                f"Median OS was 12.1 months {one} LEN and 8.0 months {other} LEN-TACE.",
                [(A, None, "OS", "12.1", None), (B, None, "OS", "8.0", None)],
            )
            for one, other in (
                ("in patients treated with", "in those treated with"),
                ("for patients assigned to", "for those randomized to"),
                ("in patients who received", "in women who received"),
            )
        ),
        (
            "During the follow-up, 18 (45.0%) patients in the LEN group and 12 (31.6%) in the LEN-TACE group had recurrence.",
            [(A, None, "recurrence", "45.0", None), (B, None, "recurrence", "31.6", None)],
        ),
        (
            "Overall, 18 (45.0%) patients in the LEN and 12 (31.6%) in the LEN-TACE had recurrence.",
            [(A, None, "recurrence", "45.0", None), (B, None, "recurrence", "31.6", None)],
        ),
        (
            "The LEN group had two deaths. Median PFS was 4.1 months and median OS 11.2 months. The LEN-TACE group had four. "
            "Median PFS was 6.1 months.",
            [(A, None, "PFS", "4.1", None), (A, None, "OS", "11.2", None), (B, None, "PFS", "6.1", None)],
        ),
        ("The LEN group had two deaths. Median PFS was 4.1 months.", []),
        (
            "The LEN group had two deaths, the LEN-TACE group four. Median PFS was 4.1 months. The LEN-TACE group did well.",
            [],
        ),
        (
            "PFS was longer in the LEN-TACE group than in the LEN group (8.1 vs 5.2 months). OS was 14.2 vs 12.1 months (HR 0.8, "
            "95% CI 0.6-1.1).",
            [
                (B, None, "PFS", "8.1", None),
                (A, None, "PFS", "5.2", None),
                (B, None, "OS", "14.2", None),
                (A, None, "OS", "12.1", None),
            ],
        ),
        ("18 of 40 patients (45.0%) had an objective response in the LEN group.", [(A, None, "ORR", "45.0", None)]),
        ("The LEN group did better. OS was 14.2 vs 12.1 months.", []),
        (
            "OS for the LEN arm was 11.2 months (95% CI: 9.1-13.4) and for the LEN-TACE arm 16.6 (95% CI: 12.0–NR) months.",
            [(A, None, "OS", "11.2", "9.1-13.4"), (B, None, "OS", "16.6", "12.0-?")],
        ),
        (
            "Median PFS and OS were 4.1 and 11.2 months in the LEN group and 8.0 and 16.6 months in the LEN-TACE group.",
            [
                (A, None, "PFS", "4.1", None),
                (A, None, "OS", "11.2", None),
                (B, None, "PFS", "8.0", None),
                (B, None, "OS", "16.6", None),
            ],
        ),
        (
            "Median PFS was 4.1 and 8.0 months in the LEN and LEN-TACE groups, respectively.",
            [(A, None, "PFS", "4.1", None), (B, None, "PFS", "8.0", None)],
        ),
        (
            "The LEN-TACE group had a longer OS than the LEN group (16.6 vs 11.2 months).",
            [(B, None, "OS", "16.6", None), (A, None, "OS", "11.2", None)],
        ),
        ("Two-year overall survival was 31% (95% CI 22–40) in the LEN group.", [(A, None, "OS@24", "31", "22-40")]),
        ("Median OS was not reached in the LEN-TACE group.", [(B, None, "OS", "NR", None)]),
        (
            "In the LEN group, 2 (5.0%) patients achieved CR and 6 (15.0%) achieved PR.",
            [(A, None, "CR", "5.0", None), (A, None, "PR", "15.0", None)],
        ),
        (
            "In the LEN group, patients with AFP > 400 ng/mL had a median OS of 7.7 months.",
            [(A, "AFP > 400 ng/mL", "OS", "7.7", None)],
        ),
        (
            "Relapse was less common in both groups (4 [10%] of 40 in the LEN group vs 3 [8%] of 38 in the LEN-TACE group).",
            [(A, None, "relapse", "10", None), (B, None, "relapse", "8", None)],
        ),
        (
            "Biopsy rates after relapse were similar in both groups (4 [10%] of 40 in the LEN group vs 3 [8%] of 38 in "
            "the LEN-TACE group).",
            [],
        ),
        (
            "Progression was confirmed by central review in 20 (50%) of 40 patients in the LEN group and 19 (50%) of 38 in "
            "the LEN-TACE group.",
            [(A, None, "progression", "50", None), (B, None, "progression", "50", None)],
        ),
        (
            "The 30-day postoperative mortality was similar in both groups (4 [10%] of 40 patients who underwent resection in "
            "the LEN group vs 3 [8%] of 38 who underwent resection in the LEN-TACE group).",
            [(A, None, "postoperative mortality@1", "10", None), (B, None, "postoperative mortality@1", "8", None)],
        ),
        (
            "Of all patients, 4 (10%) of 40 in the LEN group and 3 (8%) of 38 in the LEN-TACE group died within 90 days of "
            "surgery.",
            [(A, None, "death@3", "10", None), (B, None, "death@3", "8", None)],
        ),
        (
            "The 5-year PFS and OS were 21.0 ± 6.1% and 32.2 ± 7.0% (P = 0.31), and 41.3 ± 7.5% and 55.9 ± 7.1% (P = 0.02), "
            "respectively, in the LEN and LEN-TACE groups.",
            [
                (A, None, "PFS@60", "21.0", None),
                (B, None, "PFS@60", "32.2", None),
                (A, None, "OS@60", "41.3", None),
                (B, None, "OS@60", "55.9", None),
            ],
        ),
        (
            "The PFS and OS rates were 21% and 32%, and 41% and 55%, respectively, in the LEN and LEN-TACE groups.",
            [],  # 21 and 32 may be of one group
        ),
        (
            "The 5-year OS was 41% and 55% in the LEN and LEN-TACE groups (P = 0.02), and DFS was 21% and 32% in the LEN "
            "and LEN-TACE groups.",
            [
                (A, None, "OS@60", "41", None),
                (B, None, "OS@60", "55", None),
                (A, None, "DFS@60", "21", None),
                (B, None, "DFS@60", "32", None),
            ],
        ),
        (
            "The median time to neutrophil engraftment was 12 (range, 9-19 days) and 11 days (range, 9-15 days), respectively, "
            "in the LEN and LEN-TACE groups.",
            [
                (A, None, "time to neutrophil engraftment", "12", None),
                (B, None, "time to neutrophil engraftment", "11", None),
            ],
        ),
        (
            "At a follow-up of 58.5 months, 5-year OS was 53% in the LEN group and 50% in the LEN-TACE group.",
            [(A, None, "OS@60", "53", None), (B, None, "OS@60", "50", None)],
        ),
        (
            "The 3-year PFS and OS for LEN vs. LEN-TACE were 21% vs. 32%, and 41% vs. 55%, respectively.",
            [
                (A, None, "PFS@36", "21", None),
                (B, None, "PFS@36", "32", None),
                (A, None, "OS@36", "41", None),
                (B, None, "OS@36", "55", None),
            ],
        ),
        ("The median OS of all patients was 13.0 months.", [("overall", None, "OS", "13.0", None)]),
        (
            "21 (52.5%) of 40 patients in the LEN group and 12 (31.6%) of 38 patients in the LEN-TACE group died.",
            [(A, None, "death", "52.5", None), (B, None, "death", "31.6", None)],
        ),
        (
            "21 (52.5%) of 40 patients in the LEN group had died, compared with 12 (31.6%) of 38 in the LEN-TACE group.",
            [(A, None, "death", "52.5", None), (B, None, "death", "31.6", None)],
        ),
        (
            "The median OS with LEN was 13.6 months compared to the LEN-TACE group, who had an OS of 12.3 months.",
            [(A, None, "OS", "13.6", None), (B, None, "OS", "12.3", None)],
        ),
        (
            "Patients with high AFP had a shorter OS than those without high AFP (7.7 versus 14.1 months).",
            [("overall", "high AFP", "OS", "7.7", None), ("overall", "without high AFP", "OS", "14.1", None)],
        ),
        (
            "ORRs (LEN vs LEN-TACE) were 20.0% vs 50.0% in the AFP-high subgroup and 31.3% vs 60.8% in the AFP-low subgroup.",
            [
                (A, "AFP-high", "ORR", "20.0", None),
                (B, "AFP-high", "ORR", "50.0", None),
                (A, "AFP-low", "ORR", "31.3", None),
                (B, "AFP-low", "ORR", "60.8", None),
            ],
        ),
        (
            "The ORR was 23% among women with HER2-positive tumors and 24% among those with HER2-negative tumors.",
            [
                ("overall", "HER2-positive tumors", "ORR", "23", None),
                ("overall", "HER2-negative tumors", "ORR", "24", None),
            ],
        ),
        (
            "The median OS was not reached (NR; 95% CI 18.3-NR) in the LEN-TACE group.",
            [(B, None, "OS", "NR", "18.3-?")],
        ),
        (
            "The ORR was 55.3% (21 of 38; 95% CI, 38.3-71.4) in the LEN-TACE group.",
            [(B, None, "ORR", "55.3", "38.3-71.4")],
        ),
        (
            "ORR was higher in the LEN-TACE group (55.3% vs. 20.0%, P = 0.002).",
            [(B, None, "ORR", "55.3", None), (A, None, "ORR", "20.0", None)],
        ),
        (
            "At 12 months, OS was 70% in the LEN-TACE group and 45% in the LEN group.",
            [(B, None, "OS@12", "70", None), (A, None, "OS@12", "45", None)],
        ),
        (
            "Three (7.5%) of 40 patients in the LEN group died versus four (10.5%) of 38 in the LEN-TACE group and operations "
            "were required in 9 (22.5%) of 40 patients in the LEN group compared with 8 (21.1%) of 38 in the LEN-TACE group.",
            [(A, None, "death", "7.5", None), (B, None, "death", "10.5", None)],
        ),
        (
            "PFS was 4.1 months in the LEN group versus 8.0 months in the LEN-TACE group "
            "and median OS was 11.2 months versus 16.6 months.",
            [
                (A, None, "PFS", "4.1", None),
                (B, None, "PFS", "8.0", None),
                (A, None, "OS", "11.2", None),
                (B, None, "OS", "16.6", None),
            ],
        ),
        (
            "PFS was 4.1 months in the LEN group and median OS was 11.2 months versus 16.6 months.",
            [(A, None, "PFS", "4.1", None)],
        ),
        (
            "OS of wild type patients was 9.2 months, for patients with codon 12 mutations 5.6 months.",
            [
                ("overall", "wild type patients", "OS", "9.2", None),
                ("overall", "codon 12 mutations", "OS", "5.6", None),
            ],
        ),
        (
            "The 4-year cumulative incidence of nonrelapse mortality was 24% in the LEN group.",
            [(A, None, "NRM@48", "24", None)],
        ),
        (
            "The median OS for scores 5, 6, and 7 was 19.7, 16.3, and 3.9 months, respectively.",
            [
                ("overall", "score 5", "OS", "19.7", None),
                ("overall", "score 6", "OS", "16.3", None),
                ("overall", "score 7", "OS", "3.9", None),
            ],
        ),
        (
            "In the LEN group OS depended on the mutation (wild type: 12.1 months, mutant: 7.7 months).",
            [(A, "wild type", "OS", "12.1", None), (A, "mutant", "OS", "7.7", None)],
        ),
        (
            "In the LEN group, the ORR was 40.0% by mRECIST and 20.0% by RECIST 1.1.",
            [(A, None, "ORR", "40.0", None), (A, None, "ORR", "20.0", None)],
        ),
        (
            "During follow-up, 20 (50.0%) patients in the LEN group and 15 (37.5%) in the LEN-TACE group had recurrence.",
            [(A, None, "recurrence", "50.0", None), (B, None, "recurrence", "37.5", None)],
        ),
        (
            "Eight patients (20.0%) in the LEN group and 15 (37.5%) in the LEN-TACE group achieved an objective response.",
            [(A, None, "ORR", "20.0", None), (B, None, "ORR", "37.5", None)],
        ),
        (
            "Eight patients (20.0%) in the LEN group had surgery and 15 (37.5%) in the LEN-TACE group had recurrence.",
            [(B, None, "recurrence", "37.5", None)],
        ),
        (
            "PFS was longer in the LEN-TACE group (8.6 months; 95% CI, 5.0-11.0) than in the LEN group "
            "(5.3 months; 95% CI, 3.0-8.0).",
            [(B, None, "PFS", "8.6", "5.0-11.0"), (A, None, "PFS", "5.3", "3.0-8.0")],
        ),
        (
            "Median PFS and OS were 8.2 vs 5.1 months and 18.0 vs 14.2 months in the LEN-TACE and LEN groups, respectively.",
            [
                (B, None, "PFS", "8.2", None),
                (A, None, "PFS", "5.1", None),
                (B, None, "OS", "18.0", None),
                (A, None, "OS", "14.2", None),
            ],
        ),
        (
            "The ORR (30% vs 50%) was higher in the LEN-TACE group.",
            [(A, None, "ORR", "30", None), (B, None, "ORR", "50", None)],
        ),
        ("The ORR (30% vs 50%) did not differ from that in the LEN-TACE group.", []),
        (
            "Of 40 in the LEN group, 12 (30%) had an objective response, as compared with 20 (50%) in the LEN-TACE group.",
            [(A, None, "ORR", "30", None), (B, None, "ORR", "50", None)],
        ),
        (
            "The percentage of patients with an objective response was 30% in the LEN group and 50% in the LEN-TACE group.",
            [(A, None, "ORR", "30", None), (B, None, "ORR", "50", None)],
        ),
        (
            "The median PFS was 9.2 months in the LEN group and had not been reached in the LEN-TACE group.",
            [(A, None, "PFS", "9.2", None), (B, None, "PFS", "NR", None)],
        ),
        (
            "Mortality was lower in the LEN group than in the LEN-TACE group: 39% versus 47% (p = 0.04).",
            [(A, None, "death", "39", None), (B, None, "death", "47", None)],
        ),
        (
            "Recurrence was similar in the LEN and LEN-TACE groups, at 39% and 47%.",
            [(A, None, "recurrence", "39", None), (B, None, "recurrence", "47", None)],
        ),
        (
            "Local recurrence rates were 20% and 10% in the LEN and LEN-TACE groups, respectively.",
            [(A, None, "local recurrence", "20", None), (B, None, "local recurrence", "10", None)],
        ),
        (
            "OS was 20.0% at 3 years in the LEN group and 55.3% in the LEN-TACE group.",
            [(A, None, "OS@36", "20.0", None), (B, None, "OS@36", "55.3", None)],
        ),
        (
            "OS was 20.0% in the LEN group and 55.3% in the LEN-TACE group at 3 years.",
            [(A, None, "OS@36", "20.0", None), (B, None, "OS@36", "55.3", None)],
        ),
        (
            "The ORR was 20.0% in the LEN group and 55.3% in the LEN-TACE group. PFS was 4.1 and 8.0 months, respectively.",
            [
                (A, None, "ORR", "20.0", None),
                (B, None, "ORR", "55.3", None),
                (A, None, "PFS", "4.1", None),
                (B, None, "PFS", "8.0", None),
            ],
        ),
        (
            "A total of 12 patients (30%) in the LEN group, as compared with 19 (50%) in the LEN-TACE group, were alive.",
            [(A, None, "alive", "30", None), (B, None, "alive", "50", None)],
        ),
        (
            "30% of patients in the LEN group, versus 50% in the LEN-TACE group, had a response.",
            [(A, None, "ORR", "30", None), (B, None, "ORR", "50", None)],
        ),
    ],
)
def test_values_hang_on_their_group(lexicon: Lexicon, sentence: str, expected: list[object]) -> None:
    """Each value goes to the endpoint and the group that the grammar ties it to."""
    assert found(lexicon, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The 1-, 2-, and 3-year OS rates in the LEN group were 85%, 60%, and 45%, respectively.",
            ["OS@12 85", "OS@24 60", "OS@36 45"],
        ),
        ("The 6-month and 2-year OS rates were 90% and 60% in the LEN group.", ["OS@6 90", "OS@24 60"]),
        (
            "OS rates at 1, 2, and 3 years were 85%, 60%, and 45% in the LEN group, respectively.",
            ["OS@12 85", "OS@24 60", "OS@36 45"],
        ),
        ("Overall survival (OS) at 6 and 18 months was 85% and 45% in the LEN group.", ["OS@6 85", "OS@18 45"]),
        (
            "In the LEN group, the 1- and 2-year rates were: OS, 75% and 36%; PFS, 52% and 21%, respectively.",
            ["OS@12 75", "OS@24 36", "PFS@12 52", "PFS@24 21"],
        ),
        (
            "The 1- and 2-year PFS rates were 52% and 21% in the LEN group and 60% and 31% in the LEN-TACE group.",
            ["PFS@12 52", "PFS@24 21", "PFS@12 60", "PFS@24 31"],
        ),
        ("The 1- and 2-year OS rates were 85% in the LEN group.", []),  # of which year?
        ("The OS rate at seven months was 85% in the LEN group.", ["OS@7 85"]),
        (
            "In the LEN group 2-year OS, PFS and cumulative incidence of relapse were 48%, 44% and 37%, respectively.",
            ["OS@24 48", "PFS@24 44", "CIR@24 37"],
        ),
        (
            "In the LEN group the 5-year EFS and OS were 46.2% ± 6.5% and 58.1% ± 6.7%, respectively.",
            ["EFS@60 46.2", "OS@60 58.1"],
        ),
        ("In the LEN group, the 1-year PFS and OS were 50% and 14 months.", []),
    ],
)
def test_rates_at_several_times(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """Each time of a list has its own rate, in order, in each group."""
    assert [f"{endpoint} {value}" for _, _, endpoint, value, _ in found(lexicon, sentence)] == expected


def in_all(*facts: tuple[str, str, str]) -> list[tuple[str, str, str, str, None]]:
    """(subgroup, endpoint, value) of all patients."""
    return [("overall", *fact, None) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "PFS was shorter among patients who were HER2 positive than among those who were HER2 negative (3.1 vs. 5.2 months).",
            in_all(("HER2 positive", "PFS", "3.1"), ("HER2 negative", "PFS", "5.2")),
        ),
        (
            "Patients in the high XK7 expression group treated with lenvatinib had a shorter PFS than with sorafenib.",
            [],
        ),
        (
            "The PFS was longer in low expressers (9.5 vs. 4.1 months).",
            in_all(("low expressers", "PFS", "9.5"), ("not low expressers", "PFS", "4.1")),
        ),
        (
            "The DCR was 90% vs. 40% in patients with low and high XK7 expression, respectively.",
            in_all(("low XK7 expression", "DCR", "90"), ("high XK7 expression", "DCR", "40")),
        ),
        (
            "The DCR in the low- and high-XK7 groups was 90% and 40%, respectively.",
            in_all(("low XK7", "DCR", "90"), ("high XK7", "DCR", "40")),
        ),
        (
            "Patients with EGFR mutations lived longer than those with wild-type EGFR or unknown EGFR status "
            "(9.5 vs. 2.7 vs. 3.0 months, P < 0.01 for PFS; 21.5 vs. 12.0 vs. 7.7 months for OS).",
            in_all(
                ("EGFR mutations", "PFS", "9.5"),
                ("wild-type EGFR", "PFS", "2.7"),
                ("unknown EGFR status", "PFS", "3.0"),
                ("EGFR mutations", "OS", "21.5"),
                ("wild-type EGFR", "OS", "12.0"),
                ("unknown EGFR status", "OS", "7.7"),
            ),
        ),
        (
            "The ORR was 27% in KRAS mutated tumors and 51% in wild-type tumors.",
            in_all(("KRAS mutated tumors", "ORR", "27"), ("wild-type tumors", "ORR", "51")),
        ),
        (
            "The median OS was significantly longer among elderly patients (14.4 versus 11.5 months).",
            in_all(("elderly patients", "OS", "14.4"), ("not elderly patients", "OS", "11.5")),
        ),
        (
            "ORR did not differ in the triple-negative subgroup as compared with all other patients (31% versus 28%).",
            in_all(("triple-negative", "ORR", "31"), ("not triple-negative", "ORR", "28")),
        ),
        (
            "The ORR was lower in patients aged 60 years or less (11% versus 26%).",
            in_all(("aged 60 years or less", "ORR", "11"), ("not aged 60 years or less", "ORR", "26")),
        ),
        (
            "Patients in the high AFP expression group treated with lenvatinib had a PFS of 3.3 months.",
            [("lenvatinib", "high AFP expression group", "PFS", "3.3", None)],
        ),
        (
            "There was no difference in PFS between tumors with and without AFP over-expression (4.4 vs. 4.9 months).",
            in_all(("AFP over-expression", "PFS", "4.4"), ("without AFP over-expression", "PFS", "4.9")),
        ),
        (
            "Lenvatinib had a longer OS than sorafenib (13.3 vs. 11.1 months, P = 0.2) in patients with large tumors.",
            [
                ("Lenvatinib", "large tumors", "OS", "13.3", None),
                ("sorafenib", "large tumors", "OS", "11.1", None),
            ],
        ),
        (
            "High AFP was more frequent in men and was associated with a significant reduction in OS (8.1 versus 12.2 months).",
            in_all(("high AFP", "OS", "8.1"), ("low AFP", "OS", "12.2")),
        ),
        (
            "Low AFP was associated with a better objective response (defined as complete or partial response) "
            "and PFS (9.5 vs. 4.1 months).",
            in_all(("low AFP", "PFS", "9.5"), ("not low AFP", "PFS", "4.1")),
        ),
        (
            "The objective response rate (defined as complete or partial response) was 41%.",
            [("overall", None, "ORR", "41", None)],
        ),
        (
            "The ORR was higher in women than in men (44% vs 29%).",
            in_all(("women", "ORR", "44"), ("men", "ORR", "29")),
        ),
        (
            "Median OS was 12.1 months in never smokers and 9.4 months in current smokers.",
            in_all(("never smoker", "OS", "12.1"), ("current smoker", "OS", "9.4")),
        ),
        (
            "Median OS was 18.2 months for patients with ALBI grade 1 and 9.1 months for those with ALBI grade 2.",
            in_all(("ALBI grade 1", "OS", "18.2"), ("ALBI grade 2", "OS", "9.1")),
        ),
        (
            "Median OS was 14.6 months in patients with an ECOG PS of 0 and 8.1 months in those with an ECOG PS of 2.",
            in_all(("ECOG PS of 0", "OS", "14.6"), ("ECOG PS of 2", "OS", "8.1")),
        ),
        (
            "ORR was 40% in patients with AFP >=50%, 25% in those with AFP 1-49%, and 12% in those with AFP <1%.",
            in_all(("AFP >=50%", "ORR", "40"), ("AFP 1-49%", "ORR", "25"), ("AFP <1%", "ORR", "12")),
        ),
        ("Overall, 52% of patients were alive at 2 years.", [("overall", None, "OS@24", "52", None)]),
        (
            "At 5 years, 61% of patients were alive and 47% were free of disease.",
            [("overall", None, "OS@60", "61", None)],
        ),
        ("At 5 years, 61% of patients were alive without progression.", []),
        ("At 5 years, 61% of patients were alive or lost to follow-up.", []),
        ("After progression, 48% of patients received TACE.", []),
        (
            "The 5-year DFS was 64% for patients with low AFP versus 56% for high AFP. The corresponding numbers for OS were 74% "
            "versus 68%.",
            in_all(
                ("low AFP", "DFS@60", "64"),
                ("high AFP", "DFS@60", "56"),
                ("low AFP", "OS@60", "74"),
                ("high AFP", "OS@60", "68"),
            ),
        ),
        (
            "The 5-year OS for patients with low, intermediate and high AFP was 64%, 60% and 56%, respectively.",
            in_all(("low AFP", "OS@60", "64"), ("intermediate AFP", "OS@60", "60"), ("high AFP", "OS@60", "56")),
        ),
        (
            "The 5-year OS rates in the low- and high-AFP groups were 64% and 56%.",
            in_all(("low AFP", "OS@60", "64"), ("high AFP", "OS@60", "56")),
        ),
        (
            "Median OS was 21.0 months for NLR <3 and 12.1 months for NLR >=3.",
            in_all(("NLR <3", "OS", "21.0"), ("NLR >=3", "OS", "12.1")),
        ),
        (
            "Kaplan-Meier estimates 10 years after randomization showed a DFS of 41%.",
            [("overall", None, "DFS@120", "41", None)],
        ),
        ("Ten years after randomization, median DFS was 41 months.", [("overall", None, "DFS", "41", None)]),
        (
            "Patients with EGFR mutations derived a gain: median PFS was 8.1 months.",
            in_all(("EGFR mutations", "PFS", "8.1")),
        ),
        (
            "Twelve men and seven women were treated; median OS was 12.1 months.",
            [("overall", None, "OS", "12.1", None)],
        ),
        ("High AFP was associated with a shorter OS (12.2 vs. 8.1 months).", []),  # the values say the opposite
        ("High AFP and low albumin were associated with a shorter OS (8.1 vs. 12.2 months).", []),  # which?
        ("In patients with low AFP, OS was longer (14.4 vs. 11.5 months).", []),  # with which treatment?
        (
            "The OS of KRAS mutated tumors was 9.2 months, for patients with codon 12 mutations 5.6 months and for patients "
            "with codon 13 mutations 6.5 months.",
            in_all(
                ("KRAS mutated tumors", "OS", "9.2"),
                ("codon 12 mutations", "OS", "5.6"),
                ("codon 13 mutations", "OS", "6.5"),
            ),
        ),
        (
            "Taken together, mutated tumors had a lower response rate (RR; defined as partial or complete remission) than "
            "tumors without KRAS mutations (14.4% vs. 33.0%).",
            in_all(("mutated tumors", "ORR", "14.4"), ("without KRAS mutations", "ORR", "33.0")),
        ),
        (
            "Taken together, mutated tumors were rarer in men than in elderly patients, and OS fell (8.7 versus 12.9 months).",
            [],
        ),
        ("The ORR was 20% in the low-dose group.", []),  # an arm that is not known
        ("OS was worse in younger patients (14.4 versus 11.5 months).", []),  # the values say the opposite
        ("Elderly women and those with a low AFP had a higher ORR (60% vs 40%, and 55% vs 35%, respectively).", []),
        ("The median disease-free interval was shorter among patients with low AFP (19 versus 31 months).", []),
    ],
)
def test_groups_set_against_each_other(lexicon: Lexicon, sentence: str, expected: list[object]) -> None:
    """Groups named by a status, compared in pairs and triples, or with all others, each with its own value."""
    assert found(lexicon, sentence, "A total of 78 patients were enrolled and received lenvatinib.") == expected


def test_arms_called_by_their_parts_together(lexicon: Lexicon) -> None:
    """ "The combination and control groups" are the arm with more drugs and the one with fewer."""
    rows = found(lexicon, "The ORR was 55.0% and 31.6% in the combination and control groups, respectively.")
    assert [(arm, value) for arm, _, _, value, _ in rows] == [(B, "55.0"), (A, "31.6")]


@pytest.mark.parametrize(
    ("before", "subgroup"),
    [
        ("PFS differed in exon 19 mutated tumors versus exon 21 mutated tumors.", "exon 19 patients"),
        ("PFS differed between the groups.", None),
    ],
)
def test_a_part_that_the_sentence_before_sets_apart(lexicon: Lexicon, before: str, subgroup: str | None) -> None:
    """A status names a part of the patients also where it was set against another just before; a value keeps it."""
    sentence = f"{before} While PFS was 6.1 months for exon 19 patients receiving LEN, PFS was 3.3 months in the LEN-TACE group."
    assert [row[:2] for row in found(lexicon, sentence)] == [(A, subgroup), (B, subgroup)]


def test_a_part_compared_with_another_is_not_the_other_arm(lexicon: Lexicon) -> None:
    """Where the part of an arm is compared with another part, neither value is of the other arm, nor of that part."""
    sentence = (
        "Patients in the LEN-TACE group who were frail had a longer OS compared to patients in the low AFP expression "
        "subgroup (20.3 months versus 12.3 months)."
    )
    assert found(lexicon, sentence) == []


def test_limits_are_what_a_sentence_before_calls_them(lexicon: Lexicon) -> None:
    """Limits around a value that do not say what they are: confidence limits where those of the last sentence are."""
    named = "The ORR was 40% ({} 30-50) in the LEN group and 60% (50-70) in the LEN-TACE group. The DCR with LEN was 70% (60-80)."
    assert [ci for *_, ci in found(lexicon, named.format("95% CI"))] == ["30-50", "50-70", "60-80"]
    assert [ci for *_, ci in found(lexicon, named.format("range"))] == [None, None, None]


def test_groups_of_an_earlier_sentence(lexicon: Lexicon) -> None:
    """ "The corresponding rates" are those of the last groups named, and what has no value is no endpoint."""
    arms = "The 2-year PFS was 40% in the LEN group and 60% in the LEN-TACE group. The 3-year PFS was 20% versus 30%. "
    rows = found(lexicon, arms + "The corresponding OS rates were 50% versus 70%.")
    assert [row[:4] for row in rows[-2:]] == [(A, None, "OS@36", "50"), (B, None, "OS@36", "70")]
    times = "The 1- and 2-year PFS rates were 40% and 30% in the LEN group and 60% and 50% in the LEN-TACE group. "
    rows = found(lexicon, times + "The corresponding OS rates were 70% and 65% versus 90% and 85%.")
    assert [row[:4] for row in rows[-4:]] == [
        (A, None, "OS@12", "70"),
        (A, None, "OS@24", "65"),
        (B, None, "OS@12", "90"),
        (B, None, "OS@24", "85"),
    ]
    without = "The 2-year PFS was 60% in the group with TACE and 40% without TACE."
    assert [row[:4] for row in found(lexicon, without)] == [(B, None, "PFS@24", "60"), (A, None, "PFS@24", "40")]
    part = arms + "In patients with high AFP, nothing was seen. OS was 50% versus 70%."
    assert len(found(lexicon, part)) == 4
    crossed = (
        "PFS was 4.1 months with lenvatinib, and OS in this group crossed the boundary for efficacy (12.3 months)."
    )
    assert [row[2:4] for row in found(lexicon, crossed)] == [("PFS", "4.1"), ("OS", "12.3")]


def test_a_part_of_the_arms_that_the_sentence_before_compares(lexicon: Lexicon) -> None:
    """A part of the patients told of after two arms were compared: two values are those of the arms' parts."""
    before = "The LEN group had a shorter OS than the LEN-TACE group (12.3 versus 26.7 months)."
    after = f"{before} This was not seen in low expressers (OS 20.3 versus 18.9 months, respectively)."
    assert [row[:2] for row in found(lexicon, after)] == [
        (A, None),
        (B, None),
        (A, "low expressers"),
        (B, "low expressers"),
    ]
    two = f"{before} This was not seen in low and high expressers (OS 20.3 versus 18.9 months, respectively)."
    assert len(found(lexicon, two)) == 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("OS in patients with low AFP: 27.9 months under cetuximab.", [("cetuximab", "low AFP", "27.9")]),
        ("OS in patients with low AFP: 27.9 months under oxaliplatin.", []),  # which of the arms?
        ("OS in patients with low AFP: 27.9 months without cetuximab.", [("without cetuximab", "low AFP", "27.9")]),
        ("OS in patients with low AFP: 27.9 months without oxaliplatin.", []),
    ],
)
def test_what_no_arm_is_given(lexicon: Lexicon, sentence: str, expected: list[object]) -> None:
    """A value tied to a treatment of which no arm has anything is of those who had it later, not of all patients."""
    arms = "We compared the FOLFOX group (n = 40) and the CAPOX group (n = 38)."
    assert [(a, s, v) for a, s, _, v, _ in found(lexicon, sentence, arms)] == expected


def test_a_status_all_patients_share_is_no_subgroup(lexicon: Lexicon) -> None:
    """What nothing is set against is no subgroup."""
    (outcome,) = found(lexicon, "The ORR was 31% in HER2-positive patients in the LEN group.")
    assert outcome[:2] == (A, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Progression was more frequent in the LEN group: 39% of patients had cirrhosis.",
        "20.0% of the LEN group (8/40; 20%) were included but recurrence rates were lower.",
        "Immune responses were observed in 30% of patients in the LEN group.",
        "In the LEN group 12 patients (30.0%) had a response to the vaccine.",
        "The ORR was 33.3%.",  # whose, of two arms?
        "Two patients in the LEN group (5.0%) died of pneumonia.",  # a cause of death
        "In the LEN group 2 (5.0%) deaths were from sepsis.",
        "There were 20 deaths in the LEN group, 17 (85.0%) from liver cancer.",
        "The 5-year OS was 31.5% for QXCA-amplified and 56.4% for other tumors.",  # two parts, and no arm
        "In the LEN group grade 3 acute late toxicity such as skin toxicity was seen in 5.0%.",
        "Loss of response was seen in 10.0% in the LEN group.",
        "At dose level 2 the ORR was 33.3%.",  # no arm of this study
        "The ORR was 33.3% in arm C.",
        "An analysis of OS (30%, meaning that 30% of the patients had died) showed no gain (hazard ratio with LEN, 0.94).",
        "Median OS was 10.3 months for some other LEN and 6.2 months for the rest.",  # the LEN behind a value leads no other
        "The ORR was 33.3% in the QX-9 group.",  # no arm of this study
        "OS was 45% after 2 years of treatment in the LEN group.",  # no time at which it is read
        "OS differed by 5.4 months.",  # a difference is no result
        "The benefit in OS at 2 years was 8.4 percentage points in the LEN group.",
        "An improvement in PFS of 3.9 months was seen in the LEN-TACE group.",
        "We assumed a median OS of 10 months in the LEN group.",  # planned, not seen
        "Patients were followed for 12 months in the LEN group and OS was recorded.",
        "OS was better in younger patients (11.5 versus 14.4 months).",  # compared groups not told
        "Smith et al. reported 40% of events in the LEN group.",  # no endpoint
        "Median OS was 9-10 months in the LEN group.",  # a range is no value
        "Relapse/progression was 22% and 50% in the LEN group.",  # half of a composite is no endpoint
        "OS was 11.2 months when surgery was possible in the LEN group or not.",  # a condition
        "In the LEN group 12 (30.0%) patients had no reported progression.",
        "The main reason for stopping in the LEN group was progression (55.3%).",
        "20 (50.0%) patients in the LEN group, which represented 9 (22.5%) deaths, had no reported progression.",
        "In the LEN group 34 patients (68%) achieved a response out of the 50 with low AFP.",
        "The OS was 8.5 months for the remaining study population.",
        "Arm C was closed early. The median OS was 8.5 months.",
        "In the LEN group 30 (75.0%) showed disease progression with previous treatment.",  # before this study
        "A CR was maintained in the LEN group by 3 of 5 (60.0%) patients.",  # 5 of 40: of whom?
        "In the LEN group the 6-minute walk and PFS improved.",
        "Median follow-up was 14.5 months for responders.",
        "Median follow-up was 14.5 and 12.0 months.",
        "The minimum follow-up was 14.5 months.",
        "At 18 months, 45% of patients with lenvatinib were alive without progression.",
        "Patients with lenvatinib were progression-free for 6 weeks in 45%.",
        "Toxicity led to dose reductions in 20% of patients in the LEN group and permanent discontinuation in 5%.",  # events
    ],
)
def test_no_value_is_guessed(lexicon: Lexicon, sentence: str) -> None:
    """Where group or endpoint is not certain there is no record."""
    assert found(lexicon, sentence) == []


def test_the_count_tells_that_all_patients_are_meant(lexicon: Lexicon) -> None:
    """Where no group is named, a count and share that fit all patients, and only they, are of all patients."""
    enrolled = "A total of 78 patients were enrolled. " + ARMS
    assert found(lexicon, "39 (50.0%) of patients had died.", enrolled) == [("overall", None, "death", "50.0", None)]
    assert found(lexicon, "20 (50.0%) of patients had died.", enrolled) == []
    assert found(lexicon, "Of 78 patients, 39 (50.0%) died.", enrolled) == [("overall", None, "death", "50.0", None)]
    assert found(lexicon, "Of 40 patients, 20 (50.0%) died.", enrolled) == []


def test_arms_by_their_letters(lexicon: Lexicon) -> None:
    """ "Arms A and B" are the arms that bear the letters."""
    arms = "Patients in arm A (lenvatinib) and arm B (lenvatinib plus TACE) were followed."
    (first, second) = found(lexicon, "Median OS was 15.8 and 22.0 months in arms A and B, respectively.", arms)
    assert [first[0], first[3], second[0], second[3]] == [
        "Arm A (lenvatinib)",
        "15.8",
        "Arm B (lenvatinib plus TACE)",
        "22.0",
    ]


def test_arms_by_their_letters_and_another_noun(lexicon: Lexicon) -> None:
    """ "Groups A and B" are arms A and B where no others are called groups; "the two arms" are those of the sentence before."""
    arms = "Patients in arm A (lenvatinib) and arm B (lenvatinib plus TACE) were followed."
    told = (
        "The ORR was 14.3% and 33.3% in groups A and B, respectively. "
        "Median OS was 15.8 and 22.0 months while PFS was 9.1 and 9.5 months in the two arms, respectively."
    )
    assert [((name or "")[:5], value) for name, _, _, value, _ in found(lexicon, told, arms)] == [
        ("Arm A", "14.3"),
        ("Arm B", "33.3"),
        ("Arm A", "15.8"),
        ("Arm B", "22.0"),
        ("Arm A", "9.1"),
        ("Arm B", "9.5"),
    ]


def test_parts_of_arms(lexicon: Lexicon) -> None:
    """A part of the patients holds for both arms; where the arms are those of the sentence before, too; levels are no arms."""
    told = (
        "Patients in the high XK7 expression group treated in the LEN group had a shorter PFS than in the LEN-TACE group "
        "(4.1 versus 9.5 months). This was not seen in low expressers (median PFS of 6.1 and 6.3 months, respectively). "
        "In the LEN group, PFS was longer compared to patients in the high XK7 subgroup (8.3 versus 4.1 months)."
    )
    assert [row[:4] for row in found(lexicon, told)] == [
        (A, "high XK7 expression group", "PFS", "4.1"),
        (B, "high XK7 expression group", "PFS", "9.5"),
        (A, "low expressers", "PFS", "6.1"),
        (B, "low expressers", "PFS", "6.3"),
    ]
    told = (
        "In the LEN group, 15 of the 23 patients (65%) with low XK7 expression and 6 of 17 (35%) with mid or high XK7 "
        "expression achieved a partial or complete response. Patients in the LEN group (Figure 2) with low XK7 expression had "
        "a longer PFS compared to patients in the high XK7 subgroup (8.3 versus 4.1 months). The DCR in the population with "
        "high XK7 expression was 90% in the LEN group. In 12 of 20 patients (60%) with a partial response PFS was not reached."
    )
    assert [row[:4] for row in found(lexicon, told)] == [
        (A, "low XK7 expression", "ORR", "65"),
        (A, "mid or high XK7 expression", "ORR", "35"),
        (A, "low XK7 expression", "PFS", "8.3"),
        (A, "high XK7", "PFS", "4.1"),
        (A, "high XK7 expression", "DCR", "90"),
    ]


def test_arms_by_the_short_forms_of_their_names(lexicon: Lexicon) -> None:
    """A short form that the paper gives one of an arm's names is the arm's, too."""
    arms = "We compared lenvatinib alone (LA) with lenvatinib plus TACE (LT). There were the lenvatinib group (n = 40) and the "
    rows = found(lexicon, "PFS was 4.1 and 9.5 months in LA and LT.", arms + "lenvatinib plus TACE group (n = 38).")
    assert [(row[0], row[3]) for row in rows] == [
        ("lenvatinib (lenvatinib alone)", "4.1"),
        ("lenvatinib plus TACE (LT)", "9.5"),
    ]


def test_one_patient_has_no_median(lexicon: Lexicon) -> None:
    """A cited case is one patient with a value, and a treatment that is only half of a combination is nobody's."""
    told = "A 62-year-old man received sorafenib plus nivolumab [7]. The OS was 22 months [7]."
    told += " Combining external radiotherapy with systemic sorafenib yielded an ORR of 76.6% [8]."
    document = paper_of((Section.BODY, told))
    (outcome,) = (r for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome) and r.endpoint == "OS")
    assert (outcome.n, outcome.statistic, outcome.regimen) == (1, "value", ("sorafenib", "nivolumab"))
    assert all(r.regimen != ("sorafenib",) for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome))


def test_each_value_has_the_citation_behind_it(lexicon: Lexicon) -> None:
    """Where a sentence cites behind each value, the values are of different studies; ranges over studies are nobody's."""
    told = "Sorafenib had an OS of 10.7 months [3] and lenvatinib had an OS of 13.6 months [4]."
    told += " Lenvatinib had OS rates that were low compared to those of other reports ranging 39.6% to 52.8% [5,6]."
    document = paper_of((Section.BODY, told))
    cited = [r for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome)]
    assert [(r.study, r.value) for r in cited] == [("[3]", Decimal("10.7")), ("[4]", Decimal("13.6"))]


def test_values_beside_the_studies_that_are_named(lexicon: Lexicon) -> None:
    """Where names lead, each value is of the name before it; where two names stand together, of neither by name."""
    told = "The PFS rate was 28% in KEYNOTE-224 using pembrolizumab and 22% in CheckMate 459 using nivolumab [7, 8]. "
    told += "Its rival was lower than KEYNOTE-224 using pembrolizumab (an ORR of 17%) "
    told += "and CheckMate 459 using nivolumab (an ORR of 15%) [7]."
    document = paper_of((Section.BODY, told))
    cited = [r for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome)]
    assert [(r.study, str(r.value)) for r in cited if r.endpoint == "ORR"] == [
        ("KEYNOTE-224", "17"),
        ("CheckMate 459", "15"),
    ]


@pytest.mark.parametrize(
    ("end", "studies"),
    [
        (", respectively [7].", ["KEYNOTE-224", "CheckMate 459"]),
        (" [7].", ["[7]", "[7]"]),  # which of the two had which, nobody says
    ],
)
def test_two_studies_named_before_all_values(lexicon: Lexicon, end: str, studies: list[str]) -> None:
    """They have a value each only where the sentence deals them out."""
    told = "KEYNOTE-224 and CheckMate 459 found an ORR of 17% with pembrolizumab and 15% with nivolumab"
    document = paper_of((Section.BODY, told + end))
    cited = [r for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome)]
    assert [(r.study, str(r.value)) for r in cited] == [*zip(studies, ("17", "15"), strict=True)]


def test_a_number_alone_means_the_study_named_beside_it(lexicon: Lexicon) -> None:
    """The reference of a study that is named means that study; doublet and triplet mean its regimens."""
    told = "In cohort 6 of CheckMate 040 the ORR of nivolumab and cabozantinib was 18%, "
    told += "and that of nivolumab plus ipilimumab plus cabozantinib 30% [4]. "
    told += "The PFS was 5.3 months for the doublet and 4.1 months for the triplet [4]."
    document = paper_of((Section.BODY, told))
    cited = [r for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome) and r.endpoint == "PFS"]
    assert [(r.study, len(r.regimen), str(r.value)) for r in cited] == [
        ("CheckMate 040", 2, "5.3"),
        ("CheckMate 040", 3, "4.1"),
    ]


def test_the_uncertain_is_noted(lexicon: Lexicon) -> None:
    """A result whose arm is not told becomes a note at its place."""
    document = paper_of((Section.METHODS, ARMS), (Section.RESULTS, "The ORR was 33.3%."))
    (note,) = (x for x in outcomes(understand(document, lexicon)) if isinstance(x, Note))
    assert (note.reason, document.text[note.place.start : note.place.end]) == ("arm not certain", "33.3%")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "One- and two-year OS rates in the low-risk group (91% and 72%) were higher than in the moderate- (63% and 41%) "
            "and high-risk groups (50% and 22%) (P<0.01) [1].",
            [
                ("low-risk", "OS@12", "91"),
                ("low-risk", "OS@24", "72"),
                ("moderate-risk", "OS@12", "63"),
                ("moderate-risk", "OS@24", "41"),
                ("high-risk", "OS@12", "50"),
                ("high-risk", "OS@24", "22"),
            ],
        ),
        ("The ORR in the high-risk group was 33% [1].", []),  # one risk alone may be that of all
        (
            "Sorafenib significantly prolonged the median OS from 9.8 to 12.4 months [1].",
            [(None, "OS", "12.4")],
        ),
        ("Sorafenib increased the ORR from 2% to 5% [1].", [(None, "ORR", "5")]),
        ("Rash was the most common adverse event with sorafenib (45%) [1].", []),
        ("The median OS has improved from 9.8 to 12.4 months with sorafenib and others [1].", []),
        ("Adding cetuximab improved OS (15.8 months) compared to sorafenib alone [1].", []),  # to what it was added
    ],
)
def test_risks_set_against_each_other(review_of: PaperOf, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """They are parts of a cited study's patients, whatever those were given."""
    records = [r for r in outcomes(review_of(sentence)) if isinstance(r, Outcome)]
    assert [(r.subgroup, _endpoint(r), str(r.value)) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The median OS (17.4 months) in our study was longer than those of previous studies with sorafenib (7.7 months) and "
            "donafenib (9.1 months) [4].",
            [("sorafenib", "7.7", "[4]"), ("donafenib", "9.1", "[4]")],
        ),
        (
            "The median OS in our study was 17.4 months, with sorafenib (7.7 months) shorter than in other studies [4].",
            [],
        ),
        ("The median OS in our study was longer than with sorafenib (7.7 months) [4].", []),  # whose?
    ],
)
def test_a_discussion_compares_with_others(lexicon: Lexicon, sentence: str, expected: list[object]) -> None:
    """Values behind the treatments of previous studies are those studies'."""
    document = paper_of((Section.METHODS, "Patients were treated with lenvatinib."), (Section.DISCUSSION, sentence))
    records = [r for r in outcomes(understand(document, lexicon)) if isinstance(r, Outcome)]
    assert [(r.arm, str(r.value), r.study) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("In a previous trial, median OS was 11.1 months in the LEN group.", []),
        ("A phase III trial showed that median OS was 11.1 months in the LEN-TACE group.", []),
        ("Earlier studies reported an ORR of 12% in the LEN group.", []),
        ("Median OS with LEN is 11.1 months.", []),
        ("Median OS with LEN has been 15.2 months.", ["15.2"]),
        ("Median OS was 15.2 months in the LEN group, longer than in previous trials.", ["15.2"]),
        ("Compared with other studies, median OS in the LEN group was longer (15.2 months).", ["15.2"]),
        ("In this randomised trial, median OS was 15.2 months in the LEN group.", ["15.2"]),
        ("Median OS was 15.2 months in the LEN group.", ["15.2"]),
    ],
)
def test_a_discussion_tells_of_others_without_citing_them(lexicon: Lexicon, sentence: str, values: list[str]) -> None:
    """What another study found is not hung on an arm of this one that is called alike."""
    document = paper_of((Section.METHODS, ARMS), (Section.DISCUSSION, sentence))
    told = outcomes(understand(document, lexicon))
    assert [str(r.value) for r in told if isinstance(r, Outcome)] == values


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Median OS was 11.1 months in the LEN group.", []),
        ("We report that median OS was 15.2 months in the LEN group.", ["15.2"]),
    ],
)
def test_an_introduction_tells_of_others(lexicon: Lexicon, sentence: str, values: list[str]) -> None:
    """Unless it says "we", nothing that it tells was found in this study."""
    document = paper_of((Section.METHODS, ARMS), (Section.INTRODUCTION, sentence))
    told = outcomes(understand(document, lexicon))
    assert [str(r.value) for r in told if isinstance(r, Outcome)] == values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ORR was 33.3% and the DCR 80.0%.", [("ORR", "33.3"), ("DCR", "80.0")]),
        (
            "At a median follow-up of 14.5 months (IQR 9.0-21.0), median PFS was 6.2 months.",
            [("follow-up", "14.5"), ("PFS", "6.2")],
        ),
        ("The median follow-up time was 3 years and the ORR was 33.3%.", [("follow-up", "3"), ("ORR", "33.3")]),
        (
            "After a median follow-up (from randomization to data cutoff) of 32.4 months, the ORR was 33.3%.",
            [("follow-up", "32.4"), ("ORR", "33.3")],
        ),
        ("Patients were followed for a median of 14.5 months.", [("follow-up", "14.5")]),
        ("Median PFS was 6.2 months (95% CI, 4.0-8.1).", [("PFS", "6.2")]),
        ("CR was achieved by 36.5% of the patients.", [("CR", "36.5")]),
        ("The ORR was 66%, with ≥VGPR in 46% and ≥CR in 29%.", [("ORR", "66"), (">=VGPR", "46"), (">=CR", "29")]),
        (
            "Median PFS was 6.2 months, and median ADT-free survival was 27.9 months.",
            [("PFS", "6.2"), ("ADT-free survival", "27.9")],
        ),
        (
            "Postoperative complications (Clavien-Dindo grade ≥III) occurred in 52 patients (16.7%).",
            [("major morbidity", "16.7")],
        ),
        ("Postoperative complications (Clavien-Dindo) occurred in 52 patients (16.7%).", [("morbidity", "16.7")]),
        ("Median DOR was 9.7 months (95% CI 5.5-NE).", [("DOR", "9.7")]),
        ("Median time to bone progression was 7.1 months.", [("time to bone progression", "7.1")]),
        ("The ORR was 40% (12/30), and 10% (3/30) had progressive disease.", [("ORR", "40"), ("PD", "10")]),
        (
            "Of 30 patients included, 10 (33.3%) relapsed and 8 (26.7%) died.",
            [("relapse", "33.3"), ("death", "26.7")],
        ),
        (
            "Disease progression occurred in 12 patients (40%), and 8 patients (26.7%) died.",
            [("progression", "40"), ("death", "26.7")],
        ),
        ("CR was seen in 10%; 8 patients (26.7%) had relapsed on therapy.", [("CR", "10")]),
        ("Distant metastases developed in 8 patients (26.7%).", [("distant metastasis", "26.7")]),
        ("Twelve of 30 patients (40%) responded.", [("ORR", "40")]),
        ("A PSA decline of ≥50% was seen in 18 patients (60%).", [("psa response", "60")]),
        ("One-year survival was 45%.", [("OS@12", "45")]),
        ("OS was 45% (95% CI, 30-60) at 3 years.", [("OS@36", "45")]),
        ("PFS was 45% at 1 year and 30% at 2 years.", [("PFS@12", "45"), ("PFS@24", "30")]),
        ("PFS was 45%, 40% and 30% at 1, 2 and 3 years.", [("PFS@12", "45"), ("PFS@24", "40"), ("PFS@36", "30")]),
        ("PFS and OS were 45% and 60% at 3 years, respectively.", [("PFS@36", "45"), ("OS@36", "60")]),
        ("Local control was 80% at 1 year.", [("local control@12", "80")]),
        ("The ORR was 40% at 3 months.", [("ORR", "40")]),  # the best response is at no time
        ("The DCR was 70%; 20% of patients had PD.", [("DCR", "70"), ("PD", "20")]),
        ("The rate of CR + CRu was 21/30 (70%).", [("CR+CRu", "70")]),
        ("The DCR (CR + PR + SD) was 70% and the CR/CRi rate 20%.", [("DCR", "70"), ("CR/CRi", "20")]),
        ("Median OS was 9.5 months, and 45% of patients were alive at 1 year.", [("OS", "9.5"), ("OS@12", "45")]),
        (
            "OS in all registered patients was 9.5 months and 45% were alive at 1 year.",
            [("OS", "9.5"), ("OS@12", "45")],
        ),
        ("At 18 months, 45% (95% CI, 30-60) of the patients were alive.", [("OS@18", "45")]),
        ("In all, 45% of patients were progression-free at 6 months.", [("PFS@6", "45")]),
        ("PFS at 3 years was 45%. The OS rate was 60%.", [("PFS@36", "45"), ("OS@36", "60")]),
        ("PFS at 1 year was 45% (95% CI 39-57%) and OS was 71%.", [("PFS@12", "45"), ("OS@12", "71")]),
        ("The ORR was 45%. The OS rate was 60% at 2 years.", [("ORR", "45"), ("OS@24", "60")]),
        ("At 2 years, the estimated rate of overall survival was 45%.", [("OS@24", "45")]),
        (
            "Clinical benefit (response or stable disease for 6 months or more) was seen in 45%.",
            [("clinical benefit", "45")],
        ),
        ("Responses were seen in 9 of 30 patients (30%).", [("ORR", "30")]),
        ("Nine patients (30%) had a response.", [("ORR", "30")]),
        ("The DCR was 70% (stable disease in 45%).", [("DCR", "70"), ("SD", "45")]),
        ("At 6 months, 45% of the patients remained relapse-free.", [("RFS@6", "45")]),
    ],
)
def test_a_single_arm_needs_no_name(lexicon: Lexicon, sentence: str, expected: list[tuple[str, str]]) -> None:
    """In a study of one group its results are the whole group's."""
    rows = found(lexicon, sentence, arms="A total of 30 patients were enrolled and treated with lenvatinib.")
    assert [(endpoint, value) for arm, _, endpoint, value, _ in rows] == expected
    assert {arm for arm, *_ in rows} == {"overall"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Among intermediate/poor-risk patients, median OS was 9.1 months.", ["intermediate/poor-risk OS 9.1"]),
        (
            "Median OS was longer in responders than in non-responders (21.4 vs 9.2 months).",
            ["responders OS 21.4", "non-responders OS 9.2"],
        ),
        (
            "Median OS was 8.1 months in patients with ascites and 15.4 months in those without.",
            ["ascites OS 8.1", "without ascites OS 15.4"],
        ),
        (
            "Median OS was 8.1 months for the 12 patients with KRAS mutation and 12.3 months for the 30 patients without.",
            ["KRAS mutation OS 8.1", "without KRAS mutation OS 12.3"],
        ),
        (
            "Median OS in patients with ECOG PS 0, 1 and 2 was 20.1, 12.3 and 4.1 months, respectively.",
            ["ECOG PS 0 OS 20.1", "ECOG PS 1 OS 12.3", "ECOG PS 2 OS 4.1"],
        ),
        (
            "Median OS was 20.1 months (PS 0), 12.3 months (PS 1) and 4.1 months (PS 2).",
            ["PS 0 OS 20.1", "PS 1 OS 12.3", "PS 2 OS 4.1"],
        ),
        (
            "Median OS in Child-Pugh A and B patients was 8.1 and 4.1 months, respectively.",
            ["Child-Pugh A OS 8.1", "Child-Pugh B OS 4.1"],
        ),
        (
            "The ORRs in patients with N0, N1 and N2 disease were 80%, 60% and 40%, respectively.",
            ["N0 ORR 80", "N1 ORR 60", "N2 disease ORR 40"],
        ),
        (
            "The ORR was 35% in HER2-positive, 30% in HER2-low and 8% in HER2-negative tumours.",
            ["HER2-positive ORR 35", "HER2-low ORR 30", "HER2-negative ORR 8"],
        ),
        (
            "Median OS was 8.1 months in patients with ascites and 15.4 months in the remaining patients.",
            ["ascites OS 8.1", "the remaining patients OS 15.4"],
        ),
        ("Median OS was 15.4 months in the remaining patients.", []),  # who remain?
        (
            "The ORR was 40% in premenopausal and 20% in postmenopausal women.",
            ["premenopausal ORR 40", "postmenopausal ORR 20"],
        ),
        (
            "Median PFS was 5.0 months among women with ER-positive tumours versus 3.1 months among ER-negative ones.",
            ["ER-positive tumours PFS 5.0", "ER-negative ones PFS 3.1"],
        ),
        (
            "Responders and non-responders had other ORRs (90% vs 46%, p = 0.02, and 94% vs 67%, p = 0.04, respectively).",
            [],  # a pair each, and of whom is not said
        ),
        (
            "Median OS was 12.3 months in patients with ECOG PS 0 versus 7.8 months in those with ECOG PS 1.",
            ["ECOG PS 0 OS 12.3", "ECOG PS 1 OS 7.8"],
        ),
        (
            "Patients who achieved a pCR had a 5-year OS of 85% compared with 60% in those who did not.",
            ["pCR OS@60 85", "without pCR OS@60 60"],
        ),
        (
            "Patients with CPS ≥ 5 had longer PFS than those with CPS < 5 (10.1 vs. 5.4 months, p = 0.03).",
            ["CPS ≥ 5 PFS 10.1", "CPS < 5 PFS 5.4"],
        ),
        (
            "In patients with a PD-L1 expression of 1% or greater, the ORR was 41.5%.",
            ["PD-L1 expression of 1% or greater ORR 41.5"],
        ),
        ("Median OS was 9.1 months in patients with PD-L1 expression ≥ 1%.", ["PD-L1 expression ≥ 1% OS 9.1"]),
        (
            "The ORR was 45% in patients with a score of at least 50% and 20% in those with a score of less than 1%.",
            ["score of at least 50% ORR 45", "score of less than 1% ORR 20"],
        ),
        (
            "Median OS was 8.1 months in patients with LDH ≥ 250 U/L and 14.2 months in those with LDH < 250 U/L.",
            ["LDH ≥ 250 U/L OS 8.1", "LDH < 250 U/L OS 14.2"],
        ),
        (
            "HER2-positive patients had a higher ORR than HER2-negative patients (57.1% vs 30.0%).",
            ["HER2-positive patients ORR 57.1", "HER2-negative patients ORR 30.0"],
        ),
        (
            "The 2-year OS was 4.1% for the elevated-LDH group and 16.8% for the normal-LDH group.",
            ["elevated-LDH group OS@24 4.1", "normal-LDH group OS@24 16.8"],
        ),
        (
            "Median OS was 9.1 months in frail patients and 14.1 months in non-frail patients.",
            ["frail patients OS 9.1", "non-frail patients OS 14.1"],
        ),
        (
            "The 5-year OS and DFS in the low-LDH group were 38.9% and 33.1%, versus 61.7% and 55.0% in the high-LDH group.",
            [
                "low-LDH group OS@60 38.9",
                "low-LDH group DFS@60 33.1",
                "high-LDH group OS@60 61.7",
                "high-LDH group DFS@60 55.0",
            ],
        ),
        (
            "Median PFS was longer in patients with stage IIIA than stage IIIB disease (23.7 vs 19.2 months), in those with "
            "nonsquamous compared with squamous tumours (24.6 vs 14.6 months).",
            ["nonsquamous PFS 24.6", "squamous PFS 14.6"],
        ),
        ("The PSA response rate (>= 50% decline at 12 weeks) was 58%.", ["None psa response 58"]),
        ("Treatment duration >= 60 months was predictive.", []),
        ("No complete responses were observed and 27 patients (30%) had a partial response.", ["None PR 30"]),
        ("Stable disease was the best response in 45 patients (50%).", ["None SD 50"]),
        ("Median PFS was 14.3 months and 2-year OS was 31%.", ["None PFS 14.3", "None OS@24 31"]),
        ("Median OS was 14.3 months (95% CI, 10-18) and 2-year OS was 31%.", ["None OS 14.3", "None OS@24 31"]),
        (
            "Median OS and PFS were 14.3 and 6.2 months, and 1-year OS was 55%.",
            ["None OS 14.3", "None PFS 6.2", "None OS@12 55"],
        ),
        ("The 4-year freedom from treatment failure was 54%.", ["None freedom from treatment failure@48 54"]),
        ("Five-year OS was 54% with and 78% without ascites.", []),
        ("Local failure was the main cause of relapse (25 of 40 relapses, 63%).", []),
        ("Five-year OS was 89.0% after an R0 resection.", ["None OS@60 89.0"]),
        (
            "Five-year OS was 52.4% and 66.0% in elderly and younger patients, respectively.",
            ["elderly OS@60 52.4", "younger patients OS@60 66.0"],
        ),
        ("Five-year OS was 52.4% and 66.0% in treated and untreated patients, respectively.", []),
        ("The ORR was 91.2% among patients with MYD88(L265P) disease.", ["MYD88(L265P) disease ORR 91.2"]),
        (
            "The ORR was 71%, being 66% in patients with and 75% in patients without ascites.",
            ["ascites ORR 66", "without ascites ORR 75"],
        ),
        (
            "A pCR was achieved by 25.0% of patients with low and 7.1% of patients with high LDH.",
            ["low LDH pCR 25.0", "high LDH pCR 7.1"],
        ),
        ("Ninety-day mortality was 4.1% after VR and 2.8% without VR.", []),
        (
            "Thirty OS events were reported: 5/40 (13%) in patients with low, 8/30 (27%) doubtful, and 17/20 (85%) high uptake.",
            ["low uptake OS event 13", "doubtful uptake OS event 27", "high uptake OS event 85"],
        ),
        (
            "A pCR was seen in 3/40 (8%) luminal, 10/30 (33%) HER2-positive and 12/20 (60%) triple-negative tumours.",
            ["luminal pCR 8", "HER2-positive pCR 33", "triple-negative pCR 60"],
        ),
        (
            "The ORR was 20% for negative, 35% for low and 60% for high PD-L1 expression.",
            ["negative PD-L1 expression ORR 20", "low PD-L1 expression ORR 35", "high PD-L1 expression ORR 60"],
        ),
        (
            "Median OS was 22.1 months in patients with stage I, 14.3 months stage II and 8.7 months stage III disease.",
            ["stage I OS 22.1", "stage II OS 14.3", "stage III OS 8.7"],
        ),
        (
            "Mortality was higher without; only 20.5% of irradiated patients died compared with 32% in the nonirradiated group.",
            ["irradiated patients death 20.5", "nonirradiated group death 32"],
        ),
        (
            "Overall, 35% of KRAS-mutant patients relapsed, compared with 12% of KRAS wild-type patients.",
            ["KRAS-mutant patients relapse 35", "KRAS wild-type patients relapse 12"],
        ),
        (
            "In all, 24 of 60 (40%) resected patients died versus 18 of 30 (60%) non-resected patients.",
            ["resected patients death 40", "non-resected patients death 60"],
        ),
        ("In all, 12 (30%) HER2-positive patients responded.", []),  # all of them may be
        (
            "With a median follow-up of 12.1 months, 6-month and 12-month PFS were 69% and 59%.",
            ["None follow-up 12.1", "None PFS@6 69", "None PFS@12 59"],
        ),
        (
            "Among patients with NPM1 mutation the ORR was 75% (6/8), compared with 33% (4/12) in those with TP53 mutation.",
            ["NPM1 mutation ORR 75", "TP53 mutation ORR 33"],
        ),
        ("In patients with invasion of the pancreas median OS was 4.1 months.", ["invasion of the pancreas OS 4.1"]),
        ("At the 60 mg dose, the ORR was 58.0%.", ["60 mg dose ORR 58.0"]),
        ("At 300 mg twice daily, the ORR was 40.0%.", ["300 mg twice daily ORR 40.0"]),
        (
            "Among 40 patients treated at the RP2D, 26 responded (65%), 15 (38%) with a CR.",
            ["RP2D ORR 65", "RP2D CR 38"],
        ),
        ("At the time of analysis, the ORR was 40.0%.", ["None ORR 40.0"]),
        ("HER2-positive patients had an ORR of 57.1%.", ["None ORR 57.1"]),
        (
            "The 3-year OS was 88.2% in patients with pCR and 71.5% in patients without pCR.",
            ["pCR OS@36 88.2", "without pCR OS@36 71.5"],
        ),
        ("In the gQXCA cohort, median OS was 9.1 months.", ["gQXCA OS 9.1"]),
        ("Among 65 patients with raised LDH, median OS was 9.1 months.", ["raised LDH OS 9.1"]),
        ("Of 29 patients with CR, 18 (62.1%) were MRD-negative.", ["CR MRD negativity 62.1"]),
        (
            "5-year OS was 61.3% for stage I-II, 34.8% for stage III and 6.2% for stage IV disease.",
            ["stage I-II OS@60 61.3", "stage III OS@60 34.8", "stage IV OS@60 6.2"],
        ),
        ("5-year OS was 61.3% for localized, 34.8% for regional and 6.2% for distant disease.", []),
        ("Among the 28 evaluable patients, the ORR was 31.0%.", ["None ORR 31.0"]),
        ("In the whole cohort, the ORR was 31.0%.", ["None ORR 31.0"]),
        ("In patients treated with lenvatinib, the ORR was 31.0%.", ["None ORR 31.0"]),
        (
            "The 5-year OS of stage I, II and III patients was 81%, 62% and 35%, respectively.",
            ["stage I OS@60 81", "stage II OS@60 62", "stage III OS@60 35"],
        ),
        (
            "For ECOG PS 0 and 1, median OS was 20.2 and 12.4 months, respectively.",
            ["ECOG PS 0 OS 20.2", "ECOG PS 1 OS 12.4"],
        ),
        (
            "Median OS by Child-Pugh class was 20.1 months (A) and 9.3 months (B).",
            ["Child-Pugh class A OS 20.1", "Child-Pugh class B OS 9.3"],
        ),
        ("Median OS by Child-Pugh class was 20.1 months (see A).", ["None OS 20.1"]),
        (
            "Local control at 1 year was 95% for tumours <3 cm and 78% for tumours of at least 3 cm.",
            ["tumours <3 cm local control@12 95", "tumours of at least 3 cm local control@12 78"],
        ),
        (
            "With a median follow-up of 18.5 months (range, 2.1-40.3), 40 patients (44.4%) died.",
            ["None follow-up 18.5", "None death 44.4"],
        ),
        ("The median follow-up was 18.5 months, 20.1 months and 22 months.", []),
        ("High NLR was associated with a median OS of 9.1 months.", ["High NLR OS 9.1"]),
        ("A low albumin level was associated with shorter OS (9.1 months).", ["low albumin level OS 9.1"]),
        ("The regimen was associated with a median OS of 9.1 months.", ["None OS 9.1"]),
    ],
)
def test_the_part_of_the_patients_that_leads(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """Patients with whom a sentence begins are a subgroup, unless they are all; what they achieved is not measured anew."""
    rows = found(lexicon, sentence, arms="A total of 90 patients were enrolled and treated with lenvatinib.")
    assert [f"{subgroup} {endpoint} {value}" for _, subgroup, endpoint, value, _ in rows] == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "In the LEN group, the ORR was 20.0%. Median PFS was 4.1 months. In the LEN-TACE group, the ORR was 55.3%. "
            "Median PFS was 8.0 months.",
            [(A, "ORR 20.0"), (A, "PFS 4.1"), (B, "ORR 55.3"), (B, "PFS 8.0")],
        ),
        (
            "In the LEN group, the ORR was 20.0%. For all patients, median PFS was 4.1 months. "
            "In the LEN-TACE group, the ORR was 55.3%.",
            [(A, "ORR 20.0"), ("overall", "PFS 4.1"), (B, "ORR 55.3")],
        ),
        ("In the LEN group, the ORR was 20.0%. Median PFS was 4.1 months.", [(A, "ORR 20.0")]),
    ],
)
def test_sentences_that_tell_of_one_arm_after_the_other(
    lexicon: Lexicon, paragraph: str, expected: list[tuple[str, str]]
) -> None:
    """The arm with which a sentence begins holds for the next one where the paragraph tells of the arms in turn."""
    assert sorted((arm, f"{endpoint} {value}") for arm, _, endpoint, value, _ in found(lexicon, paragraph)) == sorted(
        expected
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "High LDH levels were associated with a lower ORR (21.1% vs 40.5%, P = 0.01) and shorter OS (7.1 vs. 14.2 months).",
            ["high LDH levels ORR 21.1", "low LDH levels ORR 40.5", "high LDH levels OS 7.1", "low LDH levels OS 14.2"],
        ),
        (
            "In patients receiving lenvatinib, bone metastases predicted shorter PFS (3.1 vs 6.2 months).",
            ["bone metastases PFS 3.1", "without bone metastases PFS 6.2"],
        ),
        (
            "KPS 70 was associated with longer OS than KPS 50-60 (9.1 vs 5.8 months).",
            ["KPS 70 OS 9.1", "KPS 50-60 OS 5.8"],
        ),
        ("An NLR > 5 was associated with shorter OS (4.1 vs 9.2 months).", ["NLR >5 OS 4.1", "NLR ≤5 OS 9.2"]),
        ("High LDH levels were associated with shorter OS (14.2 vs 7.1 months).", []),
        ("Performance status was associated with OS (median 4.2 vs 9.1 months).", []),
        ("Among patients with bone metastases, high LDH was associated with shorter OS (4.1 vs 9.2 months).", []),
    ],
)
def test_values_of_the_two_parts_into_which_a_factor_divides(
    lexicon: Lexicon, sentence: str, expected: list[str]
) -> None:
    """The pair behind what a factor goes with is of those who have it and the others, where it differs as is said."""
    rows = found(lexicon, sentence, arms="A total of 90 patients were enrolled and treated with lenvatinib.")
    assert [f"{subgroup} {endpoint} {value}" for _, subgroup, endpoint, value, _ in rows] == expected


@pytest.mark.parametrize(
    ("title", "part"),
    [("Lenvatinib for liver cancer", "KRAS mutant patients"), ("Lenvatinib for KRAS mutant cancer", None)],
)
def test_a_marker_that_the_title_names_parts_nobody(lexicon: Lexicon, title: str, part: str | None) -> None:
    """What is told of patients with a marker is told of a part of them, unless the paper is about such patients."""
    told = "Median PFS in KRAS mutant patients was 10.1 months with LEN and 6.0 months with LEN-TACE."
    text = f"# {title}: a randomised trial\n\n## Methods\n\n{ARMS}\n\n## Results\n\n{told}\n"
    paper = understand(read_bytes(text.encode("utf-8"), "invented"), lexicon)
    records = [r for r in outcomes(paper) if isinstance(r, Outcome)]
    assert [(r.arm, r.subgroup) for r in records] == [(A, part), (B, part)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "29 (37.2%) experienced treatment failure and 17 (21.8%) patients developed distant metastases.",
            [("overall", "treatment failure", "37.2"), ("overall", "distant metastasis", "21.8")],
        ),
        ("Distant sites were reached: 13 (32.5%) developed distant metastases.", []),  # of 40, the size of an arm
        ("31 (39.2%) developed distant metastases.", []),  # of 79
        ("39 (50%) developed distant metastases.", []),  # a round share may be of others
    ],
)
def test_shares_that_only_all_patients_make(
    lexicon: Lexicon, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    """Where no group is named, a count and its share tell by their arithmetic that all 78 patients are meant."""
    arms = "A total of 78 patients were randomised. " + ARMS
    assert [(r[0], r[2], r[3]) for r in found(lexicon, sentence, arms)] == expected


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Recurrence occurred in both the LEN (40.7%) and LEN-TACE (34.4%) groups.", ["40.7", "34.4"]),
        ("Deaths were fewer with LEN (12.5%) than with LEN-TACE (21.1%).", ["12.5", "21.1"]),
        ("Recurrence developed less often in the LEN group than in the LEN-TACE group (30% vs 40%).", ["30", "40"]),
        ("R0 resection rates for metastases did not differ between LEN and LEN-TACE (30% vs 40%).", ["30", "40"]),
        ("Recurrence occurred in both the liver (40.7%) and the lung (34.4%).", []),
        ("Recurrence was seen in the LEN group in the liver (40.7%).", []),
    ],
)
def test_shares_of_an_event_in_brackets(lexicon: Lexicon, sentence: str, values: list[str]) -> None:
    """Shares in brackets behind the groups of which an event is told are the event's; those behind its sites are not."""
    assert [(r[0], r[3]) for r in found(lexicon, sentence)] == list(zip((A, B), values, strict=False))


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Median OS was not reached in either group.", ["NR", "NR"]),
        ("The ORR was 24% in both arms (p = 0.9).", ["24", "24"]),
        ("The median OS was 12 months in both the LEN and the LEN-TACE group.", ["12", "12"]),
        ("The DCR was the same in both groups (64%; p = 0.9).", ["64", "64"]),
        ("The DCR was similar in both groups (64%, 66%).", []),  # which of them is whose?
        ("The ORR was 24% and 30% in both groups.", []),
    ],
)
def test_a_value_of_both_arms(lexicon: Lexicon, sentence: str, values: list[str]) -> None:
    """One value told of both groups is a result of each arm; two values are not."""
    assert sorted((r[0], r[3]) for r in found(lexicon, sentence)) == list(zip((A, B), values, strict=False))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The DCR was 72.5% (29/40; 95% CI 56.1-85.4).", [("LEN", "DCR", "72.5")]),
        ("The DCR was 72.0% (18/25).", []),  # no group has 25
        ("The DCR was 62.5% (5/8).", []),
        (
            "The proportion of patients alive at 2 years was 52% with LEN and 40% with LEN-TACE.",
            [("LEN", "OS@24", "52"), ("LEN-TACE", "OS@24", "40")],
        ),
        (
            "At 6 months, 52% of patients in the LEN group and 40% in the LEN-TACE group were progression-free.",
            [("LEN", "PFS@6", "52"), ("LEN-TACE", "PFS@6", "40")],
        ),
    ],
)
def test_shares_of_whom_and_of_what_state(
    lexicon: Lexicon, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    """Of how many a share is may tell the arm; patients alive or free of something at a time are a result at it."""
    assert [(r[0], r[2], r[3]) for r in found(lexicon, sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("In women, the ORR was 40% with LEN and 20% with LEN-TACE. Men did worse.", ["women", "women"]),
        ("In women, the ORR was 40% with LEN and 20% with LEN-TACE.", [None, None]),  # perhaps all are
        ("Among the 12 never-smokers, the ORR was 40% with LEN and 20% with LEN-TACE.", ["never-smokers"] * 2),
        ("In stage III disease, the ORR was 40% with LEN and 20% with LEN-TACE.", ["stage III"] * 2),
        ("In HER2-positive disease, the ORR was 40% with LEN and 20% with LEN-TACE.", ["HER2-positive"] * 2),
        ("In metastatic disease, the ORR was 40% with LEN and 20% with LEN-TACE.", [None, None]),
        ("In former smokers, the ORR was 40% with LEN and 20% with LEN-TACE.", ["former smokers"] * 2),
    ],
)
def test_people_of_one_kind_in_front(lexicon: Lexicon, sentence: str, parts: list[str | None]) -> None:
    """Women with whom a sentence begins are a part of the patients where the paper tells of men; smokers always are."""
    assert [r[1] for r in found(lexicon, sentence)] == parts


@pytest.mark.parametrize(
    ("heading", "sentence", "expected"),
    [
        ("Sorafenib versus placebo", "Median PFS was 5.8 vs. 4.8 months (P = 0.3).", ["sorafenib 5.8", "placebo 4.8"]),
        (
            "The placebo arm compared with the sorafenib arm",
            "Median PFS was 5.8 vs. 4.8 months.",
            ["placebo 5.8", "sorafenib 4.8"],
        ),
        ("Sorafenib and placebo", "Median PFS was 5.8 vs. 4.8 months.", []),
        ("Sorafenib versus placebo", "Median PFS was 5.8 vs. 4.8 months in patients with ascites.", []),
        ("Sorafenib versus placebo", "Median PFS was 5.8 vs. 4.8 months for ECOG 0 and 1.", []),
        ("Sorafenib versus placebo", "Median PFS by investigator versus review was 5.8 vs. 4.8 months.", []),
        ("Sorafenib versus placebo", "Median PFS before and after 2015 was 5.8 vs. 4.8 months.", []),
    ],
)
def test_the_arms_that_a_heading_compares(report: PaperOf, heading: str, sentence: str, expected: list[str]) -> None:
    """They are meant by a pair of values, where neither its sentence nor those before name arms, traits or parts."""
    paper = report(sentence=f"See below.\n\n### {heading}\n\n{sentence}")
    assert [f"{r.arm} {r.value}" for r in outcomes(paper) if isinstance(r, Outcome)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Relapse due to peritoneal spread was seen in 14% of patients.", ["relapse due to peritoneal spread 14"]),
        (
            "In all, 12 (30%) patients had disease progression due to the development of new lesions.",
            ["progression due to new lesions 30"],
        ),
        (
            "A total of 12 patients (30%) progressed due to growth of target lesions.",
            ["progression due to target lesions 30"],
        ),
        ("Treatment failure owing to distant spread was seen in 12%.", ["treatment failure due to distant spread 12"]),
        (
            "Treatment was discontinued due to disease progression in 58% of patients.",
            ["treatment discontinuation due to disease progression 58"],
        ),
        (
            "Therapy was stopped for documented progressive disease in 28 patients (58%).",
            ["treatment discontinuation due to progressive disease 58"],
        ),
        ("Treatment was stopped in 12 patients, and progressive disease was seen in 28 (58%).", ["PD 58"]),
        ("Progression was seen in 40% and new lesions were found.", ["progression 40"]),
        ("PSA declines of ≥50% were observed in 20 of 40 patients (50%).", ["psa response 50"]),
        ("PSA declines of ≥50% were observed.", []),
        ("Death due to progression occurred in 40%.", []),
    ],
)
def test_failures_with_what_they_are_due_to(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """What part of the failures has one cause is not told of all of them."""
    rows = found(lexicon, sentence, arms="Patients were treated with lenvatinib.")
    assert [f"{endpoint} {value}" for _, _, endpoint, value, _ in rows] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An objective response was seen in 12 of 36 patients (33%) in the LEN group.", [36]),
        ("The ORR was 33% (12/36) in the LEN group.", [36]),
        ("The ORR was 33% of 36 patients in the LEN group.", [36]),
        ("Of 36 evaluable patients in the LEN group, 33% had an objective response.", [36]),
        ("The ORR was 33% in the LEN group.", [40]),
    ],
)
def test_of_how_many_patients_a_share_is(lexicon: Lexicon, sentence: str, expected: list[int]) -> None:
    """Of those that the sentence prints, where it does; else of the arm."""
    paper = understand(paper_of((Section.METHODS, ARMS), (Section.RESULTS, sentence)), lexicon)
    assert [r.n for r in outcomes(paper) if isinstance(r, Outcome)] == expected


def test_a_clause_that_tells_of_the_difference_leads_to_its_values(lexicon: Lexicon) -> None:
    """Values behind it are still of the endpoint before."""
    sentence = (
        "OS was longer in LEN group than in the LEN-TACE group; however, the difference was small (9.1 vs 8.2 months)."
    )
    assert [(arm, value) for arm, _, _, value, _ in found(lexicon, sentence)] == [(A, "9.1"), (B, "8.2")]
    sentence = "Median OS of those who had received lenvatinib was 9.1 months."
    rows = found(lexicon, sentence, arms="Patients were treated with lenvatinib.")
    assert [(endpoint, value) for _, _, endpoint, value, _ in rows] == [("OS", "9.1")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Thirty-one OS events (53%) were observed in the LEN group compared with 20 (59%) in the LEN-TACE group.",
            ["LEN OS event 53", "LEN-TACE OS event 59"],
        ),
        (
            "Deaths (53%) were seen in the LEN group and 59% in the LEN-TACE group.",
            ["LEN death 53", "LEN-TACE death 59"],
        ),
        (
            "Median OS was 20.1 months in the LEN group, with 70 events, vs 90 in the LEN-TACE group.",
            ["LEN OS 20.1"],
        ),
    ],
)
def test_shares_of_events_that_were_seen(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """The verb that only says that they were seen parts no value from its group; what is counted is not measured."""
    assert [f"{arm} {endpoint} {value}" for arm, _, endpoint, value, _ in found(lexicon, sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The mean and median survival time for subjects treated with LEN was 21.0 and 17.7 vs. 25.0 and 12.6 months for the "
            "LEN-TACE group.",
            [(A, "mean 21.0"), (A, "median 17.7"), (B, "mean 25.0"), (B, "median 12.6")],
        ),
        (
            "Median and mean PFS were 5.2 and 6.8 months in the LEN group and 3.1 and 4.0 months in the LEN-TACE group.",
            [(A, "median 5.2"), (A, "mean 6.8"), (B, "median 3.1"), (B, "mean 4.0")],
        ),
        (
            "The mean/median overall survival (OS) corresponded to 17.2 and 8.4 (LEN arm) vs. 9.8 and 8.3 months (LEN-TACE arm).",
            [(A, "mean 17.2"), (A, "median 8.4"), (B, "mean 9.8"), (B, "median 8.3")],
        ),
        ("Mean and median TTP were 9.1 and 7.0 months, if they received LEN.", [(A, "mean 9.1"), (A, "median 7.0")]),
        ("The mean and median age was 60 and 61 years, and PFS was 5.0 months in the LEN group.", [(A, "median 5.0")]),
        ("The mean and median OS was 9.1 months in the LEN group.", []),
    ],
)
def test_two_statistics_side_by_side(lexicon: Lexicon, sentence: str, expected: list[tuple[str, str]]) -> None:
    """A mean and a median told together are each of the endpoint, group by group."""
    told = outcomes(understand(paper_of((Section.METHODS, ARMS), (Section.RESULTS, sentence)), lexicon))
    assert [(r.arm, f"{r.statistic} {r.value}") for r in told if isinstance(r, Outcome)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median OS was 9.3 months if they received LEN and 7.1 months if they received LEN-TACE.", ["9.3", "7.1"]),
        ("Median OS was 9.3 months when treated with LEN.", ["9.3"]),
        ("Median OS was 9.3 months in the LEN group if they stopped early.", ["9.3"]),
        ("Median OS was 9.3 months if they had ascites, and LEN was well tolerated.", []),
    ],
)
def test_patients_if_they_had_a_treatment(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """ "If they received X" is no condition but names the group."""
    assert [value for _, _, _, value, _ in found(lexicon, sentence)] == expected


def test_control_patients(lexicon: Lexicon) -> None:
    """They are those of the arm of control, where just one is."""
    arms = "Patients received sorafenib (n = 40) or placebo (n = 50)."
    told = found(
        lexicon, "Median OS was 9.3 months in the sorafenib group and 7.1 months for the control patients.", arms
    )
    assert [(arm, value) for arm, _, _, value, _ in told] == [("sorafenib", "9.3"), ("placebo", "7.1")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median time to progression in the brain was 8.1 months.", ["time to progression in the brain 8.1"]),
        ("The time to recurrence in the liver was 9.1 months.", ["time to recurrence in the liver 9.1"]),
        ("The median time to progression in all patients was 8.1 months.", ["TTP 8.1"]),
    ],
)
def test_times_to_events_of_one_organ(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """They are not those of events anywhere."""
    rows = found(lexicon, sentence, arms="Patients were treated with lenvatinib.")
    assert [f"{endpoint} {value}" for _, _, endpoint, value, _ in rows] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median PFS was 9.8, 2.0 and 0.7 years for patients with 0, 1 and 2 risk factors, respectively.",
            ["0 risk factors 9.8", "1 risk factors 2.0", "2 risk factors 0.7"],
        ),
        (
            "Patients with zero, one, and two or more involved sites had a median OS of 24.1, 15.3, and 9.2 months.",
            ["zero involved sites 24.1", "one involved sites 15.3", "two or more involved sites 9.2"],
        ),
        (
            "Four groups were formed, as shown in Fig. 2: 0, 1, 2, or \u22653 adverse features with corresponding "
            "median OS of 30.1, "
            "20.1, 11.1, and 5.1 months, respectively.",
            ["0 adverse features 30.1", "1 adverse features 20.1", "2 adverse features 11.1", "\u22653 adverse features 5.1"],
        ),
        (
            "By the number of positive nodes (0, 1-3, and \u22654), 5-year OS was 90%, 70%, and 40%, respectively.",
            ["0 positive nodes 90", "1-3 positive nodes 70", "\u22654 positive nodes 40"],
        ),
        (
            "Groups were formed by counting the adverse markers (0, 1, and 2). Median OS was 31.0, 18.4, and 6.2 "
            "months for each, "
            "respectively.",
            ["0 adverse markers 31.0", "1 adverse markers 18.4", "2 adverse markers 6.2"],
        ),
        (
            "The ORR was 23% in codon X tumors, 49% in tumors with mutant KRAS and 63% in those with wild-type KRAS. "
            "The DCR was 77% and 81%.",
            ["mutant KRAS 49", "wild-type KRAS 63"],
        ),
        (
            "Patients with 1 or 2 risk factors had a median OS of 12.0 months and those with 3 or 4 risk factors of "
            "5.0 months.",
            ["1 or 2 risk factors 12.0", "3 or 4 risk factors 5.0"],
        ),
        ("There were 66/90 (73%) progressions and/or deaths.", []),
        ("Median OS was 24.1 months for 0, 15.3 months for 1, and 9.2 months for 2 or more risk factors.", []),
        (
            "Median OS in the favorable, intermediate, and poor risk groups was 30.1, 18.0 and 7.2 months.",
            ["favorable-risk 30.1", "intermediate-risk 18.0", "poor-risk 7.2"],
        ),
    ],
)  # fmt: skip
def test_groups_by_how_many_they_have(lexicon: Lexicon, sentence: str, expected: list[str]) -> None:
    """Counts of one thing in a row are a group each, in the sentence or for the next one's values in a row."""
    rows = found(lexicon, sentence, arms="A total of 90 patients were enrolled and treated with lenvatinib.")
    assert [f"{subgroup} {value}" for _, subgroup, _, value, _ in rows] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In men, OS was 27.9 months under cetuximab and 16.9 months without cetuximab.",
            [("cetuximab", "27.9"), ("without cetuximab", "16.9")],
        ),
        (
            "The ORR was 40% when bevacizumab was added and 20% when bevacizumab was not included.",
            [("bevacizumab", "40"), ("without bevacizumab", "20")],
        ),
        ("PFS was 8 months if TACE was used and 5 months if TACE was not used.", [(B, "8"), (A, "5")]),
        (
            "Median OS was 18.1 months for patients receiving subsequent therapy and 7.2 months for those without subsequent "
            "therapy.",
            [("overall", "18.1"), ("overall", "7.2")],
        ),
        ("The ORR was 40% for patients receiving at least one cycle of lenvatinib.", [(A, "40")]),
        ("The ORR was 40% without prior bevacizumab.", []),
        ("The median OS was 7 months without treatment.", []),
        ("The ORR was 40% when bevacizumab was stopped early.", []),
    ],
)
def test_patients_with_and_without_a_treatment(
    lexicon: Lexicon, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """Right behind a value, "without X" and "when X was (not) given" name those who had it and those who had not."""
    assert [(arm, value) for arm, _, _, value, _ in found(lexicon, sentence)] == expected


@pytest.mark.parametrize(
    ("title", "sentence", "parts"),
    [
        (
            "Sorafenib in colon cancer",
            "KRAS-mutated patients had a median PFS of 6.8 months and an ORR of 37.1%.", ["KRAS-mutated patients"] * 2,
        ),
        ("Sorafenib in colon cancer", "The HER2-positive tumors showed an ORR of 37.1%.", ["HER2-positive tumors"]),
        ("Sorafenib in KRAS-mutated colon cancer", "KRAS-mutated patients had a median PFS of 6.8 months.", [None]),
        ("Sorafenib in colon cancer", "Metastatic patients had a median PFS of 6.8 months.", [None]),
    ],
)  # fmt: skip
def test_patients_of_a_status_that_not_all_have(
    lexicon: Lexicon, title: str, sentence: str, parts: list[str | None]
) -> None:
    """A sentence about patients with an altered marker is of a part, unless title or methods ask it of all."""
    methods = "A total of 90 patients were enrolled and treated with sorafenib."
    text = f"# {title}\n\n## Methods\n\n{methods}\n\n## Results\n\n{sentence}\n"
    records = outcomes(understand(read_bytes(text.encode(), "t"), lexicon))
    assert [r.subgroup for r in records if isinstance(r, Outcome)] == parts


_DOSES = "Patients were randomly assigned to docetaxel 75 mg/m2 (n = 40) or docetaxel plus bevacizumab (n = 38)."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "OS was 20 months in the group given docetaxel plus bevacizumab, as compared with 15 months in the group that "
            "received docetaxel.",
            [("docetaxel plus bevacizumab", "20"), ("docetaxel", "15")],
        ),
        (
            "OS was 20 months for 37 patients allocated docetaxel plus bevacizumab and 15 months (4-18) for 39 patients who "
            "received docetaxel.",
            [("docetaxel plus bevacizumab", "20"), ("docetaxel", "15")],
        ),
        (
            "Docetaxel plus bevacizumab was also associated with a higher ORR than was docetaxel (31% vs. 6%).",
            [("docetaxel plus bevacizumab", "31"), ("docetaxel", "6")],
        ),
        (
            "OS with docetaxel alone was 10.1 months (hazard ratio for death in the comparison with the others, 0.66; P=0.03).",
            [("docetaxel", "10.1")],
        ),
        (
            "PFS was longer with docetaxel plus bevacizumab than with docetaxel in men (9 months vs 5 months; HR 0.5, p=0.02) "
            "and in women with docetaxel plus bevacizumab than with docetaxel (8 months vs 6 months; HR 0.50).",
            [("docetaxel plus bevacizumab", v) for v in ("9", "8")] + [("docetaxel", v) for v in ("5", "6")],
        ),
    ],
)
def test_groups_by_what_they_were_given(lexicon: Lexicon, sentence: str, expected: list[tuple[str, str]]) -> None:
    """However it is said which patients a value is of, "the group given X" or "40 patients allocated X", it is those."""
    rows = [(str(arm).split(" (")[0].lower(), value) for arm, _, _, value, _ in found(lexicon, sentence, arms=_DOSES)]
    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("R0 resection was possible in 30 of 40 patients (75%).", [("R0 resection", "75")]),
        ("A pCR was found in 10 of 40 patients (25%).", [("pCR", "25")]),
        ("Local recurrence was detected in 4 patients (10%).", [("local recurrence", "10")]),
        ("R0 resection could be achieved in 75% of patients.", [("R0 resection", "75")]),
        ("R0 resection could not be achieved in 10 of 40 patients (25%).", []),
        ("R0 resection was planned in 30 of 40 patients (75%).", []),
        ("The 5-y OS was 61%.", [("OS@60", "61")]),
        ("The 2- and 5-y OS rates were 70% and 40%.", [("OS@24", "70"), ("OS@60", "40")]),
        ("5y OS was 61%.", [("OS@60", "61")]),
        ("Most of the patients came (75%) but relapse rates were lower.", []),
    ],
)
def test_events_found_in_patients_and_years_in_a_letter(
    lexicon: Lexicon, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """What was found, possible or could be achieved in patients is theirs; "5-y" is a time, never a value."""
    assert [row[2:4] for row in found(lexicon, sentence, "We included 40 patients.")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median PFS (LEN: 5.5 months; LEN-TACE: 7.3 months) differed.", [(A, "5.5"), (B, "7.3")]),
        ("Median PFS: LEN, 5.5 months; LEN-TACE, 7.3 months.", [(A, "5.5"), (B, "7.3")]),
        ("Median PFS with LEN was 5.5 months; with LEN-TACE, it was 7.3 months.", [(A, "5.5"), (B, "7.3")]),
        ("Median PFS in the LEN group was 5.5 months; LEN-TACE, 73 patients, was stopped.", [(A, "5.5")]),
        ("Median PFS was 7.3 vs 5.5 months (LEN-TACE vs LEN; HR 0.7; p = 0.02).", [(B, "7.3"), (A, "5.5")]),
        ("Median PFS was 7.3 vs 5.5 months (LEN-TACE vs LEN was not planned; p = 0.02).", []),
    ],
)
def test_arms_behind_semicolons_and_in_brackets(
    lexicon: Lexicon, sentence: str, expected: list[tuple[str, str]]
) -> None:
    """An arm that a colon or comma ties to a value goes on; a bracket that opens with as many arms as values deals them."""
    assert [(row[0], row[3]) for row in found(lexicon, sentence)] == expected
