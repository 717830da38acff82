"""At which event a person is: not at one of another time or place than the sentence tells of."""

import pytest

from tests.claim.reading import Told

FORUM = "The 5th Harbour Cities Forum was held in Tallinn from 3 to 5 June 2024."

AWAY = {
    "another day": f"{FORUM} On 9 July, Minister Mari Tamm of Latvia spoke to students.",
    "another country": f"{FORUM} In Ghana, Minister Mari Tamm of Latvia opened a bridge.",
    "before the first words on it": (
        "Minister Mari Tamm of Latvia visited a quay. It was a long day. All were tired. Rain fell.\n\n"
        "The Harbour Cities Forum will be held in Tallinn on 3 June 2024."
    ),
    "could not come": f"{FORUM} Mari Tamm, Minister of Ports of Latvia, was unable to attend.",
    "a committee": f"{FORUM}\n\nProgramme committee: Mari Tamm (Lake University), Jaan Kask (Hill College).",
}
THERE = {
    "its own day": f"{FORUM} On 4 June, Minister Mari Tamm of Latvia spoke to students.",
    "a list": f"{FORUM}\n\nTalks were given by:\n\n- Mari Tamm, The quay of tomorrow\n- Jaan Kask, How ports sleep",
    "a closing": f"{FORUM} The closing ceremony was attended by Mari Tamm, Minister of Ports of Latvia.",
}


@pytest.mark.parametrize("text", AWAY.values(), ids=AWAY)
def test_a_person_elsewhere_is_at_no_event(text: str) -> None:
    assert Told(text).of("Harbour Cities Forum", "cv:hasSpeaker") == []


@pytest.mark.parametrize("text", THERE.values(), ids=THERE)
def test_a_person_there_is_at_the_event(text: str) -> None:
    assert "Mari Tamm" in Told(text).of("Harbour Cities Forum", "cv:hasSpeaker")
