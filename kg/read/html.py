"""Reads an HTML page: the words of its report as text, line by line, and what its head says of it."""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import EmptySource, UnreadableSource
from kg.read.boilerplate import is_boilerplate
from kg.read.lines import Line, split_lines
from kg.read.markup import even_out
from kg.read.published import mentions_date, read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "nav", "button", "form", "input", "select", "textarea", "option", "svg",
    "iframe", "canvas", "dialog", "object", "video", "audio", "map", "head", "menu", "math",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "figure",
    "figcaption", "pre", "address", "hr", "details", "summary", "fieldset", "center", "body", "hgroup",
))  # fmt: skip
_GAPS = _BLOCKS - frozenset({"li", "tr", "td", "th", "dt", "dd", "tbody", "thead"})
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|cookies?|consent|breadcrumbs?|newsletter|subscribe|advert\w*|ads?|promo|pagination|pager|nav|navbar|navigation|menu"
    r"|toolbar|skip|login|search|modal|popup"
    r"|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?more|more-?news|sidebar|comments?|footer"
    r"|credits?|copyright|tags?|disclaimer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTIONS = re.compile(r"(?:^|[\s_-])(?:wp-caption-text|caption|figcaption|img-?desc\w*)(?:$|[\s_-])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_CHARSET = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_SITE = re.compile(r"\s+[|»·•]\s+|\s+[–—-]\s+")
_DATE_METAS = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "release_date",
)  # fmt: skip
_SITE_METAS = (
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher",
    "application-name",
    "citation_publisher",
)
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head of a page says of it."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    source: str = ""


@dataclass(slots=True)
class Page:
    """A page as read: its text, the text for reading, its lines, and what its head says."""

    text: str
    plain: str
    lines: list[Line]
    head: PageHead
    month_first: bool


@dataclass(slots=True)
class _Piece:
    """One line of a page and what its elements tell."""

    text: str
    form: str
    level: int
    gap: bool


