"""What came of an event: agreements, initiatives, publications and bodies, and who is party to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.claim.bodies import body_key
from kg.claim.governing import DEEDS, LIST_GAP, USUAL, VERB, deed_of, governed, suits
from kg.claim.ledger import Thing
from kg.claim.products import Outcome, candidates, known_outcome, lower_class, outcome_names, outcome_thing
from kg.claim.rules import rule
from kg.claim.signatories import enter_parties, enter_row_of_parties
from kg.claim.story import Occasion, Story
from kg.claim.undone import not_done, of_another_year
from kg.claim.words import words_of
from kg.find import Sentence
from kg.model import Literal, Span


def _state(story: Story, occasion: Occasion, outcome: Outcome, prop: str, rule_name: str, confidence: float = 0.85) -> Thing:
    thing = outcome_thing(story, outcome)
    story.ledger.state(occasion.thing, prop, thing, outcome.span, rule_name, confidence)
    return thing


@rule(
    "outcome-of-verb",
    yes=(
        "At the 5th Harbour Cities Forum, delegates adopted the Tallinn Declaration on Clean Ports.",
        "At the 5th Harbour Cities Forum, nine agreements were signed. They include the Accord on Harbour Tides.",
    ),
    no=(
        "At the 5th Harbour Cities Forum, delegates recalled the Tallinn Declaration on Clean Ports.",
        "At the 5th Harbour Cities Forum, nine agreements were praised. They include the Accord on Harbour Tides.",
    ),
    order=26,
)
def outcomes_of_verbs(story: Story) -> None:
    """What is adopted, signed, launched, released or founded in a sentence about an event is its outcome."""
    for index, sentence in story.told():
        if sentence.section.kind in ("title", "caption"):
            continue
        occasion = story.scope.get(index)
        if occasion is None:
            continue
        names = candidates(story, sentence)
        if not names:
            continue
        occasion = _not_its_papers(story, index, sentence, occasion)
        occasion = _not_its_topic(story, index, sentence, occasion, names)
        for named, match, passive in (*governed(story, sentence, names), *_carried_on(story, index, sentence, names)):
            outcome = _as_adopted(named, match)
            prop = deed_of(match, outcome.kind)
            if not suits(prop, outcome.kind, match) or (outcome.lower and prop in ("cv:launched", "cv:founded")):
                continue
            anew = outcome.lower and _anew(story, sentence, outcome)
            if (outcome.lower or outcome.name.startswith("extension")) and not anew and _told(story, outcome):
                continue
            target = _at_event(story, sentence, outcome.span.end) or (
                occasion.parent if occasion.how == "generic" and occasion.parent is not None else occasion
            )
            if _MEANWHILE.match(story.plain, sentence.span.start, match.start()) and not _at_event(
                story, sentence, match.start()
            ):
                continue
            if not_done(story, sentence, outcome, match, target) or of_another_year(story, sentence, outcome, match, target):
                continue
            if outcome.kind == "organization" and not _founding(story, sentence, outcome, match, passive):
                continue
            if prop == "cv:signed" and _signed_already(story, target, outcome):
                continue
            if anew and _told(story, outcome):
                if _told_of(story, outcome, target):
                    continue
                story.bodies.pop(f"{outcome.kind}:{body_key(outcome.name)}", None)
            thing = _state(story, target, outcome, prop, "outcome-of-verb")
            if outcome.kind == "agreement":
                enter_parties(story, sentence, thing, match, outcome, passive, target)


_CARRIES_ON = re.compile(
    r"(?:(?:They|These|Those|The\s+(?:agreements|documents|memoranda|MoUs|deals|contracts|texts|instruments|accords|publications|reports))\s+(?:\p{Ll}+\s+)?(?:include[ds]?|are|were|comprise[ds]?|cover(?:ed|s)?)|(?:Among|Of)\s+(?:them|these|those)\s+(?:(?:is|are|was|were)\b)?|Included\s+(?:is|are|was|were))[\s,:]+(?:an?\s+|the\s+)?[“\"]?"
)
_SEVERAL_DONE = re.compile(
    r"\b(?:agreements|documents|memoranda|MoUs|MOUs|deals|contracts|letters|texts|instruments|accords|publications|reports|initiatives|projects|resolutions|declarations|results|outcomes|deliverables)\b"
)


def _carried_on(
    story: Story, index: int, sentence: Sentence, names: list[Outcome]
) -> Iterator[tuple[Outcome, re.Match[str], bool]]:
    """Yield what "They include a …" lists, with the verb of the sentence before, which told of several ("nine agreements were signed")."""
    opening = _CARRIES_ON.match(story.plain, sentence.span.start, sentence.span.end)
    if opening is None or not index:
        return
    before = story.sentences[index - 1].span
    verb = next(iter(reversed(list(VERB.finditer(story.plain, before.start, before.end)))), None)
    if verb is None or not _SEVERAL_DONE.search(story.plain, before.start, before.end):
        return
    at = opening.end()
    for outcome in names:
        gap = (
            _SIDES_BEHIND.sub("", story.plain[at : outcome.span.start])
            if at != opening.end()
            else story.plain[at : outcome.span.start]
        )
        if outcome.kind == "organization" or outcome.span.start < at:
            continue
        if not LIST_GAP.match(gap):
            return
        yield outcome, verb, False
        at = outcome.span.end


_SIDES_BEHIND = re.compile(
    r"^\s+(?:between|with|among|on|for)\s+[^.;:]{3,180}?(?=[,;]\s+(?:and\s+)?(?:an?|the)\s|\s+and\s+an?\s)"
)
_PROGRAMMATIC = re.compile(r"\b(?:Strateg(?:y|ies)|Agenda)\b(?:\s+(?:19|20)\d\d|\s+(?:of|for|on|to)\b.*)?$")


def _as_adopted(outcome: Outcome, match: re.Match[str]) -> Outcome:
    """What the verb makes of it: a strategy that is adopted is what was agreed on, a network that is launched is a programme."""
    if outcome.kind == "initiative" and _PROGRAMMATIC.search(outcome.name) and (match["v0"] or match["v1"]):
        return replace(outcome, kind="agreement", cls="ActionPlan")
    if outcome.kind == "organization" and _RUNS.search(outcome.name) and match["v3"]:
        return replace(outcome, kind="initiative", cls="Initiative")
    return outcome


_RUNS = re.compile(r"^(?:Network|Fund|Partnership|Hub|Facility)\s+(?:of|for|on)\b|\b(?:Network|Fund|Partnership|Hub|Facility)$")
"""What is launched, not founded, under such a name is a programme."""


def _signed_already(story: Story, target: Occasion, outcome: Outcome) -> bool:
    """Whether an event has signed what a short form names: "the MoU", or words that a signed agreement's name contains."""
    known = [f.object for f in story.ledger.of(target.thing, "cv:signed") if isinstance(f.object, Thing)]
    if not known:
        return False
    words = set(words_of(outcome.name))
    within = len(words) > 1 and any(words < set(words_of(thing.name)) and thing.cls == outcome.cls for thing in known)
    return within or bool(_SHORT_AGREEMENT.fullmatch(outcome.name))


