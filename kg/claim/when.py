"""When an event is held: days, ranges, hours, and by what rule a year was filled in."""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.claim.ledger import date_literal
from kg.claim.main_event import heads_text
from kg.claim.nearby import (
    FOR_EVENT,
    HOLD,
    bare,
    does_else,
    event_after,
    event_before,
    holds,
    in_row,
    leads_up,
    said_between,
    spoken_elsewhere,
    tells_else,
    told_first,
)
from kg.claim.rules import rule
from kg.claim.scopes import YEAR_LED, label_target
from kg.claim.story import STANDALONE, Occasion, Story
from kg.find import Sentence
from kg.find.dates import MONTHS, DateMention, Day, complete
from kg.model import Literal

_OPENS = re.compile(
    r"\b(?:opened|opens|inaugurated|(?:will|to|set\s+to)\s+(?:open|start|begin|kick\s+off)|kicked\s+off|kicks\s+off|started|starts|began|begins|got\s+under\s+way|gets\s+under\s+way|convenes)\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:concluded|concludes|closed|closes|ended|ends|wrapped\s+up|wraps\s+up|wound\s+up|winds\s+up|drew\s+to\s+(?:a|its)\s+close|rounded\s+off|broke\s+up|came\s+to\s+(?:a|an|its)\s+(?:\w+\s+){0,2}(?:conclusion|end|close)|(?:lasts?|lasted|runs?|ran|running|continu(?:es?|ed|ing)|going\s+on|goes\s+on)\s+(?:until|till|through)|to\s+(?:end|close|conclude))\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(
    r"\b(?:(?:postponed|moved|delayed|shifted|rescheduled|deferred|carried\s+over)\s+from|since|by|before|until|till|prior\s+to|ahead\s+of|adopted|announced|established\s+in|founded\s+in|born|deadline|published|posted|updated|released|dated|printed|revised|issued|as\s+(?:of|at)|version\s+of|notes?,|correction,|update,|edited)\s+(?:the\s+)?(?:end\s+of\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:lasts?|lasted|runs?|ran|run|running|continu(?:es?|ed|ing)|goes\s+on|open)\s+(?:until|till|through)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:first\s+(?:held|convened|organi[sz]ed|staged|hosted|met|took\s+place)|having\s+(?:been\s+)?\w+|dat(?:es|ing)\s+back|since\s+its\s+(?:inception|start|launch)|inception|initiated|launched|created|"
    r"established|founded|began|begun|started|set\s+up|inaugurated|conceived)\s+(?:back\s+)?(?:in|to|since)\s+$",
    re.IGNORECASE,
)
_HOLD = re.compile(rf"\b{HOLD}\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|to\s+be|upcoming|forthcoming|is\s+scheduled|are\s+scheduled|is\s+due|is\s+expected|next|slated)\b", re.IGNORECASE
)
INNER_LABEL = re.compile(r"[.;|·]\s+(?:Dates?|When)\s*:\s", re.IGNORECASE)
"""The label of a day behind that of something else ("Place: Tallinn. Date: 3 June 2024")."""
_LABELS = re.compile(
    r"^(?:date|dates|when|time|date and time|dates? & time|day|datum|fecha|schedule|event date)s?$", re.IGNORECASE
)


def year_hint(story: Story, occasion: Occasion, sentence: Sentence) -> tuple[int, str]:
    """Return the year that the text around gives, and the name of the rule."""
    if occasion.year:
        return occasion.year, "year-from-event-name"
    if occasion.dates:
        return int((occasion.dates[0] or occasion.dates[1])[:4]), "year-from-same-event"
    stamp = story.stamps.get(sentence.section.span)
    if stamp is not None and stamp[0].start.year:
        return stamp[0].start.year, "year-from-text-around"
    parent = occasion.parent
    if parent is not None and (parent.year or parent.dates):
        return parent.year or int((parent.dates or ("", ""))[0][:4] or 0), "year-from-larger-event"
    lead = YEAR_LED.match(story.plain, sentence.section.span.start, sentence.section.span.end)
    if lead is not None and sentence.section.kind == "body":
        return int(lead["year"]), "year-from-text-around"
    near = year_before(story, occasion, sentence)
    if near:
        return near, "year-from-text-around"
    told = _year_of_review(story)
    if told:
        return told, "year-from-text-around"
    item = sentence.section.item
    years = [
        d.start.year
        for s in story.sentences
        if s.section.item == item and s.section.kind != "boilerplate"
        for d in s.dates
        if d.start.year and d.form != "inyear"
    ]
    if not story.published.year and years:
        return years[0], "year-from-text-around"
    if not story.published.year and item:
        years = _item_years(story)
        if years:
            return years[0], "year-from-neighbouring-items"
    return 0, ""


