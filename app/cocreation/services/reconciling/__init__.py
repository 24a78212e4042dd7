"""Which things of the graph are meant by names that others have written down."""
