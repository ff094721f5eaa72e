r"""Columns that only the look of the lines still tells: bars without a frame, gaps of several spaces, values in a row.

Rows of a table under a caption arrive as lines of words. Where a head names the groups with their sizes and the lines
end in as many values as there are groups, the columns are found again; in doubt a table stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from kg_builder.document import Cell, Span
from kg_builder.readers.lines import Line

__all__ = ["columns_of"]

_RULE = re.compile(r"^[\s|:=+*-]+$")
_PIECE = re.compile(r"\S+(?:[ ]\S+)*")
_LEAST_ROWS = 3
_SHARE = 0.8  # of the lines must agree
_SIZE = re.compile(r"\(\s*\$?\s*n\s*[=:]\s*[\d,]+[^()]*\)\$?(?:,?\s(?:n|no\.)\s?\(%\))?", re.IGNORECASE)
_COUNTS = re.compile(r"(?<!\S)(?:no\.|number|n)(?:\sof\s[a-z]+)?,?\s?\(?%\)?\Z", re.IGNORECASE)
_RATIO = r"(?:adjusted\s)?(?:HR|OR|RR|hazard ratio|odds ratio)s?(?:\s?[(\[]\s?95\s?%\s?CI\s?[)\]])?"
_TEST = r"\*{0,2}\$?[Pp]\$?\*{0,2}(?:[\s-]?values?)?\*{0,2}"
_TAIL = re.compile(rf"\s*(?P<ratio>{_RATIO})?\s*(?P<test>{_TEST})?\s*\Z", re.IGNORECASE)
_ENDING = re.compile(rf"(?:(?<=\s)(?P<ratio>{_RATIO})\s*)?(?:(?<=\s)(?P<test>{_TEST}))?\s*\Z", re.IGNORECASE)
_GROUP = re.compile(r"(?<!\S)[A-Z][\w/+-]*(?!\S)")
_STUB = re.compile(
    r"(?:[\w'’-]+\s){0,3}?(?:characteristics?|variables?|parameters?|factors?|features?|end\s?points?|outcomes?|events?"
    r"|responses?|toxicit(?:y|ies)|(?:TR|TE)?AEs?\b|items?|categor(?:y|ies)|demographics?|covariates?)(?:,?\s(?:n|no\.)\s?\(%\))?\s*",
    re.IGNORECASE,
)
_SUBHEAD = re.compile(
    r"(?:any|all)(?:[\s-]grades?)?|grades?\s?(?:[≥>]=?\s?)?\d(?:\s?(?:[-–/]|or|and|to)\s?\d)?|[≥>]=?\s?grade\s?\d|[≥>]=?\s?\d"
    r"|(?:n|no\.?)\s?\(%\)|n\b|no\.|%",
    re.IGNORECASE,
)
_NUMBER = r"[<>≤≥=]?\s?\d+(?:[.,·]\d+)*\s?%?"
_VALUE = re.compile(
    rf"(?<!\S)(?:{_NUMBER}(?:\s?±\s?{_NUMBER})?(?:\s?/\s?\d+)?(?:\s?[(\[][^()\[\]]*\d[^()\[\]]*[)\]])?"
    r"|(?:NR|NE|NA|N/A|[-–—])(?:\s?\([^()]*\d[^()]*\))?)(?!\S)"
)
_CHANCE = re.compile(r"[<>≤=]?\s?(?:0?[.·]\d+|1(?:[.·]0+)?)\Z")
_GOES_ON = re.compile(r"\b(?:of|with|and|or|the|to|for|in|by|from|than)\Z")
_LIMIT = re.compile(r"[<>≤≥]")
_NOTHING = re.compile(r"0|NR|NE|NA|N/A|[-–—]")


def columns_of(lines: Sequence[Line]) -> list[list[Cell]] | None:
    """The cells of a table's lines, row by row; nothing where no way to part them holds for nearly all lines."""
    lines = [line for line in lines if not _RULE.match(line.text)]
    if len(lines) < _LEAST_ROWS:
        return None
    return _barred(lines) or _spaced(lines) or _stacked(lines) or _counted(lines)


def _barred(lines: Sequence[Line]) -> list[list[Cell]] | None:
    bars = Counter(line.text.count("|") for line in lines).most_common(1)[0]
    if not bars[0] or bars[1] < len(lines) * _SHARE:
        return None
    return [list(_between_bars(line, row)) for row, line in enumerate(lines)]


def _between_bars(line: Line, row: int) -> Iterator[Cell]:
    at = line.start
    for column, part in enumerate(line.text.split("|")):
        start = at + len(part) - len(part.lstrip())
        yield Cell(span=Span(start, start + len(part.strip())), row=row, column=column)
        at += len(part) + 1


