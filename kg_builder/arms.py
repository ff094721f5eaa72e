"""The groups of patients that a paper compares: their names, sizes and regimens.

Arms are learnt from table heads ("TKI (n = 21)") and from sentences ("the TKI group (n = 21)"); names that say the same
("TKI + ICI", "TKI-ICI group") are one arm.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from kg_builder import letters
from kg_builder.document import BlockKind, Document, Table
from kg_builder.lexicon import Lexicon
from kg_builder.mentions import Finder
from kg_builder.phrases import Phrase
from kg_builder.reading import read_spans
from kg_builder.regimens import treatments

__all__ = ["OVERALL", "Arm", "Group", "Roster", "head", "key"]

_REMEMBERED = 512  # names of groups, factors and columns: those of a few papers, which many rules ask for


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """A group of patients: the name to show, every name it goes by, its size and its regimen."""

    name: str
    names: tuple[str, ...] = ()
    n: int | None = None
    regimen: tuple[str, ...] = ()
    one_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    whole: bool = False  # all patients of the study

    def title(self, printed: str = "") -> str:
        """The name to record: as printed, and by what short name the paper calls the arm.

        >>> Arm(name="X1 plus X2", names=("X1 plus X2", "X2")).title(), Arm(name="Control arm X2").title()
        ('X1 plus X2 (X2)', 'X2 (Control arm)')
        """
        name = printed or self.name
        if role := _ROLE_FIRST.match(name):
            name = f"{role['name']} ({role['role']})"
        short = next((n for n in self.names if key(n) < key(name) and letters.within(n) != n), None)
        return f"{name} ({short})" if short and f"({short})" not in name else name


OVERALL = Arm(name="overall", names=("overall",), whole=True)


@dataclass(frozen=True, slots=True)
class Group:
    """Characters `start` to `end` of a text name this arm."""

    start: int
    end: int
    arm: Arm


_HEAD = re.compile(
    r"""^(?P<name>.*?)[\s,:;-]*[(\[]?\s*(?:[nN]|[nN]o\.?|patients|number)\s?=\s?(?:\d+\s?/\s?)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)
        (?:\s?[;,]?\s?[\d.]+\s?%)?(?:\s(?:patients|evaluable))?\s?[)\]]?(?P<rest>.*)$""",
    re.VERBOSE,
)
_COUNTS_BEHIND = re.compile(r"[,\s]*(?:\(?\s?(?:[nN]o?\.?\s?)?\(?%\)?\s?\)?|\bn\s?\(%\)|\bNo\.(?:\sof\spatients)?)\s*$")
_MARKS_BEHIND = re.compile(r"\s*[*†‡§]+$")
_WORDLESS = re.compile(
    r"^(?:(?:[nN]o?\.?|%|\(|\)|\[|\]|,|/|±|median|mean|range|IQR|SD|\d\d%\s?CI)\s?)+$|^$", re.IGNORECASE
)
_WHOLE = re.compile(
    r"""^(?:the\s)?(?:overall|total|all|whole|entire|full|combined)
        (?:\s(?:study\s)?(?:patients|population|cohort|group|series|sample|subjects|cases|arms?|groups?))*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ROLE_FIRST = re.compile(
    r"^(?P<role>(?:experimental|control|investigational|intervention|comparator)\s(?:arm|group))[\s:,]*(?P<name>\w.*)$",
    re.IGNORECASE,
)
_STOP = frozenset(
    """
    group arm cohort patients patient experimental control investigational intervention comparator
    the a an of in with plus and treatment therapy treated receiving received regimen alone subgroup
    population combined given assigned allocated randomised randomized who
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=_REMEMBERED)
def key(name: str) -> frozenset[str]:
    """What makes two names the same: their words, without the words that only say that it is a group.

    >>> key("TKI + ICI") == key("the TKI-ICI group"), key("TKI") == key("TKI-ICI"), key("Control arm TKI") == key("TKI")
    (True, False, True)
    """
    words = frozenset(re.findall(r"[a-z0-9]+|[<>]=?|[≤≥]", name.lower()))
    return words - _STOP or words


@lru_cache(maxsize=_REMEMBERED)
def head(text: str) -> tuple[str, int | None]:
    """The group's name and size that a table head prints.

    >>> head("TKI + ICI (n = 49)"), head("All (N=155), No. (%)"), head("Evaluable (n = 22/49)"), head("Placebo")
    (('TKI + ICI', 49), ('All', 155), ('Evaluable', 49), ('Placebo', None))
    """
    match = _HEAD.match(text) if "=" in text else None
    if match is None:
        return _bare(text), None
    name = match["name"] if not _WORDLESS.match(match["name"].strip()) else match["rest"]
    return _bare(name), int(match["n"].replace(",", ""))


def _bare(text: str) -> str:
    text = _MARKS_BEHIND.sub("", _COUNTS_BEHIND.sub("", text)).strip(" ,:;-")
    closed = text.count("(") == text.count(")") and text.count("[") == text.count("]")
    return text if closed else text.strip(" ,:;()[]-").strip()


@dataclass(frozen=True)
class Roster:
    """The arms of a paper, and how its text names them."""

    arms: tuple[Arm, ...]
    whole: Arm = OVERALL

    @classmethod
    def of(cls, document: Document, texts: Iterable[str], finder: Finder, *, single: bool = False) -> Roster:
        """The arms that the document's tables and sentences tell.

        Args:
            document: for its tables.
            texts: its cleaned prose.
            finder: to read the regimens in the names.
            single: the paper reports one patient.
        """
        if single:
            return cls(arms=(), whole=replace(OVERALL, name="case", names=("case", "patient"), n=1))
        prose = list(texts)
        tables = [*_heads(document)]
        named = [*itertools.chain.from_iterable(tables), *_sentences(prose)]
        if len({key(name) for name, _ in named if not _WHOLE.match(name)}) < 2:
            named += _spoken(prose)
        arms: dict[frozenset[str], Arm] = {}
        whole = OVERALL
        for name, n in named:
            if _WHOLE.match(name):
                whole = replace(whole, n=whole.n or n)
            elif key(name):
                known = arms.get(key(name), Arm(name=name))
                arms[key(name)] = replace(known, names=tuple(dict.fromkeys((*known.names, name))), n=known.n or n)
        lettered = tuple(letters.definitions(prose))
        if len(arms) < 2:
            arms |= {key(a.name): a for a in _by_letter(lettered)}
        side_by_side = [{key(name) for name, _ in heads} for heads in tables]
        learnt = _same(_joined(_with_regimen(a, finder) for a in arms.values()), side_by_side, finder.lexicon)
        return cls(
            arms=tuple(_shortened(list(_lettered(learnt, lettered)), prose)) if learnt else (),
            whole=replace(whole, n=whole.n or _enrolled(prose)),
        )

    def named(self, text: str) -> Arm | None:
        """The arm that a name, such as a table head, stands for."""
        name, _ = head(text)
        if _WHOLE.match(name):
            return self.whole
        wanted, letter = key(name), letters.within(name)
        same = (a for a in self.arms if any(key(n) == wanted for n in a.names))
        lettered = (a for a in self.arms if letter is not None and letter in a.names)
        return next(same if wanted else lettered, None)

    def treated(self, components: frozenset[str]) -> Arm | None:
        """The one arm that has this regimen, or else the one that alone contains it ("the X arm" of A + X against A)."""
        regimens = [(frozenset(a.regimen), a) for a in self.arms]
        same = [a for r, a in regimens if r == components]
        having = same or [a for r, a in regimens if components < r]
        return having[0] if len(having) == 1 else None

    @cached_property
    def _forms(self) -> tuple[tuple[str, Arm], ...]:
        """Every name of every arm, the longest first."""
        forms = sorted(((n, i) for i, a in enumerate(self.arms) for n in a.names), key=lambda f: (-len(f[0]), f))
        return tuple((name, self.arms[i]) for name, i in forms)

    @cached_property
    def _pattern(self) -> Phrase:
        named = "|".join(f"(?P<a{number}>{_form(name)})" for number, (name, _) in enumerate(self._forms)) or r"(?!)"
        first = dict.fromkeys(words[0].lower() for name, _ in self._forms if (words := _words(name)))
        return Phrase(rf"(?<![\w-])(?:{named})(?![\w]|[-+/]\w)", *first)

    def find(self, text: str) -> tuple[Group, ...]:
        """Where a cleaned text names an arm or all patients, in order."""
        found = [
            Group(m.start(), m.end(), self._forms[int((m.lastgroup or "a0")[1:])][1])
            for m in self._pattern.finditer(text)
            if _names_group(text, m.start(), m.end())
        ]
        found += [
            Group(m.start(), m.end(), self.whole) for m in _ALL.finditer(text) if not self._narrowed(text, m.end())
        ]
        found += [Group(m.start(), m.end(), arm) for m, arm in self._relative(text)]
        found += [Group(s, e, arm) for s, e, letter in letters.listed(text) if (arm := self.named(letter))]
        return tuple(sorted(_apart(found), key=lambda g: g.start))

    def _narrowed(self, text: str, end: int) -> bool:
        """Whether "all patients" goes on with "in the A arm"."""
        further = _FURTHER.match(text, end)
        return further is not None and self._pattern.pattern.match(text, further.end()) is not None

    def _relative(self, text: str) -> Iterator[tuple[re.Match[str], Arm]]:
        """Groups like "the combination group" and "the control arm", where just one arm can be meant."""
        if len(self.arms) == 2:
            sizes = [len(a.regimen) for a in self.arms]
            for match in _RELATIVE.finditer(text):
                wanted = max(sizes) if match["combination"] else min(sizes)
                if sizes[0] != sizes[1] and 0 not in sizes:
                    yield match, self.arms[sizes.index(wanted)]


_ALL = Phrase(
    r"(?<!remaining\s)(?<!other\s)\b(?:the\s)?(?:whole|entire|total|overall|full|study|ITT|intention-to-treat|intent-to-treat)\s(?:study\s|patient\s)?(?:population|cohort|patients|group|sample|series)\b|\ball\s(?:\d+\s|the\s|enrolled\s|treated\s)?patients\b",
    "whole", "entire", "total", "overall", "full", "study", "itt", "intention", "intent", "all ",
)  # fmt: skip
_FURTHER = re.compile(r"\s(?:in|of|on|from|treated\swith|receiving)\s(?:the\s)?", re.IGNORECASE)
_RELATIVE = Phrase(
    r"""\b(?:(?P<combination>combination|combined|experimental|dual)|(?P<mono>mono\w*|control|single[-\s]agent))
        (?:[-\s](?:therapy|treatment)(?:\s(?:group|arm|cohort)s?)?|\s(?:group|arm|cohort)s?)\b""",
    "combination", "combined", "experimental", "dual", "mono", "control", "single",
)  # fmt: skip
_NOUN = re.compile(
    r"^(?:\s|-)(?:\w+\s){0,2}?(?:groups?|arms?|cohorts?|patients|recipients|subgroups?|populations?|therapy|treatment|regimens?|combination|alone|monotherapy|subjects|participants)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[,;:(]|\b(?:in|for|with|to|of|receiving|received|than|versus|vs\.?|by|on|and|or|between|both|given|the|either))\s?(?:the\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)


def _names_group(text: str, start: int, end: int) -> bool:
    return bool(_NOUN.match(text[end:]) or _BEFORE.search(text[max(0, start - 24) : start]))


def _words(name: str) -> list[str]:
    """The words by which a text calls an arm of this name."""
    words = [w for w in re.findall(r"[A-Za-z0-9]+|[<>≤≥]", name) if w.lower() not in ("plus", "and", "with")]
    if words and words[-1].lower() in ("group", "arm", "cohort", "patients"):
        words = words[:-1] or words
    return words


def _form(name: str) -> str:
    return r"(?:[\s/+&,-]|plus|and|with|combined)*".join(re.escape(w) for w in _words(name)) or r"(?!)"


def _apart(groups: Iterable[Group]) -> Iterator[Group]:
    kept: list[Group] = []
    for group in sorted(groups, key=lambda g: (g.start - g.end, g.start)):
        if not any(k.start < group.end and group.start < k.end for k in kept):
            kept.append(group)
            yield group


def _heads(document: Document) -> Iterator[list[tuple[str, int | None]]]:
    """The groups, with sizes, over the columns of each table."""
    for block in document.of_kind(BlockKind.TABLE):
        if block.table is not None and not block.table.flattened:
            yield list(_sized_heads(document, block.table))


def _sized_heads(document: Document, table: Table) -> Iterator[tuple[str, int | None]]:
    rows, _ = table.shape
    for cell in table.cells:
        if cell.column and (cell.header or cell.row < min(3, rows - 1)):
            name, n = head(read_spans(document, [cell.span]).text)
            if n is not None and name and not re.fullmatch(r"[\d\W]+", name):
                yield name, n


_SIZED_GROUP = Phrase(r"(?:group|arm|cohort)\s?\(\s?n\s?=", "n=", "n =")
_SIZED = re.compile(
    r"\b(?:the\s)?(?P<name>[A-Za-z][\w+/-]*(?:\s(?:\+|plus|and|with|[A-Za-z][\w+/-]*)){0,4}?)(?:\s(?:combination|treatment|therapy))?\s(?:group|arm|cohort)\s?\(\s?[nN]\s?=\s?(?P<n>\d+)"
)
_WORDS_BEFORE = re.compile(
    r"^(?:(?:in|of|for|to|and|the|into|two|three|groups?|versus|vs|or|with|patients?|received?|randomi[sz]ed|assigned|allocated|were|was|than|both|either|by|from)\s)+",
    re.IGNORECASE,
)


def _sentences(texts: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    for text in texts:
        for match in _SIZED.finditer(text) if _SIZED_GROUP.search(text) else ():
            name = _WORDS_BEFORE.sub("", re.split(r"\b[Tt]he\s", match["name"])[-1])
            if name and key(name):
                yield name, int(match["n"])


_SPOKEN = Phrase(
    r"\b[Tt]he\s(?P<name>[A-Za-z][\w+/-]*(?:\s(?:plus\s|\+\s)?[A-Za-z][\w+/-]*){0,3}?)\s(?:groups?|arms?)\b",
    " group", " arm",
    flags=re.VERBOSE,
)  # fmt: skip
_GENERIC = frozenset(
    """
    control study treatment patient same other two three age whole both each first second high low
    risk intervention experimental combination
    """.split()  # noqa: SIM905
)


def _spoken(texts: Iterable[str]) -> list[tuple[str, int | None]]:
    """Groups that have no size in any head: names that the prose uses again and again as "the X group"."""
    counted = Counter(m["name"] for text in texts for m in _SPOKEN.finditer(text))
    often = [
        n
        for n, times in counted.items()
        if times >= 3 and not key(n) & _GENERIC and "respectively" not in n and " and " not in n
    ]
    return [(name, None) for name in often] if len(often) > 1 else []


_ENROLLED = Phrase(
    r"\b(?:(?:a\s)?total\sof|overall,?|altogether,?|finally,?|ultimately,?)\s(?:,\s)?(?:a\stotal\sof\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:\w+\s){0,4}?(?:patients|participants|subjects|cases)\b[^.]{0,60}?\b(?:enrolled|included|randomi[sz]ed|recruited|analy[sz]ed|identified|registered|eligible)",
    "total", "overall", "altogether", "finally", "ultimately",
)  # fmt: skip


def _enrolled(texts: Iterable[str]) -> int | None:
    for text in texts:
        if match := _ENROLLED.search(text):
            return int(match["n"].replace(",", ""))
    return None


def _with_regimen(arm: Arm, finder: Finder) -> Arm:
    named = treatments(arm.name, finder.find(arm.name), finder.lexicon)
    return replace(arm, regimen=named[0].components, one_of=dict(named[0].one_of)) if len(named) == 1 else arm


def _joined(arms: Iterable[Arm]) -> list[Arm]:
    """Arms of which one's words all stand in the other's name, and whose regimens agree, are one."""
    kept: list[Arm] = []
    for arm in arms:
        twin = next(
            (
                k
                for k in kept
                if k.regimen
                and k.regimen == arm.regimen
                and (key(k.name) <= key(arm.name) or key(arm.name) <= key(k.name))
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


def _same(arms: list[Arm], side_by_side: list[set[frozenset[str]]], lexicon: Lexicon) -> list[Arm]:
    """One arm for two names: all words of the shorter stand in the longer, in no third, and no table sets the two apart.

    Args:
        arms: as they are named.
        side_by_side: the names over the columns of each table, by their words.
        lexicon: tells the classes of drugs ("chemotherapy alone" may be short for "X and Y chemotherapy alone").
    """

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


_CALLED = Phrase(
    r"(?<![\w+/-])(?P<one>[A-Za-z][\w-]+)(?:\s(?:vs\.?|versus|and|or)\s(?P<other>[A-Za-z][\w-]+))?(?:\s|-)(?:arms?|groups?)\b",
    " arm", "-arm", " group", "-group",
    flags=re.VERBOSE,
)  # fmt: skip


def _shortened(arms: list[Arm], texts: Iterable[str]) -> Iterator[Arm]:
    """Short names, like "the X arm" for the arm of X plus Y where no other arm has X."""
    called = {w.lower() for t in texts for m in _CALLED.finditer(t) for w in m.groups() if w}
    for arm in arms:
        rest = frozenset(w for a in arms if a is not arm for n in a.names for w in key(n))
        own = sorted(w for w in key(arm.name) & called if w not in rest and len(w) > 2)
        short = (
            own[0] if len(own) == 1 and len(key(arm.name)) > 1 and all(key(n) != {own[0]} for n in arm.names) else None
        )
        yield replace(arm, names=(*arm.names, short)) if short else arm


def _by_letter(definitions: Iterable[tuple[str, str]]) -> list[Arm]:
    """Arms that only letters name: "Arm A (X plus Y)", "Arm B (X)"."""
    named: dict[str, tuple[str, ...]] = {}
    for letter, name in definitions:
        named[letter] = tuple(dict.fromkeys((*named.get(letter, ()), name)))
    return (
        [Arm(name=f"{letter} ({names[0]})", names=(letter, names[0])) for letter, names in named.items()]
        if len(named) > 1
        else []
    )


def _lettered(arms: list[Arm], definitions: Iterable[tuple[str, str]]) -> Iterator[Arm]:
    """In "group A (XELIRI)" and in the name "Arm B: XELIRI" the letter is one more name of the arm."""
    known: dict[frozenset[str], str] = {}
    for called, name in definitions:
        known.setdefault(key(name), called)
    for arm in arms:
        letter = next((known[key(n)] for n in arm.names if key(n) in known), None) or letters.within(arm.name)
        yield replace(arm, names=(*arm.names, letter)) if letter and letter not in arm.names else arm
