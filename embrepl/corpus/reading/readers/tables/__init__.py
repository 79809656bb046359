"""Readers of tables and of values: the text of every row, or of every object, is a document."""
