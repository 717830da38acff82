"""Finds persons: a name with a post before or after it, or an honorific; and whom the post is held for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex as re

from kg.find.lexicon import Hit, Lexicon
from kg.find.names import Name, Token
from kg.find.posts import HONORIFIC_WORDS, MODIFIERS, NOT_NAMES, PARTICLES, is_role
from kg.model import Span

_HONORIFIC = (
    r"(?:H\.?\s?E\.?|HE|His\s+Excellency|Her\s+Excellency|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Associate\s+Professor|Sir|Dame|Lord|Lady|Datuk\s+Seri|Datuk|Dato[’']?|Tan\s+Sri|Hon"
    r"|The\s+Hon|Honou?rable|Eng|Engr|Amb|Rev|Sheikh|Sheikha|Senator|Haji|Yb|YB|Tun|Madam|Madame|Prince|Princess|Judge|Justice|THE\s+HON)\.?"
)
_HONORIFICS = re.compile(rf"(?:^|(?<=[\s(“\"—–-])){_HONORIFIC}(?:\s+{_HONORIFIC})*\s+$")
_LEADING_HONORIFIC = re.compile(rf"^(?:{_HONORIFIC}\s+)+(?=\S)")
_LOWER_ROLE_BEFORE = re.compile(r"(?P<role>(?:(?:[a-z]+(?:-[a-z]+)*|of|for|the)\s+){0,5}?(?P<noun>[a-z]+(?:-[a-z]+)*))\s*,?\s*$")
_AFTER_ROLE = re.compile(r"\s*[,(–—]\s*(?:who\s+(?:is|also\s+serves\s+as)\s+|lately\s+|currently\s+)?(?P<the>the\s+|an?\s+)?")
_ROLE_WORD = re.compile(r"[\p{L}]+(?:[-‑][\p{L}]+)*")
_CLAUSE_END = re.compile(
    r"[,;.:()“”\"]|\s(?:who|and|which|said|was|were|is|has|had|will|to|in|at|on|delivered|spoke|addressed|attended|opened|signed|also|noted|from|with|during|led|presented|took|gave|told)\b"
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in a text with the words of the post and of the side that the person stands for."""

    span: Span
    name: str
    role: Span | None
    sides: tuple[Span, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """A run of capitals taken apart: whose, which post, who."""

    side: tuple[Token, ...]
    role: tuple[Token, ...]
    person: tuple[Token, ...]
    place_after_role: tuple[Token, ...]


def _plausible(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    caps = [t.text for t in tokens if t.form == "cap"]
    if not caps or len(caps) > 7:
        return False
    if sum(len(w) for w in caps) < 3 or any(t.form == "num" or t.form == "comma" for t in tokens):
        return False
    if any(t.form == "link" and t.text.lower() not in PARTICLES for t in tokens):
        return False
    if caps[-1] in NOT_NAMES or caps[0] in NOT_NAMES:
        return False
    return not any(
        w in lexicon.heads
        or w in lexicon.portfolio
        or (len(w) > 3 and w.isupper() and len(caps) == 1)
        or (is_role(w, lexicon) and w.lower() not in ("general", "king", "prince", "judge"))
        for w in caps
    )


def split_post(tokens: Sequence[Token], lexicon: Lexicon) -> Split | None:
    """Take a run of capitals with a post in it apart ("UNESCO Director-General Audrey Azoulay")."""
    index = next((i for i, t in enumerate(tokens) if t.form == "cap" and is_role(t.text, lexicon)), None)
    if index is None:
        return None
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].form == "cap" and is_role(tokens[last + 1].text, lexicon):
        last += 1
    first = index
    while (
        first > 0
        and tokens[first - 1].form == "cap"
        and (tokens[first - 1].text.lower() in MODIFIERS or is_role(tokens[first - 1].text, lexicon))
    ):
        first -= 1
    tail = len(tokens)
    while tail - 1 > last:
        token = tokens[tail - 1]
        if (token.form == "cap" and _plausible([token], lexicon)) or (
            token.form == "link" and token.text.lower() in PARTICLES and tail < len(tokens)
        ):
            tail -= 1
        else:
            break
    cut = tail
    while cut - 1 > last and tokens[cut - 1].text in HONORIFIC_WORDS:
        cut -= 1
    if cut < tail:
        return Split(tuple(tokens[:first]), tuple(tokens[first:cut]), tuple(tokens[tail:]), ())
    while (
        tail < len(tokens)
        and tokens[tail].form == "link"
        and tokens[tail].text.lower() in ("de", "la", "el", "y", "e", "du", "do", "da")
    ):
        tail += 1
    return Split(tuple(tokens[:first]), tuple(tokens[first:tail]), tuple(tokens[tail:]), ())


def _span_of(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].span.start, tokens[-1].span.end)


