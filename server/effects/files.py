"""Files go with what they belonged to: once the event is committed that took the row, the bytes follow."""

from rooms import events as e
from server.batch import Told
from server.store.files import FileStore
from server.store.recovery import Recorded


class FileEffects:
    """Watches what was committed and lets go of the bytes of files whose rows went with it."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def publish(self, out: list[Recorded | Told]) -> None:
        """Act on what was committed."""
        for item in out:
            if isinstance(item.event, e.VisitorErased):
                self._store.forget(*self._store.of(item.event.visitor))
            elif isinstance(item.event, e.DeckRemoved | e.RecordingRemoved):
                self._store.forget(*item.event.files)
