"""How much of a drug, how often, by which route: "A 80 mg/day", "B (400 mg twice daily)", "60 Gy in 30 fractions"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Dose
from kg_builder.expressions import Expression
from kg_builder.facts.amounts import Amount, amounts_of
from kg_builder.facts.dose_table import dose_rows
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Paper, Statement

__all__ = ["doses"]

_RADIATION = "rt"


class _Drug(msgspec.Struct, frozen=True):
    """Characters `start` to `end` name a drug, or radiotherapy."""

    start: int
    end: int
    key: str
    radiation: bool


_GIVEN = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS)


def doses(paper: Paper) -> Iterator[Dose]:
    """The doses that the paper's sentences and its tables of regimens state."""
    for statement in (*paper.statements, *dose_rows(paper)):
        given = statement.names(*_GIVEN) or statement.text.standing & _UNNAMED
        amounts = tuple(amounts_of(statement)) if given else ()
        if not amounts or _argued(statement) or _DEVIATING.search(statement.text):
            continue
        drugs = tuple(_drugs(statement))
        owned = list(_owned(statement.text, amounts, drugs))
        behind = (0, 0)
        told: list[Dose] = []
        for amount, owners in reversed(owned):
            behind = _behind(statement, amount, owners, (amounts, drugs), behind)
            told += [_record(statement, d, amount, behind) for d in reversed(owners) if not _of_others(statement, d)]
        yield from reversed(told)


_DEVIATING = Phrase(
    r"\binstead\sof\s\d|\b(?:protocol|dosing)\s(?:deviation|violation|error)|\bincorrect\s(?:dose|dosing)\b",
    "instead of ", "protocol ", "dosing ", "incorrect dos",
)  # fmt: skip


def _owned(text: str, amounts: Sequence[Amount], drugs: Sequence[_Drug]) -> Iterator[tuple[Amount, tuple[_Drug, ...]]]:
    """The doses, each with the drugs whose it is."""
    owners: tuple[_Drug, ...] = ()
    last = None
    for amount in amounts:
        owners = _owners(text, amount, drugs, last.end if last and owners else 0)
        last = amount
        yield amount, owners


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
    amount: Amount,
    owners: Sequence[_Drug],
    named: tuple[Sequence[Amount], Sequence[_Drug]],
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
    prescribed = _PRESCRIBED.search(statement.text)
    if prescribed and statement.own and not _radiation_in(statement) and (key := _radiation_before(statement)):
        yield _Drug(*prescribed.span(), key, radiation=True)


_PRESCRIBED = Phrase(  # of radiation that only the sentences before name
    r"\b(?:(?:total|prescribed|prescription|planned|boost)\s(?:radiation\s)?dose\s(?:was|of)|boost\s(?:was|of))(?=\s(?:\d[\d.]*\s?(?:-|to)\s?)?\d[\d.]*\s?c?Gy\b(?!\.?\s?$))",
    "dose was", "dose of", "boost was", "boost of",
)  # fmt: skip
_LIMIT = re.compile(
    r"\b(?:cord|constraints?|organs?\sat\srisk|OARs?|lungs?|heart|kidneys?|liver|bowel|V\d+|D\d+|D?max\w*)\b"
)


def _radiation_in(statement: Statement) -> str | None:
    """The last radiotherapy that a sentence names, of whatever kind."""
    named = (m.of(Category.PROCEDURE, Category.TREATMENT_CLASS) for m in reversed(statement.mentions))
    return next((t.key for t in named if t and statement.paper.lexicon.is_a(t.key, _RADIATION)), None)


def _radiation_before(statement: Statement) -> str | None:
    """The radiotherapy that the sentences before in a paragraph of the methods name, or the heading over it."""
    if statement.block.section is not Section.METHODS or _LIMIT.search(statement.text):
        return None
    lexicon, over = statement.paper.lexicon, statement.paper.find_treatments(statement.block.heading)
    headed = (c for t in over for c in t.components if lexicon.is_a(c, _RADIATION))
    return next(filter(None, map(_radiation_in, reversed(statement.earlier))), None) or next(headed, None)


