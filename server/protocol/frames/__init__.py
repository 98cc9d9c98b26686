"""What the server sends that is no event of the hub: first states, and words to one visitor. Separate wire
models.

The models document and type the wire; ``server.live.view`` builds the same shapes as plain values, and a
test holds one against the other.
"""

from server.protocol.frames.base import *
from server.protocol.frames.chat import *
from server.protocol.frames.documents import *
from server.protocol.frames.hub import *
from server.protocol.frames.interpreting import *
from server.protocol.frames.media import *
from server.protocol.frames.minors import *
from server.protocol.frames.people import *
from server.protocol.frames.places import *
from server.protocol.frames.polls import *
from server.protocol.frames.queue import *
from server.protocol.frames.stage import *
from server.protocol.frames.table import *
