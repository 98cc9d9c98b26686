"""The command line: ``python -m server run | admin-link | settings | export``."""

import asyncio
import datetime
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import segno
import structlog
import typer
import uvloop
from pydantic import ValidationError

from server import __version__
from server.app import Running, running
from server.auth.adminlink import admin_address, make_link
from server.content.pack import PackError, load_pack
from server.protocol.export import export_files
from server.settings import Settings, describe, unknown
from server.spoken import spoken, why_not
from server.starting import StartError, setting_reason
from server.tongue import language_of

cli = typer.Typer(add_completion=False, help="Foyer, a server for hybrid events.", no_args_is_help=True)


@cli.command()
def run() -> None:
    """Start the hub; Ctrl-C or SIGTERM ends it within five seconds."""
    settings = _settings()
    _logging(settings)
    try:
        uvloop.run(_serve(settings))
    except (PackError, StartError) as error:
        print(f"\n{why_not(error, language_of(settings.language, os.environ))}\n", file=sys.stderr)
        raise SystemExit(1) from None


@cli.command("admin-link")
def admin_link() -> None:
    """Make a link that makes its user an administrator, once within a day; the hub may be running."""
    settings = _settings()
    try:
        hub_id = load_pack(settings.pack).id
        now = round(datetime.datetime.now(datetime.UTC).timestamp() * 1000)
        token = make_link(settings.file, hub_id, now)
        if token is None:
            raise StartError("start.never", file=str(settings.file))
    except (PackError, StartError) as error:
        print(why_not(error, language_of(settings.language, os.environ)), file=sys.stderr)
        raise SystemExit(1) from None
    print(admin_address(settings, f"http://127.0.0.1:{settings.port}", token))


@cli.command()
def settings() -> None:
    """Print every setting, its default and what it does."""
    for variable, default, text in describe():
        print(f"{variable}={default}\n    {text}")


@cli.command()
def export(
    check: Annotated[bool, typer.Option(help="Only say which files are not fresh.")] = False,
) -> None:
    """Write what is generated from the code: types, interface documents, reference pages."""
    stale = export_files(Path.cwd(), write=not check)
    if check and stale:
        print("Not fresh (cure: make generated):", *stale, sep="\n  ", file=sys.stderr)
        raise SystemExit(1)


def _settings() -> Settings:
    language = language_of(os.environ.get("FOYER_LANGUAGE", ""), os.environ)
    for name in unknown(os.environ):
        print(StartError("start.setting_unknown", name=name).told(spoken(language)), file=sys.stderr)
    try:
        return Settings.model_validate({})
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            name = "_".join(str(part) for part in each["loc"]).upper()
            told = StartError("start.setting", name=name, reason=setting_reason(each))
            print(why_not(told, language), file=sys.stderr)
        raise SystemExit(2) from None


def _logging(settings: Settings) -> None:
    level = {"debug": 10, "info": 20, "warning": 30, "error": 40}[settings.log_level]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    async with running(settings) as hub:
        _greet(hub)
        await stop.wait()
        print("\nFoyer is ending; everybody is told. Nothing is lost.", flush=True)


def _greet(hub: Running) -> None:
    """Where the hub is, for people: addresses, a QR code for phones, the fingerprint, the one-time link."""
    print(f"\nFoyer {__version__} is up.\n\n  On this machine:  {hub.url}")
    for address in hub.sites.secure:
        print(f"  In the network:   {address}")
    if hub.sites.secure and hub.sites.certificate:
        segno.make(hub.sites.secure[0], error="l").terminal(compact=True, border=2)
        print(
            f"  Certificate SHA-256, to compare when a browser asks:\n  {hub.sites.certificate.fingerprint}"
        )
    another = "there is one; a link for another: .venv/bin/python -m server admin-link"
    print(f"\n  Administrator, once:  {hub.admin_url or another}\n", flush=True)
