"""Who is who in one document: which words speak of which event, body or place, and which event a sentence is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg import patterns as re
from kg.claim.bodies import body_key, collect_aliases, find_adjectives, find_alias, find_bodies, fits, place_at
from kg.claim.ledger import Ledger, Thing
from kg.claim.own import enter_own_names, mark_own_events
from kg.claim.pieces import join_chapters
from kg.claim.words import core_words, words_of
from kg.find import Mentions, Sentence
from kg.find.dates import DateMention, Day, to_day
from kg.find.events import LOWER_HEADS, EventMention
from kg.find.lexicon import Hit, Lexicon
from kg.find.names import is_acronym
from kg.find.nominals import DEFINITE, OWNED
from kg.model import Span

_FAMILY = {
    "Conference": {"Conference", "Forum", "Meeting", "Summit", "Week", "Expo", "Dialogue"},
    "Meeting": {"Meeting", "Conference", "Summit", "Session", "Dialogue"},
}


@dataclass(slots=True, eq=False)
class Occasion:
    """An event as one document tells of it."""

    thing: Thing
    cls: str
    how: str
    item: int
    edition: int = 0
    year: int = 0
    mentions: list[tuple[EventMention, int]] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    series: Thing | None = None
    parent: Occasion | None = None
    first: int = 0
    in_title: bool = False
    dates: tuple[str, str] | None = None
    acronym: str = ""
    said: tuple[str, Span] | None = None

    @property
    def cores(self) -> list[frozenset[str]]:
        """The telling words of each of its names."""
        return [core_words(n) for n in self.thing.names]

    def join(self, larger: Occasion | None) -> bool:
        """Become a part of a larger event, unless that is itself a part of this one; return whether it is done."""
        above = larger
        while above is not None:
            if above is self:
                return False
            above = above.parent
        self.parent = larger
        return True


@dataclass(slots=True)
class Story:
    """The events, bodies and places of a document, and the event that each sentence is about."""

    mentions: Mentions
    ledger: Ledger
    occasions: list[Occasion] = field(default_factory=list)
    bodies: dict[str, Thing] = field(default_factory=dict)
    places: dict[tuple[str, str], Thing] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    scope: dict[int, Occasion | None] = field(default_factory=dict)
    resolved: dict[tuple[int, int], Occasion] = field(default_factory=dict)
    main: dict[int, Occasion] = field(default_factory=dict)
    published: Day = field(default_factory=Day)
    dateline: Hit | None = None
    adjectives: frozenset[str] = frozenset()
    reported: list[tuple[int, Sentence]] | None = None
    entities: dict[tuple[int, int, int], list[Any]] = field(default_factory=dict)
    agreements: dict[Span, list[Any]] = field(default_factory=dict)
    shorts: frozenset[str] = frozenset()
    long_names: set[str] = field(default_factory=set)
    stamps: dict[Span, tuple[DateMention, Hit | None]] = field(default_factory=dict)

    under_title: list[int] = field(default_factory=list)
    headed: dict[int, Occasion] = field(default_factory=dict)
    seats: dict[int, Occasion] = field(default_factory=dict)
    editions: list[Any] = field(default_factory=list)
    taken: set[Span] = field(default_factory=set)

    @property
    def plain(self) -> str:
        """The document's text without its markup."""
        return self.mentions.document.plain

    @property
    def lexicon(self) -> Lexicon:
        """The tables in use."""
        return self.mentions.lexicon

    @property
    def sentences(self) -> list[Sentence]:
        """The document's sentences."""
        return self.mentions.sentences

    def told(self) -> Iterator[tuple[int, Sentence]]:
        """Yield the sentences that report: no furniture, no second copy, no comment."""
        if self.reported is None:
            silent = ("boilerplate", "repeat", "commentary")
            self.reported = [(i, s) for i, s in enumerate(self.sentences) if s.section.kind not in silent]
        return iter(self.reported)

    def told_sentences(self) -> Iterator[Sentence]:
        """Yield the sentences that report, without their number."""
        return (sentence for _, sentence in self.told())

    def body(self, name: str) -> Thing | None:
        """Return the organization of a name or short form."""
        return self.bodies.get(body_key(self.aliases.get(name, name)))

    def occasion_of(self, mention: EventMention) -> Occasion | None:
        """Return the event that words speak of."""
        return self.resolved.get(mention.key)


# ---------------------------------------------------------------- events


def _compatible(occasion: Occasion, mention: EventMention) -> bool:
    if occasion.edition and mention.edition and occasion.edition != mention.edition:
        return False
    return not (occasion.year and mention.year and occasion.year != mention.year)


def _of_other_years(story: Story, occasion: Occasion, mention: EventMention) -> bool:
    """Whether a numbered name stands with the day of one year, and the unnumbered one of that series with another's."""
    if bool(occasion.edition) == bool(mention.edition) or not occasion.mentions:
        return False
    here = next((s for s in story.sentences if s.span.start <= mention.span.start < s.span.end), None)
    there = story.sentences[occasion.mentions[0][1]]
    if here is None or here is there:
        return False
    own, other = ({d.start.year or (story.published.year if d.start.month else 0) for d in s.dates} - {0} for s in (here, there))
    return bool(own and other and not own & other)


_ANOTHER = frozenset({"alternative", "junior", "parallel", "youth", "children"})
"""Words that make another event of the name of one."""


def _alike(cores: list[frozenset[str]], core: frozenset[str], *, same_kind: bool, same_edition: bool = False) -> float:
    best = 0.0
    for other in cores:
        if not other or not core:
            continue
        if (other ^ core) & _ANOTHER:
            continue
        dice = 2 * len(other & core) / (len(other) + len(core))
        small, big = sorted((other, core), key=len)
        if same_kind and small <= big and (len(small) >= 3 or len(small) * 2 >= len(big) > 2):
            dice = max(dice, 0.75)
        if any(any(c.isdigit() for c in w) for w in other ^ core):
            dice = 0.0
        if other - core and core - other and dice < 0.8:
            dice = 0.75 if same_edition and same_kind and len(other & core) >= 3 else 0.0
        best = max(best, dice if same_kind or dice > 0.85 else 0.0)
    return best


def _short_with_year(name: str) -> str:
    """The abbreviation in "ABC 2017" and "ABC 2017 conference", else nothing."""
    name = re.sub(r"^([A-Z]{2,9})((?:19|20)\d\d)\b", r"\1 \2", name)
    words = [w for w in name.split() if not re.fullmatch(r"(?:19|20)\d\d", w)]
    return words[0] if words and len(words) < len(name.split()) and all(w.lower() in LOWER_HEADS for w in words[1:]) else ""


