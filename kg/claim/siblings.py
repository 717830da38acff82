"""Earlier and later editions to which words point: "the second forum", "last year's Week", a line with its year."""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.claim.named import counts_editions, years_told
from kg.claim.sittings import sitting
from kg.claim.story import STANDALONE, Occasion, Story, new_occasion, note_quiet
from kg.claim.words import core_words
from kg.find import Sentence
from kg.find.events import LOWER_HEADS, EventMention
from kg.model import Span


def is_earlier_edition(occasion: Occasion, main: Occasion | None) -> bool:
    """Whether an event is an earlier edition of the one that the text is about: "the forum" is then not that one."""
    if main is None or occasion is main or not any(core in main.cores for core in occasion.cores):
        return False
    return 0 < occasion.edition < main.edition or 0 < occasion.year < main.year


def last_edition(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> None:
    """Resolve "last year's Week" to the edition of the year before the text was published."""
    main, year = story.main.get(item), story.published.year
    if main is None or main.thing.attrs.get("unnamed") or not may_number(main, mention):
        main = kin_before(story, mention, item)
    if main is None or not year or (main.year or year) != year:
        return
    main.year = main.year or (year if main.edition else 0)
    told = replace(mention, how="ordinal", year=year - 1)
    occasion = edition_of(story, told, index, item, sentence, main)
    if occasion is not None:
        story.resolved[mention.key] = occasion


def may_number(occasion: Occasion, mention: EventMention) -> bool:
    """Whether "the second forum" can be an edition of an event, by its kind."""
    head = mention.head.lower()
    return (
        head in ("edition", "event", "anniversary") or mention.cls == occasion.cls or any(head in core for core in occasion.cores)
    )


def kin_before(story: Story, mention: EventMention, item: int) -> Occasion | None:
    """The named event, told of before and nearest, that "the second workshop" or "the 2020 edition" may be another edition of."""
    head = mention.head.lower()
    told = [o for o in story.occasions if o.item == item and o.how in STANDALONE and not o.thing.attrs.get("unnamed")]
    last = {id(o): max((m.full.start for m, _ in o.mentions if m.full.start < mention.full.start), default=-1) for o in told}
    for occasion in sorted(told, key=lambda o: -last[id(o)]):
        if last[id(occasion)] < 0:
            continue
        if any(head in core for core in occasion.cores) or (
            head in ("edition", "one") and occasion.cls not in ("Ceremony", "Visit", "")
        ):
            return occasion
    return None


_APPOSED = re.compile(r"\s?[,(–—]?\s*(?:(?:now\s+|this\s+year\s+)?(?:in\s+)?(?:its|the|their)\s+)?")


def edition_of(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence, main: Occasion) -> Occasion | None:
    """The edition that "the third edition", "the first Week" or "the 2019 forum" speaks of: a known one, or a new one of the series."""
    head = mention.head.lower()
    near = (
        m
        for m in sentence.events
        if m.key in story.resolved
        and 0 <= mention.full.start - m.full.end <= 16
        and _APPOSED.fullmatch(story.plain[m.full.end : mention.full.start])
    )
    apposed = next((story.resolved[m.key] for m in near), None)
    if apposed is not None and not (apposed.edition and mention.edition and apposed.edition != mention.edition):
        apposed.edition = apposed.edition or mention.edition
        note_quiet(story, apposed, mention, index)
        return apposed
    kin = (
        o
        for o in story.occasions
        if o is main
        or (
            (o.cls == main.cls or any(head in core for core in o.cores))
            and (o.how not in STANDALONE or o.first <= index or any(c <= d or d <= c for c in o.cores for d in main.cores))
        )
    )
    same = next((o for o in kin if _same_edition(story, o, mention)), None)
    if same is not None:
        note_quiet(story, same, mention, index)
        return same
    if head not in ("edition", "event"):
        if main.edition == 0 and main.year == 0 and not counts_editions(story, item, head):
            return None
        if not any(head in c for c in main.cores) and LOWER_HEADS.get(head) != main.cls:
            return sitting(story, mention, index, item, sentence)
    occasion = new_occasion(story, mention, index, item, main)
    occasion.how = "sibling"
    occasion.edition, occasion.year = mention.edition, mention.year
    occasion.thing.names.clear()
    call_after_main(occasion, main)
    occasion.thing.call(" ".join(story.plain[mention.full.start : mention.full.end].split()), mention.full)
    occasion.thing.attrs["series_of"] = main.thing.name
    note_quiet(story, occasion, mention, index)
    return occasion


def bare_before(story: Story, mention: EventMention, item: int, core: frozenset[str]) -> Occasion | None:
    """The event told of before by its head noun alone ("a ceremony in Tallinn", then "the signing ceremony")."""
    if mention.how != "generic" or mention.head.lower() != "ceremony" or mention.of is not None or len(core) > 2:
        return None
    known = (o for o in story.occasions if o.item == item and o.how == "phrase" and o.cores == [frozenset({"ceremony"})])
    found = next(known, None)
    if found is not None:
        found.how = "generic"
    return found


def next_of(story: Story, mention: EventMention, index: int, item: int, main: Occasion) -> Occasion:
    """An event that follows the main one and has no name but its number: "a second workshop"."""
    occasion = new_occasion(story, mention, index, item)
    occasion.how, occasion.edition = "ordinal", 0
    occasion.thing.names.clear()
    occasion.thing.call(mention.full.words(story.plain), mention.full)
    occasion.cls = occasion.thing.cls = mention.cls or main.cls
    note_quiet(story, occasion, mention, index)
    return occasion


def _same_edition(story: Story, occasion: Occasion, mention: EventMention) -> bool:
    """Whether "the third edition" or "the 2019 Week" is an event that is known already."""
    if mention.year and not mention.edition:
        dated = occasion.dates and str(mention.year) in occasion.dates[0] + occasion.dates[1]
        return occasion.year == mention.year or bool(dated) or _told_of_year(story, occasion, mention.year)
    return occasion.edition == mention.edition


def _told_of_year(story: Story, occasion: Occasion, year: int) -> bool:
    """Whether a numbered event of no year is the only one named in a sentence that has no year but this one."""
    if not occasion.edition or occasion.year:
        return False
    for mention, index in occasion.mentions:
        sentence = story.sentences[index]
        if mention.edition and years_told(story, sentence) == {year} and sum(m.how in STANDALONE for m in sentence.events) == 1:
            return True
    return False


_YEAR_LINE = re.compile(r"\s*(?P<year>(?:19|20)\d\d)\s*(?=[,:|–—(-])")


def _told_in_line(story: Story, index: int, main: Occasion, year: int) -> Occasion | None:
    """The edition of which the line that opens with a year goes on to tell."""
    section = story.sentences[index].section
    for sentence in story.sentences[index:]:
        if sentence.section is not section:
            break
        for mention in sentence.events:
            occasion = story.resolved.get(mention.key)
            if occasion is not None and (occasion is main or occasion.how == "sibling") and not occasion.year:
                occasion.year = year
                return occasion
    return None


def find_year_lines(story: Story) -> None:
    """Lines that each open with a year, in a text about an event that recurs, tell of its editions."""
    lines: dict[int, list[tuple[int, re.Match[str]]]] = {}
    for index, sentence in story.told():
        match = _YEAR_LINE.match(story.plain, sentence.span.start, sentence.span.end)
        if (
            match
            and sentence.section.kind == "body"
            and sentence.span.start == sentence.section.span.start
            and not sentence.events
        ):
            lines.setdefault(sentence.section.item, []).append((index, match))
    for item, found in lines.items():
        main = story.main.get(item)
        if main is None or len(found) < 3:
            continue
        for index, match in found:
            year = int(match["year"])
            span = Span(match.start("year"), match.end("year"))
            mention = EventMention(span, span, match["year"], main.cls, "listed", "edition", 0, None, year)
            known = next((o for o in (main, *story.occasions) if o.year == year and (o is main or o.how == "sibling")), None)
            known = known or _told_in_line(story, index, main, year)
            if known is None:
                known = new_occasion(story, mention, index, item, main)
                known.how = "sibling"
                known.thing.names.clear()
                call_after_main(known, main)
                known.thing.call(match["year"], span)
                known.thing.attrs["series_of"] = main.thing.name
            note_quiet(story, known, mention, index)
            sentence = story.sentences[index]
            sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)


