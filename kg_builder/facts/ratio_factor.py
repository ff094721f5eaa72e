"""What a ratio compares: the factor right before its bracket, or two treatments."""

from __future__ import annotations

import re

from kg_builder.expressions import Expression
from kg_builder.facts.arms_compared import (
    added,
    associated_with_one,
    compared_first,
    does_better,
    fared,
    gains_one,
    of_two_arms,
    part_before,
    parts_compared,
    set_against,
    treated_before,
    two_of_several,
)
from kg_builder.facts.arms_of_ratio import arms_against
from kg_builder.facts.fronted import fronted
from kg_builder.facts.had import had
from kg_builder.facts.hazards import of_event
from kg_builder.facts.holders import holders
from kg_builder.facts.levels_compared import levels_against
from kg_builder.facts.ratio_context import prognostic, result_first
from kg_builder.facts.ratio_endpoint import ASIDE, OPENS
from kg_builder.facts.ratio_of_claim import EARLIER, bound_before, factor_associated
from kg_builder.facts.ratios import RATIO
from kg_builder.lexicon import TRAITS, Category
from kg_builder.mentions import Mention
from kg_builder.phrases import PartPhrase
from kg_builder.study import Statement

__all__ = ["FACTORS", "compares_treatments", "factor_of"]


FACTORS = (*TRAITS, Category.MODEL)


_CUTOFF = re.compile(
    r"^\s?(?:(?:levels?|status|score|grade|class|disease|"
    r"stage)\s?)?(?P<cut>(?:[<>\u2264\u2265]=?\s?[\d.,]+(?:\s?[\w/%]+)?))?\s?[(\[,]?\s?$"
)


_PHRASE = re.compile(
    rf"""(?:^|[,;:]\s|[)\]]\s|\b(?:and|or|were|was|are|is|that|by|than|including|included|while|whereas|only|both|also|identified|revealed|but(?=\snot\s))\s)
        (?:(?:the|an?|in|both|and|while|that|not(?<=\bbut\snot))\s)*(?P<phrase>(?:(?!\b(?:and|or|were|was|are|is|that|by|than|while|whereas|remained|stayed|retained|identified|revealed|analysis|predictors?|factors|(?<!growth\s)(?<!necrosis\s)factor)\b)
        [\w<>\u2264\u2265=+/.%\u2013-]++\s?){{1,7}}?)\s?[(\[]\s?{ASIDE}$""",
    re.IGNORECASE | re.VERBOSE,
)


