"""Plain loops that find words as the tokeniser does, to compare it with."""
