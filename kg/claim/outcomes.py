"""What came of an event: agreements, initiatives, publications and bodies, and who is party to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.claim.bodies import body_key, find_alias
from kg.claim.ledger import Thing
from kg.claim.nearby import Entity, entities_of, listed, listed_before
from kg.claim.rules import rule
from kg.claim.story import Occasion, Story
from kg.claim.titles import BEFORE, CLASSES, explained, titles_in
from kg.claim.words import words_of
from kg.find import Sentence
from kg.find.names import Name
from kg.model import Literal, Span

KINDS = {"agreement": "Agreement", "initiative": "Initiative", "publication": "Publication", "organization": "Organization"}
_VERBS: tuple[tuple[str, str], ...] = (
    (
        "cv:adopted",
        r"adopt(?:ed|s|ing|ion)?|approv(?:ed?|es|ing|al)|endors(?:ed?|es|ing|ement)|agreed(?:\s+(?:and\s+released|on|upon))?|passed|ratified|concluded\s+(?:a|the|an)"
        r"|finali[sz]ed|reached\s+(?:consensus|agreement)\s+on|reached",
    ),
    (
        "cv:signed",
        r"sign(?:ed|s|ing|ings|atures?)?|inked|initialled|exchang(?:ed|es|e|ing)|conclu(?:de|des|sion)|entered\s+into|renew(?:ed|s|al)|extended|penned|sealed|struck|put(?:ting)?\s+(?:their|his|her|its)\s+(?:names?|signatures?|pens?)\s+(?:to|under)|affixed\s+(?:their|his|her)\s+signatures?\s+to",
    ),
    (
        "cv:founded",
        r"found(?:ed|ing)|establish(?:ed|es|ing|ment)?|set(?:ting)?\s+up|inaugurat(?:ed|es|ing|ion)|came\s+into\s+being|was\s+born|officially\s+opened|creat(?:ed?|es|ing|ion)|form(?:ed|ation)|unveiling\s+of\s+the|birth",
    ),
    (
        "cv:launched",
        r"launch(?:ed|es|ing)?|unveil(?:ed|s|ing)?|initiated|initiation|kick(?:ed)?-?start(?:ed)?|roll(?:ed|s|ing)\s+out|introduced|put\s+forward|started|debuted|inception",
    ),
    (
        "cv:released",
        r"releas(?:ed|es|ing|e)|issu(?:ed|es|e|ing|ance)|publish(?:ed|es|ing)?|publication|present(?:ed|s)?|presentation|made\s+public|read\s+out|distributed",
    ),
    ("cv:announced", r"announc(?:ed|es|ing|ement|e)"),
    (
        "",
        r"(?:conclud|clos|end|culminat)(?:ed|es?|s|ing)\s+(?:with|in)(?=\s+(?:the\s+|an?\s+)?(?:\p{Lu}|joint|final))|resulted\s+(?:in|from)|produced|yielded|gave\s+(?:rise|birth)\s+to|g(?:iving|ave)\s+the\s+world|left\s+behind|brought\s+(?:forth|about)"
        r"|(?:is|was|are|were)\s+(?:\p{Ll}+\s+){0,3}?(?:remembered|known|noted)\s+(?:\p{Ll}+\s+){0,2}?for|(?:came|comes)\s+out\s+of|emerged\s+from|grew(?:\s+out\s+of)?|drew\s+up|drafted\s+and\s+adopted"
        r"|(?:results?|outcomes?|outcome\s+documents?|fruits?|products?|deliverables?|achievements?)\s+(?:\p{Ll}+\s+){0,4}?(?:was|were|is|are|included?|includes)",
    ),
)
"""Verbs by what they state; the last, of whatever came about, states what is usual for the kind of thing."""
_USUAL = {"agreement": "cv:adopted", "initiative": "cv:launched", "publication": "cv:released", "organization": "cv:founded"}
_ANY = "|".join(f"(?P<v{i}>{p})" for i, (_, p) in enumerate(_VERBS))
_VERB = re.compile(rf"\b(?:{_ANY})\b", re.IGNORECASE)
_PASSIVE_GAP = re.compile(
    r"^[”\"’*]?\s*(?:\([^)]*\)\s*)?[”\"]?(?:(?:between|with|among|on|for|concerning)\s+[^,.;:]{3,120}?(?=\s(?:was|were|is|are|has|have|had|will)\s))?(?:,\s+(?:an?|the|one|which|whose|with|comprising)\s[^,.;]{3,90})?,?\s*(?:which\s+|that\s+)?(?:(?:was|were|is|are|been|be|being|has|have|had|will|to|also|then|now|\p{Ll}+ly|today|there|read\s+out|both|all|duly|on\s+\w+)\s+){1,5}$"
    r"|^[”\"]?\s*(?:\([^)]*\)\s*)?(?:was|were)\s+\p{Ll}+(?:ed|ead|ten)\b[^.;]{0,60}?\s+and(?:,?\s+[^.;,]{3,30},)?\s+(?:\p{Ll}+ly\s+)?$"
)
_BE = re.compile(r"\b(?:was|were|is|are|been|be|being)\b")
_INTRANSITIVE = re.compile(r"came\s+into\s+being|was\s+born|debuted", re.IGNORECASE)
_PLAIN_GAP = re.compile(r"^[”\"’*]?\s*(?:\([^)]*\)\s*)?(?:,\s+an?\s[^,.;]{3,90},\s*|,\s+an?\s+(?:\p{Ll}+\s+){1,4}|,\s*|\(\s*)?$")
_AT_ONCE = re.compile(
    r"\s+(?:at|during|after|following|by\s+the\s+(?:\p{Ll}+\s+)?(?:conference|congress|forum|meeting|summit|assembly|session|participants|delegates|delegations|ministers|mayors|leaders|members|parties|states|countries)|(?:here\s+)?on\s+(?:the\s+)?(?:\p{Ll}+\s+)?(?:day|evening|morning|\p{Lu}\p{Ll}+day)|today|yesterday|here)\b"
)
_ACTIVE_GAP = re.compile(
    r"^(?:\s|,|:|;|\*|•|·|-|–|—|[“”\"‘’]|\b(?:the|a|an|its|their|several|three|two|new|joint|major|key|first|global|following|and|of|including|named|titled|called|entitled|outcome|document|documents|final|significant|study|papers?|reports?|in|which|also|issued|released|adopted|reviewed|unanimously|official(?:ly)?|as\s+well\s+as|signing|extension|second|third|two-year|three-year|five-year|legal|landmark|bilateral|amended|draft|so-called|between|both|sides|all|\d+|another|tripartite|trilateral|multilateral|historic|latest|annual|inaugural|comprehensive|strategic|ministerial|separate|so|called|revised|updated|ceremony|for|on|jointly|formally|with|on\s+\w+|today|up|a\s+number|number|series|other|first-ever|four|five|six|long-awaited|global|regional|national|international|common|cooperation|special|respective)\b|[«»])*$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(
    r"^(?:\s|,|;|:|\*|•|·|-|–|[“”\"‘’]|\band\b|&|\bthe\b|\bits\b|\ban?\b|\bas\s+well\s+as\b|\bissued\b|\badopted\b|\breleased\b|\bpublished\b|\(\p{L}[^)]*\)|\bthose\b|\bfor\s+the\s+institute\b|\bof\b|\balso\b|\bnew\b|\btitled\b)*$"
)
_EXPECTED = re.compile(
    r"\b(?:expected|to\s+be\s+(?:adopted|signed|issued)|would|planned|negotiat\w+|draft|circulated|hopes?|hoped|could|propos(?:ed|es))\b",
    re.IGNORECASE,
)
_LOWER_AGREEMENT = re.compile(
    r"\b(?P<name>(?:(?:second\s+|third\s+)?extension\s+of\s+(?:the\s+)?)?(?:(?!(?:an?|the|of|to|by|and|in|on|for|with|has|have|had|was|were|signed|sign|exchanged|concluded|inked|renewed|initial(?:l)?ed|historic|landmark|new|under|this|that|their|its|two)\b)[a-z][\w-]*\s+){0,3}?(?:memorand(?:um|a)\s+of\s+(?:understanding|cooperation)|letters?\s+of\s+intent|statement\s+of\s+intent|cooperation\s+agreement|agreement|declaration|communiqu[ée]|joint\s+statement|memorandum|action\s+plan|plan\s+of\s+action|work\s+plan|roadmap|road\s+map|pact|mou|moc|protocol|treaty|convention|accord|charter|outcome\s+document|exchange\s+of\s+(?:letters|notes)|chair[’']s\s+(?:summary|statement)|contract)\b(?!s\b)"
    r"(?:\s*\([^)]*\)(?=\s+(?:on|for|concerning|regarding)\b))?(?:\s+(?:on|for|concerning|regarding)\s+(?:the\s+|an?\s+)?[\p{L}’'-]+(?:\s+(?:and|of|in|the|for)\s+(?:the\s+)?[\p{L}’'-]+|\s+[\p{L}’'-]+){0,6}?(?=\s*[,.;:()]|\s+(?:with|between|was|were|is|are|has|have|today|in(?=\s+(?:the\b|\d|(?-i:\p{Lu})))|at|by|on|to|during|under|which|that|and\s+(?:the|an?)|(?:on|last|this)\s+\p{Lu}\p{Ll}+day)\b|$))?)",
    re.IGNORECASE,
)
_AGREEMENT_WORD = re.compile(
    r"memorand|agreement|declaration|communiqu|statement|letters?\s|plan\b|road\s?map|pact\b|mo[uc]\b|protocol|treaty|convention|accord|charter|document|exchange|summary|contract",
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
    lower: bool = False


def outcome_names(story: Story, sentence: Sentence) -> Iterator[Outcome]:
    """Yield the agreements, initiatives, publications and bodies that a sentence names."""
    plain = story.plain
    quoted = [Outcome(span, title, kind, CLASSES[kind]) for span, title, kind in titles_in(plain, sentence)]
    yield from quoted
    for name in sentence.names:
        if any(o.span.start < name.span.end and name.span.start < o.span.end for o in quoted):
            continue
        caps = [t.text for t in name.tokens if t.form == "cap"]
        if (kind := _explained_kind(plain, sentence, name, caps)) and kind != name.kind:
            yield Outcome(name.span, name.text(plain), kind, CLASSES[kind])
            continue
        if name.kind == "event" and caps == ["Convention"]:
            name = replace(name, kind="agreement", cls="Agreement")
            if not _taken_up(story, name):
                continue
        if name.kind in ("agreement", "initiative", "publication"):
            if len(caps) < 2 and not _listed_alone(plain, name) and not _taken_up(story, name):
                continue
            kind = name.kind
            span = name.full if name.year or name.edition else name.span
            if until := _UNTIL.match(plain, span.end) or (_TOPIC.match(plain, span.end) if kind == "agreement" else None):
                span = Span(span.start, until.end())
            text = span.words(plain)
            if len(caps) < 2 and (long := _named_before(story, name)) is not None and not _listed_alone(plain, name):
                text = (long.full if long.year or long.edition else long.span).words(plain)
                if any(" ".join(t.text(plain).split()) in text for t in sentence.names if t is not name and t.span == long.span):
                    continue
            yield Outcome(span, text, kind, name.cls)
        elif name.kind == "acronym" and _founded_next(plain, name) and (body := story.body(name.text(plain))) is not None:
            yield Outcome(name.span, name.text(plain), "organization", body.cls)
        elif name.kind == "organization" and len(caps) >= 2:
            yield Outcome(name.span, name.text(plain), "organization", name.cls)


_FOUNDED_NEXT = re.compile(
    r"\s+(?:was|were|has\s+been|had\s+been)\s+(?:(?:\p{Ll}+ly|also|then|itself)\s+){0,2}(?:founded|established|created|set\s+up|launched|born)\b|\s+came\s+into\s+being\b"
)


def _founded_next(plain: str, name: Name) -> bool:
    """Whether an abbreviation is what "was founded" then and there."""
    return _FOUNDED_NEXT.match(plain, name.span.end) is not None


def _explained_kind(plain: str, sentence: Sentence, name: Name, caps: list[str]) -> str:
    """The kind that the words around a name give it, where its own last word does not say more."""
    if name.kind not in ("name", "acronym", "organization", "initiative", "item", "venue") or (
        len(caps) < 2 and name.kind != "acronym"
    ):
        return ""
    kind = explained(plain, sentence, name.span)
    return "" if kind == "organization" and name.kind != "name" else kind


_UNTIL = re.compile(r"(?<=\b(?:19|20)\d\d)\s?[-–—‑/]\s?(?:(?:19|20)\d\d|\d\d)\b")
_TOPIC = re.compile(
    r"\s+(?:on|concerning|regarding)\s+(?!(?:the\s+)?(?:behalf|sidelines|margins|occasion|eve|spot|same|final|last|first|second|third|closing|opening|day|one)\b)(?:the\s+|an?\s+)?\p{Ll}[\p{L}’'-]+"
    r"(?:\s+(?:(?:and|of|for|in|to)\s+)?\p{Ll}[\p{L}’'-]+){0,6}?(?=[,.;:)]|\s+(?:with|between|was|were|is|are|has|have|had|will|today|in|at|by|on|to|for|of|during|under|which|that|and|as|against|after|before|until|from)\b|$)"
)
_BARE_HEADS = frozenset(
    "agreement declaration memorandum pact protocol treaty convention accord charter contract mou moc roadmap".split()
)
_BETWEEN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?P<sides>between\s+[^.;:()]{3,120}?\s+and\s+(?:the\s+|an?\s+)?[^.;:,()]{2,70}?)(?=[.,;:()]|\s+(?:and\s+an?|was|were|on|to|at|in|for|which|that|during|as|aimed|under)\s|$)"
)
_NONE = re.compile(
    r"\b(?:no|any|without\s+an?|future|earlier|existing|previous|under\s+(?:the|an?)|such\s+an?|which)\s+$", re.IGNORECASE
)


def lower_outcomes(story: Story, sentence: Sentence, named: list[Outcome]) -> Iterator[Outcome]:
    """Yield the agreements and publications that a sentence names in common words, with the sides that tell them apart."""
    plain = story.plain
    if _LOWER_HINT.search(plain, sentence.span.start, sentence.span.end):
        for match in lower_agreements(story, sentence):
            start, end = match.span("name")
            if _NONE.search(plain, max(sentence.span.start, start - 18), start) or plain[end : end + 1] == "-":
                continue
            name = " ".join(match["name"].split())
            head = name.lower()
            if (
                name[0].isupper()
                and start != sentence.span.start
                and any(o.span.start <= start < o.span.end >= end for o in named)
            ):
                continue
            if head in _BARE_HEADS:
                between = _BETWEEN.match(plain, end, sentence.span.end)
                if between is None or "mo" in head[:2]:
                    if head not in ("mou", "moc") and "memorand" not in head and head != "agreement":
                        continue
                else:
                    end = between.end("sides")
                    name = " ".join(plain[start:end].split())
            yield Outcome(Span(start, end), name, "agreement", lower_class(head), lower=True)
    if _LOWER_BOOK_HINT.search(plain, sentence.span.start, sentence.span.end):
        for match in _LOWER_BOOK.finditer(plain, sentence.span.start, sentence.span.end):
            if any(
                o.kind == "publication"
                and 0 <= o.span.start - match.end("name") < 28
                and BEFORE.search(plain, max(0, match.start() - 5), o.span.start)
                for o in named
            ):
                continue
            yield Outcome(
                Span(match.start("name"), match.end("name")), " ".join(match["name"].split()), "publication", "Publication"
            )


_LOWER_HINT = re.compile(
    r"\b(?:agreement|declaration|memorand(?:um|a)|communiqu[ée]|statement|plan|pact|protocol|treaty|letters?\s+of\s+intent|accord|charter|document|roadmap|road\s+map|contract|exchange\s+of|M[oO][UC]|chair[’']s)\b"
)
_LOWER_BOOK_HINT = re.compile(
    r"\b(?:report|index|white\s+paper|study|handbook|guidelines?|casebook|toolkit|atlas|yearbook|compendium)\b"
)
_LOWER_BOOK = re.compile(
    r"\b(?:the|its|their)\s+(?P<name>(?:first(?:-ever)?|inaugural|new|latest|(?:19|20)\d\d|annual|second|third|fourth)\s+(?:[\p{L}-]+\s+){0,4}?(?:report|index|white\s+paper|study|handbook|guidelines?|casebook|toolkit|atlas|yearbook|compendium)\b"
    r"(?:\s+(?:on|for|of)\s+(?:the\s+)?[\p{L}-]+(?:\s+(?:and|of|in|the|for)\s+[\p{L}-]+|\s+[\p{L}-]+){0,5}?(?=[,.;]|\s+(?:with|was|were|today|in|at|by|on|to|during|and\s+the)\b|$))?)"
)


def lower_class(name: str) -> str:
    """Return the class of an agreement by its name in common words.

    >>> lower_class("letter of intent"), lower_class("memorandum of understanding")
    ('Agreement', 'Memorandum')
    """
    words = (("memorand", "Memorandum"), ("mou", "Memorandum"), ("moc", "Memorandum"), ("declaration", "Declaration"))
    more = (
        ("communiqu", "Communique"),
        ("statement", "Communique"),
        ("plan", "ActionPlan"),
        ("road", "ActionPlan"),
        ("charter", "Charter"),
    )
    return next((cls for word, cls in (*words, *more) if word in name.lower()), "Agreement")


def candidates(story: Story, sentence: Sentence) -> list[Outcome]:
    """Return all that a sentence names and an event may have brought about, in order, the longer name where two overlap."""
    named = publications_listed(story, sentence, list(outcome_names(story, sentence)))
    lower = list(lower_outcomes(story, sentence, named))
    kept = [
        o for o in named if not any(x.span.start <= o.span.start and o.span.end <= x.span.end and x.span != o.span for x in lower)
    ]
    kept += [o for o in lower if not any(o.span.start < x.span.end and x.span.start < o.span.end for x in kept)]
    return sorted(kept, key=lambda o: o.span)


def known_outcome(story: Story, outcome: Outcome) -> Thing | None:
    """Return the outcome that a shorter name takes up again: "the Report" for the report named before, "the extension of the MOU"."""
    plain = story.plain
    if not re.search(r"\b[Tt]he\s+$", plain[max(0, outcome.span.start - 5) : outcome.span.start]):
        return None
    words = set(words_of(outcome.name))
    for key, thing in reversed(story.bodies.items()):
        if key.partition(":")[0] != outcome.kind or thing.kind != outcome.kind:
            continue
        before = {w for n, span in thing.names.items() if span.start < outcome.span.start for w in words_of(n)}
        if words <= before and set(words_of(thing.name)) != words:
            return thing
    return None


def publications_listed(story: Story, sentence: Sentence, names: list[Outcome]) -> list[Outcome]:
    """Add names without a head noun that stand between publications in one list."""
    published = [o for o in names if o.kind == "publication"]
    if not published:
        return names
    extra: list[Outcome] = []
    for name in sentence.names:
        if name.kind != "name" or sum(t.form == "cap" for t in name.tokens) < 2:
            continue
        if re.search(
            r"\b(?:released|issued|published|presented|launched)\s+(?:the\s+)?$",
            story.plain[sentence.span.start : name.span.start],
        ):
            if re.match(r",\s+(?:the\s+)?(?:\d{4}\s+)?\p{Lu}", story.plain[name.span.end : name.span.end + 16]):
                extra.append(Outcome(name.span, name.text(story.plain), "publication", "Publication"))
        elif name.span.start > published[0].span.end:
            gap = story.plain[max(o.span.end for o in [*names, *extra] if o.span.end <= name.span.start) : name.span.start]
            if re.fullmatch(r"\s*,?\s*(?:and\s+)?(?:the\s+)?", gap) and ("," in gap or "and" in gap):
                extra.append(Outcome(name.span, name.text(story.plain), "publication", "Publication"))
    return sorted([*names, *extra], key=lambda o: o.span)


def _taken_up(story: Story, name: Name) -> bool:
    """Whether a head noun alone ("the Report") takes up a name of that kind."""
    if not re.search(r"\b[Tt]he\s+$", story.plain[max(0, name.span.start - 5) : name.span.start]):
        return False
    return _named_before(story, name) is not None


def _named_before(story: Story, name: Name) -> Name | None:
    best = None
    for sentence in story.sentences:
        if sentence.span.start >= name.span.start:
            break
        if sentence.section.kind in ("boilerplate", "repeat", "commentary"):
            continue
        for other in sentence.names:
            if (
                other.kind == name.kind
                and other.head == name.head
                and other.span.end <= name.span.start
                and len(other.tokens) > 1
            ):
                best = other
    return best


def _listed_alone(plain: str, name: Name) -> bool:
    line_start = plain.rfind("\n", 0, name.span.start) + 1
    return bool(re.fullmatch(r"\s*[*•·-]?\s*", plain[line_start : name.span.start]))


def _property(match: re.Match[str], kind: str) -> str:
    prop = next(p for i, (p, _) in enumerate(_VERBS) if match[f"v{i}"]) or _USUAL[kind]
    if prop == "cv:founded" and kind != "organization":
        return "cv:launched"
    if prop == "cv:launched" and kind == "organization":
        return "cv:founded"
    return prop


def _suits(prop: str, kind: str, match: re.Match[str]) -> bool:
    if kind == "organization":
        named = match[f"v{len(_VERBS) - 1}"] is None or match.group().lower().endswith(("birth to", "rise to"))
        return (
            named
            and prop in ("cv:founded", "cv:launched", "cv:announced")
            and not match.group().lower().startswith(("present", "introduced"))
        )
    if kind == "publication":
        if match.group().lower() == "publishes":
            return False
        return prop in ("cv:released", "cv:launched", "cv:announced") or (
            prop == "cv:adopted" and match.group().lower() != "passed"
        )
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
    thing = story.bodies.get(key) or known_outcome(story, outcome)
    if thing is None:
        thing = Thing(outcome.kind, outcome.cls)
        story.bodies[key] = thing
    span = outcome.span
    if span.words(story.plain) != outcome.name:
        at = story.plain.find(outcome.name)
        span = Span(at, at + len(outcome.name)) if at >= 0 else span
    thing.call(outcome.name, span)
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
        names = candidates(story, sentence)
        if not names:
            continue
        occasion = _not_its_papers(story, index, sentence, occasion)
        for named, match, passive in _governed(story, sentence, names):
            outcome = _as_adopted(named, match)
            prop = _property(match, outcome.kind)
            if not _suits(prop, outcome.kind, match) or (outcome.lower and prop in ("cv:launched", "cv:founded")):
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
            if _not_done(story, sentence, outcome, match, target) or _of_another_year(story, sentence, outcome, match, target):
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
                _enter_parties(story, sentence, thing, match, outcome, passive, target)


_PROGRAMMATIC = re.compile(r"\b(?:Strateg(?:y|ies)|Agenda)\b(?:\s+(?:19|20)\d\d|\s+(?:of|for|on|to)\b.*)?$")


def _as_adopted(outcome: Outcome, match: re.Match[str]) -> Outcome:
    """A strategy or agenda that is adopted, approved or signed is what was agreed on, no programme."""
    if outcome.kind == "initiative" and _PROGRAMMATIC.search(outcome.name) and (match["v0"] or match["v1"]):
        return replace(outcome, kind="agreement", cls="ActionPlan")
    return outcome


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


DEEDS = frozenset(p for p, _ in _VERBS if p)


def _enter_parties(
    story: Story, sentence: Sentence, thing: Thing, match: re.Match[str], outcome: Outcome, passive: bool, target: Occasion
) -> None:
    if _property(match, outcome.kind) == "cv:signed" or " between " in story.plain[outcome.span.start : outcome.span.end + 12]:
        _parties(story, sentence, thing, match, outcome, passive)
        for fact in list(story.ledger.of(thing, "cv:party")):
            if not isinstance(fact.object, Literal):
                story.ledger.state(target.thing, "cv:hasParticipant", fact.object, fact.span, "party-takes-part", 0.8)


_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|plans?\s+to|planned|aims?\s+(?:to|at)|expected|hop(?:es?|ed|ing)|propos(?:ed|es|al|als)|agreed\s+to|pledged|committed|intends?|intention|calls?\s+for|called\s+for|urg(?:ed|es)|importance\s+of|support(?:s|ed|ing)?(?:\s+for)?|"
    r"possib(?:le|ility)|consider(?:ed|ing)?|discuss(?:ed|ing)?|negotiat\w+|draft|circulated|towards?|ready\s+to|scheduled|due\s+to|looks?\s+forward|before|until|ahead\s+of|preparations?\s+for|applications?\s+for|plans?\s+for|feasibility|is\s+to|are\s+to|to\s+be|yet\s+to|failed\s+to|without|never|not|did\s+not|invited\s+to|want(?:s|ed)?\s+to|need\s+to|decline\w*)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_ONLY_EXPECTED = re.compile(
    r"\b(?:expected|hop(?:es?|ed|ing)|intends?|aims?|seeks?|plans?|propos(?:es|ed))\s+to\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
_PUT_FORWARD = re.compile(r"[^.;]{0,140}?\b(?:proposed|put\s+forward|advanced|advocated)\s+by\b")
_AFTER_COME = re.compile(
    r"^[^.;,]{0,25}\b(?:expected|scheduled|planned|later\s+this\s+year|next\s+(?:year|month|week))\b", re.IGNORECASE
)


def _not_done(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], target: Occasion) -> bool:
    """Whether a deed is only hoped for, planned or refused, though the event is no preview."""
    start = max(sentence.span.start, match.start() - 90)
    before = story.plain[start : match.start()]
    if outcome.span.end <= match.start():
        before = story.plain[outcome.span.end : match.start()]
        if _EXPECTED.search(before):
            return not is_planned(story, target)
        before += " " if re.search(r"\b(?:will|would|to\s+be|not|never)\b", before) else ""
    clause = re.split(r"[,;:]\s|\s(?:and|but|when|while|where)\s(?=\w+(?:ed|s)\b)", before)[-1] + ""
    if _ONLY_EXPECTED.search(clause) or _PUT_FORWARD.match(story.plain, max(outcome.span.end, match.end()), sentence.span.end):
        return True
    if _TO_COME.search(clause) or _AFTER_COME.match(story.plain[max(outcome.span.end, match.end()) : sentence.span.end]):
        return not is_planned(story, target)
    return False


def is_planned(story: Story, occasion: Occasion) -> bool:
    """Whether an event is still to come, by its dates and verbs."""
    from kg.claim.occasions import status_of

    known = occasion.thing.attrs.get("planned")
    if known is None:
        word, _, _ = status_of(story, occasion)
        known = occasion.thing.attrs["planned"] = int(word == "Planned")
    return bool(known)


_YEAR = re.compile(
    r"\b(?:in|since|of|on)\s+(?:the\s+)?(?:(?:early|late|mid-?)\s+)?(?:\d{1,2}\s+)?(?:\p{Lu}\p{Ll}+\s+)?(?:\d{1,2},\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_EARLIER = re.compile(
    r"\b(?:previously|earlier|last\s+year|years?\s+ago|first\s+signed|originally|(?:had|has|have)\s+(?:already|long))\b",
    re.IGNORECASE,
)


_ANNIVERSARY = re.compile(
    r"\b(?:anniversar(?:y|ies)|jubilee)\s+(?:of|since)\b[^.;]*$|\b(?:years?|decades?)\s+(?:after|since|of)\s[^.;]{0,40}$",
    re.IGNORECASE,
)


def _of_another_year(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], target: Occasion) -> bool:
    """Whether a deed belongs to another year than the event: "was adopted in 2015", "the 1982 Convention"."""
    plain = story.plain
    first, last = target.dates or ("", "")
    year = str(target.year or "") or (first or last or story.published.iso)[:4]
    begin = min(outcome.span.start, match.start())
    if _EARLIER.search(
        plain, max(sentence.span.start, begin - 20), min(sentence.span.end, max(match.end(), outcome.span.end) + 20)
    ):
        return True
    if match.start() < outcome.span.start and _ANNIVERSARY.search(plain, max(sentence.span.start, begin - 110), begin):
        return True
    if not year:
        return False
    named = re.search(r"\b((?:19|20)\d\d)\b", plain[max(0, outcome.span.start - 6) : outcome.span.start + 5])
    if outcome.kind == "agreement" and named is not None and str(named[1]) < year:
        return True
    after = max(match.end(), outcome.span.end)
    reach = 120 if outcome.kind == "organization" else 40
    said = _YEAR.search(plain, after, min(sentence.span.end, after + reach))
    return bool(said and said["year"] < year)


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


def _founding(story: Story, sentence: Sentence, outcome: Outcome, match: re.Match[str], passive: bool) -> bool:
    window = story.plain[sentence.span.start : sentence.span.end]
    if re.search(r"\b(?:founded|established)\s+in\s+(?:19|20)\d\d|since\s+its", window):
        return False
    verb = match.group().lower()
    if not passive and verb.startswith(("launch", "announc", "introduc", "initiat", "unveil")):
        return bool(re.match(r"\s+(?:of\s+)?(?:the\s+|a\s+)?", story.plain[match.end() : outcome.span.start]))
    return True


_BEHIND_BY = re.compile(r"\bby\s+(?:the\s+)?(?:\w+[’']s?\s+)?$")
_AS_WAS = re.compile(r"[^.;]{0,6},?\s+as\s+(?:was|were)\s+(?:the\s+)?(?=\p{Lu})")


def _governed(story: Story, sentence: Sentence, names: list[Outcome]) -> Iterator[tuple[Outcome, re.Match[str], bool]]:
    """Yield the outcomes with the verb that governs each, and whether it does so in the passive."""
    verbs = list(_VERB.finditer(story.plain, sentence.span.start, sentence.span.end))
    done: set[Span] = set()
    for match in verbs:
        if not (match.group()[0].isupper() and any(o.span.start <= match.start() < o.span.end for o in names)):
            for outcome in _objects_of(story.plain, match, verbs, [o for o in names if o.span not in done]):
                done.add(outcome.span)
                yield outcome, match, False
    for match in verbs:
        for outcome in _subjects_of(story.plain, sentence, match, [o for o in names if o.span not in done]):
            done.add(outcome.span)
            yield outcome, match, True


def _objects_of(plain: str, match: re.Match[str], verbs: list[re.Match[str]], names: list[Outcome]) -> Iterator[Outcome]:
    """Yield the list of outcomes behind a verb ("adopted the X, the Y and the Z")."""
    chain_end, started = match.end(), False
    for outcome in names:
        if outcome.span.start < match.end() or (started and _is_side(plain, outcome, names)):
            continue
        gap = plain[chain_end : outcome.span.start]
        if started:
            gap = _SIDES_IN_LIST.sub("", gap)
            if not _LIST_GAP.match(gap) or _has_own_verb(plain, outcome, verbs):
                return
        elif not (_ACTIVE_GAP.match(gap) or _including(gap) or _told_of_first(plain, match, gap)):
            continue
        started = True
        yield outcome
        chain_end = outcome.span.end


def _subjects_of(plain: str, sentence: Sentence, match: re.Match[str], names: list[Outcome]) -> Iterator[Outcome]:
    """Yield the list of outcomes before a passive verb ("the X and the Y were adopted, as was the Z")."""
    back = [o for o in names if o.span.end <= match.start() and not _is_side(plain, o, names)]
    if back and _PLAIN_GAP.match(plain[back[-1].span.end : match.start()]) and _stands_alone(plain, match):
        yield back[-1]
        return
    also = _AS_WAS.match(plain, match.end(), sentence.span.end)
    if also is not None:
        yield from (o for o in names if o.span.start == also.end())
    end, first, verb_text = match.start(), True, ""
    for outcome in reversed(back):
        gap = plain[outcome.span.end : end]
        behind_by = _BEHIND_BY.search(plain, sentence.span.start, outcome.span.start)
        if first and behind_by and _PASSIVE_GAP.match(gap):
            aside = plain.rfind(",", sentence.span.start, outcome.span.start)
            if aside > 0:
                end, verb_text = aside, plain[outcome.span.end : match.start()]
            continue
        if first and not (_PASSIVE_GAP.match(gap + verb_text) and _BE.search(gap + verb_text)):
            return
        if not first and (behind_by or not _LIST_GAP.match(gap)):
            return
        first = False
        yield outcome
        end = outcome.span.start


def _is_side(plain: str, outcome: Outcome, names: list[Outcome]) -> bool:
    """Whether a body is one of those between whom an agreement named before it is ("a Letter of Intent between A and B")."""
    return outcome.kind == "organization" and any(
        o.kind == "agreement"
        and o.span.end <= outcome.span.start
        and _BETWEEN_SIDES.match(plain, o.span.end, outcome.span.start)
        and not re.search(r"[.;,]", plain[o.span.end : outcome.span.start])
        for o in names
    )


def _has_own_verb(plain: str, outcome: Outcome, verbs: list[re.Match[str]]) -> bool:
    """Whether a name after "and" begins a clause of its own ("… and the Index will be launched")."""
    after = next((v for v in verbs if v.start() >= outcome.span.end), None)
    return after is not None and _PASSIVE_GAP.match(plain[outcome.span.end : after.start()]) is not None


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether a verb needs no auxiliary: "came into being", "the Declaration adopted at the meeting"."""
    if _INTRANSITIVE.fullmatch(match.group()):
        return True
    return match.group().endswith("ed") and _AT_ONCE.match(plain, match.end()) is not None


