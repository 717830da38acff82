"""Names of no known kind that the text itself marks as bodies: by a word for their kind, by what they did, by the list they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import patterns as re
from kg.claim.bodies import body_key, enter_body
from kg.claim.labels import ORGANIZER_LABEL, SUPPORT_LABEL
from kg.find.names import CALENDAR, Name
from kg.model import Span

if TYPE_CHECKING:
    from kg.claim.story import Story
    from kg.find import Sentence

_KIND = (
    r"(?:(?:development|aid|donor|news|state|space|research|advertising|travel|press|government)\s+)?(?:agency|company|firm|enterprise|manufacturer|producer|operator|organi[sz]ation|charity|NGO|non-profit|nonprofit|institute|university|college|"
    r"bank|lender|insurer|start-?up|consultancy|airline|carrier|broadcaster|newspaper|weekly|magazine|publisher|developer|supplier|retailer|brewer|shipbuilder|think\s+tank|foundation|association|federation|union|network|cooperative|"
    r"laboratory|institution|museum|ministry|brand|subsidiary|distributor|utility|body|society|club|alliance|consortium|conglomerate|corporation|provider)"
)
_ENSEMBLE = r"(?:ensemble|orchestra|troupe|band|choir|quartet|theatre\s+company)"
_CALLED = re.compile(
    rf"\s*(?:\([^)]{{2,12}}\)\s*)?,\s+(?:the|an?|its|their|our)\s+(?:[\p{{L}}’'-]+\s+){{0,4}}?{_KIND}(?=\s*[,.;)]|\s+(?:that|which|of|for|in|based|from|with|behind|responsible|and|to|specialis\p{{Ll}}+|specializ\p{{Ll}}+)\b)"
)
_MEDIUM = r"(?:daily|weekly|newspaper|paper|magazine|journal|broadcaster|channel|tabloid|portal|news\s+(?:site|website|outlet))"
_CALLED_BEFORE = re.compile(rf"\b(?:{_KIND}|{_ENSEMBLE}|{_MEDIUM})(?:,|\s+called|\s+named)?\s+[“\"‘']?\Z")
_MAKER = re.compile(
    r"\b(?:developer|publisher|operator|producer|manufacturer|distributor|supplier|retailer|provider|brewer|lender|insurer)\s+\Z"
)
_WHO_RUNS = re.compile(r"\b(?:organi[sz]ers?|sponsors?|co-organi[sz]ers?|promoters?)\s+(?!of\b)\Z")
_DONE_BY = re.compile(
    r"\b(?:(?:co-?)?(?:organi[sz]ed|hosted|sponsored|funded|financed|convened|founded|run|staged|produced|published|supplied|powered|backed|paid\s+for|commissioned|owned|acquired|employed|built|manufactured)\s+(?:jointly\s+)?by"
    r"|(?:partnership|cooperation|co-operation|collaboration|conjunction|together|jointly|association|contract|agreement|memorandum|deal)\s+with|(?:money|funding|support|sponsorship|grant|funds|help|investment|loan)\s+(?:\p{Ll}+\s+){0,2}from"
    r"|(?:works?|worked|working)\s+for|(?:subsidiary|customers|shareholders|employees|arm|unit|headquarters)\s+of"
    r"|(?:sponsors?|exhibitors|firms|compan(?:y|ies)|manufacturers|airlines|broadcasters|agencies|NGOs|organi[sz]ations|employers|investors|start-?ups|businesses|brands)\s+(?:\p{Ll}+\s+){0,5}?(?:were|are|is|was|include[ds]?|including|such\s+as|like|named|among\s+them)"
    r"|(?:executives|engineers|employees|staff|researchers|scientists|developers|representatives?|experts|officials|speakers|trainers|managers|reporters|journalists|correspondents|colleagues)\s+(?:(?:came|come|were|are|drawn|also)\s+){0,2}(?:from|of|at))\s*:?\s+(?:the\s+|both\s+)?\Z",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\s+(?:(?:has|have|had|also|jointly|generously|together)\s+){0,2}(?:co-?(?:funded|financed|sponsored|hosted|organi[sz]ed)|funded|financed|sponsored|bankrolled|acquired|manufactures|employs|lent\s+(?!him|her|them|his)\p{Ll}+|invested|is\s+headquartered|is\s+listed)\b"
)
_OTHERS = re.compile(
    r"\s*,?\s+(?:and|as\s+well\s+as)\s+(?:[\p{L}\d-]+\s+){0,3}?(?:other|further|more)\s+(?:\p{Ll}+\s+)?(?:companies|firms|enterprises|organi[sz]ations|institutions|bodies|agencies|NGOs|businesses|associations|universities|banks|partners)\b"
)
_FIRM_OWNS = re.compile(
    r"[’']s\s+(?:\p{L}+\s+)?(?:headquarters|factory|plant|CEO|chief\s+executive|managing\s+director|subsidiary|shareholders|board|country\s+director|spokes\p{Ll}+|branch|shipyard|secretariat|sales|shares|offices?|engineers)\b"
)
_IN_ROW = re.compile(r"\s*(?:\([^)]{2,12}\)\s*)?(?:,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+)(?:the\s+)?")


def enter_marked(story: Story) -> None:
    """Enter the names that the text marks as bodies ("Danport, the Danish agency", "run by Seaways", "the Lake Bank, Nordvind and the Port Fund")."""
    persons = {word for s in story.sentences for p in s.people for word in p.name.split()}
    for sentence in story.told_sentences():
        if sentence.section.kind in ("title", "heading") or not sentence.names:
            continue
        for name in sentence.names:
            _enter_short_of_country(story, sentence, name)
        label = sentence.section.label.strip() if sentence.section.kind == "label" else ""
        if ORGANIZER_LABEL.match(label) or SUPPORT_LABEL.fullmatch(label):
            for name in sentence.names:
                if _stands_alone(name, sentence, story.plain) and _may_be_body(name, sentence, story, persons):
                    enter_body(story, name.text(story.plain), name.span, "")
        for row in _rows(sentence, story.plain):
            may = [n for n in row if _may_be_body(n, sentence, story, persons)]
            if not may:
                continue
            start, end = row[0].span.start, row[-1].span.end
            done = _DONE_BY.search(story.plain, max(sentence.span.start, start - 70), start) or _DID.match(story.plain, end)
            others = _OTHERS.match(story.plain, end, min(sentence.span.end, end + 80))
            among = _among_bodies(row, sentence, story)
            for name in may:
                single = len(name.tokens) == 1
                joined = among and (single or name is not row[0])
                if joined or others or (single and done) or _called_a_body(story.plain, name, single=single):
                    enter_body(story, name.text(story.plain), name.span, "")


_ENDS_ITEM = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?(?:[,;.|]|\band\b|&|\n|$)")


def _stands_alone(name: Name, sentence: Sentence, plain: str) -> bool:
    """Whether a name is a whole item of a list: between its marks."""
    lead = plain[sentence.span.start : name.span.start].rstrip()
    lead = lead.removesuffix("the").rstrip()
    begins = not lead or lead[-1] in ",;|:" or lead.endswith((" and", "&"))
    return begins and _ENDS_ITEM.match(plain, name.span.end, sentence.span.end) is not None


_SHORT_OF = re.compile(r"(?P<short>(?!(?:GDP|GNP|CEO|CFO|COO|CTO|CIO|HIV|MSc|LLM)\b)[A-Z]{3,9})\s+of\s+(?:the\s+)?(?=\p{Lu})")


def _enter_short_of_country(story: Story, sentence: Sentence, name: Name) -> None:
    """Enter the body that is named by its short form and its country ("BQX of Estonia")."""
    short = _SHORT_OF.match(story.plain, name.span.start, name.span.end) if name.kind == "name" else None
    if short is None or short["short"] in story.shorts or short["short"].lower() in story.lexicon.roles:
        return
    country = next((h for h in sentence.places if h.span.start == short.end() and h.value.kind == "country"), None)
    if country is not None and country.span.end == name.span.end:
        body = enter_body(story, short["short"], Span(*short.span("short")), "")
        body.attrs.setdefault("country", country.value.key)
        story.aliases.setdefault(name.text(story.plain), short["short"])


def _rows(sentence: Sentence, plain: str) -> list[list[Name]]:
    """Return the names of a sentence in rows: those that only a comma or *and* parts stand in one."""
    rows: list[list[Name]] = []
    for name in sentence.names:
        if rows and _IN_ROW.fullmatch(plain, rows[-1][-1].span.end, name.span.start):
            rows[-1].append(name)
        else:
            rows.append([name])
    return rows


def _among_bodies(row: list[Name], sentence: Sentence, story: Story) -> bool:
    """Whether a row of three or more has bodies in it, no fewer than names of no kind, and neither places nor persons."""
    if len(row) < 3 or sentence.section.kind not in ("body", "list", "label"):
        return False
    taken = [h.span for h in sentence.places if h.value.kind != "demonym"] + [p.span for p in sentence.people]
    known = sum(n.kind != "name" and body_key(n.text(story.plain)) in story.bodies for n in row)
    unknown = sum(n.kind == "name" for n in row)
    pure = known + unknown == len(row)
    return (
        pure
        and known >= max(1, unknown)
        and not any(n.kind == "name" and t.start <= n.span.start < t.end for n in row for t in taken)
    )


def _called_a_body(plain: str, name: Name, *, single: bool) -> bool:
    """Whether the words around a name say that it is an agency, a firm or the like, or it owns what only such a body owns."""
    start, end = name.span.start, name.span.end
    if _CALLED.match(plain, end, end + 90):
        return True
    if _CALLED_BEFORE.search(plain, max(0, start - 40), start):
        return single or not _MAKER.search(plain, max(0, start - 40), start)
    return single and bool(_FIRM_OWNS.match(plain, end, end + 50) or _WHO_RUNS.search(plain, max(0, start - 20), start))


def _may_be_body(name: Name, sentence: Sentence, story: Story, persons: set[str]) -> bool:
    """Whether a name of no kind could be a body's: no place, person, post, field of work, or word that the text also writes small."""
    text = name.text(story.plain)
    words = [t.text for t in name.tokens]
    if name.kind != "name" or name.edition or name.year or len(text) < 4 or len(words) > 4 or persons & set(words):
        return False
    if text in story.lexicon.names or text in story.shorts or any(w.lower() in story.lexicon.roles for w in words):
        return False
    taken = [h.span for h in sentence.places] + [p.span for p in sentence.people] + [e.full for e in sentence.events]
    if any(t.start < name.span.end and name.span.start < t.end for t in taken):
        return False
    if len(words) == 1 and (text in story.lexicon.portfolio or text in story.lexicon.heads or text in CALENDAR):
        return False
    return not _has_word(story.plain, text.lower())


def _has_word(plain: str, word: str) -> bool:
    """Whether a word, or some words in a row, stand in a text and are no part of a longer word.

    >>> _has_word("the quays of Riga", "quay"), _has_word("the quay, at night", "quay")
    (False, True)
    """
    at = plain.find(word)
    while at >= 0:
        if not plain[at - 1 : at].isalnum() and not plain[at + len(word) : at + len(word) + 1].isalnum():
            return True
        at = plain.find(word, at + 1)
    return False
