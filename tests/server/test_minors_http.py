"""Workshops with minors over HTTP: every route that writes, with a body that counts, by everybody."""

import json
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp

from rooms.roles import Role
from server.auth.adminlink import make_link
from server.protocol.routes import ROUTES
from tests.server.guarded import OTHER, ROOM, Scene, workshop
from tests.server.small_hub import hub_of
from tests.server.test_slides import png
from tests.visitor import HEADERS, LOOK, Visitor

READING = {"get", "options"}
LATER_MS = 8_000
"""After so long nobody is refused for being too fast."""
Json = dict[str, Any]
Body = Callable[[Scene, Visitor], Awaitable[Json | aiohttp.FormData]]


@dataclass(frozen=True)
class Act:
    """One attempt: a route, the ids in its address, a body that counts, and with which code each is refused
    (``""`` is a yes). ``key`` is asked for with the secret of the workshop's link.
    """

    method: str
    route: str
    body: Body
    answers: dict[str, str]
    ids: tuple[tuple[str, str], ...] = ()
    key: bool = False


def people(scene: Scene) -> dict[str, Visitor]:
    """Everybody by a word: one of each role who is not of the workshop, its two adults (a guest and a
    moderator), a child inside and one that waits.
    """
    outside = {role.value: person for role, person in scene.outside.items()}
    children = {each: scene.children[each] for each in CHILDREN}
    return {**outside, "ann": scene.ann, "eva": scene.eva, **children}


CHILDREN = ("kit", "wai")
EVERYBODY = (*(role.value for role in Role), "ann", "eva", *CHILDREN)
HOSTS = ("administrator", "moderator", "eva")
BODIED = tuple(each for each in EVERYBODY if each != "venue")
DENIED = dict.fromkeys(CHILDREN, "minors.denied")


def told(default: str, **others: str) -> dict[str, str]:
    """What everybody is told, but for some."""
    return dict.fromkeys(EVERYBODY, default) | others


def by(*allowed: str, **others: str) -> dict[str, str]:
    """What only some may do."""
    return told("right.missing") | dict.fromkeys(allowed, "") | others


def plain(**fields: Any) -> Body:
    """A body that is the same for everybody."""

    async def body(scene: Scene, person: Visitor) -> Json:
        return fields

    return body


def plan(room: str) -> Body:
    """The file of a new plan whose main room is this one."""
    groups = [{"title": "One"}]
    spec = {"foyer": "breakout-plan", "version": 1, "title": "Mine", "room": room, "minutes": 5}
    return plain(name="plan.json", text=json.dumps({**spec, "groups": groups}), apply=True)


async def replaced(scene: Scene, person: Visitor) -> Json:
    """A file that is to take the place of the workshop's own plan."""
    found: Any = await plan(ROOM)(scene, person)
    return {**found, "plan": scene.plan, "apply": False}


async def coming(scene: Scene, person: Visitor) -> Json:
    """A nick name that nobody has."""
    return {"nick": f"Falke{uuid.uuid4().hex[:6]}", "look": LOOK}


async def entered(scene: Scene, person: Visitor) -> Json:
    """The code of somebody at the door."""
    code = (await scene.outside[Role.MEMBER].get("/api/check-in"))["short"]
    return {"code": code, "scan": uuid.uuid4().hex}


async def device(scene: Scene) -> Json:
    """What a device shows, and keeps."""
    hub_of(scene.hub).clock.add(LATER_MS)
    return await scene.eva.post("/api/box/code")


async def shown(scene: Scene, person: Visitor) -> Json:
    """What a device has, for its own question."""
    return {"token": (await device(scene))["token"]}


async def paired(scene: Scene, person: Visitor) -> Json:
    """What a device shows, to be entered for the hall."""
    return {"code": (await device(scene))["code"], "stage": "hall", "title": uuid.uuid4().hex[:8]}


async def window(scene: Scene, person: Visitor) -> Json:
    """The same for a window in the middle of the workshop's room."""
    adult = scene.hub.host.hub.state.live.avatars[scene.ann.id]  # pyright: ignore[reportArgumentType]
    spot = {"floor": adult.floor, "x": adult.x, "y": adult.y}
    return await paired(scene, person) | {"spot": spot}


async def opened(scene: Scene, person: Visitor) -> Json:
    """An administrator's link that counts."""
    path = scene.hub.settings.file
    return {"token": make_link(path, scene.hub.host.hub_id, scene.hub.host.clock.now())}


async def slides(scene: Scene, person: Visitor) -> aiohttp.FormData:
    """One picture."""
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("title", "Mine")
    form.add_field("file", BytesIO(png()), filename="a.png", content_type="image/png")
    return form


def session(room: str) -> Body:
    """A session of the programme in a room."""
    times = {"start": "2027-03-13T19:30", "end": "2027-03-13T21:00"}
    return plain(title="Open stage", room=room, **times)


TABLE_OF = "id,title,start,duration,room\na,Good,2027-03-28 01:00,01:00,hall\n"
IN_HALL = (("stage", "hall"),)
INSIDE = (("stage", ROOM),)
OF_PLAN = (("plan", "PLAN"),)
CLOSED = dict.fromkeys(("administrator", "moderator"), "minors.closed")
NO_STAGE = dict.fromkeys(HOSTS, "stage.unknown")
OF_WORKSHOP = told(
    "breakout.unknown", ann="", eva="", kit="right.missing", wai="minors.denied", venue="right.missing"
)
"""Of what belongs to the workshop nobody outside learns that it is there, whatever the role."""
NOBODY = plain()

