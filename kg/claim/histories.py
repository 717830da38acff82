"""Editions of a series, told in half a sentence: "Riga followed in 2012", "the third, in Oslo (2-4 May 2015)", "Bergen 2026".

A sentence is cut into members: numbers, places and dates with nothing but words of holding between them. A member that is said
of the series in hand, by its number or by such words, is an edition of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg import patterns as re
from kg.claim.scopes import only_beside
from kg.claim.siblings import series_names
from kg.claim.story import STANDALONE, Occasion, Story, new_occasion
from kg.claim.words import core_words
from kg.find import Sentence
from kg.find.dates import DateMention, Day
from kg.find.events import LOWER_HEADS, EventMention
from kg.find.lexicon import Hit, PlaceValue
from kg.find.names import _ORDINAL, CALENDAR, edition_number
from kg.model import Span

_HEADS = frozenset(LOWER_HEADS) - {"panel", "segment", "reception", "anniversary", "mission", "visit", "tour", "plenary"}
_SERIES_WORDS = frozenset((*_HEADS, *(f"{h}s" for h in _HEADS), "congresses", "expos", "assemblies", "games", "days", "summits"))
_PLACE_NOUNS = "host hosts venue venues site seat home stop stops town city capital chair chairmanship presidency baton turn destination island stage".split()
_TELLING = frozenset(
    "organisers organizers chose choose reconvened reconvene held hosted host hosting hosts welcomed welcomes welcome received receive follow followed follows following went gone go goes came come comes moved move moves "
    "returned return returns brought convened convenes met meet meets meeting gathered gather assembled opened open opens closed close ended began begin "
    "started start staged stage stages organised organized chosen selected set scheduled planned due expected foreseen slated awarded won launched "
    "took taken take takes taking place turn had have has drew attracted reached visited succeeded inaugurated inaugural celebrated was were is are be".split()
)
_FILL = frozenset(
    "video link videoconference screen hybrid format in at on from to of for the a an its it they their this that these those and or but then as by with under after before since until when where which who so "
    "was were is are be been being has have had will would should could shall may might not yet also both there here again once only still just even now "
    "later earlier next last previous preceding following subsequent subsequently afterwards thereafter past future present latest recent recently most "
    "far final early late mid year years month months week weeks day days time times turn two three four five six seven eight nine ten "
    "spring summer autumn winter twice more another other others one ones each every same own right over up back out into online virtually virtual person physically remotely "
    "successor predecessor informal formal ordinary extraordinary special regular annual biennial triennial national international regional world such full "
    "include includes included including namely respectively finally initially originally pause break gap delay years' world's if between way led "
    "came together come took taken get gets got chaired was hosted edition editions times order including occasion occasions both".split()
)
_MEETERS = frozenset(
    "ministers leaders presidents mayors heads delegates members speakers parties states countries governors participants officials state government chiefs "
    "experts scholars rectors".split()
)
_WORDS = _FILL | _TELLING | _MEETERS | _SERIES_WORDS | frozenset(_PLACE_NOUNS)
_WORD = re.compile(r"\p{L}[\p{L}\p{M}’'-]*")
_ASIDE = re.compile(r"[“\"‘][^”\"’\n]{2,120}[”\"’]|\([^()\n]{0,120}\)")
_YEAR = re.compile(r"(?<![\d.,/–-])(?:19|20)\d\d(?![\d%]|[,.]\d|[-–/]\d)")
_NUMBER = re.compile(
    rf"(?<![\p{{L}}\d-])(?:(?P<det>[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his)\s+)?(?P<ord>(?i:{_ORDINAL})|[IVXL]{{2,7}}(?![\p{{L}}.])|[VX](?=\s*[,()]))"
    r"(?:\s+(?P<mods>(?:(?:annual|ordinary|regular|informal|formal|such|world|international|global|biennial|and\s+(?:last|final|latest)|of\s+(?:these|those|the|its|them))\s+){0,3}))?"
    r"(?P<noun>\s*\p{L}[\p{L}-]*)?"
)
_ROW = re.compile(r"\|?\s*(?P<number>\d{1,2})\.?\s*\|")
_NOT_COUNTED = re.compile(
    r"\bthe\s+first\b(?=[^.;,]{0,30}\bsince\b)|"
    r"\bfor\s+(?:the\s+|a\s+)?(?:\p{L}+\s+)?(?:first|second|third|fourth|last)\s+(?:consecutive\s+|successive\s+)?(?:time|year)\b",
    re.IGNORECASE,
)
_AFTER_NUMBER = frozenset(
    "video link videoconference screen hybrid format in at on from to of was were is are will would had has have and followed met opened took takes being held hosted by went came moved goes moves closed "
    "should could should’ve convened staged planned due set scheduled originally which who drew attracted gathered for this last next there then one ever".split()
)
_PUT_OFF = re.compile(
    r"\b(?:(?:was|were)\s+to\s+have|to\s+have\s+been|should\s+have|had\s+been\s+(?:planned|scheduled|set|expected)|(?:originally|initially|first)\s+(?:planned|scheduled|set|expected|announced|due|to))\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"\b(?:cancell?ed|postponed|called\s+off|put\s+off|scrapped|abandoned|fell\s+(?:victim|through)|never\s+(?:happened|took\s+place|met|opened)|did\s+not\s+(?:take\s+place|happen|go\s+ahead|meet)|was\s+dropped)\b"
)
_PLANNED = re.compile(
    r"\b(?:will|is\s+to|are\s+to|is\s+(?:set|due|planned|scheduled|foreseen|expected|slated)|to\s+be\s+held|next|won\s+the\s+right)\b",
    re.IGNORECASE,
)
_CHAIRED = re.compile(
    r"\b(?:chaired|presided\s+over|led|co-chaired|organi[sz]ed)\s+by\s+(?:the\s+)?$|(?<!\b(?:that|those|one|\p{L}+)\s)\b(?:than|from|unlike|like|of)\s+(?:the\s+)?$"
)
_RECURS = re.compile(
    r"\b(?:annual(?:ly)?|biennial|triennial|every\s+(?:other\s+|second\s+|third\s+|two\s+|three\s+|four\s+|five\s+)?years?|once\s+a\s+year|(?:odd|even)\s+years|year\s+after\s+year|irregular\s+intervals|"
    r"editions?|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})\s+times|twice|since\s+then|travels|changes\s+(?:town|city|place)|"
    r"(?:past|earlier|previous|former|next|last|latest|subsequent)\s+(?:hosts?|venues?|stops?|games|(?:"
    + "|".join(sorted(_HEADS))
    + r")s?))\b",
    re.IGNORECASE,
)
_NO_EDITION = re.compile(
    r"\s*,?\s*(?:which\s+)?(?:signed|killed|injured|caused|destroyed|born|elected|founded|published|written|built|ratified|joined|appointed|rose|fell\b(?!\s+(?:victim|through))|overtook|led\s+by)\b"
)
_VERBAL = re.compile(
    r"\b(?:host\w*|welcom\w+|receiv\w+|follow\w*|took|went|gone|came|moved?|return\w*|brought|conven\w+|met|gather\w+|held|opened|staged?|organi[sz]ed|chosen|scheduled|planned|due|foreseen|set|"
    r"venue|began|started|launched|drew|attracted|inaugural|(?:has\s+been|was)\s+(?:chosen|selected|picked)|(?:was|were|is)\s+(?:the\s+)?(?:host|venue|next|chosen|home)|is\s+to|are\s+to|will|stops?|won|had\s+it|there)\b"
)
_MOVES = re.compile(r"\b(?:went|go(?:es|ne)?|came|come|moved?s?|returned|brought|launched|set\s+up|founded)\b")


_OPENS = re.compile(r"\b(?:open(?:ed|s)?|beg[ai]ns?|start(?:ed|s)?|kick(?:ed|s)\s+off)\b")
_CLOSES = re.compile(r"\b(?:closed?s?|end(?:ed|s)?|concluded?s?)\b")


@dataclass(slots=True)
class Atom:
    """A number, place or date in a sentence."""

    span: Span
    kind: str
    places: list[Hit] = field(default_factory=list)
    date: DateMention | None = None
    number: int = 0
    noun: str = ""
    known: bool = True


@dataclass(slots=True)
class Member:
    """Number, place and date that stand together, with the words before them."""

    lead: str
    number: Atom | None = None
    place: Atom | None = None
    date: Atom | None = None
    atoms: list[Atom] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    strange: int = 0
    lead_strange: int = 0
    put_off: list[Atom] = field(default_factory=list)
    row: bool = False

    @property
    def span(self) -> Span:
        """From the first to the last of it."""
        return Span(self.atoms[0].span.start, max(a.span.end for a in self.atoms))

    @property
    def year(self) -> int:
        """The year of its date, 0 for none."""
        return self.date.date.start.year if self.date is not None and self.date.date is not None else 0

    def has(self, kind: str) -> bool:
        """Whether it has a number, place or date already."""
        return getattr(self, kind) is not None

    def add(self, atom: Atom, gap: str) -> None:
        """Take an atom in."""
        if self.atoms:
            self.gaps.append(gap)
        setattr(self, atom.kind, atom)
        self.atoms.append(atom)


@dataclass(slots=True)
class Edition:
    """What is told of an edition, for the rule that states it."""

    occasion: Occasion
    index: int
    sentence: Sentence
    places: list[Hit]
    date: DateMention | None
    lead: str

    @property
    def bounds(self) -> dict[str, bool]:
        """Whether its one day is that of the opening or closing alone."""
        one = self.date is not None and self.date.start == self.date.end and bool(self.date.start.day)
        one = one and not _strange(self.lead)
        return {"opens": one and bool(_OPENS.search(self.lead)), "closes": one and bool(_CLOSES.search(self.lead))}


def tell_editions(story: Story) -> None:
    """Enter the editions that a text tells of by a number, a place and a date; a rule states them later."""
    _name_in_plural(story)
    _name_by_year(story)
    said: dict[int, list[tuple[int, EventMention, Occasion]]] = {}
    found: list[Told] = []
    others: dict[int, int] = {}
    for index, sentence in story.told():
        item = sentence.section.item
        _number_in_hand(story, sentence)
        named = said.setdefault(item, [])
        named += [(index, m, o) for m in sentence.events if (o := _series_of(story, m)) is not None]
        if sentence.section.kind in ("title", "agenda", "caption"):
            continue
        if not _may_tell(story, sentence):
            continue
        series = _series_in_hand(story, sentence, named)
        if series is not None:
            found += [Told(index, sentence, series, m) for m in _told_in(story, sentence, series, others)]
    by_series: dict[int, list[Told]] = {}
    for told in found:
        by_series.setdefault(id(told.series), []).append(told)
    again = {item: _says_again(story, item) for item in {t.series.item for t in found}}
    for group in by_series.values():
        _enter_group(story, group, again[group[0].series.item])


def _enter_group(story: Story, group: list[Told], recurs: bool) -> None:
    """Enter the editions told of one series."""
    series = group[0].series
    members = [t.member for t in group]
    kin = _kin(story, series)
    numbers = {m.number.number for m in members if m.number is not None} | {o.edition for o in kin} - {0}
    own = _own_years(story, series)
    years = {m.year for m in members} - {0}
    rows = sum(not m.lead.strip(" -*•·|;") for m in members)
    for told in group:
        member = told.member
        if member.number is not None:
            good = _counted(member, numbers, recurs)
        elif member.row and rows < 2:
            good = False
        elif series.edition or series.year:
            good = member.year not in own
        else:
            good = len(years) > 1 or (recurs and member.year not in own) or (len(members) > 1 and bool(numbers))
        if good:
            _enter(story, series, kin, told.index, told.sentence, member)


_ANY_NUMBER = re.compile(
    r"(?:\d\s{0,6}(?:st|nd|rd|th)|[Ff]irst|FIRST|[Ss]econd|SECOND|[Tt]hird|THIRD|[Ff]ourth|[Ff]if(?:th|tieth)|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|"
    r"[Tt](?:en|welf)th|[Ee]leventh|teenth|tieth|[Ii]naugural|maiden)\b|\b(?:[IVXL]{2,7}|[VX])\b"
)


def _may_tell(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence has a date or year, or a number beside a place or a cancelling: a cheap look before the close one."""
    start, end = sentence.span.start, sentence.span.end
    if sentence.dates or _YEAR.search(story.plain, start, end) or story.plain.find("years ago", start, end) >= 0:
        return True
    return _ANY_NUMBER.search(story.plain, start, end) is not None and bool(
        sentence.places or _CANCELLED.search(story.plain, start, end)
    )


