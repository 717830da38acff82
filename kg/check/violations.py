"""The violation queries of ``queries/checks``: each must return nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from kg.check.report import CheckResult, make_result
from kg.errors import QuerySyntaxError
from kg.graph.iris import contract
from kg.resources import resource
from kg.vocab import PREFIXES


def check_violations(store: Store, folder: Path | None = None) -> Iterator[CheckResult]:
    """Run the violation queries, in order of name; each row is a finding."""
    for path in sorted((folder or resource("queries", "checks")).glob("*-violation.rq")):
        name = path.name.removesuffix(".rq")
        yield make_result(name, _run(store, path), "no rows", "{} rows")


def _run(store: Store, path: Path) -> Iterator[str]:
    try:
        rows = store.query(path.read_text(encoding="utf-8"), prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QuerySyntaxError(str(error.msg), where=path.name, hint="a violation query is a SELECT or an ASK") from error
    if isinstance(rows, QueryBoolean):
        if rows:
            yield "the answer is yes"
        return
    if not isinstance(rows, QuerySolutions):
        raise QuerySyntaxError("it builds a graph", where=path.name, hint="a violation query is a SELECT or an ASK")
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield ", ".join(f"{name} {_show(row[name])}" for name in names if row[name] is not None)


def _show(term: object) -> str:
    if isinstance(term, NamedNode):
        return contract(term.value)
    return f'"{term.value}"' if isinstance(term, Literal) else str(term)
