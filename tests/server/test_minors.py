"""Workshops with minors over sockets and HTTP: every forbidden act is tried by every role, and refused."""

import json
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, cast

import pytest

from rooms import ids
from rooms.events import Column, PlanSpec, Spot
from rooms.events.groups import GroupSpec
from rooms.look import Look
from rooms.minors import children
from rooms.notes import DOCS
from rooms.roles import Role
from server.protocol.registry import COMMANDS
from server.protocol.routes import ROUTES, Route
from tests.editor import NOTHING, Editor, b64
from tests.server.guarded import NICKS, OTHER, ROOM, SECRET, TABLE, Scene, workshop
from tests.visitor import HEADERS, LOOK, Refused, Visitor

Fill = dict[Any, Any]
"""What a field of a kind holds."""


def filled(kind: Any, fill: Fill) -> Any:
    """A value of a type, made of what the fill says of ids, and else of anything."""
    if kind in fill:
        return fill[kind]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return filled(inner[0], fill)
    if origin is Literal:
        return inner[0]
    if origin is tuple:
        return [filled(inner[0], fill)]
    if origin is dict:
        return {filled(inner[0], fill): filled(inner[1], fill)}
    if isinstance(kind, type) and is_dataclass(kind):
        return {each.name: filled(each.type, fill) for each in fields(kind) if each.default is MISSING}
    plain = {str: "word", int: 5, bool: True, float: 0.5, Role: "member"}
    return plain.get(kind, "none")


