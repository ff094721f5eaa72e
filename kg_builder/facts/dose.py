"""How much of a drug, how often, by which route: "A 80 mg/day", "B (400 mg twice daily)", "60 Gy in 30 fractions"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Dose
from kg_builder.expressions import Expression
from kg_builder.facts.dose_table import dose_rows
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["doses"]

_RADIATION = "rt"


class _Drug(msgspec.Struct, frozen=True):
    """Characters `start` to `end` name a drug, or radiotherapy."""

    start: int
    end: int
    key: str
    radiation: bool


@dataclass(frozen=True, slots=True)
class _Amount:
    """Characters `start` to `end` are a dose; `daily`: the unit itself says per day."""

    start: int
    end: int
    value: Decimal
    unit: str
    radiation: bool
    daily: bool = False
    fractions: str = ""  # in which it is given, where that stands behind a stroke


_GIVEN = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS)


def doses(paper: Paper) -> Iterator[Dose]:
    """The doses that the paper's sentences and its tables of regimens state."""
    for statement in (*paper.statements, *dose_rows(paper)):
        given = statement.names(*_GIVEN) or _LETTERED.search(statement.text)
        amounts = tuple(_amounts(statement)) if given else ()
        drugs = tuple(_drugs(statement)) if amounts else ()
        if amounts and _argued(statement):
            continue
        owned = [(amount, _owners(statement.text, amount, drugs)) for amount in amounts]
        behind = (0, 0)
        told: list[Dose] = []
        for amount, owners in reversed(owned):
            behind = _behind(statement, amount, owners, (amounts, drugs), behind)
            told += [_record(statement, d, amount, behind) for d in reversed(owners) if not _of_others(statement, d)]
        yield from reversed(told)


def _argued(statement: Statement) -> bool:
    """Whether a trial's introduction speaks, without citing, of what is usually given."""
    return statement.paper.genre == "trial" and statement.block.section is Section.INTRODUCTION and statement.own


def _of_others(statement: Statement, drug: _Drug) -> bool:
    """Whether a trial's discussion tells, without citing, of a drug that the study itself did not give."""
    discussed = statement.paper.genre == "trial" and statement.block.section is Section.DISCUSSION and statement.own
    return discussed and not drug.radiation and drug.key not in _given(statement.paper)


@once
def _given(paper: Paper) -> frozenset[str]:
    """The drugs that a paper's title, abstract and methods name."""
    own = (Section.FRONT, Section.ABSTRACT, Section.METHODS)
    told = (s for s in paper.statements if s.block.section in own or s.block.kind is BlockKind.TITLE)
    return frozenset(d.key for s in told for m in s.mentions if (d := m.of(Category.DRUG)))


_JOINED = re.compile(r"[)\]]?\s?(?:[,+/]|,?\s?(?:and|plus))\s?")
_SHARED = re.compile(r"[^,;]{0,60}?\b(?:every\s(?!day)|q\s?\d|(?:on\s)(?:days?\s|d)\d)", re.IGNORECASE)


def _behind(
    statement: Statement,
    amount: _Amount,
    owners: Sequence[_Drug],
    named: tuple[Sequence[_Amount], Sequence[_Drug]],
    next_one: tuple[int, int],
) -> tuple[int, int]:
    """Where the words behind a dose begin and end that tell how it is given: those of the last of a list are of all.

    "A (30 mg) + B (40 mg) by infusion every 4 weeks"; not "A 30 mg and B 40 mg daily", which says nothing of A.
    """
    amounts, drugs = named
    rivals = [a.start for a in amounts if a.start > amount.start]
    rivals += [d.start for d in drugs if d.start >= amount.end and d not in owners and not _is_instead(statement, d)]
    stop = min([*rivals, len(statement.text)])
    named_end = max([amount.end, *(d.end for d in owners)])
    joined = rivals and _JOINED.fullmatch(statement.text, named_end, stop)
    shared = _SHARED.match(statement.text, *next_one) if joined else None
    return (statement.text.find(")", *shared.span()) + 1 or next_one[0], next_one[1]) if shared else (amount.end, stop)


_INSTEAD = re.compile(r"\bor\s(?:\w+\s){0,3}$")


def _is_instead(statement: Statement, drug: _Drug) -> bool:
    """Whether what is named is given in the drug's stead, at the same times: "A (10 mg/kg) or matching placebo"."""
    return drug.key == "placebo" and _INSTEAD.search(statement.text, 0, drug.start) is not None


