"""Numbers with a comma for the decimal point: all through a paper ("HR 0,65; 95% CI 0,50-0,84"), or once ("p = 0,032")."""

from __future__ import annotations

import re

from msgspec.structs import replace

from kg_builder.reading import Reading

__all__ = ["with_points", "without_slips", "writes_commas"]

_LEAST = 3
_COMMA = re.compile(r"0,(?<![\w.,]..)\d")
_POINT = re.compile(r"0[.\u00b7](?<![\w.,]..)\d")
_NUMBER = re.compile(
    r"""(?<![\w.,\[])(?:0,\d+|\d{1,3},\d{1,2})(?![\w,]|-[A-Za-z])
      | (?<=\[)(?:0,\d+|\d{1,3},\d{1,2})(?![\w,\]]|\s?\])""",
    re.VERBOSE,
)  # no citations: "[1,2]"


def writes_commas(text: str) -> bool:
    """Whether a paper writes commas for decimal points: in several numbers below one, and points hardly ever.

    >>> writes_commas("HR 0,65 (0,50-0,84), p = 0,01"), writes_commas("HR 0.65, 0,5, 0,6, 0,7"), writes_commas("n = 1,024")
    (True, False, False)
    """
    commas = len(_COMMA.findall(text)) if "0," in text else 0
    return commas >= _LEAST and 10 * len(_POINT.findall(text)) <= commas


def with_points(reading: Reading) -> Reading:
    """A reading of such a paper with points for its decimal commas; no character moves.

    >>> from kg_builder.document import Document, Span
    >>> from kg_builder.reading import read_spans
    >>> text = "8,3 months [7,1-9,5] of 1,024 men (p = 0,001) [1,2]"
    >>> with_points(read_spans(Document(id="x", text=text, blocks=()), [Span(0, len(text))])).text
    '8.3 months [7.1-9.5] of 1,024 men (p = 0.001) [1,2]'
    """
    return replace(reading, text=_NUMBER.sub(lambda match: match.group().replace(",", "."), reading.text))


_SLIP = re.compile(r"0,(?:(?<=[=<>:]..)|(?<=[=<>:]\s..))(?=\d{2,4}(?!\w|,\d))")


def without_slips(reading: Reading) -> Reading:
    """A reading of another paper with a point where a number below one is set equal with a comma by mistake.

    >>> from kg_builder.document import Document, Span
    >>> from kg_builder.reading import read_spans
    >>> text = "HR=0,64, p < 0,001, T = 0,1 and 10,000"
    >>> without_slips(read_spans(Document(id="x", text=text, blocks=()), [Span(0, len(text))])).text
    'HR=0.64, p < 0.001, T = 0,1 and 10,000'
    """
    slips = "0," in reading.text and _SLIP.search(reading.text)
    return replace(reading, text=_SLIP.sub("0.", reading.text)) if slips else reading