def year_before(story: Story, occasion: Occasion | None, sentence: Sentence) -> int:
    """The year of the last full date before in the paragraph or, in a text without a day of its own, in the text; 0 for none."""
    dated = bool(story.published.year)
    if dated and occasion is not None and occasion is story.main.get(sentence.section.item):
        return 0
    first = sentence.events[0].span.start if sentence.events else sentence.span.end
    for other in reversed([s for s in story.sentences if s.span.start <= sentence.span.start]):
        if other.section.item != sentence.section.item or (dated and other.section is not sentence.section):
            break
        full = [
            d
            for d in other.dates
            if d.start.year
            and (d.start.day if dated else d.start.month or other.section is sentence.section)
            and (other is not sentence or d.span.start < first or not dated)
        ]
        if full and other.section.kind != "boilerplate":
            return full[-1].end.year
    return 0


_REVIEW = re.compile(
    r"\b(?:the\s+year|our\s+year|chronicle\s+(?:of|for)|review\s+(?:of|for)|highlights\s+(?:of|from)|diary\s+(?:of|for)|calendar\s+(?:of|for)?|events\s+(?:of|in)|report\s+(?:for|on))\s+(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<year>(?:19|20)\d\d)\s*(?:in\s+review|at\s+a\s+glance|highlights|chronicle|calendar|diary|month\s+by\s+month|:\s*(?:a|the)\s+year)\b",
    re.IGNORECASE,
)


def _year_of_review(story: Story) -> int:
    """The year that the headings say a chronicle or calendar is of ("The year 2023, month by month"); 0 for none."""
    for sentence in story.sentences[:6]:
        match = (
            _REVIEW.search(story.plain, sentence.span.start, sentence.span.end)
            if sentence.section.kind in ("title", "heading")
            else None
        )
        if match is not None:
            return int(match["year"])
    return 0


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def _item_years(story: Story) -> list[int]:
    """Years named in the headings of the items, the most frequent first."""
    counts: dict[int, int] = {}
    for sentence in story.sentences:
        if sentence.section.kind in ("heading", "title"):
            for match in _YEAR.finditer(story.plain, sentence.span.start, sentence.span.end):
                counts[int(match.group(1))] = counts.get(int(match.group(1)), 0) + 1
    return sorted(counts, key=lambda y: (-counts[y], y))


_WITH_WHOM = re.compile(
    r"\s+with\s+(?:(?!\b(?:was|were|is|are|signed|visited|met|will|who|which|and\s+\p{Ll}+ed)\b)[^.;:]){3,90}?(?:\s+on)?\s*"
)
_WIRE = re.compile(r"(?:/[^/\n]{2,30}/|\([^()\n]{2,30}\))\s*(?:--?|[–—])\s|\s(?:--|[–—])\s")
_HELD_NEXT = re.compile(
    r"(?:\s+of\s+[^,.;]{3,60}?)?\s+(?:takes?\s+place|took\s+place|will\s+take\s+place|(?:was|were|is|are|will\s+be)\s+(?:\w+ly\s+)?(?:held|convened|hosted|staged))\b"
)


def _held_later(story: Story, sentence: Sentence, date: DateMention) -> Occasion | None:
    """The event that a sentence opened by a day says was held ("On 3 June, as part of a visit, a signing ceremony took place")."""
    for mention in sentence.events:
        occasion = story.resolved.get(mention.key)
        if occasion is not None and mention.full.start > date.span.end and _HELD_NEXT.match(story.plain, mention.full.end):
            return occasion
    return None


def _told_around(story: Story, sentence: Sentence, date: DateMention) -> Occasion | None:
    """The event that the words around a day tell of ("spent 3-5 June in Riga", "yesterday opened a forum")."""
    for mention in sentence.events:
        if mention.how == "unnamed" and mention.span.start <= date.span.start and date.span.end <= mention.span.end:
            return story.resolved.get(mention.key)
    after = event_after(story, sentence, date.span.end)
    return after[1] if after is not None and _DID_THEN.match(story.plain, date.span.end, after[0].full.start) else None


