"""The people of the pictures: plain Socket.IO visitors with names and looks made up for them."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from server.app import Running
from tests.editor import Editor
from tests.visitor import LOOK, Visitor, visitor

# name, what differs from the plain look, and where: a point of the market square, or a room
CROWD: tuple[tuple[str, dict[str, Any], tuple[int, int] | str], ...] = (
    ("Amara Beispiel", {"skin": "e", "hair": "black", "style": "afro", "shirt": "ochre"}, (1560, 1130)),
    ("Jonas Beispiel", {"hair": "blond", "shirt": "sky"}, (1500, 1160)),
    ("Yuki Beispiel", {"hair": "black", "style": "bob", "shirt": "plum"}, (1590, 1185)),
    ("Mateo Beispiel", {"skin": "c", "hair": "dark", "beard": True, "shirt": "brick"}, (1545, 1200)),
    ("Fatima Muster", {"skin": "c", "hair": "teal", "style": "hijab", "shirt": "sand"}, (1330, 1180)),
    ("Ngoc Muster", {"hair": "black", "style": "long", "shirt": "leaf"}, (1740, 1080)),
    ("Mira Muster", {"skin": "c", "hair": "dark", "style": "curly", "shirt": "brick"}, (1790, 1090)),
    ("Samuel Muster", {"skin": "f", "hair": "black", "style": "crop", "shirt": "leaf"}, (1380, 940)),
    ("Zofia Muster", {"skin": "a", "hair": "ginger", "style": "bun", "shirt": "rose"}, "lab-table-2"),
    ("Oleh Muster", {"skin": "a", "hair": "blond", "beard": True, "shirt": "navy"}, "lab-table-2"),
    ("Daniel Muster", {"skin": "d", "hair": "dark", "style": "curly", "wheelchair": True}, "showroom"),
    ("Priya Muster", {"skin": "d", "hair": "black", "style": "pony", "shirt": "rose"}, "training"),
    ("Henrike Probe", {"hair": "grey", "style": "bun", "glasses": True, "shirt": "coal"}, "hall"),
    ("Kwame Probe", {"skin": "f", "style": "bald", "beard": True, "shirt": "ochre"}, "hall"),
    ("Leyla Probe", {"skin": "c", "hair": "ginger", "style": "hijab", "shirt": "plum"}, "hall"),
    ("Ravi Probe", {"skin": "d", "hair": "black", "glasses": True, "shirt": "sky"}, "garden"),
)
CHAT = (
    "Unser Prototyp zeigt freie Ladesäulen in Echtzeit.",
    "Gibt es die Schnittstelle auch für Fahrradständer? https://example.org/api",
    "I can share our sensor list. English or German?",
    "Both is fine, ich übersetze gern.",
)
TABLE = "room:lab-table-2"
NOTES = """# Was der Platz braucht

- Bänke am Fluss
- mehr **Schatten**
- [x] Beleuchtung geprüft

> Am Abend ist es zu dunkel.
"""
CARDS: tuple[tuple[str, str], ...] = (
    ("ideas", "Bänke am Fluss, auch mit Lehne"),
    ("ideas", "Trinkbrunnen neben dem Spielplatz"),
    ("questions", "Wer pflegt die Beete im Sommer?"),
    ("next", "Anwohner fragen"),
)
# name and what they want to know; an empty one raises a hand
ASKERS: tuple[tuple[str, str], ...] = (
    ("Kwame Probe", ""),
    ("Leyla Probe", "Wird die Aufzeichnung später veröffentlicht?"),
    ("Henrike Probe", ""),
)


@asynccontextmanager
async def crowd(url: str) -> AsyncGenerator[list[Visitor]]:
    """The people of the pictures, each where they belong."""
    async with AsyncExitStack() as stack:
        people: list[Visitor] = []
        for name, look, place in CROWD:
            person = await stack.enter_async_context(visitor(url))
            await (await person.join(name, look={**LOOK, **look})).connect()
            if isinstance(place, str):
                await person.do("room.enter", room=place)
            else:
                await person.do("walk.to", floor="plaza", x=place[0], y=place[1])
            people.append(person)
        for person, words in zip(people, CHAT, strict=False):
            await person.do("chat.post", channel="hub", body=words)
        await ask(people)
        await write(people)
        await people[4].do("presence.set", status="busy")
        await people[6].do("presence.set", status="away")
        yield people


async def invitation(hub: Running, host: Visitor) -> str:
    """A link that makes whoever follows it a moderator, so that the host menu is in the picture."""
    await host.post("/api/admin/claim", {"token": hub.admin.token})
    return (await host.post("/api/invites", {"role": "moderator", "hours": 1, "uses": 100}))["path"]


async def write(people: list[Visitor]) -> None:
    """Those at the workshop table have notes, and cards with votes."""
    by_name = {name: person for (name, _, _), person in zip(CROWD, people, strict=True)}
    zofia, oleh = by_name["Zofia Muster"], by_name["Oleh Muster"]
    await (await Editor(zofia, f"{TABLE}:notes").open()).write_down(NOTES)
    for column, text in CARDS:
        await zofia.do("card.add", board=TABLE, column=column, text=text)
    board = await oleh.get(f"/api/boards/{TABLE}")
    for each in board["cards"][:3]:
        await oleh.do("card.vote", card=each["card"])


async def ask(people: list[Visitor]) -> None:
    """Hands go up in the hall, and a question is asked and voted for."""
    by_name = {name: person for (name, _, _), person in zip(CROWD, people, strict=True)}
    for name, words in ASKERS:
        if words:
            await by_name[name].do("stage.ask", stage="hall", body=words)
        else:
            await by_name[name].do("stage.raise", stage="hall")


async def tell(people: list[Visitor]) -> None:
    """Somebody reports a message, and somebody a person, to the hosts."""
    told = await people[5].told("message.posted", body=CHAT[2])
    about = {"visitor": people[2].id, "message": told["data"]["message"]}
    await people[5].do("report.file", **about, reason="spam", body="Das steht jetzt zum dritten Mal da.")
    await people[6].do("report.file", visitor=people[7].id, reason="other", body="")
