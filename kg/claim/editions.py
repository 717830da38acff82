"""Other editions of the event that a text is about, told of by a number, a place and a date."""

from __future__ import annotations

from kg.claim.rules import rule
from kg.claim.story import Story
from kg.claim.when import enter_date
from kg.claim.where import state_place


@rule(
    "told-edition",
    yes="The Harbour Cities Forum meets every three years. The first was held in Tallinn in 2011; Riga followed in 2014, and Oslo in 2017.",
    no="The Harbour Cities Forum meets every three years. Trade grew in Tallinn in 2011; exports to Riga followed in 2014.",
    order=9,
)
def told_editions(story: Story) -> None:
    """A number, a place and a date with only words of holding between them tell of an edition of the series in hand."""
    for told in story.editions:
        if told.date is not None and told.occasion.dates is None:
            enter_date(story, told.occasion, told.date, told.sentence, name="told-edition", **told.bounds)
        for hit in told.places:
            state_place(story, told.occasion, hit, "told-edition", 0.8)
