"""What a sentence names that an event may have brought about: agreements, initiatives, publications and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.claim.bodies import body_key, find_alias
from kg.claim.ledger import Thing
from kg.claim.story import Story
from kg.claim.titles import BEFORE, CLASSES, explained, explained_behind, titles_in
from kg.claim.words import words_of
from kg.find import Sentence
from kg.find.names import Name
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """Words that name something an event may have brought about."""

    span: Span
    name: str
    kind: str
    cls: str
    lower: bool = False


_LOWER_AGREEMENT = re.compile(
    r"\b(?P<name>(?:(?:second\s+|third\s+)?extension\s+of\s+(?:the\s+)?)?(?:(?!(?:an?|the|of|to|by|and|in|on|for|with|has|have|had|was|were|signed|sign|exchanged|concluded|inked|renewed|initial(?:l)?ed|historic|landmark|new|under|this|that|their|its|two)\b)[a-z][\w-]*\s+){0,3}?(?:memorand(?:um|a)\s+of\s+(?:understanding|cooperation)|letters?\s+of\s+intent|statement\s+of\s+intent|cooperation\s+agreement|agreement|declaration|communiqu[ée]|joint\s+statement|memorandum|action\s+plan|plan\s+of\s+action|work\s+plan|roadmap|road\s+map|pact|mou|moc|protocol|treaty|convention|accord|charter|outcome\s+document|exchange\s+of\s+(?:letters|notes)|chair[’']s\s+(?:summary|statement)|contract)\b(?!s\b)"
    r"(?:\s*\([^)]*\)(?=\s+(?:on|for|concerning|regarding)\b))?(?:\s+(?:on|for|concerning|regarding)\s+(?:the\s+|an?\s+)?[\p{L}’'-]+(?:\s+(?:and|of|in|the|for)\s+(?:the\s+)?[\p{L}’'-]+|\s+[\p{L}’'-]+){0,6}?(?=\s*[,.;:()]|\s+(?:with|between|was|were|is|are|has|have|today|in(?=\s+(?:the\b|\d|(?-i:\p{Lu})))|for(?=\s+(?:the\s+(?:years?|period|next)|\d|(?:two|three|four|five|ten)\s+years))|at|by|on|to|during|under|which|that|and\s+(?:the|an?)|(?:on|last|this)\s+\p{Lu}\p{Ll}+day)\b|$))?)",
    re.IGNORECASE,
)
_AGREEMENT_WORD = re.compile(
    r"memorand|agreement|declaration|communiqu|statement|letters?\s|plan\b|road\s?map|pact\b|mo[uc]\b|protocol|treaty|convention|accord|charter|document|exchange|summary|contract",
    re.IGNORECASE,
)


def lower_agreements(story: Story, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Yield the agreements that a sentence names in common words ("a memorandum of understanding on ports")."""
    known = story.agreements.get(sentence.span)
    if known is None:
        named = _AGREEMENT_WORD.search(story.plain, sentence.span.start, sentence.span.end)
        found = _LOWER_AGREEMENT.finditer(story.plain, sentence.span.start, sentence.span.end) if named is not None else ()
        known = story.agreements[sentence.span] = list(found)
    yield from known


def outcome_names(story: Story, sentence: Sentence) -> Iterator[Outcome]:
    """Yield the agreements, initiatives, publications and bodies that a sentence names."""
    plain = story.plain
    quoted = [Outcome(span, title, kind, CLASSES[kind]) for span, title, kind in titles_in(plain, sentence)]
    yield from quoted
    for name in sentence.names:
        if any(o.span.start < name.span.end and name.span.start < o.span.end for o in quoted):
            continue
        caps = [t.text for t in name.tokens if t.form == "cap"]
        if (told := _explained(plain, sentence, name, caps)) is not None:
            yield told
            continue
        if name.kind == "event" and caps == ["Convention"]:
            name = replace(name, kind="agreement", cls="Agreement")
            if not _taken_up(story, name):
                continue
        if name.kind in ("agreement", "initiative", "publication"):
            if len(caps) < 2 and not _listed_alone(plain, name) and not _taken_up(story, name):
                continue
            kind = name.kind
            if kind == "agreement" and (pair := _PAIR.search(plain, name.span.start, name.span.end)):
                for span in (Span(name.span.start, pair.start()), Span(pair.end(), name.span.end)):
                    yield Outcome(span, span.words(plain), kind, lower_class(span.of(plain)))
                continue
            span = span_with_topic(plain, name)
            text = span.words(plain)
            if len(caps) < 2 and (long := _named_before(story, name)) is not None and not _listed_alone(plain, name):
                text = (long.full if long.year or long.edition else long.span).words(plain)
                if any(" ".join(t.text(plain).split()) in text for t in sentence.names if t is not name and t.span == long.span):
                    continue
            yield Outcome(span, text, kind, name.cls)
        elif name.kind == "acronym" and _founded_next(plain, name) and (body := story.body(name.text(plain))) is not None:
            yield Outcome(name.span, name.text(plain), "organization", body.cls)
        elif name.kind == "organization" and len(caps) >= 2:
            yield Outcome(name.span, name.text(plain), "organization", name.cls)


