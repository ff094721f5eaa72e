"""Registry numbers of trials in a text (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.facts.registry import registry_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ClinicalTrials.gov NCT01234567", "NCT01234567"),
        ("(nct 01234567)", "nct 01234567"),
        ("ChiCTR-IIR-99", "ChiCTR-IIR-99"),
        ("UMIN000012345", "UMIN000012345"),
        ("UMIN Clinical Trials Registry, number 000012345", "UMIN000012345"),
        ("ISRCTN 12345678", "ISRCTN12345678"),
        ("jRCTs031180001", "jRCTs031180001"),
        ("ACTRN12600000012345", "ACTRN12600000012345"),
        ("JapicCTI-050000", "JapicCTI-050000"),
        ("CTRI/2011/05/001234", "CTRI/2011/05/001234"),
        ("KCT0001234", "KCT0001234"),
        ("IRCT2013A1B2C3D", "IRCT2013A1B2C3D"),
        ("TCTR20170101001", "TCTR20170101001"),
        ("EudraCT number 2005-001234-12", "EudraCT 2005-001234-12"),
        ("EUDRACT (2005-001234-12)", "EudraCT 2005-001234-12"),
        ("EU Clinical Trials Register, no. 2005-001234-12", "EudraCT 2005-001234-12"),
        ("ISRCTN registry (12345678)", "ISRCTN12345678"),
        ("ACTRN 12600000012345", "ACTRN12600000012345"),
        ("Japic trial, JapicCTI-No. 050000", "JapicCTI-050000"),
        ("Dutch Trial Register (NL7000)", "NL7000"),
        ("the Dutch trial had NL7000 cells", None),
        ("NTR 1234", "NTR1234"),
        ("CRD42020123456", "CRD42020123456"),
        ("DRKS00001234", "DRKS00001234"),
        ("NTR1234", "NTR1234"),
        ("in 2011 and 2012, grant 81234567", None),
        ("NCT0123", None),
    ],
)
def test_registries(text: str, number: str | None) -> None:
    """Each registry's form is known; grants, years and numbers broken off are none."""
    assert registry_in(text) == number
