"""Posts and their holders inside a run of capitals: where the body ends, the post begins, and the person's name stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.find.lexicon import Hit, Lexicon, fold
from kg.find.names import Name, Token, is_acronym, make_name

HONORIFIC_WORDS = frozenset(
    "Hon’ble Hon'ble Md Md. Mohd Mohd. Mr Mrs Ms Miss Dr Drs Prof Professor Sir Dame Lord Lady Datuk Seri Dato Tan Sri Hon Honourable Honorable Eng Engr Ir Amb Rev Sheikh Sheikha Haji Hajah Hajj Yb YB "
    "YAB Tun Madam Madame Monsieur Señor H.E. HE H.E Excellency Mr. Mrs. Ms. Dr. Prof. Dato’ Dato' Datin Toh Puan Gen. Col. Brig. Maj. Lt. Capt. Adm. Associate HON THE "
    "H.R.H. HRH Highness Majesty Royal Serene Eminence Holiness Shri Smt Shrimati Ts Ts. Nana Alhaji Mallam Dasho Daw Ratu Smt. Smti Sra Srta Dra Mme Mlle Ing Ing. Engr. Rabbi Imam Pastor Pehin Pengiran Tunku Tengku Afioga Susuga Tofa Ato Otunba Hajia Sayyid Shaikh Pandit Rt Rt. Rev’d Revd Baroness Baron Hon. Eng. Amb. Rev. MR MS MRS DR PROF".split()
)
NOT_NAMES = frozenset(
    "Year New Region Province Prefecture District County Municipality Territory Autonomous Countries States Nations Members Economies Leaders Ministers Officials Partners Parties Delegates Regions Cities Universities Institutions Cloud Silk Road Belt Agenda Goals "
    "Future World Global International Asia Africa Europe America Pacific Atlantic Centre Center Republic Kingdom Chairmanship Presidency Era Initiative Team Day Official "
    "Chancellors Presidents Directors Rectors Deans Professors Universiti Establishment Announcement Level High Workshop Gulf Bay Sea Ocean River Island Islands Strait Straits Valley Mountain Street Avenue "
    "Square Boulevard Gardens Bridge Airport Station Harbour Harbor Beach Coast Port Gate Garden Sands Hill Hills Heights Lake Mount Cape Peninsula Desert Forest Pavilion Campus Stage Zone Delta Canal "
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Photo Photos Text Source Read Press Release "
    "Opening Closing Welcome Remarks Keynote Address Speech Speeches Session Ceremony Programme Program Theme Topic Venue Date Time Fifteen Twenty Thirty Forty Fifty Ten Twelve Eleven Three Four Five Six Seven Eight Nine Hundred "
    "Conclude Concludes Attend Attends Signs Sign Opens Open Launches Launch Visits Visit Calls Meets Meet Hosts Host Joins Join Welcomes Says Said Announces Speaks Delivers Highlights Urges Addresses "
    "Statement Spokesperson Bilateral Joint Strategic Framework Model Award Awards Prize Medal Declaration Compass Charter Accord Protocol Treaty Report Index Summary Communique Communiqué Edition Volume Chapter "
    "Museu Museo Musée Muzeum Universidad Universidade Université Universität Universitas Instituto Institut Instituut Istituto Centro Ministério Ministerio Ministère Lycée Liceo Escola École Escuela "
    "Fundação Fundación Fondation Fondazione Stiftung Teatro Théâtre Câmara Cámara Chambre Banco Banque Embaixada Embajada Ambassade Associação Asociación Fórum Foro Comité Comissão Comisión Sociedade Sociedad Société "
    "History Heritage Archives Portal Lecture Lectures Panel Roundtable".split()
)
MODIFIERS = frozenset(
    "vice deputy assistant senior executive first second third prime foreign permanent federal under acting former special chief managing associate "
    "founding honorary joint co interim regional general principal state parliamentary union lead programme program project party police "
    "education health trade culture finance defence defense interior justice environment economy tourism energy science research sports youth labor labour "
    "agriculture water climate transport development planning technology news national international political executive adjunct visiting emeritus chair "
    "keynote country conference session board press policy technical scientific medical creative artistic sales marketing communications operations team group section division "
    "campus club city nobel provincial municipal district county town opposition majority minority cabinet crown cluster global chair distinguished full elect additional incoming outgoing special personal presidential ministerial resident goodwill extraordinary crown "
    "financial commercial academic corporate strategic digital investment legal media export product engineering innovation sustainability academic".split()
)
PARTICLES = frozenset(
    "bin bint binti ibn ben al el da de do dos das del della di du la le las los van von der den ter ten te zu y e a/l a/p van’t van't ’t 't von’t d’ ul ud abu ould".split()
)
FREE_SURNAMES = frozenset(
    "Park Law West North South East Hall House Young Court Bank Banks Peace Field Church Rice Grant Hill Day Dean King Prince Rights Bishop Pope Land Lands Mission Water Waters Union".split()
)
_COMPLEMENT = frozenset("of for at to on in the and & de du del la des da do".split())
_SIDE_LINKS = frozenset("of from for at".split())


def is_role(word: str, lexicon: Lexicon) -> bool:
    """Whether a word names a post."""
    lower = word.lower().rstrip(".")
    return lower in lexicon.roles or (
        "-" in lower
        and any(
            part in lexicon.roles
            for part in lower.split("-")
            if part not in ("general", "vice", "deputy", "head", "in", "king", "prince")
        )
    )


def personal(token: Token, lexicon: Lexicon, places: Sequence[Hit] = ()) -> bool:
    """Whether a word can be part of a person's name."""
    if token.form == "link":
        return token.text.lower() in PARTICLES
    word = token.text
    if token.form != "cap":
        return False
    plain = (word.capitalize() if len(word) > 3 and word.isupper() else word).rstrip("’'")
    if word.lower() in _COMPLEMENT or plain in NOT_NAMES or plain in lexicon.heads or plain in lexicon.portfolio:
        return False
    if word in HONORIFIC_WORDS or (is_role(word, lexicon) and word.lower() not in ("king", "prince", "judge")):
        return False
    return not any(
        h.span.start <= token.span.start < h.span.end and h.value.kind in ("country", "demonym", "group") for h in places
    )


