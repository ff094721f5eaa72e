"""How reviews tell prognostic factors: the verbs, whose survival, and what a bare level is a level of (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.association import associations
from kg_builder.study import Paper

PaperOf = Callable[..., Paper]
Told = list[tuple[str, str | None, str, str | None]]


def told(paper: Paper) -> Told:
    """(factor, cut-off, endpoint, direction) of each association."""
    return [(r.factor, r.cutoff, r.endpoint, r.direction) for r in associations(paper)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("High CRP levels significantly shorten OS [1].", [("CRP level", "high", "OS", "worse")]),
        ("KRAS mutations impair PFS [1].", [("KRAS mutation", None, "PFS", "worse")]),
        ("Low CRP corresponds to better prognoses [1].", [("CRP", "low", "prognosis", "better")]),
        ("Ascites leads to shorter OS [1].", [("Ascites", None, "OS", "worse")]),
        ("High LDH resulted in a lower ORR (P = 0.02) [1].", [("LDH", "high", "ORR", "worse")]),
        ("HER2 amplification was accompanied by poor OS [1].", [("HER2 amplification", None, "OS", "worse")]),
        ("KRAS mutations coincide with a worse prognosis [1].", [("KRAS mutation", None, "prognosis", "worse")]),
        ("Sorafenib led to longer OS [1].", []),
        ("Ascites led to dose reductions and shorter OS [1].", []),
        ("High CRP could lead to shorter OS [1].", []),
        ("Higher response rates lead to longer OS [1].", []),
        ("A trial led to OS data in ascites [1].", []),
        ("Poe et al. reported improved PFS in patients with ascites (P=0.01) [1].", [("ascites", None, "PFS", "better")]),
        ("Rusk et al. also observed reduced OS with sorafenib (P=0.01) [3].", []),
    ],
)  # fmt: skip
def test_verbs_that_tie(review_of: PaperOf, sentence: str, expected: Told) -> None:
    """A bare plural verb, and what leads to an endpoint that a word points; not what a reporting verb reports."""
    assert told(review_of(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Recurrence risk was higher in patients with ascites [1].", [("ascites", None, "recurrence", "worse")]),
        ("A lower relapse rate after surgery was seen in patients with HBV [1].", [("HBV", None, "relapse", "better")]),
        ("A higher GBM recurrence risk was seen in KRAS-mutant patients [1].", [("KRAS-mutant", None, "recurrence", "worse")]),
        ("Improved survival rates in patients with high CRP were seen [1].", [("CRP", "high", "OS", "better")]),
        ("PFS was shorter in patients aged 60 years or older [1].", [("age", ">=60 years", "PFS", "worse")]),
        ("Longer OS in patients receiving high-dose sorafenib was seen [1].", [("high-dose sorafenib", None, "OS", "better")]),
        ("Longer OS in patients receiving sorafenib was seen [1].", []),
        ("Survival risk was higher in patients with ascites [1].", []),
    ],
)  # fmt: skip
def test_the_endpoint_before_its_patients(review_of: PaperOf, sentence: str, expected: Told) -> None:
    """Also its rate or risk, after what it was seen, and the dose of what they received."""
    assert told(review_of(sentence)) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("UGT1A1 genotypes were told.", "The TT genotype had shorter OS [1]."), [("UGT1A1 TT genotype", None)]),
        (("Polymorphisms of the ERCC1 gene matter.", "The minor allele predicted worse OS [1]."), [("ERCC1 minor allele", None)]),
        (("KRAS and UGT1A1 genotypes were told.", "The TT genotype had shorter OS [1]."), [("TT genotype", None)]),
        (("The Poe score uses age.", "Higher scores predicted worse OS [1]."), [("Poe score", "higher")]),
        (("The LDH-based nomogram uses age.", "Low scores predicted worse OS [1]."), [("LDH-based nomogram score", "low")]),
        (("Many scores are known.", "Higher scores predicted worse OS [1]."), []),
        (("AFP is a marker.", "Higher levels predicted worse OS [1]."), [("AFP level", "higher")]),
        (("AFP and CRP are markers.", "Higher levels predicted worse OS [1]."), []),
        (
            ("CRP decreases predicted better OS, while persistently high levels indicated worse OS [1].",),
            [("CRP decrease", None), ("CRP level", "high")],
        ),
        (
            ("The Poe score divided patients into low- and high-risk groups.", "OS was longer in the low-risk group [1]."),
            [("Poe score", "low-risk")],
        ),
        (
            ("Patients were classified by the Poe score into risk groups.", "OS was longer in the low-risk group [1]."),
            [("Poe score", "low-risk")],
        ),
        (("Patients in the high-risk group had worse OS (P=0.01) [1].",), [("high-risk", None)]),
    ],
)  # fmt: skip
def test_a_level_is_of_what_was_named(
    review_of: PaperOf, sentences: tuple[str, ...], expected: list[tuple[str, str | None]]
) -> None:
    """The one gene, score or marker spoken of last; of several, or of none, a bare level says nothing."""
    assert [(r.factor, r.cutoff) for r in associations(review_of(*sentences))] == expected


@pytest.mark.parametrize(
    ("sentences", "treatments"),
    [
        (("In TACE, high CRP predicted worse OS, whereas low LDH predicted ORR in sorafenib [1].",), [("tace",), ("sorafenib",)]),
        (("High CRP predicted worse OS, whereas low LDH predicted ORR in sorafenib [4].",), [("lenvatinib",), ("sorafenib",)]),
        (("Poe et al. tested TACE versus sorafenib.", "High CRP predicted worse OS [1]."), [()]),
        (
            ("Tarn et al. told that high CRP predicted worse OS.", "It may hinder lenvatinib plus TACE [4]."),
            [("lenvatinib", "tace")],
        ),
        (("Tarn et al. told that high CRP predicted worse OS.", "It may call for TACE [4]."), [("lenvatinib",)]),
        (("Poe et al. followed patients after TACE.", "High CRP predicted worse OS [1]."), [("tace",)]),
    ],
)  # fmt: skip
def test_a_treatment_behind_whereas_is_of_others(
    review_of: PaperOf, sentences: tuple[str, ...], treatments: list[tuple[str, ...]]
) -> None:
    """And treatments set against each other are no one's."""
    assert [r.treatment for r in associations(review_of(*sentences))] == treatments


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Compared to TACE alone, TACE plus sorafenib prolonged OS (P<0.001) and PFS (P=0.02) [1].",
            [
                ("tace + sorafenib vs TACE alone", "OS", "better", "<0.001"),
                ("tace + sorafenib vs TACE alone", "PFS", "better", 0.02),
            ],
        ),
        (
            "The OS (P=0.01) and ORR (P=0.02) in the TACE plus sorafenib group were higher than those of the TACE group [1].",
            [("tace + sorafenib vs TACE", "OS", "better", 0.01), ("tace + sorafenib vs TACE", "ORR", "better", 0.02)],
        ),
        ("Mortality was lower with sorafenib than with TACE (P=0.03) [1].", [("sorafenib vs TACE", "OS", "better", 0.03)]),
        (
            "Poe et al. compared TACE and sorafenib and found no difference in ORR (P=0.4) and OS (P=0.6) [1].",
            [("tace vs sorafenib", "ORR", "none", 0.4), ("tace vs sorafenib", "OS", "none", 0.6)],
        ),
        ("The ORR was similar with TACE and sorafenib (P=0.6) [1].", [("tace vs sorafenib", "ORR", "none", 0.6)]),
        ("TACE plus sorafenib significantly improved PFS (P=0.03) [1].", [("tace + sorafenib", "PFS", "better", 0.03)]),
        ("TACE plus sorafenib improved PFS [1].", []),
        ("Sorafenib significantly improved PFS (P=0.03) [1].", []),
        ("In patients with high CRP, TACE plus sorafenib significantly improved PFS (P=0.03) [1].", []),
        ("Sorafenib reduced the decline in OS compared with TACE (P=0.03) [1].", []),
        ("Patients with high CRP had shorter OS with sorafenib than with TACE (P=0.03) [1].", []),
        ("PFS was longer with sorafenib than with TACE (P=0.03), and CRP rose.", []),  # nobody's
    ],
)  # fmt: skip
def test_treatments_set_against_each_other(
    review_of: PaperOf, sentence: str, expected: list[tuple[str, str, str, object]]
) -> None:
    """In a cited study and with a p value: the treatment is the factor, and its endpoints point the way it does."""
    found = [r for r in associations(review_of(sentence)) if r.factor.startswith("treatment: ")]
    assert [(r.factor.removeprefix("treatment: "), r.endpoint, r.direction, r.p) for r in found] == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ("The ABX score divided patients into low-, moderate- and high-risk groups.",
             "1- and 2-year OS rates in the low-risk group (91% and 68%) were higher than in the moderate-risk (59% and 29%) "
             "and high-risk groups (52% and 28%) (P<0.001) [1]."),
            [("ABX score", "low-risk", "OS", "better", "<0.001", "[1]")],
        ),
        (
            ("Median OS was 10, 8 and 6 months in the low-, moderate- and high-risk groups (P=0.02) [1].",),
            [("low-risk", None, "OS", "better", 0.02, "[1]")],
        ),
        (("Median OS was 10, 8 and 12 months in the low-, moderate- and high-risk groups (P<0.001) [1].",), []),
        (
            ("1- and 2-year OS rates were 80% and 60% in patients with ascites and 90% and 75% in those without (P=0.4) [1].",),
            [("ascites", None, "OS", "none", 0.4, "[1]")],
        ),
    ],
)  # fmt: skip
def test_several_groups_under_one_p(review_of: PaperOf, sentences: tuple[str, ...], expected: list[object]) -> None:
    """The first against the rest, where all it has is more, or all less."""
    found = associations(review_of(*sentences))
    assert [(r.factor, r.cutoff, r.endpoint, r.direction, r.p, r.study) for r in found] == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ("KRAS mutation was found in 18 of 40 patients (45%), which was an independent predictor of shorter OS.",),
            [("KRAS mutation", None, "OS", "worse")],
        ),
        (
            ("Fifty patients (10%) had elevated CRP at baseline.", "This was an independent predictor of shorter OS."),
            [("CRP", "elevated", "OS", "worse")],
        ),
        (("Twelve patients had ascites.", "It was associated with shorter OS (P=0.01)."), [("ascites", None, "OS", "worse")]),
        (("Twelve patients received sorafenib.", "This was associated with shorter OS."), []),
        (("The median age was 60 years.", "This was associated with shorter OS."), []),
        (
            ("High CRP was associated with poor response to radiotherapy and shorter PFS.",),
            [("CRP", "high", "response", "worse"), ("CRP", "high", "PFS", "worse")],
        ),
    ],
)  # fmt: skip
def test_which_and_this_mean_the_trait_just_told(report: PaperOf, sentences: tuple[str, ...], expected: Told) -> None:
    """Of a count of patients; what was given, or measured of all, is none."""
    assert told(report(sentence=" ".join(sentences))) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Studies suggest that KRAS-mutant tumours respond better to sorafenib [1].",), ["KRAS-mutant tumour"]),
        (("Patients that had KRAS mutations that respond better to sorafenib were seen [1].",), []),
        (("Poe et al. asked.", "Late rising was associated with a worse prognosis.", "It was told [1]."), ["Late rising"]),
        (("Early rising was associated with a worse prognosis.", "It was told [1]."), []),
    ],
)  # fmt: skip
def test_what_a_study_says(review_of: PaperOf, sentences: tuple[str, ...], expected: list[str]) -> None:
    """What studies suggest is said, not hoped; what patients are may be new where a study is told of."""
    assert [r.factor for r in associations(review_of(*sentences))] == expected
