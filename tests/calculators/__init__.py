"""The calculators: their model, tables, back-test and commands."""