_LETTERED = Phrase(
    r"(?<![\w+/-])(?<!rm\s)(?<!roup\s)(?<!ohort\s)(?<!evel\s)(?P<letter>[A-Z])\s(?:(?:was|were|is)\s(?:given|administered|infused)\s)?(?:at\s)?(?:a\sdose\sof\s)?"
    r"\d+(?:\.\d+)?\s?mg/",
    "mg/",
    flags=re.VERBOSE,
)
_UNNAMED = bits(_PRESCRIBED, _LETTERED)  # of sentences that may dose what they do not name
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
        once|twice|then|x|patients|escalating|gradually|increasing|increased|median|mean|up|regimen|monotherapy|alone|treatment|therapy|treated|every|day|days|
        from|followed|[\d-]+|h|hours?|min|minutes?|a\smedian)\b(?:[\s,:(\u00d7]|(?<=infusion);|(?<=bolus);)*)*$""",
    re.IGNORECASE | re.VERBOSE,
)


_DOSED = re.compile(
    r"\b(?:starting|started|initiated|administered|given|continued|increas(?:ed|ing)|escalat(?:ed|ing))\s(?:dose\s)?(?:at|to|of|with)\s(?:an?\s(?:\w+\s)?dose\sof\s)?$",
    re.IGNORECASE,
)


def _owners(text: str, amount: Amount, drugs: Sequence[_Drug], since: int) -> tuple[_Drug, ...]:
    """Whose dose it is: the drug right after ("200 mg of A"), else the drug, or "A, B or C", before it.

    The dose before, which is some drug's, ends at `since`.
    """
    fitting = [d for d in drugs if d.radiation == amount.radiation]
    after = next((d for d in fitting if d.start >= amount.end), None)
    if after and (_OF.match(text[amount.end : after.start]) or text[amount.end : after.start] == " "):
        return (after,)
    before = [d for d in fitting if d.end <= amount.start]
    if before and _belongs(text, before[-1], amount, drugs, since):
        return tuple(_enumerated(text, before))
    if len({d.key for d in drugs}) == 1 and before and _DOSED.search(text[: amount.start]):
        return (before[-1],)
    return ()


_AGENT = re.compile(
    r"(?<![\w-])(?=\w*[^\W\d_])(?=\w*\d)\w{2,}\s$"
)  # a name of letters and figures right before the dose


_BRANDED = re.compile(r"\s\([A-Z][^()\s\d]+,\s$")  # "X (Brand, 10 mg": of what stands right before the bracket
_DOSING = re.compile(r"(?<![A-Za-z])(?:dose|mg|Gy|[IM]U|fractions?|administered)\b")
_NEXT_CLAUSE = re.compile(r";\s|(?<!\.\w)\.\s|\bpatients\b")
_AT_DOSE = re.compile(r"\b(?:dose|dosage|boost)\s(?:[^;.\d]{0,40}\s)?of\s$")
_FAR, _NEAR = 240, 110  # characters between a drug and its dose


def _belongs(text: str, drug: _Drug, amount: Amount, drugs: Sequence[_Drug], since: int) -> bool:
    """Whether nothing but dosing words, or another dose of the same drug, stands between."""
    if any(drug.end <= d.start < amount.start for d in drugs):
        return False
    between = text[drug.end : amount.start]
    if _BETWEEN.match(between):
        return True
    if branded := _BRANDED.search(between):
        return branded.start() == 0
    if _AGENT.search(between):
        return False
    told = (between, text[max(drug.end, since) : amount.start])
    far = _FAR if _AT_DOSE.search(between) else _NEAR
    return any(len(t) < far and _DOSING.search(t) and not _NEXT_CLAUSE.search(t) for t in told)


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
        |q\s?\d{1,2}\s?(?:w|d|h|weeks?)\b|(?:\d|two|three|four|five|six)\s(?:days|fractions|times)\s(?:an?|per|each)\sweek|d\d{1,2}(?:\s?(?:,\sand|,|-|to|and|through|&)\s?d?\d{1,2})*\b|days?\s\d+(?:\s?(?:,\sand|,|-|to|and|through|&)\s?(?:day\s)?\d+)*(?:\sof\s(?:each|every|an?)\s(?:[\w-]+\s)?cycle)?|(?:once\s)?(?:daily|weekly(?!\s(?:\d+\sdays?\son|schedule|cycles?)\b)|monthly|per\sday|per\sweek|a\sday|each\sday))""",
    re.IGNORECASE | re.VERBOSE,
)
_DAILY = re.compile(
    r"^(?:once[\s-])?(?:daily|per\sday|a\sday|each\sday|q\.?d\.?)$|^once\s(?:a|per|every)\sday$", re.IGNORECASE
)
_CYCLE = re.compile(
    r"""\b(?:\d+\s?(?:weeks?|days?)\son(?:\s(?:and|/))?,?\s?\d+\s?(?:weeks?|days?)\soff|(?:\d+|three|four|six)-?\s?(?:week|day)s?\scycles?|every\s(?:\d+|three|four|two)\sweeks|
        (?:in\s)?(?:\d+\s?(?:-|to)\s?)?\d+\s(?:[\w-]+\s)?fractions(?:\sover\s\d+\s(?:days|weeks))?|for\s\d+\s(?:consecutive\s)?(?:days|weeks|cycles)|q\d+w)""",
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
_LONGEST_FRACTION = 19  # what it takes before a dose
_IN_FRACTIONS = re.compile(
    r"\s(?:(?:given|delivered)\s)?(?:in|at|with|using)\s(?:daily\s)?\d[\d.]*(?:\s?-\s?\d[\d.]*)?[\s-]?c?Gy(?:\sdaily)?\sfractions?\b"
)
_FRACTIONED = re.compile(r"(?:\s(?:daily|once-daily))?\sfractions?\b|\s?(?:/|per)\s?fraction\b")


def _record(statement: Statement, drug: _Drug, amount: Amount, behind: tuple[int, int]) -> Dose:
    text = statement.text
    rest = _SENTENCE_PART.split(text[behind[0] : behind[1]])[0]
    before = text[drug.end : amount.start] if drug.end <= amount.start else ""
    last = _EARLIER_DOSE.match(before)
    following, ahead = _TIMES.search(rest), _ahead(text, drug, amount)
    times = following or _TIMES.search(before, last.end() if last else 0) or ahead
    printed = amount.each or (times.group() if times else None)
    daily = amount.daily or bool(printed and _DAILY.match(printed))
    cycle, condition = _CYCLE.search(rest), _CONDITION.match(rest)
    own = _until_other(statement, drug, behind[0], rest)
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
        per=_per(text, amount, rest, cycle=cycle is not None, daily=daily, timed=printed is not None),
        frequency=None if daily else printed,
        cycle=amount.fractions or (cycle.group().removeprefix("in ") if cycle and cycle.group() != printed else None),
        route=_route(text[max(0, drug.start - 30) : drug.start].rsplit(",", 1)[-1], alone=True)
        or (_route(own) if last else None)
        or _route(f"{before} {own}"),
        condition=condition["condition"].strip() if condition else amount.within or None,
    )


