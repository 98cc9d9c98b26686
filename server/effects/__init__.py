"""What committed events bring about outside the hub: closed connections, told rights, wanted media."""
