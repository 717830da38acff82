"""What an event is: its names, kind, edition, series, theme, status, and the larger event it belongs to."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.ledger import Fact, Thing, language_of
from kg.claim.nearby import event_before
from kg.claim.rules import rule
from kg.claim.scopes import label_target
from kg.claim.siblings import series_names
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.words import core_words
from kg.find import Sentence
from kg.find.events import EventMention
from kg.model import Literal, Span

_THEME = re.compile(
    r"(?:\b(?:theme[ds]?|motto|slogan|themed|under\s+the\s+title)\b(?:\s+(?:of|for|is|was|being|as|around|the|this\s+year(?:[’']s)?|conference|event|was\s+chosen|,)){0,4}\s*[:,]?\s*|built\s+around\s+the\s+concept\s+of\s+|focus(?:ed|ing)?\s+on\s+the\s+theme\s+(?:of\s+)?)[“\"‘](?P<theme>[^”\"]{6,240}?)[.,;]?[”\"]",
    re.IGNORECASE,
)
_THEME_PLAIN = re.compile(
    r"\b(?:[Tt]he\s+theme\s+(?:of|for)\s+[^.]{4,120}?\s+(?:is|was|will\s+be)|(?:has|with|under|carries|bears|had)\s+the\s+theme)\s+(?P<theme>\p{Lu}[^.“\"]{8,200}?)(?=\.\s|\.$|$)"
)
_THEME_LABEL = re.compile(r"^(?:theme|motto|topic|slogan|title|thème|tema|conference theme|main theme)$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will\s+(?:also\s+|once\s+again\s+|jointly\s+|officially\s+)?(?:be|take|host|co-host|gather|convene|attend|bring|run|last|feature|open|start|kick|see|welcome|meet|discuss|focus|address|explore|include|join|participate|provide|showcase|return)\b|to\s+be\s+held|to\s+take\s+place|upcoming|forthcoming|(?:is|are)\s+(?:also\s+|now\s+)?planned|is\s+scheduled|are\s+scheduled|is\s+due\s+to|is\s+set\s+to|slated|to\s+attend|plans?\s+to|invited?\s+to\s+join|(?:next|coming)\s+(?:edition|year)|looks?\s+forward|convenes\s+on|to\s+host|co-host\s+the|Join\s+[Uu]s|is\s+expected\s+to|are\s+expected\s+to|call\s+for\s+(?:entries|papers))\b"
)
_CANCELLED = re.compile(
    r"\b(?:cancell?ed|postponed|called\s+off|put\s+off|scrapped|fell\s+through|abandoned|deferred|(?:did|does|will|could|would)\s+not\s+(?:now\s+|then\s+|in\s+the\s+end\s+)?(?:take\s+place|be\s+held|go\s+ahead|proceed|happen|materiali[sz]e))\b(?!\s+(?:once|twice|several|many|from)\b)",
    re.IGNORECASE,
)
_CALLS_OFF = re.compile(
    r"\b(?:cancel(?:l?ed|s)|postpone[ds]|called\s+off|put\s+off|scrapped|postponement\s+of|cancellation\s+of)\s+(?:(?:its|the|their|his|her|this\s+year[’']s|an?)\s+)?(?:\p{Ll}[\p{L}-]*\s+){0,3}$"
)
_HELD = re.compile(
    r"\b(?:was|were|has\s+been|had\s+been)\s+(?:successfully\s+|officially\s+|also\s+|jointly\s+|again\s+|first\s+)?(?:held|convened|opened|organi[sz]ed|hosted|inaugurated|launched|concluded|staged|celebrated|established|adopted|attended)|\b(?:took\s+place|concluded|opened|closed|kicked\s+off|wrapped\s+up|came\s+to|got\s+under\s+way|gathered|brought\s+together|attracted|hosted|ended|began|met|attended|joined\s+forces)\b"
)
_RECURS = re.compile(
    r"\b(?:annual|annually|biennial|triennial|biannual|bi-annual|every\s+(?:other\s+|two\s+|three\s+|four\s+)?years?|(?:\w+(?:st|nd|rd|th)|previous|past|earlier|next|last|each|every)\s+editions?|previous\s+(?:edition|conference)s?|yearly|this\s+year[’']s|regular)\b",
    re.IGNORECASE,
)
_KNOWN = frozenset(
    "Conference Forum Meeting Summit Expo Festival Week Ceremony Session Training Competition Dialogue Visit".split()
)


_IN_QUOTES = re.compile(r"[“\"«‘](?P<words>[^”\"»’]{4,200})[”\"»’]")
_OWNED = re.compile(r"\b(?:event|conference|forum|meeting|summit|week|expo|festival|congress)[’']s\s+$", re.IGNORECASE)


def _only_series(story: Story, occasion: Occasion) -> bool:
    """Whether a name without number, year, day or place stands for a series, of which the text tells several events."""
    if occasion.edition or occasion.year or occasion.dates or occasion.how != "proper":
        return False
    if sum(o.thing.attrs.get("series_of") == occasion.thing.name for o in story.occasions) < 2:
        return False
    empty = ("cv:status", "cv:about", "cv:inSeries", "cv:partOf")
    return all(
        f.predicate in empty or f.predicate.startswith("_:") or _counts_hosts(f)
        for f in story.ledger.facts.values()
        if f.subject is occasion.thing
    )


def _counts_hosts(fact: Fact) -> bool:
    """Whether a number only says how often, or where, a series was held ("five hosts")."""
    counted = (
        str(fact.object.attrs.get("of", "")) if isinstance(fact.object, Thing) and fact.predicate == "cv:hasQuantity" else ""
    )
    return counted.split(" ")[-1] in ("hosts", "editions", "times", "venues", "meetings", "congresses", "summits", "conferences")


def _statement(story: Story, occasion: Occasion) -> bool:
    """Whether enough is told of an event to enter it."""
    if _only_series(story, occasion):
        return False
    if occasion.how in ("proper", "acronym-year", "sibling", "titled"):
        return True
    facts = {f.predicate for f in story.ledger.facts.values() if f.subject is occasion.thing}
    told = facts & {
        "cv:startDate",
        "cv:endDate",
        "cv:heldIn",
        "cv:venue",
        "cv:hasSpeaker",
        "cv:hasQuantity",
        "cv:hasParticipant",
        "cv:organizedBy",
    }
    if occasion.how == "phrase":
        return bool(told & {"cv:startDate", "cv:endDate"}) or (
            bool(told & {"cv:heldIn", "cv:venue"}) and len(core_words(occasion.thing.name)) >= 2
        )
    if occasion.how == "ordinal":
        return bool(told)
    if any(
        m.name[:1].isupper() and m.of is None
        for m, i in occasion.mentions
        if story.sentences[i].section.kind not in ("title", "heading")
    ):
        return occasion.parent is not None or "cv:startDate" in told
    if any(_OWNED.search(story.plain, max(0, m.full.start - 26), m.full.start) for m, _ in occasion.mentions):
        return occasion.parent is not None
    if occasion.parent is not None and re.search(r"\b(?:night|dinner|reception|gala)$", occasion.thing.name, re.IGNORECASE):
        return True
    if occasion.cls == "Meeting" and not told & {"cv:startDate", "cv:endDate"}:
        return False
    return bool(told & {"cv:startDate", "cv:hasSpeaker", "cv:hasQuantity"}) or any(m.of is not None for m, _ in occasion.mentions)


@rule(
    "named-event",
    yes="The 5th Harbour Cities Forum was held in Tallinn.",
    no="The harbour was quiet in Tallinn.",
    order=90,
)
def enter_events(story: Story) -> None:
    """An event is what the text names as one; its names, kind and edition are the words around its head noun."""
    ledger = story.ledger
    for occasion in story.occasions:
        thing = occasion.thing
        if not _statement(story, occasion):
            thing.attrs["dropped"] = 1
            continue
        names = list(thing.names.items())
        if not names:
            thing.attrs["dropped"] = 1
            continue
        span = names[0][1]
        ledger.state(thing, "rdf:type", "cv:Event", span, "named-event", 0.9)
        cls = occasion.cls if occasion.cls in _KNOWN else ""
        if cls:
            ledger.state(thing, "rdf:type", f"cv:{cls}", span, "named-event", 0.85)
        own = str(thing.attrs.get("own", ""))
        label = own or max((n for n, _ in names if language_of(n) == "en"), key=len, default=names[0][0])
        for name, where in names:
            predicate = "rdfs:label" if name == label else "skos:altLabel"
            rule_name = "chinese-title" if any(m.how == "zh" and m.span == where for m, _ in occasion.mentions) else "named-event"
            ledger.state(thing, predicate, Literal(name, "rdf:langString", language_of(name)), where, rule_name, 0.9)
        thing.attrs["label"] = label
        if occasion.edition:
            where = next(
                (m.edition_span for m, _ in occasion.mentions if m.edition_span is not None and m.edition == occasion.edition),
                span,
            )
            ledger.state(thing, "cv:edition", Literal(str(occasion.edition), "xsd:integer"), where, "edition-ordinal", 0.95)
            thing.attrs["edition"] = occasion.edition
        if occasion.year:
            thing.attrs["year"] = occasion.year


@rule(
    "series-of-edition",
    yes="The 5th Harbour Cities Forum was held in Tallinn.",
    no="The Harbour Cities Forum was held in Tallinn.",
    order=91,
)
def enter_series(story: Story) -> None:
    """An event with an edition, a year in its name, "annual", or another edition named belongs to a series."""
    ledger = story.ledger
    made: dict[frozenset[str], Thing] = {}
    for occasion in story.occasions:
        if occasion.thing.attrs.get("dropped") or occasion.how == "generic":
            continue
        recurs = bool(occasion.edition or occasion.year) or any(
            o is not occasion
            and (o.thing.attrs.get("sibling") or occasion.thing.attrs.get("sibling"))
            and _same_series(o, occasion)
            for o in story.occasions
        )
        if not recurs:
            recurs = any(_says_recurs(story, i, m) for m, i in occasion.mentions)
        if not recurs:
            continue
        names = series_names(occasion)
        if occasion.how == "sibling" or not names:
            main = next((o for o in story.occasions if o.thing.name == occasion.thing.attrs.get("series_of")), None)
            if main is not None:
                names = series_names(main)
        if not names and occasion.how == "ordinal" and occasion.edition:
            names = {n: span for n, span in occasion.thing.names.items() if not _COUNTED.match(n)}
        if not names:
            continue
        longest = max(names, key=lambda n: (n.isascii(), len(n)))
        key = core_words(longest)
        series = next(
            (s for k, s in made.items() if k == key or (s.attrs["cls"] == occasion.cls and (k <= key or key <= k))), None
        )
        if series is None:
            series = made[key] = Thing("series", "EventSeries")
            series.attrs["cls"] = occasion.cls
        for name, span in names.items():
            series.call(name, span)
        occasion.series = series
        span = names[longest]
        ledger.state(occasion.thing, "cv:inSeries", series, span, "series-of-edition", 0.85)


_COUNTED = re.compile(r"\d|(?:\w+(?:st|nd|rd|th)|first|second|third|inaugural)\b", re.IGNORECASE)


def _same_series(a: Occasion, b: Occasion) -> bool:
    return (
        any(x == y or (a.cls == b.cls and (x <= y or y <= x)) for x in a.cores for y in b.cores if x and y)
        or a.thing.attrs.get("series_of") == b.thing.name
        or b.thing.attrs.get("series_of") == a.thing.name
    )


def _says_recurs(story: Story, index: int, mention: EventMention) -> bool:
    sentence = story.sentences[index]
    window = story.plain[max(sentence.span.start, mention.full.start - 24) : min(sentence.span.end, mention.full.end + 90)]
    return bool(_RECURS.search(window))


_ZH_NAME = re.compile(
    r"(?P<name>(?:第\s*(?P<n>[\d一二三四五六七八九十百]+)\s*届|(?P<first>首届)|(?P<year>(?:19|20)\d\d)年?)?[“\p{Han}—–·《》”、]{2,40}?(?:大会|论坛|会议|博览会|峰会|交流周|合作周|年会|对话会?|研讨会|展览会|教育展|文化节|艺术节|电影节|周|展)(?:暨[“”\p{Han}]{2,20}?(?=在|于|成功|举|开|召|落|闭|$))?)(?=在|于|成功|举|开幕|召开|落幕|闭幕|启动|$)"
)
_ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


def chinese_number(text: str) -> int:
    """Return the number that Chinese digits or figures name.

    >>> chinese_number("二十三"), chinese_number("23")
    (23, 23)
    """
    if text.isdigit():
        return int(text)
    total, current = 0, 0
    for char in text:
        if char == "百":
            total, current = total + (current or 1) * 100, 0
        elif char == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _ZH_DIGITS.get(char, 0)
    return total + current


@rule(
    "chinese-title",
    yes="The 5th Harbour Cities Forum opened in Tallinn\n第五届港口城市论坛在塔林开幕\n\nThe Harbour Cities Forum was held in Tallinn on 3 June 2024.",
    no="The 5th Harbour Cities Forum opened in Tallinn\n塔林新闻\n\nThe Harbour Cities Forum was held in Tallinn on 3 June 2024.",
    order=8,
)
def chinese_titles(story: Story) -> None:
    """A Chinese headline under the English one names the same event; 第…届 and 首届 give its edition, figures its year."""
    for index, sentence in story.told():
        if sentence.section.kind not in ("title", "heading"):
            continue
        occasion = story.main.get(sentence.section.item) or (story.main.get(1) if sentence.section.item == 0 else None)
        match = _ZH_NAME.search(story.plain, sentence.span.start, sentence.span.end)
        if occasion is None or not match or occasion.thing.attrs.get("unnamed"):
            continue
        if not any(story.sentences[i].section.kind in ("title", "heading") or i <= index + 3 for _, i in occasion.mentions):
            continue
        span = Span(match.start("name"), match.end("name"))
        occasion.thing.call(match["name"], span)
        number = chinese_number(match["n"]) if match["n"] else 1 if match["first"] else 0
        edition_span = (
            Span(match.start("n"), match.end("n"))
            if match["n"]
            else Span(match.start("first"), match.end("first"))
            if match["first"]
            else None
        )
        year = int(match["year"]) if match["year"] else 0
        if number and not occasion.edition:
            occasion.edition = number
        if year and not occasion.year:
            occasion.year = year
        occasion.mentions.append((EventMention(span, span, match["name"], "", "zh", "", number, edition_span, year), index))


@rule(
    "theme-quoted",
    yes="The 5th Harbour Cities Forum was held in Tallinn under the theme “Clean Water, Open Ports”.",
    no="The 5th Harbour Cities Forum was held in Tallinn. “Clean Water, Open Ports” is a book.",
    order=24,
)
def themes_quoted(story: Story) -> None:
    """A quotation behind "theme", "themed", "motto" is the theme of the event that the sentence is about."""
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        if occasion is None:
            continue
        if sentence.section.kind == "label" and _THEME_LABEL.match(sentence.section.label.strip()):
            target = label_target(story, index, sentence) or occasion
            line = sentence.span.of(story.plain).split("\n")[0].strip()
            inside = _IN_QUOTES.match(line)
            text = inside["words"].strip() if inside is not None else line.strip('“”"')
            begin = story.plain.index(text, sentence.span.start) if text else sentence.span.start
            story.ledger.state(
                target.thing,
                "cv:theme",
                Literal(" ".join(text.split()), "rdf:langString", language_of(text)),
                Span(begin, begin + len(text)),
                "theme-label",
                0.95,
            )
            continue
        for match in (
            *_THEME.finditer(story.plain, sentence.span.start, sentence.span.end),
            *_THEME_PLAIN.finditer(story.plain, sentence.span.start, sentence.span.end),
        ):
            target = occasion.parent if occasion.how == "generic" and occasion.parent is not None else occasion
            quoted = (
                m
                for m in sentence.events
                if match.start("theme") <= m.span.start and m.span.end <= match.end("theme") and m.how == "proper"
            )
            target = next((o for m in quoted if (o := story.resolved.get(m.key)) is not None), target)
            near = event_before(story, sentence, match.start())
            if near is not None and near[1] is not target and near[1].how == "proper" and near[1].parent is not target:
                target = near[1] if _WHICH.match(story.plain, near[0].full.end, match.start()) else target
            text = " ".join(match["theme"].split())
            story.ledger.state(
                target.thing,
                "cv:theme",
                Literal(text, "rdf:langString", language_of(text)),
                Span(match.start("theme"), match.end("theme")),
                "theme-quoted",
                0.92,
            )


_WHICH = re.compile(r"\s*(?:\([^)]*\)\s*)?,\s*(?:which|that|to\s+be|due|held|scheduled)\b")
_COLUMN = re.compile(r"(?:(?:main|official)\s+)?(?:theme|motto|slogan)", re.IGNORECASE)


@rule(
    "theme-column",
    yes="Edition | Place | Dates | Theme\n\n1st Harbour Youth Forum | Tallinn | 3-5 June 2019 | Young Crews\n\n2nd Harbour Youth Forum | Riga | 7-9 June 2021 | Green Docks\n",
    no="Edition | Place | Dates | Fee\n\n1st Harbour Youth Forum | Tallinn | 3-5 June 2019 | Young Crews\n\n2nd Harbour Youth Forum | Riga | 7-9 June 2021 | Green Docks\n",
    order=61,
)
def themes_in_column(story: Story) -> None:
    """A cell under "Theme" or "Motto" in a table of events is the theme of the event in its row."""
    column, width = -1, 0
    for _, sentence in story.told():
        cells = sentence.span.of(story.plain).split("|")
        if len(cells) < 2:
            continue
        heads = [i for i, cell in enumerate(cells) if _COLUMN.fullmatch(cell.strip())]
        if heads:
            column, width = heads[0], len(cells)
            continue
        occasion = next((o for m in sentence.events if (o := story.resolved.get(m.key)) is not None), None)
        if occasion is None or column < 0 or len(cells) != width or not (text := cells[column].strip()):
            continue
        begin = sentence.span.start + sum(len(c) + 1 for c in cells[:column]) + cells[column].index(text)
        literal = Literal(" ".join(text.split()), "rdf:langString", language_of(text))
        story.ledger.state(occasion.thing, "cv:theme", literal, Span(begin, begin + len(text)), "theme-column", 0.9)


@rule(
    "status-of-verb",
    yes="The 5th Harbour Cities Forum will be held in Tallinn.",
    no="The harbour will be dredged near Tallinn.",
    order=88,
)
def statuses(story: Story) -> None:
    """An event is planned, held or cancelled as the verbs of its sentences and the document's date say."""
    for occasion in story.occasions:
        word, span, rule_name = status_of(story, occasion)
        if span is not None:
            story.ledger.state(occasion.thing, "cv:status", f"cv:{word}", span, rule_name, 0.85)


