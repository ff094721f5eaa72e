"""How far a claim goes with its statistics, and the parts of the patients, or analyses, that have each their own.

"… was not different in the whole population (P = 0.8), in the A arm (P = 0.6), or in the B arm (P = 0.9)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg_builder.facts.claim import Claim
from kg_builder.facts.claims import claims
from kg_builder.facts.clauses import endpoints
from kg_builder.study import Statement

__all__ = ["by_part"]

WITH_P = r"\((?=[^()]*[Pp]\s?[=<>≤])[^()]*\)"
_ANALYSES = (
    "uni-?vari", "multi-?vari", "unadjusted", "adjusted", "intention", "per-protocol", "training", "validation", "derivation",
    "discovery", "internal", "external", "cohort",
)  # fmt: skip
_ANALYSIS = rf"(?:the\s)?(?=[^()]*\b(?:{'|'.join(_ANALYSES)}))[\w\s-]{{3,40}}?\s?(?:\([A-Z]{{2,5}}\)\s?)?{WITH_P}"
_TWO_ANALYSES = re.compile(
    rf"(?P<one>\s(?:in|on|by)\s(?:both\s)?{_ANALYSIS})(?P<two>,?\s(?:and|but)\s(?P<denied>not\s)?(?:(?:in|on|by)\s)?{_ANALYSIS})"
)


def by_part(statement: Statement, claim: Claim) -> Iterator[tuple[Claim, int]]:
    """A claim for each of several parts of the patients, or analyses, with their own p, and where each ends; else the claim.

    Args:
        statement: a sentence.
        claim: one of its claims, of one factor and one endpoint where there are parts.
    """
    alone = len(claim.ends) == 1 and claim.rank[1] == 1 and statement.text.find("(", claim.stop) >= 0
    both = _TWO_ANALYSES.match(statement.text, claim.stop) if alone else None
    if both is not None:
        yield claim, both.end("one")
        yield _denied(replace(claim, start=both.start("two")), both["denied"]), both.end("two")
        return
    parts = _parts(statement, claim) if alone else []
    if len(parts) < 2:
        stop = _closing(statement.text, claim.stop)
        yield claim, (_of_values(statement, claim) if alone and stop == claim.stop else stop)
        return
    for number, part in enumerate(parts):
        start = part.start() if number else claim.start
        yield _denied(replace(claim, start=start, part=part.span("whom")), part["denied"]), part.end()


def _denied(claim: Claim, denied: str | None) -> Claim:
    return replace(claim, ends=tuple((e, "none" if denied else way) for e, way in claim.ends))


_GROUPS = re.compile(r"s?(?:\s(?:sub)?groups?|\slevels?|\sstatus)?")
_PART = re.compile(
    rf"""(?:[,;]\s|\s)(?:(?:and|or|nor|but)\s)?(?P<denied>not\s)?(?:in|for|among|within)\s
        (?P<whom>(?!\b(?:which|whom)\b)(?:(?!\b(?:was|were|had|have|but|while|whereas|compared|than|with\sa)\b)[^();,]){{3,80}}?)\s?{WITH_P}""",
    re.VERBOSE,
)
_WHOM = re.compile(
    r"\b(?:arms?|(?:sub)?groups?|cohorts?|(?:sub)?populations?|patients|those|women|men|sets?|strata|subsets?)\b"
)


def _parts(statement: Statement, claim: Claim) -> list[re.Match[str]]:
    """The parts of the patients that follow a claim, each with its statistics."""
    text, found = statement.text, []
    groups = _GROUPS.match(text, claim.stop)
    at = groups.end() if groups else claim.stop
    while (part := _PART.match(text, at)) and _WHOM.search(part["whom"]):
        found.append(part)
        at = part.end()
    ends = endpoints(statement) if len(found) > 1 else ()
    return [] if found and any(found[0].start() < e.start < at for e in ends) else found


_VALUES = re.compile(
    r"""(?:s\b)?(?:(?!\b(?:but|while|whereas|although|is|are|was|were|had|have|showed|associated|correlated|predicted)\b)(?:[^.;()]|(?<=\d)\.(?=\d)
          |\((?:[^()]*?,\s)?(?:Supplementary\s|online\s)?(?:Fig|Tab)[^()]*\))){0,300}?\s?\((?=[^()]*\b[Pp]\s?[=<>\u2264])[^()]*\)""",
    re.VERBOSE,
)


def _of_values(statement: Statement, claim: Claim) -> int:
    """Where the one p of a claim ends that values of the parts part from it: "… with medians of 8 versus 5 months (P = 0.1)"."""
    printed = [p for p in statement.probabilities if p.start > claim.stop]
    values = _VALUES.match(statement.text, claim.stop) if len(printed) == 1 else None
    ends = {e.key for e in endpoints(statement) if values and claim.stop <= e.start < values.end()}
    alike = values is not None and ends <= {e.key for e, _ in claim.ends}
    return values.end() if values and alike and len(claims(statement)) == 1 else claim.stop


_TAIL = re.compile(
    r"(?:\s?[\[(][^\])]{0,110}[\])]|(?:(?!\b(?:but|while|whereas|was|(?<!who\s)were)\b)(?:[^.;,()\[\]]|(?<=\d)\.(?=\d))){0,70}?\s?\(\s?(?:[Pp]\s?(?:[=<>≤]|value)|[^()]{0,60}?[Pp]\s?[=<>])[^()]*\))+"
    rf"|,\s(?:marking|making|serving\sas|acting\sas|establishing|confirming|highlighting|representing)\s[^.;,()\[\]]{{3,80}}{WITH_P}"
)


_AGAINST = re.compile(
    rf"(?:s\b|\srates?|\stimes?|;[^()]{{0,80}}\))?(?:\s\([^()]*\))?,?\s(?:(?:as\s)?compared\s(?:to|with)|than|versus|relative\sto|followed\sby)\s"
    rf"(?:(?!\b(?:but|while|whereas|although)\b|\([^()]*[Pp]\s?[=<>≤])[^.;]){{3,240}}?{WITH_P}"
)


def _closing(text: str, at: int) -> int:
    """Where the statistics behind a claim end, also behind those with whom its patients are compared."""
    if text.find("(", at) < 0 and text.find("[", at) < 0:
        return at
    text = _NESTED.sub(lambda m: m.group().replace("[", " ").replace("]", " "), text) if "[" in text else text
    tail = _ITS_CHANCE.match(text, at) or _TAIL.match(text, at) or _AGAINST.match(text, at)
    return tail.end() if tail else at


_NESTED = re.compile(r"\([^()\[\]]*\[[^()]*\)")  # "(HR 1.9 [95% CI 1.2-3.0]; P = 0.01)"
_ITS_CHANCE = re.compile(rf"\s?{WITH_P}(?!\s?[(\[])")
