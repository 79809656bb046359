"""The commands that give something to others: a file of vectors, a report."""
