"""Tests of projections of words into a plane."""
