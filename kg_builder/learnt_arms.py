"""What heads and sentences of a paper tell of its arms: names, sizes and regimens, before the roster is made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg_builder import letters
from kg_builder.allotted import allotted
from kg_builder.arm_names import given_by_letter
from kg_builder.arms import Arm, is_level, key, with_regimen
from kg_builder.counted_arms import counted_side_by_side, given_apart
from kg_builder.dosed_arms import told_by_dose
from kg_builder.lexicon import Category
from kg_builder.mentions import Finder
from kg_builder.named_arms import listed_with_sizes, named_behind, named_together
from kg_builder.namings import (
    Naming,
    added_or_not,
    assigned_between,
    by_letters,
    counted_in_groups,
    given_side_by_side,
)
from kg_builder.passages import LeadPhrase, PassagePhrase

__all__ = [
    "WHOLE",
    "added_up",
    "by_status",
    "few",
    "from_namings",
    "given_behind",
    "given_by_size",
    "sentences_sized",
    "sized_behind",
    "sized_by_count",
    "sized_together",
    "spelt",
    "spoken",
    "spoken_together",
    "told_otherwise",
]


WHOLE = re.compile(
    r"""^(?:the\s)?(?:overall|total|all|whole|entire|full|combined)
        (?:\s(?:(?:study|included|enrolled|randomi[sz]ed|treated)\s)?(?:patients?|population|cohort|group|series|sample|subjects|cases|arms?|groups?))*$""",
    re.IGNORECASE | re.VERBOSE,
)


def given_by_size(arms: list[Arm], dealt: Iterable[Arm], texts: Sequence[str], finder: Finder) -> list[Arm]:
    """The arms; those whose names tell no treatment with what as many patients were assigned to or given, where sizes differ."""
    sizes = [a.n for a in arms]
    bare = [a for a in arms if a.n and not a.regimen]
    if not bare or len(set(sizes)) < len(sizes) or None in sizes:
        return arms
    told = {n.n: n.components for n in given_side_by_side(texts, finder)}
    told |= {a.n: a.regimen for a in (with_regimen(each, finder) for each in dealt) if a.regimen}
    taken = [a.regimen for a in arms if a.regimen]
    return [replace(a, regimen=r) if a in bare and (r := told.get(a.n)) and r not in taken else a for a in arms]


_DEALT = r"randomi[sz]ed|(?:randomly\s)?(?:assigned|allocated)"
_TAKEN = r"included|enrolled|recruited|reviewed|analy[sz]ed|evaluated|identified|treated|studied"


def added_up(arms: Sequence[Arm], texts: Iterable[str], *, taken: bool = False) -> int | None:
    """The sum of the arms' sizes, where the prose says so many patients were randomised, or time and again studied.

    Args:
        arms: with their sizes.
        texts: the prose.
        taken: it is enough that so many were included.
    """
    if len(arms) < 2 or not all(a.n for a in arms):
        return None
    added = sum(a.n or 0 for a in arms)
    telling = [text for text in texts if str(added) in text]
    dealt = re.compile(
        rf"(?<![\w.,/=-]){added}\s(?:(?!of\s\d)[\w-]+\s){{0,4}}?(?:patients|participants|subjects|women|men)\s[^.;]{{0,200}}?"
        rf"\b(?:were|was|been)\s(?:\w+ly\s)?(?:{_TAKEN if taken else _DEALT})\b"
    )
    studied = sum(f"{added} patients" in text for text in telling) > 1
    return added if studied or any(dealt.search(text) for text in telling) else None


def told_otherwise(
    arms: Mapping[frozenset[str], Arm],
    behind: Mapping[frozenset[str], Arm],
    letters_only: Iterable[Arm],
    told: Sequence[str],
    finder: Finder,
) -> dict[frozenset[str], Arm]:
    """The arms that names behind regimens, letters or sentences tell, where there are not two yet: by the first way that does."""
    further: dict[frozenset[str], Arm] = {}
    if few(arms):
        further |= behind if len(behind) > 1 else {key(a.name): a for a in letters_only}
    if few({**arms, **further}):
        listed = [with_regimen(arm, finder) for arm in listed_with_sizes(told)]
        treated = len({arm.regimen for arm in listed if arm.regimen}) == len(listed)  # and no kinds of tumour
        further |= {key(arm.name): arm for arm in listed if treated}
    for way in (given_side_by_side, counted_side_by_side, counted_in_groups, _allotted, assigned_between, added_or_not):
        if few({**arms, **further}):
            further |= {key(a.name): a for a in from_namings(way(told, finder))}
    if few({**arms, **further}):
        further |= {key(a.name): a for a in named_behind(told) or told_by_dose(told) or named_together(told, finder)}
    if few({**arms, **further}):
        further |= {
            key(name): Arm(name=name, names=(name,)) for name in letters.used(letters.speaking(told)) or _by_role(told)
        }
    return further


_ROLE = LeadPhrase(
    r"\b[Tt]he\s(?:(?P<tried>experimental|investigational|intervention)|(?P<known>standard(?:[\s-](?:of[\s-])?care)?|control|conventional))\s(?:group|arm)\b",
    *(
        f"the {role}"
        for role in ("experimental", "investigational", "intervention", "standard", "control", "conventional")
    ),
    flags=re.VERBOSE,
)


def _by_role(texts: Iterable[str]) -> list[str]:
    """The two groups that texts call by their roles only, each more than once: "the experimental group", "the standard arm"."""
    found = [m for text in _ROLE.those_of(texts) for m in _ROLE.finditer(text)]
    roles = [Counter(m.group()[4:] for m in found if m[role]) for role in ("tried", "known")]
    often = [[name for name, times in counted.items() if times > 1] for counted in roles]
    return [names[0] for names in often] if all(len(names) == 1 for names in often) else []


def _allotted(texts: Sequence[str], finder: Finder) -> tuple[Naming, ...]:
    """The groups to which a sentence allots patients; those without sizes and short names where the texts tell of them again.

    A paper may but tell from what trial its patients came: then no drug that one group has and another has not is named twice.
    """
    found = allotted(texts, finder)
    if all(f.n is not None or f.name != f.regimen for f in found):
        return found
    shared = set.intersection(*(set(f.components) for f in found))
    apart = {c for f in found for c in f.components} - shared
    return found if any(sum(c in text.lower() for text in texts) > 1 for c in apart) else ()


_STATUS = re.compile(
    r"\b(?:positive|negative|high|low|mutant|mutated|wild[-\s]?type|(?:un|non-?)?(?:methylated|amplified))\b",
    re.IGNORECASE,
)


def by_status(heads: Sequence[tuple[str, int | None]], finder: Finder) -> bool:
    """Whether the groups over a table are patients by a marker's status, which are no arms: "X positive (n = 20)"."""
    names = [name for name, _ in heads if not WHOLE.match(name)]
    if len(names) < 2 or not all(map(_STATUS.search, names)):
        return False
    marked = [{t.key for m in finder.find(name) if (t := m.of(Category.BIOMARKER))} for name in names]
    return bool(set.intersection(*marked))


