"""Deeds that make an occasion by their day: in a chronicle or a text of many events, an opening, a training, a meeting, a signing."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re
from kg.claim.enter import enter_unnamed
from kg.claim.ledger import Thing
from kg.claim.nearby import Entity, entities_of
from kg.claim.products import Outcome, lower_agreements, lower_class
from kg.claim.rules import rule
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.unnamed import SIGNED, enter_signing, sides_of_signing, signed_agreement
from kg.claim.when import completed, enter_date
from kg.claim.where import state_place, usable_places
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.events import EventMention
from kg.find.lexicon import Hit
from kg.find.nominals import Nominal, find_nominals
from kg.model import Span

_FACILITY = (
    r"(?:schools?|cent(?:re|er)s?|institutes?|academ(?:y|ies)|offices?|campus|laborator(?:y|ies)|labs?|classrooms?|embass(?:y|ies)|consulates?|branch(?:es)?|museum|librar(?:y|ies)|hubs?|plant|bridge|pavilion|statue|monument"
    r"|workshops?|hospital|clinic|factory|gallery|faculty|college|university|station|garden|chair|corner|kindergarten|farm|facility|building|headquarters|plaque|memorial|bust|sculpture|mural|exchange|route|flight|line|portal|platform|network|programme|program|project|fund)"
)
_PASSIVE = re.compile(
    r"\s(?:was|were|is|are|has\s+been|have\s+been)\s+(?:also\s+|then\s+)?(?:officially\s+|formally\s+|jointly\s+|ceremonially\s+|solemnly\s+)?(?P<verb>opened|inaugurated|unveiled|launched|established|founded|commissioned|set\s+up|trained|handed\s+over|awarded|presented|conferred)\b"
    r"|\s(?:officially\s+|formally\s+)?(?P<verb>opened\s+its\s+doors|opens\s+its\s+doors|opened(?=\s+(?:in|on|at)\b)|opens(?=\s+(?:in|on|at)\b))"
)
_ACTIVE = re.compile(
    rf"\b(?:officially\s+|formally\s+|jointly\s+)?(?P<verb>opened|opens|inaugurated|inaugurates|unveiled|unveils|founded|launched|launches|established|commissioned)\s+(?P<object>(?:the|an?|its|their|our)\s+(?:[\p{{L}}\p{{M}}’'-]+\s+){{0,9}}?(?i:{_FACILITY})\b(?:\s+(?:of|for)\s+(?:the\s+)?[\p{{L}}\p{{M}}’'-]+(?:\s+[\p{{L}}\p{{M}}’'-]+){{0,4}}?(?=\s+(?:in|at|on|with|which|here|today|yesterday|last|this)\b|[,.;]|$))?)"
)
_NOMINAL = re.compile(
    r"(?:^|(?<=\s))(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+)?(?:(?:official|formal|grand|solemn|ceremonial)\s+)?(?P<noun>[Oo]pening|[Rr]e-?opening|[Ii]nauguration|[Uu]nveiling|[Gg]roundbreaking|[Hh]andover|[Ll]aunch|[Dd]edication)\s+of\s+"
    r"(?P<object>(?:(?:the|an?|its|their|our)\s+)?[\p{L}\p{M}\d’'-]+(?:\s+[\p{L}\p{M}\d’'-]+){0,9}?)(?=\s+(?:in|on|with|by|which|here|today|yesterday|last|this|and|from|was|were|is|will|took|takes)\b|[,.;:()]|$)"
)
_ASIDE = r"(?:\s+(?:today|yesterday|tomorrow|earlier|separately|briefly|again|bilaterally|virtually|online|here|by\s+(?:tele)?phone|by\s+video(?:\s?conference)?|(?:on|in|at)\s+(?:the\s+)?[\p{Lu}\d][\p{L}\d.-]*(?:,?\s+[\p{Lu}\d][\p{L}\d.-]*){0,4},?)){0,3}"
_MET = re.compile(
    rf"\s(?:(?:will|would|is\s+to|are\s+to|was\s+to|has|have|had|also|then|jointly|earlier|separately)\s+){{0,3}}(?:(?P<verb>met|meets?|(?:held|holds?|had|has|have)\s+(?:an?\s+)?(?:[\w-]+\s+){{0,3}}(?:talks|consultations|discussions|meeting|conversation|call|lunch|dinner|breakfast)"
    rf"|conferred|spoke|speaks?|talked){_ASIDE}\s+(?:together\s+)?with\s+|(?P<verb>met|meets?|rec(?:eived|eives?)|welcome[ds]|hosted|hosts?|greeted){_ASIDE}\s+)(?:the\s+|his\s+|her\s+|their\s+|its\s+|an?\s+)?"
)
_NOUN_OF = {
    "trained": "training",
    "founded": "establishment",
    "established": "establishment",
    "set up": "establishment",
    "launched": "launch",
}
_CLASS_OF = {"training": "Training"}


def _noun(verb: str) -> str:
    verb = " ".join(verb.split())
    if verb in _NOUN_OF:
        return _NOUN_OF[verb]
    if verb.split()[0] in ("handed", "awarded", "presented", "conferred"):
        return "award"
    stem = verb.split()[0]
    return {"i": "inauguration", "u": "unveiling", "c": "commissioning", "f": "establishment"}.get(stem[0], "opening")


_DATED = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[–—]|\s+-\s")


def _day_of(story: Story, sentence: Sentence) -> DateMention | None:
    """The day on which a sentence tells of a deed: the one that heads its paragraph, else its first with a month."""
    stamp = story.stamps.get(sentence.section.span)
    if stamp is not None:
        return stamp[0]
    days = [d for d in sentence.dates if d.start.month or d.form in ("rel", "wd", "dayonly")]
    if len(days) > 1 and days[0].span.start - sentence.span.start < 40 and _DATED.match(story.plain, days[0].span.end):
        del days[0]
    return next(iter(days), None)


def _free_day(story: Story, index: int, sentence: Sentence) -> DateMention | None:
    """The day of a sentence that tells of no event known so far, in a text that is not about an event of that day."""
    if sentence.section.kind != "body":
        return None
    date = _day_of(story, sentence)
    stamped = date is not None and date not in sentence.dates
    if date is None or (not stamped and any(_told(story, m) for m in sentence.events)):
        return None
    if any(o.first == index and o.thing.attrs.get("unnamed") for o in story.occasions):
        return None
    if stamped:
        return date
    for known in (story.main.get(sentence.section.item), story.scope.get(index)):
        if known is None or (known.dates is not None and not _within(story, sentence, date, known.dates)):
            continue
        if known.cls == "Visit" and _one_of_the_days(story, sentence, date, known):
            continue
        if not _in_other_town(story, sentence, date, known):
            return None
    return date


def _one_of_the_days(story: Story, sentence: Sentence, date: DateMention, visit: Occasion) -> bool:
    """Whether a sentence tells of what was done on some of the days of a longer visit."""
    done = completed(story, None, date, sentence)
    return done is not None and visit.dates is not None and (done.start.iso, done.end.iso) != visit.dates


def _in_other_town(story: Story, sentence: Sentence, date: DateMention, known: Occasion) -> bool:
    """Whether a town stands with a day ("on 13 October, in Riga"), and the event of those days is held in another."""
    held = (f.object for f in story.ledger.of(known.thing, "cv:heldIn"))
    towns = {name for place in held if isinstance(place, Thing) and place.cls == "City" for name in place.names}
    near = [
        h
        for h in sentence.places
        if h.value.kind == "city"
        and _IN.search(story.plain, max(sentence.span.start, h.span.start - 8), h.span.start)
        and (0 <= h.span.start - date.span.end < 12 or 0 <= date.span.start - h.span.end < 12)
    ]
    return bool(towns and near) and not any(h.span.of(story.plain) in towns or h.value.key in towns for h in near)


def _told(story: Story, mention: EventMention) -> bool:
    return mention.key in story.resolved and mention.how in (
        *STANDALONE,
        "ordinal",
        "phrase",
        "unnamed",
        "listed",
        "anaphor",
        "generic",
    )


def _within(story: Story, sentence: Sentence, date: DateMention, dates: tuple[str, str]) -> bool:
    done = completed(story, None, date, sentence)
    if done is None:
        return True
    first, last = dates[0] or dates[1], dates[1] or dates[0]
    start = done.start.iso
    return first[: len(start)] <= start[: len(first)] and start[: len(last)] <= last[: len(start)]


def _enter(
    story: Story,
    index: int,
    sentence: Sentence,
    date: DateMention,
    called: str | dict[str, Span],
    span: Span,
    cls: str,
    rule_name: str,
) -> Occasion:
    """Make an event of a deed, with its day and town."""
    towns = [
        h
        for h in usable_places(story, sentence)
        if h.value.kind == "city" and _IN.search(story.plain, max(sentence.span.start, h.span.start - 8), h.span.start)
    ]
    names = {called: span} if isinstance(called, str) else called
    occasion = enter_unnamed(story, index, names, cls, span)
    story.scope[index] = occasion
    if date not in sentence.dates:
        for near in range(index + 1, len(story.sentences)):
            if story.sentences[near].section is not sentence.section:
                break
            story.scope[near] = occasion
    enter_date(story, occasion, date, sentence, name=rule_name)
    stamp = story.stamps.get(sentence.section.span)
    if towns:
        state_place(story, occasion, towns[0], rule_name, 0.8)
    elif stamp is not None and stamp[1] is not None:
        state_place(story, occasion, stamp[1], rule_name, 0.8)
    return occasion


_IN = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")


def _begin(story: Story, sentence: Sentence, date: DateMention, end: int) -> int:
    """Where the subject of a verb at ``end`` begins: behind the date and the comma that open the sentence, else at its start."""
    opens = date.span.start - sentence.span.start < 14 and date.span.end < end
    start = date.span.end if opens else sentence.span.start
    lead = re.match(r"\s*(?:[,.]\s*)?(?:\([^)]*\)\s*,?\s*)?(?:in\s+\p{Lu}[\p{L}-]+\s*,\s*)?", story.plain[start:end])
    return start + (lead.end() if lead else 0)


def _object_before(story: Story, sentence: Sentence, date: DateMention, end: int) -> Span | None:
    """What "was opened" or "were trained": the words from the start of the clause to the verb or the first aside."""
    start = _begin(story, sentence, date, end)
    text = story.plain[start:end]
    cut = re.search(r",", text)
    words = (text[: cut.start()] if cut else text).strip()
    if not 4 <= len(words) <= 110 or re.search(r"\b(?:which|that|who|was|were|has|had|and\s+then)\b|[;:]", words):
        return None
    return Span(start, start + len(words))


@rule(
    "deed-opening",
    yes="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 the Baltic School of Harbour Skills was opened in Tallinn.",
    no="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 the Baltic School of Harbour Skills was praised in Tallinn.",
    order=16,
)
def deed_opening(story: Story) -> None:
    """What is opened, inaugurated, founded or launched, and who is trained, on a day of its own makes an occasion."""
    for index, sentence in story.told():
        passive = _PASSIVE.search(story.plain, sentence.span.start, sentence.span.end)
        active = _ACTIVE.search(story.plain, sentence.span.start, sentence.span.end)
        date = _free_day(story, index, sentence) if passive is not None or active is not None else None
        if date is None:
            continue
        if passive is not None:
            before = _object_before(story, sentence, date, passive.start())
            if before is None or not _fits_verb(story, sentence, before, passive["verb"]):
                continue
            target, verb, span = before, passive["verb"], Span(before.start, passive.end())
        elif active is not None:
            target, verb = Span(active.start("object"), active.end("object")), active["verb"]
            span = Span(active.start(), target.end)
        noun = _noun(verb)
        what = re.sub(r"^(?:its|their|our)\s+", "", target.words(story.plain)).removeprefix("The ").removeprefix("the ")
        occasion = _enter(
            story, index, sentence, date, f"{noun} of {what}", span, _CLASS_OF.get(noun, "Ceremony"), "deed-opening"
        )
        if noun == "training":
            _who_trains(story, sentence, occasion, target, span.end)


def _who_trains(story: Story, sentence: Sentence, occasion: Occasion, trained: Span, end: int) -> None:
    """State who takes part in a training: those trained, and the body at or by which they are."""
    for entity in entities_of(story, sentence):
        inside = trained.start <= entity.span.start < trained.end
        at = (
            re.match(r"[^.;]{0,40}?\b(?:at|by|in|with)\s+(?:the\s+)?$", story.plain[end : entity.span.start])
            if entity.span.start >= end
            else None
        )
        if inside or (at is not None and entity.kind == "organization"):
            story.ledger.state(occasion.thing, "cv:hasParticipant", entity.node, entity.span, "deed-opening", 0.8)


_PRIZE = re.compile(
    r"\b(?:prizes?|awards?|medals?|orders?|cups?|troph(?:y|ies)|doctorates?|degrees?|title|certificates?)\b", re.IGNORECASE
)


def _fits_verb(story: Story, sentence: Sentence, target: Span, verb: str) -> bool:
    """Whether the words before a verb name what it can be said of."""
    if verb == "trained":
        return True
    if verb.split()[0] in ("handed", "awarded", "presented", "conferred"):
        return _PRIZE.search(target.of(story.plain)) is not None
    return _opens(story, sentence, target)


def _opens(story: Story, sentence: Sentence, target: Span) -> bool:
    """Whether words name what can be opened: a facility, or a body by name."""
    text = target.of(story.plain)
    if re.search(rf"(?i)\b{_FACILITY}\b", text):
        return True
    return any(
        n.kind in ("organization", "venue", "initiative") and target.start <= n.span.start and n.span.end <= target.end
        for n in sentence.names
    )


@rule(
    "deed-named",
    yes="News in brief\n\n## 3 June 2024\n\nThe mayors rested.\n\n## 7 June 2024\n\nOpening of a new library in Tallinn by the two mayors.",
    no="News in brief\n\n## 3 June 2024\n\nThe mayors rested.\n\n## 7 June 2024\n\nPraise of a new library in Tallinn by the two mayors.",
    order=16,
)
def deed_named(story: Story) -> None:
    """ "The opening of" a school or library, at the head of an entry right below a heading with a day, is an occasion of that day."""
    for index, sentence in story.told():
        match = _NOMINAL.match(story.plain, sentence.span.start, sentence.span.end)
        date = _day_above(story, index) if match is not None else None
        if match is None or date is None or any(_told(story, m) for m in sentence.events):
            continue
        target = Span(*match.span("object"))
        if _opens(story, sentence, target):
            name = f"{match['noun'].lower()} of {target.words(story.plain).removeprefix('the ')}"
            _enter(story, index, sentence, date, name, Span(match.start("noun"), target.end), "Ceremony", "deed-named")


def _day_above(story: Story, index: int) -> DateMention | None:
    """The day of the heading right above an entry of a calendar that names no other event."""
    item = story.sentences[index].section.item
    if index == 0 or story.main.get(item) is not None:
        return None
    above = story.sentences[index - 1]
    return above.dates[0] if above.section.kind == "heading" and len(above.dates) == 1 and above.dates[0].start.month else None


@rule(
    "deed-meeting",
    yes="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 Rector Mari Tamm of the University of Tartu met Mayor Jaan Kask in Tallinn.",
    no="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 Rector Mari Tamm of the University of Tartu met the deadline in Tallinn.",
    order=16,
)
def deed_meeting(story: Story) -> None:
    """Two persons or bodies who meet on a day of its own make an occasion: a meeting."""
    for index, sentence in story.told():
        match = _MET.search(story.plain, sentence.span.start, sentence.span.end)
        if match is None or (date := _free_day(story, index, sentence)) is None:
            continue
        sides = _sides(story, sentence)
        first = [side for side in sides if side.end <= match.start() and match.start() - side.end < 70]
        second = [side for side in sides if 0 <= side.start - match.end() < 50 and (side.people or _WITH.search(match.group()))]
        if not first or not second or _ON_VISIT.match(story.plain, second[0].end, sentence.span.end):
            continue
        plain, span = story.plain, Span(first[0].start, second[0].end)
        word = (_TALK.search(match.group()) or ["meeting"])[0]
        called = {f"{word} of {first[0].name.words(plain)} and {second[0].name.words(plain)}": span}
        called[f"{word} with {second[0].words(plain)}"] = span
        occasion = _enter(story, index, sentence, date, called, span, "Meeting", "deed-meeting")
        main = story.main.get(sentence.section.item)
        if main is not None and main.cls == "Visit" and occasion.dates and main.dates and _inside(occasion.dates, main.dates):
            occasion.join(main)


_WITH = re.compile(r"\bwith\s+(?:\w+\s+)?$")
_TALK = re.compile(r"\b(?:talks|consultations|discussions|call|lunch|dinner|breakfast)\b")
_ON_VISIT = re.compile(r"[^.;]{0,40}\bon\s+an?\s+(?:[\w-]+\s+){0,3}visit\b")


def _inside(days: tuple[str, str], whole: tuple[str, str]) -> bool:
    return bool(days[0] and whole[0]) and whole[0] <= days[0] <= (whole[1] or whole[0])


@dataclass(frozen=True, slots=True)
class _Side:
    """Who meets: the words with the post, and the name alone."""

    span: Span
    name: Span
    people: bool

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.span.end

    def words(self, plain: str) -> str:
        """Return its words, post and all."""
        return self.span.words(plain)


def _sides(story: Story, sentence: Sentence) -> list[_Side]:
    """The bodies of a sentence, and its persons with a post, in order."""
    people = []
    for person in sentence.people:
        if person.role is None:
            continue
        sides = [x.start for x in person.sides if x.end <= person.span.start]
        lead = min([person.span.start, *([person.role.start] if person.role.end <= person.span.start + 1 else []), *sides])
        behind = person.role.end if person.role.start >= person.span.end else person.span.end
        people.append(_Side(Span(lead, max(behind, person.span.end)), person.span, True))
    bodies = [
        _Side(e.span, e.span, False)
        for e in entities_of(story, sentence)
        if e.kind == "organization" and not any(p.start <= e.span.start and e.span.end <= p.end for p in people)
    ]
    return sorted([*bodies, *people], key=lambda x: (x.start, -x.end))


_CREDENTIALS = re.compile(
    r"(?<!had )\bpresent(?:ed|s)\s+(?:his|her|their)\s+(?:credentials?|letters?\s+of\s+credence)(?:\s+(?:as\s+[^.;]{3,80}?\s+)?to\s+(?:the\s+)?)?",
    re.IGNORECASE,
)


@rule(
    "deed-credentials",
    yes="Embassy news\n\nOn 7 June 2024, H.E. Ambassador Mari Tamm presented her credentials to President Jaan Kask in Riga.",
    no="Embassy news\n\nOn 7 June 2024, H.E. Ambassador Mari Tamm presented her book to President Jaan Kask in Riga.",
    order=16,
)
def deed_credentials(story: Story) -> None:
    """An ambassador who presents credentials on a day makes an occasion."""
    for index, sentence in story.told():
        match = _CREDENTIALS.search(story.plain, sentence.span.start, sentence.span.end)
        people = [p.span for p in sentence.people if match is not None and p.span.end <= match.start()]
        if match is not None and not people and (post := _ENVOY.search(story.plain, sentence.span.start, match.start())):
            people = [Span(*post.span("post"))]
        date = _free_day(story, index, sentence) if people else None
        if match is None or date is None:
            continue
        behind = [p for p in sentence.people if p.span.start >= match.end() - 1]
        holder = _TO_WHOM.match(story.plain, match.end(), sentence.span.end)
        to = f" to {behind[0].span.words(story.plain)}" if behind else f" to {holder['who']}" if holder else ""
        last = behind[0].span.end if behind else holder.end() if holder else match.end()
        span, spoken = Span(people[0].start, match.end()), Span(match.start(), last)
        called = {f"presentation of credentials by {people[0].words(story.plain)}{to}": span, spoken.words(story.plain): spoken}
        _enter(story, index, sentence, date, called, span, "Ceremony", "deed-credentials")


_ENVOY = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Ii]ts)\s+(?P<post>(?:new\s+)?(?:Ambassador|High\s+Commissioner|Permanent\s+Representative|Consul(?:\s+General)?)(?:\s+of\s+(?:the\s+)?\p{Lu}[\p{L}-]+)?)"
)
_TO_WHOM = re.compile(
    r"(?P<who>(?:\p{Lu}[\p{L}-]+\s+){0,3}(?:President|King|Queen|Governor|Director|Secretary|Emperor|Sultan|Amir|Emir|Grand\s+Duke|Minister)(?:[ -]General)?(?:\s+of\s+(?:the\s+)?\p{Lu}[\p{L}-]+)?)\b"
)


_STONE = re.compile(
    r"\b(?P<verb>laid\s+(?:the\s+|a\s+)?(?:foundation|corner|first)[\s-]?stone|broke\s+ground|turned\s+the\s+first\s+sod|cut\s+the\s+ribbon|planted\s+(?:a\s+|the\s+)?(?:commemorative\s+|friendship\s+)?tree)\s+(?:of|for|on|at|in)\s+(?P<what>[^.;,]{4,90}?)(?=\s+(?:on|in\s+the\s+presence|with|during|together)\b|[.;,]|$)"
)
_NAMED = {
    "laid": "laying of the foundation stone of",
    "broke": "groundbreaking of",
    "turned": "groundbreaking of",
    "cut": "opening of",
    "planted": "planting of a tree at",
}


@rule(
    "deed-stone",
    yes="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 Mayor Mari Tamm laid the foundation stone of a lighthouse in Tallinn.",
    no="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 Mayor Mari Tamm praised the foundation stone of a lighthouse in Tallinn.",
    order=16,
)
def deed_stone(story: Story) -> None:
    """Who lays a foundation stone, breaks ground or cuts a ribbon on a day of its own makes an occasion."""
    for index, sentence in story.told():
        match = _STONE.search(story.plain, sentence.span.start, sentence.span.end)
        if match is None or (date := _free_day(story, index, sentence)) is None:
            continue
        what = Span(*match.span("what")).words(story.plain).removeprefix("the ")
        name = f"{_NAMED[match['verb'].split()[0]]} {what}"
        _enter(story, index, sentence, date, name, Span(match.start(), match.end("what")), "Ceremony", "deed-stone")


@rule(
    "deed-signing",
    yes="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 the University of Tartu and the Baltic Ports Association signed a memorandum of understanding.",
    no="News of the year\n\nThe 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nOn 7 June 2024 the University of Tartu and the Baltic Ports Association signed a memorandum of understanding at the Harbour Cities Forum.",
    order=16,
)
def deed_signing(story: Story) -> None:
    """An agreement that two sides sign on a day of its own makes an occasion: a signing."""
    for index, sentence in story.told():
        for match in SIGNED.finditer(story.plain, sentence.span.start, sentence.span.end):
            found = signed_agreement(story, sentence, match)
            if found is None or (date := _free_day(story, index, sentence)) is None:
                continue
            sides: list[Entity] = sides_of_signing(story, sentence, match, found)
            if not 1 <= len({s.node for s in sides}) <= 5:
                continue
            between = (
                f" between {' and '.join(s.span.words(story.plain) for s in sides)}"
                if len(sides) > 1
                else f" with {sides[0].span.words(story.plain)}"
            )
            span = Span(min(match.start(), found.span.start), max(match.end(), found.span.end))
            occasion = _enter(story, index, sentence, date, f"signing of {found.name}{between}", span, "Ceremony", "deed-signing")
            enter_signing(story, occasion, found, sides, "deed-signing")
            break


_SIGNED_IN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:which|that)\s+)?(?:(?:was|were|had\s+been)\s+)?(?P<verb>signed|initial(?:l)?ed|opened\s+for\s+signature)\s+(?:in|at)\s+"
)


@rule(
    "deed-signed-in",
    yes="The 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nThe new treaty replaces the Protocol signed in Tallinn on 3 October 2011.",
    no="The 5th Harbour Cities Forum was held in Riga on 3 May 2024.\n\nThe new treaty replaces the Protocol kept in Tallinn since 3 October 2011.",
    order=16,
)
def deed_signed_in(story: Story) -> None:
    """An agreement "signed in" a town "on" a day of its own makes an occasion, whoever signed it: its signing."""
    for index, sentence in story.told():
        if sentence.section.kind != "body" or not sentence.places:
            continue
        found = next(((o, m) for o in _agreements(story, sentence) if (m := _SIGNED_IN.match(story.plain, o.span.end))), None)
        if found is None:
            continue
        agreement, match = found
        town = next((h for h in sentence.places if h.value.kind == "city" and h.span.start == match.end()), None)
        date = next((d for d in sentence.dates if town and 0 < d.span.start - town.span.end < 24 and d.start.day), None)
        if town is None or date is None or _known_then(story, sentence, date):
            continue
        span = Span(agreement.span.start, match.end("verb"))
        occasion = _enter(story, index, sentence, date, f"signing of the {agreement.name}", span, "Ceremony", "deed-signed-in")
        state_place(story, occasion, town, "deed-signed-in", 0.8)
        enter_signing(story, occasion, agreement, [], "deed-signed-in")


def _agreements(story: Story, sentence: Sentence) -> list[Outcome]:
    """The agreements of a sentence, by name or in common words."""
    named = [Outcome(n.span, n.text(story.plain), "agreement", n.cls) for n in sentence.names if n.kind == "agreement"]
    lower = (Span(*m.span("name")) for m in lower_agreements(story, sentence))
    words = [Outcome(s, s.words(story.plain), "agreement", lower_class(s.words(story.plain)), lower=True) for s in lower]
    return [*named, *(o for o in words if not any(o.span.end == n.span.end for n in named))]


def _known_then(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether an event of the text falls on a day."""
    return any(o.dates is not None and any(o.dates) and _within(story, sentence, date, o.dates) for o in story.occasions)