def _bracketed(story: Story, sentence: Sentence, date: DateMention) -> Occasion | None:
    """The one event that a sentence names before a day in brackets ("brought the forum to Riga (27 September)"), or its headline."""
    if story.plain[date.span.start - 1 : date.span.start] != "(" or story.plain[date.span.end : date.span.end + 1] != ")":
        return None
    told = [o for m in sentence.events if m.full.end <= date.span.start and (o := story.resolved.get(m.key)) is not None]
    if len({id(o) for o in told}) != 1 or told[0].dates is not None:
        return None
    return told[0]


_DID_THEN = re.compile(
    r"\s+(?:jointly\s+|officially\s+|formally\s+|together\s+)?(?:(?:co-)?(?:host|open|launch|conven|organi[sz]|attend|conclud|stag|inaugurat|clos)(?:e?d|es|s)|held|holds|(?:will\s+)(?:host|hold|open|launch|convene|attend))\s+"
    r"(?:(?:an?|the|its|their)\s+)?(?:\p{Ll}[\p{L}-]*\s+){0,4}(?=\S{0,3}$)?"
)


def _said_of(gap: str, *, year_only: bool = False) -> bool:
    """Whether the words between an event and a day say no more than that it is held, opens or closes."""
    if spoken_elsewhere(gap):
        return False
    verb = _OPENS.search(gap) or _CLOSES.search(gap)
    verbal = verb is not None and len(gap) < 480 and not tells_else(gap[: verb.start()])
    if not (
        verbal
        or (holds(gap, allow=2 if len(gap) < 48 else 1) and not (year_only and does_else(gap)))
        or (told_first(gap) and len(gap) < 190 and not re.search(r";|\bwhich\s+(?:was\s+)?(?:founded|established|created)", gap))
    ):
        return False
    return not re.search(r"\b(?:adopted|signed)\b[^,;]*\bin\b", gap) or holds(gap)


_ARRIVED = re.compile(
    r"\b(?:arriv|travel|depart|land|flew|flown|fly|flies|leave|left|set\s+(?:off|out)|head|return|came\s+back)\p{Ll}*\b[^.;]*$",
    re.IGNORECASE,
)
_BESIDE_EVENT = re.compile(r"\b(?:sidelines|margins|fringes)\b")


def target_of(story: Story, index: int, sentence: Sentence, date: DateMention) -> Occasion | None:
    """Return the event that a date is said of."""
    if date.span in story.taken:
        return None
    around = _told_around(story, sentence, date) or _bracketed(story, sentence, date)
    if around is not None:
        return around
    before = event_before(story, sentence, date.span.start)
    if before is not None:
        mention, occasion = before
        if in_row(story, sentence, mention.full.end, date.span.start):
            return occasion
        if _WITH_WHOM.fullmatch(story.plain, mention.full.end, date.span.start):
            return occasion
        if leads_up(story, sentence, mention):
            return None
        if _said_of(said_between(story, sentence, mention.full.end, date.span.start), year_only=date.form == "inyear"):
            return occasion
    lead = _WIRE.split(story.plain[sentence.span.start : date.span.start])[-1]
    later = _held_later(story, sentence, date) if len(lead) < 12 else None
    if later is None:
        later = _told_after(story, sentence, date, lead)
    return _in_hand(story, index, lead) if later is None and before is None else later


_THEN = re.compile(
    rf"\b(?:{HOLD}|host(?:s|ed)?|attend(?:ed|s)?|gathered|opened|join(?:ed|s)?|co-hosted|participated|welcomed|raised)\b"
)
_NEXT_TO = re.compile(r"\s*(?:[–—:|-]\s*|[’']s\s+)?")
_FOR_IT = re.compile(rf"\s*,?\s*{FOR_EVENT}\s*")


def _told_after(story: Story, sentence: Sentence, date: DateMention, lead: str) -> Occasion | None:
    """The next event behind a date, where the words between say that it was then ("on Monday to attend …")."""
    after = event_after(story, sentence, date.span.end)
    if after is None:
        return None
    gap = bare(story, sentence, date.span.end, after[0].full.start)
    if _FOR_IT.fullmatch(gap):
        return None if _ARRIVED.search(lead) or _BESIDE_EVENT.search(gap) else after[1]
    if len(lead) < 40 and len(gap) < 200 and (after[0].how == "unnamed" or holds(gap, allow=2) or _THEN.search(gap)):
        return after[1]
    near = date.span.end + 8 >= after[0].full.start - 1
    return after[1] if near and _NEXT_TO.fullmatch(story.plain, date.span.end, after[0].full.start) else None


_SIGNED = re.compile(r"\b(?:signed|inked|signing|ceremony|took\s+place|held)\b[^.;]{0,40}$")


