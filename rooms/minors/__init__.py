"""Workshops with minors: one switch that nothing below can weaken. See ``docs/howto/minors.md``."""
