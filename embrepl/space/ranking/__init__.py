"""Which words come first, and how unusual a cosine is: cosines beside counts, and beside those of other pairs."""
