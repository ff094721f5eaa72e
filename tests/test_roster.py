"""The roster: the arms that a paper's sentences tell, and where a text names them (all examples invented)."""

from __future__ import annotations

import pytest

from kg_builder.document import Document
from kg_builder.mentions import Finder
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.roster import Roster
from kg_builder.study import understand

LEXICON = load_lexicon()
FINDER = Finder(LEXICON)

EMPTY = Document(id="t", text="", blocks=())


def roster_of(*prose: str) -> Roster:
    """The roster that some sentences tell."""
    return Roster.of(EMPTY, prose, FINDER)


def test_arms_are_learnt_from_sentences() -> None:
    """Sizes in sentences name the arms, their regimens are read from the names."""
    roster = roster_of("There were a sorafenib group (n = 21) and a sorafenib-TACE group (n = 20).")
    assert [(a.n, a.regimen) for a in roster.arms] == [(21, ("sorafenib",)), (20, ("sorafenib", "tace"))]


def test_patients_chosen_for_an_analysis_are_no_arm() -> None:
    """Neither all the included patients nor those of an analysis are a group that was treated alike."""
    assert roster_of("The 40 did not meet the criteria for inclusion in the per-protocol group (n = 60).").arms == ()
    roster = roster_of("We saw the sorafenib group (n = 21), within the entire included patient cohort (n = 90).")
    assert ([a.n for a in roster.arms], roster.whole.n) == ([21], 90)


def test_the_longer_name_wins() -> None:
    """In a text "the sorafenib-TACE group" is never the sorafenib group."""
    roster = roster_of("We saw the sorafenib group (n = 21) and the sorafenib-TACE group (n = 20).")
    found = roster.find("in the sorafenib-TACE group and in the sorafenib group, of all patients")
    assert [g.arm.n for g in found] == [20, 21, None]
    assert found[2].arm.whole


def test_a_letter_names_an_arm_beside_what_says_so() -> None:
    """A mere letter is a group's name before its noun and behind words that lead to a group; a level's letter is none."""
    roster = roster_of(
        "Of 98, 50 had them: randomly assigned to cisplatin plus sorafenib (CS; n = 50) or cisplatin (C; n = 48)."
    )
    assert [a.names for a in roster.arms] == [("CS", "cisplatin plus sorafenib"), ("cisplatin", "C")]
    for text in ("9 months in the C group", "9 months with C", "CS vs. C"):
        assert [g.arm.n for g in roster.find(text)][-1] == 48
    assert roster.find("Child-Pugh A, B and C, or hepatitis C") == ()


def test_three_arms_with_letters_in_their_brackets() -> None:
    """The parts of a regimen may be a list; the letter beside a size names the arm too."""
    roster = roster_of(
        "They were randomised to sorafenib (arm A, n = 50), sorafenib plus TACE (arm B, n = 51) or sorafenib, TACE and "
        "cisplatin (arm C, n = 52)."
    )
    assert [(a.n, len(a.regimen), a.names[-1]) for a in roster.arms] == [
        (50, 1, "Arm A"),
        (51, 2, "Arm B"),
        (52, 3, "Arm C"),
    ]


def test_a_name_that_goes_on_is_the_other_arm() -> None:
    """What is called by an arm's name plus what only the other has is not that arm."""
    roster = roster_of("Of 98, 50 were randomized to sorafenib and 48 to sorafenib plus weekly QXZ-101.")
    assert [a.n for a in roster.arms] == [50, 48]
    assert roster.find("9 months with sorafenib plus QXZ-101") == ()
    assert [g.arm.n for g in roster.find("9 months with sorafenib plus best supportive care")] == [50]


def test_arms_side_by_side_are_two() -> None:
    """Heads of one table are two groups, though all that is known of the one is what the other is given, too."""
    table = "Table 1. Patients\n\nTrait\tcisplatin (n = 40)\tcisplatin+QXZ (n = 50)\nMale\t12\t15\nFemale\t28\t35\n"
    roster = Roster.of(read_bytes(table.encode(), "t"), ["All were treated."], FINDER)
    assert [a.n for a in roster.arms] == [40, 50]


def test_an_arm_is_set_against_the_other() -> None:
    """ "Against" and "over" come before the name of an arm, which needs no noun then."""
    roster = roster_of("We saw the sorafenib group (n = 21) and the watchful waiting group (n = 20).")
    assert [g.arm.n for g in roster.find("Set against watchful waiting")] == [20]
    assert [g.arm.n for g in roster.find("a gain over watchful waiting")] == [20]
    assert roster.find("Some people call watchful waiting dull") == ()


def test_two_names_of_one_arm() -> None:
    """A group's shorter name is the arm whose name has its words and treatment; groups set side by side are never one."""
    once = "We saw the daily radiotherapy group (n = 21) and the weekly radiotherapy group (n = 20). "
    roster = roster_of(once + "Evaluable were the daily group (n = 18) and the weekly group (n = 19).")
    assert [(a.names[:2], a.n) for a in roster.arms] == [
        (("daily radiotherapy", "daily"), 21),
        (("weekly radiotherapy", "weekly"), 20),
    ]
    drugs = roster_of("We saw the cisplatin group (n = 21) and the cisplatin-TACE group (n = 20).")
    assert [a.n for a in drugs.arms] == [21, 20]


def test_all_patients_of_an_arm_are_that_arm() -> None:
    """ "All patients in the A arm" is the arm, not the whole study."""
    roster = roster_of("We saw the sorafenib group (n = 21) and the sorafenib-TACE group (n = 20).")
    assert [g.arm.n for g in roster.find("24% of all patients in the sorafenib arm")] == [21]
    assert [g.arm.whole for g in roster.find("24% of all the 41 patients")] == [True]


