"""Terms as Turtle writes them: compact, escaped, the same for equal values.

The store keeps numbers by value, so numbers are written in their canonical form here as well.
https://www.w3.org/TR/turtle/#sec-grammar
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.graph.iris import ID, contract, expand
from kg.model import Literal, Term
from kg.vocab import PREFIXES

TYPE = "a"
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_RELATIVE = re.compile(r"[a-z]+(?:/[\w~%-][\w.~%-]*)+")
_LOCAL = re.compile(r"[A-Za-z_](?:[\w-]*\w)?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"([+-]?)([0-9]{1,15})(?:\.([0-9]{0,15}))?")


def header() -> str:
    """Return the lines that open every Turtle and TriG file of a build."""
    lines = [f"@base <{ID}> .", *(f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(PREFIXES.items()))]
    return "\n".join(lines) + "\n\n"


def whole(text: str) -> str:
    """Return the text with what other tools cannot take (NUL, lone surrogates, U+FFFE, U+FFFF) as U+FFFD, one for one.

    >>> len(whole("a" + chr(0xD800)))
    2
    """
    return _UNWRITABLE.sub("\ufffd", text)


def escape(text: str) -> str:
    r"""Return the text as it stands between the quotes of a literal.

    >>> escape('a "b"' + chr(7))
    'a \\"b\\"\\u0007'
    """
    return _ESCAPED.sub(_escape_one, text)


def _escape_one(match: re.Match[str]) -> str:
    char = match.group()
    if _UNWRITABLE.match(char):
        return "\ufffd"
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


@lru_cache(maxsize=65536)
def name(curie: str) -> str:
    """Return a CURIE as Turtle writes it: relative to the base in ``id:``, prefixed, or in full.

    >>> name("id:event/x-2025"), name("cv:heldIn"), name("rdf:type"), name("id:event/a b")
    ('<event/x-2025>', 'cv:heldIn', 'rdf:type', '<event/a%20b>')
    """
    iri = expand(curie)
    prefix, _, local = contract(iri).partition(":")
    if prefix == "id":
        local = iri[len(ID) :]
        return f"<{local}>" if _RELATIVE.fullmatch(local) else f"<{iri}>"
    return f"{prefix}:{local}" if prefix in PREFIXES and _LOCAL.fullmatch(local) else f"<{iri}>"


@lru_cache(maxsize=65536)
def open_name(curie: str) -> str:
    """Return a CURIE as Turtle writes it, without its closing bracket: so do names sort that begin alike."""
    return name(curie).rstrip(">")


def write_iri(iri: str) -> str:
    """Return an IRI as Turtle writes it, as ``name`` does for its CURIE.

    >>> write_iri("https://w3id.org/convene/id/country/CN"), write_iri("urn:x:1")
    ('<country/CN>', '<urn:x:1>')
    """
    curie = contract(iri)
    return f"<{iri}>" if curie == iri else name(curie)


@lru_cache(maxsize=4096)
def predicate_name(curie: str) -> str:
    """Return a predicate as Turtle writes it, with ``a`` for ``rdf:type``."""
    return TYPE if curie == "rdf:type" else name(curie)


def write_literal(literal: Literal) -> str:
    """Return a literal as Turtle writes it.

    >>> write_literal(Literal("Forum", "rdf:langString", "en")), write_literal(Literal("026", "xsd:integer"))
    ('"Forum"@en', '26')
    """
    text, datatype = literal.text, literal.datatype
    if literal.language and _LANGUAGE.fullmatch(literal.language):
        return f'"{escape(text)}"@{literal.language.lower()}'
    if datatype in ("xsd:string", "rdf:langString", ""):
        return f'"{escape(text)}"'
    if datatype == "xsd:integer" and _INTEGER.fullmatch(text):
        return str(int(text))
    if datatype == "xsd:decimal" and (match := _DECIMAL.fullmatch(text)):
        return _write_decimal(*match.groups(default=""))
    return f'"{escape(text)}"^^{name(datatype)}'


def write_term(term: Term) -> str:
    """Return a CURIE or literal as Turtle writes it."""
    return name(term) if isinstance(term, str) else write_literal(term)


@lru_cache(maxsize=4096)
def write_confidence(confidence: float) -> str:
    """Return a confidence as a decimal with at most four places, in its canonical form.

    >>> write_confidence(0.9), write_confidence(1.0)
    ('0.9', '"1"^^xsd:decimal')
    """
    whole_part, _, fraction = f"{confidence:.4f}".partition(".")
    return _write_decimal("", whole_part, fraction)


def _write_decimal(sign: str, whole_part: str, fraction: str) -> str:
    digits, fraction = whole_part.lstrip("0") or "0", fraction.rstrip("0")
    minus = "-" if sign == "-" and (digits != "0" or fraction) else ""
    return f"{minus}{digits}.{fraction}" if fraction else f'"{minus}{digits}"^^xsd:decimal'
