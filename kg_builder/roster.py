"""The arms of a paper, learnt from table heads ("TKI (n = 21)") and sentences ("the TKI group (n = 21)"), found in its text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from kg_builder import letters
from kg_builder.arm_forms import form_of, names_group, words_of
from kg_builder.arm_names import by_letter, by_other_noun, called_alone, lettered
from kg_builder.arms import OVERALL, Arm, head, is_level, key, one_for_each, shortened, with_regimen, without_levels
from kg_builder.assigned import assigned, called_by_size, headed_otherwise, headed_twice
from kg_builder.class_arms import by_class
from kg_builder.counted_arms import sized_alike
from kg_builder.document import Document
from kg_builder.dosed_arms import called_by_dose
from kg_builder.enrolled import enrolled
from kg_builder.held import held_for_each
from kg_builder.learnt_arms import (
    WHOLE,
    added_up,
    by_status,
    few,
    from_namings,
    given_behind,
    given_by_size,
    sentences_sized,
    sized_behind,
    sized_by_count,
    sized_together,
    spelt,
    spoken,
    spoken_together,
    told_otherwise,
)
from kg_builder.lexicon import Lexicon
from kg_builder.mentions import Finder
from kg_builder.namings import (
    namings,
)
from kg_builder.phrases import LearntPhrase, Phrase, Prose, bits
from kg_builder.regimens import Treatment
from kg_builder.shared_backbone import with_backbone
from kg_builder.table_heads import called_heads, lettered_heads, sized_heads, treated_only

__all__ = ["Group", "Roster"]


class Group(msgspec.Struct, frozen=True):
    """Characters `start` to `end` of a text name this arm."""

    start: int
    end: int
    arm: Arm


def _with_sizes(arms: Iterable[Arm], told: Sequence[str], finder: Finder) -> tuple[Arm, ...]:
    """The arms with the sizes of those whom sentences count by what they were given, and with what both are given alike."""
    return tuple(with_backbone(sized_by_count([*arms], told, finder), told, finder))


_ADDED = re.compile(r"\s(?:\+|&|and)\s")


_ANALYSED = re.compile(  # whom an analysis looks at: no group is set against another
    r"""(?:[\w-]+\s)*?(?:trial|biomarker|evaluable|assessable|(?:[\w-]+-)?evaluable|ITT|intention-to-treat|intent-to-treat|per-protocol|safety)
        (?:\s[\w-]+)?\s(?:population|cohort|set|sample|series)$""",
    re.IGNORECASE | re.VERBOSE,
)
_TWICE = re.compile(r"([^()]+)\s\(([^()]+)\)")  # "X1/X2 (XY)"


def _sized_so(
    named: Iterable[tuple[str, int | None]], arms: dict[frozenset[str], Arm], meant: Mapping[frozenset[str], Arm]
) -> tuple[dict[frozenset[str], Arm], Arm]:
    """The arms, and all patients, that names with sizes tell besides those that are known; `meant` by other names."""
    whole = OVERALL
    for name, n in named:
        if WHOLE.match(name):
            whole = replace(whole, n=whole.n or n)
        elif key(name) and not _ANALYSED.match(name):
            known = arms.get(key(name)) or meant.get(key(name), Arm(name=name))
            arms[key(name)] = replace(known, names=tuple(dict.fromkeys((*known.names, name))), n=known.n or n)
    return arms, whole


@dataclass(frozen=True)
class Roster:
    """The arms of a paper, and how its text names them."""

    arms: tuple[Arm, ...]
    whole: Arm = OVERALL

    @classmethod
    def of(
        cls,
        document: Document,
        texts: Iterable[str],
        finder: Finder,
        *,
        own: Iterable[str] | None = None,
        single: bool = False,
    ) -> Roster:
        """The arms that the document's tables and sentences tell.

        Args:
            document: for its tables.
            texts: its cleaned prose.
            finder: to read the regimens in the names.
            own: the prose that tells of no other studies, whose groups could be taken for arms; all of it, unless given.
            single: the paper reports one patient.
        """
        if single:
            return cls(arms=(), whole=replace(OVERALL, name="case", names=("case", "patient"), n=1))
        prose = list(texts)
        told = prose if own is None else list(own)
        over = list(sized_heads(document))
        tables = [heads for heads in over if not by_status(heads, finder)]
        named = [*itertools.chain.from_iterable(tables), *sentences_sized(told)]
        called_so: list[tuple[str, int | None]] = []
        between, dealt, speaking = list[Arm](), assigned(told), letters.speaking(told)
        defined, in_heads = tuple(letters.definitions(speaking)), tuple(lettered_heads(document))
        called = {letter.split()[-1]: letter for letter, _ in defined}
        named = [(called.get(name, name), n) for name, n in named]  # "A" over a column is the text's arm A
        heads = [name for name, _ in named if not WHOLE.match(name)]
        if len({key(name) for name in heads if not is_level(name)}) < 2:
            between = dealt
            unsized = not between and not any(map(is_level, heads)) and len(by_letter(defined, in_heads)) != 2
            called_so = spoken(prose) if unsized else []
            named += called_so
        meant = {} if between or len(named) < 2 else headed_otherwise(named, dealt, prose)
        arms, whole = _sized_so(named, {key(a.name): a for a in between}, meant)
        named_behind = tuple(namings(told, finder))
        behind = {key(a.name): a for a in from_namings(named_behind)}
        further = told_otherwise(arms, behind, by_letter(defined, in_heads), told, finder)
        arms |= further
        if few(arms):
            arms |= {key(name): Arm(name=name, names=(name,)) for name in called_heads(document, finder)}
        side_by_side = [{key(name) for name, _ in heads} for heads in tables]
        side_by_side += spoken_together(prose) if called_so else ()
        side_by_side += [{key(n) for a in between for n in a.names}, set(behind), set(further), *sized_together(told)]
        named_once = one_for_each((with_regimen(a, finder) for a in arms.values()), side_by_side, finder.lexicon)
        named_once = headed_twice(named_once, side_by_side, told)
        treated = given_by_size(without_levels(named_once), dealt, told, finder)
        learnt = called_by_dose(called_alone(called_by_size(treated, told), told), told)
        named_by_letter = by_other_noun(
            [*sized_behind(lettered(learnt, defined), speaking, told, dealt, treated_only(document, over))], told
        )
        named_in_full = shortened(spelt(named_by_letter, told, defined, finder), prose)
        n = whole.n or added_up(learnt, prose) or enrolled(prose) or added_up(learnt, prose, taken=True)
        found = _with_sizes(given_behind(named_in_full, named_behind), told, finder) if learnt else ()
        return cls(arms=sized_alike(found, prose, n), whole=replace(whole, n=n))

    def abbreviated(self, shorts: Mapping[str, str]) -> Roster:
        """The same arms, each also under the short forms that the paper has for one of its names: "X alone (XA)"."""
        if len(self.arms) < 2:
            return self
        words = {short: key(long) for short, long in shorts.items()}
        own = [[short for short, long in words.items() if long in map(key, arm.names)] for arm in self.arms]
        if not any(own):
            return self
        arms = (
            replace(a, names=tuple(dict.fromkeys((*a.names, *further))))
            for a, further in zip(self.arms, own, strict=True)
        )
        return replace(self, arms=tuple(arms))

    @held_for_each
    def named(self, text: str) -> Arm | None:
        """The arm that a name, such as a table head, stands for."""
        name, _ = head(text)
        if WHOLE.match(name):
            return self.whole
        if name in self._by_letter:
            return self._by_letter[name]
        if known := self._by_key.get(wanted := key(name)) or self._in_other_words(name, wanted):
            return None if self.pools(name) else known
        if not wanted and (letter := letters.within(name)):
            return next((a for a in self.arms if letter in a.names), None)
        return next((arm for match, arm in self._relative(name) if match.group() == name), None)

    def _in_other_words(self, name: str, words: frozenset[str]) -> Arm | None:
        """The arm that a name means as "X1/X2 (XY)", or as "X3 with XY" where XY is an arm's short name for X1/X2."""
        if name.endswith(")") and (twice := _TWICE.fullmatch(name)):
            meant = {id(a): a for part in twice.groups() if (a := self._by_key.get(key(part)))}
            return meant.popitem()[1] if len(meant) == 1 else None
        written = (words - short | long for short, long in self._longer if short < words)
        return next((a for w in written if (a := self._by_key.get(w))), None)

    @cached_property
    def _longer(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The one-word names of arms, each with the words of the arm's longer names."""
        names = [(key(one), key(other)) for arm in self.arms for one in arm.names for other in arm.names]
        return tuple((short, long) for short, long in names if len(short) == 1 < len(long) and not short <= long)

    def pools(self, name: str) -> bool:
        """Whether a name adds arms up, of which one has all that another has: "X1/X2 + X1"."""
        parts = [key(part) for part in _ADDED.split(name)]
        nested = any(one < other for one in parts for other in parts)
        return nested and all(part in self._by_key for part in parts)

    @cached_property
    def _by_letter(self) -> dict[str, Arm]:
        """The arms by the mere letters of names such as "Arm A"."""
        lettered_names = ((name, arm) for arm in reversed(self.arms) for name in arm.names)
        return {name.split()[-1]: arm for name, arm in lettered_names if letters.within(name) == name}

    @cached_property
    def _by_key(self) -> dict[frozenset[str], Arm]:
        """The arms by what their names have in common with other ways to write them; the first arm of a name."""
        return {key(name): arm for arm in reversed(self.arms) for name in arm.names}

    def treated(self, components: frozenset[str]) -> Arm | None:
        """The one arm that has this regimen, or else the one that alone contains it ("the X arm" of A + X against A)."""
        regimens = [(frozenset(a.regimen), a) for a in self.arms]
        same = [a for r, a in regimens if r == components]
        having = same or [a for r, a in regimens if components < r]
        return having[0] if len(having) == 1 else None

    def widened(self, components: frozenset[str]) -> Arm | None:
        """The one arm all of whose regimen is among these, the rest being no arm's: "X1 plus X3" for X1 against placebo."""
        within = [a for a in self.arms if a.regimen and components.issuperset(a.regimen)]
        given = frozenset(c for a in self.arms for c in a.regimen)
        return within[0] if len(within) == 1 and components & given == set(within[0].regimen) else None

    def apart(self, components: frozenset[str], lexicon: Lexicon) -> bool:
        """Whether no arm is given anything that is one of these, or of their class."""
        given = frozenset(c for a in self.arms for c in a.regimen)
        return not any(lexicon.is_a(c, g) or lexicon.is_a(g, c) for c in components for g in given)

    @cached_property
    def _forms(self) -> tuple[tuple[str, Arm], ...]:
        """Every name of every arm, the longest first."""
        forms = sorted(((n, i) for i, a in enumerate(self.arms) for n in a.names), key=lambda f: (-len(f[0]), f))
        return tuple((name, self.arms[i]) for name, i in forms)

    @cached_property
    def _pattern(self) -> LearntPhrase:
        names = [name for name, _ in self._forms]
        named = "|".join(f"(?P<a{number}>{form_of(name, names)})" for number, name in enumerate(names)) or r"(?!)"
        first = dict.fromkeys(words[0].lower() for name, _ in self._forms if (words := words_of(name)))
        return LearntPhrase(
            rf"(?<![\w-])(?:{named})(?![\w]|[-+/](?!(?:therapy|treatment|treated|group|arm)\b)\w)", *first
        )

    @cached_property
    def _alone(self) -> tuple[tuple[LearntPhrase, Arm], ...]:
        """How the arm of "X alone" is called beside that of "X plus Y": "the X group"."""
        lone = [(m.group(), a) for a in self.arms for n in a.names if (m := _LONE.match(n))]
        joined = r"(?<![-/+])(?<!plus\s)(?<!and\s)(?<!with\s)"
        return tuple(
            (LearntPhrase(rf"{joined}\b{form_of(name)}\s(?:group|arm)s?\b", words[0].lower()), arm)
            for name, arm in lone
            if (words := words_of(name))
        )

    def find(self, text: str, named: Iterable[Treatment] = (), lexicon: Lexicon | None = None) -> tuple[Group, ...]:
        """Where a cleaned text names an arm or all patients, in order.

        Args:
            text: a cleaned text.
            named: the treatments that it names, where they may call an arm by the class of its drugs.
            lexicon: tells the classes of drugs.
        """
        found = list(self._by_name(text))
        prose = text if isinstance(text, Prose) else Prose(text)
        if self._alone or prose.standing & _OTHERWISE:
            found += self._otherwise(prose)
        if lexicon is not None:
            called = [Group(*called) for called in by_class(self.arms, text, named, lexicon)]
            found = [*_apart(found), *called] if called else found
        return tuple(sorted(_apart(found), key=lambda g: g.start)) if len(found) > 1 else tuple(found)

    def _by_name(self, text: str) -> Iterator[Group]:
        for match in self._pattern.finditer(text):
            if names_group(text, match.start(), match.end()):
                named = Group(match.start(), match.end(), self._forms[int((match.lastgroup or "a0")[1:])][1])
                yield from (g for g in self._listed(text, match) or (named,) if not self._goes_on(text, g))

    def _otherwise(self, text: str) -> Iterator[Group]:
        """Groups that are called by no name: all patients, "the control arm", "in arms A and B"."""
        for match in _ALL.finditer(text):
            if not self._narrowed(text, match.end()):
                yield Group(match.start(), match.end(), self.whole)
        yield from (Group(m.start(), m.end(), arm) for m, arm in self._relative(text))
        yield from (Group(m.start(), m.end(), arm) for phrase, arm in self._alone for m in phrase.finditer(text))
        yield from self._suspended(text)
        yield from (Group(s, e, arm) for s, e, letter in letters.listed(text) if (arm := self.named(letter)))

    def _suspended(self, text: str) -> Iterator[Group]:
        """The two arms of "in the pre- and postoperative arms"."""
        for match in _SUSPENDED.finditer(text):
            first, second = match["first"].lower(), match["second"].lower()
            said = [(arm, word) for arm in self.arms for name in arm.names for word in name.lower().split()]
            one = {
                a.name: a for a, w in said if w.startswith(first) and w != first and second.endswith(w[len(first) :])
            }
            other = {a.name: a for a, w in said if w == second}
            if len(one) == len(other) == 1 and one.keys() != other.keys():
                yield Group(match.start("first"), match.end("first") + 1, one.popitem()[1])
                yield Group(*match.span("second"), other.popitem()[1])

    def _goes_on(self, text: str, group: Group) -> bool:
        """Whether a name goes on with what only another arm has: "X1 plus X2", where that is called "X1 plus weekly X2"."""
        more = _MORE.match(text, group.end)
        if more is None:
            return False
        own = {word for name in group.arm.names for word in key(name)}
        others = {word for arm in self.arms if arm is not group.arm for name in arm.names for word in key(name)}
        return not (others - own).isdisjoint(key(more["more"]))

    def _listed(self, text: str, match: re.Match[str]) -> tuple[Group, ...]:
        """The arms of "in the X1, and X2 groups", where a third has both; none where the words are one arm's name."""
        joints = list(_JOINT.finditer(text, *match.span())) if len(self.arms) > 2 else []
        if not joints or _GROUPS.match(text, match.end()) is None:
            return ()
        starts, ends = (match.start(), *(j.end() for j in joints)), (*(j.start() for j in joints), match.end())
        places = [(s, e, self._by_key.get(key(text[s:e]))) for s, e in zip(starts, ends, strict=True)]
        listed = tuple(Group(s, e, arm) for s, e, arm in places if arm is not None)
        return listed if len(listed) == len(places) == len({g.arm.name for g in listed}) else ()

    def _narrowed(self, text: str, end: int) -> bool:
        """Whether "all patients" goes on with "in the A arm"."""
        further = _FURTHER.match(text, end)
        return further is not None and self._pattern.pattern.match(text, further.end()) is not None

    def _relative(self, text: str) -> Iterator[tuple[re.Match[str], Arm]]:
        """Groups like "the combination group" and "the control arm", where just one arm can be meant."""
        if len(self.arms) == 2:
            sizes = [len(a.regimen) for a in self.arms]
            controls = [a for a in self.arms if a.control]
            for match in _RELATIVE.finditer(text):
                if len(controls) == 1 and (role := _ROLE.match(match.group())):
                    yield match, next(a for a in self.arms if a.control == bool(role["control"]))
                    continue
                if match["active"]:
                    continue
                wanted = max(sizes) if match["combination"] else min(sizes)
                if sizes[0] != sizes[1] and 0 not in sizes:
                    yield match, self.arms[sizes.index(wanted)]


_ALL = Phrase(
    r"\b(?=[tweofsia])(?<!remaining\s)(?<!other\s)(?:the\s)?(?:whole|entire|total|overall|full|study|ITT|intention-to-treat|intent-to-treat)\s(?:study\s|patient\s)?(?:population|cohort|patients|group|sample|series)\b|\ball\s(?:the\s)?(?:\d+\s|enrolled\s|treated\s|registered\s|included\s|randomi[sz]ed\s)?patients\b",
    "all ",
    *(f"{whole} {patients}" for whole in ("whole", "entire", "total", "overall", "full", "study", "itt", "to-treat", "patient")
      for patients in ("population", "cohort", "patients", "group", "sample", "series")),
)  # fmt: skip
_SUSPENDED = Phrase(
    r"""(?<![\w-])(?P<first>[a-z]\w*)-\s(?:and|or|versus|vs\.?)\s(?:the\s)?(?P<second>[a-z][\w-]+)(?=\s(?:[\w-]+\s){0,2}?(?:groups?|arms?)\b)""",
    "- and ", "- or ", "- vs", "- versus ",
)  # fmt: skip
_GROUPS = re.compile(r"\s(?:groups|arms)\b")
_JOINT = re.compile(r",?\s(?:and|or)\s(?:the\s)?|,\s")
_MORE = re.compile(
    r"\s(?:plus|\+|combined\swith|in\scombination\swith|together\swith)\s(?P<more>[\w/-]+(?:\s[\w/-]+)?)"
)
_FURTHER = re.compile(r"\s(?:in|of|on|from|treated\swith|receiving)\s(?:the\s)?", re.IGNORECASE)
_RELATIVE = Phrase(
    r"""\b(?:(?P<combination>combination|combined|experimental|dual)|(?P<mono>mono\w*|control|single[-\s]agent))
        (?:[-\s](?:therapy|treatment)(?:\s(?:group|arm|cohort)s?)?\b|\s(?:group|arm|cohort|safety\spopulation)s?\b|(?<=control)\s(?:patients|subjects)\b|(?:(?<=\bin\scontrol)|(?<=\bthan\scontrol)|(?<=\bwith\scontrol)|(?<=\bfor\scontrol)|(?<=\bto\scontrol))s\b
           |(?=\s(?:and|or|versus|vs\.?)\s(?:the\s)?[\w+-]+(?:\s(?!and\b|or\b)[\w+-]+)?\s(?:groups|arms|cohorts)\b))
      | \b(?P<active>active|investigational)(?:[-\s](?:drug|treatment|therapy))?\s(?:group|arm|cohort)s?\b""",
    "combination", "combined", "experimental", "dual", "mono", "control", "single", "active", "investigational",
)  # fmt: skip
_OTHERWISE = bits(_ALL, _RELATIVE, _SUSPENDED, letters.LISTED)
_LONE = re.compile(r"[^()]+(?=\s(?:alone|only)$)", re.IGNORECASE)
_ROLE = re.compile(r"(?P<control>control)|experimental|active|investigational", re.IGNORECASE)


def _apart(groups: Iterable[Group]) -> Iterator[Group]:
    kept: list[Group] = []
    for group in sorted(groups, key=lambda g: (g.start - g.end, g.start)):
        if not any(k.start < group.end and group.start < k.end for k in kept):
            kept.append(group)
            yield group
