"""A start loads what a hub needs to run; a crashed hub is back the sooner."""

import subprocess
import sys

LATER = ("alembic", "aiortc", "av", "babel.messages", "server.protocol.asyncapi", "server.protocol.openapi")
"""Only for a new file or catalog, in the media worker, or when somebody asks for the interface documents."""


def test_a_start_does_not_load_what_only_some_need() -> None:
    told = subprocess.run(
        (sys.executable, "-c", f"import server.app, sys; print(*(set({LATER}) & set(sys.modules)))"),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.split() == []
