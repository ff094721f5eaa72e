"""What stands on a PDF's page: words with their boxes, and ruled lines; running heads told from the text.

pdfplumber reads the glyphs; here they become words and rows, and the pages' own headers and footers are set apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg_builder.readers.inline import squeeze

if TYPE_CHECKING:
    from pdfplumber.page import Page as Printed

__all__ = ["Row", "Rule", "Sheet", "Word", "rows_of", "segments", "sheet_of", "without_furniture"]

_Glyph = dict[str, Any]

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s)?\W*\d{1,4}\W*(?:(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_FLOAT = re.compile(r"^\W*(?:table|fig)", re.IGNORECASE)
_WORD_GAP = 0.15  # of a glyph's size: from here on glyphs belong to two words
_GAP = 0.6  # of the words' size: from here on two words stand apart
_SHORTEST_RULE = 20.0  # points
_THICKEST_RULE = 3.0
_MARGIN = 0.12  # of a page's height, where running heads stand
_RAISED = 0.85  # of its row's size: a smaller word may stand above or below the line


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as printed and its box; `top` and `bottom` count downwards from the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A ruled line: upright or level, from `start` to `end` at `at`."""

    at: float
    start: float
    end: float
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one line of the page, from left to right."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Where the first word begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where the last word ends."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """The top of its tallest word."""
        return self._tallest.top

    @property
    def bottom(self) -> float:
        """The bottom of its tallest word."""
        return self._tallest.bottom

    @property
    def size(self) -> float:
        """The size of its tallest word."""
        return self._tallest.size

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    @property
    def _tallest(self) -> Word:
        return max(self.words, key=lambda word: word.size)

    @property
    def text(self) -> str:
        """The words in one line; raised citations become `[12]`, exponents `10^9`, as in JATS.

        >>> def word(text, x0, size=10.0, bottom=20.0):
        ...     return Word(text=text, x0=x0, x1=x0 + 5 * len(text), top=bottom - size, bottom=bottom, size=size)
        >>> Row((word("died", 0), word("4", 20, 6, 15), word("at", 30), word("10", 43), word("9", 53, 6, 15))).text
        'died[4] at 10^9'
        """
        return squeeze("".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        last: Word | None = None
        for word in self.words:
            if last is not None and word.x0 - last.x1 > 0.12 * min(word.size, last.size):
                yield " "
                yield word.text
            else:
                yield self._scripted(word, last)
            last = word

    def _scripted(self, word: Word, last: Word | None) -> str:
        """A word that touches the one before it."""
        raised = word.size < _RAISED * self.size and word.bottom < self.bottom - 0.1 * self.size
        if last is None or not raised or last.size < _RAISED * self.size:
            return word.text
        if re.fullmatch(r"[\d,;–-]+", word.text):
            return f"^{word.text}" if last.text[-1:].isdigit() else f"[{word.text}]"
        return f" {word.text}" if len(word.text) <= 2 and word.text.isalpha() else word.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its size, words and rules; `furniture` are the lines that are no part of the text."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    furniture: tuple[str, ...] = field(default=())


def sheet_of(page: Printed, number: int) -> Sheet:
    """What pdfplumber finds on a page, level text only; a page that is printed sideways is turned."""
    chars, turned = _level(page)
    found = _words(chars)
    rules = () if turned else (*_rules(page.edges, "h"), *_rules(page.edges, "v"))
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    return Sheet(number=number, width=float(width), height=float(height), words=tuple(found), rules=tuple(rules))


def _level(page: Printed) -> tuple[list[_Glyph], bool]:
    chars: list[_Glyph] = page.chars
    upright = [char for char in chars if char["upright"]]
    if len(upright) * 2 >= len(chars):
        return upright, False
    height = float(page.height)
    turned = [
        {**c, "x0": height - c["bottom"], "x1": height - c["top"], "top": c["x0"], "bottom": c["x1"], "doctop": c["x0"]}
        | {"upright": True, "size": c["x1"] - c["x0"]}
        for c in chars
        if not c["upright"]
    ]
    return turned, True


def _words(chars: list[_Glyph]) -> Iterator[Word]:
    from pdfplumber.utils.text import extract_words

    looks = ["fontname", "size"]
    for found in extract_words(chars, x_tolerance_ratio=_WORD_GAP, y_tolerance=2, extra_attrs=looks):
        text = squeeze(found["text"])
        if text:
            yield Word(
                text=text,
                x0=float(found["x0"]),
                x1=float(found["x1"]),
                top=float(found["top"]),
                bottom=float(found["bottom"]),
                size=float(found["size"]),
                bold=bool(_BOLD.search(found["fontname"])),
            )


def _rules(edges: Iterable[Mapping[str, Any]], orientation: str) -> Iterator[Rule]:
    """Edges of one orientation, pieces that continue each other as one."""
    at, start, end = ("top", "x0", "x1") if orientation == "h" else ("x0", "top", "bottom")
    pieces = sorted(
        (round(float(e[at]), 0), float(e[start]), float(e[end])) for e in edges if e["orientation"] == orientation
    )
    held: Rule | None = None
    for place, begin, stop in pieces:
        if held is not None and place - held.at <= _THICKEST_RULE and held.start - 4 <= begin <= held.end + 4:
            held = Rule(at=held.at, start=min(begin, held.start), end=max(stop, held.end), upright=held.upright)
            continue
        if held is not None and held.end - held.start >= _SHORTEST_RULE:
            yield held
        held = Rule(at=place, start=begin, end=stop, upright=orientation == "v")
    if held is not None and held.end - held.start >= _SHORTEST_RULE:
        yield held


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words as rows, from the top down; raised and lowered words stay with the row that they touch."""
    rows: list[list[Word]] = []
    tall: list[Word] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        number = next((n for n in range(len(rows) - 1, max(len(rows) - 4, -1), -1) if _beside(tall[n], word)), None)
        if number is None:
            rows.append([word])
            tall.append(word)
        else:
            rows[number].append(word)
            tall[number] = max(tall[number], word, key=lambda w: w.size)
    return sorted((Row(tuple(sorted(row, key=lambda w: w.x0))) for row in rows), key=lambda row: row.top)


def segments(row: Row, borders: Sequence[float] = ()) -> list[list[Word]]:
    """The words of a row, parted where a gap is wider than a space or a border stands between.

    >>> words = [Word(text=t, x0=x, x1=x + 20, top=0, bottom=10, size=10.0) for t, x in (("a", 0), ("b", 23), ("c", 60))]
    >>> [[w.text for w in part] for part in segments(Row(tuple(words)))]
    [['a', 'b'], ['c']]
    """
    parts: list[list[Word]] = []
    for word in row.words:
        last = parts[-1][-1] if parts else None
        apart = last is None or word.x0 - last.x1 > _GAP * max(word.size, last.size)
        if last is None or apart or any(last.x1 - 1 <= b <= word.x0 + 1 for b in borders):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _beside(one: Word, other: Word) -> bool:
    """Whether two words share at least half the height of the lower one."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without running heads, feet and page numbers, which are kept as `furniture`.

    A line at the outer edge is furniture when it is a page number, or stands at the same height of another page with
    the same words, numbers aside.
    """
    margins = [(_outer(sheet, below=False), _outer(sheet, below=True)) for sheet in sheets]
    seen = Counter(key for pair in margins for rows in pair for key in {_key(row) for row in rows})
    return [
        _parted(sheet, [row for rows in pair for row in _taken(rows, seen)])
        for sheet, pair in zip(sheets, margins, strict=True)
    ]


def _outer(sheet: Sheet, *, below: bool) -> list[Row]:
    """The rows of a margin, from the edge inwards."""
    border = sheet.height * ((1 - _MARGIN) if below else _MARGIN)
    words = [w for w in sheet.words if (w.top >= border if below else w.bottom <= border)]
    rows = rows_of(words)
    return rows[::-1] if below else rows


def _taken(rows: Iterable[Row], seen: Mapping[tuple[str, int], int]) -> Iterator[Row]:
    for row in rows:
        if _FLOAT.match(row.text) or not (seen[_key(row)] >= 2 or _PAGE_NUMBER.match(row.text)):
            return
        yield row


def _key(row: Row) -> tuple[str, int]:
    return (_NUMBERS.sub("", row.text), round(row.bottom / 4))


def _parted(sheet: Sheet, furniture: Sequence[Row]) -> Sheet:
    gone = {id(word) for row in furniture for word in row.words}
    return Sheet(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        words=tuple(word for word in sheet.words if id(word) not in gone),
        rules=sheet.rules,
        furniture=tuple(row.text for row in furniture),
    )
