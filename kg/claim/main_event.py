"""The event that a text, or a piece of it, is about."""

from __future__ import annotations

from kg import patterns as re
from kg.claim.named import series_name
from kg.claim.scopes import label_target, only_beside
from kg.claim.story import STANDALONE, Occasion, Story


def choose_main(story: Story) -> None:
    """Say which event a document, or each item of a digest, is about."""
    items = sorted({s.section.item for s in story.sentences})
    _find_in_titles(story)
    for item in items:
        candidates = [o for o in story.occasions if o.item == item and o.how in STANDALONE and not _always_beside(story, o)]
        if not candidates:
            continue
        best = max(candidates, key=lambda o: (_prominence(story, o), -story.occasions.index(o)))
        if not best.in_title:
            best = next((o for o in candidates if o.in_title and any(core in best.cores for core in o.cores)), best)
        if not _is_roundup(candidates, best) or _leads_alone(story, candidates, best) or _spoken_of(story, candidates, best):
            story.main[item] = best


def _always_beside(story: Story, occasion: Occasion) -> bool:
    """Whether a text only says of something else that it was on the sidelines of an event, or before or after it."""
    return all(
        only_beside(story, story.sentences[i], m) or (occasion.edition and _IN_OFFICE.match(story.plain, m.full.end))
        for m, i in occasion.mentions
    )


_IN_OFFICE = re.compile(r"\s+(?:Co-?)?(?:Chair|Chairs|Host|President|Presidency|Chairmanship|Secretariat|Coordinator)\b")


def _find_in_titles(story: Story) -> None:
    """Note the events whose short name, without its year, stands in a title ("About HarbourFest")."""
    for sentence in story.told_sentences():
        if sentence.section.kind != "title":
            continue
        words = f" {sentence.span.words(story.plain)} "
        titled = [o for m in sentence.events if (o := story.resolved.get(m.key)) is not None]
        for occasion in story.occasions:
            if occasion.item == sentence.section.item and occasion.how in STANDALONE:
                names = {series_name(n) for n in (*occasion.thing.names, occasion.acronym) if n}
                kin = (o for o in titled if o is not occasion and (o.year or o.edition))
                if not any(names & {series_name(n) for n in o.thing.names} for o in kin):
                    occasion.in_title |= any(len(n) > 3 and f" {n} " in words for n in names)


def _is_roundup(candidates: list[Occasion], best: Occasion) -> bool:
    """Whether a text tells of many events and is about none of them."""
    if len(candidates) < 4 or best.in_title:
        return False
    total = sum(len(o.mentions) for o in candidates)
    return len(best.mentions) <= 2 and len(best.mentions) * 4 <= total


def _leads_alone(story: Story, candidates: list[Occasion], best: Occasion) -> bool:
    """Whether an event opens the text with its day, and the next is named only well after it."""
    body = [i for i, s in story.told() if s.section.item == best.item and s.section.kind == "body"]
    rank = {index: number for number, index in enumerate(body)}
    first = rank.get(min((i for _, i in best.mentions if i in rank), default=-1), 9)
    others = [rank[i] for o in candidates if o is not best for _, i in o.mentions if i in rank]
    return first <= 2 and bool(story.sentences[body[first]].dates) and min(others, default=99) >= first + 5


def _spoken_of(story: Story, candidates: list[Occasion], best: Occasion) -> bool:
    """Whether the text comes back twice to an event by the word for its kind ("the Consultation"), which is that of no other."""
    back = 0
    for _, sentence in story.told():
        for mention in sentence.events if sentence.section.item == best.item else ():
            head = mention.head.lower()
            if mention.how == "anaphor" and head not in ("event", "edition", "gathering") and any(head in c for c in best.cores):
                back += not any(o is not best and any(head in c for c in o.cores) for o in candidates)
    return back >= 2


def _first_told(story: Story, item: int) -> Occasion | None:
    """The event that the body of a text, or of a piece of it, names first."""
    for index, sentence in story.told():
        if sentence.section.item == item and sentence.section.kind == "body":
            named = (
                o
                for m in sentence.events
                if (o := story.resolved.get(m.key)) is not None and o.how in STANDALONE and (m, index) in o.mentions
            )
            if (first := next(named, None)) is not None:
                return first
    return None


def _prominence(story: Story, occasion: Occasion) -> float:
    score = 0.0
    if occasion.in_title:
        score += 4
    elif heads_text(story, occasion):
        score += 3
    score += min(len(occasion.mentions), 6) * 0.5
    body = [i for m, i in occasion.mentions if story.sentences[i].section.kind not in ("title", "heading")]
    if body:
        sections = [
            i
            for i, s in enumerate(story.sentences)
            if s.section.kind not in ("title", "heading", "boilerplate") and s.section.item == occasion.item
        ]
        rank = sections.index(body[0]) if body[0] in sections else 9
        score += max(0.0, 3 - rank)
        sentence = story.sentences[body[0]]
        if sentence.dates:
            score += 0.5
            score += 0.6 if not occasion.item and occasion is _first_told(story, 0) else 0.0
        first = next((m for m in sentence.events if story.resolved.get(m.key) is occasion), None)
        if first is not None and sentence.events and sentence.events[0].key == first.key:
            score += 0.5
    return score


def heads_text(story: Story, occasion: Occasion) -> bool:
    """Whether an event stands in a heading above all that a text, or a piece of it, tells."""
    parts = [(i, s.section.kind) for i, s in story.told() if s.section.item == occasion.item]
    told = next((i for i, kind in parts if kind not in ("title", "heading")), 0)
    return any(i < told for _, i in occasion.mentions)


_DESCRIBING = re.compile(
    r"^(?:date|dates|when|time|venue|place|location|where|theme|room|scale|host|hosts|organi[sz]ers?|participants|languages?)\b",
    re.IGNORECASE,
)


def main_by_labels(story: Story) -> None:
    """Where lines such as "Date:" and "Venue:" describe an event, that is what the text is about."""
    labels: dict[int, list[int]] = {}
    for index, sentence in story.told():
        if sentence.section.kind == "label" and _DESCRIBING.match(sentence.section.label.strip()):
            labels.setdefault(sentence.section.item, []).append(index)
    for item, found in labels.items():
        if len(found) >= 2:
            target = label_target(story, found[0], story.sentences[found[0]])
            if target is not None and target.how in STANDALONE:
                story.main[item] = target


TELLS = re.compile(
    r"\b(?:held|took\s+place|takes?\s+place|hosted|organi[sz]ed|opened|concluded|began|ended|convened|attended|gathered|ran|met|launched|conducted|participated|celebrated)\b",
    re.IGNORECASE,
)


def main_of_phrases(story: Story) -> None:
    """Where nothing has a name, the first occasion that is told with its day or place is what the text is about."""
    for item in sorted({s.section.item for s in story.sentences}):
        if story.main.get(item) is not None:
            continue
        bodies = [i for i, s in story.told() if s.section.item == item and s.section.kind == "body"][:5]
        headed = next((o for o in story.occasions if o.item == item and o.how == "phrase" and o.in_title), None)
        if headed is not None:
            story.main[item] = headed
            continue
        for occasion in story.occasions:
            if occasion.item != item or occasion.how not in ("phrase", "ordinal", "generic") or occasion.first not in bodies:
                continue
            sentence = story.sentences[occasion.first]
            if sentence.dates and TELLS.search(story.plain, sentence.span.start, sentence.span.end):
                story.main[item] = occasion
                break