@dataclass(slots=True)
class _Walk:
    """The state of a walk through a page: the words of the line being read, and the lines read."""

    pieces: list[_Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    gap: bool = True
    linked: int = 0
    strong: int = 0
    all_linked: bool = True
    all_strong: bool = True

    def say(self, text: str | None) -> None:
        """Take in words."""
        if not text:
            return
        self.words.append(text)
        if not text.isspace():
            self.all_linked = self.all_linked and self.linked > 0
            self.all_strong = self.all_strong and self.strong > 0

    def close(self, form: str, level: int, *, gap: bool) -> None:
        """End the line."""
        line = _SPACE.sub(" ", _UNSEEN.sub("", "".join(self.words))).strip()
        if line:
            if not form and self.all_linked:
                form = "link"
            elif not form and self.all_strong and len(line) <= 160:
                form, level = "bold", 3
            elif form == "bullet" and self.all_linked:
                form = "link"
            self.pieces.append(_Piece(line, form, level, self.gap))
            self.gap = False
        self.words.clear()
        self.all_linked = self.all_strong = True
        self.gap = self.gap or gap


def read_html(data: bytes, file_name: str) -> Page:
    """Read a page: its main part as text, asides and footer after it as boilerplate."""
    from lxml import etree, html

    source = decode_html(data, file_name)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableSource(f"broken HTML: {error}", where=file_name, hint="open it in a browser and save it again") from error
    body = root.find("body")
    body = root if body is None else body
    headings = [text for h1 in root.iter("h1") if (text := _words_of(h1))]
    head = _read_head(root, headings)
    main = _find_main(root)
    pieces = _walk(main if main is not None else body)
    if main is None:
        pieces = _cut_to_main(pieces, source)
    if not any(piece.text for piece in pieces):
        pieces = _walk(body)
    _place_title(pieces, head, headings)
    pieces += _beside(root, main if main is not None else body, {piece.text for piece in pieces})
    if not pieces:
        raise EmptySource("nothing to read: the page has no words", where=file_name, hint="was it saved before its scripts ran?")
    text = pieces[0].text + "".join(("\n\n" if piece.gap else "\n") + piece.text for piece in pieces[1:])
    plain, lines = split_lines(text, even_out(text), 0, markdown=False)
    starts, at = [], 0
    for number, piece in enumerate(pieces):
        at += (2 if piece.gap else 1) if number else 0
        starts.append(at)
        at += len(piece.text)
    for line in lines:
        piece = pieces[bisect_right(starts, line.start) - 1]
        line.form, line.level = piece.form or line.form, piece.level or line.level
    language = (root.get("lang") or "").replace("_", "-") or _metas(root).get("og:locale", "").replace("_", "-")
    return Page(text, plain, lines, head, language.lower() == "en-us")


def decode_html(data: bytes, file_name: str) -> str:
    """Decode a page by its byte order mark, the charset that it declares, or as UTF-8."""
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif declared := _CHARSET.search(data, 0, 4096):
        encoding = declared[1].decode("ascii").lower()
        encoding = {
            "iso-8859-1": "cp1252",
            "latin1": "cp1252",
            "latin-1": "cp1252",
            "ascii": "utf-8",
            "us-ascii": "utf-8",
            "gb2312": "gb18030",
            "gbk": "gb18030",
        }.get(encoding, encoding)
        encoding = "utf-8" if encoding.startswith(("utf-16", "utf16", "unicode")) else encoding
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise UnreadableSource(f"declares an unknown charset {encoding!r}", where=file_name, hint="save it as UTF-8") from error
    except UnicodeDecodeError as error:
        what = f"not {encoding}: byte 0x{data[error.start]:02x} at byte offset {error.start}"
        raise UnreadableSource(what, where=file_name, hint="save it as UTF-8, or have it declare its charset") from error
    if "\0" in text:
        raise UnreadableSource(
            f"no HTML: a NUL character at offset {text.index(chr(0))}", where=file_name, hint="is it a binary file?"
        )
    return text


def _walk(root: HtmlElement, *, beside: bool = False) -> list[_Piece]:
    """Walk through an element and give its lines; ``beside`` reads what stands beside a report."""
    from lxml import etree

    walk, forms = _Walk(), [("", 0)]
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if element is not root and (_is_skipped(element) or (not beside and _is_beside(element))):
                steps.skip_subtree()
                forms.append(("skipped", 0))
                continue
            if tag in _BLOCKS and not (tag == "dd" and walk.words):
                walk.close(*forms[-1], gap=tag in _GAPS)
            forms.append(_form_of(element, forms[-1]))
            if tag == "tr" and (cells := _cells(element)):
                walk.pieces.append(_Piece(" | ".join(cells), "head" if element.find("td") is None else "row", 0, walk.gap))
                walk.gap = False
                steps.skip_subtree()
                forms[-1] = ("skipped", 0)
                continue
            walk.linked += tag == "a"
            walk.strong += tag in ("b", "strong")
            if tag == "br":
                walk.close(*forms[-2], gap=False)
            walk.say(element.text)
        else:
            form = forms.pop()
            if form[0] != "skipped":
                if tag == "dt" and walk.words and (after := element.getnext()) is not None and after.tag == "dd":
                    walk.words = ["".join(walk.words).strip().rstrip(":：") + ": "]
                elif tag in _BLOCKS:
                    walk.close(*form, gap=tag in _GAPS)
                walk.linked -= tag == "a"
                walk.strong -= tag in ("b", "strong")
            if element is not root:
                walk.say(element.tail)
    walk.close("", 0, gap=True)
    return walk.pieces


def _form_of(element: HtmlElement, around: tuple[str, int]) -> tuple[str, int]:
    """Return the form that an element gives to its lines: its own, or that of what it stands in."""
    tag = element.tag
    if tag in _LEVELS:
        return "heading", _LEVELS[tag]
    if tag in ("figcaption", "caption") or (tag in ("p", "div", "span") and _CAPTIONS.search(element.get("class") or "")):
        return "caption", 0
    if tag == "li":
        return "bullet", 0
    return around


def _is_skipped(element: HtmlElement) -> bool:
    """Whether an element holds no words of the report."""
    if element.tag in _SKIPPED or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return (
        len(named) > 2
        and element.tag not in ("body", "main", "article", "h1")
        and bool(_AROUND.search(named))
        and _is_minor(element)
    )


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element stands beside the report: an aside, a footer, related links."""
    if element.tag in ("aside", "footer"):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(named) > 1 and element.tag in ("div", "section", "ul", "p") and bool(_BESIDE.search(named)) and _is_minor(element)


def _is_minor(element: HtmlElement) -> bool:
    """Whether an element is too small to be the report."""
    return element.find(".//h1") is None and sum(len(_words_of(p)) for p in element.iter("p")) < 1500


def _cells(row: HtmlElement) -> list[str]:
    """Return the cells of a table row; none where the table is there for the layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or row.find(".//table") is not None or any(len(cell.findall(".//p")) > 2 for cell in cells):
        return []
    return [words.replace("|", "/") for cell in cells if (words := _lines_of(cell))]


def _lines_of(cell: HtmlElement) -> str:
    """Return the words in a cell on one line, what stands on lines of its own parted by semicolons."""
    pieces = [""]

    def go(element: HtmlElement) -> None:
        breaks = element.tag == "br" or (element is not cell and element.tag in _BLOCKS)
        if breaks:
            pieces.append("")
        pieces[-1] += element.text or "" if isinstance(element.tag, str) else ""
        for child in element:
            go(child)
            pieces[-1] += child.tail or ""
        if breaks and element.tag != "br":
            pieces.append("")

    go(cell)
    lines = [line for piece in pieces if (line := _SPACE.sub(" ", _UNSEEN.sub("", piece)).strip())]
    return "".join(line if i == 0 else f"{' ' if lines[i - 1][-1] in ':;,.–-' else '; '}{line}" for i, line in enumerate(lines))


def _words_of(element: HtmlElement) -> str:
    """Return the words in an element on one line."""
    return _SPACE.sub(" ", _UNSEEN.sub("", "".join(element.itertext()))).strip()


def _find_main(root: HtmlElement) -> HtmlElement | None:
    """Return the element that says that it holds the report, if just one does."""
    for path in (".//article", ".//main", ".//*[@role='main']", ".//*[@itemprop='articleBody']"):
        found = [element for element in root.iterfind(path) if len(_words_of(element)) >= 150]
        found = [
            element for element in found if not any(other is not element and other in element.iterancestors() for other in found)
        ]
        if len(found) == 1:
            return found[0]
    return None


def _cut_to_main(pieces: list[_Piece], source: str) -> list[_Piece]:
    """Cut the lines of a page to those between the first and the last that trafilatura takes for its main text."""
    from trafilatura import bare_extraction

    found = bare_extraction(source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False)
    body = getattr(found, "body", None)
    if body is None:
        return pieces
    kept = {_bare(_words_of(element)) for element in body.iter() if isinstance(element.tag, str) and len(element) == 0}
    kept |= {_bare("".join(element.itertext())) for element in body.iter("p", "head", "item", "quote")}
    places = [number for number, piece in enumerate(pieces) if (bare := _bare(piece.text)) in kept and len(bare) > 12]
    if not places:
        return pieces
    first = next((number for number, piece in enumerate(pieces[: places[0] + 1]) if piece.level == 1), places[0])
    while places[-1] + 1 < len(pieces) and _goes_on(pieces[places[-1] + 1]):
        places.append(places[-1] + 1)
    return [
        piece for number, piece in enumerate(pieces[first : places[-1] + 1], first) if number in places or piece.form != "link"
    ]


def _goes_on(piece: _Piece) -> bool:
    """Whether a line after the main text is likely to belong to it: a table row, a caption, a labelled line, a sentence."""
    if piece.form in ("link", "heading") or is_boilerplate(piece.text):
        return False
    return (
        piece.form in ("row", "head", "caption")
        or ": " in piece.text[:40]
        or (len(piece.text) > 40 and piece.text[-1] in '.。!?”"')
    )


def _bare(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"\W+", "", text)


def _place_title(pieces: list[_Piece], head: PageHead, headings: list[str]) -> None:
    """Mark the title among the lines, or put it before them."""
    for piece in pieces:
        if piece.level == 1 or piece.text == head.title:
            piece.form, piece.level = "title", 1
            return
    title = headings[0] if len(headings) == 1 else head.title
    if title:
        pieces.insert(0, _Piece(title, "title", 1, True))


def _beside(root: HtmlElement, main: HtmlElement, seen: set[str]) -> list[_Piece]:
    """Give the lines of asides and footers; what names a date in them is kept as an item, the rest is boilerplate."""
    pieces: list[_Piece] = []
    taken: list[HtmlElement] = []
    for element in root.iter():
        if (
            not isinstance(element.tag, str)
            or not _is_beside(element)
            or any(above in taken for above in element.iterancestors())
        ):
            continue
        if main in element.iterdescendants() or any(above.tag in _SKIPPED for above in element.iterancestors()):
            continue
        taken.append(element)
        for piece in _walk(element, beside=True):
            if piece.text not in seen and len(pieces) < 200:
                seen.add(piece.text)
                dated = piece.form in ("link", "bullet") and mentions_date(piece.text) and len(piece.text.split()) > 3
                pieces.append(_Piece(piece.text, "dated" if dated else "boilerplate", 0, piece.gap))
    return pieces


def _metas(root: HtmlElement) -> dict[str, str]:
    """Return the meta elements of a page by their lower-case names."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (content := _SPACE.sub(" ", meta.get("content") or "").strip()):
            found.setdefault(name, content)
    return found


def _read_head(root: HtmlElement, headings: list[str]) -> PageHead:
    """Read what the head of a page says of it: meta elements, JSON-LD, title, canonical address."""
    metas = _metas(root)
    linked = next(iter(_linked_data(root)), {})
    named = root.find(".//title")
    whole = _words_of(named) if named is not None else ""
    title = headings[0] if len(headings) == 1 else next((metas[name] for name in _TITLE_METAS if name in metas), "")
    title = title or str(linked.get("headline") or "")
    parts = _SITE.split(whole)
    site = next((metas[name] for name in _SITE_METAS if name in metas and not metas[name].startswith("http")), "")
    publisher = linked.get("publisher")
    site = site or (str(publisher.get("name") or "") if isinstance(publisher, dict) else "")
    if len(parts) > 1:
        last = parts[-1]
        sure = re.search(r"\s[|»·•]\s+\S[^|»·•]*$", whole) or (title and _bare(whole).startswith(_bare(title)))
        if not site and sure and len(last.split()) <= 7:
            site = last
        if not title and (last == site or sure):
            title = whole[: whole.rindex(last)].rstrip(" |»·•–—-")
    times = [
        time
        for time in root.iter("time")
        if time.get("datetime")
        and re.search(r"publi|entry-date|posted|pubdate", " ".join(time.attrib) + " ".join(map(str, time.attrib.values())))
    ]
    dates = [
        *(metas[name] for name in _DATE_METAS if name in metas),
        str(linked.get("datePublished") or ""),
        *(str(time.get("datetime")) for time in times),
    ]
    published = next((iso for value in dates if (iso := read_date(value))), "")
    canonical = next(
        (str(link.get("href") or "") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )
    address = next(
        (url.strip() for url in (canonical, metas.get("og:url", "")) if url.strip().startswith(("http://", "https://"))), ""
    )
    return PageHead(title or whole, published, site, address)


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give the JSON-LD objects of a page that are articles."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text or "")
        except ValueError:
            continue
        stack = [value]
        while stack:
            thing = stack.pop()
            if isinstance(thing, list):
                stack += thing
            elif isinstance(thing, dict):
                stack += thing.get("@graph") or [] if isinstance(thing.get("@graph"), list) else []
                if thing.get("datePublished") or thing.get("headline"):
                    yield thing
