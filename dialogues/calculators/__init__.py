"""Calculators: typed functions that turn a few answers into ranges."""
