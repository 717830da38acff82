"""Questions to the graph: named ones (``queries/*.rq``) and the user's own SPARQL, answered as rows of RDF terms.

A question's text is SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/) below a header of comments. Its parameters are bound as
RDF terms and never pasted into the text: a parameter that the pattern binds is substituted (SEP-0007), one that only a filter
reads is called as a function, ``BIND(param:minimum() AS ?minimum)``, and stays unbound when it is not given.
The default graph of every query is the union of all graphs; ``GRAPH ?document { … }`` says who says so.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ParameterError, QueryError, QuerySyntaxError, UnknownName, UnknownQuestion, UnsafeQuery
from kg.resources import resource
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]

PARAMETER_NAMESPACE = "https://w3id.org/convene/parameter#"
QUERY_PREFIXES = {**PREFIXES, "param": PARAMETER_NAMESPACE}
ENTITY_TYPES = {
    "country": ("country",),
    "event": ("event",),
    "organization": ("organization", "group"),
    "group": ("group",),
    "place": ("place", "country"),
    "document": ("document",),
    "person": ("person",),
    "thing": (),
}
"""The parameter types that take a name, and the part of the IRI after ``id:`` that such things have (none: any)."""

VALUE_TYPES = ("text", "date", "year", "integer")

_RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_OTHER_NAMES = tuple(
    ox.NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("skos", "prefLabel"),
        ("skos", "altLabel"),
        ("cv", "isoCode"),
        ("cv", "isoCode3"),
        ("dcterms", "title"),
        ("cv", "fileName"),
    )
)
_XSD = PREFIXES["xsd"]
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"))
_CLAIMS = re.compile(re.escape(PREFIXES["id"]) + r"document/.*/claims$")


# --- questions -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a question can be narrowed by.

    ``type`` is country, event, organization, group, place, document, person, thing (a name) or text, date, year, integer;
    ``default`` is "" when the parameter is free unless given; a ``required`` one has no default and must be given.
    """

    name: str
    type: str
    description: str
    default: str = ""
    required: bool = False

    def __str__(self) -> str:
        """Return the name, as it is given on a command line."""
        return self.name


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a question's answer, with its meaning in words."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a name, as its ``.rq`` file tells it.

    ``draw`` names the two columns whose things can be drawn as an edge, if there are such.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    draw: tuple[str, str] | None
    sparql: str
    path: Path


_FIELD = re.compile(r"#\s?(title|question|parameters|columns|draw):\s*(.*)")
_ENTRY = re.compile(r"#\s+([A-Za-z][A-Za-z0-9_]*)\s*(?:\(([a-z]+)\))?:\s*(.*)")
_DEFAULT = re.compile(r"\s*\((?:default: ([^()]*)|required)\)\s*$")