def test_the_size_of_the_study() -> None:
    """What a sentence says were enrolled is the size of the whole."""
    assert roster_of("A total of 1,204 patients were enrolled in 12 centres.").whole.n == 1204
    assert roster_of("We retrospectively reviewed the medical records of 180 consecutive patients.").whole.n == 180
    assert roster_of("In this single-arm phase II trial, 46 patients with glioma had sorafenib.").whole.n == 46
    assert roster_of("We identified 12 of 60 patients. Earlier studies enrolled 300 patients.").whole.n is None
    assert roster_of("Thirty-two patients across nine sites were enrolled.").whole.n == 32
    assert roster_of("We tested tumor tissue samples from 115 of 823 patients of that trial.").whole.n == 115
    assert roster_of("Sixty-six patients were evaluable.").whole.n == 66
    assert roster_of("Sixty-six patients were evaluable for response.").whole.n is None
    assert roster_of("Samples of six cell lines from 12 healthy donors were used.").whole.n is None
    assert roster_of("One hundred and twelve patients were recruited.").whole.n == 112
    assert roster_of("Twelve patients were enrolled in the first cohort.").whole.n is None
    assert roster_of("A total of 60 patients per arm were to be randomised.").whole.n is None
    assert roster_of("A total of 60 patients had to be enrolled.").whole.n is None
    assert roster_of("Overall, 1,102 women underwent randomization.").whole.n == 1102
    assert roster_of("Eligible patients (n = 420) were randomly assigned 1:1 to QX or QY.").whole.n == 420
    assert roster_of("Patients (n = 42) were randomly assigned to QX and others (n = 44) to QY or QZ.").whole.n is None
    assert roster_of("Among 991 randomly assigned patients, the median was 9 months.").whole.n == 991
    assert roster_of("Of 557 women who underwent randomization, 494 (88.7%) were young.").whole.n == 557
    assert roster_of("Of 57 women who were randomized in part 2, 49 were young.").whole.n is None
    assert roster_of("Among 99 randomly assigned patients with liver metastases, the median was 9.").whole.n is None
    assert roster_of("We randomly assigned 302 patients to receive either sorafenib or placebo.").whole.n == 302
    assert (
        roster_of("We randomly assigned 150 patients to either sorafenib or TACE and 152 to placebo.").whole.n is None
    )
    assert roster_of("In this trial, 221 patients received sorafenib and 119 placebo.").whole.n is None
    assert roster_of("In 2012, 214 eligible patients were randomly assigned to the treatment arms.").whole.n == 214
    assert roster_of("In 2012, 107 patients were randomly assigned to either arm and 107 were watched.").whole.n is None
    assert roster_of("In 2012, 107 patients were assigned to receive sorafenib.").whole.n is None


@pytest.mark.parametrize("ratio", [", in a 2:1 ratio,", " (in a 2:1 ratio)", " (2:1)", ""])
def test_the_size_stands_behind_a_ratio(ratio: str) -> None:
    """A ratio may part the verb from the number; without a number of patients there is none."""
    assert roster_of(f"We randomly assigned{ratio} 616 older women to receive QX or placebo.").whole.n == 616
    assert roster_of(f"We randomly assigned{ratio} older women to receive 616 mg of QX or placebo.").whole.n is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("180 were screened, and 163 were randomly assigned.", 163),
        ("A total of 180 patients were recruited, of whom 163 met the criteria and were randomised to QX or QY.", 163),
        (
            "A total of 110 patients were enrolled and two left before randomisation. In all, 108 women were randomised.",
            108,
        ),
        ("A total of 110 patients were enrolled; 54 were randomised to QX and 56 to QY.", 110),
        ("A total of 110 patients were enrolled and received induction, and 80 were randomised.", 110),
        ("A total of 110 patients were enrolled, and 8 were randomised.", 110),
        ("A total of 110 patients were enrolled. As told before [3], 90 patients were randomised to QX or QY.", 110),
        ("A total of 110 patients were enrolled and 120 were randomised.", 110),
        ("A total of 110 patients were screened, and 98 were randomly assigned (50 to QX and 48 to QY).", 98),
    ],
)
def test_the_randomised_are_the_study(text: str, size: int) -> None:
    """Of those who were screened or enrolled only the randomised count; not one group, not those randomised later."""
    assert roster_of(text).whole.n == size


def test_the_arms_together_are_the_randomised() -> None:
    """The sum of the arms' sizes is the study's, where so many were randomised, whatever else was enrolled."""
    told = (
        "A total of 110 patients were enrolled. The sorafenib group (n = 54) and the placebo group (n = 54) were alike."
    )
    assert roster_of(told, "Here 108 women with a tumour were randomly assigned.").whole.n == 108
    assert roster_of(told, "Here 107 women with a tumour were randomly assigned.").whole.n == 110
    groups = "Here 142 men given X1 + X2 (XA group, n = 70) or X2 alone (XB group, n = 72) between 2019 and 2021 were"
    assert roster_of(f"{groups} included.").whole.n == 142
    assert roster_of(f"{groups} lost.").whole.n is None
    assert roster_of(told, "Here 108 women had no tumour.").whole.n == 110


def test_a_letter_is_a_name_of_its_arm() -> None:
    """An arm is found by the letter in its name; a head that names nobody is no arm."""
    roster = roster_of("There were arm A (sorafenib) and arm B (TACE).")
    assert [g.arm.name for g in roster.find("survival in arms A and B")] == ["Arm A (sorafenib)", "Arm B (TACE)"]
    assert roster.named("Patients") is None


def test_letters_are_defined_before_names_are_counted() -> None:
    """Where the text says what arm A and arm B are, names that it often uses of other people's arms are none of this study."""
    others = "In the XQ arm, the XQ + Z arm and the XQ arm, as in the XQ + Z arm, the XQ arm and the XQ + Z arm."
    roster = roster_of("We put 14 in arm A (PQ) and 12 in arm B (PQ + Z).", others)
    assert [a.names for a in roster.arms] == [("Arm A", "PQ"), ("Arm B", "PQ + Z")]


def test_heads_say_what_lettered_arms_are_given() -> None:
    """The head of a table beside the letter is one more name of its arm, and tells its regimen."""
    heads = "".join(
        f"<th>{name}</th>"
        for name in ("Event", "Gemcitabine/cisplatin Arm A", "Sorafenib with gemcitabine/cisplatin Arm B")
    )
    row = "<tr><td>Pain</td><td>1</td><td>2</td></tr>"
    table = f"<table-wrap><label>Table 1</label><table><tr>{heads}</tr>{row}</table></table-wrap>"
    told = "<p>We put 14 in arm A (CQ) and 12 in arm B (SQ).</p>"
    document = read_bytes(f"<article><body>{told}{table}</body></article>".encode(), "x")
    roster = Roster.of(document, ["We put 14 in arm A (CQ) and 12 in arm B (SQ)."], FINDER)
    assert [(a.name, a.regimen) for a in roster.arms] == [
        ("Arm A (CQ)", ("gemcitabine", "cisplatin")),
        ("Arm B (SQ)", ("sorafenib", "gemcitabine", "cisplatin")),
    ]
    found = [
        roster.named(name)
        for name in ("Gemcitabine/cisplatin (CQ)", "Sorafenib with CQ", "Gemcitabine/cisplatin (SQ)", "Placebo with CQ")
    ]
    assert [a and a.name for a in found] == ["Arm A (CQ)", "Arm B (SQ)", None, None]


