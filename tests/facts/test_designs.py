"""Trials of many designs: what a table or a sentence says is read alike, whatever the arms are called (all invented)."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import NamedTuple

import pytest

from kg_builder.evidence import AdverseEvent, Baseline, Outcome, Record
from kg_builder.facts import extract
from kg_builder.lexicon import Lexicon
from kg_builder.readers import read_bytes


class Design(NamedTuple):
    """How a trial calls its two arms: in its methods, over columns, and in sentences ("in the X arm", "the X and Y arms")."""

    title: str
    methods: str
    heads: tuple[str, str]
    sizes: tuple[int, int]
    within: tuple[str, str]
    both: str

    @property
    def words(self) -> dict[str, str]:
        """What stands for the arms in a sentence."""
        one, other = self.within
        the = {"theA": one.removeprefix("in "), "theB": other.removeprefix("in ")}
        return {"inA": one, "inB": other, "InA": one[0].upper() + one[1:], "both": self.both, **the}


def _called(one: str, other: str, noun: str) -> tuple[tuple[str, str], str]:
    return (f"in the {one} {noun}", f"in the {other} {noun}"), f"the {one} and {other} {noun}s"


DESIGNS = {
    "drugs": Design(
        "Gemcitabine versus capecitabine in pancreatic cancer: a randomised trial",
        "Patients were randomly assigned to gemcitabine (n = 48) or capecitabine (n = 52).",
        ("Gemcitabine", "Capecitabine"),
        (48, 52),
        *_called("gemcitabine", "capecitabine", "arm"),
    ),
    "added": Design(
        "Docetaxel with or without bevacizumab in breast cancer: a randomised trial",
        "Patients were randomised to docetaxel plus bevacizumab (n = 60) or docetaxel alone (n = 61).",
        ("Docetaxel + bevacizumab", "Docetaxel"),
        (60, 61),
        *_called("docetaxel plus bevacizumab", "docetaxel", "group"),
    ),
    "letters": Design(
        "Cisplatin and radiotherapy in cervical cancer: a randomised trial",
        "Patients were assigned to arm A (cisplatin plus radiotherapy, n = 71) or arm B (radiotherapy alone, n = 69).",
        ("Arm A", "Arm B"),
        (71, 69),
        ("in arm A", "in arm B"),
        "arms A and B",
    ),
    "control": Design(
        "Neoadjuvant chemoradiotherapy in rectal cancer: a randomised trial",
        "Patients were assigned to the experimental group (capecitabine and oxaliplatin with radiotherapy, n = 74) or the "
        "control group (capecitabine with radiotherapy, n = 76).",
        ("Experimental group", "Control group"),
        (74, 76),
        *_called("experimental", "control", "group"),
    ),
    "short forms": Design(
        "A randomised trial of XELOX in gastric cancer",
        "Patients were randomised to capecitabine plus oxaliplatin (XELOX; n = 90) or S-1 plus cisplatin (SP; n = 88).",
        ("XELOX", "SP"),
        (90, 88),
        *_called("XELOX", "SP", "arm"),
    ),
    "procedures": Design(
        "Radiotherapy after surgery in glioma: a randomised trial",
        "Patients were randomly assigned to surgery alone (n = 45) or surgery plus radiotherapy (n = 47).",
        ("Surgery alone", "Surgery + RT"),
        (45, 47),
        *_called("surgery alone", "surgery plus radiotherapy", "group"),
    ),
    "doses": Design(
        "Two doses of imatinib in gastrointestinal stromal tumour: a randomised trial",
        "Patients were randomly assigned to imatinib 400 mg (n = 70) or imatinib 800 mg (n = 72) daily.",
        ("Imatinib 400 mg", "Imatinib 800 mg"),
        (70, 72),
        *_called("imatinib 400 mg", "imatinib 800 mg", "arm"),
    ),
    "retrospective": Design(
        "Lenvatinib versus sorafenib in hepatocellular carcinoma: a retrospective study",
        "We reviewed 130 patients treated with lenvatinib (n = 55) or sorafenib (n = 75).",
        ("Lenvatinib group", "Sorafenib group"),
        (55, 75),
        *_called("lenvatinib", "sorafenib", "group"),
    ),
}

SENTENCES = [  # with each endpoint's values in the first arm and in the second
    (
        "Median OS was 15.2 months (95% CI 12.0-18.1) {inA} and 11.8 months (95% CI 9.9-14.0) {inB}.",
        {"OS": (15.2, 11.8)},
    ),
    ("Median PFS was 5.1 months {inB} and 7.4 months {inA}.", {"PFS": (7.4, 5.1)}),
    ("Patients {inA} had a longer median PFS than those {inB} (7.4 v 5.1 months).", {"PFS": (7.4, 5.1)}),
    ("PFS was longer {inA} than {inB}: median 7.4 months versus 5.1 months.", {"PFS": (7.4, 5.1)}),
    ("PFS was longer {inA} (7.4 months v 5.1 months {inB}; P = .01).", {"PFS": (7.4, 5.1)}),
    ("The median OS of {both} was 15.2 and 11.8 months, respectively (p = 0.016).", {"OS": (15.2, 11.8)}),
    ("OS favoured {theA} (median, 15.2 v 11.8 months; P = .016).", {"OS": (15.2, 11.8)}),
    ("Median OS was prolonged {inA}, at 15.2 months compared with 11.8 months {inB}.", {"OS": (15.2, 11.8)}),
    ("{InA}, median PFS was 7.4 months, compared with 5.1 months {inB}.", {"PFS": (7.4, 5.1)}),
    (
        "Median PFS {inA} was 7.4 months (95% CI 6.0-8.9); {inB}, it was 5.1 months (95% CI 4.0-6.2).",
        {"PFS": (7.4, 5.1)},
    ),
    (
        "The ORR {inA} was 37.5%, which was significantly higher than that {inB} (19.2%; P = 0.03).",
        {"ORR": (37.5, 19.2)},
    ),
    ("The ORR increased from 19.2% {inB} to 37.5% {inA}.", {"ORR": (37.5, 19.2)}),
    ("Response rates of 37.5% and 19.2% were observed in {both}, respectively.", {"ORR": (37.5, 19.2)}),
    ("A significantly higher ORR was achieved {inA} than {inB} (37.5% vs. 19.2%, p = 0.03).", {"ORR": (37.5, 19.2)}),
    (
        "Median PFS and OS were 7.4 and 15.2 months {inA} and 5.1 and 11.8 months {inB}, respectively.",
        {"PFS": (7.4, 5.1), "OS": (15.2, 11.8)},
    ),
    (
        "{InA}, the median PFS was 7.4 months and the median OS was 15.2 months, compared with 5.1 months and 11.8 months, "
        "respectively, {inB}.",
        {"PFS": (7.4, 5.1), "OS": (15.2, 11.8)},
    ),
    (
        "Patients {inA} achieved a higher response rate (37.5% v 19.2%) and longer PFS (7.4 v 5.1 months) than patients {inB}.",
        {"ORR": (37.5, 19.2), "PFS": (7.4, 5.1)},
    ),
    ("One-year OS was 68.3% {inA} compared to 55.0% {inB}.", {"OS@12": (68.3, 55.0)}),
    ("Kaplan-Meier estimates of 3-year PFS were 46% (SE 4%) {inA} and 33% (SE, 5%) {inB}.", {"PFS@36": (46, 33)}),
    ("EFS at 4 years was 55.2% (\u00b13.1%) {inA} and 47.0% (\u00b13.3%) {inB}.", {"EFS@48": (55.2, 47.0)}),
    (
        "The 1-, 2- and 3-year OS rates were 68.3%, 41.0% and 22.9% {inA} and 55.0%, 30.5% and 12.7% {inB}, respectively.",
        {"OS@12": (68.3, 55.0), "OS@24": (41.0, 30.5), "OS@36": (22.9, 12.7)},
    ),
    (
        "PFS at 12 months was 31% {inA} and 18% {inB}, while OS at 12 months was 68% and 55%, respectively.",
        {"PFS@12": (31, 18), "OS@12": (68, 55)},
    ),
    (
        "At 3 years, OS was 73% versus 65%, P = 0.046, and DFS 53% versus 52%, P = 0.85, in {both}.",
        {"OS@36": (73, 65), "DFS@36": (53, 52)},
    ),
    (
        "{InA}, the ORR was 25% and median PFS 5.6 months, compared with 6% and 3.7 months {inB}.",
        {"ORR": (25, 6), "PFS": (5.6, 3.7)},
    ),
    (
        "At 24 months, 90% of the patients {inA} (95% CI, 84 to 93) and 44% of those {inB} were alive and disease-free.",
        {"DFS@24": (90, 44)},
    ),
    (
        "CR, PR and SD were observed in 6.3%, 31.3% and 41.7% of patients {inA}, and in 1.9%, 17.3% and 34.6% {inB}.",
        {"CR": (6.3, 1.9), "PR": (31.3, 17.3), "SD": (41.7, 34.6)},
    ),
    (
        "Median OS was 12.2 months (95% CI, 9.7 to 15.0) among 45 patients {inA} and 9.4 months (95% CI, 8.1 to 10.7) among 44 "
        "patients {inB} (hazard ratio for death, 0.73; P=0.002).",
        {"OS": (12.2, 9.4)},
    ),
    (
        "With additional follow-up, the OS rate at 18 months was 39% (95% CI, 34 to 45) {inA} versus 23% (19 to 28) {inB}.",
        {"OS@18": (39, 23)},
    ),
    (
        "Median survival time and 1-year survival rates were 6.6 months and 28% {inA} and 8.5 months and 34% {inB}.",
        {"OS": (6.6, 8.5), "OS@12": (28, 34)},
    ),
    (
        "The median PFS was 10.6 months {inA}, as compared with 6.2 months {inB}; the corresponding rates of response were 44.8 "
        "percent and 34.8 percent (P=0.004).",
        {"PFS": (10.6, 6.2), "ORR": (44.8, 34.8)},
    ),
    (
        "The ORR was higher {inA} than {inB} (45% vs. 28%) and the median DOR was 9.1 months [range, 1.9 to 14.5] vs. 6.3 months "
        "[range, 2.1 to 12.6].",
        {"ORR": (45, 28), "DOR": (9.1, 6.3)},
    ),
]


def _extracted(design: Design, words: str, table: str, lexicon: Lexicon) -> list[Record]:
    """The records of a report that has these words, or this table, among its results."""
    article = (
        f"<article><front><article-meta><title-group><article-title>{escape(design.title)}</article-title></title-group>"
        f"</article-meta></front><body><sec sec-type='methods'><title>Methods</title><p>{escape(design.methods)}</p></sec>"
        f"<sec sec-type='results'><title>Results</title><p>{escape(words)}</p>{table}</sec></body></article>"
    )
    return list(extract(read_bytes(article.encode(), "invented"), lexicon).records)


@pytest.mark.parametrize("design", DESIGNS.values(), ids=list(DESIGNS))
@pytest.mark.parametrize(("sentence", "told"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_outcomes_of_both_arms(
    vocabulary: Lexicon, design: Design, sentence: str, told: dict[str, tuple[float, float]]
) -> None:
    """Each value hangs on its own arm with that arm's size, and nothing else is told."""
    records = _extracted(design, sentence.format(**design.words), "", vocabulary)
    found = [r for r in records if isinstance(r, Outcome)]
    sizes = dict(zip(design.sizes, (0, 1), strict=True))
    values = {
        (r.endpoint if r.at_months is None else f"{r.endpoint}@{r.at_months}", sizes.get(r.n or 0)): r.value
        for r in found
    }
    assert values == {(e, number): _decimal(v) for e, pair in told.items() for number, v in enumerate(pair)}
    assert len(found) == len(values)
    assert len({r.arm for r in found}) == 2


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))


