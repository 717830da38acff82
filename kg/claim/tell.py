"""Works out who is who in a document, step by step."""

from __future__ import annotations

from kg.claim.bodies import collect_aliases, find_adjectives, find_bodies
from kg.claim.histories import tell_editions
from kg.claim.ledger import Ledger
from kg.claim.main_event import choose_main, main_by_labels, main_of_phrases
from kg.claim.marked import enter_marked
from kg.claim.named import find_occasions
from kg.claim.numbered import number_editions
from kg.claim.other_names import join_earlier_names, join_town_names
from kg.claim.own import enter_own_names, mark_own_events
from kg.claim.phrases import resolve_phrases
from kg.claim.pieces import join_chapters
from kg.claim.programme_head import find_programme_head
from kg.claim.scopes import find_dateline, find_headed, find_stamps, set_scopes
from kg.claim.siblings import find_year_lines
from kg.claim.sittings import find_listed
from kg.claim.story import Story
from kg.find import Mentions
from kg.find.dates import to_day


def tell(mentions: Mentions) -> Story:
    """Work out who is who in a document."""
    join_chapters(mentions)
    story = Story(mentions, Ledger(mentions.document), published=to_day(mentions.document.published))
    collect_aliases(story)
    enter_own_names(story)
    story.adjectives = find_adjectives(story)
    find_occasions(story)
    number_editions(story)
    join_earlier_names(story)
    mark_own_events(story)
    find_bodies(story)
    enter_marked(story)
    find_programme_head(story)
    choose_main(story)
    main_by_labels(story)
    resolve_phrases(story)
    find_year_lines(story)
    find_listed(story)
    main_of_phrases(story)
    tell_editions(story)
    join_town_names(story)
    find_headed(story)
    set_scopes(story)
    find_dateline(story)
    find_stamps(story)
    return story
