"""Why something happened, as the words around an event tell it: what a failure is due to, what treatment was stopped for."""

from __future__ import annotations

import re

from kg_builder.phrases import Phrase

__all__ = ["DUE_TO", "STOPPED_FOR"]

DUE_TO = re.compile(
    r"""\s(?:\w+ly\s)?(?:due|owing)\sto\s(?:(?:an?|the)\s)?
        (?:(?:development|appearance|detection|occurrence|growth|enlargement|increase\sin\s(?:the\s)?size)\sof\s(?:(?:an?|the)\s)?)?
        (?!(?:this|that|these|those|it|which|its|their|any|all)\b)(?P<cause>(?:(?!(?:occurred|was|were|had|has|have|in|among|for|with|and|or|at|after|before|on|by|than|rather|versus|vs|compared|respectively|only|alone)\b)[\w-]+\s?){1,5})(?<!\s)""",
    re.VERBOSE,
)
STOPPED_FOR = Phrase(
    r"""\b(?:discontinued|stopped|ceased|terminated|withdrawn|off[\s-](?:study|treatment|therapy|protocol))\b[^.;:%\d]{0,40}?
        \b(?:due\sto|owing\sto|because\sof|for)\s(?:(?:the|an?|documented|confirmed|radiological|clinical)\s)*$""",
    "discontinued", "stopped", "ceased", "terminated", "withdrawn", "off study", "off treatment", "off therapy", "off protocol",
    "off-study", "off-treatment", "off-therapy", "off-protocol",
)  # fmt: skip