HEADS = ("{} (n = {})", "{} (N={})", "{}, n = {}", "{} n = {}", "{} (n = {}), n (%)", "{} (No. = {})")


def _row(*cells: str | tuple[str, int], tag: str = "td") -> str:
    """A row of cells; a cell that spans several columns says how many."""
    spanned = [c if isinstance(c, tuple) else (c, 1) for c in cells]
    return "<tr>" + "".join(f'<{tag} colspan="{n}">{escape(text)}</{tag}>' for text, n in spanned) + "</tr>"


def _table(caption: str, heads: list[str], rows: list[str]) -> str:
    return (
        f"<table-wrap id='t1'><label>Table 1</label><caption><p>{caption}</p></caption><table>"
        f"<thead>{''.join(heads)}</thead><tbody>{''.join(rows)}</tbody></table></table-wrap>"
    )


def _shares(design: Design, one: int, other: int) -> list[str]:
    """Two counts with their shares of the arms, as cells print them."""
    return [f"{count} ({100 * count / n:.1f})" for count, n in zip((one, other), design.sizes, strict=True)]


@pytest.mark.parametrize("design", DESIGNS.values(), ids=list(DESIGNS))
@pytest.mark.parametrize("style", HEADS)
class TestTables:
    """Tables are read alike under every way to print an arm with its size."""

    def test_patients(self, vocabulary: Lexicon, design: Design, style: str) -> None:
        """Levels below their characteristic, and a median with its range."""
        heads = [style.format(*each) for each in zip(design.heads, design.sizes, strict=True)]
        rows = [
            _row("Age (years), median (range)", "61 (34\u201380)", "58 (29\u201379)"),
            _row("Sex", "", ""),
            _row("Male", *_shares(design, 27, 31)),
            _row("Female", *_shares(design, design.sizes[0] - 27, design.sizes[1] - 31)),
        ]
        table = _table("Patient characteristics", [_row("Characteristic", *heads, tag="th")], rows)
        found = [r for r in _extracted(design, "See Table 1.", table, vocabulary) if isinstance(r, Baseline)]
        sizes = design.sizes
        assert {(r.n, r.median, r.range) for r in found if r.median} == {
            (sizes[0], Decimal(61), (Decimal(34), Decimal(80))),
            (sizes[1], Decimal(58), (Decimal(29), Decimal(79))),
        }
        assert {(r.n, r.level, r.count) for r in found if r.level} == {
            (sizes[0], "Male", 27),
            (sizes[1], "Male", 31),
            (sizes[0], "Female", sizes[0] - 27),
            (sizes[1], "Female", sizes[1] - 31),
        }
        assert len(found) == 6

    def test_events_by_grade(self, vocabulary: Lexicon, design: Design, style: str) -> None:
        """Grades below each arm."""
        heads = [style.format(*each) for each in zip(design.heads, design.sizes, strict=True)]
        grades = ("Any grade", "Grade \u22653")
        top = [
            _row("Adverse event", *((head, 2) for head in heads), tag="th"),
            _row("", *grades, *grades, tag="th"),
        ]
        any_grade, severe = _shares(design, 20, 15), _shares(design, 2, 1)
        table = _table("Adverse events, n (%)", top, [_row("Nausea", any_grade[0], severe[0], any_grade[1], severe[1])])
        found = [r for r in _extracted(design, "See Table 1.", table, vocabulary) if isinstance(r, AdverseEvent)]
        assert {(r.n, r.grade, r.count) for r in found} == {
            (design.sizes[0], "any", 20),
            (design.sizes[0], ">=3", 2),
            (design.sizes[1], "any", 15),
            (design.sizes[1], ">=3", 1),
        }
        assert len(found) == 4

    def test_survival(self, vocabulary: Lexicon, design: Design, style: str) -> None:
        """Medians with their intervals, and a rate at a time."""
        heads = [style.format(*each) for each in zip(design.heads, design.sizes, strict=True)]
        rows = [
            _row("Median OS, months (95% CI)", "15.2 (12.0\u201318.1)", "11.8 (9.9\u201314.0)"),
            _row("2-year OS (%)", "41.0", "30.5"),
        ]
        table = _table("Survival outcomes", [_row("Outcome", *heads, tag="th")], rows)
        found = [r for r in _extracted(design, "See Table 1.", table, vocabulary) if isinstance(r, Outcome)]
        assert {(r.n, r.at_months, r.value) for r in found} == {
            (design.sizes[0], None, Decimal("15.2")),
            (design.sizes[1], None, Decimal("11.8")),
            (design.sizes[0], 24, Decimal("41.0")),
            (design.sizes[1], 24, Decimal("30.5")),
        }
        assert len(found) == 4
