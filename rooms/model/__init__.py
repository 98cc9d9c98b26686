"""What the hub remembers of the hall, one module a topic: frozen entities, and a state that can be copied."""
