"""What a paper's statements keep for all the rules that ask."""

from __future__ import annotations

import pytest

from kg_builder.document import BlockKind
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, Statement, understand

LEXICON = load_lexicon()

_TEXT = """# A trial of sorafenib

## Results

The median OS was 9.5 months with sorafenib. Nothing else happened.

TABLE 1 | Patients

Sex\tAll (n = 9)
Male\t5 (56)
Female\t4 (44)
"""


@pytest.fixture(scope="module")
def paper() -> Paper:
    """An invented paper of a title, two sentences and a table."""
    return understand(read_bytes(_TEXT.encode("utf-8"), "invented"), LEXICON)


def test_a_rule_works_once_for_a_statement(paper: Paper) -> None:
    """A rule's answer is kept with each statement, the same for all who ask."""
    asked: list[str] = []

    @once
    def words(statement: Statement) -> list[str]:
        asked.append(statement.text)
        return statement.text.split()

    first, second = paper.statements[1:3]
    assert words(first) is words(first)
    assert words(second) == second.text.split()
    assert asked == [first.text, second.text]


def test_the_name_of_the_own_trial_cites_nobody() -> None:
    """The trial that a report's title names is its own; another that the text names is cited."""
    text = "# Lenvatinib in glioma: the REFLECT trial\n\n## Results\n\n{}\n\n## Discussion\n\n{}\n"
    told = text.format("We saw 20 patients.", "The median OS was 9 months in REFLECT and 8 months in SHARP.")
    paper = understand(read_bytes(told.encode("utf-8"), "invented"), LEXICON)
    assert [c.name for c in paper.statements[-1].citations] == ["SHARP trial"]


_ARMS = "We saw the cisplatin-docetaxel group (n = 21) and the cisplatin-docetaxel-bevacizumab group (n = 20)."
_ONE, _TWO = "cisplatin-docetaxel", "cisplatin-docetaxel-bevacizumab"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The ORR was 30% with bevacizumab plus chemotherapy.", [_TWO]),
        ("It was 30% in the chemotherapy alone group and 50% in the bevacizumab-chemotherapy group.", [_ONE, _TWO]),
        ("It was 30% for chemotherapy (n = 21).", [_ONE]),
        ("It was 30% for chemotherapy (n = 11).", []),  # the size of no arm
        ("They received chemotherapy.", []),
        ("They relapsed after chemotherapy alone.", []),
        ("It was 30% with bevacizumab plus immunotherapy.", []),
    ],
)
def test_an_arm_is_called_by_the_class_of_its_drugs(sentence: str, named: list[str]) -> None:
    """ "X plus chemotherapy" is the arm of X and two such drugs, "the chemotherapy arm" that of those alone."""
    text = f"# A trial\n\n## Methods\n\n{_ARMS}\n\n## Results\n\n{sentence}\n"
    told = understand(read_bytes(text.encode("utf-8"), "invented"), LEXICON)
    assert [g.arm.name for g in told.statements[-1].groups] == named


def test_an_abbreviation_may_be_defined_twice() -> None:
    """Where a paper gives one short form two meanings, a mention of it may be either."""
    text = "# A trial\n\n## Methods\n\nWe tested the progesterone receptor (PR).\n\nWe saw one partial response (PR).\n"
    told = understand(read_bytes(text.encode("utf-8"), "invented"), LEXICON)
    (mention,) = told.finder.find("PR")
    assert mention.of(Category.BIOMARKER) and mention.of(Category.RESPONSE)


@pytest.mark.parametrize(
    ("number", "categories", "named"),
    [
        (1, (Category.ENDPOINT,), True),
        (1, (Category.TOXICITY, Category.DRUG), True),
        (1, (Category.TOXICITY,), False),
        (1, (), False),
        (2, tuple(Category), False),
    ],
)
def test_a_statement_knows_the_kinds_of_its_mentions(
    paper: Paper, number: int, categories: tuple[Category, ...], named: bool
) -> None:
    """Rules learn whether a sentence names something of theirs before they go through its mentions."""
    statement = paper.statements[number]
    assert statement.names(*categories) is named
    assert named is any(m.of(*categories) is not None for m in statement.mentions)


