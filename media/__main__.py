"""`python -m media`: run one media worker. The hub starts it; by hand it is useful for a look."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from typing import TextIO, cast

import structlog
import uvloop

from .engine import Place
from .worker import serve


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "media", description="Forward sound and picture between the peers of a hub."
    )
    parser.add_argument("--socket", type=Path, required=True, help="Unix socket the hub speaks on")
    parser.add_argument("--udp", type=int, required=True, metavar="PORT", help="media port; 0: any free one")
    parser.add_argument(
        "--address", action="append", required=True, metavar="IP", help="own address, repeatable"
    )
    parser.add_argument(
        "--announce", action="append", default=[], metavar="IP", help="address a NAT maps to us"
    )
    return parser.parse_args(arguments)


async def _run(options: argparse.Namespace) -> None:
    task = asyncio.ensure_future(
        serve(options.socket, options.udp, Place(tuple(options.address), tuple(options.announce)))
    )
    # a terminal's Ctrl-C is for the hub, which then tells us; SIGTERM is for us
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        await task
    except asyncio.CancelledError:
        structlog.get_logger("media").info("terminated")


class _Errors:
    """Where a worker says what it does: standard error, which may be the pipe of a hub that is gone. What
    nobody reads any more is lost, and ends nothing.
    """

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.flush()


def main(arguments: list[str]) -> int:
    """Run until the hub ends it; 0, or 3 when the media port cannot be bound."""
    errors: TextIO = cast("TextIO", _Errors())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        logger_factory=structlog.PrintLoggerFactory(errors),
    )
    try:
        uvloop.run(_run(_arguments(arguments)))
    except OSError as error:
        structlog.get_logger("media").error("cannot open the media port", reason=str(error))
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
