"""Workshops with minors over sockets: what is banned inside, tried by adults and children, and the end."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rooms.model.minors import KEPT_MS
from rooms.roles import Role
from server.http import hosts
from server.notes.documents import Documents
from tests.editor import Editor
from tests.running import running_hub
from tests.server.guarded import NICKS, OTHER, ROOM, SECRET, TABLE, Scene, workshop
from tests.server.small_hub import hub_of
from tests.until import until
from tests.visitor import LOOK, Refused, Visitor, visitor

LINK = "come to https://example.org/chat"


async def refused(person: Visitor, code: str, command: str, **fields: Any) -> None:
    """See that a command is refused with this code."""
    with pytest.raises(Refused, match=code):
        await person.do(command, **fields)


async def test_nobody_is_written_to_apart_and_no_address_is_written_at_all(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit, rob = scene.children["kit"], scene.children["rob"]
        for one, other in ((scene.ann, kit), (kit, scene.ann), (kit, rob), (scene.eva, rob)):
            channel = "dm:" + ":".join(sorted((one.id, other.id)))
            await refused(one, "minors.no_direct", "chat.post", channel=channel, body="psst")
            await refused(one, "minors.no_direct", "chat.type", channel=channel)
            with pytest.raises(Refused, match=r"channel\.unknown"):
                await one.get(f"/api/messages?channel={channel}")
        for person in (scene.ann, scene.eva, kit):
            for channel in (f"room:{ROOM}", f"group:{scene.group}"):
                await refused(person, "minors.link", "chat.post", channel=channel, body=LINK)
            board = f"room:{ROOM}"
            await refused(person, "minors.link", "card.add", board=board, column="ideas", text=LINK)
        await refused(scene.ann, "minors.link", "breakout.task", round=scene.round, group=None, task=LINK)
        async with visitor(scene.hub.url) as new:
            for nick, code in (("www.example.org", "minors.link"), (NICKS["kit"], "minors.nick_taken")):
                with pytest.raises(Refused, match=code):
                    await new.come(await scene.link(), nick)


async def test_no_address_gets_into_the_notes_not_even_letter_by_letter(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        doc = f"group:{scene.group}:notes"
        ann = await Editor(scene.ann, doc).open()
        await ann.write_down("We meet at ")
        await ann.write_down("example", at=11)
        with pytest.raises(Refused, match=r"minors\.link"):
            await ann.write_down(".org", at=18)
        await ann.until(lambda: ann.resets == 1, "the document is opened anew")
        again = await Editor(scene.children["kit"], doc).open()
        assert again.text == "We meet at example"
        await again.write_down(" today", at=18)
        for person in scene.outside.values():
            with pytest.raises(Refused, match=r"board\.outside|breakout\.unknown|visitor\.unknown"):
                await Editor(person, doc).open()


async def test_no_child_sends_a_screen_a_file_or_its_voice_without_the_key(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit = scene.children["kit"]
        await refused(kit, "minors.denied", "media.share")
        for name in ("stage.listen", "recording.start", "stage.turn"):
            fields = {"stage.listen": {"language": None}, "stage.turn": {"deck": None}}.get(name, {})
            await refused(kit, r"minors.denied|right.missing", name, stage="hall", **fields)
        async with kit.http.post(
            f"{kit.url}/api/stages/hall/decks", data={"title": "x"}, headers={"X-Foyer": "1"}
        ) as response:
            assert response.status == 403
        await kit.do("minors.talk", on=True)
        told = (await scene.ann.told("minors.talking", visitor=kit.id))["data"]
        assert told["until"] is not None
        hub_of(scene.hub).clock.add(20_000)
        await scene.ann.told("minors.talking", visitor=kit.id, until=None)


async def test_nothing_is_recorded_and_no_door_is_locked_inside_whoever_tries(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        people = [scene.eva, scene.ann, scene.children["kit"], *scene.outside.values()]
        for person in people:
            for room in (ROOM, TABLE):
                await refused(person, r"stage.unknown|right.missing|minors", "recording.start", stage=room)
                await refused(person, r"minors.no_lock|right.missing|minors.denied", "room.lock", room=room)
            await refused(person, r"conversation.not_inside|minors.denied|visitor.not_here|right.missing",
                          "conversation.lock")  # fmt: skip
        chief = scene.outside[next(iter(scene.outside))]
        ends_at = scene.hub.host.clock.now() + 3_600_000
        for room, code in (("hall", "minors.room_unfit"), (ROOM, "minors.room_used")):
            fields = {"title": "More", "rooms": [room], "adults": [chief.id], "ends_at": ends_at}
            await refused(chief, code, "minors.open", **fields)


async def test_one_adult_and_one_child_alone_are_told_of_and_do_not_write(tmp_path: Path) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        kit = await scene.child("kit")
        await kit.do("room.enter", room=TABLE)
        await scene.ann.do("room.enter", room=TABLE)
        alarm = (await scene.eva.told("minors.alone", on=True))["data"]
        assert (alarm["room"], alarm["adult"], alarm["child"]) == (TABLE, scene.ann.id, kit.id)
        await scene.eva.do("room.enter", room=TABLE)
        await scene.ann.told("minors.alone", on=False)
        notes = await Editor(scene.ann, f"room:{TABLE}:notes").open()
        await scene.eva.drop()
        await notes.until(lambda: notes.rights and not notes.rights[-1]["write"], "she may only read")
        await kit.wait(lambda: ("presence.changed", "lost") in seen(kit, scene.eva), "she lost the line")
        for person in (scene.ann, kit):
            await refused(person, "minors.alone", "chat.post", channel=f"room:{TABLE}", body="hello")


async def test_who_is_alone_with_a_child_by_the_time_a_stroke_is_merged_has_not_written_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        kit = await scene.child("kit")
        for person in (kit, scene.ann, scene.eva):
            await person.do("room.enter", room=TABLE)
        notes = await Editor(scene.ann, f"room:{TABLE}:notes").open()

        async def eva_goes(*_: object) -> None:
            await scene.eva.drop()
            await kit.wait(lambda: ("presence.changed", "lost") in seen(kit, scene.eva), "she lost the line")

        with monkeypatch.context() as while_it_is_on_its_way:
            while_it_is_on_its_way.setattr(Documents, "_check_size", eva_goes)
            with pytest.raises(Refused, match=r"minors\.alone"):
                await notes.write_down("psst")
        await notes.until(lambda: notes.resets == 1, "the document is opened anew")
        assert (await Editor(kit, f"room:{TABLE}:notes").open()).text == ""


def seen(person: Visitor, of: Visitor) -> list[tuple[str, str]]:
    """What somebody was told of the presence of somebody else."""
    told = [(name, each.get("data", {})) for name, each in person.events]
    return [
        (name, data["status"]) for name, data in told if data.get("visitor") == of.id and "status" in data
    ]


async def test_an_administrator_becomes_one_of_the_named_by_an_act_on_record(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        chief = next(iter(scene.outside.values()))
        await refused(chief, "minors.closed", "room.enter", room=ROOM)
        await chief.do("minors.name", workshop=scene.id, visitor=chief.id, on=True)
        await chief.wait(lambda: scene.children["kit"].id in chief.snapshot["visitors"], "the names inside")
        await chief.do("room.enter", room=ROOM)
        acts = (await chief.get("/api/audit"))["audit"]
        assert ("minors.adult_named", chief.id, chief.id) in [
            (each["act"], each["actor"], each["target"]) for each in acts
        ]


async def test_a_report_about_a_named_adult_reaches_administrators_without_the_child(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit, (chief, host) = scene.children["kit"], list(scene.outside.values())[:2]
        await scene.ann.do("chat.post", channel=f"room:{ROOM}", body="be quiet")
        said = (await kit.told("message.posted", body="be quiet"))["data"]["message"]
        fields = {"reason": "child", "message": said, "body": "I am afraid"}
        await kit.do("report.file", visitor=scene.ann.id, **fields)
        await chief.told("report.filed", visitor="system", about=scene.ann.id)
        (seen_by_chief,) = (await chief.get("/api/reports"))["reports"]
        assert (seen_by_chief["visitor"], seen_by_chief["around"]) == ("system", [])
        assert seen_by_chief["body"] == "I am afraid"
        assert (await host.get("/api/reports"))["reports"] == []
        (seen_by_eva,) = (await scene.eva.get("/api/reports"))["reports"]
        assert seen_by_eva["visitor"] == kit.id
        assert any(each["body"] == "be quiet" for each in seen_by_eva["around"])
        assert (await scene.ann.get("/api/reports"))["reports"] == []


async def into_another(scene: Scene, child: Visitor) -> None:
    """Come by the link of a second workshop, and give up the visit in the first."""
    ends_at = scene.hub.host.clock.now() + 3_600_000
    adults = [scene.eva.id]
    await scene.eva.do("minors.open", title="Boats", rooms=[OTHER], adults=adults, ends_at=ends_at)
    opened = (await scene.eva.told("minors.opened", title="Boats"))["data"]
    address = f"/api/minors/{opened['workshop']}"
    secret = (await scene.eva.get(f"{address}/link"))["link"].rpartition(".")[2]
    body = {"nick": "Boatman5", "look": LOOK, "fresh": True}
    await child.post(f"{address}/join", body, Authorization=f"Bearer {secret}")


@pytest.mark.parametrize("way", ["sent away", "leaves", "comes anew"])
async def test_what_a_child_told_of_an_adult_is_read_when_the_child_is_gone(way: str, tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit, chief = scene.children["kit"], scene.outside[Role.ADMINISTRATOR]
        await scene.ann.do("chat.post", channel=f"room:{ROOM}", body="be quiet")
        said = (await kit.told("message.posted", body="be quiet"))["data"]["message"]
        fields = {"visitor": scene.ann.id, "message": said, "body": "I am afraid"}
        await kit.do("report.file", reason="child", **fields)
        if way == "sent away":
            await scene.ann.do("minors.refuse", workshop=scene.id, visitor=kit.id)
        elif way == "leaves":
            await kit.post("/api/leave?forget=1")
        else:
            await into_another(scene, kit)
        await scene.eva.told("visitor.erased", visitor=kit.id)
        for person in (chief, scene.eva):
            (report,) = (await person.get("/api/reports"))["reports"]
            kept = [report[each] for each in ("visitor", "about", "message", "body", "around")]
            assert kept == ["system", scene.ann.id, None, "I am afraid", []]
        assert (await scene.ann.get("/api/reports"))["reports"] == []
        await until(lambda: NICKS["kit"].encode() not in stored(tmp_path))
        assert b"I am afraid" in stored(tmp_path)
        await chief.do("report.settle", report=report["report"], outcome="acted")


async def test_who_let_a_child_in_is_on_record_for_the_named_adults_alone(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit, chief = scene.children["kit"], scene.outside[Role.ADMINISTRATOR]

        async def admissions(person: Visitor) -> list[tuple[str, str, str]]:
            acts = (await person.get("/api/audit"))["audit"]
            found = (each for each in acts if each["act"] == "minors.admitted")
            return [(each["actor"], each["target"], each["target_name"]) for each in found]

        assert (scene.ann.id, kit.id, NICKS["kit"]) in await admissions(scene.eva)
        for person in (chief, scene.outside[Role.MODERATOR]):
            assert await admissions(person) == []
        await scene.ann.do("minors.refuse", workshop=scene.id, visitor=kit.id)
        assert [child for _, child, _ in await admissions(scene.eva)] == [scene.children["rob"].id]
        assert admitted(tmp_path) == [scene.children["rob"].id]
        assert await admissions(chief) == []
        await chief.do("minors.name", workshop=scene.id, visitor=chief.id, on=True)
        assert [name for _, _, name in await admissions(chief)] == [NICKS["rob"]]


def admitted(path: Path) -> list[str]:
    """Of which children it is on disk who let them in."""
    with closing(sqlite3.connect(path / "hub.db")) as db:
        return [child for (child,) in db.execute("select target from audit where act = 'minors.admitted'")]


async def test_the_list_of_host_actions_is_not_shorter_for_the_children_who_were_let_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workshop(tmp_path) as scene:
        chief = scene.outside[Role.ADMINISTRATOR]
        acts = (await chief.get("/api/audit"))["audit"]
        assert len(admitted(tmp_path)) == 2
        monkeypatch.setattr(hosts, "AUDIT_SHOWN", len(acts))
        assert (await chief.get("/api/audit"))["audit"] == acts


async def test_a_guest_who_is_a_named_adult_reads_and_settles_what_a_child_reports(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit, rob = scene.children["kit"], scene.children["rob"]
        await kit.do("report.file", visitor=rob.id, reason="harassment", message=None, body="he pushes me")
        await scene.ann.told("report.filed", visitor=kit.id, about=rob.id)
        (report,) = (await scene.ann.get("/api/reports"))["reports"]
        assert (report["visitor"], report["body"]) == (kit.id, "he pushes me")
        for person in (kit, scene.outside[Role.GUEST]):
            with pytest.raises(Refused, match=r"right\.missing"):
                await person.get("/api/reports")
        await scene.ann.do("report.settle", report=report["report"], outcome="acted")
        await kit.told("report.settled", outcome="acted")


def stored(path: Path) -> bytes:
    """Every byte of the hub's file and of what lies beside it, and what its snapshots hold packed."""
    with closing(sqlite3.connect(path / "hub.db")) as db:
        packed = [zlib.decompress(state) for (state,) in db.execute("select state from snapshot")]
    return b"".join([*(each.read_bytes() for each in sorted(path.glob("hub.db*"))), *packed])


