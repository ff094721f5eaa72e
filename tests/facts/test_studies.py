"""Descriptions of studies: the specification (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.facts.designs import design_of
from kg_builder.facts.registry import registry_in
from kg_builder.facts.studies import studies
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand

PaperOf = Callable[..., Paper]
ReportOf = Callable[..., Paper]


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("a randomised, double-blind phase 3 trial", "phase III, randomised, double-blind"),
        ("a phase Ib/II study", "phase Ib/II"),
        ("retrospectively reviewed", "retrospective"),
        ("patients were treated", None),
        ("a randomized non-inferiority trial", "randomized, non-inferiority"),
        ("It showed the superiority of one drug; non-inferiority was not met", None),
    ],
)
def test_design_words(text: str, design: str | None) -> None:
    """The phase first, in Roman numerals, then the words as printed."""
    assert design_of(text) == design


@pytest.mark.parametrize(
    ("sentence", "regimen"),
    [
        ("A phase III trial found lenvatinib plus pembrolizumab better than sorafenib [1].", ()),
        (
            "A phase III trial tested lenvatinib plus pembrolizumab versus sorafenib [1].",
            ("lenvatinib", "pembrolizumab"),
        ),
        ("A phase III trial saw immunotherapy-induced hepatitis in 31 patients [1].", ()),
    ],
)
def test_what_a_study_gave(review_of: PaperOf, sentence: str, regimen: tuple[str, ...]) -> None:
    """Not what it was set against, nor what caused an event."""
    assert [r.regimen for r in studies(review_of(sentence)) if r.study == "[1]"] == [regimen]


@pytest.mark.parametrize(
    ("methods", "registry"),
    [
        ("QX-7 (NCT01234567) was a randomised phase II study of sorafenib.", "NCT01234567"),
        ("Controls came from a pool (NCT01234567) of the ward.", None),
    ],
)
def test_a_number_before_the_design(vocabulary: Lexicon, methods: str, registry: str | None) -> None:
    """The methods' "X (number) was a randomised study" tells this study's number."""
    text = f"# A phase II trial of sorafenib\n\n## Methods\n\n{methods}\n\n## Results\n\nSome responded.\n"
    records = studies(understand(read_bytes(text.encode(), "invented"), vocabulary))
    assert [r.registry for r in records if r.study == "this"][:1] == [registry]


@pytest.mark.parametrize(
    ("abstract", "number", "expected"),
    [
        ("We treated glioma.", "NCT01234567", [("this", None), ("NCT01234567", "NCT01234567")]),
        ("We treated glioma (NCT01234567).", "NCT01234567", [("this", "NCT01234567")]),
    ],
)
def test_a_trial_may_announce_another(
    vocabulary: Lexicon, abstract: str, number: str, expected: list[tuple[str, str | None]]
) -> None:
    """A registry number in its discussion is another study's, unless it is its own."""
    text = (
        f"# A phase II trial of sorafenib\n\n## Abstract\n\n{abstract}\n\n## Methods\n\nThey had sorafenib.\n\n"
        f"## Results\n\nSome responded.\n\n## Discussion\n\nA randomized trial of donafenib is under way ({number}).\n"
    )
    records = studies(understand(read_bytes(text.encode(), "invented"), vocabulary))
    assert [(r.study, r.registry) for r in records] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A retrospective study enrolled 64 patients [1].", [("[1]", "retrospective", 64)]),
        ("Poe et al. treated sorafenib in 31 patients [1].", [("Poe et al. [1]", None, 31)]),
        ("A 58-year-old woman responded to sorafenib [2].", [("[2]", "case report", 1)]),
        ("Poe et al. conducted a study on 1,082 patients [1].", [("Poe et al. [1]", None, 1082)]),
        ("Poe et al. tested it in a validation cohort of 71 patients [1].", []),
        ("Poe et al. collected data on 71 patients [1].", []),
        ("A meta-analysis showed a benefit of sorafenib [3].", [("[3]", "meta-analysis", None)]),
        ("Several phase II trials tested sorafenib [1, 2].", []),
        ("Prospective studies are required in the future [3].", []),
        ("Fever occurred in 12 patients [2].", []),
        (
            "A randomized trial in patients over the age of 60 and younger patients was done [1].",
            [("[1]", "randomized", None)],
        ),
        ("Sorafenib was effective [2].", []),
        (
            "A retrospective cohort study showed that CRP predicted OS [1], further confirming its role.",
            [("[1]", "retrospective, cohort study", None)],
        ),
        (
            "Reports by Poe et al. and a multicenter retrospective study by Quill et al. agree [1, 2].",
            [("Quill et al. [2]", "multicenter, retrospective", None)],
        ),
        ("Further prospective studies are required [1].", []),
    ],
)
def test_cited_studies(review_of: PaperOf, sentence: str, expected: list[tuple[str, str | None, int | None]]) -> None:
    """A cited study is described where its design, its size or a single patient is told; events and outlooks are not."""
    found = [r for r in studies(review_of(sentence)) if r.study != "this"]
    assert [(r.study, r.design, r.n) for r in found] == expected