_AHEAD_OF = re.compile(
    r"\b(?:upcoming|forthcoming|next|to\s+attend|will\s+(?:\w+\s+){0,3}(?:attend|participate|host|co-host|join|hold|meet|convene|gather|organi[sz]e|stage|conduct|preceded|followed)|(?:is|are)\s+to\s+(?:hold|host|meet|convene|attend|organi[sz]e|give)|join\s+us|looks?\s+forward\s+to|prepar\w+\s+for|co-host|agree[sd]?\s+to\s+(?:hold|meet\s+for|convene)|(?:plans?|hopes?|intends?|aims?|wants?|offer(?:s|ed)?(?:\s+of\s+[\p{L} ]{3,40})?|bids?|ready|willing|chosen|selected|invited|agreed|decided|candidat\w+|proposal|proposed|set|due)\s+to\s+(?:(?:co-?)?host|hold|convene|organi[sz]e|stage)|until\s+we\s+(?:meet|gather|come)|(?:see|meet|welcome)\s+(?:you|many|as\s+many)|(?:plans|countdown|tickets|registrations?|call\s+for\s+\p{L}+)\s+(?:for|to)|(?:days|weeks|months|year)\s+(?:to\s+go\s+)?(?:to|until|before))\b(?!.*\b(?:was|were)\b)",
    re.IGNORECASE,
)


