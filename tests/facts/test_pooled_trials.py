"""Papers on several trials: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Outcome
from kg_builder.facts import extract
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes

METHODS = "Patients were assigned to sorafenib or placebo."
OS = "Median OS was 15.0 months with sorafenib and 11.0 months with placebo."
ORR = "The ORR was 20.0% with sorafenib and 10.0% with placebo."


def studies(vocabulary: Lexicon, results: str, discussion: str = "See above.") -> list[str]:
    """ "endpoint study" of each result of the first arm."""
    text = f"# An analysis of sorafenib\n\n## Methods\n\n{METHODS}\n\n## Results\n\n{results}\n\n## Discussion\n\n{discussion}\n"
    records = extract(read_bytes(text.encode("utf-8"), "invented"), vocabulary).records
    return [f"{r.endpoint} {r.study}" for r in records if isinstance(r, Outcome) and r.arm == "sorafenib"]


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (f"### Study 101 [3]\n\n{OS}\n\n### Study 102 [4]\n\n{ORR}", ["OS Study 101", "ORR Study 102"]),
        (
            f"### Study 101\n\n{OS}\n\n### Response\n\n{ORR}\n\n### Study 102\n\nSee there.",
            ["OS Study 101", "ORR Study 101"],
        ),
        (f"### Study 101\n\n{OS}\n\n### Study 102\n\n### Pooled analysis\n\n{ORR}", ["OS Study 101", "ORR this"]),
        (f"### Study 101\n\nIn both trials, {ORR}\n\n### Study 102\n\nSee there.", ["ORR this"]),
        (f"### Study 101\n\nSimilar to Study 102, {ORR}\n\n### Study 102\n\nSee there.", ["ORR Study 101"]),
        (f"### Study 101\n\nIn Study 102, {ORR}\n\n### Study 102\n\nSee there.", ["ORR Study 102"]),
        (f"### LUX-77 study\n\n{OS}\n\n### LUX-78 study\n\n{ORR}", ["OS LUX-77 study", "ORR LUX-78 study"]),
        (f"### Study 101\n\n{OS}\n\n### Response\n\n{ORR}", ["OS this", "ORR this"]),  # one trial alone
        (f"### Part 1\n\n{OS}\n\n### Part 2\n\n{ORR}", ["OS this", "ORR this"]),
    ],
)
def test_results_are_of_the_trial_whose_section_tells_them(
    vocabulary: Lexicon, results: str, expected: list[str]
) -> None:
    """Where two trials have headings, what stands below one is of it, unless the sentence or heading says otherwise."""
    assert studies(vocabulary, results) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In Study 102, median PFS was 6.1 months with sorafenib and 4.0 months with placebo.", ["PFS Study 102"]),
        ("Median PFS was 6.1 months with sorafenib and 4.0 months with placebo.", ["PFS this"]),
    ],
)
def test_elsewhere_a_sentence_names_its_trial(vocabulary: Lexicon, sentence: str, expected: list[str]) -> None:
    """Outside of the trials' sections only the sentence itself tells."""
    results = "### Study 101\n\nSee there.\n\n### Study 102\n\nSee there."
    assert studies(vocabulary, results, sentence) == expected


def test_captions_and_heads_name_trials(vocabulary: Lexicon) -> None:
    """A table's caption, or the head over a column, says whose its results are."""
    caption = "TABLE 1 | Response in Study 101"
    first = f"{caption}\n\nResponse\tSorafenib\tPlacebo\nCR, n (%)\t2 (4.0)\t1 (2.0)\nPR, n (%)\t8 (16.0)\t4 (8.0)"
    heads = "\tStudy 101\t\tStudy 102\t\nResponse\tSorafenib\tPlacebo\tSorafenib\tPlacebo"
    stable = "SD, n (%)\t2 (4.0)\t1 (2.0)\t3 (6.0)\t5 (10.0)"
    second = f"TABLE 2 | Response\n\n{heads}\n{stable}\nPD, n (%)\t8 (16.0)\t4 (8.0)\t9 (18.0)\t6 (12.0)"
    assert studies(vocabulary, f"See the tables.\n\n{first}\n\n{second}") == [
        "CR Study 101",
        "PR Study 101",
        "SD Study 101",
        "SD Study 102",
        "PD Study 101",
        "PD Study 102",
    ]
