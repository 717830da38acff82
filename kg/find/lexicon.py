"""The words that finders know: countries, groups, towns, regions, and the nouns that head a name.

Reference tables are open sets (every country, every kind of body); a user adds organizations, places and aliases in a TSV of
the columns ``kind``, ``name``, ``aliases`` (separated by ``|``) and ``country`` (see `read_gazetteer`).
"""

from __future__ import annotations

import csv
import re as std_re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import ahocorasick
import regex as re

from kg.errors import ReferenceDataError
from kg.model import Span
from kg.resources import resource

_DATA = Path(__file__).parent / "data"
USER_KINDS = ("organization", "city", "region", "venue", "group", "event", "person")
USER_COLUMNS = ("kind", "name", "aliases", "country")


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """What a name in the reference tables stands for.

    ``kind`` is country, demonym, group, city, region, or a kind of a user's table; ``key`` an ISO code, a group's key or a name.
    ``label`` is the name of a user's own group.
    """

    kind: str
    key: str
    country: str = ""
    weight: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the reference tables at a place in a text."""

    span: Span
    value: PlaceValue


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a tab-separated table with a header."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_words(name: str) -> frozenset[str]:
    """Return the lines of a word list that are no comments."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def fold(word: str) -> str:
    """Return a word in small letters without accents.

    >>> fold("José")
    'jose'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class Head:
    """What kind of thing a head noun names."""

    kind: str
    cls: str


@dataclass(slots=True)
class Lexicon:
    """All tables, and one automaton over the names of places and groups."""

    automaton: ahocorasick.Automaton
    heads: dict[str, tuple[Head, ...]]
    acronyms: frozenset[str]
    roles: frozenset[str]
    portfolio: frozenset[str]
    names: dict[str, PlaceValue]
    last_heads: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    own: dict[str, PlaceValue] = field(default_factory=dict)
    forenames: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()

    def find_places(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return the names of countries, nationalities, groups, towns and regions in a text: longest first, none overlapping."""
        hits: list[Hit] = []
        last = start
        for stop, (length, value) in self.automaton.iter_long(text, start, len(text) if end is None else end):
            begin = stop + 1 - length
            if begin < last or _inside_word(text, begin, stop + 1):
                continue
            hits.append(Hit(Span(begin, stop + 1), value))
            last = stop + 1
        shouted = list(self._find_shouted(text, start, len(text) if end is None else end, hits))
        return sorted((*hits, *shouted), key=lambda h: h.span) if shouted else hits

    def _find_shouted(self, text: str, start: int, end: int, hits: list[Hit]) -> Iterator[Hit]:
        """Yield the towns and countries that stand in capitals ("SUVA, 5 May"), of words that are no abbreviation."""
        if _CAPITALS.search(text, start, end) is None:
            return
        for run in _SHOUTED.finditer(text, start, end):
            words = [Span(*m.span()) for m in _WORD.finditer(text, run.start(), run.end())]
            at = 0
            while at < len(words):
                for last in range(min(len(words), at + 4), at, -1):
                    span = Span(words[at].start, words[last - 1].end)
                    value = self.names.get(" ".join(w.of(text).capitalize() for w in words[at:last]).replace("’", "'"))
                    fits = value is not None and value.kind in ("city", "country") and len(span) > 3
                    if value is not None and fits and span.of(text) not in self.acronyms:
                        if not any(h.span.start < span.end and span.start < h.span.end for h in hits):
                            yield Hit(span, value)
                        at = last - 1
                        break
                at += 1


_SHOUTED = re.compile(r"(?<![\p{L}\d’'-])\p{Lu}[\p{Lu}’']{2,}(?:[ -]\p{Lu}[\p{Lu}’']+)*(?![\p{L}\d])")
_CAPITALS = std_re.compile(r"[^\W\d_a-z](?:[^\W\d_a-z]|[’']){2}")
"""A cheap look for all that may be in capitals."""
_WORD = re.compile(r"[\p{Lu}’']+")


def _inside_word(text: str, begin: int, end: int) -> bool:
    before = text[begin - 1] if begin else " "
    after = text[end] if end < len(text) else " "
    if not text[begin].isascii() and ord(text[begin]) > 0x2E80:
        return False
    return before.isalnum() or after.isalnum() or (before in "’'" and begin > 1 and text[begin - 2].isalnum())


def _add(names: dict[str, PlaceValue], variants: Iterable[str], value: PlaceValue) -> None:
    for variant in variants:
        variant = variant.strip()
        if not variant:
            continue
        for form in {variant, *(variant.replace("'", mark) for mark in "’‘ʻʼ")}:
            known = names.get(form)
            if known is None or (known.kind == value.kind and value.weight > known.weight):
                names[form] = value


