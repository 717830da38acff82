"""Finds capitalised names, cuts them where one name ends and the next begins, and says by their head noun what they name.

``the Ministry of Transport and the Government of Ontario Province`` is two organizations, ``Ministry of Science and
Technology`` is one: the cut at *and* depends on which side has a head noun of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg import patterns as re
from kg.find.dates import MONTHS
from kg.find.joins import FOREIGN_BODIES, SINGLE_BODIES, runs_on, two_bodies
from kg.find.lexicon import Head, Hit, Lexicon, fold
from kg.model import Span

_JOIN = r"(?:[–—‑-](?:\p{Lu}\.){2,}|[’'‑+/-](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+|\.(?=\p{Ll})[\p{Ll}]+|[–—](?=\p{Lu})[\p{L}\p{M}\p{N}]+)"
_CAP = rf"(?:(?:\p{{Lu}}\.){{2,}}(?:[–—‑-]\p{{Lu}}[\p{{L}}\p{{M}}]*){{1,2}}|(?:\p{{Lu}}\.\s?){{2,}}(?![\p{{L}}])|\p{{Lu}}\.(?=\s?\p{{Lu}}|\s(?:van|von|de|da|del|der|dos|bin|al)\s)|[\p{{Lu}}][\p{{L}}\p{{M}}\p{{N}}]*{_JOIN}*[’']?(?=\W|$)|(?:al|el|ul|as|ad|an|ar|at|az|ash)[-‑]\p{{Lu}}[\p{{L}}\p{{M}}]+|\p{{Ll}}{{1,2}}\p{{Lu}}[\p{{L}}\p{{N}}]+{_JOIN}*)"
_NUM = r"(?:(?:19|20)\d\d(?!\d|[-/.:]\d)|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}\b(?=\s+\p{Lu}))"
_SPACE = r"(?:[ \t]+|[ \t]*\n[ \t]*(?=\S))"
_LINK = (
    r"(?:of|for|on|and|in|to|the|at|an|a|&|against|de|des|du|la|le|les|las|los|el|del|della|di|do|da|dos|das|d’|l’|y|e|et|und|für|van|von|der|den"
    r"|bin|binti|bint|ibn|ben|al|van[’']t|ter|ten|es(?=\s+Sala)|am(?=\s+(?:Main|Rhein|See)\b)|upon(?=\s+Tyne)|sur(?=\s+\p{Lu})|[–—-])"
)
_CHUNK = re.compile(rf"(?<![\p{{L}}\p{{N}}]){_CAP}(?:{_SPACE}(?:{_LINK}{_SPACE}){{0,3}}(?:{_CAP}|{_NUM}))*")
_TOKEN = re.compile(rf"{_CAP}|{_NUM}|{_LINK}(?=\s)|\S+")
_POSSESSIVE = re.compile(r"^(.+?)(?:[’']s|s[’'])$")
_EDITION_WORDS = {
    w: i
    for i, w in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
} | {"inaugural": 1, "maiden": 1, "first-ever": 1}
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_EDITION_WORDS |= {f"{stem}ieth": tens for stem, tens in _TENS.items()} | {
    f"{stem}y{sign}{unit}": tens + number
    for stem, tens in _TENS.items()
    for unit, number in list(_EDITION_WORDS.items())[1:10]
    for sign in "- "
}
_ORDINAL = rf"(?:\d{{1,3}}\s{{0,6}}(?:st|nd|rd|th)|{re.any_of(_EDITION_WORDS)})"
_BEFORE = re.compile(
    rf"(?:(?<![\p{{L}}\p{{N}}])(?P<ord>{_ORDINAL})(?:\s+(?P<mid>edition\s+of(?:\s+the)?|annual|biennial|triennial|international))?[ \t]*\n?[ \t]*)?"
    rf"(?:(?<!\d)(?P<year>(?:19|20)\d\d)[ \t]*\n?[ \t]*)?\Z",
    re.IGNORECASE,
)
_FUNCTION = frozenset(
    "The A An On In At During For This These That Those From By With As After Before Since While When Where Which Who It Its He She They We Our "
    "Their His Her Both Each All Some More Over About Under Also However Meanwhile Following Held Launched Organised Organized Speaking According "
    "Another Among Between Through Throughout To Of And But Or Nor So Yet If Not No Within Without Beside Besides Upon Until Towards Today "
    "Yesterday Tomorrow Now Then There Here What How Why Earlier Later Recently Currently Notably Additionally Furthermore Moreover Finally "
    "Despite Given Including Addressing Opening Joining Attending Representing Led Chaired Hosted Together Around Approximately Nearly Almost "
    "Numerous Several Many Most Other Such Same Next Last Previous Past Attendees Participants Delegates Let You Your I My Please Under Amid Aim "
    "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Fifteen Twenty Thirty Forty Fifty Dozens Hundreds Thousands Once Only Just Even Still Well Per Via Versus Against Along Alongside Inspired Building Based Founded Established Convened Reflecting "
    "Highlighting Welcoming Supporting Noting Mr Mrs Ms Dr Prof Sir Dame Madam Madame Lord H.E. HE Hon Hon. Datuk Dato Tan Excellency Honourable "
    "Honorable Excellencies Yb His Her Professor Mr. Mrs. Ms. Dr. Prof. Her".split()
)
_PLURAL_OWNERS = frozenset(
    "People’s Peoples’ Women’s Children’s Ministers’ Presidents’ Leaders’ Men’s Teachers’ Parents’ Students’ Workers’ Lawyers’ Veterans’ Youth’s "
    "King’s Queen’s Employers’ Writers’ Artists’ Farmers’ Journalists’ Educators’ Rectors’ Mayors’ Governors’ Speakers’ Experts’ Developers’ "
    "Researchers’ Girls’ Consumers’ Master’s Bachelor’s Officials’ Commissioners’ Chiefs’ Partners’ Producers’ Manufacturers’ Deans’ Users’ "
    "Bankers’ Engineers’ Nurses’ Doctors’ Authors’ Librarians’ Directors’ Senior’s World’s Children’s Physicians’ Traders’ Mother’s Father’s".split()
)
_HEAD_FIRST = frozenset(
    "Universiti Ministry Ministries Department University Universidad Université Universidade Institute Institut Instituto Centre Center Office Secretariat Government Embassy "
    "Commission Committee Council Association Federation Agency Bureau Organization Organisation Union Academy Society Foundation Chamber "
    "Directorate School College Faculty Parliament Consulate Municipality Authority Board Bank Fund League Network Alliance Consortium Court "
    "Port Conference Forum Summit Meeting Session Assembly Congress Permanent Standing National-Commission Regional-Bureau Generalitat Delegation".split()
) - {"Generalitat"}
_HONORIFICS = frozenset("Mr Mrs Ms Dr Prof Professor Sir Dame H.E. Mr. Mrs. Ms. Dr. Prof. Hon Datuk".split())
_ROLE_FIRST = frozenset(
    "Minister Ministers President Director Secretary Ambassador Vice Deputy Chair Chairman Governor Mayor Rector Head Prime Chief Special".split()
)


class Token(NamedTuple):
    """A word of a name: ``cap``, ``link`` or ``num``."""

    span: Span
    text: str
    form: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, with what its head noun says it is.

    ``kind`` is event, organization, agreement, initiative, publication, venue, item, acronym or name (unknown);
    ``kinds`` holds all that the head allows. ``span`` leaves out the edition and the year before the name, ``full`` has them.
    """

    span: Span
    full: Span
    tokens: tuple[Token, ...]
    kind: str
    cls: str
    kinds: tuple[Head, ...] = ()
    head: str = ""
    edition: int = 0
    edition_span: Span | None = None
    year: int = 0

    def text(self, plain: str) -> str:
        """Return the name's words, white space normalised."""
        return " ".join(plain[self.span.start : self.span.end].split())

    def full_text(self, plain: str) -> str:
        """Return the name with its edition and year."""
        return " ".join(plain[self.full.start : self.full.end].split())


