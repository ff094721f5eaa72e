"""Where the reported values of a text begin: at its numbers, but those of tables, references and names, and at "not reached"."""

from __future__ import annotations

import re

from kg_builder.expressions import Expression
from kg_builder.held import held
from kg_builder.phrases import Phrase
from kg_builder.probabilities import PROBABILITY

__all__ = ["NOT_REACHED", "NUMBER", "ValueStarts"]

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?:\s\d{3})+(?![\d.])|\d+(?:\.\d+)?|\.\d+"
_START = re.compile(
    rf"(?=[<>≤≥~≈=\s.\d-])(?P<qualifier>[<>]=?|[≤≥~≈]|=[<>])?\s?(?P<number>-?(?:{NUMBER}))(?![\w]*[A-Za-z]\d)"
)
_DIGIT = re.compile(r"[0-9]")
_LEAD = 5  # the most that _START takes before its first digit: a sign, a space, a minus and a point
NOT_REACHED = Phrase(
    r"\b(?:not\s(?:yet\s)?(?:been\s)?(?:reached|estimable|evaluable|achieved)|NR|N\.R\.|unreached)\b",
    "not reached", "not yet ", "not been ", "not estimable", "not evaluable", "not achieved", "nr", "n.r.", "unreached",
    flags=re.VERBOSE,
)  # fmt: skip


class ValueStarts:
    """The places in a cleaned text at which its values begin.

    >>> starts = ValueStarts("PD-1 in 12% (P = 0.02), PFS not reached [3]; see Table 2")
    >>> first = starts.next(0)
    >>> first["number"], starts.next(first.end()).group(), starts.next(39)
    ('12', 'not reached', None)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._reached = NOT_REACHED.search(text)

    def next(self, at: int) -> re.Match[str] | None:
        """The first at `at` or behind it: a number, with its sign (groups "number" and "qualifier"), or "not reached"."""
        numbered = self._next_number(at)
        if self._reached and self._reached.start() < at:
            self._reached = NOT_REACHED.search(self._text, at)
        if numbered and self._reached:
            return min(numbered, self._reached, key=lambda m: m.start())
        return numbered or self._reached

    def _next_number(self, at: int) -> re.Match[str] | None:
        text = self._text
        while digit := _DIGIT.search(text, at):
            match = _START.search(text, max(at, digit.start() - _LEAD))
            if match is None:
                return None
            at = match.end()
            begin = match.start("number")
            begin = begin + 1 if text[begin] == "-" else begin
            if not _is_glued(text, match) and begin not in self._taken and not _is_label(text, match):
                return match
        return None

    @held
    def _taken(self) -> set[int]:
        """Where numbers are no values: those of p values, of sizes, of references, and the level of an interval."""
        text = self._text
        matches = [*PROBABILITY.finditer(text), *_N.finditer(text)]
        if "(" in text or "[" in text:
            matches += _CITED.finditer(text)
        if "CI" in text or "confidence" in text or "C.I." in text:
            matches += _LEVEL.finditer(text)
        return {at for match in matches for at in range(*match.span())}


_N = Phrase(
    r"[nN](?<!\w[nN])o?\.?\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)",
    *(f"n{o}{point}{space}=" for o in ("", "o") for point in ("", ".") for space in ("", " ")),
    flags=re.VERBOSE,
)
_CITED = Expression(r"\[\s?\d+(?:\s?[-,;]\s?\d+)*\s?\]|\(\s?\d{1,3}(?:\s?[-,;]\s?\d{1,3})*\s?\)", re.NOFLAG)
_LEVEL = re.compile(r"\d\d(?:\.\d{1,2})?\s?(?:%|per\s?cent)\s?-?(?=CI|[Cc]\.[Ii]\.|confidence)")
_GLUED = re.compile(r"(?<=[A-Za-z\d.])|(?<=[A-Za-z\d.][-/])|(?<=[A-Za-z]\s-)|(?<=\d[.,])")


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Whether a number ends a word or another number: "PD-1", "12-15"."""
    start = match.start()
    return not match["qualifier"] and not text[start].isspace() and _GLUED.match(text, start) is not None


_LABELS = (
    "table", "tables", "figure", "figures", "fig", "fig.", "figs", "figs.", "ref", "ref.", "refs", "refs.",
    "reference", "references", "section", "sections", "appendix", "version", "v", "v.", "phase", "stage", "stages",
    "grade", "grades", "type", "types", "cohort", "cohorts", "group", "groups", "class", "panel", "equation", "chapter",
    "codon", "codons", "exon", "exons", "chromosome", "day", "days", "week", "weeks", "cycle", "cycles", "volume",
    "number", "no.", "protocol", "age", "aged", "isoform",
)  # fmt: skip
_JOINERS = (",", "and", "or", "to", "-", "/")
_LABELLED = re.compile(
    rf"""\b(?:{"|".join(map(re.escape, _LABELS))}|(?:in|of|for|to|and|or|than|versus|with)\sarms?)\s
        (?:[a-z]?\d+(?:\.\d+)?(?:\s?(?:{"|".join(_JOINERS)})\s?))*$""",
    re.VERBOSE,
)
_LED_BY = (*_LABELS, "arm", "arms")
_LABEL_ENDS = {last: tuple(x for x in _LED_BY if x[-1] == last) for last in {x[-1] for x in _LED_BY}}
_GOES_ON = re.compile(rf"\d\s?(?:{'|'.join(_JOINERS)})$")
_JOINT = re.compile(r"\d(?:,|,?\s(?:and|or))$")
_WHOLE_JOINT = re.compile(r"(?<![\d.])\d{1,2},?\s(?:and|or|versus|vs)$")  # "in group 1 and 5.1 months"
_MONTHS = re.compile(r"\s(?:days?|weeks?|months?|years?)\b")


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a unit tells which table, grade or arm is meant: "grades 3 and 4"."""
    end = match.end()
    if text.startswith(("%", " %"), end):
        return False
    before = text[max(0, match.start() - 40) : match.start()].rstrip()
    folded = before.lower()
    led = folded.endswith(_LABEL_ENDS.get(folded[-1:], ()))
    may_be = led or (folded.endswith(_JOINERS) and _GOES_ON.search(folded))
    if not may_be or not _LABELLED.search(folded + " "):
        return False
    months = _JOINT.search(before) and _MONTHS.match(text, end)
    return not (months or ("." in match["number"] and _WHOLE_JOINT.search(before)))
