"""A case as a form: its fields from the shapes, a graph into them, and out of them again."""
