"""Foyer's server: all I/O and all wiring around the pure domain in ``rooms``."""

__version__ = "0.1.0"

PROTOCOL = 1
"""Version of the wire: raised when an older client could no longer follow."""
