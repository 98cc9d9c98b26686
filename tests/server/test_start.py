"""Starting and ending as an operator meets it: what is wrong is named with its cure, an end loses nothing."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from structlog.testing import capture_logs

from server.spoken import LOCALE
from server.starting import REASONS, SETTING, SYSTEM, StartError
from server.texts import load_texts
from server.tongue import language_of
from tests.running import PACK, ROOT, hub_process, running_hub
from tests.server.small_hub import pack_with
from tests.server.small_pack import write_pack
from tests.tools.programs import free_port
from tests.visitor import visitor


def refused(data: Path, **settings: str) -> str:
    """What ``python -m server run`` says when it cannot start, without a traceback, in whatever language."""
    environment = {
        "PORT": "0", "FOYER_LAN": "false", "FOYER_MEDIA": "false", "FOYER_DATA": str(data),
        "FOYER_PACK": str(PACK), **settings,
    }  # fmt: skip
    done = subprocess.run(
        (sys.executable, "-m", "server", "run"), cwd=ROOT, env={**os.environ, **environment},
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def failed_start(data: Path, **settings: str) -> str:
    """The same in English."""
    said = refused(data, **{"LANGUAGE": "en", **settings})
    assert "Foyer cannot start." in said
    return said


def test_a_taken_port_is_named_with_the_setting_that_cures_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = failed_start(tmp_path, PORT=port)
    assert port in said
    assert "PORT=" in said


@pytest.mark.parametrize(
    ("asked", "words"), [("de:en", "kann nicht benutzt werden"), ("en", "cannot be used")]
)
def test_a_start_says_why_not_in_the_terminals_language(tmp_path: Path, asked: str, words: str) -> None:
    (tmp_path / "file").touch()
    assert words in refused(tmp_path / "file", LANGUAGE=asked)


@pytest.mark.parametrize(
    ("settings", "code", "named"),
    [
        ({"FOYER_HOST": "203.0.113.9"}, "start.host", "FOYER_HOST=203.0.113.9"),
        ({"FOYER_HOST": "hub.invalid"}, "start.host", "FOYER_HOST=hub.invalid"),
        ({"FOYER_PUBLIC_ORIGIN": "hub.example.org"}, "start.origin", "https://hub.example.org"),
        ({"FOYER_PUBLIC_ORIGIN": "https://hub.example.org/hub"}, "start.origin", "without a path"),
        ({"FOYER_DATA": "/proc/none"}, "start.data", "/proc/none"),
        ({"FOYER_DATA": "/dev/null"}, "start.data", "/dev/null"),
        ({"FOYER_TLS_CERT": "/dev/null"}, "start.tls_pair", "FOYER_TLS_KEY"),
        ({"FOYER_TLS_CERT": "/dev/null", "FOYER_TLS_KEY": "/dev/null"}, "start.tls", "/dev/null"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_code_and_cure(
    tmp_path: Path, settings: dict[str, str], code: str, named: str
) -> None:
    said = failed_start(tmp_path, **settings)
    assert f"({code})" in said
    assert named in said


async def test_the_pack_of_another_hub_is_refused_by_name_and_the_file_left_alone(tmp_path: Path) -> None:
    async with running_hub(tmp_path / "data"):
        pass
    path = tmp_path / "data" / "hub.db"
    before = path.read_bytes()
    other = pack_with(tmp_path / "pack", ('id = "jena"', 'id = "elsewhere"'))
    said = await asyncio.to_thread(failed_start, tmp_path / "data", FOYER_PACK=str(other))
    assert "(start.other_hub)" in said
    assert all(each in said for each in ("hub.db", "jena", "elsewhere", "FOYER_HUB_ID"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_told_in_german_and_in_english_with_the_same_details(code: str) -> None:
    texts = load_texts(LOCALE, "en")
    for english in REASONS[code]:
        german = texts.translate(english, "de")
        assert german != english
        assert [name for _, name, _, _ in Formatter().parse(german) if name] == [
            name for _, name, _, _ in Formatter().parse(english) if name
        ]


def test_a_python_without_the_packages_is_led_to_the_one_that_has_them(tmp_path: Path) -> None:
    code = "import runpy, sys; sys.path[:0] = ['.']; runpy.run_module('server', run_name='__main__')"
    bare = (sys.executable, "-I", "-S", "-c", code)
    done = subprocess.run(bare, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "make run" in done.stderr


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    with sqlite3.connect(path) as db:
        db.execute("create table alembic_version (version_num varchar(32) not null)")
        db.execute("insert into alembic_version values ('9999')")
    before = path.read_bytes()
    said = failed_start(tmp_path)
    assert "hub.db" in said
    assert "newer version" in said
    assert path.read_bytes() == before


def test_a_file_that_is_no_hubs_is_named(tmp_path: Path) -> None:
    (tmp_path / "hub.db").write_bytes(b"no database at all" * 100)
    assert "hub.db" in failed_start(tmp_path)


def test_a_broken_pack_is_refused_with_file_place_and_cure(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", lambda m: m["layers"][0]["data"].__setitem__(25, 9))
    said = failed_start(tmp_path / "data", FOYER_PACK=str(pack))
    assert "floors/square.tmj" in said
    assert re.search(r"tile", said)
    assert not (tmp_path / "data" / "hub.db").exists()


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-m", "server", "run"), cwd=ROOT, capture_output=True, text=True, timeout=30,
        env={**os.environ, "FOYER_TLS_PORT": "many", "FOYER_TSL_CERT": "x", "FOYER_DATA": str(tmp_path)},
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "TLS_PORT" in done.stderr
    assert "FOYER_TSL_CERT is not known" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_an_end_is_told_takes_less_than_five_seconds_and_loses_nothing(
    tmp_path: Path, how: signal.Signals
) -> None:
    port = free_port()
    async with hub_process(tmp_path, port) as hub, visitor(hub.url, "Ann") as ann:
        last = 0
        for n in range(20):
            last = (await ann.do("chat.post", channel="hub", body=f"line {n}"))["seq"]
        await ann.do("room.enter", room="lens")
        began = time.monotonic()
        assert hub.process is not None
        hub.process.send_signal(how)
        assert (await ann.told("hub.closing"))["reason"] == "restarting"
        async with asyncio.timeout(5):
            assert await hub.process.wait() == 0
        assert time.monotonic() - began < 5
        with sqlite3.connect(tmp_path / "hub.db") as db:
            (snapshot,) = db.execute("select max(seq) from snapshot").fetchone()
            assert snapshot >= last
        db.close()
        await hub.start()
        await ann.connect()
        assert ann.gaps == 0
        assert (await ann.get("/api/messages?channel=hub"))["messages"][-1]["body"] == "line 19"
        state = next(p for name, p in reversed(ann.events) if name in ("hub.resumed", "hub.snapshot"))
        assert state["live"]["in_room"][ann.id] == "lens"


async def test_a_start_says_what_it_read_back_and_how_long_it_took(tmp_path: Path) -> None:
    async def start() -> MutableMapping[str, Any]:
        with capture_logs() as logs:
            async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
                await ann.do("chat.post", channel="hub", body="one more")
        return next(each for each in logs if each["event"] == "hub.read")

    first, second = await start(), await start()
    assert (first["snapshot"], first["replayed"]) == (0, 0)
    assert (second["snapshot"], second["replayed"]) == (2, 0)
    assert second["ms"] >= 0
    with sqlite3.connect(tmp_path / "hub.db") as db:
        db.execute("delete from snapshot where seq > 2")
    db.close()
    third = await start()
    assert third["snapshot"] == 2
    assert third["replayed"] > 0


def running_with(path: Path) -> list[int]:
    """The processes that were started with that path."""
    found: list[int] = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if str(path).encode() in each.read_bytes():
                found.append(int(each.parent.name))
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_an_end_takes_the_media_worker_along_and_leaves_nothing(
    tmp_path: Path, how: signal.Signals
) -> None:
    sock = tmp_path / "media.sock"
    media = {"FOYER_MEDIA": "true", "FOYER_MEDIA_PORT": "0"}
    async with hub_process(tmp_path, free_port(), **media) as hub, visitor(hub.url, "Ann") as ann:
        assert sock.is_socket()
        assert len(running_with(sock)) == 1
        assert hub.process is not None
        hub.process.send_signal(how)
        async with asyncio.timeout(5):
            assert (await ann.told("hub.closing"))["reason"] == "restarting"
            assert await hub.process.wait() == 0
        assert running_with(sock) == []
        assert not sock.exists()


def said_by(script: str, **environment: str) -> str:
    """What a piece of shell says that begins as the scripts of the start do."""
    whole = {"PATH": os.environ["PATH"], **environment}
    done = subprocess.run(
        ("sh", "-c", f". scripts/say.sh; {script}"), cwd=ROOT, env=whole, capture_output=True, text=True,
        timeout=10, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "hello"), ({"LANG": "C"}, "hello"),
        ({"LANG": "de_DE.UTF-8"}, "hallo"), ({"LANG": "de"}, "hallo"),
        ({"LANGUAGE": "en:de", "LANG": "de_DE.UTF-8"}, "hello"), ({"LANGUAGE": "de:en"}, "hallo"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, "hello"), ({"FOYER_LANGUAGE": "de"}, "hallo"),
    ],
)  # fmt: skip
def test_the_scripts_of_the_start_speak_as_the_hub_does(environment: dict[str, str], words: str) -> None:
    assert said_by("say hello hallo", **environment) == f"Foyer: {words}"
    of_hub = language_of(environment.get("FOYER_LANGUAGE", ""), environment)
    assert (of_hub == "de") is (words == "hallo")


@pytest.mark.parametrize("script", ["venv.sh", "system.sh"])
def test_the_scripts_of_the_start_have_no_fault_of_form(script: str) -> None:
    subprocess.run(("sh", "-n", f"scripts/{script}"), cwd=ROOT, check=True, timeout=10)


@pytest.mark.parametrize("text", sorted({*SYSTEM.values(), *SETTING.values()}))
def test_what_the_system_or_a_setting_refuses_is_told_in_german_too(text: str) -> None:
    german = load_texts(LOCALE, "en").translate(text, "de")
    assert german != text
    error = StartError("start.data", folder="data", reason=text)
    assert german in error.told(lambda said: load_texts(LOCALE, "en").translate(said, "de"))
    assert text in str(error)


def test_a_place_that_cannot_be_used_is_told_in_one_language(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "etwas anderes" in refused(tmp_path / "file", LANGUAGE="de")
