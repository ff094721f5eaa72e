"""What a sentence says around its ratios: of prognosis, of which analysis, and of endpoints named before or behind them all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.document import Section
from kg_builder.facts.headings import model_of
from kg_builder.facts.ratios import RATIO, ratios
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = [
    "ALSO_OF",
    "ANALYSIS",
    "OTHER_CLAUSE",
    "behind_all",
    "factors_first",
    "model_around",
    "model_at",
    "models_joined",
    "named_ratios",
    "names_endpoint",
    "only_results",
    "prognostic",
    "result_first",
]


@once
def named_ratios(statement: Statement) -> tuple[re.Match[str], ...]:
    """The ratios that a sentence calls so."""
    return tuple(ratios(statement.text))


ALSO_OF = re.compile(
    r"[)\]]?(?:,\s(?:and\s|or\s|but\s)?|\s(?:and|or|but)\s)(?:not\s(?:\w+\s)?)?(?:(?:with|on|for)\s)?(?:an?\s)?(?:[\w-]+\s){1,4}[(\[]\s?"
)  # "…), and a higher TRM (", "…), but not clearly on OS ("


_INDEPENDENT = r"\bindependent(?:ly)?\b(?!\s(?:\w+\s)?(?:review|assess|central|radiolog|committee|data|imaging|read))"
_PROGNOSTIC = Phrase(
    rf"\bpredict\w+|\bprognostic|\bassociat(?:ed|ions?)\swith|\b(?:risk|adverse)\sfactor|{_INDEPENDENT}|\bprotective|\bsignificant\sfor\b|\bcorrelated\swith|\bsignificantly\srelated\sto",
    "predict", "prognostic", "associat", " factor", "independent", "protective", "significant for", "correlated with",
    "significantly related",
)  # fmt: skip
_MULTIVARIATE = Phrase(rf"\bmulti-?varia|{_INDEPENDENT}", "multivaria", "multi-varia", "independent")


def prognostic(text: str) -> bool:
    """Whether a text tells of prognosis: what predicts or goes with a result."""
    return _PROGNOSTIC.search(text) is not None


ANALYSIS = Phrase(
    r"\b(?P<many>multi|uni)-?\s?varia(?:te|ble)(?:\s(?:\w+\s)?(?:analys[ie]s|models?))?\s?[(\[]\s?(?:adjusted\s)?$",
    "varia",
)


def names_endpoint(statement: Statement, before: str, begun: int, end: int) -> bool:
    """Whether an endpoint, or the analysis of one, is named in the words between two ratios."""
    named = any(begun <= m.start < end and m.of(Category.ENDPOINT) for m in statement.mentions)
    return named or ANALYSIS.search(before) is not None


def model_at(text: str, at: int = 0) -> str | None:
    """The model that a sentence names, or that stands right before the bracket of a ratio."""
    if own := ANALYSIS.search(text, 0, at):
        return f"{own['many'].lower()}variate"
    if text[at : at + 3] in ("aHR", "aOR", "aRR"):
        return "multivariate"
    several = _MULTIVARIATE.search(text)
    if several and several.start() > at and _goes_on(text, at, several):
        return "univariate" if _UNIVARIATE.search(text, 0, several.start()) else None
    of_both = _of_two_models(text, at) if several or "djusted" in text else None
    return of_both or ("multivariate" if several else model_of(text))


_STILL = re.compile(r"\b(?:remain|persist|maintain|retain|confirm|still|held|also\ssignificant|even)\w*\b[^.;()]*$")


def _goes_on(text: str, at: int, several: re.Match[str]) -> bool:
    """Whether a ratio comes before those that words of a multivariate analysis open: "(HR 2.1), and remained significant in"."""
    found = RATIO.match(text, at)
    again = RATIO.search(text, several.end()) if found and found.end() <= several.start() else None
    return again is not None and _STILL.search(text, at, several.start()) is not None


_LABEL = re.compile(
    r"\b(?:(?P<uni>uni-?\s?varia(?:te|ble)|unadjusted|crude)|multi-?\s?varia(?:te|ble)|(?<!un)adjusted(?!\sfor))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:\sanalys[ie]s)?(?:,\s|\s?/\s?|\s(?:and|or|as\swell\sas)\s)(?:in\s)?(?:the\s)?")


def models_joined(text: str) -> tuple[str, ...]:
    """Both models, in the order in which a text joins them: "in univariate and multivariate analysis"."""
    labels = [*_LABEL.finditer(text)]
    if len(labels) != 2 or labels[0].lastgroup == labels[1].lastgroup:
        return ()
    if not _JOINED.fullmatch(text, labels[0].end(), labels[1].start()):
        return ()
    return tuple("univariate" if m["uni"] else "multivariate" for m in labels)


def _of_two_models(text: str, at: int) -> str | None:
    """Of a sentence with ratios of both models, that of the one at a place.

    "(univariable: HR 2.1; multivariable: HR 1.8)", "HR 2.1 in univariate analysis and HR 1.8 in multivariate analysis",
    "HRs of 2.1 and 1.8 in univariate and multivariate analyses, respectively".
    """
    labels = [*_LABEL.finditer(text)]
    if len({m.lastgroup for m in labels}) < 2:
        return None
    ratios = [m.start() for m in RATIO.finditer(text)]
    if _JOINED.fullmatch(text, labels[0].end(), labels[1].start()):
        in_order = len(ratios) == len(labels) == 2 and "respective" in text and at in ratios
        chosen = labels[ratios.index(at)] if in_order else None
    elif ratios and labels[0].start() < ratios[0]:
        chosen = next((m for m in reversed(labels) if m.start() < at), None)
    else:
        chosen = next((m for m in labels if m.start() >= at), None)
    return ("univariate" if chosen["uni"] else "multivariate") if chosen else None


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


def factors_first(statement: Statement, match: re.Match[str]) -> bool:
    """Whether what is prognostic is listed with its ratios before the endpoint: "X (HR 1.9) and Y (HR 1.6) predicted OS"."""
    last = _last_ratio(statement) or match.end()
    behind = [
        m
        for m in statement.mentions
        if m.start >= last and (t := m.of(Category.ENDPOINT)) and t.features.get("measuredAs", "time") == "time"
    ]
    return (
        bool(behind)
        and prognostic(statement.text[last : behind[0].start])
        and not prognostic(statement.text[: match.start()])
    )


@once
def _last_ratio(statement: Statement) -> int:
    """Where the last of the ratios that a sentence names ends; 0, where it names none."""
    return max([m.end() for m in RATIO.finditer(statement.text)], default=0)


_WAS_WITH = re.compile(r"\s(?:was|were|is|are)\s(?:\w+\s){0,2}associated\swith\s")
_FACTORS_WERE = re.compile(r"\b(?:factors?|predictors?)\b[^.;]*?(?:\s(?:were|was|are|is|included?)|:)\s", re.IGNORECASE)


OTHER_CLAUSE = re.compile(r"[,;]\s(?:while|whereas|but)\s")


def behind_all(statement: Statement, named: Sequence[tuple[Mention, str]], at: int) -> list[str]:
    """The first endpoint behind all ratios of a clause: "A (HR 1.9) and B (HR 1.6) were prognostic for OS but not for PFS".

    Args:
        statement: the sentence.
        named: its endpoints.
        at: where a ratio of the clause stands.
    """
    borders = [m.start() for m in OTHER_CLAUSE.finditer(statement.text)]
    start = max((b for b in borders if b <= at), default=0)
    end = min((b for b in borders if b > at), default=len(statement.text))
    last = max((m.end() for m in RATIO.finditer(statement.text, start, end)), default=0)
    within = [(m, k) for m, k in named if start <= m.start < end]
    behind = [(m, k) for m, k in within if m.start >= last]
    told = len(behind) == len(within) > 0 and prognostic(statement.text[last : behind[0][0].start])
    return [behind[0][1]] if told else []


_OF_SOME = re.compile(r"\b(?:patients|those|tumou?rs)\s(?:with|who|whose|having)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*", re.IGNORECASE)
_SAID = """
    a an the this that these those there it both and or but not nor no also in of for to on by at as than over with from
    between among was were is are had has did do does been while whereas however overall respectively corresponding
    significant significantly statistically clinically numerically meaningful meaningfully marginally slightly similar similarly
    comparable consistent difference differences different differ differed advantage benefit benefits improvement improvements
    improve improved prolong prolonged extended longer shorter better worse superior superiority inferior higher lower greater
    increase increased decrease decreased reduce reduced reduction trend toward towards favor favors favored favoring favour
    favours favoured favouring confer conferred observed seen found noted shown showed demonstrated reported estimated resulted
    resulting translated corresponded compared comparison comparing versus vs v relative hazard hazards ratio ratios odds risk
    risks hr hrs or ors rr rrs ci confidence interval intervals percent p value log-rank logrank test stratified unstratified
    adjusted unadjusted two-sided one-sided two-tailed treatment effect effects arm arms group groups two result results outcome
    outcomes analysis primary secondary final median mean rate rates time months month years year weeks death deaths died events
    event occurred patients receiving received treated assigned randomized randomised randomly intention-to-treat
    intent-to-treat itt population main key endpoint endpoints met"""
_PLAIN = frozenset(_SAID.split())


def only_results(statement: Statement, kinds: Sequence[Category]) -> bool:
    """Whether a sentence has no words but of results and of the arms: "PFS was improved (HR 0.6)"; no factor can be in it.

    Args:
        statement: a sentence with a ratio.
        kinds: what factors are; no result before it in the paragraph, nor its heading, may tell of one.
    """
    arms, block = statement.paper.roster.arms, statement.block
    if block.section is Section.DISCUSSION or not any(m.of(Category.ENDPOINT) for m in statement.mentions):
        return False
    named = [(m.start, m.end) for m in statement.mentions if m.of(Category.ENDPOINT)]
    named += [(g.start, g.end) for g in statement.groups if g.arm in arms]
    plain = (
        w[0].lower() in _PLAIN or any(a <= w.start() < b for a, b in named) for w in _WORD.finditer(statement.text)
    )
    before = (s for s in statement.earlier if s.names(Category.ENDPOINT))
    told = any(s.names(*kinds) or _OF_SOME.search(s.text) or prognostic(s.text) for s in before) or any(
        m.of(*kinds) for m in statement.paper.finder.find(block.heading)
    )
    return not told and "subgroup" not in block.heading.lower() and all(plain)
