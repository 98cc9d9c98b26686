"""The default pack's floors in the editor they are drawn in: Tiled saves them as the same floors."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from server.content.pack import load_pack
from tests.running import PACK

pytestmark = pytest.mark.skipif(
    shutil.which("tiled") is None, reason="NOT RUN: Tiled is missing: apt-get install -y tiled libqt5svg5"
)
FLOORS = sorted(each.stem for each in (PACK / "floors").glob("*.tmj"))


def saved_by_tiled(file: Path) -> str:
    """A map as Tiled saves it, in its place; what Tiled says of it is returned."""
    new = file.with_suffix(".json")
    screen = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(file.parents[2])}
    done = subprocess.run(
        ("tiled", "--export-map", "json", str(file), str(new)), capture_output=True, text=True, timeout=60,
        env={**os.environ, **screen}, check=True,
    )  # fmt: skip
    new.replace(file)
    return done.stdout + done.stderr


def test_tiled_opens_and_saves_the_default_pack_without_a_warning_and_its_floors_stay_the_same(
    tmp_path: Path,
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    files = [pack / "floors" / f"{each}.tmj" for each in FLOORS]
    before = [each.read_bytes() for each in files]
    assert [saved_by_tiled(each) for each in files] == [""] * 2
    assert all(b"tiledversion" in each.read_bytes() for each in files)
    assert [each.read_bytes() for each in files] != before
    drawn, saved = load_pack(PACK), load_pack(pack)
    assert (saved.floors, saved.infos) == (drawn.floors, drawn.infos)
