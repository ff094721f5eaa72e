"""Reports of cohorts: whose values are those of parts that bounds, levels and cohorts make, and what lists of factors say.

All sentences are invented.
"""

from __future__ import annotations

import pytest

from kg_builder.evidence import AdverseEvent, Association, ClassOf, Effect, Model, Outcome, Record
from kg_builder.facts import extract
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import understand

_ONE = "We retrospectively reviewed 180 patients with hepatocellular carcinoma who received lenvatinib."
_TWO = "Patients received sorafenib (n = 40) or placebo (n = 50)."


def records(lexicon: Lexicon, sentence: str, methods: str = _ONE) -> tuple[Record, ...]:
    """What a report with this result says."""
    text = f"# Outcomes in hepatocellular carcinoma\n\n## Methods\n\n{methods}\n\n## Results\n\n{sentence}\n"
    return extract(read_bytes(text.encode("utf-8"), "invented"), lexicon).records


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The median OS of patients with a score ≥ 6 (n = 33) and a score < 6 (n = 47) was 7.5 and 16.1 months.",
            [("score ≥ 6", 7.5), ("score < 6", 16.1)],
        ),
        (
            "The median OS of patients with AFP ≥ 300 and < 300 ng/mL was 7.5 and 16.1 months, respectively.",
            [("AFP ≥ 300 ng/mL", 7.5), ("AFP < 300 ng/mL", 16.1)],
        ),
        (
            "The median OS was 7.5 months in the ≥ 70 years group and 16.1 months in the < 70 years group.",
            [("≥ 70 years", 7.5), ("< 70 years", 16.1)],
        ),
        ("Patients with an NLR above 3.7 had a median OS of 7.5 months.", [("NLR above 3.7", 7.5)]),
        (
            "Patients with high risk scores had a median OS of 7.5 months versus 16.1 months for those with low risk scores.",
            [("high risk scores", 7.5), ("low risk scores", 16.1)],
        ),
        (
            "Patients with low-risk disease had a median OS of 16.1 months versus 7.5 months for those with high-risk disease.",
            [("low-risk disease", 16.1), ("high-risk disease", 7.5)],
        ),
        (
            "Among KRAS wild-type patients the median OS was 16.1 months, whereas it was 7.5 months in KRAS-mutant patients.",
            [("KRAS wild-type patients", 16.1), ("KRAS-mutant patients", 7.5)],
        ),
        (
            "The median OS of patients with ALBI grade 1, 2 and 3 was 21.3, 16.1 and 7.5 months, respectively.",
            [("ALBI grade 1", 21.3), ("ALBI grade 2", 16.1), ("ALBI grade 3", 7.5)],
        ),
        (
            "The median OS was 16.1 months versus 7.5 months for Child-Pugh A versus B patients, respectively.",
            [("Child-Pugh A", 16.1), ("Child-Pugh B", 7.5)],
        ),
        (
            "There was no difference in OS (median 16.1 vs. 15.5 months; p = 0.7) between older and younger patients.",
            [("older", 16.1), ("younger patients", 15.5)],
        ),
        (
            "Patients who achieved CR or PR had a longer median OS than those with SD or PD (21.3 vs 7.5 months).",
            [("CR or PR", 21.3), ("SD or PD", 7.5)],
        ),
        (
            "In the training cohort, the median OS of patients with high CRP was 7.5 months versus 16.1 months for those with "
            "low CRP.",
            [("high CRP, training cohort", 7.5), ("low CRP, training cohort", 16.1)],
        ),
        (
            "The median OS of the high-risk and low-risk groups was 7.5 and 16.1 months in the training cohort and 7.1 and 15.2 "
            "months in the validation cohort.",
            [("high-risk, training cohort", 7.5), ("low-risk, training cohort", 16.1),
             ("high-risk, validation cohort", 7.1), ("low-risk, validation cohort", 15.2)],
        ),
        (
            "The median OS in the training and validation cohorts was 12.4 and 13.8 months, respectively.",
            [("training cohort", 12.4), ("validation cohort", 13.8)],
        ),
        ("The median OS was 12.4 months.", [(None, 12.4)]),
    ],
)  # fmt: skip
def test_parts_of_a_cohort(vocabulary: Lexicon, sentence: str, expected: list[tuple[str | None, float]]) -> None:
    """Each value is of its own part of the patients."""
    found = [r for r in records(vocabulary, sentence) if isinstance(r, Outcome)]
    assert [(r.subgroup, float(r.value or 0)) for r in found] == expected
    assert {r.arm for r in found} == {"overall"}


