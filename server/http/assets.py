"""The built client: which hashed files a page needs, by Vite's manifest."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PREFIX = "/static/"


@dataclass
class Assets:
    """``folder`` is the client's build; an unbuilt client has no files, and pages say so in their log."""

    folder: Path

    @cached_property
    def _manifest(self) -> dict[str, dict[str, Any]]:
        path = self.folder / ".vite" / "manifest.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}

    @property
    def built(self) -> bool:
        """Whether there is a client to serve."""
        return bool(self._manifest)

    def _entry(self, name: str) -> dict[str, Any]:
        found = [each for each in self._manifest.values() if each.get("isEntry") and each.get("name") == name]
        return found[0] if found else {}

    def script(self, name: str) -> str:
        """The address of an entry's script."""
        return PREFIX + self._entry(name).get("file", f"{name}.js")

    def styles(self, name: str) -> list[str]:
        """The addresses of an entry's style sheets, those of what it imports included."""
        return [PREFIX + each for each in self._styles(self._entry(name), set())]

    def _styles(self, entry: dict[str, Any], seen: set[str]) -> list[str]:
        found = list(entry.get("css", []))
        for name in entry.get("imports", []):
            if name not in seen:
                seen.add(name)
                found += self._styles(self._manifest[name], seen)
        return list(dict.fromkeys(found))

    @property
    def build(self) -> str:
        """A name of this build, for clients to see that theirs is older."""
        return self._entry("hub").get("file", "none").rsplit("-", 1)[-1].removesuffix(".js")
