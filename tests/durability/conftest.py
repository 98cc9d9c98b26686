"""A slow disk for tests: a shim compiled on the spot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("disk.c")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library to preload; see disk.c for what it can do."""
    compiler = shutil.which("cc")
    if compiler is None:
        reason = "a C compiler is missing: apt-get install -y gcc libc6-dev"
        pytest.fail(reason, pytrace=False) if os.environ.get("CI") == "true" else pytest.skip(reason)
    library = tmp_path_factory.mktemp("shim") / "disk.so"
    subprocess.run((compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"), check=True)
    return library
