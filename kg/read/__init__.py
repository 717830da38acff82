"""Reads sources into documents: text in, sections out."""

from kg.read.document import make_document, read_document
from kg.read.sources import Source, find_sources

__all__ = ["Source", "find_sources", "make_document", "read_document"]