def test_a_table_is_taken_apart_once(paper: Paper) -> None:
    """All rules get the same grid of a table."""
    (block,) = paper.document.of_kind(BlockKind.TABLE)
    assert paper.grid(block) is paper.grid(block)
    assert [cell.text for cell in paper.grid(block).cells] == ["5 (56)", "4 (44)"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Responses by RECIST 1.1 were confirmed.", True),
        ("By the response evaluation criteria in solid tumors.", True),
        ("By the response-evaluation criteria in solid tumors.", True),
        ("Nobody responded.", False),
    ],
)
def test_no_name_is_found_where_none_may_be(paper: Paper, text: str, named: bool) -> None:
    """The cheap look for names of a category misses none that the search finds."""
    assert paper.finder.may_name(text, Category.CRITERIA) is named
    assert named is any(m.of(Category.CRITERIA) for m in paper.finder.find(text))


@pytest.mark.parametrize(
    ("methods", "criteria"),
    [
        ("Response was judged by RECIST 1.1, toxicity by CTCAE 4.03.", "RECIST 1.1"),
        ("Tumours were measured by RECIST. RECIST 1.1 was used.", "RECIST 1.1"),
        ("Toxicity was graded by CTCAE 4.03.", None),
        ("Response was judged by RECIST and by mRECIST.", None),
        ("Response was judged by RECIST 1.0 and later by RECIST 1.1.", None),
    ],
)
def test_the_criteria_of_response(methods: str, criteria: str | None) -> None:
    """Scales of toxicity judge no response; the name with the version is the same criteria as the name without."""
    text = f"# A trial of sorafenib\n\n## Methods\n\n{methods}\n\n## Results\n\nNothing happened.\n"
    assert understand(read_bytes(text.encode("utf-8"), "invented"), LEXICON).criteria == criteria


_HEADS = """# A trial of nimotuzumab

## Introduction

In another trial patients were given arm A (erlotinib) or arm B (gefitinib).

## Results

The median OS was 9.5 months.

TABLE 1 | Events

Event\t{heads}
Rash\t5 (56)\t4 (44)
"""


@pytest.mark.parametrize(
    ("heads", "names", "control"),
    [
        ("Placebo arm\tNimotuzumab arm", ["Placebo", "Nimotuzumab"], "Placebo"),
        ("Observation group\tNimotuzumab group", ["Observation", "Nimotuzumab"], "Observation"),
        ("High group\tLow group", [], None),  # no treatments
        ("Placebo\tNimotuzumab", [], None),  # not called groups
    ],
)
def test_two_heads_that_are_called_arms_name_them(heads: str, names: list[str], control: str | None) -> None:
    """Where nothing else names arms, two treatments over columns do; those of a cited trial are none of the paper's."""
    roster = understand(read_bytes(_HEADS.format(heads=heads).encode("utf-8"), "invented"), LEXICON).roster
    assert [a.name for a in roster.arms] == names
    meant = roster.named("Control group")
    assert (meant.name if meant else None) == control
    assert [g.arm.name for g in roster.find("in the control group") if control] == [control] * bool(control)


@pytest.mark.parametrize(
    ("defined", "components"),
    [
        ("cyclophosphamide, methotrexate and 5-FU (CMF)", ("cyclophosphamide", "methotrexate", "fluorouracil")),
        ("carboplatin, etoposide, vincristine (CEV)", ("carboplatin", "etoposide", "vincristine")),
        ("irinotecan, bolus fluorouracil, and leucovorin (IFL)", ("irinotecan", "fluorouracil", "leucovorin")),
        ("carboplatin, etoposide or vincristine (CEV)", None),  # one of them
        ("cisplatin, etoposide and vincristine (CXV)", None),  # spelt otherwise
    ],
)
def test_an_abbreviation_spelt_by_drugs_is_their_combination(defined: str, components: tuple[str, ...] | None) -> None:
    """A list of drugs whose first letters are the abbreviation that it defines is one regimen."""
    text = f"# A trial\n\n## Methods\n\nThey had {defined}. Then {defined[-4:-1]} was given."
    paper = understand(read_bytes(text.encode(), "invented"), LEXICON)
    named = [t.components for t in paper.find_treatments(f"after {defined[-4:-1]} alone")]
    assert named == ([components] if components else [])


