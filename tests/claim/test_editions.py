"""Texts that tell of many events: histories of a series, tables, diaries, lists of signatories."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kg.claim import Thing
from kg.model import Literal
from tests.claim.reading import facts_on


def told(text: str) -> list[dict[str, set[str]]]:
    """Return what is stated of each event, by property."""
    events: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts_on(text):
        if isinstance(fact.subject, Thing) and fact.subject.kind == "event":
            value = fact.object
            text_of = value.text if isinstance(value, Literal) else value.name if isinstance(value, Thing) else value
            events[id(fact.subject)][fact.predicate].add(text_of)
    return list(events.values())


def by_edition(text: str) -> dict[str, dict[str, set[str]]]:
    return {next(iter(event["cv:edition"])): event for event in told(text) if event["cv:edition"]}


def test_lines_that_open_with_a_year_tell_of_the_edition_that_they_name() -> None:
    editions = by_edition(
        "Harbour Weeks in Tallinn, Riga and Turku\n\n"
        "2015 – Tallinn. The first Harbour Culture Week opened on 3 June 2015.\n\n"
        "2016 – Riga. The second Week (5-11 June) drew 1,500 visitors.\n\n"
        "2017 – Turku. The third Week adopted the Turku Charter on Port Heritage.\n"
    )
    assert editions["1"]["cv:startDate"] == {"2015-06-03"}
    assert editions["2"]["cv:startDate"] == {"2016-06-05"}
    assert editions["2"]["cv:heldIn"] >= {"Riga"}
    assert editions["3"]["cv:startDate"] == {"2017"}
    assert editions["3"]["cv:adopted"] == {"Turku Charter on Port Heritage"}


def test_an_abbreviation_with_a_number_is_an_edition() -> None:
    editions = by_edition(
        "The 21st Conference of Baltic Education Ministers (21CBEM) was held in Riga, Latvia, on 26 and 27 April 2022. "
        "20CBEM had taken place in Tallinn in February 2018. 22CBEM will be hosted by Norway in Oslo in May 2026."
    )
    assert {n: event["cv:startDate"] for n, event in editions.items()} == {
        "20": {"2018-02"},
        "21": {"2022-04-26"},
        "22": {"2026-05"},
    }
    assert editions["22"]["cv:status"] == {"cv:Planned"}
    assert editions["22"]["cv:hostedBy"] == {"id:country/NO"}


def test_an_abbreviation_with_a_number_that_names_no_event_makes_none() -> None:
    assert told("The MRSA17 strain was found in Riga in 2019. MRSA18 is harmless, doctors in Tallinn said.") == []


def test_rows_of_a_table_give_each_event_its_days_place_and_theme() -> None:
    editions = by_edition(
        "Past editions\n\nEdition | Place | Dates | Theme\n\n"
        "1st Harbour Youth Forum | Tallinn, Estonia | 3-5 June 2019 | Young Crews\n\n"
        "2nd Harbour Youth Forum | Riga, Latvia | 7-9 June 2021 | Green Docks\n"
    )
    assert editions["1"]["cv:startDate"] == {"2019-06-03"}
    assert editions["2"]["cv:theme"] == {"Green Docks"}
    assert editions["2"]["cv:heldIn"] == {"Riga", "id:country/LV"}


def test_numbered_meetings_under_headings_keep_what_is_told_below_each() -> None:
    editions = by_edition(
        "Ten years of the Baltic Education Ministers' Meeting\n\n"
        "The Baltic Education Ministers' Meeting brings together ministers every two years.\n\n"
        "First meeting: Tallinn, 5-6 May 2008\n\nEstonia hosted it, and the ministers agreed on a work programme for skills.\n\n"
        "Second meeting: Riga, 14-15 May 2010\n\nMinisters from 12 countries adopted the Riga Declaration on harbour skills.\n"
    )
    assert editions["1"]["cv:startDate"] == {"2008-05-05"}
    assert editions["2"]["cv:adopted"] == {"Riga Declaration on harbour skills"}
    assert len(editions) == 2


def test_states_behind_a_colon_are_the_parties_of_what_they_signed() -> None:
    facts = facts_on(
        "The Tallinn Convention on Harbour Safety was opened for signature at a ceremony in Tallinn, Estonia.\n\n"
        "Four States signed the Convention at the signing ceremony: Chile, Fiji, Ghana and Norway.\n"
    )
    parties = {f.object for f in facts if f.predicate == "cv:party"}
    assert parties == {"id:country/CL", "id:country/FJ", "id:country/GH", "id:country/NO"}


def test_who_sends_apologies_takes_no_part() -> None:
    (event,) = told(
        "The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. "
        "At the Forum, Chile and Peru took part as observers; Ghana sent its apologies."
    )
    assert event["cv:hasParticipant"] == {"id:country/CL", "id:country/PE"}


def test_what_is_told_of_last_year_is_not_this_years() -> None:
    events = told(
        "Harbour Education Week to open in Riga\n\n20 August 2021\n\n"
        "The 2021 Harbour Education Week will run from 23 to 29 September in Riga, Latvia. "
        "Last year's Week took place online from 14 to 20 September 2020 and attracted 3,000 participants.\n"
    )
    by_year = {start[:4]: event for event in events for start in event["cv:startDate"]}
    assert sorted(by_year) == ["2020", "2021"]
    assert by_year["2020"]["cv:hasQuantity"]
    assert not by_year["2021"]["cv:hasQuantity"]


def test_a_day_behind_the_event_dates_it_and_a_press_conference_does_not_take_it() -> None:
    (event,) = told(
        "City forum\n\n14 July 2024\n\nThe Harbour Municipal Forum will take place in Tallinn.\n\n"
        "Over 5,000 participants are expected to attend the event on August 27-28, "
        "the organizers said at a press conference on Tuesday.\n"
    )
    assert event["cv:startDate"] == {"2024-08-27"}
    assert event["cv:endDate"] == {"2024-08-28"}


def test_the_last_one_and_the_next_meeting_are_editions_of_their_own() -> None:
    events = told(
        "9th Harbour Libraries' Forum\n\nThe 9th Harbour Libraries' Forum will be held in Tallinn on 10-12 June 2026. "
        "The last one, in Riga in September 2024, drew 214 delegates. The next forum will be held in Oslo in 2028.\n"
    )
    assert {"2026-06-10"} in [event["cv:startDate"] for event in events]
    assert [event["cv:heldIn"] for event in events if event["cv:startDate"] == {"2024-09"}] == [{"Riga", "id:country/LV"}]
    assert [event["cv:heldIn"] for event in events if event["cv:startDate"] == {"2028"}] == [{"Oslo", "id:country/NO"}]


def test_an_edition_by_its_number_alone_or_by_the_abbreviation_is_told_apart() -> None:
    events = by_edition(
        "9th Harbour Libraries' Forum (HLF)\n\nThe 9th Harbour Libraries' Forum (HLF) was held in Tallinn on 10 June 2024. "
        "The tenth is due in Oslo in 2026.\n\n- 7th HLF, Riga, 2020\n- 8th HLF, Turku, 2022\n"
    )
    assert events["7"]["cv:heldIn"] >= {"Riga"}
    assert events["8"]["cv:startDate"] == {"2022"}
    assert events["10"]["cv:heldIn"] >= {"Oslo"}


def test_a_day_that_was_given_up_dates_nothing_where_another_day_is_told() -> None:
    events = by_edition(
        "The Harbour Congress\n\nThe first Harbour Congress was held in Riga in 2018. "
        "The second congress was to have taken place in Oslo in April 2020. It was held in Turku on 20-21 May 2021.\n"
    )
    assert events["2"]["cv:startDate"] == {"2021-05-20"}
    assert "Oslo" not in events["2"]["cv:heldIn"]


TOLD = [
    (
        "a history with the number, the town and the day in half a sentence each",
        "The Lantern Congress meets every three years. The first was held in Lyon, from 3 to 7 June 1996. The second, in Utrecht "
        "(11–14 May 1999, 'Rooted in Trust'), grew. Nairobi followed (May 2002; 400 delegates). Lima took its turn in 2005. "
        "Oslo should have received the fifth in 2008; it opened on 3 March 2009. Riga is to have the sixth, in 2030.",
        {("1", "Lyon", "1996-06-03"), ("2", "Utrecht", "1999-05-11"), ("", "Nairobi", "2002-05"), ("", "Lima", "2005"),
         ("5", "Oslo", "2009-03-03"), ("6", "Riga", "2030")},
    ),
    (
        "a row of towns with their years",
        "The Lantern Games were held in Tartu in 2006. Later Games: Porto 2010, Graz 2014 and Kobe 2018. Cali was host in 2022.",
        {("", "Tartu", "2006"), ("", "Porto", "2010"), ("", "Graz", "2014"), ("", "Kobe", "2018"), ("", "Cali", "2022")},
    ),
    (
        "numbered lines and a table",
        "The Lantern Summit\n\nNo. | Year | Place | Days\n1 | 2004 | Turku | 5–9 July\n2 | 2008 | Manila | 11–15 August\n",
        {("1", "Turku", "2004-07-05"), ("2", "Manila", "2008-08-11")},
    ),
    (
        "what is no edition: a founding, a prize, a disaster, a film",
        "The 5th Lantern Forum was held in Utrecht on 3 June 2019. The Council behind it was founded in Lima in 1997. Its prize "
        "went to Split in 2015 and to Varna in 2016. The fire in Lisbon in June 2011 was remembered. Shown: Salt (Italy, 2017).",
        {("5", "Utrecht", "2019-06-03")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_editions_are_told_of_by_number_place_and_date(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = set()
    for event in told(text):
        if event["cv:startDate"]:
            towns = sorted(v for v in event["cv:heldIn"] if not v.startswith("id:"))
            found.add(("".join(event["cv:edition"]), "".join(towns), "".join(event["cv:startDate"])))
    assert found == expected


def test_a_series_that_goes_on_has_another_edition() -> None:
    events = told(
        "The Salt Docks Symposium (SDS) was held in Tallinn on 4 and 5 September 2023. SDS will return in 2025. "
        "The Salt Docks Symposium was held for the first time in 2011 in Riga."
    )
    assert sorted(min(e["cv:startDate"]) for e in events if e["cv:startDate"]) == ["2011", "2023-09-04", "2025"]


def test_a_name_of_one_year_is_not_the_first_of_another_year() -> None:
    text = (
        "Delegates praised the Harbour Data Forum 2018. The first Harbour Data Forum was held in Riga, Latvia, in early 2017. "
        "“The Riga Forum was a feast,” one of them said. The plan was launched at the 2017 Forum."
    )
    events = [e for e in told(text) if e["rdfs:label"]]
    assert len(events) == 2
    assert next(iter(by_edition(text)["1"]["cv:heldIn"])) in ("Riga", "id:country/LV")


def test_a_name_that_a_series_had_before_makes_no_other_event() -> None:
    events = told(
        "The Conference on Ports and Islands (formerly the Colloquium on Island Ports) meets every three years. "
        "It was held in Turku in 1996, in Tallinn in 1999 and in Riga in 2002."
    )
    assert sorted(min(e["cv:startDate"]) for e in events if e["cv:startDate"]) == ["1996", "1999", "2002"]
    assert not any("Colloquium on Island Ports" in e["rdfs:label"] for e in events)


def test_a_name_in_two_languages_is_one_event() -> None:
    events = told(
        "Save the date! IX Congreso Báltico de Puertos (9th Baltic Congress of Ports), Tallinn, 7-9 October 2026. "
        "The congress will gather masters."
    )
    assert [e["cv:edition"] for e in events] == [{"9"}]


def test_what_is_listed_below_an_event_is_a_part_of_it() -> None:
    events = told(
        "The 2024 Green Docks Forum was opened in Gdynia on 20 May 2024.\n\n"
        "One main forum and two sub-forums are held during the Forum:\n"
        "● the Sub-forum on Circular Ports (May 20; Naval Academy)\n● the Sub-forum on Shore Power (May 21; Shipyard)\n"
    )
    parts = [e["cv:partOf"] for e in events if any("Sub-forum" in name for name in e["rdfs:label"])]
    assert parts == [{"Green Docks Forum"}] * 2


def test_the_forum_met_last_in_another_year() -> None:
    events = told("The 4th Reef Forum was held in Tallinn on 3 May 2023. The forum met last in Riga, in 2021.")
    assert sorted(min(e["cv:startDate"]) for e in events if e["cv:startDate"]) == ["2021", "2023-05-03"]
