"""Where an event is held: town, region, country, venue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import patterns as re
from kg.claim.ledger import Fact, Thing
from kg.claim.nearby import (
    FOR_EVENT,
    HOLD,
    bare,
    event_after,
    event_before,
    holds,
    in_row,
    leads_up,
    said_between,
    spoken_elsewhere,
    told_first,
)
from kg.claim.rules import rule
from kg.claim.scopes import label_target
from kg.claim.story import Occasion, Story
from kg.claim.when import INNER_LABEL, in_dateline, target_of
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.lexicon import Hit, PlaceValue
from kg.find.names import CALENDAR
from kg.model import Span

_IN = re.compile(
    r"""\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Tt]hroughout|[Aa]cross|[Oo]n(?=\s+(?:the\s+(?!\p{L}+\s+of\b)|\p{Lu}))
    |(?:return(?:s|ed|ing)?|move[sd]?|mov(?:es|ing)|come[s]?|came|travel(?:s|led)?|go(?:es|ing)?|went|head(?:s|ed|ing)?|shift(?:s|ed)?)\s+to
    |(?:planned|scheduled|set|slated|due|earmarked|foreseen)\s+for)\s+
    (?:(?:the\s+)?(?:[\p{L}-]+\s+){0,3}?(?:city|town|capital|capital\s+city|resort|resort\s+town|village|province|state|port\s+city|port|district|island)(?:\s+of)?\s*,?\s+
    |(?:the\s+)?(?:[\p{L}-]+\s+)?\p{Lu}\p{L}+[’']s\s+|the\s+|downtown\s+|central\s+|nearby\s+|sunny\s+|historic\s+)?$""",
    re.VERBOSE,
)
_HOLD = re.compile(rf"\b{HOLD}\b", re.IGNORECASE)
CITY_STATES = frozenset({"SG", "MC", "VA", "SM", "HK", "MO"})
_PLACE_KINDS = ("city", "region", "country")
_VENUE_LABELS = re.compile(r"^(?:venue|location|place|where|room|address|site|lieu|lugar)s?$", re.IGNORECASE)
_CITY_HOSTS = re.compile(
    r"^\s*(?:,[^,]{0,60},)?\s*(?:will\s+(?:also\s+)?|is\s+to\s+|has\s+|had\s+)?(?:host(?:s|ed|ing)?|welcomed|welcomes|stage[sd]?|saw)\b"
)
_STRANGE = re.compile(
    r"\b(?:based|located|headquartered|universities|institutions|schools|teachers|students|experts|scholars|projects|programmes|studies|offices?|members)\s+(?:in|at)\s+(?:the\s+)?$"
)


def place_thing(story: Story, hit: Hit) -> Thing | str:
    """Return the town or region as a thing, or a country's CURIE."""
    value = hit.value
    if value.kind == "country":
        return f"id:country/{value.key}"
    key = (value.kind, f"{value.key}|{value.country}")
    thing = story.places.get(key)
    if thing is None:
        thing = Thing("place", {"city": "City", "region": "Region", "venue": "Venue"}[value.kind])
        thing.attrs["country"] = value.country
        thing.attrs["canonical"] = value.key
        story.places[key] = thing
    words = hit.span.words(story.plain)
    thing.call(value.key if words.startswith(("the capital", "capital")) or words.isupper() else words, hit.span)
    return thing


def state_place(story: Story, occasion: Occasion, hit: Hit, rule_name: str, confidence: float = 0.9) -> None:
    """State where an event is held: the place, and for a town or region its country too."""
    if occasion.thing.attrs.get("tours") and hit.value.kind == "city":
        return  # a journey through several towns is held in none of them
    where = place_thing(story, hit)
    if isinstance(where, str) and hit.value.key in CITY_STATES and not occasion.thing.attrs.get("city"):
        town = Hit(hit.span, PlaceValue("city", hit.span.words(story.plain), hit.value.key))
        state_place(story, occasion, town, rule_name, confidence)
        return
    if isinstance(where, str):
        known = occasion.thing.attrs.get("country")
        if known and known != hit.value.key:
            return
        occasion.thing.attrs["country"] = hit.value.key
        story.ledger.state(occasion.thing, "cv:heldIn", where, hit.span, rule_name, confidence)
        return
    if (
        occasion.how == "generic"
        and occasion.parent is not None
        and hit.value.kind == "city"
        and not occasion.parent.thing.attrs.get("city")
    ):
        state_place(story, occasion.parent, hit, rule_name, confidence - 0.1)
    if hit.value.kind == "city":
        known = occasion.thing.attrs.get("city")
        if known and known != hit.value.key:
            return
        occasion.thing.attrs["city"] = hit.value.key
    country = hit.value.country
    story.ledger.state(occasion.thing, "cv:heldIn", where, hit.span, rule_name, confidence)
    if occasion.thing.attrs.get("country", country) == country and country:
        occasion.thing.attrs["country"] = country
        story.ledger.state(occasion.thing, "cv:heldIn", f"id:country/{country}", hit.span, "country-of-town", confidence)
        if isinstance(where, Thing):
            story.ledger.state(where, "cv:within", f"id:country/{country}", hit.span, "country-of-town", confidence)


def place_as(story: Story, part: Occasion, whole: Occasion, held: Iterable[Fact], rule_name: str, confidence: float) -> None:
    """State of a part that it is held where the whole is, by the facts that say where."""
    for fact in held:
        story.ledger.state(part.thing, "cv:heldIn", fact.object, fact.span, rule_name, confidence)
    part.thing.attrs.update({k: v for k, v in whole.thing.attrs.items() if k in ("city", "country")})


def usable_places(story: Story, sentence: Sentence) -> list[Hit]:
    """Return the places of a sentence that are no part of a body's, a person's or an event's name."""
    names = [n.span for n in sentence.names if n.kind in ("organization", "agreement", "initiative", "publication", "venue")]
    names += [p.span for p in sentence.people] + [e.span for e in sentence.events]
    out = []
    for hit in sentence.places:
        if hit.value.kind not in _PLACE_KINDS:
            continue
        if any(s.start <= hit.span.start and hit.span.end <= s.end and len(s) > len(hit.span) for s in names):
            continue
        out.append(choose_sense(story, sentence, hit))
    return out


_CAPITAL_OF = re.compile(r"\b(?:the\s+)?capital(?:\s+city)?\s+of\s+(?:the\s+)?$")


def _capital(story: Story, sentence: Sentence, hit: Hit) -> Hit | None:
    """The town meant by "the capital of" a country."""
    match = _CAPITAL_OF.search(story.plain, max(sentence.span.start, hit.span.start - 26), hit.span.start)
    if hit.value.kind != "country" or not match or hit.value.key not in story.lexicon.capitals:
        return None
    return Hit(Span(match.start(), hit.span.end), PlaceValue("city", story.lexicon.capitals[hit.value.key], hit.value.key))


def choose_sense(story: Story, sentence: Sentence, hit: Hit) -> Hit:
    """Take a town for one of the country that is named right after it ("Georgetown, Malaysia"), unless that is one of a list."""
    if hit.value.kind != "city":
        return hit
    plain = story.plain
    countries = [h for h in sentence.places if h.value.kind == "country" and h.span.start > hit.span.end]
    if not countries or countries[0].value.key == hit.value.country:
        return hit
    if not re.fullmatch(r",\s+(?:the\s+)?", plain[hit.span.end : countries[0].span.start]):
        return hit
    if len(countries) > 1 and re.fullmatch(
        r",?\s+(?:and\s+|or\s+)?(?:the\s+)?", plain[countries[0].span.end : countries[1].span.start]
    ):
        return hit
    return Hit(hit.span, PlaceValue("city", hit.span.words(plain), countries[0].value.key))


_IN_TOWN = re.compile(r"\b(?:in|at)\s+(?P<town>\p{Lu}[\p{L}\p{M}’'-]+(?:[ -]\p{Lu}[\p{L}\p{M}’'-]+){0,2}),\s+(?:the\s+)?$")
_MEET_AGAIN = re.compile(
    r"\b(?:(?:is|are|was|were)\s+to|will|would|meets?|met)\s+(?:(?:also|then|next)\s+)?(?:meet|reconvene|gather|again)\b"
)
_BEGAN_THERE = re.compile(
    r"\b(?:series|idea|tradition|programme|program|event|it|mission|work|journey|process|conversation|dialogue|discussions?|story)\b[^.;]{0,40}\b(?:started|began|begun|originated|was\s+(?:born|launched|founded|initiated))\s+$"
    r"|\b(?:met|meets|held|convened|gathered|hosted|staged)\s+(?:last|previously|earlier)\s+$|\b(?:last|previously)\s+(?:met|held|convened|gathered|hosted|staged)\s+$",
    re.IGNORECASE,
)
_WAS_TO_BE = re.compile(
    r"\b(?:(?:was|were)\s+to\s+have|should\s+have|had\s+been\s+(?:planned|scheduled|chosen|expected|due|announced)|originally|initially)\b(?:(?!\b(?:moved|postponed|rescheduled|shifted|relocated|transferred|delayed|instead|now|but|finally|eventually)\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
_BESIDE_GAP = re.compile(r"\s*(?:,|\||–|—|-|·|/|\(|;|:)?\s*(?:on\s+)?")


def _date_beside(sentence: Sentence, hit: Hit, plain: str) -> DateMention | None:
    """The date written next to a town, as in "3–5 June, Tallinn" and "(Tallinn, 3 June)"."""
    for date in sentence.dates:
        first, second = sorted((hit.span, date.span))
        if 0 <= second.start - first.end <= 6 and _BESIDE_GAP.fullmatch(plain[first.end : second.start]):
            return date
    return None


def _target(story: Story, index: int, sentence: Sentence, hit: Hit) -> tuple[Occasion, float] | None:
    """The event that a place is said of, and how sure that is."""
    if hit.span in story.taken:
        return None
    plain = story.plain
    lead = plain[max(sentence.span.start, hit.span.start - 70) : hit.span.start]
    preposed = _IN.search(lead)
    if not preposed and _TO_TOWN.search(lead) and _FOR_EVENT_NEXT.match(plain, hit.span.end, sentence.span.end):
        preposed = _TO_TOWN.search(lead)
    if not preposed and hit.value.kind == "country":
        town = _IN_TOWN.search(lead)
        preposed = town if town is not None and not _STRANGE.search(lead[: town.start() + 3]) else None
    if _BEGAN_THERE.search(lead[: preposed.start()] if preposed else lead):
        return None
    spoken_of = max((e.full.end for e in sentence.events if e.full.end <= hit.span.start), default=0)
    if preposed and not _STRANGE.search(plain[max(spoken_of, hit.span.start - len(lead)) : hit.span.start]):
        found = _target_behind_in(story, index, sentence, hit, len(preposed.group()))
        if found is not None:
            return found
    return _target_beside(story, index, sentence, hit, lead, preposed=bool(preposed))


_TO_TOWN = re.compile(r"\bto\s+$")
_FOR_EVENT_NEXT = re.compile(rf"(?:\s*,\s*(?:the\s+)?\p{{Lu}}[\p{{L}} ]{{2,24}},?)?(?:\s+on\s+\p{{Lu}}\p{{L}}+)?\s+{FOR_EVENT}")
_ATTENDED_THERE = re.compile(
    r"\b(?:attend(?:ed|s)?|hosted|hosts|opened|held|join(?:ed)?|gathered|convened|for|at|during)\b|^\s*,?\s*(?:(?:an?|the|its|their|another)\s+)?$"
)
_DEED_THERE = re.compile(r"\b(?:founded|established|launched|signed|opened\s+(?:a|an|its))\b")


def _target_behind_in(story: Story, index: int, sentence: Sentence, hit: Hit, width: int) -> tuple[Occasion, float] | None:
    """The event of a place behind "in": the one before, the one it is for, the one after, or the one in hand."""
    plain = story.plain
    before = event_before(story, sentence, hit.span.start)
    if before is not None:
        if leads_up(story, sentence, before[0]):
            return None
        gap = said_between(story, sentence, before[0].full.end, hit.span.start - width)
        if spoken_elsewhere(gap):
            return None
        said = told_first(gap)
        if (
            holds(gap, allow=2 if len(gap) < 40 else 0)
            or (said and len(gap) < 150 and holds(gap, allow=4))
            or re.fullmatch(r"\s*,?\s*(?:[–—-]\s*)?", gap)
        ):
            return before[1], 0.95
        first = not any(before[0].full.end <= h.span.start < hit.span.start for h in sentence.places)
        if first and said and len(gap) < 120 and not re.search(r"[;]|\b(?:who|which|students|experts|scholars)\b", gap):
            return before[1], 0.8
    after = event_after(story, sentence, hit.span.end)
    if after is not None:
        gap = bare(story, sentence, hit.span.end, after[0].full.start)
        if re.fullmatch(
            rf"\s*,?\s*(?:(?:in|on|from|last|next|this|early|late|earlier|later|month|week|year)\b\s*,?\s*)*{FOR_EVENT}\s*", gap
        ):
            return after[1], 0.85
        lead_in = hit.span.start - width - sentence.span.start < 60
        stop = after[0].how == "anaphor" and after[1].cls == "Visit"
        if before is None and lead_in and not stop and len(gap) < 110 and _ATTENDED_THERE.search(gap):
            return after[1], 0.8
    scope = story.scope.get(index) if before is None else None
    lead_text = plain[sentence.span.start : hit.span.start]
    if (
        scope is not None
        and scope.how != "generic"
        and len(lead_text) < 160
        and _HOLD.search(lead_text)
        and not _DEED_THERE.search(lead_text)
        and not _MEET_AGAIN.search(lead_text)
    ):
        return scope, 0.75
    return None


def _target_beside(
    story: Story, index: int, sentence: Sentence, hit: Hit, lead: str, *, preposed: bool
) -> tuple[Occasion, float] | None:
    """The event of a place in brackets behind it, in a line of its year, beside its day, or that "hosted" it."""
    plain = story.plain
    before = event_before(story, sentence, hit.span.start)
    if before is not None:
        if in_row(story, sentence, before[0].full.end, hit.span.start):
            return before[1], 0.85
        gap = plain[before[0].full.end : hit.span.start]
        closed = re.match(r"\s*(?:[),;:–—]|(?:19|20)\d\d|in\b|\d{1,2}\b)", plain[hit.span.end : hit.span.end + 8])
        if hit.value.kind != "country" and closed and re.fullmatch(r"\s*\((?:[^()]{0,14};)?\s*(?:in\s+)?", gap):
            return before[1], 0.85
        if before[0].how == "listed" and re.fullmatch(r"\s*[,:|–—(-]?\s*(?:in\s+)?", gap):
            return before[1], 0.85
    beside = _date_beside(sentence, hit, plain)
    if beside is not None and hit.value.kind in ("city", "country") and not preposed:
        occasion = None if in_dateline(story, sentence, beside) else target_of(story, index, sentence, beside)
        if occasion is not None:
            return occasion, 0.85
    if _CITY_HOSTS.match(plain[hit.span.end : hit.span.end + 90]):
        after = event_after(story, sentence, hit.span.end)
        if after is not None and hit.value.kind != "country":
            return after[1], 0.9
        if before is not None and re.search(r"\bwhich\s+$", lead):
            return before[1], 0.9
    return None


def _unknown_town(story: Story, sentence: Sentence, hit: Hit) -> Hit | None:
    """The town that no table knows, named between "in" and a country ("in Pirita, Estonia")."""
    start = max(sentence.span.start, hit.span.start - 70)
    match = _IN_TOWN.search(story.plain, start, hit.span.start) if hit.value.kind == "country" else None
    if match is None:
        return None
    span = Span(match.start("town"), match.end("town"))
    if any(h.span.start < span.end and span.start < h.span.end and h.value.kind != "demonym" for h in sentence.places):
        return None
    if any(
        n.kind in ("organization", "venue", "event") and n.span.start < span.end and span.start < n.span.end
        for n in sentence.names
    ):
        return None
    return Hit(span, PlaceValue("city", span.words(story.plain), hit.value.key))


_HELD_IN = re.compile(
    r"\b(?:held|place|hosted|convened?|convening|gather(?:ed|ing)?|met|meet|meeting|organi[sz]ed|staged|opens?|opened|concluded|ended|closed|began|begins?|started|starts|kick(?:s|ed)\s+off|ran|runs|run|inaugurated|scheduled|planned|under\s+way)"
    r"(?:\s+(?:today|yesterday|here|this\s+week|last\s+week|earlier|online\s+and))?"
    r"(?:,?\s+(?:on|from|between)\s+(?:\p{Lu}\p{Ll}+day,?\s+)?(?:the\s+)?[\d\p{Lu}][\p{L}\d\s–—-]{0,28}?,?)?\s+in\s+$"
)
_ENDS_PLACE = re.compile(
    r"\s*(?:[.,;:()–—-]|\Z|(?:from|on|this|last|next|between|under|with|and|to|for|in|today|yesterday|during|by|earlier)\b)"
)


def _strange_towns(story: Story, sentence: Sentence) -> Iterator[Hit]:
    """Yield the names that no table knows, and that a verb of holding puts an event into ("was held in Pirita on 3 June")."""
    plain = story.plain
    for name in sentence.names:
        if name.kind != "name" or len(name.tokens) > 2 or any(t.form != "cap" or t.text.isupper() for t in name.tokens):
            continue
        if any(h.span.start < name.full.end and name.full.start < h.span.end for h in sentence.places):
            continue
        lead = plain[max(sentence.span.start, name.full.start - 70) : name.full.start]
        rest = plain[name.full.end : min(sentence.span.end, name.full.end + 12)]
        if _HELD_IN.search(lead) and _ENDS_PLACE.match(rest) and name.tokens[0].text not in CALENDAR:
            yield Hit(name.span, PlaceValue("city", name.text(plain)))


_TAIL = re.compile(
    r"\s*(?:,|/|\(|in\s+(?:the\s+)?|,\s*(?:in\s+)?(?:the\s+)?(?:heart\s+of\s+|capital\s+of\s+|southwest\s+|located\s+in\s+the\s+heart\s+of\s+)?|’s\s+|'s\s+)\s*(?:the\s+)?$"
)


@rule(
    "held-in",
    yes="The 5th Harbour Cities Forum was held in Tallinn, Estonia, on 3 June 2024.",
    no="The 5th Harbour Cities Forum heard from experts based in Tallinn.",
    order=11,
)
def where_held(story: Story) -> None:
    """An event and a town, region or country behind "in", with no more than words of holding between them."""
    put_off: list[tuple[Occasion, Hit]] = []
    for index, sentence in story.told():
        if sentence.section.kind in ("label", "agenda"):
            continue
        hits = usable_places(story, sentence)
        hits = [_capital(story, sentence, h) or h for h in hits]
        chained: set[Span] = set()
        for i, hit in enumerate(hits):
            if hit.span in chained:
                continue
            found = _target(story, index, sentence, hit)
            if found is None:
                continue
            occasion, confidence = found
            if _WAS_TO_BE.search(story.plain, max(sentence.span.start, hit.span.start - 70), hit.span.start):
                put_off += [(occasion, hit)] if confidence > 0.8 else []
                continue
            unknown = _unknown_town(story, sentence, hit)
            if unknown is not None and not occasion.thing.attrs.get("city"):
                state_place(story, occasion, unknown, "town-before-country", confidence - 0.1)
            state_place(story, occasion, hit, "held-in", confidence)
            at = hit.span.end
            for other in hits[i + 1 : i + 4]:
                if not _TAIL.fullmatch(story.plain[at : other.span.start]) and not re.fullmatch(
                    r"\s*,\s*", story.plain[at : other.span.start]
                ):
                    break
                state_place(story, occasion, other, "held-in", confidence)
                chained.add(other.span)
                at = other.span.end
    for occasion, hit in put_off:
        if not occasion.thing.attrs.get("city"):
            state_place(story, occasion, hit, "held-in", 0.7)


@rule(
    "held-in-unknown-town",
    yes=(
        "The 5th Harbour Cities Forum was held in Kangirtuk on 3 June 2024.",
        "The 5th Harbour Cities Forum was held on 3 June 2024 in Kangirtuk.",
    ),
    no="The 5th Harbour Cities Forum was held in Kangirtuk House on 3 June 2024.",
    order=11,
)
def where_held_unknown(story: Story) -> None:
    """A name that no table knows, right behind a verb of holding and "in", is the town of the event."""
    for index, sentence in story.told():
        if sentence.section.kind in ("label", "agenda"):
            continue
        for hit in _strange_towns(story, sentence):
            found = _target(story, index, sentence, hit)
            if found is not None:
                state_place(story, found[0], hit, "held-in-unknown-town", found[1] - 0.1)


@rule(
    "place-in-heading",
    yes="What ministers did\n\nTallinn, 5-6 May 2008\n\nThe first Harbour Ministers' Meeting agreed to work on skills for ports and islands.\n\nRiga, 14-15 May 2009\n\nThe second Harbour Ministers' Meeting set up a secretariat for its work programme.\n",
    no="What ministers did\n\nMay 2008\n\nThe first Harbour Ministers' Meeting agreed to work on skills for ports and islands.\n\nMay 2009\n\nThe second Harbour Ministers' Meeting set up a secretariat for its work programme.\n",
    order=9,
)
def where_headed(story: Story) -> None:
    """The town in a heading of nothing but a town and a day is that of the event told of below it."""
    for index, occasion in story.headed.items():
        sentence = story.sentences[index]
        for hit in usable_places(story, sentence):
            if hit.value.kind in _PLACE_KINDS:
                state_place(story, occasion, hit, "place-in-heading", 0.85)


@rule(
    "place-under-title",
    yes="Programme: 7th Harbour Mobility Forum\n\nTallinn, 14 October 2024\n\nThe forum will gather students.\n",
    no="7th Harbour Mobility Forum was a success\n\nPublished in Tallinn by the press office\n\nThe forum gathered students.\n",
    order=13,
)
def where_under_title(story: Story) -> None:
    """The town and the hall in a line of only a place and a day, right under the title, are those of the event."""
    for index in story.under_title:
        sentence = story.sentences[index]
        main = story.main[sentence.section.item]
        for name in sentence.names:
            if name.kind in ("venue", "organization"):
                state_venue(story, main, name.text(story.plain), name.span, "place-under-title")
        for hit in usable_places(story, sentence):
            state_place(story, main, hit, "place-under-title", 0.85)


_TOWN_FIRST = re.compile(r"\W*(?P<town>\p{Lu}[\p{L}\p{M}’'-]+(?:[ -]\p{Lu}[\p{L}\p{M}’'-]+){0,2})\s*,\s*$")


@rule(
    "place-in-head",
    yes="7th Harbour Mobility Forum\n\nTallinn, Estonia · 14-16 October 2024 (tutorials from 13 October)\n\nThe forum of 2023 took place in Riga, Latvia, on 3 June 2023.\n",
    no="7th Harbour Mobility Forum\n\nPhoto: Tallinn · 14 October 2024\n\nThe forum gathered students.\n",
    order=8,
)
def where_in_head(story: Story) -> None:
    """The town, the country and the halls in the lines right under a title, which have nothing but days and places, are those of the event."""
    lines, story.under_title = story.under_title, []
    for index in lines:
        sentence = story.sentences[index]
        main = story.main[sentence.section.item]
        for hit in usable_places(story, sentence):
            if story.plain.count("(", sentence.span.start, hit.span.start) > story.plain.count(
                ")", sentence.span.start, hit.span.start
            ):
                continue
            town = _TOWN_FIRST.fullmatch(story.plain, sentence.span.start, hit.span.start)
            if town is not None and hit.value.kind == "country" and not main.thing.attrs.get("city"):
                span = Span(*town.span("town"))
                state_place(
                    story, main, Hit(span, PlaceValue("city", span.of(story.plain), hit.value.key)), "place-in-head", 0.85
                )
            state_place(story, main, hit, "place-in-head", 0.9)
        for name in sentence.names:
            if name.kind == "venue" or (name.kind == "organization" and (sentence.dates or name.cls == "University")):
                state_venue(story, main, name.text(story.plain), name.span, "place-in-head")
                if not main.thing.attrs.get("city") and (town := town_within(story, name.span)) is not None:
                    state_place(story, main, town, "place-in-head", 0.8)


_TOWN_OF = re.compile(r"(?:^|\b(?:of|in|de|di|von|zu|à)\s+(?:the\s+)?)$")


def town_within(story: Story, span: Span) -> Hit | None:
    """The one town named within a building's name."""
    found = [h for s in story.sentences if s.span.start <= span.start < s.span.end for h in s.places]
    towns = [h for h in found if h.value.kind == "city" and span.start <= h.span.start and h.span.end <= span.end]
    if len(towns) != 1 or not _TOWN_OF.search(story.plain[span.start : towns[0].span.start]):
        return None
    return towns[0]


def state_venue(story: Story, occasion: Occasion, text: str, span: Span, rule_name: str) -> None:
    """State the building or room in which an event is held."""
    known = story.places.get(("venue", text))
    thing = known or Thing("place", "Venue")
    thing.call(text, span)
    story.places[("venue", text)] = thing
    if city := occasion.thing.attrs.get("city"):
        thing.attrs.setdefault("city", city)
    story.ledger.state(occasion.thing, "cv:venue", thing, span, rule_name, 0.85)


@rule(
    "venue-label",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nVenue: Room 5, Pirita Hall, Tallinn\n",
    no=(
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nSponsor: Pirita Hall\n",
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nAddress: Ms Mari Tamm, Mayor of Tallinn\n",
    ),
    order=10,
)
def where_labelled(story: Story) -> None:
    """A line "Venue:", "Place:" or "Room:" places the event that the text is about; "Address:" before a person is a speech."""
    for index, sentence in story.told():
        if sentence.section.kind != "label" or not _VENUE_LABELS.match(sentence.section.label.strip()):
            continue
        occasion = label_target(story, index, sentence)
        if occasion is None or any(person.span.start - sentence.span.start < 12 for person in sentence.people):
            continue
        plain, span = story.plain, sentence.span
        stop = plain.find("\n", span.start, span.end)
        end = span.end if stop < 0 else stop
        if (inner := INNER_LABEL.search(plain, span.start, end)) is not None:
            end = inner.start()
        hits = [h for h in sentence.places if h.value.kind in _PLACE_KINDS and h.span.end <= end]
        venue_end = end
        for hit in reversed(hits):
            if re.fullmatch(r"[\s,.()]*", plain[hit.span.end : venue_end]) and not any(
                n.span.start <= hit.span.start and hit.span.end <= n.span.end and n.kind in ("venue", "organization")
                for n in sentence.names
            ):
                venue_end = hit.span.start
                state_place(story, occasion, hit, "venue-label", 0.95)
        begin = span.start
        for hit in hits:
            if (
                hit.span.end <= venue_end
                and hit.value.kind != "region"
                and re.fullmatch(r"[\s,]*", plain[begin : hit.span.start])
                and re.match(r"\s*[,–-]\s", plain[hit.span.end : hit.span.end + 4])
            ):
                state_place(story, occasion, hit, "venue-label", 0.95)
                begin = hit.span.end
        begin += len(plain[begin:venue_end]) - len(plain[begin:venue_end].lstrip(" ,–-"))
        text = plain[begin : max(begin, venue_end)].rstrip(" ,(.")
        if text.strip() and not re.fullmatch(r"(?i)(?:online|virtual|zoom.*|tbc|tbd|in)", text.strip()):
            state_venue(story, occasion, " ".join(text.split()), Span(begin, begin + len(text)), "venue-label")


_HERE = re.compile(r"\bhere\b(?!\s+(?:to|for)\b)")
_THERE = re.compile(r"\bthere\b(?!\s+(?:is|are|was|were|will|has|have|had|can|may|must|should|would|to\s+be)\b)")


@rule(
    "here-is-dateline",
    yes="Tallinn, 3 June 2024 — The 5th Harbour Cities Forum opened here today.",
    no="Tallinn, 3 June 2024 — The 5th Harbour Cities Forum opened today.",
    order=13,
)
def where_here(story: Story) -> None:
    """ "Here" behind an event is the town that the text is dated from."""
    if story.dateline is None:
        return
    for _, sentence in story.told():
        for occasion in _held_at_word(story, sentence, _HERE):
            state_place(story, occasion, story.dateline, "here-is-dateline", 0.85)


@rule(
    "there-is-town",
    yes="The crews sailed to Tallinn. The 5th Harbour Cities Forum was held there on 3 June 2024.",
    no="The crews went to Tallinn. There is a 5th Harbour Cities Forum, which was held on 3 June 2024.",
    order=14,
)
def where_there(story: Story) -> None:
    """ "There" behind an event that is held is the town named last before."""
    last: Sentence | None = None
    for _, sentence in story.told():
        for occasion in _held_at_word(story, sentence, _THERE):
            towns = [h for s in (last, sentence) if s is not None for h in _visited(story, s)]
            at = next(m.start() for m in _THERE.finditer(story.plain, sentence.span.start, sentence.span.end))
            towns = [h for h in towns if h.span.end <= at]
            if towns and not occasion.thing.attrs.get("city"):
                state_place(story, occasion, towns[-1], "there-is-town", 0.75)
        last = sentence


def _visited(story: Story, sentence: Sentence) -> list[Hit]:
    """The towns of a sentence, those that a visit goes to among them."""
    trips = [e.span for e in sentence.events if e.cls == "Visit"]
    towns = usable_places(story, sentence) + [h for h in sentence.places if any(t.start < h.span.start < t.end for t in trips)]
    return sorted((h for h in towns if h.value.kind == "city"), key=lambda h: h.span)


def _held_at_word(story: Story, sentence: Sentence, word: re.Pattern[str]) -> Iterator[Occasion]:
    """Yield the events of a sentence that are said to be held "here" or "there"."""
    for match in word.finditer(story.plain, sentence.span.start, sentence.span.end):
        before = event_before(story, sentence, match.start())
        if before is None or leads_up(story, sentence, before[0]):
            continue
        if holds(bare(story, sentence, before[0].full.end, match.start()), allow=1):
            yield before[1]


_HOST = re.compile(
    r"\s*(?:,[^,]{0,60},)?\s*(?:(?:will|would|shall|is\s+(?:due|set)?\s*(?:to)?|are|has|have|had|was|were)\s+)?(?:(?:also|again|then|now|once\s+again|jointly|recently|successfully|been\s+chosen\s+to|been\s+selected\s+to|offered\s+to|agreed\s+to|going\s+to|to)\s+){0,2}(?:co-)?host(?:s|ed|ing)?\b"
)


@rule(
    "in-host-country",
    yes="Estonia will also host, in 2025, the 5th Harbour Cities Forum.",
    no="Estonia praised the hosts of the 5th Harbour Cities Forum.",
    order=80,
)
def where_hosted(story: Story) -> None:
    """An event without a place is held in the one country that is said to host it."""
    for _, sentence in story.told():
        hits = [h for h in usable_places(story, sentence) if h.value.kind == "country"]
        for hit in hits:
            match = _HOST.match(story.plain, hit.span.end, min(sentence.span.end, hit.span.end + 110))
            after = event_after(story, sentence, match.end()) if match is not None else None
            if match is None or after is None or after[1].thing.attrs.get("country"):
                continue
            gap = bare(story, sentence, match.end(), after[0].full.start)
            beside = re.search(r"(?:,|\band|&)\s+(?:the\s+)?$", story.plain[sentence.span.start : hit.span.start])
            if len(gap) < 60 and not _HOST_OTHER.search(gap) and not (beside and len(hits) > 1):
                state_place(story, after[1], hit, "in-host-country", 0.7)


_HOST_OTHER = re.compile(r"\b(?:at|during|for|of|to|and|before|after|that|which)\s+(?:the\s+)?$")


@rule(
    "town-of-same-venue",
    yes="The 5th Harbour Cities Forum was held at the Pirita Conference Centre in Tallinn. The Clean Ports Expo was held at the Pirita Conference Centre on 3 June 2024.",
    no="The 5th Harbour Cities Forum was held at the Pirita Conference Centre in Tallinn. The Clean Ports Expo was held on 3 June 2024.",
    order=84,
)
def where_same_venue(story: Story) -> None:
    """An event in a building that another event of the text places in a town is in that town too."""
    known = []
    for occasion in story.occasions:
        if occasion.thing.attrs.get("city"):
            known += [
                (fact.object, occasion) for fact in story.ledger.of(occasion.thing, "cv:venue") if isinstance(fact.object, Thing)
            ]
    for occasion in story.occasions:
        if occasion.thing.attrs.get("city"):
            continue
        for fact in list(story.ledger.of(occasion.thing, "cv:venue")):
            names = fact.object.names if isinstance(fact.object, Thing) else {}
            other = next((o for venue, o in known if any(n in m for n in venue.names for m in names)), None)
            if other is None:
                continue
            for held in list(story.ledger.of(other.thing, "cv:heldIn")):
                story.ledger.state(occasion.thing, "cv:heldIn", held.object, fact.span, "town-of-same-venue", 0.8)
            occasion.thing.attrs.update({k: v for k, v in other.thing.attrs.items() if k in ("city", "country")})
