"""Occasions told of in a list, or by those who met: "the mayors met in Riga"."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.bodies import place_at
from kg.claim.named import match_named
from kg.claim.story import STANDALONE, Occasion, Story, new_occasion, note_mention, note_quiet
from kg.find import Sentence
from kg.find.events import SITTING, EventMention
from kg.model import Span

HOLDS = re.compile(
    r"\s(?:held|holds?|had|will\s+(?:hold|have)|(?:are|were|is|was)\s+to\s+hold|convened|met\s+(?:for|at|in)|gathered\s+(?:for|at)|attended)\s+(?:an?|their|its)\s+$"
)
_VERBAL = re.compile(
    r"\b\p{Ll}+ed\s+(?:an?|the|its|their)\b|\b(?:was|were|is|are|will|has|have|had|signed|adopted|said|held|took|met|attended|opened|hosted|left|went|came|won|lost|gave|made|sent|told|saw|sailed|arrived|returned|began|started|put|inked|renewed|exchanged|agreed|concluded|launched|founded|published|visit(?:s|ed|ing)|travel(?:s|l?ed|l?ing)|tour(?:s|ed)|meets|received|welcomed|greeted|spoke|called|paid|made|departs?|leaves|joined|addressed|spent|spoke|wrote|became|grew|rose|fell|ran|built|brought|told|drew|marks|marked)\b"
)
_MET = re.compile(
    r"\b(?:(?P<verb>met|gathered|convened|assembled|came\s+together|will\s+(?:meet|gather|convene)|meet|are\s+meeting)\b)(?!\s+(?:the|with\s+the\s+need))"
)
MEETERS = re.compile(
    r"\b(?:ministers|officials|leaders|experts|representatives|delegates|heads|presidents|rectors|mayors|directors|negotiators|envoys|ambassadors|members|secretaries|chiefs|regulators|scientists|researchers|educators|partners|states|countries)\b",
    re.IGNORECASE,
)
PHRASE_START = re.compile(
    r"(?:\b(?!(?:the|of|and|by|before|with|for|in|on|at|to|from|was|were|is|as)\b)[\p{L}’'-]+\s+){0,4}$", re.IGNORECASE
)


def find_listed(story: Story) -> None:
    """Short lines of a name, a town and a day, and officials who "met in" a town on a day, tell of events of their own."""
    for index, sentence in story.told():
        if sentence.section.kind != "body" or not sentence.dates or any(story.resolved.get(m.key) for m in sentence.events):
            continue
        text = story.plain[sentence.span.start : sentence.span.end]
        if len(text) < 190 and not _VERBAL.search(text):
            if sentence.span.end >= sentence.section.span.end - 2 and sentence.span.start <= sentence.section.span.start + 2:
                _listed_event(story, index, sentence)
        elif not _told_just_before(story, index, sentence):
            _meeting_of(story, index, sentence, text)


def _told_just_before(story: Story, index: int, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, names the assembly or meeting at which they met."""
    before = story.sentences[index - 1] if index else None
    if before is None or before.section is not sentence.section:
        return False
    named = [o for m in before.events if (o := story.resolved.get(m.key)) is not None and o.how in (*STANDALONE, "sibling")]
    return len(named) == 1 and named[0].cls in ("Meeting", "Conference", "Summit", "Forum") and not named[0].dates


_PREPOSED = re.compile(r"\b(?:of|by|from|with|at|to|for)\s+(?:the\s+)?\Z")


def _listed_event(story: Story, index: int, sentence: Sentence) -> None:
    towns = [h for h in sentence.places if h.value.kind in ("city", "country")]
    dates = [d for d in sentence.dates if d.form not in ("inyear", "ryear", "monthonly")]
    if not towns or not dates:
        return
    for name in sentence.names:
        caps = [t.text for t in name.tokens if t.form == "cap"]
        if name.kind not in ("name", "acronym", "initiative", "organization") or place_at(sentence.places, name.span) is not None:
            continue
        if (len(caps) < 2 and name.kind != "acronym") or any(
            s.start < name.span.end and name.span.start < s.end for p in sentence.people for s in (p.span, p.role or p.span)
        ):
            continue
        near = min((abs(d.span.start - name.full.end) for d in dates), default=99)
        first = name.full.start - sentence.span.start < 6 or dates[0].span.end <= name.full.start
        if name.kind in ("organization", "acronym") and (
            _PREPOSED.search(story.plain, max(0, name.full.start - 12), name.full.start)
            or (name.head not in SITTING and story.body(name.text(story.plain)) is not None)
        ):
            continue
        if not first or near > 60 or (name.text(story.plain).isupper() and name.kind == "name"):
            continue
        mention = EventMention(
            name.span, name.full, name.text(story.plain), "", "proper", name.head, name.edition, name.edition_span, name.year
        )
        best, sibling = match_named(story, mention, sentence.section.item)
        occasion = best or new_occasion(story, mention, index, sentence.section.item, sibling)
        note_mention(story, occasion, mention, index)
        sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)
        return