def read_question(path: Path) -> Question:
    """Return the question that a ``.rq`` file holds."""
    stat = path.stat()
    return _read_question(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _read_question(path: Path, modified: int, size: int) -> Question:
    """Parse one file; time and size are part of the key, so that an edited file is read anew."""
    sparql = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    entries: dict[str, list[tuple[str, str, str]]] = {"parameters": [], "columns": []}
    current = ""
    for number, line in enumerate(sparql.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if match := _FIELD.match(line):
            current = match[1]
            fields[current] = match[2].strip()
        elif current in entries and (match := _ENTRY.match(line)):
            entries[current].append((match[1], match[2] or "", match[3].strip()))
        elif line.strip("# \t"):
            raise QueryError(
                "a header line that is no title, question, parameter, column or draw", where=f"{path.name}, line {number}"
            )
    parameters = tuple(_make_parameter(path, *entry) for entry in entries["parameters"])
    columns = tuple(Column(name, description) for name, _, description in entries["columns"])
    draw = tuple(fields.get("draw", "").split())
    if draw and (len(draw) != 2 or not {*draw} <= {column.name for column in columns}):
        raise QueryError("'draw' must name two of the columns", where=path.name)
    return Question(
        name=path.stem,
        title=fields.get("title", path.stem),
        question=fields.get("question", ""),
        parameters=parameters,
        columns=columns,
        draw=(draw[0], draw[1]) if draw else None,
        sparql=sparql,
        path=path,
    )


def _make_parameter(path: Path, name: str, type_: str, text: str) -> Parameter:
    """Return the parameter of one header line."""
    if type_ not in ENTITY_TYPES and type_ not in VALUE_TYPES:
        known = ", ".join((*ENTITY_TYPES, *VALUE_TYPES))
        raise QueryError(f"parameter '{name}' has the unknown type '{type_}'", where=path.name, hint=f"use one of {known}")
    match = _DEFAULT.search(text)
    if match is None:
        raise QueryError(f"parameter '{name}' says neither '(default: …)' nor '(required)'", where=path.name)
    default = (match[1] or "").strip()
    return Parameter(name, type_, _DEFAULT.sub("", text), "" if default == "any" else default, required=match[1] is None)


@lru_cache(maxsize=1)
def _own_folder() -> Path:
    """Return the folder of the questions that travel with the package."""
    return resource("queries")


def list_questions(folder: Path | None = None) -> list[Question]:
    """Return the questions of a folder (Convene's own unless given), sorted by name.

    >>> "countries-by-forum" in {question.name for question in list_questions()}
    True
    """
    folder = _own_folder() if folder is None else folder
    return [read_question(path) for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem)]


def get_question(name: str, folder: Path | None = None) -> Question:
    """Return the question of that name, or raise UnknownQuestion with the names that come near."""
    folder = _own_folder() if folder is None else folder
    path = folder / f"{name}.rq"
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        with suppress(FileNotFoundError):
            return read_question(path)
    near = _nearest(name, [question.name for question in list_questions(folder)])
    hint = f"did you mean {' or '.join(near)}?" if near else "'kg query' lists the questions there are"
    raise UnknownQuestion(f"there is no question '{name}'", hint=hint)


# --- safety and syntax -----------------------------------------------------------------------------------------------------

_HIDDEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
      | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                 | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
      | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
      | (?P<variable>[?$]\w+)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>:(?:[\w\-:%]|\\.)+)""",
    re.VERBOSE | re.DOTALL,
)
_STANDS_FOR = {"comment": " ", "string": '""', "iri": "<>", "variable": "?", "language": "@", "name": ":"}
_SERVICE_WORD = re.compile(r"(?<![\w:.\-])service(?![\w\-.]*:)", re.IGNORECASE)
_SERVICE_CALL = re.compile(r"service\s*(?:silent\s*)?(?:<>|\?|[\w.\-]*:[^\s{}]*)\s*\{", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:(?:base|version)\s*(?:<>|\"\")|prefix\s*[\w.\-]*:\s*<>)", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
_DECLARED = re.compile(r"(?<![\w:.\-])prefix\s+([\w.\-]*):", re.IGNORECASE)
_DATASET = re.compile(r"(?<![\w:.\-])from\b", re.IGNORECASE)


def _skeleton(sparql: str) -> str:
    """Return the query with comments, strings, IRIs, variables and local names replaced by a mark of their kind.

    >>> _skeleton('SELECT ?service { ?service rdfs:label "SERVICE" } # SERVICE')
    'SELECT ? { ? rdfs: "" }  '
    """
    return _HIDDEN.sub(lambda match: _STANDS_FOR[str(match.lastgroup)], sparql)


@lru_cache(maxsize=256)
def _inspect(sparql: str) -> tuple[bool, dict[str, str]]:
    """Refuse a query that reaches out or writes; say whether it is over the union (has no FROM) and which prefixes it lacks.

    Oxigraph's grammar needs no space around a keyword ("trueSERVICE<…>{" is a call), so a call is looked for anywhere.
    """
    text = _skeleton(sparql)
    if _SERVICE_WORD.search(text) or _SERVICE_CALL.search(text):
        raise UnsafeQuery(
            "SERVICE would send the query to another machine", hint="ask the graph itself; nothing else is reachable"
        )
    start = 0
    while match := _PROLOGUE.match(text, start):
        start = match.end()
    if match := _UPDATE.match(text, start):
        raise UnsafeQuery(
            f"{match[1].upper()} would write, and a query only reads", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    declared = set(_DECLARED.findall(text))
    used = {prefix: iri for prefix, iri in QUERY_PREFIXES.items() if f"{prefix}:" in text and prefix not in declared}
    return not _DATASET.search(text), used


_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"]+)')
_CHARACTERS = re.compile(r"\['[^\]]*\]|[|]\s*'[^\]]*\]")


def _syntax_error(store: ox.Store, sparql: str, error: SyntaxError) -> QuerySyntaxError:
    """Return Oxigraph's complaint as one line: where in the user's text, at what, what would fit there.

    Its parser reads a keyword's length before it compares, so the place it names lies behind the real one by that length,
    and is the end of the text for a fault near the end: the text is parsed again with room behind it, and the length taken off.
    """
    try:
        store.query(sparql + " " * 40, prefixes=QUERY_PREFIXES)
    except SyntaxError as padded:
        error = padded
    match = _POSITION.match(str(error))
    if match is None:
        return QuerySyntaxError(f"this is no SPARQL: {error}")
    lines = sparql.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    symbols, words = [], []
    for symbol, word in _EXPECTED.findall(_CHARACTERS.sub("", match[3])):
        if symbol:
            symbols.append(symbol.replace('\\"', '"'))
        elif word.strip():
            words.append(word.strip())
    sentence = next((word for word in words if " " in word and word[0].isalpha() and word != "Prefix not found"), "")
    keywords = [word for word in words if re.fullmatch(r"[A-Z_]+", word)]
    exact = bool(symbols or sentence or "Prefix not found" in words or _CHARACTERS.search(match[3]))
    if keywords and not exact:
        offset -= min(len(word) for word in keywords)
    offset = max(0, min(offset, len(sparql.rstrip())))
    rest = sparql[offset:].split()
    hint = ""
    if "Prefix not found" in words and (prefix := re.search(r"([\w.\-]*):[^\s]*$", sparql[:offset])):
        what, offset = f"the prefix '{prefix[1]}:' is not known", prefix.start()
        hint = f"declare it: PREFIX {prefix[1]}: <…>"
    elif sentence:
        what = sentence.replace("The SELECT", "the SELECT").replace("IRI parsing failed", "an IRI here is not complete")
    elif rest:
        what = f"this cannot stand here: {rest[0][:40]}"
    else:
        what = "the query ends too early"
    if not hint and symbols:
        hint = "expected " + " ".join(dict.fromkeys(symbols[:8]))
    line = sparql.count("\n", 0, offset) + 1
    column = offset - (sparql.rfind("\n", 0, offset) + 1) + 1
    return QuerySyntaxError(what, where=f"line {line}, column {column}", hint=hint)


# --- running ---------------------------------------------------------------------------------------------------------------


def run_question(
    store: ox.Store, name: str, parameters: Mapping[str, str] | None = None, *, folder: Path | None = None
) -> Answer:
    """Answer a named question, narrowed by parameters: names, codes or IRIs for things, plain text for values."""
    question = get_question(name, folder)
    given = dict(parameters or {})
    known = {parameter.name for parameter in question.parameters}
    if unknown := sorted(given.keys() - known):
        hint = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
        raise ParameterError(f"the question '{name}' has no parameter '{unknown[0]}'", hint=hint)
    substitutions: dict[ox.Variable, Term] = {}
    functions: dict[ox.NamedNode, Callable[..., Term | None]] = {}
    for parameter in question.parameters:
        value = _bind(store, parameter, given.get(parameter.name))
        if f"param:{parameter.name}()" in question.sparql:
            functions[ox.NamedNode(PARAMETER_NAMESPACE + parameter.name)] = lambda value=value: value
        elif value is not None:
            substitutions[ox.Variable(parameter.name)] = value
    answer = _run(store, question.sparql, substitutions, functions, tuple(column.name for column in question.columns))
    answer.title, answer.draw = question.title, question.draw
    return answer


def run_query(store: ox.Store, sparql: str) -> Answer:
    """Answer SPARQL of the user's own: SELECT, ASK, CONSTRUCT or DESCRIBE, with the known prefixes and without SERVICE.

    A fact that two documents state lies in two graphs: rows that would repeat for that reason alone are given once.
    """
    answer = _run(store, sparql, {}, {}, ())
    answer.rows = list(dict.fromkeys(answer.rows))
    return answer


def _run(
    store: ox.Store,
    sparql: str,
    substitutions: dict[ox.Variable, Term],
    functions: dict[ox.NamedNode, Callable[..., Term | None]],
    columns: tuple[str, ...],
) -> Answer:
    """Run one query and take all its rows; ``columns`` (none: all) picks and orders those of a SELECT."""
    union, prefixes = _inspect(sparql)
    try:
        result = store.query(
            sparql,
            prefixes=prefixes or None,
            use_default_graph_as_union=union,
            substitutions=substitutions or None,
            custom_functions=functions or None,
        )
        if isinstance(result, ox.QuerySolutions):
            names = tuple(variable.value for variable in result.variables)
            if not columns or columns == names:
                return Answer(names, [tuple(solution) for solution in result], store=store)
            missing = [column for column in columns if column not in names]
            if missing:
                raise QueryError(f"the header names the column '{missing[0]}', which the query does not select")
            picked = [names.index(column) for column in columns]
            return Answer(columns, [tuple([solution[index] for index in picked]) for solution in result], store=store)
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), [(ox.Literal(bool(result)),)], kind="ask", store=store)
        triples: set[Row] = {(triple.subject, triple.predicate, triple.object) for triple in result}
        return Answer(("subject", "predicate", "object"), sorted(triples, key=str), kind="graph", store=store)
    except SyntaxError as error:
        raise _syntax_error(store, sparql, error) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be carried out: {error}") from error


# --- parameters ------------------------------------------------------------------------------------------------------------

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def _bind(store: ox.Store, parameter: Parameter, given: str | None) -> Term | None:
    """Return the RDF term that a parameter's text stands for, or None when it is free."""
    if given is None and parameter.required:
        raise ParameterError(f"the parameter '{parameter.name}' must be given", hint=f"it is the {parameter.description}")
    text = parameter.default if given is None else given.strip()
    if text == "any" or (not text and given is None):
        return None
    if not text:
        raise ParameterError(f"the parameter '{parameter.name}' is empty", hint="leave it out to ask for all")
    if parameter.type in ENTITY_TYPES:
        return find_entity(store, text, parameter.type)
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", text):
            raise ParameterError(
                f"'{text}' is no whole number", where=f"parameter '{parameter.name}'", hint="write digits only, as in 1000"
            )
        return ox.Literal(int(text))
    if parameter.type == "year" and not re.fullmatch(r"\d{4}", text):
        raise ParameterError(f"'{text}' is no year", where=f"parameter '{parameter.name}'", hint="write four digits, as in 2025")
    if parameter.type in ("date", "year"):
        if not _DATE.fullmatch(text):
            hint = "write YYYY, YYYY-MM or YYYY-MM-DD, as in 2025-10-29"
            raise ParameterError(f"'{text}' is no date", where=f"parameter '{parameter.name}'", hint=hint)
        return ox.Literal(text, datatype=ox.NamedNode(_XSD + _DATE_TYPES[len(text)]))
    return ox.Literal(text)


