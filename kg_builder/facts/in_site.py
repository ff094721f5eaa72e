"""Endpoints of one organ, which are not those of all: "time to relapse in the brain", "peritoneal recurrence"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg_builder.expressions import Expression
from kg_builder.facts.organs import organ_words
from kg_builder.lexicon import Lexicon, Term
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["InSite", "in_site"]

_TIME_TO = re.compile(r"(?:median\s)?time\sto\s", re.IGNORECASE)
_RETURNS = frozenset({"recurrence", "relapse", "progression"})
_FREE = frozenset({"RFS", "PFS", "DFS", "FFS"})  # of which one organ may be free
_PLACES = (
    "vital organs|peritoneum|bones|lungs|neck|breast|chest|chest wall|pelvis|prostate|prostate bed|remnant liver|"
    "liver remnant|contralateral breast"
)
_WHERE = (
    "extramedullary|extracranial|intracranial|extrahepatic|intrahepatic|extrapulmonary|intrapulmonary|"
    "intrathoracic|extrathoracic|intra-abdominal|abdominal|pelvic|regional|pleural|visceral|systemic|"
    "ipsilateral|contralateral|in-breast|ipsilateral breast|chest wall|intraluminal|anastomotic|marginal|"
    "meningeal|leptomeningeal|testicular|ocular|cutaneous|retroperitoneal|mediastinal|"
    "inguinal|supraclavicular|axillary"
)


class InSite(NamedTuple):
    """The endpoint of one organ, as printed at `start` to `end`."""

    start: int
    end: int
    name: str


def in_site(statement: Statement, mention: Mention, term: Term) -> InSite | None:
    """The endpoint of one organ that a mention is a part of, if it is."""
    text = statement.text
    timed = _TIME_TO.match(mention.text)
    free = term.key in _FREE and mention.text.endswith((" survival", "FS"))
    if not (timed or free) and (term.key not in _RETURNS or " in " in mention.text):
        return None
    before, behind = _forms(statement.paper.lexicon)
    if match := None if free else behind.match(text, mention.end):
        named = f"time to {mention.text[timed.end() :]}" if timed else _singular(mention.text)
        return InSite(mention.start, match.end(), f"{named}{match.group()}")
    where = None if timed else before.search(text, max(0, mention.start - 40), mention.start)
    if where is None:
        return None
    said = where["where"] if where["where"][:2].isupper() else where["where"].lower()
    return InSite(where.start("where"), mention.end, f"{said} {_singular(mention.text)}")


def _singular(name: str) -> str:
    """A name in the singular and, unless it is an abbreviation, in lower case."""
    one = name.removesuffix("s")
    return one if one[1:].isupper() else one.lower()


@lru_cache(maxsize=4)
def _forms(lexicon: Lexicon) -> tuple[Expression, re.Pattern[str]]:
    """What stands before an endpoint of one organ, and what behind."""
    words = "|".join(map(re.escape, sorted(organ_words(lexicon), key=len, reverse=True)))
    before = rf"(?<![\w-])(?P<where>(?:(?:{words}|{_WHERE})(?:\s|/|\sor\s|\sand/or\s))*(?:{words}|{_WHERE}))\s$"
    behind = rf"\sin\s(?:the\s)?(?:{_PLACES}|{words})\b(?![\w-]|\s(?:group|arm|cohort|cancer|patients|metast))"
    return Expression(before), re.compile(behind, re.IGNORECASE)