_SIGNED_LABEL = re.compile(
    r"(?:date\s+)?signed(?:\s+(?:on|by|in))?|(?:date|place)\s+of\s+signature|signature|signing", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|between)\s+(?:the\s+)?")


@rule(
    "deed-signed-label",
    yes="News of the quarter\n\n# Memorandum with Riga\n\nSigned: 3 June 2024, Tallinn, by the University of Tartu and the Baltic Ports Association.\n\nTerm: four years\n",
    no="News of the quarter\n\n# Memorandum with Riga\n\nPrinted: 3 June 2024, Tallinn, by the University of Tartu and the Baltic Ports Association.\n\nTerm: four years\n",
    order=16,
)
def deed_signed_label(story: Story) -> None:
    """A line "Signed:" with a day and the sides, under a heading that names an agreement, tells of its signing."""
    for index, sentence in story.told():
        if sentence.section.kind != "label" or not sentence.dates or not _SIGNED_LABEL.fullmatch(sentence.section.label.strip()):
            continue
        head = next(
            (s for s in reversed(story.sentences[max(0, index - 4) : index]) if s.section.kind in ("heading", "title")), None
        )
        agreement = next(iter(_agreements(story, head)), None) if head is not None else None
        by = _BY.search(story.plain, sentence.span.start, sentence.span.end)
        if head is None or agreement is None or by is None or _agreements(story, sentence):
            continue
        text = head.span.words(story.plain).rstrip(".")
        signed = Outcome(Span(head.span.start, head.span.start + len(text)), text, "agreement", agreement.cls)
        sides = [
            e
            for e in entities_of(story, sentence)
            if e.span.start >= by.end() - 4 and e.kind in ("organization", "country", "group")
        ]
        name = f"signing of {text}"
        span = Span(sentence.span.start, sides[-1].span.end if sides else sentence.dates[0].span.end)
        occasion = _enter(story, index, sentence, sentence.dates[0], name, span, "Ceremony", "deed-signed-label")
        town = next((h for h in sentence.places if h.value.kind == "city" and h.span.end <= by.start()), None)
        if town is not None:
            state_place(story, occasion, town, "deed-signed-label", 0.85)
        enter_signing(story, occasion, signed, sides[:5], "deed-signed-label")
        for near in range(index + 1, min(index + 6, len(story.sentences))):
            if story.sentences[near].section.kind != "label":
                break
            story.scope[near] = occasion


