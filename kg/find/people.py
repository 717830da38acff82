"""Finds persons: a name with a post before or after it, an honorific, or a side; and whom the person stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.find.lexicon import Hit, Lexicon, fold
from kg.find.names import Name, Token
from kg.find.posts import FREE_SURNAMES, HONORIFIC_WORDS, MODIFIERS, NOT_NAMES, PARTICLES, is_role, modifies
from kg.model import Span

HONORIFIC = (
    r"(?:(?:H\.?\s?E\.?|HE|H\.?R\.?H\.?|(?:His|Her|Their|Your)\s+(?:Excellenc(?:y|ies)|Highness|Majesty|Eminence|Holiness|Honou?r|Worship|Grace|(?:Royal|Serene|Imperial)\s+Highness)"
    r"|Mrs|Mr|Ms|Miss|Mx|Mme|Mlle|Sra|Srta|Messrs|Drs|Dra|Dr|Prof|Professor|Associate\s+Professor|Assistant\s+Professor|Sir|Dame|Lord|Lady|Baroness|Baron"
    r"|Datuk\s+Seri|Datuk|Datin|Dato[’']?|Tan\s+Sri|Toh\s+Puan|Puan|Tun|Tengku|Tunku|Pehin|Pengiran|(?:[Tt]he\s+)?(?:Rt\.?\s+|Right\s+|Most\s+)?(?:Hon[’']?ble|Honou?rable|Hon)"
    r"|Engr|Eng|Ing|Ir|Ts|Amb|Arch|Revd|Rev|Fr|Msgr|Rabbi|Imam|Pastor|Sheikha|Sheikh|Shaikh|Sayyid|Haji|Hajia|YB|Yb|Madame|Madam|Shri|Shrimati|Smti|Smt|Pandit|Dasho|Daw|Ratu|Adi|Afioga|Susuga|Tofa|Lagimalie|Nana|Otunba|Chief|Ato|Comrade|THE\s+HON"
    r"|(?:Lt|Maj|Brig)\.?\s+(?:Gen|Col)|Gen|Brig|Col|Capt|Cdr|Adm|Maj|Sgt|Md|Mohd|Alhaji|MRS|MR|MS|DR|PROF)(?!\p{L})\.?|\((?:Mrs|Mr|Ms|Miss|Dr|Ret[’']?d|Rtd|ret)\.?\))"
)
_HONORIFICS = re.compile(rf"(?:^|(?<=[\s(“\"—–-])){HONORIFIC}(?:\s+{HONORIFIC})*\s+$")
_LEADING_HONORIFIC = re.compile(rf"^(?:(?:{HONORIFIC}|Prince|Princess|King|Queen|Judge|Justice|Senator|Crown)\s+)+(?=\S+\s)")
_TRAILING = re.compile(r",?\s+(?:MP|SC|PhD|Ph\.D|MD|QC|KC|OBE|CBE|Jr|Sr|AO|AM|MBE|MEP|MLA|EGH|CBS)\.?$")
_AFTER_ROLE = re.compile(
    r"(?:\s*[,(–—|]|\s+-(?=\s))\s*(?:who\s+(?:is|also\s+serves\s+as|serves\s+as|doubles\s+as)\s+|lately\s+|currently\s+|then\s+)?(?P<the>the\s+|an?\s+|its\s+|their\s+)?"
)
_ROLE_WORD = re.compile(r"[\p{L}]+(?:[-‑][\p{L}]+)*")
_STOPPERS = frozenset("which who and said was were will in on at to from is are has have had with after before during".split())
_SMALL = frozenset("of for the and vice co".split())


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in a text with the words of the post and of the side that the person stands for."""

    span: Span
    name: str
    role: Span | None
    sides: tuple[Span, ...]
    acts: bool = False
    """Whether the words around the name say that the person has a part: in a list of speakers, in "talks by", before "presented"."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its names and places: what a finder of persons looks at."""

    text: str
    start: int
    end: int
    names: Sequence[Name]
    places: Sequence[Hit]
    lexicon: Lexicon

    def bodies(self) -> Iterator[Span]:
        """Yield where bodies are named."""
        for name in self.names:
            if name.kind in ("acronym", "organization") and not is_role(name.tokens[0].text, self.lexicon):
                yield name.span

    def side_at(self, begin: int, *, loose: bool = False) -> Span | None:
        """Return the body or country named from an offset on; ``loose`` takes a name of unknown kind for a body too."""
        for span in self.bodies():
            if begin <= span.start < begin + 2:
                return span
        for hit in self.places:
            if begin <= hit.span.start < begin + 2 and hit.value.kind in ("country", "group", "organization"):
                return hit.span
        if loose:
            for name in self.names:
                if begin <= name.span.start < begin + 2 and name.kind == "name" and not self.covered(name.span):
                    return name.span
        return None

    def side_to(self, end: int) -> Span | None:
        """Return the body or country named up to an offset."""
        for span in self.bodies():
            if end - 2 <= span.end <= end:
                return span
        for hit in self.places:
            if end - 2 <= hit.span.end <= end and hit.value.kind in ("country", "demonym", "group"):
                return hit.span
        return None

    def covered(self, span: Span) -> bool:
        """Whether a place is named within a span."""
        return any(h.span.start < span.end and span.start < h.span.end for h in self.places)