def _spaced(lines: Sequence[Line]) -> list[list[Cell]] | None:
    """Columns parted by two spaces or more: each piece goes to the column over or under which it stands."""
    pieces = [[(m.start(), m.end()) for m in _PIECE.finditer(line.raw)] for line in lines]
    wide = max(map(len, pieces))
    full = [row for row in pieces if len(row) == wide]
    if wide < 2 or len(full) < 2:
        return None
    extents = [(min(row[c][0] for row in full), max(row[c][1] for row in full)) for c in range(wide)]
    if any(left[1] > right[0] for left, right in pairwise(extents)):
        return None
    first = pieces.index(full[0])
    rows: list[list[Cell]] = []
    for number, (line, row) in enumerate(zip(lines, pieces, strict=True)):
        over = [[c for c, (left, right) in enumerate(extents) if start < right and left < end] for start, end in row]
        places = _shared(over, wide) if number < first else _single(over)
        if places is None:
            return None
        spans = [Span(line.raw_start + start, line.raw_start + end) for start, end in row]
        head = number <= first and not any(_VALUE.fullmatch(line.raw, *piece) for piece in row)
        rows.append(
            [
                Cell(span=s, row=number, column=c, colspan=w, header=head)
                for s, (c, w) in zip(spans, places, strict=True)
            ]
        )
    return rows


def _single(over: Sequence[Sequence[int]]) -> list[tuple[int, int]] | None:
    """The column of each piece of a row, where every piece has one of its own; a label may run on over the next."""
    columns = [found[0] for found in over if found and (len(found) == 1 or not found[0])]
    return [(column, 1) for column in columns] if len(set(columns)) == len(over) else None


def _shared(over: Sequence[Sequence[int]], wide: int) -> list[tuple[int, int]] | None:
    """The columns of each spanning head above the heads: all alike in width, each standing over its own."""
    label = [(0, 1)] if over and list(over[0]) == [0] else []
    heads = over[len(label) :]
    width, rest = divmod(wide - 1, len(heads)) if heads else (0, 0)
    if len(heads) < 2 or rest:
        return None
    places = [(1 + number * width, width) for number in range(len(heads))]
    within = all(
        found and column <= found[0] and found[-1] < column + width
        for found, (column, _) in zip(heads, places, strict=True)
    )
    return [*label, *places] if within else None


