"""What the text tells of tables of ratios: the specification (all invented)."""

from __future__ import annotations

import pytest

from kg_builder.evidence import Effect
from kg_builder.facts.from_tables import from_tables
from tests.facts.conftest import ReportOf

_ROWS = " | Hazard ratio | 95% CI | P\nAge >60 | 1.40 | 1.10-1.80 | 0.01\nLDH | 1.20 | 0.90-1.60 | 0.20"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The median OS was 9 months. In multivariable analysis age mattered (Table 1).", ("OS", "multivariate")),
        ("We saw OS. A backward stepwise selection gave a model (Table 1).", ("OS", "multivariate")),
        ("We saw OS. Univariable models are shown in Table 1.", ("OS", "univariate")),
        ("We saw OS. Univariable and multivariable models are shown in Table 1.", ("OS", None)),
        ("We saw OS. In multivariable analysis age mattered (Table 4).", ("OS", None)),  # another table
        ("We saw OS and PFS. The model is shown in Table 1.", (None, None)),
    ],
)
def test_endpoint_and_model_of_a_table(report: ReportOf, sentence: str, told: tuple[str | None, str | None]) -> None:
    """The study's only time to an event is the endpoint; the paragraph that cites the table tells its model."""
    found = [r for r in from_tables(report("Cox regression", _ROWS, sentence=sentence)) if isinstance(r, Effect)]
    assert {(r.endpoint, r.model) for r in found} == {told}