def _person_run(tokens: Sequence[Token], at: int, lexicon: Lexicon, places: Sequence[Hit]) -> int:
    """Return where the person's name ends that starts at a word, ``at`` itself for none."""
    end = at
    if at + 1 < len(tokens) and tokens[at].text in ("Park", "Young", "Law", "Rice") and personal(tokens[at + 1], lexicon, places):
        end += 1
    while end < len(tokens) and personal(tokens[end], lexicon, places):
        end += 1
    if end < len(tokens) and end > at and tokens[end].form == "cap" and tokens[end].text in FREE_SURNAMES:
        end += 1
    if end < len(tokens) and (tokens[end].form != "link" or tokens[end].text in ("–", "—", "-", "on", "to", "in")):
        return at
    while end > at and tokens[end - 1].form == "link":
        end -= 1
    if end == at or tokens[at].form == "link":
        return at
    return end if sum(len(t.text) for t in tokens[at:end] if t.form == "cap") > 2 else at


def _caps(tokens: Sequence[Token]) -> int:
    return sum(t.form == "cap" for t in tokens)


def modifies(tokens: Sequence[Token], at: int, low: int, lexicon: Lexicon) -> bool:
    """Whether a word before a post is a part of it ("Vice", "Prime"), not the end of a body's name ("African Union | Commissioner")."""
    token = tokens[at]
    if token.form != "cap":
        return False
    if token.text in lexicon.heads and at > low and tokens[at - 1].form == "cap":
        return False
    return token.text.lower() in MODIFIERS or is_role(token.text, lexicon)


def _role_begin(tokens: Sequence[Token], index: int, low: int, lexicon: Lexicon) -> int:
    first = index
    while first > low and modifies(tokens, first - 1, low, lexicon):
        first -= 1
    begin = first
    while (
        begin > low
        and tokens[begin - 1].form == "cap"
        and tokens[begin - 1].text in lexicon.portfolio
        and tokens[begin - 1].text not in lexicon.heads
    ):
        begin -= 1
    return first if begin > low and tokens[begin - 1].form == "link" else begin


