"""The columns and rows of a table understood, and the values where they cross."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from kg_builder.arms import Arm
from kg_builder.document import Span
from kg_builder.evidence import Interval, Place, Probability
from kg_builder.facts.headings import Heading
from kg_builder.facts.labels import bare
from kg_builder.facts.printed import Printed
from kg_builder.held import held

__all__ = ["Column", "Entry", "Row", "Value"]


class Entry(msgspec.Struct, gc=False, frozen=True):
    """A cell's cleaned text and its place."""

    text: str
    span: Span


_EVERYBODY = re.compile(r"\b(?:population|cohort|sample|set|all)$", re.IGNORECASE)


class Column(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One column: the words over it, and the group of patients it is about."""

    index: int
    path: tuple[str, ...]
    heading: Heading
    arm: Arm | None = None
    name: str = ""  # the group as the table prints it
    subgroup: str | None = None
    n: int | None = None

    @property
    def statistic(self) -> str:
        """What its numbers are, where the head says so."""
        return self.heading.statistic

    @held
    def title(self) -> str | None:
        """The words over it, as a place has them."""
        return " > ".join(self.path) or None

    @held
    def group(self) -> str | None:
        """The patients, as a record without a field for subgroups names them."""
        if self.subgroup and self.arm is not None and self.arm.whole and not _EVERYBODY.search(self.subgroup):
            return self.subgroup
        name = self.name or (self.arm.title() if self.arm else "")
        return (f"{name} ({self.subgroup})" if self.subgroup else name) or None

    @held
    def same(self) -> tuple[object, ...]:
        """Columns that say different things of the same: n | %."""
        h = self.heading
        return (self.name, self.subgroup, h.grade, h.endpoint, h.model, h.months, h.criteria, h.level)

    def agrees(self, other: Column) -> bool:
        """Whether its head says nothing of grade, endpoint or time that another's does not."""
        own, theirs = self.same[2:], other.same[2:]
        return all(mine is None or mine == their for mine, their in zip(own, theirs, strict=True))

    def shared_by(self, other: Column, *, behind: bool) -> bool:
        """Whether a column beside it prints percentages of the same group; one `behind` it need not name the group again."""
        return other.same == self.same or (behind and not other.heading.names and other.agrees(self))

    def sizes(self, other: Column) -> bool:
        """Whether it prints the numbers at risk of a column of the same group: numbers of patients, or counts beside outcomes."""
        summed = other.heading.endpoint is not None or other.statistic == "median"
        counts = self.statistic == "n" or (summed and self.heading.endpoint is None)
        return counts and (self.name, self.subgroup) == (other.name, other.subgroup)


class Row(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One row: its labels, section rows first, and its cells by column."""

    index: int
    path: tuple[str, ...]
    entries: Mapping[int, Entry]
    sizes: Mapping[int, int] = msgspec.field(default_factory=dict)  # what a line above it says of how many it is about

    @held
    def label(self) -> str:
        """The row's own label, without statistics and marks."""
        return bare(self.path[-1]) if self.path else ""

    @held
    def parents(self) -> tuple[str, ...]:
        """The labels above it, without statistics and marks."""
        return tuple([bare(p) for p in self.path[:-1]])

    @held
    def title(self) -> str | None:
        """The row's labels, as a place has them."""
        return " > ".join(self.path) or None


class Value(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What one row prints of one group: a cell, or a count and a percentage from neighbouring cells."""

    row: Row
    column: Column
    read: Printed
    text: str
    place: Place
    share: Printed | None = None  # the neighbouring percentage
    p: Probability | None = None

    @property
    def percent(self) -> Decimal | None:
        """The percentage in a bracket, or in the next column."""
        if self.read.inner is not None or self.share is None:
            return self.read.inner
        return self.share.inner if self.share.lead is None else self.share.lead

    @property
    def interval(self) -> Interval | None:
        """The two numbers in a bracket, behind the count or behind the percentage."""
        return self.read.interval or (self.share.interval if self.share is not None else None)

    @property
    def exact(self) -> bool:
        """Whether the percentage is no limit such as "<1"."""
        return not (self.read.inner_sign or (self.share is not None and self.share.sign))
