"""Deeds that are told of but not done: hoped for, planned, refused, or those of another year."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.products import Outcome
from kg.claim.story import Occasion, Story
from kg.find import Sentence

_EXPECTED = re.compile(
    r"\b(?:expected|to\s+be\s+(?:adopted|signed|issued)|would|planned|negotiat\w+|draft|circulated|hopes?|hoped|could|propos(?:ed|es))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|plans?\s+to|planned|aims?\s+(?:to|at)|expected|hop(?:es?|ed|ing)|propos(?:ed|es|al|als)|agreed\s+to|pledged|committed|intends?|intention|calls?\s+for|called\s+for|urg(?:ed|es)|importance\s+of|support(?:s|ed|ing)?(?:\s+for)?|"
    r"possib(?:le|ility)|consider(?:ed|ing)?|discuss(?:ed|ing)?|negotiat\w+|draft|circulated|towards?|ready\s+to|scheduled|due\s+to|looks?\s+forward|before|until|ahead\s+of|preparations?\s+for|applications?\s+for|plans?\s+for|feasibility|is\s+to|are\s+to|to\s+be|yet\s+to|failed\s+to|without|never|not|did\s+not|invited\s+to|want(?:s|ed)?\s+to|need\s+to|decline\w*)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_ONLY_EXPECTED = re.compile(
    r"\b(?:expected|hop(?:es?|ed|ing)|intends?|aims?|seeks?|plans?|propos(?:es|ed))\s+to\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:[Aa]sked|know|clear|wonder\w*|unclear|question)\s+(?:\w+\s+)?(?:if|whether)\b")
_RESOLVED = re.compile(r"\b(?:agreed|decided|resolved|decision|agreement)\s+to\s+(?:\p{Ll}+ly\s+)?$", re.IGNORECASE)
"""Participants who agree to found a body by its name have done so, as far as their event goes."""
_PUT_FORWARD = re.compile(r"[^.;]{0,140}?\b(?:proposed|put\s+forward|advanced|advocated)\s+by\b")
_AFTER_COME = re.compile(
    r"^[^.;,]{0,25}\b(?:expected|scheduled|planned|later\s+this\s+year|next\s+(?:year|month|week))\b", re.IGNORECASE
)


def not_done(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], target: Occasion) -> bool:
    """Whether a deed is only hoped for, planned or refused, though the event is no preview."""
    start = max(sentence.span.start, match.start() - 90)
    before = story.plain[start : match.start()]
    if outcome.span.end <= match.start():
        if _ASKED.search(story.plain, max(sentence.span.start, outcome.span.start - 40), outcome.span.start):
            return True
        before = story.plain[outcome.span.end : match.start()]
        if _EXPECTED.search(before):
            return not is_planned(story, target)
        before += " " if re.search(r"\b(?:will|would|to\s+be|not|never)\b", before) else ""
    clause = re.split(r"[,;:]\s|\s(?:and|but|when|while|where)\s(?=\w+(?:ed|s)\b)", before)[-1] + ""
    if _ASKED.search(clause) and outcome.span.start > match.start() - 60:
        return True
    if _RESOLVED.search(clause) and outcome.kind in ("organization", "initiative"):
        return False
    if _ONLY_EXPECTED.search(clause) or _PUT_FORWARD.match(story.plain, max(outcome.span.end, match.end()), sentence.span.end):
        return True
    if _TO_COME.search(clause) or _AFTER_COME.match(story.plain[max(outcome.span.end, match.end()) : sentence.span.end]):
        return not is_planned(story, target)
    return False


def is_planned(story: Story, occasion: Occasion) -> bool:
    """Whether an event is still to come, by its dates and verbs."""
    from kg.claim.occasions import status_of

    known = occasion.thing.attrs.get("planned")
    if known is None:
        word, _, _ = status_of(story, occasion)
        known = occasion.thing.attrs["planned"] = int(word == "Planned")
    return bool(known)


_YEAR = re.compile(
    r"\b(?:in|since|of|on)\s+(?:the\s+)?(?:(?:early|late|mid-?)\s+)?(?:\d{1,2}\s+)?(?:\p{Lu}\p{Ll}+\s+)?(?:\d{1,2},\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_EARLIER = re.compile(
    r"\b(?:previously|earlier|recent(?:ly)?|last\s+year|years?\s+ago|first\s+signed|originally|(?:had|has|have)\s+(?:already|long))\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(?:anniversar(?:y|ies)|jubilee)\s+(?:of|since)\b[^.;]*$|\b(?:years?|decades?)\s+(?:after|since|of)\s[^.;]{0,40}$",
    re.IGNORECASE,
)


def of_another_year(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], target: Occasion) -> bool:
    """Whether a deed belongs to another year than the event: "was adopted in 2015", "the 1982 Convention"."""
    plain = story.plain
    first, last = target.dates or ("", "")
    year = str(target.year or "") or (first or last or story.published.iso)[:4]
    begin = min(outcome.span.start, match.start())
    if _EARLIER.search(
        plain, max(sentence.span.start, begin - 20), min(sentence.span.end, max(match.end(), outcome.span.end) + 20)
    ):
        return True
    if match.start() < outcome.span.start and _ANNIVERSARY.search(plain, max(sentence.span.start, begin - 110), begin):
        return True
    if not year:
        return False
    named = re.search(r"\b((?:19|20)\d\d)\b", plain[max(0, outcome.span.start - 6) : outcome.span.start + 5])
    if outcome.kind == "agreement" and named is not None and str(named[1]) < year:
        return True
    after = max(match.end(), outcome.span.end)
    reach = 120 if outcome.kind == "organization" else 40
    said = _YEAR.search(plain, after, min(sentence.span.end, after + reach))
    return bool(said and said["year"] < year)
