"""One record per fact, with all its places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from kg_builder.document import Document
from kg_builder.evidence import Effect, Outcome, Place
from kg_builder.reconcile import reconcile

TEXT = "ORR was 33.3%. Again 33.3 (95% CI 20-48)."
PAPER = Document(id="t", text=TEXT, blocks=())


def outcome(at: tuple[int, int], *, arm: str = "SOR group", ci: tuple[Decimal, Decimal] | None = None) -> Outcome:
    """An invented response rate."""
    place = Place(start=at[0], end=at[1])
    return Outcome(
        doc="t", span=place, rule="r", arm=arm, endpoint="ORR", statistic="rate", value=Decimal("33.3"), ci=ci
    )


def test_the_same_fact_twice_is_one_record() -> None:
    """Names of an arm that say the same are one; what one place leaves out the other fills in."""
    limits = (Decimal(20), Decimal(48))
    (merged,) = reconcile(PAPER, [outcome((21, 25), arm="SOR", ci=limits), outcome((8, 13))])
    assert (merged.arm, merged.ci, merged.quote) == ("SOR group", limits, "33.3%")  # type: ignore[union-attr]
    assert [(p.start, p.end) for p in merged.also] == [(21, 25)]


def test_what_differs_stays_apart() -> None:
    """Another arm, or another interval, is another record: the audit may ask why."""
    one, other = (Decimal(20), Decimal(48)), (Decimal(21), Decimal(48))
    assert len(reconcile(PAPER, [outcome((8, 13)), outcome((21, 25), arm="LEN")])) == 2
    assert len(reconcile(PAPER, [outcome((8, 13), ci=one), outcome((21, 25), ci=other)])) == 2


def test_order_does_not_matter() -> None:
    """The same records in any order give the same result, ids included."""
    records = [outcome((8, 13)), outcome((21, 25)), outcome((30, 32), arm="LEN")]
    assert reconcile(PAPER, records) == reconcile(PAPER, records[::-1])


def ratio(
    at: int, where: str, factor: str, p: str | None, contrast: str | None = None, model: str | None = None
) -> Effect:
    """An invented hazard ratio."""
    return Effect(
        doc="t", span=Place(start=at, end=at + 1, where=where), rule="r", population="overall", endpoint="OS", measure="HR",
        model=model, factor=factor, contrast=contrast, value=Decimal("0.60"), ci=(Decimal("0.41"), Decimal("0.88")),
        p=float(p) if p else None,
    )  # fmt: skip


def test_a_ratio_that_a_table_has_is_named_as_there() -> None:
    """The very same estimate, interval and p are one fact, whatever the text calls the factor; another p is another ratio."""
    table = ratio(9, "table 2", "Regimen", "0.01", "SOR vs LEN")
    (merged,) = reconcile(PAPER, [ratio(3, "text", "SOR treatment", "0.01"), table])
    assert (merged.factor, merged.contrast) == ("Regimen", "SOR vs LEN")  # type: ignore[union-attr]
    assert len(reconcile(PAPER, [ratio(3, "text", "SOR treatment", "0.02"), table])) == 2


def test_a_ratio_that_a_table_has_is_of_its_analysis() -> None:
    """Words that name no analysis repeat the only cell with their estimate; of two cells it is not known which."""
    one, other = (
        ratio(9, "table 2", "LDH", "0.01", model="univariate"),
        ratio(20, "table 3", "CRP", "0.01", model="multivariate"),
    )
    (merged,) = reconcile(PAPER, [ratio(3, "abstract", "high LDH", "0.01"), one])
    assert (merged.factor, merged.model) == ("LDH", "univariate")  # type: ignore[union-attr]
    apart, _ = reconcile(PAPER, [ratio(3, "text", "high CRP", None), one])
    assert (apart.factor, apart.model) == ("high CRP", "univariate")  # type: ignore[union-attr]
    apart, *_ = reconcile(PAPER, [ratio(3, "text", "high LDH", "0.01"), one, other])
    assert (apart.factor, apart.model) == ("high LDH", None)  # type: ignore[union-attr]
    apart, _ = reconcile(PAPER, [ratio(3, "text", "high LDH", "0.01", model="multivariate"), one])
    assert apart.model == "multivariate"  # type: ignore[union-attr]


def test_a_ratio_that_a_table_has_is_of_its_patients() -> None:
    """The very same estimate and interval of one factor are one fact, and the table tells best of whom; two tables do not."""
    cell = replace(ratio(9, "table 2", "AFP", "0.01", ">400 vs <=400"), population="men", n=49)
    (merged,) = reconcile(PAPER, [ratio(3, "text", "AFP", None), cell])
    assert (merged.population, merged.n, merged.also) == ("men", 49, (cell.span,))  # type: ignore[union-attr]
    women = replace(cell, population="women", span=Place(start=20, end=21, where="table 3"))
    assert len(reconcile(PAPER, [ratio(3, "text", "AFP", None), cell, women])) == 3
    assert len(reconcile(PAPER, [ratio(3, "text", "CRP", None), cell])) == 2


def test_an_abstract_has_the_model_that_the_text_names() -> None:
    """The same estimate and interval, once without its analysis and once with it, are one fact where the factor may be one."""
    full = ratio(9, "text", "2-yr PSA", None, model="multivariate")
    (merged,) = reconcile(PAPER, [ratio(3, "abstract", "PSA at 2 yr", None), full])
    assert (merged.model, merged.factor) == ("multivariate", "2-yr PSA")  # type: ignore[union-attr]
    assert len(reconcile(PAPER, [ratio(3, "abstract", "LDH", None), full])) == 2


def test_a_ratio_without_limits_has_whom_the_fuller_report_compares() -> None:
    """A ratio that words repeat without limits stays a report of its own, with the contrast and the patients of the other."""
    cell = replace(ratio(9, "table 2", "treatment", "0.01", "SOR vs LEN"), population="men", n=49)
    bare = replace(ratio(3, "text", "treatment", "0.01"), ci=None)
    told, _ = reconcile(PAPER, [bare, cell])
    assert (told.contrast, told.population, told.n, told.ci) == ("SOR vs LEN", "men", 49, None)  # type: ignore[union-attr]
    told, _ = reconcile(PAPER, [replace(bare, p=0.5), cell])
    assert (told.contrast, told.population) == (None, "overall")  # type: ignore[union-attr]
    told, *_ = reconcile(
        PAPER, [bare, cell, replace(cell, population="women", span=Place(start=20, end=21, where="table 3"))]
    )
    assert told.contrast is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("sizes", "told", "expected"),
    [
        ([38], 40, [38]),
        ([42], 40, [40, 42]),  # more than the arm has: another value
        ([38, 36], 40, [36, 38, 40]),  # which of them?
        ([None], 40, [40]),
        ([38], None, [38]),
        ([33], 40, [33]),
    ],
)
def test_words_repeat_a_table(sizes: list[int | None], told: int | None, expected: list[int]) -> None:
    """A value of words is of the patients of whom the one table with that value says it is, where these are fewer."""
    cells = [
        Outcome(
            doc="t", span=Place(start=21 + i, end=25 + i, where="table 1"), rule="r", arm="SOR", n=n, endpoint="ORR",
            statistic="rate", value=Decimal("33.3"),
        )
        for i, n in enumerate(sizes)
    ]  # fmt: skip
    words = replace(outcome((8, 13)), n=told)
    found = reconcile(PAPER, [*cells, words])
    assert sorted(r.n or 0 for r in found if isinstance(r, Outcome)) == expected


def test_a_printed_number_of_patients_stays() -> None:
    """Where the words print of how many patients a value is, that stays, whatever a table says."""
    paper = Document(id="t", text="ORR was 33.3% of 40 patients. Again 33.3.", blocks=())
    cell = replace(outcome((36, 40)), n=38, span=Place(start=36, end=40, where="table 1"))
    found = reconcile(paper, [cell, replace(outcome((8, 13)), n=40)])
    assert sorted(r.n or 0 for r in found if isinstance(r, Outcome)) == [38, 40]
