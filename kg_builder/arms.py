"""The groups of patients that a paper compares: their names, sizes and regimens; which names mean one group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from kg_builder import letters
from kg_builder.held import held
from kg_builder.lexicon import Lexicon
from kg_builder.mentions import Finder
from kg_builder.passages import LeadPhrase
from kg_builder.regimens import treatments

__all__ = [
    "OVERALL",
    "Arm",
    "experimental",
    "head",
    "is_level",
    "key",
    "one_for_each",
    "shortened",
    "with_regimen",
    "without_levels",
]

_REMEMBERED = 512  # names of groups, factors and columns: those of a few papers, which many rules ask for


@dataclass(frozen=True, kw_only=True)
class Arm:
    """A group of patients: the name to show, every name it goes by, its size and its regimen."""

    name: str
    names: tuple[str, ...] = ()
    n: int | None = None
    regimen: tuple[str, ...] = ()
    one_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    whole: bool = False  # all patients of the study
    control: bool = False  # given a placebo, or observed
    crowded: frozenset[frozenset[str]] = frozenset()  # names of which another arm's name has most words

    def title(self) -> str:
        """The one name to record wherever a paper speaks of the arm: its own, and in brackets another that the paper prints.

        >>> Arm(name="X1 plus X2", names=("X1 plus X2", "X2")).title(), Arm(name="Control arm X2").title()
        ('X1 plus X2 (X2)', 'X2 (Control arm)')
        >>> Arm(name="Arm A (XY)", names=("Arm A", "XY", "X1 with X2")).title()
        'Arm A (XY) (X1 with X2)'
        >>> Arm(name="X1 plus X2", names=("X1 plus X2", "XY")).title()
        'X1 plus X2 (XY)'
        >>> Arm(name="Arm A: X1").title(), Arm(name="X1 ARM A (X2)").title(), Arm(name="Arm A (X1)").title()
        ('X1 (Arm A)', 'X1 ARM A (X2) (Arm A)', 'Arm A (X1)')

        Where another arm's name has most of its words, the short name is the one that tells them apart.
        """
        return self._title

    @held
    def _title(self) -> str:
        name = self.name
        if role := _ROLE_FIRST.match(name):
            name = f"{role['name']} ({role['role']})"
        if letter := letters.within(name):
            name = _with_letter_last(name, letter)
        called = key(name)
        if f"{self.name} alone" in self.names and not letter:
            return f"{name} ({self.name} alone)"
        plain = key(letters.without(name))
        own = [
            n
            for n in self.names
            if (letters.within(n) or "").lower() != n.lower() and not ("-" in n and n in name.lower().split())
        ]
        short = next((n for n in own if key(n) < called and key(n) != plain), None)
        if short and called in self.crowded:
            return short
        if short and f"({short})" not in name:
            return f"{name} ({short})"
        further = own if not self.whole and (letter or "(" not in name) else ()
        other = next((n for n in further if not key(n) & called), None)
        return f"{name} ({other})" if other else name


_LETTER_FIRST = re.compile(
    r"(?:arm|group|cohort)\s(?:[A-F1-4]|I{1,3})(?:\s?[:,]\s?|\s[\u2013-]\s|\s)(?P<name>\w.*)", re.IGNORECASE
)


_BRACKET = re.compile(r"[()]")


def _with_letter_last(name: str, letter: str) -> str:
    """A name with its letter in a bracket of its own, unless it is the letter with or without a bracket, or has that already."""
    first = _LETTER_FIRST.fullmatch(name)
    if first and not frozenset(_WORDS.findall(first["name"].lower())) <= _STOP:
        return f"{first['name']} ({letter})"
    if first or any(part.strip().lower() == letter.lower() for part in _BRACKET.split(name)):
        return name
    closes = name.lower().endswith(letter.lower())
    return f"{letters.without(name) if closes else name} ({letter})"


OVERALL = Arm(name="overall", names=("overall",), whole=True)

_HEAD = re.compile(
    r"""^(?P<name>.*?)[\s,:;-]*[(\[]?\s*(?:[nN]|[nN]o\.?|patients|number)\s?=\s?(?:\d+\s?/\s?)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)
        (?:\s?[;,]?\s?[\d.]+\s?%)?(?:\s(?:patients|evaluable))?\s?[)\]]?(?P<rest>.*)$""",
    re.VERBOSE,
)
_COUNTS_BEHIND = re.compile(
    r"(?<!\d)[,\s]*(?:\(?\s?(?:[nN]o?\.?\s?)?\(?%\)?\s?\)?|\bn\s?\(%\)|\bNo\.(?:\sof\spatients)?)\s*$"
)
_MARKS_BEHIND = re.compile(r"\s*[*†‡§]+$")
_WORDLESS = re.compile(
    r"^(?:(?:[nN]o?\.?|%|\(|\)|\[|\]|,|/|±|median|mean|range|IQR|SD|\d\d%\s?CI)\s?)+$|^$", re.IGNORECASE
)
_ROLE_FIRST = re.compile(
    r"^(?P<role>(?:experimental|control|investigational|intervention|comparator)\s(?:arm|group))[\s:,]*(?P<name>\w.*)$",
    re.IGNORECASE,
)
_STOP = frozenset(
    """
    group arm cohort patients patient experimental control investigational intervention comparator
    the a an of in with plus and treatment therapy treated receiving received regimen alone only subgroup
    population combined regimens given assigned allocated randomised randomized who
    """.split()  # noqa: SIM905
)


_WORDS = re.compile(r"[a-z0-9]+|[<>]=?|[≤≥]")


@lru_cache(maxsize=_REMEMBERED)
def key(name: str) -> frozenset[str]:
    """What makes two names the same: their words, without the words that only say that it is a group.

    >>> key("TKI + ICI") == key("the TKI-ICI group"), key("TKI") == key("TKI-ICI"), key("Control arm TKI") == key("TKI")
    (True, False, True)
    """
    words = frozenset(_WORDS.findall(name.lower()))
    return words - _STOP or words


@lru_cache(maxsize=_REMEMBERED)
def head(text: str) -> tuple[str, int | None]:
    """The group's name and size that a table head prints.

    >>> head("TKI + ICI (n = 49)"), head("All (N=155), No. (%)"), head("Evaluable (n = 22/49)"), head("Placebo"), head("X1 <5%")
    (('TKI + ICI', 49), ('All', 155), ('Evaluable', 49), ('Placebo', None), ('X1 <5%', None))
    """
    match = _HEAD.match(text) if "=" in text else None
    if match is None:
        return _bare(text), None
    wordless = _WORDLESS.match(match["name"].strip()) and match["name"] != "SD"  # beside its size: no deviation
    return _bare(match["rest"] if wordless else match["name"]), int(match["n"].replace(",", ""))


def _bare(text: str) -> str:
    text = _MARKS_BEHIND.sub("", _COUNTS_BEHIND.sub("", text)).strip(" ,:;-")
    closed = text.count("(") == text.count(")") and text.count("[") == text.count("]")
    return text if closed else text.strip(" ,:;()[]-").strip()


_CONTROL = "control intervention"
_CONTROL_NAME = re.compile(
    r"(?:controls?|(?:standard|usual)[\s-](?:of[\s-])?care|observation|no\s(?:treatment|intervention))\b", re.IGNORECASE
)
_LISTED = re.compile(r"\s?[/+]\s?|,\s|,?\sand\s")
_BRACKETED = re.compile(r"\w\s\((?P<inside>[^()]+)\)$")
_LACKING = re.compile(r"(?:without|no|non)\b", re.IGNORECASE)
_DOSES = re.compile(
    r"""\s(?:AUC\s?\d+|\d[\d.,]*\s?(?:mg|g|mcg|[\u00b5\u03bc]g|Gy|IU|MU)\b(?:/\w+)*)
        (?:\s(?:(?:once|twice)\s)?(?:daily|weekly|(?:a|per|every)\s(?:\w+\s)?(?:days?|weeks?)))?""",
    re.VERBOSE,
)


def with_regimen(arm: Arm, finder: Finder) -> Arm:
    """The arm with the one regimen that its name, the bracket in it or another of its names names.

    "X1/X2/X3" and "X1, X2 and X3" are one of three.
    """
    bracket = _BRACKETED.search(arm.name)
    names = (_DOSES.sub("", n) for n in (letters.without(arm.name) or arm.name, *arm.names) if not _LACKING.match(n))
    for name in names:
        named = treatments(name, finder.find(name), finder.lexicon)
        if bracket and len(named) > 1 and name.endswith(bracket["inside"]):
            named = tuple(t for t in named if t.start == len(name) - len(bracket["inside"]))
        if named and all(_LISTED.fullmatch(name[one.end : other.start]) for one, other in pairwise(named)):
            components = tuple(dict.fromkeys(c for t in named for c in t.components))
            control = any(finder.lexicon.is_a(c, _CONTROL) for c in components)
            one_of = {k: v for t in named for k, v in t.one_of.items()}
            return replace(arm, regimen=components, one_of=one_of, control=control)
    return replace(arm, control=True) if _CONTROL_NAME.match(arm.name) else arm


def one_for_each(arms: Iterable[Arm], side_by_side: Sequence[set[frozenset[str]]], lexicon: Lexicon) -> list[Arm]:
    """One arm for each group, whatever it is called.

    Args:
        arms: as they are named, each with its regimen.
        side_by_side: the names over the columns of each table, by their words: those are different groups.
        lexicon: tells the classes of drugs ("chemotherapy alone" may be short for "X and Y chemotherapy alone").
    """
    return _told_apart(_same(_joined(arms, side_by_side), side_by_side, lexicon))


def _joined(arms: Iterable[Arm], side_by_side: Sequence[set[frozenset[str]]]) -> list[Arm]:
    """Arms of which one's words all stand in the other's name, whose regimens agree and that no table sets apart, are one."""
    kept: list[Arm] = []
    for arm in arms:
        twin = next(
            (
                k
                for k in kept
                if k.regimen
                and k.regimen == arm.regimen
                and (key(k.name) <= key(arm.name) or key(arm.name) <= key(k.name))
                and not any(key(k.name) != key(arm.name) and {key(k.name), key(arm.name)} <= t for t in side_by_side)
            ),
            None,
        )
        if twin is None:
            kept.append(arm)
        else:
            kept[kept.index(twin)] = replace(
                twin, names=tuple(dict.fromkeys((*twin.names, *arm.names))), n=twin.n or arm.n
            )
    return kept


def _same(arms: list[Arm], side_by_side: Sequence[set[frozenset[str]]], lexicon: Lexicon) -> list[Arm]:
    """One arm for two names: all words of the shorter stand in the longer, in no third, and no table sets the two apart."""

    def one(short: Arm, long: Arm) -> bool:
        words, others = {key(n) for n in short.names}, {key(n) for n in long.names}
        agree = all(any(lexicon.is_a(c, named) for c in long.regimen) for named in short.regimen) and all(
            any(lexicon.is_a(c, named) for named in short.regimen) for c in long.regimen
        )
        apart = any(table & words and table & others for table in side_by_side) or letters.within(short.name)
        return key(short.name) < key(long.name) and (agree or not short.regimen) and not apart

    longer = {a.name: [b for b in arms if one(a, b)] for a in arms}
    whose = {name: found[0].name for name, found in longer.items() if len(found) == 1}
    return [
        replace(arm, names=(*arm.names, *(n for a in arms if whose.get(a.name) == arm.name for n in a.names)))
        for arm in arms
        if arm.name not in whose
    ]


_SHARED = 3  # words that two long names have in common, and that are most of both


def _told_apart(arms: list[Arm]) -> list[Arm]:
    """The arms, each with those of its names that are hardly told from another arm's: "X, Y and Z", "X, Y, Z plus W"."""
    words = {a.name: [key(n) for n in a.names] for a in arms}

    def crowded(arm: Arm) -> Iterator[frozenset[str]]:
        others = [o for a in arms if a is not arm for o in words[a.name]]
        for own in words[arm.name]:
            if any(len(own & o) >= max(_SHARED, 0.6 * len(own | o)) for o in others):
                yield own

    return [replace(arm, crowded=frozenset(crowded(arm))) for arm in arms]