def _says_again(story: Story, item: int) -> bool:
    """Whether a text, or a piece of it, says that something is held again and again."""
    return any(s.section.item == item and _RECURS.search(story.plain, s.span.start, s.span.end) for s in story.told_sentences())


_IT_IS = re.compile(
    r"(?:^|[;,.]\s*)(?:[Ii]t|[Tt]his|[Ww]hich)\s+(?:was|is|will\s+be|would\s+be|marks?|marked)\s+(?:already\s+)?(?:the|its|their)\s+(?:such\s+)?$"
)


def _number_in_hand(story: Story, sentence: Sentence) -> None:
    """ "It was their tenth edition" gives the event in hand its number."""
    main = story.main.get(sentence.section.item)
    if main is None or main.how not in STANDALONE or main.edition:
        return
    for mention in sentence.events:
        made = story.resolved.get(mention.key)
        number = mention.edition or edition_number(mention.name.split()[0])
        if mention.how not in ("ordinal", "phrase") or not number or made is None or made is main or made.how in STANDALONE:
            continue
        head = mention.head.lower()
        lead = story.plain[max(sentence.span.start, mention.full.start - 60) : mention.full.start]
        if _IT_IS.search(lead) and head in _kin_heads(main):
            main.edition = number
            if len(made.mentions) <= 1 and made in story.occasions:
                story.occasions.remove(made)
            story.resolved[mention.key] = main
            main.mentions.append((mention, 0))


