"""The labels of rows: section rows above, levels set in or merely below, and the row's own label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from kg_builder.held import held
from kg_builder.tables._levels import complete, goes_beyond
from kg_builder.tables._looks import is_value, same_shape, shape_of, sums_up

__all__ = ["Line", "row_paths"]


class Line(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A body row as the search for its path sees it: how far it is set in, its labels, its value columns."""

    indent: int
    labels: tuple[str, ...]  # of the stub columns, outermost first; blank where nothing is printed
    values: tuple[str, ...]  # blank where nothing is printed
    tests: int = 0  # how many of the last value columns test over the groups (p values)
    inner: tuple[int, ...] = ()  # which of the other value columns do so, for the rows below: "Median | P | Median | P"

    @held
    def filled(self) -> tuple[bool, ...]:
        """Which value columns hold something."""
        return tuple(map(bool, self.values))

    @held
    def shape(self) -> str:
        """The first value, every number as 9."""
        return next((shape_of(value) for value in self.values if is_value(value)), "")

    @held
    def is_section(self) -> bool:
        """Whether the row only heads others: no values, or only the tests over all its levels."""
        others = self.filled[: len(self.filled) - self.tests]
        if not self.inner:
            return not any(others)
        return all(index in self.inner for index, filled in enumerate(others) if filled)


