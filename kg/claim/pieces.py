"""Whether the numbered or headed pieces of a text are reports of their own, or chapters of one."""

from __future__ import annotations

from dataclasses import replace

from kg.find import Mentions, Sentence
from kg.model import Section

_NAMED = ("proper", "acronym-year")


def join_chapters(mentions: Mentions) -> None:
    """Take the pieces of a text for one report where its title names an event and hardly a heading of theirs names another.

    "Summary of the 5th Harbour Forum: 1. Participants, 2. Opening, 3. Decisions" is no digest.
    """
    titles = [s for s in mentions.sentences if s.section.kind == "title" and not s.section.item]
    if not any(_names_event(s) for s in titles):
        return
    heads: dict[int, bool] = {}
    for sentence in mentions.sentences:
        if sentence.section.item and sentence.section.kind in ("title", "heading"):
            heads.setdefault(sentence.section.item, _names_event(sentence))
    if not heads or sum(heads.values()) * 3 > len(heads):
        return
    whole: dict[int, Section] = {}
    for sentence in mentions.sentences:
        section = sentence.section
        sentence.section = whole.setdefault(id(section), replace(section, item=0) if section.item else section)


def _names_event(sentence: Sentence) -> bool:
    return any(mention.how in _NAMED for mention in sentence.events)
