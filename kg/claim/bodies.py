"""Which names are bodies: short forms, long forms, and the shorter names by which a text takes a body up again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import patterns as re
from kg.claim.ledger import Thing
from kg.claim.words import words_of
from kg.find.lexicon import Hit
from kg.find.names import Name, Token, is_acronym, make_name
from kg.model import Span

if TYPE_CHECKING:
    from kg.claim.story import Story
    from kg.find import Sentence

_ALIAS = re.compile(
    r"(?:[’']s|[’'”\"])?\s*\(\s*(?:(?:the|hereafter|hereinafter|short|also|or|formerly|in short|known as|abbreviated as|referred to as)[,:]?\s+(?:the\s+)?)*[“\"‘']?(?P<alias>\p{Lu}[\p{L}\p{N}&+./ –-]{0,38}?)[”\"’']?\s*(?:,[^)]*|;[^)]*|[–—-]\s[^)]*)?\)"
)


@lru_cache(maxsize=16384)
def body_key(name: str) -> str:
    """Return the form under which names of one body are the same.

    >>> body_key("UN Lake Office") == body_key("United Nations Lake Office")
    True
    """
    return " ".join(words_of(_SPELT.sub(lambda m: _SPELT_OUT[m[0].replace(".", "").replace(" ", "")], name)))


_SPELT = re.compile(r"\b(?:UN|EU|UK|US|U\.\s?N\.|U\.\s?S\.|U\.\s?K\.|E\.\s?U\.)(?![\p{L}\p{N}-])")
_SPELT_OUT = {"UN": "United Nations", "EU": "European Union", "UK": "United Kingdom", "US": "United States"}


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
    if plain[end : end + 1] == " " and plain[end + 1 : end + 2].isalnum():
        return None
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


_SHORT_FORM = re.compile(r"(?:\p{Lu}[\p{L}-]{0,3}){2,}\p{Lu}[\p{L}]?|\p{Lu}{3,10}")


def stands_for(alias: str, name: Name, long: str, story: Story) -> bool:
    """Whether the word in brackets behind a name is its short form: letters of it, or an abbreviation in another language."""
    if fits(alias, long):
        return True
    if name.kind != "organization" or not _SHORT_FORM.fullmatch(alias) or not is_acronym(alias, story.lexicon):
        return False
    return alias not in story.lexicon.names and long not in story.lexicon.names and len(long.split()) > 1


def place_at(hits: Sequence[Hit], span: Span) -> Hit | None:
    """Return the place whose name covers a span."""
    return next((h for h in hits if h.span.start <= span.start and span.end <= h.span.end), None)


def collect_aliases(story: Story) -> None:
    """Note which short form stands for which name, where a bracket behind the name says so."""
    plain = story.plain
    for sentence in story.sentences:
        for name in sentence.names:
            if name.kind in ("organization", "name", "acronym", "agreement", "initiative"):
                long = name.text(plain)
                found = find_alias(plain, name.span.end, long)
                if found and not re.search(r"\b(?:19|20)\d\d$", found[0]) and stands_for(found[0], name, long, story):
                    place = place_at(sentence.places, name.span)
                    if place is None or place.value.kind == "group":
                        inner = _whole_body(name, story) if name.kind == "organization" else None
                        whole = inner.words(plain) if inner else ""
                        own = whole[:1] == found[0][0] != long[0] and fits(found[0], whole)
                        story.aliases.setdefault(found[0], whole if own else long)
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
    "Ministry Spokesperson|Good Office|Working Group|Steering Committee|Organizing Committee|Joint Committee|Contact Group|Head Office|Home Office Hours|Program Committee|Programme Committee|Scientific Committee|Selection Committee|University Library|Editorial Board|"
    "Advisory Board|Jury Panel|High Tech|Green Tech|Ed Tech|Fin Tech|Big Tech|Deep Tech|Clean Tech|Agri Tech|Local Organizing Committee|Local Organising Committee|Organising Committee".split(
        "|"
    )
)


_KINDS_WITH_ACRONYM = ("agreement", "initiative", "publication", "venue", "event", "item")
_OPENS_BRACKET = re.compile(r"[”\"’']?\s*\(\s*[“\"‘']?$")


def short_for_other(story: Story) -> frozenset[str]:
    """Return the abbreviations that stand for what is no body: an event, an agreement, a programme, a book, a building."""
    plain = story.plain
    taken: set[str] = {a for o in story.occasions for a in o.aliases}
    letters: set[str] = {initials(n) for o in story.occasions for n in o.thing.names if " " in n}
    own: set[str] = set()
    for sentence in story.sentences:
        before: Name | None = None
        for name in sentence.names:
            if name.kind == "organization":
                own.add(initials(name.text(plain)))
            elif name.kind in _KINDS_WITH_ACRONYM and name.kind != "event":
                letters.add(initials(name.text(plain)))
            if (
                name.kind in ("acronym", "name")
                and before is not None
                and before.kind in _KINDS_WITH_ACRONYM
                and 0 < name.span.start - before.span.end < 6
                and _OPENS_BRACKET.fullmatch(plain, before.span.end, name.span.start)
            ):
                taken.add(name.text(plain))
            if before is not None and _spelt_behind(before, name, plain):
                if name.kind == "organization":
                    story.aliases.setdefault(before.text(plain), name.text(plain))
                else:
                    taken.add(before.text(plain))
            if name.kind == "acronym" and _spelt_small(name, plain):
                taken.add(name.text(plain))
            before = name
    return frozenset(taken | {x for x in letters - own if len(x) > 2})


_SPELT_BEHIND = re.compile(r"\s*(?:\(\s*|,\s+(?:the|an?)\s+(?:\p{Ll}+\s+){0,2})[“\"‘']?")


def _spelt_behind(before: Name, name: Name, plain: str) -> bool:
    """Whether a name spells out the abbreviation that it follows ("GREEN (Global Reef Network)")."""
    short, long = before.text(plain), name.text(plain)
    if before.kind != "acronym" or len(long.split()) < 2 or short[0] != long[0]:
        return False
    return _SPELT_BEHIND.fullmatch(plain, before.span.end, name.span.start) is not None and fits(short, long)


_BODY_NOUNS = frozenset(
    "ministry department agency authority office bureau institute university association federation foundation union council commission committee "
    "organization organisation secretariat centre center bank fund network alliance company board chamber society".split()
)
_SMALL_WORDS = frozenset("of and the for in on to a an with by or".split())


def _spelt_small(name: Name, plain: str) -> bool:
    """Whether an abbreviation stands in brackets behind its words in small letters ("research data management (RDM)")."""
    short = name.text(plain)
    lead = plain[max(0, name.span.start - 90) : name.span.start]
    if not lead.endswith("("):
        return False
    words = [w for w in re.split(r"[\s-]+", lead[:-1].strip()) if w.lower() not in _SMALL_WORDS]
    letters = [c.lower() for c in short.removesuffix("s") if c.isalpha()]
    told = words[-len(letters) :]
    if len(told) < len(letters) or len(letters) < 2 or told[-1].lower() in _BODY_NOUNS:
        return False
    small = all(w[:1].islower() for w in told[1:])
    return small and [w[0].lower() for w in told] == letters


_SHOUTED_DATELINE = re.compile(r"\s*(?:,|\(|[–—/]|-\s|\.\s*[–—-])")
_TITLE_PREFIX = re.compile(r"^(?:Pro|Vice|Ex|Co|Deputy|Non|Anti|Pre|Post)-", re.IGNORECASE)
_DAY_AFTER = re.compile(
    r"\s*,\s*(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d|\d{1,2}\s+\p{Lu}|[A-Z][\p{L} ]+\s*(?:[–—]|--?\s))"
)
_IN_ADDRESS = re.compile(r"[@#_]|://")


def _no_abbreviation(name: Name, text: str, sentence: Sentence, story: Story) -> bool:
    """Whether a word in capitals is a town before a date, a word of a headline, a plural of no body, or part of an address."""
    plain, lexicon = story.plain, story.lexicon
    singular = text.rstrip("s") if text.endswith("s") else text.removesuffix("es")
    if singular.upper() in lexicon.acronyms or text.removesuffix("es").upper() in lexicon.acronyms:
        return True
    if _IN_ADDRESS.match(plain, name.span.end) or (name.span.start and plain[name.span.start - 1] in "@#/_."):
        return True
    if (
        text in ("WHO", "US")
        and re.match(r"\s*[:?]|\s*\n", plain[name.span.end : name.span.end + 3])
        and name.span.start - sentence.span.start < 3
    ):
        return True
    if _TITLE_PREFIX.match(text) or "/" in text:
        return True
    if text.isupper() and (
        (name.span.start - sentence.span.start < 3 and _SHOUTED_DATELINE.match(plain, name.span.end))
        or _DAY_AFTER.match(plain, name.span.end)
    ):
        place = lexicon.names.get(text.title())
        if place is not None and place.kind in ("city", "country", "region"):
            return True
    if _ROMAN.fullmatch(text):
        return True
    after = plain[name.span.end : name.span.end + 2].strip(" ")
    if name.span.start == sentence.span.start and after[:1] in (":", ".") and text.isupper():
        return name.span.end + 2 > sentence.span.end or after[:1] == ":"
    if sentence.section.kind in ("title", "heading", "boilerplate"):
        words = [w for w in plain[sentence.span.start : sentence.span.end].split() if w.isalpha()]
        shouted = all(w.isupper() for w in words)
        alone = sentence.section.kind != "boilerplate"
        return shouted and (len(words) > 2 or (alone and not _HAS_LOWER.search(plain, sentence.span.start, sentence.span.end)))
    return False


_ROMAN = re.compile(r"[IVX]{2,7}")
_HAS_LOWER = re.compile(r"\p{Ll}")
_STAFF = frozenset(
    "Help Service Front Information Reception Media Press Communications Communication Editorial News Web Public Digital Photo Content Marketing Production".split()
)
_STAFF_HEADS = frozenset(
    "Unit Team Desk Section Division Office Department Service Services Board Centre Center Staff Group Release Relations".split()
)
_FUNCTIONS = frozenset(
    "Division Divisions Section Unit Units Services Service Department Office Branch Team Operations Programme Programmes Board Bureau Training Laboratory".split()
)
_POST_OF = re.compile(
    r"\b(?:Director|Head|Chief|Manager|Deputy|Officer|Coordinator|director|head|chief|manager|coordinator)\s+(?:of|for)\s+\Z"
)
_UNIT_HEADS = frozenset({"School", "College", "Faculty", "Department"})
_WHOLE_AFTER = re.compile(
    r",\s+(?:the\s+)?(?:\p{Lu}[\p{L}\p{M}’'-]*\s+(?:of\s+|and\s+)?){0,5}?(?:University|Universit\p{L}{1,3}|Universidad\p{L}?|Polytechnic|Institute\s+of\s+Technology)\b"
)


def _is_field(name: Name, caps: Sequence[str], plain: str) -> bool:
    """Whether a name only says what a post is for ("Director of Energy Services") or which part of a university somebody is at."""
    at = name.span.start
    if len(caps) <= 2 and caps[-1] in _FUNCTIONS and _POST_OF.search(plain, max(0, at - 26), at):
        return True
    return (
        name.head in _UNIT_HEADS and caps[0] in _UNIT_HEADS and bool(_WHOLE_AFTER.match(plain, name.span.end, name.span.end + 90))
    )


_MANY = frozenset("Ministries Departments Parliaments Embassies Delegations Governments".split())
_MANY_AT_END = frozenset(
    "Museums Libraries Universities Institutes Galleries Municipalities Committees Associations Unions Organizations".split()
)
_COLLECTION = frozenset("Database Databases Dataset Datasets Repository Catalogue Catalog Hours Collection".split())
_NO_BODY_WORDS = frozenset({"Comprehensive", "Strategic"})
_FAIR_GROUND = re.compile(r"^(?:Centro|Palacio|Palácio|Palais)\s+(?:de|des)\s+(?:los\s+)?(?:Eventos|Conven|Congres|Expo|Feria)")


def _no_body(name: Name, text: str, sentence: Sentence, story: Story) -> bool:
    """Whether the words of a name say that it is none of a body: a post, a unit of staff, bodies in the plural, a collection."""
    caps = [t.text for t in name.tokens if t.form == "cap"]
    if text in _NOT_BODY or caps[-1] in ("Presidency", "Chair", "Chairmanship"):
        return True
    if (len(caps) == 2 or (len(caps) > 2 and caps[-1] == "Desk")) and caps[-2] in _STAFF and caps[-1] in _STAFF_HEADS:
        return True
    if name.head == "Commissioner" and "Office" not in caps and text not in story.aliases.values():
        return True
    if caps[0] in ("Ministers", "Heads", "Leaders", "Officials", "Members") or _is_field(name, caps, story.plain):
        return True
    if (name.head in _MANY or (name.head in _MANY_AT_END and caps[-1] == name.head)) and text not in story.aliases.values():
        return True
    if _COLLECTION & set(caps) or (caps[-1] in ("Library", "Archive", "Archives") and "Digital" in caps):
        return True
    if (caps[-1] == "Partnership" and _NO_BODY_WORDS & set(caps)) or _FAIR_GROUND.match(text):
        return True
    return (
        caps[-1] == "Government"
        and len(caps) <= 4
        and any(
            h.span.start == name.span.start and h.value.kind in ("country", "demonym") and h.span.end + 11 >= name.span.end
            for h in sentence.places
        )
    )


def _is_body(name: Name, sentence: Sentence, story: Story) -> bool:
    text = name.text(story.plain)
    if _no_body(name, text, sentence, story):
        return False
    if name.kind == "organization":
        joined = name.head == text and text not in story.lexicon.heads
        if len(name.tokens) < 2 and name.head and not joined and "-" not in name.tokens[0].text:
            return False
        place = place_at(sentence.places, name.span)
        return place is None or place.value.kind in ("organization",)
    if name.kind == "name" and text in story.long_names and place_at(sentence.places, name.span) is None:
        return True
    return name.kind == "acronym" and _is_short_body(name, text, sentence, story)


def _is_short_body(name: Name, text: str, sentence: Sentence, story: Story) -> bool:
    """Whether an abbreviation names a body: one that the text has in full, or one that stands for nothing else."""
    if _PLURAL_SHORT.fullmatch(text) or _shouted(name, sentence, story):
        return False
    if text in story.aliases:
        return any(body_key(story.aliases[text]) == key for key in story.bodies)
    if text in story.shorts or text.removesuffix("s") in story.shorts or _no_abbreviation(name, text, sentence, story):
        return False
    place = place_at(sentence.places, name.span)
    if place is not None:
        return place.value.kind == "organization"
    letters = sum(c.isalpha() for c in text)
    return letters >= 3 and not any(c.isdigit() for c in text) and name.year == 0 and text not in story.adjectives


_PLURAL_SHORT = re.compile(r"\p{Lu}{2,}s")


def _shouted(name: Name, sentence: Sentence, story: Story) -> bool:
    """Whether a word in capitals stands in a line all in capitals, and nowhere else ("POSTPONED, AGAIN.")."""
    line = sentence.span.of(story.plain)
    if _HAS_LOWER.search(line) or sum(w.isalpha() for w in _WORDS.findall(line)) < 2:
        return False
    text = name.text(story.plain)
    return not any(
        n.kind == "acronym" and n.text(story.plain) == text
        for s in story.told_sentences()
        if s is not sentence and _HAS_LOWER.search(story.plain, s.span.start, s.span.end)
        for n in s.names
    )


_WORDS = re.compile(r"\p{L}+")


def _body_class(name: Name) -> str:
    return name.cls if name.kind == "organization" and name.cls != "Organization" else ""


_HEAD_ONLY_LEFT = re.compile(r"^(?:the|The)\s+")


_NOUN_AFTER = re.compile(
    r"\s+(?!(?:and|or|is|was|has|had|will|would|in|on|at|to|for|of|as|by|with|from|are|were|have|also|who|which|that|said|says|lend|lends|lent|pays?|paid|gives?|brings?|brought|bought|built|chose|came|drew|fell|felt|found|got|grew|heard|keeps?|kept|knew|laid|left|lost|rose|ran|saw|sold|sets?|showed|spent|stood|taught|thought|told|won|wrote|puts?|let|wants?|helps?|offers?|shares?|funds?|joins?|agrees?|expects?|hopes?|holds?|hosts?|organi[sz]es?|has|went|looks?|hosted|organi[sz]ed|convenes?|convened|led|supported|signed|launched|announced|can|may|"
    r"noted|welcomed|director|secretariat|headquarters|officials?|members?|staff|crews?|scientists?|researchers?|economists?|astronauts?|engineers?|inspectors?|peacekeepers?|executives?|negotiators?|reporters?|journalists?|correspondents?|volunteers?|grantees?|council|committee|board|chief|runs?|joins?|serves?|backs?|keeps?|representatives?|delegation|delegates|member|experts?|team|partners?|country|office|regional|since|under|during|president|chairman|chair|head|sent|took|met|gave|made|held|spoke|calls|aims|works|plans|runs|leads|helps|provides|supports|estimates|reports|seeks|became|began|does|did|could|should|must|might|shall|through|between|about|while|after|before|where|when|but|than|into|not|now|then|today|yesterday|both|together|itself|within|across|against|over|towards|because|the|an|presented|observers?|experts|offices?|spokes\p{Ll}+|envoys?|ambassadors?|ministers?|leaders|chairs?)\b)(?!\p{Ll}+ed\b)\p{Ll}{3,}"
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


_FIELD = r"(?:education|foreign|health|finance|defen[cs]e|interior|justice|agriculture|trade|commerce|culture|tourism|environment|energy|transport|labou?r|economic|planning|science|technology|sports|youth|housing|forestry|fisheries|industry|communications|information|police|statistics|human\s+resources|rural\s+affairs|home\s+affairs|foreign\s+affairs|public\s+health|higher\s+education|civil\s+affairs)"
_LOWER_BODY = re.compile(
    rf"(?:(?P<owner>\p{{Lu}}[\p{{L}}.]*)(?:[’']s|(?<=s)[’'])\s+(?:(?:own|national|federal|state)\s+)?|(?P<people>\b\p{{Lu}}\p{{Ll}}+)\s+(?=(?:{_FIELD})\s)|\b(?P<tier>provincial|municipal|prefectural|city|county|district)\s+(?={_FIELD}\s))"
    rf"(?P<what>{_FIELD}\s+(?:ministry|department|bureau|commission|authority|administration)|(?:secretariat|central\s+bank|permanent\s+mission|embassy|national\s+commission|regional\s+(?:centre|center|office|bureau)|liaison\s+office|country\s+office))\b"
    r"(?P<tail>\s+(?:for|of)\s+(?!the\b|its\b|this\b)\p{Ll}+(?:\s+(?:and|in|of)\s+\p{Ll}+){0,3})?"
)
_LOWER_HINT = re.compile(
    r"\b(?:ministry|department|bureau|commission|authority|administration|secretariat|bank|mission|embassy|centre|center|office)\b"
)


def _add_lower_bodies(story: Story) -> None:
    """Add the bodies that the text names in small letters by whose they are ("Estonia's education ministry")."""
    plain = story.plain
    for sentence in story.told_sentences():
        if not _LOWER_HINT.search(plain, sentence.span.start, sentence.span.end):
            continue
        for match in _LOWER_BODY.finditer(plain, sentence.span.start, sentence.span.end):
            place = next((h for h in sentence.places if h.span.start == match.start()), None)
            if match["people"] and (place is None or place.value.kind not in ("demonym", "country")):
                continue
            span = Span(match.start(), match.end())
            words = (Token(Span(match.start(), match.start("what")), "Body", "cap"), Token(span, "Office", "cap"))
            cls = "GovernmentBody" if place is not None or match["tier"] else ""
            sentence.names = sorted(
                [*sentence.names, Name(span, span, words, "organization", cls, head="Office")], key=lambda n: n.span.start
            )
            if place is not None and place.value.kind in ("demonym", "country"):
                enter_body(story, span.of(plain), span, cls).attrs.setdefault("country", place.value.key)


def find_bodies(story: Story) -> None:
    """Enter the organizations that the text names, each once under all its names."""
    plain = story.plain
    _add_lower_bodies(story)
    story.shorts = short_for_other(story)
    heads = ("title", "repeat")
    ordered = sorted(story.sentences, key=lambda s: s.section.kind in heads)
    for wanted in ("organization", "name", "acronym"):
        for sentence in ordered:
            for name in sentence.names:
                if name.kind != wanted or not _is_body(name, sentence, story):
                    continue
                if any(e.span.start <= name.span.start and name.span.end <= e.span.end for e in sentence.events):
                    continue
                text = name.text(plain)
                if (
                    wanted == "organization"
                    and sentence.section.kind in heads
                    and not _known(story, text)
                    and not (text.isupper() and text in story.aliases.values())
                ):
                    continue
                enter_body(story, text, name.span, _body_class(name))
        if wanted == "organization":
            _join_initials(story)
    _enter_nested(story)
    _enter_sides(story)
    _enter_publisher(story)
    _enter_agencies(story)


def _known(story: Story, text: str) -> bool:
    return body_key(text) in story.bodies or _longer_body(story, text) is not None


def _join_initials(story: Story) -> None:
    """An abbreviation made of the capitals of the one body that has them is its short form, though no bracket says so."""
    owners: dict[str, set[str]] = {}
    for thing in dict.fromkeys(story.bodies.values()):
        for full in thing.names:
            owners.setdefault(initials(full), set()).add(full)
    for sentence in story.sentences:
        for name in sentence.names:
            if name.kind != "acronym":
                continue
            text = name.text(story.plain)
            long = owners.get(text, ())
            if len(text) > 2 and len(long) == 1 and text not in story.shorts:
                story.aliases.setdefault(text, next(iter(long)))


_HOLDS_EVENTS = frozenset(
    "Association Union Society Federation Bank Foundation Chamber Confederation Organization Organisation University Institute League Commission Agency".split()
)
_OF_EVENT = frozenset(
    "Annual General World International Regional National Global Joint Special Ministerial European African Asian".split()
)


def _body_before_event(name: Name) -> Span | None:
    """Return the body with whose name that of an event begins ("Baltic Pilots Association | Congress")."""
    words = [t.text for t in name.tokens]
    first = next((i for i, w in enumerate(words) if w not in ("Annual", "General", "Joint", "Special")), 0)
    for i, token in enumerate(name.tokens[:-1]):
        if i < first + 2 or words[i] not in _HOLDS_EVENTS or name.tokens[i + 1].form != "cap":
            continue
        if all(t.form == "cap" for t in name.tokens[first : i + 1]) and not set(words[first:i]) <= _OF_EVENT:
            return Span(name.tokens[first].span.start, token.span.end)
    return None


_NO_WHOLE = frozenset({"Commissioner", "Nations", "Ministers", "Parties", "Group", "Presidency"})


_ANY_STATE = frozenset(
    "Foreign Civil National State Federal Executive General Public Armed Supreme Central Local Prime Regional Municipal High Steering Joint Organizing "
    "Organising Scientific Standing Working Advisory City Provincial Royal Security Interior Home Health Education Press".split()
)


def _whole_body(name: Name, story: Story) -> Span | None:
    """Return the body of which a name is a part ("Faculty of Law of | the Lake University")."""
    for i, token in enumerate(name.tokens[:-2]):
        if not i or token.text not in ("of", "at"):
            continue
        definite = name.tokens[i + 1].text == "the"
        inner = name.tokens[i + 2 if definite else i + 1 :]
        whole = make_name(story.plain, list(inner), story.lexicon)
        if whole is None or whole.kind != "organization" or whole.head in _NO_WHOLE or whole.head.endswith("s"):
            continue
        first = inner[0].text == whole.head and len(inner) > 2 and inner[1].text == "of"
        told_apart = len(inner) > 2 or (len(inner) == 2 and inner[0].text not in _ANY_STATE)
        if first or (definite and told_apart):
            return whole.span
    return None


def _enter_nested(story: Story) -> None:
    """Enter the body that stands by its short form in the name of another ("the Regional Bureau of …")."""
    for sentence in story.told_sentences():
        for name in sentence.names:
            if name.kind not in ("organization", "event", "agreement") or len(name.tokens) < 3:
                continue
            for link, token in zip(name.tokens, name.tokens[1:], strict=False):
                text = token.text
                if link.text not in ("of", "for") or len(text) < 4 or not text.isupper() or not text.isalpha():
                    continue
                if text in story.shorts or not is_acronym(text, story.lexicon) or place_at(sentence.places, token.span):
                    continue
                enter_body(story, text, token.span, "")
            if name.kind == "organization" and (inner := _whole_body(name, story)) and not place_at(sentence.places, inner):
                enter_body(story, inner.words(story.plain), inner, "")
            if name.kind == "event" and (span := _body_before_event(name)) is not None and not place_at(sentence.places, span):
                enter_body(story, span.words(story.plain), span, "")


_OF_POST = re.compile(r"\b(?:of|at|from|for|with)\s+(?:the\s+)?$|\(\s*$|,\s*$")
_PUBLISHED = re.compile(
    r"(?:©|\(c\)|\bCopyright\b)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?(?:by\s+)?(?P<name>(?:The\s+)?\p{Lu}[\p{L}\p{N}’'&-]*(?:\s+(?:of|and|for|the|&|\p{Lu}[\p{L}\p{N}’'&-]*)){0,7})(?=\s*(?:[.|,·;]|All\b|$|\n))"
    r"|^\s*(?:Source|News\s+source|Credit|From)\s*:\s*(?P<source>(?:The\s+)?\p{Lu}[\p{L}\p{N}’'&-]*(?:\s+(?:of|and|for|the|&|\p{Lu}[\p{L}\p{N}’'&-]*)){0,6})"
    r"|^\s*(?P<head>(?:The\s+)?\p{Lu}[\p{L}’'&-]*(?:\s+(?:of|and|the|&|\p{Lu}[\p{L}’'&-]*)){1,5})\s*(?:[|·—–]|-\s)\s*[^\n]{0,60}?\b(?:(?:19|20)\d\d|\d{1,2}:\d\d)",
    re.MULTILINE,
)
_AGENCY = re.compile(
    r"\((?P<agency>\p{Lu}[\p{L}]{2,20}(?:\s\p{Lu}[\p{L}]+){0,3})\)\s*(?:--|[–—-])\s"
    r"|,\s+(?P<reports>\p{Lu}[\p{L}]{3,20}(?:\s\p{Lu}[\p{L}]+){0,2})\s+report(?:s|ed)(?=\s*[.,]|\s+(?:citing|referring|on\s+\p{Lu}|from))"
)
_NO_PUBLISHER = re.compile(
    r"\b(?:Desk|Release|Releases|Statement|Advisory|Photo|Photos|Image|Images|Rights|Reserved|Office|Page|Section|Supplied|File|Handout|Courtesy|Contributed)\b",
    re.IGNORECASE,
)


def _enter_agencies(story: Story) -> None:
    """Enter the news agency in brackets behind the town and day of a report, or the one that "reports"."""
    for index, sentence in story.told():
        for match in _AGENCY.finditer(story.plain, sentence.span.start, sentence.span.end):
            group = "agency" if match["agency"] else "reports"
            text = match[group]
            if (group == "agency" and index > 3) or text in _NO_AGENCY or story.lexicon.names.get(text) is not None:
                continue
            if any(p.span.start < match.end(group) and match.start(group) < p.span.end for p in sentence.people):
                continue
            if text.split()[-1].lower() not in story.lexicon.roles:
                enter_body(story, text, Span(match.start(group), match.end(group)), "MediaOutlet")


_NO_AGENCY = frozenset(
    "Staff Photo PDF Handout Local Special Updated Update Exclusive Correspondent Reporter Own Agencies Opinion Advertisement".split()
)


def _enter_publisher(story: Story) -> None:
    """Enter the paper or site whose name stands at the head of the page, in the copyright line or as the source."""
    lexicon = story.lexicon
    for index, sentence in enumerate(story.sentences):
        if sentence.section.kind == "title" or (index > 3 and sentence.section.kind not in ("boilerplate", "caption")):
            continue
        for match in _PUBLISHED.finditer(story.plain, sentence.span.start, sentence.span.end):
            group = "name" if match["name"] else "source" if match["source"] else "head"
            text = " ".join(match[group].split())
            if _NO_PUBLISHER.search(text) or ((place := lexicon.names.get(text)) is not None and place.kind != "organization"):
                continue
            media = any(h.cls == "MediaOutlet" for w in text.title().split() for h in lexicon.heads.get(w, ()))
            if group == "head" and (index > 3 or not media):
                continue
            if " " not in text and text.lower() in ("all", "the", "copyright", "author", "this", "internet"):
                continue
            enter_body(story, text, Span(match.start(group), match.end(group)), "MediaOutlet" if media else "")


def _enter_sides(story: Story) -> None:
    """Enter the one-word body that a person with a post stands for ("Director of Northwind")."""
    plain = story.plain
    for sentence in story.told_sentences():
        for person in sentence.people:
            for span in person.sides:
                name = next((n for n in sentence.names if n.span == span), None)
                if name is None or name.kind != "name" or place_at(sentence.places, span):
                    continue
                text = name.text(plain)
                if (
                    len(text) < 4
                    or not _OF_POST.search(plain, max(0, span.start - 12), span.start)
                    or any(h.span.start < span.end and span.start < h.span.end for h in sentence.places)
                ):
                    continue
                enter_body(story, text, span, "")


def _longer_body(story: Story, text: str) -> Thing | None:
    """Return the body that a shorter name takes up again ("the National Commission")."""
    key = body_key(text)
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
            and not _is_part(thing, key)
            and not _is_whole(thing, text)
        ):
            rest = known[at + len(key) :].strip() if at == 0 else ""
            heads = {"university", "institute", "academy", "school", "college"}
            if not heads & set(key.split()) or (at == 0 and not rest) or _in_country(key, rest, story):
                return thing
    return None


_PART_OF = re.compile(r"\b(?:of|at)\s+(?:the\s+)?")


def _is_part(thing: Thing, key: str) -> bool:
    """Whether a body is by its name a part of the one with the shorter name ("Faculty of Law of the Lake University")."""
    return any(body_key(name[match.end() :]) == key for name in thing.names for match in _PART_OF.finditer(name))


def _other_order(story: Story, text: str) -> Thing | None:
    """Return the body whose name has the same words in another order ("the LB Board" for the "Board of the Lake Bank (LB)")."""
    short, _, rest = text.partition(" ")
    if not rest or short not in story.aliases:
        return None
    words = sorted(body_key(f"{story.aliases[short]} {rest}").split())
    return next((t for k, t in story.bodies.items() if t.kind == "organization" and sorted(k.split()) == words), None)


def _of_whole(short: str, text: str, story: Story) -> bool:
    """Whether a short form is that of the body of which another is a part ("Board of the Lake Bank (LB)")."""
    long = story.aliases.get(short, text)
    return long != text and text.endswith(long)


def _is_whole(thing: Thing, text: str) -> bool:
    """Whether all longer names of a body go on with a word of its own ("World Bank" in "World Bank Institute")."""
    key, goes_on = body_key(text), []
    for words in (name.split() for name in thing.names):
        size = next((i for i in range(1, len(words)) if body_key(" ".join(words[:i])) == key), 0)
        goes_on += [words[size][0].isupper()] if size else []
    return bool(goes_on) and all(goes_on)


def _in_country(key: str, rest: str, story: Story) -> bool:
    """Whether a longer name of a body goes on to its country only ("Freshwater Research Institute | of Iceland")."""
    place = story.lexicon.names.get(rest.removeprefix("of ").title())
    return len(key.split()) > 2 and place is not None and place.kind == "country"


_NAMED_AFTER = re.compile(
    r"\s+named\s+(?:after|for|in\s+honou?r\s+of)\s+(?:\p{Lu}\.\s?)*\p{Lu}[\p{L}\p{M}’'-]+(?:\s+\p{Lu}[\p{L}\p{M}’'-]+){0,3}"
)


def enter_body(story: Story, text: str, span: Span, cls: str) -> Thing:
    """Enter a body by one of its names: a new one, or the one that has the name or a longer one."""
    long = story.aliases.get(text) or story.aliases.get(text[:-1] if text.endswith("s") else text, text)
    key = body_key(long)
    thing = story.bodies.get(key) or _longer_body(story, long)
    thing = thing or _other_order(story, text) or Thing("organization", cls)
    story.bodies[key] = thing
    if not thing.cls and cls:
        thing.cls = cls
    if named := _NAMED_AFTER.match(story.plain, span.end, span.end + 70):
        whole = Span(span.start, named.end())
        thing.call(whole.words(story.plain), whole)
    thing.call(text, span)
    found = find_alias(story.plain, named.end() if named else span.end, text)
    if found and fits(found[0], text) and not _of_whole(found[0], text, story):
        thing.call(found[0], found[1])
        story.bodies.setdefault(body_key(found[0]), thing)
        story.aliases.setdefault(found[0], text)
    return thing
