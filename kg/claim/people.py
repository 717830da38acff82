"""Persons with a part in an event: who spoke, opened, chaired, signed; in which post and for whom."""

from __future__ import annotations

import regex as re

from kg.claim.bodies import body_key, place_at
from kg.claim.ledger import Thing
from kg.claim.nearby import event_before
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.people import PersonMention
from kg.model import Literal, Span

_DID = re.compile(
    r"\b(?:spoke|speech(?:es)?|address(?:ed|es)?|opened|opening|open|closed|clos(?:ing|es)|chair(?:ed|s)?|deliver(?:ed|s|ing)?|keynote|remarks|attend(?:ed|s|ing)?|sign(?:ed|s|ing)?|present|presented|led|co-led|lead|leads|moderat(?:ed|es)|"
    r"took\s+the\s+(?:floor|stage)|takes?\s+part|took\s+part|participat(?:ed|es|e|ing)|joined|visited|hosted|welcom(?:ed|es)|announced|talk|lectur(?:es|ed)|sat|panel|inaugurated|officiated|represented|explained|told\s+delegates|told\s+participants|"
    r"invited|outlined|listed|described|paid\s+tribute|met|meet|accompanied|gave|noted\s+with|points?\s+out|pointed\s+out|launched|unveiled|elected|on\s+behalf\s+of|speakers?|presentation|cheered|counted|affirmed|comprised|headed|speaking|seat|co-chaired|introduced|reported|shared|witnessed|convened|received|greeted|exchanged|discussed|agreed|concluded|stressed|called\s+(?:for|on)|praised|thanked|underlined|highlighted|proposed|pledged|Panelists?|under\s+the\s+patronage)\b",
    re.IGNORECASE,
)
_ONLY_SAID = re.compile(
    r"\b(?:said|says|stated|commented|added|joked|remarked|quipped|explained|wrote|told\s+(?:reporters|the\s+press|journalists))\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“\"][^”\"]{12,}")


def person_thing(story: Story, person: PersonMention) -> Thing:
    """Return the person as a thing; a last name alone is the person named in full before."""
    name = " ".join(person.name.split())
    known = story.bodies.get(f"person:{name.lower()}")
    if known is None:
        last = name.split()[-1].lower()
        known = next(
            (t for k, t in story.bodies.items() if k.startswith("person:") and " " not in name and k.split()[-1] == last), None
        )
    if known is None:
        known = Thing("person", "Person")
        story.bodies[f"person:{name.lower()}"] = known
    known.call(name, person.span)
    return known


def sides_of(story: Story, sentence: Sentence, person: PersonMention) -> list[tuple[Thing | str, Span]]:
    """Return the bodies and countries that a person stands for."""
    out: list[tuple[Thing | str, Span]] = []
    for span in person.sides:
        text = " ".join(span.of(story.plain).split())
        body = story.bodies.get(body_key(story.aliases.get(text, text)))
        if body is not None and body.kind == "organization":
            out.append((body, span))
            continue
        place = place_at(sentence.places, span)
        if place is None:
            place = next(
                (h for h in sentence.places if h.span.start <= span.start < h.span.end or span.start <= h.span.start < span.end),
                None,
            )
        if place is not None and place.value.kind in ("country", "demonym"):
            out.append((f"id:country/{place.value.key}", span))
        elif place is not None and place.value.kind == "group":
            out.append((f"id:group/{place.value.key}", span))
        elif place is not None:
            continue
        elif len(text) > 3 and text[0].isupper() and span not in [n.span for n in sentence.names if n.kind == "organization"]:
            thing = Thing("organization", "")
            thing.call(text, span)
            story.bodies[body_key(text)] = thing
            out.append((thing, span))
    if not out and person.role is not None:
        out = _side_of_portfolio(story, person.role)
    return out or _side_of_delegation(story, sentence)


_LED = re.compile(r"\s*(?:[’']s?)?\s+(?:delegation|side|team|party)\b")


def _side_of_delegation(story: Story, sentence: Sentence) -> list[tuple[Thing | str, Span]]:
    """The country whose delegation the sentence is about."""
    for hit in sentence.places:
        if (
            hit.value.kind in ("country", "demonym")
            and hit.span.start - sentence.span.start < 12
            and _LED.match(story.plain, hit.span.end)
        ):
            return [(f"id:country/{hit.value.key}", hit.span)]
    return []


_PORTFOLIO = re.compile(r"\b(?:Vice[- ]|Deputy |Second |Senior )?Ministers?\s+(?:of|for)\s+(?:the\s+)?(?P<of>\p{Lu}.+)$")