def _holder(tokens: Sequence[Token], begin: int, lexicon: Lexicon, places: Sequence[Hit]) -> tuple[int, int] | None:
    """Return the person's name behind a post that ends at ``begin``, over what the post is for."""
    at = begin
    if at < len(tokens) and any(h.kind == "event" for h in lexicon.heads.get(tokens[at].text, ())):
        return None  # "Expert Meeting on …", "Ministers Conference …" are events
    while at < len(tokens):
        token = tokens[at]
        if token.form == "cap" and (tokens[at - 1].text not in ("of", "for", "at", "the") or tokens[at - 1].form != "link"):
            before = at
            while before < len(tokens) and tokens[before].form == "cap" and tokens[before].text in HONORIFIC_WORDS:
                before += 1
            end = _person_run(tokens, before, lexicon, places)
            if before == at and token.text in FREE_SURNAMES and end > at + 2 and fold(tokens[at + 1].text) in lexicon.forenames:
                at += 1
                continue
            enough = 1 if before > at or at == begin else 2
            if end > before and _caps(tokens[before:end]) >= enough:
                return at, end
        if token.form == "cap" and at > begin and is_role(token.text, lexicon):
            return None
        if token.form == "link" and token.text not in _COMPLEMENT:
            return None
        at += 1
    return None


def _pieces(tokens: list[Token], lexicon: Lexicon, places: Sequence[Hit], *, known: bool) -> Iterator[list[Token]]:
    """Cut a run of capitals with posts and persons in it; ``known`` says that it starts with a person's name."""
    low = at = 0
    persons = known
    while at < len(tokens):
        token = tokens[at]
        fresh = at == low or tokens[at - 1].form == "link" or tokens[at - 1].text.endswith(("’s", "'s"))
        if token.form == "cap" and is_role(token.text, lexicon):
            last = at
            while last + 1 < len(tokens) and tokens[last + 1].form == "cap" and is_role(tokens[last + 1].text, lexicon):
                last += 1
            found = _holder(tokens, last + 1, lexicon, places)
            if found is not None:
                first = _role_begin(tokens, at, low, lexicon)
                yield tokens[low:first]
                yield from _complement(tokens[first : found[0]], last + 1 - first, lexicon, places)
                yield tokens[found[0] : found[1]]
                low = at = found[1]
                persons = True
                continue
        elif token.form == "cap" and token.text in HONORIFIC_WORDS and token.text != "THE":
            end = at
            while end < len(tokens) and tokens[end].text in HONORIFIC_WORDS:
                end += 1
            stop = _person_run(tokens, end, lexicon, places)
            if stop > end:
                yield tokens[low:at]
                yield tokens[at:stop]
                low = at = stop
                persons = True
                continue
        elif token.form == "cap" and fresh and persons:
            end = _person_run(tokens, at, lexicon, places)
            if end - at >= 2 and _caps(tokens[at:end]) >= 2 and (end == len(tokens) or tokens[end].text in (*_SIDE_LINKS, "and")):
                yield tokens[low:at]
                yield tokens[at:end]
                low = at = end
                continue
        at += 1
    yield tokens[low:]


def _complement(tokens: Sequence[Token], size: int, lexicon: Lexicon, places: Sequence[Hit]) -> Iterator[list[Token]]:
    """Yield the post with its field of work, and then the body or country that it is held for."""
    end = size
    while end < len(tokens) and (tokens[end].form != "cap" or tokens[end].text in lexicon.portfolio):
        end += 1
    rest = list(tokens[end:])
    if rest and not any(t.text in lexicon.heads for t in rest) and any(t.text in lexicon.heads for t in tokens[size:end]):
        end, rest = len(tokens), []
    if rest and end > size:
        back = end
        while back > size and tokens[back - 1].form == "cap":
            back -= 1
        if back > size and any(t.text in lexicon.heads for t in rest) and tokens[back - 1].text not in ("and", "&"):
            end, rest = back, list(tokens[back:])
    yield list(tokens[:end])
    yield rest


_POST_BEFORE = re.compile(r"(?P<noun>[\p{Ll}][\p{Ll}-]+)\s+(?:of|at|for)\s+(?:the\s+)?$")
_POST_LINK = re.compile(r"\s+(?:of|at|for|to|in)\s+(?:the\s+)?")
_TITLE_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Eng|Hon|Amb|Ir|Sir|Dame|Professor|Madame|Madam)\.?|H\.\s?E\.)\s+$")
_LIST_BEFORE = re.compile(r"(?:\bby|\bwhere|\bwhen|\bwhile|\bincluding|\bincluded?|\bwere|\bbetween|[:;])\s+$")


