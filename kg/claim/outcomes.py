"""What came of an event: agreements, initiatives, publications and bodies, and who is party to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex as re

from kg.claim.bodies import body_key, find_alias
from kg.claim.ledger import Thing
from kg.claim.nearby import Entity, entities_of, listed, listed_before
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.find import Sentence
from kg.find.names import Name
from kg.model import Literal, Span

KINDS = {"agreement": "Agreement", "initiative": "Initiative", "publication": "Publication", "organization": "Organization"}
_VERBS: tuple[tuple[str, str], ...] = (
    (
        "cv:adopted",
        r"adopt(?:ed|s|ing|ion)?|approved|endorsed|agreed(?:\s+and\s+released)?|passed|ratified|concluded\s+(?:a|the|an)",
    ),
    ("cv:signed", r"sign(?:ed|s|ing)?|inked|exchanged"),
    (
        "cv:founded",
        r"found(?:ed|ing)|establish(?:ed|es|ing|ment)?|set\s+up|inaugurat(?:ed|es|ion)|came\s+into\s+being|officially\s+opened|created|formed|unveiling\s+of\s+the",
    ),
    ("cv:launched", r"launch(?:ed|es|ing)?|unveil(?:ed|s|ing)?|initiated|kick(?:ed)?-?start(?:ed)?|rolled\s+out|introduced"),
    ("cv:released", r"releas(?:ed|es|ing|e)|issu(?:ed|es|ing)|publish(?:ed|es|ing)?|presented"),
    ("cv:announced", r"announc(?:ed|es|ing|ement)"),
)
_ANY = "|".join(f"(?P<v{i}>{p})" for i, (_, p) in enumerate(_VERBS))
_VERB = re.compile(rf"\b(?:{_ANY})\b", re.IGNORECASE)
_PASSIVE_GAP = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?,?\s*(?:which\s+|that\s+)?(?:(?:was|were|is|are|been|be|being|has|have|had|will|to|also|then|jointly|officially|formally|unanimously|today|finally|subsequently|on\s+\w+|there|read\s+out|both|all)\s+){1,5}$"
)
_ACTIVE_GAP = re.compile(
    r"^(?:\s|,|:|;|\*|•|·|-|–|—|[“”\"‘’]|\b(?:the|a|an|its|their|several|three|two|new|joint|major|key|first|global|following|and|of|including|named|titled|called|entitled|outcome|document|documents|final|significant|study|papers?|reports?|in|which|also|issued|released|adopted|reviewed|unanimously|official(?:ly)?|as\s+well\s+as|signing|extension|second|third|two-year|three-year|five-year|legal|landmark|bilateral|amended|draft|so-called|between|both|sides|by|all|\d+|another|tripartite)\b)*$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(
    r"^(?:\s|,|;|:|\*|•|·|-|–|[“”\"‘’]|\band\b|&|\bthe\b|\bits\b|\ban?\b|\bas\s+well\s+as\b|\bissued\b|\badopted\b|\breleased\b|\bpublished\b|\(\p{L}[^)]*\)|\bfor\s+the\s+institute\b|\bof\b|\balso\b|\bnew\b|\btitled\b)*$"
)
_EXPECTED = re.compile(
    r"\b(?:expected|to\s+be\s+(?:adopted|signed|issued)|would|planned|negotiat\w+|draft|circulated|hopes?|hoped|could|propos(?:ed|es))\b",
    re.IGNORECASE,
)
_PAST_ONLY = re.compile(r"\b(?:since|previously|earlier|had\s+been|in\s+(?:19|20)\d\d|last\s+year|was\s+first)\b", re.IGNORECASE)
_LOWER_AGREEMENT = re.compile(
    r"\b(?P<name>(?:(?:second\s+|third\s+)?extension\s+of\s+(?:the\s+)?)?(?:(?!(?:an?|the|of|to|by|and|in|on|for|with|has|have|had|was|were|signed|sign|historic|landmark|new|under|this|that|their|its|two)\b)[a-z][\w-]*\s+){0,3}?(?:memorand(?:um|a)\s+of\s+(?:understanding|cooperation)|letter\s+of\s+intent|cooperation\s+agreement|agreement|declaration|communiqu[ée]|joint\s+statement|memorandum|action\s+plan|pact|mou|moc|protocol|treaty|convention)\b(?!s\b)"
    r"(?:\s*\([^)]*\))?(?:\s+(?:on|for)\s+(?:the\s+)?[\p{L}-]+(?:\s+(?:and|of|in|the|for)\s+[\p{L}-]+|\s+[\p{L}-]+){0,5}?(?=[,.;]|\s+(?:with|between|was|were|today|in|at|by|on|to|during|and\s+the)\b|$))?)",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "Agreement Agreements MoU MOU Memorandum Declaration Plan Initiative Project Programme Program Report Statement Framework Convention Charter".split()
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Words that name something an event may have brought about."""

    span: Span
    name: str
    kind: str
    cls: str


