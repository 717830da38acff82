"""Small whole texts, one for each thing that a reader of reports must not get wrong."""

from __future__ import annotations

import pytest

from kg.claim import Thing
from kg.claim.story import Occasion
from tests.claim.reading import Told, facts_on

HELD = "The 5th Harbour Cities Forum was held in Tallinn, Estonia, on 3 June 2024. "

# ----------------------------------------------------------------------------------------------- events


def test_a_text_without_any_event_gives_none() -> None:
    told = Told(
        "An old harbour\n\nThe harbour of Tallinn is old. Its cranes were built in 1930 by the Baltic Ports Association, "
        "and ships from 40 countries call there every week. Mari Tamm, director of the port, likes conferences."
    )
    assert told.events == []
    assert {fact.predicate for fact in told.facts} <= {"cv:mentions", "rdf:type", "rdfs:label", "skos:altLabel"}


def test_several_events_of_one_text_keep_their_facts_apart() -> None:
    told = Told(
        "Two gatherings\n\nThe Harbour Cities Forum was held in Tallinn on 3 June 2024. It was organized by the Baltic Ports "
        "Association and drew 300 delegates.\n\nThe Clean Water Summit was held in Riga on 9 July 2024. It was hosted by Lake "
        "University and drew 80 delegates."
    )
    assert sorted(told.events) == ["Clean Water Summit", "Harbour Cities Forum"]
    assert told.dates("Harbour Cities") == ("2024-06-03", "2024-06-03")
    assert told.dates("Clean Water") == ("2024-07-09", "2024-07-09")
    assert told.of("Harbour Cities", "cv:heldIn") == ["Tallinn", "id:country/EE"]
    assert told.of("Clean Water", "cv:heldIn") == ["Riga", "id:country/LV"]
    assert told.of("Harbour Cities", "cv:organizedBy") == ["Baltic Ports Association"]
    assert told.of("Clean Water", "cv:hostedBy") == ["Lake University"]
    assert told.quantities("Harbour Cities") == [(300, "Exactly", "delegates")]
    assert told.quantities("Clean Water") == [(80, "Exactly", "delegates")]


def test_an_event_whose_results_are_recalled_is_not_the_one_told_of() -> None:
    told = Told(
        "Ports\n\nThe Harbour Cities Forum was held in Tallinn on 3 June 2024. Speaking for the Baltic Bank, Dr. Mari Tamm "
        "recalled the recommendations of the Clean Water Summit, held in Riga in 2022. A speech by Jaan Kask, head of the "
        "Marine Institute, followed."
    )
    assert told.of("Harbour Cities", "cv:hasSpeaker") == ["Jaan Kask", "Mari Tamm"]
    assert told.of("Clean Water", "cv:hasSpeaker") == []


def test_an_event_that_a_speaker_only_brings_up_is_not_the_one_told_of() -> None:
    told = Told(
        "Ports\n\nThe Harbour Cities Forum was held in Tallinn on 3 June 2024. In her address Dr. Mari Tamm of the Baltic Bank "
        "reminded the guests that it is only two months to the Clean Water Summit. Jaan Kask, head of the Marine Institute, "
        "spoke about tides."
    )
    assert told.of("Harbour Cities", "cv:hasSpeaker") == ["Jaan Kask", "Mari Tamm"]
    assert told.of("Clean Water", "cv:hasSpeaker") == []


def test_the_edition_in_the_title_is_what_a_text_is_about_not_the_next_one() -> None:
    told = Told(
        "Harbour Congress 2024 — Programme at a glance\n\nPrinted 6 May 2024\n\nThe hosts expect 550 guests.\n\nThe "
        "Harbour Congress 2026 is to be held in Riga on 3 May 2026, the Harbour Congress 2026 being the next one."
    )
    assert told.quantities("Congress 2024") == [(550, "Exactly", "guests")]
    assert told.dates("Congress 2024") == ("2024", "2024")
    assert told.dates("Congress 2026") == ("2026-05-03", "2026-05-03")


