"""Quantities: one value with all that its brackets say of it (all examples invented)."""

from __future__ import annotations

import pytest

from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.probabilities import probability
from kg_builder.units import Units, units_of
from kg_builder.values import quantities


@pytest.fixture(scope="module")
def units() -> Units:
    """The shipped units."""
    return units_of(load_lexicon())


def shown(text: str, units: Units) -> list[str]:
    """Each quantity as number, unit, and what else it carries."""
    rows = []
    for q in quantities(text, units):
        interval = f" {q.interval_kind or '?'}[{q.interval[0]},{q.interval[1]}]" if q.interval else ""
        count = f" n={q.count}" + (f"/{q.total}" if q.total else "") if q.count is not None else ""
        sign = q.qualifier if q.qualifier and q.qualifier != "NR" else ""
        number = "NR" if q.qualifier == "NR" else f"{sign}{q.number}"
        rows.append(
            f"{number}{f'-{q.upper}' if q.upper else ''} {q.unit.key if q.unit else '-'}{count}{interval}"
            f"{f' sd={q.sd}' if q.sd else ''}{f' p={q.p}' if q.p is not None else ''}"
        )
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 (33.3%)", ["33.3 percent n=14"]),
        ("2 [<1%]", ["<1 percent n=2"]),
        ("rash (48, 10%) and pain (12 patients, 2.5%)", ["10 percent n=48", "2.5 percent n=12"]),
        ("every 2 weeks (33.7%)", ["2 week", "33.7 percent"]),
        ("rash and pain (48, 10% each)", ["48 percent", "10 percent"]),
        ("9.5 months in group 1 and 4.1 months in group 2", ["9.5 month", "4.1 month"]),
        ("33% in cohort 1 and 41% in cohort 2, of grade 1, 2 and 3", ["33 percent", "41 percent"]),
        ("42 patients (22 men; median age, 61 years; range, 35-82)", ["42 patient", "22 -", "61 year range[35,82]"]),
        ("CEA < 5 (6.1 vs. 9.4 months, p = 0.02)", ["<5 -", "6.1 month", "9.4 month"]),
        ("33.3% (14/42)", ["33.3 percent n=14/42"]),
        ("33.3% (n = 14)", ["33.3 percent n=14"]),
        ("14 patients (33.3%)", ["33.3 percent n=14"]),
        ("14 of 42 (33%) patients", ["33 percent n=14/42"]),
        ("12 of 45 evaluable patients (26.7%)", ["26.7 percent n=12/45"]),
        ("12 of the 45 patients with measurable disease (27%)", ["27 percent n=12/45"]),
        ("12 of 45 patients with CR (50%)", ["12 patient n=12/45", "50 percent"]),  # a share of others
        ("20 [48%] patients", ["48 percent n=20"]),
        ("20 [48%] of 42 patients", ["48 percent n=20/42"]),
        ("20 (48%; 32–64) of 42", ["48 percent n=20/42 ?[32,64]"]),
        ("20 patients (48%, 32.1–64.0%)", ["48 percent n=20 ?[32.1,64.0]"]),
        ("20 (48%) of the 42 treated women", ["48 percent n=20/42"]),
        ("20 (48%) of 90 patients", ["48 percent n=20", "90 patient"]),  # a share of others
        ("9.5 months (95% CI, 7.1–11.9 months)", ["9.5 month ci[7.1,11.9]"]),
        ("9.5 months (95% CI: 7.1-NR)", ["9.5 month ci[7.1,None]"]),
        ("9.5 months (97.38% CI, 7.1 to 11.9)", ["9.5 month ci[7.1,11.9]"]),
        ("9.5 (7.1-11.9) months", ["9.5 month ?[7.1,11.9]"]),
        ("9.5 months with a 95% CI of 7.1 to 11.9 months in A", ["9.5 month ci[7.1,11.9]"]),
        ("9.5 months with 95% CI of 7.1 months to 11.9 months, 8 in B", ["9.5 month ci[7.1,11.9]", "8 -"]),
        ("61 years with a range of 35 to 82 years", ["61 year range[35,82]"]),
        ("33% with the corresponding 95% CI 20.1-48.2%", ["33 percent ci[20.1,48.2]"]),
        (
            "9.5 months in the A group (95% CI, 7.1 to 11.9 months) and 8 months in the B group (95% CI 6-9)",
            ["9.5 month ci[7.1,11.9]", "8 month ci[6,9]"],
        ),
        ("33% in the A group with a 95% CI of 20% to 48%", ["33 percent ci[20,48]"]),
        ("33% in the A group with a hazard ratio (95% CI 0.5-0.9)", ["33 percent", "0.5-0.9 -"]),
        ("33% in the A group (95% CI 0.5-0.9)", ["33 percent", "0.5-0.9 -"]),  # limits of something else
        ("9.5 and 8 months in A and B (95% CI 6-9)", ["9.5 month", "8 month", "6-9 -"]),  # of one of them
        ("9.5 months with a range of motion of 35 to 82", ["9.5 month", "35-82 -"]),
        ("33.3% (20.1% to 48.2%)", ["33.3 percent ?[20.1,48.2]"]),
        ("33 percent (95 percent confidence interval, 30 to 36 percent)", ["33 percent ci[30,36]"]),
        ("9.5 months (hazard ratio for death with X1, 0.66; P=0.003)", ["9.5 month p=0.003", "0.66 -"]),
        ("61 years (IQR 55-70)", ["61 year iqr[55,70]"]),
        ("61 years (range, 35 to 82)", ["61 year range[35,82]"]),
        ("54.2 ± 6.1%", ["54.2 percent sd=6.1"]),
        ("9.5 vs 4.1 months", ["9.5 month", "4.1 month"]),
        ("9.5 months (p = 0.02)", ["9.5 month p=0.02"]),
        ("<5%", ["<5 percent"]),
        ("AFP ≥ 400 ng/mL", [">=400 ng/mL"]),
        ("not reached", ["NR -"]),
        ("9-10 months", ["9-10 month"]),
        ("17,400 copies/mL", ["17400 copies/mL"]),
        ("18 months in cohort 1 and 9 months in cohort 2", ["18 month", "9 month"]),
        ("4.1 months (p: 0.02)", ["4.1 month p=0.02"]),
        ("45% in group 1 and 8% in group 2", ["45 percent", "8 percent"]),
        ("in the control group 12% had pain", ["12 percent"]),
        ("9 months in arm 1 and 12 months in arm 2", ["9 month", "12 month"]),
        ("in the control arm 12 months", ["12 month"]),
        ("9 months in cohort 1, and 12 months in cohort 2", ["9 month", "12 month"]),
    ],
)
def test_a_value_is_one_thing(units: Units, text: str, expected: list[str]) -> None:
    """Count, share, interval, spread and p of one value are read together, units shared along a row."""
    from kg_builder.document import Document, Span
    from kg_builder.reading import read_spans

    cleaned = read_spans(Document(id="t", text=text, blocks=()), [Span(0, len(text))]).text
    assert shown(cleaned, units) == expected


