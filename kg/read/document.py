"""Reads a source into a document: text and Markdown here, HTML and PDF by their own modules."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import EmptySource, SourceError, UnreadableSource
from kg.model import Document, Span
from kg.read.front_matter import FrontMatter, blank_front_matter, read_front_matter
from kg.read.lines import Line, split_lines
from kg.read.markup import even_out
from kg.read.published import find_published, read_date
from kg.read.sections import find_sections
from kg.read.sources import MEDIA_TYPES, SIDECAR, Source, mint_slug
from kg.read.wiki import blank_wiki, is_wiki

MOST_BYTES = 20_000_000
_SIDECAR_KEYS = ("title", "published", "publisher", "source")
_DATE_KEYS = (
    "published",
    "publish_date",
    "publishdate",
    "publication_date",
    "published_time",
    "published_at",
    "date",
    "date_published",
    "datepublished",
    "release_date",
    "posted",
    "pubdate",
    "issued",
    "last_modified_at",
    "lastmod",
)
_SOURCE_KEYS = ("source_url", "canonical_url", "canonical", "original_url", "source", "url", "link")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document from beside its text: a sidecar, the head of a page."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    source: str = ""


def read_document(source: Source) -> Document:
    """Read a source; what cannot be read raises SourceError, which says what, where and why."""
    media_type = MEDIA_TYPES.get(source.path.suffix.lower())
    if media_type is None:
        raise UnreadableSource(
            f"unknown format {source.path.suffix or 'without an ending'}",
            where=source.file_name,
            hint=f"documents end in {', '.join(MEDIA_TYPES)}",
        )
    data = _read_bytes(source)
    known = read_sidecar(source)
    slug = source.slug or mint_slug(source.file_name)
    if media_type == "text/html":
        from kg.read.html import read_html

        page = read_html(data, source.file_name)
        head = Known(page.head.title, page.head.published, page.head.publisher, page.head.source)
        document = _compose(
            page.plain, page.lines, page.text, slug, source.file_name, media_type, known, head, month_first=page.month_first
        )
    elif media_type == "application/pdf":
        from kg.read.pdf import read_pdf

        text, furniture, title = read_pdf(data, source.file_name)
        plain, lines = split_lines(text, even_out(text), 0, markdown=False)
        for line in lines:
            if any(line.start < span.end and span.start < line.end for span in furniture):
                line.form = "boilerplate"
        document = _compose(plain, lines, text, slug, source.file_name, media_type, known, Known(title))
    else:
        document = make_document(decode(data, source.file_name), file_name=source.file_name, slug=slug, known=known)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type)


def make_document(
    text: str,
    *,
    file_name: str = "text.txt",
    title: str = "",
    published: str = "",
    publisher: str = "",
    source: str = "",
    slug: str = "",
    known: Known | None = None,
) -> Document:
    r"""Make a document of a plain string; a file name that ends in .md has it read as Markdown.

    >>> document = make_document("A forum opens\n\nHanoi, 5 June 2024 – It opened.")
    >>> document.title, document.published, [section.kind for section in document.sections]
    ('A forum opens', '2024-06-05', ['title', 'body'])
    """
    if not text.strip():
        raise EmptySource(
            "nothing to read: the text is empty", where=file_name, hint="leave it out, or look whether it was saved"
        )
    markdown = file_name.lower().endswith((".md", ".markdown"))
    front = read_front_matter(text)
    kept = tuple(front.spans[key] for key in ("title",) if front.values.get(key))
    plain = even_out(text)
    if front.end:
        plain = blank_front_matter(plain, front, kept)
    wiki = is_wiki(text)
    if wiki:
        plain = plain[: front.end] + blank_wiki(plain[front.end :])
    plain, lines = split_lines(text, plain, front.end, markdown=markdown or wiki)
    beside = known or Known(title, published, publisher, source)
    return _compose(
        plain,
        lines,
        text,
        slug or mint_slug(file_name),
        file_name,
        "text/markdown" if markdown else "text/plain",
        beside,
        _known_from(front),
        front,
    )


def _compose(
    plain: str,
    lines: list[Line],
    text: str,
    slug: str,
    file_name: str,
    media_type: str,
    beside: Known,
    within: Known,
    front: FrontMatter | None = None,
    *,
    month_first: bool = False,
) -> Document:
    """Put a document together from its lines and what is known of it, the surest first."""
    front = front or FrontMatter()
    title_span = front.spans.get("title") if front.values.get("title") else None
    published, published_span = beside.published or within.published, None
    address = " ".join((beside.source, within.source, front.first("permalink", "slug"), Path(file_name).name))
    spans = [Span(line.start, line.end) for line in lines]
    stated, stated_span = find_published(plain, spans, address=address, month_first=month_first)
    if not published or published == stated:
        published, published_span = stated, stated_span
    elif not beside.published:
        published_span = next((front.spans[key] for key in _DATE_KEYS if front.values.get(key)), None)
    sections = find_sections(plain, lines, title=title_span, published=stated_span)
    if title_span is None:
        title_span = next((section.span for section in sections if section.kind == "title"), None)
    heading = title_span or next((section.span for section in sections if section.kind == "heading"), None)
    return Document(
        slug=slug,
        file_name=file_name,
        text=text,
        plain=plain,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type=media_type,
        title=beside.title or within.title or (heading.words(plain) if heading else ""),
        published=published,
        publisher=beside.publisher or within.publisher,
        source=beside.source or within.source,
        sections=sections,
        title_span=title_span,
        published_span=published_span,
    )


def _known_from(front: FrontMatter) -> Known:
    """Return what a front matter says of the document."""
    if not front.values:
        return Known()
    address = next(
        (front.values[key] for key in _SOURCE_KEYS if front.values.get(key, "").startswith(("http://", "https://"))), ""
    )
    named = front.values.get("source", "")
    publisher = front.first("publisher", "site_name", "organization", "organisation") or (
        "" if named.startswith("http") else named
    )
    published = next((found for key in _DATE_KEYS if (found := read_date(front.values.get(key, "")))), "")
    return Known(" ".join(front.first("title", "headline", "name").split()), published, publisher, address)


def _read_bytes(source: Source) -> bytes:
    """Read a file whole, if it is not too large."""
    try:
        size = source.path.stat().st_size
        if size > MOST_BYTES * (5 if source.path.suffix.lower() == ".pdf" else 1):
            raise UnreadableSource(
                f"{size:,} bytes is too large", where=source.file_name, hint=f"split it: {MOST_BYTES:,} bytes is the most"
            )
        data = source.path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            f"cannot be opened ({error.strerror})", where=source.file_name, hint="check its permissions"
        ) from error
    if not data.strip():
        raise EmptySource(
            "nothing to read: the file is empty", where=source.file_name, hint="leave it out, or look whether it was saved"
        )
    return data


def decode(data: bytes, file_name: str) -> str:
    """Decode the bytes of a text: UTF-8, or UTF-16 with a byte order mark."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"not {encoding.upper().removesuffix('-SIG')}: byte 0x{data[error.start]:02x} at byte offset {error.start}"
        raise UnreadableSource(what, where=file_name, hint="save it as UTF-8") from error
    if "\0" in text:
        raise UnreadableSource(
            f"no text: a NUL character at offset {text.index(chr(0))}", where=file_name, hint="is it a binary file?"
        )
    if not text.strip("\ufeff \t\r\n\u00a0\u200b\u3000"):
        raise EmptySource("nothing to read: only white space", where=file_name, hint="leave it out, or look whether it was saved")
    return text


