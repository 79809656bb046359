"""Targets: one notation for whatever can be asked about, worked out in the vectors and in the text."""
