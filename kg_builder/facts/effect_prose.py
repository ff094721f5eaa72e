"""Ratios that sentences report: "AFP > 400 (HR 2.04; 95% CI 1.10-3.79; p = 0.03)", "hazard ratio 0.74 for A versus B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.document import Section
from kg_builder.evidence import Effect
from kg_builder.expressions import Expression
from kg_builder.facts.arms_compared import (
    added,
    associated_with_one,
    benefiting,
    between_levels,
    compared_first,
    does_better,
    fared,
    gains_one,
    named_behind,
    of_one_arm,
    of_two_arms,
    part_before,
    parts_compared,
    population_of,
    set_against,
    treated_before,
    treatments_compared,
    two_of_several,
    whose_levels,
)
from kg_builder.facts.effect import contrast_of
from kg_builder.facts.factors import factor_before
from kg_builder.facts.fronted import fronted
from kg_builder.facts.had import had, part_behind
from kg_builder.facts.hazards import NO_HAZARD, dealt, of_event, of_named_event, of_sentence_before, told_on
from kg_builder.facts.holders import holders
from kg_builder.facts.listed_endpoints import endpoint_listed
from kg_builder.facts.note import Note
from kg_builder.facts.ratio_context import ANALYSIS, behind_all, model_at, prognostic, result_first
from kg_builder.facts.ratio_meant import endpoints_dealt, meant_by
from kg_builder.facts.ratio_of_claim import bound_before, factor_told
from kg_builder.facts.ratios import RATIO, chance_of, interval_of, measure_of, plausible, ratios
from kg_builder.facts.ratios_of_parts import part_and_factor
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["effects"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS, Section.DISCUSSION)
_SOON = 12  # as near as the ratio of "In patients with X, the HR was" stands


def effects(paper: Paper) -> Iterator[Effect | Note]:
    """The ratios of a trial's sentences about its own patients."""
    if paper.genre == "review":
        for statement in paper.statements:
            if statement.study != "this":
                yield from _of_cited(statement)
    if paper.genre != "trial" and not _pools(paper):
        return
    known: tuple[Statement, Effect] | None = None
    for statement in paper.statements:
        if statement.block.section in _SECTIONS and statement.own:
            for found in _of(statement, told_on(statement, known)):
                known = (statement, found) if isinstance(found, Effect) else known
                yield found


def _pools(paper: Paper) -> bool:
    """Whether a review is a meta-analysis, by its title, whose sentences without a citation tell its own results."""
    titled = paper.statements[0].mentions if paper.genre == "review" and paper.statements else ()
    return any((t := m.of(Category.DESIGN)) and t.key == "meta-analysis" for m in titled)