_PAIR = re.compile(r"(?<=\s\p{Lu}[\p{L}’'-]+)\s+and\s+(?:an?|the)\s+(?=\p{Lu}\p{Ll}+\s)")
"""Between two agreements that one capitalized stretch names ("the Agreement on Pilots and a Memorandum on Tides")."""


def span_with_topic(plain: str, name: Name) -> Span:
    """Return the words of a name with its years and, for an agreement, what it is on in common words."""
    span = name.full if name.year or name.edition else name.span
    until = _UNTIL.match(plain, span.end) or (_TOPIC.match(plain, span.end) if name.kind == "agreement" else None)
    return Span(span.start, until.end()) if until else span


_FOUNDED_NEXT = re.compile(
    r"\s+(?:was|were|has\s+been|had\s+been)\s+(?:(?:\p{Ll}+ly|also|then|itself)\s+){0,2}(?:founded|established|created|set\s+up|launched|born)\b|\s+came\s+into\s+being\b"
)


def _founded_next(plain: str, name: Name) -> bool:
    """Whether an abbreviation is what "was founded" then and there."""
    return _FOUNDED_NEXT.match(plain, name.span.end) is not None


def _explained(plain: str, sentence: Sentence, name: Name, caps: list[str]) -> Outcome | None:
    """What a name is by a common noun beside it, where that says more than its own last word."""
    kind, span = _explained_kind(plain, sentence, name, caps), name.span
    if kind and kind != name.kind:
        return Outcome(span, name.text(plain), kind, CLASSES[kind])
    if name.kind == "name" and (len(caps) > 1 or name.tokens[0].text.isupper()):
        kind, end = explained_behind(plain, sentence, span)
        if kind:
            span = span if kind == "publication" else Span(span.start, end)
            return Outcome(span, span.words(plain), kind, CLASSES[kind])
    return None


def _explained_kind(plain: str, sentence: Sentence, name: Name, caps: list[str]) -> str:
    """The kind that the words around a name give it, where its own last word does not say more."""
    if name.kind not in ("name", "acronym", "organization", "initiative", "item", "venue"):
        return ""
    if len(caps) < 2 and name.kind != "acronym" and not _apart(plain, sentence, name):
        return ""
    kind = explained(plain, sentence, name.span)
    return "" if kind == "organization" and name.kind != "name" else kind


def _apart(plain: str, sentence: Sentence, name: Name) -> bool:
    """Whether a single word stands alone between commas or marks, and names no place and nobody ("a scheme, *Puente*, which …")."""
    taken = [*(h.span for h in sentence.places), *(p.span for p in sentence.people)]
    return (
        name.kind == "name"
        and re.match(r"[”\"’*]*\s*(?:[,.;)(]|$)", plain[name.span.end : name.span.end + 6]) is not None
        and not any(s.start < name.span.end and name.span.start < s.end for s in taken)
    )


_UNTIL = re.compile(r"(?<=\b(?:19|20)\d\d)\s?[-–—‑/]\s?(?:(?:19|20)\d\d|\d\d)\b")
_TOPIC = re.compile(
    r"\s+(?:on|concerning|regarding)\s+(?!(?:the\s+)?(?:behalf|sidelines|margins|occasion|eve|spot|same|final|last|first|second|third|closing|opening|day|one)\b)(?:the\s+|an?\s+)?\p{Ll}[\p{L}’'-]+"
    r"(?:\s+(?:(?:and|of|for|in(?:\s+the\s+(?:fields?|areas?|spheres?|domains?|sectors?)\s+of)?|to)\s+)?\p{Ll}[\p{L}’'-]+){0,7}?(?=[,.;:)]|\s+(?:with|between|was|were|is|are|has|have|had|will|today|in(?=\s+(?:(?!the\s+(?:field|area|sphere|domain|sector))(?:the|an?)\b|\d|\p{Lu}))|at|by|on|to|for|of|during|under|which|that|and(?=\s+(?:the|an?|its|their|\p{Ll}+ed|\p{Lu}\p{Ll}+)\b)|as|against|after|before|until|from|last|this|yesterday)\b|$)"
)
_BARE_HEADS = frozenset(
    "agreement declaration memorandum pact protocol treaty convention accord charter contract mou moc roadmap".split()
)
_BETWEEN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?P<sides>between\s+[^.;:()]{3,120}?\s+and\s+(?:the\s+|an?\s+)?[^.;:,()]{2,70}?)(?=[.,;:()]|\s+(?:and\s+an?|was|were|on|to|at|in|for|which|that|during|as|aimed|under)\s|$)"
)
_COUNTED = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty|dozens?|several|many|some)\s+",
    re.IGNORECASE,
)
"""How many agreements there were, which is no part of what they are called."""
_NONE = re.compile(
    r"\b(?:no|any|without\s+an?|future|earlier|existing|previous|under\s+(?:the|an?)|such\s+an?|which)\s+$", re.IGNORECASE
)


