"""Which names are bodies: short forms, long forms, and the shorter names by which a text takes a body up again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex as re

from kg.claim.ledger import Thing
from kg.claim.words import words_of
from kg.find.lexicon import Hit
from kg.find.names import Name, is_acronym
from kg.model import Span

if TYPE_CHECKING:
    from kg.claim.story import Story
    from kg.find import Sentence

_ALIAS = re.compile(
    r"[’'”\"]?\s*\(\s*(?:(?:the|hereafter|hereinafter|short|also|or|formerly|in short|known as|abbreviated as|referred to as)[,:]?\s+(?:the\s+)?)*[“\"‘']?(?P<alias>\p{Lu}[\p{L}\p{N}&+./ –-]{0,38}?)[”\"’']?\s*(?:,[^)]*|;[^)]*|[–—-]\s[^)]*)?\)"
)


def body_key(name: str) -> str:
    """Return the form under which names of one body are the same."""
    return " ".join(words_of(name))


def initials(name: str) -> str:
    """Return the capitals of a name.

    >>> initials("National Aeronautics and Space Administration")
    'NASA'
    """
    return "".join(w[0] for w in re.split(r"[\s\-–/]+", name) if w and w[0].isupper())


def fits(alias: str, name: str) -> bool:
    """Whether a short form is one of a name: its letters occur in order, the first at the start of a word."""
    letters = [c.lower() for c in alias if c.isalpha()]
    full = name.lower()
    if len(letters) < 2 or not full:
        return False
    if alias.split()[0] in name.split():
        return True
    at = 0
    for i, letter in enumerate(letters):
        at = full.find(letter, at)
        if at < 0:
            return False
        if i == 0 and at and full[at - 1].isalnum():
            starts = [m.start() for m in re.finditer(rf"\b{re.escape(letter)}", full)]
            if not starts:
                return False
            at = starts[0]
        at += 1
    return True


def find_alias(plain: str, end: int, name: str) -> tuple[str, Span] | None:
    """Return the short form in brackets right after a name."""
    match = _ALIAS.match(plain, end)
    if not match:
        return None
    alias = match["alias"].strip()
    short = re.sub(r"\s+(?:19|20)\d\d$", "", alias)
    if " " in short and not fits(short, name) and len(short.split()) > 3:
        return None
    if not any(c.isupper() for c in short[1:]) and not fits(short, name):
        return None
    return alias, Span(match.start("alias"), match.start("alias") + len(alias))


def place_at(hits: Sequence[Hit], span: Span) -> Hit | None:
    """Return the place whose name covers a span."""
    return next((h for h in hits if h.span.start <= span.start and span.end <= h.span.end), None)


def collect_aliases(story: Story) -> None:
    plain = story.plain
    for sentence in story.sentences:
        for name in sentence.names:
            if name.kind in ("organization", "name", "acronym", "agreement", "initiative"):
                long = name.text(plain)
                found = find_alias(plain, name.span.end, long)
                if found and not re.search(r"\b(?:19|20)\d\d$", found[0]) and fits(found[0], long):
                    place = place_at(sentence.places, name.span)
                    if place is None or place.value.kind == "group":
                        story.aliases.setdefault(found[0], long)
                        caps = [t.text for t in name.tokens if t.form == "cap"]
                        if (
                            name.kind == "name"
                            and len(caps) >= 3
                            and len(found[0]) >= 3
                            and is_acronym(found[0], story.lexicon)
                            and not caps[-1].endswith("s")
                            and not name.edition
                        ):
                            story.long_names.add(long)


_NOT_BODY = frozenset(
    "Member States|Government|State Parties|Social Media|Civil Society|Private Sector|United States|Business Week|General Assembly Hall|Press Office|"
    "Ministry Spokesperson|Good Office|Working Group|Steering Committee|Organizing Committee|Joint Committee|Contact Group|Head Office|Home Office Hours".split(
        "|"
    )
)


def _is_body(name: Name, sentence: Sentence, story: Story) -> bool:
    text = name.text(story.plain)
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if text in _NOT_BODY or caps[-1] in ("Presidency", "Chair", "Chairmanship"):
        return False
    if (
        caps[-1] == "Government"
        and len(caps) <= 4
        and any(
            h.span.start == name.span.start and h.value.kind in ("country", "demonym") and h.span.end + 11 >= name.span.end
            for h in sentence.places
        )
    ):
        return False
    if name.kind == "organization":
        if len(caps) < 2:
            return False
        place = place_at(sentence.places, name.span)
        return place is None or place.value.kind in ("organization",)
    if name.kind == "name" and text in story.long_names and place_at(sentence.places, name.span) is None:
        return True
    if name.kind == "acronym":
        if text in story.aliases:
            return any(body_key(story.aliases[text]) == key for key in story.bodies)
        place = place_at(sentence.places, name.span)
        if place is not None:
            return place.value.kind == "organization"
        letters = sum(c.isalpha() for c in text)
        return letters >= 3 and not any(c.isdigit() for c in text) and name.year == 0 and text not in story.adjectives
    return False


def _body_class(name: Name) -> str:
    return name.cls if name.kind == "organization" and name.cls != "Organization" else ""


_HEAD_ONLY_LEFT = re.compile(r"^(?:the|The)\s+")


_NOUN_AFTER = re.compile(
    r"\s+(?!(?:and|or|is|was|has|had|will|would|in|on|at|to|for|of|as|by|with|from|are|were|have|also|who|which|that|said|says|hosted|organi[sz]ed|convenes?|convened|led|supported|signed|launched|announced|can|may|"
    r"noted|welcomed|director|secretariat|headquarters|officials?|members?|staff|chief|representatives?|delegation|delegates|member|experts?|team|partners?|country|office|regional|since|under|during|president|chairman|chair|head)\b)\p{Ll}{3,}"
)


def find_adjectives(story: Story) -> frozenset[str]:
    """Return the abbreviations that only ever stand before a noun ("STEM education"): they name no body."""
    seen: dict[str, bool] = {}
    for sentence in story.sentences:
        for name in sentence.names:
            if name.kind == "acronym":
                text = name.text(story.plain)
                alone = not _NOUN_AFTER.match(story.plain, name.span.end, name.span.end + 24)
                seen[text] = seen.get(text, False) or alone
    return frozenset(text for text, alone in seen.items() if not alone)


def find_bodies(story: Story) -> None:
    """Enter the organizations that the text names, each once under all its names."""
    plain = story.plain
    for wanted in ("organization", "name", "acronym"):
        for sentence in story.sentences:
            headline = sentence.section.kind in ("title", "heading")
            for name in sentence.names:
                if name.kind != wanted or not _is_body(name, sentence, story):
                    continue
                if any(e.span.start <= name.span.start and name.span.end <= e.span.end for e in sentence.events):
                    continue
                text = name.text(plain)
                if (
                    headline
                    and wanted == "organization"
                    and body_key(text) not in story.bodies
                    and sentence.section.kind == "title"
                ):
                    continue
                _enter_body(story, text, name.span, _body_class(name))


def _longer_body(story: Story, key: str) -> Thing | None:
    """Return the body that a shorter name takes up again ("the National Commission")."""
    if " " not in key:
        return None
    for known, thing in story.bodies.items():
        at = f" {known} ".find(f" {key} ")
        if (
            at >= 0
            and known != key
            and thing.kind == "organization"
            and thing.names
            and not known.startswith("person:")
            and (thing.cls or "committee" in key)
        ):
            rest = known[at + len(key) :].strip() if at == 0 else ""
            heads = {"university", "institute", "academy", "school", "college"}
            if not heads & set(key.split()) or (at == 0 and not rest):
                return thing
    return None


def _enter_body(story: Story, text: str, span: Span, cls: str) -> Thing:
    long = story.aliases.get(text) or story.aliases.get(text[:-1] if text.endswith("s") else text, text)
    key = body_key(long)
    thing = story.bodies.get(key) or _longer_body(story, key)
    if thing is None:
        thing = Thing("organization", cls)
    story.bodies[key] = thing
    if not thing.cls and cls:
        thing.cls = cls
    thing.call(text, span)
    found = find_alias(story.plain, span.end, text)
    if found and fits(found[0], text):
        thing.call(found[0], found[1])
        story.bodies.setdefault(body_key(found[0]), thing)
        story.aliases.setdefault(found[0], text)
    return thing
