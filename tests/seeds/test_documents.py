"""The documents of seeds/: every fact is in them, and no sentence of anyone else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
SHARED = HERE.parents[2] / "shared" / "seeds"
DOCUMENTS = sorted(SEEDS.glob("*.md"))
FACTS = [line.split("\t") for line in (HERE / "facts.tsv").read_text(encoding="utf-8").splitlines()[1:]]
WORDS = 13
NAME_SLOTS = ("names", "series", "city", "venue", "theme", "organizers", "organizations", "groups", "what", "name", "role", "of")


def runs_of_words(text: str, length: int = WORDS) -> set[str]:
    """Return every run of that many words.

    >>> sorted(runs_of_words("One, two - three!", 2))
    ['one two', 'two three']
    """
    words = re.findall(r"[^\W_]+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def strings_of(value: object, slot: str = "") -> list[tuple[str, str]]:
    """Return every string of an annotation with its slot."""
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in strings_of(inner, key)]
    if isinstance(value, list):
        return [pair for inner in value for pair in strings_of(inner, slot)]
    return [(slot, value)] if isinstance(value, str) else []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_states_every_fact_of_its_list(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    facts = [fact for stem, fact in FACTS if stem == document.stem]
    assert len(facts) > 5
    assert [fact for fact in facts if fact not in text] == []


def test_the_list_of_facts_names_every_document_and_no_other() -> None:
    assert {stem for stem, _ in FACTS} == {path.stem for path in DOCUMENTS}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material does not lie beside the checkout")
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_shares_no_thirteen_words_in_a_row_with_the_originals(document: Path) -> None:
    originals = [path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*.txt"))]
    assert len(originals) == 5
    theirs = set().union(*map(runs_of_words, originals))
    assert sorted(runs_of_words(document.read_text(encoding="utf-8")) & theirs) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_an_annotation_uses_the_words_of_its_document(document: Path) -> None:
    text = document.read_text(encoding="utf-8").lower()
    annotation = json.loads((HERE / "gold" / f"{document.stem}.json").read_text(encoding="utf-8"))
    assert annotation["id"] == document.stem
    named = [value for slot, value in strings_of(annotation) if slot in NAME_SLOTS]
    assert named
    assert [value for value in named if value.lower() not in text] == []


def test_the_digest_prints_its_ten_items_twice_and_the_second_time_without_the_first_headline() -> None:
    text = (SEEDS / "001-ten-item-digest.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]
    assert numbers == [*range(1, 11), *range(2, 11)]
    assert text.count("**Why It Matters:**") == 20