@pytest.mark.parametrize(
    ("text", "registry"),
    [
        ("UMIN Clinical Trials Registry; C000099999", "C000099999"),
        ("Medical Information Network (UMIN) 000099999", "UMIN000099999"),
        ("UMIN-CTR number UMIN000099999", "UMIN000099999"),
        ("JapicCTI-099999", "JapicCTI-099999"),
        ("CTRI/2099/09/099999", "CTRI/2099/09/099999"),
        ("KCT0099999", "KCT0099999"),
        ("ISRCTN number 09999999", "ISRCTN09999999"),
        ("(ISRCTN: 09999999)", "ISRCTN09999999"),
        ("ISRCTN: the registry", None),
        ("UMIN is a network of 000099999 things", None),
        ("a UMIN member in 2099", None),
    ],
)
def test_numbers_of_registries(text: str, registry: str | None) -> None:
    """A registry's number is told by its form, or by the registry's name before it."""
    assert registry_in(text) == registry


def test_this_study_is_one_record(report: PaperOf) -> None:
    """Design, registry, period and size of the paper's own study are joined, with every place; reviewed tissue is no design."""
    methods = (
        "This open-label phase 2 trial (NCT01234567) enrolled patients between May 2001 and June 2004. "
        "In this study a central review of the tissue was done. "
        "A total of 90 patients were randomized to the sorafenib group (n = 40) or the placebo group (n = 50)."
    )
    (found,) = studies(report(methods=methods))
    assert (found.study, found.registry, found.period, found.n) == ("this", "NCT01234567", "May 2001 to June 2004", 90)
    assert found.design == "phase II, open-label"
    assert found.also


def test_an_overview_table_without_columns(review_of: PaperOf) -> None:
    """One study per row: reference, registry, treatment and n."""
    table = "\n".join(
        [
            "TABLE 1 Trials of lenvatinib", "",
            "Combination Phase Number OS", "",
            "lenvatinib plus pembrolizumab phase II(NCT00000001) 31 12.0 months ORR:20% (1)",
            "lenvatinib plus nivolumab retrospective study 42 10.0 months ORR:30% (2)",
            "lenvatinib plus sintilimab retrospective study 53 11.0 months ORR:40% (3)",
        ]
    )  # fmt: skip
    found = [
        (r.study, r.registry, r.regimen, r.n)
        for r in studies(review_of("See the table.\n\n" + table))
        if r.study != "this"
    ]
    assert found == [
        ("[1]", "NCT00000001", ("lenvatinib", "pembrolizumab"), 31),
        ("[2]", None, ("lenvatinib", "nivolumab"), 42),
        ("[3]", None, ("lenvatinib", "sintilimab"), 53),
    ]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("No. of cases", ("72", "1,210"), [(72, None), (1210, None)]),
        ("Number of patients (n)", ("72", "NA"), [(72, None)]),
        ("Sample size", ("72 vs 70", "31"), [(31, None)]),
        ("Patients with ascites", ("72", "31"), []),
        (
            "Limitations",
            ("single center retrospective study, few patients", "lack of a prospective study"),
            [(None, "single-center, retrospective")],
        ),
        ("Comment", ("large; prospective trial of 12 centres", "needs a randomized trial"), [(None, "prospective")]),
    ],
)  # fmt: skip
def test_a_table_of_authors_tells_their_studies(
    report: ReportOf, head: str, cells: tuple[str, str], expected: list[tuple[int | None, str | None]]
) -> None:
    """How many patients they had, and how they were made, in whatever column; not what others should do."""
    rows = f"Author, year | {head} | Marker\nPoe et al., 2019 | {cells[0]} | CRP\nRusk et al., 2021 | {cells[1]} | LDH"
    paper = report(caption="Markers of survival", rows=rows)
    assert [(r.n, r.design) for r in studies(paper) if r.study != "this"] == expected


@pytest.mark.parametrize(
    ("methods", "design"),
    [
        ("Samples of a randomized phase III trial were retrospectively analyzed for X and other soluble factors.", "phase III"),
        ("This randomized phase III trial enrolled patients without previous or other treatment.", "phase III"),
        ("Our approach follows another randomized phase III study; other trials were retrospectively analyzed.", None),
        ("In a global, open-label, phase 3 trial, patients were randomly assigned to QX or QY.", "phase III"),
        ("In a phase 2 trial, QX showed activity.", None),
        ("In a previous phase 2 trial, patients were randomly assigned to QX or QY.", None),
    ],
)  # fmt: skip
def test_the_design_of_this_study(vocabulary: Lexicon, methods: str, design: str | None) -> None:
    """Only where no other study is spoken of; other things may be."""
    text = f"# Markers of sorafenib\n\n## Methods\n\n{methods}\n\n## Results\n\nThe ORR was 30%.\n"
    records = studies(understand(read_bytes(text.encode(), "invented"), vocabulary))
    assert [(r.design or "").partition(",")[0] or None for r in records if r.study == "this"] == (
        [design] if design else []
    )


