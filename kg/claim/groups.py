"""What groups of states do at an event, and whom an event honours."""

from __future__ import annotations

from functools import lru_cache

from kg import patterns as re
from kg.claim.bodies import body_key
from kg.claim.ledger import language_of
from kg.claim.nearby import (
    entities_of,
    event_after,
    listed,
    subjects_before,
)
from kg.claim.organizers import ROLE_OF_VERB
from kg.claim.participants import GROUP_NOUN
from kg.claim.rules import rule
from kg.claim.scopes import label_target
from kg.claim.story import Story
from kg.find import Sentence
from kg.find.lexicon import read_table
from kg.model import Literal, Span
from kg.resources import resource

_TAKING = (
    "cv:hasParticipant",
    "cv:countryOfHonour",
    "cv:onBehalfOf",
    "cv:party",
    *{role for _, role in ROLE_OF_VERB},
    "cv:organizedBy",
)


@rule(
    "named-group",
    yes="The 5th Harbour Cities Forum was attended by ministers from the ASEAN member states.",
    no="The 5th Harbour Cities Forum was attended by ministers from Estonia.",
    order=95,
)
def name_groups(story: Story) -> None:
    """A country group with a part in an event is called what the text calls it ("ASEAN member states")."""
    nodes = {v for (_, what, v) in story.ledger.facts if what in _TAKING and isinstance(v, str) and v.startswith("id:group/")}
    if not nodes:
        return
    for _, sentence in story.told():
        for hit in sentence.places:
            node = f"id:group/{hit.value.key}"
            if hit.value.kind != "group" or node not in nodes:
                continue
            noun = GROUP_NOUN.match(story.plain, hit.span.end, sentence.span.end)
            start, end = hit.span.start, noun.end() if noun else hit.span.end
            for span in {Span(start, end), hit.span} if noun else (hit.span,):
                text = span.words(story.plain)
                story.ledger.state(
                    node, "skos:altLabel", Literal(text, "rdf:langString", language_of(text)), span, "named-group", 0.85
                )


