"""What is held of a document that is open, and the bounds of all of it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rooms.ids import DocId, WorkshopId
from server.auth.limits import Bucket, Rate
from server.live.audience import Connection

if TYPE_CHECKING:
    from asyncio import Future

UPDATE_MOST = 32 * 1024
"""Bytes of one update."""
DOC_MOST = 1024 * 1024
"""Bytes of a document, deleted text counted as it is still kept. Above it only deleting is taken."""
GUARDED_MOST = 100 * 1024
"""The same of a document in a workshop with minors, whose text is searched for addresses at each change."""
DOCS_MOST = 2000
"""Documents of a hub that hold anything."""
OPEN_MOST = 400
"""Documents that are open at the same time."""
READERS_MOST = 100
"""Tabs that have one document open."""
PER_TAB = 8
"""Documents that one tab has open."""
UPDATES = Rate(40, 12)
"""Updates of one tab."""
CURSORS = Rate(20, 10)
"""Movements of one tab's cursor; faster ones are left out."""
COMPACT_AFTER = 200
"""Updates after which a document is stored as one."""


@dataclass(eq=False, slots=True)
class Reader:
    """A tab that has a document open: whether it may write, and where its cursor is."""

    connection: Connection
    write: bool
    cursor: str | None = None
    updates: Bucket = field(default_factory=lambda: Bucket(UPDATES))
    cursors: Bucket = field(default_factory=lambda: Bucket(CURSORS))


@dataclass(eq=False, slots=True)
class Open:
    """A document that somebody has open. ``n`` is the number of its last update, ``stored`` that up to which
    it lies in one row, ``size`` its bytes; ``loaded`` is done once the merging process has it, and None when
    it must be read anew; ``life`` counts those readings. ``pending`` updates are on their way to the disk.
    ``whose`` is the workshop with minors that it was read in.
    """

    id: DocId
    readers: dict[str, Reader] = field(default_factory=dict[str, Reader])
    loaded: "Future[None] | None" = None
    life: int = 0
    n: int = 0
    stored: int = 0
    size: int = 0
    pending: int = 0
    compacting: bool = False
    whose: WorkshopId | None = None