def plausible(tokens: Sequence[Token], lexicon: Lexicon, *, honoured: bool = False) -> bool:
    """Whether nothing in the words says that they are no person's name."""
    caps = [t.text.rstrip("’'") for t in tokens if t.form == "cap"]
    if not caps or len(caps) > 8 or sum(len(w) for w in caps) < 3:
        return False
    if any(t.form in ("num", "comma") or (t.form == "link" and t.text.lower() not in PARTICLES) for t in tokens):
        return False
    if sum(w.isupper() and len(w) > 2 for w in caps) == len(caps) > 1:
        caps = [w.capitalize() for w in caps]
    if (
        any(w in ("OF", "AND", "FOR", "THE", "Of", "And", "For") for w in caps)
        or caps[0] in NOT_NAMES
        or (caps[-1] in NOT_NAMES and caps[-1] not in FREE_SURNAMES)
    ):
        return False
    odd = False
    for i, token in enumerate(t for t in tokens if t.form == "cap"):
        word = caps[i]
        after_particle = any(t.form == "link" and t.span.end < token.span.start <= t.span.end + 2 for t in tokens)
        if after_particle or (word in FREE_SURNAMES and len(caps) > 1 and (honoured or i) and not odd):
            odd = odd or not after_particle
            continue
        if (
            word in lexicon.heads
            or word in lexicon.portfolio
            or (len(word) > 3 and word.isupper() and len(caps) == 1 and not honoured)
        ):
            return False
        if is_role(word, lexicon) and word.lower() not in ("general", "king", "prince", "judge"):
            return False
    return True


def span_of(tokens: Sequence[Token]) -> Span:
    """Return the stretch that words cover."""
    return Span(tokens[0].span.start, tokens[-1].span.end)


_INITIAL = re.compile(r"(?<!\p{L})\p{Lu}\.$")


def _clean_person(text: str, span: Span) -> Span:
    value = span.of(text)
    if len(value.split()) > 2 and (match := _LEADING_HONORIFIC.match(value)):
        span = Span(span.start + match.end(), span.end)
    if match := _TRAILING.search(span.of(text)):
        span = Span(span.start, span.start + match.start())
    end = span.end
    while end > span.start and text[end - 1] in " ’'.,\n" and not _INITIAL.search(text, span.start, end):
        end -= 1
    if text[span.start : end].endswith(("’s", "'s")):
        end -= 2
    return Span(span.start, end)


_LETTERS = re.compile(
    r"(?:,?\s+(?:MP|SC|PhD|Ph\.D|MD|QC|KC|OBE|CBE|Jr|Sr|AO|AM|MBE|MEP|MLA|EGH|CBS)\b\.?|\s*\((?:PhD|Ph\.\s?D\.?|MP|MSc|MD|retd?|Rtd\.?)\))+|\s+\([\p{Han}·\s]+\)"
)


def _behind_letters(text: str, begin: int, limit: int) -> int:
    """Return where the letters behind a name ("MP", "PhD") or its Chinese characters in brackets end."""
    match = _LETTERS.match(text, begin, limit)
    return match.end() if match else begin


_ALSO_NAMES = frozenset({"Sheikh", "Shaikh", "Prince", "King", "Haji"})


