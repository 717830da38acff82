"""What the words without a name speak of: those that point back, and those that tell of an occasion of their own."""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.claim.main_event import TELLS
from kg.claim.scopes import only_beside
from kg.claim.siblings import (
    bare_before,
    call_after_main,
    edition_of,
    is_earlier_edition,
    kin_before,
    last_edition,
    may_number,
    next_of,
)
from kg.claim.sittings import HOLDS, MEETERS, PHRASE_START, sitting, who_meets
from kg.claim.story import STANDALONE, Occasion, Story, compatible, new_occasion, note_mention, note_quiet
from kg.claim.words import core_words
from kg.find import Sentence
from kg.find.events import EventMention
from kg.find.nominals import DEFINITE, OWNED
from kg.model import Span

_FAMILY = {
    "Conference": {"Conference", "Forum", "Meeting", "Summit", "Week", "Expo", "Dialogue"},
    "Meeting": {"Meeting", "Conference", "Summit", "Session", "Dialogue"},
}


def _tells_press(occasion: Occasion) -> bool:
    """Whether an occasion only tells the press of another."""
    return any({"press", "news", "media"} & core for core in occasion.cores)


def _anaphor_target(story: Story, mention: EventMention, index: int, item: int, recent: list[Occasion]) -> Occasion | None:
    head = mention.head.lower()
    pool = [o for o in recent if o.item == item]
    if mention.edition:
        pool = [o for o in pool if not o.edition or o.edition == mention.edition]
        return next((o for o in reversed(pool) if o.edition == mention.edition), None)
    for occasion in reversed(pool):
        if occasion.how == "sibling" or is_earlier_edition(occasion, story.main.get(item)):
            continue
        if head == "event":
            if _tells_press(occasion):
                continue
            if occasion.how in STANDALONE or occasion.dates:
                return occasion
            continue
        if any(head in core for core in occasion.cores) or (mention.cls and occasion.cls == mention.cls):
            return occasion
    main = story.main.get(item)
    if main is None:
        return None
    if head in ("event", "edition", "gathering") or main.cls in ("", mention.cls) or mention.cls in _FAMILY.get(main.cls, ()):
        if head in (
            "session",
            "panel",
            "visit",
            "tour",
            "mission",
            "training",
            "workshop",
            "course",
            "exercise",
            "week",
            "competition",
            "festival",
        ):
            return main if main.cls == mention.cls else None
        return main
    return None


def resolve_phrases(story: Story) -> None:
    """Resolve what points back, and make events of ordinals and ceremonies that are told of."""
    recent: list[Occasion] = []
    for index, sentence in story.told():
        for mention in sentence.events:
            known = story.resolved.get(mention.key)
            if known is not None:
                if not only_beside(story, sentence, mention) or known not in recent:
                    _push(recent, known)
                continue
            occasion = _resolve_phrase(story, mention, index, sentence, recent)
            if occasion is not None:
                _push(recent, occasion)
        first = next(
            (
                o
                for m in sentence.events
                if m.how != "generic" and not only_beside(story, sentence, m) and (o := story.resolved.get(m.key)) is not None
            ),
            None,
        )
        if first is not None:
            _push(recent, first)


def _resolve_phrase(
    story: Story, mention: EventMention, index: int, sentence: Sentence, recent: list[Occasion]
) -> Occasion | None:
    """Say which event words without a name speak of, by their form; None for one that is not to be pointed back to."""
    item = sentence.section.item
    if mention.how in ("anaphor", "generic") and (called := _apposed(story, mention, index, sentence)) is not None:
        return called
    if mention.how == "last-year":
        last_edition(story, mention, index, item, sentence)
        return None
    if mention.how == "anaphor":
        target = _anaphor_target(story, mention, index, item, recent)
        if target is not None:
            note_quiet(story, target, mention, index)
        elif (
            mention.name in _OPENING_HEADS and sentence.dates and item not in story.main and _told_here(story, mention, sentence)
        ):
            return _bare_occasion(story, replace(mention, how="phrase", name=mention.name.lower()), index, item, sentence)
        return target
    if mention.how == "phrase":
        known = _apposed(story, mention, index, sentence)
        if known is None and mention.det in DEFINITE and not _told_here(story, mention, sentence):
            known = _points_back(story, mention, item, recent)
            if known is not None:
                note_quiet(story, known, mention, index)
        return known or _bare_occasion(story, mention, index, item, sentence)
    resolver = {
        "other": _other_one, "ordinal": _phrase_occasion, "generic": _phrase_occasion,
    }.get(mention.how)  # fmt: skip
    return resolver(story, mention, index, item, sentence) if resolver is not None else None