def lower_outcomes(story: Story, sentence: Sentence, named: list[Outcome]) -> Iterator[Outcome]:
    """Yield the agreements and publications that a sentence names in common words, with the sides that tell them apart."""
    plain = story.plain
    if _LOWER_HINT.search(plain, sentence.span.start, sentence.span.end):
        for match in lower_agreements(story, sentence):
            start, end = match.span("name")
            if _NONE.search(plain, max(sentence.span.start, start - 18), start) or plain[end : end + 1] == "-":
                continue
            if number := _COUNTED.match(plain, start, end):
                start = number.end()
            name = " ".join(plain[start:end].split())
            head = name.lower()
            if (
                name[0].isupper()
                and start != sentence.span.start
                and any(o.span.start <= start < o.span.end >= end for o in named)
            ):
                continue
            if head in _BARE_HEADS:
                between = _BETWEEN.match(plain, end, sentence.span.end)
                if between is None or "mo" in head[:2]:
                    if head not in ("mou", "moc") and "memorand" not in head and head != "agreement":
                        continue
                else:
                    end = between.end("sides")
                    name = " ".join(plain[start:end].split())
            yield Outcome(Span(start, end), name, "agreement", lower_class(head), lower=True)
    if _LOWER_BOOK_HINT.search(plain, sentence.span.start, sentence.span.end):
        for match in _LOWER_BOOK.finditer(plain, sentence.span.start, sentence.span.end):
            if any(
                o.kind == "publication"
                and 0 <= o.span.start - match.end("name") < 28
                and BEFORE.search(plain, max(0, match.start() - 5), o.span.start)
                for o in named
            ):
                continue
            yield Outcome(
                Span(match.start("name"), match.end("name")), " ".join(match["name"].split()), "publication", "Publication"
            )


_LOWER_HINT = re.compile(
    r"\b(?:agreement|declaration|memorand(?:um|a)|communiqu[ée]|statement|plan|pact|protocol|treaty|letters?\s+of\s+intent|accord|charter|document|roadmap|road\s+map|contract|exchange\s+of|M[oO][UC]|chair[’']s)\b"
)
_LOWER_BOOK_HINT = re.compile(
    r"\b(?:report|index|white\s+paper|study|handbook|guidelines?|casebook|toolkit|atlas|yearbook|compendium)\b"
)
_LOWER_BOOK = re.compile(
    r"\b(?:the|its|their)\s+(?P<name>(?:first(?:-ever)?|inaugural|new|latest|(?:19|20)\d\d|annual|second|third|fourth)\s+(?:[\p{L}-]+\s+){0,4}?(?:report|index|white\s+paper|study|handbook|guidelines?|casebook|toolkit|atlas|yearbook|compendium)\b"
    r"(?:\s+(?:on|for|of)\s+(?:the\s+)?[\p{L}-]+(?:\s+(?:and|of|in|the|for)\s+[\p{L}-]+|\s+[\p{L}-]+){0,5}?(?=[,.;]|\s+(?:with|was|were|today|in|at|by|on|to|during|and\s+the)\b|$))?)"
)


def lower_class(name: str) -> str:
    """Return the class of an agreement by its name in common words.

    >>> lower_class("letter of intent"), lower_class("memorandum of understanding")
    ('Agreement', 'Memorandum')
    """
    words = (("memorand", "Memorandum"), ("mou", "Memorandum"), ("moc", "Memorandum"), ("declaration", "Declaration"))
    more = (
        ("communiqu", "Communique"),
        ("statement", "Communique"),
        ("plan", "ActionPlan"),
        ("road", "ActionPlan"),
        ("charter", "Charter"),
    )
    return next((cls for word, cls in (*words, *more) if word in name.lower()), "Agreement")


def candidates(story: Story, sentence: Sentence) -> list[Outcome]:
    """Return all that a sentence names and an event may have brought about, in order, the longer name where two overlap."""
    named = publications_listed(story, sentence, list(outcome_names(story, sentence)))
    named = [o for o in named if not _alias_in_brackets(story.plain, o, named)]
    lower = [o for o in lower_outcomes(story, sentence, named) if not _alias_in_brackets(story.plain, o, named)]
    kept = [
        o for o in named if not any(x.span.start <= o.span.start and o.span.end <= x.span.end and x.span != o.span for x in lower)
    ]
    kept += [o for o in lower if not any(o.span.start < x.span.end and x.span.start < o.span.end for x in kept)]
    return sorted(kept, key=lambda o: o.span)