def _including(gap: str) -> bool:
    if len(gap) < 130 and (apart := BEFORE.search(gap.rstrip('“"«'))) and _ACTIVE_GAP.match(gap[: apart.start()]):
        return True
    return (
        len(gap) < 130
        and bool(
            re.search(
                r"\bunder\s+the\s+(?:title|name)(?:\s+of)?\s*[“\"«]?$|\b(?:including|among\s+(?:them|which|these)|such\s+as|notably|namely|titled|named|entitled|called)\s*[,:]?\s+(?:the\s+|an?\s+|its\s+)?(?:significant\s+study\s+titled\s+)?[“\"]?$"
                r"|\b(?:agreements|documents|memoranda|declarations|reports|papers|initiatives|instruments|texts|programmes|publications)\b[^.;:]{0,70}:\s*(?:the\s+|an?\s+)?$",
                gap,
            )
        )
        and not re.search(r"[.;]", gap)
    )


_SEVERAL = re.compile(
    r"\b(?:agreements|documents|memoranda|deals|contracts|letters|MoUs|MOUs|declarations|texts|accords|instruments|reports|books|publications|initiatives|programmes|results|outcomes)\s+(?:were\s+|have\s+been\s+|are\s+)?(?:\p{Ll}+ly\s+)?$"
)
_SIDES_IN_LIST = re.compile(r"^\s+(?:between|with|among)\s+[^.;:]{3,140}?(?=[,;]\s|\s+and\s+an?\s)")


