"""Inbound HTTP: pages for people, a small JSON interface for the client, health for operators."""