def _match(story: Story, mention: EventMention, item: int) -> tuple[Occasion | None, Occasion | None]:
    """Return the event that a name stands for, and else one of the same series."""
    core = core_words(mention.name)
    best, sibling, score = None, None, 0.0
    acronym = re.sub(r"\s*\b(?:19|20)\d\d\b", "", mention.name)
    if " " in acronym and acronym.split()[-1].lower() in LOWER_HEADS and len(acronym.split()) == 2:
        acronym = acronym.split()[0]
    for occasion in story.occasions:
        if occasion.how == "generic" and mention.how == "proper":
            continue
        by_alias = acronym in occasion.aliases or (
            "acronym-year" in (occasion.how, mention.how) and any(_short_with_year(n) == acronym for n in occasion.thing.names)
        )
        same_kind = mention.cls == occasion.cls or not mention.cls or not occasion.cls
        likeness = (
            1.0
            if by_alias
            else _alike(
                occasion.cores,
                core,
                same_kind=same_kind,
                same_edition=bool(mention.edition and mention.edition == occasion.edition),
            )
        )
        if likeness < 0.7:
            continue
        same_name = len(core) > 2 and any(core == c for c in occasion.cores) and not (mention.edition or mention.year)
        if item and occasion.item and occasion.item != item and not same_name:
            sibling = sibling or occasion
            continue
        if _compatible(occasion, mention) and not _of_other_years(story, occasion, mention):
            exact = (
                likeness
                + (0.5 if occasion.year == mention.year and mention.year else 0)
                + (0.5 if occasion.edition == mention.edition and mention.edition else 0)
            )
            if exact > score:
                best, score = occasion, exact
        else:
            sibling = sibling or occasion
    return best, sibling


def _series_name(name: str) -> str:
    name = re.sub(r"\b(?:19|20)\d\d\b", "", name)
    return " ".join(name.split()).strip(" ,–-")


def new_occasion(story: Story, mention: EventMention, index: int, item: int, sibling: Occasion | None = None) -> Occasion:
    """Make an event of a mention, in the series of another where one is given."""
    thing = Thing("event", mention.cls)
    thing.call(mention.name, mention.span)
    occasion = Occasion(thing, mention.cls, mention.how, item, mention.edition, mention.year, first=index)
    if sibling is not None:
        occasion.series = sibling.series
        occasion.acronym = sibling.acronym
        thing.attrs["sibling"] = 1
        if not occasion.cls:
            occasion.cls = thing.cls = sibling.cls
    story.occasions.append(occasion)
    return occasion


def _note(story: Story, occasion: Occasion, mention: EventMention, index: int) -> None:
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    if mention.how in ("proper", "acronym-year", "ordinal", "generic"):
        occasion.thing.call(mention.name, mention.span)
        full = " ".join(story.plain[mention.full.start : mention.full.end].split())
        if mention.edition and not occasion.edition:
            occasion.edition = mention.edition
        if mention.year and not occasion.year:
            occasion.year = mention.year
        if full != mention.name and mention.how != "generic":
            occasion.thing.call(full, mention.full)
        if mention.cls and not occasion.cls:
            occasion.cls = occasion.thing.cls = mention.cls
    found = find_alias(story.plain, mention.full.end, mention.name) if mention.how == "proper" else None
    if found:
        alias, span = found
        short = re.sub(r"\s*(?:19|20)\d\d$", "", alias)
        if short.lower() in LOWER_HEADS:
            return
        if year := re.search(r"\b((?:19|20)\d\d)$", alias):
            occasion.year = occasion.year or int(year.group(1))
        if fits(short, mention.name) or short != alias:
            occasion.aliases.add(short)
            occasion.acronym = occasion.acronym or short
            occasion.thing.call(alias, span)


STANDALONE = frozenset({"proper", "acronym-year"})


_TREATY = re.compile(
    r"\b(?:treat(?:y|ies)|ratif(?:y|ied|ying|ication)|signator(?:y|ies)|[Pp]arties\s+to\s+the|entry\s+into\s+force|enter(?:s|ed)?\s+into\s+force|[Ss]tates?\s+[Pp]art(?:y|ies))\b"
)


_HEADED = re.compile(
    r"\bwho\s+(?:now\s+|also\s+)?(?:heads|headed|directs|manages|works\s+(?:for|at)|teaches\s+at)\s+(?:the\s+)?$"
)


_WORLD_DAY = re.compile(r"(?:World|International|Global|National)\s.*\bDay(?:\s+of\b.*)?$")
_TREATY_NAME = re.compile(r"\bConvention\s+(?:on|to|for|against|concerning|relating|between)\b")
_AS_HELD = re.compile(
    r"[”\"’]?\s*(?:\([^)]{1,60}\)\s*)?,?\s*(?:(?:which|to\s+be|was|were|is|are|will\s+be|has\s+been)\s+)*(?:held|hosted|convened|staged|took\s+place|takes\s+place|will\s+take\s+place|ceremony|conference|celebrations?|event|gala|kicked\s+off|opened)\b"
)
_BODY_IS = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?,?\s*(?:is|was|are)\s+(?:now\s+)?(?:an?|the)\s+(?:[\w-]+\s+){0,4}?(?:association|organi[sz]ation|body|network|union|federation|alliance|NGO|think[- ]tank|treaty|agency|institution|award|prize)\b"
)


def _no_gathering(mention: EventMention, story: Story, sentence: Sentence) -> bool:
    """Whether a name with no number or year is that of a world day, a treaty, a prize or a body, and nothing is said of its being held."""
    if mention.edition or mention.year:
        return False
    named = (
        (mention.head == "Day" and _WORLD_DAY.match(mention.name) is not None)
        or (mention.head == "Convention" and _TREATY_NAME.search(mention.name) is not None)
        or mention.head in ("Award", "Prize", "Medal")
    )
    if named:
        at = mention.full
        if mention.head == "Day" and any(
            d.start.day and (-2 < d.span.start - at.end < 24 or -2 < at.start - d.span.end < 24) for d in sentence.dates
        ):
            return False
        return _AS_HELD.match(story.plain, mention.full.end) is None
    return _BODY_IS.match(story.plain, mention.full.end) is not None


_KEPT = re.compile(r"\s*,?\s*(?:which\s+)?(?:is|are)\s+(?:kept|marked|observed|celebrated)\b")
_MOTTO = re.compile(r"(?:[:,(;–—]|\b(?:themes?|themed|mottos?|slogan|heading|banner|title|under))\s*$", re.IGNORECASE)


def _in_quotes(plain: str, mention: EventMention) -> bool:
    """Whether a name is all that stands in quotation marks, behind "motto" or a mark."""
    start, end = mention.full.start, mention.full.end
    if not start or plain[start - 1] not in '“"‘«' or plain[end : end + 1] not in ("”", '"', "’", "»"):
        return False
    return _MOTTO.search(plain, max(0, start - 14), start - 1) is not None


def _noise(mention: EventMention, story: Story, sentence: Sentence) -> bool:
    """Whether a proper-looking mention names no event ("Women's Day", a body that contains the name of a forum)."""
    if (
        mention.head in ("Day", "Days", "Week")
        and not mention.year
        and not mention.edition
        and re.match(r"\s*(?:-to-|\d)", story.plain[mention.span.end : mention.span.end + 6])
    ):
        return True
    if (
        not mention.edition
        and not mention.year
        and _HEADED.search(story.plain, max(0, mention.full.start - 36), mention.full.start)
    ):
        return True
    if mention.head[:1].isupper() and not mention.edition and not mention.year and _in_quotes(story.plain, mention):
        return True
    if (
        mention.head in ("Day", "Days")
        and not mention.edition
        and not mention.year
        and _KEPT.match(story.plain, mention.full.end)
    ):
        return True
    if _no_gathering(mention, story, sentence):
        return True
    if mention.head == "Convention" and not mention.edition and _TREATY.search(story.plain):
        return True
    if any(
        n.kind in ("organization", "agreement", "initiative", "publication", "venue")
        and n.span.start < mention.span.start
        and mention.span.end <= n.span.end
        for n in sentence.names
    ):
        return True
    place = place_at(sentence.places, mention.span)
    return place is not None


