"""The words that tell who takes part: verbs of coming and acting, nouns for those who come, and what rules them out."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.lists import ATTENDEES

_OFFICERS = (
    r"(?:representatives?|representing|represented|delegat(?:es|ions?)|officials?|experts?|ministers?|leaders?|guests?|members?|ambassadors?|presidents|heads?\s+of\s+(?:state|government|mission)(?:\s+(?:and|or)(?:\s+of)?\s+government)?|"
    r"(?:foreign|prime|deputy|finance|trade|vice-?)\s*ministers?|ministers\s+and\s+(?:senior\s+|high\s+)?officials|directors(?:-general)?|secretaries(?:-general)?(?:\s+of\s+state)?|chiefs(?:\s+of\s+staff)?|rectors|commissioners|chairs|chairpersons|chairmen|envoys|diplomats|"
    r"parliamentarians|lawmakers|governments|embassies|authorities|teams?|staff(?:\s+members)?|negotiators|policy-?\s?makers|observers|consuls|attachés|permanent\s+secretaries|senators|governors|mayors|vice-?\s?chancellors|deans|employees|researchers|scientists|scholars|dignitaries|counterparts|speakers)"
)
CUE_BEFORE = re.compile(
    r"\b(?:attended\s+by(?:,\s+among\s+others,)?|bringing\s+together|brought\s+together|brings?\s+together|(?:gather(?:ed|ing|s)?|(?:assembl|convok|involv)(?:ed|es|ing)|(?-i:unit(?:ed|es|ing)))(?:\s+together)?|participation\s+(?:of|from|by)|(?:presence|attendance|involvement)\s+of|participants?\s+(?:from|included?|include|including|were|came\s+from)|"
    r"includ(?:e|ed|es|ing)|compris(?:ed|es|ing)|joined\s+by|accompanied\s+by|welcom(?:ed|es|ing)|guests?\s+(?:of|from|included)|scholars\s+from|partners\s+from|attendees\s+(?:from|included)|delegations?\s+(?:comprised|included)|"
    rf"{_OFFICERS}\s+(?:of|from|representing|by)|represent(?:ing|ed)|"
    r"(?:pavilions?|booths?)\s+(?:of|from)|students\s+from|teachers\s+from|colleagues\s+from|practitioners\s+from|speakers\s+from|university\s+heads\s+from|heads\s+(?:of\s+delegation\s+)?from|institutions\s+from|countries\s+including|states\s+including|nations\s+including|"
    r"talks\s+with|met\s+with|meet\s+with|meeting\s+with|(?:taking\s+part|attending|present|participating|represented|joining|in\s+attendance)(?:\s+(?:as\s+(?:\p{Ll}+\s+)?\p{Ll}+s?|at\s+(?:the|this)\s+\p{Ll}+|on\s+the\s+occasion|too|also))?\s+(?:were|was|are)\s*:?|expected\s+(?:are|were)|attend(?:ed|ing)?\s+from|in\s+the\s+room(?:\s+were|\s*:)|(?:in\s+attendance|on\s+hand|around\s+the\s+table)\s+were|invited|attracting|attracted|drew|between|among(?!\s+(?:them|others)\b)|parties|together\s+with|with\s+counterparts\s+from|(?:participants?|participating\s+countries|attendees|present|delegations)\s*:|in\s+the\s+presence\s+of|signed\s+by|companies\s+from|enterprises\s+from|chaired\s+by|(?:represented|confirmed|registered|present),(?=\s+(?-i:\p{Lu}))|among\s+others,?|among\s+them|(?:came|come|coming|hail(?:ed|ing)?|drawn|arrived|travell?ed),?\s+from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
CUE_NEAR = re.compile(
    rf"\b{ATTENDEES}\s+(?:(?:present|attending|invited|taking\s+part|represented|confirmed|expected)\s+)?(?:are|were|will\s+be|(?:will\s+)?(?:include|comprise)|includes|included|comprised)\s+(?:both\s+|the\s+)?"
    rf"|\b(?:\p{{L}}+\s+)?partners?\s+(?:(?:of|at|for)\s+the\s+\p{{Ll}}+\s+)?(?:is|was|are|were)\s+(?:the\s+)?"
    rf"|\bamong\s+(?:the\s+|its\s+|our\s+|this\s+year[’']s\s+)?(?:\p{{Ll}}+\s+){{0,2}}{ATTENDEES}\s+(?:\p{{Ll}}+\s+){{0,2}}(?:are|were|was|is|will\s+be)\s+(?:the\s+)?"
    rf"|\b{ATTENDEES}\s+(?:also\s+|all\s+)?(?:(?:are|were|will\s+be)|(?:will\s+|have\s+|had\s+)?(?:come|came|hail(?:ed)?|travell?ed|arrived|journeyed|flown))\s+(?:in\s+|here\s+)?from\s+(?:the\s+|both\s+)?"
    r"|\b(?:countries|states|nations|economies|institutions|organi[sz]ations|universities|companies|bodies|agencies|delegations|schools|teams|members)\s+(?:\p{Ll}+\s+){0,2}?(?:represented|participating|taking\s+part|attending|present|involved|invited)(?:\s+(?:at|in)\s+(?:the|this)\s+[\w -]{3,40}?)?\s*(?::|were|are|included?)\s*(?:the\s+)?",
    re.IGNORECASE,
)
"""Words right behind which the list of those who take part stands."""
NAMED_NEAR = re.compile(
    rf"{ATTENDEES}|partners?|countries|states|nations|economies|institutions|organi[sz]ations|universities|companies|bodies|agencies|delegations|schools|teams|members",
    re.IGNORECASE,
)
"""Nouns of which :data:`CUE_NEAR` has one."""

COUNTED = re.compile(
    rf"(?:\bfollowing\s+(?:[\p{{L}}-]+\s+){{0,3}}|\b)(?:{ATTENDEES}|countries|states|nations|economies|territories|bodies|places)\s*(?:[(:–—]|,?\s+-\s|,?\s*(?:namely|viz\.?|i\.e\.?,?|to\s+wit|such\s+as|including|among\s+(?:them|others|which)|notably|as\s+follows)\b)\s*(?:(?:namely|including|i\.e\.?|among\s+them|notably)\b)?\s*[:,]?\s*(?:the\s+)?",
    re.IGNORECASE,
)
"""A number of states or bodies that are then named ("from nine countries, namely")."""

CAME_THESE = re.compile(
    rf"\b(?:{ATTENDEES}|countries|states|nations|economies|territories|bodies)\s+(?:\p{{Ll}}+\s+){{0,3}}?(?:took\s+part|attended|participated|came|signed\s+up|joined|(?:were|are|was)\s+(?:represented|present|there|invited|registered)|"
    r"(?:are|will\s+be)\s+(?:expected|taking\s+part|represented|present|there)|(?:will\s+)?(?:attend|exhibit|take\s+part|participate|join|compete)|exhibited|competed|(?:have|had)\s+(?:confirmed|registered|signed\s+up))"
    r"(?:\s+in\s+(?:it|the\s+\p{Ll}+|all|total))?\s*(?:[:(–—]|,\s*(?:including|namely|among\s+(?:them|others)|such\s+as|notably))\s*(?:(?:namely|including|among\s+them|notably)\b)?\s*[:,]?\s*(?:the\s+)?",
    re.IGNORECASE,
)
"""A number of states or bodies that come, and are then named ("twelve countries took part: …")."""

_SPOKEN_THINGS = r"(?:statements?|presentations?|talks?|lectures?|speech(?:es)?|addresses|contributions?|interventions?|greetings?|messages?|remarks|inputs?|briefings?|performances?|workshops?|demonstrations?|testimon(?:y|ies))"
ACTS_BY = re.compile(
    rf"\b(?:{_SPOKEN_THINGS}|(?:papers?|reports?|updates?|sessions?|panels?|master\s?classes|case\s+stud(?:y|ies)|exhibits?|stands?|displays?|training|catering|interpretation|interpreters|transport|equipment|prizes?|awards?|refreshments|lunch|dinner|reception)\s+"
    r"(?=(?:was|were|is|are|will)\s))\s*"
    r"(?:(?:(?:was|were|is|are|will\s+be|being|been|then|also|to\s+be)\s+){0,3}(?:\p{Ll}+ly\s+)?(?:delivered|given|made|presented|held|offered|led|run|chaired|moderated|facilitated|heard|provided|staged|conducted|sponsored|read|contributed|submitted|shown|mounted|curated|supplied|lent|donated|handed\s+over)\s+)?(?:by|from)\s+(?:the\s+)?"
    r"|\b(?:message|greetings|statement|address|intervention)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What is done at an event by those who are named right behind it ("statements were made by")."""

