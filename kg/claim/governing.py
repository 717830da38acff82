"""The verbs by which an event brings something about, and what each of them governs."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.claim.products import Outcome
from kg.claim.story import Story
from kg.claim.titles import BEFORE
from kg.find import Sentence
from kg.model import Span

_VERBS: tuple[tuple[str, str], ...] = (
    (
        "cv:adopted",
        r"adopt(?:ed|s|ing|ion)?|approv(?:ed?|es|ing|al)|endors(?:ed?|es|ing|ement)|agreed(?:\s+(?:and\s+released|on|upon))?|passed|ratified"
        r"|finali[sz]ed|reached\s+(?:consensus|agreement)\s+on|reached",
    ),
    (
        "cv:signed",
        r"sign(?:ed|s|ing|ings|atures?)?|inked|initialled|subscribed(?=\s+(?:are|were|is|was|by|the|an?)\b)|exchang(?:ed|es|e|ing)|conclu(?:de|des|sion|ded(?=\s+(?:an?|the|two|three|four|several|its|their|\d+|agreements?|memoranda|contracts?|\p{Ll}+\s+agreements?)\b))|entered\s+into|renew(?:ed|s|al)|extended|penned|sealed|struck|put(?:ting)?\s+(?:their|his|her|its)\s+(?:names?|signatures?|pens?)\s+(?:to|under)|affixed\s+(?:their|his|her)\s+signatures?\s+to",
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
        r"|(?:is|was|are|were)\s+(?:\p{Ll}+\s+){0,3}?(?:remembered|known|noted)\s+(?:\p{Ll}+\s+){0,2}?for|(?:came|comes)\s+out\s+of|(?:came|come|went|walked)\s+(?:out|away|home)\s+(?:of\s+(?:it|the\s+\p{L}+)\s+)?with|emerged\s+from|grew(?:\s+out\s+of)?|drew\s+up|drafted\s+and\s+adopted"
        r"|(?:results?|outcomes?|outcome\s+documents?|fruits?|products?|deliverables?|achievements?)\s+(?:\p{Ll}+\s+){0,4}?(?:was|were|is|are|included?|includes)",
    ),
)
"""Verbs by what they state; the last, of whatever came about, states what is usual for the kind of thing."""
USUAL = {"agreement": "cv:adopted", "initiative": "cv:launched", "publication": "cv:released", "organization": "cv:founded"}
_ANY = "|".join(f"(?P<v{i}>{p})" for i, (_, p) in enumerate(_VERBS))
VERB = re.compile(rf"\b(?:{_ANY})\b", re.IGNORECASE)
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
LIST_GAP = re.compile(
    r"^(?:\s|,|;|:|\*|•|·|-|–|[“”\"‘’]|\band\b|&|\bthe\b|\bits\b|\ban?\b|\bas\s+well\s+as\b|\bissued\b|\badopted\b|\breleased\b|\bpublished\b|\(\p{L}[^)]*\)|\bthose\b|\bfor\s+the\s+institute\b|\bof\b|\balso\b|\bnew\b|\btitled\b)*$"
)


_ADJECTIVES = re.compile(
    r"(?:^|\s|[“\"‘«])(?:(?:the|an?|its|their|our|his|her)\s+)?(?:(?!(?:of|to|at|by|from|under|in|on|for|with|about|that|which|who|as|and|or|but|was|were|is|are|be|been|has|have|had|will|not|into|within|against|after|before|than|through|via|towards?|between|among|over|per|since|until|because|while|when|where|if|whether)\b)\p{Ll}[\p{Ll}-]+\s+){1,3}[“\"‘«]?$"
)
"""What may stand right before a name: an article and words that describe it, none of them a preposition or a verb of being."""


def _opens_phrase(gap: str) -> bool:
    """Whether the words from a verb to a name only open the phrase of which that name is the head."""
    if _ACTIVE_GAP.match(gap):
        return True
    described = _ADJECTIVES.search(gap)
    return described is not None and bool(_ACTIVE_GAP.match(gap[: described.start()]))


_INVERTED = re.compile(
    r"(?:\s+(?:at|during|on|in|by|between)\s[^.;,]{2,60}?)?,?\s+(?:were|was|are|is)\s+(?:the\s+|an?\s+|its\s+)?(?:new\s+)?[“\"‘«]?$"
)
"""What stands between a participle and its subject behind it: "among the documents signed were the …"."""
_FRONTED = re.compile(r"\s+(?:by|between)\s[^.;]{3,160},\s+(?:the\s+|an?\s+)?[“\"‘«]?$")
"""What stands between a participle that opens a sentence and its subject: "signed by Riga and Oslo, the …"."""


def deed_of(match: re.Match[str], kind: str) -> str:
    """Return the property that a verb states of an outcome of a kind."""
    prop = next(p for i, (p, _) in enumerate(_VERBS) if match[f"v{i}"]) or USUAL[kind]
    if prop == "cv:founded" and kind != "organization":
        return "cv:launched"
    if prop == "cv:launched" and kind == "organization":
        return "cv:founded"
    return prop


def suits(prop: str, kind: str, match: re.Match[str]) -> bool:
    """Whether a verb can be said of an outcome of a kind: a body is founded, not adopted."""
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


DEEDS = frozenset(p for p, _ in _VERBS if p)
_BEHIND_BY = re.compile(r"\bby\s+(?:the\s+)?(?:\w+[’']s?\s+)?$")
_AS_WAS = re.compile(r"[^.;]{0,6},?\s+as\s+(?:was|were)\s+(?:the\s+)?(?=\p{Lu})")


def governed(story: Story, sentence: Sentence, names: list[Outcome]) -> Iterator[tuple[Outcome, re.Match[str], bool]]:
    """Yield the outcomes with the verb that governs each, and whether it does so in the passive."""
    verbs = list(VERB.finditer(story.plain, sentence.span.start, sentence.span.end))
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
            if not LIST_GAP.match(gap) or _has_own_verb(plain, outcome, verbs):
                return
        elif not (_opens_phrase(gap) or _including(gap) or _told_of_first(plain, match, gap) or _turned(plain, match, gap)):
            continue
        elif outcome.kind == "organization" and _WITH_OTHERS.search(gap):
            return
        started = True
        yield outcome
        chain_end = outcome.span.end


_WITH_OTHERS = re.compile(r"\b(?:between|with|cooperation|sides)\b")
"""Words between a verb and a body that is not what the verb is said of ("establish the cooperation between …")."""


def _turned(plain: str, match: re.Match[str], gap: str) -> bool:
    """Whether a participle has its subject behind it."""
    if not match.group().lower().endswith(("ed", "reached")):
        return False
    return bool(_INVERTED.fullmatch(gap) or (match.group()[0].isupper() and _FRONTED.fullmatch(gap)))


def _subjects_of(plain: str, sentence: Sentence, match: re.Match[str], names: list[Outcome]) -> Iterator[Outcome]:
    """Yield the list of outcomes before a passive verb ("the X and the Y were adopted, as was the Z")."""
    back = [o for o in names if o.span.end <= match.start() and not _is_side(plain, o, names)]
    if (
        back
        and _PLAIN_GAP.match(plain[back[-1].span.end : match.start()])
        and (_stands_alone(plain, match) or _signed_aside(plain, sentence, match, back[-1]))
    ):
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
        if not first and (behind_by or not LIST_GAP.match(gap)):
            return
        first = False
        yield outcome
        end = outcome.span.start


def _is_side(plain: str, outcome: Outcome, names: list[Outcome]) -> bool:
    """Whether a body is one of those between whom an agreement named before it is ("a Letter of Intent between A and B")."""
    return outcome.kind == "organization" and any(
        o.kind == "agreement"
        and o.span.end <= outcome.span.start
        and BETWEEN_SIDES.match(plain, o.span.end, outcome.span.start)
        and not re.search(r"[.;,]", plain[o.span.end : outcome.span.start])
        for o in names
    )


BETWEEN_SIDES = re.compile(r"\s+(?:\([^)]*\)\s+)?(?:(?:on|for)\s+[^.;,]{3,60}?\s+)?(?:between|with|among)\s")


def _has_own_verb(plain: str, outcome: Outcome, verbs: list[re.Match[str]]) -> bool:
    """Whether a name after "and" begins a clause of its own ("… and the Index will be launched")."""
    after = next((v for v in verbs if v.start() >= outcome.span.end), None)
    return after is not None and _PASSIVE_GAP.match(plain[outcome.span.end : after.start()]) is not None


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """Whether a verb needs no auxiliary: "came into being", "the Declaration adopted at the meeting"."""
    if _INTRANSITIVE.fullmatch(match.group()):
        return True
    return match.group().endswith("ed") and _AT_ONCE.match(plain, match.end()) is not None


_SIGNED_BY = re.compile(r"\s+(?:\p{Ll}+ly\s+)?(?:by|between)\s+(?:the\s+)?\p{Lu}")


def _signed_aside(plain: str, sentence: Sentence, match: re.Match[str], outcome: Outcome) -> bool:
    """Whether a sentence is about an agreement and says in passing who signed it ("The Accord, signed by …, provides for …")."""
    lead = plain[sentence.span.start : outcome.span.start]
    return (
        outcome.kind == "agreement"
        and len(lead) < 12
        and deed_of(match, outcome.kind) == "cv:signed"
        and _SIGNED_BY.match(plain, match.end(), sentence.span.end) is not None
    )


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