def _told_of_first(plain: str, match: re.Match[str], gap: str) -> bool:
    """Whether a verb told of several without their names, which a colon brings ("two agreements were signed on Monday: a …")."""
    colon = re.fullmatch(r"[^.;:]{0,60}:\s*(?:the\s+|an?\s+)?", gap)
    return colon is not None and _SEVERAL.search(plain, max(0, match.start() - 60), match.start()) is not None


_JOIN = re.compile(r"\b(?P<how>between|among|by|with)\s+(?:the\s+)?")


def _parties(story: Story, sentence: Sentence, agreement: Thing, match: re.Match[str], outcome: Outcome, passive: bool) -> None:
    plain = story.plain
    entities = [
        e
        for e in entities_of(story, sentence)
        if (e.kind in ("organization", "country", "group") or stands_for_state(plain, e))
        and not (e.kind == "country" and _in_brackets(plain, e.span))
    ]
    begin, end = outcome.span.end, sentence.span.end
    if (inner := plain.find(" between ", outcome.span.start, outcome.span.end)) >= 0:
        begin, end = inner, outcome.span.end
    elif passive and not _BETWEEN_SIDES.match(plain, outcome.span.end, match.start()):
        begin = match.end()
    join = _JOIN.search(plain, begin, min(end, begin + 75))
    if join and (not re.fullmatch(r"[^.;]*", plain[begin : join.start()]) or _LOOKING_ON.match(plain, join.start() - 2, end)):
        join = None
    if join is None and not passive:
        join = _UNDER_WHICH.match(plain, outcome.span.end, end)
    found: list[tuple[Thing | str, Span]] = []
    if join:
        behind = listed(story, [e for e in entities if e.span.end <= end], join.end(), end)
        if join["how"] == "between" and len({e.node for e in behind}) < 2:
            behind = sorted([*behind, *_unknown_sides(story, sentence, join.end(), end, behind)], key=lambda e: e.span)
        people = _signatories(story, sentence, join.end(), end)
        found = people if people and (not behind or people[0][1].start <= behind[0].span.start + 40) else []
        seen = {node for node, _ in found}
        found += [(e.node, e.span) for e in behind if e.node not in seen and not people]
    if not passive and not (join and join["how"] in ("between", "among")):
        before = listed_before(story, [e for e in entities if e.span.end <= match.start()], match.start(), sentence.span.start)
        subject = [(e.node, e.span) for e in before]
        signed = _signatories(story, sentence, sentence.span.start, match.start())
        if len({node for node, _ in signed}) > len(subject):
            subject = signed
        if len(subject) + len(found) < 2:
            subject = _all_before(story, sentence, match.start(), entities) or subject
        if not (join and join["how"] == "which"):
            found = [*subject, *found] if subject else found
    if not found and not passive:
        found = [(e.node, e.span) for e in _named_behind_colon(story, sentence, match, entities)]
    for node, span in dict(found).items():
        story.ledger.state(agreement, "cv:party", node, span, "party-of-signing", 0.85)
    if not found and not passive:
        for node, span in _signatories(story, sentence, sentence.span.start, sentence.span.end)[:1]:
            story.ledger.state(agreement, "cv:party", node, span, "party-of-signatory", 0.75)


