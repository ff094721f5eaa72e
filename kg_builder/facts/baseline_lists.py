"""The items of a list under a characteristic: "the most common metastatic site was bone (77%), followed by liver (39%)"."""

from __future__ import annotations

import re

from kg_builder.facts.traits import Trait
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["listed_traits"]


_LIST_VERB = re.compile(
    r"^\s(?:[\w-]+\s){0,2}?(?:was|were|is|are|includ(?:ed|ing)|being|such\sas)\s(?:mainly\s|mostly\s)?|^:\s|^,\sincluding\s"
)


_ITEM = re.compile(
    r"(?P<join>^|[,;]\s(?:and\s)?|\sand\s)(?:followed\sby\s|and\s|then\s)?(?:the\s)?(?P<item>[A-Za-z][\w/+.-]*(?:\s(?!(?:was|were|is|are)\s)[A-Za-z+][\w/+.-]*){0,4}?)\s?(?:[(\[]\s?(?=(?:n\s?=\s?)?\d)|\sin\s(?=\d+\b(?!\s?%|\.\d)))"
)


_PRIOR_HEAD = Phrase(
    r"\b(?:[Pp]rior|[Pp]revious)\s(?:[\w-]+\s){0,3}?(?:regimens?|therap(?:y|ies)|treatments?|drugs)(?=\s|,|:)",
    "prior", "previous",
    flags=re.NOFLAG,
)  # fmt: skip


def listed_traits(statement: Statement) -> list[Trait]:
    """The items of a list under a characteristic: "the most common metastatic site was bone (77%), followed by liver (39%)"."""
    text = statement.text
    named = statement.mentions if statement.names(Category.CHARACTERISTIC) else ()
    heads = [(m.start, m.end) for m in named if (t := m.of(Category.CHARACTERISTIC)) and _is_head(statement, t.key)]
    heads += [m.span() for m in _PRIOR_HEAD.finditer(text)]
    for start, end in sorted(heads):
        if verb := _LIST_VERB.match(text[end:]):
            begin = end + verb.end()
            return [
                Trait(begin + m.start("item"), begin + m.end("item"), _one(text[start:end]), m["item"], key="list")
                for m in _ITEM.finditer(text[begin:])
            ]
    return []


def _one(name: str) -> str:
    """A name without its plural: "prior therapies", "metastatic sites"."""
    return f"{name[:-3]}y" if name.endswith("ies") else name.rstrip("s")


def _is_head(statement: Statement, key: str) -> bool:
    """Whether a characteristic is a variable whose levels a list may name."""
    return key in statement.paper.lexicon.divided
