"""Which outcome a label of a table names."""

from __future__ import annotations

import re
from collections import Counter

from kg_builder.facts.labels import bare
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.held import once
from kg_builder.lexicon import Category

__all__ = ["OUTCOMES", "bare_response", "came_back_in", "is_response", "named_outcomes", "outcome_of", "unlisted"]

OUTCOMES = (Category.ENDPOINT, Category.RESPONSE)


def named_outcomes(sheet: Sheet, text: str) -> list[str]:
    """The keys of the outcomes that a text names."""
    found = (m.of(*OUTCOMES) for m in sheet.paper.finder.find(text))
    return list(dict.fromkeys(t.key for t in found if t is not None))


_EXPLAINED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_EMPTY_WORDS = re.compile(
    r"\b(?:best|overall|confirmed|unconfirmed|blinded|investigators?|independent|central(?:ly)?|local(?:ly)?|assess(?:ed|ment)|"
    r"review|committee|BI[CR]{2}|I?IRR?C|IRF|ICR|INV|"
    r"median|estimated|kaplan[-\s]meier|rates?|time|probability|at|of|the|to|by|in|per|months?|years?|mo|"
    r"yr|weeks?|days?|objective|patients?|with|who|had|achieved|any|a|an|events?|n|no(?=\.)|number|proportion|"
    r"percent(?:age)?|sites?|locations?|patterns?|[b-f]|(?:co-?)?primary|secondary|interim|final|updated|preliminary|analysis|end[-\s]?points?|RECIST|mRECIST|v?\d(?:\.\d)?|first|duration|actuarial|cumulative|ci|hr|m)\b|[\d\W_]+",
    re.IGNORECASE,
)


_ADDED = {frozenset(("CR", "PR")): "ORR", frozenset(("CR", "PR", "SD")): "DCR"}
_ADDING = re.compile(r"[+/&]|\b(?:and|plus|or)\b")
_AT_LEAST = re.compile(r"(?:\u2265|>=|at\sleast\b)", re.IGNORECASE)  # "\u2265VGPR"
_TIMED = re.compile(r"\b(?:time|duration)\b", re.IGNORECASE)  # "time to CR" is no share of patients


def outcome_of(sheet: Sheet, text: str) -> str | None:
    """The endpoint that a row's label names: its key, or, with more words about it, the label with the key in it."""
    known = _known(sheet)
    if text not in known:
        known[text] = _outcome_of(sheet, text)
    return known[text]


@once
def _known(_: Sheet) -> dict[str, str | None]:
    """What was asked of labels: each is asked for each column."""
    return {}


def _outcome_of(sheet: Sheet, text: str) -> str | None:
    plain = _EXPLAINED.sub(" ", bare(text)).strip() or bare(text)
    mentions = [m for m in sheet.paper.finder.find(plain) if m.of(*OUTCOMES)]
    terms = list(dict.fromkeys(t.key for m in mentions if (t := m.of(*OUTCOMES))))
    if not mentions:
        response_rate = plain == "RR" and _among_responses(sheet)
        return "ORR" if response_rate else "distant metastasis" if _spread(sheet, plain) else None
    left = plain
    for m in reversed(mentions):
        left = f"{left[: m.start]} {left[m.end :]}"
    if (added := _ADDED.get(frozenset(terms))) and not _EMPTY_WORDS.sub("", _ADDING.sub("", left)):
        return added
    if len(terms) == 1 and not _EMPTY_WORDS.sub("", left):
        timed = _TIMED.search(left) and is_response(sheet, plain)
        at_least = _AT_LEAST.match(plain) and not terms[0].startswith(">=")
        return None if timed else f">={terms[0]}" if at_least else terms[0]
    if re.search(r"[+/]|\b(?:non|plus|or)\b", left, re.IGNORECASE) and len(left) < 24:
        term = mentions[0].of(*OUTCOMES)
        return f"{plain[: mentions[0].start]}{term.key if term else ''}{plain[mentions[0].end :]}"
    return None


