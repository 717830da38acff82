"""Which names a text tells of as bodies, and under which of their names."""

from __future__ import annotations

import pytest

from tests.claim.reading import Told

BODIES: tuple[tuple[str, list[str]], ...] = (
    ("The National Institute of Dykes (INADI) met in Riga. INADI was praised.", ["National Institute of Dykes"]),
    ("PORTS AND PEOPLE\n\nPOSTPONED\n\nThe Lake Bank met in Riga on 3 May 2024.", ["Lake Bank"]),
    ("The XXV met in Riga. MAY. The Lake Bank met in Riga.", ["Lake Bank"]),
    ("QUESTION: Was it good? The Lake Bank met in Riga.", ["Lake Bank"]),
    ("UNICEF lent boats to the Lake Bank in Riga.", ["Lake Bank", "UNICEF"]),
    ("Mari Tamm, Director of Energy Services, spoke in Riga for the Lake Bank.", ["Lake Bank"]),
    ("Mari Tamm, School of Music, Lake University, spoke in Riga.", ["Lake University"]),
    ("Danport, the Danish agency for ports, paid for boats in Riga.", ["Danport"]),
    ("The insurer Tormi paid for boats in Riga.", ["Tormi"]),
    ("The boats in Riga were paid for by Portlink, Seaways and Balticom.", ["Balticom", "Portlink", "Seaways"]),
    ("Sild Cold Chain, Norra Nets and six other companies met in Riga.", ["Norra Nets", "Sild Cold Chain"]),
    ("Tormiline’s factory in Riga was shown. Mari’s book was read.", ["Tormiline"]),
    ("The Lake University named after J. Kask met in Riga.", ["Lake University named after J. Kask"]),
    (
        "The Lake Water Research Institute of Latvia met. The Lake Water Research Institute left.",
        ["Lake Water Research Institute of Latvia"],
    ),
    ("The 8th Baltic Pilots Association Congress was held in Riga.", ["Baltic Pilots Association"]),
    ("The Press Office of the Ministry of the Sea wrote it in Riga.", ["Ministry of the Sea"]),
    ("The Institute of Dykes and Lake Basin Commission met in Riga.", ["Institute of Dykes", "Lake Basin Commission"]),
    ("The Institute of Dykes and University of Tartu met in Riga.", ["Institute of Dykes", "University of Tartu"]),
    (
        "The Joint Committee on Dykes and University Cooperation met in Riga.",
        ["Joint Committee on Dykes and University Cooperation"],
    ),
    ("The Office of Dykes and High Commissioner for Ports met in Riga.", ["Office of Dykes"]),
    (
        "The Ministry of Trade, Science and Sport and the Lake Trust met in Riga.",
        ["Lake Trust", "Ministry of Trade, Science and Sport"],
    ),
    ("The Instituto de Minas, Aguas y Suelos met in Riga.", ["Instituto de Minas, Aguas y Suelos"]),
    ("The Governors of the Lake Bank met in Riga.", ["Lake Bank"]),
    ("Mari Tamm met the High Commissioner for Ports in Riga.", []),
    (
        "The Faculty of Dykes of the University of Tartu met.",
        ["Faculty of Dykes of the University of Tartu", "University of Tartu"],
    ),
    (
        "The Board of the Lake Fund for Dykes (LFD) met. The LFD Board and the LFD left.",
        ["Board of the Lake Fund for Dykes", "Lake Fund for Dykes"],
    ),
    (
        "The UN Port Commission met. The United Nations Port Commission left for the United Nations.",
        ["United Nations", "United Nations Port Commission"],
    ),
    (
        "Sea Agency and the National Water and Dyke Corporation met in Riga.",
        ["National Water and Dyke Corporation", "Sea Agency"],
    ),
    ("Lakeside University Riga met the Riga Lake Gymnasium No. 4.", ["Lakeside University Riga", "Riga Lake Gymnasium No. 4"]),
    ("UN Women and UN-Habitat met in Riga.", ["UN Women", "UN-Habitat"]),
    ("Clean Docks International and Dykes Without Borders met.", ["Clean Docks International", "Dykes Without Borders"]),
    ("The Lakebank and Telecom Norra lent boats in Riga.", ["Lakebank", "Telecom Norra"]),
    ("The House of Representatives met in Riga.", ["House of Representatives"]),
    ("Tide data management (TDM) is hard. TDM was taught in Riga.", []),
    ("GRIP (Global Reef Improvement Project) was taught in Riga. GRIP is hard.", []),
    ("Several TSOs and PDKs met in Riga for the Lake Bank.", ["Lake Bank"]),
    ("The Lake Works Database and the Lake Digital Library were shown in Riga.", []),
    ("The Lake Bank, Nordvind and the Port Fund lent boats in Riga.", ["Lake Bank", "Nordvind", "Port Fund"]),
    ("Sponsors include Tormi and Danport. They met in Riga.", ["Danport", "Tormi"]),
    ("The boat developer Mari Tamm lives in Riga.", []),
    ("The daily Norra Leht wrote of it in Riga.", ["Norra Leht"]),
)


@pytest.mark.parametrize(("text", "bodies"), BODIES)
def test_a_text_names_these_bodies_and_no_others(text: str, bodies: list[str]) -> None:
    told = Told(text)
    assert sorted(max(thing.names, key=len) for thing in told.things("organization")) == bodies


def test_a_short_form_before_its_country_is_a_body_of_that_country() -> None:
    told = Told("The 5th Harbour Cities Forum was attended by BQX of Estonia and the Marine Institute.")
    assert told.of("Harbour Cities", "cv:hasParticipant") == ["BQX", "Marine Institute", "id:country/EE"]


def test_a_group_of_countries_in_a_list_of_bodies_is_a_body() -> None:
    told = Told("The European Union, the Lake Bank and the Port Fund followed the talks in Riga.")
    assert "cv:Organization" in told.of("id:group/eu", "rdf:type")
    assert not Told("Ports in the European Union and the Lake Bank were praised.").of("id:group/eu", "rdf:type")


def test_a_body_has_its_short_form_in_whatever_language_that_was_made() -> None:
    told = Told("The National Institute of Dykes (INADI) met in Riga. INADI was praised.")
    assert [sorted(thing.names) for thing in told.things("organization")] == [["INADI", "National Institute of Dykes"]]


UNIONS: tuple[tuple[str, list[str]], ...] = (
    ("Ties with the European Union were discussed in Riga.", ["eu"]),
    ("ECOWAS suspended the country in May 2024.", ["ecowas"]),
    ("Nineteen states and the African Union pledged boats in Riga.", ["african-union"]),
    ("The OECD cited the figures in Riga. NATO headquarters is far.", ["nato", "oecd"]),
    ("Exports to the European Union and imports from ASEAN grew in Riga.", []),
    ("The EU-funded quay, EU citizens and the countries of the Arab League were praised in Riga.", []),
    ("The 12th ASEAN Harbour Forum was held in Riga.", []),
)


@pytest.mark.parametrize(("text", "unions"), UNIONS)
def test_a_union_of_states_is_a_body_where_no_region_is_meant(text: str, unions: list[str]) -> None:
    told = Told(text)
    found = {f.subject for f in told.facts if f.predicate == "rdf:type" and f.object == "cv:Organization"}
    assert sorted(str(node).removeprefix("id:group/") for node in found if isinstance(node, str)) == unions
