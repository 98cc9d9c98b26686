"""Programmes from elsewhere: schedules as JSON, tables as CSV, read with every fault told."""
