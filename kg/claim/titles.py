"""Names that a common noun beside them explains: "Quay to Quay, a scholarship scheme", "a manual, “Ropes Without Fear”"."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.find import Sentence
from kg.model import Span

NOUNS = {
    "initiative": "initiative|programme|program|project|campaign|scheme|scholarships?|fellowships?|fund|platform|partnership|community\\s+of\\s+practice|prize|award|portal|accelerator|incubator|exchange|action|grant|challenge|helpline|app|service|facility|corridor|movement|coalition\\s+for\\s+action",
    "publication": "report|study|book|booklet|manual|handbook|guide|guidebook|white\\s+paper|green\\s+paper|policy\\s+brief|index|atlas|paper|volume|anthology|textbook|dictionary|glossary|catalogue|toolkit|compendium|yearbook|brochure|guidelines|guidance\\s+note|survey|dataset|database|monograph|album|collection\\s+of\\s+(?:essays|papers|articles)|journal|magazine|encyclop(?:a)?edia|bibliography|casebook|almanac",
    "organization": "institute|centre|center|alliance|association|federation|secretariat|laboratory|library|academy|consortium|joint\\s+venture|working\\s+group|task\\s+force|observatory|foundation|council|league|chamber",
    "agreement": "declaration|charter|roadmap|road\\s+map|action\\s+plan|plan\\s+of\\s+action|communiqu[ée]|joint\\s+statement|code\\s+of\\s+conduct|accord|pact|treaty|protocol|manifesto|pledge",
}
CLASSES = {"initiative": "Initiative", "publication": "Publication", "organization": "", "agreement": "Agreement"}
_NOUN = "|".join(f"(?P<{kind}>{words})" for kind, words in NOUNS.items())
_WORD = r"[\p{Ll}\d][\p{L}\p{N}’'-]*"
_TAIL = r"(?:\s+(?:of|for|on|by|from|with|to)\s+[^,.;:“”\"«»()]{3,70}?)?"
_CALLED = r"(?:\s*[,:]|\s+(?:[\p{Ll}]+\s+){0,2}?(?:called|titled|entitled|named|known\s+as|headed|under\s+the\s+(?:title|name)(?:\s+of)?|with\s+the\s+title))[,:]?\s+(?:the\s+|an?\s+)?"
BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er|[Tt]wo|[Nn]ew)\s+(?:{_WORD}\s+){{0,5}}?(?:{_NOUN})\b{_TAIL}{_CALLED}$"
)
_RIGHT_BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er|[Tt]wo|[Nn]ew|[Ff]irst|[Jj]oint)\s+(?:{_WORD}\s+){{0,4}}?(?:{_NOUN})\s+$"
)
"""A noun with nothing between it and a title: "the report “Ports in Peril”"."""
AFTER = re.compile(
    rf"[”\"’»]?\s*(?:\([^()]{{2,12}}\))?,\s+(?:an?|the\s+first|its|their|our)\s+(?:{_WORD}\s+){{0,5}}?(?:{_NOUN})\b"
)
RIGHT_BEHIND = re.compile(rf"[”\"’»]?\s+(?:{_WORD}\s+){{0,1}}?(?:{_NOUN})\b(?!-)(?!\s+\p{{Lu}})")
"""A noun right behind a name or title: "the “Worker Voices” report", "the Clean Quays initiative"."""
_QUOTED = re.compile(r"[“\"«](?P<title>[\p{Lu}\d][^“”\"«»\n]{3,160}?)[.,]?[”\"»]")
_LEADS = (",", ":", *"called titled entitled named as headed name title of the an a".split())
"""What :data:`BEFORE` may end in."""
_UNDER_TITLE = re.compile(r"\b(?:under\s+the\s+(?:title|name)(?:\s+of)?|titled|entitled)\s*,?:?\s+$")
_HINT = re.compile(r"[“\"«,:]|\b(?:called|titled|entitled|named|known|title)\b")
_HOLDS = re.compile(
    r"\b(?:theme|motto|slogan|session|panel|lecture|talk|speech|exhibition|workshop|song|film|play|panel|topic|conference|forum|seminar|award|prize)\b[^“”\"«»]{0,40}$",
    re.IGNORECASE,
)


def _kind_of(match: re.Match[str]) -> str:
    return next(kind for kind in NOUNS if match[kind])


def explained(plain: str, sentence: Sentence, span: Span) -> str:
    """Return the kind that a common noun right before or behind a name gives it, or nothing."""
    if plain[max(sentence.span.start, span.start - 16) : span.start].rstrip().lower().endswith(_LEADS):
        before = BEFORE.search(plain, max(sentence.span.start, span.start - 130), span.start)
        if before is not None:
            return _kind_of(before)
    if " " in span.of(plain) and (right := _RIGHT_BEFORE.search(plain, max(sentence.span.start, span.start - 90), span.start)):
        return _kind_of(right)
    after = AFTER.match(plain, span.end, sentence.span.end)
    return _kind_of(after) if after is not None else ""


def explained_behind(plain: str, sentence: Sentence, span: Span) -> tuple[str, int]:
    """Return the kind that a common noun right behind a name gives it and where that noun ends, or nothing."""
    after = RIGHT_BEHIND.match(plain, span.end, sentence.span.end)
    return (_kind_of(after), after.end()) if after is not None else ("", 0)


def titles_in(plain: str, sentence: Sentence) -> Iterator[tuple[Span, str, str]]:
    """Yield titles in quotation marks with the kind of what they name: span, title, kind."""
    for match in _QUOTED.finditer(plain, sentence.span.start, sentence.span.end):
        span = Span(*match.span("title"))
        lead = plain[max(sentence.span.start, match.start() - 130) : match.start()]
        if found := BEFORE.search(lead) or _RIGHT_BEFORE.search(lead):
            kind = _kind_of(found)
        elif _UNDER_TITLE.search(lead) and (nouns := list(_ANY_NOUN.finditer(lead))) and not _HOLDS.search(lead):
            kind = _kind_of(nouns[-1])
        elif after := AFTER.match(plain, match.end() - 1, sentence.span.end) or RIGHT_BEHIND.match(
            plain, match.end() - 1, sentence.span.end
        ):
            kind = _kind_of(after)
        else:
            continue
        yield span, " ".join(match["title"].split()).rstrip(".,"), kind


_ANY_NOUN = re.compile(rf"\b(?:{_NOUN})\b")
