"""What follows from the graph by the ontology's axioms, and whether it can all be true."""
