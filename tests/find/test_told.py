"""Names without a head noun that are events by what is said of them, and those that are none."""

from __future__ import annotations

import pytest

from kg.find.events import find_events
from kg.find.lexicon import load_lexicon
from kg.find.names import find_names

TOLD = [
    ("Marelink Oslo returns to the old hall from 4 to 6 May 2025.", "Marelink Oslo", ""),
    ("AquaLink Ligna, the region's largest seafood fair, will be back.", "AquaLink Ligna", "Expo"),
    ("Reef Futures is now one of the largest student hackathons in the north.", "Reef Futures", "Competition"),
    ("Peru was guest of honour at Reef Futures (Iquique, 13–16 May 2024).", "Reef Futures", ""),
    ("The organisers of Vinotrade Ligna say that 300 firms have signed up.", "Vinotrade Ligna", ""),
    ("Reef Futures drew more than 600 participants to the town.", "Reef Futures", ""),
    ("The third WinterLab concluded on 7 March.", "WinterLab", ""),
    ("The tenth edition of Reef Futures opened yesterday.", "Reef Futures", ""),
    ("The town will host Reef Futures on 4-5 June 2025.", "Reef Futures", ""),
    ("Students came to the book festival Reef Futures in Riga.", "Reef Futures", "Festival"),
    ("Crews took part in CodeRush Ligna, which took place in March.", "CodeRush Ligna", ""),
    ("The XIII Interisland Cabinet will take place in the spring.", "Interisland Cabinet", "Meeting"),
    ("He was invited to the Ligna Minerals Week from 23 to 27 September.", "Ligna Minerals Week", "Week"),
    ("Talks go on at the Ligna Ocean Pre-Conference.", "Ligna Ocean Pre-Conference", "Conference"),
]
UNTOLD = [
    "The Suwalka Bridge opened to traffic on 3 March 2025.",
    "J. Olsen, Harbours of Tomorrow (Oslo, March 2019), p. 4.",
    "Anna Berzina returns to Riga from 4 to 6 May 2025.",
    "Blue Pearl leaves for Oslo on 3 June 2025.",
    "At the fair Blue Pearl presented a boat.",
    "The meeting of the Harbour Council takes place in May.",
    "Harbour University Signs Exchange Agreement During Visit",
    "They met at the Ligna Convention and Exhibition Centre.",
]


def _found(text: str) -> list[tuple[str, str]]:
    lexicon = load_lexicon(None)
    names, places = list(find_names(text, 0, len(text), lexicon)), lexicon.find_places(text)
    return [(e.name, e.cls) for e in find_events(text, 0, len(text), names, places, lexicon) if e.how == "proper"]


@pytest.mark.parametrize(("text", "name", "cls"), TOLD)
def test_a_name_is_an_event_by_what_is_told_of_it(text: str, name: str, cls: str) -> None:
    assert (name, cls) in _found(text)


@pytest.mark.parametrize("text", UNTOLD)
def test_a_name_of_which_no_holding_is_told_is_no_event(text: str) -> None:
    assert _found(text) == []