_GROUP = LeadPhrase(r"[\s-](?:arm|group)s?\b", " arm", "-arm", " group", "-group", flags=re.VERBOSE)
_WORD = re.compile(r"(?<![\w+/-])[A-Za-z][\w-]")
_CALLED = re.compile(
    r"(?P<one>[A-Za-z][\w-]+)(?:\s(?:vs\.?|versus|and|or)\s(?P<other>[A-Za-z][\w-]+))?(?:\s|-)(?:arms?|groups?)\b"
)
_MOST_WORDS = 3  # "X and Y" of "the X and Y arms"
_ADDED = (" plus ", " + ", " with ")  # before a word that closes a longer name: "the X plus Y arm"


def _called(text: str) -> Iterator[str]:
    """The words by which a cleaned text calls groups, sought only in the few words before "arm" and "group".

    >>> list(_called("than the X1 and X2 arms, in the Y1-group and the X3 plus X4 arm"))
    ['X1', 'X2', 'Y1']
    """
    done = 0
    for noun in _GROUP.finditer(text):
        since = at = noun.start()
        for _ in range(_MOST_WORDS):
            since = max(text.rfind(" ", done, max(since, done)), done)
        for word in _WORD.finditer(text, since, max(at, since)):
            if called := _CALLED.match(text, word.start()):
                if not text.endswith(_ADDED, 0, word.start()):
                    yield from filter(None, called.groups())
                done = called.end()
                break


