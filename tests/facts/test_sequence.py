"""Steps of treatment: the specification, sentence by sentence (all invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.evidence import Sequence
from kg_builder.facts import extract
from kg_builder.facts.from_tables import from_tables
from kg_builder.facts.sequence import sequences
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand

PaperOf = Callable[..., Paper]
Step = tuple[tuple[str, ...], int | None, tuple[str, ...], int | None, int | None, str | None]


def steps(paper: Paper) -> list[Step]:
    """(from, its line, to, its line, n, reason) of each step."""
    return [(r.from_, r.from_line, r.to, r.to_line, r.n, r.reason) for r in sequences(paper)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Regorafenib was effective in patients who progressed on sorafenib [1].",
            [(("sorafenib",), None, ("regorafenib",), None, None, "progression")],
        ),
        (
            "Second-line cabozantinib was given after failure of first-line sorafenib [1].",
            [(("sorafenib",), 1, ("cabozantinib",), 2, None, None)],
        ),
        (
            "Patients previously treated with atezolizumab plus bevacizumab received sorafenib [2].",
            [(("atezolizumab", "bevacizumab"), None, ("sorafenib",), None, None, None)],
        ),
        (
            "Patients previously treated with cetuximab and irinotecan received regorafenib [2].",
            [(("cetuximab", "irinotecan"), None, ("regorafenib",), None, None, None)],
        ),
        (
            "A 61-year-old man responded to regorafenib after sorafenib failure [2].",
            [(("sorafenib",), None, ("regorafenib",), None, 1, None)],
        ),
        ("After sorafenib, immunoscintigraphy showed a positive antibody uptake and response [1].", []),
        ("OS after sorafenib depends on age, response and the disease during transplantation [1].", []),
        ("Patients with anthracycline resistant tumors could receive an alternative such as a taxane [1].", []),
        ("Sorafenib is the standard first-line treatment [1].", []),
        (
            "Patients who had received two prior lines of sorafenib were assigned to regorafenib [1].",
            [(("sorafenib",), None, ("regorafenib",), None, None, None)],
        ),
        (
            "Patients following one to three prior chemotherapies were assigned to regorafenib [1].",
            [(("chemotherapy",), None, ("regorafenib",), None, None, None)],
        ),
        ("Patients with up to two prior chemotherapy regimens were assigned to regorafenib [1].", []),
        ("Patients with prior chemotherapy, including cisplatin, were old [1].", []),
        ("Patients with prior chemotherapy were excluded from regorafenib [1].", []),
        ("Patients without prior sorafenib received regorafenib [1].", []),
        ("Some had undergone lobectomy or received cisplatin, and 11% had received previous sorafenib [1].", []),
        ("CT was done after sorafenib [1].", []),
        (
            "Salvage radiotherapy was given after prostatectomy [1].",
            [(("prostatectomy",), None, ("rt",), None, None, None)],
        ),
        (
            "She received adjuvant cisplatin after lobectomy [1].",
            [(("lobectomy",), None, ("cisplatin",), None, None, None)],
        ),
        ("Relapse after lobectomy is common, and cisplatin is toxic [1].", []),
        (
            "After failure of first-line gefitinib, docetaxel may be used [1].",
            [(("gefitinib",), 1, ("docetaxel",), 2, None, None)],
        ),
        ("After sorafenib, regorafenib and cabozantinib are options [1].", []),  # a list of three?
        (
            "After gefitinib failure, 12 patients (30%) received docetaxel [1].",
            [(("gefitinib",), None, ("docetaxel",), None, 12, None)],
        ),
        (
            "Of the 40 patients with progressive disease after gefitinib, 18 switched to docetaxel [1].",
            [(("gefitinib",), None, ("docetaxel",), None, 18, "progression")],
        ),
        (
            "A 54-year-old woman received pembrolizumab after progression on paclitaxel [1].",
            [(("paclitaxel",), None, ("pembrolizumab",), None, 1, "progression")],  # and not the other way
        ),
        ("Failure of nivolumab (an anti-PD-1 antibody) was common [1].", []),
        ("Apatinib is known to inhibit KIT, which may explain outcomes after failure of sorafenib [1].", []),
    ],
)
def test_told_steps(review_of: PaperOf, sentence: str, expected: list[Step]) -> None:
    """What came before, what came next, in which line and why; naming one side only is no step."""
    assert steps(review_of(sentence)) == expected


METHODS = (
    "We enrolled patients after failure of first-line lenvatinib. All had progressed on lenvatinib. "
    "They had second-line treatment in the sorafenib group (n = 20) or the regorafenib group (n = 18)."
)


def test_what_an_arm_got_next(report: PaperOf) -> None:
    """Later treatments of one arm's patients, each with its number."""
    sentence = (
        "Among the sorafenib group, 6 (30%) patients received subsequent systemic treatment, "
        "including apatinib (n = 2) and cabozantinib (n = 4)."
    )
    found = steps(report(sentence=sentence, methods=METHODS))
    assert {(f, t, n) for f, _, t, _, n, _ in found if f == ("sorafenib",)} == {
        (("sorafenib",), ("apatinib",), 2),
        (("sorafenib",), ("cabozantinib",), 4),
        (("sorafenib",), ("systemic therapy",), 6),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At progression, 6 patients (30%) received third-line apatinib.", {(("apatinib",), 6)}),
        (
            "Post-study treatment included apatinib in 6 patients and cabozantinib in 4.",
            {(("apatinib",), 6), (("cabozantinib",), 4)},
        ),
        ("Study treatment included apatinib in 6 patients and cabozantinib in 4.", set()),
    ],
)
def test_what_all_patients_got_next(report: PaperOf, sentence: str, expected: set[tuple[tuple[str, ...], int]]) -> None:
    """In a study of one group, behind words for what came later."""
    found = steps(report(sentence=sentence, methods="A total of 20 patients were treated with sorafenib."))
    assert {(t, n) for f, _, t, _, n, _ in found if f == ("sorafenib",)} == expected


