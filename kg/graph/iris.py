"""IRIs: CURIEs expanded and contracted, names minted from content only."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from kg.errors import BuildError
from kg.model import Literal, Term
from kg.vocab import PREFIXES

ID = PREFIXES["id"]
_FORBIDDEN = re.compile(
    '[\x00-\x20<>"{}|\\\\^`\\[\\]\x7f-\xa0\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]|%(?![0-9A-Fa-f]{2})'
)
_ADDRESS = re.compile(r"(https?://[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?)((?:[/?][^#]*)?)(?:(#)(.*))?", re.DOTALL)
_NAMESPACES = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda pair: (-len(pair[0]), pair))


def encode(text: str) -> str:
    """Return the text with every character that an IRI cannot hold percent-encoded.

    >>> encode("event/a b<c>")
    'event/a%20b%3Cc%3E'
    """
    return _FORBIDDEN.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=65536)
def expand(curie: str) -> str:
    """Return the IRI of a CURIE; a web address stays as it is.

    >>> expand("id:country/CN")
    'https://w3id.org/convene/id/country/CN'
    """
    prefix, colon, local = curie.partition(":")
    if local.startswith("//"):
        return encode(curie)
    if not colon or prefix not in PREFIXES:
        raise BuildError(f"'{curie}' is no name of a known prefix", hint=f"prefixes: {' '.join(sorted(PREFIXES))}")
    if prefix == "id":
        local = local.replace("#", "%23")
    return f"{PREFIXES[prefix]}{encode(local)}"


@lru_cache(maxsize=65536)
def contract(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI itself when no prefix fits.

    >>> contract("https://w3id.org/convene/ns#heldIn")
    'cv:heldIn'
    """
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def web_address(text: str) -> str | None:
    """Return the text as an IRI when it is the address of a web page, else None.

    >>> web_address("https://example.org/a b?c=[1]"), web_address("Tallinn Daily, p. 3"), web_address("http://[x")
    ('https://example.org/a%20b?c=%5B1%5D', None, None)
    """
    match = _ADDRESS.fullmatch(text.strip())
    if not match:
        return None
    site, path, mark, part = match.groups(default="")
    return f"{site}{encode(path)}{mark}{encode(part.replace('#', '%23'))}"


def mint_claim(slug: str, subject: str, predicate: str, value: Term) -> str:
    """Return the CURIE of one document's claim of one triple.

    >>> mint_claim("a", "id:event/x", "cv:heldIn", "id:country/CN")
    'id:claim/98c59736a7672f4e5b0e'
    """
    words = f"\x00{value.text}\x00{value.datatype}\x00{value.language}" if isinstance(value, Literal) else value
    content = "\x1f".join((slug, subject, predicate, words)).encode("utf-8", "surrogatepass")
    return f"id:claim/{hashlib.sha256(content).hexdigest()[:20]}"


def mint_membership(group: str, iso2: str, since: str = "") -> str:
    """Return the CURIE of a country's time in a group; ``since`` tells a second time from the first.

    >>> mint_membership("asean", "TH"), mint_membership("african-union", "MA", "2017-01-30")
    ('id:membership/asean-th', 'id:membership/african-union-ma-2017-01-30')
    """
    return f"id:membership/{group}-{iso2.lower()}{f'-{since}' if since else ''}"
