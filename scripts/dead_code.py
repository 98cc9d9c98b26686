"""Find functions, methods, classes and constants that nothing uses.

Fields of models are not judged (they are used by name over the wire), nor names that a library calls.
"""

import sys

from vulture import Vulture
from vulture.core import Item

PATHS = ("server", "rooms", "media", "tests", "bench", "scripts")
DECORATORS = """
@pytest.fixture @pytest_asyncio.fixture @field_validator @model_validator @cli.command @routes.*
@event.listens_for @rule @invariant @initialize @precondition @composite
""".split()

CALLED_BY_LIBRARIES = {
    "asyncio": {"connection_made", "connection_lost", "datagram_received", "error_received", "eof_received"},
    "pytest": {"pytestmark", "pytest_plugins", "nothing_blocks_the_event_loop"},
    "alembic": {"upgrade", "downgrade"},
    "pydantic": {"field_title_should_be_set"},
    "http.server": {"log_message", "do_GET", "do_POST"},
    "aiortc": {"_recv", "_send", "_srtp_profiles", "recv"},
    "ast": {"visit_Call"},
    "templates": {"script", "styles"},
}
EXCUSED_FILES = {"server/store/schema.py": "its tables register with the metadata"}


def judged(item: Item) -> bool:
    """Whether being unused is a fault of ours."""
    name = item.name
    if any(str(item.filename).endswith(path) for path in EXCUSED_FILES):
        return False
    if any(name in names for names in CALLED_BY_LIBRARIES.values()):
        return False
    # Handlers of events are looked up by the event's name.
    if name.startswith(("test_", "pytest_", "__", "on_")):
        return False
    # Lower-case variables are fields of models, or locals, which ruff judges.
    return item.typ not in ("variable", "attribute") or (item.typ == "variable" and name.isupper())


def main() -> int:
    vulture = Vulture(ignore_decorators=DECORATORS)
    vulture.scavenge(list(PATHS))  # pyright: ignore[reportUnknownMemberType]  # untyped
    found = [item for item in vulture.get_unused_code() if judged(item)]
    for item in found:
        print(f"{item.filename}:{item.first_lineno}: {item.typ} {item.name} is used by nothing")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