COMERS = re.compile(
    rf"\b(?:{ATTENDEES}|(?:an?|one|another)\s+(?:[\p{{L}}-]+\s+){{0,2}}(?:choir|group|band|orchestra|ensemble|troupe|party|crew|contingent|delegate|expert|speaker|observer|school|university|trainer|artist|scholar|researcher|student|teacher|farmer|company|minister|judge|juror))"
    rf",?\s+(?:[–—-]\s+|\((?:\w+\s+)?)?(?:\w+\s+){{0,3}}?(?:expected,?\s+)?(?:also\s+)?$"
    rf"|\b{ATTENDEES}\b[^.;]{{0,24}}(?:[–—:(]|,|\s-\s)\s*(?:[^.;]{{0,50}},\s+(?:and\s+)?|[^.;]{{0,50}}\band\s+)?(?:\d{{1,3}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+$",
    re.IGNORECASE,
)
CUE_AFTER = re.compile(
    rf"\s*\)?\s*(?:\([^)]*\)\s*)?(?:[’']s?)?(?:,?\s*(?:and|as\s+well\s+as)\s+(?:\p{{Ll}}[\p{{L}}-]*\s+){{0,4}}?(?:{ATTENDEES}|others|bodies|more|countries|states))?\s*,?\s*"
    r"(?:(?:delegations?|officials?|ministers?|representatives?|governments?|institutions?|experts?|scholars?|sides?|delegates?|leaders?|teams?|companies|enterprises|universities|authorities|countries|states|nations|members?|member\s+states|ambassadors?|embassy|under-secretaries|and\s+business\s+representatives)\s*,?\s*(?:and\s+)?){0,3}"
    r"(?:(?:will|also|all|both|jointly|have|has|had|were|was|are|is|be|been|each|to|today|then|in\s+turn|in|on|\w+ly)\s+){0,4}"
    r"(?:(?:ran|runs|led|leads|offered|gave|moderated|chaired|staffed|manned|had|mounted|set\s+up|put\s+up|took)\s+(?:an?\s+|the\s+|its\s+|their\s+|one\s+|two\s+|three\s+|four\s+|several\s+)?(?:[\p{L}-]+\s+){0,2}(?:sessions?|workshops?|panels?|talks?|discussions?|round\s?tables?|master\s?class(?:es)?|demonstrations?|side\s+events?|stands?|booths?|pavilions?|lectures?|tutorials?|stalls?)|among\s+(?:the\s+|its\s+|those\s+)?(?:\p{Ll}+\s+){0,2}?(?:participants|attendees|delegates|guests|exhibitors|speakers|observers|present|attending|represented|taking\s+part)|took\s+part|take\s+part|takes\s+part|taking\s+part|participat(?:e|ed|es|ing)|attend(?:ed|s|ing|ance)?|join(?:ed|s|ing)?|represented|present\b|hand\b|invited|sent|sends?|sign(?:ed|s)?|met\b|meet\b|spoke|speaks?\b|exchanged?|gather(?:ed|s)?|adopted|agreed|present(?:ed|s)?\b|meeting\b|led\b|co-led|convened|announced|launched|hosted|co-host|discuss(?:ed)?|reviewed|pledged|participating|shared?\b|exhibit(?:ed|s)?\b|supported|backed|funded|co-?financed|financed|paid\s+for|lent|lends?\s+a\s+hand|footed|picked\s+up\s+the\s+(?:bill|tab|costs?)|(?:come|came|comes)\s+(?:with|along|as|by)\b|flew\s+in|turned\s+up|arrived|provided\s+(?:the\s+|its\s+|\w+\s+)?(?:funding|funds|support|money|interpret\p{Ll}+|equipment|transport|assistance|venue|catering)|contributed|chipped\s+in|followed\s+(?:the|its)\s+(?:\p{Ll}+\s+)?(?:work|proceedings|debates?|sessions?|discussions?|meeting|talks|event)|had\s+(?:an?|its|their)\s+(?:\w+\s+)?(?:stand|booth|pavilion|stall)|shares?\s+(?:a\s+)?(?:stand|booth)|followed\s+(?:online|by\s+video|remotely|on\s+screen)|dialled\s+in|visited|issued|released|unveiled|accompanied|showcased|expressed|opened|organi[sz]ed|held"
    r"|chaired|co-?chaired|moderated|facilitated|addressed|competed|performed|took\s+the\s+(?:floor|stage)|gave\s+(?:a\s+|an\s+|the\s+)?(?:\p{Ll}+\s+)?(?:presentations?|talks?|lectures?|speech(?:es)?|statements?|update|briefing)|made\s+(?:a\s+)?(?:presentations?|statements?|interventions?)|delivered|set\s+up|founded|established|inked|concluded|committed|acted\s+as|served\s+as|called\s+(?:for|on|upon)|propos(?:ed|es)|endorsed|stressed|underlined|emphasi[sz]ed|urged|reported|outlined|noted|welcomed|thanked|introduced|demonstrated|ran\s+an?|suggested|objected|voted|abstained|intervened|raised|volunteered|won|took\s+(?:first|second|third|gold|silver|bronze|home))\b",
    re.IGNORECASE,
)
DELEGATION = re.compile(
    r"^\s*(?:[’']s?)?\s*(?:(?:delegations?|delegates?)\b|(?:side|officials?|institutions?|ministers?|representatives?|ambassadors?|counterparts?|experts?|scholars|teams?|pavilions?)\b(?!\s+(?:stated|said)))",
    re.IGNORECASE,
)
ADJECTIVE_OF_COMERS = re.compile(rf"\s+(?:\p{{Ll}}[\p{{L}}-]+\s+){{0,2}}?{ATTENDEES}\b", re.IGNORECASE)
"""People behind the adjective of their country ("Latvian buyers")."""