def call_after_main(occasion: Occasion, main: Occasion) -> None:
    """Give another edition the name of the series, as the main event has it."""
    names = [
        (n, s)
        for n, s in main.thing.names.items()
        if not re.search(
            r"(?:19|20)\d\d|^\d+(?:st|nd|rd|th)|^(?-i:[IVXL]{2,7})\s|^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twentieth|inaugural)\b",
            n,
            re.IGNORECASE,
        )
    ]
    if names:
        said = [m.name for m, _ in main.mentions]
        occasion.thing.call(*max(names, key=lambda x: (min(said.count(x[0]), 2), len(x[0]))))


def series_names(occasion: Occasion) -> dict[str, Span]:
    """Return what the series of an event is called, with the words that say so."""
    names: dict[str, Span] = {}
    for mention, _ in occasion.mentions:
        if mention.how in ("anaphor", "ordinal", "listed"):
            continue
        if mention.how == "zh":
            bare_name = re.sub(r"^(?:第\s*[\d一二三四五六七八九十百]+\s*届|首届|(?:19|20)\d\d年?)", "", mention.name)
            begin = mention.span.end - len(bare_name)
            names.setdefault(bare_name, Span(begin, mention.span.end))
            continue
        name = re.sub(r"\s*\b(?:19|20)\d\d\b\s*", " ", mention.name).strip()
        name = re.sub(r"^([A-Z]{2,9})\d{1,3}$|^\d{1,3}([A-Z]{3,9})$", lambda m: m[1] or m[2], name)
        if name and len(core_words(name)) >= 1:
            names.setdefault(name, mention.span)
    if occasion.acronym:
        for name, span in occasion.thing.names.items():
            if name.startswith(occasion.acronym):
                names.setdefault(re.sub(r"(?<=[A-Z]{2})\d{1,3}$", "", occasion.acronym), span)
    return names