def cut_posts(text: str, names: Sequence[Name], places: Sequence[Hit], lexicon: Lexicon) -> list[Name]:
    """Return the names, each run that holds a post and its holder cut into body, post and person."""
    post_end = -1
    out: list[Name] = []
    for name in names:
        tokens = list(name.tokens)
        after_post = 0 <= post_end <= name.span.start and bool(_POST_LINK.fullmatch(text, post_end, name.span.start))
        if any(t.form == "cap" and is_role(t.text, lexicon) for t in tokens) or after_post:
            post_end = name.span.end
        while len(tokens) > 1 and tokens[-1].text in HONORIFIC_WORDS:
            tokens.pop()
        if len(tokens) < len(name.tokens) and (trimmed := make_name(text, tokens, lexicon)) is not None:
            name = trimmed
        pieces = None
        if len(tokens) > 1 and not (name.kind in ("event", "agreement") and name.edition):
            listed = _after_person(text, out, name.span.start, lexicon, places)
            pieces = _cut(text, name, tokens, places, lexicon, after_post=after_post, listed=listed)
        if pieces is None:
            out.append(name)
            continue
        parts = (make_name(text, piece, lexicon) for piece in pieces if piece)
        out.extend(part for part in parts if part is not None)
    return out


_SIDE_GAP = re.compile(r"\s+(?:of|from|at|for)\s+(?:the\s+)?|\s*\(")
_LIST_GAP = re.compile(r"(?:\s*\([^()]{1,40}\)|\))?\s*(?:[,;]\s*(?:and\s+)?|\s+and\s+)$")


def _after_person(text: str, out: Sequence[Name], begin: int, lexicon: Lexicon, places: Sequence[Hit]) -> bool:
    """Whether the names so far end in a person and a side, and a list goes on ("Zhu Peng of Lake University, …")."""
    for i in range(len(out) - 1, max(0, len(out) - 4), -1):
        person, side = out[i - 1], out[i]
        if (
            person.kind == "name"
            and _caps(person.tokens) >= 2
            and _person_run(person.tokens, 0, lexicon, places) == len(person.tokens)
            and _SIDE_GAP.fullmatch(text, person.span.end, side.span.start)
        ):
            return bool(_LIST_GAP.match(text[side.span.end : begin])) or (
                begin - side.span.end < 60 and bool(_LIST_GAP.search(text[side.span.end : begin]))
            )
    return False


def _cut(
    text: str, name: Name, tokens: list[Token], places: Sequence[Hit], lexicon: Lexicon, *, after_post: bool, listed: bool
) -> list[list[Token]] | None:
    begin = name.span.start
    start = max(0, begin - 40)
    if (pair := _two_persons(text, tokens, places, lexicon)) is not None:
        return pair
    known = _led_by_person(text, name, tokens, places, lexicon, listed=listed)
    if (
        not known
        and after_post
        and (found := _holder(tokens, 1, lexicon, places)) is not None
        and _caps(tokens[found[0] : found[1]]) >= 2
        and _ends_body(tokens, found[0], lexicon, places)
    ):
        rest = _pieces(tokens[found[1] :], lexicon, places, known=True)
        return [tokens[: found[0]], tokens[found[0] : found[1]], *rest]
    size = _nationality(tokens, places) if _BEFORE_NATIONAL.search(text, max(0, begin - 6), begin) else 0
    if size and _person_run(tokens, size, lexicon, places) == len(tokens) and 2 <= _caps(tokens[size:]) <= 4:
        return [tokens[:size], tokens[size:]]
    if known or any(t.form == "cap" and (is_role(t.text, lexicon) or t.text in HONORIFIC_WORDS) for t in tokens):
        pieces = [p for p in _pieces(tokens, lexicon, places, known=known) if p]
        return pieces if len(pieces) > 1 else _bare_post(name, tokens, lexicon, places)
    linked = text[start:begin].rstrip().endswith(("of", "at", "for", "the"))
    if linked and (before := _POST_BEFORE.search(text, start, begin)) and is_role(before["noun"], lexicon):
        found = _holder(tokens, 1, lexicon, places)
        if found and _caps(tokens[found[0] : found[1]]) >= 2 and _ends_body(tokens, found[0], lexicon, places):
            return [tokens[: found[0]], tokens[found[0] : found[1]], tokens[found[1] :]]
    return None