def test_a_name_behind_a_regimen_stands_for_all_of_it() -> None:
    """ "X1 plus X2 (X1 group)" has both, and a letter with a size is a group; a single one of them is no comparison."""
    prose = "They had sorafenib 400 mg twice a day plus tace (sorafenib group, n = 21) or lenvatinib (lenvatinib group, n = 20)."
    roster = roster_of(prose.replace("tace", "TACE"))
    assert [(a.n, a.regimen) for a in roster.arms] == [(21, ("sorafenib", "tace")), (20, ("lenvatinib",))]
    lettered = roster_of("They had sorafenib plus TACE (arm A, n = 21) or TACE alone (arm B, n = 20).")
    assert [(a.names[0], a.n, a.regimen) for a in lettered.arms] == [
        ("Arm A", 21, ("sorafenib", "tace")),
        ("Arm B", 20, ("tace",)),
    ]
    assert roster_of("They had sorafenib plus TACE (arm A, n = 21).").arms == ()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Patients were assigned to arm A (sorafenib weekly, n = 31) or arm B (sorafenib every 3 weeks, n = 33).",
            [("Arm A", 31, ("sorafenib",)), ("Arm B", 33, ("sorafenib",))],
        ),
        (
            "In arm A, they received cisplatin 75 mg/m2 and etoposide 100 mg/m2 daily; in arm B, they received cisplatin.",
            [("Arm A", None, ("cisplatin", "etoposide")), ("Arm B", None, ("cisplatin",))],
        ),
        (
            "We randomised 60 to arm A (FOLFOX for 12 cycles) and 58 patients to arm B (FOLFOX for 6 cycles).",
            [(f"Arm {x}", n, ("fluorouracil", "leucovorin", "oxaliplatin")) for x, n in (("A", 60), ("B", 58))],
        ),
        ("Survival was longer in arm A (12 months) than in arm B (9 months).", []),
        (
            "They were assigned to the exercise group (walking; n = 60) or the control group (usual care; n = 62).",
            [("exercise", 60, ()), ("control", 62, ("standard of care",))],
        ),
        (
            "They were allocated to either immediate (n = 50) or delayed (n = 52) radiotherapy.",
            [("immediate", 50, ("rt",)), ("delayed", 52, ("rt",))],
        ),
        (
            "Randomisation was between sorafenib plus TACE (SoT; 144 patients) and TACE (Tac; 142 patients).",
            [("SoT", 144, ("sorafenib", "tace")), ("Tac", 142, ("tace",))],
        ),
    ],
)
def test_arms_with_the_times_doses_and_sizes_told_of_them(
    told: str, expected: list[tuple[str, int | None, tuple[str, ...]]]
) -> None:
    """How often and how much is given belongs to an arm and hides none of its drugs; a mere time is no arm."""
    assert [(a.names[0], a.n, a.regimen) for a in roster_of(told).arms] == expected


def test_arms_are_learnt_from_the_assignment() -> None:
    """The groups to which patients are assigned are arms; their short names set them apart; other sizes name none."""
    told = "They were randomly assigned (2:1) to sorafenib plus TACE (n = 40) or placebo plus TACE (n = 20)."
    arms = roster_of(told, "Survival in the sorafenib group was longer than in the placebo group.").arms
    assert [(a.n, a.regimen, a.names[-1]) for a in arms] == [
        (40, ("sorafenib", "tace"), "sorafenib"),
        (20, ("placebo", "tace"), "placebo"),
    ]
    short = roster_of("We randomised 90 to sorafenib plus docetaxel (So-D; n = 60) or docetaxel (D-x; n = 30).")
    assert [(a.name, a.n) for a in short.arms] == [("So-D", 60), ("D-x", 30)]
    part = roster_of("We randomised 90 to cisplatin plus docetaxel (Cis-Do; n = 60) or docetaxel (Do; n = 30).")
    assert [(a.name, a.regimen) for a in part.arms] == [("Cis-Do", ("cisplatin", "docetaxel")), ("Do", ("docetaxel",))]
    assert roster_of("They had hepatitis B (n = 40) or hepatitis C (n = 20).").arms == ()


def test_sizes_stand_with_the_names_behind_regimens() -> None:
    """A group that its prose names again and again has the size told behind its regimen, though that says what its name says."""
    named = "They received sorafenib plus TACE (ST group, n = 43) or TACE (TACE group, n = 55)."
    told = "OS was longer in the ST group than in the TACE group."
    assert [(a.name, a.n) for a in roster_of(named, told, told, told).arms] == [("ST", 43), ("TACE", 55)]


def test_groups_of_one_sentence_are_two_though_one_name_holds_the_other() -> None:
    """What a bracket says of the treatment may stand before the name; groups set side by side are no longer and shorter name."""
    told = "OS was 20 months in the S-T-L group and 15 months in the S-T group."
    assert [a.name for a in roster_of(told, told, told).arms] == ["S-T-L", "S-T"]
    named = "Of 204 men reviewed, 112 received sorafenib plus TACE (dual therapy; S-T group) and 92 TACE (monotherapy; T group)."
    assert [(a.name, a.regimen) for a in roster_of(named).arms] == [("S-T", ("sorafenib", "tace")), ("T", ("tace",))]


def test_groups_of_roles() -> None:
    """The group that has the standard of care is called so, and by no word of it alone."""
    told = "OS was 9 months in the experimental group and 8 months in the standard of care group."
    arms = roster_of(
        told, told, "The standard of care group had a median of 8 months, the experimental group one of 9."
    ).arms
    assert [a.name for a in arms] == ["experimental group", "standard of care group"]
    assert not {"care", "standard"} & {name for a in arms for name in a.names}


def test_events_in_a_group_are_not_its_size() -> None:
    """What stands behind a group whose deaths are counted tells of these; a size may stand behind what it was given."""
    told = "Three deaths occurred in the sorafenib group (sepsis, n = 2; rash, n = 1) and 1 in the TACE group (stroke, n = 1)."
    assert {a.n for a in roster_of(told, "They were assigned to sorafenib or TACE.").arms} == {None}
    sized = roster_of("OS was longer in the sorafenib group (400 mg, n = 43) than in the TACE group (monthly, n = 55).")
    assert [a.n for a in sized.arms] == [43, 55]


def test_each_of_the_groups_has_as_many() -> None:
    """A number told of each group is its size where it adds up to all."""
    told = "They were assigned to sorafenib or TACE. A total of 428 patients were randomised ({} in each group)."
    assert [a.n for a in roster_of(told.format(214)).arms] == [214, 214]
    assert [a.n for a in roster_of(told.format(210)).arms] == [None, None]


def test_arms_that_are_added_up_are_no_arm() -> None:
    """ "A/B + B" adds two arms up, of which one has all that the other has; "A + B" is an arm of both drugs."""
    roster = roster_of(
        "There were a sorafenib group (n = 21), a TACE group (n = 22) and a sorafenib-TACE group (n = 20)."
    )
    assert roster.named("sorafenib/TACE + TACE") is None
    named = roster.named("sorafenib + TACE")
    assert named is not None and named.n == 20


def test_arms_whose_long_names_are_nearly_the_same_go_by_their_short_ones() -> None:
    """Of "X, Y and Z chemotherapy" with and without one drug more, the short names are shown; unlike names are both shown."""
    long = "the cisplatin etoposide ifosfamide chemotherapy group (n = 21)"
    near = f"We saw {long} and the cisplatin etoposide ifosfamide chemotherapy plus bevacizumab group (n = 20)."
    assert [a.title() for a in roster_of(near, "in the bevacizumab group").arms][1:] == ["bevacizumab"]
    unlike = f"We saw {long} and the lenvatinib plus bevacizumab group (n = 20)."
    assert roster_of(unlike, "in the bevacizumab group").arms[1].title() == "lenvatinib plus bevacizumab (bevacizumab)"


