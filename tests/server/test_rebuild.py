"""Between a failed commit and the truth read back from disk: nothing that is asked or sent then is sure."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from rooms import commands as c
from rooms.roles import Actor, Role
from server.batch import Answer, Batch
from server.host import Host
from tests.durability.holder import ANN, host_on
from tests.rooms.world import LAB
from tests.running import running_hub
from tests.server.test_lines import hub_connections
from tests.until import until
from tests.visitor import visitor

HOST = Actor(ANN.visitor, Role.ADMINISTRATOR)


def full(db: sqlite3.Connection) -> None:
    """No event is written any more."""
    db.execute("create temp trigger full before insert on journal begin select raise(abort, 'full'); end")


@asynccontextmanager
async def lost(patched: pytest.MonkeyPatch, host: Host, fails: Callable[[], object]) -> AsyncGenerator[None]:
    """The time in which a failed commit is known and the truth is not read back yet."""
    gate, rebuild = threading.Event(), Host._rebuild

    def late(self: Host, batches: list[Batch]) -> None:
        self.journal.call(lambda db: gate.wait(10), lambda error, result: None)
        rebuild(self, batches)

    patched.setattr(Host, "_rebuild", late)
    await host.read(full)
    fails()
    await until(lambda: host.refusing, "the commit fails")
    host.journal.call(lambda db: db.execute("drop trigger full"), lambda error, result: None)
    try:
        yield
    finally:
        gate.set()
    await until(lambda: not host.refusing, "the disk takes writes again")
    await host.settled()


async def test_a_command_that_finds_done_what_was_lost_is_not_told_that_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Answer] = []
    async with host_on(tmp_path / "hub.db") as host:

        def lock(cmd_id: str) -> None:
            host.submit(HOST, cmd_id, c.LockRoom(LAB), answers.append)

        async with lost(monkeypatch, host, lambda: lock("first")):
            lock("again, with another number")
            assert LAB in host.hub.state.durable.locked, "the second finds what is about to be undone"
        assert not host.hub.state.durable.locked
        assert [each.error.code if each.error else "done" for each in answers] == ["storage.unavailable"] * 2


async def test_what_waits_for_a_commit_between_the_failure_and_the_truth_is_told_that_it_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bool] = []
    async with host_on(tmp_path / "hub.db") as host:
        async with lost(
            monkeypatch, host, lambda: host.submit(HOST, "a", c.LockRoom(LAB), lambda answer: None)
        ):
            host.after_commit(kept.append)
        assert kept == [False]
        assert await host.sure()


async def test_who_asks_for_the_state_after_a_failed_commit_gets_none_that_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        host, before, lines = hub.host, hub.host.committed, hub_connections(hub)
        asks = next(each for each in lines if each.visitor == bo.id)
        said: list[asyncio.Task[object]] = []

        def say() -> None:
            post = ann.do("chat.post", channel="hub", body="lost")
            said.append(asyncio.create_task(post))

        async with lost(monkeypatch, host, say):
            assert bo.sio is not None
            await bo.sio.emit("hub.since", {"last": -1})
            await until(lambda: not asks.ready, "Bo asks")
        outcomes = await asyncio.gather(*said, return_exceptions=True)
        assert {getattr(each, "code", "") for each in outcomes} == {"storage.unavailable"}
        await bo.wait(lambda: [name for name, _ in bo.events].count("hub.snapshot") == 2)
        assert bo.snapshot["seq"] == before
        await ann.do("chat.post", channel="hub", body="kept")
        await bo.told("message.posted", body="kept")
        assert not [
            told for name, told in bo.events if name == "message.posted" if told["data"]["body"] == "lost"
        ]
        assert (ann.gaps, bo.gaps) == (0, 0)