def _unknown_sides(story: Story, sentence: Sentence, start: int, end: int, known: list[Entity]) -> list[Entity]:
    """The side of an agreement whose name does not say what it is ("between Northern Tech and the University of Tartu")."""
    people = [p.span for p in sentence.people]
    out: list[Entity] = []
    at = start
    for name in sentence.names:
        if name.span.start < start or name.span.end > end or len(out) + len(known) > 1:
            continue
        if not re.fullmatch(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:and\s+)?(?:the\s+|an?\s+)?", story.plain[at : name.span.start]):
            break
        at = name.span.end
        if any(e.span.start <= name.span.start < e.span.end for e in known):
            continue
        if name.kind not in ("name", "organization", "venue") or any(
            p.start < name.span.end and name.span.start < p.end for p in people
        ):
            break
        if sum(t.form == "cap" for t in name.tokens) > 1:
            body = outcome_thing(story, Outcome(name.span, name.text(story.plain), "organization", "Organization"))
            out.append(Entity(name.span, body, "organization"))
    return out


_LOOKING_ON = re.compile(
    r",\s+with\b|[^.;]{0,90}?\b(?:looking\s+on|in\s+attendance|watching|present|as\s+witness(?:es)?|the\s+(?:aim|goal|participation|support|help))\b"
)
_BETWEEN_SIDES = re.compile(r"\s+(?:\([^)]*\)\s+)?(?:(?:on|for)\s+[^.;,]{3,60}?\s+)?(?:between|with|among)\s")
_UNDER_WHICH = re.compile(r"\s+(?:under|by|through|according\s+to)\s+(?P<how>which)\s+(?:the\s+)?")
_NO_SUBJECT = re.compile(r"\b(?:at|in|during|to|on|between|inside|for|with)\s+(?:the\s+|its\s+)?$")