def samples(fill: Fill) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every command of the wire, its fields made of the fill."""
    for name, wire in COMMANDS.items():
        hints = typing.get_type_hints(wire.model)
        yield name, {each.name: filled(hints[each.name], fill) for each in fields(cast("Any", wire.model))}


def inside(scene: Scene, child: Visitor) -> Fill:
    """Ids of what is in the workshop."""
    group = {"id": scene.group, "title": "One"}
    return {
        ids.VisitorId: child.id, ids.RoomId: ROOM, ids.WorkshopId: scene.id, ids.PlanId: scene.plan,
        ids.RoundId: scene.round, ids.GroupId: scene.group, ids.MessageId: scene.message,
        ids.CardId: scene.card, ids.ChannelId: f"room:{ROOM}", ids.BoardId: f"room:{ROOM}",
        PlanSpec: {"title": "Mine", "room": ROOM, "minutes": 5, "groups": [group]}, GroupSpec: group,
        Spot: {"floor": "plaza", "x": 1100, "y": 400}, Column: {"id": "ideas", "title": "Ideas"}, Look: LOOK,
        ids.FloorId: "plaza",
    }  # fmt: skip


async def tried(person: Visitor, name: str, field: dict[str, Any]) -> str:
    """The code with which a command is refused; ``""`` when it is not."""
    try:
        await person.do(name, **field)
    except Refused as refused:
        return refused.code
    return ""


NAMING = {
    "visitor", "room", "channel", "board", "plan", "round", "group", "message", "card", "workshop", "spec",
    "visitors", "one", "rooms",
}  # fmt: skip
"""Fields that lead a command into the workshop."""
ENDING = {"minors.end", "minors.clear"}
REFUSED = {
    "breakout.unknown", "visitor.unknown", "message.unknown", "channel.unknown", "minors.closed",
    "minors.denied", "minors.no_lock", "right.missing", "room.not_locked", "visitor.not_here", "minors.stay",
    "minors.no_direct", "board.outside", "chat.outside", "stage.unknown", "poll.unknown",
}  # fmt: skip
"""The codes of a refusal that has understood what was asked."""


async def test_nobody_outside_does_anything_to_the_workshop_over_the_socket_whatever_the_role(
    tmp_path: Path,
) -> None:
    async with workshop(tmp_path) as scene:
        fill = inside(scene, scene.children["kit"])
        attempts = [(name, field) for name, field in samples(fill) if NAMING & field.keys()]
        assert len(attempts) > 60
        for role, person in scene.outside.items():
            for name, field in attempts:
                if role is Role.ADMINISTRATOR and name in ENDING:
                    continue
                assert await tried(person, name, field) in REFUSED, (role, name)
                scene.hub.host.clock._start += 2000  # so that nobody is refused for being too fast
        for role, person in scene.outside.items():
            assert scene.leaked(scene.told(person)) == [], role
        assert set(scene.hub.host.hub.state.durable.minors.workshops[ids.WorkshopId(scene.id)].people) == {
            each.id for each in scene.children.values()
        }


async def opening(person: Visitor, doc: str) -> str:
    """The code with which a document is refused, of whatever event; ``""`` when one of them is not."""
    fields = {"doc.open": {"have": ""}, "doc.update": {"data": b64(NOTHING)}, "doc.cursor": {"cursor": "a:b"}}
    codes: list[str] = []
    for event, more in fields.items():
        try:
            await Editor(person, doc).call(event, **more)
        except Refused as refused:
            codes.append(refused.code)
    return codes[0] if len(codes) == len(fields) else ""


async def test_nobody_outside_opens_a_document_of_the_workshop_whatever_the_role(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        boards = (f"room:{ROOM}", f"room:{TABLE}", f"group:{scene.group}")
        docs = [f"{board}:{kind}" for board in boards for kind in DOCS]
        notes = await Editor(scene.children["kit"], f"group:{scene.group}:notes").open()
        await notes.write_down(SECRET)
        for role, person in scene.outside.items():
            for doc in docs:
                assert await opening(person, doc) in REFUSED, (role, doc)
                scene.hub.host.clock._start += 2000
            assert scene.leaked(scene.told(person)) == [], role
        assert [each for each in docs if scene.hub.documents.readers(ids.DocId(each))] == [notes.doc]


@pytest.mark.parametrize("name", ["kit", "wai"])
async def test_a_child_opens_no_document_outside_of_its_workshop(tmp_path: Path, name: str) -> None:
    async with workshop(tmp_path) as scene:
        host = scene.outside[Role.ADMINISTRATOR]
        spec = {"title": "Adults", "room": OTHER, "minutes": 5, "groups": [{"id": "", "title": "One"}]}
        await host.do("breakout.plan", spec=spec)
        group = (await host.told("breakout.planned"))["data"]["spec"]["groups"][0]["id"]
        boards = [f"room:{OTHER}", "room:prism", f"group:{group}"]
        inside = [f"room:{ROOM}", f"group:{scene.group}"]
        for board in boards if name == "kit" else [*boards, *inside]:
            for kind in DOCS:
                assert await opening(scene.children[name], f"{board}:{kind}") in REFUSED, (board, kind)
                scene.hub.host.clock._start += 2000
        assert scene.hub.documents.count == 0


def beyond(scene: Scene) -> Fill:
    """Ids of what is not in the workshop."""
    member = scene.outside[Role.MEMBER]
    return inside(scene, member) | {
        ids.RoomId: OTHER, ids.ChannelId: "hub", ids.BoardId: f"room:{OTHER}", ids.PlanId: "none",
        ids.RoundId: "none", ids.GroupId: "none", ids.MessageId: "none", ids.CardId: "none",
        Spot: {"floor": "plaza", "x": 100, "y": 100},
        PlanSpec: {"title": "Mine", "room": OTHER, "minutes": 5, "groups": [{"id": "", "title": "One"}]},
    }  # fmt: skip


HARMLESS = {
    "media.publish", "media.unshare", "media.join", "media.answer", "media.leave", "minors.talk", "walk.stop",
    "follow.stop", "follow.refuse", "follow.allow", "breakout.help", "breakout.go",
}  # fmt: skip
"""What an admitted child may send that names nobody and no place: its own devices, its own feet, its flag."""


@pytest.mark.parametrize("name", ["kit", "wai"])
async def test_a_child_does_nothing_to_the_hub_outside_over_the_socket(tmp_path: Path, name: str) -> None:
    async with workshop(tmp_path) as scene:
        child, admitted = scene.children[name], name == "kit"
        for command, field in samples(beyond(scene)):
            if admitted and command in HARMLESS:
                continue
            code = await tried(child, command, field)
            assert code, command
            assert not code.startswith(("command.", "rate.", "server.")), (command, code)
            scene.hub.host.clock._start += 2000
        outside = [each.id for each in scene.outside.values()]
        told = scene.told(child)
        assert not [each for each in outside if each in told]
        assert not admitted or scene.eva.id in told
        assert admitted or not [each for each in (scene.eva.id, scene.ann.id) if each in told]


async def asked(person: Visitor, scene: Scene, route: Route, board: str) -> tuple[int, str]:
    """The status of a request about the workshop, and all that was answered."""
    named = {
        "board": board, "plan": scene.plan, "workshop": scene.id, "stage": "hall", "room": ROOM,
        "poll": scene.group, "session": scene.round, "recording": scene.round, "file": scene.message,
        "invite": "none", "feed": "none",
    }  # fmt: skip
    path = re.sub(r"{(\w+)}", lambda found: named.get(found[1], "none"), route.path)
    query = {"channel": board.replace("board", "channel"), "q": "heron", "format": "csv"}
    body = {"nick": "Falke", "look": LOOK}
    async with person.http.request(
        route.method, person.url + path, headers=HEADERS, params=query, json=body
    ) as response:
        return response.status, await response.text()


LEAVING = {"/api/leave", "/api/admin/claim"}
"""Routes that end the visit that asks."""


async def test_no_answer_over_http_holds_anything_of_the_workshop_whoever_asks(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        people = {**scene.outside, "waiting": scene.children["wai"]}
        for who, person in people.items():
            for route in ROUTES:
                if route.path in LEAVING:
                    continue
                for board in (f"room:{ROOM}", f"group:{scene.group}", f"dm:{person.id}:{person.id}"):
                    status, text = await asked(person, scene, route, board)
                    leaked = [each for each in scene.leaked(text) if each not in own(scene, person)]
                    assert leaked == [], (who, route.path, status)
                scene.hub.host.clock._start += 20_000


def own(scene: Scene, person: Visitor) -> list[str]:
    """What somebody may be told: a child of itself."""
    nick = next((each for key, each in NICKS.items() if scene.children.get(key) is person), "")
    return [person.id, nick]


FOR_CHILDREN = {
    "/api/hub", "/api/me", "/api/ticket", "/api/language", "/api/messages", "/api/messages/search",
    "/api/boards/{board}", "/api/minors/{workshop}", "/api/minors/{workshop}/join", "/api/leave",
    "/api/breakouts/{plan}/results",
}  # fmt: skip
"""What a child needs; everything else with a right is refused it."""


@pytest.mark.parametrize("name", ["kit", "wai"])
async def test_a_child_gets_no_further_over_http_than_its_own_workshop(tmp_path: Path, name: str) -> None:
    async with workshop(tmp_path) as scene:
        child = scene.children[name]
        for route in ROUTES:
            if isinstance(route.needs, str) and route.path not in FOR_CHILDREN:
                status, text = await asked(child, scene, route, f"room:{OTHER}")
                assert status >= 400, (route.path, status)
                assert not [each.id for each in scene.outside.values() if each.id in text], route.path
        for channel in ("hub", f"room:{OTHER}"):
            with pytest.raises(Refused, match=r"channel\.unknown|minors\.denied"):
                await child.get(f"/api/messages?channel={channel}")
        with pytest.raises(Refused, match=r"minors\.denied"):
            await child.post("/api/join", {"name": "Katharina Example", "look": LOOK})
        with pytest.raises(Refused, match=r"minors\.denied"):
            await child.get("/api/check-in")


async def test_no_position_of_a_child_reaches_anybody_outside(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        kit = scene.children["kit"]
        lane = scene.eva.lane(kit.id)
        await scene.eva.wait(lambda: lane in scene.eva.positions, "the child's place")
        member = scene.outside[Role.MEMBER]
        await kit.do("walk.to", room="lens")
        seen = scene.eva.positions[lane]
        await kit.do("room.enter", room="lens")
        await scene.eva.wait(lambda: scene.eva.positions[lane] != seen, "the child's steps")
        own_lane = member.lane(member.id)
        await member.wait(lambda: own_lane in member.positions, "the own place")
        for person in scene.outside.values():
            assert lane not in person.positions
        assert own_lane not in kit.positions


async def test_hosts_outside_see_neither_names_in_lists_nor_how_many_there_are(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        chief, host = scene.outside[Role.ADMINISTRATOR], scene.outside[Role.MODERATOR]
        kit = scene.children["kit"]
        await scene.eva.do("visitor.mute", visitor=kit.id)
        await scene.eva.do("visitor.ban", visitor=scene.children["rob"].id)
        for person in (chief, host):
            assert not scene.leaked(json.dumps(await person.get("/api/banned")))
            acts = (await person.get("/api/audit"))["audit"]
            assert not [each for each in acts if each["target_name"] in NICKS.values()]
            assert any(each["act"] == "minors.opened" for each in acts)
        people = 2 + len(scene.outside) - 1
        assert (await chief.get("/api/hub"))["here"] == people


async def test_whoever_comes_back_after_a_while_gets_nothing_that_happened_inside(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        host = scene.outside[Role.MODERATOR]
        await host.drop()
        kit = scene.children["kit"]
        await kit.do("chat.post", channel=f"room:{ROOM}", body=SECRET)
        await scene.child("sol")
        await host.connect()
        assert host.events[-1][0] == "hub.resumed" or host.snapshot
        assert scene.leaked(scene.told(host)) == []
        assert host.gaps == 0


async def test_who_cannot_come_for_want_of_a_place_keeps_the_visit_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "PEOPLE_MOST", 0)
    async with workshop(tmp_path, filled=False) as scene:
        member = scene.outside[Role.MEMBER]
        path, body = f"/api/minors/{scene.id}/join", {"nick": "Falke", "look": LOOK, "fresh": True}
        key = {"Authorization": f"Bearer {(await scene.link()).rpartition('.')[2]}"}
        with pytest.raises(Refused, match=r"minors\.full"):
            await member.post(path, body, **key)
        assert (await member.get("/api/me"))["visitor"]["id"] == member.id


async def test_a_browser_that_is_somebody_comes_only_as_somebody_new(tmp_path: Path) -> None:
    async with workshop(tmp_path, filled=False) as scene:
        member = scene.outside[Role.MEMBER]
        path, body = f"/api/minors/{scene.id}/join", {"nick": "Falke", "look": LOOK}
        key = {"Authorization": f"Bearer {(await scene.link()).rpartition('.')[2]}"}
        with pytest.raises(Refused, match=r"minors\.known_here"):
            await member.post(path, body, **key)
        with pytest.raises(Refused, match=r"minors\.nick_invalid"):
            await member.post(path, body | {"nick": "Erika Mustermann", "fresh": True}, **key)
        assert member.id in scene.hub.host.hub.state.durable.visitors
        new = (await member.post(path, body | {"fresh": True}, **key))["visitor"]
        assert new["id"] != member.id
        assert (new["name"], new["workshop"], new["role"]) == ("Falke", scene.id, "guest")
        assert member.id not in scene.hub.host.hub.state.durable.visitors
        assert (await member.post(path, body | {"nick": "Other"}))["visitor"]["id"] == new["id"]
