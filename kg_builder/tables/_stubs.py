"""The labels of rows: section rows above, levels set in or merely below, and the row's own label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg_builder.tables._looks import is_blank, is_value, same_shape, shape_of

__all__ = ["Line", "row_paths"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A body row as the search for its path sees it: how far it is set in, its labels, its value columns."""

    indent: int
    labels: tuple[str, ...]  # of the stub columns, outermost first; blank where nothing is printed
    values: tuple[str, ...]

    @property
    def filled(self) -> tuple[bool, ...]:
        """Which value columns hold something."""
        return tuple(bool(value.strip()) for value in self.values)

    @property
    def is_section(self) -> bool:
        """Whether the row only heads others: no values, or one in the last column (a test over the whole group)."""
        return not any(self.filled[:-1]) if len(self.values) > 1 else not any(self.filled)


@dataclass(slots=True)
class _Section:
    """A section row and what its rows have looked like so far."""

    indent: int
    text: str
    tested: bool  # the section row itself carries a value (a p value for all its levels)
    shapes: list[tuple[tuple[bool, ...], str]] = field(default_factory=list)


def row_paths(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """For every row the labels of the sections it belongs to, then its own.

    >>> rows = [Line(indent=0, labels=(name,), values=(value, value)) for name, value in
    ...         [("Sex", ""), ("Female", "3 (30)"), ("Male", "7 (70)"), ("Age", "61 [50, 70]")]]
    >>> row_paths(rows)
    [('Sex',), ('Sex', 'Female'), ('Sex', 'Male'), ('Age',)]
    """
    set_in = any(line.indent for line in lines)
    paths: list[tuple[str, ...]] = []
    stack: list[_Section] = []
    carried = ""
    for index, line in enumerate(lines):
        carried = line.labels[0] if not is_blank(line.labels[0]) else carried
        own = _own(line, carried)
        deeper = index + 1 < len(lines) and lines[index + 1].indent > line.indent
        _close(stack, line, set_in, deeper)
        paths.append((*(section.text for section in stack), *own))
        if stack:
            stack[-1].shapes.append((line.filled, _shape(line)))
        if own and (deeper or line.is_section):
            stack.append(_Section(line.indent, own[-1], any(line.filled)))
    return paths


def _own(line: Line, carried: str) -> tuple[str, ...]:
    """The labels of a row itself; an outer label that is printed once stands for the rows below it."""
    inner = tuple(label for label in line.labels[1:] if not is_blank(label))
    outer = carried if inner else line.labels[0]
    return tuple(dict.fromkeys(label for label in (outer, *inner) if not is_blank(label)))


def _close(stack: list[_Section], line: Line, set_in: bool, deeper: bool) -> None:
    """Drop the sections that a row does not belong to."""
    while stack and stack[-1].indent > line.indent:
        stack.pop()
    while stack and stack[-1].indent == line.indent and _ends(stack[-1], line, set_in, deeper):
        stack.pop()


def _ends(section: _Section, line: Line, set_in: bool, deeper: bool) -> bool:
    """Whether a row that stands as far out as a section row begins something else."""
    if line.is_section and not (set_in and deeper):
        return True
    if set_in and section.shapes and _had_deeper(section):
        return True
    if section.tested:
        return any(line.filled) and line.filled[-1]
    return _is_other_kind(section, line)


def _had_deeper(section: _Section) -> bool:
    return section.text == "" or section.tested


def _is_other_kind(section: _Section, line: Line) -> bool:
    """Whether a row's values are of another kind than those of the section's rows so far (two of them agreeing)."""
    if len(section.shapes) < 2 or not any(line.filled):
        return False
    filled, shape = section.shapes[0]
    agreed = all(one == filled and same_shape(other, shape) for one, other in section.shapes)
    other_shape = not same_shape(shape, _shape(line))
    brackets = ("(" in shape) != ("(" in _shape(line))
    return agreed and (other_shape or (line.filled != filled and brackets))


def _shape(line: Line) -> str:
    return next((shape_of(value) for value in line.values if is_value(value)), "")