def find_occasions(story: Story) -> None:
    """Enter the events with a name, and say of each mention which event it speaks of."""
    order = sorted(range(len(story.sentences)), key=lambda i: (story.sentences[i].section.kind in ("title",), i))
    for index in order:
        sentence = story.sentences[index]
        if sentence.section.kind in ("boilerplate", "repeat", "commentary"):
            continue
        item = sentence.section.item
        for mention in sentence.events:
            if mention.how not in STANDALONE or _noise(mention, story, sentence):
                continue
            best, sibling = _match(story, mention, item)
            occasion = best or new_occasion(story, mention, index, item, sibling)
            if sentence.section.kind == "title" or (sentence.section.kind == "heading" and item):
                occasion.in_title = True
            _note(story, occasion, mention, index)
    _note_acronyms(story)
    _note_same_names(story)


def _other_by_short_form(
    story: Story, mention: EventMention, index: int, sentence: Sentence, known: list[Occasion]
) -> EventMention:
    """Enter another edition that goes by the abbreviation of a known one with its own number or year ("7th ABC, Riga, 2022")."""
    occasion = new_occasion(story, mention, index, sentence.section.item, known[0])
    occasion.how = "sibling"
    occasion.thing.attrs["series_of"] = known[0].thing.name
    occasion.thing.call(mention.full.words(story.plain), mention.full)
    known.append(occasion)
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    return mention


def _note_same_names(story: Story) -> None:
    """Names told apart by nothing but their edition ("the inaugural X Academy", then "the X Academy") speak of one event."""
    known = {words_of(n): o for o in story.occasions if o.how == "proper" for n in o.thing.names if len(words_of(n)) > 1}
    for index, sentence in story.told():
        extra = []
        for name in sentence.names:
            occasion = known.get(words_of(text := name.text(story.plain)))
            if (
                occasion is None
                or name.kind == "event"
                or any(e.full.start <= name.span.start and name.span.end <= e.full.end for e in sentence.events)
            ):
                continue
            mention = EventMention(
                name.span, name.full, text, occasion.cls, "proper", name.head, name.edition, name.edition_span, name.year
            )
            extra.append(mention)
            occasion.mentions.append((mention, index))
            story.resolved[mention.key] = occasion
        if extra:
            sentence.events = sorted([*sentence.events, *extra], key=lambda e: e.key)


def _initials_of_events(story: Story) -> dict[str, Occasion]:
    """Abbreviations that nobody defines and that are the initials of one event's name ("AIF" for the A… I… Forum)."""
    named: dict[str, list[Occasion]] = {}
    for occasion in story.occasions:
        if occasion.how == "proper":
            for name in occasion.thing.names:
                named.setdefault("".join(w[0] for w in name.split() if w[0].isupper()), []).append(occasion)
    return {
        s: found[0] for s, found in named.items() if len(s) > 2 and all(o is found[0] for o in found) and story.body(s) is None
    }


def _in_another_year(sentence: Sentence, occasion: Occasion) -> bool:
    """Whether a sentence has dates of years, and none of the year in an event's name."""
    years = {d.start.year for d in sentence.dates if d.start.year}
    return bool(occasion.year and years) and occasion.year not in years


def _note_acronyms(story: Story) -> None:
    shorts: dict[str, list[Occasion]] = {}
    for occasion in story.occasions:
        for alias in occasion.aliases:
            shorts.setdefault(alias, []).append(occasion)
    for text, occasion in _initials_of_events(story).items():
        shorts.setdefault(text, []).append(occasion)
    if not shorts:
        return
    for index, sentence in enumerate(story.sentences):
        if sentence.section.kind in ("boilerplate", "repeat", "commentary"):
            continue
        extra = []
        for name in sentence.names:
            text = name.text(story.plain)
            if text not in shorts or any(
                e.full.start <= name.span.start and name.span.end <= e.full.end for e in sentence.events
            ):
                continue
            if name.kind not in ("acronym", "name", "event"):
                continue
            mention = EventMention(name.span, name.full, text, "", "proper", "", name.edition, name.edition_span, name.year)
            candidates = [o for o in shorts[text] if _compatible(o, mention)]
            if not candidates:
                if any(text == o.acronym for o in shorts[text]):
                    extra.append(_other_by_short_form(story, mention, index, sentence, shorts[text]))
                continue
            occasion = candidates[0]
            head = occasion.thing.name.split()[-1].lower()
            if (
                name.edition
                and not occasion.edition
                and (_counts_editions(story, sentence.section.item, head) or _in_another_year(sentence, occasion))
            ):
                extra.append(
                    EventMention(name.span, name.full, text, occasion.cls, "ordinal", head, name.edition, name.edition_span)
                )
                continue
            extra.append(mention)
            occasion.mentions.append((mention, index))
            story.resolved[mention.key] = occasion
            occasion.thing.call(text, name.span)
        if extra:
            sentence.events = sorted([*sentence.events, *extra], key=lambda e: e.key)


def choose_main(story: Story) -> None:
    """Say which event a document, or each item of a digest, is about."""
    items = sorted({s.section.item for s in story.sentences})
    _find_in_titles(story)
    for item in items:
        candidates = [o for o in story.occasions if o.item == item and o.how in STANDALONE and not _always_beside(story, o)]
        if not candidates:
            continue
        best = max(candidates, key=lambda o: (_prominence(story, o), -story.occasions.index(o)))
        if not best.in_title:
            best = next((o for o in candidates if o.in_title and any(core in best.cores for core in o.cores)), best)
        if not _is_roundup(candidates, best) or _leads_alone(story, candidates, best) or _spoken_of(story, candidates, best):
            story.main[item] = best


def _always_beside(story: Story, occasion: Occasion) -> bool:
    """Whether a text only says of something else that it was on the sidelines of an event, or before or after it."""
    return all(only_beside(story, story.sentences[i], m) for m, i in occasion.mentions)


def _find_in_titles(story: Story) -> None:
    """Note the events whose short name, without its year, stands in a title ("About HarbourFest")."""
    for sentence in story.told_sentences():
        if sentence.section.kind != "title":
            continue
        words = f" {sentence.span.words(story.plain)} "
        titled = [o for m in sentence.events if (o := story.resolved.get(m.key)) is not None]
        for occasion in story.occasions:
            if occasion.item == sentence.section.item and occasion.how in STANDALONE:
                names = {_series_name(n) for n in (*occasion.thing.names, occasion.acronym) if n}
                kin = (o for o in titled if o is not occasion and (o.year or o.edition))
                if not any(names & {_series_name(n) for n in o.thing.names} for o in kin):
                    occasion.in_title |= any(len(n) > 3 and f" {n} " in words for n in names)


def _is_roundup(candidates: list[Occasion], best: Occasion) -> bool:
    """Whether a text tells of many events and is about none of them."""
    if len(candidates) < 4 or best.in_title:
        return False
    total = sum(len(o.mentions) for o in candidates)
    return len(best.mentions) <= 2 and len(best.mentions) * 4 <= total