def test_the_chapters_of_one_report_are_no_digest() -> None:
    long = "The ports looked back on a long year and asked what the next one would bring to them all. " * 3
    told = Told(
        "---\ntitle: 26th Baltic Harbour Conference\n---\n\n# Summary\n\n## 1. Who met\n\nThe mayors held their 26th "
        f"Harbour Conference in Riga on 3 June 2024. {long}\n\n## 2. Decisions\n\nThe Clean Ports Plan 2030 was adopted. {long}"
        f"\n\n## 3. What is next\n\nThe Reef Summit is held in Suva in May 2025. {long}\n",
        file_name="a.md",
    )
    assert told.events == ["26th Baltic Harbour Conference", "Reef Summit"]
    assert told.of("Harbour Conference", "cv:adopted") == ["Clean Ports Plan 2030"]


@pytest.mark.parametrize(
    "words",
    [
        "Ministers or their deputies attended from Latvia, Samoa and Tonga.",
        "Also in the room: Latvia, Samoa and Tonga.",
        "It was attended by, among others, Latvia, Samoa and Tonga.",
    ],
)
def test_a_list_of_those_who_were_there_takes_part(words: str) -> None:
    told = Told(HELD + words)
    assert {"id:country/LV", "id:country/WS", "id:country/TO"} <= set(told.of("Harbour Cities", "cv:hasParticipant"))


def test_an_event_that_opens_on_one_day_and_closes_on_another_lasts_from_one_to_the_other() -> None:
    told = Told("The 5th Harbour Cities Forum was inaugurated in Tallinn on 3 June 2024 by Mari Tamm and concluded on 5 June.")
    assert told.dates("Harbour Cities") == ("2024-06-03", "2024-06-05")


def test_an_event_that_brings_people_together_in_a_town_is_held_there() -> None:
    told = Told("The 5th Harbour Cities Forum will bring together mayors in Tallinn, Estonia, from 3 to 5 June 2024.")
    assert told.dates("Harbour Cities") == ("2024-06-03", "2024-06-05")
    assert told.of("Harbour Cities", "cv:heldIn") == ["Tallinn", "id:country/EE"]


def test_a_ceremony_belongs_to_the_event_told_of_before_it() -> None:
    told = Told(
        "Ports\n\nThe Harbour Board’s 12th Annual Meeting opens in Tallinn on 3 June 2024. Around 450 delegates from Latvia "
        "and Sweden have registered, and Prime Minister Mari Tamm will speak at the opening ceremony. A youth forum, Quayside "
        "2024, was held in Riga on 1 June 2024."
    )
    assert told.of("Annual Meeting", "cv:hasSpeaker") == ["Mari Tamm"]
    assert told.quantities("Annual Meeting") == [(450, "About", "delegates")]
    assert told.of("Quayside", "cv:hasSpeaker") == []


def test_a_session_of_a_larger_event_has_its_own_day_and_belongs_to_it() -> None:
    told = Told(
        "Forum ends in Tallinn\n\nThe 5th Harbour Cities Forum was held in Tallinn, Estonia, from 3 to 5 June 2024. "
        "The Estonia–Latvia session of the 5th Harbour Cities Forum was held on 4 June 2024."
    )
    assert told.of("Estonia–Latvia session", "cv:partOf") == ["5th Harbour Cities Forum"]
    assert told.dates("Estonia–Latvia session") == ("2024-06-04", "2024-06-04")
    assert told.dates("Harbour Cities Forum") == ("2024-06-03", "2024-06-05")
    assert told.of("Estonia–Latvia session", "cv:hasParticipant") == ["id:country/EE", "id:country/LV"]


def test_an_event_is_never_a_part_of_its_own_part() -> None:
    forum, session, panel = (Occasion(Thing("event", cls), cls, "proper", 0) for cls in ("Forum", "Session", "Dialogue"))
    assert session.join(forum) and panel.join(session)
    assert not forum.join(panel) and not forum.join(forum)
    assert (forum.parent, session.parent, panel.parent) == (None, forum, session)


