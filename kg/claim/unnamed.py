"""Occasions without a name of their own: a signing, a visit, the founding of a body, a committee that met."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.enter import enter_unnamed, rescope
from kg.claim.ledger import date_literal
from kg.claim.nearby import Entity, entities_of
from kg.claim.products import Outcome, lower_agreements, outcome_thing, span_with_topic
from kg.claim.rules import rule
from kg.claim.signatories import stands_for_state
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.when import enter_date
from kg.claim.where import state_place
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.lexicon import Hit
from kg.model import Span

SIGNED = re.compile(
    r"\b(?:(?:re-?)?sign(?:ed|s|ing)?|inked|conclude[sd]?|renew(?:ed|s)|extended|exchanged|initial(?:l?ed|s)|opened\s+for\s+signature|put(?:ting)?\s+(?:their|his|her|its)\s+(?:names?|signatures?|pens?)\s+(?:to|under)|affixed\s+(?:their|his|her)\s+signatures?\s+to)\b",
    re.IGNORECASE,
)
_ON_VISIT = re.compile(
    r"\b(?:delegation|team|group|minister|president|rector)\b[^.;]{0,120}?\b(?:will\s+visit|visited|(?:is|are)\s+visiting|visits)\b",
    re.IGNORECASE,
)
_PASSIVE_SIGN = re.compile(r"\b(?:was|were|has\s+been|have\s+been|is|are|being|to\s+be)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


@rule(
    "unnamed-signing",
    yes="TALLINN, 3 June 2024 — The Baltic Ports Association and the University of Tartu signed a memorandum of understanding on port research on Monday.",
    no="TALLINN, 3 June 2024 — The Baltic Ports Association and the University of Tartu signed letters to pensioners.",
    order=6,
)
def unnamed_signing(story: Story) -> None:
    """Two sides that sign an agreement, where the text is about no other event, make an occasion: a signing."""
    for index, sentence in story.told():
        item = sentence.section.item
        if sentence.section.kind in ("title", "heading", "caption", "label", "agenda"):
            continue
        ceremony = story.main.get(item)
        same = ceremony is not None and ceremony.how in ("generic", "phrase") and "signing" in ceremony.thing.name.lower()
        stamp = story.stamps.get(sentence.section.span)
        bare_ceremony = ceremony is not None and ceremony.how == "phrase" and ceremony.cores == [frozenset({"ceremony"})]
        if not same and not bare_ceremony and stamp is None and not leads(story, index, item):
            continue
        for match in SIGNED.finditer(story.plain, sentence.span.start, sentence.span.end):
            if _ON_VISIT.search(story.plain, sentence.span.start, match.start()):
                continue
            found = signed_agreement(story, sentence, match)
            sides = sides_of_signing(story, sentence, match, found) if found is not None else []
            if found is None or not 2 <= len({s.node for s in sides}) <= 5:
                continue
            if same and ceremony is not None:
                enter_signing(story, ceremony, found, sides)
            else:
                occasion = _signing(story, sentence, index, found, sides)
                if bare_ceremony and ceremony is not None:
                    _become(story, ceremony, occasion)
                if stamp is not None:
                    _stamp(story, index, sentence, occasion, stamp)
                else:
                    rescope(story, item, occasion)
            break


def _become(story: Story, ceremony: Occasion, occasion: Occasion) -> None:
    """Let "the ceremony" speak of the signing for which it was held."""
    for mention, index in ceremony.mentions:
        story.resolved[mention.key] = occasion
        occasion.mentions.append((mention, index))
    story.occasions.remove(ceremony)


def signed_agreement(story: Story, sentence: Sentence, match: re.Match[str]) -> Outcome | None:
    """The agreement that is signed: behind the verb, or before "was signed"."""
    lower = list(lower_agreements(story, sentence))
    passive = _PASSIVE_SIGN.search(story.plain, sentence.span.start, match.start())
    candidates = [
        Outcome(span, span.words(story.plain), "agreement", n.cls)
        for n in sentence.names
        for span in [span_with_topic(story.plain, n)]
        if n.kind == "agreement" and not any(m.start() <= n.span.start and n.span.end <= m.end() for m in lower)
    ]
    for found in lower:
        text = " ".join(found["name"].split())
        cls = (
            "Memorandum"
            if "memorand" in text.lower() or "mou" in text.lower()
            else "Declaration"
            if "declaration" in text.lower()
            else "Agreement"
        )
        candidates.append(Outcome(Span(found.start("name"), found.end("name")), text, "agreement", cls))
    candidates.sort(key=lambda o: o.span)
    if passive:
        before = [
            o
            for o in candidates
            if o.span.end <= match.start() and not re.search(r"[.;]", story.plain[o.span.end : match.start()])
        ]
        return before[0] if before else None
    return next(
        (
            o
            for o in candidates
            if 0 <= o.span.start - match.end() < 60 and not re.search(r"[.;]", story.plain[match.end() : o.span.start])
        ),
        None,
    )


_BETWEEN_SIDES = re.compile(r"\b(?:between|by|among)\s+(?:the\s+)?")
_WITH_SIDE = re.compile(r"\bwith\s+(?:the\s+)?")


def sides_of_signing(story: Story, sentence: Sentence, match: re.Match[str], agreement: Outcome | None) -> list[Entity]:
    """Who signs: between whom, with whom, the subject; else the bodies of the persons who sign."""
    if agreement is None:
        return []
    entities = [
        e
        for e in entities_of(story, sentence)
        if (e.kind in ("organization", "country", "group") or stands_for_state(story.plain, e))
        and not (agreement.span.start <= e.span.start and e.span.end <= agreement.span.end)
    ]
    between = _BETWEEN_SIDES.search(story.plain, agreement.span.end, sentence.span.end)
    if between and (between.start() - agreement.span.end < 30 or 0 <= between.start() - match.end() < 30):
        behind = _bodies_first([e for e in entities if e.span.start >= between.end() - 1])
        if len({e.node for e in behind}) > 1:
            return behind
    before = _bodies_first([e for e in entities if e.span.end <= match.start()])
    with_ = _WITH_SIDE.search(story.plain, min(match.end(), agreement.span.start), sentence.span.end)
    behind = _bodies_first([e for e in entities if with_ and e.span.start >= with_.end() - 1])[:3]
    return [*before, *behind] if behind else before


def _bodies_first(entities: list[Entity]) -> list[Entity]:
    bodies = [e for e in entities if e.kind == "organization"]
    return bodies if len(bodies) >= 2 else entities


def _tells_of_many(story: Story, item: int) -> bool:
    """Whether a text tells of several named events, and is about none of them."""
    return sum(o.item == item and o.how in STANDALONE and not o.thing.attrs.get("unnamed") for o in story.occasions) > 1


def early(story: Story, index: int) -> bool:
    """Whether a sentence is among the first four that report in its text or item."""
    item = story.sentences[index].section.item
    before = [i for i, s in story.told() if s.section.item == item and s.section.kind == "body" and i <= index]
    return len(before) <= 4


def leads(story: Story, index: int, item: int) -> bool:
    """Whether a sentence may make the event that a text is about: nothing before it, nor in it, names another."""
    main = story.main.get(item)
    if main is None:
        return not _tells_of_many(story, item)
    if main.thing.attrs.get("unnamed") or main.in_title or len(main.mentions) > 2 or main.how not in ("proper", "acronym-year"):
        return False
    before = [s for i, s in story.told() if s.section.item == item and i <= index]
    return len([s for s in before if s.section.kind == "body"]) <= 3 and not any(
        story.resolved.get(m.key) for s in before for m in s.events
    )


def _signing(story: Story, sentence: Sentence, index: int, agreement: Outcome, sides: list[Entity]) -> Occasion:
    words = [s.span.words(story.plain) for s in sides]
    name = f"signing of {agreement.name} between {' and '.join(words)}"
    whole = Span(min(s.span.start for s in sides), max(agreement.span.end, max(s.span.end for s in sides)))
    start = min(agreement.span.start, *(s.span.start for s in sides if s.span.start >= sentence.span.start))
    occasion = enter_unnamed(story, index, {name: whole}, "Ceremony", Span(start, agreement.span.end), head="signing")
    enter_signing(story, occasion, agreement, sides)
    return occasion


def _stamp(story: Story, index: int, sentence: Sentence, occasion: Occasion, stamp: tuple[DateMention, Hit | None]) -> None:
    """Give an occasion the day and town that head its paragraph ("2 March 2023, Tallinn. …")."""
    date, hit = stamp
    for near in range(index, len(story.sentences)):
        if story.sentences[near].section is not sentence.section:
            break
        story.scope[near] = occasion
    start, end = date.start.iso, date.end.iso
    if start and end:
        story.ledger.state(occasion.thing, "cv:startDate", date_literal(start), date.span, "paragraph-stamp", 0.85)
        story.ledger.state(occasion.thing, "cv:endDate", date_literal(end), date.span, "paragraph-stamp", 0.85)
        occasion.dates = (start, end)
    if hit is not None:
        state_place(story, occasion, hit, "paragraph-stamp", 0.85)


def enter_signing(
    story: Story, occasion: Occasion, agreement: Outcome, sides: list[Entity], rule_name: str = "unnamed-signing"
) -> None:
    """State what is signed at an occasion, and by whom."""
    deed = outcome_thing(story, agreement)
    story.ledger.state(occasion.thing, "cv:signed", deed, agreement.span, rule_name, 0.9)
    for side in sides:
        story.ledger.state(deed, "cv:party", side.node, side.span, rule_name, 0.9)
        story.ledger.state(occasion.thing, "cv:hasParticipant", side.node, side.span, rule_name, 0.9)


_FOUNDED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,[^,]{3,90},\s*)?(?:(?:was|were|has\s+been|is|will\s+be)\s+(?:officially\s+|formally\s+|jointly\s+)?(?P<verb>established|opened|inaugurated|launched|founded|unveiled|set\s+up|created)\b"
    r"|(?:has\s+)?(?:officially\s+|formally\s+)?(?P<verb>opened\s+its\s+doors|began\s+(?:its\s+)?(?:work|operations)|started\s+(?:its\s+)?(?:work|operations)|came\s+into\s+being|opened(?=\s+(?:in|on|its)\b))\b)"
)


@rule(
    "unnamed-founding",
    yes="The Baltic Institute of Harbour Studies was officially opened in Tallinn on 3 June 2024.",
    no="The Baltic Institute of Harbour Studies was praised in Tallinn on 3 June 2024.",
    order=5,
)
def unnamed_founding(story: Story) -> None:
    """A body that "was officially opened" or "established" on a day or in a town, where the text is about no other event, makes an occasion."""
    for index, sentence in story.told():
        item = sentence.section.item
        if sentence.section.kind not in ("body",) or story.main.get(item) is not None or not (sentence.dates or sentence.places):
            continue
        for name in sentence.names:
            if name.kind != "organization" or sum(t.form == "cap" for t in name.tokens) < 2:
                continue
            match = _FOUNDED.match(story.plain, name.span.end, sentence.span.end)
            if not match or not sentence.dates:
                continue
            text = name.text(story.plain)
            span = Span(name.span.start, match.end("verb"))
            called = {f"establishment of the {text}": span}
            occasion = enter_unnamed(story, index, called, "Ceremony", span, head="establishment")
            outcome = Outcome(name.span, text, "organization", name.cls)
            story.ledger.state(occasion.thing, "cv:founded", outcome_thing(story, outcome), name.span, "unnamed-founding", 0.9)
            rescope(story, item, occasion)
            break


_MET = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,?\s*which\s+)?\s*(?:met|held\s+(?:its|their|an?)\s+(?:\w+\s+){0,2}meeting|convened|will\s+meet)\s+(?=on|in|at|from|today|virtually)"
)


@rule(
    "body-met",
    yes="The Baltic Joint Committee on Ports met on 3 June 2024 in Tallinn.",
    no="The Baltic Joint Committee on Ports published on 3 June 2024 a letter.",
    order=7,
)
def body_met(story: Story) -> None:
    """A committee, council or commission that "met on" a day makes an occasion: its meeting."""
    for index, sentence in story.told():
        if sentence.section.kind not in ("body",) or not sentence.dates:
            continue
        for name in sentence.names:
            if name.kind != "organization" or not re.search(
                r"\b(?:Committee|Council|Commission|Board|Panel|Group|Task\s?[Ff]orce|Assembly|Bureau)\b", name.text(story.plain)
            ):
                continue
            match = _MET.match(story.plain, name.span.end, sentence.span.end)
            if not match or not any(d.span.start >= match.end() - 1 and d.span.start - match.end() < 60 for d in sentence.dates):
                continue
            called = {f"meeting of the {name.text(story.plain)}": Span(name.span.start, match.end() - 1)}
            occasion = enter_unnamed(story, index, called, "Meeting", Span(name.span.start, match.end()))
            body = story.body(name.text(story.plain))
            if body is not None:
                story.ledger.state(occasion.thing, "cv:hasParticipant", body, name.span, "body-met", 0.85)
            if leads(story, index, sentence.section.item):
                rescope(story, sentence.section.item, occasion)


@rule(
    "day-in-words",
    yes="Published 12 March 2024\n\nTallinn saw the launch, on 6 March 2024, of the Baltic Young Sailors Programme.",
    no="Published 12 March 2024\n\nTallinn saw the launch of the Baltic Young Sailors Programme.",
    order=8,
)
def day_in_words(story: Story) -> None:
    """A day inside the words for an occasion is its own ("the launch, last Wednesday, of the programme")."""
    for occasion in story.occasions:
        for mention, index in occasion.mentions if occasion.how == "phrase" and occasion.dates is None else ():
            sentence = story.sentences[index]
            inside = next(
                (d for d in sentence.dates if mention.full.start < d.span.start and d.span.end < mention.full.end), None
            )
            if inside is not None:
                enter_date(story, occasion, inside, sentence, name="day-in-words")
                break