_ADVERBS = r"(?:(?:has|have|had|will|also|is|are|was|were|jointly|officially|recently|today|itself|would|should|can|may|must|not|already|now)\s+){0,3}"
_ACTS = re.compile(
    rf"\s*(?:\(\p{{Lu}}+\)\s*)?(?:\s*and\s+(?:the\s+)?(?:\p{{Lu}}[\p{{L}}\d’']*\s+){{1,4}}(?:(?:ministers|leaders|officials)\s+)?)?,?\s*{_ADVERBS}"
    r"(?:said|says|announc(?:ed|es)|launch(?:ed|es)|adopt(?:ed|s)|agreed|decided|sign(?:ed|s)|issued|welcomed|call(?:ed|s)\s+(?:on|for)|host(?:ed|s|ing)?|organi[sz]ed|co-?hosted|convened|support(?:ed|s|ing)|fund(?:ed|s|ing)?|financ(?:ed|es)|co-?fund(?:ed|s)|endorsed|pledged|sit\b|sent|represented|committed|established|approved|urged|stressed|reaffirmed|provid(?:ed|es)|contributed|joined|participated|took\s+part|attended|invited|follow(?:ed|s)|talked|met|observer)\b"
    r"|\s*(?:[’']s?)?\s+(?:(?:rotating|pro\s+tempore|current)\s+)?(?:Chair(?:manship|person)?|chair(?:manship|ship|person)?|[Pp]residency|[Dd]elegation|[Aa]mbassadors?|[Hh]eadquarters|[Oo]bservers?|(?:[Ss]pecial\s+)?[Ee]nvoys?|[Ss]pokes\p{Ll}+)\b"
    r"|\s*(?:[’']s?)\s+(?:[\p{L}-]+\s+){0,2}(?:[Mm]inisters|[Ll]eaders|[Oo]fficials)\b"
    r"|\s*(?:[’']s?)?\s+(?:\p{Ll}[\p{Ll}-]+\s+)?(?:[Rr]epresentatives?|commissioners?|experts|staff|secretar(?:iat|y)|institutions|council|commission|court|parliament|fund(?:s|ing)?|grants?|money|aid|figures|reports?|data|study|survey|directives?|regulations?|sanctions|troops|mission|project)\b"
    r"|[’']s\s+\p{Ll}"
)
_ITS_OWN = re.compile(
    r"\s*(?:[’']s?)?\s+(?:[Hh]eadquarters|[Ss]ecretar(?:iat|y)\b|[Pp]residency|[Cc]hair|[Oo]fficials|[Ss]taff|[Dd]elegation|[Ee]nvoys?|[Aa]mbassadors?|[Ss]pokes)"
)
_DONE_BY = re.compile(
    r"(?:\b(?:organi[sz]ed|hosted|co-?hosted|funded|co-?funded|financed|supported|launched|led|adopted|initiated|convened|sponsored|backed|issued|proposed|established|endorsed|run|implemented)\s+(?:jointly\s+)?by|\b(?:[Cc]hair(?:manship|person)?|[Pp]residency|[Pp]resident|[Ss]ecretary[- ]General|[Dd]irector[- ]General|[Aa]mbassadors?|[Cc]ommissioner|[Dd]elegation|[Ll]eaders|[Ss]ummit|[Oo]bservers?|[Hh]eads?|[Aa]ccession)\s+(?:of|from|to)|\b(?:with|under)\s+(?:the\s+)?(?:\w+\s+)?(?:support|funding|assistance|auspices|aegis)\s+(?:of|from)|\bin\s+(?:partnership|cooperation|collaboration)\s+with|\bbeside\s+(?:[\w ]{3,30}\s+and)?"
    r"|\b(?:contributions?|grants?|funding|funds|money|loans?|representatives?|officials?|experts|mission|envoys?|mandate|aid|donation|financing|support)\s+(?:of|from)|\bwithin\s+the\s+framework\s+of)\s+(?:the\s+)?$"
)
_IN_REGION = re.compile(
    r"\b(?:in|across|throughout|within|outside|into|inside|beyond|from|to|among|around|entire|whole|wider|(?:countries|states|members?|citizens?|nations|peoples?|economies|parts?|rest|borders?|regions?|territory|markets?)\s+of|between\s+(?:the\s+)?\p{Ll}+\s+(?:and|of))\s+(?:the\s+)?$"
)
_NO_BODY_AFTER = re.compile(r"[-–‑]\p{L}|\s+(?!(?:and|or|as|at|by|for|in|is|of|on|to|with)\b)(?:\p{Ll}|\p{Lu}|\d)")
_JOINED_ADJECTIVE = re.compile(r"\s+(?:and|or)\s+(?:the\s+)?\p{Lu}\p{L}+(?:an|ish|ese|ic)\s+\p{Ll}")
_VERB_AFTER = re.compile(
    rf"\s+{_ADVERBS}(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|does|do|did|who|which|that|whose|where|when|while|but|than|then|because|since|after|before|during|from|under|over|through|into|about|against|\p{{Ll}}{{3,}}ed|\p{{Ll}}{{2,}}(?:eeks?|lans?|inds?|ives?|akes?|eets?|ends?|olds?|pens?|orks?|uns?|ays?|opes?|ooks?|ets|its)|began|took|gave|made|met|held|spoke|sent|chose|put|set)\b"
)
_NO_STANDING = frozenset({"east-asia-summit", "asem", "rcep", "lancang-mekong"})


@lru_cache(maxsize=1)
def _group_bodies() -> frozenset[str]:
    """The keys of the groups that are organizations, and of the clubs of states that act as such."""
    return frozenset(
        row["key"] for row in read_table(resource("ontology", "reference", "groups.tsv")) if row["kind"] == "organization"
    )


@lru_cache(maxsize=1)
def _group_names() -> dict[str, frozenset[str]]:
    """All names of each group, without what is written in several ways."""
    rows = read_table(resource("ontology", "reference", "groups.tsv"))
    return {row["key"]: frozenset(map(_squeezed, (row["name_en"], *row["variants"].split("|")))) for row in rows}


