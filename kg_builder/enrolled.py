"""How many patients a paper says that it enrolled in all."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match

from kg_builder.passages import LeadPhrase, OpeningPhrase, PassagePhrase
from kg_builder.spelt import WITH_HUNDREDS, number_of

__all__ = ["enrolled"]

_ENROLLED = LeadPhrase(
    r"\b(?<!out\sof\s)(?:total\sof|overall,?|altogether,?|finally,?|ultimately,?)\s(?:,\s)?(?:a\stotal\sof\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:\w+\s){0,4}?(?:patients|participants|subjects|cases|women|men)\b(?!\s(?:per|in\seach)\b)(?:(?!\bto\sbe\b|\b(?:screened|assessed)\b)[^.]){0,60}?\b(?:enrolled|included|randomi[sz](?:ed|ation)|recruited|analy[sz]ed|identified|registered|reviewed)",
    "total of ", "overall", "altogether", "finally", "ultimately",
)  # fmt: skip


_INCLUDED = PassagePhrase(
    r"""(?P<n>\d(?<![\d.,/=-]\d)(?:\d{0,2}(?:,\d{3})+|\d*))\s(?:(?!of\b|out\b)\w+\s){0,2}?(?:patients|participants|subjects)\s(?:were|met)\s(?:\w+\s)?(?:enrolled|included|randomi[sz]ed|recruited|registered|the\sinclusion
         |(?:assigned|allocated)(?=[^.;]*\b(?:either|or|between|groups|arms)\b)(?![^.;]*\sand\s(?:the\s)?(?:other\s|remaining\s)?\d))\b""",
    *(f"{people} {verb} " for people in ("patients", "participants", "subjects") for verb in ("were", "met")),
)  # fmt: skip


_REVIEWED = LeadPhrase(
    r"""\b(?:(?:we|retrospectively)\s(?:\w+ly\s)?(?:reviewed|analy[sz]ed|included|enrolled|evaluated|recruited|identified|studied|treated)
           \s(?:the\s(?:\w+\s){0,2}(?:records|data|charts|files)\s(?:of|from)\s)?
         |in\sthis\s(?:[\w-]+,?\s){0,8}?(?:study|trial|analysis|cohort|series),\s)
        (?:a\stotal\sof\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:(?!of\b|out\b)[\w-]+\s){0,4}?(?:patients|participants|subjects)\b(?!\s(?:per|in\seach)\b)
        (?!\s(?:received|underwent|had|were\s(?:\w+ly\s)?(?:assigned|allocated|randomi[sz]ed|treated|given))\b[^.;]*\sand\s(?:the\s)?(?:other\s|remaining\s)?\d)
         |\bwe\s(?:randomly\s)?(?:assigned|allocated|randomi[sz]ed)(?:,?\s\(?(?:in\sa\s)?[1-9](?::[1-9])+(?:\s(?:ratio|fashion|manner))?(?:,|\)))?\s
           (?:a\stotal\sof\s)?(?P<dealt>\d{1,3}(?:,\d{3})+|\d+)\s(?:(?!of\b|out\b)[\w-]+\s){0,4}?(?:patients|participants|subjects|women|men)\b
           (?=[^.;]*\b(?:either|or|between|groups|arms)\b)(?![^.;]*\sand\s(?:the\s)?(?:other\s|remaining\s)?\d)""",
    "we ", "retrospectively ", "in this ",
)  # fmt: skip


_SIZED = PassagePhrase(
    r"""\b(?:patients|participants|subjects|women|men)\s\(n\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\)\s(?:were\s(?:\w+ly\s)?|underwent\s)
        (?:enrolled|included|recruited|registered|randomi[sz]ation|(?:randomi[sz]ed|assigned|allocated)(?=[^.;]*\b(?:either|or|between|groups|arms)\b))\b
        (?![^.;]*\sand\s[^.;()]*\(n\s?=)""",
    *(f"{people} (n" for people in ("patients", "participants", "subjects", "women", "men")),
)  # fmt: skip


_IN_WORDS = OpeningPhrase(
    rf"(?:^|[.;]\s)(?P<n>{WITH_HUNDREDS})\s(?:(?!of\b|out\b)[\w-]+\s){{0,3}}?(?:patients|participants|subjects)\s(?:(?:from|at|across|in)\s(?:[\w-]+\s){{1,4}}?)?(?:were|met)\s(?:\w+\s)?(?:enrolled|included|randomi[sz]ed|recruited|registered|accrued|the\sinclusion)\b(?![^.;]{{0,60}}\b(?:cohort|arms?|groups?|levels?|part|phase|stage)\b)",
    " enrolled", " included", " randomised", " randomized", " recruited", " registered", " accrued", " the inclusion",
)  # fmt: skip


_SINCE = OpeningPhrase(
    r"""(?:^|[.;]\s)(?:(?:between|from)\s[^.;]{0,40}?\b(?:19|20)\d\d,\s)?(?:a\stotal\sof\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s
        (?:(?!of\b|out\b)[\w-]+\s){0,3}?(?:patients|participants|subjects|women|men)\s(?:(?:with|from|aged)\s(?:[\w/-]+\s){1,8}?)?
        (?:(?:were|was)\s(?:\w+ly\s)?(?:enrolled|included|randomi[sz]ed|recruited|registered|accrued|(?:assigned|allocated)(?=[^.;]*\b(?:either|or|between|groups|arms)\b))
         |underwent\srandomi[sz]ation)\b
        (?![^.;]{0,60}\b(?:cohort|arm|group|levels?|part|phase|stage)\b)(?![^.;]*\sand\s(?:the\s)?(?:other\s|remaining\s)?\d)
        (?![^.;]*\sthe\s(?-i:[A-Z])[\w\s/-]{2,30}\s(?:trial|study)\b)""",
    " enrolled", " included", " randomised", " randomized", " recruited", " registered", " accrued", " assigned", " allocated",
    "ly assigned", "ly allocated", "underwent random",
)  # fmt: skip


_SAMPLED = LeadPhrase(
    r"""\b(?:samples|specimens|tissues?|blocks|biopsies|slides|data)\s(?:(?!from\b|and\b)[\w-]+\s){0,4}?(?:from|of|for|in)\s(?:a\stotal\sof\s|the\s)?
        (?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:of\s(?:the\s)?\d[\d,]*\s)?(?:(?!of\b|out\b)[\w-]+\s){0,3}?(?:patients|participants|subjects|women|men)\b""",
    "samples ", "specimens ", "tissue ", "tissues ", "blocks ", "biopsies ", "slides ", "data ",
)  # fmt: skip


_FIT = OpeningPhrase(
    rf"""(?:^|[.;]\s)(?P<n>\d+|{WITH_HUNDREDS})\s(?:(?!of\b|out\b)[\w-]+\s){{0,3}}?(?:patients|participants|subjects)\s(?:were|had)\s
        (?:evaluable|assessable|analy[sz]ed|eligible|available)\b(?!\sfor\s(?:the\s)?(?:response|efficacy|safety|toxicity|adverse|PFS|OS)\b)""",
    *(f"{had} {fit}" for had in ("were", "had") for fit in ("evaluable", "assessable", "analy", "eligible", "available")),
)  # fmt: skip


_AMONG = PassagePhrase(
    r"""\b(?:among|of)\s(?:the\s|all\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s
        (?:(?:randomly\sassigned|randomi[sz]ed|enrolled|included)\s(?:patients|participants|subjects|women|men)
         |(?:patients|participants|subjects|women|men)\swho\s(?:underwent\srandomi[sz]ation|were\s(?:randomly\sassigned|randomi[sz]ed|enrolled)))\s?,""",
    *(f"{verb} {people}" for verb in ("assigned", "randomised", "randomized", "enrolled", "included")
      for people in ("patients", "participants", "subjects", "women", "men")),
    "underwent random", "who were random", "who were enrolled",
)  # fmt: skip


_RANDOMISED = PassagePhrase(
    r"""\b(?:enrolled|recruited|registered|screened|consented|assessed\sfor\seligibility|approached)\b
        (?:(?!\b(?:induction|received|treated|run-in|lead-in|et\sal)\b|\[\d|[.]\s[^.]*[.]\s).){1,240}?
        (?<![\w.,/=-])(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?!of\s(?:the\s)?\d)(?:(?!each\b|every\b)[a-z][\w-]*\s){0,8}?(?:(?:were|was)\s(?:\w+ly\s)?|and\s)?
        (?:randomi[sz]ed|randomly\s(?:assigned|allocated))\b
        (?=\s?[.;,(]|\s?$|[^.;]*\b(?:either|or|between|groups|arms|versus|vs)\b)
        (?:(?=\s\(\d+\s[^()]*\sand\s\d+\s[^()]*\))|(?![^.;:]*\s(?:and|while|whereas)\s(?:the\s)?(?:other\s|remaining\s)?\d))""",
    "randomised", "randomized", "randomly a",
)  # fmt: skip


def enrolled(texts: Sequence[str]) -> int | None:
    """How many patients the first sentence that says so counts in all; of those of whom most were randomised, these."""
    told = _counted(texts)
    found = (_number(match) for text in _RANDOMISED.those_of(texts) if (match := _RANDOMISED.search(text)))
    return next((n for n in found if told is None or told <= 2 * n < 2 * told), told)


def _counted(texts: Sequence[str]) -> int | None:
    """How many patients the first sentence that says so counts."""
    for form in (_ENROLLED, _INCLUDED, _REVIEWED, _SIZED, _IN_WORDS, _SINCE, _AMONG):
        for text in form.those_of(texts):
            if match := form.search(text):
                return _number(match)
    for text in texts:
        if found := [match for form in (_SAMPLED, _FIT) if (match := form.search(text))]:
            return _number(min(found, key=Match.start))
    return None


def _number(match: Match[str]) -> int:
    return int(number_of(match[match.lastgroup or "n"].replace(",", "")))
