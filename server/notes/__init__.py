"""Shared documents beside the hub: merged in a process of their own, stored by the hub's one writer."""