def _squeezed(name: str) -> str:
    """Return the letters of a name.

    >>> _squeezed("Inter-governmental Authority")
    'intergovernmentalauthority'
    """
    return "".join(c for c in name.lower() if c.isalnum())


@rule(
    "group-acts",
    yes="The 5th Harbour Cities Forum was held in Tallinn. Belize, as CARICOM Chair, opened it.",
    no="The 5th Harbour Cities Forum was held in Tallinn. Ports in the European Union were discussed.",
    order=96,
)
def groups_act(story: Story) -> None:
    """A group of countries that acts, or that somebody chairs or speaks for, is an organization too."""
    acting: dict[str, list[Span]] = {}
    bodies = _group_bodies()
    spoken_for = {v for (_, what, v) in story.ledger.facts if what == "cv:onBehalfOf" and isinstance(v, str)}
    for _, sentence in story.told():
        for hit in sentence.places:
            if hit.value.kind != "group" or hit.value.key not in bodies or hit.value.key in _NO_STANDING:
                continue
            node = f"id:group/{hit.value.key}"
            if any(
                len(n.tokens) > 1
                and n.kind in ("organization", "agreement", "initiative", "publication", "event", "item", "venue")
                and n.span.start <= hit.span.start
                and hit.span.end <= n.span.end
                and len(n.span) > len(hit.span) + 1
                and n.head not in ("Presidency", "Chair", "Chairmanship")
                for n in sentence.names
            ):
                continue
            if _in_event_name(story, sentence, hit.span):
                continue
            if node in spoken_for or _acts(story, sentence, hit.span) or _among_bodies(story, sentence, hit.span):
                acting.setdefault(node, []).append(hit.span)
    own = {_squeezed(name) for thing in story.bodies.values() if thing.kind == "organization" for name in thing.names}
    named = {key for key, names in _group_names().items() if names & own}
    for node, spans in acting.items():
        if node.removeprefix("id:group/") in named:
            continue
        story.ledger.state(node, "rdf:type", "cv:Organization", spans[0], "group-acts", 0.8)
        for span in spans:
            text = span.words(story.plain)
            story.ledger.state(node, "skos:altLabel", Literal(text, "rdf:langString", language_of(text)), span, "group-acts", 0.8)


def _in_event_name(story: Story, sentence: Sentence, span: Span) -> bool:
    """Whether a union only says whose an event is ("the 12th ASEAN Forum"), and is not named behind "of the"."""
    if story.plain[max(0, span.start - 7) : span.start] == "of the ":
        return False
    return any(
        e.how == "proper" and e.full.start <= span.start and span.end <= e.full.end and len(e.full) > len(span)
        for e in sentence.events
    )


def _acts(story: Story, sentence: Sentence, span: Span) -> bool:
    """Whether a union of states is spoken of as a body: it acts, somebody acts for it, or it stands alone and is no region."""
    plain = story.plain
    if GROUP_NOUN.match(plain, span.end, sentence.span.end):
        return False
    before = plain[max(sentence.span.start, span.start - 60) : span.start]
    if _DONE_BY.search(before):
        return True
    if re.match(r"\s*\(\p{Lu}{3,9}\)", plain[span.end : span.end + 14]) and span.end - span.start > 12:
        return True
    if before.endswith(("-", "–", "‑", "/")):
        return False
    if _ITS_OWN.match(plain, span.end, sentence.span.end):
        return True
    if _IN_REGION.search(before):
        return False
    return bool(_ACTS.match(plain, span.end, sentence.span.end)) or _stands_alone(plain, sentence, span)


def _stands_alone(plain: str, sentence: Sentence, span: Span) -> bool:
    """Whether the name of a union is no adjective of another noun ("relations with the African Union.")."""
    words = span.of(plain)
    if _JOINED_ADJECTIVE.match(plain, span.end, sentence.span.end):
        return False
    if words.title() == words and not plain[max(0, span.start - 4) : span.start].lower().endswith("the "):
        return False
    return (
        not _NO_BODY_AFTER.match(plain, span.end, sentence.span.end)
        or _VERB_AFTER.match(plain, span.end, sentence.span.end) is not None
    )