def fold_name(name: str) -> str:
    """Return a name without case, accents, kinds of dash and quote, or spaces at its ends.

    >>> fold_name(" São  Tomé–X ")
    'sao tome-x'
    """
    text = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[‐-―−]", "-", re.sub(r"[‘’]", "'", text)).casefold().split())


def find_entity(store: ox.Store, name: str, type: str = "thing") -> ox.NamedNode:
    """Return the one thing that a label, a code, a CURIE or an IRI names, or raise UnknownName with the names that come near."""
    name = name.strip()
    if iri := _as_iri(name):
        if not _is_known(store, iri):
            raise UnknownName(f"the graph holds nothing about {shorten(iri.value)}", hint="check the IRI, or give a name")
        if not _has_type(iri, type):
            raise ParameterError(f"{shorten(iri.value)} is no {type}", hint=f"give the name of a {type}")
        return iri
    for predicates in ((_LABEL,), _OTHER_NAMES):
        if found := _exact(store, name, predicates, type):
            return _only(found, name, type)
    names = _names(store, type)
    folded = fold_name(name)
    for rank in (0, 1, 2):
        if found := {iri for text, iri, its in names if its == rank and text == folded}:
            return _only(found, name, type)
    near = []
    for text in _nearest(folded, sorted({text for text, _, rank in names if rank < 2})):
        iri = min((iri for other, iri, rank in names if other == text and rank < 2), key=str)
        near.append(f"{label_of(store, iri)} ({shorten(iri.value)})")
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "'kg query' shows what the graph knows"
    raise UnknownName(f"the graph knows no {type} named '{name}'", hint=hint)


