"""Breakouts as files: plans and rosters that come and go, and results that are taken away."""
