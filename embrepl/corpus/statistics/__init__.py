"""Figures of a text: what stands together, which runs of words, how evenly, against another text, Zipf."""
