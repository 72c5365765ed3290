"""The first lesson holds what the document holds, and reads well."""