_HELD_OFTEN = re.compile(
    r"\s+(?:have\s+(?:so\s+far\s+|now\s+)?(?:been\s+(?:held|convened|organi[sz]ed|hosted)|taken\s+place|met)|were\s+(?:held|convened|organi[sz]ed)|took\s+place)\b"
)
_PLURALS = {f"{h.capitalize()}s": h for h in _HEADS} | {"Congresses": "congress", "Assemblies": "assembly"}


def _name_in_plural(story: Story) -> None:
    """Where a text is about no event, a name in the plural that has been held ("Seven Lantern Congresses have been held") is a series."""
    for index, sentence in story.told():
        item = sentence.section.item
        if item in story.main or sentence.section.kind != "body":
            continue
        for name in sentence.names:
            caps = [t.text for t in name.tokens if t.form == "cap"]
            head = _PLURALS.get(caps[-1], "") if len(caps) > 2 and name.kind in ("name", "event") else ""
            if head and _HELD_OFTEN.match(story.plain, name.span.end):
                words = name.span.words(story.plain)
                mention = EventMention(name.span, name.span, words, LOWER_HEADS[head], "proper", head)
                series = new_occasion(story, mention, index, item)
                series.mentions.append((mention, index))
                story.resolved[mention.key] = series
                sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)
                story.main[item] = series
                break


def _name_by_year(story: Story) -> None:
    """A name of an event with another year behind it ("Lantern 2022", where the text has "Lantern") is another edition."""
    known = {core: o for o in story.occasions if o.how in STANDALONE for core in o.cores}
    if not known:
        return
    for index, sentence in story.told():
        for name in sentence.names:
            if (
                not name.year
                or name.kind not in ("name", "acronym")
                or any(e.full.start < name.full.end and name.full.start < e.full.end for e in sentence.events)
            ):
                continue
            words = name.full.words(story.plain)
            bare = core_words(words.replace(str(name.year), ""))
            series = known.get(bare)
            if series is None or series.item != sentence.section.item:
                continue
            mention = EventMention(name.full, name.full, words, series.cls, "acronym-year", "", 0, None, name.year)
            same = (o for o in _kin(story, series) if o.year == name.year)
            occasion = next(same, None) or new_occasion(story, mention, index, sentence.section.item, series)
            if occasion is not series and not occasion.mentions:
                occasion.how = "sibling"
                occasion.thing.attrs["series_of"] = series.thing.name
            occasion.thing.call(words, name.full)
            occasion.mentions.append((mention, index))
            story.resolved[mention.key] = occasion
            sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)


@dataclass(slots=True)
class Told:
    """A member with its sentence and the series of which it tells."""

    index: int
    sentence: Sentence
    series: Occasion
    member: Member


def _own_years(story: Story, series: Occasion) -> set[int]:
    """The years that may be those of the event itself by which a series is known."""
    years = {series.year, story.published.year}
    for mention, index in series.mentions:
        if mention.how in STANDALONE and (mention.edition or mention.year or not series.edition):
            years |= {d.start.year for d in story.sentences[index].dates}
    return years


def _counted(member: Member, numbers: set[int], recurs: bool) -> bool:
    """Whether a text counts editions, so that "the third" may be one of them."""
    number = member.number
    if number is None:
        return False
    whole = recurs and member.place is not None and member.date is not None
    return bool(number.noun) or whole or any(n != number.number for n in numbers)


def _series_of(story: Story, mention: EventMention) -> Occasion | None:
    """The event that words name, or for one of its editions the event that stands for the series; None for what does not recur."""
    occasion = story.resolved.get(mention.key)
    if (
        occasion is not None
        and mention.how not in STANDALONE
        and occasion.how in STANDALONE
        and occasion is not story.main.get(occasion.item)
    ):
        return None
    if occasion is not None and occasion.how == "sibling":
        occasion = next((o for o in story.occasions if o.thing.name == occasion.thing.attrs.get("series_of")), occasion)
    if occasion is None or occasion.thing.attrs.get("unnamed") or occasion.cls in ("Ceremony", "Visit"):
        return None
    if occasion.how == "ordinal" and occasion.edition:
        proper = (o for o in story.occasions if o.item == occasion.item and o.how in STANDALONE)
        return None if any(c <= core for c in occasion.cores for o in proper for core in o.cores) else occasion
    return occasion if occasion.how in STANDALONE else None