def test_what_the_patients_of_each_arm_got_next(report: PaperOf) -> None:
    """A line of treatment given to so many patients of one arm and so many of the other is a step of each."""
    sentence = (
        "Third-line apatinib was given to 6 (30%) patients in the sorafenib group and 9 (50%) in the regorafenib group."
    )
    found = steps(report(sentence=sentence, methods=METHODS))
    assert [(f, t, line, n) for f, _, t, line, n, _ in found if t == ("apatinib",)] == [
        (("sorafenib",), ("apatinib",), 3, 6),
        (("regorafenib",), ("apatinib",), 3, 9),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Twelve patients (60%) in the sorafenib group and 9 (50%) in the regorafenib group received third-line chemotherapy.",
            [(("sorafenib",), ("chemotherapy",), 12), (("regorafenib",), ("chemotherapy",), 9)],
        ),
        (
            "After progression, 12 patients in the sorafenib group and 9 in the regorafenib group received systemic therapy.",
            [(("sorafenib",), ("systemic therapy",), 12), (("regorafenib",), ("systemic therapy",), 9)],
        ),
        (
            "Twelve patients in the sorafenib group and 9 in the regorafenib group received chemotherapy.",
            [],
        ),  # with it?
        (
            "Twelve patients in the sorafenib group and 9 in the regorafenib group received no third-line chemotherapy.",
            [],
        ),
    ],
)
def test_what_so_many_of_each_arm_got(report: PaperOf, sentence: str, expected: list[object]) -> None:
    """So many patients of one arm and so many of the other had it next."""
    found = steps(report(sentence=sentence, methods=METHODS))
    assert [(f, t, n) for f, _, t, _, n, _ in found if f != ("lenvatinib",)] == expected