async def gone(path: Path, words: list[str]) -> None:
    """Wait until nothing of these words is in any byte on disk."""

    def left() -> list[str]:
        found = stored(path)
        return [each for each in words if each.encode() in found]

    await until(lambda: not left(), f"nothing on disk of {words}", 20)


async def ended(scene: Scene) -> list[str]:
    """End the workshop, after something was written in its notes; what must be gone later."""
    editor = await Editor(scene.ann, f"room:{ROOM}:notes").open()
    await editor.write_down(SECRET)
    await scene.ann.do("minors.end", workshop=scene.id)
    for child in scene.children.values():
        await child.wait(
            lambda child=child: any(name == "hub.closing" for name, _ in child.events), "sent out"
        )
        with pytest.raises(Refused, match=r"minors\.over"):
            await child.post("/api/ticket")
    return [*NICKS.values(), SECRET, *(each.id for each in scene.children.values())]


async def test_all_of_it_is_gone_from_every_byte_a_day_after_the_end(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        words = await ended(scene)
        assert all(each.encode() in stored(tmp_path) for each in (*NICKS.values(), SECRET))
        await refused(scene.outside[next(iter(scene.outside))], "minors.closed", "room.enter", room=ROOM)
        hub_of(scene.hub).clock.add(KEPT_MS)
        await scene.ann.told("minors.cleared")
        await gone(tmp_path, words)
        await scene.outside[next(iter(scene.outside))].do("room.enter", room=ROOM)


async def test_all_of_it_is_gone_when_the_server_starts_after_that_day(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        words = await ended(scene)
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ida") as ida:
        (known,) = ida.snapshot["minors"]
        assert (known["mine"], known["adults"], known["people"]) == (None, [], [])
        await refused(ida, "minors.closed", "room.enter", room=ROOM)
        hub_of(hub).clock.add(KEPT_MS)
        await ida.told("minors.cleared")
        await gone(tmp_path, words)
        await ida.do("room.enter", room=OTHER)
