"""Numbers that a text states of an event: people, countries, institutions, activities, agreements."""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.claim.ledger import Thing
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.quantities import QuantityMention, bare_number
from kg.model import Literal, Span

_COUNTED = frozenset(
    """participants participant attendees attendee delegates delegate delegations guests representatives people persons visitors speakers experts scholars students teachers
    educators officials ministers leaders presidents ambassadors diplomats countries regions nations states territories economies institutions universities schools colleges institutes academies organizations
    organisations companies enterprises firms exhibitors pavilions booths forums sessions seminars workshops activities events agreements memoranda mous signings projects reports papers
    publications initiatives members alliances centers centres bases partners panels journalists media lecturers trainees youths youth volunteers researchers scientists specialists professionals
    practitioners decision-makers policymakers policy-makers figures executives entrepreneurs investors buyers mayors rectors principals parents children women associations agencies ministries governments parties signatories signatures results
    outcomes works teams athletes films contestants courses modules lectures talks languages cities provinces municipalities ports consultations taskforces deals contracts documents resolutions
    recommendations commitments pledges foreigners stakeholders dignitaries lawyers judges artists performers parliamentarians lawmakers negotiators ratifications laboratories labs doses meetings
    conferences chapters volumes books competitions visits tours concerts exhibitions shows performances stands topics themes abstracts submissions presentations posters keynotes observers
    nationalities faculty staff trainers mentors fellows scholarships awards prizes winners entries applicants registrations enrollees households communities villages hours chinese
    heads secretaries undersecretaries commissioners directors deans delegation member pupils graduates learners citizens envoys deputies chairs judges residents nationals start-ups startups businesses corporations banks newspapers outlets videos masterclasses exhibits artworks countries’ roundtables dialogues speeches sub-forums subforums signatory founders supporters sponsors co-organizers organizers organisers hosts places seats services films stalls screenings studies presentations attachés colleagues operators men apprentices masters cadets friends novices novelists heroes veterans orphans refugees migrants couples families pairs soloists choirs orchestras bands ensembles troupes vessels boats yachts pieces lots bids sites importers consuls councillors senators policymakers academics educationists academicians translators interpreters chapters
    letters decisions viewers spectators products applications proposals inventions pilots rescuers craftsmen admissions ministries’ museums libraries hospitals clubs federations unions embassies consulates bodies groups networks programmes programs""".split()
)
_PROFESSION = re.compile(
    r"(?:[gnvkphdlmsct]ers|eers|ists|icians|arians|orians|[ctd]ors|ologues|graphers|smiths|wrights|folk|women|men)$"
)
_NO_PEOPLE = frozenset(
    """accelerators answers banners binders boilers boosters borders bunkers calculators centers centimetres chapters
    chargers checklists clusters coasts computers containers coppers corners corridors covers crackers cylinders
    dangers detectors dinners disasters doors elevators factors feathers feeders filters fingers fists flowers
    folders forests genders generators grammars hammers hangers headers hours incubators indicators jumpers ladders
    lasers layers leathers ledgers letters liners lists lockers manners masts matters mergers meters mists monitors
    motors neighbours newspapers numbers orders papers pillars playlists posters powers printers propellers
    quarters reactors refrigerators registers rivers rockers rollers rudders scanners sectors semesters sensors
    servers shelters shortlists sliders slippers steamers stickers stoppers summers tankers theatres towers
    trackers tractors trailers trimesters twists vectors wallpapers waters wrists""".split()
)
_WORLD = re.compile(
    r"\b(?:cannot|out\s+of\s+school|worldwide|globally|population|of\s+the\s+world|enrol(?:l)?ment|poorest|richest|trade\s+volume|invested|investment\s+of|emissions|households|since\s+its\s+(?:launch|founding|establishment|inception)|alumni|have\s+(?:since\s+)?enrolled|graduates\s+every\s+year|homes\s+to)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥]\s*$|\b(?:USD|EUR|RMB|US\$|S\$|A\$)\s*$")