@once
def _among_responses(sheet: Sheet) -> bool:
    """Whether rows of a table name responses, so that "RR" beside them is their rate and no relative risk."""
    return any(m.of(Category.RESPONSE) for r in sheet.rows for m in sheet.paper.finder.find(r.label))


_COMES_BACK = re.compile(r"recurren|relapse|failure|metasta|progress", re.IGNORECASE)
_SITES = re.compile(r"^(?:sites?|locations?|patterns?|places?)\b(?!\sof\s(?:primary|origin))", re.IGNORECASE)


def _spread(sheet: Sheet, plain: str) -> bool:
    """Whether a label says that the cancer spread, in a table of where it came back."""
    found = sheet.paper.finder.find(plain) if _is_of_return(sheet) else ()
    named = [m for m in found if (t := m.of(Category.CHARACTERISTIC)) and t.key == "metastasis"]
    return len(named) == 1 and not _EMPTY_WORDS.sub("", plain[: named[0].start] + plain[named[0].end :])


@once
def _is_of_return(sheet: Sheet) -> bool:
    return _COMES_BACK.search(sheet.caption) is not None


def came_back_in(sheet: Sheet, text: str, label: str = "Any") -> str | None:
    """The event in a place that a label names, where a text above it tells of places: "Sites of new metastases".

    Args:
        sheet: the table, whose caption tells the event where the text does not: "Location".
        text: a label above, or the caption.
        label: the place, or any.
    """
    if not _SITES.match(text):
        return None
    for words in (text, sheet.caption):
        events = [key for key in named_outcomes(sheet, words) if _COMES_BACK.search(key)]
        if events:
            place = "" if bare(label).lower() == "any" else f": {bare(label)}"
            return f"{events[0]}{place}" if len(events) == 1 else None
    return None


_RATED = re.compile(r"\brates?\b|\bresponse$", re.IGNORECASE)
_NO_SHARE = re.compile(r"survival|\btime\b|duration", re.IGNORECASE)


def is_response(sheet: Sheet, text: str) -> bool:
    """Categories of response, and rates: their numbers are shares of patients."""
    if bare(text) == "RR":
        return _among_responses(sheet)
    for mention in sheet.paper.finder.find(text):
        if mention.of(Category.RESPONSE):
            return True
        if (term := mention.of(Category.ENDPOINT)) is not None:
            return bool(_RATED.search(term.label)) and not _NO_SHARE.search(term.label)
    return False


_BARE = {"complete": "CR", "partial": "PR", "stable": "SD", "progression": "PD", "progressive": "PD"}


def bare_response(sheet: Sheet, row: Row, column: Column) -> str | None:
    """The response that a row among "Complete" and "Partial" names, where a response is named over them."""
    key = _BARE.get(bare(row.label).lower())
    if key is None:
        return None
    siblings = {bare(r.label).lower() for r in section_of(sheet, row)}
    over = (*row.parents, *column.path, sheet.stub, sheet.caption)
    return key if siblings >= {"complete", "partial"} and any(is_response(sheet, text) for text in over) else None


def unlisted(sheet: Sheet, row: Row) -> str | None:
    """A row among the categories of response that the vocabulary does not know: "R0 resection", "not assessable"."""
    return row.label if row.path[:-1] in _categorized(sheet) and len(row.label) < 60 else None


@once
def _categorized(sheet: Sheet) -> frozenset[tuple[str, ...]]:
    """The labels over the rows that name categories of response."""
    find = sheet.paper.finder.find
    named = Counter(r.path[:-1] for r in sheet.rows if r.path and any(m.of(Category.RESPONSE) for m in find(r.label)))
    return frozenset(over for over, rows in named.items() if rows >= _FEW)


_FEW = 3  # categories that are told by name, for another beside them to be one
