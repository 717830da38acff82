"""Every rule has its documentation and its examples, and its examples behave; every fact names a rule that there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from kg.claim import extract_claims
from kg.claim.rules import COMPLETIONS, DERIVED, Rule, all_rules, describe_rule, rule_names, rules_table
from kg.find import find_mentions
from kg.read import find_sources, read_document
from tests.claim.reading import Told, facts_on
from tests.sources import environment

ROOT = Path(__file__).parents[2]
RULES = all_rules()
CODE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "kg" / "claim").glob("*.py")) if path.name != "rules.py")


def examples(kind: str) -> list[ParameterSet]:
    """Return the positive or the negative examples of all rules, each with the rule's name."""
    return [
        pytest.param(rule.name, text, id=f"{rule.name}-{number}" if number else rule.name)
        for rule in RULES
        for number, text in enumerate(getattr(rule, kind))
    ]


def fired(name: str, text: str) -> list[str]:
    """Return what a rule states on a text; a year filled in is noted behind its name."""
    return [fact.predicate for fact in facts_on(text) if fact.rule.partition("+")[0] == name]


@pytest.mark.parametrize(("name", "text"), examples("yes"))
def test_a_rule_fires_on_its_positive_example(name: str, text: str) -> None:
    assert fired(name, text)


@pytest.mark.parametrize(("name", "text"), examples("no"))
def test_a_rule_keeps_still_on_its_negative_example(name: str, text: str) -> None:
    assert fired(name, text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_name_a_line_of_documentation_and_both_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.doc.endswith(".") and "\n" not in rule.doc and len(rule.doc) > 20
    assert rule.yes and rule.no and all(text.strip() for text in (*rule.yes, *rule.no))


def test_no_two_rules_share_a_name_a_function_or_a_line_of_documentation() -> None:
    registered = re.findall(r'@rule\(\s*"([^"]+)"', CODE)
    assert sorted(registered) == sorted(rule_names())
    for values in ([r.name for r in RULES], [r.apply for r in RULES], [r.doc for r in RULES]):
        assert len(set(values)) == len(values)


def test_no_derived_name_is_a_rules_name_and_each_is_stated_somewhere_in_the_code() -> None:
    kinds = {name.removeprefix("named-") for name in DERIVED if name.startswith("named-")}
    unused = [
        name
        for name in DERIVED
        if f'"{name}"' not in CODE and not (name.startswith("named-") and '"named-" + thing.kind' in CODE)
    ]
    assert unused == []
    assert kinds <= set(re.findall(r'"([a-z]+)": \("[A-Z]', CODE)) | {"country", "group", "organization"}
    assert not set(DERIVED) & set(rule_names())


def test_every_way_to_fill_in_a_date_is_one_that_the_finder_or_the_rule_names() -> None:
    code = CODE + (ROOT / "kg" / "find" / "dates.py").read_text("utf-8")
    named = set(re.findall(r'"((?:year|month|day|weekday)-(?:from|relative)[a-z-]+)"', code))
    assert named == set(COMPLETIONS)


def test_every_fact_of_the_seeds_names_a_rule_that_is_described() -> None:
    for source in find_sources([ROOT / "seeds"]):
        for fact in extract_claims(find_mentions(read_document(source))).facts:
            assert describe_rule(fact.rule).endswith("."), fact


def test_every_fact_of_the_examples_names_a_rule_that_is_described() -> None:
    for rule in RULES:
        for text in (*rule.yes, *rule.no):
            for fact in Told(text).facts:
                assert describe_rule(fact.rule).endswith("."), (rule.name, fact)


@pytest.mark.parametrize("name", ["held-in-space", "held-on+guess", "", "country-of-town+"])
def test_a_name_that_no_rule_states_is_not_described(name: str) -> None:
    with pytest.raises(KeyError):
        describe_rule(name)


def test_a_filled_in_year_is_described_with_its_rule() -> None:
    text = describe_rule("held-on+year-from-publication")
    assert "between them" in text and "year of the document" in text


def test_the_table_of_rules_has_a_line_for_each_and_no_broken_cell() -> None:
    lines = rules_table().splitlines()
    for name in (*rule_names(), *DERIVED):
        assert sum(line.startswith(f"| `{name}` |") for line in lines) == 1, name
    cells = [len(re.findall(r"(?<!\\)\|", line)) for line in lines if line]
    assert set(cells) == {5, 3}


def test_the_module_prints_its_table_when_it_is_run() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "kg.claim.rules"],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=60,
    )
    assert (done.stdout, done.stderr, done.returncode) == (rules_table(), "", 0)
