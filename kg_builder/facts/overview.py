"""Overview tables that kept their columns: one column names studies, the others say what each study gave and found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg_builder.citations import citations_in
from kg_builder.document import Block, BlockKind, Cell, Span
from kg_builder.expressions import Expression
from kg_builder.facts.head_statistics import statistic_of
from kg_builder.facts.headings import Heading, read_heading
from kg_builder.facts.printed import is_blank
from kg_builder.facts.registry import registry_in
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.study import Paper
from kg_builder.tables import Listing, listing

__all__ = ["Arm", "Field", "Overview", "Study", "overviews", "shared_out", "size_of", "whole_words"]


@dataclass(frozen=True, slots=True)
class Arm:
    """A group of patients of a listed study: its name as printed, its regimen, its size."""

    name: str
    regimen: tuple[str, ...] = ()
    one_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a row: the words over it, what they say, its text and its place."""

    path: tuple[str, ...]
    heading: Heading
    text: str
    span: Span
    line: Span  # the whole row


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study of an overview: its rows, each with the arms that it is about and its cells."""

    name: str
    registry: str | None
    place: Span
    rows: tuple[tuple[tuple[Arm, ...], tuple[Field, ...]], ...]

    @property
    def arms(self) -> tuple[Arm, ...]:
        """The arms of all rows, in printed order."""
        return tuple(arm for arms, _ in self.rows for arm in arms)


@dataclass(frozen=True, slots=True)
class Overview:
    """A table of studies."""

    block: Block
    studies: tuple[Study, ...]


_Row = Sequence[Field | None]

_NAMING = re.compile(
    r"(?:(?:trials?|stud(?:y|ies)|authors?|references?|refs?|citations?|NCT|investigators?)\b|"
    r"(?:first|lead|clinical|trial|study|author|name|acronym|year|date|of|the|publication|published|publi\w*|and|or|"
    r"number|no|id|identifiers?|registration|registry|source|et\sal|code|ct\.gov|clinicaltrials\.gov)\b|[\W\d_])+",
    re.IGNORECASE,
)
_NAMED = Expression(
    r"\b(?:trials?|stud(?:y|ies)|authors?|references?|refs?|citations?|NCT|investigators?)\b", re.IGNORECASE
)
_POINTING = re.compile(r"\W*(?:references?|refs?|citations?)(?:\W|number|no\b)*", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z](?=[\w-]*[A-Z])[\w-]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARK = re.compile(r"[(\[]\s?(\d{1,3})\s?[)\]]")
_LEAST_NAMED = 0.6  # of the cells of a column of studies look like studies
_LEAST_STUDIES = 2
_HEADS = 3  # rows, at the top of a table, that may be heads


@once
def overviews(paper: Paper) -> Mapping[Span, Overview]:
    """The tables that list studies, by their place; in a review also those that have studies as columns, with none told."""
    tables = ((block, _overview(paper, block)) for block in paper.document.of_kind(BlockKind.TABLE))
    return {block.span: table for block, table in tables if table is not None}


def _overview(paper: Paper, block: Block) -> Overview | None:
    found = listing(paper.document, block) if _may_name_studies(paper, block) else Listing()
    if len(found.heads) < 3:
        return None
    column = _studies(paper, found)
    if column is None:
        return Overview(block, ()) if _heads_studies(paper, found.heads) else None
    headings = [read_heading(path, paper.finder) for path in found.heads]
    rows = [
        [
            Field(found.heads[i], headings[i], whole_words(paper.read(cell.span).text.strip()), cell.span, _line(row))
            if cell is not None and cell.span.start < cell.span.end
            else None
            for i, cell in enumerate(row)
        ]
        for row in found.rows
    ]
    return Overview(block, tuple(_grouped(paper, found.heads, rows, column)))


_BROKEN = re.compile(r"(?<=[a-z]{2})-\s(?!(?:and|or|nor|to|versus|vs)\b)(?=[a-z]{2})")


def whole_words(text: str) -> str:
    """The text of a cell, each word that its lines broke in one piece.

    >>> whole_words("vascular inva- sion, low- and high-risk groups")
    'vascular invasion, low- and high-risk groups'
    """
    return _BROKEN.sub("", text)


def _may_name_studies(paper: Paper, block: Block) -> bool:
    """Whether words that name studies, or head a column of them, stand in a table: cheaper than to tell its columns."""
    text = paper.document[block.span]
    heads = [cell for cell in block.table.cells if cell.header or cell.row < _HEADS] if block.table else []
    return (
        "et al" in text
        or _NAMED.search("\n".join([paper.document[cell.span] for cell in heads])) is not None
        or registry_in(text) is not None
        or (paper.finder.may_name(text, Category.TRIAL) and _has_line_of_trial(paper, text.splitlines()))
    )


def _has_line_of_trial(paper: Paper, lines: Sequence[str]) -> bool:
    """Whether a trial is named in one of the lines of a table: those without the letters of one are not read."""
    return any(_names_trial(paper, line) for line in paper.finder.those_naming(lines, Category.TRIAL))


def _names_trial(paper: Paper, text: str) -> bool:
    return any(m.of(Category.TRIAL) for m in paper.finder.find(text))


def _line(row: Sequence[Cell | None]) -> Span:
    spans = [cell.span for cell in row if cell is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _studies(paper: Paper, table: Listing) -> int | None:
    """The column that names the studies: its head says so and most of its cells look like it, or all do."""
    pointing = None
    for column, path in enumerate(table.heads):
        printed = (paper.document[cell.span].strip() for row in table.rows if (cell := row[column]) is not None)
        cells = list(dict.fromkeys(text for text in printed if not is_blank(text)))
        if len(cells) < _LEAST_STUDIES or not _names_studies(paper, " ".join(path), cells):
            continue
        if not _POINTING.fullmatch(" ".join(path)):
            return column
        pointing = column if pointing is None else pointing
    return pointing


def _names_studies(paper: Paper, head: str, cells: Sequence[str]) -> bool:
    if not (_NAMED.search(head) and _NAMING.fullmatch(head)):
        return all(_is_study(paper, text) for text in cells)
    alone = bool(_POINTING.fullmatch(head))
    sure = sum(_is_study(paper, text) for text in cells)
    likely = sum(_may_be_study(paper, text, alone=alone) for text in cells)
    return max(sure, likely) >= _LEAST_NAMED * len(cells)


def _heads_studies(paper: Paper, heads: Sequence[tuple[str, ...]]) -> bool:
    """Whether the columns of a review's table are studies: those are not told apart further."""
    named = [_is_study(paper, path[0]) for path in heads[1:] if path]
    return paper.genre == "review" and len(named) > 1 and sum(named) >= _LEAST_NAMED * len(named)


