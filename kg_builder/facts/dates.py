"""Calendar dates as papers print them, as precise as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Dated", "date", "dates"]


class Dated(NamedTuple):
    """Characters `start` to `end` print a date or a period, in ISO form (`2014-08`, `2014-08-05`, `2015-01/2016-03`)."""

    start: int
    end: int
    iso: str


_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\w.])(?:
        (?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y1>{_YEAR})
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH}),?\s(?P<y2>{_YEAR})
      | (?P<m3>{_MONTH}),?\s(?:of\s)?(?P<y3>{_YEAR})
      | (?P<y4>{_YEAR})(?P<sep>[./-])(?P<m4>0?[1-9]|1[0-2])(?:(?P=sep)(?P<d4>0?[1-9]|[12]\d|3[01]))?
      | (?P<m6>{_MONTH})(?:\s(?P<d6>\d{{1,2}}))?(?=,?\s(?:to|and|until|through
          |-)\s(?:{_MONTH})(?:\s\d{{1,2}})?,?\s(?P<y6>{_YEAR}))
      )(?![\w/]|\.\d)
      | (?:(?<=\b[Ii]n\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bfrom\s))(?P<y5>{_YEAR})(?![\w-]|\.\d)""",
    re.VERBOSE,
)
_ALONE = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:\s?[./-]\s?(?P<m>0?[1-9]|1[0-2])(?:\s?[./-]\s?(?P<d>0?[1-9]|[12]\d|3[01]))?)?"
)
_JOINED = re.compile(r"^,?\s(?:to|and|until|through|-)\s$|^\s?-\s?$")
_FROM = re.compile(r"\b(?:from|between|during)\s$", re.IGNORECASE)


def date(text: str) -> str | None:
    """A date printed alone, as table cells do.

    >>> date("2014.8"), date("2015.1.25"), date("March 2016"), date("23.9")
    ('2014-08', '2015-01-25', '2016-03', None)
    """
    if not _may_print_year(text):
        return None
    text = text.strip()
    if match := _ALONE.fullmatch(text):
        return "-".join([match["y"], *(x.zfill(2) for x in (match["m"], match["d"]) if x)])
    found = list(dates(text))
    return found[0].iso if len(found) == 1 and found[0].start == 0 and found[0].end >= len(text) - 1 else None


def dates(text: str) -> Iterator[Dated]:
    """The dates and periods of a cleaned text, in order.

    >>> [d.iso for d in dates("On March 4, 2017, and from January 5 to May 6, 2015; in July 2016")]
    ['2017-03-04', '2015-01-05/2015-05-06', '2016-07']
    """
    held: Dated | None = None
    for match in _DATE.finditer(text) if _may_print_year(text) else ():
        found = Dated(match.start(), match.end(), _iso(match))
        if (
            held
            and _JOINED.match(text[held.end : found.start])
            and "/" not in held.iso
            and _FROM.search(text[: held.start])
        ):
            held = Dated(held.start, found.end, f"{held.iso}/{found.iso}")
            continue
        if held:
            yield held
        held = found
    if held:
        yield held


def _may_print_year(text: str) -> bool:
    return "19" in text or "20" in text


def _iso(match: re.Match[str]) -> str:
    for number in "123456":
        if match[f"y{number}"]:
            month = match[f"m{number}"] if number != "5" else None
            day = match[f"d{number}"] if number in "1246" else None
            return "-".join([match[f"y{number}"], *(p for p in (_month(month), day and day.zfill(2)) if p)])
    raise AssertionError(match.group())


def _month(printed: str | None) -> str | None:
    if printed is None:
        return None
    return printed.zfill(2) if printed.isdigit() else f"{_MONTHS[printed[:3].lower()]:02d}"