def edition_number(word: str) -> int:
    """Return the number that an ordinal names, 0 for none.

    >>> edition_number("26th"), edition_number("inaugural")
    (26, 1)
    """
    if word[:1] in _ROMAN_DIGITS and _ROMAN.fullmatch(word):
        return roman_number(word)
    word = word.lower().replace(" ", "")
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _EDITION_WORDS.get(word, 0)


_ROMAN_DIGITS = frozenset("IVXL")
_ROMAN = re.compile(r"(?=[IVXL]{2,8}$|V$|X$)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def roman_number(word: str) -> int:
    """Return the number that a Roman numeral names.

    >>> roman_number("XXVI"), roman_number("IX")
    (26, 9)
    """
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in word]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def _tokens(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        span = Span(match.start(), match.end())
        if word[0].isdigit():
            form = "num"
        elif word.lower() == word and not word[0].isupper() and not any(c.isupper() for c in word):
            form = "link"
        else:
            form = "cap"
        tokens.append(Token(span, word.rstrip() if form == "cap" else word, form))
    return tokens


_SMALL = frozenset("of the and on for in at to with by from between among a an as de la du des del y et".split())


def _unshouted(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Read a run of words all in capitals with a kind of event among them as if it were printed in capitals and small letters."""
    words = [t.text for t in tokens if t.form == "cap"]
    if len(words) < 3 or not all(w == w.upper() for w in words) or any(t.form == "link" for t in tokens):
        return tokens
    heads = [i for i, w in enumerate(words) if any(h.kind == "event" for h in lexicon.heads.get(w, ()))]
    if not heads or ("AND" in words and heads[0] < words.index("AND") < heads[-1]):
        return tokens
    return [_printed(token, lexicon) if token.form == "cap" else token for token in tokens]


def _printed(token: Token, lexicon: Lexicon) -> Token:
    word = token.text
    if word.lower() in _SMALL:
        return Token(token.span, word.lower(), "link")
    short = len(word) < 4 and word not in lexicon.acronyms and word.title() not in lexicon.heads
    return token if short or word in lexicon.names or _ROMAN.fullmatch(word) else Token(token.span, word.title(), "cap")


def is_acronym(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is an abbreviation that may name a body or an event."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2 or word.upper().rstrip(".") in lexicon.acronyms or "." in word:
        return False
    uppers = sum(c.isupper() for c in letters)
    return uppers >= 2 and (
        word.startswith("UN-")
        or uppers >= len(letters) - 1
        or (uppers >= 2 and len(letters) <= 8 and not word[1:].islower() and uppers * 2 >= len(letters))
    )


def _own_head(words: Sequence[str], lexicon: Lexicon) -> bool:
    return any(w in lexicon.heads or ("-" in w and _COMPOUND.search(w)) for w in words)


def _cut_after_owner(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    word = tokens[i].text.replace("'", "’")
    match = _POSSESSIVE.match(word) if "’" in word and i + 1 < len(tokens) else None
    if match is None:
        return False
    if tokens[i + 1].text in ("Office", "Chambers", "Secretariat", "Cabinet") and match.group(1).lower() in lexicon.roles:
        return False
    if word.endswith("s’") and _of_its_members(word, tokens[i + 1].text, lexicon):
        return False
    return word not in _PLURAL_OWNERS and not (_AGENTS.search(word) and lexicon.names.get(word[:-1]) is None)


_STATES = frozenset({"Nations’", "States’", "Emirates’", "Netherlands’", "Philippines’", "Maldives’", "Seychelles’", "Bahamas’"})
_OF_MEMBERS = frozenset(
    "Association Union Federation Club Guild Forum Congress Conference Network Council League Society Assembly Alliance Confederation "
    "Syndicate Cooperative Festival Convention Meeting Summit Symposium Circle Chamber Platform Initiative Academy Camp".split()
)


def _of_its_members(owner: str, head: str, lexicon: Lexicon) -> bool:
    """Whether a plural owner and a kind of association are one name ("Pilots’ Association")."""
    return head in _OF_MEMBERS and owner not in _STATES and owner[:-1] not in lexicon.names and len(owner) > 5


_AGENTS = re.compile(
    r"\p{Ll}(?:ers|ors|ists|ants|ents|ians|ees|archs|eers|yers|ologists|ies|useums|chools|olleges|anks|orts|ospitals|arliaments|iations|rchives|ourts|hambers|lubs|men|women)’s?$"
)


def _whole_place(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    if not tokens:
        return False
    caps = [t for t in tokens if t.form != "link" or t.text != "the"]
    if not caps:
        return False
    name = " ".join(text[caps[0].span.start : caps[-1].span.end].split())
    name = name[:-2] if name.endswith(("’s", "'s")) else name.rstrip("’'")
    value = lexicon.names.get(name)
    return value is not None and value.kind in ("country", "group", "city", "region", "demonym")


_ANDS = frozenset({"and", "y", "e", "et", "und"})
_PAIRED_COUNTRIES = frozenset({"Bosnia", "Trinidad", "Antigua", "Sao", "São"})
_FOREIGN_OF = frozenset({"de", "del", "du", "des", "di", "da", "do"})
_PLURAL_POSTS = frozenset({"Ministers", "Officials", "Leaders", "Experts", "Speakers"})


def _cut_at_link(text: str, left: list[Token], link: list[Token], right: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name ends before the linking words: left words, the link, the words up to the chunk's end."""
    words = [t.text for t in link]
    left_words = [t.text for t in left if t.form == "cap"]
    right_caps = [t.text for t in right if t.form == "cap"]
    if left_words and right and right[0].form == "word" and words[0] not in ("and", "to", "at"):
        return False
    if not left_words or not right_caps:
        return True
    upto = _until_link(right, ("and", "&", "to", "at"))
    if words[0] in _ANDS:
        return _cut_at_and(text, left, words, upto, lexicon)
    if words == ["the"] and (
        left_words[-1] in lexicon.heads
        or is_acronym(left_words[-1], lexicon)
        or _own_event(_until_link(right, ("of", "on", "for")), lexicon)
    ):
        return True
    if words[0] in ("in", "at"):
        return _cut_at_in(text, left, words[0], upto, lexicon)
    if words[0] == "to":
        kinds = {h.kind for w in left_words for h in lexicon.heads.get(w, ())}
        return not kinds & {"publication", "agreement"} or _whole_place(text, upto, lexicon)
    if words[0] == "on":
        return right_caps[0] in CALENDAR or (not _own_head(left_words, lexicon) and left_words[-1] not in _PLURAL_POSTS)
    if words[0] in ("–", "—", "-"):
        return True
    return words[0] in ("of", "for") and _cut_at_of(text, left, words[0], upto, right_caps[0], lexicon)


def _cut_at_and(text: str, left: list[Token], words: list[str], upto: list[Token], lexicon: Lexicon) -> bool:
    """Whether *and* joins two names: each has a head noun, or is a place, a post or an abbreviation by itself."""
    left_words = [t.text for t in left if t.form == "cap"]
    right_words = [t.text for t in upto if t.form == "cap"]
    first = right_words[0] if right_words else ""
    own_right = _own_head(right_words, lexicon)
    body = left[1:] if left[0].text == "The" else left
    if _another_edition(upto) or _owned_by_place(first, lexicon):
        return True
    if _one_at_and(left_words, words, right_words, lexicon):
        return False
    if (
        first == "UN"
        or first.startswith("UN-")
        or _two_units(left, upto, lexicon)
        or _whole_before(left, words, right_words, lexicon)
    ):
        return True
    headed = _own_head(left_words[-1:], lexicon)
    if headed and (first in _HEAD_FIRST or own_right) and (len(right_words) > 1 or "-" in first):
        return True
    if _ends_in_field(left_words, left, lexicon):
        return True
    if first in _HONORIFICS or (_is_post(left_words, lexicon) and own_right):
        return True
    if (first in _HEAD_FIRST or first in _ROLE_FIRST) and not _field_of_bodies(upto, lexicon):
        known = _own_head(left_words, lexicon) or _whole_place(text, left, lexicon)
        return known or "the" in words or first in _ROLE_FIRST or is_acronym(left_words[-1], lexicon)
    if _two_short_forms(left_words, words, right_words, lexicon) or _two_persons(text, left, words, upto, lexicon):
        return True
    paired = body[0].text in _HEAD_FIRST and any(t.text in _ANDS for t in left)
    if (paired or any(t.text in _FOREIGN_OF for t in left)) and own_right and len(right_words) > 1:
        return True
    if ("the" in words or first == "The") and (own_right or is_acronym(first, lexicon) or _body_of_place(text, body, lexicon)):
        return True
    if len(right_words) > 1 and own_right and _body_of_place(text, body, lexicon):
        return True
    if _national_body(body, lexicon) or _national_body(upto, lexicon):
        return True
    if _whole_place(text, upto, lexicon):
        return left_words[-1] not in _PAIRED_COUNTRIES
    return _whole_place(text, left, lexicon)


def _whole_before(left: Sequence[Token], words: Sequence[str], right: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the name before *and* is that of a whole body, and another name with *the* or a head noun follows."""
    caps = [t.text for t in left if t.form == "cap"]
    if _last_head(caps, lexicon) and (_own_head(right, lexicon) or _last_head(right, lexicon)):
        return True
    if right and (_JOINED_BANK.fullmatch(caps[-1]) or (right[0] in _MEDIA_FIRST and len(right) == 2 and len(caps) > 1)):
        return True
    whole = len(caps) > 1 and caps[-1] in SINGLE_BODIES and _unit(left, lexicon)
    return whole and ("the" in words or right[:1] == ["The"])


def _field_of_bodies(upto: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a kind of body stands before a field of work, as one field with it ("University Cooperation")."""
    words = [t.text for t in upto if t.form == "cap"]
    plain = len(words) > 1 and all(t.form == "cap" for t in upto)
    return plain and words[-1] in lexicon.portfolio and words[-1] not in lexicon.heads and words[0] not in _ROLE_FIRST


def _two_units(left: Sequence[Token], upto: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether *and* stands between a body and another one, or somebody's post ("Council of Ports and High Commissioner")."""
    segment = _first_segment(upto)
    last, words = left[-1].text, [t.text for t in segment if t.form == "cap"]
    unfinished = last.endswith(("al", "ic", "ive", "ary")) and last not in lexicon.heads and last not in lexicon.names
    if unfinished or not words or not _unit(left, lexicon):
        return False
    if (
        len(words) == 2
        and words[-1].lower() in lexicon.roles
        and words[0] in ("High", "Prime", "Foreign", "Permanent", "Deputy", "Vice")
    ):
        return True
    return two_bodies([t.text for t in left if t.form == "cap"], words, rest=len(segment) < len(upto))


def _one_at_and(left_words: list[str], words: list[str], right_words: list[str], lexicon: Lexicon) -> bool:
    """Whether *and* stands inside one name, though each side has a head noun ("State and University Library")."""
    first = right_words[0] if right_words else ""
    if left_words[-2:] == ["Heads", "State"] and first in ("Government", "Governments"):
        return True
    if _one_double_event(left_words, words, right_words, lexicon):
        return True
    if len(left_words) < 2 or "the" in words:
        return False
    if left_words[-1] in _TIERS and right_words == ["University", "Library"]:
        return True
    if left_words[-1] in _HALL_USES and first in _HALL_USES and right_words[1:2] and right_words[1] in _HALL_KINDS:
        return True
    return left_words[-1] in _COLLECTIONS and first in _COLLECTIONS


def _body_of_place(text: str, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name ends in "of" or "for" and a place, with a body before it ("National Museums of Estonia")."""
    at = max((i for i, t in enumerate(tokens) if t.text in ("of", "for")), default=0)
    return at > 0 and _whole_place(text, tokens[at + 1 :], lexicon) and _unit(tokens[:at], lexicon)


_TIERS = frozenset({"State", "City", "Regional", "National", "Municipal", "Royal"})
_COLLECTIONS = frozenset({"Library", "Libraries", "Archive", "Archives", "Museum", "Museums", "Gallery", "Galleries"})
_HALL_USES = frozenset(
    "Exhibition Exhibitions Convention Conventions Conference Conferences Congress Trade Expo Fair Events Cultural Culture".split()
)
_HALL_KINDS = frozenset("Centre Center Complex Hall Grounds Palace".split())
"""What a building serves ("Exhibition and Convention Centre"), and what such a building is."""
_SECOND_FIELDS = frozenset(
    "Research Technology Science Sciences Design Engineering Arts Economics Innovation Company Sons Partners".split()
)


def _ends_in_field(words: Sequence[str], tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name ends in "&" and a second field of a body ("Harbour University & Research")."""
    return (
        len(words) > 2
        and words[-1] in _SECOND_FIELDS
        and len(tokens) > 3
        and tokens[-2].text == "&"
        and any(h.kind == "organization" for h in lexicon.heads.get(words[-2], ()))
    )


def _owned_by_place(word: str, lexicon: Lexicon) -> bool:
    """Whether the word behind *and* is the owner of what follows, a place ("and Latvia's Port Authority")."""
    owner = re.fullmatch(r"(\p{L}[\p{L}\p{M}-]+)[’']s", word)
    return owner is not None and (value := lexicon.names.get(owner[1])) is not None and value.kind in ("country", "city")


def _another_edition(right: list[Token]) -> bool:
    """Whether the words behind *and* begin with an ordinal, as the next of two events does ("and the Seventh …")."""
    return bool(right) and (right[0].text.lower() in _EDITION_WORDS or (right[0].form == "num" and not right[0].text.isdigit()))


_FAIR_WORDS = frozenset(
    {"Trade", "Investment", "Industry", "International", "Business", "Technology", "Export", "Import", "Buyer"}
)


def _one_double_event(left_words: list[str], words: list[str], right_words: list[str], lexicon: Lexicon) -> bool:
    """Whether *and* stands inside the name of one event ("Food Exposition and Trade Fair")."""
    if "the" in words or len(left_words) < 2 or not right_words or not set(right_words[:-1]) <= _FAIR_WORDS:
        return False
    left, right = (lexicon.heads.get(w, ()) for w in (left_words[-1], right_words[-1]))
    both = all(any(h.kind == "event" for h in heads) for heads in (left, right))
    return both and left_words[-1] != right_words[-1]


def _two_short_forms(left_words: list[str], words: list[str], right_words: list[str], lexicon: Lexicon) -> bool:
    """Whether *and* stands between a name and an abbreviation, or an abbreviation and a name with *the*."""
    if not right_words:
        return False
    short_right = len(right_words) == 1 and is_acronym(right_words[0], lexicon)
    if len(left_words) == 1:
        bodies = lexicon.heads.get(right_words[-1], ()) or lexicon.heads.get(right_words[0], ())
        own_body = len(right_words) > 2 and any(h.kind == "organization" for h in bodies)
        return short_right or (("the" in words or own_body) and is_acronym(left_words[0], lexicon))
    return short_right and (_own_head(left_words, lexicon) or is_acronym(left_words[-1], lexicon))


def _two_persons(text: str, left: list[Token], words: list[str], upto: list[Token], lexicon: Lexicon) -> bool:
    """Whether *and* stands between a person and another whose nationality is named first ("… and the Gambian …")."""
    long_enough = "the" in words or sum(t.form == "cap" for t in left) >= 2
    right_words = [t.text for t in upto if t.form == "cap"]
    return (
        long_enough
        and _starts_with_place(text, upto, lexicon)
        and _personlike(left, lexicon)
        and not _own_head(right_words, lexicon)
    )


def _cut_at_in(text: str, left: list[Token], link: str, upto: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name ends before *in* or *at*: it does before a place, but not in "Embassy in …" and "Report on … in …"."""
    left_words = [t.text for t in left if t.form == "cap"]
    if link == "at":
        return True
    if left_words[-1] in ("Embassy", "Consulate", "Mission", "Delegation"):
        return False
    kinds = {h.kind for w in left_words for h in lexicon.heads.get(w, ())}
    if any(t.text == "on" for t in left) and kinds & {"publication", "initiative"}:
        return False
    if not kinds or _whole_place(text, upto, lexicon) or _starts_with_place(text, upto, lexicon):
        return True
    country = (
        re.match(r"\s*(?:\(|,\s*)(?P<name>\p{Lu}[\p{L}]+(?:\s\p{Lu}\p{L}+)?)\s*[),.]", text[upto[-1].span.end :][:40])
        if upto
        else None
    )
    known = lexicon.names.get(country["name"]) if country is not None else None
    return "event" in kinds and known is not None and known.kind == "country"


def _cut_at_of(text: str, left: list[Token], link: str, upto: list[Token], first: str, lexicon: Lexicon) -> bool:
    """Whether a name ends before *of* or *for*: behind a person, a deed ("Launch of"), or a post with a body behind it."""
    left_words = [t.text for t in left if t.form == "cap"]
    if link == "for" and (
        left_words[-2:] == ["United", "Nations"]
        or _whole_place(text, left, lexicon)
        or (is_acronym(first, lexicon) and not _own_head(left_words, lexicon))
    ):
        return True
    if link == "of" and len(left_words) >= 2 and _whole_place(text, upto, lexicon) and _personlike(left, lexicon):
        return True
    if link == "of" and left_words[-1] in _DEEDS and len(left_words) <= 2:
        return True
    if (
        link == "of"
        and _post_of_many(left_words, lexicon)
        and (_whole_place(text, upto, lexicon) or _ends_in_body(upto, lexicon))
    ):
        return True
    if link == "of" and first in _WHOLES and _unit(left, lexicon) and sum(t.form == "cap" for t in upto) > 1:
        return True
    if first in CALENDAR:
        return True
    return _is_post(left_words, lexicon) and (first not in lexicon.portfolio or _ends_in_body(upto, lexicon))


_TERMS = frozenset({"Presidency", "Chairmanship", "Vice-Presidency", "Chair"})


def _post_of_many(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words name the holders of a post, or the term of one ("Ambassadors", "Presidency")."""
    last = words[-1].lower()
    if words[-1] in _TERMS:
        return True
    return (
        len([w for w in words if w not in _FUNCTION]) == 1
        and last.endswith("s")
        and last[:-1] in lexicon.roles
        and words[-1] not in _PLURAL_POSTS
    )


_WHOLES = frozenset({"Ministry", "Government", "Embassy", "Parliament", "Municipality"})


def _unit(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name is that of a body and no more, so that a ministry behind *of* is the body above it."""
    kinds = {h.kind for t in tokens if t.form == "cap" for h in lexicon.heads.get(t.text, ())}
    return "organization" in kinds and not kinds & {"event", "agreement", "publication", "initiative"}


_OF_PLACES = frozenset(
    "Republic Kingdom State States Gulf Government Emirate Sultanate Commonwealth Federation Union Principality City Province Islands Sea Strait Straits Bay Lake River Prince".split()
)


def _personlike(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words could be a person's name: no head noun, no field of work, no kind of state."""
    caps = [t.text for t in tokens if t.form == "cap"]
    return (
        bool(caps)
        and not any(
            w in lexicon.heads
            or w in lexicon.portfolio
            or w in _OF_PLACES
            or w.isupper()
            or w.lower() in lexicon.roles
            or (w.endswith(("s", "tion", "ism")) and w in lexicon.heads)
            for w in caps
        )
        and len(caps) <= 5
    )


def _is_post(words: list[str], lexicon: Lexicon) -> bool:
    """Whether words name a post, perhaps with its holder ("Vice Premier", "President Xi Jinping")."""
    if len(words) == 1 and words[0] in ("Representatives", "Officials", "Delegates", "Executives", "Students", "Scholars"):
        return True
    if any(w in lexicon.heads and w.lower() not in lexicon.roles for w in words):
        return False
    if any(w in ("Ministers", "Members", "Leaders", "Experts", "Officers", "Speakers") for w in words):
        return False
    return any(
        w.lower() in lexicon.roles
        or any(p in lexicon.roles for p in w.lower().split("-") if p not in ("vice", "deputy", "general"))
        for w in words
    )


def _ends_in_body(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    caps = [t.text for t in _first_segment(tokens) if t.form == "cap"]
    if len(caps) < 2:
        return False
    return any(h.kind == "organization" for word in (caps[-1], " ".join(caps[-2:])) for h in lexicon.heads.get(word, ()))


def _starts_with_place(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(len(tokens) >= n and _whole_place(text, tokens[:n], lexicon) for n in (3, 2, 1))


_HEADLINE_VERBS = frozenset(
    "Held Kicks Kicked Wraps Wrapped Concludes Concluded Opens Opened Closes Closed Begins Starts Started Launches Launched Signs Signed Signing Inaugurated Inaugurates Established "
    "Establishes Hosts Hosted Convenes Convened Marks Ends Ended Gets Got Sees Brings Brought Takes Took Join Joins Joined Fosters Fostering Strengthens Strengthening Enhancing "
    "Advances Advancing Promotes Promoting Calls Attends Attend Visits Announces Announced Adopts Adopted Unveils Unveiled Releases Released Welcomes Meets Met Gathers Kick "
    "Wrap Set Sets To-Be Returns Honours Honors Deepens Deepen Boost Boosts Discuss Explore Explores Highlights Draws Attracts Ink Inks Inked Commence Commences Celebrates Urges Vow Vows Seal Seals Convene Conclude Establish Unveil Adopt Announce Reaches Reach Forge Forges Receives Endorses Endorse Approves Hails Participates Participate Successfully Officially Reaffirm Reaffirms Agree Agrees Pledge Pledges".split()
)
_DEEDS = frozenset(
    "Establishment Announcement Launch Release Inauguration Signing Opening Unveiling Creation Founding Adoption Publication Closing Conclusion Celebration Extension".split()
)
_BREAKERS = frozenset(
    "This That These Those Our Your My Their Us You We They It Is Are Was Were Be Has Have Will Can Can’t Must Not".split()
)
CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


def _until_link(tokens: Sequence[Token], links: tuple[str, ...]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if token.form == "link" and token.text in links:
            break
        out.append(token)
    return out


_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+|an?\s+)?\Z")


def _and_between(text: str, tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """Return the one *and* of the words behind "between", which parts two sides, each of them a name."""
    ands = [t for t in tokens if t.text == "and"]
    start, end = tokens[0].span.start, tokens[-1].span.end
    if len(ands) != 1 or not _BETWEEN.search(text, max(0, start - 16), start):
        return None
    at = tokens.index(ands[0])
    left, right = ([t.text for t in part if t.form == "cap"] for part in (tokens[:at], tokens[at + 1 :]))
    if len(left) < 2 or len(right) < 2:
        return None
    if text[end : end + 5].strip(" ,").startswith("and"):
        return ands[0] if _own_head(left, lexicon) and _own_head(right, lexicon) else None
    definite = at + 1 < len(tokens) and tokens[at + 1].text == "the"
    return ands[0] if definite or _own_head(right, lexicon) else None


_LISTED_BEFORE = re.compile(r"(?:,|\bby|\bwith|\bbetween|\binclude[ds]?|\bincluding|\bsuch\s+as)\s+\Z")


def _two_words_listed(text: str, tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """Return the *and* between the last two of a list whose names are one word each ("by Portlink, Seaways and Balticom")."""
    if len(tokens) != 3 or tokens[1].text != "and":
        return None
    start = tokens[0].span.start
    if not _LISTED_BEFORE.search(text, max(0, start - 12), start):
        return None
    words = {tokens[0].text, tokens[2].text}
    return None if words & lexicon.portfolio or _own_head(list(words), lexicon) or words & _PAIRED_COUNTRIES else tokens[1]


def _ends_line_in_capitals(text: str, part: Sequence[Token], tokens: Sequence[Token], i: int) -> bool:
    """Whether a line ends in two words all in capitals, and the next goes on in small letters: a heading and its text."""
    if i + 1 == len(tokens) or "\n" not in text[tokens[i].span.end : tokens[i + 1].span.start]:
        return False
    caps = [t.text for t in part if t.form == "cap"][-2:]
    return len(caps) == 2 and all(len(w) > 2 and w.isupper() for w in caps) and not tokens[i + 1].text.isupper()


def split_chunk(text: str, tokens: list[Token], lexicon: Lexicon, *, title: bool = False) -> Iterator[list[Token]]:
    """Cut a run of capitalised words where one name ends and the next begins."""
    part: list[Token] = []
    two_sides = _and_between(text, tokens, lexicon) or _two_words_listed(text, tokens, lexicon)
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.text in _BREAKERS or (title and token.text in _HEADLINE_VERBS and part):
            if part:
                yield part
            part = []
            i += 1
            continue
        if part and part[-1].form == "num" and token.text.isupper() and token.text.title() in CALENDAR:
            yield part[:-1]
            part = []
            i += 1
            continue
        if token.text in CALENDAR and (i + 1 == len(tokens) or tokens[i + 1].form != "cap"):
            if part:
                yield part
            part = []
            i += 1
            while i < len(tokens) and tokens[i].form == "num":
                i += 1
            continue
        if (
            title
            and part
            and token.form == "link"
            and i + 2 < len(tokens)
            and any(t.form == "num" and not t.text.isdigit() for t in tokens[i + 1 : i + 3])
        ):
            yield part
            part = []
            i += 1
            continue
        if token.form == "link":
            j = i
            while j < len(tokens) and tokens[j].form == "link":
                j += 1
            if two_sides in tokens[i:j] or _cut_at_link(text, part, tokens[i:j], tokens[j:], lexicon):
                if part:
                    yield part
                part = []
            else:
                part.extend(tokens[i:j])
            i = j
            continue
        part.append(token)
        if token.form == "cap" and (_cut_after_owner(tokens, i, lexicon) or _ends_line_in_capitals(text, part, tokens, i)):
            yield part
            part = []
        i += 1
    if part:
        yield part


def _all_of(tokens: list[Token]) -> bool:
    """Whether a name begins with "All" and a part of the world ("All Africa Conference")."""
    return (
        len(tokens) > 2
        and tokens[0].text == "All"
        and tokens[1].text in ("Africa", "African", "India", "Russian", "China", "Pakistan")
    )


def _trim(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].form == "link" or tokens[0].text in _FUNCTION) and not _all_of(tokens):
        tokens = tokens[1:]
    while tokens and tokens[-1].form == "link":
        tokens = tokens[:-1]
    return tokens


_OF_LINKS = frozenset("of for on to in against de des du del der da do für".split())


def _first_segment(tokens: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if token.form == "link" and token.text in _OF_LINKS:
            break
        out.append(token)
    return out


def classify(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[str, tuple[Head, ...]]:
    """Return the head noun of a name and what it may name."""
    caps = [t.text for t in tokens if t.form == "cap"]
    if not caps:
        return "", ()
    if any(t.form == "word" for t in tokens):
        first = next((w for w in caps if w in _FOREIGN_FIRST), "")
        return first, lexicon.heads.get(first, ())
    segment = [t.text for t in _first_segment(tokens) if t.form == "cap"]
    if caps[0] in ("Letter", "Letters") and len(caps) > 1 and caps[1] in ("Intent", "Understanding", "Agreement", "Cooperation"):
        return caps[0], lexicon.heads["Letter of Intent"]
    if segment[:1] == ["House"] and caps[1:2] and caps[1] in _HOUSES:
        return "House", (Head("organization", "GovernmentBody"),)
    if "Hotel" in segment[:-1] and segment[-1] not in lexicon.heads:
        return "Hotel", lexicon.heads["Hotel"]
    if len(segment) > 2 and any(t.text in ("&", "and") for t in tokens[: len(segment) + 2]):
        joined = [t.text for t in _first_segment(tokens)]
        for i, word in enumerate(joined):
            if (
                word in ("&", "and")
                and i
                and i + 2 == len(joined)
                and (heads := lexicon.heads.get(joined[i - 1]))
                and any(h.kind == "event" for h in heads)
            ):
                return joined[i - 1], heads
    for words in (segment, caps):
        if not words:
            continue
        if len(words) >= 2 and (heads := lexicon.heads.get(f"{words[-2]} {words[-1]}")):
            return words[-1], heads
        last = words[-1]
        if heads := lexicon.heads.get(re.sub(r"[’']s?$", "", last) if "’" in last or "'" in last else last):
            return last, heads
        if heads := _last_head(words, lexicon):
            return words[-1], heads
    return _head_elsewhere(tokens, caps, segment, lexicon)


_WIDE = frozenset(
    "International Business Local Academic Donor Global Research Scientific Diplomatic Legal Health Education World Entire Whole Wider Host Rural Farming "
    "Fishing Maritime Humanitarian Development Regional National News Help Service Front Information Press Media Reception Registration Night".split()
)


def _last_head(words: Sequence[str], lexicon: Lexicon) -> tuple[Head, ...]:
    """Return what a name is by a noun that heads it only at its end ("Clean Rivers International"), no adjective alone before it."""
    heads = lexicon.last_heads.get(words[-1]) or lexicon.last_heads.get(" ".join(words[-2:]), ())
    return heads if len(words) > 1 and not (len(words) == 2 and words[0] in _WIDE) and words[0] not in _FUNCTION else ()


def _head_elsewhere(
    tokens: Sequence[Token], caps: Sequence[str], segment: Sequence[str], lexicon: Lexicon
) -> tuple[str, tuple[Head, ...]]:
    """Return the head noun of a name that does not end in it: the first word, one before "&" and a field, a part of a compound."""
    if segment and len(segment) < len(caps) and (heads := lexicon.heads.get(segment[0])):
        if segment[0] in _HEAD_FIRST:
            return segment[0], heads
        if segment[0] in _FOREIGN_FIRST and (bodies := _bodies_of(heads)):
            return segment[0], bodies
    if (occasions := _foreign_occasion(tokens, caps, lexicon)) is not None:
        return caps[0], occasions
    if len(segment) > 2 and _ends_in_field(segment, _first_segment(tokens), lexicon):
        return segment[-2], lexicon.heads[segment[-2]]
    if (seated := _head_before_place(segment, lexicon)) and (bodies := _bodies_of(lexicon.heads.get(seated, ()))):
        return seated, bodies
    if len(caps) == 1 and _JOINED_BANK.fullmatch(caps[0]) and caps[0] not in lexicon.names:
        return caps[0], (Head("organization", "Company"),)
    last = segment[-1] if segment else caps[-1]
    if "-" in last and (compound := _COMPOUND.search(last)) is not None:
        return compound[1], lexicon.heads[compound[1]]
    if (event := _EVENT_COMPOUND.fullmatch(last)) is not None and last[0].isupper() and last.lower() not in _IN_TAGE:
        return last, lexicon.heads[_KIND_IN_COMPOUND[event[1]]]
    if "-" in last and (kind := _PREFIXED.fullmatch(last)) is not None:
        return last, tuple(h for h in lexicon.heads.get(kind[1], ()) if h.kind == "event")
    if "OF" in caps[1:] and (bodies := _bodies_of(lexicon.heads.get(caps[caps.index("OF", 1) - 1], ()))):
        return caps[caps.index("OF", 1) - 1], bodies
    if len(caps) > 1 and (
        bodies := _bodies_of(lexicon.heads.get(inner := next((w for w in caps if w in FOREIGN_BODIES), ""), ()))
    ):
        return inner, bodies
    foreign = caps[0] in _FOREIGN_FIRST and (caps[0] in FOREIGN_BODIES or caps[0] not in _HEAD_FIRST)
    if len(caps) > 1 and (foreign or (caps[0] in _HEAD_FIRST | _MEDIA_FIRST and not caps[-1].endswith("s"))):
        bodies = _bodies_of(lexicon.heads.get(caps[0], ()))
        return (caps[0], bodies) if bodies else ("", ())
    return "", ()


def _foreign_occasion(tokens: Sequence[Token], caps: Sequence[str], lexicon: Lexicon) -> tuple[Head, ...] | None:
    """What a name is that opens with the kind of an event in French, Spanish, Portuguese or Italian ("Cumbre Iberoamericana de …")."""
    occasions = tuple(h for h in lexicon.heads.get(caps[0], ()) if h.kind == "event")
    if not occasions or caps[0] not in _FOREIGN_FIRST or len(caps) < 2 or tokens[0].text != caps[0]:
        return None
    linked = tokens[1].form == "link" and tokens[1].text in _FOREIGN_LINKS
    foreign = _FOREIGN_FORM.fullmatch(caps[1].lower()) is not None or not caps[1].isascii()
    return occasions if linked or (foreign and caps[0] not in _ALSO_ENGLISH) else None


_ALSO_ENGLISH = frozenset({"Forum", "Festival", "Salon"})


def _head_before_place(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the head noun right before the place that ends a name ("Lake University Riga"), else nothing."""
    for size in (1, 2):
        place = lexicon.names.get(" ".join(words[-size:])) if len(words) > size + 1 else None
        if place is not None and place.kind in ("city", "country") and words[-size - 1] in _SEATED:
            return words[-size - 1]
    return ""


_SEATED = SINGLE_BODIES - {"Union", "Court", "Exchange", "Agency", "Board", "Trust", "League", "Centre", "Center", "Municipality"}


def _bodies_of(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    return tuple(h for h in heads if h.kind == "organization")


_KIND_IN_COMPOUND = {
    "tagung": "Tagung", "tage": "Tagung", "konferenz": "Konferenz", "kongress": "Kongress", "messe": "Messe", "treffen": "Treffen", "gipfel": "Gipfel", "woche": "Week",
    "symposium": "Symposium", "kolloquium": "Colloquium", "festspiele": "Festival", "konferansen": "Konferenz", "konferensen": "Konferenz", "konferencen": "Konferenz",
    "konferentie": "Konferenz", "dagene": "Tagung", "dagarna": "Tagung", "møtet": "Meeting", "mötet": "Meeting", "messen": "Messe", "mässan": "Messe",
}  # fmt: skip
_EVENT_COMPOUND = re.compile(rf"\p{{L}}[\p{{L}}-]{{2,}}({re.any_of(_KIND_IN_COMPOUND)})\Z")
_IN_TAGE = frozenset(
    "vintage advantage disadvantage percentage montage frontage shortage portage voltage cottage hostage stage backstage postage wastage heritage sabotage mintage outage".split()
)
_COMPOUND = re.compile(
    r"\p{L}-(Institut|Universität|Stiftung|Gesellschaft|Akademie|Hochschule|Zentrum|Museum|Gymnasium|Klinikum|Verein)\Z"
)
_PREFIXED = re.compile(r"(?:Pre|Mini|Sub|Micro|Post)-(\p{Lu}\p{Ll}+)")
_JOINED_BANK = re.compile(r"\p{Lu}\p{L}{2,}(?:bank|stat|telecom|neft|gaz|energo)")
_HOUSES = frozenset(
    "Representatives Representative Commons Lords Assembly Deputies Councillors Peoples Federation Keys Chiefs Elders Delegates".split()
)
_BODY_FIELDS = frozenset("Affairs Universities Team Export Invest Volunteers Standards Exporters Brand Screen Film Parks".split())
_MEDIA_FIRST = frozenset({"Radio", "TV", "Telecom", "Banco", "Grupo"})
_DIRECTIONS = frozenset(
    "North South East West Middle Near Eastern Western Northern Southern Central General State National Federal Local Regional European "
    "African Asian Pacific Islamic Party Small Medium Early Blue Upper Lower Greater Rural Urban Human".split()
)


def _national_body(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a field of work stands right before a country, as in the names of many national bodies ("Tourism Fiji")."""
    words = [t.text for t in tokens]
    for size in (1, 2):
        field, country = words[:-size], lexicon.names.get(" ".join(words[-size:]))
        if field and country is not None and country.kind == "country":
            named = all(t.form == "cap" for t in tokens) and not any(w.lower() in lexicon.roles for w in field)
            return named and field[-1] not in _DIRECTIONS and (field[-1] in lexicon.portfolio or field[-1] in _BODY_FIELDS)
    return False


def _without_head(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Head, ...]:
    """Return what a name is that has no head noun, but the form of those of some bodies ("UN Women", "Tourism Fiji")."""
    if _of_united_nations(tokens, lexicon):
        return (Head("organization", "InternationalOrganization"),)
    return (Head("organization", "GovernmentBody"),) if _national_body(tokens, lexicon) else ()


_NO_ARM = frozenset(
    "Development Global Security Human Sustainable International General Regional National Peace Food Climate Public Economic Social Local Secretary Data Policy Industrial".split()
)


def _of_united_nations(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name is "UN" and one field of work or group of people ("UN Women")."""
    words = [t.text for t in tokens]
    return (
        len(words) == 2
        and words[0] == "UN"
        and tokens[1].form == "cap"
        and words[1] not in _NO_ARM
        and (words[1] in lexicon.portfolio or words[1] in ("Habitat", "Volunteers", "Peacekeeping"))
    )


_AREA_OF_HEADS = frozenset("Group Fund Network Partnership Platform Framework Academy Programme Program Project Plan".split())


def _pick(head: str, heads: tuple[Head, ...], tokens: Sequence[Token]) -> Head:
    kinds = {h.kind: h for h in heads}
    segment = [t.text for t in _first_segment(tokens) if t.form == "cap"]
    if head in ("Centre", "Center", "Hall", "Palace") and any(
        w in ("Convention", "Conference", "Exhibition", "International-Convention", "Congress", "Expo", "Convenció")
        for w in (t.text for t in tokens)
    ):
        return kinds.get("venue", heads[0])
    if head == "Convention" and any(t.text == "on" for t in tokens):
        return kinds.get("agreement", heads[0])
    if head in ("Programme", "Program") and tokens[0].text in ("UN", "United"):
        return Head("organization", "InternationalOrganization")
    if head in ("Framework", "Platform", "Programme", "Program", "Agenda", "Action") and _for_action(tokens):
        return Head("agreement", "ActionPlan")
    if head in ("Framework", "Compact", "Programme", "Program") and "initiative" in kinds:
        return kinds["initiative"]
    if head in ("Partnership", "Network", "Fund") and len(segment) > 1 and "organization" in kinds:
        return kinds["organization"]
    if head == "Compact" and "agreement" in kinds:
        return kinds["agreement"]
    if head in ("Report", "Index", "Paper", "Papers", "Study"):
        return kinds.get("publication", heads[0])
    for kind in ("event", "organization", "agreement", "publication", "initiative", "venue", "item"):
        if kind in kinds:
            if kind == "event" and kinds["event"].cls in ("Ceremony",) and len(kinds) > 1:
                continue
            if head in ("Academy", "Mission") and "organization" in kinds:
                return kinds["organization"]
            return kinds[kind]
    return heads[0]


def _for_action(tokens: Sequence[Token]) -> bool:
    """Whether a name ends in "for Action" or "of Action"."""
    kinds = {"Framework", "Platform", "Programme", "Program", "Agenda"}
    return (
        len(tokens) > 2 and tokens[-1].text == "Action" and tokens[-2].text.lower() in ("for", "of") and tokens[-3].text in kinds
    )


_MAY_COUNT = frozenset("annual biennial triennial international the of".split()) | frozenset(_EDITION_WORDS)


_ENDS_IN_DAY = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?\p{Lu}\p{Ll}{2,8}\.?,?|\b\p{Lu}\p{Ll}{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?)\s+$"
)
"""A day and month before a year, which is then no part of the name behind it ("3 May 2024 / Harbour Games")."""


def _edition_before(text: str, at: int) -> re.Match[str] | None:
    """Return the ordinal and year right before a name, if the word there may be one."""
    words = text[max(0, at - 60) : at].rsplit(None, 1)
    if not words:
        return None
    last = words[-1].strip().lower()
    if not (last in _MAY_COUNT or any(c.isdigit() for c in last) or last in ("st", "nd", "rd", "th")):
        return None
    if last in ("the", "of") and "edition" not in words[0]:
        return None
    return _BEFORE.search(text, max(0, at - 60), at)


def _kind_of(tokens: list[Token], head: str, heads: tuple[Head, ...], lexicon: Lexicon, *, numbered: bool) -> tuple[str, str]:
    """Return kind and class of a name; what is numbered is an occasion before it is a body."""
    if heads:
        chosen = _pick(head, heads, tokens)
        if numbered and chosen.kind == "organization":
            chosen = next((h for h in heads if h.kind == "event"), chosen)
        return chosen.kind, chosen.cls
    single = sum(t.form == "cap" for t in tokens) == 1 and is_acronym(tokens[0].text, lexicon)
    return ("acronym" if single else "name"), ""


def _counts_event(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a numeral stands before the name of an event ("XXVI Conference of …")."""
    if len(tokens) < 2 or tokens[1].form != "cap":
        return False
    if tokens[-1].text in _SITTING and len(tokens[0].text) > 1:
        return True
    return any(h.kind == "event" for t in tokens[1:] if t.form == "cap" for h in lexicon.heads.get(t.text, ()))


_SITTING = frozenset("Cabinet Council Commission Committee Mechanism".split())


_NUMBER_AFTER = re.compile(r"\.?\s?\d{1,3}\b(?![-/:.]\d)")


def _with_number(text: str, tokens: list[Token]) -> list[Token]:
    """Return the words of a name with the number of the school or the like that ends it ("Gymnasium No. 3")."""
    last = tokens[-1]
    if len(tokens) < 2 or last.text not in ("No", "Nr", "No.", "Nr."):
        return tokens
    number = _NUMBER_AFTER.match(text, last.span.end)
    span = Span(last.span.start, number.end()) if number else last.span
    return [*tokens[:-1], Token(span, span.words(text), "num")] if number else tokens[:-1]


def make_name(text: str, tokens: list[Token], lexicon: Lexicon) -> Name | None:
    """Classify one name and read the edition and year around it."""
    tokens = _trim(tokens)
    while len(tokens) > 1 and tokens[0].text.endswith(("-based", "-headquartered")):
        tokens = _trim(tokens[1:])
    if not any(t.form == "cap" for t in tokens):
        return None
    tokens = _with_number(text, tokens)
    edition, edition_span, year = 0, None, 0
    start_full = tokens[0].span.start if tokens else 0
    while tokens and (
        tokens[0].form == "num"
        or tokens[0].text.lower() in _EDITION_WORDS
        or (tokens[0].text[:1] in _ROMAN_DIGITS and _ROMAN.fullmatch(tokens[0].text) and _counts_event(tokens, lexicon))
    ):
        number = edition_number(tokens[0].text)
        if tokens[0].form == "num" and re.fullmatch(r"(?:19|20)\d\d", tokens[0].text):
            year = int(tokens[0].text)
        elif number:
            edition, edition_span = number, tokens[0].span
        tokens = _trim(tokens[1:])
    if not tokens:
        return None
    span = Span(tokens[0].span.start, _end(tokens[-1], text))
    end_full = span.end
    if tokens[-1].form == "num":
        if not year and re.fullmatch(r"(?:19|20)\d\d", tokens[-1].text):
            year = int(tokens[-1].text)
        if len(tokens) > 1 and re.fullmatch(r"(?:19|20)\d\d", tokens[-1].text):
            tokens = _trim(tokens[:-1])
            span = Span(span.start, tokens[-1].span.end)
    inner = next((t for t in tokens if t.form == "num" and re.fullmatch(r"(?:19|20)\d\d", t.text)), None)
    if inner is not None and not year:
        year = int(inner.text)
    if match := _edition_before(text, start_full):
        if match["ord"]:
            edition = edition or edition_number(match["ord"])
            edition_span = edition_span or Span(match.start("ord"), match.end("ord"))
            start_full = match.start("ord")
        if match["year"] and not _ENDS_IN_DAY.search(text, max(0, match.start("year") - 20), match.start("year")):
            year = year or int(match["year"])
            start_full = min(start_full, match.start("year"))
    head, heads = classify(tokens, lexicon)
    heads = heads or _without_head(tokens, lexicon)
    kind, cls = _kind_of(tokens, head, heads, lexicon, numbered=bool(edition))
    return Name(
        span, Span(start_full, max(end_full, span.end)), tuple(tokens), kind, cls, heads, head, edition, edition_span, year
    )


def _end(token: Token, text: str) -> int:
    owned = "’" in token.text or "'" in token.text
    match = _POSSESSIVE.match(token.text) if owned else None
    if match and token.text.replace("'", "’") not in _PLURAL_OWNERS and token.text[-1] == "s":
        return token.span.start + len(match.group(1))
    end = token.span.end
    while end > token.span.start and text[end - 1] in "’' \n":
        end -= 1
    return end


def _adjectival(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.portfolio or word.endswith(("al", "ic", "ive", "ing", "tural", "ary"))


_FOREIGN_FIRST = frozenset(
    "Assises Bienal Certamen Cimera Colóquio Coloquio Concours Concurso Convegno Exposición Exposição Fête Fiera Foire Incontro Jornada Mostra Olimpiada Quinzaine Semana Semaine Simpósio Conferencia Cúpula Reunión "
    "Conférence Congrès Colloque Sommet Réunion Forum Assemblée Semaine Journées Salon Festival Atelier Séminaire Rencontre Rencontres Agence Association Banque Centre Chambre Comité "
    "Commission Communauté Compagnie Confédération Conseil Direction École Fédération Fondation Institut Ligue Ministère Observatoire Office Organisation Port Réseau Secrétariat Société "
    "Syndicat Union Université Musée Théâtre Bibliothèque Hôpital Agencia Asociación Banco Cámara Centro Comisión Comité Confederación Congreso Consejo Cumbre Dirección Encuentro Escuela "
    "Federación Feria Foro Fundación Instituto Jornadas Ministerio Museo Oficina Organización Red Secretaría Seminario Simposio Sociedad Taller Unión Universidad Agência Associação Câmara "
    "Comissão Comunidade Conferência Congresso Conselho Direção Encontro Escola Feira Fórum Fundação Ministério Organização Rede Reunião Seminário Sociedade Universidade Museu "
    "Haute Académie Ambassade Autorité Caisse Collège Consulat Faculté Groupe Laboratoire Lycée Mairie Préfecture Academia Alcaldía Archivo Autoridad Colegio Compañía Consorcio Consulado Cooperativa "
    "Corporación Departamento Embajada Empresa Facultad Gobierno Grupo Laboratorio Liga Municipalidad Observatorio Politécnico Servicio Sindicato Superintendencia Arquivo Autoridade Caixa Colégio "
    "Companhia Confederação Consórcio Embaixada Faculdade Federação Governo Laboratório Observatório Prefeitura Serviço Agenzia Associazione Banca Fondazione Istituto Ministero Politecnico Scuola "
    "Università Universität Hochschule Stiftung Verband Verein Gesellschaft Akademie Universiteit Hogeschool Stichting Gemeente Universitas Kementerian Yayasan Politeknik Uniwersytet Politechnika "
    "Instytut Fundacja Univerzita Universitatea Institutul Ministerul Prensa".split()
)
_FOREIGN_LINKS = frozenset(
    "de du des la le les sur pour en et à au aux dans del el los las para sobre da das dos do em y e d’ l’".split()
)
_FOREIGN_FORM = re.compile(
    r"\p{Ll}+(?:ale|ales|aux|ique|iques|aise|aises|ienne|iennes|onnelle|onnelles|aine|aines|aire|aires|ome|omes|ana|ano|anas|anos|ica|ico|icas|icos|ional|ionales|eña|eño|ense|enses|ária|ário|ária|ários|ime|imes|eira|iva|ivo|ivas|ivos)"
)
_FOREIGN_BEFORE_LINK = re.compile(
    r"\p{Ll}+(?:al|el|if|eur|ien|ain|eux|al[eo]|ori|anti)\s+(?:de|du|des|sur|pour|del|della|dei|dos|das|do|da)\s"
)
_FOREIGN_WORD = re.compile(r"\s+(?P<word>(?:[dlDL][’'])?[\p{L}\p{M}][\p{L}\p{M}–-]*)")


def _foreign_end(text: str, start: int, end: int) -> int:
    """Where a French, Spanish or Portuguese name goes on to in lower-case words ("Agence nationale pour la mer"); ``start`` if it does not."""
    last, linked = start, False
    at = start
    while match := _FOREIGN_WORD.match(text, at, end):
        word, at = match["word"], match.end()
        if word in _FOREIGN_LINKS:
            linked = True
            continue
        lower = word[0].islower()
        apostrophe = word[1:2] in "’'" and word[0] in "dl"
        own_form = _FOREIGN_FORM.fullmatch(word) or _FOREIGN_BEFORE_LINK.match(text, match.start("word"), end)
        if lower and not (linked or apostrophe or own_form or not word.isascii()):
            break
        last, linked = at, False
    return last


def _foreign_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words of a name whose lower-case words are words of their own, not links."""
    tokens = _tokens(text, start, end)
    return [t._replace(form="word") if t.form == "link" and t.text not in _FOREIGN_LINKS else t for t in tokens]


def find_chunks(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[list[Token]]:
    """Yield runs of capitalised words, joined over the commas of one name ("Ministry of Culture, Sports and Tourism")."""
    held: list[Token] = []
    past = start
    for match in _CHUNK.finditer(text, start, end):
        if match.start() < past:
            continue
        past = match.end()
        tokens = _undated(_unshouted(_tokens(text, match.start(), match.end()), lexicon))
        if tokens[-1].text in _FOREIGN_FIRST or (
            tokens[0].text in _FOREIGN_FIRST and any(t.text in _FOREIGN_LINKS for t in tokens)
        ):
            past = _foreign_end(text, match.end(), end)
            tokens = _foreign_tokens(text, match.start(), past) if past > match.end() else tokens
        if held:
            gap = text[held[-1].span.end : match.start()]
            if gap.strip() in (",", ", and", ",and") and len(gap) < 8 and _continues(held, tokens, gap, text, lexicon):
                comma = Token(Span(held[-1].span.end, match.start()), "," if "and" not in gap else "and-list", "cap-comma")
                held = [*held, comma._replace(form="comma"), *tokens]
                continue
            yield held
        held = tokens
    if held:
        yield held


_WEEKDAY = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\p{Ll}{0,5}day|s|r|rs)?")
_QUESTIONS = frozenset("WHAT WHEN WHERE WHO WHY HOW".split())
"""What heads the lines of an advisory."""


def _undated(tokens: list[Token]) -> list[Token]:
    """Return the words of a name without the day before it ("Wed 19 Feb Field visit"), or the label ("WHEN Expo")."""
    words = [t.text for t in tokens[:4]]
    labelled = words[0] in _QUESTIONS
    at = int(labelled or _WEEKDAY.fullmatch(words[0]) is not None)
    dated = len(words) > at + 1 and words[at].isdigit() and words[at + 1].rstrip(".").lower() in MONTHS
    at += 2 if dated else 0
    return tokens[at:] if (labelled or dated) and len(tokens) > at and tokens[at].form == "cap" else tokens


def _continues(held: list[Token], tokens: list[Token], gap: str, text: str, lexicon: Lexicon) -> bool:
    left, right = held[-1].text, tokens[0].text
    if right in lexicon.names:
        return False
    if gap.strip() == "," and runs_on([t.text for t in held], [t.text for t in tokens]):
        return True
    if _lists_topics(held, tokens, gap, text, lexicon):
        return True
    if not (_adjectival(left, lexicon) and (right in lexicon.portfolio or _adjectival(right, lexicon))):
        return False
    caps = [t.text for t in _until_link(_one_and(tokens), ("at", "in", "of", "for", "to", "on")) if t.form == "cap"]
    has_and = any(t.text == "and" for t in tokens) or "and" in gap
    opened = any(
        t.text in ("Ministry", "Department", "Minister", "Ministers", "Secretary", "Office", "Committee", "Council", "Ministries")
        for t in held
    )
    if opened:
        return all(w in lexicon.portfolio or _adjectival(w, lexicon) for w in caps[:1]) and not any(
            w in lexicon.heads for w in caps
        )
    return has_and and any(w in lexicon.heads for w in caps)


def _lists_topics(held: Sequence[Token], tokens: Sequence[Token], gap: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a comma goes on with the topics of an event ("Seminar on Soil, Water and Crop Management")."""
    ons = [i for i, t in enumerate(held) if t.text == "on"]
    if not ons or not _own_event(held[: ons[-1]], lexicon):
        return False
    last = "and" in gap and any(t.form == "comma" for t in held)
    if not last and (gap.strip() != "," or _LISTED_ON.match(text, tokens[0].span.start) is None):
        return False
    words = [t.text for t in _until_link(tokens, ("in", "at", "of", "for", "to", "on", "and")) if t.form == "cap"]
    named = [
        w
        for w in words
        if w in lexicon.names or w in lexicon.heads or w in _HONORIFICS or w in _ROLE_FIRST or is_acronym(w, lexicon)
    ]
    person = fold(words[0]) in lexicon.forenames
    return not named and not person and not _whole_place(text, list(tokens[: len(words)]), lexicon) and words[0] not in CALENDAR


_LISTED_ON = re.compile(
    r"\p{Lu}[\p{L}’'-]+(?:\s+(?:in\s+|of\s+)?\p{Lu}[\p{L}’'-]+){0,3}(?:,\s+\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+){0,3}){0,3},?\s+and\s+\p{Lu}[\p{L}’'-]+(?!\s+\p{Lu}\.)"
)


def _own_event(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words end in a head noun of events."""
    return bool(tokens) and any(h.kind == "event" for h in lexicon.heads.get(tokens[-1].text, ()))


def _one_and(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens up to the second *and*, or to *and the*: what may end a list of fields."""
    ands = [i for i, t in enumerate(tokens) if t.text == "and"]
    ends = [i for i in ands if i + 1 < len(tokens) and tokens[i + 1].text == "the"] + ands[1:2]
    return tokens[: min(ends)] if ends else tokens


def find_names(text: str, start: int, end: int, lexicon: Lexicon, *, title: bool = False) -> Iterator[Name]:
    """Yield the names in a stretch of text, in order; in a title, verbs in capitals end a name."""
    for chunk in find_chunks(text, start, end, lexicon):
        for part in split_chunk(text, chunk, lexicon, title=title):
            name = make_name(text, part, lexicon)
            if name is not None:
                yield name


def overlapping(hits: Sequence[Hit], span: Span) -> list[Hit]:
    """Return the hits that share characters with a span."""
    return [h for h in hits if h.span.start < span.end and span.start < h.span.end]
