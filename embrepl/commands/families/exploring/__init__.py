"""The commands that ask vectors: one module for each kind of question."""