_PAPERS_OF = re.compile(
    r"\b(?:papers|proceedings|contributions|results|talks|abstracts|lectures|essays|photographs|speeches)\s+(?:\p{Ll}+\s+){0,2}?(?:from|of|at|given\s+at|presented\s+at)\s+(?:the\s+)?(?:\p{Ll}+\s+)?$"
)


def _not_its_papers(story: Story, index: int, sentence: Sentence, occasion: Occasion) -> Occasion:
    """The event told of before, where a sentence names another only for its papers ("the papers from the first colloquium")."""
    told = [m for m in sentence.events if story.resolved.get(m.key) is occasion]
    if not told or not _PAPERS_OF.search(story.plain, sentence.span.start, told[0].full.start) or len(sentence.events) > 1:
        return occasion
    before = story.scope.get(index - 1) if story.sentences[index - 1].section is sentence.section else None
    return before or occasion


def _not_its_topic(story: Story, index: int, sentence: Sentence, occasion: Occasion, names: list[Outcome]) -> Occasion:
    """The event told of before, where a sentence names another only in what an agreement is on ("an agreement on pilot training")."""
    told = [m for m in sentence.events if story.resolved.get(m.key) is occasion]
    inside = [m for m in told if any(o.span.start < m.full.start and m.full.end <= o.span.end for o in names)]
    if not told or len(inside) < len(told):
        return occasion
    before = (o for i in range(index - 1, max(-1, index - 4), -1) if (o := story.scope.get(i)) is not None and o is not occasion)
    return next(before, None) or story.main.get(sentence.section.item) or occasion