def status_of(story: Story, occasion: Occasion) -> tuple[str, Span | None, str]:
    """Return whether an event is Held, Planned or Cancelled, the words that say so, and the rule."""
    own = [(story.sentences[i], m) for m, i in occasion.mentions if story.sentences[i].section.kind != "caption"]
    if not own:
        return "Held", None, ""
    first = own[0][1].full
    if occasion.said is not None:
        return occasion.said[0], occasion.said[1], "status-of-verb"
    for sentence, mention in own:
        if (span := _cancelled(story, sentence, mention)) is not None:
            return "Cancelled", span, "status-of-verb"
    start, end = occasion.dates or ("", "")
    published = story.published.iso or _day_of_report(story, occasion)
    if word := _by_dates(start, end, published):
        return word, _date_span(story, occasion) or first, "status-from-dates"
    if occasion.thing.attrs.get("unnamed") and not re.search(r"\b(?:will|to\s+be|to\s+sign)\b", first.of(story.plain)):
        return "Held", first, "status-of-verb"
    past = len(published) == len(start) == 10 and start < published
    for sentence, mention in own:
        found = _status_by_verb(story, occasion, sentence, mention)
        if found is not None and found[0] == "Planned" and past:
            break
        if found is not None:
            return found[0], found[1], "status-of-verb"
    return _status_without_verb(story, occasion, first)


