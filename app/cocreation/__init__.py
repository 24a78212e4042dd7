"""A published multi-case study as a knowledge graph that can be asked, checked and linked."""

__version__ = "0.1.0"
