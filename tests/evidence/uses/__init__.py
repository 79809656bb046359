"""Vectors of uses: what they are made of, and how sure."""
