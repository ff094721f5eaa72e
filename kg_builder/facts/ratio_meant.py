"""What a ratio is of whose own sentence says nothing but "The hazard ratio was 0.77"."""

from __future__ import annotations

import re

from kg_builder.document import Section
from kg_builder.facts.holders import holders
from kg_builder.facts.ratio_factor import FACTORS
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["endpoints_dealt", "meant_by"]

_REFERS = re.compile(r"(?:The|Its|This)\s(?:(?:corresponding|resulting|unadjusted|stratified|estimated)\s)?")
_REMAINED = re.compile(  # "The difference remained significant in multivariate analysis (HR"
    r"""(?:The|This)\s(?:survival\s)?(?:difference|benefit|advantage|improvement|effect)\s(?:also\s|still\s)?(?:remained|was|persisted|held)\s
        [^().;:]{0,90}[(\[]\s?(?:adjusted\s)?""",
    re.VERBOSE,
)
_NEGATED = re.compile(r"\b(?:not|no longer|low|high|patients|those|sub\w+)\b")
_IS = re.compile(r"(?:\s?[(\[]?9\d(?:\.\d)?\s?%\sCI[)\]]?)?\s(?:was|is)\s?")


def meant_by(statement: Statement, ratio: re.Match[str]) -> tuple[Statement, str] | None:
    """The nearest sentence before in the paragraph that names an endpoint, with that endpoint; none where it names several.

    Args:
        statement: the sentence of the ratio.
        ratio: its match, with the groups `measure` and `value`.
    """
    said = statement.text[ratio.end("measure") : ratio.start("value")]
    same = _same_difference(statement.text, ratio.start())
    if not same and not (_REFERS.fullmatch(statement.text, 0, ratio.start()) and _IS.fullmatch(said)):
        return None
    wanted = "fraction" if ratio["measure"][0] in "Oo" else "time"
    for other in reversed(statement.earlier):
        terms = [t for m in other.mentions if (t := m.of(Category.ENDPOINT))]
        keys = {t.key for t in terms if t.features.get("measuredAs") == wanted} or {t.key for t in terms if same}
        if keys:
            return (other, keys.pop()) if len(keys) == 1 and other.own else None
    return None


_FOR_EACH = re.compile(
    r"(?:\s?[(\[]9\d(?:\.\d)?\s?%\sCI[)\]])?\s(?:for|of)\s(?P<named>[^\d;.()]{5,60}?)\s(?:was|were|is|are)\s?"
)


def endpoints_dealt(statement: Statement, ratio: re.Match[str], values: int) -> tuple[str, ...]:
    """The endpoints of "The hazard ratios for PFS and OS were 0.70 and 0.63", one for each value; none where they do not fit.

    The sentence begins with the ratio, and neither it nor the one before names a trait or a part of the patients: it
    compares the study's two arms. A discussion may speak of another study so.

    Args:
        statement: the sentence.
        ratio: its match.
        values: how many values it gives.
    """
    said = _FOR_EACH.fullmatch(statement.text, ratio.end("measure"), ratio.start("value"))
    opens = not statement.text[: ratio.start()].strip() or _REFERS.fullmatch(statement.text, 0, ratio.start())
    if said is None or not opens:
        return ()
    if statement.block.section is Section.DISCUSSION or len(statement.paper.roster.arms) != 2:
        return ()
    told = statement.earlier
    for other in (statement, *told[-1:]):
        if any(m.of(*FACTORS) for m in other.mentions) or any(h.subgroup for h in holders(other)):
            return ()
    keys = [t.key for m in statement.mentions if m.end <= said.end("named") and (t := m.of(Category.ENDPOINT))]
    return tuple(keys) if len(keys) == values > 1 else ()


def _same_difference(text: str, end: int) -> bool:
    """Whether a sentence opens with "The difference remained significant (", all patients being meant."""
    return _REMAINED.fullmatch(text, 0, end) is not None and not _NEGATED.search(text, 0, end)
