"""Complete web/package-lock.json with the optional packages of platforms that npm could not see.

Native tools (Biome, Rolldown) list one optional package per platform. A registry mirror may carry only some
of them; npm then leaves the rest out of the lock and `npm ci` refuses it everywhere. An entry that says
version and platform is enough: npm skips the package where the platform differs.
"""

import json
import sys
from pathlib import Path
from typing import Any

SYSTEMS = {
    "android",
    "darwin",
    "freebsd",
    "linux",
    "netbsd",
    "openbsd",
    "openharmony",
    "sunos",
    "win32",
    "aix",
}
PROCESSORS = {"arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"}
LIBRARIES = {"gnu": "glibc", "musl": "musl"}

Entry = dict[str, Any]


def platform_of(name: str) -> Entry:
    """Read `os`, `cpu` and `libc` from a package name such as `@scope/tool-linux-arm64-musl`."""
    words = name.rpartition("/")[2].replace("gnueabihf", "gnu").replace("musleabihf", "musl").split("-")
    found = {
        "cpu": [word for word in words if word in PROCESSORS],
        "os": [word for word in words if word in SYSTEMS],
        "libc": [LIBRARIES[word] for word in words if word in LIBRARIES],
    }
    return {key: values for key, values in found.items() if values}


def missing(packages: dict[str, Entry]) -> dict[str, Entry]:
    """The entries that the optional dependencies of the locked packages name, but the lock does not hold.

    Their keys stand in npm's order, so that locking the same versions again changes nothing.
    """
    added: dict[str, Entry] = {}
    for parent, entry in packages.items():
        optional: dict[str, str] = entry.get("optionalDependencies", {})
        for name, version in optional.items():
            held = f"{parent}/node_modules/{name}" in packages or f"node_modules/{name}" in packages
            if not held and version[:1].isdigit():
                dev = {"dev": True} if entry.get("dev") else {}
                more = {**dev, "optional": True, **platform_of(name)}
                added[f"node_modules/{name}"] = {"version": version, **dict(sorted(more.items()))}
    return added


def main(path: Path) -> None:
    lock = json.loads(path.read_text())
    packages: dict[str, Entry] = lock["packages"]
    packages |= missing(packages)
    lock["packages"] = dict(sorted(packages.items()))
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
