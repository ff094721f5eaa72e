"""The words of a record's fields, and the terms of the vocabulary that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg_builder.evidence import Evidence
from kg_builder.lexicon import Category, Lexicon, NameKind, Term, fold

__all__ = ["LINKS", "TREATMENTS", "Vocabulary", "label_of", "short_name"]

TREATMENTS = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS, Category.REGIMEN)
_TRAITS = (
    Category.BIOMARKER,
    Category.CHARACTERISTIC,
    Category.STAGING_SYSTEM,
    Category.MODEL,
    Category.DISEASE,
    Category.DRUG,
    Category.PROCEDURE,
)
LINKS: Mapping[str, tuple[Category, ...]] = {
    "endpoint": (Category.ENDPOINT, Category.RESPONSE),
    "unit": (Category.UNIT,),
    "criteria": (Category.CRITERIA,),
    "factor": _TRAITS,
    "event": (Category.TOXICITY,),
    "characteristic": _TRAITS,
    "level": (Category.STAGING_LEVEL, Category.CHARACTERISTIC, Category.DISEASE),
    "body": (Category.BODY,),
    "model": (Category.MODEL, Category.STAGING_SYSTEM),
    "input": _TRAITS,
    "drug": TREATMENTS,
    "drugClass": (Category.TREATMENT_CLASS,),
    "item": (*_TRAITS, Category.ENDPOINT, Category.RESPONSE),
    "design": (Category.DESIGN,),
}
_WITHIN = frozenset({"factor", "characteristic", "input", "item", "body", "design"})  # terms inside the words count too
_SAID: Mapping[str, str] = {
    "at_months": "at {} months",
    "ci": "CI {}",
    "count": "{} patients",
    "from": "from {}",
    "from_line": "line {}",
    "grade": "grade {}",
    "iqr": "IQR {}",
    "line": "line {}",
    "mean": "mean {}",
    "median": "median {}",
    "percent": "{} %",
    "range": "range {}",
    "subgroup": "of them {}",
    "to": "to {}",
    "to_line": "line {}",
    "vs": "vs {}",
}
_UNSAID = frozenset({"n", "one_of", "p", "study"})
_EXPLAINED = re.compile(r"\s\([^()\s]+\)$")  # the abbreviation behind what it means
_TOKEN = re.compile(r"[^\s,;/()]+")


@dataclass(frozen=True)
class Vocabulary:
    """What words name, in the graph's terms."""

    lexicon: Lexicon
    _seen: dict[tuple[str, str], tuple[Term, ...]] = field(default_factory=dict)

    def terms(self, name: str, words: str) -> tuple[Term, ...]:
        """The terms that the words of a field name; inside the words too, where that is sensible."""
        if (name, words) not in self._seen:
            whole = self.exactly(words, LINKS[name]) or self.exactly(_EXPLAINED.sub("", words), LINKS[name])
            parts = self.within(words, LINKS[name]) if name in _WITHIN and whole is None else ()
            self._seen[name, words] = (whole,) if whole else tuple(dict.fromkeys(parts))
        return self._seen[name, words]

    def exactly(self, words: str, categories: Sequence[Category]) -> Term | None:
        """The one term that has these words as its key or, failing that, as a name."""
        for category in categories:
            if term := self.lexicon.get(category, words):
                return term
        named = self.lexicon.named(words, *categories)
        return named[0] if len(named) == 1 else None

    def within(self, words: str, categories: Sequence[Category]) -> Iterator[Term]:
        """The terms named inside the words, the longest stretch first, each word used once."""
        tokens = list(_TOKEN.finditer(words))
        start = 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + 6), start, -1):
                stretch = words[tokens[start].start() : tokens[end - 1].end()]
                if term := self.exactly(stretch, categories):
                    yield term
                    break
            else:
                end = start + 1
            start = end

    def level(self, characteristic: str, words: str) -> Term | None:
        """The level of a staging system that is named with it: B of Child-Pugh class is not B of BCLC."""
        systems = self.terms("characteristic", characteristic)
        found = (self.exactly(f"{system.key} {words}", (Category.STAGING_LEVEL,)) for system in systems)
        return next((term for term in found if term), None)

    def treatment(self, key: str) -> Term | None:
        """The drug, procedure, class or named regimen with this key."""
        return self.exactly(key, TREATMENTS)


def short_name(term: Term) -> str:
    """How a component is called in a regimen's label: by the name that its key is the plain form of, such as TACE.

    >>> from kg_builder.lexicon import Name
    >>> short_name(Term(iri="urn:t", key="tace", label="chemoembolization", category=Category.PROCEDURE,
    ...                 names=(Name("chemoembolization", NameKind.LABEL), Name("TACE", NameKind.ABBREVIATION))))
    'TACE'
    """
    shown = (n.text for n in term.names if n.kind is not NameKind.HIDDEN)
    return next((name for name in shown if fold(name) == fold(term.key)), term.label)


def label_of(record: Evidence) -> str:
    """A record in short words.

    >>> from kg_builder.evidence import Outcome, Place
    >>> label_of(Outcome(doc="x", span=Place(start=0, end=1), rule="r", arm="A", line=2, endpoint="OS",
    ...                  statistic="median", qualifier="NR", vs="B"))
    'outcome: A, line 2, OS, median, NR, vs B'
    """
    facts = ((name.rstrip("_"), value) for name, value in record.facts().items() if name not in _UNSAID)
    return f"{record.kind.replace('_', ' ')}: {', '.join(_SAID.get(name, '{}').format(_words(v)) for name, v in facts)}"


def _words(value: object) -> str:
    if isinstance(value, tuple):
        interval = any(not isinstance(v, str) for v in value)
        return ("-" if interval else " + ").join("?" if v is None else str(v) for v in value)
    return str(value)
