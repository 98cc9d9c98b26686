"""Foyer's domain: plain synchronous Python. Commands go in, frozen events come out.

Nothing in here knows sockets, clocks, randomness or storage: time (UTC milliseconds) and new ids are
arguments.
"""
