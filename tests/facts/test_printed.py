"""What cells print: the forms that tables use, and what is no number (all invented)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg_builder.facts.printed import Printed, printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 (57.1%)", Printed(lead=Decimal(12), inner=Decimal("57.1"), inner_percent=True)),
        ("12/21 (57.1)", Printed(lead=Decimal(12), total=21, inner=Decimal("57.1"))),
        ("1 (<1%)†", Printed(lead=Decimal(1), inner=Decimal(1), inner_percent=True, inner_sign="<")),
        ("5 (10.6)b", Printed(lead=Decimal(5), inner=Decimal("10.6"))),
        ("45.7 ± 6.8 (27-62)", Printed(lead=Decimal("45.7"), sd=Decimal("6.8"), interval=(Decimal(27), Decimal(62)))),
        (
            "63 (56-68); 31-79",
            Printed(lead=Decimal(63), interval=(Decimal(56), Decimal(68)), further=(Decimal(31), Decimal(79))),
        ),
        ("30.5 (12 ~ 52)", Printed(lead=Decimal("30.5"), interval=(Decimal(12), Decimal(52)))),
        ("14.7 [3.3-NE]", Printed(lead=Decimal("14.7"), interval=(Decimal("3.3"), None))),
        ("31-84", Printed(interval=(Decimal(31), Decimal(84)))),
        ("(0.57, 2.54)", Printed(interval=(Decimal("0.57"), Decimal("2.54")))),
        ("31, 84", Printed(interval=(Decimal(31), Decimal(84)))),
        ("12,4", Printed(lead=Decimal("12.4"))),
        ("17,400", Printed(lead=Decimal(17400))),
        ("8.2months", Printed(lead=Decimal("8.2"), words="months")),
        ("NR", Printed(sign="NR")),
        ("40.0 (24/60)", Printed(lead=Decimal(24), total=60, inner=Decimal("40.0"), inner_percent=True)),
        ("81.7% (49/60)", Printed(lead=Decimal(49), total=60, inner=Decimal("81.7"), inner_percent=True)),
        (
            "45.1 (23/51; 95% CI 31.1-59.7)",
            Printed(
                lead=Decimal(23),
                total=51,
                inner=Decimal("45.1"),
                inner_percent=True,
                kind="ci",
                interval=(Decimal("31.1"), Decimal("59.7")),
            ),
        ),
        (
            "24 (40%; 28-53)",
            Printed(lead=Decimal(24), inner=Decimal(40), inner_percent=True, interval=(Decimal(28), Decimal(53))),
        ),
        ("24 (28; 53)", Printed(lead=Decimal(24), interval=(Decimal(28), Decimal(53)))),
        ("45 (40/60)", Printed(lead=Decimal(45), interval=(Decimal(40), Decimal(60)))),
        ("10 (40/60)", None),
        ("14.2 (1.9+ to 25.1+)", Printed(lead=Decimal("14.2"), interval=(Decimal("1.9"), Decimal("25.1")))),
        ("..", None),
        ("Reference", None),
        ("2/24/16", None),
        ("≤1%, 7 (88)", None),
    ],
)
def test_a_cell_is_read_by_the_places_of_its_numbers(text: str, expected: Printed | None) -> None:
    """Leading number, bracket, total, spread and interval are told apart; a cell of several readings is none."""
    assert printed(text) == expected
