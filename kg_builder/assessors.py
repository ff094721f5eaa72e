"""Who judged an outcome, which names no patients: "BICR", "investigator-assessed", "by independent central review"."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["names_assessor"]

_REMEMBERED = 256  # heads of a few papers
_SHORT = r"BI[CR]{2}|I?IRR?C|I[RC]R|IRF|INV"
_ASSESSOR = re.compile(
    rf"""(?:(?:as\s)?(?:assessed|evaluated|reviewed)\s)?(?:(?:by|per|according\sto)\s)?(?:the\s)?
        (?:(?:blinded|masked|independent|central(?:ly)?|centrali[sz]ed|local|site|study)[\s-])*
        (?:{_SHORT}|investigators?|(?:radiolog\w+\s)?(?:review(?:ed|ers?)?|assess(?:ed|ors?|ment))(?:\s(?:committee|facility|panel|board))?)
        (?:\s?\((?:{_SHORT})\))?(?:[\s-](?:assess\w+|review\w*|evaluat\w+|reported|determined))?""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=_REMEMBERED)
def names_assessor(text: str) -> bool:
    """Whether a text says who judged an outcome, and nothing else.

    >>> [names_assessor(x) for x in ("BICR", "Investigator-assessed", "Blinded independent central review (BICR)", "per IRC")]
    [True, True, True, True]
    >>> [names_assessor(x) for x in ("Investigator's choice", "Local", "Independent", "Central tumours", "")]
    [False, False, False, False, False]
    """
    return _ASSESSOR.fullmatch(text.strip()) is not None