_DIRECTIONS = ("North", "South", "East", "West", "Central", "Northern", "Southern", "Eastern", "Western")
_REGION_WORDS = frozenset(
    "Central Eastern Northern Southern Western North South East West Capital Federal Union Distrito Islands".split()
)
_NOT_TOWNS = frozenset(
    "Of The And Union Central March Nice Reading Bath Most Same Police Mobile Young Sale Best Orange Victoria Columbia Date Bar Enterprise "
    "Split Moss Media Commerce Independence Liberty Normal Energy Hope Industry Ocean Green Bay Lead Roman Marina Golden Opportunity "
    "Green Goal Wells Winters Nations George Alexander Anderson Jackson Lincoln Wilson Harrison Mason Wang Li Chen Mon Man Kim "
    "Kent David San Santa Salem Grace Amin Ali Ahmad Hamad Hassan Alma Young Bin Vice Asia Africa Europe America Colon Progreso Union "
    "Carlos Eduardo Fernando Francisco Martin Justo Castro Santana Morales Gomez Franklin Nelson Clinton Hamilton Warren Marshall Howard "
    "Nelson Campbell Warwick Gardens Center Centre University Academy Institute Park Temple Palace Republic Forum Campus Research Delegates".split()
)


@lru_cache(maxsize=1)
def _place_names() -> dict[str, PlaceValue]:
    folder = resource("ontology", "reference")
    names: dict[str, PlaceValue] = {}
    for row in read_table(folder / "countries.tsv"):
        code = row["iso2"]
        zh = [row["name_zh"]] if len(row["name_zh"]) > 1 else []
        _add(names, [row["name_en"], *row["variants"].split("|"), *zh], PlaceValue("country", code, code, 10**9))
        demonyms = [d for d in row["demonyms"].split("|") if d]
        plurals = [d + "s" for d in demonyms if d.endswith(("an", "i", "ian"))]
        _add(names, [*demonyms, *plurals], PlaceValue("demonym", code, code, 10**8))
    for row in read_table(folder / "groups.tsv"):
        value = PlaceValue("group", row["key"], "", 10**8)
        _add(names, [row["name_en"], *row["variants"].split("|")], value)
    for row in read_table(folder / "regions.tsv"):
        forms = [row["name"], *row["variants"].split("|")]
        forms = [f for f in forms if f and f[:1].isupper() and len(f) > 3 and f not in _REGION_WORDS]
        _add(names, forms, PlaceValue("region", row["name"], row["iso2"], 10**4))
    for row in read_table(folder / "cities.tsv"):
        population = int(row["population"] or 0)
        forms = [row["name"], *row["variants"].split("|")]
        forms = [
            f
            for f in forms
            if f
            and (f[:1].isupper() or not f.isascii())
            and (len(f) > 3 or (population > 500_000 and len(f) > 2) or not f.isascii())
        ]
        forms = [f for f in forms if f not in _NOT_TOWNS and (len(f) > 1 or f.isascii())]
        value = PlaceValue("city", row["name"], row["iso2"], population)
        for form in forms:
            known = names.get(form)
            if known is not None and known.kind == "region" and (known.country == value.country or population > 300_000):
                names[form] = value
            else:
                _add(names, [form], value)
    return names


def read_gazetteer(path: Path) -> dict[str, PlaceValue]:
    """Read a user's own names: a UTF-8 file of tab-separated columns with a header line.

    ``kind`` is organization, city, region, venue, group, event or person; ``name`` the main name; ``aliases``, which may be
    empty or left out, the other names with ``|`` between them; ``country`` the ISO code of the country in which a city or region
    lies. Lines that begin with ``#`` are comments. What a text calls by an alias is the thing of the main name::

        kind          name                aliases        country
        organization  Nordvik Tidal Hub   NTH|the Hub
        venue         Ropeworks           Old Ropeworks
        event         Nordvik Days        NDays
        city          Tindvik             Tindwick       NO

    Raises ReferenceDataError for a line that cannot be used, with its number.
    """
    names: dict[str, PlaceValue] = {}
    for number, cells in _own_lines(path):
        value = _own_value(cells, f"{path}:{number}")
        for form in (cells["name"], *cells["aliases"].split("|")):
            form = " ".join(form.split())
            known = names.get(form, value)
            if known != value:
                raise ReferenceDataError(
                    f"{form!r} already stands for {known.kind} {known.key!r}", where=f"{path}:{number}", hint="give it once"
                )
            if form:
                names[form] = value
    return names


