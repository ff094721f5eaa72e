"""Claims by what responders have more of: "X was higher in responders than in non-responders"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.facts.claim import Claim, Run, is_treatment
from kg_builder.facts.clauses import Endpoint
from kg_builder.facts.factors import factor_after, factor_before
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Statement

__all__ = ["OF_RESPONDERS", "of_responders"]

_MORE_IN = Phrase(
    r"""\s(?:(?:was|were|is|are)\s)?(?:\w+ly\s)*(?P<way>higher|greater|more\sfrequent|elevated|increased|lower|reduced|decreased)
        \s(?:in|among)\s(?P<one>[^.;:,]{2,60}?)\s(?:than|compared\s(?:with|to)|versus|vs\.?)\s(?P<two>[^.;:,]{2,60}?)(?=[.;:,]|\s\([Pp]\b|\s\[|$)""",
    *(f"{way} {place} " for way in ("higher", "greater", "frequent", "elevated", "increased", "lower", "reduced", "decreased")
      for place in ("in", "among")),
)  # fmt: skip
_LEVEL_SEEN = Phrase(
    r"""\b(?P<way>high(?:er)?|greater|elevated|increased|low(?:er)?|reduced|decreased)\s(?P<factor>[^.;:,]{2,60}?)\s(?:was|were)\s(?:\w+ly\s)*
        (?:observed|seen|found|noted|detected)\s(?:more\s(?:often|frequently)\s)?(?:in|among)\s(?P<one>[^.;:,]{2,90}?)\s
        (?:than|(?:as\s)?(?:compared|opposed)\s(?:with|to)|versus|vs\.?)\s(?P<two>[^.;:,]{2,60}?)
        (?=[.;:,]|\s(?:by|per|according\sto)\s|\s\([Pp]\b|\s\[|$)""",
    *(f"{seen} {place} " for seen in ("observed", "seen", "found", "noted", "detected")
      for place in ("in", "among", "more often", "more frequently")),
)  # fmt: skip
_HAD_MORE = Phrase(
    r"""(?:^|[,;]\s)(?:(?:in\saddition|moreover|furthermore|similarly|notably|interestingly|overall|conversely|and|while|whereas),?\s)?(?P<one>[^.;:,]{2,70}?)\s
        (?:had|showed|exhibited|displayed|expressed)\s(?:\w+ly\s)?(?P<way>higher|greater|more|elevated|increased|lower|reduced|decreased|less|fewer)
        \s(?P<factor>[^.;:,()]{2,60}?)\s(?:than|(?:as\s)?compared\s(?:with|to)|versus|vs\.?)\s(?P<two>[^.;:,()]{2,60}?)(?=[.;:,]|\s[(\[]|$)""",
    *(f"{had} {way} " for had in ("had", "showed", "exhibited", "displayed", "expressed", "ly")
      for way in ("higher", "greater", "more", "elevated", "increased", "lower", "reduced", "decreased", "less", "fewer")),
)  # fmt: skip
_MORE_FORMS = (_MORE_IN, _LEVEL_SEEN, _HAD_MORE)
OF_RESPONDERS = bits(*_MORE_FORMS)
_AGAINST = Phrase(
    r"\b(?:than|compared|opposed|versus|vs)\b", "than", "compared", "opposed", "versus", "vs"
)  # stands in each
_LESS = re.compile(r"low|less|fewer|reduced|decreased", re.IGNORECASE)
_FAILED = re.compile(
    r"\bnon-?\s?respon|\b(?:without|no|poor)\s(?:\w+\s)?respon|\bprogress(?:ors?|ive|ed)|\brefractory|\bresistant",
    re.IGNORECASE,
)
_SUCCEEDED = re.compile(
    r"\brespond(?:ers?|ing)|\b(?:with|good|complete|partial|objective)\s(?:\w+\s)?response|\bresponse\sgroup|remission",
    re.IGNORECASE,
)


def of_responders(statement: Statement, _: Sequence[Run]) -> Iterator[Claim]:
    """ "X was higher in responders than in patients with progressive disease", "high X was seen in … than in …"."""
    text, units = statement.text, statement.paper.units
    forms = _MORE_FORMS if _AGAINST.may_stand_in(text) else ()
    for match in [match for form in forms for match in form.finditer(text)]:
        one, two = (_responded(statement, *match.span(side)) for side in ("one", "two"))
        if "factor" in match.groupdict():
            factor = factor_after(text, *match.span("factor"), units)
        else:
            factor = factor_before(text, 0, match.start(), units, named=True)
        if one is None or two is None or one == two or factor is None or is_treatment(statement, factor):
            continue
        way = "better" if one != bool(_LESS.search(match["way"])) else "worse"
        end = Endpoint(match.start("one"), match.end("two"), "response")
        yield Claim(factor, ((end, way),), factor.start, match.end(), "of-responders")


def _responded(statement: Statement, start: int, end: int) -> bool | None:
    """Whether a group is one of responders (True) or of those who failed (False), where its name says."""
    words = statement.text[start:end]
    terms = [t for m in statement.mentions if start <= m.start and m.end <= end and (t := m.of(Category.RESPONSE))]
    keys = {t.key for t in terms}
    if _FAILED.search(words) or (keys and keys <= {"SD", "PD"}):
        return False
    return True if _SUCCEEDED.search(words) or (keys & {"CR", "PR"} and "PD" not in keys) else None