@pytest.mark.parametrize(
    "text",
    [
        "anti-PD-1",
        "COX-2",
        "(Table 3)",
        "phase 3",
        "shown before [12, 13]",
        "grade 4",
        "grade 3 and 4 rash",
        "group 1 and 2",
        "(p: 0.02)",
        "(n = 12)",
        "P < 0.001",
        "95% CI",
        "Vp3",
    ],
)
def test_numbers_that_are_no_values(units: Units, text: str) -> None:
    """Names, labels, citations, sizes, p values and confidence levels are not values."""
    assert shown(text, units) == []


def test_units_keep_their_case(units: Units) -> None:
    """The letter of a panel is no unit: 3 D is not three days."""
    assert shown("(Figure 2) 3D", units) in ([], ["3 -"])


@pytest.mark.parametrize("printed", ["mg/m2", "mg/m\u00b2", "mg/m^2", "mg per square meter"])
def test_a_unit_is_read_to_its_end(units: Units, printed: str) -> None:
    """A unit in a raised or spelt form is not its first letters' unit."""
    unit, end = units.match(printed, 0)
    assert (unit.key if unit else None, end) == ("mg/m2", len(printed))


@pytest.mark.parametrize(
    ("printed", "p"),
    [("0.033", 0.033), ("<0.001", "<0.001"), ("< .05*", "<0.05"), ("NS", "NS"), ("12.4", None), ("-", None)],
)
def test_a_p_cell(printed: str, p: float | str | None) -> None:
    """A p value alone in a cell: as printed, its sign kept; other numbers are none."""
    assert probability(printed) == p


def test_every_unit_is_found(units: Units) -> None:
    """Each name of each unit is read behind a number as its own unit."""
    lexicon: Lexicon = load_lexicon()
    from kg_builder.lexicon import Category, NameKind

    for term in lexicon.of(Category.UNIT):
        for name in term.names:
            if name.kind is NameKind.LABEL:
                unit, _ = units.match(f" {name.text}".replace("\u00b5", "μ"), 0)
                assert unit is not None, name.text


def test_a_vocabulary_without_units_has_none() -> None:
    """Numbers are read with any vocabulary."""
    (value,) = quantities("They were 12 months old.", units_of(Lexicon(())))
    assert value.number == 12
    assert value.unit is None