@pytest.mark.parametrize(
    ("design", "methods", "regimen"),
    [
        ("randomized phase II", "sorafenib plus TACE (n = 40) or TACE alone (n = 50)", ["sorafenib", "tace"]),
        ("randomized phase II", "sorafenib (n = 40) or placebo (n = 50)", ["sorafenib"]),
        ("randomized phase II", "sorafenib (n = 40) or lenvatinib (n = 50)", []),  # which of them is tested?
        ("retrospective", "sorafenib plus TACE (n = 40) or TACE alone (n = 50)", []),  # of both alike
    ],
)
def test_what_a_trial_is_of(vocabulary: Lexicon, design: str, methods: str, regimen: list[str]) -> None:
    """A trial's own regimen is that of the arm that is tested."""
    text = f"# A {design} study of care\n\n## Methods\n\nPatients were assigned to {methods}.\n\n## Results\n\nSee above.\n"
    own = [r for r in studies(understand(read_bytes(text.encode(), "t"), vocabulary)) if r.design]
    assert [sorted(r.regimen) for r in own] == [regimen]


@pytest.mark.parametrize(
    ("one", "other", "period"),
    [
        ("Between 1998 and 2001, patients were randomised.", "", ["1998 to 2001"]),
        (
            "From January 1, 2008, through March 31, 2011, patients were enrolled.",
            "Patients treated from 2008 to 2011 were included.",
            ["January 1, 2008 to March 31, 2011"],
        ),
        ("From 1/2009 to 2/2011 patients were enrolled.", "", ["1/2009 to 2/2011"]),
        (
            "From 2008 to 2011 patients were enrolled.",
            "They were treated from 2008 to 2012.",
            ["2008 to 2011", "2008 to 2012"],
        ),
    ],
)
def test_periods(report: PaperOf, one: str, other: str, period: list[str]) -> None:
    """When patients came, at a sentence's beginning too; mere years are no other period than dates of these years."""
    assert [r.period for r in studies(report(methods=f"{one} {other}")) if r.period] == period


def discussing(sentence: str, vocabulary: Lexicon) -> Paper:
    """A trial whose discussion has this sentence."""
    text = f"# A trial of sorafenib\n\n## Methods\n\nWe treated 90 patients.\n\n## Discussion\n\n{sentence}\n"
    return understand(read_bytes(text.encode(), "t"), vocabulary)


@pytest.mark.parametrize(
    ("sentence", "design"),
    [
        ("Many phase 3 oncology studies have had this endpoint [3].", []),
        ("A retrospective analysis of 40 patients said so; its prospective validation is due [3].", ["retrospective"]),
        ("A randomized phase II trial of 40 patients said so [3].", ["phase II, randomized"]),
    ],
)
def test_what_studies_in_general_are_is_no_design_of_the_cited_one(
    vocabulary: Lexicon, sentence: str, design: list[str]
) -> None:
    """Nor is what is still to be done."""
    assert [r.design for r in studies(discussing(sentence, vocabulary)) if r.study == "[3]" and r.design] == design


def test_numbers_of_registries_in_one_sentence_are_of_as_many_studies(vocabulary: Lexicon) -> None:
    """Where no trial is named and none is cited."""
    found = studies(discussing("Others are under way (NCT01111111 and NCT02222222).", vocabulary))
    assert [r.study for r in found if r.registry] == ["NCT01111111", "NCT02222222"]


def test_a_number_alone_behind_the_words_for_a_registration(vocabulary: Lexicon) -> None:
    """It is this study's, whatever its form."""
    text = "# A trial of X\n\n## Methods\n\nWe treated 40 patients.\n\nTrial registration number: 2002-04-017.\n"
    found = studies(understand(read_bytes(text.encode(), "t"), vocabulary))
    assert [r.registry for r in found if r.registry] == ["2002-04-017"]


def test_the_patients_of_two_trials_together_are_those_of_neither(vocabulary: Lexicon) -> None:
    """A number that a sentence tells of two trials is not given to each."""
    found = list(studies(discussing("The CRYSTAL and OPUS studies included 900 patients [3].", vocabulary)))
    assert [(r.study.split()[0], r.n) for r in found if r.study != "this"] == [("CRYSTAL", None), ("OPUS", None)]