def _as_iri(name: str) -> ox.NamedNode | None:
    """Return the IRI that a full IRI, an IRI in angle brackets or a CURIE with a known prefix writes, else None."""
    text = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    prefix, colon, local = text.partition(":")
    if not colon or re.search(r"[\s<>\"{}|^`\\]", text):
        return None
    if prefix in PREFIXES and not local.startswith("//"):
        return ox.NamedNode(PREFIXES[prefix] + local)
    return ox.NamedNode(text) if re.match(r"(?:https?|urn|ftp)$", prefix) else None


def _is_known(store: ox.Store, iri: ox.NamedNode) -> bool:
    """Return whether the graph says anything of or with an IRI."""
    patterns: tuple[tuple[ox.NamedNode | None, ox.NamedNode | None], ...] = ((iri, None), (None, iri))
    return any(next(store.quads_for_pattern(subject, None, object_, None), None) for subject, object_ in patterns)


def _has_type(iri: ox.NamedNode, type_: str) -> bool:
    """Return whether an IRI is one of a parameter type's things, by the part after ``id:``."""
    segments = ENTITY_TYPES[type_]
    base = PREFIXES["id"]
    if not segments:
        return not _CLAIMS.match(iri.value)
    return iri.value.startswith(tuple(f"{base}{segment}/" for segment in segments)) and not _CLAIMS.match(iri.value)