_MEANWHILE = re.compile(r"[^.;]{0,24}\b[Ww]hile\s[^,.;]{3,60}?\s(?:is|are|was|were)\s[^.;]{0,140}?,\s")
_SHORT_AGREEMENT = re.compile(r"MoUs?|MOUs?|MoC|LoI|(?:[Mm]emorandum|[Aa]greement|[Pp]rotocol|[Pp]act)s?")


def _told(story: Story, outcome: Outcome) -> bool:
    """Whether an agreement in common words is one that the text has already told of."""
    thing = story.bodies.get(f"{outcome.kind}:{body_key(outcome.name)}") or known_outcome(story, outcome)
    return thing is not None and any(f.object is thing and f.predicate in DEEDS for f in story.ledger.facts.values())


def _anew(story: Story, sentence: Sentence, outcome: Outcome) -> bool:
    """Whether common words bring up an agreement ("a political declaration") and do not take one up again."""
    return re.search(r"\ban?\s+$", story.plain[max(sentence.span.start, outcome.span.start - 4) : outcome.span.start]) is not None


def _told_of(story: Story, outcome: Outcome, occasion: Occasion) -> bool:
    """Whether an agreement in the same words has been told of the same event, or of the larger one."""
    key = body_key(outcome.name)
    told = [
        f
        for f in story.ledger.facts.values()
        if f.predicate in DEEDS and isinstance(f.object, Thing) and body_key(f.object.name) == key
    ]
    return any(f.subject is occasion.thing or f.subject is getattr(occasion.parent, "thing", None) for f in told)


def _at_event(story: Story, sentence: Sentence, after: int) -> Occasion | None:
    """The event behind "at the" after an outcome ("the signing of … at the second edition of the Conference")."""
    for mention in sentence.events:
        if mention.full.start > after and re.search(r"\b(?:at|during)\s+(?:the\s+)?$", story.plain[after : mention.full.start]):
            found = story.resolved.get(mention.key)
            return found.parent if found is not None and found.how == "generic" and found.parent is not None else found
    return None


@rule(
    "outcome-list",
    yes=(
        "The 5th Harbour Cities Forum was held in Tallinn. Ministers at the Forum adopted a:\n\n* Charter that sets out the rules\n\n* Work Plan that orders the tasks\n",
        "The 5th Harbour Cities Forum was held in Tallinn. The documents signed at the Forum are the following:\n\n* Agreement on Pilots\n\n* Protocol on Tides\n",
        "The 5th Harbour Cities Forum was held in Tallinn.\n\n| Document | Signed for Estonia by | Signed for Latvia by |\n| Agreement on Pilots | Ministry of Transport | Ports Authority |\n",
    ),
    no="The 5th Harbour Cities Forum was held in Tallinn. Ministers at the Forum recalled a:\n\n* Charter that sets out the rules\n",
    order=27,
)
def outcomes_listed(story: Story) -> None:
    """Lines behind "adopted:", "the documents signed are the following:" or under such heads of a table are outcomes."""
    for index, sentence in story.told():
        verb = _verb_of_list(story, sentence)
        if verb is None or (occasion := story.scope.get(index)) is None:
            continue
        for other in story.sentences[index + 1 : index + 12]:
            found = next((o for o in candidates(story, other) if o.span.start - other.span.start < 8), None)
            if found is None or (found.lower and " " not in found.name):
                continue
            prop = deed_of(verb, found.kind)
            if suits(prop, found.kind, verb):
                thing = _state(story, occasion, found, prop, "outcome-list", 0.8)
                if found.kind == "agreement":
                    enter_parties(story, other, thing, verb, found, True, occasion)
                    if "|" in sentence.span.of(story.plain):
                        enter_row_of_parties(story, other, thing, found, occasion)