def outcome_names(story: Story, sentence: Sentence) -> Iterator[Outcome]:
    """Yield the agreements, initiatives, publications and bodies that a sentence names."""
    plain = story.plain
    for name in sentence.names:
        caps = [t.text for t in name.tokens if t.form == "cap"]
        if name.kind in ("agreement", "initiative", "publication"):
            if len(caps) < 2 and not _listed_alone(plain, name):
                continue
            kind = name.kind
            span = name.full if name.year or name.edition else name.span
            yield Outcome(span, " ".join(span.of(plain).split()), kind, name.cls)
        elif name.kind == "organization" and len(caps) >= 2:
            yield Outcome(name.span, name.text(plain), "organization", name.cls)


def publications_listed(story: Story, sentence: Sentence, names: list[Outcome]) -> list[Outcome]:
    """Add names without a head noun that stand between publications in one list."""
    published = [o for o in names if o.kind == "publication"]
    if not published:
        return names
    extra = []
    for name in sentence.names:
        if name.kind == "name" and sum(t.form == "cap" for t in name.tokens) >= 2 and name.span.start > published[0].span.end:
            gap = story.plain[max(o.span.end for o in [*names, *extra] if o.span.end <= name.span.start) : name.span.start]
            if re.fullmatch(r"\s*,?\s*(?:and\s+)?(?:the\s+)?", gap) and ("," in gap or "and" in gap):
                extra.append(Outcome(name.span, name.text(story.plain), "publication", "Publication"))
    return sorted([*names, *extra], key=lambda o: o.span)


def _listed_alone(plain: str, name: Name) -> bool:
    line_start = plain.rfind("\n", 0, name.span.start) + 1
    return bool(re.fullmatch(r"\s*[*•·-]?\s*", plain[line_start : name.span.start]))


def _property(match: re.Match[str], kind: str) -> str:
    prop = next(p for i, (p, _) in enumerate(_VERBS) if match[f"v{i}"])
    if prop == "cv:founded" and kind != "organization":
        return "cv:launched"
    if prop == "cv:launched" and kind == "organization":
        return "cv:founded"
    return prop


def _suits(prop: str, kind: str, match: re.Match[str]) -> bool:
    if kind == "organization":
        return prop in ("cv:founded", "cv:launched", "cv:announced") and not match.group().lower().startswith(
            ("presented", "introduced")
        )
    if kind == "publication":
        return prop in ("cv:released", "cv:launched", "cv:announced")
    if kind == "agreement":
        return prop != "cv:announced"
    return prop in ("cv:launched", "cv:released", "cv:announced", "cv:adopted", "cv:founded")


def outcome_thing(story: Story, outcome: Outcome) -> Thing:
    """Return the outcome as a thing, the same under the same name."""
    if outcome.kind == "organization":
        body = story.bodies.get(body_key(story.aliases.get(outcome.name, outcome.name)))
        if body is None:
            body = Thing("organization", outcome.cls if outcome.cls != "Organization" else "")
            story.bodies[body_key(outcome.name)] = body
        body.call(outcome.name, outcome.span)
        return body
    key = f"{outcome.kind}:{body_key(outcome.name)}"
    thing = story.bodies.get(key)
    if thing is None:
        thing = Thing(outcome.kind, outcome.cls)
        story.bodies[key] = thing
    thing.call(outcome.name, outcome.span)
    found = find_alias(story.plain, outcome.span.end, outcome.name)
    if found:
        thing.call(*found)
    return thing


def _state(story: Story, occasion: Occasion, outcome: Outcome, prop: str, rule_name: str, confidence: float = 0.85) -> Thing:
    thing = outcome_thing(story, outcome)
    story.ledger.state(occasion.thing, prop, thing, outcome.span, rule_name, confidence)
    return thing


