"""Claims that compare groups of patients by an endpoint.

"shorter OS in patients with X", "the OS of the high-X group was superior to that of the low-X group",
"the benefit was most evident in patients with X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.facts.claim import KNOWN, Claim, Run, is_setting, is_treatment
from kg_builder.facts.clauses import Endpoint
from kg_builder.facts.factors import Factor, factor_after, listed_after
from kg_builder.facts.predicates import direction
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase, bits
from kg_builder.study import Statement

__all__ = [
    "IN_PATIENTS",
    "NEITHER",
    "OF_GROUPS",
    "WITHOUT_DIFFERENCE",
    "in_patients",
    "of_groups",
    "without_difference",
]

_COMPARED = Phrase(
    r"\b(?P<way>(?:poor|short|long|low|high|great|inferior|superior|reduced|prolonged|improved|decreased|increased|elevated|worse|worst|better|best)(?:er|est)?)\s(?:median\s|(?:risk|hazard|rate|incidence)s?\s(?:of|for)\s)?(?:(?:[A-Z]{2,5}|tumou?r|cancer|disease)\s)?$",
    "poor", "short", "long", "low", "high", "great", "inferior", "superior", "reduced", "prolonged",
    "improved", "decreased", "increased", "elevated", "worse", "better", "worst", "best",
)  # fmt: skip
_REACH = 40  # as far as _COMPARED looks back
_MOST = Phrase(
    r"""s?(?:\sof\s[\w+-]+)?\s(?:is|are|was|were|being)\s(?:most|more|particularly|especially|mainly)\s
        (?:evident|pronounced|significant|prominent|marked|notable|apparent|obvious)(?=\s(?:in|among|for)\s)""",
    "most ", "more ", "particularly ", "especially ", "mainly ",
    flags=re.VERBOSE,
)  # fmt: skip
_WAS = Phrase(
    r"""(?:\srates?|\stimes?)?\s(?:was|were|is|are)\s(?P<denied>not?\s)?(?:\w+ly\s|also\s)*
        (?P<way>superior|inferior|better|worse|poorer|longer|shorter|higher|lower|greater|(?:the\s)?(?:best|worst|(?:poor|long|short|high|low|great)est)|increased|improved|prolonged|reduced|(?:(?<=no\s)|(?<=not\s)|(?<=ly\s))different
            |more\s(?:frequent|common)|less\s(?:frequent|common))(?=\s(?:in|among|for|with)\s)""",
    "superior", "inferior", "better", "worse", "poorer", "longer", "shorter", "higher", "lower", "greater", "best", "worst",
    "poorest", "longest", "shortest", "highest", "lowest", "greatest",
    "increased", "improved", "prolonged", "reduced", "different", "frequent", "common",
    flags=re.VERBOSE,
)  # fmt: skip
IN_PATIENTS = bits(_COMPARED, _MOST, _WAS)
_SEEN = re.compile(
    r"\s(?:was|were|has\sbeen|is)\s(?:\w+ly\s)?(?:observed|seen|noted|found|reported|achieved|recorded)(?=\s)"
)
_PEOPLE = r"(?:patients?|those|individuals|cases|women|men|subjects|participants|children|tumou?rs|carriers)"
_WITH = re.compile(
    rf"\s(?:in|among|for|of)\s(?:the\s)?(?:\w+\s){{0,2}}?{_PEOPLE}\s(?:with(?P<out>out)?|who\s(?:had|were|developed|presented\swith)|presenting\swith|diagnosed\swith|(?:treated|transplanted|operated(?:\son)?)\sfor|having|harbou?ring|carrying|expressing|aged|(?=older|younger))\s?",
    re.IGNORECASE,
)
_NAMED_PATIENTS = re.compile(
    rf"\s(?:in|among|for)\s(?:the\s)?(?=(?:[\w-]+\s){{1,4}}?(?:{_PEOPLE}|group|subgroup|cohort)\b)", re.IGNORECASE
)
_GOES_ON = re.compile(  # from an endpoint to the patients, as each of these begins
    r"s?(?:\srates?|\stimes?|\srisks?|\sof\s[\w+-]+)?(?:\s(?:after|following|post)[\s-][\w-]+(?:\s[\w-]+){0,2}?)?\s(?:is|are|was|were|being|has|in|among|for|of|with)\s",
    re.IGNORECASE,
)
_OF_IT = re.compile(  # what of an endpoint, and after what
    r"s?(?P<of>\srates?|\stimes?|(?P<risk>\srisks?))?(?:\s(?:after|following|post)[\s-][\w-]+(?:\s[\w-]+){0,2}?)?(?=\s(?:is|are|was|were|has|in|among|for)\s)"
)
_END_OF_NAME = re.compile(rf"\s(?:{_PEOPLE}|group|subgroup|cohort)\b")


def in_patients(statement: Statement, runs: Sequence[Run]) -> Iterator[Claim]:
    """ "significantly shorter OS and PFS in patients with X", "the survival benefit was most evident in patients with X"."""
    text = statement.text
    at = 0
    for run in runs:
        if run[0].start < at or not _GOES_ON.match(text, run[-1].end):
            continue
        start, way, after = _way(text, run[0], run[-1].end)
        factor = _patients_with(statement, after) if way else None
        if factor and way and not _is_effect(statement, start):
            at = factor.end
            if (within := _WITH.match(text, after)) and within["out"]:
                way = {"worse": "better", "better": "worse"}.get(way, way)
            yield Claim(factor, tuple((e, way) for e in run), start, factor.end, "in-patients")


_NOT_SO = re.compile(r"\b(?:no|not)\s(?:an?\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_BROUGHT = re.compile(r"\b(?:associated\swith|resulted\sin|led\sto)\s(?:an?\s|\w+ly\s)*$")
_DONE = re.compile(r"(?:improved|prolonged|reduced|decreased)\b", re.IGNORECASE)


def _is_effect(statement: Statement, start: int) -> bool:
    """Whether a comparison is what a treatment named before did to those patients: "A prolonged OS in patients with X"."""
    ends = [t.end for t in statement.treatments] + [g.end for g in statement.groups]
    done = _DONE.match(statement.text, start) or _BROUGHT.search(statement.text[:start])
    return bool(done) and any(end <= start for end in ends)


def _way(text: str, endpoint: Endpoint, end: int) -> tuple[int, str | None, int]:
    """Where a comparison of an endpoint begins, which way it points, and where it names the patients."""
    if most := _MOST.match(text, end):
        return endpoint.start, "better", most.end()
    if was := _WAS.match(text, end) or _WAS.match(text, _behind(text, endpoint, end)):
        way = "none" if was["denied"] else direction(was["way"], adverse=endpoint.adverse)
        return endpoint.start, way, was.end()
    compared = _COMPARED.search(text, max(0, endpoint.start - _REACH), endpoint.start)
    if compared is None:
        return endpoint.start, None, end
    end = _behind(text, endpoint, end)
    seen = _SEEN.match(text, end)
    way = "none" if _NOT_SO.search(text, 0, compared.start()) else direction(compared.group(), adverse=endpoint.adverse)
    return compared.start(), way, seen.end() if seen else end


def _behind(text: str, endpoint: Endpoint, end: int) -> int:
    """Where the words end that belong to an endpoint: "recurrence risk after surgery"; a risk is one of ill."""
    of_it = _OF_IT.match(text, end)
    return of_it.end() if of_it and (endpoint.adverse or not of_it["risk"]) else end


_NO_DIFFERENCE = PartPhrase(r"\bno\s(?:\w+\s){0,3}differences?\s(?:\w+\s){0,2}in\s(?:the\s|median\s)*$", "difference")
_WAS_SEEN = r"(?:\srates?)?(?:\s(?:was|were)\s(?:seen|found|observed|noted|detected))?"
_ACCORDING = re.compile(rf"{_WAS_SEEN}\s(?:by|according\sto|depending\son|on\sthe\sbasis\sof)\s(?:the\s)?")
_AND_WITHOUT = re.compile(rf"{_WAS_SEEN}\sbetween\s(?:the\s)?{_PEOPLE}\swith\s(?:and|or)\swithout\s")
_SAME_IN = re.compile(
    rf"(?:\srates?)?\s(?:(?:did|does)\snot\s(?:\w+ly\s)?differ\s(?:\w+ly\s)?|(?:was|were)\s(?:similar|comparable|not\s(?:\w+ly\s)?different)\s)between\s(?:the\s)?{_PEOPLE}\swith\s(?:and|or)\swithout\s"
)
_BETWEEN = re.compile(
    rf"{_WAS_SEEN}(?:\s\([^()]*\))?\sbetween\s(?:the\s)?{_PEOPLE}\swith\s(?=[^.;]*\b(?:and|compared|versus|vs)\b)"
)
_IN_ALL = r"(?:\sin\sall\s(?:the\s)?patients(?:\s(?:of|in)\sthe\s[^.;,()]{3,30}?)?)?"
_BETWEEN_GROUPS = re.compile(
    rf"(?:\srates?)?{_IN_ALL}\s(?:was|were)\s(?:not\s(?:\w+ly\s)?different|similar|comparable)\s(?:between|among|across|in)\s(?:the\s)?(?:two\s|three\s|four\s)?(?=[^.;,()]{{3,50}}?\s(?:sub)?groups\b)"
)
_GROUPS = re.compile(r"\s(?:sub)?groups?\b")
_ADJECTIVE = re.compile(r"\s(?:genetic|mutational|molecular|genomic|histologic(?:al)?|prognostic|cytogenetic)$")
NEITHER = Phrase(r"\b[Nn]either\s(?:(?:the|median|overall)\s)*$", "neither", flags=re.VERBOSE)
_NOR = r"(?:\srates?)?\s(?:differed|varied|(?:was|were)\s(?:\w+ly\s)?different)\s(?:\w+ly\s)?"
_NOR_IN = re.compile(rf"{_NOR}(?:between|in)\s(?:the\s)?{_PEOPLE}\swith\s(?:and|or)\swithout\s")
_NOR_IN_GROUP = re.compile(rf"{_NOR}(?:between|among|in)\s(?:the\s)?(?=[^.;,()]{{3,50}}?\s(?:sub)?groups?\b)")
_OF_STATUS = re.compile(
    r"(?:\srates?)?(?:\s(?:was|were)\s(?:seen|found|observed|noted|detected))?\sbetween\s(?:the\s)?"
    r"(?=[\w/+-]+-(?:mutant|mutated|positive|negative|high|low|amplified|methylated|deficient)\s(?:and|versus|vs)\b)"
)
_NO = re.compile(r"\bno\s(?:\w+\s){0,2}?(?:median\s)?$")
_DIFFERENCE_BETWEEN = re.compile(r"(?:\srates?)?\sdifferences?\sbetween\s(?:the\s)?(?=[^.;]*\b(?:and|versus|vs)\b)")
_LEVELS = re.compile(
    r"(?:(?:those|patients)\s(?:with|without)\s)?(?:low|lower|high|higher|normal|elevated|positive|negative)\s(?:and|or|versus|vs\.?)\s(?:low|lower|high|higher|normal|elevated|positive|negative)\s"
)
_SAME_BY = re.compile(
    rf"(?:\srates?)?(?:\sto\s[\w/-]+)?{_IN_ALL}\s(?:(?:did|does)\snot\s(?:\w+ly\s)?(?:differ|vary)|(?:was|were)\snot\s(?:\w+ly\s)?different)\s(?:\w+ly\s)?"
    r"(?:with\s(?:respect|regard)\sto|in\srelation\sto|by|with|according\sto|depending\son|on\sthe\sbasis\sof)\s(?:the\s)?"
)


_AMONG = re.compile(
    r"(?:\srates?)?(?:\sdifferences?)?(?:\s(?:was|were)\s(?:found|observed|seen|noted|detected))?\s(?:between|among)\s(?:the\s)?(?=[^.;]*?\s(?:sub)?groups\b)"
)
_FORMS: tuple[re.Pattern[str], ...] = (_SAME_BY, _SAME_IN, _BETWEEN_GROUPS)
_NO_FORMS: tuple[re.Pattern[str], ...] = (_AND_WITHOUT, _ACCORDING, _BETWEEN, _OF_STATUS)
_NOR_FORMS: tuple[re.Pattern[str], ...] = (_NOR_IN, _NOR_IN_GROUP)
_CHANCES = re.compile(r"\([^()]*\b[Pp]\s?[=<>\u2264][^()]*\)")


def _listed(statement: Statement, groups: re.Match[str] | None, at: int, *, denied: bool) -> tuple[Factor, ...]:
    """The factors of "no difference in OS by age (P = 0.4), sex (P = 0.6) or stage (P = 0.2)", each with its p value."""
    text = statement.text
    by = groups if groups and groups.re in (_ACCORDING, _SAME_BY) else None
    if by is None and (among := _AMONG.match(text, at)):
        by = among if denied or _NO.search(text[:at].lower().rpartition(" ")[0] + " ") else None
    brackets = list(_CHANCES.finditer(text, by.end())) if by else []
    if by is None or len(brackets) < 2:
        return ()
    plain: str = text
    for told in (_CHANCES, _GROUPS):
        plain = told.sub(lambda m: " " * len(m.group()), plain)
    known = [(m.start, m.start + len(_GROUPS.sub("", m.text))) for m in statement.mentions if m.of(*KNOWN)]
    factors = listed_after(plain, by.end(), statement.paper.units, known)
    return factors if len(factors) == len(brackets) and not any(is_treatment(statement, f) for f in factors) else ()


_ALIKE = Phrase(r"differ|similar|comparable|vary", "differ", "similar", "comparable", "vary")  # stands in all of these
WITHOUT_DIFFERENCE = bits(_ALIKE)


def without_difference(statement: Statement, runs: Sequence[Run]) -> Iterator[Claim]:
    """ "no difference in OS between patients with and without X", "OS did not differ by X"."""
    text = statement.text
    for run in runs:
        endpoint = run[0]
        denied = _NO_DIFFERENCE.search(text[: endpoint.start])
        forms = _NO_FORMS if denied else _NOR_FORMS if NEITHER.search(text, 0, endpoint.start) else _FORMS
        groups = next((m for form in forms if (m := form.match(text, run[-1].end))), None)
        if groups is None and (between := _DIFFERENCE_BETWEEN.match(text, run[-1].end)):
            groups = _LEVELS.match(text, between.end()) if _NO.search(text[: endpoint.start]) else None
        grouped = groups is not None and groups.re in (_BETWEEN_GROUPS, _NOR_IN_GROUP)
        end = _GROUPS.search(text, groups.end()) if groups and grouped else None
        stop = end.start() if end else len(text)
        if factors := _listed(statement, groups, run[-1].end, denied=bool(denied)):
            place = (factors[0].start, factors[-1].end)
            ends = tuple((e, "none") for e in run)
            for number, each in enumerate(factors):
                rank = (number, len(factors))
                yield Claim(each, ends, endpoint.start, place[1], "without-difference", rank, place)
            continue
        factor = factor_after(text, groups.end(), stop, statement.paper.units) if groups else None
        if factor and not is_treatment(statement, factor) and (end is None or _is_trait(statement, factor)):
            if end and _ADJECTIVE.search(factor.name):
                factor = factor._replace(name=f"{factor.name} group")
            yield Claim(factor, tuple((e, "none") for e in run), endpoint.start, factor.end, "without-difference")


_A_LEVEL = r"(?:low|high|lower|higher|positive|negative|normal|elevated|intermediate|mutant|mutated|wild-type)"
_AGAINST_LEVEL = re.compile(  # "with high than with low X"
    rf"(?P<level>{_A_LEVEL})\s(?:than|versus|vs\.?|(?:as\s)?compared\s(?:with|to))\s(?:(?:in|with|those|patients)\s)*(?:\w+\sor\s)?{_A_LEVEL}\s"
)
_BARE = frozenset({"positive", "negative", "high", "low", "normal", "abnormal"})  # of what, is not said


_WITH_LEVEL = re.compile(
    r"\swith\s(?=(?:an?\s)?(?:high|low|increas|decreas|elevat|reduc|rais|old|young|great|large|small|advanced|positive|negative|abnormal|poor|wors)\w*\s)",
    re.IGNORECASE,
)


_DOSED = re.compile(
    rf"\s(?:in|among|for)\s(?:the\s)?(?:\w+\s){{0,2}}?{_PEOPLE}\s(?:receiving|given|on|who\sreceived|treated\swith|undergoing)\s(?=(?:high|higher|low|lower|full|reduced|standard|escalated)[\s-]doses?\s(?:of\s)?)",
    re.IGNORECASE,
)


def _dosed(statement: Statement, at: int) -> Factor | None:
    """The dose of a treatment, where that parts patients of no arms: "… in patients receiving high-dose A"."""
    dosed = _DOSED.match(statement.text, at)
    factor = factor_after(statement.text, dosed.end(), len(statement.text), statement.paper.units) if dosed else None
    inside = [t for t in statement.treatments if factor and factor.start < t.end <= factor.end]
    return factor if len(inside) == 1 and not statement.paper.roster.arms else None


def _patients_with(statement: Statement, at: int) -> Factor | None:
    """The factor in "… in patients with X" and "… in X patients"; the disease that the paper is about is none."""
    text = statement.text
    if dosed := _dosed(statement, at):
        return dosed
    factor = None
    if within := _WITH.match(text, at):
        against = _AGAINST_LEVEL.match(text, within.end())
        factor = factor_after(text, against.end() if against else within.end(), len(text), statement.paper.units)
        factor = factor._replace(cutoff=against["level"]) if factor and against else factor
    elif within := _WITH_LEVEL.match(text, at):
        factor = factor_after(text, within.end(), len(text), statement.paper.units)
    elif (within := _NAMED_PATIENTS.match(text, at)) and (stop := _END_OF_NAME.search(text, within.end())):
        factor = factor_after(text, within.end(), stop.start(), statement.paper.units)
        factor = factor if factor and _is_trait(statement, factor) else None
    if factor is None or is_treatment(statement, factor) or factor.name in _BARE:
        return None
    return None if is_setting(statement, factor) or _is_own_disease(statement, factor) else factor


_TRAIT = re.compile(
    r"[A-Z]{2}|\b[A-Z][a-z]+-[A-Z]|\b(?:codon|exon)\s\d|^(?:low|high|intermediate|moderate|medium)(?:er|est)?-risk$"
)


def _is_trait(statement: Statement, factor: Factor) -> bool:
    """Whether the words before "patients" are a trait's: capitals, or a name of the vocabulary."""
    known = [m for m in statement.mentions if m.of(*KNOWN) and factor.start <= m.start and m.end <= factor.end]
    return bool(known) or _TRAIT.search(factor.name) is not None


