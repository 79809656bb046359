"""The same text with other weights: its units, how often each is taken, and the pairs that each holds."""