_NEXT_IN_LIST = re.compile(r"\s*(?:\([^)]{2,12}\)\s*)?(?:,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+)(?:the\s+)?")


def _among_bodies(story: Story, sentence: Sentence, span: Span) -> bool:
    """Whether a group stands in one list with a body ("the European Union and the Lake Bank")."""
    plain = story.plain
    if GROUP_NOUN.match(plain, span.end, sentence.span.end):
        return False
    if _IN_REGION.search(plain[max(sentence.span.start, span.start - 24) : span.start]):
        return False
    for name in sentence.names:
        if name.kind not in ("organization", "acronym") or body_key(name.text(plain)) not in story.bodies:
            continue
        if _NEXT_IN_LIST.fullmatch(plain, span.end, name.span.start) or (
            _NEXT_IN_LIST.fullmatch(plain, name.span.end, span.start) and not _NEXT_IN_LIST.match(plain, span.end)
        ):
            return True
    return False


_HONOUR = re.compile(
    r"\b(?:[Gg]uest\s+(?:[Cc]ountr(?:y|ies)|[Nn]ations?)(?:\s+of\s+[Hh]onou?r)?|[Cc]ount(?:ry|ries)\s+of\s+[Hh]onou?r|[Pp]artner\s+[Cc]ountry|[Gg]uests?\s+of\s+[Hh]onou?r|[Ss]pecial(?:ly)?\s+invited\s+(?:partners?|countr(?:y|ies)))\b"
)


@rule(
    "country-of-honour",
    yes=(
        "Latvia was named the Country of Honour of the 6th Harbour Cities Forum.",
        "The 6th Harbour Cities Forum will be held in Tallinn. Guest country: Latvia.",
        "6th Harbour Cities Forum\n\nDate: 3 June 2024\n\nVenue: Tallinn Creative Hub\n\nGuest of honour: Latvia\n",
    ),
    no="Latvia was named an example for the 6th Harbour Cities Forum.",
    order=43,
)
def honours(story: Story) -> None:
    """A country named as country of honour or guest country of the event that follows, else of the event in hand."""
    for index, sentence in story.told():
        if sentence.section.kind == "label" and _HONOUR.search(sentence.section.label):
            target = label_target(story, index, sentence)
            entities = entities_of(story, sentence)
            for entity in listed(story, entities, sentence.span.start, sentence.span.end) if target is not None else ():
                if target is not None and entity.kind == "country":
                    story.ledger.state(target.thing, "cv:countryOfHonour", entity.node, entity.span, "country-of-honour", 0.9)
            continue
        for match in _HONOUR.finditer(story.plain, sentence.span.start, sentence.span.end):
            occasion = None
            after = event_after(story, sentence, match.end())
            if after is not None and re.fullmatch(
                r"\s*(?:for|of|at)\s+(?:the\s+)?(?:upcoming\s+|forthcoming\s+|next\s+)?",
                story.plain[match.end() : after[0].full.start],
            ):
                occasion = after[1]
            occasion = occasion or story.scope.get(index)
            if occasion is None:
                continue
            entities = [e for e in entities_of(story, sentence) if e.kind in ("country", "demonym")]
            before = [e for e in entities if e.span.end <= match.start() and match.start() - e.span.end < 60][-1:]
            colon = re.match(r"\s*:\s*", story.plain[match.end() : sentence.span.end])
            behind = listed(
                story, entities, match.end() + (colon.end() if colon else 0), sentence.span.end, reach=40, across=True
            )
            named = re.match(
                r"[^.;]{0,24}\b(?:include|including|are|is|was|were)\b|\s*:", story.plain[match.end() : match.end() + 40]
            )
            found = (
                behind
                if behind and (named or not before)
                else subjects_before(story, entities, before[0], sentence)
                if before
                else []
            )
            for entity in found:
                story.ledger.state(occasion.thing, "cv:countryOfHonour", entity.node, entity.span, "country-of-honour", 0.9)
                if occasion.how == "generic" and occasion.parent is not None:
                    story.ledger.state(
                        occasion.parent.thing, "cv:countryOfHonour", entity.node, entity.span, "country-of-honour", 0.85
                    )