_STEP = re.compile(r"\s*(?:\(|,)?\s*(?:held\s+)?(?:(?:on|in|from|during)\s+)?(?:the\s+)?")
_ROW = re.compile(
    r"\s*[);,]*\s*(?:(?:,|;|and|then|as\s+well\s+as|one|another|the\s+(?:second|third|other|last))\s*)*(?:(?:in|at)\s+)?"
)


def _stops(story: Story, sentence: Sentence, at: int) -> list[tuple[Hit, DateMention]]:
    """The towns behind an offset that each have a day of their own ("in Riga (14–16 March) and Oslo (2–3 June)"), one row of them."""
    stops: list[tuple[Hit, DateMention]] = []
    for hit in sentence.places:
        if hit.value.kind != "city" or hit.span.start < at:
            continue
        near = (
            d
            for d in sentence.dates
            if 0 <= d.span.start - hit.span.end < 20 and _STEP.fullmatch(story.plain, hit.span.end, d.span.start)
        )
        date = next(near, None)
        if date is None:
            continue
        if stops and not _ROW.fullmatch(story.plain, stops[-1][1].span.end, hit.span.start):
            break
        stops.append((hit, date))
    return stops if len({h.value.key for h, _ in stops}) > 1 else []


@rule(
    "deed-spread",
    yes="Harbour workshops were held in Riga (14–16 March 2022) and Oslo (2–3 June 2022).",
    no="Harbour workshops were held in Riga and Oslo in March 2022.",
    order=3,
)
def deed_spread(story: Story) -> None:
    """Workshops or talks told of with a row of towns, each with its day, are an event in each."""
    for index, sentence in story.told():
        towns = sum(h.value.kind == "city" for h in sentence.places) if len(sentence.dates) > 1 else 0
        if sentence.section.kind != "body" or towns < 2:
            continue
        for found in find_nominals(story.plain, sentence.span.start, sentence.span.end):
            several = found.plural or found.head.noun in ("talks", "consultations", "negotiations", "discussions")
            stops = _stops(story, sentence, found.span.end) if several and found.det not in ("no", "any") else []
            if not stops or any(
                m.how in STANDALONE and m.key in story.resolved and m.full.start >= found.span.start for m in sentence.events
            ):
                continue
            _spread(story, index, sentence, found, stops)
            break


