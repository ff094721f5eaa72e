"""Further names of arms: letters, "X alone", "group" where another sentence says "arm"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg_builder import letters
from kg_builder.arms import Arm, key

__all__ = ["by_letter", "by_other_noun", "called_alone", "given_by_letter", "lettered"]


def by_letter(definitions: Iterable[tuple[str, str]], heads: Iterable[tuple[str, str]] = ()) -> list[Arm]:
    """Arms that only letters name: "Arm A (X plus Y)", "Arm B (X)"; tables may have further names beside the letters.

    >>> [a.names for a in by_letter([("Arm A", "XY"), ("Arm B", "X")], [("Arm A", "X plus Y")])]
    [('Arm A', 'XY', 'X plus Y'), ('Arm B', 'X')]
    """
    named = dict(reversed([*definitions, *heads]))
    further = [(letter, name) for letter, name in dict.fromkeys(heads) if named[letter] != name]
    arms = [
        Arm(name=f"{letter} ({name})", names=(letter, name, *(n for one, n in further if one == letter)))
        for letter, name in sorted(named.items())
    ]
    return arms if len(arms) > 1 else []


def lettered(arms: list[Arm], definitions: Iterable[tuple[str, str]]) -> Iterator[Arm]:
    """In "group A (XELIRI)" and in the name "Arm B: XELIRI" the letter is one more name of the arm."""
    known: dict[frozenset[str], str] = {}
    for called, name in definitions:
        known.setdefault(key(name), called)
    for arm in arms:
        letter = next((known[key(n)] for n in arm.names if key(n) in known), None) or letters.within(arm.name)
        yield replace(arm, names=(*arm.names, letter)) if letter and letter not in arm.names else arm


def called_alone(arms: list[Arm], texts: Sequence[str]) -> list[Arm]:
    """The arms, that of "X" beside "X plus Y" also as "X alone" where the text calls it so.

    >>> arms = [Arm(name="X1", regimen=("x1",)), Arm(name="X1 plus X2", regimen=("x1", "x2"))]
    >>> called_alone(arms, ["longer in the X1 alone arm"])[0].title()
    'X1 (X1 alone)'
    """
    within = [a for a in arms if a.regimen and any(set(a.regimen) < set(b.regimen) for b in arms)]
    said = {id(a) for a in within if any(f"{a.name} alone".lower() in text for text in map(str.lower, texts))}
    return [replace(a, names=(*a.names, f"{a.name} alone")) if id(a) in said else a for a in arms]


def given_by_letter(arms: list[Arm], told: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[Arm]:
    """The arms, those that only letters name with what a text says that they are given, as printed and its components.

    >>> arms = [Arm(name="Group A", names=("Group A",), n=30), Arm(name="Group B", names=("Group B",), n=31)]
    >>> [a.name for a in given_by_letter(arms, {"A": ("X1 plus X2", ("x1", "x2")), "B": ("X2", ("x2",))})]
    ['Group A (X1 plus X2)', 'Group B (X2)']
    """
    called = [letters.within(arm.name) for arm in arms]
    if not all(letter and letter.split()[1] in told for letter in called):
        return arms
    named = []
    for arm, letter in zip(arms, filter(None, called), strict=True):
        printed, components = told[letter.split()[1]]
        alone = arm.name.lower() == letter.lower()
        names = dict.fromkeys((*arm.names, letter, *([printed] if alone else ())))
        name = f"{letter} ({printed})" if alone else arm.name
        named.append(replace(arm, name=name, names=tuple(names), regimen=arm.regimen or components))
    return named


_OTHER_NOUN = {"Arm": "Group", "Group": "Arm"}


def by_other_noun(arms: list[Arm], texts: Sequence[str]) -> list[Arm]:
    """The arms, those of "arm A" and "arm B" also as groups A and B where the text calls some of them so.

    >>> arms = [Arm(name="Arm A", names=("Arm A",)), Arm(name="Arm B", names=("Arm B",))]
    >>> [a.names for a in by_other_noun(arms, ["Response was rarer in groups A and B."])]
    [('Arm A', 'Group A'), ('Arm B', 'Group B')]
    """
    called = {name.split()[0] for arm in arms for name in arm.names if name == letters.within(name)}
    other = _OTHER_NOUN.get(called.pop()) if len(called) == 1 else None
    if other is None:
        return arms
    own = [[f"{other} {n.split()[1]}" for n in arm.names if n == letters.within(n)] for arm in arms]
    said = [form for further in own for n in further for form in (n.lower(), f"{n.lower().replace(' ', 's ')} ")]
    if not any(form in text for text in map(str.lower, texts) for form in said):
        return arms
    return [replace(arm, names=(*arm.names, *further)) for arm, further in zip(arms, own, strict=True)]