def test_the_group_of_one_treatment_beside_that_of_two_is_the_one_that_has_it_alone() -> None:
    """ "The radiotherapy group" beside "radiotherapy plus cisplatin" is the arm of radiotherapy alone."""
    roster = roster_of(
        "We saw the radiotherapy alone group (n = 21) and the radiotherapy plus cisplatin group (n = 20)."
    )
    text = "in the radiotherapy group and the radiotherapy plus cisplatin group, after radiotherapy"
    assert [g.arm.n for g in roster.find(text)] == [21, 20]
    assert roster.find("a schedule of radiotherapy, the chemo-radiotherapy group") == ()


def test_arms_between_which_patients_were_randomised() -> None:
    """Two regimens behind "randomised to" or "between", or set against each other by the title, are arms without sizes."""
    told = roster_of("They were randomly assigned to receive sorafenib 400 mg twice daily or sorafenib plus TACE.")
    assert [a.regimen for a in told.arms] == [("sorafenib",), ("sorafenib", "tace")]
    between = roster_of("They were randomized between FOLFOX and FOLFIRI.")
    assert [a.name for a in between.arms] == ["FOLFOX", "FOLFIRI"]
    titled = roster_of("Sorafenib versus lenvatinib for an invented tumour", "They were treated.")
    assert [a.name for a in titled.arms] == ["Sorafenib", "lenvatinib"]
    for other in (
        "They were randomly assigned to sorafenib, lenvatinib or placebo.",
        "In an earlier trial, they were randomized between FOLFOX and FOLFIRI.",
        "They were assigned to stay with sorafenib or lenvatinib at hand.",
    ):
        assert roster_of("A title", other).arms == ()


def test_arms_of_which_all_patients_are_counted() -> None:
    """ "Of 90, 44 received X1 and 46 received X2" tells two arms with sizes, where they are all of the patients."""
    roster = roster_of("Of the 90 patients, 44 (49%) received FOLFIRI and 46 (51%) received FOLFOX.")
    assert [(a.name, a.n) for a in roster.arms] == [("FOLFIRI", 44), ("FOLFOX", 46)]
    assert roster_of("Of the 90 patients, 44 received FOLFIRI and 40 received FOLFOX.").arms == ()
    assert roster_of("Of the 90 patients, 44 received FOLFIRI and 46 received FOLFOX after surgery.").arms == ()
    told = "The population comprised 44 patients treated with FOLFIRI and 46 patients treated with FOLFOX."
    assert [a.n for a in roster_of("Samples of 90 patients were taken.", told).arms] == [44, 46]
    assert roster_of("Samples of 91 patients were taken.", told).arms == ()


def test_sizes_under_the_names() -> None:
    """A row of sizes under the heads is of the names above them; a name over different sizes has none."""
    rows = ("Event|QX|QY|QZ", "|n = 40|n = 50|n = 9", "Pain|1|2|3")
    cells = [[f"<th>{c}</th>" for c in row.split("|")] for row in rows[:2]] + [["<td>Pain</td>"] + ["<td>1</td>"] * 3]
    table = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    wrapped = f"<table-wrap><label>Table 1</label><table>{table}</table></table-wrap>"

    def learnt(xml: str) -> list[tuple[str, int | None]]:
        document = read_bytes(f"<article><body>{xml}</body></article>".encode(), "x")
        return [(a.name, a.n) for a in Roster.of(document, [], FINDER).arms]

    assert learnt(wrapped) == [("QX", 40), ("QY", 50), ("QZ", 9)]
    assert learnt(wrapped.replace("QY", "Biomarker-evaluable cohort")) == [
        ("QX", 40),
        ("QZ", 9),
    ]  # an analysis looks at it
    assert learnt(wrapped.replace("<td>1</td>", "<td>QW (n = 5)</td>", 1)) == [("QX", 40), ("QY", 50), ("QZ", 9)]
    assert learnt(wrapped.replace("QZ", "QY")) == [("QX", 40), ("QY", None)]


@pytest.mark.parametrize(
    ("told", "regimens"),
    [
        ("FOLFIRI plus cetuximab (n = 40) or FOLFIRI alone (n = 50)", [4, 3]),
        ("FOLFIRI plus cetuximab (n = 41) or FOLFIRI alone (n = 50)", [0, 3]),  # 41 are not the 40 of the head
    ],
)
def test_the_size_tells_what_a_group_was_given(told: str, regimens: list[int]) -> None:
    """A head that names no treatment is of the group to which as many patients were assigned."""
    heads = "<tr><th>Event</th><th>Study group (n = 40)</th><th>Reference group (n = 50)</th></tr>"
    table = f"<table>{heads}<tr><td>Pain</td><td>1</td><td>2</td></tr></table>"
    wrapped = f"<table-wrap><label>Table 1</label>{table}</table-wrap>"
    document = read_bytes(f"<article><body>{wrapped}</body></article>".encode(), "x")
    roster = Roster.of(document, [f"They were randomly assigned to {told}."], FINDER)
    assert [len(a.regimen) for a in roster.arms] == regimens


def test_levels_are_no_arms() -> None:
    """Groups that a level calls are parts of the patients where two arms are given treatments, else the groups compared."""
    arms = "We compared the FOLFOX group (n = 40) and the FOLFIRI group (n = 50). "
    levels = "We saw the Low group (n = 30), the Intermediate group (n = 31) and the High expression group (n = 29)."
    assert [a.name for a in roster_of(arms + levels).arms] == ["FOLFOX", "FOLFIRI"]
    assert [a.name for a in roster_of(levels).arms] == ["Low", "Intermediate", "High expression"]


def test_the_arms_add_up_to_all_patients() -> None:
    """Where the prose says time and again that as many were studied as the arms have, those are all patients."""
    arms = "We compared the QX group (n = 40) and the QY group (n = 50)."
    before = "A total of 300 patients were randomized in the parent trial."
    assert roster_of(before, arms, "Here 90 patients were studied.", "The 90 patients had QZ.").whole.n == 90
    assert roster_of(before, arms, "Here 90 patients were studied.").whole.n == 300