@pytest.mark.parametrize(
    ("abstract", "genre"),
    [
        ("We randomly assigned 98 patients to QXZ or placebo. The CR rate was 35% vs 14%.", "trial"),
        ("Methods: Patients had QXZ. Results: The median OS was 9 months.", "trial"),
        ("This review tells of QXZ. The CR rate was 35%.", "review"),
        ("Here we summarise how QXZ came about, with a CR rate of 35%.", "review"),
        ("The treatment of glioma has changed much.", "review"),
    ],
)
def test_an_abstract_alone_is_of_a_study_that_gives_results(abstract: str, genre: str) -> None:
    """A document of nothing but an abstract is a trial's where it prints results and does not say that it reviews others'."""
    text = f"# QXZ in glioma\n\n## Abstract\n\n{abstract}\n"
    assert understand(read_bytes(text.encode("utf-8"), "invented"), LEXICON).genre == genre


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (
            "# Sorafenib\n\n## Abstract\n\nMethods: We saw 20 patients.\n\nResults: The median OS was 9 months.\n",
            "trial",
        ),
        ("# Sorafenib\n\n## Abstract\n\nPurpose: We look at it.\n\nConclusion: It is good.\n", "review"),
        ("# Sorafenib: a review\n\n## Abstract\n\nMethods: We read.\n\nResults: OS was 9 months.\n", "review"),
        ("# Sorafenib\n\n## Abstract\n\nResults: It is good.\n\n## Markers\n\nThere are many.\n", "review"),
    ],
)
def test_an_abstract_alone_tells_the_kind_of_paper(text: str, genre: str) -> None:
    """An abstract one part of which gives results is a trial's; with a body, the body's sections tell."""
    assert understand(read_bytes(text.encode(), "invented"), LEXICON).genre == genre


@pytest.mark.parametrize(
    ("body", "genre", "section"),
    [
        ("To the Editor: We randomly assigned 300 patients to QXZ or placebo. OS was 9 months.", "trial", "results"),
        ("## Patients\u2019 course\n\nInformed consent was obtained. OS was 9 months.", "trial", "results"),
        ("## Efficacy\n\nIn a trial, patients were randomly assigned to QXZ [1].", "review", "body"),
        ("## Efficacy\n\nWe included trials of QXZ in patients with glioma.", "review", "body"),
    ],
)
def test_a_paper_without_common_headings_tells_of_its_own_patients(body: str, genre: str, section: str) -> None:
    """What such a paper tells outside an introduction or discussion are its results."""
    paper = understand(read_bytes(f"# QXZ in glioma\n\n{body}\n".encode(), "invented"), LEXICON)
    assert (paper.genre, paper.document.blocks[-1].section) == (genre, section)


def test_a_protocol_has_no_results() -> None:
    """What a protocol tells outside its methods is still a plan."""
    text = "# QXZ in glioma: study protocol\n\n## Monitoring\n\nIt is done.\n\n## Methods\n\nWe enrol 30 patients.\n"
    paper = understand(read_bytes(text.encode(), "invented"), LEXICON)
    assert paper.genre == "trial"
    assert "results" not in {b.section for b in paper.document.blocks}


@pytest.mark.parametrize(
    ("title", "abstract", "methods", "line"),
    [
        ("Cisplatin for newly diagnosed glioma: a trial", "We saw 20 patients.", "They were treated.", 1),
        ("A trial of cisplatin", "Eligible patients had previously untreated glioma.", "They were treated.", 1),
        (
            "A trial of cisplatin",
            "We saw 20 patients.",
            "Patients who had not received any prior chemotherapy were enrolled.",
            1,
        ),
        ("A trial of cisplatin", "We saw 20 patients.", "Patients with chemotherapy-naïve glioma were randomized.", 1),
        ("A trial of cisplatin", "Cisplatin helps untreated and treatment-naïve people.", "They were treated.", None),
        ("A trial of adjuvant cisplatin", "Newly diagnosed patients were included.", "They were treated.", None),
        ("A trial of cisplatin", "Newly diagnosed and recurrent glioma was included.", "They were treated.", None),
        (
            "A trial of cisplatin",
            "We saw 20 patients.",
            "Newly diagnosed patients were excluded by the criteria.",
            None,
        ),
        (
            "A trial of cisplatin",
            "We saw 20 patients.",
            "Eligible patients had no previous therapy with lenvatinib.",
            None,
        ),
        ("Observation in newly diagnosed glioma", "We saw 20 patients.", "They were treated.", None),
        ("Cisplatin and surgery for newly diagnosed glioma", "We saw 20 patients.", "They were treated.", None),
        ("Cisplatin as second-line therapy", "Newly diagnosed patients were not included.", "They were treated.", 2),
    ],
)
def test_the_line_of_the_untreated(title: str, abstract: str, methods: str, line: int | None) -> None:
    """A drug for those who are said to be enrolled untreated is of the first line; not before or after an operation."""
    text = f"# {title}\n\n## Abstract\n\n{abstract}\n\n## Methods\n\n{methods}\n\n## Results\n\nSee the text.\n"
    assert understand(read_bytes(text.encode("utf-8"), "invented"), LEXICON).line == line
