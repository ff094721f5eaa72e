"""Arms: their names and sizes, and which names mean one arm (all examples invented)."""

from __future__ import annotations

import pytest

from kg_builder.arms import Arm, head, key, shortened


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("SOR (n = 21)", ("SOR", 21)),
        ("Arm A, n=1,204", ("Arm A", 1204)),
        ("All patients (N=60) No. (%)", ("All patients", 60)),
        ("Evaluable (n = 22/49)", ("Evaluable", 49)),
        ("p value", ("p value", None)),
    ],
)
def test_heads(printed: str, expected: tuple[str, int | None]) -> None:
    """A table head gives the group's name and its size."""
    assert head(printed) == expected


def test_names_that_say_the_same() -> None:
    """Order of words, hyphens and "group" do not make another arm; another drug does."""
    assert key("SOR + TACE") == key("the TACE-SOR group")
    assert key("SOR") != key("SOR-TACE")
    assert key("Patients given SOR") == key("SOR")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("longer in the AB1 arm than in the CD2 arm", "ab1"),
        ("the AB1 and CD2 groups", "ab1"),
        ("an AB1-group of EF3-AB1 arms", "ab1"),
        ("AB1 was given in one arm", None),
        ("patients of x+AB1 groups", None),
    ],
)
def test_short_names_stand_before_arm_and_group(text: str, short: str | None) -> None:
    """A word of an arm's name is a short name where the text calls a group by it, whole, right before the noun."""
    arms = [Arm(name="AB1 plus GH4", names=("AB1 plus GH4",)), Arm(name="CD2", names=("CD2",))]
    first = next(shortened(arms, [text]))
    assert first.names[1:] == ((short,) if short else ())
