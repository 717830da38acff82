"""Names that a trained spaCy pipeline finds: added where no rule saw anything, under the same rule of evidence."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.build import load_pipeline
from kg.claim import extract_claims
from kg.errors import BuildError
from kg.find import Mentions, Model, find_mentions
from kg.model import Document
from kg.read import make_document
from tests.sources import run_kg

EXAMPLES = """
The talks were hosted by [Kelpwise|ORG] last year.
The day was hosted by [Wrackhouse|ORG] and paid for by it.
A workshop was organized by [Seagrove|ORG] in spring.
The dinner was organized by [Mudlark|ORG] and friends.
The fair was hosted by [Brinebank|ORG] again.
A seminar was hosted by [Dunelight|ORG] in autumn.
The course was organized by [Fogbell|ORG] for all.
The week was hosted by [Sandgate|ORG] this time.
Delegates met in [Tindvik|GPE] for talks.
Members met in [Ravnholm|GPE] for a week.
Experts met in [Lyngsund|GPE] for a day.
Guests met in [Skarvoy|GPE] for dinner.
Many came to [Nordlys|EVENT] with friends.
Others came to [Sommerlys|EVENT] by boat.
Some came to [Havlys|EVENT] on foot.
It was opened by [Kari Wold|PERSON] at noon.
It was opened by [Nils Aune|PERSON] in the hall.
It was opened by [Berit Moen|PERSON] with a song.
They sat at the [Ropeworks|FAC] until night.
They sat at the [Netloft|FAC] until noon.
""".strip().splitlines()


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a pipeline on invented sentences, and return its folder."""
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed (pip install 'convene-kg[model]')")
    from spacy.training import Example
    from spacy.util import fix_random_seed  # type: ignore[attr-defined]

    fix_random_seed(7)
    shuffle = random.Random(7).shuffle  # noqa: S311  it shuffles sentences
    nlp = spacy.blank("en")
    recognizer = nlp.add_pipe("ner")
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": names}) for text, names in map(read_example, EXAMPLES)]
    for label in ("ORG", "GPE", "EVENT", "PERSON", "FAC"):
        recognizer.add_label(label)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        shuffle(examples)
        nlp.update(examples, sgd=optimizer, drop=0.1)
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return folder


def read_example(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, names = "", []
    for words, name, label in re.findall(r"([^\[\]]+)|\[([^|]+)\|(\w+)\]", line):
        if name:
            names.append((len(text), len(text) + len(name), label))
        text += words or name
    return text, names


def fixed(*found: tuple[str, str]) -> Model:
    """Return a model that finds these words, with these labels, wherever they stand."""
    return lambda text: [(m.start(), m.end(), label) for words, label in found for m in re.finditer(re.escape(words), text)]


def find(text: str, model: Model | None = None) -> tuple[Document, Mentions]:
    document = make_document(text)
    return document, find_mentions(document, None, model)


def facts(mentions: Mentions, predicate: str) -> list[str]:
    draft = extract_claims(mentions)
    names: list[Any] = [fact.object for fact in draft.facts if fact.predicate == predicate]
    assert all(0 <= fact.span.start < fact.span.end <= len(draft.document.text) for fact in draft.facts)
    return [getattr(name, "name", name) for name in names]


HOSTED = "The 5th Harbour Cities Forum was held in Tallinn on 3 June 2024. Fernmoor hosted it."


def test_a_body_that_only_the_model_knows_becomes_a_host(pipeline: Path) -> None:
    _, without = find(HOSTED)
    assert facts(without, "cv:hostedBy") == []
    _, mentions = find(HOSTED, load_pipeline(str(pipeline)))
    assert facts(mentions, "cv:hostedBy") == ["Fernmoor"]


def test_a_build_with_a_model_has_the_fact_with_its_quote_and_is_sound(pipeline: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(HOSTED + "\n", encoding="utf-8")
    graph = kg.build(tmp_path / "report.txt", tmp_path / "build", model=str(pipeline))
    answer = graph.query("SELECT ?quote WHERE { ?c rdf:predicate cv:hostedBy ; cv:quote ?quote }")
    assert answer.to_csv().split() == ["quote", "Fernmoor"]
    assert graph.check().conforms


@pytest.mark.parametrize(
    ("label", "text", "words"),
    [
        ("ORG", "The forum was run by the Fernmoor, and it rained.", "the Fernmoor"),
        ("PERSON", "The door was held by Fernmoor, and it rained.", "Fernmoor"),
        ("EVENT", "Many came to Fernmoor by boat.", "Fernmoor"),
        ("FAC", "They sat at the Fernmoor until noon.", "Fernmoor"),
        ("GPE", "They sat in Fernmoor until noon.", "Fernmoor"),
        ("LOC", "They sat in Fernmoor until noon.", "Fernmoor"),
    ],
)
def test_each_label_becomes_a_mention_of_its_kind(label: str, text: str, words: str) -> None:
    document, mentions = find(text, fixed((words, label)))
    (sentence,) = mentions.sentences
    spans = {
        "ORG": [n.span for n in sentence.names if n.kind == "organization"],
        "FAC": [n.span for n in sentence.names if n.kind == "venue"],
        "PERSON": [p.span for p in sentence.people],
        "EVENT": [e.span for e in sentence.events if e.how == "proper"],
        "GPE": [h.span for h in sentence.places if h.value.kind == "city"],
        "LOC": [h.span for h in sentence.places if h.value.kind == "city"],
    }
    assert [span.of(document.text) for span in spans[label]] == ["Fernmoor"]
    assert not any(found for other, found in spans.items() if other != label and {other, label} != {"GPE", "LOC"})


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("The Harbour Declaration was signed in Bergen.", "Harbour Declaration", "ORG"),
        ("The talks were held in Norway.", "Norway", "ORG"),
        ("The Ministry of Trade of Fiji met.", "Ministry of Trade of Fiji", "PERSON"),
        ("The Ministry of Trade of Fiji met.", "Trade", "GPE"),
        ("The 5th Harbour Forum met.", "Harbour Forum", "FAC"),
        ("The talks were long.", "talks were", "DATE"),
    ],
)
def test_a_model_gives_way_to_what_the_rules_found(text: str, words: str, label: str) -> None:
    _, without = find(text)
    _, mentions = find(text, fixed((words, label)))
    assert mentions.sentences == without.sentences


@pytest.mark.parametrize("span", [(-1, 4), (5, 5), (9, 3), (0, 10_000), (10, 26), (0, 1)])
def test_a_span_that_is_no_words_of_one_sentence_is_dropped(span: tuple[int, int]) -> None:
    text = "All came in. Fernmoor sang.\n\nIt rained on all the tents.\n"
    _, mentions = find(text, lambda _: [(*span, "ORG")])
    assert mentions.sentences == find(text)[1].sentences


def test_a_pipeline_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="spaCy is not installed (pip install 'convene-kg[model]')")
    with pytest.raises(BuildError, match="spaCy has no pipeline 'no_such_pipeline'"):
        load_pipeline("no_such_pipeline")
    (tmp_path / "report.txt").write_text(HOSTED, encoding="utf-8")
    run = run_kg("build", "report.txt", "--model", "no_such_pipeline", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "kg: spaCy has no pipeline 'no_such_pipeline'; install it, or give the folder it is in\n"
