"""Cuts a document into sections: what each line or paragraph is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Section, SectionKind, Span
from kg.read.boilerplate import heads_boilerplate, is_boilerplate, is_caption, is_commentary, may_be_caption
from kg.read.lines import Line

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w'’&/() -]{1,48}?)\s*[:：]\s*(?P<value>\S.*)?$", re.DOTALL)
_KNOWN_LABEL = re.compile(
    r"""(?:the\s+)?(?:(?:event|conference|forum|meeting|main|general|official|opening|closing|start|end|full|key|our
      |confirmed|invited|distinguished|special|honou?red|participating|supporting|expected|keynote|working
      |technical|media|programme|program)\s+)?
    (?:(?:dates?|when|time|venue|place)\s*(?:&|and|/|,)\s*(?:times?|venue|place|where|location|date)|dates?|time|times|when|duration|period|day|days|hours|schedule
      |venues?|place|location|where|room|hall|address|city|country|host\s+(?:city|country|institution|organi[sz]ation)|format|mode
      |theme|sub-?themes?|topics?|title|subject|motto|slogan|focus|purpose|aim|objectives?|what|who|why|how
      |organi[sz](?:ers?|ed\s+by|ing\s+committee|ing\s+institutions?)|co-?organi[sz]ers?|hosts?|hosted\s+by|co-?hosts?|co-?hosted\s+by
      |sponsors?|sponsored\s+by|supporters?|supported\s+by|partners?|strategic\s+partners?|conven(?:ers?|ors?|ed\s+by)|initiat(?:ors?|ed\s+by)|undertakers?
      |in\s+partnership\s+with|guidance|guiding\s+(?:unit|body)|under\s+the\s+patronage\s+of
      |participants?|participation|attendees|attendance|audience|guests?(?:\s+of\s+honou?r)?|countries(?:\s+(?:involved|represented|participating))?|country\s+of\s+honou?r
      |delegations?|(?:associate\s+|full\s+)?members?|observers?|exhibitors?|institutions?|organi[sz]ations?
      |speakers?|panel(?:l)?ists?|panel|moderators?|moderated\s+by|chairs?|chaired\s+by|co-?chairs?
      |rapporteurs?|facilitators?|signator(?:y|ies)|signed\s+by|parties
      |scale|size|number\s+of\s+\w+|edition|languages?|working\s+languages?|interpretation
      |outcomes?|results?|launched|signed|adopted|released|announced|documents?|fees?|(?:registration\s+|submission\s+|application\s+)?deadline|registration|status|frequency|series|type|category
      |(?:会议|活动|论坛|举办)?(?:时间|日期|地点|地址|主题)|会场|主办(?:单位|方)?|承办(?:单位|方)?|协办(?:单位|方)?|支持单位|参会(?:人员|国家)|嘉宾|规模|语言)
    (?:\s*\((?:s|\d{1,4})\))?""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = r"\d{1,2}(?:[:.：h]\d{2}(?::\d{2})?|(?=\s?[ap]\.?m))\s?(?:[ap]\.?m\.?|hrs?|h)?"
_DAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?|Day\s+\d+"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2})(?:,?\s+\d{4})?\s*[,|:–-]?\s+"
)
_AGENDA = re.compile(
    rf"(?:{_DAY})?"
    rf"(?:{_CLOCK}\s*(?:[-–—~～至]|to)+\s*{_CLOCK}"
    r"|\d{4}\s*[-–—]\s*\d{4}\s*(?:hrs?\b|h\b|hours)|(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s{2,}\S|\s*\|)|(?:0?[7-9]|1\d|2[0-3])\.[0-5][05](?=\s(?-i:[A-Z“\"«]))|\d{1,2}[:：h]\d{2}\s?(?:[ap]\.?m\.?|hrs?)?|\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\.?(?=\W))"
    r"(?:\s*\((?:[A-Z]{2,5}|[^)]{3,20})\))?\s*[|:：–—-]?\s*(?=\S)",
    re.IGNORECASE,
)
_AGENDA_HEAD = re.compile(
    r"(?:(?:tentative|provisional|draft|conference|event|detailed)\s+)?(?:agenda|programme?|schedule|overview|highlights|outcomes|background)",
    re.IGNORECASE,
)
_NO_HEADINGS = ("bullet", "dated", "row", "link", "caption", "boilerplate")
_STOP_END = re.compile(r"[.;,:…。；，、][\"”’»)]*$")
_SENTENCE_END = re.compile(r"[.!?…。！？:：;；][\"”’»)\]】]*$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEY = re.compile(r"[\W_]+")
_OPEN_END = re.compile(r"\b(?:the|a|an|of|and|in|for|to|by|with|at|on|from|between)$")
_OPENS_LOWER = re.compile(r"[\"“‘'(]?[a-zà-ÿ]")


@dataclass(slots=True)
class Block:
    """One or more lines that belong together, and what they are for once that is known."""

    start: int
    end: int
    text: str
    form: str
    number: int
    gap: bool
    level: int
    lines: int = 1
    kind: SectionKind | None = None
    label: str = ""
    value: int = 0
    item: int = 0
    copied: bool = False


def find_sections(
    plain: str, lines: Sequence[Line], *, title: Span | None = None, published: Span | None = None
) -> tuple[Section, ...]:
    r"""Find the sections of a text by its lines; ``title`` is a title that stands before them.

    >>> lines = [Line(0, 7, "A forum", gap=True), Line(9, 20, "Date: 3 May", gap=True)]
    >>> [(section.kind, section.label) for section in find_sections("A forum\n\nDate: 3 May", lines)]
    [('title', ''), ('label', 'Date')]
    """
    blocks = _join_lines(plain, lines)
    found = title is not None
    seen = {_key(title.of(plain)): 0} if title is not None else {}
    _mark_digest(blocks)
    _mark_copies(blocks, seen)
    _mark_title(blocks, published, found=found)
    _mark_labels(blocks)
    for index, block in enumerate(blocks):
        if block.kind is None:
            block.kind = _kind_of(blocks, index, published)
    _mark_briefs(blocks)
    _mark_months(blocks)
    _mark_newsletter(blocks, title.of(plain) if title is not None else "")
    _mark_boilerplate_parts(blocks)
    sections = [Section("title", title)] if title is not None else []
    for block in blocks:
        kind: SectionKind = "repeat" if block.copied and block.kind != "boilerplate" else block.kind or "body"
        if kind == "boilerplate" and block.item and not any(b.item == block.item for b in blocks if b.start > block.start):
            block.item = 0
        if kind == "label" and block.start + block.value == block.end:
            continue
        sections.append(
            Section(
                kind,
                Span(block.start + (block.value if kind == "label" else 0), block.end),
                block.item,
                block.label if kind == "label" else "",
            )
        )
    return tuple(sections)


def _join_lines(plain: str, lines: Sequence[Line]) -> list[Block]:
    """Join the lines of one paragraph where a text is wrapped by hand."""
    wrapped = sum(1 for line, after in pairwise(lines) if _breaks_off(line, after))
    narrow = [line.width for line in lines if line.width <= 110]
    width = _usual_width(lines) if wrapped > 1 or (wrapped and len(narrow) == len(lines)) else 0
    blocks: list[Block] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _continues(last, line, width):
            block = blocks[-1]
            block.end, block.lines = line.end, block.lines + 1
            block.text = plain[block.start : block.end]
        else:
            blocks.append(
                Block(line.start, line.end, line.text, line.form, line.number if line.dotted else 0, line.gap, line.level)
            )
        last = line
    return blocks


def _usual_width(lines: Sequence[Line]) -> int:
    """Return the width to which a text is wrapped: that of all but the widest eighth of the lines of its paragraphs."""
    prose = (line for line, after in pairwise(lines) if not after.gap and line.width <= 110 and "    " not in line.text)
    widths = sorted((line.width for line in prose), reverse=True)
    return widths[len(widths) // 8] if widths else 0


def _breaks_off(line: Line, after: Line) -> bool:
    """Whether a line ends in the middle of a sentence that the next one goes on with."""
    if after.gap or after.form or not 50 <= len(line.text) <= 110:
        return False
    if after.text[0].islower():
        return line.text[-1] not in ".!?:;"
    return _OPEN_END.search(line.text) is not None


def _continues(line: Line, after: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph, or list item, of the line before."""
    if after.gap or after.form or after.number or line.form in ("heading", "row", "head", "link", "caption", "boilerplate"):
        return False
    text, first = line.text, after.text[0]
    if after.indent > 1 and after.indent > line.indent and (line.form == "bullet" or _is_known_label(text)):
        return True
    if text[-1] in ":：" and first in '"“‘「『《':
        return True
    if _AGENDA.match(after.text):
        return False
    ends = _SENTENCE_END.search(text) is not None
    if not ends and (len(text) > 24 or width) and (_OPENS_LOWER.match(after.text) or text[-1] in ",、，-–"):
        return True
    if not width or line.hard or len(text) > 160:
        return False
    return line.width + 1 + after.opening > width * 0.9 and line.width >= 45 and not (ends and _is_known_label(after.text))


def _key(text: str) -> str:
    """Return what two printings of one paragraph have in common."""
    return _KEY.sub("", text).casefold() if len(text) < 200 else "".join(text.split()).casefold()


def _mark_digest(blocks: list[Block]) -> None:
    """Give the blocks of a digest their item: headlines 1, 2, 3 … with paragraphs under each."""
    numbered = [index for index, block in enumerate(blocks) if block.number]
    headings = [index for index in numbered if blocks[index].form == "heading"]
    if len(headings) < 2 and any(len(blocks[index].text) > 200 for index in numbered):
        return
    candidates = headings if len(headings) > 1 else numbered
    if len(candidates) < 2:
        return
    heads: list[int] = []
    bodies = 0
    for index, after in zip(candidates, [*candidates[1:], len(blocks)], strict=True):
        block = blocks[index]
        if len(block.text) > 110 and block.text[-1] in ".。":
            continue
        body = any(len(other.text) >= 100 for other in blocks[index + 1 : after])
        expected = blocks[heads[-1]].number + 1 if heads else 1
        if block.number == expected or (body and block.number <= 2):
            heads.append(index)
            bodies += body
    if bodies < 2 or bodies < 0.7 * len(heads):
        return
    item = 0
    for index, block in enumerate(blocks):
        if index in heads:
            item += 1
            block.kind = "heading"
        block.item = item


_NEWSLETTER = re.compile(
    r"\b(?:news\s?letter|bulletin|digest|round-?up|(?:news\s+)?in\s+brief|gazette|chronicle|diary|calendar|(?:year|month|quarter|week)\s+(?:in\s+review|at\s+a\s+glance)|annual\s+review"
    r"|(?:weekly|monthly|quarterly)\s+(?:news|review|update|report|letter|summary)|letter\s+(?:no\.?\s*)?\d|(?:no|nr|issue|vol|volume)\.?\s*(?:no\.?\s*)?\d+\s?(?:/|,|\||·|–|-|\()|news\s+from|what'?s\s+(?:new|on))",
    re.IGNORECASE,
)


_MONTH_HEAD = re.compile(
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
    r"(?:\s+(?:19|20)\d\d)?(?:\s*(?:[.:–—|-]|$)|\s+(?:was|were|brought|saw|began|started|ended|opened|closed|found|took|passed)\b)",
    re.IGNORECASE,
)


_CAPITALS = r"[^\W\d_a-zà-ÿ](?:[^\W\d_a-zà-ÿ]|[.’'/-])*"
_BRIEF = re.compile(
    rf"{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}(?:,\s[^\n—–]{{2,30}})?(?:\s*\([^()\n]{{2,30}}\))?\s*(?:—|–|--)\s+(?=\S)"
)


def _mark_briefs(blocks: list[Block]) -> None:
    """Give the paragraphs of a wire digest their item, where at least three begin with the name of a town in capitals."""
    if any(block.item for block in blocks):
        return
    heads = [
        index
        for index, block in enumerate(blocks)
        if (match := _BRIEF.match(block.text)) and sum(c.isupper() for c in match[0]) > 3 and len(block.text) > 100
    ]
    if len(heads) < 3:
        return
    item = 0
    for index, block in enumerate(blocks):
        item += index in heads
        block.item = item


def _mark_months(blocks: list[Block]) -> None:
    """Give the months of a chronicle their item, where at least four of its paragraphs or headings begin with one."""
    if any(block.item for block in blocks):
        return
    heads = [
        index for index, block in enumerate(blocks) if (match := _MONTH_HEAD.match(block.text)) and match["month"][0].isupper()
    ]
    if len({blocks[index].text[:3].lower() for index in heads}) < 4:
        return
    item = 0
    for index, block in enumerate(blocks):
        item += index in heads
        block.item = item


def _mark_newsletter(blocks: list[Block], title: str) -> None:
    """Give the parts of a newsletter their item: what stands under each heading is a piece of its own."""
    if any(block.item for block in blocks) or not _NEWSLETTER.search(
        " ".join((title, *(block.text[:160] for block in blocks[:4])))
    ):
        return
    heads = [*(index for index, block in enumerate(blocks) if block.kind == "heading"), len(blocks)]
    pieces = [
        index
        for index, after in pairwise(heads)
        if sum(len(block.text) for block in blocks[index + 1 : after] if block.kind in ("body", "label", "agenda")) >= 80
    ]
    if len(pieces) < 3:
        return
    item = 0
    for index, block in enumerate(blocks):
        item += index in pieces
        block.item = item


def _mark_copies(blocks: list[Block], seen: dict[str, int]) -> None:
    """Mark what was printed before, and give it the item of the first print; a short line alone is no copy."""
    keys = [_key(block.text) for block in blocks]
    first = dict(seen)
    known = []
    for key, block in zip(keys, blocks, strict=True):
        known.append(key in first)
        first.setdefault(key, block.item)
    for index, (key, block) in enumerate(zip(keys, blocks, strict=True)):
        if not known[index]:
            continue
        long = len(key) >= (40 if _CJK.search(key) else 80) or key in seen
        if (
            long
            or (index and blocks[index - 1].copied)
            or (index + 1 < len(blocks) and known[index + 1] and len(keys[index + 1]) >= 80)
        ):
            block.copied, block.item = True, first[key]
    order = {item: number for number, item in enumerate(sorted({b.item for b in blocks if b.item and not b.copied}), 1)}
    for block in blocks:
        block.item = order.get(block.item, 0)


def _mark_title(blocks: list[Block], published: Span | None, *, found: bool) -> None:
    """Mark the title among the first blocks."""
    for index, block in enumerate(blocks[:6]):
        if block.kind is not None or block.copied or block.item:
            if block.item:
                return
            continue
        if block.form == "title" or (block.form == "heading" and block.level == 1 and not found):
            block.kind, found = "title", True
            return
        if found:
            return
        if _is_masthead(block, published) or is_boilerplate(block.text) or block.form in ("link", "boilerplate"):
            block.kind = "boilerplate"
            continue
        if index and block.form != "heading" and blocks[0].kind is None:
            return
        if (
            block.form in ("", "sign", "bold", "heading")
            and _is_short(block)
            and not _AGENDA.match(block.text)
            and not _is_known_label(block.text)
        ):
            block.kind = "title"
        return


def _is_masthead(block: Block, published: Span | None) -> bool:
    """Whether a line is there for its date: the name of a paper or desk beside it, or a publication label."""
    if published is None or not (block.start <= published.start and published.end <= block.end):
        return False
    return len(block.text) <= 140 and (block.text[-1] not in ".!?:" or len(block.text[published.end - block.start :].split()) < 3)


def _is_short(block: Block) -> bool:
    """Whether a block has the form of a heading."""
    text = block.text
    if len(text) > 220 or block.lines > 3 or (_STOP_END.search(text) and not text.endswith(("U.S.", "..."))):
        return False
    return not text[0].islower()


def _is_heading(blocks: list[Block], index: int) -> bool:
    """Whether a short line without a full stop stands over what follows."""
    block = blocks[index]
    text = block.text
    if block.form == "heading":
        return True
    if index and not block.gap and blocks[index - 1].kind == "agenda":
        return False
    if (
        block.form in ("", "bold", "sign")
        and text[-1] in ":："
        and len(text) <= 60
        and len(text.split()) <= 6
        and "," not in text
        and text[0].isupper()
    ):
        return True
    if block.number or block.form in _NO_HEADINGS or not _is_short(block) or block.lines > 2:
        return False
    if block.form in ("bold", "sign"):
        return len(text) <= 160
    if len(text) > 130 or (text[-1] in "!?！？" and len(text) > 80):
        return False
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if after is None:
        return False
    if _AGENDA.match(after.text) or _AGENDA_HEAD.fullmatch(text):
        return True
    if after.gap or len(after.text) > 130 or after.form:
        before = blocks[index - 1] if index else None
        in_list = before is not None and not block.gap and before.kind in ("body", None) and len(before.text) <= 130
        return not (in_list and not after.gap)
    return (
        index <= 2
        or (block.gap and bool(_CJK.search(text)) != bool(_CJK.search(after.text)))
        or (block.gap and len(text) <= 60 and after.text[-1] in ".。")
    )


def _is_known_label(text: str) -> bool:
    """Whether a line begins with a label that event notices use, such as "Venue:"."""
    match = _LABEL.match(text)
    return match is not None and _KNOWN_LABEL.fullmatch(match["label"].strip()) is not None


def _mark_labels(blocks: list[Block]) -> None:
    """Mark labelled lines, alone or in a row, and the lines under a label that stands alone."""
    near = -2
    for index, block in enumerate(blocks):
        if block.kind is not None or block.copied or block.number or len(block.text) > 700:
            continue
        match = _LABEL.match(block.text) if ":" in block.text[:56] else None
        if block.form in ("row", "head"):
            _mark_row(block, blocks[index + 1] if index + 1 < len(blocks) else None)
            continue
        if match is None or is_commentary(block.text) or is_caption(block.text) or is_boilerplate(block.text):
            continue
        label = match["label"].strip()
        known = _KNOWN_LABEL.fullmatch(label) is not None
        if match["value"] is None:
            if known or (index == near + 1 and len(label.split()) <= 4):
                near = _mark_under(blocks, index, label, near)
            continue
        beside = index == near + 1 and not block.gap
        if known or (beside and len(label.split()) <= 4 and label[0].isupper() and len(block.text) <= 240):
            if known and block.form == "" and len(block.text) > 400 and label[0].islower():
                continue
            block.kind, block.label, block.value, near = "label", label, match.start("value"), index


def _mark_row(block: Block, after: Block | None) -> None:
    """Mark a table row of a label and its value; the head of a table is one where the next row is."""
    cells = [cell.strip() for cell in block.text.split("|")]
    if block.form == "head" and not (
        after and after.form == "row" and _KNOWN_LABEL.fullmatch(after.text.split("|")[0].strip(" :："))
    ):
        return
    if len(cells) == 2 and all(cells) and _KNOWN_LABEL.fullmatch(cells[0].rstrip(":：")):
        value = block.text.index("|") + 1
        block.kind, block.label = "label", cells[0].rstrip(":： ")
        block.value = value + len(block.text[value:]) - len(block.text[value:].lstrip())
    elif _AGENDA.match(block.text):
        block.kind = "agenda"


def _mark_under(blocks: list[Block], index: int, label: str, near: int) -> int:
    """Mark the lines under a label that stands alone on its line; return the last of them, or what was given."""
    last = index + 1
    while last < len(blocks) and not blocks[last].gap and blocks[last].kind is None and not _is_known_label(blocks[last].text):
        if _AGENDA.match(blocks[last].text) or blocks[last].form in ("heading", "bold", "sign"):
            break
        last += 1
    if last == index + 1 and last < len(blocks) and blocks[last].form == "bullet":
        while last < len(blocks) and blocks[last].form == "bullet":
            last += 1
    if last == index + 1:
        return near
    blocks[index].kind, blocks[index].label, blocks[index].value = "label", label, len(blocks[index].text)
    for block in blocks[index + 1 : last]:
        block.kind, block.label, block.value = "label", label, 0
    return last - 1


def _kind_of(blocks: list[Block], index: int, published: Span | None) -> SectionKind:
    """Say what a block is for, by its words and its neighbours."""
    block = blocks[index]
    text = block.text
    if block.form in ("boilerplate", "link"):
        return "boilerplate"
    if block.form == "caption":
        return "caption"
    if is_commentary(text):
        return "commentary"
    if _AGENDA.match(text) and len(text) <= 400:
        return "agenda"
    if is_caption(text):
        return "caption"
    if is_boilerplate(text) or (block.form not in ("bullet", "row") and _is_masthead(block, published)):
        return "boilerplate"
    if (
        index + 1 < len(blocks)
        and is_commentary(blocks[index + 1].text)
        and may_be_caption(text)
        and index
        and blocks[index - 1].kind in ("body", "repeat")
    ):
        return "caption"
    if block.form == "head" or _is_heading(blocks, index):
        return "heading"
    return "body"


def _mark_boilerplate_parts(blocks: list[Block]) -> None:
    """Mark what stands under a heading such as "Media contact", and headings that nothing follows."""
    inside = False
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if heads_boilerplate(block.text):
            inside = True
        elif block.kind in ("heading", "title"):
            inside = inside and block.form == "" and not (after and len(after.text) >= 100)
        if inside and block.form != "dated":
            block.kind = "boilerplate"
    tail = []
    for block in reversed(blocks):
        if block.kind not in ("heading", "boilerplate") or block.form == "title":
            break
        if block.kind == "heading":
            tail.append(block)
    for block in tail:
        if len(tail) > 4:
            block.kind = "body"
        elif any(other.kind == "body" for other in blocks):
            block.kind = "boilerplate"
