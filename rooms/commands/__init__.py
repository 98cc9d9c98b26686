"""Every command a person may give, as the domain takes it: plain frozen dataclasses, already well-formed.

Who acts and when is not part of a command: ``Hub.decide`` gets both beside it.
"""

from rooms.commands.attendance import *
from rooms.commands.base import *
from rooms.commands.board import *
from rooms.commands.boxes import *
from rooms.commands.breakouts import *
from rooms.commands.captions import *
from rooms.commands.chat import *
from rooms.commands.conversations import *
from rooms.commands.following import *
from rooms.commands.hosts import *
from rooms.commands.interpreting import *
from rooms.commands.layouts import *
from rooms.commands.media import *
from rooms.commands.minors import *
from rooms.commands.people import *
from rooms.commands.places import *
from rooms.commands.polls import *
from rooms.commands.programme import *
from rooms.commands.queue import *
from rooms.commands.reactions import *
from rooms.commands.recording import *
from rooms.commands.reports import *
from rooms.commands.screen import *
from rooms.commands.slides import *