def _leads_alone(story: Story, candidates: list[Occasion], best: Occasion) -> bool:
    """Whether an event opens the text with its day, and the next is named only well after it."""
    body = [i for i, s in story.told() if s.section.item == best.item and s.section.kind == "body"]
    rank = {index: number for number, index in enumerate(body)}
    first = rank.get(min((i for _, i in best.mentions if i in rank), default=-1), 9)
    others = [rank[i] for o in candidates if o is not best for _, i in o.mentions if i in rank]
    return first <= 2 and bool(story.sentences[body[first]].dates) and min(others, default=99) >= first + 5


def _spoken_of(story: Story, candidates: list[Occasion], best: Occasion) -> bool:
    """Whether the text comes back twice to an event by the word for its kind ("the Consultation"), which is that of no other."""
    back = 0
    for _, sentence in story.told():
        for mention in sentence.events if sentence.section.item == best.item else ():
            head = mention.head.lower()
            if mention.how == "anaphor" and head not in ("event", "edition", "gathering") and any(head in c for c in best.cores):
                back += not any(o is not best and any(head in c for c in o.cores) for o in candidates)
    return back >= 2


def _first_told(story: Story, item: int) -> Occasion | None:
    """The event that the body of a text, or of a piece of it, names first."""
    for index, sentence in story.told():
        if sentence.section.item == item and sentence.section.kind == "body":
            named = (
                o
                for m in sentence.events
                if (o := story.resolved.get(m.key)) is not None and o.how in STANDALONE and (m, index) in o.mentions
            )
            if (first := next(named, None)) is not None:
                return first
    return None


def _prominence(story: Story, occasion: Occasion) -> float:
    score = 0.0
    if occasion.in_title:
        score += 4
    score += min(len(occasion.mentions), 6) * 0.5
    body = [i for m, i in occasion.mentions if story.sentences[i].section.kind not in ("title", "heading")]
    if body:
        sections = [
            i
            for i, s in enumerate(story.sentences)
            if s.section.kind not in ("title", "heading", "boilerplate") and s.section.item == occasion.item
        ]
        rank = sections.index(body[0]) if body[0] in sections else 9
        score += max(0.0, 3 - rank)
        sentence = story.sentences[body[0]]
        if sentence.dates:
            score += 0.5
            score += 0.6 if not occasion.item and occasion is _first_told(story, 0) else 0.0
        first = next((m for m in sentence.events if story.resolved.get(m.key) is occasion), None)
        if first is not None and sentence.events and sentence.events[0].key == first.key:
            score += 0.5
    return score


_DESCRIBING = re.compile(
    r"^(?:date|dates|when|time|venue|place|location|where|theme|room|scale|host|hosts|organi[sz]ers?|participants|languages?)\b",
    re.IGNORECASE,
)
_NAMING = re.compile(r"^(?:what|event|name|title|conference|meeting|forum|event name|event title)$", re.IGNORECASE)


def _main_by_labels(story: Story) -> None:
    """Where lines such as "Date:" and "Venue:" describe an event, that is what the text is about."""
    labels: dict[int, list[int]] = {}
    for index, sentence in story.told():
        if sentence.section.kind == "label" and _DESCRIBING.match(sentence.section.label.strip()):
            labels.setdefault(sentence.section.item, []).append(index)
    for item, found in labels.items():
        if len(found) >= 2:
            target = label_target(story, found[0], story.sentences[found[0]])
            if target is not None and target.how in STANDALONE:
                story.main[item] = target


def _tells_press(occasion: Occasion) -> bool:
    """Whether an occasion only tells the press of another."""
    return any({"press", "news", "media"} & core for core in occasion.cores)


def _is_earlier_edition(occasion: Occasion, main: Occasion | None) -> bool:
    """Whether an event is an earlier edition of the one that the text is about: "the forum" is then not that one."""
    if main is None or occasion is main or not any(core in main.cores for core in occasion.cores):
        return False
    return 0 < occasion.edition < main.edition or 0 < occasion.year < main.year


def _anaphor_target(story: Story, mention: EventMention, index: int, item: int, recent: list[Occasion]) -> Occasion | None:
    head = mention.head.lower()
    pool = [o for o in recent if o.item == item]
    if mention.edition:
        pool = [o for o in pool if not o.edition or o.edition == mention.edition]
        return next((o for o in reversed(pool) if o.edition == mention.edition), None)
    for occasion in reversed(pool):
        if occasion.how == "sibling" or _is_earlier_edition(occasion, story.main.get(item)):
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