def counts(noun: str) -> bool:
    """Whether a noun is one that events count.

    >>> counts("delegates"), counts("archivists"), counts("emissions")
    (True, True, False)
    """
    word = noun.lower()
    return word in _COUNTED or bool(_PROFESSION.search(word) and word not in _NO_PEOPLE)


def quantity_thing(story: Story, mention: QuantityMention, owner: Thing) -> Thing:
    """Return a number of things as a node of its own."""
    thing = Thing("quantity", "Quantity", near=[owner])
    plain = story.plain
    of = mention.of.words(plain)
    thing.attrs.update(value=mention.value, comparator=mention.comparator, of=of, noun=mention.noun)
    ledger = story.ledger
    ledger.state(thing, "cv:value", Literal(str(mention.value), "xsd:integer"), mention.cue, "counted", 0.9)
    ledger.state(thing, "cv:comparator", f"cv:{mention.comparator}", mention.cue, "counted", 0.9)
    ledger.state(thing, "cv:of", Literal(of, "rdf:langString", "en"), mention.of, "counted", 0.9)
    if concept := _concept(mention.noun, of):
        ledger.state(thing, "cv:counts", concept, mention.of, "counted", 0.8)
    return thing


def _concept(noun: str, of: str) -> str:
    from kg.claim.topics import counted_concept

    return counted_concept(noun, of)


_SIDES = frozenset(
    "countries nations sides parties ministries states governments regions economies institutes universities bodies institutions organizations ministers leaders conferences".split()
)
_PLACES = frozenset("countries nations states cities regions provinces territories economies".split())
_HELD_IN = re.compile(
    r"\b(?:held|took\s+place|staged|organi[sz]ed|conducted|consultations?|activities|events|roadshows?)\b[^,;]*$"
)
_DESCRIBED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,[^,]{2,80},\s*)?(?:currently\s+|now\s+|today\s+)?(?:(?:is|was)\s+(?:a|an|one|the|made|composed)\b|has\s+(?=[\d>]|over|more|some|about|nearly|almost|around|a\s+(?:membership|network)|grown|members)"
    r"|(?:compris|represent|unit|includ|serv|operat|group|connect|link|number|employ|educat|enrol)(?:es|s|ls)\b|(?:consists|consisted)\s+of\b|brings\s+together\b|counts\b|spans\b)"
)
_OF_AN_INITIATIVE = re.compile(
    r"\b(?:report|study|survey|paper|map|database|inventory|atlas)\b[^.;]{0,50}\b(?:covering|listing|of|on)\s+(?:the\s+)?$|\b(?:programmes?|programs?|schemes?|scholarships?|initiatives?|funds?|grants?)\s+(?:for|targeting|covering|reaching|(?:that|which)\s+will\s+\w+|to\s+\w+)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\s+(?:before|preceding|prior\s+to)\s+(?:it|this|that|them)\b|\s+(?:a|per|every|each)\s+(?:year|month|week|day)\b"
)
_A_YEAR = re.compile(r"\b(?:a|per|every|each)\s+(?:year|month|week|day)$")
_OF_A_BODY = re.compile(
    r"\b(?:sen[dt]s?|sending|fielded)\s+(?:an?|its|their)\s+(?:[\w-]+\s+){0,2}(?:team|delegation|group)\s+of\s+$|\b(?:owns?|owned|employs?|maintains?|boasts?|(?:relationships?|relations|partnerships?|agreements?|ties|links|contacts|cooperat(?:es?|ion)|exchanges?|works?)\s+with)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_STUDIED = re.compile(
    r"\b[Aa]ccording\s+to\s+an?\s+(?:\p{Ll}+\s+)?(?:survey|study|poll)\b|\b(?:study|survey|census|evaluation|questionnaire|poll|inventory|audit|statistics|researchers?)\b[^.;]{0,80}\b(?:count(?:s|ed)|f(?:ind|inds|ound)|show(?:s|ed)|conclude[sd]|estimate[sd]|list(?:s|ed)|record(?:s|ed)|reveal(?:s|ed)|cover(?:s|ed)|identif(?:ies|ied))\b",
    re.IGNORECASE,
)
_HOPE = re.compile(
    r"\b(?:wants?\s+to\s+see|hop(?:es?|ing)\s+to|aims?\s+to|aim\s+(?:is|being)\s+to|goal\s+(?:is|of)|targets?\s+(?:of|is)|ambition\s+to|since\s+(?:the\s+beginning|then|its\s+\w+|the\s+(?:launch|start|founding)|(?:19|20)\d\d)"
    r"|over\s+the\s+(?:years|(?:past|last)\s+[\w-]+\s+(?:years|decades|editions))|(?:in|during|for|over)\s+the\s+(?:past|last)\s+(?:[\w-]+\s+)?(?:years?|decades?)|to\s+date|cumulative(?:ly)?|(?:every|each|per)\s+year|annually)\b",
    re.IGNORECASE,
)


