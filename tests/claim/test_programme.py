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


TABLE = """# Baltic Harbour Forum 2025: programme

**Tallinn, Estonia · 18–20 March 2025** (boat tours from 16 March)

Hosts: Baltic Ports Association. With the support of the Harbour Fund.

## Sunday 16 & Monday 17 March: before the forum

| When | What | Where | Chair |
|---|---|---|---|
| Sun 10:00–16:00 | Pilots' round table | B 114 | Ms Mari Tamm |
| Mon 19:00 | Evening of sea songs | Kalev Museum | – |

## Tuesday 18 March

**09:30 Opening session** — Aula
Welcome by Jaan Kask, Mayor of Tallinn. Chair: Liis Saar (Harbour Fund).

**11:00–12:30 Plenary 1: "Who owns the quay?"** — Aula. Chair: Anna Ozola, University of Latvia.

**14:00–15:30 Parallel sessions** (1.1 *Ropes for winter*, B 12, chair Olav Dahl; 1.2 *Gulls*, B 14)

**16:00** Tour of the tar works — cancelled

**12:00** Lunch, Foyer

---
*Looking back:* Riga (2019) · Turku (2021; 340 people)
"""


def test_a_row_of_a_table_is_read_by_the_heads_of_its_columns() -> None:
    told = Told(TABLE, published="2025-03-01", file_name="table.md")
    assert told.dates("Pilots' round table") == ("2025-03-16", "2025-03-16")
    assert told.of("Pilots' round table", "cv:venue") == ["B 114"]
    assert told.of("Pilots' round table", "cv:hasSpeaker") == ["Mari Tamm"]
    assert told.dates("Evening of sea songs") == ("2025-03-17", "2025-03-17")


def test_what_is_on_before_the_days_of_the_whole_is_no_part_of_it() -> None:
    told = Told(TABLE, published="2025-03-01", file_name="table.md")
    assert told.of("Pilots' round table", "cv:partOf") == []
    assert told.of("Opening session", "cv:partOf") == ["Baltic Harbour Forum 2025"]


def test_a_title_in_quotation_marks_is_the_name_and_its_label_another() -> None:
    told = Told(TABLE, published="2025-03-01", file_name="table.md")
    assert told.of("Who owns the quay?", "cv:hasSpeaker") == ["Anna Ozola"]
    assert told.of("Plenary 1", "cv:venue") == ["Aula"]


def test_sessions_listed_in_brackets_have_their_own_rooms_and_chairs() -> None:
    told = Told(TABLE, published="2025-03-01", file_name="table.md")
    assert told.of("Ropes for winter", "cv:hasSpeaker") == ["Olav Dahl"]
    assert told.of("Gulls", "cv:venue") == ["B 14"]
    assert told.of("Gulls", "cv:hasSpeaker") == []


def test_a_cancelled_entry_is_cancelled_and_a_lunch_is_none() -> None:
    told = Told(TABLE, published="2025-03-01", file_name="table.md")
    assert told.of("Tour of the tar works", "cv:status") == ["cv:Cancelled"]
    assert not any("Lunch" in name or "Riga" in name for name in told.events)


def test_the_place_of_the_whole_is_that_of_its_programme() -> None:
    told = Told(TABLE, published="2025-03-01", file_name="table.md")
    assert told.dates("Baltic Harbour Forum") == ("2025-03-18", "2025-03-20")
    assert told.of("Gulls", "cv:heldIn") == ["Tallinn", "id:country/EE"]
    assert told.of("Baltic Harbour Forum", "cv:hostedBy") == ["Baltic Ports Association"]


DAYS = """Harbour Forum 2025

Tallinn, Estonia, 18-19 March 2025

| Time | Tuesday 18 March | Wednesday 19 March |
|---|---|---|
| 9.00 | Opening session | Session 2: Tar |
| 10.30 | Coffee | Coffee |
| 11.00 | Session 1: Rope | Closing session |
"""


def test_columns_may_be_days() -> None:
    told = Told(DAYS, published="2025-03-01", file_name="days.md")
    assert told.dates("Rope") == ("2025-03-18", "2025-03-18")
    assert told.dates("Tar") == ("2025-03-19", "2025-03-19")


ITEMS = """Board of the Baltic Ports Association

Tallinn, 18 March 2025

1. Opening of the meeting
2. Adoption of the agenda
3. Election of the chair
4. Closing of the session
"""


def test_items_of_an_agenda_without_hours_are_no_events() -> None:
    told = Told(ITEMS)
    assert not any("Election" in name or "Adoption" in name for name in told.events)


def test_hours_in_brackets_at_the_end_of_a_line_head_a_session() -> None:
    told = Told(
        "International Symposium on Nets\n2-3 December 2022, Riga, Latvia\n\nAGENDA\n\n"
        "Day 1 (2 December)\nOpening Session (8:30-9:30)\n"
        "  Remarks: Ms. Mari Tamm, Lake University\n"
        "Session I: Ropes and knots (9:45-12:00)\nChair: Dr. Jaan Kask, Tide Institute\n"
        "Day 2 (3 December)\nSession II: Sails (8:30-11:30)\n"
        "Chair: Ms. Eva Horváth, Harbour Museum\nClosing Session (11:30-12:00)\n"
    )
    assert told.dates("Ropes and knots") == ("2022-12-02", "2022-12-02")
    assert told.dates("Sails") == ("2022-12-03", "2022-12-03")
    assert told.of("Ropes and knots", "cv:hasSpeaker") == ["Jaan Kask"]
    assert told.of("Sails", "cv:hasSpeaker") == ["Eva Horváth"]
    assert told.of("Sails", "cv:partOf") == ["International Symposium on Nets"]