def _last_edition(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> None:
    """Resolve "last year's Week" to the edition of the year before the text was published."""
    main, year = story.main.get(item), story.published.year
    if main is None or main.thing.attrs.get("unnamed") or not _may_number(main, mention):
        main = _kin_before(story, mention, item)
    if main is None or not year or (main.year or year) != year:
        return
    main.year = main.year or (year if main.edition else 0)
    told = replace(mention, how="ordinal", year=year - 1)
    occasion = _edition_of(story, told, index, item, sentence, main)
    if occasion is not None:
        story.resolved[mention.key] = occasion


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
    if mention.how == "last-year":
        _last_edition(story, mention, index, item, sentence)
        return None
    if mention.how == "anaphor":
        target = _anaphor_target(story, mention, index, item, recent)
        if target is not None:
            _note_quiet(story, target, mention, index)
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
                _note_quiet(story, known, mention, index)
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
        if same and len(core) < 2 and not _is_earlier_edition(occasion, story.main.get(item)):
            return occasion
    return None


def _other_one(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """The edition before or after the one in hand ("the last one, in Riga in 2022", "the next meeting"), told with its day or town."""
    if not (sentence.dates or any(h.value.kind in ("city", "country") for h in sentence.places)):
        return None
    main = story.main.get(item)
    if main is None or not _may_number(main, mention) or main.thing.attrs.get("unnamed"):
        main = _kin_before(story, mention, item)
    if main is None or main.how not in STANDALONE or main.thing.attrs.get("unnamed"):
        return _next_phrase(story, mention, index, item, sentence)
    occasion = new_occasion(story, mention, index, item, main)
    occasion.how = "sibling"
    occasion.thing.names.clear()
    _call_after_main(occasion, main)
    occasion.thing.call(mention.full.words(story.plain), mention.full)
    occasion.thing.attrs["series_of"] = main.thing.name
    occasion.edition = 0
    if main.edition and mention.edition:
        occasion.edition = main.edition + mention.edition
    _note_quiet(story, occasion, mention, index)
    return occasion


def _next_phrase(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """ "The next meeting", with a day of its own, after one without a name."""
    kin = [o for o in story.occasions if o.item == item and o.how == "phrase" and o.first < index and _may_number(o, mention)]
    if not kin or mention.edition < 0 or not _own_day(story, mention, sentence):
        return None
    occasion = new_occasion(story, mention, index, item)
    occasion.how, occasion.cls, occasion.thing.cls = "phrase", kin[-1].cls, kin[-1].cls
    _note_quiet(story, occasion, mention, index)
    return occasion


def _apposed(story: Story, mention: EventMention, index: int, sentence: Sentence) -> Occasion | None:
    """The event whose name stands right before or behind the words for it ("a youth forum, Harbour 2024, …")."""
    for other in sentence.events:
        if 0 < mention.full.start - other.full.end < 24 and other.how in STANDALONE and other.key in story.resolved:
            gap = story.plain[other.full.end : mention.full.start]
            if re.fullmatch(r"\s*(?:\([^()]*\)\s*)?[,–—]\s*(?:the|an?)\s+", gap):
                _note_quiet(story, story.resolved[other.key], mention, index)
                return story.resolved[other.key]
        if other.how in STANDALONE and other.key in story.resolved and other.full.start >= mention.full.end:
            if re.fullmatch(r"\s*[,:(–—-]\s*(?:the\s+)?[“\"]?", story.plain[mention.full.end : other.full.start]):
                _note_quiet(story, story.resolved[other.key], mention, index)
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
            _note_quiet(story, occasion, mention, index)
            return occasion
    main = story.main.get(item)
    another = bool(re.search(r"\b[Aa]n?\s$", story.plain[max(0, mention.full.start - 3) : mention.full.start]))
    named = main is not None and bool(core) and any(core <= c for c in main.cores) and not (another and index > main.first + 2)
    if main is not None and (
        named or (core and _introduces(story, mention, index, main)) or _of_headline(story, mention, index, main)
    ):
        _note_quiet(story, main, mention, index)
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


_HOLDS = re.compile(
    r"\s(?:held|holds?|had|will\s+(?:hold|have)|(?:are|were|is|was)\s+to\s+hold|convened|met\s+(?:for|at|in)|gathered\s+(?:for|at)|attended)\s+(?:an?|their|its)\s+$"
)


def _call_by_holders(story: Story, occasion: Occasion, mention: EventMention, sentence: Sentence) -> None:
    """Call a meeting by those who "held a meeting" too, where its own words do not say whose it is."""
    if mention.cls not in ("Meeting", "Session", "Summit", "Dialogue", "Conference") or len(core_words(mention.name)) > 2:
        return
    begin = max(sentence.span.start, mention.full.start - 260)
    lead = story.plain[begin : mention.full.start]
    holds = _HOLDS.search(lead[-60:])
    if holds is None and mention.det in OWNED and (people := _MEETERS.search(lead)) is not None:
        before = _PHRASE_START.search(lead[: people.start()])
        who: Span | None = Span(before.start() if before else people.start(), people.end())
    else:
        who = _who_meets(lead[: max(0, len(lead) - 60) + holds.start()]) if holds is not None else None
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
    if mention.det in DEFINITE or not _TELLS.search(story.plain, sentence.span.start, sentence.span.end):
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


_TELLS = re.compile(
    r"\b(?:held|took\s+place|takes?\s+place|hosted|organi[sz]ed|opened|concluded|began|ended|convened|attended|gathered|ran|met|launched|conducted|participated|celebrated)\b",
    re.IGNORECASE,
)


def _main_of_phrases(story: Story) -> None:
    """Where nothing has a name, the first occasion that is told with its day or place is what the text is about."""
    for item in sorted({s.section.item for s in story.sentences}):
        if story.main.get(item) is not None:
            continue
        bodies = [i for i, s in story.told() if s.section.item == item and s.section.kind == "body"][:5]
        headed = next((o for o in story.occasions if o.item == item and o.how == "phrase" and o.in_title), None)
        if headed is not None:
            story.main[item] = headed
            continue
        for occasion in story.occasions:
            if occasion.item != item or occasion.how not in ("phrase", "ordinal", "generic") or occasion.first not in bodies:
                continue
            sentence = story.sentences[occasion.first]
            if sentence.dates and _TELLS.search(story.plain, sentence.span.start, sentence.span.end):
                story.main[item] = occasion
                break


def _push(recent: list[Occasion], occasion: Occasion) -> None:
    if occasion in recent:
        recent.remove(occasion)
    recent.append(occasion)


def _phrase_occasion(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    core = core_words(mention.name)
    if mention.how == "ordinal":
        main = story.main.get(item)
        if main is None or not _may_number(main, mention):
            main = _kin_before(story, mention, item)
        bare_head = len(core) == 1
        if main is None and bare_head and mention.of is None:
            return _sitting(story, mention, index, item, sentence) or _bare_occasion(story, mention, index, item, sentence)
        if mention.head.lower() != "anniversary" and (bare_head or mention.head.lower() in ("edition", "event")):
            edition = _edition_of(story, mention, index, item, sentence, main) if main is not None else None
            another = re.search(r"\b(?:[Aa]n?|[Aa]nother)\s+$", story.plain[max(0, mention.full.start - 9) : mention.full.start])
            if edition is None and another and sentence.dates and main is not None:
                return _next_of(story, mention, index, item, main)
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
            and _compatible(o, mention)
        )
    known = next(same, None) or _bare_before(story, mention, item, core)
    if known is not None:
        _note(story, known, mention, index)
        return known
    occasion = new_occasion(story, mention, index, item)
    occasion.how = mention.how
    _note(story, occasion, mention, index)
    if mention.how == "generic" and occasion.cls == "Visit" and mention.of is None:
        _call_longer(story, occasion, mention, sentence)
    if mention.how == "generic" and not (occasion.cls == "Meeting" and mention.of is not None):
        occasion.join(_parent_of(story, mention, item, sentence, index) if occasion.cls != "Visit" else None)
    return occasion


def _may_number(occasion: Occasion, mention: EventMention) -> bool:
    """Whether "the second forum" can be an edition of an event, by its kind."""
    head = mention.head.lower()
    return (
        head in ("edition", "event", "anniversary") or mention.cls == occasion.cls or any(head in core for core in occasion.cores)
    )


def _kin_before(story: Story, mention: EventMention, item: int) -> Occasion | None:
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


def _edition_of(
    story: Story, mention: EventMention, index: int, item: int, sentence: Sentence, main: Occasion
) -> Occasion | None:
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
        _note_quiet(story, apposed, mention, index)
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
    same = next((o for o in kin if _same_edition(o, mention)), None)
    if same is not None:
        _note_quiet(story, same, mention, index)
        return same
    if head not in ("edition", "event"):
        if main.edition == 0 and main.year == 0 and not _counts_editions(story, item, head):
            return None
        if not any(head in c for c in main.cores) and LOWER_HEADS.get(head) != main.cls:
            return _sitting(story, mention, index, item, sentence)
    occasion = new_occasion(story, mention, index, item, main)
    occasion.how = "sibling"
    occasion.edition, occasion.year = mention.edition, mention.year
    occasion.thing.names.clear()
    _call_after_main(occasion, main)
    occasion.thing.call(" ".join(story.plain[mention.full.start : mention.full.end].split()), mention.full)
    occasion.thing.attrs["series_of"] = main.thing.name
    _note_quiet(story, occasion, mention, index)
    return occasion


def _bare_before(story: Story, mention: EventMention, item: int, core: frozenset[str]) -> Occasion | None:
    """The event told of before by its head noun alone ("a ceremony in Tallinn", then "the signing ceremony")."""
    if mention.how != "generic" or mention.head.lower() != "ceremony" or mention.of is not None or len(core) > 2:
        return None
    known = (o for o in story.occasions if o.item == item and o.how == "phrase" and o.cores == [frozenset({"ceremony"})])
    found = next(known, None)
    if found is not None:
        found.how = "generic"
    return found


def _next_of(story: Story, mention: EventMention, index: int, item: int, main: Occasion) -> Occasion:
    """An event that follows the main one and has no name but its number: "a second workshop"."""
    occasion = new_occasion(story, mention, index, item)
    occasion.how, occasion.edition = "ordinal", 0
    occasion.thing.names.clear()
    occasion.thing.call(mention.full.words(story.plain), mention.full)
    occasion.cls = occasion.thing.cls = mention.cls or main.cls
    _note_quiet(story, occasion, mention, index)
    return occasion


def _counts_editions(story: Story, item: int, head: str) -> bool:
    """Whether a text numbers at least two events by the same bare noun ("the second conference … the fifth conference")."""
    numbers = {
        m.edition
        for _, sentence in story.told()
        if sentence.section.item == item
        for m in sentence.events
        if m.how == "ordinal"
        and m.edition
        and m.of is None
        and m.head.lower() in (head, "edition")
        and len(core_words(m.name)) == 1
    }
    named = {o.edition for o in story.occasions if o.item == item and o.edition and any(head in core for core in o.cores)}
    return len(numbers | named) > 1


def _same_edition(occasion: Occasion, mention: EventMention) -> bool:
    """Whether "the third edition" or "the 2019 Week" is an event that is known already."""
    if mention.year and not mention.edition:
        return occasion.year == mention.year or bool(
            occasion.dates and str(mention.year) in occasion.dates[0] + occasion.dates[1]
        )
    return occasion.edition == mention.edition


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
                _call_after_main(known, main)
                known.thing.call(match["year"], span)
                known.thing.attrs["series_of"] = main.thing.name
            _note_quiet(story, known, mention, index)
            sentence = story.sentences[index]
            sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)


_VERBAL = re.compile(
    r"\b\p{Ll}+ed\s+(?:an?|the|its|their)\b|\b(?:was|were|is|are|will|has|have|had|signed|adopted|said|held|took|met|attended|opened|hosted|left|went|came|won|lost|gave|made|sent|told|saw|sailed|arrived|returned|began|started|put|inked|renewed|exchanged|agreed|concluded|launched|founded|published)\b"
)
_MET = re.compile(
    r"\b(?:(?P<verb>met|gathered|convened|assembled|came\s+together|will\s+(?:meet|gather|convene)|meet|are\s+meeting)\b)(?!\s+(?:the|with\s+the\s+need))"
)
_MEETERS = re.compile(
    r"\b(?:ministers|officials|leaders|experts|representatives|delegates|heads|presidents|rectors|mayors|directors|negotiators|envoys|ambassadors|members|secretaries|chiefs|regulators|scientists|researchers|educators|partners|states|countries)\b",
    re.IGNORECASE,
)


_PHRASE_START = re.compile(
    r"(?:\b(?!(?:the|of|and|by|before|with|for|in|on|at|to|from|was|were|is|as)\b)[\p{L}’'-]+\s+){0,4}$", re.IGNORECASE
)


def find_listed(story: Story) -> None:
    """Short lines of a name, a town and a day, and officials who "met in" a town on a day, tell of events of their own."""
    for index, sentence in story.told():
        if sentence.section.kind != "body" or not sentence.dates or any(story.resolved.get(m.key) for m in sentence.events):
            continue
        text = story.plain[sentence.span.start : sentence.span.end]
        if len(text) < 190 and not _VERBAL.search(text):
            _listed_event(story, index, sentence)
        elif not _told_just_before(story, index, sentence):
            _meeting_of(story, index, sentence, text)


def _told_just_before(story: Story, index: int, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, names the assembly or meeting at which they met."""
    before = story.sentences[index - 1] if index else None
    if before is None or before.section is not sentence.section:
        return False
    named = [o for m in before.events if (o := story.resolved.get(m.key)) is not None and o.how in (*STANDALONE, "sibling")]
    return len(named) == 1 and named[0].cls in ("Meeting", "Conference", "Summit", "Forum") and not named[0].dates


_PREPOSED = re.compile(r"\b(?:of|by|from|with|at|to|for)\s+(?:the\s+)?\Z")


def _listed_event(story: Story, index: int, sentence: Sentence) -> None:
    towns = [h for h in sentence.places if h.value.kind in ("city", "country")]
    dates = [d for d in sentence.dates if d.form not in ("inyear", "ryear", "monthonly")]
    if not towns or not dates:
        return
    for name in sentence.names:
        caps = [t.text for t in name.tokens if t.form == "cap"]
        if name.kind not in ("name", "acronym", "initiative", "organization") or place_at(sentence.places, name.span) is not None:
            continue
        if (len(caps) < 2 and name.kind != "acronym") or any(
            p.span.start < name.span.end and name.span.start < p.span.end for p in sentence.people
        ):
            continue
        near = min((abs(d.span.start - name.full.end) for d in dates), default=99)
        first = name.full.start - sentence.span.start < 6 or dates[0].span.end <= name.full.start
        if name.kind == "organization" and _PREPOSED.search(story.plain, max(0, name.full.start - 12), name.full.start):
            continue
        if not first or near > 60 or (name.text(story.plain).isupper() and name.kind == "name"):
            continue
        mention = EventMention(
            name.span, name.full, name.text(story.plain), "", "proper", name.head, name.edition, name.edition_span, name.year
        )
        best, sibling = _match(story, mention, sentence.section.item)
        occasion = best or new_occasion(story, mention, index, sentence.section.item, sibling)
        _note(story, occasion, mention, index)
        sentence.events = sorted([*sentence.events, mention], key=lambda e: e.key)
        return


_BEFORE_VERB = re.compile(r",?\s*(?:who|which)?\s*(?:have|had|also|then)?\s*$")


def _who_meets(text: str) -> Span | None:
    """The ministers, rectors or other people at the end of a clause of whom a verb behind it tells, with what is said of them."""
    lead = text[: match.start()] if (match := _BEFORE_VERB.search(text)) is not None else text
    who = next((m for m in _MEETERS.finditer(lead) if not _VERBAL.search(lead, m.end())), None)
    if who is None:
        return None
    before = _PHRASE_START.search(lead[: who.start()])
    subject = lead[before.start() if before else who.start() :].strip()
    if " time that " in subject:
        return None
    subject = subject.rpartition(" that ")[2]
    start = lead.rindex(subject)
    return Span(start, start + len(subject)) if 5 <= len(subject) <= 130 else None


def _meeting_of(story: Story, index: int, sentence: Sentence, text: str) -> None:
    match = _MET.search(text)
    if not match or match.start() > 170 or not _MEETERS.search(text[: match.start()]):
        return
    behind = sentence.span.start + match.end()
    near = [d for d in sentence.dates if 0 <= d.span.start - behind < 70] or [
        d for d in sentence.dates if d.span.end <= sentence.span.start + 30
    ]
    towns = [h for h in sentence.places if h.value.kind == "city" and 0 <= h.span.start - behind < 60]
    if not near or not (towns or (0 <= near[0].span.start - behind < 8 and near[0].start.day)):
        return
    who = _who_meets(text[: match.start()])
    if who is None:
        return
    subject = who.of(text)
    start = sentence.span.start + who.start
    span = Span(start, sentence.span.start + match.end())
    mention = EventMention(span, span, f"meeting of {' '.join(subject.split())}", "Meeting", "proper", "meeting")
    occasion = new_occasion(story, mention, index, sentence.section.item)
    occasion.thing.attrs["unnamed"] = 1
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
    sentence.events = sorted([*(m for m in sentence.events if m.how == "anaphor"), mention], key=lambda e: e.key)


def _sitting(story: Story, mention: EventMention, index: int, item: int, sentence: Sentence) -> Occasion | None:
    """ "Its 48th session", said of a body, is an event of that body: "48th session of the …"."""
    lead = story.plain[sentence.span.start : mention.full.start]
    if not re.search(r"\b(?:its|their|the)\s+$", lead):
        return None
    holds = _HOLDS.search(lead[-60:])
    who = _who_meets(lead[: max(0, len(lead) - 60) + holds.start()]) if holds is not None else None
    if who is not None and not any(n.kind == "organization" and n.span.end <= mention.full.start for n in sentence.names):
        words = mention.full.words(story.plain)
        occasion = new_occasion(story, mention, index, item)
        occasion.how, occasion.edition = "proper", mention.edition
        occasion.thing.names.clear()
        subject = who.words(lead)
        occasion.thing.call(f"{words} of {subject}", Span(sentence.span.start + who.start, mention.full.end))
        occasion.thing.attrs["sitting"] = 1
        _note_quiet(story, occasion, mention, index)
        return occasion
    bodies = [
        n
        for n in sentence.names
        if n.kind == "organization" and n.span.end <= mention.full.start and sum(t.form == "cap" for t in n.tokens) > 1
    ]
    if not bodies or not re.search(
        r"\b(?:held|holds|opened|opens|concluded|ended|began|convened|met|closed|will\s+hold|hosted)\b",
        lead[bodies[-1].span.end - sentence.span.start :],
    ):
        return None
    body = bodies[-1]
    words = " ".join(story.plain[mention.full.start : mention.full.end].split())
    occasion = new_occasion(story, mention, index, item)
    occasion.how, occasion.edition = "proper", mention.edition
    occasion.thing.names.clear()
    occasion.thing.call(f"{words} of the {body.text(story.plain)}", Span(body.span.start, mention.full.end))
    occasion.thing.attrs["sitting"] = 1
    _note_quiet(story, occasion, mention, index)
    return occasion


def _call_after_main(occasion: Occasion, main: Occasion) -> None:
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


def _note_quiet(story: Story, occasion: Occasion, mention: EventMention, index: int) -> None:
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion


_CONTINUES = re.compile(
    r"^(?:It|They|Participants|Attendees|Delegates|Those|He|She|Both|Other|Also|Among|Speakers|In addition|The\s+(?:participants|delegates|ministers|attendees|agenda|programme|program))\b"
)


def set_scopes(story: Story) -> None:
    """Say of each sentence which event it is about."""
    last: Occasion | None = None
    local: Occasion | None = None
    last_item, last_section = -1, None
    for index, sentence in story.told():
        item = sentence.section.item
        main = story.main.get(item)
        if item != last_item:
            last, last_item, local = main, item, None
        if sentence.section.kind == "heading":
            named = [
                o for m in sentence.events if (o := story.resolved.get(m.key)) is not None and o.how in (*STANDALONE, "sibling")
            ]
            local = story.headed.get(index) or (named[0] if len(named) == 1 else None)
        if local is not None:
            main = local
        if sentence.section.kind == "body" and YEAR_LED.match(
            story.plain, sentence.section.span.start, sentence.section.span.end
        ):
            main = None
        if sentence.section.kind in ("label", "agenda"):
            story.scope[index] = label_target(story, index, sentence)
            continue
        spoken = [o for m in sentence.events if (o := story.resolved.get(m.key)) is not None and not in_post(sentence, m)]
        subject = _subject_event(story, sentence)
        scope: Occasion | None
        if subject is not None:
            scope = subject
        elif (
            spoken
            and not _CONTINUES.match(story.plain[sentence.span.start : sentence.span.start + 40])
            and (told := _told_of(story, sentence, spoken))
        ):
            scope = next((o for o in told if _goes_on_about(story, sentence, o)), None)
            if scope is None:
                in_hand = last if sentence.section is last_section and last is not None else main
                scope = in_hand or told[0]
        elif (sentence.section is last_section and last is not None) or (
            _CONTINUES.match(story.plain[sentence.span.start : sentence.span.start + 40]) and last is not None
        ):
            scope = last
        else:
            scope = main
        if scope is not None and scope.how == "generic" and scope.parent is not None and not spoken:
            scope = scope.parent
        story.scope[index] = scope
        last, last_section = scope, sentence.section


_ASIDE_LEAD = re.compile(
    r"\b(?:that|whether|because|if|whose|who|whom|as\s+(?:a|the))\b[^,;:“”]*$|\b(?:(?:way|run-?up|months?|weeks?|days?|years?|road|input|contribut\w+|appl\w+|candidat\w+|proposal|calls?|call(?:s|ed)\s+for|resolution|decision|mandate|member|members|representatives?|report|reports|propos(?:es?|ed|al)|delegation|secretariat|idea|guest|prepar\w+)\s+(?:to|of|for|from|by|on|at|a|an)|propos(?:es|ed|e)|suggest(?:s|ed)|include[sd]?)\s+(?:(?:the|an?|its|their)\s+)?(?:[\p{L}’'()-]+\s+){0,4}$"
)
_HOLDS_NEXT = re.compile(
    r"[”\"’)]*\s*(?:\([^)]{0,60}\)\s*)?(?:,?\s*(?:which|that)\s+)?(?:\p{Ll}+ly\s+)?(?:was|were|is|are|will|has|had|takes?|took|opened|opens|began|begins|closed|closes|ended|ends|met|meets|brought|brings|gathered|drew|attracted|held|hosted|featured|runs?|ran|in\s+\p{Lu}|on\s+\d|from\s+\d)\b"
)


def in_passing(story: Story, sentence: Sentence, mention: EventMention) -> bool:
    """Whether an event is only brought up ("said that it was two months to the …") and its sentence tells of another."""
    if _HOLDS_NEXT.match(story.plain, mention.full.end, sentence.span.end):
        return False
    return _ASIDE_LEAD.search(story.plain, max(sentence.span.start, mention.full.start - 70), mention.full.start) is not None


def _goes_on_about(story: Story, sentence: Sentence, occasion: Occasion) -> bool:
    """Whether a sentence tells of an event, and does not only bring it up."""
    return any(
        not in_passing(story, sentence, mention) for mention in sentence.events if story.resolved.get(mention.key) is occasion
    )


def _told_of(story: Story, sentence: Sentence, spoken: list[Occasion]) -> list[Occasion]:
    """The events of a sentence that are not only named beside another."""
    beside: list[Occasion] = []
    for mention in sentence.events:
        if (occasion := story.resolved.get(mention.key)) is not None and only_beside(story, sentence, mention):
            beside.append(occasion)
    return [o for o in spoken if not any(o is b for b in beside)]


YEAR_LED = re.compile(r"(?P<year>(?:19|20)\d\d)(?!\d)(?:[-–/]\d{2,4})?(?:[ \t]{2,}|\s*[:|–—]\s|\.\s|\t)(?=\S)")
"""A paragraph that opens with the year of which it tells ("2016 – Riga. …")."""
_LARGER = re.compile(
    r"\b(?:part|sessions?|one|sidelines|margins|events?|framework|side-?event|forums)\b[^,.;]{0,40}\bof\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _as_larger(plain: str, start: int, at: int) -> bool:
    """Whether an event is named as what another is part of ("as one of the sessions of …")."""
    return bool(_LARGER.search(plain, max(start, at - 90), at))


FAR = 300
"""How many sentences above a labelled line are looked through for the event that it describes."""


def label_target(story: Story, index: int, sentence: Sentence) -> Occasion | None:
    """Return the event that labelled lines and an agenda describe: the one named last above them, else the main event."""
    far = max(-1, index - FAR)
    for near in (*range(index, far, -1), *range(index + 1, min(index + 4, len(story.sentences)))):
        other = story.sentences[near]
        if other.section.kind != "label" or other.section.item != sentence.section.item:
            if near != index:
                break
        elif _NAMING.match(other.section.label.strip()):
            named = [o for m in other.events if (o := story.resolved.get(m.key)) is not None and o.how in STANDALONE]
            if named:
                return named[0]
    for back in range(index - 1, far, -1):
        other = story.sentences[back]
        if other.section.kind in ("label", "agenda", "boilerplate", "repeat", "commentary"):
            continue
        if other.section.item != sentence.section.item:
            break
        spoken = [
            o
            for m in other.events
            if m.how != "anaphor"
            and not _as_larger(story.plain, other.span.start, m.full.start)
            and (o := story.resolved.get(m.key)) is not None
            and (o.how in STANDALONE or o.in_title or back < 2)
        ]
        if spoken:
            return spoken[0]
    return story.main.get(sentence.section.item)


_BESIDE = re.compile(
    r"\b(?:after|before|following|follows|followed|since|prior\s+to|ahead\s+of|like|unlike|than|preceded\s+by|succeeds|builds?\s+on|until|recalled|recalling|reviewed|beyond|alongside|besides|sidelines\s+of|margins\s+of|(?:recommendations|results|outcomes?|outputs|decisions|conclusions|resolutions|spirit|legacy|commitments|findings|consensus|proceedings|(?:members|chair|host|presidency)\s+of\s+the\s+\w+)\s+(?:of|from|at)|(?:carried|taken|brought|reported|submitted|presented|forwarded|contribution|run-?up|preparations?|input|road)\s+(?:forward\s+)?(?:to|for)|in\s+preparation\s+(?:for|of)|not\s+valid\s+for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def only_beside(story: Story, sentence: Sentence, mention: EventMention) -> bool:
    """Whether an event is only named beside another ("it came straight after the …")."""
    return bool(_BESIDE.search(story.plain, max(sentence.span.start, mention.full.start - 24), mention.full.start))


def in_post(sentence: Sentence, mention: EventMention) -> bool:
    """Whether an event is only named in somebody's post ("President of the 42nd session of …")."""
    return any(
        p.role is not None and p.role.start <= mention.full.start <= p.role.end + 12 and p.role.start < mention.full.start
        for p in sentence.people
    )


def _subject_event(story: Story, sentence: Sentence) -> Occasion | None:
    """The event that a sentence begins with, before its verb."""
    for mention in sentence.events:
        occasion = story.resolved.get(mention.key)
        if occasion is None:
            continue
        lead = story.plain[sentence.span.start : mention.full.start]
        if (
            _as_larger(story.plain, sentence.span.start, mention.full.start)
            or in_post(sentence, mention)
            or only_beside(story, sentence, mention)
        ):
            continue
        if len(lead) <= 45 and not re.search(r"\b(?:to|for|of|after|before|following|since|from)\s+(?:the\s+)?$", lead):
            return occasion
        break
    return None


def find_stamps(story: Story) -> None:
    """Note the paragraphs that open with nothing but a day, and perhaps a town ("2 March 2023, Tallinn. …")."""
    for sentence in story.sentences:
        section = sentence.section
        if not sentence.dates or sentence.span.start != section.span.start or len(sentence.span) > 60 or section.kind != "body":
            continue
        date = sentence.dates[0]
        spans = sorted([date.span, *(h.span for h in sentence.places)])
        rest, at = "", sentence.span.start
        for span in spans:
            rest += story.plain[at : span.start]
            at = max(at, span.end)
        rest += story.plain[at : sentence.span.end]
        if not re.sub(r"[\W_]|\bin\b", "", rest) and sentence.span.end < section.span.end:
            town = next((h for h in sentence.places if h.value.kind in ("city", "country")), None)
            story.stamps[section.span] = (date, town)


def find_headed(story: Story) -> None:
    """Headings of nothing but a town and a day, two at least, say when and where the event told of below them was held."""
    stamps = [i for i, s in story.told() if s.section.kind == "heading" and _only_stamp(story, s)]
    if len(stamps) < 2:
        return
    for index in stamps:
        told: list[Occasion] = []
        for sentence in story.sentences[index + 1 :]:
            if sentence.section.kind in ("heading", "title"):
                break
            if sentence.section.kind == "agenda":
                told = []
                break
            told += [
                o for m in sentence.events if (o := story.resolved.get(m.key)) is not None and o.how in (*STANDALONE, "sibling")
            ]
        if told:
            story.headed.setdefault(index, told[0])


_NO_PLACE = re.compile(
    r"\b(?:online|everywhere|virtual(?:ly)?|hybrid|worldwide|nationwide|tbc|tbd|days?\s+to\s+follow|date\s+to\s+be\s+confirmed|[A-Z]{2,4}T|UTC|GMT|a\.m\.|p\.m\.)\b",
    re.IGNORECASE,
)


def _only_stamp(story: Story, sentence: Sentence) -> bool:
    if len(sentence.dates) != 1 or not sentence.dates[0].start.month or len(sentence.span) > 80:
        return False
    rest = _NO_PLACE.sub("", sentence.span.of(story.plain))
    for span in (sentence.dates[0].span, *(h.span for h in sentence.places)):
        rest = rest.replace(span.of(story.plain), "")
    return not re.search(r"\p{L}{3,}", rest)


def find_dateline(story: Story) -> None:
    """Note the town that the text is dated from."""
    for sentence in story.sentences[:6]:
        if sentence.section.kind in ("title", "boilerplate"):
            continue
        head = story.plain[sentence.span.start : sentence.span.start + 60]
        for hit in sentence.places:
            if hit.value.kind in ("city", "country") and hit.span.start - sentence.span.start < 24:
                after = story.plain[hit.span.end : hit.span.end + 46]
                if re.match(r"\s*(?:\([^)]*\)\s*)?,?\s*[^.\n]{0,32}?\s*(?:[–—]|-\s|\(|·)", after) and re.search(
                    r"\d|[–—·]", head
                ):
                    story.dateline = hit
                    return


def tell(mentions: Mentions) -> Story:
    """Work out who is who in a document."""
    from kg.claim.histories import tell_editions
    from kg.claim.numbered import number_editions

    join_chapters(mentions)
    story = Story(mentions, Ledger(mentions.document), published=to_day(mentions.document.published))
    collect_aliases(story)
    enter_own_names(story)
    story.adjectives = find_adjectives(story)
    find_occasions(story)
    number_editions(story)
    mark_own_events(story)
    find_bodies(story)
    choose_main(story)
    _main_by_labels(story)
    resolve_phrases(story)
    find_year_lines(story)
    find_listed(story)
    _main_of_phrases(story)
    tell_editions(story)
    find_headed(story)
    set_scopes(story)
    find_dateline(story)
    find_stamps(story)
    return story


__all__ = ["Occasion", "Story", "is_acronym", "tell"]
