"""The board, told: in lines for a person, in JSON for a program."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from cli.finding import SHOWN
from dearreader.app import App
from dearreader.ideas import Idea

NONE_YET = "No ideas yet. They come in when readers reply to a letter."


def lines(app: App, ideas: Sequence[Idea]) -> Iterator[str]:
    """Every idea with its id and votes; what may be the same below it; what is not proven last."""
    texts = {idea.id: idea.text for idea in ideas}
    for idea in ideas:
        yield f"{idea.id[:SHOWN]}  {idea.votes:4}  {idea.text}{_state(idea)}"
        for near in idea.near:
            if near in texts:
                yield f"{'':{SHOWN}}        maybe the same as {near[:SHOWN]}: {texts[near]}"
    if not ideas:
        yield NONE_YET
    unproven = sum(each.kind == "reply" and not each.subscriber for each in app.replies.newest())
    if unproven:
        yield ""
        yield f"{_replies(unproven)} from nobody proven to be a reader, and count for nothing here:"
        yield "  dearreader replies list --unproven"


def as_json_lines(ideas: Sequence[Idea]) -> Iterator[str]:
    """One JSON object an idea."""
    for idea in ideas:
        yield json.dumps(as_json(idea), ensure_ascii=False)


def as_json(idea: Idea) -> dict[str, Any]:
    """The idea as a program reads it; ``near`` has the ids of what may be the same."""
    return {
        "id": idea.id,
        "votes": idea.votes,
        "text": idea.text,
        "status": idea.status,
        "opened_at": idea.opened_at.isoformat(),
        "into": idea.into or None,
        "near": list(idea.near),
        "post": idea.slug or None,
    }


def shown(app: App, idea: Idea) -> Iterator[str]:
    """One idea, in full."""
    yield idea.text
    yield f"  {idea.id}, {_votes(idea.votes)}, since {idea.opened_at:%Y-%m-%d}{_state(idea)}"
    yield ""
    yield "In readers' words"
    for number, (text, count) in enumerate(app.acts.wordings(idea.id).items(), start=1):
        yield f"  {number:2}. {count:4}  {text}"
    for merged in _merged(app, idea):
        yield f"      {merged.votes:4}  {merged.text}   (merged: {merged.id[:SHOWN]})"
    names = app.credits.names(vote.subscriber for vote in app.ideas.votes.of(idea.id))
    if names:
        yield ""
        yield f"May be named: {', '.join(names)}"
    near = [found for name in idea.near if (found := app.ideas.get(name))]
    if near:
        yield ""
        yield "Maybe the same"
    for each in near:
        yield f"  {each.id[:SHOWN]}  {each.votes:4}  {each.text}"
        yield f"            dearreader ideas merge {each.id[:SHOWN]} {idea.id[:SHOWN]}"
        yield f"            dearreader ideas merge {each.id[:SHOWN]} {idea.id[:SHOWN]} --never"


def shown_as_json(app: App, idea: Idea) -> str:
    """One idea, in full, as one JSON object."""
    words = [{"text": text, "votes": n} for text, n in app.acts.wordings(idea.id).items()]
    merged = [as_json(each) for each in _merged(app, idea)]
    names = app.credits.names(vote.subscriber for vote in app.ideas.votes.of(idea.id))
    full = {**as_json(idea), "wordings": words, "merged": merged, "may_be_named": names}
    return json.dumps(full, ensure_ascii=False)


def _merged(app: App, idea: Idea) -> list[Idea]:
    """The ideas that were merged into it."""
    origins = frozenset[str]().union(*(vote.origins for vote in app.ideas.votes.of(idea.id)))
    found = [app.ideas.get(origin) for origin in sorted(origins - {idea.id})]
    return [each for each in found if each]


def _state(idea: Idea) -> str:
    if idea.status == "open":
        return ""
    more = idea.into[:SHOWN] or idea.slug
    into = " into" if idea.into else ":"
    return f"   ({idea.status}{f'{into} {more}' if more else ''})"


def _votes(count: int) -> str:
    return "1 vote" if count == 1 else f"{count} votes"


def _replies(count: int) -> str:
    return "1 reply is" if count == 1 else f"{count} replies are"
