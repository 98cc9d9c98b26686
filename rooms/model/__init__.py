"""What the hub holds, one module a topic: entities, frozen where they last, and states that can be copied."""
