"""``python -m server``: the command line; without its packages it says so instead of a traceback."""

import sys


def main() -> None:
    """Run the command line, if what it needs is installed."""
    try:
        from server.cli import cli
    except ModuleNotFoundError as missing:
        # The catalogs need a package too, so this one sentence is the same for everybody.
        cure = "Start with `make run`, which installs it, or use .venv/bin/python."
        print(f"Foyer cannot start.\nPython package missing: {missing.name}. {cure}", file=sys.stderr)
        raise SystemExit(1) from None
    cli()


if __name__ == "__main__":
    main()
