"""Writes everything that is generated from the code, or says which of it is not fresh."""

import json
from pathlib import Path

from server.protocol.asyncapi import asyncapi
from server.protocol.openapi import openapi
from server.protocol.reference import pages
from server.protocol.typescript import typescript


def generated() -> dict[str, str]:
    """Path from the repository's root to content."""
    return {
        "web/client/src/protocol.gen.ts": typescript(),
        "docs/reference/asyncapi.json": json.dumps(asyncapi(), indent=1, ensure_ascii=False) + "\n",
        "docs/reference/openapi.json": json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n",
        **{f"docs/reference/{name}": text for name, text in pages().items()},
    }


def export_files(root: Path, *, write: bool) -> list[str]:
    """The files whose content was not fresh; with ``write`` they are now."""
    stale: list[str] = []
    for name, content in generated().items():
        path = root / name
        if not path.is_file() or path.read_text("utf-8") != content:
            stale.append(name)
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, "utf-8")
    return stale