def _clean_person(text: str, span: Span) -> Span:
    value = span.of(text)
    if match := _LEADING_HONORIFIC.match(value):
        span = Span(span.start + match.end(), span.end)
    if match := re.search(r",?\s+(?:MP|SC|PhD|Ph\.D|MD|QC|KC|OBE|CBE|Jr|Sr|AO|AM|MBE|MEP|MLA)\.?$", span.of(text)):
        span = Span(span.start, span.start + match.start())
    end = span.end
    while end > span.start and text[end - 1] in " ’'.,\n" and not re.search(r"\b\p{Lu}\.$", text[span.start : end]):
        end -= 1
    value = text[span.start : end]
    if value.endswith(("’s", "'s")):
        end -= 2
    return Span(span.start, end)


def _role_after(text: str, end: int, stop: int, lexicon: Lexicon) -> Span | None:
    """Return the post that follows a name behind a comma ("…, vice president of Shanghai University")."""
    match = _AFTER_ROLE.match(text, end, stop)
    if not match:
        return None
    begin = match.end()
    limit = min(stop, begin + 160)
    words = 0
    for word in _ROLE_WORD.finditer(text, begin, limit):
        between = text[begin : word.start()]
        if words and re.search(r"[,;.:()]", between):
            return None
        if is_role(word.group(), lexicon):
            return Span(begin, _role_end(text, word.end(), limit))
        words += 1
        if words > 6 or (
            word.group().islower()
            and word.group() not in ("of", "for", "the", "and", "vice", "co")
            and word.group() not in MODIFIERS
            and words > 3
        ):
            return None
        if word.group() in ("which", "who", "and", "said", "was", "were", "will", "in", "on", "at", "to", "from"):
            return None
    return None


_ROLE_TAIL = re.compile(
    r"(?:\s+(?:of|for|and|the|on|to|at|in|&|with|responsible)(?=\s)|\s+[\p{Lu}][\p{L}\p{M}\p{N}’'.-]*|,\s+(?=\p{Lu}[\p{L}]+(?:,|\s+and\s)[^.]{0,60}?\band\s+\p{Lu})\p{Lu}[\p{L}]+|-in-[Cc]hief|\s+[a-z]+(?=\s+(?:of|for)\s))*"
)


def _role_end(text: str, begin: int, limit: int) -> int:
    match = _ROLE_TAIL.match(text, begin, limit)
    end = match.end() if match else begin
    tail = re.search(r"(?:\s+(?:of|for|and|the|on|to|at|in|&|with|responsible))+$", text[begin:end])
    return begin + tail.start() if tail else end


def find_people(
    text: str, start: int, end: int, names: Sequence[Name], places: Sequence[Hit], lexicon: Lexicon
) -> list[PersonMention]:
    """Return the persons that a sentence names, in order."""
    people: list[PersonMention] = []
    claimed: list[Span] = []
    for i, name in enumerate(names):
        if any(s.start < name.span.end and name.span.start < s.end for s in claimed):
            continue
        tokens = _strip_honorifics(name.tokens)
        if not tokens:
            continue
        found = _from_post(text, start, end, names, i, tokens, lexicon, places) or _from_name(
            text, start, end, names, i, tokens, lexicon, places
        )
        if found is None:
            continue
        people.append(found)
        claimed.append(found.span)
        if found.role is not None and found.role.start > found.span.end:
            claimed.append(Span(found.role.start, found.role.start + 1))
    return people


