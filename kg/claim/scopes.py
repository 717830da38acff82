"""Which event each sentence of a document is about, and the days and towns that head its parts."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.story import STANDALONE, Occasion, Story
from kg.find import Sentence
from kg.find.events import EventMention

_NAMING = re.compile(r"^(?:what|event|name|title|conference|meeting|forum|event name|event title)$", re.IGNORECASE)
_CONTINUES = re.compile(
    r"^(?:It|They|Participants|Attendees|Delegates|Those|He|She|Both|Other|Also|Among|Speakers|In addition|The\s+(?:participants|delegates|ministers|attendees|agenda|programme|program))\b"
)


def set_scopes(story: Story) -> None:
    """Say of each sentence which event it is about."""
    last: Occasion | None = None
    local: Occasion | None = None
    recent: Occasion | None = None
    last_item, last_section = -1, None
    for index, sentence in story.told():
        item = sentence.section.item
        main = story.main.get(item)
        if item != last_item:
            last, last_item, local = main, item, None
        if sentence.section.kind == "heading" and index not in story.programme:
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
        subject = _subject_event(story, sentence) or _latter(story, index, sentence)
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
        if scope is not None and index < scope.first - 1 and not scope.in_title and scope.how in STANDALONE:
            scope = recent if recent is not None and recent.item == item else None
        recent = next((o for o in spoken if o.how != "sibling"), recent)
        story.scope[index] = scope
        only_listed = bool(sentence.events) and all(m.how == "listed" for m in sentence.events)
        last, last_section = main if only_listed else scope, sentence.section


_LATTER = re.compile(r"The\s+(?P<which>latter|former)\b")


def _latter(story: Story, index: int, sentence: Sentence) -> Occasion | None:
    """Return the last ("The latter") or first event of the sentence before, where a sentence begins so."""
    which = _LATTER.match(story.plain, sentence.span.start)
    if which is None or not index or story.sentences[index - 1].section is not sentence.section:
        return None
    named = [o for m in story.sentences[index - 1].events if (o := story.resolved.get(m.key)) is not None]
    return named[-1 if which["which"] == "latter" else 0] if len({id(o) for o in named}) > 1 else None


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
        if back in story.programme or other.section.kind in ("label", "agenda", "boilerplate", "repeat", "commentary"):
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
    r"\b(?:after|before|following|follows|followed|since|prior\s+to|ahead\s+of|like|unlike|than|preceded\s+by|succeeds|builds?\s+on|until|recalled|recalling|reviewed|beyond|alongside|besides|sidelines\s+of|margins\s+of|(?:recommendations|results|outcomes?|outputs|decisions|conclusions|resolutions|spirit|legacy|commitments|findings|consensus|proceedings|(?:members|chair|host|presidency)\s+of\s+the\s+\w+)\s+(?:of|from|at)|(?:carried|taken|brought|reported|submitted|presented|forwarded|contribution|run-?up|preparations?|input|road)\s+(?:forward\s+)?(?:to|for)|in\s+preparation\s+(?:for|of)|(?:preparatory|preliminary|prepcom|informal|pre-\w+)\s+(?:meetings?|sessions?|conferences?|consultations?|talks|process)\s+(?:for|to|of)|not\s+valid\s+for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def only_beside(story: Story, sentence: Sentence, mention: EventMention) -> bool:
    """Whether an event is only named beside another ("it came straight after the …")."""
    return bool(_BESIDE.search(story.plain, max(sentence.span.start, mention.full.start - 44), mention.full.start))


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
