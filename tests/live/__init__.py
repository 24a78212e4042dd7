"""A running server, and ways to speak to it: what the tests over a socket share."""