def _day_of_report(story: Story, occasion: Occasion) -> str:
    """The last day of the event that a text without a day of its own reports on; "" where it looks ahead."""
    main = story.main.get(occasion.item)
    if main is None or main is occasion or main.dates is None or _text_looks_ahead(story, occasion.item):
        return ""
    return main.dates[1] or main.dates[0]


def _by_dates(start: str, end: str, published: str) -> str:
    """Planned or held where the days lie after or before the day of the document, as far as both are stated; "" where they touch.

    >>> _by_dates("2024-09-02", "2024-09-06", "2024-05"), _by_dates("2024", "2024", "2024-05-02")
    ('Planned', '')
    """
    first, last = start or end, end or start
    if not first or not published:
        return ""
    if first[: len(published)] > published[: len(first)]:
        return "Planned"
    return "Held" if last[: len(published)] < published[: len(last)] else ""


def _cancelled(story: Story, sentence: Sentence, mention: EventMention) -> Span | None:
    at = mention.full.end
    before = _CALLS_OFF.search(story.plain, max(sentence.span.start, mention.full.start - 60), mention.full.start)
    if before is not None:
        return Span(before.start(), before.start() + len(before.group().rstrip()))
    match = _CANCELLED.search(story.plain[at : min(sentence.span.end, at + 110)])
    if not match or any(at < m.full.start < at + match.start() for m in sentence.events):
        return None
    rest = re.split(r"[;.]", story.plain[at + match.end() : min(sentence.span.end, at + match.end() + 90)])[0]
    if _HELD.search(rest):
        return None
    return Span(at + match.start(), at + match.end())


