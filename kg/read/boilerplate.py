"""Knows the lines around a report that are no part of it: credits, share lines, rights, contacts, comments of the editor."""

from __future__ import annotations

import re

_BOILERPLATE = re.compile(
    r"""\W{0,4}(?:
      (?:last\s+)?(?:updated|modified)\s*(?:on|at|:|\d)
    | (?:share|tweet|print|e-?mail|like)\b(?:\s+(?:this|on|via|with|f\b|x\b|in\b|to\b)|\s*[:：|·]|\s*$|\s{2,})
    | (?:follow|find|like|join|subscribe|connect\s+with)\s+us\b(?:\s+on\b|\s*[:：]|\s*$)
    | (?:for\s+immediate\s+release|embargoed\b.*
        |(?:joint\s+)?(?:press|media|news)\s+(?:release|statement|advisory|note))\s*[:：]?\W{0,3}$
    | ©|\(c\)\s|all\s+rights\s+reserved|copyright\s*(?:[:：©]|\(c\)|\d{4}|by\b|notice|$|.{0,60}reserved)
    | (?:related|read\s+(?:next|more|also)|see\s+also|more\s+(?:news|stories|from|on\s+this)|also\s+in|recommended
        |you\s+(?:may|might)\s+(?:also\s+)?like|most\s+read|latest\s+news|previous|next)\b
        (?:\s+(?:links?|articles?|stories|news|items?|posts?|reading|resources|content))?\s*(?:[:：|·»›>]|$)
    | (?:for\s+)?(?:further|more|additional)\s+(?:information|details)\s*[,:：]?\s*(?:please\s+)?
        (?:contact|visit|see|go\s+to|write|call|e-?mail)
    | for\s+(?:media|press)\s+(?:enquir|inquir|quer|contact)
    | (?:(?:media|press)\s+)?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))(?:\s+(?:us|information|details|person))?\s*(?:[:：]|$)
    | (?:written|edited|reported|translated|compiled|posted|story|text|words|photos?\s+and\s+text)\s+by\b
    | (?:by)\s+(?:our\s+|the\s+)?(?:correspondent|staff|[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}(?:\s*[,|/·].{0,60})?)\s*$
    | (?:editor|editors|reporter|author|writer|translator|source|sources|text|byline
        |responsible\s+editor|editor\s+in\s+charge|proofreader|clicks|views|hits|tags?|keywords?|filed\s+under|category|categories|print\s+edition)\s*[:：|]
    | (?:we|this\s+(?:web\s?)?site)\s+uses?\s+cookies | (?:accept|reject)\s+(?:all|cookies) | cookie\s+(?:policy|settings|notice)
    | (?:privacy\s+policy|terms\s+(?:of\s+use|and\s+conditions)
        |legal\s+notice|disclaimer|site\s?map|log\s?in|newsletter)\s*(?:[:：|·]|$)
    | skip\s+to|back\s+to\s+top|home\s*[>»|/]|(?:sign\s+up|subscribe)\s+(?:to|for|now|here|today)\b
    | (?:the\s+)?views\s+expressed\b
    | (?:this\s+article|this\s+story|this\s+text|the\s+article)
        \s+(?:was\s+(?:first|originally)|is\s+(?:based|part)|first\s+appeared|may\s+not)
    | (?:statement|note|notice)\s*[:：]\s*(?:reprint|repro|copyright|this\s+(?:article|text)|if\b)
    | (?:reprint|reproduction|republication)(?:s|ed|ing)?\b.{0,60}(?:permi|source|allowed|only)
    | corrections?\s*[:：]
    | (?:clarification|erratum)\s*[:：]
    | topics?\b.{0,16}[)）]\s*$
    | about\s+(?:using\s+(?:the\s+)?articles?|links?|us|this\s+(?:site|page|article)|cookies)\s*\W{0,2}$
    | you\s+can\s+(?:freely\s+)?use\s+the\b | images?\s+cannot\s+be\s+used | links?\s+(?:are|is)\s+free\s+to
    | (?:download|click\s+here|see\s+the\s+(?:complete|full)|watch\s+the|view\s+the)\b.{0,80}$
    | (?:end|ends|-\s?30\s?-|\#{2,})\s*\W{0,3}$
    | (?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*\W{0,2}$ | \d{1,4}\s*(?:of|/)\s*\d{1,4}\s*$
    | (?:tel|phone|telephone|fax|e-?mail|website|web|twitter|facebook|hotline)\s*[:：]
    | 分享 | 责任编辑 | 来源 | 版权 | 编辑[:：]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMES_CASED = re.compile(r"\W{0,4}(?:By|BY)\s+(?:our\b|the\b|staff\b|[A-Z])")
_HEAD_OF_BOILERPLATE = re.compile(
    r"\W{0,4}(?:about\s+(?:using\s+(?:the\s+)?articles?|links?|us|this\s+(?:site|page|article)|cookies)"
    r"|(?:(?:media|press)\s+)?(?:contacts?|enquiries|inquiries)(?:\s+(?:us|information|details|persons?))?"
    r"|related(?:\s+\w+)?|see\s+also|share(?:\s+this.*)?|read\s+(?:next|more|also)"
    r"|you\s+(?:may|might)\s+(?:also\s+)?like|more\s+(?:news|stories)|latest\s+news|most\s+read"
    r"|also\s+in\b.*|follow\s+us.*|disclaimer|copyright(?:\s+(?:notice|information))?|tags|footer|navigation)\s*[:：]?\W{0,3}$",
    re.IGNORECASE,
)
_COMMENTARY = re.compile(
    r"\W{0,4}(?:why\s+(?:it|this)\s+matters|what\s+(?:it|this)\s+means|significance|commentary|comment|analysis|editor(?:'s|’s|ial)?\s+(?:note|comment)"
    r"|our\s+(?:view|take)|opinion|the\s+big\s+picture|key\s+takeaways?|takeaways?|点评|意义)\s*[:：]",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W{0,4}(?:(?:photos?|pictures?|images?|figure|fig\.|pic|captions?|video|illustration|infographic|图|图片)(?:\s*\d{1,3})?(?:\s+(?:gallery|credits?|courtesy)(?:\s*\(\d+\))?(?:\s+of)?)?\s*[:：\]】/|]"
    r"|photos?\s+(?:by|courtesy)\b|(?:pictured|above|below|in\s+the\s+(?:photo|picture))\s*[:：,(]|(?:group|file)\s+photo\b)",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"(?:[(\[]?\b(?:photos?|images?|pictures?|credits?|pics?)\s*(?:[:：/©]|by\b|courtesy\b)|\b(?:photos?|images?)\s+(?:by|courtesy(?:\s+of)?|from|provided\s+by)\b|[(\[](?:handout|file|photo)[)\]])",
    re.IGNORECASE,
)
_VERB_OF_POSE = re.compile(
    r"\b(?:in\s+session|poses?\b|posing|group\s+photo|on\s+stage|during\s+the|attends?\b|attendees|after\s+the|at\s+the|shakes?\s+hands|delivers?|addresse[sd]|speaks?\b|unveils?|dialogue\s+with|discussion\s+of)",
    re.IGNORECASE,
)


def is_boilerplate(text: str) -> bool:
    """Whether a line is no part of the report: a share line, a credit, rights, a contact.

    >>> is_boilerplate("Follow us on Facebook"), is_boilerplate("Share of women: 40 per cent")
    (True, False)
    """
    match = _BOILERPLATE.match(text)
    if match is None or len(text) > 600:
        return False
    return text.lstrip()[:2].lower() != "by" or _NAMES_CASED.match(text) is not None


def heads_boilerplate(text: str) -> bool:
    """Whether a heading opens a part that is no part of the report, as "Media contact" does."""
    return len(text) <= 60 and _HEAD_OF_BOILERPLATE.match(text) is not None


def is_commentary(text: str) -> bool:
    """Whether a paragraph says of itself that it comments.

    >>> is_commentary("Why It Matters: It shows much.")
    True
    """
    return _COMMENTARY.match(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line is a picture's caption or credit.

    >>> is_caption("Delegates meet. Photo: A. Writer"), is_caption("The photo contest opened in Rome.")
    (True, False)
    """
    if len(text) > 400:
        return False
    return _CAPTION.match(text) is not None or (len(text) <= 300 and _CREDITED.search(text, max(0, len(text) - 160)) is not None)


def may_be_caption(text: str) -> bool:
    """Whether a short sentence may be a caption, where its place says so too."""
    return len(text) <= 220 and text.count(". ") <= 1 and _VERB_OF_POSE.search(text) is not None