def _alias_in_brackets(plain: str, outcome: Outcome, named: list[Outcome]) -> bool:
    """Whether a name in brackets is a short form of the one right before it ("Memorandum of Understanding (MoU)")."""
    return any(
        o.kind == outcome.kind and re.fullmatch(r"[”\"’]?\s*\(\s*[“\"‘]?", plain[o.span.end : outcome.span.start]) for o in named
    )


def known_outcome(story: Story, outcome: Outcome) -> Thing | None:
    """Return the outcome that a shorter name takes up again: "the Report" for the report named before, "the extension of the MOU"."""
    plain = story.plain
    if not re.search(r"\b[Tt]he\s+$", plain[max(0, outcome.span.start - 5) : outcome.span.start]):
        return None
    words = set(words_of(outcome.name))
    for key, thing in reversed(story.bodies.items()):
        if key.partition(":")[0] != outcome.kind or thing.kind != outcome.kind:
            continue
        before = {w for n, span in thing.names.items() if span.start < outcome.span.start for w in words_of(n)}
        if words <= before and set(words_of(thing.name)) != words:
            return thing
    return None


def publications_listed(story: Story, sentence: Sentence, names: list[Outcome]) -> list[Outcome]:
    """Add names without a head noun that stand between publications in one list."""
    published = [o for o in names if o.kind == "publication"]
    if not published:
        return names
    extra: list[Outcome] = []
    for name in sentence.names:
        if name.kind != "name" or sum(t.form == "cap" for t in name.tokens) < 2:
            continue
        if re.search(
            r"\b(?:released|issued|published|presented|launched)\s+(?:the\s+)?$",
            story.plain[sentence.span.start : name.span.start],
        ):
            if re.match(r",\s+(?:the\s+)?(?:\d{4}\s+)?\p{Lu}", story.plain[name.span.end : name.span.end + 16]):
                extra.append(Outcome(name.span, name.text(story.plain), "publication", "Publication"))
        elif name.span.start > published[0].span.end:
            gap = story.plain[max(o.span.end for o in [*names, *extra] if o.span.end <= name.span.start) : name.span.start]
            if re.fullmatch(r"\s*,?\s*(?:and\s+)?(?:the\s+)?", gap) and ("," in gap or "and" in gap):
                extra.append(Outcome(name.span, name.text(story.plain), "publication", "Publication"))
    return sorted([*names, *extra], key=lambda o: o.span)


def _taken_up(story: Story, name: Name) -> bool:
    """Whether a head noun alone ("the Report") takes up a name of that kind."""
    if not re.search(r"\b[Tt]he\s+$", story.plain[max(0, name.span.start - 5) : name.span.start]):
        return False
    return _named_before(story, name) is not None


def _named_before(story: Story, name: Name) -> Name | None:
    best = None
    for sentence in story.sentences:
        if sentence.span.start >= name.span.start:
            break
        if sentence.section.kind in ("boilerplate", "repeat", "commentary"):
            continue
        for other in sentence.names:
            if (
                other.kind == name.kind
                and other.head == name.head
                and other.span.end <= name.span.start
                and len(other.tokens) > 1
            ):
                best = other
    return best


def _listed_alone(plain: str, name: Name) -> bool:
    line_start = plain.rfind("\n", 0, name.span.start) + 1
    return bool(re.fullmatch(r"\s*[*•·-]?\s*", plain[line_start : name.span.start]))


def outcome_thing(story: Story, outcome: Outcome) -> Thing:
    """Return the outcome as a thing, the same under the same name."""
    if outcome.kind == "organization":
        body = story.bodies.get(body_key(story.aliases.get(outcome.name, outcome.name)))
        if body is None:
            body = Thing("organization", outcome.cls if outcome.cls != "Organization" else "")
            story.bodies[body_key(outcome.name)] = body
        body.call(outcome.name, outcome.span)
        return body
    key = f"{outcome.kind}:{body_key(outcome.name)}"
    thing = story.bodies.get(key) or known_outcome(story, outcome)
    if thing is None:
        thing = Thing(outcome.kind, outcome.cls)
        story.bodies[key] = thing
    span = outcome.span
    if span.words(story.plain) != outcome.name:
        at = story.plain.find(outcome.name)
        span = Span(at, at + len(outcome.name)) if at >= 0 else span
    thing.call(outcome.name, span)
    found = find_alias(story.plain, outcome.span.end, outcome.name)
    if found:
        thing.call(*found)
    return thing