def _is_own_disease(statement: Statement, factor: Factor) -> bool:
    own = {t.key for s in statement.paper.statements[:1] for m in s.mentions if (t := m.of(Category.DISEASE))}
    named = [m for m in statement.mentions if (t := m.of(Category.DISEASE)) and (t.key in own or m.text.isupper())]
    return any(m.start < factor.end and factor.end <= m.end for m in named)


_IN_GROUP = re.compile(r"s?(?:\srates?|\stimes?)?\s(?:of|in|for|among)\s", re.IGNORECASE)  # begins each of these two
_OF_GROUP = re.compile(
    rf"""{_IN_GROUP.pattern}(?:the\s)?(?:patients\s(?:with|who\shad|in\sthe)\s)?
        (?P<group>[^,;:()]{{2,60}}?)\s
        (?P<verb>(?:was|were|is|are)\s(?:not\s)?(?:\w+ly\s)*
            (?:superior|inferior|better|worse|poorer|longer|shorter|higher|lower|greater|improved|prolonged|(?P<alike>equivalent|similar|comparable|equal)))
        \s(?:to|than|compared\s(?:with|to))\s""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_ONE = re.compile(  # nobody, or somebody just named, is what the group is set against
    rf"""{_IN_GROUP.pattern}(?:the\s)?(?P<group>[^,;:()]{{2,40}}?\s(?:patients|tumou?rs|cases|(?:sub)?group))
        (?:\s(?:as\s)?(?:compared\s(?:to|with)|versus|vs\.?)\s[^,;:()]{{3,60}}?)?
        \s(?P<verb>(?:was|were)\s(?:not\s)?\w+ly\s(?:better|worse|poorer|longer|shorter|higher|lower)(?P<alike>))(?=[.,;]|\s\(|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_GROUP_WORD = re.compile(r"[\s-](?:tumou?rs|patients?|groups?|subgroups?|cohorts?|cases)$", re.IGNORECASE)
_NO_TRAIT = re.compile(
    r"^(?:\w+\s)?(?:treatment|control|experimental|study|test|training|validation|combination|observation|intervention|first|second|other|latter|former|monotherapy)$",
    re.IGNORECASE,
)


_SET_OVER = Phrase(  # one of these words stands in `_OF_GROUP`
    r"(?:superi|inferi|bett|worse|poor|long|short|high|low|great|equ|similar|compar)\w*|improved|prolonged",
    "superi", "inferi", "bett", "worse", "poor", "long", "short", "high", "low", "great", "equ", "similar", "compar",
    "improved", "prolonged",
)  # fmt: skip
OF_GROUPS = bits(_SET_OVER)


def of_groups(statement: Statement, runs: Sequence[Run]) -> Iterator[Claim]:
    """ "the OS of the high-X group was superior to that of the low-X group"."""
    text = statement.text
    at = 0
    for run in runs:
        stands = run[0].start >= at and _IN_GROUP.match(text, run[-1].end)
        match = (_OF_GROUP.match(text, run[-1].end) or _OF_ONE.match(text, run[-1].end)) if stands else None
        if match is None:
            continue
        name = _GROUP_WORD.sub("", match["group"])
        start = match.start("group")
        factor = factor_after(text, start, start + len(name), statement.paper.units)
        if factor is None or _NO_TRAIT.match(name) or is_treatment(statement, factor) or is_setting(statement, factor):
            continue
        alone = match.re is _OF_ONE
        if not (
            _is_trait(statement, factor) if alone else _is_set_against(factor, match["group"], text[match.end() :])
        ):
            continue
        if match["alike"] and " not " in match["verb"]:
            continue
        at, none = match.end(), bool(match["alike"]) or " not " in match["verb"]
        ways = tuple((e, "none" if none else direction(match["verb"], adverse=e.adverse)) for e in run)
        yield Claim(factor, ways, run[0].start, match.end() - 1, "of-groups")


_NEAR = 60  # in which the other group is named
_OPPOSITE = re.compile(
    r"\b(?:without|no|non|other|normal|low|high|negative|positive|lower|higher|counterparts?)\b", re.IGNORECASE
)


def _is_set_against(factor: Factor, group: str, behind: str) -> bool:
    """Whether the other group is one without the factor, and nothing else tells the two apart."""
    other = behind[:_NEAR]
    same = any(w.lower() in other.lower() for w in re.findall(r"\w{3,}", factor.name))
    plain = not re.search(r"\b(?:who|treated|receiv\w+|undergo\w*|underwent)\b", group)
    return plain and (same or bool(_OPPOSITE.search(re.split(r"[.,;(]", other)[0])))