def test_arms_that_differ_by_what_is_added() -> None:
    """A title's "X1 with or without X2" tells two arms, and so does any sentence that gives them letters."""
    titled = roster_of("Sorafenib with or without lenvatinib in an invented disease")
    assert [(a.name, a.regimen) for a in titled.arms] == [
        ("Sorafenib plus lenvatinib", ("sorafenib", "lenvatinib")),
        ("Sorafenib", ("sorafenib",)),
    ]
    lettered = roster_of(
        "A title",
        "They had gemcitabine 1000 mg/m2 and cisplatin 25 mg/m2 on days 1 and 8 with (arm A) or without (arm B) panitumumab.",
    )
    assert [(a.names[0], a.regimen) for a in lettered.arms] == [
        ("Arm A", ("gemcitabine", "cisplatin", "panitumumab")),
        ("Arm B", ("gemcitabine", "cisplatin")),
    ]
    for other in ("Patients with or without sorafenib", "They had sorafenib with or without lenvatinib before."):
        assert roster_of("A title", other).arms == ()


def test_arms_called_by_what_tells_them_apart() -> None:
    """A duration, or the one word of its own with a noun of treatment, calls an arm; a drug within a combination does not."""
    months = roster_of(
        "They were randomly assigned to 12 months of trastuzumab (n = 40) or 6 months of trastuzumab (n = 41). We saw more in "
        "the 12-month group than in the 6-month group."
    )
    assert [g.arm.n for g in months.find("in the 12-month group and the 6-month group")] == [40, 41]
    timed = roster_of(
        "They underwent randomization, 65 to continuous sorafenib and 70 to intermittent sorafenib. The continuous-therapy group "
        "and the intermittent-therapy group were alike."
    )
    assert [g.arm.n for g in timed.find("in the continuous-therapy group and in the intermittent arm")] == [65, 70]
    doses = roster_of(
        "We saw the high-dose cisplatin group (n = 21) and the low-dose cisplatin group (n = 20), and the high-dose group."
    )
    assert [g.arm.n for g in doses.find("in the high-dose group and with low-dose therapy")] == [21, 20]
    single = roster_of("Group A was treated. We saw the A group (n = 21) and the B group (n = 20).")
    assert [g.arm.n for g in single.find("in a group of patients and in the B group")] == [20]
    unknown = roster_of("We saw the XYZ-12 plus cisplatin group (n = 21) and the cisplatin group (n = 20).")
    assert [a.n for a in unknown.arms] == [21, 20]
    widened = roster_of("We saw the sorafenib group (n = 21) and the placebo group (n = 20).")
    assert [widened.widened(frozenset(c)) is None for c in ({"placebo", "tace"}, {"placebo", "sorafenib"})] == [
        False,
        True,
    ]
    both = roster_of("We saw the sorafenib group (n = 21) and the sorafenib-TACE group (n = 20).")
    assert all("tace" not in a.names for a in both.arms)


def test_arms_counted_in_groups() -> None:
    """Sizes before "in the X1 group" tell arms where the names are treatments."""
    roster = roster_of("There were 336 patients in the sorafenib group and 165 patients in the lenvatinib group.")
    assert [(a.name, a.n) for a in roster.arms] == [("sorafenib", 336), ("lenvatinib", 165)]
    assert roster_of("There were 12 patients in the high group and 15 patients in the low group.").arms == ()
    for had in ("Rash was seen in 12", "9 (2%) patients had a relapse (12"):  # whom something befell
        assert roster_of(f"{had} patients in the sorafenib group and 15 patients in the lenvatinib group.").arms == ()
    three = roster_of("They were randomized to sorafenib (355 patients), lenvatinib (357), or placebo (357).")
    assert [(a.name, a.n) for a in three.arms] == [("sorafenib", 355), ("lenvatinib", 357), ("placebo", 357)]


def test_names_and_regimens_of_sized_arms() -> None:
    """A bracket with a size may hold the short name or the whole regimen; an arm without a drug is not given it."""
    short = roster_of(
        "They were assigned to FOLFOX with bevacizumab (Bev group, n = 40) or without bevacizumab (non-Bev group, n = 50)."
    )
    assert [(a.name, a.n, a.regimen[3:]) for a in short.arms] == [("Bev", 40, ("bevacizumab",)), ("non-Bev", 50, ())]
    long = roster_of(
        "They were allocated to QX (gemcitabine plus cisplatin; n = 45) or QZ (gemcitabine plus carboplatin; n = 44)."
    )
    assert [(a.name, a.regimen) for a in long.arms] == [
        ("QX", ("gemcitabine", "cisplatin")),
        ("QZ", ("gemcitabine", "carboplatin")),
    ]


def test_letters_in_heads_are_no_drugs_and_brackets_tell_the_regimen() -> None:
    """The B of "Arm B TACE" is a letter; of "XY arm A (X + Y)" the bracket is read."""
    heads = "<th>Event</th><th>CRT Arm A (RT + sorafenib) (n = 20)</th><th>Arm B TACE (n = 21)</th>"
    row = "<tr><td>Pain</td><td>1</td><td>2</td></tr>"
    table = f"<table-wrap><label>Table 1</label><table><tr>{heads}</tr>{row}</table></table-wrap>"
    document = read_bytes(f"<article><body><p>They were seen.</p>{table}</body></article>".encode(), "x")
    roster = Roster.of(document, ["They were seen."], FINDER)
    assert [(a.title(), a.regimen) for a in roster.arms] == [
        ("CRT Arm A (RT + sorafenib) (Arm A)", ("rt", "sorafenib")),
        ("TACE (Arm B)", ("tace",)),
    ]


@pytest.mark.parametrize(
    ("told", "second"),
    [
        ("Group A received sorafenib 400 mg plus TACE and group B received TACE alone.", "TACE alone"),
        ("They were randomised to arm A: sorafenib plus TACE or arm B: TACE.", "TACE"),
        ("They were randomised to sorafenib 400 mg twice daily plus TACE (A) or TACE alone (B).", "TACE alone"),
        ("They were randomised to either A) sorafenib plus TACE or B) TACE alone.", "TACE alone"),
        ("Patients of group A (sorafenib plus TACE) were older than those of group B (TACE alone).", "TACE alone"),
    ],
)
def test_what_groups_are_given_that_tables_call_by_letters(told: str, second: str) -> None:
    """Where heads have but letters, the text tells what each is given, of all of them and not in two ways."""
    heads = "<th>Event</th><th>Group A (n = 20)</th><th>Group B (n = 21)</th>"
    row = "<tr><td>Pain</td><td>1</td><td>2</td></tr>"
    table = f"<table-wrap><label>Table 1</label><table><tr>{heads}</tr>{row}</table></table-wrap>"
    document = read_bytes(f"<article><body><p>They were seen.</p>{table}</body></article>".encode(), "x")

    def arms(*texts: str) -> list[tuple[str, int | None, tuple[str, ...]]]:
        return [(a.name, a.n, a.regimen) for a in Roster.of(document, texts, FINDER).arms]

    assert arms(told) == [
        ("Group A (sorafenib plus TACE)", 20, ("sorafenib", "tace")),
        (f"Group B ({second})", 21, ("tace",)),
    ]
    plain = [("Group A", 20, ()), ("Group B", 21, ())]
    assert arms(told, "Group B received lenvatinib.") == arms("Group A received sorafenib.") == plain


