"""Whether a list of names goes on: what may stand between two of its members, and nouns for those who take part."""

from __future__ import annotations

from kg import patterns as re
from kg.find.lexicon import read_words

_LISTED = re.any_of(read_words("attendees.txt"), blank=r"\s+")
ATTENDEES = rf"(?:{_LISTED}|\p{{L}}*(?:ologists|graphers|icians|ianists|ionists|omists|guists|ationists|torians|brarians|tivists|eers|makers|keepers|workers))"
"""Nouns for those who come to an event, and for those that send them."""

ENTITY_GAP = re.compile(
    r"^(?:\s|,|;|/|\band\b|&|\bas\s+well\s+as\b|\btogether\s+with\b|\balong\s+with\b|\balongside\b|\bin\s+(?:partnership|conjunction|tandem)\s+with\b|\bjointly\s+with\b|\bthrough\s+(?:its|their)\b|\bin\s+addition\s+to\b|,\s+for\s+the\s+(?:first|second|third)\s+time,?|\b(?:Embassy|Embassies|embassies|Consulates?)\b|\bplus\b|\bthe\b|\bboth\b|\balso\b|\bits\b|\btheir\b|\bfrom\b|\bof\b(?!\s+the\s+\w+\s+of)|\bthen\b|\bother\b|\bby\b|\bjointly\b|\bwith\b(?=\s+the\s)"
    r"|\([^)]{0,60}\)|[()]|\b(?:several|some|many|all|various|both|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b|\b\p{Lu}[\p{L} .-]{2,24}[’']s?(?=\s)|[“”\"’']s?|’s?|\bThe\b|\b(?:Secretary-General|Director-General|Director|Presidents?|Chair(?:man|person)?|Heads?|Ministers?|Ambassadors?|CEO|Commissioner|Mayor|Rector|Executive\s+Secretary|Prime\s+Ministers?)\b|\bsecretariats?\b|\bgovernments?\b(?:\s+of)?|\bpeople\b|\brepresentatives?\b|\bofficials?\b|\bdelegations?\b|\bministers?\b|\b(?:member\s+)?institutions?\b|\bmembers?\b|(?:\b[Mm]ember\s+)?\b(?:[Ss]tates|[Cc]ountries|[Nn]ations|[Ee]conomies)\b|\b(?:universities|companies|enterprises|firms|institutes|embassies|ambassadors?|experts?|scholars|delegates|teams|students|researchers|businesses|artists|participants|observers|colleges|schools|journalists|business\s+leaders|entrepreneurs|academics|scientists|athletes|heads|presidents|directors|rectors|leaders|chiefs|chairs|CEOs|executives|mayors|governments?|ministries)\b)*$"
)

_LONGEST = 170
_MOST_WORDS = 7
_BRACKETS = re.compile(r"\([^()]{0,120}\)?")
_SEPARATOR = re.compile(
    r"[,;/&•]|\b(?:and|plus|alongside)\b|\bas\s+well\s+as\b|\b(?:together|along)\s+with\b|\bin\s+addition\s+to\b"
)
_BREAK = re.compile(r"\p{Ll}{3}[.!?]\s|:\s|\|")
_PHRASES = re.compile(
    r"\bas\s+well\s+as\b|\b(?:together|along)\s+with\b|\bin\s+addition\s+to\b|\bfor\s+the\s+\w+\s+time\b|\bamong\s+others\b"
)
_WORDS = re.compile(r"[\p{L}\p{N}][\p{L}\p{N}’'-]*")
_LINKS = frozenset(
    "and or the of for a an its their our his her both also other others all from plus including alongside de la du des".split()
)
_STOPS = frozenset(
    "in at on to by with as about against into over under during through towards toward without between among within across around near like via per until since after before while when where who whom whose which that because although though if but than so yet not never "
    "is are was were be been has have had will would shall should can could may might must do does did he she they it we i you this these those there here "
    "said says say told tells tell took takes take came comes come met meets meet held holds hold gave gives give made makes make spoke speaks speak led leads lead sent sends send won wins saw sees went goes go began begins begin drew draws got gets knew brought brings bring "
    "kept keeps wrote writes read reads stood stands sat sits fell falls rose rises grew grows ran runs found finds felt heard left lost paid pays put set shared shows showed became becomes remains includes adds plans wants hopes seeks aims needs calls thanks agrees".split()
)
_NO_VERBS = frozenset(
    "invited selected interested concerned related renowned distinguished retired associated affiliated specialized specialised limited united dedicated experienced accredited registered leading participating visiting neighbouring neighboring engineering training "
    "teaching banking planning nursing farming fishing shipping mining manufacturing developing learning marketing publishing housing broadcasting incoming outgoing building cooperating collaborating attending exhibiting supporting acting founding funding processing computing "
    "advanced industrialised industrialized landlocked conflict-affected".split()
)
_APPOSED = re.compile(r"\s*(?:\([^()]{0,80}\))?,\s+(?P<det>an?|the|its|their|one\s+of|both)\s+(?=\p{Ll})")
_MANY_PEOPLE = re.compile(rf"\b{ATTENDEES}\b", re.IGNORECASE)


def goes_on(gap: str) -> bool:
    """Whether what stands between two names is a part of one list: members without a known name, titles, modifiers, and no verb.

    >>> goes_on(", the heads of "), goes_on(", Boatyard Ltd and the ")
    (True, True)
    >>> goes_on(" and praised "), goes_on(", a member of the "), goes_on(" of prices in ")
    (False, False, False)
    """
    if len(gap) > _LONGEST or _BREAK.search(gap):
        return False
    apposed = _APPOSED.match(gap)
    if apposed and not (apposed["det"] == "the" and _MANY_PEOPLE.search(gap, apposed.end())):
        return False
    bare = _BRACKETS.sub(" ", gap)
    if _SEPARATOR.search(bare) is None:
        return False
    others = 0
    for word in _WORDS.findall(_PHRASES.sub(" ", bare)):
        if not word[0].islower() or word in _LINKS:
            continue
        if word in _STOPS or (len(word) > 4 and word.endswith(("ed", "ing")) and word not in _NO_VERBS):
            return False
        others += 1
    return others <= _MOST_WORDS