def _of(statement: Statement, same: Effect | None) -> Iterator[Effect | Note]:
    text, begun, last = statement.text, 0, None
    found = tuple(ratios(text))
    if not found:
        return
    in_order = dealt(statement, found)
    for match in found:
        before = _HELD.sub(" (", _ADJUSTED.sub("", text[begun : match.start()]))
        values = (match, *_further(text, match))
        shared = endpoints_dealt(statement, match, len(values))
        for nth, value in enumerate(values):
            chance = chance_of(text, value.end())
            end = chance[1] if chance else value.end()
            listed = endpoint_listed(statement, match)
            told = in_order.get(match.start("value")) or _endpoint(statement, match, end)
            endpoint = listed or told or of_sentence_before(statement) or _of_heading(statement)
            part = part_behind(text, end)
            pair = named_behind(statement, end)
            first = fronted(statement)
            gaining = benefiting(statement, match.start())
            some = bool(part or gaining) or (first is not None and match.start() - first[1] < _SOON)
            within = None if pair or part or gaining else part_and_factor(statement, match)
            factor, contrast = ("treatment", pair) if pair or gaining else _factor(statement, before, begun, part=some)
            factor, contrast = (within[1], None) if within else (factor, contrast)
            named = any(begun <= m.start < match.start() and m.of(Category.ENDPOINT) for m in statement.mentions)
            named = named or ANALYSIS.search(before) is not None
            also = _ALSO_OF.fullmatch(before) is not None
            if last and (listed or (factor is None and named and also)):
                factor, contrast = last, contrast if factor == last else None
            factor = "treatment" if factor is None and of_one_arm(statement, match) else factor
            if factor is None and same is not None:
                endpoint, factor, contrast = endpoint or same.endpoint, same.factor, same.contrast
            claimed = (
                None
                if pair or within or gaining or factor not in (None, "treatment")
                else factor_told(statement, match)
            )
            if claimed:
                (factor, endpoint), contrast = claimed, None
            levels = between_levels(text[: match.start()]) if factor is None else None
            last = factor or (last if also else None)
            place = statement.place(value.start(), end)
            begun = max(begun, end)
            interval = interval_of(value)
            meant = meant_by(statement, match) if endpoint is None or factor is None else None
            if meant and _compares_treatments(meant[0], meant[0].text):
                endpoint, factor, contrast = endpoint or meant[1], "treatment", two_of_several(meant[0])
            if shared:
                endpoint, factor = shared[nth], "treatment"
            factor = factor or levels
            if endpoint is None or factor is None or not plausible(interval):
                yield Note(doc=statement.paper.document.id, place=place, reason="ratio not understood", text=text)
                continue
            whom = whose_levels(statement, before) if levels else gaining or population_of(statement, factor, contrast)
            population = part or (within[0] if within else whom)
            model = model_at(text, match.start())
            modelled = model == "multivariate" or factor.split(" (")[0] != "treatment"
            yield Effect(
                doc=statement.paper.document.id, span=place, rule="sentence-effect",
                population=population if population != factor else statement.paper.roster.whole.title(),
                endpoint=endpoint, measure=measure_of(match["measure"]),
                model=model if modelled else None, factor=factor, contrast=contrast,
                value=number(value["value"]), ci=interval, p=chance[0] if chance else None,
            )  # fmt: skip


def _of_cited(statement: Statement) -> Iterator[Effect]:
    """The ratios of a cited study that a review's sentence gives for one treatment against another."""
    matches = list(ratios(statement.text))
    pair = treatments_compared(statement, matches[0].start()) if matches else None
    if pair is None or prognostic(statement.text):
        yield from _of_factors(statement, matches)
        return
    for match in matches:
        chance = chance_of(statement.text, match.end())
        end = chance[1] if chance else match.end()
        endpoint, interval = _endpoint(statement, match, end), interval_of(match)
        if endpoint is not None and plausible(interval):
            yield Effect(
                doc=statement.paper.document.id, span=statement.place(match.start(), end), rule="sentence-effect-cited",
                study=statement.study, endpoint=endpoint, measure=measure_of(match["measure"]), factor=pair[0].name,
                contrast=f"{pair[0].name} vs {pair[1].name}", value=number(match["value"]), ci=interval,
                p=chance[0] if chance else None,
            )  # fmt: skip


def _of_factors(statement: Statement, matches: Sequence[re.Match[str]]) -> Iterator[Effect]:
    """The ratios of a cited study that a review's sentence gives for what its patients had."""
    begun = 0
    for match in matches:
        factor, contrast = _factor(statement, statement.text[begun : match.start()], begun, part=False)
        chance = chance_of(statement.text, match.end())
        begun = chance[1] if chance else match.end()
        endpoint, interval = _endpoint(statement, match, begun), interval_of(match)
        if factor not in (None, "treatment") and endpoint is not None and plausible(interval):
            yield Effect(
                doc=statement.paper.document.id, span=statement.place(match.start(), begun), rule="sentence-effect-cited",
                study=statement.study, endpoint=endpoint, measure=measure_of(match["measure"]), model=model_at(statement.text),
                factor=factor, contrast=contrast, value=number(match["value"]), ci=interval, p=chance[0] if chance else None,
            )  # fmt: skip