_WILL = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:,[^,;.]{0,80},\s*)?(?:will|shall|(?:is|are)\s+(?:to|due|set|going\s+to|being\s+(?:prepared|planned|organi[sz]ed|arranged)|(?:progressing|under\s+way|underway|in\s+preparation|in\s+full\s+swing|on\s+track)))\b(?!\s+(?:be\s+)?(?:remember|go\s+down|never\s+be\s+forgotten))"
)
_NEXT = re.compile(r"(?:next|upcoming|forthcoming|planned)\s", re.IGNORECASE)


def _status_by_verb(story: Story, occasion: Occasion, sentence: Sentence, mention: EventMention) -> tuple[str, Span] | None:
    """Planned or held by the first verb behind the event's name, up to the next event; or planned by the words before it."""
    at = mention.full.end
    others = (m for m in sentence.events if m.full.start >= at and story.resolved.get(m.key) not in (None, occasion))
    limit = min((m.full.start for m in others), default=sentence.span.end)
    after = story.plain[at:limit]
    stop = re.search(r"[;]|\.\s", after)
    after = after[: stop.start()] if stop else after
    window = max(sentence.span.start, mention.full.start - 60)
    planned, held = _WILL.match(after) or _PLANNED.search(after), _HELD.search(after)
    if held and (not planned or held.start() < planned.start()):
        return "Held", Span(at + held.start(), at + held.end())
    if planned:
        return "Planned", Span(at + planned.start(), at + planned.end())
    ahead = _AHEAD_OF.search(story.plain[window : mention.full.start])
    if ahead is None and _NEXT.match(mention.full.of(story.plain)):
        return "Planned", mention.full
    return ("Planned", Span(window + ahead.start(), window + ahead.end())) if ahead else None