_FOLLOWING = re.compile(r"\b(?:following|below|these|documents|instruments|agreements|texts)\b", re.IGNORECASE)
_HEAD_OF_DEEDS = re.compile(
    r"\W*(?:No\.?\s*\|\s*)?(?:documents?|agreements?|instruments?|texts?|titles?|names?(?:\s+of\s+(?:the\s+)?\w+)?)\s*\|(?=[^\n]*\b(?:sign|parties|between))",
    re.IGNORECASE,
)


def _verb_of_list(story: Story, sentence: Sentence) -> re.Match[str] | None:
    """The verb before a colon, or in the head of a table of documents, that says what was done to all of a list."""
    start, end = sentence.span.start, sentence.span.end
    if _HEAD_OF_DEEDS.match(story.plain, start, end):
        return VERB.search(story.plain, start, end)
    if story.plain[end - 1] != ":":
        return None
    wide = _FOLLOWING.search(story.plain, start, end) is not None
    return next(iter(reversed(list(VERB.finditer(story.plain, start if wide else max(start, end - 60), end)))), None)


def _founding(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], passive: bool) -> bool:
    window = story.plain[sentence.span.start : sentence.span.end]
    if re.search(r"\b(?:founded|established)\s+in\s+(?:19|20)\d\d|since\s+its", window):
        return False
    verb = match.group().lower()
    if not passive and verb.startswith(("launch", "announc", "introduc", "initiat", "unveil")):
        return bool(re.match(r"\s+(?:of\s+)?(?:the\s+|a\s+)?", story.plain[match.end() : outcome.span.start]))
    return True


_OUTCOME_LABEL = re.compile(
    r"^(?:key\s+|main\s+|major\s+)?(?:(?P<verb>launched|signed|adopted|released|founded|established|published|announced|unveiled)|outcomes?|results?|deliverables|outcome\s+documents?|(?:documents?|agreements?)\s+(?:signed|adopted))$"
)


@rule(
    "outcome-labelled",
    yes="5th Harbour Cities Forum\n\nWhat: 5th Harbour Cities Forum\n\nWhere: Tallinn, Estonia\n\nSigned: Tallinn Declaration on Clean Ports\n",
    no="5th Harbour Cities Forum\n\nWhat: 5th Harbour Cities Forum\n\nWhere: Tallinn, Estonia\n\nRead: Tallinn Declaration on Clean Ports\n",
    order=27,
)
def outcomes_labelled(story: Story) -> None:
    """A labelled line "Launched: …", "Signed: …", "Outcome: …" names outcomes."""
    for index, sentence in story.told():
        if sentence.section.kind != "label" or (occasion := story.scope.get(index)) is None:
            continue
        label = _OUTCOME_LABEL.match(sentence.section.label.strip().lower())
        if label is None:
            continue
        for outcome in candidates(story, sentence):
            verb = VERB.match(label["verb"]) if label["verb"] else None
            prop = deed_of(verb, outcome.kind) if verb else USUAL[outcome.kind]
            if verb is None or suits(prop, outcome.kind, verb):
                _state(story, occasion, outcome, prop, "outcome-labelled", 0.8)