def read_sidecar(source: Source) -> Known:
    """Read what NAME.meta.json beside a source says of it; there may be none."""
    path = source.path.with_name(source.path.stem + SIDECAR)
    if not path.is_file():
        return Known()
    where = path.name
    try:
        values = json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise SourceError(
            f"no JSON: {error.msg} in line {error.lineno}, column {error.colno}", where=where, hint="correct it or delete it"
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 at byte offset {error.start}", where=where, hint="save it as UTF-8") from error
    if not isinstance(values, dict):
        raise SourceError("no JSON object in line 1", where=where, hint='write {"title": …, "published": …}')
    for key in _SIDECAR_KEYS:
        if values.get(key) is not None and not isinstance(values[key], str):
            raise SourceError(f"{key} is not a text in line {_line_of(path, key)}", where=where, hint="put it in quotes")
    title, published, publisher, address = (" ".join((values.get(key) or "").split()) for key in _SIDECAR_KEYS)
    if published and not read_date(published):
        raise SourceError(
            f"published is no date: {published!r} in line {_line_of(path, 'published')}",
            where=where,
            hint="write it as 2025-10-31, 2025-10 or 2025",
        )
    return Known(title, read_date(published), publisher, address)


def _line_of(path: Path, key: str) -> int:
    """Return the line of a file that a JSON key stands in."""
    before, _, _ = path.read_text("utf-8-sig").partition(f'"{key}"')
    return before.count("\n") + 1
