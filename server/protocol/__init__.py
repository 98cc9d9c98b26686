"""The wire and the journal's format: one home for names, models and encodings."""