def from_namings(named: Sequence[Naming]) -> list[Arm]:
    """Arms that only the names behind their regimens tell: "X1 plus X2 (arm A, n = 60)"."""
    arms: dict[frozenset[str], Arm] = {}
    for naming in named:
        letter = letters.within(naming.name)
        name, names = (
            (f"{letter} ({naming.regimen})", (letter, naming.regimen)) if letter else (naming.name, (naming.name,))
        )
        known = arms.get(key(name), Arm(name=name, names=names, regimen=naming.components))
        arms[key(name)] = replace(known, n=known.n or naming.n)
    return list(arms.values()) if len(arms) > 1 else []


def few(arms: Mapping[frozenset[str], Arm]) -> bool:
    """Whether less than two arms are known that are not but levels of a trait."""
    return sum(not is_level(arm.name) for arm in arms.values()) < 2


def sized_behind(
    arms: Iterable[Arm],
    texts: Iterable[str],
    told: Iterable[str],
    dealt: Sequence[Arm],
    treated: Mapping[frozenset[str], int | None],
) -> Iterator[Arm]:
    """The arms; those of letters that have no size with the one that texts tell behind: "arm A (X1 plus X2, n = 71)".

    So too those whose size only a table of adverse events prints, which is that of the patients who were treated.

    Args:
        arms: as they are learnt.
        texts: those that call groups by letters.
        told: all of the prose.
        dealt: the groups, with sizes, to which patients were assigned.
        treated: the sizes that only tables of adverse events print, by the words of the names over them.
    """
    lettered = letters.sizes(texts)
    sized = [*sentences_sized(told), *((name, arm.n) for arm in dealt for name in arm.names)] if treated else []
    for arm in arms:
        names = {key(name) for name in arm.names}
        weak = arm.n is not None and any(treated.get(name) == arm.n for name in names)
        behind = {lettered[name] for name in arm.names if name in lettered}
        beside = {n for name, n in sized if n and weak and key(name) in names}
        found = behind | beside if weak else set() if arm.n else behind
        yield replace(arm, n=found.pop()) if len(found) == 1 else arm