def _series_in_hand(story: Story, sentence: Sentence, named: list[tuple[int, EventMention, Occasion]]) -> Occasion | None:
    """The event of which a sentence may tell other editions: the one named last that recurs, else the main one."""
    main = story.main.get(sentence.section.item)
    words = None
    for index, mention, occasion in reversed(named[-12:]):
        if (
            mention.full.start > sentence.span.start
            and len(sentence.events) > 1
            and mention.full.start > sentence.span.start + 60
        ):
            continue
        if occasion is main:
            return main
        if story.sentences[index].section is not sentence.section:
            break
        if only_beside(story, story.sentences[index], mention):
            continue
        if occasion.edition or occasion.year:
            return occasion
        if words is None:
            words = frozenset(w.lower() for w in _WORD.findall(sentence.span.of(story.plain)))
        if any(w in _SERIES_WORDS and w in words for core in occasion.cores for w in core):
            return occasion
    if main is None or not (main.edition or main.year):
        counted = _counted_one(story, sentence, main)
        if counted is not None:
            return counted
    if main is not None and main.how in (*STANDALONE, "ordinal") and main.cls not in ("Ceremony", "Visit"):
        return None if main.thing.attrs.get("unnamed") else main
    return named[-1][2] if named and main is None else None


def _counted_one(story: Story, sentence: Sentence, main: Occasion | None) -> Occasion | None:
    """The one event of a high number, where the noun for its kind stands in a sentence ("some congresses …: the ninth, in Riga")."""
    item = sentence.section.item
    kin = [o for o in story.occasions if o.item == item and o.edition > 2 and o is not main and o.how in (*STANDALONE, "ordinal")]
    if len(kin) != 1:
        return None
    words = {w.lower() for w in _WORD.findall(sentence.span.of(story.plain))}
    heads = {w for core in kin[0].cores for w in core if w in _SERIES_WORDS}
    return kin[0] if any(h in words or f"{h}s" in words for h in heads) else None


# ---------------------------------------------------------------- what stands in a sentence


_NAME_MARK = "it  "
"""What stands in place of the name of the series; behind it are blanks."""


_AGO = re.compile(r"\b(?P<count>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Tt]en|\d{1,2})\s+years?\s+ago\b")
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}


def _years_ago(story: Story, sentence: Sentence) -> Iterator[Atom]:
    """The year of "two years ago", counted from the day of the document."""
    match = (
        _AGO.search(story.plain, sentence.span.start, sentence.span.end) if story.published.year and not sentence.dates else None
    )
    if match is not None:
        word = match["count"].lower()
        year = Day(story.published.year - (int(word) if word.isdigit() else _COUNT[word]))
        span = Span(match.start(), match.end())
        yield Atom(span, "date", date=DateMention(span, year, year, "inyear", rule="year-relative-to-publication"))


def _masked(story: Story, sentence: Sentence, series: Occasion) -> tuple[str, list[Span]]:
    """The sentence with the name of the series blotted out, and where other events are named."""
    text = sentence.span.of(story.plain)
    begin = sentence.span.start
    spans, named = [], []
    for mention in sentence.events:
        occasion = story.resolved.get(mention.key)
        if mention.how not in STANDALONE and not (occasion is not None and occasion.how == "titled"):
            continue
        if occasion is series and not mention.edition and not mention.year:
            spans.append(mention.full)
        else:
            named.append(mention.full)
    for name in sentence.names:
        if name.kind != "event" and core_words(name.text(story.plain)) in series.cores:
            spans.append(name.full)
    for span in spans:
        start, end = span.start - begin, span.end - begin
        text = text[:start] + _NAME_MARK + " " * (end - start - len(_NAME_MARK)) + text[end:]
    return text, named


def _inside(span: Span, others: list[Span]) -> bool:
    return any(o.start < span.end and span.start < o.end for o in others)


def _atoms(
    story: Story, sentence: Sentence, series: Occasion, text: str, named: list[Span], others: dict[int, int]
) -> list[Atom]:
    kin = _kin_heads(series)
    dates = [*_dates(story, sentence, named, kin), *_years_ago(story, sentence)]
    taken = [d.span for d in dates] + named
    numbers = [*_numbers(sentence, kin, text, sentence.span.of(story.plain), taken, others)]
    taken += [n.span for n in numbers]
    if not dates and not numbers:
        return []
    places = [*_places(story, sentence, taken)]
    places = _with_country([*places, *_strange_places(story, sentence, taken + [p.span for p in places])], story.plain)
    events = [Atom(span, "named") for span in named]
    if not places and (online := _ONLINE.search(text)) is not None:
        begin = sentence.span.start
        places = [Atom(Span(begin + online.start("how"), begin + online.end("how")), "place")]
    return sorted([*dates, *numbers, *places, *events], key=lambda a: a.span.start)


_NOUN = re.compile(r"\s+(?P<noun>\p{Ll}+)\b")


def _dates(story: Story, sentence: Sentence, named: list[Span], kin: set[str]) -> Iterator[Atom]:
    seen = []
    for date in sentence.dates:
        if date.form in ("rel", "wd", "dayonly", "rmonth") or _inside(date.span, named):
            continue
        if date.form == "ryear":
            shift = {"last year": -1, "this year": 0, "next year": 1}.get(" ".join(date.relative.split()))
            if shift is not None and story.published.year:
                day = Day(story.published.year + shift)
                yield Atom(
                    date.span, "date", date=DateMention(date.span, day, day, "inyear", rule="year-relative-to-publication")
                )
            continue
        seen.append(date.span)
        bare = date.form == "inyear"
        if bare and re.search(
            r"\b(?:since|by|until|till|before|after)\s+$", story.plain[date.span.start - 8 : date.span.start], re.IGNORECASE
        ):
            continue
        yield Atom(date.span, "date", date=date)
    for match in _YEAR.finditer(story.plain, sentence.span.start, sentence.span.end):
        span = Span(match.start(), match.end())
        if _inside(span, seen) or _inside(span, named):
            continue
        if re.search(r"\b(?:since|by|until|till|before|after)\s+$", story.plain[span.start - 8 : span.start], re.IGNORECASE):
            continue
        day = Day(int(match.group()))
        noun = _NOUN.match(story.plain, match.end(), sentence.span.end)
        counted = noun["noun"] if noun is not None and noun["noun"] in kin else ""
        yield Atom(span, "date", date=DateMention(span, day, day, "inyear"), noun=counted)