def test_a_signing_without_a_name_is_an_event_with_its_day_town_and_parties() -> None:
    told = Told(
        "Tallinn, 5 June 2024 – The Ministry of Transport of Estonia and the Ministry of Transport of Latvia signed a memorandum "
        "of understanding on ferry lines in Riga on Monday."
    )
    (event,) = told.events
    assert event.startswith("signing of memorandum of understanding on ferry lines")
    assert told.of(event, "rdf:type") == ["cv:Ceremony", "cv:Event"]
    assert told.dates(event) == ("2024-06-03", "2024-06-03")
    assert told.of(event, "cv:heldIn") == ["Riga", "id:country/LV"]
    assert told.of(event, "cv:hasParticipant")[:2] == ["Ministry of Transport of Estonia", "Ministry of Transport of Latvia"]
    assert len(told.of(event, "cv:signed")) == 1


def test_a_signing_inside_a_larger_event_is_an_outcome_and_no_event() -> None:
    told = Told(HELD + "At the forum, Lake University and Hill College signed a memorandum of understanding on ferry lines.")
    assert told.events == ["5th Harbour Cities Forum"]
    assert len(told.of("Harbour Cities", "cv:signed")) == 1


def test_an_earlier_edition_that_is_only_mentioned_gets_only_what_is_stated_of_it() -> None:
    told = Told(HELD + "The 4th Harbour Cities Forum was held in Riga in 2022. About 300 delegates attended this year’s forum.")
    assert sorted(told.events) == ["4th Harbour Cities Forum", "5th Harbour Cities Forum"]
    assert told.dates("4th Harbour") == ("2022", "2022")
    assert told.of("4th Harbour", "cv:heldIn") == ["Riga", "id:country/LV"]
    assert told.quantities("4th Harbour") == []
    assert told.quantities("5th Harbour") == [(300, "About", "delegates")]
    assert told.of("4th Harbour", "cv:inSeries") == told.of("5th Harbour", "cv:inSeries") == ["Harbour Cities Forum"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The 6th Harbour Cities Forum will be held in Riga from 3 to 5 June 2025.", "Planned"),
        ("The 6th Harbour Cities Forum is scheduled for June 2025 in Riga.", "Planned"),
        ("The 6th Harbour Cities Forum is set to open in Riga on 3 June 2025.", "Planned"),
        ("The 6th Harbour Cities Forum was held in Riga on 3 June 2025.", "Held"),
        ("The 6th Harbour Cities Forum has concluded in Riga.", "Held"),
        ("The 6th Harbour Cities Forum opened in Riga on 3 June 2025.", "Held"),
        ("The 6th Harbour Cities Forum, planned for June 2025 in Riga, has been cancelled.", "Cancelled"),
        ("The 6th Harbour Cities Forum in Riga was postponed to 2026.", "Cancelled"),
        ("The 6th Harbour Cities Forum, due to open in Riga in June, was called off.", "Cancelled"),
    ],
)
def test_an_event_is_planned_held_or_cancelled(text: str, status: str) -> None:
    assert Told(text).of("Harbour Cities", "cv:status") == [f"cv:{status}"]


def test_the_status_follows_the_day_of_the_document() -> None:
    text = "The 6th Harbour Cities Forum runs from 3 to 5 June 2025 in Riga."
    assert Told(text, published="2025-05-01").of("Harbour Cities", "cv:status") == ["cv:Planned"]
    assert Told(text, published="2025-06-20").of("Harbour Cities", "cv:status") == ["cv:Held"]


# ------------------------------------------------------------------------------------------------- time


def test_the_opening_day_and_the_closing_day_are_stated_apart() -> None:
    opened = Told("The 5th Harbour Cities Forum opened in Tallinn on 3 June 2024.")
    assert opened.dates("Harbour Cities") == ("2024-06-03", "")
    closed = Told("The 5th Harbour Cities Forum concluded in Tallinn on 5 June 2024.")
    assert closed.dates("Harbour Cities") == ("", "2024-06-05")
    both = Told("The 5th Harbour Cities Forum opened in Tallinn on 3 June 2024. The forum closed on 5 June 2024.")
    assert both.dates("Harbour Cities") == ("2024-06-03", "2024-06-05")


