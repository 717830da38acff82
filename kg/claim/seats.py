"""At which event a person appears: the one that the words around the person name, else the sentence's own; and at none that was elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import patterns as re
from kg.claim.ledger import Thing
from kg.claim.nearby import asides
from kg.claim.scopes import in_passing, only_beside
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.people import PersonMention

_AT = re.compile(
    r"\b(?:at|in|during|to|of|opening|open(?:ed|s)?|clos(?:ed|es|ing)|address(?:ed|es|ing)?|attend(?:ed|s|ing)?|chair(?:ed|s|ing)?|join(?:ed|s|ing)?|moderat(?:ed|es|ing)|inaugurat(?:ed|es|ing)|for)\s+(?:the|this\s+year[’']s|its|a|an)?\s*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:recent|previous|earlier|past|last(?:\s+(?:year|month|week)[’']s)?)\s+$|\b(?:sidelines|margins|fringes|ahead|run-up|eve|occasion\s+of\s+the\s+anniversary)\s+of\s+(?:the\s+)?$|\b(?:before|after|following|prior\s+to|since|ahead\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def role_until(person: PersonMention) -> int:
    """Return where the words on a person and the post end."""
    return max(person.span.end, person.role.end if person.role is not None else 0)


def seat_of(
    story: Story, sentence: Sentence, person: PersonMention, occasion: Occasion, main: Occasion | None
) -> Occasion | None:
    """Return the event at which a person appears; none where its sentence only brings that event up."""
    plain, here = story.plain, sentence.span
    roles = [p.role for p in sentence.people if p.role is not None]
    brackets = asides(story, sentence) if sentence.events else []
    beside = False
    best: tuple[int, Occasion] | None = None
    for mention in sentence.events:
        found = story.resolved.get(mention.key)
        if found is None:
            continue
        lead = plain[max(here.start, mention.full.start - 28) : mention.full.start]
        if any(a.start <= mention.span.start < a.end and not a.start <= person.span.start < a.end for a in brackets):
            continue
        inside = any(r.start <= mention.span.start < r.end for r in roles)
        if inside or _BESIDE.search(lead) or only_beside(story, sentence, mention) or in_passing(story, sentence, mention):
            beside = beside or found is occasion
            continue
        if found is occasion:
            beside = False
        if found is not occasion and not _AT.search(lead) and found.parent is not occasion:
            continue
        if mention.full.start >= person.span.end:
            between = plain[role_until(person) : mention.full.start]
            far = len(between) if not re.search(r"[;“]|\bwho\b|\bwhich\b", between) else 10**6
        else:
            far = person.span.start - mention.full.end
        if best is None or far < best[0]:
            best = (far, found)
    if best is not None and best[0] < 10**6:
        return best[1]
    if beside and main is not None:
        return main if main is not occasion else None
    return occasion


def not_yet_named(index: int, occasion: Occasion) -> bool:
    """Whether a sentence stands before the first words on an event, and well before."""
    return index < occasion.first - 1 and not occasion.in_title


def in_row(story: Story, sentence: Sentence, target: Occasion) -> list[Occasion]:
    """The other events that a row of a table names beside a person's ("Opening Session, Ports Dialogue")."""
    known = {id(o): o for m in sentence.events if (o := story.resolved.get(m.key)) is not None}
    return [o for o in known.values() if o is not target]


# ---------------------------------------------------------------- another time, another place

