"""The rest of the sentence around a quote, from the texts that a build keeps."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

from kg.model import Span

_LONGEST = 320
_MARGIN = 2000


class Surroundings:
    """The sentences of one document; none when the build keeps no text of it."""

    def __init__(self, texts: Path | None, slug: str) -> None:
        path = texts / f"{slug}.txt" if texts else None
        self.text = path.read_bytes().decode("utf-8") if path and path.is_file() else ""
        self._sentences: list[Span] | None = None

    def around(self, begin: int, end: int) -> tuple[str, str]:
        """Return the words before and after a quote in its sentence, on one line each, cut where they are long."""
        if not self.text:
            return "", ""
        if self._sentences is None:
            from kg.find.sentences import split_sentences

            self._sentences = list(split_sentences(self.text, 0, len(self.text)))
        first = self._sentence_at(begin)
        last = self._sentence_at(max(begin, end - 1))
        before = " ".join(self.text[max(first.start, begin - _MARGIN) : begin].split())
        after = " ".join(self.text[end : min(last.end, end + _MARGIN)].split())
        before, after = before.lstrip("#*_> "), after.rstrip("*_ ")  # Markdown's marks at the ends
        gap_before = " " * self.text[max(0, begin - 1) : begin].isspace() if before else ""
        gap_after = " " * self.text[end : end + 1].isspace() if after else ""
        if len(before) > _LONGEST:
            before = "… " + before[-_LONGEST:].partition(" ")[2]
        if len(after) > _LONGEST:
            after = after[:_LONGEST].rpartition(" ")[0] + " …"
        return before + gap_before, gap_after + after

    def _sentence_at(self, offset: int) -> Span:
        sentences = self._sentences or []
        index = bisect_right(sentences, offset, key=lambda span: span.start) - 1
        if index >= 0 and offset < sentences[index].end:
            return sentences[index]
        return Span(offset, offset)