_OPENING_HEADS = frozenset(
    "conference meeting summit workshop seminar ceremony symposium course training consultation consultations talks visit".split()
)
_TOLD_HERE = re.compile(
    r"\s*(?:,\s*)?(?:(?:which|that)\s+)?(?:(?:was|were|is|are|will\s+be|to\s+be|being|originally|initially|has\s+been|due|scheduled|set|planned|postponed|cancelled)\s+)*"
    r"(?:held|hosted|convened|organi[sz]ed|staged|took\s+place|takes\s+place|will\s+take\s+place|to\s+take\s+place|opened|opens|began|begins|started|due|scheduled|planned|for|\()?\s*"
    r"(?:(?:in|at|on|from|between|for|here)\b|\()"
)


def _told_here(story: Story, mention: EventMention, sentence: Sentence) -> bool:
    """Whether it is right behind the words for an event that the text says where or when it is held."""
    match = _TOLD_HERE.match(story.plain, mention.full.end, sentence.span.end)
    if match is None:
        return False
    near = (*(d.span for d in sentence.dates), *(h.span for h in sentence.places if h.value.kind in ("city", "region")))
    return any(0 <= s.start - match.end() < 40 for s in near)


def _points_back(story: Story, mention: EventMention, item: int, recent: list[Occasion]) -> Occasion | None:
    """The event of that kind named last before "the virtual meeting" or "the meeting of the ministers", if its own name says no other."""
    core = core_words(mention.name) - {mention.head}
    for occasion in reversed([o for o in recent if o.item == item and o.how != "sibling"]):
        same = any(mention.head in c for c in occasion.cores) or (mention.cls and occasion.cls == mention.cls)
        if same and len(core) < 2 and not is_earlier_edition(occasion, story.main.get(item)):
            return occasion
    return None