def _numbers(
    sentence: Sentence, kin: set[str], text: str, whole: str, taken: list[Span], others: dict[int, int]
) -> Iterator[Atom]:
    begin, section = sentence.span.start, sentence.section.span.start
    no = [Span(begin + m.start(), begin + m.end()) for m in _NOT_COUNTED.finditer(text)] + taken
    row = _ROW.match(text)
    if row is not None:
        yield Atom(
            Span(begin + row.start("number"), begin + row.end("number")), "number", number=int(row["number"]), noun="edition"
        )
    if _ANY_NUMBER.search(text) is None:
        return
    for match in _NUMBER.finditer(text):
        span = Span(begin + match.start("ord"), begin + match.end("ord"))
        number = edition_number(match["ord"])
        if not number or _inside(span, no):
            continue
        noun = (match["noun"] or "").strip()
        if number == 1 and not match["det"] and match["ord"] == "first" and noun in _FIRST_HELD:
            yield Atom(span, "number", number=1, noun="edition")
            continue
        own = kin | {"meeting"} if match["det"] in ("its", "their", "Its", "Their") and text != whole else kin
        singular = noun.lower() if noun.lower() in own else noun.lower().removesuffix("s")
        counted = singular if singular in own else ""
        if not counted and not _stands_alone(match, text, noun):
            if noun.islower() and noun not in _WORDS and noun not in _NO_NOUN:
                others[section] = span.start
            continue
        if counted:
            others.pop(section, None)
        elif span.start - others.get(section, -999) < 300 and not match["ord"].isupper():
            continue
        if counted:
            span = Span(span.start, begin + match.end("noun"))
        elif match["mods"] and "of" in match["mods"]:
            span = Span(span.start, begin + match.end("mods"))
        if counted or match["det"] or _set_apart(match, text):
            yield Atom(span, "number", number=number, noun=counted)


_NO_NOUN = frozenset("time ever largest biggest half quarter day days half-day week year consecutive since".split())
_FIRST_HELD = frozenset("held convened organised organized hosted staged met".split())


def _stands_alone(match: re.Match[str], text: str, noun: str) -> bool:
    """Whether an ordinal stands without a noun, and is no day of the month, share or rank."""
    if noun and (noun[0].isupper() or noun not in _AFTER_NUMBER):
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    if match["det"] and match["ord"][0].isdigit() and _DAY_BEFORE.search(before):
        return False
    return not (_SHARE.search(before) or _OF_WHICH.match(text, match.end("ord")))


def _set_apart(match: re.Match[str], text: str) -> bool:
    """Whether an ordinal without "the" is a number all the same: "12th", "(VIII)", "First: Riga"."""
    word = match["ord"]
    if word.isupper():
        lead = text[max(0, match.start() - 2) : match.start()].strip()
        return not lead or lead[-1] in "(|,-•–"
    return word[0].isdigit() or (word[0].isupper() and text[match.end("ord") : match.end("ord") + 1] in ("(", ":"))


_HEADS_OF = {
    cls: frozenset(h for h, c in LOWER_HEADS.items() if c == cls) - {"panel", "anniversary", "inauguration", "segment"}
    for cls in set(LOWER_HEADS.values()) - {""}
}
_DAY_BEFORE = re.compile(r"\b(?:[Oo]n|[Ff]rom|[Tt]o|[Uu]ntil|[Bb]y|\d(?:st|nd|rd|th)\s+and)\s+$")
_SHARE = re.compile(r"\b(?:by|one|only|about|over|under|nearly|almost)(?:,)?\s+$")
_OF_WHICH = re.compile(r"\s+of\s+(?:which|whom)\b|\s+(?:\p{L}+\s+)?turn\b")


def _kin_heads(series: Occasion) -> set[str]:
    """The nouns by which an edition of a series may be counted."""
    heads = {"edition", "event", "one", "gathering"}
    for core in series.cores:
        heads |= {w for w in core if w in _SERIES_WORDS}
    return heads | _HEADS_OF.get(series.cls, frozenset())


def _places(story: Story, sentence: Sentence, taken: list[Span]) -> Iterator[Atom]:
    names = [n.span for n in sentence.names if n.kind in ("organization", "agreement", "initiative", "publication", "venue")]
    names += [p.span for p in sentence.people] + taken
    last: Atom | None = None
    for hit in sentence.places:
        if hit.value.kind not in ("city", "region", "country") or _inside(hit.span, names):
            continue
        if last is not None:
            gap = story.plain[last.span.end : hit.span.start]
            country = hit.value.key if hit.value.kind == "country" else hit.value.country
            before = last.places[-1].value
            fits = (
                before.kind != "country" and (hit.value.kind != "city") and re.fullmatch(r",\s+(?:in\s+)?(?:the\s+)?|\s+\(", gap)
            )
            if fits and (country in ("", before.country) or hit.value.kind == "country"):
                places = last.places
                if hit.value.kind == "country" and before.country != country:
                    places = [Hit(p.span, replace(p.value, country=country, key=p.span.of(story.plain))) for p in places]
                last.places = [*places, hit]
                last.span = Span(last.span.start, hit.span.end)
                continue
            yield last
        last = Atom(hit.span, "place", places=[hit])
    if last is not None:
        yield last


def _with_country(places: list[Atom], plain: str) -> list[Atom]:
    """Join the name of a town that no table knows with the country behind it."""
    out: list[Atom] = []
    for atom in sorted(places, key=lambda a: a.span.start):
        last = out[-1] if out else None
        if (
            last is not None
            and not last.known
            and atom.places[0].value.kind == "country"
            and re.fullmatch(r",\s+|\s+\(", plain[last.span.end : atom.span.start])
        ):
            town = last.places[0]
            last.places = [Hit(town.span, replace(town.value, country=atom.places[0].value.key)), *atom.places]
            last.span, last.known = Span(last.span.start, atom.span.end), True
        else:
            out.append(atom)
    return out