_COUNTED = PassagePhrase(
    r"(?P<n>\d(?<![\w.,%/-]\d)(?<!\b[io][nf]\s\d)\d{0,3})\s(?:(?:patients|cases)\sin\sthe\s)?(?P<name>[A-Za-z][\w+/-]*)\s(?:patients|cases|group)\b"
    r"(?!\s(?:had|died|experienced|developed|discontinued|achieved|relapsed|progressed|responded|stopped)\b)",
    " patients", " cases", " group",
    flags=re.VERBOSE,
)  # fmt: skip


def sized_by_count(arms: list[Arm], texts: Sequence[str], finder: Finder) -> list[Arm]:
    """The arms; where none has a size, with those of the sentence that counts the patients of each: "44 received X1 and 46 X2".

    Or by their names: "137 X1 patients and 67 X2 patients".
    """
    if len(arms) < 2 or any(a.n for a in arms):
        return arms
    if given := given_apart(arms, counted_side_by_side(texts, finder, known=True)):
        return given
    words = [{key(name) for name in a.names} for a in arms]
    counting = [s for t in _COUNTED.those_of(texts) if _COUNTED.search(t) for s in _SENTENCE.split(t)]
    told = [{key(m["name"]): int(m["n"]) for m in _COUNTED.finditer(s)} for s in counting]
    beside = ([next((n for k, n in each.items() if k in own), None) for own in words] for each in told if each)
    sizes = next((found for found in beside if all(found)), None)
    return [replace(a, n=n) for a, n in zip(arms, sizes, strict=True)] if sizes else arms


def spelt(arms: list[Arm], texts: Sequence[str], definitions: Iterable[tuple[str, str]], finder: Finder) -> list[Arm]:
    """The arms; where only letters name them, with what texts say that those are given."""
    if not arms or any(a.regimen for a in arms) or not letters.within(arms[0].name):
        return arms
    told = by_letters(texts, definitions, finder)
    return given_by_letter(arms, {letter: (n.regimen, n.components) for letter, n in told.items()})


def given_behind(arms: Iterable[Arm], named: Sequence[Naming]) -> Iterator[Arm]:
    """The arms with what is said before their short names, more than these say: "X1 plus X2 (X1 group)"; and with the size."""
    for arm in arms:
        called = {key(name) for name in arm.names}
        own = [n for n in named if key(n.name) in called and set(arm.regimen) <= set(n.components)]
        whole = {n.components: n for n in own if set(arm.regimen) < set(n.components)}
        one = next(iter(whole.values())) if len(whole) == 1 and not arm.one_of else None
        sizes = {n.n for n in own if n.n}
        sized = replace(arm, n=sizes.pop()) if arm.n is None and len(sizes) == 1 and not arm.one_of else arm
        yield replace(sized, regimen=one.components) if one else sized


_SIZED_GROUP = LeadPhrase(
    r"(?:group|arm|cohort)\s?\((?:[^()=]{2,60}[,;])?\s?n\s?=",
    "group (", "arm (", "cohort (", "group(", "arm(", "cohort(",
)  # fmt: skip