def _other_one(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """The edition before or after the one in hand ("the last one, in Riga in 2022", "the next meeting"), told with its day or town."""
    if not (sentence.dates or any(h.value.kind in ("city", "country") for h in sentence.places)):
        return None
    main = story.main.get(item)
    if main is None or not may_number(main, mention) or main.thing.attrs.get("unnamed"):
        main = kin_before(story, mention, item)
    if main is None or main.how not in STANDALONE or main.thing.attrs.get("unnamed"):
        return _next_phrase(story, mention, index, item, sentence)
    occasion = new_occasion(story, mention, index, item, main)
    occasion.how = "sibling"
    occasion.thing.names.clear()
    call_after_main(occasion, main)
    occasion.thing.call(mention.full.words(story.plain), mention.full)
    occasion.thing.attrs["series_of"] = main.thing.name
    occasion.edition = 0
    if main.edition and mention.edition and not _counts_as(story, main.edition + mention.edition):
        occasion.edition = main.edition + mention.edition
    note_quiet(story, occasion, mention, index)
    return occasion


_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


def _counts_as(story: Story, number: int) -> bool:
    """Whether a text counts something as the edition of a number, so that "the next" behind it is no longer that one."""
    word = _UNITS[number - 1] if 0 < number <= len(_UNITS) else f"{number}th"
    return re.search(rf"\b(?:{word}|{number}\s?(?:st|nd|rd|th))\b", story.plain, re.IGNORECASE) is not None


def _next_phrase(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """ "The next meeting", with a day of its own, after one without a name."""
    kin = [o for o in story.occasions if o.item == item and o.how == "phrase" and o.first < index and may_number(o, mention)]
    if not kin or mention.edition < 0 or not _own_day(story, mention, sentence):
        return None
    occasion = new_occasion(story, mention, index, item)
    occasion.how, occasion.cls, occasion.thing.cls = "phrase", kin[-1].cls, kin[-1].cls
    note_quiet(story, occasion, mention, index)
    return occasion


_CALLED = re.compile(
    r"\s*[,(–—-]?\s*(?:(?:officially|formally|otherwise|also|better|commonly|now|or|namely)\s+)*"
    r"(?:officially|formally|namely|known\s+as|called|named|entitled|titled|dubbed|billed\s+as),?\s+(?:the\s+)?[“\"«]?"
)


def _apposed(story: Story, mention: EventMention, index: int, sentence: Sentence) -> Occasion | None:
    """The event whose name stands right before or behind the words for it ("a youth forum, Harbour 2024, …")."""
    for other in sentence.events:
        if (
            mention.how == "phrase"
            and 0 < mention.full.start - other.full.end < 24
            and other.how in STANDALONE
            and other.key in story.resolved
        ):
            gap = story.plain[other.full.end : mention.full.start]
            if re.fullmatch(r"\s*(?:\([^()]*\)\s*)?[,–—]\s*(?:the|an?)\s+", gap):
                note_quiet(story, story.resolved[other.key], mention, index)
                return story.resolved[other.key]
        if other.how in STANDALONE and other.key in story.resolved and other.full.start >= mention.full.end:
            gap = story.plain[mention.full.end : other.full.start]
            if _CALLED.fullmatch(gap) or (mention.how == "phrase" and re.fullmatch(r"\s*[,:(–—-]\s*(?:the\s+)?[“\"]?", gap)):
                note_quiet(story, story.resolved[other.key], mention, index)
                return story.resolved[other.key]
            return None
    return None


def _bare_occasion(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """An occasion without a name, where its sentence says when or where; one named before in the same words is the same."""
    core = core_words(mention.name)
    for occasion in story.occasions:
        if (
            occasion.item == item
            and occasion.how == "phrase"
            and core
            and (
                any(core == c or (len(core) > 1 and core <= c) for c in occasion.cores) or _opens_below(occasion, mention, index)
            )
        ):
            note_quiet(story, occasion, mention, index)
            return occasion
    main = story.main.get(item)
    another = bool(re.search(r"\b[Aa]n?\s$", story.plain[max(0, mention.full.start - 3) : mention.full.start]))
    named = main is not None and bool(core) and any(core <= c for c in main.cores) and not (another and index > main.first + 2)
    if main is not None and (
        named or (core and _introduces(story, mention, index, main)) or _of_headline(story, mention, index, main)
    ):
        note_quiet(story, main, mention, index)
        return main
    headline = sentence.section.kind == "title" or (item and sentence.section.kind == "heading")
    if not (sentence.section.kind == "body" or headline) or not (
        _headlines(story, mention, index, sentence) if headline else _opens_event(story, mention, sentence, index)
    ):
        return None
    occasion = new_occasion(story, mention, index, item)
    occasion.in_title = bool(headline)
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    if mention.how == "phrase" and (len(core) == 1 or (len(core) == 2 and mention.head in ("visit", "meeting", "consultation"))):
        _call_longer(story, occasion, mention, sentence)
    _call_by_holders(story, occasion, mention, sentence)
    return occasion


def _call_by_holders(story: Story, occasion: Occasion, mention: EventMention, sentence: Sentence) -> None:
    """Call a meeting by those who "held a meeting" too, where its own words do not say whose it is."""
    if mention.cls not in ("Meeting", "Session", "Summit", "Dialogue", "Conference") or len(core_words(mention.name)) > 2:
        return
    begin = max(sentence.span.start, mention.full.start - 260)
    lead = story.plain[begin : mention.full.start]
    holds = HOLDS.search(lead[-60:])
    if holds is None and mention.det in OWNED and (people := MEETERS.search(lead)) is not None:
        before = PHRASE_START.search(lead[: people.start()])
        who: Span | None = Span(before.start() if before else people.start(), people.end())
    else:
        who = who_meets(lead[: max(0, len(lead) - 60) + holds.start()]) if holds is not None else None
    if who is not None:
        span = Span(begin + who.start, mention.full.end)
        occasion.thing.call(f"{mention.name} of {who.words(lead)}", span)


_NOT_THEN = re.compile(
    r"\b(?:since|by|before|until|till|prior\s+to|ahead\s+of|deadline|published|posted|dated|born|founded|established)\s+(?:in\s+|on\s+)?(?:the\s+)?$"
)
_THAT_DAY = re.compile(
    r"(?:(?:On|In|During)\s+)?[Tt]he\s+(?:same|next|following|previous|last|first|second|third)\s+(?:day|morning|evening|afternoon),?\s+[^.;:]{0,90}$"
)


def _day_above(story: Story, mention: EventMention, index: int) -> bool:
    """Whether an entry of a diary or programme, below a heading with its day, tells of an event as something new that happened."""
    sentence = story.sentences[index]
    if mention.det in DEFINITE or not TELLS.search(story.plain, sentence.span.start, sentence.span.end):
        return False
    for near in range(index - 1, max(-1, index - 6), -1):
        above = story.sentences[near]
        if above.section.kind in ("heading", "title"):
            return any(d.start.day or d.form in ("wd", "dayonly") for d in above.dates) and above.section.kind == "heading"
    return False


def _told_between(story: Story, mention: EventMention, sentence: Sentence, gap: Span) -> bool:
    """Whether another event is named in a stretch of a sentence."""
    return any(gap.start <= m.full.start < gap.end and m is not mention and m.key in story.resolved for m in sentence.events)


def _own_day(story: Story, mention: EventMention, sentence: Sentence) -> bool:
    """Whether a day stands with the words for an event, and no other event between."""
    if mention.det not in DEFINITE and _THAT_DAY.match(story.plain, sentence.span.start, mention.full.start):
        return True
    for date in sentence.dates:
        if date.form in ("inyear", "ryear") and mention.needs != "free":
            continue
        behind = date.span.start >= mention.full.start
        gap = Span(mention.full.end, date.span.start) if behind else Span(date.span.end, mention.full.start)
        between = gap.of(story.plain) if gap.end > gap.start else ""
        far = (150 if behind else 170) if mention.needs in ("", "free") else 70
        if len(between) > far or ";" in between or _told_between(story, mention, sentence, gap):
            continue
        if not _NOT_THEN.search(story.plain, max(sentence.span.start, date.span.start - 24), date.span.start):
            return True
    return False


def _own_town(story: Story, mention: EventMention, sentence: Sentence) -> bool:
    """Whether a town stands with the words for an event, and no other event between."""
    for hit in sentence.places:
        if hit.value.kind not in ("city", "region"):
            continue
        first, last = sorted((mention.full, hit.span))
        if first.end > last.start or not _told_between(story, mention, sentence, Span(first.end, last.start)):
            return True
    return False


def _opens_event(story: Story, mention: EventMention, sentence: Sentence, index: int) -> bool:
    """Whether words without a name tell of an event of their own: they have a day, or a town if their head noun names nothing else."""
    return (
        _own_day(story, mention, sentence)
        or (mention.needs in ("", "free") and _day_above(story, mention, index))
        or (mention.needs in ("", "free") and _own_town(story, mention, sentence))
        or (mention.det not in DEFINITE and mention.needs != "act" and _own_hall(story, mention, sentence))
        or _called_off(story, mention, sentence)
    )


def _headlines(story: Story, mention: EventMention, index: int, sentence: Sentence) -> bool:
    """Whether a headline is about an event without a name: it says when or where, or the text below goes on about "the workshop"."""
    if mention.needs == "act" or " " not in mention.name or story.main.get(sentence.section.item) is not None:
        return False
    if _own_day(story, mention, sentence):
        return True
    below = [s for i, s in story.told() if i > index and s.section.item == sentence.section.item][:4]
    back = any(m.how == "anaphor" and m.head.lower() == mention.head for s in below for m in s.events)
    return back and (_own_town(story, mention, sentence) or any(s.dates for s in below))


_OFF = re.compile(
    r"\s*(?:,[^,.;]{3,80},\s*)?(?:(?:has|have|had)\s+(?:since\s+)?(?:been|to\s+be)\s+|(?:was|were|is|are|will\s+be)\s+)(?:also\s+|then\s+)?(?:cancel(?:l)?ed|called\s+off|postponed|put\s+off)\b"
)


def _called_off(story: Story, mention: EventMention, sentence: Sentence) -> bool:
    """Whether it is said of an event, with what it was to be about, that it is called off."""
    return " " in mention.name and _OFF.match(story.plain, mention.full.end, sentence.span.end) is not None


def _own_hall(story: Story, mention: EventMention, sentence: Sentence) -> bool:
    """Whether the hall, or the body in whose house an event is held, stands right behind the words for it ("at the Harbour Museum")."""
    for name in sentence.names:
        if name.kind in ("venue", "organization") and 0 < name.full.start - mention.full.end < 45:
            between = story.plain[mention.full.end : name.full.start]
            if re.search(r"\bat\s+(?:the\s+)?(?:\p{Lu}[\p{L}’'-]+\s+){0,3}$", between) and not re.search(
                r"[.;:]|\b(?:who|which|that)\b", between
            ):
                return True
    return False


def _opens_below(occasion: Occasion, mention: EventMention, index: int) -> bool:
    """Whether the first sentences below a headline tell in other words of the event that it names."""
    if not occasion.in_title or index > occasion.first + 2 or mention.needs == "act":
        return False
    core = core_words(mention.name)
    same = any(mention.head in c and len(core & c) * 2 >= min(len(c), len(core)) for c in occasion.cores)
    if same:
        occasion.thing.call(mention.name, mention.span)
    return same


_MORE_WORDS = re.compile(
    r"(?:\s+(?!(?:on|in|at)\s+(?:the\s+)?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b))(?:of|with|between|among|on|for|about|at|in|by|to)\s+[^,.;:()“”\"]{2,80}?){1,2}(?=[,.;:()]|\s+(?:on|in|from|between|during)\s+(?:the\s+)?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}*\b)|\s+(?:last|this|next|earlier|today|yesterday)\b|\s+(?:was|were|is|are|will|has|have|had|where|which|who|whom|that|and|allowed|took)\b|\s*$)"
)


def _call_longer(story: Story, occasion: Occasion, mention: EventMention, sentence: Sentence) -> None:
    """Call an occasion of a bare noun by the words behind it too ("meeting with the Ports Association in Riga")."""
    more = _MORE_WORDS.match(story.plain, mention.full.end, sentence.span.end)
    if more is not None:
        span = Span(mention.span.start, more.end())
        occasion.thing.names.clear()
        occasion.thing.call(span.words(story.plain), span)


def _introduces(story: Story, mention: EventMention, index: int, main: Occasion) -> bool:
    """Whether the opening sentences tell of "a forum" whose name comes after them, the only one of its kind in the text."""
    lead = story.plain[max(0, mention.full.start - 16) : mention.full.start].lower()
    if re.search(r"\b(?:to|for|after|before|of|since|until|from)\s+an?\s$", lead):
        return False
    named = [i for m, i in main.mentions if m.how in STANDALONE and story.sentences[i].section.kind == "body"]
    if not re.search(r"\b(?:an?\s)$", lead) or not named or not index < min(named) <= index + 4 or main.cls != mention.cls:
        return False
    return not any(o is not main and o.cls == main.cls and o.item == main.item for o in story.occasions if o.how in STANDALONE)


def _of_headline(story: Story, mention: EventMention, index: int, main: Occasion) -> bool:
    """Whether the first sentences call the event of the headline by its kind alone ("came together for a lively three-day forum")."""
    if not main.in_title or main.how not in STANDALONE or not mention.name.lower().endswith(mention.head):
        return False
    bodies = [i for i, s in story.told() if s.section.item == main.item and s.section.kind == "body"][:2]
    return index in bodies and any(mention.head in core for core in main.cores)


def _push(recent: list[Occasion], occasion: Occasion) -> None:
    if occasion in recent:
        recent.remove(occasion)
    recent.append(occasion)


def _phrase_occasion(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    core = core_words(mention.name)
    if mention.how == "ordinal":
        main = story.main.get(item)
        if main is None or not may_number(main, mention):
            main = kin_before(story, mention, item)
        bare_head = len(core) == 1
        if main is None and bare_head and mention.of is None:
            return sitting(story, mention, index, item, sentence) or _bare_occasion(story, mention, index, item, sentence)
        if mention.head.lower() != "anniversary" and (bare_head or mention.head.lower() in ("edition", "event")):
            edition = edition_of(story, mention, index, item, sentence, main) if main is not None else None
            another = re.search(r"\b(?:[Aa]n?|[Aa]nother)\s+$", story.plain[max(0, mention.full.start - 9) : mention.full.start])
            if edition is None and another and sentence.dates and main is not None:
                return next_of(story, mention, index, item, main)
            return edition
        if len(core) < 2 and mention.of is None:
            return None
    if mention.how == "generic" and "roundtable" in core:
        same = (o for o in story.occasions if o.item == item and o.how == "generic" and any("roundtable" in c for c in o.cores))
    else:
        same = (
            o
            for o in story.occasions
            if o.item == item
            and o.how in ("generic", "ordinal", "proper")
            and core
            and (core in o.cores or (mention.edition and mention.edition == o.edition and any(core < c for c in o.cores)))
            and compatible(o, mention)
        )
    known = next(same, None) or bare_before(story, mention, item, core)
    if known is not None:
        note_mention(story, known, mention, index)
        return known
    occasion = new_occasion(story, mention, index, item)
    occasion.how = mention.how
    note_mention(story, occasion, mention, index)
    if mention.how == "generic" and occasion.cls == "Visit" and mention.of is None:
        _call_longer(story, occasion, mention, sentence)
    if mention.how == "generic" and not (occasion.cls == "Meeting" and mention.of is not None):
        occasion.join(_parent_of(story, mention, item, sentence, index) if occasion.cls != "Visit" else None)
    return occasion


def _parent_of(story: Story, mention: EventMention, item: int, sentence: Sentence, index: int) -> Occasion | None:
    date = sentence.dates[0].span if sentence.dates else None
    if date is not None and date.start - sentence.span.start < 4 and 0 <= mention.full.start - date.end < 6:
        return None
    if mention.of is not None:
        for occasion in story.occasions:
            if any(core_words(story.plain[mention.of.start : mention.of.end]) == core for core in occasion.cores):
                return occasion
    for other in reversed(sentence.events):
        if (
            other.full.end <= mention.full.start
            and other.how in STANDALONE
            and (larger := story.resolved.get(other.key)) is not None
            and larger.parent is None
        ):
            return larger
    main = story.main.get(item)
    if main is None or main.first > index:
        told = [
            o
            for o in story.occasions
            if o.item == item and o.how in (*STANDALONE, "ordinal") and o.first < index and o.parent is None
        ]
        near = max(told, key=lambda o: max(i for _, i in o.mentions if i < index), default=None)
        if near is not None and story.sentences[near.first].section is sentence.section:
            return near
    return main
