"""The server everybody writes first: python-socketio, one emit to all for each move.

``python -m bench._naive PORT``; the first line out says that it is up.
"""

import asyncio
import sys
from itertools import count
from typing import Any

import socketio
from aiohttp import web

sio: Any = socketio.AsyncServer(async_mode="aiohttp")
numbers = count()
people: dict[str, int] = {}


@sio.event
async def connect(sid: str, environ: dict[str, Any]) -> None:
    """Give everybody a number."""
    people[sid] = next(numbers)


@sio.on("hello")
async def hello(sid: str) -> None:
    """Tell somebody's number."""
    await sio.emit("you", {"lane": people[sid]}, to=sid)


@sio.on("m")
async def moved(sid: str, x: int, y: int, state: int, epoch: int) -> None:
    """Tell everybody."""
    await sio.emit("m", {"id": people[sid], "x": x, "y": y, "state": state})


@sio.on("echo")
async def echo(sid: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Answer at once, and tell everybody: a chat that keeps nothing."""
    await sio.emit("message.posted", {"by": people[sid], "data": fields})
    return {"ok": True}


async def main(port: int) -> None:
    app = web.Application()
    sio.attach(app)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("up", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