_NO_FACTOR = re.compile(
    r"""\b(?:risks?|hazards?|odds|rates?|survival|deaths?|differences?|improvements?|benefits?|reductions?|patients|those|groups?|arms?|cohorts?|subgroups?|women|men
          |associat\w+|predict\w+|prognos\w+|protective|significant|progression|recurrence|relapse|events?|failures?|outcomes?(?!\sof\b)|treat\w+|therap\w+|analys[ie]s|(?:uni|multi)-?varia\w+|respectively|not|had|have|has|showed|it|this|which)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def factor_of(statement: Statement, before: str, offset: int, *, part: bool) -> tuple[str | None, str | None]:
    """What the ratio compares: the factor right before its bracket, or two treatments.

    Args:
        statement: the sentence.
        before: what stands before the ratio.
        offset: where that begins.
        part: the ratio is that of a part of the patients: in a study of two arms it compares them.
    """
    if parts := levels_against(before) or parts_compared(statement, offset, offset + len(before)):
        return parts
    if not prognostic(before) and (arms := set_against(statement, offset, offset + len(before))):
        return arms
    if two := _between_two(statement, before, offset):
        return two
    opening = OPENS.search(before)
    mention = (
        compared_first(statement, _directly_before(statement, before, offset, opening), offset) if opening else None
    )
    if opening and mention:
        cut = _CUTOFF.match(before[mention.end - offset : opening.start() + 1])
        high = re.search(
            r"(?<![\w/-])(?P<level>high|elevated|low|increased|decreased)(?:er)?\s$",
            before[: mention.start - offset],
            re.IGNORECASE,
        )
        level = f"{high['level'].lower()} {mention.text}" if high else _with_lead(before, mention, offset)
        return (f"{level} {cut['cut']}" if cut and cut["cut"] else level), None
    phrase = (_phrase(statement, before, offset) if opening else None) or factor_associated(statement, before, offset)
    phrase = phrase or fared(statement, before, offset) or had(statement, before, offset)
    if phrase is not None:
        return phrase, None
    if gain := added(statement):
        return gain
    if (
        compares_treatments(statement, before)
        or of_two_arms(statement, FACTORS)
        or (part and len(statement.paper.roster.arms) == 2 and not prognostic(statement.text))
    ):
        return "treatment", arms_against(statement, before, offset) or two_of_several(statement)
    return (treated_before(statement, before, offset) if prognostic(statement.text) else None), None


_BETWEEN = re.compile(
    r"""\bbetween\s(?:the\s|patients\swith\s|those\swith\s)?(?P<one>[^,;()]{2,40}?)\sand\s(?:the\s|patients\swith\s|those\swith\s)?(?P<other>[^,;()]{2,40}?)
        (?:\s(?:patients|groups|tumou?rs))?\s[(\[]$""",
    re.VERBOSE,
)


def _between_two(statement: Statement, before: str, offset: int) -> tuple[str, str] | None:
    """The factor and the contrast of "OS did not differ between men and women (HR", both parts of the patients, not arms."""
    match = _BETWEEN.search(before) if "between " in before else None
    if match is None or any(offset + match.start() <= g.start < offset + match.end() for g in statement.groups):
        return None
    spans = [(offset + match.start(name), offset + match.end(name)) for name in ("one", "other")]
    traits = [m for m in statement.mentions if m.of(*FACTORS)]
    named = all(any(start <= m.start < end for m in traits) for start, end in spans)
    return (match["one"], f"{match['one']} vs {match['other']}") if named else None


_NO_LEAD = re.compile(
    r"^of\b|\b(?:in|on|at|with|without|for|by|to|from|as|after|before|during|when|if|(?<!more\s)(?<!less\s)(?<!fewer\s)than|using|regression|Cox|model|factors?|only|neither|nor)\b",
    re.IGNORECASE,
)


def _with_lead(before: str, mention: Mention, offset: int) -> str:
    """A factor with the words before its name, which say which level or kind of it: "more than two X", "female sex"."""
    phrase, start = _PHRASE.search(before), mention.start - offset
    begin = phrase.start("phrase") if phrase and phrase.end("phrase") > start else start
    lead = before[bound_before(before, begin) : start]
    return mention.text if _NO_LEAD.search(lead) or _NO_FACTOR.search(lead) else lead + mention.text


def _directly_before(statement: Statement, before: str, offset: int, opening: re.Match[str]) -> Mention | None:
    """The factor that the words just before the bracket name."""
    end = opening.start() + 1
    named = [m for m in statement.mentions if m.of(*FACTORS) and offset <= m.start and m.end < offset + end]
    if not named or _OF_VALUE.search(before, 0, named[-1].start - offset):
        return None
    return named[-1] if _CUTOFF.match(before[named[-1].end - offset : end]) else None


_OF_VALUE = re.compile(  # "8.2 months for X (HR": the last of those compared
    r"(?:%|\b(?:months?|years?))\s(?:\([^()]*\)\s)?(?:for|in|with|among)\s(?:the\s|those\s|patients\s|with\s)*$"
)


def _phrase(statement: Statement, before: str, offset: int) -> str | None:
    """The words right before the bracket, where the sentence tells of prognosis and they name no result and no treatment."""
    if not prognostic(statement.text) or _lists_endpoints(statement):
        return None
    match = _PHRASE.search(before)
    if match is None or _NO_FACTOR.search(match["phrase"]):
        return None
    start, end = offset + match.start("phrase"), offset + match.end("phrase")
    inside = [m for m in statement.mentions if start <= m.start < end]
    ahead = statement.text[:start]
    later = (prognostic(statement.text[end:]) and not prognostic(ahead)) or result_first(statement, ahead)
    inside = [m for m in inside if not statement.text.startswith("outcome of ", m.start)]  # of a test, it is a trait
    if any(m.of(*_NOT_FACTORS) and not (later and m.of(Category.TOXICITY)) for m in inside):
        return None
    traits = [m.start for m in inside if m.of(Category.CHARACTERISTIC)]
    given = [t for t in statement.treatments if start <= t.start < end and not any(t.end <= at for at in traits)]
    if given and not EARLIER.match(match["phrase"]):
        return None
    return before[bound_before(before, match.start("phrase")) : match.end("phrase")].strip()


_WORD_AT_MOST = re.compile(r"(?:\s\w+)?")


def _lists_endpoints(statement: Statement) -> bool:
    """Whether what stands before the ratios' brackets are endpoints: "associated with relapse (HR 2.7), OS (HR 1.9) and …"."""
    openings = [statement.text[: m.start()].rstrip(" ([") for m in RATIO.finditer(statement.text)]
    ends = [m.end for m in statement.mentions if m.of(Category.ENDPOINT)]
    return any(end <= len(o) and _WORD_AT_MOST.fullmatch(o, end) for o in openings for end in ends)


_NOT_FACTORS = (Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY, Category.DISEASE)


def compares_treatments(statement: Statement, before: str) -> bool:
    """Whether the sentence compares the study's arms: it names two, or gives two results of a study with two arms."""
    since = part[1] if (part := fronted(statement)) else part_before(statement)
    text, told = statement.text[since:], associated_with_one(statement, before)
    levels = _names_trait(statement, since) and _LEVELS.search(text)
    if levels or _OTHER_GROUPS.search(text) or (prognostic(before) and not told):
        return False
    named = {h.arm.name for h in holders(statement) if h.arm is not None and not h.arm.whole}
    arms, known = named or _regimens(statement, before), len(statement.paper.roster.arms)
    other = not named and any(statement.paper.roster.apart(frozenset(r), statement.paper.lexicon) for r in arms)
    two = known == 2 and (_TWO.search(text) or "respective" in before)
    beside = (
        known == 2 == len(arms) + 1
        and not other
        and (told or of_event(text, within=len(text)) or does_better(statement, before))
    )
    compared = len(arms) == 2 or bool(beside) or gains_one(statement) or (known == 2 and _gained(statement, before))
    return compared or (bool(two) and not _TRAITS.search(text))


_GAINED = re.compile(
    r"\b(?:improved|prolonged|longer|better)\s(?:(?!(?:in|among|for|of)\s)[\w-]+\s){1,3}with\s(?:the\s)?$",
    re.IGNORECASE,
)


def _gained(statement: Statement, before: str) -> bool:
    """Whether one arm of two is named, and before it what all had or some part had of it: "also had improved OS with A (HR"."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    (arm,) = arms.values() if len(arms) == 1 else (None,)
    return arm is not None and arm.start < len(before) and _GAINED.search(statement.text, 0, arm.start) is not None


def _names_trait(statement: Statement, since: int) -> bool:
    """Whether a sentence names a trait, but for that of the one part of the patients that it tells of."""
    parts = [(h.start, h.end) for h in holders(statement) if h.subgroup]
    one = parts[0] if len(parts) == 1 else (0, 0)
    named = (m for m in statement.mentions if m.start >= since and m.of(*FACTORS) and not _GRADE.match(m.text))
    return any(not one[0] <= m.start < one[1] for m in named)


_GRADE = re.compile(r"grades?\s\d", re.IGNORECASE)  # of an event
_TWO = re.compile(
    r"\bvs\.?\s|\bversus\b|\bcompared\b|\b[Tt]reatment\seffects?\b|\b(?:between|in)\s(?:the\s)?(?:two\s|both\s)?(?:treatment\s|study\s)?(?:groups|arms)\b"
)


_KIND = Expression(
    r"(?<!among\s)(?<!of\s)(?<!in\s)\b(?!(?:of|in|for|the|all|among|and|both|more|fewer)\s)[\w-]+\spatients\b",
    re.IGNORECASE,
)


def _regimens(statement: Statement, before: str) -> set[tuple[str, ...]]:
    """The treatments that a sentence sets against each other, where no trait that is not a subgroup's parts the patients."""
    named = holders(statement)
    parts = [(h.start, h.end) for h in named if h.subgroup]
    stop = statement.text.find(before) + len(before)
    traits = (m for m in statement.mentions if m.end <= stop and m.of(*FACTORS))
    kinds = [*(m.start for m in traits), *(m.start() for m in _KIND.finditer(statement.text))]
    if not all(any(start <= at < end for start, end in parts) for at in kinds):
        return set()
    return {h.regimen for h in named if h.regimen and h.known and not h.subgroup}


_TRAITS = re.compile(r"\b(?:patients|those|tumou?rs)\s(?:with|who\shad|having|whose)\b", re.IGNORECASE)


_OTHER_GROUPS = PartPhrase(
    r"\bfor\s[<>\u2264\u2265]|\bbetween\s(?:the\s)?(?:[\w/+-]+\s){1,4}?(?:expression|status|levels?|genotype|response|responder)\s?(?:groups|subgroups|tertiles|classes)?\b",
    "for <", "for >", "for \u2264", "for \u2265", "between",
)  # fmt: skip


_LEVELS = Expression(
    r"\b(?:high|low|higher|lower|positiv\w*|negativ\w*|elevated|mutant|mutated|wild[-\s]?type)\b", re.IGNORECASE
)