_IN_YEAR = re.compile(r"(?:In|Since|Back\s+in|As\s+early\s+as|By)\s+(?:\p{Lu}\p{Ll}+\s+)?(?P<year>(?:19|20)\d\d)\b")
_LED_BY_DAY = re.compile(r"(?:\p{Lu}?\p{Ll}+[\s,]+){0,4}(?:on|from|of|,)?\s*", re.IGNORECASE)
_LED_BY_PLACE = re.compile(r"(?:(?:Also|Earlier|Later|Meanwhile|Then|Finally|While|Back),?\s+)?[Ii]n\s+$|In\s+$")
_STILL = re.compile(
    r"\b(?:will|shall|would|to\s+be|(?:is|are)\s+(?:to|due|expected|scheduled|set)|expected|scheduled|invited|confirmed|accepted|agreed)\b"
)
_DONE = re.compile(
    r"\b(?:was|were|had|took|gave|spoke|met|led|held|paid|told|said|opened|signed|thanked|attended|visited|addressed|delivered|chaired|called|recalled|received|presented|welcomed|stressed|joined)\b"
)


@dataclass(slots=True)
class Whereabouts:
    """In which countries and towns the events of a text are held, by what the rules have stated so far."""

    story: Story
    countries: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (who, what, where), _ in self.story.ledger.facts.items():
            if what == "cv:heldIn" and isinstance(who, Thing) and isinstance(where, str):
                self.countries.setdefault(id(who), set()).add(where.rpartition("/")[2])

    def present(self, index: int, sentence: Sentence, occasion: Occasion | None, main: Occasion | None) -> Occasion | None:
        """Return the event of a sentence, or the main event, if the sentence can tell of it at all."""
        for candidate in (occasion, main):
            if candidate is not None and not self.elsewhere(index, sentence, candidate):
                return candidate
        return None

    def elsewhere(self, index: int, sentence: Sentence, occasion: Occasion) -> bool:
        """Whether a sentence that does not name an event tells of another time or place than that event's."""
        if any(self.story.resolved.get(m.key) is occasion for m in sentence.events):
            return False
        return (
            not_yet_named(index, occasion)
            or self._another_year(sentence, occasion)
            or self._another_day(sentence, occasion)
            or self._still_to_come(sentence, occasion)
            or self._another_country(sentence, occasion)
        )

    def _another_year(self, sentence: Sentence, occasion: Occasion) -> bool:
        match = _IN_YEAR.match(self.story.plain, sentence.span.start)
        known = {str(occasion.year)} if occasion.year else set()
        known |= {d[:4] for d in occasion.dates or () if d}
        return bool(match and known and not sentence.events and match["year"] not in known)

    def _another_day(self, sentence: Sentence, occasion: Occasion) -> bool:
        """Whether a sentence opens with a day on which the event was not on."""
        if not occasion.dates or not all(len(d) == 10 for d in occasion.dates):
            return False
        for date in sentence.dates[:1]:
            if _LED_BY_DAY.fullmatch(self.story.plain, sentence.span.start, date.span.start):
                first, last = _days(date, int(occasion.dates[0][:4]))
                return bool(first and last and (last < occasion.dates[0] or first > occasion.dates[1]))
        return False

    def _still_to_come(self, sentence: Sentence, occasion: Occasion) -> bool:
        """Whether a sentence tells what was done, and the event is still to come."""
        published = self.story.published.iso
        if len(published) < 10 or not occasion.dates or occasion.dates[0][:7] <= published[:7]:
            return False
        words = sentence.span.of(self.story.plain)
        return bool(_DONE.search(words)) and not _STILL.search(words)

    def _another_country(self, sentence: Sentence, occasion: Occasion) -> bool:
        """Whether a sentence opens with a country in which the event was not held ("In Fiji, …")."""
        known = self.countries.get(id(occasion.thing))
        for hit in sentence.places[:1]:
            if (
                known
                and hit.value.kind in ("country", "city")
                and _LED_BY_PLACE.fullmatch(self.story.plain, sentence.span.start, hit.span.start)
            ):
                return hit.value.country not in known
        return False


def _days(date: DateMention, year: int) -> tuple[str, str]:
    """Return the first and last day of a date, in a year where none is given; "" for less than a day."""
    out = []
    for day in (date.start, date.end):
        out.append(f"{day.year or year:04}-{day.month:02}-{day.day:02}" if day.month and day.day else "")
    return out[0], out[1]
