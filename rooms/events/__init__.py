"""Every event of the hub. A durable one is journalled, numbered and replayed; a live one is rebuilt after a
start.

The frozen dataclasses are the journal's format and, projected for each viewer, the wire's. A durable event
of a changed shape gets a higher ``V`` and an upcaster in ``rooms/upcast.py``.
"""

from rooms.events.attendance import *
from rooms.events.base import *
from rooms.events.base import Durable, E, Live
from rooms.events.board import *
from rooms.events.boxes import *
from rooms.events.breakouts import *
from rooms.events.captions import *
from rooms.events.chat import *
from rooms.events.following import *
from rooms.events.groups import *
from rooms.events.interpreting import *
from rooms.events.layouts import *
from rooms.events.media import *
from rooms.events.meeting import *
from rooms.events.minors import *
from rooms.events.people import *
from rooms.events.places import *
from rooms.events.polls import *
from rooms.events.presence import *
from rooms.events.programme import *
from rooms.events.queue import *
from rooms.events.reactions import *
from rooms.events.recording import *
from rooms.events.reports import *
from rooms.events.screen import *
from rooms.events.slides import *


def _declared(kind: type[E]) -> tuple[type[E], ...]:
    """The event classes of this package: ``__subclasses__`` would list each twice, since slots make a new
    class.
    """
    return tuple(
        each
        for each in globals().values()
        if isinstance(each, type) and issubclass(each, kind) and each is not kind
    )


DURABLE = _declared(Durable)
LIVE = _declared(Live)