def _side_of_portfolio(story: Story, role: Span) -> list[tuple[Thing | str, Span]]:
    match = _PORTFOLIO.search(" ".join(role.of(story.plain).split()))
    if not match:
        return []
    for prefix in ("ministry of ", "ministry for "):
        body = story.bodies.get(body_key(prefix + match["of"]))
        if body is not None:
            return [(body, role)]
    return []


def _speaks(story: Story, sentence: Sentence, person: PersonMention) -> bool:
    plain = story.plain
    text = plain[sentence.span.start : sentence.span.end]
    if sentence.section.kind in ("boilerplate", "title", "heading") or (
        sentence.section.kind == "caption" and not _DID.search(text)
    ):
        return False
    before = plain[sentence.span.start : person.span.start]
    if before.count("“") > before.count("”"):
        return False
    if _QUOTES.search(text) and _ONLY_SAID.search(text):
        after = plain[person.span.end : min(sentence.span.end, person.span.end + 90)]
        return bool(
            re.search(
                r"\b(?:speech|opening|address|took|led|keynote|at\s+the\s+(?:opening|closing)|deliver|chaired|signed|told)\b",
                re.sub(r"[“\"][^”\"]*[”\"]?", " ", text)[:240],
            )
        ) and not re.match(r"\s*(?:,[^,]*,)?\s*said\s+(?:that\s*)?,?\s*[“\"]", after)
    if re.search(r"\b(?:election|appointment|nomination|birth|death|memory)\s+of\s+[^.;]{0,80}$", before):
        return False
    if re.search(r"\b(?:text|photo|photos|written|edited|editor|author|courtesy)\b\s*(?:by|:)", text, re.IGNORECASE):
        return False
    if _DID.search(text):
        return True
    return bool(person.role or person.sides) and (sentence.section.kind == "label" or not _ONLY_SAID.search(text))


@rule(
    "speaks-at",
    yes="The 5th Harbour Cities Forum was held in Tallinn. Mari Tamm, director of the Baltic Ports Association, delivered a keynote speech.",
    no="The 5th Harbour Cities Forum was held in Tallinn. Photo by Mari Tamm, director of the Baltic Ports Association.",
    order=28,
)
def people_speak(story: Story) -> None:
    """A person with a post or a side who speaks, opens, chairs, signs or attends has a part in the event."""
    for index, sentence in story.told():
        if not sentence.people:
            continue
        occasion = story.scope.get(index)
        if occasion is None or occasion.how == "sibling":
            occasion = story.main.get(sentence.section.item) or occasion
        if occasion is None:
            continue
        for person in sentence.people:
            if not _speaks(story, sentence, person):
                continue
            target = _nested(story, sentence, person, occasion)
            _appear(story, sentence, person, target)


def _nested(story: Story, sentence: Sentence, person: PersonMention, occasion: Occasion) -> Occasion:
    before = event_before(story, sentence, person.span.start)
    if (
        before is not None
        and before[1] is not occasion
        and re.search(
            r"\b(?:at|in|during|opening|address(?:ed|ing)?|attending)\s+(?:the\s+)?$",
            story.plain[max(0, before[0].full.start - 20) : before[0].full.start],
            re.IGNORECASE,
        )
    ):
        return before[1]
    return occasion


def _appear(story: Story, sentence: Sentence, person: PersonMention, occasion: Occasion) -> None:
    ledger, plain = story.ledger, story.plain
    thing = person_thing(story, person)
    sides = sides_of(story, sentence, person)
    targets = [occasion]
    if occasion.parent is not None and occasion.cls in ("Session", "Ceremony", "Dialogue", "Meeting", ""):
        targets.append(occasion.parent)
    for target in targets:
        ledger.state(target.thing, "cv:hasSpeaker", thing, person.span, "speaks-at", 0.85)
        appearance = next(
            (
                f.object
                for f in ledger.of(target.thing, "_:appearance")
                if isinstance(f.object, Thing) and f.object.near[0] is thing
            ),
            None,
        )
        if appearance is None:
            appearance = Thing("appearance", "Appearance", near=[thing, target.thing])
            ledger.state(target.thing, "_:appearance", appearance, person.span, "speaks-at", 0.85)
            ledger.state(appearance, "cv:appearanceOf", thing, person.span, "speaks-at", 0.85)
            ledger.state(appearance, "cv:at", target.thing, person.span, "speaks-at", 0.85)
        if person.role is not None:
            role = " ".join(person.role.of(plain).split())
            ledger.state(appearance, "cv:capacity", Literal(role, "rdf:langString", "en"), person.role, "speaks-at", 0.85)
        for side, span in sides:
            ledger.state(appearance, "cv:onBehalfOf", side, span, "speaks-at", 0.85)
