"""A value that says what it is of, at the end of a run of values of something else: "the ORR was 40%, and 16% had PD"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.measured import Measured
from kg_builder.values import Quantity

__all__ = ["last_apart"]

_SAYS = re.compile(r"\s?\)?\s?(?:rates?\s)?(?:was|were|is|of|:|=|reached|at)\s?$", re.IGNORECASE)
_HAD = re.compile(
    r"""\)?\s?(?:of\s(?:the\s|all\s)?)?(?:patients?|cases?|subjects|participants|women|men|children)?\s?
        (?:had|have|achieved|showed|attained|experienced|exhibited|obtained|reached|developed)\s
        (?:an?\s|the\s|confirmed\s|overall\s|objective\s|best\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)


def last_apart(text: str, run: list[Quantity], endpoints: Sequence[Measured]) -> list[list[Quantity]]:
    """A run of values, its last apart where an endpoint says the first and a verb ties the last to another endpoint.

    Args:
        text: the sentence.
        run: values that are only joined.
        endpoints: what the sentence measures, in order.
    """
    before = [e for e in endpoints if e.end <= run[0].start][-1:] if len(run) > 1 else []
    following = next((e for e in endpoints if e.start >= run[-1].end), None) if before else None
    if following is None or not _HAD.fullmatch(text[run[-1].end : following.start]):
        return [run]
    return [run[:-1], run[-1:]] if _SAYS.match(text[before[0].end : run[0].start]) else [run]