def _own_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of a user's table with their numbers."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError("cannot be read", where=str(path), hint="give a UTF-8 file of tab-separated columns") from error
    rows = [(n, [c.strip() for c in line.split("\t")]) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    if not rows:
        return
    first, header = rows[0]
    columns = f"the columns are {', '.join(USER_COLUMNS)}, with tabs between them"
    if missing := [c for c in USER_COLUMNS[:2] if c not in header]:
        raise ReferenceDataError(f"no column {missing[0]!r}", where=f"{path}:{first}", hint=columns)
    if strange := [c for c in header if c not in USER_COLUMNS]:
        raise ReferenceDataError(f"unknown column {strange[0]!r}", where=f"{path}:{first}", hint=columns)
    for number, cells in rows[1:]:
        if len(cells) > len(header):
            what = f"{len(cells)} cells, but {len(header)} columns"
            raise ReferenceDataError(what, where=f"{path}:{number}", hint="aliases have | between them, columns a tab")
        yield number, dict.fromkeys(USER_COLUMNS, "") | dict(zip(header, cells, strict=False))


def _own_value(cells: dict[str, str], where: str) -> PlaceValue:
    """Return what the names of a line stand for; a place or group that the reference tables have is that one."""
    kind, name, country = cells["kind"], " ".join(cells["name"].split()), cells["country"].upper()
    if kind not in USER_KINDS or not name:
        hint = f"each line needs a kind ({', '.join(USER_KINDS)}) and a name, with a tab between them"
        raise ReferenceDataError(f"kind {kind!r}, name {name!r}", where=where, hint=hint)
    if country and country not in _country_codes():
        raise ReferenceDataError(f"country {country!r}", where=where, hint="give the two letters of ISO 3166, such as NO")
    known = _place_names().get(name)
    if known is not None and known.kind == kind and country in ("", known.country):
        return PlaceValue(kind, known.key, known.country, 10**10)
    if kind == "group":
        return PlaceValue(kind, _group_key(name), country, 10**10, name)
    return PlaceValue(kind, name, country, 10**10)


@lru_cache(maxsize=1)
def _country_codes() -> frozenset[str]:
    return frozenset(row["iso2"] for row in read_table(resource("ontology", "reference", "countries.tsv")))


def _group_key(name: str) -> str:
    """Return the end of a group's IRI.

    >>> _group_key("Fjordland Líga")
    'fjordland-liga'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[\p{L}\p{N}]+", plain.lower())) or "group"


def _own_forms(names: dict[str, PlaceValue]) -> Iterator[tuple[str, PlaceValue]]:
    """Yield the ways in which a text writes a user's names: either apostrophe, and broken over a line at any space."""
    for form, value in names.items():
        for written in {form, form.replace("'", "’"), form.replace("’", "'")}:
            yield written, value
            for space in (i for i, character in enumerate(written) if character == " "):
                yield f"{written[:space]}\n{written[space + 1 :]}", value


_SHOUTED_BODIES = frozenset(
    "Ministry Department Government Embassy University Authority Association Federation Commission Institute Academy Society Foundation Chamber "
    "Secretariat Directorate Parliament Municipality College Consortium Organization Organisation Confederation Agency Bureau Council Union".split()
)


def _heads(position: str) -> dict[str, tuple[Head, ...]]:
    """Return the nouns that head a name wherever they stand in it ("any"), or only as its last words ("last")."""
    heads: dict[str, tuple[Head, ...]] = {}
    for row in read_table(_DATA / "heads.tsv"):
        if row["position"] != position:
            continue
        head = Head(row["kind"], row["class"])
        shouted = (row["kind"] == "event" and len(row["word"]) > 3) or row["word"] in _SHOUTED_BODIES
        for word in {row["word"], row["word"].upper()} if shouted else {row["word"]}:
            heads[word] = (*heads.get(word, ()), head)
    return heads


def load_lexicon(gazetteer: Path | None = None) -> Lexicon:
    """Load the tables once: the reference tables, and a user's own on top, anew when that file has changed."""
    if gazetteer is None or not gazetteer.is_file():
        return _load_lexicon(gazetteer)
    state = gazetteer.stat()
    return _load_lexicon(gazetteer, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _load_lexicon(gazetteer: Path | None, changed: int = 0, size: int = 0) -> Lexicon:
    names = dict(_place_names())
    own = {} if gazetteer is None else dict(_own_forms(read_gazetteer(gazetteer)))
    names |= own
    own = {form[4:]: value for form, value in own.items() if form[:4] in ("the ", "The ")} | own
    automaton = ahocorasick.Automaton()
    for form, value in sorted(names.items()):
        automaton.add_word(form, (len(form), value))
    automaton.make_automaton()
    return Lexicon(
        automaton=automaton,
        heads=_heads("any"),
        last_heads=_heads("last"),
        acronyms=read_words("acronyms.txt"),
        roles=frozenset(w.lower() for w in read_words("roles.txt")),
        portfolio=read_words("portfolio.txt"),
        names=names,
        capitals={
            row["iso2"]: row["capital"]
            for row in read_table(resource("ontology", "reference", "countries.tsv"))
            if row["capital"]
        },
        own=own,
        forenames=frozenset(fold(w) for w in read_words("given_names.txt")),
        surnames=frozenset(fold(w) for w in read_words("family_names.txt")),
    )