@pytest.mark.parametrize(
    ("text", "start", "rule"),
    [
        ("Tallinn, 5 June 2024 – The Harbour Cities Forum was held in Riga on Monday.", "2024-06-03", "weekday-from-publication"),
        (
            "Tallinn, 5 June 2024 – The Harbour Cities Forum was held in Riga today (05).",
            "2024-06-05",
            "day-relative-to-publication",
        ),
        ("Tallinn, 5 June 2024 – The Harbour Cities Forum was held in Riga last October.", "2023-10", "year-from-publication"),
        (
            "Tallinn, 5 June 2024 – The Harbour Cities Forum will be held in Riga on 8 July.",
            "2024-07-08",
            "year-from-publication",
        ),
        ("The 2023 Harbour Cities Forum was held in Riga on 8 July.", "2023-07-08", "year-from-event-name"),
        ("The Harbour Cities Forum was held in Riga on 8 July 2024.", "2024-07-08", ""),
    ],
)
def test_the_rule_that_filled_in_a_date_is_kept(text: str, start: str, rule: str) -> None:
    told = Told(text)
    (fact,) = (fact for fact in told.facts if fact.predicate == "cv:startDate")
    assert told.dates("Harbour Cities")[0] == start
    assert fact.rule == (f"held-on+{rule}" if rule else "held-on")


def test_a_day_without_any_year_is_no_fact_but_a_doubt() -> None:
    told = Told("The Harbour Cities Forum was held in Riga on 8 July.")
    assert told.dates("Harbour Cities") == ("", "")
    assert any("8 July" in doubt for doubt in told.draft.doubts)


def test_the_hours_of_an_agenda_are_those_of_its_items() -> None:
    told = Told(
        "Harbour Cities Forum\n\nThe Harbour Cities Forum will be held in Tallinn on 3 June 2024.\n\nAgenda\n\n"
        "09:00–09:30  Opening Ceremony\n09:30–10:00  Coffee Break\n10:00–12:00  Panel Discussion on Ferry Lines\n"
    )
    assert told.of("Opening Ceremony", "cv:startTime") == ["09:00:00"]
    assert told.of("Opening Ceremony", "cv:endTime") == ["09:30:00"]
    assert told.of("Opening Ceremony", "cv:partOf") == ["Harbour Cities Forum"]
    assert told.of("Coffee", "cv:startTime") == []


# ------------------------------------------------------------------------------------------------ place


@pytest.mark.parametrize(
    "text",
    [
        "Tallinn, 3 June 2024 — The 5th Harbour Cities Forum opened today.",
        "TALLINN, 3 June 2024 - The 5th Harbour Cities Forum opened on Sunday.",
        "Tallinn, 3 June 2024 (BNS) – The 5th Harbour Cities Forum gathered mayors of many ports.",
    ],
)
def test_a_dateline_is_no_place_and_no_day_of_the_event(text: str) -> None:
    told = Told(text)
    assert told.of("Harbour Cities", "cv:heldIn") == []
    assert all(fact.rule != "held-on" for fact in told.facts)


def test_here_is_the_town_of_the_dateline() -> None:
    told = Told("Tallinn, 3 June 2024 — The 5th Harbour Cities Forum opened here today.")
    assert told.of("Harbour Cities", "cv:heldIn") == ["Tallinn", "id:country/EE"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "The 5th Harbour Cities Forum, organised by the Riga Chamber of Commerce and the University of Riga, debated cranes.",
            ["Riga Chamber of Commerce", "University of Riga"],
        ),
        ("The University of Riga hosted the 5th Harbour Cities Forum.", ["University of Riga"]),
        ("The 5th Harbour Cities Forum was hosted by the Riga Chamber of Commerce.", ["Riga Chamber of Commerce"]),
    ],
)
def test_a_town_inside_the_name_of_a_body_is_no_place_of_the_event(text: str, bodies: list[str]) -> None:
    told = Told(text)
    assert told.of("Harbour Cities", "cv:heldIn") == []
    assert sorted(told.of("Harbour Cities", "cv:organizedBy") + told.of("Harbour Cities", "cv:hostedBy")) == bodies


def test_a_town_inside_the_name_of_a_venue_is_where_the_event_is() -> None:
    told = Told("The 5th Harbour Cities Forum was held at the Riga Conference Centre in Riga, Latvia, on 3 June 2024.")
    assert told.of("Harbour Cities", "cv:venue") == ["Riga Conference Centre"]
    assert told.of("Harbour Cities", "cv:heldIn") == ["Riga", "id:country/LV"]