def test_what_all_had_before(report: PaperOf) -> None:
    """The arms follow what the methods say that all patients had before."""
    found = steps(report(methods=METHODS))
    assert {(f, t, n) for f, _, t, _, n, _ in found} >= {
        (("lenvatinib",), ("sorafenib",), 20),
        (("lenvatinib",), ("regorafenib",), 18),
    }


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "Subsequent therapy after progression",
            [
                (("sorafenib",), None, ("regorafenib",), None, 12, "progression"),
                (("placebo",), None, ("regorafenib",), None, 20, "progression"),
                (("sorafenib",), None, ("nivolumab", "ipilimumab"), None, 4, "progression"),
            ],
        ),
        ("Survival by subsequent therapy", []),
        ("Previous treatment", []),
    ],
)
def test_a_table_of_what_came_next(report: PaperOf, caption: str, expected: list[Step]) -> None:
    """A row that names one treatment is a step from each group's; sums, mixtures and zeros are none."""
    rows = (
        "Therapy | Sorafenib (n = 40) | Placebo (n = 50)\nAny therapy | 30 (75.0) | 45 (90.0)\n"
        "Regorafenib | 12 (30.0) | 20 (40.0)\nNivolumab plus ipilimumab | 4 (10.0) | 0\n"
        "Cabozantinib or other inhibitors of kinases | 3 (7.5) | 2 (4.0)"
    )
    found = [r for r in from_tables(report(caption, rows)) if isinstance(r, Sequence)]
    assert [(r.from_, r.from_line, r.to, r.to_line, r.n, r.reason) for r in found] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At progression, 10 patients received radiotherapy, 12/30 (40%) had rest and three received best supportive care.",
            [("rt", 10, "progression"), ("best supportive care", 3, "progression")],
        ),
        (
            "At relapse 4 of 11 patients (36%) received TACE. Six out of 11 (55%) received regorafenib.",
            [("tace", 4, "progression"), ("regorafenib", 6, "progression")],
        ),
        (
            "Second-line treatment consisted of regorafenib in 12 patients (30%) and nivolumab in 5.",
            [("regorafenib", 12, None), ("nivolumab", 5, None)],
        ),
        ("Twelve patients had second-line chemotherapy (gemcitabine in 4).", [("gemcitabine", 4, None)]),
        ("Of 40 patients treated with sorafenib, 8 underwent TACE.", [("tace", 8, None)]),
        ("Of 40 patients treated with sorafenib, 8 received regorafenib.", []),  # with it, perhaps
        ("Sorafenib was discontinued in 10 patients, of whom 6 received TACE.", [("tace", 6, None)]),
        ("Six patients underwent surgery after sorafenib.", [("surgery", 6, None)]),
        ("Eleven patients (26%) received subsequent chemotherapy.", [("chemotherapy", 11, None)]),
        ("Ten patients received TACE.", []),
        ("At progression, 10 patients received sorafenib.", []),  # the same again
    ],
)
def test_what_the_patients_of_one_group_got_next(
    report: PaperOf, sentence: str, expected: list[tuple[str, int, str | None]]
) -> None:
    """In a study of one group what followed progression followed its treatment."""
    found = sequences(report(sentence=sentence, methods="All were treated."))
    assert [(*r.to, r.n, r.reason) for r in found if r.from_ == ("sorafenib",)] == expected


def test_an_arm_may_be_of_the_kind_that_patients_had_before(report: PaperOf) -> None:
    """A drug that is an arm is what came next, though all had drugs of its class before."""
    methods = "We randomised 90 patients to eribulin (n = 60) or placebo (n = 30)."
    told = "Patients with two prior chemotherapies were randomised to eribulin or placebo."
    assert sorted(r.to for r in sequences(report(sentence=told, methods=methods))) == [("eribulin",), ("placebo",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients previously treated with hepatectomy received sorafenib [1].", (("resection",), ("sorafenib",))),
        ("Patients previously treated with sorafenib received cryoablation [1].", (("sorafenib",), ("ablation",))),
        ("Osimertinib was effective in patients who progressed on EGFR-TKIs [1].", (("tki",), ("osimertinib",))),
        ("Abiraterone was effective after failure of orchiectomy [1].", (("orchiectomy",), ("abiraterone",))),
        ("Patients previously treated with gefitinib received osimertinib [1].", (("gefitinib",), ("osimertinib",))),
    ],
)
def test_general_names_of_what_was_done(vocabulary: Lexicon, sentence: str, expected: tuple[object, object]) -> None:
    """A step tells of resection and ablation, whatever was resected and by whatever means it was ablated."""
    text = f"# Care: a review\n\n## Steps\n\n{sentence}\n\n## References\n\n1. Poe A. An invented paper. J Inv. 2020;1:1-9.\n"
    found = extract(read_bytes(text.encode("utf-8"), "invented"), vocabulary).records
    assert [(r.from_, r.to) for r in found if isinstance(r, Sequence)] == [expected]