_ADJUSTED = re.compile(r"\b(?:un|multivaria(?:te|ble)[-\s])?adjusted\s$", re.IGNORECASE)
_HELD = re.compile(  # "… after adjustment for A and B (": no factor of the ratio
    r",?\s(?:(?:after|when|and)\s)?(?:adjust\w*|controll?ing|accounting)\sfor\s[^.;()]*[(\[]\s?$", re.IGNORECASE
)
_ALSO_OF = re.compile(
    r"[)\]]?(?:,\s(?:and\s|or\s|but\s)?|\s(?:and|or|but)\s)(?:not\s(?:\w+\s)?)?(?:(?:with|on|for)\s)?(?:an?\s)?(?:[\w-]+\s){1,4}[(\[]\s?"
)  # "…), and a higher TRM (", "…), but not clearly on OS ("
_FURTHER = re.compile(
    r"""(?:[)\]]?\s(?:for|in|among)\s(?:the\s)?[A-Za-z][\w\s/+<>\u2264\u2265\u2013-]{1,60}?)?(?:,?\s(?:and|vs\.?|versus)|,)\s
        (?P<value>\d{1,3}\.\d+)(?![\d%])\s?[\s(\[]*(?:95\s?%\s?,?\s?CI\s?[,:=\s]*)?(?P<low>\d+\.\d+)\s?(?:-|to|,|;)\s?(?P<high>\d+\.\d+)[)\]]?""",
    re.VERBOSE,
)


