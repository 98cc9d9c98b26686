"""Captions: who writes what is said on a stage, how much of it, and who reads it."""

import re

from rooms import commands as c
from rooms import events as e
from rooms.chat import clean_body
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ids import CaptionId, RoomId, VisitorId
from rooms.media import named_stage
from rooms.model.captions import Header, Shown
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import followers, nobody

BODY_MOST = 300
"""Characters of a line."""
MINUTE_MOST = 30
"""Lines a minute, stage and language."""
HEARD_MS = 200
"""At least so long lies between two tellings of unfinished lines of one language."""
WRITERS_MOST = 20
"""Captioners a stage."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""BCP 47 in its canonical case: language, script and region."""


def tag(language: str) -> str:
    """A language as it must be named, or a refusal."""
    if not LANGUAGE.fullmatch(language):
        raise Invalid("caption.language_invalid")
    return language


def _line(body: str) -> str:
    """One line of text."""
    return " ".join(clean_body(body, BODY_MOST).split())


def say(state: State, actor: Actor, command: c.SayCaption, at: Moment) -> list[Event]:
    """A line: kept when it is final, told for now otherwise, and then not oftener than eyes can follow."""
    stage, language, body = command.stage, tag(command.language), _line(command.body)
    if not command.final:
        told = state.live.captions.heard.get((stage, language))
        soon = told is not None and at.now - told < HEARD_MS
        return [] if soon else [e.CaptionHeard(stage, language, body)]
    if state.durable.captions.since(stage, language, at.now - 60_000) >= MINUTE_MOST:
        raise Conflict("caption.too_fast", most=MINUTE_MOST)
    return [e.CaptionSaid(CaptionId(at.new_id()), stage, language, body, at.now)]


def correct(state: State, actor: Actor, command: c.CorrectCaption, at: Moment) -> list[Event]:
    """A line reads otherwise; whoever writes at the stage may mend it."""
    header = state.durable.captions.lines.get(command.stage, {}).get(command.caption)
    if header is None:
        raise Unknown("caption.unknown")
    body = _line(command.body) if command.body.strip() else ""
    return [e.CaptionCorrected(command.caption, command.stage, header.language, body)]


def appoint(state: State, actor: Actor, command: c.SetCaptioner, at: Moment) -> list[Event]:
    """Somebody writes in a language, or no more; a second time changes nothing."""
    state.visitor(command.visitor)
    language = None if command.language is None else tag(command.language)
    people = state.durable.captions.captioners.get(command.stage, {})
    if people.get(command.visitor) == language:
        return []
    if language is not None and command.visitor not in people and len(people) >= WRITERS_MOST:
        raise Conflict("caption.enough", most=WRITERS_MOST)
    return [e.CaptionerSet(command.stage, command.visitor, language)]


def make_key(state: State, actor: Actor, command: c.MakeCaptionKey, at: Moment) -> list[Event]:
    """A new key; the one before opens nothing any more."""
    return [e.CaptionKeyMade(command.stage, command.hash)]


# -- changes ---------------------------------------------------------------------------------------


def _said(state: State, event: e.CaptionSaid, at: int) -> None:
    state.durable.captions.keep(event.caption, Header(event.stage, event.language, event.at))
    state.live.captions.heard.pop((event.stage, event.language), None)
    if event.body:
        shown = Shown(event.caption, event.language, event.body, event.at)
        state.live.captions.say(event.stage, shown)


def _corrected(state: State, event: e.CaptionCorrected, at: int) -> None:
    if event.body is not None:
        state.live.captions.correct(event.stage, event.caption, event.body)


def _appointed(state: State, event: e.CaptionerSet, at: int) -> None:
    if event.visitor in state.durable.visitors:
        state.durable.captions.appoint(event.stage, event.visitor, event.language)


def _keyed(state: State, event: e.CaptionKeyMade, at: int) -> None:
    state.durable.captions.keys[event.stage] = event.hash


def _heard(state: State, event: e.CaptionHeard, at: int) -> None:
    state.live.captions.hear(event.stage, event.language, at)


# -- views -----------------------------------------------------------------------------------------


def captioners(state: State, stage: RoomId) -> dict[VisitorId, str]:
    """Who writes at a stage, and in which language."""
    return state.durable.captions.captioners.get(stage, {})


RULES: dict[type[Command], Rule] = {
    c.SayCaption: Rule(Capability.CAPTION_WRITE, say, named_stage),
    c.CorrectCaption: Rule(Capability.CAPTION_WRITE, correct, named_stage),
    c.SetCaptioner: Rule(Capability.STAGE_MODERATE, appoint, named_stage),
    c.MakeCaptionKey: Rule(Capability.STAGE_KEY, make_key, named_stage),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.CaptionSaid: _said,
    e.CaptionCorrected: _corrected,
    e.CaptionerSet: _appointed,
    e.CaptionKeyMade: _keyed,
    e.CaptionHeard: _heard,
}

VIEWS: dict[type[Event], View] = {
    e.CaptionSaid: followers,
    e.CaptionCorrected: followers,
    e.CaptionerSet: followers,
    e.CaptionHeard: followers,
    e.CaptionKeyMade: nobody,
}