def test_a_programme_whose_title_is_all_in_capitals_is_that_of_the_event_in_it() -> None:
    told = Told(
        "SECOND INTERNATIONAL WORKSHOP ON HARBOUR BELLS\n"
        "Tashkent, Uzbekistan, 18-20 April 2023\n\nSCIENTIFIC PROGRAMME\n\n"
        "TUESDAY 18 APRIL\n09:30 Opening by the mayor, A. Kask\n"
        "10:00 M. Tamm (Lake University): Bronze\n10:40 E. Berg: Iron\n"
    )
    assert told.dates("HARBOUR BELLS") == ("2023-04-18", "2023-04-20")
    assert told.of("HARBOUR BELLS", "cv:edition") == ["2"]
    assert told.of("HARBOUR BELLS", "cv:heldIn") == ["Tashkent", "id:country/UZ"]


def test_the_line_under_a_title_may_name_a_hall_that_no_table_knows() -> None:
    told = Told(
        "# Global Forum on Nets\n\nOslo, 7 November 2024, Deichman Fjord\n\n"
        "### Session 1 – Ropes (09:30–11:00)\nChair: Mari Tamm, Lake "
        "University\n\n### Session 2 – Sails (11:30–13:00)\n"
        "Chair: Jaan Kask, Tide Institute\n\n### Evening event – Songs (18:00)\n",
        file_name="a.md",
    )
    assert told.dates("Global Forum on Nets") == told.dates("Ropes") == ("2024-11-07", "2024-11-07")


BY_NUMBER = """LAKE SOCIETY FOR BOAT SCIENCE (LSBS)
22nd Congress -- "Boats that Travel"
Tallinn Exhibition and Convention Centre (TECC), Estonia
Tuesday 8 to Thursday 10 October

PROGRAMME AT A GLANCE (version 4 of 20 September 2024)

TUESDAY 8 OCTOBER
09:00-10:00   OPENING CEREMONY, Hall 1. Remarks by the mayor
              Address: Ms Mari Tamm, President of the Harbour Museum
10:30-12:00   PLENARY 1  What the storm taught shipyards
11:00-12:00   Launch of the report Hulls: Summary for Boatmen, Hall 2

WEDNESDAY 9 OCTOBER
All day       Visit of the shipyard
14:00-15:00   CLOSING SESSION. Chair: Jaan Kask

Organized by the Tide Institute. Supported by: Harbour Museum; Northsail
"""


def test_a_programme_is_of_the_event_that_its_head_names_by_number() -> None:
    told = Told(BY_NUMBER, published="2024-09-20")
    assert told.dates("Congress") == ("2024-10-08", "2024-10-10")
    assert told.of("Congress", "cv:edition") == ["22"]
    assert told.of("Congress", "cv:heldIn") == ["Tallinn", "id:country/EE"]
    assert told.of("Congress", "cv:venue") == ["Tallinn Exhibition and Convention Centre"]
    assert told.of("What the storm taught shipyards", "cv:partOf") == ["22nd Congress"]
    assert told.of("What the storm taught shipyards", "cv:heldIn") == ["Tallinn", "id:country/EE"]


def test_a_line_for_all_day_and_a_launch_are_parts_too() -> None:
    told = Told(BY_NUMBER, published="2024-09-20")
    assert told.dates("Visit of the shipyard") == ("2024-10-09", "2024-10-09")
    assert told.dates("Launch of the report Hulls") == ("2024-10-08", "2024-10-08")


def test_an_address_by_a_person_is_no_venue_and_the_lines_at_the_end_are_of_the_whole() -> None:
    told = Told(BY_NUMBER, published="2024-09-20")
    assert told.of("OPENING CEREMONY", "cv:venue") == ["Hall 1"]
    assert told.of("Congress", "cv:organizedBy") == ["Tide Institute"]
    assert told.of("CLOSING SESSION", "cv:organizedBy") == []


def test_a_table_whose_last_column_has_no_head_says_there_what_is_on() -> None:
    told = Told(
        "# BOATDATA 2019 – 3rd Conference on Open Charts\n\n**Tallinn, Estonia · 23–24 May 2019**\n\n## Thursday, 23 May\n\n"
        "| Time | Room | |\n|---|---|---|\n| 08:30 | Foyer | Registration |\n"
        "| 09:15 | Auditorium | **Session A – Open ropes.** Chair: Mari Tamm (Open Sails Estonia) |\n"
        "| 11:15 | Sala 2 | **Workshop: Charts for towns** |\n| 13:00 | | Lunch |\n| 14:30 | Auditorium | Lightning talks |\n",
        file_name="a.md",
    )
    assert told.of("Open ropes", "cv:venue") == ["Auditorium"]
    assert told.of("Open ropes", "cv:partOf") == ["3rd Conference on Open Charts"]
    assert told.of("Charts for towns", "cv:venue") == ["Sala 2"]
    assert [told.names(f.object)[0] for f in told.facts if f.predicate == "cv:onBehalfOf"][:1] == ["Open Sails Estonia"]
