"""The audit list says what was given, not only to whom."""

from pathlib import Path

from server.store.readtables import AUDITED
from tests.running import ROOT, running_hub
from tests.server.small_hub import claimed, granted
from tests.visitor import visitor


async def test_the_audit_list_keeps_the_roles_that_were_granted_in_order(tmp_path: Path) -> None:
    async with running_hub(tmp_path) as hub, visitor(hub.url, "Ann") as ann, visitor(hub.url, "Bo") as bo:
        await claimed(ann)
        for role in ("moderator", "speaker"):
            await granted(ann, bo, role)
        await ann.do("visitor.mute", visitor=bo.id)
        rows = (await ann.get("/api/audit"))["audit"]
        assert [(each["act"], each["target"], each["detail"]) for each in rows] == [
            ("visitor.muted", bo.id, None),
            ("role.granted", bo.id, "speaker"),
            ("role.granted", bo.id, "moderator"),
            ("role.granted", ann.id, "administrator"),
        ]


def test_the_hosts_desk_has_a_sentence_for_everything_that_is_audited() -> None:
    sentences = (ROOT / "web" / "client" / "src" / "hub" / "desk" / "actWords.ts").read_text()
    assert [event.TYPE for event in AUDITED if f'"{event.TYPE}":' not in sentences] == []
