"""Reads a PDF: the text of its pages, joined, and the lines that stand on every page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

from kg.errors import EmptySource, UnreadableSource
from kg.model import Span

_NUMBERS = re.compile(r"\d+")


def read_pdf(data: bytes, file_name: str, most: int = 20_000_000) -> tuple[str, list[Span], str]:
    """Return the text of a PDF, the spans of its page furniture, and its title as its properties have it."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    hint = "print it again as a PDF with text"
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSource("the PDF is encrypted", where=file_name, hint="save it without a password")
        pages = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > most:
                raise UnreadableSource(
                    "too much text in the PDF", where=file_name, hint=f"split it: {most:,} characters is the most"
                )
        about = reader.metadata
        title = " ".join(str(about.title or "").split()) if about else ""
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableSource("the PDF is encrypted", where=file_name, hint="save it without a password") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise UnreadableSource(f"broken PDF: {error or type(error).__name__}", where=file_name, hint=hint) from error
    if not any(page.strip() for page in pages):
        raise EmptySource("no text in the PDF: it holds pictures only", where=file_name, hint="run it through OCR first")
    text, spans = join_pages(pages)
    return text, spans, title


def join_pages(pages: Sequence[str]) -> tuple[str, list[Span]]:
    r"""Join the pages of a document, and find the lines at their heads and feet that stand on most of them.

    >>> text, spans = join_pages(["News 1\nA forum", "News 2\nopened.", "News 3\nIt closed."])
    >>> [span.of(text) for span in spans]
    ['News 1', 'News 2', 'News 3']
    """
    cleaned = [page.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n") for page in pages]
    counts: Counter[str] = Counter()
    for page in cleaned:
        counts.update({_furniture_key(line) for line in _edges(page.split("\n"))})
    common = {key for key, count in counts.items() if key and count >= max(2, 0.6 * len(cleaned))}
    text, spans, at = [], [], 0
    for page in cleaned:
        lines = page.split("\n")
        edges = set(_edges(lines))
        for line in lines:
            if line in edges and _furniture_key(line) in common:
                spans.append(Span(at, at + len(line)))
            text.append(line)
            at += len(line) + 1
    return "\n".join(text), spans


def _edges(lines: list[str]) -> list[str]:
    """Return the first and last two lines of a page that have words."""
    worded = [line for line in lines if line.strip()]
    return [*worded[:2], *worded[-2:]]


def _furniture_key(line: str) -> str:
    """Return a line with its numbers left out: what page furniture has in common."""
    return _NUMBERS.sub("#", " ".join(line.split())) if len(line) <= 160 else ""