def test_the_hazard_of_progression_with_a_treatment_is_no_step(report: PaperOf) -> None:
    """ "Hazard ratio for death or disease progression with A", behind a group B, does not tell that B followed A."""
    told = (
        "PFS was longer than in the placebo group (hazard ratio for death or disease progression with sorafenib, 0.36)."
    )
    assert steps(report(sentence=told)) == []


@pytest.mark.parametrize(
    ("title", "methods", "expected"),
    [
        (
            "Eribulin versus capecitabine: a randomised trial",
            "Prior therapy must have included an anthracycline and a taxane.",
            {("anthracycline", "taxane"): {"eribulin", "capecitabine"}},
        ),
        (
            "Eribulin versus capecitabine: a randomised trial",
            "Patients were required to have received two previous chemotherapy regimens, including an anthracycline.",
            {("anthracycline",): {"eribulin", "capecitabine"}},
        ),
        ("Eribulin versus capecitabine: a randomised trial", "Patients had received prior cisplatin.", {}),
        (
            "Eribulin versus capecitabine: a randomised trial",
            "Patients must have recovered if they had received prior cisplatin.",
            {},
        ),
        ("Eribulin versus capecitabine: a randomised trial", "Patients must have undergone a prior resection.", {}),
        (
            "Eribulin versus capecitabine which had progressed on sunitinib, sorafenib, or both: a randomised trial",
            "They were adults.",
            {("vegfr-tki",): {"eribulin", "capecitabine"}},
        ),
    ],
)
def test_what_all_patients_had_to_have_had(
    vocabulary: Lexicon, title: str, methods: str, expected: dict[tuple[str, ...], set[str]]
) -> None:
    """What all were required to have been given came before what each arm got; what some may have had did not."""
    dealt = "Patients were randomly assigned to eribulin (n = 50) or capecitabine (n = 48)."
    text = f"# {title}\n\n## Methods\n\n{methods} {dealt}\n\n## Results\n\nSurvival was longer.\n"
    found: dict[tuple[str, ...], set[str]] = {}
    for step in sequences(understand(read_bytes(text.encode(), "t"), vocabulary)):
        if step.n:
            found.setdefault(step.from_, set()).add(step.to[0])
    assert found == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Regorafenib after sorafenib in liver cancer", [(("sorafenib",), ("regorafenib",))]),
        ("Survival after sorafenib in liver cancer", []),
        ("Transplantation after sorafenib versus cisplatin in liver cancer", []),
    ],
)
def test_a_title_tells_what_came_after_what(
    vocabulary: Lexicon, title: str, expected: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    """Where it names both, and not two that are set against each other."""
    text = f"# {title}: a trial\n\n## Methods\n\nWe saw 40 patients.\n"
    found = sequences(understand(read_bytes(text.encode(), "t"), vocabulary))
    assert [(s.from_, s.to) for s in found] == expected


def test_two_counted_treatments_came_after_one(review_of: PaperOf) -> None:
    """Each with its number."""
    told = "After progression on sorafenib, 32 patients (25%) received cetuximab and 10 received irinotecan [1]."
    assert [(s.to, s.n) for s in sequences(review_of(told))] == [(("cetuximab",), 32), (("irinotecan",), 10)]


def test_two_arms_of_which_one_has_more_are_no_alternatives(vocabulary: Lexicon) -> None:
    """ "A or B plus C" are those two where the arms are A and B + C."""
    told = "Patients previously treated with docetaxel received sunitinib or sorafenib plus capecitabine."
    dealt = "They were assigned to sunitinib (n = 50) or sorafenib plus capecitabine (n = 48)."
    text = f"# A trial of sunitinib\n\n## Methods\n\n{dealt} {told}\n"
    found = sequences(understand(read_bytes(text.encode(), "t"), vocabulary))
    assert not any(s.one_of for s in found)