def _per(text: str, amount: Amount, rest: str, *, cycle: bool, daily: bool, timed: bool) -> str | None:
    """Whether a dose is that of a day, of one time or of a whole course of radiation."""
    one = _FRACTION.search(text, max(0, amount.start - _LONGEST_FRACTION), amount.start)
    if amount.single or one or (amount.radiation and _FRACTIONED.match(rest)):
        return "time"
    if amount.radiation and (amount.fractions or cycle or _is_total(text, amount) or (amount.within and not daily)):
        return "course"
    return "day" if daily else "time" if timed else None


def _is_total(text: str, amount: Amount) -> bool:
    """Whether words before a dose of radiation, or the fractions behind it, say that it is the whole course's."""
    return (_TOTAL.search(text[: amount.start]) or _IN_FRACTIONS.match(text, amount.end)) is not None


_EARLIER_DOSE = re.compile(r".*\d\s?(?:m?g|[IM]U|c?Gy)\b(?:.*(?:[,;]|\bthen)\s)?")  # and what is said of it
_EACH = re.compile(
    r"\b(?:once[\s-])?(?:daily|weekly|monthly)(?=\s(?:(?:oral|intravenous)\s)?(?:doses?\sof\s)?$)", re.IGNORECASE
)


def _ahead(text: str, drug: _Drug, amount: Amount) -> re.Match[str] | None:
    """How often, right before the drug or its dose: "daily oral A (75 mg/m2)", "six weekly doses of 200 mg A"."""
    begin = min(drug.start, amount.start)
    return _EACH.search(text, max(0, begin - 32), begin)


def _until_other(statement: Statement, drug: _Drug, start: int, rest: str) -> str:
    """The words behind a dose up to the next drug: "with intravenous B" says nothing of A."""
    others = (
        m.start for m in statement.mentions if m.start >= start and (d := m.of(Category.DRUG)) and d.key != drug.key
    )
    own = rest[: min(others, default=start + len(rest)) - start]
    return _OF_ANOTHER.split(_ADJECTIVE.sub("", own) if own[-1:].isspace() else own, maxsplit=1)[0]


_ADJECTIVE = re.compile(
    r"\b(?:oral|intravenous|subcutaneous|intramuscular|intrathecal|i\.?v\.?|s\.?c\.?|(?:orally|intravenously|subcutaneously)\s(?:administered|given))\s(?:\([A-Za-z.]{2,5}\)\s)?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(  # "and subcutaneous zq2a 90 mg", of a drug that no vocabulary has
    r"\b(?:and|plus|with|followed\sby)\s(?:oral|intravenous|subcutaneous|intramuscular)\s(?!(?:infusion|injection|bolus|administration|route|use|push|drip)s?\b)"
)


def _route(words: str, *, alone: bool = False) -> str | None:
    """The first route that the words name; `alone`: only an adjective at their end."""
    if alone and not (words[-1:].isspace() and _ADJECTIVE.search(words)):
        return None
    found = _ROUTE.search(words)
    return tuple(_ROUTES)[found.lastindex - 1] if found and found.lastindex else None
