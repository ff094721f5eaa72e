"""A table understood: which columns are groups of patients, which are p values, and what the rows are.

Fact modules ask `sheets(paper)` for the tables and read rows, columns and values from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from kg_builder import letters
from kg_builder.arms import Arm, head
from kg_builder.document import Block, BlockKind
from kg_builder.evidence import Place, Probability
from kg_builder.facts.bands import Headed, labels_in, parts
from kg_builder.facts.captions import patients_of
from kg_builder.facts.groups import (
    arm_over,
    by_status,
    names_ratio,
    only_groups,
    parted,
    telling,
    under_several,
    with_neighbours,
    with_own_intervals,
)
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.headings import read_headings
from kg_builder.facts.measures import as_ratio, ratio_of
from kg_builder.facts.note import Note
from kg_builder.facts.overview import overviews
from kg_builder.facts.printed import Printed, chance, printed
from kg_builder.facts.row_labels import completed
from kg_builder.facts.row_sizes import with_sizes
from kg_builder.facts.rows import Column, Entry, Row, Value
from kg_builder.facts.sizes import all_patients, size_allowed, sizes_first, totals_below
from kg_builder.held import held
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase
from kg_builder.reading import cleaned
from kg_builder.study import Paper

__all__ = ["Column", "Entry", "Row", "Sheet", "Value", "laid_out", "sheets"]

_REMEMBERED = 512  # labels and heads: those of a few papers


class Sheet(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A table and its paper."""

    paper: Paper
    block: Block
    caption: str
    notes: str
    stub: str  # the words over the first column
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @held
    def groups(self) -> tuple[Column, ...]:
        """The columns whose numbers are about patients."""
        return tuple(c for c in self.columns if c.statistic not in ("p", "other", "ci", "sd"))

    @held
    def arms(self) -> tuple[str, ...]:
        """The names of the groups that it compares, the whole left out."""
        groups = [c for c in self.groups if c.statistic not in RATIOS]
        return tuple(dict.fromkeys(c.name for c in groups if c.name and not (c.arm and c.arm.whole)))

    @held
    def treated(self) -> bool:
        """Whether it compares two treatments."""
        regimens = [
            self.paper.find_treatments(a) or getattr(self.paper.roster.named(a), "regimen", ()) for a in self.arms
        ]
        return len(regimens) == 2 and all(regimens)

    @held
    def bracketed(self) -> bool:
        """Whether some cell prints "12 (57)"."""
        cells = (cell for row in self.rows for cell in self.cells(row, self.groups))
        return any(read.inner is not None for _, _, read, _ in cells)

    @held
    def reads(self) -> tuple[Printed, ...]:
        """What its cells print, row by row."""
        return tuple([read for row in self.rows for _, _, read, _ in self.cells(row, self.groups)])

    def other(self, column: Column) -> str | None:
        """The group that this one is compared with, where there are just two and the other has such a column too."""
        rest = [a for a in self.arms if a != column.name] if len(self.arms) == 2 else []
        if len(rest) != 1:
            return None
        (other,) = rest
        return other if any(c.name == other and column.agrees(c) for c in self.groups) else None

    def values(self, row: Row, columns: Sequence[Column] | None = None) -> Iterator[Value]:
        """What a row prints, group by group; a percentage beside its count is one value."""
        tests = self._tests
        for column, entry, read, share in self.cells(row, self.groups if columns is None else columns):
            place, p = self.place(row, column, entry), self.p(row, column) if column.index in tests else None
            yield Value(row=row, column=column, read=read, text=entry.text, place=place, share=share, p=p)

    def cells(self, row: Row, columns: Sequence[Column]) -> Iterable[tuple[Column, Entry, Printed, Printed | None]]:
        """The cells of a row that print numbers: column, cell, what it prints, and the percentage beside it."""
        entries = row.entries
        cells = [
            (column, entry, read, None)
            for column in columns
            if (entry := entries.get(column.index)) and (read := printed(entry.text))
        ]
        return self._with_shares(row, cells) if cells and self.percentages else cells

    def _with_shares(
        self, row: Row, cells: Iterable[tuple[Column, Entry, Printed, None]]
    ) -> Iterator[tuple[Column, Entry, Printed, Printed | None]]:
        """The cells, those that print a count's percentage not apart from it."""
        taken = {share for count, share in self.percentages.items() if share < count and count in row.entries}
        for column, entry, read, _ in cells:
            if column.index in taken:
                continue
            share = self.share(row, column)
            if share is not None:
                taken.add(share[0])
            yield column, entry, read, share[1] if share else None

    def share(self, row: Row, column: Column) -> tuple[int, Printed] | None:
        """The percentage in the next column, of the same group."""
        following = self.percentages.get(column.index)
        entry = row.entries.get(following) if following is not None else None
        read = printed(entry.text) if entry else None
        alone = read is not None and (read.lead is None or read.inner is None)
        return (following, read) if following is not None and read and alone else None

    @held
    def percentages(self) -> Mapping[int, int]:
        """The column of percentages of each column of counts of the same group: the next one, else the one before."""
        percents = {c.index: c for c in self.columns if c.statistic == "percent"}
        found: dict[int, int] = {}
        for step, kinds in ((1, ("count", "n", "events")), (-1, ("count",)), (1, ("",))):
            for column in (c for c in self.columns if c.statistic in kinds and c.index not in found):
                beside = percents.get(column.index + step)
                if beside is not None and column.shared_by(beside, behind=step > 0):
                    found[column.index] = percents.pop(beside.index).index
        return found

    def p(self, row: Row, column: Column) -> Probability | None:
        """The p value of the row that belongs to a column: in the nearest p column to its right."""
        test = self._tests.get(column.index)
        if test is None or (column.arm is not None and column.arm.whole and self.arms):
            return None
        entry = row.entries.get(test)
        if entry is None:
            above = self._by_path.get(row.path[:-1]) if row.path else None
            entry = above.entries.get(test) if above else None
        return chance(entry.text) if entry else None

    @held
    def _by_path(self) -> Mapping[tuple[str, ...], Row]:
        """The first of the rows with the same labels."""
        return {row.path: row for row in reversed(self.rows)}

    @held
    def _tests(self) -> Mapping[int, int]:
        """The p column of each column that has one."""
        tests = [c.index for c in self.columns if c.statistic == "p"]
        nearest = ((c.index, next((i for i in tests if i > c.index), None)) for c in self.columns)
        return {
            index: test
            for index, test in nearest
            if test is not None and test + 1 not in tests and self._one_comparison(test, tests)
        }

    def _one_comparison(self, test: int, tests: Sequence[int]) -> bool:
        """Whether the columns left of a p column differ in nothing but their groups."""
        since = max((i for i in tests if i < test), default=-1)
        left = [c.heading for c in self.groups if since < c.index < test]
        return len({(h.grade, h.endpoint, h.model, h.months) for h in left}) < 2

    def size(self, row: Row, column: Column) -> int | None:
        """How many patients the number counts from: the row's own number at risk, else the group's size."""
        own = self.own_size(row, column)
        return column.n if own is None else own

    def own_size(self, row: Row, column: Column) -> int | None:
        """The row's own number at risk: above it, in a column of numbers of patients, or, beside outcomes, one of counts."""
        if column.index in row.sizes:
            return row.sizes[column.index]
        for index in self._sizes.get(column.index, ()):
            entry = row.entries.get(index)
            if entry and (count := _COUNT.fullmatch(entry.text)):
                return int(count[1])
        return None

    @held
    def _sizes(self) -> Mapping[int, Sequence[int]]:
        """The columns that may print the numbers at risk of each column."""
        sizes = [c for c in self.columns if c.statistic in ("n", "count", "count percent")]
        return {c.index: [s.index for s in sizes if s is not c and s.sizes(c)] for c in self.columns} if sizes else {}

    def place(self, row: Row, column: Column, entry: Entry) -> Place:
        """The place of a cell."""
        span = entry.span
        return Place(start=span.start, end=span.end, where=self.block.where, row=row.title, column=column.title)

    @held
    def divided(self) -> bool:
        """Whether columns that are no arm's are parts of all patients: beside a column of these, or by one marker's status."""
        named = [a for c in self.columns for n in c.heading.names if (a := self.paper.roster.named(n))]
        return (bool(named) and all(a.whole for a in named)) or by_status(self.paper, self.columns)

    def note(self, value: Value, reason: str) -> Note:
        """What is said of a value that was seen and not understood."""
        return Note(doc=self.paper.document.id, place=value.place, reason=reason, text=value.text)

    @held
    def words(self) -> str:
        """All words around its numbers, in lower case: what none of them says no label says."""
        paths = (*[row.path for row in self.rows], *[column.path for column in self.columns])
        labels = (label for path in paths for label in path)
        return "\n".join((self.caption, self.stub, self.notes, *labels)).lower()

    @held
    def population(self) -> Arm:
        """The patients that the table is about, where its columns do not say: a group that the caption names, or all."""
        return patients_of(self.paper, self.caption)


