"""Everything that can go wrong in Convene, as one tree.

ConveneError
├── SourceError            a document that cannot be read
│   ├── MissingSource      no such file, folder or match
│   ├── EmptySource        nothing to read in it
│   └── UnreadableSource   wrong encoding, broken HTML or PDF, too large, unknown format
├── BuildError             a build that cannot be made, found or opened
│   ├── NoBuild            the folder holds no build
│   └── BuildBusy          another build is writing there
├── QueryError             a question that cannot be answered
│   ├── QuerySyntaxError   SPARQL that does not parse
│   ├── UnknownQuestion    no question of that name
│   ├── ParameterError     a parameter that the question lacks, or a value it cannot take
│   └── UnsafeQuery        SERVICE, update forms: what a question may not do
├── UnknownName            a name that the graph does not know
├── ExportError            a file or format that cannot be written
├── ReferenceDataError     a reference table (TSV) with a wrong line
└── CheckFailed            the graph does not conform

Each error says what happened, where, and what to do about it, in one line.
"""

from __future__ import annotations


class ConveneError(Exception):
    """Base of all errors of Convene: what happened, where, and what to do.

    >>> str(ConveneError("no such file", where="reports/a.txt", hint="check the path"))
    'reports/a.txt: no such file; check the path'
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what)

    def __str__(self) -> str:
        """Return the error as one line."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}; {self.hint}" if self.hint else line
        return " ".join(line.split())


class SourceError(ConveneError):
    """A document that cannot be read."""


class MissingSource(SourceError):
    """No such file, folder or match."""


class EmptySource(SourceError):
    """A source with nothing to read in it."""


class UnreadableSource(SourceError):
    """A source with a wrong encoding, a broken structure, an unknown format or too much text."""


class BuildError(ConveneError):
    """A build that cannot be made, found or opened."""


class NoBuild(BuildError):
    """A folder that holds no build."""


class BuildBusy(BuildError):
    """A folder that another build is writing to."""


class QueryError(ConveneError):
    """A question that cannot be answered."""


class QuerySyntaxError(QueryError):
    """SPARQL that does not parse."""


class UnknownQuestion(QueryError):
    """No question of that name."""


class ParameterError(QueryError):
    """A parameter that the question lacks, or a value it cannot take."""


class UnsafeQuery(QueryError):
    """A query that reaches out (SERVICE) or writes."""


class UnknownName(ConveneError):
    """A name that the graph does not know."""


class ExportError(ConveneError):
    """A file or format that cannot be written."""


class ReferenceDataError(ConveneError):
    """A reference table with a line that cannot be used."""


class CheckFailed(ConveneError):
    """A graph that does not conform."""
