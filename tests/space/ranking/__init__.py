"""Tests of which words come first, and how unusual a cosine is."""
