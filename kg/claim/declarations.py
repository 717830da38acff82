"""Declarations that a text tells of without saying who adopted them: by the town in their name, by what they call for."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.claim.governing import DEEDS
from kg.claim.ledger import Fact, Thing
from kg.claim.products import Outcome, outcome_names, outcome_thing
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.claim.undone import is_planned
from kg.find import Sentence

_HEADS = re.compile(
    r"\b(?:Declarations?|Declaração|Declaración|Déclaration|Consensus|Proclamation|Manifesto|Charter|Plan|Road\s?[Mm]ap|Communiqué|Communique|Statement|Pact|Compact|Commitments?|Compromiso|Resolution|Outcome\s+Document|Recommendations|Conclusions|Call|Pledge|Principles|Appeal|Appel|Code|Covenant|Agenda|Guidelines?|Guidance\s+Note|Initiative)\b"
)
_RECALLED = re.compile(
    r"\b(?:draft|drafts|implement\w*|implementation|anniversary|follow(?:ing|-|\s)?\s?up|progress|review\w*|under|build(?:s|ing)?|based|spirit|line|accordance|pursuant|since|recall\w*|refer\w*|years?|signator\w+|part(?:y|ies)|expected|towards|proposed)\s+(?:(?:of|to|on|in|with|from|after|for|upon|by)\s+){0,2}(?:the\s+)?(?:\d{4}\s+)?$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:expected|draft\w*|will\s+be\s+(?:adopted|signed|issued|agreed|released|presented)|to\s+be\s+(?:adopted|signed|issued|agreed)|not\s+(?:been\s+)?(?:adopted|signed|agreed)|hope[sd]?|rejected|failed|proposed|planned)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"[”\"'*]*\s*(?:\([^)]*\)\s*)?(?:itself\s+|also\s+|thus\s+)?(?:names|calls|commits|urges|sets|lays|invites|asks|recommends|recogni[sz]es|stresses|affirms|reaffirms|foresees|lists|pledges|obliges|binds|outlines|stipulates|states|contains|demands|seeks|envisages|proposes|declares|underlines|emphasi[sz]es|encourages|expresses|identifies|warns|requests|contain[s]?|condemns|welcomes|was\s+(?:unanimous|adopted|signed)|runs\s+to|has\s+\w+\s+(?:points|articles|chapters|sections))\b"
)


def _declarations(story: Story) -> Iterator[tuple[int, Sentence, Outcome]]:
    """Yield the declarations and the like that are named in reports, the first time each is."""
    seen: set[str] = set()
    for index, sentence in story.told():
        if sentence.section.kind in ("title", "caption") or not any(n.kind == "agreement" for n in sentence.names):
            continue
        for outcome in outcome_names(story, sentence):
            if outcome.kind != "agreement" or " " not in outcome.name or not _HEADS.search(outcome.name):
                continue
            if outcome.name not in seen:
                seen.add(outcome.name)
                yield index, sentence, outcome


def _towns(story: Story, occasion: Occasion) -> set[str]:
    held = (f.object for f in story.ledger.of(occasion.thing, "cv:heldIn"))
    return {name for place in held if isinstance(place, Thing) and place.cls == "City" for name in place.names}


def _stated(story: Story, outcome: Outcome) -> list[tuple[tuple[object, str, object], Fact]]:
    """The facts that make a declaration the outcome of an event."""
    words = outcome.name
    return [
        (key, fact)
        for key, fact in story.ledger.facts.items()
        if fact.predicate in DEEDS and isinstance(fact.object, Thing) and words in fact.object.names
    ]


def _recalled(story: Story, sentence: Sentence, outcome: Outcome) -> bool:
    """Whether a declaration is only expected, or is spoken of as something older."""
    plain = story.plain
    if _RECALLED.search(plain, max(sentence.span.start, outcome.span.start - 45), outcome.span.start):
        return True
    near = sentence.span
    return _NOT_YET.search(plain, max(near.start, outcome.span.start - 60), min(near.end, outcome.span.end + 60)) is not None


def _event_of_town(story: Story, index: int, sentence: Sentence, there: list[Occasion]) -> Occasion | None:
    """The event among those of a town that a sentence speaks of, or the only one."""
    if len(there) == 1:
        return there[0]
    told = [story.resolved.get(m.key) for m in sentence.events]
    named = [o for o in there if o in told] or [o for o in there if o is story.scope.get(index)]
    return named[0] if len(named) == 1 else None


@rule(
    "declaration-of-town",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. All ports are bound by the Tallinn Charter on Clean Ports.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. All ports are bound by the Lisbon Charter on Clean Ports.",
    order=29,
)
def declaration_of_town(story: Story) -> None:
    """A declaration, charter or roadmap with a town in its name came of the event held in that town."""
    towns = {o: _towns(story, o) for o in story.occasions if o.parent is None}
    if not any(towns.values()):
        return
    for index, sentence, outcome in _declarations(story):
        there = [o for o, names in towns.items() if any(outcome.name.startswith(f"{name} ") for name in names)]
        event = _event_of_town(story, index, sentence, there)
        if event is None or _recalled(story, sentence, outcome) or is_planned(story, event):
            continue
        stated = _stated(story, outcome)
        if any(fact.subject in [o.thing for o in there] or _held_elsewhere(story, fact, towns) for _, fact in stated):
            continue
        if not stated and _of_other_year(story, sentence, event, outcome):
            continue
        for key, _ in stated:
            del story.ledger.facts[key]
        predicate = stated[0][1].predicate if stated else "cv:adopted"
        story.ledger.state(event.thing, predicate, outcome_thing(story, outcome), outcome.span, "declaration-of-town", 0.8)


def _held_elsewhere(story: Story, fact: Fact, towns: dict[Occasion, set[str]]) -> bool:
    """Whether the event of a fact has a town of its own, or is a part of another event, or has no name."""
    mine = next((o for o in story.occasions if o.thing is fact.subject), None)
    return mine is None or bool(towns.get(mine)) or mine.parent is not None or bool(mine.thing.attrs.get("unnamed"))


def _of_other_year(story: Story, sentence: Sentence, event: Occasion, outcome: Outcome) -> bool:
    """Whether years stand with a declaration and none of them is that of the event."""
    years = {d.start.year for d in sentence.dates if d.start.year}
    first = (event.dates or ("", ""))[0] or (event.dates or ("", ""))[1]
    own = event.year or int(first[:4] or 0)
    named = re.match(r"\s*\((?P<year>(?:19|20)\d\d)\)", story.plain[outcome.span.end : outcome.span.end + 9])
    years |= {int(named["year"])} if named else set()
    return bool(own and years and own not in years)


@rule(
    "declaration-that-says",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The Saint Olaf Action Plan calls for quieter tugs.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The Lisbon Action Plan calls for quieter tugs.",
    order=29,
)
def declaration_that_says(story: Story) -> None:
    """A declaration that "calls for", "commits" or "names" right after an event is told of came of that event."""
    for index, sentence, outcome in _declarations(story):
        event = story.scope.get(index)
        if event is None or not re.search(
            r"(?:^|\s)The\s+[“\"'*]*$", story.plain[max(0, outcome.span.start - 14) : outcome.span.start]
        ):
            continue
        if not _SPEAKS.match(story.plain, outcome.span.end, sentence.span.end) or _stated(story, outcome):
            continue
        near = [i for m, i in event.mentions if 0 <= index - i <= 3 and story.sentences[i].section.item == sentence.section.item]
        if (
            not near
            or is_planned(story, event)
            or _recalled(story, sentence, outcome)
            or _of_far_town(story, sentence, outcome, event)
        ):
            continue
        if _of_other_year(story, sentence, event, outcome):
            continue
        story.ledger.state(event.thing, "cv:adopted", outcome_thing(story, outcome), outcome.span, "declaration-that-says", 0.75)


def _of_far_town(story: Story, sentence: Sentence, outcome: Outcome, event: Occasion) -> bool:
    """Whether the name of a declaration begins with a place that is neither the event's nor told of in the same paragraph."""
    hit = next((h for h in sentence.places if h.span.start == outcome.span.start), None)
    if hit is None:
        return story.lexicon.names.get(outcome.name.split()[0]) is not None
    word = hit.span.of(story.plain)
    held = [f.object for f in story.ledger.of(event.thing, "cv:heldIn")]
    if any(
        place == f"id:country/{hit.value.country or hit.value.key}" or (isinstance(place, Thing) and word in place.names)
        for place in held
    ):
        return hit.value.kind == "city" and bool(_towns(story, event)) and word not in _towns(story, event)
    if hit.value.kind == "region" and not held:
        return False
    section = sentence.section.span
    return bool(_towns(story, event)) or not re.search(
        rf"\b{re.escape(word)}\b(?!\s+\p{{Lu}})", story.plain[section.start : sentence.span.start]
    )
