"""A roster as CSV: the first line names the columns: ``name``, perhaps ``invite``, and a trait each."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

from rooms.breakouts.specs import PEOPLE_MOST, WORD_MOST, WORDS_MOST
from rooms.events.groups import Participant
from rooms.ids import InviteId
from rooms.state import State
from rooms.text import one_line
from server.content.breakouts.planfile import FAULTS_MOST, FILE_MOST
from server.content.faults import Faults, In
from server.content.sentences import place


def read_roster(state: State, name: str, text: str) -> tuple[tuple[Participant, ...], Faults]:
    """The people of a file, as far as their lines are sound, and all that is wrong with the others."""
    faults = Faults(Path(), FAULTS_MOST)
    told = In(faults, name)
    if len(text) > FILE_MOST:
        told.add("breakouts.too_large", most=FILE_MOST // 1024 // 1024)
        return (), faults
    people = _rows(state, text.lstrip("\ufeff"), told)
    if len(people) > PEOPLE_MOST:
        told.add("breakouts.people", most=PEOPLE_MOST)
    if not people and not faults.count:
        told.add("breakouts.empty")
    return tuple(people[:PEOPLE_MOST]), faults


def _rows(state: State, plain: str, told: In) -> list[Participant]:
    first = plain.partition("\n")[0]
    rows = csv.reader(StringIO(plain, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    people: list[Participant] = []
    try:
        header = [one_line(each).lower() for each in next(rows, list[str]())]
        if "name" not in header:
            told.add("breakouts.no_name", place("line", number=1))
            return []
        for cells in rows:
            if any(each.strip() for each in cells):
                line = _line(state, dict(zip(header, cells, strict=False)), rows.line_num, told)
                people += [line] if line is not None else []
    except csv.Error as error:
        told.add("breakouts.not_csv", place("line", number=rows.line_num), error=str(error))
    _tell_twice(people, told)
    return people


def _line(state: State, cells: dict[str, str], number: int, told: In) -> Participant | None:
    where = place("line", number=number)
    name, invite = one_line(cells.pop("name", "")), one_line(cells.pop("invite", ""))
    traits = {trait: one_line(value) for trait, value in cells.items() if trait and value.strip()}
    if not name or len(name) > state.rules.name_length:
        told.add("breakouts.name", where)
        return None
    if invite and InviteId(invite) not in state.durable.invites:
        told.add("breakouts.invite", where, name=repr(invite[:60]))
    if len(traits) > WORDS_MOST or any(len(each) > WORD_MOST for pair in traits.items() for each in pair):
        told.add("breakouts.words", where)
        return None
    return Participant(name, traits, InviteId(invite) if invite else None)


def _tell_twice(people: list[Participant], told: In) -> None:
    """Two people of one name can only be told apart by their links."""
    for name, count in Counter(each.name.casefold() for each in people if each.invite is None).items():
        if count > 1:
            told.add("breakouts.twice", name=repr(name))