_COUNT = re.compile(r"(\d+)(?:\s?\(\s?\d+(?:\.\d+)?\s?%?\s?\))?")  # "70", "70 (58.3)"


def sheets(paper: Paper) -> Iterator[Sheet]:
    """The paper's own tables that kept their columns: one sheet for each set of heads that a table has."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        if block.span in overviews(paper):
            continue
        found = paper.grid(block)
        caption, notes = _clean(found.caption), " ".join(map(_clean, found.notes))
        for part in parts(paper, found.cells):
            yield laid_out(
                Sheet(
                    paper=paper,
                    block=block,
                    caption=caption,
                    notes=notes,
                    stub=_clean(found.stub_head),
                    columns=(),
                    rows=(),
                ),
                part,
            )


_SAFETY = PartPhrase(
    r"\badverse|\btoxic|\bside[-\s]effect|\bsafety\b|\b(?:TR)?AEs?\b|complication",
    "adverse", "toxic", "side-effect", "side effect", "safety", "ae", "complication",
)  # fmt: skip


def laid_out(empty: Sheet, cells: Sequence[Headed]) -> Sheet:
    """A sheet that is known by its words around the cells, with these laid out in its columns and rows."""
    paper = empty.paper
    paths: dict[int, tuple[str, ...]] = {}
    entries: dict[int, dict[int, Entry]] = {}
    heads: dict[int, tuple[str, ...]] = {}
    labels = labels_in(cells)
    own = {h.cell.row: (h.text,) for h in cells if h.cell.column == labels} if labels is not None else {}
    for headed in cells:
        cell = headed.cell
        row, column = cell.row, cell.column
        if column == labels:
            continue
        if column not in heads:
            heads[column] = _path(part for head in headed.above for part in parted(paper, head))
        if row not in paths:
            paths[row] = _path((*cell.row_path, *own.get(row, ())))
            entries[row] = {}
        entries[row][column] = Entry(headed.text, cell.span)
    rows = [Row(index=i, path=p, entries=entries[i]) for i, p in paths.items()]
    whole, safety = completed(rows), bool(_SAFETY.search(empty.caption))
    columns = with_own_intervals(_columns(empty, heads, events=safety), rows)
    sized = _sized(whole, [replace(c, n=c.heading.n) for c in columns])
    sheet = replace(empty, columns=tuple(only_groups(paper, sized, rows, events=safety)), rows=whole)
    grouped = replace(sheet, columns=tuple([_grouped(sheet, c) for c in sheet.columns]))
    totals = totals_below(whole)
    confirmed = tuple([_confirmed(grouped, c, totals) for c in _sized(whole, grouped.columns)])
    return replace(grouped, columns=confirmed, rows=with_sizes(whole, confirmed, paper.roster))


def _columns(sheet: Sheet, heads: Mapping[int, tuple[str, ...]], *, events: bool) -> list[Column]:
    """The columns by their heads, some understood only from what stands beside them."""
    finder = sheet.paper.finder
    placed = sorted(heads.items())
    read = read_headings([path for _, path in placed], finder, grades=events)
    columns = [Column(index=i, path=p, heading=heading) for (i, p), heading in zip(placed, read, strict=True)]
    ratios = [
        ratio_of(c.path, columns[i + 1].statistic if columns[i + 1 :] else "", sheet.caption)
        for i, c in enumerate(columns)
    ]
    endpoints = {c.heading.endpoint for c in columns if c.heading.endpoint}
    responses = any(finder.named(endpoint, Category.RESPONSE) for endpoint in endpoints)
    for i, (column, kind) in enumerate(zip(columns, ratios, strict=True)):
        term = finder.named(head(column.path[-1])[0], Category.RESPONSE) if responses and column.path else None
        if kind:
            columns[i] = replace(column, heading=as_ratio(column.heading, kind))
        elif term is not None and column.heading.endpoint is None and not column.heading.names:
            columns[i] = replace(column, heading=replace(column.heading, statistic="", endpoint=term.key))
    return with_neighbours(sheet.paper, columns)


_WORD = re.compile(r"[^\W\d_]{2}")


def _sized(rows: Sequence[Row], columns: Sequence[Column]) -> Sequence[Column]:
    """A first row "Number of patients" tells the groups' sizes, "Evaluable patients" also where heads print them."""
    match = sizes_first(rows[0].path) if rows else None
    if match is None:
        return columns
    entries, evaluable = rows[0].entries, any(match.groups())
    return [
        replace(c, n=int(entry.text))
        if (entry := entries.get(c.index))
        and entry.text.isdecimal()
        and (c.heading.n is None or evaluable)
        and c.statistic in ("", "count", "count percent")
        else c
        for c in columns
    ]


