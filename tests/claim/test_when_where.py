"""How texts say when and where an event is held, in many wordings: one a line, with all that is to be found."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from kg.claim import Fact, Thing
from tests.claim.reading import Told

DATA = Path(__file__).parent / "data" / "when_where.tsv"
SLOTS = ("start", "end", "status", "city", "country", "venue")


def cases() -> list[ParameterSet]:
    """Return the lines of the table, a dash for what is not stated."""
    rows = [line.split("\t") for line in DATA.read_text("utf-8").splitlines()[1:]]
    return [pytest.param(*("" if cell == "-" else cell for cell in row[:3]), tuple(row[3:]), id=row[1][:60]) for row in rows]


def stated(told: Told, event: str) -> dict[str, str]:
    """Return what is stated of an event, slot by slot."""

    def all_of(predicate: str) -> list[Fact]:
        return [f for f in told.facts if f.predicate == predicate and any(event in n for n in told.names(f.subject))]

    def joined(values: list[str]) -> str:
        return "|".join(sorted(set(values))) or "-"

    held = all_of("cv:heldIn")
    return {
        "start": joined([told.names(f.object)[0] for f in all_of("cv:startDate")]),
        "end": joined([told.names(f.object)[0] for f in all_of("cv:endDate")]),
        "status": joined([str(f.object).removeprefix("cv:").lower() for f in all_of("cv:status")]),
        "city": joined([told.names(f.object)[0] for f in held if isinstance(f.object, Thing) and f.object.cls == "City"]),
        "country": joined([f.object[-2:] for f in held if isinstance(f.object, str)]),
        "venue": joined([max(told.names(f.object), key=len) for f in all_of("cv:venue")]),
    }


@pytest.mark.parametrize(("published", "text", "event", "expected"), cases())
def test_when_and_where_an_event_is_held_is_read_in_many_wordings(
    published: str, text: str, event: str, expected: tuple[str, ...]
) -> None:
    found = stated(Told(text.replace("\\n", "\n"), published=published), event)
    wanted = dict(zip(SLOTS, expected, strict=True))
    if wanted["status"] == "-":
        found["status"] = "-"
    assert found == wanted
