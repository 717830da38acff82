"""Persons: who is named, in which post, for whom; and who is no person."""

import pytest

from kg.find import find_mentions
from kg.read import make_document

NAMED = {
    "Dr. Hassan Warsame, Somalia's Minister of Ports, and Ms Ingrid van den Berg, head of the Baltic Ports Union, spoke.": {
        "Hassan Warsame": ["Somalia"],
        "Ingrid van den Berg": ["Baltic Ports Union"],
    },
    "Secretary-General of the Baltic Ports Association Mari Tamm chaired it.": {"Mari Tamm": ["Baltic Ports Association"]},
    "Turku University Rector Tiit Land and UNESCO Director-General Paula Renard signed.": {
        "Tiit Land": ["Turku University"],
        "Paula Renard": ["UNESCO"],
    },
    "French Prime Minister Luc Bernard, German Chancellor Eva Klein and Italian President Paolo Neri attended.": {
        "Luc Bernard": ["French"],
        "Eva Klein": ["German"],
        "Paolo Neri": ["Italian"],
    },
    "Li Wei, President of Qingdao Ocean University and Chairman of the Asian Ports Alliance, spoke.": {
        "Li Wei": ["Qingdao Ocean University", "Asian Ports Alliance"]
    },
    "Li Ming, rector of Tianjin University, Zheng Jun, head of Beijing University, Ma Nian, dean of Lake University, spoke.": {
        "Li Ming": ["Tianjin University"],
        "Zheng Jun": ["Beijing University"],
        "Ma Nian": ["Lake University"],
    },
    "Kenya was represented by Minister of Trade Moses Kiprono and Uganda by Minister of Works Grace Achieng.": {
        "Moses Kiprono": ["Kenya"],
        "Grace Achieng": ["Uganda"],
    },
    "Mari Tamm, who heads the Baltic Ports Association, gave a talk.": {"Mari Tamm": ["Baltic Ports Association"]},
    "Representing the Baltic Ports Association, Mari Tamm signed the charter.": {"Mari Tamm": ["Baltic Ports Association"]},
    "It was signed by Toomas Saar for Estonia and Paula Renard for the Baltic Ports Association.": {
        "Toomas Saar": ["Estonia"],
        "Paula Renard": ["Baltic Ports Association"],
    },
    "The panel: Kofi Mensah-Boateng (Ghana Ports Authority) and Aiko Tanaka (Japan).": {
        "Kofi Mensah-Boateng": ["Ghana Ports Authority"],
        "Aiko Tanaka": ["Japan"],
    },
    "Ministers Luc Bernard of France and Eva Klein of Germany co-chaired the forum.": {
        "Luc Bernard": ["France"],
        "Eva Klein": ["Germany"],
    },
    "The Ambassador of Finland to Estonia, H.E. Ms. Satu Virtanen, attended.": {"Satu Virtanen": ["Finland"]},
    "Ali bin Ahmed Al-Kuwari, Minister of Finance of the State of Qatar, and his Iraqi counterpart, Naeem al-Aboudi, met.": {
        "Ali bin Ahmed Al-Kuwari": ["State of Qatar"],
        "Naeem al-Aboudi": ["Iraqi"],
    },
    "Dr Jane Hall of the Lake Institute and President David Grant spoke.": {"Jane Hall": ["Lake Institute"], "David Grant": []},
}

NOBODY = (
    "Delegates visited Kadriorg Palace, Old Town Square and Telliskivi Creative City.",
    "They discussed the Green Deal, the Blue Economy Strategy and Digital Silk Road projects of China.",
    "Ministers of Transport from Latvia, Lithuania and Poland attended.",
    "The prize went to the Viking Line Group at the Hyde Park Concert Hall.",
    "Vice presidents, deans and Director-General Award winners attended the forum.",
)


@pytest.mark.parametrize("text", NAMED)
def test_a_person_is_found_with_the_body_or_country_that_the_post_is_held_for(text: str) -> None:
    document = make_document(text)
    found = {
        person.name: [" ".join(side.of(document.plain).split()) for side in person.sides]
        for sentence in find_mentions(document).sentences
        for person in sentence.people
    }
    assert found == NAMED[text]


@pytest.mark.parametrize("text", NOBODY)
def test_places_programmes_and_posts_without_a_holder_are_no_persons(text: str) -> None:
    assert [person.name for sentence in find_mentions(make_document(text)).sentences for person in sentence.people] == []