def _bare_post(name: Name, tokens: list[Token], lexicon: Lexicon, places: Sequence[Hit]) -> list[list[Token]] | None:
    """Cut a post with no holder in the run from the body before it or behind it ("NAPA | Vice President", "Head | of the Planning Division")."""
    index = next((i for i, t in enumerate(tokens) if t.form == "cap" and is_role(t.text, lexicon)), None)
    if index is None or tokens[index].text.endswith("s"):
        return None
    if name.kind != "name" and not (name.head == tokens[index].text == "Commissioner" and index > 0):
        return None
    first = _role_begin(tokens, index, 0, lexicon)
    side, post = tokens[:first], tokens[first:]
    if side and (
        any(t.form != "cap" for t in side)
        or not (is_acronym(side[-1].text, lexicon) or side[-1].text == "UN" or _ends_body(tokens, first, lexicon, places))
    ):
        return None
    at = next((i for i, t in enumerate(post) if t.form == "link" and t.text in ("of", "at", "in")), 0)
    rest = post[at + 1 :] if at else []
    if rest and _caps(rest) > 1 and any(h.kind == "organization" for h in lexicon.heads.get(rest[-1].text, ())):
        return [side, post[:at], rest]
    return [side, post] if side else None


_BEFORE_NATIONAL = re.compile(r"(?:\b[Tt]he|,|\band)\s+$")


def _nationality(tokens: Sequence[Token], places: Sequence[Hit]) -> int:
    """Return how many words at the start of a run are a nationality ("the Estonian Mari Tamm")."""
    for hit in places:
        if hit.value.kind == "demonym" and hit.span.start == tokens[0].span.start:
            return sum(t.span.end <= hit.span.end for t in tokens)
    return 0


def _ends_body(tokens: Sequence[Token], at: int, lexicon: Lexicon, places: Sequence[Hit]) -> bool:
    last = tokens[at - 1]
    return last.text in lexicon.heads or any(h.span.end == last.span.end for h in places)


_SIDE_FOLLOWS = re.compile(r"\s+(?:of|from|at|for|representing)\s+(?:the\s+)?\p{Lu}|\s*\(\p{Lu}")


def _two_persons(text: str, tokens: list[Token], places: Sequence[Hit], lexicon: Lexicon) -> list[list[Token]] | None:
    """Cut two persons that an "and" joins before the side of both ("Mari Tamm and Jaan Kask | of Lake University")."""
    at = next((i for i, t in enumerate(tokens) if t.text == "and"), 0)
    end = _person_run(tokens, at + 1, lexicon, places) if at else 0
    if not at or end <= at + 1 or _person_run(tokens[:at], 0, lexicon, places) != at:
        return None
    if not (2 <= _caps(tokens[:at]) <= 4 and 2 <= _caps(tokens[at + 1 : end]) <= 4):
        return None
    both = all(fold(t.text) in lexicon.forenames for t in (tokens[0], tokens[at + 1]))
    if not _SIDE_FOLLOWS.match(text, tokens[end - 1].span.end) and not (both and end == len(tokens)):
        return None
    runs = [(tokens[0].span.start, tokens[at - 1].span.end), (tokens[at + 1].span.start, tokens[end - 1].span.end)]
    if any(h.span.start <= start and stop <= h.span.end for h in places for start, stop in runs):
        return None
    rest = tokens[end:]
    while rest and rest[0].form == "link":
        rest = rest[1:]
    return [tokens[:at], tokens[at + 1 : end], rest]


_OPENS = re.compile(r"(?:^|[.!?]\s+|\n\s*)$")
_ROLE_COMMA = re.compile(r"(?P<word>\p{Ll}+),\s+$")


def _led_by_person(text: str, name: Name, tokens: list[Token], places: Sequence[Hit], lexicon: Lexicon, *, listed: bool) -> bool:
    """Whether a run starts with a person and goes on with the person's side ("Anna Schmidt of the University of Hamburg")."""
    end = _person_run(tokens, 0, lexicon, places)
    if not 1 <= _caps(tokens[:end]) <= 5 or end == len(tokens) or tokens[end].text not in (*_SIDE_LINKS, "and"):
        return False
    begin = name.span.start
    if _TITLE_BEFORE.search(text, max(0, begin - 16), begin):
        return True
    if _caps(tokens[:end]) < 2 or tokens[end].text == "and":
        return False
    rest = tokens[end:]
    if not any(t.text in lexicon.heads for t in rest) and not any(
        h.value.kind == "country" and h.span.start == t.span.start for t in rest for h in places
    ):
        return False
    if fold(tokens[0].text) in lexicon.forenames and _person_run(tokens, 0, lexicon, places) == end:
        return True
    if listed or tokens[end].text in ("for", "from") or _LIST_BEFORE.search(text, max(0, begin - 12), begin):
        return True
    opens = _OPENS.search(text, max(0, begin - 4), begin) and any(t.text in lexicon.heads for t in rest)
    role = _ROLE_COMMA.search(text, max(0, begin - 30), begin)
    return bool(opens) or (role is not None and is_role(role["word"], lexicon))
