"""What examinations, measurements and assessments find in the course of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg_builder.facts.dates import dates
from kg_builder.facts.event import Event, bare, undated
from kg_builder.facts.organs import organ, organs
from kg_builder.lexicon import Category
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["findings"]


def findings(statement: Statement) -> Iterator[Event]:
    """Findings, changes, responses, measured values and the state of the disease that a sentence tells."""
    found = list(_found(statement))
    yield from found
    yield from _measured(statement)
    yield from _staged(statement)
    yield from _rated(statement)
    yield from _state(statement)
    others = (*_changed(statement), *_observed(statement), *_responses(statement))
    yield from (e for e in others if not any(f.start <= e.start < f.end for f in found))


# -- "chest CT revealed two nodules" ----------------------------------------------------------------------------------
_TELLS = re.compile(
    r"\s(?:also\s|again\s)?(?:revealed|showed|indicated|demonstrated|identified|confirmed|disclosed|suggested)\s(?!that\b|no\sdifference)"
)
_STOP = re.compile(
    r"[.;:](?=\s|$)|,\s(?:with|despite|along|and|consistent|which|confirmed|indicating|suggesting)\b|\s\((?:Figure|Fig|Table)"
    r"|,?\s(?:however|but|while|although|despite|whereas)\b"
)
_COMPARED = re.compile(
    r"\s(?:as\s)?(?:compared\s(?:to|with)|similar\sto|relative\sto|than|in\scomparison\s(?:to|with))\s"
)
_SHORT = re.compile(r"\s\([A-Z][\w/-]{1,7}\)$")
_SUBJECT = re.compile(r"(?:^|[,;:|()]\s?)(?P<subject>[^,;:|()]{2,90})$")
_METHOD = re.compile(r"(?:\s(?:scans?|findings?|results?|studies|examinations?|performed|obtained|done|taken))+$")
_EXAMINATION = re.compile(
    r"(?<![\w'-])(?P<item>(?:[A-Z][\w-]*|[a-z]+-[a-z]+|[a-z][\w-]*ed|[a-z]+al|chest|plain|enhanced)?\s?(?:(?:[A-Z]{2,}|and|[a-z]+)\s){0,2}?(?P<head>[A-Z]{2,4}(?:/[A-Z]{2,4})?|[Uu]ltrasound|[Uu]ltrasonography|[Bb]iops(?:y|ies)|[Ee]ndoscopy|[Cc]olonoscopy|[Gg]astroscopy|[Bb]ronchoscopy|[Cc]ystoscopy|[Mm]ammography|[Ii]maging|[Tt]omography|pathology|[Rr]adiography|[Ss]cintigraphy|[Bb]one\sscan|evaluation(?:\sof\s[\w\s]{3,40})?))$",
)
_TISSUE = re.compile(
    r"\b(?:histo)?patholog(?:y|ical|ic)(?:\s(?:examination|analysis|evaluation))?$|\bhistolog(?:y|ical)(?:\sexamination)?$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:subsequent|additionally|then|again|and|while|but)\s", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?:no\s)?(?:(?!of\b|in\b)[a-z-]+\s){0,2}?(?:reductions?|decreases?|shrinkage|disappearance|regression|resolution|improvements?|increases?|enlargement|growth|progression|changes?)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"^,\swith\s(?:the\s|an?\s)?(?P<more>[^.;(]+?)(?=[.;,]|\s\(|$)")


def _found(statement: Statement) -> Iterator[Event]:
    """An examination and what it shows; a change or a response belongs to the organ where the sentence names one."""
    text, lexicon = statement.text, statement.paper.lexicon
    if not (tells := _TELLS.search(text)) or not (subject := _SUBJECT.search(_SHORT.sub("", text[: tells.start()]))):
        return
    stop = _STOP.search(text, tells.end())
    end = stop.start() if stop else len(text)
    told = bare(undated(_COMPARED.split(text[tells.end() : end])[0]))
    if not 2 <= len(told) <= 160:
        return
    if _MORE.match(text[end:]) and any(dates(text[end:])) and not any(dates(text[:end])):
        return
    response = _response(statement, told)
    item = _examined(statement, subject["subject"])
    if response or _CHANGE.match(told):
        told, end = _whole_change(text, told, subject["subject"], end)
        item = organ(told, lexicon) or organ(subject["subject"], lexicon) or (item and _spoken_of(statement)) or item
    if item:
        yield Event(subject.start("subject"), end, item, response or told, carried=True)


_AGAINST = re.compile(r"^(?:an?\s|the\s)?comparison\sof\b.*\swith\s.*?(?:from|in|of|on)\s$", re.IGNORECASE)


def _whole_change(text: str, told: str, subject: str, end: int) -> tuple[str, int]:
    """A change with the change told behind it, and with the day that it is compared with."""
    more = _MORE.match(text[end:])
    if more and _CHANGE.match(more["more"]):
        return f"{told}; {bare(more['more'])}", end + more.end()
    for dated in dates(subject):
        if _AGAINST.match(subject[: dated.start]):
            return f"{told} compared with {subject[dated.start : dated.end]}", end
    return told, end


def _spoken_of(statement: Statement) -> str | None:
    """The organ that the sentence before is about, where this one names none."""
    lexicon = statement.paper.lexicon
    before = statement.earlier[-1:]
    return None if organs(statement.text, lexicon) or not before else organ(before[0].text, lexicon)


def _examined(statement: Statement, subject: str) -> str | None:
    """The examination that a subject names; the organ, of "Changes in liver lesions"."""
    dateless = _LEAD.sub("", bare(_LEAD.sub("", undated(subject).strip())))
    if _TISSUE.search(_METHOD.sub("", dateless)):
        return "pathology"
    whole, of, part = dateless.partition(" of the ")
    for name in (_METHOD.sub("", dateless), _METHOD.sub("", whole), dateless):
        named = _EXAMINATION.search(name)
        if named and not _other(statement, named["head"]):
            return bare(named["item"]) + (of + part if name != dateless and part and name in whole else "")
    return organ(dateless, statement.paper.lexicon) if _CHANGE.match(dateless) else None


def _other(statement: Statement, head: str) -> bool:
    """Whether capitals name something else than an examination: a marker, a disease, a treatment."""
    others = (Category.BIOMARKER, Category.DISEASE, Category.RESPONSE, Category.ENDPOINT, Category.DRUG, Category.TRIAL)
    return statement.paper.finder.named(head, *others, Category.PROCEDURE, Category.TREATMENT_CLASS) is not None


# -- responses --------------------------------------------------------------------------------------------------------
_HOW = re.compile(r"\b(?P<how>sustained|persistent|durable|ongoing|continued|continuous|confirmed|lasting)\s$")
_REACHED = re.compile(
    r"\b(?:achiev\w+|maintain\w*|attain\w+|obtain\w+|exhibited|had|reached|experienced|(?:assessed|evaluated|classified|rated)\sas)\s(?:an?\s|the\s)?(?:[a-z]+\s)?$"
)


_ADDED = re.compile(r"\s(?:with|according|per|by|based)\s.*$")


def _response(statement: Statement, told: str) -> str | None:
    """A response by its key, with how it held: "sustained PR"."""
    plain = _ADDED.sub("", re.sub(r"\s\([A-Za-z]{2,3}\)(?=$|\swith\b)", "", told))
    how, _, rest = plain.partition(" ")
    if term := statement.paper.finder.named(plain, Category.RESPONSE):
        return term.key
    term = statement.paper.finder.named(rest, Category.RESPONSE) if _HOW.match(f"{how} ") else None
    return f"{how} {term.key}" if term else None


def _responses(statement: Statement) -> Iterator[Event]:
    """ "achieved a partial response", "sustained PR": of the organ where the sentence names one."""
    text = statement.text
    for mention in statement.mentions:
        term = mention.of(Category.RESPONSE)
        if term is None or (mention.text.islower() and " " not in mention.text):
            continue
        before = text[: mention.start]
        how = _HOW.search(before)
        if how or _REACHED.search(before):
            start = how.start() if how else mention.start
            item = organ(text, statement.paper.lexicon) or "tumor response"
            yield Event(start, mention.end, item, f"{how['how']} {term.key}" if how else term.key)


# -- measured values --------------------------------------------------------------------------------------------------
_MOVED = (
    r"(?:decreas(?:ed|ing)|increas(?:ed|ing)|declin(?:ed|ing)|dropp(?:ed|ing)|fell|falling|rose|rising|climb(?:ed|ing)|reduced"
    r"|elevated|normali[sz]ed|returned|went)(?:\s[a-z]+ly)?"
)
_VALUED = re.compile(
    rf"""s?\)?(?:\s(?:levels?\s|score\s|value\s|concentration\s)?
        (?:(?:had\s|was\s|were\s)?(?:[a-z]+ly\s)?{_MOVED}(?:\sup|\sdown)?\s(?:from\s\S+(?:\s[^\s\d]+)?\s)?to(?:\sa\slevel\sof)?\s
        |(?:reached|peaked\sat|measured|remained(?:\sat)?|of|was|is|were)\s(?:(?:elevated|increased|high)\sat\s)?)?
        |:\s?|\s?\(|\s?=\s?)""",
    re.VERBOSE,
)
_AGAIN = re.compile(
    rf"(?:,|,?\sand|,?\sbut|,?\sthen)\s(?:then\s)?(?:(?:it\s)?(?:had\s|was\s)?{_MOVED}\sto\s|to\s|was\s)?"
)
_DATED = re.compile(r"\s(?:in|on|at|by)\s$")
_MARKERS = (Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_SYSTEM)


def _measured(statement: Statement) -> Iterator[Event]:
    """ "an HCV RNA level of 17 400 copies/mL", "CEA was 40 ng/mL in May and 8 ng/mL in June": a marker and its values."""
    text = statement.text
    markers = [m for m in statement.mentions if m.of(*_MARKERS)]
    held: Event | None = None
    for quantity in statement.quantities:
        marker = next((m for m in reversed(markers) if m.end <= quantity.start), None)
        if quantity.number is None or marker is None or quantity.dimension == "time":
            continue
        first = _VALUED.fullmatch(text[marker.end : quantity.start])
        again = held and held.start <= marker.start < held.end and _follows(text, held.end, quantity.start)
        scaled = _scaled(statement, quantity) if first or again else None
        if scaled:
            held = Event(marker.start if first else scaled.start, scaled.end, marker.text, None, scaled, carried=True)
            yield held
            held = held._replace(start=marker.start)


def _follows(text: str, end: int, start: int) -> bool:
    """Whether only the date of the value before, and a conjunction, stand between two values of one marker."""
    between = next((d for d in dates(text[end:start])), None)
    if between is None:
        return False
    return bool(_DATED.search(text[end : end + between.start])) and bool(
        _AGAIN.fullmatch(text[end + between.end : start])
    )


_TIMES = re.compile(r"\s?[×x*]\s?(?=10)")


def _scaled(statement: Statement, quantity: Quantity) -> Quantity | None:
    """The quantity, with the power of ten that its unit has ("120 × 10^9/L"); none where the power is not understood."""
    times = _TIMES.match(statement.text, quantity.end)
    if times is None:
        return quantity
    unit, end = statement.paper.units.match(statement.text, times.end())
    return replace(quantity, unit=unit, end=end) if unit else None


_POINTS = re.compile(r"^(?P<system>.*?)\s(?:(?:score|status)\s)?(?:of\s|was\s)?(?P<points>\d{1,2})$")


def _staged(statement: Statement) -> Iterator[Event]:
    """ "an ECOG PS of 2": a staging level that is a number."""
    for mention in statement.mentions:
        named = _POINTS.match(mention.text) if mention.of(Category.STAGING_LEVEL) else None
        value = named and next(
            (q for q in statement.quantities if q.start == mention.start + named.start("points")), None
        )
        if named and value and not _RANGED.match(statement.text[mention.end :]):
            yield Event(mention.start, mention.end, named["system"], None, value, carried=True)


_RANGED = re.compile(r"\s?(?:-|or|to|/)\s?\d|\s?[%(]")
_RATED = re.compile(
    r"(?P<what>(?:(?!and\b|with\b|his\b|her\b|the\b)[a-z]+\s){1,2}?)(?:was\s)?(?:rated|scored|graded)\s(?:at\s|as\s)?(?P<points>\d{1,2})\s(?:points?\s)?(?:on|by)\s(?:the|an?)\s(?P<scale>[a-z][^,;()]{3,40}?)(?:\s\((?P<short>[A-Z]{2,5})\)|(?=[,.;]|$))"
)


def _rated(statement: Statement) -> Iterator[Event]:
    """ "back pain rated at 3 on a visual scale (VAS)"."""
    for match in _RATED.finditer(statement.text):
        value = next((q for q in statement.quantities if q.start == match.start("points")), None)
        if value:
            item = f"{match['what'].strip()} ({match['short'] or match['scale']})"
            yield Event(match.start(), match.end(), item, None, value, carried=True)


# -- changes and findings without an examination ------------------------------------------------------------------------
_THERE = re.compile(rf"\b[Tt]here\s(?:was|were)\s(?P<told>(?:an?\s)?{_CHANGE.pattern}[^,.;(]*)")
_NOTED = re.compile(
    rf"(?P<told>{_CHANGE.pattern}(?:\s(?:in|of)\s[^,.;()]{{3,40}}?)?)\s(?:was\s|were\s)?(?:noted|observed|seen|detected|found)\s(?:between|from|in|on)\s",
    re.IGNORECASE,
)
_STATE_OF = re.compile(
    r"(?<![\w-])(?P<what>(?:(?!the\b|and\b|that\b|which\b)[A-Za-z-]+\s){1,4})(?:(?:was|were|became|appeared)\s(?P<how>(?:[a-z]+ly\s)?(?:smaller|larger|unchanged|reduced|decreased|increased|enlarged|invisible|resolved))|had\s(?P<done>(?:[a-z]+ly\s)?(?:disappeared|shrunk|resolved|regressed|enlarged|progressed|decreased|increased)))\b"
)
_GOING = r"(?:[a-z]+ly\s)?(?:decreasing|shrinking|disappearing|increasing|enlarging|regressing|resolving)"
_GOES = re.compile(rf"\b(?P<told>{_GOING}(?:\sand\s{_GOING})?)\s(?:between|from|during)\s")


def _changed(statement: Statement) -> Iterator[Event]:
    """Changes of an organ's lesions: "there was shrinkage of liver lesions", "lung nodules were smaller", "shrinking from …"."""
    text, lexicon = statement.text, statement.paper.lexicon
    for there in _THERE.finditer(text):
        told = bare(undated(_COMPARED.split(there["told"])[0]))
        if place := organ(told, lexicon):
            yield Event(there.start(), there.end(), place, told)
    for match in _NOTED.finditer(text):
        if place := organ(match["told"], lexicon) or organ(text[: match.start()], lexicon):
            yield Event(match.start(), match.end(), place, bare(_COMPARED.split(match["told"])[0]))
    for match in _STATE_OF.finditer(text):
        if place := organ(match["what"], lexicon):
            yield Event(
                match.start(), match.end(), place, f"{bare(match['what'])} {match['how'] or match['done']}".lower()
            )
    for goes in _GOES.finditer(text):
        if place := organ(text[: goes.start()], lexicon):
            yield Event(goes.start("told"), goes.end("told"), place, goes["told"])


_LESION = (
    r"(?:lesions?|nodules?|mass(?:es)?|metastas[ie]s|tumou?rs?|thromb(?:us|osis|i)|effusions?|ascites|recurrences?|relapse"
    r"|progression)"
)
_OBSERVED = re.compile(
    rf"(?<![\w-])(?P<what>(?:[a-z-]+,\s){{0,4}}(?:and\s)?(?:(?!and\b|but\b|or\b|the\b|no\b|were\b|was\b|of\b|in\b)[a-z-]+\s){{0,4}}(?P<head>{_LESION}))\s(?:was|were)\s(?:also\s)?(?:observed|detected|found|noted|seen|identified|discovered)(?P<site>\sin\s(?:the|both|his|her|right|left|segment)\b[^,.;()]{{3,60}})?"
)
_DEVELOPED = re.compile(rf"\bdeveloped\s(?P<what>(?:an?\s)?(?:[a-z-]+\s){{0,4}}?(?P<head>{_LESION}))\b")


def _observed(statement: Statement) -> Iterator[Event]:
    """ "new nodules were seen in both lungs", "developed multiple liver metastases"."""
    text, lexicon = statement.text, statement.paper.lexicon
    for match in _OBSERVED.finditer(text):
        told = f"{match['what']}{undated(match['site'] or '')}"
        yield Event(match.start(), match.end(), organ(told, lexicon) or match["head"], bare(told))
    for match in _DEVELOPED.finditer(text):
        told = bare(match["what"])
        yield Event(match.start(), match.end(), organ(told, lexicon) or match["head"], told)
    for mention in statement.mentions:
        if mention.of(Category.TOXICITY) and (suffered := _SUFFERED.search(text[: mention.start])):
            yield Event(suffered.start(), mention.end, mention.text, text[suffered.start("what") : mention.end])


_SUFFERED = re.compile(
    r"\b(?:developed|experienced|suffered)\s(?:an?\s|from\s)?(?P<what>(?:[Gg]rade\s(?:\d|I{1,3}|IV)\s)?(?:[a-z]+\s)?)$"
)
_FREE = re.compile(
    r"""\bno\s(?:[a-z]+\s){0,2}?evidence\sof\s(?:[a-z]+\s){0,2}?(?:progression|recurrence|disease(?!\s[pr])|relapse|metastas[ie]s)\b
      | \b(?:remain(?:s|ed)|is|was|has\sbeen|stayed)\s(?:well\s|still\s)?(?:alive\s)?(?:and\s)?(?:
            (?:disease|recurrence|relapse|progression|tumou?r)[-\s]free|free\s(?:of|from)\s(?:disease|recurrence|relapse|tumou?r)
            |(?:in\s(?:complete\s|partial\s)?remission)|without\s(?:any\s)?(?:recurrence|relapse|progression))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FELT = re.compile(
    r"(?P<what>quality\sof\slife|general\scondition|performance\sstatus|symptoms|appetite)\s(?:had\s|was\s|were\s)?(?P<how>(?:[a-z]+ly\s)?(?:improved|worsened|resolved|disappeared|deteriorated|subsided|recovered)(?:\s[a-z]+ly)?)\b"
)


def _state(statement: Statement) -> Iterator[Event]:
    """ "no evidence of recurrence", "quality of life improved"."""
    for match in _FREE.finditer(statement.text):
        yield Event(match.start(), match.end(), "disease status", match.group())
    for match in _FELT.finditer(statement.text):
        yield Event(match.start(), match.end(), match["what"], match["how"])
