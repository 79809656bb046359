"""What a word is: characters, tokenising, segmenting Chinese, hashes and the vocabulary."""
