"""Who else is party to an agreement told of: those who endorse, adopt or join it, by a verb, a label, a colon or a list below a heading."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.claim.ledger import Fact, Thing
from kg.claim.nearby import Entity, entities_of, listed, listed_before
from kg.claim.rules import rule
from kg.claim.signatories import agreements_told
from kg.claim.story import Story
from kg.find import Sentence

_FEWEST = 3
"""How many are named at least: two may be those who drafted it, or whose guests the others were."""
_DONE = r"(?:endorsed|co-?signed|signed|adopted|joined|ratified|acceded\s+to|subscribed\s+to|approved|agreed)"
_BY = re.compile(
    rf"\b(?:was|were|been|is|are|being)\s+(?:\p{{Ll}}+ly\s+|also\s+|so\s+far\s+|already\s+){{0,2}}{_DONE}\s+by\s+(?:the\s+)?"
    rf"|(?<=[,(])\s*{_DONE}\s+(?:\p{{Ll}}+\s+){{0,3}}by\s+(?:the\s+)?"
)
_ACTIVE = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?[–—,]?\s*(?:(?:have|has|had|also|all|jointly|already|since|today|so\s+far)\s+){{0,3}}(?:{_DONE}|agreed\s+on|agreed\s+to|joined)\b(?!\s+by)"
)
_LABEL = re.compile(
    r"(?:(?:list\s+of\s+)?(?:the\s+)?(?:signator(?:y|ies)|co-?signator(?:y|ies)|co-?signed|signed\s+by|endorsed\s+by|joined\s+by|adopted\s+by|ratified\s+by|endorsers|parties|supporters)"
    r"|(?:signatory|endorsing|joining|signing|participating)\s+(?:countries|states|parties|members|governments|organi[sz]ations|bodies|institutions))"
    r"(?:\s+(?:to|of)\s+the\s+[\p{L} ]{3,80})?(?:\s*\([^)]*\))?\s*:?",
    re.IGNORECASE,
)
_COLON = re.compile(
    rf"\b(?:countries|[Ss]tates|governments|members|[Mm]ember\s+[Ss]tates|parties|organi[sz]ations|institutions|bodies|delegations|nations|signator(?:y|ies))\b[^.:;]{{0,80}}?\b(?:{_DONE}|endorse|sign|join|support|endorsing|signing|joining|are|include)\b[^.:;]{{0,90}}:|\b{_DONE}\s+by(?:\s+the\s+following(?:\s+\p{{Ll}}+)?)?\s*:"
)
_TAKEN_UP = re.compile(
    r"\b(?:[Ii]t|[Tt]he\s+(?:\p{Ll}+\s+){0,2}(?:declaration|agreement|statement|pledge|charter|accord|pact|convention|protocol|memorandum|communiqué|document|text|treaty|compact|commitment|call|roadmap|plan)"
    r"|[Tt]h(?:e|is)\s+(?:Declaration|Agreement|Statement|Pledge|Charter|Accord|Pact|Convention|Protocol|Memorandum|Communiqué|Treaty|Compact|Call|Roadmap|Plan)|which)\b"
)
_LONGEST_LIST = 60
"""How many lines a list of parties has at most."""


@rule(
    "party-in-list",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. It adopted the Tallinn Accord on Tides. The accord was endorsed by Estonia, Latvia and Poland.",
        "The 5th Harbour Cities Forum was held in Tallinn. Ministers adopted the Tallinn Accord on Tides, which Estonia, Latvia and Poland have joined.",
        "The 5th Harbour Cities Forum was held in Tallinn. Ministers adopted the Tallinn Accord on Tides.\n\nSignatories: Estonia, Latvia and Poland\n",
        "The 5th Harbour Cities Forum was held in Tallinn. Ministers adopted the Tallinn Accord on Tides.\n\nEndorsing countries\n\n- Estonia\n- Latvia\n- Poland\n",
        "The 5th Harbour Cities Forum was held in Tallinn. Ministers adopted the Tallinn Accord on Tides. The countries that joined it are: Estonia, Latvia and Poland.",
    ),
    no=(
        "The 5th Harbour Cities Forum was held in Tallinn. It adopted the Tallinn Accord on Tides. The accord was praised by Estonia, Latvia and Poland.",
        "The 5th Harbour Cities Forum was held in Tallinn. It adopted the Tallinn Accord on Tides. The forum was joined by Estonia, Latvia and Poland.",
    ),
    order=43,
)
def parties_in_lists(story: Story) -> None:
    """Those who are said to endorse, adopt or join an agreement told of, three at least, are parties to it."""
    told = agreements_told(story, "cv:signed", "cv:adopted", "cv:launched")
    if not told:
        return
    names = {n for f in told if isinstance(f.object, Thing) for n in f.object.names if len(n) > 5}
    for index, sentence in story.told():
        for named in _who(story, index, sentence, names):
            fact = _agreement_of(story, sentence, told, named[0].span.start)
            if fact is None or not isinstance(fact.object, Thing):
                continue
            for entity in named:
                story.ledger.state(fact.object, "cv:party", entity.node, entity.span, "party-in-list", 0.8)


def _who(story: Story, index: int, sentence: Sentence, names: set[str]) -> Iterator[list[Entity]]:
    """Yield the lists of those who are said to be party to something."""
    plain, start, end = story.plain, sentence.span.start, sentence.span.end
    label = sentence.section.label.strip() if sentence.section.kind == "label" else ""
    if label and _LABEL.fullmatch(label):
        yield from _enough(_sides(story, sentence))
        return
    if sentence.section.kind == "heading" and _LABEL.fullmatch(plain, start, end):
        yield from _enough(_below(story, index))
        return
    colon = _COLON.search(plain, start, end)
    if colon is not None:
        behind = [e for e in _sides(story, sentence) if e.span.start >= colon.end()]
        yield from _enough(behind or (_below(story, index) if colon.end() >= end - 1 else []))
        return
    if not _HAS_VERB.search(plain, start, end):
        return
    sides = _sides(story, sentence)
    for match in _BY.finditer(plain, start, end):
        yield from _enough(listed(story, sides, match.end(), end, reach=44))
    for entity in sides:
        active = _ACTIVE.match(plain, entity.span.end, end)
        if active is None:
            continue
        after = plain[active.end() : min(end, active.end() + 90)]
        taken_up = " which " in plain[start : entity.span.start] or _TAKEN_UP.match(after.lstrip())
        if taken_up or any(after.removeprefix(" the").lstrip().startswith(n) for n in names):
            before = listed_before(story, [e for e in sides if e.span.end <= entity.span.start], entity.span.start, start)
            yield from _enough([*before, entity])


_HAS_VERB = re.compile(rf"\b{_DONE}\b")


def _enough(found: list[Entity]) -> list[list[Entity]]:
    return [found] if len({e.node for e in found}) >= _FEWEST else []


def _sides(story: Story, sentence: Sentence) -> list[Entity]:
    return [e for e in entities_of(story, sentence) if e.kind in ("organization", "country", "group")]


def _below(story: Story, index: int) -> list[Entity]:
    """Those in the lines below a heading, one or a row of them a line, up to a line that tells something."""
    found: list[Entity] = []
    for sentence in story.sentences[index + 1 : index + 1 + _LONGEST_LIST]:
        sides = _sides(story, sentence)
        rest = sentence.span.of(story.plain)
        for entity in sides:
            rest = rest.replace(entity.span.of(story.plain), "")
        if not sides or len(re.sub(r"[\W\d_]|\b(?:and|the|of|Republic|Kingdom|States?|Union|Islands?)\b", "", rest)) > 24:
            break
        found += sides
    return found


def _agreement_of(story: Story, sentence: Sentence, told: list[Fact], at: int) -> Fact | None:
    """The agreement that a list is of: the one named in the sentence, or the one told of last where nothing else is spoken of."""
    here = [f for f in told if sentence.span.start <= f.span.start < at]
    if here:
        return here[-1]
    words = story.plain[sentence.span.start : sentence.span.end]
    named = [f for f in told if isinstance(f.object, Thing) and any(len(n) > 5 and n in words for n in f.object.names)]
    if named:
        return named[-1]
    before = [f for f in told if f.span.start < sentence.span.start]
    if not before:
        return None
    listed_alone = sentence.section.kind in ("label", "heading")
    near = before[-1].span.start > sentence.span.start - 900
    return before[-1] if listed_alone or (near and _TAKEN_UP.search(story.plain, sentence.span.start, at)) else None
