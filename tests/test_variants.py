"""Claims about `kg_builder.variants`: which regimen a dose belongs to, and what the graph says of that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.evidence import Dose, Evidence, Outcome, Place, Sequence
from kg_builder.graph import instantiate
from kg_builder.iris import arm_iri, curie, iri, record_iri, regimen_iri, study_iri, variant_iri
from kg_builder.variants import variants
from tests.test_graph import LEXICON

SPAN = Place(start=1, end=9)
BOTH, ALONE = ("embo", "wonderib"), ("wonderib",)


def given(regimen: tuple[str, ...], arm: str = "A", study: str = "this", **more: object) -> Outcome:
    """A result of a regimen."""
    facts = {"endpoint": "OS", "statistic": "median", "value": Decimal(9), "regimen": regimen, "arm": arm, **more}
    return Outcome(doc="x", span=SPAN, rule="r", study=study, **facts)  # type: ignore[arg-type]


def dose(amount: int = 8, drug: str = "wonderib", **more: object) -> Dose:
    """A dose of a drug."""
    return Dose(doc="x", span=SPAN, rule="r", drug=drug, dose=Decimal(amount), unit="mg", **more).identified()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([given(BOTH), dose()], {(BOTH, None, 1)}),
        ([given(BOTH), given(ALONE, "B"), dose()], {(BOTH, None, 1), (ALONE, None, 1)}),
        ([given(BOTH), dose(8), dose(12)], {(BOTH, None, 2)}),
        ([given(BOTH), given(ALONE, "B"), dose(8, condition="thin"), dose(12, condition="fat")],
         {(BOTH, None, 2), (ALONE, None, 2)}),
        ([given(BOTH), given(ALONE, "B"), dose(8, arm="A"), dose(12, arm="B")], {(BOTH, "A", 1), (ALONE, "B", 1)}),
        ([given(("embo", "tki"), one_of={"tki": ("wonderib",)}), dose()], {(("embo", "tki"), None, 1)}),
        ([Sequence(doc="x", span=SPAN, rule="r", from_=ALONE, to=BOTH), dose()], {(BOTH, None, 1), (ALONE, None, 1)}),
    ],
)  # fmt: skip
def test_a_dose_belongs_to_the_regimens_with_its_drug(
    records: list[Evidence], expected: set[tuple[tuple[str, ...], str | None, int]]
) -> None:
    """The regimens of the study that contain the drug (or offer it for a class); the arm's, where the dose names one."""
    of_arm = {"A": BOTH, "B": ALONE}
    found = variants(records, lambda d: of_arm.get(d.arm or ""), str)
    assert {(v.components, v.arm, len(v.doses)) for v in found} == expected


@pytest.mark.parametrize(
    "records",
    [
        [given(BOTH), given(ALONE, "B"), dose(8), dose(12)],
        [given(BOTH, study="NOVEL-1"), dose()],
        [given(("embo", "tki")), dose()],
        [given(("embo",)), dose(arm="A")],
        [given(BOTH), dose(drug="painkiller")],
        [dose()],
        [given(BOTH)],
    ],
    ids=["which-arm-had-which", "another-study", "class-without-members", "arm-without-drug", "no-part", "no-regimen", "no-dose"],
)  # fmt: skip
def test_nothing_is_guessed(records: list[Evidence]) -> None:
    """Two doses for two regimens, another study's regimen, a class that is not said to be this drug: no variant."""
    assert variants(records, lambda _: ("embo",), str) == []


def test_a_variant_leads_to_its_regimen_its_study_and_its_doses() -> None:
    """The node says of which regimen it is a variant, who gave it, which statements tell its doses; its label reads."""
    stated = dose(8, per="day", route="oral")
    node = variant_iri("x", "this", BOTH, None)
    said = {(q.predicate, q.object) for q in instantiate([given(BOTH), stated], LEXICON) if q.subject == node}
    assert {
        (curie("rdf:type"), curie("txo:RegimenVariant")),
        (curie("txo:variantOf"), regimen_iri(BOTH)),
        (curie("txo:givenIn"), study_iri("x", "this")),
        (curie("txo:dosing"), record_iri(stated)),
    } <= said
    labels = [str(getattr(value, "value", "")) for predicate, value in said if predicate == curie("rdfs:label")]
    assert labels == ["EMBO + wonderib as given in x: wonderib 8 mg per day, oral"]


def test_a_dose_of_an_arm_is_given_in_that_arm() -> None:
    """An arm with a dose of its own has a variant of its own."""
    quads = list(instantiate([given(BOTH, "A group"), dose(arm="A")], LEXICON))
    node = variant_iri("x", "this", BOTH, "A")
    assert (curie("txo:givenIn"), arm_iri("x", "this", "A")) in {
        (q.predicate, q.object) for q in quads if q.subject == node
    }


def test_an_arm_that_is_nowhere_described_gives_no_variant() -> None:
    """A dose of an arm that no result speaks of has no regimen to be a variant of."""
    quads = instantiate([given(BOTH, "A"), dose(arm="Z")], LEXICON)
    assert not [q for q in quads if q.object == curie("txo:RegimenVariant")]


def test_variants_of_another_study_are_kept_apart() -> None:
    """A cited study's regimen has its own variant."""
    quads = instantiate([given(BOTH, study="NOVEL-1"), dose(study="NOVEL-1")], LEXICON)
    nodes = {q.subject for q in quads if q.object == curie("txo:RegimenVariant")}
    assert nodes == {iri("variant", "x", "novel-1", "embo+wonderib")}