def test_levels_in_heads_are_no_arms_where_the_text_names_some() -> None:
    """Beside heads that are levels of a trait the text's groups are the arms; alone, the levels are what is compared."""
    heads = "<th>Event</th><th>Low (n = 20)</th><th>High (n = 21)</th>"
    row = "<tr><td>Pain</td><td>1</td><td>2</td></tr>"
    table = f"<table-wrap><label>Table 1</label><table><tr>{heads}</tr>{row}</table></table-wrap>"
    document = read_bytes(f"<article><body><p>They were seen.</p>{table}</body></article>".encode(), "x")
    told = "They were randomised to sorafenib (n = 22) or placebo (n = 19)."
    for text, names in ((told, ["sorafenib", "placebo"]), ("They were seen.", ["Low", "High"])):
        assert [a.name for a in Roster.of(document, [text], FINDER).arms] == names


def test_short_names_behind_counted_groups_and_sizes_behind_letters() -> None:
    """ "60 to X1 (XY) and 30 to X2 (Y)" tells short names; "group 1 (n = 30) received X1" what it was given."""
    counted = roster_of("We randomised 90 patients (60 to sorafenib plus docetaxel [SD] and 30 to docetaxel [D]).")
    assert [(a.names, a.n) for a in counted.arms] == [
        (("SD", "sorafenib plus docetaxel"), 60),
        (("D", "docetaxel"), 30),
    ]
    lettered = roster_of("Group 1 (n = 30) received FOLFOX and group 2 (n = 32) received FOLFIRI.")
    assert [a.names for a in lettered.arms] == [("Group 1", "FOLFOX"), ("Group 2", "FOLFIRI")]


def test_the_active_group_is_the_one_that_is_not_given_placebo() -> None:
    """ "The active drug group" is meant where the other has a placebo; "active treatment" alone is no group."""
    roster = roster_of("There were a sorafenib group (n = 21) and a placebo group (n = 20).")
    found = roster.find("in the active drug group and the investigational arm, on active treatment")
    assert [g.arm.n for g in found] == [21, 21]
    drugs = roster_of("There were a sorafenib group (n = 21) and a sorafenib-TACE group (n = 20).")
    assert drugs.find("in the active drug group") == ()


def test_groups_that_are_called_otherwise_where_patients_are_assigned() -> None:
    """The one other name with the size of an assigned group is its name; with equal sizes nobody knows whose it is."""
    told = "They were randomly assigned to FOLFOX-TACE (n = 40) or lenvatinib (n = {})."
    other = "There were the FLOFOX-TACE group (n = 40) and the lenvatinib group (n = {})."
    arms = roster_of(other.format(21), told.format(21)).arms
    assert [(a.names, a.n) for a in arms] == [(("FLOFOX-TACE", "FOLFOX-TACE"), 40), (("lenvatinib",), 21)]
    equal = roster_of(other.format(40), told.format(40)).arms
    assert [a.names for a in equal] == [("FLOFOX-TACE",), ("lenvatinib",)]
    third = roster_of(other.format(21), told.format(21), "There was the TACE-x group (n = 40).").arms
    assert [a.names for a in third] == [("FLOFOX-TACE",), ("lenvatinib",), ("TACE-x",)]


def test_one_arm_that_two_tables_call_differently() -> None:
    """Two names of one regimen and size beside the same third arm mean one arm, called as the text does; not in one table."""
    first = "TABLE 1 | Traits\n\nTrait\tSorafenib plus TACE (n = 40)\tPlacebo (n = 40)\nMale\t20\t21\n"

    def names(heads: str) -> list[tuple[str, ...]]:
        text = f"# A trial\n\n## Results\n\n{first}\nTABLE 2 | Results\n\nResult\t{heads}\nPR\t9\t8\n"
        document, prose = read_bytes(text.encode(), "t"), ["OS was longer with TACE-Nexavar."]
        return [a.names for a in Roster.of(document, prose, FINDER).arms]

    assert names("TACE-Nexavar (n = 40)\tPlacebo (n = 40)") == [
        ("TACE-Nexavar", "Sorafenib plus TACE"),
        ("Placebo",),
    ]
    assert len(names("TACE-Nexavar (n = 39)\tPlacebo (n = 40)")) == 3
    assert len(names("TACE-Nexavar (n = 40)\tLenvatinib (n = 40)")) == 4


@pytest.mark.parametrize(
    ("prose", "arms"),
    [
        (
            ["Of 98 patients, 50 were assigned to cisplatin followed by surgery, and 48 to surgery alone."],
            [("cisplatin followed by surgery", 50), ("surgery alone", 48)],
        ),
        (
            ["In all, 98 were randomly assigned to the control (n=50) and sorafenib groups (n=48)."],
            [("control", 50), ("sorafenib", 48)],
        ),
        (["We studied 98 (50 assigned to QXZ-101, and 48 to placebo)."], [("QXZ-101", 50), ("placebo", 48)]),
        (
            ["In all, 50 were assigned to cisplatin and QXZ (doublet group) and 48 to cisplatin (cisplatin group)."],
            [("doublet", 50), ("cisplatin", 48)],
        ),
        (
            ["They received QXZ either alone (control group) or in combination with ABY (ABY group)."],
            [("control", None), ("ABY", None)],
        ),
        (
            [
                "Of 98, 50 received standard-dose QXZ (SD-Q, 45 mg) and 48 received high-dose QXZ (HD-Q, 90 mg).",
                "SD-Q vs HD-Q",
            ],
            [],
        ),
        (
            [
                "Of 98, 50 received standard-dose QXZ (SD-Q, 45 mg) and 48 received high-dose QXZ (HD-Q, 90 mg).",
                "It was 5% in the SD-Q arm and 7% with HD-Q.",
            ],
            [("SD-Q", 50), ("HD-Q", 48)],
        ),
        (
            [
                "They received gemcitabine (GEM) plus cisplatin (CIS) or gemcitabine.",
                "It was 5% with GEM and 7% with CIS.",
            ],
            [],
        ),
        (["They were randomised (n = 651 + 648 and n = 649 + 650) to QXZ."], []),
        (
            ["We followed 98 (sorafenib alone, n = 50; sorafenib plus cisplatin, n = 48)."],
            [("sorafenib alone", 50), ("sorafenib plus cisplatin", 48)],
        ),
        (["We followed 98 (adenocarcinoma, n = 50; sarcoma, n = 48)."], []),
        (["It was 13% and 12% in the RQ and LQ groups."], [("RQ", None), ("LQ", None)]),
        (["It was 13% and 12% in the RQ and LQ groups.", "It was less in the AB and BC groups."], []),
        (["It was 13% and 12% in the CR and PR groups."], []),
    ],
)
def test_groups_that_no_vocabulary_knows(prose: list[str], arms: list[tuple[str, int | None]]) -> None:
    """Arms are named in brackets, by counts, or only side by side; what is joined in one regimen is none."""
    assert [(a.name, a.n) for a in roster_of(*prose).arms] == arms