def test_parts_that_close_what_is_told_of_each(vocabulary: Lexicon) -> None:
    """Behind a ratio stands whose values and ratio those before are; a part that is named once may be all patients."""
    told = (
        "Median OS was 9.3 months for sorafenib and 7.7 months for placebo (HR 0.81; 95% CI 0.60-1.05) for Nordic patients, and "
        "11.2 months for sorafenib and 9.6 months for placebo (HR 0.88; 95% CI 0.70-1.10) for non-Nordic patients."
    )
    found = records(vocabulary, told, _TWO)
    assert [(r.arm, r.subgroup, str(r.value)) for r in found if isinstance(r, Outcome)] == [
        ("sorafenib", "Nordic", "9.3"),
        ("placebo", "Nordic", "7.7"),
        ("sorafenib", "non-Nordic", "11.2"),
        ("placebo", "non-Nordic", "9.6"),
    ]
    assert [(r.population, str(r.value)) for r in found if isinstance(r, Effect)] == [
        ("Nordic", "0.81"),
        ("non-Nordic", "0.88"),
    ]


def test_how_many_a_sentence_tells_of(vocabulary: Lexicon) -> None:
    """The size beside an arm's name is the sentence's own; elsewhere it is the arm's."""
    told = "Ascites of grade 3 or 4 occurred in 7% in the sorafenib arm (n = 38) and 2% in the placebo arm (n = 47)."
    found = [r for r in records(vocabulary, told, _TWO) if isinstance(r, AdverseEvent)]
    assert [(r.n, str(r.percent)) for r in found] == [(38, "7"), (47, "2")]
    whole = records(vocabulary, "The ORR was 11% in the sorafenib arm and 2% in the placebo arm.", _TWO)
    assert [r.n for r in whole if isinstance(r, Outcome)] == [40, 50]


