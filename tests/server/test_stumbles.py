"""What fails within the hub: the sender is told, everybody else loses nothing, and the hub lives on."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rooms import commands as c
from rooms.hub import RULES
from tests.running import running_hub
from tests.visitor import Refused, visitor


def stumble(*_: Any) -> Any:
    """A fault in the hub."""
    raise ZeroDivisionError("a fault")


async def test_a_command_the_hub_fails_at_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann:
        with monkeypatch.context() as broken:
            broken.setitem(RULES, c.SetStatus, replace(RULES[c.SetStatus], decide=stumble))
            with pytest.raises(Refused, match="server.failed") as refused:
                await ann.do("presence.set", status="away")
        assert not refused.value.error["retry"]
        await ann.do("presence.set", status="away")