def _status_without_verb(story: Story, occasion: Occasion, first: Span) -> tuple[str, Span | None, str]:
    """By the dates, else by the larger event, else by the tense of the text."""
    start, end = occasion.dates or ("", "")
    published = story.published.iso
    if published and (start or end):
        begin = start or end
        length = min(len(begin), len(published))
        word = "Planned" if begin[:length] > published[:length] else "Held"
        return word, _date_span(story, occasion) or first, "status-from-dates"
    if occasion.parent is not None and occasion.parent is not occasion:
        word, span, _ = status_of(story, occasion.parent)
        if span is not None:
            return word, first, "status-of-larger-event"
    main = story.main.get(occasion.item)
    if main is not None and main is not occasion and occasion.dates is None and occasion.how not in ("proper", "sibling"):
        return status_of(story, main)[0], first, "status-of-larger-event"
    ahead = main is occasion and _text_looks_ahead(story, occasion.item)
    return "Planned" if ahead else "Held", first, "status-of-text"


_PLAN = re.compile(
    r"\W*(?:(?:draft|provisional|tentative|preliminary|final)\s+)*(?:programme|program|agenda|schedule|invitation|call\s+for|save\s+the\s+date|concept\s+note|media\s+advisory|advance\s+notice|notice\s+of|(?:first|second|third|final)\s+(?:announcement|circular)|how\s+to\s+(?:register|apply))\b|[^\n]{0,40}\b(?:media\s+advisory|save\s+the\s+date|concept\s+note|first\s+announcement)\b",
    re.IGNORECASE,
)


