"""Inbound and outbound over the sockets: the gateway for commands, the fan-out for positions."""