def _hoped(story: Story, index: int, sentence: Sentence) -> bool:
    """Whether a number is hoped for, or counts all years: in its sentence, or in the line that opens its list."""
    if _HOPE.search(story.plain, sentence.span.start, sentence.span.end):
        return True
    for other in reversed(story.sentences[max(0, index - 7) : index]):
        text = story.plain[other.span.start : other.span.end]
        if text.endswith(":"):
            return bool(_HOPE.search(text))
        if not text.endswith((";", ",")):
            return False
    return False


def _replaced(story: Story, sentence: Sentence, mention: QuantityMention) -> bool:
    lead = story.plain[max(sentence.span.start, mention.span.start - 60) : mention.span.start]
    return bool(
        re.search(
            r"\b(?:initially|earlier\s+figure|previous\s+figure|instead\s+of|rather\s+than|up\s+from|compared\s+with|compared\s+to|on\s+top\s+of|not\s+the|from\s+the\s+original|originally|(?:had|was|were)\s+expected)\b[^,;]*$"
            r"|\b(?:top|largest|best|leading)\s+$|\bone\s+of\s+(?:the|its|their|some)\s+$",
            lead,
            re.IGNORECASE,
        )
    )


@rule(
    "counted",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. Some 300 delegates from 24 countries attended.",
        "The 5th Harbour Cities Forum was held in Tallinn. Twenty-two conservators attended.",
    ),
    no=(
        "The 5th Harbour Cities Forum was held in Tallinn. Ports cost 300 million euros a year.",
        "The 5th Harbour Cities Forum was held in Tallinn. “We own 80 schools,” the mayor said.",
        "The 5th Harbour Cities Forum was held in Tallinn. A survey by the port counted 410 trainees.",
        "The 5th Harbour Cities Forum was held in Tallinn. The mayors praised a scheme for 200 teachers.",
        "The 5th Harbour Cities Forum was held in Tallinn. It heard of a report by the port covering 214 ports.",
    ),
    order=60,
)
def numbers_of_events(story: Story) -> None:
    """A number of people, countries, bodies or activities in a sentence about an event is stated of it."""
    for index, sentence in story.told():
        if not sentence.quantities or sentence.section.kind in ("title", "heading", "caption"):
            continue
        occasion = story.scope.get(index)
        if occasion is None:
            continue
        stated = [m for m in sentence.quantities if _describes(story, sentence, m)]
        if not stated or _hoped(story, index, sentence) or _WORLD.search(story.plain, sentence.span.start, sentence.span.end):
            continue
        body = _body_described(story, sentence)
        for mention in stated:
            if body is not None:
                state_of(story, body, mention, "counted-members")
                continue
            target = _owner(story, sentence, mention, occasion)
            state_of(story, target.thing, mention, "counted")


_MOST = 10**7
"""More than anything that one event counts: figures of the world at large."""