def _confirmed(sheet: Sheet, column: Column, totals: Sequence[Row]) -> Column:
    """The column with the size that its first row prints with 100 %, and without one that its cells deny."""
    first = sheet.rows[0] if sheet.rows else None
    entry = first.entries.get(column.index) if first else None
    if first and entry and column.heading.n is None and all_patients(first.path, sheet.share(first, column)):
        return replace(column, n=int(entry.text)) if entry.text.isdecimal() else column
    allowed = size_allowed(column, sheet.rows, totals, sheet.percentages.get(column.index))
    return column if allowed == column.n else replace(column, n=allowed)


def _path(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels, a repeated one once."""
    return tuple(dict.fromkeys(filter(None, map(_clean, labels))))


@lru_cache(maxsize=_REMEMBERED)
def _clean(text: str) -> str:
    return cleaned(text).strip()


def _grouped(sheet: Sheet, column: Column) -> Column:
    """Which group of patients a column is about."""
    names = column.heading.names
    if not names:
        return replace(column, arm=sheet.population, n=column.heading.n or sheet.population.n)
    chosen = arm_over(sheet.paper, names)
    arm = sheet.paper.roster.named(chosen)
    summed = column.heading.statistic in ("median", "mean") and column.heading.endpoint is None
    read = printed(chosen)
    ratio = column.heading.n is None and names_ratio(chosen)
    limited = column.heading.n is not None and read is not None and read.sign in ("<", ">", "\u2264", "\u2265")
    unnamed = ratio or (read is not None and not _WORD.search(read.words) and not limited)
    treated = arm is not None or bool(sheet.paper.find_treatments(chosen))
    group = treated or column.heading.n is not None
    lettered = arm is None and column.heading.n is None and not _TWO_LETTERS.search(chosen)
    if lettered or unnamed or ((summed or read is not None) and not group):
        return replace(column, heading=replace(column.heading, statistic="other"))
    if not treated or under_several(sheet.paper, column, sheet.groups):
        name = telling(sheet.paper, names)
        if sheet.divided:
            return replace(column, arm=sheet.population, subgroup=name, n=column.heading.n)
        return replace(column, name=name, n=column.heading.n)
    outer = (n for n in names if n != chosen and not _RESULTS.search(n) and letters.within(n) != n.title())
    every = {n for c in sheet.groups[:1] for n in c.heading.names} if arm and arm.whole else set()
    shared = {
        n for n in every if all(n in c.heading.names for c in sheet.groups)
    }  # all patients are all of what it names
    subgroup = "; ".join(n for n in outer if n not in shared) or None
    n = column.heading.n or (arm.n if arm and not subgroup else None)
    return replace(column, arm=arm, name=arm.title() if arm is not None else chosen, subgroup=subgroup, n=n)


_TWO_LETTERS = re.compile(r"\w\w")
_RESULTS = re.compile(
    r"\b(?:efficacy|outcomes?|results?|effects?|endpoints?)$", re.IGNORECASE
)  # over columns, they name no patients