def test_the_spellings_of_a_town_are_one_place_with_all_its_names() -> None:
    told = Told(
        "Silk Forum in Urumchi\n\nThe 2nd Silk Forum was held in Urumqi on 3 June 2024. "
        "The Silk Expo was held in Ürümqi on 4 June 2024."
    )
    towns = [thing for thing in told.things("place") if thing.cls == "City"]
    assert len(towns) == 1
    assert {"Urumqi", "Ürümqi"} <= set(towns[0].names)
    assert told.of("Silk Forum", "cv:heldIn") == told.of("Silk Expo", "cv:heldIn")


# -------------------------------------------------------------------------------------------------- who


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The 5th Harbour Cities Forum was hosted by the Baltic Ports Association.", "cv:hostedBy"),
        ("The Baltic Ports Association hosted the 5th Harbour Cities Forum in Tallinn on 3 June 2024.", "cv:hostedBy"),
        ("The Baltic Ports Association will host the 5th Harbour Cities Forum in Tallinn.", "cv:hostedBy"),
        ("The 5th Harbour Cities Forum was co-hosted by the Baltic Ports Association.", "cv:coHostedBy"),
        ("The 5th Harbour Cities Forum was organised by the Baltic Ports Association.", "cv:organizedBy"),
        ("The 5th Harbour Cities Forum, organized by the Baltic Ports Association, was held in Tallinn.", "cv:organizedBy"),
        ("The Baltic Ports Association organized the 5th Harbour Cities Forum.", "cv:organizedBy"),
        ("The 5th Harbour Cities Forum was initiated by the Baltic Ports Association.", "cv:initiatedBy"),
        ("The 5th Harbour Cities Forum was sponsored by the Baltic Ports Association.", "cv:sponsoredBy"),
    ],
)
def test_who_holds_an_event_is_read_in_the_passive_and_in_the_active(text: str, predicate: str) -> None:
    assert Told(text).of("Harbour Cities", predicate) == ["Baltic Ports Association"]


def test_a_list_of_bodies_is_cut_though_and_stands_inside_their_names() -> None:
    told = Told(
        "The 5th Harbour Cities Forum was organized by the Ministry of Science and Technology, the Chamber of Trade and Industry "
        "and Lake University."
    )
    assert told.of("Harbour Cities", "cv:organizedBy") == [
        "Chamber of Trade and Industry",
        "Lake University",
        "Ministry of Science and Technology",
    ]


def test_a_country_that_is_only_talked_about_takes_no_part() -> None:
    told = Told(
        HELD + "Delegates from Latvia and Poland attended. They spoke of the trade with Brazil and of the floods in Chile. "
        "Norwegian oil was not a topic."
    )
    assert told.of("Harbour Cities", "cv:hasParticipant") == ["id:country/LV", "id:country/PL"]
    named = told.of("id:document", "cv:mentions")
    assert {"id:country/BR", "id:country/CL", "id:country/NO", "id:country/LV"} <= set(named)


def test_a_mixed_list_of_participants_is_read_whole() -> None:
    told = Told(
        HELD + "It was attended by delegates from Latvia, the ASEAN member states, Lake University, "
        "and the Ministry of Transport of Ghana."
    )
    found = told.of("Harbour Cities", "cv:hasParticipant")
    assert {"id:country/LV", "id:group/asean", "Lake University", "Ministry of Transport of Ghana"} <= set(found)


def test_the_members_of_a_group_never_take_part_for_it() -> None:
    told = Told(HELD + "It was attended by ministers from ASEAN member states.")
    assert told.of("Harbour Cities", "cv:hasParticipant") == ["id:group/asean"]
    assert [name for name in told.of("id:document", "cv:mentions") if name.startswith("id:country")] == ["id:country/EE"]


def test_an_acronym_that_is_introduced_once_stands_for_its_body() -> None:
    told = Told("The Baltic Ports Association (BPA) is old. The 5th Harbour Cities Forum was organized by the BPA.")
    bodies = [thing for thing in told.things("organization") if "BPA" in thing.names]
    assert [sorted(body.names) for body in bodies] == [["BPA", "Baltic Ports Association"]]
    assert told.of("Harbour Cities", "cv:organizedBy") == ["Baltic Ports Association"]