_ET_AL = re.compile(r"\bet\sal\b")


def _is_study(paper: Paper, text: str) -> bool:
    """Whether a cell names a study for sure: authors, a registered number, or a trial of the vocabulary."""
    named = bool(_ET_AL.search(text)) or registry_in(text) is not None
    return len(text) < 80 and (named or _names_trial(paper, text))


def _may_be_study(paper: Paper, text: str, *, alone: bool) -> bool:
    """Whether a cell could name a study: by an acronym or a year, or, under "Reference", only by an entry's number."""
    number = _MARK.search(text) or (re.fullmatch(r"(\d{1,3})", text) if alone and paper.references else None)
    if number is not None:
        return _cites(paper, number[1])
    return not alone and len(text) < 80 and bool(_ACRONYM.search(text) or (_YEAR.search(text) and text[:1].isupper()))


def _grouped(paper: Paper, heads: Sequence[tuple[str, ...]], rows: Sequence[_Row], column: int) -> Iterator[Study]:
    """The rows of each study; a row whose study's cell is blank goes on with the study above."""
    treated = _treated(paper, heads, rows, column)
    held: list[tuple[Field, list[_Row]]] = []
    for row in rows:
        own = row[column]
        filled = [f for f in row if f is not None and not is_blank(f.text)]
        if len({f.span for f in filled}) < 2:
            continue
        if own is not None and not is_blank(own.text) and not (held and held[-1][0].span == own.span):
            held.append((own, [row]))
        elif held:
            held[-1][1].append(row)
    for own, lines in held:
        pointed = [f.text for row in lines for f in row if f is not None and _POINTING.fullmatch(" ".join(f.path))]
        name = _name(paper, own, pointed)
        if name:
            yield Study(
                name=name,
                registry=next((r for row in lines for f in row if f and (r := registry_in(f.text))), None),
                place=lines[0][column].line if lines[0][column] else own.line,  # type: ignore[union-attr]
                rows=tuple(_with_arms(paper, row, column, treated) for row in lines),
            )


_OWN = re.compile(r"^(?:this|our|(?:the\s)?(?:present|current))\b", re.IGNORECASE)
_AUTHORS = re.compile(r"\b(?:authors?|investigators?)\b", re.IGNORECASE)
_AUTHOR = re.compile(r"^(?P<surname>[A-Z][\w'’-]+)(?:\s[A-Z]{1,3})?$")


def _name(paper: Paper, own: Field, pointed: Sequence[str]) -> str:
    """The study as sentences name it: a trial, authors with the number of their reference, else what is printed."""
    text = own.text
    if _OWN.match(text):
        return ""
    mentions = paper.finder.find(text)
    if trial := next((t for m in mentions if (t := m.of(Category.TRIAL)) and text[m.end : m.end + 1] != "-"), None):
        return trial.label
    number = next((m[1] for t in (text, *pointed) for m in _MARK.finditer(t) if _cites(paper, m[1])), "")
    number = number or next((t for t in pointed if t.isdecimal() and _cites(paper, t)), "")
    year = _YEAR.search(text)
    marks = f"[{number}]" if number else year.group() if year else ""
    author = next((c.name for c in citations_in(text, (), "[", {}) if c.name), "")
    plain = re.sub(r"\s+", " ", _YEAR.sub("", _MARK.sub("", text))).strip(" ,;:()[]")
    if not author and (alone := _AUTHOR.match(plain)) and _AUTHORS.search(" ".join(own.path)):
        author = f"{alone['surname']} et al."
    if author or not re.search(r"[^\W\d_]", plain) or _POINTING.fullmatch(" ".join(own.path)):
        return f"{author} {marks}".strip()
    return registry_in(plain) or (f"{plain} {marks}" if _AUTHOR.match(plain) and year else plain)


