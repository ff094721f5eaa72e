"""What patients with a share did, told by a verb ("12% relapsed"), and distant metastases that follow a treatment."""

from __future__ import annotations

from collections.abc import Iterator

from kg_builder.phrases import Phrase, Prose

__all__ = ["WHO_DID", "who_did"]

_DONE = {
    "relapsed": ("relapse", "event"),
    "recurred": ("recurrence", "event"),
    "progressed": ("progression", "event"),
    "responded": ("ORR", "fraction"),
    "distant": ("distant metastasis", "event"),
}
_SHARED, _FAILURE = r"\s(?:in\s\d|\(\d)", "recurrence|relapse|failure"
_AT_START = (
    r"[^.;]*\bat\s(?:the\s)?(?:time\sof\s)?(?:diagnosis|baseline|presentation|(?:study\s)?entry|enrol|inclusion)"
)
WHO_DID = Phrase(
    rf"""[%)]\)?\s(?:of\s(?:the\s|all\s)?)?(?:(?:(?:[\w+/-]+\s){{1,2}})??(?:patients\s|cases\s|participants\s|subjects\s))?(?:had\s|have\s)?
        (?P<verb>relapsed|recurred|progressed|responded(?=\s?(?:[.,;]|$|to\s(?:treatment|therapy)|and\b)))\b(?!\s(?:on|after|to(?!\st)|from|with|at|within|while|before|because|as|disease|during|patients|or)\b)
      | \d\s(?:(?:patients|cases|participants|subjects)\s)?(?:had\s|have\s)?
        (?P<did>relapsed|recurred|progressed|responded)(?=\s\(\d[\d.]*\s?%\))
      | \bdeveloped\s(?P<later>distant)\smetastas[ei]s\b
      | \b(?P<spread>distant)\smetastas[ei]s
        (?=\s(?:occurred|developed|(?:was|were)\s(?:\w+ly\s)?(?:observed|detected|seen|diagnosed))\b|{_SHARED}(?:[^.;]|\.\d){{1,60}}\b(?:{_FAILURE})s?\b)
        (?!{_AT_START})
      | \b(?:{_FAILURE})s?\b(?:[^.;]|\.\d){{1,80}}?
        (?:\bhad\s(?P<along>distant)\smetastas[ei]s\b|\b(?P<too>distant)\smetastas[ei]s(?={_SHARED}))(?!{_AT_START})""",
    "relapsed", "recurred", "progressed", "responded", "distant metastas",
)  # fmt: skip


def who_did(text: Prose) -> Iterator[tuple[int, int, str, str]]:
    """Where each is named, the endpoint that it is, and whether that is an event or a share."""
    for match in WHO_DID.finditer(text):
        told = match.lastgroup or 0
        yield (match.start(told), match.end(), *_DONE[match[told].lower()])