_ONLINE = re.compile(
    r"\b(?:held|met|hosted|place|convened|was|fully)\s+(?P<how>on\s?line|virtually|by\s+video(?:\s+link|conference)?)\b|\((?P<how>online|virtual)\b"
)
_BEFORE_TOWN = re.compile(r"(?:\b(?:in|at|to|and|then|on|was|for|of)|[(:|,;–-]|^)\s*$")
_AFTER_TOWN = re.compile(r"\s*(?:[,(;|:)–]|\bin\b|\bon\b|\bhost|\bwelcom|\bfollow|\bfrom\b|(?:19|20)\d\d|\.|$)")


def _strange_places(story: Story, sentence: Sentence, taken: list[Span]) -> Iterator[Atom]:
    """Names that no table knows where a town may stand."""
    for name in sentence.names:
        if name.kind != "name" or len(name.tokens) > 3 or any(t.form == "num" or t.text.isupper() for t in name.tokens):
            continue
        text = name.text(story.plain)
        if name.edition or name.year or _inside(name.span, taken) or name.tokens[0].text in CALENDAR or text.lower() in _WORDS:
            continue
        lead = story.plain[max(sentence.span.start, name.full.start - 6) : name.full.start]
        if _BEFORE_TOWN.search(lead) and _AFTER_TOWN.match(story.plain, name.full.end, sentence.span.end):
            hit = Hit(name.span, PlaceValue("city", text))
            yield Atom(name.span, "place", places=[hit], known=False)


# ---------------------------------------------------------------- members


def _strange(text: str) -> int:
    """How many words say more than that something is held, moves or follows."""
    return sum(w.lower() not in _WORDS for w in _WORD.findall(_NOT_COUNTED.sub(" ", _ASIDE.sub(" ", text))))


def _members(story: Story, sentence: Sentence, atoms: list[Atom], text: str) -> list[Member]:
    begin = sentence.span.start
    members: list[Member] = []
    at = begin
    for i, atom in enumerate(atoms):
        if atom.span.start < at:
            continue
        gap = text[at - begin : atom.span.start - begin]
        following = atoms[i + 1] if i + 1 < len(atoms) else None
        current = members[-1] if members else None
        if atom.kind == "named":
            members.append(Member(gap, atoms=[atom], strange=99))
        elif current is not None and _fits(current, atom, gap, following, story):
            current.strange += _strange(gap)
            _take(story, sentence, current, atom, gap)
        else:
            member = Member(gap)
            member.lead_strange = _strange(gap)
            _take(story, sentence, member, atom, "")
            members.append(member)
        at = atom.span.end
    return members


_REALLY = re.compile(r"\b(?:took\s+place|(?:was|were)\s+(?:finally\s+)?held|opened|met|finally|moved|eventually)\b")


def _take(story: Story, sentence: Sentence, member: Member, atom: Atom, gap: str) -> None:
    before = (
        _PUT_OFF.search(story.plain, max(sentence.span.start, atom.span.start - 90), atom.span.start)
        if atom.kind != "number"
        else None
    )
    if before is not None and not _REALLY.search(before.group()) and not (member.has(atom.kind)):
        member.gaps += [gap] * bool(member.atoms)
        member.atoms.append(atom)
        member.put_off.append(atom)
        return
    if atom.kind == "date" and member.date is not None:
        atom = _one_date(member.date, atom) or atom
    member.add(atom, gap)


def _one_date(first: Atom, second: Atom) -> Atom | None:
    """A year and a day without its year, told apart, as one date."""
    a, b = first.date, second.date
    if a is None or b is None:
        return None
    year, day = (a, b) if a.start.year and not a.start.month else (b, a)
    if not year.start.year or year.start.month or day.start.year or not day.start.month:
        return None
    y = year.start.year
    turn = day.start.month > day.end.month
    return Atom(
        second.span if day is b else first.span,
        "date",
        date=replace(day, start=replace(day.start, year=y), end=replace(day.end, year=y + turn)),
        noun=first.noun or second.noun,
    )


def _fits(member: Member, atom: Atom, gap: str, following: Atom | None, story: Story) -> bool:
    if member.strange > 50:
        return not (member.has(atom.kind)) and not re.search(r";|\n|\band\b|\bthen\b", gap) and not _named_over(member, gap, atom)
    if atom.kind == "date" and member.date is None and member.put_off and _REALLY.search(gap) and "\n" not in gap:
        return True
    strange = _strange(gap)
    if strange > (1 if member.number is not None else 0):
        return False
    complete = member.date is not None and (member.place is not None or member.number is not None)
    if complete and "\n" in gap:
        return False
    if ";" in gap and not re.match(r"\s*;\s*(?:it|this|that|which)\b", gap):
        return False
    comma = "," in gap or re.search(r"\band\b|\bthen\b", gap) is not None
    if member.has(atom.kind):
        if atom.kind == "date" and member.date is not None:
            return len(gap) < 48 and _one_date(member.date, atom) is not None
        if atom.kind == "place" and member.place is not None:
            return _town_of(member.place, atom) and not re.search(r"\band\b|;", gap)
        return False
    if atom.kind == "number":
        comma = comma and not _WHEN.match(gap)
        return not (comma and member.date is not None and member.place is not None)
    if atom.kind == "place":
        if not _place_fits(member, atom, gap, story.plain):
            return False
        if following is not None and following.kind == "date" and member.date is not None:
            tight = re.match(r"\s*\(", story.plain[atom.span.end : following.span.start])
            if tight:
                return False
        if following is not None and following.kind == "number" and member.date is not None and comma and not _WHEN.match(gap):
            return False
        return not (member.date is not None and member.number is not None and re.search(r"\band\b", gap))
    return True


def _place_fits(member: Member, atom: Atom, gap: str, plain: str) -> bool:
    """Whether the words before a place let it be that of what is told ("in Riga", "which Riga hosted")."""
    if member.number is not None and atom.places and not _PLACED.search(gap):
        return False
    return _WHICH.search(gap) is None or _HOSTS.match(plain, atom.span.end) is not None


def _town_of(country: Atom, town: Atom) -> bool:
    """Whether the second of two places is a town in the first."""
    if not country.places or not town.places:
        return False
    first, second = country.places[-1].value, town.places[0].value
    return first.kind == "country" and second.kind == "city" and second.country == first.key


