"""Reads journeys: the verbs and nouns of going somewhere, and the row of places, bodies and houses that is gone to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.claim.nearby import Entity
from kg.claim.story import Story
from kg.claim.where import choose_sense
from kg.find import Sentence
from kg.find.lexicon import Hit, PlaceValue
from kg.model import Span

_AHEAD = (
    r"(?:(?:will|would|shall|(?:is|are|was|were)\s+(?:(?:due|set|expected|scheduled|planned|slated)\s+)?to|(?:due|set|expected|scheduled|about)\s+to|plans?\s+to|intends?\s+to|hopes?\s+to|has|have|had|is|are|was|were|being|been|be)"
    r"\s+(?:(?:also|then|next|now|later|further|officially|subsequently|just|recently|first|again|jointly|today|currently|already)\s+){0,2}){0,3}"
)
_WHEN = r"(?:\s+(?:today|yesterday|tomorrow|(?:this|next|last|later\s+this)\s+(?:week|month|morning|afternoon|evening|year)|(?:late\s+)?on\s+(?:\p{Lu}\p{Ll}+day|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}{2,8}\.?\s+\d{1,2})(?:,?\s+\d{4})?)),?"
_VISITS = r"(?:visits?|visited|visiting|tours?|toured|touring)"
_TO = (
    r"(?:travel(?:s|l?ed|l?ing)?|fl(?:y|ies|ew|ying)|journey(?:s|ed|ing)?|head(?:s|ed|ing)?(?:\s+off)?|go(?:es|ing)?|went|proceed(?:s|ed|ing)?|continu(?:e|es|ed|ing)(?:\s+on)?|move[sd]?\s+on|moving\s+on|on\s+travel)"
    rf"(?:{_WHEN})?\s+(?:onwards?\s+)?to"
)
_FOR = rf"(?:depart(?:s|ed|ing)?|leav(?:e|es|ing)|left|set(?:s|ting)?\s+(?:off|out))(?:\s+\p{{Lu}}\p{{L}}+)?(?:{_WHEN})?\s+(?:for|to)"
_IN = rf"arriv(?:e|es|ed|ing)(?:{_WHEN})?\s+(?:in|at)|call(?:s|ed|ing)?\s+(?:on|at)|sp(?:ends?|ent|ending)\s+[^.;,]{{3,40}}?\s+(?:in|with|at)"
_DELEGATION = r"(?:leads?|led|leading|heads?|headed|heading)\s+(?:an?|the|his|her|our|its)\s+(?:[\p{L}.-]+\s+){0,4}(?:delegation|mission)\s+(?:on\s+an?\s+(?:[\w-]+\s+){0,3}visit\s+)?(?:to\s+visit|to)"
_JOURNEY = r"(?:visits?|trips?|tours?|missions?|journey|travel|stops?|stopover|call)"
_HAVE = (
    r"(?:pa(?:y|ys|id|ying)|ma(?:ke|kes|de|king)|beg(?:in|ins|an|un|inning)|start(?:s|ed|ing)?|commenc(?:e|es|ed|ing)|open(?:s|ed)|conclud(?:e|es|ed|ing)|complet(?:e|es|ed|ing)|end(?:s|ed|ing)?|finish(?:es|ed|ing)?|wrap(?:s|ped|ping)?\s+up"
    r"|undertak(?:e|es|ing|en)|undertook|embark(?:s|ed|ing)?\s+(?:up)?on|carr(?:y|ies|ied|ying)\s+out|conduct(?:s|ed|ing)?|kick(?:s|ed|ing)?\s+off|set(?:s|ting)?\s+off\s+on|go(?:es|ing)?\s+on|went\s+on|was\s+on|is\s+on|are\s+on|were\s+on|be\s+on|came\s+on|led|leads?|took|takes?|take)"
)
_NOUN = (
    rf"{_HAVE}(?:{_WHEN})?\s+(?:an?|the|his|her|their|its|our|my)\s+(?P<noun>(?:[\p{{L}}\d-]+\s+){{0,5}}?{_JOURNEY})"
    rf"(?:{_WHEN})?\s+(?:to|of|in|on|across|through)"
)
GOES = re.compile(
    rf"\b(?P<go>{_AHEAD}(?:(?P<direct>{_VISITS})|{_TO}|{_FOR}|{_IN}|{_DELEGATION}|{_NOUN}|be\s+in))\s+(?=\S)", re.IGNORECASE
)
"""The words of going somewhere, up to where: a verb with its auxiliaries, or "paid a working visit to"."""

_NO_VERB = re.compile(
    r"\b(?:the|an?|his|her|their|its|our|my|this|that|of|official|state|working|study|field|first|site)\s+$", re.IGNORECASE
)
_HOME = re.compile(
    r"(?:our|their)\s+(?:\p{Ll}+\s+){0,2}?(?:university|campus|college|school|institute|academy|faculty|headquarters|offices?|laborator(?:y|ies)|cent(?:re|er)|museum|embassy|plant|hospital|country|city|town|village|region|port|facilit(?:y|ies))\b"
    r"|(?:us|here)\b"
)
_LEAD = re.compile(
    r"(?:(?:the|both|downtown|nearby|historic|port|capital|city|cities|town|towns|countries|country|island|state|states|republic|kingdom|of|and|its|capitals)\s+|\p{Lu}\p{L}+\s+(?:capital|city|port|town)\s+(?:of\s+)?){0,5}"
)
_GAP = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:(?:[,;/&]|and|then|as\s+well\s+as|followed\s+by|before|also)\s*){1,3}(?:(?:in|to|on|by|finally|lastly)\s+)?(?:(?:the|both)\s+)?(?:(?:city|cities|town|capital)\s+of\s+)?"
)
_WITHIN = re.compile(r"\s*[,(]\s*(?:the\s+)?|\s+(?:in|,\s*in)\s+(?:the\s+)?|\s+(?:capital\s+)?")


@dataclass(frozen=True, slots=True)
class Goals:
    """Where a journey goes: the words, the places, the bodies, and whether it is the house of those who write."""

    span: Span
    places: tuple[Hit, ...]
    bodies: tuple[Entity, ...]
    home: bool = False

    @property
    def countries(self) -> set[str]:
        """The countries gone to, also those in which the towns lie."""
        return {(h.value.key if h.value.kind == "country" else h.value.country) for h in self.places} - {""}


def find_going(story: Story, sentence: Sentence, start: int) -> re.Match[str] | None:
    """Return the next words of going somewhere; "the visit of" is none."""
    at = start
    while (match := GOES.search(story.plain, at, sentence.span.end)) is not None:
        bare = match["direct"] is not None and match.start("direct") == match.start()
        if not (bare and _NO_VERB.search(story.plain, max(sentence.span.start, match.start() - 12), match.start())):
            return match
        at = match.end()
    return None


def read_goals(story: Story, sentence: Sentence, at: int) -> Goals | None:
    """Return the row of places and bodies that begins at an offset; None where something else stands there."""
    plain, end = story.plain, sentence.span.end
    bodies = list(_bodies(story, sentence, at))
    inside = [*(e.span for e in bodies), *(n.span for n in sentence.names if sum(t.form == "cap" for t in n.tokens) > 2)]
    hits = [
        choose_sense(story, sentence, h)
        for h in sentence.places
        if h.span.start >= at
        and h.value.kind in ("city", "country", "region")
        and not any(b.start <= h.span.start and h.span.end <= b.end and len(b) > len(h.span) + 4 for b in inside)
    ]
    ours = _HOME.match(plain, at, end)
    home = ours or _unknown_body(story, sentence, at)
    row: list[Hit | Entity] = []
    items: list[Hit | Entity] = [*hits, *bodies]
    last = home.end() if home is not None else at
    for item in sorted(items, key=lambda x: (x.span.start, -x.span.end)):
        if item.span.start < last:
            continue
        gap = _without_dates(story, sentence, last, item.span.start)
        begins = not row and home is None
        fits = _LEAD.fullmatch(gap) if begins else _GAP.fullmatch(gap) or _belongs(row, item, gap)
        if not fits:
            break
        row.append(item)
        last = item.span.end
    if not row and home is None:
        return _of_people(story, sentence, at)
    first = home.start() if home is not None else row[0].span.start
    places = tuple(r for r in row if isinstance(r, Hit))
    return Goals(Span(first, last), places, tuple(r for r in row if isinstance(r, Entity)), ours is not None)


_THE = re.compile(
    r"(?:the\s+)?\p{Lu}[\p{L}\p{M}’'&.-]*(?:\s+(?:(?:of|for|and|de|du|the)\s+){0,2}\p{Lu}[\p{L}\p{M}’'&.-]*){0,7}(?=\s+in\s+\p{Lu})"
)


def _unknown_body(story: Story, sentence: Sentence, at: int) -> re.Match[str] | None:
    """The capitals in front of "in" a town, where they name nothing else that is known ("the Kulo House in Riga")."""
    match = _THE.match(story.plain, at, sentence.span.end)
    if match is None:
        return None
    known = (
        *(h.span for h in sentence.places),
        *(p.span for p in sentence.people),
        *(b.span for b in _bodies(story, sentence, at)),
    )
    return None if any(s.start < match.end() and match.start() < s.end for s in known) else match


_PLURAL = re.compile(
    r"\s+(?:\p{Ll}+\s+){0,2}?(?:cities|towns|universities|colleges|schools|ports|islands|regions|provinces|states|companies|institutes|institutions|factories|sites|islands|capital|coast|border|parliament)\b"
)
_BEFORE_PEOPLE = re.compile(r"(?:(?:the|several|some|various|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+)?")


def _of_people(story: Story, sentence: Sentence, at: int) -> Goals | None:
    """The cities or schools of a country ("three Polish cities"): what is gone to lies there."""
    for hit in sentence.places:
        if hit.value.kind != "demonym" or hit.span.start < at:
            continue
        noun = _PLURAL.match(story.plain, hit.span.end, sentence.span.end)
        if noun is None or not _BEFORE_PEOPLE.fullmatch(story.plain, at, hit.span.start):
            return None
        return Goals(Span(at, noun.end()), (Hit(hit.span, PlaceValue("country", hit.value.key, hit.value.country)),), ())
    return None


def _bodies(story: Story, sentence: Sentence, at: int) -> Iterator[Entity]:
    """Yield the bodies named from an offset on, also those inside the words for an event ("a visit to the Harbour School")."""
    for name in sentence.names:
        if name.span.start >= at and name.kind in ("organization", "acronym", "name"):
            body = story.body(name.text(story.plain))
            if body is not None and body.kind == "organization":
                yield Entity(name.span, body, "organization", body.cls)


def _belongs(row: list[Hit | Entity], item: Hit | Entity, gap: str) -> bool:
    """Whether a place behind another, or behind a body, says where that is ("Riga, Latvia", "the Harbour School in Riga")."""
    return bool(row) and isinstance(item, Hit) and _WITHIN.fullmatch(gap) is not None


def _without_dates(story: Story, sentence: Sentence, start: int, end: int) -> str:
    """The text between two offsets without its dates and the small words before them."""
    out, at = [], start
    for date in sentence.dates:
        if start <= date.span.start and date.span.end <= end:
            out.append(re.sub(r"(?:\s+(?:on|from|in)|\s*\(|,)\s*$", " ", story.plain[at : date.span.start]))
            at = date.span.end
    return "".join([*out, story.plain[at:end]]) if out else story.plain[start:end]
