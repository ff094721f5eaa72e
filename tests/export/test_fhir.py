"""Outcomes and effects are FHIR R5 Evidence resources by the rules of the published structure."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from fhir.resources import __fhir_version__
from fhir.resources.bundle import Bundle
from fhir.resources.evidence import Evidence
from pydantic import ValidationError

from kg_builder.export.fhir import FHIR
from kg_builder.graph import dataset
from tests.queries.test_queries import invented, lexicon

Json = dict[str, Any]


@cache
def bundle() -> Json:
    """The invented papers as FHIR, codes included."""
    read: Json = json.loads(FHIR.export(dataset(invented(), lexicon())), parse_float=str)
    return read


def resource(record: str) -> Json:
    """The resource of a record."""
    url = f"https://w3id.org/txo/kg/{record}"
    return next(entry["resource"] for entry in bundle()["entry"] if entry["fullUrl"] == url)


def test_the_structure_is_that_of_release_5() -> None:
    """The library checks names, types and cardinalities of R5: no resource breaks them."""
    assert __fhir_version__.startswith("5.0")
    Bundle.model_validate(bundle())
    for entry in bundle()["entry"]:
        Evidence.model_validate(entry["resource"])


@pytest.mark.parametrize(
    "change", [{"status": None}, {"variableDefinition": None}, {"statistic": [{"value": 1}]}, {"colour": "red"}]
)
def test_the_check_can_fail(change: Json) -> None:
    """A resource that breaks the structure is refused."""
    broken = {k: v for k, v in {**bundle()["entry"][0]["resource"], **change}.items() if v is not None}
    with pytest.raises(ValidationError):
        Evidence.model_validate(broken)


def test_outcomes_and_effects_are_exported_and_nothing_else() -> None:
    """One resource for each record of these two kinds."""
    kinds = [r.kind for r in {r.id or r.identified().id: r for r in invented()}.values()]
    assert len(bundle()["entry"]) == kinds.count("outcome") + kinds.count("effect") > 0


def test_ids_are_unique_and_lawful() -> None:
    """FHIR allows letters, digits, dot and hyphen, 64 of them."""
    ids = [entry["resource"]["id"] for entry in bundle()["entry"]]
    assert len(ids) == len(set(ids))
    assert all(len(i) <= 64 and i.replace("-", "").isalnum() for i in ids)


def test_an_outcome_tells_who_what_and_how_much() -> None:
    """Group, treatment, endpoint; value with UCUM code; interval; p value; the quote."""
    outcome = resource("outcome/alpha-2025/aaaaaaaaaaaa")
    roles = {v["variableRole"]["coding"][0]["code"]: v["description"] for v in outcome["variableDefinition"]}
    (statistic,) = outcome["statistic"]
    assert roles["population"] == "LT"
    assert roles["exposure"].startswith("lenvatinib + TACE")
    assert roles["measuredVariable"].startswith("overall survival")
    assert statistic["quantity"] == {
        "value": "17.3", "unit": "month", "system": "http://unitsofmeasure.org", "code": "mo"
    }  # fmt: skip
    assert {c["code"] for c in statistic["statisticType"]["coding"]} == {"C28007"}
    interval, probability = statistic["attributeEstimate"]
    assert interval["range"] == {"low": {"value": "14.2"}, "high": {"value": "20.4"}}
    assert probability["quantity"] == {"value": "0.001", "comparator": "<"}
    assert "median OS of 17.3 months" in outcome["note"][0]["text"]
    assert outcome["relatedArtifact"][0]["resource"].endswith("/paper/alpha-2025")


def test_an_effect_is_a_coded_ratio() -> None:
    """A hazard ratio has the code that HL7 took from the NCI Thesaurus; its level of confidence is not invented."""
    effects = [e["resource"] for e in bundle()["entry"] if "/effect/" in e["fullUrl"]]
    coded = [c["code"] for e in effects for c in e["statistic"][0].get("statisticType", {}).get("coding", ())]
    assert "C93150" in coded
    assert all("level" not in estimate for e in effects for estimate in e["statistic"][0].get("attributeEstimate", ()))


def test_an_empty_graph_gives_an_empty_bundle() -> None:
    """FHIR allows no empty list: there is none."""
    empty = json.loads(FHIR.export([]))
    assert empty == {"resourceType": "Bundle", "type": "collection"}
    Bundle.model_validate(empty)