def _further(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """The further values of "the HRs were 0.6 (0.4-0.9) for X and 0.7 (0.5-1.1) for Y"."""
    following = _FURTHER.match(text, match.end())
    while following is not None:
        yield following
        following = _FURTHER.match(text, following.end())


def _of_heading(statement: Statement) -> str | None:
    """The endpoint that the section's heading names, where the sentence names none."""
    if any((t := m.of(Category.ENDPOINT)) and t.features.get("measuredAs") == "time" for m in statement.mentions):
        return None
    found = [t for m in statement.paper.finder.find(statement.block.heading) if (t := m.of(Category.ENDPOINT))]
    return found[0].key if len(found) == 1 and found[0].features.get("measuredAs") == "time" else None


def _endpoint(statement: Statement, match: re.Match[str], end: int) -> str | None:
    """The endpoint of a ratio: the event whose hazard it is, or the one that is named."""
    before = statement.text[: match.start("value")]
    if told := of_event(before):
        return (_free_of_event(statement, match.start()) if told in _FREE else None) or told
    return _named_endpoint(statement, match, end)


_FREE = ("PFS", "DFS", "RFS", "EFS", "iDFS")


def _free_of_event(statement: Statement, end: int) -> str | None:
    """The one endpoint named before that "relapse or death" ends, as PFS or DFS."""
    named = {t.key for m in statement.mentions if m.end <= end and (t := m.of(Category.ENDPOINT)) and t.key in _FREE}
    return named.pop() if len(named) == 1 else None


def _named_endpoint(statement: Statement, match: re.Match[str], end: int) -> str | None:
    """The endpoint between "HR" and its value, else right behind ("for OS"), else the nearest before, else the only one."""
    every = [(m, t) for m in statement.mentions if (t := m.of(Category.ENDPOINT)) and t.key not in NO_HAZARD]
    times = [(m, t.key) for m, t in every if t.features.get("measuredAs", "time") == "time"]
    shares = [(m, t.key) for m, t in every if t.features.get("measuredAs") == "fraction"]
    hazard, argued = measure_of(match["measure"]) == "HR", statement.block.section is Section.DISCUSSION
    events = [(m, key) for m, t in every if (key := of_named_event(t.key, hazard=hazard))]
    named = times or shares or [(m, key) for m, key in events if not (argued and key == "recurrence")]
    named = named or [(m, m.text) for m in statement.mentions if not every and m.of(Category.TOXICITY)]
    beside = [(t, t.key) for m, t in every if _OPENED.fullmatch(statement.text, m.end, match.start())]
    direct = [
        of_named_event(k, hazard=hazard) or k if t.features.get("measuredAs") == "event" else k for t, k in beside
    ]
    within = [k for m, k in named if match.start() <= m.start < match.end()]
    behind = [
        k
        for m, k in named
        if 0 <= m.start - end <= 40
        and re.match(r"^[\s,;)\]]*(?:[\w\s-]{0,28}\s)?(?:for|of|in)\s(?:the\s)?$", statement.text[end : m.start])
    ]
    before = [k for m, k in named if m.end <= match.start()]
    following = RATIO.search(statement.text, end)
    reach = min(following.start() if following else len(statement.text), end + 90)
    if other := _OTHER_CLAUSE.search(statement.text, end, reach):
        reach = other.start()
    said = [k for m, k in named if end <= m.start < reach] if _OPENS.search(statement.text[: match.start()]) else []
    chosen = (
        within[:1]
        or direct[:1]
        or behind[:1]
        or (said[:1] if prognostic(statement.text[end:reach]) else [])
        or before[-1:]
        or ([named[0][1]] if len({k for _, k in named}) == 1 else [])
        or behind_all(statement, named)
    )
    key = chosen[0] if chosen else None
    return "OS" if key == "survival" or (hazard and key == "death") else key


_OTHER_CLAUSE = re.compile(r"[,;]\s(?:while|whereas|but)\s")
_OPENED = re.compile(r"s?(?:\s(?:rate|event)s?)?\s[(\[]")
_FACTORS = (
    Category.BIOMARKER,
    Category.CHARACTERISTIC,
    Category.STAGING_SYSTEM,
    Category.STAGING_LEVEL,
    Category.MODEL,
)
_CUTOFF = re.compile(
    r"^\s?(?:(?:levels?|status|score|grade|class|disease|"
    r"stage)\s?)?(?P<cut>(?:[<>\u2264\u2265]=?\s?[\d.,]+(?:\s?[\w/%]+)?))?\s?[(\[,]?\s?$"
)
_ASIDE = r"(?:[A-Za-z][\w-]*(?:\s[\w.-]+){0,3}[;,:]\s?)?"  # "ln scale;", "per 10-year increase;", "univariable:"
_OPENS = re.compile(rf"[(\[]\s?{_ASIDE}$")
_PHRASE = re.compile(
    rf"""(?:^|[,;:]\s|[)\]]\s|\b(?:and|or|were|was|are|is|that|by|than|including|included|while|whereas|only|both|also)\s)
        (?:(?:the|an?|in|both|and|while|that)\s)*(?P<phrase>(?:(?!\b(?:and|or|were|was|are|is|that|by|than|while|whereas|analysis|predictors?|factors?)\b)
        [\w<>\u2264\u2265=+/.%\u2013-]++\s?){{1,7}}?)\s?[(\[]\s?{_ASIDE}$""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_FACTOR = re.compile(
    r"""\b(?:risks?|hazards?|odds|rates?|survival|deaths?|differences?|improvements?|benefits?|reductions?|patients|those|groups?|arms?|cohorts?|subgroups?|women|men
          |associat\w+|predict\w+|prognos\w+|protective|significant|progression|recurrence|relapse|events?|failures?|outcomes?|treat\w+|therap\w+|analys[ie]s|(?:uni|multi)-?varia\w+|respectively|not|had|have|has|showed|it|this|which)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def _factor(statement: Statement, before: str, offset: int, *, part: bool) -> tuple[str | None, str | None]:
    """What the ratio compares: the factor right before its bracket, or two treatments.

    Args:
        statement: the sentence.
        before: what stands before the ratio.
        offset: where that begins.
        part: the ratio is that of a part of the patients: in a study of two arms it compares them.
    """
    if parts := parts_compared(statement, offset, offset + len(before)):
        return parts
    if not prognostic(before) and (arms := set_against(statement, offset, offset + len(before))):
        return arms
    mention = compared_first(statement, _directly_before(statement, before, offset), offset)
    if mention is not None:
        end = mention.end - offset
        cut = _CUTOFF.match(before[end:])
        high = re.search(
            r"(?<![\w/-])(?P<level>high|elevated|low|increased|decreased)(?:er)?\s$",
            before[: mention.start - offset],
            re.IGNORECASE,
        )
        level = f"{high['level'].lower()} {mention.text}" if high else _with_lead(before, mention, offset)
        return (f"{level} {cut['cut']}" if cut and cut["cut"] else level), None
    phrase = _phrase(statement, before, offset) or _associated(statement, before, offset)
    phrase = phrase or fared(statement, before, offset) or had(statement, before, offset)
    if phrase is not None:
        return phrase, None
    if gain := added(statement):
        return gain
    if (
        _compares_treatments(statement, before)
        or of_two_arms(statement, _FACTORS)
        or (part and len(statement.paper.roster.arms) == 2 and not prognostic(statement.text))
    ):
        said = len(before) < 60 and not _CLAUSE.search(before)
        return "treatment", contrast_of(before)[1] if said else two_of_several(statement)
    return (treated_before(statement, before, offset) if prognostic(statement.text) else None), None


_NO_LEAD = re.compile(
    r"^of\b|\b(?:in|on|at|with|without|for|by|to|from|as|after|before|during|when|if|(?<!more\s)(?<!less\s)(?<!fewer\s)than|using|regression|Cox|model|factors?)\b",
    re.IGNORECASE,
)


def _with_lead(before: str, mention: Mention, offset: int) -> str:
    """A factor with the words before its name, which say which level or kind of it: "more than two X", "female sex"."""
    phrase, start = _PHRASE.search(before), mention.start - offset
    begin = phrase.start("phrase") if phrase and phrase.end("phrase") > start else start
    lead = before[bound_before(before, begin) : start]
    return mention.text if _NO_LEAD.search(lead) or _NO_FACTOR.search(lead) else lead + mention.text


_CLAUSE = re.compile(
    r"\b(?:was|were|is|are|had|has|did|improve[sd]?|prolong(?:s|ed)|reduce[sd]?|(?:in|de)crease[sd]?|extend(?:s|ed)|favou?r(?:s|ed)|resulted|led)\b|\d\s?%|\d\s(?:months?|mo|days?|weeks?|years?)\b",
    re.IGNORECASE,
)


def _directly_before(statement: Statement, before: str, offset: int) -> Mention | None:
    """The factor that the words just before the bracket name."""
    if not _OPENS.search(before):
        return None
    named = [m for m in statement.mentions if m.of(*_FACTORS) and offset <= m.start and m.end <= offset + len(before)]
    if not named or _OF_VALUE.search(before, 0, named[-1].start - offset):
        return None
    return named[-1] if _CUTOFF.match(before[named[-1].end - offset :]) else None


_OF_VALUE = re.compile(  # "8.2 months for X (HR": the last of those compared
    r"(?:%|\b(?:months?|years?))\s(?:\([^()]*\)\s)?(?:for|in|with|among)\s(?:the\s|those\s|patients\s|with\s)*$"
)


def _phrase(statement: Statement, before: str, offset: int) -> str | None:
    """The words right before the bracket, where the sentence tells of prognosis and they name no result and no treatment."""
    if not _OPENS.search(before) or not prognostic(statement.text) or _lists_endpoints(statement):
        return None
    match = _PHRASE.search(before)
    if match is None or _NO_FACTOR.search(match["phrase"]):
        return None
    start, end = offset + match.start("phrase"), offset + match.end("phrase")
    inside = [m for m in statement.mentions if start <= m.start < end]
    ahead = statement.text[:start]
    later = (prognostic(statement.text[end:]) and not prognostic(ahead)) or result_first(statement, ahead)
    if any(m.of(*_NOT_FACTORS) and not (later and m.of(Category.TOXICITY)) for m in inside):
        return None
    traits = [m.start for m in inside if m.of(Category.CHARACTERISTIC)]
    if any(start <= t.start < end and not any(t.end <= at for at in traits) for t in statement.treatments):
        return None
    return before[bound_before(before, match.start("phrase")) : match.end("phrase")].strip()


_ASSOCIATED = re.compile(
    rf"""\s(?:was|were|is|are)\s(?:\w+\s)?(?:protective|prognostic|predictive)\s[(\[]\s?{_ASIDE}$|(?:\s(?:was|were|is|are|remained)\s(?:[\w-]+\s){{0,3}}?(?:(?:associated|correlated)\swith|(?:factor|predictor|marker)s?\s(?:for|of)|pr(?:ognostic|edictive)\s(?:for|of))
         |\s(?:independently\s|significantly\s)?(?:predicted(?!\sby\b)|correlated\swith)|\shad\s(?:\w+\s){{1,3}}(?:effect|impact|influence)\son
         |\sdid\snot\s(?:\w+ly\s)?(?:predict|influence|affect|impact)|\s(?:(?:more\sthan|nearly|almost)\s)?(?:doubled|tripled|halved|(?:in|de)creased|reduced|raised|lowered)(?=\sthe\s(?:\w+\s)?risk\s))\s(?:[\w/%-]+[,:]?\s){{1,8}}?(?:compared\s(?:with|to)\s(?:[\w/-]+,?\s){{1,8}}?)?(?:with\san?\s)?(?:[(\[]\s?{_ASIDE})?$""",
    re.IGNORECASE | re.VERBOSE,
)


_DATED = re.compile(r"\b(?:after|before|following|during|at|prior\sto)\s(?:\w+\s)?$", re.IGNORECASE)


_TWO_NAMED = re.compile(r"[A-Za-z)] and [A-Za-z(]")  # one ratio is not for both


def _associated(statement: Statement, before: str, offset: int) -> str | None:
    """The factor of "X was associated with shorter survival (HR 1.7)", where it is no treatment."""
    verb = _ASSOCIATED.search(before)
    if verb is None or RATIO.search(before):
        return None
    factor = factor_before(statement.text, offset, offset + verb.start(), statement.paper.units, named=False)
    if factor and _TWO_NAMED.search(factor.name) and verb.group().startswith((" were", " are")):
        return None
    inside = (t for t in statement.treatments if factor and factor.start <= t.start < factor.end)
    if (
        factor is None
        or "%" in factor.name
        or " having " in factor.name
        or not all(_DATED.search(statement.text, 0, t.start) for t in inside)
    ):
        return None
    name = _VERSUS_LEVEL.sub("", factor.name)  # "high versus low X"
    return f"{name} {factor.cutoff}" if factor.cutoff else name


_VERSUS_LEVEL = re.compile(r"^(?:versus|vs\.?|or)\s(?:low|high|normal|elevated)(?:er)?\s")


def _lists_endpoints(statement: Statement) -> bool:
    """Whether what stands before the ratios' brackets are endpoints: "associated with relapse (HR 2.7), OS (HR 1.9) and …"."""
    openings = [statement.text[: m.start()].rstrip(" ([") for m in RATIO.finditer(statement.text)]
    ends = [m.end for m in statement.mentions if m.of(Category.ENDPOINT)]
    return any(end <= len(o) and re.fullmatch(r"(?:\s\w+)?", o[end:]) for o in openings for end in ends)


_NOT_FACTORS = (Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY, Category.DISEASE)


def _compares_treatments(statement: Statement, before: str) -> bool:
    """Whether the sentence compares the study's arms: it names two, or gives two results of a study with two arms."""
    since = part[1] if (part := fronted(statement)) else part_before(statement)
    text = statement.text[since:]
    named = {h.arm.name for h in holders(statement) if h.arm is not None and not h.arm.whole}
    arms, known = named or _regimens(statement, before), len(statement.paper.roster.arms)
    two = known == 2 and (_TWO.search(text) or "respective" in before)
    levels = any(m.start >= since and m.of(*_FACTORS) for m in statement.mentions) and _LEVELS.search(text)
    foretold = prognostic(before) and not associated_with_one(statement, before)
    others = levels or _OTHER_GROUPS.search(text) or foretold
    beside = known == 2 == len(arms) + 1 and (of_event(text, within=len(text)) or does_better(statement, before))
    compared = len(arms) == 2 or bool(beside) or gains_one(statement)
    return (compared or (bool(two) and not _TRAITS.search(text))) and not others


_TWO = re.compile(
    r"\bvs\.?\s|\bversus\b|\bcompared\b|\b(?:between|in)\s(?:the\s)?(?:two\s|both\s)?(?:treatment\s|study\s)?(?:groups|arms)\b"
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
    traits = (m for m in statement.mentions if m.end <= stop and m.of(*_FACTORS))
    kinds = [*(m.start for m in traits), *(m.start() for m in _KIND.finditer(statement.text))]
    if not all(any(start <= at < end for start, end in parts) for at in kinds):
        return set()
    return {h.regimen for h in named if h.regimen and h.known and not h.subgroup}


_TRAITS = re.compile(r"\b(?:patients|those|tumou?rs)\s(?:with|who\shad|having|whose)\b", re.IGNORECASE)
_OTHER_GROUPS = re.compile(
    r"\bfor\s[<>\u2264\u2265]|\bbetween\s(?:the\s)?(?:[\w/+-]+\s){1,4}?(?:expression|status|levels?|genotype|response|responder)\s?(?:groups|subgroups|tertiles|classes)?\b",
    re.IGNORECASE,
)


_LEVELS = Expression(
    r"\b(?:high|low|higher|lower|positiv\w*|negativ\w*|elevated|mutant|mutated|wild[-\s]?type)\b", re.IGNORECASE
)