@rule(
    "outcome-of-verb",
    yes="At the 5th Harbour Cities Forum, delegates adopted the Tallinn Declaration on Clean Ports.",
    no="At the 5th Harbour Cities Forum, delegates recalled the Tallinn Declaration on Clean Ports.",
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
        names = publications_listed(story, sentence, list(outcome_names(story, sentence)))
        if not names:
            continue
        for outcome, match, passive in _governed(story, sentence, names):
            prop = _property(match, outcome.kind)
            if not _suits(prop, outcome.kind, match):
                continue
            window = story.plain[sentence.span.start : sentence.span.end]
            if (
                outcome.kind == "agreement"
                and _EXPECTED.search(window)
                and not re.search(r"\b(?:has|have|was|were)\s+(?:\w+\s+)?(?:adopted|signed|issued|approved|concluded)", window)
                and not _is_preview(story, occasion)
            ):
                continue
            if outcome.kind == "organization" and not _founding(story, sentence, outcome, match, passive):
                continue
            target = _at_event(story, sentence, outcome.span.end) or (
                occasion.parent if occasion.how == "generic" and occasion.parent is not None else occasion
            )
            thing = _state(story, target, outcome, prop, "outcome-of-verb")
            if outcome.kind == "agreement" and prop == "cv:signed":
                _parties(story, sentence, thing, match, outcome, passive)
                for fact in list(story.ledger.of(thing, "cv:party")):
                    if not isinstance(fact.object, Literal):
                        story.ledger.state(target.thing, "cv:hasParticipant", fact.object, fact.span, "party-takes-part", 0.8)


def _at_event(story: Story, sentence: Sentence, after: int) -> Occasion | None:
    """The event behind "at the" after an outcome ("the signing of … at the second edition of the Conference")."""
    for mention in sentence.events:
        if mention.full.start > after and re.search(r"\b(?:at|during)\s+(?:the\s+)?$", story.plain[after : mention.full.start]):
            return story.resolved.get(mention.key)
    return None


@rule(
    "outcome-list",
    yes="The 5th Harbour Cities Forum was held in Tallinn. Ministers at the Forum adopted a:\n\n* Charter that sets out the rules\n\n* Work Plan that maps out the work\n",
    no="The 5th Harbour Cities Forum was held in Tallinn. Ministers at the Forum recalled a:\n\n* Charter that sets out the rules\n",
    order=27,
)
def outcomes_listed(story: Story) -> None:
    """Lines behind "adopted:", "released a:" that begin with a declaration, plan or report are outcomes."""
    for index, sentence in story.told():
        text = story.plain[sentence.span.start : sentence.span.end]
        if not text.endswith(":") or (occasion := story.scope.get(index)) is None:
            continue
        verb = next(iter(reversed(list(_VERB.finditer(text[-60:])))), None)
        if verb is None:
            continue
        for other in story.sentences[index + 1 : index + 12]:
            found = next((o for o in outcome_names(story, other) if o.span.start - other.span.start < 8), None)
            if found is None:
                continue
            prop = _property(verb, found.kind)
            if _suits(prop, found.kind, verb):
                _state(story, occasion, found, prop, "outcome-list", 0.8)


def _is_preview(story: Story, occasion: Occasion) -> bool:
    return bool(occasion.thing.attrs.get("planned"))


def _founding(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], passive: bool) -> bool:
    window = story.plain[sentence.span.start : sentence.span.end]
    if re.search(r"\b(?:founded|established)\s+in\s+(?:19|20)\d\d|since\s+its", window):
        return False
    verb = match.group().lower()
    if not passive and verb.startswith(("launch", "announc", "introduc", "initiat", "unveil")):
        return bool(re.match(r"\s+(?:of\s+)?(?:the\s+|a\s+)?", story.plain[match.end() : outcome.span.start]))
    return True


def _governed(story: Story, sentence: Sentence, names: list[Outcome]) -> Iterator[tuple[Outcome, re.Match[str], bool]]:
    plain = story.plain
    verbs = list(_VERB.finditer(plain, sentence.span.start, sentence.span.end))
    done: set[Span] = set()
    for match in verbs:
        if any(o.span.start <= match.start() < o.span.end for o in names) and match.group()[0].isupper():
            continue
        chain_end = match.end()
        started = False
        for outcome in names:
            if outcome.span.start < match.end() or outcome.span in done:
                continue
            gap = plain[chain_end : outcome.span.start]
            ok = _LIST_GAP.match(gap) if started else (_ACTIVE_GAP.match(gap) or _including(gap))
            if not ok:
                if started:
                    break
                continue
            started = True
            done.add(outcome.span)
            yield outcome, match, False
            chain_end = outcome.span.end
    for match in verbs:
        back = [o for o in names if o.span.end <= match.start() and o.span not in done]
        end = match.start()
        first, verb_text = True, ""
        for outcome in reversed(back):
            gap = plain[outcome.span.end : end]
            if (
                first
                and re.search(r"\bby\s+(?:the\s+)?(?:\w+[’']s?\s+)?$", plain[sentence.span.start : outcome.span.start])
                and _PASSIVE_GAP.match(gap)
            ):
                aside = plain.rfind(",", sentence.span.start, outcome.span.start)
                if aside > 0:
                    end, verb_text = aside, plain[outcome.span.end : match.start()]
                continue
            if verb_text and first:
                gap += verb_text
            if first and not _PASSIVE_GAP.match(gap):
                break
            if not first and not _LIST_GAP.match(gap):
                break
            first = False
            done.add(outcome.span)
            yield outcome, match, True
            end = outcome.span.start