def _text_looks_ahead(story: Story, item: int) -> bool:
    ahead = back = 0
    for index, sentence in story.told():
        if sentence.section.item != item:
            continue
        text = story.plain[sentence.span.start : sentence.span.end]
        if (sentence.section.kind == "title" or (index < 4 and len(text) < 90)) and _PLAN.match(text):
            return True
        ahead += bool(re.search(r"\b(?:will|[Jj]oin\s+us|[Ff]orthcoming|[Uu]pcoming|to\s+be\s+held)\b", text))
        back += bool(_HELD.search(text))
    return ahead > back


def _date_span(story: Story, occasion: Occasion) -> Span | None:
    for predicate in ("cv:startDate", "cv:endDate"):
        for fact in story.ledger.of(occasion.thing, predicate):
            return fact.span
    return None


_PART = re.compile(
    r"\b(?:part\s+of|in\s+conjunction\s+with|on\s+the\s+(?:sidelines|margins)\s+of|alongside|within\s+the\s+framework\s+of|during|key\s+event\s+[^.]{0,60}\bduring|(?:one\s+of|among)\s+the\s+[^.]{0,40}\b(?:sessions|events|forums|activities)\s+of|held\s+at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\b(?:including|featur(?:es|ed|ing)|comprising|with)\s+(?:the\s+|an?\s+)?[^.;]{0,220}$", re.IGNORECASE)
_SUB_CLASSES = frozenset(
    {"Session", "Ceremony", "Expo", "Dialogue", "Forum", "Training", "Meeting", "Festival", "Competition", ""}
)


@rule(
    "part-of",
    yes="On the sidelines of the 5th Harbour Cities Forum, the Clean Ports Roundtable was held in Tallinn on 3 June 2024.",
    no="The 5th Harbour Cities Forum follows the Clean Ports Roundtable of 2019.",
    order=23,
)
def parts(story: Story) -> None:
    """An event named as part of another, on its sidelines, among what it includes, or a session or ceremony of it."""
    for occasion in story.occasions:
        main = story.main.get(occasion.item)
        if (
            occasion.how == "proper"
            and occasion.cls in ("Session", "Ceremony")
            and main is not None
            and main is not occasion
            and main.cls not in ("Session", "Ceremony")
            and occasion.parent is None
            and not occasion.edition
            and not occasion.thing.attrs.get("unnamed")
        ):
            occasion.join(main)
    for index, sentence in story.told():
        mentions = [(m, o) for m in sentence.events if (o := story.resolved.get(m.key)) is not None]
        for position, (mention, occasion) in enumerate(mentions):
            lead = story.plain[sentence.span.start : mention.full.start]
            if not _PART.search(lead[-90:]):
                continue
            others = [o for m, o in mentions if o is not occasion and m.key != mention.key]
            child = others[0] if others else None
            if story.plain[sentence.span.end - 1] == ":" and index + 1 < len(story.sentences):
                child = next(
                    (o for m in story.sentences[index + 1].events if (o := story.resolved.get(m.key)) is not None), child
                )
            if child is None and position == 0:
                continue
            if child is not None and child is not occasion and occasion.parent is not child and _smaller(child, occasion):
                _join(story, child, occasion, mention.full)
        _included(story, sentence, mentions)
        includes = _INCLUDES.match(story.plain, sentence.span.start, sentence.span.end)
        larger = (
            story.main.get(sentence.section.item)
            if includes and "event" in includes.group()
            else _spoken_last(story, index)
            if includes
            else None
        )
        for _, occasion in mentions:
            if larger is not None and occasion is not larger and occasion.cls in _SUB_CLASSES and _smaller(occasion, larger):
                _join(story, occasion, larger, sentence.span)


_INCLUDES = re.compile(
    r"(?:It|The\s+(?:conference|forum|event|programme|program|agenda|meeting|summit|week|expo))\s+(?:will\s+)?(?:also\s+)?(?:includes?|included|comprises?|features?|featured|consists?\s+of)\b"
)


def _spoken_last(story: Story, index: int) -> Occasion | None:
    """The event that the sentence before begins with."""
    if index == 0 or story.sentences[index - 1].section is not story.sentences[index].section:
        return story.scope.get(index)
    return next((o for m in story.sentences[index - 1].events if (o := story.resolved.get(m.key)) is not None), None)


