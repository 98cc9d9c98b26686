"""Pictures of every main screen, for those who work on how it looks."""
