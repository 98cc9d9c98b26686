"""The link to a workshop with minors: nobody comes without its secret, which only adults and guards get."""

from pathlib import Path

import pytest

from tests.server.guarded import NICKS, workshop
from tests.visitor import LOOK, Refused, Visitor, visitor


async def coming(person: Visitor, workshop: str, nick: str, **headers: str) -> str:
    """How the hub answers who comes with these headers: a refusal's code, or else nothing."""
    try:
        await person.post(f"/api/minors/{workshop}/join", {"nick": nick, "look": LOOK}, **headers)
    except Refused as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("secret", ["", "guessed", "\N{SNOWMAN}"])
async def test_without_the_links_secret_the_workshop_is_unknown(tmp_path: Path, secret: str) -> None:
    async with workshop(tmp_path) as scene, visitor(scene.hub.url) as new:
        for nick in ("Falke", NICKS["kit"]):
            assert await coming(new, scene.id, nick, Authorization=f"Bearer {secret}") == "minors.unknown"
            assert await coming(new, scene.id, nick) == "minors.unknown"
        with pytest.raises(Refused, match=r"minors\.unknown"):
            await new.get(f"/api/minors/{scene.id}")
        assert (await scene.children["kit"].get(f"/api/minors/{scene.id}"))["open"] is True
        assert (
            await coming(new, scene.id, "Falke", Authorization=f"Bearer {await key(scene.ann, scene.id)}")
            == ""
        )


async def key(person: Visitor, workshop: str) -> str:
    """The secret, of whoever may have the link."""
    link: str = (await person.get(f"/api/minors/{workshop}/link"))["link"]
    return link.rpartition(".")[2]


async def test_the_sockets_tell_nobody_the_links_secret_and_http_only_adults_and_guards(
    tmp_path: Path,
) -> None:
    async with workshop(tmp_path) as scene:
        secret = await key(scene.ann, scene.id)
        people = (scene.ann, scene.eva, *scene.outside.values(), *scene.children.values())
        for person in people:
            assert secret not in scene.told(person)
        assert await key(scene.eva, scene.id) == secret
        for child in scene.children.values():
            with pytest.raises(Refused, match=r"right\.missing"):
                await key(child, scene.id)
