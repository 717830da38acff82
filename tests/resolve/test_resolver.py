"""One thing of the world is one IRI, whatever documents tell of it and in whatever order; two things are two."""

from __future__ import annotations

import hashlib
import itertools
import re

import pytest

from kg.claim import Draft, extract_claims
from kg.find import find_mentions
from kg.model import Literal, Reading
from kg.read import make_document
from kg.resolve import Resolver

FORUM = (
    "The 5th Harbour Cities Forum (HCF 2024) was held in Tallinn, Estonia, from 3 to 5 June 2024. "
    "It was organized by the Baltic Ports Association (BPA)."
)
SAME = (
    "The HCF 2024 closed in Tallinn on 5 June 2024. "
    "The Harbour Cities Forum drew 300 delegates, the Baltic Ports Association said."
)
EARLIER = "The 4th Harbour Cities Forum was held in Riga in 2022. The forum was hosted by Lake University."
OTHER = "The Clean Water Summit was held in Lima on 9 July 2023. It was organized by the Bank of Poor Artists (BPA)."
UNRELATED = "The Bread Bakers Week was held in Bern on 1 May 2021 by the Guild of Bakers of Bern."


def draft(text: str, slug: str, published: str = "") -> Draft:
    """Return what a text states, as a document of that name."""
    return extract_claims(find_mentions(make_document(text, file_name=f"{slug}.txt", slug=slug, published=published)))


def read_all(*texts: str, published: str = "") -> list[Reading]:
    """Return the readings of texts that are resolved together, in the order given; a document's name comes from its text."""
    drafts = [draft(text, hashlib.sha256(text.encode()).hexdigest()[:8], published) for text in texts]
    resolver = Resolver()
    for one in drafts:
        resolver.add(one)
    return [resolver.resolve(one) for one in drafts]


def named(reading: Reading, name: str, kind: str = "event") -> set[str]:
    """Return the IRIs of a kind whose names contain a text."""
    return {
        claim.subject
        for claim in reading.claims
        if claim.predicate in ("rdfs:label", "skos:altLabel")
        and claim.subject.startswith(f"id:{kind}/")
        and isinstance(claim.object, Literal)
        and name in claim.object.text
    }


def of(reading: Reading, subject: str, predicate: str) -> set[str]:
    """Return the entities or texts that a reading states of a subject."""
    return {
        claim.object.text if isinstance(claim.object, Literal) else claim.object
        for claim in reading.claims
        if claim.subject == subject and claim.predicate == predicate
    }


def one_of(found: set[str]) -> str:
    """Return the only one there is."""
    (one,) = found
    return one


def iris(readings: list[Reading]) -> dict[str, list[tuple[str, str, str]]]:
    """Return the triples of each document, by its slug."""
    return {r.document.slug: [(c.subject, c.predicate, repr(c.object)) for c in r.claims] for r in readings}


def test_an_event_that_two_documents_tell_of_is_one_iri() -> None:
    first, second = read_all(FORUM, SAME)
    assert named(first, "Harbour Cities Forum") == named(second, "HCF 2024") == {"id:event/hcf-2024"}


def test_a_full_name_alone_joins_the_same_event_in_another_document() -> None:
    first, second = read_all(FORUM, "The 5th Harbour Cities Forum drew 300 delegates in Tallinn in 2024.")
    assert named(first, "Harbour Cities Forum") == named(second, "Harbour Cities Forum")


def test_the_editions_hang_on_one_series_and_are_two_events() -> None:
    first, second = read_all(FORUM, EARLIER)
    (fifth,), (fourth,) = named(first, "5th Harbour"), named(second, "4th Harbour")
    assert fifth != fourth
    series = of(first, fifth, "cv:inSeries")
    assert len(series) == 1
    assert series == of(second, fourth, "cv:inSeries")


@pytest.mark.parametrize("texts", [(FORUM, SAME, EARLIER, OTHER), (SAME, OTHER, UNRELATED, EARLIER)])
def test_iris_do_not_depend_on_the_order_of_the_documents(texts: tuple[str, ...]) -> None:
    wanted = iris(read_all(*texts))
    for order in itertools.permutations(texts):
        assert iris(read_all(*order)) == wanted


@pytest.mark.parametrize("text", [FORUM, SAME, EARLIER, OTHER])
def test_iris_do_not_depend_on_documents_of_other_things(text: str) -> None:
    alone = iris(read_all(text))
    beside = iris(read_all(UNRELATED, text))
    assert {slug: beside[slug] for slug in alone} == alone