_CARE = "care"  # "the standard of care group"; care is given to all


def shortened(arms: list[Arm], texts: Iterable[str]) -> Iterator[Arm]:
    """Short names, like "the X arm" for the arm of X plus Y where no other arm has X."""
    prose = list(texts)
    long = any(len(key(arm.name)) > 1 for arm in arms)  # no other name has a shorter one
    names = {name for text in _GROUP.those_of(prose) for name in _called(text)} if long else set[str]()
    called = {name.lower() for name in names} | {w for name in names if len(key(name)) == 1 for w in key(name)}
    for arm in _by_measure(arms, prose):
        rest = frozenset(w for a in arms if a is not arm for n in a.names for w in key(n))
        own = sorted(w for w in key(arm.name) & called if w not in rest and len(w) > 2 and w != _CARE)
        short = (
            own[0] if len(own) == 1 and len(key(arm.name)) > 1 and all(key(n) != {own[0]} for n in arm.names) else None
        )
        further = [short] if short else list(_compounds(arm, arms, names))
        yield replace(arm, names=(*arm.names, *further)) if further else arm


def _compounds(arm: Arm, arms: Sequence[Arm], called: Iterable[str]) -> Iterator[str]:
    """What hyphened word alone a text calls an arm by: "the high-dose group" for that of high-dose X beside low-dose X."""
    others = [key(n) for a in arms if a is not arm for n in a.names]
    parts = {word.lower() for a in arms for word in a.name.split() if "-" in word}
    said = {c.lower() for c in called} & parts  # one arm is called so, and then each is
    joined = {c.lower() for c in called if "-" in c and len(key(c)) > 1}  # "the X-Y group" for "X Y and Z"
    named = joined | (parts if said else set())
    fitting = {c for c in named if key(c) < key(arm.name) and not any(key(c) <= o for o in others)}
    if len(fitting) == 1 and not any(key(n) == key(c) for n in arm.names for c in fitting):
        yield from fitting


