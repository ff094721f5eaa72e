"""An expression finds what its pattern alone would find, in texts of any letters."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg_builder
from kg_builder.expressions import Expression

_PAPER = (Path(__file__).parent / "data" / "invented-jats.nxml").read_text(encoding="utf-8")
_TEXTS = (_PAPER, _PAPER.upper(), f"{_PAPER} β")


def _expressions() -> Iterator[tuple[str, Expression]]:
    """Every expression that a module holds by its own name."""
    for module in pkgutil.walk_packages(kg_builder.__path__, "kg_builder."):
        if "__main__" not in module.name:
            held = vars(importlib.import_module(module.name))
            yield from ((f"{module.name}.{n}", e) for n, e in sorted(held.items()) if isinstance(e, Expression))


@pytest.mark.parametrize(("name", "expression"), list(_expressions()), ids=lambda v: v if isinstance(v, str) else "")
def test_the_form_that_is_sought_is_equal(name: str, expression: Expression) -> None:
    """The expression's own matches are those of its pattern, whatever the case and the letters of the text."""
    for text in _TEXTS:
        found = [(m.span(), m.groups()) for m in Expression.finditer(expression, text)]
        assert found == [(m.span(), m.groups()) for m in expression.pattern.finditer(text)], name


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "found"),
    [
        (r"\b(?:Arm|GROUP)\s[A-C]\b", re.IGNORECASE, "arm A, Group b, ARM D", ["arm A", "Group b"]),
        (r"\S+\W\D", re.IGNORECASE, "AB-c 1-2", ["AB-c"]),
        (r"x(?-i:[A-Z])", re.IGNORECASE, "XA xb XB", ["XA", "XB"]),
        (r"\bOS\b", re.RegexFlag(0), "os OS", ["OS"]),
        (r"(?P<One>a)(?P=One)", re.IGNORECASE, "aA", ["aA"]),
        (r"na\u00efve|\w+", re.IGNORECASE, "NA\u00cfVE patients", ["NA\u00cfVE", "patients"]),
        (r"\Aab|cd\Z", re.IGNORECASE, "AB ab cd CD", ["AB", "CD"]),
        (r"x*", re.IGNORECASE, "aXx", ["", "Xx", ""]),
    ],
)
def test_matches(pattern: str, flags: re.RegexFlag, text: str, found: list[str]) -> None:
    """Escapes, parts in which case counts, names of groups and empty matches are as with `re`."""
    expression = Expression(pattern, flags)
    first = expression.search(text)
    assert [m.group() for m in expression.finditer(text)] == found
    assert first is not None and first.group() == found[0]


@pytest.mark.parametrize(("start", "end", "found"), [(0, 3, None), (4, 99, "OR B"), (2, 4, None), (4, 7, None)])
def test_match_begins_where_asked(start: int, end: int, found: str | None) -> None:
    """A match begins at its place, and sees no further than its end."""
    match = Expression(r"or\sb").match("A1, OR B", start, end)
    assert (match.group() if match else None) == found