def _cites(paper: Paper, number: str) -> bool:
    return number in paper.references or not paper.references


_OTHER_TIME = re.compile(
    r"\b(?:prior|previous|earlier|subsequent|population|patients?|histology|diagnosis|inclusion|eligib\w+|"
    r"conclusions?|findings|comments?|results?)\b",
    re.IGNORECASE,
)


def _treated(paper: Paper, heads: Sequence[tuple[str, ...]], rows: Sequence[_Row], study: int) -> tuple[int, ...]:
    """The columns that name the regimens: most of their cells begin with a treatment."""
    columns = []
    for column, path in enumerate(heads):
        cells = [f.text for row in rows if (f := row[column]) and not is_blank(f.text)]
        begun = sum(any(t.start < 12 for t in paper.find_treatments(text)) for text in cells)
        if column != study and cells and begun >= _LEAST_NAMED * len(cells) and not _OTHER_TIME.search(" ".join(path)):
            columns.append(column)
    return tuple(columns)


_VERSUS = re.compile(r"\s+(?:vs\.?|versus|v\.?|compared\s(?:with|to))\s+|\s*\|\s*", re.IGNORECASE)


def shared_out(text: str, arms: int) -> list[str]:
    """The parts of a cell that speaks of so many arms: "71% vs 61%" for two; one whole for one; else nothing.

    >>> shared_out("71% vs 61%", 2), shared_out("71%", 1), shared_out("71%", 2), shared_out("71% vs 61%", 1)
    (['71%', '61%'], ['71%'], [], [])
    """
    parts = [p.strip() for p in _VERSUS.split(text)]
    if len(parts) == 1 and arms > 1 and re.fullmatch(r"[\d,]+(?:\s?/\s?[\d,]+)+", text):
        parts = re.split(r"\s?/\s?", text)
    return parts if len(parts) == arms else []


def _with_arms(
    paper: Paper, row: _Row, study: int, treated: Sequence[int]
) -> tuple[tuple[Arm, ...], tuple[Field, ...]]:
    fields = tuple(f for i, f in enumerate(row) if f is not None and i != study and i not in treated)
    names = [p for i in treated if (f := row[i]) and not is_blank(f.text) for p in _VERSUS.split(f.text)]
    sizes = next((s for f in fields if _counts(f) and (s := shared_out(f.text, len(names)))), [])
    numbers = [int(s.replace(",", "")) if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+", s) else None for s in sizes]
    return tuple(
        _arm(paper, name.strip(), n) for name, n in zip(names, numbers or [None] * len(names), strict=True)
    ), fields


_COUNTED = re.compile(
    r"(?:(?:(?:total|sample)\s)?(?:no\.?|number|n)\sof\s)?(?:enrolled\s|evaluable\s)?(?:patients?|cases?|participants|subjects)(?:\W*n\W*)?"
    r"|n|sample\ssize(?:\W*n\W*)?|(?:cohort|study)\ssize",
    re.IGNORECASE,
)
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}")


def size_of(study: Study) -> int | None:
    """How many patients a study had: the one cell of its row that counts them."""
    counting = (f for _, fields in study.rows for f in fields if f.path and _COUNTED.fullmatch(f.path[-1].strip()))
    cells = {f.span: f.text for f in counting}
    (text,) = cells.values() if len(cells) == 1 and len(study.arms) < 2 else ("",)
    return int(text.replace(",", "")) if _WHOLE_NUMBER.fullmatch(text) else None


_SIZE = re.compile(
    r"(?:sample\ssize|(?:enrolled\s|evaluable\s)?(?:patients|subjects|participants))\W*(?:\(?\s?[nN]\.?\s?\)?)?",
    re.IGNORECASE,
)


def _counts(field_: Field) -> bool:
    """Whether a column prints how many patients there were."""
    last = field_.path[-1] if field_.path else ""
    return field_.heading.endpoint is None and (statistic_of(last) in ("n", "count") or bool(_SIZE.fullmatch(last)))


def _arm(paper: Paper, name: str, n: int | None) -> Arm:
    found = {t.key: t for t in paper.find_treatments(name)}
    widest = max(found.values(), key=lambda t: len(t.key), default=None)
    if widest is None or not all(key <= widest.key for key in found):
        return Arm(name, n=n)
    return Arm(name, widest.components, dict(widest.one_of), n)
