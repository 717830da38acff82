"""Where documents disagree: an event's day, edition or status told in two ways. Both stand; this is information."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.check.report import CheckResult, make_result
from kg.graph.iris import contract
from kg.graph.reading import DOCUMENTS, read_labels
from kg.vocab import PREFIXES

SINGLE = ("cv:startDate", "cv:endDate", "cv:startTime", "cv:endTime", "cv:edition", "cv:status")
_QUERY = f"""
SELECT ?event ?property ?value ?document WHERE {{
  VALUES ?property {{ {" ".join(SINGLE)} }}
  GRAPH ?document {{ ?event ?property ?value }}
  FILTER(STRSTARTS(STR(?document), "{DOCUMENTS}"))
}} ORDER BY ?event ?property ?value ?document
"""


def check_conflicts(store: Store) -> CheckResult:
    """Compare what the documents say of properties of which an event has one."""
    return make_result(
        "conflicts",
        _find_conflicts(store),
        "no two documents disagree on an event's dates, edition or status",
        "{} disagreements",
        "information",
    )


def _find_conflicts(store: Store) -> Iterator[str]:
    rows = store.query(_QUERY, prefixes=PREFIXES)
    if not isinstance(rows, QuerySolutions):
        return
    labels = read_labels(store)
    stated = ((_text(row["event"]), _text(row["property"]), row["value"], _text(row["document"])) for row in rows)
    for (event, name), group in groupby(stated, key=lambda row: row[:2]):
        said: dict[str, list[str]] = {}
        for _, _, value, document in group:
            said.setdefault(contract(_text(value)), []).append(document.removeprefix(DOCUMENTS))
        if _disagree(list(said)):
            ways = "; ".join(f"{value} ({', '.join(sorted(documents))})" for value, documents in sorted(said.items()))
            yield f"{labels.get(event, contract(event))}: {contract(name)} is {ways}"


def _disagree(values: list[str]) -> bool:
    """Return whether two values exclude each other; a month holds each of its days.

    >>> _disagree(["2031-05", "2031-05-12"]), _disagree(["2031-05-12", "2031-05-14"])
    (False, True)
    """
    longest = max(values, key=len)
    return any(value != longest and not longest.startswith(f"{value}-") for value in values)


def _text(term: object) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)