def _describes(story: Story, sentence: Sentence, mention: QuantityMention) -> bool:
    """Whether a number may be one of an event: of things that events count, no money, no two sides, no replaced figure."""
    plain = story.plain
    if mention.noun == "letters" and not plain.startswith("letters of intent", mention.of.start):
        return False
    if not (counts(mention.noun) or _governed(story, sentence, mention)) or _MONEY.search(
        plain[max(0, mention.cue.start - 5) : mention.cue.start + 1]
    ):
        return False
    if mention.value >= _MOST:
        return False
    told = plain[sentence.span.start : mention.cue.start]
    if _INSTEAD.search(mention.of.of(plain)) or _of_earlier_year(story, sentence, mention):
        return False
    if mention.value >= _MANY and not sentence.events and not _came(story, sentence, mention):
        return False
    if _OF_ITSELF.search(told) or _PREVIOUS.search(told):
        return False
    if _OF_AN_INITIATIVE.search(told[-80:]) or _OTHER_TIME.match(plain, mention.of.end, sentence.span.end):
        return False
    if _A_YEAR.search(mention.of.of(plain)):
        return False
    if _OF_A_BODY.search(told[-70:]) or _STUDIED.search(told[-160:]):
        return False
    lead = plain[max(sentence.span.start, mention.cue.start - 14) : mention.cue.start]
    if mention.comparator == "Exactly" and mention.noun in _SIDES:
        the = re.search(r"\b(?:the|all|both|our|these|those)\s+$", lead) or "the " in mention.cue.of(plain).lower()
        if mention.value == 2 or (the and (mention.value < 3 or " " not in mention.of.of(plain))):
            return False
    if (
        mention.noun in _PLACES
        and re.search(r"\b(?:in|across|throughout|to)\s+$", lead)
        and not re.search(
            r"\b(?:representatives|participants|delegates|people|guests|experts|students|universities|institutions)\b[^,;]*$",
            plain[sentence.span.start : mention.cue.start],
        )
        and not _HELD_IN.search(plain, sentence.span.start, mention.cue.start)
    ):
        return False
    return not _replaced(story, sentence, mention)


_INSTEAD = re.compile(r"\b(?:instead|taken|made|left)\b")
_IN_YEAR = re.compile(r"\b[Ii]n\s+(?:\p{Lu}\p{Ll}+\s+)?(?P<year>(?:19|20)\d\d),?\s[^.;]{0,40}$")


def _of_earlier_year(story: Story, sentence: Sentence, mention: QuantityMention) -> bool:
    """Whether a clause that opens with a year tells of years before the event ("In 2019, 250 delegates attended")."""
    told = _IN_YEAR.search(story.plain, sentence.span.start, mention.cue.start)
    if told is None:
        return False
    named = (o for m in sentence.events if (o := story.resolved.get(m.key)) is not None)
    occasion = next(named, None) or story.main.get(sentence.section.item)
    if occasion is None:
        return False
    year = str(occasion.year or "") or (occasion.dates or ("",))[0][:4]
    return bool(year) and told["year"] < year


_MANY = 20_000
"""More than are counted of most events: where no event stands beside it, a figure of a country or a trade."""
_OF_ITSELF = re.compile(
    r"(?:^|[.;]\s)(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]his)\s+(?:[\p{Ll}-]+\s+){0,2}?(?:association|network|alliance|university|institute|centre|center|organi[sz]ation|company|group|federation|union|school|college|academy|bank|foundation|agency|city|country|port|region)\s+(?:now\s+|today\s+|currently\s+)?(?:has|counts|unites|comprises|represents|employs|operates|runs|serves|owns|links|includes)\s+(?:now\s+|some\s+)?$"
    r"|\b(?:he|she|[Hh]e|[Ss]he)\s+has\s+$|,\s*\d\d,\s+has\s+$"
)
"""What a body or a person has, whatever event the text is about."""
_PREVIOUS = re.compile(
    r"^(?:The|Its?|At\s+the|Our)\s+(?:previous|last|preceding|earlier)\s+(?:edition|forum|conference|meeting|summit|congress|festival|expo|event|one)\b"
)
_BROUGHT = re.compile(
    r"\b(?:drew|draws|drawn|attracted|attracts|gathered|gathers|gathering|welcomed|welcomes|featured|features|featuring|hosted|showcased|showcases|showed|shows|showing|displayed|presented|screened|performed|assembled|brought\s+together|brings\s+together|bringing\s+together|attended\s+by|joined\s+by|visited\s+by|(?:followed|watched)(?:\s+online)?\s+by|adopted|took|passed|awarded|trained|registered|received|selected|heard|included|including|comprised|comprising|consisted\s+of|consists\s+of|with)\s+(?:a\s+(?:total|record)\s+(?:of\s+)?|altogether\s+|also\s+)?$"
)
_CAME = re.compile(
    r"[^.;:,]{0,60}?\b(?:(?:have\s+|had\s+|will\s+|also\s+)?(?:attended|attend|took\s+part|taken\s+part|take\s+part|participated?|came|gathered|met|joined|competed?|performed|spoke|exhibited|registered|turned\s+up|sang|played|danced|voted|travelled)|(?:were|was|are|is|will\s+be|have\s+been|has\s+been)\s+(?:\p{Ll}+ly\s+)?(?:present|represented|presented|signed|screened|shown|adopted|exhibited|displayed|awarded|held|read|performed|played|taken|admitted|selected|accepted|received|submitted|registered|trained|invited|set\s+up|announced|launched|published|exchanged|concluded|in\s+attendance|on\s+display|on\s+show))\b"
)
"""What is said of those, or of that, of which an event is made."""