def test_two_bodies_with_the_same_acronym_are_kept_apart() -> None:
    told = Told(HELD + "It was organized by the Baltic Ports Association (BPA) and the Bank of Poor Artists (BPA).")
    assert told.of("Harbour Cities", "cv:organizedBy") == ["Baltic Ports Association", "Bank of Poor Artists"]


# ----------------------------------------------------------------------------------------------- people


def test_a_speaker_has_all_posts_and_sides_and_no_title() -> None:
    told = Told(HELD + "Dr. Mari Tamm, president of Lake University and chair of the Lake Alliance, delivered a keynote speech.")
    assert told.of("Harbour Cities", "cv:hasSpeaker") == ["Mari Tamm"]
    assert told.capacities("Mari Tamm") == [
        ("president of Lake University and chair of the Lake Alliance", "Lake Alliance, Lake University")
    ]


def test_a_minister_speaks_for_the_country_and_brings_it_into_the_event() -> None:
    told = Told("The 5th Harbour Cities Forum was held in Riga. Jaan Kask, Minister of Transport of Estonia, opened the forum.")
    assert told.capacities("Jaan Kask") == [("Minister of Transport of Estonia", "id:country/EE")]
    assert "id:country/EE" in told.of("Harbour Cities", "cv:hasParticipant")


def test_a_person_who_sent_apologies_is_no_speaker() -> None:
    told = Told(HELD + "Present: Mari Tamm (Baltic Bank). Apologies: Jaan Kask (Marine Institute).")
    assert told.of("Harbour Cities", "cv:hasSpeaker") == ["Mari Tamm"]


def test_a_person_who_is_only_quoted_or_written_of_is_no_speaker() -> None:
    told = Told(HELD + "The statue of Mari Tamm, a poet of the port, stands near the hall.")
    assert told.of("Harbour Cities", "cv:hasSpeaker") == []


# --------------------------------------------------------------------------------------------- outcomes


@pytest.mark.parametrize(
    ("sentence", "predicate", "name"),
    [
        ("The forum adopted the Tallinn Declaration.", "cv:adopted", "Tallinn Declaration"),
        ("The Tallinn Action Plan was adopted at the forum.", "cv:adopted", "Tallinn Action Plan"),
        ("At the forum, the Clean Ports Initiative was launched.", "cv:launched", "Clean Ports Initiative"),
        ("The forum released the Global Ports Report.", "cv:released", "Global Ports Report"),
        ("At the forum the Baltic Ports Alliance was founded.", "cv:founded", "Baltic Ports Alliance"),
    ],
)
def test_what_came_of_an_event_is_stated_of_it(sentence: str, predicate: str, name: str) -> None:
    assert Told(HELD + sentence).of("Harbour Cities", predicate) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "The forum recalled the Tallinn Declaration.",
        "The forum is expected to adopt the Tallinn Declaration.",
        "The forum hopes to adopt the Tallinn Declaration next year.",
        "The forum discussed the Tallinn Declaration of 1999.",
        "The Tallinn Declaration was adopted in 1999.",
    ],
)
@pytest.mark.parametrize("held", [HELD, HELD.replace("was held", "will be held")], ids=["held", "planned"])
def test_what_is_only_expected_recalled_or_older_is_no_outcome(held: str, sentence: str) -> None:
    told = Told(held + sentence)
    made = ("cv:produced", "cv:adopted", "cv:signed", "cv:launched", "cv:released", "cv:founded", "cv:announced")
    assert [fact.predicate for fact in told.facts if fact.predicate in made] == []


def test_what_an_event_failed_to_do_is_no_outcome() -> None:
    assert Told(HELD + "The forum failed to adopt the Tallinn Declaration.").of("Harbour Cities", "cv:adopted") == []


# ---------------------------------------------------------------------------------------------- numbers


def test_a_figure_that_the_text_replaces_is_left_out() -> None:
    told = Told(HELD + "Organizers had expected 200 delegates, but 300 delegates attended.")
    assert told.quantities("Harbour Cities") == [(300, "Exactly", "delegates")]


def test_a_figure_of_another_year_is_left_out() -> None:
    told = Told(HELD + "More than 300 delegates attended, up from 250 in 2023.")
    assert told.quantities("Harbour Cities") == [(300, "Over", "delegates")]