_OFFICE = re.compile(
    r"\s+(?:\p{Ll}+\s+){0,2}?(?:counterpart|colleague|minister|ministers|president|premier|government|side|authorities|chancellor)\b",
    re.IGNORECASE,
)


def stands_for_state(plain: str, entity: Entity) -> bool:
    """Whether a nationality stands for its state ("her Latvian counterpart")."""
    return entity.kind == "demonym" and _OFFICE.match(plain, entity.span.end) is not None


def _in_brackets(plain: str, span: Span) -> bool:
    """Whether a country stands alone in brackets, as where a body is ("Port of Tartu (Estonia)")."""
    return plain[max(0, span.start - 1) : span.start] == "(" and plain[span.end : span.end + 1] == ")"


def _all_before(story: Story, sentence: Sentence, end: int, entities: list[Entity]) -> list[tuple[Thing | str, Span]]:
    """The two bodies whose heads sign, named with their persons before the verb, or nothing."""
    bodies = [
        e
        for e in entities
        if e.kind == "organization"
        and e.span.end <= end
        and not _NO_SUBJECT.search(story.plain, max(sentence.span.start, e.span.start - 16), e.span.start)
    ]
    joined = len(bodies) == 2 and " and " in story.plain[bodies[0].span.end : bodies[1].span.start]
    return [(e.node, e.span) for e in bodies] if joined and not re.search(r"[.;]", story.plain[bodies[0].span.end : end]) else []


