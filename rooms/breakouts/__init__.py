"""Breakouts: plans of groups, who sits where, rounds with a timer, and everybody back to the place they left.

``chance``, ``even``, ``field``, ``rotate`` and ``assign`` are plain functions over people and tables; the
other modules are slices of the hub.
"""
