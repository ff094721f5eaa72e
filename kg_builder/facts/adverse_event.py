"""Adverse events by arm and grade, from tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from kg_builder.arms import head
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.grades import adverse, grade_of, spelt_out
from kg_builder.facts.groups import attribution, severity
from kg_builder.facts.in_cells import cell_lists
from kg_builder.facts.labels import bare
from kg_builder.facts.note import Note
from kg_builder.facts.related_events import kept_apart
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.facts.summed_events import is_summary
from kg_builder.held import held_for_each, once
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = ["counts_deaths", "from_sheet", "is_course", "numbers"]

_REMEMBERED = 64  # what stands over the columns of a few tables

_NOT_EVENTS = re.compile(
    r"""^(?:.*\bgrad(?:es?|ing)|total|totals|n|no\.?|number(?:\sof\s\w+)?|patients|all\spatients|all|overall|evaluable(?:\spatients)?
         |(?:(?:total\s)?(?:no\.?|number|n)\s(?:of\s)?)?(?:(?:total|evaluable|assessable|treated)\s)?(?:patients|subjects|participants)
          (?:\s(?:evaluable|assessable|assessed|evaluated|treated|analy[sz]ed)(?:\sfor\s(?:toxicity|safety))?)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_COURSE = re.compile(
    r"(?:resolved|recovered|ongoing|not\s(?:resolved|recovered)|led\sto\s.*|(?:treatment|drug)[-\s]related)$",
    re.IGNORECASE,
)  # of whom, and not of all
_EVENTS = r"(?:(?:any|treatment[-\s]related|drug[-\s]related)\s)?(?:(?:TR|TE|S|ir)?AEs?|(?:adverse\s)?events?)"
_DEATH = re.compile(
    rf"^(?:(?:toxic|treatment[-\s]related|drug[-\s]related|fatal)\s)?(?:deaths?|fatal\sevents?|"
    rf"{_EVENTS}\s(?:leading|resulting)\s(?:to|in)\sdeath)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{3}")
_NONE = re.compile(r"^(?:none|no\s(?:adverse\sevents?|toxicity|AEs?))$", re.IGNORECASE)


_CAUSES = re.compile(r"\bcauses?\sof\s(?:\w+\s)?deaths?\b", re.IGNORECASE)


_Group: TypeAlias = tuple[str, int | None]  # a group's name and size


class _Subject(NamedTuple):
    """What a value counts: an event of a grade, of the patients that the row names where the column names none."""

    event: str
    grade: str
    group: _Group | None


def from_sheet(sheet: Sheet) -> Iterator[AdverseEvent | Note]:
    """The records of a table of adverse events."""
    general, arms, other = _caption_grade(sheet), _row_arms(sheet), set(_other_columns(sheet))
    kinds: list[str] | None = [] if _is_packed(sheet) else None
    attributions = _attributions(sheet)
    severe = {c.index for c in sheet.groups if any(map(severity, c.heading.names))}
    for row in sheet.rows:
        yield from _from_lists(sheet, row, general)
        group = next((arms[label] for label in row.path if label in arms), None) if arms else None
        event, own = _event(sheet, replace(row, path=tuple(p for p in row.path if p not in arms)) if group else row)
        if kinds is not None and (told := _TWO_KINDS.search(event)):
            kinds, event = [told["one"].strip(), told["other"].strip()], event[: told.start()]
        event = kept_apart(sheet, row, event)
        if not _LETTER.search(event) or (general == "5" and is_course(sheet, event)):
            continue
        for value in sheet.values(row):
            if value.column.index in other:
                continue
            grade = own or value.column.heading.grade or general
            named = attributions.get(value.column.index)
            subject = _Subject(_told_of(named, event) if named else event, grade or "", group)
            if grade is None or value.column.index in severe:
                yield sheet.note(value, "grade not certain")
            elif kinds is not None and value.read.total is not None:
                yield from _from_packed(sheet, value, subject, kinds)
            elif not grade.startswith("0"):
                yield _record(sheet, value, subject) or sheet.note(value, "number not understood")


_TWO_KINDS = re.compile(r"\s?\((?P<one>[^()/\d]+)/(?P<other>[^()/\d]+)\)$")
_TWO_GRADES = re.compile(r"\bgrades?\s?(?P<one>[1-4]|I{1,3})\s?/\s?(?P<other>[2-5]|I{2,3}|IV|V)$", re.IGNORECASE)


def _is_packed(sheet: Sheet) -> bool:
    """Whether cells like "12/4" count two things: they are no parts of a number, for some first number is the larger."""
    pairs = [(r.lead, r.total) for r in sheet.reads if r.total is not None and r.lead is not None]
    return any(lead > total for lead, total in pairs) and not any(r.total and r.inner for r in sheet.reads)


def _from_packed(sheet: Sheet, value: Value, subject: _Subject, kinds: list[str]) -> Iterator[AdverseEvent | Note]:
    """ "Liver (single/multiple) | 4/8", what a bracket says of the rows below it too; "12/4" below "Grade 3/4"."""
    read, column, (event, grade, group) = value.read, value.column, subject
    heads = [g for p in (*value.row.path, *column.path) if (g := _TWO_GRADES.search(bare(p)))]
    told = [(event, grade_of(f"grade {g}") or grade) for g in heads[-1].groups()] if heads else []
    told = told or [(f"{event} ({kind})", grade) for kind in kinds]
    arm, n = group or (column.group, sheet.size(value.row, column))
    if read.lead is None or read.total is None or not told:
        yield sheet.note(value, "number not understood")
        return
    share = _style(sheet, column) == "percent"
    for (name, which), number in zip(told, (int(read.lead), read.total), strict=True):
        yield AdverseEvent(
            doc=sheet.paper.document.id, span=value.place, rule="table-adverse-event", arm=arm, n=n,
            event=_in_words(sheet.paper, name), grade=which, p=value.p,
            count=None if share else number, percent=Decimal(number) if share else None,
        )  # fmt: skip


def _from_lists(sheet: Sheet, row: Row, general: str | None) -> Iterator[AdverseEvent]:
    """The events that the cells themselves name, of the grade that the row or the column has: "nausea (13); fever (3)"."""
    for value, items in cell_lists(sheet, row, sheet.groups):
        of_row = next((g for label in reversed(row.path) if (g := grade_of(label, alone=True))), None)
        grade = of_row or value.column.heading.grade or general
        for item in items:
            if grade and _WORD.search(item.name) and not grade_of(item.name):
                yield AdverseEvent(
                    doc=sheet.paper.document.id, span=value.place, rule="table-adverse-event",
                    arm=value.column.group, n=sheet.size(value.row, value.column), event=item.name, grade=grade, count=item.count,
                    percent=item.percent,
                )  # fmt: skip


def _row_arms(sheet: Sheet) -> Mapping[str, _Group]:
    """The labels of rows that name arms, where the columns name none: known arms, or treatments set side by side."""
    if any(c.name and not (c.arm and c.arm.whole) for c in sheet.groups):
        return {}
    find = sheet.paper.finder.find
    labels = {
        label: head(label)
        for row in sheet.rows
        if len(row.path) > 1
        for label in row.path
        if not any(m.of(Category.TOXICITY) for m in find(label))
    }
    known = {label: arm for label in labels if (arm := sheet.paper.roster.named(label)) and not arm.whole}
    treated = {
        label
        for label, (name, _) in labels.items()
        if label not in known and any(t.start == 0 and t.end == len(name) for t in sheet.paper.find_treatments(name))
    }
    return {label: (arm.title(), labels[label][1] or arm.n) for label, arm in known.items()} | (
        {label: labels[label] for label in treated} if len(known) + len(treated) > 1 else {}
    )


def _attributions(sheet: Sheet) -> Mapping[int, str]:
    """What the heads call the events of the columns by which they tell them apart: "Serious"."""
    named = {c.index: next(filter(attribution, map(bare, c.path)), "") for c in sheet.groups}
    shared = {name for name in named.values() if all(name in map(bare, c.path) for c in sheet.groups)}
    return {index: name for index, name in named.items() if name and name not in shared}


def _other_columns(sheet: Sheet) -> Iterator[int]:
    """The columns that count no patients with an event: statistics, endpoints, events beside the patients who had them."""
    counted = {c.same for c in sheet.groups if c.statistic in ("count", "count percent", "percent")}
    for c in sheet.columns:
        key = c.heading.endpoint
        endpoint = key is not None and not adverse(key) and not any(map(attribution, c.path))
        statistic = c.statistic in ("HR", "OR", "RR", "mean", "range", "iqr")
        sizes = c.statistic == "n" and not _counts_events(sheet, c)
        if endpoint or statistic or sizes or (c.statistic == "events" and c.same in counted):
            yield c.index


def _counts_events(sheet: Sheet, column: Column) -> bool:
    """Whether "No. of patients" heads those who had the event: their share stands beside them, and rows differ."""
    told = {e.text for row in sheet.rows if (e := row.entries.get(column.index))}
    return column.index in sheet.percentages and len(told) > 1


def is_course(sheet: Sheet, cause: str) -> bool:
    """Whether a cause of death is the disease itself."""
    found = sheet.paper.finder.find(cause)
    return any(m.of(Category.ENDPOINT, Category.RESPONSE, Category.DISEASE) for m in found) and not any(
        m.of(Category.TOXICITY) for m in found
    )


def counts_deaths(sheet: Sheet) -> bool:
    """Whether a table tells of what patients died."""
    return _CAUSES.search(sheet.caption) is not None


def _caption_grade(sheet: Sheet) -> str | None:
    """The grade of every cell that does not say: the caption's, if it names one; any, if it names none."""
    if any(c.heading.grade for c in sheet.columns):
        return "any"
    if counts_deaths(sheet):
        return "5"
    if _one(sheet.caption):
        return grade_of(sheet.caption) or "any"
    named = {g for part in re.split(r"\band\b|\bor\b(?!\s\d)|,|;|\(", sheet.caption) if (g := grade_of(part))}
    return "any" if not named else named.pop() if len(named) == 1 else None


def _one(caption: str) -> bool:
    return len(re.findall(r"\bgrades?\b", caption, re.IGNORECASE)) == 1


def _event(sheet: Sheet, row: Row) -> tuple[str, str | None]:
    """The event that a row is about, and its grade where the row has one."""
    if not row.path:
        return "", None
    label, parents = row.label, [p for p in row.parents if p]
    if parents and label.lower() == "any":
        return _bare_event(_strip_grade(parents[-1])), grade_of(parents[-1]) or "any"
    grade = grade_of(label, alone=bool(parents))
    if grade is not None and not _words_beside(label):
        above = _bare_event(_completed(sheet, parents[-1], parents[:-1])) if parents else _event_before(sheet, row)
        return "" if _NOT_EVENTS.match(above) else above, grade
    if grade is not None:
        label = _SPACES.sub(" ", _strip_grade(label))
    label = _completed(sheet, label, parents)
    if _NOT_EVENTS.match(label) or _NONE.match(label) or _COURSE.match(label):
        return "", None
    if _DEATH.match(label):
        return label, "5"
    return _bare_event(label), grade or next((g for p in reversed(parents) if (g := grade_of(p))), None)


def _event_before(sheet: Sheet, row: Row) -> str:
    """The event of the row before those that are only grades: "Any event" before "Grade 3-4"; any event where there is none."""
    before = ""
    for other in sheet.rows:
        if other == row:
            break
        if other.path and not (grade_of(other.label) and not _words_beside(other.label)):
            before = _event(sheet, other)[0] if len(other.path) == 1 else ""
    return before or ("any AE" if sheet.rows[0] == row or grade_of(sheet.rows[0].label) else "")


_GRADE_WORDS = re.compile(
    r",?\s*\(?(?:[\u2265>]=?\s?)?\b(?:any[-\s]|"
    r"all[-\s]|total[-\s](?=grade))?(?:CTCAE\s)?grades?\b\s?(?:[\u2265>]=?\s?)?(?:\b[0-5IV]+\b(?:\s?(?:-|/|,|or|,\s?or|and|to)\s?\b[0-5IV]+\b)*"
    r"(?:\s(?:or|and)\s(?:higher|more|greater|above|worse))?)?\)?|\bof\sany\sgrade\b",
    re.IGNORECASE,
)


_LAST_OF = re.compile(r"\bof\s*$")
_NUMERALS = re.compile(r"\b[IV]+\b")


def _strip_grade(label: str) -> str:
    return _LAST_OF.sub("", _GRADE_WORDS.sub(" ", label)).strip(" ,:;-")


def _words_beside(label: str) -> bool:
    return bool(_WORD.search(_NUMERALS.sub("", _strip_grade(label))))


def _bare_event(label: str) -> str:
    return bare(label).strip(" ,:;-")


_CONSEQUENCE = re.compile(r"^(?:leading|resulting)\s", re.IGNORECASE)


_NOUN = re.compile(
    r"(?<=\w)\s(?:(?:TR|TE|S|ir)?AEs?|(?:radiation\s|adverse\s)?(?:events?|effects?|toxicit(?:y|ies)))$", re.IGNORECASE
)


def _told_of(named: str, event: str) -> str:
    """ "Serious neutropenia", "neutropenia leading to death"."""
    named = _NOUN.sub("", named)
    return f"{event} {named[0].lower()}{named[1:]}" if _CONSEQUENCE.match(named) else f"{named} {event}"


def _completed(sheet: Sheet, label: str, parents: list[str]) -> str:
    """ "Neuropathy" > "sensory" is one event; "Any AE" > "Serious" a serious AE; "Hematologic" > "Anemia" is anemia."""
    find = sheet.paper.finder.find
    if not parents or any(m.of(Category.TOXICITY) for m in find(label)):
        return label
    over = re.sub(r"^any\s", "", _strip_grade(parents[-1]), flags=re.IGNORECASE)
    if attribution(label) and not _NOUN.search(label) and not adverse(label):
        events = any((t := m.of(Category.ENDPOINT)) is not None and adverse(t.key) for m in find(parents[-1]))
        return _told_of(label, over) if events else label
    own = [m for m in find(parents[-1]) if m.of(Category.TOXICITY)]
    return f"{parents[-1]} {label}" if own and own[0].end - own[0].start > 0.7 * len(parents[-1]) else label


def _record(sheet: Sheet, value: Value, subject: _Subject) -> AdverseEvent | None:
    read = {} if is_summary(sheet, value) else numbers(sheet, value)
    column = value.column
    count, size = read.get("count"), column.heading.n
    if not read or (isinstance(count, int) and size and count > size):
        return None
    arm, n = subject.group or (column.group, sheet.size(value.row, column))
    return AdverseEvent(
        doc=sheet.paper.document.id,
        span=value.place,
        rule="table-adverse-event",
        arm=arm,
        event=_in_words(sheet.paper, subject.event),
        grade=subject.grade,
        p=value.p,
        **{"n": n, **read},  # type: ignore[arg-type]
    )


@held_for_each
def _in_words(paper: Paper, event: str) -> str:
    """An event, with what the paper explains its abbreviation to mean."""
    return spelt_out(event, paper.abbreviations)


def numbers(sheet: Sheet, value: Value) -> dict[str, object]:
    """Count and percentage; empty when it is not clear which of them a number is."""
    read = value.read
    if read.lead is None or read.interval is not None or read.sd is not None or read.words:
        return (
            {"percent": read.inner}
            if read.lead is None and read.inner is not None and value.column.statistic == "percent"
            else {}
        )
    percent = value.percent
    whole = "." not in str(read.lead) or not read.lead
    if percent is not None and percent <= 100 and whole and not read.percent:
        return _with_total({"count": int(read.lead)} | ({"percent": percent} if value.exact else {}), read.total)
    if percent is not None:
        reverse = read.percent and not read.inner_percent and percent == percent.to_integral_value()
        return {"percent": read.lead, "count": int(percent)} if reverse else {}
    if read.total is not None:
        return _with_total({"count": int(read.lead)}, read.total) if whole and read.total == value.column.n else {}
    return _single(sheet, value, read.lead, whole)


def _with_total(found: dict[str, object], total: int | None) -> dict[str, object]:
    return found | ({"n": total} if total is not None else {})


def _single(sheet: Sheet, value: Value, lead: Decimal, whole: bool) -> dict[str, object]:
    if value.read.sign:
        return {}
    if value.read.percent or value.column.statistic == "percent":
        return {"percent": lead} if lead <= 100 else {}
    if value.column.statistic in ("count", "count percent", "events") and whole:
        return {"count": int(lead)}
    style = _style(sheet, value.column)
    if style == "count" and whole:
        return {"count": int(lead)}
    return {"percent": lead} if style == "percent" and lead <= 100 else {}


def _style(sheet: Sheet, column: Column) -> str:
    """What a column's bare numbers are: counts beside "12 (57)", or what caption, notes and its own head say."""
    if sheet.bracketed:
        return "count"
    share, number = _announced(" ".join([sheet.caption, sheet.stub, sheet.notes, *column.path]))
    if _prints_fractions(sheet):
        return "percent" if share else ""
    plain = [c for c in sheet.groups if "%" not in " ".join(c.path)]
    if not share and 2 * len(plain) <= len(sheet.groups):
        return ""
    return "percent" if share and not number else "count" if number or not share else ""


@once
def _prints_fractions(sheet: Sheet) -> bool:
    """Whether a number is no whole one, outside the columns that say that they are percentages."""
    cells = (cell for row in sheet.rows for cell in sheet.cells(row, sheet.groups))
    found = (read.lead for column, _, read, _ in cells if column.statistic != "percent")
    return any(x is not None and x != x.to_integral_value() for x in found)


@lru_cache(maxsize=_REMEMBERED)
def _announced(words: str) -> tuple[bool, bool]:
    """Whether words around a column announce percentages, and whether they announce numbers."""
    words = re.sub(r"\d\s?%", " ", words)
    number = re.search(r"\bn\s?[(,]|\bno\.|\bnumber\sof\b|\bpatients,\sn\b|\bn\s?\(%", words, re.IGNORECASE)
    return re.search(r"%|\bpercent", words) is not None, number is not None