_WHICH = re.compile(r"\b(?:which|that)\s*$")
_HOSTS = re.compile(r"\s+(?:(?:was|is|were)\s+to\s+|will\s+|had\s+|has\s+)?(?:host|held|hold|welcom|organi[sz]|stag|receiv)")
_WHEN = re.compile(r"\s*,?\s*(?:when|where)\b")
_PLACED = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Tt]o|for|near|on|by|was|were|is|be|which|that|where|when|host|of|include|and)|[(,:|;])\s*(?:the\s+)?(?:(?:city|town|capital|island)\s+of\s+)?$|^\s*[–—-]\s*$"
)


def _named_over(member: Member, gap: str, atom: Atom) -> bool:
    """Whether the words told of a named event are over: a comma behind its place and date."""
    return "," in gap and member.place is not None and member.date is not None


def _told_in(story: Story, sentence: Sentence, series: Occasion, others: dict[int, int]) -> list[Member]:
    """The members of a sentence that tell of editions of a series."""
    text, named = _masked(story, sentence, series)
    atoms = _atoms(story, sentence, series, text, named, others)
    if not any(a.kind in ("date", "number") for a in atoms):
        return []
    members = _members(story, sentence, atoms, text)
    good: list[Member] = []
    foreign = False
    for i, member in enumerate(members):
        if member.strange > 50:
            continue
        stop = members[i + 1].span.start if i + 1 < len(members) else sentence.span.end
        tail = text[member.span.end - sentence.span.start : stop - sentence.span.start]
        if good and member.place is None and member.number is None and member.date is not None and _AGAIN.fullmatch(member.lead):
            member.place = good[-1].place
            good.append(member)
            continue
        counted = i > 0 and members[i - 1].number is not None and members[i - 1].place is None and bool(good or _after(member))
        verdict = _is_edition(member, tail, told=bool(good) or counted, foreign=foreign)
        if verdict:
            good.append(member)
        elif member.lead_strange or member.strange:
            foreign = True
    return good


def _after(member: Member) -> bool:
    """Whether a member is what a numbered edition came after ("the fourth summit, after Riga in 2012")."""
    return re.fullmatch(r"\s*,?\s*(?:after|following|before)\s+(?:those\s+(?:of|in|at)\s+)?", member.lead) is not None


_AGAIN = re.compile(r"\s*,?\s*(?:and|then)(?:\s+then)?(?:\s+once)?\s+again\s+in\s+")
_CLAUSE = re.compile(r"[,;:)—–|\n]|\s-\s")


def _is_edition(member: Member, tail: str, *, told: bool, foreign: bool) -> bool:
    """Whether a member tells of an edition: by its number, or by words of holding, or in a row of such."""
    if _NO_EDITION.match(tail) or any(_NO_EDITION.match(g) for g in member.gaps):
        return False
    cancelled = _CANCELLED.search(tail) is not None and not (member.put_off and member.date is not None)
    if cancelled:
        for atom in member.put_off:
            if not member.has(atom.kind):
                setattr(member, atom.kind, atom)
    if member.number is not None:
        return _by_number(member, told=told, cancelled=cancelled)
    if member.place is None or not member.year or foreign or not _lead_fits(member, told=told):
        return False
    lead = member.lead
    said = " ".join([lead, *member.gaps])
    piece = _CLAUSE.split(lead)[-1]
    if member.date is not None and member.date.noun:
        return True
    if told and ((len(lead) < 40 and not re.search(r"[.;]", lead)) or not piece.replace("and", "").strip()):
        return True
    if not lead.strip(" -*•·;") and not re.search(r"\p{L}", said) and (_ROW_GOES_ON.match(tail) or member.gaps[:1] == [": "]):
        member.row = True
        return True
    if not member.place.known and not told:
        return bool(_VERBAL.search(said)) and bool(_SAID_OF.search(said))
    bracket = bool(member.gaps) and member.gaps[0].strip() == "("
    return bool(_VERBAL.search(said) or _VERBAL.match(tail.strip(" ,)")) or _SAID_OF.search(lead) or bracket)


def _by_number(member: Member, *, told: bool, cancelled: bool) -> bool:
    """Whether a number with a place or a date is that of an edition."""
    if member.date is None and (member.place is None or not member.place.known) and not cancelled:
        return False
    strange = _strange(_CLAUSE.split(member.lead)[-1])
    alone = member.number is not None and not member.number.noun
    if alone and not told and re.search(r"\b[Aa]n?\s+$", member.lead) and _strange(member.lead):
        return False
    if member.date is None and not cancelled and (strange or member.strange):
        return False
    return not (alone and strange > 1)


def _lead_fits(member: Member, *, told: bool) -> bool:
    """Whether the words before a member without a number leave room for the series as what they speak of."""
    lead = member.lead
    if (member.atoms[0].kind == "place" and _CHAIRED.search(lead)) or _ONE_MORE.search(lead) or _THIS_ONE.match(lead):
        return False
    piece = _CLAUSE.split(lead)[-1]
    if any(_NAME_MARK in part for part in (piece, *member.gaps)):
        return False
    if told:
        return not _strange(piece)
    if ":" in lead and not _strange(piece) and (_NAME_MARK in lead or _SAID_OF.search(lead)):
        return True
    return not member.lead_strange or (_BEFORE_NOW.search(lead) is not None and not _strange(piece))


_ROW_GOES_ON = re.compile(r"\s*(?:[–—:|;]|-\s)\s*\S")
_BEFORE_NOW = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|met|taken\s+place|staged)\b[^.;]{0,60}?\b(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+times|before|previously|in\s+the\s+past)\b"
    r"|\b(?:previous|earlier|past|former)\s+(?:editions?|venues?|hosts?|" + "|".join(sorted(_HEADS)) + r")s?\b",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(
    r"\s*(?:This|The)\s+(?:"
    + "|".join(sorted(_HEADS))
    + r")\s+(?:(?:was|is|will\s+be)\s+(?:held|convened|opened|hosted)|took\s+place|takes\s+place|opened|opens|met)\b",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"\b[Aa](?:n|nother)?\s+(?:\p{L}+\s+)?(?:" + "|".join(sorted(_HEADS)) + r")\b")
