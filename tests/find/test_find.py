"""What is found in stretches of text, one kind of mention after the other; a case is a line of a file in ``data``."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.find import Sentence, find_mentions
from kg.find.dates import DateMention, Day, complete, find_dates, find_times, to_day
from kg.find.lexicon import load_lexicon
from kg.find.nominals import find_nominals
from kg.find.quantities import find_quantities, spelled_number
from kg.find.sentences import LONGEST, split_sentences
from kg.read import make_document

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the lines of a table without its header."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        table = [tuple(row) for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    width = len(table[0])
    assert all(len(row) == width for row in table), [row for row in table if len(row) != width]
    return table[1:]


def lines(name: str) -> list[str]:
    """Return the lines of a list that are no comments."""
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def parts(text: str, separator: str) -> list[str]:
    """Return the cells that stand in one column."""
    return [part.strip() for part in text.split(separator)]


def sentence_of(text: str) -> tuple[str, Sentence]:
    """Return the one sentence that a text is, with all that it mentions."""
    mentions = find_mentions(make_document(text))
    assert len(mentions.sentences) == 1, [s.span.of(mentions.document.plain) for s in mentions.sentences]
    return mentions.document.plain, mentions.sentences[0]


# ------------------------------------------------------------------------------------------------ dates


def completed(text: str, published: str = "", tense: str = "") -> list[DateMention]:
    day = to_day(published) if published else Day()
    found = (complete(mention, published=day, future=tense == "future") for mention in find_dates(text))
    return [mention for mention in found if mention is not None]


@pytest.mark.parametrize(("text", "published", "tense", "start", "end", "rule"), rows("valid_dates.tsv"))
def test_a_date_is_read_and_filled_in(text: str, published: str, tense: str, start: str, end: str, rule: str) -> None:
    assert [(m.start.iso, m.end.iso, m.rule) for m in completed(text, published, tense)] == [(start, end, rule)]


@pytest.mark.parametrize("text", lines("invalid_dates.txt"))
def test_what_is_no_date_or_lacks_its_year_gives_none(text: str) -> None:
    assert completed(text) == []


def test_the_words_of_a_date_are_its_span() -> None:
    text = "It opened on Monday, 3 June 2024, and will be held again from 5 to 7 June 2025."
    assert [m.span.of(text) for m in find_dates(text)] == ["Monday, 3 June 2024", "5 to 7 June 2025"]


def test_a_year_that_the_text_gives_goes_before_the_year_of_the_document() -> None:
    (mention,) = find_dates("on 5 June")
    done = complete(mention, published=to_day("2025-06-04"), year=2021, year_rule="year-from-event-name")
    assert done is not None
    assert (done.start.iso, done.rule) == ("2021-06-05", "year-from-event-name")


def test_a_range_over_new_year_ends_in_the_next_year() -> None:
    (mention,) = find_dates("30 December to 3 January")
    done = complete(mention, published=Day(), year=2021)
    assert done is not None
    assert (done.start.iso, done.end.iso) == ("2021-12-30", "2022-01-03")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("13:30 – 17:45", "13:30:00", "17:45:00"),
        ("9:00 a.m. to 5:30 p.m.", "09:00:00", "17:30:00"),
        ("2 pm", "14:00:00", ""),
        ("12 a.m.", "00:00:00", ""),
        ("9 am - 11 am", "09:00:00", "11:00:00"),
        ("09.00-09.30", "09:00:00", "09:30:00"),
        ("25:00", "", ""),
    ],
)
def test_hours_are_read(text: str, start: str, end: str) -> None:
    assert [(m.start, m.end) for m in find_times(text)] == ([(start, end)] if start else [])


# ------------------------------------------------------------------------------------------- quantities


@pytest.mark.parametrize(("text", "quantities"), rows("valid_quantities.tsv"))
def test_a_number_is_read_with_its_comparator_and_what_it_counts(text: str, quantities: str) -> None:
    assert [f"{q.value} {q.comparator} {q.of.of(text)}" for q in find_quantities(text)] == parts(quantities, ";")


@pytest.mark.parametrize("text", lines("invalid_quantities.txt"))
def test_a_number_that_counts_nothing_an_event_has_is_left(text: str) -> None:
    assert [(q.value, q.of.of(text)) for q in find_quantities(text)] == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twelve", 12),
        ("forty-two", 42),
        ("three hundred and one", 301),
        ("two thousand", 2000),
        ("half a million", 500_000),
        ("none", 0),
    ],
)
def test_a_number_in_words_is_read(words: str, number: int) -> None:
    assert spelled_number(words) == number


# ----------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize(("text", "places"), rows("valid_places.tsv"))
def test_the_longest_name_of_a_country_group_or_town_is_found(text: str, places: str) -> None:
    hits = load_lexicon().find_places(text)
    assert [f"{hit.value.kind} {hit.value.key}" for hit in hits] == parts(places, ";")


@pytest.mark.parametrize("text", lines("invalid_places.txt"))
def test_a_part_of_a_word_or_a_common_word_is_no_place(text: str) -> None:
    assert [hit.span.of(text) for hit in load_lexicon().find_places(text)] == []


def test_places_are_found_only_within_the_stretch_that_is_looked_at() -> None:
    text = "Estonia met Latvia in Riga."
    assert [hit.span.of(text) for hit in load_lexicon().find_places(text, 8, 20)] == ["Latvia"]


# --------------------------------------------------------------------------- names, events and persons


@pytest.mark.parametrize(("text", "names"), rows("valid_names.tsv"))
def test_a_name_is_cut_where_the_next_begins_and_has_its_kind(text: str, names: str) -> None:
    plain, sentence = sentence_of(text)
    assert [f"{name.kind} {name.text(plain)}" for name in sentence.names] == parts(names, ";")


def padded(event: str) -> str:
    """Return an expected event with all its cells: name, class, edition, year."""
    cells = parts(event, "|")
    return " | ".join(cells + ["", "", "0", "0"][len(cells) :])


@pytest.mark.parametrize(("text", "events"), rows("valid_events.tsv"))
def test_an_event_is_named_with_kind_edition_and_year(text: str, events: str) -> None:
    _, sentence = sentence_of(text)
    found = [f"{e.how} {e.name} | {e.cls} | {e.edition} | {e.year}" for e in sentence.events]
    assert found == [padded(event) for event in parts(events, ";")]


@pytest.mark.parametrize(("text", "nominals"), rows("valid_nominals.tsv"))
def test_a_noun_phrase_of_an_occasion_is_put_together(text: str, nominals: str) -> None:
    found = [f"{n.det} > {n.span.of(text)} > {n.head.cls}" for n in find_nominals(text, 0, len(text))]
    assert [f.strip() for f in found] == parts(nominals, ";")


@pytest.mark.parametrize("text", lines("invalid_nominals.txt"))
def test_a_head_noun_within_other_words_is_no_occasion(text: str) -> None:
    assert list(find_nominals(text, 0, len(text))) == []


@pytest.mark.parametrize("text", lines("invalid_events.txt"))
def test_what_is_no_event_is_not_named_as_one(text: str) -> None:
    assert [(e.how, e.name) for e in sentence_of(text)[1].events] == []


@pytest.mark.parametrize(("text", "people"), rows("valid_people.tsv"))
def test_a_person_is_named_with_post_and_sides(text: str, people: str) -> None:
    plain, sentence = sentence_of(text)
    found = [[p.name, p.role.of(plain) if p.role else "", *(side.of(plain) for side in p.sides)] for p in sentence.people]
    assert found == [parts(person, "|") for person in parts(people, ";")]


@pytest.mark.parametrize("text", lines("invalid_people.txt"))
def test_a_post_or_a_body_alone_is_nobody(text: str) -> None:
    assert [p.name for p in sentence_of(text)[1].people] == []


@pytest.mark.parametrize("text", lines("valid_sentences.txt"))
def test_a_text_is_cut_into_its_sentences(text: str) -> None:
    whole = text.replace("‖", "" if "。" in text else " ")
    assert [span.of(whole) for span in split_sentences(whole, 0, len(whole))] == text.split("‖")


def test_a_sentence_without_end_is_cut_at_a_blank_and_a_wide_gap_ends_one() -> None:
    whole = "word " * 1000 + " " * 200 + "Last"
    spans = list(split_sentences(whole, 0, len(whole)))
    assert max(len(span.of(whole)) for span in spans) <= LONGEST
    assert " ".join(span.of(whole) for span in spans).split() == whole.split()
    assert spans[-1].of(whole) == "Last"


def test_the_gap_of_an_address_left_out_ends_no_sentence() -> None:
    whole = "This follows the first Forum" + " " * 150 + "\nconvened in Riga. It rained."
    assert [" ".join(s.of(whole).split()) for s in split_sentences(whole, 0, len(whole))] == [
        "This follows the first Forum convened in Riga.",
        "It rained.",
    ]


def test_a_number_of_hundreds_of_digits_counts_nothing() -> None:
    assert sentence_of(f"Some {'9' * 400} delegates took part.")[1].quantities == []


# ------------------------------------------------------------------------------------------- the tables


@pytest.mark.parametrize("read", [rows, lines])
def test_every_table_of_cases_is_used_and_none_has_a_case_twice(read: Callable[[str], list[object]]) -> None:
    ending = ".tsv" if read is rows else ".txt"
    used = Path(__file__).read_text("utf-8")
    for path in sorted(DATA.glob(f"*{ending}")):
        cases = read(path.name)
        assert f'"{path.name}"' in used
        assert len(cases) > 4
        assert len(set(cases)) == len(cases)
