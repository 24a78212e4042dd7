"""A case as a workbook: what its sheets hold, and how they are read and written."""