_BEFORE_VERB = re.compile(r",?\s*(?:who|which)?\s*(?:have|had|also|then)?\s*$")


def who_meets(text: str) -> Span | None:
    """The ministers, rectors or other people at the end of a clause of whom a verb behind it tells, with what is said of them."""
    lead = text[: match.start()] if (match := _BEFORE_VERB.search(text)) is not None else text
    who = next((m for m in MEETERS.finditer(lead) if not _VERBAL.search(lead, m.end())), None)
    if who is None:
        return None
    before = PHRASE_START.search(lead[: who.start()])
    subject = lead[before.start() if before else who.start() :].strip()
    if " time that " in subject:
        return None
    subject = subject.rpartition(" that ")[2]
    start = lead.rindex(subject)
    return Span(start, start + len(subject)) if 5 <= len(subject) <= 130 else None


def _meeting_of(story: Story, index: int, sentence: Sentence, text: str) -> None:
    match = _MET.search(text)
    if not match or match.start() > 170 or not MEETERS.search(text[: match.start()]):
        return
    behind = sentence.span.start + match.end()
    near = [d for d in sentence.dates if 0 <= d.span.start - behind < 70] or [
        d for d in sentence.dates if d.span.end <= sentence.span.start + 30
    ]
    towns = [h for h in sentence.places if h.value.kind == "city" and 0 <= h.span.start - behind < 60]
    if not near or not (towns or (0 <= near[0].span.start - behind < 8 and near[0].start.day)):
        return
    who = who_meets(text[: match.start()])
    if who is None:
        return
    subject = who.of(text)
    start = sentence.span.start + who.start
    span = Span(start, sentence.span.start + match.end())
    mention = EventMention(span, span, f"meeting of {' '.join(subject.split())}", "Meeting", "proper", "meeting")
    occasion = new_occasion(story, mention, index, sentence.section.item)
    occasion.thing.attrs["unnamed"] = 1
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    sentence.events = sorted([*(m for m in sentence.events if m.how == "anaphor"), mention], key=lambda e: e.key)


def sitting(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """ "Its 48th session", said of a body, is an event of that body: "48th session of the …"."""
    lead = story.plain[sentence.span.start : mention.full.start]
    if not re.search(r"\b(?:its|their|the)\s+$", lead):
        return None
    holds = HOLDS.search(lead[-60:])
    who = who_meets(lead[: max(0, len(lead) - 60) + holds.start()]) if holds is not None else None
    if who is not None and not any(n.kind == "organization" and n.span.end <= mention.full.start for n in sentence.names):
        words = mention.full.words(story.plain)
        occasion = new_occasion(story, mention, index, item)
        occasion.how, occasion.edition = "proper", mention.edition
        occasion.thing.names.clear()
        subject = who.words(lead)
        occasion.thing.call(f"{words} of {subject}", Span(sentence.span.start + who.start, mention.full.end))
        occasion.thing.attrs["sitting"] = 1
        note_quiet(story, occasion, mention, index)
        return occasion
    bodies = [
        n
        for n in sentence.names
        if n.kind == "organization" and n.span.end <= mention.full.start and sum(t.form == "cap" for t in n.tokens) > 1
    ]
    if not bodies or not re.search(
        r"\b(?:held|holds|opened|opens|concluded|ended|began|convened|met|closed|will\s+hold|hosted)\b",
        lead[bodies[-1].span.end - sentence.span.start :],
    ):
        return None
    body = bodies[-1]
    words = " ".join(story.plain[mention.full.start : mention.full.end].split())
    occasion = new_occasion(story, mention, index, item)
    occasion.how, occasion.edition = "proper", mention.edition
    occasion.thing.names.clear()
    occasion.thing.call(f"{words} of the {body.text(story.plain)}", Span(body.span.start, mention.full.end))
    occasion.thing.attrs["sitting"] = 1
    note_quiet(story, occasion, mention, index)
    return occasion