def _strip_honorifics(tokens: Sequence[Token]) -> tuple[Token, ...]:
    i = 0
    while i < len(tokens) and tokens[i].text in HONORIFIC_WORDS:
        i += 1
    return tuple(tokens[i:])


_COMMON_OBJECTS = frozenset(
    "Education Foreign State Culture Science Finance Health Trade Staff Party Government Mission Honour Honor Studies Parliament Affairs".split()
)


def _sides(text: str, span: Span, names: Sequence[Name], places: Sequence[Hit]) -> tuple[Span, ...]:
    found = [
        n.span
        for n in names
        if span.start <= n.span.start and n.span.end <= span.end + 2 and n.kind in ("organization", "acronym")
    ]
    for name in names:
        if (
            name.kind == "name"
            and span.start < name.span.start
            and name.span.end <= span.end + 1
            and re.search(r"\b(?:of|at)\s+(?:the\s+)?$", text[span.start : name.span.start])
        ):
            if (
                not any(h.span.start < name.span.end and name.span.start < h.span.end for h in places)
                and name.tokens[0].text not in _COMMON_OBJECTS
            ):
                found.append(name.span)
    found += [
        h.span
        for h in places
        if span.start <= h.span.start
        and h.span.end <= span.end
        and not any(s.start <= h.span.start and h.span.end <= s.end for s in found)
    ]
    return tuple(sorted(found))


def _owner_before(text: str, begin: int, names: Sequence[Name], places: Sequence[Hit], low: int) -> tuple[Span, ...]:
    """Return the country or body whose post it is, named right before the post ("China’s", "Fijian", "UNESCO’s")."""
    window = text[max(low, begin - 4) : begin]
    out: list[Span] = []
    for item in (
        *((n.span, n.kind) for n in names if n.kind in ("organization", "acronym")),
        *((h.span, h.value.kind) for h in places),
    ):
        gap = text[item[0].end : begin] if item[0].end <= begin else None
        if (
            gap is not None
            and len(gap) <= 24
            and re.fullmatch(r"\)?(?:[’']s?)?\s*(?:\((?:represented|led|headed)\s+by\s+(?:its\s+|the\s+)?)?", gap)
        ):
            out.append(item[0])
    return tuple(out[:1]) if window is not None else ()


def _from_post(
    text: str,
    start: int,
    end: int,
    names: Sequence[Name],
    i: int,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    places: Sequence[Hit],
) -> PersonMention | None:
    split = split_post(tokens, lexicon)
    if split is None or not split.role:
        return None
    role_span = _span_of(split.role)
    sides: tuple[Span, ...] = ()
    if split.side:
        sides = (_span_of(split.side),)
    sides += _owner_before(text, (split.side or split.role)[0].span.start, names, places, start)
    sides += _sides(text, Span(role_span.start, role_span.end), names, places)
    if split.person and _plausible(split.person, lexicon):
        span = _clean_person(text, _span_of(split.person))
        if len(split.person) == 1 and not (len(split.person[0].text) > 2 and split.person[0].text[1:2].islower()):
            return None
        if any(h.span.start <= span.start and span.end <= h.span.end for h in places):
            return None
        return _with_after(text, end, PersonMention(span, span.of(text), role_span, sides), names, places, lexicon)
    return _next_name(text, end, names, i, role_span, sides, lexicon, places)


_POST_GAP = re.compile(rf"(?P<of>(?:\s+(?:of|at|for|to)\s+(?:the\s+)?[^,;.()]{{2,80}})?)\s*,?\s*(?:{_HONORIFIC}\s+)*$")