def test_figures_of_the_world_at_large_are_left_out() -> None:
    told = Told(HELD + "Speakers said that 90 million people live near ports and that repairs cost 300 million euros.")
    assert told.quantities("Harbour Cities") == []


# ------------------------------------------------------------------------------------------------- dirt


def test_full_width_marks_and_non_breaking_spaces_do_not_hide_a_fact() -> None:
    told = Told(
        "The\u00a05th Harbour\u00a0Cities Forum （HCF） was held in\u00a0Tallinn，Estonia， "
        "from 3\u00a0to 5\u00a0June\u00a02024．"
    )
    assert told.dates("Harbour Cities") == ("2024-06-03", "2024-06-05")
    assert told.of("Harbour Cities", "cv:heldIn") == ["Tallinn", "id:country/EE"]
    assert told.of("Harbour Cities", "cv:edition") == ["5"]


def test_markup_inside_markdown_does_not_hide_a_fact() -> None:
    told = Told(
        "# Forum ends\n\n<p>The <b>5th Harbour Cities Forum</b> was held in [Tallinn](https://example.org/t) "
        "on **3 June 2024**.</p>\n",
        file_name="a.md",
    )
    assert told.dates("Harbour Cities") == ("2024-06-03", "2024-06-03")
    assert told.of("Harbour Cities", "cv:heldIn") == ["Tallinn", "id:country/EE"]


def test_a_chinese_title_is_another_name_of_the_event() -> None:
    told = Told(
        "The 5th Harbour Cities Forum opened in Tallinn\n第五届港口城市论坛在塔林开幕\n\n"
        "The Harbour Cities Forum was held in Tallinn on 3 June 2024."
    )
    (event,) = told.things("event")
    assert "第五届港口城市论坛" in event.names
    assert told.of("Harbour Cities", "skos:altLabel")[-1] == "第五届港口城市论坛"


def test_credits_and_share_lines_state_nothing() -> None:
    clean = Told(HELD)
    dirty = Told("Share on Facebook\n\n" + HELD + "\n\nPhoto: Peru News Agency\n\n© 2024 Lake University. All rights reserved.\n")
    assert [f.predicate for f in dirty.facts if f.predicate != "cv:mentions" and f.predicate.startswith("cv:")] == [
        f.predicate for f in clean.facts if f.predicate != "cv:mentions" and f.predicate.startswith("cv:")
    ]


def test_a_passage_that_is_printed_twice_is_read_once() -> None:
    passage = HELD + "Some 300 delegates attended the forum, and it was held under a white tent by the sea.\n\n"
    once, twice = Told("Forum ends\n\n" + passage), Told("Forum ends\n\n" + passage * 2)
    assert twice.quantities("Harbour Cities") == once.quantities("Harbour Cities") == [(300, "About", "delegates")]
    assert twice.events == once.events


def test_a_signing_told_in_the_passive_keeps_the_order_of_its_words() -> None:
    text = (
        "A memorandum of understanding on port skills was signed on 3 June 2024 between the University of Tartu and the "
        "Baltic Ports Association at a ceremony held in Tallinn. The ceremony was well attended."
    )
    facts = facts_on(text)
    assert any(f.rule == "unnamed-signing" for f in facts)
    assert all(f.span.start < f.span.end for f in facts)


def test_a_language_is_no_mention_of_its_country() -> None:
    told = Told("A manual was translated into French. The course has a Spanish-language part. German teachers came.")
    named = [str(f.object) for f in told.facts if f.predicate == "cv:mentions"]
    assert named == ["id:country/DE"]


def test_a_series_that_began_in_a_year_is_not_dated_by_it() -> None:
    text = (
        "Tallinn, 11 November 2022\n\n"
        "The 5th Harbour Cities Forum, a series having started in 2005, was held in Tallinn on 10 November."
    )
    assert Told(text).dates("Forum") == ("2022-11-10", "2022-11-10")


