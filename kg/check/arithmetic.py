"""Figures of one event that are told as a total and its parts: do they add up? This is information, not failure.

"116 activities, including 19 exhibitions and 97 meetings": the parts may be fewer than the total after "including",
and have to make it up after "comprising", or when the last part is "the remaining 97" or "97 more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg.check.report import CheckResult, make_result
from kg.graph.iris import contract, expand
from kg.graph.reading import CLAIMS, DOCUMENTS, graph_quads, list_documents, read_labels

_REACH = 400
_OPEN = re.compile(
    r"\b(?:includ(?:ing|ed|es)|among (?:them|these|which|whom)|of (?:which|whom|these|them)|some of)\b", re.IGNORECASE
)
_CLOSED = re.compile(
    r"\b(?:compris(?:ing|ed|es)|consist(?:ing|ed|s) of|made up of|composed of|divided into|broken down|namely)\b", re.IGNORECASE
)
_REST = re.compile(r"\b(?:remaining|remainder|rest|others?|another|further|additional)\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:remaining|another|further|additional|more(?! than)|other)\b", re.IGNORECASE)
_MORE = re.compile(r"^(?:\s+\w+){0,2}\s+(?:more(?! than)|others?)\b", re.IGNORECASE)
_END = re.compile(r"\n\s*\n")
_EXACT = {"cv:Exactly", ""}


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number that a text states of a thing, and where."""

    begin: int
    end: int
    value: int
    what: str
    exact: bool = True


def check_arithmetic(store: Store, build: Path) -> CheckResult:
    """Add up the parts of each total that a document states."""
    sums = list(_find_sums(store, build))
    right = sum(adds for adds, _ in sums)
    found = [line for adds, line in sums if not adds]
    return make_result(
        "arithmetic",
        found,
        f"{right} totals equal the sum of their parts",
        f"{{}} totals do not equal the sum of their parts, {right} do",
        "information",
    )


def find_sums(figures: list[Figure], text: str) -> Iterator[tuple[bool, Figure, list[Figure]]]:
    """Yield each total with its parts, and whether they add up.

    >>> text = "116 activities, including 19 shows and 97 more"
    >>> figures = [Figure(0, 3, 116, "activities"), Figure(26, 28, 19, "shows"), Figure(39, 41, 97, "")]
    >>> [adds for adds, _, _ in find_sums(figures, text)]
    [True]
    """
    figures = sorted(figures)
    for place, total in enumerate(figures):
        stop = _END.search(text, total.end)
        limit = min(total.end + _REACH, stop.start() if stop else len(text))
        following = [figure for figure in figures[place + 1 :] if figure.begin < limit and figure.value < total.value]
        if len(following) < 2:
            continue
        between = text[total.end : following[0].begin]
        closed = bool(_CLOSED.search(between))
        rest = next((n for n, figure in enumerate(following) if _is_rest(figure, text)), None)
        if not closed and not _OPEN.search(between) and rest is None:
            continue
        parts = following[: rest + 1] if rest is not None else following
        known = _prefix_that_adds_up(total.value, parts)
        if known:
            yield True, total, known
        elif total.exact and all(part.exact for part in parts) and (closed or rest is not None):
            yield False, total, parts


def _prefix_that_adds_up(total: int, parts: list[Figure]) -> list[Figure]:
    """Return the first two or more parts that make up the total, or nothing."""
    so_far = 0
    for number, part in enumerate(parts, start=1):
        so_far += part.value
        if so_far == total and number > 1:
            return parts[:number]
    return []


def _is_rest(figure: Figure, text: str) -> bool:
    said = text[figure.begin : figure.end]
    return bool(
        _REST.search(text[max(0, figure.begin - 20) : figure.begin])
        or _WITHIN.search(said)
        or _MORE.match(text[figure.end : figure.end + 40])
    )


def _find_sums(store: Store, build: Path) -> Iterator[tuple[bool, str]]:
    labels = read_labels(store)
    for document in list_documents(store):
        slug = document.removeprefix(DOCUMENTS)
        owners = _figures_by_owner(store, document)
        path = build / "texts" / f"{slug}.txt"
        if not owners or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for owner, figures in sorted(owners.items()):
            for adds, total, parts in find_sums(figures, text):
                terms = " + ".join(f"{part.value} {part.what}".strip() for part in parts)
                result = f"= {terms}" if adds else f"≠ {terms}, which is {sum(part.value for part in parts)}"
                yield adds, f"{slug}: {labels.get(owner, contract(owner))}: {total.value} {total.what} {result}"


def _figures_by_owner(store: Store, document: str) -> dict[str, list[Figure]]:
    """Return the figures of each event or other thing, placed where the document's claims say."""
    values, words, exact, owner = {}, {}, {}, {}
    for quad in graph_quads(store, document):
        subject, value = str(quad.subject), quad.object
        name = contract(quad.predicate.value)
        if name == "cv:value" and isinstance(value, Literal) and value.value.isdecimal():
            values[subject] = int(value.value)
        elif name == "cv:of" and isinstance(value, Literal):
            words[subject] = value.value
        elif name == "cv:comparator" and isinstance(value, NamedNode):
            exact[subject] = contract(value.value) in _EXACT
        elif name == "cv:hasQuantity":
            owner[str(value)] = str(quad.subject).strip("<>")
    if len(values) < 3:
        return {}
    places = _places_of_values(store, document + CLAIMS)
    figures: dict[str, list[Figure]] = {}
    for quantity, number in values.items():
        if quantity in owner and quantity in places:
            begin, end = places[quantity]
            figures.setdefault(owner[quantity], []).append(
                Figure(begin, end, number, words.get(quantity, ""), exact.get(quantity, True))
            )
    return figures


def _places_of_values(store: Store, graph: str) -> dict[str, tuple[int, int]]:
    """Return where each quantity's number stands."""
    claims: dict[str, dict[str, str]] = {}
    for quad in graph_quads(store, graph):
        part = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)
        claims.setdefault(str(quad.subject), {})[quad.predicate.value] = part
    value = f"<{expand('cv:value')}>"
    begin, end, subject = expand("cv:begin"), expand("cv:end"), expand("rdf:subject")
    return {
        parts[subject]: (int(parts[begin]), int(parts[end]))
        for parts in claims.values()
        if parts.get(expand("rdf:predicate")) == value
    }