_VALUE = r"(?P<value>\d(?<![\w.,/-]\d)(?:\d{0,2}(?:,\d{3})+|\d*(?:\.\d+)?))(?=\s?-?\s?[A-Za-zμ])"
_NUMBER = re.compile(_VALUE)
_NUMBER_OR_AUC = re.compile(rf"{_VALUE}|\bAUC\s?(?:of\s|=\s?)?(?P<auc>\d+(?:\.\d+)?)(?![\d.]*\s?[-%])")
_DIMENSIONS = frozenset({"mass", "dose", "radiation dose", "radioactivity"})
_A_DAY = re.compile(r"\s?/\s?(?:d\b|day)")
_PER_OTHER = re.compile(r"\s?/\s?(?!m|\d+\s?h\b)\w")  # "/22 h" says how long it runs
_FRACTIONS = re.compile(r"\s?/\s?(?P<n>\d{1,2})\s?(?:f|fr|frs|fx|fractions?)\b")
_PER_DAY = re.compile(r"^(?P<unit>.+?)\s?/\s?(?:day|d)$")
_RELATIVE = PartPhrase(
    r"(?:[<>]=?|[≤≥±])\s?$|\d\sto\s$|\b(?:cumulative|average)\s(?:\w+\s){0,4}$|\b(?:cap(?:ped)?|maximum|maximal|max\.?|not\s(?:to\s)?exceed(?:ing)?)\s(?:(?:single|total|dose|at|of|to)\s)*$|\b(?:weigh(?:t|ing)|reduction|reduced|decreased?|lowered|tapered|increments?)\s(?:\w+\s){0,3}$|\b(?:then|and)\sby\s$",
    "<", ">", "≤", "≥", "±", " to ", "cumulative", "average", "cap", "max", "exceed", "weigh", "reduc", "decrease", "lowered",
    "tapered", "increment", " by ",
)  # fmt: skip


def _amounts(statement: Statement) -> Iterator[_Amount]:
    text = statement.text
    for match in (_NUMBER_OR_AUC if "AUC" in text else _NUMBER).finditer(text):
        auc = match["auc"] if match.re is _NUMBER_OR_AUC else None
        unit, end = (None, match.end()) if auc else statement.paper.units.match(text, match.end())
        dosing = unit is not None and unit.features.get("unitDimension") in _DIMENSIONS
        if not (dosing or auc) or _RELATIVE.search(text, _last_break(text, match.start()), match.start()):
            continue
        if unit is None:
            yield _Amount(match.start(), match.end(), Decimal(match["auc"]), "AUC", radiation=False)
            continue
        if per := _A_DAY.match(text, end):
            end = per.end()
        key = _PER_DAY.match(unit.key)
        radiation = unit.features["unitDimension"] == "radiation dose"
        divided = _FRACTIONS.match(text, end) if radiation else None
        if not divided and _PER_OTHER.match(text, end):
            continue
        yield _Amount(
            match.start(), divided.end() if divided else end, number(match["value"]), key["unit"] if key else unit.key,
            radiation=radiation, daily=bool(per or key), fractions=f"{divided['n']} fractions" if divided else "",
        )  # fmt: skip


def _last_break(text: str, end: int) -> int:
    """Where the words before `end` begin that no comma or bracket parts from it, as none does within `_RELATIVE`."""
    return max(text.rfind(",", 0, end), text.rfind("(", 0, end)) + 1


def _drugs(statement: Statement) -> Iterator[_Drug]:
    lexicon = statement.paper.lexicon
    for mention in statement.mentions:
        if drug := mention.of(Category.DRUG):
            yield _Drug(mention.start, mention.end, drug.key, radiation=False)
        elif (other := mention.of(Category.PROCEDURE, Category.TREATMENT_CLASS)) and lexicon.is_a(
            other.key, _RADIATION
        ):
            yield _Drug(mention.start, mention.end, other.key, radiation=True)
    for match in _LETTERED.finditer(statement.text):
        if key := _letters(statement.paper).get(match["letter"]):
            yield _Drug(*match.span("letter"), key, radiation=False)


