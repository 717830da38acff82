"""Who is who in one document: which words speak of which event, body or place, and which event a sentence is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg import patterns as re
from kg.claim.bodies import body_key, find_alias, fits
from kg.claim.ledger import Ledger, Thing
from kg.claim.words import core_words
from kg.find import Mentions, Sentence
from kg.find.dates import DateMention, Day
from kg.find.events import LOWER_HEADS, EventMention
from kg.find.lexicon import Hit, Lexicon
from kg.model import Span


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
    plain: str = field(init=False)
    """The document's text without its markup."""
    lexicon: Lexicon = field(init=False)
    """The tables in use."""
    sentences: list[Sentence] = field(init=False)
    """The document's sentences."""
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

    programme: range = range(0)
    under_title: list[int] = field(default_factory=list)
    headed: dict[int, Occasion] = field(default_factory=dict)
    seats: dict[int, Occasion] = field(default_factory=dict)
    editions: list[Any] = field(default_factory=list)
    taken: set[Span] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Keep at hand what every rule asks for."""
        self.plain = self.mentions.document.plain
        self.lexicon = self.mentions.lexicon
        self.sentences = self.mentions.sentences

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


def compatible(occasion: Occasion, mention: EventMention) -> bool:
    """Say whether number and year of a name let it be that of an event."""
    if occasion.edition and mention.edition and occasion.edition != mention.edition:
        return False
    return not (occasion.year and mention.year and occasion.year != mention.year)


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


def note_mention(story: Story, occasion: Occasion, mention: EventMention, index: int) -> None:
    """Note that words speak of an event, and what they add to its names, number, year and kind."""
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


def note_quiet(story: Story, occasion: Occasion, mention: EventMention, index: int) -> None:
    """Note that words speak of an event, and nothing more."""
    occasion.mentions.append((mention, index))
    story.resolved[mention.key] = occasion