def test_a_long_bracket_has_a_size() -> None:
    """The size behind a dose schedule in the bracket of an assigned group is that group's."""
    roster = roster_of(
        "They were randomly assigned to QXZ (n = 50 evaluable) or hQX (two weekly blocks of 3 days with cisplatin 2 g/m2 "
        "twice a day for 2 days plus sorafenib; n = 48 evaluable)."
    )
    assert [(a.name, a.n) for a in roster.arms] == [("QXZ", 50), ("hQX", 48)]


def test_what_one_treatment_is_followed_by_may_be_hyphened() -> None:
    """ "The A-B group" is that of A followed by B, not that of B."""
    roster = roster_of("Of 98 patients, 50 were assigned to cisplatin followed by surgery, and 48 to surgery alone.")
    found = roster.find("9 months in the cisplatin-surgery group and 8 months in the surgery group")
    assert [g.arm.n for g in found] == [50, 48]


def test_groups_that_only_letters_or_roles_name() -> None:
    """Letters, or two opposite roles, that the text uses time and again name the groups where nothing else does."""
    lettered = roster_of(
        "Arm A was treated for long. The rate was 22% in arm A and 24% in arm B; arms A and B were alike."
    )
    assert [a.name for a in lettered.arms] == ["Arm A", "Arm B"]
    roles = roster_of(
        "OS was 13 months in the experimental group and 14 in the standard group.",
        "The experimental group had more rash than the standard group.",
    )
    assert [a.name for a in roles.arms] == ["experimental group", "standard group"]
    assert roster_of("The experimental group fared better than the standard group.").arms == ()


def test_a_class_stands_for_the_arm_that_is_not_named() -> None:
    """ "9 months for X and 7 for chemotherapy": the class is the other arm, unless that is named, too."""
    told = "They were randomly assigned to afatinib or to cisplatin plus pemetrexed."
    text = f"# A trial\n\n## Methods\n\n{told}\n\n## Results\n\n{{}}\n"

    def groups(sentence: str) -> list[str]:
        paper = understand(read_bytes(text.format(sentence).encode(), "invented"), LEXICON)
        return [g.arm.name for g in paper.statements[-1].groups]

    assert groups("PFS was 11 months for afatinib and 7 months for chemotherapy.") == [
        "afatinib",
        "cisplatin plus pemetrexed",
    ]
    assert groups("Of those treated with chemotherapy, PFS was 5 months with cisplatin plus pemetrexed.") == [
        "cisplatin plus pemetrexed"
    ]
    assert groups("PFS was 11 months for afatinib after prior chemotherapy.") == ["afatinib"]


def test_patients_counted_in_several_cohorts() -> None:
    """Where a sentence counts a group's patients twice, in two cohorts, neither number is the group's size."""
    told = "In one part 38 were assigned to sorafenib and 25 to placebo, in the other 84 were assigned to sorafenib."
    roster = roster_of(
        told, "Patients were randomly assigned in a 2:1 ratio to receive sorafenib (300 mg) or placebo once daily."
    )
    assert [(a.name, a.n) for a in roster.arms] == [("sorafenib", None), ("placebo", None)]


def test_a_suspended_hyphen_names_an_arm() -> None:
    """ "The pre- and postoperative arms" are two."""
    roster = roster_of("Of 98, 50 were assigned to preoperative and 48 to postoperative radiotherapy.")
    found = roster.find("7% and 10% in the pre- and postoperative arms, respectively")
    assert [g.arm.n for g in found] == [50, 48]
    assert roster.find("7% in the intra- and postoperative phases") == ()


def test_a_hyphened_name_of_some_of_an_arms_words() -> None:
    """ "The perioperative-X group" is the arm of perioperative X and surgery, beside surgery alone."""
    roster = roster_of(
        "They were assigned to perioperative cisplatin and surgery (n = 50) or surgery alone (n = 48).",
        "It was 5% in the perioperative-cisplatin group and 7% in the surgery group.",
    )
    found = roster.find("5% in the perioperative-cisplatin group and 7% in the surgery group")
    assert [g.arm.n for g in found] == [50, 48]


@pytest.mark.parametrize(
    ("told", "sizes"),
    [
        (
            "OS was 9 months among 41 patients in the afatinib group and 7 months among 42 patients in the pemetrexed group.",
            [41, 42],
        ),
        (
            "A response occurred in 21 patients in the afatinib group and in 12 patients in the pemetrexed group.",
            [None, None],
        ),
        (
            "Rash was rare: 21 patients in the afatinib group and 12 patients in the pemetrexed group had it.",
            [None, None],
        ),
    ],
)
def test_patients_who_had_something_are_not_the_size_of_a_group(told: str, sizes: list[int | None]) -> None:
    """ "Occurred in 21 patients in the X group" and "12 patients in the Y group had" count some of them."""
    roster = roster_of("They were randomly assigned to afatinib or to pemetrexed.", told)
    assert [a.n for a in roster.arms] == sizes


_TWO = "We saw the {} group (n = 32) and the {} group (n = 38)."


@pytest.mark.parametrize(
    ("text", "arms", "given"),
    [
        ("They had radiotherapy plus nimotuzumab or placebo.", ("nimotuzumab", "placebo"), "rt"),
        ("They had nimotuzumab or placebo in combination with radiotherapy.", ("nimotuzumab", "placebo"), "rt"),
        ("They had nimotuzumab or placebo plus docetaxel.", ("nimotuzumab", "placebo"), "docetaxel"),
        ("They had docetaxel plus either nimotuzumab or sorafenib.", ("nimotuzumab", "sorafenib"), "docetaxel"),
        (
            "They had nimotuzumab or sorafenib, both in combination with docetaxel.",
            ("nimotuzumab", "sorafenib"),
            "docetaxel",
        ),
        ("They had docetaxel plus nimotuzumab or placebo.", ("nimotuzumab", "placebo"), None),  # or placebo alone
        ("They had docetaxel plus nimotuzumab or sorafenib.", ("nimotuzumab", "sorafenib"), None),
        ("They had radiotherapy plus nimotuzumab versus placebo.", ("nimotuzumab", "placebo"), None),
        ("In an earlier trial they had radiotherapy plus nimotuzumab or placebo.", ("nimotuzumab", "placebo"), None),
        (
            "It was radiotherapy plus either nimotuzumab or placebo. Or docetaxel plus either nimotuzumab or placebo.",
            ("nimotuzumab", "placebo"),
            None,
        ),
    ],
)
def test_what_both_arms_are_given(text: str, arms: tuple[str, str], given: str | None) -> None:
    """Said once for both arms it is given to both; not where it may be the one's alone, another trial's, or one of several."""
    roster = roster_of(text, _TWO.format(*arms))
    assert [a.regimen for a in roster.arms] == [(arm, given) if given else (arm,) for arm in arms]