def _came(story: Story, sentence: Sentence, mention: QuantityMention) -> bool:
    return _CAME.match(story.plain, mention.of.end, sentence.span.end) is not None


def _governed(story: Story, sentence: Sentence, mention: QuantityMention) -> bool:
    """Whether a verb of events stands beside a number: "drew 80 pilots", "34 choirs sang"; then any things may be counted."""
    words = mention.of.of(story.plain)
    if not mention.noun.endswith("s") or mention.noun in _NO_PEOPLE or words[0].isupper() or mention.value < 3:
        return False
    if _NO_THINGS.search(words):
        return False
    brought = _BROUGHT.search(story.plain, max(sentence.span.start, mention.cue.start - 40), mention.cue.start)
    return brought is not None or _came(story, sentence, mention)


_NO_THINGS = re.compile(
    r"\b(?:euros?|dollars?|yuan|pounds?|francs?|crowns?|rupees?|cents|tonnes|tons|litres|liters|metres|meters|kilomet(?:res|ers)|miles|hectares|acres|barrels|watts|points|years?|months|weeks|days|hours|minutes|seconds|times|degrees|percent|pages|articles|paragraphs|cases|deaths|jobs|ships|vessels|cars|homes|houses|inhabitants|voters|votes|seats|shares|steps|ways|reasons|thirds|quarters|others|ones|things)\b"
)
"""Measures and things of which figures of the world are made, never those of an event."""


def _body_described(story: Story, sentence: Sentence) -> Thing | None:
    """The body that a sentence without an event describes ("The X Network is an alliance of 40 universities")."""
    if sentence.events or sentence.section.kind in ("label", "agenda"):
        return None
    for name in sentence.names[:1]:
        lead = story.plain[sentence.span.start : name.span.start]
        if (
            name.kind in ("organization", "acronym")
            and re.fullmatch(r"\W*(?:[Tt]he\s+|About\s+(?:the\s+)?)?", lead)
            and _DESCRIBED.match(story.plain, name.span.end, sentence.span.end)
        ):
            return story.body(name.text(story.plain))
    return None


_NEXT_CLAUSE = re.compile(r"[;:]\s|,\s+(?:and|but|while|where|who)\s")


def _owner(story: Story, sentence: Sentence, mention: QuantityMention, occasion: Occasion) -> Occasion:
    nearest = None
    for event in sentence.events:
        known = story.resolved.get(event.key)
        if known is None:
            continue
        if event.span.end <= mention.span.start or (
            nearest is None
            and event.span.start - mention.span.end < 120
            and not (known.how == "generic" and _NEXT_CLAUSE.search(story.plain, mention.span.end, event.span.start))
            and re.search(
                r"\b(?:attend|join|took\s+part|participat|at|gather)\w*\b", story.plain[mention.span.end : event.span.start]
            )
        ):
            nearest = known
    if nearest is not None and nearest is not occasion and nearest.how in ("proper", "ordinal", "acronym-year", "sibling"):
        return nearest
    if occasion.how == "generic" and occasion.parent is not None and nearest is not occasion:
        return occasion.parent
    return occasion