def _spread(story: Story, index: int, sentence: Sentence, found: Nominal, stops: list[tuple[Hit, DateMention]]) -> None:
    """Enter an event for each town of a row."""
    told = next(
        (o for m in sentence.events if m.full.start == found.span.start and (o := story.resolved.get(m.key)) is not None), None
    )
    text = found.span.words(story.plain)
    if found.plural:
        noun = found.head_span.words(story.plain)
        text = text.replace(noun, found.head.noun, 1)
    name = _COUNT.sub("", text)
    for hit, date in stops:
        span = Span(hit.span.start, date.span.end)
        first = told is not None
        occasion = told or Occasion(Thing("event", found.head.cls), found.head.cls, "phrase", sentence.section.item, first=index)
        told = None
        occasion.thing.call(f"{name} in {hit.span.words(story.plain)}", Span(found.span.start, hit.span.end))
        occasion.thing.call(name, found.span)
        mention = EventMention(span, span, name, found.head.cls, "unnamed", found.head.noun)
        occasion.mentions.append((mention, index))
        story.resolved[mention.key] = occasion
        sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)
        if not first:
            story.occasions.append(occasion)
        enter_date(story, occasion, date, sentence, name="deed-spread")
        state_place(story, occasion, hit, "deed-spread", 0.85)


_COUNT = re.compile(
    r"^(?:(?:the|two|three|four|five|six|seven|eight|nine|ten|several|some|other|further|\d+)\s+)+", re.IGNORECASE
)
