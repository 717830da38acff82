"""Programmes: which lines are parts of an event, and on what day, where and with whom."""

from __future__ import annotations

from tests.claim.reading import Told

PROGRAMME = """BALTIC HARBOUR FORUM (BHF 2)
Tallinn, Estonia, 18-20 March 2025

PROVISIONAL PROGRAMME

Convened by the Baltic Ports Association. The Baltic Harbour Forum is held for the second time.

DAY 1 / TUESDAY 18 MARCH

08.00-09.00   Registration, Main Foyer

09.00-10.00   Opening ceremony - Auditorium
      Prof. Mari Tamm, Rector, University of Tartu

10.30-12.30   PLENARY 1   From nets to grids: what was built?     Auditorium
      Chair: Prof. Jaan Kask, University of Latvia

12.30-14.00   Lunch

14.00-15.45   Parallel sessions
  1A  Permits and plans      Room A
  1B  Small ports, big waves        Room B

DAY 2 / WEDNESDAY 19 MARCH

19.30   Reception offered by the City Council of Tallinn
"""


def test_the_lines_of_a_programme_are_parts_on_the_day_above_them() -> None:
    told = Told(PROGRAMME, published="2025-03-11")
    assert told.dates("Opening ceremony") == ("2025-03-18", "2025-03-18")
    assert told.dates("From nets to grids") == ("2025-03-18", "2025-03-18")
    assert told.dates("Reception") == ("2025-03-19", "2025-03-19")
    assert told.of("PLENARY 1", "cv:venue") == ["Auditorium"]
    assert not any("Lunch" in name or "Registration" in name for name in told.events)


def test_the_lines_under_parallel_sessions_are_sessions() -> None:
    told = Told(PROGRAMME, published="2025-03-11")
    assert told.of("Permits and plans", "cv:venue") == ["Room A"]
    assert told.of("Small ports, big waves", "cv:startDate") == ["2025-03-18"]


def test_who_stands_under_a_line_speaks_in_that_part_and_at_the_whole() -> None:
    told = Told(PROGRAMME, published="2025-03-11")
    assert told.of("Opening ceremony", "cv:hasSpeaker") == ["Mari Tamm"]
    assert told.of("From nets to grids", "cv:hasSpeaker") == ["Jaan Kask"]
    assert told.of("HARBOUR FORUM", "cv:hasSpeaker") == ["Jaan Kask", "Mari Tamm"]
