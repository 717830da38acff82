"""Editions of a series, told in half a sentence: "Riga followed in 2012", "the third, in Oslo (2-4 May 2015)", "Bergen 2026".

A sentence is cut into members: numbers, places and dates with nothing but words of holding between them. A member that is said
of the series in hand, by its number or by such words, is an edition of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg import patterns as re
from kg.claim.members import (
    ANY_NUMBER,
    CANCELLED,
    HEADS,
    RECURS,
    SERIES_WORDS,
    WORD,
    YEAR,
    Member,
    count_strange,
    kin_heads,
    told_in,
)
from kg.claim.scopes import only_beside
from kg.claim.siblings import series_names
from kg.claim.story import STANDALONE, Occasion, Story, new_occasion
from kg.claim.words import core_words
from kg.find import Sentence
from kg.find.dates import DateMention
from kg.find.events import LOWER_HEADS, EventMention
from kg.find.lexicon import Hit
from kg.find.names import _ORDINAL, edition_number
from kg.model import Span

_OPENS = re.compile(r"\b(?:open(?:ed|s)?|beg[ai]ns?|start(?:ed|s)?|kick(?:ed|s)\s+off)\b")
_CLOSES = re.compile(r"\b(?:closed?s?|end(?:ed|s)?|concluded?s?)\b")


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
        one = one and not count_strange(self.lead)
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
            found += [Told(index, sentence, series, m) for m in told_in(story, sentence, series, others)]
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
        elif member.row and (rows < 2 or (member.bare and not recurs)):
            good = False
        elif _NEXT.search(member.lead) or series.edition or series.year:
            good = member.year not in own
        else:
            good = len(years) > 1 or (recurs and member.year not in own) or (len(members) > 1 and bool(numbers))
        if good:
            _enter(story, series, kin, told.index, told.sentence, member)


_NEXT = re.compile(
    r"\b(?:returns?|reconvenes?|be\s+back|is\s+back|meets?\s+again|comes?\s+back|moves?\s+(?:on\s+)?to|goes\s+to|heads\s+(?:on\s+)?to|travels\s+(?:on\s+)?to|next\s+stop|will\s+then|next\s+(?:in|for|at)|passes\s+to)\b",
    re.IGNORECASE,
)
"""Words for where and when a series goes on."""


def _may_tell(story: Story, sentence: Sentence) -> bool:
    """Whether a sentence has a date or year, or a number beside a place or a cancelling: a cheap look before the close one."""
    start, end = sentence.span.start, sentence.span.end
    if sentence.dates or YEAR.search(story.plain, start, end) or story.plain.find("years ago", start, end) >= 0:
        return True
    if not sentence.places and CANCELLED.search(story.plain, start, end) is None:
        return False
    return ANY_NUMBER.search(story.plain, start, end) is not None


def _says_again(story: Story, item: int) -> bool:
    """Whether a text, or a piece of it, says that something is held again and again."""
    return any(s.section.item == item and RECURS.search(story.plain, s.span.start, s.span.end) for s in story.told_sentences())


_THIS_ONE = re.compile(r"\b(?:[Tt]his|[Tt]his\s+year[’']s|[Oo]ur)\s+$")
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
        if (_IT_IS.search(lead) or _THIS_ONE.search(lead)) and head in kin_heads(main):
            main.edition = number
            if len(made.mentions) <= 1 and made in story.occasions:
                story.occasions.remove(made)
            story.resolved[mention.key] = main
            main.mentions.append((mention, 0))


_HELD_OFTEN = re.compile(
    r"\s+(?:have\s+(?:so\s+far\s+|now\s+)?(?:been\s+(?:held|convened|organi[sz]ed|hosted)|taken\s+place|met)|were\s+(?:held|convened|organi[sz]ed)|took\s+place)\b"
)
_PLURALS = {f"{h.capitalize()}s": h for h in HEADS} | {"Congresses": "congress", "Assemblies": "assembly"}


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
            years |= {d.start.year for d in story.sentences[index].dates if not mention.year or d.start.year == mention.year}
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
            words = frozenset(w.lower() for w in WORD.findall(sentence.span.of(story.plain)))
        if any(w in SERIES_WORDS and w in words for core in occasion.cores for w in core):
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
    words = {w.lower() for w in WORD.findall(sentence.span.of(story.plain))}
    heads = {w for core in kin[0].cores for w in core if w in SERIES_WORDS}
    return kin[0] if any(h in words or f"{h}s" in words for h in heads) else None


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
    cancelled = CANCELLED.search(story.plain, member.span.start, stop)
    if cancelled is not None:
        occasion.said = ("Cancelled", Span(cancelled.start(), cancelled.end()))
