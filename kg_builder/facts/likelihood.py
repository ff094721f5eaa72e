"""Claims of what patients with a factor do: "were less likely to respond", "responded better to A", "may benefit most from A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.expressions import Expression
from kg_builder.facts.claim import Claim, Run, is_setting, is_treatment
from kg_builder.facts.clauses import Endpoint
from kg_builder.facts.factors import factor_before
from kg_builder.facts.numerals import NUMBER_WORD
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Statement

__all__ = ["LIKELIHOOD", "likelihood"]

_DONE = {
    "respond": ("response", False), "relapse": ("relapse", True), "recur": ("recurrence", True),
    "progress": ("progression", True), "die": ("death", True), "benefit": ("benefit", False),
}  # fmt: skip
_LIKELY = Phrase(
    rf"""\b(?:was|were|is|are|be)\s(?P<denied>not\s)?(?:\w+ly\s)?(?P<way>more|less)\slikely\sto\s
        (?:(?P<done>{"|".join(_DONE)})\b(?!\sto\s\w+ing\b)|(?:achieve|attain|experience|have|develop|show|obtain|reach|report|suffer)\s(?:an?\s)?(?:\w+\s){{0,2}}?)""",
    "likely to ",
    flags=re.VERBOSE,
)
_RESPONDED = Phrase(
    r"\b(?P<denied>did\snot\s|do(?:es)?\snot\s)?(?P<done>respond)(?:s|ed)?\s(?:(?P<well>well|better|favou?rably|more\s\w+ly)|(?P<ill>poorly|worse|less\s\w+ly))\s(?:to|than)\s",
    "respond ", "responds ", "responded ",
    flags=re.VERBOSE,
)  # fmt: skip
_BENEFITED = Phrase(
    r"""\b(?P<denied>(?:did|do|does|may|might|could)\snot\s)?(?:(?:may|might|could|most\slikely|seem(?:ed)?\sto|appear(?:ed)?\sto|also)\s)*
        (?:(?:derive[sd]?|ha[ds]|have|gain(?:s|ed)?)\s(?:(?P<without>no|little)\s|(?P<fewer>less)\s|greater\s|more\s|significant\s|clinical\s|the\s(?:most|greatest)\s)*|(?<!a\s)(?<!the\s))
        (?P<done>benefit)(?:s|t?ed)?\s(?:(?P<ill>less|little)|(?:the\s)?most|more|significantly|greatly)?\s?from\s""",
    "benefi",
    flags=re.VERBOSE,
)
_FROM = re.compile(r"benefit(?:s|t?ed)?\s[\w\s]{0,16}from\s")  # stands in the last of these
_FORMS = (_LIKELY, _RESPONDED, _BENEFITED)
LIKELIHOOD = bits(*_FORMS)
_HOPED = re.compile(
    r"\b(?:would|should|will|can|whether|if|to|expect\w*\sto|(?<!group\s)(?<!population\s)(?:who|that|which))\s(?:\w+\s){0,2}$"
)
_SAID = re.compile(r"\b(?:suggest|show|found|find|indicat|demonstrat|report|reveal|observ|conclud)\w*\sthat\s")
_SUPPOSED = Expression(r"\bhypothes\w+|\bto\s(?:find\sout|determine|identify)\b", re.IGNORECASE)
_ONE = Expression(r"-year-old\b|\b(?:one|a|this|our)\spatient\b", re.IGNORECASE)
_NOT_A_TRAIT = re.compile(
    rf"^(?:{NUMBER_WORD}|\d+)\sof\b|\b(?:different|subpopulation|relationship|them|deriv\w*|greater|predict\w*)\b",
    re.IGNORECASE,
)


def likelihood(statement: Statement, runs: Sequence[Run]) -> Iterator[Claim]:
    """The claims of a sentence about what those with a factor do."""
    text = statement.text
    forms = _FORMS if _FROM.search(text) else (_LIKELY, _RESPONDED)
    found = [match for form in forms for match in form.finditer(text)]
    for match in found if found and not (_ONE.search(text) or _SUPPOSED.search(text)) else ():
        factor = factor_before(text, 0, match.start(), statement.paper.units, named=False)
        ends = _ends(match, runs)
        if factor is None or not ends or _HOPED.search(_SAID.sub(" ", text[: match.start()])):
            continue
        if _NOT_A_TRAIT.search(factor.name):
            continue
        if not is_treatment(statement, factor) and not is_setting(statement, factor):
            yield Claim(factor, ends, match.start(), max(match.end() - 1, ends[-1][0].end), "likelihood")


def _ends(match: re.Match[str], runs: Sequence[Run]) -> tuple[tuple[Endpoint, str], ...]:
    """What is done, or the endpoints that are reached, with the way that it points."""
    told = match.groupdict()
    worse, denied = (
        bool(told.get("ill") or told.get("fewer")) or told.get("way") == "less",
        told["denied"] or told.get("without"),
    )
    if told["done"]:
        key, adverse = _DONE[told["done"]]
        run: Run = (Endpoint(match.start("done"), match.end("done"), key, adverse),)
    else:
        run = next((run for run in runs if run[0].start >= match.end() - 1), ())
        run = run if run and run[0].start <= match.end() + 25 else ()
    return tuple((e, "none" if denied else "worse" if worse != e.adverse else "better") for e in run)