_TITLED_PART = re.compile(
    r"\b(?:segment|session|panel|dialogue|side\s+event|sub-forum|workshop|roundtable)\s+(?:titled|entitled|called|named|themed|on|dubbed)\s*,?\s*[“\"‘](?P<name>[^”\"]{5,140}?)[.,]?[”\"]",
    re.IGNORECASE,
)


@rule(
    "titled-part",
    yes="The 5th Harbour Cities Forum was held in Tallinn. In a session titled “Harbours of Tomorrow”, Mari Tamm, director of the port, spoke.",
    no="The 5th Harbour Cities Forum was held in Tallinn. In a book titled “Harbours of Tomorrow”, Mari Tamm, director of the port, wrote of it.",
    order=22,
)
def titled_parts(story: Story) -> None:
    """A session, panel or segment with a title in quotation marks is a part of the event in hand."""
    for index, sentence in story.told():
        for match in _TITLED_PART.finditer(story.plain, sentence.span.start, sentence.span.end):
            parent = story.main.get(sentence.section.item)
            if parent is None:
                continue
            span = Span(match.start("name"), match.end("name"))
            inside = next(
                (
                    story.resolved[m.key]
                    for m in sentence.events
                    if span.start <= m.span.start and m.span.end <= span.end and m.key in story.resolved
                ),
                None,
            )
            if inside is parent:
                continue
            name = " ".join(match["name"].split())
            if inside is None:
                thing = Thing("event", "Session")
                inside = Occasion(
                    thing,
                    "Dialogue" if "dialogue" in match.group().lower() else "Session",
                    "titled",
                    sentence.section.item,
                    first=index,
                )
                story.occasions.append(inside)
            inside.thing.names = {name: span}
            mention = EventMention(span, span, name, inside.cls, "proper", "session")
            inside.mentions.append((mention, index))
            story.resolved[mention.key] = inside
            sentence.events = sorted(
                [*(m for m in sentence.events if not (span.start <= m.span.start and m.span.end <= span.end)), mention],
                key=lambda e: e.key,
            )
            inside.join(parent)
            story.scope[index] = inside


def _smaller(child: Occasion, parent: Occasion) -> bool:
    if child.how == "sibling" or parent.how in ("generic", "sibling"):
        return False
    if child.thing.attrs.get("sibling") and _same_series(child, parent):
        return False
    return not (
        child.dates
        and parent.dates
        and all(child.dates)
        and all(parent.dates)
        and (child.dates[0] < parent.dates[0][: len(child.dates[0])] or child.dates[0] > parent.dates[1])
        and len(child.dates[0]) == len(parent.dates[0]) == 10
        and abs(int(child.dates[0][8:]) - int(parent.dates[1][8:])) > 6
    )


def _join(story: Story, child: Occasion, parent: Occasion, span: Span) -> None:
    if not child.join(parent):
        return
    story.ledger.state(child.thing, "cv:partOf", parent.thing, span, "part-of", 0.85)


def _included(story: Story, sentence: Sentence, mentions: list[tuple[EventMention, Occasion]]) -> None:
    if len(mentions) < 2:
        return
    first_mention, first = mentions[0]
    if first.how not in STANDALONE:
        return
    for mention, occasion in mentions[1:]:
        if occasion is first or (occasion.parent is not None and occasion.parent is not first):
            continue
        gap = story.plain[first_mention.full.end : mention.full.start]
        if _INCLUDING.search(gap) and not re.search(r"[.;]", gap) and occasion.cls in _SUB_CLASSES and _smaller(occasion, first):
            _join(story, occasion, first, mention.full)


@rule(
    "part-of-larger",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. Mari Tamm, director of the port, addressed the opening ceremony.",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. It was praised.",
    order=86,
)
def parts_of_main(story: Story) -> None:
    """A ceremony, session or dialogue without a name of its own is part of the event that the text is about."""
    for occasion in story.occasions:
        if occasion.parent is not None and not any(True for _ in story.ledger.of(occasion.thing, "cv:partOf")):
            span = occasion.mentions[0][0].full if occasion.mentions else occasion.thing.names[occasion.thing.name]
            name = "titled-part" if occasion.how == "titled" else "part-of-larger"
            story.ledger.state(occasion.thing, "cv:partOf", occasion.parent.thing, span, name, 0.8)
