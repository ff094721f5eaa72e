"""What a sentence says around its ratios: of prognosis, of which analysis, and of endpoints named before or behind them all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.headings import model_of
from kg_builder.facts.ratios import RATIO
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["ANALYSIS", "behind_all", "model_around", "model_at", "prognostic", "result_first"]


_INDEPENDENT = r"\bindependent(?:ly)?\b(?!\s(?:\w+\s)?(?:review|assess|central|radiolog|committee|data|imaging|read))"
_PROGNOSTIC = re.compile(
    rf"\bpredict\w+|\bprognostic|\bassociat(?:ed|ions?)\swith|\b(?:risk|adverse|protective)\sfactor|{_INDEPENDENT}|\bprotective|\bsignificant\sfor\b",
    re.IGNORECASE,
)
_MULTIVARIATE = re.compile(rf"\bmulti-?varia|{_INDEPENDENT}", re.IGNORECASE)


def prognostic(text: str) -> bool:
    """Whether a text tells of prognosis: what predicts or goes with a result."""
    return bool(_PROGNOSTIC.search(text))


ANALYSIS = re.compile(
    r"\b(?P<many>multi|uni)-?\s?varia(?:te|ble)(?:\s(?:\w+\s)?(?:analys[ie]s|models?))?\s?[(\[]\s?(?:adjusted\s)?$",
    re.IGNORECASE,
)


def model_at(text: str, at: int = 0) -> str | None:
    """The model that a sentence names, or that stands right before the bracket of a ratio."""
    if own := ANALYSIS.search(text, 0, at):
        return f"{own['many'].lower()}variate"
    if text[at : at + 3] in ("aHR", "aOR", "aRR"):
        return "multivariate"
    return "multivariate" if _MULTIVARIATE.search(text) else model_of(text)


_ADJUSTING = Phrase(  # for traits of the patients, not for chances that are many
    r"""\b(?<!un)(?:adjust(?:ment|ing|ed)|controll(?:ing|ed)|accounting)\sfor\b
        (?!\s[^,.;(]*\b(?:multipl|cross-?\s?over|switch|censor|treatment|therap))""",
    "ing for", "ed for", "ment for",
)  # fmt: skip


def _adjusts(text: str, at: int) -> bool:
    """Whether a ratio is one of "After adjustment for age, X (HR 2.0)" or of "X (HR 2.0) after adjustment for age"."""
    adjusting = _ADJUSTING.search(text)
    return adjusting is not None and (adjusting.start() < at or RATIO.search(text, adjusting.end()) is None)


def model_around(statement: Statement, at: int) -> str | None:
    """The analysis of a trait's ratio that names none: it is adjusted, or of the one that the paragraph named last."""
    if _adjusts(statement.text, at):
        return "multivariate"
    if _ANY_ANALYSIS.search(statement.text):
        return None
    for before in reversed(statement.earlier):
        if _ANY_ANALYSIS.search(before.text):
            model = model_at(before.text)
            return None if model == "multivariate" and _UNIVARIATE.search(before.text) else model
        if _ADJUSTING.search(before.text):
            return "multivariate"
    return None


_UNIVARIATE = re.compile(r"\buni-?\s?(?:varia|,|and|or|/)", re.IGNORECASE)
_ANY_ANALYSIS = Phrase(r"\banalys[ei]|\bmodel|\b(?:uni|multi)-?\s?varia", "analys", "model", "varia")


def result_first(statement: Statement, ahead: str) -> bool:
    """Whether factors follow: "Predictors of X were", "Worse OS was associated with"."""
    verb = _WAS_WITH.search(ahead)
    first = verb is not None and any(m.of(Category.ENDPOINT) and m.end <= verb.start() for m in statement.mentions)
    return first or _FACTORS_WERE.search(ahead) is not None


_WAS_WITH = re.compile(r"\s(?:was|were|is|are)\s(?:\w+\s){0,2}associated\swith\s")
_FACTORS_WERE = re.compile(r"\b(?:factors?|predictors?)\b[^.;]*?\s(?:were|was|are|is|included?)\s", re.IGNORECASE)


def behind_all(statement: Statement, named: Sequence[tuple[Mention, str]]) -> list[str]:
    """The first endpoint behind all ratios, of "A (HR 1.9) and B (HR 1.6) were prognostic for OS but not for PFS"."""
    last = max((m.end() for m in RATIO.finditer(statement.text)), default=0)
    behind = [(m, k) for m, k in named if m.start >= last]
    told = len(behind) == len(named) > 0 and prognostic(statement.text[last : behind[0][0].start])
    return [behind[0][1]] if told else []
