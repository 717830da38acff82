"""What stands in a sentence that may tell of editions of a series: numbers, places and dates, cut into members.

A member is what stands together with nothing but words of holding between; whether it is told of the series is asked of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg import patterns as re
from kg.claim.story import STANDALONE, Occasion, Story
from kg.claim.words import core_words
from kg.find import Sentence
from kg.find.dates import DateMention, Day
from kg.find.events import LOWER_HEADS
from kg.find.lexicon import Hit, PlaceValue
from kg.find.names import _ORDINAL, CALENDAR, edition_number
from kg.model import Span

HEADS = frozenset(LOWER_HEADS) - {"panel", "segment", "reception", "anniversary", "mission", "visit", "tour", "plenary"}
SERIES_WORDS = frozenset(
    (
        *HEADS,
        *(f"{h}s" for h in HEADS),
        "congresses",
        "expos",
        "assemblies",
        "games",
        "days",
        "summits",
        "school",
        "camp",
        "championship",
        "championships",
        "cup",
        "biennale",
        "biennial",
        "regatta",
        "jamboree",
        "indaba",
        "academy",
        "concert",
        "award",
        "awards",
        "challenge",
        "series",
        "cumbre",
        "congreso",
        "foro",
        "jornadas",
    )
)
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
_WORDS = _FILL | _TELLING | _MEETERS | SERIES_WORDS | frozenset(_PLACE_NOUNS)
WORD = re.compile(r"\p{L}[\p{L}\p{M}’'-]*")
_ASIDE = re.compile(r"[“\"‘][^”\"’\n]{2,120}[”\"’]|\([^()\n]{0,120}\)")
YEAR = re.compile(r"(?<![\d.,/–-])(?:19|20)\d\d(?![\d%]|[,.]\d|[-–/]\d)")
_NUMBER = re.compile(
    rf"(?<![\p{{L}}\d-])(?:(?P<det>[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his)\s+)?(?P<ord>(?i:{_ORDINAL})|[IVXL]{{2,7}}(?![\p{{L}}.])|[VX](?=\s*[,()])|I(?=\s*\(\p{{Lu}}))"
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
CANCELLED = re.compile(
    r"\b(?:cancell?ed|postponed|called\s+off|put\s+off|scrapped|abandoned|fell\s+(?:victim|through)|never\s+(?:happened|took\s+place|met|opened)|did\s+not\s+(?:take\s+place|happen|go\s+ahead|meet)|was\s+dropped)\b"
)
_CHAIRED = re.compile(
    r"\b(?:chaired|presided\s+over|led|co-chaired|organi[sz]ed)\s+by\s+(?:the\s+)?$|(?<!\b(?:that|those|one|\p{L}+)\s)\b(?:than|from|unlike|like|of)\s+(?:the\s+)?$"
)
RECURS = re.compile(
    r"\b(?:annual(?:ly)?|biennial|triennial|every\s+(?:other\s+|second\s+|third\s+|two\s+|three\s+|four\s+|five\s+)?years?|once\s+a\s+year|(?:odd|even)\s+years|year\s+after\s+year|irregular\s+intervals|"
    r"editions?|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})\s+times|twice|since\s+then|travels|changes\s+(?:town|city|place)|"
    r"(?:past|earlier|previous|former|next|last|latest|subsequent)\s+(?:hosts?|venues?|stops?|games|(?:"
    + "|".join(sorted(HEADS))
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
ANY_NUMBER = re.compile(
    r"(?:\d\s{0,6}(?:st|nd|rd|th)|[Ff]irst|FIRST|[Ss]econd|SECOND|[Tt]hird|THIRD|[Ff]ourth|[Ff]if(?:th|tieth)|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|"
    r"[Tt](?:en|welf)th|[Ee]leventh|teenth|tieth|[Ii]naugural|maiden)\b|\b(?:[IVXL]{2,7}|[VX])\b"
)


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
    bare: bool = False

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
        text = text[:start] + _NAME_MARK.ljust(end - start)[: end - start] + text[end:]
    return text, named


def _inside(span: Span, others: list[Span]) -> bool:
    return any(o.start < span.end and span.start < o.end for o in others)


def _atoms(
    story: Story, sentence: Sentence, series: Occasion, text: str, named: list[Span], others: dict[int, int]
) -> list[Atom]:
    kin = kin_heads(series)
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
    for match in YEAR.finditer(story.plain, sentence.span.start, sentence.span.end):
        span = Span(match.start(), match.end())
        if _inside(span, seen) or _inside(span, named):
            continue
        if re.search(r"\b(?:since|by|until|till|before|after)\s+$", story.plain[span.start - 8 : span.start], re.IGNORECASE):
            continue
        day = Day(int(match.group()))
        noun = _NOUN.match(story.plain, match.end(), sentence.span.end)
        counted = noun["noun"] if noun is not None and noun["noun"] in kin else ""
        yield Atom(span, "date", date=DateMention(span, day, day, "inyear"), noun=counted)


_NTH_TIME = re.compile(
    rf"(?:\b(?:held|convened|organi[sz]ed|hosted|staged|met|celebrated|place)|{_NAME_MARK}\s+was)\s+for\s+(?:the|a)\s+(?P<ord>(?i:{_ORDINAL}))\s+time\b(?=,?\s+(?:in|on|at)\b)"
)
"""A number in "held for the second time"; a member that has it and no date is told of no edition."""


def _numbers(
    sentence: Sentence, kin: set[str], text: str, whole: str, taken: list[Span], others: dict[int, int]
) -> Iterator[Atom]:
    begin, section = sentence.span.start, sentence.section.span.start
    no = [Span(begin + m.start(), begin + m.end()) for m in _NOT_COUNTED.finditer(text)] + taken
    for match in _NTH_TIME.finditer(text):
        yield Atom(
            Span(begin + match.start("ord"), begin + match.end()), "number", number=edition_number(match["ord"]), noun="edition"
        )
    row = _ROW.match(text)
    if row is not None:
        yield Atom(
            Span(begin + row.start("number"), begin + row.end("number")), "number", number=int(row["number"]), noun="edition"
        )
    if ANY_NUMBER.search(text) is None:
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
        lead = text[max(0, match.start() - 4) : match.start()].strip()
        return not lead or lead[-1] in "(|,-•–:" or (lead.endswith("and") and text[match.end("ord") :].lstrip()[:1] == "(")
    return word[0].isdigit() or (word[0].isupper() and text[match.end("ord") : match.end("ord") + 1] in ("(", ":"))


_HEADS_OF = {
    cls: frozenset(h for h, c in LOWER_HEADS.items() if c == cls) - {"panel", "anniversary", "inauguration", "segment"}
    for cls in set(LOWER_HEADS.values()) - {""}
}
_DAY_BEFORE = re.compile(r"\b(?:[Oo]n|[Ff]rom|[Tt]o|[Uu]ntil|[Bb]y|\d(?:st|nd|rd|th)\s+and)\s+$")
_SHARE = re.compile(r"\b(?:by|one|only|about|over|under|nearly|almost)(?:,)?\s+$")
_OF_WHICH = re.compile(r"\s+of\s+(?:which|whom)\b|\s+(?:\p{L}+\s+)?turn\b")


def kin_heads(series: Occasion) -> set[str]:
    """The nouns by which an edition of a series may be counted."""
    heads = {"edition", "event", "one", "gathering"}
    for core in series.cores:
        heads |= {w for w in core if w in SERIES_WORDS}
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


def count_strange(text: str) -> int:
    """How many words say more than that something is held, moves or follows."""
    return sum(w.lower() not in _WORDS for w in WORD.findall(_NOT_COUNTED.sub(" ", _ASIDE.sub(" ", text))))


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
            current.strange += count_strange(gap)
            _take(story, sentence, current, atom, gap)
        else:
            member = Member(gap)
            member.lead_strange = count_strange(gap)
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


_OWN_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _of_another_year(member: Member, atom: Atom, following: Atom | None, plain: str) -> bool:
    """Whether the date at or right behind an atom is of another year than the one in the name before it."""
    date = next((a.date for a in (atom, following) if a is not None and a.kind == "date"), None)
    own = _OWN_YEAR.search(plain, member.span.start, member.span.end)
    return date is not None and own is not None and date.start.year not in (0, int(own.group()))


def _fits(member: Member, atom: Atom, gap: str, following: Atom | None, story: Story) -> bool:
    if member.strange > 50:
        other = _of_another_year(member, atom, following, story.plain) or _named_over(member, gap, atom)
        return not (member.has(atom.kind) or other or re.search(r";|\n|\band\b|\bthen\b", gap))
    if atom.kind == "date" and member.date is None and member.put_off and _REALLY.search(gap) and "\n" not in gap:
        return True
    strange = count_strange(gap)
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


def told_in(story: Story, sentence: Sentence, series: Occasion, others: dict[int, int]) -> list[Member]:
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
    cancelled = CANCELLED.search(tail) is not None and not (member.put_off and member.date is not None)
    if cancelled:
        for atom in member.put_off:
            if not member.has(atom.kind):
                setattr(member, atom.kind, atom)
    if member.number is not None:
        return _by_number(member, told=told, cancelled=cancelled)
    if member.place is None and member.year and not member.lead_strange and _COMES_BACK.search(member.lead):
        return True
    if member.place is None or not member.year or foreign or not _lead_fits(member, told=told):
        return False
    lead = member.lead
    said = " ".join([lead, *member.gaps])
    piece = _CLAUSE.split(lead)[-1]
    if member.date is not None and member.date.noun:
        return True
    if told and ((len(lead) < 40 and not re.search(r"[.;]", lead)) or not piece.replace("and", "").strip()):
        return True
    if not lead.strip(" -*•·;") and not re.search(r"\p{L}", said) and member.place.known:
        member.row = True
        member.bare = not (_ROW_GOES_ON.match(tail) or member.gaps[:1] == [": "])
        return not member.bare or not tail.strip(" .;,")
    if not member.place.known and not told:
        return bool(_VERBAL.search(said)) and bool(_SAID_OF.search(said))
    if _BEGUN.search(lead):
        return True
    bracket = bool(member.gaps) and member.gaps[0].strip() == "("
    return bool(_VERBAL.search(said) or _VERBAL.match(tail.strip(" ,)")) or _SAID_OF.search(lead) or bracket)


def _by_number(member: Member, *, told: bool, cancelled: bool) -> bool:
    """Whether a number with a place or a date is that of an edition."""
    if member.date is None and (member.place is None or not member.place.known) and not cancelled:
        return False
    strange = count_strange(_CLAUSE.split(member.lead)[-1])
    alone = member.number is not None and not member.number.noun
    if alone and not told and re.search(r"\b[Aa]n?\s+$", member.lead) and count_strange(member.lead):
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
        return not count_strange(piece)
    if _BEGUN.search(lead):
        return True
    if ":" in lead and not count_strange(piece) and (_NAME_MARK in lead or _SAID_OF.search(lead)):
        return True
    return not member.lead_strange or (_BEFORE_NOW.search(lead) is not None and not count_strange(piece))


_COMES_BACK = re.compile(
    r"\b(?:it|"
    + "|".join(sorted(HEADS))
    + r")\s+(?:(?:will|is\s+to|is\s+(?:set|due|expected)\s+to)\s+(?:return|reconvene|be\s+back|meet\s+again|come\s+back)|returns|reconvenes|meets\s+again|comes\s+back|is\s+back)\s+(?:again\s+)?(?:in\s+)?$",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:tradition|series|mission|journey|dialogue|process|conversations?|cycle|discussions?|success(?:es)?|momentum|legacy|outcomes?|results|work|debates?)\s+(?:that\s+|which\s+)?(?:(?:was|were)\s+)?"
    r"(?:started|begun|began|launched|initiated|opened|held|achieved|set\s+in\s+motion|of|from|in|at)\s+(?:in\s+|at\s+)?(?:the\s+)?$"
)
"""What goes on from an edition before ("continues the journey started in")."""
_ROW_GOES_ON = re.compile(r"\s*(?:[–—:|;]|-\s)\s*\S")
_BEFORE_NOW = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|met|taken\s+place|staged)\b[^.;]{0,60}?\b(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+times|before|previously|in\s+the\s+past)\b"
    r"|\b(?:previous|earlier|past|former)\s+(?:editions?|venues?|hosts?|" + "|".join(sorted(HEADS)) + r")s?\b",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(
    r"\s*(?:This|The)\s+(?:"
    + "|".join(sorted(HEADS))
    + r")\s+(?:(?:was|is|will\s+be)\s+(?:held|convened|opened|hosted)|took\s+place|takes\s+place|opened|opens|met)\b(?!\s+(?:last|before|previously|earlier|first)\b)",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"\b[Aa](?:n|nother)?\s+(?:\p{L}+\s+)?(?:" + "|".join(sorted(HEADS)) + r")\b")
_SAID_OF = re.compile(
    r"\b(?:it|they|editions?|hosts?|venues?|occasions|those|that|one|(?:" + "|".join(sorted(SERIES_WORDS)) + r"))\b",
    re.IGNORECASE,
)