ACTS: tuple[Act, ...] = (
    Act("post", "/api/join", plain(name="Kim Example", look=LOOK), told("", venue="right.missing", **DENIED)),
    Act("post", "/api/ticket", NOBODY, told("")),
    Act("post", "/api/language", plain(language="de"), told("")),
    Act("post", "/api/minors/{workshop}/join", coming, told("minors.unknown", kit="", wai="")),
    Act("post", "/api/minors/{workshop}/join", coming, told("minors.known_here", kit="", wai=""), key=True),
    Act("post", "/api/invites", plain(role="guest", hours=1, uses=1), by(*HOSTS)),
    Act("delete", "/api/invites/{invite}", NOBODY, by(*HOSTS), (("invite", "INVITE"),)),
    Act("post", "/api/stages/{stage}/key", NOBODY, by(*HOSTS), IN_HALL),
    Act("post", "/api/stages/{stage}/key", NOBODY, by(**NO_STAGE), INSIDE),
    Act("post", "/api/stages/{stage}/caption-key", NOBODY, by(*HOSTS), IN_HALL),
    Act("post", "/api/stages/{stage}/caption-key", NOBODY, by(**NO_STAGE), INSIDE),
    Act("post", "/api/captions/{stage}", plain(language="de", body="Hello"), told("token.invalid"), IN_HALL),
    Act("post", "/api/stages/{stage}/check-in", entered, by(*HOSTS), IN_HALL),
    Act("post", "/api/box/code", NOBODY, told("")),
    Act("post", "/api/box/claim", shown, told("")),
    Act("post", "/api/box/ticket", NOBODY, told("session.missing")),
    Act("post", "/api/boxes", paired, by(*HOSTS)),
    Act("post", "/api/boxes", window, by(**dict.fromkeys(HOSTS, "box.no_place"))),
    Act("post", "/api/stages/{stage}/decks", slides, by(*HOSTS, "speaker"), IN_HALL),
    Act("post", "/api/stages/{stage}/decks", slides, told("stage.unknown"), INSIDE),
    Act("post", "/whip/{stage}", NOBODY, told("token.invalid"), IN_HALL),
    Act("patch", "/whip/{stage}/{session}", NOBODY, told("token.invalid"), IN_HALL),
    Act("delete", "/whip/{stage}/{session}", NOBODY, told("token.invalid"), IN_HALL),
    Act("post", "/api/programme/import", plain(name="p.csv", text=TABLE_OF), by(*HOSTS)),
    Act("post", "/api/programme/feed", NOBODY, by(*BODIED, **DENIED)),
    Act("post", "/api/sessions", session("hall"), by(*HOSTS)),
    Act("post", "/api/sessions", session(ROOM), by(*HOSTS)),
    Act("post", "/api/breakouts/import", plan(OTHER), by(*HOSTS, wai="minors.denied")),
    Act("post", "/api/breakouts/import", plan(ROOM), by("eva", wai="minors.denied", **CLOSED)),
    Act("post", "/api/breakouts/import", replaced, OF_WORKSHOP),
    Act(
        "post",
        "/api/breakouts/{plan}/roster",
        plain(name="r.csv", text="name\nGus\n", apply=True),
        OF_WORKSHOP,
        OF_PLAN,
    ),
    Act("post", "/api/breakouts/{plan}/post", NOBODY, OF_WORKSHOP, OF_PLAN),
    Act("post", "/api/admin/claim", opened, told("", **DENIED)),
    Act("post", "/api/leave", NOBODY, told("")),
)


async def asked(scene: Scene, person: Visitor, act: Act, secret: str) -> tuple[str, str]:
    """The code with which somebody is refused, and all that was answered."""
    ids = {"workshop": scene.id, "session": str(uuid.uuid4()), **dict(act.ids)}
    if ids.get("plan"):
        ids["plan"] = scene.plan
    if ids.get("invite"):
        await scene.eva.post("/api/invites", {"role": "guest", "hours": 1, "uses": 1})
        ids["invite"] = (await scene.eva.get("/api/invites"))["invites"][0]["invite"]
    body = await act.body(scene, person)
    form = body if isinstance(body, aiohttp.FormData) else None
    own = {"Authorization": f"Bearer {secret}"} if act.key else {}
    async with person.http.request(
        act.method, person.url + act.route.format(**ids), headers=HEADERS | own,
        data=form, json=None if form is not None else body,
    ) as response:  # fmt: skip
        text = await response.text()
        assert response.status < 500, (act.route, text)
        return json.loads(text)["error"]["code"] if response.status >= 400 else "", text


async def test_each_route_that_writes_does_what_it_should_for_everybody_there_is(tmp_path: Path) -> None:
    async with workshop(tmp_path) as scene:
        secret = (await scene.link()).rpartition(".")[2]
        for act in ACTS:
            codes = dict[str, str]()
            for who, person in people(scene).items():
                hub_of(scene.hub).clock.add(LATER_MS)
                codes[who], text = await asked(scene, person, act, secret)
                if person in scene.outside.values():
                    assert scene.leaked(text) == [], (act.route, who)
            assert codes == act.answers, (act.route, act.ids)
        for person in scene.outside.values():
            assert scene.leaked(scene.told(person)) == []


def test_there_is_no_other_route_that_writes() -> None:
    writing = {(each.method, each.path) for each in ROUTES if each.method not in READING}
    assert {(each.method, each.route) for each in ACTS} == writing