def _including(gap: str) -> bool:
    return (
        len(gap) < 130
        and bool(
            re.search(r"\b(?:including|titled|named|entitled)\s+(?:the\s+)?(?:significant\s+study\s+titled\s+)?[“\"]?$", gap)
        )
        and not re.search(r"[.;]", gap)
    )


def _parties(story: Story, sentence: Sentence, agreement: Thing, match: re.Match[str], outcome: Outcome, passive: bool) -> None:
    plain = story.plain
    entities = entities_of(story, sentence)
    found: list[Entity] = []
    between = re.compile(r"\b(?:between|by|with)\s+(?:the\s+)?").search(
        plain, outcome.span.end, min(sentence.span.end, outcome.span.end + 60)
    )
    if between and re.fullmatch(r"[^.;]{0,60}", plain[outcome.span.end : between.start()]):
        found = listed(story, entities, between.end(), sentence.span.end)
    if not passive and not (between and between.group().startswith("between")):
        found = [
            *listed_before(story, [e for e in entities if e.span.end <= match.start()], match.start(), sentence.span.start),
            *found,
        ]
    for entity in found:
        if entity.kind in ("organization", "country", "group"):
            story.ledger.state(agreement, "cv:party", entity.node, entity.span, "party-of-signing", 0.85)
    if not found:
        for person in sentence.people:
            from kg.claim.people import sides_of

            for side, span in sides_of(story, sentence, person)[:1]:
                story.ledger.state(agreement, "cv:party", side, span, "party-of-signatory", 0.75)


_TITLED = re.compile(
    r"\b(?:report|study|book|white\s+paper|index|paper|handbook|guide|initiative|programme|project|campaign|framework)\b(?:\s+(?:titled|entitled|called|named))\s*,?\s*[“\"](?P<title>[^”\"]{6,160}?)[.,]?[”\"]",
    re.IGNORECASE,
)


@rule(
    "outcome-titled",
    yes="The 5th Harbour Cities Forum released a report titled “Clean Ports of the North”.",
    no="The 5th Harbour Cities Forum heard a choir called “Clean Ports of the North”.",
    order=27,
)
def outcomes_titled(story: Story) -> None:
    """A report, study or initiative with a title in quotation marks, in a sentence about an event that unveils or releases it."""
    for index, sentence in story.told():
        occasion = story.scope.get(index)
        if occasion is None:
            continue
        for match in _TITLED.finditer(story.plain, sentence.span.start, sentence.span.end):
            lead = story.plain[sentence.span.start : match.start()]
            verb = _VERB.search(lead)
            if not verb:
                continue
            kind = (
                "publication"
                if match.group().split()[0].lower() in ("report", "study", "book", "white", "index", "paper", "handbook", "guide")
                else "initiative"
            )
            span = Span(match.start("title"), match.end("title"))
            cls = {"publication": "Publication", "initiative": "Initiative"}[kind]
            _state(
                story,
                occasion,
                Outcome(span, " ".join(match["title"].split()), kind, cls),
                "cv:released" if kind == "publication" else "cv:launched",
                "outcome-titled",
            )


@rule(
    "outcome-planned",
    yes="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\n1.Launch of the Clean Ports Scholarship Program, covering ten ports;\n",
    no="Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\n1.History of the Clean Ports Scholarship Program, covering ten ports;\n",
    order=26,
)
def outcomes_planned(story: Story) -> None:
    """A programme line "Launch of …", "Establishment of …", "Announcement of …" names an outcome to come."""
    pattern = re.compile(
        r"(?:^|[\n✅·•*\d.)–—-]\s*|\s)(?P<verb>(?:Official\s+)?(?:Launch|Establishment|Announcement|Release|Signing|Adoption|Unveiling|Inauguration)|Formally\s+establish|Publish|Establish|Launch)\s+(?:of\s+)?(?:the\s+|a\s+|an\s+)?(?=\p{Lu})"
    )
    for index, sentence in story.told():
        if sentence.section.kind in ("title",):
            continue
        occasion = story.scope.get(index) or story.main.get(sentence.section.item)
        if occasion is None:
            continue
        for match in pattern.finditer(story.plain, sentence.span.start, sentence.span.end):
            names = [o for o in outcome_names(story, sentence) if o.span.start >= match.end() - 1]
            at = match.end()
            for outcome in names:
                gap = story.plain[at : outcome.span.start]
                if not (_LIST_GAP.match(gap) if at != match.end() else re.fullmatch(r"\s*(?:the\s+|a\s+)?", gap)):
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


def lower_agreements(story: Story, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Yield the agreements that a sentence names in common words ("a memorandum of understanding on ports")."""
    return _LOWER_AGREEMENT.finditer(story.plain, sentence.span.start, sentence.span.end)