def test_two_bodies_with_the_same_acronym_are_kept_apart() -> None:
    first, second = read_all(FORUM, OTHER)
    (ports,), (artists,) = named(first, "Baltic Ports", "organization"), named(second, "Poor Artists", "organization")
    assert ports != artists
    assert "BPA" in of(first, ports, "skos:altLabel") & of(second, artists, "skos:altLabel")


def test_an_acronym_alone_joins_the_only_body_that_has_it() -> None:
    text = "The Clean Water Summit was held in Lima on 9 July 2023. It was organized by the BPA."
    first, second = read_all(FORUM, text)
    assert of(second, one_of(named(second, "Clean Water")), "cv:organizedBy") == named(first, "Baltic Ports", "organization")


def test_an_acronym_alone_joins_none_where_two_bodies_have_it() -> None:
    text = "The Ferry Lines Summit was held in Oslo on 9 May 2023. It was organized by the BPA."
    first, second, third = read_all(FORUM, OTHER, text)
    (summit,) = named(third, "Ferry Lines")
    organizer = of(third, summit, "cv:organizedBy")
    assert len(organizer) == 1
    assert not organizer & (named(first, "Baltic Ports", "organization") | named(second, "Poor Artists", "organization"))


def test_unnamed_signings_of_two_documents_are_two_events() -> None:
    signed = "{town}, 5 June 2024 – {one} and {two} signed a memorandum of understanding on ferry lines in {town} on Monday."
    first, second = read_all(
        signed.format(town="Riga", one="Lake University", two="Hill College"),
        signed.format(town="Oslo", one="Forest University", two="Sea College"),
    )
    (one,), (two,) = named(first, "signing"), named(second, "signing")
    assert one != two
    agreements = [of(reading, event, "cv:signed") for reading, event in ((first, one), (second, two))]
    assert agreements[0] and agreements[1] and not agreements[0] & agreements[1]


def test_opening_ceremonies_of_two_events_are_two_events() -> None:
    text = "{} was held in {} on 3 June 2024. Mari Tamm, director of the port, addressed the opening ceremony."
    first, second = read_all(text.format("The Harbour Cities Forum", "Riga"), text.format("The Clean Water Summit", "Oslo"))
    (one,), (two,) = named(first, "opening ceremony"), named(second, "opening ceremony")
    assert one != two
    assert "harbour-cities-forum" in one and "clean-water-summit" in two


def test_ministries_of_the_same_name_are_one_body_a_country() -> None:
    text = "{}’s Ministry of Transport signed a memorandum of understanding with Lake University in {} on 3 June 2024."
    estonia, latvia, again = read_all(
        text.format("Estonia", "Tallinn"), text.format("Latvia", "Riga"), text.format("Estonia", "Narva")
    )
    (one,), (two,), (three,) = (named(reading, "Ministry of Transport", "organization") for reading in (estonia, latvia, again))
    assert one != two
    assert one == three


def test_a_ministry_of_no_stated_country_is_that_of_its_document() -> None:
    text = "The Ministry of Transport hosted the {} in {} on 3 June 2024."
    first, second = read_all(text.format("Harbour Cities Forum", "Tallinn"), text.format("Clean Water Summit", "Riga"))
    assert not named(first, "Ministry of Transport", "organization") & named(second, "Ministry of Transport", "organization")


def test_a_town_is_one_place_whatever_it_is_called() -> None:
    first, second = read_all(
        "The 2nd Silk Forum was held in Urumqi on 3 June 2024.", "The Silk Expo was held in Ürümqi on 4 June 2024."
    )
    assert named(first, "Urumqi", "place") == named(second, "Ürümqi", "place") == {"id:place/urumqi-cn"}


def test_towns_of_the_same_name_in_two_countries_are_two_places() -> None:
    first, second = read_all(
        "The Silk Forum was held in Hyderabad, India, on 3 June 2024.",
        "The Silk Expo was held in Hyderabad, Pakistan, on 4 June 2023.",
    )
    assert of(first, one_of(named(first, "Silk Forum")), "cv:heldIn") == {"id:place/hyderabad-in", "id:country/IN"}
    assert of(second, one_of(named(second, "Silk Expo")), "cv:heldIn") == {"id:place/hyderabad-pk", "id:country/PK"}