def _stacked(lines: Sequence[Line]) -> list[list[Cell]] | None:
    """A cell a line: the heads, two of them with a size, then each label with as many values as there are heads."""
    told = [bool(_VALUE.fullmatch(line.text)) for line in lines]
    above = lines[: told.index(True)] if True in told else []
    sized = [number for number, line in enumerate(above) if _SIZE.search(line.text) or _TAIL.fullmatch(line.text)]
    heads = above[: max(sized) + 1] if sized else []
    if sum(1 for line in heads if _SIZE.search(line.text)) < 2:
        return None
    rows: list[list[Line]] = [list(heads)]
    for line, value in zip(lines[len(heads) :], told[len(heads) :], strict=True):
        if value:
            rows[-1].append(line)
        else:
            rows.append([line])
    test = bool(_TAIL.fullmatch(heads[-1].text))
    if any(len(row) not in (1, len(heads), len(heads) - test) for row in rows):
        return None
    return [[Cell(span=c.span, row=n, column=k, header=not n) for k, c in enumerate(row)] for n, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class _Heads:
    """The head rows: how many lines, the groups' columns, whether a ratio and a test stand behind them."""

    lines: int
    cells: tuple[Cell, ...]
    groups: int
    ratio: bool
    test: bool

    @property
    def columns(self) -> int:
        """How many values a full row has."""
        return self.groups + self.ratio + self.test


def _counted(lines: Sequence[Line]) -> list[list[Cell]] | None:
    """Columns told by the sizes of the groups in the head and the values at the ends of the lines."""
    heads = _heads(lines) or _heads_of_one_word(lines)
    if heads is None:
        return None
    rows: list[list[Cell]] = [[c for c in heads.cells if c.row == row] for row in range(heads.lines)]
    fitted = printed = 0
    above = lines[0]
    for line in lines[heads.lines :]:
        values = _values(line.text)
        chosen = _chosen(values, heads)
        printed += bool(values)
        fitted += bool(chosen) and not _too_many(values, len(chosen))
        wrapped = len(rows) > heads.lines and len(rows[-1]) == 1 and _GOES_ON.search(above.text)
        cells = list(_row(line, len(rows) - bool(wrapped), chosen))
        if wrapped:
            begun = rows.pop()[0].span.start
            cells[0] = replace(cells[0], span=Span(begun, max(cells[0].span.end, above.end)))
        rows.append(cells)
        above = line
    return rows if fitted >= max(2, printed * _SHARE) else None


def _too_many(values: Sequence[re.Match[str]], chosen: int) -> bool:
    """Whether a row has values left that look as the chosen ones do: more than a number within its label."""
    left = len(values) - chosen
    if left == 1 and _LIMIT.match(values[0].group()):
        return False
    return left > 1 or (left == 1 and _bracketed(values[0].group()) is _bracketed(values[1].group()))


def _heads(lines: Sequence[Line]) -> _Heads | None:
    first = lines[0]
    sizes = list(_SIZE.finditer(first.text)) or list(_COUNTS.finditer(first.text))
    tail = _TAIL.match(first.text, sizes[-1].end()) if sizes else None
    if tail is None:
        return None
    stub = _STUB.match(first.text)
    starts = [stub.end() if stub and stub.end() <= sizes[0].start() else 0, *(size.end() for size in sizes[:-1])]
    names = [(start, size.end()) for start, size in zip(starts, sizes, strict=True)]
    below = _subheads(lines[1].text, len(sizes))
    width = len(below) // len(sizes) if below else 1
    behind = [tail.span(name) for name in ("ratio", "test") if tail[name]]
    cells = [_cell(first, 0, 0, (0, starts[0]), 1)] if starts[0] else []
    cells += [_cell(first, 0, 1 + number * width, name, width) for number, name in enumerate(names)]
    groups = width * len(sizes)
    cells += [_cell(first, 0, 1 + groups + number, place, 1) for number, place in enumerate(behind)]
    cells += [_cell(lines[1], 1, 1 + number, place, 1) for number, place in enumerate(below)]
    return _Heads(2 if below else 1, tuple(cells), groups, bool(tail["ratio"]), bool(tail["test"]))


def _heads_of_one_word(lines: Sequence[Line]) -> _Heads | None:
    """The head rows where every group is called by one word, its size perhaps below it."""
    first, second = lines[0], lines[1]
    stub, ending = _STUB.match(first.text), _ENDING.search(first.text)
    if stub is None or ending is None or ending.start() < stub.end():
        return None
    words = [found.span() for found in _GROUP.finditer(first.text, stub.end(), ending.start())]
    if len(words) < 2 or _GROUP.sub("", first.text[stub.end() : ending.start()]).strip():
        return None
    sizes = [] if _SIZE.sub("", second.text).strip() else [found.span() for found in _SIZE.finditer(second.text)]
    if len(sizes) not in (0, len(words)):
        return None
    behind = [ending.span(name) for name in ("ratio", "test") if ending[name]]
    cells = [_cell(first, 0, column, place, 1) for column, place in enumerate([stub.span(), *words, *behind])]
    cells += [_cell(second, 1, 1 + number, place, 1) for number, place in enumerate(sizes)]
    return _Heads(2 if sizes else 1, tuple(cells), len(words), bool(ending["ratio"]), bool(ending["test"]))


def _subheads(text: str, groups: int) -> list[tuple[int, int]]:
    """The places of the heads under each group, alike under every one; empty where the line is a row."""
    stub = _STUB.match(text)
    start = stub.end() if stub else 0
    found = list(_SUBHEAD.finditer(text, start))
    rest = _SUBHEAD.sub("", text[start:]).strip()
    width, over = divmod(len(found), groups)
    if rest or over or not width:
        return []
    said = [match.group().lower() for match in found]
    alike = all(said[:width] == said[at : at + width] for at in range(0, len(said), width))
    return [match.span() for match in found] if alike else []


def _values(text: str) -> list[re.Match[str]]:
    """The values at the end of a line, nothing but space between them."""
    found: list[re.Match[str]] = []
    for match in _VALUE.finditer(text):
        if found and text[found[-1].end() : match.start()].strip():
            found = []
        found.append(match)
    return found if found and not text[found[-1].end() :].strip() else []


def _chosen(values: Sequence[re.Match[str]], heads: _Heads) -> list[tuple[int, tuple[int, int]]]:
    """The columns of a row and the places of their values; the values that are too many belong to the label."""
    values = list(values)
    chance = values.pop() if heads.test and values and _CHANCE.match(values[-1].group()) else None
    behind = [(heads.columns, chance.span())] if chance else []
    if not values:
        return behind
    ratio = heads.ratio and len(values) > heads.groups and (bool(chance) or not heads.test)
    if ratio:
        behind.insert(0, (heads.groups + 1, values.pop().span()))
    kept = values[-heads.groups :]
    if heads.groups == 1 and not _bracketed(kept[0].group()):
        return []
    if len(kept) < heads.groups or not _alike([match.group() for match in kept]):
        return []
    return [*((1 + number, match.span()) for number, match in enumerate(kept)), *behind]


def _alike(values: Sequence[str]) -> bool:
    """Whether all values have brackets or none has; a nought or a dash is like any."""
    return len({_bracketed(value) for value in values if not _NOTHING.fullmatch(value)}) <= 1


def _bracketed(value: str) -> bool:
    return "(" in value or "[" in value


def _row(line: Line, row: int, chosen: Sequence[tuple[int, tuple[int, int]]]) -> Iterator[Cell]:
    end = chosen[0][1][0] if chosen else len(line.text)
    yield _cell(line, row, 0, (0, end), 1, head=False)
    for column, place in chosen:
        yield _cell(line, row, column, place, 1, head=False)


def _cell(line: Line, row: int, column: int, place: tuple[int, int], width: int, *, head: bool = True) -> Cell:
    words = line.text[place[0] : place[1]]
    start = line.start + place[0] + len(words) - len(words.lstrip())
    return Cell(span=Span(start, start + len(words.strip())), row=row, column=column, colspan=width, header=head)