_TEXT_ITSELF = re.compile(
    r"^(?:(?:[Ff]ull\s+)?[Tt]ext(?:\s+of\s+the)?:?\s+|Media\s+[Nn]ote:?\s+)?(?P<name>(?P<head>(?:(?:Joint|Co-?[Cc]hairs?[’']?s?|Chair(?:man|person|woman)?[’']?s?|Leaders[’']?|Ministers[’']?|Ministerial|Final|Outcome|Presidency|Press|Summary)\s+){1,3}"
    r"(?:Statement|Communiqu[ée]|Declaration|Summary|Conclusions|Document|Release\s+of\s+Outcomes))(?:\s+(?:of|for|on|from|at|by|following|to)\s+[^|\n]{4,200})?)\s*$"
)


@rule(
    "outcome-itself",
    yes="Joint Statement of the 5th Harbour Cities Forum\n\nThe Ministers met in Tallinn on 3 June 2024 for the 5th Harbour Cities Forum.",
    no="Press Statement on the 5th Harbour Cities Forum\n\nThe Ministers met in Tallinn on 3 June 2024 for the 5th Harbour Cities Forum.",
    order=27,
)
def outcome_itself(story: Story) -> None:
    """A text that is headed "Joint Statement of …", "Chair's Summary …" is itself what its event issued."""
    for index, sentence in story.told():
        if sentence.section.kind != "title":
            continue
        match = _TEXT_ITSELF.match(" ".join(story.plain[sentence.span.start : sentence.span.end].split()))
        occasion = story.main.get(sentence.section.item)
        if match is None or occasion is None or re.match(r"(?:Press|Summary)\s", match["head"]) or index > 3:
            continue
        start = story.plain.find(match["head"], sentence.span.start)
        if start < 0:
            continue
        cls = lower_class(match["head"].lower()) if lower_class(match["head"].lower()) != "Agreement" else "Communique"
        thing = _state(
            story,
            occasion,
            Outcome(Span(start, sentence.span.end), match["name"], "agreement", cls),
            "cv:released",
            "outcome-itself",
        )
        thing.call(match["head"], Span(start, start + len(match["head"])))
        return


_ORIGINAL = re.compile(
    r"\b[Tt]he\s+(?:final\s+|adopted\s+|outcome\s+|closing\s+)?(?:document|text|declaration|statement|agreement|commitment|charter)\s*[(,]\s*(?:(?:entitled|titled|known\s+as|called|officially|named)\s+)*(?:the\s+)?[“\"«]?(?P<name>\p{Lu}[\p{L}\p{M}’' ,-]{8,120}?)[”\"»]?(?:\s+in\s+(?:the\s+)?(?:\p{Lu}\p{Ll}+\s+)?original\b|\s+in\s+\p{Lu}\p{Ll}+\b|[),;])"
)


@rule(
    "outcome-original-title",
    yes="At the 5th Harbour Cities Forum delegates adopted the Final Declaration. The document (Puhtad sadamad igal rannal in the Estonian original) binds no one.",
    no="At the 5th Harbour Cities Forum delegates recalled the Final Declaration. The document (Puhtad sadamad igal rannal in the Estonian original) binds no one.",
    order=28,
)
def original_titles(story: Story) -> None:
    """ "The document (… in the Spanish original)" gives another name of the agreement that a text told of just before."""
    told = [
        f
        for f in story.ledger.facts.values()
        if f.predicate in DEEDS and isinstance(f.object, Thing) and f.object.kind == "agreement"
    ]
    if not told:
        return
    for match in _ORIGINAL.finditer(story.plain):
        before = [f for f in told if f.span.start < match.start() and match.start() - f.span.end < 700]
        name = " ".join(match["name"].split())
        if before and " " in name and isinstance(before[-1].object, Thing):
            thing = before[-1].object
            thing.call(name, Span(match.start("name"), match.end("name")))
            story.ledger.state(
                thing,
                "skos:altLabel",
                Literal(name, "rdf:langString", "en"),
                Span(match.start("name"), match.end("name")),
                "outcome-original-title",
                0.8,
            )