def test_two_things_of_a_document_that_another_document_joins_have_one_label() -> None:
    apart = "HCF 2024 closed in Tallinn. The Clean Water Summit was held in Riga. The 2024 Harbour Cities Forum was praised."
    alone, (joined, _) = read_all(apart)[0], read_all(apart, FORUM)
    assert len(named(alone, "HCF") | named(alone, "Harbour Cities")) == 2
    event = one_of(named(joined, "HCF") | named(joined, "Harbour Cities"))
    assert len(of(joined, event, "rdfs:label")) == 1
    for reading in read_all(apart, FORUM, SAME, EARLIER, OTHER):
        labels = [
            (c.subject, c.object.language)
            for c in reading.claims
            if c.predicate == "rdfs:label" and isinstance(c.object, Literal)
        ]
        assert len(labels) == len(set(labels))
        order = [(c.subject, c.predicate, c.object.text if isinstance(c.object, Literal) else c.object) for c in reading.claims]
        assert order == sorted(order)


def test_an_agreement_whose_name_tells_little_carries_that_of_the_event() -> None:
    (reading,) = read_all("The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. The forum adopted the Quay Charter.")
    (charter,) = named(reading, "Quay Charter", "agreement")
    assert charter == "id:agreement/quay-charter-of-5th-harbour-cities-forum-2024"


def test_no_iri_comes_from_a_counter_or_a_clock_and_all_have_the_form_that_is_promised() -> None:
    for reading in read_all(FORUM, SAME, EARLIER, OTHER, UNRELATED):
        for claim in reading.claims:
            assert re.fullmatch(r"id:[a-z]+/[a-zA-Z0-9-]+", claim.subject), claim
            if isinstance(claim.object, str):
                assert re.fullmatch(r"(?:id:[a-z]+/[a-zA-Z0-9-]+|cv:[A-Za-z]+)", claim.object), claim


def test_two_events_of_one_name_in_one_year_are_two() -> None:
    told = "The 3rd Harbour Summit was held in Riga on 5 March 2012. The 5th Harbour Summit was held in Oslo on 6 June 2012."
    one = draft(told, "twins")
    events = [t for t in dict.fromkeys(f.subject for f in one.facts) if getattr(t, "kind", "") == "event"]
    starts = {f.object.text for f in one.facts if f.predicate == "cv:startDate" and isinstance(f.object, Literal)}
    assert len(events) == len(starts) == 2
    (reading,) = read_all(told)
    assert len({c.subject for c in reading.claims if c.predicate == "cv:startDate"}) == 2


def test_editions_called_by_their_number_alone_are_not_one_across_documents() -> None:
    texts = (
        "The Harbour Congress was held three times. The second, in Riga, was held on 5 May 2012. The third met in Oslo in 2014.",
        "The Reef Games were held three times. The second, in Suva, was held on 9 May 2003. The third met in Apia in 2005.",
    )
    readings = read_all(*texts)
    held = [{c.subject for c in r.claims if c.predicate == "cv:startDate"} for r in readings]
    assert held[0] and held[1] and not held[0] & held[1]


def test_meetings_and_series_whose_names_tell_nothing_are_others_in_each_document() -> None:
    texts = (
        "The Third Ministerial Meeting was held in Riga on 5 May 2012. The Annual Conference was held in Oslo on 7 June 2012.",
        "The Third Ministerial Meeting was held in Suva on 9 May 2012. The Annual Conference was held in Apia on 3 June 2012.",
    )
    first, second = read_all(*texts)
    for name in ("Ministerial Meeting", "Annual Conference"):
        assert named(first, name) and named(second, name) and not named(first, name) & named(second, name)
        assert not named(first, name, "series") & named(second, name, "series")


def test_editions_of_a_document_with_nothing_but_their_number_are_apart() -> None:
    (reading,) = read_all(
        'LAKE SOCIETY\n22nd Congress -- "Boats that Travel"\nTallinn, Estonia\nTuesday 8 to Thursday 10 October 2024\n\n'
        "PROGRAMME\n\nTUESDAY 8 OCTOBER\n09:00-10:00   OPENING CEREMONY, Hall 1\n10:30-12:00   PLENARY 1  What the storm taught\n"
        "13:00-14:00   PLENARY 2  What the ice taught\n15:00-16:00   GENERAL ASSEMBLY. Agenda: venue of the 24th Congress\n"
        "16:00-17:00   CLOSING SESSION. Flag for the hosts of the 23rd Congress\n"
    )
    editions = [(c.subject, c.object) for c in reading.claims if c.predicate == "cv:edition"]
    assert len(editions) == len({subject for subject, _ in editions}) == 3
