"""The factor of a prognostic statement: its words as printed, without what surrounds it, and its cut-off."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.lexicon import Term
from kg_builder.values import Units

__all__ = ["Factor", "factor_after", "factor_before"]


class Factor(NamedTuple):
    """Characters `start` to `end` name a factor; its words without the cut-off, and the cut-off."""

    start: int
    end: int
    name: str
    cutoff: str | None = None


_REPORTING = re.compile(
    r"""\b(?:identif(?:ied|y|ying)|confirm(?:ed|ing)?|considered|validated|recogni[sz]ed|established|determined|highlight(?:ed|s)?|affirmed|
        verified|reveal(?:ed|s)?|found|reports?|reported|show(?:ed|n|s)?|demonstrat(?:ed|es)|indicat(?:ed|es)|suggest(?:ed|s)|discovered|noted|observed|
        concluded|proved|supports?|supported|analysis|analyses|results?|conducted\sby\s[^,]+,)\s
        (?:also\s|further\s|clearly\s)?(?:that\s|:\s|,\s)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BREAK = re.compile(
    r"""[;:]\s|,\s(?:while|whereas|but|although|though|and|which|making|establishing|suggesting|indicating|with|especially|however)\s
        |\b(?:that|while|whereas|but|although|because|since|whether)\s|\.\s(?=[A-Z])|\bwhen\s""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENING = re.compile(
    r"""^(?:(?:however|furthermore|moreover|additionally|similarly|notably|also|thus|therefore|conversely|interestingly|finally|importantly|again|
           nonetheless|nevertheless|meanwhile|consequently|overall|in\saddition|in\scontrast|of\snote|as\sexpected|in\sfact|for\sexample|and|but|or|both|
           only|even|that|then|,|\.|\(|\)|\])[\s,]+
        | (?:in|among|for|after|at|on|of|during|by|using|based\son|according\sto|regarding|given|despite|due\sto
            |owing\sto|unlike|like|with|compared\s(?:with|to)|to)\s(?:[^,()]|\([^()]*\)){3,120},\s
        | (?:an?|the|this|these|those|their|its|his|some|several|all|any|such)\s
        | (?:existence|presence|finding)s?\sof\s
        | (?:patients?|individuals?|subjects?|participants?|cases?|those|people|women|men
            |\w+\spatients)\s(?:who\s(?:had|have|were|with|showed|experienced)|with|having|showing|aged|in\swhom
            |whose|harbou?ring|carrying)\s
        )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = re.compile(
    r"""(?:[\s,;:]|\s?\[[\d,\s-]+\]|\s?\(\s?[Pp]\s?[=<>≤][^()]*\)
        |\b(?:was|were|is|are|be|been|being|has|have|had|can|could|may|might|will|would|did|does|do|to|also|both|further|generally|not|significantly|
            independently|strongly|closely|still|often|usually|markedly|only|that|who|which|as|and|or|with|in|of|for|(?-i:the|a|an)|no|did\snot|,\sit|itself)
        |(?<=\s)(?:patients?|cases|individuals|subjects|participants|groups?|cohorts?|subgroups?|population)
        )$""",
    re.IGNORECASE | re.VERBOSE,
)
_EMPTY = re.compile(
    r"""^(?:it|they|this|these|that|those|which|who|we|he|she|there|none|others?|results?|stud(?:y|ies)|findings?|data|authors?|both|one|two|all|analys[ie]s|
        patients?|treatments?|therap(?:y|ies)|combinations?|this\scombination|regimens?|groups?|drugs?|factors?|variables?|markers?|approach|strategy|
        (?:multivariate|multivariable|univariate|cox|regression|subgroup|logistic)\b.*|.*\b(?:et\sal\.?|stud(?:y|ies)|trials?|reports?|meta-analys[ie]s|hazard\sratio|Figure|Table)\b.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIMIT = re.compile(
    r"""\s?(?:\(\s?)?(?:levels?\s|values?\s)?(?:of\s|was\s|is\s)?
        (?P<sign><=|>=|[<>≤≥]|(?i:below|under|less\sthan|lower\sthan|fewer\sthan|above|over|more\sthan|greater\sthan|higher\sthan
            |exceeding|at\sleast|at\smost|aged\sover)\s)\s?
        (?P<number>\d[\d,]*(?:\.\d+)?(?:\s?[×x]\s?10\s?\^?\d+)?)""",
    re.VERBOSE,
)
_LIMIT_END = re.compile(r"(?:\sor\s(?:higher|more|above|lower|less))?(?:\s?\))?")
_SIGNS = {
    "below": "<", "under": "<", "less than": "<", "lower than": "<", "fewer than": "<", "above": ">", "over": ">",
    "more than": ">", "greater than": ">", "higher than": ">", "exceeding": ">", "at least": ">=", "at most": "<=",
    "aged over": ">", "≤": "<=", "≥": ">=",
}  # fmt: skip
_LEVEL = re.compile(
    r"^(?P<level>high(?:er)?|low(?:er)?|elevated|increased|decreased|reduced|larger?|smaller|multiple|positive|negative|poor(?:ly)?|raised|older|younger)\s(?:levels?\sof\s|expression\sof\s)?(?=\S)",
    re.IGNORECASE,
)


def factor_before(text: str, start: int, end: int, units: Units, *, named: bool) -> Factor | None:
    """The factor that a stretch of a sentence before a predicate ends with.

    Args:
        text: the cleaned sentence.
        start: where the stretch begins (after the predicate before).
        end: where the predicate begins.
        units: for cut-offs.
        named: the predicate is a naming one ("found X as a factor"): a reporting verb right before it counts as border.

    >>> text = "However, Poe et al. found that patients with NLR > 3.46 had shorter OS"
    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> factor_before(text, 0, text.index(" had"), units, named=False)
    Factor(start=45, end=55, name='NLR', cutoff='>3.46')
    """
    for border in (_BREAK, _REPORTING) if not named else (_REPORTING, _BREAK):
        for match in border.finditer(text, start, end):
            if text[match.end() : end].strip(" ,"):
                start = match.end()
    return _factor(text, start, end, units)


_UNTIL = re.compile(
    r"[;,:.(\[]|\b(?:and|compared|versus|vs|than|who|which|that|while|but|were|was|is|are|had|have|after|treated|receiving|undergoing|did)\b"
)


def factor_after(text: str, start: int, end: int, units: Units) -> Factor | None:
    """The factor that begins at `start`, as far as its noun phrase goes.

    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> factor_after("shorter OS in patients with deep vein thrombosis, who", 14, 52, units)
    Factor(start=28, end=48, name='deep vein thrombosis', cutoff=None)
    """
    at = start
    while opening := _OPENING.match(text[at:end]):
        at += opening.end()
    stop = _UNTIL.search(text, at, end)
    return _factor(text, at, stop.start() if stop else end, units)


_ASIDE = re.compile(
    r",\s(?:particularly|especially|including|such\sas|e\.g\.)\s.*$|\sas\s(?:an?|the)\s.*$", re.IGNORECASE
)
_CLAUSE = re.compile(r",\s(?!and\b|or\b|as\swell)(?=[^,]*$)")
_VERB = re.compile(
    r"(?:^|\s)(?:is|are|was|were|be|been|has|have|had|may|can|could|will|would|should|does|did|exists?|includ(?:es?|ed)|remains?|plays?|became|we|summari[sz]es?|evaluated?|evaluates|suggests?|indicates?|it|they|that|resulted|represented|behaved|occurs?|increases|to\s(?:predict|assess|evaluate|determine))\s|[\[\]]",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"^(?:\W|no\b|in\b|and\b|linked\b|associated\b|than\b|over\b|from\b|as\b)|\b(?:factors?|predictors?|indicators?|methods?|mechanisms?|strateg(?:y|ies)|approach(?:es)?|advance(?:s|ments?)|improvements?|correlations?|associations?|differences?|potential|significant|understanding|monitoring|analysis|research|crucial)$|^(?:attributed|treated|effective|our|efficacy$|risk\sof\b|acceptable\b|understanding|targets?\b|represented|investigat\w+|combining|known\b|of\b|lack\sof\sassociation|(?:the\s)?addition\sof|proportion\sof|advance|clinical\spractice|future|further|increasing\sevidence)",
    re.IGNORECASE,
)


def _factor(text: str, start: int, end: int, units: Units) -> Factor | None:
    start, end = _trimmed(text, *_own_clause(text, *_trimmed(text, start, end)))
    words = text[start:end]
    if (
        not re.search(r"[A-Za-z]{2}", words)
        or len(words.split()) > 12
        or words.count("(") != words.count(")")
        or _EMPTY.match(words)
    ):
        return None
    name, cutoff = _without_cutoff(words, units)
    if not re.search(r"[A-Za-z]{2}", name) or _VERB.search(name) or _METHOD.search(name):
        return None
    return Factor(start, end, "age" if name in ("old", "aged", "years old") else name, cutoff)


def _own_clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Without asides after the factor, and without another clause before it."""
    if aside := _ASIDE.search(text[start:end]):
        end = start + aside.start()
    if clause := _CLAUSE.search(text[start:end]):
        start += clause.end()
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        opening, closing = _OPENING.match(text[start:end]), _CLOSING.search(text[start:end])
        if text[start].isspace():
            start += 1
        elif opening:
            start += opening.end()
        elif closing and closing.end() > closing.start():
            end = start + closing.start()
        else:
            break
    return start, end


def _without_cutoff(words: str, units: Units) -> tuple[str, str | None]:
    if limit := _LIMIT.search(words):
        sign = limit["sign"].strip().lower()
        unit, end = units.match(words, limit.end())
        if unit is not None and unit.features.get("unitDimension") == "count":
            unit, end = None, limit.end()
        after = _LIMIT_END.match(words, end)
        key = unit.key if unit else ""
        printed = "%" if key == "percent" else f" {words[limit.end() : end].strip()}" if unit else ""
        cutoff = f"{_SIGNS.get(sign, sign)}{limit['number']}{printed}"
        rest = words[: limit.start()] + " " + words[after.end() if after else end :]
        return _named(re.sub(r"\s+", " ", rest).strip(" ,()"), limit.start() == 0, unit), cutoff
    if level := _LEVEL.match(words):
        return words[level.end() :], level["level"].lower()
    return words, None


def _named(name: str, counted: bool, unit: Term | None) -> str:
    """What is compared with the limit: "> 3 lesions" counts lesions, "lesions > 5 cm" measures their size."""
    if not name and unit is not None and unit.features.get("unitDimension") == "time":
        return "age"
    if counted and unit is None and name.endswith("s") and name.islower():
        return f"number of {name}"
    if (
        unit is not None
        and unit.features.get("unitDimension") == "length"
        and not re.search(r"size|diameter|length|margin", name)
    ):
        return f"{name} size"
    return name
