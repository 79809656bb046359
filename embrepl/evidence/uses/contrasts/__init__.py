"""Whether two parts of a text use something differently: distances, tests, the words that tell, all words at once."""