def test_editions_in_a_text_about_no_one_event_take_their_years_from_the_dates_before() -> None:
    text = (
        "How a habit grew\n\n"
        "On 5 February 2018 the mayor opened the Baltic Workshop on Harbour Skills in Riga.\n\n"
        "The second workshop followed in March 2019, in Tartu.\n\n"
        "The Golden Rope was held on 12 May 2023 as part of the third workshop (8-12 May).\n"
    )
    told = Told(text)
    assert told.dates("third") == ("2023-05-08", "2023-05-12")
    assert told.of("second", "cv:inSeries") == ["Baltic Workshop on Harbour Skills"]


def test_an_event_is_named_by_the_quotation_behind_its_noun_and_nobody_inside_it_speaks() -> None:
    told = Told('The 3rd International Conference "Mari Tamm and the Open Sea" will be held in Riga on 21 November 2024.')
    assert told.events == ['3rd International Conference "Mari Tamm and the Open Sea"']
    assert told.capacities("Mari Tamm") == []


def test_a_first_virtual_forum_is_no_first_edition() -> None:
    told = Told(
        "Tallinn, 5 June 2024\n\nThe Harbour Cities Forum of ten towns was held in Tallinn on 3 June 2024. "
        "Its chair spoke of our first-ever virtual forum and thanked the guests of three countries."
    )
    assert told.events == ["Harbour Cities Forum"]


def test_an_event_never_ends_before_it_starts_at_whatever_precision() -> None:
    told = Told(
        "Tallinn, 3 June 2025\n\n"
        "The Harbour Leaders Meeting opens in September 2025. The Harbour Leaders Meeting ended on 12 May 2025."
    )
    first, last = told.dates("Meeting")
    assert first and not last


@pytest.mark.parametrize("words", ["officially", "formally known as", "better known as"])
def test_a_meeting_and_the_name_it_officially_has_are_one_event(words: str) -> None:
    told = Told(
        f"A note\n\nThe preparatory meeting, {words} the Expert Meeting on Fishing Nets, was opened in Riga on 3 June 2024. "
        "Guests from Norway and Latvia attended the meeting."
    )
    assert told.of("Fishing Nets", "cv:startDate") == ["2024-06-03"]
    assert told.of("Fishing Nets", "cv:hasParticipant") == ["id:country/LV", "id:country/NO"]
    assert len(told.events) == 1


@pytest.mark.parametrize(("word", "event"), [("latter", "Workshop on Sails"), ("former", "Seminar on Ropes")])
def test_the_latter_is_the_last_event_of_the_sentence_before(word: str, event: str) -> None:
    told = Told(
        "Two meetings\n\nThere were two: a Seminar on Ropes, at Oslo on 3 May 2024, and a Workshop on Sails, at Riga on "
        f"9 May 2024. The {word} drew 40 delegates. Delegates from Kenya and Fiji attended."
    )
    other = "Seminar on Ropes" if event.startswith("Workshop") else "Workshop on Sails"
    assert told.quantities(event) == [(40, "Exactly", "delegates")]
    assert told.of(event, "cv:hasParticipant") == ["id:country/FJ", "id:country/KE"]
    assert not told.quantities(other) and not told.of(other, "cv:hasParticipant")


def test_the_event_in_the_headings_above_a_text_is_what_it_is_about() -> None:
    told = Told(
        "# Second Call for Papers\n\n## Fifth Conference on Tides and Nets\n**Riga, Latvia, 17–20 November 2025**\n\n"
        "We are happy to announce two keynote speakers:\n\n- **Mari Tamm** (Lake University)\n- **Jaan Kask**, Tide Institute\n\n"
        "#### During the week\n\n* **20 November, afternoon** – General Meeting of the Baltic Ports Association\n\n"
        "#### Topics\n\nPapers are invited on nets and on tides.\n\nA strand is chaired by Olav Berg of the Harbour Museum.",
    )
    assert told.of("General Meeting", "cv:hasSpeaker") == []


def test_a_body_or_a_sentence_of_a_paragraph_beside_a_day_and_a_town_is_no_event() -> None:
    told = Told(
        "News\n\nFive guests from the Reef Institute (RI), spent 22–24 April 2024 with the Lake Centre (LC) in Riga. On tides, "
        "and then, on 3 May 2024, more on nets from LC in Riga.\n\n"
        "- Lake Centre, Riga, 3 May 2024\n- Reef Games, Riga, 9 May 2024"
    )
    assert told.events == ["Reef Games"]
