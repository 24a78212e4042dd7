"""Where graphs are asked: one gateway, an embedded store and any SPARQL server behind it."""
