"""Sums of words, as in `king - man + woman`: text → symbols → a query → a vector."""