@dataclass(slots=True)
class _Section:
    """A section row and what its rows have looked like so far."""

    indent: int
    text: str
    tested: tuple[bool, ...]  # in which columns the section row itself carries a value (a p value for all its levels)
    nested: bool  # its rows are set in
    heads: bool = False  # its rows head others, whose labels stand in an inner column
    shapes: list[tuple[tuple[bool, ...], str]] = field(default_factory=list)
    rows: list[Sequence[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def row_paths(lines: Sequence[Line], heads: Sequence[Sequence[str]] = ()) -> list[tuple[str, ...]]:
    """For every row the labels of the sections it belongs to, then its own.

    Args:
        lines: the rows.
        heads: the heads over each value column, which may print how many patients its levels add up to.

    >>> rows = [Line(indent=0, labels=(name,), values=(value, "")) for name, value in
    ...         [("Sex", ""), ("Female", "3 (30)"), ("Male", "7 (70)"), ("Age", "61 [50, 70]")]]
    >>> row_paths(rows)
    [('Sex',), ('Sex', 'Female'), ('Sex', 'Male'), ('Age',)]
    >>> rows = [Line(indent=0, labels=(name,), values=(value,)) for name, value in
    ...         [("Age", ""), ("Range 35-82", ""), ("<60", "3"), (">=60", "7")]]
    >>> row_paths(rows)
    [('Age',), ('Age', 'Range 35-82'), ('Age', '<60'), ('Age', '>=60')]
    """
    paths: list[tuple[str, ...]] = []
    stack: list[_Section] = []
    carried: tuple[str, ...] = ()
    for index, line in enumerate(lines):
        carried = _carried(line.labels, carried)
        own = carried if len(carried) == 1 and carried[0].strip() else _different(carried)
        deeper = index + 1 < len(lines) and lines[index + 1].indent > line.indent
        carries = _carries_on(lines, index)
        if line.is_section and own and ((stack and _SUMMED.match(own[-1])) or sums_up(own[-1])):
            paths.append((*[section.text for section in stack], *own))
            continue
        if stack and not _is_within(stack, line, carries):
            _close(stack, line, deeper, heads)
        paths.append((*[section.text for section in stack], *own))
        if stack:
            stack[-1].shapes.append((line.filled, line.shape))
            stack[-1].labels.append(line.labels[-1])
            first = stack[-1].shapes[0][1]
            if same_shape(first, line.shape) and ("/" in first) == ("/" in line.shape):
                stack[-1].rows.append(line.values)
        if (deeper or line.is_section) and not carries and any(map(str.strip, line.labels)):
            stack.append(_Section(line.indent, own[-1], line.filled, deeper))
    return paths


def _different(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels that are printed, each once."""
    return tuple(dict.fromkeys([label for label in labels if label.strip()]))


def _carries_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a section's label stands in an outer column that the next row leaves open: it is carried on anyway."""
    following = lines[index + 1].labels if index + 1 < len(lines) else ()
    return len(following) > 1 and not following[0].strip() and any(map(str.strip, following))


def _is_within(stack: Sequence[_Section], line: Line, carries: bool) -> bool:
    """Whether a row stays in a section whose first row heads others again: it does so too, or is set below such a one."""
    section = stack[-1]
    if section.indent != line.indent or section.nested:
        return False
    section.heads = section.heads or (carries and line.is_section and not section.shapes)
    return section.heads and ((carries and line.is_section) or not line.labels[0].strip())


def _carried(labels: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """The labels that hold in a row: an outer one that is printed once stands for the rows below it."""
    if len(labels) == 1:
        return labels if labels[0].strip() else above
    printed = [index for index, label in enumerate(labels) if label.strip()]
    if not printed:
        return above
    kept = above[: printed[0]] if above else labels[: printed[0]]
    label = labels[printed[0]]
    goes_on = bool(above) and printed[0] == 0 and label.startswith("(")
    return (*kept, f"{above[0]} {label}" if goes_on else label, *labels[printed[0] + 1 :])


def _close(stack: list[_Section], line: Line, deeper: bool, heads: Sequence[Sequence[str]]) -> None:
    """Drop the sections that a row does not belong to."""
    while stack and stack[-1].indent > line.indent:
        stack.pop()
    while stack and stack[-1].indent == line.indent and _ends(stack[-1], line, deeper, heads):
        stack.pop()


def _ends(section: _Section, line: Line, deeper: bool, heads: Sequence[Sequence[str]]) -> bool:
    """Whether a row that stands as far out as a section row begins something else."""
    if section.nested or section.heads or (line.is_section and not deeper):
        return True
    alike = section.shapes and line.shape == section.shapes[0][1]
    other = alike or (bool(section.shapes) and not _LEFT_OUT.match(line.labels[-1].strip()))
    if other and complete(section.rows, heads) and goes_beyond(line.values, section.rows):
        return True
    if section.labels and all(map(_SUMMARY.match, section.labels)) and _OTHER_NAME.match(line.labels[-1]):
        return True
    if any(section.tested) and not _has_reference(section, line):
        return any(both == (True, True) for both in zip(section.tested, line.filled, strict=False))
    return _is_other_kind(section, line)


def _has_reference(section: _Section, line: Line) -> bool:
    """Whether a section with a p value of its own begins with the level of reference, so that each other level has one, too."""
    if not section.rows:
        return False
    first, tested = section.rows[0], (*section.tested, *(False for _ in line.filled))
    fills = [
        filled and not (own or test)
        for filled, own, test in zip(line.filled, section.shapes[0][0], tested, strict=False)
    ]
    return any(fills) or any(map(_REFERENT.fullmatch, first))


_REFERENT = re.compile(r"1(?:\.0+)?(?:\s?[(\[]?ref\w*\.?[)\]]?)?|[(\[]?ref(?:erence|erent)?\.?[)\]]?", re.IGNORECASE)
_SUMMED = re.compile(  # a row that prints its value in its label: it heads nothing, and goes on with the rows above
    r"(?:median|mean|average|range|IQR|SD)\b\D{0,24}\d", re.IGNORECASE
)
_LEFT_OUT = re.compile(  # of whom the levels are not told, who may be counted beside all the others
    r"unknown|missing|others?\b|n/?[ad]\b|not\s(?:known|available|reported|stated|done|assess|evalua|determin|specif|applic|record)",
    re.IGNORECASE,
)
_STATISTIC = re.compile(  # it goes on with the rows above, whatever its values look like
    r"(?:.*\b\d\d\s?%\s?(?:CI|confidence)|.*\bp[\s-]?value\b|(?:\w+\s)?(?:HR|hazard\sratio|odds\sratio)\b|(?:interquartile\s)?range$|IQR$)",
    re.IGNORECASE,
)


_SUMMARY = re.compile(
    r"\s*(?:(?:mean|median|average|range|minimum|maximum|SD|standard\sdeviation|IQR|interquartile\srange|min|max)\b\W*)+(?:\s?[(\[].*)?$",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(  # neither one more summary, nor a level of what is summed up
    rf"(?!{_SUMMARY.pattern})\s*(?!(?:unknown|missing|not|n/?a|none|no|under|over|above|below|less|more|at|up|older|younger|quartiles?)\b)[a-z]{{2}}",
    re.IGNORECASE,
)


def _is_other_kind(section: _Section, line: Line) -> bool:
    """Whether a row's values are of another kind than those of the section's rows so far (two of them agreeing)."""
    if len(section.shapes) < 2 or not any(line.filled) or _STATISTIC.match(line.labels[-1]):
        return False
    filled, shape = section.shapes[0]
    agreed = all(one == filled and same_shape(other, shape) for one, other in section.shapes)
    other_shape = not same_shape(shape, line.shape)
    brackets = ("(" in shape) != ("(" in line.shape)
    return agreed and (other_shape or (line.filled != filled and brackets))