def _in_hand(story: Story, index: int, lead: str) -> Occasion | None:
    """The event that a sentence without one is about, where it says that something was held or signed then."""
    scope = story.scope.get(index)
    if scope is None:
        return None
    if scope.thing.attrs.get("unnamed") and scope.cls == "Ceremony" and _SIGNED.search(lead):
        return scope
    told = _HELD_THEN.search(lead) and not _OTHER_SUBJECT.search(lead)
    return scope if told and scope.how != "generic" else None


_DASH = re.compile(r"\s*(?:\([^)]{0,30}\)\s*|/[^/\n]{2,30}/\s*)?(?:[–—]|--?\s|\||:\s)\s*|\s+Posted\s+in\b|\s+·")


_DATELINE = re.compile(
    r"\W{0,3}\p{Lu}[\p{L}.’'-]+(?:[ /]\p{Lu}[\p{L}.’'-]+){0,3}(?:\s*\([^()\n]{2,30}\))?,\s*[\p{Lu}\d][\p{L}\d ,.]{4,28}(?:\([^()\n]{2,30}\)\s*)?\s*(?:[–—]|--?)\s+(?:The|A|An|In|On|At|With|More|Over|Some|About|Nearly|Ministers|Leaders|Delegates|Experts|Representatives)\s[^|\n]{30}"
)


