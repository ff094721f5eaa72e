"""Which regimens a paper gave in which doses: dose statements, brought to the regimens that contain the drug.

Nothing is guessed. A dose that names its arm belongs to the regimen of that arm. A dose that names none holds wherever its
study gives the drug, unless the study gives it in several regimens and states several doses without saying which patients
had which: then none is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg_builder.evidence import Dose, Evidence

__all__ = ["Variant", "dose_in_words", "variants"]

Group = tuple[str, str | None, tuple[str, ...]]  # study, arm, components


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Variant:
    """A regimen as one study (or one arm of it) gave it."""

    study: str
    components: tuple[str, ...]
    arm: str | None
    doses: tuple[Dose, ...]


def variants(
    records: Iterable[Evidence], of_arm: Callable[[Dose], Sequence[str] | None], key_of: Callable[[str], str]
) -> list[Variant]:
    """The variants that the records of one paper tell of, sorted.

    Args:
        records: the records of the paper.
        of_arm: the components that the arm of a dose received, if they are known.
        key_of: the vocabulary's key of a component.
    """
    every = list(records)
    doses = sorted((r for r in every if isinstance(r, Dose)), key=lambda d: (d.id, d.span.start))
    given = _given(every, key_of)
    found: dict[Group, list[Dose]] = {}
    for dose in doses:
        for group in _groups(dose, doses, given, of_arm, key_of):
            found.setdefault(group, []).append(dose)
    made = (Variant(study=s, components=c, arm=a, doses=tuple(members)) for (s, a, c), members in found.items())
    return sorted(made, key=lambda v: (v.study, v.components, v.arm or ""))


def _given(records: Iterable[Evidence], key_of: Callable[[str], str]) -> dict[tuple[str, tuple[str, ...]], set[str]]:
    """What each study gave: by study and regimen, the drugs that patients of the regimen received."""
    given: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for record in records:
        study = getattr(record, "study", None) or "this"
        choices: Mapping[str, Sequence[str]] = getattr(record, "one_of", None) or {}
        for name in ("regimen", "from_", "to"):
            if components := getattr(record, name, ()):
                keys = tuple(sorted({key_of(c) for c in components}))
                chosen = {key_of(c) for slot, members in choices.items() if slot in components for c in members}
                given.setdefault((study, keys), set()).update(keys, chosen)
    return given


def _groups(
    dose: Dose,
    doses: Sequence[Dose],
    given: Mapping[tuple[str, tuple[str, ...]], set[str]],
    of_arm: Callable[[Dose], Sequence[str] | None],
    key_of: Callable[[str], str],
) -> Iterator[Group]:
    """Where a dose was given."""
    drug = key_of(dose.drug)
    if dose.arm is not None:
        components = tuple(sorted({key_of(c) for c in of_arm(dose) or ()}))
        if drug in components or drug in given.get((dose.study, components), ()):
            yield dose.study, dose.arm, components
        return
    regimens = [keys for (study, keys), drugs in sorted(given.items()) if study == dose.study and drug in drugs]
    rivals = {
        (d.dose, d.unit, d.per, d.frequency)
        for d in doses
        if (key_of(d.drug), d.study, d.arm, d.condition) == (drug, dose.study, None, dose.condition)
    }
    if len(regimens) == 1 or len(rivals) == 1:
        yield from ((dose.study, None, keys) for keys in regimens)


def dose_in_words(dose: Dose) -> str:
    """A dose in short words.

    >>> from decimal import Decimal
    >>> from kg_builder.evidence import Place
    >>> dose_in_words(Dose(doc="x", span=Place(start=0, end=1), rule="r", drug="wonderib", dose=Decimal("7.5"), unit="mg",
    ...                    per="day", route="oral", condition="age > 70"))
    'wonderib 7.5 mg per day, oral (age > 70)'
    """
    amount = f"{dose.drug} {dose.dose:f} {dose.unit}{f' per {dose.per}' if dose.per else ''}"
    said = ", ".join(part for part in (amount, dose.frequency, dose.cycle, dose.route) if part)
    return f"{said} ({dose.condition})" if dose.condition else said
