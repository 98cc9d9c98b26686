"""Measurements: each module with a function ``run() -> list[Row]`` is one bench, `make bench` runs them."""
