"""Finding words, phrases and patterns in a corpus, with the lines of the original text around them."""