def test_the_groups_right_before_two_values_have_them(vocabulary: Lexicon) -> None:
    """Groups that stand alone between values and those before are whose they are, whatever order came before."""
    told = (
        "No difference was found in the OS of the sorafenib and placebo groups (OS, 12.1 vs. 16.3 months; P = 0.3), while the "
        "PFS of the placebo group was longer than that of the sorafenib group (PFS, 5.9 vs. 2.4 months; P = 0.003)."
    )
    found = [r for r in records(vocabulary, told, _TWO) if isinstance(r, Outcome)]
    assert [(r.arm, str(r.value)) for r in found] == [
        ("sorafenib", "12.1"),
        ("placebo", "16.3"),
        ("placebo", "5.9"),
        ("sorafenib", "2.4"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was shorter in patients with high CRP (7.5 vs. 16.1 months; HR 1.77, 95% CI 1.21-2.70; p = 0.004).",
            [("OS", "high CRP", "1.77")],
        ),
        (
            "Prior sorafenib failure was the only significant factor associated with poorer PFS (HR = 2.9, p = 0.004).",
            [("PFS", "Prior sorafenib failure", "2.9")],
        ),
        (
            "Multivariate analysis showed that AFP (for OS HR = 1.46, p = 0.02; for PFS HR = 1.49, p = 0.03) and ECOG score "
            "(for OS HR = 2.60, p < 0.001; for PFS HR = 2.83, p < 0.001) were independent prognostic factors for OS and PFS.",
            [
                ("OS", "AFP", "1.46"),
                ("PFS", "AFP", "1.49"),
                ("OS", "ECOG score", "2.60"),
                ("PFS", "ECOG score", "2.83"),
            ],
        ),
        (
            "Vascular invasion (hazard ratio [HR] 2.1, P = .002) and cirrhosis (HR 1.8, P = .01) independently predicted RFS, "
            "while tumor number (HR 1.5, P = .03) predicted OS.",
            [("RFS", "Vascular invasion", "2.1"), ("RFS", "cirrhosis", "1.8"), ("OS", "tumor number", "1.5")],
        ),
        (
            "AFP (HR 1.9, p = 0.006) and sorafenib treatment (HR 0.52, p = 0.003) were independent factors for OS.",
            [("OS", "AFP", "1.9"), ("OS", "sorafenib treatment", "0.52")],
        ),
    ],
)
def test_ratios_of_traits(vocabulary: Lexicon, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Each ratio with its own endpoint and factor."""
    found = [r for r in records(vocabulary, sentence) if isinstance(r, Effect)]
    assert [(r.endpoint, r.factor, str(r.value)) for r in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "AFP > 300 ng/mL (P = 0.01), a ragged margin (P = 0.02), and out of the invented criteria (P = 0.03) were "
            "independent risk factors for RFS.",
            [("AFP", "RFS", "0.01"), ("ragged margin", "RFS", "0.02"), ("out of the invented criteria", "RFS", "0.03")],
        ),
        (
            "In the multivariate analysis for OS, AFP (p = 0.01) and CRP (p = 0.02) were independent predictors.",
            [("AFP", "OS", "0.01"), ("CRP", "OS", "0.02")],
        ),
        ("In the multivariate analysis, AFP and CRP were included.", []),
        (
            "Recurrence was associated with AFP (OR = 4.1, P < 0.001), and out of the invented criteria (OR = 2.7, P = 0.02).",
            [("AFP", "recurrence", "<0.001"), ("out of the invented criteria", "recurrence", "0.02")],
        ),
    ],
)
def test_factors_with_statistics_of_their_own(
    vocabulary: Lexicon, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    """What has its own p value in a list is a factor, whether the vocabulary knows it or not."""
    found = [r for r in records(vocabulary, sentence) if isinstance(r, Association)]
    assert [(r.factor, r.endpoint, str(r.p)) for r in found] == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "A total of 90 patients were reviewed, including 44 who received TACE plus lenvatinib and 46 who received "
            "TACE alone.",
            {("lenvatinib", "tace"): 44, ("tace",): 46},
        ),
        (
            "Overall, 128 patients were included. Forty (31.3%) patients underwent resection, 57 (44.5%) received TACE, and "
            "31 (24.2%) received sorafenib.",
            {("resection",): 40, ("tace",): 57, ("sorafenib",): 31},
        ),
        (
            "Patients received either curative radiofrequency ablation (62 patients) or curative resection (39 patients).",
            {("radiofrequency ablation",): 62, ("resection",): 39},
        ),
        (
            "OS among resection (n = 51), sorafenib (n = 36), and TACE groups (n = 50) was compared.",
            {("resection",): 51, ("sorafenib",): 36, ("tace",): 50},
        ),
        (
            "Those given TACE with lenvatinib (TL group) and TACE alone (TACE group) were compared: 32 received TACE with "
            "lenvatinib and 41 received TACE alone. The 73 patients were followed. A total of 73 patients were included.",
            {("lenvatinib", "tace"): 32, ("tace",): 41},
        ),
        (
            "A total of 90 patients were enrolled. In one stratum 20 received sorafenib and 21 received placebo.",
            {},
        ),
    ],
)
def test_sizes_that_sentences_count(vocabulary: Lexicon, told: str, expected: dict[tuple[str, ...], int]) -> None:
    """Groups with their sizes, where these add up to all who are told of; not those of a part of the patients."""
    text = f"# Outcomes in hepatocellular carcinoma\n\n## Methods\n\n{told}\n\n## Results\n\nSee below.\n"
    paper = understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)
    assert {tuple(sorted(a.regimen)): a.n for a in paper.roster.arms if a.n} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were treated with HAIC, lenvatinib and toripalimab.", [{"haic", "lenvatinib", "toripalimab"}]),
        ("They received TACE, lenvatinib, and a PD-1 inhibitor.", [{"tace", "lenvatinib", "anti-pd-1"}]),
        ("Previously treated with TACE, lenvatinib and sintilimab.", [{"tace"}, {"lenvatinib", "sintilimab"}]),
        ("They were treated with TACE, sorafenib and lenvatinib.", [{"tace"}, {"sorafenib"}, {"lenvatinib"}]),
    ],
)
def test_lists_of_what_is_given_together(vocabulary: Lexicon, text: str, expected: list[set[str]]) -> None:
    """A procedure and drugs of unlike classes are one regimen; drugs of one class are not."""
    paper = understand(read_bytes(f"# T\n\n{text}\n".encode(), "invented"), vocabulary)
    assert [set(t.components) for t in paper.find_treatments(text)] == expected


def test_parts_named_by_what_tells_them_apart(vocabulary: Lexicon) -> None:
    """Behind the values of one part stands the next, whose values are not the first one's."""
    told = (
        "OS was longer with sorafenib than with placebo in patients with thrombus of a branch (12.2 vs 5.1 months) and main "
        "trunk (8.8 vs 4.4 months)."
    )
    found = [r for r in records(vocabulary, told, _TWO) if isinstance(r, Outcome)]
    assert {(r.subgroup, str(r.value)) for r in found} == {
        ("thrombus of a branch", "12.2"),
        ("thrombus of a branch", "5.1"),
        ("main trunk", "8.8"),
        ("main trunk", "4.4"),
    }


def test_a_bound_of_a_factor_is_no_result(vocabulary: Lexicon) -> None:
    """What stands before a ratio tells of whom it is; a response of so many per cent is a result."""
    told = "On multivariate analysis, an AFP decline > 20% (OR 3.2, 95% CI 1.5-6.9) was associated with objective response."
    assert [r for r in records(vocabulary, told) if isinstance(r, Outcome)] == []


def test_a_drug_that_is_not_known_is_none_of_the_known(vocabulary: Lexicon) -> None:
    """What patients had with it is not told of those who were given another drug."""
    assert records(vocabulary, "With invetinib monotherapy, the median OS was 5.8 months.")[1:] == ()
    known = records(vocabulary, "With lenvatinib monotherapy, the median OS was 5.8 months.")
    assert [r.regimen for r in known if isinstance(r, Outcome)] == [("lenvatinib",)]


def test_values_of_a_model_in_each_cohort(vocabulary: Lexicon) -> None:
    """As many values stand before each cohort."""
    told = (
        "The AUCs of the nomogram for 1- and 3-year OS were 0.83 and 0.81 in the training cohort and 0.78 and 0.76 in the "
        "validation cohort."
    )
    found = [r for r in records(vocabulary, told) if isinstance(r, Model)]
    assert [(str(r.value), r.dataset) for r in found] == [
        ("0.83", "training"),
        ("0.81", "training"),
        ("0.78", "validation"),
        ("0.76", "validation"),
    ]


def of_review(lexicon: Lexicon, sentence: str) -> tuple[Record, ...]:
    """What a review with this sentence says, under a heading that names only kinds of treatment."""
    heading = "Locoregional therapy combined with systemic therapy"
    text = f"# Treating hepatocellular carcinoma: a review\n\n## {heading}\n\n{sentence}\n"
    return extract(read_bytes(text.encode("utf-8"), "invented"), lexicon).records


def test_a_cited_ratio_is_of_the_study_it_stands_with(vocabulary: Lexicon) -> None:
    """Of two studies in one sentence each has its own; the second ratio of a factor is the factor's, too."""
    two = (
        "In KEYNOTE-224, pembrolizumab showed an ORR of 16% [1]; in KEYNOTE-240, the median OS was 13.1 months with "
        "pembrolizumab and 10.9 months with placebo (HR 0.79; p = 0.02) [2]."
    )
    assert [r.study for r in of_review(vocabulary, two) if isinstance(r, Effect)] == ["KEYNOTE-240"]
    told = "AFP response was associated with longer OS (HR 0.44, 95% CI 0.25-0.67) and PFS (HR 0.55, 95% CI 0.33-0.81) [1]."
    found = [r for r in of_review(vocabulary, told) if isinstance(r, Effect)]
    assert [(r.endpoint, r.factor, str(r.value)) for r in found] == [
        ("OS", "AFP response", "0.44"),
        ("PFS", "AFP response", "0.55"),
    ]


def test_kinds_of_treatment_are_no_regimen(vocabulary: Lexicon) -> None:
    """A heading that names only kinds does not say what patients were given; those who had a procedure did so before a result."""
    alone = "The ORR and DCR were 53.3% and 81.1%, respectively [1]."
    assert [r for r in of_review(vocabulary, alone) if isinstance(r, Outcome)] == []
    after = "The 5-year OS rate was 48.3% after radiofrequency ablation [1]."
    (found,) = [r for r in of_review(vocabulary, after) if isinstance(r, Outcome)]
    assert (found.regimen, str(found.value)) == (("radiofrequency ablation",), "48.3")


def test_the_next_of_a_list_is_no_class_of_the_first(vocabulary: Lexicon) -> None:
    """ "A, an anti-X antibody and B" are three things; "A, an anti-X antibody, …" is one."""
    listed = "They were given lenvatinib, an anti-PD-1 antibody and TACE [1]."
    assert [r for r in of_review(vocabulary, listed) if isinstance(r, ClassOf)] == []
    apposed = "They were given sintilimab, an anti-PD-1 antibody, in that study [1]."
    assert [(r.drug, r.class_) for r in of_review(vocabulary, apposed) if isinstance(r, ClassOf)] == [
        ("sintilimab", "anti-pd-1")
    ]
