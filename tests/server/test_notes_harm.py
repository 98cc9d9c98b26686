"""Shared notes against those who mean harm: what one client sends costs the others nothing."""

from pathlib import Path

from tests.editor import b64
from tests.running import running_hub
from tests.server.test_notes import WORDS, code, opened, rows, seated

BROKEN_UPDATE = bytes.fromhex(
    "0105be81b187abfe9d04000401047465787402686581be81b187abfe9d04010784be81b187abfe9d04040620776f726c"
    "642701016d016b000800be81b187abfe9d040b037c3f8000007c400000007c4000000000"
)
"""It can be read, but its array lies in what is no shared type: the library fails half way through."""


async def test_an_update_the_library_fails_at_is_refused_and_no_other_document_is_reset(
    tmp_path: Path,
) -> None:
    async with (
        running_hub(tmp_path) as hub,
        seated(hub, "Ada") as people,
        seated(hub, "Ben", room="prism") as far,
    ):
        (ada,), (ben,) = await opened(*people), await opened(*far, doc="room:prism:notes")
        process = hub.documents.process
        assert await code(ada, "doc.update", data=b64(BROKEN_UPDATE)) == "doc.invalid"
        await ada.until(lambda: ada.resets == 1, "the call to open it again")
        assert rows(tmp_path) == []
        assert (hub.documents.process, ben.resets) == (process, 0)
        assert await ben.write_down(WORDS) == 1
        await ada.open()
        assert await ada.write_down(WORDS) == 1