def _exact(store: ox.Store, name: str, predicates: Sequence[ox.NamedNode], type_: str) -> set[ox.NamedNode]:
    """Return the things that have exactly this name, without looking at all names."""
    literals = [ox.Literal(name), *(ox.Literal(name, language=tag) for tag in ("en", "zh"))]
    return {
        quad.subject
        for predicate in predicates
        for literal in literals
        for quad in store.quads_for_pattern(None, predicate, literal, None)
        if isinstance(quad.subject, ox.NamedNode) and _has_type(quad.subject, type_)
    }


def _names(store: ox.Store, type_: str) -> list[tuple[str, ox.NamedNode, int]]:
    """Return every folded name with its thing and a rank: 0 a label, 1 another name, 2 the end of the IRI."""
    found: dict[tuple[str, ox.NamedNode, int], None] = {}
    for predicate in (_LABEL, *_OTHER_NAMES):
        rank = 0 if predicate == _LABEL else 1
        for quad in store.quads_for_pattern(None, predicate, None, None):
            subject, text = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(text, ox.Literal) and _has_type(subject, type_):
                found[fold_name(text.value), subject, rank] = None
                found[fold_name(subject.value.rpartition("/")[2]), subject, 2] = None
    return list(found)


def _only(found: set[ox.NamedNode], name: str, type_: str) -> ox.NamedNode:
    """Return the one thing found, or raise ParameterError with all of them."""
    if len(found) == 1:
        return next(iter(found))
    candidates = sorted(shorten(iri.value) for iri in found)
    more = f" and {len(candidates) - 6} more" if len(candidates) > 6 else ""
    hint = f"give one of {', '.join(candidates[:6])}{more}"
    raise ParameterError(
        f"'{name}' names {len(found)} things" if type_ == "thing" else f"'{name}' names more than one {type_}", hint=hint
    )


def _nearest(name: str, names: Sequence[str]) -> list[str]:
    """Return up to three names that come near."""
    from rapidfuzz import fuzz, process

    return [str(text) for text, _, _ in process.extract(name, names, scorer=fuzz.ratio, limit=3, score_cutoff=65)]


# --- names for terms -------------------------------------------------------------------------------------------------------


