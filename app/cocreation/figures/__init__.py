"""Figures of a study's model, laid out by rule and written as SVG, PDF and PNG."""
