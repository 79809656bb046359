"""Answers as pages: one file that needs nothing from elsewhere and runs nothing that a text says."""