def state_of(story: Story, owner: Thing, mention: QuantityMention, rule_name: str) -> None:
    """State a number of an event, body or initiative, once."""
    of = mention.of.words(story.plain)
    for fact in story.ledger.of(owner, "cv:hasQuantity"):
        other = fact.object
        if (
            isinstance(other, Thing)
            and other.attrs["value"] == mention.value
            and other.attrs["comparator"] == mention.comparator
            and (other.attrs["of"] == of or other.attrs["noun"] == mention.noun)
        ):
            return
    thing = quantity_thing(story, mention, owner)
    story.ledger.state(owner, "cv:hasQuantity", thing, mention.span, rule_name, 0.85)


_LABELLED = re.compile(
    r"^(?:(?:expected|total|estimated|planned)\s+)?(?:number\s+of\s+|no\.?\s+of\s+|total\s+)?(?P<noun>(?:[a-z-]+\s+){0,2}[a-z-]+s|people|scale|attendance|participation|size)$"
)


@rule(
    "counted-in-label",
    yes="5th Harbour Cities Forum\n\nDate: 3 June 2024\n\nVenue: Tallinn Creative Hub\n\nParticipants: over 300\n",
    no="5th Harbour Cities Forum\n\nDate: 3 June 2024\n\nVenue: Tallinn Creative Hub\n\nRoom: 300\n",
    order=60,
)
def numbers_in_labels(story: Story) -> None:
    """A labelled line that gives a bare number ("Participants: 300") counts what the label says."""
    for index, sentence in story.told():
        if sentence.section.kind != "label" or (occasion := story.scope.get(index)) is None:
            continue
        label = sentence.section.label.strip()
        match = _LABELLED.match(label.lower())
        number = bare_number(story.plain, sentence.span.start, sentence.span.end)
        if match is None or number is None or any(q.cue.start < number.cue.end for q in sentence.quantities):
            continue
        noun = match["noun"].split()[-1]
        noun = noun if noun in _COUNTED else "participants" if noun in ("scale", "attendance", "participation", "size") else ""
        at = story.plain.rfind(label, 0, sentence.span.start)
        if noun and at >= 0:
            state_of(story, occasion.thing, replace(number, of=Span(at, at + len(label)), noun=noun), "counted-in-label")


_COLUMN = re.compile(
    r"(?:no\.?\s+of\s+|number\s+of\s+)?(?P<noun>(?:[a-z-]+\s+)?[a-z-]+s|attendance|people|turnout)(?:\s+\((?:approx\.?|no\.?|number)\))?"
)


@rule(
    "counted-in-column",
    yes="Edition | Place | Dates | Participants\n\n1st Harbour Youth Forum | Tallinn | 3-5 June 2019 | 120\n\n2nd Harbour Youth Forum | Riga | 7-9 June 2021 | over 200\n",
    no="Edition | Place | Dates | Fee\n\n1st Harbour Youth Forum | Tallinn | 3-5 June 2019 | 120\n\n2nd Harbour Youth Forum | Riga | 7-9 June 2021 | over 200\n",
    order=61,
)
def numbers_in_columns(story: Story) -> None:
    """A bare number in a table of events counts what the head of its column says ("Participants")."""
    columns: dict[int, tuple[Span, str]] = {}
    width = 0
    rows = {i: o for o in reversed(story.occasions) for _, i in o.mentions}
    for index, sentence in story.told():
        cells = _cells(story, sentence)
        if len(cells) < 3:
            continue
        heads = {i: _head_of(story, cell) for i, cell in enumerate(cells)}
        if any(noun for noun in heads.values()) and not any(q.cue for q in sentence.quantities):
            columns = {i: (cells[i], noun) for i, noun in heads.items() if noun}
            width = len(cells)
            continue
        if len(cells) != width or not columns:
            continue
        if (occasion := rows.get(index)) is None:
            continue
        for at, (head, noun) in columns.items():
            number = bare_number(story.plain, cells[at].start, cells[at].end)
            if number is not None and number.cue.end == cells[at].end:
                state_of(story, occasion.thing, replace(number, of=head, noun=noun), "counted-in-column")