def in_dateline(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether a date opens a text as its dateline ("Tallinn, 3 June 2024 – …")."""
    if date.span.start - sentence.span.start > 46:
        return False
    stamp = story.mentions.document.published_span
    if (
        stamp is not None
        and stamp.start < date.span.end
        and date.span.start < stamp.end
        and _DASH.match(story.plain, date.span.end)
    ):
        return True
    if _DATELINE.match(story.plain, sentence.span.start, sentence.span.end):
        return True
    if any(0 <= e.full.start - date.span.end < 30 for e in sentence.events):
        return False
    before = event_before(story, sentence, date.span.start)
    if (
        before is not None
        and "|" in sentence.span.of(story.plain)
        and in_row(story, sentence, before[0].full.end, date.span.start)
    ):
        return False
    head = story.plain[sentence.span.start : date.span.start]
    return not re.search(r"\b(?:on|from|held|in|between)\b", head) and bool(_DASH.match(story.plain, date.span.end))


_HELD_THEN = re.compile(
    r"\b(?:held|takes?\s+place|took\s+place|taking\s+place|convene[sd]?|scheduled|opened|concluded|runs?|gathered|met|closed|ended|to\s+(?:end|close|conclude|open|begin|start)|ends|closes|concludes|begins)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r"\b(?:founded|established|launched|signed|born|adopted|created|published)\s+(?:in|on)\s*$")


_PRESENT = re.compile(
    r"\b(?:opens|begins|starts|kicks\s+off|takes\s+place|convenes|gets\s+under\s+way|gathers|meets|closes|ends|concludes)\b[^.;]{0,40}$"
)


def _ahead(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether a date is still to come, by the verbs of its sentence ("opens on Monday")."""
    if _FUTURE.search(story.plain, sentence.span.start, sentence.span.end):
        return True
    body = sentence.section.kind == "body"
    return body and date.form == "wd" and _PRESENT.search(story.plain, sentence.span.start, date.span.start) is not None


_PAST = re.compile(
    r"\b(?:was|were)\s+(?:\p{Ll}+ly\s+|first\s+|last\s+|also\s+)?(?:held|convened|hosted|staged|organi[sz]ed|opened|inaugurated|launched)\b|\b(?:took\s+place|met|gathered|concluded|ended|attended|adopted|(?:[Ll]ast|[Pp]ast|[Pp]revious)\s+(?:year|edition|meeting|session))\b"
)


def _over(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether a date is over, by the verbs before it in its sentence ("met in December")."""
    if _FUTURE.search(story.plain, sentence.span.start, sentence.span.end):
        return False
    return _PAST.search(story.plain, max(sentence.span.start, date.span.start - 120), date.span.start) is not None


_THAT_YEAR = re.compile(r"\s*,?\s*(?:of\s+)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+year\b(?!['’])")


def completed(story: Story, occasion: Occasion | None, date: DateMention, sentence: Sentence) -> DateMention | None:
    """Return a date with the month and year that the text around or the document's day give it; None where nothing does."""
    around = date.form == "dayonly"
    if around:
        month = _month_before(story, sentence, date)
        date = replace(date, form="dmy", start=replace(date.start, month=month), end=replace(date.end, month=month))
        if not month or not (date.start.valid and date.end.valid):
            return None
    told = _THAT_YEAR.match(story.plain, date.span.end, sentence.span.end)
    if told is not None and story.published.year and date.start.month and not date.start.year:
        year = story.published.year + {"last": -1, "this": 0, "next": 1}[told["which"].lower()]
        turn = date.start.month > date.end.month
        return replace(
            date,
            start=replace(date.start, year=year),
            end=replace(date.end, year=year + turn),
            rule="year-relative-to-publication",
        )
    hint, hint_rule = year_hint(story, occasion, sentence) if occasion is not None else (year_before(story, None, sentence), "")
    future, past = _ahead(story, sentence, date), _over(story, sentence, date)
    if future and _is_past(story.published, hint, date) and hint_rule in ("", "year-from-text-around"):
        hint = 0
    done = complete(
        date,
        published=story.published,
        year=0 if date.relative and date.form != "monthonly" else hint,
        year_rule=hint_rule,
        future=future,
        past=past,
    )
    return replace(done, rule="month-from-text-around") if done is not None and around else done


def _is_past(published: Day, year: int, date: DateMention) -> bool:
    """Whether a date is over when a text is published, by the year that the text around gives it."""
    if not (published.year and published.month and year and date.end.month):
        return False
    return (year, date.end.month, date.end.day or 31) < (published.year, published.month, published.day or 1)


_MONTH_NAME = re.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
)


def _month_before(story: Story, sentence: Sentence, date: DateMention) -> int:
    """The month of the last date or name of a month before a bare day, in the paragraph or in the piece of the text; 0 for none."""
    begin = sentence.section.span.start
    named = [m["month"] for m in _MONTH_NAME.finditer(story.plain, begin, date.span.start)]
    if named:
        return MONTHS[named[-1].lower()]
    for other in reversed([s for s in story.sentences if s.span.start < sentence.span.start]):
        if other.section.item != sentence.section.item:
            break
        months = [d.end.month for d in other.dates if d.end.month]
        if months:
            return months[-1]
    return story.published.month


def enter_date(
    story: Story,
    occasion: Occasion,
    date: DateMention,
    sentence: Sentence,
    *,
    opens: bool = False,
    closes: bool = False,
    name: str = "held-on",
) -> None:
    """State when an event is held, by a date that is said of it; one day may be that of its opening or closing alone."""
    done = completed(story, occasion, date, sentence)
    if done is None:
        story.ledger.doubts.append(f"no year for {date.span.words(story.plain)!r} ({occasion.thing.name})")
        return
    if _of_other_edition(occasion, done):
        return
    start, end = done.start.iso, done.end.iso
    rule_name = name if done.rule == "date-as-stated" else f"{name}+{done.rule}"
    known = occasion.dates
    if (
        known is not None
        and known[0] == known[1]
        and len(known[0]) == 10
        and start < end
        and len(start) == len(end) == 10
        and start <= known[0] <= end
    ):
        story.ledger.retract(occasion.thing, "cv:startDate")
        story.ledger.retract(occasion.thing, "cv:endDate")
        known = None
    if known is not None and known[0] == known[1] and len(known[0]) == len(start) == len(end) == 10:
        if closes and end > known[1]:
            story.ledger.retract(occasion.thing, "cv:endDate")
            known = (known[0], "")
        elif opens and start < known[0]:
            story.ledger.retract(occasion.thing, "cv:startDate")
            known = ("", known[1])
    if known is not None:
        low, high = known
        if low and high and not (opens or closes):
            return
        start = low or start
        end = high or end
        if opens and known[0]:
            return
        if closes and known[1]:
            return
    precision = min(len(start), len(end))
    if precision and end[:precision] < start[:precision]:
        return
    thing, ledger = occasion.thing, story.ledger
    confidence = 0.95 if done.rule == "date-as-stated" else 0.85
    one = start == end or done.start == done.end
    if not (closes and one) and not (known and known[0]):
        ledger.state(thing, "cv:startDate", date_literal(start), date.span, rule_name, confidence)
    if not (opens and one) and not (known and known[1]):
        ledger.state(thing, "cv:endDate", date_literal(end), date.span, rule_name, confidence)
    occasion.dates = (
        ("" if closes and one and not (known and known[0]) else start),
        ("" if opens and one and not (known and known[1]) else end),
    )


def _of_other_edition(occasion: Occasion, date: DateMention) -> bool:
    """Whether a date has another year than the name of the event, which so tells of something else; a day may fall a year off."""
    if not occasion.year or occasion.how not in (*STANDALONE, "sibling"):
        return False
    off = max(date.start.year - occasion.year, occasion.year - date.end.year, 0)
    return off > (0 if date.form in ("inyear", "ryear") else 1)


_MOVED = r"(?!\b(?:moved|postponed|rescheduled|re-scheduled|shifted|delayed|deferred|brought\s+forward|pushed\s+back|put\s+off|instead|now|but|was\s+held|took\s+place|finally|eventually)\b)"
_WAS_TO = re.compile(
    rf"\b(?:(?:was|were)\s+to\s+have|should\s+have|had\s+been\s+(?:planned|scheduled|set|expected)|(?:originally|initially|first)\s+(?:planned|scheduled|set|expected|announced|due))\b(?:{_MOVED}[^.;]){{0,60}}$",
    re.IGNORECASE,
)


def _began(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether a bare year is that in which a series began ("first held in 2005"), not that of the event in hand."""
    if not story.published.year or date.start.year >= story.published.year:
        return False
    return bool(_BEGAN.search(story.plain, max(sentence.span.start, date.span.start - 40), date.span.start))


_STARTED = re.compile(r"[^.;]{0,140}?\b(?:opened(?!\s+(?:by|to|its|with))|started|kicked\s+off|got\s+under\s+way)\b")


@rule(
    "held-on",
    yes="The 5th Harbour Cities Forum was held in Tallinn from 3 to 5 June 2024.",
    no="The 5th Harbour Cities Forum follows a report published by 3 June 2024.",
    order=10,
)
def when_held(story: Story) -> None:
    """An event and a day with no more than words of holding between them."""
    put_off: list[tuple[int, Sentence, DateMention]] = []
    for index, sentence in story.told():
        if sentence.section.kind == "label":
            continue
        for date in sentence.dates:
            if sentence.section.kind == "agenda" and not (date.start.year and _of_own_event(story, sentence, date)):
                continue
            if in_dateline(story, sentence, date):
                continue
            if _WAS_TO.search(story.plain, sentence.span.start, date.span.start):
                put_off.append((index, sentence, date))
            elif _UNTIL.search(
                story.plain, max(sentence.span.start, date.span.start - 40), date.span.start
            ) or not _NOT_WHEN.search(story.plain, max(sentence.span.start, date.span.start - 40), date.span.start):
                _held_then(story, index, sentence, date)
    for index, sentence, date in put_off:
        occasion = target_of(story, index, sentence, date)
        if occasion is not None and occasion.dates is None:
            _held_then(story, index, sentence, date)


def _of_own_event(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether a line of a programme says when another event is held ("Handing over to the congress of 2026, to be held on …")."""
    before = event_before(story, sentence, date.span.start)
    if before is None or before[0].how not in STANDALONE or before[1] is story.main.get(sentence.section.item):
        return False
    return holds(bare(story, sentence, before[0].full.end, date.span.start))


def _closes_heading(story: Story, sentence: Sentence, date: DateMention) -> bool:
    """Whether a heading of a history ends with the year in brackets ("Second Harbour Congress (2005)")."""
    rest = story.plain[date.span.end : sentence.span.end].strip()
    return sentence.section.kind == "heading" and rest == ")" and story.plain[date.span.start - 1] == "("


def _of_other_year(story: Story, sentence: Sentence, occasion: Occasion, date: DateMention) -> bool:
    """Whether a bare year of the past is said of "the meeting" or the like, where the text reports the event of its own days."""
    year = story.published.year
    if not year or date.start.year >= year or occasion is not story.main.get(sentence.section.item):
        return False
    near = event_before(story, sentence, date.span.start)
    return near is None or near[0].how not in ("proper", "acronym-year", "ordinal")


def _held_then(story: Story, index: int, sentence: Sentence, date: DateMention) -> None:
    """State the day of the event that a date is said of; a bare year does not date a part, nor one in a headline its event."""
    if date.form == "inyear" and _began(story, sentence, date):
        return
    occasion = target_of(story, index, sentence, date)
    if occasion is None:
        return
    if date.form == "inyear" and _of_other_year(story, sentence, occasion, date):
        return
    if date.form in ("inyear", "ryear") and (
        occasion.how == "generic"
        or (sentence.section.kind in ("title", "heading") and not _closes_heading(story, sentence, date))
    ):
        return
    if date.form == "inyear" and story.published.year and date.start.year > story.published.year + 4:
        return
    lead = story.plain[max(sentence.span.start, date.span.start - 70) : date.span.start]
    single = date.start == date.end
    first = date.span.start - sentence.span.start < 6
    starts = first and bool(_STARTED.match(story.plain, date.span.end, sentence.span.end))
    enter_date(
        story,
        occasion,
        date,
        sentence,
        opens=single and (starts or bool(_OPENS.search(lead))),
        closes=single and bool(_CLOSES.search(lead)),
    )


@rule(
    "day-of-sentence",
    yes="On 3 June 2024, some forty harbour masters from six countries took part in a training seminar on ropes in Tallinn.",
    no="On 3 June 2024, the 5th Harbour Cities Forum in Riga praised a training seminar on ropes in Tallinn.",
    order=13,
)
def when_told(story: Story) -> None:
    """An event without a name has the day with which the sentence opens that tells of it and of no other."""
    for occasion in story.occasions:
        if occasion.how != "phrase" or occasion.dates is not None or occasion.thing.attrs.get("unnamed"):
            continue
        sentence = story.sentences[occasion.first]
        days = [d for d in sentence.dates if d.start.month and not in_dateline(story, sentence, d)]
        told = {id(o) for m in sentence.events if (o := story.resolved.get(m.key)) is not None}
        if len(days) == 1 and len(told) == 1 and days[0].span.start - sentence.span.start < 12:
            enter_date(story, occasion, days[0], sentence, name="day-of-sentence")


@rule(
    "date-label",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nDate: 3 June 2024\n",
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will gather mayors.\n\nFee: 3 June 2024 rate\n",
    order=9,
)
def when_labelled(story: Story) -> None:
    """A line "Date:" or "When:" dates the event that the text is about."""
    for index, sentence in story.told():
        if sentence.section.kind != "label":
            continue
        inner = INNER_LABEL.search(story.plain, sentence.span.start, sentence.span.end)
        if inner is None and not _LABELS.match(sentence.section.label.strip()):
            continue
        if inner is not None and not _LABELS.match(sentence.section.label.strip()):
            sentence = replace(sentence, dates=[d for d in sentence.dates if d.span.start >= inner.end()], times=[])
        occasion = label_target(story, index, sentence)
        if occasion is None:
            continue
        for date in sentence.dates[:1]:
            enter_date(story, occasion, date, sentence, name="date-label")
        for time in sentence.times[:1]:
            story.ledger.state(occasion.thing, "cv:startTime", Literal(time.start, "xsd:time"), time.span, "time-label", 0.95)
            if time.end:
                story.ledger.state(occasion.thing, "cv:endTime", Literal(time.end, "xsd:time"), time.span, "time-label", 0.95)


@rule(
    "heading-stamp",
    yes="What ministers did\n\nTallinn, 5-6 May 2008\n\nThe first Harbour Ministers' Meeting agreed to work on skills for ports and islands.\n\nRiga, 14-15 May 2009\n\nThe second Harbour Ministers' Meeting set up a secretariat for its work programme.\n",
    no="What ministers did\n\nGoals of 2008\n\nThe first Harbour Ministers' Meeting agreed to work on skills for ports and islands.\n\nGoals of 2009\n\nThe second Harbour Ministers' Meeting set up a secretariat for its work programme.\n",
    order=8,
)
def when_headed(story: Story) -> None:
    """A heading of nothing but a town and a day dates the event told of below it."""
    for index, occasion in story.headed.items():
        sentence = story.sentences[index]
        if occasion.dates is None:
            enter_date(story, occasion, sentence.dates[0], sentence, name="heading-stamp")


_ASIDE = re.compile(r"\([^()\n]{0,80}\)")


def only_when_and_where(story: Story, sentence: Sentence) -> bool:
    """Whether a line has nothing but days, places and buildings; what stands in brackets does not count."""
    text = sentence.span.of(story.plain)
    names = [n.span for n in sentence.names if n.kind in ("venue", "organization")]
    if len(text) > 130 or any(not any(n.covers(e.span) for n in names) for e in sentence.events):
        return False
    rest = _ASIDE.sub(lambda m: " " * len(m.group()), text)
    for span in (*names, *(d.span for d in sentence.dates), *(h.span for h in sentence.places)):
        rest = rest.replace(span.of(story.plain), "")
    if any(h.value.kind == "country" for h in sentence.places):
        rest = re.sub(r"^\W*\p{Lu}[\p{L}’'-]+(?:[ -]\p{Lu}[\p{L}’'-]+){0,2}\s*,", "", rest)
    rest = re.sub(r"\b(?:and|in|at|the|campus\s+\p{Lu}\p{L}+)\b", "", rest)
    if sentence.dates and not _NO_HALL.search(rest):
        rest = _ONE_NAME.sub("", rest, count=1)
    return not re.search(r"\p{L}{3,}", rest)


_ONE_NAME = re.compile(r"(?:(?<=^)|(?<=[,·|–—]\s))\s*\p{Lu}[\p{L}\p{M}’'-]+(?:\s+\p{Lu}[\p{L}\p{M}’'-]+){0,3}\s*(?=[,·|–—.]|$)")
"""A town or hall that no table knows, between the marks of a line of places and days."""
_NO_HALL = re.compile(
    r"\b(?:Photos?|Images?|Posted|Published|Updated|Press|Media|News|Release|Issue|By|Report|Source|Contact|Deadline|Draft|Version|Page|Date)\b",
    re.IGNORECASE,
)


@rule(
    "head-of-programme",
    yes="7th Harbour Mobility Forum\n\nTallinn, Estonia · 14-16 October 2024 (tutorials from 13 October)\n\nThe forum of 2023 took place in Riga, Latvia, on 3 June 2023.\n",
    no="7th Harbour Mobility Forum\n\nPhoto: Tallinn · 14 October 2024\n\nThe forum gathered students.\n",
    order=7,
)
def when_in_head(story: Story) -> None:
    """The days in the lines right under a title, which have nothing but days and places, are those of the event, if they are not the document's own."""
    if story.stamps:
        return
    found: list[tuple[int, Sentence]] = []
    for index, sentence in list(story.told())[:9]:
        if sentence.section.kind == "title":
            continue
        if sentence.section.kind not in ("body", "heading") or not only_when_and_where(story, sentence):
            if found or sentence.section.kind != "heading" or index > 6:
                break
            continue
        found.append((index, sentence))
    asides = [m.span() for _, s in found for m in _ASIDE.finditer(story.plain, s.span.start, s.span.end)]
    dated = [(s, d) for _, s in found for d in s.dates if d.start.day and not any(a < d.span.start < b for a, b in asides)]
    main = story.main.get(found[0][1].section.item) if found else None
    if (
        main is None
        or (main.first > found[0][0] and not main.in_title)
        or not (main.in_title or heads_text(story, main))
        or not dated
        or not any(s.places for _, s in found)
    ):
        return
    sentence, date = dated[0]
    done = completed(story, main, date, sentence)
    if done is None or done.start.iso == story.published.iso or (done.start == done.end and not story.published.year):
        return
    enter_date(story, main, date, sentence, name="head-of-programme")
    story.under_title += [index for index, _ in found]


@rule(
    "line-under-title",
    yes="Programme: 7th Harbour Mobility Forum\n\nTallinn, 14 October 2024\n\nThe forum will gather students.\n",
    no="7th Harbour Mobility Forum was a success\n\nPublished in Tallinn by the press office\n\nThe forum gathered students.\n",
    order=12,
)
def when_under_title(story: Story) -> None:
    """A line of only a place and a day, right under a title that names the event, says when and where it is held."""
    if story.stamps:
        return
    for index, sentence in list(story.told())[:4]:
        main = story.main.get(sentence.section.item)
        if main is None or main.dates is not None or sentence.section.kind not in ("body", "heading"):
            continue
        if not (main.in_title or heads_text(story, main)) or main.first > index:
            continue
        if not sentence.dates or not only_when_and_where(story, sentence):
            continue
        enter_date(story, main, sentence.dates[0], sentence, name="line-under-title")
        story.under_title.append(index)


@rule(
    "stated-year-of-name",
    yes="The 2026 Harbour Cities Forum will be opened by the mayor.",
    no="The Harbour Cities Forum will be opened by the mayor.",
    order=20,
)
def year_of_name(story: Story) -> None:
    """An event with a year in its name and no stated day is dated to that year."""
    for occasion in story.occasions:
        if occasion.dates is None and occasion.year and occasion.how in ("proper", "acronym-year", "sibling"):
            span = next(
                (m.full for m, _ in occasion.mentions if str(occasion.year) in story.plain[m.full.start : m.full.end]), None
            )
            if span is None:
                continue
            literal = date_literal(str(occasion.year))
            story.ledger.state(occasion.thing, "cv:startDate", literal, span, "stated-year-of-name", 0.9)
            story.ledger.state(occasion.thing, "cv:endDate", literal, span, "stated-year-of-name", 0.9)
            occasion.dates = (str(occasion.year), str(occasion.year))
