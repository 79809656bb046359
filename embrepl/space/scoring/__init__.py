"""How well a space agrees with tests of words: reading the tests, and scoring."""