_PLANNED = re.compile(
    r"(?<![\p{L}\p{N}-])(?P<verb>(?:Official\s+)?(?:Launch|Establishment|Announcement|Release|Signing|Adoption|Unveiling|Inauguration)|Formally\s+establish|Publish|Establish|Launch)\s+(?:of\s+)?(?:the\s+|a\s+|an\s+)?(?=\p{Lu})"
)


@rule(
    "outcome-planned",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\n1.Launch of the Clean Ports Scholarship Program, covering ten ports;\n",
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\n1.History of the Clean Ports Scholarship Program, covering ten ports;\n",
    order=25,
)
def outcomes_planned(story: Story) -> None:
    """A programme line "Launch of …", "Establishment of …", "Announcement of …" names an outcome to come."""
    for index, sentence in story.told():
        if sentence.section.kind in ("title",):
            continue
        occasion = story.scope.get(index) or story.main.get(sentence.section.item)
        if occasion is None:
            continue
        for match in _PLANNED.finditer(story.plain, sentence.span.start, sentence.span.end):
            names = [o for o in outcome_names(story, sentence) if o.span.start >= match.end() - 1]
            at = match.end()
            for outcome in names:
                gap = story.plain[at : outcome.span.start]
                if not (LIST_GAP.match(gap) if at != match.end() else re.fullmatch(r"\s*(?:the\s+|a\s+)?", gap)):
                    break
                verb = match["verb"].lower()
                prop = (
                    "cv:founded"
                    if outcome.kind == "organization"
                    else "cv:signed"
                    if "sign" in verb
                    else "cv:released"
                    if outcome.kind == "publication"
                    else "cv:adopted"
                    if "adopt" in verb
                    else "cv:announced"
                    if "announce" in verb
                    else "cv:launched"
                )
                target = occasion.parent if occasion.how == "generic" and occasion.parent is not None else occasion
                _state(story, target, outcome, prop, "outcome-planned", 0.8)
                at = outcome.span.end


_SIGN_WORDS = re.compile(r"\b(?:sign(?:ed|ing|ator(?:y|ies)|atures?)|opened\s+for\s+signature)\b", re.IGNORECASE)
_SIGN_HEAD = re.compile(r"\b(?:signator(?:y|ies)|(?:have\s+)?signed|signing)\b", re.IGNORECASE)
_TREATY_HEADS = frozenset(
    {"Convention", "Treaty", "Agreement", "Protocol", "Charter", "Pact", "Accord", "Compact", "Declaration"}
)


@rule(
    "signed-by-list",
    yes="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The Tallinn Convention on Harbour Safety was opened for signature.\n\nSignatories\n\nEstonia\n\nLatvia\n\nPoland\n\nSweden\n",
    no="The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The Tallinn Convention on Harbour Safety was praised.\n\nMembers\n\nEstonia\n\nLatvia\n\nPoland\n\nSweden\n",
    order=43,
)
def signed_by_list(story: Story) -> None:
    """An agreement told of with its signature, in a text that ends in a list of signatories, is signed at the event."""
    main = story.main.get(0)
    if main is None or any(story.ledger.of(main.thing, "cv:signed")):
        return
    heads = (s for s in story.sentences if len(s.span) < 120 and _SIGN_HEAD.search(story.plain, s.span.start, s.span.end))
    if not any(_countries_follow(story, s) for s in heads):
        return
    for _, sentence in story.told():
        if sentence.section.kind == "title" or not _SIGN_WORDS.search(story.plain, sentence.span.start, sentence.span.end):
            continue
        for name in sentence.names:
            if name.kind == "agreement" and name.head in _TREATY_HEADS and len(name.tokens) > 1:
                outcome = Outcome(name.span, name.text(story.plain), "agreement", name.cls)
                _state(story, main, outcome, "cv:signed", "signed-by-list")
                return


def _countries_follow(story: Story, head: Sentence) -> bool:
    """Whether four or more short lines with one country each stand right below a line."""
    at = story.sentences.index(head)
    below = story.sentences[at + 1 : at + 5]
    return len(below) == 4 and all(len(s.span) < 60 and sum(h.value.kind == "country" for h in s.places) == 1 for s in below)