def _cells(story: Story, sentence: Sentence) -> list[Span]:
    """The cells of a row, without the blanks around their words."""
    out, at = [], sentence.span.start
    for cell in sentence.span.of(story.plain).split("|"):
        text = cell.strip()
        begin = at + (cell.index(text) if text else 0)
        out.append(Span(begin, begin + len(text)))
        at += len(cell) + 1
    return out


def _head_of(story: Story, cell: Span) -> str:
    """What the head of a column counts, nothing where it is no such head."""
    match = _COLUMN.fullmatch(cell.of(story.plain).lower())
    if match is None:
        return ""
    noun = match["noun"].split()[-1]
    noun = "participants" if noun in ("attendance", "turnout") else noun
    return (
        noun
        if noun in _COUNTED and noun not in ("places", "hosts", "topics", "themes", "results", "hours", "activities", "events")
        else ""
    )


_WITH = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,?\s*(?:(?:with|covering|comprising|uniting|gathering|encompassing|spanning|including|involving|benefiting|supporting|serving|linking|connecting|reaching|which\s+(?:comprises|unites|covers|includes|has|brings\s+together))|bringing\s+together|"
    r"(?:consisting|composed|made\s+up)\s+of|an?\s+(?:[\w-]+\s+){0,2}(?:alliance|network|group|association|union|platform|coalition|body|partnership|consortium|federation)\s+of)\s+(?:an?\s+(?:initial|total)\s+(?:of\s+)?|its\s+)?|\(|(?:\s+(?:came\s+into\s+being|(?:was|is|were|will\s+be|is\s+to\s+be|has\s+been)\s+(?:officially\s+|formally\s+)?(?:born|founded|established|launched|set\s+up)))?\s*(?::|,?\s+with)\s*)$"
)
_ALSO = re.compile(
    r"\s*(?:[—–][^—–.;]{3,140}[—–]|,?\s*(?:from|in|across|and|representing|/|,)|\s|[-\w]+(?=\s+(?:from|in|across)))*\s*",
    re.IGNORECASE,
)


@rule(
    "counted-members",
    yes="At the 5th Harbour Cities Forum the Baltic Ports Alliance was founded, with over 30 ports as founding members.",
    no="At the 5th Harbour Cities Forum the Baltic Ports Alliance was founded while over 30 ports looked on.",
    order=62,
)
def numbers_of_outcomes(story: Story) -> None:
    """A number that describes the alliance or programme brought about ("with over 30 members", "covering 20 countries") is also stated of it."""
    made = {
        fact.object: fact
        for fact in story.ledger.facts.values()
        if fact.predicate in ("cv:founded", "cv:launched", "cv:announced")
        and isinstance(fact.object, Thing)
        and fact.object.kind in ("organization", "initiative")
    }
    if not made:
        return
    for _, sentence in story.told():
        if not sentence.quantities or sentence.section.kind in ("title", "heading", "caption"):
            continue
        for thing in made:
            for name in sentence.names:
                key = name.text(story.plain)
                if key not in thing.names or (
                    name.kind == "acronym" and "(" in story.plain[name.span.start - 1 : name.span.start]
                ):
                    continue
                _state_members(story, sentence, thing, name.span.end)


def _state_members(story: Story, sentence: Sentence, thing: Thing, at: int) -> None:
    chained = False
    for mention in sentence.quantities:
        if mention.cue.start < at or not counts(mention.noun):
            continue
        gap = story.plain[at : mention.cue.start]
        if len(gap) > 160 or not (_ALSO.fullmatch(gap) if chained else _WITH.fullmatch(gap)):
            break
        state_of(story, thing, mention, "counted-members")
        chained, at = True, mention.span.end
