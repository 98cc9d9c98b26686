"""What a schedule holds for which a session of Foyer has no place: noted, so that nobody misses it later."""

from typing import Any

from server.content.programme.rows import Reading, line
from server.content.sentences import Words

Json = dict[str, Any]
TAKEN = frozenset(
    {
        *("guid", "code", "id", "title", "subtitle", "abstract", "description", "room", "date", "start"),
        *("duration", "type", "track", "language", "persons"),
    }
)
"""What of an event goes into its session; of its names the first that is there."""
PERSON_TAKEN = frozenset({"public_name", "full_public_name", "name"})
PLAIN = frozenset({"slug", "do_not_record"})
"""Left out without being named: what only addresses an event elsewhere, and what has a note of its own."""
PERSON_PLAIN = frozenset({"id", "code", "guid"})
_NAMES_MOST = 20
_NAME_MOST = 40


class Remains:
    """The names of what was left out of one file, each once."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def look(self, event: Json, persons: list[Json], where: Words, reading: Reading) -> None:
        """Go through an event and its speakers; that it is not to be recorded is noted at its place."""
        if event.get("do_not_record"):
            reading.noted.add("programme.do_not_record", where)
        self._names |= _held(event) - TAKEN - PLAIN
        for person in persons:
            self._names |= {f"persons.{name}" for name in _held(person) - PERSON_TAKEN - PERSON_PLAIN}

    def tell(self, reading: Reading, path: str) -> None:
        """One note for the whole file, if anything was left out."""
        shown = [line(each)[:_NAME_MOST] for each in sorted(self._names)]
        if len(shown) > _NAMES_MOST:
            shown = [*shown[:_NAMES_MOST], "…"]
        if shown:
            reading.noted.add("programme.left_out", path, fields=", ".join(shown))


def _held(found: Json) -> set[str]:
    """The keys under which something stands."""
    return {name for name, value in found.items() if value}