TALKED_OF = re.compile(
    r"\b(?:relations?|ties|cooperation|partnership|friendship|exchanges|links|dialogue|understanding|community|trade)\s+(?:\w+\s+){0,2}(?:between|with|among)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:[Nn]either|[Nn]or|did\s+not|absent|without\s+(?:the\s+)?(?:participation|presence|attendance|representatives?|delegates?|a\s+delegat\p{Ll}+)|boycott\w*|declined|not\s+(?:attend|take\s+part|participate))\b"
)
_BUT = re.compile(r",?\s+(?:but|although|though|while|despite)\b")


def tells_of_absence(text: str) -> bool:
    """Whether a sentence tells who did not come; what a "but" adds about another does not count.

    >>> tells_of_absence("Estonia did not attend."), tells_of_absence("Estonia came without tents.")
    (True, False)
    """
    if _NEGATED.search(text) is None:
        return False
    return bool(_NEGATED.search(_BUT.split(text, maxsplit=1)[0] if _BUT.search(text, 40) else text))


_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+)?(?P<verb>\p{L}[\p{L}-]*)$", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"represented|invited|present|accompanied|joined|gathered|hand|attendance|attending|participating|sharing|speaking|taking|joining",
    re.IGNORECASE,
)


def is_done_to(words: str) -> bool:
    """Whether a verb tells what is done to a thing, not what somebody does ("was opened", "were shared").

    >>> is_done_to(" were shared"), is_done_to(" were represented"), is_done_to(" shared")
    (True, False, False)
    """
    passive = _PASSIVE.search(words)
    return (
        passive is not None
        and passive["verb"].lower().endswith(("ed", "led", "held"))
        and not _OF_PEOPLE.fullmatch(passive["verb"])
    )


SCENE = re.compile(
    r"\b(?:attend|took\s+part|tak(?:e|ing)\s+part|participat|spoke|speak|delegat|flew|flown|fly\s+in|led\s+by|visit|present|join|met\b|meet\b|invit|guests?|panel|sat\b|represented|sent|sign|counted|note\s+has|came|come\b|compet|perform|exhibit|showcas|gather|conven|assembl|brought|bring|arriv|travel|address|co-?chair|chair|welcom|opened|exchang|discuss|debat|attract|drew|draw|featur|host|held\b|regist|booking|booked|confirmed|expect|signed\s+up"
    r"|audience|follow|took\s+the\s+floor|listen|learn|receiv|train|stay|includ|compris|in\s+the\s+room|on\s+stage|won\b|prizes?|awards?|medals?|taught|taking|moderat|facilitat|negotiat|adopt|agreed|among)",
    re.IGNORECASE,
)
"""Words that set the scene of an event."""
