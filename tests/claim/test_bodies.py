"""Which names a text tells of as bodies, and under which of their names."""

from __future__ import annotations

import pytest

from tests.claim.reading import Told

BODIES = (
    ("The National Institute of Dykes (INADI) met in Riga. INADI was praised.", ["INADI|National Institute of Dykes"]),
    ("PORTS AND PEOPLE\n\nPOSTPONED\n\nThe Lake Bank met in Riga on 3 May 2024.", ["Lake Bank"]),
    ("The XXV met in Riga. MAY. The Lake Bank met in Riga.", ["Lake Bank"]),
    ("QUESTION: Was it good? The Lake Bank met in Riga.", ["Lake Bank"]),
    ("UNICEF lent boats to the Lake Bank in Riga.", ["Lake Bank", "UNICEF"]),
    ("Mari Tamm, Director of Energy Services, spoke in Riga for the Lake Bank.", ["Lake Bank"]),
    ("Mari Tamm, School of Music, Lake University, spoke in Riga.", ["Lake University"]),
    ("The Press Office of the Ministry of the Sea wrote it in Riga.", ["Ministry of the Sea"]),
)


@pytest.mark.parametrize(("text", "bodies"), BODIES)
def test_a_text_names_these_bodies_and_no_others(text: str, bodies: list[str]) -> None:
    told = Told(text)
    assert sorted("|".join(sorted(thing.names)) for thing in told.things("organization")) == bodies