_SAID_OF = re.compile(
    r"\b(?:it|they|editions?|hosts?|venues?|occasions|those|that|one|(?:" + "|".join(sorted(_SERIES_WORDS)) + r"))\b",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- editions


def _kin(story: Story, series: Occasion) -> list[Occasion]:
    return [
        o
        for o in story.occasions
        if o is series
        or o.thing.attrs.get("series_of") == series.thing.name
        or (o.item == series.item and o.how in (*STANDALONE, "sibling") and any(c in series.cores for c in o.cores))
    ]


_LAST_YEAR = re.compile(r"\b[Ll]ast\s+year\b")


def _enter(story: Story, series: Occasion, kin: list[Occasion], index: int, sentence: Sentence, member: Member) -> None:
    number = member.number.number if member.number is not None else 0
    date = member.date.date if member.date is not None else None
    year = date.start.year if date is not None else 0
    if date is not None and not year and date.start.month and story.published.year and _LAST_YEAR.search(member.lead):
        year = story.published.year - 1
        date = replace(
            date, start=replace(date.start, year=year), end=replace(date.end, year=year), rule="year-relative-to-publication"
        )
    inside = [
        m
        for m in sentence.events
        if (member.span.start <= m.full.start and m.full.end <= member.span.end)
        or (member.number and m.edition_span is not None and m.edition_span.start == member.number.span.start)
    ]
    inside += _spoken_before(story, sentence, member, kin)
    own = next(
        (
            o
            for m in inside
            if m.how == "ordinal"
            and (o := story.resolved.get(m.key)) is not None
            and o not in kin
            and len(core_words(m.name)) > 1
        ),
        None,
    )
    own = own or (_spoken_last(story, index, sentence, kin, series) if not number and _IT.match(member.lead) else None)
    known = own or next(
        (
            o
            for m in inside
            if (o := story.resolved.get(m.key)) is not None
            and o in kin
            and o is not series
            and (not number or o.edition in (0, number))
        ),
        None,
    )
    known = known or next((o for o in kin if (number and o.edition == number) or (not number and year and o.year == year)), None)
    if known is series and not number:
        return
    span = member.span
    if known is not None and known.said is not None and known.year and year and year != known.year:
        known = None
    mention = EventMention(
        span,
        span,
        span.words(story.plain),
        series.cls,
        "listed",
        "edition",
        number,
        member.number.span if member.number else None,
        0,
    )
    if known is None:
        known = new_occasion(story, mention, index, sentence.section.item, series)
        known.how = "sibling"
        known.thing.names.clear()
        _call(known, series)
        known.thing.attrs["series_of"] = series.thing.name
        kin.append(known)
        known.edition = number
        if member.number is not None:
            known.thing.call(member.number.span.words(story.plain), member.number.span)
        elif member.place is not None and member.place.places and member.place.places[0].value.kind == "city":
            town = member.place.places[0].span
            known.thing.call(town.words(story.plain), town)
    if number and not known.edition:
        known.edition = number
    if known is not series and not known.year and year:
        known.year = year
    for other in inside:
        before = story.resolved.get(other.key)
        if before is not None and before is not known and before.how in ("phrase", "ordinal") and len(before.mentions) == 1:
            story.occasions.remove(before)
        story.resolved[other.key] = known
    _point_back(story, sentence, span, series, known)
    known.mentions.append((mention, index))
    story.resolved[mention.key] = known
    sentence.events = sorted([*(m for m in sentence.events if m not in inside), mention], key=lambda e: e.key)
    for atom in member.atoms:
        story.taken.add(atom.span)
        story.taken.update(h.span for h in atom.places)
    places = member.place.places if member.place is not None else []
    story.editions.append(Edition(known, index, sentence, places, date, member.lead + " ".join(member.gaps)))
    _say_status(story, known, sentence, member)


_IT = re.compile(r"\s*(?:It|This)\s+(?:was|were|took|met|opened|will|finally|eventually)\b")


def _spoken_last(story: Story, index: int, sentence: Sentence, kin: list[Occasion], series: Occasion) -> Occasion | None:
    """The edition of which the sentence before told without its day, so that "it was held in Riga in 2021" goes on with it."""
    before = story.sentences[index - 1] if index else None
    if before is None or before.section is not sentence.section or not before.events:
        return None
    last = story.resolved.get(before.events[-1].key)
    if (
        last is None
        or last is series
        or last not in kin
        or any(e.occasion is last and e.date is not None for e in story.editions)
    ):
        return None
    return last


def _point_back(story: Story, sentence: Sentence, span: Span, series: Occasion, known: Occasion) -> None:
    """Let "that congress", behind an edition and in its sentence, be that edition."""
    for mention in sentence.events:
        if mention.full.start >= span.end:
            if mention.how != "anaphor" or story.resolved.get(mention.key) not in (series, None):
                return
            story.resolved[mention.key] = known


def _call(occasion: Occasion, series: Occasion) -> None:
    """Give an edition the names of its series: the one said most often, and the longest."""
    names = {n: s for n, s in series_names(series).items() if not _NUMBERED.match(n)}
    if not names:
        names = dict(list(series.thing.names.items())[:1])
    said = [m.name for m, _ in series.mentions]
    often = sorted(names, key=lambda n: (-min(sum(n in m for m in said), 2), -len(n)))
    for name in often[:2]:
        occasion.thing.call(name, names[name])


_NUMBERED = re.compile(rf"(?:{_ORDINAL}|[IVXL]{{2,7}})\s", re.IGNORECASE)


def _spoken_before(story: Story, sentence: Sentence, member: Member, kin: list[Occasion]) -> list[EventMention]:
    """The words for the edition before or after that lead to a member ("at the previous summit, held in Riga in 2017")."""
    begin = member.span.start - len(member.lead)
    return [
        m
        for m in sentence.events
        if m.how == "other" and begin <= m.full.start and m.full.end <= member.span.start and story.resolved.get(m.key) in kin
    ]


def _say_status(story: Story, occasion: Occasion, sentence: Sentence, member: Member) -> None:
    stop = min((m.full.start for m in sentence.events if m.full.start > member.span.end), default=sentence.span.end)
    cancelled = _CANCELLED.search(story.plain, member.span.start, stop)
    if cancelled is not None:
        occasion.said = ("Cancelled", Span(cancelled.start(), cancelled.end()))