def _next_name(
    text: str,
    end: int,
    names: Sequence[Name],
    i: int,
    role: Span,
    sides: tuple[Span, ...],
    lexicon: Lexicon,
    places: Sequence[Hit],
) -> PersonMention | None:
    """A post, perhaps its body, a comma or an honorific, and then the person ("Undersecretary of the MoEHE, Dr. …")."""
    for j in range(i + 1, min(i + 4, len(names))):
        other = names[j]
        gap = text[role.end : other.span.start]
        tokens = _strip_honorifics(other.tokens)
        if not tokens or len(gap) > 120 or "." in re.sub(rf"{_HONORIFIC}|\b\p{{Lu}}\.", "", gap):
            return None
        if (
            other.kind != "name"
            or not _plausible(tokens, lexicon)
            or any(h.span.start <= other.span.start < h.span.end and h.value.kind not in ("city", "region") for h in places)
        ):
            continue
        match = _POST_GAP.match(gap)
        honoured = bool(re.search(rf"{_HONORIFIC}\s*$", gap)) or len(tokens) < len(other.tokens)
        if (
            not match
            or ("," not in gap and not honoured and gap.strip())
            or (len([t for t in tokens if t.form == "cap"]) < 2 and not honoured)
        ):
            continue
        span = _clean_person(text, _span_of(tokens))
        return PersonMention(
            span, span.of(text), Span(role.start, role.end), sides + _sides(text, Span(role.end, other.span.start), names, places)
        )
    return None


def _with_after(
    text: str, end: int, person: PersonMention, names: Sequence[Name], places: Sequence[Hit], lexicon: Lexicon
) -> PersonMention:
    """Add the body that follows: "Professor William N. Brown of Xiamen University"."""
    if person.sides:
        return person
    match = re.compile(r"\s+(?:of|from|at|for)\s+(?:the\s+)?|\s*\(|,\s+(?=\p{Lu})").match(text, person.span.end, end)
    if not match:
        return person
    near = [
        n
        for n in names
        if n.span.start >= match.end() - 1 and n.span.start - match.end() < 3 and n.kind in ("organization", "acronym")
    ]
    sides = tuple(n.span for n in near[:1]) or tuple(h.span for h in places if abs(h.span.start - match.end()) < 2)[:1]
    return PersonMention(person.span, person.name, person.role, sides)


def _from_name(
    text: str,
    start: int,
    end: int,
    names: Sequence[Name],
    i: int,
    tokens: tuple[Token, ...],
    lexicon: Lexicon,
    places: Sequence[Hit],
) -> PersonMention | None:
    name = names[i]
    if name.kind != "name" or not _plausible(tokens, lexicon):
        return None
    span = _clean_person(text, _span_of(tokens))
    if any(h.span.start <= span.start and span.end <= h.span.end and h.value.kind != "city" for h in places):
        return None
    honoured = len(tokens) < len(name.tokens) or bool(_HONORIFICS.search(text, max(start, span.start - 24), span.start))
    caps = [t for t in tokens if t.form == "cap"]
    role = _role_after(text, span.end, end, lexicon)
    if role is not None and (len(caps) >= 2 or honoured):
        sides = _owner_before(text, role.start, names, places, start) + _sides(text, role, names, places)
        sides += tuple(n.span for n in names if n.span.start == role.start and n.kind == "organization" and n.span not in sides)
        sides = sides + _body_behind(text, role.end, names) if sides else _listed_after(text, role.end, end, names, places)
        inner = [h.span for h in places if role.start <= h.span.start and h.span.end <= role.end]
        return PersonMention(
            span,
            span.of(text),
            role,
            tuple(dict.fromkeys((*sides, *(s for s in inner if not any(x.start <= s.start and s.end <= x.end for x in sides))))),
        )
    before = _lower_role_before(text, start, span.start, lexicon)
    if before is not None and (len(caps) >= 2 or honoured):
        sides = _owner_before(text, before.start, names, places, start) + _sides(text, before, names, places)
        return PersonMention(span, span.of(text), before, sides)
    if len(caps) < 2 and not honoured:
        return None
    owner = _owner_before(text, span.start, names, places, start)
    following = re.compile(r"\s+of\s+(?:the\s+)?|\s+\(").match(text, span.end, end)
    if honoured:
        listed = _listed_after(text, span.end, end, names, places)
        plain = PersonMention(span, span.of(text), None, listed)
        return plain if listed else _with_after(text, end, plain, names, places, lexicon)
    if following and "(" in following.group():
        close = text.find(")", following.end(), end)
        inner = text[following.end() : close] if close > 0 else ""
        if inner.isupper() and "".join(t.text[0] for t in caps)[:2] == inner[:2]:
            following = None
    if any(h.span.start <= span.start and span.end <= h.span.end and h.value.weight >= 100_000 for h in places):
        return None
    if following:
        near = [n.span for n in names if 0 <= n.span.start - following.end() < 2 and n.kind in ("organization", "acronym")]
        near += [
            n.span for n in names if 0 <= n.span.start - following.end() < 1 and "(" in following.group() and n.kind == "name"
        ]
        near = near or [h.span for h in places if 0 <= h.span.start - following.end() < 2 and h.value.kind == "country"]
        if near and (2 <= len(caps) <= 4):
            return PersonMention(span, span.of(text), None, tuple(near[:1]))
    spoke = _SPOKE.match(text, span.end, end)
    if spoke and 2 <= len(caps) <= 5 and not owner:
        body = tuple(
            n.span
            for n in names
            if spoke["for"] and 0 <= n.span.start - spoke.end() < 2 and n.kind in ("organization", "acronym")
        )
        return PersonMention(span, span.of(text), None, body)
    owner = tuple(s for s in owner if any(h.span == s and h.value.kind in ("country", "demonym") for h in places))
    if owner and 2 <= len(caps) <= 5:
        return PersonMention(span, span.of(text), None, owner)
    return None


