"""What in a sentence cites a reference, and what only looks so."""

from __future__ import annotations

import pytest

from kg_builder.citations import citations_in

_LISTED = {str(number): "" for number in range(1, 60)}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("As was seen before [3, 5].", ("3", "5")),
        ("As was seen before [3-5; 9].", ("3", "4", "5", "9")),
        ("As was seen before [3 - 5].", ("3", "4", "5")),
        ("The lot [10-12-15] was used.", ()),
        ("The range [12-50] was wide.", ()),
        ("The work [77] is not listed.", ()),
        ("The OS was 58% (95% CI, 49-70) vs 56% [46-67].", ()),
    ],
)
def test_numbers_in_brackets(text: str, cited: tuple[str, ...]) -> None:
    """Numbers and ranges of listed references cite; limits, dates, long ranges and unlisted numbers do not."""
    assert tuple(n for c in citations_in(text, (), "[", _LISTED) for n in c.numbers) == cited
