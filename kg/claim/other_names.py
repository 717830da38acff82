"""Events that a text calls by another name than its own: by the town ("the Oslo Forum"), or by a name that the series had before."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.story import STANDALONE, Occasion, Story
from kg.find.events import EventMention

_FORMERLY = re.compile(
    r"\(?\b(?:formerly|previously|originally|initially|until\s+(?:then|(?:19|20)\d\d))\s*,?\s*(?:(?:it\s+was\s+)?(?:called|known\s+as|named|titled)\s+)?(?:the\s+)?[“\"]?$"
    r"|\b(?:then|at\s+first|first|at\s+the\s+time)\s+(?:called|known\s+as|named)\s+(?:the\s+)?[“\"]?$",
    re.IGNORECASE,
)
_AS_THEN = re.compile(
    r"[”\"]?\s*[,(–—-]?\s*(?:as\s+(?:it|they)\s+(?:was|were)\s+(?:then|originally|first|initially|still)\s+(?:called|known|named)|as\s+it\s+called\s+itself\s+then)\b"
)
_NOW = re.compile(
    r"\b(?:present|current|new|today[’']s)\s+name\s*,?\s*(?:of\s+|is\s+)?(?:the\s+)?[“\"]?$"
    r"|\b(?:now|today|since\s+(?:then\s+)?(?:(?:19|20)\d\d\s+)?)\s*(?:been\s+)?(?:called|known\s+as|named)\s+(?:the\s+)?[“\"]?$"
    r"|\b(?:renamed|rebranded|relaunched|rechristened)\s+(?:(?:as|to|into)\s+)?(?:the\s+)?[“\"]?$"
    r"|\b(?:changed|changes)\s+(?:its|the)\s+name\s+to\s+(?:the\s+)?[“\"]?$",
    re.IGNORECASE,
)


def join_earlier_names(story: Story) -> None:
    """Make the names that a series had before, and the one that it bears now, those of one series.

    "The Reef Talks, as they were then called" is an edition of what "bears its present name, Reef Forum"; "the Reef Forum
    (formerly the Reef Talks)" is one event with two names.
    """
    old, new = _called(story, former=True), _called(story, former=False)
    for occasion, mention, index in old:
        now = _named_before(story, mention, index) if not _AS_THEN.match(story.plain, mention.full.end) else None
        now = now or next((o for o, _, _ in new if o.item == occasion.item), None)
        if now is None or now is occasion or occasion not in story.occasions:
            continue
        if len(occasion.mentions) == 1 and not _AS_THEN.match(story.plain, mention.full.end):
            _join(story, occasion, now)
        else:
            occasion.how = "sibling"
            occasion.thing.attrs["series_of"] = now.thing.name


def _called(story: Story, *, former: bool) -> list[tuple[Occasion, EventMention, int]]:
    """The events of whose name the text says that it was given before, or that it is the one of today."""
    found = []
    for occasion in story.occasions:
        if occasion.how not in STANDALONE:
            continue
        for mention, index in occasion.mentions:
            begin = story.sentences[index].span.start
            cue = _FORMERLY if former else _NOW
            before = cue.search(story.plain, max(begin, mention.full.start - 60), mention.full.start)
            if before or (former and _AS_THEN.match(story.plain, mention.full.end)):
                found.append((occasion, mention, index))
                break
    return found


def _named_before(story: Story, mention: EventMention, index: int) -> Occasion | None:
    """The event named right before a bracket "(formerly …)"."""
    for other in reversed(story.sentences[index].events):
        if other.full.end <= mention.full.start:
            gap = story.plain[other.full.end : mention.full.start]
            near = len(gap) < 70 and re.match(r"\s*(?:\([^()]{1,30}\)\s*)?[,(]", gap) is not None
            return story.resolved.get(other.key) if near and other.how in STANDALONE else None
    return None


def _join(story: Story, occasion: Occasion, other: Occasion) -> None:
    """Take two events for one: what is said of the first is said of the second."""
    for name, span in occasion.thing.names.items():
        other.thing.call(name, span)
    for mention, index in occasion.mentions:
        story.resolved[mention.key] = other
        other.mentions.append((mention, index))
    story.occasions.remove(occasion)


def join_town_names(story: Story) -> None:
    """Take "the Oslo Forum" for the edition of a forum that the text tells of with that town."""
    for occasion in [o for o in story.occasions if o.how == "proper" and not (o.edition or o.year or o.in_title)]:
        if story.main.get(occasion.item) is occasion or occasion.thing.attrs.get("series_of"):
            continue
        town, head = _town_and_kind(story, occasion)
        if not town:
            continue
        held = [
            o
            for o in story.occasions
            if o is not occasion
            and o.item == occasion.item
            and not o.thing.attrs.get("unnamed")
            and any(head in core and len(core) > 1 for core in o.cores)
            and _told_with(story, o, town)
        ]
        if len(held) == 1:
            _join(story, occasion, held[0])


def _town_and_kind(story: Story, occasion: Occasion) -> tuple[str, str]:
    """The town and the head noun of which all names of an event are made; nothing where they have more words."""
    town = head = ""
    for mention, index in occasion.mentions:
        words = mention.full.words(story.plain)
        inside = next(
            (
                h
                for h in story.sentences[index].places
                if h.value.kind == "city" and h.span.start == mention.full.start and h.span.end < mention.full.end
            ),
            None,
        )
        rest = words[len(inside.span.words(story.plain)) :].split() if inside is not None else []
        if inside is None or len(rest) != 1 or mention.how != "proper":
            return "", ""
        town, head = inside.value.key, rest[0].lower()
    return town, head


def _told_with(story: Story, occasion: Occasion, town: str) -> bool:
    """Whether a town stands close behind or before words for an event, and is no part of them."""
    for mention, index in occasion.mentions:
        for hit in story.sentences[index].places:
            if hit.value.kind != "city" or hit.value.key != town:
                continue
            behind, before = hit.span.start - mention.full.end, mention.full.start - hit.span.end
            if 0 <= behind < 60 or 0 <= before < 30 or (mention.how == "listed" and behind < 60 and before < 60):
                return True
    return False