_MEASURE = re.compile(r"(?<![\w.])(?P<n>\d+(?:\.\d+)?)[\s-](?P<unit>month|week|year|day|cycle|fraction|Gy|mg)s?\b")


def _by_measure(arms: list[Arm], texts: Sequence[str]) -> Iterator[Arm]:
    """The arms, those of so many months, cycles or Gy with the name of "the 6-month group" where a text uses it."""
    said = [{f"{m['n']}-{m['unit']}" for n in a.names for m in _MEASURE.finditer(n)} for a in arms]
    for number, (arm, own) in enumerate(zip(arms, said, strict=True)):
        apart = own - set().union(*said[:number], *said[number + 1 :])
        used = tuple(
            n
            for n in sorted(apart - {*arm.names})
            if any(f"{n} {noun}" in t for t in texts for noun in ("group", "arm"))
        )
        yield replace(arm, names=(*arm.names, *used)) if len(used) == 1 else arm


_LEVEL = re.compile(
    r"(?=(?:low|high|mid|medium|intermediate|middle|moderate|normal|elevated|positive|negative|mutant|mutated|wild-?type|WT"
    r"|first|second|third|fourth|lower|upper|lowest|highest|[TQ][1-5])\b)"
    r"(?!.*\b(?:dos|intens|frequen|volum|pressure|diet|saline|fraction))",
    re.IGNORECASE,
)


def is_level(name: str) -> bool:
    """Whether a name is that of a level of a trait, not of what a group is given.

    >>> is_level("High"), is_level("Q1"), is_level("High-dose X1")
    (True, True, False)
    """
    return _LEVEL.match(name) is not None


def without_levels(arms: list[Arm]) -> list[Arm]:
    """The arms without the levels of a trait into which another table parts the patients of two regimens.

    >>> sized = [Arm(name="X1", n=40, regimen=("x1",)), Arm(name="X2", n=41, regimen=("x2",)), Arm(name="High", n=30)]
    >>> [a.name for a in without_levels(sized)]
    ['X1', 'X2']
    """
    if sum(bool(arm.regimen) for arm in arms) < 2:
        return arms
    return [arm for arm in arms if arm.regimen or not is_level(arm.name)]


def experimental(arms: Sequence[Arm]) -> Arm | None:
    """Of two arms the one that is tested: given a treatment beside what the other is given, or in place of a placebo.

    >>> one, other = Arm(name="X1 + X2", regimen=("x1", "x2")), Arm(name="X1", regimen=("x1",))
    >>> experimental((other, one)).name, experimental((one, Arm(name="X3", regimen=("x3",))))
    ('X1 + X2', None)
    """
    if len(arms) != 2:
        return None
    one, other = arms
    if one.control != other.control:
        return other if one.control else one
    given, set_against = frozenset(one.regimen), frozenset(other.regimen)
    if not given or not set_against or one.one_of or other.one_of:
        return None
    return one if given > set_against else other if given < set_against else None
