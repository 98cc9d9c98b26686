"""Catalogs are compiled when they changed, and never stand in the way of a start."""

import os
from pathlib import Path

import pytest

from server.texts import load_texts

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(folder: Path, hall: str) -> Path:
    """A German catalog with one text."""
    path = folder / "de" / "LC_MESSAGES" / "foyer.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{HEAD}msgid "Hall"\nmsgstr "{hall}"\n')
    return path


def hall(folder: Path) -> str:
    """What a process that starts now reads."""
    load_texts.cache_clear()
    return load_texts(folder, "de").translate("Hall", "de")


def test_a_catalog_is_compiled_once_and_again_when_it_changed(tmp_path: Path) -> None:
    path = write(tmp_path, "Saal")
    assert hall(tmp_path) == "Saal"
    kept = path.with_suffix(".mo").stat()
    assert hall(tmp_path) == "Saal"
    assert path.with_suffix(".mo").stat().st_ino == kept.st_ino
    then = path.stat().st_mtime_ns
    write(tmp_path, "Raum")
    os.utime(path, ns=(then, then))  # as in an image whose files all have one time
    assert hall(tmp_path) == "Raum"


@pytest.mark.parametrize("left", [0, 40, -1], ids=["nothing", "the beginning", "all but a byte"])
def test_a_compiled_catalog_that_a_power_cut_left_torn_is_made_anew(tmp_path: Path, left: int) -> None:
    path = write(tmp_path, "Saal").with_suffix(".mo")
    assert hall(tmp_path) == "Saal"
    whole = path.read_bytes()
    path.write_bytes(whole[:left])
    assert hall(tmp_path) == "Saal"
    assert path.read_bytes() == whole


def test_a_compiled_catalog_that_cannot_be_kept_or_read_does_not_matter(tmp_path: Path) -> None:
    path = write(tmp_path, "Saal")
    path.with_suffix(".mo").mkdir()
    assert hall(tmp_path) == "Saal"
    assert sorted(each.name for each in path.parent.iterdir()) == ["foyer.mo", "foyer.po"]