_SIZED = re.compile(
    r"\b(?:the\s)?(?P<name>[A-Za-z][\w+/-]*(?:\s(?:\+|plus|and|with|[A-Za-z][\w+/-]*)){0,4}?)(?:\s(?:combination|treatment|therapy))?\s(?:group|arm|cohort)\s?\((?P<told>[^()=]{2,60}[,;])?\s?[nN]\s?=\s?(?P<n>\d+)"
)
_MORE_SIZES = re.compile(r"[^()]*\bn\s?=")
_OF_EVENTS = re.compile(
    r"\b(?:deaths?|died|events?|toxicit(?:y|ies)|discontinu\w+|withdr[ae]w\w*|reasons?)\b[^.;()]{0,60}$"
)


_LAST_PART = re.compile(r"\b(?:[Tt]he|[Ff]or|[Ii]n|[Oo]f|[Ii]nto|[Ff]rom)\s")


_ANALYSIS_SET = re.compile(  # patients of all arms, chosen for an analysis
    r"(?:per[-\s]protocol|(?:modified\s)?(?:intention|intent)[-\s]to[-\s]treat|m?ITT|safety|evaluable|efficacy|analysis)",
    re.IGNORECASE,
)


_WORDS_BEFORE = re.compile(
    r"^(?:(?:in|of|for|to|and|the|an?|into|two|three|groups?|versus|vs|or|with|patients?|received?|randomi[sz]ed|assigned|allocated|were|was|than|both|either|by|from)\s)+",
    re.IGNORECASE,
)


def sentences_sized(texts: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    """Names and sizes of groups as sentences give them: "the X group (n = 40)"."""
    for text in _SIZED_GROUP.those_of(texts):
        for match in _SIZED.finditer(text) if _SIZED_GROUP.search(text) else ():
            if match["told"] and (_MORE_SIZES.match(text, match.end()) or _OF_EVENTS.search(text, 0, match.start())):
                continue  # "three deaths in the X group (sepsis, n = 2; rash, n = 1)"
            name = _WORDS_BEFORE.sub("", _LAST_PART.split(match["name"])[-1])
            if name and key(name) and not _ANALYSIS_SET.fullmatch(name):
                yield name, int(match["n"])


def sized_together(texts: Iterable[str]) -> Iterator[set[frozenset[str]]]:
    """The names, by their words, of the groups that one sentence gives with their sizes: those are different groups."""
    for text in _SIZED_GROUP.those_of(texts):
        for sentence in _SENTENCE.split(text) if text.count("=") > 1 and _SIZED_GROUP.search(text) else ():
            yield {key(name) for name, _ in sentences_sized([sentence])}


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SPOKEN = PassagePhrase(
    r"he(?<=\b[Tt]he)\s(?P<name>[A-Za-z][\w+/-]*+(?:\s(?:plus\s|\+\s)?(?!the\b)[A-Za-z][\w+/-]*+){0,3}?)\s(?:groups?|arms?)\b",
    " group", " arm",
    flags=re.VERBOSE,
)  # fmt: skip


_GENERIC = frozenset(
    """
    control study treatment patient same other two three age whole both each first second high low
    risk intervention experimental either respective assigned active
    """.split()  # noqa: SIM905
)


def spoken(texts: Iterable[str]) -> list[tuple[str, int | None]]:
    """Groups that have no size in any head: names that the prose uses again and again as "the X group".

    >>> spoken(["The patients in the X1-combination group lived longer than those in the placebo-combination group."] * 3)
    [('X1-combination', None), ('placebo-combination', None)]
    """
    counted = Counter(m["name"] for text in _SPOKEN.those_of(texts) for m in _SPOKEN.finditer(text))
    often = [
        n
        for n, times in counted.items()
        if times >= 3
        and not key(n) & _GENERIC
        and key(n) != {"combination"}
        and "respectively" not in n
        and " and " not in n
    ]
    return [(name, None) for name in often] if len(often) > 1 else []


def spoken_together(texts: Iterable[str]) -> Iterator[set[frozenset[str]]]:
    """The names, by their words, of the groups that one sentence tells of as "the X1 group" and "the X2 group".

    >>> [sorted(map(sorted, names)) for names in spoken_together(["OS was 8 months in the S-T group and 6 in the S-T-L group."])]
    [[['l', 's', 't'], ['s', 't']]]
    """
    for text in _SPOKEN.those_twice(texts):
        for sentence in _SENTENCE.split(text):
            names = {key(m["name"]) for m in _SPOKEN.finditer(sentence)}
            if len(names) > 1:
                yield names