def _body_behind(text: str, begin: int, names: Sequence[Name]) -> tuple[Span, ...]:
    """Return the larger body named right behind a comma ("…, Department of High Technology, Ministry of Science")."""
    return tuple(
        n.span
        for n in names
        if n.kind == "organization"
        and re.fullmatch(r"(?:\s*\([^)]*\))?\s*,\s*(?:the\s+)?", text[begin : max(begin, n.span.start)])
    )[:1]


_SPOKE = re.compile(
    r"\s+(?:spoke|addressed|delivered|chaired|moderated|gave|co-chaired|presided)\b(?P<for>\s+(?:for|on\s+behalf\s+of)\s+(?:the\s+)?)?"
)


def _listed_after(text: str, begin: int, end: int, names: Sequence[Name], places: Sequence[Hit]) -> tuple[Span, ...]:
    """Return the body and country listed behind commas ("Mr. Miller, JSC Gazprom, The Russian Federation;")."""
    match = re.compile(r"\s*,\s*(?:the\s+|The\s+)?|\s+(?:of|from)\s+(?:the\s+)?").match(text, begin, end)
    if not match:
        return ()
    stop = re.compile(r"[;.]\s|[;.]$|\n").search(text, match.end(), end)
    limit = stop.start() if stop else end
    found = [n.span for n in names if n.span.start - match.end() in (0, 1, 4) and n.kind in ("organization", "acronym", "name")]
    if not found:
        return tuple(h.span for h in places if 0 <= h.span.start - match.end() < 2)[:1]
    after = re.compile(r"\s*,\s*(?:the\s+|The\s+)?").match(text, found[0].end, limit)
    if after:
        found += [h.span for h in places if 0 <= h.span.start - after.end() < 2 or (h.span.start <= after.end() < h.span.end)][:1]
    return tuple(found)


def _lower_role_before(text: str, start: int, begin: int, lexicon: Lexicon) -> Span | None:
    """Return the lower-case post right before a name ("education minister Huai Jinpeng", "the institute's director, Dr. …")."""
    window_start = max(start, begin - 90)
    window = text[window_start:begin]
    honour = _HONORIFICS.search(window)
    window = window[: honour.start()] if honour else window
    match = re.search(
        r"(?P<role>(?:[\p{L}][\p{L}-]*\s+(?:of\s+|for\s+)?){0,3}?(?P<noun>[\p{Ll}][\p{Ll}-]*))(?:\s*,)?\s*$", window
    )
    if (
        not match
        or not is_role(match["noun"], lexicon)
        or match["noun"] in ("member", "members", "partner", "vice", "general", "deputy")
    ):
        return None
    words = match["role"].split()
    keep = len(words) - 1
    while keep > 0 and (words[keep - 1].lower() in MODIFIERS or is_role(words[keep - 1], lexicon)):
        keep -= 1
    role_text_start = match.start("role")
    for word in words[:keep]:
        role_text_start = window.index(word, role_text_start) + len(word)
    while role_text_start < len(window) and window[role_text_start].isspace():
        role_text_start += 1
    return Span(window_start + role_text_start, window_start + match.end("noun"))
