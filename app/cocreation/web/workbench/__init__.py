"""The pages on which the graph is read, seen and asked, one module an area."""