def strip_honorifics(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words of a name without the titles before it."""
    i = 0
    while i < len(tokens) and tokens[i].text in HONORIFIC_WORDS:
        if i + 2 == len(tokens) and tokens[i].text in _ALSO_NAMES:
            break
        i += 1
    return tuple(tokens[i:])


# ---------------------------------------------------------------- posts behind a name

_ROLE_TAIL = re.compile(
    r"(?:\s+(?:of|for|and|the|on|to|at|in|&|with|responsible)(?=\s)|\s+\d{1,3}(?:st|nd|rd|th)(?:\s+(?:session|edition|annual|general|meeting))?|\s+[\p{Lu}][\p{L}\p{M}\p{N}’'.-]*|,\s+(?=\p{Lu}[\p{L}]+(?:,|\s+and\s)[^.]{0,60}?\band\s+\p{Lu})\p{Lu}[\p{L}]+|-in-[Cc]hief|\s+[a-z]+(?=\s+(?:of|for|at)\s))*"
)
_ROLE_MORE = re.compile(r"\s+([\p{L}-]+)")
_TAIL_LINKS = re.compile(r"(?:\s+(?:of|for|and|the|on|to|at|in|&|with|responsible))+$")
_AND_ROLE = re.compile(r"(?:\s*\([^)]{1,60}\))?\s*,?\s+and\s+(?:also\s+|concurrently\s+)?(?:the\s+|an?\s+|its\s+)?")


def _role_end(text: str, begin: int, limit: int, *, common: bool) -> int:
    if common and text[begin + 1 : begin + 2].isupper():
        return begin
    match = _ROLE_TAIL.match(text, begin, limit)
    end = match.end() if match else begin
    tail = _TAIL_LINKS.search(text[begin:end])
    return begin + tail.start() if tail else end


def _role_from(scene: Scene, begin: int, limit: int) -> Span | None:
    """Return the post whose words start at an offset."""
    text = scene.text
    for words, word in enumerate(_ROLE_WORD.finditer(text, begin, limit)):
        value = word.group()
        if words and re.search(r"[,;.:()]", text[begin : word.start()]):
            return None
        if is_role(value, scene.lexicon) and not (
            value in ("head", "heads", "chairs") and words == 0 and text[begin - 4 : begin] == "who "
        ):
            stop = word.end()
            while (more := _ROLE_MORE.match(text, stop, limit)) and is_role(more[1], scene.lexicon) and more[1][0].islower():
                stop = more.end()
            return Span(begin, _role_end(text, stop, limit, common=value[0].islower()))
        lower = value.islower() and value not in _SMALL and value not in MODIFIERS
        if words > 5 or (lower and words > 2) or value in _STOPPERS:
            return None
    return None


def role_after(scene: Scene, end: int) -> Span | None:
    """Return the posts that follow a name behind a comma ("…, president of Lake University and chair of the Lake Alliance")."""
    match = _AFTER_ROLE.match(scene.text, end, scene.end)
    if not match:
        return None
    role = _role_from(scene, match.end(), min(scene.end, match.end() + 160))
    for _ in range(3):
        if role is None:
            return None
        more = _AND_ROLE.match(scene.text, role.end, scene.end)
        if not more:
            return role
        other = _role_from(scene, more.end(), min(scene.end, more.end() + 120))
        if other is None or _holder_follows(scene, other):
            return role
        role = Span(role.start, other.end)
    return role


_HOLDER_GAP = re.compile(rf"\s*,?\s*(?:{HONORIFIC}\s+)*")


def _holder_follows(scene: Scene, role: Span) -> bool:
    """Whether a post is followed by its holder's name: it is then not the post of the one before."""
    match = _HOLDER_GAP.match(scene.text, role.end, scene.end)
    at = match.end() if match else role.end
    comma = match is not None and "," in match.group()
    lines = comma and _opens_line(scene, role)
    for name in scene.names:
        if lines and name.span.start == at and _ENDS_ITEM.match(scene.text, name.span.end, scene.end):
            return False
        inside = role.start < name.span.start < role.end
        if name.span.start == at or (inside and _ends_post(scene, name.span.start)):
            tokens = strip_honorifics(name.tokens)
            if name.kind == "name" and tokens and sum(t.form == "cap" for t in tokens) >= 2 and plausible(tokens, scene.lexicon):
                own = _AFTER_ROLE.match(scene.text, name.span.end, scene.end) if comma and name.span.start == at else None
                if own and _role_from(scene, own.end(), min(scene.end, own.end() + 100)) is not None:
                    continue
                hits = [h for h in scene.places if h.span.start <= name.span.start < h.span.end]
                if not any(h.value.kind not in ("city", "region") or h.span.end >= name.span.end for h in hits):
                    return True
    return False


_ENDS_ITEM = re.compile(r"\s*(?:;|$|\n|\.\s*$)")
_OPENS_ITEM = re.compile(
    rf"(?:^|[;:•|\n]\s*)\W*(?:\d{{1,2}}[.)]\s*)?(?:{HONORIFIC}\s+)*(?:\p{{Lu}}[\p{{L}}\p{{M}}.’'-]*\s+|\p{{Ll}}{{1,3}}\s+){{0,4}}\p{{Lu}}[\p{{L}}\p{{M}}.’'-]*\s*[,–—-]\s+(?:the\s+)?$"
)


def _opens_line(scene: Scene, role: Span) -> bool:
    """Whether a post stands second in a line or item of a list, right behind the name that opens it."""
    return _OPENS_ITEM.search(scene.text[max(scene.start, role.start - 90) : role.start]) is not None


def _ends_post(scene: Scene, begin: int) -> bool:
    words = scene.text[max(scene.start, begin - 30) : begin].split()
    word = words[-1].rstrip(",") if words else ""
    return (
        is_role(word, scene.lexicon) or word in scene.lexicon.portfolio or word in scene.lexicon.heads or word in HONORIFIC_WORDS
    )


# ---------------------------------------------------------------- posts before a name

_POST_GAP = re.compile(
    rf"(?:\s*\([\p{{L}} &-]{{2,24}}\))?(?P<of>(?:\s+(?:of|at|for|to|in)\s+(?:the\s+)?[^,;.()]{{2,90}}?)?)(?:\s*\([^()]{{2,40}}\))?(?P<comma>\s*[,:])?\s*(?:{HONORIFIC}\s+)*$"
)
_DOTS = re.compile(rf"{HONORIFIC}|\b\p{{Lu}}\.")
_HONOUR_END = re.compile(rf"{HONORIFIC}\s*$")


def _role_in(name: Name, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the words of a name from its post on ("Deputy Director", "Minister of Culture")."""
    tokens = name.tokens
    index = next((i for i, t in enumerate(tokens) if t.form == "cap" and is_role(t.text, lexicon)), None)
    if index is None or name.kind in ("event", "agreement"):
        return ()
    first = index
    while first > 0 and (
        modifies(tokens, first - 1, 0, lexicon)
        or (tokens[first - 1].text in lexicon.portfolio and tokens[first - 1].text not in lexicon.heads)
    ):
        first -= 1
    return tokens[first:]


def _post_before(scene: Scene, i: int, span: Span, caps: int, *, honoured: bool) -> tuple[Span, tuple[Span, ...]] | None:
    """Return the post before a name and its sides ("UNESCO Director-General", "Undersecretary of the MoEHE, Dr. …")."""
    text = scene.text
    for j in range(i - 1, max(-1, i - 4), -1):
        other = scene.names[j]
        gap = text[other.span.end : span.start]
        if len(gap) > 120:
            break
        words = _role_in(other, scene.lexicon)
        if not words or (other.kind == "acronym" and text[other.span.start - 1] == "("):
            continue
        role = Span(words[0].span.start, other.span.end)
        if other.kind == "organization" and not is_role(other.tokens[0].text, scene.lexicon):
            continue
        if "." in _DOTS.sub("", gap) or ";" in gap:
            break
        match = _POST_GAP.match(gap)
        if not match or (gap.strip() and not honoured and caps < 2):
            break
        if match["of"] and not match["comma"] and not honoured and scene.side_to(other.span.end + match.end("of")) is None:
            break
        if caps < 2 and not honoured and len(span) < 3:
            break
        return role, _sides_of_before(scene, role, span.start)
    lower = _lower_role_before(scene, span.start)
    if lower is not None and (caps >= 2 or honoured):
        return lower, _sides_of_before(scene, lower, span.start)
    return None


def _sides_of_before(scene: Scene, role: Span, end: int) -> tuple[Span, ...]:
    """Return whose post it is; with an owner before it, what it is held *for* is only its field ("the Bank's director for Chad")."""
    owner = _owner_before(scene, role.start)
    rest = _sides(scene, role) + _sides(scene, Span(role.end, end))
    if owner:
        rest = tuple(s for s in rest if not re.search(r"\b(?:for|in)\s+(?:the\s+)?$", scene.text[role.start : s.start]))
    return tuple(dict.fromkeys(owner + rest))


_LOWER_ROLE = re.compile(
    r"(?P<role>(?:[\p{L}][\p{L}-]*\s+(?:of\s+|for\s+)?){0,3}?(?P<noun>[\p{Ll}][\p{Ll}-]*))(?P<tail>(?:\s+(?:of|for|to|at|in)\s+(?:the\s+)?[^,;.:()]{2,60})?)(?:\s*,)?\s*$"
)
_WEAK = frozenset("member members partner vice general deputy expert experts leader leaders executive".split())


def _lower_role_before(scene: Scene, begin: int) -> Span | None:
    """Return the lower-case post right before a name ("education minister Mari Tamm", "the institute's director, Dr. …")."""
    window_start = max(scene.start, begin - 110)
    window = scene.text[window_start:begin]
    honour = _HONORIFICS.search(window)
    window = window[: honour.start()] if honour else window
    found = None
    for word in re.finditer(r"(?<![\p{L}’'-])\p{Ll}[\p{Ll}-]+", window):
        if is_role(word.group(), scene.lexicon) and word.group() not in _WEAK:
            tail = window[word.end() :]
            if re.fullmatch(r"(?:\s+(?:of|for|to|at|in)\s+(?:the\s+)?[^,;.:()]{2,60})?\s*,?\s*", tail):
                direct = not tail.strip(" ,")
                comma = tail.rstrip().endswith(",") or honour is not None
                if (
                    direct
                    or comma
                    or scene.side_to(window_start + len(window.rstrip())) is not None
                    or tail.strip()[-1:].islower()
                ):
                    found = word
    if found is None:
        return None
    first = found.start()
    for word in reversed(list(re.finditer(r"[\p{L}][\p{L}-]*", window[: found.start()]))):
        if window[word.end() : first].strip() or not (word.group().lower() in MODIFIERS or is_role(word.group(), scene.lexicon)):
            break
        first = word.start()
    return Span(window_start + first, window_start + len(window.rstrip(" ,")))


# ---------------------------------------------------------------- sides

_COMMON_OBJECTS = frozenset(
    "Education Foreign State Culture Science Finance Health Trade Staff Party Government Mission Honour Honor Studies Parliament Affairs".split()
)
_TOWARDS = re.compile(r"\bto\s+(?:the\s+)?$")
_OF = re.compile(r"\b(?:of|at)\s+(?:the\s+)?$")


def _sides(scene: Scene, span: Span) -> tuple[Span, ...]:
    text = scene.text

    def towards(begin: int) -> bool:
        return bool(_TOWARDS.search(text, max(span.start, begin - 8), begin))

    found = [b for b in scene.bodies() if span.start <= b.start < span.end and not towards(b.start)]
    ministerial = "inister" in span.of(text)
    for name in scene.names:
        if (
            not ministerial
            and name.kind == "name"
            and span.start < name.span.start
            and name.span.end <= span.end + 1
            and _OF.search(text, max(span.start, name.span.start - 10), name.span.start)
            and not scene.covered(name.span)
            and name.tokens[0].text not in _COMMON_OBJECTS
        ):
            found.append(name.span)
    found += [
        h.span
        for h in scene.places
        if span.start <= h.span.start
        and h.span.end <= span.end
        and not towards(h.span.start)
        and not any(s.start <= h.span.start and h.span.end <= s.end for s in found)
    ]
    return tuple(sorted(found))


_OWNER_GAP = re.compile(r"\)?(?:[’']s?)?\s*(?:\((?:represented|led|headed)\s+by\s+(?:its\s+|the\s+)?)?")


def _owner_before(scene: Scene, begin: int) -> tuple[Span, ...]:
    """Return the country or body whose post it is, named right before the post ("China’s", "Fijian", "UNESCO’s")."""
    for name in scene.names:
        if name.kind in ("organization", "acronym") and 0 <= begin - name.span.end <= 24:
            if _OWNER_GAP.fullmatch(scene.text, name.span.end, begin):
                return (name.span,)
        elif name.kind == "name" and 1 <= begin - name.span.end <= 3 and len(name.span) > 3:
            proper = is_proper(name, scene.lexicon) and not scene.covered(name.span)
            if proper and re.fullmatch(r"(?:[’']s)?\s", scene.text[name.span.end : begin]):
                return (name.span,)
    for hit in scene.places:
        if 0 <= begin - hit.span.end <= 24 and _OWNER_GAP.fullmatch(scene.text, hit.span.end, begin):
            return (hit.span,)
    return ()


def is_proper(name: Name, lexicon: Lexicon) -> bool:
    """Whether a name of unknown kind could be a body's: it has no post in it and does not start with a field of work."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if any(w in NOT_NAMES or w in HONORIFIC_WORDS or is_role(w, lexicon) for w in caps):
        return False
    return (
        caps[0] not in lexicon.portfolio
        and caps[0].lower() not in MODIFIERS
        and not (len(caps) == 1 and caps[0] in lexicon.heads)
    )


_LISTED = re.compile(r"\s*,\s*(?:the\s+|The\s+)?|\s+(?:of|from)\s+(?:the\s+)?")
_LIST_STOP = re.compile(r"[;.]\s|[;.]$|\n")
_NEXT = re.compile(r"\s*,\s*(?:the\s+|The\s+)?")


def listed_after(scene: Scene, begin: int) -> tuple[Span, ...]:
    """Return the body and country listed behind commas ("Mr. Dahl, Fjord Shipping, Norway;")."""
    text = scene.text
    match = _LISTED.match(text, begin, scene.end)
    if not match:
        return ()
    stop = _LIST_STOP.search(text, match.end(), scene.end)
    limit = stop.start() if stop else scene.end
    comma = "," in match.group()
    found = [
        n.span
        for n in scene.names
        if n.span.start - match.end() in (0, 1, 4)
        and (n.kind in ("organization", "acronym") or (n.kind == "name" and is_proper(n, scene.lexicon)))
        and not (n.kind == "name" and any(named_like_person(part, scene.lexicon) for part in apart(n)))
        and not (comma and n.kind == "name" and role_after(scene, n.span.end) is not None)
    ]
    if not found:
        return tuple(h.span for h in scene.places if 0 <= h.span.start - match.end() < 2)[:1]
    after = _NEXT.match(text, found[0].end, limit)
    if after:
        found += [
            h.span for h in scene.places if 0 <= h.span.start - after.end() < 2 or h.span.start <= after.end() < h.span.end
        ][:1]
    return tuple(found)


_BODY_BEHIND = re.compile(r"\s*(?:[,|–—]|-\s)\s*(?:the\s+)?")
_BODY_END = re.compile(r"\s*(?:[;.,)(/|]|and\b|$)")
_SPEAKER_LABEL = re.compile(
    r"\b(?:Chair(?:man|woman|person|s)?|Co-?[Cc]hairs?|Speakers?|Moderators?|Facilitators?|Presenters?|Keynotes?|Keynote\s+[Ss]peakers?|Lecturers?|Tutors?|Trainers?|Instructors?|Panell?ists?|Panel|Discussants?|Rapporteurs?|"
    r"Remarks|Welcome|Opening|Closing|Introduction|Jury|Judges|Hosts?|Masters?\s+of\s+[Cc]eremon(?:y|ies)|Compères?|Respondents?|Commentators?|Contributors?|Interventions?|Opening\s+[Rr]emarks|Closing\s+[Rr]emarks)\s*:\s"
)


def body_behind(scene: Scene, end: int, *, loose: bool = False) -> tuple[Span, ...]:
    """Return the body that stands behind a name and a comma and nothing more ("Zainab Usman, Lake Institute"), and its country.

    ``loose`` takes an acronym or a name of unknown kind for a body too.
    """
    match = _BODY_BEHIND.match(scene.text, end, scene.end)
    if not match:
        return ()
    for name in scene.names:
        if name.span.start != match.end():
            continue
        body = name.kind == "organization" and len(name.tokens) > 1
        if loose and not body:
            body = name.kind in ("organization", "acronym") or (
                name.kind == "name"
                and is_proper(name, scene.lexicon)
                and not scene.covered(name.span)
                and not named_like_person(name.tokens, scene.lexicon)
            )
        if not body or not _BODY_END.match(scene.text, name.span.end, scene.end):
            return ()
        return (name.span, *_behind_role(scene, name.span.end, placed=False))
    return ()


_COUNTRY_BEHIND = re.compile(r"(?:\s*\([^)]{1,40}\))?\s*,\s*(?:the\s+)?")
_COUNTRY_END = re.compile(r"\s*(?:[;.,)/|]|and\b|$)")


def _behind_role(scene: Scene, end: int, *, placed: bool) -> tuple[Span, ...]:
    """Return the larger body or the country named right behind a post's body ("…, Ministry of Science", "…, Bangladesh;")."""
    match = _COUNTRY_BEHIND.match(scene.text, end, scene.end)
    if not match:
        return ()
    for name in scene.names:
        if name.kind == "organization" and name.span.start == match.end():
            return (name.span, *_behind_role(scene, name.span.end, placed=placed))
    if not placed:
        for hit in scene.places:
            if hit.span.start == match.end() and hit.value.kind == "country" and _COUNTRY_END.match(scene.text, hit.span.end):
                return (hit.span,)
    return ()


_OF_SIDE = re.compile(r"\s*\(|\s*,?\s+(?:lately\s+|formerly\s+|also\s+)?(?:of|from|at|with)\s+(?:the\s+)?")
_FOR_SIDE = re.compile(
    r"\s*,?\s+(?:(?:who\s+)?(?:signed|spoke|speaking|signing|attended|appeared|acting)\s+(?:(?:the|an?|it|both|this)\b[^,.;]{0,50}?\s+(?=on\s+behalf))?)?(?:(?:on\s+behalf\s+of|representing|represented|who\s+represent(?:s|ed)|for)\s+|who\s+(?:now\s+|also\s+)?(?:heads?|headed|leads?|led|directs?|directed|"
    r"chairs?|chaired|runs?|ran|presides\s+over|founded|manages|works\s+(?:for|at)|teaches\s+at)\s+)(?:the\s+(?:Government\s+of\s+(?:the\s+)?|delegation\s+of\s+(?:the\s+)?)?)?(?:[’'\p{L}]+\s+){0,2}?"
)


_TOWN_BODIES = frozenset("City Town Municipality Port County Province Canton District Government Borough Diocese Embassy".split())
_CLAUSE = re.compile(r"[,;.]\s|[;.]$")


def side_after(scene: Scene, end: int) -> tuple[Span, ...]:
    """Return the side named behind a person ("of Lake University", "on behalf of Kenya", ", who heads the Lake Centre")."""
    text = scene.text
    if match := _FOR_SIDE.match(text, end, scene.end):
        limit = _CLAUSE.search(text, match.end(), scene.end)
        stop = limit.start() if limit else scene.end
        inside = "who" in match.group() and not re.search(r"represent|spoke|signed", match.group())
        first = scene.side_at(match.end(), loose=not inside)
        if first is not None and not inside:
            return (first,)
        if inside:
            clause = _sides(scene, Span(match.start(), stop))
            if clause:
                return clause[:3]
    match = _OF_SIDE.match(text, end, scene.end)
    if not match:
        return ()
    if match.group().endswith("("):
        close = text.find(")", match.end(), scene.end)
        inner = text[match.end() : close] if close > 0 else ""
        if close < 0 or (inner.isupper() and inner[:2] == _letters(text, end)):
            return ()
        found = [b for b in scene.bodies() if match.end() <= b.start and b.end <= close]
        found += [
            part
            for n in scene.names
            for part in _joined(scene, n)
            if match.end() <= n.span.start
            and n.span.end <= close
            and n.kind == "name"
            and (n.tokens[0].text in _TOWN_BODIES or (is_proper(n, scene.lexicon) and not scene.covered(n.span)))
        ]
        found += [
            h.span
            for h in scene.places
            if h.span.start >= match.end()
            and h.span.end <= close
            and h.value.kind == "country"
            and not any(f.start <= h.span.start < f.end for f in found)
        ]
        return tuple(sorted(found))[:3]
    side = scene.side_at(match.end())
    return (side,) if side is not None else ()


def _joined(scene: Scene, name: Name) -> list[Span]:
    """Return the two names that an "and" joins in a name of unknown kind, else the name's own words."""
    at = next((i for i, t in enumerate(name.tokens) if t.text == "and"), 0)
    if 0 < at < len(name.tokens) - 1 and not any(t.text in scene.lexicon.heads for t in name.tokens):
        return [span_of(name.tokens[:at]), span_of(name.tokens[at + 1 :])]
    return [name.span]


def _letters(text: str, end: int) -> str:
    words = re.findall(r"\p{Lu}[\p{L}]*", text[max(0, end - 40) : end])
    return "".join(w[0] for w in words[-3:])[:2]


_REPRESENTED = re.compile(
    r"(?P<kind>\s*(?:\([^()]{1,50}\))?(?:,\s+\p{Lu}[\p{L} ]{2,25}(?=,))?(?:[’']s?)?\s*(?:delegation|team|side|party|delegates|group|mission)?,?\s*)(?:(?:is|are|was|were|will\s+be|being)\s+)?(?:also\s+)?(?:represented|led|headed)\s+by\s+(?:(?:its|their|the|a|an)\s+)?(?:then\s+)?$"
)
_BY_ALSO = re.compile(r"(?:\s+(?:side|delegation|team))?\s+by\s+(?:(?:its|their|the|a|an)\s+)?$")
_ON_BEHALF = re.compile(
    r"(?:\b[Rr]epresenting|\b[Oo]n\s+behalf\s+of|\b[Ss]peaking\s+for|\b[Ff]or)\s+(?:the\s+)?(?:Government\s+of\s+(?:the\s+)?)?$"
)


def _side_before(scene: Scene, begin: int) -> tuple[Span, ...]:
    """Return the side named in the words before a person ("Kenya is represented by", "On behalf of the Lake Union,")."""
    text = scene.text
    window = text[max(scene.start, begin - 120) : begin]
    by = window.rstrip().endswith(" by") or " by " in window[-14:]
    if not by and "," not in window[-3:]:
        return ()
    low = begin - len(window)
    bodies = list(scene.bodies())
    lands = [h.span for h in scene.places if h.value.kind in ("country", "demonym", "group")]
    lands = [s for s in lands if not any(b.start <= s.start and s.end <= b.end for b in bodies)]
    sides = sorted(bodies + lands, reverse=True)
    for side in sides:
        if side.end > begin or side.end < low:
            continue
        if by and (match := _REPRESENTED.fullmatch(text, side.end, begin)):
            led = "represented" not in match.group()
            if (
                not led
                or match["kind"].strip(" ,'’")
                or re.search(r"delegation\s+(?:of|from)\s+(?:the\s+)?$", text[max(low, side.start - 24) : side.start])
            ):
                return (side,)
        if (
            by
            and _BY_ALSO.fullmatch(text, side.end, begin)
            and re.search(r"\b(?:represented|led|signed)\s+by\b", text[scene.start : side.start])
        ):
            return (side,)
        gap = not by and re.fullmatch(r"\s*(?:\([^)]*\))?\s*,\s*(?:the\s+)?", text[side.end : begin])
        if gap and _ON_BEHALF.search(text[max(scene.start, side.start - 50) : side.start]):
            return (side,)
    return ()


# ---------------------------------------------------------------- persons

_IN_LIST = re.compile(r"\s*,|\s+and\b")
_SPOKE = re.compile(
    r"\s+(?:also\s+|then\s+|later\s+|jointly\s+)?(?:spoke|addressed|delivered|chaired|moderated|gave|co-chaired|presided|keynoted|emceed|officiated|opened|closed|attended|signed|took\s+the\s+(?:floor|stage)|took\s+part|sat\s+on|stressed|"
    r"(?:has|have|had|will|is\s+to|are\s+to)\s+(?:also\s+)?(?:deliver|speak|give|chair|moderate|address|open|attend|join|present|lead|host|sign|close|facilitate)(?:ed|en)?)\b"
)
_ACTED = re.compile(
    r"\s+(?:also\s+|then\s+|later\s+|jointly\s+|both\s+)?(?:presented|led|co-led|hosted|joined|lectured|talked|facilitated|introduced|outlined|highlighted|underlined|emphasi[sz]ed|noted|explained|discussed|shared|"
    r"welcomed|thanked|reported|demonstrated|performed|concluded|inaugurated|launched|unveiled|represented|participated|contributed|taught|headed|represents|presents|speaks|leads|chairs|moderates|opens|delivers|gives|will\s+be|"
    r"were\s+(?:present|elected|among|on\s+(?:the\s+)?(?:panel|stage))|was\s+(?:present|elected|among|on\s+(?:the\s+)?(?:panel|stage))|called\s+(?:for|on)|urged|summed|recited|read|sang|played)\b"
)
"""What only a person does of whom the words themselves do not say that it is one."""


_BY_WHOM = re.compile(r"\b(?:moderated|(?:co-)?chaired|facilitated|emceed|presented|delivered|given|taught)\s+by\s+$")


def find_people(
    text: str, start: int, end: int, names: Sequence[Name], places: Sequence[Hit], lexicon: Lexicon
) -> list[PersonMention]:
    """Return the persons that a sentence names, in order."""
    scene = Scene(text, start, end, names, places, lexicon)
    people: list[PersonMention] = []
    claimed = start
    for i, name in enumerate(names):
        if name.span.start < claimed or (name.kind != "name" and not _odd_surname(name) and not _shouted(text, start, name)):
            continue
        tokens = strip_honorifics(name.tokens)
        if not tokens:
            continue
        found = _person(scene, i, tokens, claimed)
        if found is None:
            continue
        people.append(found)
        claimed = found.span.end
        if found.role is not None and found.role.start > found.span.end:
            claimed = found.role.end
    people += _beside(scene, people) if people else ()
    return sorted(people, key=lambda p: p.span)


def apart(name: Name) -> list[tuple[Token, ...]]:
    """Return the words of a name, cut at an "and"."""
    at = next((i for i, t in enumerate(name.tokens) if t.text in ("and", "&")), 0)
    return [name.tokens[:at], name.tokens[at + 1 :]] if 0 < at < len(name.tokens) - 1 else [name.tokens]


def named_like_person(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words start with a given name or an initial and end in another word, or start with a family name of East Asia."""
    caps = [t.text.rstrip("’'") for t in tokens if t.form == "cap"]
    if not 2 <= len(caps) <= 5 or not plausible(tokens, lexicon):
        return False
    first, *_, last = (fold(w) for w in caps)
    if _INITIALS.fullmatch(caps[0]):
        return len(last) > 2 and not caps[-1].isupper()
    given = first in lexicon.forenames or first.partition("-")[0] in lexicon.forenames
    if any(w.isupper() and len(w) > 2 for w in caps) and not all(w.isupper() for w in caps[-1:]):
        return False
    return given or (first in lexicon.surnames and len(caps) <= 3) or (len(caps) == 2 and last in lexicon.forenames)


_INITIALS = re.compile(r"(?:\p{Lu}\.[\s-]?)+")


def looks_personal(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether words have the look of a person's name and name no place."""
    span = span_of(tokens)
    return named_like_person(tokens, scene.lexicon) and not any(
        h.span.start <= span.start and span.end <= h.span.end for h in scene.places
    )


def bare_person(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether words look like the first and last name of a person, and name no place."""
    span = span_of(tokens)
    return (
        2 <= sum(t.form == "cap" for t in tokens) <= 4
        and plausible(tokens, scene.lexicon)
        and not any(h.span.start <= span.start and span.end <= h.span.end for h in scene.places)
    )


JOINED = re.compile(rf"(?:\s*[,;]\s*(?:and\s+)?|\s*,?\s+(?:and|&|as\s+well\s+as)\s+|\s*;\s*)(?:{HONORIFIC}\s+)*")


def _beside(scene: Scene, people: Sequence[PersonMention]) -> Iterator[PersonMention]:
    """Yield the persons named in a row before one with a side: it is theirs too ("Mari Tamm and Jaan Kask of Lake University")."""
    known = {p.span.start for p in people}
    for person in people:
        if person.role is not None or any(s.start < person.span.end for s in person.sides) or not (person.sides or person.acts):
            continue
        at = person.span.start
        for name in reversed(scene.names):
            if name.span.end > at:
                continue
            if not JOINED.fullmatch(scene.text, name.span.end, at) or name.span.start in known or name.kind != "name":
                break
            if not (bare_person(scene, name.tokens) if person.sides else looks_personal(scene, name.tokens)):
                break
            gap = scene.text[name.span.end : at]
            if at == person.span.start and person.sides and "," in gap and "and" not in gap:
                break
            at = name.span.start
            known.add(at)
            yield PersonMention(name.span, name.span.of(scene.text), None, person.sides, acts=person.acts)


def _shouted(text: str, start: int, name: Name) -> bool:
    """Whether a word in capitals is a person's last name behind "Mr." ("Mr. KASK (Estonia)")."""
    return (
        name.kind == "acronym"
        and len(name.tokens) == 1
        and len(name.span) > 3
        and bool(_MISTER.search(text, max(start, name.span.start - 12), name.span.start))
    )


_MISTER = re.compile(r"\b(?:Mr|Mrs|Ms|Sir|MR|MRS|MS)\.?\s+$")


def _odd_surname(name: Name) -> bool:
    """Whether a name may be a person's though its last word says something else ("David Grant", "Jane Hall")."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    return 2 <= len(caps) <= 3 and caps[-1] in FREE_SURNAMES and len(caps) == len(name.tokens)


def _honorific_before(text: str, start: int, end: int) -> bool:
    """Whether an honorific stands right before an offset: a word with a capital, or one in brackets."""
    last = text[start:end].rstrip().rpartition(" ")[2]
    return (last != last.lower() or last.endswith(")")) and _HONORIFICS.search(text, start, end) is not None


def _person(scene: Scene, i: int, tokens: tuple[Token, ...], claimed: int) -> PersonMention | None:
    text, name = scene.text, scene.names[i]
    if not plausible(tokens, scene.lexicon, honoured=True):
        return None
    span = _clean_person(text, span_of(tokens))
    honoured = len(tokens) < len(name.tokens) or _honorific_before(text, max(scene.start, span.start - 30), span.start)
    if not len(span) or not plausible(tokens, scene.lexicon, honoured=honoured):
        return None
    if any(
        h.span.start <= span.start and span.end <= h.span.end and (h.value.kind not in ("city", "region") or not honoured)
        for h in scene.places
    ):
        return None
    caps = sum(t.form == "cap" for t in tokens)
    end = _behind_letters(text, span.end, scene.end)
    before = _post_before(scene, i, span, caps, honoured=honoured)
    if before is not None and before[0].start < claimed:
        before = None
    if before is not None:
        role, sides = before
        sides = sides or side_after(scene, end) or _side_before(scene, role.start) or body_behind(scene, end)
        after = role_after(scene, end)
        if after is not None and caps >= 2 and not _holder_follows(scene, after):
            more = _owner_before(scene, after.start) + _sides(scene, after)
            sides += tuple(s for s in more if s not in sides)
        return PersonMention(span, span.of(text), role, tuple(dict.fromkeys(sides)))
    if (caps < 2 or name.kind != "name") and not honoured:
        return None
    after = role_after(scene, end)
    if after is not None and not _holder_follows(scene, after):
        return PersonMention(span, span.of(text), after, sides_of_after(scene, span, after))
    return _plain_person(scene, span, tokens, honoured=honoured)


def sides_of_after(scene: Scene, span: Span, role: Span) -> tuple[Span, ...]:
    """Return for whom a post behind a name is held."""
    own = _owner_before(scene, role.start)
    sides = own + _sides(scene, role)
    sides += tuple(n.span for n in scene.names if n.span.start == role.start and n.kind == "organization" and n.span not in sides)
    if sides:
        countries = {h.span for h in scene.places}
        sides += _behind_role(scene, role.end, placed=any(s in countries for s in sides))
    else:
        sides = listed_after(scene, role.end)
    sides = sides or _side_before(scene, span.start) or side_after(scene, span.end)
    inner = [h.span for h in scene.places if role.start <= h.span.start and h.span.end <= role.end]
    inner = [s for s in inner if not _TOWARDS.search(scene.text, max(role.start, s.start - 8), s.start)]
    return tuple(dict.fromkeys((*sides, *(s for s in inner if not any(x.start <= s.start and s.end <= x.end for x in sides)))))


_LISTING = re.compile(r"(?:,|\b(?:and|were|are|was|by|with|including|included|includes|speakers?))\s+$")
_WHERE = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?$")


def _plain_person(scene: Scene, span: Span, tokens: tuple[Token, ...], *, honoured: bool) -> PersonMention | None:
    """A person with no post: known by an honorific, a side, or what the person did."""
    text = scene.text
    caps = sum(t.form == "cap" for t in tokens)
    if honoured:
        sides = side_after(scene, span.end) or listed_after(scene, span.end) or _side_before(scene, span.start)
        return PersonMention(span, span.of(text), None, sides)
    if caps > 6 or any(h.span.start <= span.start and span.end <= h.span.end and h.value.weight >= 100_000 for h in scene.places):
        return None
    if _WHERE.search(text, max(scene.start, span.start - 9), span.start):
        return None
    sides = side_after(scene, span.end) or _side_before(scene, span.start)
    lead = text[max(scene.start, span.start - 2) : span.start].strip()
    if not sides and (
        lead in ("", ":", ";", "-", "•", "–", "|") or _LISTING.search(text, max(scene.start, span.start - 12), span.start)
    ):
        sides = body_behind(scene, span.end)
    if not sides and lead in (":", ";", "/", "|") and _SPEAKER_LABEL.search(text, scene.start, span.start):
        sides = body_behind(scene, span.end, loose=True)
    if sides:
        return PersonMention(span, span.of(text), None, sides)
    owner = _owner_before(scene, span.start)
    hit = next((h for h in scene.places if owner and h.span == owner[0] and h.value.kind in ("country", "demonym")), None)
    spoke = _SPOKE.match(text, span.end, scene.end)
    if hit is not None and (
        hit.value.kind == "country" or spoke or (_IN_LIST.match(text, span.end) and _SPOKE.search(text, span.end, scene.end))
    ):
        return PersonMention(span, span.of(text), None, owner)
    if spoke or (_BY_WHOM.search(text, max(scene.start, span.start - 20), span.start) and caps <= 4):
        return PersonMention(span, span.of(text), None, ())
    if _ACTED.match(text, span.end, scene.end) and looks_personal(scene, tokens):
        return PersonMention(span, span.of(text), None, (), acts=True)
    return None


_INTO_PLACE = re.compile(r"\b(?:in|at|to|from|near|of|via|through|around|outside)\s+(?:the\s+)?$")
_PERSON_BEHIND = re.compile(
    r"\s*\((?:the\s+)?(?:\p{Lu}{2,}\b|\p{Lu}\p{L}+\s+\p{Lu})|,\s+(?:the\s+|an?\s+)?(?:\p{Ll}|(?:Minister|Director|President|Head|Chair|Secretary|Professor|Ambassador|Rector|Mayor|Deputy|Vice|Executive|CEO|Chief|Founder|Manager)\b)"
    r"|\s+(?:said|says|spoke|told|gave|led|took|called|thanked|opened|closed|chaired|moderated|presented|delivered|signed|addressed)\b"
)


def names_a_person(plain: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a town of two words is called like a person, and stands where a person does ("Juan Diaz, a captain", "Juan Diaz spoke")."""
    words = hit.span.of(plain).split()
    if hit.value.kind != "city" or len(words) != 2 or fold(words[0]) not in lexicon.forenames:
        return False
    lead = plain[max(0, hit.span.start - 12) : hit.span.start]
    return _INTO_PLACE.search(lead) is None and _PERSON_BEHIND.match(plain, hit.span.end) is not None
