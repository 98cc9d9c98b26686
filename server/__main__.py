"""``python -m server``: the command line; without its packages it says so instead of a traceback."""

import os
import sys

from server.tongue import language_of

_ENGLISH = """Foyer cannot start.
Python package missing: {name}. Start with `make run`, which installs it, or use .venv/bin/python."""
_GERMAN = """Foyer kann nicht starten.
Das Python-Paket {name} fehlt. Starten Sie mit `make run`, das installiert es, oder mit .venv/bin/python."""
# The catalogs need a package too, so these two stand here.


def main() -> None:
    """Run the command line, if what it needs is installed."""
    try:
        from server.cli import cli
    except ModuleNotFoundError as missing:
        said = _GERMAN if language_of("", os.environ) == "de" else _ENGLISH
        print(said.format(name=missing.name), file=sys.stderr)
        raise SystemExit(1) from None
    cli()


if __name__ == "__main__":
    main()
