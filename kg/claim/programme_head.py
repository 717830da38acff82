"""The event that a programme is of: the one that its head names, by a name of its own or by no more than its number."""

from __future__ import annotations

from kg.claim.story import STANDALONE, Story, new_occasion, note_mention

_FEWEST = 4
"""How many lines with an hour make a programme."""


def lines_of_programme(story: Story) -> range:
    """Return the sentences from the first to the last line with an hour; none where a text has too few of them."""
    lines = [i for i, s in enumerate(story.sentences) if s.section.kind == "agenda"]
    return range(lines[0], lines[-1] + 1) if len(lines) >= _FEWEST else range(0)


def find_programme_head(story: Story) -> None:
    """Where a text is a programme, its title is what the headings above its first line name, be it by a number ("22nd Congress")."""
    lines = lines_of_programme(story)
    head = [(i, s) for i, s in story.told() if i < lines.start and s.section.kind in ("title", "heading")]
    for _, sentence in head:
        for mention in sentence.events:
            occasion = story.resolved.get(mention.key)
            if occasion is not None and mention.how in STANDALONE:
                occasion.in_title, story.programme = True, lines
                return
    for index, sentence in head:
        for mention in sentence.events:
            if mention.how == "ordinal" and mention.edition and mention.key not in story.resolved:
                occasion = new_occasion(story, mention, index, sentence.section.item)
                occasion.how, occasion.in_title, story.programme = "proper", True, lines
                note_mention(story, occasion, mention, index)
                return
