"""The vocabulary as the extraction sees it: names, what they name, and nothing else.

A `Lexicon` is filled from the ontology by `kg_builder.ontology` and handed down; no word of the field stands in code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

__all__ = ["TRAITS", "Category", "Lexicon", "Name", "NameKind", "Term"]


class Category(StrEnum):
    """What kind of thing a term names (the ontology's lexical categories)."""

    DRUG = "drug"
    PROCEDURE = "procedure"
    TREATMENT_CLASS = "treatment_class"  # tki, ici, chemotherapy …: stands for any of its members
    REGIMEN = "regimen"  # FOLFOX, GEMOX …: a name for a set of components
    DISEASE = "disease"
    BIOMARKER = "biomarker"  # measured quantities and molecular markers
    CHARACTERISTIC = "characteristic"  # age, sex, aetiology, metastasis …
    STAGING_SYSTEM = "staging_system"
    STAGING_LEVEL = "staging_level"
    ENDPOINT = "endpoint"
    RESPONSE = "response"  # CR, PR, SD, PD: endpoints too
    CRITERIA = "criteria"  # by which response is judged
    SCALE = "scale"  # by which toxicity is graded or patients are selected
    TOXICITY = "toxicity"
    BODY = "body"  # guideline bodies
    UNIT = "unit"
    DESIGN = "design"
    MODEL = "model"  # prognostic scores and nomograms
    TRIAL = "trial"  # named trials (acronyms)


# What tells patients, or their tumours, apart.
TRAITS = (Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.STAGING_LEVEL)


class NameKind(StrEnum):
    """How a name relates to its term."""

    LABEL = "label"
    EXACT = "exact"
    ABBREVIATION = "abbreviation"
    CODE = "code"
    BRAND = "brand"
    HIDDEN = "hidden"  # damaged or misspelt forms: matched, never shown


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a term. Abbreviations keep their case, all else is matched without it."""

    text: str
    kind: NameKind

    @property
    def cased(self) -> bool:
        """Whether upper and lower case must agree."""
        return self.kind is NameKind.ABBREVIATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A thing of the field.

    `key` is the name that evidence records use (`lenvatinib`, `tki`, `OS`, `month`); `parents` are the keys of the
    classes it belongs to, nearest first; `components` the keys of a named regimen's components.
    """

    iri: str
    key: str
    label: str
    category: Category
    names: tuple[Name, ...] = ()
    parents: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    features: Mapping[str, str] = field(default_factory=dict, hash=False)  # e.g. {"months": "0.0328"} of a unit

    def __hash__(self) -> int:
        return hash((self.iri, self.key))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All terms, looked up by key or by any name. A lexicon is itself only: to compare thousands of terms helps nobody."""

    terms: tuple[Term, ...]

    @cached_property
    def by_key(self) -> Mapping[tuple[Category, str], Term]:
        """Terms by category and key."""
        return {(t.category, t.key): t for t in self.terms}

    @cached_property
    def _cased(self) -> Mapping[str, tuple[Term, ...]]:
        return _group((n.text, t) for t in self.terms for n in t.names if n.cased)

    @cached_property
    def _folded(self) -> Mapping[str, tuple[Term, ...]]:
        return _group((fold(n.text), t) for t in self.terms for n in t.names if not n.cased)

    def get(self, category: Category, key: str) -> Term | None:
        """The term of this category that has this key."""
        return self.by_key.get((category, key))

    def named(self, text: str, *categories: Category) -> tuple[Term, ...]:
        """Every term that `text` names, optionally of the given categories only, in the ontology's order.

        >>> os = Term(iri="txo:OS", key="OS", label="overall survival", category=Category.ENDPOINT,
        ...           names=(Name("overall survival", NameKind.LABEL), Name("OS", NameKind.ABBREVIATION)))
        >>> [t.key for t in Lexicon((os,)).named("Overall  Survival")], Lexicon((os,)).named("os")
        (['OS'], ())
        """
        named = self._cased.get(text.strip(), ()) + self._folded.get(fold(text), ())
        return tuple([t for t in dict.fromkeys(named) if not categories or t.category in categories]) if named else ()

    def of(self, *categories: Category) -> Iterator[Term]:
        """All terms of the given categories, in the ontology's order."""
        if len(categories) == 1:
            return iter(self._by_category.get(categories[0], ()))
        return (t for t in self.terms if t.category in categories)

    @cached_property
    def _by_category(self) -> Mapping[Category, tuple[Term, ...]]:
        grouped: dict[Category, list[Term]] = {}
        for term in self.terms:
            grouped.setdefault(term.category, []).append(term)
        return {category: tuple(terms) for category, terms in grouped.items()}

    @cached_property
    def divided(self) -> frozenset[str]:
        """The keys of characteristics that others are values of, as "male" is of sex."""
        return frozenset(t.features["broader"] for t in self.of(Category.CHARACTERISTIC) if "broader" in t.features)

    def is_a(self, key: str, ancestor: str) -> bool:
        """Whether the drug, procedure or class `key` is `ancestor` or belongs to it."""
        return key == ancestor or ancestor in self._ancestors.get(key, frozenset())

    @cached_property
    def drug_classes(self) -> frozenset[str]:
        """The keys of the classes that have drugs as members, or could have."""
        return frozenset(p for t in self.of(Category.DRUG) for p in t.parents)

    def is_general(self, key: str) -> bool:
        """Whether a treatment's key is a class that no other class holds, such as systemic therapy."""
        term = self.get(Category.TREATMENT_CLASS, key)
        return term is not None and not term.parents

    def recorded_as(self, key: str) -> str:
        """The name by which courses of treatment know a procedure or class: its own, or that of a class above."""
        return self._recorded.get(key, key)

    @cached_property
    def _recorded(self) -> Mapping[str, str]:
        terms = list(self.of(Category.PROCEDURE, Category.TREATMENT_CLASS))
        said = {t.key: t.features["recordedAs"] for t in terms if "recordedAs" in t.features}
        nearest = ((t.key, next((said[k] for k in (t.key, *t.parents) if k in said), t.key)) for t in terms)
        return {key: name for key, name in nearest if key != name}

    @cached_property
    def _ancestors(self) -> Mapping[str, frozenset[str]]:
        treatments = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS)
        return {t.key: frozenset(t.parents) for t in self.terms if t.category in treatments}


def fold(text: str) -> str:
    """The form in which names are compared: lower case, single spaces.

    >>> fold("Objective  Response Rate")
    'objective response rate'
    """
    return " ".join(text.split()).casefold()


def _group(pairs: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    grouped: dict[str, tuple[Term, ...]] = {}
    for name, term in pairs:
        grouped[name] = (*grouped.get(name, ()), term)
    return grouped
