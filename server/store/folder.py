"""The data folder: where the hub's file and all its others lie."""

import tempfile
from pathlib import Path

from server.starting import StartError, system_reason


def make_folder(folder: Path) -> None:
    """Make the data folder, and see that it can be written to.

    :raises StartError: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StartError("start.data", folder=str(folder), reason=system_reason(error)) from None
