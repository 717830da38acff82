"""Events with a name of their own: which names speak of which event, and what names none."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.bodies import place_at
from kg.claim.story import STANDALONE, Occasion, Story, compatible, new_occasion, note_mention
from kg.claim.words import core_words, words_of
from kg.find import Sentence
from kg.find.events import LOWER_HEADS, EventMention

_IN_YEAR = re.compile(r"\bin\s+(?:(?:early|mid|late)[\s-]+)?(?P<year>(?:19|20)\d\d)(?![\d/.-]\d|\d)")


def years_told(story: Story, sentence: Sentence) -> set[int]:
    """The years of the dates of a sentence, and where it has none those of "in early 2019"."""
    told = {d.start.year or (story.published.year if d.start.month else 0) for d in sentence.dates}
    if not sentence.dates:
        told = {int(y["year"]) for y in _IN_YEAR.finditer(story.plain, sentence.span.start, sentence.span.end)}
    return told - {0}


def _of_other_years(story: Story, occasion: Occasion, mention: EventMention) -> bool:
    """Whether a numbered name stands with the day of one year, and the unnumbered one of that series with another's."""
    if bool(occasion.edition) == bool(mention.edition) or not occasion.mentions:
        return False
    here = next((s for s in story.sentences if s.span.start <= mention.span.start < s.span.end), None)
    there = story.sentences[occasion.mentions[0][1]]
    if here is None or here is there:
        return False
    own, other = (years_told(story, s) for s in (here, there))
    if mention.edition and occasion.year:
        other |= {occasion.year}
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


def match_named(story: Story, mention: EventMention, item: int) -> tuple[Occasion | None, Occasion | None]:
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
        if compatible(occasion, mention) and not _of_other_years(story, occasion, mention):
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


def series_name(name: str) -> str:
    """Return a name without its year."""
    name = re.sub(r"\b(?:19|20)\d\d\b", "", name)
    return " ".join(name.split()).strip(" ,–-")


_TREATY = re.compile(
    r"\b(?:treat(?:y|ies)|ratif(?:y|ied|ying|ication)|signator(?:y|ies)|[Pp]arties\s+to\s+the|entry\s+into\s+force|enter(?:s|ed)?\s+into\s+force|[Ss]tates?\s+[Pp]art(?:y|ies))\b"
)
_STANDING = frozenset("Forum Assembly Convention Congress Conference Dialogue Consultation".split())
_HEADED = re.compile(
    r"\bwho\s+(?:now\s+|also\s+)?(?:heads|headed|directs|manages|works\s+(?:for|at)|teaches\s+at)\s+(?:the\s+)?$"
)
_POST_OF = re.compile(
    r"\b(?:[Ss]ecretary[- ][Gg]eneral|[Dd]irector[- ][Gg]eneral|[Ee]xecutive\s+(?:[Dd]irector|[Ss]ecretary)|[Ss]peaker|CEO|[Tt]reasurer|[Ss]pokes(?:man|woman|person)|[Ss]ecretariat|[Hh]eadquarters)"
    r"\s+(?:of|for|to)\s+(?:the\s+)?$"
)
"""What a standing body has, and a gathering has not."""
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


_RIGHTS = re.compile(r"(?:©|\([cC]\)|\b[Cc]opyright)\s*(?:[\d–-]{4,9}\s*)?(?:by\s+)?$")


def _noise(mention: EventMention, story: Story, sentence: Sentence) -> bool:
    """Whether a proper-looking mention names no event ("Women's Day", a body that contains the name of a forum)."""
    if _RIGHTS.search(story.plain, max(0, mention.full.start - 24), mention.full.start):
        return True
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
        and (
            _HEADED.search(story.plain, max(0, mention.full.start - 36), mention.full.start)
            or (mention.head in _STANDING and _POST_OF.search(story.plain, max(0, mention.full.start - 40), mention.full.start))
            or (mention.head in _STANDING and _POST_OF.match(f"{mention.name.partition(' of ')[0]} of "))
        )
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


_OTHER_TONGUE = re.compile(r"[”\"»’]?\s*(?:\(\s*(?:or\s+|in\s+English:?\s+|English:\s+)?(?:the\s+)?[“\"«]?|\s/\s)$")


def _translated(story: Story, mention: EventMention, sentence: Sentence) -> Occasion | None:
    """The event whose name in another language stands right before this one ("IX Congreso … (9th Congress …)")."""
    for other in sentence.events:
        if other.full.end <= mention.full.start and (occasion := story.resolved.get(other.key)) is not None:
            gap = story.plain[other.full.end : mention.full.start]
            closed = story.plain[mention.full.end : mention.full.end + 2].lstrip('”"»')[:1]
            one = other.how in STANDALONE and other.edition == mention.edition and compatible(occasion, mention)
            if one and len(gap) < 24 and _OTHER_TONGUE.fullmatch(gap) and (closed in (")", ",") or "/" in gap):
                return occasion
    return None


_DASHED = re.compile(r"\s*[–—:|]\s*(?:[Tt]he\s+)?|\s+-\s+(?:[Tt]he\s+)?")


def _spelt_out(story: Story, mention: EventMention, sentence: Sentence) -> Occasion | None:
    """The event whose short name with its year stands before this one in a heading ("ABCD 2024 – 3rd Conference on …")."""
    if sentence.section.kind not in ("title", "heading") or mention.how != "proper":
        return None
    for other in sentence.events:
        occasion = story.resolved.get(other.key)
        if occasion is None or other.how != "acronym-year" or not compatible(occasion, mention):
            continue
        if _DASHED.fullmatch(story.plain, other.full.end, mention.full.start):
            return occasion
    return None


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
            best, sibling = match_named(story, mention, item)
            best = best or _translated(story, mention, sentence) or _spelt_out(story, mention, sentence)
            occasion = best or new_occasion(story, mention, index, item, sibling)
            if sentence.section.kind == "title" or (sentence.section.kind == "heading" and item):
                occasion.in_title = True
            note_mention(story, occasion, mention, index)
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
            candidates = [o for o in shorts[text] if compatible(o, mention)]
            if not candidates:
                if any(text == o.acronym for o in shorts[text]):
                    extra.append(_other_by_short_form(story, mention, index, sentence, shorts[text]))
                continue
            occasion = candidates[0]
            head = occasion.thing.name.split()[-1].lower()
            if (
                name.edition
                and not occasion.edition
                and (counts_editions(story, sentence.section.item, head) or _in_another_year(sentence, occasion))
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


def counts_editions(story: Story, item: int, head: str) -> bool:
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
