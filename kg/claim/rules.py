"""The register of rules: each has a name (kept as ``cv:rule``), a line of documentation, and an example that fires and one that must not.

A package adds rules by an entry point in the group ``convene.rules`` that names a module; importing it registers them.
``python -m kg.claim.rules`` prints all of them as Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points

from kg.claim.story import Story

DERIVED = {
    "country-of-town": "The country of a town in which an event is held, as the reference tables know it.",
    "day-of-agenda": "The day of the event, stated again of what stands in its agenda.",
    "day-of-programme": "The day that heads a part of a programme is that of the sessions below it.",
    "edition-ordinal": "The number of an edition, from the ordinal before the name.",
    "named-agreement": "The kind and the names of an agreement that a fact speaks of, from where the text first has them.",
    "named-appearance": "That one person at one event in one capacity is an appearance.",
    "named-country": "A country that the document names, by its name or as an adjective, in whatever part.",
    "named-initiative": "The kind and the names of an initiative that a fact speaks of.",
    "named-organization": "A body that the document names, its kind and its names, in whatever part.",
    "named-person": "The name of a person that a fact speaks of, without title and post.",
    "named-place": "The kind and the names of a town, region or building that a fact speaks of.",
    "named-publication": "The kind and the names of a publication that a fact speaks of.",
    "named-quantity": "Number, comparator and counted thing of a quantity that a fact speaks of.",
    "named-series": "The names of a series that a fact speaks of.",
    "own-name": "The main name that a user's table gives what the text calls by another name.",
    "paragraph-stamp": "Day and town at the head of a paragraph, stated of the signing that the paragraph tells of.",
    "party-of-signatory": "The body or country for which somebody signs an agreement is its party.",
    "party-of-signing": "Those named around the signing of an agreement, between whom or by whom it is signed, are its parties.",
    "party-takes-part": "A party that signs an agreement at an event takes part in the event.",
    "place-of-programme": "The town and the country of the whole are those of what stands in its programme.",
    "status-from-dates": "An event is planned or held as its days lie after or before the day of the document.",
    "status-of-larger-event": "A part is planned or held as the event is that it belongs to.",
    "status-of-text": "An event is planned where most of the text looks ahead, else held.",
    "theme-label": 'A line "Theme:" or "Motto:" gives the theme of the event that the text is about.',
    "time-label": 'The hours in a line "Time:" or "When:" are those of the event that the text is about.',
    "town-before-country": 'A town that no table knows, named between "in" and a country in which an event is held.',
}
"""The rule names of facts that follow from what a rule has found: a country from a town, a kind from a name."""

COMPLETIONS = {
    "day-relative-to-publication": '"Today", "yesterday" or "this morning", counted from the day of the document.',
    "month-from-text-around": 'The month and the year of the text before a bare day of the month ("on the 14th").',
    "month-relative-to-publication": '"This month", "last month" and "next month", counted from the month of the document.',
    "weekday-from-publication": 'A weekday, before or after the day of the document as the verb says ("on Monday").',
    "year-from-event-name": "The year in the name of the event.",
    "year-from-larger-event": "The year of the event of which this one is a part.",
    "year-from-neighbouring-items": "The year most often named in the headings of a digest.",
    "year-from-publication": "The year of the document, the one before or the one after, as month and verb say.",
    "year-from-same-event": "The year of a day that the text states of the same event elsewhere.",
    "year-from-text-around": "The year of the paragraph's or the item's other dates.",
    "year-relative-to-publication": '"This year", "last year" and "next year", counted from the year of the document.',
}
"""How a date was filled in: what may follow the name of a rule and a ``+`` ("held-on+year-from-publication")."""

MODULES = (
    "when",
    "where",
    "venues",
    "inherited",
    "organizers",
    "participants",
    "groups",
    "people",
    "outcomes",
    "signatories",
    "endorsers",
    "declarations",
    "numbers",
    "ourselves",
    "occasions",
    "listed_parts",
    "unnamed",
    "visits",
    "deeds",
    "editions",
    "agendas",
    "programme",
    "diary",
    "topics",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, what it does, a text on which it fires and one on which it must not."""

    name: str
    apply: Callable[[Story], None]
    doc: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    order: int


_RULES: dict[str, Rule] = {}


def rule(
    name: str, *, yes: str | tuple[str, ...], no: str | tuple[str, ...], order: int = 50
) -> Callable[[Callable[[Story], None]], Callable[[Story], None]]:
    """Register a function over a story as a rule."""

    def register(function: Callable[[Story], None]) -> Callable[[Story], None]:
        doc = (function.__doc__ or "").strip().split("\n")[0]
        _RULES[name] = Rule(
            name, function, doc, (yes,) if isinstance(yes, str) else yes, (no,) if isinstance(no, str) else no, order
        )
        return function

    return register


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return the rules of Convene and of the packages that add some, in the order in which they run."""
    for module in MODULES:
        import_module(f"kg.claim.{module}")
    for point in sorted(entry_points(group="convene.rules"), key=lambda p: p.name):
        point.load()
    return tuple(sorted(_RULES.values(), key=lambda r: (r.order, r.name)))


def rule_names() -> Iterator[str]:
    """Yield the names of all rules."""
    return (r.name for r in all_rules())


def describe_rule(name: str) -> str:
    """Return what the rule of a claim does; KeyError for a name that no rule states.

    >>> describe_rule("country-of-town")
    'The country of a town in which an event is held, as the reference tables know it.'
    """
    base, plus, completion = name.partition("+")
    docs = DERIVED | {r.name: r.doc for r in all_rules()}
    return f"{docs[base]} {COMPLETIONS[completion]}" if plus else docs[base]


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def rules_table() -> str:
    """Return all rules as Markdown tables: what each does, a text on which it fires, one on which it does not."""

    def shown(text: str) -> str:
        return "<br>".join(line for line in text.splitlines() if line.strip())

    lines = [_row("rule", "what it does", "fires on", "does not fire on"), _row("---", "---", "---", "---")]
    lines += [_row(f"`{r.name}`", r.doc, shown(r.yes[0]), shown(r.no[0])) for r in sorted(all_rules(), key=lambda r: r.name)]
    lines += ["", _row("follows from a rule", "what it is"), _row("---", "---")]
    lines += [_row(f"`{name}`", doc) for name, doc in sorted(DERIVED.items())]
    lines += ["", _row("how a date was filled in", "what it is"), _row("---", "---")]
    lines += [_row(f"`+{name}`", doc) for name, doc in sorted(COMPLETIONS.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    # the registered rules are those of the imported module, not of the one that runs as a program
    from kg.claim import rules

    sys.stdout.write(rules.rules_table())
