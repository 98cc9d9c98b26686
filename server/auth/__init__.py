"""Who is asking: visits, tickets, tokens, and where a request comes from."""