_LETTERED = Phrase(
    r"(?<![\w+/-])(?<!rm\s)(?<!roup\s)(?<!ohort\s)(?<!evel\s)(?P<letter>[A-Z])\s(?:(?:was|were|is)\s(?:given|administered|infused)\s)?(?:at\s)?(?:a\sdose\sof\s)?"
    r"\d+(?:\.\d+)?\s?mg/",
    "mg/",
    flags=re.VERBOSE,
)
_LETTER = re.compile(r"\s?\((?P<letter>[A-Z])\)")


@once
def _letters(paper: Paper) -> Mapping[str, str]:
    """What single letters the paper gives to drugs: "pemetrexed (P)"; none that it gives to two."""
    given: dict[str, set[str]] = {}
    for statement in paper.statements:
        for mention in statement.mentions:
            drug = mention.of(Category.DRUG)
            if drug is not None and (letter := _LETTER.match(statement.text, mention.end)):
                given.setdefault(letter["letter"], set()).add(drug.key)
    return {letter: keys.pop() for letter, keys in given.items() if len(keys) == 1}


_OF = re.compile(
    r"^\s(?:(?:oral|intravenous|weekly|daily)\s)?(?:doses?\s)?of\s(?:\w+\s)?$|^\s(?:oral|intravenous|subcutaneous)\s$",
    re.IGNORECASE,
)
_RUN = re.compile(r"^\s?(?:\([^()\d]{1,20}\)\s?)?(?:,\s?(?:and\s|or\s)?|/|and\s|or\s)$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"""^(?:\s?\([^()\d]{1,30}\))?[\s,:(]*(?:(?:was|were|is|are|be|being|administered|given|received|infused|taken|started|starting|initiated|continued|delivered|
        prescribed|injected|consist(?:ed|s|ing)|orally|oral|intravenously|intravenous|subcutaneously|intramuscularly|iv|i\.v\.|po|p\.o\.|sc|s\.c\.|at|an?|the|of|with|to|and|in|by|as|for|on|via|
        initial|starting|fixed|total|standard|recommended|approved|daily|weekly|single|flat|loading|maintenance|dose|doses|dosage|infusion|bolus|tablets?|capsules?|
        once|twice|then|patients|escalating|gradually|increasing|increased|median|mean|up|regimen|monotherapy|alone|treatment|therapy|treated|every|day|days|
        from|followed|[\d-]+|h|hours?|min|minutes?|a\smedian)\b(?:[\s,:(\u00d7]|(?<=infusion);|(?<=bolus);)*)*$""",
    re.IGNORECASE | re.VERBOSE,
)


_DOSED = re.compile(
    r"\b(?:starting|started|initiated|administered|given|continued|increas(?:ed|ing)|escalat(?:ed|ing))\s(?:dose\s)?(?:at|to|of|with)\s(?:an?\s(?:\w+\s)?dose\sof\s)?$",
    re.IGNORECASE,
)


def _owners(text: str, amount: _Amount, drugs: Sequence[_Drug]) -> tuple[_Drug, ...]:
    """Whose dose it is: the drug right after ("200 mg of A"), else the drug, or "A, B or C", before it."""
    fitting = [d for d in drugs if d.radiation == amount.radiation]
    after = next((d for d in fitting if d.start >= amount.end), None)
    if after and (_OF.match(text[amount.end : after.start]) or text[amount.end : after.start] == " "):
        return (after,)
    before = [d for d in fitting if d.end <= amount.start]
    if before and _belongs(text, before[-1], amount, drugs):
        return tuple(_enumerated(text, before))
    if len({d.key for d in drugs}) == 1 and before and _DOSED.search(text[: amount.start]):
        return (before[-1],)
    return ()


_AGENT = re.compile(
    r"(?<![\w-])(?=\w*[^\W\d_])(?=\w*\d)\w{2,}\s$"
)  # a name of letters and figures right before the dose


_DOSING = re.compile(r"(?<![A-Za-z])(?:dose|mg|Gy|fractions?|administered)\b")
_NEXT_CLAUSE = re.compile(r"[.;]\s|\bpatients\b")


def _belongs(text: str, drug: _Drug, amount: _Amount, drugs: Sequence[_Drug]) -> bool:
    """Whether nothing but dosing words, or another dose of the same drug, stands between."""
    if any(drug.end <= d.start < amount.start for d in drugs):
        return False
    between = text[drug.end : amount.start]
    if _BETWEEN.match(between):
        return True
    if _AGENT.search(between):
        return False
    return _DOSING.search(between) is not None and not _NEXT_CLAUSE.search(between) and len(between) < 110


def _enumerated(text: str, before: Sequence[_Drug]) -> Iterator[_Drug]:
    """The last drug, and those that a list joins to it without a dose of their own."""
    run = [before[-1]]
    for drug in reversed(before[:-1]):
        if not _RUN.match(text[drug.end : run[-1].start]):
            break
        run.append(drug)
    yield from reversed(run)


_TIMES = re.compile(
    r"""\b(?:(?:once|twice|thrice|(?:\d|two|three|four)\stimes)(?:\s(?:an?|per|every|each)?\s?(?:daily|day|week(?:ly)?|month(?:ly)?))
        |(?:once|twice)-(?:daily|weekly)|(?:b\.?i\.?d|t\.?i\.?d|q\.?d|q\.?o\.?d|q\.?i\.?d)\b\.?|every\s(?:other\sday|\d+(?:-\d+)?\s(?:days?|weeks?|months?|h(?:ours)?)|(?:two|three|four|six|eight|twelve)\s(?:weeks?|days?|hours?))
        |q\s?\d{1,2}\s?(?:w|d|h|weeks?)\b|(?:\d|two|three|four|five|six)\sdays\s(?:an?|per|each)\sweek|d\d{1,2}(?:\s?(?:,\sand|,|-|to|and|through|&)\s?d?\d{1,2})*\b|days?\s\d+(?:\s?(?:,\sand|,|-|to|and|through|&)\s?(?:day\s)?\d+)*(?:\sof\s(?:each|every|an?)\s(?:[\w-]+\s)?cycle)?|(?:once\s)?(?:daily|weekly(?!\s(?:\d+\sdays?\son|schedule|cycles?)\b)|monthly|per\sday|per\sweek|a\sday|each\sday))""",
    re.IGNORECASE | re.VERBOSE,
)
_DAILY = re.compile(
    r"^(?:once[\s-])?(?:daily|per\sday|a\sday|each\sday|q\.?d\.?)$|^once\s(?:a|per|every)\sday$", re.IGNORECASE
)
_CYCLE = re.compile(
    r"""\b(?:\d+\s?(?:weeks?|days?)\son(?:\s(?:and|/))?,?\s?\d+\s?(?:weeks?|days?)\soff|(?:\d+|three|four|six)-?\s?(?:week|day)s?\scycles?|every\s(?:\d+|three|four|two)\sweeks|
        (?:in\s)?\d+\s(?:[\w-]+\s)?fractions(?:\sover\s\d+\s(?:days|weeks))?|for\s\d+\s(?:consecutive\s)?(?:days|weeks|cycles)|q\d+w)""",
    re.IGNORECASE | re.VERBOSE,
)
_ROUTES = {
    "intravenous": r"intravenous(?:ly)?\b|i\.?v\b\.?|infusion\b",
    "oral": r"oral(?:ly)?\b|p\.?o\b\.?|by\smouth\b|tablets?\b",
    "subcutaneous": r"subcutaneous(?:ly)?\b|s\.?c\b\.?",
    "intramuscular": r"intramuscular(?:ly)?\b|i\.?m\b\.?",
    "intra-arterial": r"intra-?arterial(?:ly)?\b|arterial\sinfusion\b",
    "intrathecal": r"intrathecal(?:ly)?\b",
    "intraperitoneal": r"intraperitoneal(?:ly)?\b",
}  # of which no two begin alike
_ROUTE = Expression(rf"\b(?:{'|'.join(f'({words})' for words in _ROUTES.values())})")
_CONDITION = re.compile(
    r"^\s?,?\s?(?:\(\s?)?(?:for|if|in\spatients\swith|when)\s(?P<condition>[^,;()]{0,40}?(?:[<>≤≥]=?|less\sthan|more\sthan|at\sleast|over|under)\s?\d[\d.]*\s?\w+)",
    re.IGNORECASE,
)


_SENTENCE_PART = re.compile(r";\s|\.\s(?=[A-Z])|\buntil\b")
_TOTAL = re.compile(r"\btotal\s(?:dose\s)?(?:of\s)?(?:\d[\d.]*\s?\w*\s(?:to|-)\s)?$", re.IGNORECASE)
_FRACTION = re.compile(r"\bfractions?\s(?:sizes?\s)?of\s$")
_IN_FRACTIONS = re.compile(
    r"\s(?:(?:given|delivered)\s)?(?:in|at|with|using)\s(?:daily\s)?\d[\d.]*(?:\s?-\s?\d[\d.]*)?[\s-]?c?Gy(?:\sdaily)?\sfractions?\b"
)
_FRACTIONED = re.compile(r"(?:\s(?:daily|once-daily))?\sfractions?\b|\s?(?:/|per)\s?fraction\b")


def _record(statement: Statement, drug: _Drug, amount: _Amount, behind: tuple[int, int]) -> Dose:
    text = statement.text
    rest = _SENTENCE_PART.split(text[behind[0] : behind[1]])[0]
    before = text[drug.end : amount.start] if drug.end <= amount.start else ""
    following, ahead = _TIMES.search(rest), _ahead(text, drug, amount)
    times = following or _TIMES.search(before) or ahead
    printed = times.group() if times else None
    daily = amount.daily or bool(printed and _DAILY.match(printed))
    cycle, condition = _CYCLE.search(rest), _CONDITION.match(rest)
    return Dose(
        doc=statement.paper.document.id,
        span=statement.place(
            min(drug.start, amount.start, ahead.start() if times and times is ahead else amount.start),
            max(drug.end, amount.end, behind[0] + following.end() if following else 0),
        ),
        rule="dose-of-radiation" if amount.radiation else "dose-of-drug",
        drug=drug.key,
        study=statement.study,
        dose=amount.value,
        unit=amount.unit,
        per="time"
        if _FRACTION.search(text[: amount.start]) or (amount.radiation and _FRACTIONED.match(rest))
        else "course"
        if amount.radiation and (amount.fractions or cycle or _is_total(text, amount))
        else "day"
        if daily
        else "time"
        if printed
        else None,
        frequency=None if daily else printed,
        cycle=amount.fractions or (cycle.group().removeprefix("in ") if cycle and cycle.group() != printed else None),
        route=_route(text[max(0, drug.start - 30) : drug.start].rsplit(",", 1)[-1], alone=True)
        or _route(f"{before} {_until_other(statement, drug, behind[0], rest)}"),
        condition=condition["condition"].strip() if condition else None,
    )


def _is_total(text: str, amount: _Amount) -> bool:
    """Whether words before a dose of radiation, or the fractions behind it, say that it is the whole course's."""
    return (_TOTAL.search(text[: amount.start]) or _IN_FRACTIONS.match(text, amount.end)) is not None


_EACH = re.compile(
    r"\b(?:once[\s-])?(?:daily|weekly|monthly)(?=\s(?:(?:oral|intravenous)\s)?(?:doses?\sof\s)?$)", re.IGNORECASE
)


def _ahead(text: str, drug: _Drug, amount: _Amount) -> re.Match[str] | None:
    """How often, right before the drug or its dose: "daily oral A (75 mg/m2)", "six weekly doses of 200 mg A"."""
    begin = min(drug.start, amount.start)
    return _EACH.search(text, max(0, begin - 32), begin)


def _until_other(statement: Statement, drug: _Drug, start: int, rest: str) -> str:
    """The words behind a dose up to the next drug: "with intravenous B" says nothing of A."""
    others = (
        m.start for m in statement.mentions if m.start >= start and (d := m.of(Category.DRUG)) and d.key != drug.key
    )
    own = rest[: min(others, default=start + len(rest)) - start]
    return _OF_ANOTHER.split(_ADJECTIVE.sub("", own), maxsplit=1)[0]


_ADJECTIVE = re.compile(
    r"\b(?:oral|intravenous|subcutaneous|intramuscular|intrathecal|i\.?v\.?|s\.?c\.?|(?:orally|intravenously|subcutaneously)\s(?:administered|given))\s(?:\([A-Za-z.]{2,5}\)\s)?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(  # "and subcutaneous zq2a 90 mg", of a drug that no vocabulary has
    r"\b(?:and|plus|with|followed\sby)\s(?:oral|intravenous|subcutaneous|intramuscular)\s(?!(?:infusion|injection|bolus|administration|route|use|push|drip)s?\b)"
)


def _route(words: str, *, alone: bool = False) -> str | None:
    """The first route that the words name; `alone`: only an adjective at their end."""
    if alone and not _ADJECTIVE.search(words):
        return None
    found = _ROUTE.search(words)
    return tuple(_ROUTES)[found.lastindex - 1] if found and found.lastindex else None
