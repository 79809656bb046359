"""Vectors of single uses in a text, and of anything that has places there: how, and how surely, it is used."""