def shorten(iri: str) -> str:
    """Return an IRI as a CURIE where a prefix is known, else as it is.

    >>> shorten("https://w3id.org/convene/id/country/MY")
    'id:country/MY'
    """
    prefix, namespace = max(
        ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    return f"{prefix}:{iri[len(namespace) :]}" if namespace and len(iri) > len(namespace) else iri


def label_of(store: ox.Store | None, iri: ox.NamedNode) -> str:
    """Return the name to show for an IRI: its English label (that of most graphs, then the longest), else words of the IRI."""
    counts: dict[tuple[str, str], int] = {}
    if store is not None:
        for predicate in (_LABEL, _OTHER_NAMES[0]):
            for quad in store.quads_for_pattern(iri, predicate, None, None) if not counts else ():
                if isinstance(quad.object, ox.Literal):
                    key = (quad.object.value, quad.object.language or "")
                    counts[key] = counts.get(key, 0) + 1
    if counts:
        languages = {"en": 0, "": 1}
        return min(counts, key=lambda key: (languages.get(key[1], 2), -counts[key], -len(key[0]), key[0]))[0]
    curie = shorten(iri.value)
    if curie.startswith("id:document/"):
        return curie.removeprefix("id:document/")
    if curie.startswith("cv:"):
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", curie[3:]).lower()
    return curie


# --- answers ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Answer:
    """The rows that a query yields: RDF terms, None where a variable is unbound.

    ``kind`` is ``select``, ``ask`` (one row, one column ``answer``) or ``graph`` (a CONSTRUCT's or DESCRIBE's triples).
    Tables, CSV and pandas show the labels of things; ``rows`` and JSON keep their IRIs.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    title: str = ""
    draw: tuple[str, str] | None = None
    kind: str = "select"
    store: ox.Store | None = field(default=None, repr=False, compare=False)
    _shown: dict[Term, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, str | int | float | bool | None]]:
        """Yield each row as a mapping from column to plain Python value, so that ``list(answer)`` suits a data frame."""
        for row in self.rows:
            yield {column: self._value(term) for column, term in zip(self.columns, row, strict=True)}

    def show(self, term: Term | None) -> str:
        """Return a term as a reader wants it: a label, a literal's text, "" for nothing."""
        if term is None:
            return ""
        if isinstance(term, ox.Literal):
            return term.value
        if term not in self._shown:
            self._shown[term] = label_of(self.store, term) if isinstance(term, ox.NamedNode) else str(term)
        return self._shown[term]

    def _value(self, term: Term | None) -> str | int | float | bool | None:
        """Return a term as a plain Python value."""
        if term is None:
            return None
        if isinstance(term, ox.Literal):
            if term.datatype.value == _XSD + "boolean":
                return term.value in ("true", "1")
            if term.datatype.value in _NUMBERS:
                return int(term.value) if re.fullmatch(r"[+-]?\d+", term.value) else float(term.value)
        return self.show(term)

    def to_csv(self, *, labels: bool = True) -> str:
        """Return SPARQL 1.1 CSV results (https://www.w3.org/TR/sparql11-results-csv-tsv/); ``labels=False`` keeps IRIs."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([self.show(term) if labels else _plain(term) for term in row])
        return buffer.getvalue()

    def to_json(self) -> str:
        """Return the rows as SPARQL 1.1 JSON results (https://www.w3.org/TR/sparql11-results-json/)."""
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": self.rows[0] == (ox.Literal(True),)})
        bindings = [
            {column: _json_term(term) for column, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        ]
        return json.dumps({"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1)

    def to_table(self) -> Table:
        """Return the rows as a table for rich's console; text of documents is never read as markup."""
        from rich.table import Table
        from rich.text import Text

        table = Table(title=Text(self.title) if self.title else None, title_justify="left")
        for index, column in enumerate(self.columns):
            table.add_column(Text(column), justify="right" if self._is_numeric(index) else "left", overflow="fold")
        for row in self.rows:
            table.add_row(*(Text(self.show(term)) for term in row))
        return table

    def _is_numeric(self, index: int) -> bool:
        """Return whether a column holds numbers only."""
        terms = [row[index] for row in self.rows if row[index] is not None]
        return bool(terms) and all(isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS for term in terms)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame with labels, numbers and booleans."""
        try:
            import pandas as pd
        except ImportError as error:
            raise QueryError("pandas is not installed", hint="pip install pandas, or use to_csv()") from error
        return pd.DataFrame(list(self), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Return the first 200 rows as an HTML table, for Jupyter; all text is escaped."""
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{''.join(self._cell(term) for term in row)}</tr>" for row in self.rows[:200])
        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        more = f"<p>{len(self.rows) - 200} more rows</p>" if len(self.rows) > 200 else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _cell(self, term: Term | None) -> str:
        """Return one table cell, with the IRI as its tooltip."""
        tip = f' title="{html.escape(term.value, quote=True)}"' if isinstance(term, ox.NamedNode) else ""
        return f"<td{tip}>{html.escape(self.show(term))}</td>"


def _plain(term: Term | None) -> str:
    """Return a term as SPARQL CSV writes it: the bare IRI, the bare text of a literal."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _json_term(term: Term) -> dict[str, object]:
    """Return a term as SPARQL JSON results write it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    result: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        result["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        result["datatype"] = term.datatype.value
    return result