def test_what_the_placebo_arm_is_given() -> None:
    """Where texts speak of placebo plus a drug, "X plus A or placebo" is X plus A against X plus placebo."""
    told = "They were randomly assigned to docetaxel plus lenvatinib or placebo."
    assert [a.regimen for a in roster_of(told).arms] == [("docetaxel", "lenvatinib"), ("placebo",)]
    both = roster_of(told, "It was 3 months with placebo plus docetaxel.")
    assert [a.regimen for a in both.arms] == [("docetaxel", "lenvatinib"), ("placebo", "docetaxel")]


@pytest.mark.parametrize(
    ("caption", "told", "sizes"),
    [
        ("Adverse events", "They were randomised to arms A (n = 23) and B (n = 20).", [23, 20]),
        ("Adverse events", "Of 43, 3 in arm A (n = 22) dropped out.", [22, 20]),
        ("Adverse events", "", [21, 20]),
        ("Adverse events", "We saw arms A (n = 23) and B (n = 20), then arm A (n = 9) and arm B (n = 8).", [21, 20]),
        ("Patients", "They were randomised to arms A (n = 23) and B (n = 20).", [21, 20]),
    ],
)  # fmt: skip
def test_a_table_of_harms_prints_those_who_were_treated(caption: str, told: str, sizes: list[int]) -> None:
    """What else is said of an arm's size is that of the arm; sizes said differently as often tell nothing."""
    table = f"TABLE 1 | {caption}\n\nWhat\tArm A: sorafenib (n = 21)\tArm B: placebo (n = 20)\nPain\t3 (14)\t2 (10)"
    text = f"# A trial\n\n## Results\n\nArm A and arm B were alike. {told}\n\n{table}\n"
    roster = understand(read_bytes(text.encode(), "invented"), LEXICON).roster
    assert [a.n for a in roster.arms] == sizes


@pytest.mark.parametrize(
    ("dealt", "told", "arms"),
    [
        ("to X1 400 mg once daily or 800 mg daily", "in the 400 mg arm and 9% in the 800 mg arm", ["400 mg", "800 mg"]),
        ("to 70 Gy in 35 or 80 Gy in 40 fractions", "in the 70 and 80 Gy groups", ["70 Gy", "80 Gy"]),
        ("to 6 months or 12 months of X1", "in the 6-month and the 12-month groups", ["6-month", "12-month"]),
        ("between 3 and 6 cycles", "in the 3-cycle and 6-cycle arms", ["3-cycle", "6-cycle"]),
        ("to 64 Gy (Std-64 Gy) or 74 Gy (Esc-74 Gy)", "in the Std-64 Gy group", []),
        ("to X1 (MEL1) and X2 (MEL2)", "with MEL1 and in the MEL2 group", []),
        ("between X1 (MEL1) and X2 (MEL2)", "with MEL1 and in the MEL2 group", ["MEL1", "MEL2"]),
        ("to X1 (North RT) or X2 (South RT)", "in the North RT group, not the South RT arm", ["North RT", "South RT"]),
        ("to X1 (North RT) or X2 (South RT)", "in North RT hospitals and the South RT", []),
        ("to high-dose or low-dose X1", "in the high-dose arm, not the low-dose arm", ["high-dose", "low-dose"]),
        ("to weekly or 3-weekly X1", "in the weekly and 3-weekly groups", ["3-weekly", "weekly"]),
        ("to weekly X1", "in the weekly group and the 3-weekly group", []),
        ("2:1 to X1 or X2", "in the 1 mg group and the 2 mg group", []),
        ("to X1 20 mg (3-weekly arm) or X1 10 mg (weekly arm)", "in the weekly arm", ["3-weekly", "weekly"]),
    ],
)
def test_arms_that_doses_or_short_names_tell_apart(dealt: str, told: str, arms: list[str]) -> None:
    """Doses and lengths between which patients were randomised are arms where texts call groups so; two names are two arms."""
    roster = roster_of(f"Patients were randomised {dealt}. It was 5% {told}.")
    assert [a.name for a in roster.arms] == arms


def test_doses_that_were_tried_in_turn_are_groups() -> None:
    """Where texts call groups so."""
    told = "It was 5% in the 20 mg cohort, 9% in the 40 mg cohort and 10% at the 80 mg dose level."
    assert [a.name for a in roster_of(f"They were enrolled in cohorts of 20 mg, 40 mg and 80 mg. {told}").arms] == [
        "20 mg", "40 mg", "80 mg",
    ]  # fmt: skip
    assert roster_of(f"All were given 20 mg. {told}").arms == ()


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("in the 400-mg and 800-mg groups", ["400 mg", "800 mg"]),
        ("in the 400 and 800 mg groups", ["400 mg", "800 mg"]),
        ("7 months with 400 mg", ["400 mg"]),
        ("reduced to 400 mg in 8% and 800 mg/day", []),
        ("a dose of 400 mg was given", []),
    ],
)
def test_a_dose_is_a_groups_name_only_where_a_text_calls_a_group_so(text: str, arms: list[str]) -> None:
    """A dose that patients were given is no group."""
    roster = roster_of("They were randomised to 400 mg or 800 mg. We saw the 400 mg group and the 800 mg group.")
    assert [g.arm.name for g in roster.find(text)] == arms


def test_a_group_is_named_behind_an_article_or_after() -> None:
    """ "An X group (n = 50)" is X; "29 months after X" is of X."""
    roster = roster_of("They were assigned to an exercise group (n = 50) or a stretching group (n = 52).")
    assert [a.name for a in roster.arms] == ["exercise", "stretching"]
    roster = roster_of(
        "They were randomised to X1 (PDS) or X2 (NIDS).", "It was seen in the PDS group, not the NIDS group."
    )
    assert [g.arm.name for g in roster.find("29 months after PDS and 30 months after NIDS")] == ["PDS", "NIDS"]


@pytest.mark.parametrize(
    ("caption", "sizes"),
    [
        ("Adverse events in the safety set", [23, 20]),
        ("Response (response-evaluable population)", [23, 20]),
        ("Patients", [21, 19]),
    ],
)
def test_those_assigned_are_the_arm_of_whom_a_table_of_harms_shows_the_treated(caption: str, sizes: list[int]) -> None:
    """The sizes of the sentence that assigns patients are stronger than those of such a table only."""
    table = f"TABLE 1 | {caption}\n\nWhat\tX1 plus X2 (n = 21)\tX2 plus placebo (n = 19)\nPain\t3 (14)\t2 (11)"
    told = "Patients were randomly assigned to X1 plus X2 (n = 23) or X2 plus placebo (n = 20)."
    text = f"# A trial\n\n## Results\n\n{told}\n\n{table}\n"
    roster = understand(read_bytes(text.encode(), "invented"), LEXICON).roster
    assert [a.n for a in roster.arms] == sizes
