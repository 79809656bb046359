"""Tests of the plain questions."""
