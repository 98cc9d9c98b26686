"""Storage: the journal with its one writer thread, the tables beside it, snapshots and migrations."""
