"""The media plane: sound and picture of every peer, forwarded without decoding by a process of its own."""
