"""Events as endpoints of claims: "was associated with a higher incidence of severe neutropenia", "a risk factor for bleeding"."""

from __future__ import annotations

from collections.abc import Iterator

from kg_builder.facts.clauses import Endpoint
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Statement

__all__ = ["AT_RISK", "events_at_risk"]

_DEGREE = (
    r"(?:any|all|severe|serious|moderate|mild|fatal|acute|late|chronic|early|delayed|symptomatic|clinical(?:ly)?|significant"
    r"|extensive|high-grade|(?:treatment|drug|radiation|immune)-(?:related|induced)|moderate(?:/|\sto\s|\sor\s)severe"
    r"|grades?\s[\dIV\u2265>/-]+|postoperative|perioperative)"
)
_RISK_OF = Phrase(
    rf"""\b(?:(?P<bare>associated|correlated|related|linked)\s(?:with|to)\s
         |(?:risks?|incidences?|rates?|odds|likelihood|probability|occurrence|frequency|factors?|predictors?|predictive)\s(?:of|for)\s
          (?:(?:the\s)?(?:development|occurrence)\sof\s|developing\s|having\s)?)
        (?:an?\s)?(?P<degree>(?:{_DEGREE}\s(?:(?:or|and|to)\s)?){{0,4}})$""",
    "risk", "incidence", "rate", "odds", "likelihood", "probability", "occurrence", "frequency", "factor", "predict",
    "associated", "correlated", "related", "linked",
)  # fmt: skip
AT_RISK = bits(_RISK_OF)
_FAR = 110  # as far as it looks back


def events_at_risk(statement: Statement) -> Iterator[Endpoint]:
    """The adverse events of which a sentence tells the risk or the rate; of an event less is better."""
    text = statement.text
    for mention in statement.mentions if statement.names(Category.TOXICITY) else ():
        if mention.of(Category.TOXICITY) and not mention.of(Category.ENDPOINT):
            ahead = text[max(0, mention.start - _FAR) : mention.start]
            told = _RISK_OF.search(ahead)
            if told and (told["degree"] or told["bare"] is None):
                start = mention.start - len(told["degree"])
                yield Endpoint(start, mention.end, text[start : mention.end], adverse=True)