_SOME_STATES = re.compile(
    r"\b(?:States|states|countries|Countries|nations|Nations|members|Members|governments|parties|Parties)\s+(?:have\s+|had\s+)?$"
)


def _named_behind_colon(story: Story, sentence: Sentence, match: re.Match[str], entities: list[Entity]) -> list[Entity]:
    """Those listed behind a colon, where "twelve States signed" leaves the names for later."""
    if not _SOME_STATES.search(story.plain, sentence.span.start, match.start()):
        return []
    colon = story.plain.find(":", match.end(), sentence.span.end)
    return [e for e in entities if 0 <= colon < e.span.start] if colon >= 0 else []


def _signatories(story: Story, sentence: Sentence, start: int, end: int) -> list[tuple[Thing | str, Span]]:
    """The sides of the persons who stand in one list of a sentence."""
    from kg.claim.people import sides_of

    out: list[tuple[Thing | str, Span]] = []
    at = start
    for person in sentence.people:
        if person.span.start < start or person.span.end > end:
            continue
        gap = story.plain[at : person.span.start]
        if out and len(gap) > 130 and " and " not in gap:
            break
        out += sides_of(story, sentence, person)[:1]
        at = person.span.end
    return out


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
            verb = _VERB.match(label["verb"]) if label["verb"] else None
            prop = _property(verb, outcome.kind) if verb else _USUAL[outcome.kind]
            if verb is None or _suits(prop, outcome.kind, verb):
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
    known = story.agreements.get(sentence.span)
    if known is None:
        named = _AGREEMENT_WORD.search(story.plain, sentence.span.start, sentence.span.end)
        found = _LOWER_AGREEMENT.finditer(story.plain, sentence.span.start, sentence.span.end) if named is not None else ()
        known = story.agreements[sentence.span] = list(found)
    yield from known


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
