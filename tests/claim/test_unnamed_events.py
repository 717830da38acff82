"""Events that a text tells of in common words: small texts of many shapes, each with all its events, a case a line of a table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.claim.reading import Told

DATA = Path(__file__).parent / "data"


def cases() -> list[tuple[str, str]]:
    """Return the texts of the table and their events: name, first day, last day, towns."""
    with (DATA / "unnamed_events.tsv").open(encoding="utf-8", newline="") as stream:
        table = [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    return [(text.replace("\\n", "\n"), events) for text, events in table]


def told_of(text: str) -> list[str]:
    """Return the events of a text as the table writes them."""
    told = Told(text)
    found = []
    for thing in told.things("event"):
        stated: dict[str, list[list[str]]] = {}
        for fact in told.facts:
            if fact.subject is thing:
                stated.setdefault(fact.predicate, []).append(told.names(fact.object))
        first, last = (next(iter(stated.get(p, [])), [""])[0] for p in ("cv:startDate", "cv:endDate"))
        towns = [max(names, key=len) for names in stated.get("cv:heldIn", []) if not names[0].startswith("id:")]
        found.append(" | ".join((max(thing.names, key=len), first, last, ",".join(towns))))
    return found


@pytest.mark.parametrize(("text", "events"), cases())
def test_an_event_without_a_proper_name_is_told_of_with_its_days_and_towns(text: str, events: str) -> None:
    assert sorted(e.strip() for e in told_of(text)) == sorted(e.strip() for e in events.split(";"))


@pytest.mark.parametrize("text", [t for t in (DATA / "no_events.txt").read_text("utf-8").splitlines() if t[:1] != "#"])
def test_words_for_meetings_that_tell_of_none_make_no_event(text: str) -> None:
    assert told_of(text) == []
