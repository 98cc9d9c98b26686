"""The JSON answers of the HTTP interface: they document it; a test holds what is answered against them."""

from server.protocol.answers.base import *
from server.protocol.answers.board import *
from server.protocol.answers.boxes import *
from server.protocol.answers.breakouts import *
from server.protocol.answers.chat import *
from server.protocol.answers.door import *
from server.protocol.answers.health import *
from server.protocol.answers.hosts import *
from server.protocol.answers.people import *
from server.protocol.answers.polls import *
from server.protocol.answers.programme import *
from server.protocol.answers.recordings import *
from server.protocol.answers.slides import *
from server.protocol.answers.stage import *
